"""Dot plots of shares: what is drawn is what the table says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.figures.look import FEW
from analysis.figures.order import groups_by_share

Shares = Callable[[str, Sequence[object]], pd.DataFrame]


def test_dots_stand_at_the_shares_with_their_intervals(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.share_dots(shares("outlet", ["A", "B"]), labels, group="outlet", title="T")
    assert [list(trace.x) for trace in chart.data] == [[70.0, 70.0], [30.0, 30.0]]
    assert list(chart.data[0].error_x.array) == pytest.approx([10, 10])
    assert list(chart.data[0].error_x.arrayminus) == pytest.approx([10, 10])
    assert "Share of 20 mentions" in chart.layout.title.text


def test_groups_are_sorted_by_the_share_of_the_leading_name(shares: Shares, labels: dict[str, str]) -> None:
    table = shares("outlet", ["A", "B", "C"])
    table.loc[table["term_id"] == "x", "share"] = [0.6, 0.9, 0.75]
    assert groups_by_share(table, "outlet") == ["A", "C", "B"]
    assert groups_by_share(table.iloc[::-1], "outlet") == ["A", "C", "B"]
    chart = figures.share_dots(table, labels, group="outlet", title="T")
    assert [tick.split(" ")[0] for tick in chart.layout.yaxis.ticktext] == ["A", "C", "B"]
    assert all("(10)" in tick for tick in chart.layout.yaxis.ticktext)
    assert dict(zip(chart.data[0].y, chart.data[0].x, strict=True)) == pytest.approx({0: 60, 1: 75, 2: 90})


def test_an_estimate_without_an_interval_is_hollow_and_grey(shares: Shares, labels: dict[str, str]) -> None:
    table = shares("outlet", ["A", "B"])
    table.loc[table["outlet"] == "A", ["low", "high"]] = np.nan
    chart = figures.share_dots(table, labels, group="outlet", title="T")
    hollow = [trace for trace in chart.data if trace.marker.symbol.endswith("-open")]
    assert [list(trace.x) for trace in hollow] == [[70.0], [30.0]]
    assert {trace.marker.color for trace in hollow} == {FEW}
    assert "hollow: too few articles for one" in chart.layout.title.text.replace("<br>", " ")


def test_many_outlets_are_cut_to_the_most_frequent_and_the_rest_counted(shares: Shares, labels: dict[str, str]) -> None:
    table = shares("outlet", [f"O{n:02}" for n in range(40)])
    table["of"] += np.repeat(np.arange(40), 2)
    chart = figures.share_dots(table, labels, group="outlet", title="T")
    drawn = {tick.split(" ")[0] for tick in chart.layout.yaxis.ticktext}
    assert drawn == {f"O{n}" for n in range(25, 40)}
    assert "25 outlets with fewer mentions are in the table only" in chart.layout.title.text.replace("<br>", " ")


def test_a_long_name_takes_two_lines(shares: Shares, labels: dict[str, str]) -> None:
    name = "The International Consolidated Herald and Weekly Post-Intelligencer"
    chart = figures.share_dots(shares("outlet", [name]), labels, group="outlet", title="T")
    assert chart.layout.yaxis.ticktext[0].count("<br>") == 1


def test_the_text_alternative_tells_the_largest_shares_and_few_articles_last(
    shares: Shares, labels: dict[str, str]
) -> None:
    table = shares("outlet", ["A", "B"])
    table.loc[table["outlet"] == "A", ["low", "high"]] = np.nan
    said = figures.share_dots(table, labels, group="outlet", title="T").layout.meta["alt"]
    assert said.startswith("T. Largest values: B, Ex: 70 % (7 of 10; 95 % interval 60 % to 80 %); B, ")
    assert said.index("too few articles") > said.index("95 % interval 20 % to 40 %")
