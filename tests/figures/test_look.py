"""What all figures share: look, words, and how they show themselves. How they look is for eyes; see tests/browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.figures.look import MIME, WIDTH, Chart, percent, share_in_words, style_of

Shares = Callable[[str, Sequence[object]], pd.DataFrame]

Labels = dict[str, str]


def matrix(shares: Shares) -> pd.DataFrame:
    return shares("own_term_id", ["x", "y"]).assign(voice="indirect")


def smoothed(shares: Shares) -> pd.DataFrame:
    dates = list(pd.to_datetime(["2014-01-01", "2014-02-01", "2014-03-01"]))
    return shares("date", dates).assign(bandwidth=30.0, n_effective=9.0)


def contrasts() -> pd.DataFrame:
    row = {"first": "A", "second": "all others", "actor_id": "g", "share_first": 0.7, "of_first": 10}
    row |= {"share_second": 0.3, "of_second": 20, "difference": 0.4, "low": 0.1, "high": 0.6}
    row |= {"joint_low": 0.0, "joint_high": 0.7}
    return pd.DataFrame([row | {"term_id": "x"}, row | {"term_id": "y", "difference": -0.4, "low": -0.6, "high": -0.1}])


def gaps() -> pd.DataFrame:
    names = {"first": "outlet", "difference": "gap", "share_first": "share_direct", "of_first": "of_direct"}
    names |= {"share_second": "share_narration", "of_second": "of_narration"}
    return contrasts().rename(columns=names).drop(columns=["second", "joint_low", "joint_high"])


CHARTS: dict[str, Callable[[Shares, Labels], Chart]] = {
    "share_dots": lambda table, labels: figures.share_dots(
        table("outlet", ["A<script>", "B"]), labels, group="outlet", title="T"
    ),
    "voice_slopes": lambda table, labels: figures.voice_slopes(
        table("voice", ["narration", "indirect", "direct"]), labels, title="T"
    ),
    "share_lines": lambda table, labels: figures.share_lines(table("period", ["2014", "2015"]), labels, title="T"),
    "smoothed_lines": lambda table, labels: figures.smoothed_lines(smoothed(table), labels, title="T"),
    "contrast_dots": lambda table, labels: figures.contrast_dots(contrasts(), labels, title="T"),
    "voice_gap_dots": lambda table, labels: figures.voice_gap_dots(gaps(), labels, title="T"),
    "relabelling_matrix": lambda table, labels: figures.relabelling_matrix(matrix(table), labels, title="T"),
    "coverage": lambda table, labels: figures.coverage(
        pd.DataFrame({"2014": [1, 0]}, index=["A<script>", "B"]), title="T"
    ),
}
OF_NAMES = [name for name in CHARTS if name not in ("coverage", "relabelling_matrix")]


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest, shares: Shares, labels: Labels) -> Chart:
    return CHARTS[request.param](shares, labels)


def test_every_chart_has_a_title_a_caption_a_width_and_a_text_alternative(chart: Chart) -> None:
    assert chart.layout.title.text.startswith("<b>T</b><br>")
    assert chart.layout.meta["alt"].startswith("T. ")
    assert chart.layout.width == WIDTH


def test_numbers_are_stored_as_readable_lists(chart: Chart) -> None:
    """Plotly packs arrays in base64; a notebook whose figure changed could not be compared by eye."""
    assert "bdata" not in chart.to_json()


def test_a_chart_shows_itself_as_data_and_text_only(chart: Chart) -> None:
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/plain"}
    assert bundle["text/plain"] == chart.layout.meta["alt"]


@pytest.mark.parametrize("name", CHARTS)
def test_names_are_shown_as_they_are(name: str, shares: Shares, labels: Labels) -> None:
    """Plotly reads tags in labels; an outlet's or a name's must not become one."""
    drawn = json.loads(CHARTS[name](shares, labels).to_json())
    del drawn["layout"]["meta"]  # the text alternative is no HTML
    assert "<script" not in json.dumps(drawn)
    assert "<b>Why" not in json.dumps(drawn)
    assert ("&lt;b&gt;Why" in json.dumps(drawn)) is (name != "coverage")


@pytest.mark.parametrize("name", OF_NAMES)
def test_a_name_keeps_its_colour_in_every_chart(name: str, shares: Shares, labels: Labels) -> None:
    """Also in tables that lack one of the names, and whichever name is drawn first."""
    chart = CHARTS[name](shares, labels)
    heads = {note.font.color for note in chart.layout.annotations if "Ex" in note.text}
    assert heads == {style_of(labels, "x").colour}
    drawn = {colour for trace in chart.data for colour in np.ravel([trace.marker.color or trace.line.color]) if colour}
    assert {style_of(labels, "x").colour, style_of(labels, "y").colour} <= drawn
    assert style_of(labels, "z").colour not in drawn


def test_names_differ_without_colour() -> None:
    styles = [style_of([f"t{number}" for number in range(16)], f"t{number}") for number in range(16)]
    assert len({style.mark for style in styles[:8]}) == 8
    assert len({(style.colour, style.mark) for style in styles}) == 16


def test_what_is_empty_says_so(shares: Shares, labels: Labels) -> None:
    empty = {
        "share_dots": figures.share_dots(shares("outlet", []), labels, group="outlet", title="T"),
        "voice_slopes": figures.voice_slopes(shares("voice", ["uncertain"]), labels, title="T"),
        "share_lines": figures.share_lines(shares("period", []), labels, title="T"),
        "smoothed_lines": figures.smoothed_lines(smoothed(shares).assign(share=np.nan), labels, title="T"),
        "contrast_dots": figures.contrast_dots(contrasts().iloc[:0], labels, title="T"),
        "voice_gap_dots": figures.voice_gap_dots(gaps().assign(gap=np.nan), labels, title="T"),
        "relabelling_matrix": figures.relabelling_matrix(matrix(shares).iloc[:0], labels, title="T"),
        "coverage": figures.coverage(pd.DataFrame({"2014": [0]}, index=["A"]), title="T"),
    }
    assert empty.keys() == CHARTS.keys()
    for name, chart in empty.items():
        assert "Nothing to draw" in chart.layout.title.text, name
        assert "Nothing to draw" in chart.layout.meta["alt"], name
        assert not chart.data, name


def test_shares_in_words() -> None:
    assert [percent(share) for share in (0.0, 0.0001, 0.004, 0.123, 1.0)] == ["0 %", "<0.1 %", "0.4 %", "12 %", "100 %"]
    row = {"share": 0.7, "n": 7000, "of": 10000, "low": 0.6, "high": 0.8}
    assert share_in_words(row) == "70 % (7,000 of 10,000; 95 % interval 60 % to 80 %)"
    assert share_in_words(row | {"low": np.nan}) == "70 % (7,000 of 10,000; too few articles for an interval)"
