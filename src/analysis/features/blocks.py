"""Block quotations whose marks the web has lost: a paragraph that a cue and a colon announce.

“The mayor wrote to the council:” ends a paragraph, and the next one, without marks, is what he
wrote. Printed papers set it apart by its margin; a crawler leaves nothing of that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from .cues import Cue, cues
from .sentences import sentence_spans
from .sources import source_after, source_before
from .tokens import Token

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_ANNOUNCED = re.compile(r":\s*\Z")
# A list, a link, a heading or a turn of an interview is no block; nor is what has marks of its own.
_NO_BLOCK = re.compile(r"\s*(?:[\"“”'‘*•·–—>#-]|\d+[.)]|[A-Z][A-Z .'’-]+:|https?:)")
_FEWEST_WORDS = 8
_FIRST_PERSON = frozenset(("i", "we", "you"))


class Block(NamedTuple):
    """A quotation without marks: where it stands, and the tokens of what announces it."""

    start: int
    end: int
    cue: Range
    source: Range | None


def blocks(text: str, words: list[Token], quoted: list[bool]) -> list[Block]:
    """Return the paragraphs that the one before announces by a cue with a source, and a colon."""
    found: list[Block] = []
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    for before, line in pairwise(lines):
        if not _ANNOUNCED.search(before.group()) or _NO_BLOCK.match(line.group()):
            continue
        if len(line.group().split()) < _FEWEST_WORDS:
            continue
        start, end = sentence_spans(before.group())[-1]
        first, last = (bisect_left(words, before.start() + at, key=_start) for at in (start, end))
        announced = _announced(words[first:last], quoted[first:last])
        if announced:
            cue, source = announced
            moved = (source[0] + first, source[1] + first) if source else None
            found.append(Block(line.start(), line.end(), (cue.first + first, cue.last + 1 + first), moved))
    return found


def _announced(words: list[Token], quoted: list[bool]) -> tuple[Cue, Range | None] | None:
    """Return the cue that announces what follows a sentence, with its source: the last that has one."""
    for cue in reversed(cues(words, quoted)):
        if cue.frames == "according":
            return cue, source_after(words, cue.last + 1, len(words))
        source = source_before(words, quoted, cue.first)
        if source:
            is_author = words[source[0]].low.replace("’", "'").split("'")[0] in _FIRST_PERSON
            return cue, None if is_author else source
    return None


def _start(word: Token) -> int:
    return word.start
