"""`corrections.csv`: what a user mends in a corpus, cell by cell, with the reason; raw files stay as they are."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..errors import InputError
from .fields import listed_authors, plain
from .files import File
from .records import NotThisFormatError

FILE_NAME = "corrections.csv"
COLUMNS = ("article_id", "column", "expected", "value", "reason")
_REMEDY = "Delete the line if the source was mended, or give what stands there now."


class Correction(NamedTuple):
    """One cell to change: where, from what, to what, and why; `line` tells the place in the file."""

    article_id: str
    column: str
    expected: str
    value: str
    reason: str
    line: int


def beside(place: Path) -> Path | None:
    """Return the corrections of a corpus, or None where there are none."""
    file = (place if place.is_dir() else place.parent) / FILE_NAME
    return file if file.is_file() else None


def corrected(raw: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Return raw articles with the corrections applied, in order.

    Of `body` a passage is corrected: `expected` must stand in it exactly once. Of any other column
    the whole cell is; an empty `expected` or `value` is a missing one. Dates are written 2014-08-31,
    authors apart by semicolons. Blanks count as one.

    Raises:
        InputError: A line is malformed, its article or column is not there, or the cell is not as expected.
    """
    changed = raw.copy()
    rows = pd.Series(range(len(raw)), index=raw["article_id"])
    for one in read_corrections(file):
        place = f"{file}, line {one.line}"
        if one.article_id not in rows.index:
            raise InputError(place, f"no article is called {one.article_id!r}", "Mend the id, or delete the line.")
        if one.column not in raw.columns or one.column in ("article_id", "source", "locator"):
            columns = ", ".join(name for name in raw.columns if name not in ("article_id", "source", "locator"))
            raise InputError(place, f"no column {one.column!r} can be corrected", f"Columns: {columns}.")
        row, column = int(rows[one.article_id]), list(raw.columns).index(one.column)
        found = changed.iat[row, column]
        if one.column == "body":
            changed.iat[row, column] = _replaced(str(found), one, place)
            continue
        if _shown(found) != _shown(_typed(one.expected, one.column, changed, place)):
            fault = f"{one.column} of {one.article_id!r} is {_shown(found)!r}, not {one.expected!r} as expected"
            raise InputError(place, fault, _REMEDY)
        changed.iat[row, column] = _typed(one.value, one.column, changed, place)
    return changed


def read_corrections(file: Path) -> list[Correction]:
    """Return the corrections that a file holds.

    Raises:
        InputError: It is no table of `COLUMNS`, or a line lacks id, column or reason.
    """
    try:
        lines = csv.reader(io.StringIO(File(file, file.name).text, newline=""), strict=True)
        header = tuple(next(lines, ()))
        if header != COLUMNS:
            raise InputError(file, f"its header is {','.join(header)!r}", f"Write {','.join(COLUMNS)}.")
        found = []
        for values in lines:
            if not any(value.strip() for value in values):
                continue
            if len(values) != len(COLUMNS) or not all((values[0].strip(), values[1].strip(), values[4].strip())):
                fault = "a correction needs article_id, column, expected, value and reason"
                raise InputError(f"{file}, line {lines.line_num}", fault, "Put texts with commas in quotation marks.")
            article_id, column, expected, value, reason = values
            found.append(Correction(article_id.strip(), column.strip(), expected, value, reason, lines.line_num))
    except (csv.Error, NotThisFormatError) as error:
        raise InputError(file, f"it cannot be read ({error})", "Save it as CSV in UTF-8.") from error
    return found


def _replaced(body: str, one: Correction, place: str) -> str:
    times = body.count(one.expected) if one.expected else 0
    if times != 1:
        fault = f"the passage {one.expected[:60]!r} stands {times} times in the body of {one.article_id!r}, not once"
        raise InputError(place, fault, "Give a passage that stands in it once, as it is in the raw file.")
    return body.replace(one.expected, one.value)


def _typed(text: str, column: str, raw: pd.DataFrame, place: str) -> Any:
    """Return a cell of the file in the type of its column."""
    if column == "authors":
        return listed_authors(text.split(";"))
    if not text.strip():
        return None
    try:
        if column == "published":
            return pd.Timestamp(date.fromisoformat(text.strip()))
        if pd.api.types.is_bool_dtype(raw[column]):
            return {"true": True, "false": False}[text.strip().lower()]
        if pd.api.types.is_numeric_dtype(raw[column]):
            return float(text)
    except (ValueError, KeyError) as error:
        fault = f"{text!r} does not fit column {column}"
        remedy = "Write dates as 2014-08-31, numbers in digits, flags as true or false."
        raise InputError(place, fault, remedy) from error
    return plain(text)


def _shown(value: Any) -> str:
    """Return a cell as text to compare: blanks count as one, and missing is empty."""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None or pd.isna(value) else " ".join(str(value).split())
