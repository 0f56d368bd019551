"""Reading a text: who speaks in each quotation and paraphrase, given where the cues attribute what.

The instruments (`rules`, `tagged`) say which stretches are attributed and by which words; here the
quotations, the turns of interviews and the names of the article turn that into speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from typing import NamedTuple

from .blocks import blocks
from .leads import identify_later
from .quotes import Quote, quote_spans
from .speakers import Resolver
from .texts import line_end
from .tokens import Token, tokens
from .turns import turns

_COLON = re.compile(r":[“\"'‘« ]*\Z")
_LABEL = re.compile(r"\b[A-Z]\w+:[“\"'‘« ]*\Z")  # “Weber: ‘It rained’”, not “Weber said: ‘It rained’”

Range = tuple[int, int]


class Attributed(NamedTuple):
    """What an instrument says: contents, cue and source as ranges of token numbers.

    `pattern` is how it was found, `cue_class` one of `tables.CUE_CLASSES`, and `confidence` the
    chance that the contents are attributed, where the instrument gives one. `head` is the part of
    the source that says who it is, where that is not all of it.
    """

    pieces: list[Range]
    cue: Range | None
    source: Range | None
    pattern: str
    cue_class: str
    confidence: float | None = None
    head: Range | None = None


@dataclass
class Found:
    """An attribution while its speaker is still open."""

    start: int
    end: int
    kind: str
    pattern: str
    cue: Range | None = None
    source: Range | None = None
    speaker: str | None = None
    cue_class: str = "speech"
    confidence: float | None = None


class Reading:
    """One text, its words and quotations; remembers who spoke last and which quotations are whose."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tokens(text)
        self.turns = [
            Found(turn.start, turn.end, "direct", "turn", source=turn.label, speaker=turn.speaker)
            for turn in turns(text)
        ]
        self.quotes = [quote for quote in quote_spans(text) if not self.is_turn(quote.start, quote.end)]
        found = blocks(text, self.words, _quoted(self.words, self.quotes))
        self.blocks = [one for one in found if not _overlaps(one.start, self.turns)]
        outside_blocks = [one for one in self.quotes if not any(b.start <= one.start < b.end for b in self.blocks)]
        self.quotes = sorted([*outside_blocks, *(Quote(one.start, one.end, False) for one in self.blocks)])
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

    def is_turn(self, start: int, end: int) -> bool:
        """Tell whether a stretch belongs to a turn of an interview."""
        return any(turn.start < end and start < turn.end for turn in self.turns)

    def attributions(self, attributed: Iterable[Attributed]) -> list[Found]:
        """Return all attributions of the text, in order, given the instrument's in the order of their cues."""
        for one in merge(attributed, self._announced(), key=_place):
            self._go_to(self.words[_place(one)].start)
            self._add(one)
        self._go_to(len(self.text) + 1)
        self._speak_back()
        loose = [
            Found(quote.start, quote.end, "direct", "uncued")
            for number, quote in enumerate(self.quotes)
            if number not in self.direct
        ]
        found = sorted([*self.direct.values(), *self.indirect, *self.turns, *loose], key=lambda one: one.start)
        identify_later(self.text, found, self.resolver.names.knows)
        return found

    def _announced(self) -> Iterator[Attributed]:
        """Yield the block quotations, each with the cue and source that announce it."""
        for block in self.blocks:
            first, last = (bisect_left(self.words, place, key=_start) for place in (block.start, block.end))
            yield Attributed([(first, last)], block.cue, block.source, "block", "speech")

    def _go_to(self, position: int) -> None:
        """Go on to the paragraph that holds a position; the quotations of those before get their speakers."""
        while self.paragraph_end < position and self.paragraph_end < len(self.text):
            self._speak_on()
            self.paragraph_end = line_end(self.text, self.paragraph_end + 1)
        if position > len(self.text):
            self._speak_on()

    def _add(self, one: Attributed) -> None:
        if one.pattern == "doubtful":
            for first, last in one.pieces:
                span = self.words[first].start, self.words[last - 1].end
                self.indirect.append(Found(*span, "doubtful", one.pattern, confidence=one.confidence))
            return
        named = one.head or one.source
        source = self.words[slice(*named)] if named else []
        speaker = self.resolver.resolve(source) if source else None
        if one.source is None and one.pattern in ("preposed", "tagged"):
            speaker = self.resolver.last
        elif one.source is None and one.pattern == "block" and one.cue:
            place = self.words[one.cue[0]].start
            speaker = self.resolver.named_between(self.text.rfind("\n", 0, place) + 1, place)
        model = Found(
            0,
            0,
            "indirect",
            one.pattern,
            self._span(one.cue),
            self._span(one.source),
            speaker,
            one.cue_class,
            one.confidence,
        )
        for first, last in one.pieces:
            if outside := _outside(self.words, self.quoted, first, last):
                self.indirect.append(replace(model, start=outside[0], end=outside[1]))
        pattern = "block" if one.pattern == "block" else "cued" if one.cue or one.source else "continued"
        for number in self._touched(one.pieces):
            if pattern == "continued" and self._is_labelled(self.quotes[number], _LABEL):
                continue  # “Weber: ‘It rained’” is hers, whoever spoke before
            self.direct.setdefault(number, replace(_like(model, self.quotes[number], pattern), confidence=None))

    def _span(self, words: Range | None) -> Range | None:
        """Return the characters that a range of tokens fills."""
        return (self.words[words[0]].start, self.words[words[1] - 1].end) if words else None

    def _touched(self, pieces: list[Range]) -> list[int]:
        """Return the quotations that contents reach into."""
        touched: set[int] = set()
        for first, last in pieces:
            if first < last:
                start, end = self.words[first].start, self.words[min(last, len(self.words)) - 1].end
                after = bisect_left(self.quotes, end, key=_quote_start)
                before = bisect_right(self.quotes, start, key=_quote_start) - 1
                touched |= {number for number in range(max(0, before), after) if self.quotes[number].end > start}
        return sorted(touched)

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
            elif self._is_labelled(quote):
                line = self.text.rfind("\n", 0, quote.start) + 1
                name = self.resolver.named_between(line, quote.start) or self.resolver.last
                model = Found(0, 0, "direct", "cued", speaker=name)
            elif self._opens(quote):
                model = Found(0, 0, "direct", "cued", speaker=self.resolver.last)
            else:
                continue
            self.direct[number] = _like(model, quote, "continued")

    def _speak_back(self) -> None:
        """Give the paragraphs of one quotation the speaker that only its last one names."""
        for number in range(len(self.quotes) - 1, 0, -1):
            found = self.direct.get(number)
            before = self.direct.get(number - 1)
            is_own = before is not None and before.pattern != "continued"
            if not self.quotes[number].continues or found is None or is_own:
                continue
            quote = self.quotes[number - 1]
            self.direct[number - 1] = _like(found, quote, found.pattern)

    def _is_labelled(self, quote: Quote, label: re.Pattern[str] = _COLON) -> bool:
        """Tell whether a colon stands before a quotation, in its line."""
        line = self.text.rfind("\n", 0, quote.start) + 1
        return label.search(self.text[line : quote.start]) is not None

    def _opens(self, quote: Quote) -> bool:
        """Tell whether a quotation stands at its paragraph's start."""
        return not self.text[self.text.rfind("\n", 0, quote.start) + 1 : quote.start].strip("\"“”'‘’`«» \t")


def _place(one: Attributed) -> int:
    return (one.cue or one.pieces[0])[0]


def _like(model: Found, quote: Quote, pattern: str) -> Found:
    """Return a quotation that has its cue and speaker from another attribution."""
    return replace(model, start=quote.start, end=quote.end, kind="direct", pattern=pattern)


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


def _overlaps(position: int, spans: list[Found]) -> bool:
    return any(span.start <= position < span.end for span in spans)
