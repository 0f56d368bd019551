import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.features.texts import texts, word_list


def test_title_then_body_of_every_article():
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": ["Rain", "Sun"], "body": ["It rained.", "It shone."]})
    assert list(texts(articles)) == [
        ("a", "title", "Rain"),
        ("a", "body", "It rained."),
        ("b", "title", "Sun"),
        ("b", "body", "It shone."),
    ]


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, ""])
def test_an_absent_title_or_body_is_no_text(absent):
    articles = pd.DataFrame({"article_id": ["a", "b"], "title": [absent, "Sun"], "body": ["It rained.", absent]})
    assert [(text.article_id, text.part) for text in texts(articles)] == [("a", "body"), ("b", "title")]


def test_a_table_without_titles_will_do():
    assert list(texts(pd.DataFrame({"article_id": ["a"], "body": ["It rained."]}))) == [("a", "body", "It rained.")]


@pytest.mark.parametrize("lacking", ["article_id", "body"])
def test_a_lacking_column_is_named_with_those_there_are(lacking):
    articles = pd.DataFrame({"article_id": ["a"], "body": ["It rained."], "text": ["x"]}).drop(columns=lacking)
    with pytest.raises(InputError, match=rf"'{lacking}' is lacking \(columns: .*text\)"):
        list(texts(articles))


@pytest.mark.parametrize("name", ["abbreviations.txt", "cue-nouns.txt", "distancing.txt", "titles.txt"])
def test_word_lists_hold_no_comments_and_no_blanks(name):
    words = word_list(name)
    assert len(words) > 10
    assert all(word and word == word.strip() and "#" not in word for word in words)
