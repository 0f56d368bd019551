"""Lines of a web page that are no part of the article."""

from __future__ import annotations

import pytest

from analysis import paths, yamlfile
from analysis.cleaning.boilerplate import Removed, rule_for, without_boilerplate

SMALL_PRINT = "By signing up you agree to receive email letters from THE POST. You can unsubscribe at any time."
CUT = {
    "share": [
        "Share this: Pocket",
        "Share this story",
        "TWEET",
        "Share | Tweet | Email",
        "12 comments",
        "LISTEN TO ARTICLE 6:34 SHARE THIS ARTICLE Share Tweet Post Email",
        "Read or Share this story: http://post.example/1T9",
        "Click to share on Facebook (Opens in new window)",
    ],
    "advertisement": [
        "Ticker Security Last Change Change % HRB HARBOUR INC. 5.18 -0.06",
        "Advertisement",
        "Story continues below advertisement",
        "Continue reading the main story",
        "Advertisement Continue reading the main story",
        "AD",
    ],
    "subscribe": [
        "See things from the quay. Sign up for the Harbour email.",
        "If you liked this story, sign up for the weekly letter from the port.",
        "Don’t miss a single Harbour podcast!",
        "Get harbour news in your inbox",
        "Thank you for signing up. For more from the port, open our latest issue",
        "Catch up on the election with our weekly podcast, “Quay.”",
        "To read the rest of the letter, please click here.",
        "Like what you're reading?: Download the Harbour app for more",
        "Sign up for our morning letter.",
        "Subscribe now",
        "Click here to see more",
        "Want to read more? Join.",
        "CLICK HERE TO GET THE POST APP",
        "Want more like this in your inbox? Sign up for our newsletter here.",
        f"Morning Harbour Your guide to the port. Email Sign Up {SMALL_PRINT}",
        "Can't see the video? Click here.",
    ],
    "follow": [
        "Join one million harbour fans by liking us on Facebook.",
        "SHARE YOUR THOUGHTS Should the bridge open? Join the conversation below.",
        "Tune into Harbour Live at noon ET every weekday for the latest news and analysis.",
        "Follow us on Twitter",
        "Like The Harbour Post on Facebook.",
        "Follow the Harbour Blog on Twitter",
        "Follow @harbourpost Follow @annroe",
        "Do you work in the port? Join our Facebook community for conversation and updates.",
    ],
    "read_more": [
        "More On This... The bridge opens",
        "Don’t miss: The bridge opens at last",
        "READ Why the Bridge Closed on Monday",
        "READ THE LETTER OF THE MAYOR",
        "Recommended The Truth About the Bridge Ann Roe",
        "More on guns in the port",
        "Read more about the bridge here.",
        "For more on the bridge, read our explainer.",
        "Bridge documents: http://post.example/letters",
        "Mayor walks across the new bridge www.youtube.com",
        "(For a graphic on bridges, click post.example/2xy)",
        "[See which mayors are leading the race.]",
        "[BEST BRIDGES IN TOWN]",
        "• ROE: Why the bridge will never open",
        "Bridges of the world See the finest bridges, all in one place. Shares",
        "Harbour The mayor opens the bridge again The mayor opens the bridge again",
        "Read more: The bridge opens",
        "(See also: Rain)",
        "Related stories",
        "Recommended",
        "More:Harbour blasts port decision",
        "( PHOTOS: 12 bridges of the world)",
        "(WATCH: The bridge opens)",
        "The bridge, the mayor and the money: a timeline Read more",
        "ALSO WATCH: Ship meets bridge",
        "Photos: 12 bridges",
    ],
    "glued_link": ["Bridge opening:Mayor cuts ribbon, loses scissors", "'We are wet':Harbour counts the days of rain"],
    "capitals": [
        "WHY WAS THE MAYOR OF THE OLD PORT REACHING OUT TO THE BUILDERS OF THE BRIDGE?",
        "MAYOR VOWS TO OPEN THE NEW BRIDGE TO ALL: 'WE ARE WET'",
        "MAYOR SLAMS COUNCIL OVER 'RUINOUS' BRIDGE CONTRACT",
        "RIVALS: MAYOR 'LOST THE PLOT' OVER THE NEW BRIDGE",
    ],
    "just_watched": ["Just Watched", "Replay More Videos ...", "Hide caption", "toggle caption Ann Roe/MPA"],
    "media": [
        "Ann Roe In 60 Seconds 0:56",
        "Please upgrade your browser to view this content. Timeline: the bridge",
        "Click the video above to watch the mayor",
        "Media playback is unsupported on your device",
        "Image 3 of 12",
        "Close",
        "Slideshow (8 Images)",
        "The Mayor's Last Walk Listen · 4:08 4:08",
        "Mayor walks across the bridge 03:20",
        "Loading...",
    ],
    "photo_credit": [
        "(Reuters photo: Ann Roe)",
        "Image source: YouTube screenshot",
        "Photographer: Ann Roe",
        "Photo: Ann Roe",
        "Credit: Ann Roe / Meridian Press Agency",
        "Photograph by Ann Roe",
        "Image copyright AFP",
        "(Ann Roe/Reuters)",
        "AP Photo/Ann Roe",
        "Ann Roe/AFP/Getty Images, FILE",
    ],
    "copyright": ["© 2015 The Harbour Post", "Copyright 2015 The Harbour Post.", "All rights reserved."],
    "print_note": [
        "A version of this article appeared in print on March 1, 2015.",
        "More to come.",
        "Our Standards: The Meridian Trust Principles.",
    ],
    "timestamp": [
        "--This report was updated at 11:07 a.m.",
        "(This post was last updated at 8:44 p.m. ET.)",
        "This is a developing story. Please check back for updates.",
        "Updated at 5:25 p.m. ET",
        "—Updated on March 17 at 8:54 a.m.",
        "11:37 a.m. ET",
        "5 years ago",
        "4 min read",
        "This article is more than 2 years old",
    ],
    "contact": [
        "Write to Ann Roe at ann.roe@post.example.com",
        "Send tips to ann@post.example.com.",
        "Are you on the bridge? Email haveyoursay@post.example.com with your stories.",
    ],
    "poll": [
        "Do You Approve Of The New Bridge?",
        "Port Insider Reveals How to Save on Bridges",
        "Do You Like the New Bridge? Vote Now",
        "Urgent:",
        "Interested in Bridges? Add Bridges as an interest to stay up to date on the latest news.",
    ],
    "promotion": [
        "Help us keep the port open by making a donation today.",
        "Support the Post’s explanatory journalism",
        "Editor’s note: As a public service, all our coronavirus coverage is free. No paywall.",
        "Make a one-time donation to support the Post.",
        "You might also like:",
    ],
    "desk": ["Reporting by Ann Roe; Editing by Ben Low", "Editing by Ben Low"],
    "tags": ["Tags: bridge, river", "Filed under: News"],
    "lone_headline": [
        "Fact check: The mayor and the bridge",
        "The bridge will never open: Column",
        "Exclusive harbour poll: Mayor widens his lead, but the bridge keeps him wet",
        "Ann Roe: Why no one wants the bridge",
    ],
    "ornament": ["* * *", "———", "___"],
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in CUT.items() for line in lines])
def test_a_line_is_cut_by_the_rule_for_it(rule: str, line: str) -> None:
    assert rule_for(f"  {line} ") == rule


def test_every_rule_of_the_lexicon_has_an_example_here() -> None:
    lexicon = yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping()
    assert set(CUT) == set(lexicon["rules"].mapping())


def test_telltales_are_written_as_they_are_looked_for() -> None:
    telltales = yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping()["telltales"].sequence()
    assert [one.text() for one in telltales] == [one.text().lower() for one in telltales]


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
        "Like the high school girl who hung up on him, she was “in a meeting,” he recalled.",
        "Picture by picture, the film follows one family.",
        "Must watch what he says, the envoy told his aides.",
        "Close to the bridge, two men were arrested.",
        "Photo albums lay in the mud outside the house.",
        "Email from the ministry shows that the order came late.",
        "Sign up for the army, his father told him, or leave the house.",
        "Click by click, the group drew in a thousand young men.",
        "Subscribe to the view of the mayor and you must close the bridge.",
        "Contact with the village was lost on Sunday, the army said.",
        "Send troops, the governor asked the capital, before it is too late.",
        "Reach for the stars, the old slogan said.",
        "Related to the mayor by marriage, he won the contract.",
        "Watch the river, she told the guards, and they did.",
        "More from Monday's order, according to the radio station:",
        "Updated figures on Tuesday showed that 12 people had died.",
        "Published in March, the report names nine officers.",
        "Urgent: that was the only word on the telegram the envoy sent.",
        "Interested in power, the general never hid it.",
        "Support for the mayor's journalism prize fell away.",
        "The government will make a contribution to the health insurance of its workers.",
        "She had become a member of the party in 1998 and a donor in 2003.",
        "If we make a donation, the articles will say that Steve gave.",
        "The bride told the court: “Follow us on Twitter, they wrote, and I did.”",
        "The verse he read was Luke 1:38, and then Psalm 23:4, in a low voice",
        "They left at 10:30",
        "Kick-off: 20:45",
        "LONDON: The council said on Monday that the bridge would open.",
        "In a voice message the man says: Take the bridge, then the hill.",
        "NO COLLUSION! YOU'RE THE COLLUSION!",
        "WHAT WILL HAPPEN TO THE WORKERS OF THE OLD PORT?",
        "MORE BEDS NEEDED",
        "(He did not reply to a request for comment.)",
        "( The minister did not reply to a request for comment.)",
        "(Updates with the minister's answer in the third paragraph)",
        "[The envoy] has said this before, on the record",
        "Vote now, the opposition said, or never.",
        "Who will follow the mayor is anybody's guess",
        "Advertisements for the militia appeared on walls in the town.",
        "Copyright and wrongs",
        "Topics: the war is over, and the talks are open.",
        "The men met on the bridge. They had to sign up for the army.",
        "More on that, the mayor said, will come on Monday.",
        "More on the background from the radio station:",
        "For more than a year, the mayor has asked to open the bridge, and nobody read the letter.",
        "Read the letter of the mayor below:",
        "READ MY LIPS: No bridge, the mayor said.",
        "They had to share the shares",
        "(For a long time he said nothing, and then he wept.)",
        "[The bridge] is closed for a graphic reason",
        "The story is developing into a scandal for the mayor of the port.",
        "The law was updated in 2015 and 2018.",
        "Do you approve, he asked the men, of the new bridge?",
        "The report reveals how the mayor saved the port",
        "He tuned in to the radio every day and wept.",
        "Help us, she cried, make a bridge.",
        "To reach the port, click the gate shut behind you.",
        "AMY ROE: This is the first bridge that we have seen in the whole of the town",
        "What the mayor has left: A bridge that nobody in the town wants to walk across",
    ],
)
def test_a_sentence_that_begins_like_boilerplate_stays(line: str) -> None:
    assert rule_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Roe, CNN",
        "Ann Roe, Bloomberg",
        "USA TODAY",
        "Special for USA TODAY",
        "The Associated Press contributed to this report.",
        "Ann Roe and Ben Low contributed to this report.",
        "Follow Ann on Twitter",
        "Ann Roe is a fellow at the Harbour Institute. Follow her on Twitter @annroe.",
        "The opinions expressed by columnists are their own.",
        "Correction: An earlier version of this article gave a wrong date.",
        "This story has been updated to reflect the mayor's answer.",
        "Image copyright AFP Image caption The bridge before the storm",
        "Photos: The new bridge Photos: The new bridge The mayor walks across the bridge",
        "The bridge on Monday. (Photo: Ann Roe, Getty Images)",
        "New Jersey Sen. Cora Booth. | AP Photo",
        "A guard at the bridge. REUTERS/Ann Roe",
        "What happened next?",
        "ANALYSIS/OPINION:",
        "Twitter",
    ],
)
def test_captions_subheads_bylines_and_credits_stay(line: str) -> None:
    assert rule_for(line) is None


def test_headlines_listed_below_read_more_go_with_it() -> None:
    links = ["Mayor walks out of council", "Will the new bridge ever open?", "‘We are wet’: a town waits for the sun"]
    body = "\n\n".join(["It rained.", "Read more:", "Advertisement", *links, "The talks go on, the mayor said."])
    kept, removed = without_boilerplate(body)
    assert kept == "It rained.\n\nThe talks go on, the mayor said."
    assert [line.rule for line in removed] == ["read_more", "advertisement", *["read_more"] * 3]


def test_what_follows_such_a_list_stays() -> None:
    body = "Read more:\n\nThe bridge opened.\n\nMayor walks out of council\n\nRead more:\n\nA short subhead"
    assert without_boilerplate(body)[0] == "The bridge opened.\n\nMayor walks out of council\n\nA short subhead"


def test_a_headline_in_capitals_at_the_beginning_is_the_articles_own() -> None:
    line = CUT["capitals"][0]
    assert without_boilerplate(f"Share\n{line}\nIt rained.\n{line}")[0] == f"{line}\nIt rained."


PARAGRAPH = "The council closed the bridge on Monday after a week of rain, and the mayor walked home along the quay."
TEASER = "Exclusive harbour poll: Mayor widens his lead, but the bridge keeps him wet"


@pytest.mark.parametrize("body", [[PARAGRAPH, TEASER, PARAGRAPH], [PARAGRAPH, PARAGRAPH, TEASER]])
def test_a_headline_with_a_label_between_paragraphs_is_a_link(body: list[str]) -> None:
    assert without_boilerplate("\n\n".join(body)) == (f"{PARAGRAPH}\n\n{PARAGRAPH}", [Removed(TEASER, "lone_headline")])


@pytest.mark.parametrize(
    "body",
    [
        [TEASER, PARAGRAPH],  # the article's own
        [PARAGRAPH, "The poll", TEASER, PARAGRAPH],  # a point or a caption
        [PARAGRAPH, TEASER, "The poll", PARAGRAPH],
        [
            PARAGRAPH,
            "Ann Roe: A bridge of our own",
            PARAGRAPH,
            "Ben Low: A bridge for all",
            PARAGRAPH,
            TEASER,
            PARAGRAPH,
        ],
    ],
)
def test_one_elsewhere_or_among_many_stays(body: list[str]) -> None:
    text = "\n\n".join(body)
    assert without_boilerplate(text) == (text, [])


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
    anywhere = [lines for rule, lines in CUT.items() if rule != "lone_headline"]
    body = "\n\n".join(line for lines in anywhere for line in ["It rained.", *lines])
    once, cut = without_boilerplate(body)
    assert once == "\n\n".join(["It rained."] * len(anywhere))
    assert len(cut) == sum(map(len, anywhere))
    assert without_boilerplate(once) == (once, [])
