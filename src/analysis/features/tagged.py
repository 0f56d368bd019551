"""The default tier: attributions from the trained tagger's labels."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

import numpy as np

from .. import paths
from .cues import cue_class
from .function_words import function_words
from .links import Link, Places, attributed_words, links, runs
from .reading import Attributed, Reading
from .sentences import sentence_spans
from .tagger import CONTENT, Tags, tags
from .tokens import Token

_REPORTED = [CONTENT.index("begin reported"), CONTENT.index("in reported")]
_FIRST_PERSON = frozenset(("i", "we", "my", "our"))
_NOBODY = frozenset(("anyone", "anybody", "nobody", "none"))
_DOUBTFUL = 0.1
_EVEN = 0.5
# The chance that "they should know that …" is a report all the same: none of three such mentions in the
# measuring sets is one, which says little more than that it is below a half.
_HYPOTHETICAL = 0.25
# A mention's paragraph is read with those before it: a quotation's speaker may stand there.
_PARAGRAPHS_BEFORE = 2
_LEAD = 3  # the paragraphs that may name who the first one describes


def by_tagger(reading: Reading, places: list[int] | None = None) -> Iterator[Attributed]:
    """Yield what the tagger finds attributed, in the order of the text.

    Args:
        reading: The text.
        places: Where mentions stand; only the paragraphs around them are read. All by default.
    """
    words = reading.words
    if not words:
        return
    where = _places(reading)
    said = tags(reading.text, words, reading.quotes, ranges=_ranges(reading, where, places))
    found = links(words, where, said)
    rows = [_attributed(reading, link) for link in found if not _is_dateline(words, link)]
    rows += _doubtful(words, said, where)
    for one in sorted(rows, key=lambda row: (row.cue or row.pieces[0])[0]):
        first, last = one.pieces[0]
        if not reading.is_turn(words[first].start, words[last - 1].end):
            yield one


def _attributed(reading: Reading, link: Link) -> Attributed:
    if _is_authors(reading.words, link):
        return Attributed([link.content], link.cue, link.source, "tagged", "author", 1.0)
    chance = _HYPOTHETICAL if _is_hypothetical(reading.words, link) else _calibrated(link.reported)
    is_reported = chance >= _EVEN
    cue = [word.low for word in reading.words[slice(*link.cue)]] if link.cue else []
    sure = chance if is_reported else 1 - chance
    of_cue = cue_class(cue, is_reported=is_reported)
    return Attributed([link.content], link.cue, link.source, "tagged", of_cue, sure, link.head)


def _is_dateline(words: list[Token], link: Link) -> bool:
    """Tell whether the source is the place that the text opens with: "AIN RUMANA, Lebanon: The farmers …"."""
    if link.source is None or link.cue is not None or link.source[0] > 1:
        return False
    after = words[link.source[1]].text if link.source[1] < len(words) else ""
    return words[0].text.isupper() and len(words[0].text) > 1 and after in ":—–-"


def _is_authors(words: list[Token], link: Link) -> bool:
    """Tell whether the source is the author: "I think", "my view is"."""
    return link.source is not None and words[link.source[0]].low in _FIRST_PERSON


def _is_hypothetical(words: list[Token], link: Link) -> bool:
    """Tell whether nobody has said this: "they should know", "may have hoped", "does anyone think"."""
    if link.cue is None:
        return False
    beside = function_words().auxiliaries | function_words().adverbs
    first = link.cue[0]
    while first and words[first - 1].low in beside:
        first -= 1
    subject = [word.low for word in words[max(0, first - 2) : first]]
    is_of_nobody = (subject[-1:] == ["one"] and subject[:1] == ["no"]) or bool(_NOBODY.intersection(subject[-1:]))
    return is_of_nobody or any(
        word.low in function_words().modals for word in words[first : max(link.cue[0], link.cue[1] - 1)]
    )


def _doubtful(words: list[Token], said: Tags, where: Places) -> Iterator[Attributed]:
    """Yield stretches that were nearly taken as attributed."""
    attributed = said.content[:, 1:].sum(axis=1)
    is_near = (attributed >= _DOUBTFUL) & ~attributed_words(said, where) & (np.array(where.quote) < 0)
    for first, last in runs(is_near, where.paragraph):
        if not any(word.is_word for word in words[first:last]):
            continue
        chance = _calibrated(float(said.content[first:last, _REPORTED].sum(axis=1).mean()))
        yield Attributed([(first, last)], None, None, "doubtful", "speech", 1 - chance)


def _ranges(reading: Reading, where: Places, places: list[int] | None) -> list[tuple[int, int]] | None:
    """Return the token ranges of the paragraphs around places: what can tell whose words stand there."""
    if places is None:
        return None
    starts = [word.start for word in reading.words]
    wanted: set[int] = set()
    for place in places:
        at = max(0, bisect_right(starts, place) - 1)
        first, last = _quotation(reading, where, at)
        wanted |= set(range(first - _PARAGRAPHS_BEFORE, max(last, _LEAD if first < _LEAD else 0) + 1))
    return runs(np.isin(where.paragraph, list(wanted)), [0] * len(starts))


def _quotation(reading: Reading, where: Places, at: int) -> tuple[int, int]:
    """Return the first and last paragraph of the quotation that a token stands in, or twice its own."""
    paragraph, number = where.paragraph[at], where.quote[at]
    if number < 0:
        return paragraph, paragraph
    first = last = number
    while first and reading.quotes[first].continues:
        first -= 1
    while last + 1 < len(reading.quotes) and reading.quotes[last + 1].continues:
        last += 1
    return paragraph - (number - first), paragraph + (last - number)


def _places(reading: Reading) -> Places:
    starts = [start for start, _ in sentence_spans(reading.text)]
    sentence = [bisect_right(starts, word.start) for word in reading.words]
    breaks = (int("\n" in reading.text[one.end : other.start]) for one, other in pairwise(reading.words))
    paragraph = list(accumulate(breaks, initial=0))
    quote = [-1] * len(reading.words)
    starts = [one.start for one in reading.quotes]
    for at, word in enumerate(reading.words):
        number = bisect_right(starts, word.start) - 1
        if number >= 0 and word.start < reading.quotes[number].end:
            quote[at] = number
    return Places(sentence, paragraph, quote)


def _calibrated(chance: float) -> float:
    """Return how often the tagger is right that says a stretch is reported with this probability."""
    said, true = _calibration()
    return float(np.interp(chance, said, true))


@cache
def _calibration() -> tuple[list[float], list[float]]:
    stored = json.loads((paths.MODELS / "voice-tagger" / "confidence.json").read_text(encoding="utf-8"))
    return stored["said"], stored["true"]
