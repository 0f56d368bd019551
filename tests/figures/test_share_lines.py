"""Lines over time: gaps, bands, events, and labels at the ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.figures.eventmarks import events_between
from analysis.figures.lineends import apart
from analysis.figures.look import FEW, Chart

Shares = Callable[[str, Sequence[object]], pd.DataFrame]

EVENTS = pd.DataFrame(
    {"date": pd.to_datetime(["2013-05-01", "2014-07-02", "2014-07-20"]), "label": ["early", "<b>", "c"]}
)


def lines_of(chart: Chart) -> list[Any]:
    return [trace for trace in chart.data if trace.mode == "lines+markers"]


def bands_of(chart: Chart) -> list[Any]:
    return [trace for trace in chart.data if trace.fill == "toself"]


def smoothed(shares: Shares) -> pd.DataFrame:
    dates = list(pd.to_datetime(["2014-01-01", "2014-06-01", "2014-12-01"]))
    return shares("date", dates).assign(bandwidth=30.0)


def test_an_empty_period_is_a_gap_in_line_and_band(shares: Shares, labels: dict[str, str]) -> None:
    rows = shares("period", ["2014", "2015", "2016"])
    rows.loc[rows["period"] == "2015", ["share", "low", "high"]] = np.nan
    rows.loc[rows["period"] == "2015", ["n", "of"]] = 0
    chart = figures.share_lines(rows, labels, title="T")
    assert [list(trace.y) for trace in lines_of(chart)] == [[70.0, None, 70.0], [30.0, None, 30.0]]
    assert all(max(trace.x) < 0.5 or min(trace.x) > 1.5 for trace in bands_of(chart))
    assert "a gap: no mention" in chart.layout.title.text.replace("<br>", " ")


def test_the_band_runs_from_low_to_high(shares: Shares, labels: dict[str, str]) -> None:
    band = bands_of(figures.share_lines(shares("period", ["2014", "2015"]), labels, title="T"))[0]
    assert list(band.x) == [0, 1, 1, 0]
    assert list(band.y) == pytest.approx([80, 80, 60, 60])


def test_a_period_with_too_few_articles_is_hollow_and_grey(shares: Shares, labels: dict[str, str]) -> None:
    rows = shares("period", ["2014", "2015"])
    rows.loc[rows["period"] == "2015", ["low", "high"]] = np.nan
    line = lines_of(figures.share_lines(rows, labels, title="T"))[0]
    assert list(line.marker.symbol) == ["circle", "circle-open"]
    assert line.marker.color[1] == FEW


def test_an_odd_number_of_names_leaves_no_empty_axes(shares: Shares, labels: dict[str, str]) -> None:
    rows = shares("period", ["2014", "2015"])
    chart = figures.share_lines(pd.concat([rows, rows[rows["term_id"] == "x"].assign(term_id="z")]), labels, title="T")
    assert chart.layout.xaxis4.visible is False


@pytest.mark.parametrize(
    ("periods", "place"),
    [
        (["2014", "2015"], 182 / 365),
        (["2014 Q2", "2014 Q3", "2014 Q4"], 1 + 1 / 92),
        (["2014-06", "2014-07", "2014-08"], 1 + 1 / 31),
        (["2014-06-23", "2014-06-30", "2014-07-07", "2014-07-14"], 1 + 2 / 7),
        (["2014-07-01", "2014-07-02", "2014-07-03"], 1),
    ],
)
def test_an_event_stands_within_its_period(
    periods: list[str], place: float, shares: Shares, labels: dict[str, str]
) -> None:
    chart = figures.share_lines(shares("period", periods), labels, title="T", events=EVENTS)
    assert chart.layout.shapes[0].x0 == pytest.approx(place - 0.5, abs=0.01)


def test_events_are_numbered_listed_and_told(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.share_lines(shares("period", ["2014", "2015"]), labels, title="T", events=EVENTS)
    texts = [note.text for note in chart.layout.annotations]
    assert texts.count("1–2") == 2  # in both panels, and not beside each other: they are eighteen days apart
    assert "<b>1</b>\u00a02\u00a0Jul\u00a02014 &lt;b&gt;" in texts[-1]
    assert chart.layout.meta["alt"].endswith("Events marked: 2 Jul 2014 <b>; 20 Jul 2014 c.")
    assert "early" not in chart.to_json()


def test_events_beyond_the_time_shown_change_nothing(shares: Shares, labels: dict[str, str]) -> None:
    rows = shares("period", ["2016", "2017"])
    with_none = figures.share_lines(rows, labels, title="T")
    assert figures.share_lines(rows, labels, title="T", events=EVENTS).to_json() == with_none.to_json()


def test_places_of_events() -> None:
    found = events_between(EVENTS, ["2014-07-01", "2014-07-03", "2014-07-21"])
    assert found["number"].tolist() == [1, 2]
    assert found["at"].tolist() == pytest.approx([0.5, 1 + 17 / 18])
    assert found["fraction"].tolist() == pytest.approx([0.25, (1 + 17 / 18) / 2])
    assert events_between(None, ["2014-07-01", "2014-07-03"]).empty


def test_the_trend_in_words_tells_first_highest_and_last(shares: Shares, labels: dict[str, str]) -> None:
    rows = shares("period", ["2014", "2015", "2016", "2017"])
    rows.loc[(rows["term_id"] == "x"), "share"] = [0.5, 0.9, 0.8, 0.7]
    said = figures.share_lines(rows, labels, title="T").layout.meta["alt"]
    told = said[said.index("Ex: ") : said.index("; <b>Why</b>: ")]
    assert [told.index(one) for one in ("2014 50 %", "2015 90 %", "2017 70 %")] == sorted(
        told.index(one) for one in ("2014 50 %", "2015 90 %", "2017 70 %")
    )
    assert "2016" not in told


def test_a_smooth_line_is_the_table(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.smoothed_lines(smoothed(shares), labels, title="T", events=EVENTS)
    line = next(trace for trace in chart.data if trace.name == "Ex")
    assert list(line.x) == ["2014-01-01", "2014-06-01", "2014-12-01"]
    assert list(line.y) == [70.0, 70.0, 70.0]
    assert list(bands_of(chart)[0].y) == pytest.approx([80, 80, 80, 60, 60, 60])
    assert list(chart.layout.xaxis.range) == ["2014-01-01", "2014-12-01"]
    assert [shape.x0 for shape in chart.layout.shapes] == ["2014-07-02", "2014-07-20"]


def test_a_smooth_line_stops_where_too_few_articles_count(shares: Shares, labels: dict[str, str]) -> None:
    rows = smoothed(shares)
    rows.loc[rows["date"] == "2014-06-01", ["share", "low", "high"]] = np.nan
    chart = figures.smoothed_lines(rows, labels, title="T")
    assert [list(trace.x) for trace in chart.data if trace.name == "Ex"] == [["2014-01-01"], ["2014-12-01"]]
    assert "a gap: fewer than 5 articles count" in chart.layout.title.text.replace("<br>", " ")


def test_smooth_lines_are_labelled_at_their_ends(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.smoothed_lines(smoothed(shares), labels, title="T")
    ends = {note.text: (note.x, note.y) for note in chart.layout.annotations}
    assert ends["<b>Ex</b>"] == ("2014-12-01", pytest.approx(70))
    assert ends["<b>&lt;b&gt;Why&lt;/b&gt;</b>"] == ("2014-12-01", pytest.approx(30))


def test_labels_are_moved_apart_no_further_than_needed() -> None:
    assert apart([10, 50], 5, 0, 100) == [10, 50]
    assert apart([50, 52], 6, 0, 100) == [48, 54]
    assert apart([54, 50, 52], 6, 0, 100) == pytest.approx([58, 46, 52])
    assert apart([0, 0, 0], 5, 0, 100) == [0, 5, 10]
    assert apart([100, 100], 5, 0, 100) == [95, 100]
    assert apart([], 5, 0, 100) == []


def test_labels_that_do_not_fit_share_the_room() -> None:
    places = apart([50] * 11, 20, 0, 100)
    assert np.diff(places) == pytest.approx([10] * 10)
