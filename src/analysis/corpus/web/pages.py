"""Web pages: from their bytes to an article's fields. What pages saved alone and pages in web archives share."""

from __future__ import annotations

import codecs
import itertools
import logging
import re
from typing import Any

import trafilatura
from lxml import etree
from lxml.etree import _Element

from ..records import decoded
from .facts import FAULTS, page_facts
from .markup import blocks_of, parsed, plain_text

LONGEST = 20 * 1024**2  # bytes of a page; the largest of newspapers have three million, most of it scripts
_MOST_ELEMENTS = 200_000  # a page of as many takes half a minute
_SNIFFED = 4096  # bytes in which a page names its encoding
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_IS_ENCODING = re.compile(
    r"(?:utf|cp|windows|iso|koi8|gb|big5|euc|shift_?jis|mac|latin|tis|johab|hz|ascii)", re.IGNORECASE
)
_LABELS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}  # as browsers take them
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}

_MENUS = etree.XPath(
    "//nav | //*[@role='navigation'] | //header[not(ancestor::article or ancestor::main) and (.//nav or not(.//h1))]"
)
# Consent banners carry the names of the programs that make them.
_BANNER = re.compile(
    r"cookie[-_]?(?:banner|consent|notice|bot)|onetrust|didomi|usercentrics|consent-(?:banner|wall)|gdpr|sp_message",
    re.IGNORECASE,
)
_LONGEST_PARTED = 20_000  # characters; the last resort is for short texts
_ALMOST_ALL = 0.9
_MUCH_MORE = 2  # times the text that is shown
_LONGEST_BANNER = 4000  # characters; a class of that name on the whole page is no banner
_LAYOUT_CELLS = etree.XPath("//td[.//table or .//p or .//div or count(.//br) > 1]")


class NoPageError(Exception):
    """A text is no web page, or one of a size that no article has; the message tells."""


def page_text(data: bytes, *declared: str | None) -> tuple[str, str]:
    """Return a page's bytes as text, and the encoding that was used.

    A page that says it is UTF-8 is: bytes that are not, such as those of a quoted old text, are
    taken one by one as Western European.

    Args:
        data: The page.
        declared: Names of encodings, such as that in the HTTP header; the page's own comes last.

    Raises:
        NotThisFormatError: The bytes are no text.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decoded(data, None)
    if b"\0" in data[:_SNIFFED]:
        return decoded(data, None)
    own = _CHARSET.search(data, 0, _SNIFFED)
    for name in (*declared, own.group(1).decode() if own else None):
        encoding = _known(name)
        if encoding == "utf-8":
            return data.decode("utf-8", "surrogateescape").translate(_STRAY), "utf-8"
        try:
            if encoding:
                return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return decoded(data, None)


def page_fields(text: str, address: str | None = None) -> dict[str, Any]:
    """Return an article's fields from the page it stands in: those of `page_facts`, and the body where there is one.

    Where the headline above the text is not the title that the page declares, it is `printed_title`.

    Args:
        text: The page.
        address: Where it was found.

    Raises:
        NoPageError: There are no HTML tags in it, or more than any article has.
    """
    tree = _page(text)
    facts = page_facts(tree, address)
    declared_body = facts.pop("article_body", "")
    headlines = {_bare(facts.get("title", "")), *(_bare("".join(one.itertext())) for one in tree.iter("h1"))}
    headline, blocks = _article(tree, headlines)
    body, declared_body = "\n\n".join(blocks), plain_text(declared_body)
    if len(declared_body) > _MUCH_MORE * len(body):  # the page shows a teaser only, to those who do not pay
        body = declared_body
    if headline and "title" in facts and _bare(headline) != _bare(facts["title"]):
        facts["printed_title"] = headline
    return facts | ({"body": body} if body else {})


def _known(name: str | None) -> str | None:
    """Return Python's name for an encoding of text that pages are written in."""
    try:
        found = codecs.lookup(name.strip("\"' ")).name if name and _IS_ENCODING.match(name.strip("\"' ")) else None
    except LookupError:
        return None
    return _LABELS.get(found, found) if found else None


def _page(text: str) -> _Element:
    if not re.search(r"<[A-Za-z!?]", text):
        raise NoPageError("it has no HTML tags")
    tree = parsed(text)
    n_elements = sum(1 for _ in tree.iter())
    if n_elements > _MOST_ELEMENTS:
        raise NoPageError(f"it has {n_elements:,} elements, more than any article")
    return tree


def _article(tree: _Element, headlines: set[str]) -> tuple[str | None, list[str]]:
    """Return the headline above a page's article, and its paragraphs, as trafilatura finds them."""
    for element in [*_MENUS(tree), *filter(_is_banner, tree.iter("div", "section", "aside", "dialog", "form"))]:
        if element.getparent() is not None:
            element.drop_tree()
    _unfold_layout(tree)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs pages without text as errors
    try:
        found = trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False)
    except FAULTS:
        return None, []
    blocks = blocks_of(found.body) if found is not None and found.body is not None else []
    if len(blocks) == 1 and len(blocks[0]) < _LONGEST_PARTED:
        blocks = _parted(blocks[0], tree)
        at = next((n for n, block in enumerate(blocks) if _bare(block) in headlines), 0)
    else:
        at = 0
    is_headed = len(blocks) > at + 1 and _bare(blocks[at]) in headlines
    return (blocks[at], blocks[at + 1 :]) if is_headed else (None, blocks)


def _parted(block: str, tree: _Element) -> list[str]:
    """Return the paragraphs that the page has where trafilatura's last resort has run them together."""
    parts = [part for part in blocks_of(tree) if _bare(part) in _bare(block)]
    return parts if sum(map(len, parts)) >= _ALMOST_ALL * len(block) else [block]


def _is_banner(element: _Element) -> bool:
    if not _BANNER.search(f"{element.get('id')} {element.get('class')}"):
        return False
    n_characters = itertools.accumulate(map(len, element.itertext()))
    return all(n < _LONGEST_BANNER for n in n_characters)


def _unfold_layout(tree: _Element) -> None:
    """Make blocks of the tables that old pages are laid out with: trafilatura would read them as data."""
    for cell in _LAYOUT_CELLS(tree):
        table = next(cell.iterancestors("table"), None)
        if table is not None:
            for part in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                part.tag = "div"


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
