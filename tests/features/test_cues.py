import pytest

from analysis.features.cues import cue_class, cues
from analysis.features.tokens import tokens


def found(sentence):
    words = tokens(sentence)
    return [
        (sentence[words[cue.first].start : words[cue.last].end], cue.lemma) for cue in cues(words, [False] * len(words))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Weber said so", ("said", "say")),
        ("He did not say so", ("say", "say")),
        ("He pointed out that it rained", ("pointed out", "point out")),
        ("It rained, according to Weber", ("according to", "according to")),
        ("In Weber's view, it rained", ("In Weber's view", "view")),
        ("It rained, in her account", ("in her account", "view")),
        ("The claim that it rained", ("claim", "claim")),
        ("Reports that it rained", ("Reports", "reports")),
    ],
)
def test_verbs_phrases_and_nouns_that_attribute(sentence, expected):
    assert found(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "He wants to say that it rained",
        "He could argue that it rained",
        "He may also say that it rained",
        "In view of the rain",
        "It accords to plan",
    ],
)
def test_infinitives_and_modals_report_nothing(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("Weber claims it rained", "Weber's claims were false"),
        ("Officials fear it rained", "The fear of rain grew"),
        ("He reports it rained", "New reports came in"),
        ("People claim it rained", "People’s claims were false"),
        ("She’s claimed it rained", "Reports came in"),
    ],
)
def test_the_word_before_tells_a_verb_from_a_noun(verb, noun):
    assert len(found(verb)) == 1
    assert found(noun) == []


def test_kind_of_a_cue():
    words = tokens("He said he believes what a study found")
    assert [cue.kind for cue in cues(words, [False] * len(words))] == ["speech", "thought", "document"]


def test_cues_inside_of_quotation_marks_are_the_speakers_own():
    words = tokens("She said he said so")
    assert [cue.first for cue in cues(words, [False, False, True, True, True])] == [1]


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "speech"),
        ("according to", "speech"),
        ("believe", "thought"),
        ("said he believes", "speech"),
        ("frobnicated", "speech"),
        ("", "speech"),
    ],
)
def test_what_reports_is_speech_unless_it_is_a_verb_of_thought(cue, expected):
    assert cue_class(cue.split(), is_reported=True) == expected


@pytest.mark.parametrize(
    ("cue", "expected"), [("ordered", "act"), ("has ordered", "act"), ("wants", "attitude"), ("", "attitude")]
)
def test_what_reports_nothing_is_a_deed_or_else_a_wish(cue, expected):
    assert cue_class(cue.split(), is_reported=False) == expected
