"""Story lists: Media Cloud's CSV, joined to texts of the same address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import InputError
from analysis.corpus import read
from analysis.corpus.storylists import address

OLD = """stories_id,publish_date,title,url,language,ap_syndicated,media_id,media_name,media_url
100001,2018-01-11 05:00:00,Bridge opens,http://www.post.example/a/?utm_source=x,en,False,12,Invented Post,http://post.example
100002,undateable,Bridge shuts,http://post.example/b,en,False,12,Invented Post,http://post.example
"""
NEW = """id,indexed_date,language,media_name,media_url,publish_date,title,url
9f0c,2024-07-25 03:10:11.123456,en,post.example,post.example,2024-07-24,Bridge opens,https://post.example/a
"""


def corpus(folder: Path, table: str, *articles: dict[str, str]) -> Path:
    (folder / "stories.csv").write_text(table, encoding="utf-8")
    if articles:
        (folder / "texts.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("table", "outlet"), [(OLD, "Invented Post"), (NEW, "post.example")])
def test_a_text_gets_what_the_list_says_of_its_address(tmp_path: Path, table: str, outlet: str) -> None:
    made = read(corpus(tmp_path, table, {"url": "https://post.example/a", "text": "It took nine years."}))
    (article,) = made.raw.to_dict("records")
    assert (article["title"], article["outlet"], article["body"]) == ("Bridge opens", outlet, "It took nine years.")
    assert article["published"].year in (2018, 2024)
    assert article["url"] == "https://post.example/a"
    assert made.rejected["reason"].value_counts()["joined"] == 1


def test_entries_without_text_stay_in_the_count(tmp_path: Path) -> None:
    made = read(corpus(tmp_path, OLD, {"url": "http://post.example/a", "text": "It took nine years."}))
    files = made.files.set_index("source")
    assert files["format"].to_dict() == {"stories.csv": "Media Cloud story list", "texts.jsonl": "JSON Lines"}
    assert files.loc["stories.csv", ["n_articles", "n_rejected"]].tolist() == [0, 2]
    assert made.rejected.set_index("locator")["reason"].to_dict() == {"line 2": "joined", "line 3": "listed_only"}


def test_what_the_text_says_of_itself_comes_first(tmp_path: Path) -> None:
    text = {"url": "http://post.example/a", "title": "Bridge is open", "text": "It took nine years."}
    assert read(corpus(tmp_path, OLD, text)).raw["title"].item() == "Bridge is open"


def test_a_list_with_texts_needs_no_others(tmp_path: Path) -> None:
    table = NEW.replace(",url\n", ",url,text\n").replace("/a\n", "/a,It took nine years.\n")
    assert read(corpus(tmp_path, table)).raw["body"].tolist() == ["It took nine years."]


def test_a_list_alone_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="put the text beside the list"):
        read(corpus(tmp_path, OLD))


@pytest.mark.parametrize(
    "url",
    [
        "http://post.example/a",
        "https://www.post.example/a/",
        "https://POST.example/a?utm_source=x&utm_medium=y",
        "https://post.example:443/a?fbclid=1",
    ],
)
def test_addresses_of_one_page_are_equal(url: str) -> None:
    assert address(url) == "post.example/a"


def test_addresses_of_two_pages_differ() -> None:
    assert address("https://post.example/?id=1") != address("https://post.example/?id=2")
    assert address("https://post.example/?b=2&a=1") == address("https://post.example/?a=1&b=2")
