"""Mean sentiment toward actors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .groups import cell_numbers, cells, named_columns
from .resampling import blanked, percentiles, resampled, totals


def mean_sentiment(scores: pd.DataFrame, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return the mean score of every actor in every group.

    Unit of analysis: the actor in a sentence; articles are resampled for the interval.

    Args:
        scores: `tables.SENTIMENT`, with any further columns to group by (see `with_articles`).
        by: Columns to group by. A categorical column gives a row for each of its categories.
        seed: Seed of the resampling.

    Returns:
        For every group and actor: the `by` columns, `actor_id`, `n` sentences, `n_articles`, `mean`
        (−1–1), `low`, `high`: its 95 % interval, missing below 5 articles, and
        `share_negative`, `share_positive` of the sentences.
    """
    by = named_columns(by, ("actor_id", "n", "mean", "low", "high"))
    groups = cells(scores, by)
    actors = pd.DataFrame({"actor_id": sorted(scores["actor_id"].unique())})
    crossed = groups.merge(actors, how="cross") if len(by) else actors
    rows = scores.assign(_cell=cell_numbers(scores, crossed))
    rows = rows.loc[rows["_cell"] >= 0]
    columns = {
        "n": np.ones(len(rows)),
        "sum": rows["score"].to_numpy(dtype=float),
        "negative": (rows["label"] == "negative").to_numpy(dtype=float),
        "positive": (rows["label"] == "positive").to_numpy(dtype=float),
    }
    cell = rows["_cell"].to_numpy()
    total = {name: np.bincount(cell, values, len(crossed)) for name, values in columns.items()}
    low, high = _interval(rows, cell, len(crossed), seed)
    n_articles = rows.groupby("_cell")["article_id"].nunique().reindex(range(len(crossed)), fill_value=0).to_numpy()
    interval = blanked(low, high, n_articles)
    with np.errstate(invalid="ignore", divide="ignore"):
        return crossed.assign(
            n=total["n"].astype("int64"),
            n_articles=n_articles,
            mean=total["sum"] / total["n"],
            low=interval.low,
            high=interval.high,
            share_negative=total["negative"] / total["n"],
            share_positive=total["positive"] / total["n"],
        )


def _interval(rows: pd.DataFrame, cell: np.ndarray, n_cells: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    n = resampled(totals(rows["article_id"], cell, np.ones(len(rows)), n_cells), seed)
    total = resampled(totals(rows["article_id"], cell, rows["score"].to_numpy(dtype=float), n_cells), seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        return percentiles(total / n)
