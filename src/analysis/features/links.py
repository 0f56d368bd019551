"""From what the tagger says of single words to attributions: contents, each with its cue and source."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .tagger import Floats, Tags
from .tokens import Token

Range = tuple[int, int]
Flags = npt.NDArray[np.bool_]

_THRESHOLD = 0.5
# A source is rarely where nothing is: a weak one is better than none (tried on PolNeAR dev: .15 to .5).
_SOURCE_THRESHOLD = 0.3
# Up to so many words between two parts of a content belong to it, if they nearly are content (tried: 0–9, .1–.35).
_HOLE = 5
_NEARLY = 0.35
# Costs of linking, in tokens: a cue after its content, a source after its cue, another in between.
_CUE_AFTER = 2.0
_SOURCE_AFTER = 1.5
_OTHER_CUE = 6.0
_CONTENT_BETWEEN = 8.0
_FAR = 99


class Places(NamedTuple):
    """For every token of a text: in which sentence, paragraph and quotation it stands (-1: in none)."""

    sentence: list[int]
    paragraph: list[int]
    quote: list[int]


class Link(NamedTuple):
    """A content with its cue and source, as ranges of token numbers, and how sure it is.

    `head` is the part of the source that says who it is: in "Lee, who watched it on a screen," Lee.
    """

    content: Range
    cue: Range | None
    source: Range | None
    attributed: float
    reported: float
    head: Range | None = None


def links(words: list[Token], places: Places, tags: Tags) -> list[Link]:
    """Return the attributions that the tagger's labels spell out, in the order of the text."""
    attributed = tags.content[:, 1:].sum(axis=1)
    reported = tags.content[:, 1:3].sum(axis=1)
    is_content = attributed_words(tags, places)
    contents = _contents(words, places, tags.content, is_content)
    is_outside = np.array(places.quote, dtype=np.int64) < 0
    is_cue = is_outside & (tags.role[:, 2] >= _THRESHOLD)
    is_source = is_outside & (tags.role[:, 1] >= np.maximum(_SOURCE_THRESHOLD, tags.role[:, 2]))
    sources, cues = (runs(flags, places.paragraph) for flags in (is_source, is_cue))
    source_of = _sources_of_cues(cues, sources, is_content, places)
    found: list[Link] = []
    for content in contents:
        cue = _cue_of(content, cues, places)
        source = source_of.get(cue) if cue else None
        if cue is None:
            source = _nearest([one for one in sources if _same(places.sentence, one, content)], content)
        inside = slice(*content)
        link = Link(content, cue, source, float(attributed[inside].mean()), float(reported[inside].mean()))
        if cue is None and source is None:
            cue = _announcing(content, words, cues, places)
            source = source_of.get(cue) if cue else None
            carried = _carried_on(link, found, sources, places)
            link = link._replace(cue=cue, source=source) if source else carried
        if link.source:
            parts = _parts(link.source, sources, cues, is_content, places)
            link = link._replace(source=(parts[0][0], link.source[1]), head=parts[0])
        _widen(found, link, words)
        found.append(link)
        found += _nested(link, cues, source_of, places)
    return found


def _widen(found: list[Link], inner: Link, words: list[Token]) -> None:
    """Let the contents that a content goes on from, and that have its cue in them, reach to its end.

    "Lee said that [experts found that] [it rained]": all of it is what Lee said.
    """
    if inner.cue is None:
        return
    for at in range(len(found) - 1, -1, -1):
        first, last = found[at].content
        if found[at].cue == inner.cue:
            continue
        is_apart = any(word.is_word for word in words[last : inner.content[0]])
        if is_apart or not first <= inner.cue[0] < last:
            return
        found[at] = found[at]._replace(content=(first, inner.content[1]))


def _parts(source: Range, sources: list[Range], cues: list[Range], is_content: Flags, places: Places) -> list[Range]:
    """Return a source with the parts of it before: the tagger leaves out words in the middle of long ones.

    In "[Lee], who watched it [on a screen], said" no cue and no content stands between the two.
    """
    parts = [source]
    for before in reversed(sources[: bisect_left(sources, source)]):
        between = slice(before[1], parts[0][0])
        has_cue = any(between.start <= cue[0] < between.stop for cue in cues)
        if has_cue or is_content[between].any() or not _same(places.sentence, before, source):
            break
        parts.insert(0, before)
    return parts


def _announcing(content: Range, words: list[Token], cues: list[Range], places: Places) -> Range | None:
    """Return the last cue of the paragraph before, where that ends with a colon."""
    first = content[0]
    while first and places.paragraph[first - 1] == places.paragraph[content[0]]:
        first -= 1
    if not first or words[first - 1].text != ":":
        return None
    sentence = places.sentence[first - 1]
    return next((cue for cue in reversed(cues) if places.sentence[cue[0]] == sentence), None)


def _nested(link: Link, cues: list[Range], source_of: dict[Range, Range], places: Places) -> list[Link]:
    """Return what is attributed inside of a content, by a cue that has its own source there: "X said Y said …"."""
    first, last = link.content
    found = []
    for cue in cues:
        source = source_of.get(cue)
        if source and first <= source[0] and source[1] <= cue[0] and cue[1] < last:
            end = next((at for at in range(cue[1], last) if places.sentence[at] != places.sentence[cue[0]]), last)
            if end > cue[1]:
                found.append(link._replace(content=(cue[1], end), cue=cue, source=source, head=source))
    return found


def _carried_on(link: Link, before: list[Link], sources: list[Range], places: Places) -> Link:
    """Return a content without cue and source of its own with those of what it goes on from.

    That is the content before it in its paragraph (a quotation goes on from a quotation), else a
    source named in the paragraph, else the content that ends the paragraph before.
    """
    paragraph = places.paragraph[link.content[0]]
    here = [one for one in before if places.paragraph[one.content[0]] == paragraph]
    alike = [one for one in here if (places.quote[one.content[0]] < 0) == (places.quote[link.content[0]] < 0)]
    last = next(reversed(alike or here or before), None)
    distance = paragraph - places.paragraph[last.content[1] - 1] if last else _FAR
    if last and distance == 0 and last.source:
        return link._replace(cue=last.cue, source=last.source)
    near = [one for one in sources if places.paragraph[one[0]] == paragraph]
    if source := _nearest(near, link.content):
        return link._replace(source=source)
    return link._replace(cue=last.cue, source=last.source) if last and distance <= 1 else link


def attributed_words(tags: Tags, places: Places) -> Flags:
    """Tell for every token whether it is attributed, or nearly so in a small hole of what is."""
    chance = tags.content[:, 1:].sum(axis=1)
    flags: Flags = chance >= _THRESHOLD
    for before, after in pairwise(np.flatnonzero(flags).tolist()):
        hole = slice(before + 1, after)
        is_small = after - before - 1 <= _HOLE and places.sentence[before] == places.sentence[after]
        if is_small and (chance[hole] >= _NEARLY).all():
            flags[hole] = True
    return flags


def _contents(words: list[Token], places: Places, content: Floats, is_content: Flags) -> list[Range]:
    """Return runs of content, split where one begins anew, at paragraphs, but never inside of a quotation."""
    begins = content[:, [1, 3]].sum(axis=1) > content[:, [2, 4]].sum(axis=1)
    found: list[Range] = []
    start: int | None = None
    for at in range(len(words) + 1):
        inside = at < len(words) and bool(is_content[at])
        goes_on = inside and start is not None and places.paragraph[at] == places.paragraph[at - 1]
        same_quote = goes_on and places.quote[at] >= 0 and places.quote[at] == places.quote[at - 1]
        is_begun = start is not None and at == start + 1  # of "that it rained" both "that" and "it" may begin
        if goes_on and (same_quote or is_begun or not begins[at]):
            continue
        if start is not None:
            found.append((start, at))
        start = at if inside else None
    return [(first, last) for first, last in found if any(word.is_word for word in words[first:last])]


def runs(flags: Flags, paragraph: list[int]) -> list[Range]:
    """Return the ranges of tokens that a flag holds for, none over a paragraph's end."""
    found: list[Range] = []
    for at in np.flatnonzero(flags):
        if found and found[-1][1] == at and paragraph[at] == paragraph[at - 1]:
            found[-1] = (found[-1][0], int(at) + 1)
        else:
            found.append((int(at), int(at) + 1))
    return found


def _sources_of_cues(cues: list[Range], sources: list[Range], is_content: Flags, places: Places) -> dict[Range, Range]:
    """Return the source of each cue: the nearest in its sentence, rather before it than after."""

    def cost(source: Range, cue: Range) -> float:
        low, high = min(source[1], cue[1]), max(source[0], cue[0])
        between = int(is_content[low:high].any()) + int(is_content[source[0]] and not is_content[cue[0]])
        after = 0.0 if source[1] <= cue[0] else _SOURCE_AFTER
        return _gap(source, cue) + after + _CONTENT_BETWEEN * between

    found = {}
    for cue in cues:
        near = [source for source in sources if _same(places.sentence, source, cue)]
        if near:
            found[cue] = min(near, key=lambda source: cost(source, cue))
    return found


def _cue_of(content: Range, cues: list[Range], places: Places) -> Range | None:
    """Return the cue of a content: the nearest in its sentences that is not part of it."""

    def cost(cue: Range) -> float:
        low, high = (cue[1], content[0]) if cue[1] <= content[0] else (content[1], cue[0])
        others = sum(1 for other in cues if low <= other[0] < high)
        return _gap(cue, content) + (0.0 if cue[1] <= content[0] else _CUE_AFTER) + _OTHER_CUE * others

    near = [cue for cue in cues if _same(places.sentence, cue, content) and _gap(cue, content) >= 0]
    return min(near, key=cost) if near else None


def _same(sentence: list[int], one: Range, other: Range) -> bool:
    """Tell whether two ranges share a sentence."""
    return sentence[one[0]] <= sentence[other[1] - 1] and sentence[other[0]] <= sentence[one[1] - 1]


def _nearest(ranges: list[Range], to: Range) -> Range | None:
    outside = [one for one in ranges if _gap(one, to) >= 0]
    return min(outside, key=lambda one: _gap(one, to)) if outside else None


def _gap(one: Range, other: Range) -> int:
    """Return how many tokens lie between two ranges; negative where they overlap."""
    return max(one[0] - other[1], other[0] - one[1])
