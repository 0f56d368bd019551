"""Names that a corpus uses often and a codebook does not list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from .. import paths, yamlfile
from ..codebook import Codebook
from .matcher import Matcher, decided
from .names import titles
from .texts import Text, texts

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_INSIDE = r"(?:[\w-]|[’'](?!s\b)(?=\w))*"  # "O'Brien"; what follows "Roe's" is another name
_PART = rf"(?:{_CAPITAL}{_INSIDE}\w|{_CAPITAL}\.(?=[ ]{_CAPITAL}))"
NAME = re.compile(
    rf"(?<![\w@/#.])(?:al[- ])?{_PART}(?:[ ](?:(?:of|for|al|bin|ibn|van|von|de|el)[ ](?:the[ ])?|al-)?{_PART})*"
)
_ADJECTIVE = re.compile(r"(?:an|ean|ish|ese|ch|ni|qi|ic|ist|ed)$|-(?:led|backed|held|era|based)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TOGETHER = 0.4  # share of the articles with a surname that must have the full name, for both to be one person
_BEFORE_NOUN = 0.5  # share of an adjective's occurrences with a word in small letters after it
_PLURAL = re.compile(r"^[A-Z][\w-]*[a-z]s$")
_COMMON = 0.3  # of a word's occurrences in small letters: above it the capital is a sentence's, not a name's
PARTY = re.compile(r"[DRI]-[A-Z][\w.]*")  # "D-Conn"
_AROUND = 50
_EXAMPLES = 3
_PERSON = 0.1  # share of a name's occurrences that must look like a person, for full name and surname to be one
# Share of a name's occurrences that must look like a kind. Of 150 names in 986 articles, what has "in" before it
# in a tenth is a place; verbs of speech and "the" stand beside other names too.
_SURE = {"person": 0.2, "place": 0.1, "group": 0.2}
_LINKS = ("of", "for", "the")  # what a title leaves: "Secretary" of "Secretary of State John Kerry"
_DATELINE = 40
_CREDIT = re.compile(r"\) ?[-–—]")  # after an agency: "GENEVA (AP) — A museum …"
_ENDS = '.?!:”"“'


class Candidate(NamedTuple):
    """A name that may belong into a codebook.

    Attributes:
        text: The name in full.
        kind: What it looks like: person, group, people, place, or unknown.
        n: Occurrences.
        n_articles: Articles that have it.
        also: The surname, where texts use it for short.
        examples: Excerpts, each from an article of its own.
    """

    text: str
    kind: str
    n: int
    n_articles: int
    also: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass
class _Seen:
    """What is known of one name."""

    n: int = 0
    articles: set[str] = field(default_factory=set)
    signs: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


class Signs(NamedTuple):
    """Words around names and inside of them, by what they tell."""

    place_before: frozenset[str]
    person_after: frozenset[str]
    group_ends: frozenset[str]
    group_after: frozenset[str]
    nobody: frozenset[str]
    not_noun: frozenset[str]
    affiliations: frozenset[str]
    also_known: re.Pattern[str]


def candidates(articles: pd.DataFrame, codebook: Codebook, *, fewest: int = 5) -> list[Candidate]:
    """Return the names in a corpus that no variant of a codebook covers, most frequent first.

    A name is a run of capitalised words; what is capitalised only where sentences begin is none.
    Surnames are counted with the full name they follow. The kind is a guess from the words around.

    Args:
        articles: Any table with `article_id` and `body`.
        codebook: The study's codebook.
        fewest: Articles that must have a name.
    """
    matcher = Matcher(codebook)
    bodies = [text for text in texts(articles) if text.part == "body"]
    small, capital = cases(text.text for text in bodies)
    variants = {variant.text for variant in codebook.variants}
    seen: dict[str, _Seen] = {}
    for text in tqdm(bodies, desc="names", unit=" texts", disable=None, leave=False):
        matches = decided({"body": matcher.matches(text.text)}, {"body": text.text})["body"]
        taken = [(match.start, match.end) for match in matches if match.decided is not False]
        for start, end in names(text.text, small, capital):
            if any(first < end and start < last for first, last in taken):
                continue
            name = _in_small(text.text[start:end], capital)
            if name in variants:
                continue
            one = seen.setdefault(name, _Seen())
            one.n += 1
            one.articles.add(text.article_id)
            one.signs.update(_signs_of(text.text, start, end))
            add_example(one.examples, text, start, end)
    return _ranked(_with_surnames(seen), fewest)


def add_example(examples: dict[str, str], text: Text, start: int, end: int) -> None:
    """Add a stretch and the words around it to the examples, given by article; copies add nothing."""
    if len(examples) < _EXAMPLES and text.article_id not in examples:
        line = _excerpt(text.text, start, end)
        if line not in examples.values():
            examples[text.article_id] = line


def _excerpt(text: str, start: int, end: int) -> str:
    """Return a stretch with the words around it, within its line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    left, right = text[first:start].rpartition("\n")[2], text[end:last].partition("\n")[0]
    if first and len(left) == start - first:
        left = "… " + left.partition(" ")[2]
    if last < len(text) and len(right) == last - end:
        right = right.rpartition(" ")[0] + " …"
    return left + text[start:end] + right


def cases(bodies: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Count every word in small letters; and with a capital where no sentence begins, all in capitals also as such."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in bodies:
        for match in _WORD.finditer(text):
            word = match.group().replace("’", "'").removesuffix("'s").removesuffix("'")
            if word[0].islower():
                small[word] += 1
            elif match.start() > 1 and text[match.start() - 1] == " " and text[match.start() - 2] not in _ENDS:
                capital[word.lower()] += 1
                capital[word] += word.isupper()
    return small, capital


def names(text: str, small: Counter[str], capital: Counter[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every name in a text, without titles, given what `cases` counted."""
    for match in NAME.finditer(text):
        start, end = match.span()
        after_title = _after_title(match.group())
        start += after_title
        opens = not after_title and (start < 2 or text[start - 1] != " " or text[start - 2] in _ENDS)
        while start < end:
            word = text[start:end].split(" ", 1)[0]
            low = word.lower().rstrip(".").replace("’", "'").removesuffix("'s")
            opens = opens or word in _LINKS
            stands_alone = opens or " " not in text[start:end]
            is_common = stands_alone and (small[low] > _COMMON * capital[low] or not capital[low])
            is_common = is_common and not low.startswith("al-")  # written small, and part of a name
            if not is_common and word not in _LINKS and low not in signs().nobody and low not in titles():
                break
            start += len(word)
            while start < end and text[start] == " ":
                start += 1
        name = text[start:end]
        if (
            len(name) > 2
            and not PARTY.fullmatch(name)
            and not (text[start - 1 : start] == "(" and _CREDIT.match(text, end) and opens_line(text, start))
            and name.split()[-1].lower().replace("’", "'") not in signs().nobody
        ):
            yield start, end


def opens_line(text: str, position: int) -> bool:
    """Tell whether a position is near the beginning of a line, where datelines stand."""
    return position - (text.rfind("\n", 0, position) + 1) < _DATELINE


def _in_small(name: str, capital: Counter[str]) -> str:
    """Return a name that a dateline or headline shouts as it is written elsewhere: "BAGHDAD"."""
    words = name.split(" ")
    shouted = all(word.isupper() and capital[word.lower()] > 2 * capital[word] for word in words)
    return " ".join(word.capitalize() for word in words) if shouted else name


def _after_title(name: str) -> int:
    """Return where the name begins in "Russian President Vladimir Putin", 0 without a title."""
    words = name.split(" ")
    last = max((at for at, word in enumerate(words[:-1]) if word.lower().rstrip(".") in titles()), default=-1)
    return sum(len(word) + 1 for word in words[: last + 1])


def _signs_of(text: str, start: int, end: int) -> Iterator[str]:
    before = text[max(0, start - 30) : start].split()
    after = text[end : end + 30].replace("’", "'").split()
    last = before[-1].lower().strip('“"(') if before else ""
    following = after[0].lower().strip(',."”') if after else ""
    if last.rstrip(".") in titles():
        yield "person"
    if following in signs().person_after or (len(after) > 1 and after[0] == "," and after[1] in signs().person_after):
        yield "person"
    if last in signs().place_before:
        yield "place"
    if following in signs().group_after or last == "the":
        yield "group"
    if text[start:end].rsplit(" ", 1)[-1].lower() in signs().group_ends:
        yield "group end"
    if text[end : end + 2].strip().islower() and following not in signs().not_noun:
        yield "before noun"


def _with_surnames(seen: dict[str, _Seen]) -> dict[tuple[str, ...], _Seen]:
    """Join surnames with the full name that most of their articles have: "Clinton" with "Hillary Clinton"."""
    owners: dict[str, str] = {}
    for name in sorted(seen, key=lambda name: (len(seen[name].articles), seen[name].n, name)):
        surname = name.rsplit(" ", 1)[-1]
        if " " in name and surname in seen:
            owners[surname] = name
    joined: dict[tuple[str, ...], _Seen] = {(name,): one for name, one in seen.items()}
    for surname, name in owners.items():
        full, short = seen[name], seen[surname]
        together = len(full.articles & short.articles) / len(short.articles)
        both = _Seen(full.n + short.n, full.articles | short.articles, full.signs + short.signs, full.examples)
        if together >= _TOGETHER and both.signs["person"] >= _PERSON * both.n and (name,) in joined:
            del joined[name,], joined[surname,]
            joined[name, surname] = both
    return joined


def _ranked(seen: dict[tuple[str, ...], _Seen], fewest: int) -> list[Candidate]:
    rows = [
        Candidate(names[0], _kind(names, one), one.n, len(one.articles), names[1:], tuple(one.examples.values()))
        for names, one in seen.items()
        if len(one.articles) >= fewest and not _is_adjective(names[0], one)
    ]
    return sorted(rows, key=lambda row: (-row.n_articles, -row.n, row.text))


def _is_adjective(name: str, one: _Seen) -> bool:
    """Tell whether a name is mostly the property of a noun: "Turkish troops", "Islamist groups"."""
    return _ADJECTIVE.search(name) is not None and one.signs["before noun"] / one.n > _BEFORE_NOUN


def _kind(names: tuple[str, ...], one: _Seen) -> str:
    """Return what a name looks like: person, group, people, place, or unknown."""
    if one.signs["group end"] > 0.5 * one.n:
        return "group"
    shares = {kind: one.signs[kind] / one.n for kind in _SURE}
    kind = max(shares, key=lambda kind: shares[kind])
    if shares[kind] >= _SURE[kind] and not (kind == "group" and _PLURAL.search(names[0])):
        return kind
    if len(names) > 1 or (" " in names[0] and kind == "person"):
        return "person"
    return "people" if _PLURAL.search(names[0]) else "group" if names[0].isupper() else "unknown"


@cache
def signs() -> Signs:
    """Return what names are told apart by; `lexicon/suggestions.yml` says what each is."""
    entries = yamlfile.load(paths.LEXICON / "suggestions.yml").mapping(known=Signs._fields, need=Signs._fields)
    words = {name: frozenset(entries[name].text().split()) for name in Signs._fields if name != "also_known"}
    return Signs(**words, also_known=re.compile(entries["also_known"].text()))
