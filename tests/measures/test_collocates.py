"""Collocates against NLTK's association measures and hand calculations."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.association import BigramAssocMeasures

from analysis.measures import collocates

ARTICLES = pd.DataFrame(
    {
        "article_id": [f"a{n}" for n in range(6)],
        "title": [""] * 6,
        "body": ["Daesh militants fled. Rain fell. Militants came, others went north."] * 5 + ["Rain fell on Daesh."],
    }
)
ROWS = [(f"a{n}", 0, word, at) for n in range(5) for word, at in (("militants", 1), ("fled", 2))]
ROWS += [("a5", 13, word, at) for word, at in (("rain", -3), ("fell", -2), ("on", -1))]
AROUND = pd.DataFrame(ROWS, columns=["article_id", "start", "word", "distance"]).assign(
    actor_id="group", term_id="daesh", part="body", is_shared=False
)
AROUND["is_function"] = AROUND["word"] == "on"


def of_word(word: str, **choices: int) -> pd.Series:
    row: pd.Series = collocates(AROUND, ARTICLES, **{"fewest": 1, **choices}).set_index("word").loc[word]
    return row


def test_the_four_counts() -> None:
    row = of_word("militants")
    assert (row["n"], row["of"], row["n_name"], row["articles"]) == (5, 13, 6, 5)
    assert row["n_word"] == 10  # five beside the name, five elsewhere
    assert row["n_words"] == 5 * 10 + 4  # the name is a word of the articles at large


def test_association_as_nltk_measures_it() -> None:
    row = of_word("militants")
    counts = (row["n"], (row["of"], row["n_word"]), row["n_words"])
    assert row["pmi"] == pytest.approx(BigramAssocMeasures.pmi(*counts))
    assert row["t"] == pytest.approx(BigramAssocMeasures.student_t(*counts), abs=1e-6)
    assert row["log_likelihood"] == pytest.approx(BigramAssocMeasures.likelihood_ratio(*counts), rel=1e-6)


def test_log_dice_and_lambda_by_hand() -> None:
    row = of_word("militants")
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 * 5 / (6 + 10)))
    cells = np.array([5, 13 - 5, 10 - 5, 54 - 13 - 10 + 5]) + 0.5
    assert row["lambda"] == pytest.approx(np.log(cells[0] * cells[3] / (cells[1] * cells[2])))
    assert row["z"] == pytest.approx(row["lambda"] / np.sqrt((1 / cells).sum()))


def test_a_window_narrows_and_function_words_can_count() -> None:
    assert "fled" not in collocates(AROUND, ARTICLES, fewest=1, within=1)["word"].tolist()
    assert of_word("militants", within=1)["of"] == 6
    assert "on" not in collocates(AROUND, ARTICLES, fewest=1)["word"].tolist()
    assert "on" in collocates(AROUND, ARTICLES, fewest=1, functions=True)["word"].tolist()


def test_words_in_too_few_articles_have_no_row() -> None:
    assert collocates(AROUND, ARTICLES)["word"].tolist() == ["fled", "militants"]


def test_voices_are_kept_apart() -> None:
    voiced = AROUND.assign(voice=np.where(AROUND["article_id"] == "a0", "direct", "narration"))
    found = collocates(voiced, ARTICLES, fewest=1)
    assert found.groupby("voice")["of"].first().to_dict() == {"direct": 2, "narration": 11}


def test_nothing_gives_an_empty_table() -> None:
    assert collocates(AROUND.head(0), ARTICLES).empty
