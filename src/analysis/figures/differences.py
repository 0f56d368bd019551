"""Dot plots of differences between shares, in percentage points: a row a comparison, a panel a name."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from .look import MOST_OUTLETS, Chart, finished, in_words, names_in, nothing, percent, style_of
from .order import few_note, left_out_note, placed
from .panels import NARROW, counted_ticks, dots, panel_title, panels_of_rows, place, rows_axis, thin_bars, zero_line

_THICK, _THIN = 4.0, 1.5  # px
_SECOND_LINE = 8  # px by which rows are higher where names take two lines
_TICKS = (1, 2, 5, 10, 20, 25, 50, 75)  # points
_SIDES = ("first", "second")


def contrast_dots(contrasts: pd.DataFrame, labels: Mapping[str, str], *, title: str, note: str = "") -> Chart:
    """Return one panel a name: by how many percentage points groups differ in its share.

    The thick bar is the interval of one difference, the thin one holds for all of them at once.

    Args:
        contrasts: Of one actor, as `share_contrasts` gives it. Of more than 15 pairs of groups those
            with most mentions are drawn: the widest differences are those of the smallest groups.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    rows = contrasts.dropna(subset=["difference"])
    if rows.empty:
        return nothing(title)
    against = str(rows["second"].iloc[0]) if rows["second"].nunique() == 1 else ""
    first, second = rows["first"].astype("str"), rows["second"].astype("str")
    rows = rows.assign(pair=first if against else first + " − " + second)
    drawn = _drawn(rows.assign(size=rows[["of_first", "of_second"]].min(axis=1)))
    figure, height = _panels(drawn, labels, thickness=_THICK)
    sides = f"each group minus share in {against}" if against else "the first group minus share in the second"
    counted = (
        f"Share in {sides}, in percentage points (in brackets: mentions of the smaller side);"
        f" sorted by “{labels[_leading(rows)]}”;"
        f" thick bars: 95 % interval of each, thin: of all together{few_note(drawn)}."
        f"{left_out_note(rows['pair'].nunique() - drawn['pair'].nunique(), 'comparisons')} {note}"
    )
    return finished(figure, title, counted, height=height, alt=_in_words(title, drawn, labels))


def voice_gap_dots(
    gaps: pd.DataFrame, labels: Mapping[str, str], *, group: str = "outlet", title: str, note: str = ""
) -> Chart:
    """Return one panel a name: by how many percentage points quotations use it more often than narration.

    Args:
        gaps: Of one actor, as `voice_gap(…, by=[group])` gives it. Of more than 15 groups those with most
            mentions in both voices are drawn.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        group: Column whose values are the rows.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    rows = gaps.dropna(subset=["gap"])
    if rows.empty:
        return nothing(title)
    names = {"gap": "difference", "share_direct": "share_first", "of_direct": "of_first"}
    rows = rows.rename(columns=names | {"share_narration": "share_second", "of_narration": "of_second"})
    rows = rows.assign(pair=rows[group].astype("str"), size=rows[["of_first", "of_second"]].min(axis=1))
    drawn = _drawn(rows)
    figure, height = _panels(drawn, labels, thickness=_THIN)
    what = "outlets" if group == "outlet" else "groups"
    counted = (
        "Share in quoted words minus share in narration, in percentage points: right of the line, speakers use"
        " the name more often (in brackets: mentions in the voice with fewer);"
        f" sorted by “{labels[_leading(rows)]}”; bars: 95 % intervals"
        f"{few_note(drawn)}.{left_out_note(rows['pair'].nunique() - drawn['pair'].nunique(), what)} {note}"
    )
    return finished(figure, title, counted, height=height, alt=_in_words(title, drawn, labels))


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the comparisons to draw, placed from the lowest difference in the leading name to the highest.

    Args:
        rows: `pair` (its name), `size` (mentions it rests on), `term_id`, `difference`, the shares and
            counts of both sides, and intervals.
    """
    led = rows[rows["term_id"] == _leading(rows)]
    most = led.sort_values(["size", "pair"], ascending=[False, True]).head(MOST_OUTLETS)
    order = most.sort_values(["difference", "pair"])["pair"].tolist()
    bars = [name for name in ("low", "high", "joint_low", "joint_high") if name in rows.columns]
    drawn = placed(rows, "pair", order, "difference", bars)
    return drawn.assign(said=[_difference_in_words(row) for row in drawn.to_dict("records")])


def _leading(rows: pd.DataFrame) -> str:
    """Return the `term_id` of the name with most mentions on both sides of all comparisons."""
    n = rows["share_first"] * rows["of_first"] + rows["share_second"] * rows["of_second"]
    return str(n.groupby(rows["term_id"]).sum().idxmax())


def _panels(drawn: pd.DataFrame, labels: Mapping[str, str], *, thickness: float) -> tuple[go.Figure, int]:
    terms, ticks = names_in(drawn, labels), drawn.drop_duplicates("pair")
    figure, height = panels_of_rows(len(terms), len(ticks))
    for number, term in enumerate(terms):
        style, rows = style_of(labels, term), drawn[drawn["term_id"] == term]
        if "joint_low" in rows.columns:
            figure.add_trace(thin_bars(rows, "joint_low", "joint_high", style.colour), **place(number))
        for trace in dots(rows, style, thickness=thickness):
            figure.add_trace(trace, **place(number))
        panel_title(figure, number, labels[term], colour=style.colour, wrap=NARROW)
    zero_line(figure)
    _points_axis(figure, drawn)
    names = counted_ticks(ticks["pair"].tolist(), ticks["size"].tolist())
    rows_axis(figure, names)
    return figure, height + _SECOND_LINE * len(names) * any("<br>" in name for name in names)


def _points_axis(figure: go.Figure, drawn: pd.DataFrame) -> None:
    """Set all panels to the same span around 0, with a tick to either side."""
    columns = [name for name in ("x", "low", "high", "joint_low", "joint_high") if name in drawn.columns]
    widest = float(drawn[columns].abs().max().max())
    tick = max((one for one in _TICKS if one <= widest), default=1)
    reach = max(widest, tick) * 1.15
    figure.update_xaxes(
        range=[-reach, reach], tickvals=[-tick, 0, tick], ticktext=[f"−{tick}", "0", f"+{tick}"], tickangle=0
    )


def _difference_in_words(row: Mapping[Hashable, Any]) -> str:
    """Return what to say of a difference: itself, the two shares, its interval."""
    sides = " against ".join(f"{percent(row[f'share_{side}'])} of {int(row[f'of_{side}']):,}" for side in _SIDES)
    if pd.isna(row["low"]):
        return f"{row['pair']}: {_points(row['x'])} ({sides}; too few articles for an interval)"
    return (
        f"{row['pair']}: {_points(row['x'])} ({sides}; 95 % interval {_signed(row['low'])} to {_signed(row['high'])})"
    )


def _signed(points: float) -> str:
    return f"{points:+.0f}".replace("-", "−") if round(points) else "0"


def _points(points: float) -> str:
    return f"{_signed(points)} point{'' if abs(round(points)) == 1 else 's'}"


def _in_words(title: str, drawn: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Return the figure in words; what rests on too few articles is largest by chance, and comes last."""
    surest = drawn.assign(few=drawn["low"].isna(), far=drawn["difference"].abs())
    surest = surest.sort_values(["few", "far"], ascending=[True, False], kind="stable")
    return in_words(title, (f"{labels[row['term_id']]}, {row['said']}" for row in surest.to_dict("records")))
