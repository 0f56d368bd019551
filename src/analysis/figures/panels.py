"""What charts are put together from: panels, rows, dots with intervals."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .look import FEW, INK, PALE, ROW, Style, literal

MOST_BESIDE = 4  # panels beside each other; more leave each too narrow for its axis
NARROW = 18  # characters of a line of the heading of one of four panels
_NAME = 28  # characters of a row's name; longer ones take two lines


def panels_of_rows(n_panels: int, n_rows: int) -> tuple[go.Figure, int]:
    """Return panels that share their rows, at most four beside each other, and the height they need."""
    across = max(1, min(n_panels, MOST_BESIDE))
    down = max(1, -(-n_panels // across))
    height = 90 + (60 + ROW * n_rows) * down
    gap = 0.0 if down == 1 else min(1 / (down - 1) - 0.01, 70 / (height - 90))
    figure = make_subplots(down, across, shared_yaxes="all", horizontal_spacing=0.05, vertical_spacing=gap)
    for number in range(n_panels, across * down):
        hide_panel(figure, number)
    return figure, height


def place(number: int) -> dict[str, int]:
    """Return where a panel stands among those of `panels_of_rows`."""
    return {"row": number // MOST_BESIDE + 1, "col": number % MOST_BESIDE + 1}


def hide_panel(figure: go.Figure, number: int) -> None:
    """Hide the axes of a panel that nothing is drawn in."""
    axis = "" if number == 0 else str(number + 1)
    figure.update_layout({f"xaxis{axis}": {"visible": False}, f"yaxis{axis}": {"visible": False}})


def panel_title(
    figure: go.Figure, number: int, text: str, *, colour: str = INK, raised: int = 0, wrap: int = 60
) -> None:
    """Write a heading over one panel of a figure, raised by so many px, in lines of so many characters."""
    axis = "" if number == 0 else str(number + 1)
    at: dict[str, Any] = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "x": 0, "y": 1, "yanchor": "bottom"}
    lines = "<br>".join(literal(line) for line in textwrap.wrap(text, wrap))
    label = {"text": f"<b>{lines}</b>", "align": "left", "font": {"color": colour, "size": 13}, "xanchor": "left"}
    figure.add_annotation(showarrow=False, yshift=raised, **at, **label)


def rows_axis(figure: go.Figure, ticks: Sequence[str]) -> None:
    """Set what stands beside the rows of a figure, from bottom (0) to top."""
    figure.update_yaxes(tickvals=list(range(len(ticks))), ticktext=list(ticks), range=[-0.6, len(ticks) - 0.4])


def percent_axis(figure: go.Figure) -> None:
    """Set the horizontal axes of all panels to shares of 0 to 100 %."""
    figure.update_xaxes(range=[-6, 106], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])


def zero_line(figure: go.Figure, **panel: int) -> None:
    """Draw the line of no difference."""
    figure.add_vline(x=0, line={"color": PALE, "width": 1}, layer="below", **panel)


def counted_ticks(names: Sequence[object], counts: Sequence[int]) -> list[str]:
    """Return names with how many mentions they have in brackets."""
    pairs = zip(names, counts, strict=True)
    return [f"{_folded(name)}  <span style='color:{PALE}'>({int(n):,})</span>" for name, n in pairs]


def _folded(name: object) -> str:
    """Return a name on two lines, in smaller print, where it would take the room of what is drawn."""
    text = str(name)
    if len(text) <= _NAME:
        return literal(text)
    head, _, tail = text.partition(" − ") if " − " in text else ("", "", "")
    lines = [f"{head} −", tail] if tail else textwrap.wrap(text, _NAME)
    lines = [textwrap.shorten(line, _NAME + 8, placeholder=" …") for line in lines]
    lines = [*lines[:1], f"{lines[1]} …"] if len(lines) > 2 else lines
    return f"<span style='font-size:11px'>{'<br>'.join(literal(line) for line in lines)}</span>"


def dots(rows: pd.DataFrame, style: Style, *, name: str = "", thickness: float = 1.5) -> list[go.Scatter]:
    """Return dots with intervals; an estimate without one is a hollow, grey dot.

    Args:
        rows: `x`, `low`, `high` (as on the axis), `at` (the row to draw in), `said` (on hover).
        style: How they are drawn.
        name: What the legend says.
        thickness: Of the intervals, in px.
    """
    traces = []
    for has_interval in (True, False):
        part = rows[rows["low"].notna() == has_interval].dropna(subset=["x"])
        if part.empty:
            continue
        marker: dict[str, Any] = {"symbol": style.mark, "size": 9, "color": style.colour}
        marker["line"] = {"color": "#ffffff", "width": 1}  # sets the mark off from its bar
        if not has_interval:
            marker = {"symbol": f"{style.mark}-open", "size": 9, "color": FEW}
        traces.append(
            go.Scatter(
                x=part["x"].tolist(),
                y=part["at"].tolist(),
                mode="markers",
                marker=marker,
                error_x=_bars(part, style.colour, thickness) if has_interval else None,
                name=name,
                showlegend=bool(name) and has_interval,
                legendgroup=name,
                hovertext=[literal(said) for said in part["said"]],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return traces


def thin_bars(rows: pd.DataFrame, low: str, high: str, colour: str) -> go.Scatter:
    """Return second, thinner intervals to lie behind those of `dots`."""
    part = rows.dropna(subset=[low, high])
    x, y = [], []
    for first, last, at in zip(part[low].tolist(), part[high].tolist(), part["at"].tolist(), strict=True):
        x += [first, last, None]
        y += [at, at, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 1}, hoverinfo="skip", showlegend=False)


def stripes(figure: go.Figure, n_rows: int) -> None:
    """Shade every other row, where a row holds several dots."""
    for row in range(0, n_rows, 2):
        figure.add_hrect(y0=row - 0.5, y1=row + 0.5, fillcolor="#f4f4f4", line_width=0, layer="below")
    figure.update_yaxes(showgrid=False)


def _bars(rows: pd.DataFrame, colour: str, thickness: float) -> dict[str, Any]:
    reach = {"array": (rows["high"] - rows["x"]).tolist(), "arrayminus": (rows["x"] - rows["low"]).tolist()}
    return {"type": "data", "symmetric": False, "color": colour, "thickness": thickness, "width": 0, **reach}
