"""Words and marks of a text with their places; the ground that quotation and cue rules stand on."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .texts import word_list

# A full stop joins what is one word ("3.5", "example.com"), but not two sentences without a space: "said.The".
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:(?:[-'’]|(?<![a-z])\.|\.(?![A-Z][a-z]))\w+)*|[^\w\s]")


class Token(NamedTuple):
    """A word or a single mark. `low` is the word in small letters."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two places of a text, with their places in the whole of it.

    The full stop of a known abbreviation belongs to its word ("Gen."), and that of a middle initial.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if word == "." and found and found[-1].end == match.start() and _is_abbreviation(found):
            last = found.pop()
            found.append(last._replace(end=match.end(), text=last.text + "."))
            continue
        found.append(Token(match.start(), match.end(), word, word.lower(), word[0].isalnum()))
    return found


def _is_abbreviation(before: list[Token]) -> bool:
    """Tell whether a full stop belongs to the last of some tokens: a known abbreviation, or a middle initial."""
    last = before[-1]
    if last.low in abbreviations():
        return True
    is_initial = len(last.text) == 1 and last.text.isupper() and last.text != "I"
    return is_initial and len(before) > 1 and before[-2].text[0].isupper() and before[-2].end + 1 == last.start


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations after which a full stop ends no sentence, in small letters and without it."""
    return frozenset(word_list("abbreviations.txt"))
