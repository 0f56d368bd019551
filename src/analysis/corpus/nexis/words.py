"""Dates, bylines, lengths and notices as Nexis prints them, and the words of its lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ... import paths, yamlfile
from ...yamlfile import Entry

_ODD = str.maketrans({"\xa0": " ", "\u202f": " ", "\xad": None, "\ufeff": None, "\f": " "})
_DAY, _MONTH, _YEAR = r"\d{1,2}(?:er|st|nd|rd|th|º)?\.?", r"[^\W\d_]{3,12}\.?", r"(?:1[6-9]|20)\d\d"
_DATE = re.compile(
    rf"(?:{_DAY} ?(?:de |of )?{_MONTH},? (?:de |del )?{_YEAR}|{_MONTH} {_DAY}(?:,| de| del)? {_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})(?!\w)"
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?(?: [A-Z]{2,5}(?:[+-]\d{1,4})?(?!\w))?")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright\b\W*(?:\(c\)\W*)?(?:\d{4}|.{1,60}\d{4}.*\brights\b))", re.IGNORECASE
)
_LONGEST_DATE_LINE = 140


class Dated(NamedTuple):
    """A line with a date: the date and time as printed, and the edition that stands behind."""

    published: str
    edition: str


@cache
def _lexicon() -> dict[str, Entry]:
    return yamlfile.load(paths.LEXICON / "nexis.yml").mapping()


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a list of the lexicon."""
    return tuple(entry.text() for entry in _lexicon()[name].sequence())


@cache
def pairs(name: str) -> dict[str, str]:
    """Return a mapping of the lexicon, values to keys: which field a label stands for."""
    return {item.casefold(): key for key, entry in _lexicon()[name].mapping().items() for item in _texts(entry)}


def _texts(entry: Entry) -> list[str]:
    return [item.value if isinstance(item, Entry) else str(item) for item in entry.sequence()]


def plain(line: str) -> str:
    """Return a line for matching: odd and repeated blanks as one, none around it."""
    return " ".join(line.translate(_ODD).split())


def dated(line: str) -> Dated | None:
    """Return the date of a line that holds a date, perhaps a weekday, time and edition, and nothing else."""
    if len(line) > _LONGEST_DATE_LINE:
        return None
    match = _DATE.match(_without_weekday(line))
    if match is None:
        return None
    day, rest = match[0], _without_weekday(match.string[match.end() :])
    time = _TIME.match(rest)
    behind = rest[time.end() :] if time else rest
    edition = behind.strip(" ,;-–|")
    if edition and edition[0].islower():
        return None  # a sentence that begins with a date
    return Dated(f"{day} {time[0]}" if time else day, edition)


def _without_weekday(text: str) -> str:
    """Return text without the weekday it begins with."""
    text = text.lstrip(" ,;")
    first, _, rest = text.partition(" ")
    return rest.lstrip() if first.rstrip(",;.").casefold() in _weekdays() else text


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("weekdays"))


def is_vague_date(line: str) -> bool:
    """Return whether a line is a date without a day: a year, a month or season and a year."""
    parts = re.split(r"[ ,./–-]+", line)
    years = [part for part in parts if re.fullmatch(_YEAR, part)]
    others = [part for part in parts if part and part not in years]
    return bool(years) and len(parts) <= 5 and all(part.isalpha() or re.fullmatch(r"\d\d", part) for part in others)


def is_copyright(line: str) -> bool:
    """Return whether a line says who holds the rights."""
    return _COPYRIGHT.match(line) is not None or is_rights(line)


def is_rights(line: str) -> bool:
    """Return whether a line is "All Rights Reserved"."""
    return line.strip(" .").casefold() in {word.casefold() for word in words("rights")}


def starts_with(line: str, name: str) -> bool:
    """Return whether a line begins with a word or phrase of a list, in any capitalisation."""
    return line.casefold().startswith(tuple(word.casefold() for word in words(name)))


def is_one_of(line: str, name: str) -> bool:
    """Return whether a line is a word or phrase of a list, as printed there."""
    return line in words(name)


def n_words(text: str) -> int | None:
    """Return the number of words that a length such as "1,143 words" gives."""
    match = re.match(r"(\d{1,3}(?:[., ]\d{3})+|\d+)(?: +(\w+))?", text)
    if match is None or (match[2] and match[2].casefold() not in {unit.casefold() for unit in words("units")}):
        return None
    return int(re.sub(r"\D", "", match[1]))


def authors(byline: str) -> list[str]:
    """Return the names of a byline; a name and what stands behind its comma stay together."""
    names: list[str] = []
    conjunction = rf" (?:{'|'.join(words('and'))}|&) "
    for part in re.split(r"[;|]", byline):
        several = re.split(conjunction, part)
        names += [name for one in several for name in (one.split(", ") if len(several) > 1 else [one])]
    by = re.compile(rf"(?i:{'|'.join(words('by'))}) +(?=[^\W\d_])")
    return [name for name in (by.sub("", one.strip(" ,"), count=1) for one in names) if name]
