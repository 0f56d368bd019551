"""People's names as texts print them: what may be one, and how it is written in our tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .wordlists import listed, pattern

_WORD = r"(?:(?:[^\W\d_]\.)+(?:[^\W\d_]\.)?|[^\W\d_][\w.'’‘-]*)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}")
_SUFFIX = r"(?i:<<suffixes>>)\.?"
_PARTICLES = r"(?:(?i:<<particles>>)[ -]){0,2}"
_BEHIND = rf"(?:, (?P<suffix>{_SUFFIX}))?"
# One word, be it with a particle, and one or two: two people would have two words each.
_SURNAME_FIRST = rf"(?P<surname>{_PARTICLES}{_WORD}), (?P<given>{_WORD}(?: {_WORD})?){_BEHIND}"
# By itself "Roe Low, Ann" may be a person and a place.
_SURNAMES_FIRST = (
    rf"(?P<surname>{_PARTICLES}{_WORD}(?: (?:<<joints>> )?{_WORD})?), (?P<given>{_WORD}(?: [^\W\d_]\.?)?){_BEHIND}"
)

_MC = re.compile(r"\bMc([a-zà-ÿ])(?=[a-zà-ÿ]{2})")
_NUMERAL = re.compile(r"\b(?:Ii|Iii|Iv)$")
_APOSTROPHE = re.compile(r"\b([ODLN]['’])([a-zà-ÿ])(?=[a-zà-ÿ]{2})")
_CAPITALS_KEPT = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|II|III|IV|[B-DF-HJ-NP-TV-XZ]{2}|[A-Z]J")


def is_name(text: str) -> bool:
    """Tell whether a text of an author field has the form of a name, be it of one word."""
    return _NAME.fullmatch(text) is not None


def is_full_name(text: str) -> bool:
    """Tell whether words of running text can be a first and a last name."""
    words = text.split()
    may_be_small = listed("particles") | listed("joints")
    capital = all(word[0].isupper() or word.lower() in may_be_small for word in words)
    return 2 <= len(words) <= 5 and capital and not any(word.lower() in listed("no_names") for word in words)


def is_suffix(text: str) -> bool:
    """Tell whether a text is "Jr." or the like."""
    return pattern(_SUFFIX).fullmatch(text) is not None


def is_degree(text: str) -> bool:
    """Tell whether a text is "Ph.D." or the like."""
    return text.replace(".", "").lower() in listed("degrees")


def surname_first(text: str, *, is_sure: bool = False) -> tuple[str, str] | None:
    """Return surname and given name of "Roe, Ann", as archives write it; None where it may be something else.

    Args:
        text: One name.
        is_sure: The surname may have two words, as the names beside it are written so.
    """
    structure = _SURNAMES_FIRST if is_sure else _SURNAME_FIRST
    found = pattern(structure).fullmatch(text.strip()) if "," in text else None
    if found is None or is_suffix(found["given"]) or is_degree(found["given"]):
        return None
    return " ".join(filter(None, (found["surname"], found["suffix"]))), found["given"]


def cased(name: str) -> str:
    """Return a name printed in capitals as names are written, and "Mccarthy" and "O'brien" mended."""
    if name.isupper() and len(name) > 3:
        name = " ".join(_word_cased(word) for word in name.split())
    name = _NUMERAL.sub(lambda found: found.group().upper(), name)
    name = _MC.sub(lambda found: "Mc" + found[1].upper(), name)
    return _APOSTROPHE.sub(lambda found: found[1] + found[2].upper(), name)


def _word_cased(word: str) -> str:
    if _CAPITALS_KEPT.fullmatch(word):
        return word
    if word.lower() in listed("small"):
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))


def distinct(people: Iterable[str]) -> list[str]:
    """Return each person once, in the fullest form: "Ann Roe" and "Ann B. Roe" are one."""
    by_ends: dict[str, str] = {}
    for name in people:
        words = [word for word in name.lower().split() if not re.fullmatch(r"\w\.?", word)]
        ends = " ".join(words) or name.lower()
        if len(name) > len(by_ends.get(ends, "")):
            by_ends[ends] = name
    return list(by_ends.values())
