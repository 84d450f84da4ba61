"""By when a task is due, resolved against the dates of the meeting and of the next one."""

import pytest

from minutebook.due import resolve_due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by the end of September", "2018-09-30"),
        ("by Monday 3 June", "2019-06-03"),
        ("November 2018 assurance meeting", "2018-11"),
        ("in September", "2018-09"),
        ("in May", "2019-05"),
        ("the next meeting", "2018-09-25"),
        ("next Board meeting", "2018-09-25"),
        ("September meeting", "2018-09-25"),
        ("by the end of the month", "2018-08-31"),
        ("within 14 days", "2018-09-11"),
        ("IN 90 DAYS", "2018-11-26"),
        ("by 17.7.12", "2012-07-17"),
        ("30 Sept", "2018-09-30"),
        ("Mar-2011", "2011-03"),
        ("tomorrow", "2018-08-29"),
        ("by Friday", "2018-08-31"),
        ("between 1 and 5 June", "2019-06-05"),
        ("late spring 2019", "2019"),
        ("asap", None),
        ("Ongoing", None),
        ("he may report", None),
        ("Sept/Oct", None),
        ("2018/19", None),
        ("a later date", None),
        ("the next Finance & Audit meeting", None),
        ("on the following Monday", "2018-09-03"),
        ("starting Friday", "2018-08-31"),
        ("by 3pm Fri", "2018-08-31"),
        ("COB 5/9", "2018-09-05"),
        ("at noon today", "2018-08-28"),
        ("end of next month", "2018-09-30"),
        ("the board meeting in September", "2018-09-25"),
        ("in the next 3 months", "2018-11-28"),
        ("later in 2019", "2019"),
        ("within a week or two", None),
        ("after the September meeting", None),
        ("the week of the 25th", None),
        ("next Monday", "2018-09-03"),
        ("next Friday", None),
        ("by 5pm Friday", "2018-08-31"),
        ("by Monday the 3rd", "2018-09-03"),
        ("by 3rd", "2018-09-03"),
        ("this evening", "2018-08-28"),
        ("later that day", "2018-08-28"),
    ],
)
def test_resolve_due(text: str, due: str | None) -> None:
    assert resolve_due(text, meeting="2018-08-28", next_meeting="2018-09-25", dayfirst=True) == due


def test_without_a_meeting_date_only_stated_years_count() -> None:
    assert resolve_due("30 September") is None
    assert resolve_due("30 September 2019") == "2019-09-30"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("12/4", "2031-04-12"),
        ("12.4", "2031-04-12"),
        ("Fri 14/3", "2031-03-14"),
        ("04/2031", "2031-04"),
        ("Apr-31", "2031-04"),
        ("Apr 31", "2031-04"),
        ("end Apr 31", "2031-04-30"),
        ("November 30", "2031-11-30"),
        ("2 weeks", "2031-03-27"),
        ("30 days", "2031-04-12"),
        ("10 working days", None),
        ("Friday", "2031-03-14"),
        ("Thursday", None),
        ("COP Friday", "2031-03-14"),
        ("by Friday 14th", "2031-03-14"),
        ("by Friday 15th", None),
        ("by the 21st", "2031-03-21"),
        ("by 20 march", "2031-03-20"),
        ("end june", "2031-06-30"),
        ("end of year", "2031-12-31"),
        ("1 March 2031, now 20 April 2031", "2031-04-20"),
        ("20 April 2031 (moved from 1 March 2031)", None),
        ("Q3 2031", None),
        ("Quarter 2 of 2031", None),
        ("May mtg", "2031-05-08"),
        ("May Board", "2031-05-08"),
        ("June Board", "2031-06"),
    ],
)
def test_short_forms(text: str, due: str | None) -> None:
    assert resolve_due(text, meeting="2031-03-13", next_meeting="2031-05-08", dayfirst=True) == due


@pytest.mark.parametrize(
    ("text", "body", "due"),
    [
        ("next PC meeting", "Quay Parish Council", "2031-05-08"),
        ("the next Council", "Quay Parish Council", "2031-05-08"),
        ("next Finance meeting", "Quay Parish Council", None),
        ("next Finance meeting", "Finance Committee", "2031-05-08"),
        ("next Board", "Quay Parish Council", None),
        ("next mtg", "", "2031-05-08"),
    ],
)
def test_the_next_meeting_is_that_of_the_body(text: str, body: str, due: str | None) -> None:
    assert resolve_due(text, meeting="2031-03-13", next_meeting="2031-05-08", body=body) == due


@pytest.mark.parametrize(
    ("text", "following", "past", "doubt"),
    [
        ("28 Feb", "2032-02-28", "2031-02-28", None),
        ("January", "2032-01", "2031-01", None),
        ("April", "2031-04", "2031-04", "2031-04"),
        ("30 November", "2031-11-30", "2030-11-30", "2031-11-30"),
    ],
)
def test_what_has_just_gone_by(text: str, following: str, past: str, doubt: str | None) -> None:
    due = [resolve_due(text, meeting="2031-03-13", gone=g) for g in ("next", "past", "doubt")]
    assert due == [following, past, doubt]
