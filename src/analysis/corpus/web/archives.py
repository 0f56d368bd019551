"""Web archives (WARC), as crawlers write them: every page that was fetched is an article.

What a crawl holds beside pages (requests, pictures, scripts, notes of the crawler) is passed over
without a word. Pages that are no article are rejected one by one: those the server did not give
("http_status"), those that had not changed since an earlier capture ("revisit"), and those in
which there is no text. A page that was fetched twice is two articles; cleaning finds duplicates.

The day of capture is kept apart from the day of publication, which stands in the page.
"""

from __future__ import annotations

import io
import itertools
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from ..files import File
from ..records import NotThisFormatError, Record, Rejection
from ..settings import Settings
from .pages import LONGEST, NoPageError, page_fields, page_text
from .warc import Piece, UnpacksTooFarError, blocks, pieces

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 64 * 1024
_BEGINS_AS_PAGE = re.compile(rb"\s*(?:<!--|<!doctype html|<html|<head)", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE)
_CANNOT_UNPACK = ("br", "zstd", "compress")  # codings of HTTP
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_N_SNIFFED = 4  # blocks
_CUT = "fetch or copy the archive again"


class _Answer(NamedTuple):
    """What a server sent, or a record holds without one: the page's bytes and what is said of them."""

    status: str
    content_type: str
    content: bytes
    headers: StatusAndHeaders | None


def fits(file: File) -> bool:
    """Return whether a file is a web archive."""
    with file.path.open("rb") as stream:
        first = b"".join(itertools.islice(blocks(stream, 0), _N_SNIFFED))
    return b"WARC/" in first


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the pages of an archive, in its order; it is never held in memory as a whole.

    Beside what `facts.page_facts` finds in a page: `captured` (when it was fetched),
    `captured_url` (from where) and `truncated` (why the crawler cut it off).

    Raises:
        NotThisFormatError: The file is no web archive.
    """
    if not fits(file):
        raise NotThisFormatError(_instead(file))
    with file.path.open("rb") as stream:
        number = 0
        try:
            for number, piece in enumerate(pieces(stream, file.path.stat().st_size, LONGEST + _LONGEST_HEAD), start=1):
                item = _item(piece, file.source, f"record {number}", settings)
                if item is not None:
                    yield item
        except UnpacksTooFarError:
            detail = "the archive unpacks to more than 100 times its size; unpack it and look"
            yield Rejection(file.source, f"record {number + 1}", "unpacks_too_far", detail)


def _instead(file: File) -> str:
    with file.path.open("rb") as stream:
        first = stream.read(16)
    if first.startswith(_ZSTANDARD):
        return "it is packed with Zstandard; unpack it (zstd -d)"
    if first.startswith(b"filedesc:"):
        return "it is an ARC file, of before WARC; convert it (warcio recompress)"
    return "it does not begin with a WARC record"


def _item(piece: Piece, source: str, locator: str, settings: Settings) -> Record | Rejection | None:
    """Return the article in a record, or why it is none; None where nobody expects one."""
    if piece.headers is None:
        detail = f"{piece.n_bytes:,} bytes are no record ({piece.fault}); {_CUT}"
        return Rejection(source, locator, "unreadable", detail)
    kind = (piece.headers.get_header("WARC-Type") or "").lower()
    address = (piece.headers.get_header("WARC-Target-URI") or "").strip("<> ")
    answer = _answer(piece)
    if kind == "conversion" and answer.content_type.startswith("text/"):
        detail = f"{address}: text that another program took from a page, menus and all; read the archive of pages"
        return Rejection(source, locator, "not_a_page", detail)
    if kind not in ("response", "resource", "revisit"):
        return None
    if piece.fault and not answer.content_type:
        return Rejection(source, locator, "truncated", f"{address}: {piece.fault}; {_CUT}")
    if not _is_page(answer):
        return None
    why = _why_no_article(piece, kind, answer)
    if why:
        return Rejection(source, locator, why[0], f"{address}: {why[1]}")
    return _page(piece, answer, address, source, locator, settings)


def _answer(piece: Piece) -> _Answer:
    """Return what the server sent; a record without an HTTP head is the page itself."""
    assert piece.headers is not None
    content_type = (piece.headers.get_header("Content-Type") or "").lower()
    if not piece.block.startswith(b"HTTP/"):
        return _Answer("200", "" if content_type.startswith("application/http") else content_type, piece.block, None)
    end = _HEAD_END.search(piece.block, 0, _LONGEST_HEAD)
    head = piece.block[: end.end()] if end else piece.block[:_LONGEST_HEAD]
    http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(io.BytesIO(head))
    content = piece.block[end.end() :] if end else b""
    return _Answer(http.get_statuscode(), (http.get_header("Content-Type") or "").lower(), content, http)


def _is_page(answer: _Answer) -> bool:
    if not answer.content_type:
        return _BEGINS_AS_PAGE.match(answer.content) is not None
    return "html" in answer.content_type.partition(";")[0]


def _why_no_article(piece: Piece, kind: str, answer: _Answer) -> tuple[str, str] | None:
    if answer.status != "200":
        place = answer.headers.get_header("Location") if answer.headers else None
        return "http_status", f"the server answered {answer.status}" + (f" and sent on to {place}" if place else "")
    if kind == "revisit":
        assert piece.headers is not None
        day = piece.headers.get_header("WARC-Refers-To-Date")
        return "revisit", f"unchanged since an earlier capture{f' ({day})' if day else ''}, which has the text"
    if piece.n_bytes > LONGEST:
        return "too_long", f"{piece.n_bytes / 1024**2:,.0f} MB in one page, more than {LONGEST // 1024**2}"
    if piece.fault and b"</html" not in piece.block[-1000:].lower():
        return "truncated", f"{piece.fault}; {_CUT}"
    return None


def _page(
    piece: Piece, answer: _Answer, address: str, source: str, locator: str, settings: Settings
) -> Record | Rejection:
    assert piece.headers is not None
    content = _content(answer)
    packed = (answer.headers.get_header("Content-Encoding") or "").lower() if answer.headers else ""
    if packed.startswith(_CANNOT_UNPACK) and not _BEGINS_AS_PAGE.match(content):
        return Rejection(source, locator, "unreadable", f"{address}: the server packed the page ({packed})")
    if len(content) > LONGEST:
        detail = f"{address}: the page unpacks to more than {LONGEST // 1024**2} MB"
        return Rejection(source, locator, "too_long", detail)
    told = _CHARSET.search(answer.content_type)
    try:
        text, encoding = page_text(content, settings.encoding, told.group(1) if told else None)
        fields = page_fields(text, address)
    except NotThisFormatError as error:
        return Rejection(source, locator, "unreadable", f"{address}: {error}")
    except NoPageError as error:
        return Rejection(source, locator, "not_a_page", f"{address}: {error}")
    if "body" not in fields:
        detail = f"{address}: trafilatura found no article text in the page"
        return Rejection(source, locator, "no_text", detail, fields.get("outlet"))
    captured = {
        "captured": piece.headers.get_header("WARC-Date"),
        "captured_url": address,
        "truncated": piece.headers.get_header("WARC-Truncated"),
    }
    return Record(source, locator, fields | {name: value for name, value in captured.items() if value}, encoding)


def _content(answer: _Answer) -> bytes:
    """Return a page's bytes: not in chunks, unpacked, at most one more than a page may have.

    Crawlers store pages that are no longer chunked or packed under headers that say they are.
    """
    content = answer.content
    if answer.headers and "chunked" in (answer.headers.get_header("Transfer-Encoding") or "").lower():
        content = ChunkedDataReader(io.BytesIO(content)).read(LONGEST + 1)
    packed = (answer.headers.get_header("Content-Encoding") or "").lower() if answer.headers else ""
    if content.startswith(b"\x1f\x8b"):
        return _inflated(content, 16 + zlib.MAX_WBITS) or content
    if "deflate" in packed:
        return _inflated(content, zlib.MAX_WBITS) or _inflated(content, -zlib.MAX_WBITS) or content
    return content


def _inflated(content: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(content, LONGEST + 1)
    except zlib.error:
        return b""
