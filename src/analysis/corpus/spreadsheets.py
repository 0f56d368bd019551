"""Spreadsheets with a header row and an article in each row."""

from __future__ import annotations

from collections.abc import Iterator

from .files import File
from .records import NotThisFormatError, Record, Rejection
from .settings import Settings
from .sheets import fields_of, sheets


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row of the first sheet that is a table; other such sheets are told, not read.

    Raises:
        NotThisFormatError: It is no spreadsheet, or none of its sheets has a header row and rows.
    """
    found = sheets(file)
    if not found:
        raise NotThisFormatError("none of its sheets has a header row, with two names or more, and rows under it")
    for place, fields in fields_of(found[0]):
        yield Record(file.source, place, fields)
    for sheet in found[1:]:
        detail = f"it has {len(sheet.rows)} rows; only the first sheet is read, so save this one as a file of its own"
        yield Rejection(file.source, f"sheet {sheet.name}", "not_read", detail)
