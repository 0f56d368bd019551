"""Exports of Nexis Uni: Word, RTF and text; markers and labels lacking, cover pages, articles that are not there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import accounted, damaged, fuzzed

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.formats import format_of
from analysis.corpus.nexis import uni as nexisuni
from analysis.corpus.records import Declared, Record, Rejection
from analysis.corpus.settings import Settings

FIXTURE = Path(__file__).parent / "fixtures" / "nexis" / "uni.txt"
COVER = [
    "User Name: A. READER",
    "Date and Time: Wednesday, December 19, 2018 7:11:00 PM JST",
    "Job Number: 79565034",
    "",
]
BRIDGE = [
    "Harbour bridge opens at last",
    "The Invented Post",
    "January 11, 2018 Thursday, Late Edition - Final",
    "",
    "Copyright 2018 The Invented Company All Rights Reserved",
    "",
    "Section:\xa0Section B; Column 0; Pg. 1",
    "Length:\xa01143 words",
    "Byline:\xa0By Ann Example and Bob Sample\nHighlight:\xa0A bridge, late and over budget.",  # a line break
    "",
    "Body",
    "",
    "The bridge opened on Thursday.",
    "Length: 512 words",
    "",
    "",
    "Body",
    "Nobody knew what the note meant.",
    "Graphic",
    "PHOTO: The bridge (A1)",
    "Correction",
    "An earlier version misstated the length of the bridge.",
    "Correction-Date:\xa0January 13, 2018",
    "Classification",
    "Language:\xa0ENGLISH",
    "Publication-Type:\xa0Newspaper",
    "Journal Code:\xa0INP",
    "Subject:\xa0BRIDGES (93%); FERRIES (88%)",
    "Load-Date:\xa0January 12, 2018",
    "",
    "End of Document",
]


def article(number: int, **changes: str) -> list[str]:
    """Return a short article; a line whose change is empty is left out."""
    lines = {
        "title": f"Ferry {number} sails",
        "outlet": "The Invented Mail",
        "date": f"March {number}, 2018 Monday",
        "copyright": "Copyright 2018 Invented Mail Ltd",
        "section": "Section: LOCAL; Pg. 2",
        "length": "Length: 12 words",
        "marker": "Body",
        "text": f"The ferry number {number} sails twice a day.",
        "load": f"Load-Date: March {number}, 2018",
        "classification": "Classification",
        "language": "Language: ENGLISH",
        "end": "End of Document",
    } | changes
    return [line for line in lines.values() if line]


def listed(titles: Iterable[str]) -> list[str]:
    entries = [[f"{n}. {title}", "Client/Matter: -None-", "Search Terms: ferry"] for n, title in enumerate(titles, 1)]
    return [*COVER, f"Documents ({len(entries)})", *(line for entry in entries for line in entry), "", ""]


def word(folder: Path, lines: Iterable[str], name: str = "Files.DOCX", table: bool = False) -> File:
    """Save lines as the paragraphs of a Word document, perhaps behind a table such as cover pages have."""
    document = docx.Document()
    if table:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "News", "Sources: The Invented Post; Timeline: Jan 01, 2018 to Dec 31, 2018"
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / name))
    return File(folder / name, name)


def items(file: File) -> tuple[int | None, dict[str, Record], dict[str, Rejection]]:
    """Return what a file declares, its records and its rejections, by their locators."""
    found = list(nexisuni.read(file, Settings()))
    declared = [item.n for item in found if isinstance(item, Declared)]
    records = {item.locator: item for item in found if isinstance(item, Record)}
    rejections = {item.locator: item for item in found if isinstance(item, Rejection)}
    assert len(records) + len(rejections) == len(found) - len(declared)
    return (declared[0] if declared else None), records, rejections


def fields_of(folder: Path, lines: Iterable[str]) -> dict[str, object]:
    (record,) = items(word(folder, lines))[1].values()
    return record.fields


def test_an_article_of_a_word_document(tmp_path: Path) -> None:
    file = word(tmp_path, BRIDGE)
    assert format_of(file).name == "Nexis Uni"
    declared, records, rejections = items(file)
    assert (declared, list(records), rejections) == (None, ["document 1"], {})
    assert records["document 1"].fields == {
        "title": "Harbour bridge opens at last",
        "outlet": "The Invented Post",
        "published": "January 11, 2018",
        "edition": "Late Edition - Final",
        "copyright": "Copyright 2018 The Invented Company All Rights Reserved",
        "section": "Section B; Column 0; Pg. 1",
        "length_words": 1143,
        "authors": ["Ann Example", "Bob Sample"],
        "highlight": "A bridge, late and over budget.",
        "graphic": "PHOTO: The bridge (A1)",
        "correction": "An earlier version misstated the length of the bridge.",
        "correction_date": "January 13, 2018",
        "language": "en",
        "language_as_printed": "ENGLISH",
        "publication_type": "Newspaper",
        "journal_code": "INP",
        "subject": "BRIDGES (93%); FERRIES (88%)",
        "load_date": "January 12, 2018",
        "body": "The bridge opened on Thursday.\n\nLength: 512 words\n\nBody\n\nNobody knew what the note meant.",
    }


@pytest.mark.parametrize("kind", ["rtf", "txt"])
def test_the_same_in_rtf_and_text(tmp_path: Path, kind: str) -> None:
    lines = [line for paragraph in article(1) + article(2) for line in (paragraph, "")]
    rtf = r"{\rtf1\ansi " + "".join(rf"\pard {line}\par " for line in lines) + "}"
    (tmp_path / f"a.{kind}").write_text(rtf if kind == "rtf" else "\n".join(lines), encoding="utf-8")
    file = File(tmp_path / f"a.{kind}", f"a.{kind}")
    assert format_of(file).name == "Nexis Uni"
    _, records, _ = items(file)
    assert [record.fields["title"] for record in records.values()] == ["Ferry 1 sails", "Ferry 2 sails"]
    assert records["document 2"].fields["body"] == "The ferry number 2 sails twice a day."
    assert records["document 2"].fields["load_date"] == "March 2, 2018"


def test_a_text_export_with_its_cover_page() -> None:
    declared, records, rejections = items(File(FIXTURE, "uni.txt"))
    assert (declared, list(records)) == (3, ["document 1", "document 2"])
    assert rejections["document 3"] == Rejection(
        *("uni.txt", "document 3", "missing"),
        "'Ferry sails again': the cover page declares 3, 2 are in the file; export it again",
    )
    body = str(records["document 1"].fields["body"])
    assert "\n\nLength: 512 words\n\nBody\n\nLoad-Date: the day the barge was loaded\n\n" in body
    assert body.endswith("Nobody knew what it meant.")


def test_articles_of_a_cover_page_are_told_by_their_titles(tmp_path: Path) -> None:
    titles = [f"Ferry {n} sails" for n in (1, 2, 3, 4)]
    declared, records, rejections = items(word(tmp_path, listed(titles) + article(1) + article(3), table=True))
    assert (declared, list(records), list(rejections)) == (
        4,
        ["document 1", "document 3"],
        ["document 2", "document 4"],
    )
    assert rejections["document 2"].reason == "missing"
    assert rejections["document 2"].detail.startswith("'Ferry 2 sails': the cover page declares 4, 2 are in the file")


def test_a_list_that_word_numbers(tmp_path: Path) -> None:
    titles = ["Ferry 1 sails", "Ferry 2 sails"]
    lines = [line.partition(". ")[2] if line[:1].isdigit() else line for line in listed(titles)]
    declared, records, rejections = items(word(tmp_path, lines + article(2)))
    assert (declared, list(records), list(rejections)) == (2, ["document 2"], ["document 1"])


def test_a_cover_page_alone_names_all_that_is_lacking(tmp_path: Path) -> None:
    declared, records, rejections = items(word(tmp_path, listed(["Ferry 1 sails", "Ferry 2 sails"])))
    assert (declared, records) == (2, {})
    assert list(rejections) == ["document 1", "document 2"]


def test_a_list_beside_the_articles_declares_nothing_of_its_own(tmp_path: Path) -> None:
    file = word(tmp_path, listed(["Ferry 1 sails", "Ferry 2 sails"]), "Files_doclist.docx")
    declared, records, rejections = items(file)
    assert (declared, records) == (None, {})
    assert rejections["file"].detail == "it is the list of an export of 2 articles, which are in other files"


@pytest.mark.parametrize("with_cover", [True, False])
def test_the_first_article_is_read_with_and_without_a_cover_page(tmp_path: Path, with_cover: bool) -> None:
    front = listed(f"Ferry {n} sails" for n in (1, 2)) if with_cover else []
    _, records, rejections = items(word(tmp_path, front + article(1) + article(2)))
    assert ([record.fields["title"] for record in records.values()], rejections) == (
        ["Ferry 1 sails", "Ferry 2 sails"],
        {},
    )


@pytest.mark.parametrize("lost", ["marker", "copyright", "section", "length", "load", "classification", "language"])
def test_no_article_is_lost_with_a_line(tmp_path: Path, lost: str) -> None:
    front = listed(f"Ferry {n} sails" for n in (1, 2, 3))
    declared, records, rejections = items(
        word(tmp_path, front + article(1, **{lost: ""}) + article(2, **{lost: ""}) + article(3))
    )
    assert (declared, rejections) == (3, {})
    for n, record in enumerate(records.values(), 1):
        assert (record.fields["title"], record.fields["outlet"]) == (f"Ferry {n} sails", "The Invented Mail")
        assert (record.fields["published"], record.fields["body"]) == (
            f"March {n}, 2018",
            f"The ferry number {n} sails twice a day.",
        )


def test_a_lost_end_marker(tmp_path: Path) -> None:
    _, records, _ = items(word(tmp_path, article(1, end="") + article(2, end="") + article(3)))
    assert [record.fields["title"] for record in records.values()] == [f"Ferry {n} sails" for n in (1, 2, 3)]
    assert all("Ferry" not in str(record.fields["body"]) for record in records.values())


def test_an_end_marker_behind_other_text(tmp_path: Path) -> None:
    lines = article(1, load="", classification="", language="", text="The ferry sails. End of Document", end="")
    _, records, _ = items(word(tmp_path, lines + article(2)))
    assert records["document 1"].fields["body"] == "The ferry sails."
    assert len(records) == 2


def test_a_publication_that_is_lacking_is_not_made_up(tmp_path: Path) -> None:
    fields = fields_of(tmp_path, article(1, outlet=""))
    assert fields["title"] == "Ferry 1 sails"
    assert "outlet" not in fields
    first = items(word(tmp_path, listed(["Ferry 1 sails"]) + article(1, outlet="")))[1]["document 1"]
    assert (first.fields["title"], first.fields["published"]) == ("Ferry 1 sails", "March 1, 2018")
    assert "outlet" not in first.fields


def test_no_headline_in_original(tmp_path: Path) -> None:
    fields = fields_of(tmp_path, article(1, title="No Headline In Original"))
    assert (fields.get("title"), fields["title_as_printed"]) == (None, "No Headline In Original")


def test_notes_around_the_headline(tmp_path: Path) -> None:
    lines = ["Ferry 1 sails", "Correction Appended", *article(1, title="")]
    fields = fields_of(tmp_path, lines)
    assert (fields["title"], fields["outlet"]) == ("Ferry 1 sails", "The Invented Mail")
    assert fields["correction"] == "Correction Appended"


def test_vague_dates_and_other_languages(tmp_path: Path) -> None:
    fields = fields_of(tmp_path, article(1, date="June 2018"))
    assert (fields.get("published"), fields["published_as_printed"]) == (None, "June 2018")
    assert fields["title"] == "Ferry 1 sails"
    fields = fields_of(tmp_path, article(1, date="30 november 2012 vrijdag", length="LÄNGE:\xa0158 Wörter"))
    assert (fields["published"], fields["length_words"]) == ("30 november 2012", 158)


def test_page_headers_are_no_text(tmp_path: Path) -> None:
    fields = fields_of(tmp_path, ["Page 1 of 2", *article(1, text="The ferry sails."), "Page 2 of 2"])
    assert (fields["title"], fields["body"]) == ("Ferry 1 sails", "The ferry sails.")


def test_an_article_without_text_is_rejected(tmp_path: Path) -> None:
    lines = [*article(1, marker="", text="", load="Graphic", classification="PHOTO: The quay", language="")]
    rejection = items(word(tmp_path, lines))[2]["document 1"]
    assert rejection.reason == "no_text"
    assert rejection.detail == "it has no text, only title 'Ferry 1 sails', graphic 'PHOTO: The quay', length_words 12"


def test_a_document_that_nexis_could_not_show_is_missing(tmp_path: Path) -> None:
    text = "We are sorry but there is an error in this document and it is not possible to display it."
    declared, _, rejections = items(word(tmp_path, listed(["Ferry 1 sails"]) + article(1, text=text)))
    assert (declared, rejections["document 1"].reason) == (1, "missing")


def test_text_behind_the_last_article_is_told(tmp_path: Path) -> None:
    _, records, rejections = items(word(tmp_path, [*article(1), "A reader's remark."]))
    assert len(records) == 1
    (rejection,) = rejections.values()
    assert (rejection.reason, rejection.detail) == ("no_text", 'text behind the last article: "A reader\'s remark."')


def test_other_documents_are_not_taken_for_it(tmp_path: Path) -> None:
    file = word(tmp_path, ["Bridge opens", "It took nine years.", "Body", "End of the story."])
    assert format_of(file).name == "text"


def test_the_whole_way(tmp_path: Path) -> None:
    word(tmp_path, listed(["Harbour bridge opens at last", "Ferry 2 sails", "Ferry 3 sails"]) + BRIDGE + article(2))
    reading = read(tmp_path)
    assert reading.raw["published"].dt.strftime("%Y-%m-%d").tolist() == ["2018-01-11", "2018-03-02"]
    assert reading.raw["authors"].tolist() == [["Ann Example", "Bob Sample"], []]
    assert reading.rejected[["locator", "reason"]].values.tolist() == [["document 3", "missing"]]


@fuzzed
@given(damaged(FIXTURE.read_bytes()))
def test_damaged_text_is_read_or_refused(data: bytes) -> None:
    accounted(nexisuni.read, data, "a.txt")


@fuzzed
@given(st.integers(1, 4), st.data())
def test_paragraphs_cut_or_shuffled_in_word(n: int, data: st.DataObject) -> None:
    lines = listed(f"Ferry {k} sails" for k in range(1, n + 1)) + [line for k in range(1, n + 1) for line in article(k)]
    lines = (
        lines[: data.draw(st.integers(0, len(lines)))]
        if data.draw(st.booleans())
        else data.draw(st.permutations(lines))
    )
    with tempfile.TemporaryDirectory() as folder:
        accounted(nexisuni.read, word(Path(folder), lines).data, "a.docx")
