"""Leads that name a source by office only, and the paragraph soon after that says who it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from .names import titles

_PARAGRAPHS = 4
_INDEFINITE = frozenset(("a", "an"))
_MANY = frozenset(("one", "another", "some"))
# Offices that one person holds: "France's defense minister" is one, a spokesman or official may be any.
_OFFICES = frozenset(
    ("minister", "president", "chancellor", "premier", "king", "queen", "pope", "governor", "mayor", "chief", "leader")
)
# Persons of rank, whom wire style calls "a top Republican" before it names them; an official stays unnamed.
_RANKS = _OFFICES | frozenset(
    ("senator", "congressman", "congresswoman", "republican", "democrat", "mp", "cleric", "bishop", "judge", "general")
)


class Spoken(Protocol):
    """An attribution with a speaker."""

    start: int
    cue_class: str
    speaker: str | None


def identify_later(text: str, found: Sequence[Spoken], is_person: Callable[[str], bool]) -> None:
    """Name a source that the lead knows by office only and a paragraph soon after names.

    "…, France's defense minister said" opens the article; "Jean-Yves Le Drian told …" comes two
    paragraphs on, without an office: wire style takes the reader to know that they are one.
    """
    limit = _nth_paragraph_end(text, _PARAGRAPHS)
    lead = [one for one in found if one.speaker and one.start < limit and one.cue_class in ("speech", "thought")]
    speakers = [one.speaker for one in lead if one.speaker]
    office = next(
        (one for one in speakers if _is_office(one)), next((one for one in speakers if _is_ranked(one)), None)
    )
    if office is None:
        return
    after = speakers[speakers.index(office) :]
    named = next(
        (name for name in after if name != office and is_person(name) and _stands_bare(text[:limit], name)), None
    )
    if named is not None:
        for one in found:
            # "a top Republican" further down is somebody else
            if one.speaker == office and (one.start < limit or _is_office(office)):
                one.speaker = named


def _is_office(speaker: str) -> bool:
    """Tell whether a speaker is known by an office that one person holds: "France's defense minister"."""
    words = speaker.lower().split(" of ")[0].split()
    definite = words[0] not in _INDEFINITE | _MANY and not words[-1].endswith("s")
    return definite and words[-1] in _OFFICES and not speaker.split()[len(words) - 1].istitle()


def _is_ranked(speaker: str) -> bool:
    words = speaker.lower().split(" of ")[0].split()
    return words[0] in _INDEFINITE and words[-1] in _RANKS


def _stands_bare(text: str, name: str) -> bool:
    """Tell whether a person's name first stands at a sentence's start, but for a title, with no apposition after it."""
    at = text.find(name)
    before, after = text[:at].rstrip(" "), text[at + len(name) :]
    while (word := re.search(r"(\w+)\.?\Z", before)) and word.group(1).lower() in titles():
        before = before[: word.start()].rstrip(" ")
    return at >= 0 and len(name.split()) > 1 and before[-1:] in ("", "\n", ".", "”") and not after.startswith(",")


def _nth_paragraph_end(text: str, number: int) -> int:
    ends = [match.end() for match in re.finditer(r"[^\n]+", text)]
    return ends[min(number, len(ends)) - 1] if ends else 0
