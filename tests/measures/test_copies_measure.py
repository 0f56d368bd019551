"""Shares with all copies, one a family, and originals only."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import copies_compared, shares_by_copies, term_shares


@pytest.fixture
def mentions() -> pd.DataFrame:
    """An agency's text with one name in three copies, and two texts of the outlet's own with the other."""
    rows = [("o", "agency", True, "daesh"), ("c1", "agency", False, "daesh"), ("c2", "agency", False, "daesh")]
    rows += [("p", "p", True, "is"), ("q", "q", True, "is")]
    table = pd.DataFrame(rows, columns=["article_id", "family_id", "is_original", "term_id"])
    return table.assign(
        actor_id="group", is_inserted=False, is_gloss=False, outlet="Post", published=pd.Timestamp("2015-01-01")
    )


def test_copies_can_turn_which_name_leads(mentions: pd.DataFrame) -> None:
    shares = shares_by_copies(mentions, by="outlet")
    daesh = shares[shares["term_id"] == "daesh"].set_index("copies")
    assert daesh["n"].to_dict() == {"all": 3, "families": 1, "originals": 1}
    assert daesh["share"].round(3).to_dict() == {"all": 0.6, "families": 0.333, "originals": 0.333}
    compared = copies_compared(shares, by=["outlet"]).set_index("term_id")
    assert compared.loc["daesh", ["of_all", "of_families", "of_originals"]].tolist() == [5, 3, 3]
    assert compared["largest_change"].round(3).tolist() == [0.267, 0.267]
    assert not compared["is_first"].any()


def test_all_copies_are_the_plain_shares(mentions: pd.DataFrame) -> None:
    shares = shares_by_copies(mentions, by="outlet")
    every = shares[shares["copies"] == "all"].drop(columns="copies").reset_index(drop=True)
    pd.testing.assert_frame_equal(every, term_shares(mentions, by="outlet"))


def test_without_copies_nothing_changes(mentions: pd.DataFrame) -> None:
    compared = copies_compared(shares_by_copies(mentions[mentions["is_original"]], by="outlet"), by=["outlet"])
    assert (compared["largest_change"] == 0).all()
    assert compared["is_first"].tolist() == [False, True]


def test_a_group_of_copies_only_keeps_its_row(mentions: pd.DataFrame) -> None:
    apart = mentions.assign(outlet=["Agency", "Copyist", "Copyist", "Post", "Post"])
    compared = copies_compared(shares_by_copies(apart, by="outlet"), by=["outlet"])
    copyist = compared[compared["outlet"] == "Copyist"].set_index("term_id")
    assert copyist.loc["daesh", "of_all"] == 2
    assert copyist["originals"].isna().all()
