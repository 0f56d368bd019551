"""HTML as text: its paragraphs, apart from each other, and nothing of its tags."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree, html
from lxml.etree import _Element

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TAG = re.compile(r"</?[A-Za-z]|<!")
_BLANKS = re.compile(r"[ \t\r\n]+")
# In HTML's tags, and in those of trafilatura's trees.
_BLOCKS = frozenset(
    (
        *("p", "div", "article", "section", "main", "header", "footer", "aside", "blockquote", "pre", "address"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "caption"),
        *("figure", "figcaption", "form", "fieldset", "hr", "body", "head", "quote", "item", "list", "row"),
    )
)
_CELLS = frozenset(("cell", "td", "th"))
_BREAKS = frozenset(("br", "lb"))
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "title", "svg", "iframe", "object"))
_PREFORMATTED = frozenset(("pre", "code"))


def parsed(text: str) -> _Element:
    """Return HTML as a tree; what is broken beyond repair as an empty one."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_CONTROL.sub("", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return html.document_fromstring("<html><body></body></html>")


def plain_text(fragment: str) -> str:
    """Return HTML as text: paragraphs apart by blank lines, line breaks kept; a text without tags as it is."""
    if _TAG.search(fragment):
        return "\n\n".join(blocks_of(parsed(f"<div>{fragment}</div>")))
    return unescape(fragment).strip()


def blocks_of(tree: _Element) -> list[str]:
    """Return the blocks of text in a tree, one for each paragraph; the cells of a table's row on one line."""
    pieces: list[str] = []
    skipped = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if skipped is None and element.tag in _NO_TEXT:
                skipped = element
            if skipped is None:
                pieces += (_before(element), _flowing(element.text, element))
            continue
        skipped = None if skipped is element else skipped
        if skipped is None:
            pieces.append("\n\n" if element.tag in _BLOCKS else "")
            if element is not tree:
                pieces.append(_flowing(element.tail, element.getparent()))
    lines = [line.strip(" ") for line in re.sub(" +", " ", "".join(pieces)).split("\n")]
    blocks = re.split(r"\n{2,}", "\n".join(lines))
    return [block.strip() for block in blocks if block.strip()]


def _before(element: _Element) -> str:
    """Return what parts an element's text from the text before it."""
    if element.tag in _CELLS:
        return " | " if element.getprevious() is not None else ""
    return "\n\n" if element.tag in _BLOCKS else "\n" if element.tag in _BREAKS else ""


def _flowing(text: str | None, within: _Element) -> str:
    """Return a text with line breaks as blanks, as browsers show it, unless it is preformatted."""
    return "" if not text else text if within.tag in _PREFORMATTED else _BLANKS.sub(" ", text)
