"""Text with its attributions and mentions marked: content shaded, cue and source told apart by line and letter.

Marks do not depend on colour: quoted content has a solid line under it, paraphrase a dotted one,
cues are in italics, sources in small capitals, mentions bold in a box. Where only plain text can be
shown, brackets stand for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from ..errors import InputError
from ..pipeline import Build
from .present import MISSING, VOICE_LABELS, Shown, link, note, percent

_STYLES = {
    "direct": "background:rgba(90,140,220,.22);border-bottom:2px solid #4a78b8",
    "indirect": "background:rgba(220,160,60,.22);border-bottom:2px dotted #a87820",
    "attitude": "border-bottom:1px dotted #888",
    "doubtful": "border-bottom:2px dashed #888",
    "cue": "font-style:italic;text-decoration:underline wavy;text-underline-offset:3px",
    "source": "font-variant:small-caps;font-weight:600",
    "mention": "font-weight:700;outline:1px solid currentColor;padding:0 2px;border-radius:2px",
}
_LEGEND = {
    "direct": "quoted words",
    "indirect": "paraphrase",
    "attitude": "wish or deed, no report",
    "doubtful": "in doubt",
    "cue": "cue",
    "source": "source",
    "mention": "mention",
}
_BRACKETS = {
    "direct": ("«", "»"),
    "indirect": ("‹", "›"),
    "attitude": ("~", "~"),
    "doubtful": ("¿", "?"),
    "cue": ("_", "_"),
    "source": ("<", ">"),
    "mention": ("*", "*"),
}
_NO_REPORT = ("attitude", "act", "author")
_ANSI = {"direct": "44", "indirect": "43;30", "cue": "3", "source": "4", "mention": "1;7"}


class Span(NamedTuple):
    """A stretch of a text to mark."""

    start: int
    end: int
    kind: str


def spans(attributions: pd.DataFrame, mentions: pd.DataFrame) -> list[Span]:
    """Return what is to be marked in a text, from the rows of one text."""
    found = [
        Span(*place) for place in zip(attributions["start"], attributions["end"], _kinds(attributions), strict=True)
    ]
    for name in ("cue", "source"):
        placed = attributions.dropna(subset=[f"{name}_start"]).drop_duplicates(f"{name}_start")
        starts, ends = placed[f"{name}_start"].astype(int), placed[f"{name}_end"].astype(int)
        found += [Span(start, end, name) for start, end in zip(starts, ends, strict=True)]
    named = zip(mentions["start"], mentions["end"], strict=True)
    return found + [Span(start, end, "mention") for start, end in named]


def html(text: str, marks: list[Span], start: int = 0, end: int | None = None) -> str:
    """Return a stretch of a text as HTML with its marks."""
    pieces = []
    for first, last, kinds in _pieces(marks, start, len(text) if end is None else end):
        shown = escape(text[first:last], quote=False)
        style = ";".join(_STYLES[kind] for kind in kinds)
        pieces.append(f'<span style="{style}" title="{_title(kinds)}">{shown}</span>' if style else shown)
    return "".join(pieces)


def plain(text: str, marks: list[Span], start: int = 0, end: int | None = None, *, colour: bool = False) -> str:
    """Return a stretch of a text with brackets for its marks, and colours of the terminal where wanted."""
    end = len(text) if end is None else end
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for mark in sorted(marks, key=_outer_first):
        if mark.start < end and start < mark.end:
            left, right = _BRACKETS[mark.kind]
            opened[max(mark.start, start)] = opened.get(max(mark.start, start), "") + left
            closed[min(mark.end, end)] = right + closed.get(min(mark.end, end), "")
    pieces = []
    for first, last, kinds in _pieces(marks, start, end):
        codes = ";".join(_ANSI[kind] for kind in kinds if kind in _ANSI)
        shown = f"\x1b[{codes}m{text[first:last]}\x1b[0m" if colour and codes else text[first:last]
        pieces.append(opened.get(first, "") + shown + closed.get(last, ""))
    return "".join(pieces)


def legend() -> str:
    """Return what the marks mean, as HTML."""
    marks = (f'<span style="{_STYLES[kind]}">{name}</span>' for kind, name in _LEGEND.items())
    return f'<p class="note">{" &nbsp; ".join(marks)}</p>'


def plain_legend() -> str:
    """Return what the brackets mean."""
    return "   ".join(f"{left}{_LEGEND[kind]}{right}" for kind, (left, right) in _BRACKETS.items())


def article_of(made: Build, article_id: str, *, colour: bool = False) -> Shown:
    """Return an article of a build with its attributions and mentions marked; see `article`.

    Args:
        made: The build.
        article_id: The article's id, or the beginning of it where no other has the same.
        colour: Whether the plain text is for a terminal that shows colours.

    Raises:
        InputError: No article, or more than one, has this id.
    """
    ids = made.articles["article_id"].astype("str")
    fitting = made.articles[ids == article_id]
    fitting = fitting if len(fitting) else made.articles[ids.str.startswith(article_id)]
    if len(fitting) != 1:
        some = ", ".join((fitting["article_id"] if len(fitting) else ids).astype("str").head(5))
        fault = f"{len(fitting)} articles of {made.name} have an id that begins so"
        raise InputError(f"article {article_id!r}", fault, f"Give one such as {some}.")
    return article(fitting.iloc[0], made.attributions, made.mentions, colour=colour)


def article(row: pd.Series, attributions: pd.DataFrame, mentions: pd.DataFrame, *, colour: bool = False) -> Shown:
    """Return an article with its attributions and mentions marked, and who is quoted in each paragraph.

    Args:
        row: The article: `article_id`, `title`, `body`; `outlet` and `published` where known.
        attributions: The table `tables.ATTRIBUTIONS`; rows of other articles are left aside.
        mentions: The table `tables.MENTIONS`, likewise.
        colour: Whether the plain text is for a terminal that shows colours.
    """
    known = [str(row[name]) for name in ("outlet", "published") if name in row and pd.notna(row[name])]
    head = " · ".join([str(row["article_id"]), *known]).replace(" 00:00:00", "")
    shown, written = [f"<p>{escape(head)}</p>", legend()], [head, plain_legend()]
    for part in ("title", "body"):
        text = row.get(part)
        if not isinstance(text, str):
            continue
        here = [_rows_of(rows, str(row["article_id"]), part) for rows in (attributions, mentions)]
        marks = spans(*here)
        for start, end in _paragraphs(text):
            notes = _notes(here[0], start, end)
            tag = "h3" if part == "title" else "p"
            shown.append(f"<{tag}>{html(text, marks, start, end)}</{tag}>")
            shown += [f'<p class="note" style="margin-left:2em">{escape(one)}</p>' for one in notes]
            written.append(plain(text, marks, start, end, colour=colour))
            written[-1] += "".join(f"\n    {one}" for one in notes)
    return Shown("".join(shown), "\n\n".join(written))


def concordance_list(lines: pd.DataFrame, made: Build) -> Shown:
    """Return concordance lines with their attributions marked: context, the name, its voice, where it stands.

    Args:
        lines: What `measures.concordance` returns.
        made: The build that the mentions are from.
    """
    if lines.empty:
        return note("No mention.")
    by_id = made.articles.set_index(made.articles["article_id"].astype("str"))
    rows = []
    for line in lines.to_dict("records"):
        attributions = _rows_of(made.attributions, line["article_id"], line["part"])
        text = str(by_id.at[line["article_id"], line["part"]])
        rows.append(_line(line, text, spans(attributions, made.mentions.iloc[:0])))
    shown = f'{legend()}<table class="concordance"><tbody>{"".join(row for row, _ in rows)}</tbody></table>'
    return Shown(shown, "\n".join([plain_legend(), *(text for _, text in rows)]))


def _line(line: Mapping[Any, Any], text: str, marks: list[Span]) -> tuple[str, str]:
    """Return a concordance line as rows of an HTML table, and as text."""
    first, start, end, last = (line[name] for name in ("first", "start", "end", "last"))
    left, name, right = (html(text, marks, *place) for place in ((first, start), (start, end), (end, last)))
    left, right = ("…" if first else "") + left, right + ("…" if last < len(text) else "")
    speaker = f", {line['speaker']}" if isinstance(line["speaker"], str) else ""
    day = "" if pd.isna(line["published"]) else f"{line['published']:%Y-%m-%d}"
    where = ", ".join(part for part in (line["outlet"] if isinstance(line["outlet"], str) else "", day) if part)
    source = f"{escape(VOICE_LABELS[line['voice']] + speaker)} · {link(where or line['article_id'], line['url'])}"
    words = f'<tr><td class="left">{left}</td><td class="name"><b>{name}</b></td><td class="right">{right}</td></tr>'
    in_text = plain(text, [*marks, Span(start, end, "mention")], first, last).replace("\n", " ")
    return f'{words}<tr class="source"><td colspan="3">{source}</td></tr>', f"{in_text} [{line['voice']}{speaker}]"


def _rows_of(rows: pd.DataFrame, article_id: str, part: str) -> pd.DataFrame:
    return rows[(rows["article_id"] == article_id) & (rows["part"] == part)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _kinds(attributions: pd.DataFrame) -> pd.Series:
    """Return what each attribution is marked as: paraphrase that reports nothing apart from other."""
    reports_nothing = (attributions["kind"] == "indirect") & attributions["cue_class"].isin(_NO_REPORT)
    return attributions["kind"].mask(reports_nothing, "attitude")


def _notes(attributions: pd.DataFrame, start: int, end: int) -> list[str]:
    """Return a line for each attribution that begins in a paragraph: kind, cue, speaker, confidence."""
    here = attributions[attributions["start"].between(start, end - 1)]
    here = here.assign(kind=_kinds(here))
    notes = []
    for row in here[here["kind"] != "doubtful"].to_dict("records"):
        said = [_LEGEND[row["kind"]], *(row[name] for name in ("cue", "speaker") if isinstance(row[name], str))]
        sure = percent(row["confidence"]) if pd.notna(row["confidence"]) else MISSING
        notes.append(" · ".join([*said, row["cue_class"], f"confidence {sure}"]))
    return notes


def _pieces(marks: list[Span], start: int, end: int) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the stretches between the edges of marks, each with the kinds that hold it, outer ones first."""
    near = sorted((mark for mark in marks if mark.start < end and start < mark.end), key=_outer_first)
    edges = {start, end} | {edge for mark in near for edge in mark[:2] if start < edge < end}
    for first, last in pairwise(sorted(edges)):
        yield first, last, [mark.kind for mark in near if mark.start <= first and last <= mark.end]


def _outer_first(mark: Span) -> tuple[int, int]:
    return mark.start - mark.end, tuple(_BRACKETS).index(mark.kind)


def _title(kinds: list[str]) -> str:
    return ", ".join(_LEGEND[kind] for kind in kinds)
