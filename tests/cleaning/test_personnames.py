"""People's names as texts print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning.personnames import cased, distinct, is_full_name, is_name, surname_first


@pytest.mark.parametrize("text", ["Ann Roe", "J.D. Low-Roe", "Ben O’Low", "Cy van der Poe", "Ana Díaz y Roe"])
def test_a_first_and_a_last_name_are_a_full_name(text: str) -> None:
    assert is_name(text)
    assert is_full_name(text)


@pytest.mark.parametrize("text", ["Allahpundit", "Monday Night", "Ann is here", "Ann Roe Ben Low Cy Poe", "The Bridge"])
def test_other_words_are_no_full_name(text: str) -> None:
    assert not is_full_name(text)


@pytest.mark.parametrize("text", ["", "3 Roe", "Ann (Roe)", "Ann, Roe"])
def test_signs_and_numbers_make_it_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "alone", "among_others"),
    [
        ("Roe, Ann M.", ("Roe", "Ann M."), ("Roe", "Ann M.")),
        ("Roe, Ann, III", ("Roe III", "Ann"), ("Roe III", "Ann")),
        ("Díaz Roe, Ann", None, ("Díaz Roe", "Ann")),
        ("Ann Roe, Ben Low", None, None),
        ("Ann Roe", None, None),
        ("Roe, Jr.", None, None),
    ],
)
def test_surname_and_given_name_of_an_archive(
    text: str, alone: tuple[str, str] | None, among_others: tuple[str, str] | None
) -> None:
    assert (surname_first(text), surname_first(text, is_sure=True)) == (alone, among_others)


@pytest.mark.parametrize(
    ("printed", "written"),
    [("ANN MCLOW", "Ann McLow"), ("LUDWIG VON LOW-ROE", "Ludwig von Low-Roe"), ("AP", "AP"), ("Ann Mack", "Ann Mack")],
)
def test_capitals_are_written_out(printed: str, written: str) -> None:
    assert cased(printed) == written


@given(st.lists(st.sampled_from(["Ann Roe", "ANN ROE", "Ann B. Roe", "Ben Low", "Ben C. Low", "Cy"])))
def test_each_person_stands_once_and_a_second_time_changes_nothing(names: list[str]) -> None:
    once = distinct(names)
    assert distinct(once) == once
    assert {name.split()[0].lower() for name in once} == {name.split()[0].lower() for name in names}
    assert len(once) == len({name.split()[0].lower() for name in names})
