"""Smoothed shares against weighted least squares, a refitted jackknife, and curves that were planted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.special import expit, logit
from scipy.stats import binomtest, t

from analysis import InputError
from analysis.measures.local_lines import BANDWIDTHS
from analysis.measures.trends import UNDERSMOOTHED, smoothed_shares

FIRST = pd.Timestamp("2014-01-01")


def drawn(n_articles: int, share_on: object, *, seed: int = 1, days: int = 1000) -> pd.DataFrame:
    """Return articles on random days whose mentions use the name x with the share of that day."""
    generator = np.random.default_rng(seed)
    day = np.sort(np.append(generator.integers(0, days, n_articles - 1), 0))
    own = generator.beta(1.5 * share_on(day), 1.5 * (1 - share_on(day)))  # type: ignore[operator]
    article = np.repeat(np.arange(n_articles), generator.poisson(3, n_articles) + 1)
    return rows(article, day[article], np.where(generator.random(len(article)) < own[article], "x", "y"))


def rows(article: object, day: object, names: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": np.asarray(article).astype(str),
            "actor_id": "group",
            "term_id": names,
            "is_gloss": False,
            "is_inserted": False,
            "published": FIRST + pd.to_timedelta(np.asarray(day), unit="D"),
        }
    )


def wave(day: np.ndarray) -> np.ndarray:
    return 0.5 + 0.25 * np.sin(2 * np.pi * day / 700)


def weighted_line(mentions: pd.DataFrame, date: int, h: float) -> float:
    offset = (mentions["published"] - FIRST).dt.days.to_numpy() - date
    kernel = np.maximum(1 - (offset / h) ** 2, 0)
    fit = sm.WLS(
        (mentions["term_id"] == "x").astype(float), sm.add_constant(offset.astype(float)), weights=kernel
    ).fit()
    return float(fit.params.iloc[0])


def test_line_is_a_weighted_regression_at_every_date() -> None:
    mentions = drawn(120, wave)
    found = smoothed_shares(mentions, bandwidth=150, every=200).query("term_id == 'x'")
    expected = [weighted_line(mentions, date, 150) for date in range(0, 1000, 200)]
    np.testing.assert_allclose(found["share"], expected)
    assert set(found["bandwidth"]) == {150}


def test_band_is_the_jackknife_of_refitted_lines() -> None:
    mentions = drawn(60, wave)
    found = smoothed_shares(mentions, bandwidth=150, every=400).query("term_id == 'x'").iloc[1]
    inside = mentions[(mentions["published"] - FIRST).dt.days.sub(400).abs() < 150]
    articles = inside["article_id"].unique()
    without = np.array([weighted_line(inside[inside["article_id"] != one], 400, 150) for one in articles])
    share = found["share"]
    error = np.sqrt((1 - 1 / len(articles)) * ((without - share) ** 2).sum())
    reach = t.ppf(0.975, found["n_effective"] - 1) * error / (share * (1 - share))
    assert (found["low"], found["high"]) == pytest.approx((expit(logit(share) - reach), expit(logit(share) + reach)))
    kernel = 1 - (((inside["published"] - FIRST).dt.days - 400) / 150) ** 2
    weight = kernel.groupby(inside["article_id"]).sum()
    assert found["n_effective"] == pytest.approx(weight.sum() ** 2 / (weight**2).sum())
    assert found[["n", "of", "n_articles"]].tolist() == [(inside["term_id"] == "x").sum(), len(inside), len(articles)]


def test_names_sum_to_one() -> None:
    mentions = drawn(200, wave)
    mentions.loc[::7, "term_id"] = "z"
    sums = smoothed_shares(mentions, every=50).groupby("date")["share"].sum()
    np.testing.assert_allclose(sums, 1)


def test_bands_hold_the_planted_curve() -> None:
    """Coverage over dates of 25 curves; the documented figure rests on 150 (see `smoothed_shares`)."""
    inside = []
    for seed in range(25):
        found = smoothed_shares(drawn(300, wave, seed=seed), every=100).query("term_id == 'x'")
        true = wave((found["date"] - FIRST).dt.days.to_numpy())
        inside.extend((found["low"] <= true) & (true <= found["high"]))
    assert 0.90 <= np.mean(inside) <= 0.99


def test_bandwidth_goes_with_what_there_is_to_see() -> None:
    fast = smoothed_shares(drawn(600, lambda day: 0.5 + 0.4 * np.sin(day / 25)), every=100)["bandwidth"].iloc[0]
    slow = smoothed_shares(drawn(600, lambda day: 0.3 + 0.0 * day), every=100)["bandwidth"].iloc[0]
    assert fast < slow
    assert {fast, slow} <= {UNDERSMOOTHED * one for one in BANDWIDTHS}


def test_copies_of_one_text_count_as_one() -> None:
    once = drawn(80, wave)
    copies = pd.concat([once, once.assign(article_id=once["article_id"] + "b")], ignore_index=True)
    families = copies.assign(family_id=copies["article_id"].str.removesuffix("b"))
    one, two = (smoothed_shares(each, bandwidth=200, every=200) for each in (once, families))
    np.testing.assert_allclose(one[["share", "low", "high"]], two[["share", "low", "high"]])


def test_a_gap_is_missing_and_not_drawn_across() -> None:
    early, late = drawn(60, wave, days=200), drawn(60, wave, days=200, seed=2)
    late = late.assign(published=late["published"] + pd.Timedelta(days=800), article_id="b" + late["article_id"])
    found = smoothed_shares(pd.concat([early, late]), bandwidth=60, every=50).query("term_id == 'x'").set_index("date")
    day = (found.index - FIRST).days
    assert found.loc[(day > 270) & (day < 740), ["share", "low", "high"]].isna().all(axis=None)
    assert found.loc[(day > 270) & (day < 740), "of"].eq(0).all()
    assert found.loc[(day < 200) | (day > 810), "share"].notna().all()


def test_too_few_articles_have_no_line() -> None:
    few = smoothed_shares(rows(range(4), [0, 5, 10, 15], ["x", "y", "x", "y"]), bandwidth=30)
    assert few["share"].isna().all()
    assert set(few["n_articles"]) == {4}


def test_a_name_that_all_articles_use_has_an_exact_band() -> None:
    mentions = rows(range(40), [10] * 40, ["x"] * 39 + ["y"])
    mentions = pd.concat([mentions, rows(range(100, 140), [500] * 40, ["x"] * 40)])
    found = smoothed_shares(mentions, bandwidth=60, every=490).query("term_id == 'x'").iloc[-1]
    expected = binomtest(40, 40).proportion_ci(method="exact")
    assert (found["share"], found["low"], found["high"]) == pytest.approx((1, expected.low, 1))


def test_row_order_changes_nothing() -> None:
    mentions = drawn(100, wave)
    shuffled = mentions.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(smoothed_shares(shuffled, every=100), smoothed_shares(mentions, every=100))


def test_a_line_has_at_most_120_dates() -> None:
    assert 100 < smoothed_shares(drawn(100, wave), bandwidth=200)["date"].nunique() <= 120


def test_glosses_insertions_and_undated_mentions_do_not_count() -> None:
    mentions = drawn(100, wave)
    noise = [mentions.assign(is_gloss=True), mentions.assign(is_inserted=True), mentions.assign(published=pd.NaT)]
    found = smoothed_shares(pd.concat([mentions, *noise]), every=100)
    pd.testing.assert_frame_equal(found, smoothed_shares(mentions, every=100))
    assert smoothed_shares(mentions.assign(term_id=None)).empty


@pytest.mark.parametrize(
    ("given", "message"), [({"bandwidth": 0}, "bandwidth=0: not a length"), ({"every": -1}, "every=-1: not a length")]
)
def test_a_length_that_is_none_is_refused(given: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        smoothed_shares(drawn(20, wave), **given)


def test_mentions_without_dates_are_refused() -> None:
    with pytest.raises(InputError, match="no column 'published'.*with_articles"):
        smoothed_shares(drawn(20, wave).drop(columns="published"))
