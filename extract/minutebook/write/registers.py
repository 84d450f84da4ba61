"""The tables over time: which there are, and their rows, made of the records of all documents and kept pressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from minutebook.follow.past import TABLES as FOLLOWED
from minutebook.follow.past import History, Row
from minutebook.follow.registers import (
    Difference,
    Enquiry,
    Individual,
    Likeness,
    Mention,
    Occasion,
    Task,
    Term,
)
from minutebook.follow.whole import registers
from minutebook.write.packed import Packed
from minutebook.write.rows import ROWS, bare
from minutebook.write.schema import TABLES, Table, columns

REGISTERS: tuple[Table, ...] = (
    Table(
        "actions_register",
        Task,
        "task_id",
        (),
        ("task_id",),
        "One row a task, followed from the meeting where it arose to the last that speaks of it.",
        register="tasks",
    ),
    Table(
        "actions_mentions",
        Mention,
        "",
        (),
        ("task_id", "number"),
        "One row a place in the minutes that speaks of a task of actions_register.csv: what its row was made of.",
        register="mentions",
    ),
    Table(
        "people_register",
        Individual,
        "individual_id",
        (),
        ("individual_id",),
        "One row a person over all meetings of a body, with attendance.",
        register="individuals",
    ),
    Table("people_roles", Term, "", (), (), "One row a role of a person, with its period.", register="terms"),
    Table(
        "people_alike",
        Likeness,
        "",
        (),
        ("individual_id", "other_id"),
        "One row a pair of names that may be one person and were left apart.",
        register="likenesses",
    ),
    Table(
        "questions_register",
        Enquiry,
        "question_id",
        (),
        ("document_id", "question_id"),
        "One row a question with its answer and the tasks that followed.",
        register="enquiries",
    ),
    Table(
        "meetings_register",
        Occasion,
        "",
        (),
        ("document_id", "meeting_id"),
        "One row a meeting, with all files that are its minutes.",
        register="occasions",
    ),
    Table(
        "meetings_changes",
        Difference,
        "",
        (),
        (),
        "One row a record in which two versions of a meeting's minutes differ.",
        register="differences",
    ),
)
"""The tables over time: each is made of the rows of the others, for one body at a time."""


def _press(rows: Sequence[Sequence[Any]]) -> bytes:
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 1)


def _unpress(parts: Iterable[bytes]) -> Iterator[list[Any]]:
    for part in parts:
        yield from json.loads(zlib.decompress(part))


class Spool:
    """The rows of the tables over time; bare values in the order of their columns, bodies by name."""

    def __init__(self, history: History) -> None:
        """Follow everything in a history; what comes of one body is pressed before the next is looked at."""
        self._pressed: dict[str, list[bytes]] = {table.name: [] for table in REGISTERS}
        for found in registers(history):
            for table in REGISTERS:
                names = [f.name for f in fields(table.record)]
                rows = [[bare(getattr(r, n)) for n in names] for r in getattr(found, table.register)]
                if rows:
                    self._pressed[table.name].append(_press(rows))

    def rows(self, name: str) -> Iterator[list[Any]]:
        """Return the rows of a table."""
        return _unpress(self._pressed[name])


_TOGETHER = 100
"""Documents whose rows are pressed together."""


class Sorted:
    """The rows of the tables of records of all results, sorted by table once and kept pressed."""

    def __init__(self, results: Sequence[Packed]) -> None:
        self._pressed: dict[str, list[bytes]] = {table.name: [] for table in TABLES}
        for start in range(0, len(results), _TOGETHER):
            held = [json.loads(packed.part(ROWS)) for packed in results[start : start + _TOGETHER]]
            for name, pressed in self._pressed.items():
                if rows := [row for tables in held for row in tables[name][1:]]:
                    pressed.append(_press(rows))

    def rows(self, table: Table) -> Iterator[list[Any]]:
        """Yield the rows of a table, in the order of the results or the worst first."""
        found = _unpress(self._pressed[table.name])
        if not table.worst:
            yield from found
            return
        at = [c.name for c in columns(table)].index(table.worst)
        yield from sorted(found, key=lambda row: -row[at])


class Fresh:
    """The history of what a run has just read: its results, packed with their rows."""

    def __init__(self, results: Sequence[Packed]) -> None:
        self._results = {p.document.id: p for p in results if p.document.status == "ok"}

    def meetings(self) -> Iterator[Row]:
        """Yield every row of the table of meetings."""
        for packed in self._results.values():
            yield from _dicts(json.loads(packed.part(ROWS))["meetings"])

    def rows(self, documents: Collection[str]) -> Iterator[tuple[str, Row]]:
        """Yield each row of some documents with its table's name."""
        for document in documents:
            held = json.loads(self._results[document].part(ROWS))
            for table in FOLLOWED:
                yield from ((table, row) for row in _dicts(held[table]))


def _dicts(held: Sequence[Sequence[Any]]) -> Iterator[Row]:
    names, *rows = held
    return (dict(zip(names, row, strict=True)) for row in rows)
