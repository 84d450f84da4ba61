"""The command as a person uses it: what it prints, writes and returns."""

from __future__ import annotations

import functools
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
import pytest

from commands import command
from minutebook import __version__
from minutebook.cli.options import READERS
from minutebook.errors import MinutebookError
from minutebook.read import PDF_READERS
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Outcome, Task


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one invented minutes."""
    folder = tmp_path_factory.mktemp("minutes")
    document = docx.Document()
    for line in (
        "Harbour Board",
        "Minutes of the meeting held on 4 May 2021",
        "Present: Ann Quill (Chair), Ben Reed",
        "1. Apologies",
        "None were received.",
        "2. Crane",
        "Mr Reed reported that the crane was old. It was resolved to mend it.",
        "Action: Ben Reed to mend the crane by 3 June 2021.",
    ):
        document.add_paragraph(line)
    document.save(str(folder / "may.docx"))
    return folder


def test_extract_writes_and_sums_up(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "extract", minutes, "--out", tmp_path / "out", "--workers", 1) == 0
    said = capsys.readouterr()
    assert "documents" in said.out and "agenda items" in said.out and "written to" in said.out
    assert "Reading 1 document." in said.err and "\x1b" not in said.out + said.err
    assert (tmp_path / "out" / "actions.csv").exists()
    assert len(list((tmp_path / "out" / "json").iterdir())) == 1


def test_options_stand_anywhere_and_a_name_may_begin_with_a_hyphen(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-odd.pdf").write_bytes(b"")
    assert command(monkeypatch, "extract", minutes, "--workers", 1, "--out", "a", minutes / "may.docx") == 0
    assert "Reading 1 document." in capsys.readouterr().err
    assert command(monkeypatch, "extract", "--out=b", "--workers=1", "--", minutes, "-odd.pdf") == 3
    assert "-odd.pdf" in capsys.readouterr().out


def test_the_package_runs_as_a_module() -> None:
    run = subprocess.run([sys.executable, "-m", "minutebook", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith(f"minutebook {__version__} (")


def test_one_format_alone(minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(monkeypatch, "extract", minutes, "--out", tmp_path, "--format", "json", "--workers", 1) == 0
    assert not list(tmp_path.glob("*.csv")) and (tmp_path / "minutes.schema.json").exists()


def test_records_less_sure_than_asked_for_are_left_out_and_counted(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ("extract", minutes, "--out", tmp_path, "--workers", 1)
    assert command(monkeypatch, *args, "--min-confidence", 1) == 0
    said = capsys.readouterr()
    assert re.search(r"Left out: \d+ records less sure than 1 ", said.err)
    assert "N14" not in said.out, "it is no doubt"
    assert (tmp_path / "actions.csv").read_bytes().count(b"\r\n") == 1, "the header only"
    assert b"N14" in (tmp_path / "notices.csv").read_bytes()
    assert command(monkeypatch, *args) == 0
    assert "Left out" not in capsys.readouterr().err
    assert (tmp_path / "actions.csv").read_bytes().count(b"\r\n") > 1


def test_a_bad_file_is_named_with_its_reason_and_the_rest_is_read(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"")
    assert command(monkeypatch, "extract", minutes, bad, "--out", tmp_path / "out", "--workers", 1) == 3
    said = capsys.readouterr().out
    assert "E101 The file is empty" in said and "scan.pdf" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "nowhere"), "E302"),
        (("extract", "."), "E303"),
        (("extract",), "SOURCE"),
        (("extract", ".", "--format", "ods"), "ods"),
        (("extract", ".", "--workers", "0"), "workers"),
        (("extract", ".", "--timeout", "0"), "timeout"),
        (("extract", ".", "--timeout", "nan"), "seconds"),
        (("extract", ".", "--memory", "lots"), "memory"),
        (("extract", ".", "--min-confidence", "1.5"), "min-confidence"),
        (("extract", ".", "--min-confidence", "high"), "min-confidence"),
        (("extract", ".", "--reader", "acrobat"), "acrobat"),
        (("show", "x.pdf", "--reader", "acrobat"), "acrobat"),
        (("show", "nowhere.pdf"), "E302"),
        (("dance",), "dance"),
    ],
)
def test_mistakes_are_named_without_a_traceback(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert words.lower() in said.err.lower() and "Traceback" not in said.err


def test_the_reader_and_the_limits_are_handed_on_to_the_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, int, Limits]] = []

    def supervise(tasks: Iterable[Task], *, job: Job, workers: int, limits: Limits) -> Iterator[Outcome]:
        asked.append((job.reader, workers, limits))
        yield from (Outcome(task.key, None, MinutebookError("E105"), 0.0) for task in tasks)

    monkeypatch.setattr("minutebook.run.supervise", supervise)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    here = ("extract", tmp_path, "--out", tmp_path / "out", "--workers", 3)
    assert command(monkeypatch, *here) == 3
    assert command(monkeypatch, *here, "--reader", "pdfplumber", "--timeout", "1.5", "--memory", 100) == 3
    assert asked == [("auto", 3, Limits()), ("pdfplumber", 3, Limits(seconds=1.5, memory=100 << 20))]
    assert "E105" in capsys.readouterr().out


def test_show_asks_the_reader_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert READERS == PDF_READERS
    asked: list[str] = []

    def read_pdf(_data: bytes, reader: str, _pages: int) -> None:
        asked.append(reader)
        raise MinutebookError("E105")

    monkeypatch.setattr("minutebook.read.pdf.read_pdf", read_pdf)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert command(monkeypatch, "show", tmp_path / "a.pdf", "--reader", "pdfium") == 3
    assert asked == ["pdfium"] and "E105" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_document_that_takes_too_long_is_named_and_the_rest_is_read(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "endless.pdf")
    given = ("extract", minutes, tmp_path / "endless.pdf", "--out", tmp_path / "out", "--timeout", 8, "--workers", 2)
    assert command(monkeypatch, *given) == 3
    said = capsys.readouterr().out
    assert "E110" in said and "endless.pdf" in said and (tmp_path / "out" / "json").is_dir()
    assert re.search(r"read +1\n", said)


def test_an_output_that_cannot_be_written_ends_before_the_work(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert command(monkeypatch, "extract", minutes, "--out", tmp_path / "file") == 5
    said = capsys.readouterr().err
    assert "E304" in said and "Reading" not in said


def test_show_prints_an_outline(
    minutes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "show", minutes / "may.docx") == 0
    said = capsys.readouterr().out
    assert "may.docx" in said and "Harbour Board" in said


def test_show_says_why_a_file_has_no_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.pdf"
    file.write_text("<html>gone</html>")
    assert command(monkeypatch, "show", file) == 3
    assert "E104" in capsys.readouterr().err


def test_version_and_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for found, how in ((None, "in Python"), (object(), "by compiled code")):
        monkeypatch.setattr("minutebook.read.pdfium.loops.loops.compiled", found)
        assert command(monkeypatch, "--version") == 0
        assert capsys.readouterr().out == f"minutebook {__version__} (pages of PDFs are read {how})\n"
    for arguments in ((), ("--help",), ("extract", "--help"), ("show", "-h")):
        command(monkeypatch, *arguments)
        said = capsys.readouterr()
        assert "usage: minutebook" in said.out + said.err


def test_a_failure_of_our_own_is_one_line(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("crane")

    monkeypatch.setattr("minutebook.run.run", fail)
    assert command(monkeypatch, "extract", minutes, "--out", tmp_path) == 1
    assert "E900" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
@pytest.mark.parametrize(("kind", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so(minutes: Path, tmp_path: Path, kind: signal.Signals, code: int) -> None:
    pipe = tmp_path / "endless.pdf"
    os.mkfifo(pipe)  # reading it waits for ever
    arguments = [sys.executable, "-m", "minutebook", "extract", str(pipe), "--out", str(tmp_path / "out")]
    heard = functools.partial(signal.signal, kind, signal.SIG_DFL)  # a shell's background jobs are deaf to SIGINT
    run = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, preexec_fn=heard)  # noqa: PLW1509 - no threads here
    assert run.stderr is not None
    assert run.stderr.readline() == "Reading 1 document.\n"
    time.sleep(0.3)
    run.send_signal(kind)
    _, said = run.communicate(timeout=20)
    assert run.returncode == code and "Traceback" not in said and "stopped" in said
