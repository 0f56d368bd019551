"""Keyness: which words are more frequent around one rival name than around the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import xlogy
from scipy.stats import t

from .differences import false_discovery_rates
from .groups import clusters
from .jackknife import FEWEST, LEVEL, Counts, Matrix

PRIOR = 500.0  # words' worth of prior, spread over the words as they are in all contexts together
_IF_NONE = 0.5  # in the place of a count of 0 in a ratio (Hardie 2014)
_COLUMNS = (
    *("actor_id", "term_id", "word", "n", "of", "n_other", "of_other", "articles", "articles_other"),
    *("rate", "rate_other", "log_odds", "z", "g2_two_cell", "g2_four_cell"),
    *("log_ratio", "low", "high", "p", "q", "dispersion"),
)


def keyness(
    around: pd.DataFrame, *, fewest: int = FEWEST, functions: bool = False, prior: float = PRIOR
) -> pd.DataFrame:
    """Return how much more frequent every word is around each rival name than around all other names of the actor.

    Unit of analysis: the word in a sentence with the name. Sentences that rival names share belong to
    none, and the names themselves are left out by their spans (see `contexts`). G² and z take words as
    independent, which those of one article are not; interval, p and q leave out one article, or family
    of copies, at a time (in the limit of a small share left out), and never take a ratio for surer than
    independent words would make it.

    Args:
        around: As `contexts` gives it.
        fewest: In how many articles a word stands, beside the name or beside the others, to be tested.
        functions: Whether words of closed classes, such as "the", have rows.
        prior: Words' worth of prior for `log_odds`.

    Returns:
        For every name and word, surest first: `actor_id`, `term_id`, `word`; `n` beside the name, `of`
        all words there, `n_other`, `of_other` beside the other names; `articles`, `articles_other` with
        the word; `rate`, `rate_other` per million words; `log_odds` with `z`: the difference of
        log-odds under an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, Political
        Analysis 16); `g2_two_cell`, `g2_four_cell`: the log-likelihood ratio of the word's two counts
        (Rayson & Garside 2000) and of all four cells (Dunning 1993, Computational Linguistics 19);
        `log_ratio`: of the rates, to base 2 (Hardie 2014; 0.5 stands for a count of 0), `low`, `high`:
        its 95 % interval, `p` (two-sided) and `q` (Benjamini & Hochberg 1995, within the name), missing
        where too few articles have the word; `dispersion` over the articles beside the name: 0 where
        the word is spread as all words are, 1 where it stands in one (normalised deviation of
        proportions: Gries 2008; Lijffijt & Gries 2012, International Journal of Corpus Linguistics 17).
    """
    rows = around[~around["is_shared"]]
    parts = [_of_actor(of_actor, fewest, functions, prior) for _, of_actor in rows.groupby("actor_id", observed=True)]
    return pd.concat(parts, ignore_index=True)[list(_COLUMNS)] if parts else pd.DataFrame(columns=list(_COLUMNS))


def two_cell(n: Matrix, of: Matrix, n_other: Matrix, of_other: Matrix) -> Matrix:
    """Return G² of the two counts of a word against those expected of two texts of these lengths."""
    share = of / (of + of_other)
    total = n + n_other
    return np.asarray(2 * (_surprise(n, total * share) + _surprise(n_other, total * (1 - share))))


def four_cell(n: Matrix, of: Matrix, n_other: Matrix, of_other: Matrix) -> Matrix:
    """Return G² of the two-by-two table of this word and all others in two texts."""
    share = of / (of + of_other)
    rest = of + of_other - n - n_other
    others = _surprise(of - n, rest * share) + _surprise(of_other - n_other, rest * (1 - share))
    return np.asarray(two_cell(n, of, n_other, of_other) + 2 * others)


class _Side(NamedTuple):
    """A word's counts on one side of a comparison, and how each cluster moves their logarithms."""

    n: Matrix
    of: float
    articles: Counts


def _of_actor(rows: pd.DataFrame, fewest: int, functions: bool, prior: float) -> pd.DataFrame:
    """Return the keyness of all names of one actor."""
    code, words = pd.factorize(rows["word"].astype("str"), sort=True)
    cluster, _ = pd.factorize(clusters(rows), sort=True)
    tokens = pd.DataFrame(
        {
            "word": code,
            "cluster": cluster,
            "article": pd.factorize(rows["article_id"], sort=True)[0],
            "term": rows["term_id"].astype("str").to_numpy(),
        }
    )
    counted = tokens.groupby(["term", "word", "cluster", "article"]).size().rename("n").reset_index()
    shown = np.ones(len(words), dtype=bool)
    if not functions:
        is_function = np.zeros(len(words), dtype=bool)
        is_function[code[rows["is_function"].to_numpy()]] = True
        shown = ~is_function
    parts = []
    for term_id in sorted(set(tokens["term"])):
        compared = _compared(counted.assign(own=counted["term"] == term_id), len(words), fewest, prior)
        found = compared.assign(word=np.asarray(words), term_id=term_id)[shown]
        found = found[(found["n"] > 0) | (found["n_other"] > 0)]
        q = false_discovery_rates(found["p"])
        parts.append(found.assign(q=q).sort_values(["z", "word"], ascending=[False, True], kind="stable"))
    return pd.concat(parts, ignore_index=True).assign(actor_id=rows["actor_id"].iloc[0])


def _compared(counted: pd.DataFrame, n_words: int, fewest: int, prior: float) -> pd.DataFrame:
    """Return the measures of every word, for the name whose rows are `own`."""
    own, other = (_side(counted[counted["own"] == is_own], n_words) for is_own in (True, False))
    n, n_other = own.n, other.n
    of, of_other = np.full(n_words, own.of), np.full(n_words, other.of)
    a, b = np.where(n > 0, n, _IF_NONE), np.where(n_other > 0, n_other, _IF_NONE)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.log(a / of) - np.log(b / of_other)
        error, freedom = _errors(counted, (a, b), (own.of, other.of))
        reach = t.ppf((1 + LEVEL) / 2, freedom) * error
        p = 2 * t.sf(np.abs(log_ratio) / error, freedom)
    n_clusters = counted["cluster"].nunique()
    tested = (np.maximum(own.articles, other.articles) >= fewest) & (n_clusters >= FEWEST) & (of > 0) & (of_other > 0)
    log_odds, z = _log_odds(n, of, n_other, of_other, prior)
    bits = np.log(2)
    return pd.DataFrame(
        {
            "n": n.astype("int64"),
            "of": int(own.of),
            "n_other": n_other.astype("int64"),
            "of_other": int(other.of),
            "articles": own.articles,
            "articles_other": other.articles,
            "rate": n / of * 1e6,
            "rate_other": n_other / np.where(of_other > 0, of_other, np.nan) * 1e6,
            "log_odds": log_odds,
            "z": z,
            "g2_two_cell": two_cell(n, of, n_other, of_other),
            "g2_four_cell": four_cell(n, of, n_other, of_other),
            "log_ratio": np.where(of_other > 0, log_ratio / bits, np.nan),
            "low": np.where(tested, (log_ratio - reach) / bits, np.nan),
            "high": np.where(tested, (log_ratio + reach) / bits, np.nan),
            "p": np.where(tested, p, np.nan),
            "dispersion": _dispersion(counted[counted["own"]], n_words),
        }
    )


def _side(counted: pd.DataFrame, n_words: int) -> _Side:
    words = counted["word"].to_numpy()
    articles = counted[["word", "article"]].drop_duplicates()["word"].to_numpy()
    n = np.bincount(words, counted["n"].to_numpy(dtype=float), n_words).astype(np.float64)
    return _Side(n, float(n.sum()), np.bincount(articles, minlength=n_words))


def _log_odds(n: Matrix, of: Matrix, n_other: Matrix, of_other: Matrix, prior: float) -> tuple[Matrix, Matrix]:
    """Return the difference of log-odds under the prior, and how many standard errors that is."""
    of_word = prior * (n + n_other) / (of + of_other)
    with np.errstate(divide="ignore", invalid="ignore"):
        own, other = (
            np.log((count + of_word) / (total + prior - count - of_word))
            for count, total in ((n, of), (n_other, of_other))
        )
        z = (own - other) / np.sqrt(1 / (n + of_word) + 1 / (n_other + of_word))
    return own - other, z


def _errors(counted: pd.DataFrame, n: tuple[Matrix, Matrix], of: tuple[float, float]) -> tuple[Matrix, Matrix]:
    """Return the standard error of each word's log ratio over clusters, and its degrees of freedom.

    A cluster moves the log ratio by its part of the word's count on a side less its part of all words
    there, one side minus the other. Clusters without the word move it as well: their sums are the
    same for all words, and those with the word are corrected for.
    """
    sign = np.where(counted["own"], 1.0, -1.0)
    is_other = (~counted["own"]).to_numpy().astype(int)
    size = counted["n"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        part_of_all = np.nan_to_num(sign * size / np.array(of)[is_other])
    cluster, n_clusters = counted["cluster"].to_numpy(), int(counted["cluster"].max()) + 1
    expected = np.bincount(cluster, part_of_all, n_clusters)
    word, n_words = counted["word"].to_numpy(), len(n[0])
    of_word = sign * size / np.stack(n)[is_other, word]
    pairs, at = np.unique(word.astype(np.int64) * n_clusters + cluster, return_inverse=True)
    moved = np.bincount(at, of_word)
    words, base = pairs // n_clusters, expected[pairs % n_clusters]
    squares, fourths = (
        (expected**power).sum() + np.bincount(words, (moved - base) ** power - base**power, n_words) for power in (2, 4)
    )
    k = n_clusters
    with np.errstate(divide="ignore", invalid="ignore"):
        decisive = squares**2 / fourths
        freedom = np.where(3 * decisive < k, 2 * (k - 1) * decisive / (k - decisive), k - 1.0)
        error = np.sqrt(np.maximum(squares * k / (k - 1), 1 / n[0] + 1 / n[1]))
    return error, freedom


def _dispersion(counted: pd.DataFrame, n_words: int) -> Matrix:
    """Return the normalised deviation of proportions of every word over articles."""
    of_article = counted.groupby("article")["n"].sum()
    expected = of_article / of_article.sum()
    by_article = counted.groupby(["word", "article"])["n"].sum().reset_index()
    word, n = by_article["word"].to_numpy(), by_article["n"].to_numpy(dtype=float)
    share = n / np.bincount(word, n, n_words)[word]
    own = expected.loc[by_article["article"]].to_numpy()
    deviation = (1 + np.bincount(word, np.abs(share - own) - own, n_words)) / 2
    has_word = np.bincount(word, minlength=n_words) > 0
    least = expected.min() if len(expected) else 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(has_word & (least < 1), deviation / (1 - least), np.nan)


def _surprise(observed: Matrix, expected: Matrix) -> Matrix:
    return np.asarray(xlogy(observed, observed) - xlogy(observed, expected))
