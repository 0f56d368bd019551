"""From a corpus's own fields to ours: names, authors, ids."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

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
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAKEN = (*ARTICLES.columns, "source", "locator")
_LARGEST = 2**53  # larger numbers are not exact as such; they become text
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


def carried(names: Iterable[str], taken: Collection[str], settings: Settings) -> dict[str, str]:
    """Return the further fields to keep, by the column name each gets.

    A second rendering of the text is left out, unless the settings name it.
    """
    passed_over = COMMON["body"]
    columns: dict[str, str] = {}
    for name in names:
        wanted = settings.metadata is None and name.lower() not in passed_over
        if name not in taken and (wanted or (settings.metadata or ()).count(name)):
            columns[f"raw_{name}" if name in _TAKEN else name] = name
    return columns


def listed_authors(value: Any) -> list[str]:
    """Return an authors field as a list of names."""
    parts = value if isinstance(value, (list, tuple)) else _AUTHOR_SEPARATOR.split(_BY.sub("", plain(value) or ""))
    names = [_BY.sub("", plain(part) or "").strip() for part in parts]
    return [name for name in names if name and name.lower() != "nan"]


def plain(value: Any) -> str | None:
    """Return a field as text without surrounding blanks, or None where it is empty.

    Halves of characters that no encoding can write (lone surrogates) become question marks.
    """
    if value is None or (isinstance(value, float) and value != value):
        return None
    text = str(value).strip()
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(text) else text or None
    )


def hashed_id(record: Record, values: dict[str, Any]) -> str:
    """Return an id made from the record's content, the same at every reading."""
    content = [plain(values.get(name)) for name in ("url", "outlet", "published", "title", "body")]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def metadata_column(values: list[Any]) -> pd.Series:
    """Return metadata as a column of one type: numbers or flags stay, anything else becomes text."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, (int, float)) and abs(value) < _LARGEST for value in present):
        return pd.Series(values)
    texts = [plain(json.dumps(v, ensure_ascii=False) if isinstance(v, (dict, list)) else v) for v in values]
    return pd.Series(texts, dtype="str")
