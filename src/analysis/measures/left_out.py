"""The covariance of a mixed logit's coefficients, from what leaving out articles or outlets does to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .jackknife import Counts, Matrix
from .laplace import N_SPREADS, Fit, at_mode
from .random_intercepts import Blocks, Cells, gathered, solved, summed, zeros


def left_out_moves(cells: Cells, fit: Fit, units: Counts) -> Matrix:
    """Return how far leaving out one unit moves the coefficients, at the fitted spreads: units × coefficients.

    Scaled so that products of two columns sum to the covariance. A jackknife of one Newton step each, as
    CR3 in Bell & McCaffrey 2002, Survey Methodology 28. It holds where the spreads are estimated too
    small, as they are by maximum likelihood with few outlets, and where the mentions of a unit depend
    on one another in other ways than the model says.
    """
    parameters = np.concatenate([fit.spreads, fit.beta])
    point = at_mode(cells, parameters, zeros(cells))
    information = _information(cells, point.blocks, point.w, units)
    every = information.sum(axis=0)
    scores = _gather(units) @ (cells.x * point.scores[:, None])
    moved = np.stack(
        [np.linalg.lstsq(every - own, score, rcond=None)[0] for own, score in zip(information, scores, strict=True)]
    )
    # The direction comes from the linearised model, the size from the fit.
    return np.asarray(np.sqrt(1 - 1 / len(moved)) * moved @ every @ _given(fit.covariance))


def left_out_covariance(cells: Cells, fit: Fit, units: Counts, *, columns: Sequence[int]) -> Matrix:
    """Return the coefficients' covariance: of these columns from leaving out units, else that of the fit.

    Clusters as units say nothing about what only groups differ in, such as the intercept: `columns` are
    the coefficients that units tell of.
    """
    moves = left_out_moves(cells, fit, units)
    return _replaced(_given(fit.covariance), moves.T @ moves, columns)


def _replaced(covariance: Matrix, other: Matrix, columns: Sequence[int]) -> Matrix:
    """Return a covariance that is `other` among these columns, and as it was correlated with them elsewhere."""
    block = np.ix_(columns, columns)
    turn = np.eye(len(covariance))
    turn[block] = np.linalg.cholesky(other[block]) @ np.linalg.inv(np.linalg.cholesky(covariance[block]))
    return np.asarray(turn @ covariance @ turn.T)


def _given(covariance: Matrix) -> Matrix:
    """Return the coefficients' covariance where the spreads are known."""
    of_both, of_spreads = covariance[N_SPREADS:, :N_SPREADS], covariance[:N_SPREADS, :N_SPREADS]
    return np.asarray(covariance[N_SPREADS:, N_SPREADS:] - of_both @ np.linalg.pinv(of_spreads) @ of_both.T)


def _gather(units: Counts) -> csr_matrix:
    return csr_matrix((np.ones(len(units)), (units, np.arange(len(units)))), shape=(int(units.max()) + 1, len(units)))


def _information(cells: Cells, blocks: Blocks, w: Matrix, units: Counts) -> Matrix:
    """Return every unit's information on the coefficients, the random intercepts taken into account."""
    sigma, gather, n_columns = blocks.sigma, _gather(units), cells.x.shape[1]
    information = np.empty((gather.shape[0], n_columns, n_columns))
    for number, column in enumerate(cells.x.T):
        u = solved(cells, blocks, w, [sigma[0] * w * column, *gathered(cells, sigma, w * column)])
        shared = summed(sigma, (u[0], u[1][cells.cluster], u[2][cells.group]))
        information[:, :, number] = gather @ (cells.x * (w * (column - shared))[:, None])
    return information
