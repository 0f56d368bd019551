"""CSV and TSV: a record or a reason for every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import delimited
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings


def items(folder: Path, data: str | bytes, name: str = "news.csv") -> list[tuple]:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(delimited.read(File(file, name, "cp1252"), Settings()))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_row_is_a_record_whatever_stands_between_its_fields(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["1", "Rain is due."])
    assert items(tmp_path, data) == [Record("news.csv", "line 2", {"id": "1", "text": "Rain is due."}, "utf-8")]


def test_quoted_fields_hold_delimiters_quotation_marks_and_line_breaks(tmp_path: Path) -> None:
    first, second = items(tmp_path, 'id,text\r\n1,"Rain, said ""Ann"".\n\nMore rain."\r\n2,Sun.\r\n')
    assert first.fields == {"id": "1", "text": 'Rain, said "Ann".\n\nMore rain.'}
    assert (second.locator, second.fields) == ("line 5", {"id": "2", "text": "Sun."})


def test_a_field_may_be_longer_than_the_csv_modules_limit(tmp_path: Path) -> None:
    (item,) = items(tmp_path, "id,text\n1," + "x" * 200_000)
    assert len(item.fields["text"]) == 200_000


def test_empty_fields_are_no_fault_and_blank_lines_no_rows(tmp_path: Path) -> None:
    assert [item.fields for item in items(tmp_path, "id,text\n1,\n\n,x\n")] == [
        {"id": "1", "text": ""},
        {"id": "", "text": "x"},
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert list(items(tmp_path, "\ufeffid,text\n1,x\n")[0].fields) == ["id", "text"]


def test_bytes_that_are_not_utf_8_are_read_in_the_declared_encoding(tmp_path: Path) -> None:
    (item,) = items(tmp_path, "id,text\n1,Öl\n".encode("cp1252"))
    assert (item.fields["text"], item.encoding) == ("Öl", "cp1252")


def test_rows_with_too_few_or_too_many_fields_are_rejected_and_the_others_read(tmp_path: Path) -> None:
    short, long, good = items(tmp_path, "id,outlet,text\n1,a\n2,b,c,d\n3,e,f\n")
    check = "check the quotation marks"
    assert short == Rejection("news.csv", "line 2", "broken_row", f"2 fields where the header has 3; {check}")
    assert long == Rejection("news.csv", "line 3", "broken_row", f"4 fields where the header has 3; {check}")
    assert good.fields == {"id": "3", "outlet": "e", "text": "f"}


@pytest.mark.parametrize("row", ['2,"b"c', '2,"b'])
def test_a_row_with_a_stray_quotation_mark_is_rejected(tmp_path: Path, row: str) -> None:
    good, bad = items(tmp_path, f"id,text\n1,a\n{row}\n")
    assert good.fields == {"id": "1", "text": "a"}
    assert bad.reason == "broken_row"
    assert bad.detail.endswith("; check the quotation marks")


@pytest.mark.parametrize("row", ['2,"b"c', '2,"b'])
def test_a_row_with_a_stray_quotation_mark_is_told_by_its_own_line(tmp_path: Path, row: str) -> None:
    assert items(tmp_path, f"id,text\n1,a\n{row}\n")[-1].locator == "line 3"


def test_rows_after_a_stray_quotation_mark_are_read(tmp_path: Path) -> None:
    found = items(tmp_path, 'id,text\n1,a\n2,"b"c\n3,d\n4,e\n')
    assert [item.fields["id"] for item in found if isinstance(item, Record)] == ["1", "3", "4"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "its first line is no header of a table"),
        ("Rain is due.\nMore rain.\n", "its first line is no header of a table"),
        ('{"id": 1, "text": "x"}\n', "its first line is no header of a table"),
        ("<html lang='en'><p>a, b</p>", "its first line is no header of a table"),
        (b"PK\x03\x04\0\0,\n", "it holds binary data, not text"),
    ],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, data: str | bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"^{told}$"):
        items(tmp_path, data)
