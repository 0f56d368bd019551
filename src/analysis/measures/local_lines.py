"""Local-linear regression of shares on time: the lines' sums, their values, and the bandwidth that predicts best.

What a line is made of are sums over points, so that leaving out an article is a subtraction.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from .jackknife import Counts, Matrix

BANDWIDTHS = (30, 45, 60, 90, 120, 180, 270, 365, 545, 730)  # days; tried where none is given
_NOTHING = 1e-9  # weight that rounding leaves where there is none


def cluster_sums(x: Matrix, y: Matrix, member: Counts, n_members: int) -> Matrix:
    """Return each cluster's sums of `_weighted` columns."""
    gather = csr_matrix((np.ones(len(member)), (member, np.arange(len(member)))), shape=(n_members, len(member)))
    return np.asarray(gather @ _weighted(x, y))


def _weighted(x: Matrix, y: Matrix) -> Matrix:
    """Return what a local line is made of: kernel × mentions × x to the powers 0, 1, 2, and × names × 0, 1."""
    kernel = np.maximum(1 - x**2, 0.0)
    of = y.sum(axis=1) * kernel
    return np.column_stack([of, of * x, of * x * x, y * kernel[:, None], y * (kernel * x)[:, None]])


def line_values(sums: Matrix) -> Matrix:
    """Return the local line's value at offset 0 from sums, a set a row; a mean where all offsets are one."""
    s0, s1, s2 = (sums[:, [number]] for number in range(3))
    n_terms = (sums.shape[1] - 3) // 2
    t0, t1 = sums[:, 3 : 3 + n_terms], sums[:, 3 + n_terms :]
    determinant = s0 * s2 - s1 * s1
    flat = determinant <= _NOTHING * s0 * s0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(flat, t0 / s0, (s2 * t0 - s1 * t1) / np.where(flat, 1.0, determinant))


def best_bandwidth(owner: Counts, days: Matrix, y: Matrix) -> float:
    """Return the bandwidth whose lines come closest to the mentions of articles that were left out."""
    dates, at = np.unique(days, return_inverse=True)
    of_date = np.zeros((len(dates), y.shape[1]))
    np.add.at(of_date, at, y)
    order = pd.DataFrame({"owner": owner, "point": np.arange(len(owner))})
    pairs = order.merge(order, on="owner").to_numpy()[:, 1:]  # points with those of the same cluster
    errors = [_left_out_error(h, dates, of_date, (at, days, y, pairs)) for h in BANDWIDTHS]
    return float(BANDWIDTHS[int(np.argmin(errors))])


def _left_out_error(h: float, dates: Matrix, of_date: Matrix, points: tuple[Counts, Matrix, Matrix, Counts]) -> float:
    """Return the squared error of predicting every point without its cluster."""
    at, days, y, pairs = points
    one, other = pairs.T
    every = _all_sums((dates[None, :] - dates[:, None]) / h, of_date)[at]
    own = np.zeros_like(every)
    np.add.at(own, one, _weighted((days[other] - days[one]) / h, y[other]))
    rest = every - own
    mean = y.sum(axis=0) / y.sum()
    predicted = np.where(rest[:, [0]] > _NOTHING, np.clip(line_values(rest), 0, 1), mean)
    of = y.sum(axis=1, keepdims=True)
    return float((y * (1 - 2 * predicted) + of * predicted**2).sum())


def _all_sums(x: Matrix, of_date: Matrix) -> Matrix:
    """Return the sums of `_weighted` columns around every date."""
    kernel = np.maximum(1 - x**2, 0.0)
    of = of_date.sum(axis=1)
    moments = [kernel @ of, (kernel * x) @ of, (kernel * x * x) @ of]
    return np.column_stack([*moments, kernel @ of_date, (kernel * x) @ of_date])
