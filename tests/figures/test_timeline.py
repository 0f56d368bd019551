"""The timeline of outlets: bars, marks and words are what the tables say."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.figures.dots import share_dots
from analysis.figures.look import FEW, Chart
from analysis.figures.timeline import adoption_timeline
from analysis.measures.adoption import adoptions
from analysis.measures.house_style import house_styles

LABELS = {"islamic-state": "Islamic State", "isis": "ISIS", "daesh": "Daesh"}
EVENTS = pd.DataFrame(
    {"date": pd.to_datetime(["2014-06-10", "2015-03-01"]), "label": ["Mosul falls", "Something"], "source": None}
)


def mentions(articles: dict[str, list[tuple[str | None, str]]]) -> pd.DataFrame:
    """Return mentions in narration: for each outlet the dates of its articles and the name each uses."""
    rows = [
        {"article_id": f"{outlet}{number}", "outlet": outlet, "published": day, "actor_id": "g", "term_id": term_id}
        for outlet, uses in articles.items()
        for number, (day, term_id) in enumerate(uses)
    ]
    found = pd.DataFrame(rows).assign(voice="narration", is_gloss=False, is_inserted=False)
    return found.astype({"published": "datetime64[us]"})


def days(term_id: str, first: str, n: int) -> list[tuple[str | None, str]]:
    return [(str(day.date()), term_id) for day in pd.date_range(first, periods=n, freq="30D")]


CORPUS = mentions(
    {
        "Steady": days("isis", "2014-07-01", 12),
        "Changed": days("islamic-state", "2014-07-01", 10) + days("daesh", "2015-06-01", 10),
        "Small": days("daesh", "2015-01-01", 3),
        "Mixed": days("isis", "2014-08-01", 4) + days("islamic-state", "2014-08-15", 3),
        "Undated": [(None, "isis")] * 8,
    }
)


def timeline(corpus: pd.DataFrame = CORPUS, **more: object) -> Chart:
    return adoption_timeline(adoptions(corpus), house_styles(corpus), LABELS, title="T", **more)  # type: ignore[arg-type]


def rows_of(chart: Chart) -> list[str]:
    """Return the names of the rows, from bottom to top."""
    return [text.split("  <span")[0] for text in chart.layout.yaxis.ticktext]


def marks_of(chart: Chart) -> list[tuple[str, float, str, str]]:
    """Return every mark that is not in the legend: day, height, colour, shape."""
    drawn = [trace for trace in chart.data if trace.type == "scatter" and trace.mode == "markers" and trace.hovertext]
    found = []
    for trace in drawn:
        looks = (trace.marker[name] for name in ("color", "symbol"))
        each = [[look] * len(trace.x) if look is None or isinstance(look, str) else look for look in looks]
        found += list(zip(trace.x, trace.y, *each, strict=True))
    return found


def bars_of(chart: Chart) -> dict[str, list[tuple[str, str, str]]]:
    """Return the bars of every outlet: first day, last day, colour."""
    names, found = rows_of(chart), {}
    for trace in chart.data:
        if trace.type == "bar":
            until = pd.Timestamp(trace.base[0]) + pd.Timedelta(trace.x[0], "ms") - pd.Timedelta(days=1)
            bar = (trace.base[0], str(until.date()), trace.marker.line.color)
            found.setdefault(names[round(trace.y[0])], []).append(bar)
    return found


def colours(labels: dict[str, str]) -> dict[str, str]:
    """Return the colours of names in another chart."""
    shares = pd.DataFrame([{"outlet": "A", "term_id": name, "n": 1, "of": 3, "share": 1 / 3} for name in labels])
    chart = share_dots(shares.assign(low=0.2, high=0.5), labels, group="outlet", title="T")
    return {term_id: trace.marker.color for term_id, trace in zip(labels, chart.data, strict=True)}


def test_bars_reach_from_the_first_to_the_last_article_in_the_colour_of_the_leading_name() -> None:
    of = colours(LABELS)
    assert bars_of(timeline())["Steady"] == [("2014-07-01", "2015-05-27", of["isis"])]


def test_where_a_style_changed_the_bar_does_and_the_date_has_its_interval() -> None:
    change = house_styles(CORPUS).set_index("outlet").loc["Changed"]
    chart, of = timeline(), colours(LABELS)
    day = str(change["change_date"].date())
    before, after = bars_of(chart)["Changed"]
    assert (before[0], before[2]) == ("2014-07-01", of["islamic-state"])
    assert (after[0], after[2]) == (day, of["daesh"])
    assert day == "2015-06-01"
    reach = [str(change[name].date()) for name in ("change_earliest", "change_latest")]
    assert [found for found, _, _, shape in marks_of(chart) if shape == "line-ns"] == [day]
    assert [list(trace.x) for trace in chart.data if trace.type == "scatter" and trace.mode == "lines"] == [reach] * 2
    assert "Islamic State → Daesh" in [note.text for note in chart.layout.annotations]


def test_marks_stand_at_the_first_use_of_every_name() -> None:
    chart, of = timeline(), colours(LABELS)
    names = rows_of(chart)
    marks = {(colour, names[int(y)], day) for day, y, colour, shape in marks_of(chart) if shape != "line-ns"}
    used = adoptions(CORPUS).dropna(subset=["first_use"])
    wanted = {
        (FEW if row["outlet"] == "Small" else of[row["term_id"]], row["outlet"], str(row["first_use"].date()))
        for row in used.to_dict("records")
    }
    assert marks == wanted


def test_marks_of_one_day_stand_above_each_other() -> None:
    both = pd.concat([CORPUS, CORPUS[CORPUS["outlet"] == "Steady"].assign(term_id="daesh")])
    chart = timeline(both[both["outlet"] == "Steady"])
    (first, low, *_), (second, high, *_) = sorted(marks_of(chart))
    assert first == second
    assert 0 <= low < high < 0.7


def test_what_leads_within_chance_is_hatched_and_too_few_articles_are_hollow_and_grey() -> None:
    chart = timeline()
    looks = {rows_of(chart)[round(trace.y[0])]: trace.marker for trace in chart.data if trace.type == "bar"}
    assert looks["Mixed"].pattern.shape == "/"
    assert looks["Steady"].pattern.shape is None
    assert (looks["Small"].color, looks["Small"].line.color) == ("#ffffff", FEW)
    assert rows_of(chart)[0] == "Small"
    assert {"too few articles", "ISIS 57 %", "ISIS 100 %"} <= {note.text for note in chart.layout.annotations}


def test_what_is_not_drawn_is_counted() -> None:
    many = mentions({f"O{n:02}": days("isis", "2014-07-01", 30 - n) for n in range(20)} | {"U": [(None, "isis")]})
    chart = timeline(many)
    assert sorted(rows_of(chart)) == [f"O{n:02}" for n in range(15)]
    said = chart.layout.title.text.replace("<br>", " ")
    assert "5 outlets with fewer mentions are in the table only" in said
    assert "1 without dates" in said


def test_events_of_the_time_shown_are_marked_and_the_others_are_not() -> None:
    chart = timeline(events=EVENTS)
    assert [shape.x0 for shape in chart.layout.shapes if shape.type == "line"] == ["2015-03-01"]
    assert "Something" in chart.layout.annotations[-1].text
    assert "Mosul" not in chart.layout.annotations[-1].text


def test_the_text_alternative_names_changes_first_then_the_largest_outlets() -> None:
    said = timeline().layout.meta["alt"]
    assert said.startswith(
        "T. Largest values: Changed: Islamic State → Daesh (20 articles), changed by 2015-06-01 (95 %"
    )
    assert said.index("Steady: ISIS 100 % (12 articles)") < said.index("Mixed: ISIS 57 %")


def test_row_order_changes_nothing() -> None:
    assert timeline().to_json() == timeline(CORPUS.iloc[::-1]).to_json()


@pytest.mark.parametrize("corpus", [CORPUS.iloc[:0], CORPUS[CORPUS["outlet"] == "Undated"]])
def test_nothing_to_draw_says_so(corpus: pd.DataFrame) -> None:
    assert "Nothing to draw" in timeline(corpus).layout.title.text
