"""From a corpus's own fields to ours: names, dates, authors, ids."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pandas as pd
from dateutil import parser as dates

from ..tables import ARTICLES
from .records import Record
from .settings import OURS, Settings

# Field names that corpora commonly use, most telling first.
COMMON = {
    "article_id": ("article_id", "id", "uid", "guid"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "media_name", "source_name", "site_name"),
    "published": (
        *("published", "date", "publish_date", "pub_date", "published_at", "date_published"),
        *("publication_date", "datetime"),
    ),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "url": ("url", "link"),
    "body": ("body", "content_original", "text", "full_text", "fulltext", "article_text", "content", "article"),
    "language": ("language", "lang"),
}
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ].*)?|\d{8}")
_NUMBERS = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)")
_NAMED_MONTH = re.compile(r"[A-Za-z]{3}")
_AUTHOR_SEPARATOR = re.compile(r"\s*[;|]\s*|\s*,\s+|\s+and\s+")


def recognised(names: Iterable[str], settings: Settings) -> dict[str, str]:
    """Return which of a corpus's fields is taken for which of our columns."""
    by_low = {name.lower(): name for name in names}
    found: dict[str, str] = {}
    for ours in OURS:
        if ours in settings.fields:
            found[ours] = settings.fields[ours]
        elif ours not in settings.constants:
            match = next((by_low[name] for name in COMMON[ours] if name in by_low), None)
            if match is not None:
                found[ours] = match
    return found


def carried(names: Iterable[str], taken: dict[str, str], settings: Settings) -> dict[str, str]:
    """Return the further fields to keep, by the column name each gets.

    A field that could have been one of ours but was passed over (a second rendering of the text,
    say) is left out, unless the settings name it.
    """
    passed_over = {name for candidates in COMMON.values() for name in candidates}
    columns: dict[str, str] = {}
    for name in names:
        wanted = settings.metadata is None and name.lower() not in passed_over
        if name not in taken.values() and (wanted or (settings.metadata or ()).count(name)):
            columns[f"raw_{name}" if name in ARTICLES.columns else name] = name
    return columns


def parsed_date(value: Any, date_format: str | None) -> date | None:
    """Return a date field as a date, or None where it is empty.

    Raises:
        ValueError: It is no date, or one that could be read in two ways.
    """
    if isinstance(value, (datetime, date)):
        return value.date() if isinstance(value, datetime) else value
    text = "" if value is None else str(value).strip()
    if not text or text.lower() in ("nan", "nat", "none", "null"):
        return None
    if date_format:
        return datetime.strptime(text, date_format).date()
    if _ISO.fullmatch(text):
        return pd.Timestamp(text).date()
    if _NAMED_MONTH.search(text):
        return _day(dates.parse(text, default=datetime(1, 1, 1)))
    if numbers := _NUMBERS.fullmatch(text):
        first, second, _ = (int(number) for number in numbers.groups())
        if (first > 12) != (second > 12) or first == second:
            return _day(dates.parse(text, dayfirst=first > 12))
    raise ValueError("not clear which number is the day; say `date_format:` in corpus.yml, such as '%d/%m/%Y'")


def _day(moment: datetime) -> date:
    return moment.date()


def listed_authors(value: Any) -> list[str]:
    """Return an authors field as a list of names."""
    if isinstance(value, (list, tuple)):
        return [str(name).strip() for name in value if str(name).strip()]
    text = re.sub(r"^\s*by\s+", "", str(value or ""), flags=re.IGNORECASE).strip()
    return [name for name in _AUTHOR_SEPARATOR.split(text) if name and name.lower() != "nan"]


def plain(value: Any) -> str | None:
    """Return a field as text without surrounding blanks, or None where it is empty."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    return str(value).strip() or None


def hashed_id(record: Record, values: dict[str, Any]) -> str:
    """Return an id made from the record's content, the same at every reading."""
    content = [plain(values.get(name)) for name in ("url", "outlet", "published", "title", "body")]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def metadata_column(values: list[Any]) -> pd.Series:
    """Return metadata as a column of one type: numbers or flags stay, anything else becomes text."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, (int, float)) for value in present):
        return pd.Series(values)
    texts = [json.dumps(v, ensure_ascii=False) if isinstance(v, (dict, list)) else plain(v) for v in values]
    return pd.Series(texts, dtype="str")
