"""The persons an article names: where, in which form, and in which roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from .function_words import function_words as _words
from .sources import is_particle
from .texts import word_list
from .tokens import Token

ADDRESSES = frozenset(("mr", "mrs", "ms", "mx", "miss", "sir", "lady", "lord"))


_POST_NOMINAL = re.compile(r"[A-Z]{2,4}|Jr\.?|Sr\.?|PhD")


_REACH_OF_SUBJECT = 6
_COMPOUND = re.compile(r"[-][a-z]")  # "Iraqi-born", "US-led": no first name


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
            if not words[at].text[0].isupper():
                at += 1
                continue
            end = _name_end(words, at)
            if end - at < 2:
                if single := self.bearer(bare(words[at]), words[at].start):
                    self.persons.append(Person(words[at].start, single, _is_subject(words, at)))
                at += 1
                continue
            self._register(words, at, end)
            at = end

    def _register(self, words: list[Token], at: int, end: int) -> None:
        run = words[at:end]
        titles = [role for token in run if (role := title(token))]
        name = name_in(run)
        if (
            not name
            or _is_dateline(words, at, end)
            or any(bare(token).lower() in _words().not_persons for token in name)
        ):
            return
        surname = bare(name[-1]).lower()
        if len(name) > 1:
            named = self._full.setdefault(surname, {})
            named[name[0].text] = max(named.get(name[0].text, ""), joined(name), key=len)
        elif titles and titles[-1] not in ADDRESSES:
            self._titled.setdefault(surname, f"{run[-2].text} {bare(name[-1])}")
        known = self.full(surname, name[0].text if len(name) > 1 else None)
        if known is None:
            return
        person = Person(name[0].start, known, _is_subject(words, at))
        self.persons.append(person)
        if len(name) > 1:
            self._in_full.append(person)
        beside = [*words[max(0, at - 1) : at], *_apposition(words, end)]
        for role in [*titles, *(role for token in beside if (role := title(token)))]:
            self._roles.setdefault(role, []).append(person)


def joined(name: list[Token]) -> str:
    """Return the words of a name as text, without a possessive ending."""
    return " ".join([*(token.text for token in name[:-1]), bare(name[-1])])


def title(token: Token) -> str | None:
    """Return the full form of a title, rank or office, or None for another word."""
    return titles().get(token.low.rstrip("."))


def bare(token: Token) -> str:
    """Return a word without a possessive ending."""
    return token.text.removesuffix("'s").removesuffix("’s")


def name_in(source: list[Token]) -> list[Token]:
    """Return the words of a person's name in a noun phrase, after any titles: may be empty."""
    stops = ("of", "from", "at", "who", ",")
    cut = next((at for at, token in enumerate(source) if token.low in stops), len(source))
    if cut < len(source) and source[cut].text == "," and title(source[cut - 1]) and cut + 1 < len(source):
        return name_in(source[cut + 1 :])  # "a spokesman, Bruno Falk"
    head = source[:cut]
    is_body = bool(head) and bare(head[-1]).lower() in _words().not_persons  # "Republican National Committee"
    start = 0 if is_body else max((at + 1 for at, token in enumerate(head) if title(token)), default=0)
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
        beside = all(title(word) for word in words[before + 1 : at]) and title(words[before]) is None
        if beside and (words[before].text[0].islower() or words[before].low.endswith("ing")):
            return False
    return at < _REACH_OF_SUBJECT


def _name_end(words: list[Token], at: int) -> int:
    """Return where a run of capitalised words that begins at a token ends."""
    if words[at].low in _words().sentence_starts:
        return at + 1
    if _COMPOUND.search(words[at].text) or _is_participle(words, at):
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


def _is_dateline(words: list[Token], at: int, end: int) -> bool:
    """Tell whether a run of capitals is a place: "AIN RUMANA, Lebanon", but not "ANNA WEBER, HOST"."""
    in_capitals = all(token.text.isupper() for token in words[at:end])
    return in_capitals and end + 1 < len(words) and words[end].text in ",—–-" and words[end + 1].text.istitle()


def _is_participle(words: list[Token], at: int) -> bool:
    """Tell whether a capitalised word opens a sentence before a name: "Describing Mr Haines as a hero"."""
    return words[at].low.endswith("ing") and at + 1 < len(words) and title(words[at + 1]) in ADDRESSES


def _apposition(words: list[Token], end: int) -> list[Token]:
    if end + 1 < len(words) and words[end].text == ",":
        reach = words[end + 1 : end + 1 + _APPOSITION_WORDS]
        stop = next((at for at, token in enumerate(reach) if token.text in ",.;—"), len(reach))
        return reach[:stop]
    return []


@cache
def titles() -> dict[str, str]:
    """Return every title, short or full, with its full form."""
    lines = (line.split("|") for line in word_list("titles.txt"))
    return {line[0]: line[-1] for line in lines}
