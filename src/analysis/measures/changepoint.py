"""When dated choices among names changed, if they did: an exact Bayesian changepoint.

The choices before and after a change are taken as draws from two different sets of shares, without
any change as draws from one. Shares have a Dirichlet prior, so the marginal likelihood of every
possible change is known exactly and nothing is sampled (Barry & Hartigan 1993, Journal of the
American Statistical Association 88; Chernoff & Zacks 1964 for a single change).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import gammaln

from ..errors import InputError
from .jackknife import LEVEL, Matrix, exact_interval

CHANGE, NO_CHANGE, TOO_FEW = "change", "no change", "too few"
PRIOR_COUNT = 0.5  # of each name: Jeffreys's prior, which an outlet with a single name does not surprise
PRIOR_CHANGE = 0.5  # even odds that there was a change
# Probability from which a change is reported: the data must be 19 times as likely with a change as
# without. Without one that happens in 1 of 19 series at most, whatever their length (Markov's
# inequality, on average over the prior); in simulations of independent articles in 1 of 100.
SURE = 0.95
FEWEST_DATED = 10  # articles; a change among fewer would hardly ever be sure
FEWEST_BESIDE = 3  # articles before and after: one or two are exceptions, not a style


class Changepoint(NamedTuple):
    """Whether and when shares changed.

    Attributes:
        verdict: `change`, `no change`, or `too few` dated articles to tell.
        n: Articles with a date.
        probability: That there was any change; missing where too few.
        date: First date after the most probable change; None unless the verdict is `change`, like
            the next two.
        earliest: First day the change can have been on, by the smallest set of possible changes that
            together have 95 % of the probability.
        latest: Last such day.
        shares: `side` (`before` and `after` that date, or `throughout`), `term_id`, `n`, `of`
            articles, `share`, `low`, `high` (95 %, Clopper & Pearson 1934, taking the date as known).
    """

    verdict: str
    n: int
    probability: float
    date: pd.Timestamp | None
    earliest: pd.Timestamp | None
    latest: pd.Timestamp | None
    shares: pd.DataFrame


def changepoint(choices: pd.DataFrame, *, prior: float = PRIOR_CHANGE, sure: float = SURE) -> Changepoint:
    """Return whether shares of names changed once, when, and from what to what.

    Unit of analysis: the article. Mentions in one article follow each other, and counted singly they
    show changes that are not there. A slow drift, or a change and its reversal, looks like one change
    or none. Articles of one story that lean the same way raise false alarms: to 7 % where three
    on end correlate by 0.3. Of a change that was hard to find, the shares are exaggerated.

    Args:
        choices: A row an article, its date as the index, a column a name: 1 for its name, 0 for the
            others (fractions that sum to 1 for an article between two). Rows without a date are left out.
        prior: Probability of a change before anything is seen, above 0 and below 1.
        sure: Probability from which the verdict is `change`.

    Raises:
        InputError: The prior is no probability between 0 and 1, or a choice is missing or negative.
    """
    possible = possible_changes(choices, prior=prior)
    dated = choices.loc[choices.index.notna()]
    if possible.empty or len(dated) < FEWEST_DATED:
        return Changepoint(TOO_FEW, len(dated), np.nan, None, None, None, _shares(dated, None))
    probability = float(possible["probability"].sum())
    if probability < sure:
        return Changepoint(NO_CHANGE, len(dated), probability, None, None, None, _shares(dated, None))
    ranked = possible.sort_values(["probability", "by"], ascending=[False, True])
    outside = ranked["probability"].cumsum().shift(fill_value=0.0) / probability
    credible = ranked[outside < LEVEL]
    earliest = credible["after"].min() + pd.Timedelta(days=1)
    date = ranked["by"].iloc[0]
    return Changepoint(CHANGE, len(dated), probability, date, earliest, credible["by"].max(), _shares(dated, date))


def possible_changes(choices: pd.DataFrame, *, prior: float = PRIOR_CHANGE) -> pd.DataFrame:
    """Return every possible date of a change with its probability.

    Any day is as likely beforehand as any other, so a change between two dates gets a prior
    probability by the days between them. Within a day there is no order, hence no change.

    Args:
        choices: As for `changepoint`.
        prior: Probability of a change beforehand.

    Returns:
        `after` (last date before the change), `by` (next date there is), `n_before` articles,
        `log_bayes_factor` (of this change against none) and `probability`; what these probabilities
        lack to 1 is the probability of no change. In order of time; empty with one name only, or
        where no date has enough articles before and after it.

    Raises:
        InputError: As for `changepoint`.
    """
    _check(choices, prior)
    dated = choices.loc[choices.index.notna()]
    by_day = dated.groupby(pd.DatetimeIndex(dated.index).normalize())
    counts, n_before = by_day.sum(), by_day.size().cumsum().to_numpy()[:-1]
    before = counts.to_numpy(dtype=float).cumsum(axis=0)
    total, before = before[-1:], before[:-1]
    factor = _log_likelihood(before) + _log_likelihood(total - before) - _log_likelihood(total)
    days = pd.DatetimeIndex(counts.index)
    columns = {"after": days[:-1], "by": days[1:], "n_before": n_before, "log_bayes_factor": factor}
    enough = (n_before >= FEWEST_BESIDE) & (len(dated) - n_before >= FEWEST_BESIDE) & (choices.shape[1] > 1)
    possible = pd.DataFrame(columns)[enough].reset_index(drop=True)
    n_days = (possible["by"] - possible["after"]).dt.days.to_numpy(dtype=float)
    weights = prior * n_days / n_days.sum()
    top = max(possible["log_bayes_factor"].max(), 0.0)
    likelihood = weights * np.exp(possible["log_bayes_factor"].to_numpy() - top)
    return possible.assign(probability=likelihood / (likelihood.sum() + (1 - prior) * np.exp(-top)))


def _check(choices: pd.DataFrame, prior: float) -> None:
    if not 0 < prior < 1:
        raise InputError(f"prior={prior}", "not between 0 and 1", f"The default is {PRIOR_CHANGE}.")
    if not (choices >= 0).all(axis=None):
        raise InputError("choices", "a value is missing or negative", "Give 0 to a name that an article does not use.")


def _log_likelihood(counts: Matrix) -> Matrix:
    """Return the logarithm of the marginal likelihood of choices in a given order."""
    prior = np.full(counts.shape[1], PRIOR_COUNT)
    constant = gammaln(prior.sum()) - gammaln(prior).sum()
    return np.asarray(constant + gammaln(prior + counts).sum(axis=1) - gammaln(prior.sum() + counts.sum(axis=1)))


def _shares(dated: pd.DataFrame, date: pd.Timestamp | None) -> pd.DataFrame:
    if date is None:
        return _side(dated, "throughout")
    is_after = pd.DatetimeIndex(dated.index) >= date
    return pd.concat([_side(dated[~is_after], "before"), _side(dated[is_after], "after")], ignore_index=True)


def _side(dated: pd.DataFrame, side: str) -> pd.DataFrame:
    n, of = dated.sum().to_numpy(dtype=float), np.full(dated.shape[1], float(len(dated)))
    low, high = exact_interval(n, of)
    share = n / of if len(dated) else np.full(len(n), np.nan)
    rows = {"side": side, "term_id": dated.columns, "n": n, "of": len(dated), "share": share, "low": low, "high": high}
    return pd.DataFrame(rows)
