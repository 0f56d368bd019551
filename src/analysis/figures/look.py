"""What all figures share: how they look, how they are labelled, how they show themselves."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Hashable, Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

MIME = "application/vnd.plotly.v1+json"
WIDTH = 760  # where nobody sets one; reports fit charts to their column (560 px at least), and to 680 px on paper
# Okabe & Ito (2008): told apart with any colour vision; marks and dashes tell them apart in grey.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
INK, PALE, GRID = "#1a1a1a", "#595959", "#e3e3e3"
FEW = "#8a8a8a"  # marks of what rests on too few articles for an interval; they are hollow too
BACKGROUND = "#c9c9c9"  # lines that are there to compare with
MOST_OUTLETS = 15  # rows; more cannot be read at a glance
ROW = 30  # px
_LINE = 86  # characters of a line of a caption; so many fit in 560 px
_SAID = 6  # values in a text alternative


class Style(NamedTuple):
    """How a name is drawn; where there are more than eight, the second eight have other marks."""

    colour: str
    mark: str
    dash: str


# Not the colours of names, since charts of voices stand beside charts of names.
VOICES = {
    "narration": ("Narration", Style("#1a1a1a", "circle", "solid")),
    "indirect": ("Paraphrase", Style("#8c6bb1", "diamond", "dash")),
    "direct": ("Quoted words", Style("#a6611a", "square", "dot")),
}


class Chart(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that shows itself in notebooks as Plotly data and as text, and as nothing else.

    Plotly's own display adds a copy of its library to a notebook that it does not know the viewer of.
    """

    _ipython_display_ = None
    _repr_html_ = None

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {MIME: json.loads(self.to_json()), "text/plain": str(self.layout.meta["alt"])}


def style_of(labels: Iterable[str], term_id: str) -> Style:
    """Return how a name is drawn, in this chart and any other: by its place among all names of the codebook."""
    turn, number = divmod(list(labels).index(term_id), len(COLOURS))
    shifted = (number + turn) % len(MARKS)
    return Style(COLOURS[number], MARKS[shifted], DASHES[shifted])


def names_in(rows: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Return the `term_id` of the names in a table, in the order of the labels."""
    present = set(rows["term_id"])
    return [term_id for term_id in labels if term_id in present]


def nothing(title: str) -> Chart:
    """Return a figure that says that there is nothing to draw."""
    figure = make_subplots(1, 1)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    said = "Nothing to draw: no article has what this chart compares."
    return finished(figure, title, said, height=60, alt=f"{title}. {said}")


def finished(figure: go.Figure, title: str, counted: str, *, height: int, alt: str) -> Chart:
    """Return a figure with the common look: title and what was counted above, and its text alternative.

    Args:
        figure: What is drawn.
        title: What is seen.
        counted: What was counted, and how to read it.
        height: Of the drawing in px, with 40 of its axis.
        alt: The figure in words.
    """
    heading = "<br>".join(literal(line) for line in textwrap.wrap(title, 74))
    caption = "<br>".join(literal(line) for line in textwrap.wrap(counted.strip(), _LINE))
    n_lines = heading.count("<br>") + caption.count("<br>") + 2
    top = 30 + 20 * n_lines
    tall = height + top - 40
    figure.update_layout(
        title={
            "text": f"<b>{heading}</b><br><span style='font-size:12.5px;color:{PALE}'>{caption}</span>",
            "x": 0,
            "xref": "container",
            "pad": {"l": 4},
            "y": 1 - 20 / tall,
            "yanchor": "top",
            "yref": "container",
            "font": {"size": 16, "color": INK},
            "automargin": False,
        },
        font={"family": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", "size": 13, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        showlegend=bool(figure.layout.showlegend),
        height=tall,
        width=WIDTH,
        margin={"t": top + 20, "b": 45, "l": 10, "r": 20},
        meta={"alt": alt},
        modebar={"orientation": "v"},  # across the top it would cover the title in notebooks
    )
    figure.update_xaxes(gridcolor=GRID, zeroline=False, linecolor=GRID, ticks="", title_font_size=13)
    figure.update_yaxes(gridcolor=GRID, zeroline=False, ticks="", automargin=True)
    return Chart(figure)


def literal(text: object) -> str:
    """Return text so that Plotly shows it as it is: it reads tags in labels."""
    return escape(str(text), quote=False)


def percent(share: float) -> str:
    """Return a share as a percentage; one decimal where it is small and not 0."""
    if 0 < share < 0.0005:
        return "<0.1 %"
    return f"{share * 100:.1f} %" if 0 < share < 0.01 else f"{share * 100:.0f} %"


def share_in_words(row: Mapping[Hashable, Any]) -> str:
    """Return what to say of a share: itself, what it is of, its interval."""
    counts = f"{int(row['n']):,} of {int(row['of']):,}"
    if pd.isna(row["low"]):
        return f"{percent(row['share'])} ({counts}; too few articles for an interval)"
    return f"{percent(row['share'])} ({counts}; 95 % interval {percent(row['low'])} to {percent(row['high'])})"


def in_words(title: str, items: Iterable[str]) -> str:
    """Return a figure in words: its title and its largest values, which come first."""
    largest = list(items)[:_SAID]
    said = f" Largest values: {'; '.join(largest)}." if largest else ""
    return f"{title}.{said} All values stand in the table beside the figure."


def shares_in_words(title: str, shares: pd.DataFrame, labels: Mapping[str, str], *, group: str) -> str:
    """Return a figure of shares in words; what rests on too few articles is largest by chance, and comes last."""
    drawn = shares.dropna(subset=["share"]).assign(few=lambda rows: rows["low"].isna())
    drawn = drawn.sort_values(["few", "share", "of"], ascending=[True, False, False], kind="stable")
    return in_words(
        title,
        (
            f"{row[group]}, {labels.get(row['term_id'], row['term_id'])}: {share_in_words(row)}"
            for row in drawn.head(_SAID).to_dict("records")
        ),
    )
