"""Dot plots of shares: a row a group or a name, a panel a name or a voice."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from .look import (
    Chart,
    finished,
    names_in,
    nothing,
    share_in_words,
    shares_in_words,
    style_of,
)
from .order import few_note, groups_by_share, leading_name, left_out_note, placed
from .panels import NARROW, counted_ticks, dots, panel_title, panels_of_rows, percent_axis, place, rows_axis


def share_dots(shares: pd.DataFrame, labels: Mapping[str, str], *, group: str, title: str, note: str = "") -> Chart:
    """Return one panel a name: its share in every group, with intervals.

    Args:
        shares: Of one actor, as `term_shares(…, by=[group])` gives it. Of more than 15 groups those with
            most mentions are drawn.
        labels: Labels of all names of the codebook, by `term_id`, in its order.
        group: Column whose values are the rows.
        title: What is seen.
        note: What to add to the line that tells what was counted.
    """
    if not (shares["of"] > 0).any():
        return nothing(title)
    order = groups_by_share(shares, group)
    shown = shares[shares[group].isin(order)]
    shown = shown.assign(said=[f"{row[group]}: {share_in_words(row)}" for row in shown.to_dict("records")])
    drawn = placed(shown, group, order, "share")
    terms = names_in(shares, labels)
    figure, height = panels_of_rows(len(terms), len(order))
    for number, term in enumerate(terms):
        style = style_of(labels, term)
        for trace in dots(drawn[drawn["term_id"] == term], style):
            figure.add_trace(trace, **place(number))
        panel_title(figure, number, labels[term], colour=style.colour, wrap=NARROW)
    percent_axis(figure)
    of = shares.drop_duplicates(group).set_index(group)["of"]
    rows_axis(figure, counted_ticks(order, [of[name] for name in order]))
    what = "outlets" if group == "outlet" else "groups"
    counted = (
        f"Share of {int(of.sum()):,} mentions (in brackets: how many of each);"
        f" sorted by the share of “{labels[leading_name(shares)]}”; bars: 95 % intervals{few_note(drawn)}."
        f"{left_out_note(int((of > 0).sum()) - len(order), what)} {note}"
    )
    return finished(figure, title, counted, height=height, alt=shares_in_words(title, shown, labels, group=group))
