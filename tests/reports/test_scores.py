"""What the sentiment report claims: only what its intervals carry."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.measures import mean_sentiment, sentiment_differences, sentiment_gap, speaker_sentiment, with_articles
from analysis.pipeline import Build
from analysis.reports import scores as reading

LABELS = {"x": "the army", "y": "the rebels", "z": "the mayor"}


def scores(means: dict[str, float], *, voice: str = "narration", n: int = 30, spread: float = 0.05) -> pd.DataFrame:
    """Return a score of each actor in each of n articles."""
    random = np.random.default_rng(len(voice))
    rows = [(f"a{k}", actor, mean + random.normal(0, spread)) for actor, mean in means.items() for k in range(n)]
    table = pd.DataFrame(rows, columns=["article_id", "actor_id", "score"])
    label = np.select([table["score"] < -0.3, table["score"] > 0.3], ["negative", "positive"], "neutral")
    return table.assign(label=label, voice=voice, outlet=[f"o{k % 3}" for k in range(len(table))])


def titled(means: dict[str, float], **how: float) -> str:
    return reading.title(mean_sentiment(scores(means, **how), by="voice"), LABELS)  # type: ignore[arg-type]


def test_a_title_names_the_ends_where_their_intervals_are_apart() -> None:
    assert (
        titled({"x": -0.5, "y": 0.2, "z": 0.0}) == "Narration is more negative toward the army than toward the rebels"
    )


@pytest.mark.parametrize(
    ("means", "how"), [({"x": 0.0, "y": 0.01}, {"spread": 0.5}), ({"x": -0.5}, {}), ({"x": -0.5, "y": 0.5}, {"n": 4})]
)
def test_a_title_claims_no_order_that_cannot_be_told(means: dict[str, float], how: dict[str, float]) -> None:
    assert titled(means, **how) == "Sentiment toward the actors, by voice"


def said(means: dict[str, float], **how: float) -> str:
    return reading._mean_sentence(mean_sentiment(scores(means, **how)), LABELS)  # type: ignore[arg-type]


def test_the_first_sentence_says_how_many_cannot_be_told_from_the_lowest() -> None:
    assert said({"x": -0.5, "y": 0.5, "z": -0.49}).endswith(
        "From the lowest 1 more cannot be told apart: their intervals overlap."
    )
    assert "apart" not in said({"x": -0.5, "y": 0.5, "z": 0.1})
    assert said({"x": 0.0, "y": 0.01}, spread=0.5).endswith("no order of the actors can be told.")


def test_one_actor_is_neither_lowest_nor_highest() -> None:
    assert said({"x": -0.5}).startswith("In narration, the mean score is −0.5")
    assert said({"x": -0.5}, n=4) == "No actor is mentioned in enough articles for an interval."


def test_gaps_without_an_interval_stand_last() -> None:
    rows = pd.concat(
        [
            scores({"x": -0.2, "y": 0.0}),
            scores({"x": 0.1}, voice="direct"),
            scores({"y": 0.9}, voice="direct", n=2),
            scores({"x": -0.1}, voice="indirect"),
        ]
    )
    lines = repr(reading.gap_table(sentiment_gap(rows), LABELS)).splitlines()[1:]
    assert ["too few articles" in line for line in lines] == [False, False, True]
    assert "quoted words" in lines[0]
    assert "paraphrase" in lines[1]
    sentence = reading._gap_sentence(sentiment_gap(rows), LABELS)
    assert sentence.startswith("Narration and those it reports differ most toward the army: +0.1")
    assert "among 2 such differences)." in sentence


def test_a_gap_that_chance_could_explain_is_said_to_be_one() -> None:
    rows = pd.concat([scores({"x": 0.0}, spread=0.5), scores({"x": 0.02}, voice="direct", spread=0.5)])
    assert reading._gap_sentence(sentiment_gap(rows), LABELS).endswith(", which chance could explain.")


def test_differences_are_counted_and_the_surest_named() -> None:
    rows = scores({"x": 0.0, "y": 0.0})
    rows.loc[rows["outlet"] == "o1", "score"] += 0.4
    found = sentiment_differences(rows, "outlet")
    assert "the surest: o1 toward " in reading._difference_sentence(found, LABELS, "outlet")
    assert "6 differences were looked at" in repr(reading.difference_table(found, LABELS, "outlet"))


def test_where_nothing_can_be_compared_nothing_is_claimed() -> None:
    none = sentiment_differences(scores({"x": 0.0}, n=3), "outlet")
    assert reading._difference_sentence(none, LABELS, "outlet").startswith("There are too few articles")
    assert "0 differences were looked at; 0 of them" in repr(reading.difference_table(none, LABELS, "outlet"))
    assert "None of" not in reading._difference_sentence(none, LABELS, "outlet")


def test_the_share_of_uncertain_labels_is_shown_where_there_are_any() -> None:
    rows = scores({"x": -0.5})
    assert "uncertain" not in repr(reading.mean_table(mean_sentiment(rows, by="voice"), LABELS))
    rows.loc[:9, "label"] = "uncertain"
    shown = repr(reading.mean_table(mean_sentiment(rows, by="voice"), LABELS))
    assert "uncertain" in shown
    assert "33 %" in shown


def test_a_speakers_mean_has_its_interval() -> None:
    rows = scores({"x": -0.2}, voice="direct").assign(speaker="Ann Roe", speaker_id=None)
    [_, line] = repr(reading.speaker_table(speaker_sentiment(rows), LABELS)).splitlines()
    assert "Ann Roe" in line
    assert " to " in line


def test_findings_bring_the_errors_of_both_instruments(sample: Build) -> None:
    shown = repr(reading.findings(with_articles(sample.sentiment, sample.articles), sample))
    assert "macro-F1" in shown
    assert "κ" in shown
    assert "What cannot be concluded" in shown
