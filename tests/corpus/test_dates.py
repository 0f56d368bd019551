"""A date field of a corpus as a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from analysis.corpus.dates import implausible, parsed_date
from analysis.corpus.settings import Settings


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
    assert parsed_date(value, Settings()) == date(2014, 8, 5)


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
    assert parsed_date(text, Settings()) == day


@pytest.mark.parametrize("value", [None, "", "  ", "nan", "NaT", "None", "null"])
def test_an_empty_date_is_missing(value: object) -> None:
    assert parsed_date(value, Settings()) is None


@pytest.mark.parametrize("value", ["05/08/2014", "05/08/14", "5-8-2014", "31/31/2014", "1407196800", "2014", "soon"])
def test_a_date_that_is_none_or_two_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(value, Settings())


def test_an_ambiguous_date_is_refused_with_a_remedy() -> None:
    with pytest.raises(
        ValueError,
        match="not clear which number is the day; say `date_order: day_first` or `month_first`",
    ):
        parsed_date("05/08/2014", Settings())


@pytest.mark.parametrize("text", ["2014-13-05", "2014-02-30", "20149999", "30 February 2014", "2014-08-05 at noon"])
def test_a_malformed_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(text, Settings())


def test_a_declared_format_settles_it_and_is_held_to() -> None:
    assert parsed_date("05/08/14", Settings(date_format="%d/%m/%y")) == date(2014, 8, 5)
    with pytest.raises(ValueError, match="does not match format"):
        parsed_date("2014-08-05", Settings(date_format="%d/%m/%Y"))


@pytest.mark.parametrize("text", ["5 August", "Saturday", "May", "August 2014"])
def test_a_date_without_year_or_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(text, Settings())


def test_a_two_digit_year_that_may_come_first_or_last_is_refused() -> None:
    with pytest.raises(ValueError):
        parsed_date("14-08-13", Settings())


@pytest.mark.parametrize("text", ["13/08/74", "5 Aug 74"])
def test_a_two_digit_year_is_never_put_into_the_future(text: str) -> None:
    try:
        parsed = parsed_date(text, Settings())
    except ValueError:
        return
    assert parsed == date(1974, 8, parsed.day if parsed else 1)


@pytest.mark.parametrize(
    "text",
    [
        "March 3, 2015 Tuesday",
        "March 3, 2015 Tuesday 8:27 PM AEST",
        "Tuesday, 03 Mar 2015 06:30:00 +0000",
        "Dienstag 3. März 2015",
        "3. Maerz 2015",
        "3. März 2015 Dienstag 9:50 PM GMT+1",
        "Dienstag 3.März 2015",
        "3 mars 2015",
        "mardi 3 mars 2015",
        "3 de marzo de 2015",
        "3 marzo 2015 martes",
        "3 Março 2015 Terça-feira 10:27 AM GMT",
        "3 marzo 2015 martedì 4:07 PM GMT",
        "3 maart 2015 dinsdag",
        "den 3 mars 2015",
        "3. marts 2015",
    ],
)
def test_months_and_weekdays_in_the_languages_of_exports(text: str) -> None:
    assert parsed_date(text, Settings()) == date(2015, 3, 3)


@pytest.mark.parametrize("text", ["Winter 2008/2009", "mars 2015", "März", "Oct 17-Oct 23, 2007", "3 foo 2015"])
def test_words_that_are_no_whole_date_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_date(text, Settings())


@pytest.mark.parametrize(("order", "day"), [("day_first", date(2014, 8, 5)), ("month_first", date(2014, 5, 8))])
@pytest.mark.parametrize("text", ["05/08/2014", "5.8.14", "05-08-2014", "05/08/2014 23:10"])
def test_a_declared_order_settles_which_number_is_the_day(text: str, order: str, day: date) -> None:
    assert parsed_date(text, Settings(date_order=order)) == day


def test_a_date_that_does_not_fit_the_declared_order_is_refused() -> None:
    with pytest.raises(ValueError, match=r"there is no month 13; is `date_order:` in corpus\.yml right\?"):
        parsed_date("08/13/2014", Settings(date_order="day_first"))


@pytest.mark.parametrize(
    ("timezone", "day"), [(None, date(2014, 8, 5)), ("Europe/Berlin", date(2014, 8, 6)), ("UTC", date(2014, 8, 6))]
)
def test_a_moment_is_a_day_as_printed_or_where_the_corpus_says(timezone: str | None, day: date) -> None:
    for moment in ("2014-08-05T23:30:00-05:00", "Tue, 05 Aug 2014 23:30:00 -0500"):
        assert parsed_date(moment, Settings(timezone=timezone)) == day
    assert parsed_date("2014-08-05 23:30", Settings(timezone=timezone)) == date(2014, 8, 5)


def test_implausible_days_are_named_with_a_remedy() -> None:
    assert implausible(date(2014, 8, 5), Settings()) is None
    assert "what a lacking date becomes" in str(implausible(date(1970, 1, 1), Settings()))
    assert implausible(date(1970, 1, 2), Settings()) is None
    assert "before there were newspapers" in str(implausible(date(201, 8, 5), Settings()))
    assert "set `latest:`" in str(implausible(date.today() + timedelta(days=40), Settings()))


def test_a_corpus_can_declare_what_is_plausible() -> None:
    declared = Settings(earliest=date(1965, 1, 1), latest=date(2014, 12, 31))
    assert implausible(date(1970, 1, 1), declared) is None
    assert "before 1965-01-01" in str(implausible(date(1964, 12, 31), declared))
    assert "after 2014-12-31" in str(implausible(date(2015, 1, 1), declared))
