"""Dates, times and due dates at the precision stated."""

import pytest

from minutebook.dates import (
    PartialDate,
    dayfirst_of,
    find_dates,
    find_time,
    find_times,
    has_digit,
    may_hold_time,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tuesday 28th August 2018", "2018-08-28"),
        ("MONDAY- -MAY 11, 2015- -5:30 P.M.", "2015-05-11"),
        ("the 12th day of March, 2019", "2019-03-12"),
        ("3-Mar-2011", "2011-03-03"),
        ("Febuary 3, 2019", "2019-02-03"),
        ("2019-03-04 18:00", "2019-03-04"),
        ("April 26-28, 2020", "2020-04-26"),
        ("August 2018", "2018-08"),
        ("Sept '18", "2018-09"),
        ("Monday 7th October 19", "2019-10-07"),
        ("24.8.17", "2017-08-24"),
        ("Monday 3/4/2019", "2019-03-04"),
    ],
)
def test_find_dates(text: str, iso: str) -> None:
    assert [f.date.iso() for f in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["2018/19", "12/13 budget", "Paper 3.2.1", "may 10 people attend", "31/02/2019", "1038"]
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_digits_are_read_as_the_document_writes_them_or_not_at_all() -> None:
    assert find_dates("3/4/2019", dayfirst=True)[0].date == PartialDate(2019, 4, 3)
    assert find_dates("3/4/2019", dayfirst=False)[0].date == PartialDate(2019, 3, 4)
    unknown = find_dates("3/4/2019")[0]
    assert unknown.ambiguous
    assert unknown.date == PartialDate(2019)


@pytest.mark.parametrize(
    ("texts", "dayfirst"),
    [
        (["paid 25/3/2019", "on 3/4/2019"], True),
        (["paid 3/25/2019"], False),
        (["held on 12 March 2019"], True),
        (["held on March 12, 2019"], False),
        (["Monday 3/4/2019"], False),
        (["the colour of the centre"], True),
        (["nothing"], None),
    ],
)
def test_dayfirst_of(texts: list[str], dayfirst: bool | None) -> None:
    assert dayfirst_of(texts) is dayfirst


def test_a_text_without_digits_holds_no_date_and_only_noon_and_midnight_as_times() -> None:
    assert [has_digit(t) for t in ("room 9", "la salle n° ٣", "the ninth", "’tis")] == [True, True, False, False]
    assert may_hold_time("at NOON") and may_hold_time("Midday") and not may_hold_time("in the evening")


def test_paper_is_the_last_resort() -> None:
    assert dayfirst_of(["nothing"], letter_paper=True) is False
    assert dayfirst_of(["paid 25/3/2019"], letter_paper=True) is True


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7.30pm", "19:30"),
        ("7:30 P.M.", "19:30"),
        ("12 noon", "12:00"),
        ("1830hrs", "18:30"),
        ("10.30 a.m.", "10:30"),
        ("12:05 am", "00:05"),
        ("19.30", "19:30"),
        ("7 o'clock in the evening", "19:00"),
        ("£7.30", None),
        ("3.2.1", None),
    ],
)
def test_find_time(text: str, time: str | None) -> None:
    assert find_time(text) == time


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("8:00-9:15PM", ["20:00", "21:15"]),
        ("10:00-12:30PM", ["10:00", "12:30"]),
        ("11:30-1pm", ["11:30", "13:00"]),
        ("6-8pm", ["18:00", "20:00"]),
        ("09.30 – 12.30", ["09:30", "12:30"]),
        ("from 3:30 to 4:20 pm", ["15:30", "16:20"]),
    ],
)
def test_ranges(text: str, times: list[str]) -> None:
    assert [t.time for t in find_times(text)] == times


def test_the_number_of_a_meeting_is_no_day() -> None:
    assert [f.date.iso() for f in find_dates("Meeting #16 May 30, 2018")] == ["2018-05-30"]
    assert [f.date.iso() for f in find_dates("16 May 18")] == ["2018-05-16"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("30-31 May 2031", "2031-05-30"),
        ("30th and 31st May 2031", "2031-05-30"),
        ("Tuesday 30 – Wednesday 31 May 2031", "2031-05-30"),
        ("31 May - 1 June 2031", "2031-05-31"),
        ("30 December - 2 January 2031", "2030-12-30"),
        ("Meeting 12 - 14 May 2031", "2031-05-14"),
        ("10 and 24 May 2031", "2031-05-24"),
        ("1 April to 30 June 2031", None),
    ],
)
def test_of_two_days_the_first_counts(text: str, iso: str | None) -> None:
    assert find_dates(text)[0].date.iso() == iso
