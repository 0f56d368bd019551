"""Other names of a codebook's actors that its variants lack: said to be one, or spelled like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from ..codebook import Codebook, Variant
from .candidates import NAME, PARTY, Candidate, add_example, opens_line, signs
from .matcher import Match, Matcher, decided
from .texts import line_end, texts

_OPEN = re.compile(r" ?\(\s*[“\"‘']?")
_CLOSE = re.compile(r"[”\"’']?\s*\)")
_REACH = 80
_ALIKE = 0.83  # of difflib's ratio: of six letters five are the same
_SHORTEST = 5
_WITHIN = re.compile(r"\b[A-Z][\w’'-]+ (?:of|for) (?:the )?\Z")  # "Socialists of America (…)" is no name of America
_INFLECTED = re.compile(r"(?:n|i|an|ian|ese)?s?")  # "America", "American", "Americans" are not spellings of one name

_Key = tuple[str, str, str | None]  # string, actor, term


class Alias(NamedTuple):
    """A string that may be another name of an actor.

    Attributes:
        text: The string.
        actor_id: Whose name it may be.
        term_id: The rival name it may be a variant of; None for an actor without rival names.
        like: The variant it is spelled like; None where texts say that it is another name.
        n_articles: Articles that say so, or that have the string.
        examples: Excerpts, each from an article of its own.
    """

    text: str
    actor_id: str
    term_id: str | None
    like: str | None
    n_articles: int
    examples: tuple[str, ...]


def said_aliases(articles: pd.DataFrame, codebook: Codebook, *, fewest: int = 1) -> list[Alias]:
    """Return strings that texts give as another name of an actor and its variants lack, most frequent first.

    Patterns: "X (Y)", "X, also known as Y" and their like.

    Args:
        articles: Any table with `article_id` and `body`.
        codebook: The study's codebook.
        fewest: Articles that must say so.
    """
    matcher = Matcher(codebook)
    variants = {variant.text for variant in codebook.variants}
    where: dict[_Key, set[str]] = defaultdict(set)
    examples: dict[_Key, dict[str, str]] = defaultdict(dict)
    for text in tqdm(texts(articles), desc="other names", unit=" texts", disable=None, leave=False):
        matches = decided({text.part: matcher.matches(text.text)}, {text.part: text.text})[text.part]
        matches = [match for match in matches if match.decided is not False]
        taken = {match.start for match in matches}
        for match in matches:
            name = _other_name(text.text, match)
            if name is None or name.start() in taken or name.group() in variants:
                continue
            key = (name.group(), match.variant.actor_id, match.variant.term_id)
            where[key].add(text.article_id)
            add_example(examples[key], text, match.start, name.end())
    rows = [
        Alias(*key, None, len(found), tuple(examples[key].values()))
        for key, found in where.items()
        if len(found) >= fewest
    ]
    return sorted(rows, key=lambda row: (-row.n_articles, row.text))


def spelled_aliases(names: Iterable[Candidate], codebook: Codebook) -> list[Alias]:
    """Return the candidates that are spelled almost like a variant of an actor: "Bashar al-Asad"."""
    rows = []
    for name in names:
        variant = _closest(name.text, codebook.variants)
        if variant:
            owner = (variant.actor_id, variant.term_id)
            rows.append(Alias(name.text, *owner, variant.text, name.n_articles, name.examples))
    return rows


def _closest(name: str, variants: Iterable[Variant]) -> Variant | None:
    """Return the variant that a name is spelled almost like, if any."""
    compared = SequenceMatcher(b=name, autojunk=False)
    best, ratio = None, _ALIKE
    for variant in variants:
        if _INFLECTED.fullmatch(name.removeprefix(variant.text)):
            return None
        if min(len(name), len(variant.text)) < _SHORTEST or name[0] != variant.text[0]:
            continue
        compared.set_seq1(variant.text)
        if compared.real_quick_ratio() >= ratio and compared.ratio() >= ratio:
            best, ratio = variant, compared.ratio()
    return best


def _other_name(text: str, match: Match) -> re.Match[str] | None:
    """Return what a text says to be another name of the actor it has just named, if anything."""
    end = min(line_end(text, match.end), match.end + _REACH)
    opening = signs().also_known.match(text, match.end, end) or _OPEN.match(text, match.end, end)
    name = NAME.match(text, opening.end(), end) if opening else None
    if opening is None or name is None or not _is_alias(name):
        return None
    is_open = "(" in opening.group() and not _CLOSE.match(text, name.end())
    is_within = _WITHIN.search(text[max(0, match.start - _REACH) : match.start])
    return None if is_open or is_within or _is_dateline(text, match) else name


def _is_dateline(text: str, match: Match) -> bool:
    """Tell whether a place opens a report, with an agency in brackets: "LONGPONT, France (CNN) — …"."""
    is_place = match.variant.term_id is None and _OPEN.match(text, match.end) is not None
    return is_place and opens_line(text, match.start)


def _is_alias(name: re.Match[str]) -> bool:
    """Tell whether a string in brackets can be a name, and not a state of the Union, a party letter, or a month."""
    low = name.group().lower()
    is_party = PARTY.fullmatch(name.group()) or low in signs().affiliations
    return len(low) > 2 and low not in signs().nobody and not is_party
