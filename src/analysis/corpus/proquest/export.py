"""ProQuest's exports: texts in one file ("Text only"), and spreadsheets, which hold no texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..files import File
from ..languagenames import language_code
from ..numbering import MOST, numbering
from ..records import Declared, NotThisFormatError, Record, Rejection
from ..settings import Settings
from ..sheets import fields_of as rows_of
from ..sheets import sheets
from .dates import whole_day
from .fields import Fields, columns, fields_of, label_of, tail_start

_LINE = re.compile(r"\s*_{10,}\s*")
_NUMBERED = re.compile(r"\s*Document ([0-9]{1,5}) (?:of|sur|de|von) ([0-9]{1,5})\s*")
_CONTENTS = re.compile(r"([0-9]{1,5})\. \S")
_STARTS = ("publication_info", "link", "text")
_END = "ProQuest LLC"


def fits(file: File) -> bool:
    """Return whether a text or spreadsheet was exported by ProQuest."""
    if file.path.suffix.lower() in (".xls", ".xlsx"):
        return any({"storeid", "pubdate"} <= set(map(_key, sheet.columns)) for sheet in sheets(file))
    if "ProQuest" not in file.text:
        return False
    lines = file.text.split("\n")
    names = {label[0] for line in lines for part in ("head", "tail") if (label := label_of(line, part))}
    return any(map(_LINE.fullmatch, lines)) and len(names & {"text", "link", "article_id", "database"}) > 1


def read(file: File, settings: Settings) -> Iterator[Record | Rejection | Declared]:
    """Yield a record for every article with a text; those that its numbering has beside are missing.

    Raises:
        NotThisFormatError: There is no article in it.
    """
    if file.path.suffix.lower() in (".xls", ".xlsx"):
        yield from _of_sheets(file)
        return
    documents, contents, loose = _documents(file.text.split("\n"))
    if not documents:
        raise NotThisFormatError("it has no article of ProQuest's: none of its labels, such as 'Full text:'")
    numbers = [_NUMBERED.fullmatch(document[0]) for document in documents]
    totals = Counter(int(number[2]) for number in numbers if number and int(number[2]) <= MOST)
    declared = range(1, (max(totals, key=lambda n: (totals[n], n)) if totals else contents) + 1)
    if declared:
        yield Declared(len(declared))
    claims = [int(number[1]) if number else None for number in numbers]
    found = numbering(claims, declared or range(1, len(documents) + 1))
    for number, document in zip(found.found, documents, strict=True):
        fields = fields_of([line for line in document if not _NUMBERED.fullmatch(line)])
        yield _item(file, f"document {number}", fields)
    for number in found.missing if declared else ():
        detail = f"the file says that it holds {len(declared)} documents, and this is not in it; export it again"
        yield Rejection(file.source, f"document {number}", "missing", detail)
    for place, text in loose:
        detail = f"this text is in no article, for want of its labels: {text[:80]!r}; export it again"
        yield Rejection(file.source, f"line {place}", "no_article", detail)


def _item(file: File, place: str, fields: Fields) -> Record | Rejection:
    if fields.get("body"):
        return Record(file.source, place, fields, file.encoding)
    what = "a citation and an abstract" if fields.get("abstract") else "a citation"
    title = fields.get("title", "without a title")
    detail = f"it is {what} without the full text ({title}); export it with the full text, if ProQuest has it"
    return Rejection(file.source, place, "no_text", detail, fields.get("outlet"))


def _documents(lines: Sequence[str]) -> tuple[list[list[str]], int, list[tuple[int, str]]]:
    """Return the lines of each document, the length of the table of contents, and text that is in no document."""
    documents: list[list[str]] = []
    loose: list[tuple[int, str]] = []
    contents = 0
    for at, line, piece in _pieces(lines):
        text = "\n".join(piece).strip()
        if not text:
            continue
        if _starts(piece):
            documents += _apart(piece)
        elif _END in text and len(piece) < 40:
            continue  # the address and rights at the end
        elif documents and not _is_closed(documents[-1]):
            documents[-1] += [line, *piece]  # a line of underscores within a text
        elif _is_closed(piece):
            documents.append(piece)
        elif not documents:
            contents = _n_listed(piece) or contents
        else:
            loose.append((at + 1, text))
    return [_without_blank_start(document) for document in documents], contents, loose


def _pieces(lines: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield what lines of underscores part, and documents' numbers begin: its place, the line above, its lines."""
    piece: list[str] = []
    begin, above = 0, ""
    for at, line in enumerate(lines):
        if _LINE.fullmatch(line):
            yield begin, above, piece
            begin, above, piece = at + 1, line, []
            continue
        if _NUMBERED.fullmatch(line):
            yield begin, above, piece
            begin, above, piece = at, "", []
        piece.append(line)
    yield begin, above, piece


def _starts(piece: Sequence[str]) -> bool:
    """Return whether a document begins in a piece: it has a number, or a label that stands in front of a text."""
    return any(_NUMBERED.fullmatch(line) or _is_start(line) for line in piece)


def _is_start(line: str) -> bool:
    return (label_of(line, "head") or ("",))[0] in _STARTS


def _is_closed(lines: Sequence[str]) -> bool:
    """Return whether the fields that end a document stand at the end."""
    return tail_start(lines, 0) < len(lines)


def _apart(piece: list[str]) -> list[list[str]]:
    """Return the documents of a piece: where the line between two is lost, one begins behind the other's last field."""
    parts: list[list[str]] = []
    begin, n_closing, last = 0, 0, 0
    for at, line in enumerate(piece):
        if label_of(line, "tail"):
            n_closing, last = n_closing + 1, at
        elif n_closing > 2 and _is_start(line):
            end = next((i for i in range(last, at) if not piece[i].strip()), at)
            parts.append(piece[begin:end])
            begin, n_closing = end, 0
    return [*parts, piece[begin:]]


def _n_listed(piece: Sequence[str]) -> int:
    """Return how many entries a table of contents has, numbered from 1 on."""
    numbers = [int(entry[1]) for line in piece if (entry := _CONTENTS.match(line.strip()))]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) and len(numbers) <= MOST else 0


def _without_blank_start(lines: list[str]) -> list[str]:
    return lines[next((at for at, line in enumerate(lines) if line.strip()), 0) :]


def _of_sheets(file: File) -> Iterator[Record | Rejection]:
    """Yield the rows of the list that ProQuest calls XLS: without texts, so that they are no articles."""
    for sheet in sheets(file):
        for place, row in rows_of(sheet):
            fields: dict[str, Any] = {columns().get(_key(name), name.lower()): value for name, value in row.items()}
            if str(fields.get("body") or "").strip():
                yield Record(file.source, place, _as_ours(fields))
                continue
            title, outlet = fields.get("title", "without a title"), fields.get("outlet")
            detail = f"ProQuest's spreadsheets have no texts ({title}); export 'Text only', with the full text"
            yield Rejection(file.source, place, "no_text", detail, None if outlet is None else str(outlet))


def _as_ours(fields: Fields) -> Fields:
    """Return a row's fields as those of a text are."""
    day = fields.get("published")
    if isinstance(day, str) and whole_day(day) is None:
        fields |= {"published": None, "published_as_printed": day}
    language = str(fields.get("language") or "")
    authors = str(fields.get("authors") or "")
    fields["authors"] = [] if authors == "[Unknown]" else [name.strip() for name in authors.split(";") if name.strip()]
    return fields | {"language": language_code(language) or language or None}


def _key(name: str) -> str:
    return "".join(name.split()).casefold()
