"""What all figures share: how they look, how they are labelled, how they show themselves."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

MIME = "application/vnd.plotly.v1+json"
WIDTH = 760
# Okabe & Ito (2008): told apart with any colour vision; marks and dashes tell them apart in grey.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
INK, PALE, GRID = "#1a1a1a", "#595959", "#e3e3e3"
_LINE = 92  # characters of a caption


class Chart(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that shows itself in notebooks as Plotly data and as text, and as nothing else.

    Plotly's own display adds a copy of its library to a notebook that it does not know the viewer of.
    """

    _ipython_display_ = None
    _repr_html_ = None

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {MIME: json.loads(self.to_json()), "text/plain": str(self.layout.meta["alt"])}


def nothing(title: str) -> Chart:
    """Return a figure that says that there is nothing to draw."""
    figure = make_subplots(1, 1)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    said = "Nothing to draw: no article has what this chart compares."
    return finished(figure, title, said, height=60, alt=f"{title}. {said}")


def dots(
    rows: pd.DataFrame, at: str, value: str, colour: str, mark: str, scale: float, name: str = ""
) -> list[go.Scatter]:
    """Return one horizontal row of dots; an estimate without an interval is a hollow, pale dot."""
    traces = []
    for has_interval in (True, False):
        part = rows[rows["low"].notna() == has_interval].dropna(subset=[value])
        if part.empty:
            continue
        x, low, high = (part[column] * scale for column in (value, "low", "high"))
        marker: dict[str, Any] = {"symbol": mark, "size": 9, "color": colour}
        if not has_interval:
            marker = {"symbol": f"{mark}-open", "size": 9, "color": "#9a9a9a"}
        traces.append(
            go.Scatter(
                x=x.tolist(),
                y=part[at].tolist(),
                mode="markers",
                marker=marker,
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (high - x).tolist(),
                    "arrayminus": (x - low).tolist(),
                    "color": colour,
                    "thickness": 1.5,
                    "width": 0,
                }
                if has_interval
                else None,
                name=name,
                showlegend=bool(name) and has_interval,
                customdata=part[["n"]].to_numpy().tolist(),
                hovertemplate="%{x:.2f} (n = %{customdata[0]})<extra></extra>",
            )
        )
    return traces


def panel_title(figure: go.Figure, number: int, text: str, colour: str) -> None:
    """Write a heading over one panel of a figure."""
    axis = "" if number == 0 else str(number + 1)
    place: dict[str, Any] = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "x": 0, "y": 1, "yanchor": "bottom"}
    label = {"text": f"<b>{literal(text)}</b>", "font": {"color": colour, "size": 13}, "xanchor": "left"}
    figure.add_annotation(showarrow=False, **place, **label)


def category_axis(figure: go.Figure, order: Sequence[Any], ticks: Sequence[str]) -> None:
    """Set the rows of a figure, from bottom to top, and what stands beside them."""
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=list(order))
    figure.update_yaxes(tickvals=list(order), ticktext=list(ticks), range=[-0.6, len(order) - 0.4])


def finished(figure: go.Figure, title: str, counted: str, *, height: int, alt: str) -> Chart:
    """Return a figure with the common look: title and what was counted above, and its text alternative."""
    heading = "<br>".join(literal(line) for line in textwrap.wrap(title, 74))
    caption = "<br>".join(literal(line) for line in textwrap.wrap(counted, _LINE))
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
        showlegend=False,
        height=tall,
        width=WIDTH,
        margin={"t": top + 20, "b": 45, "l": 10, "r": 20},
        meta={"alt": alt},
        modebar={"orientation": "v"},  # across the top it would cover the title in notebooks
    )
    figure.update_xaxes(gridcolor=GRID, zeroline=False, linecolor=GRID, ticks="")
    figure.update_yaxes(gridcolor=GRID, zeroline=False, ticks="", automargin=True)
    return Chart(figure)


def literal(text: str) -> str:
    """Return text so that Plotly shows it as it is: it reads tags in labels."""
    return escape(str(text), quote=False)


def alt(title: str, rows: pd.DataFrame, group: str, value: str, labels: Mapping[str, str]) -> str:
    """Return a figure in words: its title and its largest values."""
    drawn = rows.dropna(subset=[value])
    largest = drawn.reindex(drawn[value].abs().sort_values(ascending=False).index).head(6)
    name = "term_id" if "term_id" in rows.columns else "actor_id"
    items = [
        f"{row[group]}, {labels.get(row[name], row[name])}: {row[value]:.2f} (n = {row['n']})"
        for row in largest.to_dict("records")
    ]
    return f"{title}. Largest values: {'; '.join(items)}. All values stand in the table beside the figure."
