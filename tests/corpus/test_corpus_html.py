"""Web pages saved to disk. What is read out of a page is tested in test_pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings
from analysis.corpus.web import html

PAGE = """\
<html lang="en-GB"><head><title>Bridge opens | The Harbour Post</title>
<meta name="author" content="Ann Roe"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2014-08-05">
<link rel="canonical" href="https://example.org/bridge"></head>
<body><nav>Home | News</nav><article><h1>Bridge opens</h1>
<p>The new bridge over the river opened on Tuesday after nine years of work, the café owners said.</p>
<p>Hundreds of people walked across it in the first hour, and shops along the bank stayed open late.</p>
</article><footer>All rights reserved</footer></body></html>
"""


def item(folder: Path, data: bytes, encoding: str | None = None) -> Record | Rejection:
    path = folder / "a.html"
    path.write_bytes(data)
    (found,) = html.read(File(path, "a.html"), Settings(encoding=encoding))
    return found


def test_a_page_gives_its_text_and_what_it_says_about_itself(tmp_path: Path) -> None:
    found = item(tmp_path, PAGE.encode())
    assert isinstance(found, Record)
    body = found.fields.pop("body")
    assert found == Record(
        "a.html",
        "file",
        {
            "title": "Bridge opens",
            "authors": ["Ann Roe"],
            "url": "https://example.org/bridge",
            "published": "2014-08-05",
            "published_from": "meta tag",
            "outlet": "The Harbour Post",
            "language": "en-GB",
            "site": "example.org",
        },
        "utf-8",
    )
    assert "The new bridge over the river opened on Tuesday" in body
    assert "All rights reserved" not in body


def test_the_headline_is_no_part_of_the_body(tmp_path: Path) -> None:
    found = item(tmp_path, PAGE.encode())
    assert isinstance(found, Record)
    assert found.fields["body"].startswith("The new bridge")


def test_a_page_in_the_declared_encoding(tmp_path: Path) -> None:
    found = item(tmp_path, PAGE.encode("cp1252"), encoding="cp1252")
    assert isinstance(found, Record)
    assert found.encoding == "cp1252"
    assert "café" in found.fields["body"]


def test_a_page_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    page = PAGE.replace("<title>", "<meta charset=windows-1251><title>").replace("café", "кафе")
    found = item(tmp_path, page.encode("cp1251"))
    assert isinstance(found, Record)
    assert found.encoding == "cp1251"
    assert "кафе" in found.fields["body"]


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0033)https://harbourpost.example/bridge -->\n",
        "<!--\n Page saved by a browser\n url: https://harbourpost.example/bridge \n-->",
    ],
)
def test_where_a_browser_saved_it_from_is_its_address(tmp_path: Path, note: str) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://example.org/bridge">', "")
    found = item(tmp_path, (note + page).encode())
    assert isinstance(found, Record)
    assert found.fields["url"] == "https://harbourpost.example/bridge"


def test_a_page_without_text_is_rejected(tmp_path: Path) -> None:
    assert item(tmp_path, b"<html><body></body></html>") == Rejection(
        "a.html", "file", "no_text", "trafilatura found no article text in the page"
    )


def test_a_page_larger_than_any_is_rejected(tmp_path: Path) -> None:
    found = item(tmp_path, b"<html>" + b" " * (20 * 1024**2))
    assert isinstance(found, Rejection)
    assert found.reason == "too_long"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"id": 1}', "it has no HTML tags"),
        (b"\x89PNG\0\0<", "it holds binary data, not text"),
    ],
)
def test_a_file_that_is_no_page_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"^{told}$"):
        item(tmp_path, data)


def test_a_folder_of_pages_is_a_corpus(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.html").write_text(PAGE.replace("Hundreds", f"{n} hundreds"), encoding="utf-8")
    raw = read(tmp_path).raw
    assert list(raw["outlet"]) == ["The Harbour Post"] * 3
    assert list(raw["authors"]) == [["Ann Roe"]] * 3
    assert raw["published"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2014-08-05"]
