"""Makes the rows of the tables from a document's records: what stands in each column, for whoever writes them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from minutebook.records import Evidence, Minutes
from minutebook.write.schema import TABLES, Column, Table, columns

Plain = str | int | float | bool | None
"""A value as a database holds it."""

ROWS = "rows"
"""Not a format to write but a part to hold: the rows of all tables with bare values, for whoever writes tables."""

_NO_EVIDENCE = SimpleNamespace(**dict.fromkeys((f.name for f in fields(Evidence)), None))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def shown(text: str) -> str:
    """Return a text without the control characters that neither a spreadsheet nor a database takes."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def bare(value: Any) -> Plain:  # noqa: ANN401 - a field of a record
    """Return a field as a database holds it: lists joined by "; ", truth, numbers and text as they are."""
    if isinstance(value, str):
        return shown(value)
    if value is None or value == ():
        return None
    if isinstance(value, bool | int | float):
        return value
    return shown("; ".join(map(str, value)))


def rows(table: Table, minutes: Minutes, value: Callable[[Any], Any] = bare) -> Iterator[list[Any]]:
    """Yield a document's rows of a table, one a record, in their order; ``value`` makes a cell of a field."""
    for record, around in _records(table, minutes, value):
        row: list[Any] = []
        for of, get in _getters(table):
            if of == "context":
                row += get(around)
            elif of == "record":
                row += map(value, get(record))
            else:
                row += map(value, get(record.evidence or _NO_EVIDENCE))
        yield row


def rows_pieces(minutes: Minutes) -> Iterator[bytes]:
    """Yield one piece: a JSON object with, under the name of each table, its columns' names and its bare rows."""
    held = {table.name: [[c.name for c in columns(table)], *rows(table, minutes)] for table in TABLES}
    yield json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _records(table: Table, minutes: Minutes, value: Callable[[Any], Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the records of a table with the cells that say what stands around each in the document."""
    whole: dict[str, Any] = {
        "body": value(minutes.meeting.body),
        "meeting_date": value(minutes.meeting.date),
        "source": value(minutes.document.source),
        "document_id": value(minutes.document.id),
        "meeting_id": value(minutes.meeting.id),
    }
    if table.name == "documents":
        yield minutes.document, whole
        return
    if table.name == "meetings":
        if minutes.document.status == "ok":
            yield minutes.meeting, whole
        return
    records = getattr(minutes, table.name)
    if not records:
        return
    items = {i.id: i for i in minutes.agenda_items} if "item_path" in table.context else {}
    questions = {q.id: q.text for q in minutes.questions} if "question_text" in table.context else {}
    for record in records:
        item = items.get(getattr(record, "item", None) or "")
        question = questions.get(getattr(record, "question", None) or "")
        yield (
            record,
            {
                **whole,
                "item_path": value(item.path if item else None),
                "item_title": value(item.title if item else None),
                "question_text": value(question),
            },
        )


@functools.cache  # there are as many as there are tables
def _getters(table: Table) -> tuple[tuple[str, Callable[[Any], Iterable[Any]]], ...]:
    """Return what gets the columns of a table, run by run of those that one thing holds."""
    return tuple((of, _getter([c.way for c in these])) for of, these in groupby(columns(table), key=_holder))


def _holder(column: Column) -> str:
    """Return what holds the values of a column: the record, its evidence, or what stands around it."""
    return column.way[0] if column.way[0] in {"context", "evidence"} else "record"


def _getter(ways: Sequence[tuple[str, ...]]) -> Callable[[Any], Iterable[Any]]:
    """Return what gets the values of some columns that one thing holds."""
    if ways[0][0] == "context":
        keys = [key for _, key in ways]
        return lambda around: [around[key] for key in keys]
    names = [".".join(way[way[0] == "evidence" :]) for way in ways]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda record: (get(record),)
