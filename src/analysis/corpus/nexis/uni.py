"""Exports of Nexis Uni, Lexis Advance and Nexis+: Word, RTF or text, many articles in one file.

An article is its headline, publication and date, then labels, "Body", the text, "Classification" with
labels, and "End of Document". Any of these may be lacking; a cover page with a list may stand in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ..files import File
from ..records import Declared, NotThisFormatError, Record, Rejection
from ..settings import Settings
from .article import article_fields, is_note, opens
from .cover import Cover, cover, lacking
from .labels import Layout, is_wrapped, label
from .words import dated, n_words, plain, starts_with, words

_ENOUGH = 3  # telling lines, where there is no end marker
_NEAR = 4  # lines between a date and the labels below it
_ABOVE = 12  # lines above a headline in which the labels of the article before it stand
_UNDELIVERED_AT_MOST = 400  # characters of a document that only says that it cannot be shown


class _Part(NamedTuple):
    """The lines of one article, and whether an end marker stands below it."""

    start: int
    stop: int
    is_ended: bool


def fits(file: File) -> bool:
    """Return whether a file has an end marker and a telling line, or several telling lines without a marker."""
    lines = [plain(line) for line in file.lines]
    found = {what for line in lines if (what := _telling(line)) is not None}
    return len(found) >= (1 if any(_end_marker(line) for line in lines) else _ENOUGH)


def read(file: File, settings: Settings) -> Iterator[Record | Rejection | Declared]:
    """Yield a record for every article, and a rejection for every one that the cover page declares and that is lacking.

    Raises:
        NotThisFormatError: It has no article of this kind.
    """
    lines, printed, ends = _cleared(file.lines)
    first_end = ends[0] if ends else len(lines)
    front = cover(lines, next((at for at in _dates(lines, 0, first_end)), first_end))
    if front is not None and file.path.stem.casefold().endswith("_doclist"):
        detail = f"it is the list of an export of {front.n} articles, which are in other files"
        yield Rejection(file.source, "file", "no_text", detail)
        return
    parts = list(_parts(lines, ends, front))
    if not parts and front is None:
        raise NotThisFormatError("it has no article of the Nexis Uni layout")
    if front is not None and front.n:
        yield Declared(front.n)
    layout = Layout(in_capitals=False, is_wrapped=is_wrapped(file))
    titles: list[str | None] = []
    for number, part in enumerate(parts, 1):
        fields = article_fields(lines[part.start : part.stop], printed[part.start : part.stop], layout)
        title = fields.get("title", fields.get("title_as_printed"))
        titles.append(title)
        yield _item(file, fields, _number(number, title, front), part)
    for n, detail in lacking(front, titles) if front is not None else ():
        yield Rejection(file.source, f"document {n}", "missing", detail)


def _telling(line: str) -> str | None:
    """Return what a line is that only this layout has."""
    if line in ("Body", "Classification"):
        return line
    above, below = label(line, "head", in_capitals=False), label(line, "end", in_capitals=False)
    if line.partition(":")[0].isupper():
        return None
    if above is not None and above.field == "length" and n_words(above.value) is not None:
        return "length"
    if below is not None and below.field in ("load_date", "publication_type", "journal_code"):
        return below.field
    return "cover" if starts_with(line, "cover_user") and ":" in line else None


def _end_marker(line: str) -> str | None:
    """Return the end marker that a line is, or (the English one) ends with."""
    if line.endswith(words("end_markers")[0]):
        return words("end_markers")[0]
    return line if line in words("end_markers") else None


def _cleared(printed: list[str]) -> tuple[list[str], list[str], list[int]]:
    """Return lines without page headers and end markers, for matching and as printed; and where the markers were."""
    headers = re.compile(rf"(?:{'|'.join(words('page_headers'))}) \d{{1,4}} \w{{2,3}} \d{{1,4}}")
    lines, kept, ends = list[str](), list[str](), list[int]()
    for original in printed:
        line = plain(original)
        if headers.fullmatch(line):
            continue
        marker = _end_marker(line)
        if marker is not None:
            line = line.removesuffix(marker).rstrip()
            ends.append(len(lines) + 1)
        lines.append(line)
        kept.append(line if marker is not None else original)
    return lines, kept, ends


def _dates(lines: list[str], start: int, stop: int) -> Iterator[int]:
    """Yield the lines of dates with a copyright, a label or "Body" below them."""
    at = None
    n_between = 0
    for row in range(start, stop):
        line = lines[row]
        if not line:
            continue
        n_between += 1
        if at is not None and n_between <= _NEAR and opens(line):
            yield at
            at = None
        elif dated(line) is not None:
            at, n_between = row, 0


def _parts(lines: list[str], ends: list[int], front: Cover | None) -> Iterator[_Part]:
    """Yield the articles: what stands between end markers, and what lost its marker."""
    titles = {title.casefold() for title in front.titles} if front is not None else set[str]()
    spans = [(start, stop, True) for start, stop in pairwise([0, *ends])]
    for start, stop, is_ended in [*spans, (ends[-1] if ends else 0, len(lines), False)]:
        tops = [_top(lines, at, start, titles) for at in _dates(lines, start, stop)]
        if start == 0 and front is not None:
            first = tops[0] if tops else _behind_cover(lines, front.at, stop)
            further = tops[1:]
        else:
            first, further = start, tops[1:]
        cuts = [first, *(top for top in further if _ends_above(lines, top)), stop]
        for one, other in pairwise(cuts):
            if is_ended or any(lines[one:other]):
                yield _Part(one, other, is_ended or other != stop)


def _top(lines: list[str], at: int, start: int, titles: set[str]) -> int:
    """Return the line of the headline above a date: two lines up, past notes; one where no publication stands."""
    above = [row for row in range(at - 1, max(start, at - 30) - 1, -1) if lines[row]]
    names = [row for row in above if not is_note(lines[row])][:2]
    if not names:
        return at
    top = names[0] if lines[names[0]].casefold() in titles else names[-1]
    higher = next((row for row in above if row < top), None)
    return higher if higher is not None and is_note(lines[higher]) else top


def _behind_cover(lines: list[str], at: int, stop: int) -> int:
    """Return where the first article begins whose date is none: with the few lines above its labels."""
    opening = next((row for row in range(at + 1, stop) if opens(lines[row])), stop)
    row, n_rows = opening, 0
    while row > at + 1 and n_rows < _NEAR and (lines[row - 1] or (row > 1 and lines[row - 2])):
        row -= 1
        n_rows += bool(lines[row])
        if starts_with(lines[row], "cover_list"):
            return row + 1
    return row if opening < stop else stop


def _ends_above(lines: list[str], top: int) -> bool:
    """Return whether labels of another article's end stand above a headline."""
    above = [line for line in lines[max(0, top - 30) : top] if line][-_ABOVE:]
    return any(_telling(line) in ("load_date", "publication_type", "journal_code", "Classification") for line in above)


def _number(number: int, title: str | None, front: Cover | None) -> int:
    """Return an article's number in the cover page's list, or in the file."""
    same = [n for n, listed in enumerate(front.titles, 1) if listed == title] if front is not None else []
    return same[0] if len(same) == 1 else number


def _item(file: File, fields: dict[str, Any], number: int, part: _Part) -> Record | Rejection:
    locator = f"document {number}"
    body = fields["body"]
    outlet = fields.get("outlet")
    if len(body) <= _UNDELIVERED_AT_MOST and any(notice in " ".join(body.split()) for notice in words("undelivered")):
        return Rejection(
            file.source, locator, "missing", "Nexis could not display it at export; export it again", outlet
        )
    if not part.is_ended and not fields.keys() - {"body", "title"}:
        detail = f"text behind the last article: {fields.get('title', body)[:80]!r}"
        return Rejection(file.source, f"line {part.start + 1}", "no_text", detail)
    if not body:
        has = [name for name in ("title", "graphic", "length_words") if name in fields]
        detail = f"it has no text{', only ' + ', '.join(f'{name} {fields[name]!r}' for name in has) if has else ''}"
        return Rejection(file.source, locator, "no_text", detail, outlet)
    return Record(file.source, locator, fields, file.encoding)
