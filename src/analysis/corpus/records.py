"""What a reader yields: records, or the reason why a piece of a file is none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from charset_normalizer import from_bytes

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_AROUND = 40
_SAMPLE = 200_000  # bytes; enough to tell an encoding by


class Record(NamedTuple):
    """One raw article as its file has it: field names and values untouched.

    Where `is_listed` it is the entry of a list of stories, and not expected to have its text.
    """

    source: str
    locator: str
    fields: dict[str, Any]
    encoding: str = "utf-8"
    is_listed: bool = False


class Rejection(NamedTuple):
    """One piece of a file that did not become an article, and whose and of which day it is, if that is known."""

    source: str
    locator: str
    reason: str
    detail: str
    outlet: str | None = None
    published: date | None = None


class Declared(NamedTuple):
    """What a file says of itself: how many articles it holds. Those that are not in it are rejections ("missing")."""

    n: int


class NotThisFormatError(Exception):
    """A file is not what its ending says; the message tells what it looks like."""


def decoded(data: bytes, declared: str | None, like: bytes = b"") -> tuple[str, str]:
    """Return bytes as text, and the encoding that was used.

    UTF-8 is tried first, then the encoding the corpus declares, then those its bytes suggest. No
    letter is replaced or left out.

    Args:
        data: What to decode.
        declared: The encoding that the corpus declares.
        like: More bytes of the same file, where `data` is too short to guess from.

    Raises:
        NotThisFormatError: The bytes are no text, or not in the declared encoding.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            pass
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotThisFormatError("it holds binary data, not text")
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    for encoding in [declared] if declared else _guesses(like or data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if declared:
        raise NotThisFormatError(f"its bytes are neither UTF-8 nor {declared}; mend `encoding:` in corpus.yml")
    raise NotThisFormatError("its bytes are in no known text encoding; declare `encoding:` in corpus.yml")


def _guesses(data: bytes) -> list[str]:
    """Return the encodings that bytes may be in, likeliest first.

    Only what stands around bytes beyond ASCII tells. Where Western European is possible it is
    likeliest: the statistics of a few accented letters say little.
    """
    telling = b" ".join(data[max(0, at.start() - _AROUND) : at.end() + _AROUND] for at in _BEYOND_ASCII.finditer(data))
    matches = from_bytes(telling[:_SAMPLE])
    guessed = [name for match in matches for name in (match.encoding, *match.could_be_from_charset)]
    return sorted(dict.fromkeys(guessed), key=lambda name: name != "cp1252")
