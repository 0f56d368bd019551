"""Contexts: the words of the sentences that hold a name, by whom they belong to."""

from __future__ import annotations

import pandas as pd

from analysis import load_codebook, tables
from analysis.features.attributions import find_attributions
from analysis.features.mentions import find_mentions
from analysis.features.voice import assign_voice
from analysis.measures import concordance, contexts
from analysis.measures.contexts import mentions_with

BODY = "Daesh lost a bridge. ISIS militants fled. Daesh, ISIS: both names. Rain fell. The Daesh leader spoke."


def mentions_of(articles: pd.DataFrame) -> pd.DataFrame:
    study = load_codebook("data/codebooks/islamic-state.yml")
    found = find_mentions(articles, study)
    attributions = find_attributions(articles, codebook=study, mentions=found, instrument="rules")
    return tables.MENTIONS.check(assign_voice(found, attributions))


def articles_of(*bodies: str) -> pd.DataFrame:
    ids = [f"a{n}" for n in range(len(bodies))]
    known = {"outlet": "Gazette", "published": pd.Timestamp("2015-03-01"), "url": None}
    return pd.DataFrame({"article_id": ids, "title": "", "body": list(bodies)}).assign(**known)


def of_name(around: pd.DataFrame, term_id: str) -> list[str]:
    own = around[(around["term_id"] == term_id) & ~around["is_shared"]]
    return [str(word) for word in own["word"]]


def test_words_belong_to_the_name_in_their_sentence_and_no_name_is_a_word() -> None:
    articles = articles_of(BODY)
    around = contexts(mentions_of(articles), articles)
    assert of_name(around, "daesh") == ["lost", "bridge", "the", "leader", "spoke"]
    assert of_name(around, "isis") == ["militants", "fled"]


def test_a_sentence_with_two_names_is_shared() -> None:
    articles = articles_of(BODY)
    around = contexts(mentions_of(articles), articles)
    shared = around[around["is_shared"]]
    assert {(str(row["term_id"]), str(row["word"])) for row in shared.to_dict("records")} == {
        (term_id, word) for term_id in ("daesh", "isis") for word in ("both", "names")
    }


def test_distances_count_words_from_the_nearest_mention() -> None:
    articles = articles_of("The Daesh leader spoke.")
    around = contexts(mentions_of(articles), articles)
    assert dict(zip(around["word"].astype(str), around["distance"], strict=True)) == {
        "the": -1.0,
        "leader": 1.0,
        "spoke": 2.0,
    }


def test_neighbouring_sentences_count_if_asked_for() -> None:
    articles = articles_of("It rained. Daesh lost. Nobody came. Nothing else.")
    around = contexts(mentions_of(articles), articles, reach=1)
    assert set(around["word"].astype(str)) == {"it", "rained", "lost", "nobody", "came"}


def test_the_mentions_behind_a_word_can_be_opened() -> None:
    articles = articles_of(BODY, "Daesh lost again.")
    mentions = mentions_of(articles)
    behind = mentions_with(contexts(mentions, articles), mentions, word="lost", term_id="daesh")
    assert len(behind) == 2
    assert concordance(behind, articles)["right"].str.contains("lost").all()
