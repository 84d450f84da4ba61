"""The benchmarks run from end to end on two small files, without the other tools; no time is judged."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import minutebook
from regenerate import ROOT

RAW = ROOT / "data" / "raw"
FILES = [RAW / "harrowmere-museums-trust-2022-11.pdf", RAW / "nether-tolling-parish-council-2023-09.docx"]


def run(script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / script), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture
def material(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("material")


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("measure")


def test_speed_measures_readers_and_stages() -> None:
    done = run("speed.py", *FILES, "--rounds", "1", "--with", "none")
    assert done.returncode == 0, done.stderr
    for reader in ("**minutebook** ", "pdfium ", "pdfplumber ", "python-docx "):
        assert f"\n| {reader}" in done.stdout
    for stage in ("read: marks from pages", "outline", "actions", "resolve", "write"):
        assert f"\n| {stage} |" in done.stdout
    assert "1 document with 3 pages" in done.stdout


def test_growth_tells_of_pages_documents_and_workers() -> None:
    done = run("growth.py", "--pages", "1,2", "--documents", "2", "--workers", "1,2", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("### ")] == [
        "### Pages in a document",
        "### Documents in an archive",
        "### Workers",
    ]


def test_start_times_the_command() -> None:
    done = run("start.py", FILES[0], "--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert "minutebook --help" in done.stdout
    assert "one document of 3 pages" in done.stdout


def test_following_finds_every_invented_task_again() -> None:
    done = run("following.py", "--actions", "300", "--bodies", "1,2", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    measured = [line.split("|") for line in done.stdout.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert len(measured) == 2
    for cells in measured:
        rows, tasks, mentions = (int(cell.replace(",", "")) for cell in cells[2:5])
        assert rows == mentions
        assert 0.2 * rows < tasks < 0.5 * rows


@pytest.mark.parametrize("script", ["speed.py", "growth.py", "start.py", "following.py", "tables.py", "unattended.py"])
def test_every_script_explains_itself_and_refuses_what_it_does_not_know(script: str) -> None:
    told = run(script, "--help")
    assert told.returncode == 0
    assert "exit codes: 0" in told.stdout
    assert run(script, "--rounds", "0").returncode == 2
    assert run(script, "--nothing").returncode == 2


def test_tables_are_followed_and_written() -> None:
    pytest.importorskip("pyarrow")
    done = run("tables.py", "--actions", "60")
    assert done.returncode == 0, done.stderr
    for step in ("following", "registers", "csv", "xlsx", "parquet", "all of it"):
        assert f"\n| {step} |" in done.stdout


def test_a_file_that_is_not_there_is_the_command_line_s_fault() -> None:
    assert run("speed.py", "nowhere.pdf", "--with", "none").returncode == 2
    assert run("start.py", "nowhere.pdf").returncode == 2
    assert run("speed.py", "--with", "nobody").returncode == 2


def test_an_archive_has_no_file_twice_and_the_records_of_its_originals(material: Any, tmp_path: Path) -> None:
    originals = sorted(RAW.iterdir())
    paths = material.archive(tmp_path, 2 * len(originals), RAW)
    assert len({hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}) == len(paths)
    for path, original in zip(paths, originals, strict=False):
        got, wanted = minutebook.extract(path), minutebook.extract(original)
        for kind in ("attendance", "agenda_items", "questions", "findings", "decisions", "actions"):
            assert len(getattr(got, kind)) == len(getattr(wanted, kind)), (original.name, kind)
    names = [a.name for a in minutebook.extract(paths[0]).attendance]
    assert names != [a.name for a in minutebook.extract(paths[len(originals)]).attendance]


def test_a_long_document_can_be_cut_to_any_number_of_pages(material: Any, tmp_path: Path) -> None:
    material.long_minutes(tmp_path / "long.pdf", 5)
    material.first_pages(tmp_path / "long.pdf", tmp_path / "4.pdf", 4)
    minutes = minutebook.extract(tmp_path / "4.pdf")
    assert minutes.document.pages == 4
    assert minutes.decisions
    assert minutes.actions


def test_figures_are_put_between_their_markers_and_nowhere_else(measure: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = "<!-- speed: written by benchmarks/speed.py -->", "<!-- end of speed -->"
    page.write_text(f"before\n\n{begin}\nold\n{end}\n\nafter\n", encoding="utf-8")
    measure.put("speed", "new\n", page)
    assert page.read_text(encoding="utf-8") == f"before\n\n{begin}\n\nnew\n\n{end}\n\nafter\n"
    with pytest.raises(ValueError, match="markers"):
        measure.put("growth", "new", page)


def test_a_worker_that_cannot_work_says_why(measure: Any, tmp_path: Path) -> None:
    with pytest.raises(measure.GoneError):
        measure.Worker("nobody")
    worker = measure.Worker("pdfium")
    try:
        broken = tmp_path / "broken.pdf"
        broken.write_bytes(b"%PDF-1.7 and nothing more")
        assert worker.do(paths=[broken, FILES[0]], out=tmp_path)["failed"] == 1
    finally:
        worker.close()


def test_the_report_is_measured() -> None:
    done = run("report.py", "--actions", "40", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert "The page of 40 actions" in done.stdout
    assert "| in Chromium |" in done.stdout
