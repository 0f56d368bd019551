"""Agencies that an article is credited to: by its byline, by credit lines at start or end, by its copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from .agencies import agency_called, agency_in
from .authors import credited
from .bylines import first_lines, leading_byline
from .text import single_line
from .wordlists import pattern

_LEADING_LINES = 3
_CREDIT_LINES = 3
_SPOKEN_CREDIT_LINES = 8  # a sentence of credit may have corrections and addresses after it
_LONGEST_CREDIT = 300
_LONGEST_COPYRIGHT = 600
_LONGEST_LABELLED = 199
_NEAR = 40

_LED = r"<<leading_labels>>:? "
# Sentences of credit: the agency may stand anywhere, or must stand behind, or before.
_CONTRIBUTED = (
    r"\bcontribut(?:ed|ing)"
    r"(?: reporting|(?: \w+)? to (?:this|the) (?:\w+ )?<<pieces>>| from [A-Z]|[.,]?$|, including)"
)
_TAKEN = r"(?i)(?:<<supplies>> (?:from|by)|was <<made>> by|compiled from) "
_REPORTED = r"(?i)\b<<reporters>>\b.{3,80} reported from [A-Z]"
_LABELLED = r"(?i)[•*—–(-]?\s*<<credit_labels>>\b\s*:?\s+\S"
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^.]{0,20}?\s*(?:\d{4}(?:[-–]\d+)?)?,?\s*(?:by )?(.{2,60})", re.IGNORECASE
)
# A line as printed that may be one; to mend the characters of all lines would take most of the time.
_COPYRIGHT_HINT = re.compile(r"©|copy|[(（]c|&", re.IGNORECASE)
_SIGN_OFF = re.compile(r"(?:^|[.!?”\"']\s*)(?:[—–(\[]|--|-)\s*([\w /-]{2,40})[)\]]?\.?$")


def credited_agency(body: str, authors: Iterable[str], printed: str | None = None) -> str | None:
    """Return the agency that a byline names, or a credit line at the start or end, or None.

    Args:
        body: The cleaned text.
        authors: The entries of the authors field, and organisations that a page names as its authors.
        printed: The text before boilerplate was cut from it, for its copyright line.
    """
    if agency := credited(authors).agency or leading_byline(body).agency or _leading_credit(body):
        return agency
    lines = [line for line in body.split("\n") if line.strip()][1:]
    ends = (printed or "").strip().rsplit("\n", _SPOKEN_CREDIT_LINES)[1:]
    found = chain(
        map(_spoken_credit, reversed(lines[-_SPOKEN_CREDIT_LINES:])),
        map(_short_credit, lines[-_CREDIT_LINES:]),
        (_copyright(single_line(line)) for line in ends if _COPYRIGHT_HINT.search(line)),
    )
    return next((agency for agency in found if agency), None)


def _leading_credit(body: str) -> str | None:
    """Return the agency named alone in one of the first lines, as "(AFP)", "Source: AFP", "Associated Press"."""
    lines = first_lines(body, _LEADING_LINES)[:-1]
    alone = (line[led.end() :] if (led := pattern(_LED).match(line)) else line for line in lines)
    return next((agency for line in alone if (agency := agency_called(line.strip(" ()")))), None)


def _spoken_credit(line: str) -> str | None:
    if len(line) > _LONGEST_CREDIT:
        return None
    if pattern(_CONTRIBUTED).search(line):
        return agency_in(line)
    if taken := pattern(_TAKEN).search(line):
        return agency_in(line[taken.end() :].partition(",")[0][:_NEAR])
    return agency_in(line[:_NEAR]) if pattern(_REPORTED).search(line) else None


def _short_credit(line: str) -> str | None:
    if len(line) <= _LONGEST_LABELLED and pattern(_LABELLED).match(line):
        return agency_in(line)
    if agency := _agencies_only(line.strip(" —–-.()[]")):
        return agency
    signed = _SIGN_OFF.search(line)
    return _copyright(line) or (_agencies_only(signed[1]) if signed else None)


def _agencies_only(named: str) -> str | None:
    """Return the first agency of "AFP/Reuters", and None of "Ann Roe/AFP/Harbour Images", a picture's credit."""
    found = [agency_called(part) for part in re.split(r"[/,&]| and ", named)]
    return found[0] if all(found) else None


def _copyright(line: str) -> str | None:
    found = _COPYRIGHT.match(line) if len(line) <= _LONGEST_COPYRIGHT else None
    return agency_in(found[1]) if found else None
