"""Descriptions: what a group is called beside its name ("militant group", "caliphate"), and whose name that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd

from ..codebook import Codebook
from ..tables import DESCRIPTIONS, RELATIONS
from .phrases import Phrase, Phrases
from .texts import texts
from .ties import Name, Sentence, relation_of, weak_relation, widened
from .voice import assign_voice

DESCRIBED = ("group", "organisation", "people")  # kinds of actors that the lexicon is for
_GLOSS_REACH = 80  # characters from a name to the alias after it: "Islamic State, also known by its acronym ISIS"
_MASK = "\0"
_AFTER_GLOSS = re.compile("[\"'“”‘’)\\]]*")
_WIDENED = ("apposition", "predicate", "example")
_ATTACHED = re.compile(r"-\w")  # "ISIS-linked"
_Row = dict[Any, Any]


def find_descriptions(
    articles: pd.DataFrame, *, mentions: pd.DataFrame, attributions: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Return what actors are called beside their names, and which name each description belongs to.

    Looked at are actors that are groups, organisations or peoples, and others that the codebook
    lists `descriptions` for. A description is tied to a name of its sentence by one relation:

    - prenominal: "the terrorist group ISIS", "ISIS militants", "the group known as ISIS";
    - apposition: "ISIS, a terrorist group,", "a terrorist group, ISIS,";
    - predicate: "ISIS is a terrorist group", "designated ISIS a terrorist group"; what is denied is none;
    - of: "militants from the Islamic State";
    - example: "extremist groups such as ISIS", "ISIS and other militants" (Hearst 1992);
    - sentence: in the same sentence, near that name, and nothing more: weak.

    Of an alias and its main name, the main one is described. What stands inside of a spelling of the
    codebook ("IS group") is part of the name.

    Args:
        articles: The articles, with `title` and `body`.
        mentions: `tables.MENTIONS`, all actors.
        attributions: `tables.ATTRIBUTIONS`: the voice is that of the description's own span.
        codebook: The study's codebook.

    Returns:
        The table `tables.DESCRIPTIONS`, in the order of the text. A phrase describes one name only.
    """
    finders = _finders(codebook)
    by_text = _by_text(mentions, finders)
    rows: list[tuple[object, ...]] = []
    for text in texts(articles):
        of_text = by_text.get((text.article_id, text.part), [])
        masked = _masked(text.text, of_text)
        for sentence, inside in groupby(of_text, key=lambda row: (row["sentence_start"], row["sentence_end"])):
            for name, phrase, relation in _described(Sentence(text.text, masked, *sentence), list(inside), finders):
                place = (text.article_id, text.part, phrase.start, phrase.end, text.text[phrase.start : phrase.end])
                whose = (phrase.description_id, name.actor_id, name.term_id, name.start, name.end, relation)
                rows.append((*place, *whose, "narration", None, None, None, name.is_inserted, *sentence))
    found = pd.DataFrame(rows, columns=list(DESCRIPTIONS.columns))
    return DESCRIPTIONS.check(assign_voice(found, attributions, indirect=codebook.voice.indirect))


def _by_text(mentions: pd.DataFrame, finders: dict[str, Phrases]) -> dict[tuple[str, str], list[_Row]]:
    """Return all mentions of every text that names somebody to describe, in the text's order."""
    described = mentions.loc[mentions["actor_id"].isin(finders), ["article_id", "part"]].drop_duplicates()
    rows = mentions.merge(described, on=["article_id", "part"]).sort_values(["article_id", "part", "start"])
    grouped = groupby(rows.to_dict("records"), key=lambda row: (row["article_id"], row["part"]))
    return {key: list(of_text) for key, of_text in grouped}


def _finders(codebook: Codebook) -> dict[str, Phrases]:
    shared = Phrases()
    return {
        actor.actor_id: Phrases(actor.descriptions) if actor.descriptions else shared
        for actor in codebook.actors.values()
        if actor.kind in DESCRIBED or actor.descriptions
    }


def _masked(text: str, mentions: list[_Row]) -> str:
    """Return a text with all names blotted out: "Islamic State" is no description."""
    parts, at = [], 0
    for row in mentions:
        parts += [text[at : row["start"]], _MASK * (row["end"] - row["start"])]
        at = row["end"]
    return "".join([*parts, text[at:]])


def _described(sentence: Sentence, mentions: list[_Row], finders: dict[str, Phrases]) -> list[tuple[Name, Phrase, str]]:
    """Return the descriptions in one sentence: of the names that a phrase may belong to, the one it is tied to most."""
    ties: dict[tuple[int, int], tuple[int, int, Name, Phrase]] = {}
    for name in _names(sentence, mentions):
        finder = finders.get(name.actor_id)
        for phrase in finder.find(sentence.masked, sentence.start, sentence.end) if finder else ():
            relation = relation_of(sentence, phrase, name) or weak_relation(sentence, phrase)
            if finder and relation is not None:
                distance = max(phrase.start - name.end, name.start - phrase.end)
                whole = widened(sentence, phrase, name, finder) if relation in _WIDENED else phrase
                tie = (RELATIONS.index(relation), distance, name, whole)
                place = (phrase.end, phrase.start)
                ties[place] = min(ties.get(place, tie), tie, key=lambda one: one[:2])
    found: list[tuple[Name, Phrase, str]] = []
    for _, (rank, _, name, phrase) in sorted(ties.items(), reverse=True):
        if not found or phrase.end <= found[-1][1].start:  # else a part of it: "a (radical), nihilistic group"
            found.append((name, phrase, RELATIONS[rank]))
    return found[::-1]


def _names(sentence: Sentence, rows: list[_Row]) -> Iterator[Name]:
    for at, row in enumerate(rows):
        is_joined = _ATTACHED.match(sentence.text, row["end"]) or sentence.text[: row["start"]].endswith("-")
        if row["is_gloss"] or is_joined:  # "ISIS-linked groups", "anti-ISIS forces"
            continue
        reach = row["end"]
        for after in rows[at + 1 :]:
            is_alias = after["is_gloss"] and after["actor_id"] == row["actor_id"]
            if not is_alias or after["start"] - reach > _GLOSS_REACH:
                break
            closing = _AFTER_GLOSS.match(sentence.text, after["end"])
            reach = closing.end() if closing else after["end"]
        term_id = row["term_id"] if isinstance(row["term_id"], str) else None
        yield Name(row["start"], row["end"], reach, row["actor_id"], term_id, row["is_inserted"])
