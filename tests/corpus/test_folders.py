"""Folders of a corpus: nothing in them is left out without a word, and nothing outside of them is read."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError
from analysis.corpus import described, digest, read
from analysis.corpus.folders import corpus_files, printable, why_closed
from analysis.corpus.settings import Settings

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus with one good file."""
    inside = tmp_path / "corpus"
    inside.mkdir()
    (inside / "good.jsonl").write_text('{"id": "a", "text": "It rained."}\n', encoding="utf-8")
    return inside


def told(folder: Path) -> tuple[str, str, str]:
    """Return the one rejection beside the good file; the import is not complete, and its digest still found."""
    reading = read(folder)
    assert reading.raw["article_id"].tolist() == ["a"]
    assert not reading.files["is_complete"].all()
    assert digest(folder) == reading.digest
    (row,) = reading.rejected.itertuples()
    assert f"NOT COMPLETE: {row.source}, file: {row.detail}." in described(reading)
    return row.source, row.reason, row.detail


def test_a_link_to_nowhere_is_told(folder: Path) -> None:
    (folder / "lost.jsonl").symlink_to(folder / "gone.jsonl")
    assert told(folder) == (
        "lost.jsonl",
        "unreadable",
        f"it is a link to {folder / 'gone.jsonl'}, where nothing stands; fetch it again",
    )


def test_a_link_to_a_folder_elsewhere_is_told_and_not_followed(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.jsonl").write_text('{"id": "b", "text": "Secret."}', encoding="utf-8")
    (folder / "more").symlink_to(elsewhere)
    assert told(folder) == ("more", "leaves_folder", f"it is a link to {elsewhere}, outside of the folder; copy it")


def test_a_link_to_a_folder_within_adds_nothing(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "again").symlink_to(folder / "sub")
    (folder / "sub" / "good.jsonl").write_text('{"id": "b", "text": "Sun."}', encoding="utf-8")
    reading = read(folder)
    assert reading.files["source"].tolist() == ["good.jsonl", "sub/good.jsonl"]
    assert reading.files["is_complete"].all()


def test_a_folder_with_the_name_of_a_file_is_a_folder(folder: Path) -> None:
    (folder / "news.jsonl").mkdir()
    assert read(folder).files["source"].tolist() == ["good.jsonl"]


def test_a_pattern_of_the_settings_does_not_leave_the_folder_by_a_link(folder: Path) -> None:
    elsewhere = folder.parent / "secret.txt"
    elsewhere.write_text("Nobody may read this.", encoding="utf-8")
    (folder / "link.txt").symlink_to(elsewhere)
    (folder / "corpus.yml").write_text("files: ['*.txt', '*.jsonl']\n", encoding="utf-8")
    assert told(folder)[:2] == ("link.txt", "leaves_folder")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are Unicode there")
def test_names_that_are_not_utf_8_are_shown_by_their_bytes(folder: Path) -> None:
    for name, data in ((b"caf\xe9.jsonl", b'{"id": "b", "text": "Sun."}'), (b"caf\xe9.pdf", b"")):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(data)  # noqa: PTH118
    reading = read(folder)
    assert reading.raw["source"].tolist() == ["caf\\xe9.jsonl", "good.jsonl"]
    assert reading.ignored == ["caf\\xe9.pdf"]
    assert digest(folder) == reading.digest
    described(reading).encode("utf-8")


def test_other_names_are_shown_as_they_are() -> None:
    assert printable(Path("sub") / "Café “Öl”.txt") == str(Path("sub") / "Café “Öl”.txt")


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
@pytest.mark.parametrize("closed", ["locked.jsonl", "locked"])
def test_what_may_not_be_read_is_told(folder: Path, closed: str) -> None:
    path = folder / closed
    path.write_text("{}") if path.suffix else path.mkdir()
    path.chmod(0)
    try:
        assert told(folder) == (closed, "unreadable", "it cannot be opened; check its permissions")
        with pytest.raises(InputError, match=r"it cannot be opened\. Check its permissions\."):
            read(path)
    finally:
        path.chmod(0o700)


def test_what_may_not_be_read_is_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert why_closed(folder / "good.jsonl", folder) == ("unreadable", "it cannot be opened; check its permissions")


def test_a_folder_that_may_not_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `os.walk` tells it; of root no folder is closed."""
    (folder / "locked").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert corpus_files(folder, Settings())[0] == [folder / "good.jsonl", folder / "locked"]
    assert told(folder) == ("locked", "unreadable", "it cannot be opened; check its permissions")


def test_reading_changes_no_file_and_adds_none(folder: Path) -> None:
    fixtures = Path(__file__).parent / "fixtures"
    for file in (file for file in fixtures.rglob("*") if file.is_file()):
        copy = folder / file.relative_to(fixtures)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o444)

    def state() -> dict[Path, tuple[str, int]]:
        files = (file for file in folder.rglob("*") if file.is_file())
        return {file: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in files}

    before = state()
    first, again = read(folder), read(folder)
    assert state() == before
    assert len(first.files["format"].unique()) > 5
    assert first.raw["article_id"].tolist() == again.raw["article_id"].tolist()
    assert first.digest == again.digest
    for file in first.files.to_dict("records"):
        total = file["n_articles"] + file["n_rejected"] + file["n_missing"]
        assert total >= (0 if pd.isna(file["n_declared"]) else file["n_declared"])
