"""Tells whether a row of a table of actions arose at this meeting or at an earlier one."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from minutebook.dates import PartialDate, find_dates
from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.wording import is_done
from minutebook.detect.log import Grid, merged_rows

_MONTH_REFERENCE = re.compile(r"(?P<month>\d\d?)[/.-](?P<year>(?:20)?\d\d)[/.-]\d{1,3}")
_STANDING = re.compile(
    r"\A(?!.*\b(?:previous|last|earlier|outstanding|brought|carried|arising|old|b/f)).*\bactions?\b", re.I | re.S
)
"""A list that is named after what it holds ("Action log") and not after an earlier meeting."""


def dates_of(text: str) -> tuple[PartialDate, ...]:
    """Return the dates with a year that a text holds, a reference stuck to it or not ("May31", "AP12.5.31")."""
    text = re.sub(r"(?<=[A-Za-z])(?=\d\d\b)", " '", re.sub(r"(?<=[A-Za-z])\s*(?=\d\d\.\d)", "", text))
    return tuple(f.date for f in find_dates(text) if f.date.year is not None)


def raised_here(work: Work, months: AbstractSet[tuple[int, int] | None], reference: str) -> bool | None:
    """Return whether a row's reference ("05/31/02": the second of May 2031) is of this meeting's month.

    None unless one reference of the list is, and this one has a month too. ``months`` are those of all its references.
    """
    own = month_of_reference(reference)
    if own is None or work.meeting is None or work.meeting.year is None or work.meeting.month is None:
        return None
    this = (work.meeting.year % 100, work.meeting.month)
    return own == this if this in months and None not in months else None


def month_of_reference(reference: str) -> tuple[int, int] | None:
    """Return year and month of a reference that holds them."""
    m = _MONTH_REFERENCE.fullmatch(reference.strip())
    return (int(m["year"]) % 100, int(m["month"])) if m and 1 <= int(m["month"]) <= 12 else None


def has_later_rows(work: Work, grid: Grid) -> bool:
    """True if a list holds rows dated after the meeting: then the date taken for the meeting's is not to be trusted."""
    if work.meeting is None:
        return True
    for row in range(grid.header, grid.table.rows):
        dates = [f.date for f in find_dates(grid.text(work.document, row, "date"), dayfirst=work.dayfirst)]
        if any(d.year and _not_before(d, work.meeting) and not d.matches(work.meeting) for d in dates):
            return True
    return False


def tells_progress(work: Work, grid: Grid) -> bool:
    """True if a list says of at least one task that it is done and tells of others how they stand: none is new then."""
    if not grid.columns("status") and not grid.columns("update"):
        return False
    states = []
    for rows in merged_rows(grid, work.document):
        cells = (grid.text(work.document, r, role) for role in ("status", "update") for r in rows)
        states.append("\n".join(t for t in cells if t))
    told = [t for t in states if t]
    return any(is_done(t, work.rules) for t in told) and len(told) * 2 > len(states)


def is_earlier(
    work: Work, dated: str | None, context: str, state: str, block: int, *, doubt: bool, reports: bool
) -> bool:
    """True if a row of a list of actions is of an earlier meeting."""
    rules = work.rules
    if dated:
        stated = tuple(f.date for f in find_dates(dated, dayfirst=work.dayfirst)) or dates_of(dated)
        if stated:
            return doubt or work.meeting is None or not any(_not_before(d, work.meeting) for d in stated)
    if rules.search("actions.this", context):
        return False
    first_half = block < len(work.document.blocks) / 2
    if rules.search("actions.earlier", context):
        return first_half or reports or bool(state) or not _STANDING.search(context)
    if (
        first_half
        and state
        and re.search(r"\b(?:minutes|notes)\s+(?:of|from)\b|\blast\s+meeting", context, re.IGNORECASE)
    ):
        return True
    return reports or (bool(state) and first_half and is_done(state, rules))


def _not_before(date: PartialDate, meeting: PartialDate) -> bool:
    """True if a date, at the precision stated, is the meeting's or later."""
    pairs = [(date.year, meeting.year), (date.month, meeting.month), (date.day, meeting.day)]
    for a, b in pairs:
        if a is None or b is None:
            continue
        if a != b:
            return a > b
    return True
