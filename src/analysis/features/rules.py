"""The rules tier: attributions from cue words and word order alone, for very large corpora."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from .. import paths
from .clauses import Clause, attributed
from .cues import cues
from .reading import Attributed, Reading
from .sentences import sentence_spans
from .tokens import Token

_FIRST_PERSON = frozenset(("i", "we", "you", "one"))
_ACTS = frozenset(("responsibility", "credit", "victory", "allegiance", "loyalty", "war", "911"))
_QUOTE = re.compile('[“”"]')
_QUOTED_QUESTION = re.compile('[?!][”"]\\s+\\Z')
_LONGEST_CUE = 60


def by_rules(reading: Reading, places: list[int] | None = None) -> Iterator[Attributed]:
    """Yield what the cues of each sentence attribute, in the order of the text; all of it is read."""
    del places
    for start, end in _with_cues(reading.text, sentence_spans(reading.text)):
        if reading.is_turn(start, end):
            continue
        first, last = (bisect_left(reading.words, place, key=lambda word: word.start) for place in (start, end))
        words, quoted = reading.words[first:last], reading.quoted[first:last]
        reached = 0
        for cue in cues(words, quoted):
            clause = attributed(words, quoted, cue) if cue.first >= reached else None
            if clause and _counts(words, clause):
                yield _moved(clause, first)
                reached = max(piece[1] for piece in clause.pieces)


def confidence(pattern: str) -> float | None:
    """Return the share of words that a pattern rightly attributes (measured: the instrument's card)."""
    return _confidences()[pattern]


def _moved(clause: Clause, by: int) -> Attributed:
    """Return a sentence's clause with token numbers of the whole text."""
    return Attributed(
        [(first + by, last + by) for first, last in clause.pieces],
        (clause.cue.first + by, clause.cue.last + 1 + by),
        (clause.source[0] + by, clause.source[1] + by) if clause.source else None,
        clause.pattern,
        "thought" if clause.cue.kind == "thought" else "speech",
        confidence(clause.pattern),
    )


def _counts(words: list[Token], clause: Clause) -> bool:
    """Tell whether a clause is an attribution: not the author's own "I believe", nor a mere act."""
    if clause.source and words[clause.source[0]].low in _FIRST_PERSON:
        return False
    following = words[clause.cue.last + 1 : clause.cue.last + 2]
    return not (following and following[0].low in _ACTS)


def _with_cues(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sentences with the short one after a quotation joined to it: “Has it rained?” Anna Weber asked."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        before = text[max(0, start - 4) : start]
        is_cue = _QUOTED_QUESTION.search(before) and end - start <= _LONGEST_CUE and not _QUOTE.search(text, start, end)
        if joined and is_cue and "\n" not in before:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def _confidences() -> dict[str, float | None]:
    measured: dict[str, float | None] = json.loads((paths.MODELS / "voice-rules" / "confidence.json").read_text())
    return measured
