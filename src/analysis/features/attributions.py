"""Attributions: what stands in a source's words or thoughts, by which cue, and who the source is."""

from __future__ import annotations

from functools import partial

import pandas as pd
from tqdm import tqdm

from ..codebook import Codebook
from ..errors import InputError
from ..tables import ATTRIBUTIONS
from .parallel import in_order
from .reading import Found, Reading
from .rules import by_rules, confidence
from .tagged import by_tagger
from .texts import Text, texts

# A text, and where the mentions stand that it is read for (all of it where none are given).
_Chosen = tuple[Text, list[int] | None]

INSTRUMENTS = {"tagger": by_tagger, "rules": by_rules}


def find_attributions(
    articles: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    mentions: pd.DataFrame | None = None,
    instrument: str = "tagger",
    doubtful: bool = False,
) -> pd.DataFrame:
    """Return every stretch of the articles that stands in a source's words or thoughts.

    Direct speech comes from the quotation marks (see `quotes`), indirect from the instrument.

    Args:
        articles: Any table with `article_id` and `body`; `title` is read where there is one.
        codebook: Where given, speakers that it knows as actors get their `speaker_id`.
        mentions: Where given, only what can matter to them is read: their paragraphs and those before.
        instrument: "tagger" (trained, the default) or "rules" (cue words and word order: twenty times as
            fast, finds less). Their cards, `models/voice-*/card.md`, state the measured error.
        doubtful: Whether to return stretches that were nearly taken as attributed too, with the kind
            "doubtful": `assign_voice` calls a mention in one uncertain rather than narration.

    Returns:
        The table `tables.ATTRIBUTIONS`, in the order of the text.
    """
    if instrument not in INSTRUMENTS:
        raise InputError("instrument", f"{instrument!r} is not known", f"Choose from: {', '.join(INSTRUMENTS)}.")
    known = _speaker_ids(codebook)
    whole: list[_Chosen] = [(text, None) for text in texts(articles)]
    chosen = whole if mentions is None else _with_places(whole, mentions)
    read = partial(_attributions_at, instrument=instrument)
    progress = tqdm(total=len(chosen), desc="attributions", unit=" texts", disable=None, leave=False)
    rows: list[dict[str, object]] = []
    for (text, _), attributions in zip(chosen, in_order(read, chosen), strict=True):
        rows += [_row(text, one, known) for one in attributions if doubtful or one.kind != "doubtful"]
        progress.update()
    progress.close()
    return ATTRIBUTIONS.check(pd.DataFrame(rows, columns=list(ATTRIBUTIONS.columns)))


def attributions_in(text: Text, *, places: list[int] | None = None, instrument: str = "tagger") -> list[Found]:
    """Return the attributions of one text, in order; with places, at least those around them."""
    reading = Reading(text.text)
    return reading.attributions(INSTRUMENTS[instrument](reading, places))


def _attributions_at(chosen: _Chosen, *, instrument: str) -> list[Found]:
    return attributions_in(chosen[0], places=chosen[1], instrument=instrument)


def _with_places(whole: list[_Chosen], mentions: pd.DataFrame) -> list[_Chosen]:
    """Return the texts that hold mentions, with where they stand."""
    places: dict[tuple[str, str], list[int]] = {}
    parts = mentions["part"] if "part" in mentions.columns else ["body"] * len(mentions)
    for article_id, part, start in zip(mentions["article_id"], parts, mentions["start"], strict=True):
        places.setdefault((article_id, part), []).append(int(start))
    with_places = ((text, places.get((text.article_id, text.part))) for text, _ in whole)
    return [(text, found) for text, found in with_places if found]


def _row(text: Text, found: Found, known: dict[str, str]) -> dict[str, object]:
    cue, source = (found.cue or (None, None)), (found.source or (None, None))
    return {
        "article_id": text.article_id,
        "part": text.part,
        "start": found.start,
        "end": found.end,
        "kind": found.kind,
        "cue": text.text[slice(*cue)] if found.cue else None,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "cue_class": found.cue_class,
        "source": text.text[slice(*source)] if found.source else None,
        "source_start": source[0],
        "source_end": source[1],
        "speaker": found.speaker,
        "speaker_id": known.get((found.speaker or "").lower()),
        "confidence": confidence(found.pattern) if found.confidence is None else found.confidence,
    }


def _speaker_ids(codebook: Codebook | None) -> dict[str, str]:
    if codebook is None:
        return {}
    return {variant.text.lower(): variant.actor_id for variant in codebook.variants if not variant.is_ambiguous}
