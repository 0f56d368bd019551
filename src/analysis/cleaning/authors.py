"""Author fields: the people named in them, and the agencies that stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .agencies import agency_called, is_outlet
from .personnames import cased, distinct, is_degree, is_full_name, is_name, is_suffix, surname_first
from .wordlists import pattern

_ADDRESS = re.compile(r"\S+@\S*|(?<!\w)@\w+|https?://\S+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAK = re.compile(r"\s*(?:[;|•·\n]|//|\s/\s)\s*(?:and\s+)?")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s+(?:(?:and|with)\s+)?|\s+(?:and|with|&)\s+", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:in|at|of|for|from|on)\s+(.*)", re.IGNORECASE)
_BY = r"(?i)(?:<<before_by>> )?by\b:?\s+"
_KICKER = r"(?i)<<kickers>>(?: by|:)?\s+(?=\S+ \S)"
_HONORIFIC = r"<<honorifics>>\b\.?\s+(?=\S)"
_ROLE = r"(?i)\b<<roles>>\b"
_SITE = r"(?i)\.<<domains>>\b"


class Byline(NamedTuple):
    """Who a byline names: people, and the first agency among or behind them."""

    people: list[str]
    agency: str | None


NOBODY = Byline([], None)


def credited(entries: Iterable[str]) -> Byline:
    """Return the people and the agency in the entries of an authors field.

    Outlets, roles, addresses and degrees beside the names are left out. Doing it again to the people
    changes nothing.
    """
    whole = [part for entry in entries for part in _BREAK.split(entry)]
    return _read(_parted([_bare(entry) for entry in whole]), _bracketed(whole))


def named_in_line(text: str, further: Iterable[str] = ()) -> Byline:
    """Read a line of running text as names; words that are no full names make it none at all.

    After a comma only a line that also has an "and" goes on listing people: in "Ann Roe, Harbour
    Post" the rest is her outlet.

    Args:
        text: The line, without its "By".
        further: What stands beside it and may name the agency.
    """
    names, *behind = _BREAK.split(text)
    parts = _LIST.split(_bare(names))
    kept, others = (parts, []) if _AND.search(names) else (parts[:1], parts[1:])
    found = _read(kept, [*others, *behind, *further, *_bracketed([text])])
    full = all(is_full_name(name) for name in found.people)
    if not full or (text.endswith((".", "?", "!", ":")) and not found.people) or not _says_all(kept[0], found):
        return NOBODY
    return found


def after_by(line: str) -> str | None:
    """Return what stands behind the "By" or "Story by" that begins a line, or None."""
    found = pattern(_BY).match(line)
    return line[found.end() :] if found else None


def _says_all(part: str, found: Byline) -> bool:
    """Tell whether the first part was a person or an agency, and not something passed over."""
    return bool(found.people) or (found.agency is not None and agency_called(_without_role(part)) is not None)


def _parted(entries: list[str]) -> list[str]:
    """Return the names of entries; "Roe, Ann" is one, written as archives do."""
    if not any("," in entry for entry in entries):
        return [name for entry in entries for name in _LIST.split(entry)]
    parts = [_AND.split(entry) for entry in entries if entry.strip()]
    single = [one for several in parts for one in several]
    is_archive = any(_turned(one) for one in single) and all(_turned(one, is_sure=True) for one in single)
    names: list[str] = []
    for entry, several in zip(filter(str.strip, entries), parts, strict=True):
        turned = [_turned(one, is_sure=is_archive) for one in several]
        names += [name for one in turned for name in one] if all(turned) else _LIST.split(entry)
    return names


def _turned(part: str, *, is_sure: bool = False) -> list[str]:
    """Return "Ann Roe" and "Reuters" of "Roe, Ann, Reuters", and nothing of "Ann Roe, Reuters"."""
    name, comma, behind = part.rpartition(", ")
    if comma and "," in name and _is_beside(behind):
        beside = [behind]
    else:
        name, beside = part, []
    found = surname_first(name, is_sure=is_sure)
    if found is None or any(map(_is_beside, found)):
        return []
    surname, given = found
    return [f"{given} {surname}", *beside]


def _is_beside(text: str) -> bool:
    """Tell whether a text is an agency, an outlet or a role, which stand beside names."""
    return agency_called(text) is not None or is_outlet(text) or pattern(_ROLE).search(text) is not None


def _read(parts: Iterable[str], beside: Iterable[str]) -> Byline:
    people: list[str] = []
    agencies: list[str | None] = []
    for raw in parts:
        part = _trimmed(raw)
        if people and is_suffix(part):
            people[-1] = f"{people[-1]} {cased(part)}"
            continue
        name, agency = _person(part)
        agencies.append(agency)
        if name:
            people.append(name)
    agencies += [agency_called(_without_role(part)) for part in beside]
    return Byline(distinct(people), next((agency for agency in agencies if agency), None))


def _person(part: str) -> tuple[str | None, str | None]:
    """Return the person in a part of a byline, and the agency in it."""
    if agency := agency_called(part) or agency_called(_without_role(part)):
        return None, agency
    agency = None
    part = pattern(_KICKER).sub("", part, count=1)
    if placed := _PLACED.search(f" {part}"):
        agency = agency_called(placed[1])
        part = part[: max(placed.start() - 1, 0)].strip()
        if " " not in part:
            return None, agency
    first, _, last = part.rpartition(" ")
    if " " in first and agency_called(last):
        part, agency = first, agency_called(last)
    while honorific := pattern(_HONORIFIC).match(part):
        part = part[honorific.end() :]
    return (cased(part) if _is_person(part) else None), agency


def _is_person(part: str) -> bool:
    if not is_name(part) or is_degree(part) or is_outlet(part):
        return False
    return not pattern(_ROLE).search(part) and not pattern(_SITE).search(part)


def _without_role(part: str) -> str:
    """Return "Reuters" of "Reuters Staff" and "Associated Press" of "an Associated Press writer"."""
    words = part.strip(" .").split()
    while words and pattern(_ROLE).fullmatch(words[-1]) and not agency_called(" ".join(words)):
        words.pop()
    return " ".join(words)


def _bare(entry: str) -> str:
    return pattern(_BY).sub("", _ADDRESS.sub(" ", _BRACKETS.sub(" ", entry)).strip(), count=1)


def _bracketed(entries: Iterable[str]) -> list[str]:
    return [found for entry in entries for found in _BRACKETS.findall(entry)]


def _trimmed(part: str) -> str:
    name = " ".join(part.split()).strip(' "“”*,:–—-')
    return after_by(name) or name
