"""House style and what deviates from it, on articles made for the purpose."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, entropy

from analysis import InputError
from analysis.measures import concordance
from analysis.measures.house_style import article_names, deviations, house_styles

START = pd.Timestamp("2014-01-01")
COLUMNS = [
    *("article_id", "part", "start", "end", "surface", "actor_id", "term_id", "voice", "speaker"),
    *("is_gloss", "is_inserted", "outlet", "published", "family_id"),
]


def articles(names: str, *, outlet: str = "Post", first: int = 0, dated: bool = True) -> pd.DataFrame:
    """Return mentions of articles set apart by blanks, one a day; a letter is a mention by that name."""
    rows = []
    for number, article in enumerate(names.split(), start=first):
        own = f"{outlet}-{number}"
        day = START + pd.Timedelta(days=number) if dated else pd.NaT
        for place, name in enumerate(article):
            span = (own, "body", 2 * place, 2 * place + 1, name, "group", name, "narration", None)
            rows.append((*span, False, False, outlet, day, f"family {own}"))
    typed = {"speaker": "str", "published": "datetime64[us]", "term_id": "str"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(typed)


def style(mentions: pd.DataFrame) -> pd.Series:
    """Return the style of the first outlet."""
    return house_styles(mentions).iloc[0]


def test_the_dominant_name_is_that_of_most_articles_not_of_most_mentions() -> None:
    found = style(articles("x " * 9 + "yyyyyyyyyyyyyyyyyyyy"))
    assert (found["term_id"], found["runner_up"], found["n"], found["n_articles"]) == ("x", "y", 29, 10)
    assert found["share"] == 0.9
    expected = binomtest(9, 10).proportion_ci(method="exact")
    assert (found["low"], found["high"]) == pytest.approx((expected.low, expected.high))


def test_an_article_between_two_names_counts_half_for_each() -> None:
    assert style(articles("x x xy xxy"))["share"] == pytest.approx(3.5 / 4)


def test_two_names_that_lead_make_no_style() -> None:
    found = style(articles("x y " * 5))
    assert found[["term_id", "runner_up"]].isna().all()
    assert found["style"] == "mixed"
    assert np.isnan(found["consistency"])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("x " * 6, "established"),
        ("x " * 5, "too few"),  # ½⁵ is above 2.5 %: no sign test can tell
        ("x " * 7 + "y " * 1, "mixed"),
        ("x " * 9 + "y " * 2, "mixed"),
        ("x " * 10 + "y " * 2, "established"),
        ("x " * 13 + "y " * 3 + "z " * 3 + "v " * 3 + "w " * 3 + "u " * 3, "established"),  # far before any other
    ],
)
def test_a_style_is_established_beyond_chance(names: str, expected: str) -> None:
    assert style(articles(names))["style"] == expected


def test_an_established_style_is_a_significant_sign_test() -> None:
    for n in (6, 11, 12, 17):
        for n_x in range(n // 2 + 1, n + 1):
            found = style(articles("x " * n_x + "y " * (n - n_x)))
            assert (found["style"] == "established") == (binomtest(n_x, n).pvalue < 0.05)


def test_consistency_and_entropy() -> None:
    found = style(articles("x xx xxy xxx xz yy"))
    assert found["consistency"] == pytest.approx(3 / 6)
    assert found["entropy"] == pytest.approx(entropy([4.5, 1, 0.5], base=3))
    assert style(articles("x " * 6))[["consistency"]].tolist() == [1.0]


def test_copies_count_once_in_an_outlet_and_once_in_each() -> None:
    agency = articles("y y y y y y", outlet="Post").assign(family_id="wire")
    rows = pd.concat([agency, articles("x x", outlet="Post", first=9), agency.assign(outlet="Times")])
    found = house_styles(rows).set_index("outlet")
    assert found["n_articles"].to_dict() == {"Post": 3, "Times": 1}
    assert found.loc["Post", "share"] == pytest.approx(2 / 3)
    assert found["n"].to_dict() == {"Post": 8, "Times": 6}


def test_only_the_outlets_own_choices_count() -> None:
    rows = articles("x " * 8 + "y " * 8)
    is_y = rows["term_id"] == "y"
    for choice in ({"voice": "direct"}, {"is_gloss": True}, {"is_inserted": True}):
        others = rows.assign(**{name: rows[name].mask(is_y, value) for name, value in choice.items()})
        assert style(others)["n_articles"] == 8


def test_outlets_with_few_or_no_articles_are_shown() -> None:
    silent = articles("y y", outlet="Mute").assign(voice="direct")
    found = house_styles(pd.concat([articles("x " * 9 + "y"), articles("x y", outlet="Few"), silent]))
    found = found.set_index("outlet")
    assert found["n_articles"].to_dict() == {"Few": 2, "Mute": 0, "Post": 10}
    assert found["style"].to_dict() == {"Few": "too few", "Mute": "too few", "Post": "established"}
    assert (
        found.loc[["Few", "Mute"], ["low", "high", "consistency", "entropy", "change_probability"]]
        .isna()
        .all(axis=None)
    )
    assert found.loc[["Few", "Mute"], "change"].tolist() == ["too few"] * 2


def test_a_change_has_its_date_and_its_names() -> None:
    found = style(articles("x " * 20 + "y " * 20))
    assert (found["change"], found["change_date"]) == ("change", START + pd.Timedelta(days=20))
    assert found[["term_id_before", "share_before", "style_before"]].tolist() == ["x", 1.0, "established"]
    assert found[["term_id_after", "share_after", "style_after"]].tolist() == ["y", 1.0, "established"]
    assert found["style"] == "mixed"


def test_no_change_has_no_date() -> None:
    found = style(pd.concat([articles("x " * 40), articles("y", outlet="Times")]))
    assert found["change"] == "no change"
    assert found[["change_date", "term_id_before", "term_id_after", "style_after"]].isna().all()
    assert found["n_dated"] == 40


def test_where_there_is_one_name_only_nothing_can_change() -> None:
    found = style(articles("x " * 40))
    assert (found["change"], found["term_id"], found["style"]) == ("too few", "x", "established")
    assert np.isnan(found["entropy"])


def test_articles_without_a_date_have_a_style_and_no_change() -> None:
    found = style(pd.concat([articles("x " * 12, dated=False), articles("y", first=20)]))
    assert (found["style"], found["n_articles"], found["n_dated"], found["change"]) == ("established", 13, 1, "too few")


def test_deviations_are_the_other_names() -> None:
    rows = pd.concat([articles("x " * 12 + "xy yx"), articles("x y " * 6, outlet="Torn")])
    quoted = articles("y y", first=40).assign(voice="direct")
    rows = pd.concat([rows, quoted, articles("y", first=50).assign(is_gloss=True)], ignore_index=True)
    found = deviations(rows, house_styles(rows))
    assert found[["article_id", "term_id", "style_term_id"]].values.tolist() == [
        ["Post-12", "y", "x"],
        ["Post-13", "y", "x"],
    ]
    pd.testing.assert_frame_equal(found[COLUMNS], rows.loc[found.index])


def test_deviations_are_from_the_style_of_their_time() -> None:
    rows = articles("x " * 10 + "y " + "x " * 15 + "y " * 15 + "x " + "y " * 10)
    undated = articles("x y z", dated=False).assign(article_id=["u1", "u2", "u3"], family_id=["u1", "u2", "u3"])
    rows = pd.concat([rows, undated], ignore_index=True)
    styles = house_styles(rows)
    assert styles["change_date"].tolist() == [START + pd.Timedelta(days=26)]
    found = deviations(rows, styles)
    assert found[["article_id", "term_id", "style_term_id"]].values.tolist() == [
        ["Post-10", "y", "x"],
        ["Post-41", "x", "y"],
    ]


def test_nothing_deviates_while_the_style_may_have_been_changing() -> None:
    rows = articles("x " * 20 + "y x y " + "y " * 20)
    styles = house_styles(rows)
    since, until = styles.loc[0, ["change_earliest", "change_latest"]]
    assert since <= START + pd.Timedelta(days=20)
    assert until >= START + pd.Timedelta(days=22)
    assert deviations(rows, styles).empty


def test_deviations_are_shown_by_the_concordance() -> None:
    rows = articles("x " * 12 + "xy")
    texts = rows.drop_duplicates("article_id").assign(body="x y ...", title="", url="")
    assert concordance(deviations(rows, house_styles(rows)), texts)[["left", "surface"]].values.tolist() == [
        ["x ", "y"]
    ]


def test_outlets_can_be_told_apart_by_more_columns() -> None:
    rows = pd.concat([articles("x " * 8).assign(desk="home"), articles("y " * 7 + "x", first=9).assign(desk="world")])
    styles = house_styles(rows, by=["outlet", "desk"])
    assert styles[["outlet", "desk", "term_id"]].values.tolist() == [["Post", "home", "x"], ["Post", "world", "y"]]
    with pytest.raises(InputError, match="by='share'"):
        house_styles(rows.assign(share=1), by="share")


def test_no_mentions_make_an_empty_table() -> None:
    nothing = articles("x").iloc[:0]
    styles = house_styles(nothing)
    assert styles.empty
    assert deviations(nothing, styles).empty


def test_row_order_changes_nothing() -> None:
    rows = pd.concat([articles("x xy y z " * 10), articles("x " * 12 + "y " * 9, outlet="Times")], ignore_index=True)
    shuffled = rows.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(house_styles(shuffled), house_styles(rows))
    styles = house_styles(rows)
    pd.testing.assert_frame_equal(deviations(shuffled, styles).sort_index(), deviations(rows, styles))


def test_weights_of_an_article_sum_to_one() -> None:
    names = article_names(articles("x xy xyz xxy zzyy"), by=["outlet"])
    np.testing.assert_allclose(names.groupby("cluster")["weight"].sum(), 1)
