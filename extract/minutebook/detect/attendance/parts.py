"""What attendance is read from and into: units of text, the list that is being read, rows."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.candidate import Status
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.people import Person
from minutebook.values import hastened

STATUS: dict[str, Status] = {
    "present": "present",
    "in_attendance": "in_attendance",
    "apologies": "apologies",
    "absent": "absent",
}
_SKIPPED = frozenset({"agenda", "furniture", "appendix", "actions"})

CLOSE = 4
"""A heading at most so many blocks behind the last entry of a list may open the next list, whatever its number."""

EARLY = 4
"""Apologies that no heading announces are told in one of so many items at the start."""


@hastened
@dataclass(frozen=True, slots=True)
class Unit:
    """A heading or a passage in reading order. ``text`` is a slice of its block."""

    span: Span
    text: str
    item: int | None
    zone: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The list that is being read: what status its names have, from which rule, and where its label stands."""

    status: Status
    rule: str
    weak: bool = False
    heading: bool = False
    sure: bool = True
    label: int = 0


@hastened
@dataclass(frozen=True, slots=True)
class Row:
    """A person found, before the lists are compared. ``listed``: from a list, not a sentence."""

    person: Person
    block: int
    offset: int
    status: Status
    rule: str
    item: int | None
    label: int
    confidence: float = 0.9
    stated: bool = False
    """A grid says the status in words; the role does not change it."""


def units_of(outline: Outline) -> list[Unit]:
    """Return the headings and passages that may speak of attendance, in order."""
    document = outline.document
    units = [Unit(s, document.text(s), k, "body", True) for k, item in enumerate(outline.items) for s in item.spans]
    units += [
        Unit(p.span, document.text(p.span), p.item, p.zone, False)
        for p in outline.passages
        if p.zone not in _SKIPPED and document.blocks[p.span.block].kind == "body"
    ]
    return sorted(units, key=lambda u: (u.span.block, u.span.start))
