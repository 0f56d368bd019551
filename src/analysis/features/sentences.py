"""Sentence spans: NLTK's Punkt with a list of abbreviations, inside of paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from .tokens import abbreviations

_LINE = re.compile(r"[^\n]+")
_GLUED = re.compile(r"\b(\w*[a-z])\.(?=[A-Z][a-z])")  # a sentence that begins without a space: "he said.The town"


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of every sentence, in order; none reaches over a line break.

    Punkt (Kiss & Strunk 2006) without a trained model: a full stop ends a sentence unless it
    follows a known abbreviation or an initial. What begins with a small letter belongs to the
    sentence before it: “Is it over?” she asked.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for number, (start, end) in enumerate(_spans(line.group())):
            first = line.start() + start
            if number and text[first].islower():
                spans[-1] = (spans[-1][0], line.start() + end)
            else:
                spans.append((first, line.start() + end))
    return spans


def _spans(line: str) -> Iterator[tuple[int, int]]:
    for start, end in _punkt().span_tokenize(line):
        at = start
        for match in _GLUED.finditer(line, start, end):
            if match.group(1).lower() not in abbreviations():
                yield at, match.end()
                at = match.end()
        yield at, end


def sentence_at(spans: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the sentence that holds a position (or the one before it, when it stands between two)."""
    return spans[max(0, bisect_right(spans, position, key=lambda span: span[0]) - 1)]


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(abbreviations())
    return PunktSentenceTokenizer(parameters)
