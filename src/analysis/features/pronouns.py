"""Pronouns that stand for an actor ("he", "she"), where one plain rule tells whom they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from ..codebook import Actor, Codebook
from ..tables import MENTIONS
from .bystanders import means_another, person_words
from .function_words import function_words
from .quotes import quote_spans
from .sentences import sentence_spans
from .texts import texts

_OPENS = re.compile(r"(He|She) (?=[a-z])")
# What may stand before a subject: a conjunction, an opening phrase with a comma, titles.
_LEAD = re.compile(
    r"(?:(?:But|And|Yet|So|Then|Still|Now) )?"
    r"(?:(?i:meanwhile|for|in|on|at|after|by|as|last|during)\b[^,.;:“\"]{0,40}, )?"
    r"(?P<titles>(?:(?:the|The|[Pp]resident|Mr\.?|Mrs\.?|Ms\.?|[Ff]ormer|then|U\.S\.|Republican|Democratic|[Ss]enator|Sen\.?"
    r"|[Ss]ecretary of [Ss]tate|[Pp]rime [Mm]inister|[Cc]andidate|nominee) )*)"
)
# What tells that a name is another's, part of a longer one, or one of several.
_OTHER = re.compile(r"['’]s\b|-\w|,? (?:Jr|Sr|and|or|as well as|along with|together with|alongside)\b|,? &|, s?he ")
_WORD = re.compile(r"\w")
_NEXT_WORD = re.compile(r" ([a-z]+)")
_APPOSITION = re.compile(r", (?:an?|the) (?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+)(?=,| (?:of|from|in|for|at|who)\b)")
_GENDERED = re.compile(r"\b(?:(?P<male>[Hh]e|[Hh]is|him|himself|Mr)|[Ss]he|[Hh]ers?|herself|Mrs|Ms|Miss)\b")
# "George " or "George W. ", before a surname
_FORENAME = re.compile(r"(?<![\w.’'-])([A-Z][\w’'-]*[a-z]) (?:(?:[A-Z]\.)+ )*$")
_FORENAME_REACH = 25
_LONGEST_CHAIN = 2  # sentences in a row; a third is right less often


class _Pronoun(NamedTuple):
    """A pronoun, whom it stands for, and its sentence."""

    start: int
    end: int
    actor_id: str
    sentence: tuple[int, int]


class _Text(NamedTuple):
    """A text; where it names actors, in order, persons by their id and all others by None; and persons' forenames."""

    text: str
    named: list[tuple[int, int, str | None]]
    forenames: Mapping[str, frozenset[str]]

    def persons(self, start: int, end: int) -> dict[tuple[int, int], str]:
        """Return where persons are named between two places."""
        return {(first, last): actor for first, last, actor in self._within(start, end) if actor}

    def others(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where actors are named that are no persons."""
        return [(first, last) for first, last, actor in self._within(start, end) if not actor]

    def _within(self, start: int, end: int) -> list[tuple[int, int, str | None]]:
        first, last = (bisect_left(self.named, place, key=itemgetter(0)) for place in (start, end))
        return self.named[first:last]


def pronoun_mentions(articles: pd.DataFrame, mentions: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the pronouns that stand for a person of the codebook, as mentions of their own.

    A sentence that begins with "He" or "She" is about the person that the sentence before it has
    as its subject, where that sentence can mean nobody else and the article does not use the other
    pronoun for that person as often. `docs/sentiment.md` states how many are right; all other
    pronouns are left out. What is found in an article depends on that article alone.

    Args:
        articles: Any table with `article_id` and `body`.
        mentions: `tables.MENTIONS` of these articles.
        codebook: The study's codebook.

    Returns:
        The table `tables.MENTIONS`; `term_id` is missing and voice is narration.
    """
    forenames = {
        actor.actor_id: _words(actor, codebook) for actor in codebook.actors.values() if actor.kind == "person"
    }
    in_body = mentions[mentions["part"] == "body"].sort_values("start")
    by_article = dict(tuple(in_body.groupby("article_id")))
    rows: list[tuple[object, ...]] = []
    for text in texts(articles):
        if text.part == "body" and text.article_id in by_article:
            named = by_article[text.article_id]
            actors = (actor if actor in forenames else None for actor in named["actor_id"])
            places = list(zip(named["start"], named["end"], actors, strict=True))
            for start, end, actor_id, sentence in _pronouns(_Text(text.text, places, forenames)):
                place = (text.article_id, "body", start, end, text.text[start:end], actor_id, None)
                rows.append((*place, "narration", None, None, None, False, False, False, *sentence))
    return MENTIONS.check(pd.DataFrame(rows, columns=list(MENTIONS.columns)))


def _words(actor: Actor, codebook: Codebook) -> frozenset[str]:
    names = [actor.label, *(variant.text for variant in codebook.variants if variant.actor_id == actor.actor_id)]
    return frozenset(word for name in names for word in name.split())


def _pronouns(of: _Text) -> list[_Pronoun]:
    """Return the pronouns that stand for a person, but for those of the gender that the text gives it less often."""
    if not any(actor for _, _, actor in of.named):
        return []
    found: list[_Pronoun] = []
    maleness: Counter[str] = Counter()  # signs of a man less those of a woman
    quoted = [(quote.start, quote.end) for quote in quote_spans(of.text)]
    known: str | None = None
    chain = 0
    for start, end in sentence_spans(of.text):
        opening = _OPENS.match(of.text, start)
        is_said = any(first <= start < last for first, last in quoted)
        if opening and known and chain < _LONGEST_CHAIN and not is_said:
            found.append(_Pronoun(start, opening.end(1), known, (start, end)))
            maleness[known] += _maleness(of.text, start, opening.end(1))
            chain += 1
            if of.persons(start, end) or means_another(of.text, start, end, known=of.others(start, end)):
                known = None
            continue
        only = _only_person(of, start, end)
        known, chain = only if not is_said and _begins_with_person(of, start, end) else None, 0
        inside = [(first, last) for first, last in quoted if first < end and start < last]
        if only and (known or not inside):  # “Weber lied,” she said: of another
            maleness[only] += _maleness(of.text, start, end, but=inside)
    return [one for one in found if maleness[one.actor_id] * _maleness(of.text, one.start, one.end) > 0]


def _maleness(text: str, start: int, end: int, but: Sequence[tuple[int, int]] = ()) -> int:
    """Return how many words between two places, outside of others, are for a man less those for a woman."""
    words = _GENDERED.finditer(text, start, end)
    told = (word for word in words if not any(first <= word.start() < last for first, last in but))
    return sum(1 if word["male"] else -1 for word in told)


def _only_person(of: _Text, start: int, end: int) -> str | None:
    """Return the person of the codebook that a sentence names, where it can mean nobody else."""
    persons = of.persons(start, end)
    if len(set(persons.values())) != 1:
        return None
    first, last = next(iter(persons))
    own = list(persons)
    if lead := _LEAD.fullmatch(of.text, start, first):
        own.append((lead.start("titles"), first))
    apposition = _APPOSITION.match(of.text, last)
    if apposition and apposition["noun"] in person_words().one_person:
        own.append(apposition.span())  # "Weber, a baker from Northland"
    return None if means_another(of.text, start, end, known=of.others(start, end), own=own) else persons[first, last]


def _begins_with_person(of: _Text, start: int, end: int) -> bool:
    """Tell whether the person that a sentence names first is its subject, and alone."""
    first, last = next(iter(of.persons(start, end)), (end, end))
    if _LEAD.fullmatch(of.text, start, first) is None or _OTHER.match(of.text, last) or _belongs_to(of.text, last):
        return False
    is_fragment = _WORD.search(of.text, last, end) is None  # "Jeb! Bush."
    return not is_fragment and not _is_namesake(of, first)


def _is_namesake(of: _Text, start: int) -> bool:
    """Tell whether the full name that stands last before a surname is another person's: "Ann Romney … Romney"."""
    [actor] = of.persons(start, start + 1).values()
    for first, last in reversed([span for span, named in of.persons(0, start).items() if named == actor]):
        if " " in of.text[first:last]:
            return False
        before = _FORENAME.search(of.text, max(0, first - _FORENAME_REACH), first)
        if before and before[1] not in of.forenames[actor] and before[1].lower() not in person_words().no_forenames:
            return True
    return False


def _belongs_to(text: str, end: int) -> bool:
    """Tell whether a name is the property of a noun: "Obama aides", "the Trump voter"."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1] in function_words().of_persons
