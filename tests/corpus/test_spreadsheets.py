"""Spreadsheets: .xlsx, .xls, and web pages called .xls."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from tests.corpus.damage import accounted, damaged, fuzzed
from tests.corpus.workbooks import xls, xlsx, zipped

from analysis.corpus import spreadsheets
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings

HEADER = ["id", "outlet", "date", "text"]


def items(folder: Path, data: bytes, name: str = "a.xlsx") -> list[Record | Rejection]:
    (folder / name).write_bytes(data)
    return list(spreadsheets.read(File(folder / name, name), Settings()))


def test_a_row_is_an_article_and_a_date_a_date(tmp_path: Path) -> None:
    data = xlsx(Sheet=[HEADER, [7, "The Invented Post", date(2014, 8, 5), "The bridge\n\nis open & long."]])
    fields = {"id": 7, "outlet": "The Invented Post", "date": date(2014, 8, 5), "text": "The bridge\n\nis open & long."}
    assert items(tmp_path, data) == [Record("a.xlsx", "row 2", fields)]


def test_whole_numbers_have_no_fraction_and_others_keep_theirs(tmp_path: Path) -> None:
    (found,) = items(tmp_path, xls([["id", "score", "text"], [100000001.0, 2.5, "Tolls – up"]]), "a.xls")
    assert isinstance(found, Record)
    assert str(found.fields["id"]) == "100000001"
    assert found.fields == {"id": 100000001, "score": 2.5, "text": "Tolls – up"}


def test_headings_above_the_header_and_empty_rows_are_no_articles(tmp_path: Path) -> None:
    data = xlsx(Sheet=[["Export of Monday"], [], ["id", "text"], ["a", "One."], [None, " "], ["b", "Two."]])
    assert [(one.locator, one.fields["text"]) for one in items(tmp_path, data)] == [
        ("row 4", "One."),
        ("row 6", "Two."),
    ]


def test_a_column_without_or_with_anothers_name_is_kept(tmp_path: Path) -> None:
    (found,) = items(tmp_path, xlsx(Sheet=[["text", None, "note", "note"], ["One.", "x", "y", "z"]]))
    assert found.fields == {"text": "One.", "column 2": "x", "note": "y", "note (column 4)": "z"}


def test_the_first_sheet_with_rows_is_read_and_others_are_told(tmp_path: Path) -> None:
    data = xlsx(
        Cover=[["Invented corpus"]], One=[["id", "text"], ["a", "x"]], Two=[["id", "text"], ["b", "y"], ["c", "z"]]
    )
    article, other = items(tmp_path, data)
    assert article == Record("a.xlsx", "row 2", {"id": "a", "text": "x"})
    assert other[:3] == ("a.xlsx", "sheet Two", "not_read")
    assert "2 rows" in other[3]


def test_a_workbook_of_2007_called_xls(tmp_path: Path) -> None:
    assert items(tmp_path, xlsx(Sheet=[["id", "text"], ["a", "x"]]), "a.xls")[0].fields == {"id": "a", "text": "x"}


def test_a_web_page_called_xls(tmp_path: Path) -> None:
    page = "<html><body><table><tr><th>id<th>text</tr><tr><td>1<td><p>One.</p><p>Two&nbsp;&amp;</p></tr></table></html>"
    (found,) = items(tmp_path, page.encode(), "a.xls")
    assert found == Record("a.xls", "row 2", {"id": "1", "text": "One.\n\nTwo\xa0&"})


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id\ttext\n1\tOne.\n", "name it .csv"),
        (b"PK\x03\x04 and no more", "broken zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "broken or locked"),
        (zipped({"word/document.xml": "<w/>"}), "broken or locked"),
        (xlsx(Sheet=[["one"], ["column"]]), "no|none of its sheets has a header row"),
        (xlsx(Sheet=[["id", "text"]]), "none of its sheets"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=told):
        items(tmp_path, data, "a.xls")


def test_a_workbook_that_asks_for_more_memory_than_there_is_is_told(tmp_path: Path) -> None:
    """One cell at the far corner of a sheet is enough; the library would end the process."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    whole = xlsx(Sheet=[["id", "text"], ["a", "x"]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name).decode().replace("</sheetData>", far) for name in archive.namelist()}
    with pytest.raises(NotThisFormatError, match="too large for memory"):
        items(tmp_path, zipped(members))


@fuzzed
@given(damaged(xls([["id", "text"], [1.0, "One."]]), xlsx(S=[["id", "text"], ["1", "One."]])))
def test_damaged_workbooks_are_read_or_refused(data: bytes) -> None:
    found = accounted(spreadsheets.read, data, "a.xls")
    assert found is None or found
