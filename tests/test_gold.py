"""The instruments on hand-coded data, against the floors pinned in floors.yml."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from sklearn.metrics import f1_score

from analysis import Codebook, find_mentions

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def coded(shared: Path, real_articles: pd.DataFrame, islamic_state: Codebook) -> pd.DataFrame:
    """The hand-coded mentions, beside what the matcher says of the same place."""
    file = shared / "gold" / "voice-islamic-state" / "dev.jsonl"
    gold = pd.DataFrame(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    articles = real_articles[real_articles["article_id"].isin(gold["article"])]
    found = find_mentions(articles, islamic_state)
    found = found[found["term_id"].notna()].rename(columns={"article_id": "article"})
    return gold.merge(found, on=["article", "start", "end"], how="left", suffixes=("_gold", ""))


def test_group_or_not(coded: pd.DataFrame, floors: dict[str, float]) -> None:
    assert (coded["surface"].notna() == coded["is_group"]).mean() >= floors["group_accuracy"]


@pytest.mark.parametrize("flag", ["gloss", "distanced"])
def test_glosses_and_distance(coded: pd.DataFrame, floors: dict[str, float], flag: str) -> None:
    found = coded[f"is_{flag}"].astype("boolean").fillna(False).astype(bool)
    assert f1_score(coded[flag], found) >= floors[f"{flag}_f1"]


def test_voice_of_coded_mentions(shared: Path, floors: dict[str, float]) -> None:
    corpus = shared / "corpora" / "allsides-islamic-state.jsonl.gz"
    figures = benchmark("voice").on_coded_mentions(shared / "gold", corpus)
    assert figures["kappa"] >= floors["voice_kappa"]
    assert figures["speaker_direct"] >= floors["speaker_direct"]
    assert figures["speaker_indirect"] >= floors["speaker_indirect"]


def test_voice_of_words(shared: Path, floors: dict[str, float]) -> None:
    figures = benchmark("voice").on_polnear(shared / "gold" / "polnear" / "dev")
    for name in ("f1_direct", "f1_indirect", "kappa_at_mentions"):
        assert figures[name] >= floors[f"polnear_{name}"]


@pytest.mark.parametrize("part", ["rw", "mt"])
def test_sentiment(shared: Path, floors: dict[str, float], part: str) -> None:
    figures = benchmark("sentiment").measure(shared / "gold" / "newsmtsc", f"dev-{part}")
    assert figures["macro_f1"] >= floors[f"vader_macro_f1_{part}"]
