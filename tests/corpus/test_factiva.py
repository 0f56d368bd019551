"""Factiva's exports: labelled and not, web pages and RTF."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import Item, accounted, damaged, fuzzed, records, rejections

from analysis.corpus import read
from analysis.corpus.factiva import export as factiva
from analysis.corpus.factiva.fields import n_words, of_printed
from analysis.corpus.files import File
from analysis.corpus.formats import format_of
from analysis.corpus.records import Declared, NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures" / "factiva"
Items = list[Item]


def items(path: Path) -> Items:
    return list(factiva.read(File(path, path.name), Settings()))


def changed(folder: Path, name: str, old: str, new: str, *, times: int = 1) -> Items:
    """Return what is read from a fixture in which a passage was replaced."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, times), encoding="utf-8")
    return items(folder / name)


def rtf(folder: Path, *lines: str, name: str = "a.rtf") -> Items:
    body = "\\par\n".join(line.replace("\t", "\\tab ") for line in lines)
    (folder / name).write_bytes(("{\\rtf1\\ansi " + body + "\\par}").encode("cp1252"))
    return items(folder / name)


def test_a_labelled_page() -> None:
    first, second = records(items(FIXTURES / "indexed.html"))
    assert first == Record(
        "indexed.html",
        "document 1",
        {
            "article_id": "INVP000020111229e7ct0001r",
            "section": "City News",
            "title": "Harbour bridge opens at last",
            "authors": ["Ann Example", "Bob Pattern", "Carla Sample"],
            "length_words": 1234,
            "published": "29 December 2011",
            "time": "15:32",
            "outlet": "The Invented Post",
            "source_code": "INVP",
            "page": "6",
            "language": "en",
            "copyright": "© 2011 Invented Ltd",
            "body": "The bridge over the harbour opened on Thursday.\n\n"
            "Length: 512 words, said the sign of the Invented Ferries company.\n\n"
            "The body of the old bridge stays.\n\nToll\t2\n\nIN\t3",
            "correction": "An earlier version gave the wrong toll.",
            "companies": "invmed : Invented Media Ltd",
            "subjects": "gpol : Domestic Politics | gcat : Political News",
        },
    )
    assert second.fields["title"] == "Le pont n’a plus de péage"
    assert second.fields["body"] == "Un seul paragraphe, sans chapeau."
    assert (second.fields["published"], second.fields["language"]) == ("3 mars 2019", "fr")


def test_an_article_without_text_is_told() -> None:
    found = items(FIXTURES / "indexed.html")
    assert rejections(found) == [("document 3", "no_text")]
    assert "Photograph of the bridge" in found[-1].detail  # type: ignore[union-attr]


def test_a_page_without_labels() -> None:
    found = items(FIXTURES / "display.html")
    assert found[0] == Declared(4)
    german, second, chinese = records(found)
    assert german.locator == "document 4"
    assert german.fields == {
        "article_id": "ERFZ000020170401ed4100009",
        "section": "Politik",
        "title": "Brücke eröffnet",
        "authors": ["Anna Beispiel", "Bernd Muster"],
        "length_words": 1590,
        "published": "1 April 2017",
        "time": "11:21:59",
        "outlet": "Erfundene Zeitung",
        "source_code": "ERFZ",
        "edition": "HP1",
        "page": "4",
        "language": "de",
        "copyright": "Copyright 2017 Erfundener Verlag",
        "body": "Die Brücke ist seit Samstag offen.\n\n590 Wörter standen auf dem Schild.",
        "after_text": "Bild: die Brücke",
    }
    assert second.fields["article_id"] == "ERFZ000020170403ed430000a"  # of the division around: its last line is lost
    assert (chinese.fields["published"], chinese.fields["time"]) == ("2018-10-07", "17:04")
    assert chinese.fields["length_words"] == 210


def test_a_gap_in_the_counter_is_a_missing_article() -> None:
    assert rejections(items(FIXTURES / "display.html")) == [("document 5", "missing")]


def test_articles_within_each_other_come_once_each(tmp_path: Path) -> None:
    old = '<div class="article frArticle">'
    text = (FIXTURES / "indexed.html").read_text(encoding="utf-8").replace("</table></div>", "</table>")
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert old in text
    assert [one.fields for one in records(items(tmp_path / "a.html"))] == [
        one.fields for one in records(items(FIXTURES / "indexed.html"))
    ]


def test_a_page_without_a_headline_or_author(tmp_path: Path) -> None:
    title = '<div id="hd"><span class="deHeadline counted">6) Maut bleibt</span></div>\n'
    _, second, _ = records(changed(tmp_path, "display.html", title, ""))
    assert "title" not in second.fields
    assert second.fields["body"] == "Die Maut bleibt, sagt die Stadt."


def test_a_page_without_length_is_read_from_its_date(tmp_path: Path) -> None:
    first = records(changed(tmp_path, "display.html", "<div>1.590 Wörter</div>", ""))[0]
    assert (first.fields["title"], first.fields["section"]) == ("Brücke eröffnet", "Politik")
    assert (first.fields["published"], first.fields["outlet"]) == ("1 April 2017", "Erfundene Zeitung")


def test_a_head_of_no_known_form_is_kept_and_is_no_text(tmp_path: Path) -> None:
    old = "<div>120 Wörter</div><div>3 März 2017</div>"
    _, second, _ = records(changed(tmp_path, "display.html", old, "<div>im Frühling</div>"))
    assert second.fields["body"] == "Die Maut bleibt, sagt die Stadt."
    assert "im Frühling" in second.fields["head_as_printed"]


def test_an_rtf_document_without_labels() -> None:
    found = items(FIXTURES / "plain.rtf")
    assert found[0] == Declared(3)
    first, third = records(found)
    assert first.fields == {
        "article_id": "INVP000020111229e7ct0001r",
        "section": "City News",
        "title": "Harbour bridge opens at last",
        "authors": ["Ann Example"],
        "length_words": 1234,
        "published": "29 December 2011",
        "time": "15:32",
        "outlet": "The Invented Post",
        "source_code": "INVP",
        "edition": "Late",
        "page": "6",
        "language": "en",
        "copyright": "© 2011 Invented Ltd",
        "body": "The bridge opened. It’s long.\n\nLength: 512 words",
    }
    assert (third.locator, third.fields["body"]) == ("document 3", "The toll stays.")


def test_what_only_the_table_of_contents_has_is_missing_by_name() -> None:
    (missing,) = [one for one in items(FIXTURES / "plain.rtf") if isinstance(one, Rejection)]
    assert (missing.locator, missing.reason) == ("document 2", "missing")
    assert "Nobody drowned" in missing.detail


def test_a_labelled_rtf_document_with_tabs_and_with_tables() -> None:
    first, second = records(items(FIXTURES / "indexed.rtf"))
    assert first.fields == {
        "article_id": "INVP000020111229e7ct0001r",
        "title": "Harbour bridge opens",
        "authors": ["Ann Example"],
        "length_words": 300,
        "published": "29 December 2011",
        "outlet": "The Invented Post",
        "source_code": "INVP",
        "language": "en",
        "copyright": "© 2011 Invented Ltd",
        "body": "The bridge opened.\n\nA second paragraph of the lead.\n\nThe rest.\n\n"
        "IN\tthe harbour, boats waited.\n\nHD of the ferry company said so.",
        "industries": "i475 : Media",
        "subjects": "gpol : Domestic Politics",
    }
    assert second.fields["body"] == "The toll stays.\n\nDrivers complain."


ONE = ("HD\tOne", "WC\t3 words", "PD\t3 March 2019", "SN\tThe Invented Post", "LP\tFirst text.")
TWO = ("HD\tTwo", "WC\t3 words", "PD\t4 March 2019", "SN\tThe Invented Post", "TD\tSecond text.")
AN = ("AN\tDocument INVP000020190303ef330000%d",)


def test_articles_whose_end_is_lost_are_still_two(tmp_path: Path) -> None:
    found = records(rtf(tmp_path, *ONE, *TWO, AN[0] % 2))
    assert [(one.fields["title"], one.fields["body"]) for one in found] == [
        ("One", "First text."),
        ("Two", "Second text."),
    ]


def test_a_text_whose_label_is_lost_is_still_text(tmp_path: Path) -> None:
    (found,) = records(rtf(tmp_path, *ONE[:-1], "First text.", "More of it.", AN[0] % 1))
    assert (found.fields["outlet"], found.fields["body"]) == ("The Invented Post", "First text.\n\nMore of it.")


def test_unlabelled_articles_whose_end_is_lost_are_still_two(tmp_path: Path) -> None:
    head = (
        "%s",
        "3 words",
        "3 March 2019",
        "The Invented Post",
        "INVP",
        "English",
        "© 2019 Invented Ltd",
        "Text of %s.",
    )
    lines = [line.replace("%s", title) for title in ("One bridge", "Two bridges") for line in head]
    found = records(rtf(tmp_path, *lines, "Document INVP000020190303ef3300002"))
    assert [(one.fields["title"], one.fields["body"]) for one in found] == [
        ("One bridge", "Text of One bridge."),
        ("Two bridges", "Text of Two bridges."),
    ]


def test_text_in_no_article_is_told(tmp_path: Path) -> None:
    found = rtf(tmp_path, "The end of an article that was cut.", *ONE, AN[0] % 1)
    assert rejections(found) == [("document 1", "no_article")]
    assert "was cut" in found[-1].detail  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "n"),
    [
        ("1,234 words", 1234),
        ("1.234 Wörter", 1234),
        ("1\xa0234 mots", 1234),
        ("590 palabras", 590),
        ("210 字", 210),
        ("words", None),
        ("590 Wörter standen da", None),
    ],
)
def test_lengths_in_many_languages(line: str, n: int | None) -> None:
    assert n_words(line) == n


@pytest.mark.parametrize(
    ("above", "told"),
    [
        (["Bridge opens"], {"title": "Bridge opens"}),
        (["Bridge opens", "By Ann Example"], {"title": "Bridge opens", "authors": ["Ann Example"]}),
        (["City", "Bridge opens"], {"title": "Bridge opens", "section": "City"}),
        (["City", "Bridge opens", "Von Anna Beispiel"], {"title": "Bridge opens", "section": "City"}),
    ],
)
def test_what_stands_above_the_length(above: list[str], told: dict[str, object]) -> None:
    fields = of_printed([*above, "30 words", "3 mars 2019", "Le Journal Inventé", "JLINV", "Texte."])
    assert {name: fields[name] for name in told} == told
    assert (fields["published"], fields["source_code"], fields["body"]) == ("3 mars 2019", "JLINV", "Texte.")


def test_a_date_without_a_day_is_kept_as_printed(tmp_path: Path) -> None:
    (found,) = records(rtf(tmp_path, *ONE[:2], "PD\tSummer 2008", *ONE[3:], AN[0] % 1))
    assert found.fields["published_as_printed"] == "Summer 2008"
    assert "published" not in found.fields


@pytest.mark.parametrize("name", ["indexed.html", "display.html", "indexed.rtf", "plain.rtf"])
def test_each_is_recognised_and_read_the_same_twice(name: str) -> None:
    assert format_of(File(FIXTURES / name, name)).name == "Factiva"
    assert items(FIXTURES / name) == items(FIXTURES / name)


def test_other_pages_and_documents_are_not_factivas(tmp_path: Path) -> None:
    for name, text in (("a.html", "<article><p>Factiva was mentioned.</p></article>"), ("a.rtf", "{\\rtf1 Factiva}")):
        (tmp_path / name).write_text(text)
        assert not factiva.fits(File(tmp_path / name, name))


def test_a_page_of_factivas_without_articles_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><title>Factiva</title><body><p>No article.</p></body></html>")
    with pytest.raises(NotThisFormatError, match="without articles"):
        items(tmp_path / "a.html")


def test_tags_nested_too_deep_are_told_and_lose_nothing_silently(tmp_path: Path) -> None:
    text = (FIXTURES / "indexed.html").read_text(encoding="utf-8").replace("<body>", "<body>" + "<b>" * 3000)
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    with pytest.raises(NotThisFormatError, match="too deep"):
        items(tmp_path / "a.html")


def test_a_folder_of_exports_becomes_a_table(tmp_path: Path) -> None:
    (tmp_path / "display.html").write_bytes((FIXTURES / "display.html").read_bytes())
    found = read(tmp_path)
    assert found.raw["published"].dt.strftime("%Y-%m-%d").tolist() == ["2017-04-01", "2017-03-03", "2018-10-07"]
    assert found.raw["authors"].tolist()[0] == ["Anna Beispiel", "Bernd Muster"]


@fuzzed
@given(data=st.data(), name=st.sampled_from(["indexed.html", "display.html", "indexed.rtf", "plain.rtf"]))
def test_damaged_exports_are_read_or_refused(data: st.DataObject, name: str) -> None:
    broken = data.draw(damaged((FIXTURES / name).read_bytes()))
    found = accounted(factiva.read, broken, name)
    assert found is None or found
    assert all(one.fields["body"].strip() for one in records(found or []))
