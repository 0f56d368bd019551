"""Boilerplate: lines of a web page that are no part of the article, by the rules of a lexicon file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from .. import paths, yamlfile

_LONGEST = 1200  # an offer with its small print; sentences of an article are kept short by the patterns' own limits
_LIST_LABEL = re.compile(
    r"(?:also see|see also|(?:read )?more from [\w ]{2,30}|read more|related(?: stories| links| articles| coverage)?"
    r"|recommended reading):|(?-i:RELATED)",
    re.IGNORECASE,
)
_LONGEST_LIST = 6
_LONGEST_LINK = 140
_SHORTEST_LINK = 4  # words; what is shorter below "Read more:" may be the next subhead
_LONG = 40
_ENDS = '.!?:;,…”")'


class Removed(NamedTuple):
    """A line that was cut away, and the rule that cut it."""

    text: str
    rule: str


def without_boilerplate(body: str) -> tuple[str, list[Removed]]:
    """Return a body without its boilerplate lines, and those lines."""
    kept: list[str] = []
    removed: list[Removed] = []
    links = 0  # how many more lines may be links of a list that has begun
    for line in body.split("\n"):
        rule = rule_for(line)
        if rule == "capitals" and not any(kept):
            rule = None  # the article's own headline
        if not rule and line and links and _is_link(line):
            rule, links = "read_more", links - 1
        elif rule and _LIST_LABEL.fullmatch(line.strip()):
            links = _LONGEST_LIST
        elif not rule and line:
            links = 0
        if rule:
            removed.append(Removed(line, rule))
        else:
            kept.append(line)
    if not removed:
        return body, []
    return tidied(kept), removed


def tidied(lines: Iterable[str]) -> str:
    """Return lines that were left as one text, with single blank lines between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def rule_for(line: str) -> str | None:
    """Return the name of the rule by which a line is boilerplate, or None."""
    bare = line.strip()
    if not bare or len(bare) > _LONGEST or _is_sentence(bare):
        return None
    return next((name for name, pattern in _lexicon().rules.items() if pattern.fullmatch(bare)), None)


def _is_sentence(bare: str) -> bool:
    """Tell whether a line is running text by its looks: long, ended like a sentence, and without any telltale."""
    if len(bare) < _LONG or bare[-1] not in _ENDS or bare.isupper():
        return False
    return not _lexicon().telltales.find_matches_as_indexes(bare.lower())


def _is_link(line: str) -> bool:
    """Tell whether a line below "Read more:" is a bare headline."""
    bare = line.strip()
    return len(bare) <= _LONGEST_LINK and len(bare.split()) >= _SHORTEST_LINK and bare[-1] not in _ENDS.replace("?", "")


class _Lexicon(NamedTuple):
    rules: dict[str, re.Pattern[str]]
    telltales: AhoCorasick


@cache
def _lexicon() -> _Lexicon:
    entries = yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping()
    rules = {
        name: re.compile("|".join(f"(?:{one.text()})" for one in entry.sequence()), re.IGNORECASE)
        for name, entry in entries["rules"].mapping().items()
    }
    return _Lexicon(rules, AhoCorasick([one.text() for one in entries["telltales"].sequence()]))
