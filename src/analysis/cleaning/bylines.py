"""Datelines and agencies, read from where news copy has them; the text itself is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .agencies import agency_called, agency_in, is_outlet, words
from .authors import byline_names, credited, leading_byline
from .text import single_line

_LEADING_LINES = 6  # captions, a byline and an outlet's name may stand before the dateline
_CREDIT_LINES = 3
_SPOKEN_CREDIT_LINES = 8  # a sentence of credit may have corrections and addresses after it
_LONGEST_CREDIT = 300
_NEAR = 40

_C = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞİĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_OPENING = rf"(?=[\"“„«‘'(\[]*(?:{_C}|\d))"
_MONTH = (
    r"(?:Jan(?:uary|uar|vier|eiro)?|Feb(?:ruary|ruar)?|F[ée]v(?:rier)?|M[aä]r(?:ch|s|z)?|A[pbv]r(?:il)?|Ma[yi]|June?|Juni"
    r"|juin|July?|Juli|juil(?:let)?|Aug(?:ust)?|ao[uû]t|ago|ene|dic|Sept?(?:ember|iembre)?|O[ck]t(?:ober|obre)?"
    r"|Nov(?:ember|embre)?|D[eé][cz](?:ember|embre)?)\.?"
)
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
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACES}|{_MIXED_PLACES})?{_COUNTRY_IN_BRACKETS}{_DATED} ?"
    rf"(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[A-Z]{{2,10}})/\.?)(?P<end> ?(?:{_DASH}|:)\s*| +){_OPENING}"
)
_DATE_FIRST = re.compile(rf"{_DATE} \((?P<agency>[^()\n]{{2,40}})\) ?{_DASH} ?")
# "(ANSA) - ROME, SEP 3 - "
_AGENCY_FIRST = re.compile(
    rf"\((?P<agency>[^()\n]{{2,40}})\) ?{_DASH} ?(?P<place>{_PLACES}){_DATED} ?{_DASH}\s*{_OPENING}"
)
# "AIN RUMANA, Lebanon: ", "WASHINGTON -- ", "PARIS—"
_BARE = re.compile(rf"(?P<place>{_PLACES}){_DATED}(?P<end>\s*(?:[—–]|--+)\s*|\s*[-_]\s+|\s+-|: | \| ){_OPENING}")
_MIXED_BARE = re.compile(rf"(?P<place>{_MIXED}, {_REGION})(?P<end> ?[—–] | -- | - ){_OPENING}")
# "(New York) – "
_IN_BRACKETS = re.compile(rf"\((?P<place>{_MIXED_PLACES}|{_PLACES}){_DATED}\) ?[–—-] {_OPENING}")
# "By Ann Roe BEIRUT, Sept 3 (Reuters) - "
_LED_BY = re.compile(rf"[Bb][Yy] (?P<names>.{{4,90}}?) (?={_PLACES}{_DATED} ?\()")
# "AFP, BEIRUT", a line of its own
_LINE = re.compile(rf"(?P<agency>[A-Z][\w /-]{{1,30}}), (?P<place>{_PLACES})")
_BYLINE_PLACE = re.compile(rf"[Bb][Yy] (?P<names>.{{4,80}}?),? in (?P<place>{_MIXED}(?:, {_REGION})?)")
_UNPLACED = re.compile(
    r"\b(?:FILE|PHOTOS?|UPDATED?|EXCLUSIVE|BREAKING|WATCH|ANALYSIS|OPINION|NOTE|VIDEO|READ|CORRECTION|CORRECTED"
    r"|CLARIFICATION|FACT|THE|THIS|OUR|YOUR|IS|ARE|ON|IN|OK|WHO|WHAT|WHY|HOW|NEWS|REPORT|REVIEW|INTERVIEW|LIVE"
    r"|COMMENTARY|EDITORIAL|REPORTER|HOST|SPECIAL|DEVELOPING|MORE|SUMMARY|POLL|QUESTION|ANSWER)\b"
)

_PIECE = r"(?:report|story|article|post|dispatch|piece|coverage)"
# Sentences of credit: the agency may stand anywhere, or must stand behind, or before.
_CONTRIBUTED = re.compile(
    rf"\bcontribut(?:ed|ing)(?: reporting|(?: \w+)? to (?:this|the) (?:\w+ )?{_PIECE}| from [A-Z]|[.,]?$|, including)"
)
_TAKEN = re.compile(
    r"(?:(?:material|information|files|content|reporting|reports|assistance) (?:from|by)"
    r"|was (?:reported|written|produced|provided|distributed) by|compiled from) ",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:writers?|reporters?|journalists?|correspondents?)\b.{3,80} reported from [A-Z]", re.IGNORECASE
)
_LABELLED = re.compile(
    r"[•*—–(-]?\s*(?:contributing|sources?|with|via|additional reporting|credit)\b\s*:?\s+\S", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^.]{0,20}?\s*(?:\d{4}(?:[-–]\d+)?)?,?\s*(?:by )?(.{2,60})", re.IGNORECASE
)
_SIGN_OFF = re.compile(r"(?:^|[.!?”\"']\s*)(?:[—–(\[]|--|-)\s*([\w /-]{2,40})[)\]]?\.?$")


class Dateline(NamedTuple):
    """Where a text was filed from, and by which agency; either may be None."""

    place: str | None
    agency: str | None


def dateline(body: str) -> Dateline:
    """Return the dateline at the start of one of a body's first lines.

    Below the first line, where subheads and captions stand, a place without an agency must be known
    or have a known country or state beside it.
    """
    lines = _first_lines(body, _LEADING_LINES)
    for number, line in enumerate(lines):
        if found := _with_agency(line) or _without_agency(line, is_first=number == 0):
            return found
    return next(_byline_places(lines), Dateline(None, None))


def credited_agency(body: str, authors: list[str], printed: str | None = None) -> str | None:
    """Return the agency that a byline names, or a credit line at the start or end, or None.

    Args:
        body: The cleaned text.
        authors: The entries of the authors field.
        printed: The text before boilerplate was cut from it, for its copyright line.
    """
    if agency := credited(authors).agency or leading_byline(body).agency or _leading_credit(body):
        return agency
    lines = [line for line in body.split("\n") if line.strip()][1:]
    for line in reversed(lines[-_SPOKEN_CREDIT_LINES:]):
        if agency := _spoken_credit(line):
            return agency
    for line in lines[-_CREDIT_LINES:]:
        if agency := _short_credit(line):
            return agency
    ends = [line for line in (printed or "").strip().rsplit("\n", _SPOKEN_CREDIT_LINES)[1:] if line.strip()]
    return next((agency for line in ends if (agency := _copyright(single_line(line)))), None)


def _first_lines(body: str, number: int) -> list[str]:
    return [line.strip() for line in body.split("\n", 2 * number) if line.strip()][:number]


def _with_agency(line: str) -> Dateline | None:
    if (led := _LED_BY.match(line)) and byline_names(led["names"]):
        line = line[led.end() :]
    found = _AGENCY_FIRST.match(line) or _WITH_AGENCY.match(line) or _DATE_FIRST.match(line) or _LINE.fullmatch(line)
    if found is None:
        return None
    parts = {"place": None, "slashed": None, "end": "-"} | found.groupdict()
    place, named = parts["place"], str(parts["agency"] or parts["slashed"]).strip()
    agency = _agency_among(named)
    if found.re is _LINE and not agency:
        return None
    is_dashed = bool(str(parts["end"]).strip())
    if agency is None and not is_outlet(named):
        may_be_agency = (
            place and is_dashed and place.split(",")[0].isupper() and re.fullmatch(r"[A-Z][A-Za-z ]+", named)
        )
        return Dateline(place, named) if may_be_agency and not _UNPLACED.search(str(place)) else None
    if place is None:
        return Dateline(None, agency) if agency or is_dashed else None
    is_said = not place.split(",")[0].isupper() and not _is_known(place) and not (is_dashed and _may_be_place(place))
    return None if is_said or _UNPLACED.search(place) else Dateline(place.strip(), agency)


def _agency_among(named: str) -> str | None:
    return next((agency for part in re.split(r"[/,&-]| and ", named) if (agency := agency_called(part))), None) or (
        agency_called(named)
    )


def _agencies_only(named: str) -> str | None:
    """Return the first agency of "AFP/Reuters", and None of "Ann Roe/AFP/Harbour Images", a picture's credit."""
    found = [agency_called(part) for part in re.split(r"[/,&]| and ", named)]
    return found[0] if all(found) else None


def _may_be_place(place: str) -> bool:
    """Tell whether mixed-case words before a bracket may be a place, and not the name that is abbreviated there."""
    return len(place.split()) <= 3 and not place.startswith(("The ", "A ")) and agency_in(place) is None


def _without_agency(line: str, *, is_first: bool) -> Dateline | None:
    if (found := _BARE.match(line)) and not _UNPLACED.search(found["place"].replace("’", "'")):
        place, dash = found["place"].strip(), found["end"].strip()
        long_dash = dash in ("—", "–") or dash.startswith("--")
        may_be_unknown = is_first and long_dash and len(place) > 3 and place.count(" ") < 3 and not _is_name(place)
        if _is_known(place) or may_be_unknown:
            return Dateline(place, None)
    found = _IN_BRACKETS.match(line) or _MIXED_BARE.match(line)
    return Dateline(found["place"], None) if found and _is_known(found["place"]) else None


def _is_name(place: str) -> bool:
    return is_outlet(place) or agency_called(place) is not None


def _byline_places(lines: list[str]) -> Iterator[Dateline]:
    """Yield the place of a British byline: "By Ann Roe in Beirut"."""
    for line in lines:
        found = _BYLINE_PLACE.fullmatch(line)
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


def _leading_credit(body: str) -> str | None:
    """Return the agency named alone in one of the first lines, as "(AFP)", "Source: AFP", "Associated Press"."""
    lines = _first_lines(body, 3)
    alone = (re.sub(r"^(?:Source|By|From|Via):? ", "", line).strip(" ()") for line in lines[:-1])
    return next((agency for line in alone if (agency := agency_called(line))), None)


def _spoken_credit(line: str) -> str | None:
    if len(line) > _LONGEST_CREDIT:
        return None
    if _CONTRIBUTED.search(line):
        return agency_in(line)
    if taken := _TAKEN.search(line):
        return agency_in(line[taken.end() :].partition(",")[0][:_NEAR])
    return agency_in(line[:_NEAR]) if _REPORTED.search(line) else None


def _short_credit(line: str) -> str | None:
    if len(line) < 200 and _LABELLED.match(line):
        return agency_in(line)
    if agency := _agencies_only(line.strip(" —–-.()[]")):
        return agency
    signed = _SIGN_OFF.search(line)
    return _copyright(line) or (_agencies_only(signed[1]) if signed else None)


def _copyright(line: str) -> str | None:
    found = _COPYRIGHT.match(line) if len(line) <= 2 * _LONGEST_CREDIT else None
    return agency_in(found[1]) if found else None
