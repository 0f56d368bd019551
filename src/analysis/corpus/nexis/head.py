"""What stands above the text in old Nexis exports: publication, date and headline by their place, then labels."""

from __future__ import annotations

import re
from typing import NamedTuple

from .labels import Labelled, Layout, label
from .words import dated, is_copyright, is_rights, is_vague_date, n_words, words

_LINES, _BLOCKS = 40, 8  # within which the labels begin
_NAMES = 8  # lines within which the date stands
_LONGEST_NAME, _LONGEST_EDITION = 100, 80
_EDITIONS = 3
_CENTRED = " " * 10
_NEAR_LINES, _NEAR_BLOCKS = 20, 4  # between a label and the one that opens the text


class Head(NamedTuple):
    """What stands above a text.

    Attributes:
        labels: Fields and values.
        lead: Lines of text that stand above the labels.
        opening: Text in the line of the label that opens the text.
        body_at: The line where the text goes on.
    """

    labels: list[Labelled]
    lead: list[int]
    opening: str
    body_at: int


def head(lines: list[str], printed: list[str], layout: Layout) -> Head:
    """Return what stands above a document's text.

    Args:
        lines: The document's lines, for matching.
        printed: The same lines as they are in the file.
        layout: How the export is laid out.
    """
    at = _first_label(lines)
    found, opening, body_at = _labels(lines, at, layout) if at is not None else ([], "", len(lines))
    rows = [row for row in range(at if at is not None else len(lines)) if lines[row]]
    top, rest = _top(lines, printed, rows[: _LINES if at is None else None], layout)
    behind = rows[_LINES:] if at is None else []
    blocks = _blocks(rest + behind)
    has_title = any(one.field == "title" for one in found)
    if blocks and not has_title and (len(blocks) > 1 or at is not None or not _is_sentence(lines, blocks[0])):
        top.append(Labelled("title", " ".join(lines[row] for row in blocks.pop(0))))
    if blocks and len(blocks[0]) == 1 and (n_words(lines[blocks[0][0]]) is not None):
        top.append(Labelled("length", lines[blocks.pop(0)[0]]))
    if at is None:
        return Head(top, [], "", blocks[0][0] if blocks else len(lines))
    return Head(top + found, [row for block in blocks for row in block], opening, body_at)


def _is_sentence(lines: list[str], block: list[int]) -> bool:
    return lines[block[-1]].endswith((".", "!", "?", "”", '"'))


def _first_label(lines: list[str]) -> int | None:
    n_blocks = 0
    for at, line in enumerate(lines[:_LINES]):
        n_blocks += bool(line) and (at == 0 or not lines[at - 1])
        if n_blocks > _BLOCKS:
            return None
        if label(line, "head", in_capitals=True):
            return at
    return None


def _blocks(rows: list[int]) -> list[list[int]]:
    blocks: list[list[int]] = []
    for row in rows:
        if blocks and blocks[-1][-1] == row - 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _top(lines: list[str], printed: list[str], rows: list[int], layout: Layout) -> tuple[list[Labelled], list[int]]:
    """Return publication, date and editions, and the lines behind them."""
    rows, found = _without_notices(lines, rows)
    is_right_first = any(one.field == "copyright" for one in found)
    day = next((k for k in range(1, min(_NAMES, len(rows))) if dated(lines[rows[k]])), None)
    if day is None:
        day = next((k for k in range(1, min(_NAMES // 2, len(rows))) if is_vague_date(lines[rows[k]])), None)
    if day is None:
        return found + _undated(lines, rows[:1]), rows[1:] if _undated(lines, rows[:1]) else rows
    names = [lines[row] for row in rows[:day]]
    outlet = names.pop(-1 if is_right_first else 0)
    found += [
        Labelled("outlet", outlet),
        *(Labelled("copyright" if is_right_first else "edition", name) for name in names),
    ]
    found += _date(lines[rows[day]])
    editions, rest = _editions(lines, printed, rows[day:], layout)
    return found + editions, rest


def _undated(lines: list[str], rows: list[int]) -> list[Labelled]:
    """Return what a first line is where there is no second one with the date: the date, or the publication."""
    if not rows or len(lines[rows[0]]) > _LONGEST_NAME:
        return []
    return _date(lines[rows[0]]) if dated(lines[rows[0]]) else [Labelled("outlet", lines[rows[0]])]


def _date(line: str) -> list[Labelled]:
    date = dated(line)
    if date is None:
        return [Labelled("published_as_printed", line)]
    return [Labelled("published", date.published), Labelled("edition", date.edition)]


def _without_notices(lines: list[str], rows: list[int]) -> tuple[list[int], list[Labelled]]:
    """Return the lines of publication, date and headline, and what other notices stand among them."""
    left, found, k = list[int](), list[Labelled](), 0
    while k < len(rows):
        line = lines[rows[k]]
        if is_copyright(line) and k < _NAMES:
            near = rows[k : k + 4]
            last = next((n for n, row in enumerate(near) if is_rights(lines[row])), 0)
            found.append(Labelled("copyright", " ".join(lines[row] for row in near[: last + 1])))
            k += last
        elif line.startswith(("http://", "https://")) and " " not in line:
            found.append(Labelled("url", line))
        elif line in words("corrections"):
            found.append(Labelled("correction", line))
        else:
            left.append(rows[k])
        k += 1
    return left, found


def _editions(
    lines: list[str], printed: list[str], rows: list[int], layout: Layout
) -> tuple[list[Labelled], list[int]]:
    """Return what stands below the date: the same date once more, editions; and the lines behind."""
    found: list[Labelled] = []
    k = 1
    while k < len(rows) and len(found) < _EDITIONS:
        line, is_same_block = lines[rows[k]], rows[k] == rows[k - 1] + 1
        again = dated(line)
        if again is not None:
            found += [Labelled("published_again", again.published)] * (_numbers(line) != _numbers(lines[rows[0]]))
        elif (is_same_block and layout.is_wrapped) or _is_edition(lines, printed, rows[k], is_same_block):
            found.append(Labelled("edition", line.rstrip(";")))
        else:
            break
        k += 1
    return found, rows[k:]


def _numbers(line: str) -> set[str]:
    date = dated(line)
    return set(re.findall(r"\d+", date.published)) if date else set()


def _is_edition(lines: list[str], printed: list[str], row: int, is_same_block: bool) -> bool:
    line = lines[row]
    if len(line) > _LONGEST_EDITION:
        return False
    if printed[row].startswith(_CENTRED) or (is_same_block and lines[row - 1].endswith(";")):
        return True
    return any(word.strip(" ;,.()").casefold() in words("editions") for word in line.split()) and not line.endswith(".")


def _labels(lines: list[str], at: int, layout: Layout) -> tuple[list[Labelled], str, int]:
    """Return the labels from a line on, what stands in the line that opens the text, and where the text goes on."""
    found: list[Labelled] = []
    is_apart = False
    for row in range(at, len(lines)):
        line = lines[row]
        shown = label(line, "head", in_capitals=True)
        if shown is not None and shown.field == "body":
            return found, shown.value, row + 1
        if shown is not None:
            found.append(shown)
        elif line and (_opens_soon(lines, row) or (layout.is_wrapped and not is_apart and found[-1].field != "length")):
            found[-1] = Labelled(found[-1].field, f"{found[-1].value} {line}".strip())
        elif line:
            return found, "", row
        is_apart = not line
    return found, "", len(lines)


def _opens_soon(lines: list[str], row: int) -> bool:
    """Return whether the label that opens the text comes soon: what stands above it belongs to the labels."""
    n_blocks = 0
    for at in range(row, min(row + _NEAR_LINES, len(lines))):
        shown = label(lines[at], "head", in_capitals=True)
        if shown is not None and shown.field == "body" and not shown.value:
            return True
        n_blocks += not lines[at]
        if n_blocks > _NEAR_BLOCKS:
            return False
    return False
