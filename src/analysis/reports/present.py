"""Tables and text as a reader sees them: rounded, labelled, escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from .. import paths
from ..codebook import Codebook
from ..pipeline import Build

MISSING = "–"
_GRID_ACTORS = 5
_FOLDED_AFTER = 20
VOICE_LABELS = {"narration": "narration", "indirect": "paraphrase", "direct": "quoted words", "uncertain": "uncertain"}


class Shown:
    """Something that a notebook shows as HTML, and as plain text where HTML is not shown."""

    def __init__(self, html: str, text: str) -> None:
        self._html = html
        self._text = text

    def _repr_html_(self) -> str:
        return self._html

    def __repr__(self) -> str:
        return self._text


def table(rows: pd.DataFrame, empty: str = "None.", *, narrow: bool = False) -> Shown:
    """Return rows as a table without an index; text in it is escaped, missing values are dashes.

    Args:
        rows: What to show; rows after the first `_FOLDED_AFTER` are folded away, one click apart.
        empty: What to say where there are no rows.
        narrow: Whether cells are short and stay on one line.
    """
    if rows.empty:
        return note(empty)
    shown = rows.astype("object").where(rows.notna(), MISSING)
    look = "shown narrow" if narrow else "shown"
    html = _html(shown.head(_FOLDED_AFTER), look)
    rest = shown.iloc[_FOLDED_AFTER:]
    if len(rest):
        html += f"<details><summary>{len(rest)} more rows</summary>{_html(rest, look)}</details>"
    return Shown(html, shown.to_string(index=False))


def _html(rows: pd.DataFrame, look: str) -> str:
    return str(rows.to_html(index=False, escape=True, border=0, classes=look, justify="left"))


def prose(*sentences: str) -> Shown:
    """Return findings as one paragraph."""
    return _paragraph("findings", sentences)


def note(*sentences: str) -> Shown:
    """Return what a reader should know beside the findings as one paragraph."""
    return _paragraph("note", sentences)


def together(*parts: Shown) -> Shown:
    """Return several things as one output, one under the other."""
    return Shown("".join(part._repr_html_() for part in parts), "\n\n".join(repr(part) for part in parts))


def _paragraph(look: str, sentences: Sequence[str]) -> Shown:
    text = " ".join(sentence for sentence in sentences if sentence)
    return Shown(f'<p class="{look}">{escape(text, quote=False)}</p>', text)


def percent(share: float) -> str:
    """Return a share as whole per cent."""
    return MISSING if pd.isna(share) else f"{share:.0%}".replace("%", " %")


def points(difference: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    if pd.isna(difference):
        return MISSING
    whole = round(difference * 100)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def score(value: float) -> str:
    """Return a sentiment score with its sign."""
    return MISSING if pd.isna(value) else f"{value:+.2f}".replace("-", "−")


def interval(low: float, high: float, write: Any = percent) -> str:
    """Return the bounds of an interval."""
    if pd.isna(low) or pd.isna(high):
        return "too few articles"
    first = write(low).removesuffix(" %") if write is percent else write(low)
    return f"{first} to {write(high)}"


def share_table(shares: pd.DataFrame, codebook: Codebook, by: str) -> Shown:
    """Return `term_shares` by one column as a table: a row a group, a column a name."""
    if shares.empty:
        return note(f"No article has a value for {by}.")
    cells = shares.assign(
        name=shares["term_id"].map(codebook.term_labels()),
        cell=[_share_cell(row) for row in shares.to_dict("records")],
    )
    columns = [label for label in codebook.term_labels().values() if label in set(cells["name"])]
    wide = cells.pivot(index=by, columns="name", values="cell")[columns].rename_axis(columns=None)
    counted = shares.drop_duplicates(by).set_index(by)[["of", "n_articles"]].loc[wide.index]
    wide = pd.concat([counted.rename(columns={"of": "mentions", "n_articles": "articles"}), wide], axis=1)
    wide = wide if by == "period" else wide.sort_values("mentions", ascending=False, kind="stable")
    return table(_with_groups(wide.rename_axis(by).reset_index(), [by]).join(wide.reset_index(drop=True)), narrow=True)


def rate_table(measured: pd.DataFrame, by: Sequence[str], *, what: str, marked: str, empty: str) -> Shown:
    """Return `marked_shares` or `relabelling` as a table for readers; groups without a row are left out.

    Args:
        measured: The rates.
        by: The columns they are grouped by.
        what: Heading of the number of rows that count.
        marked: Heading of the number of those with the mark.
        empty: What to say where none counts.
    """
    used = measured[measured["of"] > 0].sort_values("of", ascending=False, kind="stable")
    columns: dict[str, Any] = {
        what: used["of"],
        marked: used["n"],
        "share": used["share"].map(percent),
        "95 % interval": [interval(low, high) for low, high in zip(used["low"], used["high"], strict=True)],
    }
    return table(_with_groups(used, by).assign(**columns), empty, narrow=True)


def gap_table(gaps: pd.DataFrame, codebook: Codebook, by: Sequence[str] = ()) -> Shown:
    """Return `voice_gap` as a table for readers."""
    columns: dict[str, Any] = {
        "name": gaps["term_id"].map(codebook.term_labels()),
        "in quoted words": gaps["share_direct"].map(percent),
        "in narration": gaps["share_narration"].map(percent),
        "difference (points)": gaps["gap"].map(points),
        "95 % interval": [interval(low, high, points) for low, high in zip(gaps["low"], gaps["high"], strict=True)],
    }
    return table(_with_groups(gaps, by).assign(**columns), narrow=True)


def speaker_table(counts: pd.DataFrame, codebook: Codebook) -> Shown:
    """Return `speaker_counts` as a table: who says each name most, in quoted words."""
    rows = {
        "name": counts["term_id"].map(codebook.term_labels()),
        "speaker": counts["speaker"],
        "times": counts["n"],
        "of all names": counts["of"],
        "share": counts["share"].map(percent),
        "articles": counts["n_articles"],
    }
    return table(pd.DataFrame(rows), "No quoted speaker who is known by name stands out.", narrow=True)


def provenance_table(made: Build, parameters: Mapping[str, object]) -> Shown:
    """Return what the tables were made from, by which software, and with which parameters."""
    stored = made.provenance
    facts: dict[str, object] = {
        "report made": datetime.now(UTC).isoformat(timespec="seconds"),
        "corpus": f"{_from_project(stored['source'])}, sha256 {stored['inputs']['corpus'][:16]}",
        "codebook": f"{made.codebook.file.name}, sha256 {stored['inputs']['codebook'][:16]}",
        "instruments": ", ".join(f"{use}: {name}" for use, name in stored["instruments"].items()),
        "software": f"sha256 {stored['inputs']['software'][:16]}",
        "versions": ", ".join(f"{name} {number}" for name, number in stored["versions"].items()),
        "tables built": stored["built"],
        "parameters": ", ".join(f"{name}={value!r}" for name, value in parameters.items()),
    }
    return table(pd.DataFrame({"what": facts.keys(), "value": [str(value) for value in facts.values()]}))


def _from_project(path: str) -> str:
    """Return a path from the project's folder, where it lies inside: the rest is one machine's."""
    inside = Path(path).is_relative_to(paths.project())
    return str(Path(path).relative_to(paths.project())) if inside else Path(path).name


def _share_cell(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["low"]):
        return percent(row["share"])
    return f"{percent(row['share'])} ({row['low'] * 100:.0f}–{row['high'] * 100:.0f})"


def _with_groups(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    groups = rows[list(by)].astype("object")
    return groups.assign(voice=groups["voice"].map(VOICE_LABELS)) if "voice" in by else groups


def link(text: str, url: object) -> str:
    """Return text as a link, where the address is one of the web: others could run as code."""
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return f'<a href="{escape(url)}" rel="noreferrer">{escape(text)}</a>'
    return escape(text)
