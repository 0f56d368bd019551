"""Grids: relabelling, and how many articles there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import pandas as pd

from analysis import figures
from analysis.figures.grids import SHADES
from analysis.figures.look import INK

Shares = Callable[[str, Sequence[object]], pd.DataFrame]


def matrix(shares: Shares) -> pd.DataFrame:
    parts = [shares("own_term_id", ["x", "y"]).assign(voice=voice) for voice in ("indirect", "narration")]
    return pd.concat(parts, ignore_index=True)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_rows_are_the_speakers_names_and_columns_the_outlets(shares: Shares, labels: dict[str, str]) -> None:
    table = matrix(shares)
    table.loc[(table["own_term_id"] == "y") & (table["voice"] == "indirect"), "share"] = [0.25, 0.75]
    cells = figures.relabelling_matrix(table, labels, title="T").data[0]
    assert [list(row) for row in cells.z] == [[25.0, 75.0], [70.0, 30.0]]  # from the bottom: y, x
    assert cells.text[0][0] == "25 %<br>7 of 10"


def test_both_voices_have_a_panel(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.relabelling_matrix(matrix(shares), labels, title="T")
    headings = ["<b>In paraphrase of the speaker</b>", "<b>In narration of the same articles</b>"]
    assert [note.text for note in chart.layout.annotations] == headings
    assert len(chart.data) == 4  # cells with an interval and without, in each


def test_the_speakers_own_name_is_framed(shares: Shares, labels: dict[str, str]) -> None:
    chart = figures.relabelling_matrix(matrix(shares).query("voice == 'indirect'"), labels, title="T")
    assert [(shape.x0, shape.y0) for shape in chart.layout.shapes] == [(0.5, -0.5), (-0.5, 0.5)]


def test_cells_with_too_few_articles_are_grey_and_keep_their_numbers(shares: Shares, labels: dict[str, str]) -> None:
    table = matrix(shares)
    table.loc[table["own_term_id"] == "y", ["low", "high"]] = np.nan
    chart = figures.relabelling_matrix(table, labels, title="T")
    sure, few = chart.data[:2]
    assert [list(row) for row in sure.z] == [[None, None], [70.0, 30.0]]
    assert [list(row) for row in few.z] == [[70.0, 30.0], [None, None]]
    assert few.text[0][0] == "70 %<br>7 of 10"
    assert len({colour for _, colour in few.colorscale}) == 1
    assert "grey: too few articles" in chart.layout.title.text.replace("<br>", " ")


def test_the_text_alternative_tells_what_became_of_a_name(shares: Shares, labels: dict[str, str]) -> None:
    said = figures.relabelling_matrix(matrix(shares), labels, title="T").layout.meta["alt"]
    assert "“<b>Why</b>” became “Ex” in paraphrase: 70 % (7 of 10; 95 % interval 60 % to 80 %)" in said
    assert "“Ex” became “Ex”" not in said


def test_the_heads_of_many_long_names_slant(shares: Shares) -> None:
    names = {f"t{number}": "undocumented immigrant" for number in range(8)}
    rows = [
        {"voice": "indirect", "own_term_id": own, "term_id": term, "n": 1, "of": 8, "share": 1 / 8, "low": 0, "high": 1}
        for own, term in product(names, names)
    ]
    chart = figures.relabelling_matrix(pd.DataFrame(rows), names, title="T")
    assert chart.layout.xaxis.tickangle == -35
    assert chart.data[0].text[0][0] == "12 %<br>1"


def test_print_can_be_read_on_every_shade() -> None:
    for _, shade in SHADES:
        assert (luminance(shade) + 0.05) / (luminance(INK) + 0.05) > 4.5


def test_coverage_shows_the_number_of_articles() -> None:
    counts = pd.DataFrame({"2014": [1, 0], "2015": [2, 5]}, index=["A", "B"])
    chart = figures.coverage(counts, title="T")
    assert [list(row) for row in chart.data[0].z] == [[1, 2], [0, 5]]  # most articles on top
    assert [list(row) for row in chart.data[0].text] == [["1", "2"], ["", "5"]]
    assert ["(3)" in tick for tick in chart.layout.yaxis.ticktext] == [True, False]
    assert chart.layout.meta["alt"] == "T. Articles: B: 5, A: 3."


def test_coverage_of_forty_outlets_says_how_many_are_not_drawn() -> None:
    counts = pd.DataFrame({"2014": range(1, 41)}, index=[f"O{n}" for n in range(1, 41)])
    chart = figures.coverage(counts, title="T")
    assert [row[0] for row in chart.data[0].z] == list(range(26, 41))
    assert "25 outlets with fewer articles are in the table only" in chart.layout.title.text.replace("<br>", " ")
