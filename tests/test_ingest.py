"""Runs over an archive: what is read, what is only moved, what stays when a run is broken off."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from archives import Archive, Reader
from minutebook.archive import ingest as module
from minutebook.archive.catalogue import NAME, read_rows
from minutebook.archive.export import READY, STAGING, check, export
from minutebook.archive.lock import locked
from minutebook.errors import MinutebookError


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.put("a.pdf", "mend the pump\n")
    made.put("b/b.pdf", "paint the gate\n")
    return made


def table(archive: Archive, name: str) -> list[dict[str, str]]:
    text = (archive.out / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def tasks(archive: Archive) -> list[tuple[str, str]]:
    return [(r["source"], r["text"]) for r in table(archive, "actions")]


def statuses(archive: Archive) -> dict[str, str]:
    return {r["source"]: r["status"] for r in table(archive, "documents")}


def test_everything_is_read_once(archive: Archive) -> None:
    report = archive.run()
    assert archive.reader.read == ["a.pdf", "b/b.pdf"]
    assert report.events == {"new": 2}
    assert tasks(archive) == [("a.pdf", "mend the pump"), ("b/b.pdf", "paint the gate")]
    before = archive.exported()
    report = archive.run()
    assert archive.reader.read == []
    assert (report.events, report.read, report.written) == ({}, 0, 0)
    assert archive.exported() == before


def test_what_did_not_change_is_not_opened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in archive.sources.rglob("*.pdf"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert archive.run().hashed == 2
    assert archive.run().hashed == 0


def test_a_file_that_was_changed_just_now_is_looked_at_again(archive: Archive) -> None:
    archive.run()
    assert archive.run().hashed == 2


def test_a_move_is_no_reading(archive: Archive) -> None:
    archive.run()
    archive.put("c/x", "")
    (archive.sources / "a.pdf").rename(archive.sources / "c" / "new name.pdf")
    report = archive.run()
    assert archive.reader.read == []
    assert report.events == {"moved": 1}
    assert tasks(archive) == [("b/b.pdf", "paint the gate"), ("c/new name.pdf", "mend the pump")]
    (held,) = [p for p in (archive.out / "json").iterdir() if "pump" in p.read_text()]
    assert json.loads(held.read_text())["document"]["source"] == "c/new name.pdf"


def test_a_copy_is_a_duplicate_and_takes_the_place_of_what_it_copied(archive: Archive) -> None:
    archive.run()
    shutil.copy(archive.sources / "a.pdf", archive.sources / "copy.pdf")
    report = archive.run()
    assert (archive.reader.read, report.events) == ([], {"copied": 1})
    assert statuses(archive) == {"a.pdf": "ok", "b/b.pdf": "ok", "copy.pdf": "duplicate"}
    assert [n["code"] for n in table(archive, "notices")] == ["N12"]
    (archive.sources / "a.pdf").unlink()
    report = archive.run()
    assert (archive.reader.read, report.events) == ([], {"deleted": 1})
    assert statuses(archive) == {"b/b.pdf": "ok", "copy.pdf": "ok"}
    assert ("copy.pdf", "mend the pump") in tasks(archive)


def test_an_edit_is_a_new_version_and_the_old_one_can_return(archive: Archive) -> None:
    archive.run()
    archive.put("a.pdf", "mend the other pump\n")
    report = archive.run()
    assert (archive.reader.read, report.events) == (["a.pdf"], {"changed": 1})
    assert tasks(archive)[0] == ("a.pdf", "mend the other pump")
    assert len(list((archive.out / "json").iterdir())) == 2
    archive.put("a.pdf", "mend the pump\n")
    report = archive.run()
    assert (archive.reader.read, report.events) == ([], {"changed": 1})
    assert tasks(archive)[0] == ("a.pdf", "mend the pump")


def test_what_is_deleted_goes_and_what_returns_is_not_read_again(archive: Archive) -> None:
    archive.run()
    before = archive.exported()
    (archive.sources / "b" / "b.pdf").unlink()
    assert archive.run().events == {"deleted": 1}
    assert tasks(archive) == [("a.pdf", "mend the pump")]
    archive.put("b/b.pdf", "paint the gate\n")
    report = archive.run()
    assert (archive.reader.read, report.events) == ([], {"returned": 1})
    assert archive.exported() == before


def test_two_files_that_change_places(archive: Archive) -> None:
    archive.run()
    a, b, c = (archive.sources / n for n in ("a.pdf", "b/b.pdf", "c.pdf"))
    a.rename(c)
    b.rename(a)
    c.rename(b)
    report = archive.run()
    assert (archive.reader.read, report.events) == ([], {"changed": 2})
    assert tasks(archive) == [("a.pdf", "paint the gate"), ("b/b.pdf", "mend the pump")]


def test_a_source_that_is_not_named_stays(archive: Archive, tmp_path: Path) -> None:
    archive.run()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.pdf").write_text("sweep the hall\n")
    archive.run(str(other))
    assert tasks(archive) == [
        ("b/b.pdf", "paint the gate"),
        ("minutes/a.pdf", "mend the pump"),
        ("other/a.pdf", "sweep the hall"),
    ]


@pytest.mark.parametrize("gone", ["removed", "emptied"])
def test_a_source_that_vanished_changes_nothing(archive: Archive, gone: str) -> None:
    archive.run()
    before = archive.exported()
    shutil.rmtree(archive.sources)
    if gone == "emptied":
        archive.sources.mkdir()
    with pytest.raises(MinutebookError) as error:
        archive.run()
    assert error.value.code == "E312"
    assert archive.exported() == before
    if gone == "emptied":
        archive.run(allow_empty=True)
        assert tasks(archive) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_cannot_be_looked_into_loses_nothing(archive: Archive) -> None:
    archive.run()
    (archive.sources / "b").chmod(0)
    try:
        report = archive.run()
    finally:
        (archive.sources / "b").chmod(0o755)
    assert report.unseen == (str(archive.sources / "b"),)
    assert len(tasks(archive)) == 2


def test_nothing_to_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.sources.mkdir()
    with pytest.raises(MinutebookError) as error:
        archive.run()
    assert error.value.code == "E303"


def test_a_file_that_fails_is_not_tried_again(archive: Archive) -> None:
    archive.put("c.pdf", "broken")
    report = archive.run()
    assert [f["source"] for f in report.failures] == ["c.pdf"]
    report = archive.run()
    assert (archive.reader.read, report.failures) == ([], ())
    assert statuses(archive)["c.pdf"] == "damaged"


def test_a_file_that_goes_while_it_is_read_ends_in_one_status(archive: Archive) -> None:
    class Late(Reader):
        def __call__(self, tasks, **options):  # type: ignore[no-untyped-def]
            for task in tasks:
                if task.source == "a.pdf":
                    task.path.unlink()
                yield from super().__call__([task], **options)

    archive.reader = Late()
    archive.run()
    assert statuses(archive) == {"a.pdf": "unreadable", "b/b.pdf": "ok"}
    archive.put("a.pdf", "mend the pump\n")
    archive.reader = Reader()
    archive.run()
    assert statuses(archive) == {"a.pdf": "ok", "b/b.pdf": "ok"}
    assert archive.reader.read == ["a.pdf"]


def test_a_file_that_changes_while_the_run_goes_on_is_taken_as_it_is_in_the_next(archive: Archive) -> None:
    class Late(Reader):
        def __call__(self, tasks, **options):  # type: ignore[no-untyped-def]
            for task in tasks:
                if task.source == "a.pdf":
                    task.path.write_text("other words\n")
                yield from super().__call__([task], **options)

    archive.reader = Late()
    archive.run()
    archive.reader = Reader()
    archive.run()
    assert ("a.pdf", "other words") in tasks(archive)
    assert archive.reader.read == []


def test_a_run_that_is_broken_off_goes_on_where_it_was(archive: Archive) -> None:
    archive.put("c.pdf", "count the keys\n")
    archive.reader.stop_after = 1
    with pytest.raises(KeyboardInterrupt):
        archive.run()
    assert archive.exported() == {}
    archive.reader.stop_after = None
    archive.run()
    assert archive.reader.read == ["b/b.pdf", "c.pdf"]
    whole = archive.exported()
    other = Archive(archive.base / "other")
    shutil.copytree(archive.sources, other.sources)
    other.run()
    assert whole == other.exported()


def test_another_engine_reads_anew_and_says_what_changed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.run()
    monkeypatch.setattr(module, "engine", lambda reader: "another")
    monkeypatch.setattr("archives.minutes_of", _without_first(archive))
    report = archive.run()
    assert archive.reader.read == ["a.pdf", "b/b.pdf"]
    assert report.changed_records == 1
    with archive.catalogue() as catalogue:
        (change,) = catalogue.changes("9")
    assert (change["table"], change["kind"], change["record_id"]) == ("actions", "removed", "a-mend the pump")


def _without_first(archive: Archive):  # type: ignore[no-untyped-def]
    from archives import minutes_of  # noqa: PLC0415 - as it is before it is replaced

    return lambda text, source, sha: minutes_of("" if "pump" in text else text, source, sha)


def test_an_export_that_is_broken_off_before_it_is_ready_changes_nothing(archive: Archive) -> None:
    archive.run()
    before = archive.exported()
    staging = archive.out / STAGING
    staging.mkdir()
    (staging / "actions.csv").write_text("half")
    archive.run()
    assert archive.exported() == before
    assert not staging.exists()


@pytest.mark.parametrize("moved", range(0, 16, 3))
def test_an_export_that_is_broken_off_after_it_is_ready_is_finished(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    archive.run()
    archive.put("a.pdf", "mend the other pump\n")
    left = moved
    move = Path.replace

    def killed(self: Path, target: Path) -> Path:
        nonlocal left
        if self.parent.name in {STAGING, "json"} and self.name != READY.replace("json", "part"):
            if not left:
                raise KeyboardInterrupt
            left -= 1
        return move(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with contextlib.suppress(KeyboardInterrupt):
        archive.run()
    monkeypatch.undo()
    archive.run()
    assert not (archive.out / STAGING).exists()
    assert tasks(archive)[0] == ("a.pdf", "mend the other pump")
    with archive.catalogue() as catalogue:
        assert list(check(catalogue, archive.out)) == []
    assert len(list((archive.out / "json").iterdir())) == 2


def test_only_the_formats_that_are_wanted(archive: Archive) -> None:
    archive.run(formats=["csv"])
    names = archive.exported().keys()
    assert "actions.csv" in names and not {n for n in names if n.endswith(".xlsx") or n.startswith("json/")}
    assert archive.run(formats=["csv"]).written == 0
    archive.run(formats=["json", "xlsx"])
    names = archive.exported().keys()
    assert "minutes.xlsx" in names and "actions.csv" not in names
    with archive.catalogue() as catalogue:
        assert list(check(catalogue, archive.out)) == []


def test_verify_names_what_was_touched(archive: Archive) -> None:
    archive.run()
    (archive.out / "actions.csv").write_text("mine")
    (archive.out / "meetings.csv").unlink()
    with archive.catalogue() as catalogue:
        assert sorted(check(catalogue, archive.out)) == ["actions.csv", "meetings.csv"]
        export(catalogue, archive.out, anew=True)
        assert list(check(catalogue, archive.out)) == []


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(MinutebookError) as error, locked(tmp_path):
        pass
    assert error.value.code == "E311"
    with locked(tmp_path):
        pass


def test_the_catalogue_opens_in_any_tool(archive: Archive) -> None:
    archive.run()
    with sqlite3.connect(archive.out / NAME) as plain:
        assert plain.execute("SELECT text FROM open_actions ORDER BY text").fetchall() == [
            ("mend the pump",),
            ("paint the gate",),
        ]
        found = plain.execute(
            "SELECT a.text FROM actions_fts JOIN actions a ON a.row = actions_fts.rowid WHERE actions_fts MATCH 'pumps'"
        )
        assert found.fetchall() == [("mend the pump",)]
        (archive.sources / "a.pdf").unlink()
        archive.run()
        assert plain.execute("SELECT count(*) FROM actions_fts WHERE actions_fts MATCH 'pump'").fetchone() == (0,)
        plain.execute("INSERT INTO actions_fts (actions_fts) VALUES ('integrity-check')")


def test_every_view_can_be_read(archive: Archive) -> None:
    archive.run()
    with sqlite3.connect(archive.out / NAME) as plain:
        views = plain.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
        assert len(views) > 3
        for (view,) in views:
            plain.execute(f"SELECT * FROM {view}").fetchall()


def test_a_catalogue_of_a_version_with_other_columns_is_renewed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.run()
    before = archive.exported()
    with sqlite3.connect(archive.out / NAME) as plain:
        for view in ("open_actions", "question_actions"):
            plain.execute(f"DROP VIEW {view}")
        plain.execute("ALTER TABLE actions DROP COLUMN origin")
        plain.execute("ALTER TABLE actions ADD COLUMN mood TEXT")
        plain.execute("UPDATE versions SET engine = 'an older one'")
    report = archive.run()
    assert archive.reader.read == ["a.pdf", "b/b.pdf"]
    assert report.changed_records == 0
    assert archive.exported() == before
    with sqlite3.connect(archive.out / NAME) as plain:
        assert plain.execute("SELECT count(*) FROM open_actions").fetchone() == (2,)
        assert plain.execute("SELECT count(*) FROM actions_fts WHERE actions_fts MATCH 'pump'").fetchone() == (1,)


def test_rows_of_an_older_version_have_today_s_columns() -> None:
    old = json.dumps({"actions": [["text", "mood"], ["mend the pump", "hopeful"]]}).encode()
    (row,) = read_rows(old)["actions"]
    assert "mend the pump" in row and "hopeful" not in row
    assert read_rows(old)["decisions"] == []


def test_a_catalogue_of_a_version_without_a_table_is_renewed(archive: Archive) -> None:
    archive.run()
    before = archive.exported()
    with sqlite3.connect(archive.out / NAME) as plain:
        plain.execute("DROP TABLE updates_fts")
        plain.execute("DROP TABLE updates")
        plain.execute("UPDATE versions SET engine = 'an older one'")
    archive.run()
    assert archive.exported() == before


def test_a_catalogue_of_another_layout_is_refused(archive: Archive) -> None:
    archive.run()
    with sqlite3.connect(archive.out / NAME) as plain:
        plain.execute("UPDATE settings SET value = '99' WHERE name = 'layout'")
    with pytest.raises(MinutebookError) as error:
        archive.run()
    assert error.value.code == "E310"


def test_a_file_that_is_no_catalogue_is_refused(archive: Archive) -> None:
    archive.out.mkdir()
    (archive.out / NAME).write_text("not a database, but long enough to be taken for one" * 10)
    with pytest.raises(MinutebookError) as error:
        archive.run()
    assert error.value.code == "E310"
