"""The table of formats: which reader takes which ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from . import delimited, html, jsonfiles, jsonlines, parquet, textfiles
from .records import Record, Rejection
from .settings import Settings

Reader = Callable[[Path, str, Settings], Iterator[Record | Rejection]]

READERS: dict[str, Reader] = {
    ".jsonl": jsonlines.read,
    ".jsonl.gz": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".json": jsonfiles.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".parquet": parquet.read,
    ".txt": textfiles.read,
    ".html": html.read,
    ".htm": html.read,
}


def reader_of(path: Path) -> Reader | None:
    """Return the reader for a file's ending, or None for an unknown one."""
    name = path.name.lower()
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)
