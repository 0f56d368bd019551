"""Web archives split into records: one after the other, in bounded memory, past what is broken.

A record says how long it is. Where that is wrong, or bytes are lost, reading goes on at the next
record, so that a fault costs one article and not the rest of the archive.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

_BLOCK = 256 * 1024  # bytes read at a time
_LONGEST_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b\x08"
_FIRST = re.compile(rb"WARC/\d\.\d+\r?\n")
_NEXT = re.compile(rb"\nWARC/\d\.\d+\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"\d{1,15}")
_BETWEEN = b"\r\n\r\n"
_LOST = b"(lost)"  # stands in for what a broken gzip member held
_OVERLAP = 16  # bytes; the beginning of a record may stand on both sides of a block's end
_MOST_GAPS = 1000  # broken members of a gzipped archive; with more it is hopeless
_MOST_UNPACKED = 100  # times its size, of a gzipped archive; pages pack to a fifth
_ALWAYS_UNPACKED = 64 * 1024**2  # bytes


class Piece(NamedTuple):
    """One record of an archive.

    Attributes:
        headers: Its WARC headers; None for bytes that are no record.
        block: What follows them, at most as much as was asked for.
        n_bytes: How long it is in whole.
        fault: What is wrong with it, or None.
    """

    headers: StatusAndHeaders | None
    block: bytes
    n_bytes: int
    fault: str | None = None


class UnpacksTooFarError(Exception):
    """A gzipped archive unpacks to far more than archives do."""


def pieces(stream: BinaryIO, size: int, longest: int) -> Iterator[Piece]:
    """Yield the records of an archive, gzipped or not.

    Args:
        stream: The archive.
        size: How many bytes it has.
        longest: How many bytes of a record are kept.

    Raises:
        UnpacksTooFarError: It unpacks to more than a hundred times its size.
    """
    window = _Window(blocks(stream, size))
    window.skip_blanks()
    while window.fill(_LONGEST_HEAD):
        head = _FIRST.match(window.bytes)
        end = _HEAD_END.search(window.bytes, head.end() - 2, _LONGEST_HEAD) if head else None
        headers = _headers(window.bytes[: end.end()]) if end else None
        if end and headers:
            window.take(end.end())
            yield _record(window, headers, longest)
        else:
            begins_with_gap = window.bytes.startswith(_LOST)
            _, n_skipped = window.take_to_next(0)
            fault = "its head is broken" if head else "it does not begin as a record does"
            yield Piece(None, b"", n_skipped, "its gzip member is broken" if begins_with_gap else fault)
        window.skip_blanks()


def blocks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield what stands in a file, unpacked if it is gzipped.

    Raises:
        UnpacksTooFarError: It unpacks to more than a hundred times its size.
    """
    first = stream.read(len(_GZIP))
    stream.seek(0)
    if first == _GZIP:
        yield from _unpacked(stream, max(_ALWAYS_UNPACKED, _MOST_UNPACKED * size))
    else:
        yield from iter(lambda: stream.read(_BLOCK), b"")


def _record(window: _Window, headers: StatusAndHeaders, longest: int) -> Piece:
    """Return the record whose head was taken; it ends where it says, if the next one begins there."""
    told = (headers.get_header("Content-Length") or "").strip()
    length = int(told) if _LENGTH.fullmatch(told) else -1
    if 0 <= length <= longest and window.ends_record(length):
        return Piece(headers, window.take(length), length)
    block, n = window.take_to_next(longest)
    if length > longest and length <= n <= length + len(_BETWEEN):
        return Piece(headers, block, length)
    fault = "the archive breaks off in it" if window.is_empty() and n < length else "it is not as long as it says"
    return Piece(headers, block.replace(_LOST, b"").rstrip(b"\r\n"), n, fault)


def _headers(head: bytearray) -> StatusAndHeaders | None:
    try:
        return StatusAndHeadersParser(["WARC/"]).parse(io.BytesIO(head))
    except (StatusAndHeadersParserException, EOFError, ValueError, IndexError):
        return None


class _Window:
    """The part of a stream that is being looked at."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.bytes = bytearray()
        self._blocks = blocks

    def fill(self, n: int) -> bool:
        """Read on until there are so many bytes; return whether there are any at all."""
        while len(self.bytes) < n and (block := next(self._blocks, None)) is not None:
            self.bytes += block
        return bool(self.bytes)

    def is_empty(self) -> bool:
        return not self.fill(1)

    def take(self, n: int) -> bytes:
        taken = bytes(self.bytes[:n])
        del self.bytes[:n]
        return taken

    def skip_blanks(self) -> None:
        while self.fill(1):
            del self.bytes[: len(self.bytes) - len(self.bytes.lstrip(b"\r\n"))]
            if self.bytes:
                return

    def ends_record(self, n: int) -> bool:
        """Return whether the next record, or nothing at all, comes after so many bytes."""
        self.fill(n + _OVERLAP)
        after = bytes(self.bytes[n : n + _OVERLAP]).lstrip(b"\r\n")
        return len(self.bytes) >= n and (b"WARC/".startswith(after[:5]) or after.startswith(_LOST))

    def take_to_next(self, longest: int) -> tuple[bytes, int]:
        """Take what stands before the next record; return as much of it as is wanted, and how much it was."""
        kept, n = bytearray(), 0
        while True:
            n_before = len(self.bytes)
            self.fill(n_before + _BLOCK)
            found = _NEXT.search(self.bytes)
            is_last = len(self.bytes) == n_before
            taken = self.take(found.start() + 1 if found else len(self.bytes) - (0 if is_last else _OVERLAP))
            kept += taken[: longest - len(kept)]
            n += len(taken)
            if found or is_last:
                return bytes(kept), n


def _unpacked(stream: BinaryIO, room: int) -> Iterator[bytes]:
    """Yield what a file's gzip members unpack to; after a broken one it goes on with the next."""
    data, start, n_gaps = b"", 0, 0
    while n_gaps < _MOST_GAPS and (data := data or stream.read(_BLOCK)):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while data and not member.eof:
                block = member.decompress(data, _BLOCK)
                room -= len(block)
                if room < 0:
                    raise UnpacksTooFarError
                yield block
                data = member.unconsumed_tail or (b"" if member.eof else stream.read(_BLOCK))
            data = member.unused_data
            is_broken = False
        except zlib.error:
            is_broken = True
        if is_broken or not member.eof:  # what is broken may read on through all members after it
            data = _next_member(stream, start + 1)
            n_gaps += 1
            yield _BETWEEN + _LOST + _BETWEEN if is_broken or data else b""
        start = stream.tell() - len(data)


def _next_member(stream: BinaryIO, start: int) -> bytes:
    """Return what follows from the next gzip member on; nothing if there is none."""
    stream.seek(start)
    data = b""
    while block := stream.read(_BLOCK):
        data = data[-len(_GZIP) :] + block
        at = data.find(_GZIP)
        if at >= 0:
            return data[at:]
    return b""
