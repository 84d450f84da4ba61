"""What the page for the analyst says is true: its code runs on data/raw and tells the overdue tasks by owner."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from minutebook.write.csv import unguard
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import columns
from regenerate import ROOT
from test_docs import minutebook

PAGE = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
RSCRIPT = shutil.which("Rscript")
OWNERS = {"Jonah Siddall": 3, "Leander Hobbs": 2, "Callum Thirlby": 1, "Desmond Pryce": 1}
"""Who owes overdue tasks in the invented minutes (see data/invented/leisure.py), and how many."""
REGISTER = {c.name for t in REGISTERS if t.name == "actions_register" for c in columns(t)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the page's commands were run."""
    place = tmp_path_factory.mktemp("analyst")
    shutil.copytree(ROOT / "data" / "raw", place / "data" / "raw")
    for command in re.findall(r"^\.venv/bin/(minutebook .+)$", PAGE, re.MULTILINE):
        run = minutebook(command, place)
        assert run.returncode == 0, run.stderr
    return place


def block(word: str, kind: str = "python") -> str:
    """The one block of code that holds a word."""
    found: str
    (found,) = [b for b in re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) if word in b]
    return found


def needs(*libraries: str) -> None:
    missing = [name for name in libraries if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def run(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_pandas_leaves_a_chart(folder: Path) -> None:
    needs("pandas", "matplotlib")
    said = run(block("read_csv"), folder)
    assert said in PAGE
    assert dict(re.findall(r"^(\w+ \w+) +(\d+)$", said, re.MULTILINE)) == {k: str(v) for k, v in OWNERS.items()}
    assert (folder / "overdue.png").read_bytes().startswith(b"\x89PNG")


def test_a_sample_is_drawn_as_the_trust_page_says(folder: Path) -> None:
    needs("pandas")
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    (code,) = [c for c in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "sample" in c]
    run(code, folder)
    head = (folder / "sample.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.endswith(",there,owner,date") and "evidence_quote" in head


def test_tasks_of_the_invented_board_end_as_their_writer_knows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "data"))
    leisure = importlib.import_module("invented.leisure")
    with (folder / "results" / "actions_register.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["body"] == leisure.BODY]
    states = {unguard(row["reference"]): row["state"] for row in rows if row["reference"]}
    assert states == leisure.FATES
    others = sorted(row["state"] for row in rows if not row["reference"])
    assert others == ["dropped", "dropped", "open", "open", "open"]


def test_tables_join(folder: Path) -> None:
    needs("pandas")
    said = run(block("actions_mentions.parquet"), folder)
    assert "The third is promised for August." in said
    assert "Two have come in." in said


def test_duckdb(folder: Path) -> None:
    needs("duckdb")
    said = run(block("duckdb.sql"), folder)
    assert {name: int(n) for name, n in re.findall(r"│ (\w+ \w+) +│ +(\d+) │", said)} == OWNERS


def test_sql_of_the_catalogue(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive" / "catalogue.sqlite")) as base:
        rows = base.execute(block("open_actions", "sql")).fetchall()
    assert ("Tarrow Vale Leisure Board", "JS") in {row[:2] for row in rows}
    assert all(row[3] for row in rows)


@pytest.mark.skipif(RSCRIPT is None, reason="R (Rscript) is not installed")
def test_r_leaves_a_chart(folder: Path) -> None:
    done = subprocess.run([str(RSCRIPT), "-e", block("barplot", "r")], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "overdue-r.png").exists()


def test_columns_named_in_power_query_and_r_exist() -> None:
    query = block("Csv.Document", "powerquery")
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', query)) | set(re.findall(r"\[(\w+)\] = \"overdue\"", query))
    named |= set(re.findall(r"(?:tasks|overdue)\$(\w+)", block("barplot", "r")))
    assert len(named) > 6
    assert named <= REGISTER


def test_the_front_sheet_has_the_chart(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = {r[0].value: r[1].value for r in openpyxl.load_workbook(folder / "results" / "minutes.xlsx")["about"].rows}
    assert {name: rows.get(name) for name in OWNERS} == OWNERS
