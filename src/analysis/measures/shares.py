"""Shares of rival names among the mentions of a contested actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import InputError
from .differences import Pairs, share_differences, share_p
from .groups import cell_numbers, cells, clusters, named_columns
from .jackknife import Counts, Matrix, Ratios, ratios, share_interval

VOICES_COMPARED = ("direct", "narration")
UNITS = {"mention": None, "article": "article_id", "family": "family_id"}


class NameShares(NamedTuple):
    """The shares of one actor's rival names in groups: those of a group beside each other, in the terms' order."""

    groups: pd.DataFrame
    terms: pd.DataFrame
    shares: Ratios
    n: Counts
    of: Counts
    n_articles: Counts

    def rows(self) -> pd.DataFrame:
        """Return the groups and names that the shares belong to, in their order."""
        return self.groups.merge(self.terms, how="cross") if len(self.groups.columns) else self.terms.copy()


def term_shares(
    mentions: pd.DataFrame, *, by: str | Sequence[str] = (), glosses: bool = False, unit: str = "mention"
) -> pd.DataFrame:
    """Return each rival name's share of its actor's mentions, in every group.

    Names that an editor put into a quotation are nobody's choice in a voice and never count.
    Intervals leave out one article, or family of copies, at a time (see `jackknife`).

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by (see `with_articles`).
        by: Columns to group by. A categorical column gives a row for each of its categories.
        glosses: Whether aliases given beside the main name count.
        unit: Unit of analysis: every "mention" counts one, or every "article", or "family" of
            copies, counts one in each of the groups that it has mentions in, however many these are.

    Returns:
        For every group and rival name: the `by` columns, `actor_id`, `term_id`, `n` mentions, `of`
        all mentions of the actor in the group, `n_articles` with one, `share` (0–1, missing where
        `of` is 0; n / of unless articles or families count), and `low`, `high`: its 95 % interval,
        missing below 5 articles or families.

    Raises:
        InputError: A column or the unit is not known.
    """
    by = named_columns(by, ("actor_id", "term_id", "n", "of", "share", "low", "high"))
    parts = [_shares(names) for names in name_shares(mentions, by, glosses=glosses, unit=unit)]
    columns = [*by, "actor_id", "term_id", "n", "of", "n_articles", "share", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def voice_gap(
    mentions: pd.DataFrame, *, by: str | Sequence[str] = (), glosses: bool = False, unit: str = "mention"
) -> pd.DataFrame:
    """Return how much more often quoted speakers use each rival name than the outlet's narration.

    An article brings its quotations and its narration along, so that
    the two shares go together (see `differences.share_differences`).

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by.
        by: Columns to group by, other than voice.
        glosses: Whether aliases given beside the main name count.
        unit: Unit of analysis, as for `term_shares`; an article counts one in either voice.

    Returns:
        For every group and rival name: the `by` columns, `actor_id`, `term_id`, `share_direct`,
        `of_direct`, `share_narration`, `of_narration`, `gap` (the first share minus the second,
        −1–1), and `low`, `high`: its 95 % interval, and `p` (two-sided), missing below 5 articles
        with either voice.
    """
    by = named_columns(by, ("actor_id", "term_id", "voice", "gap", "low", "high", "p"))
    compared = mentions.loc[mentions["voice"].isin(VOICES_COMPARED)]
    compared = compared.assign(voice=pd.Categorical(compared["voice"], categories=VOICES_COMPARED))
    parts = [_gaps(names, by) for names in name_shares(compared, [*by, "voice"], glosses=glosses, unit=unit)]
    shares = [f"{name}_{voice}" for voice in VOICES_COMPARED for name in ("share", "of")]
    columns = [*by, "actor_id", "term_id", *shares, "gap", "low", "high", "p"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def choices(mentions: pd.DataFrame, *, glosses: bool = False) -> pd.DataFrame:
    """Return the mentions in which somebody chose one of the rival names."""
    named = mentions.loc[mentions["term_id"].notna() & ~mentions["is_inserted"]]
    return named if glosses else named.loc[~named["is_gloss"]]


def name_shares(
    mentions: pd.DataFrame, by: Sequence[str], *, glosses: bool = False, unit: str = "mention"
) -> Iterator[NameShares]:
    """Yield the shares of every contested actor's names in the groups that `by` makes (see `term_shares`)."""
    named = choices(mentions, glosses=glosses)
    groups = cells(mentions, by)
    if groups.empty and len(by):
        return
    for actor_id, rows in named.groupby("actor_id", sort=True):
        term_ids = sorted(rows["term_id"].unique())
        terms = pd.DataFrame({"actor_id": [actor_id] * len(term_ids), "term_id": term_ids})
        rows = rows.assign(_cell=cell_numbers(rows, groups))
        rows = rows.loc[rows["_cell"] >= 0]
        cell, weights = rows["_cell"].to_numpy(), weights_of(rows, "_cell", unit)
        chosen = rows["term_id"].to_numpy()[:, None] == np.array(term_ids, dtype=object)
        n_articles = rows.groupby("_cell")["article_id"].nunique().reindex(range(len(groups)), fill_value=0)
        shares = ratios(clusters(rows), cell, chosen * weights[:, None], weights, len(groups))
        n = np.bincount(cell * len(terms) + chosen.argmax(axis=1), minlength=len(groups) * len(terms))
        of = np.repeat(np.bincount(cell, minlength=len(groups)), len(terms))
        yield NameShares(groups, terms, shares, n, of, np.repeat(n_articles.to_numpy(), len(terms)))


def weights_of(rows: pd.DataFrame, group: str, unit: str) -> Matrix:
    """Return what every row counts, so that each unit (see `term_shares`) counts one in each of its groups."""
    if unit not in UNITS:
        raise InputError(f"unit={unit!r}", "no such unit of analysis", f"Use one of: {', '.join(UNITS)}.")
    column = UNITS[unit]
    return (
        np.ones(len(rows))
        if column is None
        else 1.0 / rows.groupby([group, column])[group].transform("size").to_numpy(dtype=float)
    )


def _shares(names: NameShares) -> pd.DataFrame:
    interval = share_interval(names.shares)
    counts = {"n": names.n, "of": names.of, "n_articles": names.n_articles, "share": names.shares.value}
    return names.rows().assign(**counts, low=interval.low, high=interval.high)


def _gaps(names: NameShares, by: Sequence[str]) -> pd.DataFrame:
    """Return the gaps of one actor; the groups alternate between the two voices."""
    shares, n_terms = names.shares, len(names.terms)
    numbers = np.arange(len(shares.value)).reshape(-1, 2, n_terms)
    pairs = Pairs(numbers[:, 0].ravel(), numbers[:, 1].ravel())
    interval = share_differences(shares, pairs)
    rows = names._replace(groups=names.groups.iloc[::2][list(by)]).rows()
    for voice, side in zip(VOICES_COMPARED, pairs, strict=True):
        rows[f"share_{voice}"] = shares.value[side]
        rows[f"of_{voice}"] = names.of[side]
    gap = shares.value[pairs.first] - shares.value[pairs.second]
    return rows.assign(gap=gap, low=interval.low, high=interval.high, p=share_p(shares, pairs))
