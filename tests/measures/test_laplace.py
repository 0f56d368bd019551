"""The mixed logit against figures published for lme4, a curvature made as a whole, and independent trials."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import approx_fprime
from scipy.special import expit

from analysis.measures.laplace import Fit, _log_likelihood, fitted
from analysis.measures.left_out import left_out_moves
from analysis.measures.random_intercepts import Cells, covariances, curvature, solved, zeros

# Serological incidence of CBPP in 15 herds over four periods: Lesnoff et al. 2004, as lme4's data set `cbpp`.
HERDS = (4, 3, 4, 4, 4, 4, 4, 1, 4, 4, 4, 4, 4, 4, 4)  # periods with figures, from the first on
INCIDENCE = [
    *(2, 3, 4, 0, 3, 1, 1, 8, 2, 0, 2, 2, 0, 2, 0, 5, 0, 0, 1, 3, 0, 0, 1, 8, 1, 3, 0, 12),
    *(2, 0, 0, 0, 1, 1, 0, 2, 0, 5, 3, 1, 2, 1, 0, 0, 1, 2, 0, 0, 11, 0, 0, 0, 1, 1, 1, 0),
]
SIZE = [
    *(14, 12, 9, 5, 22, 18, 21, 22, 16, 16, 20, 10, 10, 9, 6, 18, 25, 24, 4, 17, 17, 18, 20, 16, 10, 9, 5, 34),
    *(9, 6, 8, 6, 22, 22, 18, 22, 25, 27, 22, 22, 10, 8, 6, 5, 21, 24, 19, 23, 19, 2, 3, 2, 19, 15, 15, 15),
]


@pytest.fixture(scope="module")
def cbpp() -> Cells:
    herd = np.repeat(np.arange(15), HERDS)
    period = np.concatenate([np.arange(n) for n in HERDS])
    x = np.column_stack([np.ones(56), *[period == later for later in (1, 2, 3)]]).astype(float)
    return Cells(np.array(INCIDENCE, float), np.array(SIZE, float), x, herd, np.zeros(56, dtype=int))


@pytest.fixture(scope="module")
def by_herd(cbpp: Cells) -> Fit:
    return fitted(cbpp, random=(False, True, False))


def test_fit_is_that_of_glmer(by_herd: Fit) -> None:
    """What `glmer(cbind(incidence, size - incidence) ~ period + (1 | herd))` prints, errors by the Hessian."""
    np.testing.assert_allclose(by_herd.beta, [-1.3985, -0.9923, -1.1287, -1.5803], atol=6e-5)
    np.testing.assert_allclose(np.sqrt(np.diag(by_herd.covariance))[3:], [0.2325, 0.3066, 0.3266, 0.4274], atol=6e-5)
    assert by_herd.spreads == pytest.approx([0, 0.6423, 0], abs=6e-5)
    assert by_herd.log_likelihood == pytest.approx(-92.0263, abs=6e-5)


def test_fit_is_that_of_the_paper_on_lme4(by_herd: Fit) -> None:
    """Bates et al. 2015, by an earlier optimiser, errors without the uncertainty of the spread."""
    np.testing.assert_allclose(by_herd.beta, [-1.3983, -0.9919, -1.1282, -1.5797], atol=1e-3)
    np.testing.assert_allclose(np.sqrt(np.diag(by_herd.covariance))[3:], [0.2312, 0.3032, 0.3228, 0.4220], atol=6e-3)
    assert by_herd.spreads[1] == pytest.approx(0.642, abs=1e-3)


def test_fit_with_an_intercept_of_each_cell_is_that_of_glmer(cbpp: Cells) -> None:
    """`… + (1 | herd) + (1 | obs)`, lme4's own example of overdispersion; fixed effects and spreads."""
    fit = fitted(cbpp, random=(True, True, False))
    np.testing.assert_allclose(fit.beta, [-1.5003, -1.2265, -1.3288, -1.8662], atol=2e-4)
    assert fit.spreads == pytest.approx([0.8911, 0.1840, 0], abs=2e-4)


def test_cluster_and_group_are_the_same_kind_of_thing(cbpp: Cells, by_herd: Fit) -> None:
    swapped = fitted(cbpp._replace(cluster=cbpp.group, group=cbpp.cluster), random=(False, False, True))
    np.testing.assert_allclose(swapped.beta, by_herd.beta, atol=1e-5)
    assert swapped.spreads[2] == pytest.approx(by_herd.spreads[1], abs=1e-5)


def test_without_random_intercepts_it_is_a_plain_logit(cbpp: Cells) -> None:
    fit = fitted(cbpp, random=(False, False, False))
    plain = sm.GLM(np.column_stack([cbpp.y, cbpp.n - cbpp.y]), cbpp.x, family=sm.families.Binomial()).fit()
    np.testing.assert_allclose(fit.beta, plain.params, atol=1e-6)
    np.testing.assert_allclose(fit.covariance[3:, 3:], plain.cov_params(), rtol=1e-4)
    assert fit.log_likelihood == pytest.approx(plain.llf)


def test_gradient_is_the_slope_of_the_likelihood(cbpp: Cells) -> None:
    cells = cbpp._replace(group=cbpp.cluster % 4)
    at = np.array([0.5, 0.6, 0.4, -1.0, -0.5, 0.2, 0.3])
    slope = approx_fprime(at, lambda parameters: _log_likelihood(cells, parameters, zeros(cells))[0], 1e-6)
    np.testing.assert_allclose(_log_likelihood(cells, at, zeros(cells))[1], slope, rtol=1e-4, atol=1e-4)


def test_blocks_are_those_of_the_whole_curvature() -> None:
    """Clusters that lie across groups, as copies of one text in several outlets do."""
    generator = np.random.default_rng(4)
    cluster, group = generator.integers(0, 12, 40), generator.integers(0, 5, 40)
    cells = Cells(np.zeros(40), np.ones(40), np.ones((40, 1)), cluster, group)
    sigma, w = np.array([0.7, 1.1, 0.4]), generator.uniform(0.1, 2, 40)
    z = np.hstack([sigma[0] * np.eye(40), sigma[1] * np.eye(12)[cluster], sigma[2] * np.eye(5)[group]])
    whole = z.T @ (w[:, None] * z) + np.eye(57)
    blocks = curvature(cells, sigma, w)
    right = generator.normal(size=57)
    found = solved(cells, blocks, w, [right[:40], right[40:52], right[52:]])
    np.testing.assert_allclose(np.concatenate(found), np.linalg.solve(whole, right))
    assert blocks.log_det == pytest.approx(np.linalg.slogdet(whole)[1])
    inverse = np.linalg.inv(whole)
    of_both = inverse @ np.hstack([np.zeros((40, 40)), z[:, 40:]]).T
    with_cluster, with_group = covariances(cells, blocks)
    np.testing.assert_allclose(with_cluster, of_both[40 + cluster, np.arange(40)])
    np.testing.assert_allclose(with_group, of_both[52 + group, np.arange(40)])


def test_leaving_out_is_the_jackknife_of_refitted_models() -> None:
    """Clusters of very unequal size, without random intercepts: against statsmodels, fitted anew without each."""
    generator = np.random.default_rng(6)
    cluster = np.repeat(np.arange(60), generator.integers(1, 16, 60))
    x = np.column_stack([np.ones(len(cluster)), generator.normal(size=len(cluster))])
    y = (generator.random(len(cluster)) < expit(x @ [0.3, 0.8] + generator.normal(size=60)[cluster])).astype(float)
    cells = Cells(y, np.ones(len(y)), x, cluster, np.zeros(len(y), dtype=int))
    found = left_out_moves(cells, fitted(cells, random=(False, False, False)), cluster)
    binomial = sm.families.Binomial()
    without = np.stack([sm.GLM(y[cluster != one], x[cluster != one], binomial).fit().params for one in range(60)])
    moved = without - sm.GLM(y, x, binomial).fit().params
    np.testing.assert_allclose(np.sqrt((found**2).sum(axis=0)), np.sqrt(59 / 60 * (moved**2).sum(axis=0)), rtol=0.02)


def test_leaving_out_with_random_intercepts_is_the_jackknife_of_refitted_models(cbpp: Cells, by_herd: Fit) -> None:
    """Against the model fitted anew without each herd, spread included, so that they agree but roughly."""
    found = left_out_moves(cbpp, by_herd, cbpp.cluster)
    moved = []
    for herd in range(15):
        kept = cbpp.cluster != herd
        rest = Cells(*(part[kept] for part in cbpp))
        rest = rest._replace(cluster=np.unique(rest.cluster, return_inverse=True)[1])
        moved.append(fitted(rest, random=(False, True, False)).beta - by_herd.beta)
    expected = np.sqrt(14 / 15 * (np.stack(moved) ** 2).sum(axis=0))
    np.testing.assert_allclose(np.sqrt((found**2).sum(axis=0)), expected, rtol=0.15)
