"""A spreadsheet program opens the tables and changes nothing: read back by LibreOffice, where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
from lxml import etree

from minutebook import extract
from minutebook.errors import MinutebookError
from minutebook.follow.registers import Task
from minutebook.records import Action, AgendaItem, DocumentRecord, Meeting, Minutes
from minutebook.write import write
from minutebook.write.atomic import replace_file
from minutebook.write.csv import table_pieces, unguard
from minutebook.write.registers import REGISTERS
from minutebook.write.rows import bare
from minutebook.write.xlsx import write_workbook
from test_xlsx import TEXTS as ADVERSARIAL

ROOT = Path(__file__).parents[1]
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


def read_back(path: Path, column: str, sheet: str = "") -> list[str]:
    """Return a column as LibreOffice holds it after opening a file the way a double click does."""
    made = path.with_suffix(".fods")
    if not made.exists():
        own = f"-env:UserInstallation=file://{path.parent}/profile"
        utf8 = ["--infilter=CSV:44,34,76"] * (path.suffix == ".csv")  # comma, quote, UTF-8: what its window proposes
        folder = ["--outdir", str(path.parent)]
        command = [str(SOFFICE), own, "--headless", *utf8, "--convert-to", "fods", *folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    tables = etree.parse(made, etree.XMLParser(huge_tree=True)).iterfind(".//table:table", NS)
    (table,) = [t for t in tables if sheet in ("", t.get(f"{{{NS['table']}}}name"))]
    rows = [
        [_value(c) for c in row.iterfind("table:table-cell", NS) for _ in range(_repeat(c))]
        for row in table.iterfind(".//table:table-row", NS)
    ]
    at = rows[0].index(column)
    return [row[at] for row in rows[1:] if any(row)]


def _repeat(cell: etree._Element) -> int:
    return min(int(cell.get(f"{{{NS['table']}}}number-columns-repeated", "1")), 100)


def _value(cell: etree._Element) -> str:
    office = f"{{{NS['office']}}}"
    made = cell.get(f"{{{NS['table']}}}formula")
    if made in {"of:=TRUE()", "of:=FALSE()"}:  # how LibreOffice writes truth
        return made
    assert made is None, "a cell became a formula"
    if cell.get(office + "value-type") == "date":
        return str(cell.get(office + "date-value"))
    if cell.get(office + "value-type") == "time":  # a clock time may be one: it is shown as it was
        return re.sub(r"PT(\d\d)H(\d\d)M00S", r"\1:\2", str(cell.get(office + "time-value")))
    if cell.get(office + "value-type") == "float":
        return str(cell.get(office + "value"))
    return "\n".join(_letters(p) for p in cell.iterfind("text:p", NS))


def _letters(part: etree._Element) -> str:
    """Return what a paragraph shows: OpenDocument has marks for tabs, breaks, spaces after the first."""
    text = f"{{{NS['text']}}}"
    shown = {text + "tab": "\t", text + "line-break": "\n", text + "s": " " * int(part.get(text + "c", "1"))}
    inside = shown.get(str(part.tag), part.text or "")
    return inside + "".join(_letters(child) + (child.tail or "") for child in part)


def test_numbers_texts_and_dates_come_back_as_they_were(tmp_path: Path) -> None:
    write([minutes()], tmp_path, formats=("csv",))
    assert [unguard(v) for v in read_back(tmp_path / "agenda_items.csv", "number")] == NUMBERS
    texts = read_back(tmp_path / "actions.csv", "text")
    assert [unguard(v) for v in texts] == TEXTS
    assert set(read_back(tmp_path / "actions.csv", "due_date")) == {"2018-11-06"}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a table over time, as CSV and in a workbook, of texts that a spreadsheet would like to change."""
    folder = tmp_path_factory.mktemp("register")
    rows = [[bare(getattr(t, f.name)) for f in fields(Task)] for t in TASKS]
    replace_file(folder / "actions_register.csv", table_pieces(REGISTERS[0], rows))
    write_workbook(folder / "minutes.xlsx", {REGISTERS[0]: rows})
    return folder


TASKS = [
    Task(text=text, owners=(text,), reference=text, update=text, as_of_date="2021-05-04", state="overdue", days_open=7)
    for text in [*ADVERSARIAL, *NUMBERS, *TEXTS]
]


@pytest.mark.parametrize("column", ["text", "owners", "reference", "update"])
def test_tables_over_time_come_back_as_they_were(column: str, register: Path) -> None:
    wanted = [t.text.replace("\r", "") for t in TASKS]
    assert len(set(wanted)) >= 200
    assert [unguard(v).replace("\r", "") for v in read_back(register / "actions_register.csv", column)] == wanted


@pytest.mark.parametrize("column", ["text", "owners", "reference", "update"])
def test_sheets_over_time_come_back_as_they_were(column: str, register: Path) -> None:
    wanted = [t.text.replace("\r", "") for t in TASKS]
    got = read_back(register / "minutes.xlsx", column, "actions_register")
    assert [v.replace("\r", "") for v in got] == wanted
    assert set(read_back(register / "minutes.xlsx", "as_of_date", "actions_register")) == {"2021-05-04"}


def test_old_word_files_are_read_after_the_line_of_the_readme(tmp_path: Path) -> None:
    """The README's line turns a folder of ``.doc`` files into files that give the records of the document itself."""
    source = ROOT / "data" / "raw" / "nether-tolling-parish-council-2023-09.docx"
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    make = [str(SOFFICE), own, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path / "my-minutes")]
    subprocess.run([*make, str(source)], check=True, capture_output=True, timeout=180)
    old = tmp_path / "my-minutes" / source.with_suffix(".doc").name
    if not old.exists():
        pytest.skip("LibreOffice is there without its Writer")
    with pytest.raises(MinutebookError, match="E109"):
        extract(old)
    (line,) = re.findall(r"^soffice (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    subprocess.run(f"'{SOFFICE}' {own} {line}", shell=True, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    minutes, given = extract(tmp_path / "converted" / source.name), extract(source)
    assert [i.title for i in minutes.agenda_items] == [i.title for i in given.agenda_items]
    assert [(a.text, a.owners, a.due_date) for a in minutes.actions] == [
        (a.text, a.owners, a.due_date) for a in given.actions
    ]
