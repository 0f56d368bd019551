"""Sentence spans: NLTK's Punkt with a list of abbreviations, inside of paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from .texts import word_list

_LINE = re.compile(r"[^\n]+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of every sentence, in order; none reaches over a line break.

    Punkt (Kiss & Strunk 2006) without a trained model: a full stop ends a sentence unless it
    follows a known abbreviation or an initial. What begins with a small letter belongs to the
    sentence before it: “Is it over?” she asked.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for number, (start, end) in enumerate(_punkt().span_tokenize(line.group())):
            first = line.start() + start
            if number and text[first].islower():
                spans[-1] = (spans[-1][0], line.start() + end)
            else:
                spans.append((first, line.start() + end))
    return spans


def sentence_at(spans: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the sentence that holds a position (or the one before it, when it stands between two)."""
    return spans[max(0, bisect_right(spans, position, key=lambda span: span[0]) - 1)]


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(word_list("abbreviations.txt"))
    return PunktSentenceTokenizer(parameters)
