"""Sentiment toward an actor, sentence by sentence. For now one instrument: VADER."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from .. import paths
from ..errors import InputError
from ..tables import LABELS, SENTIMENT
from .texts import texts

_SENTENCE = ["article_id", "part", "sentence_start", "sentence_end"]
_PROBABILITIES = [f"p_{label}" for label in LABELS]


def classify(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> pd.DataFrame:
    """Return the sentiment of sentences toward the targets at the given places.

    VADER (Hutto & Gilbert 2014) rates the words of the whole sentence; three probabilities come
    from its ratings by a multinomial logistic regression fitted on NewsMTSC (Hamborg & Donnay 2021).
    The target's own name is not rated ("United" would make the United Nations positive), but who
    does what to whom it does not see. Its measured error stands in `models/vader/card.md`.

    Args:
        sentences: The sentences.
        starts: First character of the target in each.
        ends: Character after the target in each.

    Returns:
        `p_negative`, `p_neutral`, `p_positive`, which sum to 1, and `label`, the most probable.

    Raises:
        InputError: The three differ in length, or a target lies outside of its sentence.
    """
    if not len(sentences) == len(starts) == len(ends):
        fault = f"{len(sentences)} sentences, {len(starts)} starts, {len(ends)} ends"
        raise InputError("classify", fault, "Give one start and one end for each sentence.")
    for number, (sentence, start, end) in enumerate(zip(sentences, starts, ends, strict=True)):
        if not 0 <= start < end <= len(sentence):
            fault = f"target {start}:{end} lies outside of sentence {number}, of {len(sentence)} characters"
            raise InputError("classify", fault, "Offsets count characters from the sentence's start.")
    masked = [masked_sentence(*place) for place in zip(sentences, starts, ends, strict=True)]
    distinct = list(dict.fromkeys(masked))
    rows = {sentence: row for row, sentence in enumerate(distinct)}
    probabilities = _probabilities(ratings(distinct))[[rows[sentence] for sentence in masked]]
    labels = np.array(LABELS, dtype=object)[probabilities.argmax(axis=1)]
    return pd.DataFrame(probabilities, columns=_PROBABILITIES).assign(label=pd.Series(labels, dtype="str"))


def score_sentiment(articles: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the sentiment toward every actor in every sentence that mentions it.

    Args:
        articles: Any table with `article_id` and `body`; `title` is read where there is one.
        mentions: The table `tables.MENTIONS`, with voice assigned.

    Returns:
        The table `tables.SENTIMENT`; voice and speaker are those of the actor's first mention in
        the sentence, and `score` is `p_positive` − `p_negative`.
    """
    first = mentions.drop_duplicates([*_SENTENCE, "actor_id"]).reset_index(drop=True)
    stored = {(text.article_id, text.part): text.text for text in texts(articles)}
    places = zip(*(first[name] for name in _SENTENCE), strict=True)
    sentences = [stored[article_id, part][start:end] for article_id, part, start, end in places]
    starts = (first["start"] - first["sentence_start"]).tolist()
    ends = (first["end"].clip(upper=first["sentence_end"]) - first["sentence_start"]).tolist()
    rated = classify(sentences, starts, ends)
    rated["score"] = (rated["p_positive"] - rated["p_negative"]).clip(-1, 1)
    columns = [*_SENTENCE, "actor_id", "surface", "voice", "speaker_id"]
    return SENTIMENT.check(pd.concat([first[columns], rated], axis=1))


def masked_sentence(sentence: str, start: int, end: int) -> str:
    """Return a sentence with a letter in the place of the target's name."""
    return f"{sentence[:start]}X{sentence[end:]}"


def ratings(sentences: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return VADER's ratings of sentences: compound, share of negative, share of positive words."""
    rate = _analyzer().polarity_scores
    progress = tqdm(sentences, desc="sentiment", unit=" sentences", disable=None, leave=False)
    rows = [(one["compound"], one["neg"], one["pos"]) for one in map(rate, progress)]
    return np.array(rows, dtype=float).reshape(len(sentences), 3)


def _probabilities(rated: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    coefficients, intercept = _weights()
    logits = rated @ coefficients.T + intercept
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


@cache
def _weights() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    stored = json.loads((paths.MODELS / "vader" / "weights.json").read_text())
    return np.array(stored["coefficients"]), np.array(stored["intercept"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()
