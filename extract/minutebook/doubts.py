"""Looks over finished records for what a person should check: gaps, things missing, things left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minutebook.errors import NOTICES
from minutebook.records import Action, AgendaItem, Evidence, Finding, Meeting, NoticeRecord, Person, Question

_COUNTED = re.compile(r"(?P<before>.*?)(?P<count>\d{1,4})", re.DOTALL)


def notice(code: str, detail: str = "", *, page: int | None = None, evidence: Evidence | None = None) -> NoticeRecord:
    """Return a notice with the message of its code, and what was seen in this case behind it."""
    return NoticeRecord(code=code, message=f"{NOTICES[code]} {detail}".strip(), page=page, evidence=evidence)


def of_meeting(meeting: Meeting) -> Iterator[NoticeRecord]:
    """Yield N01 if the date of the meeting is not stated in full."""
    if meeting.date is None or len(meeting.date) < len("2018-11-06"):
        yield notice(
            "N01",
            f"Only {meeting.date} is known." if meeting.date else "",
            page=meeting.page,
            evidence=meeting.evidence,
        )


def of_attendance(people: Sequence[Person]) -> Iterator[NoticeRecord]:
    """Yield N06 if nobody is named."""
    if not people:
        yield notice("N06")


def of_items(items: Sequence[AgendaItem]) -> Iterator[NoticeRecord]:
    """Yield N09 if there are no items, and N02 where the numbers of sub-items of one item do not run on."""
    if not items:
        yield notice("N09")
    families: dict[tuple[str | None, int, str], list[tuple[int, AgendaItem]]] = {}
    for item in items:
        if counted := _count(item.number):
            families.setdefault((item.parent, item.level, counted[0]), []).append((counted[1], item))
    for family in families.values():
        for (a, before), (b, item) in pairwise(family):
            if b != a + 1 and not (b == 1 and item.parent is None):
                yield notice(
                    "N02", f"After {before.number} comes {item.number}: {item.title}",
                    page=item.page, evidence=item.evidence,
                )  # fmt: skip


def _count(number: str | None) -> tuple[str, int] | None:
    """Return what stands before the count in an item's number, and the count: ("2.", 1) for 2.1."""
    m = _COUNTED.fullmatch(number) if number else None
    return (m["before"], int(m["count"])) if m else None


def of_questions(questions: Sequence[Question], findings: Sequence[Finding]) -> Iterator[NoticeRecord]:
    """Yield N03 where numbers of questions do not run on (they may begin again at 1), N07 where one is unanswered."""
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
    for q in questions:
        if q.id not in answered:
            yield notice("N07", _begin(q.text), page=q.page, evidence=q.evidence)


def of_actions(actions: Sequence[Action], torn: Sequence[tuple[Action, str]]) -> Iterator[NoticeRecord]:
    """Yield N10 for what is due on no certain day, N11 for owners that fit more than one person (``torn``)."""
    for a in actions:
        if a.due_text and not a.due_date:
            yield notice("N10", f"It says: {a.due_text}", page=a.page, evidence=a.evidence)
    for a, owner in torn:
        yield notice("N11", f"It says: {owner}", page=a.page, evidence=a.evidence)


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
