"""Which name each outlet's narration prefers over time, since when it is in use, and when that changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .eventmarks import events_between, mark_events, with_key
from .legends import legends_above
from .look import FEW, INK, WIDTH, Chart, finished, literal, names_in, nothing, style_of
from .panels import counted_ticks, rows_axis, stripes
from .timelinerows import (
    DAY,
    FEW_STYLE,
    MIXED_STYLE,
    counted_in_words,
    dated_outlets,
    day_of,
    first_uses,
    in_rows,
    leading_in_words,
    phases_of,
    style_in_words,
    time_shown,
    timeline_in_words,
    use_in_words,
)

_ROW = 38  # px
_BAR, _BAR_AT = 0.26, -0.24  # of a row: how high bars are, and where
_THIN = 1 / 150  # of the time shown: the bar of a single day
_EVENTS_ROW = 0.5  # of a row: for the numbers of events
_CHARACTER = 7.4  # px, of what stands beside the rows
_MS = pd.Timedelta(milliseconds=1)  # in which Plotly measures bars on a time axis


def adoption_timeline(
    adoptions: pd.DataFrame,
    house_styles: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    title: str,
    events: pd.DataFrame | None = None,
) -> Chart:
    """Return a row an outlet: the name its narration prefers from first to last article, and what came when.

    Args:
        adoptions: Of one actor, as `adoptions` gives it by one column. Of more than 15 outlets those with
            most articles are drawn.
        house_styles: As `house_styles` gives it of the same mentions by the same column.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        events: As `load_events` gives them; those within the time shown are marked and listed below.
    """
    dated = dated_outlets(adoptions, house_styles)
    if dated.empty:
        return nothing(title)
    drawn = in_rows(dated, labels)
    span = time_shown(drawn)
    said = [style_in_words(row, labels) for row in drawn.to_dict("records")]
    figure = make_subplots(1, 1)
    _add_bars(figure, phases_of(drawn), labels, shortest=(span[1] - span[0]) * _THIN)
    _add_first_uses(figure, first_uses(adoptions, drawn), labels)
    _add_changes(figure, drawn.dropna(subset=["change_date"]))
    stripes(figure, len(drawn))
    _add_verdicts(figure, drawn, said, labels)
    rows_axis(figure, counted_ticks(drawn["name"].tolist(), drawn["n_articles"].tolist()))
    beside = round(_CHARACTER * max(map(len, said)))
    marked = _add_events(figure, events, span, width=WIDTH - beside - _CHARACTER * drawn["name"].str.len().max())
    undated = int((house_styles["n_articles"] > 0).sum()) - len(dated)
    counted = counted_in_words(drawn, fewer=len(dated) - len(drawn), undated=undated)
    height = 105 + round(_ROW * (len(drawn) + _EVENTS_ROW))
    chart = finished(figure, title, counted, height=height, alt=timeline_in_words(title, drawn, said))
    chart.update_layout(margin_r=20 + beside, barmode="overlay")
    return legends_above(_with_key(chart, marked))  # last: the key makes charts taller, and legends stand by height


def _add_bars(figure: go.Figure, phases: pd.DataFrame, labels: Mapping[str, str], *, shortest: pd.Timedelta) -> None:
    for row in phases.to_dict("records"):
        length = max(row["end"] - row["start"], shortest)
        until = day_of(row["end"] - DAY)
        said = f"{row['name']}, {day_of(row['start'])} to {until}: {leading_in_words(row, labels)}"
        figure.add_trace(
            go.Bar(
                base=[day_of(row["start"])],
                x=[length / _MS],
                y=[row["at"] + _BAR_AT],
                orientation="h",
                width=_BAR,
                marker=_bar_look(row, labels),
                showlegend=False,
                hovertext=[literal(said)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )


def _bar_look(row: Mapping[Hashable, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return how a bar is drawn: hollow with too few articles, hatched where no name leads beyond chance."""
    if row["style"] == FEW_STYLE:
        return {"color": "#ffffff", "line": {"color": FEW, "width": 1}}
    colour = FEW if pd.isna(row["term_id"]) else style_of(labels, row["term_id"]).colour
    edge = {"color": colour, "width": 1}
    if row["style"] == MIXED_STYLE:
        return {
            "color": "#ffffff",
            "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.45},
            "line": edge,
        }
    return {"color": colour, "line": edge}


def _add_first_uses(figure: go.Figure, used: pd.DataFrame, labels: Mapping[str, str]) -> None:
    for term_id in names_in(used, labels):
        style, rows = style_of(labels, term_id), used[used["term_id"] == term_id]
        figure.add_trace(
            go.Scatter(
                x=[day_of(day) for day in rows["first_use"]],
                y=rows["y"].tolist(),
                mode="markers",
                marker={
                    "symbol": [f"{style.mark}-open" if few else style.mark for few in rows["few"]],
                    "color": [FEW if few else style.colour for few in rows["few"]],
                    "size": 8,
                },
                showlegend=False,
                hovertext=[literal(use_in_words(row, labels[term_id])) for row in rows.to_dict("records")],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        marker = {"symbol": style.mark, "color": style.colour, "size": 8}
        figure.add_trace(go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=literal(labels[term_id])))


def _add_changes(figure: go.Figure, changed: pd.DataFrame) -> None:
    """Draw the dates of changes with their intervals, on white so that they stand out from the bars."""
    for row in changed.to_dict("records"):
        reach, y = [day_of(row["change_earliest"]), day_of(row["change_latest"])], row["at"] + _BAR_AT
        for colour, width in (("#ffffff", 5), (INK, 2)):
            line = {"color": colour, "width": width}
            figure.add_trace(go.Scatter(x=reach, y=[y, y], mode="lines", line=line, hoverinfo="skip", showlegend=False))
        said = f"{row['name']}: changed by {day_of(row['change_date'])}, between {reach[0]} and {reach[1]}"
        marker = {"symbol": "line-ns", "size": 8, "line": {"color": INK, "width": 2.5}}
        figure.add_trace(
            go.Scatter(
                x=[day_of(row["change_date"])],
                y=[y],
                mode="markers",
                marker=marker,
                showlegend=False,
                hovertext=[literal(said)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )


def _add_events(
    figure: go.Figure, events: pd.DataFrame | None, span: Sequence[pd.Timestamp], *, width: float
) -> pd.DataFrame:
    """Set the time axis, and draw the events of its time in a drawing of so many px; return them."""
    bounds = [day_of(day) for day in span]
    figure.update_xaxes(type="date", range=bounds, nticks=8, tickangle=0)
    marked = events_between(events, bounds)
    mark_events(figure, marked, [day_of(day) for day in marked["date"]], n_panels=1, width=round(width))
    if len(marked):
        low, high = figure.layout.yaxis.range
        figure.update_yaxes(range=[low, high + _EVENTS_ROW])
    return marked


def _with_key(chart: Chart, marked: pd.DataFrame) -> Chart:
    """Return a chart with its events explained below it, up to its right edge: beside long names there is no room."""
    if len(marked):
        with_key(chart, marked)
        chart.layout.annotations[-1].update(x=1, xanchor="right", xshift=chart.layout.margin.r - 10)
    return chart


def _add_verdicts(figure: go.Figure, drawn: pd.DataFrame, said: Sequence[str], labels: Mapping[str, str]) -> None:
    """Write beside every row which name leads, in its colour."""
    for row, text in zip(drawn.to_dict("records"), said, strict=True):
        changed, known = pd.notna(row["change_date"]), pd.notna(row["term_id"]) and not row["few"]
        colour = INK if changed else style_of(labels, row["term_id"]).colour if known else FEW
        at: dict[str, Any] = {"x": 1, "xref": "paper", "xanchor": "left", "y": row["at"], "yref": "y", "xshift": 6}
        figure.add_annotation(text=literal(text), font={"color": colour, "size": 12}, showarrow=False, **at)
