"""Attributions: what stands in a source's words or thoughts, by which cue, and who the source is."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd
from tqdm import tqdm

from .. import paths
from ..codebook import Codebook
from ..tables import ATTRIBUTIONS
from .clauses import Clause, attributed
from .cues import cues
from .quotes import Quote, quote_spans
from .sentences import sentence_spans
from .speakers import Resolver, is_unique_office
from .texts import Text, line_end, texts
from .tokens import Token, tokens
from .turns import turns

_FIRST_PERSON = frozenset(("i", "we", "you", "one"))
_ACTS = frozenset(("responsibility", "credit", "victory", "allegiance", "loyalty", "war", "911"))
_LEAD_PARAGRAPHS = 4
_QUOTE = re.compile('[“”"]')
_QUOTED_QUESTION = re.compile('[?!][”"]\\s+\\Z')
_LONGEST_CUE = 60


@dataclass
class Found:
    """An attribution while its speaker is still open."""

    start: int
    end: int
    kind: str
    pattern: str
    cue: str | None = None
    speaker: str | None = None


def find_attributions(articles: pd.DataFrame, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Return every stretch of the articles that stands in a source's words or thoughts.

    Direct speech comes from the quotation marks (see `quotes`), indirect from cue patterns (see
    `clauses`). The instrument's card, `models/voice-rules/card.md`, states its measured error.

    Args:
        articles: Any table with `article_id` and `body`; `title` is read where there is one.
        codebook: Where given, speakers that it knows as actors get their `speaker_id`.

    Returns:
        The table `tables.ATTRIBUTIONS`, in the order of the text.
    """
    known = _speaker_ids(codebook)
    rows = [
        _row(text, found, known)
        for text in tqdm(list(texts(articles)), desc="attributions", unit=" texts", disable=None, leave=False)
        for found in attributions_in(text)
    ]
    return ATTRIBUTIONS.check(pd.DataFrame(rows, columns=list(ATTRIBUTIONS.columns)))


def _row(text: Text, found: Found, known: dict[str, str]) -> tuple[object, ...]:
    speaker_id = known.get((found.speaker or "").lower())
    place = (text.article_id, text.part, found.start, found.end)
    return (*place, found.kind, found.cue, found.speaker, speaker_id, _confidence()[found.pattern])


def attributions_in(text: Text) -> list[Found]:
    """Return the attributions of one text, in order."""
    reading = _Reading(text.text)
    for start, end in _with_cues(text.text, sentence_spans(text.text)):
        reading.read(start, end)
    return reading.finish()


class _Reading:
    """One text, read sentence by sentence; remembers who spoke last and which quotations are whose."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tokens(text)
        self.turns = [Found(turn.start, turn.end, "direct", "turn", None, turn.speaker) for turn in turns(text)]
        self.quotes = [quote for quote in quote_spans(text) if not _overlaps(quote.start, self.turns)]
        self.quoted = _quoted(self.words, self.quotes)
        self.resolver = Resolver(
            text, [word for word, inside in zip(self.words, self.quoted, strict=True) if not inside]
        )
        for turn in self.turns:  # "MCCAIN:" is John McCain
            full = self.resolver.names.full((turn.speaker or "").rpartition(" ")[2])
            turn.speaker = full or turn.speaker
        self.direct: dict[int, Found] = {}
        self.indirect: list[Found] = []
        self.paragraph_end = -1
        self.spoken = 0  # quotations before this one have been given their speakers

    def read(self, start: int, end: int) -> None:
        """Read one sentence: its cues, what each attributes, and to whom."""
        if start > self.paragraph_end:
            self._speak_on()
            self.paragraph_end = line_end(self.text, start)
        if any(turn.start < end and start < turn.end for turn in self.turns):
            return
        first, last = (bisect_left(self.words, place, key=_start) for place in (start, end))
        words, quoted = self.words[first:last], self.quoted[first:last]
        reached = 0
        for cue in cues(words, quoted):
            clause = attributed(words, quoted, cue) if cue.first >= reached else None
            if clause and self._counts(words, clause):
                self._add(words, quoted, clause)
                reached = max(piece[1] for piece in clause.pieces)

    def finish(self) -> list[Found]:
        """Return everything found, in order, with open speakers filled in."""
        self._speak_on()
        self._speak_back()
        loose = [
            Found(quote.start, quote.end, "direct", "uncued")
            for number, quote in enumerate(self.quotes)
            if number not in self.direct
        ]
        found = sorted([*self.direct.values(), *self.indirect, *self.turns, *loose], key=lambda one: one.start)
        _identify_later(self.text, found, self.resolver.names.knows)
        return found

    def _add(self, words: list[Token], quoted: list[bool], clause: Clause) -> None:
        source = words[slice(*clause.source)] if clause.source else []
        speaker = self.resolver.resolve(source) if source else None
        if clause.source is None and clause.pattern == "preposed":
            speaker = self.resolver.last
        cue = self.text[words[clause.cue.first].start : words[clause.cue.last].end]
        for first, last in clause.pieces:
            if span := _outside(words, quoted, first, last):
                self.indirect.append(Found(*span, "indirect", clause.pattern, cue, speaker))
        for number in self._touched(words, clause):
            quote = self.quotes[number]
            self.direct.setdefault(number, Found(quote.start, quote.end, "direct", "cued", cue, speaker))

    def _touched(self, words: list[Token], clause: Clause) -> list[int]:
        """Return the quotations that a clause's content reaches into."""
        touched: set[int] = set()
        for first, last in clause.pieces:
            if first < last:
                start, end = words[first].start, words[min(last, len(words)) - 1].end
                after = bisect_left(self.quotes, end, key=_quote_start)
                before = bisect_right(self.quotes, start, key=_quote_start) - 1
                touched |= {number for number in range(max(0, before), after) if self.quotes[number].end > start}
        return sorted(touched)

    def _counts(self, words: list[Token], clause: Clause) -> bool:
        """Tell whether a clause is an attribution: not the author's own "I believe", nor a mere act."""
        if clause.source and words[clause.source[0]].low in _FIRST_PERSON:
            return False
        following = words[clause.cue.last + 1 : clause.cue.last + 2]
        return not (following and following[0].low in _ACTS)

    def _speak_on(self) -> None:
        """Give a paragraph's quotations without a cue of their own the speaker beside them.

        Within the paragraph that is the nearest cued quotation; a paragraph that opens with a
        quotation and has no cue at all goes on from whoever spoke last.
        """
        inside = range(self.spoken, bisect_right(self.quotes, self.paragraph_end, key=_quote_start))
        self.spoken = inside.stop
        cued = [number for number in inside if number in self.direct]
        for number in inside:
            if number in self.direct:
                continue
            quote = self.quotes[number]
            if quote.continues and number - 1 in self.direct:
                model = self.direct[number - 1]
            elif cued:
                model = self.direct[min(cued, key=lambda other: abs(other - number))]
            elif self.text[: quote.start].rstrip("“\"'‘« ").endswith(":"):
                line = self.text.rfind("\n", 0, quote.start) + 1
                name = self.resolver.named_between(line, quote.start) or self.resolver.last
                model = Found(0, 0, "direct", "cued", None, name)
            elif self._opens(quote):
                model = Found(0, 0, "direct", "cued", None, self.resolver.last)
            else:
                continue
            self.direct[number] = Found(quote.start, quote.end, "direct", "continued", model.cue, model.speaker)

    def _speak_back(self) -> None:
        """Give the paragraphs of one quotation the speaker that only its last one names."""
        for number in range(len(self.quotes) - 1, 0, -1):
            found = self.direct.get(number)
            before = self.direct.get(number - 1)
            if not self.quotes[number].continues or found is None or (before and before.pattern == "cued"):
                continue
            quote = self.quotes[number - 1]
            self.direct[number - 1] = Found(quote.start, quote.end, "direct", found.pattern, found.cue, found.speaker)

    def _opens(self, quote: Quote) -> bool:
        """Tell whether a quotation stands at its paragraph's start."""
        return not self.text[self.text.rfind("\n", 0, quote.start) + 1 : quote.start].strip("\"“”'‘’`«» \t")


def _with_cues(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sentences with the short one after a quotation joined to it: “Has it rained?” Anna Weber asked."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        before = text[max(0, start - 4) : start]
        is_cue = _QUOTED_QUESTION.search(before) and end - start <= _LONGEST_CUE and not _QUOTE.search(text, start, end)
        if joined and is_cue and "\n" not in before:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _start(word: Token) -> int:
    return word.start


def _quote_start(quote: Quote) -> int:
    return quote.start


def _quoted(words: list[Token], quotes: list[Quote]) -> list[bool]:
    """Tell for every token whether it stands inside a quotation."""
    flags = [False] * len(words)
    for quote in quotes:
        first, last = (bisect_left(words, place, key=_start) for place in (quote.start, quote.end))
        flags[first:last] = [True] * (last - first)
    return flags


def _outside(words: list[Token], quoted: list[bool], first: int, last: int) -> tuple[int, int] | None:
    """Return a piece from its first to its last word, or None where all of it is quoted.

    Quotations inside of it are attributions of their own; a mention in one belongs to that.
    """
    piece = [at for at in range(first, min(last, len(words))) if words[at].is_word]
    if all(quoted[at] for at in piece):
        return None
    return words[piece[0]].start, words[piece[-1]].end


def _identify_later(text: str, found: list[Found], is_person: Callable[[str], bool]) -> None:
    """Name a source that the lead knows by office only and a paragraph soon after names.

    "…, France's defense minister said" opens the article; "Jean-Yves Le Drian told …" comes two
    paragraphs on, without an office: wire style takes the reader to know that they are one.
    """
    if not found or found[0].speaker is None or not is_unique_office(found[0].speaker):
        return
    limit = _nth_paragraph_end(text, _LEAD_PARAGRAPHS)
    office = found[0].speaker
    named = next((one for one in found if one.speaker and one.speaker != office and one.start < limit), None)
    if named and named.speaker and is_person(named.speaker) and _stands_bare(text[:limit], named.speaker):
        for one in found:
            if one.speaker == office:
                one.speaker = named.speaker


def _stands_bare(text: str, name: str) -> bool:
    """Tell whether a person's name first stands at a sentence's start with no apposition after it."""
    at = text.find(name)
    before, after = text[:at].rstrip(" "), text[at + len(name) :]
    return at >= 0 and len(name.split()) > 1 and before[-1:] in ("", "\n", ".", "”") and not after.startswith(",")


def _nth_paragraph_end(text: str, number: int) -> int:
    ends = [match.end() for match in re.finditer(r"[^\n]+", text)]
    return ends[min(number, len(ends)) - 1] if ends else 0


def _overlaps(position: int, spans: list[Found]) -> bool:
    return any(span.start <= position < span.end for span in spans)


def _speaker_ids(codebook: Codebook | None) -> dict[str, str]:
    if codebook is None:
        return {}
    return {variant.text.lower(): variant.actor_id for variant in codebook.variants if not variant.is_ambiguous}


@cache
def _confidence() -> dict[str, float | None]:
    measured: dict[str, float | None] = json.loads((paths.MODELS / "voice-rules" / "confidence.json").read_text())
    return measured
