"""Mean sentiment toward actors: by group, by voice, and where one group differs from the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..tables import LABELS
from .differences import Pairs, false_discovery_rates, mean_differences, mean_p
from .groups import cell_numbers, cells, clusters, named_columns
from .jackknife import Counts, Ratios, mean_interval, ratios

REPORTED = ("direct", "indirect")
_TESTED = ("low", "high", "p", "q")
_SHARES = [f"share_{label}" for label in LABELS]
_DIFFERENCES = ("n", "n_articles", "mean", "share_negative", "share_positive", "mean_others", "difference", *_TESTED)
_GAPS = ("mean", "n", "mean_narration", "n_narration", "gap", *_TESTED)


def mean_sentiment(scores: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return the mean score of every actor in every group.

    Unit of analysis: the actor in a sentence. For the interval articles are left out in turn (see
    `clusters`: copies of one text go together) and Student's t is used, with one degree of freedom
    less than there are articles.

    Args:
        scores: `tables.SENTIMENT`, with any further columns to group by (see `with_articles`).
        by: Columns to group by. A categorical column gives a row for each of its categories.

    Returns:
        For every group and actor: the `by` columns, `actor_id`, `n` sentences, `n_articles`, `mean`
        (−1–1), `low`, `high`: its 95 % interval, missing below 5 articles, and
        `share_negative`, `share_neutral`, `share_positive` of the sentences; what is missing to one
        has an uncertain label.
    """
    by = named_columns(by, ("actor_id", "n", "n_articles", "mean", "low", "high", *_SHARES))
    crossed = _crossed(scores, by)
    rows, cell = _in_cells(scores, crossed)
    means = _means(rows, cell, len(crossed))
    n_articles = _n_articles(rows, cell, len(crossed))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = {
            name: np.bincount(cell, rows["label"] == label, len(crossed)) / means.of
            for label, name in zip(LABELS, _SHARES, strict=True)
        }
    interval = mean_interval(means)
    counted = {"n": means.of.astype("int64"), "n_articles": n_articles, "mean": means.value}
    return crossed.assign(**counted, low=interval.low.clip(-1, 1), high=interval.high.clip(-1, 1), **shares)


def sentiment_gap(scores: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return how much more positive reported speakers are toward each actor than the outlet's narration.

    Unit of analysis: the actor in a sentence; an article brings both voices along, as
    in `mean_sentiment`.

    Args:
        scores: `tables.SENTIMENT`, with any further columns to group by.
        by: Columns to group by, other than voice.

    Returns:
        For every group, actor and reported voice: the `by` columns, `actor_id`, `voice` ("direct":
        quoted words, or "indirect": paraphrase), its `mean` and `n`, `mean_narration`,
        `n_narration`, `gap` (the first mean minus the second, −2–2), and `low`, `high`: its 95 %
        interval, `p` (two-sided) and `q` (Benjamini & Hochberg 1995, over all gaps), missing below
        5 articles with either voice.
    """
    by = named_columns(by, ("actor_id", "voice", *_GAPS))
    crossed = _crossed(scores, by)
    parts = [_gaps(scores, crossed, voice).assign(voice=voice) for voice in REPORTED]
    measured = pd.concat(parts, ignore_index=True)
    return measured.assign(q=false_discovery_rates(measured["p"]))[[*crossed.columns, "voice", *_GAPS]]


def _gaps(scores: pd.DataFrame, crossed: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return the gaps of one voice; an article brings its quotations and its narration along."""
    rows, cell = _in_cells(scores[scores["voice"].isin((voice, "narration"))], crossed)
    means = _means(rows, cell + len(crossed) * (rows["voice"] == "narration").to_numpy(), 2 * len(crossed))
    pairs = Pairs(np.arange(len(crossed)), np.arange(len(crossed), 2 * len(crossed)))
    interval = mean_differences(means, pairs)
    return crossed.assign(
        mean=means.value[pairs.first],
        n=means.of[pairs.first].astype("int64"),
        mean_narration=means.value[pairs.second],
        n_narration=means.of[pairs.second].astype("int64"),
        gap=means.value[pairs.first] - means.value[pairs.second],
        low=interval.low,
        high=interval.high,
        p=mean_p(means, pairs),
    )


def sentiment_differences(scores: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return where one group's sentiment toward an actor differs from that of all other groups.

    Many differences are looked at at once, so some are large by chance: `q` corrects for that
    (Benjamini & Hochberg 1995). Of those with q ≤ .05, one in twenty at most is expected to be none.

    Args:
        scores: `tables.SENTIMENT` with the column to group by.
        by: The column whose groups are compared, such as `outlet`.

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
    parts = [_against_others(of_actor, by) for _, of_actor in rows.groupby("actor_id")]
    found = pd.concat(parts, ignore_index=True).dropna(subset=["p"]) if parts else pd.DataFrame(columns=columns[:-1])
    found = found.assign(q=false_discovery_rates(found["p"]))
    return found[columns].sort_values(["q", "p"], kind="stable").reset_index(drop=True)


def _against_others(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    groups = cells(rows, [by])
    cell = cell_numbers(rows, groups).to_numpy()
    n_articles = _n_articles(rows, cell, len(groups))
    measured = [_against(rows, cell == one) | {"n_articles": n_articles[one]} for one in range(len(groups))]
    table = pd.concat([groups, pd.DataFrame(measured)], axis=1).assign(actor_id=rows["actor_id"].iloc[0])
    # Of two groups the second is the first's mirror image.
    return table.iloc[:1] if len(table) == table["p"].notna().sum() == 2 else table


def _against(rows: pd.DataFrame, own: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Return how one group's mean differs from that of all others together."""
    means = _means(rows, (~own).astype(np.int64), 2)
    pair = Pairs(np.array([0]), np.array([1]))
    interval = mean_differences(means, pair)
    labels = rows.loc[own, "label"]
    return {
        "n": int(own.sum()),
        "mean": means.value[0],
        "share_negative": (labels == LABELS[0]).mean(),
        "share_positive": (labels == LABELS[-1]).mean(),
        "mean_others": means.value[1],
        "difference": means.value[0] - means.value[1],
        "low": interval.low[0],
        "high": interval.high[0],
        "p": mean_p(means, pair)[0],
    }


def _means(rows: pd.DataFrame, cell: Counts, n_cells: int) -> Ratios:
    scores = rows["score"].to_numpy(dtype=float)[:, None]
    return ratios(clusters(rows), cell, scores, np.ones(len(rows)), n_cells)


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
