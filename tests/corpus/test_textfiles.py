"""Plain text files: one article each, with a title where one stands apart."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from analysis.corpus import textfiles
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, decoded
from analysis.corpus.settings import Settings


def record(folder: Path, data: str | bytes, encoding: str | None = None) -> Record:
    file = folder / "a.txt"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    (item,) = textfiles.read(File(file, "a.txt", encoding), Settings())
    assert isinstance(item, Record)
    return item


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_first_line_apart_is_the_title(tmp_path: Path, newline: str) -> None:
    found = record(tmp_path, newline.join(["Bridge opens", "", "It took nine years.", "Then it rained.", ""]))
    assert (found.locator, found.encoding) == ("file", "utf-8")
    assert found.fields == {"title": "Bridge opens", "body": "It took nine years.\nThen it rained."}


@pytest.mark.parametrize(
    "text",
    [
        "Bridge opens\nIt took nine years.",  # not apart
        "The bridge opened.\n\nIt took nine years.",  # a sentence
        "“It took nine years”\n\nThe mayor said so.",  # a quotation
        "word " * 40 + "\n\nIt took nine years.",  # too long
        "Bridge opens",  # nothing below it
    ],
)
def test_any_other_first_line_is_text(tmp_path: Path, text: str) -> None:
    assert record(tmp_path, text).fields == {"body": text}


def test_an_empty_file_is_a_record_without_text(tmp_path: Path) -> None:
    assert record(tmp_path, " \n\n").fields == {"body": ""}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0"])
def test_binary_data_is_no_text(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotThisFormatError, match="^it holds binary data, not text$"):
        record(tmp_path, data)


def test_the_declared_encoding_is_used_where_utf_8_does_not_fit(tmp_path: Path) -> None:
    found = record(tmp_path, "Мост открыт".encode("koi8-r"), encoding="koi8-r")
    assert (found.fields["body"], found.encoding) == ("Мост открыт", "koi8-r")


def test_utf_8_comes_before_the_declared_encoding(tmp_path: Path) -> None:
    found = record(tmp_path, "Мост открыт", encoding="koi8-r")
    assert (found.fields["body"], found.encoding) == ("Мост открыт", "utf-8")


def test_an_undeclared_encoding_is_detected(tmp_path: Path) -> None:
    text = "Die Bürger der Stadt wählten über das Wochenende einen neuen Bürgermeister, sagte der Sprecher."
    found = record(tmp_path, text.encode("latin-1"))
    assert found.fields["body"] == text
    assert found.encoding != "utf-8"


def test_utf_16_is_known_by_its_mark(tmp_path: Path) -> None:
    found = record(tmp_path, "Die Bürger wählten.".encode("utf-16"))
    assert (found.fields["body"], found.encoding) == ("Die Bürger wählten.", "utf-16")


def test_bytes_in_no_known_encoding_are_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.corpus.records.from_bytes", lambda data: [])
    with pytest.raises(NotThisFormatError, match=r"in no known text encoding; declare `encoding:` in corpus\.yml$"):
        decoded(b"\xff\xfa\xfb", None)


def test_a_letter_late_in_a_long_file_is_not_lost(tmp_path: Path) -> None:
    assert record(tmp_path, b"plain words " * 17_000 + "café".encode("cp1252")).fields["body"].endswith("café")


def document(folder: Path, name: str, data: bytes) -> Record:
    (folder / name).write_bytes(data)
    (item,) = textfiles.read(File(folder / name, name), Settings())
    assert isinstance(item, Record)
    return item


@pytest.mark.parametrize("name", ["a.docx", "a.DOC"])
def test_a_word_document_is_one_article_whose_paragraphs_stand_apart(tmp_path: Path, name: str) -> None:
    document_of_word = docx.Document()
    for paragraph in ("Bridge opens", "", "It took nine years.", "Then it rained."):
        document_of_word.add_paragraph(paragraph)
    document_of_word.save(str(tmp_path / "made.docx"))
    found = document(tmp_path, name, (tmp_path / "made.docx").read_bytes())
    assert (found.locator, found.encoding) == ("file", "utf-8")
    assert found.fields == {"title": "Bridge opens", "body": "It took nine years.\n\nThen it rained."}


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.txt"])
def test_rtf_is_read_as_its_text_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    found = document(tmp_path, name, rb"{\rtf1\ansi \pard It took nine years.\par Then it rained, in M\'fcnchen.\par}")
    assert found.fields == {"body": "It took nine years.\n\nThen it rained, in München."}


def test_text_that_is_called_doc_is_read_as_text(tmp_path: Path) -> None:
    assert document(tmp_path, "a.doc", b"It took nine years,\nand it rained.").fields == {
        "body": "It took nine years,\nand it rained."
    }


def test_an_old_word_document_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match=r"^it is a Word document of before 2007; save it as \.docx$"):
        document(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
