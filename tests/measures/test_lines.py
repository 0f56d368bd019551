"""Lines behind a number: as many as it counts, whatever measure made it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import InputError
from analysis.measures import (
    adoptions,
    house_styles,
    marked_shares,
    mean_sentiment,
    of_actor,
    relabelling,
    relabelling_matrix,
    sentiment_gap,
    share_contrasts,
    shares_by_copies,
    smoothed_shares,
    term_shares,
    voice_gap,
    with_articles,
    with_position,
)
from analysis.measures.contexts import contexts
from analysis.measures.descriptions import description_counts
from analysis.measures.keyness import keyness
from analysis.measures.lines import example_lines, lines_behind, sorted_lines
from analysis.measures.relabelling import beside_own_names
from analysis.pipeline import Build

BODY = "Xa met Yb at noon . " * 12
SPEAKERS = ("Ann Roe", "Bea Lund", None)


def articles(n: int = 8) -> pd.DataFrame:
    ids = [f"{number:02d}" for number in range(n)]
    return pd.DataFrame(
        {
            "article_id": ids,
            "outlet": [None if number == 3 else "GH"[number % 2] for number in range(n)],
            "published": pd.to_datetime([f"2015-{1 + number % 5:02d}-03" for number in range(n)]),
            "title": "Xa",
            "body": BODY,
            "url": [f"https://example.org/{one}" for one in ids],
            "family_id": [f"{number // 2}" for number in range(n)],
            "is_original": [number % 2 == 0 for number in range(n)],
            "leaning": [("left", "right", None)[number % 3] for number in range(n)],
        }
    ).astype({"outlet": "str", "leaning": "str"})


def mentions(seed: int, n: int = 60, n_articles: int = 8) -> pd.DataFrame:
    """Return random mentions; spans lie in sentences of 20 characters."""
    rng = np.random.default_rng(seed)
    sentence = rng.integers(0, 12, n) * 20
    start = sentence + rng.choice([0, 7], n)
    made = pd.DataFrame(
        {
            "article_id": [f"{number:02d}" for number in rng.integers(0, n_articles, n)],
            "part": "body",
            "start": start,
            "end": start + 2,
            "surface": [BODY[at : at + 2] for at in start],
            "actor_id": rng.choice(["group", "other"], n, p=[0.8, 0.2]),
            "term_id": rng.choice(["x", "y", "z"], n),
            "voice": rng.choice(["narration", "direct", "indirect", "uncertain"], n),
            "speaker": rng.choice(np.array(SPEAKERS, dtype=object), n),
            "speaker_id": None,
            "is_inserted": rng.random(n) < 0.1,
            "is_gloss": rng.random(n) < 0.1,
            "is_distanced": rng.random(n) < 0.3,
            "sentence_start": sentence,
            "sentence_end": sentence + 19,
        }
    ).drop_duplicates(["article_id", "start"])
    made.loc[made["actor_id"] == "other", "term_id"] = None
    return made.astype({"term_id": "str", "speaker": "str", "speaker_id": "str"}).reset_index(drop=True)


def records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.to_dict("records")


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    by=st.lists(
        st.sampled_from(["outlet", "period", "voice", "speaker", "part", "leaning", "position", "article_id"]),
        unique=True,
        max_size=2,
    ),
    glosses=st.booleans(),
)
def test_a_share_opens_as_many_lines_as_its_n(seed: int, by: list[str], glosses: bool) -> None:
    rows = with_position(of_actor(mentions(seed), articles(), "group"))
    shares = term_shares(rows, by=by, glosses=glosses)
    for row in records(shares):
        lines = lines_behind(row, rows, articles(), glosses=glosses)
        assert len(lines) == row["n"]
        assert set(lines["url"].notna()) <= {True}
    assert shares["n"].sum() <= len(rows)


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_bare_mentions_are_joined_with_their_articles(period: str) -> None:
    bare = mentions(1)
    shares = term_shares(of_actor(bare, articles(), "group", period=period), by=["period", "leaning"])
    assert [len(lines_behind(row, bare, articles())) for row in records(shares)] == shares["n"].tolist()


@pytest.mark.parametrize("period", ["day", "week"])
def test_a_day_or_a_week_needs_mentions_with_their_period(period: str) -> None:
    bare = mentions(1)
    rows = of_actor(bare, articles(), "group", period=period)
    shares = term_shares(rows, by="period")
    row = shares[shares["n"] > 0].iloc[0]
    assert len(lines_behind(row, rows, articles())) == row["n"]
    with pytest.raises(InputError, match="may be a day or a week"):
        lines_behind(row, bare, articles())


def test_lines_hold_what_the_row_says() -> None:
    rows = of_actor(mentions(2), articles(), "group")
    row = {"outlet": "G", "voice": "direct", "term_id": "x", "n": 99, "share": 0.1}
    lines = lines_behind(row, rows, articles())
    by_hand = rows[(rows["outlet"] == "G") & (rows["voice"] == "direct") & (rows["term_id"] == "x")]
    by_hand = by_hand[~(by_hand["is_gloss"] | by_hand["is_inserted"])]
    assert len(lines)
    assert lines[["article_id", "start"]].values.tolist() == by_hand[["article_id", "start"]].values.tolist()
    assert lines["url"].tolist() == [f"https://example.org/{one}" for one in by_hand["article_id"]]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_missing_opens_what_is_missing(missing: object) -> None:
    rows = with_articles(mentions(3), articles())
    lines = lines_behind({"outlet": missing, "actor_id": "group", "n": 1}, rows, articles())
    assert set(lines["article_id"]) == {"03"}
    assert len(lines) == ((rows["article_id"] == "03") & (rows["actor_id"] == "group")).sum()


def test_a_gap_between_voices_opens_both() -> None:
    rows = of_actor(mentions(4), articles(), "group")
    gaps = voice_gap(rows, by="outlet").dropna(subset=["gap"])
    assert len(gaps)
    for row in records(gaps):
        voices = lines_behind(row, rows, articles())["voice"].value_counts()
        assert voices.get("direct", 0) == round(row["share_direct"] * row["of_direct"])
        assert voices.get("narration", 0) == round(row["share_narration"] * row["of_narration"])
        assert set(voices.index) <= {"direct", "narration"}


def sentences(seed: int) -> pd.DataFrame:
    rows = mentions(seed).drop(columns=["is_inserted", "is_gloss", "is_distanced", "term_id"])
    return with_articles(rows.assign(score=0.5, label="positive"), articles())


def test_sentiment_opens_sentences() -> None:
    scores = sentences(5)
    for row in records(mean_sentiment(scores, by=["outlet", "voice"])):
        lines = lines_behind(row, scores, articles())
        assert len(lines) == row["n"]
        whole = (lines["left"] + lines["surface"] + lines["right"]).str.strip("…")
        assert set(whole) <= {"Xa met Yb at noon ."}
    for row in records(sentiment_gap(scores, by="outlet")):
        voices = lines_behind(row, scores, articles())["voice"].value_counts()
        assert (voices.get(row["voice"], 0), voices.get("narration", 0)) == (row["n"], row["n_narration"])


def test_marks_relabelling_copies_and_contrasts_open_their_lines() -> None:
    rows = of_actor(mentions(6, 400, 8), articles(), "group")
    for row in records(marked_shares(rows, "is_distanced", by="outlet")):
        assert len(lines_behind(row, rows[rows["is_distanced"]], articles())) == row["n"]
    for row in records(relabelling_matrix(rows, by="outlet")):
        assert len(lines_behind(row, rows, articles())) == row["n"]
    beside = beside_own_names(rows)
    other = beside[(beside["voice"] == "indirect") & (beside["term_id"] != beside["own_term_id"])]
    for row in records(relabelling(rows, by="speaker")):
        assert len(lines_behind(row, other, articles())) == row["n"]
    for row in records(shares_by_copies(rows, by="outlet")):
        assert len(lines_behind(row, rows, articles())) == row["n"]
    for row in records(share_contrasts(rows, "outlet")):
        n = row["share_first"] * row["of_first"] + row["share_second"] * row["of_second"]
        assert len(lines_behind(row, rows, articles(), group="outlet")) == round(n)
    with pytest.raises(InputError, match="the row compares two groups"):
        lines_behind(row, rows, articles())


def test_a_row_of_descriptions_opens_those_that_are_tied_to_a_name() -> None:
    rng = np.random.default_rng(7)
    rows = of_actor(mentions(7), articles(), "group")
    rows = rows.assign(
        description_id=rng.choice(["militant", "state"], len(rows)), relation=rng.choice(["of", "sentence"], len(rows))
    )
    for row in records(description_counts(rows, by=["term_id", "outlet"])):
        assert len(lines_behind(row, rows, articles())) == row["n"]


def test_a_row_about_a_word_opens_the_mentions_beside_it() -> None:
    rows = pd.DataFrame({"article_id": ["00", "01"], "start": [0, 7], "term_id": ["x", "y"], "actor_id": "group"})
    rows = rows.assign(part="body", end=rows["start"] + 2, surface=["Xa", "Yb"], voice="narration", speaker=None)
    rows = rows.assign(is_gloss=False, is_inserted=False, sentence_start=0, sentence_end=19)
    row = {"actor_id": "group", "term_id": "y", "word": "noon", "log_odds": 1.5}
    assert lines_behind(row, rows, articles())[["article_id", "surface"]].values.tolist() == [["01", "Yb"]]
    assert lines_behind(row | {"word": "midnight"}, rows, articles()).empty


def test_metadata_called_like_a_value_is_no_key() -> None:
    rows = of_actor(mentions(8), articles(), "group").assign(n=-1, share="none")
    row = term_shares(rows).iloc[0]
    assert len(lines_behind(row, rows, articles())) == row["n"]


LINES = pd.DataFrame(
    {
        "left": ["He saw the", "…and the old", "They said,", "He saw the"],
        "right": ["Beta, gamma", "beta Delta…", "“alpha”", ""],
        "article_id": ["d", "a", "b", "c"],
        "part": "body",
        "start": [1, 1, 1, 1],
    }
)


def test_lines_are_sorted_by_words_outwards_from_the_name() -> None:
    assert sorted_lines(LINES, by="right")["article_id"].tolist() == ["c", "b", "a", "d"]
    assert sorted_lines(LINES, by="right", words=1)["article_id"].tolist() == ["c", "b", "a", "d"]
    # old; said; the saw he, twice
    assert sorted_lines(LINES, by="left")["article_id"].tolist() == ["a", "b", "c", "d"]
    assert list(sorted_lines(LINES).columns) == list(LINES.columns)


def test_sorting_does_not_depend_on_the_order_of_rows() -> None:
    for by in ("left", "right"):
        pd.testing.assert_frame_equal(sorted_lines(LINES, by=by), sorted_lines(LINES.iloc[::-1], by=by))


def test_there_are_two_sides() -> None:
    with pytest.raises(InputError, match="Use left or right"):
        sorted_lines(LINES, by="middle")


@pytest.mark.parametrize("measure", [adoptions, house_styles, partial(smoothed_shares, every=100)])
def test_rows_of_styles_adoptions_and_trends_open_as_many_lines_as_their_n(
    sample: Build, measure: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    mentions = of_actor(sample.mentions, sample.articles, "islamic-state-group")
    for row in measure(mentions).head(8).to_dict("records"):
        assert len(lines_behind(row, mentions, sample.articles)) == row["n"]


def test_examples_are_lines_of_the_words_surest_to_be_typical(sample: Build) -> None:
    mentions = sample.mentions[sample.mentions["actor_id"] == "islamic-state-group"]
    around = contexts(mentions, sample.articles)
    typical = keyness(around)
    lines = example_lines(typical, around, mentions, sample.articles, most=2)
    assert (lines.groupby("term_id").size() <= 2).all()
    for row in lines.to_dict("records"):
        best = typical[(typical["term_id"] == row["term_id"]) & typical["p"].notna()].nlargest(2, "z")
        assert row["word"] in best["word"].tolist()
        assert isinstance(row["start"], int)
