"""Sentiment around a target by VADER: how the words of the sentence sound, whoever they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from .. import paths
from .targets import Target


def probabilities(targets: Sequence[Target]) -> npt.NDArray[np.float64]:
    """Return how probable negative, neutral and positive are, a row a target.

    VADER (Hutto & Gilbert 2014) rates the words of the whole sentence; the probabilities come from
    its ratings by a multinomial logistic regression fitted on NewsMTSC (Hamborg & Donnay 2021).
    """
    coefficients, intercept = _weights()
    logits = ratings(targets) @ coefficients.T + intercept
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def ratings(targets: Sequence[Target]) -> npt.NDArray[np.float64]:
    """Return VADER's compound rating, share of negative and share of positive words, a row a target.

    A letter stands wherever the sentence has the target's name: "United" would make the United
    Nations positive.
    """
    rate = _analyzer().polarity_scores
    rows = [rate("X".join(left + right)) for left, right in (one.around() for one in targets)]
    return np.array([(row["compound"], row["neg"], row["pos"]) for row in rows], dtype=float).reshape(-1, 3)


@cache
def _weights() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    stored = json.loads((paths.MODELS / "sentiment-vader" / "weights.json").read_text(encoding="utf-8"))
    return np.array(stored["coefficients"]), np.array(stored["intercept"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()
