"""Estimates → figures, one function a chart, for people who read newspapers.

Every figure says in its title what is seen and below it what was counted, keeps a name's colour,
mark and dash in all charts, can be read in grey, and has a text alternative. The numbers in it stand
in the table it was made from.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

MIME = "application/vnd.plotly.v1+json"
WIDTH = 760
# Okabe & Ito (2008): told apart with any colour vision; marks and dashes tell them apart in grey.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
INK, PALE, GRID = "#1a1a1a", "#595959", "#e3e3e3"
MOST_OUTLETS = 15
_LINE = 92
_ROW = 30


class Chart(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that shows itself in notebooks as Plotly data and as text, and as nothing else.

    Plotly's own display adds a copy of its library to a notebook that it does not know the viewer of.
    """

    _ipython_display_ = None

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {MIME: json.loads(self.to_json()), "text/plain": str(self.layout.meta["alt"])}


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
        for trace in _dots(rows, group, "share", colour, MARKS[list(labels).index(term) % len(MARKS)], 100):
            figure.add_trace(trace, 1, number + 1)
        _panel_title(figure, number, labels[term], colour)
    figure.update_xaxes(range=[-6, 106], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    of = shares.drop_duplicates(group).set_index(group)["of"]
    left_out = shares[group].nunique() - len(order)
    more = f" {left_out} groups with fewer mentions are in the table only." if left_out else ""
    counted = f"Share of {int(of.sum()):,} mentions (in brackets: how many of each); bars: 95 % intervals.{more} {note}"
    ticks = [f"{_literal(name)}  <span style='color:{PALE}'>({int(of[name]):,})</span>" for name in order]
    _category_axis(figure, order, ticks)
    return _finished(
        figure, title, counted.strip(), height=150 + _ROW * len(order), alt=_alt(title, shares, group, "share")
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
        _panel_title(figure, number, labels[term], COLOURS[at % len(COLOURS)])
    figure.update_yaxes(range=[-3, 103], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    step = max(1, -(-len(order) // 4))
    figure.update_xaxes(tickvals=list(range(0, len(order), step)), ticktext=order[::step], tickangle=0)
    figure.update_xaxes(range=[-0.5, len(order) - 0.5], showticklabels=True)
    of = shares.drop_duplicates("period")["of"]
    counted = f"Share of {int(of.sum()):,} mentions; bands: 95 % intervals; pale: the other names; a gap: no mention."
    alt = _alt(title, shares, "period", "share")
    return _finished(figure, title, f"{counted} {note}".strip(), height=110 + 170 * n_rows, alt=alt)


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
            for trace in _dots(rows, "term_id", "share", COLOURS[at % 8], MARKS[at % 8], 100):
                figure.add_trace(trace, 1, column + 1)
        n = int(of_voice["of"].iloc[0]) if len(of_voice) else 0
        _panel_title(figure, column, f"{names[voice]} (n = {n:,})", INK)
    figure.update_xaxes(range=[-6, 106], tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"])
    _category_axis(figure, terms[::-1], [_literal(labels[term]) for term in terms[::-1]])
    counted = f"Share of a name among the mentions in each voice; bars: 95 % intervals. {note}".strip()
    alt = _alt(title, shares, "voice", "share")
    return _finished(figure, title, counted, height=170 + _ROW * len(terms), alt=alt)


def sentiment_dots(means: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return a row an actor: its mean sentiment in narration and in quoted words, with intervals.

    Args:
        means: As `mean_sentiment(…, by=["voice"])` gives it.
        labels: Labels of the actors, by `actor_id`.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (means["n"] > 0).any():
        return nothing(title)
    kinds = {"narration": ("in narration", 0), "direct": ("in quoted words", 1)}
    shown = means[means["voice"].astype(str).isin(kinds) & (means["n"] > 0)]
    order = shown[shown["voice"].astype(str) == "narration"].sort_values("mean")["actor_id"].tolist()
    figure = make_subplots(1, 1)
    for voice, (name, number) in kinds.items():
        rows = shown[shown["voice"].astype(str) == voice].set_index("actor_id").reindex(order).reset_index()
        shift = 0.16 if voice == "narration" else -0.16
        rows = rows.assign(at=[place + shift for place in range(len(rows))])
        for trace in _dots(rows, "at", "mean", COLOURS[number], MARKS[number], 1, name=name):
            figure.add_trace(trace)
    widest = float(shown[["low", "high", "mean"]].abs().max().max()) if len(shown) else 1.0
    reach = min(1.0, max(0.4, widest * 1.1))
    figure.update_xaxes(range=[-reach, reach], zeroline=True, zerolinecolor=PALE, title_text="← negative   positive →")
    ticks = [_literal(labels.get(actor, actor)) for actor in order]
    figure.update_yaxes(tickvals=list(range(len(order))), ticktext=ticks, range=[-0.6, len(order) - 0.4])
    counted = f"Mean score of {int(shown['n'].sum()):,} sentences; bars: 95 % intervals. {note}".strip()
    alt = _alt(title, shown, "actor_id", "mean")
    chart = _finished(figure, title, counted, height=190 + _ROW * len(order), alt=alt)
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
    figure.update_yaxes(tickvals=list(range(len(shown))), ticktext=[_literal(str(name)) for name in shown.index])
    left_out = len(counts) - len(shown)
    more = f" {left_out} outlets with fewer are not drawn." if left_out else ""
    counted = f"Number of articles; white: none.{more} {note}".strip()
    totals = ", ".join(f"{name}: {int(n)}" for name, n in shown.sum(axis=1).iloc[::-1].items())
    return _finished(figure, title, counted, height=150 + _ROW * len(shown), alt=f"{title}. {totals}.")


def nothing(title: str) -> Chart:
    """Return a figure that says that there is nothing to draw."""
    figure = make_subplots(1, 1)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    said = "Nothing to draw: no article has what this chart compares."
    return _finished(figure, title, said, height=60, alt=f"{title}. {said}")


def _rows(shares: pd.DataFrame, group: str) -> list[Any]:
    """Return the groups to draw, from bottom to top: those that use the leading name least come first."""
    present = shares[shares["of"] > 0]
    leading = present.groupby("term_id")["n"].sum().idxmax() if len(present) else None
    most = present.drop_duplicates(group).nlargest(MOST_OUTLETS, "of")[group]
    drawn = present[(present["term_id"] == leading) & present[group].isin(most)]
    return drawn.sort_values(["share", "of"])[group].tolist()


def _dots(
    rows: pd.DataFrame, at: str, value: str, colour: str, mark: str, scale: float, name: str = ""
) -> list[go.Scatter]:
    """Return one horizontal row of dots; an estimate without an interval is a hollow, pale dot."""
    traces = []
    for has_interval in (True, False):
        part = rows[rows["low"].notna() == has_interval].dropna(subset=[value])
        if part.empty:
            continue
        x, low, high = (part[column] * scale for column in (value, "low", "high"))
        marker: dict[str, Any] = {"symbol": mark, "size": 9, "color": colour}
        if not has_interval:
            marker = {"symbol": f"{mark}-open", "size": 9, "color": "#9a9a9a"}
        traces.append(
            go.Scatter(
                x=x.tolist(),
                y=part[at].tolist(),
                mode="markers",
                marker=marker,
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (high - x).tolist(),
                    "arrayminus": (x - low).tolist(),
                    "color": colour,
                    "thickness": 1.5,
                    "width": 0,
                }
                if has_interval
                else None,
                name=name,
                showlegend=bool(name) and has_interval,
                customdata=part[["n"]].to_numpy().tolist(),
                hovertemplate="%{x:.2f} (n = %{customdata[0]})<extra></extra>",
            )
        )
    return traces


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
    hover = (
        f"{_literal(label)}, %{{customdata[2]}}: %{{y:.0f}} % (%{{customdata[0]}} of %{{customdata[1]}})<extra></extra>"
    )
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": COLOURS[number % len(COLOURS)], "width": 2, "dash": DASHES[number % len(DASHES)]},
        marker={"symbol": MARKS[number % len(MARKS)], "size": 6},
        customdata=rows[["n", "of"]].assign(period=rows["period"].astype(str)).to_numpy().tolist(),
        hovertemplate=hover,
    )


def _panel_title(figure: go.Figure, number: int, text: str, colour: str) -> None:
    axis = "" if number == 0 else str(number + 1)
    place: dict[str, Any] = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "x": 0, "y": 1, "yanchor": "bottom"}
    label = {"text": f"<b>{_literal(text)}</b>", "font": {"color": colour, "size": 13}, "xanchor": "left"}
    figure.add_annotation(showarrow=False, **place, **label)


def _category_axis(figure: go.Figure, order: Sequence[Any], ticks: Sequence[str]) -> None:
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=list(order))
    figure.update_yaxes(tickvals=list(order), ticktext=list(ticks), range=[-0.6, len(order) - 0.4])


def _finished(figure: go.Figure, title: str, counted: str, *, height: int, alt: str) -> Chart:
    heading = "<br>".join(_literal(line) for line in textwrap.wrap(title, 74))
    caption = "<br>".join(_literal(line) for line in textwrap.wrap(counted, _LINE))
    n_lines = heading.count("<br>") + caption.count("<br>") + 2
    top = 30 + 20 * n_lines
    tall = height + top - 40
    figure.update_layout(
        title={
            "text": f"<b>{heading}</b><br><span style='font-size:12.5px;color:{PALE}'>{caption}</span>",
            "x": 0,
            "xref": "container",
            "pad": {"l": 4},
            "y": 1 - 20 / tall,
            "yanchor": "top",
            "yref": "container",
            "font": {"size": 16, "color": INK},
            "automargin": False,
        },
        font={"family": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", "size": 13, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        showlegend=False,
        height=tall,
        width=WIDTH,
        margin={"t": top + 20, "b": 45, "l": 10, "r": 20},
        meta={"alt": alt},
    )
    figure.update_xaxes(gridcolor=GRID, zeroline=False, linecolor=GRID, ticks="")
    figure.update_yaxes(gridcolor=GRID, zeroline=False, ticks="", automargin=True)
    return Chart(figure)


def _literal(text: str) -> str:
    """Return text so that Plotly shows it as it is: it reads tags in labels."""
    return escape(str(text), quote=False)


def _alt(title: str, rows: pd.DataFrame, group: str, value: str) -> str:
    """Return the figure in words: its title and its leading values."""
    drawn = rows.dropna(subset=[value])
    largest = drawn.reindex(drawn[value].abs().sort_values(ascending=False).index).head(6)
    name = "term_id" if "term_id" in rows.columns else "actor_id"
    items = [f"{row[group]}, {row[name]}: {row[value]:.2f} (n = {row['n']})" for _, row in largest.iterrows()]
    return f"{title}. Largest values: {'; '.join(items)}. All values stand in the table beside the figure."
