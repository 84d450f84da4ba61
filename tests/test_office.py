"""A spreadsheet program opens the tables and changes nothing: read back by LibreOffice, where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from minutebook.records import Action, AgendaItem, DocumentRecord, Meeting, Minutes
from minutebook.write import write
from minutebook.write.csv import unguard

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
NUMBERS = ["1.10", "3-4", "1", "12.", "2.1.a", "-", "FGB20/1920", "039/20", "1e5", "0042", "½"]
TEXTS = [
    "=1+1",
    "+44 20 7946 0000 to be rung",
    "-",
    "@Clerk to write",
    "'quoted'",
    'He said "yes", then left',
    "one line\nanother line",
    "June 2018",
    "2/3",
    "TRUE",
    "Café – “naïve”, 28th",
]
NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def minutes() -> Minutes:
    items = tuple(AgendaItem(id=f"i{k}", number=n, path=n, title=n) for k, n in enumerate(NUMBERS))
    actions = tuple(Action(id=f"a{k}", text=t, due_date="2018-11-06") for k, t in enumerate(TEXTS))
    return Minutes(
        document=DocumentRecord(id="d", source="a.pdf", sha256="0" * 64),
        meeting=Meeting(id="m", date="2018-11"),
        agenda_items=items,
        actions=actions,
    )


def read_back(path: Path, column: str) -> list[str]:
    """Return a column as LibreOffice holds it after opening the CSV the way a double click does."""
    own = f"-env:UserInstallation=file://{path.parent}/profile"
    utf8 = "--infilter=CSV:44,34,76"  # comma, quote, UTF-8: what its import window proposes for such a file
    command = [str(SOFFICE), own, "--headless", utf8, "--convert-to", "fods", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    tree = etree.parse(path.with_suffix(".fods"))
    rows = [
        [_value(c) for c in row.iterfind("table:table-cell", NS) for _ in range(_repeat(c))]
        for row in tree.iterfind(".//table:table-row", NS)
    ]
    at = rows[0].index(column)
    return [row[at] for row in rows[1:] if any(row)]


def _repeat(cell: etree._Element) -> int:
    return min(int(cell.get(f"{{{NS['table']}}}number-columns-repeated", "1")), 100)


def _value(cell: etree._Element) -> str:
    office = f"{{{NS['office']}}}"
    assert cell.get(f"{{{NS['table']}}}formula") is None, "a cell became a formula"
    if cell.get(office + "value-type") == "date":
        return str(cell.get(office + "date-value"))
    if cell.get(office + "value-type") == "float":
        return str(cell.get(office + "value"))
    return "\n".join("".join(str(t) for t in p.itertext()) for p in cell.iterfind("text:p", NS))


def test_numbers_texts_and_dates_come_back_as_they_were(tmp_path: Path) -> None:
    write([minutes()], tmp_path, formats=("csv",))
    assert [unguard(v) for v in read_back(tmp_path / "agenda_items.csv", "number")] == NUMBERS
    texts = read_back(tmp_path / "actions.csv", "text")
    assert [unguard(v) for v in texts] == TEXTS
    assert set(read_back(tmp_path / "actions.csv", "due_date")) == {"2018-11-06"}
