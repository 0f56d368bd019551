"""`corpus.yml`: what a user says about a corpus's fields, dates and files."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from .. import yamlfile
from ..yamlfile import Entry

FILE_NAME = "corpus.yml"
OURS = ("article_id", "outlet", "published", "title", "authors", "url", "body", "language")
DATE_ORDERS = ("day_first", "month_first")
MAX_CHARACTERS = 1_000_000  # a long novel; one article is hardly ever above 100,000


@dataclass(frozen=True)
class Settings:
    """How to read a corpus.

    Attributes:
        fields: Our column names and the corpus's field for each.
        constants: Values for columns that the corpus does not have.
        metadata: Further fields to carry along; None for all of them.
        date_format: Format of the dates, as `strptime` knows it.
        date_order: Of dates of three numbers: `day_first` or `month_first`.
        timezone: Where a moment with an offset from UTC is to be taken as a day; None for the day as printed.
        earliest: First day that is plausible; None for any but 1 January 1970 and those before newspapers.
        latest: Last day that is plausible; None for tomorrow.
        encoding: Encoding of files that are not UTF-8.
        files: Patterns of the files to read in a folder; empty for all of a known format.
        filename: Pattern whose named groups fill columns from the file's path.
        max_characters: Longest text that still is one article.
        origin: The settings file, or None.
    """

    fields: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    metadata: tuple[str, ...] | None = None
    date_format: str | None = None
    date_order: str | None = None
    timezone: str | None = None
    earliest: date | None = None
    latest: date | None = None
    encoding: str | None = None
    files: tuple[str, ...] = ()
    filename: re.Pattern[str] | None = None
    max_characters: int = MAX_CHARACTERS
    origin: Path | None = None


def load_settings(path: Path) -> Settings:
    """Return the settings in a file.

    Raises:
        InputError: The file has an unknown key or a value of the wrong kind; it names the line.
    """
    keys = yamlfile.load(path).mapping(known=_READ)
    read: dict[str, Any] = {name: _READ[name](entry) for name, entry in keys.items()}
    return Settings(**read, origin=path)


def beside(path: Path) -> Settings:
    """Return the settings in the `corpus.yml` of a corpus's folder, or the defaults."""
    file = (path if path.is_dir() else path.parent) / FILE_NAME
    return load_settings(file) if file.is_file() else Settings()


def _columns(entry: Entry) -> dict[str, str]:
    return {ours: theirs.scalar() for ours, theirs in entry.mapping(known=OURS).items()}


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(item.text() for item in entry.sequence())


def _files(entry: Entry) -> tuple[str, ...]:
    for item in entry.sequence():
        pattern = Path(item.text())
        if pattern.is_absolute() or ".." in pattern.parts:
            raise item.error(f"{item.value!r} leaves the corpus's folder", "Write a pattern such as *.csv.")
    return _texts(entry)


def _encoding(entry: Entry) -> str:
    try:
        if not codecs.lookup(entry.text())._is_text_encoding:
            raise LookupError("not a text encoding")
    except LookupError as error:
        raise entry.error(f"no encoding is called {entry.value!r}", "Use a name such as cp1252 or latin-1.") from error
    return entry.text()


def _pattern(entry: Entry) -> re.Pattern[str]:
    try:
        pattern = re.compile(entry.text())
    except re.error as error:
        raise entry.error(f"the pattern is not valid ({error})", "Mend the regular expression.") from error
    unknown = set(pattern.groupindex) - set(OURS)
    if unknown or not pattern.groupindex:
        remedy = f"Name groups (?P<outlet>…) after columns: {', '.join(OURS)}."
        raise entry.error(f"group {sorted(unknown) or 'names'} not known", remedy)
    return pattern


def _date_order(entry: Entry) -> str:
    if entry.text() not in DATE_ORDERS:
        raise entry.error(f"{entry.value!r} is no order of a date", f"Write {' or '.join(DATE_ORDERS)}.")
    return entry.text()


def _timezone(entry: Entry) -> str:
    if entry.text() not in available_timezones():
        raise entry.error(f"no time zone is called {entry.value!r}", "Use a name such as Europe/London.")
    return entry.text()


def _day(entry: Entry) -> date:
    if type(entry.value) is date:
        return entry.value
    try:
        return date.fromisoformat(entry.text())
    except ValueError as error:
        raise entry.error(f"{entry.value!r} is no day", "Write it as 2014-08-31.") from error


def _count(entry: Entry) -> int:
    if not isinstance(entry.value, int) or entry.value < 1:
        raise entry.error(f"a number above 0 is expected here, not {entry.value!r}", "Write it without quotes.")
    return entry.value


_READ: dict[str, Callable[[Entry], Any]] = {
    "fields": _columns,
    "constants": _columns,
    "metadata": _texts,
    "date_format": Entry.text,
    "date_order": _date_order,
    "timezone": _timezone,
    "earliest": _day,
    "latest": _day,
    "encoding": _encoding,
    "files": _files,
    "filename": _pattern,
    "max_characters": _count,
}
