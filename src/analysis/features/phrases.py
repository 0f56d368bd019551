"""Phrases that may describe a group: nouns and adjectives of a lexicon, by kind; and what ties them to a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from .. import paths, yamlfile
from ..descriptions import Description, read_descriptions, with_own

_QUOTE = "[\"'“”‘’„«»`]"
_WORD = r"(?<![\w'’-])(?:{})(?![\w-])"
_FALSE = "(?!)"  # an alternative of no words


class Phrase(NamedTuple):
    """A phrase that may describe somebody.

    Attributes:
        start: First character.
        end: Character after the last one.
        description_id: Its kind.
        part: "person", "group" or "adjective": what its last word is.
        is_adjective: Whether its last word can be an adjective ("militant" is a person, and can).
        is_vague: Whether it may be anybody's: no adjective, and a noun such as "group".
        is_part: Whether its noun, right after a name, is a part of the group or another one.
    """

    start: int
    end: int
    description_id: str
    part: str
    is_adjective: bool
    is_vague: bool
    is_part: bool


class Patterns(NamedTuple):
    """What ties a phrase to a name; `lexicon/descriptions.yml` says what each is for."""

    beside: re.Pattern[str]
    attribute: re.Pattern[str]
    before: re.Pattern[str]
    apposition: re.Pattern[str]
    closing: re.Pattern[str]
    apposed: re.Pattern[str]
    predicate: re.Pattern[str]
    object: re.Pattern[str]
    of: re.Pattern[str]
    such_as: re.Pattern[str]
    and_other: re.Pattern[str]
    not_subject: re.Pattern[str]


class _Lexicon(NamedTuple):
    kinds: tuple[Description, ...]
    modifiers: tuple[str, ...]
    vague: frozenset[str]
    parts: frozenset[str]
    patterns: Patterns


@cache
def lexicon() -> _Lexicon:
    """Return the project's own descriptions."""
    known = ("kinds", "modifiers", "vague", "parts", "relations", "but", "not_subject", "not_between")
    keys = yamlfile.load(paths.LEXICON / "descriptions.yml").mapping(known=known, need=known)
    vague, parts = (
        frozenset(form for word in keys[name].text().split() for form in _forms(word)) for name in ("vague", "parts")
    )
    not_between = "|".join(map(re.escape, keys["not_between"].text().split()))
    filled = {
        "{quote}": _QUOTE,
        "{words}": rf"(?:(?!(?:{not_between})\b)[\w'’.&-]+,? ){{0,5}}?",
        "{but}": keys["but"].text(),
    }
    texts = {name: entry.text() for name, entry in keys["relations"].mapping().items()}
    texts["not_subject"] = keys["not_subject"].text()
    for mark, pattern in filled.items():
        texts = {name: text.replace(mark, pattern) for name, text in texts.items()}
    patterns = Patterns(**{name: re.compile(text, re.IGNORECASE) for name, text in texts.items()})
    return _Lexicon(read_descriptions(keys["kinds"]), tuple(keys["modifiers"].text().split()), vague, parts, patterns)


class Phrases:
    """Finds the phrases that may describe one actor. Build it once, use it on many texts."""

    def __init__(self, own: tuple[Description, ...] = ()) -> None:
        kinds = with_own(lexicon().kinds, own)
        persons, groups, adjectives = (
            [word for kind in kinds for word in getattr(kind, name)] for name in ("persons", "groups", "adjectives")
        )
        nouns = {"person": _nouns(persons), "group": _nouns(groups), "adjective": _either(adjectives)}
        last = "|".join(f"(?P<{part}>{words})" for part, words in nouns.items())
        before = (
            rf"(?:{_either([*adjectives, *lexicon().modifiers])})(?:, |[ -])|(?:{_either([*persons, *groups])})[ -]"
        )
        self._adjectives = frozenset(word.lower() for word in adjectives)
        self._phrase = re.compile(_WORD.format(f"(?:{before})*(?:{last})"), re.IGNORECASE)
        self._kinds = [(kind.description_id, re.compile(_WORD.format(_of_kind(kind)), re.IGNORECASE)) for kind in kinds]

    def find(self, text: str, start: int, end: int) -> Iterator[Phrase]:
        """Yield the phrases between two places of a text, longest at each place, in order."""
        for match in self._phrase.finditer(text, start, end):
            surface = match.group().lower()
            part = str(match.lastgroup)
            last = match.group(part).lower()
            is_bare = surface == last
            yield Phrase(
                match.start(),
                match.end(),
                self.kind(surface),
                part,
                last in self._adjectives,
                (is_bare and last in lexicon().vague) or part == "adjective",
                last in lexicon().parts,
            )

    def kind(self, surface: str) -> str:
        """Return the kind of a phrase: the first that any of its words belongs to."""
        return next(
            kind
            for kind, pattern in self._kinds
            if pattern.search(surface.replace("-", " ")) or pattern.search(surface)
        )


def _of_kind(kind: Description) -> str:
    return "|".join((_nouns([*kind.persons, *kind.groups]), _either(kind.adjectives)))


def _nouns(words: Iterable[str]) -> str:
    return _either(form for word in words for form in _forms(word))


def _either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or _FALSE


def _forms(noun: str) -> tuple[str, str]:
    """Return a noun in the singular and the plural."""
    if noun.endswith("man"):
        return noun, f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun, f"{noun[:-1]}ies"
    return noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
