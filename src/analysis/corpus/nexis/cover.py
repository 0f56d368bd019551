"""The cover page of Nexis Uni exports: how many articles it declares, their titles, and which are lacking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .words import starts_with, words

_MOST = 9999
_FIRST_LINES = 60  # within which the cover page begins
_ENTRY = re.compile(r"(\d{1,4})\. ?(\S.*)")


class Cover(NamedTuple):
    """A cover page.

    Attributes:
        n: How many articles it declares, or None.
        titles: Their titles, if it lists them all.
        at: The line of its last heading.
    """

    n: int | None
    titles: list[str]
    at: int


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('document_lists'))}) ?\((\d{{1,4}})\)")


def cover(lines: list[str], stop: int) -> Cover | None:
    """Return the cover page in front of the first article's date, or None.

    Args:
        lines: All lines.
        stop: The line of the first article's date, or where it ends.
    """
    for at, line in enumerate(lines[: min(stop, _FIRST_LINES)]):
        match = _heading().fullmatch(line)
        if match and 0 < int(match[1]) <= _MOST:
            n = int(match[1])
            return Cover(n, _titles([line for line in lines[at + 1 : stop] if line], n), at)
    users = [at for at, line in enumerate(lines[:stop]) if starts_with(line, "cover_user") and ":" in line]
    return Cover(None, [], users[-1]) if users else None


def _titles(lines: list[str], n: int) -> list[str]:
    """Return the titles of a list of n articles: numbered, or numbered by Word, with a label below each."""
    numbered: list[str] = []
    for line in lines:
        match = _ENTRY.fullmatch(line)
        if match and int(match[1]) == len(numbered) + 1 and len(numbered) < n:
            numbered.append(match[2])
    if len(numbered) == n:
        return numbered
    first_label = words("cover_list")[0]
    labelled = [line for line, below in pairwise(lines) if below.startswith(first_label)]
    return labelled if len(labelled) == n else []


def lacking(front: Cover, found: list[str | None]) -> Iterator[tuple[int, str]]:
    """Yield number and detail of the articles that a cover page declares and that were not found."""
    n_lacking = max(0, (front.n or 0) - len(found))
    said = f"the cover page declares {front.n}, {len(found)} are in the file; export it again"
    there = Counter(_key(title) for title in found if title)
    unmatched: list[int] = []
    for n, title in enumerate(front.titles, 1):
        there[_key(title)] -= 1
        if there[_key(title)] < 0:
            unmatched.append(n)
    if len(unmatched) < n_lacking:
        others = [n for n in range(front.n or 0, 0, -1) if n not in set(unmatched)]
        unmatched = sorted(unmatched + others[: n_lacking - len(unmatched)])
    for n in unmatched[:n_lacking]:
        yield n, f"{front.titles[n - 1]!r}: {said}" if front.titles else f"{said}; no list says which are lacking"


def _key(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())
