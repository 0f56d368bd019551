import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.features.mentions import find_mentions, mentions_and_ambiguous
from analysis.tables import AMBIGUOUS, MENTIONS

CODEBOOK = """
name: armed-group
title: What an armed group is called
actors:
  group:
    label: the group
    kind: group
    terms:
      islamic-state:
        label: Islamic State
        variants: [Islamic State, {text: IS, accept: [{article_names: true}]}]
      isis: {label: ISIS, variants: [ISIS, I.S.I.S., Islamic State of Iraq and Syria]}
  iraq: {label: Iraq, kind: country, variants: [Iraq]}
"""


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "armed-group.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(file)


def article(body, title=None):
    return pd.DataFrame({"article_id": ["a"], "title": [title], "body": [body]})


def test_a_mention_is_one_row_with_its_name_and_sentence(codebook):
    body = "It rained. The Islamic State left Iraq."
    mentions = find_mentions(article(body), codebook)
    assert list(mentions.columns) == list(MENTIONS.columns)
    assert list(mentions["surface"]) == ["Islamic State", "Iraq"]
    assert list(mentions["actor_id"]) == ["group", "iraq"]
    assert mentions["term_id"].tolist()[0] == "islamic-state"
    assert mentions["term_id"].isna().tolist() == [False, True]
    assert {body[row.sentence_start : row.sentence_end] for row in mentions.itertuples()} == {
        "The Islamic State left Iraq."
    }


def test_offsets_count_in_the_title_or_the_body(codebook):
    mentions = find_mentions(article("In Iraq.", title="ISIS left"), codebook)
    assert list(zip(mentions["part"], mentions["start"], mentions["end"], strict=True)) == [
        ("title", 0, 4),
        ("body", 3, 7),
    ]


def test_voice_is_left_to_assign_voice(codebook):
    mentions = find_mentions(article("“ISIS left,” she said."), codebook)
    assert list(mentions["voice"]) == ["narration"]
    assert mentions[["speaker", "speaker_id"]].isna().all(axis=None)


def test_glosses_and_distancing_are_flags_of_rival_names_only(codebook):
    mentions = find_mentions(article("The so-called Islamic State (ISIS) left so-called Iraq."), codebook)
    assert list(mentions["is_gloss"]) == [False, True, False]
    assert list(mentions["is_distanced"]) == [True, False, False]


def test_what_the_rules_leave_open_is_in_a_table_of_its_own(codebook):
    body = f"{'Rain. ' * 10}Then\nIS came."
    found = mentions_and_ambiguous(article(body), codebook)
    assert found.mentions.empty
    assert list(found.ambiguous.columns) == list(AMBIGUOUS.columns)
    [row] = found.ambiguous.itertuples()
    assert (row.surface, body[row.start : row.end], row.term_id) == ("IS", "IS", "islamic-state")
    assert row.context == "ain. Rain. Rain. Rain. Rain. Rain. Then IS came."


def test_the_title_may_decide_what_the_body_means_but_no_other_article(codebook):
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": ["ISIS left", "Rain"], "body": ["IS left."] * 2})
    found = mentions_and_ambiguous(articles, codebook)
    assert list(found.mentions["article_id"]) == ["a", "a"]
    assert list(found.ambiguous["article_id"]) == ["b"]


def test_no_articles_no_mentions(codebook):
    assert find_mentions(article("").head(0), codebook).empty


FRAGMENTS = [*("Islamic State of Iraq and Syria", "Islamic State", "I.S.I.S.", "ISIS", "IS", "Iraq"), *" .\n-/@(“”'x"]
BODIES = st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join)


@settings(deadline=None)
@given(body=BODIES, title=BODIES)
def test_every_mention_round_trips_stands_in_its_sentence_and_overlaps_no_other(codebook, body, title):
    mentions = find_mentions(article(body, title), codebook)
    reached = {"title": 0, "body": 0}
    text = {"title": title, "body": body}
    for row in mentions.itertuples():
        assert text[row.part][row.start : row.end] == row.surface
        assert row.sentence_start <= row.start < row.sentence_end
        assert row.start >= reached[row.part]
        reached[row.part] = row.end


@settings(deadline=None, max_examples=30)
@given(bodies=st.lists(BODIES, min_size=2, max_size=4), data=st.data())
def test_the_order_of_articles_changes_nothing(codebook, bodies, data):
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "body": bodies})
    order = data.draw(st.permutations(range(len(bodies))))
    keys = ["article_id", "start"]
    pd.testing.assert_frame_equal(
        find_mentions(articles.iloc[order], codebook).sort_values(keys, ignore_index=True),
        find_mentions(articles, codebook).sort_values(keys, ignore_index=True),
    )
