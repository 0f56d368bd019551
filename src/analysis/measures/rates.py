"""Rates: how many of the rows in a group have a mark, with intervals from resampled articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .groups import cell_numbers, cells, named_columns
from .resampling import ratio_interval, resampled, totals

MEASURED = ("n", "of", "n_articles", "share", "low", "high")


def marked_shares(rows: pd.DataFrame, mark: str, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return the share of rows that have a mark, for every actor in every group.

    Unit of analysis: the row; articles are resampled for the interval (see `resampling`).

    Args:
        rows: `article_id`, `actor_id`, the mark, and the columns to group by.
        mark: A column of true and false, such as `is_distanced`.
        by: Columns to group by. A categorical column gives a row for each of its categories.
        seed: Seed of the resampling.

    Returns:
        For every group and actor: the `by` columns, `actor_id`, `n` marked rows, `of` all,
        `n_articles`, `share`, and `low`, `high`: its 95 % interval, missing below 5 articles.
    """
    by = named_columns(by, ("actor_id", *MEASURED))
    columns = [*by, "actor_id", *MEASURED]
    groups = cells(rows, by)
    if rows.empty or (groups.empty and len(by)):
        return pd.DataFrame(columns=columns)
    parts = [
        _measured(of_actor, mark, groups, seed).assign(actor_id=actor_id)
        for actor_id, of_actor in rows.groupby("actor_id")
    ]
    return pd.concat(parts, ignore_index=True)[columns]


def _measured(rows: pd.DataFrame, mark: str, groups: pd.DataFrame, seed: int) -> pd.DataFrame:
    rows = rows.assign(_cell=cell_numbers(rows, groups))
    rows = rows.loc[rows["_cell"] >= 0]
    cell = rows["_cell"].to_numpy()
    marked, every = rows[mark].to_numpy().astype(np.float64), np.ones(len(rows))
    n, of = (np.bincount(cell, weights, len(groups)) for weights in (marked, every))
    drawn_n, drawn_of = (
        resampled(totals(rows["article_id"], cell, weights, len(groups)), seed) for weights in (marked, every)
    )
    n_articles = rows.groupby("_cell")["article_id"].nunique().reindex(range(len(groups)), fill_value=0).to_numpy()
    share = np.divide(n, of, out=np.full(len(n), np.nan), where=of > 0)
    interval = ratio_interval(drawn_n, drawn_of, n_articles, share)
    frame = groups.copy() if len(groups.columns) else pd.DataFrame(index=[0])
    counts = {"n": n.astype("int64"), "of": of.astype("int64"), "n_articles": n_articles}
    return frame.assign(**counts, share=share, low=interval.low, high=interval.high)
