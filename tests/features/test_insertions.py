"""Editors' insertions: a name in brackets inside a quotation is the outlet's, not the speaker's."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.features.insertions import is_inserted
from analysis.features.mentions import find_mentions


def inserted(text, *, is_gloss=False):
    """Tell whether the first "ISIS" of a text is an insertion."""
    start = text.index("ISIS")
    return is_inserted(text, start, start + len("ISIS"), is_gloss=is_gloss)


@pytest.mark.parametrize(
    "text",
    [
        "“[ISIS] has fled,” Weber said.",
        '"[ISIS] has fled," Weber said.',
        "“They [the men of ISIS] have fled,” Weber said.",
        "Weber said “they [ISIS fighters] have fled” the town.",
        "“It [rained], and [ISIS] fled [again],” Weber said.",
        "It rained.\n“[ISIS] has fled,” Weber said.\nIt shone.",
        "“We won.\n“[ISIS] has fled,” Weber said.",
        "Weber said: “[ISIS] has fled.\nIt shone.",
    ],
)
def test_a_name_in_brackets_inside_of_a_quotation(text):
    assert inserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "“ISIS has fled,” Weber said.",
        "[ISIS] has fled.",
        "[ISIS has fled.]\n“It rained,” Weber said.",
        "“It rained,” Weber said of [ISIS].",
        "“ISIS has fled [sic],” Weber said.",
        "“It [rained] and ISIS fled [again],” Weber said.",
        "“They [all of\nISIS] have fled,” Weber said.",
        "“They [ISIS have fled,” Weber said.",
        "“It rained.” [ISIS] fled. “It shone.”",
    ],
)
def test_a_name_outside_of_brackets_or_of_quotations(text):
    assert not inserted(text)


@pytest.mark.parametrize(
    ("text", "is_gloss", "expected"),
    [
        ("“The Islamic State (ISIS) has fled,” Weber said.", True, True),
        ("“They all (and ISIS too) have fled,” Weber said.", False, False),  # a speaker may well pause
        ("“The Islamic State, or ISIS, has fled,” Weber said.", True, False),
        ("The Islamic State (ISIS) has fled.", True, False),
        ("“The (late) ISIS has fled,” Weber said.", True, False),
    ],
)
def test_parentheses_count_around_an_alias_only(text, is_gloss, expected):
    assert inserted(text, is_gloss=is_gloss) == expected


def test_a_paragraph_without_marks_inside_of_a_long_quotation():
    assert inserted("“We won.\nWe saw [ISIS] flee.\nWe drew,” Weber said.")


def test_mentions_say_which_are_insertions(tmp_path):
    file = tmp_path / "group.yml"
    terms = "{isis: {label: ISIS, variants: [ISIS]}, islamic-state: {label: Islamic State, variants: [Islamic State]}}"
    file.write_text(f"{{name: g, title: G, actors: {{group: {{label: G, kind: group, terms: {terms}}}}}}}")
    body = "“The Islamic State (ISIS) fled, [ISIS] lost, ISIS is no more,” Weber said. The Islamic State (ISIS) [ISIS]."
    mentions = find_mentions(pd.DataFrame({"article_id": ["a"], "body": [body]}), load_codebook(file))
    assert mentions["is_inserted"].tolist() == [False, True, True, False, False, False, False]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*"[]()“”\"'.,\n ", "ISIS", "Weber said", "it rained"]), max_size=25).map("".join),
    st.booleans(),
)
def test_any_text_is_taken_and_an_insertion_needs_its_brackets(text, is_gloss):
    if "ISIS" in text and inserted(text, is_gloss=is_gloss):
        before = text[: text.index("ISIS")]
        assert "[" in before or (is_gloss and "(" in before)
