"""What the trained tagger says of every word: attributed content, its source, its cue.

A small BERT (`models/voice-tagger/card.md`) reads the text in windows, one at a time, so that what
it says of a word never depends on what else is in a batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from .. import paths
from .pieces import Pieces, inputs, pieces, windows
from .quotes import Quote
from .tokens import Token

Floats = npt.NDArray[np.float32]

CONTENT = ("none", "begin reported", "in reported", "begin attitude", "in attitude")
ROLES = ("none", "source", "cue")
# Context that a window shares with its neighbours: more is no better on PolNeAR's development texts, and costs.
_LEFT, _RIGHT = 32, 20


class Tags(NamedTuple):
    """Probabilities, a row for each token, a column for each label of `CONTENT` and `ROLES`."""

    content: Floats
    role: Floats


def tags(text: str, words: list[Token], quotes: list[Quote], *, ranges: list[tuple[int, int]] | None = None) -> Tags:
    """Return what the tagger says of the tokens of a text.

    Args:
        text: The text.
        words: Its tokens.
        quotes: Its quotations.
        ranges: Token ranges that matter; what lies outside of them is given as no content. All by default.
    """
    of = pieces(text, words, quotes)
    content = np.zeros((len(words), len(CONTENT)), dtype=np.float32)
    role = np.zeros((len(words), len(ROLES)), dtype=np.float32)
    content[:, 0] = role[:, 0] = 1
    for start, end in _piece_ranges(of, ranges):
        for window in windows(of.cut, start, end, left=_LEFT, right=_RIGHT):
            said = _session().run(None, inputs(of, window.start, window.end))
            at = np.flatnonzero(of.token[window.core_start : window.core_end] >= 0) + window.core_start
            content[of.token[at]] = _softmax(said[0][0, at - window.start + 1])
            role[of.token[at]] = _softmax(said[1][0, at - window.start + 1])
    return Tags(content, role)


def _piece_ranges(of: Pieces, ranges: list[tuple[int, int]] | None) -> Iterator[tuple[int, int]]:
    if ranges is None:
        yield 0, len(of.ids)
        return
    first = np.flatnonzero(of.token >= 0)
    for start, end in ranges:
        yield int(first[start]), int(first[end]) if end < len(first) else len(of.ids)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    file = paths.MODELS / "voice-tagger" / "tagger.onnx"
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
