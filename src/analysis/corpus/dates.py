"""A date field of a corpus as a day; or why it is none."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import dateparser
import pandas as pd
from dateutil import parser as dates

from .settings import Settings

LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "nb"]
EPOCH = date(1970, 1, 1)  # what a lacking date becomes in many programs
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ].*)?|\d{8}")
_YEAR_FIRST = re.compile(r"\d{4}([/.])\d\d?\1\d\d?")
_NUMBERS = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?P<time>[T ,]+\d\d?:\d\d.*)?")
_NAMED_MONTH = re.compile(r"[^\W\d_]{3}")
_EMPTY = ("", "nan", "nat", "none", "null", "undateable")
_STRICT = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def parsed_date(value: Any, settings: Settings) -> date | None:
    """Return a date field as a day, or None where it is empty.

    A moment with an offset from UTC is taken as printed, or in the time zone that the corpus declares.

    Raises:
        ValueError: It is no date, lacks a year, month or day, or could be read in two ways.
    """
    if isinstance(value, datetime):
        return _local(value, settings)
    if isinstance(value, date):
        return value
    text = "" if value is None else str(value).strip()
    if text.lower() in _EMPTY:
        return None
    if settings.date_format:
        return _local(datetime.strptime(text, settings.date_format), settings)
    if _ISO.fullmatch(text):
        return _local(pd.Timestamp(text).to_pydatetime(), settings)
    if _YEAR_FIRST.fullmatch(text):
        return datetime.strptime(text.replace(".", "/"), "%Y/%m/%d").date()
    if numbers := _NUMBERS.fullmatch(text):
        return _of_numbers(text, numbers, settings)
    if _NAMED_MONTH.search(text):
        return _of_words(text, settings)
    raise ValueError("it is no date; say `date_format:` in corpus.yml, such as '%d/%m/%Y'")


def implausible(day: date, settings: Settings) -> str | None:
    """Return why an article cannot be of a day, or None."""
    latest = settings.latest or date.fromordinal(date.today().toordinal() + 2)  # wherever it is tomorrow already
    if day > latest:
        return f"{day} lies after {latest}; mend it, or set `latest:` in corpus.yml"
    if settings.earliest is None:
        if day == EPOCH:
            return f"{day} is what a lacking date becomes in many programs; mend it, or set `earliest:` in corpus.yml"
        if day.year < 1700:
            return f"{day} is before there were newspapers; mend it, or set `earliest:` in corpus.yml"
    elif day < settings.earliest:
        return f"{day} lies before {settings.earliest}, which corpus.yml gives as the earliest day"
    return None


def _local(moment: datetime, settings: Settings) -> date:
    if settings.timezone and moment.tzinfo is not None:
        moment = moment.astimezone(ZoneInfo(settings.timezone))
    return moment.date()


def _of_numbers(text: str, numbers: re.Match[str], settings: Settings) -> date:
    """Return a date of three numbers whose order is declared, or plain from one that is above 12."""
    first, second, year = (int(number) for number in numbers.groups()[:3])
    year_may_come_first = len(numbers.group(3)) == 2 and "/" not in text
    if settings.date_order:
        day_first = settings.date_order == "day_first"
    elif ((first > 12) != (second > 12) or first == second) and not year_may_come_first:
        day_first = first > 12
    else:
        remedy = "say `date_order: day_first` or `month_first`, or `date_format:`, in corpus.yml"
        raise ValueError(f"not clear which number is the day; {remedy}")
    day, month = (first, second) if day_first else (second, first)
    if month > 12:
        raise ValueError(f"there is no month {month}; is `date_order:` in corpus.yml right?")
    full = year if len(numbers.group(3)) == 4 else 2000 + year
    return _past(datetime(full, month, day), year if len(numbers.group(3)) == 2 else full)


def _of_words(text: str, settings: Settings) -> date:
    """Return a date with its month in words, of any of `LANGUAGES`."""
    try:
        moment = _complete(text)
    except dates.ParserError:
        spelt = text.replace("aerz", "ärz")  # German exports without umlauts
        found = dateparser.parse(spelt, languages=LANGUAGES, settings=_STRICT)
        if found is None:
            raise ValueError("it is no date, or its year, month or day is lacking") from None
        moment = found
    last = re.findall(r"\d+", text)[-1]
    two_digits = len(last) == 2 and moment.year % 100 == int(last)
    return _past(moment, int(last)) if two_digits else _local(moment, settings)


def _complete(text: str) -> datetime:
    """Return a date with its month in English; dateutil would make up a part that is lacking."""
    defaults = (datetime(2001, 1, 1), datetime(2002, 2, 2))
    one, other = (_parsed(text, default) for default in defaults)
    if one.date() != other.date():
        raise ValueError("the year, month or day is lacking")
    return one


def _parsed(text: str, default: datetime) -> datetime:
    moment: datetime = dates.parse(text, default=default, tzinfos=_no_zone)
    return moment


def _no_zone(_name: str, offset: int | None) -> int | None:
    """Take offsets, and no names of zones: "BST" is that of Britain and of Bangladesh."""
    return offset


def _past(moment: datetime, year: int) -> date:
    """Return a moment's day; a year of two digits lies in the past, wherever dateutil's pivot stands."""
    is_future = year < 100 and moment.date() > date.today()
    return moment.replace(year=moment.year - 100).date() if is_future else moment.date()
