"""Lines of a text that name its authors: bylines at its start, and who reported it at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .agencies import agency_called, is_outlet
from .authors import NOBODY, Byline, after_by, credited, named_in_line
from .personnames import distinct, is_full_name
from .wordlists import listed, pattern

_LONGEST_LINE = 140
_LONGEST_ROLE = 50
_LEADING_LINES = 4  # headline, picture caption and kicker may stand before the byline
_LAST_LINES = 8  # corrections and addresses may stand after the credits
_LONGEST_CREDIT = 1000  # some fifty names
_BESIDE = re.compile(r"\s*[|•,]\s*|\s+[-–—]\s+")
_FROM = re.compile(r"(.{5,80}?) reported from [^.]{3,40}\.?")
_PAPER = r"(?:[A-Z][\w.&'’-]* ){1,4}<<papers>>"
_ROLE_LINE = r"(?i)<<role_begins>>\b|.*\b<<role_ends>>$"

_TASKS = r"(?:<<author_tasks>>|<<other_tasks>>)"
_TASK = rf"(?i)\b(?:<<further>> )*({_TASKS}(?: and {_TASKS})?) by:?\s+"
# A sentence or bracket of its own, and no "the party was angry at reporting by Ann Roe".
_REPORTING = (
    rf"(?:^|[.!?”\"’]\s)\W{{0,4}}(?=[A-Z])(?P<credit>(?i:(?:<<further>> )*{_TASKS}(?: and {_TASKS})? by:?)\s.*)"
)
_FILED_FROM = re.compile(r"/[^;]*?(?=;| and |$)")  # "Ann Roe/Saginaw, Mich.; Ben Low/Paris"
_EMPLOYER = re.compile(r"\b[A-Z][\w.]*(?: [A-Z]\w*){0,3}['’]s (?=[A-Z])")


def leading_byline(body: str) -> Byline:
    """Return whom a byline line at the start of a text names.

    A byline is "By Ann Roe and Ben Low", "Ann Roe reported from Beirut", or a line of names over or
    before an outlet's or an agency's name.
    """
    lines = first_lines(body, _LEADING_LINES + 1)
    is_over_text = True
    for line, following in zip(lines[:_LEADING_LINES], [*lines[1:], ""], strict=False):
        is_over_text = is_over_text and len(line) <= _LONGEST_LINE
        if len(line) <= _LONGEST_LINE and (found := _byline(line, following if is_over_text else None)) != NOBODY:
            return found
    return NOBODY


def first_lines(body: str, number: int) -> list[str]:
    """Return the first lines of a text that are not blank."""
    return [line.strip() for line in body.split("\n", 2 * number) if line.strip()][:number]


def byline_names(text: str) -> list[str] | None:
    """Return the people a byline names after its "By", or None where it reads as no byline."""
    found = named_in_line(text)
    return None if found == NOBODY else found.people


def reporters(body: str, removed: Iterable[str] = ()) -> list[str]:
    """Return the people by whom an article was reported or written, as a line at its end says.

    Such a line is "(Reporting by Ann Roe in Beirut; additional reporting by Ben Low; editing by Cy
    Poe)"; editors are not among them.

    Args:
        body: The text.
        removed: Lines that were cut from it as boilerplate.
    """
    last = [line for line in body.rsplit("\n", 2 * _LAST_LINES) if line.strip()][-_LAST_LINES:]
    return distinct(name for line in (*last, *removed) for name in _reporters(line))


def _byline(line: str, following: str | None) -> Byline:
    """Read a line as a byline; below a paragraph (no `following`) only where it says so itself.

    There "Ann Roe, Harbour Post" tells who was quoted.
    """
    if reported := _FROM.fullmatch(line):
        return named_in_line(reported[1])
    if (behind := after_by(line)) is not None:
        return named_in_line(behind)
    if following is None:
        return NOBODY
    first, *rest = _BESIDE.split(line)
    if rest and all(agency_called(part) or is_outlet(part) for part in rest):
        return named_in_line(first, rest)
    if _names_outlet(following):
        return named_in_line(line, (following,))
    return NOBODY


def _names_outlet(line: str) -> bool:
    """Tell whether the line under a line of names is an outlet, an agency, or a role: "Special to Harbour Post"."""
    if is_outlet(line) or agency_called(line) or pattern(_PAPER).fullmatch(line):
        return True
    return len(line) <= _LONGEST_ROLE and line[-1:].isalnum() and pattern(_ROLE_LINE).match(line) is not None


def _reporters(line: str) -> list[str]:
    found = pattern(_REPORTING).search(line)
    if found is None or len(found["credit"]) > _LONGEST_CREDIT:
        return []
    _, *told = pattern(_TASK).split(found["credit"])
    parts = zip(told[::2], told[1::2], strict=True)
    return [
        name for task, names in parts if listed("author_tasks") & {*task.lower().split()} for name in _people(names)
    ]


def _people(names: str) -> list[str]:
    """Return the people in a list of a credit line; none where it begins with no full name: running text."""
    listing = _FILED_FROM.sub("", names.partition(")")[0].strip(" .;,([-–—"))
    people = credited([_EMPLOYER.sub("", listing)]).people
    return [name for name in people if is_full_name(name)] if people and is_full_name(people[0]) else []
