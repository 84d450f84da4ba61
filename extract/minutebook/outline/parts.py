"""What an outline is made of: headings of items, passages of text, and the zones they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from minutebook.document import Document, Span
from minutebook.tables import TableView
from minutebook.values import hastened

Zone = Literal["title", "attendance", "agenda", "body", "actions", "next_meeting", "closing", "appendix", "furniture"]
"""What a passage belongs to. ``title``: the document's title and details before the business (date, venue, chair).
``attendance``: the lists of those present and absent. ``agenda``: a list of the agenda at the front (not the items).
``body``: business. ``actions``: a table or log of actions that stands apart from the items (front or end).
``next_meeting``: what is said of the next meeting. ``closing``: signature and close. ``appendix``: appended reports.
``furniture``: headers, footers, watermarks."""


@hastened
@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an agenda item. ``spans`` hold its title; ``parent`` is an index into ``Outline.items``."""

    spans: tuple[Span, ...]
    title: str
    number: str | None
    level: int
    parent: int | None
    rule: str
    confidence: float = 0.9


@hastened
@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one block (less a run-in heading at its start) with the item under which it stands and its zone.

    ``item`` is an index into ``Outline.items``, None before the first item and in zones that belong to no item.
    """

    span: Span
    item: int | None
    zone: Zone


@dataclass(frozen=True, slots=True)
class Outline:
    """The document with its items in order and every block that is no heading as a passage, in reading order."""

    document: Document
    items: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    tables: tuple[TableView, ...]
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of the whole outline and is asked for by more than one step."""
