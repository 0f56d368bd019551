"""Tables for spreadsheets: no cell is a formula, whoever wrote it, and numbers are numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import InputError
from analysis.tablefiles import save_csv

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cells(folder: Path, rows: pd.DataFrame, *, delimiter: str = ",") -> list[list[str]]:
    """Return the cells of a saved table as a spreadsheet takes it apart."""
    save_csv(rows, folder / "a.csv")
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://example.org")', '\'=HYPERLINK("http://example.org")'),
        ("+1 is not enough", "'+1 is not enough"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t'=1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("Rain;=1+1", "Rain;'=1+1"),
        ('Rain;"=1+1', "Rain;'\"=1+1"),
        ("Rain\n=1+1", "Rain\n'=1+1"),
        ("2 + 2 = 4, well-known", "2 + 2 = 4, well-known"),
        ("'Rain'", "'Rain'"),
        ("", ""),
    ],
)
def test_a_text_is_no_formula(tmp_path: Path, text: str, written: str) -> None:
    assert cells(tmp_path, pd.DataFrame({"title": [text]}))[1:] == [[written]]


def test_numbers_dates_and_missing_values_stay_what_they_are(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        {
            "tone": [-0.5, None],
            "n": pd.array([-3, None], dtype="Int64"),
            "day": pd.to_datetime(["2015-03-01", None]),
            "outlet": ["Post", None],
            "mixed": pd.Series([-1, "-1"], dtype="object"),
        }
    )
    assert cells(tmp_path, rows)[1:] == [["-0.5", "-3", "2015-03-01", "Post", "-1"], ["", "", "", "", "'-1"]]
    read_back = pd.read_csv(tmp_path / "a.csv")
    assert read_back["tone"].tolist()[0] == -0.5
    assert read_back["n"].tolist()[0] == -3


def test_names_of_columns_and_lists_are_texts_too(tmp_path: Path) -> None:
    rows = pd.DataFrame({"=1+1": [["Ann Roe", "=cmd|' /C calc'!A0"], []]})
    assert cells(tmp_path, rows) == [["'=1+1"], ["Ann Roe;' =cmd|' /C calc'!A0"], [""]]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(alphabet="=+-@＝\t\r\n;,\"' a1", max_size=8), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t"),
)
def test_no_cell_begins_a_formula_whatever_separates_cells(tmp_path: Path, texts: list[str], delimiter: str) -> None:
    rows = pd.DataFrame({"article_id": ["a"] * len(texts), "title": texts})
    for line in cells(tmp_path, rows, delimiter=delimiter):
        for cell in line:
            assert not cell.lstrip(" ").startswith(BEGINNINGS)


def test_a_table_without_rows_is_its_header(tmp_path: Path) -> None:
    assert cells(tmp_path, pd.DataFrame({"title": [], "n": []})) == [["title", "n"]]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(InputError, match="cannot write here"):
        save_csv(pd.DataFrame({"title": ["Rain"]}), tmp_path / "a" / "b.csv")
