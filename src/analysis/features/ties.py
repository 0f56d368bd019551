"""What ties a describing phrase to a name in its sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..tables import WEAK
from .function_words import function_words
from .phrases import Phrase, Phrases, lexicon

_NEXT = re.compile(r"[ -]([\w\0'’-]+)")
_CAPITAL_BEFORE = re.compile(r"(?:[A-Z\0][\w.'’\0-]*|['’]s?) \Z")
_ARTICLE = re.compile("[^\n]*\\b(?:an?|the|other) [\"'“‘]?", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence in its text; in `masked` all names are blotted out."""

    text: str
    masked: str
    start: int
    end: int


class Name(NamedTuple):
    """A mention that can be described; `reach` is the end of the aliases after it."""

    start: int
    end: int
    reach: int
    actor_id: str
    term_id: str | None
    is_inserted: bool


def widened(sentence: Sentence, phrase: Phrase, name: Name, finder: Phrases) -> Phrase:
    """Return a phrase after a name with all words since its article: "a (barbarous and cruel terrorist group)"."""
    article = _ARTICLE.match(sentence.text, name.reach, phrase.start)
    start = article.end() if article else phrase.start
    return phrase._replace(start=start, description_id=finder.kind(sentence.text[start : phrase.end]))


def relation_of(sentence: Sentence, phrase: Phrase, name: Name) -> str | None:
    """Return what ties a phrase to a name, if anything but the sentence does."""
    if phrase.end <= name.start:
        return _before(sentence, phrase, name)
    is_noun = phrase.part != "adjective" and not (phrase.is_adjective and _goes_on(sentence, phrase.end))
    return _after(sentence, phrase, name) if is_noun else None


def _before(sentence: Sentence, phrase: Phrase, name: Name) -> str | None:
    patterns = lexicon().patterns
    gap = sentence.text[phrase.end : name.start]
    # "the militant Islamic State", but not "a militant ISIS supporter"
    if phrase.is_adjective and patterns.attribute.fullmatch(gap):
        return None if _goes_on(sentence, name.reach) else "prenominal"
    if phrase.part == "adjective":
        return None
    if patterns.before.fullmatch(gap):
        return "prenominal"
    if patterns.apposed.fullmatch(gap):
        closes = patterns.closing.match(sentence.text, name.reach, sentence.end)
        return "apposition" if closes and phrase.part == "group" else None
    if phrase.part == "person" and patterns.of.fullmatch(gap):
        return "of"
    return "example" if patterns.such_as.fullmatch(gap) else None


def _after(sentence: Sentence, phrase: Phrase, name: Name) -> str | None:
    patterns = lexicon().patterns
    gap, rest = sentence.text[name.reach : phrase.start], sentence.text[phrase.end : sentence.end]
    if patterns.beside.fullmatch(gap):
        return None if phrase.is_part else "prenominal"
    apposed = patterns.apposition.fullmatch(gap)
    if apposed:
        return "apposition" if apposed["article"].lower() != "the" or patterns.closing.match(rest) else None
    if patterns.and_other.fullmatch(gap):
        return "example"
    if rest.startswith(("'", "’")):
        return None  # "ISIS is the terrorists' choice"
    if patterns.object.fullmatch(gap):
        return "predicate"
    is_subject = not patterns.not_subject.search(sentence.text[sentence.start : name.start])
    return "predicate" if is_subject and patterns.predicate.fullmatch(gap) else None


def weak_relation(sentence: Sentence, phrase: Phrase) -> str | None:
    """Return "sentence" for a phrase that may be anybody's in it, and is not another's: "Kurdish fighters"."""
    owned = _CAPITAL_BEFORE.search(sentence.masked, sentence.start, phrase.start)
    is_owned = owned is not None and owned.start() > sentence.start
    goes_on = phrase.is_adjective and _goes_on(sentence, phrase.end)
    return None if phrase.is_vague or is_owned or goes_on else WEAK


def _goes_on(sentence: Sentence, position: int) -> bool:
    """Tell whether a noun may follow: "terrorist attacks", "ISIS supporter"."""
    following = _NEXT.match(sentence.masked, position, sentence.end)
    return following is not None and following.group(1).lower() not in _closed()


@cache
def _closed() -> frozenset[str]:
    words = function_words()
    return words.stops | words.auxiliaries | words.determiners | words.pronouns | words.adjuncts | {"of", "or"}
