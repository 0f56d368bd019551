"""Events on a time axis: a numbered line each, and a key below the chart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .look import FEW, PALE, Chart, literal

_APART = 44  # px between the numbers of events; nearer ones share a mark: "3–5"
_LINE = 82  # characters of a line of the key
_LINE_HEIGHT = 17  # px
_BOLD, _PLAIN = "\ue000", "\ue001"  # stand for tags, which wrapping must not count or cut


def events_between(events: pd.DataFrame | None, bounds: Sequence[str]) -> pd.DataFrame:
    """Return the events of a span of time.

    Args:
        events: `date`, `label` (see `measures.events.load_events`), or None for no events.
        bounds: First days of the parts of the time axis, and the day on which the last one ends.

    Returns:
        The events from the first to the last bound, earliest first, with `number` (from 1), `at` (the
        part of the axis they fall in, and how far into it: 2.5 is the middle of the third) and
        `fraction` (of the whole axis, 0–1).
    """
    columns = ["date", "label", "number", "at", "fraction"]
    if events is None or len(bounds) < 2:
        return pd.DataFrame(columns=columns)
    edges = pd.to_datetime(pd.Series(bounds)).to_numpy(dtype="datetime64[s]").astype("int64")
    rows = events.sort_values(["date", "label"], kind="stable")
    seconds = rows["date"].to_numpy(dtype="datetime64[s]").astype("int64")
    inside = (seconds >= edges[0]) & (seconds <= edges[-1])
    at = np.interp(seconds[inside], edges, np.arange(len(edges)))
    number = range(1, int(inside.sum()) + 1)
    between: pd.DataFrame = rows.loc[inside].assign(number=number, at=at, fraction=at / (len(edges) - 1))[columns]
    return between.reset_index(drop=True)


def mark_events(
    figure: go.Figure, marked: pd.DataFrame, x: Sequence[float | str], *, n_panels: int, width: int
) -> None:
    """Draw a line for every event in every panel, with its number at the top.

    Args:
        figure: What is drawn.
        marked: Of `events_between`.
        x: Where they stand on the axis.
        n_panels: How many panels there are.
        width: Of a panel in px.
    """
    for place in x:
        line = {"color": FEW, "width": 1, "dash": "dot"}
        figure.add_vline(x=place, line=line, layer="below", exclude_empty_subplots=True)
    for numbers in _together(marked["fraction"].tolist(), _APART / width):
        text = f"{numbers[0] + 1}" if len(numbers) == 1 else f"{numbers[0] + 1}–{numbers[-1] + 1}"
        middle = float(marked["fraction"].iloc[numbers].mean())
        for panel in range(n_panels):
            axis = "" if panel == 0 else str(panel + 1)
            figure.add_annotation(
                x=middle,
                xref=f"x{axis} domain",
                y=1,
                yref=f"y{axis} domain",
                xanchor="center",
                yanchor="top",
                text=text,
                showarrow=False,
                font={"size": 11, "color": PALE},
                bgcolor="#ffffff",
                borderpad=1,
            )


def with_key(chart: Chart, marked: pd.DataFrame) -> Chart:
    """Return a chart with the numbers of its events explained below it, and in its text alternative."""
    if marked.empty:
        return chart
    days = [f"{date.day}\u00a0{date:%b}\u00a0{date:%Y}" for date in marked["date"]]
    items = [
        f"{_BOLD}{number}{_PLAIN}\u00a0{day} {label}"
        for number, day, label in zip(marked["number"], days, marked["label"], strict=True)
    ]
    lines = textwrap.wrap("\u00a0· ".join(items), _LINE, break_long_words=False)
    key = "<br>".join(literal(line) for line in lines).replace(_BOLD, "<b>").replace(_PLAIN, "</b>")
    at = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "top", "yshift": -30}
    chart.add_annotation(text=key, **at, align="left", showarrow=False, font={"size": 11.5, "color": PALE})
    room = _LINE_HEIGHT * len(lines)
    said = "; ".join(f"{day} {label}" for day, label in zip(days, marked["label"], strict=True)).replace("\u00a0", " ")
    chart.update_layout(
        height=chart.layout.height + room,
        margin_b=chart.layout.margin.b + room,
        meta={"alt": f"{chart.layout.meta['alt']} Events marked: {said}."},
    )
    return chart


def _together(places: Sequence[float], apart: float) -> list[list[int]]:
    """Return the numbers of the events whose marks would lie upon each other, together."""
    groups: list[list[int]] = []
    for number, place in enumerate(places):
        if groups and place - float(np.mean([places[one] for one in groups[-1]])) < apart:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
