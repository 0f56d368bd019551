"""Plain text files: one article in each; a short first line apart from the rest is its title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .records import Record, Rejection, decoded
from .settings import Settings

_LONGEST_TITLE = 150


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the file's article.

    Raises:
        NotThisFormatError: The file holds no text.
    """
    text, encoding = decoded(path.read_bytes(), settings.encoding)
    title, body = _split(text.strip())
    fields = {"body": body} | ({"title": title} if title else {})
    yield Record(source, "file", fields, encoding)


def _split(text: str) -> tuple[str | None, str]:
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    is_title = len(first) <= _LONGEST_TITLE and not first.rstrip().endswith((".", "”", '"')) and rest.startswith("\n")
    return (first.strip(), rest.strip()) if is_title and rest.strip() else (None, text)
