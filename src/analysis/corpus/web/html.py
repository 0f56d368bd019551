"""Web pages saved to disk: text by trafilatura, and what the pages say about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..files import File
from ..records import NotThisFormatError, Record, Rejection
from ..settings import Settings
from .pages import LONGEST, NoPageError, page_fields, page_text

# What browsers, and programs that save a page as one file, write at its head.
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d{1,6}\)|^\s{0,8}url: {1,8})(https?://[^\s<>\"]+)", re.MULTILINE)
_HEAD = 2_000  # characters


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the page's article.

    Raises:
        NotThisFormatError: The file holds no HTML.
    """
    size = file.path.stat().st_size
    if size > LONGEST:
        detail = f"{size / 1024**2:,.0f} MB in one page, more than {LONGEST // 1024**2}"
        yield Rejection(file.source, "file", "too_long", detail)
        return
    text, encoding = page_text(file.data, settings.encoding)
    try:
        saved_from = _SAVED_FROM.search(text[:_HEAD])
        fields = page_fields(text, saved_from.group(1) if saved_from else None)
    except NoPageError as error:
        raise NotThisFormatError(str(error)) from error
    if "body" in fields:
        yield Record(file.source, "file", fields, encoding)
    else:
        detail = "trafilatura found no article text in the page"
        yield Rejection(file.source, "file", "no_text", detail, fields.get("outlet"))
