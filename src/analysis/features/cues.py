"""The words that attribute: cue verbs and nouns from the lexicon, and where they stand in a sentence."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from .. import paths
from .function_words import function_words as _words
from .texts import word_list
from .tokens import Token


class Cue(NamedTuple):
    """A cue in a sentence: the tokens it fills, and what the lexicon says of it."""

    first: int
    last: int
    lemma: str
    kind: str
    frames: str


class _Entry(NamedTuple):
    lemma: str
    kind: str
    frames: str


@cache
def _verbs() -> dict[str, _Entry]:
    with (paths.LEXICON / "cues.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {
            form.replace("_", " "): _Entry(row["lemma"], row["class"], row["frames"])
            for row in rows
            for form in row["forms"].split()
        }


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word_list("cue-nouns.txt"))


def cues(words: list[Token], quoted: list[bool]) -> list[Cue]:
    """Return the cues of a sentence that stand outside of quotation marks, in order."""
    found: list[Cue] = []
    index = 0
    while index < len(words):
        cue = None if quoted[index] else _cue_at(words, index)
        if cue:
            found.append(cue)
        index = cue.last + 1 if cue else index + 1
    return found


def _cue_at(words: list[Token], index: int) -> Cue | None:
    low = words[index].low
    following = words[index + 1].low if index + 1 < len(words) else ""
    if low == "according" and following == "to":
        return Cue(index, index + 1, "according to", "speech", "according")
    if low == "in" and (owner := _owner_of_view(words, index)):
        return Cue(index, owner, "view", "thought", "view")
    verbs = _verbs()
    if entry := verbs.get(f"{low} {following}"):
        return Cue(index, index + 1, *entry)
    if low in _nouns() and following == "that" and _is_noun(words, index):
        return Cue(index, index, low, "speech", "noun")
    entry = verbs.get(low)
    if entry is None or not _reports(words, index):
        return None
    may_be_noun = "N" in entry.frames and not low.endswith(("ed", "ing"))
    return None if may_be_noun and _is_noun(words, index) else Cue(index, index, *entry)


def _owner_of_view(words: list[Token], index: int) -> int | None:
    """Return where "view" stands in "in Brandl's view", "in her account" and the like."""
    for at in range(index + 2, min(index + 7, len(words))):
        if words[at].low in _words().views:
            owner = words[at - 1].low
            owned = owner.endswith(("'s", "’s", "s’", "s'")) or words[index + 1].low in ("his", "her", "their")
            return at if owned else None
    return None


def _is_noun(words: list[Token], index: int) -> bool:
    """Tell whether a form that is a verb or a noun is a noun here: "the claims", "Reports that"."""
    low = words[index].low
    if index == 0:
        return True
    before = words[index - 1].low
    if before in _words().determiners or before in ("of", "in", "by", "for", "from", "with", "on", "new", "recent"):
        return True
    if before.endswith(("'s", "’s")) and before not in ("he's", "she's", "he’s", "she’s"):
        return True
    if low.endswith("s"):
        return False
    is_subject = before.endswith("s") or before in _words().pronouns
    return not (is_subject or before in _words().adverbs or before in _words().auxiliaries or before == "people")


def _reports(words: list[Token], index: int) -> bool:
    """Tell whether a verb form is no infinitive and hangs on no modal: "to say", "could argue"."""
    at = index - 1
    while at >= 0 and words[at].low in _words().adverbs:
        at -= 1
    return at < 0 or not (words[at].low == "to" or words[at].low in _words().modals)


def cue_class(cue: list[str], *, is_reported: bool) -> str:
    """Return the class of a cue: speech or thought where it reports something, else attitude or act."""
    if is_reported:
        kinds = {entry.kind for word in cue if (entry := _verbs().get(word))}
        return "thought" if kinds == {"thought"} else "speech"
    return "act" if _acts() & set(cue) else "attitude"


@cache
def _acts() -> frozenset[str]:
    return frozenset(word_list("cue-acts.txt"))
