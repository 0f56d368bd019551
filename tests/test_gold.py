"""The instruments on hand-coded data, against the floors pinned in floors.yml."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from benchmarks import sentiment, targets, voice
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


SENTIMENT = ("network", "linear", "vader")


@pytest.mark.parametrize("instrument", SENTIMENT)
@pytest.mark.parametrize("part", ["rw", "mt"])
def test_sentiment_toward_persons(
    shared: Path, floors: dict[str, dict[str, float]], part: str, instrument: str
) -> None:
    rows = targets.newsmtsc(shared / "gold" / "newsmtsc" / f"dev-{part}.jsonl")
    figures = sentiment.scored(rows, sentiment.found(rows, instrument))
    assert figures["macro_f1"] >= floors[f"sentiment_{instrument}"][f"macro_f1_{part}"]
    assert figures["calibration_error"] <= floors[f"sentiment_{instrument}"][f"calibration_error_{part}"]


@pytest.mark.parametrize("instrument", SENTIMENT)
def test_sentiment_toward_groups_and_countries(
    shared: Path, floors: dict[str, dict[str, float]], instrument: str
) -> None:
    figures = sentiment.on_actors(shared / "corpora" / "allsides-islamic-state.jsonl.gz", instrument)
    assert figures["macro_f1"] >= floors[f"sentiment_{instrument}"]["macro_f1_actors"]


@pytest.mark.parametrize("instrument", SENTIMENT)
def test_who_does_what_to_whom(floors: dict[str, dict[str, float]], instrument: str) -> None:
    assert sentiment.on_contrasts(instrument)["both_right"] >= floors[f"sentiment_{instrument}"]["both_right"]


@pytest.mark.parametrize("instrument", SENTIMENT)
def test_no_name_sways_an_instrument(instrument: str) -> None:
    contrasts = targets.pairs().head(40)
    figures = sentiment.name_swaps(contrasts, instrument, names=sentiment.NAMES[:4])
    assert figures["flips"] == 0
    assert figures["most_apart"] == 0
