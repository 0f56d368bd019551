"""Models of name choice and of change at an event, for readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..codebook import Actor
from ..errors import InputError
from ..measures import interrupted_series, name_choice_model, term_shares
from .comparisons import three_places
from .present import MISSING, VOICE_LABELS, Shown, interval, note, points, table, together

_NAMES = 2  # a model each; what further names lack the first ones have
_HOW = (
    "Each row: by how many percentage points the expected share of a name changes from one level to the other, all"
    " else as it is, for an outlet like any other (a logit model with outlets, articles and voices in articles as"
    " random intercepts; average marginal effects). What is one per outlet, such as a leaning, is compared between"
    " outlets, as many as stand in the table: where they are few the interval is wide, however many articles there are."
)


def choice_effects(mentions: pd.DataFrame, actor: Actor, *, by: Sequence[str], group: str = "outlet") -> Shown:
    """Return what goes with the choice of the most frequent names, as `name_choice_model` finds it.

    Args:
        mentions: Of the actor, joined with its articles (see `with_articles`).
        actor: The contested actor.
        by: The variables of the model.
        group: One more, unless it is the outlet, which the model always takes into account.
    """
    by = list(dict.fromkeys([*by, *([group] if group != "outlet" else [])]))
    certain = mentions[mentions["voice"] != "uncertain"]
    counts = term_shares(certain).sort_values("n", ascending=False, kind="stable")
    parts, refusals = [], []
    for term_id in counts["term_id"].head(_NAMES):
        try:
            effects = name_choice_model(certain, term_id, by=by).effects
        except InputError as error:
            refusals.append(f"No model of “{actor.terms[term_id]}”: {error.fault}.")
        else:
            parts.append(effects.dropna(subset=["effect"]).assign(name=actor.terms[term_id]))
    if not parts:
        return note(*(refusals or ["No mention to model."]))
    return together(_effect_table(pd.concat(parts, ignore_index=True)), note(_HOW, *refusals))


def interruption(mentions: pd.DataFrame, event_date: str, actor: Actor) -> Shown:
    """Return whether the most frequent names' shares changed with an event, as `interrupted_series` finds it.

    Args:
        mentions: Of the actor, joined with its articles (see `with_articles`).
        event_date: The day; empty: nothing is tested.
        actor: The contested actor.
    """
    if not event_date:
        return note("No event is tested; the parameter `event_date` names one.")
    counts = term_shares(mentions).sort_values("n", ascending=False, kind="stable")
    parts = []
    for term_id in counts["term_id"].head(_NAMES):
        try:
            parts.append(interrupted_series(mentions, event_date, term_id=term_id).estimates)
        except InputError as error:
            return note(f"No change at {event_date} can be tested: {error.fault}.")
    found = pd.concat(parts, ignore_index=True)
    columns: dict[str, Any] = {
        "name": found["term_id"].map(actor.terms),
        "what": found["quantity"],
        "points": found["estimate"].map(lambda value: points(value / 100)),
        "95 % interval": _intervals(found),
        "p": found["p"].map(three_places),
        "months before": found["n_before"],
        "after": found["n_after"],
    }
    how = (
        f"Shares by month, counted from {event_date}: a line before and one after (segmented regression with"
        " autocorrelated errors). Slopes are points a month. Whatever else came at that time changes them too."
    )
    return together(table(pd.DataFrame(columns), narrow=True), note(how))


def _effect_table(effects: pd.DataFrame) -> Shown:
    rows = effects.to_dict("records")
    columns: dict[str, Any] = {
        "name": effects["name"],
        "variable": effects["variable"],
        "compared": [_compared(row) for row in rows],
        "points": effects["effect"].map(lambda value: points(value / 100)),
        "95 % interval": _intervals(effects),
        "p": effects["p"].map(three_places),
        "as counted": [_counted(row) for row in rows],
        "articles": effects["n_articles"],
        "outlets": effects["n_outlets"],
    }
    return table(pd.DataFrame(columns), narrow=True)


def _intervals(rows: pd.DataFrame) -> list[str]:
    return [interval(low / 100, high / 100, points) for low, high in zip(rows["low"], rows["high"], strict=True)]


def _compared(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["reference"]):
        return str(row["level"])
    level, reference = (VOICE_LABELS.get(str(row[name]), str(row[name])) for name in ("level", "reference"))
    return f"{level} – {reference}"


def _counted(row: Mapping[Any, Any]) -> str:
    return MISSING if pd.isna(row["share"]) else points(row["share"] - row["share_reference"])
