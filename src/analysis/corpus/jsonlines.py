"""JSON Lines: one object a line, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from .records import NotThisFormatError, Record, Rejection, decoded
from .settings import Settings

_SAMPLE = 200_000
_GZIP = b"\x1f\x8b"


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every line; blank lines count as none.

    Raises:
        NotThisFormatError: The file is gzipped where its ending says it is not, or the other way round.
    """
    zipped = path.read_bytes()[:2] == _GZIP
    if zipped != (path.suffix.lower() == ".gz"):
        raise NotThisFormatError("it is gzipped" if zipped else "it is not gzipped")
    like = _not_utf8(path, zipped)
    number = 0
    with gzip.open(path, "rb") if zipped else path.open("rb") as file:
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _record(line, source, f"line {number}", settings, like)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            detail = f"the gzip file breaks off after line {number} ({error}); fetch it again"
            yield Rejection(source, f"line {number + 1}", "truncated", detail)


def _record(line: bytes, source: str, locator: str, settings: Settings, like: bytes) -> Record | Rejection:
    try:
        text, encoding = decoded(line, settings.encoding, like)
        value = json.loads(text)
    except NotThisFormatError as error:
        return Rejection(source, locator, "unreadable", str(error))
    except (ValueError, RecursionError) as error:
        return Rejection(source, locator, "not_json", f"{error}; the line is not one JSON object")
    if not isinstance(value, dict):
        return Rejection(source, locator, "not_json", f"a JSON {type(value).__name__}, not an object")
    return Record(source, locator, value, encoding)


def _not_utf8(path: Path, zipped: bool) -> bytes:
    """Return the first lines of a file that are not UTF-8: one line is too short to tell its encoding."""
    found = bytearray()
    try:
        with gzip.open(path, "rb") if zipped else path.open("rb") as file:
            for line in file:
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    found += line
                if len(found) > _SAMPLE:
                    break
    except (EOFError, zlib.error, gzip.BadGzipFile):
        pass  # `read` reports it
    return bytes(found)
