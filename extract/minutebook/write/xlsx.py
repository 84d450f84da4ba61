"""Writes the tables as one Excel workbook: a front sheet, then a sheet for each table, to read, filter and follow.

Every text is written as text and every date as a date: nothing in a document can become a formula, and nothing is
turned into another number or date. So no cell has the apostrophe that the CSV files need.

XlsxWriter makes the frame: the front sheet, the looks, the heads of all sheets. The rows of the tables are put into it
as they are (``sheetrows.py``), in a seventh of the time.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from minutebook.errors import MinutebookError
from minutebook.write.atomic import made_beside
from minutebook.write.csv import fit
from minutebook.write.links import links
from minutebook.write.schema import Table, columns
from minutebook.write.sheetrows import MAX_ROWS, Leads, Look, SheetRows, merge, styles_of, write_rows

NAME = "minutes.xlsx"
ORDER = (
    "actions_register", "questions_register", "people_register", "meetings_register",
    "actions", "decisions", "questions", "findings", "agenda_items", "attendance", "meetings", "documents", "checks",
    "notices", "updates", "actions_mentions", "people_roles", "people_alike", "meetings_changes",
)  # fmt: skip
"""The sheets in the order in which somebody wants them; tables that are not named here follow."""

STATES = {"overdue": "#C8553D", "open": "#E0A458", "dropped": "#A9A9A9", "done": "#5B8E7D"}
"""The states of tasks, in the order of the columns of the chart, with their colours."""

_PALE = {"overdue": "#F6D9D2", "open": "#FBEBD3", "dropped": "#E3E3E3", "done": "#DCEBE6"}
"""The same for the cells of a sheet."""
_WIDE = {
    "text": 70, "finding": 70, "question_text": 50, "title": 50, "item_title": 36, "evidence_quote": 60, "update": 40,
    "message": 70, "body": 30, "source": 36, "venue": 36, "next_meeting_text": 40, "name": 26, "role": 26,
    "organisation": 26, "changes": 40, "quote": 60, "finding_text": 70, "names": 36, "roles": 50, "others": 36,
    "actions": 70, "why": 50, "link": 40, "before": 60, "after": 60, "last_source": 36, "other_source": 36,
    "other": 26, "owners": 24, "owner_names": 24, "due_text": 24, "put_to": 22, "asked_by": 22, "mover": 20,
    "seconder": 20,
}  # fmt: skip
"""Widths of columns in characters."""
_SOURCES = ("source", "last_source", "other_source")
"""Columns that name a file."""
_USUAL = 13
_SURE = ("evidence_confidence", "confidence", "least_sure", "sure", "doubt")
"""Columns that hold a probability."""
_UNSURE = 0.9
"""Below it a row should be checked (see ``checks.py``)."""
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
    the workbook will lie (its own, if none is named). Memory grows with the agenda items, the bodies and the owners of
    overdue tasks alone. Raises MinutebookError E304.
    """
    try:
        with made_beside(path) as temporary, tempfile.TemporaryDirectory() as scratch:
            _fill(temporary, found, links(places or {}, seen_from or path.parent), Path(scratch))
    except XlsxWriterException as error:
        raise MinutebookError("E304", f"{path.name}: {error}") from error
    return path


@dataclass(slots=True)
class _Counts:
    """What the front sheet tells of: rows by table, meetings by body and year, tasks by year and state or owner."""

    rows: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    meetings: Counter[tuple[str, str]] = field(default_factory=Counter)
    tasks: Counter[tuple[str, str]] = field(default_factory=Counter)
    overdue: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By owner and body."""

    def take(self, table: str, row: Mapping[str, Any]) -> None:
        """Count a row of a table over time."""
        if table == "meetings_register":
            self.meetings[str(row["body"] or "no body named"), _year(row["date"])] += 1
        if table == "actions_register":
            self.tasks[_year(row["arose_date"]), row["state"]] += 1
            if row["state"] == "overdue":
                owners = row["owner_names"] or row["owners"] or "nobody named"
                for owner in owners.split("; "):
                    self.overdue[owner, str(row["body"] or "")] += 1


def _year(date: str | None) -> str:
    return date[:4] if date else "no date"


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look. The first six are those of a table's cells: a sheet's model row has one cell of each."""

    text: Format
    plain: Format
    date: Format
    link: Format
    sure: Format
    share: Format
    head: Format
    title: Format
    bold: Format
    right: Format
    wrapped: Format
    pale: Mapping[str, Format]

    def model(self) -> tuple[Format, ...]:
        """Return the looks of a table's cells."""
        return self.text, self.plain, self.date, self.link, self.sure, self.share


def _fill(path: Path, found: Mapping[Table, Iterable[Sequence[Any]]], links: Mapping[str, str], scratch: Path) -> None:
    tables = {t.name: t for t in found}
    order = [n for n in ORDER if n in tables] + [n for n in tables if n not in ORDER]
    counts = _Counts()
    frame = scratch / "frame.xlsx"
    _frame(frame, [tables[n] for n in order], counts)
    styles = styles_of(frame, 2, _MODEL)
    items: dict[tuple[str, str], int] = {}
    made: dict[str, SheetRows] = {}
    for name in sorted(order, key=lambda n: n != "agenda_items"):
        listed = columns(tables[name])
        looks = [_look(c.name, styles) for c in listed]
        leads = _leads(tables[name], counts, items, links)
        made[name] = write_rows(scratch / name, listed, looks, found[tables[name]], leads, styles[3])
        counts.rows[name], counts.left_out[name] = made[name].last, made[name].left_out
    _frame(frame, [tables[n] for n in order], counts)
    if styles_of(frame, 2, _MODEL) != styles:
        raise AssertionError("the looks of a workbook's cells have other numbers than before")
    merge(frame, {k: made[n] for k, n in enumerate(order, start=2)}, path)


def _look(name: str, styles: Sequence[int]) -> Look:
    """Return the look of a column's cells."""
    text, plain, date, _, sure, share = styles
    if name in _SURE:
        return Look(plain, sure)
    if name == "rate":
        return Look(plain, share)
    if name.endswith("date"):
        return Look(plain, date)
    return Look(text, plain, 0 if _TECHNICAL.fullmatch(name) else _WIDE[name]) if name in _WIDE else Look(plain, plain)


def _leads(table: Table, counts: _Counts, items: dict[tuple[str, str], int], places: Mapping[str, str]) -> Leads:
    """Return what counts each row of a table and tells what its cells lead to.

    Agenda items note in ``items`` in which row of their sheet they stand, which is where other records lead.
    """
    names = [c.name for c in columns(table)]
    at = {n: k for k, n in enumerate(names)}
    files = [(at[n], n, p if (p := n.replace("source", "page")) in at else "") for n in _SOURCES if n in at]

    def leads(number: int, row: Mapping[str, Any]) -> dict[int, str]:
        ways: dict[int, str] = {}
        for k, name, page in files:
            if place := places.get(row[name] or ""):
                ways[k] = f"{place}#page={row[page]}" if page and row[page] else place
        if table.name == "agenda_items":
            items[row["document_id"], row["item_id"]] = number
        elif (item := row.get("item_id")) and (line := items.get((row["document_id"], item))):
            ways[at["item_path" if row["item_path"] else "item_title"]] = f"#agenda_items!A{line + 1}"
        counts.take(table.name, row)
        return ways

    return leads


_MODEL = 2
"""The row of a frame's sheets in which each look of a cell is shown; it does not come into the workbook."""


def _frame(path: Path, tables: Sequence[Table], counts: _Counts) -> None:
    """Write the workbook without the rows of its tables."""
    book = Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": "Records of published minutes", "created": dt.datetime(2000, 1, 1)})
    top = {"valign": "top"}
    looks = _Looks(
        text=book.add_format({"text_wrap": True, **top}),
        plain=book.add_format(top),
        date=book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        link=book.add_format({"font_color": "#1F5FBF", "underline": 1, **top}),
        sure=book.add_format({"num_format": "0.00", **top}),
        share=book.add_format({"num_format": "0%", **top}),
        head=book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "white", "text_wrap": True, **top}),
        title=book.add_format({"bold": True, "font_size": 16}),
        bold=book.add_format({"bold": True}),
        right=book.add_format({"bold": True, "align": "right"}),
        wrapped=book.add_format({"text_wrap": True, **top}),
        pale={state: book.add_format({"bg_color": colour}) for state, colour in _PALE.items()},
    )
    front = book.add_worksheet("about")
    for table in tables:
        _head(book.add_worksheet(table.name), table, looks, counts.rows[table.name])
    _dictionary(book.add_worksheet("columns"), tables, looks)
    _front(book, front, [t.name for t in tables], counts, looks)
    front.activate()
    book.close()


def _head(sheet: Worksheet, table: Table, looks: _Looks, rows: int) -> None:
    """Write the head of a table's sheet, which will have so many rows below it."""
    listed = columns(table)
    for k, column in enumerate(listed):
        folded = {"level": 1, "hidden": True} if _TECHNICAL.fullmatch(column.name) else {}
        wide = max(_WIDE.get(column.name, _USUAL), min(len(column.name) + 4, 22))
        sheet.set_column(k, k, wide, None, folded)
        sheet.write_string(0, k, column.name, looks.head)
        last = max(rows, 1)
        if column.name == "state":
            for state, look in looks.pale.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{state}"', "format": look}
                sheet.conditional_format(1, k, last, k, rule)
        if column.name in _SURE and column.name != "doubt":
            rule = {"type": "cell", "criteria": "between", "minimum": 0.0001, "maximum": _UNSURE - 0.0001}
            sheet.conditional_format(1, k, last, k, {**rule, "format": looks.pale["open"]})
    for k, look in enumerate(looks.model()):
        sheet.write_blank(_MODEL - 1, k, None, look)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(listed) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(0)


_A3 = 8


def _dictionary(sheet: Worksheet, tables: Sequence[Table], looks: _Looks) -> None:
    """Write what each column of each sheet means."""
    for k, (name, width) in enumerate({"sheet": 22, "column": 26, "meaning": 120}.items()):
        sheet.set_column(k, k, width)
        sheet.write_string(0, k, name, looks.head)
    at = 0
    for table in tables:
        for column in columns(table):
            at += 1
            sheet.write_string(at, 0, table.name, looks.plain)
            sheet.write_string(at, 1, column.name, looks.plain)
            sheet.write_string(at, 2, column.doc, looks.wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(at, 1), 2)


_LINES = (
    "Every row of these sheets was read from published minutes by minutebook. Its page and its words (evidence_quote) "
    "say where it stands.",
    "An empty cell means that the minutes do not say. evidence_confidence is how likely it is that there truly is such "
    "a record: sort by it to check the least certain first.",
    "Columns for programs are folded away: the + above the columns opens them. item_path leads to the agenda item, "
    "source to the file at its page (as long as the workbook and the files stay where they are).",
    "The last sheet, columns, says what each column means. This workbook is made anew in every run: keep what you "
    "change in a copy.",
)
_CHART_ROWS = 17
"""How many rows of the front sheet the charts take."""
MOST_OWNERS = 15
"""How many owners of overdue tasks the front sheet lists."""


def _front(book: Workbook, sheet: Worksheet, order: Sequence[str], counts: _Counts, looks: _Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 60, 11)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, "Records of published minutes", looks.title)
    for k, line in enumerate(_LINES):
        sheet.merge_range(2 + k, 0, 2 + k, 9, line, looks.wrapped)
        sheet.set_row(2 + k, 32)
    charts = 3 + len(_LINES)
    at = charts + (_CHART_ROWS if counts.tasks else 0)
    sheet.write_string(at, 0, "Sheet", looks.bold)
    sheet.write_string(at, 1, "Rows", looks.right)
    for name in order:
        at += 1
        sheet.write_url(at, 0, f"internal:{name}!A1", looks.link, name)
        sheet.write_number(at, 1, counts.rows[name])
        if left := counts.left_out[name]:
            sheet.write_string(at, 2, f"{left:,} more do not fit into a sheet: they are in {name}.csv")
    at += 2
    sheet.write_string(at, 0, f"Overdue tasks by owner (the first {MOST_OWNERS})", looks.bold)
    sheet.write_string(at, 1, "Tasks", looks.right)
    owners_from = at + 1
    several = len({body for _, body in counts.overdue}) > 1
    for (owner, body), n in sorted(counts.overdue.items(), key=lambda c: (-c[1], c[0]))[:MOST_OWNERS]:
        at += 1
        sheet.write_string(at, 0, fit(f"{owner}, {body}" if several and body else owner))
        sheet.write_number(at, 1, n)
    owners_to = at
    at += 2
    years = sorted({y for _, y in counts.meetings})
    sheet.write_string(at, 0, "Meetings by body and year", looks.bold)
    for k, year in enumerate(years):
        sheet.write_string(at, 1 + k, year, looks.right)
    for body in sorted({b for b, _ in counts.meetings}):
        at += 1
        sheet.write_string(at, 0, fit(body))
        for k, year in enumerate(years):
            if n := counts.meetings[body, year]:
                sheet.write_number(at, 1 + k, n)
    at += 2
    sheet.write_string(at, 0, "Tasks by the year in which they arose", looks.bold)
    for k, state in enumerate(STATES, start=1):
        sheet.write_string(at, k, state, looks.right)
    years_from = at + 1
    dated = sorted({y for y, _ in counts.tasks if y.isdigit()})
    whole = [str(y) for y in range(int(dated[0]), int(dated[-1]) + 1)] if dated else []
    if len(whole) > _MOST_YEARS:  # a year is misread
        whole = dated
    for year in [*whole, *(["no date"] if any(y == "no date" for y, _ in counts.tasks) else [])]:
        at += 1
        sheet.write_string(at, 0, year)
        for k, state in enumerate(STATES, start=1):
            sheet.write_number(at, k, counts.tasks[year, state])
    if counts.tasks:
        _charts(book, sheet, charts, (owners_from, owners_to), (years_from, at))


_MOST_YEARS = 60
"""Over so many years a year without tasks has no place on the axis."""


def _charts(book: Workbook, sheet: Worksheet, row: int, owners: tuple[int, int], years: tuple[int, int]) -> None:
    """Put the charts on the front sheet, of the lines from the first to the last of either table."""
    over_time = book.add_chart({"type": "column", "subtype": "stacked"})
    for k, (name, colour) in enumerate(STATES.items(), start=1):
        over_time.add_series(
            {
                "name": name,
                "categories": ["about", years[0], 0, years[1], 0],
                "values": ["about", years[0], k, years[1], k],
                "fill": {"color": colour},
            }
        )
    over_time.set_title({"name": "Tasks by the year in which they arose", "name_font": _FONT})
    over_time.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    over_time.set_legend({"position": "bottom"})
    over_time.set_size({"width": 520, "height": 320})
    sheet.insert_chart(row, 0, over_time)
    if owners[1] < owners[0]:
        return
    owed = book.add_chart({"type": "bar"})
    owed.add_series(
        {
            "name": "Overdue tasks",
            "categories": ["about", owners[0], 0, owners[1], 0],
            "values": ["about", owners[0], 1, owners[1], 1],
            "fill": {"color": STATES["overdue"]},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    owed.set_title({"name": "Overdue tasks by owner", "name_font": _FONT})
    owed.set_y_axis({"reverse": True})
    owed.set_x_axis({"min": 0, "major_gridlines": {"visible": False}, "num_format": "0"})
    owed.set_legend({"none": True})
    owed.set_size({"width": 520, "height": 320})
    sheet.insert_chart(row, 2, owed)


_FONT = {"size": 12, "bold": True}
