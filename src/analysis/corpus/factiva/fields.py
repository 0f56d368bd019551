"""Factiva's articles: from labelled fields, or from lines without labels, to named fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from ... import paths, yamlfile
from ..languagenames import language_code

Fields = dict[str, Any]
_ID = re.compile(r"[A-Za-z0-9]{8}(?:19|20)\d\d[01]\d[0-3]\d[A-Za-z0-9]{9}")
_TIME = re.compile(r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,5})?")
_CJK_DATE = re.compile(r"(\d{4}) ?年 ?(\d\d?) ?月 ?(\d\d?) ?日(?: ?(\d\d?:\d\d(?::\d\d)?))?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_LENGTH = re.compile(r"([0-9][0-9.,\s]*)(.*)")
_PAGE = re.compile(r"(?:[A-Za-z]{0,4}[-.]?)?\d{1,4}[A-Za-z]?")
_LONGEST_HEAD = 14  # lines; section, headline, author, ten of the source's
_LONGEST_DATE = 40
_LONGEST_BYLINE = 120


def of_labelled(pairs: Iterable[tuple[str, list[str]]]) -> Fields:
    """Return the fields of an article from its labels and their paragraphs, in order."""
    gathered: dict[str, list[str]] = {}
    for label, texts in pairs:
        gathered.setdefault(labels().get(label, label.lower()), []).extend(texts)
    fields: Fields = {name: _joined(name, texts) for name, texts in gathered.items() if texts}
    printed = fields.pop("published", "")
    if "authors" in fields:
        fields["authors"] = _authors(gathered["authors"])
    if "length_words" in fields:
        fields["length_words"] = n_words(fields["length_words"]) or fields["length_words"]
    if "language" in fields:
        fields["language"] = language_code(fields["language"]) or fields["language"]
    if "article_id" in fields:
        fields["article_id"] = article_id(fields["article_id"]) or fields["article_id"].split()[-1]
    return fields | _dated(printed)


def of_printed(lines: Sequence[str], *, title: str | None = None, titles: Collection[str] = ()) -> Fields:
    """Return the fields of an article whose head has no labels: places and forms tell what is what.

    Args:
        lines: Its lines without blank ones, from section or headline to the end of its text.
        title: Its headline, where the markup tells it.
        titles: Headlines of a table of contents.
    """
    length, dated = anchors(lines)
    if dated is None:
        body = [line for line in lines if line != title]
        return ({"title": title} if title else {}) | {"body": "\n\n".join(body)}
    before = list(lines[: dated if length is None else length])
    fields = _above(before, title, titles)
    if length is not None:
        fields["length_words"] = n_words(lines[length])
    after, rest = _source(list(lines[dated + 1 :]))
    return fields | _dated(lines[dated]) | after | {"body": "\n\n".join(rest)}


def anchors(lines: Sequence[str], start: int = 0) -> tuple[int | None, int | None]:
    """Return where the length and the date stand in an article's head, searched from a line on.

    Without a length, a date counts that a source's code follows.
    """
    places = range(start, min(len(lines), start + _LONGEST_HEAD))
    for at in places:
        if n_words(lines[at]) is not None:
            dated = next((i for i in range(at + 1, min(len(lines), at + 3)) if is_date(lines[i])), None)
            if dated is not None:
                return at, dated
    for at in places:
        if is_date(lines[at]) and any(_CODE.fullmatch(line) for line in lines[at + 2 : at + 4]):
            return None, at
    return None, None


def n_words(text: str) -> int | None:
    """Return the length that a line such as "1,234 words" gives, or None."""
    found = _LENGTH.fullmatch(text.strip())
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    is_length = found is not None and 0 < len(digits) < 8 and found[2].strip(" .").casefold() in words("units")
    return int(digits) if is_length else None


def is_date(text: str) -> bool:
    """Return whether a line is a date with a day, in any language."""
    numbers = re.findall(r"[0-9]+", text)
    years = [number for number in numbers if len(number) == 4 and number[0] in "12"]
    has_day = any(len(number) < 3 and 0 < int(number) < 32 for number in numbers)
    has_month = sum(letter.isalpha() for letter in text) >= 2
    return len(text) <= _LONGEST_DATE and len(years) == 1 and has_day and has_month


def is_byline(line: str) -> bool:
    """Return whether a line begins as those with an author's name do."""
    first = line.strip().partition(" ")[0].casefold()
    return first in words("byline") and len(line) <= _LONGEST_BYLINE


def article_id(text: str) -> str | None:
    """Return the accession number at the end of a line such as "Document …", or None."""
    parts = text.replace("|", " ").replace("*", " ").split()
    return parts[-1] if 2 <= len(parts) <= 4 and _ID.fullmatch(parts[-1]) else None


@cache
def labels() -> dict[str, str]:
    """Return Factiva's labels, in the order they stand in, and our names."""
    return {label: name.text() for label, name in _lexicon()["labels"].mapping().items()}


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return one of the lexicon's lists of words, in small letters."""
    return tuple(item.text().casefold() for item in _lexicon()[kind].sequence())


@cache
def _lexicon() -> dict[str, yamlfile.Entry]:
    return yamlfile.load(paths.LEXICON / "factiva.yml").mapping()


def _joined(name: str, texts: list[str]) -> str:
    return {"body": "\n\n", "title": " "}.get(name, "\n").join(texts)


def _dated(printed: str) -> Fields:
    """Return the date as a field; what is no whole date is kept as it is printed."""
    if numbers := _CJK_DATE.fullmatch(printed.strip()):
        year, month, day, time = numbers.groups()
        return {"published": f"{year}-{int(month):02}-{int(day):02}"} | ({"time": time} if time else {})
    if is_date(printed):
        return {"published": printed.strip()}
    return {"published_as_printed": printed} if printed else {}


def _above(before: list[str], title: str | None, titles: Collection[str]) -> Fields:
    """Return section, headline and authors from the lines above length and date."""
    if not before:
        return {"title": title} if title else {}
    known = [at for at, line in enumerate(before) if line == title or line in titles]
    at = known[0] if known else _headline(before)
    fields: Fields = {"title": before[at]}
    if at > 0:
        fields["section"] = "\n".join(before[:at])
    if before[at + 1 :]:
        fields["authors"] = _authors(before[at + 1 :])
    return fields


def _headline(before: list[str]) -> int:
    """Return which of the lines is the headline: the last but bylines, or where none begins as such the longest."""
    bylines = [is_byline(line) for line in before]
    if bylines[-1] and len(before) > 1:
        return max(at for at, is_one in enumerate(bylines) if not is_one or at == 0)
    return max(range(len(before)), key=lambda at: len(before[at]))


def _source(lines: list[str]) -> tuple[Fields, list[str]]:
    """Return the fields that stand between the date and the text, and the lines of the text."""
    fields: Fields = {}
    if lines and _TIME.fullmatch(lines[0]):
        fields["time"] = lines.pop(0)
    if lines:
        fields["outlet"] = lines.pop(0)
    near = lines[: _LONGEST_HEAD - 5]
    ends = [at for at, line in enumerate(near) if line.casefold().startswith(words("copyright"))]
    ends = ends or [at for at, line in enumerate(near) if language_code(line)]
    end = ends[0] + 1 if ends else int(bool(near and _CODE.fullmatch(near[0])))
    for line in lines[:end]:
        name = _kind(line, fields)
        fields[name] = f"{fields[name]}\n{line}" if name in fields else line
    if "language" in fields:
        fields["language"] = language_code(fields["language"]) or fields["language"]
    return fields, lines[end:]


def _kind(line: str, fields: Fields) -> str:
    """Return what a line between the source's name and the text is."""
    if line.casefold().startswith(words("copyright")):
        return "copyright"
    if language_code(line) and "language" not in fields:
        return "language"
    if _TIME.fullmatch(line) and "time" not in fields:
        return "time"
    if "source_code" not in fields and _CODE.fullmatch(line):
        return "source_code"
    return "page" if _PAGE.fullmatch(line) and _looks_like_page(line, fields) else "edition"


def _looks_like_page(line: str, fields: Fields) -> bool:
    return line.isdigit() or "edition" in fields


def _authors(lines: Iterable[str]) -> list[str]:
    """Return the names in bylines, as they are printed, without "By"."""
    names: list[str] = []
    for line in lines:
        first, _, rest = line.strip().partition(" ")
        text = rest if first.casefold() in words("byline") and rest else line
        names += [name.strip() for name in _between_names().split(text)]
    return [name for name in names if name]


@cache
def _between_names() -> re.Pattern[str]:
    return re.compile(rf" ?[;\n] ?| (?:{'|'.join(words('joined'))}) ", re.IGNORECASE)
