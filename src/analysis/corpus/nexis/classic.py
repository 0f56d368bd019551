"""Exports of the old Nexis (nexis.com, LexisNexis Academic): text, RTF, or RTF that is called .doc.

Every document begins with its counter ("3 of 62 DOCUMENTS"). Publication, date and headline stand by
their place or under labels in capitals; labels behind the text are found from the end upwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..files import File
from ..records import Declared, NotThisFormatError, Record, Rejection
from ..settings import Settings
from .counts import Counter, Export, counter, cover_end, covers, exports
from .head import head
from .labels import Layout, described, end_labels, is_wrapped, label, text_of
from .words import n_words, plain, words

_TELLING = ("load_date", "language", "publication_type", "journal_code")
_ENOUGH = 3  # telling labels, where there is no counter
_FAR = 40  # lines between the labels below one article and the length of the next
_MOST_LACKING = 50_000  # documents; no export of some hundreds can lack so many
_RUN = 15  # lines within which these labels stand
_UNDELIVERED_AT_MOST = 400  # characters of a document that only says that it cannot be shown


class _Part(NamedTuple):
    """The lines of one document, and its counter if it has one."""

    counter: Counter | None
    start: int
    stop: int


def fits(file: File) -> bool:
    """Return whether a file has a counter and a label in capitals, or several telling labels without a counter."""
    lines = [plain(line) for line in file.lines]
    found = {field for line in lines if (field := _telling(line)) is not None}
    return len(found) >= (1 if any(counter(line, 0) for line in lines) else _ENOUGH)


def read(file: File, settings: Settings) -> Iterator[Record | Rejection | Declared]:
    """Yield a record for every document, and a rejection for every one that is declared and lacking.

    Raises:
        NotThisFormatError: It has no document of this kind.
    """
    lines = [plain(line) for line in file.lines]
    counters = [one for at, line in enumerate(lines) if (one := counter(line, at))]
    cover_lines = covers(lines)
    parts = _parts(lines, counters, cover_lines)
    found = exports(counters, cover_lines, lines)
    if not parts and not found:
        raise NotThisFormatError("it has no document of the old Nexis layout")
    n = sum(len(export.expected) for export in found)
    if n > _MOST_LACKING + len(parts):
        raise NotThisFormatError(
            f"it declares {n:,} documents and holds {len(parts):,}: it is damaged; export it again"
        )
    if found:
        yield Declared(n)
    layout = Layout(in_capitals=True, is_wrapped=is_wrapped(file))
    numbers = _numbers(parts, found)
    for part, number in zip(parts, numbers, strict=True):
        locator = _locator(*number, found) if number else f"line {part.start + 1}"
        yield _item(file, lines[part.start : part.stop], part.start, locator, layout)
    for k, export in enumerate(found):
        there = {number[1] for number in numbers if number and number[0] == k}
        for n in export.expected:
            if n not in there:
                detail = f"{export.said}, and this one is not in the file; export it again"
                yield Rejection(file.source, _locator(k, n, found), "missing", detail)


def _telling(line: str) -> str | None:
    """Return the field of a label that no other kind of file has in capitals."""
    above, below = label(line, "head", in_capitals=True), label(line, "end", in_capitals=True)
    if above is not None and above.field == "length" and n_words(above.value) is not None:
        return "length"
    return below.field if below is not None and below.field in _TELLING else None


def _parts(lines: list[str], counters: list[Counter], cover_lines: list[int]) -> list[_Part]:
    """Return the documents: what stands between counters, and what lost its counter."""
    by_line = {one.at: one for one in counters}
    starts = sorted({0, *by_line, *cover_lines})
    parts: list[_Part] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        one = by_line.get(start)
        first = start + 1 if one else cover_end(lines, start, stop) if start in cover_lines else start
        cuts = [first, *_cuts(lines, first, stop), stop]
        found = [_Part(one if at == first else None, at, end) for at, end in pairwise(cuts)]
        parts += [part for part in found if part.counter or _holds_text(lines, part, start in cover_lines)]
    return parts


def _holds_text(lines: list[str], part: _Part, is_below_cover: bool) -> bool:
    """Return whether lines without a counter are a document; below a cover page they need a label to be one."""
    inside = lines[part.start : part.stop]
    return any(inside) and (not is_below_cover or any(_telling(line) for line in inside))


def _cuts(lines: list[str], first: int, stop: int) -> Iterator[int]:
    """Yield where a further document begins within one, whose counter was lost: labels of its end, then a length."""
    last_end, n_run, has_length = -_FAR, 0, False
    for at in range(first, stop):
        field = _telling(lines[at])
        if field in _TELLING:
            n_run = n_run + 1 if at - last_end <= _RUN else 1
            last_end = at
        elif field == "length":
            if has_length and n_run > 1 and at - last_end <= _FAR:
                yield next((k for k in range(last_end, at) if not lines[k]), last_end + 1)
            has_length, n_run = True, 0


def _numbers(parts: list[_Part], found: list[Export]) -> list[tuple[int, int] | None]:
    """Return for every document its export and its number; one without a counter takes that of a gap beside it."""
    owners = {one.at: k for k, export in enumerate(found) for one in export.counters}
    numbers = [(owners[part.counter.at], part.counter.n) if part.counter else None for part in parts]
    taken = {number for number in numbers if number}
    only = found[0].expected[0] if len(found) == 1 and not taken else None
    for at in [at for at, number in enumerate(numbers) if number is None]:
        near = _beside(numbers, at, found) if taken or only is None else [(0, only)]
        free = [number for number in near if number not in taken]
        numbers[at] = free[0] if free else None
        taken.update(free[:1])
    return numbers


def _beside(numbers: list[tuple[int, int] | None], at: int, found: list[Export]) -> list[tuple[int, int]]:
    before = numbers[at - 1] if at else None
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    near = [(before[0], before[1] + 1)] if before else []
    near += [(after[0], after[1] - 1)] if after else []
    return [(k, n) for k, n in near if n in found[k].expected]


def _locator(k: int, n: int, found: list[Export]) -> str:
    return f"document {n}" if len(found) == 1 else f"export {k + 1}, document {n}"


def _item(file: File, lines: list[str], start: int, locator: str, layout: Layout) -> Record | Rejection:
    printed = file.lines[start : start + len(lines)]
    end, below = end_labels(lines, 0, layout)
    above = head(lines[:end], printed, layout)
    body = text_of([*(printed[row] for row in above.lead), above.opening, *printed[above.body_at : end]], layout)
    fields = described(above.labels + below)
    outlet = fields.get("outlet")
    if len(body) <= _UNDELIVERED_AT_MOST and any(notice in " ".join(lines) for notice in words("undelivered")):
        return Rejection(
            file.source, locator, "missing", "Nexis could not display it at export; export it again", outlet
        )
    if not body:
        has = [name for name in ("title", "graphic", "length_words") if name in fields]
        detail = f"it has no text{', only ' + ', '.join(f'{name} {fields[name]!r}' for name in has) if has else ''}"
        return Rejection(file.source, locator, "no_text", detail, outlet)
    return Record(file.source, locator, fields | {"body": body}, file.encoding)
