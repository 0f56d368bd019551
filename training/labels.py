"""Annotated texts to learn attribution from, as labels of their tokens.

Two sources: PolNeAR 1.0 (brat standoff; Newell et al., LREC 2018) and this project's own
annotations (`data/attributions.jsonl`: article, offsets, class, over the articles of a corpus).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks import gold

from analysis.features.pieces import Pieces, pieces
from analysis.features.quotes import quote_spans
from analysis.features.tagger import CONTENT, ROLES
from analysis.features.tokens import Token, tokens

Span = tuple[int, int]
OWN = Path(__file__).parent / "data" / "attributions.jsonl"
UNKNOWN = -100  # no loss here
EITHER = len(CONTENT)  # content, class open: begins here
EITHER_IN = EITHER + 1  # content, class open: goes on
HELD_OUT = 12
BEFORE, AFTER = 400, 300  # characters of context around an annotated stretch
# What stands in reported content is reported, whatever stands around or inside of it.
_ATTITUDE, _OPEN, _REPORTED = 1, 2, 3
_LABELS = {_ATTITUDE: (3, 4), _OPEN: (EITHER, EITHER_IN), _REPORTED: (1, 2)}
_SPEECH_OR_OPEN = {True: _REPORTED, False: _OPEN}
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|according|tweet(?:s|ed)?|wr(?:ite|ites|ote|iting)"
    r"|warn\w*|argu\w+|insist\w*|claim(?:s|ed|ing)?|explain\w*|not(?:es|ed)|report(?:s|ed)|announc\w+|suggest\w*|stat(?:es|ed)"
    r"|accus\w+|predict\w*|acknowledg\w+|assert\w*|repl(?:y|ied)|believ\w+|th(?:ink|inks|ought|inking)|ask(?:s|ed)?)\b",
    re.IGNORECASE,
)


@dataclass
class Labelled:
    """A text, or from its token `first` on a part of one, with a content and a role label for every token."""

    first: int
    words: list[Token]
    of: Pieces
    content: np.ndarray
    role: np.ndarray


def polnear(folder: Path) -> Iterator[Labelled]:
    """Yield PolNeAR's texts; the class is known for quotations and plain cues of speech."""
    for text, attributions in gold.polnear(folder):
        status = [_SPEECH_OR_OPEN[_is_speech(text, one)] for one in attributions]
        yield labelled(text, attributions, status, (0, len(text)), (0, len(text)))


def own(file: Path, texts: dict[str, str], *, validation: bool = False) -> Iterator[tuple[str, Labelled]]:
    """Yield this project's annotations with their texts; only the annotated stretch of each has labels.

    One block in twelve is kept from training, to measure confidence on.
    """
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        if (int(line["block"][1:]) % HELD_OUT == 0) != validation:
            continue
        attributions = [
            gold.Attribution(
                [one["content"]], [one["cue"]] if one["cue"] else [], [one["source"]] if one["source"] else []
            )
            for one in line["attributions"]
        ]
        status = [_REPORTED if one["class"] in ("speech", "belief") else _ATTITUDE for one in line["attributions"]]
        start, end = line["start"], line["end"]
        text = texts[line["article_id"]]
        yield text, labelled(text, attributions, status, (start, end), (max(0, start - BEFORE), end + AFTER))


def labelled(
    text: str, attributions: list[gold.Attribution], status: list[int], annotated: Span, within: Span
) -> Labelled:
    """Return a text with labels: each of nested attributions begins anew; one reported makes all inside it so."""
    quotes = quote_spans(text)
    words = tokens(text)
    content, role = (np.full(len(words), UNKNOWN) for _ in range(2))
    content[_tokens_in(words, annotated)] = role[_tokens_in(words, annotated)] = 0
    owner, highest = np.full(len(words), -1), np.zeros(len(words), dtype=int)
    for number in sorted(range(len(attributions)), key=lambda number: -_length(attributions[number])):
        for span in attributions[number].content:
            where = _tokens_in(words, span)
            owner[where] = np.where(content[where] == UNKNOWN, -1, number)
            highest[where] = np.maximum(highest[where], status[number])
    for at in np.flatnonzero(owner >= 0):
        begins = at == 0 or owner[at - 1] != owner[at]
        content[at] = _LABELS[highest[at]][0 if begins else 1]
    for one in attributions:
        for label, spans in (("cue", one.cue), ("source", one.source)):
            for span in spans:
                where = _tokens_in(words, span)
                role[where] = np.where(role[where] == UNKNOWN, UNKNOWN, ROLES.index(label))
    kept = _tokens_in(words, within)
    return Labelled(kept.start, words[kept], pieces(text, words[kept], quotes), content[kept], role[kept])


def _length(attribution: gold.Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _is_speech(text: str, one: gold.Attribution) -> bool:
    cue = " ".join(text[start:end] for start, end in one.cue)
    return _SPEECH.search(cue) is not None or _is_quoted(text, one.content)


def _is_quoted(text: str, content: list[Span]) -> bool:
    return all(text[max(0, start - 1) : start + 1].strip()[:1] in "“\"'‘" for start, _ in content)


def _tokens_in(words: list[Token], span: Span) -> slice:
    """Return the tokens that overlap a span."""
    first = bisect_left(words, span[0] + 1, key=lambda word: word.end)
    return slice(first, bisect_left(words, span[1], key=lambda word: word.start))
