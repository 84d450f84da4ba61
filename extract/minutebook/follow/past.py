"""What is known of the meetings of one body: the rows of the tables of all its minutes that were read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = Mapping[str, Any]
"""A row of a table as a database holds it, by column name: lists joined by "; ", dates as text, nothing as None."""

TABLES = ("meetings", "attendance", "agenda_items", "questions", "findings", "decisions", "actions", "updates")
"""The tables that following needs."""


class History(Protocol):
    """Where rows come from: a catalogue, or what a run has just read."""

    def meetings(self) -> Iterable[Row]:
        """Return every row of the table of meetings, in any order."""

    def rows(self, documents: Collection[str]) -> Iterable[tuple[str, Row]]:
        """Yield each row of some documents (by id) with its table's name: of all ``TABLES``, in their order."""


@dataclass(frozen=True, slots=True)
class Past:
    """The minutes of one body that were read. Each table's rows are by document id, in their order."""

    body: str | None
    """The body's name, in the form in which it is printed most."""
    meetings: tuple[Row, ...]
    """By date, then by source; those without a date last."""
    rows: Mapping[str, Mapping[str, Sequence[Row]]]
    """By table, then by document id."""

    def of(self, table: str, document: str) -> Sequence[Row]:
        """Return a document's rows of a table."""
        return self.rows.get(table, {}).get(document, ())
