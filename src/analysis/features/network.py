"""Sentiment toward a target by a small trained network: who does what to whom, whoever it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import onnxruntime

from .. import paths
from .parallel import in_order
from .targets import Target, inputs

FOLDER = paths.MODELS / "sentiment-network"


def probabilities(targets: Sequence[Target]) -> npt.NDArray[np.float64]:
    """Return how probable negative, neutral and positive are, a row a target.

    The network reads one sentence at a time: what it says never depends on the sentence's neighbours.
    """
    scaled = np.array(list(in_order(logits, targets)), dtype=np.float64).reshape(-1, 3) / _temperature()
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def logits(target: Target) -> npt.NDArray[np.float32]:
    """Return what the network says, before it becomes probabilities."""
    given = inputs(target)
    (said,) = _session().run(None, {"ids": given.ids[None, :], "target": given.target[None, :]})
    return np.asarray(said[0])


@cache
def _temperature() -> float:
    """Return what the logits are divided by, so that of what it is 80 % sure it gets 80 % right (Guo et al. 2017)."""
    return float(json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8"))["temperature"])


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(FOLDER / "network.onnx"), options, providers=["CPUExecutionProvider"])
