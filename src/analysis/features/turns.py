"""Turns of interviews and transcripts: speech that has a label in place of quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .texts import line_end, word_list


class Turn(NamedTuple):
    """What one speaker says; the speaker is missing where the label is a letter."""

    start: int
    end: int
    speaker: str | None


_TURN = re.compile(
    r"^((?:[A-Z][A-Z.'’ -]{1,30}|[QA]|[A-Z][a-z.]+(?: [A-Z][\w.'’-]+){0,3})"  # BLITZER, Susan Rice
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
    return [
        Turn(label.end(), line_end(text, label.end()), _speaker_of(label))
        for label in labels
        if not _QUESTION.match(label.group(1)) and _name_of(label).lower() not in word_list("labels.txt")
    ]


def _name_of(label: re.Match[str]) -> str:
    return label.group(1).split("(")[0].split(",")[0].strip()


def _speaker_of(label: re.Match[str]) -> str | None:
    name = _name_of(label)
    return name.title() if len(name) > 1 else None
