"""Other names of a codebook's actors that its variants lack: said to be one, or spelled like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import pandas as pd

from ..codebook import Codebook
from .candidates import NAME, PARTY, Candidate, signs
from .matcher import Match, Matcher, decided
from .texts import texts

_OPEN = re.compile(r" ?\(\s*[“\"‘']?")
_CLOSE = re.compile(r"[”\"’']?\s*\)")
_REACH = 80
_DATELINE = 40
_ALIKE = 0.83  # of difflib's ratio: of six letters five are the same
_SHORTEST = 5
_INFLECTED = re.compile(r"(?:n|i|an|ian|ese)?s?")  # "America", "American", "Americans" are not spellings of one name


class Alias(NamedTuple):
    """A string that may be another name of an actor. `why` is "said" or the variant it is spelled like."""

    text: str
    actor_id: str
    term_id: str | None
    why: str
    n_articles: int
    example: str


def said_aliases(articles: pd.DataFrame, codebook: Codebook) -> list[Alias]:
    """Return strings that texts give as another name of an actor and its variants lack, most frequent first.

    Patterns: "X (Y)", "X, also known as Y" and their like.

    Args:
        articles: Any table with `article_id` and `body`.
        codebook: The study's codebook.
    """
    matcher = Matcher(codebook)
    found: dict[tuple[str, str, str | None], dict[str, str]] = {}
    for text in texts(articles):
        matches = decided({text.part: matcher.matches(text.text)}, {text.part: text.text})[text.part]
        matches = [match for match in matches if match.decided is not False]
        taken = {match.start for match in matches}
        for match in matches:
            for start, end in _other_names(text.text, match, taken):
                key = (text.text[start:end], match.variant.actor_id, match.variant.term_id)
                first, last = max(0, match.start - 20), min(len(text.text), end + 40)
                found.setdefault(key, {})[text.article_id] = text.text[first:last].replace("\n", " ")
    rows = [Alias(*key, "said", len(where), next(iter(where.values()))) for key, where in found.items()]
    return sorted(rows, key=lambda row: (-row.n_articles, row.text))


def spelled_aliases(names: Sequence[Candidate], codebook: Codebook) -> list[Alias]:
    """Return the candidates that are spelled almost like a variant of an actor: "Bashar al-Asad"."""
    rows = []
    for name in names:
        for variant in codebook.variants:
            if _INFLECTED.fullmatch(name.text.removeprefix(variant.text)):
                break
            if min(len(name.text), len(variant.text)) < _SHORTEST or name.text[0] != variant.text[0]:
                continue
            compared = SequenceMatcher(None, name.text, variant.text, autojunk=False)
            if compared.real_quick_ratio() >= _ALIKE and compared.ratio() >= _ALIKE:
                rows.append(
                    Alias(name.text, variant.actor_id, variant.term_id, variant.text, name.n_articles, name.example)
                )
                break
    return rows


def _other_names(text: str, match: Match, taken: set[int]) -> Iterator[tuple[int, int]]:
    after = text[match.end : match.end + _REACH].partition("\n")[0]
    opening = signs().also_known.match(after) or _OPEN.match(after)
    name = NAME.match(after, opening.end()) if opening else None
    if opening is None or name is None or match.end + name.start() in taken or not _is_alias(name):
        return
    is_closed = _CLOSE.match(after, name.end()) or "(" not in opening.group()
    # "LONGPONT, France (CNN) — …" opens a report.
    opens_line = match.start - (text.rfind("\n", 0, match.start) + 1) < _DATELINE
    is_dateline = opens_line and match.variant.term_id is None and opening.re is _OPEN
    if is_closed and not is_dateline:
        yield match.end + name.start(), match.end + name.end()


def _is_alias(name: re.Match[str]) -> bool:
    """Tell whether a string in brackets can be a name, and not a state of the Union, a party letter, or a month."""
    low = name.group().lower()
    is_party = PARTY.fullmatch(name.group()) or low in signs().affiliations
    return len(low) > 2 and low not in signs().nobody and not is_party
