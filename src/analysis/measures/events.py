"""Events: dated facts that a trend is read against."""

from __future__ import annotations

import csv
import os
from datetime import date

import pandas as pd

from ..errors import InputError
from ..paths import find

_COLUMNS = ("date", "label", "source")


def load_events(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return the events of a CSV file with the columns `date` (2014-06-29), `label` and, if known, `source`.

    Lines that begin with # are comments.

    Returns:
        `date` (datetime), `label`, `source` (missing where none is given); earliest first.

    Raises:
        InputError: There is no such file, it lacks a column or has an unknown one, or a line lacks a
            date or a label.
    """
    file = find(path, "file of events")
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(file, f"cannot be read ({error})", "Give a CSV file in UTF-8.") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    records = [(number, _fields(f"{file}, line {number}", line)) for number, line in numbered]
    if not records:
        raise InputError(file, "holds no events", f"Begin with the line: {','.join(_COLUMNS)}")
    head = _head(file, *records[0])
    events = [_event(f"{file}, line {number}", fields, head) for number, fields in records[1:]]
    table = pd.DataFrame(events, columns=_COLUMNS)
    table = table.astype({"date": "datetime64[us]", "label": "str", "source": "str"})
    return table.sort_values(["date", "label"], kind="stable").reset_index(drop=True)


def _fields(place: str, line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise InputError(
            place, f"is no line of CSV ({error})", "Close the quotation marks in the same line."
        ) from error


def _head(file: object, number: int, fields: list[str]) -> list[str]:
    head = [field.strip().lower() for field in fields]
    lacking = [name for name in _COLUMNS[:2] if name not in head]
    unknown = [name for name in head if name not in _COLUMNS]
    if lacking or unknown or len(set(head)) < len(head):
        fault = f"column {lacking[0]!r} is lacking" if lacking else f"columns are {', '.join(head)}"
        raise InputError(f"{file}, line {number}", fault, f"Begin with the line: {','.join(_COLUMNS)}")
    return head


def _event(place: str, fields: list[str], head: list[str]) -> tuple[pd.Timestamp, str, str | None]:
    if len(fields) != len(head):
        remedy = "Put a label with commas in quotation marks."
        raise InputError(place, f"{len(fields)} fields, not {len(head)}", remedy)
    values = dict(zip(head, (field.strip() for field in fields), strict=True))
    try:
        day = date.fromisoformat(values["date"])
    except ValueError as error:
        raise InputError(place, f"{values['date']!r} is no date", "Write it as 2014-06-29.") from error
    if not values["label"]:
        raise InputError(place, "the label is empty", "Say in a few words what happened.")
    return pd.Timestamp(day), values["label"], values.get("source") or None
