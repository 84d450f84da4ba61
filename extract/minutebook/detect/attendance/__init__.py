"""Finds who was present, in attendance, absent or sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from minutebook.candidate import Attendee, Candidate, MeetingDetail
from minutebook.detect.attendance.compare import name_alike, one_row_each, set_officers_apart
from minutebook.detect.attendance.lists import Reader
from minutebook.detect.attendance.parts import Row
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.people import (
    Person,
    bare_name,
    is_membership,
    is_name,
    is_role,
    parse_person,
    same_person,
    split_people,
    split_title,
)
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_TOLD = (
    "attendance-sentence-present-were",
    "attendance-sentence-were-present",
    "attendance-label-present",
    "attendance-sentence-with-present",
)
"""How a paragraph that names the chair first tells who else was there."""
_ALSO = ("attendance-label-in-attendance", "attendance-sentence-also-present-were")
"""How it tells who was there beside the chair."""
_PRESIDES = re.compile(r"\bin\s+the\s+chair\b|\bpresiding\b", re.IGNORECASE)
_ENTRY = 8
"""An entry of a list of members over the title has no more words than this."""
_MEMBERS = 2
"""So many surnames at least must be those of members over the title."""
_LAST_LINES = 3
"""A name alone that ends the minutes is in one of so many lines."""
_BESIDE = 2
"""A label so many blocks or fewer from an entry of a list stands beside the list."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find one candidate for each named person in the lists, grids, roll calls and sentences of attendance."""
    rows = Reader(outline, rules, found).read()
    rows = _beside_chair(rows, list(_presiding(outline, rows, found)), rules)
    rows = _named_in_full(outline, rows)
    rows = set_officers_apart(rows, rules)
    rows = one_row_each(name_alike(rows))
    details = (*_details(rows, rules), *_chair(outline, rows, rules, found), *_signed(outline, rows, rules))
    return (*(_candidate(row) for row in rows), *details)


def _presiding(outline: Outline, rows: Sequence[Row], found: Sequence[Candidate]) -> Iterator[Row]:
    """Yield the person whom a label beside the lists names as chair ("Chair: Ann Hill") and no list names.

    So it is with whom the opening names in the paragraph that goes on with the members present.
    """
    blocks = {r.block for r in rows}
    for candidate in found:
        if not isinstance(candidate, MeetingDetail) or candidate.field != "chair":
            continue
        span = candidate.spans[0]
        labelled = candidate.rule == "meeting-label-chair"
        people = split_people(outline.document.text(span)) if labelled else _opener(outline, candidate)
        near = any(abs(b - span.block) <= _BESIDE for b in blocks)
        if not labelled:
            alone = not any(r.status == "present" for r in rows)
            told = [r for r in rows if (r.status == "present" and r.rule in _TOLD) or (alone and r.rule in _ALSO)]
            presides = _PRESIDES.search(outline.document.text(span)) is not None
            near = any(r.block == span.block or (presides and 0 < r.block - span.block <= _BESIDE) for r in told)
        if near and len(people) == 1 and not any(same_person(r.person.name, people[0].name) for r in rows):
            person = replace(people[0], role=people[0].role or "Chair")
            yield Row(person, span.block, span.start, "present", candidate.rule, candidate.item, 0)


def _beside_chair(rows: list[Row], chairs: list[Row], rules: Rules) -> list[Row]:
    """Return all rows; who was "also present" beside a chair alone is a member if so called.

    So it is in "Commissioner Hill called the meeting to order. Also present were Commissioner Low and Chief Dale."
    """
    if chairs and not any(r.status == "present" for r in rows):
        titles = [split_title(r.person.name)[0] or r.person.role or "" for r in rows]
        rows = [
            replace(r, status="present")
            if r.rule in _ALSO and (is_membership(t) or rules.search("attendance.elected", f"{t} Hill"))
            else r
            for r, t in zip(rows, titles, strict=True)
        ]
    return rows + chairs


def _opener(outline: Outline, candidate: MeetingDetail) -> tuple[Person, ...]:
    """Read the chair whom an opening names, be it by office and surname: "President Hill called us to order"."""
    people = split_people(candidate.value)
    if people or not is_name(candidate.value, single=True):
        return people
    office = re.search(
        rf"((?:[A-Z][\w-]+\s+){{1,3}}){re.escape(candidate.value)}\b", outline.document.text(candidate.spans[0])
    )
    if office is None or not is_role(office[1]):
        return ()
    return (Person(0, len(candidate.value), candidate.value, office[1].strip(), full=False),)


def _named_in_full(outline: Outline, rows: list[Row]) -> list[Row]:
    """Name surnames as the letterhead does: "Member Hill" is the one Hill among the members that stand over the title.

    Two of them at least, so that no name by chance is taken for a member's.
    """
    known: dict[str, list[Person]] = {}
    if not any(not r.person.full for r in rows):
        return rows
    first = min(r.block for r in rows)
    for block in outline.document.blocks[:first]:
        person = parse_person(block.text) if block.kind == "body" and len(block.text.split()) <= _ENTRY else None
        if person is not None and person.full and person.start == 0:
            known.setdefault(bare_name(person.name).split()[-1].lower(), []).append(person)
    named = {k: v[0] for k, v in known.items() if len(v) == 1}
    fits = [named.get(bare_name(r.person.name).split()[-1].lower()) if not r.person.full else None for r in rows]
    if sum(p is not None for p in fits) < _MEMBERS:
        return rows
    return [
        replace(r, person=replace(r.person, name=p.name, full=True, role=r.person.role or p.role)) if p else r
        for r, p in zip(rows, fits, strict=True)
    ]


def _details(rows: Sequence[Row], rules: Rules) -> Iterator[MeetingDetail]:
    """Yield the chair and the minute taker that the roles in the lists name."""
    mayor = any("mayor" in f"{r.person.role} {split_title(r.person.name)[0]}".lower().split() for r in rows)
    for row in rows:
        role = row.person.role or ""
        if not role or row.status in ("apologies", "absent"):
            continue
        span = Span(row.block, row.offset + row.person.start, row.offset + row.person.end)
        field: Literal["chair", "minute_taker"] | None = None
        confidence = 0.0
        whole = f"{role}, {row.person.organisation or ''}".rstrip(", ")
        presides = rules.search("meeting.role_presides", whole) is not None
        if (presides or rules.search("meeting.role_vice", role) is None) and row.status == "present":
            if presides:
                field, confidence = "chair", 0.91
            elif rules.search("meeting.role_chair", role) or _is_chair(row.person.organisation, rules):
                field, confidence = "chair", 0.8
            elif rules.search("meeting.role_president", role) and not mayor:  # who presides over a council
                field, confidence = "chair", 0.6
        if field is None and rules.search("meeting.role_minutes", whole):
            field, confidence = "minute_taker", 0.85
        if field is not None:
            name = " ".join(row.person.name.split())
            yield MeetingDetail(
                spans=(span,), item=row.item, rule=row.rule, confidence=confidence, field=field, value=name
            )


def _signed(outline: Outline, rows: Sequence[Row], rules: Rules) -> Iterator[MeetingDetail]:
    """Yield the secretary of the lists whose name alone ends the minutes."""
    last = [p for p in outline.passages if p.zone not in ("furniture", "appendix", "agenda")][-_LAST_LINES:]
    for passage in last:
        text = outline.document.text(passage.span).strip(" _.")
        named = [r for r in rows if r.person.role and rules.search("meeting.role_attests", r.person.role)]
        if is_name(text) and any(same_person(text, r.person.name) for r in named):
            yield MeetingDetail(
                spans=(passage.span,), item=passage.item, rule="meeting-signed-alone", confidence=0.45,
                field="minute_taker", value=text,
            )  # fmt: skip


def _is_chair(beside: str | None, rules: Rules) -> bool:
    """True if the name's own column calls its bearer the chair, and another column holds the office."""
    return beside is not None and len(beside.split()) == 1 and rules.search("meeting.role_chair", beside) is not None


def _chair(outline: Outline, rows: Sequence[Row], rules: Rules, found: Sequence[Candidate]) -> Iterator[MeetingDetail]:
    """Yield the chair whom the opening names by office ("The Mayor opened the meeting") or by surname alone."""
    there = [r for r in rows if r.status == "present"]

    def detail(row: Row, confidence: float, rule: str) -> MeetingDetail:
        span = Span(row.block, row.offset + row.person.start, row.offset + row.person.end)
        name = " ".join(row.person.name.split())
        return MeetingDetail(spans=(span,), item=row.item, rule=rule, confidence=confidence, field="chair", value=name)

    for candidate in found:
        if isinstance(candidate, MeetingDetail) and candidate.field == "chair":
            bare = bare_name(candidate.value)
            full = [r for r in there if r.person.full and bare_name(r.person.name).lower().endswith(f" {bare.lower()}")]
            if len(full) == 1:
                yield detail(full[0], min(1.0, candidate.confidence + 0.01), candidate.rule)
    texts = (outline.document.text(p.span) for p in outline.passages if p.item in (None, 0, 1))
    for text in (t for t in texts if rules.may_match("meeting.opened_by_office", t)):
        for a, b in sentences(text):
            hit = rules.search("meeting.opened_by_office", text[a:b])
            if hit is None:
                continue
            office = hit.match["office"].lower()
            named = [r for r in there if (r.person.role or "").lower() == office]
            second = rules.search("meeting.role_vice", office) is not None
            first = [r for r in there if second or rules.search("meeting.role_vice", r.person.role or "") is None]
            named = named or [r for r in first if re.search(rf"\b{re.escape(office)}\b", (r.person.role or "").lower())]
            named = named or [r for r in there if split_title(r.person.name)[0].lower().split()[:1] == [office]]
            if len(named) == 1:
                yield detail(named[0], 0.87, hit.rule.id)
                return


def _candidate(row: Row) -> Attendee:
    p = row.person
    return Attendee(
        spans=(Span(row.block, row.offset + p.start, row.offset + p.end),),
        item=row.item,
        rule=row.rule,
        confidence=row.confidence,
        name=" ".join(p.name.split()),
        status=row.status,
        role=p.role,
        organisation=p.organisation,
        abbreviation=p.abbreviation,
    )
