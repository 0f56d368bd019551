"""Occurrences of a codebook's variants in a text: leftmost, longest, at word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ..codebook import Codebook, Rule, Variant

_WORDS = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"://|^www\.|\w\.[a-z]{2,}/", re.IGNORECASE)
_CAPITALS_REACH = 60
CONTEXT = 60


class Match(NamedTuple):
    """One occurrence of a variant. `decided` is None while an ambiguous one is open."""

    start: int
    end: int
    variant: Variant
    decided: bool | None


class Matcher:
    """Finds the variants of one codebook. Build it once, use it on many texts."""

    def __init__(self, codebook: Codebook) -> None:
        self._variants = codebook.variants
        self._automaton = AhoCorasick([variant.text for variant in self._variants], matchkind=MatchKind.Standard)

    def matches(self, text: str) -> list[Match]:
        """Return the occurrences in a text; rules that look at the whole article are left open.

        Of overlapping occurrences the one that starts first counts, and of those the longest:
        "Islamic State of Iraq and the Levant" is one mention, of one variant.
        """
        # A name may be broken over lines, or held together, in text that was never cleaned.
        plain = text.replace("\u00a0", " ").replace("\n", " ")
        found = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        bounded = [hit for hit in found if _is_bounded(text, hit[1], hit[2])]
        bounded.sort(key=lambda hit: (hit[1], -hit[2]))
        chosen, reached = [], 0
        for index, start, end in bounded:
            if start >= reached:
                variant = self._variants[index]
                chosen.append(Match(start, end, variant, None if variant.is_ambiguous else True))
                reached = end
        return chosen


def decided(parts: dict[str, list[Match]], texts: dict[str, str]) -> dict[str, list[Match]]:
    """Return one article's matches with the ambiguous ones decided where the rules allow it.

    An ambiguous occurrence may lean on the article naming its actor unambiguously, so rules are
    tried twice: what the first round accepts counts as naming in the second.
    """
    whole = "\n".join(texts.values())
    for _ in range(2):
        named = {match.variant.actor_id for matches in parts.values() for match in matches if match.decided}
        parts = {
            part: [_judged(match, texts[part], whole, named) for match in matches] for part, matches in parts.items()
        }
    return parts


def _judged(match: Match, text: str, whole: str, named: set[str]) -> Match:
    if match.decided is not None:
        return match
    if _any_fits(match.variant.reject, match, text, whole, named):
        return match._replace(decided=False)
    if not match.variant.accept or _any_fits(match.variant.accept, match, text, whole, named):
        return match._replace(decided=True)
    return match


def _any_fits(rules: Iterable[Rule], match: Match, text: str, whole: str, named: set[str]) -> bool:
    return any(_fits(rule, match, text, whole, named) for rule in rules)


def _fits(rule: Rule, match: Match, text: str, whole: str, named: set[str]) -> bool:
    before, after = text[max(0, match.start - CONTEXT) : match.start], text[match.end : match.end + CONTEXT]
    return (
        (rule.before is None or rule.before.search(before) is not None)
        and (rule.after is None or rule.after.match(after) is not None)
        and (rule.article is None or rule.article.search(whole) is not None)
        and (rule.not_article is None or rule.not_article.search(whole) is None)
        and (rule.capitals is None or rule.capitals == _is_among_capitals(text, match.start, match.end))
        and (rule.article_names is None or rule.article_names == (match.variant.actor_id in named))
    )


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a span is a word of its own: no letter joins it, and it is no part of an address.

    Hyphens, apostrophes and slashes may join it: "anti-ISIS", "ISIS's", "ISIS/ISIL".
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "_@" or after.isalnum() or after == "_":
        return False
    following = text[end + 1] if end + 1 < len(text) else " "
    is_domain = after == "." and (following.islower() or following.isdigit()) and text[end - 1] != "."
    if is_domain or (after == "@" and following.isalnum()):
        return False
    return not (before in "./-_=?&" and _is_in_address(text, start))


def _is_in_address(text: str, start: int) -> bool:
    word = text[max(0, start - 300) : start].rsplit(maxsplit=1)[-1:]
    return bool(word) and _ADDRESS.search(word[0]) is not None


def _is_among_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the words to both sides, within the line, are in capitals.

    At the edge of a line two words to the other side count.
    """
    before = _WORDS.findall(text[max(0, start - _CAPITALS_REACH) : start].rpartition("\n")[2])[-2:]
    after = _WORDS.findall(text[end : end + _CAPITALS_REACH].partition("\n")[0])[:2]
    around = before[-1:] + after[:1] if before and after else before + after
    return len(around) > 1 and all(word.isupper() for word in around)
