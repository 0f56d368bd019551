"""Mean sentiment toward actors: by group, by voice, and where one group differs from the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, t

from ..tables import LABELS
from .groups import cell_numbers, cells, clusters, named_columns
from .resampling import FEWEST, LEVEL, Counts, Interval, Matrix, blanked, resampled, totals

REPORTED = ("direct", "indirect")
_TESTED = ("low", "high", "p", "q")
_SHARES = [f"share_{label}" for label in LABELS]
_DIFFERENCES = ("n", "n_articles", "mean", "share_negative", "share_positive", "mean_others", "difference", *_TESTED)
_GAPS = ("mean", "n", "mean_narration", "n_narration", "gap", *_TESTED)
_ROUNDING = 1e-9


def mean_sentiment(scores: pd.DataFrame, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return the mean score of every actor in every group.

    Unit of analysis: the actor in a sentence. For the interval articles are resampled (see
    `clusters`: copies of one text go together) and Student's t is used, with one degree of freedom
    less than there are articles.

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
    drawn = _resampled_means(rows, cell, len(crossed), seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(cell, rows["score"], len(crossed)) / n
        shares = {
            name: np.bincount(cell, rows["label"] == label, len(crossed)) / n
            for label, name in zip(LABELS, _SHARES, strict=True)
        }
    interval = _interval(mean, drawn, _n_clusters(rows, cell, len(crossed)))
    low, high = interval.low.clip(-1, 1), interval.high.clip(-1, 1)
    return crossed.assign(n=n, n_articles=n_articles, mean=mean, low=low, high=high, **shares)


def sentiment_gap(scores: pd.DataFrame, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return how much more positive reported speakers are toward each actor than the outlet's narration.

    Unit of analysis: the actor in a sentence; both means come from the same resampled articles, as
    in `mean_sentiment`.

    Args:
        scores: `tables.SENTIMENT`, with any further columns to group by.
        by: Columns to group by, other than voice.
        seed: Seed of the resampling.

    Returns:
        For every group, actor and reported voice: the `by` columns, `actor_id`, `voice` ("direct":
        quoted words, or "indirect": paraphrase), its `mean` and `n`, `mean_narration`,
        `n_narration`, `gap` (the first mean minus the second, −2–2), and `low`, `high`: its 95 %
        interval, `p` (two-sided) and `q` (Benjamini & Hochberg 1995, over all gaps), missing below
        5 articles with either voice.
    """
    by = named_columns(by, ("actor_id", "voice", *_GAPS))
    crossed = _crossed(scores, by)
    narrated = _in_cells(scores[scores["voice"] == "narration"], crossed)
    parts = []
    for voice in REPORTED:
        reported = _in_cells(scores[scores["voice"] == voice], crossed)
        parts.append(_gaps(crossed, reported, narrated, seed).assign(voice=voice))
    measured = pd.concat(parts, ignore_index=True)
    return measured.assign(q=_corrected(measured["p"]))[[*crossed.columns, "voice", *_GAPS]]


def _gaps(
    crossed: pd.DataFrame, reported: tuple[pd.DataFrame, Counts], narrated: tuple[pd.DataFrame, Counts], seed: int
) -> pd.DataFrame:
    # One set of draws for both voices: an article brings its quotations and its narration along.
    drawn = _paired_means((reported, narrated), len(crossed), seed)
    n, n_narration = (np.bincount(cell, minlength=len(crossed)) for _, cell in (reported, narrated))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean, mean_narration = (
            np.bincount(cell, rows["score"], len(crossed)) / counted
            for (rows, cell), counted in zip((reported, narrated), (n, n_narration), strict=True)
        )
    gap = mean - mean_narration
    fewest = np.minimum(*(_n_clusters(rows, cell, len(crossed)) for rows, cell in (reported, narrated)))
    interval = _interval(gap, drawn[0] - drawn[1], fewest)
    return crossed.assign(
        mean=mean,
        n=n,
        mean_narration=mean_narration,
        n_narration=n_narration,
        gap=gap,
        low=interval.low,
        high=interval.high,
        p=np.where(fewest < FEWEST, np.nan, _two_sided(gap, drawn[0] - drawn[1], fewest)),
    )


def sentiment_differences(scores: pd.DataFrame, by: str, *, seed: int = 0) -> pd.DataFrame:
    """Return where one group's sentiment toward an actor differs from that of all other groups.

    Many differences are looked at at once, so some are large by chance: `q` corrects for that
    (Benjamini & Hochberg 1995). Of those with q ≤ .05, one in twenty at most is expected to be none.

    Args:
        scores: `tables.SENTIMENT` with the column to group by.
        by: The column whose groups are compared, such as `outlet`.
        seed: Seed of the resampling.

    Returns:
        For every actor and group with five articles or more on both sides: the `by` column,
        `actor_id`, `n` sentences, `n_articles`, `mean`, `share_negative` and `share_positive` of
        the sentences, `mean_others`, `difference`, `low`, `high`: its 95 % interval, `p`
        (two-sided; both as in `mean_sentiment`, of the side with fewer articles) and `q`; smallest
        q first. Of two groups only the first has a row, since the second's is its mirror image.

    Raises:
        InputError: There is no such column, or it is one that the measure makes itself.
    """
    named_columns(by, ("actor_id", *_DIFFERENCES))
    cells(scores, [by])
    columns = [by, "actor_id", *_DIFFERENCES]
    rows = scores.loc[scores[by].notna()]
    parts = [_against_others(of_actor, by, seed) for _, of_actor in rows.groupby("actor_id")]
    found = pd.concat(parts, ignore_index=True).dropna(subset=["p"]) if parts else pd.DataFrame(columns=columns[:-1])
    return found.assign(q=_corrected(found["p"]))[columns].sort_values(["q", "p"], kind="stable").reset_index(drop=True)


def _against_others(rows: pd.DataFrame, by: str, seed: int) -> pd.DataFrame:
    groups = cells(rows, [by])
    cell = cell_numbers(rows, groups).to_numpy()
    inside = [cell == one for one in range(len(groups))]
    fewest = np.array([min(clusters(rows[own]).nunique(), clusters(rows[~own]).nunique()) for own in inside])
    enough = fewest >= FEWEST
    if np.count_nonzero(enough) == len(groups) == 2:
        enough[1] = False
    values = rows["score"].to_numpy(dtype=float)
    n, total, negative, positive = (
        np.bincount(cell, weights, len(groups))
        for weights in (np.ones(len(rows)), values, rows["label"] == LABELS[0], rows["label"] == LABELS[-1])
    )
    drawn_n, drawn_total = (
        resampled(totals(clusters(rows), cell, weights, len(groups)), seed) for weights in (np.ones(len(rows)), values)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        all_n, all_total = drawn_n.sum(axis=1, keepdims=True), drawn_total.sum(axis=1, keepdims=True)
        drawn = (drawn_total / drawn_n - (all_total - drawn_total) / (all_n - drawn_n))[:, enough]
        measured = groups.assign(
            actor_id=rows["actor_id"].iloc[0],
            n=n.astype("int64"),
            n_articles=_n_articles(rows, cell, len(groups)),
            mean=total / n,
            share_negative=negative / n,
            share_positive=positive / n,
            mean_others=(total.sum() - total) / (n.sum() - n),
        ).loc[enough]
    difference = (measured["mean"] - measured["mean_others"]).to_numpy()
    interval = _interval(difference, drawn, fewest[enough])
    p = _two_sided(difference, drawn, fewest[enough])
    found: pd.DataFrame = measured.assign(difference=difference, low=interval.low, high=interval.high, p=p)
    return found


def _interval(estimate: Matrix, drawn: Matrix, n_clusters: Counts) -> Interval:
    """Return 95 % intervals by Student's t, so that an interval without 0 and p < .05 are one and the same."""
    with np.errstate(invalid="ignore"):
        reach = t.ppf(1 - (1 - LEVEL) / 2, n_clusters - 1) * _errors(drawn)
    return blanked(estimate - reach, estimate + reach, n_clusters)


def _two_sided(estimate: Matrix, drawn: Matrix, n_clusters: Counts) -> Matrix:
    """Return p-values; where no article differs from another there is an error of rounding only, and no test."""
    error = _errors(drawn)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = 2 * t.sf(np.abs(estimate) / error, n_clusters - 1)
    return np.asarray(np.where(error < _ROUNDING, np.where(np.abs(estimate) < _ROUNDING, 1.0, np.nan), p))


def _errors(drawn: Matrix) -> Matrix:
    return pd.DataFrame(drawn).std().to_numpy(dtype=float)


def _corrected(p: pd.Series) -> pd.Series:
    """Return p-values corrected for how many there are (Benjamini & Hochberg 1995); what is missing is no test."""
    tested = p.dropna()
    return pd.Series(false_discovery_control(tested) if len(tested) else [], tested.index, dtype=float).reindex(p.index)


def _crossed(scores: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return every group with every actor."""
    actors = pd.DataFrame({"actor_id": sorted(scores["actor_id"].unique())}, dtype="str")
    return cells(scores, by).merge(actors, how="cross") if len(by) else actors


def _in_cells(scores: pd.DataFrame, crossed: pd.DataFrame) -> tuple[pd.DataFrame, Counts]:
    keys = [name for name in crossed.columns if name in scores.columns]
    number = cell_numbers(scores, crossed[keys])
    return scores.loc[number >= 0], number[number >= 0].to_numpy()


def _n_articles(rows: pd.DataFrame, cell: Counts, n_cells: int) -> Counts:
    counted = rows["article_id"].groupby(cell).nunique()
    return np.asarray(counted.reindex(range(n_cells), fill_value=0))


def _n_clusters(rows: pd.DataFrame, cell: Counts, n_cells: int) -> Counts:
    counted = clusters(rows).groupby(cell).nunique()
    return np.asarray(counted.reindex(range(n_cells), fill_value=0))


def _resampled_means(rows: pd.DataFrame, cell: Counts, n_cells: int, seed: int) -> Matrix:
    n = resampled(totals(clusters(rows), cell, np.ones(len(rows)), n_cells), seed)
    total = resampled(totals(clusters(rows), cell, rows["score"].to_numpy(dtype=float), n_cells), seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(total / n)


def _paired_means(parts: Sequence[tuple[pd.DataFrame, Counts]], n_cells: int, seed: int) -> tuple[Matrix, Matrix]:
    rows = pd.concat([rows for rows, _ in parts])
    cell = np.concatenate([cell + number * n_cells for number, (_, cell) in enumerate(parts)])
    means = _resampled_means(rows, cell, 2 * n_cells, seed)
    return means[:, :n_cells], means[:, n_cells:]
