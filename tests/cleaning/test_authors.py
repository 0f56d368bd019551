"""Author fields: the people named in them, and the agencies that stand among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning.authors import Byline, credited

AP = "Associated Press"


@pytest.mark.parametrize(
    ("listed", "people", "agency"),
    [
        (["Ann Roe"], ["Ann Roe"], None),
        (["Ann Roe, CNN"], ["Ann Roe"], None),
        (["Ann Roe; Ben Low; and Cy Poe"], ["Ann Roe", "Ben Low", "Cy Poe"], None),
        (["Ann Roe | The Associated Press"], ["Ann Roe"], AP),
        (["Ann Roe and Ben Low, Reuters"], ["Ann Roe", "Ben Low"], "Reuters"),
        (["Roe, Ann, Reuters"], ["Ann Roe"], "Reuters"),
        (["Ann Roe (AFP)"], ["Ann Roe"], "Agence France-Presse"),
        (["Ann Roe of The Associated Press"], ["Ann Roe"], AP),
        (["Ann Roe in Beirut"], ["Ann Roe"], None),
        (["ann.roe@example.org"], [], None),
        (["Ann Roe ann.roe@example.org", "Ann.Roe Example.Com"], ["Ann Roe"], None),
        (["Staff Writer"], [], None),
        (["Ann Roe", "Senior Harbour Correspondent", "Harbour News Staff"], ["Ann Roe"], None),
        (["AP"], [], AP),
        (["Reuters Staff"], [], "Reuters"),
        (["Associated Press Writer"], [], AP),
        (["By ANN ROE"], ["Ann Roe"], None),
        (
            ["ANN MCLOW", "BEN O'ROE", "J.D. LOW-ROE", "AJ ROE III"],
            ["Ann McLow", "Ben O'Roe", "J.D. Low-Roe", "AJ Roe III"],
            None,
        ),
        (["Ann Mclow", "Ben O'roe"], ["Ann McLow", "Ben O'Roe"], None),
        (["LUDWIG VON LOW"], ["Ludwig von Low"], None),
        (['"Ann Roe"'], ["Ann Roe"], None),
        (["Dr. Ann Roe", "Sen. Ben Low", "Cy Poe", "Ph.D."], ["Ann Roe", "Ben Low", "Cy Poe"], None),
        (["Ann Roe", "M.B.A."], ["Ann Roe"], None),
        (["Ben Low", "Jr."], ["Ben Low Jr."], None),
        (["Ann Roe", "Ann B. Roe", "ANN ROE"], ["Ann B. Roe"], None),
        (["Analysis Ann Roe", "Opinion by Ben Low"], ["Ann Roe", "Ben Low"], None),
        (["Allahpundit"], ["Allahpundit"], None),
        (["Zoë Ängström-Roe"], ["Zoë Ängström-Roe"], None),
        (["For CNN", "Based in Washington", "In July of"], [], None),
        ([], [], None),
    ],
)
def test_an_authors_field_gives_people_and_agency(listed: list[str], people: list[str], agency: str | None) -> None:
    assert credited(listed) == Byline(people, agency)


_NAMES = st.sampled_from(
    ["Ann Roe", "BEN O'LOW", "J.D. Poe Jr.", "AP", "CNN", "Dr. Mcroe", "Cy van Low (AFP)", "x@y.org", "-"]
)


@given(st.lists(_NAMES, max_size=5))
def test_people_stay_the_same_the_second_time(listed: list[str]) -> None:
    people = credited(listed).people
    assert credited(people).people == people


@pytest.mark.parametrize(
    ("entry", "people"),
    [
        ("Roe, Ann", ["Ann Roe"]),
        ("ROE, ANN", ["Ann Roe"]),
        ("Roe, Ann M.", ["Ann M. Roe"]),
        ("van den Berg, Anna", ["Anna van den Berg"]),
        ("VAN DEN BERG, ANNA", ["Anna Van den Berg"]),
        ("del Toro, Ana", ["Ana del Toro"]),
        ("Roe, Ann, Jr.", ["Ann Roe Jr."]),
        ("Roe, Ann, Staff Writer", ["Ann Roe"]),
        ("Roe, Ann; Low, Ben", ["Ann Roe", "Ben Low"]),
        ("By ROE, ANN and LOW, BEN", ["Ann Roe", "Ben Low"]),
        ("Roe, Ann; Low Márquez, Ben; Poe y Díaz, Cy D.", ["Ann Roe", "Ben Low Márquez", "Cy D. Poe y Díaz"]),
    ],
)
def test_an_archive_gives_the_surname_first(entry: str, people: list[str]) -> None:
    assert credited([entry]).people == people


@pytest.mark.parametrize(
    ("entry", "people"),
    [
        ("Ann Roe, Ben Low", ["Ann Roe", "Ben Low"]),
        ("Ann Roe, Beirut", ["Ann Roe", "Beirut"]),  # may be a surname of two words, so nothing is turned
        ("Madonna, CNN", ["Madonna"]),
        ("Roe, Staff Writer", ["Roe"]),
        ("Low, Jr.", ["Low Jr."]),
        ("Roe, Ph.D.", ["Roe"]),
        ("Roe, Ann; Ben Low, Harbour Post", ["Ann Roe", "Ben Low", "Harbour Post"]),
    ],
)
def test_what_may_be_something_else_is_not_turned(entry: str, people: list[str]) -> None:
    assert credited([entry]).people == people
