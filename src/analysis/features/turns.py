"""Turns of interviews and transcripts: speech that has a label in place of quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import NamedTuple

from .texts import line_end, word_list

# Line breaks in a turn of several paragraphs; what is longer is narration between two pieces of transcript.
_LONGEST_TURN = 8
_LONGEST_ACRONYM = 3  # "NYT" stays as it is, "BLITZER" is Blitzer


class Turn(NamedTuple):
    """What one speaker says, under which label; the speaker is missing where the label is a letter."""

    start: int
    end: int
    speaker: str | None
    label: tuple[int, int]


_TURN = re.compile(
    r"^[\"“]?((?:[A-Z][A-Z.'’ -]{1,30}|[QA]|[A-Z][a-z.]+(?: [A-Z][\w.'’-]+){0,3})"  # BLITZER, Susan Rice
    r"(?:\([^)\n]{1,40}\)|, [A-Z][A-Z ,.-]{1,40})?):[ \t]+(?=\S)",  # (on camera), CNN ANCHOR
    re.MULTILINE,
)


_QUESTION = re.compile(r"^Q(?:UESTION)?$")


def turns(text: str) -> list[Turn]:
    """Return the turns of an interview or transcript ("BLITZER: …"): direct, without marks.

    A label in capitals, or one that comes again; one alone is a headline's or a list's. A question of
    the outlet itself is narration.
    """
    labels = list(_TURN.finditer(text))
    counts = Counter(label.group(1) for label in labels)
    labels = [label for label in labels if _name_of(label).isupper() or counts[label.group(1)] > 1]
    if len(labels) < 2:
        return []
    ends = [_end(text, label, following) for label, following in zip_longest(labels, labels[1:])]
    return [
        Turn(label.end(), end, _speaker_of(label), label.span(1))
        for label, end in zip(labels, ends, strict=True)
        if not _QUESTION.match(label.group(1)) and _name_of(label).lower() not in word_list("labels.txt")
    ]


def _end(text: str, label: re.Match[str], following: re.Match[str] | None) -> int:
    """Return where a turn ends: with its paragraph; under a label in capitals, before the next one if that is near."""
    start = label.end()
    if following and _name_of(label).isupper() and text.count("\n", start, following.start()) <= _LONGEST_TURN:
        return len(text[: following.start()].rstrip())
    return line_end(text, start)


def _name_of(label: re.Match[str]) -> str:
    return label.group(1).split("(")[0].split(",")[0].strip()


def _speaker_of(label: re.Match[str]) -> str | None:
    name = _name_of(label)
    if len(name) == 1:
        return None
    return name if len(name) <= _LONGEST_ACRONYM else name.title()
