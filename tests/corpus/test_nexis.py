"""Exports of the old Nexis: counters, heads by place or label, ends found from below; nothing is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import accounted, damaged, fuzzed

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.formats import format_of
from analysis.corpus.nexis import classic as nexis
from analysis.corpus.records import Declared, NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures" / "nexis"
OLD = ("uk", "us", "nl", "de", "fr", "online")
DOCUMENT = """
{n} of {m} DOCUMENTS


The Invented Post

January {day}, 2010 Monday

Ferry {n} sails

LENGTH: 9 words

The ferry number {n} sails twice a day.

LOAD-DATE: January {day}, 2010

LANGUAGE: ENGLISH

Copyright 2010 Invented Media Ltd
All Rights Reserved
"""


def items(file: File) -> tuple[int | None, dict[str, Record], dict[str, Rejection]]:
    """Return what a file declares, its records and its rejections, by their locators."""
    found = list(nexis.read(file, Settings()))
    declared = [item.n for item in found if isinstance(item, Declared)]
    records = {item.locator: item for item in found if isinstance(item, Record)}
    rejections = {item.locator: item for item in found if isinstance(item, Rejection)}
    assert len(declared) <= 1
    assert len(records) + len(rejections) == len(found) - len(declared)
    return (declared[0] if declared else None), records, rejections


def saved(folder: Path, text: str | bytes, name: str = "export.txt") -> File:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return File(path, name)


def fixture(name: str) -> tuple[int | None, dict[str, Record], dict[str, Rejection]]:
    return items(File(FIXTURES / f"{name}.txt", f"{name}.txt"))


def documents(numbers: list[int], m: int) -> str:
    return "".join(DOCUMENT.format(n=n, m=m, day=n % 28 + 1) for n in numbers)


@pytest.mark.parametrize("name", OLD)
def test_it_is_recognised_by_what_stands_in_it(name: str) -> None:
    assert format_of(File(FIXTURES / f"{name}.txt", "a.txt")).name == "Nexis"


@pytest.mark.parametrize(
    "text",
    [
        "Bridge opens\n\nIt was 1 of 2 DOCUMENTS\nthat he read.",
        "1 of 2 DOCUMENTS\n\nThis is a note of a reader.",
        "LANGUAGE: none\n\nIt rained.",
    ],
)
def test_other_texts_are_not_taken_for_it(tmp_path: Path, text: str) -> None:
    assert format_of(saved(tmp_path, text)).name == "text"


def test_headline_by_its_place_and_copyright_last() -> None:
    declared, records, _ = fixture("uk")
    fields = records["document 1"].fields
    assert declared == 3
    assert fields["outlet"] == "The Invented Post"
    assert fields["published"] == "January 11, 2010"
    assert fields["edition"] == "Edition 1; Scotland"
    assert fields["title"] == "Harbour bridge opens at last; Crowds gather on the quay"
    assert fields["authors"] == ["Ann Example", "Bob Sample"]  # the second was wrapped
    assert (fields["section"], fields["length_words"], fields["language"]) == ("NEWS; Pg. 6", 1677, "en")
    assert fields["subject"] == "FERRIES (93%); CITY GOVERNMENT (90%); LOCAL ELECTIONS (78%)"
    assert fields["copyright"] == "Copyright 2010 Invented Media Ltd; All Rights Reserved"


def test_words_that_are_labels_elsewhere_stay_in_the_text() -> None:
    body = fixture("uk")[1]["document 1"].fields["body"]
    assert body.startswith("The bridge opened on Monday, and the\ncrowd sang.\n\n")
    assert "\n\nLength: 512 words\n\nLanguage: plain\n\nbody\n\nSECTION: the longest of the bridge\n\n" in body
    assert body.endswith("Nobody knew what it meant.")


def test_a_date_without_a_day_is_kept_as_printed() -> None:
    fields = fixture("uk")[1]["document 2"].fields
    assert "published" not in fields
    assert fields["published_as_printed"] == "Winter 2010/2011"


def test_an_item_that_is_only_a_picture_has_no_text() -> None:
    rejection = fixture("uk")[2]["document 3"]
    assert rejection.outlet == "The Invented Post"
    assert (rejection.reason, rejection.detail) == (
        "no_text",
        "it has no text, only title 'The quay in pictures', graphic 'The quay'",
    )


def test_headline_and_text_under_labels_and_copyright_first() -> None:
    declared, records, _ = fixture("us")
    fields = records["document 1"].fields
    assert declared == 2
    assert (fields["outlet"], fields["edition"]) == ("The Invented Mail", "City Final Edition")
    assert fields["copyright"] == "Copyright 2013 Invented Media Co. All Rights Reserved"
    assert fields["title"] == "Council votes on ferry; Third attempt this year"
    assert fields["authors"] == ["Ann Example", "Bob Sample"]
    assert fields["highlight"] == "A long debate. And a short vote."
    assert fields["body"].split("\n\n") == [
        "The council voted on Monday. The body\nof the ferry is red.",
        "   BODY: OF EVIDENCE was the title of the talk.",
    ]


def test_a_copyright_that_goes_on_in_the_next_line_is_no_publication(tmp_path: Path) -> None:
    text = (FIXTURES / "us.txt").read_text(encoding="utf-8").replace("All Rights Reserved", "and of its many sisters")
    fields = items(saved(tmp_path, text))[1]["document 1"].fields
    assert fields["outlet"] == "The Invented Mail"
    assert fields["copyright"] == "Copyright 2013 Invented Media Co.; and of its many sisters"


def test_corrections_and_pictures_of_several_paragraphs_are_no_text() -> None:
    fields = fixture("us")[1]["document 1"].fields
    assert fields["correction"] == "Correction Appended; An earlier version misstated the length of the ferry."
    assert (fields["correction_date"], fields["graphic"]) == ("March 6, 2013", "PHOTO PHOTO two")


def test_a_label_that_is_not_known_is_kept() -> None:
    assert fixture("us")[1]["document 1"].fields["other_labels"] == "VESSEL-CODE: F7"


def test_a_document_that_nexis_could_not_show_is_missing() -> None:
    rejection = fixture("us")[2]["document 2"]
    assert (rejection.reason, rejection.detail) == (
        "missing",
        "Nexis could not display it at export; export it again",
    )


def test_dutch_labels_and_a_date_in_two_spellings() -> None:
    declared, records, rejections = fixture("nl")
    first, second = records["document 1"].fields, records["document 2"].fields
    assert (declared, rejections) == (2, {})
    assert (first["outlet"], first["title"]) == ("De Verzonnen Krant", "Brug eindelijk open")
    assert (first["published"], first["authors"]) == ("24. September 2002", ["VOORBEELD, ANNA"])
    assert "published_again" not in first
    assert (second["published"], second["published_again"]) == ("24. September 2002", "September 25, 2002")
    assert (first["language"], first["language_as_printed"]) == ("nl", "Dutch / Nederlands")
    assert first["body"] == "De brug is open, zei de burgemeester.\n\nEen tweede alinea."
    assert second["title"] == "Kronik: de pont vaart"  # a colon makes no label


def test_german_labels_in_an_old_encoding() -> None:
    _, records, _ = fixture("de")
    first, second = records["document 1"], records["document 2"]
    assert first.encoding == "cp1252"
    assert first.fields["title"] == "Brücke endlich offen"
    assert (first.fields["published"], first.fields["length_words"]) == ("31. August 2011", 1204)
    assert first.fields["section"] == "POLITIK; S. 7 Ausg. 167"
    assert first.fields["copyright"] == "Copyright 2011 Erfundene Medien GmbH; Alle Rechte vorbehalten"
    assert second.fields["published"] == "27. Februar 2012 9:50 PM GMT+1"
    assert "title" not in second.fields
    assert second.fields["body"] == "Eine Meldung ohne Überschrift."


def test_french_labels() -> None:
    fields = fixture("fr")[1]["document 1"].fields
    assert (fields["published"], fields["language"], fields["length_words"]) == ("4 juillet 2018", "fr", 411)
    assert (fields["title"], fields["body"]) == ("Le pont est ouvert", "Le pont est ouvert, a dit la maire.")


def test_an_online_item_without_labels() -> None:
    fields = fixture("online")[1]["document 1"].fields
    assert (fields["outlet"], fields["url"]) == ("invented.example", "https://invented.example/pont")
    assert (fields["title"], fields["length_words"]) == ("Ferry sails again", 23)
    assert fields["body"] == "The ferry sails again, after nine weeks."


def test_rtf_is_read_as_its_text_whatever_it_is_called(tmp_path: Path) -> None:
    paragraphs = documents([1, 2], 2).split("\n")
    rtf = r"{\rtf1\ansi{\*\LXNComment x}" + "".join(rf"\pard {line}\par " for line in paragraphs) + "}"
    file = saved(tmp_path, rtf, "export.DOC")
    assert format_of(file).name == "Nexis"
    declared, records, rejections = items(file)
    assert (declared, rejections) == (2, {})
    fields = records["document 2"].fields
    assert (fields["outlet"], fields["published"]) == ("The Invented Post", "January 3, 2010")
    assert (fields["title"], fields["body"]) == ("Ferry 2 sails", "The ferry number 2 sails twice a day.")


def test_a_document_that_is_declared_and_not_there_is_named(tmp_path: Path) -> None:
    declared, records, rejections = items(saved(tmp_path, documents([1, 2, 4], 5)))
    assert (declared, list(records)) == (5, ["document 1", "document 2", "document 4"])
    assert {name: rejection.reason for name, rejection in rejections.items()} == {
        "document 3": "missing",
        "document 5": "missing",
    }
    assert rejections["document 3"].detail == "the counters say 5, and this one is not in the file; export it again"


def test_a_document_whose_counter_was_lost_is_read(tmp_path: Path) -> None:
    text = documents([1, 2, 3], 3)
    for lost in ("1 of 3", "2 of 3", "3 of 3"):
        declared, records, rejections = items(saved(tmp_path, text.replace(f"{lost} DOCUMENTS", "")))
        assert (declared, rejections) == (3, {})
        assert {name: record.fields["title"] for name, record in records.items()} == {
            f"document {n}": f"Ferry {n} sails" for n in (1, 2, 3)
        }
        assert [record.fields["outlet"] for record in records.values()] == ["The Invented Post"] * 3


def test_one_article_without_any_counter(tmp_path: Path) -> None:
    file = saved(tmp_path, documents([1], 1).replace("1 of 1 DOCUMENTS", ""))
    assert format_of(file).name == "Nexis"
    declared, records, _ = items(file)
    assert declared is None
    assert records["line 1"].fields["title"] == "Ferry 1 sails"


def test_a_file_of_a_series_declares_its_own_documents(tmp_path: Path) -> None:
    declared, records, rejections = items(saved(tmp_path, documents(list(range(501, 1001)), 2325)))
    assert (declared, len(records), rejections) == (500, 500, {})


COVER = "Download Request: {request}\nTime Of Request: Friday, March 20, 2015\n\nTerms: ferry\nProject ID: None\n"


@pytest.mark.parametrize(
    ("request_line", "numbers", "m", "declared", "missing"),
    [
        ("Selected Items: 1201-1203", [1, 2, 3], 3, 3, []),  # the counter begins anew
        ("Selected Items: 1201-1203", [1201, 1203], 2325, 3, ["document 1202"]),  # or not
        ("All Documents: 1-4", [1, 2], 2, 4, ["document 3", "document 4"]),
        ("Selected Items: 1, 3-4", [1, 3, 4], 9, 3, []),
    ],
)
def test_the_cover_page_says_what_was_asked_for(
    tmp_path: Path, request_line: str, numbers: list[int], m: int, declared: int, missing: list[str]
) -> None:
    text = COVER.format(request=request_line) + documents(numbers, m)
    found, records, rejections = items(saved(tmp_path, text))
    assert (found, list(rejections)) == (declared, missing)
    assert len(records) + len(rejections) == declared


def test_two_exports_in_one_file(tmp_path: Path) -> None:
    text = documents([1, 2], 2) + COVER.format(request="All Documents: 1-3") + documents([1, 3], 3)
    declared, records, rejections = items(saved(tmp_path, text))
    assert declared == 5
    assert list(records) == [
        *("export 1, document 1", "export 1, document 2"),
        *("export 2, document 1", "export 2, document 3"),
    ]
    assert list(rejections) == ["export 2, document 2"]
    assert records["export 1, document 2"].fields["body"] == "The ferry number 2 sails twice a day."


def test_thousands_of_declared_documents_are_counted_but_no_nonsense(tmp_path: Path) -> None:
    text = documents([1], 1) + "\n2 of 99999 DOCUMENTS\n"
    assert items(saved(tmp_path, text))[0] == 1


def test_a_file_without_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError):
        items(saved(tmp_path, "\n \n"))


def test_the_whole_way(tmp_path: Path) -> None:
    (tmp_path / "us.txt").write_bytes((FIXTURES / "us.txt").read_bytes())
    (tmp_path / "nl.txt").write_bytes((FIXTURES / "nl.txt").read_bytes())
    reading = read(tmp_path)
    assert reading.raw["published"].dt.strftime("%Y-%m-%d").tolist() == ["2002-09-24", "2002-09-24", "2013-03-04"]
    assert reading.rejected[["locator", "reason"]].values.tolist() == [["document 2", "missing"]]
    assert reading.raw["title"].tolist()[2] == "Council votes on ferry; Third attempt this year"


@fuzzed
@given(damaged(*((FIXTURES / f"{name}.txt").read_bytes() for name in OLD)))
def test_damaged_files_are_read_or_refused(data: bytes) -> None:
    accounted(nexis.read, data, "export.txt")


@fuzzed
@given(st.integers(1, 6), st.data())
def test_a_cut_file_loses_no_document(n: int, data: st.DataObject) -> None:
    text = documents(list(range(1, n + 1)), n)
    at = data.draw(st.integers(text.index("DOCUMENTS") + 9, len(text)))
    with tempfile.TemporaryDirectory() as folder:
        declared, records, rejections = items(saved(Path(folder), text[:at]))
    assert declared == n
    assert len(records) + len(rejections) == n
