"""A mixed logit for counts, fitted by the Laplace approximation, as R's `lme4::glmer` does.

Of `n` trials in a cell, `y` succeed; log odds = X·beta + an intercept of the cell, one of its
cluster and one of its group, each normal around 0 with a standard deviation of its own. The random
intercepts are integrated out by Laplace's approximation at their mode (Bates et al. 2015, Fitting
linear mixed-effects models using lme4, Journal of Statistical Software 67; Breslow & Clayton 1993).
The variational fit of statsmodels gives intervals that are too narrow, hence this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize
from scipy.special import expit, gammaln

from .jackknife import Matrix
from .random_intercepts import Blocks, Cells, covariances, curvature, gathered, solved, summed, zeros

N_SPREADS = 3  # standard deviations: between cells, between clusters, between groups
BOUNDARY = 1e-3  # a standard deviation below this is 0, and has no error
_NEWTON_STEPS, _NEWTON_ACCURACY = 100, 1e-10  # steps to the mode; gain in log density at which it is reached
_STEP = 1e-4  # of the differences that the Hessian is made from


class Fit(NamedTuple):
    """A fitted model.

    Attributes:
        beta: Coefficients of the columns of `x`.
        spreads: Standard deviations between cells, clusters and groups.
        covariance: Of the spreads, then the coefficients; 0 for a spread that is 0 or left out.
        log_likelihood: With the binomial coefficients, as R prints it.
        converged: Whether the likelihood's gradient vanished.
    """

    beta: Matrix
    spreads: Matrix
    covariance: Matrix
    log_likelihood: float
    converged: bool


def fitted(cells: Cells, *, random: tuple[bool, bool, bool] = (True, True, True)) -> Fit:
    """Return the maximum of the approximate likelihood.

    Args:
        cells: The counts; the columns of `x` must be independent.
        random: Whether cells, clusters and groups have intercepts of their own.
    """
    # In an orthonormal basis all coefficients have errors of one order, and the optimiser an easy way.
    _, r = np.linalg.qr(cells.x * np.sqrt(cells.n)[:, None])
    basis = solve_triangular(r, np.eye(len(r))) * np.sqrt(cells.n.sum())
    turned = cells._replace(x=cells.x @ basis)
    mode = zeros(cells)

    def loss(parameters: Matrix) -> tuple[float, Matrix]:
        value, gradient = _log_likelihood(turned, parameters, mode)
        return -value, -gradient

    start = np.concatenate([np.where(random, 0.7, 0.0), np.zeros(len(basis))])
    # The likelihood is even in the spreads: without a bound at 0, where it is flat, no search gets stuck there.
    bounds = [(None, None) if kind else (0.0, 0.0) for kind in random] + [(None, None)] * len(basis)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-5}
    )
    free = np.concatenate([np.abs(found.x[:N_SPREADS]) > BOUNDARY, np.ones(len(basis), dtype=bool)])
    optimum = np.where(free, found.x, 0.0)
    optimum[:N_SPREADS] = np.abs(optimum[:N_SPREADS])
    value, gradient = loss(optimum)
    covariance = np.zeros((len(free), len(free)))
    covariance[np.ix_(free, free)] = np.linalg.pinv(_hessian(loss, optimum, free), hermitian=True)
    back = np.eye(len(free))
    back[N_SPREADS:, N_SPREADS:] = basis
    constant = gammaln(cells.n + 1) - gammaln(cells.y + 1) - gammaln(cells.n - cells.y + 1)
    return Fit(
        basis @ optimum[N_SPREADS:],
        optimum[:N_SPREADS],
        back @ covariance @ back.T,
        float(constant.sum() - value),
        bool(np.abs(gradient[free]).max() < 0.05),
    )


def _hessian(loss: Callable[[Matrix], tuple[float, Matrix]], at: Matrix, free: Matrix) -> Matrix:
    columns = []
    for number in np.flatnonzero(free):
        step = np.where(np.arange(len(at)) == number, _STEP, 0.0)
        columns.append((loss(at + step)[1] - loss(at - step)[1])[free] / (2 * _STEP))
    hessian = np.stack(columns)
    return np.asarray((hessian + hessian.T) / 2)


class Point(NamedTuple):
    """The approximate likelihood at given parameters."""

    blocks: Blocks
    w: Matrix  # weights at the mode
    scores: Matrix  # what each cell adds to the gradient of the likelihood by its fixed part
    by_spread: list[float]
    value: float


def _log_likelihood(cells: Cells, parameters: Matrix, mode: list[Matrix]) -> tuple[float, Matrix]:
    """Return the approximate log likelihood and its gradient (see `at_mode`)."""
    point = at_mode(cells, parameters, mode)
    return point.value, np.concatenate([point.by_spread, cells.x.T @ point.scores])


def at_mode(cells: Cells, parameters: Matrix, mode: list[Matrix]) -> Point:
    """Return the approximate likelihood at these spreads and coefficients; `mode` is the start and takes the result."""
    sigma, fixed = parameters[:N_SPREADS], cells.x @ parameters[N_SPREADS:]
    density, blocks = _to_mode(cells, sigma, fixed, mode)
    u = (mode[0], mode[1][cells.cluster], mode[2][cells.group])
    p = expit(fixed + summed(sigma, u))
    r, w = cells.y - cells.n * p, cells.n * p * (1 - p)
    # How the log determinant moves with each weight, with each spread, and through the weights with the mode.
    with_cluster, with_group = covariances(cells, blocks)
    t = sigma[1] * with_cluster + sigma[2] * with_group
    through = (sigma[0] ** 2 / blocks.shrunk + t / blocks.shrunk**2) * w * (1 - 2 * p)
    v = solved(cells, blocks, w, [sigma[0] * through, *gathered(cells, sigma, through)])
    v_rows = (v[0], v[1][cells.cluster], v[2][cells.group])
    moved = through - w * summed(sigma, v_rows)
    explicit = (
        (2 * sigma[0] * w / blocks.shrunk - 2 * sigma[0] * blocks.reduced**2 * t).sum(),
        2 * (blocks.reduced * with_cluster).sum(),
        2 * (blocks.reduced * with_group).sum(),
    )
    by_spread = [r @ u[k] - (explicit[k] + moved @ u[k] + v_rows[k] @ r) / 2 for k in range(N_SPREADS)]
    return Point(blocks, w, r - moved / 2, by_spread, density - blocks.log_det / 2)


def _to_mode(cells: Cells, sigma: Matrix, fixed: Matrix, mode: list[Matrix]) -> tuple[float, Blocks]:
    """Move `mode` to the most probable random intercepts by Newton's method; return density and curvature there."""

    def density(u: list[Matrix]) -> tuple[float, Matrix]:
        eta = fixed + summed(sigma, (u[0], u[1][cells.cluster], u[2][cells.group]))
        value = cells.y @ eta - cells.n @ np.logaddexp(0, eta) - sum(each @ each for each in u) / 2
        return float(value), expit(eta)

    value, p = density(mode)
    for _ in range(_NEWTON_STEPS):
        r, w = cells.y - cells.n * p, cells.n * p * (1 - p)
        blocks = curvature(cells, sigma, w)
        scores = [sigma[0] * r, *gathered(cells, sigma, r)]
        step = solved(cells, blocks, w, [score - u for score, u in zip(scores, mode, strict=True)])
        length, before = 1.0, value
        while True:
            moved = [u + length * each for u, each in zip(mode, step, strict=True)]
            value, p = density(moved)
            if value >= before - _NEWTON_ACCURACY or length < 1e-6:
                break
            length /= 2
        mode[:] = moved
        if abs(value - before) < _NEWTON_ACCURACY and length == 1.0:
            break
    return value, curvature(cells, sigma, cells.n * p * (1 - p))
