"""The part of a build that certain articles make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pandas as pd

from . import tables
from .cleaning.copies import COPIES, counted_copies
from .errors import InputError
from .pipeline import Build


def select(
    made: Build, *, since: str = "", until: str = "", outlets: Sequence[str] = (), copies: str = COPIES[0]
) -> Build:
    """Return the part of a build that certain articles make up; empty arguments select all.

    Args:
        made: The build.
        since: First day of publication to keep, as 2014-08-31.
        until: Last day to keep.
        outlets: Outlets to keep.
        copies: Which copies of a text count (see `counted_copies`).

    Raises:
        InputError: A date is malformed, an outlet or choice does not exist, or no article is left.
    """
    articles = made.articles
    unknown = [outlet for outlet in outlets if outlet not in set(articles["outlet"])]
    if unknown:
        known = ", ".join(sorted(articles["outlet"].dropna().unique()))
        raise InputError("parameter outlets", f"no article is from {unknown[0]!r}", f"Outlets: {known}.")
    chosen = articles["outlet"].isin(outlets) if outlets else pd.Series(True, articles.index)
    if since:
        chosen &= articles["published"] >= _day(since, "since")
    if until:
        chosen &= articles["published"] <= _day(until, "until")
    if not chosen.any():
        dates = articles["published"].dropna()
        span = f"{dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}" if len(dates) else "no date to no date: it has none"
        place = f"parameters since={since!r}, until={until!r}, outlets={list(outlets)!r}"
        raise InputError(place, "no article fits them", f"The corpus runs from {span}.")
    kept = counted_copies(articles[chosen], copies).reset_index(drop=True)
    ids = set(kept["article_id"])
    of_articles = {
        table.name: rows[rows["article_id"].isin(ids)].reset_index(drop=True)
        for table in tables.ALL
        for rows in [getattr(made, table.name)]
        if "article_id" in table.columns
    }
    return replace(made, **of_articles | {"articles": kept})


def _day(text: str, parameter: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError as error:
        raise InputError(f"parameter {parameter}", f"{text!r} is no date", "Write it as 2014-08-31.") from error
