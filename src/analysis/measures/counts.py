"""Counts of articles: by outlet and period, and the families of copies."""

from __future__ import annotations

import pandas as pd

from .groups import periods


def article_counts(articles: pd.DataFrame, *, period: str = "quarter") -> pd.DataFrame:
    """Return how many articles every outlet (row) has in every period (column); empty ones count 0.

    Articles without an outlet or a date are left out.
    """
    rows = articles.assign(period=periods(articles["published"], articles["published"], period))
    rows = rows.dropna(subset=["outlet", "period"])
    counts = rows.groupby(["outlet", "period"], observed=False).size().unstack("period", fill_value=0)
    return counts.loc[counts.sum(axis=1) > 0]


def copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Return every copy beside its original, in the order of publication."""
    original = articles.loc[articles["is_original"], ["family_id", "outlet", "title"]]
    original = original.rename(columns={"outlet": "original outlet", "title": "original title"})
    columns = ["published", "outlet", "title", "original outlet", "original title"]
    paired = articles.loc[~articles["is_original"]].merge(original, on="family_id")[["family_id", *columns]]
    paired = paired.sort_values(["published", "family_id", "outlet"]).reset_index(drop=True)
    return paired.assign(published=paired["published"].dt.strftime("%Y-%m-%d"))[columns]
