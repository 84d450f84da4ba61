"""Which files are read and under which names; every file ends in one result, whatever happens to a worker."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from minutebook.errors import MinutebookError
from minutebook.pipeline import attempt
from minutebook.records import DocumentRecord, Minutes
from minutebook.refusal import refuse
from minutebook.run import run, summarize
from minutebook.sources import Source, find_sources
from minutebook.workers.limits import Limits
from minutebook.write import KINDS, pack
from regenerate import ROOT


def touch(path: Path, data: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(*given: Path | str) -> list[str]:
    return [s.name for s in find_sources([str(g) for g in given])]


def test_a_folder_gives_its_documents_under_their_paths_below_it(tmp_path: Path) -> None:
    for name in ("b/x.PDF", "a.docx", "c/d/old.doc", "notes.txt", "~$a.docx", "._a.pdf"):
        touch(tmp_path / "in" / name)
    assert names(tmp_path / "in") == ["a.docx", "b/x.PDF", "c/d/old.doc"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    assert names(touch(tmp_path / "minutes.scan")) == ["minutes.scan"]


def test_a_pattern_in_quotes_works_and_a_name_with_brackets_too(tmp_path: Path) -> None:
    touch(tmp_path / "a 1.pdf")
    touch(tmp_path / "sub" / "b.pdf")
    touch(tmp_path / "c[1].docx")
    assert names(f"{tmp_path}/*.pdf") == ["a 1.pdf"]
    assert names(f"{tmp_path}/**/*.pdf") == ["a 1.pdf", "b.pdf"]
    assert names(tmp_path / "c[1].docx") == ["c[1].docx"]


def test_a_file_that_is_meant_twice_is_read_once(tmp_path: Path) -> None:
    file = touch(tmp_path / "in" / "a.pdf")
    assert names(tmp_path / "in", file) == ["a.pdf"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        touch(tmp_path / folder / "may" / "a.pdf")
    assert names(tmp_path / "one", tmp_path / "two") == ["one/may/a.pdf", "two/may/a.pdf"]


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    for given, code in ((tmp_path / "none", "E302"), (f"{tmp_path}/*.pdf", "E302"), (tmp_path, "E303")):
        with pytest.raises(MinutebookError) as caught:
            names(given)
        assert caught.value.code == code


@pytest.mark.skipif(os.name != "posix", reason="file names of any bytes")
def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    touch(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf")))
    assert names(tmp_path) == ["caf\ufffd.pdf"]


def minutes_docx(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in ("Minutes of the Harbour Board, 4 May 2021", "Present: Ann Quill (Chair), Ben Reed", *lines):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_failure_is_a_result_too(tmp_path: Path) -> None:
    empty = attempt(touch(tmp_path / "x.pdf"), source="x.pdf")
    assert empty.document.status == "empty" and empty.document.source == "x.pdf"
    assert [n.code for n in empty.notices] == ["E101"] and empty.document.id == empty.document.sha256[:16]
    missing = attempt(tmp_path / "none.pdf", source="none.pdf")
    assert missing.document.status == "not_found" and len(missing.document.id) == 16


def test_an_unforeseen_error_is_a_result_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("crane")

    monkeypatch.setattr("minutebook.pipeline.outline", fail)
    broken = attempt(minutes_docx(tmp_path / "m.docx"), source="m.docx")
    assert broken.document.status == "internal" and "KeyError" in broken.notices[0].message


def test_copies_are_read_once_and_named(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        touch(tmp_path / name, b"same" if name != "b.docx" else b"else")
    seen: list[str] = []
    results = run(find_sources([str(tmp_path)]), done=lambda m: seen.append(m.document.source))
    assert [m.document.status for m in results] == ["wrong_type", "wrong_type", "duplicate"]
    assert results[2].notices[0].code == "N12" and "a.docx" in results[2].notices[0].message
    assert results[2].document.id == results[0].document.id
    assert sorted(seen) == ["a.docx", "b.docx", "c.docx"]


def test_two_empty_files_do_not_hide_each_other(tmp_path: Path) -> None:
    touch(tmp_path / "a.pdf")
    touch(tmp_path / "b.pdf")
    assert [m.document.status for m in run(find_sources([str(tmp_path)]))] == ["empty", "duplicate"]


def result(source: Source) -> Minutes:
    return refuse(None, DocumentRecord(id=f"{source.name:0>16}", source=source.name))


def test_a_worker_that_dies_costs_only_its_own_document(tmp_path: Path) -> None:
    given = ["a", "b", "exit", "c", "d", "e"]
    sources = [Source(touch(tmp_path / name, name.encode() * (k + 1)), name) for k, name in enumerate(given)]
    results = run(sources, workers=2, read="poison:read")
    assert [m.document.source for m in results] == given
    assert [m.document.status for m in results] == ["ok", "ok", "crashed", "ok", "ok", "ok"]
    assert results[2].document.sha256 and "exit code 9" in results[2].notices[0].message


def test_the_results_do_not_depend_on_the_number_of_workers() -> None:
    sources = find_sources([str(ROOT / "data" / "raw")])
    assert run(sources, workers=1) == run(sources, workers=3)


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_pipe_that_is_named_is_given_up_when_its_time_is_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.pdf")
    (packed,) = run([Source(tmp_path / "endless.pdf", "endless.pdf")], limits=Limits(seconds=1.0))
    assert packed.document.status == "timeout" and not packed.document.sha256


def test_the_summary_counts(tmp_path: Path) -> None:
    good = result(Source(tmp_path, "good"))
    bad = refuse(MinutebookError("E105"), DocumentRecord(id="1" * 16, source="bad"))
    summary = summarize([pack(m) for m in (good, bad, bad)])
    assert (summary.documents, summary.read, summary.duplicates) == (3, 1, 0)
    assert [(f.code, f.files) for f in summary.failures] == [("E105", ("bad", "bad"))]
    assert set(summary.records) == set(KINDS)
