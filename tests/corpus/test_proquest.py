"""ProQuest's exports: texts in one file, and lists in spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import Item, accounted, damaged, fuzzed, records, rejections
from tests.corpus.workbooks import xls, xlsx

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.formats import format_of
from analysis.corpus.proquest import export as proquest
from analysis.corpus.proquest.dates import dated, whole_day
from analysis.corpus.records import Declared, NotThisFormatError, Rejection
from analysis.corpus.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures" / "proquest"
NUMBERED, LISTED = "ProQuestDocuments-2020-02-03.txt", "contents.txt"
UNDERSCORES = "_" * 60
Items = list[Item]


def items(path: Path) -> Items:
    return list(proquest.read(File(path, path.name), Settings()))


def one_of(folder: Path, *blocks: str) -> Items:
    (folder / "a.txt").write_text("\n\n".join([UNDERSCORES, *blocks, UNDERSCORES]), encoding="utf-8")
    return items(folder / "a.txt")


CLOSING = (
    "Subject: Bridges",
    "Title: Bridge opens",
    "Publication title: The Invented Post; Somewhere, UK",
    "Publication date: May 24, 2012",
    "ProQuest document ID: 100000009",
    "Database: Invented Newsstream",
)


def test_a_numbered_file() -> None:
    found = items(FIXTURES / NUMBERED)
    assert found[0] == Declared(4)
    first = records(found)[0]
    assert (first.locator, first.encoding) == ("document 1", "utf-8")
    body = first.fields.pop("body")
    assert body == (
        "The bridge over the harbour opened on Thursday.\n\n"
        "Length: 512 words, said the sign, and the body of the old bridge stays.\n\n"
        "Location: the hall by the pier. Subject: bridges, it said.\n\n"
        f"{UNDERSCORES}\n\nUnder the line the text goes on.\n\nCORRECTION: SEE CORRECTION APPENDED"
    )
    assert first.fields == {
        "article_id": "100000001",
        "title": "Harbour bridge opens at last",
        "authors": ["Example, Ann", "Pattern, Bob"],
        "outlet": "The Invented Post",
        "outlet_place": "Somewhere, UK",
        "published": "May 24, 2012",
        "url": "https://example.invalid/docview/100000001?accountid=1",
        "language": "en",
        "publication_info": "The Invented Post ; Somewhere, UK [Somewhere, UK]24 May 2012: A.1.",
        "abstract": "The bridge is open.",
        "links": "Find it",
        "credit": "By Ann Example",
        "subjects": "Bridges; Ferries",
        "places": "Somewhere",
        "companies": "Name: Invented Ferries; NAICS: 483112",
        "keywords": "Harbour",
        "page": "A.1",
        "year": "2012",
        "section": "News",
        "published_by": "Invented Media",
        "published_in": "Somewhere, UK",
        "country": "United Kingdom",
        "issn": "00000000",
        "source_type": "Newspapers",
        "document_type": "News",
        "copyright": "(Copyright (c) 2012 Invented Media)\n\nAll of it.",
        "availability": "This publication may be subject to restrictions.",
        "last_updated": "2017-11-07",
        "database": "Invented Newsstream",
    }


def test_a_text_whose_label_is_lost_and_labels_torn_by_blanks() -> None:
    fields = records(items(FIXTURES / NUMBERED))[1].fields
    assert fields["body"] == "The label of this text was lost.\n\nIts second paragraph was not."
    assert (fields["published"], fields["published_as_printed"]) == ("May 25, 2012", "Ma y 25, 2 012")
    assert (fields["language"], fields["authors"]) == ("en", [])


def test_a_number_that_is_not_there_is_missing_and_a_citation_has_no_text() -> None:
    found = items(FIXTURES / NUMBERED)
    assert rejections(found) == [("document 4", "no_text"), ("document 3", "missing")]
    citation = next(one for one in found if isinstance(one, Rejection))
    assert "abstract" in citation.detail
    assert "Ferry timetable" in citation.detail
    assert citation.outlet == "The Invented Post"


def test_a_file_with_a_table_of_contents() -> None:
    found = items(FIXTURES / LISTED)
    assert found[0] == Declared(4)
    assert rejections(found) == [("document 4", "missing")]
    french, old, cut = records(found)
    assert french.fields["body"] == "Le péage a disparu samedi.\n\nLieu : il n’en reste rien."
    assert (french.fields["outlet"], french.fields["language"]) == ("Le Journal Inventé", "fr")
    assert french.fields["published_as_printed"] == "Jun 2008/Jul 2008"
    assert "published" not in french.fields
    assert (old.fields["published"], old.fields["published_as_printed"]) == ("04 Mar 1911", "1911")
    assert (old.fields["body"], old.fields["illustration"]) == ("For sale: a bridge.", "Illustration\nA bridge, drawn.")
    assert (cut.fields["title"], cut.fields["body"]) == ("A truncated last article", "It ends in the")


def test_labels_within_the_text_end_it_nowhere(tmp_path: Path) -> None:
    text = (
        "Full text: One.",
        "Title: a word in a text",
        "Two.",
        "Subject: another",
        "Publication date: never",
        "Three.",
    )
    (found,) = records(one_of(tmp_path, "Bridge opens", *text, *CLOSING))
    body = "One.\n\nTitle: a word in a text\n\nTwo.\n\nSubject: another\n\nPublication date: never\n\nThree."
    assert found.fields["body"] == body
    assert (found.fields["title"], found.fields["published"]) == ("Bridge opens", "May 24, 2012")


def test_fields_without_blank_lines_between(tmp_path: Path) -> None:
    (found,) = records(one_of(tmp_path, "Bridge opens", "Full text: One.\n\nTwo.", "\n".join(CLOSING)))
    assert found.fields["body"] == "One.\n\nTwo."
    assert (found.fields["article_id"], found.fields["outlet"]) == ("100000009", "The Invented Post")


def test_an_unknown_field_behind_the_text_does_not_join_it(tmp_path: Path) -> None:
    closing = (*CLOSING[:2], "Collection note: Invented", *CLOSING[2:])
    (found,) = records(one_of(tmp_path, "Bridge opens", "Full text: One.", *closing))
    assert found.fields["body"] == "One."


def test_articles_without_a_line_between_are_still_two(tmp_path: Path) -> None:
    second = ("Toll stays", "Publication info: The Invented Post", "Full text: Two.")
    found = records(one_of(tmp_path, "Bridge opens", "Full text: One.", *CLOSING, *second, *CLOSING[2:]))
    assert [(one.fields["title"], one.fields["body"]) for one in found] == [
        ("Bridge opens", "One."),
        ("Toll stays", "Two."),
    ]


def test_text_between_articles_is_told(tmp_path: Path) -> None:
    blocks = ("Bridge opens", "Full text: One.", *CLOSING, UNDERSCORES, "A stray paragraph.")
    found = one_of(tmp_path, *blocks)
    assert [reason for _, reason in rejections(found)] == ["no_article"]
    assert "A stray paragraph." in found[-1].detail  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("May 24, 2012", "May 24, 2012"),
        ("24 mai 2012", "24 mai 2012"),
        ("24 de mayo de 2012", "24 de mayo de 2012"),
        ("Jan 11, 2 009", "Jan 11, 2009"),
        ("J anuary 1 1, 2009", "January 11, 2009"),
        ("2012-05-24", "2012-05-24"),
        ("Jun 2008", None),
        ("Jun/Jul 2008", None),
        ("Jun 2008/Jul 2008", None),
        ("Spring 2007", None),
        ("Oct 17-Oct 23, 2007", None),
        ("Aug 6-12, 2009", None),
        ("Dec 26, 2007-Jan 1, 2008", None),
        ("Dec 27, 2012/Jan 9, 2013", None),
        ("1911", None),
        ("", None),
    ],
)
def test_dates_have_a_day_or_are_none(printed: str, day: str | None) -> None:
    assert whole_day(printed) == day


def test_a_day_in_the_publication_info_stands_in() -> None:
    assert dated("1911", "The Old Invention; Somewhere [Somewhere]04 Mar 1911: 7.")["published"] == "04 Mar 1911"
    assert dated("", "The Old Invention, no date") == {}


def test_a_list_in_a_spreadsheet_says_that_it_has_no_texts(tmp_path: Path) -> None:
    header = ["Title", "Abstract", "StoreId", "Authors", "pubdate", "pubtitle", "language"]
    row = ["Bridge opens", "It is open.", 100000001, "[Unknown]", "May 24, 2012", "The Invented Post", "English"]
    for name, data in (("a.xlsx", xlsx(Sheet=[header, row])), ("a.xls", xls([header, row]))):
        (tmp_path / name).write_bytes(data)
        assert format_of(File(tmp_path / name, name)).name == "ProQuest"
        (found,) = items(tmp_path / name)
        assert isinstance(found, Rejection)
        assert (found.locator, found.reason, found.outlet) == ("row 2", "no_text", "The Invented Post")
        assert "Text only" in found.detail


def test_a_spreadsheet_with_texts_gives_our_names(tmp_path: Path) -> None:
    header = ["Title", "StoreId", "Authors", "pubdate", "pubtitle", "language", "Full text"]
    row = ["Bridge opens", 100000001, "Example, Ann; Roe, Bo", "Spring 2012", "The Invented Post", "English", "It is."]
    (tmp_path / "a.xlsx").write_bytes(xlsx(Sheet=[header, row]))
    (found,) = records(items(tmp_path / "a.xlsx"))
    assert found.fields == {
        "title": "Bridge opens",
        "article_id": 100000001,
        "authors": ["Example, Ann", "Roe, Bo"],
        "published": None,
        "published_as_printed": "Spring 2012",
        "outlet": "The Invented Post",
        "language": "en",
        "body": "It is.",
    }


def test_other_tables_are_plain_spreadsheets(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(Sheet=[["title", "text"], ["Bridge", "It is open."]]))
    assert format_of(File(tmp_path / "a.xlsx", "a.xlsx")).name == "spreadsheet"


@pytest.mark.parametrize("name", [NUMBERED, LISTED])
def test_each_is_recognised_and_read_the_same_twice(name: str) -> None:
    assert format_of(File(FIXTURES / name, name)).name == "ProQuest"
    assert items(FIXTURES / name) == items(FIXTURES / name)


def test_a_text_about_proquest_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"ProQuest bought\n\n{UNDERSCORES}\n\nFull text: none of its labels but one.\n")
    assert not proquest.fits(File(tmp_path / "a.txt", "a.txt"))


def test_a_file_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match="no article"):
        one_of(tmp_path, "Nothing.")


def test_a_folder_of_exports_becomes_a_table(tmp_path: Path) -> None:
    (tmp_path / NUMBERED).write_bytes((FIXTURES / NUMBERED).read_bytes())
    found = read(tmp_path)
    assert found.raw["published"].dt.strftime("%Y-%m-%d").tolist() == ["2012-05-24", "2012-05-25"]
    assert found.raw["article_id"].tolist() == ["100000001", "100000002"]
    assert sorted(found.rejected["reason"]) == ["missing", "no_text"]


@fuzzed
@given(data=st.data(), name=st.sampled_from([NUMBERED, LISTED]))
def test_damaged_exports_are_read_or_refused(data: st.DataObject, name: str) -> None:
    broken = data.draw(damaged((FIXTURES / name).read_bytes()))
    found = accounted(proquest.read, broken, name)
    assert found is None or found
    assert all(one.fields["body"].strip() for one in records(found or []))
