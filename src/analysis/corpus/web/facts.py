"""What a web page says about its article beside the text: JSON-LD first, then meta tags, then what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element
from trafilatura.metadata import extract_metadata

from .credits import names_in, people_and_others, single_line
from .dates import page_dates
from .jsonld import Article, article

# Names of meta tags, most telling first; sites write them with dots, colons, dashes and capitals of their own.
_TITLE = ("og:title", "headline", "twitter:title", "parsely-title", "sailthru.title", "dcterms.title", "dc.title")
_OUTLET = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "citation_journal_title")
_AUTHORS = (
    *("author", "article:author", "og:article:author", "byl", "byline", "parsely-author", "sailthru.author"),
    *("dcterms.creator", "dc.creator", "citation_author", "authors"),
)
_LANGUAGE = ("content-language", "inlanguage", "language", "dcterms.language", "dc.language", "og:locale")
_SECTION = ("article:section", "og:article:section", "articlesection", "parsely-section", "section")
_DESCRIPTION = ("og:description", "description", "twitter:description", "dcterms.description", "dc.description")
_KEYWORDS = ("news_keywords", "article:tag", "parsely-tags", "keywords")

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
FAULTS = (  # what trafilatura raises on pages that are odd enough
    *(ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError),
    etree.LxmlError,
)

Facts = dict[str, Any]


def page_facts(tree: _Element, address: str | None = None) -> Facts:
    """Return what a page says about its article, by field name; what it does not say is left out.

    Beside our columns: `published_from` (where the date stands: "JSON-LD", "meta tag", "time tag",
    "address" or "page text"), `published_as_printed` (a date that is vague or could be read in two
    ways), `modified`, `site` (its host), `section`, `keywords`, `description`, `page_type`,
    `credited_to` (desks and organisations in the place of authors), `length_words` (as declared),
    `is_free` (not behind a paywall), `article_body` (the text as JSON-LD has it).

    Args:
        tree: The page.
        address: Where it was found.
    """
    address = _absolute(address, None)
    tags = _meta_tags(tree)
    url = _canonical(tree, tags, address)
    shown = [*tags.get("og:title", []), *_shown(tree, "h1"), *_shown(tree, "title")]
    data = article(tree, url, {single_line(one).lower() for one in shown})
    url = url or _absolute(data.text("url"), address)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    guessed_title, guessed_authors = _guessed(tree)
    outlet = _outlet(data, tags, host)
    people, others = _credits(data, tags, guessed_authors, {outlet.lower(), host})
    facts: Facts = {"title": _title(data, tags, tree, guessed_title, outlet), "authors": people, "url": url}
    facts |= page_dates(data, tags, tree, url)
    facts |= {"outlet": outlet, "language": _language(data, tags, tree), "site": host, "credited_to": "; ".join(others)}
    facts |= {
        "section": "; ".join(data.texts("articleSection")) or _first(tags, _SECTION),
        "description": data.text("description") or _first(tags, _DESCRIPTION),
        "keywords": "; ".join(data.texts("keywords") or next((tags[name] for name in _KEYWORDS if name in tags), [])),
        "page_type": data.kind() or _first(tags, ("og:type",)),
        "length_words": data.text("wordCount"),
        "is_free": data.flag("isAccessibleForFree"),
    }
    lines = {name: single_line(value) if isinstance(value, str) else value for name, value in facts.items()}
    lines["article_body"] = data.text("articleBody")
    return {name: value for name, value in lines.items() if value not in (None, "", [])}


def _guessed(tree: _Element) -> tuple[str | None, str | None]:
    """Return the title and the authors that trafilatura finds in a page; its date may be another article's."""
    try:
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    except FAULTS:
        return None, None
    return found.title, found.author


def _meta_tags(tree: _Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        content = (tag.get("content") or "").strip()
        if content:
            tags.setdefault(name.strip().lower(), []).append(content)
    return tags


def _first(tags: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _shown(tree: _Element, tag: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree.iter(tag)]


def _canonical(tree: _Element, tags: dict[str, list[str]], address: str | None) -> str | None:
    """Return a page's own address; one that leads to the front page is a fault of the site."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    found = [_absolute(one, address) for one in (*links, _first(tags, ("og:url",)))]
    is_inside = bool(address and urlsplit(address).path.strip("/"))
    told = [one for one in found if one and (urlsplit(one).path.strip("/") or not is_inside)]
    return told[0] if told else address


def _absolute(link: str | None, address: str | None) -> str | None:
    try:
        joined = str(urljoin(address or "", link.strip())) if link else ""
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else None
    except ValueError:
        return None


def _outlet(data: Article, tags: dict[str, list[str]], host: str) -> str:
    """Return the outlet's name; a host's name only where there is no other."""
    named = [single_line(name) for name in (_first(tags, _OUTLET), data.text("publisher")) if name]
    names = [name for name in named if name and "://" not in name]
    return next((name for name in names if " " in name or "." not in name), names[0] if names else host)


def _title(data: Article, tags: dict[str, list[str]], tree: _Element, guessed: str | None, outlet: str) -> str | None:
    """Return the headline, without the outlet's name that many pages put behind it."""
    named = data.text("headline") or _first(tags, _TITLE)
    title = single_line(named or guessed or next(iter(_shown(tree, "title")), ""))
    for mark in ("|", "-", "–", "—", "·", "::", "«"):
        head, _, tail = title.rpartition(f" {mark} ")
        if head and outlet and tail.strip().lower() == outlet.lower():
            return head.strip()
    return title or None


def _language(data: Article, tags: dict[str, list[str]], tree: _Element) -> str | None:
    page = next(tree.iter("html"), None)
    of_page = [page.get("lang"), page.get("{http://www.w3.org/XML/1998/namespace}lang")] if page is not None else []
    for code in (*of_page, data.text("inLanguage"), _first(tags, _LANGUAGE)):
        if code and _LANGUAGE_CODE.fullmatch(code.strip()):
            return str(code).strip()
    return None


def _credits(
    data: Article, tags: dict[str, list[str]], guessed: str | None, outlet_names: set[str]
) -> tuple[list[str], list[str]]:
    """Return the people in the byline, and what else stands in their place."""
    told = data.credits()
    tagged = next((tags[name] for name in _AUTHORS if any(names_in(one) for one in tags.get(name, []))), [])
    bylines = told.people or tagged or ([] if told.organisations or not guessed else guessed.split("; "))
    people, others = people_and_others(bylines, outlet_names)
    return people, list(dict.fromkeys([*others, *map(single_line, told.organisations)]))
