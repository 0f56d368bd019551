"""An export's HTML as blocks of text that remember their classes, which tell headline, author and text apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html
from lxml.etree import _Element

from .records import NotThisFormatError

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6r]|header|html"
    "|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_PASSED_OVER = ("head", "script", "style", "noscript", "template")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Block(NamedTuple):
    """A paragraph, row or heading: its text, and the classes of what it stands in and of what is in it."""

    text: str
    classes: frozenset[str]


def tree(text: str) -> _Element:
    """Return the root element of HTML, however broken; nothing outside of it is looked up.

    Raises:
        NotThisFormatError: It has no elements, or nests them so deep that a part would be lost.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: _Element = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NotThisFormatError(f"it is no HTML ({error})") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise NotThisFormatError("its HTML tags are nested too deep to be read; save the page again")
    return root


def text_of(element: _Element) -> str:
    """Return an element's text, blocks apart by blank lines."""
    return "\n\n".join(block.text for block in blocks(element))


def blocks(element: _Element) -> list[Block]:
    """Return an element's text block by block; cells of a table are apart by tabs."""
    found: list[Block] = []
    parts: list[str] = []
    outer: list[list[str]] = []
    inner: set[str] = set()
    for is_start, one, text in _steps(element):
        is_block = _BLOCK.fullmatch(str(one.tag)) is not None
        if is_block:
            _close(parts, [*(name for names in outer for name in names), *inner], found)
            inner.clear()
        if is_start:
            outer.append((one.get("class") or "").split())
            inner.update(() if is_block else outer[-1])
            parts.append({"br": "\n", "td": "\t", "th": "\t"}.get(str(one.tag), ""))
        else:
            outer.pop()
        parts.append(_BLANKS.sub(" ", text))
    _close(parts, list(inner), found)
    return found


def _steps(element: _Element) -> Iterator[tuple[bool, _Element, str]]:
    """Yield where each element starts and ends, with the text that follows."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        text = one.text if event == "start" else one.tail if one is not element else ""
        if event == "start" and one.tag in _PASSED_OVER:
            walk.skip_subtree()
            text = ""
        yield event == "start", one, text or ""


def _close(parts: list[str], classes: list[str], found: list[Block]) -> None:
    """End a block: what was gathered becomes one, unless it is blank."""
    lines = [re.sub(" {2,}", " ", line).strip() for line in "".join(parts).split("\n")]
    text = "\n".join(lines).strip()
    if text:
        found.append(Block(text, frozenset(classes)))
    parts.clear()
