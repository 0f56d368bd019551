"""CSV and TSV files with a header line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from .records import NotThisFormat, Record, Rejection, decoded
from .settings import Settings

_DELIMITERS = ",;\t|"


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row; fields may be quoted and hold line breaks.

    Raises:
        NotThisFormat: The file has no header line with at least two columns.
    """
    text, encoding = decoded(path.read_bytes(), settings.encoding)
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter not in header or header.lstrip().startswith(("{", "<", "[")):
        raise NotThisFormat("its first line is no header of a table")
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejection(source, f"line {rows.line_num}", "broken_row", f"{error}; check the quotation marks")
            return
        locator = f"line {rows.line_num}"
        if None in row or None in row.values():
            n_fields = len(row) + len(row.get(None) or []) - 1 if None in row else sum(v is not None for v in row.values())  # type: ignore[call-overload]
            detail = f"{n_fields} fields where the header has {len(rows.fieldnames or [])}; check the quotation marks"
            yield Rejection(source, locator, "broken_row", detail)
        else:
            yield Record(source, locator, dict(row), encoding)
