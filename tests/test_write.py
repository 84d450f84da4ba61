"""JSON and tables: the contract, cells that survive a spreadsheet, folders without leftovers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import frictionless
import jsonschema  # type: ignore[import-untyped]
import pytest

from minutebook import records
from minutebook.errors import MinutebookError
from minutebook.records import (
    Action,
    AgendaItem,
    Check,
    Decision,
    DocumentRecord,
    Evidence,
    Finding,
    Meeting,
    Minutes,
    NextMeeting,
    NoticeRecord,
    Person,
    Question,
)
from minutebook.refusal import refuse
from minutebook.write import INDEX, pack, write
from minutebook.write.csv import CUT, MAX_CELL, cell, fit, guard, lines, unguard
from minutebook.write.datapackage import datapackage
from minutebook.write.json import encode, json_pieces, to_dict
from minutebook.write.links import links
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES, columns, json_schema

E = Evidence(
    page=1, bbox=(72.0, 100.0, 300.0, 112.0), blocks=("page 1, paragraph 2",), quote="=1+1", rule="r", confidence=0.9
)


def minutes(number: int = 1) -> Minutes:
    return Minutes(
        document=DocumentRecord(id=f"{number:016x}", source=f"harbour/{number}.pdf", sha256=f"{number:064x}", pages=2),
        meeting=Meeting(
            id="m-1",
            body="Harbour Board",
            date="2021-05-04",
            start_time="19:30",
            next_meeting=NextMeeting(date="2021-06"),
        ),
        attendance=(Person(id="p-1", name="Ann Quill", evidence=E),),
        agenda_items=(AgendaItem(id="i-1", number="1.10", path="1.10", title="Cranes", evidence=E),),
        questions=(Question(id="q-1", item="i-1", number="1", text="Is it safe?", evidence=E),),
        findings=(Finding(id="f-1", item="i-1", question="q-1", text="It is.\nMostly.", evidence=E),),
        decisions=(Decision(id="d-1", item="i-1", text="-5 degrees is too cold", votes_for=3, evidence=E),),
        actions=(Action(id="a-1", text="@all to call", owners=("AQ", "BR"), owner_people=("p-1",), evidence=E),),
        notices=(NoticeRecord(code="N06", message="None."),),
        checks=(Check(doubt=0.9, record="N06", why="None."), Check(doubt=number / 10, kind="actions", record="a-1")),
    )


FAILED = refuse(
    MinutebookError("E105"), DocumentRecord(id="f" * 16, source="locked.docx", sha256="f" * 64, version="0.1.0")
)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    data = (folder / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"").replace(b"It is.\nMostly.", b"")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_quick_encoder_writes_what_the_plain_one_does() -> None:
    odd = Action(
        id="a-2", text='Tab\t, "quote", back\\slash,\nbell \x07, café, \u2028, \ud800', owners=("é",), marked=False
    )
    for m in (minutes(), FAILED, replace(minutes(), actions=(odd, odd), attendance=())):
        assert b"".join(json_pieces(m)) == encode(to_dict(m))
    with pytest.raises(ValueError, match="JSON"):
        list(json_pieces(replace(minutes(), actions=(replace(odd, evidence=replace(E, confidence=float("nan"))),))))


def test_what_is_packed_is_written_as_the_records_themselves(tmp_path: Path) -> None:
    results = [minutes(1), FAILED, minutes(2), replace(minutes(3), meeting=Meeting(id="m-3", body="\ud800 \x00"))]
    write(results, tmp_path / "a")
    write([pack(m) for m in results], tmp_path / "b")
    written = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert len(written) == len(results) + 14
    for path in written:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
    assert [row["source"] for row in table(tmp_path / "b", "actions")] == [f"harbour/{n}.pdf" for n in (1, 2, 3)]
    assert pack(results[0]).records["actions"] == 1 and pack(FAILED, ("json",)).notices[0].code == "E105"


def test_the_json_has_the_keys_of_the_contract() -> None:
    whole = to_dict(minutes())
    assert list(whole) == [
        "schema", "document", "meeting", "attendance", "agenda_items", "questions", "findings", "decisions", "actions",
        "notices", "checks", "updates",
    ]  # fmt: skip
    assert list(whole["findings"][0]) == ["id", "item", "question", "text", "page", "end_page", "evidence"]
    assert whole["actions"][0]["evidence"]["bbox"] == [72.0, 100.0, 300.0, 112.0]
    assert whole["meeting"]["next_meeting"]["date"] == "2021-06"


@pytest.mark.parametrize("result", [minutes(), FAILED])
def test_the_json_keeps_its_schema(result: Minutes) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(to_dict(result), json_schema())


def test_the_schema_refuses_another_shape() -> None:
    wrong: dict[str, Any] = to_dict(minutes())
    wrong["actions"][0]["owners"] = "AQ"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json_schema())
    more: dict[str, Any] = to_dict(minutes())
    more["actions"][0]["who"] = "AQ"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(more, json_schema())


def test_every_field_of_every_record_is_a_column() -> None:
    for t in TABLES:
        ways = {c.way[0] for c in columns(t)}
        assert ways - {"context"} == {f.name for f in fields(t.record)} - ({"id"} if t.name == "notices" else set())
        names = [c.name for c in columns(t)]
        assert len(names) == len(set(names))
        assert all(c.doc for c in columns(t)), t.name


def test_every_field_says_what_it_means() -> None:
    silent = {"id", "code", "evidence", "document", "meeting", "attendance", "agenda_items", "questions", "findings"}
    silent |= {"decisions", "actions", "notices", "checks"}
    for name in ("Evidence", "Meeting", "Person", "AgendaItem", "Question", "Finding", "Decision", "Action", "Check"):
        for f in fields(getattr(records, name)):
            assert f.metadata.get("doc") or f.name in silent, (name, f.name)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 20", "-5 degrees", "@all", "\tx", "'quoted'", "1.10", "3-4", "3/4", "2018-11", "June 2018", "3 June",
     "Jun-18", "1e5", "007", "50%", "£1,000", "(5)", "7 pm", "10:30am", "TRUE", "#N/A", "12345678901234567890", "1/2",
     "Monday, 3 June 2018", "May 1", "＝1+1", "1.", "4:15"],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_guarded_and_comes_back(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text",
    ["Crane 7", "2.1.a", "2018-11-06", "19:30", "12", "2018", "E301", "N06", "1st", "Mayor", "a June meeting", "",
     "The quay - closed", "q-6a35c8a600", "21st June"],
)  # fmt: skip
def test_plain_text_is_left_alone(text: str) -> None:
    assert guard(text) == text


def test_cells() -> None:
    assert cell(("AQ", "BR")) == "AQ; BR"
    assert cell(()) == "" and cell(None) == ""
    assert (cell(True), cell(False), cell(3), cell(0.5)) == ("true", "false", "3", "0.5")
    assert cell((72.0, 3.5)) == "72.0; 3.5" and cell((-1.5, 2.0)) == "'-1.5; 2.0"
    assert cell("a\x00b\x1fc") == "a\ufffdb\ufffdc"


def test_a_row_of_cells_reads_back_as_a_spreadsheet_reads_it() -> None:
    texts = ["plain", 'he said "no"', "a, b", "two\nlines", "two\r\nlines", '"', "", ";", "May 1, 2018"]
    line = b"".join(lines([[cell(text) for text in texts]])).decode("utf-8")
    assert [unguard(found) for found in next(csv.reader(io.StringIO(line, newline="")))] == texts


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    long = "crane " * 10_000
    assert len(fit(long)) == MAX_CELL and fit(long).endswith(CUT)
    wide = "𝒞" * 20_000
    assert len(fit(wide).encode("utf-16-le")) // 2 <= MAX_CELL
    assert fit("x" * MAX_CELL) == "x" * MAX_CELL


def test_each_row_stands_by_itself(tmp_path: Path) -> None:
    write([minutes()], tmp_path, formats=("csv",))
    row = table(tmp_path, "findings")[0]
    assert row["body"] == "Harbour Board" and row["meeting_date"] == "2021-05-04"
    assert row["item_path"] == "'1.10" and row["item_title"] == "Cranes"
    assert row["question_text"] == "Is it safe?" and row["question_id"] == "q-1"
    assert row["source"] == "harbour/1.pdf" and row["text"] == "It is.\nMostly."
    assert row["evidence_bbox"] == "72.0; 100.0; 300.0; 112.0" and row["evidence_quote"] == "'=1+1"
    action = table(tmp_path, "actions")[0]
    assert action["owners"] == "AQ; BR" and action["marked"] == "true" and action["text"] == "'@all to call"
    assert action["item_title"] == "" and action["action_id"] == "a-1"
    meeting = table(tmp_path, "meetings")[0]
    assert meeting["next_meeting_date"] == "'2021-06" and meeting["start_time"] == "19:30"
    assert table(tmp_path, "decisions")[0]["votes_for"] == "3"


def test_the_tables_keep_their_data_package(tmp_path: Path) -> None:
    write([minutes(1), minutes(2), FAILED], tmp_path, formats=("csv",))
    assert [r["name"] for r in datapackage()["resources"]] == [t.name for t in TABLES]
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_a_failed_file_has_its_row_its_notice_and_its_json(tmp_path: Path) -> None:
    write([FAILED], tmp_path)
    assert [(r["source"], r["status"]) for r in table(tmp_path, "documents")] == [("locked.docx", "encrypted")]
    notice = table(tmp_path, "notices")[0]
    assert notice["code"] == "E105" and "password" in notice["message"]
    assert table(tmp_path, "meetings") == []
    whole = json.loads((tmp_path / "json" / f"{'f' * 16}.json").read_bytes())
    assert whole["document"]["status"] == "encrypted" and whole["document"]["pages"] is None


def test_a_copy_has_a_row_but_no_json(tmp_path: Path) -> None:
    copy = replace(refuse(None, replace(minutes().document, source="copy.pdf", status="duplicate")))
    write([copy, minutes()], tmp_path)
    assert [r["status"] for r in table(tmp_path, "documents")] == ["duplicate", "ok"]
    assert len(list((tmp_path / "json").iterdir())) == 1


def test_the_checks_of_all_documents_stand_together_the_worst_first(tmp_path: Path) -> None:
    write([minutes(1), FAILED, minutes(2)], tmp_path)
    rows = [(r["doubt"], r["kind"], r["record"], r["source"]) for r in table(tmp_path, "checks")]
    assert rows == [
        ("1.0", "notices", "E105", "locked.docx"),
        ("0.9", "notices", "N06", "harbour/1.pdf"),
        ("0.9", "notices", "N06", "harbour/2.pdf"),
        ("0.2", "actions", "a-1", "harbour/2.pdf"),
        ("0.1", "actions", "a-1", "harbour/1.pdf"),
    ]


def test_a_second_run_leaves_nothing_of_the_first_and_touches_nothing_else(tmp_path: Path) -> None:
    write([minutes(1), minutes(2)], tmp_path)
    mine = tmp_path / "json" / "notes.json"
    mine.write_text("{}")
    foreign = tmp_path / "json" / ("a" * 16 + ".json")
    foreign.write_text("{}")
    write([minutes(2)], tmp_path, formats=("json",))
    assert sorted(p.name for p in (tmp_path / "json").iterdir()) == sorted([f"{2:016x}.json", foreign.name, mine.name])
    assert not (tmp_path / "actions.csv").exists()


@pytest.mark.parametrize("text", ["not json", "[]", '{"files": 3}', '{"files": ["../../secret.csv", "/etc/x", 5]}'])
def test_a_spoilt_index_harms_nothing(tmp_path: Path, text: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("x")
    out = tmp_path / "a" / "b"
    out.mkdir(parents=True)
    (out / INDEX).write_text(text)
    write([minutes()], out)
    assert secret.exists()


def test_two_runs_are_byte_identical(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write([minutes(1), FAILED], tmp_path / name)
    one = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()}
    two = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()}
    assert one == two and len(one) == 16


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MinutebookError) as caught:
        write([minutes()], tmp_path / "file" / "out")
    assert caught.value.code == "E304"


def test_the_tables_over_time_are_described_with_the_others(tmp_path: Path) -> None:
    write([minutes(1), minutes(2), FAILED], tmp_path, formats=("csv", "registers"))
    told = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert [r["name"] for r in told["resources"]] == [t.name for t in (*TABLES, *REGISTERS)]
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_the_tables_over_time_stand_by_themselves(tmp_path: Path) -> None:
    write([minutes(1), FAILED], tmp_path, formats=("registers",))
    told = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert [r["name"] for r in told["resources"]] == [t.name for t in REGISTERS]
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert [(r["body"], r["date"]) for r in table(tmp_path, "meetings_register")] == [("Harbour Board", "2021-05-04")]


def test_a_run_without_registers_takes_those_of_the_last_away(tmp_path: Path) -> None:
    write([minutes(1)], tmp_path, formats=("csv", "registers"))
    write([minutes(1)], tmp_path, formats=("csv",))
    assert not (tmp_path / "actions_register.csv").exists() and (tmp_path / "actions.csv").exists()


def test_parquet_holds_what_the_tables_hold(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write([minutes(1), minutes(2)], tmp_path, formats=("parquet",))
    assert {p.name for p in tmp_path.glob("*.parquet")} == {f"{t.name}.parquet" for t in (*TABLES, *REGISTERS)}
    held = parquet.read_table(tmp_path / "actions.parquet")
    assert held.schema.names == [c.name for c in columns(next(t for t in TABLES if t.name == "actions"))]
    assert held["text"].to_pylist() == ["@all to call"] * 2 and held["marked"].to_pylist() == [True, True]
    assert held["due_date"].to_pylist() == [None, None]
    assert b"By when" in held.schema.field("due_text").metadata[b"description"]


def test_a_file_whose_name_is_no_text_is_led_to_by_its_bytes(tmp_path: Path) -> None:
    assert links({"a.pdf": str(tmp_path / "raw" / "a\udce9 #1.pdf")}, tmp_path / "out") == {
        "a.pdf": "../raw/a%E9%20%231.pdf"
    }
