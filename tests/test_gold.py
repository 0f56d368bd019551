"""The instruments on hand-coded data, against the floors pinned in floors.yml."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from benchmarks import sentiment, voice
from sklearn.metrics import f1_score

from analysis import Codebook, find_mentions


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


@pytest.mark.parametrize("instrument", ["tagger", "rules"])
def test_voice_of_coded_mentions(shared: Path, floors: dict[str, dict[str, float]], instrument: str) -> None:
    corpus = shared / "corpora" / "allsides-islamic-state.jsonl.gz"
    dev = shared / "gold" / "voice-islamic-state" / "dev.jsonl"
    figures = voice.on_coded_mentions(voice.coded_mentions(dev, corpus, instrument))
    of_registers = voice.on_coded_mentions(voice.coded_mentions(voice.REGISTERS, corpus, instrument))
    lowest = floors[f"voice_{instrument}"]
    for name in ("kappa", "accuracy_surest", "speaker_direct", "speaker_indirect"):
        assert figures[name] >= lowest[name]
    assert of_registers["kappa"] >= lowest["kappa_registers"]


@pytest.mark.parametrize("instrument", ["tagger", "rules"])
def test_voice_of_words(shared: Path, floors: dict[str, dict[str, float]], instrument: str) -> None:
    figures = voice.on_polnear(shared / "gold" / "polnear" / "dev", instrument)
    for name in ("f1_direct", "f1_indirect", "kappa_at_mentions", "source_direct", "source_indirect"):
        assert figures[name] >= floors[f"polnear_{instrument}"][name]


@pytest.mark.parametrize("part", ["rw", "mt"])
def test_sentiment(shared: Path, floors: dict[str, float], part: str) -> None:
    figures = sentiment.measure(shared / "gold" / "newsmtsc", f"dev-{part}")
    assert figures["macro_f1"] >= floors[f"vader_macro_f1_{part}"]
