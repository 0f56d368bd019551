import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.features.attributions import find_attributions
from analysis.tables import ATTRIBUTIONS


def attributions(body, title=None):
    """Kind, words and speaker of every attribution, in the order of the text."""
    rows = find_attributions(pd.DataFrame({"article_id": ["a"], "title": [title], "body": [body]}), instrument="rules")
    text = {"title": title, "body": body}
    return [
        (row.kind, text[row.part][row.start : row.end].strip("“” "), None if pd.isna(row.speaker) else row.speaker)
        for row in rows.itertuples()
    ]


def test_one_attribution_is_one_row():
    body = "ISIS has fled, Anna Weber said."
    rows = find_attributions(pd.DataFrame({"article_id": ["a"], "body": [body]}, index=[7]), instrument="rules")
    assert list(rows.columns) == list(ATTRIBUTIONS.columns)
    [row] = rows.itertuples()
    assert (row.article_id, row.part, row.kind, row.cue) == ("a", "body", "indirect", "said")
    assert (body[row.start : row.end], row.speaker) == ("ISIS has fled", "Anna Weber")
    assert pd.isna(row.speaker_id)
    assert 0 < row.confidence < 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“ISIS has fled,” Anna Weber said.", [("direct", "ISIS has fled,", "Anna Weber")]),
        ("“ISIS has fled,” said the mayor, Anna Weber.", [("direct", "ISIS has fled,", "Anna Weber")]),
        ("Anna Weber told the town: “ISIS has fled.”", [("direct", "ISIS has fled.", "Anna Weber")]),
        (
            "“ISIS,” Anna Weber said, “has fled.” “It lost.”",
            [
                ("direct", "ISIS,", "Anna Weber"),
                ("direct", "has fled.", "Anna Weber"),
                ("direct", "It lost.", "Anna Weber"),
            ],
        ),
        (
            "Anna Weber said ISIS was “all but gone” from the town.",
            [
                ("indirect", "ISIS was “all but gone” from the town", "Anna Weber"),
                ("direct", "all but gone", "Anna Weber"),
            ],
        ),
        ("The town of “eternal rain” is quiet.", [("direct", "eternal rain", None)]),
        ("“Has ISIS fled?” Anna Weber asked.", [("direct", "Has ISIS fled?", "Anna Weber")]),
        (
            "“It rains,” Bruno Falk said.\n“ISIS has fled!” said Anna Weber.",
            [("direct", "It rains,", "Bruno Falk"), ("direct", "ISIS has fled!", "Anna Weber")],
        ),
        (
            "‘We call it “a war” and ISIS will lose,’ Anna Weber said.",
            [
                ("direct", "We call it “a war” and ISIS will lose,", "Anna Weber"),
                ("direct", "a war", "Anna Weber"),
            ],
        ),
    ],
)
def test_quotations_and_their_speakers(body, expected):
    assert attributions(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "ISIS claimed responsibility for the fire.",
        "I believe ISIS has fled.",
        "We think that ISIS has fled.",
        "The town is quiet. ISIS has fled.",
        "",
    ],
)
def test_acts_and_the_authors_own_words_are_narration(body):
    assert attributions(body) == []


@pytest.mark.parametrize(
    ("title", "speaker"),
    [("Weber says ISIS has fled", "Weber"), ("ISIS has fled, Weber says", "Weber"), ("‘ISIS has fled’", None)],
)
def test_headlines_are_read_as_well(title, speaker):
    [(_, words, found)] = attributions("The town is quiet.", title=title)
    assert (words, found) == ("ISIS has fled", speaker)


def test_the_turns_of_a_transcript_are_direct_without_marks():
    body = "The talk began.\nBLITZER: Has ISIS fled?\nWEBER: It has. Falk said “yes” to me.\nBLITZER: Thank you."
    assert attributions(body) == [
        ("direct", "Has ISIS fled?", "Blitzer"),
        ("direct", "It has. Falk said “yes” to me.", "Weber"),
        ("direct", "Thank you.", "Blitzer"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("NOTE: It rained.\nThe town is quiet.", []),
        ("Anna Weber: It rained.\nBruno Falk: It was cold.", []),
        ("Anna Weber: It rained.\nIt did.\nAnna Weber: It was cold.", ["It rained.", "It was cold."]),
        ("QUESTION: Did it rain?\nWEBER: It did.", ["It did."]),
        ("WEBER: It rained.\nIt did.\nFALK: It was cold.\nNight fell.", ["It rained.\nIt did.", "It was cold."]),
        ("“WEBER: It rained.\n“FALK: It did.", ["It rained.", "It did."]),
        ("ANNA WEBER, ANCHOR: It rained.\nFALK: It did.", ["It rained.", "It did."]),
        ("BLITZER: Did it rain?\nWEBER: Falk said it did.", ["Did it rain?", "Falk said it did."]),
        ("Q: Did it rain?\nWEBER: It did.", ["It did."]),
        ("WEBER (on camera): It rained.\nFALK: It did.", ["It rained.", "It did."]),
    ],
)
def test_what_is_a_turn(body, expected):
    assert [words for _, words, _ in attributions(body)] == expected


def test_who_answers_is_not_told_by_a_letter():
    assert attributions("Q: Did it rain?\nA: It did.") == [("direct", "It did.", None)]


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ("“It rained,” Anna Weber said.\n“It shone.”\n“It is over.”", ["Anna Weber"] * 3),
        ("“It rained,” Anna Weber said. “It shone.\n“It is over.”", ["Anna Weber"] * 3),
        ("Anna Weber came: “It rained.”", ["Anna Weber"]),
        ("“It rained,” Anna Weber said.\nThe town of “rain” is quiet.", ["Anna Weber", None]),
        (
            "“It rained,” Anna Weber said.\n“It shone,” said Bruno Falk.\n“It is over.”",
            ["Anna Weber", "Bruno Falk", "Bruno Falk"],
        ),
        ("Bruno Falk said so.\n“It rained.\n“It shone,” said Anna Weber.", ["Bruno Falk", "Anna Weber", "Anna Weber"]),
    ],
)
def test_a_quotation_without_a_cue_goes_on_from_whoever_spoke(body, speakers):
    assert [speaker for _, _, speaker in attributions(body)] == speakers


LEAD = "ISIS will fall, France's defense minister said on Monday.\nThe town is quiet.\n"


@pytest.mark.parametrize(
    ("later", "speaker"),
    [
        ("Jean Colin told reporters that it rained.", "Jean Colin"),
        ("Jean Colin, a baker, told reporters that it rained.", "France's defense minister"),
        ("Witnesses said that it rained.", "France's defense minister"),
        ("It rained.\nIt rained.\nJean Colin told reporters that it rained.", "France's defense minister"),
    ],
)
def test_an_office_in_the_lead_is_the_person_named_bare_soon_after(later, speaker):
    assert attributions(LEAD + later)[0] == ("indirect", "ISIS will fall", speaker)


@pytest.mark.parametrize(
    ("lead", "later", "speaker"),
    [
        ("A top Republican said ISIS will fall.", "Senator Jean Colin told reporters that it rained.", "Jean Colin"),
        ("A top Republican said ISIS will fall.", "Jean Colin, a baker, told us that it rained.", "a top Republican"),
        ("A senior official said ISIS will fall.", "Jean Colin told reporters that it rained.", "a senior official"),
        ("The mayor of Lyon said ISIS will fall.", "Anna Falk, a baker, said no.\nJean Colin said yes.", "Jean Colin"),
    ],
)
def test_a_person_of_rank_in_the_lead_is_the_one_named_soon_after(lead, later, speaker):
    assert attributions(f"{lead}\n{later}")[0] == ("indirect", "ISIS will fall", speaker)


def test_speakers_that_the_codebook_knows_have_their_id(tmp_path):
    file = tmp_path / "talks.yml"
    file.write_text(
        "{name: talks, title: Talks, actors: {weber: {label: Anna Weber, kind: person, variants: [Anna Weber]},"
        " army: {label: the army, kind: group, variants: [Army]}}}"
    )
    body = "Anna Weber came. It is over, Weber said. The army said it rained. Bruno Falk said no."
    rows = find_attributions(
        pd.DataFrame({"article_id": ["a"], "body": [body]}), codebook=load_codebook(file), instrument="rules"
    )
    assert rows["speaker"].tolist() == ["Anna Weber", "army", "Bruno Falk"]
    assert rows["speaker_id"].tolist()[:2] == ["weber", "army"]
    assert rows["speaker_id"].isna().tolist() == [False, False, True]


def test_no_articles_no_attributions():
    assert find_attributions(pd.DataFrame({"article_id": [], "body": []})).empty


WORDS = """said|told reporters|According to|, according to Weber|in her view|accused ISIS of|who|that|saying|but|he|they
Anna Weber|Weber’s claim|the minister|the source|ISIS had fled|I believe|'s|BLITZER: |QUESTION: |Mayor|Gen.|U.S.|5"""
PIECES = [*WORDS.replace("\n", "|").split("|"), *"\"“”'‘’«»,.?:—-()\n", "``", "''", "\n\n"]


@settings(deadline=None)
@given(
    body=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)),
    title=st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
@example(body='"He said "no.\n', title="“")
@example(body="He won, 's said the crowd.", title="‘")
def test_any_text_is_taken_and_every_span_lies_inside_of_it(body, title):
    text = {"title": title, "body": body}
    rows = find_attributions(pd.DataFrame({"article_id": ["a"], "title": [title], "body": [body]}), instrument="rules")
    for row in rows.itertuples():
        assert 0 <= row.start < row.end <= len(text[row.part])
        assert text[row.part][row.start : row.end].strip()
    assert rows["part"].tolist() == sorted(rows["part"], reverse=True)
    assert all(of_part["start"].is_monotonic_increasing for _, of_part in rows.groupby("part"))
