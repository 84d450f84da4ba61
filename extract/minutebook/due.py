"""Works out by when a task is due: the words of a due date, resolved against the meeting's date."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from typing import Literal

from minutebook.dates import DateFound, PartialDate, find_dates, month_of, weekday_of

Gone = Literal["next", "past", "doubt"]
"""What a date without a year means that has just gone by: next year's, the one gone by, or nothing that is certain."""

_BARE_MONTH = re.compile(r"(?<![A-Za-z])(?P<month>[A-Za-z]{3,9})\b\.?(?!\s*\d)")
_LOWER_MONTH = re.compile(
    r"(?:(?<=\d\s)|(?<=\dst\s)|(?<=\dnd\s)|(?<=\drd\s)|(?<=\dth\s)|(?<=\bend\s)|(?<=\bof\s)|(?<=\bby\s)|^)"
    r"(?:may|march|mar|june|july|june|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!\s+[a-z])"
)
"""A month in small letters, where nothing but a date can stand."""
_END_OF = re.compile(r"\b(?:the\s+)?(?:very\s+)?end\s+(?:of\s+)?(?:the\s+)?$|\bend[\s\-]+$", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:next|following|forthcoming|upcoming)\s+(?P<middle>(?:[\w&’'-]+\s+){0,6}?)"
    r"(?P<meets>meeting|meet|mtg|agenda|cttee|ctte|session|board|council|committee|panel|cabinet|forum|(?-i:[A-Z]{2,4}))\b"
    r"(?!\s+(?:of\s+(?:the\s+)?[A-Z]|meeting|mtg|agenda))",
    re.IGNORECASE,
)
_ANY_MEETING = frozenset({"meeting", "meet", "mtg", "agenda", "session", "FGB", "LGB", "AGB", "GB"})
"""What is the same body's, unless another is named."""
_OF_ANY_BODY = frozenset(
    {
        *("scheduled", "regular", "ordinary", "full", "formal", "monthly", "quarterly", "bimonthly", "bi-monthly"),
        *("public", "open", "board", "council", "committee", "commission", "panel", "senate"),
        *("governing", "body", "governors", "governors'", "governors’", "governor", "trustees", "trustees'"),
        *("trustees’", "group", "forum"),
    }
)
_MEETING_BEHIND = re.compile(
    r"(?:['’]s)?\s+(?:(?:full|parish|town|board|council|committee)\s+){0,2}"
    r"(?:meeting|mtg|board|council|committee|cttee|ctte|agenda|(?-i:FGB|LGB|GB))\b",
    re.IGNORECASE,
)
_MEETING_BEFORE = re.compile(r"\b(?:meeting|mtg)\s+(?:in|of)\s+$", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"(?:after|following)\s+(?:the\s+)?(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.IGNORECASE
)
"""What comes after an occasion has no date of its own."""
_PERIOD = (
    r"(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen)\s+(?:calendar\s+)?"
    r"(?P<unit>day|week|fortnight|month)s?\b(?:['’]?\s*time)?(?!\s+or\b)"
)
_WITHIN = re.compile(rf"\b(?:with?in|in)\s+(?:the\s+next\s+)?{_PERIOD}", re.IGNORECASE)
_PERIOD_ONLY = re.compile(_PERIOD, re.IGNORECASE)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"ten": 10, "twelve": 12, "fourteen": 14}
_MONTH_END = re.compile(r"\bend\s+of\s+(?:the\s+|this\s+)?month\b|\b(?:the\s+)?month[\s\-]end\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\bend\s+of\s+(?:the\s+|this\s+)?(?:calendar\s+)?year\b", re.IGNORECASE)
_NEXT_MONTH = re.compile(r"(?<!the )\bnext\s+month\b(?!['’]s)", re.IGNORECASE)
_DAY_OF_WEEK = r"(?P<w>[A-Za-z]+day|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)"
_BY_WEEKDAY = re.compile(
    r"\b(?:by|before|on|this|from|starting|following|till|until|no later than|COP|COB|noon|"
    r"close of (?:play|business))\s+"
    r"(?:this\s+|on\s+|noon\s+|the\s+following\s+|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\.?\s+(?:on\s+)?|"
    r"(?:COP|COB|EOD|EOB|close of (?:play|business))\s+(?:on\s+)?|end of\s+(?:the\s+)?(?:day\s+)?)?"
    rf"{_DAY_OF_WEEK}\b(?!\.?\s+\d)",
    re.IGNORECASE,
)
_WEEKDAY_ONLY = re.compile(rf"{_DAY_OF_WEEK}(?:\s+(?:morning|afternoon|evening))?\.?", re.IGNORECASE)
_NEXT_WEEKDAY = re.compile(rf"\bnext\s+{_DAY_OF_WEEK}\b(?!\.?\s+\d)", re.IGNORECASE)
_DAY_ONLY = re.compile(
    rf"(?<!\bweek\sof\s)(?<!\bcommencing\s)(?<!\bbeginning\s)(?:\b{_DAY_OF_WEEK}\.?,?\s+(?:the\s+)?(?P<of_week>\d{{1,2}})(?:st|nd|rd|th)?|"
    r"(?:^|\b(?:the|by|before)\s+)(?P<day>\d{1,2})(?:st|nd|rd|th))\b(?!\s*(?:of\b|week|[:./]|[ap]\.?m))",
    re.IGNORECASE,
)
_SEASON_YEAR = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter)(?:\s+term)?(?:\s+of)?,?\s+(?P<year>20\d\d)(?![\d/\-–])", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"(?<![\w/\-–.£$])(?P<year>(?:19|20)\d\d)(?![\w/\-–%]|\.\d)")
_PART_OF_YEAR = re.compile(r"\b(?:Q\s?[1-4]|quarter|qtr|FY|financial|fiscal)\b", re.IGNORECASE)
"""Parts of a year of which nobody can tell from the calendar when they end."""
_SINCE = re.compile(
    r"\b(?:since|as of|dated|raised|after|following|minutes of)\s+(?:the\s+)?(?:meeting\s+(?:of|on)\s+)?$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:extended|revised|moved|deferred|postponed|changed|rescheduled|now|new)\b(?!.*\b(?:from|was)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|until|and|or|/)\s*", re.IGNORECASE)
_NO_MONTH_BEHIND = re.compile(r"\s+(?:be|have|need|not|also|still|want|on|past)\b")
"""Behind "May" and "March" these tell a verb."""
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)
_TODAY = re.compile(
    r"(?:(?:by|before|at)\s+)?(?:(?:the\s+)?(?:end|close)\s+of\s+|noon\s+|later\s+|COB\s+|COP\s+|EOD\s+)?today|tonight|"
    r"this\s+(?:afternoon|evening)|(?:later\s+)?(?:on\s+)?that\s+(?:same\s+)?(?:day|afternoon|evening)",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:by|before|on|until|due|end|end\s+of|mid|early|late|COB|COP|EOD|close\s+of\s+(?:business|play))[\s-]+)*"
_DIGITS = re.compile(
    rf"{_LEAD}(?:(?:mon|tue|wed|thu|fri)\w*\.?,?\s+)?(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?:\s*\([^()]*\))?\.?",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    rf"{_LEAD}(?:(?P<number>\d{{1,2}})/(?P<full>20\d\d)|(?P<name>[A-Za-z]{{3,9}})\.?(?P<sep>[\s-]+)(?P<short>\d\d))\.?",
    re.IGNORECASE,
)


def resolve_due(
    text: str,
    *,
    meeting: str | None = None,
    next_meeting: str | None = None,
    dayfirst: bool | None = None,
    gone: Gone = "next",
    body: str = "",
) -> str | None:
    """Return the date by which something is due, ISO at the precision stated; None where the calendar does not decide.

    ``text`` is the due date as printed; ``meeting`` and ``next_meeting`` are ISO dates. A day or month without a year
    is the next one on or after the meeting, unless it has just gone by and ``gone`` says otherwise; "next meeting" is
    ``next_meeting``, if it is that of ``body``; "asap" and "ongoing" are None.
    """
    text = _LOWER_MONTH.sub(lambda m: m[0].title(), text.replace("\u00a0", " ").strip())
    base = _parse_iso(meeting)
    if _AFTERWARDS.match(text):
        return None
    if short := _in_digits(text, base, dayfirst):
        end = short.day is None and bool(re.match(r"(?:by\s+)?(?:the\s+)?end\b", text, re.IGNORECASE))
        return _with_year(short, base, gone, end=end)
    if dates := [f for f in find_dates(text, dayfirst=dayfirst) if not f.ambiguous]:
        return _of_dates(text, dates, base, gone)
    if _is_next_meeting(text, body):
        return next_meeting
    if base is not None and base.month is not None:
        if _MONTH_END.search(text):
            return _with_year(PartialDate(base.year, base.month), base, gone, end=True)
        if m := _NEXT_MONTH.search(text):
            return _with_year(_months_on(base, 1), base, gone, end=bool(_END_OF.search(text[: m.start()])))
    if base is not None and base.year is not None and _YEAR_END.search(text):
        return f"{base.year:04d}-12-31"
    months = [(m, n) for m in _BARE_MONTH.finditer(text) if (n := _bare_month(text, m)) is not None]
    if len({n for _, n in months}) == 1:
        m, n = months[0]
        due = _with_year(PartialDate(None, n), base, gone, end=bool(_END_OF.search(text[: m.start()])))
        meets = _MEETING_BEHIND.match(text, m.end()) or _MEETING_BEFORE.search(text[: m.start()])
        return next_meeting if due and meets and next_meeting and next_meeting.startswith(due) else due
    if months:
        return None
    if due := _relative(text, base):
        return due
    if _PART_OF_YEAR.search(text):
        return None
    if stated := _SEASON_YEAR.search(text) or _BARE_YEAR.search(text):
        return f"{stated['year']}-12-31" if _END_OF.search(text[: stated.start()]) else stated["year"]
    return None


def _in_digits(text: str, base: PartialDate | None, dayfirst: bool | None) -> PartialDate | None:
    """Read a text that is nothing but "30/11", "30.11", "5/21", "11/2031" or "Nov 31" (the year)."""
    if m := _DIGITS.fullmatch(text):
        return _day_month(int(m["a"]), int(m["b"]), dayfirst=dayfirst)
    m = _MONTH_AND_YEAR.fullmatch(text)
    if m is None:
        return None
    if m["full"]:
        return PartialDate(int(m["full"]), int(m["number"])) if 1 <= int(m["number"]) <= 12 else None
    month, number = month_of(m["name"]), int(m["short"])
    if month is None:
        return None
    no_day = number > calendar.monthrange(2024, month)[1]
    since = 2000 + number - base.year if base is not None and base.year is not None else 9
    by_habit = m["sep"] == "-" or (dayfirst and (len(m["name"]) < 5 or since >= 0))
    return PartialDate(2000 + number, month) if abs(since) <= 1 and (no_day or by_habit) else None


def _of_dates(text: str, dates: list[DateFound], base: PartialDate | None, gone: Gone) -> str | None:
    """Return the one date that a text states, the end of a range, or the date to which the first was moved."""
    last = dates[-1]
    if len({f.date for f in dates}) > 1:
        moved = _MOVED.search(text, dates[-2].end, last.start)
        range_ = all(_RANGE.fullmatch(text, a.end, b.start) for a, b in itertools.pairwise(dates))
        if not range_ and not moved:
            return None
    if _SINCE.search(text[: last.start]):
        return None
    return _with_year(last.date, base, gone, end=bool(_END_OF.search(text[: last.start])), weekday=last.weekday)


def _is_next_meeting(text: str, body: str) -> bool:
    """True if a text means the next meeting of the body whose minutes these are."""
    m = _NEXT.search(text)
    if m is None:
        return False
    words = re.findall(r"[\w’'&]+", body)
    initials = "".join(w[0] for w in words if w[0].isupper())
    own = {*_OF_ANY_BODY, *(w.lower() for w in words)}
    middle = m["middle"].split()
    if not all(w.lower() in own or (w.isupper() and len(w) > 1 and w in initials) for w in middle):
        return False
    meets = m["meets"]
    return (
        meets.lower() in _ANY_MEETING
        or meets in _ANY_MEETING
        or meets.lower() in {"cttee", "ctte", *(w.lower() for w in words)}
        or (meets.isupper() and initials.endswith(meets))
    )


def _day_month(a: int, b: int, *, dayfirst: bool | None) -> PartialDate | None:
    """Read "30/11" or "5/21"; None where the order is not certain or there is no such day."""
    if dayfirst is None and a <= 12 and b <= 12 and a != b:
        return None
    day, month = (a, b) if b <= 12 and (a > 12 or dayfirst is not False) else (b, a)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2024, month)[1]:
        return None
    return PartialDate(None, month, day)


def _bare_month(text: str, m: re.Match[str]) -> int | None:
    word = m["month"]
    if word.islower() and len(word) < 5:
        return None
    number = month_of(word)
    if number is None or (word.lower() in ("may", "march", "mar", "sun") and word.islower()):
        return None
    if word in ("May", "March", "Mar") and _NO_MONTH_BEHIND.match(text, m.end()):
        return None
    return number


def _relative(text: str, base: PartialDate | None) -> str | None:
    """Read "within 14 days", "tomorrow", "by Friday", "by Friday 5th" or "by the 21st"."""
    if base is None or base.year is None or base.month is None or base.day is None:
        return None
    day = dt.date(base.year, base.month, base.day)
    if m := _WITHIN.search(text) or _PERIOD_ONLY.fullmatch(text):
        n = int(m["n"]) if m["n"].isdigit() else _NUMBERS[m["n"].lower()]
        unit = m["unit"].lower()
        if n > 730:
            return None
        if unit == "month":
            return _same_day(base, n).isoformat() if n > 1 else None
        return (day + dt.timedelta(days=n * {"day": 1, "week": 7, "fortnight": 14}[unit])).isoformat()
    if _TOMORROW.search(text):
        return (day + dt.timedelta(days=1)).isoformat()
    if _TODAY.fullmatch(text):
        return day.isoformat()
    if m := _DAY_ONLY.search(text):
        return _next_day(day, int(m["of_week"] or m["day"]), weekday_of(m["w"]) if m["w"] else None)
    if m := _NEXT_WEEKDAY.search(text):
        w = weekday_of(m["w"])
        ahead = 7 + w - day.weekday() if w is not None else 8  # of a day that is still to come this week it is doubtful
        return (day + dt.timedelta(days=ahead)).isoformat() if ahead <= 7 else None
    if m := _BY_WEEKDAY.search(text) or _WEEKDAY_ONLY.fullmatch(text):
        w = weekday_of(m["w"])
        if w is not None and w != day.weekday():
            return (day + dt.timedelta(days=(w - day.weekday()) % 7)).isoformat()
    return None


def _next_day(after: dt.date, number: int, weekday: int | None) -> str | None:
    """Return the next day of that number on or after a day, None if it falls on another day of the week."""
    days = (after + dt.timedelta(days=n) for n in range(62 if weekday is not None else 31))
    return next((d.isoformat() for d in days if d.day == number and weekday in (None, d.weekday())), None)


def _months_on(base: PartialDate, n: int) -> PartialDate:
    assert base.year is not None and base.month is not None
    total = base.year * 12 + base.month - 1 + n
    return PartialDate(total // 12, total % 12 + 1)


def _same_day(base: PartialDate, n: int) -> dt.date:
    """Return the same day ``n`` months on, or the last of that month where it has no such day."""
    then = _months_on(base, n)
    assert then.year is not None and then.month is not None and base.day is not None
    return dt.date(then.year, then.month, min(base.day, calendar.monthrange(then.year, then.month)[1]))


def _parse_iso(text: str | None) -> PartialDate | None:
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    return PartialDate(*parts)


def _with_year(
    date: PartialDate, base: PartialDate | None, gone: Gone, *, end: bool = False, weekday: int | None = None
) -> str | None:
    """Complete a date without a year with the next such day or month on or after ``base``, or as ``gone`` says."""
    year, month, day = date.year, date.month, date.day
    if year is None:
        if base is None or base.year is None or month is None:
            return None
        then = (month, day) if day is not None and base.day is not None else (month,)
        now = (base.month or 1, base.day) if len(then) == 2 else (base.month or 1,)
        year = base.year + (then < now)
        if weekday is not None and day is not None:
            fits = [y for y in (base.year, base.year + 1) if PartialDate(y, month, day).weekday() == weekday]
            if fits and year not in fits:
                year = fits[0]
        ahead = (year - base.year) * 12 + month - (base.month or 1)
        if gone == "past" and ahead > 6:
            year -= 1
        elif gone == "doubt" and ahead >= 10:
            return None
    if end and month is not None and day is None:
        day = calendar.monthrange(year, month)[1]
    return PartialDate(year, month, day).iso()
