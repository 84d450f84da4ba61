"""Candidates to records: texts, evidence, stable ids, links, people, dates, and notices of what is doubtful."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from minutebook import __version__, doubts, overlooked
from minutebook.candidate import (
    ActionPromised,
    Answer,
    Attendee,
    Candidate,
    DecisionTaken,
    MeetingDetail,
    NewsTold,
    QuestionAsked,
)
from minutebook.dates import PartialDate, dayfirst_in, find_dates, find_time, in_full
from minutebook.document import Document
from minutebook.due import Gone, resolve_due
from minutebook.evidence import end_page_of, evidence, page_of, text_of
from minutebook.link import Roll
from minutebook.outline import Outline
from minutebook.people import bare_name
from minutebook.records import (
    Action,
    AgendaItem,
    Decision,
    DocumentRecord,
    Finding,
    Meeting,
    Minutes,
    NextMeeting,
    NoticeRecord,
    Person,
    Question,
    Update,
)
from minutebook.rulepack import Rules

C = TypeVar("C", bound=Candidate)
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
"""All but letters and digits."""


def resolve(outline: Outline, candidates: Sequence[Candidate], rules: Rules) -> Minutes:
    """Make records of what the outline and the detectors found."""
    document = outline.document
    ids = _Ids()
    dayfirst = dayfirst_in(document)
    meeting = _meeting(document, [c for c in candidates if isinstance(c, MeetingDetail)], dayfirst, ids)
    ids.meeting = meeting.date or ""
    items = _items(outline, ids)
    asked = [c for c in candidates if isinstance(c, QuestionAsked)]
    people = _people(document, [c for c in candidates if isinstance(c, Attendee)], ids)
    questions = _questions(document, asked, items, ids)
    findings = _findings(document, [c for c in candidates if isinstance(c, Answer)], items, questions, ids)
    decisions = _decisions(document, [c for c in candidates if isinstance(c, DecisionTaken)], items, ids)
    actions, torn = _actions(
        document,
        [c for c in candidates if isinstance(c, ActionPromised)],
        items,
        questions,
        meeting=meeting,
        people=people,
        dayfirst=dayfirst,
        ids=ids,
    )
    updates = _updates(document, [c for c in candidates if isinstance(c, NewsTold)], items, ids)
    ordered = _in_order(asked, questions)
    notices = [
        NoticeRecord(
            code=n.code,
            message=n.message,
            page=n.page,
            evidence=evidence(document, (n.span,), "", 1.0) if n.span else None,
        )
        for n in document.notices
    ]
    notices += doubts.of_meeting(meeting)
    notices += doubts.of_items(items)
    behind = {q.id: overlooked.behind(document, c.spans) for c, q in zip(asked, questions, strict=True)}
    notices += doubts.of_questions(ordered, findings, behind, rules)
    notices += doubts.of_actions(actions, torn, rules)
    notices += overlooked.of_outline(outline, candidates, rules, held=meeting.date)
    return Minutes(
        document=describe(document),
        meeting=meeting,
        attendance=tuple(people),
        agenda_items=tuple(items),
        questions=tuple(ordered),
        findings=tuple(findings),
        decisions=tuple(decisions),
        actions=tuple(actions),
        updates=tuple(updates),
        notices=tuple(notices),
    )


def describe(document: Document) -> DocumentRecord:
    """Return the record of the file that was read."""
    return DocumentRecord(
        id=document.sha256[:16],
        source=document.source,
        sha256=document.sha256,
        media_type=document.media_type or None,
        pages=document.pages,
        reader=document.reader or None,
        version=__version__,
    )


# --- ids


class _Ids:
    """Gives ids that depend on what a record says, not on where it stands or what stands before it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self.meeting = ""
        """What sets a meeting apart, so that the same words at two meetings do not get the same id."""

    def of(self, prefix: str, *parts: str | None) -> str:
        key = "\x1f".join([prefix, self.meeting, *(_bare(p or "") for p in parts)])
        code = f"{prefix}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
        self._seen[code] += 1
        return code if self._seen[code] == 1 else f"{code}-{self._seen[code]}"


def _bare(text: str) -> str:
    """Letters and digits only, so that hyphenation, quotes and spacing of a PDF or DOCX copy make no difference."""
    if text.isascii():
        return text.casefold().translate(_SIGNS)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


# --- records


def _sorted(candidates: Sequence[C]) -> list[C]:
    """In document order; those that start at the same place keep theirs."""
    return sorted(candidates, key=_where)


def _where(candidate: Candidate) -> tuple[int, int]:
    return (candidate.spans[0].block, candidate.spans[0].start) if candidate.spans else (0, 0)


def _items(outline: Outline, ids: _Ids) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    paths: list[str | None] = []
    for heading in outline.items:
        number = _number(heading.number)
        above: str | None = None
        parent = heading.parent
        while parent is not None and above is None:
            above = paths[parent]
            parent = outline.items[parent].parent
        path = _path(above, number, heading.level)
        paths.append(path)
        title = " ".join(heading.title.split())
        items.append(
            AgendaItem(
                id=ids.of("i", number, title),
                parent=items[heading.parent].id if heading.parent is not None else None,
                number=number,
                path=path,
                title=title,
                level=heading.level,
                page=page_of(outline.document, heading.spans),
                evidence=evidence(outline.document, heading.spans, heading.rule, heading.confidence),
            )
        )
    return items


def _number(printed_number: str | None) -> str | None:
    """Return the number without brackets around it or a stop behind it."""
    if printed_number is None:
        return None
    return " ".join(printed_number.split()).strip("()[]").rstrip(".:)]-–— ") or None


def _path(above: str | None, number: str | None, level: int) -> str | None:
    if number is None:
        return None
    if above is None:
        return number
    if (
        number.startswith(above)
        and len(number) > len(above)
        and not (above[-1].isdigit() and number[len(above)].isdigit())
    ):
        return number
    if number.count(".") + 1 >= level and "." in number:
        return number
    return f"{above}.{number}"


def _item_id(candidate: Candidate, items: Sequence[AgendaItem]) -> str | None:
    return items[candidate.item].id if candidate.item is not None else None


def _fold(text: str | None) -> str | None:
    return (" ".join(text.split()) or None) if text is not None else None


def _meeting(document: Document, details: Sequence[MeetingDetail], dayfirst: bool | None, ids: _Ids) -> Meeting:
    ranked: dict[str, list[MeetingDetail]] = {}
    for d in sorted(details, key=lambda d: -d.confidence):
        ranked.setdefault(d.field, []).append(d)
    date = _meeting_date(document, details, dayfirst)

    def said(name: str) -> str | None:
        return next((v for v in (_fold(d.value) for d in ranked.get(name, ())) if v), None)

    def time(name: str) -> str | None:
        return next((t for t in (find_time(d.value) for d in ranked.get(name, ())) if t), None)

    def next_date() -> str | None:
        read = (resolve_due(d.value, meeting=date, dayfirst=dayfirst) for d in ranked.get("next_date", ()))
        return next((n for n in read if n and (date is None or n >= date[: len(n)])), None)

    where = next((ranked[k][0] for k in ("title", "date", "body") if k in ranked), None)
    body, title = said("body"), said("title")
    return Meeting(
        id=ids.of("m", body, title, date) if body or title or date else f"m-{document.sha256[:10]}",
        body=body,
        title=title,
        status=_status(said("status")),
        date=date,
        start_time=time("start_time"),
        end_time=time("end_time"),
        venue=said("venue"),
        chair=said("chair"),
        minute_taker=said("minute_taker"),
        next_meeting=NextMeeting(
            date=next_date(), time=time("next_time"), venue=said("next_venue"), text=said("next_text")
        ),
        page=page_of(document, where.spans) if where else None,
        evidence=evidence(document, where.spans, where.rule, where.confidence) if where else None,
    )


def _status(word: str | None) -> str | None:
    return word.lower() if word and word.lower() in {"draft", "approved"} else None


def _people(document: Document, attendees: Sequence[Attendee], ids: _Ids) -> list[Person]:
    people: list[Person] = []
    seen: dict[str, int] = {}
    for a in _sorted(attendees):
        name = _fold(a.name)
        if not name:
            continue
        person = Person(
            id="",
            name=name,
            status=a.status,
            role=_fold(a.role),
            organisation=_fold(a.organisation),
            abbreviation=_fold(a.abbreviation),
            page=page_of(document, a.spans),
            evidence=evidence(document, a.spans, a.rule, a.confidence),
        )
        key = _bare(bare_name(name))
        if key in seen:
            first = people[seen[key]]
            people[seen[key]] = replace(
                first,
                role=first.role or person.role,
                organisation=first.organisation or person.organisation,
                abbreviation=first.abbreviation or person.abbreviation,
            )
            continue
        seen[key] = len(people)
        people.append(replace(person, id=ids.of("p", name)))
    return people


def _questions(
    document: Document, asked: Sequence[QuestionAsked], items: Sequence[AgendaItem], ids: _Ids
) -> list[Question]:
    """In the order of the candidates, to which answers and actions point."""
    records: dict[int, Question] = {}
    for k in sorted(range(len(asked)), key=lambda k: _where(asked[k])):
        c = asked[k]
        text = text_of(document, c.spans)
        records[k] = Question(
            id=ids.of("q", text),
            item=_item_id(c, items),
            number=_number(c.number),
            kind=c.kind,
            text=text,
            asked_by=_fold(c.asked_by),
            put_to=_fold(c.put_to),
            page=page_of(document, c.spans),
            evidence=evidence(document, c.spans, c.rule, c.confidence),
        )
    return [records[k] for k in range(len(asked))]


def _in_order(asked: Sequence[QuestionAsked], questions: Sequence[Question]) -> list[Question]:
    return [questions[k] for k in sorted(range(len(asked)), key=lambda k: _where(asked[k]))]


def _findings(
    document: Document,
    answers: Sequence[Answer],
    items: Sequence[AgendaItem],
    questions: Sequence[Question],
    ids: _Ids,
) -> list[Finding]:
    records = []
    for c in _sorted(answers):
        text = text_of(document, c.spans)
        records.append(
            Finding(
                id=ids.of("f", text),
                item=_item_id(c, items),
                question=questions[c.question].id if c.question is not None else None,
                text=text,
                page=page_of(document, c.spans),
                end_page=end_page_of(document, c.spans),
                evidence=evidence(document, c.spans, c.rule, c.confidence),
            )
        )
    return records


def _decisions(
    document: Document, taken: Sequence[DecisionTaken], items: Sequence[AgendaItem], ids: _Ids
) -> list[Decision]:
    records = []
    for c in _sorted(taken):
        text = text_of(document, c.spans)
        records.append(
            Decision(
                id=ids.of("d", text),
                item=_item_id(c, items),
                kind=c.kind,
                text=text,
                mover=_fold(c.mover),
                seconder=_fold(c.seconder),
                outcome=c.outcome,
                votes_for=c.votes_for,
                votes_against=c.votes_against,
                abstentions=c.abstentions,
                page=page_of(document, c.spans),
                evidence=evidence(document, c.spans, c.rule, c.confidence),
            )
        )
    return records


def _actions(
    document: Document,
    promised: Sequence[ActionPromised],
    items: Sequence[AgendaItem],
    questions: Sequence[Question],
    *,
    meeting: Meeting,
    people: Sequence[Person],
    dayfirst: bool | None,
    ids: _Ids,
) -> tuple[list[Action], list[tuple[Action, str]]]:
    """Return the actions, and those of them whose owner's initials fit more than one person, with that owner."""
    records: list[Action] = []
    torn: list[tuple[Action, str]] = []
    roll = Roll(people, chair=meeting.chair)
    for c in _sorted(promised):
        text = text_of(document, c.spans)
        owners = tuple(o for o in (_fold(o) for o in c.owners) if o)
        ties = [roll.tie(o) for o in owners]
        records.append(
            Action(
                id=ids.of("a", text, c.reference, *owners),
                item=_item_id(c, items),
                question=questions[c.question].id if c.question is not None else None,
                reference=_fold(c.reference),
                text=text,
                owners=owners,
                owner_people=tuple(dict.fromkeys(people[k].id for t in ties for k in t.people)),
                due_text=_fold(c.due_text),
                due_date=_due(c, text, meeting, dayfirst),
                origin=c.origin,
                status=c.status,
                update=_fold(c.update),
                marked=c.marked,
                page=page_of(document, c.spans),
                evidence=evidence(document, c.spans, c.rule, c.confidence),
            )
        )
        torn += [(records[-1], o) for o, t in zip(owners, ties, strict=True) if t.torn]
    return records, torn


def _updates(document: Document, told: Sequence[NewsTold], items: Sequence[AgendaItem], ids: _Ids) -> list[Update]:
    records = []
    for c in _sorted(told):
        text = text_of(document, c.spans)
        records.append(
            Update(
                id=ids.of("u", text),
                item=_item_id(c, items),
                reference=_fold(c.reference),
                text=text,
                status=c.status,
                page=page_of(document, c.spans),
                evidence=evidence(document, c.spans, c.rule, c.confidence),
            )
        )
    return records


# --- dates


def _meeting_date(document: Document, details: Sequence[MeetingDetail], dayfirst: bool | None) -> str | None:
    """Return the date of the meeting: that of the surest detail, its year from another detail or a running line.

    If none of these tells the year, the same day elsewhere in the text does ("Attendance on 20 February 2031"), or the
    next meeting, where its date is stated with a year and not long after.
    """
    stated = sorted((d for d in details if d.field == "date"), key=lambda d: -d.confidence)
    found = [f for d in stated for f in find_dates(d.value, dayfirst=dayfirst)]
    if not found:
        return None
    first = next((f.date for f in found if not f.ambiguous), found[0].date)
    if first.year is not None:
        return next((f.date.iso() for f in found if f.date.day and f.date.year and f.date.matches(first)), first.iso())
    others = [d.value for d in details if d.field in {"title", "date", "body"}]
    others += [b.text for b in document.blocks if b.kind in {"header", "footer"}]
    years: set[int] = set()
    for text in others:
        for f in find_dates(text, dayfirst=dayfirst):
            if f.date.year is not None and f.date.month is not None and f.date.matches(first):
                return PartialDate(f.date.year, first.month, first.day).iso()
    for d in details:
        if d.field == "title":
            years |= {int(m[0]) for m in _YEAR.finditer(d.value)}
    if years:
        return PartialDate(years.pop(), first.month, first.day).iso() if len(years) == 1 else None
    told = (f.date for b in document.blocks for f in find_dates(b.text, dayfirst=dayfirst))
    again = {d.iso() for d in told if first.day and d.day and d.year and d.matches(first)}
    if again:
        return again.pop() if len(again) == 1 else None
    upcoming = max((d for d in details if d.field == "next_date"), key=lambda d: d.confidence, default=None)
    return _before(first, upcoming.value, dayfirst) if upcoming is not None else None


def _before(day: PartialDate, upcoming: str, dayfirst: bool | None) -> str | None:
    """Return the last such day before the date of the next meeting; None if that has no year or is long after."""
    for f in find_dates(upcoming, dayfirst=dayfirst):
        if f.ambiguous or f.date.year is None or (until := f.date.iso()) is None or not in_full(until):
            continue
        dated = [d for y in (f.date.year, f.date.year - 1) if (d := PartialDate(y, day.month, day.day).iso())]
        last = next((d for d in dated if in_full(d) and d < until), None)
        near = last is not None and dt.date.fromisoformat(until) - dt.date.fromisoformat(last) <= _NEXT_WITHIN
        return last if near else None
    return None


_NEXT_WITHIN = dt.timedelta(days=190)
"""The next meeting of a body that meets twice a year or more often is not further off."""

_YEAR = re.compile(r"(?<![\w/\-–])20\d\d(?![\w/\-–])")


_BODY = re.compile(r"\b(?:(?:sub-?)?committee|panel|working (?:group|party)|task (?:group|force))\b", re.IGNORECASE)
"""A body that meets by itself: its next meeting is not the one that the minutes state, unless they are its own."""


_WHOSE = re.compile(r"(?:The|This)\s+(?P<body>(?:[\w&’'-]+\s+){0,4}?[\w’'-]+)\s+(?:will|would|shall|is|are|to)\b")
"""Who opens a task ("The Committee will review it at the next meeting")."""


def _due(action: ActionPromised, text: str, meeting: Meeting, dayfirst: bool | None) -> str | None:
    """Resolve a due date against the row's own date, where it has one, else against the meeting's.

    ``text`` is the action's text: the next meeting is that of the body which is to act.
    """
    if not action.due_text:
        return None
    base = meeting.date
    gone: Gone = "past" if action.origin == "earlier" else "doubt"
    if action.dated:
        own = [f.date.iso() for f in find_dates(action.dated, dayfirst=dayfirst) if not f.ambiguous]
        if stated := next((d for d in own if d), None):
            base, gone = stated, "next"
    body = (meeting.body or "").lower()
    opens = _WHOSE.match(text)
    acting = (*action.owners, opens["body"]) if opens else action.owners
    ours = not any(m[0].lower() not in body for o in acting for m in _BODY.finditer(o))
    return resolve_due(
        action.due_text,
        meeting=base,
        next_meeting=meeting.next_meeting.date if ours else None,
        dayfirst=dayfirst,
        gone=gone,
        body=meeting.body or "",
    )
