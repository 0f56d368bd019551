"""The article that the project began from: every mention must come out as its readers see it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import Codebook, assign_voice, clean, find_attributions, find_mentions, read_corpus

LE_DRIAN = "Jean-Yves Le Drian"
EXPECTED = [
    ("Islamic State", "indirect", LE_DRIAN, False),
    ("Islamic State", "indirect", LE_DRIAN, False),
    ("Daesh", "direct", LE_DRIAN, False),
    ("Islamic State", "direct", LE_DRIAN, True),
    ("Daesh", "direct", LE_DRIAN, False),
    ("Islamic State", "narration", None, False),
    ("Daesh", "direct", LE_DRIAN, False),
]


@pytest.fixture(scope="module")
def article(shared: Path) -> pd.DataFrame:
    return clean(read_corpus(shared / "seed" / "aleppo-2015.txt"))


@pytest.fixture(scope="module")
def mentions(article: pd.DataFrame, islamic_state: Codebook) -> pd.DataFrame:
    return assign_voice(find_mentions(article, islamic_state), find_attributions(article, codebook=islamic_state))


def test_the_seven_mentions_are_exact(mentions: pd.DataFrame) -> None:
    found = mentions[mentions["term_id"].notna()]
    speakers = [speaker if isinstance(speaker, str) else None for speaker in found["speaker"]]
    assert list(zip(found["surface"], found["voice"], speakers, found["is_gloss"], strict=True)) == EXPECTED


def test_the_minister_is_an_actor_of_the_codebook(mentions: pd.DataFrame) -> None:
    assert set(mentions.loc[mentions["speaker"] == LE_DRIAN, "speaker_id"]) == {"le-drian"}


def test_every_actor_with_a_mention_is_found(mentions: pd.DataFrame) -> None:
    expected = {
        "islamic-state-group",
        "france",
        "syrian-rebels",
        "assad",
        "le-drian",
        "united-states",
        "turkey",
        "iraq",
    }
    assert expected | {"lebanon", "kurds"} <= set(mentions["actor_id"])


def test_only_the_share_button_is_cut_away(article: pd.DataFrame, shared: Path) -> None:
    raw = (shared / "seed" / "aleppo-2015.txt").read_text(encoding="utf-8")
    assert article["body"].item() == raw.strip().removesuffix("Share Button").strip()
