"""CSV and TSV files with a header line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .records import NotThisFormatError, Record, Rejection, decoded
from .settings import Settings

_DELIMITERS = ",;\t|"


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row; fields may be quoted and hold line breaks.

    Raises:
        NotThisFormatError: The file has no header line with at least two columns.
    """
    text, encoding = decoded(path.read_bytes(), settings.encoding)
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter not in header or header.lstrip().startswith(("{", "<", "[")):
        raise NotThisFormatError("its first line is no header of a table")
    csv.field_size_limit(sys.maxsize)
    rows: csv.DictReader[Any] = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejection(source, f"line {rows.line_num}", "broken_row", f"{error}; check the quotation marks")
            return
        locator = f"line {rows.line_num}"
        n_fields = len(row) if None not in row else len(row) - 1 + len(row[None])
        n_empty = sum(value is None for value in row.values())
        if None in row or n_empty:
            expected = len(rows.fieldnames or ())
            detail = f"{n_fields - n_empty} fields where the header has {expected}; check the quotation marks"
            yield Rejection(source, locator, "broken_row", detail)
        else:
            yield Record(source, locator, dict(row), encoding)
