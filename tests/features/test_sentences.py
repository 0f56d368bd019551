import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features.sentences import sentence_at, sentence_spans


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Weber came.|He left.",
        "J. K. Weber came.|She left.",
        "Gov.Weber of example.com came.|She left.",
        "U.S. forces came.|They left.",
        "It began at 5 p.m. on Monday.|It ended.",
        "It cost 3.5 million.|No. 5 won.",
        "Is it over?|Yes!|Good.",
        "“It is over.”|He left.",
        "He waited... and left.",
        "“Is it over?” she asked.|He left.",
        "He said “It is over.” and left.",
    ],
)
def test_where_a_sentence_ends(text):
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_a_line_break_ends_a_sentence_without_a_full_stop():
    text = "Town is free\nThe army came. It left.\n\nEnd"
    assert sentences(text) == ["Town is free", "The army came.", "It left.", "End"]


def test_the_sentence_at_a_place():
    spans = sentence_spans("One.  Two.\nThree.")
    assert [sentence_at(spans, place) for place in (0, 3, 6, 11)] == [(0, 4), (0, 4), (6, 10), (11, 17)]
    assert sentence_at(spans, 5) == (0, 4)  # the blank between two belongs to the one before
    assert sentence_at([(2, 5)], 0) == (2, 5)


def test_a_sentence_may_begin_without_a_space():
    assert sentences("It rained, he said.The town is quiet.") == ["It rained, he said.", "The town is quiet."]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(["No", "Gen", ".", "?", "”", " ", "\n", "\r", "…"])).map("".join)))
def test_spans_keep_to_their_line_and_cover_all_that_is_not_blank(text):
    spans = sentence_spans(text)
    assert spans == sorted(spans)
    assert not any("\n" in text[start:end] for start, end in spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(place in covered for place, letter in enumerate(text) if not letter.isspace())
    assert len(covered) == sum(end - start for start, end in spans)
