"""Coded sentences with a target, as the sentiment benchmarks and the training read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.tables import LABELS

from . import gold

DATA = Path(__file__).parent / "data"
ACTORS = DATA / "sentiment-actors.jsonl"
CONTRASTS = DATA / "sentiment-contrasts.jsonl"
BY_POLARITY = dict(zip((-1, 0, 1), LABELS, strict=True))
COLUMNS = ["sentence", "start", "end", "label"]


def newsmtsc(file: Path) -> pd.DataFrame:
    """Return sentences of NewsMTSC (Hamborg & Donnay, EACL 2021): `sentence`, `start`, `end`, `label`."""
    rows = pd.DataFrame(_lines(file)).rename(columns={"from": "start", "to": "end"})
    return rows.assign(label=rows["polarity"].map(BY_POLARITY))[COLUMNS]


def placed(file: Path, texts: dict[str, str]) -> pd.DataFrame:
    """Return coded places in articles with their sentences: line breaks in a sentence become blanks."""
    rows = pd.DataFrame(_lines(file))
    sentences = [
        texts[name][start:end].replace("\n", " ")
        for name, start, end in zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    ]
    start, end = rows["target_start"] - rows["start"], rows["target_end"] - rows["start"]
    return rows.assign(sentence=sentences, start=start, end=end)


def pairs(file: Path = CONTRASTS) -> pd.DataFrame:
    """Return contrast pairs, two rows each: `id`, `phenomenon`, and the columns of a coded sentence."""
    rows = [
        {"id": line["id"], "phenomenon": line["phenomenon"], **line[side]} for line in _lines(file) for side in "ab"
    ]
    return pd.DataFrame(rows)


def actors(corpus: Path) -> pd.DataFrame:
    """Return the coded sentences toward groups, governments and countries: as `pairs`, and `kind`, `draw`, `coders`."""
    return placed(ACTORS, gold.corpus_texts(corpus))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())
