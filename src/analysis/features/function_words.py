"""The function words that the attribution rules look at."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .. import paths, yamlfile


class FunctionWords(NamedTuple):
    """Sets of words in small letters; `lexicon/function-words.yml` says what each is for."""

    be: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    adverbs: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    pronoun_forms: frozenset[str]
    people: frozenset[str]
    of_persons: frozenset[str]
    negations: frozenset[str]
    stops: frozenset[str]
    times: frozenset[str]
    adjuncts: frozenset[str]
    introductions: frozenset[str]
    cuts: frozenset[str]
    views: frozenset[str]
    name_particles: frozenset[str]
    not_persons: frozenset[str]
    sentence_starts: frozenset[str]


@cache
def function_words() -> FunctionWords:
    """Return the function words."""
    names = FunctionWords._fields
    entries = yamlfile.load(paths.LEXICON / "function-words.yml").mapping(known=names, need=names)
    return FunctionWords(*(frozenset(entries[name].text().split()) for name in names))
