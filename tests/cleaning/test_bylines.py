"""Lines of a text that name its authors."""

from __future__ import annotations

import pytest

from analysis.cleaning.authors import Byline
from analysis.cleaning.bylines import byline_names, leading_byline, reporters

AP = "Associated Press"


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
    ("behind_by", "people"),
    [("Ann Roe and Ben Low", ["Ann Roe", "Ben Low"]), ("AFP", []), ("Monday the bridge", None), ("contrast", None)],
)
def test_what_stands_behind_by_is_names_or_no_byline(behind_by: str, people: list[str] | None) -> None:
    assert byline_names(behind_by) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Reporting by Ann Roe", ["Ann Roe"]),
        ("Reporting by Ann Roe; editing by Cy Poe", ["Ann Roe"]),
        ("(Reporting by Ann Roe in Beirut and Ben Low; Editing by Cy Poe and Di Moe)", ["Ann Roe", "Ben Low"]),
        ("Reporting by Ann Roe. Editing by Cy Poe.", ["Ann Roe"]),
        ("Reporting by Ann Roe, additional reporting by Ben Low, editing by Cy Poe", ["Ann Roe", "Ben Low"]),
        ("(Reporting by Ann Roe; Writing by Ben Low; Editing by Cy Poe)", ["Ann Roe", "Ben Low"]),
        ("Reporting and writing by Ann Roe; Editing by Cy Poe", ["Ann Roe"]),
        ("Additional reporting by Ann Roe, Ben Low and Cy Poe", ["Ann Roe", "Ben Low", "Cy Poe"]),
        ("With reporting by Ann Roe/Saginaw, Mich.; and Ben Low and Cy Poe/Paris", ["Ann Roe", "Ben Low", "Cy Poe"]),
        ("— With additional reporting by NPR's Ann Roe and The Harbour Post's Ben Low", ["Ann Roe", "Ben Low"]),
        ("The bridge opened. (Reporting by Ann Roe)", ["Ann Roe"]),
        ("(Reporting by REUTERS; editing by Cy Poe)", []),
        ("Editing by Cy Poe", []),
        ("(Compiled by Cy Poe)", []),
        ("Reporting by the Harbour Post shows that it rained.", []),
        ("Reporting by Ann Roe has shown that it rained.", []),
        ("The party was angry at reporting by Ann Roe", []),
        ("The bridge opened.", []),
    ],
)
def test_a_line_at_the_end_says_who_reported(line: str, people: list[str]) -> None:
    assert reporters(f"The bridge opened.\n\n{line}\n\nThis story was updated.") == people


def test_who_reported_is_read_from_a_line_that_was_cut_and_only_from_the_end_of_the_text() -> None:
    line = "Reporting by Ann Roe; editing by Cy Poe"
    assert reporters("The bridge opened.", ["Share", line]) == ["Ann Roe"]
    assert reporters(line + "\nIt rained." * 8) == []


def test_lines_of_several_tasks_name_each_person_once() -> None:
    assert reporters("Reporting by Ann Roe\nAdditional reporting by Ben Low and Ann B. Roe") == [
        "Ann B. Roe",
        "Ben Low",
    ]
