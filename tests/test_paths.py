"""Finding corpora, naming them, and writing files so that nobody sees half of one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from analysis import InputError, paths
from analysis.corpus.formats import ENDINGS


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, while the current folder is another one."""
    project, current = tmp_path / "project", tmp_path / "current"
    project.mkdir()
    current.mkdir()
    monkeypatch.setenv("ANALYSIS_PROJECT", str(project))
    monkeypatch.chdir(current)
    return project


def listed(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_builds_and_reports_go_into_the_project(elsewhere: Path) -> None:
    assert paths.processed() == elsewhere / "data" / "processed"
    assert paths.reports() == elsewhere / "reports"


def test_the_project_is_the_checkout_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANALYSIS_PROJECT", raising=False)
    assert (paths.project() / "src" / "analysis" / "paths.py").is_file()


def test_a_path_is_found_from_the_project_when_the_current_folder_has_none(elsewhere: Path) -> None:
    (elsewhere / "news.csv").touch()
    assert paths.find("news.csv") == elsewhere / "news.csv"


def test_the_current_folder_comes_first(elsewhere: Path) -> None:
    (elsewhere / "news.csv").touch()
    (Path.cwd() / "news.csv").touch()
    assert paths.find("news.csv") == Path.cwd() / "news.csv"


def test_a_missing_corpus_is_named_with_both_places_looked_at(elsewhere: Path) -> None:
    with pytest.raises(InputError) as caught:
        paths.find("data/nowhere", "corpus")
    looked = f"{Path.cwd()}/data/nowhere and {elsewhere}/data/nowhere"
    assert str(caught.value) == f"data/nowhere: no such corpus (looked for {looked}). Check the spelling of the path."


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("aleppo-2015.jsonl.gz", "aleppo-2015"),
        ("data/raw/sample", "sample"),
        ("news.CSV", "news"),
        ("v1.2", "v1.2"),
        (".csv", ".csv"),
    ],
)
def test_a_corpus_is_named_after_its_file_without_endings(file: str, name: str) -> None:
    assert paths.stem(Path(file)) == name


HTM = pytest.param(".htm")


@pytest.mark.parametrize("ending", [HTM, *(ending for ending in ENDINGS if ending != ".htm")])
def test_every_ending_that_a_reader_takes_is_left_out_of_the_name(ending: str) -> None:
    assert paths.stem(Path(f"news{ending}")) == "news"


def test_a_file_is_written_aside_and_then_takes_its_place(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "report.html"
    with paths.written_aside(target) as new:
        new.write_text("whole")
        assert not target.exists()
        assert new.parent.parent == target.parent
    assert target.read_text() == "whole"
    assert listed(target.parent) == ["report.html"]


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "build"
    target.mkdir()
    (target / "old.parquet").touch()
    with paths.written_aside(target) as new:
        new.mkdir()
        (new / "new.parquet").touch()
        assert listed(target) == ["old.parquet"]
    assert listed(target) == ["new.parquet"]
    assert listed(tmp_path) == ["build"]


@pytest.mark.parametrize("error", [ValueError("no"), OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_when_the_block_raises_the_old_file_stays_and_nothing_is_left_behind(
    tmp_path: Path, error: BaseException
) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    with pytest.raises(type(error)), paths.written_aside(target) as new:  # noqa: PT012
        new.write_text("half")
        raise error
    assert target.read_text() == "old"
    assert listed(tmp_path) == ["report.html"]


def test_a_block_that_writes_nothing_does_not_cost_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "build"
    target.mkdir()
    (target / "old.parquet").touch()
    with pytest.raises(InputError), paths.written_aside(target):
        pass
    assert listed(target) == ["old.parquet"]
    assert listed(tmp_path) == ["build"]


def test_a_disk_that_fills_up_while_writing_is_told_with_folder_and_remedy(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    with pytest.raises(InputError) as caught, paths.written_aside(target) as new:
        raise OSError(28, "No space left on device", str(new))
    assert str(caught.value) == (
        f"{tmp_path}: cannot write here (No space left on device). "
        "Free space or change the folder's permissions, then run the command again."
    )


def test_a_file_where_the_folder_should_be_is_told_with_place_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(InputError) as caught, paths.written_aside(tmp_path / "reports" / "voice.html") as new:
        new.touch()
    assert caught.value.place == str(tmp_path / "reports")
    assert caught.value.fault.startswith("cannot write here")
    assert (tmp_path / "reports").read_text() == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into a read-only folder")
def test_a_read_only_folder_is_told_with_place_and_remedy(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError) as caught, paths.written_aside(tmp_path / "voice.html") as new:
            new.touch()
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.place == str(tmp_path)
    assert caught.value.fault == "cannot write here (Permission denied)"
    assert caught.value.remedy.startswith("Free space or change the folder's permissions")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_is_told_and_leaves_the_old_target(tmp_path: Path, number: int) -> None:
    target = tmp_path / "build"
    target.mkdir()
    full = OSError(number, "No space left on device")  # as pyarrow raises it: without a file name
    with pytest.raises(InputError, match="cannot write here .*Free space"), paths.written_aside(target):
        raise full
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
