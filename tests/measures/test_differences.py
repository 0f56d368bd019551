"""Differences against Newcombe's published intervals, Welch's test, and statsmodels' corrections."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, ttest_rel
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.measures import differences
from analysis.measures.differences import (
    Pairs,
    false_discovery_rates,
    holm,
    joint_level,
    log_odds_ratios,
    mean_differences,
    mean_p,
    share_differences,
    share_p,
)
from analysis.measures.jackknife import Ratios, ratios

PAIR = Pairs(np.array([0]), np.array([1]))


def two_shares(n: tuple[int, int], of: tuple[int, int]) -> Ratios:
    """Return two shares of independent mentions, each an article of its own."""
    cells = np.repeat([0, 1], of)
    marked = np.concatenate([np.arange(size) < count for count, size in zip(n, of, strict=True)]).astype(float)
    return ratios(pd.Series(range(sum(of))), cells, marked[:, None], np.ones(sum(of)), 2)


def test_newcombes_method_on_wilsons_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """56 of 70 against 48 of 80: .0524 to .3339 (Newcombe 1998, Statistics in Medicine 17, table II, method 10)."""

    def wilson(shares: Ratios, level: float) -> tuple[np.ndarray, np.ndarray]:
        z, p, n = norm.ppf((1 + level) / 2), shares.value, shares.of
        middle, reach = p + z**2 / (2 * n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        return (middle - reach) / (1 + z**2 / n), (middle + reach) / (1 + z**2 / n)

    monkeypatch.setattr(differences, "share_interval", wilson)
    found = share_differences(two_shares((56, 48), (70, 80)), PAIR)
    assert (found.low[0], found.high[0]) == pytest.approx((0.0524, 0.3339), abs=0.0001)


def test_many_independent_mentions_give_the_usual_interval() -> None:
    found = share_differences(two_shares((600, 500), (1000, 1000)), PAIR)
    usual = confint_proportions_2indep(600, 1000, 500, 1000, method="newcomb")
    assert (found.low[0], found.high[0]) == pytest.approx(usual, abs=0.002)


def test_odds_ratios_of_many_mentions_are_woolfs() -> None:
    middle, interval = log_odds_ratios(two_shares((600, 500), (1000, 1000)), PAIR)
    error = np.sqrt(1 / 600 + 1 / 400 + 1 / 500 + 1 / 500)
    assert middle[0] == pytest.approx(np.log(1.5))
    bounds = (interval.low[0], interval.high[0])
    assert bounds == pytest.approx((np.log(1.5) - 1.96 * error, np.log(1.5) + 1.96 * error), abs=0.005)


def test_p_is_where_the_interval_reaches_zero() -> None:
    shares = two_shares((30, 18), (60, 60))
    p = share_p(shares, PAIR)[0]
    assert share_differences(shares, PAIR, 1 - p * 1.001).low[0] > 0
    assert share_differences(shares, PAIR, 1 - p * 0.999).low[0] < 0
    assert share_p(two_shares((30, 30), (60, 60)), PAIR)[0] == 1


def test_articles_in_both_shares_make_the_difference_surer() -> None:
    """Every article has the first name once more in one voice than in the other: no doubt about the gap."""
    clusters = pd.Series(np.repeat(range(20), 8))
    cells = np.tile([0, 0, 0, 0, 1, 1, 1, 1], 20)
    marked = np.concatenate(
        [[1.0] * (2 + n % 3) + [0.0] * (2 - n % 3) + [1.0] * (1 + n % 3) + [0.0] * (3 - n % 3) for n in range(20)]
    )
    together = ratios(clusters, cells, marked[:, None], np.ones(160), 2)
    apart = ratios(pd.Series(np.where(cells, clusters + 100, clusters)), cells, marked[:, None], np.ones(160), 2)
    surer, other = (share_differences(shares, PAIR) for shares in (together, apart))
    assert surer.high[0] - surer.low[0] < (other.high[0] - other.low[0]) / 4


def test_paired_means_are_a_paired_t_test() -> None:
    values = np.random.default_rng(4).uniform(size=(30, 2))
    clusters, cells = pd.Series(np.repeat(range(30), 2)), np.tile([0, 1], 30)
    means = ratios(clusters, cells, values.ravel()[:, None], np.ones(60), 2)
    expected = ttest_rel(values[:, 0], values[:, 1])
    assert mean_p(means, PAIR)[0] == pytest.approx(expected.pvalue)
    bounds = expected.confidence_interval()
    found = mean_differences(means, PAIR)
    assert (found.low[0], found.high[0]) == pytest.approx((bounds.low, bounds.high))


def test_corrections_agree_with_statsmodels() -> None:
    p = pd.Series(np.random.default_rng(2).uniform(size=40) ** 3)
    assert holm(p).tolist() == pytest.approx(multipletests(p, method="holm")[1].tolist())
    assert false_discovery_rates(p).tolist() == pytest.approx(multipletests(p, method="fdr_bh")[1].tolist())
    with_gaps = pd.concat([p, pd.Series([np.nan])], ignore_index=True)
    assert holm(with_gaps).iloc[:-1].tolist() == pytest.approx(holm(p).tolist())
    assert np.isnan(holm(with_gaps).iloc[-1])
    assert np.isnan(false_discovery_rates(with_gaps).iloc[-1])


def test_the_joint_level_of_independent_differences_is_sidaks() -> None:
    """Twenty differences of different articles: each must hold at .95 ** (1 / 20)."""
    n, k = 40, 200
    values = np.random.default_rng(0).normal(size=n * k)
    means = ratios(pd.Series(range(n * k)), np.repeat(range(n), k), values[:, None], np.ones(n * k), n)
    level = joint_level(means, Pairs(np.arange(0, n, 2), np.arange(1, n, 2)), seed=1, draws=20_000)
    assert level == pytest.approx(0.95 ** (1 / 20), abs=0.0006)


def test_the_joint_level_of_one_difference_is_its_own_and_draws_are_kept_by_seed() -> None:
    shares = two_shares((30, 18), (60, 60))
    assert joint_level(shares, PAIR, seed=1, draws=20_000) == pytest.approx(0.95, abs=0.005)
    assert joint_level(shares, PAIR, seed=3) == joint_level(shares, PAIR, seed=3)
