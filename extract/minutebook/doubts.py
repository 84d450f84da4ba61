"""Looks over finished records for what a person should check: gaps, things missing, things left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from minutebook.dates import in_full
from minutebook.errors import NOTICES
from minutebook.records import Action, AgendaItem, Evidence, Finding, Meeting, NoticeRecord, Question

if TYPE_CHECKING:
    from minutebook.rulepack import Rules

_COUNTED = re.compile(r"(?P<before>.*?)(?P<count>\d{1,4})", re.DOTALL)
_WHOLE = 100
"""Numbers from here on count the business of a year; those below it may start again under each item."""
_MOSTLY = 0.6
"""Minutes that answer more than this share of the questions put in them answer them as a rule."""


def notice(code: str, detail: str = "", *, page: int | None = None, evidence: Evidence | None = None) -> NoticeRecord:
    """Return a notice with the message of its code, and what was seen in this case behind it."""
    return NoticeRecord(code=code, message=f"{NOTICES[code].cause} {detail}".strip(), page=page, evidence=evidence)


def of_meeting(meeting: Meeting) -> Iterator[NoticeRecord]:
    """Yield N01 if the date of the meeting is not stated in full."""
    if not in_full(meeting.date):
        yield notice(
            "N01",
            f"Only {meeting.date} is known." if meeting.date else "",
            page=meeting.page,
            evidence=meeting.evidence,
        )


def of_items(items: Sequence[AgendaItem]) -> Iterator[NoticeRecord]:
    """Yield N09 if there are no items, and N02 where the items beside each other leave numbers out, once for each row.

    The order of the numbers does not matter, and a row may start again at 1. A number of several parts ("21-305") that
    stands anywhere is not left out; nor are numbers if more of them are absent than there, as in minutes that print
    some items of a long list.
    """
    if not items:
        yield notice("N09")
    families: dict[tuple[str | None, int, str], list[tuple[int, AgendaItem]]] = {}
    everywhere: dict[str, set[int]] = {}
    for item in items:
        if counted := _count(item.number):
            families.setdefault((item.parent, item.level, counted[0]), []).append((counted[1], item))
            everywhere.setdefault(counted[0], set()).add(counted[1])
    for (_, _, before), family in families.items():
        for row in _rows(family):
            there = {n for n, _ in row}
            elsewhere = everywhere[before] if before or min(there) >= _WHOLE else set()
            absent = [n for n in range(min(there), max(there)) if n not in there | elsewhere]
            if absent and len(absent) < len(row):
                yield _gap(row, before, absent)


def _rows(family: list[tuple[int, AgendaItem]]) -> Iterator[list[tuple[int, AgendaItem]]]:
    """Yield the items of a family, parted where the numbers start again at 1."""
    row: list[tuple[int, AgendaItem]] = []
    for n, item in family:
        if n == 1 and row and row[-1][0] != 1:
            yield row
            row = []
        row.append((n, item))
    yield row


def _gap(row: list[tuple[int, AgendaItem]], before: str, absent: list[int]) -> NoticeRecord:
    """Return the notice of a row's gaps, at the first item behind one."""
    at = next(k for k, (n, _) in enumerate(row) if n > absent[0])
    item = row[at][1]
    width = len((item.number or "").removeprefix(before))
    width = width if (item.number or "").startswith(f"{before}0") else 0  # "21-007"
    numbers = ", ".join(f"{before}{n:0{width}}" for n in absent)
    behind = f"after {row[at - 1][1].number} {_begin(row[at - 1][1].title)}" if at else "before the first"
    return notice("N02", f"There is no {numbers} ({behind}).", page=item.page, evidence=item.evidence)


def _count(number: str | None) -> tuple[str, int] | None:
    """Return what stands before the count in an item's number, and the count: ("2.", 1) for 2.1."""
    m = _COUNTED.fullmatch(number) if number else None
    return (m["before"], int(m["count"])) if m else None


def of_questions(
    questions: Sequence[Question], findings: Sequence[Finding], behind: Mapping[str, str], rules: Rules
) -> Iterator[NoticeRecord]:
    """Yield N03 where numbers of questions do not run on (they may begin again at 1), N07 where one is unanswered.

    In minutes that do not answer their questions an unanswered one is no cause for doubt, unless the text ``behind`` it
    (by the question's id) sounds like an answer; nor is one that is only reported.
    """
    last = 0
    for q in questions:
        if q.number is None or not q.number.isdigit():
            continue
        n = int(q.number)
        if n not in {last + 1, 1} or (n == last == 1):
            seen = f"After question {last} comes {n}." if last else f"The first question has the number {n}."
            yield notice("N03", seen, page=q.page, evidence=q.evidence)
        last = n
    answered = {f.question for f in findings}
    put = [q.id in answered for q in questions if q.kind == "put"]
    answers = sum(put) > _MOSTLY * len(put)
    for q in questions:
        if q.id in answered:
            continue
        if (answers and q.kind == "put") or rules.search("doubts.answer", behind.get(q.id, "")):
            yield notice("N07", _begin(q.text), page=q.page, evidence=q.evidence)


def of_actions(actions: Sequence[Action], torn: Sequence[tuple[Action, str]], rules: Rules) -> Iterator[NoticeRecord]:
    """Yield N10 for what is due on no certain day, N11 for owners that fit more than one person (``torn``).

    A date that no calendar could hold ("as soon as possible") is no cause for doubt.
    """
    for a in actions:
        if a.due_text and not a.due_date and rules.search("doubts.calendar", a.due_text):
            yield notice("N10", f"It says: {a.due_text}", page=a.page, evidence=a.evidence)
    for a, owner in torn:
        yield notice("N11", f"It says: {owner}", page=a.page, evidence=a.evidence)


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
