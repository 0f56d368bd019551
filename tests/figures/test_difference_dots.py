"""Dot plots of differences in percentage points, compared with the tables of the measures themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.figures.look import FEW, Chart
from analysis.measures import share_contrasts, voice_gap

LABELS = {"x": "Ex", "y": "Why"}


def mentions() -> pd.DataFrame:
    """Return 120 mentions in 60 articles of three outlets, whose quotations say x and whose narration y more often."""
    rng = np.random.default_rng(3)
    article = np.repeat(np.arange(60), 2)
    voice = np.tile(["narration", "direct"], 60)
    says_x = rng.random(120) < np.where(voice == "direct", 0.7, 0.4) + np.array([-0.1, 0.2, 0.0])[article % 3]
    rows = pd.DataFrame({"article_id": article.astype("str"), "voice": voice, "outlet": [f"O{n % 3}" for n in article]})
    term_id = np.where(says_x, "x", "y")
    return rows.assign(actor_id="g", term_id=term_id, is_gloss=False, is_inserted=False)


def marks_of(chart: Chart) -> list[Any]:
    return [trace for trace in chart.data if trace.mode == "markers"]


def names_of(chart: Chart) -> list[str]:
    return [tick.split("  <")[0] for tick in chart.layout.yaxis.ticktext]


def test_contrasts_stand_at_the_differences_between_their_intervals() -> None:
    table = share_contrasts(mentions(), "outlet")
    chart = figures.contrast_dots(table, LABELS, title="T")
    for term, trace in zip(LABELS, marks_of(chart), strict=True):
        rows = table[table["term_id"] == term].set_index("first").loc[[names_of(chart)[at] for at in trace.y]]
        assert list(trace.x) == pytest.approx((rows["difference"] * 100).tolist())
        drawn = np.array([trace.x, trace.error_x.array, trace.error_x.arrayminus])
        assert (drawn[0] + drawn[1]).tolist() == pytest.approx((rows["high"] * 100).tolist())
        assert (drawn[0] - drawn[2]).tolist() == pytest.approx((rows["low"] * 100).tolist())


def test_thin_bars_are_the_intervals_of_all_together() -> None:
    table = share_contrasts(mentions(), "outlet")
    chart = figures.contrast_dots(table, LABELS, title="T")
    thin = next(trace for trace in chart.data if trace.mode == "lines")
    rows = table[table["term_id"] == "x"].set_index("first").loc[names_of(chart)]
    assert [x for x in thin.x if x is not None] == pytest.approx(
        (rows[["joint_low", "joint_high"]] * 100).stack().tolist()
    )


def test_rows_are_sorted_by_the_difference_in_the_leading_name() -> None:
    table = share_contrasts(mentions(), "outlet")
    leading = mentions()["term_id"].value_counts().index[0]
    rows = table[table["term_id"] == leading].sort_values("difference")
    chart = figures.contrast_dots(table, LABELS, title="T")
    assert names_of(chart) == rows["first"].tolist()
    assert f"sorted by “{LABELS[leading]}”" in chart.layout.title.text.replace("<br>", " ")
    assert names_of(figures.contrast_dots(table.iloc[::-1], LABELS, title="T")) == rows["first"].tolist()


def test_pairs_are_named_on_both_sides_where_each_is_compared_with_each() -> None:
    table = share_contrasts(mentions(), "outlet", against="each")
    assert set(names_of(figures.contrast_dots(table, LABELS, title="T"))) == {"O0 − O1", "O0 − O2", "O1 − O2"}


def test_the_gap_is_drawn_as_the_measure_gives_it() -> None:
    table = voice_gap(mentions(), by="outlet")
    chart = figures.voice_gap_dots(table, LABELS, title="T")
    for term, trace in zip(LABELS, marks_of(chart), strict=True):
        rows = table[table["term_id"] == term].set_index("outlet").loc[names_of(chart)]
        assert list(trace.x) == pytest.approx((rows["gap"] * 100).tolist())
    assert "−" in chart.layout.meta["alt"]


def test_what_has_no_interval_is_hollow_grey_and_last_in_words() -> None:
    table = share_contrasts(mentions(), "outlet")
    bars = ["low", "high", "joint_low", "joint_high"]
    table.loc[table["first"] == "O0", bars] = np.nan
    table.loc[table["first"] == "O0", "difference"] = 0.99
    chart = figures.contrast_dots(table, LABELS, title="T")
    hollow = [trace for trace in marks_of(chart) if trace.marker.symbol.endswith("-open")]
    assert [list(trace.x) for trace in hollow] == [[99.0], [99.0]]
    assert {trace.marker.color for trace in hollow} == {FEW}
    said = chart.layout.meta["alt"].split("; ")
    assert "O0: +99 points" in said[-2]
    assert "too few articles for an interval" in said[-1]


def test_more_than_fifteen_pairs_are_cut_to_those_with_most_mentions() -> None:
    row = share_contrasts(mentions(), "outlet").iloc[:1]
    table = pd.concat([row.assign(first=f"O{n:02}", of_first=n + 1, of_second=99) for n in range(20)])
    chart = figures.contrast_dots(table, LABELS, title="T")
    assert set(names_of(chart)) == {f"O{n:02}" for n in range(5, 20)}
    assert "5 comparisons with fewer mentions" in chart.layout.title.text.replace("<br>", " ")


def test_points_in_words() -> None:
    row = {"first": "A", "second": "all others", "actor_id": "g", "term_id": "x", "share_first": 0.5, "of_first": 1200}
    row |= {"share_second": 0.25, "of_second": 40, "difference": 0.25, "low": -0.004, "high": 0.5}
    row |= {"joint_low": -0.1, "joint_high": 0.6}
    chart = figures.contrast_dots(pd.DataFrame([row]), LABELS, title="T")
    assert "(40)" in chart.layout.yaxis.ticktext[0]  # what the smaller side has
    said = chart.layout.meta["alt"]
    assert "Ex, A: +25 points (50 % of 1,200 against 25 % of 40; 95 % interval 0 to +50)" in said
