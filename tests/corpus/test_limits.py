"""Files that would take the machine down are refused with a clear message, and the others are read."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import struct
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pytest
from tests.corpus.workbooks import xlsx

from analysis.corpus import files, jsonlines, read
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError

MB = 1024**2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus with one good file, so that what becomes of another one is seen in the table of rejections."""
    (tmp_path / "good.jsonl").write_text(json.dumps({"id": "a", "text": "It rained."}), encoding="utf-8")
    return tmp_path


def rejection(folder: Path) -> tuple[str, str]:
    reading = read(folder)
    assert reading.raw["article_id"].tolist() == ["a"]
    (row,) = reading.rejected[["reason", "detail"]].itertuples(index=False)
    return row.reason, row.detail


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word() -> bytes:
    document = io.BytesIO()
    docx.Document().save(document)
    return document.getvalue()


@pytest.mark.parametrize("name", ["bomb.docx", "bomb.xlsx"])
def test_a_zip_bomb_is_not_unpacked(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "UNPACKED", 4 * MB)
    (folder / name).write_bytes(zipped(("word/document.xml", bytes(5 * MB)), ("xl/workbook.xml", b"")))
    reason, detail = rejection(folder)
    assert reason == "not_this_format"
    assert "it would unpack to 5 MB, more than 4" in detail


@pytest.mark.parametrize(
    ("name", "whole", "member", "begin"),
    [
        ("a.docx", word(), "word/document.xml", b"<w:body>"),
        ("a.xlsx", xlsx(S=[["id", "text"], ["1", "One."]]), "xl/worksheets/sheet1.xml", b"<sheetData>"),
    ],
)
def test_a_zip_bomb_that_lies_about_its_size_is_refused(
    folder: Path, name: str, whole: bytes, member: str, begin: bytes
) -> None:
    members = unzipped(whole)
    members[member] = members[member].replace(begin, begin + b"<!--" + b" " * 5 * MB + b"-->", 1)
    packed = zipped(*members.items())
    true, told = (struct.pack("<I", size) for size in (len(members[member]), 1000))
    assert packed.count(true) == 2  # in the member's own head, and in the list of members
    (folder / name).write_bytes(packed.replace(true, told))
    assert rejection(folder)[0] == "not_this_format"


def test_a_spreadsheet_with_an_entity_bomb_is_harmless(folder: Path) -> None:
    members = unzipped(xlsx(S=[["id", "text"], ["b", "rain"]]))
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    sheet = members["xl/worksheets/sheet1.xml"].replace(b"rain", b"&e11;")
    members["xl/worksheets/sheet1.xml"] = f'<!DOCTYPE w [<!ENTITY e0 "rain">{entities}]>'.encode() + sheet
    (folder / "bomb.xlsx").write_bytes(zipped(*members.items()))
    reading = read(folder)
    assert reading.n_read == 2
    assert reading.raw["body"].str.len().max() < 100


def test_a_word_document_with_an_entity_bomb_is_harmless(folder: Path) -> None:
    members = unzipped(word())
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    start, body = members["word/document.xml"].split(b"?>", 1)
    bomb = f'?><!DOCTYPE w [<!ENTITY e0 "rain">{entities}]>'.encode()
    members["word/document.xml"] = (
        start + bomb + body.replace(b"<w:sectPr", b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p><w:sectPr", 1)
    )
    (folder / "bomb.docx").write_bytes(zipped(*members.items()))
    assert rejection(folder)[0] in ("not_this_format", "no_text")


def test_a_gzipped_bomb_is_left_where_it_grows_too_far(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "_ALWAYS_UNPACKED", MB)
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b" \n" * 3 * MB))
    reason, detail = rejection(folder)
    assert reason == "unpacks_too_far"
    assert "more than 100 times its size" in detail


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_is_too_long_is_passed_over(folder: Path, end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST_LINE", 1000)
    good = json.dumps({"id": "a", "text": "It rained."}).encode()
    (folder / "good.jsonl").write_bytes(b'"' + b"x" * 5000 + b'"\n' + good + b"\n" + b"y" * 1001 + end)
    reading = read(folder)
    assert reading.raw["locator"].tolist() == ["line 2"]
    assert reading.rejected[["locator", "reason"]].values.tolist() == [["line 1", "too_long"], ["line 3", "too_long"]]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["long.jsonl", "long.csv", "long.txt", "long.html"])
def test_a_line_of_a_gigabyte_is_refused_in_little_memory(folder: Path, name: str) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(1024 * MB)  # a hole, which takes no room on the disk
    tracemalloc.start()
    reason, detail = rejection(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300 * MB
    assert reason in ("too_long", "not_this_format")
    assert re.search("1,024 MB|more than 64 MB", detail)


def test_a_file_that_does_not_fit_into_memory_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", MB)
    (folder / "large.txt").write_bytes(b"rain " * MB)
    reason, detail = rejection(folder)
    assert reason == "not_this_format"
    assert "it has 5 MB, more than 1; split it" in detail


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    elsewhere.write_text("Nobody may read this.", encoding="utf-8")
    (folder / "link.txt").symlink_to(elsewhere)
    reason, detail = rejection(folder)
    assert reason == "leaves_folder"
    assert "outside of the folder" in detail


def test_a_pipe_is_no_file_of_a_corpus(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert read(folder).files["source"].tolist() == ["good.jsonl"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", "save it as .docx"),
        (b"%PDF-1.7", "it is a PDF; export it"),
        (b"PK\x03\x04 broken", "it is a broken zip file"),
        (b"{\\rtf1 \\u99999999999? }", "it is broken RTF"),
    ],
)
def test_documents_that_are_none(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    with pytest.raises(NotThisFormatError, match=message):
        _ = File(file, "a.docx").lines
