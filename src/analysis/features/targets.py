"""A sentence with a target, as the sentiment instruments read it: without the target's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from .function_words import function_words
from .pieces import CLS, PLAIN, SEP, tokenizer

LONGEST = 110  # pieces, around the target; of NewsMTSC's sentences 1 in 400 is longer
_LONGEST_TARGET = 12
_ARTICLE = re.compile(r"^(?:The|An?) (?=\S)")
_POSSESSIVE = re.compile(r"['’]s?$")


class Target(NamedTuple):
    """A place in a sentence that names somebody."""

    sentence: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it is a name, and no pronoun nor a description in small letters ("the rebels", "The rebels")."""
        text = _ARTICLE.sub("", self.sentence[self.start : self.end])
        is_initials = len(text) > 1 and text.isupper()  # "US" and "WHO" are no pronouns
        return text != text.lower() and (is_initials or text.lower() not in function_words().pronoun_forms)

    def around(self) -> tuple[list[str], list[str]]:
        """Return the text before it and the text after it, each cut where the very same name stands again."""
        left, right = self.sentence[: self.start], self.sentence[self.end :]
        if not self.is_name:
            return [left], [right]
        name = re.escape(_POSSESSIVE.sub("", self.sentence[self.start : self.end]))
        again = re.compile(rf"(?<!\w){name}(?!\w)")
        return again.split(left), again.split(right)


class Special(NamedTuple):
    """The pieces of a vocabulary that are no words."""

    first: int
    last: int
    hidden: int


BERT = Special(CLS, SEP, 103)


class Inputs(NamedTuple):
    """Word pieces of a sentence, and which of them (1) stand for the target."""

    ids: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]


def targets(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[Target]:
    """Return sentences with their targets, checked.

    Raises:
        InputError: The three differ in length, or a target lies outside of its sentence.
    """
    if not len(sentences) == len(starts) == len(ends):
        fault = f"{len(sentences)} sentences, {len(starts)} starts, {len(ends)} ends"
        raise InputError("classify", fault, "Give one start and one end for each sentence.")
    for number, (sentence, start, end) in enumerate(zip(sentences, starts, ends, strict=True)):
        if not 0 <= start < end <= len(sentence):
            fault = f"target {start}:{end} lies outside of sentence {number}, of {len(sentence)} characters"
            raise InputError("classify", fault, "Offsets count characters from the sentence's start.")
    return [Target(*place) for place in zip(sentences, starts, ends, strict=True)]


def inputs(of: Target, pieces: Callable[[str], list[int]] | None = None, special: Special = BERT) -> Inputs:
    """Return what a network reads: a mask in the place of a name, so that no name can sway it.

    Where the sentence has the very same name once more, a mask stands there, too.

    Args:
        of: The target.
        pieces: Cuts text into pieces; by default with the vocabulary of the encoder in `models/`.
        special: That vocabulary's special pieces.
    """
    pieces = pieces or _pieces
    left, right = (_joined([pieces(part) for part in parts], special.hidden) for parts in of.around())
    shown = [] if of.is_name else pieces(of.sentence[of.start : of.end])[:_LONGEST_TARGET]
    middle = shown or [special.hidden]
    room = LONGEST - len(middle) - 2
    if len(left) + len(right) > room:
        # The longer side gives way; where both are long each keeps half.
        n_left = max(room - len(right), min(len(left), room // 2))
        left, right = left[len(left) - n_left :], right[: room - n_left]
    ids = [special.first, *left, *middle, *right, special.last]
    target = np.zeros(len(ids), dtype=np.int64)
    target[len(left) + 1 : len(left) + 1 + len(middle)] = 1
    return Inputs(np.array(ids), target)


def _joined(parts: Iterable[list[int]], between: int) -> list[int]:
    return [piece for part in parts for piece in (between, *part)][1:]


def _pieces(text: str) -> list[int]:
    found: list[int] = tokenizer().encode(text.translate(PLAIN), add_special_tokens=False).ids
    return found
