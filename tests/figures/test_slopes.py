"""From narration over paraphrase to quotation: a line a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.figures.look import FEW, Chart

Shares = Callable[[str, Sequence[object]], pd.DataFrame]

VOICES = ["direct", "indirect", "narration", "uncertain"]


def marks_of(chart: Chart, name: str) -> Any:
    return next(trace for trace in chart.data if trace.mode == "markers" and trace.name == name)


def test_lines_run_from_narration_over_paraphrase_to_quotation(shares: Shares, labels: dict[str, str]) -> None:
    table = shares("voice", VOICES)
    table.loc[table["term_id"] == "x", "share"] = [0.7, 0.6, 0.5, 0.1]
    table = table.assign(low=table["share"] - 0.05, high=table["share"] + 0.1)
    marks = marks_of(figures.voice_slopes(table, labels, title="T"), "Ex")
    assert list(marks.y) == pytest.approx([50, 60, 70])
    assert list(marks.x) == sorted(marks.x)
    assert list(marks.error_y.array) == pytest.approx([10, 10, 10])
    assert list(marks.error_y.arrayminus) == pytest.approx([5, 5, 5])


def test_shares_stand_beside_the_marks_with_names_at_both_ends(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.voice_slopes(shares("voice", VOICES), labels, title="T")
    texts = [note.text for note in chart.layout.annotations]
    assert texts.count("<b>Ex 70 %</b>") == 2
    assert texts.count("<b>70 %</b>") == 1


def test_mentions_of_each_voice_stand_below_it(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.voice_slopes(shares("voice", ["narration", "direct"]), labels, title="T")
    assert ["(10)" in tick for tick in chart.layout.xaxis.ticktext] == [True, False, True]
    assert "(0)" in chart.layout.xaxis.ticktext[1]
    assert marks_of(chart, "Ex").y[1] is None  # a gap, no made-up share


def test_a_voice_with_too_few_articles_is_hollow_and_grey(shares: Shares, labels: dict[str, str]) -> None:
    table = shares("voice", VOICES)
    table.loc[table["voice"] == "direct", ["low", "high"]] = np.nan
    marks = marks_of(figures.voice_slopes(table, labels, title="T"), "Ex")
    assert list(marks.marker.symbol) == ["circle", "circle", "circle-open"]
    assert marks.marker.color[2] == FEW
    assert marks.error_y.array[2] == 0


def test_the_text_alternative_names_the_voices(shares: Shares, labels: dict[str, str]) -> None:
    said = figures.voice_slopes(shares("voice", ["direct"]), labels, title="T").layout.meta["alt"]
    assert "Quoted words, Ex: 70 % (7 of 10; 95 % interval 60 % to 80 %)" in said
