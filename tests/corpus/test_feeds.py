"""RSS and Atom feeds saved to disk: each entry is an article, with its whole text or a teaser; nothing is fetched."""

from __future__ import annotations

import socket
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import accounted, damaged, fuzzed

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.formats import format_of
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings
from analysis.corpus.web import feeds

FIXTURES = Path(__file__).parent / "fixtures" / "feeds"
RSS = (FIXTURES / "harbour-post.rss").read_text(encoding="utf-8")
ATOM = (FIXTURES / "uferbote.atom").read_text(encoding="utf-8")


def items(path: Path) -> list[Record | Rejection]:
    return list(feeds.read(File(path, path.name), Settings()))


def items_of(folder: Path, text: str | bytes) -> list[Record | Rejection]:
    path = folder / "a.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return items(path)


def fields_of(folder: Path, item: str) -> dict[str, Any]:
    """The fields of one item of a feed."""
    (found,) = items_of(folder, f'<rss version="2.0"><channel><title>Post</title><item>{item}</item></channel></rss>')
    assert isinstance(found, Record)
    return found.fields


def titles(found: list[Record | Rejection]) -> list[str]:
    return [item.fields["title"] for item in found if isinstance(item, Record)]


def reasons(found: list[Record | Rejection]) -> list[tuple[str, str]]:
    return [(item.locator, item.reason) for item in found if isinstance(item, Rejection)]


# Layouts


def test_an_rss_feed() -> None:
    whole, teaser, aggregated, bare = items(FIXTURES / "harbour-post.rss")
    assert whole == Record(
        "harbour-post.rss",
        "entry 1",
        {
            "title": "Harbour bridge & ferry: both open",
            "authors": ["Ann Roe", "Ben Low"],
            "url": "https://harbourpost.example/a",
            "published": "Mon, 11 Jan 2010 06:30:00 +0000",
            "published_from": "published",
            "outlet": "The Harbour Post",
            "language": "en-gb",
            "body": "KORVAT — The bridge over the Sall opened on Monday.\n\n"
            "“At last,” said Mira Tolland.\nShe runs a café.\n\nWhat it cost\n\nLength: 812 words\n\n"
            "An <item> and an in the text end nothing.",
            "text_kind": "content",
            "entry_id": "a-1",
            "section": "City; Transport",
            "description": "Nine years of work are over.",
            "feed": "The Harbour Post",
        },
    )
    assert isinstance(teaser, Record)
    assert teaser.fields == {
        "title": "Ferry strike enters third week",
        "authors": ["Kim Ode"],
        "url": "https://harbourpost.example/b",
        "published": "Mo, 25 Jun 2018 11:41:36",
        "published_from": "published",
        "outlet": "The Harbour Post",
        "language": "en-gb",
        "body": "The ferries stay in port.\n\nTalks go on.",
        "text_kind": "summary",
        "entry_id": "https://harbourpost.example/b",
        "feed": "The Harbour Post",
    }
    assert isinstance(aggregated, Record)
    assert {name: aggregated.fields.get(name) for name in ("outlet", "feed", "published", "published_from")} == {
        "outlet": "Meridian Press",
        "feed": "The Harbour Post",
        "published": "2010-01-09T22:00:00Z",
        "published_from": "updated",
    }
    assert ("authors" in aggregated.fields, aggregated.fields["credited_to"]) == (False, "Staff Writer")
    detail = "Only a headline: the entry has neither content nor a summary"
    assert bare == Rejection("harbour-post.rss", "entry 4", "no_text", detail, "The Harbour Post")


def test_an_atom_feed() -> None:
    whole, teaser = items(FIXTURES / "uferbote.atom")
    assert isinstance(whole, Record)
    assert whole.fields == {
        "title": "Brücke eröffnet",
        "authors": ["Anna Beispiel"],
        "url": "https://uferbote.example/a",
        "published": "2010-01-11T06:30:00+01:00",
        "published_from": "published",
        "modified": "2010-01-12T07:00:00+01:00",
        "outlet": "Der Uferbote",
        "language": "de",
        "body": "Die Brücke ist offen.\n\nEndlich & für alle.",
        "text_kind": "content",
        "entry_id": "urn:x:a",
        "section": "Stadt",
        "description": "Neun Jahre Bauzeit.",
        "credited_to": "Der Uferbote",
        "feed": "Der Uferbote",
    }
    assert isinstance(teaser, Record)
    assert [teaser.fields[name] for name in ("body", "text_kind", "published", "published_from")] == [
        "Die Fähren bleiben im Hafen.",
        "summary",
        "2010-01-10T07:00:00Z",
        "updated",
    ]


def test_an_rss_feed_of_version_1() -> None:
    (found,) = items(FIXTURES / "old.xml")
    assert isinstance(found, Record)
    assert [found.fields[name] for name in ("title", "outlet", "published", "body")] == [
        "Mayor resigns",
        "Quay Weekly",
        "2004-03-02",
        "The mayor of Korvat has resigned.",
    ]


def test_feeds_are_a_corpus() -> None:
    reading = read(FIXTURES)
    assert (len(reading.raw), len(reading.rejected)) == (6, 1)
    days = dict(zip(reading.raw["title"], reading.raw["published"].dt.strftime("%Y-%m-%d"), strict=True))
    assert days["Ferry strike enters third week"] == "2018-06-25"
    assert days["Brücke eröffnet"] == "2010-01-11"


# Drifts


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("Plain\n\ntext. Tom &amp;amp; Jerry", "Plain\n\ntext. Tom & Jerry"),
        ("Profit &amp;lt; 5% and &amp;gt; 3%", "Profit < 5% and > 3%"),
        ("&lt;p&gt;wrapped\n  in the source&lt;/p&gt;", "wrapped in the source"),
        ("&lt;div&gt;One&lt;/div&gt;&lt;div&gt;Two&lt;/div&gt;", "One\n\nTwo"),
        ("a&lt;script&gt;evil()&lt;/script&gt;&lt;b&gt; b&lt;/b&gt;", "a b"),
        (
            "&lt;table&gt;&lt;tr&gt;&lt;td&gt;2005&lt;/td&gt;&lt;td&gt;130&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;",
            "2005 | 130",
        ),
    ],
)
def test_a_summary_is_plain_text_with_its_paragraphs(tmp_path: Path, markup: str, body: str) -> None:
    assert fields_of(tmp_path, f"<description>{markup}</description>")["body"] == body


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("ann@post.example (Ann Roe)", ["Ann Roe"]),
        ("Ann Roe &lt;ann@post.example&gt;", ["Ann Roe"]),
        ("By Ann Roe, Ben Low and Kim Ode", ["Ann Roe", "Ben Low", "Kim Ode"]),
        ("ann@post.example", None),
        ("Post", None),
    ],
)
def test_authors_of_rss_items(tmp_path: Path, author: str, people: list[str] | None) -> None:
    assert fields_of(tmp_path, f"<author>{author}</author><description>x</description>").get("authors") == people


def test_a_vague_date_is_kept_as_printed(tmp_path: Path) -> None:
    found = fields_of(tmp_path, "<pubDate>June 2008</pubDate><description>x</description>")
    assert ("published" in found, found["published_as_printed"]) == (False, "June 2008")


def test_a_relative_address_without_a_base_is_none(tmp_path: Path) -> None:
    assert "url" not in fields_of(tmp_path, "<link>/a</link><description>x</description>")


def test_two_feeds_appended_to_one_file_are_read_both(tmp_path: Path) -> None:
    found = items_of(tmp_path, ATOM + ATOM)
    assert titles(found) == ["Brücke eröffnet", "Fähren bestreikt"] * 2


def test_blank_lines_and_a_mark_before_the_declaration_do_no_harm(tmp_path: Path) -> None:
    assert titles(items_of(tmp_path, "\ufeff\n\n" + ATOM)) == ["Brücke eröffnet", "Fähren bestreikt"]


def test_a_bare_ampersand_does_no_harm(tmp_path: Path) -> None:
    assert len(items_of(tmp_path, RSS.replace("Tunnel flooded", "Tunnel & quay flooded"))) == 4


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_a_feed_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    data = ATOM.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    assert titles(items_of(tmp_path, data)) == ["Brücke eröffnet", "Fähren bestreikt"]


@pytest.mark.parametrize("at", ["Endlich", "Die Brücke", "<content", "Neun Jahre"])
def test_an_entry_in_which_the_file_breaks_off_is_told(tmp_path: Path, at: str) -> None:
    found = items_of(tmp_path, ATOM[: ATOM.index(at)])
    assert (titles(found), reasons(found)) == ([], [("entry 1", "truncated")])


def test_only_the_entry_in_which_the_file_breaks_off_is_lost(tmp_path: Path) -> None:
    found = items_of(tmp_path, ATOM[: ATOM.index("Jan Muster")])
    assert (titles(found), reasons(found)) == (["Brücke eröffnet"], [("entry 2", "truncated")])


# Dangers


def laughs(depth: int = 9, prefix: str = "") -> str:
    entities = "".join(f'\n<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1))
    item = f"<item><title>t</title><description>&l{depth};</description></item>"
    head = f'{prefix}<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>'
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'


BOMBS = [
    laughs().encode(),
    laughs().replace("<!ENTITY", "<!entity").encode(),
    laughs(prefix="<!-- <rss> <item> -->").encode(),
    laughs(prefix="<!-- <![CDATA[ -->").encode(),
    laughs().encode("utf-16"),
    laughs().replace('"1.0"?', '"1.0" encoding="utf-7"?').encode("utf-7"),
]


@pytest.mark.parametrize("data", BOMBS)
def test_a_feed_that_defines_entities_is_refused_or_harmless(tmp_path: Path, data: bytes) -> None:
    started = time.perf_counter()
    tracemalloc.start()
    try:
        found = items_of(tmp_path, data)
    except NotThisFormatError:
        found = []
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert all(len(str(item)) < 10_000 for item in found)
    assert peak < 100 * 1024**2
    assert time.perf_counter() - started < 60  # unpacked in whole it would take hours


def test_defined_entities_are_told(tmp_path: Path) -> None:
    with pytest.raises(
        NotThisFormatError, match="it defines entities, which can unpack to gigabytes; remove its <!DOC"
    ):
        items_of(tmp_path, laughs(1))


def test_an_entity_in_the_text_of_an_article_is_text(tmp_path: Path) -> None:
    text = '<description><![CDATA[In XML, <code>&lt;!ENTITY a "b"&gt;</code> or <!ENTITY is a bomb.]]></description>'
    assert fields_of(tmp_path, text)["body"].startswith('In XML, <!ENTITY a "b">')


def test_a_doctype_without_entities_is_no_danger(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Invented//DTD RSS 0.91//EN" "http://nowhere.example/rss-0.91.dtd">'
    assert len(items_of(tmp_path, RSS.replace("<rss ", f"{doctype}<rss ", 1))) == 4


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a reader must not use the network")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    external = (
        '<!DOCTYPE rss SYSTEM "http://nowhere.example/a.dtd"><?xml-stylesheet href="http://nowhere.example/a.xsl"?>'
    )
    assert len(items_of(tmp_path, RSS.replace("<rss ", f"{external}<rss ", 1))) == 4
    with pytest.raises(NotThisFormatError):
        items_of(tmp_path, "http://nowhere.example/feed.xml")


@pytest.mark.parametrize("data", [b"", b"<html><body>Not found</body></html>", b'{"rss": 1}', b"\x89PNG\0\0<rss>"])
def test_a_file_that_is_no_feed_is_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotThisFormatError, match="it is neither RSS nor Atom"):
        items_of(tmp_path, data)


def test_a_feed_in_an_encoding_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError):
        items_of(tmp_path, '<?xml version="1.0" encoding="punycode"?><rss><channel>-b-b-b-b-b')


def test_an_xml_file_is_a_feed_by_its_root(tmp_path: Path) -> None:
    assert format_of(File(FIXTURES / "old.xml", "old.xml")).name == "feed"
    other = tmp_path / "a.xml"
    other.write_text("<records><item>x</item></records>")
    assert not feeds.fits(File(other, "a.xml"))


@fuzzed
@given(damaged(RSS.encode(), ATOM.encode()))
def test_damaged_feeds_are_read_or_refused(data: bytes) -> None:
    accounted(feeds.read, data, "a.xml")


@fuzzed
@given(at=st.integers(RSS.index("<item>") + 6, len(RSS)))
def test_a_feed_cut_off_anywhere_accounts_for_every_entry(tmp_path_factory: pytest.TempPathFactory, at: int) -> None:
    cut = RSS[:at]
    n_entries = cut.count("\n  <item>")
    assert len(items_of(tmp_path_factory.mktemp("cut"), cut)) == n_entries
