"""Differences between groups, and what a model says of them, for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..codebook import Codebook
from ..measures.contrasts import OTHERS
from .present import MISSING, Shown, interval, note, percent, points, prose, table, together
from .wording import counted

_FEW_GROUPS = 4  # so many can be compared pair by pair and still be read
_SURE = 0.05
_LEAST_SHOWN = 0.001
_SHOWN = 10
_LARGEST, _LEAST = 1000, 0.01  # of an odds ratio; what lies beyond is beyond all doubt


def against(rows: pd.DataFrame, group: str) -> str:
    """Return how to compare groups: each with each where they are few, else each with all others."""
    return "each" if rows[group].nunique() <= _FEW_GROUPS else "others"


def title(contrasts: pd.DataFrame, codebook: Codebook) -> str:
    """Return a title that says which difference is largest among those that chance does not explain.

    Args:
        contrasts: As `share_contrasts` gives it, of one actor.
        codebook: The study's codebook.
    """
    sure = _sure(contrasts)
    if sure.empty:
        return "Differences between groups: none stands out from chance"
    row = sure.iloc[0]
    label = codebook.term_labels()[row["term_id"]]
    high, low = ("first", "second") if row["difference"] > 0 else ("second", "first")
    return (
        f"“{label}” is {abs(row['difference']) * 100:.0f} points more frequent in {_name(row[high])}"
        f" than in {_name(row[low])}"
    )


def finding(contrasts: pd.DataFrame, rows: pd.DataFrame, codebook: Codebook, group: str) -> Shown:
    """Return in sentences which groups differ, how sure that is, and which outlets make a group up.

    Args:
        contrasts: As `share_contrasts` gives it, of one actor.
        rows: The mentions that it was given.
        codebook: The study's codebook.
        group: The column whose values are compared.
    """
    tested = contrasts.dropna(subset=["low"])
    if tested.empty:
        return prose(f"No two groups by {group} have five articles each that name the actor in narration.")
    sure = _sure(contrasts)
    said = (
        f"Of {counted(len(tested), 'difference')} between groups by {group}, {len(sure)}"
        f" {'is' if len(sure) == 1 else 'are'} larger than chance explains when all are looked at together."
    )
    how = (
        "The intervals leave out one article, or all copies of one text, at a time; those in brackets are wider, so"
        " that all of them hold at once in 95 of 100 corpora. What differs may be what a group covers, and when."
    )
    labels = codebook.term_labels()
    found = prose(said, *(_in_words(row, labels) for row in sure.head(3).to_dict("records")))
    return together(found, note(how, _made_up_of(rows, group)))


def contrast_table(contrasts: pd.DataFrame, codebook: Codebook) -> Shown:
    """Return `share_contrasts` as a table for readers: the sure differences, then the largest others, ten at least."""
    sure = _sure(contrasts)
    rest = contrasts.drop(sure.index).dropna(subset=["p"]).sort_values("p", kind="stable")
    shown = pd.concat([sure, rest.head(max(0, _SHOWN - len(sure)))])
    with_others = bool((contrasts["second"] == OTHERS).all())
    names = zip(shown["first"], shown["second"], strict=True)
    pairs = [_name(one) if with_others else f"{_name(one)} – {_name(two)}" for one, two in names]
    columns: dict[str, Any] = {
        "name": shown["term_id"].map(codebook.term_labels()),
        "with all others" if with_others else "compared": pd.Series(pairs, index=shown.index, dtype="object"),
        "share": _both(shown, "share_first", "share_second", percent),
        "points": shown["difference"].map(points),
        "95 % interval": _intervals(shown, "low", "high"),
        "all at once": _intervals(shown, "joint_low", "joint_high"),
        "odds ratio": [_odds(row) for row in shown.to_dict("records")],
        "p (Holm)": shown["p_holm"].map(three_places),
        "q": shown["q"].map(three_places),
    }
    compared = f"{len(contrasts):,} comparisons in all; q by Benjamini & Hochberg (1995)."
    empty = "No two groups have enough articles to be compared."
    return together(table(pd.DataFrame(columns), empty, narrow=True), note(compared))


def three_places(value: float) -> str:
    """Return a probability as a reader needs it."""
    if pd.isna(value):
        return MISSING
    return f"{value:.3f}" if value >= _LEAST_SHOWN else f"< {_LEAST_SHOWN}"


def _sure(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return the differences whose joint interval leaves out zero, by the least that they can be.

    Ordered by size, the groups with fewest articles would come first.
    """
    known = contrasts.dropna(subset=["joint_low"])
    least = known["joint_low"].clip(lower=0) - known["joint_high"].clip(upper=0)
    ranked = known.assign(least=least).sort_values("least", ascending=False, kind="stable")
    return ranked[ranked["least"] > 0].drop(columns="least")


def _in_words(row: Mapping[Any, Any], labels: Mapping[str, str]) -> str:
    joint = interval(row["joint_low"], row["joint_high"], points)
    return (
        f"“{labels[row['term_id']]}”: {percent(row['share_first'])} in {_name(row['first'])},"
        f" {percent(row['share_second'])} in {_name(row['second'])}, {points(row['difference'])} points"
        f" (95 % interval {interval(row['low'], row['high'], points)}; [{joint}])."
    )


def _made_up_of(rows: pd.DataFrame, group: str) -> str:
    """Return which outlet has most mentions of each group: a leaning may be one newspaper."""
    known = rows.dropna(subset=[group, "outlet"])
    if group == "outlet" or known.empty:
        return ""
    shares = known.groupby([group, "outlet"], observed=True).size().rename("n").reset_index()
    shares["share"] = shares["n"] / shares.groupby(group, observed=True)["n"].transform("sum")
    largest = shares.sort_values(["n", "outlet"], ascending=[False, True]).drop_duplicates(group)
    parts = [f"{row['outlet']} has {percent(row['share'])} of {row[group]}" for row in largest.to_dict("records")]
    if len(parts) > _FEW_GROUPS:
        return ""
    return (
        f"Of the mentions, {', '.join(parts)}. The intervals hold for these outlets; what another choice of outlets"
        " would give, the model below says."
    )


def _name(group: object) -> str:
    return "all others" if group == OTHERS else str(group)


def _both(rows: pd.DataFrame, first: str, second: str, write: Any) -> list[str]:
    return [f"{write(one)} – {write(two)}" for one, two in zip(rows[first], rows[second], strict=True)]


def _intervals(rows: pd.DataFrame, low: str, high: str) -> list[str]:
    return [interval(first, last, points) for first, last in zip(rows[low], rows[high], strict=True)]


def _odds(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["odds_low"]):
        return MISSING
    bounds = (
        f"≥ {_ratio(row['odds_low'])}"
        if row["odds_high"] > _LARGEST
        else f"{_ratio(row['odds_low'])}–{_ratio(row['odds_high'])}"
    )
    return f"{_ratio(row['odds_ratio'])} ({bounds})"


def _ratio(value: float) -> str:
    if value > _LARGEST:
        return f"> {_LARGEST:,}"
    return f"< {_LEAST}" if 0 < value < _LEAST else f"{value:.2f}" if value < 10 else f"{value:.0f}"
