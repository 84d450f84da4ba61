"""What a detector hands to ``resolve``: where a record stands and what was read there, nothing resolved yet.

``item`` is an index into ``Outline.items`` (None: before the first item, or in a table of actions that stands apart).
``spans`` are the pieces of text of the record in order; its text is the pieces joined by a newline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutebook.document import Span
from minutebook.values import hastened

Status = Literal["present", "in_attendance", "apologies", "absent"]
DecisionKind = Literal["resolved", "agreed", "approved", "noted", "recommended", "deferred", "motion"]
Outcome = Literal["carried", "lost", "withdrawn"]
MeetingField = Literal[
    "body",
    "title",
    "status",
    "date",
    "start_time",
    "end_time",
    "venue",
    "chair",
    "minute_taker",
    "next_date",
    "next_time",
    "next_venue",
    "next_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Common to all: where it stands, which rule or model found it (its id), how sure that is, in [0, 1]."""

    spans: tuple[Span, ...]
    item: int | None = None
    rule: str = ""
    confidence: float = 0.9


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetail(Candidate):
    """One detail of the meeting. ``value`` as printed, without its label; dates and times are read by ``resolve``."""

    field: MeetingField
    value: str


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Candidate):
    """One named person in the attendance block, a grid, a roll call or a sentence; everything as printed."""

    name: str
    status: Status
    role: str | None = None
    organisation: str | None = None
    abbreviation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Candidate):
    """A question that was put (printed as one) or reported (a sentence says that somebody asked)."""

    kind: Literal["put", "reported"]
    number: str | None = None
    asked_by: str | None = None
    put_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Candidate):
    """A finding. ``question`` is an index into the questions found before, None if it answers none of them."""

    question: int | None = None


@hastened
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Candidate):
    """A resolution, motion or formal agreement with its mover, seconder and votes as printed."""

    kind: DecisionKind
    mover: str | None = None
    seconder: str | None = None
    outcome: Outcome | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPromised(Candidate):
    """A task, its owners and due text as printed.

    ``question`` as in ``Answer``; ``dated`` is the row's own date in an action log (as printed), against which its due
    date is resolved.
    """

    marked: bool
    owners: tuple[str, ...] = ()
    due_text: str | None = None
    dated: str | None = None
    reference: str | None = None
    origin: Literal["this", "earlier"] = "this"
    status: Literal["open", "done"] = "open"
    update: str | None = None
    question: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsTold(Candidate):
    """What is told of something that an earlier meeting took up.

    ``reference`` is the number of the earlier item or minute as printed; ``status`` None if it says neither.
    """

    reference: str | None = None
    status: Literal["open", "done"] | None = None
