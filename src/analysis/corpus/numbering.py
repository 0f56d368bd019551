"""Which numbers the documents of a file have, and which of those it declares are not in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 10_000  # documents in one file; archives export some hundreds at most, so a larger number is damage


class Numbering(NamedTuple):
    """The number of each document found, and the numbers that were declared and not found."""

    found: list[int]
    missing: list[int]


def numbering(claims: Sequence[int | None], declared: range) -> Numbering:
    """Return the numbers of documents, each number once.

    Args:
        claims: For each document, in order, the number it bears itself, or None.
        declared: The numbers that the file says it holds.
    """
    found: list[int | None] = []
    used: set[int] = set()
    for claim in claims:
        is_free = claim is not None and claim in declared and claim not in used
        found.append(claim if is_free else None)
        used |= {claim} if is_free and claim is not None else set()
    spare = [number for number in declared if number not in used][::-1]
    beyond = declared.stop
    last = declared.start - 1
    given: list[int] = []
    for number in found:
        if number is None and last + 1 in declared and last + 1 not in used:
            number = last + 1
        while number is None and spare:
            number = None if spare[-1] in used else spare[-1]
            spare.pop()
        if number is None:
            number, beyond = beyond, beyond + 1
        used.add(number)
        given.append(number)
        last = number
    return Numbering(given, [number for number in declared if number not in used])
