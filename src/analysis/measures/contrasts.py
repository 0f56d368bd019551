"""Contrasts: where the shares of rival names differ between groups, for many pairs of groups at once."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from ..errors import InputError
from .differences import (
    Pairs,
    false_discovery_rates,
    holm,
    joint_level,
    log_odds_ratios,
    share_differences,
    share_p,
)
from .groups import cells, clusters, named_columns
from .jackknife import Counts, Matrix, Ratios, ratios
from .shares import choices, weights_of

OTHERS = "all others"
AGAINST = ("others", "each")
_COLUMNS = (
    *("first", "second", "actor_id", "term_id", "share_first", "of_first", "share_second", "of_second"),
    *("difference", "low", "high", "joint_low", "joint_high", "odds_ratio", "odds_low", "odds_high"),
    *("p", "p_holm", "q"),
)


def share_contrasts(
    mentions: pd.DataFrame, group: str, *, against: str = "others", unit: str = "mention", seed: int = 0
) -> pd.DataFrame:
    """Return by how much groups differ in the share of each rival name.

    Aliases given beside the main name do not count. Intervals leave out one article, or family of
    copies, at a time (see `differences`). The most striking of many groups is striking by chance too: `joint_low` and
    `joint_high` hold for all rows of an actor together, `p_holm` and `q` are corrected for their number.

    Args:
        mentions: `tables.MENTIONS`, with the column to group by (see `with_articles`).
        group: The column whose values are compared, such as `outlet` or a leaning.
        against: Each group against all "others" together, or "each" against each.
        unit: Unit of analysis, as for `term_shares`. By the mention, one long article can decide.
        seed: Seed of the draws behind the joint intervals.

    Returns:
        For every pair and rival name: `first`, `second` (a group, or "all others"), `actor_id`,
        `term_id`, `share_first`, `of_first`, `share_second`, `of_second` (all mentions of the actor),
        `difference` of the shares (−1–1) with `low`, `high`: its 95 % interval, and `joint_low`,
        `joint_high`: the one that holds for all at once in 95 %; `odds_ratio` with `odds_low`,
        `odds_high`; `p` (two-sided), `p_holm` (Holm 1979) and `q` (Benjamini & Hochberg 1995). What
        rests on fewer than 5 articles on a side has no interval and no test. Of two groups only the
        first has a row, since the second's is its mirror image.

    Raises:
        InputError: There is no such column, or `against` or the unit is not known.
    """
    named_columns(group, _COLUMNS)
    if against not in AGAINST:
        raise InputError(f"against={against!r}", "no such comparison", f"Use one of: {', '.join(AGAINST)}.")
    groups = cells(mentions, [group])[group].tolist()
    named = choices(mentions)
    named = named[named[group].notna()]
    parts = [
        _contrasts(rows.assign(_weight=weights_of(rows, group, unit)), group, groups, against, seed)
        for _, rows in named.groupby("actor_id", sort=True)
    ]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_COLUMNS))
    return found[list(_COLUMNS)]


def _contrasts(rows: pd.DataFrame, group: str, groups: list[object], against: str, seed: int) -> pd.DataFrame:
    groups = [one for one in groups if (rows[group] == one).any()]
    term_ids = sorted(rows["term_id"].unique())
    shares, first, second, names = _compared(rows, group, groups, term_ids, against)
    pairs, of = _of_names(first, second, len(term_ids)), _mentions(rows, group, groups)
    own, joint = (share_differences(shares, pairs, level) for level in (0.95, joint_level(shares, pairs, seed=seed)))
    odds, odds_interval = log_odds_ratios(shares, pairs)
    p = pd.Series(share_p(shares, pairs), dtype=float)
    return pd.DataFrame(
        {
            "first": np.repeat(np.array([groups[one] for one in first], dtype=object), len(term_ids)),
            "second": np.repeat(np.array(names, dtype=object), len(term_ids)),
            "actor_id": rows["actor_id"].iloc[0] if len(rows) else None,
            "term_id": term_ids * len(first),
            "share_first": shares.value[pairs.first],
            "of_first": np.repeat(of[first], len(term_ids)),
            "share_second": shares.value[pairs.second],
            "of_second": np.repeat(of[second], len(term_ids)),
            "difference": shares.value[pairs.first] - shares.value[pairs.second],
            "low": own.low,
            "high": own.high,
            "joint_low": joint.low,
            "joint_high": joint.high,
            "odds_ratio": np.exp(odds),
            "odds_low": np.exp(odds_interval.low),
            "odds_high": np.exp(odds_interval.high),
            "p": p,
            "p_holm": holm(p),
            "q": false_discovery_rates(p),
        }
    )


def _compared(
    rows: pd.DataFrame, group: str, groups: list[object], term_ids: list[str], against: str
) -> tuple[Ratios, list[int], list[int], list[object]]:
    """Return the shares in every group, and in all others where asked; which to compare; the second ones' names."""
    number = rows[group].astype("object").map({one: at for at, one in enumerate(groups)}).to_numpy(dtype=np.int64)
    chosen = (rows["term_id"].to_numpy()[:, None] == np.array(term_ids, dtype=object)).astype(float)
    counted = pd.DataFrame(chosen * rows["_weight"].to_numpy()[:, None]).assign(
        cluster=clusters(rows).to_numpy(), cell=number
    )
    sums = counted.groupby(["cluster", "cell"], as_index=False).sum()
    n, cell, n_groups = sums[list(range(len(term_ids)))].to_numpy(), sums["cell"].to_numpy(), len(groups)
    if against == "each":
        pairs = list(combinations(range(n_groups), 2))
        shares = ratios(sums["cluster"], cell, n, n.sum(axis=1), n_groups)
        return shares, [one for one, _ in pairs], [two for _, two in pairs], [groups[two] for _, two in pairs]
    outside, row = np.nonzero(cell[None, :] != np.arange(n_groups)[:, None])
    both = pd.concat([sums["cluster"], sums["cluster"].iloc[row]])
    every: Matrix = np.concatenate([n, n[row]])
    shares = ratios(both, np.concatenate([cell, n_groups + outside]), every, every.sum(axis=1), 2 * n_groups)
    if n_groups == 2:
        return shares, [0], [1], [groups[1]]
    first = list(range(n_groups)) if n_groups > 2 else []
    return shares, first, [n_groups + one for one in first], [OTHERS] * len(first)


def _mentions(rows: pd.DataFrame, group: str, groups: list[object]) -> Counts:
    """Return how many mentions there are in every group, then in all others."""
    own = rows[group].astype("object").value_counts().reindex(groups).to_numpy(dtype=np.int64)
    return np.concatenate([own, len(rows) - own])


def _of_names(first: list[int], second: list[int], n_terms: int) -> Pairs:
    """Return the numbers of the shares that pairs of groups compare, name by name."""
    terms = np.arange(n_terms)
    return Pairs(*((np.array(side, dtype=np.int64)[:, None] * n_terms + terms).ravel() for side in (first, second)))
