"""Names that a corpus uses and a codebook does not list: which they are, how often, and of what kind."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.errors import InputError
from analysis.features.candidates import candidates, cases, names

CODEBOOK = """
name: names
title: Who is written about
actors:
  weber: {label: Bruno Weber, kind: person, variants: [Weber, Bruno Weber]}
  northland: {label: Northland, kind: country, variants: [Northland]}
  america:
    label: the United States
    kind: country
    variants: [{text: America, reject: [{before: 'Latin '}]}]
"""


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "names.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(file)


@pytest.fixture(scope="module")
def listed(codebook):
    """List the candidates of some articles, given as bodies."""

    def find(*bodies, fewest=1, **columns):
        articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "body": bodies, **columns})
        return candidates(articles, codebook, fewest=fewest)

    return find


@pytest.fixture(scope="module")
def named(listed):
    """Name the candidates of some articles, sorted."""
    return lambda *bodies, **given: sorted(row.text for row in listed(*bodies, **given))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("We saw Roe there.", ["Roe"]),
        ("We saw Clara Falk and Roe there.", ["Clara Falk", "Roe"]),
        ("We saw John F. Falk there.", ["John F. Falk"]),
        ("We saw the Bank of the North there.", ["Bank of the North"]),
        ("We saw Ludwig van Falk there.", ["Ludwig van Falk"]),
        ("We saw al-Nusra, al Nusra and Jean-Luc there.", ["Jean-Luc", "al Nusra", "al-Nusra"]),
        ("We saw Émile Óscar there.", ["Émile Óscar"]),
        ("We saw O’Neill and O'Brien there.", ["O'Brien", "O’Neill"]),
        ("We saw Falk’s and Falk's house.", ["Falk"]),
        ("We saw the Falks’ house.", ["Falks"]),
        ("We saw President Carl Falk there.", ["Carl Falk"]),
        ("We saw Swedish President Carl Falk there.", ["Carl Falk"]),
        ("The state sent Secretary of State Carl Falk and the King of Jordan.", ["Carl Falk", "Jordan"]),
        ("We met on Monday, in May and at Easter.", []),
        ("We saw @Falk, #Roe, example.Com and and/Or there.", []),
        ("He was Xi there.", []),
        ("It rained, and a man of (D-Conn) left.", []),
        ("", []),
    ],
)
def test_a_name_is_a_run_of_capitalised_words_without_titles(named, body, found):
    assert named(body) == found


def test_a_name_ends_at_its_possessive(named):
    assert named("We saw Roe's Berlin office.") == ["Berlin", "Roe"]


def test_a_name_may_have_a_particle_with_a_hyphen_inside(named):
    assert named("We saw Bashar al-Asad there.") == ["Bashar al-Asad"]


def test_what_the_codebook_has_is_no_candidate(named):
    assert named("We saw Bruno Weber, Weber's Northland and Roe there.") == ["Roe"]


def test_what_a_rule_rejects_is_not_what_the_codebook_has(named):
    assert named("We saw Latin America there.") == ["Latin America"]


def test_a_word_that_texts_write_small_is_no_name_where_it_opens_a_sentence(named):
    assert named("Rescuers came. We saw rescuers, and rescuers left.", "Rescuers left. Then Roe left.") == ["Roe"]


def test_a_name_may_open_a_sentence_too(named):
    assert named("Roe left. We saw Roe there.") == ["Roe"]


@pytest.mark.parametrize(
    ("body", "found"),
    [("Nevertheless, it rained.", []), ("Rescuers came. Rescuers left.", []), ("Then Roe left.", ["Roe"])],
)
def test_what_is_capitalised_only_where_sentences_begin_is_no_name(named, body, found):
    assert named(body) == found


def test_articles_are_counted_and_not_only_occurrences(listed):
    rows = listed("We saw Roe, Roe and Roe.", "We saw Roe and Falk.", "We saw Falk.")
    assert [(row.text, row.n, row.n_articles) for row in rows] == [("Roe", 4, 2), ("Falk", 2, 2)]


def test_names_in_few_articles_are_left_out(named):
    bodies = ["We saw Roe, Falk, Falk and Falk.", "We saw Roe there."]
    assert named(*bodies, fewest=2) == ["Roe"]
    assert named(*bodies, fewest=3) == []
    assert named(*["We saw Roe there."] * 4, fewest=5) == []


def test_what_most_articles_name_stands_first_then_what_is_named_most_then_by_letter(listed):
    rows = listed("We saw Falk, Roe, Roe, Bo Lee and Ann Lee.", "We saw Mara and Mara.", "We saw Mara.")
    assert [row.text for row in rows] == ["Mara", "Roe", "Ann Lee", "Bo Lee", "Falk"]


def test_a_surname_counts_with_its_full_name(listed):
    [row] = listed("A lawyer, Clara Falk said, saw Falk.", "We saw Clara Falk, and Falk said no.")
    assert (row.text, row.also, row.kind, row.n, row.n_articles) == ("Clara Falk", ("Falk",), "person", 4, 2)


def test_a_surname_that_mostly_stands_alone_is_a_name_of_its_own(named):
    alone = ["We saw Falk there."] * 4
    assert named("A lawyer, Clara Falk said, left.", *alone) == ["Clara Falk", "Falk"]
    assert named("A lawyer, Clara Falk said, saw Falk.", *alone[:1]) == ["Clara Falk"]


def test_the_last_word_of_a_body_is_no_surname(named):
    assert named("We saw the Free Northern Army, the Army there.") == ["Army", "Free Northern Army"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("We saw President Vladimir Falk there.", "person"),
        ("A lawyer, Roe said, left.", "person"),
        ("We met Roe, who left.", "person"),
        ("We met Clara Falk.", "person"),
        ("It rained in Mosul.", "place"),
        ("We saw the Free Northern Army.", "group"),
        ("We saw Hezbollah fighters.", "group"),
        ("We saw the Taliban.", "group"),
        ("We saw Kurds there.", "people"),
        ("We saw the Kurds there.", "people"),
        ("We saw Xyz there.", "unknown"),
        ("We saw the Capitol Hill.", "group"),
        ("We met Mara of Northland in North Korea, and North Korea it was.", "place"),
    ],
)
def test_the_kind_is_told_by_the_words_around(listed, body, kind):
    assert [row.kind for row in listed(body)] == [kind]


def test_an_adjective_before_its_noun_is_no_name(named):
    assert named("We saw Turkish troops and US-led raids. We ate Turkish food.") == []
    assert named("We spoke Turkish.") == ["Turkish"]


def test_a_shouted_name_counts_as_it_is_written_elsewhere(listed):
    rows = listed("MOSUL (AP) - It rained. We saw Mosul, the Mosul we knew, and Mosul.", "We saw Mosul there.")
    assert [(row.text, row.n) for row in rows] == [("Mosul", 5)]


def test_the_agency_of_a_dateline_is_not_counted(listed):
    rows = listed("ROE (APX) — It rained, and we saw the men of APX and of Falkland (NBY) — and NBY left.")
    assert {row.text: row.n for row in rows} == {"APX": 1, "Falkland": 1, "NBY": 2}


def test_an_abbreviation_stays_in_capitals(named):
    assert named("We saw NATO there.") == ["NATO"]


@pytest.mark.parametrize(
    ("body", "example"),
    [
        ("We saw Roe there.", "We saw Roe there."),
        ("It rained.\nWe saw Roe there.\nIt shone.", "We saw Roe there."),
        ("It rained. " * 9 + "We saw Roe there." + " It shone." * 9, None),
    ],
)
def test_the_example_is_the_name_with_words_around_it_from_its_own_line(listed, body, example):
    [row] = listed(body)
    [shown] = row.examples
    if example is None:
        assert "We saw Roe there." in shown
        assert len(shown) <= 107
        assert shown.startswith("… ")
        assert shown.endswith(" …")
        assert set(shown.split()) - {"…"} <= set(body.split())  # no word is cut
    else:
        assert shown == example


def test_three_articles_give_an_example_each_and_copies_none(listed):
    bodies = ["We saw Roe there. Roe left.", "We saw Roe there. Roe left.", *(f"Then {n} men saw Roe." for n in "345")]
    [row] = listed(*bodies)
    assert row.examples == ("We saw Roe there. Roe left.", "Then 3 men saw Roe.", "Then 4 men saw Roe.")


def test_missing_texts_and_no_articles_are_no_names(listed, codebook):
    assert listed(None, "It rained.") == []
    assert candidates(pd.DataFrame({"article_id": [], "body": []}), codebook) == []


def test_a_table_without_bodies_is_told(codebook):
    with pytest.raises(InputError, match="column 'body' is lacking"):
        candidates(pd.DataFrame({"article_id": ["a"], "text": ["We saw Roe."]}), codebook)


BODIES = [
    "We saw Clara Falk. A lawyer, Clara Falk said, saw Falk in Mosul.",
    "MOSUL - We saw the Free Northern Army and Bo Lee in Mosul.",
    "We saw Mosul. Rescuers left Mosul, and rescuers saw Weber.",
    "Falk said no. The Kurds and Hezbollah fighters left.",
]


@given(order=st.permutations(range(len(BODIES))))
def test_the_order_of_articles_changes_only_the_example(listed, order):
    once, again = (
        [row._replace(examples=()) for row in rows] for rows in (listed(*BODIES), listed(*(BODIES[n] for n in order)))
    )
    assert once == again


def test_the_order_of_articles_does_not_say_whose_a_surname_is(named):
    bodies = ["A lawyer, Clara Falk said, saw Falk.", "We saw Carl Falk there."]
    assert named(*bodies) == named(*reversed(bodies))


PARTS = [
    *"’'.-/@, \n",
    "Roe",
    "Falk's",
    "The",
    "the",
    "of",
    "al-",
    "President",
    "Mr.",
    "É",
    "A.",
    "BAGHDAD",
    "Monday",
    "x",
    "5",
]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=20).map("".join)))
def test_names_of_any_text_stand_apart_and_begin_and_end_with_a_word(text):
    small, capital = cases([text])
    reached = 0
    for start, end in names(text, small, capital):
        name = text[start:end]
        assert reached <= start < end <= len(text)
        assert name == name.strip()
        assert any(letter.isupper() for letter in name)
        reached = end
