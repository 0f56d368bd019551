"""Uncertainty of shares, means and their differences, where rows come in clusters.

Mentions of one article are not independent, nor are copies of one text. What is uncertain is how a
result would differ with other articles, so whole clusters (see `groups.clusters`) are left out, one
at a time: the jackknife (Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans). Its
error goes with Student's t, and for shares onto the logit scale. Percentiles of a cluster bootstrap,
the usual choice, are too narrow where there are few articles or rare names: see docs/calibration.md.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.special import expit, logit
from scipy.stats import beta, t

LEVEL = 0.95
FEWEST = 5  # clusters; fewer cannot tell how much articles differ
ROUNDING = 1e-9  # a smaller error is none

Matrix = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer[Any]]


class Interval(NamedTuple):
    """Lower and upper bounds, one for each estimate; missing where there are too few clusters."""

    low: Matrix
    high: Matrix


class Ratios(NamedTuple):
    """Ratios of sums, such as shares and means, and what each cluster does to them.

    Attributes:
        value: The ratios; missing where there is nothing to divide by.
        n: Their numerators.
        of: Their denominators.
        n_clusters: The clusters with anything to divide by.
        deviations: Clusters × ratios: how far leaving a cluster out moves the ratio, scaled so that
            the products of two columns sum to the covariance of their ratios.
        n_effective: As how many equal clusters they count, having the sizes they have (Kish 1965).
        errors: The standard errors; missing where one cluster is all there is.
        freedom: The degrees of freedom of the errors.
    """

    value: Matrix
    n: Matrix
    of: Matrix
    n_clusters: Counts
    deviations: csr_matrix
    n_effective: Matrix
    errors: Matrix
    freedom: Matrix


def ratios(clusters: pd.Series, cells: Counts, numerators: Matrix, weights: Matrix, n_cells: int) -> Ratios:
    """Return sums of numerators over sums of weights in every cell.

    Args:
        clusters: The cluster of every row.
        cells: The cell of every row.
        numerators: What the rows add to the numerators: rows × kinds. There is a ratio for each kind
            in each cell, those of one cell beside each other.
        weights: What they add to the denominators.
        n_cells: How many cells there are; one without rows has missing ratios.
    """
    codes, _ = pd.factorize(clusters, sort=True)  # the same sums in whatever order the rows stand
    n_kinds = numerators.shape[1]
    pairs, row_pair = np.unique(codes.astype(np.int64) * n_cells + cells, return_inverse=True)
    of_cluster, cell = np.divmod(pairs, n_cells)
    n, of = _sums(row_pair, numerators, len(pairs)), np.bincount(row_pair, weights, len(pairs))
    total_n, total_of = _sums(cell, n, n_cells), np.bincount(cell, of, n_cells)
    n_clusters = np.bincount(cell, minlength=n_cells)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = total_n / total_of[:, None]
        moved = (value[cell] * of[:, None] - n) / (total_of[cell] - of)[:, None]
        scaled = moved * np.sqrt(1 - 1 / n_clusters[cell])[:, None]
        n_effective = total_of**2 / np.bincount(cell, of * of, n_cells)
    columns = cell[:, None] * n_kinds + np.arange(n_kinds)
    shape = (int(codes.max()) + 1 if len(codes) else 0, n_cells * n_kinds)
    kept = np.nan_to_num(scaled, nan=0.0, posinf=0.0, neginf=0.0)
    deviations = csr_matrix((kept.ravel(), (np.repeat(of_cluster, n_kinds), columns.ravel())), shape=shape)
    n_of_each = np.repeat(n_clusters, n_kinds)
    return Ratios(
        value=value.ravel(),
        n=total_n.ravel(),
        of=np.repeat(total_of, n_kinds),
        n_clusters=n_of_each,
        deviations=deviations,
        n_effective=np.repeat(n_effective, n_kinds),
        errors=np.where(n_of_each > 1, standard_errors(deviations), np.nan),
        freedom=degrees_of_freedom(deviations, n_of_each),
    )


def _sums(cells: Counts, values: Matrix, n_cells: int) -> Matrix:
    return np.stack([np.bincount(cells, kind, n_cells) for kind in values.T], axis=1)


def standard_errors(deviations: csr_matrix) -> Matrix:
    """Return the standard errors of ratios, or of their differences, from what each cluster does to them."""
    return np.asarray(np.sqrt(np.asarray(deviations.power(2).sum(axis=0)).ravel()))


def degrees_of_freedom(deviations: csr_matrix, n_clusters: Counts) -> Matrix:
    """Return as how sure errors count: clusters − 1, or fewer where a few clusters make most of the error.

    An error is unsure where clusters differ in size, and where a rare name stands in few of them. How
    the squares vary says how much (Pan & Wall 2002, Statistics in Medicine 21); two remain at least.
    """
    squares, fourths = (np.asarray(deviations.power(power).sum(axis=0)).ravel() for power in (2, 4))
    with np.errstate(invalid="ignore", divide="ignore"):
        decisive = squares**2 / fourths  # as many clusters of equal deviations have the same kurtosis
        fewer = 2 * (n_clusters - 1) * decisive / (n_clusters - decisive)
    return np.where(3 * decisive < n_clusters, fewer, n_clusters - 1.0)


def share_interval(shares: Ratios, level: float | Matrix = LEVEL) -> Interval:
    """Return intervals of shares: on the logit scale, so that they stay between 0 and 1.

    Articles cannot vary more than if each of them had one name only. So no interval reaches beyond
    the exact binomial one (Clopper & Pearson 1934) with the effective number of clusters as trials
    (Korn & Graubard 1998, Survey Methodology 24); where articles do not differ, as with a share of 0
    or 1, it is the interval. Without that bound, one deviating article of 17 would give 0 to 79 %.
    """
    bounds = bounded(shares.value, shares.errors, shares.freedom, shares.n_effective, level)
    return blanked(*bounds, shares.n_clusters)


def bounded(
    share: Matrix, error: Matrix, freedom: Matrix | float, trials: Matrix | float, level: float | Matrix = LEVEL
) -> Interval:
    """Return intervals on the logit scale that end where the exact binomial ones of so many trials do."""
    with np.errstate(invalid="ignore", divide="ignore"):
        reach = t.ppf((1 + np.asarray(level)) / 2, freedom) * error / (share * (1 - share))
        low, high = expit(logit(share) - reach), expit(logit(share) + reach)
    exact, agree = exact_interval(share * trials, trials, level), error < ROUNDING
    low = np.where(agree, exact.low, np.fmax(low, exact.low))
    return Interval(low, np.where(agree, exact.high, np.fmin(high, exact.high)))


def exact_interval(n: Matrix, of: Matrix | float, level: float | Matrix = LEVEL) -> Interval:
    """Return the exact binomial intervals of shares n / of (Clopper & Pearson 1934); missing where of is 0."""
    tail = (1 - np.asarray(level)) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(n > 0, beta.ppf(tail, n, of - n + 1), 0.0)
        high = np.where(n < of, beta.ppf(1 - tail, n + 1, of - n), 1.0)
    known = (np.asarray(of) > 0) & ~np.isnan(n)
    return Interval(np.where(known, low, np.nan), np.where(known, high, np.nan))


def mean_interval(means: Ratios, level: float | Matrix = LEVEL) -> Interval:
    """Return intervals of means by Student's t."""
    with np.errstate(invalid="ignore"):
        reach = t.ppf((1 + np.asarray(level)) / 2, means.freedom) * means.errors
    return blanked(means.value - reach, means.value + reach, means.n_clusters)


def blanked(low: Matrix, high: Matrix, n_clusters: Counts) -> Interval:
    """Return bounds, missing where fewer than `FEWEST` clusters stand behind an estimate."""
    few = n_clusters < FEWEST
    return Interval(np.where(few, np.nan, low), np.where(few, np.nan, high))
