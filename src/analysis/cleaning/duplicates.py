"""Syndicated copies: families of articles that share most of their text."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from .shingles import Hashes, shared_words, suspects, words

SHARED = 0.5  # share of the shorter text; agency copy that an outlet cut and rewrote reaches .6, other reports .45
MOSTLY = 0.75  # within one outlet, where galleries, background and formulas come back: they reach .7
FEWEST = 15  # words shared; fewer are a quotation or a formula, unless they are the whole text
AHEAD = 1  # day; an agency files before it is printed, but may date by a time zone further east
QUOTATION = re.compile(r'(?<![^\s(\[—–-])["“](?=\S)[^"“”\n]*["”]?')  # to the end of the paragraph if never closed


def families(articles: pd.DataFrame) -> pd.DataFrame:
    """Return `family_id` and `is_original` for every article.

    An article is a copy when it shares passages with the family's original that hold at least half
    of the words of the shorter of the two, and half of those outside quotation marks, since a speech
    that two outlets quote makes no copy. Within one outlet, which repeats itself, it takes three
    quarters of all words; so many are always enough. A copy of a copy belongs to the family only
    when that holds against the original too: a digest of two reports doesn't make these one.

    The original is the one published first, but an agency's own if it came at most a day later;
    on the same day the one with the lower article id. Articles without a date come last.

    Args:
        articles: `article_id`, `published`, `body`, and `outlet` and `is_agency_own` where known.

    Returns:
        Columns `family_id` (the original's article id) and `is_original`, in the articles' order.
        It depends neither on that order nor on articles that share nothing with a family.
    """
    if articles.empty:
        return pd.DataFrame({"family_id": pd.Series(dtype="str"), "is_original": pd.Series(dtype="bool")})
    order = _precedence(articles)
    original = np.empty(len(order), dtype=np.int64)
    original[order] = order[_originals(articles.iloc[order])]
    return pd.DataFrame(
        {"family_id": articles["article_id"].to_numpy()[original], "is_original": original == np.arange(len(order))},
        index=articles.index,
    ).astype({"family_id": "str"})


def _precedence(articles: pd.DataFrame) -> np.ndarray:
    """Return the articles' positions, what can be another's original before that."""
    is_own = articles.get("is_agency_own", pd.Series(False, articles.index)).astype("bool")
    ahead = pd.to_timedelta(is_own.astype("int") * AHEAD, unit="D")
    day = pd.to_datetime(articles["published"]).dt.normalize() - ahead
    ranks = pd.DataFrame({"day": day, "is_other": ~is_own, "id": articles["article_id"].astype("str")})
    ranks = ranks.reset_index(drop=True).sort_values(["day", "is_other", "id"], na_position="last")
    return ranks.index.to_numpy()


def _originals(articles: pd.DataFrame) -> np.ndarray:
    """Return for every article the position of its original, its own if it is none's copy.

    Args:
        articles: In order of precedence.
    """
    bodies = articles["body"].tolist()
    outlets = articles["outlet"].tolist() if "outlet" in articles else [None] * len(articles)
    texts = words(bodies)
    originals = np.arange(len(texts))
    for text, earlier in suspects(texts):
        best = 0.0
        for other in sorted(set(originals[earlier].tolist())):
            share = _share(texts[text], texts[other])
            house = pd.notna(outlets[text]) and outlets[text] == outlets[other]
            if share <= best or share < (MOSTLY if house else SHARED):
                continue
            if share >= MOSTLY or _narration_share(bodies[text], bodies[other]) >= SHARED:
                originals[text], best = other, share
    return originals


def _share(one: Hashes, other: Hashes) -> float:
    """Return what share of the shorter text's words the longer has too; 0 if they are too few to tell."""
    shorter, longer = sorted((one, other), key=len)
    shared = shared_words(shorter, longer)
    return shared / len(shorter) if shared >= min(len(shorter), FEWEST) else 0.0


def _narration_share(one: str, other: str) -> float:
    """Return the same of what stands outside quotation marks; 1 where that is too little to tell."""
    narrations = words([QUOTATION.sub(" ", body) for body in (one, other)])
    return _share(*narrations) if min(map(len, narrations)) >= FEWEST else 1.0
