"""Sentiment toward a target by a linear model: the words around it, and on which side of it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from nltk.stem.snowball import SnowballStemmer
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher
from sklearn.preprocessing import normalize
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from .. import paths
from .function_words import function_words
from .pieces import PLAIN
from .targets import Target

FILE = paths.MODELS / "sentiment-linear" / "weights.npz"
BUCKETS = 2**18
_TOKEN = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|[\"?!,;:]|\d+")
_TARGET = "⟦⟧"
_NEAR = 5
_REACH = 6.0  # words; how fast a rated word's weight falls with its distance from the target
_NEGATION = 3  # words that a negation reaches over
_BREAKS = frozenset(',;:"“”')


def probabilities(targets: Sequence[Target]) -> npt.NDArray[np.float64]:
    """Return how probable negative, neutral and positive are, a row a target."""
    coefficients, intercept = _weights()
    logits = np.asarray(features(targets) @ coefficients + intercept, dtype=np.float64)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def features(targets: Sequence[Target]) -> csr_matrix:
    """Return the hashed features of targets, a row each (Weinberger et al. 2009)."""
    if not targets:
        return csr_matrix(np.zeros((0, BUCKETS), dtype=np.float32))
    hasher = FeatureHasher(BUCKETS, input_type="pair", alternate_sign=False, dtype=np.float32)
    words = normalize(hasher.transform(list(_word_features(*_words(target))) for target in targets))
    rated = hasher.transform(list(_rating_features(*_words(target))) for target in targets)
    return csr_matrix(words + rated)


def _words(target: Target) -> tuple[list[str], list[str]]:
    left, right = (_TOKEN.findall(" ".join(parts).translate(PLAIN).lower()) for parts in target.around())
    return left, right


def _word_features(left: list[str], right: list[str]) -> Iterator[tuple[str, float]]:
    """Yield stems in runs of up to three, those near the target in runs of two, and all by side."""
    stems = [_stem(word) for word in left] + [_TARGET] + [_stem(word) for word in right]
    at = len(left)
    for size in (1, 2, 3):
        for first in range(len(stems) - size + 1):
            yield f"{size} " + " ".join(stems[first : first + size]), 1.0
    near_left, near_right = stems[max(0, at - _NEAR) : at], stems[at + 1 : at + 1 + _NEAR]
    for side, near in (("l", near_left), ("r", near_right)):
        for size in (1, 2):
            for first in range(len(near) - size + 1):
                yield side + " ".join(near[first : first + size]), 1.0
    for first, last, side in ((0, at, "L"), (at + 1, len(stems), "R")):
        for stem in stems[first:last]:
            yield side + stem, 1.0


def _rating_features(left: list[str], right: list[str]) -> Iterator[tuple[str, float]]:
    """Yield the sums of the rated words' strengths, by sign, side and distance from the target."""
    words = [*left, _TARGET, *right]
    at = len(left)
    sums: dict[str, float] = {}
    for place, word in enumerate(words):
        strength = _ratings().get(word, 0.0) / 4
        if not strength:
            continue
        negated = any(_negates(before) for before in words[max(0, place - _NEGATION) : place])
        sign = "+" if (strength > 0) != negated else "-"
        distance = abs(place - at)
        side = "l" if place < at else "r"
        for name, weight in (
            (f"all{sign}", 1.0),
            (f"{side}{sign}", 1.0),
            (f"fade{side}{sign}", float(np.exp(-distance / _REACH))),
        ):
            sums[name] = sums.get(name, 0.0) + abs(strength) * weight
    yield from ((f"rated {name}", value) for name, value in sums.items())


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> SnowballStemmer:
    return SnowballStemmer("english")


@cache
def _negates(word: str) -> bool:
    return word.endswith("n't") or word in function_words().negations


@cache
def _ratings() -> dict[str, float]:
    """Return VADER's word ratings, −4 to 4 (Hutto & Gilbert 2014)."""
    return dict(SentimentIntensityAnalyzer().lexicon)


@cache
def _weights() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    with np.load(FILE, allow_pickle=False) as stored:
        coefficients = np.zeros((BUCKETS, 3), dtype=np.float32)
        coefficients[stored["buckets"]] = stored["coefficients"]
        return coefficients, stored["intercept"].astype(np.float32)
