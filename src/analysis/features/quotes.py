"""Direct speech: which stretches of a text stand inside quotation marks.

A state machine over the marks of one paragraph after the other. Straight marks are told apart by
what stands beside them, apostrophes are none, single marks count where no double ones are open,
and a quotation that is still open at a paragraph's end goes on only if the text says so. It takes
any text and never raises.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[“”„«»\"]|''|``|(?<=\s)’’|‘‘|’’")
_OPENING = frozenset("“„«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_SINGLE_OPEN = re.compile(r"(?<![\w’'‘])[‘'](?=[\w\[(…])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;:…)\]%-])[’'](?!\w)")
_ELISION = re.compile(r"[‘'’](?:em|til|tis|twas|cause|n|\d0s|\d\d)\b", re.IGNORECASE)
_REACH = 4


class Quote(NamedTuple):
    """The words between two marks. `continues`: it goes on from the quotation before it."""

    start: int
    end: int
    continues: bool


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str  # "open", "close" or "either"
    text: str


def quote_spans(text: str) -> list[Quote]:
    """Return the quotations of a text, in order, without their marks; one for each paragraph."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if match.group().strip()]
    marks = [_double_marks(text, start, end) for start, end in paragraphs]
    quotes: list[Quote] = []
    is_open = False
    for index, (start, end) in enumerate(paragraphs):
        found, is_open = _paragraph_quotes(text, start, end, marks[index], is_open)
        found = [quote for quote in found if text[quote.start : quote.end].strip()]
        quotes += found + _single_quotes(text, start, end, found)
        is_open = is_open and _goes_on(paragraphs, marks, index)
    return sorted(quotes)


def _double_marks(text: str, start: int, end: int) -> list[_Mark]:
    return [
        _Mark(match.start(), match.end(), _kind(text, match.start(), match.end(), match.group()), match.group())
        for match in _DOUBLE.finditer(text, start, end)
        if not (match.group() == '"' and _is_inch(text, match.start()))
    ]


def _kind(text: str, start: int, end: int, mark: str) -> str:
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "close"
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    opens = (before.isspace() or before in "([{—–-/‘'“") and not after.isspace()
    closes = not (before.isspace() or before in "([{—–") and not after.isalnum()
    if opens and not closes:
        return "open"
    return "close" if closes and not opens else "either"


def _is_inch(text: str, at: int) -> bool:
    """Tell 6'2" and 14" from a closing mark: a digit before, and no opening mark in the line."""
    if not at or not text[at - 1].isdigit():
        return False
    return text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 0


def _paragraph_quotes(text: str, start: int, end: int, marks: list[_Mark], is_open: bool) -> tuple[list[Quote], bool]:
    """Return one paragraph's quotations, and whether the last is left open."""
    found: list[Quote] = []
    begun: int | None = start if is_open else None
    opened = ""
    continues = is_open
    for mark in marks:
        if begun is None:
            if mark.kind != "close":
                begun, continues, opened = mark.end, False, mark.text
            elif not found and mark.start > start and text[mark.start - 1] in ",.!?":
                found.append(Quote(start, mark.start, False))  # the opening mark was lost
        elif mark.kind == "open" and not (opened == "„" and mark.text == "“"):
            if not text[begun : mark.start].strip():
                begun = mark.end  # the mark that a continued paragraph begins with
        else:
            found.append(Quote(begun, mark.start, continues))
            begun = None
    if begun is None:
        return found, False
    found.append(Quote(begun, end, continues))
    return found, True


def _goes_on(paragraphs: list[tuple[int, int]], marks: list[list[_Mark]], index: int) -> bool:
    """Tell whether a quotation left open at the end of a paragraph goes on in the next.

    It does when the next paragraph begins with an opening mark, as newspapers do it, or when one
    of the next few is closed before anything is opened: a block whose marks the web lost.
    """
    for ahead in range(index + 1, min(index + 1 + _REACH, len(paragraphs))):
        if not marks[ahead]:
            continue
        first = marks[ahead][0]
        if first.start == paragraphs[ahead][0] and first.kind != "close":
            return ahead == index + 1
        return first.kind == "close"
    return False


def _single_quotes(text: str, start: int, end: int, doubles: list[Quote]) -> list[Quote]:
    """Return quotations in single marks that stand outside of double ones."""
    found: list[Quote] = []
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        at = opening.end()
        if _ELISION.match(text, opening.start()) or _inside(opening.start(), doubles):
            continue
        closing = _single_close(text, opening, end)
        if closing is None:
            continue
        found.append(Quote(opening.end(), closing, False))
        at = closing + 1
    return found


def _single_close(text: str, opening: re.Match[str], end: int) -> int | None:
    """Return where a single quotation closes: before the next opening, at a mark that is no plural's.

    "the workers' rights" has a mark that could close; one after a full stop or comma surely does.
    """
    following = _SINGLE_OPEN.search(text, opening.end(), end)
    limit = following.start() if following else end
    candidates = [m.start() for m in _SINGLE_CLOSE.finditer(text, opening.end(), limit)]
    if opening.group() == "‘":
        candidates = [at for at in candidates if text[at] == "’"] or candidates
    sure = [at for at in candidates if text[at - 1] != "s"]
    return next(iter(sure or candidates), None)


def _inside(position: int, quotes: list[Quote]) -> bool:
    return any(quote.start <= position < quote.end for quote in quotes)
