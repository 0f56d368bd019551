import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Weber left.", ["Gen.", "Weber", "left", "."]),
        ("The U.S. army", ["The", "U.S.", "army"]),
        ("anti-ISIS men don’t", ["anti-ISIS", "men", "don’t"]),
        ("Weber's 3.5 tons", ["Weber's", "3.5", "tons"]),
        ("“Go,” he said", ["“", "Go", ",", "”", "he", "said"]),
        ("the workers' day", ["the", "workers", "'", "day"]),
        ("no . 5", ["no", ".", "5"]),
        ("he said.The town", ["he", "said", ".", "The", "town"]),
        ("Gov.Weber of example.com", ["Gov.", "Weber", "of", "example.com"]),
    ],
)
def test_words_and_marks(text, expected):
    assert [token.text for token in tokens(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John M. Keane", ["John", "M.", "Keane"]),
        ("It was plan B.", ["It", "was", "plan", "B", "."]),
        ("It was I. He left", ["It", "was", "I", ".", "He", "left"]),
    ],
)
def test_a_middle_initial_keeps_its_full_stop(text, expected):
    assert [token.text for token in tokens(text)] == expected


def test_a_token_knows_its_small_letters_and_whether_it_is_a_word():
    word, mark = tokens("Weber!")
    assert (word.low, word.is_word) == ("weber", True)
    assert (mark.text, mark.is_word) == ("!", False)


def test_places_count_in_the_whole_text():
    assert [(token.start, token.text) for token in tokens("One two three", 4, 7)] == [(4, "two")]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(["Gen", "U.S", ".", "'", "’s", " ", "é", "_"])).map("".join)))
def test_every_token_round_trips_and_none_is_lost(text):
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert "".join(token.text for token in found) == "".join(text.split())
