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
    r"(?:also see|see also|(?:read )?more from [\w ]{2,30}|read more|for more|recommended reading"
    r"|related(?: stories| links| articles| coverage)?):|(?:further reading|relevant links from the (?:show|episode)):?"
    r"|more great stories from .{3,30}|(?-i:RELATED)",
    re.IGNORECASE,
)
_LONGEST_LIST = 6
_LONGEST_LINK = 140
_SHORTEST_LINK = 4  # words; what is shorter below "Read more:" may be the next subhead
_LONG = 40
_ENDS = '.!?:;,…”")'
_MOST_LONE = 2  # in an article; where more lines look like "Name: words", they are its subheads or speakers
_PARAGRAPH = 80  # characters; subheads and captions are mostly shorter
_IN_PLACE_ONLY = ("capitals", "lone_headline")  # rules for lines that look like the article's own headline or subheads


class Removed(NamedTuple):
    """A line that was cut away, and the rule that cut it."""

    text: str
    rule: str


def without_boilerplate(body: str) -> tuple[str, list[Removed]]:
    """Return a body without its boilerplate lines, and those lines."""
    kept: list[str] = []
    removed: list[Removed] = []
    links = 0  # how many more lines may be links of a list that has begun
    lines = body.split("\n")
    rules = [rule_for(line) for line in lines]
    too_many = rules.count("lone_headline") > _MOST_LONE
    for number, (line, rule) in enumerate(zip(lines, rules, strict=True)):
        if rule in _IN_PLACE_ONLY and not any(kept):
            rule = None  # the article's own headline
        if rule == "lone_headline" and (too_many or not _between_paragraphs(kept, lines[number + 1 :])):
            rule = None  # one of the article's subheads, captions or points
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


def _between_paragraphs(before: list[str], after: list[str]) -> bool:
    """Tell whether a line stands by itself, paragraphs above and below it or nothing below."""
    above = next((line for line in reversed(before) if line), "")
    below = next((line for line in after if line), None)
    return _is_paragraph(above) and (below is None or _is_paragraph(below))


def _is_paragraph(line: str) -> bool:
    bare = line.strip()
    return len(bare) >= _PARAGRAPH and bare[-1] in _ENDS


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
