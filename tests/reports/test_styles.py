"""House styles in words: the sample plants one outlet that changed its style in autumn 2015."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import deviations, house_styles, of_actor
from analysis.pipeline import Build
from analysis.reports import styles


@pytest.fixture(scope="module")
def mentions(sample: Build) -> pd.DataFrame:
    return of_actor(sample.mentions, sample.articles, "islamic-state-group")


def test_the_planted_change_is_told_with_its_dates(sample: Build, mentions: pd.DataFrame) -> None:
    found = house_styles(mentions)
    said = repr(styles.finding(found, deviations(mentions, found), sample.codebook))
    assert "Of 6 outlets, 5 have a house style" in said
    assert "Coral Coast Herald changed from “Islamic State” (100 %) to “Daesh” (100 %) between" in said
    assert styles.title(found) == "5 outlets have an established name, 1 changed it"


def test_no_change_and_no_style_are_said_too(sample: Build, mentions: pd.DataFrame) -> None:
    steady = mentions[mentions["outlet"] == "Harbor Courier"]
    found = house_styles(steady)
    assert "In none of the 1 with enough dated articles" in repr(
        styles.finding(found, deviations(steady, found), sample.codebook)
    )
    few = house_styles(steady.head(2))
    assert styles.title(few) == "No outlet has an established name"
    assert "No outlet has enough dated articles" in repr(
        styles.finding(few, deviations(steady.head(2), few), sample.codebook)
    )


def test_the_table_puts_established_styles_first(sample: Build, mentions: pd.DataFrame) -> None:
    shown = repr(styles.style_table(house_styles(mentions), sample.codebook))
    assert shown.index("Harbor Courier") < shown.index("Coral Coast Herald")
    assert "no change" in shown


def test_deviations_are_counted_by_outlet(sample: Build, mentions: pd.DataFrame) -> None:
    deviating = deviations(mentions, house_styles(mentions))
    said = repr(styles.deviation_note(deviating, sample.codebook))
    n = ((deviating["outlet"] == "The Cedar Daily") & (deviating["term_id"] == "islamic-state")).sum()
    assert f"The Cedar Daily, which prefers “Daesh”, has “Islamic State” {n} times" in said
    assert "Nothing deviates" in repr(styles.deviation_note(deviating.head(0), sample.codebook))
