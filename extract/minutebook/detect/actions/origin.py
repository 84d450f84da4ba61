"""Tells whether a row of a table of actions arose at this meeting or at an earlier one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.dates import PartialDate, find_dates
from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.wording import is_done
from minutebook.detect.log import Grid, merged_rows

_MONTH_REFERENCE = re.compile(r"(?P<month>\d\d?)[/.-](?P<year>(?:20)?\d\d)[/.-]\d{1,3}")
_NUMBER = re.compile(r"(?<![\w/-])(?=[\w/.-]*\d)(?:[\w.]+(?:[/-][\w.]+)+|\d{3,5}[a-z]?)(?![\w/-])")
"""A number that no other meeting gives to an item: "24/31", "C-2031-7", "683a"."""
_STANDING = re.compile(
    r"\A(?!.*\b(?:previous|last|earlier|outstanding|brought|carried|arising|old|b/f)).*\bactions?\b", re.I | re.S
)
"""A list that is named after what it holds ("Action log") and not after an earlier meeting."""
_NEW = re.compile(r"new\b[\s.!]*(?:actions?|items?)?[\s.:]*|actions?\s+(?:from|of|at)\s+this\s+meeting:?", re.I)


_PROGRESS = re.compile(r"\b(?:progress|updates?|outcomes?|position)\b", re.IGNORECASE)
"""What heads a column that tells what has been done since."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row of a list tells of its age: its own date, reference, due date, state and the heading above it."""

    dated: str | None
    reference: str
    due: str
    state: str
    section: str


class Origins:
    """Tells of each row of one table of actions whether it is of an earlier meeting.

    ``context`` is what stands over the table: its caption, the item's title, the header of its action column.
    """

    def __init__(self, work: Work, grid: Grid, context: str, block: int) -> None:
        self._work = work
        self._context = context
        self._doubt = _has_later_rows(work, grid)
        self._reports = _tells_progress(work, grid)
        self._first_half = _in_first_half(work, block)
        self._last = not any(h.spans[0].block > block for h in work.outline.items)
        references = [grid.text(work.document, r, "reference") for r in range(grid.header, grid.table.rows)]
        self._months = {_month_of(r) for r in references}
        numbers = [h.number for h in work.outline.items if h.number]
        self._numbers = {n for text in numbers for n in _NUMBER.findall(text.strip("[](). "))}
        self._shapes = {_shape(n) for n in self._numbers}

    def earlier(self, row: Told) -> bool:
        """True if a row is of an earlier meeting: by its own date, its heading, its reference, else by the list."""
        dated = self._by_date(row.dated) if row.dated else None
        if dated is not None:
            return dated
        if _NEW.fullmatch(row.state.strip()):
            return False
        for sign in (self._by_section(row.section), self._by_reference(row.reference), self._by_due(row.due)):
            if sign is not None:
                return sign
        return self._by_list(row.state)

    def _by_date(self, dated: str) -> bool | None:
        stated = tuple(f.date for f in find_dates(dated, dayfirst=self._work.dayfirst)) or dates_of(dated)
        meeting = self._work.meeting
        if not stated:
            return None
        return self._doubt or meeting is None or not any(_not_before(d, meeting) for d in stated)

    def _by_section(self, section: str) -> bool | None:
        if not section:
            return None
        if self._work.rules.search("actions.this", section) or _NEW.fullmatch(section.strip()):
            return False
        dates = dates_of(section)
        if dates and self._work.meeting is not None and not self._doubt:
            return not any(_not_before(d, self._work.meeting) for d in dates)
        return True if self._work.rules.search("actions.earlier", section) else None

    def _by_reference(self, reference: str) -> bool | None:
        """Read "05/31/02", the second task of May 2031, and the number of an item of this meeting or of another."""
        meeting = self._work.meeting
        numbered = self._work.before(reference)
        if numbered is not None:
            return numbered
        own = _month_of(reference)
        if own is not None and meeting is not None and meeting.year is not None and meeting.month is not None:
            this = (meeting.year % 100, meeting.month)
            if this in self._months and None not in self._months:
                return own != this
        numbers = set(_NUMBER.findall(reference))
        if not numbers or len(self._numbers) < 2:
            return None
        if numbers & self._numbers:
            return False
        return True if all(_shape(n) in self._shapes for n in numbers) else None

    def _by_due(self, due: str) -> bool | None:
        """A task that was due before the meeting did not arise there."""
        meeting = self._work.meeting
        if meeting is None or meeting.day is None or self._doubt:
            return None
        dates = [f.date for f in find_dates(due, dayfirst=self._work.dayfirst) if f.date.year and f.date.month]
        return True if dates and not any(_not_before(d, meeting) for d in dates) else None

    def _by_list(self, state: str) -> bool:
        rules, context = self._work.rules, self._context
        if rules.search("actions.this", context):
            return False
        if rules.search("actions.earlier", context):
            return self._first_half or self._reports or bool(state) or not _STANDING.search(context)
        if self._reports and not state and self._last:
            return False  # in a list at the end of the minutes, what has no news is new
        last = re.search(r"\b(?:minutes|notes)\s+(?:of|from)\b|\blast\s+meeting", context, re.IGNORECASE)
        if self._first_half and state and last:
            return True
        return self._reports or (bool(state) and self._first_half and is_done(state, rules))


def dates_of(text: str) -> tuple[PartialDate, ...]:
    """Return the dates with a year that a text holds, a reference stuck to it or not ("May31", "AP12.5.31")."""
    text = re.sub(r"(?<=[A-Za-z])(?=\d\d\b)", " '", re.sub(r"(?<=[A-Za-z])\s*(?=\d\d\.\d)", "", text))
    return tuple(f.date for f in find_dates(text) if f.date.year is not None)


def _shape(number: str) -> str:
    return re.sub(r"\d+", "9", number)


def _month_of(reference: str) -> tuple[int, int] | None:
    """Return year and month of a reference that holds them."""
    m = _MONTH_REFERENCE.fullmatch(reference.strip())
    return (int(m["year"]) % 100, int(m["month"])) if m and 1 <= int(m["month"]) <= 12 else None


def _in_first_half(work: Work, block: int) -> bool:
    """True if more items of business begin after a block than before it."""
    starts = [h.spans[0].block for h in work.outline.items]
    if not starts:
        return block < len(work.document.blocks) / 2
    before = sum(1 for s in starts if s < block)
    return before * 2 <= len(starts)


def _has_later_rows(work: Work, grid: Grid) -> bool:
    """True if a list holds rows dated after the meeting: then the date taken for the meeting's is not to be trusted."""
    if work.meeting is None:
        return True
    for row in range(grid.header, grid.table.rows):
        dates = [f.date for f in find_dates(grid.text(work.document, row, "date"), dayfirst=work.dayfirst)]
        if any(d.year and _not_before(d, work.meeting) and not d.matches(work.meeting) for d in dates):
            return True
    return False


def _tells_progress(work: Work, grid: Grid) -> bool:
    """True if a list says of at least one task that it is done and tells of others how they stand: none is new then."""
    if not grid.columns("status") and not grid.columns("update"):
        return False
    states = []
    for rows in merged_rows(grid, work.document):
        cells = (grid.text(work.document, r, role) for role in ("status", "update") for r in rows)
        states.append("\n".join(t for t in cells if t))
    told = [t for t in states if t]
    if len(told) * 2 <= len(states):
        return False
    headers = " ".join(
        work.document.blocks[i].text
        for (row, c), blocks in grid.cells.items()
        if row < grid.header and grid.roles.get(c) == "update"
        for i in blocks
    )
    return any(is_done(t, work.rules) for t in told) or bool(_PROGRESS.search(headers))


def _not_before(date: PartialDate, meeting: PartialDate) -> bool:
    """True if a date, at the precision stated, is the meeting's or later."""
    pairs = [(date.year, meeting.year), (date.month, meeting.month), (date.day, meeting.day)]
    for a, b in pairs:
        if a is None or b is None:
            continue
        if a != b:
            return a > b
    return True
