"""Glosses and distancing: names given as an alias, and names held at arm's length."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from .. import paths, yamlfile
from .matcher import Match
from .texts import QUOTES, word_list

_QUOTE = "[\"'“”‘’„«»`]"
_BEFORE_A_NAME = re.compile(rf"{_QUOTE}*\s*(?:\bthe\s+)?\Z")  # "The" begins a title or sentence
_AFTER_A_NAME = re.compile(r"[,.;:!?]?")
_REACH = 160


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    named: re.Pattern[str]
    alternative: re.Pattern[str]
    further: re.Pattern[str]
    acronym: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    entries = yamlfile.load(paths.LEXICON / "glosses.yml").mapping(known=_Patterns._fields, need=_Patterns._fields)
    texts = (entries[name].text().replace("{quote}", _QUOTE) for name in _Patterns._fields)
    return _Patterns(*(re.compile(text, re.IGNORECASE) for text in texts))


@cache
def _distancing() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in word_list("distancing.txt"))
    return re.compile(rf"\b(?:{words})[,\s]+(?:the\s+)?{_QUOTE}*\s*\Z", re.IGNORECASE)


def gloss_flags(text: str, matches: list[Match]) -> list[bool]:
    """Tell for every match of one text, in order, whether it is an alias beside another name.

    Of two names of the same actor in one line, the second is the alias in "Islamic State (ISIS)",
    "Islamic State, also known as ISIL" and "Islamic State, or ISIS,". In "Daesh, an acronym for
    Islamic State" the alias is the one that the text uses less elsewhere, and the first if neither.
    """
    flags = [False] * len(matches)
    used = Counter(match.variant.term_id for match in matches)
    for at in range(1, len(matches)):
        before, after = matches[at - 1], matches[at]
        gap = text[before.end : after.start]
        if before.variant.actor_id != after.variant.actor_id or "\n" in gap or len(gap) > _REACH:
            continue
        if _patterns().acronym.fullmatch(gap):
            flags[at - 1 if used[before.variant.term_id] <= used[after.variant.term_id] else at] = True
        elif _is_alias(text, gap, after) or (flags[at - 1] and _patterns().further.fullmatch(gap)):
            flags[at] = True
    return flags


def _is_alias(text: str, gap: str, after: Match) -> bool:
    patterns = _patterns()
    if patterns.opening.fullmatch(gap):
        return patterns.closing.match(text, after.end) is not None
    return bool(patterns.named.fullmatch(gap) or patterns.alternative.fullmatch(gap))


def is_distanced(text: str, start: int, end: int) -> bool:
    """Tell whether a name is held at a distance: "so-called", or quotation marks around it alone."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    return _distancing().search(before) is not None or _stands_in_scare_quotes(text, start, end)


def _stands_in_scare_quotes(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 8) : start]
    opening = _BEFORE_A_NAME.search(before)
    if opening is None or not any(mark in QUOTES for mark in opening.group()):
        return False
    stop = _AFTER_A_NAME.match(text, end)
    closing = stop.end() if stop else end
    if text[closing : closing + 1] not in tuple(QUOTES):
        return False
    following = text[closing + 1 : closing + 2]
    return not following.isalnum()  # "'ISIS's", "‘Islamic State’s"
