"""Parquet: a record for every row, with its values as they are."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import parquet, read
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record
from analysis.corpus.settings import Settings


def saved(folder: Path, columns: dict[str, object]) -> Path:
    file = folder / "news.parquet"
    pq.write_table(pa.table(columns), file)
    return file


def test_a_row_is_a_record(tmp_path: Path) -> None:
    day = datetime(2015, 3, 1)
    file = saved(tmp_path, {"id": [1, 2], "date": [day, None], "text": ["Rain.", None]})
    assert list(parquet.read(File(file, "news.parquet"), Settings())) == [
        Record("news.parquet", "row 1", {"id": 1, "date": day, "text": "Rain."}, "utf-8"),
        Record("news.parquet", "row 2", {"id": 2, "date": None, "text": None}, "utf-8"),
    ]


@pytest.mark.parametrize("data", [b"", b"Rain is due.\n", b"PAR1" + b"\0" * 20])
def test_a_file_that_is_no_parquet_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "news.parquet"
    file.write_bytes(data)
    with pytest.raises(NotThisFormatError, match="^it is not a Parquet file$"):
        list(parquet.read(File(file, "news.parquet"), Settings()))


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A folder with a good file, and one whose data, not its footer, is damaged."""
    (tmp_path / "good.jsonl").write_text('{"id": "a", "text": "Rain."}')
    file = saved(tmp_path, {"id": ["b"] * 500, "text": [f"Rain {number}." for number in range(500)]})
    data = bytearray(file.read_bytes())
    data[100:140] = b"\xff" * 40
    file.write_bytes(data)
    return tmp_path


def test_a_damaged_file_is_rejected_and_the_other_files_read(damaged: Path) -> None:
    reading = read(damaged)
    assert reading.raw["article_id"].tolist() == ["a"]
    assert reading.rejected[["source", "locator", "reason"]].values.tolist() == [["news.parquet", "file", "unreadable"]]


def test_a_damaged_file_is_not_put_down_to_permissions(damaged: Path) -> None:
    assert "permissions" not in read(damaged).rejected["detail"].iloc[0]


def test_text_stored_as_binary_is_not_taken_for_its_python_notation(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, {"id": ["a"], "text": pa.array([b"Rain is due."])}))
    assert reading.raw["body"].tolist() in (["Rain is due."], [])
