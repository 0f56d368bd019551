"""Models in a report: a table where there is one, and the reason where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import measures
from analysis.pipeline import Build
from analysis.reports import effects


@pytest.fixture(scope="module")
def mentions(sample: Build) -> pd.DataFrame:
    return measures.of_actor(sample.mentions, sample.articles, "islamic-state-group")


def test_a_model_that_cannot_be_says_why(sample: Build, mentions: pd.DataFrame) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    few = mentions[mentions["outlet"].isin(["Harbor Courier", "The Cedar Daily"])]
    assert "No model of “" in repr(effects.choice_effects(few, actor, by=["voice"]))
    assert repr(effects.choice_effects(mentions.head(0), actor, by=["voice"])) == "No mention to model."


def test_a_model_is_a_table_in_points(sample: Build, mentions: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    rows = {
        "variable": ["voice", "published"],
        "level": ["direct", "+1 year"],
        "reference": ["narration", None],
        "effect": [-23.4, 6.0],
        "low": [-30.0, 4.0],
        "high": [-17.0, 8.0],
        "p": [0.00001, 0.2],
        "share": [0.14, None],
        "share_reference": [0.37, None],
        "n_articles": [347, 878],
        "n_outlets": [43, 69],
    }
    asked: list[list[str]] = []

    def modelled(_: pd.DataFrame, __: str, *, by: list[str]) -> measures.choice_model.ChoiceModel:
        asked.append(by)
        nothing = pd.DataFrame()
        return measures.choice_model.ChoiceModel(pd.DataFrame(rows), nothing, nothing, nothing)

    monkeypatch.setattr(effects, "name_choice_model", modelled)
    shown = repr(effects.choice_effects(mentions, actor, by=["voice"], group="country"))
    assert asked[0] == ["voice", "country"]
    assert "quoted words – narration" in shown
    assert "−23 −30 to −17 < 0.001 −23 347 43" in " ".join(shown.split())
    assert "+1 year" in shown


def test_no_event_is_tested_unless_asked_for(sample: Build, mentions: pd.DataFrame) -> None:
    actor = sample.codebook.actors["islamic-state-group"]
    assert "event_date" in repr(effects.interruption(mentions, "", actor))
    assert "No change at 2014-08-20 can be tested" in repr(effects.interruption(mentions, "2014-08-20", actor))
    shown = repr(effects.interruption(mentions, "2015-11-13", actor))
    assert "level change" in shown
    assert "slope change" in shown
