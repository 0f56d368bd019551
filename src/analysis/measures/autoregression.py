"""Weighted regression of a short series whose neighbouring errors are correlated, with gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .jackknife import Matrix

BIAS = 3.0  # over periods, times (1 + r): by how much two trends hide autocorrelation; set by simulation
MOST_CORRELATED = 0.95
_ROUNDS = 4  # of estimating the autocorrelation and the lines in turn
_NOTHING = 1e-12


def regression(series: pd.DataFrame, design: Matrix) -> tuple[Matrix, Matrix, float]:
    """Return coefficients, their covariance and the autocorrelation, from the periods with articles."""
    from statsmodels.regression.linear_model import OLS  # a second to load

    filled = (series["of"] > 0).to_numpy()
    number = series.loc[filled, "number"].to_numpy(dtype=float)
    root = np.sqrt(series.loc[filled, "n_articles"].to_numpy(dtype=float))[:, None]
    share = series.loc[filled, "share"].to_numpy(dtype=float)[:, None]
    x, y, rho = design[filled] * root, share * root, 0.0
    for _ in range(_ROUNDS):
        fit = OLS(whitened(y, number, rho), whitened(x, number, rho)).fit()
        rho = autocorrelation((y - x @ fit.params[:, None]).ravel(), number)
    fit = OLS(whitened(y, number, rho), whitened(x, number, rho)).fit(cov_type="HC3")
    return np.asarray(fit.params), np.asarray(fit.cov_params()), rho


def autocorrelation(residuals: Matrix, number: Matrix) -> float:
    """Return the correlation of neighbouring periods' errors (0–0.95), the bias of its estimate taken out."""
    beside = np.diff(number) == 1
    neighbours = residuals[1:][beside] @ residuals[:-1][beside]
    square = residuals @ residuals
    if not beside.any() or square < _NOTHING:
        return 0.0
    raw = neighbours / square * len(residuals) / (beside.sum() + 1)
    return float(np.clip(raw + BIAS * (1 + raw) / len(residuals), 0.0, MOST_CORRELATED))


def whitened(values: Matrix, number: Matrix, rho: float) -> Matrix:
    """Return rows of which each has what the one before says about it taken out, gaps considered.

    Prais & Winsten 1954; after a gap of d periods the correlation is rho to the power d.
    """
    if rho == 0.0:
        return values.copy()
    carried = (rho ** np.diff(number))[:, None]
    scale = np.sqrt((1 - rho**2) / (1 - carried**2))
    return np.concatenate([np.sqrt(1 - rho**2) * values[:1], scale * (values[1:] - carried * values[:-1])])
