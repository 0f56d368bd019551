"""Syndicated copies: families of articles that share most of their text."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import HashingVectorizer

SHINGLE = 5  # words; shorter ones are shared by chance, longer ones break at small edits
COMMON = 50  # a shingle in more articles than this is a formula, not evidence of copying
SHARED = 0.5  # share of the shorter text's shingles; the sample's copies with edits reach .6 to 1.0


def families(articles: pd.DataFrame) -> pd.DataFrame:
    """Return `family_id` and `is_original` for every article.

    Two articles are of one family when at least half of the five-word sequences of the shorter
    stand in the longer too (Broder 1997, containment of shingles). The original is the one
    published first; on the same day the one under an agency's dateline, then the first in the corpus.

    Args:
        articles: `article_id`, `published`, `body`, and `is_agency_own` where known.

    Returns:
        Columns `family_id` (the original's article id) and `is_original`, in the articles' order.
    """
    if articles.empty:
        return pd.DataFrame({"family_id": pd.Series(dtype="str"), "is_original": pd.Series(dtype="bool")})
    labels = _components(articles["body"])
    ranked = pd.DataFrame(
        {
            "label": labels,
            "published": articles["published"].to_numpy(),
            "other": ~articles.get("is_agency_own", pd.Series(False, articles.index)).to_numpy(),
            "position": np.arange(len(articles)),
        }
    ).sort_values(["published", "other", "position"], na_position="last")
    original = ranked.groupby("label")["position"].first()
    position = original.loc[labels].to_numpy()
    ids = articles["article_id"].to_numpy()
    return pd.DataFrame(
        {"family_id": ids[position], "is_original": position == np.arange(len(articles))}, index=articles.index
    ).astype({"family_id": "str"})


def _components(bodies: pd.Series) -> np.ndarray:
    """Return a number for every body, the same for all that are linked by copying.

    Bodies of the same words are one text from the start, however many there are.
    """
    words = bodies.str.casefold().str.split()
    keys = words.str.join(" ").where(
        words.map(len) >= SHINGLE, pd.Series(range(len(bodies)), bodies.index).astype("str")
    )
    texts, distinct = pd.factorize(keys)
    vectorizer = HashingVectorizer(
        ngram_range=(SHINGLE, SHINGLE), n_features=2**22, binary=True, norm=None, alternate_sign=False
    )
    shingles: csr_matrix = vectorizer.fit_transform(distinct).tocsr()
    n_in = np.asarray((shingles > 0).sum(axis=0)).ravel()
    shared = shingles[:, (n_in > 1) & (n_in <= COMMON)]
    links = (shared @ shared.T).tocoo()
    sizes = np.maximum(np.asarray(shingles.sum(axis=1)).ravel(), 1)
    near = links.data >= SHARED * np.minimum(sizes[links.row], sizes[links.col])
    linked = csr_matrix((np.ones(near.sum()), (links.row[near], links.col[near])), shape=links.shape)
    return connected_components(linked, directed=False)[1][texts]
