"""Smooth lines: the shares of names at dates, all in one panel."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .eventmarks import events_between, mark_events, with_key
from .lineends import label_ends
from .look import Chart, Style, finished, literal, names_in, nothing, share_in_words, style_of
from .strokes import TOP_WITH_EVENTS, band, percents, stretches, trend_in_words, vertical_percent_axis

_HEIGHT = 340  # px
_WIDTH = 580  # px of the panel, about, beside the labels


def smoothed_lines(
    smoothed: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    title: str,
    note: str = "",
    events: pd.DataFrame | None = None,
) -> Chart:
    """Return a smooth line with a band for every name, labelled at its end.

    Args:
        smoothed: Of one actor, as `measures.trends.smoothed_shares` gives it; missing shares are gaps.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        note: What to add to the line that tells what was counted.
        events: As `load_events` gives them; those within the time shown are marked and listed below.
    """
    rows = smoothed.sort_values(["term_id", "date"]).assign(day=lambda rows: rows["date"].astype("str").str[:10])
    drawn = rows.dropna(subset=["share"])
    if drawn.empty:
        return nothing(title)
    figure, terms = make_subplots(1, 1), names_in(drawn, labels)
    runs = [(term, stretch) for term in terms for stretch in stretches(rows[rows["term_id"] == term])]
    for term, run in runs:  # all bands lie behind all lines
        low, high = (run["low"] * 100).tolist(), (run["high"] * 100).tolist()
        figure.add_trace(band(run["day"].tolist(), low, high, style_of(labels, term)))
    for term, run in runs:
        figure.add_trace(_line(run, labels[term], style_of(labels, term)))
    last = drawn.groupby("term_id").last()
    margin = label_ends(
        figure,
        {term: (str(last["day"][term]), float(last["share"][term]) * 100) for term in terms},
        labels,
        {term: style_of(labels, term).colour for term in terms},
        per_px=TOP_WITH_EVENTS / _HEIGHT,
    )
    span = [str(rows["day"].min()), str(rows["day"].max())]
    marked = events_between(events, span)
    mark_events(figure, marked, [f"{day:%Y-%m-%d}" for day in marked["date"]], n_panels=1, width=_WIDTH)
    vertical_percent_axis(figure, events=len(marked) > 0)
    figure.update_xaxes(type="date", range=span, nticks=7, tickangle=0)
    said = trend_in_words(title, drawn, labels, time="day")
    chart = finished(figure, title, f"{_counted(rows)} {note}", height=90 + _HEIGHT, alt=said)
    chart.update_layout(margin_r=margin)
    return with_key(chart, marked)


def _counted(rows: pd.DataFrame) -> str:
    of = rows.loc[rows["share"].notna(), "of"]
    gaps = "; a gap: fewer than 5 articles count" if rows["share"].isna().any() else ""
    return (
        f"Share of the mentions up to {rows['bandwidth'].iloc[0]:.0f} days before and after, of which the nearer"
        f" weigh more ({of.min():,} to {of.max():,} mentions); bands: 95 % intervals at each date{gaps}."
    )


def _line(run: pd.DataFrame, label: str, style: Style) -> go.Scatter:
    said = [literal(f"{label}, {row['day']}: {share_in_words(row)}") for row in run.to_dict("records")]
    return go.Scatter(
        x=run["day"].tolist(),
        y=percents(run["share"]),
        mode="lines",
        line={"color": style.colour, "width": 2.5, "dash": style.dash},
        name=literal(label),
        showlegend=False,
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>",
    )
