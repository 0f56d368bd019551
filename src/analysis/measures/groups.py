"""Rows joined with their articles, and the cells that measures group them into."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pandas as pd

from ..errors import InputError

POSITIONS = ("first", "later")
PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def with_articles(rows: pd.DataFrame, articles: pd.DataFrame, *, period: str = "quarter") -> pd.DataFrame:
    """Return rows about spans (mentions, sentiment) with their article's columns beside them.

    Args:
        rows: A table with `article_id`.
        articles: The table `tables.ARTICLES`.
        period: Length of the periods: day, week, month, quarter or year.

    Returns:
        The rows of these articles, with `outlet`, `published`, `family_id`, `is_original`, the
        corpus's metadata, and `period`: an ordered category from the first to the last article's,
        so that measures show empty ones too; missing where the date is.

    Raises:
        InputError: The period is not known.
    """
    beside = articles.drop(columns=[name for name in ("title", "body", "authors", "url") if name in articles.columns])
    beside = beside.assign(article_id=beside["article_id"].astype("str"))
    clash = [name for name in beside.columns if name in rows.columns and name != "article_id"]
    joined = rows.merge(beside.drop(columns=clash), on="article_id", how="inner")
    return joined.assign(period=periods(joined["published"], articles["published"], period))


def of_actor(mentions: pd.DataFrame, articles: pd.DataFrame, actor_id: str, *, period: str = "quarter") -> pd.DataFrame:
    """Return one actor's mentions, joined with their articles (see `with_articles`)."""
    return with_articles(mentions[mentions["actor_id"] == actor_id], articles, period=period)


def with_position(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return mentions with `position`: whether they are their article's "first" of the actor, or "later" ones.

    The headline comes before the body. Glosses and insertions have no position: they are no choice.
    """
    chosen = mentions.loc[~(mentions["is_gloss"] | mentions["is_inserted"])]
    order = chosen.assign(_in_body=chosen["part"] == "body").sort_values(["_in_body", "start"], kind="stable")
    nth = order.groupby(["article_id", "actor_id"]).cumcount().reindex(mentions.index)
    position = nth.map(lambda number: None if pd.isna(number) else POSITIONS[min(int(number), 1)])
    return mentions.assign(position=pd.Categorical(position, categories=POSITIONS, ordered=True))


def clusters(rows: pd.DataFrame) -> pd.Series:
    """Return what rows depend on one another through: their article, or all copies of it where copies are known."""
    column: pd.Series = rows["family_id" if "family_id" in rows.columns else "article_id"]
    return column


def with_enough(rows: pd.DataFrame, column: str, fewest: int) -> pd.DataFrame:
    """Return the rows whose value in a column stands in at least `fewest` rows of narration."""
    counts = rows.loc[rows["voice"] == "narration", column].value_counts()
    return rows[rows[column].isin(counts.index[counts >= fewest])]


def periods(dates: pd.Series, span: pd.Series, period: str) -> pd.Series:
    """Return the period of every date as an ordered category over the whole of a span of dates."""
    if period not in PERIODS:
        raise InputError("parameter period", f"{period!r} is not known", f"Use one of: {', '.join(PERIODS)}.")
    present = span.dropna()
    if present.empty:
        return pd.Series(pd.Categorical([None] * len(dates), categories=[], ordered=True), index=dates.index)
    every = pd.period_range(present.min(), present.max(), freq=PERIODS[period])
    names = [_name(one, period) for one in every]
    own = [None if pd.isna(day) else _name(pd.Period(day, freq=PERIODS[period]), period) for day in dates]
    return pd.Series(pd.Categorical(own, categories=names, ordered=True), index=dates.index)


def _name(period: pd.Period, kind: str) -> str:
    if kind == "week":
        return str(period.start_time.date())
    return f"{period.year} Q{period.quarter}" if kind == "quarter" else str(period)


def named_columns(by: str | Sequence[str], reserved: Sequence[str]) -> list[str]:
    """Return the columns to group by as a list.

    Raises:
        InputError: One of them is a column that the measure makes itself.
    """
    columns = [by] if isinstance(by, str) else list(by)
    for name in columns:
        if name in reserved:
            raise InputError(f"by={name!r}", "the measure has a column of that name", "Group by another column.")
    return columns


def cells(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return every combination of groups that measures report on, in order.

    A categorical column counts with all its categories, so that empty periods get a row; of any
    other column the values there are. Missing values form no group.

    Raises:
        InputError: A column is not there.
    """
    lacking = [name for name in by if name not in rows.columns]
    if lacking:
        has = ", ".join(map(str, rows.columns))
        raise InputError(
            f"by={lacking[0]!r}", "no such column", f"Columns: {has}. `with_articles` adds outlet, period …"
        )
    levels = [_levels(rows[name]) for name in by]
    return pd.DataFrame(list(product(*levels)), columns=list(by))


def _levels(column: pd.Series) -> list[object]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return sorted(column.dropna().unique().tolist())


def cell_numbers(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.Series:
    """Return the number of the group that every row falls into; −1 where a value is missing."""
    by = list(groups.columns)
    if not by:
        return pd.Series(0, index=rows.index)
    numbered = groups.astype("object").assign(_cell=range(len(groups)))
    found = rows[by].astype("object").merge(numbered, on=by, how="left")["_cell"]
    return pd.Series(found.fillna(-1).astype("int64").to_numpy(), index=rows.index)
