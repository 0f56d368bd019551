from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError
from analysis.measures import article_counts, copies, with_articles, with_enough
from analysis.measures.groups import periods


def articles(**columns: list[object]) -> pd.DataFrame:
    frame = pd.DataFrame({"article_id": list("abcd")[: len(next(iter(columns.values())))]} | columns)
    return frame.assign(published=pd.to_datetime(frame["published"])) if "published" in frame else frame


@pytest.mark.parametrize(
    ("period", "first", "n"),
    [("day", "2014-12-30", 93), ("week", "2014-12-29", 14), ("month", "2014-12", 4), ("quarter", "2014 Q4", 2)],
)
def test_periods_run_from_first_to_last_without_a_gap(period: str, first: str, n: int) -> None:
    dates = pd.Series(pd.to_datetime(["2014-12-30", None, "2015-04-01"])).iloc[:2]
    span = pd.Series(pd.to_datetime(["2014-12-30", "2015-04-01" if period in ("day", "week") else "2015-03-31"]))
    found = periods(dates, span, period)
    assert found.iloc[0] == first
    assert pd.isna(found.iloc[1])
    assert len(found.cat.categories) == n


def test_an_unknown_period_is_refused() -> None:
    dates = pd.Series(pd.to_datetime(["2015-01-01"]))
    with pytest.raises(InputError, match="'decade' is not known. Use one of: day, week, month"):
        periods(dates, dates, "decade")


def test_rows_get_their_articles_columns() -> None:
    given = articles(outlet=["A", "B"], published=["2015-01-01", "2015-07-01"], country=["x", "y"], body=["…", "…"])
    joined = with_articles(pd.DataFrame({"article_id": ["b", "a", "zz"], "start": [1, 2, 3]}), given)
    assert joined[["article_id", "outlet", "country"]].values.tolist() == [["b", "B", "y"], ["a", "A", "x"]]
    assert joined["period"].cat.categories.tolist() == ["2015 Q1", "2015 Q2", "2015 Q3"]
    assert "body" not in joined


def test_counts_have_a_column_for_empty_periods() -> None:
    counts = article_counts(
        articles(outlet=["A", "A", "B"], published=["2014-01-01", "2016-05-05", None]), period="year"
    )
    assert counts.loc["A"].tolist() == [1, 0, 1]
    assert counts.index.tolist() == ["A"]  # an outlet without a dated article is left out


def test_copies_stand_beside_their_original() -> None:
    given = articles(
        outlet=["Agency", "Paper"],
        published=["2015-01-01", "2015-01-02"],
        title=["One", "Two"],
        family_id=["a", "a"],
        is_original=[True, False],
    )
    assert copies(given).values.tolist() == [["2015-01-02", "Paper", "Two", "Agency", "One"]]


def test_with_enough_counts_narration_only() -> None:
    rows = pd.DataFrame({"actor_id": ["x", "x", "y", "y"], "voice": ["narration", "narration", "narration", "direct"]})
    assert with_enough(rows, "actor_id", 2)["actor_id"].tolist() == ["x", "x"]
