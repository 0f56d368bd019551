"""What was found, in sentences made from the numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from .. import paths
from ..codebook import Actor, Codebook
from ..errors import InputError
from ..measures import load_events, relabelling, term_shares, voice_gap
from ..measures.differences import false_discovery_rates
from .present import Shown, interval, note, percent, points, prose, together
from .wording import counted

_SURE = 0.05
_FEWEST_OF_GROUP = 20  # mentions in narration; with fewer, which name leads is mostly chance


def contested_actor(codebook: Codebook, actor: str = "") -> Actor:
    """Return the actor whose names are compared: the one asked for, or the codebook's first.

    Raises:
        InputError: The codebook has no actor with rival names, or not that one.
    """
    contested = {one.actor_id: one for one in codebook.contested()}
    if not contested:
        raise InputError(codebook.file, "no actor has rival names (terms)", "Add terms to one actor.")
    if actor and actor not in contested:
        known = ", ".join(contested)
        raise InputError("parameter actor", f"{actor!r} has no rival names in this codebook", f"These do: {known}.")
    return contested[actor] if actor else next(iter(contested.values()))


_PARAPHRASE = {
    "reported": "what a source said or thinks, not in quotation marks",
    "speech": "what a source said, not in quotation marks",
    "all": "what a source said, thinks, wants or does, not in quotation marks",
}


def framing_findings(mentions: pd.DataFrame, codebook: Codebook, actor: Actor) -> Shown:
    """Return which names prevail, how voices differ, and how often paraphrase renames.

    Args:
        mentions: Of the actor, joined with its articles (`with_articles`).
        codebook: The study's codebook.
        actor: The contested actor.
    """
    if mentions.empty:
        return prose(f"No article names {actor.label}.")
    shares = term_shares(mentions).sort_values("n", ascending=False).to_dict("records")
    first, labels = shares[0], codebook.term_labels()
    others = ", ".join(f"“{labels[row['term_id']]}” {percent(row['share'])}" for row in shares[1:5])
    opening = (
        f"Of {first['of']:,} mentions of {actor.label} in {counted(first['n_articles'], 'article')},"
        f" {percent(first['share'])} say “{labels[first['term_id']]}”{_in_brackets(first)}"
        f"{f'; {others}' if others else ''}."
    )
    found = prose(opening, _gap_sentence(mentions, labels), _relabelling_sentence(mentions))
    return together(found, instrument_note(f"voice-{codebook.voice.instrument}"))


def voice_note(mentions: pd.DataFrame, codebook: Codebook) -> str:
    """Return what counts as paraphrase, how many mentions have no voice for sure, and the instrument's error.

    Args:
        mentions: The table `tables.MENTIONS`, or one actor's rows of it.
        codebook: The study's codebook.
    """
    n = int((mentions["voice"] == "uncertain").sum())
    share = f" ({n / len(mentions):.1%})".replace("%", " %") if n else ""
    coded = card(f"voice-{codebook.voice.instrument}")["voice-islamic-state dev"]
    return (
        f"Paraphrase: {_PARAPHRASE[codebook.voice.indirect]}."
        f" Voice uncertain, not shown: {counted(n, 'mention')}{share}."
        f" The instrument agrees with coders at κ = {coded['kappa']:.2f} (n = {coded['n']})."
    )


def preferred_names(shares: pd.DataFrame, codebook: Codebook, group: str) -> str:
    """Return a title that says which names the outlets, or other groups, prefer in narration.

    Args:
        shares: `term_shares` of narration by the group.
        codebook: The study's codebook.
        group: Name of the column.
    """
    enough = shares[shares["of"] >= _FEWEST_OF_GROUP]
    if enough.empty:
        return "Names in the outlets' own narration"
    leading = enough.loc[enough.groupby(group)["share"].idxmax()]
    counts = leading["term_id"].value_counts()
    labels = codebook.term_labels()
    parts = [f"“{labels[str(term)]}” in {n}" for term, n in counts.items()]
    named = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    what = counted(
        len(leading),
        "outlet" if group == "outlet" else f"group by {group}",
        f"groups by {group}" if group != "outlet" else "",
    )
    return f"The name that narration prefers is {named} of {what} with at least {_FEWEST_OF_GROUP} mentions"


def trend_title(mentions: pd.DataFrame, codebook: Codebook) -> str:
    """Return a title that says which name gained or lost most between the first and last third.

    Args:
        mentions: Of one actor, joined with its articles (`with_articles`).
        codebook: The study's codebook.
    """
    codes = mentions["period"].cat.codes
    n_periods = len(mentions["period"].cat.categories)
    third = n_periods // 3
    part = pd.Series(pd.NA, index=mentions.index, dtype="str")
    part[(codes >= 0) & (codes < third)] = "early"
    part[codes >= n_periods - third] = "late"
    shares = term_shares(mentions.assign(part_of_time=part), by=["part_of_time"]).dropna(subset=["low"])
    wide = shares.pivot(index="term_id", columns="part_of_time", values=["share", "low", "high"]).dropna()
    if third == 0 or wide.empty or len(wide["share"].columns) < 2:
        return "Names over time"
    apart = (wide["low"]["late"] > wide["high"]["early"]) | (wide["high"]["late"] < wide["low"]["early"])
    if not apart.any():
        return "Names over time: no change between the first and the last third stands out from chance"
    moved = wide["share"][apart].assign(change=lambda rows: (rows["late"] - rows["early"]).abs())
    term, row = next(iter(moved.sort_values("change", ascending=False).to_dict("index").items()))
    rose = "rose" if row["late"] > row["early"] else "fell"
    return (
        f"“{codebook.term_labels()[str(term)]}” {rose} from {percent(row['early'])} in the first third of the time"
        f" to {percent(row['late'])} in the last"
    )


def voice_title(shares: pd.DataFrame, codebook: Codebook) -> str:
    """Return a title that says which name leads in each voice.

    Args:
        shares: `term_shares` by voice.
        codebook: The study's codebook.
    """
    present = shares[shares["of"] > 0]
    if present.empty:
        return "Names by voice"
    best = present.sort_values("share").drop_duplicates("voice", keep="last")
    leading = {str(row["voice"]): codebook.term_labels()[row["term_id"]] for row in best.to_dict("records")}
    if len(leading) > 1 and len(set(leading.values())) == 1:
        return f"In every voice “{next(iter(leading.values()))}” is the most used name"
    words = {"narration": "Narration", "indirect": "paraphrase", "direct": "quoted speakers"}
    says = [f"{words[voice]} mostly says “{leading[voice]}”" for voice in words if voice in leading]
    return ", ".join(says).replace("speakers mostly says", "speakers mostly say")


def gap_title(gaps: pd.DataFrame, codebook: Codebook, group: str) -> str:
    """Return a title that says in how many groups quoted speakers and narration differ beyond chance.

    Args:
        gaps: `voice_gap` by the group.
        codebook: The study's codebook.
        group: Name of the column.
    """
    tested = gaps.dropna(subset=["p"])
    if tested.empty:
        return "Quoted speakers against narration: too few articles in every group"
    q = pd.Series(false_discovery_rates(tested["p"]), index=tested.index)
    apart = tested[q <= _SURE]
    n, of = apart[group].nunique(), tested[group].nunique()
    what = "outlets" if group == "outlet" else f"groups by {group}"
    names = [codebook.term_labels()[term] for term in apart["term_id"].unique()]
    which = f": {', '.join(f'“{name}”' for name in names)}" if names else ""
    return f"Quoted speakers and narration differ beyond chance in {n} of {of} {what} with enough articles{which}"


def matrix_title(matrix: pd.DataFrame, codebook: Codebook) -> str:
    """Return a title that says which name of a speaker is most often put into another one in paraphrase.

    Args:
        matrix: As `relabelling_matrix` gives it.
        codebook: The study's codebook.
    """
    said = matrix[(matrix["voice"] == "indirect") & (matrix["term_id"] != matrix["own_term_id"])].dropna(subset=["low"])
    if said.empty:
        return "From the speaker's word to the outlet's"
    row = said.sort_values(["low", "n"]).to_dict("records")[-1]
    own, other = (codebook.term_labels()[row[name]] for name in ("own_term_id", "term_id"))
    return f"Speakers who say “{own}” are paraphrased with “{other}” in {percent(row['share'])}{_in_brackets(row)}"


def unit_note(unit: str) -> str:
    """Return what counts one in shares."""
    if unit == "mention":
        return ""
    what = "article" if unit == "article" else "family of copies"
    return f"Each {what} counts one, however often it names the actor."


def events(codebook: Codebook) -> pd.DataFrame | None:
    """Return the events that the codebook names; None where it names none."""
    return load_events(codebook.events) if codebook.events else None


def instrument_note(*names: str) -> Shown:
    """Return the measured error of the instruments behind a result."""
    return note(*(str(card(name)["note"]) for name in names))


@cache
def card(instrument: str) -> dict[str, Any]:
    """Return the measured figures of an instrument, as its card states them."""
    text = (paths.MODELS / instrument / "figures.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def _gap_sentence(mentions: pd.DataFrame, labels: dict[str, str]) -> str:
    gaps = voice_gap(mentions).dropna(subset=["low"])
    if gaps.empty:
        return "There are too few mentions in quotation or narration to compare the two."
    widest = max(gaps.to_dict("records"), key=lambda row: abs(row["gap"]))
    sure = widest["low"] > 0 or widest["high"] < 0
    more = "more" if widest["gap"] > 0 else "less"
    return (
        f"Quoted speakers use “{labels[widest['term_id']]}” {more} often than the narration around them:"
        f" {percent(widest['share_direct'])} against {percent(widest['share_narration'])},"
        f" {points(widest['gap'])} points (95 % interval {interval(widest['low'], widest['high'], points)})"
        f"{'' if sure else ', which chance could explain'}."
    )


def _relabelling_sentence(mentions: pd.DataFrame) -> str:
    measured = relabelling(mentions)
    if measured.empty or measured["of"].iloc[0] == 0:
        return "No speaker with a habit of their own (three quoted mentions or more) is paraphrased."
    row = measured.to_dict("records")[0]
    return (
        f"Where the text paraphrases a named speaker with a habit of their own, it uses another name in"
        f" {row['n']} of {row['of']} cases: {percent(row['share'])}{_in_brackets(row)}."
    )


def _in_brackets(row: Mapping[Any, Any]) -> str:
    return f" (95 % interval {interval(row['low'], row['high'])})" if pd.notna(row["low"]) else ""
