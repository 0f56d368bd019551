"""Differences between groups in words and tables, against numbers made by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import Codebook
from analysis.measures import of_actor, share_contrasts
from analysis.pipeline import Build
from analysis.reports import comparisons


def contrasts(**changed: Any) -> pd.DataFrame:
    """Return two differences: a sure one, and a wider one that rests on little."""
    sure: dict[str, Any] = {
        "first": "left",
        "second": "right",
        "actor_id": "a",
        "term_id": "daesh",
        "share_first": 0.6,
        "of_first": 1000,
        "share_second": 0.2,
        "of_second": 900,
        "difference": 0.4,
        "low": 0.3,
        "high": 0.5,
        "joint_low": 0.25,
        "joint_high": 0.55,
        "odds_ratio": 6.0,
        "odds_low": 4.0,
        "odds_high": 9.0,
        "p": 0.0001,
        "p_holm": 0.0002,
        "q": 0.0002,
    }
    wide = {**sure, "term_id": "isis", "difference": -0.7, "low": -0.9, "high": -0.1, "joint_low": -0.95}
    return pd.DataFrame([sure, {**wide, "joint_high": 0.1, "odds_high": 5000.0, "p": 0.04, "p_holm": 0.04} | changed])


ROWS = pd.DataFrame({"leaning": ["left"] * 3 + ["right"] * 2, "outlet": ["Post", "Post", "Sun", "Times", "Times"]})


def test_the_title_has_the_difference_that_is_sure_not_the_widest(islamic_state: Codebook) -> None:
    assert comparisons.title(contrasts(), islamic_state) == "“Daesh” is 40 points more frequent in left than in right"
    none = contrasts().assign(joint_low=-0.1, joint_high=0.1)
    assert "none stands out" in comparisons.title(none, islamic_state)


def test_a_lower_share_is_told_from_the_other_side(islamic_state: Codebook) -> None:
    sure = contrasts(joint_high=-0.3).iloc[[1]]
    assert comparisons.title(sure, islamic_state) == "“ISIS” is 70 points more frequent in right than in left"


def test_the_finding_counts_what_is_sure_of_all(islamic_state: Codebook) -> None:
    said = repr(comparisons.finding(contrasts(), ROWS, islamic_state, "leaning"))
    assert "Of 2 differences between groups by leaning, 1 is larger than chance explains" in said
    assert "“Daesh”: 60 % in left, 20 % in right, +40 points (95 % interval +30 to +50; [+25 to +55])" in said
    assert "“ISIS”" not in said


def test_the_finding_says_which_outlet_a_group_is(islamic_state: Codebook) -> None:
    said = repr(comparisons.finding(contrasts(), ROWS, islamic_state, "leaning"))
    assert "Times has 100 % of right" in said
    assert "Post has 67 % of left" in said
    assert "Post" not in repr(comparisons.finding(contrasts(), ROWS, islamic_state, "outlet"))


def test_without_intervals_nothing_is_claimed(islamic_state: Codebook) -> None:
    few = contrasts().assign(low=None, high=None, joint_low=None, joint_high=None)
    assert "No two groups by leaning" in repr(comparisons.finding(few, ROWS, islamic_state, "leaning"))


def test_the_table_has_both_and_writes_huge_ratios_short(islamic_state: Codebook) -> None:
    shown = repr(comparisons.contrast_table(contrasts(), islamic_state))
    assert shown.index("Daesh") < shown.index("ISIS")
    assert "6.00 (4.00–9.00)" in shown
    assert "6.00 (≥ 4.00)" in shown
    assert "< 0.001" in shown


@pytest.mark.parametrize(("n_groups", "how"), [(2, "each"), (4, "each"), (5, "others")])
def test_few_groups_are_compared_pair_by_pair(n_groups: int, how: str) -> None:
    assert comparisons.against(pd.DataFrame({"g": range(n_groups)}), "g") == how


def test_on_the_sample_the_planted_outlet_stands_out(sample: Build) -> None:
    mentions = of_actor(sample.mentions, sample.articles, "islamic-state-group")
    narrated = mentions[mentions["voice"] == "narration"]
    found = share_contrasts(narrated, "outlet", unit="article")
    assert "“ISIS”: 94 % in Harbor Courier, 0 % in all others" in repr(
        comparisons.finding(found, narrated, sample.codebook, "outlet")
    )
