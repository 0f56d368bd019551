"""The simulator plants what it says, and the page of calibration is made from what was found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks import calibration, simulator
from benchmarks.simulator import Outlet, Plan, alike, planted

from analysis.measures import term_shares

PLAN = Plan(
    (Outlet("Gazette", 4000, alike(0.2, 0.8)), Outlet("Herald", 4000, alike(0.6, 0.4))), terms=("a", "b"), rho=0.3
)


@pytest.fixture(scope="module")
def mentions() -> pd.DataFrame:
    return planted(PLAN, seed=1).mentions


def test_shares_are_those_planted(mentions: pd.DataFrame) -> None:
    shares = term_shares(mentions, by="outlet").query("term_id == 'a'").set_index("outlet")["share"]
    assert shares["Gazette"] == pytest.approx(0.2, abs=0.02)
    assert shares["Herald"] == pytest.approx(0.6, abs=0.02)


def test_articles_resemble_themselves_as_much_as_planted(mentions: pd.DataFrame) -> None:
    """The correlation of two mentions of one article, from the variance between articles (one-way ANOVA)."""
    rows = mentions[mentions["outlet"] == "Herald"].assign(is_a=lambda some: (some["term_id"] == "a").astype(float))
    grouped = rows.groupby("article_id")["is_a"]
    sizes, means = grouped.size(), grouped.mean()
    between = (sizes * (means - rows["is_a"].mean()) ** 2).sum() / (len(sizes) - 1)
    within = ((rows["is_a"] - grouped.transform("mean")) ** 2).sum() / (len(rows) - len(sizes))
    size = (len(rows) - (sizes**2).sum() / len(rows)) / (len(sizes) - 1)
    assert (between - within) / (between + (size - 1) * within) == pytest.approx(0.3, abs=0.04)


def test_sizes_and_voices_are_those_measured(mentions: pd.DataFrame) -> None:
    assert mentions.groupby("article_id").size().mean() == pytest.approx(simulator.MEAN_SIZE, abs=0.2)
    voices = mentions["voice"].value_counts(normalize=True)
    assert voices["narration"] == pytest.approx(simulator.VOICES["narration"], abs=0.03)


def test_the_same_seed_plants_the_same_corpus(mentions: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(mentions, planted(PLAN, seed=1).mentions)
    assert not planted(PLAN, seed=2).mentions["term_id"].head(200).equals(mentions["term_id"].head(200))


def test_what_misses_the_bar_is_bold_and_named() -> None:
    table = pd.DataFrame({"articles": [8, 30, 30], "simulations": [100.0] * 3, "covered": [80.0, 95.0, 80.0]})
    text = calibration.markdown(table, ("covered",))
    assert "| 8 | 100 | 80.0 |" in text  # too few articles for the bar
    assert "| 30 | 100 | 95.0 |" in text
    assert "| 30 | 100 | **80.0** |" in text


def test_the_committed_page_is_of_this_template() -> None:
    page = (Path(__file__).parents[1] / "docs" / "calibration.md").read_text(encoding="utf-8")
    headings = [line for line in calibration.TEMPLATE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert [line for line in page.splitlines() if line.startswith("#")] == headings
    assert "{" not in page


def test_two_standard_errors_of_a_coverage() -> None:
    table = pd.DataFrame({"simulations": [400, 400]})
    assert calibration.errors({"one": table}) == f"400 simulations ± {200 * np.sqrt(0.95 * 0.05 / 400):.1f}"
