"""News agencies and outlets, by the names and codes that bylines, datelines and credit lines give them."""

from __future__ import annotations

import re
from functools import cache

from .. import paths

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def agency_called(name: str) -> str | None:
    """Return the agency of which a text is the whole name or code ("AP", "afp", "The Associated Press")."""
    bare = name.strip()
    return _plain().get(bare.lower()) or _guarded().get(bare)


def agency_in(text: str) -> str | None:
    """Return the agency that a text names first, or None; codes that are words besides do not count."""
    found = _pattern().search(text)
    return agency_called(found.group()) if found else None


def is_outlet(name: str) -> bool:
    """Tell whether a text is the whole name of an outlet, in any capitalisation."""
    return _ARTICLE.sub("", name.strip()).lower() in _outlets()


@cache
def _groups() -> list[list[str]]:
    groups = [[name.strip() for name in line.split("|")] for line in words("agencies.txt")]
    return [[group[0].strip("()"), *group] for group in groups]


@cache
def _plain() -> dict[str, str]:
    return {name.lower(): group[0] for group in _groups() for name in group[1:] if name[0] != "("}


@cache
def _guarded() -> dict[str, str]:
    return {name.strip("()"): group[0] for group in _groups() for name in group[1:] if name[0] == "("}


@cache
def _pattern() -> re.Pattern[str]:
    """Match any name as it is spelled or in capitals: "dpa" and "DPA", but no "tass" and no "ap"."""
    names = {name for group in _groups() for name in group[1:] if name[0] != "("}
    longest_first = sorted(names | {name.upper() for name in names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w@.-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w@])")


@cache
def _outlets() -> frozenset[str]:
    return frozenset(_ARTICLE.sub("", name).lower() for name in words("outlets.txt"))


@cache
def words(file: str) -> tuple[str, ...]:
    """Return the lines of a lexicon file, without comments."""
    lines = (paths.LEXICON / file).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
