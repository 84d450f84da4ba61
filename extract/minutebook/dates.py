"""Reads dates and times as minutes print them, at the precision they state; what is not certain is not read."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeGuard

from rapidfuzz.distance import OSA

from minutebook.document import Document

_FULL_MONTHS = tuple(calendar.month_name)[1:]
MONTH_NAMES = "|".join(_FULL_MONTHS)
"""The names of the months as one expression."""
_MONTHS = {name.lower(): i for i, name in enumerate(_FULL_MONTHS, 1)}
_MONTHS |= {name[:3].lower(): i for i, name in enumerate(_FULL_MONTHS, 1)} | {"sept": 9, "febr": 2, "novem": 11}
_MONTH_STEMS = tuple(name[:3].lower() for name in _FULL_MONTHS)
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)

_MONTH = r"(?P<month>[A-Za-z]{3,10})\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b\.?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['’`´]\s?\d\d)(?!\d)"
_SHORT_YEAR = (
    r"(?P<year>(?:19|20)\d\d(?!\d)|['’`´]\s?\d\d(?!\d)|\d\d(?=\s*(?:[,;)\]]|\.(?!\d)|$|\n))(?!\s*(?:[ap]\.?m|hrs)))"
)
_SEP = r"[\s,]*(?:[\s\-–—/.]\s?)?"

_ISO = re.compile(r"(?<![\w.])(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])[-/.]" + _DAY + r"(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\w/.\-£$])(?P<a>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\w/\-%])(?!\.\d)"
)
_COMPACT = re.compile(r"(?<!\w)(?P<day>0[1-9]|[12]\d|3[01])(?P<month>0[1-9]|1[0-2])(?P<year>20\d\d)(?!\w)")
_DAY_MONTH = re.compile(
    r"(?:(?<![\w.:/£$])|(?<=[a-z]day))" + _DAY + _ORDINAL + r"(?:\s*day)?(?:\s+of)?[ \t\-–/.]*(?:of\s+)?" + _MONTH
    + r"(?:(?<=[A-Za-z.])" + _SEP + _SHORT_YEAR + r")?(?![A-Za-z0-9])", re.IGNORECASE,
)  # fmt: skip
_MONTH_DAY = re.compile(
    r"(?<![A-Za-z])" + _MONTH + r"[\s\-–]*(?:the\s+)?" + _DAY + _ORDINAL + r"(?![\d:/%]|\.\d|\s?[ap]\.?m\b)"
    + r"(?:(?:\s?[\-–&]\s?\d{1,2}" + _ORDINAL + r"(?=[\s,]+(?:19|20)\d\d))?" + _SEP + _YEAR + r")?", re.IGNORECASE,
)  # fmt: skip
_MONTH_YEAR = re.compile(r"(?<![A-Za-z])" + _MONTH + r"(?:\s+of)?[\s,\-–—/]*" + _YEAR, re.IGNORECASE)
_WHOLE_MONTH_DAY = re.compile(_MONTH + r"\s+" + _DAY + _ORDINAL + r",?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_FULL_YEAR = 4
"""A year in full has so many digits."""
_APPROX = re.compile(
    r"\b(?:early|mid|late|later in|around|approx(?:imately|\.)?|circa|about|tentatively|provisionally|likely|week of|"
    r"w/c|week commencing|week beginning)[\s\-]*(?:in\s+|the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NOT_DIGIT = re.compile(r"\D")
_FIRST_DAY = re.compile(
    r"(?<![\w.:/£$\-–])(?P<day>0?[1-9]|[12]\d|3[01])(?P<th>st|nd|rd|th)?(?P<sign>-|–|/|\s*(?:-|–|—|&|to|and)\s+)"
    r"(?:[A-Za-z]{3,6}day,?\s+)?$",
    re.IGNORECASE,
)
"""The first of two days before the second, which has the month: "30th and 31st May"."""
_SPREAD = 10
"""A meeting goes on for no more days."""
_TO_LATER = re.compile(r"\s*(?:-|–|—|&|to|and)\s*(?:[A-Za-z]{3,6}day,?\s+)?", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"\b(?P<w>[A-Za-z]{3,10})\b[\s,.\-–]*(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision stated; what was not stated is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """Return ``2018-11-06``, ``2018-11`` or ``2018``; None if the year is not stated or there is no such day."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.exists() else None

    def exists(self) -> bool:
        """Return whether the calendar has such a day (29 February without a year counts)."""
        if self.month is None or self.day is None:
            return True
        return 1 <= self.month <= 12 and 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    def matches(self, other: PartialDate) -> bool:
        """Return whether no part that both state differs."""
        return all(
            a is None or b is None or a == b
            for a, b in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )

    def weekday(self) -> int | None:
        """Return the day of the week (0 is Monday), None unless all three parts are stated and there is such a day."""
        if self.year is None or self.month is None or self.day is None or not self.exists():
            return None
        return dt.date(self.year, self.month, self.day).weekday()


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at ``text[start:end]``; ``weekday`` (0 is Monday) if one stands before it, ``approx`` if it is hedged.

    ``ambiguous``: digits only, and nothing says which of them is the day; ``date`` then holds the year alone.
    """

    start: int
    end: int
    date: PartialDate
    approx: bool = False
    weekday: int | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time ``HH:MM`` at ``text[start:end]``; ``sure`` if a.m./p.m. or a 24-hour form leaves no doubt."""

    start: int
    end: int
    time: str
    sure: bool = True


def month_of(word: str, *, tolerant: bool = False) -> int | None:
    """Return the month [1, 12] that a name or abbreviation means; ``tolerant`` also reads one slip of the pen."""
    key = word.lower().rstrip(".")
    if key in _MONTHS:
        return _MONTHS[key]
    if not tolerant or len(key) < 4:
        return None
    near = [
        i for name, i in _MONTHS.items() if len(name) > 4 and OSA.distance(key, name) <= (2 if len(name) > 6 else 1)
    ]
    return near[0] if len(set(near)) == 1 else None


def weekday_of(word: str) -> int | None:
    """Return the day of the week (0 is Monday) that a name or abbreviation means, one slip of the pen forgiven."""
    key = word.lower().rstrip(".")
    for i, name in enumerate(_WEEKDAYS):
        if key == name or (3 <= len(key) <= 5 and name.startswith(key)) or (key, i) == ("weds", 2):
            return i
    near = [i for i, name in enumerate(_WEEKDAYS) if len(key) > 5 and OSA.distance(key, name) <= 1]
    return near[0] if len(near) == 1 else None


def has_digit(text: str) -> bool:
    """Return whether a text holds a digit, as every date does."""
    if (
        "1" in text
        or "2" in text
        or "0" in text
        or "3" in text
        or "4" in text
        or "5" in text
        or "6" in text
        or "7" in text
        or "8" in text
        or "9" in text
    ):
        return True
    return not text.isascii() and _DIGIT.search(text) is not None


def may_hold_time(text: str) -> bool:
    """Return False if a text can state no time of day: it holds no digit, and neither noon nor midnight."""
    if has_digit(text):
        return True
    lower = text.lower()
    return "noon" in lower or "midday" in lower or "midnight" in lower


def _year(text: str) -> int:
    digits = int(_NOT_DIGIT.sub("", text))
    return digits if digits > 99 else digits + (2000 if digits < 70 else 1900)


def _numeric(m: re.Match[str], dayfirst: bool | None, weekday: int | None) -> tuple[PartialDate, bool] | None:
    a, b, year = int(m["a"]), int(m["b"]), _year(m["year"])
    readings = [
        d for d in (PartialDate(year, b, a), PartialDate(year, a, b)) if d.month and d.month <= 12 and d.exists()
    ]
    if not readings or 0 in (a, b):
        return None
    if len(readings) == 1 or a == b:
        return readings[0], False
    if dayfirst is not None:
        return readings[0 if dayfirst else 1], False
    if weekday is not None:
        fit = [d for d in readings if d.weekday() == weekday]
        if len(fit) == 1:
            return fit[0], False
    return PartialDate(year), True


@functools.lru_cache(maxsize=2048)
def find_dates(text: str, *, dayfirst: bool | None = None) -> tuple[DateFound, ...]:
    """Return the dates in ``text`` in order, none overlapping; month and year, or day and month, count as dates.

    ``dayfirst`` says how 3/4/2019 is read (True: 3 April). If it is None such a date keeps its year only, unless a
    weekday before it decides. A year or a month by itself is no date.
    """
    if not has_digit(text):
        return ()
    found: list[DateFound] = []
    taken = bytearray(len(text))

    def add(m: re.Match[str], date: PartialDate, ambiguous: bool = False, weekday: int | None = None) -> None:
        start, end = m.span()
        while end > start and text[end - 1] in " ,.\t\n":
            end -= 1
        if 1 in taken[start:end] or not date.exists():
            return
        taken[start:end] = b"\1" * (end - start)
        before = text[max(0, start - 40) : start]
        found.append(DateFound(start, end, date, bool(_APPROX.search(before)), weekday, ambiguous))

    def before(m: re.Match[str]) -> int | None:
        w = _WEEKDAY_BEFORE.search(text[max(0, m.start() - 16) : m.start()])
        return weekday_of(w["w"]) if w else None

    for m in _ISO.finditer(text):
        add(m, PartialDate(int(m["year"]), int(m["month"]), int(m["day"])), weekday=before(m))
    for m in _NUMERIC.finditer(text):
        weekday = before(m)
        if read := _numeric(m, dayfirst, weekday):
            add(m, read[0], read[1], weekday)
    for m in _COMPACT.finditer(text):
        add(m, PartialDate(int(m["year"]), int(m["month"]), int(m["day"])))
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for m in pattern.finditer(text):
            year = _year(m["year"]) if m["year"] else None
            month = month_of(m["month"], tolerant=year is not None and len(m["month"]) > 3)
            if (
                pattern is _DAY_MONTH
                and len(m["year"] or "") < _FULL_YEAR
                and _WHOLE_MONTH_DAY.match(text, m.start("month"))
            ):
                continue  # "Meeting 16 May 30, 2018"
            if month is None or (m["month"].islower() and m["month"] in ("may", "march", "mar") and year is None):
                continue
            add(m, PartialDate(year, month, int(m["day"])), weekday=before(m))
    for m in _MONTH_YEAR.finditer(text):
        month = month_of(m["month"], tolerant=len(m["month"]) > 4 and m["year"].isdigit())
        if month is not None:
            add(m, PartialDate(_year(m["year"]), month))
    found.sort(key=lambda f: f.start)
    return tuple(_from_first_day(text, f, after) for f, after in itertools.zip_longest(found, found[1:]))


def _from_first_day(text: str, found: DateFound, after: DateFound | None) -> DateFound:
    """Return the first day where two are told: "30-31 May 2018" is 30 May, "31 May - 1 June 2018" is 31 May 2018."""
    date = found.date
    if date.day is None or date.month is None:
        return found
    if date.year is None:
        if after is None or after.date.year is None or not _TO_LATER.fullmatch(text, found.end, after.start):
            return found
        year = after.date.year - (after.date.month is not None and after.date.month < date.month)
        days = (after.date.day or 0) - date.day + 31 * ((after.date.month or 0) - date.month) % 372
        return replace(found, date=replace(date, year=year)) if 0 < days <= _SPREAD else found
    m = _FIRST_DAY.search(text[max(0, found.start - 24) : found.start])
    if m is None or not 0 < date.day - int(m["day"]) <= _SPREAD:
        return found
    if date.day - int(m["day"]) > 1 and not m["th"] and m["sign"] not in ("-", "–"):
        return found  # "Meeting 12 - 14 May 2018"
    return replace(found, start=found.start - len(m[0]), date=replace(date, day=int(m["day"])), weekday=None)


def _starts_day_month(text: str, m: re.Match[str]) -> bool:
    """Tell "May 3 June 2019", where the day belongs to what follows, from "May 3"."""
    later = _DAY_MONTH.match(text, m.start("day"))
    return later is not None and month_of(later["month"]) is not None


_MERIDIEM = r"(?P<half>[ap])\s?\.{0,2}\s?m\b\.?"
_TIME = re.compile(
    r"(?<![\w.:/£$€])(?:"
    r"(?P<h>[01]?\d|2[0-4])\s?[.:;]\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d%]|[.:/]\d)"
    r"(?:\s*(?:" + _MERIDIEM + r"|(?P<hrs>h(?:ou)?rs?|h)\b))?"
    r"|(?P<h2>0?[1-9]|1[0-2])\s?(?:o['’]?clock\s+)?" + _MERIDIEM.replace("half", "half2")
    + r"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\s?(?:h(?:ou)?rs?|h)\b"
    r"|(?P<h5>0?[1-9]|1[0-2])(?P<m5>[0-5]\d)\s?" + _MERIDIEM.replace("half", "half5")
    + r"|(?P<h4>[01]?\d|2[0-3])h(?P<m4>[0-5]\d)\b"
    r"|(?:12\s+)?(?P<noon>noon|midday)\b|(?:12\s+)?(?P<night>midnight)\b"
    r"|(?P<h6>0?[1-9]|1[0-2])\s?o['’]?clock(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening))?"
    r")",
    re.IGNORECASE,
)  # fmt: skip
_RANGE_HEAD = re.compile(
    r"(?<![\w.:/£$€])(?P<h>0?[1-9]|1[0-2])(?:[.:](?P<m>[0-5]\d))?\s*(?:-|–|—|to|until|till)+\s*$", re.IGNORECASE
)
_RANGE_SEP = re.compile(r"\s*(?:-|–|—|to|until|till|and)\s*", re.IGNORECASE)
_DAY_PART = re.compile(r"\s*(?:in\s+the|this)\s+(morning|afternoon|evening)", re.IGNORECASE)


def _clock(hour: int, minute: int, half: str | None) -> str | None:
    if half:
        if not 1 <= hour <= 12 and not (half == "p" and 12 < hour < 24):
            return None
        hour = hour if hour > 12 else hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


@functools.lru_cache(maxsize=2048)
def find_times(text: str) -> tuple[TimeFound, ...]:
    """Return the times of day in ``text`` in order ("7.30pm", "19.30", "1830hrs", "12 noon", "8:00-9:15PM" ...).

    The first half of a range takes the a.m. or p.m. of the second ("8:00-9:15PM" is 20:00 and 21:15, "10-12:30pm"
    is 10:00 and 12:30). A time of 1 to 11 o'clock that no sign puts in a half of the day is not ``sure``.
    """
    if not may_hold_time(text):
        return ()
    found: list[tuple[int, int, int, int, str | None, bool]] = []
    for m in _TIME.finditer(text):
        g = m.groupdict()
        if g["noon"] or g["night"]:
            found.append((*m.span(), 12 if g["noon"] else 0, 0, None, True))
            continue
        hour = int(next(g[k] for k in ("h", "h2", "h3", "h4", "h5", "h6") if g[k]))
        minute = int(next((g[k] for k in ("m", "m3", "m4", "m5") if g[k]), 0))
        half = next((g[k].lower() for k in ("half", "half2", "half5") if g[k]), None)
        if part := (g["part"] or (p[1] if (p := _DAY_PART.match(text, m.end())) else None)):
            half = half or ("a" if part.lower() == "morning" else "p")
        written = bool(g["hrs"] or g["h3"] or g["h4"])
        sure = (
            bool(half)
            or written
            or hour == 0
            or hour > 12
            or (len(g["h"] or "") == 2 and (g["h"] or "").startswith("0"))
        )
        found.append((*m.span(), hour, minute, half, sure))
    out: list[TimeFound] = []
    for i, (start, end, hour, minute, half, is_sure) in enumerate(found):
        taken, sure = half, is_sure
        if half is None and not is_sure and i + 1 < len(found):
            nxt = found[i + 1]
            if _RANGE_SEP.fullmatch(text, end, nxt[0]) and (nxt[4] or nxt[5]):
                taken, sure = _half_before(hour, minute, nxt[2], nxt[3], nxt[4]), True
        if half is None and not is_sure and taken is None and i > 0:
            prev = found[i - 1]
            if _RANGE_SEP.fullmatch(text, prev[1], start) and prev[4]:
                later = (hour % 12, minute) > (prev[2] % 12, prev[3])
                taken, sure = (prev[4] if later else "p"), True
        if value := _clock(hour, minute, taken):
            head = _RANGE_HEAD.search(text, 0, start)
            if head and (half or is_sure) and not any(f[0] <= head.start("h") < f[1] for f in found):
                h, mm = int(head["h"]), int(head["m"] or 0)
                first = _clock(h, mm, _half_before(h, mm, hour, minute, half)) if half else None
                if first:
                    out.append(TimeFound(head.start("h"), head.end("m") if head["m"] else head.end("h"), first))
            out.append(TimeFound(start, end, value, sure))
    return tuple(out)


def _half_before(hour: int, minute: int, then_hour: int, then_minute: int, half: str | None) -> str | None:
    """Return the half of the day of a range's first time, given its second ("10:00-12:30pm" starts in the morning)."""
    if half is None:
        then = then_hour * 60 + then_minute
        return "p" if hour < 12 and (hour + 12) * 60 + minute <= then and then - (hour * 60 + minute) > 720 else None
    if half == "a":
        return "a"
    return "p" if (hour % 12, minute) <= (then_hour % 12, then_minute) else "a"


def find_time(text: str) -> str | None:
    """Return the first time of day in ``text`` as ``HH:MM`` in 24 hours, None if there is none."""
    times = find_times(text)
    return times[0].time if times else None


_BRITISH = re.compile(
    r"\b(?:colour|centre|programme|behaviour|labour|favour|neighbour|licence|cheque|whilst|organis|recognis|prioritis|"
    r"finalis|utilis|summaris|analys(?:e|ed|ing)\b|enrolment|councillor|minuted|apologies)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"\b(?:color|center|behavior|labor\b|favor|neighbor|organiz|recogniz|prioritiz|finaliz|utiliz|summariz|analyz|"
    r"enrollment|councilor|councilmember|selectm[ae]n|alderm[ae]n|roll call)",
    re.IGNORECASE,
)


def dayfirst_of(texts: Iterable[str], *, letter_paper: bool | None = None) -> bool | None:
    """Return whether a document writes the day before the month in dates of digits; None if nothing tells.

    A number over 12 or a weekday decides; else how dates with the month's name are written ("12 March" or "March
    12"); else British or American spelling; else the paper (``letter_paper``: North American letter size).
    """
    texts = list(texts)
    dated = [text for text in texts if has_digit(text)]
    if digits := sum(_order_of_digits(text) for text in dated):
        return digits > 0
    if words := sum(_order_of_words(text) for text in dated):
        return words > 0
    if spelling := sum(len(_BRITISH.findall(text)) - len(_AMERICAN.findall(text)) for text in texts):
        return spelling > 0
    return None if letter_paper is None else not letter_paper


def _order_of_digits(text: str) -> int:
    """Return how far the dates of digits in a text tell of the day before the month."""
    told = 0
    if "/" not in text and "." not in text and "-" not in text:
        return told
    for m in _NUMERIC.finditer(text):
        a, b = int(m["a"]), int(m["b"])
        if a > 31 or b > 31 or 0 in (a, b):
            continue
        if a > 12 >= b:
            told += 3
        elif b > 12 >= a:
            told -= 3
        elif a != b and (w := _WEEKDAY_BEFORE.search(text[max(0, m.start() - 16) : m.start()])):
            day = weekday_of(w["w"])
            year = _year(m["year"])
            if day is not None:
                told += (PartialDate(year, b, a).weekday() == day) - (PartialDate(year, a, b).weekday() == day)
    return told


def _order_of_words(text: str) -> int:
    """Return how far the dates with the month's name in a text tell of the day before the month."""
    told = 0
    lower = text.lower()
    if not any(stem in lower for stem in _MONTH_STEMS):
        return told
    for pattern, weight in ((_DAY_MONTH, 1), (_MONTH_DAY, -1)):
        for m in pattern.finditer(text):
            if month_of(m["month"]) is not None and not (weight < 0 and _starts_day_month(text, m)):
                told += weight
    return told


def in_full(iso: str | None) -> TypeGuard[str]:
    """Return whether a date (ISO 8601) states year, month and day: "2018-11-06", not "2018-11"."""
    return iso is not None and len(iso) == len("2018-11-06")


def dayfirst_in(document: Document) -> bool | None:
    """Say whether a document writes the day before the month (``dayfirst_of`` over its blocks and its paper's size)."""
    letter = None
    if document.page_sizes:
        width, height = sorted(document.page_sizes[0])
        letter = abs(width - 612) < 3 and (abs(height - 792) < 3 or abs(height - 1008) < 3)
    told = dayfirst_told(document)
    return not letter if told is None and letter is not None else told


def dayfirst_told(document: Document) -> bool | None:
    """Say whether the words of a document tell that it writes the day before the month; None if they do not.

    Several steps ask that of the same document, which is looked through once.
    """
    if "dayfirst" not in document.kept:
        document.kept["dayfirst"] = dayfirst_of(b.text for b in document.blocks)
    told: bool | None = document.kept["dayfirst"]
    return told
