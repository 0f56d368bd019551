"""Means, gaps and differences of sentiment, against counts by hand and standard errors from elsewhere."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import InputError
from analysis.measures import mean_sentiment, sentiment_differences, sentiment_gap


def scores(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["article_id", "actor_id", "score"])
    label = pd.cut(frame["score"], [-2, -0.1, 0.1, 2], labels=["negative", "neutral", "positive"])
    return frame.assign(label=label.astype("str"), outlet=frame["article_id"].str[0])


def test_means_and_shares_by_hand() -> None:
    found = mean_sentiment(scores(("a1", "x", 0.5), ("a2", "x", -0.5), ("a3", "x", -0.3), ("a3", "y", 1.0)))
    x = found.set_index("actor_id").loc["x"]
    assert x["mean"] == pytest.approx(-0.1)
    assert (x["n"], x["n_articles"]) == (3, 3)
    assert x["share_negative"] == pytest.approx(2 / 3)
    assert x["share_positive"] == pytest.approx(1 / 3)


def test_every_actor_has_a_row_in_every_group() -> None:
    found = mean_sentiment(scores(("a1", "x", 0.5), ("b1", "y", -0.5)), by=["outlet"])
    assert found[["outlet", "actor_id", "n"]].values.tolist() == [
        ["a", "x", 1],
        ["a", "y", 0],
        ["b", "x", 0],
        ["b", "y", 1],
    ]
    assert found["mean"].isna().tolist() == [False, True, True, False]


def test_interval_holds_the_mean_and_needs_five_articles() -> None:
    values = [(f"a{n}", "x", 0.1 * (n % 4)) for n in range(40)]
    row = mean_sentiment(scores(*values)).iloc[0]
    assert row["low"] < row["mean"] < row["high"]
    # Forty articles, standard deviation .112: a 95 % interval is about .07 wide.
    assert row["high"] - row["low"] == pytest.approx(2 * 1.96 * 0.1118 / 40**0.5, rel=0.15)
    assert mean_sentiment(scores(*values[:4]))["low"].isna().all()


def test_the_share_of_neutral_sentences_is_of_all_sentences() -> None:
    rows = scores(("a1", "x", 0.0), ("a1", "x", 0.05), ("a2", "x", 0.5), ("a3", "x", -0.5))
    [row] = mean_sentiment(rows).to_dict("records")
    assert (row["share_negative"], row["share_neutral"], row["share_positive"]) == (0.25, 0.5, 0.25)


def test_an_uncertain_label_counts_as_a_sentence_and_in_no_share() -> None:
    rows = scores(("a1", "x", 0.0), ("a2", "x", 0.5)).assign(label=["uncertain", "positive"])
    [row] = mean_sentiment(rows).to_dict("records")
    assert (row["n"], row["mean"]) == (2, 0.25)
    assert (row["share_negative"], row["share_neutral"], row["share_positive"]) == (0, 0, 0.5)


@given(st.lists(st.tuples(st.sampled_from(["a1", "a2", "b1"]), st.sampled_from("xy"), st.floats(-1, 1)), min_size=1))
@settings(max_examples=30, deadline=None)
def test_shares_sum_to_one_and_means_lie_between_the_lowest_and_highest_score(
    drawn: list[tuple[str, str, float]],
) -> None:
    rows = scores(*drawn)
    found = mean_sentiment(rows).set_index("actor_id")
    np.testing.assert_allclose(found[["share_negative", "share_neutral", "share_positive"]].sum(axis=1), 1)
    of_actor = rows.groupby("actor_id")["score"]
    assert (found["mean"] >= of_actor.min() - 1e-9).all()
    assert (found["mean"] <= of_actor.max() + 1e-9).all()


def voiced(*rows: tuple[str, str, float], voice: str) -> pd.DataFrame:
    return scores(*rows).assign(voice=voice)


def both(direct: list[tuple[str, str, float]], narration: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.concat([voiced(*direct, voice="direct"), voiced(*narration, voice="narration")], ignore_index=True)


def of_quotations(rows: pd.DataFrame, **how: Any) -> pd.DataFrame:
    found = sentiment_gap(rows, **how)
    return found[found["voice"] == "direct"].reset_index(drop=True)


def test_the_gap_is_the_mean_of_quoted_words_minus_that_of_narration() -> None:
    rows = both([("a1", "x", 0.5), ("a1", "x", -0.1)], [("a1", "x", -0.5), ("a2", "x", -0.3), ("a2", "x", -0.1)])
    [row] = of_quotations(rows).to_dict("records")
    assert list(row) == (
        ["actor_id", "voice", "mean", "n", "mean_narration", "n_narration", "gap", "low", "high", "p", "q"]
    )
    assert (row["n"], row["n_narration"]) == (2, 3)
    assert (row["mean"], row["mean_narration"], row["gap"]) == pytest.approx((0.2, -0.3, 0.5))


def test_paraphrase_has_a_gap_of_its_own() -> None:
    rows = both([("a1", "x", 0.5)], [("a1", "x", -0.5)])
    rows = pd.concat([rows, voiced(("a1", "x", -0.1), ("a2", "x", -0.3), voice="indirect")])
    found = sentiment_gap(rows).set_index("voice")
    assert found["gap"].to_dict() == pytest.approx({"direct": 1.0, "indirect": 0.3})
    assert found["n"].to_dict() == {"direct": 1, "indirect": 2}


def test_the_gaps_of_both_voices_are_corrected_together() -> None:
    random = np.random.default_rng(3)
    rows = pd.concat(
        [
            voiced(*((f"a{n}", actor, random.normal(mean, 0.2)) for n in range(12) for actor in "xy"), voice=voice)
            for voice, mean in (("direct", 0.2), ("indirect", 0.1), ("narration", 0.0))
        ],
        ignore_index=True,
    )
    found = sentiment_gap(rows)
    assert len(found) == 4
    np.testing.assert_allclose(found["q"], stats.false_discovery_control(found["p"]))


@pytest.mark.parametrize("voice", ["indirect", "uncertain"])
def test_other_voices_are_no_part_of_the_gap(voice: str) -> None:
    rows = both([("a1", "x", 0.5)], [("a1", "x", -0.5)])
    more = pd.concat([rows, voiced(("a1", "x", 1.0), ("a2", "x", 1.0), voice=voice)])
    pd.testing.assert_frame_equal(of_quotations(more), of_quotations(rows))


def test_an_actor_in_one_voice_only_has_no_gap() -> None:
    found = of_quotations(both([("a1", "x", 0.5)], [("a1", "y", -0.5)])).set_index("actor_id")
    assert found[["n", "n_narration"]].to_numpy().tolist() == [[1, 0], [0, 1]]
    assert found[["gap", "low", "high", "p", "q"]].isna().all(axis=None)
    assert found["mean"].isna().tolist() == [False, True]


def test_every_actor_has_a_gap_in_every_group() -> None:
    rows = both([("a1", "x", 0.5), ("b1", "y", 0.2)], [("a1", "x", 0.1), ("b1", "x", 0.1)])
    found = of_quotations(rows, by="outlet")
    assert found[["outlet", "actor_id"]].to_numpy().tolist() == [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]
    assert found["gap"].tolist() == pytest.approx([0.4, np.nan, np.nan, np.nan], nan_ok=True)


def test_the_interval_of_a_gap_needs_five_articles_with_either_voice() -> None:
    def low(n_direct: int, n_narration: int) -> float:
        direct = [(f"a{n}", "x", 0.1 * n) for n in range(n_direct)]
        narration = [(f"a{n}", "x", -0.1 * n) for n in range(n_narration)]
        return float(of_quotations(both(direct, narration))["low"].iloc[0])

    assert not np.isnan(low(5, 5))
    assert np.isnan(low(4, 9))
    assert np.isnan(low(9, 4))


def test_quotations_and_narration_of_one_article_are_drawn_together() -> None:
    # Articles differ widely, but in each the quotation is .5 more positive: of that nothing is by chance.
    moods = [(f"a{n}", 0.1 * (n % 7) - 0.6) for n in range(30)]
    rows = both([(name, "x", mood + 0.5) for name, mood in moods], [(name, "x", mood) for name, mood in moods])
    [row] = of_quotations(rows).to_dict("records")
    assert (row["low"], row["gap"], row["high"]) == pytest.approx((0.5, 0.5, 0.5))


def test_the_interval_of_a_gap_is_as_wide_as_the_standard_errors_say() -> None:
    random = np.random.default_rng(5)
    direct = [(f"a{n}", "x", score) for n, score in enumerate(random.normal(0.2, 0.2, 60))]
    narration = [(f"b{n}", "x", score) for n, score in enumerate(random.normal(0, 0.3, 80))]
    [row] = of_quotations(both(direct, narration)).to_dict("records")
    error = np.hypot(stats.sem([score for *_, score in direct]), stats.sem([score for *_, score in narration]))
    # The spread of 1,000 draws is known to 2.2 % (1 / √2000): of 2.001 errors (t with 59 degrees), three of them.
    assert row["low"] == pytest.approx(row["gap"] - 2.001 * error, abs=0.14 * error)
    assert row["high"] == pytest.approx(row["gap"] + 2.001 * error, abs=0.14 * error)
    assert stats.t.isf(row["p"] / 2, 59) == pytest.approx(row["gap"] / error, rel=0.07)


@pytest.mark.parametrize("name", ["voice", "actor_id", "gap"])
def test_a_gap_cannot_be_grouped_by_what_it_makes_itself(name: str) -> None:
    with pytest.raises(InputError, match=f"by='{name}': the measure has a column of that name"):
        sentiment_gap(both([("a1", "x", 0.5)], [("a1", "x", 0.1)]), by=name)


def test_no_scores_no_gaps() -> None:
    found = sentiment_gap(both([("a1", "x", 0.5)], [("a1", "x", 0.1)]).head(0))
    assert found.columns.tolist()[-5:] == ["gap", "low", "high", "p", "q"]
    assert found.empty


def drawn(seed: int, outlets: dict[str, int], *, actors: str = "xy", shift: float = 0.0) -> pd.DataFrame:
    """Return scores of that many articles an outlet, 1–4 sentences each; articles differ. `shift` is outlet a's."""
    random = np.random.default_rng(seed)
    return scores(
        *(
            (f"{outlet}{n}", actor, float(np.clip(mood + random.normal(0, 0.2), -1, 1)))
            for outlet, n_articles in outlets.items()
            for n in range(n_articles)
            for actor in actors
            for mood in [random.normal(shift if outlet == "a" else 0, 0.3)]
            for _ in range(random.integers(1, 5))
        )
    )


def expected(rows: pd.DataFrame, outlet: str) -> dict[str, float]:
    """Return one outlet's difference from the others by another way: standard errors of ratios, linearised.

    Every article's share in the difference is a residual, and the squares of those sum to its variance.
    """
    inside = rows["outlet"] == outlet
    own, others = rows.loc[inside, "score"], rows.loc[~inside, "score"]
    residuals = pd.concat([(own - own.mean()) / len(own), (others - others.mean()) / len(others)])
    error = float(np.sqrt((residuals.groupby(rows["article_id"]).sum() ** 2).sum()))
    difference = own.mean() - others.mean()
    return {"n": len(own), "mean": own.mean(), "mean_others": others.mean(), "difference": difference, "error": error}


def test_differences_agree_with_standard_errors_from_elsewhere() -> None:
    rows = drawn(1, {"a": 40, "b": 60, "c": 80}, shift=0.15)
    found = sentiment_differences(rows, "outlet")
    assert len(found) == 6
    for row in found.to_dict("records"):
        known = expected(rows[rows["actor_id"] == row["actor_id"]], row["outlet"])
        assert row["n"] == known["n"]
        for name in ("mean", "mean_others", "difference"):
            assert row[name] == pytest.approx(known[name])
        assert stats.norm.isf(row["p"] / 2) == pytest.approx(abs(known["difference"]) / known["error"], rel=0.1)
        for bound, sign in (("low", -1), ("high", 1)):
            there = known["difference"] + sign * 1.96 * known["error"]
            assert row[bound] == pytest.approx(there, abs=0.25 * known["error"])


def test_sentences_of_one_article_are_not_independent() -> None:
    once = scores(*((f"{outlet}{n}", "x", 0.1 * (n % 5) + 0.1 * (outlet == "a")) for outlet in "ab" for n in range(20)))
    nine_times = pd.concat([once] * 9, ignore_index=True)
    few, many = (sentiment_differences(rows, "outlet")["p"].tolist() for rows in (once, nine_times))
    assert many == pytest.approx(few)


def test_a_row_is_an_actor_and_a_group_with_its_articles() -> None:
    found = sentiment_differences(drawn(2, {"a": 6, "b": 7, "c": 4}), "outlet")
    counted = ["outlet", "actor_id", "n", "n_articles", "mean", "share_negative", "share_positive"]
    compared = ["mean_others", "difference", "low", "high", "p", "q"]
    assert found.columns.tolist() == [*counted, *compared]
    articles = found.set_index(["outlet", "actor_id"])["n_articles"].to_dict()
    assert articles == {("a", "x"): 6, ("a", "y"): 6, ("b", "x"): 7, ("b", "y"): 7}


def test_of_two_groups_one_is_compared_since_the_other_is_its_opposite() -> None:
    rows = drawn(3, {"a": 12, "b": 15}, actors="x")
    [a] = sentiment_differences(rows, "outlet").to_dict("records")
    [b] = sentiment_differences(rows.assign(outlet=rows["outlet"].map({"a": "z", "b": "b"})), "outlet").to_dict(
        "records"
    )
    assert (a["outlet"], b["outlet"]) == ("a", "b")
    assert (a["mean"], a["difference"], a["p"]) == pytest.approx((b["mean_others"], -b["difference"], b["p"]))


def test_copies_of_one_text_are_one_article() -> None:
    rows = drawn(21, {"a": 30, "b": 30, "c": 30}, actors="x", shift=0.3)
    copied = pd.concat([rows.assign(article_id=rows["article_id"] + f"-{n}") for n in range(4)], ignore_index=True)
    of_text = copied.assign(family_id=copied["article_id"].str.split("-").str[0])
    width, blind, once = (
        (found["high"] - found["low"]).tolist()
        for found in (sentiment_differences(one, "outlet") for one in (of_text, copied, rows))
    )
    assert width == pytest.approx(once)
    assert max(blind) < 0.6 * min(once)
    [mean] = mean_sentiment(of_text).to_dict("records")
    [mean_once] = mean_sentiment(rows).to_dict("records")
    assert (mean["n_articles"], mean["low"]) == pytest.approx((4 * mean_once["n_articles"], mean_once["low"]))


def test_an_interval_without_0_and_a_small_p_are_one_and_the_same() -> None:
    for seed in range(20):
        found = sentiment_differences(drawn(seed, {"a": 6, "b": 40, "c": 9}, shift=0.25), "outlet")
        assert ((found["p"] < 0.05) == ((found["low"] > 0) | (found["high"] < 0))).all()


def test_q_corrects_for_how_many_differences_are_looked_at() -> None:
    found = sentiment_differences(drawn(4, {"a": 9, "b": 9, "c": 12, "d": 20}, actors="wxyz", shift=0.3), "outlet")
    assert len(found) == 16
    np.testing.assert_allclose(found["q"], stats.false_discovery_control(found["p"]))
    # Benjamini & Hochberg by hand: p · m / rank, and never more than that of a larger p.
    p = sorted(found["p"])
    by_hand = [min(p[rank] * len(p) / (rank + 1) for rank in range(first, len(p))) for first in range(len(p))]
    np.testing.assert_allclose(found.sort_values("p")["q"], by_hand)


def test_the_smallest_q_stands_first() -> None:
    found = sentiment_differences(drawn(5, {"a": 9, "b": 9, "c": 12}, shift=0.4), "outlet")
    assert found[["q", "p"]].to_numpy().tolist() == sorted(found[["q", "p"]].to_numpy().tolist())
    assert (found["q"] >= found["p"]).all()


def test_groups_with_fewer_than_five_articles_are_left_out_but_count_among_the_others() -> None:
    rows = drawn(6, {"a": 5, "b": 8, "c": 4}, actors="x")
    found = sentiment_differences(rows, "outlet").set_index("outlet")
    assert sorted(found.index) == ["a", "b"]
    assert found.loc["a", "mean_others"] == pytest.approx(rows.loc[rows["outlet"] != "a", "score"].mean())


def test_five_articles_are_needed_on_the_other_side_too() -> None:
    assert sentiment_differences(drawn(7, {"a": 9, "b": 4}, actors="x"), "outlet").empty
    assert len(sentiment_differences(drawn(7, {"a": 9, "b": 5}, actors="x"), "outlet")) == 1


def test_many_sentences_of_few_articles_are_few() -> None:
    rows = drawn(8, {"a": 4, "b": 9}, actors="x")
    assert sentiment_differences(pd.concat([rows] * 9, ignore_index=True), "outlet").empty


def test_rows_without_a_group_count_nowhere() -> None:
    rows = drawn(9, {"a": 8, "b": 8, "c": 8}, actors="x")
    without = rows[rows["outlet"] != "c"].reset_index(drop=True)
    unknown = rows.assign(outlet=rows["outlet"].where(rows["outlet"] != "c"))
    pd.testing.assert_frame_equal(sentiment_differences(unknown, "outlet"), sentiment_differences(without, "outlet"))


@pytest.mark.filterwarnings("ignore:Degrees of freedom")  # see the last test
def test_a_group_may_be_a_category_that_nothing_falls_into() -> None:
    rows = drawn(10, {"a": 8, "b": 8, "c": 8}, actors="x")
    categories = rows.assign(outlet=pd.Categorical(rows["outlet"], categories=["a", "b", "c", "z"]))
    assert sorted(sentiment_differences(categories, "outlet")["outlet"]) == ["a", "b", "c"]


def test_one_actor_does_not_sway_another() -> None:
    rows = drawn(11, {"a": 8, "b": 8})
    alone = sentiment_differences(rows[rows["actor_id"] == "x"], "outlet").drop(columns="q")
    among = sentiment_differences(rows, "outlet").drop(columns="q")
    pd.testing.assert_frame_equal(among[among["actor_id"] == "x"].reset_index(drop=True), alone)


def test_the_same_scores_give_the_same_and_stay_as_they_are() -> None:
    rows = drawn(12, {"a": 8, "b": 8})
    before = rows.copy()
    first = sentiment_differences(rows, "outlet")
    pd.testing.assert_frame_equal(sentiment_differences(rows, "outlet"), first)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("rows", [drawn(13, {"a": 1, "b": 1}), drawn(13, {"a": 1, "b": 1}).head(0)])
def test_nothing_to_compare(rows: pd.DataFrame) -> None:
    found = sentiment_differences(rows, "outlet")
    assert found.empty
    assert found.columns.tolist()[-2:] == ["p", "q"]


def shuffled(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sample(frac=1, random_state=1)


def test_the_order_of_rows_changes_no_estimate() -> None:
    rows = drawn(14, {"a": 8, "b": 8, "c": 9}).assign(voice="narration")
    quoted = pd.concat([rows, rows.assign(voice="direct", score=rows["score"] ** 2)], ignore_index=True)
    random = ["low", "high", "p", "q"]
    keys = ["outlet", "actor_id"]
    once, again = (
        sentiment_differences(one, "outlet").drop(columns=random).sort_values(keys, ignore_index=True)
        for one in (rows, shuffled(rows))
    )
    pd.testing.assert_frame_equal(once, again)
    for measure in (mean_sentiment, sentiment_gap):
        once, again = (measure(one, by="outlet").drop(columns=["low", "high"]) for one in (quoted, shuffled(quoted)))
        pd.testing.assert_frame_equal(once, again)


@pytest.mark.parametrize("measure", [mean_sentiment, sentiment_gap, sentiment_differences])
def test_the_order_of_rows_changes_nothing(measure: object) -> None:
    rows = drawn(15, {"a": 8, "b": 8, "c": 9}).assign(voice="narration")
    quoted = pd.concat([rows, rows.assign(voice="direct", score=rows["score"] ** 2)], ignore_index=True)
    once, again = (measure(one, by="outlet") for one in (quoted, shuffled(quoted)))  # type: ignore[operator]
    pd.testing.assert_frame_equal(once, again)


def chances(seed: int, n_outlets: int, n_articles: int, n_actors: int) -> pd.Series:
    """Return p-values of outlets that differ from one another toward none of some actors, a sentence an article."""
    names = [(f"{outlet}-{n}", str(outlet)) for outlet in range(n_outlets) for n in range(n_articles)]
    rows = pd.DataFrame(names * n_actors, columns=["article_id", "outlet"])
    rows["actor_id"] = np.repeat(np.arange(n_actors).astype("str"), len(names))
    rows["score"] = np.random.default_rng(seed).normal(0, 0.3, len(rows)).clip(-1, 1)
    rows["label"] = "neutral"
    found = sentiment_differences(rows, "outlet")
    assert len(found) == n_outlets * n_actors
    return found["p"]


def is_at_most(share: float, found: int, of: int) -> bool:
    """Tell whether a count is no more than a share of all, but for what chance may add to it."""
    return bool(stats.binomtest(found, of, share, alternative="greater").pvalue > 0.01)


def test_with_no_true_difference_one_p_in_twenty_is_below_a_twentieth() -> None:
    p = chances(1, n_outlets=8, n_articles=40, n_actors=75)
    assert is_at_most(0.05, int((p < 0.05).sum()), len(p))
    assert is_at_most(0.01, int((p < 0.01).sum()), len(p))
    assert 0.45 < p.median() < 0.55


def test_with_no_true_difference_one_p_in_twenty_is_below_a_twentieth_for_small_groups_too() -> None:
    p = chances(2, n_outlets=12, n_articles=5, n_actors=50)
    assert is_at_most(0.05, int((p < 0.05).sum()), len(p))
    assert is_at_most(0.01, int((p < 0.01).sum()), len(p))


def test_with_no_true_difference_one_study_in_twenty_has_a_q_below_a_twentieth() -> None:
    outlets = {f"{number:02d}": 5 + number % 5 for number in range(30)}
    found = 0
    for study in range(30):
        random = np.random.default_rng(study)
        rows = [(f"{name}-{n}", "x", name, random.normal()) for name, n_own in outlets.items() for n in range(n_own)]
        table = pd.DataFrame(rows, columns=["article_id", "actor_id", "outlet", "score"]).assign(label="neutral")
        found += int((sentiment_differences(table, "outlet")["q"] <= 0.05).any())
    assert is_at_most(0.05, found, 30)


def test_a_true_difference_is_found() -> None:
    found = sentiment_differences(drawn(16, {"a": 30, "b": 30, "c": 30}, actors="x", shift=0.4), "outlet")
    sure = found[found["q"] <= 0.05]
    assert sure["outlet"][0] == "a"
    assert (sure["low"][0] > 0) == (sure["difference"][0] > 0)


def test_where_all_scores_are_the_same_nothing_differs() -> None:
    places = [("a1", "a"), ("a2", "a"), ("a3", "a"), ("a4", "a"), ("a5", "a"), *((f"b{n}", "b") for n in range(6))]
    rows = pd.DataFrame(places, columns=["article_id", "outlet"]).assign(actor_id="x", label="neutral")
    for score in np.linspace(0.01, 0.99, 50):
        assert (sentiment_differences(rows.assign(score=score), "outlet")["p"] > 0.05).all(), score


def test_groups_may_share_their_articles() -> None:
    rows = drawn(17, {"a": 20}, actors="x")
    quoted = pd.concat([rows.assign(voice="narration"), rows.assign(voice="direct", score=-0.5)], ignore_index=True)
    assert sentiment_differences(quoted, "voice")["voice"].tolist() == ["direct"]


@pytest.mark.parametrize("name", ["outlett", "n"])
def test_a_column_that_cannot_be_compared_is_told(name: str) -> None:
    rows = drawn(18, {"a": 8, "b": 8})
    rows = rows.assign(n=rows["outlet"])
    with pytest.raises(InputError, match=f"by='{name}'"):
        sentiment_differences(rows, name)


@pytest.mark.parametrize("outlets", [["a"], ["a", "b", "z"]])
def test_groups_that_cannot_be_compared_are_left_out_without_a_warning(outlets: list[str]) -> None:
    rows = drawn(19, dict.fromkeys(outlets[:2], 8), actors="x")
    rows = rows.assign(outlet=pd.Categorical(rows["outlet"], categories=outlets))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sentiment_differences(rows, "outlet")
