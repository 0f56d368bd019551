"""Intervals from resampling articles: mentions of one article are not independent."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.stats import binomtest

LEVEL = 0.95
RESAMPLES = 1000
FEWEST = 5  # articles; fewer cannot tell how much articles differ

Matrix = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer[Any]]


class Interval(NamedTuple):
    """Lower and upper bounds, one for each estimate; missing where there are too few articles."""

    low: Matrix
    high: Matrix


def totals(articles: pd.Series, cells: Counts, values: Matrix, n_cells: int) -> csr_matrix:
    """Return the sum of the values of every article (row) in every cell (column)."""
    codes, _ = pd.factorize(articles, sort=True)  # the same draws in whatever order the rows stand
    shape = (int(codes.max()) + 1 if len(codes) else 0, n_cells)
    return csr_matrix((values, (codes, cells)), shape=shape)


def resampled(sums: csr_matrix, seed: int, n_resamples: int = RESAMPLES) -> Matrix:
    """Return the column totals of resampled sets of articles, one set a row.

    The cluster bootstrap (Field & Welsh 2007): articles are drawn with replacement, each with
    all its mentions, as many as there are.
    """
    n_articles = sums.shape[0]
    if n_articles == 0:
        return np.zeros((n_resamples, sums.shape[1]))
    draws = np.random.default_rng(seed).multinomial(n_articles, np.full(n_articles, 1 / n_articles), n_resamples)
    return np.asarray((sums.T @ draws.T.astype(float)).T)


def ratio_interval(numerators: Matrix, denominators: Matrix, n_articles: Counts, estimates: Matrix) -> Interval:
    """Return percentile intervals of resampled ratios.

    Where all articles agree, resampling cannot vary; for a share of 0 or 1 the exact binomial
    interval (Clopper & Pearson 1934) with articles as trials then stands in for it.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = percentiles(numerators / denominators)
    for cell in np.flatnonzero((low == high) & np.isin(estimates, (0.0, 1.0)) & (n_articles > 0)):
        n = int(n_articles[cell])
        exact = binomtest(round(estimates[cell] * n), n).proportion_ci(LEVEL, method="exact")
        low[cell], high[cell] = exact.low, exact.high
    return blanked(low, high, n_articles)


def percentiles(estimates: Matrix) -> tuple[Matrix, Matrix]:
    """Return the bounds that hold the middle 95 % of each column, ignoring missing values."""
    tail = (1 - LEVEL) / 2
    if not estimates.size:
        return np.full(estimates.shape[1], np.nan), np.full(estimates.shape[1], np.nan)
    filled = pd.DataFrame(estimates)
    return filled.quantile(tail).to_numpy(copy=True), filled.quantile(1 - tail).to_numpy(copy=True)


def blanked(low: Matrix, high: Matrix, n_articles: Counts) -> Interval:
    """Return bounds, missing where fewer than `FEWEST` articles stand behind an estimate."""
    few = n_articles < FEWEST
    return Interval(np.where(few, np.nan, low), np.where(few, np.nan, high))
