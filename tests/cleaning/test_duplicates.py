"""Syndicated copies: which articles are one text, and which of them came first."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning.duplicates import families

DAYS = pd.to_datetime(["2015-03-01", "2015-03-02", "2015-03-03", "2015-03-04", "2015-03-05", "2015-03-06"])


def words(name: str, first: int, last: int) -> str:
    """Return numbered words: 14 of them hold 10 sequences of five."""
    return " ".join(f"{name}{number}" for number in range(first, last + 1))


def articles(*bodies: str, days: list[int] | None = None) -> pd.DataFrame:
    published = [DAYS[day] for day in days or range(len(bodies))]
    return pd.DataFrame({"article_id": list("abcdefgh"[: len(bodies)]), "published": published, "body": bodies})


def family_ids(rows: pd.DataFrame) -> list[str]:
    return families(rows)["family_id"].tolist()


def test_copies_share_the_id_of_the_first_one() -> None:
    found = families(articles(words("rain", 1, 14), words("sun", 1, 14), words("rain", 1, 14)))
    assert found["family_id"].tolist() == ["a", "b", "a"]
    assert found["is_original"].tolist() == [True, True, False]


def test_half_of_the_shorter_texts_sequences_make_a_copy() -> None:
    text = words("rain", 1, 14)
    five = words("rain", 1, 9) + " " + words("sun", 1, 5)
    four = words("rain", 1, 8) + " " + words("sun", 1, 6)
    assert family_ids(articles(text, five)) == ["a", "a"]
    assert family_ids(articles(text, four)) == ["a", "b"]


def test_sequences_of_four_words_are_too_short_to_tell() -> None:
    seven_of_eleven = words("rain", 1, 7) + " " + words("sun", 1, 4)  # 4 of 8 sequences of four, 3 of 7 of five
    assert family_ids(articles(words("rain", 1, 11), seven_of_eleven)) == ["a", "b"]


def test_a_short_copy_of_a_long_text_is_a_copy() -> None:
    assert family_ids(articles(words("rain", 1, 200), words("rain", 60, 74))) == ["a", "a"]


def test_copies_of_copies_are_one_family() -> None:
    first, last = words("rain", 1, 14), words("sun", 1, 14)
    assert family_ids(articles(first, f"{first} {last}", last)) == ["a", "a", "a"]


def test_capitals_and_punctuation_do_not_hide_a_copy() -> None:
    text = "The council met on Tuesday to talk about the old bridge."
    assert family_ids(articles(text, text.upper().replace(" ", ", "))) == ["a", "a"]


def test_the_same_words_in_another_order_are_no_copy() -> None:
    assert family_ids(articles(words("rain", 1, 14), " ".join(words("rain", 1, 14).split()[::-1]))) == ["a", "b"]


def test_the_earliest_is_the_original_and_one_without_a_date_comes_last() -> None:
    rows = articles(*[words("rain", 1, 14)] * 3)
    rows["published"] = [pd.NaT, DAYS[3], DAYS[1]]
    assert families(rows)["is_original"].tolist() == [False, False, True]
    assert family_ids(rows) == ["c", "c", "c"]


def test_on_one_day_the_agencys_own_comes_first_then_the_first_in_the_corpus() -> None:
    rows = articles(*[words("rain", 1, 14)] * 3, days=[0, 0, 0])
    assert family_ids(rows) == ["a", "a", "a"]
    assert family_ids(rows.assign(is_agency_own=[False, True, False])) == ["b", "b", "b"]


def test_texts_too_short_for_a_sequence_are_their_own_families() -> None:
    assert family_ids(articles("", "Rain again.", "Rain again.")) == ["a", "b", "c"]


def test_without_articles_there_are_no_families() -> None:
    assert families(articles()).columns.tolist() == ["family_id", "is_original"]


def test_the_index_of_the_articles_is_kept() -> None:
    rows = articles(words("rain", 1, 14), words("rain", 1, 14)).set_axis([7, 3])
    assert families(rows).index.tolist() == [7, 3]


@pytest.mark.parametrize("n", [50, pytest.param(51)])
def test_a_text_that_many_outlets_carry_is_one_family(n: int) -> None:
    rows = pd.DataFrame({"article_id": [f"a{number}" for number in range(n)], "body": words("rain", 1, 14)})
    assert families(rows.assign(published=DAYS[0]))["family_id"].unique().tolist() == ["a0"]


BODIES = [
    words("rain", 1, 14),
    words("rain", 1, 10) + " " + words("sun", 1, 4),
    words("sun", 1, 14),
    words("fog", 1, 14),
]


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.sampled_from(BODIES), min_size=6, max_size=6),
    st.permutations(range(6)),
    st.permutations(range(6)),
)
def test_row_order_changes_nothing(bodies: list[str], days: list[int], order: list[int]) -> None:
    rows = articles(*bodies, days=days)
    rows = rows.assign(**families(rows))
    shuffled = rows.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(families(shuffled), shuffled[["family_id", "is_original"]])
    originals = rows[rows["is_original"]]
    assert originals["article_id"].tolist() == originals["family_id"].tolist()
    assert originals["family_id"].is_unique
    assert set(originals["family_id"]) == set(rows["family_id"])
