"""The model of name choice: what it finds where effects were planted, and where it refuses."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from analysis import InputError
from analysis.measures.choice_design import design
from analysis.measures.choice_model import ChoiceModel, name_choice_model
from analysis.measures.laplace import fitted
from analysis.measures.left_out import left_out_moves

VOICES = np.array(["narration", "direct", "indirect"])
LEANINGS = np.array(["left", "center", "right"])
ODDS = {"direct": 1.2, "indirect": 0.0, "center": -1.0, "right": 0.5}


@cache
def planted(n_articles: int = 500, n_outlets: int = 24, seed: int = 2) -> pd.DataFrame:
    """Return mentions with known log odds by voice and leaning, spreads of 0.8 of article and 0.6 of outlet."""
    generator = np.random.default_rng(seed)
    outlet = np.arange(n_articles) % n_outlets
    article = np.repeat(np.arange(n_articles), generator.poisson(5, n_articles) + 1)
    voice = VOICES[generator.choice(3, len(article), p=[0.6, 0.2, 0.2])]
    leaning = LEANINGS[outlet % 3][article]
    fixed = 0.2 + np.array([ODDS.get(one, 0) + ODDS.get(other, 0) for one, other in zip(voice, leaning, strict=True)])
    random = 0.8 * generator.normal(size=n_articles)[article]
    random += 0.6 * generator.normal(size=n_outlets)[outlet[article]]
    return pd.DataFrame(
        {
            "article_id": [f"a{number}" for number in article],
            "actor_id": "group",
            "term_id": np.where(generator.random(len(article)) < expit(fixed + random), "x", "y"),
            "voice": voice,
            "is_gloss": False,
            "is_inserted": False,
            "outlet": [f"o{number}" for number in outlet[article]],
            "leaning": pd.Categorical(leaning, LEANINGS),
            "published": pd.Timestamp("2015-01-01")
            + pd.to_timedelta(generator.integers(0, 900, n_articles)[article], "D"),
        }
    )


@cache
def model() -> ChoiceModel:
    return name_choice_model(planted(), "x", by=["voice", "leaning", "published"])


def effect(level: str, reference: str) -> pd.Series:
    effects = model().effects
    return effects[(effects["level"] == level) & (effects["reference"] == reference)].iloc[0]


def truth(level: str, reference: str) -> float:
    """Return the planted marginal effect in percentage points, by quadrature over the planted intercepts."""
    mentions, spread = planted(), np.hypot(0.8, 0.6)
    other = "leaning" if level in VOICES else "voice"
    rest = mentions[other].astype("str").value_counts(normalize=True)

    def share(odds: float) -> float:
        return quad(lambda u: expit(0.2 + odds + spread * u) * norm.pdf(u), -8, 8)[0]

    return 100 * sum(
        weight * (share(ODDS.get(level, 0) + ODDS.get(one, 0)) - share(ODDS.get(reference, 0) + ODDS.get(one, 0)))
        for one, weight in rest.items()
    )


@pytest.mark.parametrize(
    ("level", "reference"),
    [("direct", "narration"), ("indirect", "narration"), ("center", "left"), ("right", "left"), ("right", "center")],
)
def test_planted_effects_lie_in_their_intervals(level: str, reference: str) -> None:
    found = effect(level, reference)
    assert found["low"] < truth(level, reference) < found["high"]
    assert (found["p"] < 0.05) == (found["low"] > 0 or found["high"] < 0)


def test_a_strong_effect_is_found_and_none_is_not() -> None:
    assert effect("direct", "narration")["low"] > 10
    assert effect("indirect", "narration")["low"] < 0 < effect("indirect", "narration")["high"]


def test_effects_are_differences_of_adjusted_shares() -> None:
    found = effect("direct", "narration")
    assert found["effect"] == pytest.approx(100 * (found["adjusted"] - found["adjusted_reference"]))
    raw = planted().groupby("voice")["term_id"].agg(lambda names: (names == "x").mean())
    assert (found["share"], found["share_reference"]) == pytest.approx((raw["direct"], raw["narration"]))


def test_outlets_are_what_a_leaning_is_compared_over() -> None:
    assert 15 < effect("right", "left")["df"] <= 24 - 3  # fewer, as some outlets make more of the error
    assert effect("direct", "narration")["df"] == 500 - 6  # articles less coefficients
    assert effect("right", "left")["high"] - effect("right", "left")["low"] > 15  # eight outlets a side


def test_a_date_is_a_slope_in_years() -> None:
    found = model().effects.set_index("variable").loc["published"]
    assert found["level"] == "+1 year"
    assert found["low"] < 0 < found["high"]


def test_spreads_are_those_planted() -> None:
    spreads = model().spreads.set_index("component")
    assert spreads.loc["article", "sd"] == pytest.approx(0.8, abs=0.25)
    assert spreads.loc["outlet", "sd"] == pytest.approx(0.6, abs=0.25)
    assert spreads.loc["article and voice", "sd"] < 0.4


def test_row_order_changes_nothing() -> None:
    shuffled = planted().sample(frac=1, random_state=1).reset_index(drop=True)
    found = name_choice_model(shuffled, "x", by=["voice", "leaning", "published"])
    pd.testing.assert_frame_equal(found.effects, model().effects, rtol=1e-4)


def test_copies_of_one_text_count_as_one() -> None:
    once = planted(200)
    copies = pd.concat([once, once.assign(article_id=once["article_id"] + "b")], ignore_index=True)
    families = copies.assign(family_id=copies["article_id"].str.removesuffix("b"))
    width = {
        name: name_choice_model(rows, "x").effects.eval("high - low").iloc[0]
        for name, rows in {"once": once, "copies": copies, "families": families}.items()
    }
    assert width["families"] > 0.9 * width["once"] > 1.1 * width["copies"]


def test_the_rival_name_has_the_opposite_effects() -> None:
    rival = name_choice_model(planted(), "y", by=["voice", "leaning", "published"])
    np.testing.assert_allclose(rival.effects["effect"], -model().effects["effect"], atol=0.01)


def test_levels_that_tell_nothing_are_listed() -> None:
    mentions = planted().assign(part="body")
    mentions.loc[mentions["article_id"].isin(["a1", "a2"]), "part"] = "title"
    mentions.loc[mentions["article_id"].isin([f"a{number}" for number in range(10, 20)]), "part"] = "caption"
    mentions.loc[mentions["part"] == "caption", "term_id"] = "x"
    mentions.loc[mentions["article_id"].isin([f"a{number}" for number in range(20, 40)]), "part"] = "lead"
    mentions.loc[mentions["article_id"] == "a3", "part"] = None
    found = name_choice_model(mentions, "x", by=["part"])
    assert found.left_out[["level", "n_articles", "reason"]].fillna("").values.tolist() == [
        ["", 1, "missing"],
        ["caption", 10, "every mention uses the name"],
        ["title", 2, "fewer than 5 articles"],
    ]
    lost = found.effects[found.effects["effect"].isna()]
    assert lost[["level", "note"]].values.tolist() == found.left_out[["level", "reason"]].values.tolist()[1:]


def test_many_levels_are_compared_with_the_commonest() -> None:
    day = planted()["published"].dt.day_of_year.to_numpy()
    mentions = planted().assign(month=pd.Series(np.where(day < 60, "a", "") + (day // 45).astype(str)))
    found = name_choice_model(mentions, "x", by=["month"]).effects
    commonest = mentions.groupby("month")["article_id"].nunique().idxmax()
    assert set(found["reference"]) == {commonest}
    assert len(found) == mentions["month"].nunique() - 1


def test_few_outlets_are_noted() -> None:
    few = planted(300, 8)
    found = name_choice_model(few, "x", by=["leaning"]).effects
    assert set(found["note"]) == {"compares outlets, and rests on 8 of them"}
    assert found["df"].between(4, 8 - 3).all()


def test_a_leaning_of_one_outlet_is_left_out() -> None:
    """How much the one outlet differs from others of its leaning cannot be seen; intervals covered 40 %."""
    mentions = planted()
    mentions = mentions[(mentions["leaning"] != "center") | (mentions["outlet"] == "o1")]
    found = name_choice_model(mentions, "x", by=["voice", "leaning"])
    assert found.left_out[["level", "reason"]].values.tolist() == [["center", "fewer than 2 outlets"]]
    compared = found.effects.query("variable == 'leaning'").dropna(subset=["effect"])
    assert compared[["level", "reference"]].values.tolist() == [["right", "left"]]


def test_the_error_between_outlets_is_the_larger_of_two() -> None:
    """Two outlets of one leaning may resemble one another by chance: then the fit's own error stands."""
    mentions = planted()
    mentions = mentions[(mentions["leaning"] != "center") | mentions["outlet"].isin(["o10", "o13"])]
    made = design(mentions, mentions["term_id"] == "x", ["leaning"], "outlet")
    fit = fitted(made.cells, random=(False, True, True))
    of_fit = np.sqrt(np.diag(fit.covariance))[-2:]
    of_outlets = np.sqrt((left_out_moves(made.cells, fit, made.cells.group) ** 2).sum(axis=0))[-2:]
    found = name_choice_model(mentions, "x", by=["leaning"]).coefficients.set_index("level")["error"]
    assert found.loc[["center", "right"]].tolist() == pytest.approx(np.maximum(of_fit, of_outlets), rel=1e-3)
    assert of_outlets[0] < of_fit[0]


def test_with_one_mention_an_article_only_outlets_differ() -> None:
    headlines = planted(1500).drop_duplicates("article_id")
    spreads = name_choice_model(headlines, "x", by=["leaning"]).spreads.set_index("component")
    assert spreads["sd"].gt(0).to_dict() == {"article and voice": False, "article": False, "outlet": True}
    assert spreads["error"].notna().equals(spreads["sd"].gt(0))


def test_without_variables_it_tells_how_much_outlets_differ() -> None:
    found = name_choice_model(planted(), "x", by=[])
    assert found.effects.empty
    assert found.coefficients.empty
    assert found.spreads["sd"].iloc[2] > 0.5


@pytest.mark.filterwarnings("error")
def test_any_date_is_a_slope_in_years_and_any_number_one_in_its_unit() -> None:
    mentions = planted()
    mentions = mentions.assign(updated=mentions["published"], age=-(mentions["published"].dt.year.astype("int64")))
    levels = [
        name_choice_model(mentions, "x", by=[name, name]).effects["level"].tolist() for name in ("updated", "age")
    ]
    assert levels == [["+1 year"], ["+1 unit"]]


def refusals() -> dict[str, tuple[pd.DataFrame, dict[str, object], str]]:
    mentions = planted()
    few = mentions[mentions["article_id"].isin([f"a{number}" for number in range(40)])]
    nothing = mentions.assign(term_id=np.where(mentions["outlet"].str[1:].astype(int) % 2, "x", "y"))
    return {
        "outlets": (mentions[mentions["outlet"].isin(["o1", "o2"])], {}, "2 outlets, and fewer than 5"),
        "articles": (few, {"by": ["voice", "leaning"]}, "5 coefficients, and the rarer choice stands in"),
        "name": (mentions, {"term_id": "z"}, "term_id='z': no mention"),
        "level": (mentions.assign(part="body"), {"by": ["part"]}, "by='part': only one level"),
        "twice": (mentions.assign(again=mentions["voice"]), {"by": ["voice", "again"]}, "by='again': follows from"),
        "constant": (mentions.assign(size=1.0), {"by": ["size"]}, "by='size': follows from"),
        "column": (mentions, {"by": ["bias"]}, "by='bias': no such column"),
        "house style": (nothing, {}, "nearly all or nothing in every outlet"),
    }


@pytest.mark.parametrize("case", list(refusals()))
def test_it_refuses_with_a_reason(case: str) -> None:
    mentions, given, message = refusals()[case]
    with pytest.raises(InputError, match=message):
        name_choice_model(mentions, **{"term_id": "x", **given})  # type: ignore[arg-type]
