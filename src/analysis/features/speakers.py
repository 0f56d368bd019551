"""Who "he", "Kerry" or "the minister" is: a source in the fullest form the article gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .function_words import function_words as _words
from .sources import is_particle
from .texts import word_list
from .tokens import Token

_ADDRESSES = frozenset(("mr", "mrs", "ms", "mx", "miss", "sir", "lady", "lord"))
_SINGULAR = frozenset(("he", "she", "him", "her", "his"))
_UNIQUE_OFFICES = frozenset(
    ("minister", "president", "chancellor", "premier", "king", "queen", "pope", "governor", "mayor", "chief", "leader")
)
_COUNTS = frozenset(("some", "many", "several", "most", "few", "both", "all", "others", "two", "three", "four", "five"))
_POST_NOMINAL = re.compile(r"[A-Z]{2,4}|Jr\.?|Sr\.?|PhD")
_REACH_OF_SUBJECT = 6
_APPOSITION_WORDS = 14


class Person(NamedTuple):
    """An occurrence of a person's name."""

    position: int
    name: str
    is_subject: bool


class Names:
    """The persons an article names, where, and in which roles."""

    def __init__(self, words: list[Token]) -> None:
        self._full: dict[str, dict[str, str]] = {}
        self._titled: dict[str, str] = {}
        self._roles: dict[str, list[Person]] = {}
        self.persons: list[Person] = []
        self._in_full: list[Person] = []
        self._read(words)

    def full(self, surname: str, first: str | None = None) -> str | None:
        """Return the fullest name in the article that ends in this word.

        Args:
            surname: The last word of a name.
            first: Its first word, where it is known: another person may have the same surname.
        """
        named = self._full.get(surname.lower(), {})
        if first is not None:
            return named.get(first)
        if len(named) > 1:
            return None  # two persons of one name: `bearer` tells by place
        return next(iter(named.values()), None) or self._titled.get(surname.lower())

    def knows(self, name: str) -> bool:
        """Tell whether this is the full name of a person in the article."""
        surname = name.split()[-1].lower()
        return name in self._full.get(surname, {}).values() or name == self._titled.get(surname)

    def bearer(self, surname: str, position: int) -> str | None:
        """Return who bears a surname at a place: of several persons, the one last named in full before it."""
        named = set(self._full.get(surname.lower(), {}).values())
        at = bisect_left(self._in_full, position, key=lambda person: person.position)
        before = [person.name for person in self._in_full[:at] if person.name in named]
        return before[-1] if before else self.full(surname) or next(iter(named), None)

    def in_role(self, role: str, position: int) -> str | None:
        """Return who was last introduced with a role ("minister") before a position."""
        held = [person.name for person in self._roles.get(role, ()) if person.position <= position]
        return held[-1] if held else None

    def last_subject(self, position: int) -> Person | None:
        """Return the last occurrence of a person as a sentence's subject before a position."""
        at = bisect_left(self.persons, position, key=lambda person: person.position)
        return next((person for person in reversed(self.persons[:at]) if person.is_subject), None)

    def last_between(self, start: int, end: int) -> str | None:
        """Return the person named last between two positions."""
        at = bisect_left(self.persons, end, key=lambda person: person.position)
        return self.persons[at - 1].name if at and self.persons[at - 1].position >= start else None

    def _read(self, words: list[Token]) -> None:
        at = 0
        while at < len(words):
            end = _name_end(words, at)
            if end - at < 2:
                single = self.bearer(bare(words[at]), words[at].start)
                if single and words[at].text[0].isupper():
                    self.persons.append(Person(words[at].start, single, _is_subject(words, at)))
                at += 1
                continue
            self._register(words, at, end)
            at = end

    def _register(self, words: list[Token], at: int, end: int) -> None:
        run = words[at:end]
        titles = [title for token in run if (title := _title(token))]
        name = _name_in(run)
        if not name or any(bare(token).lower() in _words().not_persons for token in name):
            return
        surname = bare(name[-1]).lower()
        if len(name) > 1:
            named = self._full.setdefault(surname, {})
            named[name[0].text] = max(named.get(name[0].text, ""), _joined(name), key=len)
        elif titles and titles[-1] not in _ADDRESSES:
            self._titled.setdefault(surname, f"{run[-2].text} {bare(name[-1])}")
        known = self.full(surname, name[0].text if len(name) > 1 else None)
        if known is None:
            return
        person = Person(name[0].start, known, _is_subject(words, at))
        self.persons.append(person)
        if len(name) > 1:
            self._in_full.append(person)
        beside = [*words[max(0, at - 1) : at], *_apposition(words, end)]
        for role in [*titles, *(title for token in beside if (title := _title(token)))]:
            self._roles.setdefault(role, []).append(person)


class Resolver:
    """Resolves sources in the order of the text, remembering who spoke last."""

    def __init__(self, text: str, words: list[Token]) -> None:
        """Read the names in a text; `words` are its tokens outside of quotation marks."""
        self._text = text
        self.names = Names(words)
        self._last: str | None = None
        self._last_at = 0
        self._last_named: str | None = None
        self._described: list[str] = []

    @property
    def last(self) -> str | None:
        """Who spoke last."""
        return self._last

    def named_between(self, start: int, end: int) -> str | None:
        """Return the person named last between two places, who counts as having spoken."""
        name = self.names.last_between(start, end)
        if name is not None:
            self._last = self._last_named = name
            self._last_at = end
        return name

    def resolve(self, source: list[Token]) -> str | None:
        """Return a source in its fullest form, or None where it cannot be told."""
        speaker = self._resolved(source)
        if speaker is not None:
            self._last = speaker
            self._described.append(speaker)
            self._last_at = source[0].start
            if self.names.knows(speaker):
                self._last_named = speaker
        return speaker

    def _resolved(self, source: list[Token]) -> str | None:
        low = source[0].low
        if len(source) == 1 and low in _SINGULAR:
            return self._person(source[0].start)
        if len(source) == 1 and low in ("they", "who", "that"):
            return self._last if self._last and _is_plural(self._last) else None
        if len(source) == 1 and low == "it":
            return self._last if self._last and not self.names.knows(self._last) else None
        if any(token.low == "and" for token in source[1:-1]):
            return printed(source)
        name = _name_in(source)
        if len(name) > 1 and (full := self.names.full(bare(name[-1]), name[0].text)):
            return full
        if len(name) == 1 and (full := self.names.bearer(bare(name[0]), source[0].start)):
            return full
        if low == "the" or _title(source[0]):
            roles = [title for token in source if (title := _title(token))]
            known = self.names.in_role(roles[-1], source[0].start) if roles else None
            if known := known or self._same_head(source[-1].low):
                return known
        if len(name) > 1:
            return _joined(name)
        return printed(source)

    def _person(self, position: int) -> str | None:
        """Return who "he" or "she" is: whoever spoke or was a sentence's subject last.

        A speaker without a name counts within the paragraph only.
        """
        subject = self.names.last_subject(position)
        if subject is not None and subject.position > self._last_at:
            return subject.name
        if self._last is not None and "\n" not in self._text[self._last_at : position]:
            return self._last
        return self._last_named or (subject.name if subject else None)

    def _same_head(self, head: str) -> str | None:
        """Return the last speaker described by the same noun: "the source" after "a security source"."""
        return next((one for one in reversed(self._described) if one.split()[-1].lower() == head), None)


def printed(source: Iterable[Token]) -> str | None:
    """Return a source as printed, without the article before it and the possessive after it.

    None where nothing but an article is left.
    """
    words = list(source)
    while len(words) > 1 and words[0].low in ("the", "both"):
        words = words[1:]
    if len(words) == 1 and words[0].low in _words().determiners - _COUNTS:
        return None
    text = words[0].low if words[0].low in _words().determiners else words[0].text
    for before, token in pairwise(words):
        text += (" " if token.start > before.end else "") + token.text
    return text.removesuffix("'s").removesuffix("’s").strip("'’ -") or None


def _joined(name: list[Token]) -> str:
    return " ".join([*(token.text for token in name[:-1]), bare(name[-1])])


def _title(token: Token) -> str | None:
    """Return the full form of a title, rank or office, or None for another word."""
    return _titles().get(token.low.rstrip("."))


def _is_plural(speaker: str) -> bool:
    last = speaker.split()[-1].lower()
    return (
        last.endswith("s")
        or " and " in speaker
        or last in ("police", "people", "some", "many", "others", "men", "women")
    )


def bare(token: Token) -> str:
    """Return a word without a possessive ending."""
    return token.text.removesuffix("'s").removesuffix("’s")


def is_unique_office(speaker: str) -> bool:
    """Tell whether a speaker is known by an office that one person holds: "France's defense minister".

    There are many spokesmen and officials; who is meant, a later name cannot tell.
    """
    words = speaker.lower().split()
    definite = words[0] not in ("a", "an", "one", "another", "some") and not words[-1].endswith("s")
    return definite and words[-1] in _UNIQUE_OFFICES and not any(word.istitle() for word in speaker.split()[1:])


def _name_in(source: list[Token]) -> list[Token]:
    """Return the words of a person's name in a noun phrase, after any titles: may be empty."""
    cut = next((at for at, token in enumerate(source) if token.low in ("of", "from", "at", "who", ",")), len(source))
    head = source[:cut]
    start = max((at + 1 for at, token in enumerate(head) if _title(token)), default=0)
    if start == len(head):
        return []
    run: list[Token] = []
    for token in reversed(head[start:]):
        if not (token.text[0].isupper() or (run and is_particle(token))) or token.low in _words().determiners:
            break
        run.insert(0, token)
    while run and is_particle(run[0]):
        run.pop(0)
    while len(run) > 2 and _POST_NOMINAL.fullmatch(run[-1].text):
        run.pop()
    return run


def _is_subject(words: list[Token], at: int) -> bool:
    """Tell whether a name stands at its sentence's start: "In Beirut, Nadia Sfeir was not impressed"."""
    for before in range(at - 1, max(-1, at - 1 - _REACH_OF_SUBJECT), -1):
        if words[before].text in ".?!”" or words[before + 1].start - words[before].end > 1:
            return True
        if words[before].text not in ",:—–" and not words[before].is_word:
            return False
        if words[before].text == ",":
            continue
        if words[before].text[0].islower() and _title(words[before]) is None and before == at - 1:
            return False
    return at < _REACH_OF_SUBJECT


def _name_end(words: list[Token], at: int) -> int:
    """Return where a run of capitalised words that begins at a token ends."""
    if not words[at].is_word or not words[at].text[0].isupper() or words[at].low in _words().sentence_starts:
        return at + 1
    end = at + 1
    while end < len(words) and words[end].is_word and words[end].start - words[end - 1].end == 1:
        if words[end - 1].text.endswith(("'s", "’s")):
            break
        follows = end + 1 < len(words) and words[end + 1].text[0].isupper()
        if not (words[end].text[0].isupper() or (is_particle(words[end]) and follows)):
            break
        end += 1
    return end


def _apposition(words: list[Token], end: int) -> list[Token]:
    if end + 1 < len(words) and words[end].text == ",":
        reach = words[end + 1 : end + 1 + _APPOSITION_WORDS]
        stop = next((at for at, token in enumerate(reach) if token.text in ",.;—"), len(reach))
        return reach[:stop]
    return []


@cache
def _titles() -> dict[str, str]:
    """Return every title, short or full, with its full form."""
    lines = (line.split("|") for line in word_list("titles.txt"))
    return {line[0]: line[-1] for line in lines}
