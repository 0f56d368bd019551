"""Lollipops: the words most typical of the contexts of each rival name."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .look import BACKGROUND, FEW, PALE, Chart, Style, finished, in_words, literal, names_in, nothing, style_of
from .panels import dots, hide_panel, panel_title, thin_bars, zero_line

MOST_WORDS = 12  # of a name; the others are in the table
SURE = 0.05  # of the words in colour one in twenty at most is expected to be typical by chance only
_ACROSS = 2  # panels beside each other
_ROW, _PANEL = 23, 62  # px
_FOR_WORDS = 0.5  # of a panel's width
_HOVER_LINE = 70  # characters
_SAID = 3  # words of each name in the text alternative


def keyness_lollipops(
    keyness: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    title: str,
    lines: pd.DataFrame | None = None,
    note: str = "",
) -> Chart:
    """Return one panel a name: the twelve words most typical of it against the other names, with intervals.

    Args:
        keyness: Of one actor, as `keyness` gives it: `z` ranks the words; drawn is `log_ratio` (to base
            2, finite) from `low` to `high`, hollow where `q` is above 5 % or there is no interval.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        lines: Concordance lines (`left`, `surface`, `right`), with the `term_id` and `word` that they are
            examples of; the first of each is shown on hover.
        note: What to add to the line that tells what was counted.
    """
    drawn = _typical(keyness)
    if drawn.empty:
        return nothing(title)
    drawn = drawn.assign(hover=_hovers(drawn, lines))
    terms = names_in(keyness, labels)
    n_rows = int(drawn["at"].max()) + 1
    figure, height = _panels(len(terms), n_rows)
    for number, term in enumerate(terms):
        style, rows = style_of(labels, term), drawn[drawn["term_id"] == term]
        place = {"row": number // _ACROSS + 1, "col": number % _ACROSS + 1}
        unsure = thin_bars(rows, "from", "to", FEW).update(line_width=3)
        for trace in (_stems(rows), unsure, *_marks(rows, style), _words(rows)):
            figure.add_trace(trace, **place)
        panel_title(figure, number, labels[term], colour=style.colour)
    _ratio_axis(figure, max(drawn["x"].max(), drawn["to"].max()))
    figure.update_yaxes(range=[-0.6, n_rows - 0.4], showticklabels=False, showgrid=False)
    figure.update_layout(hoverlabel={"align": "left"})
    zero_line(figure)
    unsure_note = "; hollow: may be chance" if drawn["low"].isna().any() else ""
    counted = (
        "How many times as frequent a word is in sentences with this name as in those with the others (in brackets:"
        f" articles); the surest {MOST_WORDS} at most; bars: 95 % intervals{unsure_note}. {note}"
    )
    return finished(figure, title, counted, height=height, alt=_in_words(title, drawn, labels, terms))


def _typical(keyness: pd.DataFrame) -> pd.DataFrame:
    """Return the words to draw, surest first, with `at` (their row, from the bottom) and `x`.

    Where a word may be typical by chance only, `low` and `high` are missing, and `from` and `to` are not.
    """
    typical = keyness[(keyness["z"] > 0) & keyness["log_ratio"].notna()]
    typical = typical.sort_values(["z", "word"], ascending=[False, True])
    rank = typical.groupby("term_id", observed=True).cumcount()
    typical, rank = typical[rank < MOST_WORDS], rank[rank < MOST_WORDS]
    n_rows = int(rank.max()) + 1 if len(rank) else 0
    sure = typical["q"] <= SURE
    return typical.assign(
        at=n_rows - 1 - rank,
        x=typical["log_ratio"],
        low=typical["low"].where(sure),
        high=typical["high"].where(sure),
        **{"from": typical["low"].mask(sure), "to": typical["high"].mask(sure)},
    )


def _panels(n_panels: int, n_rows: int) -> tuple[go.Figure, int]:
    down = max(1, -(-n_panels // _ACROSS))
    height = 50 + (_PANEL + _ROW * n_rows) * down
    gap = 0.0 if down == 1 else _PANEL / (height - 50)
    figure = make_subplots(down, _ACROSS, horizontal_spacing=0.03, vertical_spacing=gap)
    for number in range(n_panels, _ACROSS * down):
        hide_panel(figure, number)
    return figure, height


def _ratio_axis(figure: go.Figure, most: float) -> None:
    """Set the axes from "as frequent" to the largest ratio, with room for the words to the left."""
    step = max(1, round(most / 4))
    ticks = list(range(0, int(most) + 1, step))
    left = most * _FOR_WORDS / (1 - _FOR_WORDS)
    figure.update_xaxes(range=[-left, most * 1.06], tickvals=ticks, ticktext=[f"{2**tick}×" for tick in ticks])


def _stems(rows: pd.DataFrame) -> go.Scatter:
    x, y = [], []
    for end, at in zip(rows["x"].tolist(), rows["at"].tolist(), strict=True):
        x += [0, end, None]
        y += [at, at, None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": BACKGROUND, "width": 1}, hoverinfo="skip", showlegend=False
    )


def _marks(rows: pd.DataFrame, style: Style) -> list[go.Scatter]:
    hover = dict(zip(rows["at"], rows["hover"], strict=True))
    traces = dots(rows.assign(said=rows["word"]), style, thickness=3)
    return [trace.update(hovertext=[hover[at] for at in trace.y]) for trace in traces]


def _words(rows: pd.DataFrame) -> go.Scatter:
    """Return the words, to stand left of the stems."""
    pairs = zip(rows["word"], rows["articles"], strict=True)
    return go.Scatter(
        x=[0] * len(rows),
        y=rows["at"].tolist(),
        text=[f"{literal(word)} <span style='color:{PALE}'>({n:,})</span> " for word, n in pairs],
        mode="text",
        textposition="middle left",
        textfont={"size": 12},
        cliponaxis=False,
        showlegend=False,
        hovertext=rows["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hovers(drawn: pd.DataFrame, lines: pd.DataFrame | None) -> list[str]:
    """Return what is said of each word on hover, an example line below."""
    examples: dict[tuple[str, str], str] = {}
    if lines is not None:
        for line in lines.drop_duplicates(["term_id", "word"]).to_dict("records"):
            text = f"{line['left']} {line['surface']} {line['right']}"
            examples[line["term_id"], line["word"]] = "<br>".join(
                literal(part) for part in textwrap.wrap(" ".join(text.split()), _HOVER_LINE)
            )
    hovers = []
    for row in drawn.to_dict("records"):
        example = examples.get((row["term_id"], row["word"]))
        hovers.append(literal(_word_in_words(row)) + (f"<br>{example}" if example else ""))
    return hovers


def _word_in_words(row: Mapping[Hashable, Any]) -> str:
    low, high = (row["low"], row["high"]) if pd.notna(row["low"]) else (row["from"], row["to"])
    interval = f", 95 % interval {2**low:.1f} to {2**high:.1f}" if pd.notna(low) else ""
    counted = f"{row['n']:,} of {row['of']:,} words in {row['articles']:,} articles"
    return f"{row['word']}: {2 ** row['x']:.1f} times as frequent ({counted}{interval})"


def _in_words(title: str, drawn: pd.DataFrame, labels: Mapping[str, str], terms: list[str]) -> str:
    """Return the figure in words: the surest words of each name."""
    items = []
    for term in terms:
        surest = drawn[drawn["term_id"] == term].head(_SAID).to_dict("records")
        said = ", ".join(f"{row['word']} ({2 ** row['x']:.1f} times, {row['articles']:,} articles)" for row in surest)
        items.append(f"{labels[term]}: {said or 'no word'}")
    return in_words(title, items)
