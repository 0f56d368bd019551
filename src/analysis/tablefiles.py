"""Tables as files that people open in a spreadsheet: what somebody wrote into an article must not run there."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from .paths import written_aside

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), the full-width forms of Japanese
# ones included. Also after a semicolon, tab or line break: where the semicolon separates, a text is taken apart there,
# and quotation marks at its beginning are lost.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s\x22]*[=+\-@＝＋－＠\t\r])")


def save_csv(rows: pd.DataFrame, file: Path) -> None:
    """Write a table as CSV, in UTF-8 with the mark by which Excel knows it, without the index.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, so it is not always what
    the table has: to compute with, take the Parquet file. Numbers stay numbers, lists are joined by semicolons.

    Raises:
        InputError: The file cannot be written.
    """
    safe = rows.rename(columns=_plain).apply(lambda column: column.map(_plain))
    with written_aside(file) as aside:
        safe.to_csv(aside, index=False, quoting=csv.QUOTE_NONNUMERIC, encoding="utf-8-sig")


def _plain(value: object) -> object:
    """Return a cell, or the name of a column, as what no spreadsheet takes for a formula."""
    if pd.api.types.is_list_like(value):
        value = "; ".join(map(str, value))  # type: ignore[call-overload]
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else value
