"""Differences of shares and of means: intervals, p-values, and many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.special import logit
from scipy.stats import false_discovery_control, norm, t

from .jackknife import (
    FEWEST,
    LEVEL,
    ROUNDING,
    Counts,
    Interval,
    Matrix,
    Ratios,
    blanked,
    degrees_of_freedom,
    share_interval,
    standard_errors,
)

DRAWS = 2000
_HALVINGS = 30  # of the range of a logarithm of p: seven digits
_CHUNK = 4_000_000  # random numbers at once


class Pairs(NamedTuple):
    """Pairs of ratios to compare: the numbers of the first and of the second of each."""

    first: Counts
    second: Counts


def taken(ratios: Ratios, numbers: Counts) -> Ratios:
    """Return some of the ratios."""
    parts = {
        name: part[:, numbers] if name == "deviations" else part[numbers] for name, part in ratios._asdict().items()
    }
    return Ratios(**parts)


def share_differences(shares: Ratios, pairs: Pairs, level: float | Matrix = LEVEL) -> Interval:
    """Return intervals of differences of shares from the shares' own intervals.

    Method of variance estimates recovery (Zou & Donner 2008, Statistics in Medicine 27; Newcombe
    1998), with the correlation that clusters in both shares bring.
    """
    sides = [taken(shares, numbers) for numbers in pairs]
    own, other = (_Side(side.value, *share_interval(side, level)) for side in sides)
    return _difference(own, other, sides)


def log_odds_ratios(shares: Ratios, pairs: Pairs, level: float | Matrix = LEVEL) -> tuple[Matrix, Interval]:
    """Return the logarithms of odds ratios, with intervals made as in `share_differences`.

    Where a share is 0 or 1 half a mention is added to either side (Haldane 1956; Anscombe 1956).
    """
    sides = [taken(shares, numbers) for numbers in pairs]
    own, other = (_Side(_log_odds(side), *map(logit, share_interval(side, level))) for side in sides)
    return own.middle - other.middle, _difference(own, other, sides)


def share_p(shares: Ratios, pairs: Pairs) -> Matrix:
    """Return two-sided p-values of differences of shares: one minus the level at which the interval reaches 0."""
    first, second = (shares.value[numbers] for numbers in pairs)
    most, least = np.ones(len(first)), np.full(len(first), 1e-12)
    for _ in range(_HALVINGS):
        middle = np.sqrt(most * least)
        bounds = share_differences(shares, pairs, 1 - middle)
        excludes = np.where(first > second, bounds.low > 0, bounds.high < 0)
        most, least = np.where(excludes, middle, most), np.where(excludes, least, middle)
    tested = fewest_clusters(shares, pairs) >= FEWEST
    return np.where(tested, np.where(first == second, 1.0, most), np.nan)


def mean_differences(means: Ratios, pairs: Pairs, level: float | Matrix = LEVEL) -> Interval:
    """Return intervals of differences of means by Student's t, with no more freedom than the smaller side has."""
    fewest = fewest_clusters(means, pairs)
    difference = means.value[pairs.first] - means.value[pairs.second]
    with np.errstate(invalid="ignore"):
        reach = t.ppf((1 + np.asarray(level)) / 2, _freedom(means, pairs)) * errors_of(means, pairs)
    return blanked(difference - reach, difference + reach, fewest)


def mean_p(means: Ratios, pairs: Pairs) -> Matrix:
    """Return two-sided p-values of differences of means; where no cluster differs from another there is no test."""
    difference, error = means.value[pairs.first] - means.value[pairs.second], errors_of(means, pairs)
    fewest = fewest_clusters(means, pairs)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = 2 * t.sf(np.abs(difference) / error, _freedom(means, pairs))
    p = np.where(error < ROUNDING, np.where(np.abs(difference) < ROUNDING, 1.0, np.nan), p)
    return np.where(fewest < FEWEST, np.nan, p)


def fewest_clusters(ratios: Ratios, pairs: Pairs) -> Counts:
    """Return the number of clusters on the smaller side of each pair."""
    return np.asarray(np.minimum(*(ratios.n_clusters[numbers] for numbers in pairs)))


def errors_of(ratios: Ratios, pairs: Pairs) -> Matrix:
    """Return the standard errors of differences."""
    return standard_errors(_moved(ratios, pairs))


def joint_level(ratios: Ratios, pairs: Pairs, *, seed: int, draws: int = DRAWS) -> float:
    """Return the level at which each of many intervals must be made for all of them to hold together in 95 %.

    The largest of many differences is large by chance too. Clusters get random normal weights, and
    the largest standardised difference of each draw is noted: the multiplier bootstrap
    (Chernozhukov, Chetverikov & Kato 2013, Annals of Statistics 41).
    """
    moved = _moved(ratios, pairs)
    error = errors_of(ratios, pairs)
    used = (error > ROUNDING) & (fewest_clusters(ratios, pairs) >= FEWEST)
    if not used.any():
        return LEVEL
    standard = csr_matrix(moved[:, used].multiply(1 / error[used]))
    random, size = np.random.default_rng(seed), max(1, _CHUNK // max(1, standard.shape[0]))
    largest = [
        np.abs(standard.T @ random.standard_normal((standard.shape[0], min(size, draws - done)))).max(axis=0)
        for done in range(0, draws, size)
    ]
    critical = float(np.quantile(np.concatenate(largest), LEVEL))
    return max(LEVEL, 1 - 2 * float(norm.sf(critical)))


def holm(p: pd.Series) -> pd.Series:
    """Return p-values corrected for how many there are (Holm 1979, Scandinavian Journal of Statistics 6)."""
    tested = p.dropna().sort_values(kind="stable")
    stepped = (tested * np.arange(len(tested), 0, -1)).cummax().clip(upper=1.0)
    return stepped.reindex(p.index)


def false_discovery_rates(p: pd.Series) -> pd.Series:
    """Return p-values corrected for how many there are (Benjamini & Hochberg 1995); what is missing is no test."""
    tested = p.dropna()
    return pd.Series(false_discovery_control(tested) if len(tested) else [], tested.index, dtype=float).reindex(p.index)


class _Side(NamedTuple):
    """An estimate and its bounds, on the scale of the comparison."""

    middle: Matrix
    low: Matrix
    high: Matrix


def _moved(ratios: Ratios, pairs: Pairs) -> csr_matrix:
    """Return how far leaving a cluster out moves each difference."""
    return csr_matrix(ratios.deviations[:, pairs.first] - ratios.deviations[:, pairs.second])


def _freedom(ratios: Ratios, pairs: Pairs) -> Matrix:
    return degrees_of_freedom(_moved(ratios, pairs), fewest_clusters(ratios, pairs))


def _difference(own: _Side, other: _Side, sides: Sequence[Ratios]) -> Interval:
    r = _correlation(*sides)
    with np.errstate(invalid="ignore"):
        difference = own.middle - other.middle
        below = _length(own.middle - own.low, other.high - other.middle, r)
        above = _length(own.high - own.middle, other.middle - other.low, r)
    return blanked(difference - below, difference + above, np.minimum(*(side.n_clusters for side in sides)))


def _length(one: Matrix, another: Matrix, r: Matrix) -> Matrix:
    """Return the length of two errors together; they may be infinite where they do not go together."""
    shared = np.where(r == 0, 0.0, 2 * r * one * another)
    return np.asarray(np.sqrt(np.maximum(0.0, one**2 + another**2 - shared)))


def _correlation(own: Ratios, other: Ratios) -> Matrix:
    covariance = np.asarray(own.deviations.multiply(other.deviations).sum(axis=0)).ravel()
    product = own.errors * other.errors
    known = product > 0
    return np.where(known, covariance / np.where(known, product, 1.0), 0.0).clip(-1, 1)


def _log_odds(shares: Ratios) -> Matrix:
    extreme = (shares.n <= 0) | (shares.n >= shares.of)
    return np.asarray(logit(np.where(extreme, (shares.n + 0.5) / (shares.of + 1), shares.value)))
