"""`corpus.yml`: what it may say, and how a bad one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import InputError
from analysis.corpus.settings import Settings, beside, load_settings


def load(folder: Path, text: str) -> Settings:
    file = folder / "corpus.yml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_everything_a_corpus_can_say(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        "fields: {body: main_text, published: day}\n"
        "constants: {outlet: The Harbour Post, language: en}\n"
        "metadata: [section]\n"
        "date_format: '%d/%m/%Y'\n"
        "encoding: cp1252\n"
        "files: '*.csv'\n"
        "filename: '^(?P<outlet>[a-z]+)/'\n"
        "max_characters: 5000\n",
    )
    assert settings.filename is not None
    assert settings.filename.pattern == "^(?P<outlet>[a-z]+)/"
    assert settings == Settings(
        fields={"body": "main_text", "published": "day"},
        constants={"outlet": "The Harbour Post", "language": "en"},
        metadata=("section",),
        date_format="%d/%m/%Y",
        encoding="cp1252",
        files=("*.csv",),
        filename=settings.filename,
        max_characters=5000,
        origin=tmp_path / "corpus.yml",
    )


def test_a_field_name_may_be_a_number(tmp_path: Path) -> None:
    assert load(tmp_path, "fields: {body: 3}\n").fields == {"body": "3"}


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert beside(tmp_path) == Settings()


def test_the_file_in_the_folder_holds_for_the_folder_and_each_file_in_it(tmp_path: Path) -> None:
    load(tmp_path, "encoding: cp1252\n")
    (tmp_path / "news.csv").touch()
    assert beside(tmp_path).encoding == "cp1252"
    assert beside(tmp_path / "news.csv").encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("# x\nfeilds: {body: a}\n", 2, "unknown key 'feilds'. Did you mean 'fields'?"),
        ("fields:\n  body: a\n  autors: b\n", 3, "unknown key 'autors'. Did you mean 'authors'?"),
        ("constants: {colour: red}\n", 1, "unknown key 'colour'. Known keys: article_id, outlet, published, "),
        ("fields: [body]\n", 1, "a mapping is expected here (key: value). "),
        ("encoding: 1252\n", 1, "a text is expected here, not 1252. Put it in quotation marks."),
        ("date_format: ''\n", 1, "a text is expected here, not ''. Put it in quotation marks."),
        ("metadata: [a, 7]\n", 1, "a text is expected here, not 7. "),
        ("filename: '(?P<outlet>'\n", 1, "the pattern is not valid (missing ), unterminated subpattern"),
        ("filename: '(?P<paper>.*)'\n", 1, "group ['paper'] not known. Name groups (?P<outlet>…) after columns: "),
        ("filename: '(.*)'\n", 1, "group names not known. Name groups (?P<outlet>…) after columns: article_id, "),
        ("max_characters: many\n", 1, "a number above 0 is expected here, not 'many'. Write it without quotes."),
        ("max_characters: 0\n", 1, "a number above 0 is expected here, not 0. Write it without quotes."),
        ("encoding: a\nencoding: b\n", 2, "key 'encoding' stands twice (first in line 1). Keep one."),
    ],
)
def test_a_fault_is_told_with_line_and_remedy(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'corpus.yml'}, line {line}: {told}")


@pytest.mark.parametrize("text", ["constants:\n  outlet:\n", "constants:\n  authors: [Ann Roe, Ben Low]\n"])
def test_a_constant_is_never_made_up(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"corpus\.yml, line 2: "):
        load(tmp_path, text)


@pytest.mark.parametrize("name", ["latin-99", "base64"])
def test_an_encoding_that_does_not_exist_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=rf"corpus\.yml, line 1: .*{name}"):
        load(tmp_path, f"encoding: {name}\n")
