"""Contrasts between groups, against counts by hand and the pieces they are made of."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError
from analysis.measures import share_contrasts, term_shares

GROUPS = {"left": 0.8, "center": 0.5, "right": 0.2}


def mentions_of(*articles: tuple[str, str, int, int]) -> pd.DataFrame:
    """Return mentions from (article, group, times Daesh, times ISIS)."""
    rows = [
        (article, group, term_id)
        for article, group, n_daesh, n_isis in articles
        for term_id in ["daesh"] * n_daesh + ["isis"] * n_isis
    ]
    frame = pd.DataFrame(rows, columns=["article_id", "leaning", "term_id"])
    return frame.assign(actor_id="group", is_gloss=False, is_inserted=False)


def planted() -> pd.DataFrame:
    """Return forty articles a group, in the given share of which only Daesh is said, five times each."""
    return mentions_of(
        *(
            (f"{group}{n}", group, 5 * (n < 40 * share), 5 * (n >= 40 * share))
            for group, share in GROUPS.items()
            for n in range(40)
        )
    )


def test_each_with_each() -> None:
    found = share_contrasts(planted(), "leaning", against="each").query("term_id == 'daesh'")
    pairs = found.set_index(["first", "second"])["difference"].to_dict()
    assert pairs == pytest.approx({("center", "left"): -0.3, ("center", "right"): 0.3, ("left", "right"): 0.6})
    assert found["of_first"].tolist() == [200, 200, 200]


def test_each_with_all_others() -> None:
    found = share_contrasts(planted(), "leaning").query("term_id == 'daesh'").set_index("first")
    assert set(found["second"]) == {"all others"}
    assert found.loc["left", "share_second"] == pytest.approx(0.35)
    assert found.loc["left", "of_second"] == 400


def test_intervals_are_ordered_and_tests_agree_with_them() -> None:
    found = share_contrasts(planted(), "leaning", against="each")
    assert (found["joint_low"] <= found["low"]).all()
    assert (found["joint_high"] >= found["high"]).all()
    assert (found["p_holm"] >= found["p"]).all()
    assert ((found["low"] > 0) | (found["high"] < 0)).tolist() == (found["p"] < 0.05).tolist()
    daesh = found[found["term_id"] == "daesh"].iloc[0]
    isis = found[found["term_id"] == "isis"].iloc[0]
    assert (daesh["low"], daesh["high"]) == pytest.approx((-isis["high"], -isis["low"]))


def test_by_the_article_a_long_one_counts_no_more() -> None:
    articles = [(f"l{n}", "left", 0, 1) for n in range(9)] + [("long", "left", 90, 0)]
    articles += [(f"r{n}", "right", n % 2, 1 - n % 2) for n in range(10)]
    rows = mentions_of(*articles)
    by_mention, by_article = (
        share_contrasts(rows, "leaning", unit=unit).query("term_id == 'daesh'").iloc[0]
        for unit in ("mention", "article")
    )
    assert by_mention["share_first"] == pytest.approx(90 / 99)
    assert by_article["share_first"] == pytest.approx(1 / 10)
    assert by_article["of_first"] == 99
    shares = term_shares(rows, by=["leaning"], unit="article").query("term_id == 'daesh'")["share"].tolist()
    assert [by_article["share_first"], by_article["share_second"]] == pytest.approx(shares)


def test_of_two_groups_one_comparison_is_all() -> None:
    two = planted().query("leaning != 'center'")
    assert len(share_contrasts(two, "leaning")) == 2  # names
    assert share_contrasts(two, "leaning")["second"].unique().tolist() == ["right"]


def test_few_articles_have_a_difference_and_no_interval() -> None:
    few = mentions_of(*((f"l{n}", "left", 2, 1) for n in range(3)), *((f"r{n}", "right", 1, 2) for n in range(8)))
    found = share_contrasts(few, "leaning")
    assert found["difference"].notna().all()
    assert found[["low", "high", "joint_low", "p", "p_holm", "q"]].isna().all(axis=None)


def test_copies_of_one_text_count_as_one_cluster() -> None:
    alone = share_contrasts(planted(), "leaning").iloc[0]
    copied = planted().assign(family_id=lambda rows: rows["leaning"] + (rows["article_id"].str[-1]))
    together = share_contrasts(copied, "leaning").iloc[0]
    assert together["difference"] == pytest.approx(alone["difference"])
    assert together["high"] - together["low"] > alone["high"] - alone["low"]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="against='nobody'"):
        share_contrasts(planted(), "leaning", against="nobody")
    with pytest.raises(InputError, match="unit='word'"):
        share_contrasts(planted(), "leaning", unit="word")
    with pytest.raises(InputError, match="leanings"):
        share_contrasts(planted(), "leanings")
