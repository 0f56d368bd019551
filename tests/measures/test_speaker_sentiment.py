"""What named speakers say of actors: means of quoted and paraphrased sentences, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import mean_sentiment, speaker_sentiment
from analysis.tables import SENTIMENT

COLUMNS = ["speaker", "actor_id", "n", "n_articles", "mean", "low", "high"] + [
    f"share_{label}" for label in ("negative", "neutral", "positive")
]


def said(*rows: tuple[str, str | None, float], **columns: object) -> pd.DataFrame:
    """Return scores from (article, speaker, score); what is below −.1 is negative, above .1 positive."""
    table = pd.DataFrame(rows, columns=["article_id", "speaker", "score"])
    label = pd.cut(table["score"], [-2, -0.1, 0.1, 2], labels=["negative", "neutral", "positive"]).astype("str")
    place = {"part": "body", "sentence_start": 0, "sentence_end": 50, "start": 0, "end": 4, "surface": "ISIS"}
    about = {"actor_id": "group", "voice": "direct", "speaker_id": None, "label": label}
    chances = {"p_negative": 0.3, "p_neutral": 0.3, "p_positive": 0.4}
    return SENTIMENT.check(table.assign(**(place | about | chances | columns)))  # type: ignore[arg-type]


def test_means_and_shares_by_hand() -> None:
    found = speaker_sentiment(
        said(("a", "Weber", 0.5), ("a", "Weber", -0.5), ("b", "Weber", -0.3), ("b", "Weber", 0.0))
    )
    assert list(found.columns) == COLUMNS
    [row] = found.to_dict("records")
    assert (row["speaker"], row["actor_id"], row["n"], row["n_articles"]) == ("Weber", "group", 4, 2)
    assert row["mean"] == pytest.approx(-0.075)
    assert (row["share_negative"], row["share_neutral"], row["share_positive"]) == (0.5, 0.25, 0.25)


def test_an_uncertain_label_counts_as_a_sentence_and_in_no_share() -> None:
    rows = said(("a", "Weber", 0.5), ("b", "Weber", -0.5))
    found = speaker_sentiment(rows.assign(label=["positive", "uncertain"]), fewest=1, fewest_articles=1)
    assert found[["n", "mean", *COLUMNS[7:]]].to_numpy().tolist() == [[2, 0, 0, 0, 0.5]]


def test_quoted_words_and_paraphrase_count_together() -> None:
    rows = pd.concat([said(("a", "Weber", 0.5)), said(("a", "Weber", -0.5), voice="indirect")])
    assert speaker_sentiment(rows, fewest=1, fewest_articles=1)[["n", "mean"]].to_numpy().tolist() == [[2, 0]]


@pytest.mark.parametrize(
    "columns",
    [
        {"voice": "narration"},
        {"voice": "uncertain"},
        {"speaker": None},
        {"speaker": "a resident"},
        {"speaker": "U.S. officials"},
        {"speaker": "commander of the Army"},
        {"speaker": "an official, Weber"},
    ],
)
def test_only_speakers_who_are_known_by_name_count(columns: dict[str, object]) -> None:
    assert speaker_sentiment(said(("a", "Weber", 0.5), **columns), fewest=1, fewest_articles=1).empty


@pytest.mark.parametrize("speaker", ["Critics", "Others", "Officials", "He"])
def test_a_capital_at_a_sentences_start_makes_no_name(speaker: str) -> None:
    assert speaker_sentiment(said(("a", speaker, 0.5)), fewest=1, fewest_articles=1).empty


def test_what_speakers_say_of_themselves_does_not_count() -> None:
    own = said(("a", "Ann Roe", 0.5), actor_id="roe", speaker_id="roe")
    other = said(("a", "Ann Roe", -0.5), speaker_id="roe")
    found = speaker_sentiment(pd.concat([own, other]), fewest=1, fewest_articles=1)
    assert found[["actor_id", "mean"]].to_numpy().tolist() == [["group", -0.5]]


def test_a_speaker_has_a_row_for_each_actor() -> None:
    rows = pd.concat([said(("a", "Weber", 0.5)), said(("a", "Weber", -0.5), actor_id="others")])
    assert speaker_sentiment(rows, fewest=1, fewest_articles=1)[["actor_id", "mean"]].to_numpy().tolist() == [
        ["group", 0.5],
        ["others", -0.5],
    ]


def test_too_few_sentences_on_an_actor_are_left_out() -> None:
    rows = said(*[(name, "Weber", 0.5) for name in "aab"], *[(name, "Falk", 0.5) for name in "ab"])
    assert speaker_sentiment(rows)["speaker"].tolist() == ["Weber"]
    assert speaker_sentiment(rows, fewest=2)["speaker"].tolist() == ["Weber", "Falk"]
    assert speaker_sentiment(rows, fewest=4).empty
    split = pd.concat([said(*[(name, "Weber", 0.5) for name in "ab"], actor_id=actor) for actor in ("group", "others")])
    assert speaker_sentiment(split).empty


def test_many_sentences_of_one_article_are_one_occasion() -> None:
    rows = said(*[("a", "Weber", 0.5)] * 9)
    assert speaker_sentiment(rows).empty
    assert speaker_sentiment(rows, fewest_articles=1)["n"].tolist() == [9]


def test_a_speaker_the_codebook_knows_is_one_person_by_any_name() -> None:
    rows = said(("a", "Ann Roe", 0.5), ("b", "Roe", 0.1), ("c", "Ann Roe", 0.3), speaker_id="roe")
    [row] = speaker_sentiment(rows).to_dict("records")
    assert (row["speaker"], row["n"], row["n_articles"], row["mean"]) == ("Ann Roe", 3, 3, pytest.approx(0.3))


def test_the_interval_is_that_of_the_mean_over_articles() -> None:
    rows = said(*[(f"a{n}", "Weber", 0.1 * (n % 3)) for n in range(12)])
    [row] = speaker_sentiment(rows).to_dict("records")
    [mean] = mean_sentiment(rows).to_dict("records")
    assert (row["low"], row["mean"], row["high"]) == (mean["low"], mean["mean"], mean["high"])
    assert row["low"] < row["mean"] < row["high"]


def test_most_sentences_stand_first_then_the_letter_decides() -> None:
    rows = said(("a", "Falk", 0), ("a", "Weber", 0), ("b", "Weber", 0), ("a", "Bauer", 0))
    assert speaker_sentiment(rows, fewest=1, fewest_articles=1)["speaker"].tolist() == ["Weber", "Bauer", "Falk"]
    assert speaker_sentiment(rows, fewest=1, fewest_articles=1, most=2)["speaker"].tolist() == ["Weber", "Bauer"]


def test_the_order_of_rows_changes_nothing_and_the_scores_stay_as_they_are() -> None:
    rows = said(("a", "Weber", 0.5), ("b", "Weber", 0.25), ("b", "Falk", -0.5), ("c", "Falk", 1))
    before = rows.copy()
    pd.testing.assert_frame_equal(
        speaker_sentiment(rows.iloc[::-1], fewest=1, fewest_articles=1),
        speaker_sentiment(rows, fewest=1, fewest_articles=1),
    )
    pd.testing.assert_frame_equal(rows, before)


def test_no_scores_no_speakers() -> None:
    found = speaker_sentiment(SENTIMENT.empty())
    assert list(found.columns) == COLUMNS
    assert found.empty
