"""From a corpus's own fields to ours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from analysis.corpus.fields import carried, listed_authors, metadata_column, parsed_date, plain, recognised
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
    "value",
    [
        "2014-08-05",
        "2014-8-5",
        " 2014-08-05 ",
        "2014-08-05T23:30:00-05:00",
        "2014-08-05 10:00",
        "20140805",
        20140805,
        "August 5, 2014",
        "5 Aug 2014",
        "Tue, 05 Aug 2014 12:00:00 GMT",
        "Aug. 5, 14",
        date(2014, 8, 5),
        datetime(2014, 8, 5, 23, 59),
    ],
)
def test_dates_that_can_be_read_in_one_way(value: object) -> None:
    assert parsed_date(value, None) == date(2014, 8, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/08/2014", date(2014, 8, 13)),
        ("08/13/2014", date(2014, 8, 13)),
        ("13.8.2014", date(2014, 8, 13)),
        ("05/05/2014", date(2014, 5, 5)),
        ("13/08/14", date(2014, 8, 13)),
        ("08/13/14", date(2014, 8, 13)),
    ],
)
def test_numbers_tell_the_day_when_only_one_can_be_it(text: str, day: date) -> None:
    assert parsed_date(text, None) == day


@pytest.mark.parametrize("value", [None, "", "  ", "nan", "NaT", "None", "null"])
def test_an_empty_date_is_missing(value: object) -> None:
    assert parsed_date(value, None) is None


@pytest.mark.parametrize("value", ["05/08/2014", "05/08/14", "5-8-2014", "31/31/2014", "1407196800", "2014", "soon"])
def test_a_date_that_is_none_or_two_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(value, None)


def test_an_ambiguous_date_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match=r"not clear which number is the day; say `date_format:` in corpus\.yml"):
        parsed_date("05/08/2014", None)


@pytest.mark.parametrize("text", ["2014-13-05", "2014-02-30", "20149999", "30 February 2014", "2014-08-05 at noon"])
def test_a_malformed_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(text, None)


def test_a_declared_format_settles_it_and_is_held_to() -> None:
    assert parsed_date("05/08/14", "%d/%m/%y") == date(2014, 8, 5)
    with pytest.raises(ValueError, match="does not match format"):
        parsed_date("2014-08-05", "%d/%m/%Y")


@pytest.mark.parametrize("text", ["5 August", "Saturday", "May", "August 2014"])
def test_a_date_without_year_or_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(text, None)


def test_a_two_digit_year_that_may_come_first_or_last_is_refused() -> None:
    with pytest.raises(ValueError):
        parsed_date("14-08-13", None)


@pytest.mark.parametrize("text", ["13/08/74", "5 Aug 74"])
def test_a_two_digit_year_is_never_put_into_the_future(text: str) -> None:
    try:
        parsed = parsed_date(text, None)
    except ValueError:
        return
    assert parsed == date(1974, 8, parsed.day if parsed else 1)


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
