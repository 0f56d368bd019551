"""Lollipops of typical words: which are drawn, where, and what is said of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.figures.dots import share_dots
from analysis.figures.lollipops import MOST_WORDS, keyness_lollipops
from analysis.figures.look import FEW, Chart

LABELS = {"is": "Islamic State", "daesh": "<Daesh>"}


def keyness() -> pd.DataFrame:
    """Return a table of keyness: eight times as frequent, four times, …; "rare" may be chance, "one" is too few."""
    rows = [
        ("is", "so-called", 40, 12, 6.0, 3.0, 2.5, 3.5, 0.0001),
        ("is", "militants", 90, 30, 8.0, 2.0, 1.75, 2.25, 0.0001),
        ("is", "rare", 5, 5, 1.2, 1.5, -0.5, 3.5, 0.4),
        ("is", "beirut", 2, 2, -4.0, -2.0, -3.0, -1.0, 0.001),
        ("daesh", "beirut", 20, 9, 4.0, 2.0, 1.0, 3.0, 0.001),
        ("daesh", "one<", 3, 1, 2.5, 4.0, None, None, 0.02),
    ]
    columns = ["term_id", "word", "n", "articles", "z", "log_ratio", "low", "high", "q"]
    table = pd.DataFrame(rows, columns=columns).assign(actor_id="g", of=1000)
    return table.astype({"low": float, "high": float})


def marks_of(chart: Chart) -> list[Any]:
    return [trace for trace in chart.data if trace.mode == "markers"]


def words_of(chart: Chart) -> list[list[str]]:
    """Return the words of every panel from top to bottom."""
    panels = [trace for trace in chart.data if trace.mode == "text"]
    return [
        [text.split(" <span")[0] for _, text in sorted(zip(panel.y, panel.text, strict=True), reverse=True)]
        for panel in panels
    ]


def test_the_surest_words_come_first_and_untypical_ones_are_not_drawn() -> None:
    chart = keyness_lollipops(keyness(), LABELS, title="T")
    assert words_of(chart) == [["militants", "so-called", "rare"], ["beirut", "one&lt;"]]


def test_marks_stand_at_the_log_ratio_with_its_interval() -> None:
    first = marks_of(keyness_lollipops(keyness(), LABELS, title="T"))[0]
    assert dict(zip(first.x, first.y, strict=True)) == {3.0: 1, 2.0: 2}
    assert dict(zip(first.x, first.error_x.array, strict=True)) == {3.0: 0.5, 2.0: 0.25}


def test_stems_reach_from_as_frequent_to_the_mark() -> None:
    stems = next(trace for trace in keyness_lollipops(keyness(), LABELS, title="T").data if trace.mode == "lines")
    assert list(stems.x) == [0, 2.0, None, 0, 3.0, None, 0, 1.5, None]


def test_what_may_be_chance_or_too_few_is_hollow_and_grey() -> None:
    chart = keyness_lollipops(keyness(), LABELS, title="T")
    hollow = {x: trace.marker for trace in marks_of(chart) for x in trace.x if trace.marker.symbol.endswith("-open")}
    assert set(hollow) == {1.5, 4.0}
    assert {marker.color for marker in hollow.values()} == {FEW}
    grey = [list(trace.x) for trace in chart.data if trace.mode == "lines" and trace.line.color == FEW and trace.x]
    assert grey == [[-0.5, 3.5, None]]


def test_the_number_of_articles_stands_beside_the_word() -> None:
    text = next(trace for trace in keyness_lollipops(keyness(), LABELS, title="T").data if trace.mode == "text").text
    assert any(label.startswith("militants") and "(30)" in label for label in text)


def test_an_example_line_is_shown_on_hover_as_it_is() -> None:
    lines = pd.DataFrame(
        [
            {"term_id": "is", "word": "militants", "left": "where militants of <", "surface": "IS", "right": "fought"},
            {"term_id": "is", "word": "militants", "left": "a second", "surface": "IS", "right": "line"},
        ]
    )
    chart = keyness_lollipops(keyness(), LABELS, title="T", lines=lines)
    said = [text for trace in chart.data for text in trace.hovertext or () if text.startswith("militants")]
    counted = "militants: 4.0 times as frequent (90 of 1,000 words in 30 articles, 95 % interval 3.4 to 4.8)"
    assert said == [f"{counted}<br>where militants of &lt; IS fought"] * 2  # at the mark and at the word


def test_names_have_their_colours_of_other_charts() -> None:
    shares = pd.DataFrame([{"outlet": "A", "term_id": name, "n": 1, "of": 3, "share": 1 / 3} for name in LABELS])
    other = share_dots(shares.assign(low=0.2, high=0.5), LABELS, group="outlet", title="T")
    sure = [trace for trace in marks_of(keyness_lollipops(keyness(), LABELS, title="T")) if trace.error_x.array]
    looks = [[(trace.marker.color, trace.marker.symbol) for trace in traces] for traces in (other.data, sure)]
    assert looks[0] == looks[1]


def test_twelve_words_of_a_name_are_drawn() -> None:
    one = keyness().iloc[[0]]
    many = pd.concat([one.assign(word=f"w{number:02}", z=50.0 - number) for number in range(30)])
    assert words_of(keyness_lollipops(many, LABELS, title="T")) == [[f"w{number:02}" for number in range(MOST_WORDS)]]


def test_the_text_alternative_names_the_surest_words_of_each_name() -> None:
    said = keyness_lollipops(keyness(), LABELS, title="T").layout.meta["alt"]
    assert said.startswith("T. Largest values: Islamic State: militants (4.0 times, 30 articles), so-called (8.0 times")
    assert "<Daesh>: beirut (4.0 times, 9 articles)" in said


def test_row_order_changes_nothing() -> None:
    chart, other = (keyness_lollipops(rows, LABELS, title="T") for rows in (keyness(), keyness().iloc[::-1]))
    assert chart.to_json() == other.to_json()


@pytest.mark.parametrize("rows", [keyness().iloc[:0], keyness().query("z < 0")])
def test_nothing_to_draw_says_so(rows: pd.DataFrame) -> None:
    assert "Nothing to draw" in keyness_lollipops(rows, LABELS, title="T").layout.title.text
