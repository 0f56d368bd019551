"""Grids: a number in every cell, shaded by its size."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .look import (
    INK,
    MOST_OUTLETS,
    PALE,
    ROW,
    VOICES,
    Chart,
    finished,
    in_words,
    literal,
    nothing,
    percent,
    share_in_words,
)
from .order import left_out_note
from .panels import counted_ticks, panel_title

SHADES = ((0.0, "#ffffff"), (0.001, "#eef1f4"), (1.0, "#7d92a8"))  # no name's colour; black can be read on all
_TOO_FEW = "#ececec"
_CELL = 44  # px of height
_WIDE = 5  # columns that leave room for both counts in a cell
_CELLS_WIDTH, _CHARACTER = 560, 7.5  # px
_HEADINGS = {"indirect": "In paraphrase of the speaker", "narration": "In narration of the same articles"}


def relabelling_matrix(matrix: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return a grid a voice, from the speaker's own name (rows) to the outlet's (columns).

    Args:
        matrix: Of one actor, as `measures.relabelling_matrix(mentions)` gives it.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    rows = matrix.assign(voice=matrix["voice"].astype("str")).dropna(subset=["share"])
    if rows.empty:
        return nothing(title)
    columns = [term for term in labels if term in {*rows["term_id"], *rows["own_term_id"]}]
    own = [term for term in columns if term in set(rows["own_term_id"])][::-1]
    voices = [voice for voice in _HEADINGS if (rows["voice"] == voice).any()]
    heads, angle, raised = _heads([labels[term] for term in columns])
    height = len(voices) * (_CELL * len(own) + raised + 50)
    figure = make_subplots(len(voices), 1, vertical_spacing=(raised + 50) / height if len(voices) > 1 else 0)
    for number, voice in enumerate(voices):
        cells = rows[rows["voice"] == voice]
        for trace in _cells(cells, own, columns):
            figure.add_trace(trace, row=number + 1, col=1)
        panel_title(figure, number, _HEADINGS[voice], raised=raised)
        of = cells.groupby("own_term_id")["of"].max().reindex(own, fill_value=0)
        ticks = counted_ticks([f"“{labels[term]}”" for term in own], of.tolist())
        figure.update_yaxes(tickvals=list(range(len(own))), ticktext=ticks, row=number + 1, col=1)
        _frame_own(figure, own, columns, number)
    figure.update_xaxes(tickvals=list(range(len(columns))), ticktext=heads, side="top", showgrid=False, tickangle=angle)
    figure.update_yaxes(showgrid=False, range=[-0.52, len(own) - 0.48])
    figure.update_xaxes(range=[-0.51, len(columns) - 0.49])
    few = "; grey: too few articles for an interval" if rows["low"].isna().any() else ""
    counted = (
        "Rows: the name a quoted speaker uses (in brackets: mentions); columns: the name the outlet writes."
        f" Each row makes 100 %; framed: the speaker's own name{few}. {note}"
    )
    said = in_words(title, _replaced(rows, labels))
    chart = finished(figure, title, counted, height=height + 70 + raised, alt=said)
    beyond = (
        0 if angle == 0 else int(_CHARACTER * 0.8 * len(labels[columns[-1]]))
    )  # the last head slants out of its column
    chart.update_layout(margin_t=chart.layout.margin.t + raised - 8, margin_r=20 + beyond)
    chart.update_xaxes(ticklabeloverflow="allow")
    return chart


def _cells(rows: pd.DataFrame, own: Sequence[str], columns: Sequence[str]) -> list[go.Heatmap]:
    """Return the cells that have an interval, and those that have none, each with share and counts."""
    traces = []
    for is_sure, shades in ((True, SHADES), (False, ((0.0, _TOO_FEW), (1.0, _TOO_FEW)))):
        part = rows[rows["low"].notna() == is_sure]
        at = {(row["own_term_id"], row["term_id"]): row for row in part.to_dict("records")}
        grid = [[at.get((one, other)) for other in columns] for one in own]
        traces.append(
            go.Heatmap(
                z=[[None if cell is None else cell["share"] * 100 for cell in line] for line in grid],
                x=list(range(len(columns))),
                y=list(range(len(own))),
                text=[[_text(cell, short=len(columns) > _WIDE) if cell else "" for cell in line] for line in grid],
                hovertext=[[share_in_words(cell) if cell else "" for cell in line] for line in grid],
                texttemplate="%{text}",
                textfont={"size": 12, "color": INK if is_sure else PALE},
                zmin=0,
                zmax=100,
                colorscale=shades,
                showscale=False,
                hoverongaps=False,
                xgap=2,
                ygap=2,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return traces


def _text(cell: Mapping[Hashable, Any], *, short: bool) -> str:
    of = "" if short else f" of {cell['of']:,}"
    return f"{percent(cell['share'])}<br>{cell['n']:,}{of}"


def _heads(names: Sequence[str]) -> tuple[list[str], int, int]:
    """Return what stands over the columns, on lines or slanting, and how far that reaches up in px."""
    characters = int(_CELLS_WIDTH / len(names) / _CHARACTER)
    if all(len(word) <= characters for name in names for word in name.split()):
        lines = [textwrap.wrap(name, characters) for name in names]
        return ["<br>".join(map(literal, part)) for part in lines], 0, 8 + 17 * max(map(len, lines))
    return [literal(name) for name in names], -35, 16 + int(_CHARACTER * 0.6 * max(map(len, names)))


def _frame_own(figure: go.Figure, own: Sequence[str], columns: Sequence[str], number: int) -> None:
    for y, term in enumerate(own):
        x = columns.index(term)
        figure.add_shape(
            type="rect",
            x0=x - 0.5,
            x1=x + 0.5,
            y0=y - 0.5,
            y1=y + 0.5,
            line={"color": INK, "width": 2},
            row=number + 1,
            col=1,
        )


def _replaced(rows: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Return in words how often a speaker's name became another; what rests on few articles comes last."""
    other = rows[rows["own_term_id"] != rows["term_id"]].assign(few=lambda rows: rows["low"].isna())
    other = other.sort_values(["few", "share", "of"], ascending=[True, False, False], kind="stable")
    return [
        f"“{labels[row['own_term_id']]}” became “{labels[row['term_id']]}” in {VOICES[row['voice']][0].lower()}:"
        f" {share_in_words(row)}"
        for row in other.to_dict("records")
    ]


def coverage(counts: pd.DataFrame, *, title: str, note: str = "") -> Chart:
    """Return a grid of outlets and periods: how many articles there are; the number stands in each cell.

    Args:
        counts: A row an outlet, a column a period, as `article_counts` gives it. Of more than 15 outlets
            those with most articles are drawn.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if counts.empty or not counts.to_numpy().any():
        return nothing(title)
    totals = counts.sum(axis=1)
    ranked = totals.to_frame("n").assign(name=totals.index.astype("str"))
    ranked = ranked.sort_values(["n", "name"], ascending=[False, True]).head(MOST_OUTLETS)
    shown, columns = counts.loc[ranked.index[::-1]], [str(name) for name in counts.columns]
    sparse = len(columns) <= 32
    figure = make_subplots(1, 1)
    figure.add_trace(
        go.Heatmap(
            z=shown.to_numpy().tolist(),
            x=list(range(len(columns))),
            y=list(range(len(shown))),
            customdata=[columns] * len(shown),
            text=[[str(n) if n and sparse else "" for n in row] for row in shown.to_numpy().tolist()],
            texttemplate="%{text}",
            textfont={"color": INK},
            colorscale=SHADES,
            zmin=0,
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="%{customdata}: %{z} articles<extra></extra>",
        )
    )
    step = max(1, -(-len(columns) // 7))
    figure.update_xaxes(
        tickvals=list(range(0, len(columns), step)), ticktext=columns[::step], tickangle=0, showgrid=False
    )
    ticks = counted_ticks(list(shown.index), totals[shown.index].tolist())
    figure.update_yaxes(tickvals=list(range(len(shown))), ticktext=ticks, showgrid=False)
    more = left_out_note(len(counts) - len(shown), "outlets").replace("mentions", "articles")
    counted = f"Number of articles in each period (in brackets: in all); white: none.{more} {note}"
    said = ", ".join(f"{name}: {int(n):,}" for name, n in totals[shown.index[::-1]].items())
    return finished(figure, title, counted, height=150 + ROW * len(shown), alt=f"{title}. Articles: {said}.")
