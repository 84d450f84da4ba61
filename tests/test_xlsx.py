"""The workbook: what each cell is to a spreadsheet, links, and folders without leftovers."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minutebook.records import Action, AgendaItem, DocumentRecord, Evidence, Meeting, Minutes
from minutebook.write import write
from minutebook.write.csv import MAX_CELL
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES, columns
from minutebook.write.xlsx import write_workbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
E = Evidence(page=3, quote="q", rule="r", confidence=0.25)
WORDS = (
    *("1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "http://x.example/", "mailto:a@b.example"),
    *(
        "1",
        "-5",
        "1.10",
        "3-4",
        "1/2",
        "June 2018",
        "2018-11",
        "TRUE",
        "#REF!",
        "1e5",
        "0042",
        "½",
        "£5",
        "5%",
        "10:30",
    ),
    *(
        "=",
        "+",
        "-",
        "@",
        "'",
        '"',
        "\t",
        "NaN",
        "nil",
        "a\nb",
        "\r\n",
        "é",
        "<b>",
        "&amp;",
        "]]>",
        "_x000D_",
        "  two  ",
    ),
)
TEXTS = [lead + w for lead in ("", "=", "+", "-", "@", "'") for w in WORDS if (lead + w).strip()]
"""More than two hundred texts that a spreadsheet would like to run, or to turn into something else."""


def minutes() -> Minutes:
    return Minutes(
        document=DocumentRecord(id="d" * 16, source="a.pdf", sha256="0" * 64),
        meeting=Meeting(id="m", body="=Harbour()", date="2021-05-04"),
        agenda_items=tuple(AgendaItem(id=f"i{k}", number=str(k), path=str(k), title=f"Title {k}") for k in range(3)),
        actions=(
            *(
                Action(id=f"a{k}", item="i2", text=t, due_date="2018-11-06", page=3, evidence=E)
                for k, t in enumerate(TEXTS)
            ),
            Action(id="b", text="x" * 40_000, due_date="2018-11", owners=("AB", "CD"), marked=False),
            Action(id="c", text="long ago", due_date="1066-10-14"),
        ),
    )


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(path)
    head, *rows = book[name].iter_rows()
    return [dict(zip([c.value for c in head], row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (path,) = write([minutes()], folder, formats=["xlsx"])
    return path


def test_there_are_enough_texts() -> None:
    assert len(set(TEXTS)) >= 200


def test_every_text_is_a_text(book: Path) -> None:
    rows = sheet(book, "actions")
    for text, row in zip(TEXTS, rows, strict=False):
        assert row["text"].data_type == "s", text
        assert row["body"].data_type == "s"
    plain = [t.replace("\r", "") for t in TEXTS if "_x000D_" not in t]
    assert [t for r in rows[: len(TEXTS)] if "_x000D_" not in (t := _read(r["text"].value))] == plain


def _read(text: str) -> str:
    """Return a text as a spreadsheet shows it: a carriage return is written by its number."""
    return text.replace("_x000D_\n", "\n")


def test_numbers_dates_and_truth_are_what_they_are(book: Path) -> None:
    rows = sheet(book, "actions")
    assert rows[0]["due_date"].value == dt.datetime(2018, 11, 6)
    assert rows[0]["page"].value == 3
    assert rows[0]["evidence_confidence"].value == 0.25
    assert rows[0]["marked"].value is True
    assert rows[-2]["due_date"].value == "2018-11"
    assert rows[-1]["due_date"].value == "1066-10-14"
    assert rows[-2]["owners"].value == "AB; CD"
    assert len(rows[-2]["text"].value) == MAX_CELL


def test_a_record_leads_to_its_item(book: Path) -> None:
    link = sheet(book, "actions")[0]["item_path"].hyperlink
    assert link.location == "agenda_items!A4"
    assert sheet(book, "agenda_items")[2]["title"].value == "Title 2"


def test_sheets_can_be_filtered(book: Path) -> None:
    loaded = openpyxl.load_workbook(book)
    for table in TABLES:
        held = loaded[table.name]
        assert held.freeze_panes == "A2"
        assert held.auto_filter.ref.startswith("A1:")
        assert [c.value for c in held[1]] == [c.name for c in columns(table)]


def test_the_front_sheet_counts(book: Path) -> None:
    rows = {r[0].value: r[1].value for r in openpyxl.load_workbook(book)["about"].iter_rows()}
    assert rows["actions"] == len(TEXTS) + 2
    assert rows["=Harbour()"] == 1


def test_the_same_records_give_the_same_bytes(book: Path, tmp_path: Path) -> None:
    (again,) = write([minutes()], tmp_path, formats=["xlsx"])
    assert again.read_bytes() == book.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["minutes.xlsx", "written.json"]


def test_no_records_at_all(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "empty.xlsx", dict.fromkeys((*TABLES, *REGISTERS), ()))
    assert openpyxl.load_workbook(path)["actions"].max_row == 1


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_runs_nothing(book: Path, tmp_path: Path) -> None:
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(SOFFICE), own, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "minutes.fods").read_text(encoding="utf-8")
    assert set(re.findall(r'table:formula="([^"]*)"', text)) <= {"of:=TRUE()", "of:=FALSE()"}  # how it writes truth
    assert "SUM(A1:A9)" in text


def test_a_record_leads_to_its_file_at_its_page(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write([minutes()], out, formats=["xlsx"], places={"a.pdf": str(tmp_path / "raw" / "a #1.pdf")})
    link = sheet(out / "minutes.xlsx", "actions")[0]["source"].hyperlink
    assert link.target == "../raw/a%20%231.pdf" and link.location == "page=3"


def test_a_file_on_the_web_is_led_to_where_it_is(tmp_path: Path) -> None:
    write([minutes()], tmp_path, formats=["xlsx"], places={"a.pdf": "https://harbour.example/a.pdf"})
    link = sheet(tmp_path / "minutes.xlsx", "actions")[0]["source"].hyperlink
    assert link.target == "https://harbour.example/a.pdf" and link.location == "page=3"
