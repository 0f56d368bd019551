"""RSS and Atom feeds saved to disk: every entry is an article.

Most feeds carry teasers, some the whole text: `text_kind` says "content" where the feed has a field
for the whole text and "summary" where it has none. A feed is a window on an outlet's latest
entries, and no archive; an entry that stands in two saved feeds is two articles.

Nothing is ever fetched, and a file that defines entities is refused: they can unpack to gigabytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from ..files import File
from ..records import NotThisFormatError, Record, Rejection
from ..settings import Settings
from .credits import people_and_others, single_line
from .dates import is_day
from .markup import plain_text

LONGEST = 32 * 1024**2  # bytes; the last hundred entries of an outlet have a few hundred thousand
_SNIFFED = 10_000  # characters
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_ENTRY = re.compile(r"<(?:atom:|rss:)?(?:item|entry)[\s>]")
_ENTRY_END = re.compile(r"</(?:atom:|rss:)?(?:item|entry)\s*>")
_ADDRESS = re.compile(r"<?[^\s<>()]+@[^\s<>()]+>?")
_NO_TAGS = ("text/plain",)


def fits(file: File) -> bool:
    """Return whether a file is a feed."""
    try:
        return _ROOT.search(file.text[:_SNIFFED]) is not None
    except NotThisFormatError:
        return False


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield a feed's entries, in its order.

    Beside our columns: `text_kind`, `entry_id` (the feed's own, which need not stay the same),
    `published_from` ("updated" where that is the only date), `published_as_printed` (a date that is
    vague), `modified`, `section`, `description` (the teaser of an entry that has the whole text),
    `credited_to` (desks in the place of people), `feed` (its title).

    Raises:
        NotThisFormatError: The file is no feed, is too large for one, or defines entities.
    """
    if not fits(file):
        raise NotThisFormatError("it is neither RSS nor Atom")
    outside = _outside_of_text(file.text)
    if "<!entity" in outside.lower():
        raise NotThisFormatError("it defines entities, which can unpack to gigabytes; remove its <!DOCTYPE …>")
    if len(file.data) > LONGEST:
        raise NotThisFormatError(f"it has more than {LONGEST // 1024**2} MB; split it")
    feed = _parsed(file.data)
    n_entries, is_cut = _n_entries(outside)
    for number, entry in enumerate(feed.entries, start=1):
        locator = f"entry {number}"
        if is_cut and number == max(n_entries, len(feed.entries)):
            detail = f"{_named(entry)}: the file breaks off in the entry; save the feed again"
            yield Rejection(file.source, locator, "truncated", detail)
        else:
            yield _item(entry, feed, file.source, locator)
    for number in range(len(feed.entries) + 1, n_entries + 1):
        detail = f"the file has {n_entries} entries, of which {len(feed.entries)} can be read; save the feed again"
        yield Rejection(file.source, f"entry {number}", "missing", detail)


def _outside_of_text(text: str) -> str:
    """Return XML without what stands in CDATA sections, where tags are text."""
    return "".join(part.partition("<![CDATA[")[0] for part in text.split("]]>"))


def _n_entries(outside: str) -> tuple[int, bool]:
    """Return how many entries begin in a feed, and whether it breaks off in the last one."""
    starts = [found.start() for found in _ENTRY.finditer(outside)]
    return len(starts), bool(starts) and _ENTRY_END.search(outside, starts[-1]) is None


def _parsed(data: bytes) -> Any:
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, RecursionError, LookupError, AssertionError, TypeError, AttributeError) as error:
        raise NotThisFormatError(f"it is a broken feed ({error})") from error


def _item(entry: Any, feed: Any, source: str, locator: str) -> Record | Rejection:
    content = [text for one in entry.get("content", []) if (text := _text(one))]
    summary = _text(entry.get("summary_detail", {}))
    body = max(content, key=len, default=summary)
    origin = entry["source"] if isinstance(entry.get("source"), dict) else {}
    outlet = single_line(origin.get("title") or feed.feed.get("title") or feed.feed.get("publisher") or "")
    if not body:
        detail = f"{_named(entry)}: the entry has neither content nor a summary"
        return Rejection(source, locator, "no_text", detail, outlet or None)
    people, others = people_and_others(_bylines(entry), [outlet])
    link = entry.get("link") or ""
    fields = {
        "title": single_line(entry.get("title") or ""),
        "authors": people,
        "url": urljoin(feed.feed.get("link") or "", link) if "://" in link or "link" in feed.feed else "",
        **_dates(entry),
        "outlet": outlet,
        "language": _language(entry, feed),
        "body": body,
        "text_kind": "content" if content else "summary",
        "entry_id": entry.get("id"),
        "section": "; ".join(dict.fromkeys(tag["term"] for tag in entry.get("tags", []) if tag.get("term"))),
        "description": summary if content and summary != body else "",
        "credited_to": "; ".join(others),
        "feed": single_line(feed.feed.get("title") or ""),
    }
    encoding = str(feed.get("encoding") or "utf-8").lower()
    return Record(source, locator, {name: value for name, value in fields.items() if value}, encoding)


def _text(detail: Any) -> str:
    """Return a text of an entry without tags; of what is no text (a picture, a link) nothing."""
    value, kind = detail.get("value") or "", (detail.get("type") or "text/html").lower()
    if kind in _NO_TAGS:
        return str(value).strip()
    return plain_text(value) if "html" in kind or kind.startswith("text/") else ""


def _bylines(entry: Any) -> list[str]:
    """Return the bylines of an entry, without e-mail addresses: "ann@post.example (Ann Roe)"."""
    names = [author.get("name") or "" for author in entry.get("authors", [])]
    printed = names if len(names) > 1 else [entry.get("author") or ""]
    return [_ADDRESS.sub(" ", name).strip(" ()<>") for name in printed]


def _dates(entry: Any) -> dict[str, str]:
    """Return when an entry was published and updated; the update stands in where it is the only day there is."""
    published, updated = (entry.get(name) if name in entry else None for name in ("published", "updated"))
    if published and is_day(published):
        found = {"published": published, "published_from": "published"}
    elif updated and is_day(updated):
        return {"published": updated, "published_from": "updated"}
    else:
        vague = published or updated
        found = {"published_as_printed": vague} if vague else {}
    return found | ({"modified": updated} if updated else {})


def _language(entry: Any, feed: Any) -> str | None:
    details = [*entry.get("content", []), entry.get("summary_detail", {}), entry.get("title_detail", {})]
    language = next((one["language"] for one in details if one.get("language")), feed.feed.get("language"))
    return str(language) if language else None


def _named(entry: Any) -> str:
    return single_line(entry.get("title") or "") or entry.get("link") or entry.get("id") or "without a headline"
