"""Datelines, agencies and authors of hand-coded articles, against the floors pinned in floors.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import bylines

CORPUS = "allsides-10k.jsonl.gz"


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, float]]:
    corpus = shared / "corpora" / CORPUS
    if not corpus.is_file():
        pytest.skip(f"{CORPUS} is not on this machine")
    return bylines.measure(corpus, "test")


@pytest.mark.parametrize("field", bylines.FIELDS)
def test_fields_of_coded_articles(
    figures: dict[str, dict[str, float]], floors: dict[str, dict[str, float]], field: str
) -> None:
    for name in ("precision", "recall"):
        assert figures[field][name] >= floors["bylines"][f"{field}_{name}"]


def test_the_coding_has_two_halves_and_no_text() -> None:
    halves = {part: bylines.coded_articles(part) for part in bylines.PARTS}
    assert {part: len(rows) for part, rows in halves.items()} == {"dev": 75, "test": 75}
    for rows in halves.values():
        assert list(rows.columns) == ["article_id", *bylines.FIELDS]
    assert not set(halves["dev"]["article_id"]) & set(halves["test"]["article_id"])
