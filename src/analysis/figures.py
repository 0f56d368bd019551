"""Estimates → figures, one function a chart, for people who read newspapers.

Every figure says in its title what is seen and below it what was counted, keeps a name's colour,
mark and dash in all charts, can be read in grey, and has a text alternative. The numbers in it stand
in the table it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .charts import (
    COLOURS,
    DASHES,
    INK,
    MARKS,
    PALE,
    Chart,
    alt,
    category_axis,
    dots,
    finished,
    literal,
    nothing,
    panel_title,
)

MOST_OUTLETS = 15
_ROW = 30


def share_dots(shares: pd.DataFrame, labels: Mapping[str, str], *, group: str, title: str, note: str = "") -> Chart:
    """Return one panel a name: its share in every group, with intervals.

    Args:
        shares: Of one actor, as `term_shares(…, by=[group])` gives it.
        labels: Labels of the names, by `term_id`, in the order to show.
        group: Column whose values are the rows.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (shares["of"] > 0).any():
        return nothing(title)
    order = _rows(shares, group)
    terms = [term for term in labels if term in set(shares["term_id"])]
    figure = make_subplots(1, max(1, len(terms)), shared_yaxes=True, horizontal_spacing=0.05)
    for number, term in enumerate(terms):
        rows = shares[shares["term_id"] == term].set_index(group).reindex(order).reset_index()
        colour = COLOURS[list(labels).index(term) % len(COLOURS)]
        for trace in dots(rows, group, "share", colour, MARKS[list(labels).index(term) % len(MARKS)], 100):
            figure.add_trace(trace, 1, number + 1)
        panel_title(figure, number, labels[term], colour)
    figure.update_xaxes(range=[-6, 106], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    of = shares.drop_duplicates(group).set_index(group)["of"]
    left_out = shares[group].nunique() - len(order)
    more = f" {left_out} groups with fewer mentions are in the table only." if left_out else ""
    counted = f"Share of {int(of.sum()):,} mentions (in brackets: how many of each); bars: 95 % intervals.{more} {note}"
    ticks = [f"{literal(name)}  <span style='color:{PALE}'>({int(of[name]):,})</span>" for name in order]
    category_axis(figure, order, ticks)
    return finished(
        figure, title, counted.strip(), height=150 + _ROW * len(order), alt=alt(title, shares, group, "share", labels)
    )


def share_lines(shares: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return one panel a name: its share in every period with a band, the other names pale behind it.

    Args:
        shares: Of one actor, as `term_shares(…, by=["period"])` gives it; empty periods are gaps.
        labels: Labels of the names, by `term_id`, in the order to show.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (shares["of"] > 0).any():
        return nothing(title)
    order = list(dict.fromkeys(shares["period"].astype(str)))
    terms = [term for term in labels if term in set(shares["term_id"])]
    n_rows = max(1, (len(terms) + 1) // 2)
    figure = make_subplots(
        n_rows, 2, shared_xaxes="all", shared_yaxes="all", horizontal_spacing=0.06, vertical_spacing=0.2
    )
    for number, term in enumerate(terms):
        place = {"row": number // 2 + 1, "col": number % 2 + 1}
        for other in terms:
            if other != term:
                figure.add_trace(_line(shares[shares["term_id"] == other], labels[other], None), **place)
        rows, at = shares[shares["term_id"] == term], list(labels).index(term)
        for stretch in _stretches(rows):
            figure.add_trace(_band(stretch, COLOURS[at % len(COLOURS)], order), **place)
        figure.add_trace(_line(rows, labels[term], at), **place)
        panel_title(figure, number, labels[term], COLOURS[at % len(COLOURS)])
    figure.update_yaxes(range=[-3, 103], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    step = max(1, -(-len(order) // 4))
    figure.update_xaxes(tickvals=list(range(0, len(order), step)), ticktext=order[::step], tickangle=0)
    figure.update_xaxes(range=[-0.5, len(order) - 0.5], showticklabels=True)
    of = shares.drop_duplicates("period")["of"]
    counted = (
        f"Share of {int(of.sum()):,} mentions; bands: 95 % intervals; hollow: too few articles for one;"
        " pale: the other names; a gap: no mention."
    )
    in_words = alt(title, shares, "period", "share", labels)
    return finished(figure, title, f"{counted} {note}".strip(), height=110 + 170 * n_rows, alt=in_words)


def voice_panels(shares: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return one panel a voice: the share of every name in it, with intervals.

    Args:
        shares: Of one actor, as `term_shares(…, by=["voice"])` gives it.
        labels: Labels of the names, by `term_id`, in the order to show.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (shares["of"] > 0).any():
        return nothing(title)
    names = {"narration": "Narration", "indirect": "Paraphrase", "direct": "Quoted words"}
    voices = [voice for voice in names if voice in set(shares["voice"].astype(str))]
    terms = [term for term in labels if term in set(shares["term_id"])]
    figure = make_subplots(1, max(1, len(voices)), shared_yaxes=True, horizontal_spacing=0.04)
    for column, voice in enumerate(voices):
        of_voice = shares[shares["voice"].astype(str) == voice].set_index("term_id").reindex(terms).reset_index()
        for term in terms:
            at = list(labels).index(term)
            rows = of_voice[of_voice["term_id"] == term]
            for trace in dots(rows, "term_id", "share", COLOURS[at % 8], MARKS[at % 8], 100):
                figure.add_trace(trace, 1, column + 1)
        n = int(of_voice["of"].iloc[0]) if len(of_voice) else 0
        panel_title(figure, column, f"{names[voice]} (n = {n:,})", INK)
    figure.update_xaxes(range=[-6, 106], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    category_axis(figure, terms[::-1], [literal(labels[term]) for term in terms[::-1]])
    counted = f"Share of a name among the mentions in each voice; bars: 95 % intervals. {note}".strip()
    in_words = alt(title, shares, "voice", "share", labels)
    return finished(figure, title, counted, height=170 + _ROW * len(terms), alt=in_words)


def sentiment_dots(means: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return a row an actor: its mean sentiment in narration, paraphrase and quoted words, with intervals.

    Args:
        means: As `mean_sentiment(…, by=["voice"])` gives it.
        labels: Labels of the actors, by `actor_id`.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (means["n"] > 0).any():
        return nothing(title)
    kinds = {"narration": ("in narration", 0), "indirect": ("in paraphrase", 2), "direct": ("in quoted words", 1)}
    shown = means[means["voice"].astype(str).isin(kinds) & (means["n"] > 0)]
    order = shown[shown["voice"].astype(str) == "narration"].sort_values("mean")["actor_id"].tolist()
    figure = make_subplots(1, 1)
    for at, (voice, (name, number)) in enumerate(kinds.items()):
        rows = shown[shown["voice"].astype(str) == voice].set_index("actor_id").reindex(order).reset_index()
        rows = rows.assign(at=[place + 0.24 * (1 - at) for place in range(len(rows))])
        for trace in dots(rows, "at", "mean", COLOURS[number], MARKS[number], 1, name=name):
            figure.add_trace(trace)
    drawn_n = shown.loc[shown["actor_id"].isin(order), "n"].sum()
    widest = float(shown[["low", "high", "mean"]].abs().max().max()) if len(shown) else 1.0
    reach = min(1.0, max(0.4, widest * 1.1))
    figure.update_xaxes(range=[-reach, reach], zeroline=True, zerolinecolor=PALE, title_text="← negative   positive →")
    ticks = [literal(labels.get(actor, actor)) for actor in order]
    figure.update_yaxes(tickvals=list(range(len(order))), ticktext=ticks, range=[-0.6, len(order) - 0.4])
    counted = f"Mean score (n = {int(drawn_n):,}); bars: 95 % intervals; hollow: too few articles for one. {note}"
    in_words = alt(title, shown, "voice", "mean", labels)
    chart = finished(figure, title, counted, height=190 + _ROW * len(order), alt=in_words)
    chart.update_layout(showlegend=True, legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"})
    return chart


def coverage(counts: pd.DataFrame, *, title: str, note: str = "") -> Chart:
    """Return a grid of outlets and periods: how many articles there are; the number stands in each cell.

    Args:
        counts: A row an outlet, a column a period.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if counts.empty:
        return nothing(title)
    shown = counts.loc[counts.sum(axis=1).sort_values(ascending=False).index[:MOST_OUTLETS]].iloc[::-1]
    values = shown.to_numpy().tolist()
    sparse = len(counts.columns) <= 32
    figure = make_subplots(1, 1)
    figure.add_trace(
        go.Heatmap(
            z=values,
            x=list(range(len(shown.columns))),
            customdata=[[str(name) for name in shown.columns]] * len(shown),
            y=list(range(len(shown))),
            text=[[str(n) if n and sparse else "" for n in row] for row in values],
            texttemplate="%{text}",
            colorscale=[[0, "#ffffff"], [0.001, "#dbe9f3"], [1, "#0072B2"]],
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="%{customdata}: %{z} articles<extra></extra>",
        )
    )
    columns = [str(name) for name in shown.columns]
    step = max(1, -(-len(columns) // 7))
    figure.update_xaxes(tickvals=list(range(0, len(columns), step)), ticktext=columns[::step], tickangle=0)
    figure.update_yaxes(tickvals=list(range(len(shown))), ticktext=[literal(str(name)) for name in shown.index])
    left_out = len(counts) - len(shown)
    more = f" {left_out} outlets with fewer are not drawn." if left_out else ""
    counted = f"Number of articles; white: none.{more} {note}".strip()
    totals = ", ".join(f"{name}: {int(n)}" for name, n in shown.sum(axis=1).iloc[::-1].items())
    return finished(figure, title, counted, height=150 + _ROW * len(shown), alt=f"{title}. {totals}.")


def _rows(shares: pd.DataFrame, group: str) -> list[Any]:
    """Return the groups to draw, from bottom to top: those that use the leading name least come first."""
    present = shares[shares["of"] > 0]
    leading = present.groupby("term_id")["n"].sum().idxmax() if len(present) else None
    most = present.drop_duplicates(group).nlargest(MOST_OUTLETS, "of")[group]
    drawn = present[(present["term_id"] == leading) & present[group].isin(most)]
    return drawn.sort_values(["share", "of"])[group].tolist()


def _stretches(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the runs of neighbouring periods that have an interval."""
    has = rows["low"].notna()
    runs = (has != has.shift()).cumsum()
    return [part for _, part in rows[has].groupby(runs[has])]


def _band(rows: pd.DataFrame, colour: str, order: Sequence[str]) -> go.Scatter:
    """Return the band of neighbouring intervals; one that stands alone is a third of a period wide."""
    x: list[Any] = [order.index(str(period)) for period in rows["period"]]
    low, high = (rows["low"] * 100).tolist(), (rows["high"] * 100).tolist()
    if len(x) == 1:
        x, low, high = [x[0] - 0.16, x[0] + 0.16], low * 2, high * 2
    fill = f"rgba({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))}, 0.18)"
    look: dict[str, Any] = {"fill": "toself", "fillcolor": fill, "line": {"width": 0}, "mode": "lines"}
    return go.Scatter(x=x + x[::-1], y=high + low[::-1], hoverinfo="skip", **look)


def _line(rows: pd.DataFrame, label: str, number: int | None) -> go.Scatter:
    """Return a name's line; without a number, as a pale one in the background."""
    x = list(range(len(rows)))
    y = [None if pd.isna(share) else share * 100 for share in rows["share"]]
    if number is None:
        return go.Scatter(x=x, y=y, mode="lines", line={"color": "#c9c9c9", "width": 1}, hoverinfo="skip")
    mark = MARKS[number % len(MARKS)]
    symbols = [mark if has_interval else f"{mark}-open" for has_interval in rows["low"].notna()]
    hover = (
        f"{literal(label)}, %{{customdata[2]}}: %{{y:.0f}} % (%{{customdata[0]}} of %{{customdata[1]}})<extra></extra>"
    )
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": COLOURS[number % len(COLOURS)], "width": 2, "dash": DASHES[number % len(DASHES)]},
        marker={"symbol": symbols, "size": 6},
        customdata=rows[["n", "of"]].assign(period=rows["period"].astype(str)).to_numpy().tolist(),
        hovertemplate=hover,
    )
