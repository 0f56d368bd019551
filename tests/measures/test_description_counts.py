"""Counts of descriptions, by hand, and intervals as `marked_shares` gives them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError
from analysis.measures.descriptions import description_counts
from analysis.measures.rates import marked_shares


def rows(*given: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return descriptions from (article, name, kind, relation); the outlet is the article's first letter."""
    made = pd.DataFrame(given, columns=["article_id", "term_id", "description_id", "relation"])
    return made.assign(actor_id="group", outlet=made["article_id"].str[0], is_inserted=False)


def test_kinds_are_counted_over_all_descriptions_tied_to_a_name() -> None:
    found = rows(
        ("a1", "x", "militant", "prenominal"),
        ("a1", "x", "militant", "predicate"),
        ("a2", "x", "state", "of"),
        ("a2", "y", "state", "example"),
        ("b1", "x", "state", "sentence"),
        ("b1", "x", "cult", "sentence"),
    )
    counts = description_counts(found, by="term_id")
    assert counts[["term_id", "description_id", "n", "of", "n_in_sentence"]].values.tolist() == [
        ["x", "militant", 2, 3, 0],
        ["x", "state", 1, 3, 1],
        ["y", "state", 1, 1, 0],
        ["y", "militant", 0, 1, 0],
    ]
    assert counts["share"].tolist() == pytest.approx([2 / 3, 1 / 3, 1, 0])


def test_insertions_do_not_count() -> None:
    found = rows(("a1", "x", "state", "of"), ("a2", "x", "state", "of")).assign(is_inserted=[True, False])
    assert description_counts(found)["n"].tolist() == [1]


def test_shares_of_a_group_sum_to_one_and_have_the_intervals_of_marked_shares() -> None:
    kinds = ["militant", "state", "militant", "terrorist", "state", "militant"] * 3
    found = rows(*((f"a{number % 7}", "x", kind, "of") for number, kind in enumerate(kinds)))
    counts = description_counts(found, by=["outlet"])
    assert counts.groupby("outlet")["share"].sum().tolist() == pytest.approx([1])
    alone = marked_shares(found.assign(mark=found["description_id"] == "state"), "mark", by="outlet").iloc[0]
    state = counts.set_index("description_id").loc["state"]
    assert state[["share", "low", "high"]].tolist() == alone[["share", "low", "high"]].tolist()
    pd.testing.assert_frame_equal(counts, description_counts(found.sample(frac=1, random_state=3), by=["outlet"]))


def test_without_descriptions_there_are_no_rows() -> None:
    counts = description_counts(rows(("a1", "x", "state", "sentence")), by="term_id")
    assert counts.empty
    assert list(counts.columns)[:3] == ["term_id", "actor_id", "description_id"]


def test_a_column_that_the_measure_makes_cannot_group() -> None:
    with pytest.raises(InputError, match="the measure has a column of that name"):
        description_counts(rows(("a1", "x", "state", "of")), by="description_id")
