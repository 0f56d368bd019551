"""Lines: the shares of names in periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .eventmarks import events_between, mark_events, with_key
from .look import BACKGROUND, FEW, Chart, Style, finished, literal, names_in, nothing, share_in_words, style_of
from .order import few_note
from .panels import hide_panel, panel_title
from .strokes import band, percents, stretches, trend_in_words, vertical_percent_axis

_PANEL = 170  # px of height
_PANEL_WIDTH = 320
_HALF_BAND = 0.16  # of a period: how far the band of a period without neighbours reaches


def share_lines(
    shares: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    title: str,
    note: str = "",
    events: pd.DataFrame | None = None,
) -> Chart:
    """Return one panel a name: its share in every period with a band, the other names pale behind it.

    Args:
        shares: Of one actor, as `term_shares(…, by=["period"])` gives it; empty periods are gaps.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        note: What to add to the line that tells what was counted.
        events: As `load_events` gives them; those within the time shown are marked and listed below.
    """
    if not (shares["of"] > 0).any():
        return nothing(title)
    shares = shares.assign(period=shares["period"].astype("str"))
    order, terms = list(dict.fromkeys(shares["period"])), names_in(shares, labels)
    figure, height = _panels(len(terms))
    for number, term in enumerate(terms):
        for trace in _traces(shares, term, terms, style_of(labels, term)):
            figure.add_trace(trace, row=number // 2 + 1, col=number % 2 + 1)
        panel_title(figure, number, labels[term], colour=style_of(labels, term).colour)
    _period_axis(figure, order)
    marked = events_between(events, _bounds(order) if events is not None else ())
    mark_events(figure, marked, (marked["at"] - 0.5).tolist(), n_panels=len(terms), width=_PANEL_WIDTH)
    vertical_percent_axis(figure, events=len(marked) > 0)
    drawn = shares[shares["of"] > 0]
    gaps = "; a gap: no mention" if len(drawn) < len(shares) else ""
    counted = (
        f"Share of {int(shares.drop_duplicates('period')['of'].sum()):,} mentions; bands: 95 % intervals"
        f"{few_note(drawn)}; pale: the other names{gaps}. {note}"
    )
    said = trend_in_words(title, drawn, labels, time="period")
    return with_key(finished(figure, title, counted, height=height, alt=said), marked)


def _panels(n: int) -> tuple[go.Figure, int]:
    """Return panels in two columns, and the height they need."""
    down = (n + 1) // 2
    gap = 0.2 if down == 1 else min(0.2, 0.4 / down)
    figure = make_subplots(
        down, 2, shared_xaxes="all", shared_yaxes="all", horizontal_spacing=0.06, vertical_spacing=gap
    )
    if n % 2:
        hide_panel(figure, n)
    return figure, 110 + _PANEL * down


def _period_axis(figure: go.Figure, order: Sequence[str]) -> None:
    step = max(1, -(-len(order) // 4))
    figure.update_xaxes(tickvals=list(range(0, len(order), step)), ticktext=[literal(name) for name in order[::step]])
    figure.update_xaxes(range=[-0.5, len(order) - 0.5], showticklabels=True, tickangle=0)


def _bounds(periods: Sequence[str]) -> list[str]:
    """Return the first day of every period, and the day after the last."""
    starts = [pd.Period(period.replace(" ", "")).start_time for period in periods]
    last = pd.Period(periods[-1].replace(" ", "")).end_time
    if len(starts) > 1:  # a week bears the name of its first day
        last = max(last, starts[-1] + (starts[-1] - starts[-2]) * 0.9)
    return [f"{day:%Y-%m-%d}" for day in [*starts, last + pd.Timedelta(days=1)]]


def _traces(shares: pd.DataFrame, term: str, terms: Sequence[str], style: Style) -> list[go.Scatter]:
    """Return the other names' lines, a name's bands, and its line, from back to front."""
    order = list(dict.fromkeys(shares["period"]))
    of = {name: shares[shares["term_id"] == name].set_index("period").reindex(order).reset_index() for name in terms}
    behind = [_background(rows) for name, rows in of.items() if name != term]
    return [*behind, *(_band(stretch, style) for stretch in stretches(of[term])), _line(of[term], style)]


def _band(stretch: pd.DataFrame, style: Style) -> go.Scatter:
    x: list[Any] = list(stretch.index)
    low, high = (stretch["low"] * 100).tolist(), (stretch["high"] * 100).tolist()
    if len(x) == 1:
        return band([x[0] - _HALF_BAND, x[0] + _HALF_BAND], low * 2, high * 2, style)
    return band(x, low, high, style)


def _background(rows: pd.DataFrame) -> go.Scatter:
    line = {"color": BACKGROUND, "width": 1}
    return go.Scatter(x=list(range(len(rows))), y=percents(rows["share"]), mode="lines", line=line, hoverinfo="skip")


def _line(rows: pd.DataFrame, style: Style) -> go.Scatter:
    """Return a name's line; periods with too few articles for an interval have hollow, grey marks."""
    sure = rows["low"].notna().tolist()
    marker = {
        "symbol": [style.mark if one else f"{style.mark}-open" for one in sure],
        "color": [style.colour if one else FEW for one in sure],
        "size": 6,
    }
    said = [
        "" if pd.isna(row["share"]) else literal(f"{row['period']}: {share_in_words(row)}")
        for row in rows.to_dict("records")
    ]
    return go.Scatter(
        x=list(range(len(rows))),
        y=percents(rows["share"]),
        mode="lines+markers",
        line={"color": style.colour, "width": 2, "dash": style.dash},
        marker=marker,
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>",
    )
