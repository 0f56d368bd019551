"""The sentences that the sentiment instruments learn from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks import targets

from analysis.features.targets import Target
from analysis.tables import LABELS

DATA = Path(__file__).parent / "data"
PAIRS, NEWS = DATA / "sentiment-pairs.jsonl", DATA / "sentiment-news.jsonl"


def coded(newsmtsc: Path, texts: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Return the coded sentences to learn from, by source; none that stands in a dev set."""
    return {
        "newsmtsc": coded_newsmtsc(newsmtsc),
        "pairs": targets.pairs(PAIRS)[targets.COLUMNS],
        "news": targets.placed(NEWS, texts)[targets.COLUMNS],
    }


def coded_newsmtsc(folder: Path) -> pd.DataFrame:
    """Return NewsMTSC's training half without the sentences that stand in a dev set, too."""
    parts = [targets.newsmtsc(folder / f"{part}.jsonl") for part in ("dev-rw", "dev-mt")]
    dev = {sentence for part in parts for sentence in part["sentence"]}
    train = targets.newsmtsc(folder / "train.jsonl")
    return train[~train["sentence"].isin(dev)].reset_index(drop=True)


def pooled_targets(file: Path) -> list[Target]:
    """Return the sentences that `pool.py` drew."""
    return [Target(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def of_rows(rows: pd.DataFrame) -> list[Target]:
    """Return coded sentences as targets."""
    return [Target(*place) for place in zip(rows["sentence"], rows["start"], rows["end"], strict=True)]


def one_hot(rows: pd.DataFrame, smoothing: float) -> np.ndarray:
    """Return the coders' labels as probabilities."""
    wanted = np.stack([rows["label"] == label for label in LABELS], axis=1).astype(float)
    return wanted * (1 - smoothing) + smoothing / len(LABELS)
