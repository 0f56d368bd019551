import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.features.sentiment import classify, score_sentiment
from analysis.tables import MENTIONS, SENTIMENT

PROBABILITIES = ["p_negative", "p_neutral", "p_positive"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("ISIS murdered and tortured them.", "negative"),
        ("ISIS is a name of four letters.", "neutral"),
        ("ISIS helped them, a great and happy success.", "positive"),
    ],
)
def test_the_label_is_the_most_probable_class(sentence, label):
    [row] = classify([sentence], [0], [4]).to_dict("records")
    assert row["label"] == label
    assert max(PROBABILITIES, key=row.get) == f"p_{label}"


def test_one_row_for_each_target_in_order():
    sentences = ["They love Weber.", "They hate Weber.", "They love Weber."]
    rows = classify(sentences, [10, 10, 0], [15, 15, 4])
    assert rows["label"].tolist() == ["positive", "negative", "positive"]
    assert rows.columns.tolist() == [*PROBABILITIES, "label"]


def test_nothing_to_classify():
    rows = classify([], [], [])
    assert rows.empty
    assert rows.columns.tolist() == [*PROBABILITIES, "label"]


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_probabilities_of_any_sentence_sum_to_one(sentences):
    rows = classify(sentences, [0] * len(sentences), [1] * len(sentences))
    assert rows[PROBABILITIES].sum(axis=1).tolist() == pytest.approx([1] * len(sentences))
    assert (rows[PROBABILITIES] >= 0).all(axis=None)


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


def test_one_row_for_each_actor_in_a_sentence_with_the_voice_of_its_first_mention():
    body = "ISIS fled, and Weber praised those who beat ISIS."
    found = mentions(
        body, ("ISIS", "group", "narration"), ("Weber", "weber", "narration"), ("ISIS", "group", "indirect")
    )
    scores = score_sentiment(pd.DataFrame({"article_id": ["a"], "body": [body]}), found)
    assert scores.columns.tolist() == list(SENTIMENT.columns)
    assert list(zip(scores["actor_id"], scores["surface"], scores["voice"], strict=True)) == [
        ("group", "ISIS", "narration"),
        ("weber", "Weber", "narration"),
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
    assert scores["score"].tolist() == pytest.approx((alone["p_positive"] - alone["p_negative"]).tolist())
    assert scores["score"][0] > 0 > scores["score"][1]


def test_no_mentions_no_scores():
    assert score_sentiment(pd.DataFrame({"article_id": ["a"], "body": ["Rain."]}), MENTIONS.empty()).empty


@pytest.mark.parametrize("name", ["The United Nations", "Victoria Love", "Killer Whales Inc.", "Iraq"])
def test_the_targets_own_name_changes_nothing(name: str) -> None:
    sentence = f"{name} praised the brave rescuers."
    found, plain = classify([sentence, "X praised the brave rescuers."], [0, 0], [len(name), 1]).to_dict("records")
    assert found == plain
