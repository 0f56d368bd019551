"""Pronouns that stand for an actor ("he", "she"), where one plain rule tells whom they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from ..codebook import Codebook
from ..tables import MENTIONS
from .function_words import function_words
from .names import Names
from .quotes import quote_spans
from .sentences import sentence_spans
from .texts import texts
from .tokens import tokens

_OPENS = re.compile(r"(He|She) (?=[a-z])")
# What may stand before a subject: a conjunction, an opening phrase with a comma, titles.
_LEAD = re.compile(
    r"(?:(?:But|And|Yet|So|Then|Still|Now) )?"
    r"(?:(?i:meanwhile|for|in|on|at|after|by|as|last|during)\b[^,.;:“\"]{0,40}, )?"
    r"(?P<titles>(?:(?:the|The|[Pp]resident|Mr\.?|Mrs\.?|Ms\.?|[Ff]ormer|then|U\.S\.|Republican|Democratic|[Ss]enator|Sen\.?"
    r"|[Ss]ecretary of [Ss]tate|[Pp]rime [Mm]inister|[Cc]andidate|nominee) )*)"
)
_OTHER = re.compile(r"['’]s\b|,? Jr|,? Sr")
_NEXT_WORD = re.compile(r" ([a-z]+)")
_LONGEST_CHAIN = 2  # sentences in a row; a third is right less often
_RARE = 0.1  # share of an actor's pronouns below which one is a mistake


def pronoun_mentions(articles: pd.DataFrame, mentions: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the pronouns that stand for a person of the codebook, as mentions of their own.

    A sentence that begins with "He" or "She" is about the person that the sentence before it has
    as its subject, where that sentence names no other person. More than 9 of 10 so found are right
    (`docs/sentiment.md`); all other pronouns are left out.

    Args:
        articles: Any table with `article_id` and `body`.
        mentions: `tables.MENTIONS` of these articles.
        codebook: The study's codebook.

    Returns:
        The table `tables.MENTIONS`; `term_id` is missing and voice is narration.
    """
    persons = {actor.actor_id for actor in codebook.actors.values() if actor.kind == "person"}
    in_body = mentions[(mentions["part"] == "body") & mentions["actor_id"].isin(persons)]
    by_article = dict(tuple(in_body.groupby("article_id")))
    rows: list[tuple[object, ...]] = []
    for text in texts(articles):
        if text.part == "body" and text.article_id in by_article:
            named = by_article[text.article_id]
            spans = zip(named["start"], named["end"], strict=True)
            actors = dict(zip(spans, named["actor_id"], strict=True))
            for start, end, actor_id, sentence in _resolved(text.text, actors):
                place = (text.article_id, "body", start, end, text.text[start:end], actor_id, None)
                rows.append((*place, "narration", None, None, None, False, False, False, *sentence))
    return MENTIONS.check(pd.DataFrame(_without_rare(rows), columns=list(MENTIONS.columns)))


def _resolved(text: str, actors: dict[tuple[int, int], str]) -> Iterator[tuple[int, int, str, tuple[int, int]]]:
    persons = [person.position for person in Names(tokens(text)).persons]
    quoted = quote_spans(text)
    known: str | None = None
    chain = 0
    for start, end in sentence_spans(text):
        opening = _OPENS.match(text, start)
        is_said = any(quote.start <= start < quote.end for quote in quoted)
        if opening and known and chain < _LONGEST_CHAIN and not is_said:
            yield start, opening.end(1), known, (start, end)
            chain += 1
            if any(start <= place < end for place in [*persons, *(first for first, _ in actors)]):
                known = None
        else:
            known, chain = None if is_said else _subject(text, actors, persons, start, end), 0


def _subject(text: str, actors: dict[tuple[int, int], str], persons: list[int], start: int, end: int) -> str | None:
    """Return the actor that is a sentence's subject and the only person in it."""
    inside = {span: actor for span, actor in sorted(actors.items()) if start <= span[0] < end}
    if len(set(inside.values())) != 1:
        return None
    first, last = next(iter(inside))
    lead = _LEAD.fullmatch(text[start:first])
    if lead is None or _OTHER.match(text, last) or _belongs_to(text, last):
        return None
    own = [(start + lead.start("titles"), last), *inside]
    others = [place for place in persons if start <= place < end and not any(a <= place < b for a, b in own)]
    return None if others else inside[first, last]


def _belongs_to(text: str, end: int) -> bool:
    """Tell whether a name is the property of a noun: "Obama aides", "the Trump voter"."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1] in function_words().of_persons


def _without_rare(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Leave out "she" for an actor who is "he" nearly everywhere."""
    counts = Counter((row[5], row[4]) for row in rows)
    of_actor = Counter(row[5] for row in rows)
    return [row for row in rows if counts[row[5], row[4]] >= _RARE * of_actor[row[5]]]
