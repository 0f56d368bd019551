"""Figures: what they draw, say and escape. How they look is for eyes; see tests/browser."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis import figures
from analysis.charts import MIME, Chart

LABELS = {"x": "Ex", "y": "<b>Why</b>"}


def shares(group: str, values: list[object]) -> pd.DataFrame:
    rows = [
        {group: value, "actor_id": "g", "term_id": term, "n": n, "of": 10, "n_articles": 9}
        | {"share": n / 10, "low": n / 10 - 0.1, "high": n / 10 + 0.1}
        for value in values
        for term, n in (("x", 7), ("y", 3))
    ]
    return pd.DataFrame(rows)


def text_of(chart: Chart) -> str:
    return json.dumps(json.loads(chart.to_json()), ensure_ascii=False)


CHARTS = {
    "dots": lambda: figures.share_dots(shares("outlet", ["A<script>", "B"]), LABELS, group="outlet", title="T"),
    "lines": lambda: figures.share_lines(shares("period", ["2014", "2015"]), LABELS, title="T"),
    "voices": lambda: figures.voice_panels(shares("voice", ["narration", "direct"]), LABELS, title="T"),
    "coverage": lambda: figures.coverage(pd.DataFrame({"2014": [1, 0]}, index=["A", "B"]), title="T"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_title_and_a_text_alternative(name: str) -> None:
    chart = CHARTS[name]()
    assert "<b>T</b>" in chart.layout.title.text
    assert chart.layout.meta["alt"].startswith("T. ")


@pytest.mark.parametrize("name", CHARTS)
def test_numbers_are_stored_as_readable_lists(name: str) -> None:
    """Plotly packs arrays in base64; a notebook whose figure changed could not be compared by eye."""
    assert "bdata" not in text_of(CHARTS[name]())


def test_a_chart_shows_itself_as_data_and_text_only() -> None:
    bundle = CHARTS["dots"]()._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/plain"}
    assert bundle["text/plain"].startswith("T. Largest values: ")


def test_names_are_shown_as_they_are() -> None:
    """Plotly reads tags in labels; an outlet's name must not become one."""
    drawn = text_of(CHARTS["dots"]())
    assert "A&lt;script&gt;" in drawn
    assert "&lt;b&gt;Why&lt;/b&gt;" in drawn


def test_dots_stand_at_the_shares() -> None:
    chart = CHARTS["dots"]()
    assert [list(trace.x) for trace in chart.data] == [[70.0, 70.0], [30.0, 30.0]]
    assert list(chart.data[0].error_x.array) == pytest.approx([10, 10])


def test_an_estimate_without_an_interval_is_hollow() -> None:
    few = shares("outlet", ["A"]).assign(low=None, high=None).astype({"low": float, "high": float})
    chart = figures.share_dots(few, LABELS, group="outlet", title="T")
    assert [trace.marker.symbol for trace in chart.data] == ["circle-open", "square-open"]


def test_an_empty_period_is_a_gap() -> None:
    rows = shares("period", ["2014", "2015", "2016"])
    rows.loc[rows["period"] == "2015", ["share", "low", "high"]] = None
    chart = figures.share_lines(rows, LABELS, title="T")
    drawn = next(trace for trace in chart.data if trace.mode == "lines+markers")
    assert list(drawn.y) == [70.0, None, 70.0]


def test_many_outlets_are_cut_to_the_most_frequent_and_the_rest_counted() -> None:
    chart = figures.share_dots(shares("outlet", [f"O{n}" for n in range(40)]), LABELS, group="outlet", title="T")
    assert len(chart.layout.yaxis.tickvals) == figures.MOST_OUTLETS
    assert "25 groups with fewer mentions are in the table only" in chart.layout.title.text.replace("<br>", " ")


def test_nothing_to_draw_says_so() -> None:
    empty = pd.DataFrame(columns=["outlet", "term_id", "n", "of", "share", "low", "high"])
    chart = figures.share_dots(empty, LABELS, group="outlet", title="T")
    assert "Nothing to draw" in chart.layout.title.text


def test_sentiment_keeps_narration_and_quotation_apart() -> None:
    means = pd.DataFrame(
        [
            {"voice": voice, "actor_id": actor, "n": 9, "mean": mean, "low": mean - 0.1, "high": mean + 0.1}
            for voice, actor, mean in [("narration", "x", -0.2), ("direct", "x", 0.1), ("narration", "y", 0.3)]
        ]
    )
    chart = figures.sentiment_dots(means, {"x": "Ex", "y": "Why"}, title="T")
    assert [trace.name for trace in chart.data] == ["in narration", "in quoted words"]
    assert list(chart.layout.yaxis.ticktext) == ["Ex", "Why"]  # by narration, most negative lowest
