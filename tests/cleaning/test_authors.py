"""People out of author fields and byline lines, and the agencies that stand among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning.agencies import agency_called, agency_in, is_outlet
from analysis.cleaning.authors import Byline, credited, leading_byline

AP = "Associated Press"


@pytest.mark.parametrize(
    ("listed", "people", "agency"),
    [
        (["Ann Roe"], ["Ann Roe"], None),
        (["Ann Roe, CNN"], ["Ann Roe"], None),
        (["Ann Roe | The Associated Press"], ["Ann Roe"], AP),
        (["Ann Roe and Ben Low, Reuters"], ["Ann Roe", "Ben Low"], "Reuters"),
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
    ("start", "people", "agency"),
    [
        ("By Ann Roe and Ben Low\nThe bridge opened.", ["Ann Roe", "Ben Low"], None),
        ("BY ANN ROE\nThe bridge opened.", ["Ann Roe"], None),
        ("By Ann Roe, The Associated Press\nThe bridge opened.", ["Ann Roe"], AP),
        ("By Ann Roe, Harbour Post\nThe bridge opened.", ["Ann Roe"], None),
        ("By Ann Roe, Ben Low and Cy Poe\nThe bridge opened.", ["Ann Roe", "Ben Low", "Cy Poe"], None),
        ("By Ann Roe | 03/09/15 3:44am\nThe bridge opened.", ["Ann Roe"], None),
        ("By The Associated Press\nThe bridge opened.", [], AP),
        ("Harbour bridge opens\nBy Ann Roe in Beirut\nThe bridge opened.", ["Ann Roe"], None),
        ("Ann Roe reported from Beirut.\nThe bridge opened.", ["Ann Roe"], None),
        ("Ann Roe and Ben Low\nUSA TODAY\nThe bridge opened.", ["Ann Roe", "Ben Low"], None),
        ("Ann Roe\nHarbour Advertiser\nThe bridge opened.", ["Ann Roe"], None),
        ("Ann Roe\nSpecial to Harbour Post\nThe bridge opened.", ["Ann Roe"], None),
        ("Ann Roe, Reuters\nThe bridge opened.", ["Ann Roe"], "Reuters"),
    ],
)
def test_a_byline_line_at_the_start_names_authors(start: str, people: list[str], agency: str | None) -> None:
    assert leading_byline(start) == Byline(people, agency)


@pytest.mark.parametrize(
    "start",
    [
        "",
        "By Monday, the bridge was open.\nIt rained.",
        "By The Numbers\nThe bridge opened.",
        "By contrast, nobody came.",
        "From the Left\nThe bridge opened.",
        "Ann Roe\nThe bridge opened.",
        "The Editorial Board\nUSA TODAY\nThe bridge opened.",
        "Ann Roe told us so.\nReuters",
        "The bridge opened.\nIt rained.\nIt snowed.\nIt hailed.\nBy Ann Roe",
        "“The bridge that took nine years opened on Monday, and so many people came to see it that the harbour could"
        " not hold them, nor could the town.”\nAnn Roe, New York Times",  # who was quoted
    ],
)
def test_other_lines_are_no_byline(start: str) -> None:
    assert leading_byline(start) == Byline([], None)


@pytest.mark.parametrize(
    ("name", "agency"),
    [("the associated press", AP), ("AA", "Anadolu Agency"), ("aa", None), ("Pa", None), ("Ann", None), ("", None)],
)
def test_a_whole_name_is_an_agency(name: str, agency: str | None) -> None:
    assert agency_called(name) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("seen by DPA and AFP", "Deutsche Presse-Agentur"),
        ("Chester, PA", None),
        ("the MENA region", None),
        ("a tasselmaker and an ap", None),
        ("ann@AP.example", None),
    ],
)
def test_a_text_names_an_agency(text: str, agency: str | None) -> None:
    assert agency_in(text) == agency


def test_an_outlet_is_no_agency() -> None:
    assert is_outlet("the new york times")
    assert agency_called("CNN") is None
    assert not is_outlet("Ann Roe")


@pytest.mark.parametrize(
    ("entry", "people"),
    [
        ("Roe, Ann", ["Ann Roe"]),
        ("ROE, ANN", ["Ann Roe"]),
        ("Roe, Ann M.", ["Ann M. Roe"]),
        ("van den Berg, Anna", ["Anna van den Berg"]),
        ("Roe, Ann; Low, Ben", ["Ann Roe", "Ben Low"]),
        ("Ann Roe, Ben Low", ["Ann Roe", "Ben Low"]),
        ("Madonna, CNN", ["Madonna"]),
    ],
)
def test_an_archive_gives_the_surname_first(entry: str, people: list[str]) -> None:
    assert credited([entry]).people == people
