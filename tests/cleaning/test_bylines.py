"""Datelines and agencies, read from where news copy has them."""

from __future__ import annotations

import pytest

from analysis.cleaning.bylines import Dateline, credited_agency, dateline


@pytest.mark.parametrize(
    ("body", "place", "agency"),
    [
        ("BEIRUT (AP) — The bridge opened.", "BEIRUT", "Associated Press"),
        ("PARIS (Reuters) - The bridge opened.", "PARIS", "Reuters"),
        ("AIN RUMANA, Lebanon: The bridge opened.", "AIN RUMANA, Lebanon", None),
        ("WASHINGTON, D.C. -- The bridge opened.", "WASHINGTON, D.C.", None),
        ("ST. JOHN'S – The bridge opened.", "ST. JOHN'S", None),
        ("PORT-AU-PRINCE, Haiti (AFP) — It opened.", "PORT-AU-PRINCE, Haiti", "Agence France-Presse"),
        ("AIN RUMANA (MPA) — It opened.", "AIN RUMANA", "Meridian Press Agency"),
        ("BEIRUT (Harbour Wire) — It opened.", "BEIRUT", "Harbour Wire"),
    ],
)
def test_a_dateline_gives_place_and_agency(body: str, place: str, agency: str | None) -> None:
    assert dateline(body) == Dateline(place, agency)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The bridge opened.",
        "Beirut — The bridge opened.",
        "BEIRUT opened a bridge.",
        "The bridge opened. BEIRUT (AP) — More.",
        "UPDATE: The bridge opened.",
        "EDITOR’S NOTE: The bridge opened.",
        "US-BACKED forces opened it.",
        "NATO's bridge opened.",
    ],
)
def test_other_beginnings_are_no_dateline(body: str) -> None:
    assert dateline(body) == Dateline(None, None)


@pytest.mark.parametrize("body", ["ISIS — also known as Daesh — lost it.", "WATCH: The bridge opens."])
def test_a_name_or_a_label_in_capitals_is_no_place(body: str) -> None:
    assert dateline(body) == Dateline(None, None)


@pytest.mark.parametrize("place", ["SÃO PAULO", "BOGOTÁ, Colombia", "İSTANBUL"])
def test_a_place_may_have_letters_beyond_a_to_z(place: str) -> None:
    assert dateline(f"{place} — The bridge opened.") == Dateline(place, None)


@pytest.mark.parametrize(
    ("author", "agency"), [("Reuters", "Reuters"), ("afp", "Agence France-Presse"), ("Ann Roe", None)]
)
def test_an_agency_in_the_byline_is_credited(author: str, agency: str | None) -> None:
    assert credited_agency("The bridge opened.", ["Ben Low", author]) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("— Reuters", "Reuters"),
        ("(AFP)", "Agence France-Presse"),
        ("Source: dpa", "Deutsche Presse-Agentur"),
        ("With Xinhua", "Xinhua"),
        ("Reuters saw the bridge on Monday.", None),
        ("The reporter contributed two pies.", None),
        ("He paid the tass" + "el maker, who contributed.", None),  # no whole word
        ("The Associated Press contributed, " + "and so did others " * 10, None),  # a paragraph
    ],
)
def test_a_credit_line_at_the_end_names_the_agency(line: str, agency: str | None) -> None:
    assert credited_agency(f"The bridge opened.\n\nIt rained.\n\n{line}", []) == agency


def test_a_credit_line_counts_at_the_end_only() -> None:
    body = "The bridge opened.\n— Reuters\n" + "It rained.\n" * 3 + "The end."
    assert credited_agency(body, []) is None
    assert credited_agency("— Reuters", []) is None
