"""The command line: what it prints, and how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis.cli import main

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str) -> int:
    """Return the exit code of a command."""
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


@pytest.fixture
def corpus(project: Path) -> Path:
    file = project / "small.csv"
    file.write_text('source,date,headline,text\nGazette,2015-03-01,"A bridge","Daesh lost it."\n', encoding="utf-8")
    return file


def test_build_prints_what_it_took_for_what_and_where_the_tables_are(
    corpus: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", str(corpus)) == 0
    out, err = capsys.readouterr()
    provenance = Path(out.strip())
    assert provenance == project / "data" / "processed" / "small" / "provenance.json"
    assert json.loads(provenance.read_text(encoding="utf-8"))["funnel"]["articles"] == 1
    assert "Read 1 records: 1 articles, 0 rejected." in err
    assert "outlet ← source, published ← date, title ← headline, body ← text" in err


def test_an_error_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    assert run("build", "nowhere.csv") == 1
    err = capsys.readouterr().err
    assert err.startswith("analysis: nowhere.csv: no such corpus")
    assert err.count("\n") == 1


def test_an_import_is_a_table_and_writes_nothing(
    corpus: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    corpus.write_text(corpus.read_text(encoding="utf-8") + "Gazette,2015-03-02,broken\n", encoding="utf-8")
    before[corpus] = corpus.stat().st_mtime_ns
    assert run("import", str(corpus), "--rejected") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["file", "format", "declared", "articles", "rejected", "complete"]
    assert lines[1] == ["small.csv", "table", "1", "1", "(broken_row", "1)", "yes"]
    assert lines[-1][:4] == ["small.csv,", "line", "3:", "broken_row:"]
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_parameters_are_read_as_yaml(corpus: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", str(corpus), "--notebook", "framing", "-p", "outlets", "[Times, Post]") == 1
    assert "no article is from 'Times'. Outlets: Gazette" in capsys.readouterr().err


@pytest.fixture
def two_articles(project: Path) -> Path:
    file = project / "talks.csv"
    rows = ["id,source,date,headline,text", 'talk-1,Gazette,2015-03-01,On a bridge,"“Daesh lost it,” Anna Weber said."']
    file.write_text("\n".join([*rows, 'rain-1,Gazette,2015-03-02,On rain,"It rained on Daesh."']), encoding="utf-8")
    return file


def test_an_article_is_shown_with_its_marks(two_articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "talk-1", "--corpus", str(two_articles)) == 0
    out, err = capsys.readouterr()
    assert "Read 2 records" in err  # there was no build yet
    assert out.startswith("talk-1 · Gazette · 2015-03-01\n\n«quoted words»")
    assert "\n\nOn a bridge\n\n“«*Daesh* lost it,»”" in out
    assert "\n    quoted words · said · Anna Weber · speech · confidence " in out
    assert "rained" not in out
    assert "\x1b" not in out  # no terminal, no colours
    assert run("show", "rain", "--corpus", str(two_articles)) == 0
    out, err = capsys.readouterr()
    assert out.startswith("rain-1 · Gazette · 2015-03-02")
    assert "It rained on *Daesh*." in out
    assert err == ""


def test_an_article_that_is_not_there_is_one_line_with_ids_that_are(
    two_articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", str(two_articles))
    capsys.readouterr()
    assert run("show", "snow-1", "--corpus", str(two_articles)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    told = "0 articles of talks have an id that begins so. Give one such as talk-1, rain-1."
    assert err == f"analysis: article 'snow-1': {told}\n"


def test_show_needs_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show") == 2
    assert "Missing argument 'ARTICLE_ID'" in capsys.readouterr().err


def test_suggestions_are_yaml_on_stdout_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "roe.csv"
    rows = ["source,date,headline,text", *(f"Gazette,2015-03-0{n},Day {n},We saw Roe {n} times." for n in "123")]
    file.write_text("\n".join(rows), encoding="utf-8")
    assert run("suggest", str(file), "--fewest", "3") == 0
    out, err = capsys.readouterr()
    assert yaml.safe_load(out) == {
        "actors": {"roe": {"label": "Roe", "kind": "organisation", "variants": ["Roe"]}},
        "variants": {},
    }
    assert "3 times in 3 articles" in out
    assert "Read 3 records: 3 articles, 0 rejected." in err


def test_nothing_to_suggest_is_no_failure(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("suggest", str(corpus)) == 0
    assert yaml.safe_load(capsys.readouterr().out) == {"actors": {}, "variants": {}}


def test_a_bad_codebook_is_told_before_the_corpus_is_read(
    corpus: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("suggest", str(corpus), "--codebook", "data/codebooks/islamic-stat.yml") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("analysis: data/codebooks/islamic-stat.yml: no such codebook")
    assert err.count("\n") == 1
    bad = project / "bad.yml"
    bad.write_text("name: bad\ntitle: Bad\nactor: {}\n", encoding="utf-8")
    assert run("suggest", "nowhere.csv", "--codebook", str(bad)) == 1
    assert capsys.readouterr().err == f"analysis: {bad}, line 3: unknown key 'actor'. Did you mean 'actors'?\n"


def test_suggestions_need_at_least_one_article(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("suggest", str(corpus), "--fewest", "0") == 2
    assert "0 is not in the range x>=1" in capsys.readouterr().err


def test_a_table_for_a_spreadsheet_holds_no_formula(
    corpus: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.write_text('id,date,title,text\n1,2015-03-01,"=HYPERLINK(""x"")",Rain fell on Daesh.\n', encoding="utf-8")
    assert run("export", "articles", str(project / "articles.csv"), str(corpus)) == 0
    assert capsys.readouterr().out == f"{project / 'articles.csv'}\n"
    saved = pd.read_csv(project / "articles.csv")
    assert saved["title"].tolist() == ['\'=HYPERLINK("x")']


def test_the_dictionary_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dictionary") == 0
    assert "### `mentions.parquet`" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", "build", "report", "show", "suggest", "export", "dictionary"])
def test_every_command_has_help(command: str) -> None:
    arguments = [*command.split(), "--help"]
    done = subprocess.run([sys.executable, "-m", "analysis", *arguments], capture_output=True, text=True, check=True)
    assert "Usage: analysis" in done.stdout


def test_no_progress_bar_off_a_terminal(corpus: Path, project: Path) -> None:
    environment = os.environ | {"ANALYSIS_PROJECT": str(project)}
    command = [sys.executable, "-m", "analysis", "build", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "it/s" not in done.stderr
    assert "%|" not in done.stderr
