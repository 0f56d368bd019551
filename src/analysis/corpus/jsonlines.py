"""JSON Lines: one object a line, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .files import File
from .records import NotThisFormatError, Record, Rejection, decoded
from .settings import Settings

_SAMPLE = 200_000
_GZIP = b"\x1f\x8b"
LONGEST_LINE = 64 * 1024**2  # bytes; an article is seldom above 100,000
_MOST_UNPACKED = 100  # times its size, of a gzipped file; text packs to a third or a tenth
_ALWAYS_UNPACKED = 64 * 1024**2  # bytes


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a record for every line; blank lines count as none.

    Raises:
        NotThisFormatError: The file is gzipped where its ending says it is not, or the other way round.
    """
    path, source = file.path, file.source
    with path.open("rb") as opened:
        zipped = opened.read(len(_GZIP)) == _GZIP
    if zipped != (path.suffix.lower() == ".gz"):
        raise NotThisFormatError("it is gzipped" if zipped else "it is not gzipped")
    like = _not_utf8(path, zipped)
    room = max(_ALWAYS_UNPACKED, _MOST_UNPACKED * path.stat().st_size)
    number = 0
    with _opened(path, zipped) as stream:
        try:
            for number, line in enumerate(_lines(stream), start=1):
                locator = f"line {number}"
                room -= len(line)
                if room < 0:
                    detail = f"the file unpacks to more than {_MOST_UNPACKED} times its size; unpack it and look"
                    yield Rejection(source, locator, "unpacks_too_far", detail)
                    return
                if len(line) > LONGEST_LINE:
                    detail = f"the line has more than {LONGEST_LINE // 1024**2} MB; put each article in a line"
                    yield Rejection(source, locator, "too_long", detail)
                elif line.strip():
                    yield _record(line, source, locator, settings, like)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            detail = f"the gzip file breaks off after line {number} ({error}); fetch it again"
            yield Rejection(source, f"line {number + 1}", "truncated", detail)


def _opened(path: Path, zipped: bool) -> BinaryIO:
    return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only so much that it is seen to be."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


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
        with _opened(path, zipped) as stream:
            for line in _lines(stream):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    found += line[:_SAMPLE]
                if len(found) > _SAMPLE:
                    break
    except (EOFError, zlib.error, gzip.BadGzipFile):
        pass  # `read` reports it
    return bytes(found)
