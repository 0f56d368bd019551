"""Dates of adoption, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError
from analysis.measures.adoption import adoptions

START = pd.Timestamp("2014-01-01")
COLUMNS = [
    *("article_id", "actor_id", "term_id", "voice", "is_gloss", "is_inserted"),
    *("outlet", "published", "family_id"),
]


def articles(names: str, *, outlet: str = "Post", days: list[int] | None = None) -> pd.DataFrame:
    """Return mentions of articles set apart by blanks, one a day unless the days are given."""
    rows = []
    for number, article in enumerate(names.split()):
        day = START + pd.Timedelta(days=number if days is None else days[number])
        own = f"{outlet}-{number}"
        rows += [(own, "group", name, "narration", False, False, outlet, day, f"family {own}") for name in article]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"published": "datetime64[us]", "term_id": "str"})


def day(number: int) -> pd.Timestamp:
    return START + pd.Timedelta(days=number)


def adoption(mentions: pd.DataFrame, term_id: str, **settings: int) -> pd.Series:
    return adoptions(mentions, **settings).set_index("term_id").loc[term_id]


def test_first_and_last_use_with_their_counts() -> None:
    found = adoption(articles("x x xyy x y x"), "y")
    assert (found["n"], found["n_articles"], found["of"], found["n_following"]) == (3, 2, 6, 4)
    assert (found["first_use"], found["last_use"]) == (day(2), day(4))
    assert (found["first_article"], found["last_article"]) == (day(0), day(5))


def test_usual_is_half_of_the_articles_that_follow() -> None:
    mentions = articles("x x y x x x x y x y x y")
    assert adoption(mentions, "y", run=4)["usual_from"] == day(7)  # y x y x
    assert adoption(mentions, "y", run=2)["usual_from"] == day(2)  # y x
    assert pd.isna(adoption(mentions, "y", run=12)["usual_from"])
    assert adoption(mentions, "x", run=12)["usual_from"] == day(0)


def test_usual_begins_with_a_use() -> None:
    """Half of the run from the fifth article on use y, and the name begins with the sixth."""
    assert adoption(articles("x " * 5 + "y " * 10), "y", run=4)["usual_from"] == day(5)


def test_a_run_cut_short_by_the_corpus_tells_nothing() -> None:
    assert pd.isna(adoption(articles("x " * 10 + "y " * 9), "y")["usual_from"])
    assert adoption(articles("x " * 10 + "y " * 10), "y")["usual_from"] == day(10)


def test_articles_of_a_day_count_together() -> None:
    """The day has y, x and x; in whatever order they stand, a run of two takes all three."""
    for names in ("y x x y y", "x y x y y", "x x y y y"):
        assert adoption(articles(names, days=[0, 0, 0, 1, 2]), "y", run=2)["usual_from"] == day(1)


def test_names_in_use_when_the_corpus_begins_are_marked() -> None:
    found = adoptions(articles("xz x y y y y"), run=3).set_index("term_id")
    assert found["is_in_use_at_first_article"].to_dict() == {"x": True, "y": False, "z": True}
    assert found.loc["x", "is_usual_at_first_article"]
    assert not found.loc["y", "is_usual_at_first_article"]
    assert found.loc["z", "is_usual_at_first_article"] is pd.NA


def test_a_name_never_used_has_no_dates() -> None:
    both = pd.concat([articles("x x x"), articles("y", outlet="Times")])
    found = adoptions(both).set_index(["outlet", "term_id"]).loc[("Post", "y")]
    assert (found["n"], found["n_articles"], found["of"], found["n_following"]) == (0, 0, 3, 0)
    assert found[["first_use", "last_use", "usual_from", "is_in_use_at_first_article"]].isna().all()
    assert found["first_article"] == day(0)


def test_quotations_glosses_insertions_and_undated_articles_are_no_use() -> None:
    mentions = articles("x x x x y")
    is_y = mentions["term_id"] == "y"
    for column, value in (("voice", "direct"), ("is_gloss", True), ("is_inserted", True), ("published", pd.NaT)):
        assert "y" not in adoptions(mentions.assign(**{column: mentions[column].mask(is_y, value)}))["term_id"].tolist()


def test_an_outlet_without_a_dated_article_is_shown() -> None:
    both = pd.concat([articles("x x"), articles("x", outlet="Times").assign(published=pd.NaT)])
    found = adoptions(both.astype({"published": "datetime64[us]"})).set_index("outlet")
    assert found["of"].to_dict() == {"Post": 2, "Times": 0}
    assert pd.isna(found.loc["Times", "first_article"])


def test_copies_count_once_from_the_first() -> None:
    found = adoption(articles("x y y y x").assign(family_id=["a", "b", "b", "b", "c"]), "y")
    assert (found["n_articles"], found["of"], found["first_use"], found["last_use"]) == (1, 3, day(1), day(1))


def test_dates_lie_in_the_outlets_own_span_and_row_order_changes_nothing() -> None:
    mentions = pd.concat([articles("x xy y z x y " * 5), articles("y x " * 9, outlet="Times")], ignore_index=True)
    found = adoptions(mentions, run=4)
    known = found[found["first_use"].notna()]
    assert (known["first_article"] <= known["first_use"]).all()
    assert (known["last_use"] <= known["last_article"]).all()
    usual = known[known["usual_from"].notna()]
    assert (usual["first_use"] <= usual["usual_from"]).all()
    pd.testing.assert_frame_equal(adoptions(mentions.sample(frac=1, random_state=1), run=4), found)


def test_an_empty_table_and_an_empty_run() -> None:
    assert adoptions(articles("x").iloc[:0]).empty
    with pytest.raises(InputError, match="run=0"):
        adoptions(articles("x"), run=0)
