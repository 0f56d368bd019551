"""House styles for readers: who prefers which name, how firmly, since when, and what deviates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..codebook import Codebook
from ..measures.changepoint import CHANGE, TOO_FEW
from ..measures.house_style import ESTABLISHED, MIXED
from .present import MISSING, Shown, interval, note, percent, prose, table
from .wording import counted


def finding(styles: pd.DataFrame, deviating: pd.DataFrame, codebook: Codebook) -> Shown:
    """Return in sentences how many outlets have a house style, which, and which of them changed.

    Args:
        styles: As `house_styles` gives it, of one actor.
        deviating: As `deviations` gives it for them.
        codebook: The study's codebook.
    """
    firm = styles[styles["style"] == ESTABLISHED]
    mixed, few = (int((styles["style"] == kind).sum()) for kind in (MIXED, TOO_FEW))
    labels = codebook.term_labels()
    names = ", ".join(f"“{labels[str(term)]}” {n}" for term, n in firm["term_id"].value_counts().items())
    said = (
        f"{counted(len(firm), 'has', 'have')} a house style, a name that narration prefers beyond chance"
        f"{f' ({names})' if names else ''}; {mixed} mix names, and {few} have too few articles to tell."
    )
    changed = styles[styles["change"] == CHANGE]
    looked = int((styles["change"] != TOO_FEW).sum())
    changes = [_change_in_words(row, labels) for row in changed.to_dict("records")]
    none = "No outlet has enough dated articles to look for a change."
    if looked:
        none = f"In none of the {looked} with enough dated articles a change of the preferred name can be seen."
    many = f"{counted(len(deviating), 'mention deviates', 'mentions deviate')} from the outlet's own style."
    return prose(f"Of {counted(len(styles), 'outlet')}, {said}", *(changes or [none]), many)


def title(styles: pd.DataFrame) -> str:
    """Return a title that says how many outlets have a house style, and how many of them changed it."""
    n, changed = (
        int((styles[column] == value).sum()) for column, value in (("style", ESTABLISHED), ("change", CHANGE))
    )
    what = counted(n, "outlet has an established name", "outlets have an established name")
    return f"{what}, {changed or 'none'} changed it" if n else "No outlet has an established name"


def style_table(styles: pd.DataFrame, codebook: Codebook) -> Shown:
    """Return `house_styles` as a table for readers: those with a style first, then by number of articles."""
    rank = {ESTABLISHED: 0, MIXED: 1, TOO_FEW: 2}
    shown = styles.assign(rank=styles["style"].map(rank)).sort_values(
        ["rank", "n_articles"], ascending=[True, False], kind="stable"
    )
    columns: dict[str, Any] = {
        "outlet": shown["outlet"].astype("object"),
        "articles": shown["n_articles"],
        "prefers": shown["term_id"].map(codebook.term_labels()).fillna(MISSING),
        "in articles (95 %)": [_share_cell(row) for row in shown.to_dict("records")],
        "style": shown["style"],
        "uses only it": shown["consistency"].map(percent),
        "change": [_change_cell(row) for row in shown.to_dict("records")],
    }
    return table(pd.DataFrame(columns), "No outlet names the actor in narration.", narrow=True)


def deviation_note(deviating: pd.DataFrame, codebook: Codebook) -> Shown:
    """Return which outlets deviate most often from their own style, and with what."""
    if deviating.empty:
        return note("Nothing deviates from an established house style.")
    labels = codebook.term_labels()
    counts = deviating.groupby(["outlet", "style_term_id", "term_id"], observed=True).size().rename("n").reset_index()
    parts = [
        f"{row['outlet']}, which prefers “{labels[row['style_term_id']]}”, has “{labels[row['term_id']]}”"
        f" {counted(row['n'], 'time')}"
        for row in counts.sort_values("n", ascending=False, kind="stable").head(5).to_dict("records")
    ]
    return note(f"Most often: {'; '.join(parts)}. The lines follow.")


def _change_in_words(row: Mapping[Any, Any], labels: Mapping[str, str]) -> str:
    before, after = (
        f"“{labels[row[f'term_id_{side}']]}” ({percent(row[f'share_{side}'])})"
        if isinstance(row[f"term_id_{side}"], str)
        else "no single name"
        for side in ("before", "after")
    )
    dates = " and ".join(f"{day.day} {day:%B %Y}" for day in (row["change_earliest"], row["change_latest"]))
    sure = f"probability {row['change_probability']:.2f}"
    return f"{row['outlet']} changed from {before} to {after} between {dates} ({sure})."


def _share_cell(row: Mapping[Any, Any]) -> str:
    return (
        percent(row["share"])
        if pd.isna(row["low"])
        else f"{percent(row['share'])} ({interval(row['low'], row['high'])})"
    )


def _change_cell(row: Mapping[Any, Any]) -> str:
    if row["change"] != CHANGE:
        return str(row["change"])
    return f"{row['change_earliest']:%Y-%m-%d} to {row['change_latest']:%Y-%m-%d}"
