"""Agencies that bylines and credit lines name."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import clean, read_corpus
from analysis.cleaning.creditlines import credited_agency

AFP, DPA = "Agence France-Presse", "Deutsche Presse-Agentur"


@pytest.mark.parametrize(
    ("author", "agency"), [("Reuters", "Reuters"), ("afp", "Agence France-Presse"), ("Ann Roe", None)]
)
def test_an_agency_in_the_byline_is_credited(author: str, agency: str | None) -> None:
    assert credited_agency("The bridge opened.", ["Ben Low", author]) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("— Reuters", "Reuters"),
        ("(AFP)", "Agence France-Presse"),
        ("Source: dpa", "Deutsche Presse-Agentur"),
        ("With Xinhua", "Xinhua"),
        ("Reuters saw the bridge on Monday.", None),
        ("The reporter contributed two pies.", None),
        ("He paid the tass" + "el maker, who contributed.", None),  # no whole word
        ("The Associated Press contributed, " + "and so did others " * 10, None),  # a paragraph
    ],
)
def test_a_credit_line_at_the_end_names_the_agency(line: str, agency: str | None) -> None:
    assert credited_agency(f"The bridge opened.\n\nIt rained.\n\n{line}", []) == agency


def test_a_credit_line_counts_at_the_end_only() -> None:
    body = "The bridge opened.\n— Reuters\n" + "It rained.\n" * 3 + "The end."
    assert credited_agency(body, []) is None
    assert credited_agency("— Reuters", []) is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Associated Press writers Ann Roe and Ben Low contributed to this report.", "Associated Press"),
        ("Roe reported from Beirut. AP writer Ben Low contributed from Paris.", "Associated Press"),
        ("Harbour Post's Ann Roe and The Associated Press contributed to this story.", "Associated Press"),
        ("This report contains material from Reuters.", "Reuters"),
        ("Information from AFP was used in this article.", AFP),
        ("This story was reported by The Associated Press.", "Associated Press"),
        ("Contributing: Ann Roe, Harbour Post; The Associated Press", "Associated Press"),
        ("With files from the Canadian Press", "Canadian Press"),
        ("AFP/Reuters", AFP),
        ("The bridge is open, he said. — AFP", AFP),
        ("Copyright 2015 The Associated Press. All rights reserved.", "Associated Press"),
        ("© 2015 Thomson Reuters", "Reuters"),
        ("Ann Roe contributed to this report.", None),
        ("The senator contributed $5, Reuters said.", None),
        ("Reuters reports from Beirut that it rained.", None),
        ("(Photo by Ann Roe/AFP/Harbour Images)", None),
        ("The party got information from Ann Roe, AP found.", None),
    ],
)
def test_credit_lines_of_papers(line: str, agency: str | None) -> None:
    assert credited_agency(f"The bridge opened.\n\nIt rained.\n\n{line}", []) == agency


def test_a_credit_sentence_may_have_a_correction_after_it() -> None:
    body = "The bridge opened.\nReuters contributed to this report.\n" + "This story has been updated.\n" * 3
    assert credited_agency(body, []) == "Reuters"


@pytest.mark.parametrize("line", ["(AFP)", "By The Associated Press", "Source: Reuters"])
def test_a_credit_line_may_stand_at_the_start(line: str) -> None:
    assert credited_agency(f"{line}\nThe bridge opened.\nIt rained.", []) is not None


def test_a_copyright_line_counts_though_it_was_cut_as_boilerplate() -> None:
    printed = "The bridge opened.\n\n&copy; 2015 The Associated Press. All rights reserved."
    assert credited_agency("The bridge opened.", [], printed) == "Associated Press"
    assert credited_agency("The bridge opened.", [], "The bridge opened.\n© 2015 Harbour Post") is None


def test_an_organisation_that_a_page_names_as_its_author_is_credited(tmp_path: Path) -> None:
    about = {"@type": "NewsArticle", "headline": "Bridge opens", "author": {"@type": "Organization", "name": "Reuters"}}
    text = "<p>The new bridge over the river opened on Tuesday after nine years of work, officials said.</p>" * 3
    page = f'<html><head><script type="application/ld+json">{json.dumps(about)}</script></head>'
    (tmp_path / "page.html").write_text(f"{page}<body><article>{text}</article></body></html>", encoding="utf-8")
    article = clean(read_corpus(tmp_path)).iloc[0]
    assert (article["agency"], article["authors"], article["credited_to"]) == ("Reuters", [], "Reuters")


@pytest.mark.parametrize(
    ("organisations", "agency"),
    [("Harbour Post; The Associated Press", "Associated Press"), ("Staff Writer", None), (None, None)],
)
def test_only_agencies_count_among_the_organisations(organisations: str | None, agency: str | None) -> None:
    raw = pd.DataFrame({"article_id": ["a", "b"], "body": ["It rained.", "It snowed. (AFP)"]})
    articles = clean(raw.assign(credited_to=[organisations, None]))
    assert articles["agency"].astype(object).where(articles["agency"].notna(), None).tolist() == [agency, None]
