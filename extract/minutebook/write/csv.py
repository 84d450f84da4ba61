"""Writes the tables for analysts: CSV that Excel and LibreOffice open as it is, and that can be turned back.

A cell of a text column that a spreadsheet would run as a formula or turn into another value gets one apostrophe in
front, and so does one that begins with an apostrophe itself: to turn it back, take off one leading apostrophe.
"""

from __future__ import annotations

import csv
import functools
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from minutebook.records import Evidence, Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.datapackage import datapackage
from minutebook.write.json import encode
from minutebook.write.packed import Packed
from minutebook.write.schema import TABLES, Column, Table, columns

Cell = str | int | float | None
MAX_CELL = 32_767
"""The most characters (UTF-16 units) that Excel takes in a cell."""
CUT = " [cut here: the whole text is in the JSON]"

_SHORT = 100
"""No longer text is taken for a number or a date."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the OWASP list
_GUARDED = (*_FORMULA, "'")
_INTEGER = re.compile(r"(?:0|[1-9]\d{0,14})")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"[01]\d:[0-5]\d|2[0-3]:[0-5]\d")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_COERCED = re.compile(
    r"[\s.,:/%()$£€¥+-]*\d[\s\d.,:/%()$£€¥+-]*"  # a number, fraction, amount, share, date or time in digits
    r"|[\d.,]+e[+-]?\d+"
    rf"|(?:{_DAY}[\s,.]*)?[\d\s.,/'-]*{_MONTH}[\d\s.,/'-]*\d[\d\s.,/'-]*(?:[ap]m?)?"  # June 2018, Jun-18
    rf"|(?:{_DAY}[\s,.]*)?[\d\s.,/'-]*\d[\d\s.,/'-]*{_MONTH}[.,]?"  # 3 June
    r"|\d{1,2}(?::\d\d){0,2}(?:\s*[ap]\.?m\.?|\s+[ap])"  # 7 pm, 7:30 p
    r"|true|false"
    r"|#(?:n/a|ref!|value!|name\?|num!|div/0!|null!|spill!|calc!)",
    re.IGNORECASE,
)
_NO_EVIDENCE = SimpleNamespace(**dict.fromkeys((f.name for f in fields(Evidence)), None))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def guard(text: str) -> str:
    """Return a cell that a spreadsheet shows as text, as it is: with an apostrophe in front where one is needed.

    Whole numbers, ISO days and clock times come through a spreadsheet as they are and get none.
    """
    if text.startswith(_GUARDED):
        return "'" + text
    if len(text) > _SHORT or _INTEGER.fullmatch(text) or _ISO_DATE.fullmatch(text) or _CLOCK.fullmatch(text):
        return text
    return "'" + text if _COERCED.fullmatch(text) else text


def unguard(cell: str) -> str:
    """Return what ``guard`` was given."""
    return cell[1:] if cell.startswith("'") else cell


def fit(cell: str) -> str:
    """Return a cell that Excel can hold; a longer one is cut and says so."""
    if len(cell) <= MAX_CELL // 2 or _units(cell) <= MAX_CELL:
        return cell
    room = MAX_CELL - len(CUT)
    cut = cell.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore")
    return cut + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def cell(value: Any) -> Cell:  # noqa: ANN401 - a field of a record
    """Return a field as it stands in a table: lists joined by "; ", truth as true or false, text guarded."""
    if isinstance(value, str):
        text = value
    elif value is None or value == ():
        return None
    elif isinstance(value, bool):
        return "true" if value else "false"
    elif isinstance(value, int | float):
        return value
    else:
        text = "; ".join(map(str, value))
    return _text(text) if len(text) > _SHORT else _short_text(text)


def _text(text: str) -> str:
    if not text.isprintable():
        text = _CONTROL.sub("\ufffd", text)
    return fit(guard(text))


_short_text = functools.lru_cache(maxsize=4096)(_text)
"""Names, dates and rules stand in many rows."""


def _rows(table: Table, minutes: Minutes) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the records of a table with the cells that say what stands around each in the document."""
    whole: dict[str, Any] = {
        "body": cell(minutes.meeting.body),
        "meeting_date": cell(minutes.meeting.date),
        "source": cell(minutes.document.source),
        "document_id": cell(minutes.document.id),
        "meeting_id": cell(minutes.meeting.id),
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
    items = {i.id: (cell(i.path), cell(i.title)) for i in minutes.agenda_items}
    questions = {q.id: q.text for q in minutes.questions} if "question_text" in table.context else {}
    for record in records:
        path, title = items.get(getattr(record, "item", None) or "", (None, None))
        question = questions.get(getattr(record, "question", None) or "")
        yield record, {**whole, "item_path": path, "item_title": title, "question_text": cell(question)}


def rows(table: Table, minutes: Minutes) -> Iterator[list[Cell]]:
    """Yield a document's rows of a table, one a record, in their order."""
    for record, around in _rows(table, minutes):
        row: list[Cell] = []
        for of, get in _getters(table):
            if of == "context":
                row += get(around)
            elif of == "record":
                row += map(cell, get(record))
            else:
                row += map(cell, get(record.evidence or _NO_EVIDENCE))
        yield row


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


def csv_pieces(minutes: Minutes) -> Iterator[Iterator[bytes]]:
    """Yield for each table a document's rows as they stand in its file (UTF-8, CRLF)."""
    return (_lines(rows(table, minutes)) for table in TABLES)


def _lines(cells: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    line: list[str] = []
    writer = csv.writer(SimpleNamespace(write=line.append), lineterminator="\r\n")
    for row in cells:
        writer.writerow(row)
        yield line.pop().encode("utf-8", "replace")


def write_csv(results: Sequence[Packed], folder: Path) -> tuple[Path, ...]:
    """Write one CSV a kind of record (with BOM) and ``datapackage.json``, which says what they hold.

    Returns the files written. Raises MinutebookError E304.
    """
    written = []
    for number, table in enumerate(TABLES):
        head = _lines([[c.name for c in columns(table)]])
        parts = (packed.part("csv", number) for packed in results)
        written.append(replace_file(folder / f"{table.name}.csv", chain([BOM_UTF8], head, parts)))
    written.append(replace_file(folder / "datapackage.json", [encode(datapackage())]))
    return tuple(written)
