"""Whether a sentence may mean a person beside the one it names: "Weber fired Falk", "Weber met the minister"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from .. import paths, yamlfile
from .candidates import signs
from .function_words import function_words
from .names import titles
from .texts import word_list
from .tokens import Token, tokens

_IN_ROLE = re.compile(r"\b(?:[Aa]s(?: an?)?|for) $")  # "as a candidate", "for president"
_ROLE_REACH = 6
# "her" before a noun
_HER = re.compile(r"her [“‘\"]?(?!(?:and|as|at|but|by|for|from|if|in|of|on|or|that|to|when|while|with)\b)\w")
_ENDING = re.compile(r"['’](?:s|ve|re|ll|m|d)?$|\.$")


class PersonWords(NamedTuple):
    """Words that tell persons from others, in small letters.

    Attributes:
        one_person: Nouns for one person.
        nobody: Words that have a capital and name nobody.
        bodies: Last words of the names of bodies and places.
        no_forenames: Words that stand before a surname with a capital.
    """

    one_person: frozenset[str]
    nobody: frozenset[str]
    bodies: frozenset[str]
    no_forenames: frozenset[str]


def means_another(
    text: str, start: int, end: int, *, known: Iterable[tuple[int, int]], own: Sequence[tuple[int, int]] = ()
) -> bool:
    """Tell whether a sentence has a word for one person, or what may be a person's name.

    Args:
        text: The text.
        start: First character of the sentence.
        end: Character after it.
        known: Places in it that name no person.
        own: Places in it that name the person it is about; nobody else is looked for there.
    """
    settled = [*known, *own]
    words = [
        word for word in tokens(text, start, end) if not any(first <= word.start < last for first, last in settled)
    ]
    after_names = {last + 1 for _, last in own}
    return any(_is_one_person(text, word, start) for word in words) or not all(
        _is_nobody(run, is_part=run[0].start in after_names) for run in _capitalised(words)
    )


def _is_one_person(text: str, word: Token, start: int) -> bool:
    """Tell whether a word in small letters is a noun for one person, "him", or "her" without a noun."""
    if word.low in ("him", "her"):
        return word.low == "him" or _HER.match(text, word.start) is None
    parts = _ENDING.sub("", word.text).split("-")  # "ex-wife", "father-in-law"
    is_noun = any(part in person_words().one_person for part in parts)
    return is_noun and _IN_ROLE.search(text, max(start, word.start - _ROLE_REACH), word.start) is None


def _capitalised(words: Iterable[Token]) -> list[list[Token]]:
    """Return the runs of capitalised words that only a space stands between."""
    runs: list[list[Token]] = []
    for word in words:
        if word.text[0].isupper():
            if runs and word.start == runs[-1][-1].end + 1:
                runs[-1].append(word)
            else:
                runs.append([word])
    return runs


def _is_nobody(run: list[Token], *, is_part: bool) -> bool:
    """Tell whether capitalised words are no person's name; directly after a name they are part of it."""
    words = [_ENDING.sub("", token.low) for token in run]
    while words and words[-1] in person_words().nobody:
        words.pop()
    while words and words[0] in person_words().nobody:
        words.pop(0)
    return not words or (words[-1] in person_words().bodies and not is_part)


@cache
def person_words() -> PersonWords:
    """Return the words; `lexicon/one-person.yml` says what its lists are for."""
    names = ("nouns", "not_one", "surnames")
    entries = yamlfile.load(paths.LEXICON / "one-person.yml").mapping(known=names, need=names)
    nouns, not_one, surnames = (frozenset(entries[name].text().split()) for name in names)
    words = function_words()
    one_person = (nouns | words.people | frozenset((*titles(), *word_list("person-nouns.txt")))) - not_one
    nobody = words.sentence_starts | words.pronoun_forms | words.times | signs().nobody | signs().affiliations
    bodies = (words.not_persons | signs().group_ends) - words.times
    verbs = words.auxiliaries | words.modals  # "Did Weber know?"
    before_names = nobody | bodies | one_person | verbs | words.stops | words.adverbs | words.determiners | not_one
    return PersonWords(one_person, nobody - surnames - one_person, bodies - surnames, before_names)
