"""Corrections: cells mended with a reason, and a loud failure where the data are no longer as expected."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError
from analysis.corpus import digest, read

ARTICLES = [
    {"id": "1", "source": "Gazete", "date": "2015-03-01", "text": "Rain fell on Monay.", "authors": ["A. Roe"], "n": 1},
    {"id": "2", "source": "Post", "date": "2015-03-02", "title": "Sun", "text": "Sun, sun.", "paid": True},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    return tmp_path


def correct(corpus: Path, *lines: str) -> pd.DataFrame:
    table = "\n".join(["article_id,column,expected,value,reason", *lines])
    (corpus / "corrections.csv").write_text(table, encoding="utf-8")
    return read(corpus).raw.set_index("article_id")


def test_cells_are_mended_and_all_others_stay(corpus: Path) -> None:
    before = read(corpus).raw.set_index("article_id")
    after = correct(
        corpus,
        "1,outlet,Gazete,Gazette,misspelt in the export",
        "1,published,2015-03-01,2015-03-03,the day of the web page",
        "1,authors,A. Roe,Ann Roe; Ben Low,as printed",
        "1,title,,Rain,the export lacks it",
        "2,title,Sun,,not printed",
        '1,body,"on Monay","on Monday",typing error',
        "1,n,1,4,counted again",
    )
    first = after.loc["1", ["outlet", "published", "title", "authors", "body", "n"]].tolist()
    day = pd.Timestamp("2015-03-03")
    assert first == ["Gazette", day, "Rain", ["Ann Roe", "Ben Low"], "Rain fell on Monday.", 4]
    assert pd.isna(after.loc["2", "title"])
    same = ["outlet", "published", "body", "url", "source", "locator"]
    pd.testing.assert_series_equal(after.loc["2", same], before.loc["2", same])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1,outlet,Times,Gazette,why", "line 2: outlet of '1' is 'Gazete', not 'Times' as expected. Delete the line"),
        ("1,title,Rain,Sun,why", "title of '1' is '', not 'Rain' as expected"),
        ("9,outlet,Gazete,Gazette,why", "no article is called '9'"),
        ("1,outlets,Gazete,Gazette,why", "no column 'outlets' can be corrected. Columns: outlet, published"),
        ("1,article_id,1,3,why", "no column 'article_id' can be corrected"),
        ("2,body,un,oon,why", "the passage 'un' stands 2 times in the body of '2', not once"),
        ("2,body,rain,snow,why", "stands 0 times"),
        ("1,published,2015-03-01,3 March,why", "'3 March' does not fit column published. Write dates as"),
        ("1,n,1,many,why", "'many' does not fit column n"),
        ("1,outlet,Gazete,Gazette,", "a correction needs article_id, column, expected, value and reason"),
        ("1,outlet,Gazete", "a correction needs"),
    ],
)
def test_what_does_not_fit_fails_and_tells_where(corpus: Path, line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        correct(corpus, line)
    assert message in str(caught.value)
    assert "corrections.csv" in str(caught.value)


def test_a_correction_twice_fails_since_the_second_finds_the_first(corpus: Path) -> None:
    with pytest.raises(InputError, match="line 3: outlet of '1' is 'Gazette'"):
        correct(corpus, "1,outlet,Gazete,Gazette,why", "1,outlet,Gazete,Gazette,why")


def test_another_header_is_refused(corpus: Path) -> None:
    (corpus / "corrections.csv").write_text("id,column\n1,outlet\n", encoding="utf-8")
    with pytest.raises(InputError, match="Write article_id,column,expected,value,reason"):
        read(corpus)


def test_a_correction_is_no_article_and_makes_another_build(corpus: Path) -> None:
    before = digest(corpus)
    correct(corpus, "1,outlet,Gazete,Gazette,why")
    assert digest(corpus) != before
    assert read(corpus).files["source"].tolist() == ["news.jsonl"]
