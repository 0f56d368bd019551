"""When a web page says its article was published and updated: JSON-LD, meta tags, time tags, address, print."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.etree import _Element

from ..dates import implausible, parsed_date
from ..settings import Settings
from .credits import single_line
from .jsonld import Article

# Names of meta tags, most telling first; sites write them with dots, colons, dashes and capitals of their own.
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "rnews:datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created", "dc.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "citation_publication_date", "citation_date", "date"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "rnews:datemodified"),
    *("dcterms.modified", "dc.date.modified", "article:modified", "last-modified", "revised"),
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_IS_FIRST = re.compile(r"publi|posted|pubdate|dateline|created", re.IGNORECASE)
_IS_UPDATE = re.compile(r"updat|modif|edited", re.IGNORECASE)
_IS_DATE = re.compile(r"(?:^|[\s_-])(?:pub)?(?:date|dateline|published|timestamp|posted)(?:$|[\s_-])", re.IGNORECASE)
_LABEL = re.compile(r"^[^\d:]{1,30}:\s+")
_MOST_BOXES = 8
_MOST_CANDIDATES = 20
_LONGEST_DATE = 60
_PRINTED = Settings()  # a page's own dates are read without what corpus.yml says about a corpus's dates


def page_dates(data: Article, tags: dict[str, list[str]], tree: _Element, url: str | None) -> dict[str, str | None]:
    """Return `published`, `published_from`, `published_as_printed` and `modified` of a page, as far as it tells.

    Args:
        data: The page's JSON-LD.
        tags: Its meta tags, by their names in small letters.
        tree: The page.
        url: Its address.
    """
    marked, updated = _time_tags(tree)
    in_address = _IN_ADDRESS.search(urlsplit(url).path) if url else None
    candidates = [
        *(("JSON-LD", text) for text in data.texts("datePublished")),
        *(("meta tag", text) for name in _PUBLISHED for text in tags.get(name, [])),
        *(("time tag", text) for text in marked),
        *([("address", "-".join(in_address.groups()))] if in_address else []),
        *(("page text", text) for text in _printed(tree)),
    ]
    candidates = [(origin, text) for origin, text in candidates if len(text) <= _LONGEST_DATE][:_MOST_CANDIDATES]
    dated = {
        "modified": data.text("dateModified")
        or next((tags[name][0] for name in _MODIFIED if name in tags), None)
        or next(iter(updated), None)
    }
    whole = next(((origin, text) for origin, text in candidates if is_day(text)), None)
    if whole:
        return {"published": whole[1], "published_from": whole[0]} | dated
    return {"published_as_printed": candidates[0][1] if candidates else None} | dated


def is_day(text: str) -> bool:
    """Return whether a printed date is a whole and plausible one that can be read in one way only."""
    try:
        day = parsed_date(text, _PRINTED) if len(text) <= _LONGEST_DATE else None
    except (ValueError, OverflowError):
        return False
    return day is not None and implausible(day, _PRINTED) is None


def _time_tags(tree: _Element) -> tuple[list[str], list[str]]:
    """Return the moments in time tags that say they are the publication's, and the update's.

    Where none says so, the only one within the article is the publication's.
    """
    first: list[str] = []
    update: list[str] = []
    others: set[str] = set()
    for tag in tree.iter("time"):
        moment = (tag.get("datetime") or "").strip()
        says = " ".join(
            (tag.get("itemprop") or "", tag.get("class") or "", "pubdate" if "pubdate" in tag.attrib else "")
        )
        if not moment:
            continue
        if _IS_UPDATE.search(says):
            update.append(moment)
        elif _IS_FIRST.search(says):
            first.append(moment)
        elif next(tag.iterancestors("article", "main"), None) is not None:
            others.add(moment)
    return first or (list(others) if len(others) == 1 else []), update


def _printed(tree: _Element) -> Iterator[str]:
    """Yield what is printed where a page has dates, without what labels it ("Published: 5 August 2014")."""
    boxes = (one for one in tree.iter("p", "span", "div", "time", "abbr", "small", "li") if _is_dated(one))
    for box in itertools.islice(boxes, _MOST_BOXES):
        text = single_line("".join(itertools.islice(box.itertext(), _MOST_BOXES)))
        if any(character.isdigit() for character in text):
            yield _LABEL.sub("", text)


def _is_dated(element: _Element) -> bool:
    names = f"{element.get('class')} {element.get('id')} {element.get('itemprop')}"
    return bool(_IS_DATE.search(names)) and not _IS_UPDATE.search(names)
