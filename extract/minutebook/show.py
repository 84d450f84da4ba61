"""Sets the records of one document as a readable outline: plain text, nothing printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutebook.records import Action, Decision, Finding, Minutes, Person, Question

_STATUS = (
    ("present", "Present"),
    ("in_attendance", "In attendance"),
    ("apologies", "Apologies"),
    ("absent", "Absent"),
)


def show(minutes: Minutes) -> str:
    """Return the outline: the meeting, who was there, then each agenda item with what was asked, decided and promised.

    Lines are not wrapped; the text ends with a line break.
    """
    return "\n".join(_lines(minutes)) + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    meeting = minutes.meeting
    yield meeting.body or meeting.title or minutes.document.source
    if meeting.body and meeting.title:
        yield meeting.title
    next_meeting = meeting.next_meeting
    yield ""
    for label, value in (
        ("Date", " ".join(v for v in (meeting.date, _hours(meeting.start_time, meeting.end_time)) if v)),
        ("Venue", meeting.venue),
        ("Chair", meeting.chair),
        ("Minutes by", meeting.minute_taker),
        ("Status", meeting.status),
        ("Next meeting", ", ".join(v for v in (next_meeting.date, next_meeting.time, next_meeting.venue) if v)),
        ("File", minutes.document.source),
    ):
        if value:
            yield f"{label + ':':<14}{value}"
    yield from _attendance(minutes.attendance)
    yield from _business(minutes)
    if minutes.notices:
        yield ""
        yield "Please check"
        for n in minutes.notices:
            yield f"  {n.code} {n.message}{_page(n.page)}"


def _hours(start: str | None, end: str | None) -> str:
    return f"{start or ''}-{end}" if end else start or ""


def _attendance(people: Iterable[Person]) -> Iterator[str]:
    people = list(people)
    for status, label in _STATUS:
        there = [p for p in people if p.status == status]
        if there:
            yield ""
            yield label
            for p in there:
                rest = ", ".join(v for v in (p.role, p.organisation) if v)
                short = f" ({p.abbreviation})" if p.abbreviation else ""
                yield f"  {p.name}{short}{', ' + rest if rest else ''}"


def _business(minutes: Minutes) -> Iterator[str]:
    loose = list(_under(minutes, None))
    if loose:
        yield ""
        yield "Under no item"
        yield from (f"  {line}" for line in loose)
    for item in minutes.agenda_items:
        indent = "  " * (item.level - 1)
        yield ""
        yield f"{indent}{item.number + '  ' if item.number else ''}{item.title}{_page(item.page)}"
        yield from (f"{indent}  {line}" for line in _under(minutes, item.id))


def _under(minutes: Minutes, item: str | None) -> Iterator[str]:
    answers: dict[str | None, list[Finding]] = {}
    for f in minutes.findings:
        answers.setdefault(f.question, []).append(f)
    asked = {q.id for q in minutes.questions}
    for q in minutes.questions:
        if q.item == item:
            yield _question(q)
            for f in answers.get(q.id, ()):
                yield from (f"  {line}" for line in _finding(f))
    for f in minutes.findings:
        if f.item == item and f.question not in asked:
            yield from _finding(f)
    for d in minutes.decisions:
        if d.item == item:
            yield _decision(d)
    for a in minutes.actions:
        if a.item == item:
            yield _action(a)
    for u in minutes.updates:
        if u.item == item:
            state = f" ({u.status})" if u.status else ""
            yield f"Update{state}: {_one_line(u.text)}{_page(u.page)}"


def _question(q: Question) -> str:
    who = " ".join(v for v in (q.asked_by, f"to {q.put_to}" if q.put_to else None) if v)
    number = f" {q.number}" if q.number else ""
    return f"Question{number}{f' ({who})' if who else ''}: {_one_line(q.text)}{_page(q.page)}"


def _finding(f: Finding) -> Iterator[str]:
    first, *rest = f.text.split("\n")
    yield f"Finding: {first}{_page(f.page) if not rest else ''}"
    for k, line in enumerate(rest, 1):
        yield f"  {line}{_page(f.page) if k == len(rest) else ''}"


def _decision(d: Decision) -> str:
    votes = ", ".join(
        f"{count} {label}"
        for count, label in ((d.votes_for, "for"), (d.votes_against, "against"), (d.abstentions, "abstained"))
        if count is not None
    )
    more = "; ".join(
        v
        for v in (
            f"moved by {d.mover}" if d.mover else "",
            f"seconded by {d.seconder}" if d.seconder else "",
            d.outcome or "",
            votes,
        )
        if v
    )
    return f"Decision ({d.kind}): {_one_line(d.text)}{f' [{more}]' if more else ''}{_page(d.page)}"


def _action(a: Action) -> str:
    more = "; ".join(
        v
        for v in (
            ", ".join(a.owners),
            f"due {a.due_date or a.due_text}" if a.due_date or a.due_text else "",
            "done" if a.status == "done" else "",
            "from an earlier meeting" if a.origin == "earlier" else "",
            "" if a.marked else "promised in the text",
        )
        if v
    )
    return f"Action: {_one_line(a.text)}{f' [{more}]' if more else ''}{_page(a.page)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _page(page: int | None) -> str:
    return f" (p. {page})" if page is not None else ""
