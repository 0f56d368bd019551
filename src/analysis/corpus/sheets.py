"""Spreadsheets as rows: .xlsx, .xls, and web pages that bear the ending .xls."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import compress
from pathlib import Path
from typing import Any, NamedTuple

from .files import File
from .htmlblocks import text_of, tree
from .records import NotThisFormatError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LONGEST = 300  # seconds; the largest sheet of Excel takes about thirty
_SNIFFED = 4096


class Sheet(NamedTuple):
    """A sheet: its name, its columns' names, and its rows with the number each has in the sheet."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[Any]]]


def sheets(file: File) -> list[Sheet]:
    """Return the sheets of a file that have a header row and rows.

    A header row is the first in which two cells or more are filled, all with text; what is above it
    is a heading. Cells without a value are None, whole numbers are integers.

    Raises:
        NotThisFormatError: It is no spreadsheet, is broken, or would not fit into memory.
    """
    data = file.data
    if data.startswith((_ZIP, _OLE)):
        named = _of_workbook(file)
    elif b"<table" in data[:_SNIFFED].lower() or b"<html" in data[:_SNIFFED].lower():
        named = _of_page(file.text)
    else:
        raise NotThisFormatError("it is no spreadsheet; if it is text, name it .csv, .tsv or .txt")
    found = [_sheet(name, rows) for name, rows in named]
    return [sheet for sheet in found if sheet is not None]


def fields_of(sheet: Sheet) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row of a sheet: its place, and its values by column."""
    for number, values in sheet.rows:
        yield f"row {number}", dict(zip(sheet.columns, values, strict=True))


def _of_workbook(file: File) -> list[tuple[str, list[list[Any]]]]:
    """Return the sheets of a workbook; a process of its own reads it, since a damaged one can end that process."""
    if file.data.startswith(_ZIP):
        _check_zip(file)
    program = Path(__file__).with_name("sheetcells.py")
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(program)], input=file.data, capture_output=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotThisFormatError(f"it takes longer than {_LONGEST // 60} minutes to read; save it as CSV") from error
    told = done.stderr.decode(errors="replace").strip()
    if done.returncode == 1 and "panicked" not in told:
        raise NotThisFormatError(f"it is a broken or locked spreadsheet ({told})")
    if done.returncode != 0:
        raise NotThisFormatError("it is a broken spreadsheet, or too large for memory; delete empty parts, or use CSV")
    return [(name, [[_value(cell) for cell in row] for row in rows]) for name, rows in pickle.loads(done.stdout)]


def _check_zip(file: File) -> None:
    try:
        file.check_zip()
    except NotImplementedError as error:  # of zip files whose version is unknown
        raise NotThisFormatError(f"it is a broken zip file ({error})") from error


def _of_page(text: str) -> list[tuple[str, list[list[Any]]]]:
    """Return the tables of a web page, each as a sheet."""
    found: list[tuple[str, list[list[Any]]]] = []
    for number, table in enumerate(tree(text).iter("table"), 1):
        own = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        rows = [[text_of(cell) or None for cell in row if cell.tag in ("td", "th")] for row in own]
        found.append((f"table {number}", rows))
    return found


def _value(cell: Any) -> Any:
    """Return a cell's value; midnight of a day is the day, a whole number is no fraction."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return None if isinstance(cell, str) and not cell.strip() else cell


def _sheet(name: str, rows: Sequence[list[Any]]) -> Sheet | None:
    header = next((at for at, row in enumerate(rows) if _is_header(row)), None)
    if header is None:
        return None
    filled = [(at + 1, row) for at, row in enumerate(rows) if at > header and any(cell is not None for cell in row)]
    columns = _columns(rows[header], max((len(row) for _, row in filled), default=0))
    padded = [(number, row + [None] * (len(columns) - len(row))) for number, row in filled]
    is_used = [at < len(rows[header]) and rows[header][at] is not None for at in range(len(columns))]
    for _, row in padded:
        is_used = [used or cell is not None for used, cell in zip(is_used, row, strict=True)]
    found = [(number, list(compress(row, is_used))) for number, row in padded]
    return Sheet(name, list(compress(columns, is_used)), found) if found else None


def _is_header(row: list[Any]) -> bool:
    filled = [cell for cell in row if cell is not None]
    return len(filled) > 1 and all(isinstance(cell, str) for cell in filled)


def _columns(header: list[Any], width: int) -> list[str]:
    """Return a name for each column: no two alike, and one by its place where the header has none."""
    names: dict[str, None] = {}
    for at in range(max(width, len(header))):
        name = " ".join(str(header[at]).split()) if at < len(header) and header[at] is not None else f"column {at + 1}"
        name = f"{name} (column {at + 1})" if name in names else name
        while name in names:
            name += "_"
        names[name] = None
    return list(names)
