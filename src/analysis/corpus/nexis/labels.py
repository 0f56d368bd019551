"""Labels of Nexis exports, in the old layout and in the new; those behind a text are found from the end upwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..files import File
from ..languagenames import language_code
from .words import authors, is_copyright, n_words, pairs

_LABEL = re.compile(r"([^\W\d_][\w /-]{1,29}?) ?: ?(.*)")
_WRAPPED_AT = 160  # longer lines are whole paragraphs
_LONGEST_VALUE = 60  # lines of index terms
_SHORT = 40  # characters of an end marker that the lexicon lacks
_FEW_LINES, _FEW_PARAGRAPHS, _FEW_UNKNOWN = 6, 4, 2
_LONGEST_UNKNOWN = 200
_PROSE = ("graphic", "correction", "notes")
_TERMS = ("subject", "geographic", "company", "organization", "ticker", "industry", "person")


class Labelled(NamedTuple):
    """A label's field, and its value."""

    field: str
    value: str


class Layout(NamedTuple):
    """How an export is laid out: whether labels are in capitals, and whether lines are wrapped."""

    in_capitals: bool
    is_wrapped: bool


def is_wrapped(file: File) -> bool:
    """Return whether paragraphs go over several lines, as they do in text files of a fixed width."""
    if file.data.startswith((b"PK", b"{\\rtf")):
        return False
    filled = [line for line in file.lines if line.strip()]
    return sum(len(line) > _WRAPPED_AT for line in filled) * 50 <= len(filled)


def label(line: str, part: str, *, in_capitals: bool) -> Labelled | None:
    """Return the field and value of a line that begins with a known label and a colon."""
    match = _LABEL.match(line)
    if match is None:
        return None
    name = match[1].replace(" ", "-")
    if name != name.upper() and (in_capitals or not name[0].isupper()):
        return None
    field = pairs(part).get(name.casefold())
    return Labelled(field, match[2].strip()) if field else None


def text_of(printed: list[str], layout: Layout) -> str:
    """Return lines as a text whose paragraphs stand apart; lines that are only wrapped stay so."""
    lines = [line.rstrip() for line in printed]
    if not layout.is_wrapped:
        return "\n\n".join(line.strip() for line in lines if line.strip())
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def end_labels(lines: list[str], first: int, layout: Layout) -> tuple[int, list[Labelled]]:
    """Return where the labels behind a text begin, and the labels, found from the end upwards.

    A label within the text is passed over: what stands between it and the labels below is no value.
    """
    below, found = len(lines), list[Labelled]()
    for at in range(len(lines) - 1, first - 1, -1):
        if below - at > _LONGEST_VALUE:
            break
        start = _end_label(lines[at], layout)
        if start is None:
            continue
        behind = lines[at + 1 : below]
        if not _is_value(start, behind, layout, is_last=not found):
            break
        found += reversed([*_joined(start, behind, layout)])
        below = at
    return below, found[::-1]


def _end_label(line: str, layout: Layout) -> Labelled | None:
    if is_copyright(line):
        return Labelled("copyright", line)
    if not layout.in_capitals and line.casefold() in pairs("end_headings") and line[:1].isupper():
        return Labelled(pairs("end_headings")[line.casefold()], "")
    return label(line, "end", in_capitals=layout.in_capitals)


def _parted(start: Labelled, behind: list[str], layout: Layout) -> tuple[list[str], list[str]]:
    """Return the lines behind a label that are its value, and the others."""
    if start.field in _PROSE or not start.value:
        return behind, []
    for at, line in enumerate(behind):
        is_wrapped = layout.is_wrapped or (start.field in _TERMS and (";" in line or "%)" in line))
        if not line or not is_wrapped or _is_unknown(line):
            return behind[:at], behind[at:]
    return behind, []


def _is_value(start: Labelled, behind: list[str], layout: Layout, *, is_last: bool) -> bool:
    """Return whether lines behind a label can be its value, wrapped or in paragraphs, and labels not known."""
    value, others = _parted(start, behind, layout)
    unknown = [line for line in others if _is_unknown(line)]
    strange = [line for line in others if line and line not in unknown]
    if len(unknown) > _FEW_UNKNOWN or (strange and not (is_last and sum(map(len, strange)) < _SHORT)):
        return False
    if start.field in _PROSE or not start.value:
        paragraphs = " ".join(line or "\n" for line in value).split("\n") if layout.is_wrapped else value
        return sum(bool(one.strip()) for one in paragraphs) <= _FEW_PARAGRAPHS
    return start.field in _TERMS or len(value) <= _FEW_LINES


def _is_unknown(line: str) -> bool:
    """Return whether a line looks like a label that the lexicon lacks: it is kept, and told."""
    match = _LABEL.match(line)
    if match is None or len(line) > _LONGEST_UNKNOWN or match[1] != match[1].upper():
        return False
    return len(match[1]) > 2 and match[1].replace(" ", "-").casefold() not in pairs("head")


def _joined(start: Labelled, behind: list[str], layout: Layout) -> Iterator[Labelled]:
    value, others = _parted(start, behind, layout)
    yield Labelled(start.field, " ".join(line for line in (start.value, *value) if line))
    yield from (Labelled("other_labels", line) for line in others if line)


def described(found: list[Labelled]) -> dict[str, Any]:
    """Return labels as fields: authors as a list, the length as a number, the language as its code."""
    fields: dict[str, Any] = {}
    for name, value in found:
        if not value or name == "classification":
            continue
        if name == "authors":
            fields.setdefault("authors", []).extend(authors(value))
        elif name == "length" and (n := n_words(value)) is not None:
            fields["length_words"] = n
        else:
            fields[name] = f"{fields[name]}; {value}" if name in fields else value
    return fields | _language(fields.get("language"))


def _language(printed: str | None) -> dict[str, str]:
    """Return a language by its code, and as printed: "GERMAN; DEUTSCH", "Dutch / Nederlands"."""
    if printed is None:
        return {}
    first = re.split(r"[;/,]", printed)[0].strip()
    code = language_code(first)
    return {"language": code or first, "language_as_printed": printed}
