"""Agencies and outlets, by the names and codes that texts give them."""

from __future__ import annotations

import pytest

from analysis.cleaning.agencies import agency_called, agency_in, is_outlet

AP = "Associated Press"


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
