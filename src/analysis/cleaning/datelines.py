"""Datelines: where an article was filed from, and by which agency, as its first lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .agencies import agency_called, agency_in, is_outlet, words
from .bylines import byline_names, first_lines
from .wordlists import pattern

_LEADING_LINES = 6  # captions, a byline and an outlet's name may stand before the dateline

_C = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞİĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_OPENING = rf"(?=[\"“„«‘'(\[]*(?:{_C}|\d))"
_MONTH = r"<<months>>\.?"
_DATE = rf"(?i:(?:le )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? (?:de )?{_MONTH})(?:,? \d{{4}})?)"
_REGION = r"[A-Z][^\W\d_.]*(?:\.[A-Z]?[a-z]*)*(?: (?:and )?[A-Z][\w.]*){0,3}"
_CAPS = rf"(?:Mc)?{_C}(?:{_C}|[.'’ ]|-(?=\w)|(?<=M)c(?={_C})|\b(?:de|el|es|da|do) ){{1,30}}(?<! )"
_MIXED = rf"{_C}[\w.'’-]*(?: (?:(?:de|el|es|of|and|the) )?{_C}[\w.'’-]*){{0,3}}"
_CAPS_PLACE = rf"{_CAPS}(?:, {_REGION})?"
_PLACES = rf"{_CAPS_PLACE}(?:(?: ?/ ?| and | & ){_CAPS_PLACE})*"
_MIXED_PLACES = rf"{_MIXED}(?:, {_REGION})?(?: ?/ ?{_MIXED})*"
_DASH = r"(?:—|–|--+|-|_|[.]-)"
_DATED = rf"(?:(?:, ?|\. |, on | \| ?| ){_DATE}\.?,?)?"
_COUNTRY_IN_BRACKETS = r"(?: ?\[[A-Z][\w ]+\])?"

# "BEIRUT (AP) — ", "BEIRUT, Sept 3 (Reuters) - ", "Berlin (dpa) - ", "MOSCOW, September 3. /TASS/. ", "(AFP) – "
_WITH_AGENCY = (
    rf"(?P<place>{_PLACES}|{_MIXED_PLACES})?{_COUNTRY_IN_BRACKETS}{_DATED} ?"
    rf"(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[A-Z]{{2,10}})/\.?)(?P<end> ?(?:{_DASH}|:)\s*| +){_OPENING}"
)
_DATE_FIRST = rf"{_DATE} \((?P<agency>[^()\n]{{2,40}})\) ?{_DASH} ?"
# "(ANSA) - ROME, SEP 3 - "
_AGENCY_FIRST = rf"\((?P<agency>[^()\n]{{2,40}})\) ?{_DASH} ?(?P<place>{_PLACES}){_DATED} ?{_DASH}\s*{_OPENING}"
# "AIN RUMANA, Lebanon: ", "WASHINGTON -- ", "PARIS—"
_BARE = rf"(?P<place>{_PLACES}){_DATED}(?P<end>\s*(?:[—–]|--+)\s*|\s*[-_]\s+|\s+-|: | \| ){_OPENING}"
_MIXED_BARE = rf"(?P<place>{_MIXED}, {_REGION})(?P<end> ?[—–] | -- | - ){_OPENING}"
# "(New York) – "
_IN_BRACKETS = rf"\((?P<place>{_MIXED_PLACES}|{_PLACES}){_DATED}\) ?[–—-] {_OPENING}"
# "By Ann Roe BEIRUT, Sept 3 (Reuters) - "
_LED_BY = rf"[Bb][Yy] (?P<names>.{{4,90}}?) (?={_PLACES}{_DATED} ?\()"
# "AFP, BEIRUT", a line of its own
_LINE = rf"(?P<agency>[A-Z][\w /-]{{1,30}}), (?P<place>{_PLACES})"
_BYLINE_PLACE = rf"[Bb][Yy] (?P<names>.{{4,80}}?),? in (?P<place>{_MIXED}(?:, {_REGION})?)"
_HEADS = (_AGENCY_FIRST, _WITH_AGENCY, _DATE_FIRST)
_UNPLACED = r"\b<<no_places>>\b"


class Dateline(NamedTuple):
    """Where a text was filed from, and by which agency; either may be None."""

    place: str | None
    agency: str | None


def dateline(body: str) -> Dateline:
    """Return the dateline at the start of one of a body's first lines.

    Below the first line, where subheads and captions stand, a place without an agency must be known
    or have a known country or state beside it.
    """
    lines = first_lines(body, _LEADING_LINES)
    for number, line in enumerate(lines):
        if found := _with_agency(line) or _without_agency(line, is_first=number == 0):
            return found
    return next(_byline_places(lines), Dateline(None, None))


def _with_agency(line: str) -> Dateline | None:
    if (led := pattern(_LED_BY).match(line)) and byline_names(led["names"]):
        line = line[led.end() :]
    found = next((found for one in _HEADS if (found := pattern(one).match(line))), None)
    if found is None:
        return _of_line(line)
    parts = {"place": None, "slashed": None, "end": "-"} | found.groupdict()
    place, named = parts["place"], str(parts["agency"] or parts["slashed"]).strip()
    agency = _agency_among(named)
    is_dashed = bool(str(parts["end"]).strip())
    if agency is None and not is_outlet(named):
        return Dateline(place, named) if place and is_dashed and _may_be_agency(named, place) else None
    if place is None:
        return Dateline(None, agency) if agency or is_dashed else None
    is_said = not _is_capital(place) and not _is_known(place) and not (is_dashed and _may_be_place(place))
    return None if is_said or pattern(_UNPLACED).search(place) else Dateline(place.strip(), agency)


def _of_line(line: str) -> Dateline | None:
    found = pattern(_LINE).fullmatch(line)
    agency = _agency_among(found["agency"]) if found else None
    return (
        Dateline(found["place"], agency) if found and agency and not pattern(_UNPLACED).search(found["place"]) else None
    )


def _is_capital(place: str) -> bool:
    return place.split(",")[0].isupper()


def _may_be_agency(named: str, place: str) -> bool:
    """Tell whether words in brackets behind a place may be an agency that the lexicon does not have."""
    is_place = _is_capital(place) and not pattern(_UNPLACED).search(place)
    return is_place and re.fullmatch(r"[A-Z][A-Za-z ]+", named) is not None


def _agency_among(named: str) -> str | None:
    return next((agency for part in re.split(r"[/,&-]| and ", named) if (agency := agency_called(part))), None) or (
        agency_called(named)
    )


def _may_be_place(place: str) -> bool:
    """Tell whether mixed-case words before a bracket may be a place, and not the name that is abbreviated there."""
    return len(place.split()) <= 3 and not place.startswith(("The ", "A ")) and agency_in(place) is None


def _without_agency(line: str, *, is_first: bool) -> Dateline | None:
    if (found := pattern(_BARE).match(line)) and not pattern(_UNPLACED).search(found["place"].replace("’", "'")):
        place, dash = found["place"].strip(), found["end"].strip()
        long_dash = dash in ("—", "–") or dash.startswith("--")
        may_be_unknown = is_first and long_dash and len(place) > 3 and place.count(" ") < 3 and not _is_name(place)
        if _is_known(place) or may_be_unknown:
            return Dateline(place, None)
    found = pattern(_IN_BRACKETS).match(line) or pattern(_MIXED_BARE).match(line)
    return Dateline(found["place"], None) if found and _is_known(found["place"]) else None


def _is_name(place: str) -> bool:
    return is_outlet(place) or agency_called(place) is not None


def _byline_places(lines: list[str]) -> Iterator[Dateline]:
    """Yield the place of a British byline: "By Ann Roe in Beirut"."""
    for line in lines:
        found = pattern(_BYLINE_PLACE).fullmatch(line)
        if found and byline_names(found["names"]) and _may_be_place(found["place"]):
            yield Dateline(found["place"], None)


def _is_known(place: str) -> bool:
    """Tell whether every place named is a known one, or stands before a known country or state."""
    parts = re.split(r" ?/ ?| and | & ", place)
    return all(part.lower() in _known() or _region(part) in _known_regions() for part in parts)


def _region(place: str) -> str:
    """Return what stands after a place's comma, in small letters and without points: "Fla." and "Fla" are one."""
    return place.rpartition(",")[2].strip().lower().replace(".", "") if "," in place else ""


@cache
def _known() -> frozenset[str]:
    return frozenset(name.lower() for name in (*words("dateline-places.txt"), *words("dateline-regions.txt")))


@cache
def _known_regions() -> frozenset[str]:
    return frozenset(name.lower().replace(".", "") for name in words("dateline-regions.txt"))
