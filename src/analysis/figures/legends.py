"""Legends that stand in lines of their own between caption and drawing."""

from __future__ import annotations

from typing import Any

from .look import Chart

_LINE, _BELOW = 20, 8  # px


def legends_above(chart: Chart, *, lines: int = 1, raised: int = 0) -> Chart:
    """Return a chart with its legends above the drawing; what is drawn gets that much less of the height.

    They are placed in the container: placed beside the drawing, Plotly widens the margins for them.

    Args:
        chart: The chart, with room for one line of 20 px more than it needs for each further one.
        lines: How many legends, one a line: `legend`, `legend2`, …
        raised: How many px they stand above the drawing, for the headings of panels.
    """
    margin = {"t": chart.layout.margin.t + (lines - 1) * _LINE + raised}
    look: dict[str, Any] = {"orientation": "h", "x": 0, "xref": "container", "yref": "container", "yanchor": "top"}
    look |= {"traceorder": "normal", "bgcolor": "rgba(0, 0, 0, 0)"}
    places = {}
    for line in range(lines):
        from_top = margin["t"] - raised - _BELOW - _LINE * (lines - line)
        places[f"legend{line + 1 if line else ''}"] = {**look, "y": 1 - from_top / chart.layout.height}
    chart.update_layout(showlegend=True, margin=margin, **places)
    return chart
