"""Web pages saved to disk: text and metadata by trafilatura."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import trafilatura

from .records import NotThisFormatError, Record, Rejection, decoded
from .settings import Settings


def read(path: Path, source: str, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the page's article.

    Raises:
        NotThisFormatError: The file holds no HTML.
    """
    text, encoding = decoded(path.read_bytes(), settings.encoding)
    if "<" not in text:
        raise NotThisFormatError("it has no HTML tags")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs pages without text as errors
    page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    if page is None:
        yield Rejection(source, "file", "no_text", "trafilatura found no article text in the page")
        return
    found = page.as_dict() if not isinstance(page, dict) else page
    names = {"title": "title", "author": "authors", "url": "url", "date": "published", "sitename": "outlet"}
    fields = {ours: found[theirs] for theirs, ours in names.items() if found.get(theirs)}
    yield Record(source, "file", fields | {"body": _without_headline(found.get("text") or "", fields)}, encoding)


def _without_headline(text: str, fields: dict[str, str]) -> str:
    """Return a page's text without its headline, which stands in the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if first.strip() == fields.get("title", "").strip() and rest.strip() else text
