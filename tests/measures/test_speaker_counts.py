"""Who says which name: counts of quoted mentions, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import Build
from analysis.measures import speaker_counts
from analysis.tables import MENTIONS


def said(*rows: tuple[str, str | None, str | None], **columns: object) -> pd.DataFrame:
    """Return mentions in quoted words: article, name, and speaker of each."""
    places = range(0, 20 * len(rows), 20)
    table = pd.DataFrame(rows, columns=["article_id", "term_id", "speaker"]).assign(start=places)
    defaults = {"part": "body", "surface": "Daesh", "actor_id": "group", "voice": "direct", "voice_confidence": 0.9}
    flags = {"is_inserted": False, "is_gloss": False, "is_distanced": False}
    sentence = {"sentence_start": 0, "sentence_end": 500, "speaker_id": None}
    return MENTIONS.check(
        table.assign(end=table["start"] + 5, **(defaults | flags | sentence | columns))  # type: ignore[arg-type]
    )


def test_a_row_is_a_speaker_and_a_name() -> None:
    counts = speaker_counts(
        said(("a", "daesh", "Weber"), ("a", "daesh", "Weber"), ("b", "daesh", "Weber"), ("b", "isis", "Weber"))
    )
    assert counts.to_dict("list") == {
        "actor_id": ["group", "group"],
        "term_id": ["daesh", "isis"],
        "speaker": ["Weber", "Weber"],
        "n": [3, 1],
        "of": [4, 4],
        "n_articles": [2, 1],
        "share": [0.75, 0.25],
    }


def test_whoever_says_a_name_most_stands_first() -> None:
    rows = [("a", "daesh", "Falk"), ("a", "daesh", "Weber"), ("b", "daesh", "Weber"), ("b", "daesh", "Bauer")]
    assert speaker_counts(said(*rows))["speaker"].tolist() == ["Weber", "Bauer", "Falk"]


@pytest.mark.parametrize(
    "columns",
    [
        {"voice": "indirect"},
        {"voice": "narration"},
        {"voice": "uncertain"},
        {"is_inserted": True},
        {"speaker": None},
        {"term_id": None},
        {"speaker": "a resident"},
        {"speaker": "U.S. officials"},
        {"speaker": "commander of the Army"},
    ],
)
def test_only_a_known_speakers_own_quoted_words_count(columns: dict[str, object]) -> None:
    assert speaker_counts(said(("a", "daesh", "Weber"), **columns)).empty


def test_what_does_not_count_is_no_part_of_the_whole_either() -> None:
    paraphrase = said(("a", "isis", "Weber"), voice="indirect")
    counts = speaker_counts(pd.concat([said(("a", "daesh", "Weber")), paraphrase]))
    assert counts[["term_id", "n", "of"]].to_numpy().tolist() == [["daesh", 1, 1]]


def test_shares_are_of_one_actor() -> None:
    other = said(("a", "rebels", "Weber"), actor_id="others")
    counts = speaker_counts(pd.concat([said(("a", "daesh", "Weber")), other]))
    assert counts[["actor_id", "of", "share"]].to_numpy().tolist() == [["group", 1, 1.0], ["others", 1, 1.0]]


def test_those_who_tie_with_the_last_are_kept() -> None:
    rows = [("a", "daesh", name) for name in ("Weber", "Weber", "Falk", "Bauer")]
    assert speaker_counts(said(*rows), most=1)["speaker"].tolist() == ["Weber"]
    assert speaker_counts(said(*rows), most=2)["speaker"].tolist() == ["Weber", "Bauer", "Falk"]


def test_where_too_many_tie_with_the_last_none_of_them_stands_out() -> None:
    rows = [("a", "daesh", name) for name in ("Weber", "Weber", "Falk", "Bauer", "Colin", "Lee")]
    assert speaker_counts(said(*rows), most=2)["speaker"].tolist() == ["Weber"]


@pytest.mark.parametrize(
    "name", ["Anna Weber", "Pentagon", "Secretary of State", "Weber, a baker", "Ban Ki-moon", "Bashar al-Assad"]
)
def test_a_name_of_one_or_more_words_is_a_speaker(name: str) -> None:
    assert speaker_counts(said(("a", "daesh", name)))["speaker"].tolist() == [name]


def test_each_name_has_its_own_first_speakers_and_shares_stay_those_of_all_names() -> None:
    rows = [("a", "daesh", "Weber"), ("a", "daesh", "Weber"), ("a", "isis", "Weber"), ("b", "isis", "Falk")]
    counts = speaker_counts(said(*rows, ("b", "isis", "Falk")), most=1)
    assert counts[["term_id", "speaker", "n", "of"]].to_numpy().tolist() == [
        ["daesh", "Weber", 2, 3],
        ["isis", "Falk", 2, 2],
    ]


def test_the_order_of_rows_changes_nothing_and_the_mentions_stay_as_they_are() -> None:
    mentions = said(("a", "daesh", "Weber"), ("b", "isis", "Weber"), ("b", "isis", "Falk"))
    before = mentions.copy()
    pd.testing.assert_frame_equal(speaker_counts(mentions.iloc[::-1]), speaker_counts(mentions))
    pd.testing.assert_frame_equal(mentions, before)


def test_no_mentions_no_speakers() -> None:
    columns = ["actor_id", "term_id", "speaker", "n", "of", "n_articles", "share"]
    assert list(speaker_counts(MENTIONS.empty()).columns) == columns
    assert speaker_counts(MENTIONS.empty()).empty


def test_shares_of_a_speaker_sum_to_one(sample: Build) -> None:
    counts = speaker_counts(sample.mentions, most=10**6)
    assert counts.groupby(["actor_id", "speaker"])["share"].sum().round(9).eq(1).all()
