"""Authors: people's names out of author fields and byline lines, and the agencies that stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .agencies import agency_called, is_outlet

_LONGEST_LINE = 140
_LONGEST_ROLE = 50
_LEADING_LINES = 4  # headline, picture caption and kicker may stand before the byline
_ADDRESS = re.compile(r"\S+@\S*|(?<!\w)@\w+|https?://\S+")
_SITE = re.compile(r"\.(?:com|org|net|edu|gov|co|uk|tv|info)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAK = re.compile(r"\s*(?:[;|•·\n]|//|\s/\s)\s*")
_LIST = re.compile(r"\s*,\s+(?:(?:and|with)\s+)?|\s+(?:and|with|&)\s+", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:written|reported|story|text|words|analysis|opinion|reporting|exclusive|review|commentary) )?by\b:?\s+",
    re.IGNORECASE,
)
_KICKER = re.compile(r"(?:analysis|opinion|commentary|perspective|review)(?: by|:)?\s+(?=\S+ \S)", re.IGNORECASE)
_HONORIFIC = re.compile(
    r"(?:(?:Dr|Prof|Sen|Rep|Gov|Mr|Mrs|Ms|Rev|Lt|Col|Gen|Sir|U\.S)\b\.?"
    r"|Professor|Senators?|Representatives?|Governor|Congress(?:wo)?man)\s+(?=\S)"
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_DEGREE = re.compile(r"(?:ph\.?d|m\.?d|m\.?a|m\.?p\.?h|esq|j\.?d|r\.?n|o\.?b\.?e|mba)\.?", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|editor-at-large|editorial|columnists?|contributors?"
    r"|contributing|producers?|bureau|desk|team|analysts?|commentators?|biographer|director|interns?|professor"
    r"|board|account|wires?|services?|newsroom|newspapers?|magazine|news|network|radio|television|special to"
    r"|senior|executive|author of|based in|reporting|photographers?|photos?|agenc(?:y|ies)|admin|guest|updated"
    r"|published|chief washington|anchor|host|reports|library|specializing|expertise|covering|unknown|anonymous)\b",
    re.IGNORECASE,
)
_ROLE_LINE = re.compile(
    r"(?:special (?:to|for)|for the|staff (?:writer|reporter))\b|.*\b(?:bureau|correspondent|reporter|staff)$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s+(?:in|at|of|for|from|on)\s+(.*)", re.IGNORECASE)
_REPORTED = re.compile(r"(.{5,80}?) reported from [^.]{3,40}\.?")
_NAME_WORD = r"(?:(?:[^\W\d_]\.)+(?:[^\W\d_]\.)?|[^\W\d_][\w.'’‘-]*)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}")
# One word, be it with a particle, and one or two: two people would have two words each.
_SURNAME_FIRST = re.compile(
    rf"((?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Aa]l|[Ee]l|[Dd]i|[Ll]a)[ -]){{0,2}}{_NAME_WORD})"
    rf", ({_NAME_WORD}(?: {_NAME_WORD})?)"
)
_PARTICLES = frozenset(re.findall(r"\w+", "de del della der den di da dos du el al bin ibn la le van von und y e"))
_NO_NAME = frozenset(
    re.findall(
        r"\w+",
        "the a an this that these our my how why what who when where from for in on at to monday tuesday wednesday"
        " thursday friday saturday sunday january february march april june july august september october november"
        " december popular public law editor",
    )
)
# The last word of a newspaper's name, where a line of names stands over it.
_PAPER = re.compile(
    r"(?:[A-Z][\w.&'’-]* ){1,4}"
    r"(?:Advertiser|Advocate|Argus|Banner|Beacon|Bee|Bulletin|Call|Chronicle|Citizen|Constitution|Courier"
    r"|Courier-Journal|Democrat|Dispatch|Eagle|Enquirer|Examiner|Express|Free Press|Gazette|Globe"
    r"|Herald|Inquirer|Journal|Journal Sentinel|Leader|Ledger|Mail|Mercury|Mirror|Monitor|News"
    r"|Observer|Post|Press|Record|Register|Reporter|Republic|Review|Sentinel|Standard|Star|Statesman"
    r"|Sun|Telegraph|Times|Today|Tribune|Union|World)"
)
_MC = re.compile(r"\bMc([a-zà-ÿ])(?=[a-zà-ÿ]{2})")
_NUMERAL = re.compile(r"\b(?:Ii|Iii|Iv)$")
_APOSTROPHE = re.compile(r"\b([ODLN]['’])([a-zà-ÿ])(?=[a-zà-ÿ]{2})")
_CAPITALS_KEPT = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|II|III|IV|[B-DF-HJ-NP-TV-XZ]{2}|[A-Z]J")


class Byline(NamedTuple):
    """Who a byline names: people, and the first agency among or behind them."""

    people: list[str]
    agency: str | None


NOBODY = Byline([], None)


def credited(listed: Iterable[str]) -> Byline:
    """Return the people and the agency in the entries of an authors field.

    Outlets, roles, addresses and degrees beside the names are left out. Doing it again to the people
    changes nothing.
    """
    entries = [part for entry in listed for part in _BREAK.split(entry)]
    return _read([part for entry in entries for part in _parted(_bare(entry))], _bracketed(entries))


def _parted(entry: str) -> list[str]:
    """Return the names of an entry; "Roe, Ann" is one, written as archives do."""
    turned = _SURNAME_FIRST.fullmatch(entry.strip())
    if turned and not any(agency_called(part) or is_outlet(part) or _ROLE.search(part) for part in turned.groups()):
        return [f"{turned[2]} {turned[1]}"]
    return _LIST.split(entry)


def leading_byline(body: str) -> Byline:
    """Return whom a byline line at the start of a text names.

    A byline is "By Ann Roe and Ben Low", "Ann Roe reported from Beirut", or a line of names over or
    before an outlet's or an agency's name.
    """
    lines = [line.strip() for line in body.split("\n", 3 * _LEADING_LINES) if line.strip()][: _LEADING_LINES + 1]
    is_over_text = True
    for line, following in zip(lines[:_LEADING_LINES], [*lines[1:], ""], strict=False):
        is_over_text = is_over_text and len(line) <= _LONGEST_LINE
        if len(line) <= _LONGEST_LINE and (found := _byline(line, following if is_over_text else None)) != NOBODY:
            return found
    return NOBODY


def _byline(line: str, following: str | None) -> Byline:
    """Read a line as a byline; below a paragraph (no `following`) only where it says so itself.

    There "Ann Roe, Harbour Post" tells who was quoted.
    """
    if reported := _REPORTED.fullmatch(line):
        return _strict(reported[1], ())
    if by := _BY.match(line):
        return _strict(line[by.end() :], ())
    if following is None:
        return NOBODY
    first, *rest = re.split(r"\s*[|•,]\s*|\s+[-–—]\s+", line)
    if rest and all(agency_called(part) or is_outlet(part) for part in rest):
        return _strict(first, rest)
    if _names_outlet(following):
        return _strict(line, (following,))
    return NOBODY


def _names_outlet(line: str) -> bool:
    """Tell whether the line under a line of names is an outlet, an agency, or a role: "Special to Harbour Post"."""
    if is_outlet(line) or agency_called(line) or _PAPER.fullmatch(line):
        return True
    return len(line) <= _LONGEST_ROLE and line[-1:].isalnum() and _ROLE_LINE.match(line) is not None


def byline_names(text: str) -> list[str] | None:
    """Return the people a byline names after its "By", or None where it reads as no byline."""
    found = _strict(text, ())
    return None if found == NOBODY else found.people


def _strict(text: str, further: Iterable[str]) -> Byline:
    """Read a line of running text as names; words that are no full names make it none at all.

    After a comma only a line that also has an "and" goes on listing people: in "By Ann Roe, Harbour
    Post" the rest is her outlet.
    """
    names, *behind = _BREAK.split(text)
    is_list = re.search(r"\s(?:and|&)\s", names, re.IGNORECASE) is not None
    parts = _LIST.split(_bare(names))
    kept, others = (parts, []) if is_list else (parts[:1], parts[1:])
    found = _read(kept, [*others, *behind, *further, *_bracketed([text])])
    full = all(_is_full_name(name) for name in found.people)
    if not full or (text.endswith((".", "?", "!", ":")) and not found.people) or not _says_all(kept, found):
        return NOBODY
    return found


def _says_all(parts: list[str], found: Byline) -> bool:
    """Tell whether the first part was a person or an agency, and not something passed over."""
    return bool(found.people) or (found.agency is not None and _role_free(parts[0]))


def _role_free(part: str) -> bool:
    return agency_called(_without_role(part)) is not None


def _read(parts: Iterable[str], beside: Iterable[str]) -> Byline:
    people: list[str] = []
    agencies: list[str | None] = []
    for raw in parts:
        part = _trimmed(raw)
        if people and _SUFFIX.fullmatch(part):
            people[-1] = f"{people[-1]} {_cased(part)}"
            continue
        name, agency = _person(part)
        agencies.append(agency)
        if name:
            people.append(name)
    agencies += [agency_called(_without_role(part)) for part in beside]
    return Byline(_distinct(people), next((agency for agency in agencies if agency), None))


def _person(part: str) -> tuple[str | None, str | None]:
    """Return the person in a part of a byline, and the agency in it."""
    if agency := agency_called(part) or agency_called(_without_role(part)):
        return None, agency
    agency = None
    part = _KICKER.sub("", part, count=1)
    if placed := _PLACED.search(f" {part}"):
        agency = agency_called(placed[1])
        part = part[: max(placed.start() - 1, 0)].strip()
        if " " not in part:
            return None, agency
    first, _, last = part.rpartition(" ")
    if " " in first and agency_called(last):
        part, agency = first, agency_called(last)
    while honorific := _HONORIFIC.match(part):
        part = part[honorific.end() :]
    is_person = _NAME.fullmatch(part) and not _ROLE.search(part) and not is_outlet(part) and not _SITE.search(part)
    return (_cased(part) if is_person and not _DEGREE.fullmatch(part) else None), agency


def _without_role(part: str) -> str:
    """Return "Reuters" of "Reuters Staff" and "Associated Press" of "an Associated Press writer"."""
    words = part.strip(" .").split()
    while words and _ROLE.fullmatch(words[-1]) and not agency_called(" ".join(words)):
        words.pop()
    return " ".join(words)


def _bare(entry: str) -> str:
    return _BY.sub("", _ADDRESS.sub(" ", _BRACKETS.sub(" ", entry)).strip(), count=1)


def _bracketed(entries: Iterable[str]) -> list[str]:
    return [found for entry in entries for found in _BRACKETS.findall(entry)]


def _trimmed(part: str) -> str:
    name = " ".join(part.split()).strip(' "“”*,:–—-')
    return _BY.sub("", name, count=1) if _BY.match(name) else name


def _is_full_name(name: str) -> bool:
    words = name.split()
    capital = all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
    return 2 <= len(words) <= 5 and capital and not any(word.lower() in _NO_NAME for word in words)


def _cased(name: str) -> str:
    """Return a name printed in capitals as names are written, and "Mccarthy" and "O'brien" mended."""
    if name.isupper() and len(name) > 3:
        name = " ".join(_word_cased(word) for word in name.split())
    name = _NUMERAL.sub(lambda found: found.group().upper(), name)
    name = _MC.sub(lambda found: "Mc" + found[1].upper(), name)
    return _APOSTROPHE.sub(lambda found: found[1] + found[2].upper(), name)


def _word_cased(word: str) -> str:
    if _CAPITALS_KEPT.fullmatch(word):
        return word
    if word.lower() in ("de", "der", "den", "von", "und", "bin", "ibn", "y"):
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))


def _distinct(people: list[str]) -> list[str]:
    """Return each person once, in the fullest form: "Ann Roe" and "Ann B. Roe" are one."""
    by_ends: dict[str, str] = {}
    for name in people:
        words = [word for word in name.lower().split() if not re.fullmatch(r"\w\.?", word)]
        ends = " ".join(words) or name.lower()
        if len(name) > len(by_ends.get(ends, "")):
            by_ends[ends] = name
    return list(by_ends.values())
