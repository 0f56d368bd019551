"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet

from .records import NotThisFormatError, Record, Rejection
from .settings import Settings


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every row.

    Raises:
        NotThisFormatError: The file is not Parquet.
    """
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise NotThisFormatError("it is not a Parquet file") from error
    number = 0
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            number += 1
            yield Record(source, f"row {number}", row)
