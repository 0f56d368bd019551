"""The random intercepts of a mixed logit: of a cell, its cluster and its group, and their curvature.

The curvature of the log density is never made as a whole. The cells' intercepts are eliminated first,
then the clusters', so that only a matrix of groups × groups is inverted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags_array

from .jackknife import Counts, Matrix


class Cells(NamedTuple):
    """What is fitted, a row a cell.

    Attributes:
        y: Successes.
        n: Trials.
        x: The fixed effects' design: cells × coefficients.
        cluster: The cluster's number, from 0.
        group: The group's number, from 0.
    """

    y: Matrix
    n: Matrix
    x: Matrix
    cluster: Counts
    group: Counts


class Blocks(NamedTuple):
    """The curvature at given weights, with the cells' intercepts eliminated."""

    sigma: Matrix
    shrunk: Matrix  # 1 + sigma² w of each cell
    reduced: Matrix  # the cells' weights once their own intercepts are out
    d: Matrix  # clusters' diagonal
    b: csr_matrix  # clusters × groups
    inverse: Matrix  # of the groups' block once the clusters are out
    log_det: float


def zeros(cells: Cells) -> list[Matrix]:
    """Return intercepts of 0: of the cells, of the clusters, of the groups."""
    return [np.zeros(len(cells.n)), np.zeros(int(cells.cluster.max()) + 1), np.zeros(int(cells.group.max()) + 1)]


def summed(sigma: Matrix, intercepts: tuple[Matrix, Matrix, Matrix]) -> Matrix:
    """Return the cells' random part: their three intercepts, each times its spread."""
    return np.asarray(sigma[0] * intercepts[0] + sigma[1] * intercepts[1] + sigma[2] * intercepts[2])


def gathered(cells: Cells, sigma: Matrix, values: Matrix) -> tuple[Matrix, Matrix]:
    """Return the sums of the cells' values over clusters and over groups, times their spreads."""
    return sigma[1] * np.bincount(cells.cluster, values), sigma[2] * np.bincount(cells.group, values)


def curvature(cells: Cells, sigma: Matrix, w: Matrix) -> Blocks:
    """Return the curvature of the log density where the cells have these weights, in blocks."""
    shrunk = 1 + sigma[0] ** 2 * w
    reduced = w / shrunk
    d = 1 + sigma[1] ** 2 * np.bincount(cells.cluster, reduced)
    group = 1 + sigma[2] ** 2 * np.bincount(cells.group, reduced)
    b = csr_matrix((sigma[1] * sigma[2] * reduced, (cells.cluster, cells.group)), shape=(len(d), len(group)))
    rest = np.diag(group) - (b.T @ (diags_array(1 / d) @ b)).toarray()
    log_det = np.log(shrunk).sum() + np.log(d).sum() + np.linalg.slogdet(rest)[1]
    return Blocks(sigma, shrunk, reduced, d, b, np.linalg.inv(rest), float(log_det))


def solved(cells: Cells, blocks: Blocks, w: Matrix, right: list[Matrix]) -> list[Matrix]:
    """Return the solution of curvature × solution = right side, by blocks: cells, clusters, groups."""
    sigma = blocks.sigma
    cluster, group = gathered(cells, sigma, sigma[0] * w / blocks.shrunk * right[0])
    cluster, group = right[1] - cluster, right[2] - group
    of_group = blocks.inverse @ (group - blocks.b.T @ (cluster / blocks.d))
    of_cluster = (cluster - blocks.b @ of_group) / blocks.d
    others = sigma[1] * of_cluster[cells.cluster] + sigma[2] * of_group[cells.group]
    return [(right[0] - sigma[0] * w * others) / blocks.shrunk, of_cluster, of_group]


def covariances(cells: Cells, blocks: Blocks) -> tuple[Matrix, Matrix]:
    """Return for every cell its cluster's and its group's covariance with the sum of both intercepts."""
    sigma, a, g = blocks.sigma, cells.cluster, cells.group
    lifted = diags_array(1 / blocks.d) @ blocks.b
    crossed = -(lifted @ blocks.inverse)
    own = 1 / blocks.d - np.einsum("ij,ij->i", crossed, lifted.toarray())
    between = crossed[a, g]
    return sigma[1] * own[a] + sigma[2] * between, sigma[1] * between + sigma[2] * blocks.inverse[g, g]
