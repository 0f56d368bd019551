"""Words as keyness counts them: small letters, no debris, names replaced by marks."""

from __future__ import annotations

import pytest

from analysis.measures.words import is_function_word, mark, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. fears it.", ["the", "u.s.", "fears", "it"]),
        ("US jets bombed us", ["u.s.", "jets", "bombed", "us"]),
        ("the group’s leader isn't dead", ["the", "group", "leader", "isn't", "dead"]),
        ("a US-led air-strike", ["", "us-led", "air-strike"]),
        ("in 2014, 1,200 died", ["in", "", "", "died"]),
        ("see www.example.org or x.com/y", ["see", "", "or", ""]),
    ],
)
def test_words_are_found_and_what_is_none_keeps_its_place(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_name_is_its_span_with_its_ending() -> None:
    text = "ISIS's men and ISIS-held towns"
    assert words(text, [(0, 4), (15, 19)]) == [mark(0), "men", "and", mark(1), "held", "towns"]


def test_closed_classes_are_function_words() -> None:
    assert all(map(is_function_word, ["the", "of", "is", "they", "isn't"]))
    assert not any(map(is_function_word, ["militants", "said", "group"]))
