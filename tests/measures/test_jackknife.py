"""The jackknife against leaving clusters out one by one, and its intervals against those of scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, t

from analysis.measures.jackknife import Ratios, mean_interval, ratios, share_interval


def rows_of(*clusters: tuple[int, int]) -> tuple[pd.Series, np.ndarray]:
    """Return the cluster of each row, and whether it is marked, from (marked, all) of every cluster."""
    names = [name for name, (_, of) in enumerate(clusters) for _ in range(of)]
    marked = [float(row < n) for n, of in clusters for row in range(of)]
    return pd.Series(names), np.array(marked)


def share_of(*clusters: tuple[int, int]) -> Ratios:
    names, marked = rows_of(*clusters)
    return ratios(names, np.zeros(len(names), dtype=int), marked[:, None], np.ones(len(names)), 1)


def test_the_error_is_that_of_leaving_each_cluster_out() -> None:
    clusters = [(3, 5), (0, 2), (4, 4), (1, 6), (2, 3), (0, 1)]
    whole = sum(n for n, _ in clusters) / sum(of for _, of in clusters)
    left_out = []
    for number in range(len(clusters)):
        rest = clusters[:number] + clusters[number + 1 :]
        left_out.append(sum(n for n, _ in rest) / sum(of for _, of in rest) - whole)
    k = len(clusters)
    assert share_of(*clusters).errors[0] == pytest.approx(np.sqrt((k - 1) / k * np.sum(np.square(left_out))))


def test_of_single_rows_the_error_is_that_of_a_mean() -> None:
    values = np.random.default_rng(1).uniform(size=40)  # of heavier tails, the error would be less sure
    found = ratios(pd.Series(range(40)), np.zeros(40, dtype=int), values[:, None], np.ones(40), 1)
    assert found.errors[0] == pytest.approx(values.std(ddof=1) / np.sqrt(40))
    low, high = mean_interval(found)
    reach = t.ppf(0.975, 39) * found.errors[0]
    assert (low[0], high[0]) == pytest.approx((values.mean() - reach, values.mean() + reach))


def test_cells_and_kinds_are_measured_apart() -> None:
    clusters, cells = pd.Series([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 1, 0, 1])
    kinds = np.array([[1, 0], [0, 1], [0, 1], [0, 1], [1, 0], [1, 0]], dtype=float)
    found = ratios(clusters, cells, kinds, np.ones(6), 2)
    assert found.value.tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3, 2 / 3])


@pytest.mark.parametrize(("n", "of"), [(0, 12), (12, 12)])
def test_where_clusters_agree_the_interval_is_exact(n: int, of: int) -> None:
    found = share_of(*[(n // of * 3, 3)] * of)  # three mentions each, all or none of them
    exact = binomtest(n, of).proportion_ci(method="exact")
    assert [bound[0] for bound in share_interval(found)] == pytest.approx([exact.low, exact.high])


def test_no_interval_reaches_beyond_that_of_articles_with_one_name_each() -> None:
    """One of 17 articles deviates: an error that rests on a single article, which a logit would take to 79 %."""
    found = share_of((4, 4), *[(0, 4)] * 16)
    exact = binomtest(1, 17).proportion_ci(method="exact")
    low, high = share_interval(found)
    assert high[0] == pytest.approx(exact.high)
    assert low[0] == pytest.approx(exact.low)


def test_clusters_of_unequal_size_are_fewer_clusters() -> None:
    assert share_of((0, 10), (0, 10)).n_effective[0] == pytest.approx(2)
    assert share_of((0, 18), (0, 1), (0, 1)).n_effective[0] == pytest.approx(20**2 / (18**2 + 2))


def test_errors_of_one_cluster_have_little_freedom_and_even_ones_have_all() -> None:
    even = share_of(*[(n % 2, 1) for n in range(30)])
    assert even.freedom[0] == pytest.approx(29)
    lone = share_of((5, 5), *[(0, 5)] * 29)
    assert 2 <= lone.freedom[0] < 4


def test_fewer_than_five_clusters_have_no_interval() -> None:
    assert np.isnan(share_interval(share_of((1, 2), (2, 3), (0, 2), (1, 1)))).all()


def test_a_cell_without_rows_is_missing() -> None:
    names, marked = rows_of((1, 2), (0, 3))
    found = ratios(names, np.zeros(5, dtype=int), marked[:, None], np.ones(5), 2)
    assert np.isnan(found.value[1])
