"""Other names of a codebook's actors: said to be one in a text, or spelled like one."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.features.aliases import Alias, said_aliases, spelled_aliases
from analysis.features.candidates import Candidate, candidates

CODEBOOK = """
name: names
title: Who is written about
actors:
  group:
    label: the group
    kind: group
    terms:
      islamic-state: {label: Islamic State, variants: [Islamic State, {text: IS, reject: [{before: 'what '}]}]}
      isis: {label: ISIS, variants: [ISIS]}
  falk: {label: Senator Falk, kind: person, variants: [Bashar al-Falk, Ted Falk, Falk]}
  america: {label: the United States, kind: country, variants: [America]}
  israel: {label: Israel, kind: country, variants: [Israel]}
  iraq: {label: Iraq, kind: country, variants: [Iraq]}
"""
FAR = "On a sunny day in a distant land, very far off, "  # what stands farther from the line's start is no dateline


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "names.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(file)


@pytest.fixture(scope="module")
def said(codebook):
    """List the aliases that some texts give."""

    def find(*bodies, title=None, fewest=1):
        articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "title": title, "body": bodies})
        return said_aliases(articles, codebook, fewest=fewest)

    return find


@pytest.fixture(scope="module")
def spelled(codebook):
    """Tell which variant each name is spelled like."""

    def find(*names):
        rows = spelled_aliases([Candidate(name, "person", 9, 7, (), (f"… {name} …",)) for name in names], codebook)
        return {row.text: row.like for row in rows}

    return find


def test_an_alias_has_its_actor_its_name_and_where_it_stands(said):
    line = "sunny day in a distant land, very far off, the Islamic State (Dawla) left the town."
    assert said(f"On one {line}") == [Alias("Dawla", "group", "islamic-state", None, 1, (f"… {line}",))]


@pytest.mark.parametrize(
    "words",
    [
        "the Islamic State (Dawla) left",
        "the Islamic State (“Dawla”) left",
        "the Islamic State (‘Dawla’) left",
        'the Islamic State ("Dawla") left',
        "the Islamic State, also known as Dawla, left",
        "the Islamic State also known as the Dawla left",
        "the Islamic State, better known as Dawla, left",
        "the Islamic State, formerly known as “Dawla”, left",
        "the Islamic State, also called Dawla, left",
        "the Islamic State, a.k.a. Dawla, left",
        "the Islamic State aka Dawla left",
        "the Islamic State, (also known as Dawla), left",
    ],
)
def test_texts_say_that_a_name_is_another_name(said, words):
    assert [row.text for row in said(FAR + words)] == ["Dawla"]


@pytest.mark.parametrize("words", ["also known as", "formerly", "also called", "a.k.a."])
def test_the_words_that_say_so_may_stand_in_the_brackets(said, words):
    assert [row.text for row in said(f"{FAR}the Islamic State ({words} Dawla) left")] == ["Dawla"]


@pytest.mark.parametrize(
    "words",
    [
        "the Islamic State left",
        "the Islamic State (ISIS) left",  # the codebook has it
        "the Islamic State (Dawla and more) left",
        "the Islamic State (Dawla, left",
        "the Islamic State (the men of Dawla) left",
        "the Islamic State (May) left",
        "Ted Falk (R) left",
        "Ted Falk (56) left",
        "the Islamic State left (Dawla)",
        "the Islamic State\n(Dawla) left",
        "Dawla (the Islamic State) left",
    ],
)
def test_anything_else_is_none(said, words):
    assert said(FAR + words) == []


@pytest.mark.parametrize("party", ["R-Texas", "R-TX", "Texas", "Republican"])
def test_a_party_or_state_is_no_other_name_of_a_senator(said, party):
    assert said(f"{FAR}Ted Falk ({party}) left") == []


@pytest.mark.parametrize("body", ["the Friends of America (Foa) left", "the Institute for the Islamic State (Dawla)"])
def test_the_last_word_of_a_longer_name_is_not_who_is_meant(said, body):
    assert said(FAR + body) == []


def test_what_the_codebook_lists_is_no_alias_even_where_a_rule_rejects_it(said):
    assert said(f"{FAR}what Iraq (IS) what IS (Israel)") == []
    assert said(f"{FAR}they said of Iraq, also known as what IS") == []


def test_an_alias_needs_articles_enough(said):
    bodies = [f"{FAR}ISIS (Dawla) left", f"{FAR}ISIS (Dawla) left, and ISIS (Khilafa), and ISIS (Khilafa) won"]
    assert [row.text for row in said(*bodies, fewest=2)] == ["Dawla"]
    assert said(*bodies, fewest=3) == []


def test_a_dateline_is_no_alias(said):
    assert said("NORTH ISIS, Iraq (Reuters) - It rained.") == []
    assert said("It rained.\nIraq (Reuters) - It rained.") == []
    assert [row.text for row in said("The Islamic State, also known as Dawla, left.")] == ["Dawla"]


def test_what_a_rule_rejects_has_no_aliases(said):
    assert said(f"{FAR}they asked what IS (Basra) like?") == []


def test_articles_are_counted_once_and_most_stand_first(said):
    other, dawla = f"{FAR}ISIS (Khilafa) left", f"{FAR}ISIS (Dawla) left, and ISIS (Dawla) won"
    rows = said(other, dawla, dawla, title="What they call ISIS, also known as Zed")
    assert [(row.text, row.n_articles) for row in rows] == [("Zed", 3), ("Dawla", 2), ("Khilafa", 1)]
    assert {row.term_id for row in rows} == {"isis"}


def test_a_string_said_of_two_names_is_an_alias_of_each(said):
    rows = said(f"{FAR}ISIS (Dawla) left, and the Islamic State (Dawla) won.")
    assert sorted((row.text, row.term_id) for row in rows) == [("Dawla", "isis"), ("Dawla", "islamic-state")]


def test_an_actor_without_rival_names_has_no_term(said):
    assert [(row.actor_id, row.term_id) for row in said(f"{FAR}Ted Falk (Ted the Man) left")] == []
    assert [(row.actor_id, row.term_id) for row in said(f"{FAR}Ted Falk (Teddy) left")] == [("falk", None)]


FRAGMENTS = ["Islamic State", "ISIS", "Dawla", "IS", ", also known as ", " (", ")", "“", "the ", "x", "\n", " ", FAR]


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
def test_an_alias_stands_in_its_text_and_is_no_name_of_the_codebook(said, body):
    for row in said(body):
        assert row.text in body
        assert all(row.text in example for example in row.examples)
        assert row.text not in ("Islamic State", "ISIS", "IS")


@pytest.mark.parametrize(
    ("name", "variant"),
    [("Bashar al-Falck", "Bashar al-Falk"), ("Amerika", "America"), ("Islamic Statte", "Islamic State")],
)
def test_a_name_that_differs_in_a_letter_is_spelled_alike(spelled, name, variant):
    assert spelled(name) == {name: variant}


def test_such_an_alias_keeps_the_counts_and_the_example_of_its_candidate(codebook):
    name = Candidate("Islamic Statte", "group", 9, 7, (), ("the Islamic Statte left",))
    assert spelled_aliases([name], codebook) == [
        Alias("Islamic Statte", "group", "islamic-state", "Islamic State", 7, ("the Islamic Statte left",))
    ]


@pytest.mark.parametrize("name", ["Mosul", "Islamic Front", "Ted Roe", "Bislamic State", "Irak", "Fal", "Ira"])
def test_what_differs_in_more_or_is_short_is_not(spelled, name):
    assert spelled(name) == {}


@pytest.mark.parametrize("name", ["America", "American", "Americans", "Israels", "Ted Falks"])
def test_an_inflected_name_is_no_other_spelling(spelled, name):
    assert spelled(name) == {}


@pytest.mark.parametrize("name", ["Israeli", "Israelis"])
def test_an_adjective_is_no_other_spelling(spelled, name):
    assert spelled(name) == {}


def test_of_variants_the_closest_counts(spelled):
    assert spelled("Ted Falck") == {"Ted Falck": "Ted Falk"}
    assert spelled("Bashar Al-Falk") == {"Bashar Al-Falk": "Bashar al-Falk"}


def test_of_six_letters_five_are_enough(spelled):
    assert spelled("Israil") == {"Israil": "Israel"}


def test_no_names_no_aliases(said, spelled, codebook):
    assert spelled() == {}
    assert said_aliases(pd.DataFrame({"article_id": [], "body": []}), codebook) == []
    assert said(None) == []


def test_a_full_name_with_a_particle_is_found_in_texts(codebook):
    articles = pd.DataFrame({"article_id": ["a"], "body": ["We saw Bashar al-Falck there."]})
    assert [row.text for row in spelled_aliases(candidates(articles, codebook, fewest=1), codebook)] == [
        "Bashar al-Falck"
    ]
