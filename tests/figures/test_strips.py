"""Sentiment by voice: what is drawn is what the table says, and voices never mix."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.figures.look import FEW, VOICES, Chart
from analysis.figures.strips import TONES, sentiment_strips

LABELS = {"x": "Ex", "y": "<b>Why</b>"}
COLUMNS = ["voice", "actor_id", "n", "n_articles", "mean", "low", "high"]
SHARES = [f"share_{label}" for label in TONES]


def means() -> pd.DataFrame:
    rows = [
        ("narration", "x", 20, 9, -0.2, -0.3, -0.1, 0.5, 0.4, 0.1),
        ("direct", "x", 10, 6, 0.1, -0.1, 0.3, 0.2, 0.5, 0.2),  # a tenth without a sure label
        ("uncertain", "x", 3, 3, -0.9, None, None, 1.0, 0.0, 0.0),
        ("narration", "y", 8, 5, 0.3, 0.2, 0.4, 0.0, 0.75, 0.25),
        ("indirect", "y", 2, 2, -0.6, None, None, 1.0, 0.0, 0.0),
        ("direct", "y", 0, 0, None, None, None, None, None, None),
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, *SHARES]).astype({"mean": float, "low": float, "high": float})


def scatters(chart: Chart) -> list[Any]:
    return [trace for trace in chart.data if trace.type == "scatter"]


def dots_of(chart: Chart) -> dict[str, list[tuple[float, float]]]:
    """Return the drawn means by voice: (row, mean)."""
    marks = [trace for trace in scatters(chart) if trace.mode == "markers"]
    return {
        name: sorted(
            (round(y), x) for trace in marks if trace.name == name for y, x in zip(trace.y, trace.x, strict=True)
        )
        for name in dict.fromkeys(trace.name for trace in marks)
    }


def test_each_voice_has_its_own_marks_at_its_means() -> None:
    drawn = dots_of(sentiment_strips(means(), LABELS, title="T"))
    assert drawn == {
        "Narration": [(0, -0.2), (1, 0.3)],  # most negative in narration lowest
        "Paraphrase": [(1, -0.6)],
        "Quoted words": [(0, 0.1)],
    }


def test_intervals_reach_from_low_to_high() -> None:
    dots = [trace for trace in sentiment_strips(means(), LABELS, title="T").data if trace.error_x.array]
    narration = next(trace for trace in dots if trace.name == "Narration")
    low = [x - reach for x, reach in zip(narration.x, narration.error_x.arrayminus, strict=True)]
    high = [x + reach for x, reach in zip(narration.x, narration.error_x.array, strict=True)]
    assert low == pytest.approx([-0.3, 0.2])
    assert high == pytest.approx([-0.1, 0.4])


def test_strips_are_the_shares_and_fill_100_per_cent() -> None:
    chart = sentiment_strips(means(), LABELS, title="T")
    strips = {trace.name: dict(zip(trace.y, trace.x, strict=True)) for trace in chart.data if trace.type == "bar"}
    assert list(strips) == ["Negative", "Neutral", "Positive", "No label is sure"]
    assert strips["Negative"] == {-0.27: 20.0, 0.27: 50.0, 1.0: 100.0, 1.27: 0.0}
    for lane in strips["Negative"]:
        assert sum(strip[lane] for strip in strips.values()) == pytest.approx(100)
    assert strips["No label is sure"][-0.27] == pytest.approx(10)


def test_counts_stand_at_the_end_of_strips_and_in_what_is_said_on_hover() -> None:
    chart = sentiment_strips(means(), LABELS, title="T")
    counts = next(trace for trace in scatters(chart) if trace.mode == "text")
    assert dict(zip(counts.y, counts.text, strict=True)) == {-0.27: "(10)", 0.27: "(20)", 1.0: "(2)", 1.27: "(8)"}
    negative = next(trace for trace in chart.data if trace.name == "Negative")
    assert "Ex, narration: 10 of 20 negative (50 %)" in negative.hovertext


def test_without_uncertain_labels_there_is_no_fourth_kind_of_strip() -> None:
    sure = means().query("voice == 'narration'")
    names = [trace.name for trace in sentiment_strips(sure, LABELS, title="T").data if trace.type == "bar"]
    assert names == ["Negative", "Neutral", "Positive"]


def test_too_few_articles_are_hollow_grey_and_pale_but_there() -> None:
    chart = sentiment_strips(means(), LABELS, title="T")
    paraphrase = next(trace for trace in chart.data if trace.name == "Paraphrase")
    assert (paraphrase.marker.symbol, paraphrase.marker.color) == ("diamond-open", FEW)
    negative = next(trace for trace in chart.data if trace.name == "Negative")
    opacity = dict(zip(negative.y, negative.marker.opacity, strict=True))
    assert [lane for lane, value in opacity.items() if value < 1] == [1.0]


def test_an_uncertain_voice_is_counted_but_not_drawn() -> None:
    chart = sentiment_strips(means(), LABELS, title="T")
    assert "3 in an uncertain voice are not drawn" in chart.layout.title.text.replace("<br>", " ")
    assert -0.9 not in [x for trace in chart.data for x in trace.x]


def test_voices_look_as_in_other_charts() -> None:
    chart = sentiment_strips(means(), LABELS, title="T")
    looks = {trace.name: (trace.marker.color, trace.marker.symbol) for trace in chart.data if trace.error_x.array}
    assert looks["Narration"] == VOICES["narration"][1][:2]


def test_the_text_alternative_names_the_farthest_means_and_few_articles_last() -> None:
    said = sentiment_strips(means(), LABELS, title="T").layout.meta["alt"]
    first = "<b>Why</b>, narration: +0.30 (n = 8; 95 % interval +0.20 to +0.40); Ex, narration: −0.20"
    assert said.startswith(f"T. Largest values: {first}")
    assert said.index("too few articles") > said.index("Ex, quoted words: +0.10")


def test_labels_are_shown_as_they_are() -> None:
    """Plotly reads tags in labels."""
    chart = sentiment_strips(means(), LABELS, title="T")
    shown = [*chart.layout.yaxis.ticktext, *(text for trace in chart.data for text in trace.hovertext or ())]
    assert sum("&lt;b&gt;Why&lt;/b&gt;" in text for text in shown) > 4
    assert not any("<b>Why" in text for text in shown)


def test_rows_may_be_outlets_and_those_without_narration_stay() -> None:
    by_outlet = means().rename(columns={"actor_id": "outlet"}).query("not (outlet == 'x' and voice == 'narration')")
    chart = sentiment_strips(by_outlet, {}, group="outlet", title="T")
    assert list(chart.layout.yaxis.ticktext) == ["x", "y"]


def test_of_many_rows_fifteen_are_drawn_and_the_rest_counted() -> None:
    one = means().iloc[[0]]
    many = pd.concat([one.assign(actor_id=f"a{number:02}", n=100 - number) for number in range(20)])
    chart = sentiment_strips(many, {}, title="T")
    assert sorted(chart.layout.yaxis.ticktext) == [f"a{number:02}" for number in range(15)]
    assert "5 actors with fewer mentions" in chart.layout.title.text.replace("<br>", " ")


def test_row_order_changes_nothing() -> None:
    chart, other = (sentiment_strips(rows, LABELS, title="T") for rows in (means(), means().iloc[::-1]))
    assert chart.to_json() == other.to_json()


@pytest.mark.parametrize("rows", [means().iloc[:0], means().assign(n=0), means().query("voice == 'uncertain'")])
def test_nothing_to_draw_says_so(rows: pd.DataFrame) -> None:
    assert "Nothing to draw" in sentiment_strips(rows, LABELS, title="T").layout.title.text
