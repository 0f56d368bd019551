"""ProQuest's dates, of which many have no day, and some were torn by stray blanks."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ... import paths, yamlfile

_DAY = re.compile(r"(?:[0-9]{1,2} [^\W\d_]{3,12}\.? [0-9]{4}|[^\W\d_]{3,12}\.? [0-9]{1,2}, [0-9]{4})\s*(?=:|$)")


def dated(printed: str, info: str) -> dict[str, Any]:
    """Return the date as a field; a vague one as it is printed, with the day of the publication info beside."""
    day = whole_day(printed)
    if day:
        return {"published": day} | ({"published_as_printed": printed} if day != printed else {})
    found = _DAY.search(info[info.rfind("]") + 1 :])
    told = whole_day(found[0]) if found else None
    return ({"published": told} if told else {}) | ({"published_as_printed": printed} if printed else {})


def whole_day(text: str) -> str | None:
    """Return a date with one day, one year and a month; blanks that tore it apart are mended."""
    numbers = re.findall(r"[0-9]+", text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text.strip()) or _is_whole(numbers, text):
        is_torn = re.search(r"[^\W\d_] [^\W\d_]", text) is not None
        return (_mended(text) if is_torn else None) or text.strip()
    return _mended(text)


def _is_whole(numbers: list[str], text: str) -> bool:
    sizes = sorted(map(len, numbers))
    has_month = re.search(r"[^\W\d_]{3}", text) is not None
    is_range = re.search(r"[0-9]\s*[-–/]", text) is not None
    return len(sizes) == 2 and sizes[0] < 3 and sizes[1] == 4 and has_month and not is_range


def _mended(text: str) -> str | None:
    """Return an English date such as "Ja n 1 1, 2 009" without its stray blanks, or None."""
    parts = re.fullmatch(r"([A-Za-z .]+?)\s*([0-9][0-9 ]{0,2}),\s*([0-9][0-9 ]{3,6})", text.strip())
    if parts is None:
        return None
    month, day, year = (re.sub(r"[ .]", "", part) for part in parts.groups())
    is_date = month.casefold() in _months() and len(day) < 3 and len(year) == 4
    return f"{month} {day}, {year}" if is_date else None


@cache
def _months() -> frozenset[str]:
    months = yamlfile.load(paths.LEXICON / "proquest.yml").mapping()["months"]
    return frozenset(month.text().casefold() for month in months.sequence())
