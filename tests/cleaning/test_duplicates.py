"""Syndicated copies: which articles are one text, and which of them came first."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning.duplicates import families
from analysis.cleaning.shingles import shared_words
from analysis.cleaning.shingles import words as hashed

DAYS = pd.to_datetime(["2015-03-01", "2015-03-02", "2015-03-03", "2015-03-04", "2015-03-05", "2015-03-06"])


def words(name: str, first: int, last: int) -> str:
    """Return numbered words, which no other name has."""
    return " ".join(f"{name}{number}" for number in range(first, last + 1))


def articles(*bodies: str, days: list[int] | None = None) -> pd.DataFrame:
    published = [DAYS[day] for day in days or range(len(bodies))]
    return pd.DataFrame({"article_id": list("abcdefgh"[: len(bodies)]), "published": published, "body": bodies})


def family_ids(rows: pd.DataFrame) -> list[str]:
    return families(rows)["family_id"].tolist()


def every(number: int, text: str) -> str:
    """Return a text in which every so-manieth word is another."""
    return " ".join(f"new{at}" if at % number == 0 else word for at, word in enumerate(text.split(), start=1))


TEXT = words("rain", 1, 100)


def test_copies_share_the_id_of_the_first_one() -> None:
    found = families(articles(TEXT, words("sun", 1, 100), TEXT))
    assert found["family_id"].tolist() == ["a", "b", "a"]
    assert found["is_original"].tolist() == [True, True, False]


@pytest.mark.parametrize(("shared", "expected"), [(50, ["a", "a"]), (49, ["a", "b"])])
def test_half_of_the_shorter_texts_words_make_a_copy(shared: int, expected: list[str]) -> None:
    assert family_ids(articles(TEXT, words("rain", 1, shared) + " " + words("sun", 1, 100 - shared))) == expected


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(every(6, TEXT), id="every sixth word replaced"),
        pytest.param(words("rain", 1, 50), id="trimmed from the end"),
        pytest.param(words("rain", 61, 90), id="a passage of it"),
        pytest.param(words("new", 1, 30) + " " + words("rain", 31, 100), id="a new lead"),
        pytest.param(f"{TEXT} {words('tail', 1, 90)}", id="more added than there was"),
        pytest.param(" ".join(words("rain", at, at + 19) for at in (81, 1, 61, 41, 21)), id="paragraphs moved"),
        pytest.param(" ".join(words("rain", at, at + 9) for at in range(1, 101, 15)), id="sentences cut"),
        pytest.param(TEXT.upper().replace(" ", ", "), id="capitals and punctuation"),
    ],
)
@pytest.mark.parametrize("copy_first", [False, True])
def test_edits_do_not_hide_a_copy(copy: str, copy_first: bool) -> None:
    assert (
        family_ids(articles(TEXT, copy, days=[1, 0] if copy_first else [0, 1])) == (["b"] if copy_first else ["a"]) * 2
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(" ".join(TEXT.split()[::-1]), id="the same words in another order"),
        pytest.param(every(3, TEXT), id="never three words in a row"),
        pytest.param(
            " ".join(words("rain", at, at + 4) + " " + words(f"x{at}", 1, 35) for at in range(1, 101, 5)),
            id="all of its formulas, each alone",
        ),
    ],
)
def test_what_is_in_common_may_not_be_a_copy(other: str) -> None:
    assert family_ids(articles(TEXT, other)) == ["a", "b"]


@pytest.mark.xfail(reason="suspicion takes five words in a row; shorter shingles cost more than such even edits matter")
def test_a_copy_with_never_five_words_in_a_row_is_found() -> None:
    assert family_ids(articles(TEXT, every(5, TEXT))) == ["a", "a"]


def test_a_quotation_however_long_makes_no_copy() -> None:
    speech = words("speech", 1, 60)
    quoting = [f"{words(name, 1, 20)} “{speech}” {words(name, 21, 40)}" for name in ("rain", "sun")]
    assert family_ids(articles(*quoting)) == ["a", "b"]
    assert family_ids(articles(*[text.replace("“", '"').replace("”", '"') for text in quoting])) == ["a", "b"]
    assert family_ids(articles(*[text.replace("“", "").replace("”", "") for text in quoting])) == ["a", "a"]


def test_a_text_that_stands_in_quotation_marks_has_copies_too() -> None:
    assert family_ids(articles(f"“{TEXT}”", f"He said: “{TEXT}”")) == ["a", "a"]


def test_an_outlet_that_repeats_itself_makes_no_copy() -> None:
    gallery = words("caption", 1, 70)
    rows = articles(f"{words('rain', 1, 30)} {gallery}", f"{words('sun', 1, 30)} {gallery}")
    assert family_ids(rows.assign(outlet="Cedar Daily")) == ["a", "b"]
    assert family_ids(rows.assign(outlet=["Cedar Daily", "Harbor Courier"])) == ["a", "a"]
    assert family_ids(rows.assign(outlet=None)) == ["a", "a"]
    update = articles(TEXT, words("rain", 1, 80) + " " + words("sun", 1, 20))
    assert family_ids(update.assign(outlet="Cedar Daily")) == ["a", "a"]


def test_a_digest_of_two_texts_does_not_make_them_one() -> None:
    other = words("sun", 1, 100)
    assert family_ids(articles(TEXT, f"{TEXT} {other}", other)) == ["a", "a", "c"]


def test_a_chain_of_copies_ends_where_the_original_does() -> None:
    chain = [words("rain", first, first + 99) for first in (1, 41, 81, 121)]
    assert family_ids(articles(*chain)) == ["a", "a", "c", "c"]


def test_a_copy_belongs_to_the_original_that_it_has_most_of() -> None:
    other = words("sun", 1, 100)
    assert family_ids(articles(TEXT, other, words("rain", 1, 52) + " " + words("sun", 1, 88))) == ["a", "b", "b"]


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        (words("rain", 60, 74), "a"),  # all of it
        (words("rain", 60, 73), "a"),
        (words("rain", 60, 73) + " indeed", "b"),  # fourteen words may be a quotation
        (words("rain", 60, 74) + " indeed", "a"),
        (words("rain", 60, 66), "b"),  # a formula
    ],
)
def test_short_texts_take_more_than_half(brief: str, expected: str) -> None:
    assert family_ids(articles(TEXT, brief)) == ["a", expected]


def test_very_short_texts_are_copies_only_when_they_are_equal() -> None:
    assert family_ids(articles("Rain fell on the hills.", "Rain fell on the hills", "Rain fell on the towns.")) == [
        "a",
        "a",
        "c",
    ]
    assert family_ids(articles("", "Rain again.", "Rain again.", "…")) == ["a", "b", "c", "d"]


def test_the_earliest_is_the_original_and_one_without_a_date_comes_last() -> None:
    rows = articles(*[TEXT] * 3)
    rows["published"] = [pd.NaT, DAYS[3], DAYS[1]]
    assert families(rows)["is_original"].tolist() == [False, False, True]
    assert family_ids(rows) == ["c", "c", "c"]


def test_on_one_day_the_agencys_own_comes_first_then_the_lower_id() -> None:
    rows = articles(*[TEXT] * 3, days=[0, 0, 0])
    assert family_ids(rows) == ["a", "a", "a"]
    assert family_ids(rows.iloc[::-1]) == ["a", "a", "a"]
    assert family_ids(rows.assign(is_agency_own=[False, True, False])) == ["b", "b", "b"]


@pytest.mark.parametrize(("day", "original"), [(1, "b"), (2, "a")])
def test_an_agencys_own_may_be_dated_a_day_later(day: int, original: str) -> None:
    rows = articles(TEXT, TEXT, days=[0, day]).assign(is_agency_own=[False, True])
    assert family_ids(rows) == [original, original]


def test_the_time_of_day_does_not_count() -> None:
    rows = articles(TEXT, TEXT, days=[0, 0])
    rows["published"] += pd.to_timedelta([9, 7], unit="h")
    assert family_ids(rows) == ["a", "a"]


def test_without_articles_there_are_no_families() -> None:
    assert families(articles()).columns.tolist() == ["family_id", "is_original"]


def test_the_index_of_the_articles_is_kept() -> None:
    rows = articles(TEXT, TEXT).set_axis([7, 3])
    assert families(rows).index.tolist() == [7, 3]
    assert families(rows.set_axis([3, 3])).index.tolist() == [3, 3]


def test_a_text_that_many_outlets_carry_and_edit_is_one_family() -> None:
    bodies = [every(6 + number % 7, TEXT) for number in range(200)]
    rows = pd.DataFrame({"article_id": [f"a{number:03}" for number in range(200)], "body": bodies})
    assert families(rows.assign(published=DAYS[0]))["family_id"].unique().tolist() == ["a000"]


def test_shared_words_count_what_was_replaced_within_a_passage_but_not_between_passages() -> None:
    def shared(one: str, other: str) -> int:
        return shared_words(*hashed([one, other]))

    assert shared(words("rain", 1, 9) + " or " + words("rain", 11, 20), TEXT) == 20
    assert shared(words("rain", 1, 20) + " " + words("sun", 1, 20) + " " + words("rain", 61, 80), TEXT) == 40
    assert shared(words("rain", 1, 7), TEXT) == 0
    assert shared(TEXT, "") == shared("", TEXT) == shared("", "rain1") == 0
    assert shared("Straße " * 6, "STRASSE " * 6) == 6


def test_words_are_the_same_whatever_they_stand_beside() -> None:
    texts = ["One, two", "", "two—one", "éa 𝒳 eins_zwei", "…"]
    together = [text.tolist() for text in hashed(texts)]
    assert together == [hashed([text])[0].tolist() for text in texts]
    assert together[0] == together[2][::-1]
    assert [len(text) for text in together] == [2, 0, 2, 4, 0]


PARAGRAPHS = [words(name, 1, 30) for name in ("rain", "sun", "fog", "snow")]
BODIES = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4).map(" ".join)
CORPORA = st.lists(
    st.tuples(BODIES, st.integers(0, 2), st.sampled_from(["Cedar Daily", "Harbor Courier", None]), st.booleans()),
    min_size=1,
    max_size=7,
)


def corpus(rows: list[tuple[str, int, str | None, bool]]) -> pd.DataFrame:
    bodies, days, outlets, own = map(list, zip(*rows, strict=True))
    return articles(*bodies, days=days).assign(outlet=outlets, is_agency_own=own)


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.randoms(use_true_random=False))
def test_row_order_changes_nothing(drawn: list[tuple[str, int, str | None, bool]], random) -> None:
    rows = corpus(drawn)
    found = rows.assign(**families(rows))
    order = random.sample(range(len(rows)), len(rows))
    shuffled = found.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(families(shuffled), shuffled[["family_id", "is_original"]])


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_every_family_has_one_original_that_gives_it_its_id(drawn: list[tuple[str, int, str | None, bool]]) -> None:
    rows = corpus(drawn)
    found = rows.assign(**families(rows))
    originals = found[found["is_original"]]
    assert originals["article_id"].tolist() == originals["family_id"].tolist()
    assert set(originals["family_id"]) == set(found["family_id"])


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.integers(0, 2))
def test_an_unrelated_article_changes_no_family(drawn: list[tuple[str, int, str | None, bool]], day: int) -> None:
    rows = corpus(drawn)
    other = pd.DataFrame({"article_id": ["0"], "published": DAYS[day], "body": words("hail", 1, 90)})
    more = families(pd.concat([other.assign(outlet="Cedar Daily", is_agency_own=False), rows], ignore_index=True))
    assert more["family_id"].tolist() == ["0", *family_ids(rows)]


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_every_member_is_a_copy_of_the_original_alone(drawn: list[tuple[str, int, str | None, bool]]) -> None:
    rows = corpus(drawn)
    found = rows.assign(**families(rows))
    for member in found[~found["is_original"]].itertuples():
        pair = rows[rows["article_id"].isin([member.article_id, member.family_id])]
        assert set(family_ids(pair)) == {member.family_id}
