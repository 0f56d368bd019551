import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.features.sentiment import INSTRUMENTS, classify, score_sentiment
from analysis.tables import MENTIONS, SENTIMENT

PROBABILITIES = ["p_negative", "p_neutral", "p_positive"]


COLUMNS = [*PROBABILITIES, "label", "score"]
instruments = pytest.mark.parametrize("instrument", list(INSTRUMENTS))


@instruments
@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("ISIS murdered and tortured them.", "negative"),
        ("ISIS is a name of four letters.", "neutral"),
        ("ISIS helped them, a great and happy success.", "positive"),
    ],
)
def test_the_label_is_the_most_probable_class(sentence, label, instrument):
    [row] = classify([sentence], [0], [4], instrument=instrument).to_dict("records")
    assert row["label"] == label
    assert max(PROBABILITIES, key=row.get) == f"p_{label}"
    assert row["score"] == row["p_positive"] - row["p_negative"]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("Ahmed attacked Weber with a knife.", ("negative", "neutral")),
        pytest.param(
            "Weber was praised for her courage by Ahmed.",
            ("positive", "neutral"),
            marks=pytest.mark.xfail(reason="who praises in a passive is taken for the praised", strict=True),
        ),
        pytest.param(
            "Ahmed did not lie, but Weber did.",
            ("positive", "negative"),
            marks=pytest.mark.xfail(reason="negation is right in half of the contrast pairs only", strict=True),
        ),
        ("Ahmed said that the storm had killed nine; Weber had ignored all warnings.", ("neutral", "negative")),
    ],
)
def test_the_network_tells_who_does_what_to_whom(sentence, labels):
    first, second = sorted((sentence.index(name), sentence.index(name) + 5) for name in ("Ahmed", "Weber"))
    rows = classify([sentence] * 2, [first[0], second[0]], [first[1], second[1]])
    assert tuple(rows["label"]) == labels


def test_one_row_for_each_target_in_order():
    sentences = ["They love Weber.", "They hate Weber.", "They love Weber."]
    rows = classify(sentences, [10, 10, 10], [15, 15, 15])
    assert rows["label"].tolist() == ["positive", "negative", "positive"]
    assert rows.columns.tolist() == COLUMNS


@instruments
def test_nothing_to_classify(instrument):
    rows = classify([], [], [], instrument=instrument)
    assert rows.empty
    assert rows.columns.tolist() == COLUMNS


@instruments
def test_what_is_found_does_not_depend_on_the_neighbours(instrument):
    sentences = [
        "They love Weber.",
        "They hate Weber, who left the town before dawn and never came back.",
        "Weber fled.",
    ]
    starts = [sentence.index("Weber") for sentence in sentences]
    together = classify(sentences, starts, [start + 5 for start in starts], instrument=instrument)
    alone = [
        classify([text], [at], [at + 5], instrument=instrument) for text, at in zip(sentences, starts, strict=True)
    ]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


@instruments
@settings(deadline=None, max_examples=30)
@given(sentences=st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_probabilities_of_any_sentence_sum_to_one(instrument, sentences):
    rows = classify(sentences, [0] * len(sentences), [1] * len(sentences), instrument=instrument)
    assert rows[PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1] * len(sentences))
    assert (rows[PROBABILITIES] >= 0).all(axis=None)


def test_a_label_that_is_not_sure_enough_is_uncertain():
    sentences, starts, ends = ["They love Weber.", "Weber fled."], [10, 0], [15, 5]
    sure = classify(sentences, starts, ends)[PROBABILITIES].max(axis=1)
    rows = classify(sentences, starts, ends, uncertain_below=float(sure.max()))
    assert (rows["label"] == "uncertain").tolist() == (sure < sure.max()).tolist()
    assert set(classify(sentences, starts, ends, uncertain_below=1.0)["label"]) == {"uncertain"}


@pytest.mark.parametrize("value", [50, -0.1, float("nan")])
def test_what_is_no_probability_is_told(value):
    with pytest.raises(InputError, match="parameter uncertain_below: .* is no probability"):
        classify(["They hate Weber."], [10], [15], uncertain_below=value)


def test_an_instrument_that_does_not_exist_is_told():
    with pytest.raises(InputError, match="'bert' is not known.*network, linear, vader"):
        classify(["It rained."], [0], [2], instrument="bert")


def test_lengths_that_differ_are_told():
    with pytest.raises(InputError, match="2 sentences, 1 starts, 2 ends"):
        classify(["It rained.", "It shone."], [0], [2, 2])


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (0, 11), (11, 12)])
def test_a_target_outside_of_its_sentence_is_told(start, end):
    with pytest.raises(InputError, match=f"target {start}:{end} lies outside of sentence 1, of 10 characters"):
        classify(["It rained.", "It rained."], [0, start], [2, end])


def mentions(text, *found, part="body"):
    """Mentions of one text of a single sentence, given as (surface, actor, voice), in order."""
    rows, reached = [], 0
    for surface, actor_id, voice in found:
        start = text.index(surface, reached)
        reached = start + len(surface)
        voiced = (voice, None, None, None)
        rows.append(("a", part, start, reached, surface, actor_id, None, *voiced, False, False, False, 0, len(text)))
    return MENTIONS.check(pd.DataFrame(rows, columns=list(MENTIONS.columns)))


def test_one_row_for_each_actor_and_voice_in_a_sentence():
    body = "ISIS fled, and Weber praised those who beat ISIS."
    found = mentions(
        body, ("ISIS", "group", "narration"), ("Weber", "weber", "narration"), ("ISIS", "group", "indirect")
    )
    scores = score_sentiment(pd.DataFrame({"article_id": ["a"], "body": [body]}), found)
    assert scores.columns.tolist() == list(SENTIMENT.columns)
    assert list(zip(scores["actor_id"], scores["start"], scores["voice"], strict=True)) == [
        ("group", 0, "narration"),
        ("weber", 15, "narration"),
        ("group", 44, "indirect"),
    ]


def test_the_score_is_positive_less_negative_of_the_sentence_itself():
    articles = pd.DataFrame(
        {"article_id": ["a"], "title": ["They love ISIS"], "body": ["They hate ISIS. All is well."]}
    )
    found = pd.concat(
        [
            mentions("They love ISIS", ("ISIS", "group", "narration"), part="title"),
            mentions("They hate ISIS.", ("ISIS", "group", "narration")),
        ]
    )
    scores = score_sentiment(articles, found)
    alone = classify(["They love ISIS", "They hate ISIS."], [10, 10], [14, 14])
    assert scores["part"].tolist() == ["title", "body"]
    assert scores["score"].tolist() == alone["score"].tolist()
    assert scores["score"][0] > 0 > scores["score"][1]


def test_the_target_is_the_first_mention_in_whatever_order_they_stand():
    text = "He said Weber would win."
    found = pd.concat([mentions(text, (surface, "weber", "narration")) for surface in ("Weber", "He")])
    scores = score_sentiment(pd.DataFrame({"article_id": ["a"], "body": [text]}), found)
    assert scores["surface"].tolist() == ["He"]


@pytest.mark.parametrize("name", ["Hezbollah", "Killer Whales", "the Love Party"])
@instruments
def test_a_name_that_stands_twice_changes_nothing(name, instrument):
    def probabilities(name):
        sentence = f"{name} fans said that {name} had lost, and {name}'s friends lied."
        return classify([sentence], [0], [len(name)], instrument=instrument)

    pd.testing.assert_frame_equal(probabilities(name), probabilities("Weber"))


def test_no_mentions_no_scores():
    assert score_sentiment(pd.DataFrame({"article_id": ["a"], "body": ["Rain."]}), MENTIONS.empty()).empty


@instruments
@pytest.mark.parametrize("name", ["The United Nations", "Victoria Love", "Killer Whales Inc.", "Iraq"])
def test_the_targets_own_name_changes_nothing(name: str, instrument: str) -> None:
    sentence = f"{name} praised the brave rescuers."
    named, plain = classify(
        [sentence, "X praised the brave rescuers."], [0, 0], [len(name), 1], instrument=instrument
    ).to_dict("records")
    assert named == plain
