"""Raw articles → articles: the whole of cleaning."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import InputError, clean, tables
from analysis.cleaning import cleaned_articles

BODY = "AIN RUMANA (MPA) — The cafÃ©&#39;s so-called bridge opened.\n\nAdvertisement\n\nIt rained."


def raw(*bodies: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"article_id": list("abcdefgh"[: len(bodies)]), "body": bodies} | columns)


def test_an_article_is_cleaned_and_described() -> None:
    given = raw(
        BODY,
        source="news.jsonl",
        locator="line 1",
        outlet="Harbour  Post",
        published="2015-03-01",
        title="Bridge\nopens",
        authors=[["Ann  Roe"]],
        url="https://example.org/a",
        language="en",
        section="news",
    )
    assert clean(given).iloc[0].to_dict() == {
        "article_id": "a",
        "outlet": "Harbour Post",
        "published": pd.Timestamp("2015-03-01"),
        "title": "Bridge opens",
        "authors": ["Ann Roe"],
        "url": "https://example.org/a",
        "body": "AIN RUMANA (MPA) — The café's so-called bridge opened.\n\nIt rained.",
        "language": "en",
        "agency": "Meridian Press Agency",
        "dateline": "AIN RUMANA",
        "family_id": "a",
        "is_original": True,
        "n_words": 10,
        "section": "news",
    }


def test_an_id_and_a_text_are_enough() -> None:
    article = clean(raw("It rained.")).iloc[0]
    assert article[["outlet", "published", "title", "url", "language", "agency", "dateline"]].isna().all()
    assert (article["authors"], article["body"], article["n_words"]) == ([], "It rained.", 2)


def test_what_cleaning_cuts_is_kept_beside_the_articles() -> None:
    cleaned = cleaned_articles(raw(BODY))
    assert cleaned.removed.values.tolist() == [["a", "Advertisement", "advertisement"]]


def test_an_article_of_nothing_but_boilerplate_is_rejected_with_its_place() -> None:
    given = raw("Share\n\nTweet", "It rained.", source="news.csv", locator=["line 2", "line 3"])
    given.attrs["rejected"] = [{"source": "news.csv", "locator": "line 4", "reason": "no_text", "detail": "…"}]
    articles = clean(given)
    assert articles["article_id"].tolist() == ["b"]
    assert [(row["locator"], row["reason"]) for row in articles.attrs["rejected"]] == [
        ("line 4", "no_text"),
        ("line 2", "no_text"),
    ]
    assert articles.attrs["rejected"][1]["detail"] == "nothing is left after cleaning but boilerplate"


def test_metadata_stays_with_its_article_when_others_are_dropped() -> None:
    given = raw("Share", "It rained.", "The sun shone.", bias=["left", "right", None])
    assert clean(given)["bias"].fillna("").tolist() == ["right", ""]


def test_an_agencys_own_text_is_the_original_of_copies_of_the_same_day() -> None:
    text = "AIN RUMANA (MPA) — The new bridge over the river opened on Tuesday after nine years of work."
    given = raw(text, text, outlet=["Harbour Post", "Meridian Press Agency"], published="2015-03-01")
    assert clean(given)["family_id"].tolist() == ["b", "b"]


def test_the_raw_articles_are_left_alone_and_none_is_no_fault() -> None:
    given = raw(BODY)
    before = given.copy()
    clean(given)
    pd.testing.assert_frame_equal(given, before)
    assert clean(given.iloc[:0]).columns.tolist() == list(tables.ARTICLES.columns)


@pytest.mark.parametrize("body", [None, float("nan")])
def test_a_missing_text_is_rejected_and_never_made_up(body: object) -> None:
    cleaned = cleaned_articles(raw("It rained.", body))  # type: ignore[arg-type]
    assert cleaned.articles["body"].tolist() == ["It rained."]
    assert cleaned.rejected["reason"].tolist() == ["no_text"]


def test_a_headline_without_a_letter_is_missing() -> None:
    assert clean(raw("It rained.", title="\u200b"))["title"].isna().all()


@pytest.mark.parametrize("last", ["The sun shone.", "Share"])
def test_a_repeated_id_is_told(last: str) -> None:
    given = raw("It rained.", last, bias=["left", "right"]).assign(article_id="a")
    with pytest.raises(InputError, match="article_id"):
        clean(given)


lines = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "Share", "Read more: Rain", "PARIS (AP) — It rained.", "“Rain,” he said. " * 3, "cafÃ©"]),
)
bodies = st.lists(lines, min_size=1, max_size=8).map("\n".join)


@settings(max_examples=8, deadline=None)
@given(st.lists(bodies, min_size=1, max_size=8))
def test_every_raw_article_ends_as_article_or_rejected(drawn: list[str]) -> None:
    cleaned = cleaned_articles(raw(*drawn))
    ends = [*cleaned.articles["article_id"], *cleaned.rejected["locator"]]
    assert sorted(ends) == list("abcdefgh"[: len(drawn)])


@settings(max_examples=8, deadline=None)
@given(st.lists(bodies, min_size=1, max_size=8))
def test_cleaning_is_idempotent(drawn: list[str]) -> None:
    once = clean(raw(*drawn))
    pd.testing.assert_frame_equal(clean(once), once)


def test_cleaning_is_idempotent_when_boilerplate_stood_in_a_wrapped_text() -> None:
    line = "The council of the old town met again on Tuesday to hear\n"
    offer = "Sign up for the morning letter of this newspaper, sent every day before breakfast, with all the news.\n"
    once = clean(raw("Talks.\n\n" + line * 3 + offer + line * 2 + "the end."))
    assert clean(once)["body"].tolist() == once["body"].tolist()
