"""What cleaning cuts from real articles, against hand-coded lines and the floors pinned in floors.yml."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from benchmarks import boilerplate


@pytest.fixture(scope="module")
def judged(shared: Path) -> pd.DataFrame:
    raw = boilerplate.raw_articles(shared / "corpora" / "allsides-10k.jsonl.gz")
    return boilerplate.judged_lines(raw)


@pytest.mark.parametrize("part", ["dev", "test"])
def test_lines_that_are_cut(judged: pd.DataFrame, floors: dict[str, dict[str, float]], part: str) -> None:
    figures = boilerplate.figures(judged[judged["part"] == part])
    assert figures["precision"] >= floors[f"boilerplate_{part}"]["precision"]
    assert figures["recall"] >= floors[f"boilerplate_{part}"]["recall"]


def test_lines_of_running_text_stay(judged: pd.DataFrame, floors: dict[str, dict[str, float]]) -> None:
    text = judged[judged["coded"].isin(["text", "mixed"])]
    assert text["rule"].notna().mean() <= floors["boilerplate_test"]["text_cut"]
