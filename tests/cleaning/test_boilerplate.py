"""Lines of a web page that are no part of the article."""

from __future__ import annotations

import pytest

from analysis import paths, yamlfile
from analysis.cleaning.boilerplate import Removed, rule_for, without_boilerplate

CUT = {
    "share": ["Share this story", "TWEET", "Share | Tweet | Email", "12 comments"],
    "advertisement": ["Advertisement", "Story continues below advertisement", "Continue reading the main story"],
    "subscribe": [
        "Sign up for our morning letter.",
        "Subscribe now",
        "Click here to see more",
        "Want to read more? Join.",
    ],
    "follow": ["Follow us on Twitter", "Like The Harbour Post on Facebook.", "Follow @annroe on Twitter: she is there"],
    "read_more": ["Read more: The bridge opens", "(See also: Rain)", "Related stories", "Recommended"],
    "just_watched": ["Just Watched", "Replay More Videos ...", "Hide caption"],
    "media": ["Media playback is unsupported on your device", "Image 3 of 12", "Close", "Photos: 12 bridges"],
    "photo_credit": ["Photo: Ann Roe", "Credit: Ann Roe / Meridian Press Agency", "Photograph by Ann Roe"],
    "copyright": ["© 2015 The Harbour Post", "Copyright 2015 The Harbour Post.", "All rights reserved."],
    "print_note": ["A version of this article appeared in print on March 1, 2015.", "More to come."],
    "desk": ["Reporting by Ann Roe; Editing by Ben Low", "Editing by Ben Low"],
    "tags": ["Tags: bridge, river", "Filed under: News"],
    "ornament": ["* * *", "———", "___"],
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in CUT.items() for line in lines])
def test_a_line_is_cut_by_the_rule_for_it(rule: str, line: str) -> None:
    assert rule_for(f"  {line} ") == rule


def test_every_rule_of_the_lexicon_has_an_example_here() -> None:
    assert set(CUT) == set(yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Share prices fell on Monday.",
        "Comments by the minister angered the town.",
        "Read more books, the teacher said.",
        "The image shows a bridge: it is old.",
        "“Follow us on Facebook,” the sign said.",
        "The council closed the bridge.",
        "Editing the letter took an hour.",
        "Related: " + "word " * 100,  # too long for a link
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert rule_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law must change, the minister said on Monday.",
        "First published in 1922, the novel sold a million copies.",
        "Like the president on Twitter, the minister praised the army.",
        "Picture by picture, the film follows one family.",
        "Must watch what he says, the envoy told his aides.",
    ],
)
def test_a_sentence_that_begins_like_boilerplate_stays(line: str) -> None:
    assert rule_for(line) is None


def test_what_was_cut_is_returned_as_it_stood() -> None:
    body = "The bridge opened.\n\nADVERTISEMENT\n\nIt rained. \nShare this story"
    assert without_boilerplate(body) == (
        "The bridge opened.\n\nIt rained.",
        [Removed("ADVERTISEMENT", "advertisement"), Removed("Share this story", "share")],
    )


def test_a_body_without_boilerplate_is_returned_unchanged() -> None:
    assert without_boilerplate("The bridge opened.\n\n\n It rained. ") == ("The bridge opened.\n\n\n It rained. ", [])


def test_a_body_of_nothing_else_is_empty_afterwards() -> None:
    assert without_boilerplate("Share\n\nTweet")[0] == ""


def test_cutting_twice_cuts_nothing_more() -> None:
    body = "\n\n".join(line for lines in CUT.values() for line in ["It rained.", *lines])
    once, cut = without_boilerplate(body)
    assert once == "\n\n".join(["It rained."] * len(CUT))
    assert len(cut) == sum(map(len, CUT.values()))
    assert without_boilerplate(once) == (once, [])
