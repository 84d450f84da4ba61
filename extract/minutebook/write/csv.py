"""Writes the tables for analysts: CSV that Excel and LibreOffice open as it is, and that can be turned back.

A cell of a text column that a spreadsheet would run as a formula or turn into another value gets one apostrophe in
front, and so does one that begins with an apostrophe itself: to turn it back, take off one leading apostrophe.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.packed import Packed
from minutebook.write.rows import rows, shown
from minutebook.write.schema import TABLES, Table, columns

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
    r"|\d{1,2}(?::\d\d){0,2}(?:\s*[ap]\.?m\.?|\s+[ap])",  # 7 pm, 7:30 p
    re.IGNORECASE,
)
_COERCED_WORD = re.compile(r"true|false|#(?:n/a|ref!|value!|name\?|num!|div/0!|null!|spill!|calc!)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NAMES = frozenset(
    {
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    }
)
"""How the names of _MONTH and _DAY begin."""
_QUOTED = re.compile(r'[",\r\n]')
"""What a cell holds that must stand in quotes."""


def guard(text: str) -> str:
    """Return a cell that a spreadsheet shows as text, as it is: with an apostrophe in front where one is needed.

    Whole numbers, ISO days and clock times come through a spreadsheet as they are and get none.
    """
    if text.startswith(_GUARDED):
        return "'" + text
    if len(text) > _SHORT:
        return text
    if _DIGIT.search(text):
        if _INTEGER.fullmatch(text) or _ISO_DATE.fullmatch(text) or _CLOCK.fullmatch(text):
            return text
        if _may_be_coerced(text) and _COERCED.fullmatch(text):
            return "'" + text
    return "'" + text if _COERCED_WORD.fullmatch(text) else text


def _may_be_coerced(text: str) -> bool:
    """Return False for most texts that no spreadsheet takes for a number or date: lists, and what opens with a word."""
    if ";" in text:
        return False
    opens = text[:3]
    return not (opens.isascii() and opens[0].isalpha()) or opens.lower() in _NAMES


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


def cell(value: Any) -> str:  # noqa: ANN401 - a field of a record
    """Return a field as it stands in a file: lists joined by "; ", truth as true or false, text guarded and quoted."""
    if isinstance(value, str):
        text = value
    elif value is None or value == ():
        return ""
    elif isinstance(value, bool):
        return "true" if value else "false"
    elif isinstance(value, int | float):
        return str(value)
    else:
        text = "; ".join(map(str, value))
    return _text(text) if len(text) > _SHORT else _short_text(text)


def _text(text: str) -> str:
    return _quoted(fit(guard(shown(text))))


_short_text = functools.lru_cache(maxsize=4096)(_text)
"""Names, dates and rules stand in many rows."""


def _quoted(text: str) -> str:
    """Return a cell in quotes if it must stand in them."""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def csv_pieces(minutes: Minutes) -> Iterator[Iterator[bytes]]:
    """Yield for each table a document's rows as they stand in its file (UTF-8, CRLF)."""
    return (lines(rows(table, minutes, cell)) for table in TABLES)


def head(table: Table) -> Iterator[bytes]:
    """Yield what a table's file begins with: the byte order mark and the names of the columns."""
    yield BOM_UTF8
    yield from lines([[c.name for c in columns(table)]])


def lines(cells: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Yield rows of cells as they stand in a file (UTF-8, CRLF), one at a time."""
    return (f"{','.join(row)}\r\n".encode("utf-8", "replace") for row in cells)


def _worst_first(parts: Iterable[bytes], column: int) -> Iterator[bytes]:
    """Yield the rows of all documents anew, those with the greatest number in a column first."""
    rows: list[list[str]] = [row for part in parts for row in csv.reader(io.StringIO(part.decode("utf-8"), newline=""))]
    rows.sort(key=lambda row: -float(row[column]))
    return lines(map(_quoted, row) for row in rows)


def table_pieces(table: Table, found: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield a table's file of rows with bare values."""
    return chain(head(table), lines(map(cell, row) for row in found))


def write_csv(results: Sequence[Packed], folder: Path) -> tuple[Path, ...]:
    """Write one CSV a kind of record (with BOM). Returns the files written. Raises MinutebookError E304."""
    written = []
    for number, table in enumerate(TABLES):
        parts: Iterable[bytes] = (packed.part("csv", number) for packed in results)
        if table.worst:
            parts = _worst_first(parts, [c.name for c in columns(table)].index(table.worst))
        written.append(replace_file(folder / f"{table.name}.csv", chain(head(table), parts)))
    return tuple(written)
