"""The trained instrument on sentences whose voice no reader doubts; the model is the one that is shipped."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.errors import InputError
from analysis.features.attributions import find_attributions
from analysis.features.mentions import find_mentions
from analysis.features.quotes import quote_spans
from analysis.features.tagger import CONTENT, ROLES, tags
from analysis.features.tokens import tokens
from analysis.features.voice import assign_voice
from analysis.tables import ATTRIBUTIONS, KINDS


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "group.yml"
    terms = "{isis: {label: ISIS, variants: [ISIS]}, islamic-state: {label: Islamic State, variants: [Islamic State]}}"
    file.write_text(f"{{name: g, title: G, actors: {{group: {{label: G, kind: group, terms: {terms}}}}}}}")
    return load_codebook(file)


def articles(*bodies, titles=None):
    ids = [f"a{number}" for number in range(len(bodies))]
    return pd.DataFrame({"article_id": ids, "title": titles or [None] * len(bodies), "body": bodies})


def voiced(codebook, body, *, indirect="reported"):
    """Return the mentions of a text with their voices, forced."""
    one = articles(body)
    return assign_voice(
        find_mentions(one, codebook), find_attributions(one, codebook=codebook), indirect=indirect, uncertain_below=0
    )


def voices(codebook, body, *, indirect="reported"):
    return voiced(codebook, body, indirect=indirect)["voice"].tolist()


@pytest.mark.parametrize(
    "body",
    [
        "“ISIS has fled the town,” Anna Weber said.",
        "Anna Weber told reporters on Monday: “We will drive ISIS out of the valley.”",
        "“The people here are tired,” said the mayor, Bruno Falk. “They want ISIS gone.”",
        "The president vowed to “degrade and destroy ISIS” within three years.",
        "“Whoever pays ISIS pays for murder.\n“We know who does,” Anna Weber told the court.",
    ],
)
def test_quoted_words_are_direct(codebook, body):
    assert voices(codebook, body) == ["direct"]


@pytest.mark.parametrize(
    "body",
    [
        "“ISIS has fled the town,” Anna Weber said.",
        "The president vowed to “degrade and destroy ISIS” within three years.",
        "Asked by the mayor, Bruno Falk did not know. “What does ISIS want?” Anna Weber asked.",
    ],
)
def test_quotation_marks_leave_no_doubt(codebook, body):
    one = articles(body)
    assert assign_voice(find_mentions(one, codebook), find_attributions(one))["voice"].tolist() == ["direct"]


WITH_AN_INFINITIVE = [
    "Anna Weber went on to say that ISIS had fled the town.",
    "The minister had to admit that ISIS had taken the town.",
    "Bruno Falk continued to insist that ISIS was finished.",
]


@pytest.mark.parametrize(
    "body",
    [
        "Anna Weber said on Tuesday that ISIS had fled the town.",
        "According to two security officials, ISIS has lost half of its territory since the spring.",
        "ISIS fighters have left the town and burned the bridge behind them, the defence ministry said on Monday.",
        "U.S. officials believe ISIS was behind the attack on the airport.",
        "The minister warned that ISIS could strike again before the summer.",
        "In Weber's view, ISIS is already beaten.",
        "Anna Weber, the mayor, accused ISIS of burning the fields around the town.",
        "The commander told reporters that his men would drive ISIS out of the valley by spring.",
        "The report found that ISIS earned a million dollars a day from oil.",
        "The attack was carried out by ISIS, the prosecutor, Bruno Falk, told a news conference in Paris.",
        *WITH_AN_INFINITIVE,
    ],
)
def test_what_a_source_says_or_thinks_is_paraphrase(codebook, body):
    assert voices(codebook, body) == ["indirect"]


@pytest.mark.parametrize(
    "body",
    [
        "ISIS took the bridge over the river on Monday and moved on towards the town.",
        "Anna Weber, who led the talks on ISIS in Geneva last week, said the deal was near.",
        "Asked about ISIS at a news conference, the minister declined to comment.",
        "The president will give a speech on ISIS in the town hall on Friday.",
        "Thousands of families have fled from ISIS since June. “We lost everything,” Anna Weber said.",
        "Weber said it would rain on Sunday. ISIS has held the town since the summer.",
    ],
)
def test_what_the_outlet_says_is_narration(codebook, body):
    assert voices(codebook, body) == ["narration"]


def test_the_place_that_a_text_opens_with_is_no_source():
    body = (
        "AIN RUMANA, Lebanon: The farmers went up on foot Tuesday, behind an army bulldozer and two dogs trained to"
        " smell explosives. Nobody was allowed to step off the tape.\nDaesh held the upper terraces."
    )
    assert find_attributions(articles(body))["source"].isna().all()


@pytest.mark.parametrize(
    "body",
    [
        "Voters should know that ISIS is beaten in the valley.",
        "The mayor may have hoped that ISIS would leave the valley.",
        "Does anyone think that ISIS is beaten in the valley?",
        "Nobody believes that ISIS is beaten in the valley.",
        "No one believes that ISIS is beaten in the valley.",
    ],
)
def test_what_nobody_has_said_is_narration(codebook, body):
    assert voices(codebook, body) == ["narration"]


@pytest.mark.parametrize(
    "body",
    [
        "I believe ISIS will lose this war, but not before the summer.",
        "We think that ISIS can be beaten without an army on the ground.",
        "I have said before that ISIS is a child of the last war, and I say it again.",
        pytest.param(
            "My view is that ISIS will lose.",
        ),
    ],
)
@pytest.mark.parametrize(
    "indirect",
    [
        "reported",
        "speech",
        pytest.param(
            "all",
        ),
    ],
)
def test_the_authors_own_first_person_is_narration(codebook, body, indirect):
    assert voices(codebook, body, indirect=indirect) == ["narration"]


@pytest.mark.parametrize(
    "body",
    [
        "ISIS claimed responsibility for the bombing, which killed nine people.",
        "ISIS said in a statement on Sunday that its fighters had shot down the plane.",
        "The Islamic State says it will march on the capital.",
        pytest.param(
            "ISIS boasted that the Islamic State would last and grow.",
            marks=pytest.mark.xfail(reason="the model takes a group's boast for a source's report"),
        ),
    ],
)
def test_what_the_group_itself_claims_is_narration(codebook, body):
    assert set(voices(codebook, body)) == {"narration"}


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The prime minister wants to destroy ISIS before the elections.", "attitude"),
        ("The party opposes any talks with ISIS.", "attitude"),
        ("On Friday the president ordered air strikes against ISIS in the north of the country.", "act"),
        ("The three brothers pledged allegiance to ISIS a year before the attack.", "act"),
    ],
)
def test_wishes_and_deeds_are_narration_unless_the_study_counts_them(codebook, body, cue_class):
    assert [voices(codebook, body, indirect=one) for one in ("reported", "all")] == [["narration"], ["indirect"]]
    assert cue_class in find_attributions(articles(body))["cue_class"].tolist()


@pytest.mark.parametrize(
    ("body", "voice"),
    [
        ("Anna Weber said on Tuesday that ISIS had fled the town.", "indirect"),
        ("U.S. officials believe ISIS was behind the attack on the airport.", "narration"),
    ],
)
def test_thoughts_are_no_speech(codebook, body, voice):
    assert voices(codebook, body, indirect="speech") == [voice]


def test_voices_that_stand_side_by_side_are_told_apart(codebook):
    body = (
        "ISIS has held the town since June.\n"
        "Anna Weber said on Monday that ISIS was running out of water, but “ISIS will not leave by itself.”\n"
        "On the road to the coast, ISIS has put up new roadblocks."
    )
    assert voices(codebook, body) == ["narration", "indirect", "direct", "narration"]


def test_the_turns_of_a_transcript_are_direct(codebook):
    body = (
        "The two met in the studio on Monday.\n"
        "BLITZER: Do you think ISIS has fled?\nWEBER: I believe ISIS is still there. Falk said ISIS was weak."
    )
    assert voices(codebook, body) == ["direct"] * 3
    found = find_attributions(articles(body))
    assert found["speaker"].tolist() == ["Blitzer", "Weber"]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“ISIS has fled the town,” Anna Weber said.", "Anna Weber"),
        ("ISIS has fled the town, said Bruno Falk, the mayor.", "Bruno Falk"),
        ("Anna Weber came back from the front at noon. She said that ISIS had fled the town.", "Anna Weber"),
        ("According to the defence ministry, ISIS has fled the town.", "defence ministry"),
        ("Anna Weber said it would rain. Bruno Falk told reporters that ISIS had fled the town.", "Bruno Falk"),
        ("“Nobody is safe,” Anna Weber told the council.\n“ISIS is at the gates.”", "Anna Weber"),
        ("Anna Weber, the mayor, said that ISIS had fled the town.", "Anna Weber"),
        pytest.param(
            "A spokesman, Bruno Falk, said that ISIS had fled the town.",
            "Bruno Falk",
        ),
        pytest.param(
            "Bruno Falk came.\n“ISIS has fled the town.\n“It is over,” Anna Weber told the council.",
            "Anna Weber",
        ),
    ],
)
def test_who_says_it(codebook, body, speaker):
    assert voiced(codebook, body)["speaker"].tolist() == [speaker]


def test_cue_and_source_stand_where_the_text_has_them():
    body = "It rained. Anna Weber said on Tuesday that ISIS had fled the town."
    [row] = find_attributions(articles(body)).itertuples()
    assert (row.kind, row.cue, row.source, row.cue_class) == ("indirect", "said", "Anna Weber", "speech")
    assert body[row.cue_start : row.cue_end] == "said"
    assert body[row.source_start : row.source_end] == "Anna Weber"
    assert "ISIS had fled the town" in body[row.start : row.end]
    assert row.confidence > 0.5


def test_headlines_are_read_as_well(codebook):
    titles = ["Weber says ISIS has fled the town", "ISIS flees the town"]
    both = articles("It rained.", "It rained.", titles=titles)
    mentions = assign_voice(find_mentions(both, codebook), find_attributions(both), uncertain_below=0)
    assert mentions["voice"].tolist() == ["indirect", "narration"]


LONG = "The town is quiet, and the market is open again.\n" * 60


@pytest.mark.parametrize("body", [LONG, LONG.replace("\n", " ")], ids=["paragraphs", "one paragraph"])
def test_long_texts_are_read_to_their_end(codebook, body):
    said = "Anna Weber said on Tuesday that ISIS had fled the town."
    assert voices(codebook, f"{said} {body} {said} {body} {said}") == ["indirect"] * 3


BODIES = [
    "",
    "ISIS has fled.",
    "Anna Weber said on Tuesday that ISIS had fled the town. Bruno Falk denied it.",
    "“It rained,” Anna Weber said.\nShe said ISIS had fled.\n“It is over.”",
    "The three brothers pledged allegiance to ISIS, and officials fear that others will follow.",
    LONG + "“ISIS has fled,” Anna Weber said, adding that it was gone for good.",
    "BLITZER: Has ISIS fled?\nWEBER: It has. Falk said “yes” to me.",
]


def test_what_is_said_of_a_text_does_not_depend_on_the_others():
    together = find_attributions(articles(*BODIES), doubtful=True)
    alone = [find_attributions(articles(*BODIES).iloc[[at]], doubtful=True) for at in range(len(BODIES))]
    pd.testing.assert_frame_equal(pd.concat(alone, ignore_index=True), together)
    backwards = find_attributions(articles(*BODIES).iloc[::-1], doubtful=True)
    pd.testing.assert_frame_equal(backwards.sort_values("article_id", kind="stable", ignore_index=True), together)


@pytest.mark.parametrize(
    "body",
    [
        "Anna Weber said on Tuesday that ISIS had fled the town.",
        "It rained.\nAnna Weber said on Tuesday that ISIS had fled the town.",
        "Anna Weber came at noon.\nIt rained.\n“ISIS has fled,” she said. She believes ISIS will be back.",
        "“It rained,” Anna Weber said.\n“ISIS has fled.”",
        "ISIS took the bridge on Monday.\nOfficials believe ISIS will burn it.\nThe town is quiet.",
        "BLITZER: Has ISIS fled?\nWEBER: ISIS is still there.",
    ],
)
def test_with_mentions_a_short_text_is_read_as_if_whole(codebook, body):
    one = articles(body)
    mentions = find_mentions(one, codebook)
    whole = assign_voice(mentions, find_attributions(one, doubtful=True))
    near = assign_voice(mentions, find_attributions(one, mentions=mentions, doubtful=True))
    pd.testing.assert_frame_equal(near, whole)


@pytest.mark.parametrize(
    "body",
    [
        "“It rained,” Anna Weber told the council.\n“It froze.\n“It shone.\n“It is over.\n“ISIS has fled.”",
        "ISIS will fall, France's defense minister said.\nIt rained.\nJean Colin told reporters that it froze.",
    ],
)
def test_with_mentions_speakers_who_are_named_farther_off_are_found_too(codebook, body):
    one = articles(body)
    mentions = find_mentions(one, codebook)
    whole, near = (assign_voice(mentions, find_attributions(one, mentions=which)) for which in (None, mentions))
    assert whole["speaker"].notna().all()
    assert near["speaker"].tolist() == whole["speaker"].tolist()


def test_with_mentions_texts_without_one_are_not_read(codebook):
    two = articles("Anna Weber said on Tuesday that it rained.", "Anna Weber said on Tuesday that ISIS had fled.")
    found = find_attributions(two, mentions=find_mentions(two, codebook))
    assert found["article_id"].unique().tolist() == ["a1"]


VAGUE = [
    "There was talk of a deal with ISIS, or so it seemed.",
    "A plan against ISIS was on the table, and hopes were high.",
    "The ISIS threat, real or not, had been known to the police for months.",
    "Concern over ISIS grew, with calls for a new law.",
    "Reportedly ISIS had fled. It was not clear whether others had.",
    "The idea that ISIS could be beaten from the air had its friends.",
    "His orders were to keep ISIS out. The question was how.",
    "Evidence of ISIS crimes, a list of names, an offer of talks: it was all there.",
]


def test_doubtful_stretches_come_only_when_asked_for():
    plain, asked = (find_attributions(articles(*VAGUE), doubtful=doubtful) for doubtful in (False, True))
    assert "doubtful" not in set(plain["kind"])
    doubtful = asked[asked["kind"] == "doubtful"]
    assert len(doubtful)
    assert doubtful[["cue", "source", "speaker"]].isna().all(axis=None)
    assert doubtful["confidence"].between(0, 1).all()
    pd.testing.assert_frame_equal(asked[asked["kind"] != "doubtful"].reset_index(drop=True), plain)


def test_a_doubtful_stretch_has_a_word():
    bodies = [*VAGUE, "“The people here are tired,” said the mayor, Bruno Falk. “They want ISIS gone.”"]
    asked = find_attributions(articles(*bodies), doubtful=True)
    texts = dict(zip(articles(*bodies)["article_id"], bodies, strict=True))
    stretches = [texts[row.article_id][row.start : row.end] for row in asked.itertuples()]
    assert [stretch for stretch in stretches if not any(letter.isalnum() for letter in stretch)] == []


def test_what_lies_outside_of_the_wanted_tokens_is_no_content():
    text = "Anna Weber said that ISIS had fled.\nBruno Falk said that ISIS had lost."
    words = tokens(text)
    second = next(at for at, word in enumerate(words) if word.text == "Bruno")
    whole = tags(text, words, quote_spans(text))
    near = tags(text, words, quote_spans(text), ranges=[(second, len(words))])
    for row, of_all, labels in zip(near, whole, (CONTENT, ROLES), strict=True):
        assert (row[:second] == np.eye(len(labels))[0]).all()
        np.testing.assert_array_equal(row[second:], of_all[second:])


@pytest.mark.parametrize("body", BODIES)
def test_every_word_has_chances_that_sum_to_one(body):
    words = tokens(body)
    for row in tags(body, words, quote_spans(body)):
        assert len(row) == len(words)
        np.testing.assert_allclose(row.sum(axis=1), 1, rtol=1e-5)


def test_an_instrument_that_is_not_known_is_refused():
    with pytest.raises(InputError, match=r"instrument: 'oracle' is not known\. Choose from: tagger, rules"):
        find_attributions(articles("It rained."), instrument="oracle")


def test_no_articles_no_attributions():
    assert find_attributions(articles()).empty


WORDS = """said|told reporters|According to|, according to Weber|accused ISIS of|who|that|saying|but|he|they|Anna Weber
Weber’s claim|the minister|ISIS had fled|I believe|'s|BLITZER: |WEBER: |Gen.|U.S.|5|🐍|ꙮ"""
PIECES = [*WORDS.replace("\n", "|").split("|"), *"\"“”'‘’«»,.?:—-()[]\n", "``", "''", "\n\n", "x" * 500]


@settings(deadline=None, max_examples=40)
@given(
    body=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)),
    title=st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
def test_any_text_is_taken_and_every_span_lies_inside_of_it(body, title):
    text = {"title": title, "body": body}
    rows = find_attributions(articles(body, titles=[title]), doubtful=True)
    assert list(rows.columns) == list(ATTRIBUTIONS.columns)
    assert set(rows["kind"]) <= set(KINDS)
    for row in rows.itertuples():
        assert 0 <= row.start < row.end <= len(text[row.part])
        for name in ("cue", "source"):
            start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
            assert pd.isna(start) or text[row.part][start:end] == getattr(row, name)
    assert all(of_part["start"].is_monotonic_increasing for _, of_part in rows.groupby("part"))
