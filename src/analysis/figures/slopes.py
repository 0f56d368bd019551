"""Slope chart: from narration over paraphrase to quotation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .lineends import label_ends
from .look import (
    FEW,
    PALE,
    VOICES,
    Chart,
    Style,
    finished,
    literal,
    names_in,
    nothing,
    percent,
    share_in_words,
    shares_in_words,
    style_of,
)
from .order import few_note
from .strokes import percents

_HEIGHT = 340  # px
_ABOVE, _BELOW = 4, 3  # per cent of room
_LEAST = 90  # px of margin, which names of voices reach into
_MOST_BETWEEN = 5  # names whose shares are written in the middle too; more would lie upon the intervals
_BESIDE = 0.025  # of the way between two voices: how far intervals of names stand from each other


def voice_slopes(shares: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return a line a name: its share in narration, in paraphrase and in quoted words, with intervals.

    Args:
        shares: Of one actor, as `term_shares(…, by=["voice"])` gives it.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    shares = shares.assign(voice=shares["voice"].astype("str"))
    shares = shares[shares["voice"].isin(list(VOICES))]
    if not (shares["of"] > 0).any():
        return nothing(title)
    terms, figure = names_in(shares, labels), make_subplots(1, 1)
    at = {term: shares[shares["term_id"] == term].set_index("voice").reindex(list(VOICES)) for term in terms}
    for number, term in enumerate(terms):
        beside = (number - (len(terms) - 1) / 2) * _BESIDE
        for trace in _traces(at[term], beside, labels[term], style_of(labels, term)):
            figure.add_trace(trace)
    top = float(shares[["share", "high"]].max().max()) * 100 + _ABOVE
    margins = [_label(figure, at, labels, voice, per_px=(top + _BELOW) / _HEIGHT) for voice in VOICES]
    figure.update_yaxes(range=[-_BELOW, top], tickvals=[0], showticklabels=False)
    _voice_axis(figure, shares.groupby("voice")["of"].max())
    counted = (
        "Share of a name among the mentions in each voice (in brackets: how many); bars: 95 % intervals"
        f"{few_note(shares[shares['of'] > 0])}. {note}"
    )
    named = shares.assign(voice=shares["voice"].map(lambda voice: VOICES[voice][0]))
    said = shares_in_words(title, named, labels, group="voice")
    chart = finished(figure, title, counted, height=90 + _HEIGHT, alt=said)
    chart.update_yaxes(automargin=False)
    chart.update_layout(margin={"l": max(margins[0], _LEAST), "r": max(margins[-1], _LEAST)})
    return chart


def _label(
    figure: go.Figure, at: Mapping[str, pd.DataFrame], labels: Mapping[str, str], voice: str, *, per_px: float
) -> int:
    """Write the shares beside the marks of a voice, with the names at both ends; return how wide that is."""
    number = list(VOICES).index(voice)
    outer = number in (0, len(VOICES) - 1)
    if not outer and len(at) > _MOST_BETWEEN:
        return 0
    known = {term: float(rows["share"][voice]) for term, rows in at.items() if pd.notna(rows["share"][voice])}
    beside = (len(at) / 2) * _BESIDE
    ends = {term: (number + (-beside if number == 0 else beside), share * 100) for term, share in known.items()}
    texts = {term: f"{labels[term]} {percent(share)}" if outer else percent(share) for term, share in known.items()}
    colours = {term: style_of(labels, term).colour for term in known}
    return label_ends(figure, ends, texts, colours, per_px=per_px, side="left" if number == 0 else "right")


def _voice_axis(figure: go.Figure, of: pd.Series) -> None:
    """Write below every voice how many mentions it has."""
    ticks = [
        f"{name}<br><span style='color:{PALE}'>({int(of.get(voice, 0)):,})</span>"
        for voice, (name, _) in VOICES.items()
    ]
    figure.update_xaxes(
        tickvals=list(range(len(VOICES))), ticktext=ticks, range=[-0.12, len(VOICES) - 0.88], tickangle=0
    )


def _traces(rows: pd.DataFrame, beside: float, label: str, style: Style) -> list[go.Scatter]:
    """Return a name's line, and its marks with intervals; what has too few articles for one is hollow and grey."""
    x = [place + beside for place in range(len(rows))]
    y = percents(rows["share"])
    line = {"color": style.colour, "width": 2.5, "dash": style.dash}
    sure = rows["low"].notna().tolist()
    marker: dict[str, Any] = {
        "symbol": [style.mark if one else f"{style.mark}-open" for one in sure],
        "color": [style.colour if one else FEW for one in sure],
        "size": 9,
    }
    low, high = percents(rows["low"]), percents(rows["high"])
    above = [0.0 if end is None or one is None else end - one for one, end in zip(y, high, strict=True)]
    below = [0.0 if end is None or one is None else one - end for one, end in zip(y, low, strict=True)]
    bars = {"type": "data", "symmetric": False, "array": above, "arrayminus": below, "color": style.colour, "width": 0}
    said = [
        "" if pd.isna(row["share"]) else literal(f"{label}, {VOICES[str(voice)][0].lower()}: {share_in_words(row)}")
        for voice, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    hover = {"hovertext": said, "hovertemplate": "%{hovertext}<extra></extra>"}
    marks = go.Scatter(x=x, y=y, mode="markers", marker=marker, error_y=bars, name=literal(label), **hover)
    return [go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip"), marks]
