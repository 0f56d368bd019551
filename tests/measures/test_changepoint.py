"""The date of a change, against sums by hand, and against planted changes and none."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.special import betaln
from scipy.stats import binomtest, dirichlet_multinomial

from analysis import InputError
from analysis.measures.changepoint import FEWEST_BESIDE, Changepoint, changepoint, possible_changes
from analysis.measures.jackknife import exact_interval

START = pd.Timestamp("2014-01-01")


def choices(names: str | list[int], *, days: list[int] | None = None, of: str = "xy") -> pd.DataFrame:
    """Return articles with the given names, one a day unless the days are given."""
    letters = [of[name] if isinstance(name, (int, np.integer)) else name for name in names]
    dates = START + pd.to_timedelta(range(len(letters)) if days is None else days, unit="D")
    return pd.DataFrame([[float(name == letter) for name in of] for letter in letters], index=dates, columns=list(of))


def alarms(series: list[pd.DataFrame]) -> float:
    """Return the share of series that a change is reported in."""
    return float(np.mean([possible_changes(one)["probability"].sum() >= 0.95 for one in series]))


def test_two_names_as_summed_by_hand() -> None:
    """The likelihood of k x and m y in a given order is B(k + ½, m + ½) / B(½, ½)."""
    names, days = "xxxyxyyy", [0, 1, 4, 5, 9, 30, 31, 33]

    def likelihood(part: str) -> float:
        return float(np.exp(betaln(part.count("x") + 0.5, part.count("y") + 0.5) - betaln(0.5, 0.5)))

    splits = range(FEWEST_BESIDE, len(names) - FEWEST_BESIDE + 1)
    gaps = {split: days[split] - days[split - 1] for split in splits}
    of_split = {
        split: 0.5 * gaps[split] / sum(gaps.values()) * likelihood(names[:split]) * likelihood(names[split:])
        for split in splits
    }
    everything = sum(of_split.values()) + 0.5 * likelihood(names)
    found = possible_changes(choices(names, days=days))
    assert found["n_before"].tolist() == list(splits)
    assert found["by"].tolist() == [START + pd.Timedelta(days=days[split]) for split in splits]
    np.testing.assert_allclose(found["probability"], [value / everything for value in of_split.values()])


def test_four_names_as_scipys_dirichlet_multinomial() -> None:
    """A ratio of likelihoods does not know whether the order counts, but for the coefficients, taken out here."""
    names = [0, 1, 0, 2, 0, 3, 1, 1, 2, 1]
    counts = np.eye(4)[names]

    def log_likelihood(part: np.ndarray) -> float:
        n = part.sum(axis=0)
        orders = np.log(np.arange(1, n.sum() + 1)).sum() - sum(np.log(np.arange(1, k + 1)).sum() for k in n)
        return float(dirichlet_multinomial.logpmf(n.astype(int), np.full(4, 0.5), int(n.sum())) - orders)

    found = possible_changes(choices(names, of="wxyz")).set_index("n_before")["log_bayes_factor"]
    for split, factor in found.items():
        expected = log_likelihood(counts[:split]) + log_likelihood(counts[split:]) - log_likelihood(counts)
        assert factor == pytest.approx(expected)


def test_a_planted_change_is_dated() -> None:
    found = changepoint(choices("x" * 20 + "y" * 20))
    assert found.verdict == "change"
    assert found.probability > 0.999
    assert found.date == START + pd.Timedelta(days=20)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.date <= found.latest
    assert found.latest - found.earliest <= pd.Timedelta(days=2)
    shares = found.shares.set_index(["side", "term_id"])["share"]
    assert shares.to_dict() == {("before", "x"): 1, ("before", "y"): 0, ("after", "x"): 0, ("after", "y"): 1}


def test_without_articles_the_day_is_unknown() -> None:
    """The change was between the last article before it and the first one after it, on any of these days."""
    found = changepoint(choices("x" * 20 + "y" * 20, days=[*range(20), *range(219, 239)]))
    assert found.date == START + pd.Timedelta(days=219)
    assert (found.earliest, found.latest) == (START + pd.Timedelta(days=20), START + pd.Timedelta(days=219))


@pytest.mark.parametrize("names", ["x" * 40, "xy" * 20, "xxxy" * 10])
def test_a_constant_style_has_no_change_and_no_date(names: str) -> None:
    found = changepoint(choices(names))
    assert (found.verdict, found.date, found.earliest, found.latest) == ("no change", None, None, None)
    assert found.probability < 0.5
    assert set(found.shares["side"]) == {"throughout"}


def test_one_odd_article_is_no_change() -> None:
    """With a prior by days, a first article long before the others could be taken for an age of its own."""
    assert changepoint(choices("y" + "x" * 60, days=[0, *range(900, 960)])).verdict == "no change"


@pytest.mark.parametrize(
    ("given", "n"),
    [
        (choices("x" * 4 + "y" * 5), 9),  # fewer than ten
        (choices("x" * 10 + "y" * 10, days=[0] * 20), 20),  # no order within a day
        (choices("x" * 20, of="x"), 20),  # one name only
        (choices("").set_axis(pd.DatetimeIndex([])), 0),
        (choices("x" * 10 + "y" * 10).set_axis(pd.DatetimeIndex([None] * 20)), 0),
    ],
)
def test_too_few_to_tell(given: pd.DataFrame, n: int) -> None:
    found = changepoint(given)
    assert (found.verdict, found.n, found.date) == ("too few", n, None)
    assert np.isnan(found.probability)


def test_articles_without_a_date_are_left_out() -> None:
    dated = choices("x" * 15 + "y" * 10)
    undated = choices("y" * 5).set_axis(pd.DatetimeIndex([None] * 5))
    found = changepoint(pd.concat([undated, dated]))
    assert (found.n, found.probability) == (25, changepoint(dated).probability)


def test_row_order_and_hours_change_nothing() -> None:
    given = choices("xxxxxyxyxyyxyyyyyyyy", days=[day // 2 for day in range(20)])
    first: Changepoint = changepoint(given)
    turned = given.iloc[::-1].set_axis(given.index[::-1] + pd.Timedelta(hours=7))
    pd.testing.assert_frame_equal(possible_changes(turned), possible_changes(given))
    assert changepoint(turned)[:6] == first[:6]


def test_what_lacks_to_one_is_no_change_and_the_prior_counts() -> None:
    given = choices("xxxxxxyxxyyyyyxyyy")
    odds = [changepoint(given, prior=prior).probability for prior in (0.5, 0.1)]
    odds = [probability / (1 - probability) for probability in odds]
    assert odds[0] / odds[1] == pytest.approx(9)


def test_an_impossible_prior_or_choice_is_named() -> None:
    with pytest.raises(InputError, match="prior=1"):
        changepoint(choices("xy" * 10), prior=1)
    with pytest.raises(InputError, match="missing or negative"):
        changepoint(choices("xy" * 10).replace(0.0, np.nan))


@pytest.mark.parametrize(("n", "of"), [(0, 7), (3, 7), (7, 7), (1, 40)])
def test_the_exact_interval_is_scipys(n: int, of: int) -> None:
    expected = binomtest(n, of).proportion_ci(method="exact")
    found = exact_interval(np.array([float(n)]), np.array([float(of)]))
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high))


def test_false_alarms_among_ten_articles_counted_out() -> None:
    """Every one of the 1,024 series of ten articles, weighted by its probability for any share.

    Half of them are enough: the other half are these with the names exchanged.
    """
    series = [(0, *rest) for rest in product((0, 1), repeat=9)]
    sure = np.array([possible_changes(choices(list(one)))["probability"].sum() >= 0.95 for one in series])
    n_y = np.sum(series, axis=1)
    assert sure.any()
    for share in np.linspace(0, 1, 21):
        either = share**n_y * (1 - share) ** (10 - n_y) + share ** (10 - n_y) * (1 - share) ** n_y
        assert either.sum() == pytest.approx(1)
        assert (sure * either).sum() < 0.02


@pytest.mark.parametrize("n", [30, 100, 300])
@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.95, 0.05), (0.5, 0.3, 0.15, 0.05)])
def test_false_alarms_are_rare(n: int, shares: tuple[float, ...]) -> None:
    """Nominally 5 % at most; nine sets of 150 series. Four alarms in 150 are 2.7 %."""
    generator = np.random.default_rng(n)
    names, of = range(len(shares)), "wxyz"[: len(shares)]
    series = [choices(generator.choice(names, n, p=shares).tolist(), of=of) for _ in range(150)]
    assert alarms(series) <= 4 / 150


@pytest.mark.parametrize(("correlation", "most"), [(0.1, 0.05), (0.3, 0.1)])
def test_articles_of_one_story_raise_false_alarms_little(correlation: float, most: float) -> None:
    """Three articles on end lean the same way; at a correlation of 0.3 the nominal 5 % no longer hold for sure."""
    generator = np.random.default_rng(9)
    spread = 0.5 * (1 / correlation - 1)
    leanings = generator.beta(spread, spread, (150, 20)).repeat(3, axis=1)
    series = [choices((generator.random(60) < leaning).astype(int).tolist()) for leaning in leanings]
    assert alarms(series) <= most


def test_mentions_counted_singly_raise_false_alarms() -> None:
    """Articles keep to their name (correlation 0.5, four mentions on average): the article is the unit."""
    generator = np.random.default_rng(5)
    by_article, by_mention = [], []
    for _ in range(150):
        n = generator.geometric(0.25, 40)
        n_x = generator.binomial(n, generator.beta(0.6, 0.4, 40))
        share = np.where(2 * n_x == n, 0.5, 2.0 * n_x > n)
        by_article.append(pd.DataFrame({"x": share, "y": 1 - share}, index=choices("x" * 40).index))
        mentions = [int(mention >= x) for x, every in zip(n_x, n, strict=True) for mention in range(every)]
        by_mention.append(choices(mentions, days=np.repeat(range(40), n).tolist()))
    assert alarms(by_article) < 0.05
    assert alarms(by_mention) > 0.2


def test_a_change_is_found_and_its_interval_covers() -> None:
    """From 95 % to 5 % among fifty articles: nine in ten are found, and nineteen in twenty intervals hold the day."""
    generator = np.random.default_rng(8)
    found, covered = 0, 0
    for _ in range(200):
        days = np.sort(generator.integers(0, 200, 50))
        day = generator.integers(days[0] + 1, days[-1] + 1)
        names = (generator.random(50) > np.where(days < day, 0.95, 0.05)).astype(int)
        change = changepoint(choices(names.tolist(), days=days.tolist()))
        if change.earliest is not None and change.latest is not None:
            found += 1
            covered += change.earliest <= START + pd.Timedelta(days=int(day)) <= change.latest
    assert found > 160
    assert covered / found > 0.92
