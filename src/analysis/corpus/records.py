"""What a reader yields: records, or the reason why a piece of a file is none."""

from __future__ import annotations

from typing import Any, NamedTuple

from charset_normalizer import from_bytes


class Record(NamedTuple):
    """One raw article as its file has it: field names and values untouched."""

    source: str
    locator: str
    fields: dict[str, Any]
    encoding: str = "utf-8"


class Rejection(NamedTuple):
    """One piece of a file that did not become an article."""

    source: str
    locator: str
    reason: str
    detail: str


class NotThisFormatError(Exception):
    """A file is not what its ending says; the message tells what it looks like."""


def decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    """Return bytes as text, and the encoding that was used.

    UTF-8 is tried first, then the encoding the corpus declares, then the one its bytes suggest.

    Raises:
        NotThisFormatError: The bytes are no text.
    """
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotThisFormatError("it holds binary data, not text")
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), declared
        except (UnicodeDecodeError, LookupError):
            pass
    guess = from_bytes(data[:200_000]).best()
    if guess is None:
        raise NotThisFormatError("its bytes are in no known text encoding; declare `encoding:` in corpus.yml")
    return data.decode(guess.encoding, errors="replace"), guess.encoding
