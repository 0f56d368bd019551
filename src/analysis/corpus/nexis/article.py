"""One article of Nexis Uni exports: headline, publication and date, labels, text, and labels behind it."""

from __future__ import annotations

from typing import Any

from .labels import Labelled, Layout, described, end_labels, label, text_of
from .words import dated, is_copyright, is_one_of, is_vague_date, starts_with, words

_HEAD = 12  # lines within which the labels begin
_BODY_NEAR = 5  # lines of a label's value in paragraphs, above "Body"


def opens(line: str) -> bool:
    """Return whether a line stands below the headline, publication and date."""
    is_label = label(line, "head", in_capitals=False) is not None
    return is_label or is_copyright(line) or is_one_of(line, "body_markers")


def is_note(line: str) -> bool:
    """Return whether a line among headline, publication and date is none of these."""
    return line in words("corrections") or starts_with(line, "suppliers")


def article_fields(lines: list[str], printed: list[str], layout: Layout) -> dict[str, Any]:
    """Return an article's fields; its body is empty where it has no text.

    Args:
        lines: Its lines, for matching.
        printed: The same lines as they are in the file.
        layout: How the export is laid out.
    """
    end, below = end_labels(lines, 0, layout)
    rows = [row for row in range(end) if lines[row]]
    opening = next((k for k in range(1, min(_HEAD, len(rows))) if opens(lines[rows[k]])), None)
    if opening is None:
        day = next((k for k in range(1, min(_BODY_NEAR, len(rows))) if dated(lines[rows[k]])), 0)
        names, labels = rows[: day + 1], list[Labelled]()
        body_at = rows[day + 1] if day + 1 < len(rows) else end
    else:
        names = rows[:opening]
        labels, body_at = _labels(lines[:end], rows[opening], layout)
    found = _names([lines[row] for row in names])
    return described(found + labels + below) | {"body": text_of(printed[body_at:end], layout)}


def _names(lines: list[str]) -> list[Labelled]:
    """Return headline, publication, date and edition of the lines above the labels."""
    found = [Labelled("correction", line) for line in lines if line in words("corrections")]
    found += [Labelled("supplied_by", line) for line in lines if starts_with(line, "suppliers")]
    lines = [line for line in lines if not is_note(line)]
    day = next((k for k in range(1, len(lines)) if dated(lines[k])), None)
    if day is None:
        day = next((k for k in range(2, len(lines)) if is_vague_date(lines[k])), len(lines))
    above = lines[:day]
    n_title = max(1, len(above) - 1)
    found += _title(" ".join(above[:n_title]))
    found += [Labelled("outlet", line) for line in above[n_title:]]
    for line in lines[day:]:
        date = dated(line)
        found.append(
            Labelled("edition" if line != lines[day] else "published_as_printed", line)
            if date is None
            else Labelled("published" if line == lines[day] else "published_again", date.published)
        )
        found += [Labelled("edition", date.edition)] if date else []
    return found


def _title(line: str) -> list[Labelled]:
    return [Labelled("title_as_printed" if is_one_of(line, "no_title") else "title", line)]


def _labels(lines: list[str], at: int, layout: Layout) -> tuple[list[Labelled], int]:
    """Return the labels from a line on, and where the text begins: below "Body", or where no label stands."""
    found: list[Labelled] = []
    is_apart = False
    for row in range(at, len(lines)):
        line = lines[row]
        shown = label(line, "head", in_capitals=False)
        if is_one_of(line, "body_markers"):
            return found, row + 1
        if starts_with(line, "suppliers"):
            found.append(Labelled("supplied_by", line))
        elif is_copyright(line):
            found.append(Labelled("copyright", line))
        elif shown is not None and shown.field != "body":
            found.append(shown)
        elif line and (_opens_soon(lines, row) or (layout.is_wrapped and not is_apart and found[-1].field != "length")):
            found[-1] = Labelled(found[-1].field, f"{found[-1].value} {line}".strip())
        elif line:
            return found, row
        is_apart = not line
    return found, len(lines)


def _opens_soon(lines: list[str], row: int) -> bool:
    """Return whether "Body" comes within a few lines: what stands above it belongs to the labels."""
    near = [line for line in lines[row : row + 4 * _BODY_NEAR] if line][: _BODY_NEAR + 1]
    return any(is_one_of(line, "body_markers") for line in near)
