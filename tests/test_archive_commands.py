"""The commands of an archive as its operator runs them, on real documents: what they print, write and end with."""

from __future__ import annotations

import contextlib
import filecmp
import json
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook.archive.lock import locked

RAW = Path(__file__).parent.parent / "data" / "raw"
DOCS = Path(__file__).parent.parent / "docs" / "archive.md"
NAMES = ("nether-tolling-parish-council-2023-09.docx", "wyrdale-commissioner-2021-03.pdf")


def call(*words: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "minutebook", *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("archive")
    (base / "minutes").mkdir()
    for name in NAMES:
        shutil.copy(RAW / name, base / "minutes" / name)
    shutil.copy(RAW / NAMES[0], base / "minutes" / "copy.docx")
    (base / "minutes" / "bad.pdf").write_bytes(b"%PDF-1.7 cut off")
    first = call(
        "ingest", base / "minutes", "--out", base / "out", "--log-format", "json",
        "--report", base / "report.json", "--metrics", base / "minutebook.prom", code=3,
    )  # fmt: skip
    (base / "log.jsonl").write_text(first.stderr)
    return base


def test_every_line_of_the_log_is_an_event(taken_in: Path) -> None:
    events = [json.loads(line) for line in (taken_in / "log.jsonl").read_text().splitlines()]
    assert [e["event"] for e in events] == ["scanned", "reading", "read", "read", "read", "finished"]
    assert {e["status"] for e in events if e["event"] == "read"} == {"ok", "damaged"}


def test_the_report_counts_what_was_done(taken_in: Path) -> None:
    report = json.loads((taken_in / "report.json").read_text())
    assert (report["files"], report["read"], report["events"]) == (4, 3, {"new": 4})
    assert report["documents"] == {"damaged": 1, "duplicate": 1, "ok": 2}
    assert [f["source"] for f in report["failures"]] == ["bad.pdf"]


def test_prometheus_can_read_the_figures(taken_in: Path) -> None:
    text = (taken_in / "minutebook.prom").read_text()
    assert text.endswith("\n")
    for line in text.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) minutebook_\w+ .+|minutebook_\w+(\{\w+=\"\w+\"\})? [-0-9.e+]+", line), line
    assert 'minutebook_documents{status="ok"} 2' in text


def test_what_comes_out_is_what_extract_writes(taken_in: Path) -> None:
    again = taken_in / "again"  # as far from the minutes as the other, to which links lead
    call("extract", taken_in / "minutes", "--out", again, "--format", "csv,json,registers,xlsx", code=3)
    names = [p.relative_to(again).as_posix() for p in again.rglob("*") if p.is_file()]
    assert len(names) > 20
    assert filecmp.cmpfiles(again, taken_in / "out", names, shallow=False) == (names, [], [])


def test_a_night_without_news_is_quiet(taken_in: Path) -> None:
    done = call("ingest", taken_in / "minutes", "--out", taken_in / "out")
    assert done.stdout == ""
    assert "nothing to read" in done.stderr


def test_a_second_run_ends_at_once(taken_in: Path) -> None:
    with locked(taken_in / "out"):
        done = call("ingest", taken_in / "minutes", "--out", taken_in / "out", code=75)
    assert "E311" in done.stderr


def test_status_names_runs_failures_and_doubts(taken_in: Path) -> None:
    text = call("status", "--out", taken_in / "out").stdout
    assert "4 new; 3 read, 1 without records" in text
    assert "E106" in text
    assert "bad.pdf" in text


def test_verify_and_export(taken_in: Path, tmp_path: Path) -> None:
    shutil.copytree(taken_in / "out", tmp_path / "before")
    assert "as the catalogue has them" in call("verify", "--out", taken_in / "out").stdout
    (taken_in / "out" / "actions.csv").write_text("mine")
    assert "actions.csv" in call("verify", "--out", taken_in / "out", code=3).stdout
    call("export", "--out", taken_in / "out")
    assert filecmp.cmp(tmp_path / "before" / "actions.csv", taken_in / "out" / "actions.csv", shallow=False)


def test_a_folder_that_was_moved_has_its_links_mended(taken_in: Path, tmp_path: Path) -> None:
    shutil.copytree(taken_in / "out", tmp_path / "deeper" / "out")
    assert "minutes.xlsx" in call("verify", "--out", tmp_path / "deeper" / "out", code=3).stdout
    call("ingest", taken_in / "minutes", "--out", tmp_path / "deeper" / "out")
    assert "as the catalogue has them" in call("verify", "--out", tmp_path / "deeper" / "out").stdout


def test_a_report_is_one_page(taken_in: Path, tmp_path: Path) -> None:
    said = call("report", "--out", taken_in / "out", "--pictures", 3).stdout
    page = (taken_in / "out" / "report.html").read_text(encoding="utf-8")
    assert said.startswith(f"{taken_in / 'out' / 'report.html'} written")
    assert "bad.pdf" in page
    assert 1 <= page.count("iVBORw0KGgo") <= 3
    call("report", "--out", taken_in / "out", "--pictures", 0, "--file", tmp_path / "deeper" / "page.html")
    assert "iVBORw0KGgo" not in (tmp_path / "deeper" / "page.html").read_text(encoding="utf-8")
    (tmp_path / "file").touch()
    assert "E304" in call("report", "--out", taken_in / "out", "--file", tmp_path / "file" / "x.html", code=5).stderr
    assert "0 or more" in call("report", "--pictures", "-1", code=2).stderr


def test_changes_are_a_table(taken_in: Path) -> None:
    text = call("changes", "--since-version", "0.0.1", "--out", taken_in / "out").stdout
    assert text.startswith("source,document_id,table,kind")


@pytest.mark.parametrize("command", ["export", "report", "status", "verify"])
def test_without_a_catalogue(tmp_path: Path, command: str) -> None:
    assert "minutebook ingest" in call(command, "--out", tmp_path, code=5).stderr


def test_a_source_that_vanished(taken_in: Path, tmp_path: Path) -> None:
    shutil.copytree(taken_in / "out", tmp_path / "out")
    shutil.move(taken_in / "minutes", taken_in / "elsewhere")
    try:
        done = call("ingest", taken_in / "minutes", "--out", tmp_path / "out", code=5)
    finally:
        shutil.move(taken_in / "elsewhere", taken_in / "minutes")
    assert "E312" in done.stderr
    assert filecmp.cmp(tmp_path / "out" / "actions.csv", taken_in / "out" / "actions.csv", shallow=False)


def limited(size: int) -> None:
    """Let no file of this process grow beyond so many bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [4096, 60_000, 400_000])
def test_a_full_disk_loses_nothing(taken_in: Path, tmp_path: Path, size: int) -> None:
    for part in ("minutes", "out"):
        shutil.copytree(taken_in / part, tmp_path / part)
    before = tables(tmp_path / "out")
    shutil.copy(RAW / "harrowmere-museums-trust-2022-11.pdf", tmp_path / "minutes")
    words = [sys.executable, "-m", "minutebook", "ingest", str(tmp_path / "minutes"), "--out", str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=lambda: limited(size), check=False)
    assert done.returncode == 5, done.stderr
    assert "E304" in done.stderr
    assert tables(tmp_path / "out") == before
    call("ingest", tmp_path / "minutes", "--out", tmp_path / "out")
    assert len((tmp_path / "out" / "meetings.csv").read_text().splitlines()) > len(before["meetings.csv"].splitlines())
    assert "as the catalogue has them" in call("verify", "--out", tmp_path / "out").stdout


def test_killed_again_and_again_it_comes_to_the_same_end(tmp_path: Path) -> None:
    whole = tmp_path / "undisturbed"
    call("ingest", RAW, "--out", whole)
    words = [sys.executable, "-m", "minutebook", "ingest", str(RAW), "--out", str(tmp_path / "out")]
    for wait in (0.4, 1.2, 1.6, 2.0, 2.4):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait)
        process.kill()
        process.wait()
        assert tables(tmp_path / "out") in ({}, tables(whole))
    call("ingest", RAW, "--out", tmp_path / "out")
    assert tables(tmp_path / "out") == tables(whole)


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.glob("*.csv"))}


def test_the_guide_names_commands_that_there_are() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for command in set(re.findall(r"minutebook (ingest|export|report|status|verify|changes)\b", text)):
        known = call(command, "--help").stdout
        for option in set(re.findall(rf"minutebook {command}[^\n]*?(--[a-z-]+)", text)):
            assert option in known
