"""Sentiment toward an actor, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm

from ..errors import InputError
from ..tables import LABELS, SENTIMENT, UNCERTAIN
from . import linear, network, vader
from .targets import Target, targets
from .texts import texts

_PLACE = ["article_id", "part", "sentence_start", "sentence_end"]
_PROBABILITIES = [f"p_{label}" for label in LABELS]
_AT_ONCE = 256
INSTRUMENTS: dict[str, Callable[[Sequence[Target]], npt.NDArray[np.float64]]] = {
    "network": network.probabilities,
    "linear": linear.probabilities,
    "vader": vader.probabilities,
}


def classify(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    instrument: str = "network",
    uncertain_below: float = 0.0,
) -> pd.DataFrame:
    """Return the sentiment of sentences toward the targets at the given places.

    A target's name is hidden from every instrument: who is named cannot change what is found. The
    measured error of each stands in its card, in `models/`.

    Args:
        sentences: The sentences.
        starts: First character of the target in each.
        ends: Character after the target in each.
        instrument: "network" (who does what to whom; the default), "linear" (twenty times faster) or
            "vader" (how the sentence sounds).
        uncertain_below: Probability that a label needs; "uncertain" stands where none has it.

    Returns:
        `p_negative`, `p_neutral`, `p_positive`, which sum to 1; `label`, the most probable or
        "uncertain"; and `score`, `p_positive` − `p_negative` (−1 … 1).

    Raises:
        InputError: The three differ in length, a target lies outside of its sentence, there is no
            such instrument, or `uncertain_below` is no probability.
    """
    if instrument not in INSTRUMENTS:
        raise InputError(
            "parameter instrument", f"{instrument!r} is not known", f"Choose one of: {', '.join(INSTRUMENTS)}."
        )
    if not 0 <= uncertain_below <= 1:
        fault = f"{uncertain_below!r} is no probability"
        raise InputError("parameter uncertain_below", fault, "Give a number from 0 to 1.")
    asked = targets(sentences, starts, ends)
    distinct = list(dict.fromkeys(asked))
    rows = {target: row for row, target in enumerate(distinct)}
    found = _probabilities(distinct, instrument)[[rows[target] for target in asked]]
    labels = np.array(LABELS, dtype=object)[found.argmax(axis=1)]
    labels[found.max(axis=1) < uncertain_below] = UNCERTAIN
    scores = (found[:, 2] - found[:, 0]).clip(-1, 1)
    return pd.DataFrame(found, columns=_PROBABILITIES).assign(label=pd.Series(labels, dtype="str"), score=scores)


def score_sentiment(
    articles: pd.DataFrame, mentions: pd.DataFrame, *, instrument: str = "network", uncertain_below: float = 0.0
) -> pd.DataFrame:
    """Return the sentiment toward every actor in every sentence that mentions it.

    An actor that a sentence mentions in two voices has a row for each.

    Args:
        articles: Any table with `article_id` and `body`; `title` is read where there is one.
        mentions: The table `tables.MENTIONS`, with voice assigned.
        instrument: See `classify`.
        uncertain_below: See `classify`.

    Returns:
        The table `tables.SENTIMENT`; its target is the actor's first mention of that voice in the
        sentence.
    """
    in_order = mentions.reset_index(drop=True).sort_values("start", kind="stable")  # pronouns stand after the names
    first = in_order.drop_duplicates([*_PLACE, "actor_id", "voice"]).sort_index().reset_index(drop=True)
    stored = {(text.article_id, text.part): text.text for text in texts(articles)}
    places = zip(*(first[name] for name in _PLACE), strict=True)
    sentences = [stored[article_id, part][start:end] for article_id, part, start, end in places]
    starts = (first["start"] - first["sentence_start"]).tolist()
    ends = (first["end"].clip(upper=first["sentence_end"]) - first["sentence_start"]).tolist()
    rated = classify(sentences, starts, ends, instrument=instrument, uncertain_below=uncertain_below)
    columns = [*_PLACE, "start", "end", "surface", "actor_id", "voice", "speaker", "speaker_id"]
    return SENTIMENT.check(pd.concat([first[columns], rated], axis=1))


def _probabilities(asked: list[Target], instrument: str) -> npt.NDArray[np.float64]:
    parts = range(0, len(asked), _AT_ONCE)
    progress = tqdm(parts, desc="sentiment", unit_scale=_AT_ONCE, unit=" sentences", disable=None, leave=False)
    found = [INSTRUMENTS[instrument](asked[at : at + _AT_ONCE]) for at in progress]
    return np.concatenate([np.zeros((0, len(LABELS))), *found])
