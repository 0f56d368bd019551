"""Rates: how many of the rows in a group have a mark, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .groups import cell_numbers, cells, clusters, named_columns
from .jackknife import ratios, share_interval

MEASURED = ("n", "of", "n_articles", "share", "low", "high")


def marked_shares(rows: pd.DataFrame, mark: str, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return the share of rows that have a mark, for every actor in every group.

    Unit of analysis: the row; for the interval one article, or family of copies, is left
    out at a time (see `jackknife`).

    Args:
        rows: `article_id`, `actor_id`, the mark, and the columns to group by.
        mark: A column of true and false, such as `is_distanced`.
        by: Columns to group by. A categorical column gives a row for each of its categories.

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
        _measured(of_actor, mark, groups).assign(actor_id=actor_id) for actor_id, of_actor in rows.groupby("actor_id")
    ]
    return pd.concat(parts, ignore_index=True)[columns]


def _measured(rows: pd.DataFrame, mark: str, groups: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(_cell=cell_numbers(rows, groups))
    rows = rows.loc[rows["_cell"] >= 0]
    marked = rows[mark].to_numpy().astype(np.float64)[:, None]
    shares = ratios(clusters(rows), rows["_cell"].to_numpy(), marked, np.ones(len(rows)), len(groups))
    interval = share_interval(shares)
    n_articles = rows.groupby("_cell")["article_id"].nunique().reindex(range(len(groups)), fill_value=0).to_numpy()
    frame = groups.copy() if len(groups.columns) else pd.DataFrame(index=[0])
    counts = {"n": shares.n.astype("int64"), "of": shares.of.astype("int64"), "n_articles": n_articles}
    return frame.assign(**counts, share=shares.value, low=interval.low, high=interval.high)
