"""What charts of shares over time are put together from: bands, gaps, a vertical axis, a trend in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from .look import Style, share_in_words

TOP, TOP_WITH_EVENTS = 103, 118  # per cent; the numbers of events stand above 100


def stretches(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the runs of neighbouring rows that have an interval."""
    has = rows["low"].notna()
    runs = (has != has.shift()).cumsum()
    return [part for _, part in rows[has].groupby(runs[has])]


def band(x: list[Any], low: list[float], high: list[float], style: Style) -> go.Scatter:
    """Return the area between two lines, in a name's colour."""
    fill = f"rgba({', '.join(str(int(style.colour[at : at + 2], 16)) for at in (1, 3, 5))}, 0.18)"
    look: dict[str, Any] = {"fill": "toself", "fillcolor": fill, "line": {"width": 0}, "mode": "lines"}
    return go.Scatter(x=x + x[::-1], y=high + low[::-1], hoverinfo="skip", showlegend=False, **look)


def percents(shares: pd.Series) -> list[float | None]:
    """Return shares in per cent; None, which Plotly draws as a gap, where they are missing."""
    return [None if pd.isna(share) else share * 100 for share in shares]


def vertical_percent_axis(figure: go.Figure, *, events: bool) -> None:
    """Set the vertical axes of all panels to shares of 0 to 100 %, with room for the numbers of events."""
    top = TOP_WITH_EVENTS if events else TOP
    figure.update_yaxes(range=[-3, top], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])


def trend_in_words(title: str, shares: pd.DataFrame, labels: Mapping[str, str], *, time: str) -> str:
    """Return a figure of shares over time in words: of every name the first, the highest, and the last value.

    Args:
        title: What is seen.
        shares: `term_id`, `share`, `n`, `of`, `low`, `high`, in the order of time.
        labels: Labels of the names, by `term_id`.
        time: The column that tells the time.
    """
    parts = []
    for term_id, label in labels.items():
        rows = shares[(shares["term_id"] == term_id) & shares["share"].notna()]
        sure = rows[rows["low"].notna()]
        rows = (rows if sure.empty else sure).reset_index(drop=True)
        if len(rows):
            at = dict.fromkeys((0, int(rows["share"].argmax()), len(rows) - 1))
            said = (f"{rows[time][number]} {share_in_words(rows.loc[number].to_dict())}" for number in sorted(at))
            parts.append(f"{label}: {', '.join(said)}")
    return (
        f"{title}. First, highest and last values: {'; '.join(parts)}. All values stand in the table beside the figure."
    )
