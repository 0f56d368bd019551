"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow
import pyarrow.parquet

from .files import File
from .records import NotThisFormatError, Record, Rejection
from .settings import Settings


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row.

    Raises:
        NotThisFormatError: The file is not Parquet.
    """
    try:
        opened = pyarrow.parquet.ParquetFile(file.path)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise NotThisFormatError("it is not a Parquet file") from error
    number = 0
    try:
        for batch in opened.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield Record(file.source, f"row {number}", row)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        locator = f"row {number + 1}" if number else "file"
        yield Rejection(file.source, locator, "unreadable", f"{error}; fetch or export it again")
