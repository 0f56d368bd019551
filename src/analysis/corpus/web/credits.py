"""Bylines of pages and feeds: the names of people in them, apart from desks, outlets and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import unescape

from ... import paths

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BY = re.compile(r"(?:by|par|por)[ :]\s*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|,? (?:and|und|et|og|och) | [/&] |, (?!(?:[JS]r|II|III|MD|Ph\.?D)\b)")
_LONGEST_NAME = 80


def people_and_others(bylines: Iterable[str], outlet_names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the people named in bylines; and desks, functions and the outlet, which stand in the place of people.

    Args:
        bylines: Bylines as printed, each with one name or several.
        outlet_names: The outlet's names.
    """
    names = dict.fromkeys(name for byline in bylines for name in names_in(byline))
    no_people = _desks() | {_bare(name) for name in outlet_names}
    people = [name for name in names if _bare(name) not in no_people]
    return people, [name for name in names if _bare(name) in no_people]


def names_in(byline: str) -> list[str]:
    """Return the names in a byline; addresses are none."""
    names = [name.strip(" ,") for name in _BETWEEN_NAMES.split(_BY.sub("", single_line(byline), count=1))]
    return [name for name in names if name and "://" not in name and "@" not in name and len(name) <= _LONGEST_NAME]


def single_line(text: str) -> str:
    """Return a text without tags and entities, on one line."""
    return " ".join(_TAG.sub("", unescape(text)).split())


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


@cache
def _desks() -> frozenset[str]:
    lines = (paths.LEXICON / "staff-bylines.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(_bare(line.strip()) for line in lines if line.strip() and not line.startswith("#"))
