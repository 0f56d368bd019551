"""From a corpus's own fields to ours."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.corpus.fields import carried, listed_authors, metadata_column, plain, recognised
from analysis.corpus.settings import Settings


def test_common_names_are_recognised_in_any_capitals() -> None:
    assert recognised(["ID", "Headline", "publish_date", "text", "colour"], Settings()) == {
        "article_id": "ID",
        "published": "publish_date",
        "title": "Headline",
        "body": "text",
    }


def test_the_most_telling_name_wins() -> None:
    assert recognised(["content", "source", "outlet", "body"], Settings()) == {"outlet": "outlet", "body": "body"}


def test_settings_come_before_common_names_and_constants_replace_them() -> None:
    settings = Settings(fields={"body": "words"}, constants={"outlet": "The Harbour Post"})
    assert recognised(["words", "text", "outlet"], settings) == {"body": "words"}


def test_what_is_none_of_ours_is_carried_along_but_not_a_second_rendering() -> None:
    names = ["id", "body", "text", "section", "agency"]
    taken = set(recognised(names, Settings()).values())
    assert carried(names, taken, Settings()) == {"section": "section", "raw_agency": "agency"}
    assert carried(names, taken, Settings(metadata=("text",))) == {"text": "text"}
    assert carried(names, taken, Settings(metadata=())) == {}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Roe and Ben Low", ["Ann Roe", "Ben Low"]),
        ("Ann Roe; Ben Low | Cy Dee", ["Ann Roe", "Ben Low", "Cy Dee"]),
        ("Anders Andersson, Ann Roe", ["Anders Andersson", "Ann Roe"]),
        (["Ann Roe ", ""], ["Ann Roe"]),
        ("nan", []),
        ("", []),
        (None, []),
    ],
)
def test_authors_are_a_list_of_names(value: object, names: list[str]) -> None:
    assert listed_authors(value) == names


def test_by_is_no_part_of_a_name_in_a_list_either() -> None:
    assert listed_authors(["By Ann Roe"]) == ["Ann Roe"]


@pytest.mark.parametrize(
    ("value", "text"), [(" a ", "a"), (7, "7"), (0, "0"), ("", None), (" ", None), (None, None), (float("nan"), None)]
)
def test_an_empty_field_is_missing(value: object, text: str | None) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("values", "kept", "dtype"),
    [
        ([1, 2], [1, 2], "int64"),
        ([1.5, None], [1.5, None], "float64"),
        ([True, False], [True, False], "bool"),
        (["a", None], ["a", None], "str"),
        ([1, "a"], ["1", "a"], "str"),
        ([["a", "é"], {"b": 1}], ['["a", "é"]', '{"b": 1}'], "str"),
        ([None, None], [None, None], "str"),
    ],
)
def test_metadata_is_of_one_type(values: list[Any], kept: list[Any], dtype: str) -> None:
    pd.testing.assert_series_equal(metadata_column(values), pd.Series(kept, dtype=dtype))  # type: ignore[call-overload]
