"""What old Nexis exports say of the number of their documents: counters ("3 of 62 DOCUMENTS") and cover pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .words import starts_with, words

_CHUNKS = (200, 500)  # documents that Nexis put into one file at most
_MOST = 9999
_RANGES = re.compile(r"\d[\d, –-]*$")
_COVER_LINES = 4  # in which a second label of the cover page comes


class Counter(NamedTuple):
    """A counter: its line, its document's number, and how many there are."""

    at: int
    n: int
    m: int


class Export(NamedTuple):
    """One export: the numbers that it declares, what declares them, and its counters."""

    expected: Sequence[int]
    said: str
    counters: list[Counter]


@cache
def _counters() -> re.Pattern[str]:
    number = r"(\d[\d,.]{0,4})"
    forms = (re.escape(form).replace(r"\{n\}", number).replace(r"\{m\}", number) for form in words("counters"))
    return re.compile("(?:[^a-z]{1,60} - )?(?:" + "|".join(form.replace("OF", "(?:of|OF)") for form in forms) + ")")


def counter(line: str, at: int) -> Counter | None:
    """Return the counter that a line is."""
    match = _counters().fullmatch(line) if line[-1:] in "SsTt0123456789" and line else None
    if match is None:
        return None
    n, m = (int(re.sub(r"\D", "", number)) for number in match.groups() if number)
    return Counter(at, n, m) if 1 <= n <= m <= _MOST else None


def covers(lines: list[str]) -> list[int]:
    """Return the lines where cover pages begin: the request, with another label of the page below it."""
    return [at for at, line in enumerate(lines) if starts_with(line, "request") and _is_cover(lines, at)]


def _is_cover(lines: list[str], at: int) -> bool:
    below = lines[at + 1 : at + 1 + _COVER_LINES]
    return ":" in lines[at] and any(":" in line and starts_with(line, "cover") for line in below)


def cover_end(lines: list[str], start: int, stop: int) -> int:
    """Return the line behind the last label of a cover page, and what is wrapped below it."""
    end = next(at for at in range(stop - 1, start - 1, -1) if at == start or starts_with(lines[at], "cover"))
    while end < stop and lines[end]:
        end += 1
    return end


def exports(counters: list[Counter], cover_lines: list[int], lines: list[str]) -> list[Export]:
    """Return the exports that a file was put together from: mostly one."""
    found: list[tuple[list[int], list[Counter]]] = []
    seen: set[int] = set()
    for at in sorted([*cover_lines, *(by_line := {one.at: one for one in counters})]):
        one = by_line.get(at)
        if one is None:
            found.append((_numbers(lines[at]), []))
            seen = set()
            continue
        known = found[-1][1] if found else []
        if not found or (known and (known[0].m != one.m or one.n in seen)):
            found.append(([], []))
            seen = set()
        found[-1][1].append(one)
        seen.add(one.n)
    return [_export(numbers, known) for numbers, known in found if numbers or known]


def _numbers(line: str) -> list[int]:
    """Return the numbers of the documents that a cover page's request names: "Selected Items: 1-10, 12"."""
    match = _RANGES.search(line)
    numbers: list[int] = []
    for part in match[0].split(",") if match else ():
        ends = [int(end) for end in re.findall(r"\d{1,5}", part)]
        if ends and 0 <= ends[-1] - ends[0] < _MOST:
            numbers += range(ends[0], ends[-1] + 1)
    return sorted(set(numbers))


def _export(numbers: list[int], counters: list[Counter]) -> Export:
    if not counters:
        return Export(numbers, f"the cover page requests {len(numbers)}", counters)
    m = counters[0].m
    if not numbers:
        return Export(_range(counters), f"the counters say {m}", counters)
    said = f"the cover page requests {len(numbers)}, the counters say {m}"
    if len(numbers) != m and {one.n for one in counters} <= set(numbers):
        return Export(numbers, said, counters)
    return Export(range(1, max(m, len(numbers)) + 1), said, counters)


def _range(counters: list[Counter]) -> range:
    """Return the numbers to expect without a cover page: all, or those of one file of a series (501 to 1000)."""
    numbers = [one.n for one in counters]
    first, last, m = min(numbers), max(numbers), counters[0].m
    starts_series = any((first - 1) % size == 0 for size in _CHUNKS)
    ends_series = starts_series and any(last % size == 0 and last - first + 1 >= size for size in _CHUNKS)
    return range(first if starts_series else 1, (last if ends_series else m) + 1)
