"""Factiva's exports, with labelled fields ("plus Indexing") or without, as web pages or RTF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from ..files import File
from ..htmlblocks import Block, blocks, tree
from ..numbering import MOST, numbering
from ..records import Declared, NotThisFormatError, Record, Rejection
from ..settings import Settings
from .fields import Fields, article_id, of_labelled, of_printed
from .lines import articles_in

_RTF = b"{\\rtf"
_OF_RTF = re.compile(rb"Factiva RTF Display Format|Factiva, Inc\.")
_OF_HTML = re.compile(r"<title>\s*Factiva\b|\b[a-z]{2}Article\b|Factiva, Inc\.", re.IGNORECASE)
_ARTICLE = re.compile(r"article|[a-z]{2}Article")
_LINK = re.compile(rb"(?:HYPERLINK|PAGEREF)[^{}]{0,20}?\btoc(\d{1,5})\b")
_COUNTER = re.compile(r"(\d{1,5})\)\s+")
_LABEL = re.compile(r"[A-Z]{2,3}")


class _Article(NamedTuple):
    number: int | None
    fields: Fields


def fits(file: File) -> bool:
    """Return whether a web page or an RTF document was exported by Factiva."""
    if file.data.startswith(_RTF):
        return _OF_RTF.search(file.data) is not None or any(article_id(line) for line in file.lines)
    return "article" in file.text and bool(_OF_HTML.search(file.text))


def read(file: File, settings: Settings) -> Iterator[Record | Rejection | Declared]:
    """Yield a record for every article; those that a counter or the table of contents has beside are missing.

    Raises:
        NotThisFormatError: It holds no article of Factiva's.
    """
    if file.data.startswith(_RTF):
        yield from _of_rtf(file)
        return
    articles = _of_html(tree(file.text))
    if not articles:
        raise NotThisFormatError("it is a page of Factiva's without articles; save the page that shows them")
    known = [article.number for article in articles if article.number is not None]
    declared = range(min(known), max(known) + 1) if known else range(0)
    detail = "the page counts it"
    yield from _items(file, articles, declared, dict.fromkeys(declared[:MOST], detail))


def _of_rtf(file: File) -> Iterator[Record | Rejection | Declared]:
    """Yield what an RTF document holds; its table of contents declares how much that should be.

    Raises:
        NotThisFormatError: There is no article in it.
    """
    n_linked = len(set(_LINK.findall(file.data)))
    found = articles_in(file.lines, n_linked)
    if not found.articles:
        raise NotThisFormatError("it has no article of Factiva's: no labels (HD, LP, TD), lengths or accession numbers")
    places: dict[str, list[int]] = {}
    for number, title in reversed(list(enumerate(found.contents, 1))):
        places.setdefault(" ".join(title.split()), []).append(number)
    articles = []
    for fields in found.articles:
        free = places.get(" ".join(fields.get("title", "").split()))
        articles.append(_Article(free.pop() if free else None, fields))
    declared = range(1, max(len(found.contents), n_linked) + 1)
    named = {number: f"the table of contents has {title!r}" for number, title in enumerate(found.contents, 1)}
    yield from _items(file, articles, declared, named)
    for text in found.loose:
        detail = f"this text is in no article, for want of a head and an end: {text[:80]!r}; export it again"
        yield Rejection(file.source, f"document {len(found.articles)}", "no_article", detail)


def _items(
    file: File, articles: Sequence[_Article], declared: range, named: dict[int, str]
) -> Iterator[Record | Rejection | Declared]:
    """Yield how many articles there should be, those that there are, and those that are missing."""
    if len(declared) > MOST:
        declared = range(0)
    if declared:
        yield Declared(len(declared))
    numbers = numbering([article.number for article in articles], declared or range(1, len(articles) + 1))
    for number, article in zip(numbers.found, articles, strict=True):
        place = f"document {number}"
        if article.fields.get("body", "").strip():
            yield Record(file.source, place, article.fields, file.encoding)
        else:
            title = article.fields.get("title", "without a headline")
            yield Rejection(file.source, place, "no_text", f"it has no text (neither LP nor TD): {title}")
    for number in numbers.missing if declared else ():
        detail = named.get(number, "the table of contents has it")
        yield Rejection(
            file.source, f"document {number}", "missing", f"{detail}, and it is not in the file; export it again"
        )


def _of_html(root: _Element) -> list[_Article]:
    """Return a page's articles; of divisions within each other those that have content of their own."""
    divisions = [one for one in root.iter("div") if any(map(_ARTICLE.fullmatch, (one.get("class") or "").split()))]
    articles: list[_Article] = []
    for division in reversed(divisions):  # those within before those around
        article = _article(division)
        if article is not None:
            articles.append(article)
        division.clear(keep_tail=True)
    return articles[::-1]


def _article(division: _Element) -> _Article | None:
    rows = _rows(division)
    parts = blocks(division)
    fields = of_labelled(rows) if rows else _of_blocks(parts)
    if fields is None:
        return None
    if "article_id" not in fields:
        fields |= _id_around(division)
    counted = any("counted" in part.classes for part in parts)
    counter = _COUNTER.match(fields.get("title", "")) if counted else None
    if counter:
        fields["title"] = fields["title"][counter.end() :]
    return _Article(int(counter[1]) if counter else None, fields)


def _rows(division: _Element) -> list[tuple[str, list[str]]]:
    """Return the labels of an article's table, and the paragraphs beside each."""
    table = next(division.iter("table"), None)
    found: list[tuple[str, list[str]]] = []
    for row in table.iter("tr") if table is not None else ():
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not cells or next(row.iterancestors("table")) is not table:
            continue
        label = cells[0].text_content().strip().strip("*")
        texts = [block.text for cell in cells[1:] for block in blocks(cell)]
        if _LABEL.fullmatch(label):
            found.append((label, texts))
        elif found:
            found[-1][1].extend(([label] if label else []) + texts)
    return found


def _of_blocks(parts: list[Block]) -> Fields | None:
    """Return the fields of an article without labels, or None where it is none."""
    title = next((part.text for part in parts if _has(part, "Headline")), None)
    own_id = next((found for part in reversed(parts) if (found := article_id(part.text))), None)
    shown = [part for part in parts if not article_id(part.text)]
    texts = [at for at, part in enumerate(shown) if _has(part, "articleParagraph")]
    if title is None and own_id is None and not texts:
        return None
    first, last = (texts[0], texts[-1] + 1) if texts else (len(shown), len(shown))
    fields = of_printed([part.text for part in shown[:first]], title=title)
    if "outlet" not in fields and texts:  # no head that we know: its lines are not text
        printed = fields.pop("body")
        fields |= {"head_as_printed": printed} if printed else {}
    if texts:
        body = [fields.get("body", ""), *(part.text for part in shown[first:last])]
        fields["body"] = "\n\n".join(text for text in body if text)
    after = "\n".join(part.text for part in shown[last:])
    return fields | ({"after_text": after} if after else {}) | ({"article_id": own_id} if own_id else {})


def _has(part: Block, ending: str) -> bool:
    return any(name.endswith(ending) for name in part.classes)


def _id_around(division: _Element) -> Fields:
    """Return the accession number that a division around an article bears."""
    for one in (division, *division.iterancestors("div")):
        found = article_id((one.get("id") or "").replace("article-", "article "))
        if found:
            return {"article_id": found}
    return {}
