"""JSON files: one object, or a list of objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import jsonfiles
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings


def items(folder: Path, data: bytes) -> list[tuple]:
    file = folder / "news.json"
    file.write_bytes(data)
    return list(jsonfiles.read(File(file, "news.json", "cp1252"), Settings()))


def test_an_object_is_one_record(tmp_path: Path) -> None:
    assert items(tmp_path, b'{"x": [1]}\n') == [Record("news.json", "file", {"x": [1]}, "utf-8")]


def test_a_list_has_a_record_for_each_object_and_a_rejection_for_all_else(tmp_path: Path) -> None:
    assert items(tmp_path, b'[{"x": 1}, 7, {"x": 2}]') == [
        Record("news.json", "item 1", {"x": 1}, "utf-8"),
        Rejection("news.json", "item 2", "not_json", "a JSON int, not an object"),
        Record("news.json", "item 3", {"x": 2}, "utf-8"),
    ]


def test_an_empty_list_holds_nothing(tmp_path: Path) -> None:
    assert items(tmp_path, b"[]") == []


def test_bytes_that_are_not_utf_8_are_read_in_the_declared_encoding(tmp_path: Path) -> None:
    (item,) = items(tmp_path, '{"x": "Öl"}'.encode("cp1252"))
    assert (item.fields, item.encoding) == ({"x": "Öl"}, "cp1252")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html><p>Not found</p></html>", r"it is not JSON \(Expecting value: line 1 column 1"),
        (b'{"x": 1}\n{"x": 2}\n', r"it is not JSON \(Extra data: line 2 column 1"),
        (b'[{"x": 1},', r"it is not JSON \(Expecting value"),
        (b"", r"it is not JSON \("),
        (b"[" * 200_000, r"it is not JSON \("),
        (b"PK\x03\x04\0\0", "it holds binary data, not text"),
    ],
)
def test_a_file_that_is_no_json_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"^{told}"):
        items(tmp_path, data)
