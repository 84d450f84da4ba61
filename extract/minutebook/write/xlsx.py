"""Writes the tables as one Excel workbook: a front sheet, then a sheet for each table, to read, filter and follow.

Every text is written as text and every date as a date: nothing in a document can become a formula, and nothing is
turned into another number or date. So no cell has the apostrophe that the CSV files need.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from minutebook.errors import MinutebookError
from minutebook.write.atomic import replace_file
from minutebook.write.csv import fit
from minutebook.write.schema import Column, Table, columns

NAME = "minutes.xlsx"
MAX_ROWS = 1_048_575
"""The most records that a sheet of Excel's holds below its header."""
MAX_LINKS = 65_000
"""Excel opens no sheet with more than 65,530 links."""
MAX_LINK = 2_000
"""Excel takes no link of more than 2,079 characters."""

ORDER = (
    "actions_register", "questions_register", "people_register", "meetings_register",
    "actions", "decisions", "questions", "findings", "agenda_items", "attendance", "meetings", "documents", "checks",
    "notices", "actions_mentions", "people_roles", "people_alike", "meetings_changes",
)  # fmt: skip
"""The sheets in the order in which somebody wants them; tables that are not named here follow."""

STATES = {"overdue": "#C8553D", "open": "#E0A458", "dropped": "#A9A9A9", "done": "#5B8E7D"}
"""The states of tasks, in the order of the columns of the chart, with their colours."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WIDE = {
    "text": 70, "finding": 70, "question_text": 50, "title": 50, "item_title": 36, "evidence_quote": 60, "update": 40,
    "message": 70, "body": 30, "source": 36, "venue": 36, "next_meeting_text": 40, "name": 26, "role": 26,
    "organisation": 26, "changes": 40, "quote": 60, "finding_text": 70, "names": 36, "roles": 50, "others": 36,
    "actions": 70, "why": 50, "link": 40, "before": 60, "after": 60, "last_source": 36, "other_source": 36,
    "other": 26, "owners": 24, "due_text": 24, "put_to": 22, "asked_by": 22, "mover": 20, "seconder": 20,
}  # fmt: skip
"""Widths of columns in characters."""
_SOURCES = ("source", "last_source", "other_source")
"""Columns that name a file."""
_USUAL = 13
_TECHNICAL = re.compile(r".*_id|owner_people|evidence_(?!quote|confidence)\w+|sha256|media_type|reader|version")
"""Columns for programs: folded away, one click opens them."""


def write_workbook(
    path: Path,
    found: Mapping[Table, Iterable[Sequence[Any]]],
    *,
    places: Mapping[str, str] | None = None,
    seen_from: Path | None = None,
) -> Path:
    """Write a workbook with the rows of each table (bare values in the order of its columns) and put it in place.

    ``places`` has the path or address of each source by its name: rows lead to them, as seen from the folder in which
    the workbook will lie (its own, if none is named). Memory grows with the agenda items and the bodies alone. Raises
    MinutebookError E304.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(temporary, found, _links(places or {}, seen_from or path.parent))
        return replace_file(path, _pieces(temporary))
    except (OSError, XlsxWriterException) as error:
        raise MinutebookError("E304", f"{path.name}: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


@dataclass(slots=True)
class _Counts:
    """What the front sheet tells of: rows by table, meetings by body and year, tasks by year and state."""

    rows: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    meetings: Counter[tuple[str, str]] = field(default_factory=Counter)
    tasks: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, table: str, row: Mapping[str, Any]) -> None:
        """Count a row."""
        self.rows[table] += 1
        if table == "meetings_register":
            self.meetings[str(row["body"] or "no body named"), _year(row["date"])] += 1
        if table == "actions_register":
            self.tasks[_year(row["arose_date"]), row["state"]] += 1


def _year(date: str | None) -> str:
    return date[:4] if date else "no date"


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look."""

    head: Format
    text: Format
    plain: Format
    date: Format
    link: Format
    title: Format
    bold: Format


def _links(places: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the link to each source, by its name: an address as it is, a file by its path from the workbook."""
    links = {}
    for name, place in places.items():
        if "://" in place:
            links[name] = place if place.startswith(("http://", "https://")) else ""
            continue
        try:
            way = os.path.relpath(place, folder)
        except ValueError:  # on another drive
            way = place
        links[name] = "external:" + quote(way.replace(os.sep, "/"), safe="/:")
    return {name: link for name, link in links.items() if link}


def _fill(path: Path, found: Mapping[Table, Iterable[Sequence[Any]]], links: Mapping[str, str]) -> None:
    book = Workbook(path, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": "Records of published minutes", "created": dt.datetime(2000, 1, 1)})
    top = {"valign": "top"}
    looks = _Looks(
        head=book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "white", "text_wrap": True, **top}),
        text=book.add_format({"text_wrap": True, **top}),
        plain=book.add_format(top),
        date=book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        link=book.add_format({"font_color": "#1F5FBF", "underline": 1, **top}),
        title=book.add_format({"bold": True, "font_size": 16}),
        bold=book.add_format({"bold": True}),
    )
    front = book.add_worksheet("about")
    tables = {t.name: t for t in found}
    order = [n for n in ORDER if n in tables] + [n for n in tables if n not in ORDER]
    sheets = {name: book.add_worksheet(name) for name in order}
    counts = _Counts()
    items: dict[tuple[str, str], int] = {}
    for name in sorted(order, key=lambda n: n != "agenda_items"):
        _sheet(sheets[name], tables[name], found[tables[name]], looks, counts, items, links)
    _front(book, front, order, counts, looks)
    front.activate()
    book.close()


def _sheet(
    sheet: Worksheet,
    table: Table,
    rows: Iterable[Sequence[Any]],
    looks: _Looks,
    counts: _Counts,
    items: dict[tuple[str, str], int],
    places: Mapping[str, str],
) -> None:
    """Write a table's rows; agenda items note in ``items`` in which row of their sheet they stand."""
    listed = columns(table)
    names = [c.name for c in listed]
    page_of = {n: p for n in names if n in _SOURCES and (p := n.replace("source", "page")) in names}
    for k, column in enumerate(listed):
        folded = {"level": 1, "hidden": True} if _TECHNICAL.fullmatch(column.name) else {}
        sheet.set_column(k, k, _WIDE.get(column.name, _USUAL), None, folded)
        sheet.write_string(0, k, column.name, looks.head)
    sheet.freeze_panes(1, 0)
    last = 0
    links = 0
    for row in rows:
        record = dict(zip(names, row, strict=True))
        if last >= MAX_ROWS:
            counts.left_out[table.name] += 1
            continue
        last += 1
        counts.take(table.name, record)
        if table.name == "agenda_items":
            items[record["document_id"], record["item_id"]] = last
        at = items.get((record.get("document_id") or "", record.get("item_id") or ""))
        to_item = "item_path" if record.get("item_path") else "item_title"
        for k, (column, value) in enumerate(zip(listed, row, strict=True)):
            if value is None:
                continue
            link = ""
            if column.name == to_item and at is not None:
                link = f"internal:agenda_items!A{at + 1}"
            elif column.name in _SOURCES and value in places:
                page = record.get(page_of.get(column.name, ""))
                link = f"{places[value]}#page={page}" if page else places[value]
            if value and len(link) in range(1, MAX_LINK) and links < MAX_LINKS:
                links += 1
                sheet.write_url(last, k, link, looks.link, fit(str(value)))
            else:
                _cell(sheet, last, k, column, value, looks)
    sheet.autofilter(0, 0, max(last, 1), len(listed) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS + 1}"})


def _cell(sheet: Worksheet, row: int, k: int, column: Column, value: Any, looks: _Looks) -> None:  # noqa: ANN401
    if isinstance(value, bool):
        sheet.write_boolean(row, k, value, looks.plain)
    elif isinstance(value, int | float):
        sheet.write_number(row, k, value, looks.plain)
    elif column.name.endswith("date") and (day := _day(value)):
        sheet.write_datetime(row, k, day, looks.date)
    else:
        sheet.write_string(row, k, fit(value), looks.text if column.name in _WIDE else looks.plain)


def _day(text: str) -> dt.date | None:
    """Return a date if the text is a whole one that Excel can hold (it knows none before 1900)."""
    match = _DAY.fullmatch(text)
    if match is None or match[1] < "1901":
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


_LINES = (
    "Every row of these sheets was read from published minutes by minutebook. Its page and its words (evidence_quote) "
    "say where it stands.",
    "An empty cell means that the minutes do not say. evidence_confidence is the probability that the row is right: "
    "sort by it to check the least certain first.",
    "Columns for programs are folded away: the + above the columns opens them. item_path leads to the agenda item, "
    "source to the file at its page (as long as the workbook and the files stay where they are).",
    "This workbook is made anew in every run: keep what you change in a copy.",
)


def _front(book: Workbook, sheet: Worksheet, order: Sequence[str], counts: _Counts, looks: _Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 60, 11)
    sheet.write_string(0, 0, "Records of published minutes", looks.title)
    for k, line in enumerate(_LINES):
        sheet.write_string(2 + k, 0, line)
    at = 3 + len(_LINES)
    sheet.write_string(at, 0, "Sheet", looks.bold)
    sheet.write_string(at, 1, "Rows", looks.bold)
    for name in order:
        at += 1
        sheet.write_url(at, 0, f"internal:{name}!A1", looks.link, name)
        sheet.write_number(at, 1, counts.rows[name])
        if left := counts.left_out[name]:
            sheet.write_string(at, 2, f"{left:,} more do not fit into a sheet: they are in {name}.csv")
    at += 2
    years = sorted({y for _, y in counts.meetings})
    sheet.write_string(at, 0, "Meetings by body and year", looks.bold)
    for k, year in enumerate(years):
        sheet.write_string(at, 1 + k, year, looks.bold)
    for body in sorted({b for b, _ in counts.meetings}):
        at += 1
        sheet.write_string(at, 0, fit(body))
        for k, year in enumerate(years):
            if n := counts.meetings[body, year]:
                sheet.write_number(at, 1 + k, n)
    at += 2
    first = at + 1
    sheet.write_row(at, 0, ["Tasks by the year in which they arose", *STATES], looks.bold)
    for year in sorted({y for y, _ in counts.tasks}):
        at += 1
        sheet.write_string(at, 0, year)
        for k, state in enumerate(STATES, start=1):
            sheet.write_number(at, k, counts.tasks[year, state])
    if at >= first:
        chart = book.add_chart({"type": "column", "subtype": "stacked"})
        for k, (name, colour) in enumerate(STATES.items(), start=1):
            chart.add_series(
                {
                    "name": name,
                    "categories": ["about", first, 0, at, 0],
                    "values": ["about", first, k, at, k],
                    "fill": {"color": colour},
                }
            )
        chart.set_title({"name": "What became of tasks, by the year in which they arose"})
        chart.set_legend({"position": "bottom"})
        sheet.insert_chart(at + 2, 0, chart)
