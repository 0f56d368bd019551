"""The surest sentences toward each actor: one of an article, and one of a text that was printed twice."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import telling_sentences
from analysis.tables import ARTICLES, SENTIMENT

COLUMNS = (
    *("actor_id", "label", "probability", "left", "surface", "right"),
    *("voice", "speaker", "article_id", "outlet", "published", "url"),
)


def articles(**bodies: str) -> pd.DataFrame:
    """Return articles by id; their title is "On ISIS"."""
    rows = [(name, "Herald", "2015-03-04", "On ISIS", [], f"http://{name}", body) for name, body in bodies.items()]
    table = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "title", "authors", "url", "body"])
    family = {"family_id": table["article_id"], "is_original": True, "n_words": 9}
    return ARTICLES.check(table.assign(language="en", agency=None, dateline=None, **family))  # type: ignore[arg-type]


def rated(
    corpus: pd.DataFrame, *rows: tuple[str, str, float], label: str = "negative", **columns: object
) -> pd.DataFrame:
    """Return scores from (article, sentence with the target in brackets, probability of the label)."""
    body = corpus.set_index("article_id")["body"]
    made = []
    for article_id, marked, probability in rows:
        left, rest = marked.split("[")
        surface, right = rest.split("]")
        at = body[article_id].index(left + surface + right)
        place = (at, at + len(left + surface + right), at + len(left), at + len(left + surface))
        made.append((article_id, *place, surface, probability))
    names = ["article_id", "sentence_start", "sentence_end", "start", "end", "surface", f"p_{label}"]
    table = pd.DataFrame(made, columns=names).assign(label=label)
    for other in {"p_negative", "p_neutral", "p_positive"} - set(names):
        table[other] = (1 - table[f"p_{label}"]) / 2
    defaults = {"part": "body", "actor_id": "group", "voice": "narration", "speaker": None, "speaker_id": None}
    table = table.assign(score=table["p_positive"] - table["p_negative"], **(defaults | columns))
    return SENTIMENT.check(table)


def test_a_sentence_stands_around_its_target_with_its_article_beside_it() -> None:
    corpus = articles(a="It rained. They hate ISIS now. It shone.")
    found = telling_sentences(rated(corpus, ("a", "They hate [ISIS] now.", 0.9), speaker="Weber"), corpus)
    assert tuple(found.columns) == COLUMNS
    [row] = found.to_dict("records")
    assert (row["left"], row["surface"], row["right"]) == ("They hate ", "ISIS", " now.")
    assert (row["actor_id"], row["label"], row["probability"]) == ("group", "negative", 0.9)
    assert (row["voice"], row["speaker"], row["article_id"]) == ("narration", "Weber", "a")
    assert (row["outlet"], str(row["published"]), row["url"]) == ("Herald", "2015-03-04 00:00:00", "http://a")


def test_the_surest_stand_first_and_only_as_many_as_asked() -> None:
    corpus = articles(a="They hate ISIS.", b="They fear ISIS.", c="They fight ISIS.", d="They flee ISIS.")
    rows = [("a", "They hate [ISIS].", 0.61), ("b", "They fear [ISIS].", 0.9), ("c", "They fight [ISIS].", 0.7)]
    scores = rated(corpus, *rows, ("d", "They flee [ISIS].", 0.8))
    assert telling_sentences(scores, corpus)["article_id"].tolist() == ["b", "d", "c"]
    assert telling_sentences(scores, corpus, most=1)["article_id"].tolist() == ["b"]
    assert telling_sentences(scores, corpus, most=9)["article_id"].tolist() == ["b", "d", "c", "a"]


def test_each_actor_and_each_label_has_its_own() -> None:
    corpus = articles(a="They hate ISIS.", b="They love ISIS.", c="They hate Weber.")
    scores = pd.concat(
        [
            rated(corpus, ("c", "They hate [Weber].", 0.9), actor_id="weber"),
            rated(corpus, ("b", "They love [ISIS].", 0.8), label="positive"),
            rated(corpus, ("a", "They hate [ISIS].", 0.7)),
        ]
    )
    found = telling_sentences(scores, corpus, most=1)
    assert found[["actor_id", "label", "probability"]].to_numpy().tolist() == [
        ["group", "negative", 0.7],
        ["group", "positive", 0.8],
        ["weber", "negative", 0.9],
    ]


@pytest.mark.parametrize("label", ["neutral", "uncertain"])
def test_what_is_neither_negative_nor_positive_tells_nothing(label: str) -> None:
    corpus = articles(a="They saw ISIS.")
    scores = rated(corpus, ("a", "They saw [ISIS].", 0.9)).assign(label=label)
    assert telling_sentences(scores, corpus).empty


def test_of_an_article_only_the_surest_sentence_is_taken() -> None:
    corpus = articles(a="They hate ISIS. They fear ISIS.", b="They flee ISIS.")
    rows = [("a", "They hate [ISIS].", 0.8), ("a", "They fear [ISIS].", 0.9), ("b", "They flee [ISIS].", 0.61)]
    found = telling_sentences(rated(corpus, *rows), corpus)
    assert found[["article_id", "left"]].to_numpy().tolist() == [["a", "They fear "], ["b", "They flee "]]


def test_an_article_may_give_one_sentence_for_each_label() -> None:
    corpus = articles(a="They hate ISIS. They love ISIS.")
    hate, love = (
        rated(corpus, ("a", f"They {verb} [ISIS].", 0.8), label=label)
        for verb, label in (("hate", "negative"), ("love", "positive"))
    )
    assert telling_sentences(pd.concat([hate, love]), corpus)["label"].tolist() == ["negative", "positive"]


def test_of_a_text_that_was_printed_twice_one_is_taken() -> None:
    corpus = articles(a="They hate ISIS.", b="It rained. They hate ISIS.", c="They fear ISIS.")
    rows = [("a", "They hate [ISIS].", 0.9), ("b", "They hate [ISIS].", 0.9), ("c", "They fear [ISIS].", 0.61)]
    found = telling_sentences(rated(corpus, *rows), corpus, most=2)
    assert found["left"].tolist() == ["They hate ", "They fear "]


def test_of_an_article_and_its_copies_one_sentence_is_taken() -> None:
    corpus = articles(a="They hate the United States.", b="They hate the US.").assign(family_id="a")
    rows = [("a", "They hate [the United States].", 0.8), ("b", "They hate [the US].", 0.9)]
    assert telling_sentences(rated(corpus, *rows), corpus)["article_id"].tolist() == ["b"]


def test_a_sentence_that_the_instrument_is_not_sure_of_tells_nothing() -> None:
    corpus = articles(a="They hate ISIS.")
    scores = rated(corpus, ("a", "They hate [ISIS].", 0.55))
    assert telling_sentences(scores, corpus).empty
    assert len(telling_sentences(scores, corpus, surer_than=0.5)) == 1


def test_one_sentence_may_be_telling_of_two_actors() -> None:
    corpus = articles(a="ISIS hates Weber.")
    scores = pd.concat(
        [
            rated(corpus, ("a", "[ISIS] hates Weber.", 0.8)),
            rated(corpus, ("a", "ISIS hates [Weber].", 0.9), actor_id="weber"),
        ]
    )
    assert telling_sentences(scores, corpus)["surface"].tolist() == ["ISIS", "Weber"]


def test_a_title_is_read_as_well() -> None:
    corpus = articles(a="It rained and rained.")
    place = {"part": "title", "sentence_start": 0, "sentence_end": 7, "start": 3, "end": 7, "surface": "ISIS"}
    scores = rated(corpus, ("a", "It [rained] and rained.", 0.9), **place)
    [row] = telling_sentences(scores, corpus).to_dict("records")
    assert (row["left"], row["surface"], row["right"]) == ("On ", "ISIS", "")


def test_ids_that_are_numbers_and_missing_facts_of_an_article_do_not_matter() -> None:
    corpus = articles(**{"1": "They hate ISIS."})
    scores = rated(corpus, ("1", "They hate [ISIS].", 0.9))
    bare = corpus.assign(article_id=[1], title=None, outlet=None, published=pd.NaT, url=None)
    [row] = telling_sentences(scores, bare).to_dict("records")
    assert row["left"] == "They hate "
    assert pd.isna([row["outlet"], row["published"], row["url"]]).all()


def test_the_order_of_rows_changes_nothing_and_tables_stay_as_they_are() -> None:
    corpus = articles(a="They hate ISIS.", b="They fear ISIS.", c="They flee ISIS.")
    rows = [("a", "They hate [ISIS].", 0.61), ("b", "They fear [ISIS].", 0.9), ("c", "They flee [ISIS].", 0.7)]
    scores = rated(corpus, *rows)
    before = scores.copy(), corpus.copy()
    pd.testing.assert_frame_equal(
        telling_sentences(scores.iloc[::-1], corpus.iloc[::-1]), telling_sentences(scores, corpus)
    )
    pd.testing.assert_frame_equal(scores, before[0])
    pd.testing.assert_frame_equal(corpus, before[1])


def test_no_scores_no_sentences() -> None:
    found = telling_sentences(SENTIMENT.empty(), ARTICLES.empty())
    assert tuple(found.columns) == COLUMNS
    assert found.empty
