"""Shares of rival names among the mentions of a contested actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .groups import cell_numbers, cells, named_columns
from .resampling import Counts, Interval, Matrix, blanked, percentiles, ratio_interval, resampled, totals

VOICES_COMPARED = ("direct", "narration")


class _Counts(NamedTuple):
    """Counts of rival names in groups: a row a group, a column a name; and resampled ones."""

    groups: pd.DataFrame
    terms: pd.DataFrame
    n: Matrix
    of: Matrix
    n_articles: Counts
    resampled_n: Matrix
    resampled_of: Matrix


def term_shares(
    mentions: pd.DataFrame, *, by: str | Sequence[str] = (), glosses: bool = False, seed: int = 0
) -> pd.DataFrame:
    """Return each rival name's share of its actor's mentions, in every group.

    Unit of analysis: the mention; articles are resampled for the interval (see `resampling`). Names
    that an editor put into a quotation are nobody's choice in a voice and never count.

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by (see `with_articles`).
        by: Columns to group by. A categorical column gives a row for each of its categories.
        glosses: Whether aliases given beside the main name count.
        seed: Seed of the resampling.

    Returns:
        For every group and rival name: the `by` columns, `actor_id`, `term_id`, `n` mentions, `of`
        all mentions of the actor in the group, `n_articles` with one, `share` (0–1, missing where
        `of` is 0), and `low`, `high`: its 95 % interval, missing below 5 articles.
    """
    by = named_columns(by, ("actor_id", "term_id", "n", "of", "share", "low", "high"))
    parts = [_shares(counts) for counts in _counted(mentions, by, glosses, seed)]
    columns = [*by, "actor_id", "term_id", "n", "of", "n_articles", "share", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def voice_gap(
    mentions: pd.DataFrame, *, by: str | Sequence[str] = (), glosses: bool = False, seed: int = 0
) -> pd.DataFrame:
    """Return how much more often quoted speakers use each rival name than the outlet's narration.

    Unit of analysis: the mention; both shares come from the same resampled articles.

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by.
        by: Columns to group by, other than voice.
        glosses: Whether aliases given beside the main name count.
        seed: Seed of the resampling.

    Returns:
        For every group and rival name: the `by` columns, `actor_id`, `term_id`, `share_direct`,
        `of_direct`, `share_narration`, `of_narration`, `gap` (the first share minus the second,
        −1–1), and `low`, `high`: its 95 % interval, missing below 5 articles with either voice.
    """
    by = named_columns(by, ("actor_id", "term_id", "voice", "gap", "low", "high"))
    compared = mentions.loc[mentions["voice"].isin(VOICES_COMPARED)]
    compared = compared.assign(voice=pd.Categorical(compared["voice"], categories=VOICES_COMPARED))
    parts = [_gaps(counts, by) for counts in _counted(compared, [*by, "voice"], glosses, seed)]
    shares = [f"{name}_{voice}" for voice in VOICES_COMPARED for name in ("share", "of")]
    columns = [*by, "actor_id", "term_id", *shares, "gap", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _counted(mentions: pd.DataFrame, by: Sequence[str], glosses: bool, seed: int) -> list[_Counts]:
    named = mentions.loc[mentions["term_id"].notna() & ~mentions["is_inserted"]]
    if not glosses:
        named = named.loc[~named["is_gloss"]]
    groups = cells(mentions, by)
    if groups.empty and len(by):
        return []
    return [_counts(rows, groups, seed) for _, rows in named.groupby("actor_id", sort=True)]


def _counts(rows: pd.DataFrame, groups: pd.DataFrame, seed: int) -> _Counts:
    term_ids = sorted(rows["term_id"].unique())
    terms = pd.DataFrame({"actor_id": [rows["actor_id"].iloc[0]] * len(term_ids), "term_id": term_ids})
    rows = rows.assign(_cell=cell_numbers(rows, groups))
    rows = rows.loc[rows["_cell"] >= 0]
    codes = rows["_cell"].to_numpy() * len(term_ids) + np.searchsorted(term_ids, rows["term_id"].to_list())
    sums = totals(rows["article_id"], codes, np.ones(len(rows)), len(groups) * len(term_ids))
    drawn = resampled(sums, seed).reshape(-1, len(groups), len(term_ids))
    n = np.asarray(sums.sum(axis=0), dtype=float).reshape(len(groups), len(term_ids))
    n_articles = rows.groupby("_cell")["article_id"].nunique().reindex(range(len(groups)), fill_value=0).to_numpy()
    return _Counts(groups, terms, n, n.sum(axis=1), n_articles, drawn, drawn.sum(axis=2))


def _shares(counts: _Counts) -> pd.DataFrame:
    n_terms = len(counts.terms)
    of = np.repeat(counts.of, n_terms)
    n = counts.n.ravel()
    share = np.divide(n, of, out=np.full(len(n), np.nan), where=of > 0)
    drawn_of = np.repeat(counts.resampled_of, n_terms, axis=1)
    n_articles = np.repeat(counts.n_articles, n_terms)
    interval = ratio_interval(counts.resampled_n.reshape(len(drawn_of), -1), drawn_of, n_articles, share)
    values = {"n": n.astype("int64"), "of": of.astype("int64"), "n_articles": n_articles, "share": share}
    return _crossed(counts).assign(**values, low=interval.low, high=interval.high)


def _gaps(counts: _Counts, by: Sequence[str]) -> pd.DataFrame:
    """Return the gaps of one actor; the groups alternate between the two voices."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = counts.n / counts.of[:, None]
        drawn = counts.resampled_n / counts.resampled_of[:, :, None]
    rows = _crossed(counts._replace(groups=counts.groups.iloc[::2][list(by)]))
    gap = (share[::2] - share[1::2]).ravel()
    low, high = percentiles((drawn[:, ::2] - drawn[:, 1::2]).reshape(len(drawn), -1))
    n_articles = np.minimum(counts.n_articles[::2], counts.n_articles[1::2])
    interval: Interval = blanked(low, high, np.repeat(n_articles, len(counts.terms)))
    for number, voice in enumerate(VOICES_COMPARED):
        rows[f"share_{voice}"] = share[number::2].ravel()
        rows[f"of_{voice}"] = np.repeat(counts.of[number::2], len(counts.terms)).astype("int64")
    return rows.assign(gap=gap, low=interval.low, high=interval.high)


def _crossed(counts: _Counts) -> pd.DataFrame:
    if not len(counts.groups.columns):
        return counts.terms.copy()
    return counts.groups.merge(counts.terms, how="cross")
