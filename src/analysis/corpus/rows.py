"""Records → raw articles: one row each, in our columns; or the reason why a record is none."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .dates import implausible, parsed_date
from .fields import hashed_id, listed_authors, metadata_column, plain, recognised
from .records import Record, Rejection
from .settings import FILE_NAME, OURS, Settings

_RAW = ("source", "locator", *OURS)


def raw_articles(
    records: list[Record],
    shapes: dict[tuple[str, ...], dict[str, str]],
    metadata: dict[str, str],
    settings: Settings,
) -> tuple[pd.DataFrame, list[Rejection]]:
    """Return the records that are articles as a table, and why the others are none.

    Args:
        records: What the readers yielded.
        shapes: For each set of fields which of them is taken for which of our columns.
        metadata: Column and field of what is carried along.
        settings: The corpus's settings.
    """
    rows: list[dict[str, Any]] = []
    kept: list[Record] = []
    rejections: list[Rejection] = []
    ids: dict[str, Record] = {}
    for record in records:
        row = _row(record, shapes[tuple(record.fields)], settings)
        first = ids.get(row["article_id"])
        fault = _fault(row, record, first, settings)
        if fault is None:
            ids[row["article_id"]] = record
            rows.append(row)
            kept.append(record)
        else:
            rejections.append(_rejection(record, row, settings, *fault))
    raw = pd.DataFrame(rows, columns=list(_RAW)).astype(
        {name: "str" for name in _RAW if name not in ("published", "authors")}
    )
    raw["published"] = pd.to_datetime(raw["published"]).astype("datetime64[us]")
    for column, name in metadata.items():
        raw[column] = metadata_column([record.fields.get(name) for record in kept])
    return raw, rejections


def refused(record: Record, settings: Settings, reason: str, detail: str) -> Rejection:
    """Return a record as a rejection, with its outlet and day."""
    return _rejection(record, _row(record, recognised(record.fields, settings), settings), settings, reason, detail)


def _rejection(record: Record, row: dict[str, Any], settings: Settings, reason: str, detail: str) -> Rejection:
    try:
        day = parsed_date(row["published"], settings)
    except (ValueError, OverflowError):
        day = None
    known = day if day and not implausible(day, settings) else None
    return Rejection(record.source, record.locator, reason, detail, row["outlet"], known)


def _row(record: Record, fields: dict[str, str], settings: Settings) -> dict[str, Any]:
    named = settings.filename.search(record.source) if settings.filename else None
    values: dict[str, Any] = dict(settings.constants)
    found = {ours: record.fields.get(theirs) for ours, theirs in fields.items()}
    values |= {ours: value for ours, value in found.items() if value is not None and value != ""}
    values |= {name: value for name, value in (named.groupdict() if named else {}).items() if value}
    row: dict[str, Any] = {name: plain(values.get(name)) for name in OURS}
    row |= {"source": record.source, "locator": record.locator, "authors": listed_authors(values.get("authors"))}
    if not isinstance(values.get("body", ""), str):
        row["body"] = None
    row["published"] = values.get("published")
    row["article_id"] = row["article_id"] or hashed_id(record, values)
    return row


def _fault(row: dict[str, Any], record: Record, first: Record | None, settings: Settings) -> tuple[str, str] | None:
    """Return why a record is no article, or None; sets the row's date on the way."""
    if row["body"] is None:
        return "no_text", "the record has no text"
    if len(row["body"]) > settings.max_characters:
        detail = f"{len(row['body']):,} characters in one article; raise max_characters in {FILE_NAME} if that is right"
        return "too_long", detail
    if first is not None:
        same = "with the same content" if first.fields == record.fields else "with other content"
        return "duplicate_id", f"id {row['article_id']!r} stands at {first.source}, {first.locator} {same}"
    try:
        day = parsed_date(row["published"], settings)
    except (ValueError, OverflowError) as error:
        return "malformed_date", f"date {row['published']!r}: {error}"
    row["published"] = day
    why = implausible(day, settings) if day else None
    return ("implausible_date", why) if why else None
