"""The words of bylines, datelines and credit lines, from a lexicon file, and patterns made with them."""

from __future__ import annotations

import re
from functools import cache

from .. import paths, yamlfile

_SLOT = re.compile(r"<<(\w+)>>")


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of `lexicon/bylines.yml`, as written there."""
    return _lists()[name]


@cache
def pattern(structure: str) -> re.Pattern[str]:
    """Return a regular expression, with any word of a list in the place of its name: "<<months>>"."""
    return re.compile(_SLOT.sub(lambda slot: _any_of(listed(slot[1])), structure))


def _any_of(words: frozenset[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


@cache
def _lists() -> dict[str, frozenset[str]]:
    entries = yamlfile.load(paths.LEXICON / "bylines.yml").mapping()
    return {name: frozenset(word.text() for word in entry.sequence()) for name, entry in entries.items()}
