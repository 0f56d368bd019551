"""Mean sentiment toward actors: by group, by voice, and where one group differs from the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, t

from ..tables import LABELS
from .groups import cell_numbers, cells, named_columns
from .resampling import FEWEST, Counts, Matrix, blanked, percentiles, resampled, totals
from .shares import VOICES_COMPARED

_DIFFERENCES = ("n", "n_articles", "mean", "mean_others", "difference", "low", "high", "p", "q")
_ROUNDING = 1e-9
_SHARES = [f"share_{label}" for label in LABELS]


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
        `share_negative`, `share_neutral`, `share_positive` of the sentences; what is missing to one
        has an uncertain label.
    """
    by = named_columns(by, ("actor_id", "n", "n_articles", "mean", "low", "high", *_SHARES))
    crossed = _crossed(scores, by)
    rows, cell = _in_cells(scores, crossed)
    n = np.bincount(cell, minlength=len(crossed))
    n_articles = _n_articles(rows, cell, len(crossed))
    interval = blanked(*percentiles(_resampled_means(rows, cell, len(crossed), seed)), n_articles)
    with np.errstate(invalid="ignore", divide="ignore"):
        measured = crossed.assign(
            n=n,
            n_articles=n_articles,
            mean=np.bincount(cell, rows["score"], len(crossed)) / n,
            low=interval.low,
            high=interval.high,
        )
        for label, name in zip(LABELS, _SHARES, strict=True):
            measured[name] = np.bincount(cell, rows["label"] == label, len(crossed)) / n
    return measured


def sentiment_gap(scores: pd.DataFrame, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return how much more positive quoted speakers are toward each actor than the outlet's narration.

    Unit of analysis: the actor in a sentence; both means come from the same resampled articles.

    Args:
        scores: `tables.SENTIMENT`, with any further columns to group by.
        by: Columns to group by, other than voice.
        seed: Seed of the resampling.

    Returns:
        For every group and actor: the `by` columns, `actor_id`, `mean_direct`, `n_direct`,
        `mean_narration`, `n_narration`, `gap` (the first mean minus the second, −2–2), and `low`,
        `high`: its 95 % interval, missing below 5 articles with either voice.
    """
    by = named_columns(by, ("actor_id", "voice", "gap", "low", "high"))
    crossed = _crossed(scores, by)
    parts = [_in_cells(scores[scores["voice"] == voice], crossed) for voice in VOICES_COMPARED]
    # One set of draws for both voices: an article brings its quotations and its narration along.
    drawn = _paired_means(parts, len(crossed), seed)
    measured = crossed.copy()
    for voice, (rows, cell) in zip(VOICES_COMPARED, parts, strict=True):
        n = np.bincount(cell, minlength=len(crossed))
        with np.errstate(invalid="ignore", divide="ignore"):
            measured[f"mean_{voice}"] = np.bincount(cell, rows["score"], len(crossed)) / n
        measured[f"n_{voice}"] = n
    fewest = np.minimum(*(_n_articles(rows, cell, len(crossed)) for rows, cell in parts))
    interval = blanked(*percentiles(drawn[0] - drawn[1]), fewest)
    gap = measured["mean_direct"] - measured["mean_narration"]
    return measured.assign(gap=gap, low=interval.low, high=interval.high)


def sentiment_differences(scores: pd.DataFrame, by: str, *, seed: int = 0) -> pd.DataFrame:
    """Return where one group's sentiment toward an actor differs from that of all other groups.

    Many differences are looked at at once, so some are large by chance: `q` corrects for that
    (Benjamini & Hochberg 1995). Of the differences with q ≤ .05, one in twenty is chance.

    Args:
        scores: `tables.SENTIMENT` with the column to group by.
        by: The column whose groups are compared, such as `outlet`.
        seed: Seed of the resampling.

    Returns:
        For every actor and group with five articles or more on both sides: the `by` column,
        `actor_id`, `n` sentences, `n_articles`, `mean`, `mean_others`, `difference`, `low`, `high`:
        its 95 % interval, `p` (two-sided, from the standard error over resampled articles, by
        Student's t with one degree of freedom less than the smaller side has articles) and `q`;
        smallest q first.

    Raises:
        InputError: There is no such column, or it is one that the measure makes itself.
    """
    named_columns(by, ("actor_id", *_DIFFERENCES))
    cells(scores, [by])
    columns = [by, "actor_id", *_DIFFERENCES]
    rows = scores.loc[scores[by].notna()]
    parts = [_against_others(of_actor, by, seed) for _, of_actor in rows.groupby("actor_id")]
    found = pd.concat(parts, ignore_index=True).dropna(subset=["p"]) if parts else pd.DataFrame(columns=columns[:-1])
    corrected: Matrix = false_discovery_control(found["p"]) if len(found) else np.empty(0)
    return found.assign(q=corrected)[columns].sort_values(["q", "p"], kind="stable").reset_index(drop=True)


def _against_others(rows: pd.DataFrame, by: str, seed: int) -> pd.DataFrame:
    groups = cells(rows, [by])
    cell = cell_numbers(rows, groups).to_numpy()
    n_articles = _n_articles(rows, cell, len(groups))
    n_others = np.array([rows.loc[cell != one, "article_id"].nunique() for one in range(len(groups))])
    enough = np.minimum(n_articles, n_others) >= FEWEST
    values = rows["score"].to_numpy(dtype=float)
    n, total = (np.bincount(cell, weights, len(groups)) for weights in (np.ones(len(rows)), values))
    drawn_n, drawn_total = (
        resampled(totals(rows["article_id"], cell, weights, len(groups)), seed)
        for weights in (np.ones(len(rows)), values)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        mean, others = total / n, (total.sum() - total) / (n.sum() - n)
        all_n, all_total = drawn_n.sum(axis=1, keepdims=True), drawn_total.sum(axis=1, keepdims=True)
        drawn = (drawn_total / drawn_n - (all_total - drawn_total) / (all_n - drawn_n))[:, enough]
    measured = groups.assign(n=n.astype("int64"), n_articles=n_articles, mean=mean, mean_others=others).loc[enough]
    low, high = percentiles(drawn)
    difference = measured["mean"] - measured["mean_others"]
    freedom = np.minimum(n_articles, n_others)[enough] - 1
    found: pd.DataFrame = measured.assign(
        actor_id=rows["actor_id"].iloc[0],
        difference=difference,
        low=low,
        high=high,
        p=_two_sided(difference.to_numpy(), np.nanstd(drawn, axis=0, ddof=1), freedom),
    )
    return found


def _two_sided(difference: Matrix, error: Matrix, freedom: Counts) -> Matrix:
    """Return p-values; where no article differs from another there is an error of rounding only, and no test."""
    with np.errstate(invalid="ignore", divide="ignore"):
        p = 2 * t.sf(np.abs(difference) / error, freedom)
    return np.asarray(np.where(error < _ROUNDING, np.where(np.abs(difference) < _ROUNDING, 1.0, np.nan), p))


def _crossed(scores: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return every group with every actor."""
    actors = pd.DataFrame({"actor_id": sorted(scores["actor_id"].unique())})
    return cells(scores, by).merge(actors, how="cross") if len(by) else actors


def _in_cells(scores: pd.DataFrame, crossed: pd.DataFrame) -> tuple[pd.DataFrame, Counts]:
    keys = [name for name in crossed.columns if name in scores.columns]
    number = cell_numbers(scores, crossed[keys])
    return scores.loc[number >= 0], number[number >= 0].to_numpy()


def _n_articles(rows: pd.DataFrame, cell: Counts, n_cells: int) -> Counts:
    counted = rows["article_id"].groupby(cell).nunique()
    return np.asarray(counted.reindex(range(n_cells), fill_value=0))


def _resampled_means(rows: pd.DataFrame, cell: Counts, n_cells: int, seed: int) -> Matrix:
    n = resampled(totals(rows["article_id"], cell, np.ones(len(rows)), n_cells), seed)
    total = resampled(totals(rows["article_id"], cell, rows["score"].to_numpy(dtype=float), n_cells), seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(total / n)


def _paired_means(parts: Sequence[tuple[pd.DataFrame, Counts]], n_cells: int, seed: int) -> tuple[Matrix, Matrix]:
    rows = pd.concat([rows for rows, _ in parts])
    cell = np.concatenate([cell + number * n_cells for number, (_, cell) in enumerate(parts)])
    means = _resampled_means(rows, cell, 2 * n_cells, seed)
    return means[:, :n_cells], means[:, n_cells:]
