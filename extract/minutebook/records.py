"""What a meeting holds: the records that come out, field for field as the JSON and the tables have them.

The meaning of each field stands in its ``doc`` metadata, from which the writers derive column descriptions and the
schemas. Dates are ISO at the precision stated (``2018-11-06``, ``2018-11``, ``2018``), times ``HH:MM``; what the
minutes do not state is None.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from minutebook.values import hastened


def documented(doc: str, default: Any = None) -> Any:  # noqa: ANN401 - as dataclasses.field, whose result it is
    """Return a field that says what it means."""
    return field(default=default, metadata={"doc": doc})


_f = documented


def renewed(record: Any, **changes: Any) -> Any:  # noqa: ANN401 - any record
    """Return a record with other values in some fields: ``dataclasses.replace`` in half the time, for the many."""
    kind: type = type(record)
    names, get = _fields(kind)
    return kind(**{**dict(zip(names, get(record), strict=True)), **changes})


@functools.cache  # there are as many as there are kinds of records
def _fields(kind: type) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    """Return the names of the fields of a kind of records, and what gets their values."""
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a record comes from."""

    page: int | None = _f("Page on which the quote stands, from 1; empty for a Word file, which has no fixed pages.")
    bbox: tuple[float, float, float, float] | None = _f(
        "Left, top, right and bottom of the quote on that page, in points from the page's top left corner."
    )
    blocks: tuple[str, ...] = _f("The places in the document, in order, that the record was read from.", ())
    quote: str = _f("The words as they stand in the document, as far as they stand on that page.", "")
    rule: str = _f("The rule or model that found the record.", "")
    confidence: float = _f(
        "How likely it is, from 0 to 1, that there truly is such a record in the minutes; its fields may be wrong.", 0.0
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The next meeting, where the minutes state it."""

    date: str | None = _f("Date of the next meeting.")
    time: str | None = _f("Starting time of the next meeting.")
    venue: str | None = _f("Place of the next meeting.")
    text: str | None = _f("What the minutes say of the next meeting, as printed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that the minutes record."""

    id: str
    body: str | None = _f("The council, board or committee that met.")
    title: str | None = _f("The document's own title.")
    status: str | None = _f("draft or approved, where the document says so.")
    date: str | None = _f("Date of the meeting.")
    start_time: str | None = _f("When the meeting was called to order.")
    end_time: str | None = _f("When the meeting closed.")
    venue: str | None = _f("Where the meeting was held.")
    chair: str | None = _f("Who chaired it, as printed.")
    minute_taker: str | None = _f("Who took the minutes, as printed.")
    next_meeting: NextMeeting = _f("The next meeting, where stated.", NextMeeting())  # noqa: RUF009 - frozen
    page: int | None = _f("Page of the title.")
    evidence: Evidence | None = _f("Where the title or date stands.")  # noqa: RUF009 - frozen


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One named person in the attendance list."""

    id: str
    name: str = _f("Name as printed.", "")
    status: str = _f("present, in_attendance, apologies or absent, at the start of the meeting.", "present")
    role: str | None = _f("Role or office as printed.")
    organisation: str | None = _f("Organisation as printed.")
    abbreviation: str | None = _f("Initials or short form printed beside the name.")
    page: int | None = _f("Page on which the name stands.")
    evidence: Evidence | None = None


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A heading that opens an item of business."""

    id: str
    parent: str | None = _f("Id of the item that this is a sub-item of.")
    number: str | None = _f("Number as printed, without its closing stop or bracket.")
    path: str | None = _f("Number with those of the items above it, such as 2.1.a.")
    title: str = _f("Title as printed.", "")
    level: int = _f("1 for a top item, 2 for its sub-item, and so on.", 1)
    page: int | None = _f("Page on which the heading stands.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that was put at the meeting, or that the minutes report."""

    id: str
    item: str | None = _f("Id of the innermost agenda item under which it stands.")
    number: str | None = _f("Number as printed.")
    kind: str = _f("put: printed as a question; reported: a sentence says that somebody asked.", "put")
    text: str = _f("The question.", "")
    asked_by: str | None = _f("Who asked, as printed.")
    put_to: str | None = _f("Who was asked, as printed.")
    page: int | None = _f("Page on which it starts.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to a question."""

    id: str
    item: str | None = _f("Id of the innermost agenda item under which it stands.")
    question: str | None = _f("Id of the question that it answers.")
    text: str = _f("The answer; paragraphs are parted by a line break.", "")
    page: int | None = _f("Page on which it starts.")
    end_page: int | None = _f("Page on which it ends.")
    evidence: Evidence | None = None


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the body resolved, agreed, approved, noted, recommended, deferred or voted on."""

    id: str
    item: str | None = _f("Id of the innermost agenda item under which it stands.")
    kind: str = _f("resolved, agreed, approved, noted, recommended, deferred or motion.", "resolved")
    text: str = _f("The decision as printed.", "")
    mover: str | None = _f("Who moved or proposed it, as printed.")
    seconder: str | None = _f("Who seconded it, as printed.")
    outcome: str | None = _f("carried, lost or withdrawn.")
    votes_for: int | None = _f("Votes for.")
    votes_against: int | None = _f("Votes against.")
    abstentions: int | None = _f("Abstentions.")
    page: int | None = _f("Page on which it starts.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A task that somebody is to do after the meeting."""

    id: str
    item: str | None = _f("Id of the innermost agenda item under which it stands.")
    question: str | None = _f("Id of the question from which it arose.")
    reference: str | None = _f("Reference printed with the action, such as a number in an action log.")
    text: str = _f("The task.", "")
    owners: tuple[str, ...] = _f("Who is to do it, as printed.", ())
    owner_people: tuple[str, ...] = _f("The same people as ids of attendance rows, where they can be told.", ())
    due_text: str | None = _f("By when, as printed.")
    due_date: str | None = _f("By when, as a date, where the calendar alone decides it.")
    origin: str = _f(
        "this: it arose at this meeting; earlier: an earlier meeting's action that is reported on.", "this"
    )
    status: str = _f("done where the minutes say that it is done, open otherwise.", "open")
    update: str | None = _f("What the minutes say of its progress.")
    marked: bool = _f(
        "True if it is printed as an action (label, column, box, table), False if it is a plain promise.", True
    )
    page: int | None = _f("Page on which it starts.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What the minutes tell of something that an earlier meeting took up."""

    id: str
    item: str | None = _f("Id of the innermost agenda item under which it stands.")
    reference: str | None = _f("Number of the earlier item or minute that it names, as printed.")
    text: str = _f("What is told.", "")
    status: str | None = _f(
        "done where it says in so many words that the matter is done, open where it says that it is not, else empty."
    )
    page: int | None = _f("Page on which it starts.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """Something that a person should know about the document."""

    code: str
    message: str = _f("What was seen and what to do.", "")
    page: int | None = _f("Page that it concerns.")
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that a person should check: a record that is little sure, or a notice."""

    doubt: float = _f("How likely it is, from 0 to 1, that something is wrong or missing; the worst stand first.", 0.0)
    kind: str = _f("The table in which it stands.", "notices")
    record: str = _f("Id of the record in that table, or the code of the notice.", "")
    page: int | None = _f("Page on which to look; empty for a Word file.")
    blocks: tuple[str, ...] = _f("The places in the document where to look.", ())
    text: str = _f("The record, or the words of the minutes at that place.", "")
    why: str = _f("Why it is doubted.", "")
    look: str = _f("What to look at.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """The file that was read."""

    id: str
    source: str = _f("Path of the file below the folder that was given.", "")
    sha256: str = _f("SHA-256 of the file's bytes.", "")
    media_type: str | None = _f("Media type, found from the content.")
    pages: int | None = _f("Number of pages; empty for a Word file.")
    reader: str | None = _f("Which reader read it.")
    version: str = _f("Version of minutebook.", "")
    status: str = _f("ok, or why there are no records.", "ok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All that was read from one document."""

    document: DocumentRecord
    meeting: Meeting
    attendance: tuple[Person, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    notices: tuple[NoticeRecord, ...] = ()
    checks: tuple[Check, ...] = ()
    updates: tuple[Update, ...] = ()
