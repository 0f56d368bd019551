"""JSON Lines, plain and gzipped: a record or a reason for every line."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import fuzzed

from analysis.corpus import jsonlines
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings


def items(folder: Path, data: bytes, *, name: str = "news.jsonl", encoding: str | None = None) -> list[tuple]:
    file = folder / name
    file.write_bytes(data)
    return list(jsonlines.read(File(file, name, encoding), Settings(encoding=encoding)))


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize(
    ("name", "data"), [("a.jsonl", lines({"x": 1})), ("a.jsonl.gz", gzip.compress(lines({"x": 1})))]
)
def test_a_line_is_a_record_with_its_values_untouched(tmp_path: Path, name: str, data: bytes) -> None:
    assert items(tmp_path, data, name=name) == [Record(name, "line 1", {"x": 1}, "utf-8")]


def test_blank_lines_count_as_lines_but_not_as_records(tmp_path: Path) -> None:
    found = items(tmp_path, b'{"x": 1}\n\n  \r\n{"x": 2}')
    assert [(item.locator, item.fields) for item in found] == [("line 1", {"x": 1}), ("line 4", {"x": 2})]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert items(tmp_path, b"\xef\xbb\xbf" + lines({"x": 1}))[0].fields == {"x": 1}


@pytest.mark.parametrize(
    ("line", "reason", "told"),
    [
        (b'{"x": 1', "not_json", r"Expecting ',' delimiter: .*; the line is not one JSON object"),
        (b'{"x": 1}{"x": 2}', "not_json", r"Extra data: .*; the line is not one JSON object"),
        (b"[1, 2]", "not_json", "a JSON list, not an object"),
        (b'"words"', "not_json", "a JSON str, not an object"),
        (b"null", "not_json", "a JSON NoneType, not an object"),
        (b"\0\x01\x02", "unreadable", "it holds binary data, not text"),
    ],
)
def test_a_line_that_is_no_object_is_rejected_and_the_next_one_read(
    tmp_path: Path, line: bytes, reason: str, told: str
) -> None:
    bad, good = items(tmp_path, line + b"\n" + lines({"x": 2}))
    assert isinstance(bad, Rejection)
    assert (bad.source, bad.locator, bad.reason) == ("news.jsonl", "line 1", reason)
    assert re.fullmatch(told, bad.detail)
    assert (good.locator, good.fields) == ("line 2", {"x": 2})


def test_json_nested_too_deep_is_rejected(tmp_path: Path) -> None:
    (item,) = items(tmp_path, b"[" * 200_000)
    assert item.reason == "not_json"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.jsonl", gzip.compress(lines({"x": 1})), "it is gzipped"),
        ("a.jsonl.gz", lines({"x": 1}), "it is not gzipped"),
    ],
)
def test_gzip_and_ending_must_agree(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"^{told}$"):
        items(tmp_path, data, name=name)


def test_what_stands_before_the_break_of_a_truncated_gzip_is_read(tmp_path: Path) -> None:
    whole = gzip.compress(lines(*({"x": number} for number in range(5))), compresslevel=0)
    *read, last = items(tmp_path, whole[:-12], name="a.jsonl.gz")  # in the middle of the fifth line
    assert [item.fields["x"] for item in read] == [0, 1, 2, 3]
    assert (last.locator, last.reason) == ("line 5", "truncated")
    assert last.detail.startswith("the gzip file breaks off after line 4 (")
    assert last.detail.endswith("; fetch it again")


def test_a_damaged_gzip_is_rejected(tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(lines({"x": "some words"})))
    damaged[10] ^= 0xFF  # first byte of the data
    assert [item.reason for item in items(tmp_path, bytes(damaged), name="a.jsonl.gz")] == ["truncated"]


def test_a_line_that_is_not_utf_8_is_read_in_the_declared_encoding(tmp_path: Path) -> None:
    data = lines({"x": 1}) + '{"x": "Café “Öl”"}\n'.encode("cp1252")
    assert items(tmp_path, data, encoding="cp1252") == [
        Record("news.jsonl", "line 1", {"x": 1}, "utf-8"),
        Record("news.jsonl", "line 2", {"x": "Café “Öl”"}, "cp1252"),
    ]


def test_all_lines_of_a_file_are_in_one_detected_encoding(tmp_path: Path) -> None:
    texts = ["Das Café öffnet", "Die Bürger wählten über das Wochenende einen neuen Bürgermeister"]
    data = "".join(json.dumps({"x": text}, ensure_ascii=False) + "\n" for text in texts).encode("cp1252")
    found = items(tmp_path, data)
    assert [item.fields["x"] for item in found] == texts
    assert len({item.encoding for item in found}) == 1


@fuzzed
@given(given=st.lists(st.one_of(st.binary(max_size=30), st.just(b'{"x": 1}'), st.text(max_size=20).map(str.encode))))
def test_every_line_ends_as_record_or_rejection(tmp_path_factory: pytest.TempPathFactory, given: list[bytes]) -> None:
    data = b"{}\n" + b"\n".join(given)
    found = items(tmp_path_factory.mktemp("any"), data)
    assert len(found) == sum(bool(line.strip()) for line in data.split(b"\n"))
