"""What the tagger reads: word pieces with quotation state, letter case, and windows over them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from .. import paths
from .quotes import Quote
from .tokens import Token

Ints = npt.NDArray[np.int64]

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST = 254
_PIECES_OF_A_WORD = 8
# The vocabulary has straight marks only; which mark opens and which closes is in the quotation state.
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


class Pieces(NamedTuple):
    """A text as the tagger's vocabulary has it, one entry a piece.

    `token` is the number of the token that a piece begins (-1 elsewhere), `quote` is 0 outside of
    quotations, 1 inside and 2 for a mark, `shape` 0 for small letters, 1 for a capital, 2 for
    capitals, 3 for anything else, and `cut` how good a place this is to begin a window: 2 at a
    paragraph, 1 at a sentence, 0 at a word, -1 inside of one.
    """

    ids: Ints
    token: Ints
    quote: Ints
    shape: Ints
    cut: Ints


class Window(NamedTuple):
    """A stretch of pieces that is read at once; only what is said of its core counts."""

    start: int
    end: int
    core_start: int
    core_end: int


def pieces(text: str, words: list[Token], quotes: list[Quote]) -> Pieces:
    """Return the word pieces of a tokenised text."""
    rows: list[tuple[int, int, int, int, int]] = []
    end = 0
    for number, (word, state) in enumerate(zip(words, _quote_states(words, quotes), strict=True)):
        cut = _cut(text[end : word.start], words[number - 1].text if number else "")
        if cut == 2 and number:
            rows.append((SEP, -1, 0, 0, 0))
        form = _shape(word.text)
        parts = _pieces_of(word.text)
        rows.append((parts[0], number, state, form, cut))
        for piece in parts[1:]:
            rows.append((piece, -1, state, form, -1))
        end = word.end
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Pieces(*table.T)


def windows(cut: Ints, start: int, end: int, *, left: int, right: int, longest: int = LONGEST) -> Iterator[Window]:
    """Yield windows whose cores cover [start, end), each as long as fits with its context on both sides."""
    while start < end:
        before = max(0, start - left)
        room = longest - (start - before)
        until = end if end - start <= room else _core_end(cut[:end], start, room - right)
        yield Window(before, min(len(cut), until + right, before + longest), start, until)
        start = until


def inputs(of: Pieces, start: int, end: int) -> dict[str, Ints]:
    """Return a window as the tagger's inputs, a batch of one."""

    def framed(row: Ints, first: int, last: int) -> Ints:
        return np.concatenate([[first], row[start:end], [last]])[None, :]

    return {
        "ids": framed(of.ids, CLS, SEP),
        "quote": framed(of.quote, 0, 0),
        "shape": framed(of.shape, 0, 0),
    }


def _core_end(cut: Ints, start: int, core: int) -> int:
    """Return where a core that begins here ends: at the last paragraph, or sentence, of its second half."""
    low = start + core // 2
    places = cut[low : start + core + 1]
    last = np.flatnonzero(places == places.max())[-1] if places.max() >= 0 else len(places) - 1
    return low + int(last)


def _cut(between: str, before: str) -> int:
    if "\n" in between or not before:
        return 2
    return 1 if between and before in '.?!”"' else 0


def _quote_states(words: list[Token], quotes: list[Quote]) -> list[int]:
    states = [0] * len(words)
    at = 0
    for number, word in enumerate(words):
        while at < len(quotes) and quotes[at].end + 2 <= word.start:
            at += 1
        for quote in quotes[at : at + 2]:
            if quote.start <= word.start < quote.end:
                states[number] = max(states[number], 1)
            elif not word.is_word and quote.start - 2 <= word.start < quote.end + 2 and word.text in _MARKS:
                states[number] = 2
    return states


_MARKS = frozenset("“”„«»\"'`‘’")


@cache
def _shape(word: str) -> int:
    if not word[0].isalpha():
        return 3
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


@cache
def tokenizer() -> Tokenizer:
    """Return the encoder's own tokenizer: small letters, word pieces."""
    stored = Tokenizer.from_file(str(paths.MODELS / "encoder" / "tokenizer.json"))
    stored.no_padding()
    stored.no_truncation()
    return stored


@cache
def _pieces_of(word: str) -> tuple[int, ...]:
    ids = tokenizer().encode(word.translate(PLAIN), add_special_tokens=False).ids[:_PIECES_OF_A_WORD]
    return tuple(ids) or (UNKNOWN,)
