"""Sentiment by voice: mean scores with intervals, and how many sentences are negative, neutral, positive."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .legends import legends_above
from .look import (
    GRID,
    MOST_OUTLETS,
    PALE,
    VOICES,
    Chart,
    finished,
    in_words,
    literal,
    nothing,
    percent,
)
from .order import few_note, left_out_note
from .panels import dots, panel_title, rows_axis, stripes, zero_line

# Apart from the colours of names and voices; dark, light and middle in grey.
TONES = {"negative": "#8c1c13", "neutral": "#d9d9d9", "positive": "#5b8db8"}
_UNSURE = "no label is sure"
_LANE = 0.27  # of a row: each voice has a lane of its own
_STRIPS_ROW = 54  # px
_FAINT = 0.35  # opacity of strips that rest on too few articles
_LEAST_REACH = 0.15  # to either side of 0, so that the axis shows both


def sentiment_strips(
    means: pd.DataFrame, labels: Mapping[str, str], *, group: str = "actor_id", title: str, note: str = ""
) -> Chart:
    """Return a row an actor (or outlet), a lane a voice: mean sentiment, and shares of the labels as a strip.

    Args:
        means: As `mean_sentiment(…, by=["voice"])` gives it; of one actor, if the rows are anything else.
            Of more than 15 rows those with most sentences in narration are drawn.
        labels: What to call the rows, by the values of `group`; what has no label is shown as it is.
        group: Column whose values are the rows.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    order = _rows_by_narration(means, group)
    if not order:
        return nothing(title)
    drawn = _in_lanes(means, group, order, labels)
    figure = make_subplots(1, 2, shared_yaxes=True, column_widths=[0.46, 0.54], horizontal_spacing=0.04)
    for trace in (*_strips(drawn), _counts(drawn)):
        figure.add_trace(trace, 1, 2)
    _add_dots(figure, drawn, n_rows=len(order))
    panel_title(figure, 0, "Mean score")
    panel_title(figure, 1, "Share of sentences")
    figure.update_xaxes(range=[0, 124], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"], row=1, col=2)
    rows_axis(figure, [literal(labels.get(name, str(name))) for name in order])
    figure.update_layout(barmode="stack")
    counted = f"{_counted(means, drawn, group)} {note}"
    height = 150 + _STRIPS_ROW * len(order)
    return legends_above(finished(figure, title, counted, height=height, alt=_words(title, drawn)), lines=2, raised=22)


def _rows_by_narration(means: pd.DataFrame, group: str) -> list[Any]:
    """Return the rows to draw, from bottom to top: narration most negative first, those without narration before."""
    voiced = means[means["voice"].isin(list(VOICES)) & (means["n"] > 0)]
    if voiced.empty:
        return []
    told = voiced[voiced["voice"] == "narration"].set_index(group)
    rows = voiced.groupby(group, observed=True)["n"].sum().rename("of").reset_index()
    rows["name"] = rows[group].astype("str")
    rows["told"] = rows[group].map(told["n"]).fillna(0).astype("int64")
    rows["mean"] = rows[group].map(told["mean"]).astype("float64")
    most = rows.sort_values(["told", "of", "name"], ascending=[False, False, True]).head(MOST_OUTLETS)
    ordered: list[Any] = most.sort_values(["mean", "name"], na_position="first")[group].tolist()
    return ordered


def _in_lanes(means: pd.DataFrame, group: str, order: list[Any], labels: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows to draw, with `at` (their lane), `x` (the mean) and `who` (the row's name and the voice)."""
    place = {name: number for number, name in enumerate(order)}
    lane = {voice: (1 - number) * _LANE for number, voice in enumerate(VOICES)}
    drawn = means[means[group].isin(order) & means["voice"].isin(list(VOICES)) & (means["n"] > 0)]
    voices = drawn["voice"].astype("str")
    who = [
        f"{labels.get(name, name)}, {VOICES[voice][0].lower()}"
        for name, voice in zip(drawn[group], voices, strict=True)
    ]
    at = drawn[group].map(place).astype("float64") + voices.map(lane)
    drawn = drawn.assign(voice=voices, at=at, x=drawn["mean"], who=who)
    return drawn.assign(said=[_mean_in_words(row) for row in drawn.to_dict("records")]).sort_values("at")


def _add_dots(figure: go.Figure, drawn: pd.DataFrame, *, n_rows: int) -> None:
    """Draw the means of every voice with their intervals, on an axis that shows 0."""
    for voice, (name, style) in VOICES.items():
        for number, trace in enumerate(dots(drawn[drawn["voice"] == voice], style, name=name)):
            figure.add_trace(trace.update(showlegend=number == 0), 1, 1)  # hollow, where all of a voice are
    values = drawn[["low", "high", "x"]]
    low, high = min(values.min().min(), -_LEAST_REACH), max(values.max().max(), _LEAST_REACH)
    pad = (high - low) * 0.06
    figure.update_xaxes(range=[low - pad, high + pad], row=1, col=1)
    stripes(figure, n_rows)  # after the traces: Plotly leaves out panels that hold none
    zero_line(figure, row=1, col=1)
    below: dict[str, Any] = {"x": 0, "xref": "x", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -24}
    for text, side in (("← negative\u2002", "right"), ("\u2002positive →", "left")):
        figure.add_annotation(text=text, xanchor=side, showarrow=False, font={"color": PALE}, **below)


def _strips(drawn: pd.DataFrame) -> list[go.Bar]:
    """Return one trace a label, stacked to 100 %: hatched without a sure label, pale with too few articles."""
    shares = {label: drawn[f"share_{label}"] for label in TONES}
    rest = 1 - drawn[[f"share_{label}" for label in TONES]].sum(axis=1)
    looks: dict[str, dict[str, Any]] = {label: {"color": colour} for label, colour in TONES.items()}
    if (rest > 1e-9).any():
        shares[_UNSURE] = rest.clip(lower=0)
        looks[_UNSURE] = {"color": "#ffffff", "pattern": {"shape": "/", "fgcolor": PALE, "size": 4, "solidity": 0.2}}
    faint = [1 if known else _FAINT for known in drawn["low"].notna()]
    counts = {label: (share * drawn["n"]).round().astype("int64") for label, share in shares.items()}
    return [
        go.Bar(
            x=(share * 100).tolist(),
            y=drawn["at"].tolist(),
            orientation="h",
            width=_LANE * 0.8,
            name=label.capitalize(),
            legend="legend2",
            marker={**looks[label], "opacity": faint, "line": {"color": GRID, "width": 0.5}},
            hovertext=[
                literal(f"{who}: {n:,} of {of:,} {label} ({percent(part)})")
                for who, n, of, part in zip(drawn["who"], counts[label], drawn["n"], share, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
        for label, share in shares.items()
    ]


def _counts(drawn: pd.DataFrame) -> go.Scatter:
    """Return how many sentences each strip is made of, to stand at its end."""
    return go.Scatter(
        x=[102] * len(drawn),
        y=drawn["at"].tolist(),
        text=[f"({n:,})" for n in drawn["n"]],
        mode="text",
        textposition="middle right",
        textfont={"size": 11, "color": PALE},
        hoverinfo="skip",
        showlegend=False,
    )


def _counted(means: pd.DataFrame, drawn: pd.DataFrame, group: str) -> str:
    """Return what was counted: sentences in brackets, what marks mean, and what is not drawn."""
    n_rows = int((means.groupby(group, observed=True)["n"].sum() > 0).sum()) - drawn[group].nunique()
    unsure = int(means.loc[means[group].isin(drawn[group]) & ~means["voice"].isin(list(VOICES)), "n"].sum())
    aside = f" {unsure:,} in an uncertain voice are not drawn." if unsure else ""
    few = few_note(drawn).replace("hollow", "hollow and pale")
    counted = f"Mean score of {int(drawn['n'].sum()):,} sentences (in brackets: how many of each); bars: 95 % intervals"
    return f"{counted}{few}.{aside}{left_out_note(n_rows, 'actors' if group == 'actor_id' else f'{group}s')}"


def _mean_in_words(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["low"]):
        return f"{row['who']}: {_score(row['mean'])} (n = {row['n']:,}; too few articles for an interval)"
    interval = f"{_score(row['low'])} to {_score(row['high'])}"
    return f"{row['who']}: {_score(row['mean'])} (n = {row['n']:,}; 95 % interval {interval})"


def _score(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _words(title: str, drawn: pd.DataFrame) -> str:
    """Return the figure in words: the means farthest from 0; those of too few articles are so by chance, and last."""
    far = drawn.assign(few=drawn["low"].isna(), far=drawn["mean"].abs())
    far = far.sort_values(["few", "far"], ascending=[True, False], kind="stable")
    return in_words(title, far["said"])
