"""The interrupted series against a hand calculation, and statsmodels' own regressions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis import InputError
from analysis.measures.autoregression import autocorrelation, whitened
from analysis.measures.interrupted import interrupted_series

EVENT = "2015-01-01"


def mentions(shares: list[float], *, first: int = -10, each: int = 20, days: int = 7) -> pd.DataFrame:
    """Return articles of one mention each: `each` a period, of which a share use the name x."""
    parts = [
        pd.DataFrame(
            {
                "article_id": [f"a{number}-{one}" for one in range(each)],
                "actor_id": "group",
                "term_id": ["x"] * round(share * each) + ["y"] * (each - round(share * each)),
                "is_gloss": False,
                "is_inserted": False,
                "published": pd.Timestamp(EVENT) + pd.Timedelta(days=(first + number) * days + 2),
            }
        )
        for number, share in enumerate(shares)
    ]
    return pd.concat(parts, ignore_index=True)


def test_exact_lines_are_found_exactly() -> None:
    """By hand: 20 % rising by 1 point a week up to the event (30 %); then 50 % falling by 2 points a week."""
    shares = [0.20 + 0.01 * week for week in range(10)] + [0.50 - 0.02 * week for week in range(10)]
    found = interrupted_series(mentions(shares, each=100), EVENT, term_id="x", period="week").estimates
    estimates = found.set_index("quantity")["estimate"]
    assert estimates.to_dict() == pytest.approx(
        {"level before": 30.0, "slope before": 1.0, "level change": 20.0, "slope change": -3.0}
    )
    assert set(found["n_before"]) == set(found["n_after"]) == {10}


def test_without_autocorrelation_it_is_statsmodels_weighted_regression() -> None:
    generator = np.random.default_rng(8)
    number = np.arange(-12, 12)
    alternating = 0.08 * (-1.0) ** number  # neighbours differ, so that no correlation is taken out
    shares = list(np.clip(0.4 + 0.2 * (number >= 0) + alternating + 0.02 * generator.normal(size=24), 0, 1))
    found = interrupted_series(mentions(shares, first=-12, each=50), EVENT, term_id="x", period="week")
    assert set(found.estimates["autocorrelation"]) == {0.0}
    after = (number >= 0).astype(float)
    design = np.column_stack([np.ones(24), number, after, after * number])
    weights = found.series["n_articles"].to_numpy()
    expected = sm.WLS(found.series["share"], design, weights=weights).fit(cov_type="HC3", use_t=True)
    np.testing.assert_allclose(found.estimates["estimate"], 100 * expected.params)
    np.testing.assert_allclose(found.estimates["error"], 100 * expected.bse)
    np.testing.assert_allclose(found.estimates[["low", "high"]], 100 * expected.conf_int())
    np.testing.assert_allclose(found.estimates["p"], expected.pvalues)
    np.testing.assert_allclose(found.series["fitted"], expected.fittedvalues)


def test_whitening_is_generalised_least_squares() -> None:
    """Against statsmodels' GLS with the whole correlation matrix, in a series with gaps."""
    generator = np.random.default_rng(5)
    number = np.array([0, 1, 2, 5, 6, 8, 9, 10, 14, 15])
    x, y = np.column_stack([np.ones(10), number]), generator.normal(size=(10, 1))
    correlation = 0.6 ** np.abs(number[:, None] - number[None, :])
    expected = sm.GLS(y, x, sigma=correlation).fit()
    found = sm.OLS(whitened(y, number, 0.6), whitened(x, number, 0.6)).fit()
    np.testing.assert_allclose(found.params, expected.params)
    np.testing.assert_allclose(found.bse, expected.bse)


def test_autocorrelation_of_a_long_series_is_the_one_it_was_made_with() -> None:
    generator = np.random.default_rng(9)
    errors = generator.normal(size=3000)
    for step in range(1, 3000):
        errors[step] += 0.5 * errors[step - 1]
    assert autocorrelation(errors, np.arange(3000)) == pytest.approx(0.5, abs=0.04)
    assert autocorrelation(generator.permutation(errors), np.arange(3000)) < 0.06


def test_autocorrelation_widens_the_interval() -> None:
    generator = np.random.default_rng(3)
    noise = generator.normal(size=48)
    runs = noise.copy()
    for step in range(1, 48):
        runs[step] += 0.7 * runs[step - 1]
    runs *= noise.std() / runs.std()
    error = [
        interrupted_series(
            mentions(list(np.clip(0.5 + 0.08 * one, 0, 1)), first=-24, each=50), EVENT, term_id="x", period="week"
        ).estimates["error"][2]
        for one in (noise, runs)
    ]
    assert error[1] > 1.3 * error[0]


def test_empty_periods_are_rows_without_a_share() -> None:
    rows = mentions([0.2, 0.4] * 10)
    gap = rows[~rows["article_id"].str.startswith(("a3-", "a15-"))]
    found = interrupted_series(gap, EVENT, term_id="x", period="week")
    assert found.series["number"].tolist() == list(range(-10, 10))
    assert found.series.loc[found.series["of"] == 0, "number"].tolist() == [-7, 5]
    assert found.series["share"].isna().sum() == 2
    assert found.series["fitted"].notna().all()
    assert set(found.estimates["n_before"]) == {9}


def test_periods_are_counted_from_the_event() -> None:
    rows = mentions([0.2, 0.4] * 10)
    series = interrupted_series(rows, EVENT, term_id="x", period="week").series.set_index("number")
    assert (series.loc[0, "start"], series.loc[0, "end"]) == (pd.Timestamp(EVENT), pd.Timestamp("2015-01-08"))
    assert (series["end"].shift().dropna() == series["start"].iloc[1:]).all()
    months = interrupted_series(mentions([0.2, 0.4] * 10, days=30), EVENT, term_id="x").series
    assert months["of"].sum() == 400
    assert set((months["end"] - months["start"]).dt.days) == {30, 31}


@pytest.mark.parametrize("period", ["week", "month"])
def test_every_article_stands_within_its_period(period: str) -> None:
    days = pd.date_range("2013-01-01", "2017-01-01")
    rows = pd.DataFrame({"published": days, "article_id": days.astype("str"), "actor_id": "g", "term_id": "x"})
    rows = rows.assign(is_gloss=False, is_inserted=False)
    rows.loc[::2, "term_id"] = "y"
    series = interrupted_series(rows, EVENT, term_id="x", period=period).series
    inside = [((days >= start) & (days < end)).sum() for start, end in zip(series["start"], series["end"], strict=True)]
    assert series["of"].tolist() == inside


def test_glosses_insertions_and_other_actors_do_not_count() -> None:
    rows = mentions([0.2, 0.4] * 10)
    noise = pd.concat(
        [rows.assign(is_gloss=True), rows.assign(is_inserted=True), rows.assign(actor_id="h", term_id="z")]
    )
    found = interrupted_series(pd.concat([rows, noise]), EVENT, term_id="x", period="week")
    pd.testing.assert_frame_equal(
        found.estimates,
        interrupted_series(rows.sample(frac=1, random_state=1), EVENT, term_id="x", period="week").estimates,
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"event_date": "2014-11-20"}, "4 weeks with articles before it, and a line needs 8"),
        ({"event_date": "2015-02-10"}, "weeks with articles after it"),
        ({"event_date": "soon"}, "event_date='soon': is no date"),
        ({"period": "quarter"}, "period='quarter': not known. Use one of: week, month"),
        ({"term_id": "z"}, "term_id='z': no mention"),
    ],
)
def test_it_refuses_with_a_reason(given: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        interrupted_series(mentions([0.2, 0.4] * 10), **{"event_date": EVENT, "term_id": "x", "period": "week"} | given)


def test_mentions_without_dates_are_refused() -> None:
    with pytest.raises(InputError, match="no column 'published'.*with_articles"):
        interrupted_series(mentions([0.2] * 20).drop(columns="published"), EVENT, term_id="x")
