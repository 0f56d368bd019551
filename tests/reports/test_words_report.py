"""The words around names, for readers."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import measures
from analysis.pipeline import Build
from analysis.reports import words


def key(term_id: str, word: str, z: float, q: float) -> dict[str, object]:
    counts = {"n": 30, "articles": 20, "rate": 1200.4, "rate_other": 100.0, "g2_four_cell": 25.0}
    return {"term_id": term_id, "word": word, "z": z, "q": q, "log_ratio": z / 3, "low": z / 6, "high": z / 2, **counts}


KEYNESS = pd.DataFrame(
    [key("daesh", "militia", 4.0, 0.01), key("daesh", "rain", 2.0, 0.3), key("daesh", "less", -5.0, 0.001)]
)


@pytest.fixture(scope="module")
def described(sample: Build) -> pd.DataFrame:
    return measures.of_actor(sample.descriptions, sample.articles, "islamic-state-group")


def test_findings_name_the_words_that_are_sure_and_more_frequent(sample: Build, described: pd.DataFrame) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    counts = measures.description_counts(described, by="term_id")
    said = repr(words.findings(KEYNESS, counts, actor))
    assert "Around “Daesh” these words are more frequent than around the other names: militia." in said
    n = int(counts.drop_duplicates("term_id")["of"].sum())
    assert f"Of {n} descriptions tied to a name" in said
    none = repr(words.findings(KEYNESS.head(0), counts.head(0), actor))
    assert none == "No word is more frequent around one name than around the others beyond chance."


def test_the_title_counts_what_stands_out() -> None:
    assert words.title(KEYNESS) == "Words around each name: 2 stand out from chance"
    assert words.title(KEYNESS.assign(q=0.5)) == "Words around each name: none stands out from chance"


def test_the_table_has_typical_words_with_their_doubt(sample: Build) -> None:
    shown = repr(words.keyness_table(KEYNESS, sample.codebook.actors["islamic-state-group"]))
    assert shown.index("militia") < shown.index("rain")
    assert "less" not in shown
    assert "1,200" in shown
    assert "0.300" in shown


def test_collocates_that_are_none_are_left_out(sample: Build) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    rows = [
        {
            "term_id": "daesh",
            "word": word,
            "n": 9,
            "articles": 7,
            "log_dice": 9.0,
            "pmi": z,
            "t": z,
            "lambda": z,
            "z": z,
        }
        for word, z in (("militia", 6.0), ("said", -1.0))
    ]
    shown = repr(words.collocate_table(pd.DataFrame(rows), actor))
    assert "militia" in shown
    assert "said" not in shown


def test_descriptions_are_shown_by_label(sample: Build, described: pd.DataFrame) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    counts = measures.description_counts(described, by="term_id")
    shown = repr(words.description_table(counts, actor, by="term_id"))
    leading = counts.sort_values("n").iloc[-1]
    assert actor.terms[leading["term_id"]] in shown
    assert words.kind_labels(actor)[leading["description_id"]] in shown
