"""Factiva's RTF exports as lines: where each article begins and ends, and which label or place each line has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .fields import (
    Fields,
    anchors,
    article_id,
    is_byline,
    is_date,
    labels,
    n_words,
    of_labelled,
    of_printed,
    words,
)

_PAGE = re.compile(r"(?<![0-9])[0-9]{1,4}$")
_FOOTER = re.compile(r".{0,40}© ?\d{4} Factiva, Inc\..{0,80}")
_LABEL = re.compile(r"\s*\*?([A-Z]{2,3})\*?(?=[\t| \xa0]|$)")
_HEADING = "Factiva RTF Display Format"
_CODED = ("CO", "IN", "NS", "RE")  # their values are "code : Name"
_BODY = ("LP", "TD")


class Found(NamedTuple):
    """What a document holds: articles, the headlines in its table of contents, and text that is in no article."""

    articles: list[Fields]
    contents: list[str]
    loose: list[str]


def articles_in(lines: Sequence[str], n_linked: int) -> Found:
    """Return the articles that lines hold.

    Args:
        lines: The lines of the document.
        n_linked: How many entries of its table of contents are links.
    """
    filled = [line for line in lines if line.strip() and not _FOOTER.fullmatch(line.strip())]
    contents, begin = _contents(filled, n_linked)
    found = Found([], contents, [])
    chunk: list[str] = []
    for line in filled[begin:]:
        chunk.append(line)
        if article_id(line):
            _add(chunk, found)
            chunk = []
    if chunk and not chunk[0].strip().casefold().startswith(words("search_pages")):
        _add(chunk, found)
    return found


def _contents(lines: Sequence[str], n_linked: int) -> tuple[list[str], int]:
    """Return the headlines of the table of contents, and where the first article begins."""
    end = next((at for at, line in enumerate(lines) if _begins_article(line)), len(lines))
    begin = next((at + 1 for at, line in enumerate(lines[:end]) if line.strip() == _HEADING), 0)
    entries = [(at, entry) for at in range(begin, end) if (entry := _listed(lines[at].strip()))]
    if entries:
        return [entry for _, entry in entries], entries[-1][0] + 1
    if 0 < n_linked < end - begin:
        return [line.strip() for line in lines[begin : begin + n_linked]], begin + n_linked
    return [], begin


def _listed(line: str) -> str | None:
    """Return the headline in an entry of a table of contents: tab, dots or blanks part it from its page."""
    page = _PAGE.search(line)
    before = line[: page.start()] if page else ""
    headline = before.rstrip(" .\t")
    between = before[len(headline) :]
    return headline if headline and ("\t" in between or "..." in between or len(between) > 2) else None


def _begins_article(line: str) -> bool:
    return n_words(line) is not None or _labelled(line) is not None or article_id(line) is not None


def _add(chunk: list[str], found: Found) -> None:
    """Add what stands up to the end of an article; where an end is lacking, that is several."""
    marked = {label[0] for line in chunk if (label := _labelled(line))}
    if len(marked) >= 3 and marked & {"HD", *_BODY}:
        parts = _apart_by_labels(chunk)
        if _labelled(parts[0][0]) is None:
            found.loose.append("\n".join(parts.pop(0)))
        found.articles.extend(of_labelled(_pairs(part)) for part in parts)
        return
    for part in _apart_by_heads(chunk, found.contents):
        if article_id(part[-1]) or anchors(part)[1] is not None:
            found.articles.append(_printed(part, found.contents))
        else:
            found.loose.append("\n".join(part))


def _printed(part: list[str], contents: list[str]) -> Fields:
    own_id = article_id(part[-1])
    lines = [line.strip() for line in (part[:-1] if own_id else part)]
    return of_printed(lines, titles=contents) | ({"article_id": own_id} if own_id else {})


def _labelled(line: str) -> tuple[str, str] | None:
    """Return the label at the start of a line, and the text behind it."""
    label = _LABEL.match(line)
    if label is None or label[1] not in labels():
        return None
    rest = line[label.end() :]
    value = rest.strip("\t| \xa0")
    between = rest[: len(rest) - len(rest.lstrip("\t| \xa0"))]
    is_apart = not value or len(between) > 1 or between.strip(" ") != ""
    return (label[1], value) if is_apart or between in ("\t", "|", "\xa0") else None


def _apart_by_labels(chunk: list[str]) -> list[list[str]]:
    """Return the parts of a chunk that each begin with an article's first label; first what no label precedes."""
    parts: list[list[str]] = [[]]
    seen: set[str] = set()
    for line in chunk:
        label = (_labelled(line) or ("", ""))[0]
        is_new = label in ("SE", "HD") and (bool(seen & {*_BODY, "AN"}) or label in seen)
        if is_new or (label and not seen):
            parts.append([])
            seen = set()
        parts[-1].append(line)
        seen |= {label} - {""}
    return [part for part in parts if part]


def _pairs(part: list[str]) -> list[tuple[str, list[str]]]:
    """Return an article's labels and their paragraphs."""
    places = _label_places(part)
    pairs: list[tuple[str, list[str]]] = []
    for at, until in zip(places, [*places[1:], len(part)], strict=True):
        label, value = _labelled(part[at]) or ("", "")
        texts = [value, *(line.strip("\t| \xa0") for line in part[at + 1 : until])]
        pairs.append((label, [text for text in texts if text]))
    if any(label in _BODY for label, _ in pairs):
        return pairs
    return _with_body(pairs)


def _label_places(part: list[str]) -> list[int]:
    """Return which lines begin a field: all before the text, and behind it those that close the article in order."""
    marked = {at: label for at, line in enumerate(part) if (label := _labelled(line))}
    texts = [at for at, (label, _) in marked.items() if label in _BODY]
    if not texts:
        return list(marked)
    first = texts[0]
    second = next((at for at in texts[1:] if marked[first][0] == "LP" and marked[at][0] == "TD"), first)
    order = list(labels())
    closing: list[int] = []
    last = len(order)
    for at in sorted((at for at in marked if at > second), reverse=True):
        name, value = marked[at]
        rank = order.index(name)
        if order.index("TD") < rank < last and (name not in _CODED or " : " in value):
            closing.append(at)
            last = rank
    return [*(at for at in marked if at <= first), *([second] if second > first else []), *reversed(closing)]


def _with_body(pairs: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Return pairs with the text under a label of its own, where that was lost: it follows the last field of a head."""
    order = list(labels())
    long = [at for at, (label, texts) in enumerate(pairs) if len(texts) > 1 and order.index(label) < order.index("LP")]
    if not long or pairs[long[-1]][0] in ("HD", "BY"):
        return pairs
    label, texts = pairs[long[-1]]
    return [*pairs[: long[-1]], (label, texts[:1]), ("TD", texts[1:]), *pairs[long[-1] + 1 :]]


def _apart_by_heads(chunk: list[str], contents: list[str]) -> list[list[str]]:
    """Return the articles of a chunk: each line with a length that a date follows stands in a head of its own."""
    heads = [
        at
        for at, line in enumerate(chunk)
        if n_words(line) is not None and any(is_date(near) for near in chunk[at + 1 : at + 3])
    ]
    begins = [0]
    for at in heads[1:]:
        listed = [near for near in range(max(begins[-1] + 1, at - 3), at) if chunk[near].strip() in contents]
        before = at - 2 if at >= 2 and is_byline(chunk[at - 1]) else at - 1
        begins.append(max(begins[-1] + 1, listed[0] if listed else before))
    return [chunk[at:until] for at, until in zip(begins, [*begins[1:], len(chunk)], strict=True) if chunk[at:until]]
