"""Attributions: what stands in a source's words or thoughts, by which cue, and who the source is."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
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
from .speakers import Resolver, is_role
from .texts import Text, texts
from .tokens import Token, tokens

_TURN = re.compile(
    r"^((?:[A-Z][A-Z.'’ -]{1,30}|[A-Z][a-z.]+(?: [A-Z][\w.'’-]+){0,3})"  # BLITZER, Susan Rice
    r"(?:\([^)\n]{1,40}\)|, [A-Z][A-Z ,.-]{1,40})?):[ \t]+(?=\S)",  # (on camera), CNN ANCHOR
    re.MULTILINE,
)
_QUESTION = re.compile(r"^Q(?:UESTION)?$")
_FIRST_PERSON = frozenset(("i", "we", "you", "one"))
_ACTS = frozenset(("responsibility", "credit", "victory", "allegiance", "loyalty", "war", "911"))
_LEAD_PARAGRAPHS = 4


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
    for start, end in sentence_spans(text.text):
        reading.read(start, end)
    return reading.finish()


class _Reading:
    """One text, read sentence by sentence; remembers who spoke last and which quotations are whose."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tokens(text)
        self.turns = _turns(text)
        self.quotes = [quote for quote in quote_spans(text) if not _overlaps(quote.start, self.turns)]
        self.quoted = _quoted(self.words, self.quotes)
        self.resolver = Resolver(
            text, [word for word, inside in zip(self.words, self.quoted, strict=True) if not inside]
        )
        self.direct: dict[int, Found] = {}
        self.indirect: list[Found] = []
        self.paragraph_end = -1

    def read(self, start: int, end: int) -> None:
        """Read one sentence: its cues, what each attributes, and to whom."""
        if start > self.paragraph_end:
            self._speak_on()
            self.paragraph_end = _line_end(self.text, start)
        if _overlaps(start, self.turns):
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
        loose = [
            Found(quote.start, quote.end, "direct", "uncued")
            for number, quote in enumerate(self.quotes)
            if number not in self.direct
        ]
        found = sorted([*self.direct.values(), *self.indirect, *self.turns, *loose], key=lambda one: one.start)
        _identify_later(self.text, found)
        return found

    def _add(self, words: list[Token], quoted: list[bool], clause: Clause) -> None:
        source = words[slice(*clause.source)] if clause.source else []
        speaker = self.resolver.resolve(source) if source else None
        if clause.source is None and clause.pattern == "preposed":
            speaker = self.resolver.last
        cue = self.text[words[clause.cue.first].start : words[clause.cue.last].end]
        for first, last in clause.pieces:
            for start, end in _unquoted_runs(words, quoted, first, last):
                self.indirect.append(Found(start, end, "indirect", clause.pattern, cue, speaker))
        for number in self._touched(words, clause):
            quote = self.quotes[number]
            self.direct.setdefault(number, Found(quote.start, quote.end, "direct", "cued", cue, speaker))

    def _touched(self, words: list[Token], clause: Clause) -> list[int]:
        """Return the quotations that a clause's content reaches into."""
        spans = [(words[a].start, words[min(b, len(words)) - 1].end) for a, b in clause.pieces if a < b]
        return [
            number
            for number, quote in enumerate(self.quotes)
            if any(quote.start < end and start < quote.end for start, end in spans)
        ]

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
        inside = [n for n, quote in enumerate(self.quotes) if _line_end(self.text, quote.start) == self.paragraph_end]
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

    def _opens(self, quote: Quote) -> bool:
        """Tell whether a quotation stands at its paragraph's start."""
        return not self.text[self.text.rfind("\n", 0, quote.start) + 1 : quote.start].strip("\"“”'‘’`«» \t")


def _start(word: Token) -> int:
    return word.start


def _quoted(words: list[Token], quotes: list[Quote]) -> list[bool]:
    """Tell for every token whether it stands inside a quotation."""
    flags = [False] * len(words)
    for quote in quotes:
        first, last = (bisect_left(words, place, key=_start) for place in (quote.start, quote.end))
        flags[first:last] = [True] * (last - first)
    return flags


def _unquoted_runs(words: list[Token], quoted: list[bool], first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches of a piece that stand outside of quotation marks and hold a word."""
    runs: list[tuple[int, int]] = []
    begun: int | None = None
    for at in range(first, min(last, len(words)) + 1):
        outside = at < min(last, len(words)) and not quoted[at]
        if outside and begun is None:
            begun = at
        elif not outside and begun is not None:
            if any(word.is_word for word in words[begun:at]):
                runs.append((words[begun].start, words[at - 1].end))
            begun = None
    return runs


def _turns(text: str) -> list[Found]:
    """Return the turns of an interview or transcript ("BLITZER: …"): direct, without marks.

    A label in capitals, or one that comes again; one alone is a headline's or a list's. A question of
    the outlet itself is narration.
    """
    labels = list(_TURN.finditer(text))
    counts = Counter(label.group(1) for label in labels)
    labels = [label for label in labels if label.group(1).isupper() or counts[label.group(1)] > 1]
    if len(labels) < 2:
        return []
    speakers = {label.group(1): label.group(1).split("(")[0].split(",")[0].strip() for label in labels}
    return [
        Found(label.end(), _line_end(text, label.end()), "direct", "turn", None, speakers[label.group(1)].title())
        for label in labels
        if not _QUESTION.match(label.group(1))
    ]


def _identify_later(text: str, found: list[Found]) -> None:
    """Name a source that the lead knows by office only and a paragraph soon after names.

    "…, France's defense minister said" opens the article; "Jean-Yves Le Drian told …" comes two
    paragraphs on, without an office: wire style takes the reader to know that they are one.
    """
    if not found or found[0].speaker is None or not is_role(found[0].speaker):
        return
    limit = _nth_paragraph_end(text, _LEAD_PARAGRAPHS)
    office = found[0].speaker
    named = next((one for one in found if one.speaker and one.speaker != office and one.start < limit), None)
    if named and named.speaker and _stands_bare(text[:limit], named.speaker):
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


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _speaker_ids(codebook: Codebook | None) -> dict[str, str]:
    if codebook is None:
        return {}
    return {variant.text.lower(): variant.actor_id for variant in codebook.variants if not variant.is_ambiguous}


@cache
def _confidence() -> dict[str, float]:
    measured: dict[str, float] = json.loads((paths.MODELS / "voice-rules" / "confidence.json").read_text())
    return measured
