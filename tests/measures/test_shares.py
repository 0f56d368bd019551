"""Shares, gaps and relabelling, against counts by hand and intervals from elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import InputError
from analysis.measures import own_names, relabelling, relabelling_matrix, term_shares, voice_gap, with_position

COLUMNS = ["article_id", "actor_id", "term_id", "voice", "speaker", "is_gloss", "is_inserted", "outlet"]


def rows(*given_rows: tuple[str, str, str], speaker: str | None = None, gloss: bool = False) -> pd.DataFrame:
    """Return mentions from (article, name, voice); the outlet is the article's first letter."""
    values = [(article, "group", term, voice, speaker, gloss, False, article[0]) for article, term, voice in given_rows]
    made = pd.DataFrame(values, columns=COLUMNS).astype({"speaker": "str"})
    return made.assign(part="body", start=range(len(made)), speaker_id=pd.Series(pd.NA, made.index, dtype="str"))


def test_shares_are_counts_over_all_mentions_of_the_actor() -> None:
    mentions = rows(("a1", "x", "direct"), ("a1", "x", "direct"), ("a2", "y", "narration"), ("b1", "y", "narration"))
    shares = term_shares(mentions).set_index("term_id")
    assert shares["n"].to_dict() == {"x": 2, "y": 2}
    assert shares["of"].tolist() == [4, 4]
    assert shares["share"].tolist() == [0.5, 0.5]
    assert shares["n_articles"].tolist() == [3, 3]


def test_shares_by_group() -> None:
    mentions = rows(("a1", "x", "direct"), ("a2", "y", "direct"), ("b1", "y", "direct"))
    shares = term_shares(mentions, by=["outlet"])
    assert shares[["outlet", "term_id", "n", "of"]].values.tolist() == [
        ["a", "x", 1, 2],
        ["a", "y", 1, 2],
        ["b", "x", 0, 1],
        ["b", "y", 1, 1],
    ]


def test_glosses_are_left_out_unless_asked_for() -> None:
    mentions = pd.concat([rows(("a1", "x", "direct")), rows(("a1", "y", "direct"), gloss=True)])
    assert term_shares(mentions)["term_id"].tolist() == ["x"]
    assert term_shares(mentions, glosses=True)["term_id"].tolist() == ["x", "y"]


def test_empty_periods_have_rows_of_their_own() -> None:
    mentions = rows(("a1", "x", "direct"), ("a2", "x", "direct"))
    periods = pd.Categorical(["2014", "2016"], categories=["2014", "2015", "2016"], ordered=True)
    shares = term_shares(mentions.assign(period=periods), by=["period"])
    assert shares["of"].tolist() == [1, 0, 1]
    assert shares["share"].isna().tolist() == [False, True, False]


def test_rows_with_a_missing_group_count_in_none() -> None:
    mentions = rows(("a1", "x", "direct"), ("b1", "x", "direct")).assign(outlet=["a", None])
    assert term_shares(mentions, by=["outlet"])["of"].tolist() == [1]


def test_an_actor_without_rival_names_has_no_shares() -> None:
    mentions = rows(("a1", "x", "direct")).assign(term_id=pd.Series([None], dtype="str"))
    assert term_shares(mentions).empty


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(InputError, match="by='period': no such column.*with_articles"):
        term_shares(rows(("a1", "x", "direct")), by=["period"])


def test_too_few_articles_have_no_interval() -> None:
    few = term_shares(rows(*[(f"a{n}", "xy"[n % 2], "direct") for n in range(4)]))
    enough = term_shares(rows(*[(f"a{n}", "xy"[n % 2], "direct") for n in range(5)]))
    assert few["low"].isna().all()
    assert enough["low"].notna().all()


def test_interval_of_independent_mentions_is_the_binomial_one() -> None:
    """With one mention an article, resampling articles is the ordinary case that scipy knows."""
    mentions = rows(*[(f"a{n}", "x" if n % 3 else "y", "direct") for n in range(300)])
    found = term_shares(mentions).set_index("term_id").loc["x"]
    expected = stats.binomtest(200, 300).proportion_ci(method="wilson")
    assert found["low"] == pytest.approx(expected.low, abs=0.01)
    assert found["high"] == pytest.approx(expected.high, abs=0.01)


def test_interval_of_clustered_mentions_is_that_of_the_articles() -> None:
    """Ten equal mentions in each article are worth one: the interval is that of the articles alone."""
    single = [(f"a{n}", "x" if n % 2 else "y", "direct") for n in range(60)]
    one, ten = term_shares(rows(*single)), term_shares(rows(*single * 10))
    np.testing.assert_allclose(one[["low", "high"]], ten[["low", "high"]])
    naive = stats.binomtest(300, 600).proportion_ci(method="wilson")
    assert ten["high"].iloc[0] - ten["low"].iloc[0] > 2.5 * (naive.high - naive.low)


def test_interval_agrees_with_scipys_bootstrap() -> None:
    generator = np.random.default_rng(3)
    n_mentions = generator.integers(1, 9, 80)
    n_x = generator.binomial(n_mentions, generator.beta(2, 3, 80))
    given_rows = [
        (f"a{article}", "x" if mention < n_x[article] else "y", "direct")
        for article in range(80)
        for mention in range(n_mentions[article])
    ]
    found = term_shares(rows(*given_rows)).set_index("term_id").loc["x"]
    expected = stats.bootstrap(
        (n_x, n_mentions), lambda x, of, axis: x.sum(axis) / of.sum(axis), paired=True, method="percentile", rng=5
    ).confidence_interval
    assert found["low"] == pytest.approx(expected.low, abs=0.02)
    assert found["high"] == pytest.approx(expected.high, abs=0.02)


def test_unanimous_articles_have_an_exact_interval() -> None:
    found = term_shares(rows(*[(f"a{n}", "x", "direct") for n in range(20)])).iloc[0]
    expected = stats.binomtest(20, 20).proportion_ci(method="exact")
    assert (found["low"], found["high"]) == pytest.approx((expected.low, 1.0))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a1", "a2", "b1", "b2"]), st.sampled_from("xyz"), st.just("direct")), min_size=1
    ),
    st.randoms(),
)
def test_shares_sum_to_one_and_row_order_changes_nothing(drawn: list[tuple[str, str, str]], random: object) -> None:
    mentions = rows(*drawn)
    shares = term_shares(mentions, by=["outlet"])
    sums = shares.groupby("outlet")["share"].sum()
    np.testing.assert_allclose(sums, 1.0)
    shuffled = mentions.sort_values(["term_id", "article_id"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(
        term_shares(shuffled, by=["outlet"]).drop(columns=["low", "high"]), shares.drop(columns=["low", "high"])
    )


def test_voice_gap_is_the_difference_of_two_shares() -> None:
    mentions = rows(
        *[(f"a{n}", "x", "direct") for n in range(6)],
        *[(f"a{n}", "x" if n < 3 else "y", "narration") for n in range(6)],
        *[(f"a{n}", "y", "indirect") for n in range(6)],
    )
    gap = voice_gap(mentions).set_index("term_id").loc["x"]
    assert (gap["share_direct"], gap["share_narration"], gap["gap"]) == (1.0, 0.5, 0.5)
    assert (gap["of_direct"], gap["of_narration"]) == (6, 6)
    assert gap["low"] < 0.5 < gap["high"]


def test_voice_gap_by_outlet_has_a_row_for_each() -> None:
    mentions = rows(
        *[
            (f"{outlet}{n}", "xy"[n % 2], voice)
            for outlet in "ab"
            for n in range(6)
            for voice in ("direct", "narration")
        ]
    )
    assert voice_gap(mentions, by=["outlet"])[["outlet", "term_id"]].values.tolist() == [
        ["a", "x"],
        ["a", "y"],
        ["b", "x"],
        ["b", "y"],
    ]


def test_own_name_is_that_of_most_quoted_mentions() -> None:
    quoted = rows(("a1", "x", "direct"), ("a2", "x", "direct"), ("a3", "y", "direct"), speaker="Ann Roe")
    torn = rows(*[(f"a{n}", "xy"[n % 2], "direct") for n in range(4)], speaker="Ben Low")
    own = own_names(pd.concat([quoted, torn]))
    assert own[["speaker", "own_term_id", "n_own", "n_direct"]].values.tolist() == [["Ann Roe", "x", 2, 3]]


@pytest.mark.parametrize(
    ("speaker", "n_quoted"), [("Ann Roe", 2), ("a resident", 9), ("officials", 9), ("President", 9)]
)
def test_an_unnamed_or_hardly_quoted_speaker_has_no_own_name(speaker: str, n_quoted: int) -> None:
    assert own_names(rows(*[(f"a{n}", "x", "direct") for n in range(n_quoted)], speaker=speaker)).empty


def test_relabelling_counts_paraphrases_with_another_name() -> None:
    quoted = [(f"a{n}", "x", "direct") for n in range(3)]
    spoken = rows(*quoted, ("a1", "y", "indirect"), ("a2", "x", "indirect"), speaker="Bashar al Rami")
    unknown = rows(("a3", "y", "indirect"), speaker="Cy Dee")  # has no name of their own
    measured = relabelling(pd.concat([spoken, unknown])).iloc[0]
    assert (measured["n"], measured["of"], measured["share"]) == (1, 2, 0.5)


def test_a_speaker_whom_the_codebook_knows_is_one_under_any_name() -> None:
    quoted = [
        rows((f"a{n}", "x", "direct"), speaker=name) for n, name in enumerate(["Ann Roe", "Ann Roe", "Ann B. Roe"])
    ]
    said = rows(("b1", "y", "indirect"), speaker="Ann B. Roe")
    mentions = pd.concat([*quoted, said], ignore_index=True)
    assert relabelling(mentions).empty
    assert relabelling(mentions.assign(speaker_id="roe"))["n"].tolist() == [1]


def test_the_matrix_leads_from_the_speakers_word_to_the_outlets() -> None:
    """Ann Roe says x; the paper paraphrases her once with x and once with y, and writes y, y and x itself."""
    quoted = rows(*[(f"a{n}", "x", "direct") for n in range(3)], speaker="Ann Roe")
    paraphrased = rows(("a0", "x", "indirect"), ("a1", "y", "indirect"), speaker="Ann Roe")
    narrated = rows(("a0", "y", "narration"), ("a1", "y", "narration"), ("a2", "x", "narration"))
    elsewhere = rows(("b1", "y", "narration"), ("b1", "y", "indirect"), speaker="A resident")
    mentions = pd.concat([quoted, paraphrased, narrated, elsewhere], ignore_index=True)
    matrix = relabelling_matrix(mentions.assign(start=mentions.index))
    assert set(matrix["own_term_id"]) == {"x"}
    counts = matrix.set_index(["voice", "term_id"])["n"].to_dict()
    assert counts == {("indirect", "x"): 1, ("indirect", "y"): 1, ("narration", "x"): 1, ("narration", "y"): 2}
    assert (matrix.groupby("voice")["share"].sum().round(12) == 1).all()


def test_an_article_counts_one_however_often_it_names_the_actor() -> None:
    mentions = rows(*[("a1", "x", "narration")] * 9, ("a1", "y", "narration"), ("a2", "y", "narration"))
    shares = term_shares(mentions, unit="article").set_index("term_id")
    assert shares["share"].to_dict() == pytest.approx({"x": 0.45, "y": 0.55})
    assert shares["n"].to_dict() == {"x": 9, "y": 2}
    with pytest.raises(InputError, match="unit='word'"):
        term_shares(mentions, unit="word")


def test_the_first_mention_is_the_headlines_where_it_has_one() -> None:
    body = rows(("a1", "x", "narration"), ("a1", "x", "narration"), ("b1", "x", "narration"))
    title = rows(("a1", "y", "narration")).assign(part="title", start=70)
    gloss = rows(("b1", "y", "narration"), gloss=True).assign(start=0)
    mentions = pd.concat([body, title, gloss], ignore_index=True)
    placed = with_position(mentions)
    assert placed["position"].astype("object").where(placed["position"].notna(), None).tolist() == [
        "later",
        "later",
        "first",
        "first",
        None,
    ]
    assert term_shares(placed, by="position")["n"].tolist() == [1, 1, 2, 0]


def test_relabelling_without_any_paraphrase_is_empty() -> None:
    assert relabelling(rows(("a1", "x", "direct"), speaker="Ann Roe")).empty
