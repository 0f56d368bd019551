"""Collocates: which words the sentences of a name attract."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from scipy.stats import norm

from ..features.texts import texts
from .jackknife import FEWEST, Matrix
from .keyness import four_cell
from .words import words

_MEASURED = (
    "n",
    "of",
    "n_word",
    "n_words",
    "n_name",
    "articles",
    "log_dice",
    "pmi",
    "t",
    "log_likelihood",
    "lambda",
    "z",
    "p",
)
_ADDED = 0.5  # to each cell of a log-odds ratio


def collocates(
    around: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    fewest: int = FEWEST,
    within: int | None = None,
    functions: bool = False,
) -> pd.DataFrame:
    """Return how strongly each rival name's sentences attract every word, against these articles at large.

    Unit of analysis: the word in a sentence with the name (surface co-occurrence within the bounds of
    a sentence: Evert 2008, in Corpus Linguistics: An International Handbook). The two-by-two table is
    of words: `n` of this word beside the name, `of` all words beside it, `n_word` of this word in the
    articles (at least n: what is joined to the name, as in "ISIS-held", is no word elsewhere),
    `n_words` all words there. Words of one article are no independent draws: read the
    numbers as ranks; for a test that knows of articles see `keyness`.

    Args:
        around: As `contexts` gives it, or some of its rows, for instance one voice's.
        articles: The articles that it was made of.
        fewest: In how many articles a word stands beside the name to have a row.
        within: The farthest that a word may stand from the name, in words; without it the sentence.
        functions: Whether words of closed classes, such as "the", have rows.

    Returns:
        For every name (and voice, where `around` tells voices apart) and word, strongest `log_dice`
        first: `actor_id`, `term_id`, `voice`, `word`, the four counts, `n_name` mentions with words
        beside them, `articles` with the word beside the name; `log_dice` of n, n_name and n_word (at
        most 14, whatever the corpus's size: Rychlý 2008), `pmi` to base 2
        (Church & Hanks 1990), `t` (Church et al. 1991), `log_likelihood` (Dunning 1993), `lambda`: the
        log-odds ratio with 0.5 added to each cell, with its `z` and two-sided `p` (Blaheta & Johnson 2001).
    """
    keys = [name for name in ("actor_id", "term_id", "voice") if name in around.columns]
    chosen = around if functions else around[~around["is_function"]]
    if within is not None:
        around, chosen = (rows[rows["distance"].abs() <= within] for rows in (around, chosen))
    place = [*keys, "article_id", "part", "start"]
    totals = around.groupby(keys, observed=True).size().rename("of").reset_index()
    names = around[place].drop_duplicates().groupby(keys, observed=True).size().rename("n_name").reset_index()
    grouped = chosen.groupby([*keys, "word"], observed=True)
    counts = grouped.agg(n=("word", "size"), articles=("article_id", "nunique")).reset_index()
    counts = counts[counts["articles"] >= fewest].merge(totals, on=keys).merge(names, on=keys)
    if counts.empty:
        return pd.DataFrame(columns=[*keys, "word", *_MEASURED])
    all_words = _counted(articles[articles["article_id"].astype("str").isin(set(around["article_id"].astype("str")))])
    n_word = counts["word"].astype("str").map(all_words).clip(lower=counts["n"]).astype("int64")
    found = counts.assign(n_word=n_word, n_words=all_words.total()).astype(dict.fromkeys((*keys, "word"), "str"))
    found = found.assign(**_measured(found))
    order = [*keys, "log_dice", "word"]
    found = found.sort_values(order, ascending=[name != "log_dice" for name in order], kind="stable", ignore_index=True)
    return found[[*keys, "word", *_MEASURED]]


def _counted(articles: pd.DataFrame) -> Counter[str]:
    """Return how often every word stands in some articles, titles and bodies."""
    total: Counter[str] = Counter()
    for text in texts(articles):
        total.update(word for word in words(text.text) if word)
    return total


def _measured(counts: pd.DataFrame) -> dict[str, Matrix]:
    n, of, n_word, n_words, n_name = (
        counts[name].to_numpy(dtype=float) for name in ("n", "of", "n_word", "n_words", "n_name")
    )
    expected = of * n_word / n_words
    cells = np.stack([n, of - n, n_word - n, n_words - of - n_word + n]) + _ADDED
    log_odds = np.log(cells[0] * cells[3] / (cells[1] * cells[2]))
    z = log_odds / np.sqrt((1 / cells).sum(axis=0))
    return {
        "log_dice": 14 + np.log2(2 * n / (n_name + n_word)),
        "pmi": np.log2(n / expected),
        "t": (n - expected) / np.sqrt(n),
        "log_likelihood": four_cell(n, of, n_word - n, n_words - of),
        "lambda": log_odds,
        "z": z,
        "p": 2 * norm.sf(np.abs(z)),
    }
