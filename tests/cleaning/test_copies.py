"""Which copies of a text count."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError
from analysis.cleaning.copies import counted_copies

ARTICLES = pd.DataFrame(
    {
        "article_id": ["b", "a", "c", "d", "e"],
        "family_id": ["a", "a", "a", "x", "x"],
        "is_original": [False, True, False, False, False],  # the original of family x was left out of the selection
        "published": pd.to_datetime(["2015-01-02", "2015-01-01", "2015-01-03", "2015-01-05", "2015-01-04"]),
    }
)


@pytest.mark.parametrize(
    ("choice", "counted"), [("all", ["b", "a", "c", "d", "e"]), ("families", ["a", "e"]), ("originals", ["a"])]
)
def test_all_one_a_family_or_originals_only(choice: str, counted: list[str]) -> None:
    assert counted_copies(ARTICLES, choice)["article_id"].tolist() == counted


def test_of_copies_without_a_date_the_first_by_id_counts() -> None:
    undated = ARTICLES.iloc[[3, 4]].assign(published=pd.NaT)
    assert counted_copies(undated, "families")["article_id"].tolist() == ["d"]


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(InputError, match="parameter copies: 'one' is not known. Use one of: all, families, originals"):
        counted_copies(ARTICLES, "one")
