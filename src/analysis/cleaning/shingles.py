"""Words and shingles of texts: which may be copies of one another, and how much two of them share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SHINGLE = 5  # words; the chance that two articles share a sequence of them is low, and edits leave many
SUSPECT = 0.05  # share of the shorter's shingles; with 30 % of the words replaced at random .17 survive,
SPARED = 2  # but of a brief's sometimes only one: so many fewer will do
SEED = 3  # words that must be the same in a row to anchor a passage
GAP = 30  # most words between two anchors of a passage, as many as a sentence
SHIFT = 6  # most words that an edit between two anchors may add or take away
PASSAGE = 8  # words; names and formulas that stand in many texts are shorter
BATCH = 200  # texts hashed at once: what that takes stays small beside the texts

_PRIME, _ODD, _FOLD = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15), np.uint64(31)
_PLACE = np.uint64(2**24 - 1)  # last bits of a hash, given to a place; 40 are left to tell shingles apart
_POWERS = np.cumprod(np.full(64, _PRIME))


def words(texts: Sequence[str]) -> list[Hashes]:
    """Return a 64-bit hash for every word of every text, without regard to case and punctuation.

    A word's hash depends on its letters only: not on the other texts, nor on the run.
    """
    return [hashes for first in range(0, len(texts), BATCH) for hashes in _hashed(texts[first : first + BATCH])]


def _hashed(texts: Sequence[str]) -> list[Hashes]:
    folded = [text.casefold() + "\n" for text in texts]
    codes = np.frombuffer("".join(folded).encode("utf-32-le", "surrogatepass"), np.uint32)
    inside = _letters()[codes]
    edges = np.flatnonzero(np.diff(inside, prepend=False))
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return [np.zeros(0, np.uint64) for _ in texts]
    firsts = np.cumsum(sizes) - sizes
    places = np.arange(sizes.sum()) - np.repeat(firsts, sizes)
    hashes = np.add.reduceat(codes[inside] * _POWERS[np.minimum(places, len(_POWERS) - 1)], firsts)
    ends = np.searchsorted(starts, np.cumsum([len(text) for text in folded]))
    return np.split(_mixed(hashes), ends[:-1])


@cache
def _letters() -> NDArray[np.bool_]:
    """Return for every code point whether it is a letter or digit."""
    return np.fromiter((chr(code).isalnum() for code in range(0x110000)), bool, 0x110000)


def _mixed(hashes: Hashes) -> Hashes:
    hashes = hashes * _ODD
    return hashes ^ (hashes >> _FOLD)


def shingles(text: Hashes, size: int) -> Hashes:
    """Return a hash for every sequence of so many words (Broder 1997), in the text's order."""
    count = max(len(text) - size + 1, 0)
    hashes = np.zeros(count, np.uint64)
    for word in range(size):
        hashes = _mixed(hashes ^ text[word : word + count])
    return hashes


def suspects(texts: Sequence[Hashes]) -> Iterator[tuple[int, list[int]]]:
    """Yield each text with the earlier ones that it may be a copy of, both as positions.

    Every shingle points to the first text that has it, and to no other: there are at most as many
    pairs as shingles, however many texts share one, so that the cost grows with the corpus and not
    with its square. A text is suspected when so many point to it from a later one.
    """
    pairs, counts = np.unique(_pairs(texts), return_counts=True)
    later, first = np.divmod(pairs, len(texts))
    sizes = np.array([len(text) - SHINGLE + 1 for text in texts])
    enough = counts >= SUSPECT * np.minimum(sizes[later], sizes[first]) - SPARED
    later, first = later[enough], first[enough]
    bounds = np.flatnonzero(np.diff(later, prepend=-1))
    for text, found in zip(later[bounds], np.split(first, bounds[1:]), strict=False):
        yield int(text), found.tolist()


def _pairs(texts: Sequence[Hashes]) -> NDArray[np.int64]:
    """Return a number for the later text and the first of every repeated shingle: later × texts + first."""
    keys = np.concatenate([_keyed(shingles(text, SHINGLE), np.uint64(number)) for number, text in enumerate(texts)])
    keys.sort()
    again = np.zeros(len(keys), bool)
    again[1:] = (keys[1:] ^ keys[:-1]) <= _PLACE
    starts = np.flatnonzero(~again)
    holders = (keys & _PLACE).astype(np.int64)
    later, first = holders[again], np.repeat(holders[starts], np.diff(starts, append=len(keys)) - 1)
    pairs: NDArray[np.int64] = (later * len(texts) + first)[later != first]
    return pairs


def _keyed(hashes: Hashes, places: Hashes | np.uint64) -> Hashes:
    """Return hashes that carry a place in their last bits: sorted, the first place of each comes first."""
    return (hashes & ~_PLACE) | places


def shared_words(shorter: Hashes, longer: Hashes) -> int:
    """Return how many words of the shorter text stand in passages that the longer has too.

    A passage runs from anchor to anchor, three words that are the same in both, as long as the
    anchors follow one another at about the same distance in both texts; words that were replaced
    between them belong to it (after Smith, Cordell & Dillon 2013, who align reprints from the
    sequences they share). Passages may stand in another order.
    """
    if np.array_equal(shorter, longer):
        return len(shorter)
    own, there = shingles(shorter, SEED) & ~_PLACE, shingles(longer, SEED)
    keys = np.sort(_keyed(there, np.arange(len(there), dtype=np.uint64)))
    found = np.append(keys, _PLACE)[np.searchsorted(keys, own)]
    here = np.flatnonzero(found & ~_PLACE == own)
    if not len(here):
        return 0
    steps, steps_there = np.diff(here), np.diff((found[here] & _PLACE).astype(np.int64))
    broken = (steps > GAP) | (np.abs(steps - steps_there) > SHIFT)
    starts, ends = here[np.append(True, broken)], here[np.append(broken, True)] + SEED
    long = ends - starts >= PASSAGE
    # The last anchor of a passage may reach into the next one; a word counts once.
    return int((np.minimum(ends, np.append(starts[1:], len(shorter))) - starts)[long].sum())
