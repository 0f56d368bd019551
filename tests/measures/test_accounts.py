"""What became of the articles, by outlet and period."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import accounts


@pytest.fixture
def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    days = pd.to_datetime(["2015-01-02", "2015-01-30", "2015-03-01", None])
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c", "d"],
            "outlet": ["Post", "Post", "Gazette", None],
            "published": days,
            "language": ["en", None, "de", "en"],
            "is_original": [True, False, True, True],
        }
    )
    rejected = pd.DataFrame({"outlet": ["Gazette", "Gazette", None], "published": [days[0], days[3], days[2]]})
    return articles, rejected, pd.DataFrame({"article_id": ["a", "a", "c"]})


def test_every_record_stands_in_one_row(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    by_outlet = accounts(*tables).set_index("outlet")
    assert by_outlet.index.fillna("–").tolist() == ["Gazette", "Post", "–"]
    assert by_outlet.loc["Gazette"].to_dict() == {
        "n_read": 3,
        "n_rejected": 2,
        "n_articles": 1,
        "n_copies": 0,
        "n_other_language": 1,
        "n_without_date": 0,
        "n_cut": 1,
    }
    assert by_outlet.loc["Post", ["n_articles", "n_copies", "n_cut"]].tolist() == [2, 1, 2]


@pytest.mark.parametrize("by", ["outlet", "month", "year"])
def test_rows_sum_to_all_records(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], by: str) -> None:
    articles, rejected, removed = tables
    sums = accounts(*tables, by=by).drop(columns=by).sum()
    assert sums[["n_read", "n_rejected", "n_articles", "n_cut"]].tolist() == [
        *(len(articles) + len(rejected), len(rejected), len(articles), len(removed))
    ]


def test_periods_without_articles_have_a_row(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    by_month = accounts(*tables, by="month")
    assert by_month["month"].astype("object").fillna("–").tolist() == ["2015-01", "2015-02", "2015-03", "–"]
    assert by_month["n_read"].tolist() == [3, 0, 2, 2]


def test_another_language_is_another_than_the_studys(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    assert accounts(*tables, language="de")["n_other_language"].sum() == 2
