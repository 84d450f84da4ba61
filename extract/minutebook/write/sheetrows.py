"""Writes the rows of a table as a workbook holds them inside, and puts them into a workbook that has only their heads.

A workbook is a zip file of XML (ECMA-376, SpreadsheetML). Made a row at a time, and by a program that knows what stands
in each column, its cells take a few millionths of a second each: an archive's workbook has millions.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from minutebook.write.csv import fit
from minutebook.write.schema import Column

MAX_ROWS = 1_048_575
"""The most records that a sheet of Excel's holds below its header."""
MAX_LINKS = 65_000
"""Excel opens no sheet with more than 65,530 links."""
MAX_LINK = 2_000
"""Excel takes no link of more than 2,079 characters."""
MAX_LINES = 8
"""A row is no taller than so many lines; the cell holds the rest of its text all the same."""
_LINE = 15
"""Height of a line in points."""
_HEIGHTS = ["", "", *(f' ht="{n * _LINE}"' for n in range(2, MAX_LINES + 1))]
_HEIGHTS.append(_HEIGHTS[-1] + ' customHeight="1"')
"""What a row says of its height, by its number of lines: not all programs reckon that out by themselves."""
_LEVEL = 2
"""How hard zlib tries: three times as fast as its usual 6, for files a tenth larger."""
_BATCH = 500
"""Rows that are put into one piece."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_EPOCH = dt.date(1899, 12, 30)
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Look:
    """What a column's cells look like: the number of the style of its texts and of its other values, and its width.

    ``lines`` is its width in characters where its texts are wrapped, else 0.
    """

    text: int
    value: int
    lines: int = 0


@dataclass(slots=True)
class Links:
    """The links of a sheet: as XML, and the number of each file or address that they lead to."""

    cells: list[str] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)

    def add(self, cell: str, link: str) -> bool:
        """Note a link ("#sheet!A1", or a file or address, with "#" and a place in it); tell whether there is room."""
        if not link or len(link) >= MAX_LINK or len(self.cells) >= MAX_LINKS:
            return False
        target, _, place = link.partition("#")
        attributes = f' location="{_attribute(place)}"' if place else ""
        if target:
            number = self.targets.setdefault(target, len(self.targets) + 1)
            attributes += f' r:id="rId{number}"'
        self.cells.append(f'<hyperlink ref="{cell}"{attributes}/>')
        return True

    def relations(self) -> str:
        """Return the XML that says where the links to files and addresses lead."""
        parts = "".join(
            f'<Relationship Id="rId{n}" Type="{_LINK}" Target="{_attribute(t)}" TargetMode="External"/>'
            for t, n in self.targets.items()
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}\n<Relationships xmlns="{_RELATIONS}">{parts}</Relationships>'


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet, in a file of their own."""

    path: Path
    last: int = 0
    """How many there are."""
    left_out: int = 0
    """How many more there would be, were there room in a sheet."""
    links: Links = field(default_factory=Links)


Leads = Callable[[int, Mapping[str, Any]], Mapping[int, str]]
"""Returns what cells of a row lead to, by column; it is given the row's number among its sheet's and its values."""


def write_rows(
    path: Path, listed: Sequence[Column], looks: Sequence[Look], rows: Iterable[Sequence[Any]], leads: Leads, link: int
) -> SheetRows:
    """Write rows (bare values in the order of the columns) to a file; ``link`` is the style of cells that lead away."""
    made = SheetRows(path)
    names = [c.name for c in listed]
    days = [c.name.endswith("date") for c in listed]
    letters = [_letters(k) for k in range(len(listed))]
    left = iter(rows)
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        while batch := list(islice(left, _BATCH)):
            out: list[str] = []
            for row in batch:
                if made.last >= MAX_ROWS:
                    made.left_out += 1
                    continue
                made.last += 1
                number = str(made.last + 1)
                ways = leads(made.last, dict(zip(names, row, strict=True)))
                tallest = 1
                cells: list[str] = []
                for k, value in enumerate(row):
                    if value is None:
                        continue
                    look = looks[k]
                    place = letters[k] + number
                    if k in ways and value and made.links.add(place, ways[k]):
                        cells.append(f'<c r="{place}" s="{link}" t="inlineStr"><is>{_text(str(value))}</is></c>')
                        continue
                    kind = type(value)
                    if kind is str:
                        if days[k] and (day := _day(value)) is not None:
                            cells.append(f'<c r="{place}" s="{look.value}"><v>{day}</v></c>')
                            continue
                        if look.lines and (len(value) > look.lines or "\n" in value):
                            tallest = max(tallest, len(value) // look.lines + 1 + value.count("\n"))
                        cells.append(f'<c r="{place}" s="{look.text}" t="inlineStr"><is>{_text(value)}</is></c>')
                    elif kind is bool:
                        cells.append(f'<c r="{place}" s="{look.value}" t="b"><v>{value:d}</v></c>')
                    else:
                        cells.append(f'<c r="{place}" s="{look.value}"><v>{value!r}</v></c>')
                tall = _HEIGHTS[min(tallest, MAX_LINES + 1)]
                out.append(f'<row r="{number}"{tall}>{"".join(cells)}</row>')
            file.write("".join(out))
    return made


def _text(value: str) -> str:
    """Return a text as XML, with all its white space; what would be read as a code for a letter is coded itself."""
    text = fit(value)
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    if "_x" in text:
        text = _CODED.sub(lambda m: "_x005F" + m[0], text)
    if "\r" in text:
        text = text.replace("\r", "_x000D_")
    if text[:1].isspace() or text[-1:].isspace() or "\n" in text or "  " in text:
        return f'<t xml:space="preserve">{text}</t>'
    return f"<t>{text}</t>"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _day(text: str) -> int | None:
    """Return the number of a whole date if Excel can hold it (it knows none before 1900)."""
    match = _DAY.fullmatch(text)
    if match is None or match[1] < "1901":
        return None
    try:
        return (dt.date(int(match[1]), int(match[2]), int(match[3])) - _EPOCH).days
    except ValueError:
        return None


def _letters(column: int) -> str:
    """Return the name of a column by its number from 0: A, B ... Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def styles_of(frame: Path, sheet: int, row: int) -> list[int]:
    """Return the numbers of the styles of the cells in a row (from 1) of a sheet (from 1) of a workbook."""
    with zipfile.ZipFile(frame) as book:
        xml = book.read(_name(sheet)).decode("utf-8")
    (cells,) = re.findall(rf'<row r="{row}"[^>]*>(.*?)</row>', xml)
    return [int(s) for s in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', cells)]


def _name(sheet: int) -> str:
    return f"xl/worksheets/sheet{sheet}.xml"


def merge(frame: Path, sheets: Mapping[int, SheetRows], path: Path) -> None:
    """Write the workbook ``frame`` to ``path``, with rows below the first of some sheets (by number from 1)."""
    names = {_name(number): number for number in sheets}
    with zipfile.ZipFile(frame) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(_info(name), old.read(name))
                continue
            held = sheets[names[name]]
            xml = old.read(name).decode("utf-8")
            first = xml.index("</row>") + len("</row>")
            head, tail = xml[:first], xml[xml.index("</sheetData>") :]
            head = re.sub(r'(<dimension ref="[A-Z]+1:[A-Z]+)\d+"', rf'\g<1>{held.last + 1}"', head)
            if held.links.cells:
                linked = f"<hyperlinks>{''.join(held.links.cells)}</hyperlinks>"
                tail = tail.replace("<pageMargins", linked + "<pageMargins", 1)
            large = held.path.stat().st_size > zipfile.ZIP64_LIMIT // 2
            with new.open(_info(name), "w", force_zip64=large) as into, held.path.open("rb") as rows:
                into.write(head.encode("utf-8"))
                shutil.copyfileobj(rows, into, 1 << 20)
                into.write(tail.encode("utf-8"))
            if held.links.targets:
                where = f"xl/worksheets/_rels/{Path(name).name}.rels"
                new.writestr(_info(where), held.links.relations())


def _info(name: str) -> zipfile.ZipInfo:
    """Return the head of a part of the zip file: without a clock, so that the same rows give the same bytes."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    info._compresslevel = _LEVEL  # type: ignore[attr-defined] # public from Python 3.13 on
    return info
