"""Pronouns at a sentence's start that stand for the subject of the sentence before."""

import pandas as pd
import pytest

from analysis.codebook import load_codebook
from analysis.features.mentions import find_mentions
from analysis.features.pronouns import pronoun_mentions
from analysis.tables import MENTIONS

CODEBOOK = """
name: persons
title: Who is written about
actors:
  weber: {label: Bruno Weber, kind: person, variants: [Weber, Bruno Weber]}
  roe: {label: Ann Roe, kind: person, variants: [Roe, Ann Roe]}
  lane: {label: Eva Lane, kind: person, variants: [Lane]}
  rebels: {label: the rebels, kind: group, variants: [the rebels, Rebels]}
  northland: {label: Northland, kind: country, variants: [Northland]}
"""


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "persons.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(file)


@pytest.fixture(scope="module")
def found(codebook):
    """Find the pronouns in articles: a table."""

    def find(*bodies, title=None):
        articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "title": title, "body": bodies})
        return pronoun_mentions(articles, find_mentions(articles, codebook), codebook)

    return find


@pytest.fixture(scope="module")
def resolved(found):
    """Find the pronouns in a body: pairs of a pronoun and whom it stands for."""
    return lambda body: list(found(body)[["surface", "actor_id"]].itertuples(index=False, name=None))


def test_a_pronoun_is_a_mention_of_its_own(found):
    body = "Weber spoke. He left early."
    rows = found(body)
    assert list(rows.columns) == list(MENTIONS.columns)
    [row] = rows.to_dict("records")
    assert (row["article_id"], row["part"], row["actor_id"], row["surface"]) == ("a0", "body", "weber", "He")
    assert body[row["start"] : row["end"]] == "He"
    assert body[row["sentence_start"] : row["sentence_end"]] == "He left early."
    assert row["voice"] == "narration"
    assert pd.isna([row["term_id"], row["voice_confidence"], row["speaker"], row["speaker_id"]]).all()
    assert not any((row["is_inserted"], row["is_gloss"], row["is_distanced"]))


@pytest.mark.parametrize(
    "before",
    [
        "Weber spoke.",
        "But on Monday, Weber spoke.",
        "On Monday, Weber spoke.",
        "Meanwhile, Mr. Weber spoke.",
        "The former president Weber spoke.",
        "President Bruno Weber spoke.",
        "Former Secretary of State Bruno Weber spoke.",
        "Weber, a baker, spoke.",
        "Weber spoke to the rebels of Northland.",
        "Weber knew that Weber spoke.",
    ],
)
def test_it_stands_for_the_subject_of_the_sentence_before(resolved, before):
    assert resolved(f"{before} He left.") == [("He", "weber")]


@pytest.mark.parametrize("word", ["But", "And", "Yet", "Then", "Now"])
def test_a_conjunction_may_stand_before_the_subject(resolved, word):
    assert resolved(f"{word} Weber spoke. He left.") == [("He", "weber")]


def test_the_sentence_before_may_stand_in_another_paragraph(resolved):
    assert resolved("Weber spoke\n\nHe left.") == [("He", "weber")]


@pytest.mark.parametrize(
    "before",
    [
        "It rained.",
        "Northland lost.",
        "The rebels won.",
        "Rebels won.",
        "Critics of Weber won.",
        "They saw Weber.",
        "Near Northland Weber spoke.",
        "Weber’s aide spoke.",
        "Weber's aide spoke.",
        "Weber Jr. spoke.",
        "Weber, Jr., spoke.",
        "Michelle Weber spoke.",
        "“Weber spoke,” they said.",
        "Weber, he said, was gone.",
        "Weber spoke. It rained.",
        "They knew one name: Weber!\nWeber.",
        "Weber-backed candidates won.",
    ],
)
def test_whoever_is_not_the_subject_of_the_sentence_before_is_not_meant(resolved, before):
    assert resolved(f"{before} He left.") == []


@pytest.mark.parametrize(
    "before",
    ["The man who shot Weber fled.", "On Monday, a friend of Weber died.", "Weber supporters cheered."],
)
def test_a_name_inside_of_the_subject_is_not_the_subject(resolved, before):
    assert resolved(f"{before} He was ill.") == []


@pytest.mark.parametrize(
    "before",
    [
        "Weber met Roe.",
        "Weber met Ann Roe.",
        "Weber met Clara Falk.",
        "Weber and Carl Falk left.",
        "Weber met Falk.",
        "Weber fired Falk on Monday.",
        "Weber met Falk Monday.",
        "Weber met Kanye West.",
        "Weber met May on Tuesday.",
        "Weber, a friend of Falk, spoke.",
        "Weber asked for help from Northland and Falk.",
        "Weber said: “Falk lied.”",
        "Weber Tower opened.",
        "Weber University opened.",
    ],
)
def test_a_sentence_that_names_another_person_settles_nothing(resolved, before):
    assert resolved(f"{before} He left.") == []


@pytest.mark.parametrize(
    "before",
    [
        "Weber named a new minister on Monday.",
        "Weber said the man was armed.",
        "Weber called his ex-wife.",
        "Weber called his father-in-law.",
        "Weber wrote to an aide’s lawyer.",
        "Weber sent a spokesman to the rebels.",
        "Weber endorsed a Republican.",
        "Weber, the minister said, spoke.",
        "Weber, a friend of the minister, spoke.",
        "As the minister spoke, Weber left.",
        "Weber saw someone.",
        "Weber met him.",
    ],
)
def test_a_sentence_that_speaks_of_another_person_settles_nothing(resolved, before):
    assert resolved(f"{before} He was shot.") == []


@pytest.mark.parametrize("before", ["Roe danced with her.", "Roe met her in Northland."])
def test_her_without_a_noun_is_another_woman(resolved, before):
    assert resolved(f"{before} She left.") == []
    assert resolved("Roe lost her seat. She left.") == [("She", "roe")]


@pytest.mark.parametrize("subject", ["Weber and his brother", "Weber and others", "Weber, along with others,"])
def test_whoever_is_not_the_only_subject_is_not_meant(resolved, subject):
    assert resolved(f"{subject} left. He slept.") == []


@pytest.mark.parametrize(
    "before",
    [
        "Weber spoke to the Senate in January.",
        "Weber won in Ohio on Monday.",
        "Weber went to the White House.",
        "Weber told the Justice Department.",
        "Weber came Monday.",
        "Weber Monday spoke.",
        "Weber won as a candidate.",
        "As president, Weber spoke.",
        "Weber ran for president.",
        "Weber criticised foreign policy.",
        "Weber said “I’ve won”.",
        "Weber lost his seat.",
        "Weber came and went.",
        "On Monday in Northland, Weber spoke.",
    ],
)
def test_what_is_no_person_leaves_it_settled(resolved, before):
    assert resolved(f"{before} He left.") == [("He", "weber")]


def test_a_person_right_before_the_name_is_another_person(resolved):
    assert resolved("After Ann Lee, Weber spoke. He left.") == []


@pytest.mark.parametrize(
    "pronoun", ["He’s gone.", "He, too, left.", "His aide left.", "They left.", "But he left.", "He"]
)
def test_only_he_or_she_with_a_verb_opens_the_sentence(resolved, pronoun):
    assert resolved(f"Weber spoke. {pronoun}") == []


@pytest.mark.parametrize("name", ["Ann Weber", "Senator Ann Weber", "Ann W. Weber"])
def test_after_another_of_the_same_surname_the_surname_settles_nothing(resolved, name):
    assert resolved(f"They saw {name}. It rained. Weber spoke. She left.") == []
    assert resolved(f"They saw {name}. Then they saw Bruno Weber. Weber spoke. He left.") == [("He", "weber")]


@pytest.mark.parametrize("name", ["Eva Lane", "Eva W. Lane", "Senator Lane", "When Lane", "Did Lane", "Former Lane"])
def test_what_stands_before_the_surname_may_be_the_same_persons(resolved, name):
    assert resolved(f"{name} spoke to them. It rained. Lane slept. She left.") == [("She", "lane")]


def test_she_stands_for_a_person_as_he_does(resolved):
    assert resolved("Roe spoke. She left.") == [("She", "roe")]


def test_a_pronoun_carries_on_once(resolved):
    assert resolved("Weber spoke. He left. He slept. He woke. He ate.") == [("He", "weber")] * 2


def test_every_sentence_with_a_name_begins_anew(resolved):
    body = "Weber spoke. He left. He slept. Roe woke. She rose. Weber ate. He drank."
    assert resolved(body) == [("He", "weber"), ("He", "weber"), ("She", "roe"), ("He", "weber")]


def test_a_pronoun_is_not_carried_over_another_sentence(resolved):
    assert resolved("Weber spoke. He left. It rained. He slept.") == [("He", "weber")]


@pytest.mark.parametrize("other", ["Roe", "Falk", "the minister", "Clara Falk and the rebels"])
def test_a_pronoun_is_not_carried_over_anybody_else(resolved, other):
    assert resolved(f"Weber spoke. He met {other}. He slept.") == [("He", "weber")]


@pytest.mark.parametrize(
    "body",
    [
        "“Weber lost. He lied,” she said.",
        "“It rained. Weber lost. He lied,” she said.",
        "“We saw it.\nWeber lost. He lied,” she said.",
        "“We saw it. Weber lost.” He lied.",
        "Weber lost. “He lied,” she said.",
        "Weber lost. They knew: “It rained. He lied.”",
    ],
)
def test_quoted_sentences_do_not_count(resolved, body):
    assert resolved(body) == []


@pytest.mark.parametrize(
    "body",
    ["Weber said “it rained”. He left.", "Weber said: “It rained.” He left.", "Weber left. He said “it rained”."],
)
def test_either_sentence_may_quote(resolved, body):
    assert resolved(body) == [("He", "weber")]


def test_a_quotation_whose_opening_mark_was_lost_is_one(resolved):
    assert resolved("Weber lost.\nHe is a fool,” she said.") == []


def test_titles_are_not_read(found):
    assert found("It rained.", title="Weber spoke. He left.").empty
    assert len(found("Weber spoke. He left.", title="Weber spoke. He left.")) == 1


def test_articles_do_not_run_into_one_another(found):
    assert found("Weber spoke.", "He left.").empty


@pytest.mark.parametrize(
    "elsewhere",
    [
        "Weber said he was ill.",
        "They asked whether Weber thought he would win.",
        "Mr. Weber slept.",
        "Weber sold his house.",
        "Weber rose. He ate.",
    ],
)
def test_he_in_the_same_article_speaks_against_she(resolved, elsewhere):
    assert ("She", "weber") not in resolved(f"{elsewhere} It rained. Weber spoke. She left.")
    assert ("She", "weber") not in resolved(f"Weber spoke. She left. It rained. {elsewhere}")
    assert resolved(f"{elsewhere} It rained. Weber spoke. He left.")[-1] == ("He", "weber")


def test_the_pronoun_an_article_uses_more_often_is_right(resolved):
    assert resolved("Weber spoke. He left. It rained. Weber rose. She ate. It rained. Weber slept. He woke.") == [
        ("He", "weber"),
        ("He", "weber"),
    ]
    assert resolved("Weber spoke. He left. It rained. Weber rose. She ate.") == []


@pytest.mark.parametrize(
    "elsewhere", ["“Weber lost,” she said.", "Weber said “she is tough”.", "Weber saw Falk, who said she was ill."]
)
def test_what_may_be_said_of_another_is_no_sign(resolved, elsewhere):
    assert resolved(f"{elsewhere} It rained. Weber spoke. He left.") == [("He", "weber")]


def test_an_article_does_not_depend_on_its_neighbours(found):
    he, she = "Weber spoke. He left.", "Weber spoke. She left."
    alone = found(she)
    beside = found(she, *[he] * 20)
    pd.testing.assert_frame_equal(alone, beside[beside["article_id"] == "a0"].reset_index(drop=True))
    assert list(alone["surface"]) == ["She"]


def test_the_order_of_articles_and_mentions_changes_nothing(codebook):
    bodies = ["Weber spoke. He left.", "Roe met the rebels. She left. She slept.", "It rained. He left."]
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "body": bodies})
    mentions = find_mentions(articles, codebook)
    before = mentions.copy()
    once, again = (
        pronoun_mentions(rows, named, codebook).sort_values(["article_id", "start"], ignore_index=True)
        for rows, named in ((articles, mentions), (articles.iloc[::-1], mentions.iloc[::-1]))
    )
    pd.testing.assert_frame_equal(once, again)
    pd.testing.assert_frame_equal(mentions, before)
    assert len(once) == 3


def test_no_mentions_no_pronouns(found, codebook):
    assert found("It rained. He left.").empty
    assert list(found("It rained.").columns) == list(MENTIONS.columns)
    assert pronoun_mentions(pd.DataFrame({"article_id": [], "body": []}), MENTIONS.empty(), codebook).empty
