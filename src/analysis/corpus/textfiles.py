"""Text, Word and RTF files: one article in each; a short first line or paragraph apart from the rest is its title."""

from __future__ import annotations

from collections.abc import Iterator

from .files import File
from .records import Record, Rejection
from .settings import Settings

_LONGEST_TITLE = 150
_RTF = b"{\\rtf"
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # of which some can only be refused


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the file's article.

    Raises:
        NotThisFormatError: The file holds no text.
    """
    title, body = _split(_text(file).strip())
    fields = {"body": body} | ({"title": title} if title else {})
    yield Record(file.source, "file", fields, file.encoding)


def _text(file: File) -> str:
    """Return a file's text; the paragraphs of a document stand apart."""
    is_document = file.data.startswith(_RTF) or (
        file.path.suffix.lower() != ".txt" and file.data.startswith(_DOCUMENTS)
    )
    if not is_document:
        return file.text
    return "\n\n".join(line.strip() for line in file.lines if line.strip())


def _split(text: str) -> tuple[str | None, str]:
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    is_title = len(first) <= _LONGEST_TITLE and not first.rstrip().endswith((".", "”", '"')) and rest.startswith("\n")
    return (first.strip(), rest.strip()) if is_title and rest.strip() else (None, text)
