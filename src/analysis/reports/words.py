"""The words around rival names, and what the actor is called beside them, for readers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..codebook import Actor
from ..features.phrases import lexicon
from .comparisons import three_places
from .present import MISSING, Shown, interval, note, percent, prose, table, together
from .wording import counted

_SURE = 0.05
_NAMED = 5  # words of each name in a sentence
_SHOWN = 10  # words of each name in a table
_ATTRACTED = 3.29  # of a normal deviate: one word in a thousand by chance, words being independent


def findings(keyness: pd.DataFrame, descriptions: pd.DataFrame, actor: Actor) -> Shown:
    """Return which words are typical of each name, and which descriptions stand beside it.

    Args:
        keyness: As `keyness` gives it, of one actor.
        descriptions: `description_counts` by `term_id`.
        actor: The contested actor.
    """
    said = []
    for term_id, label in actor.terms.items():
        words = _typical(keyness[keyness["term_id"] == term_id])["word"].head(_NAMED).tolist()
        if words:
            said.append(
                f"Around “{label}” these words are more frequent than around the other names: {', '.join(words)}."
            )
    if not said:
        said = ["No word is more frequent around one name than around the others beyond chance."]
    of = descriptions.drop_duplicates("term_id")["of"].sum() if len(descriptions) else 0
    if of:
        kinds = descriptions.groupby("description_id")["n"].sum().sort_values(ascending=False)
        labels = kind_labels(actor)
        parts = [f"{labels[str(kind)]} {percent(n / of)}" for kind, n in kinds.head(4).items()]
        said.append(f"Of {counted(int(of), 'description')} tied to a name, {', '.join(parts)}.")
    return prose(*said)


def title(keyness: pd.DataFrame) -> str:
    """Return a title that says how many words tell the names apart."""
    n = int((keyness["q"] <= _SURE).sum())
    if not n:
        return "Words around each name: none stands out from chance"
    return f"Words around each name: {counted(n, 'stands', 'stand')} out from chance"


def keyness_table(keyness: pd.DataFrame, actor: Actor) -> Shown:
    """Return `keyness` as a table for readers: of each name the words surest to be typical, ten at most."""
    parts = [_typical(keyness[keyness["term_id"] == term_id], sure=False).head(_SHOWN) for term_id in actor.terms]
    shown = pd.concat(parts, ignore_index=True)
    columns: dict[str, Any] = {
        "name": shown["term_id"].map(actor.terms),
        "word": shown["word"],
        "times": shown["n"],
        "articles": shown["articles"],
        "per million": shown["rate"].map(_rate),
        "others": shown["rate_other"].map(_rate),
        "z": shown["z"].map("{:.1f}".format),
        "G²": shown["g2_four_cell"].map("{:.1f}".format),
        "log ratio": shown["log_ratio"].map(_signed),
        "95 % interval": [interval(low, high, _signed) for low, high in zip(shown["low"], shown["high"], strict=True)],
        "q": shown["q"].map(three_places),
    }
    how = (
        "Log-odds with a Dirichlet prior from all contexts (z; Monroe, Colaresi & Quinn 2008); log ratio 1 is twice as"
        " frequent; intervals and q leave out one article, or all copies of one text, at a time. Names are left out by"
        " their place in the text, and sentences with two rival names belong to neither."
    )
    return together(table(pd.DataFrame(columns), "No name has a context of its own.", narrow=True), note(how))


def collocate_table(collocates: pd.DataFrame, actor: Actor) -> Shown:
    """Return `collocates` as a table for readers: the ten words (by logDice) that each name attracts beyond doubt."""
    known = collocates[collocates["term_id"].isin(actor.terms) & (collocates["z"] > _ATTRACTED)]
    ranked = known.sort_values("log_dice", ascending=False, kind="stable").groupby("term_id", sort=False).head(_SHOWN)
    order = {term_id: number for number, term_id in enumerate(actor.terms)}
    shown = ranked.sort_values("term_id", key=lambda ids: ids.map(order), kind="stable")
    columns: dict[str, Any] = {
        "name": shown["term_id"].map(actor.terms),
        "word": shown["word"],
        "times": shown["n"],
        "articles": shown["articles"],
        "logDice": shown["log_dice"].map("{:.1f}".format),
        "PMI": shown["pmi"].map("{:.1f}".format),
        "t": shown["t"].map("{:.1f}".format),
        "λ": shown["lambda"].map("{:.1f}".format),
    }
    return table(pd.DataFrame(columns), "No name stands in a sentence.", narrow=True)


def description_table(counts: pd.DataFrame, actor: Actor, by: str) -> Shown:
    """Return `description_counts` by one column as a table for readers.

    Args:
        counts: The counts.
        actor: The contested actor.
        by: The column; rival names are shown with their labels.
    """
    used = counts[counts["of"] > 0]
    groups = used[by].astype("object")
    columns: dict[str, Any] = {
        by if by != "term_id" else "name": groups.map(actor.terms) if by == "term_id" else groups,
        "described as": used["description_id"].map(kind_labels(actor)),
        "times": used["n"],
        "of": used["of"],
        "share": used["share"].map(percent),
        "95 % interval": [interval(low, high) for low, high in zip(used["low"], used["high"], strict=True)],
        "more in a sentence": used["n_in_sentence"],
    }
    rows = pd.DataFrame(columns)
    return table(rows[rows["times"] > 0], "No description is tied to a name.", narrow=True)


def kind_labels(actor: Actor) -> dict[str, str]:
    """Return what to call every kind of description, of the lexicon and of the actor's own."""
    kinds = (*lexicon().kinds, *actor.descriptions)
    return {kind.description_id: kind.label or kind.description_id for kind in kinds}


def _typical(keyness: pd.DataFrame, *, sure: bool = True) -> pd.DataFrame:
    """Return the words that are more frequent around a name than around the others, surest first."""
    more = keyness[(keyness["z"] > 0) & (keyness["log_ratio"] > 0)]
    chosen = more[more["q"] <= _SURE] if sure else more.dropna(subset=["q"])
    return chosen.sort_values("z", ascending=False, kind="stable")


def each_once(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of `example_lines` by name, without those that are an example of several words."""
    ordered = lines.sort_values("term_id", kind="stable")
    return ordered.drop_duplicates(["article_id", "part", "start"], ignore_index=True)


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _rate(value: float) -> str:
    return MISSING if pd.isna(value) else f"{value:,.0f}"
