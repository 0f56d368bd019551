"""CSV and TSV files with a header line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from .files import File
from .records import NotThisFormatError, Record, Rejection
from .settings import Settings

_LONGEST_ROW = 10_000  # lines; an article of more is a row whose quotation mark was lost
_DELIMITERS = ",;\t|"


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row; fields may be quoted and hold line breaks.

    Raises:
        NotThisFormatError: The file has no header line with at least two columns.
    """
    text, source = file.text, file.source
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]  # a hint to spreadsheet programs
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter not in header or header.lstrip().startswith(("{", "<", "[")):
        raise NotThisFormatError("its first line is no header of a table")
    csv.field_size_limit(sys.maxsize)
    lines = list(io.StringIO(text, newline=""))
    names = next(csv.reader(lines, delimiter=delimiter))
    at = 1
    while at < len(lines):
        item, n_lines = _row(lines, at, names, delimiter, source, file.encoding)
        at += n_lines
        if item is not None:
            yield item


def read_list(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every entry of a list of stories, which may be without text.

    Raises:
        NotThisFormatError: See `read`.
    """
    for item in read(file, settings):
        has_text = isinstance(item, Record) and bool(str(item.fields.get("text") or "").strip())
        yield item if isinstance(item, Rejection) or has_text else item._replace(is_listed=True)


def _row(
    lines: list[str], at: int, names: list[str], delimiter: str, source: str, encoding: str
) -> tuple[Record | Rejection | None, int]:
    """Return the row that begins at a line, and how many lines it takes.

    A quotation mark that is never closed would swallow all rows after it: such a row is rejected
    alone, and reading goes on in the next line.
    """
    locator = f"line {at + 1}"
    reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=delimiter, strict=True)
    try:
        values = next(reader)
    except (csv.Error, StopIteration) as error:
        return Rejection(source, locator, "broken_row", f"{error}; check the quotation marks"), 1
    if not values:
        return None, reader.line_num
    if len(values) != len(names):
        detail = f"{len(values)} fields where the header has {len(names)}; check the quotation marks"
        return Rejection(source, locator, "broken_row", detail), reader.line_num
    return Record(source, locator, dict(zip(names, values, strict=True)), encoding), reader.line_num
