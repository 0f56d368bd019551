"""Datelines and agencies, read from where news copy has them; the text itself is left as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .. import paths

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞİĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
# "BEIRUT (AP) — ", "AIN RUMANA, Lebanon: ", "WASHINGTON -- "
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITAL}(?:{_CAPITAL}|[.'’ -]){{2,30}}(?:, {_CAPITAL}[\w. ]{{2,20}})?)"
    rf"(?: ?\((?P<agency>[A-Z][A-Za-z ]{{1,30}})\))?\s*(?:—|–|--|-|:)\s+(?=[\"“‘'(]*(?:{_CAPITAL}|\d))"
)
_CREDIT_LINES = 3
_LABELS = (
    "FILE",
    "UPDATE",
    "UPDATED",
    "EXCLUSIVE",
    "BREAKING",
    "WATCH",
    "ANALYSIS",
    "OPINION",
    "NOTE",
    "EDITOR'S NOTE",
)


class Dateline(NamedTuple):
    """Where a text was filed from, and by which agency; either may be None."""

    place: str | None
    agency: str | None


def dateline(body: str) -> Dateline:
    """Return the dateline that a body begins with."""
    found = _DATELINE.match(body)
    place = found.group("place").strip(" -") if found else ""
    if found is None or place.replace("’", "'") in _LABELS:
        return Dateline(None, None)
    agency = found.group("agency")
    return Dateline(place, _agencies().get(agency.lower(), agency) if agency else None)


def credited_agency(body: str, authors: list[str]) -> str | None:
    """Return the agency that a byline or a credit line at the end names, or None."""
    for author in authors:
        if agency := _agencies().get(author.lower()):
            return agency
    for line in body.rsplit("\n", _CREDIT_LINES)[1:]:
        for name, agency in _agencies().items():
            if len(line) < 120 and re.search(rf"\b{re.escape(name)}\b", line.lower()) and _is_credit(line, name):
                return agency
    return None


def _is_credit(line: str, name: str) -> bool:
    low = line.lower()
    if low.startswith(("contributing:", "source:", "with ")) or low.strip(" —–-.()") == name:
        return True
    return "contribut" in low and "report" in low


@cache
def _agencies() -> dict[str, str]:
    """Return every spelling of an agency's name, in small letters, with the name it stands for."""
    lines = (paths.LEXICON / "agencies.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split("|") for line in lines if line.strip() and not line.startswith("#")]
    return {name.strip().lower(): group[0].strip() for group in groups for name in group}
