"""Web pages: which text is the article's, and what a page says about it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from tests.corpus.damage import damaged, fuzzed

from analysis.corpus.records import NotThisFormatError
from analysis.corpus.web.pages import NoPageError, page_fields, page_text

ADDRESS = "https://www.harbourpost.example/news/bridge"
LEAD = (
    "KORVAT (Meridian) — The new bridge over the river Sall opened on Tuesday after nine years of work, "
    "officials said, ending a dispute that had split the city."
)
SECOND = (
    "Hundreds of people walked across it in the first hour, and shops along the bank stayed open late into the night."
)
THIRD = "“We have waited for this since I was a girl,” said Mira Tolland, 34, who runs a café on the quay."
MENU = '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>'
ARTICLE = f"<article><h1>Bridge opens</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>"


def page(head: str = "", body: str = ARTICLE, lang: str = ' lang="en-GB"') -> str:
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{MENU}<main>{body}</main></body></html>"


def ld(*blocks: Any) -> str:
    """JSON-LD blocks; a text is put in as it is."""
    texts = [block if isinstance(block, str) else json.dumps(block) for block in blocks]
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def facts(head: str = "", address: str | None = ADDRESS, **of_page: str) -> dict[str, Any]:
    return page_fields(page(head, **of_page), address)


def credited(author: Any) -> tuple[list[str], str | None]:
    found = facts(ld({"@type": "NewsArticle", "author": author}))
    return found.get("authors", []), found.get("credited_to")


# What JSON-LD says

STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge opens &amp; <i>splits</i> city",
    "author": [{"@type": "Person", "name": "Ann Roe"}, {"@type": "Person", "name": "Ben Low"}],
    "datePublished": "2014-08-05T06:30:00+02:00",
    "dateModified": "2014-08-06T10:00:00+02:00",
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Harbour Post"},
    "articleSection": ["News", "City"],
    "keywords": ["bridges", "Sall"],
    "description": "Nine years later.",
    "inLanguage": "en",
    "wordCount": 812,
    "isAccessibleForFree": False,
}


def test_json_ld_says_nearly_everything() -> None:
    found = facts(ld(STORY))
    assert found.pop("body").startswith("KORVAT")
    assert found == {
        "title": "Bridge opens & splits city",
        "printed_title": "Bridge opens",
        "authors": ["Ann Roe", "Ben Low"],
        "url": ADDRESS,
        "published": "2014-08-05T06:30:00+02:00",
        "published_from": "JSON-LD",
        "modified": "2014-08-06T10:00:00+02:00",
        "outlet": "The Harbour Post",
        "language": "en-GB",
        "site": "harbourpost.example",
        "section": "News; City",
        "description": "Nine years later.",
        "keywords": "bridges; Sall",
        "page_type": "NewsArticle",
        "length_words": "812",
        "is_free": False,
    }


@pytest.mark.parametrize(
    "block",
    [
        STORY,
        [{"@type": "BreadcrumbList"}, STORY],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, STORY]},
        {"@type": "WebPage", "mainEntity": STORY},
        STORY | {"@type": ["Article", "NewsArticle"]},
        STORY | {"@type": "https://schema.org/ReportageNewsArticle"},
        f"<!-- {json.dumps(STORY)} -->",
        f"//<![CDATA[\n{json.dumps(STORY)};\n//]]>",
        json.dumps(STORY).replace("Nine years", "Nine\nyears"),
    ],
)
def test_json_ld_comes_in_many_shapes(block: Any) -> None:
    found = facts(ld('{"broken": ', block))
    assert found["title"] == "Bridge opens & splits city"
    assert found["authors"] == ["Ann Roe", "Ben Low"]
    assert found["published"] == "2014-08-05T06:30:00+02:00"


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Ann Roe", ["Ann Roe"]),
        ("By Ann Roe and Ben Low", ["Ann Roe", "Ben Low"]),
        ("Ann Roe, Ben Low and Kim Ode", ["Ann Roe", "Ben Low", "Kim Ode"]),
        ("Ann Roe und Ben Low; Kim Ode", ["Ann Roe", "Ben Low", "Kim Ode"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Tom Fry, Jr.", ["Tom Fry, Jr."]),
        ("Von Trapp", ["Von Trapp"]),
        (["Ann Roe", "Ben Low"], ["Ann Roe", "Ben Low"]),
        ({"@type": "Person", "name": "Ann Roe"}, ["Ann Roe"]),
        ({"name": ["Ann Roe", "Ben Low"]}, ["Ann Roe", "Ben Low"]),
        ({"@type": ["Person"], "givenName": "Ann", "familyName": "Roe"}, ["Ann Roe"]),
        ([{"name": "Ann Roe"}, "Ann Roe"], ["Ann Roe"]),
        ([{"name": "https://social.example/ann"}, {"name": "ann@post.example"}, "Ben Low"], ["Ben Low"]),
        ([None, 7, {}, {"name": None}], ["7"]),
    ],
)
def test_authors_are_people_however_they_are_written(author: Any, people: list[str]) -> None:
    assert credited(author)[0] == people


@pytest.mark.parametrize(
    ("author", "people", "others"),
    [
        ([{"@type": "Organization", "name": "Meridian"}, {"name": "Ann Roe"}], ["Ann Roe"], "Meridian"),
        ({"@type": "NewsMediaOrganization", "name": "Harbour Post"}, [], "Harbour Post"),
        ("Staff Writer", [], "Staff Writer"),
        ("Ann Roe, Die Redaktion", ["Ann Roe"], "Die Redaktion"),
        ("harbourpost.example", [], "harbourpost.example"),
    ],
)
def test_organisations_and_desks_are_no_authors(author: Any, people: list[str], others: str) -> None:
    assert credited(author) == (people, others)


def test_parts_of_json_ld_may_stand_elsewhere_in_it() -> None:
    graph = [
        {"@type": "WebPage", "@id": f"{ADDRESS}#page", "datePublished": "2001-01-01"},
        {"@type": "Article", "headline": "Bridge", "author": {"@id": "#ann"}, "publisher": {"@id": "#post"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Roe"},
        {"@type": "Organization", "@id": "#post", "name": "The Harbour Post"},
    ]
    found = facts(ld({"@graph": graph}))
    assert (found["authors"], found["outlet"]) == (["Ann Roe"], "The Harbour Post")


def test_other_articles_that_a_page_describes_are_not_its_own() -> None:
    others = [
        {"@type": "NewsArticle", "headline": f"Other story {n}", "datePublished": "2001-01-01", "url": f"/{n}"}
        for n in range(3)
    ]
    own = {"@type": "NewsArticle", "headline": "Bridge", "datePublished": "2014-08-05"}
    by_address = facts(ld([*others, own | {"mainEntityOfPage": {"@id": ADDRESS.replace("www.", "") + "/"}}]))
    by_headline = facts(ld([*others, own | {"headline": "Bridge opens"}]))
    neither = facts(ld(others))
    assert [one.get("published") for one in (by_address, by_headline, neither)] == ["2014-08-05", "2014-08-05", None]


# What else says it

META = """
<title>Bridge opens | The Harbour Post</title>
<meta property="og:title" content="Bridge opens — The Harbour Post">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2014-08-05T06:30:00Z"><meta property="og:type" content="article">
<meta property="article:modified_time" content="2014-08-06T06:30:00Z">
<meta name="author" content="Ann Roe"><meta name="author" content="Ben Low">
<meta property="article:author" content="https://social.example/ann">
<meta property="article:section" content="City"><meta name="description" content="Nine years later.">
<link rel="canonical" href="/news/bridge?page=1">
"""


def test_meta_tags_say_it_where_there_is_no_json_ld() -> None:
    found = facts(META, lang="")
    assert found.pop("body").startswith("KORVAT")
    assert found == {
        "title": "Bridge opens",
        "authors": ["Ann Roe", "Ben Low"],
        "url": "https://www.harbourpost.example/news/bridge?page=1",
        "published": "2014-08-05T06:30:00Z",
        "published_from": "meta tag",
        "modified": "2014-08-06T06:30:00Z",
        "outlet": "The Harbour Post",
        "site": "harbourpost.example",
        "section": "City",
        "description": "Nine years later.",
        "page_type": "article",
    }


def test_a_page_that_says_nothing_has_what_is_printed_on_it() -> None:
    body = ARTICLE.replace("</h1>", '</h1><p class="byline">By Ann Roe</p><time datetime="2014-08-05">Tuesday</time>')
    found = facts(body=body)
    assert (found["title"], found["authors"], found["published"]) == ("Bridge opens", ["Ann Roe"], "2014-08-05")
    assert (found["published_from"], found["outlet"]) == ("time tag", "harbourpost.example")


@pytest.mark.parametrize(
    ("times", "published", "modified"),
    [
        ('<time itemprop="dateModified" datetime="2014-08-06">', None, "2014-08-06"),
        (
            '<time class=updated datetime="2014-08-06"><time class=publ datetime="2014-08-05">',
            "2014-08-05",
            "2014-08-06",
        ),
        ('<time pubdate datetime="2014-08-05"><time datetime="2001-01-01">', "2014-08-05", None),
    ],
)
def test_a_date_of_update_is_no_date_of_publication(times: str, published: str | None, modified: str | None) -> None:
    found = facts(body=ARTICLE.replace("</h1>", f"</h1>{times}"))
    told = published if "published_from" in found and found["published_from"] == "time tag" else None
    assert (told, found.get("modified")) == (published, modified)


def test_the_address_gives_the_day_where_nothing_else_does() -> None:
    found = facts(address="https://post.example/2014/08/05/bridge")
    assert (found["published"], found["published_from"]) == ("2014-08-05", "address")


@pytest.mark.parametrize("printed", ["Published: 5 August 2014", "5. August 2014", "mardi 5 août 2014"])
def test_a_date_that_is_only_printed_is_read(printed: str) -> None:
    found = facts(body=ARTICLE.replace("</h1>", f'</h1><p class="article-date">{printed}</p>'))
    assert (found["published"], found["published_from"]) == (printed.removeprefix("Published: "), "page text")


def test_a_day_in_the_running_text_is_no_date_of_publication() -> None:
    assert "published" not in facts(body=ARTICLE.replace("on Tuesday", "on 5 August 2014"))


def test_a_date_that_can_be_read_in_two_ways_does_not_cost_the_article() -> None:
    found = facts('<meta name="date" content="08/05/2014">')
    assert "published" not in found
    assert found["published_as_printed"] == "08/05/2014"
    beside_a_whole_one = facts('<meta name="date" content="08/05/2014"><meta name="pubdate" content="5 August 2014">')
    assert beside_a_whole_one["published"] == "5 August 2014"


@pytest.mark.parametrize("made_up", ["1970-01-01T00:00:00Z", "0001-01-01", "2999-01-01", "x" * 5000])
def test_a_date_that_no_article_has_is_none(made_up: str) -> None:
    assert "published" not in facts(f'<meta name="date" content="{made_up}">')


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://www.harbourpost.example/", ADDRESS),
        ("https://other.example/story", "https://other.example/story"),
        ("javascript:void(0)", ADDRESS),
        ("http://[broken", ADDRESS),
    ],
)
def test_a_canonical_address_that_cannot_be_the_articles_is_not_taken(canonical: str, url: str) -> None:
    assert facts(f'<link rel="canonical" href="{canonical}">')["url"] == url


def test_a_relative_address_without_a_base_is_none() -> None:
    assert "url" not in facts('<link rel="canonical" href="/news">', address=None)


# The text


def body(markup: str, title: str = "Bridge opens") -> list[str]:
    found = page_fields(page(f"<title>{title}</title>", markup), ADDRESS)
    return found.get("body", "").split("\n\n")


def test_paragraphs_stay_apart_and_the_headline_goes_into_the_title() -> None:
    assert body(ARTICLE) == [LEAD, SECOND, THIRD]


def test_subheads_standfirsts_lists_and_corrections_are_text() -> None:
    markup = (
        f"<article><h1>Bridge opens</h1><p>Nine years late.</p><p>{LEAD}</p><h2>A split city</h2><p>{SECOND}</p>"
        f"<ul><li>Length: 812 metres</li><li>Body: steel</li></ul><blockquote>Nobody asked.</blockquote><p>{THIRD}</p>"
        "<p>Correction: An earlier version gave the wrong length.</p></article>"
    )
    wanted = [
        "Nine years late.",
        LEAD,
        "A split city",
        SECOND,
        "Length: 812 metres",
        "Body: steel",
        "Nobody asked.",
        THIRD,
    ]
    assert body(markup) == [*wanted, "Correction: An earlier version gave the wrong length."]


def test_lines_wrapped_in_the_source_are_one_paragraph() -> None:
    wrapped = LEAD.replace(" on ", "\n   on ")
    assert body(f"<div><h1>Bridge opens</h1><div>{wrapped}<br><br>{wrapped}<br>{SECOND}</div></div>") == [
        LEAD,
        f"{LEAD}\n{SECOND}",
    ]


def test_tables_keep_a_row_on_a_line() -> None:
    table = "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2005</td><td>130</td></tr></table>"
    assert body(f"<article><p>{LEAD}</p>{table}<p>{SECOND}</p></article>") == [
        LEAD,
        "Year | Cost",
        "2005 | 130",
        SECOND,
    ]


def test_a_page_laid_out_with_tables_keeps_its_paragraphs() -> None:
    markup = f"<table><tr><td><a href=/>Home</a><br><a href=/n>News</a><td><p>{LEAD}<p>{SECOND}<p>{THIRD}</table>"
    assert body(markup)[-3:] == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "markup",
    [
        "<article><h1>Bridge shut</h1><p>The bridge shut at noon.</p><p>It reopens Friday.</p></article>",
        "<p><a href=/>Home</a></p><h1>Bridge shut</h1><p>The bridge\nshut at noon.<p>It reopens Friday.",
    ],
)
def test_a_short_notice_is_read_without_the_menu(markup: str) -> None:
    assert body(markup, "Bridge shut") == ["The bridge shut at noon.", "It reopens Friday."]


def test_text_that_stands_in_json_ld_only_is_found() -> None:
    data = STORY | {"articleBody": f"{LEAD}\n\n{SECOND}"}
    found = page_fields(f"<html><head>{ld(data)}</head><body><script>render()</script></body></html>")
    assert LEAD in found["body"]
    assert SECOND in found["body"]


def test_the_whole_text_in_json_ld_is_better_than_the_teaser_on_the_page() -> None:
    data = STORY | {"articleBody": f"{LEAD}\n\n{SECOND}\n\n{THIRD}"}
    found = facts(ld(data), body="<article><h1>Bridge opens</h1><p>The new bridge opened.</p></article>")
    assert found["body"].split("\n\n") == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "odd",
    [
        *(["a"], 5, "x", None, {"@type": 5}, {"@graph": 3}, [[[]]]),
        {
            "@context": "https://schema.org",
            "@type": ["NewsArticle", 3],
            "publisher": {"name": 5},
            "headline": {"a": []},
        },
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "author": {"name": {"x": 1}},
            "articleSection": [{}, None],
        },
        {"@type": "Article", "author": {"@id": "#a"}, "@id": "#a", "mainEntityOfPage": [], "url": {}},
    ],
)
def test_odd_json_ld_does_no_harm(odd: Any) -> None:
    found = facts(ld(odd))
    assert found["body"].split("\n\n") == [LEAD, SECOND, THIRD]


def test_deep_json_ld_does_no_harm() -> None:
    assert facts(ld("[" * 100_000))["title"] == "Bridge opens"


def test_a_consent_banner_is_no_article() -> None:
    banner = (
        '<div class="Cookie-Banner"><p>We and our 214 partners use cookies. Do you accept them all today?</p></div>'
    )
    assert body(banner) == [""]
    assert body(banner + ARTICLE) == [LEAD, SECOND, THIRD]


def test_a_page_with_more_elements_than_an_article_has_is_refused() -> None:
    with pytest.raises(NoPageError, match="250,0.. elements, more than any article"):
        page_fields("<html><body>" + "<b>x</b>" * 250_000)


def test_tags_nested_beyond_reason_do_no_harm() -> None:
    assert "body" not in page_fields("<div>" * 100_000 + LEAD)
    assert LEAD in page_fields("<html><body>" + "<div>" * 1000 + f"<p>{LEAD}</p><p>{SECOND}</p>")["body"]


# Encodings


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding"),
    [
        ("café".encode(), None, "café", "utf-8"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café", "utf-8"),
        ("<meta charset=windows-1251>Мост".encode("cp1251"), None, "<meta charset=windows-1251>Мост", "cp1251"),
        ("Мост открыт".encode("koi8-r"), "KOI8-R", "Мост открыт", "koi8-r"),
        ("<meta charset='iso-8859-1'>“é”".encode("cp1252"), None, "<meta charset='iso-8859-1'>“é”", "cp1252"),
        ("橋が開通".encode("shift_jis"), "Shift_JIS", "橋が開通", "shift_jis"),
        ("café".encode("cp1252"), "no-such-encoding", "café", "cp1252"),
        ("café".encode("cp1252"), "punycode", "café", "cp1252"),
        (b"caf\xc3\xa9 \x93so\x94", "utf-8", "café “so”", "utf-8"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(data: bytes, declared: str | None, text: str, encoding: str) -> None:
    assert page_text(data, declared) == (text, encoding)


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(NotThisFormatError, match="binary data"):
        page_text(b"\x89PNG\0\0\xff")


@fuzzed
@given(damaged(page(META + ld(STORY)).encode()))
def test_damaged_pages_are_read_or_refused(data: bytes) -> None:
    try:
        fields = page_fields(page_text(data, "utf-8")[0], ADDRESS)
    except (NoPageError, NotThisFormatError):
        return
    assert all(isinstance(value, (str, list, bool)) for value in fields.values())
    assert "\0" not in fields.get("body", "")
