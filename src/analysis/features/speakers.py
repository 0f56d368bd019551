"""Who "he", "Kerry" or "the minister" is: a source in the fullest form the article gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from .function_words import function_words as _words
from .names import ADDRESSES, Names, bare, joined, name_in, title, titles
from .texts import word_list
from .tokens import Token

_NEAR = 80  # characters that a relative pronoun may stand off the name it is of
_SINGULAR = frozenset(("he", "she", "him", "her", "his"))
_RELATIVE = frozenset(("who", "whom", "which"))
_PLURAL = frozenset(("they", "them", "their"))
_PRONOUNS = _SINGULAR | _RELATIVE | _PLURAL | {"that", "it", "its"}
_APPOSITION = frozenset(("a", "an", "the", "whose", "who"))
_CONTRACTION = re.compile("(?<=[a-z])['’](?:s|ve|d|ll|re)$")
# There are many of these in an article: another one may be meant.
_UNNAMED = frozenset(
    ("source", "man", "woman", "officer", "expert", "analyst", "spokesman", "spokeswoman", "spokesperson")
)
_COUNTS = frozenset(("some", "many", "several", "most", "few", "both", "all", "others", "two", "three", "four", "five"))


class Resolver:
    """Resolves sources in the order of the text, remembering who spoke last."""

    def __init__(self, text: str, words: list[Token]) -> None:
        """Read the names in a text; `words` are its tokens outside of quotation marks."""
        self._text = text
        self.names = Names(words)
        self._last: str | None = None
        self._last_at = 0
        self._last_person: str | None = None
        self._last_person_at = -1
        self._described: list[tuple[str, str]] = []

    @property
    def last(self) -> str | None:
        """Who spoke last."""
        return self._last

    def named_between(self, start: int, end: int) -> str | None:
        """Return the person named last between two places, who counts as having spoken."""
        name = self.names.last_between(start, end)
        if name is not None:
            self._last = self._last_person = name
            self._last_at = self._last_person_at = end
        return name

    def resolve(self, source: list[Token]) -> str | None:
        """Return a source in its fullest form, or None where it cannot be told."""
        speaker = self._resolved(source)
        if speaker is not None:
            self._last = speaker
            self._described.append((_head(source), speaker))
            self._last_at = source[0].start
            if self._is_person:
                self._last_person, self._last_person_at = speaker, self._last_at
        return speaker

    def _resolved(self, source: list[Token]) -> str | None:
        low = _CONTRACTION.sub("", source[0].low)
        if len(source) == 1 and low in _PRONOUNS:
            return self._of_pronoun(low, source[0].start)
        if any(token.low == "and" for token in _named(source)[1:-1]):
            return printed(source)
        if author := self._author(source):
            return self._resolved(author)
        if low in _COUNTS:
            return printed(source)
        name = name_in(source)
        if len(name) > 1 and (full := self.names.full(bare(name[-1]), name[0].text)):
            return full
        if len(name) == 1 and (full := self.names.bearer(bare(name[0]), source[0].start)):
            return full
        if (low in ("the", "that", "this") or title(source[0])) and (known := self._described_before(source)):
            return known
        if len(name) > 1:
            return joined(name)
        return printed(source)

    def _described_before(self, source: list[Token]) -> str | None:
        """Return who "the minister", "the source" or "the Florida Republican" is, where the text has said it."""
        roles = [role for token in source if (role := title(token)) and role not in ADDRESSES]
        known = self.names.in_role(roles[-1], source[0].start) if roles else None
        head = _head(source)
        known = known or self._same_head(head)
        if known is None and source[0].low == "the" and head in _person_nouns() - _UNNAMED:
            known = self._person(source[0].start)
        return known

    def _author(self, source: list[Token]) -> list[Token]:
        """Return whose statement, report or letter a source is, where it says so: "a letter from Lee". May be empty."""
        at = next((at for at, token in enumerate(source[:-1]) if at and token.low in ("by", "from")), None)
        if at is None or not any(token.low in _documents() for token in source[:at]):
            return []
        author = source[at + 1 :]
        name = name_in(author)
        is_person = any(title(token) for token in author) or (name and self.names.full(bare(name[-1])))
        return author if is_person or (name and source[at].low == "by") else []

    def _of_pronoun(self, pronoun: str, position: int) -> str | None:
        if pronoun in _SINGULAR:
            return self._person(position)
        if pronoun in _RELATIVE:
            line = self._text.rfind("\n", 0, position) + 1
            return self.names.last_between(max(line, position - _NEAR), position)
        is_fitting = self._last is not None and (
            _is_plural(self._last) if pronoun in _PLURAL else not self.names.knows(self._last)
        )
        return self._last if is_fitting else None

    def _person(self, position: int) -> str | None:
        """Return who "he" or "she" is: whoever spoke or was a sentence's subject last.

        An institution counts within the paragraph only, and where no person is named after it.
        """
        subject = self.names.last_subject(position)
        if subject is not None and subject.position > self._last_at:
            return subject.name
        if self._last is not None and self._is_person:
            return self._last
        line = self._text.rfind("\n", 0, position) + 1
        if self._last is not None and self._last_at >= line:
            return self.names.last_between(self._last_at, position) or self._last
        if subject is not None and subject.position > self._last_person_at:
            return subject.name
        return self._last_person

    @property
    def _is_person(self) -> bool:
        """Whether who spoke last is one person, by name or description: "the moderator"."""
        if self._last is None or self._last.split()[0] in ("a", "an", "another"):
            return False
        heads = self._last.split(",")[0].split(" of ")[0].lower().split()[-1:]
        return self.names.knows(self._last) or any(head in _person_nouns() or head in titles() for head in heads)

    def _same_head(self, head: str) -> str | None:
        """Return the last speaker described by the same noun: "the source" after "a security source"."""
        return next((speaker for noun, speaker in reversed(self._described) if noun == head), None)


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


def _named(source: list[Token]) -> list[Token]:
    """Return a source without its apposition: "Rubio, a member of this and that" is Rubio."""
    opens = (token.text == "," and after.low in _APPOSITION for token, after in pairwise(source))
    start = next((at for at, is_open in enumerate(opens) if is_open), len(source))
    end = next((at for at in range(start + 1, len(source)) if source[at].text == ","), len(source))
    return source[:start] + source[end + 1 :]


def _head(source: list[Token]) -> str:
    """Return the noun that a noun phrase is about: "the head of the army, a veteran" is about "head"."""
    end = next((at for at, token in enumerate(source) if at and token.low in (",", "of", "from", "at", "who")), None)
    nouns = [bare(token).lower() for token in source[: end or len(source)]]
    return next((noun for noun in nouns if noun in _documents()), nouns[-1])


@cache
def _documents() -> frozenset[str]:
    return frozenset(word_list("documents.txt"))


@cache
def _person_nouns() -> frozenset[str]:
    return frozenset(word_list("person-nouns.txt"))


def _is_plural(speaker: str) -> bool:
    last = speaker.split()[-1].lower()
    return (
        last.endswith("s")
        or " and " in speaker
        or last in ("police", "people", "some", "many", "others", "men", "women")
    )
