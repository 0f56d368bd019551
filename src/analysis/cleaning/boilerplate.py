"""Boilerplate: lines of a web page that are no part of the article, by the rules of a lexicon file."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .. import paths, yamlfile

_LONGEST = 420


class Removed(NamedTuple):
    """A line that was cut away, and the rule that cut it."""

    text: str
    rule: str


def without_boilerplate(body: str) -> tuple[str, list[Removed]]:
    """Return a body without its boilerplate lines, and those lines."""
    kept: list[str] = []
    removed: list[Removed] = []
    for line in body.split("\n"):
        rule = rule_for(line)
        if rule:
            removed.append(Removed(line, rule))
        else:
            kept.append(line)
    if not removed:
        return body, []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), removed


def rule_for(line: str) -> str | None:
    """Return the name of the rule by which a line is boilerplate, or None."""
    bare = line.strip()
    if not bare or len(bare) > _LONGEST:
        return None
    return next((name for name, pattern in _rules().items() if pattern.fullmatch(bare)), None)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    entries = yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping()
    return {name: re.compile(entry.text(), re.IGNORECASE) for name, entry in entries.items()}
