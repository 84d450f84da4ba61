"""Records against gold: what counts as found and exact, what the figures are, and how errors are shown."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from commands import command
from minutebook.cli import options
from minutebook.errors import MinutebookError
from minutebook.evaluate.context import show
from minutebook.evaluate.counting import KINDS, MARKED, Tally, figures, score, total
from minutebook.evaluate.gold import Gold, fingerprint, read_golds
from minutebook.evaluate.material import absent, read_records, sources_of
from minutebook.evaluate.report import groups, table, to_json
from regenerate import ROOT

TASK = {"marked": True, "start": "The Clerk will write to the", "end": "owner of the hedge.", "owners": ["Clerk"]}
ITEM = {"id": "i1", "number": "2", "title": "Hedges and ditches", "level": 1}


def gold(**records: Any) -> Gold:
    return Gold.model_validate({"file": "quay/may.docx", **records})


def read(**records: Any) -> dict[str, Any]:
    return {"document": {"sha256": "", "source": "quay/may.docx"}, **records}


def action(text: str = "The Clerk will write to the owner of the hedge.", **fields: Any) -> dict[str, Any]:
    return {"text": text, "owners": ["Clerk"], "origin": "this", "status": "open", **fields}


@pytest.mark.parametrize(
    ("text", "found", "exact", "fault"),
    [
        ("The Clerk will write to the owner of the hedge.", 1, 1, None),
        ("the clerk will write to the owner of the hedge", 1, 1, None),
        ("Clerk will write to the owner of the hedge.", 1, 1, None),  # a word less is no matter
        ("The Clerk will write to the owner of the hedge. It is tall.", 1, 0, "extent"),
        ("It is tall. The Clerk will write to the owner of the hedge.", 1, 0, "extent"),
        ("It is tall. The Clerk will write to the owner of the hedge. It is old.", 1, 0, "extent"),
        ("The hedge is tall.", 0, 0, "missed"),
    ],
)
def test_a_passage_is_found_by_an_end_and_exact_by_both(text: str, found: int, exact: int, fault: str | None) -> None:
    one = score(gold(actions=[TASK]), read(actions=[action(text)]))
    tally = one.tallies["actions"]
    assert (tally.gold, tally.read, tally.found, tally.exact) == (1, 1, found, exact)
    assert [e.fault for e in one.errors if e.fault != "extra"] == ([fault] if fault else [])


def test_what_was_not_read_is_missed_and_what_is_not_there_is_extra() -> None:
    one = score(gold(actions=[TASK]), read(actions=[action(), action("Ann Quill to mend the crane.")]))
    assert [(e.kind, e.fault, e.read["text"]) for e in one.errors] == [
        ("actions", "extra", "Ann Quill to mend the crane.")
    ]
    assert figures(one.tallies)["actions"] == pytest.approx(
        {"precision": 1 / 2, "recall": 1, "found_f1": 2 / 3, "exact_f1": 2 / 3}
    )
    assert [e.fault for e in score(gold(actions=[TASK]), {}).errors] == ["missed"]


def test_one_record_read_stands_for_one_of_the_gold() -> None:
    assert score(gold(actions=[TASK, TASK]), read(actions=[action()])).tallies["actions"].found == 1


@pytest.mark.parametrize(
    ("owners", "right"),
    [(["the Clerk"], True), (["Cllr Clerk"], True), (["Chair"], False), (["Clerk", "Chair"], False), ([], False)],
)
def test_owners_are_the_same_without_titles_and_as_many(owners: list[str], right: bool) -> None:
    one = score(gold(actions=[TASK]), read(actions=[action(owners=owners)]))
    assert one.tallies["actions"].fields["owners"] == (int(right), 1)
    assert one.tallies["actions"].exact == 1  # a wrong owner does not make the passage another one
    assert [(e.fault, e.name, e.got) for e in one.errors] == ([] if right else [("field", "owners", owners)])


def test_a_due_date_that_is_not_stated_is_judged_only_if_one_was_read() -> None:
    assert "due_date" not in score(gold(actions=[TASK]), read(actions=[action()])).tallies["actions"].fields
    one = score(gold(actions=[TASK]), read(actions=[action(due_date="2021-05")]))
    assert one.tallies["actions"].fields["due_date"] == (0, 1)


def test_a_heading_is_exact_with_its_number_and_level() -> None:
    same = {"id": "a", "number": "2.", "title": "HEDGES AND DITCHES", "level": 1}
    tally = score(gold(agenda_items=[ITEM]), read(agenda_items=[same])).tallies["agenda_items"]
    assert (tally.found, tally.exact, tally.fields) == (1, 1, {"number": (1, 1), "level": (1, 1)})
    lower = score(gold(agenda_items=[ITEM]), read(agenda_items=[{**same, "level": 2}])).tallies["agenda_items"]
    assert (lower.found, lower.exact) == (1, 0)
    far = score(gold(agenda_items=[{**ITEM, "page": 1}]), read(agenda_items=[{**same, "page": 3}]))
    assert far.tallies["agenda_items"].found == 0


def test_links_are_judged_by_the_items_and_questions_that_were_found() -> None:
    asked = {"id": "q1", "item": "i1", "kind": "put", "start": "Who owns it?", "end": "Who owns it?"}
    answer = {"item": "i1", "question": "q1", "start": "Nobody knows.", "end": "Nobody knows."}
    true = gold(agenda_items=[ITEM], questions=[asked], findings=[answer])
    ours = read(
        agenda_items=[{"id": "a", "number": "2", "title": "Hedges and ditches", "level": 1}],
        questions=[{"id": "b", "item": "a", "kind": "put", "text": "Who owns it?"}],
        findings=[{"id": "c", "item": None, "question": "b", "text": "Nobody knows."}],
    )
    one = score(true, ours)
    assert one.tallies["findings"].fields == {"item": (0, 1), "question": (1, 1)}
    assert [(e.name, e.wanted, e.got) for e in one.errors] == [("item", "Hedges and ditches", None)]
    lost = score(true, {**ours, "questions": []})
    assert lost.tallies["findings"].fields["question"] == (0, 1)


def test_people_are_known_in_any_order_of_their_names() -> None:
    person = {"name": "Cllr Ann Quill", "status": "present"}
    tally = score(gold(attendance=[person]), read(attendance=[{"name": "Quill, Ann", "status": "apologies"}])).tallies
    assert (tally["attendance"].found, tally["attendance"].exact) == (1, 0)


def test_each_detail_of_the_meeting_counts_by_itself() -> None:
    true = {"body": "Quay Board", "date": "2021-05-04", "next_meeting": {"date": "2021-06-01"}}
    ours = {"body": "The Quay Board", "date": "2021-05-05", "chair": "Ann Quill", "next_meeting": {"date": None}}
    one = score(gold(meeting=true), read(meeting=ours))
    tally = one.tallies["meeting"]
    assert (tally.gold, tally.read, tally.found) == (3, 3, 1)
    assert [(e.fault, e.name) for e in one.errors] == [("field", "date"), ("extra", "chair"), ("missed", "next_date")]


def test_votes_and_names_of_a_decision_are_judged_where_they_are_stated() -> None:
    moved = {
        "kind": "motion",
        "start": "That it be cut.",
        "end": "That it be cut.",
        "mover": "Cllr Reed",
        "votes_for": 4,
    }
    ours = {"text": "That it be cut.", "mover": "Ben Reed", "seconder": "Ann Quill", "votes_for": 5}
    tally = score(gold(decisions=[moved]), read(decisions=[ours])).tallies["decisions"]
    assert tally.fields == {"mover": (1, 1), "votes_for": (0, 1)}


def test_a_kind_that_was_not_labelled_is_not_measured() -> None:
    one = score(gold(actions=[]), read(actions=[action()], decisions=[{"text": "Agreed."}]))
    assert set(one.tallies) == {"actions", MARKED}
    assert figures(one.tallies)["actions"]["recall"] is None
    assert figures(one.tallies)["actions"]["precision"] == 0


def test_of_marked_actions_only_the_recall_counts() -> None:
    plain = {**TASK, "marked": False, "start": "Ann will ask.", "end": "Ann will ask."}
    one = score(gold(actions=[TASK, plain]), read(actions=[action()]))
    assert figures(one.tallies)[MARKED] == {"recall": 1, "exact_recall": 1}


def test_figures_are_of_all_records_together_not_means_of_documents() -> None:
    scores = [
        score(gold(actions=[TASK] * 3), {}),
        score(gold(actions=[TASK]), read(actions=[action()])),
    ]
    assert total(scores)["actions"] == Tally(4, 1, 1, 1, scores[1].tallies["actions"].fields)
    assert figures(total(scores))["actions"]["recall"] == 1 / 4


def test_table_and_json_say_the_same_by_publisher_and_in_total() -> None:
    scores = [
        score(gold(file="quay/may.docx", actions=[TASK, TASK]), read(actions=[action()])),
        score(gold(file="lock/june.docx", actions=[TASK]), read(actions=[action()])),
    ]
    assert list(groups(scores, "publisher")) == ["lock", "quay"]
    report = to_json(scores, fingerprint="f", without={"quay/may.docx": "why"})
    assert report["total"]["actions"]["found_f1"] == 2 * 2 / 5
    assert report["by_publisher"]["quay"]["actions"]["recall"] == 1 / 2
    assert report["by_file"]["lock/june.docx"]["actions"]["fields"]["owners"] == {"right": 1, "of": 1, "share": 1}
    assert "read" not in report["total"][MARKED]
    lines = table("all", total(scores)).splitlines()
    assert ["actions", "3", "2", "2", "2", "1.000", "0.667", "0.800", "0.800"] in [line.split() for line in lines]
    assert "owners 2/2 = 1.000" in "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "a.json: Input"),
        ("{", "a.json: Invalid JSON"),
        ('{"file": "a", "actoins": []}', "actoins: Extra inputs"),
        ('{"file": "a", "actions": [{"marked": true, "start": "x"}]}', "actions[0].end: Field required"),
        ('{"file": "a", "attendance": [{"name": "x", "status": "here"}]}', "attendance[0].status"),
        ('{"file": "a", "meeting": {"date": "4 May"}}', "meeting.date"),
        ('{"file": "a", "agenda_items": [{"id": "i1", "title": "x"}, {"id": "i1", "title": "y"}]}', "given twice"),
        (
            '{"file": "a", "agenda_items": [], "findings": [{"item": "i9", "start": "x", "end": "x"}]}',
            "there is no i9",
        ),
    ],
)
def test_a_wrong_gold_file_is_named_with_its_fault(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(MinutebookError) as caught:
        read_golds(tmp_path)
    assert caught.value.code == "E306" and says in str(caught.value)


def test_a_folder_without_gold_is_an_error_and_other_labels_have_another_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(MinutebookError, match="E307"):
        read_golds(tmp_path)
    (tmp_path / "a.json").write_text('{"file": "a"}', encoding="utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "a.json").write_text('{"file": "b"}', encoding="utf-8")
    assert fingerprint(tmp_path) != before


def test_a_source_is_found_by_its_place_or_else_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "moved").mkdir()
    for name in ("here.docx", "moved/there.docx"):
        (tmp_path / name).write_bytes(name.encode())
    digest = hashlib.sha256(b"moved/there.docx").hexdigest()
    assert sources_of([Gold(file="here.docx"), Gold(file="there.docx")], tmp_path) == {
        "here.docx": tmp_path / "here.docx"
    }
    assert sources_of([Gold(file="there.docx", sha256=digest)], tmp_path) == {
        "there.docx": tmp_path / "moved" / "there.docx"
    }
    assert sources_of([Gold(file="here.docx", sha256="0" * 64)], tmp_path) == {}


def test_records_are_known_by_bytes_or_name_and_those_without_are_named(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"files": []}', encoding="utf-8")
    refused = {"document": {"sha256": "aa", "source": "x.pdf", "status": "no_text"}, "notices": []}
    (tmp_path / "x.json").write_text(json.dumps(refused), encoding="utf-8")
    golds = [Gold(file="moved.pdf", sha256="aa"), Gold(file="x.pdf"), Gold(file="y.pdf", sha256="bb")]
    found = read_records(golds, tmp_path)
    assert set(found) == {"moved.pdf", "x.pdf"}
    assert set(absent(golds, found)) == {"moved.pdf", "x.pdf", "y.pdf"}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A folder with two labelled documents, of which one is there."""
    document = docx.Document()
    for line in (
        "Harbour Board",
        "Minutes of the meeting held on 4 May 2021",
        "Present: Ann Quill (Chair), Ben Reed",
        "1. Apologies",
        "None were received.",
        "2. Crane",
        "Mr Reed reported that the crane was old.",
        "Action: Ben Reed to mend the crane by 3 June 2021.",
        "The crane has stood on the quay for sixty years.",
    ):
        document.add_paragraph(line)
    (tmp_path / "minutes" / "harbour").mkdir(parents=True)
    document.save(str(tmp_path / "minutes" / "harbour" / "may.docx"))
    (tmp_path / "gold").mkdir()
    task = {"item": "i1", "marked": True, "start": "Ben Reed to mend the", "end": "crane by 3 June 2021."}
    task |= {"owners": ["Ann Quill"], "due_date": "2021-06-03"}
    wish = {"item": "i1", "marked": False, "start": "The crane has stood on", "end": "quay for sixty years."}
    items = [{"id": "i1", "number": "2", "title": "Crane"}]
    for name, records in (("may", [task, wish]), ("june", [task])):
        text = json.dumps({"file": f"harbour/{name}.docx", "agenda_items": items, "actions": records})
        (tmp_path / "gold" / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_reads_measures_and_shows_errors_beside_the_text(
    labelled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    to = labelled / "figures.json"
    options = ("--by", "publisher", "--json", to, "--workers", 1)
    code = command(monkeypatch, "evaluate", labelled / "gold", "--source", labelled / "minutes", *options, "--errors")
    said = capsys.readouterr()
    assert code == 3 and "harbour/june.docx: it is not there" in said.out
    assert "== harbour" in said.out and "== all: 2 documents" in said.out
    assert "WRONG FIELD owners, actions" in said.out and "should be Ann Quill" in said.out
    assert "MISSED, actions\n  gold      The crane has stood on ... quay for sixty years." in said.out
    assert "  |         Action: Ben Reed to mend" in said.out  # the paragraph before the one that was missed
    figures = json.loads(to.read_text(encoding="utf-8"))
    assert figures["total"]["actions"]["recall"] == 1 / 3
    assert figures["without_records"].keys() == {"harbour/june.docx"}


def test_what_extract_wrote_gives_the_same_figures(
    labelled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command(monkeypatch, "extract", labelled / "minutes", "--out", labelled / "out", "--workers", 1)
    capsys.readouterr()
    command(monkeypatch, "evaluate", labelled / "gold", "--source", labelled / "minutes", "--workers", 1)
    read_now = capsys.readouterr().out
    command(monkeypatch, "evaluate", labelled / "gold", "--records", labelled / "out", "--errors", "decisions")
    assert capsys.readouterr().out.startswith(read_now.split("\nWithout records")[0])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("gold",), "--source"),
        (("gold", "--source", "nowhere"), "E302"),
        (("minutes", "--source", "minutes"), "E307"),
        (("gold", "--source", "minutes", "--by", "year"), "'publisher', 'file'"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(
    arguments: tuple[str, ...],
    says: str,
    labelled: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(labelled)
    assert command(monkeypatch, "evaluate", *arguments) == 2
    assert says in capsys.readouterr().err


def test_the_command_names_the_kinds_that_are_counted() -> None:
    assert options.KINDS == KINDS


def test_an_error_without_its_document_is_shown_with_what_was_quoted() -> None:
    evidence = {"quote": "Ann to mend the crane", "rule": "actions.said", "confidence": 0.7}
    one = score(gold(actions=[]), read(actions=[action("Ann to mend the crane.", evidence=evidence)]))
    text = "".join(show(one.errors, {}))
    assert "EXTRA, actions" in text and "[actions.said, 0.70]" in text and "quote     Ann to mend the crane" in text


def test_a_date_is_sought_as_it_may_be_printed(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("Minutes of the meeting held on 4th May 2021", "The next meeting is on 1st June 2021."):
        document.add_paragraph(line)
    document.save(str(tmp_path / "may.docx"))
    one = score(gold(meeting={"start_time": "19:30", "next_meeting": {"date": "2021-06-01"}}), {})
    start, coming = ("".join(show([e], {"quay/may.docx": tmp_path / "may.docx"})) for e in one.errors)
    assert "paragraph 2: The next meeting is on" in coming and "paragraph" not in start


def test_words_that_stand_in_no_block_are_shown_beside_their_whole_page() -> None:
    source = ROOT / "data" / "raw" / "harrowmere-museums-trust-2022-11.pdf"
    task = {**TASK, "start": "Qqq xxx zzz", "end": "Qqq xxx zzz", "page": 1}
    text = "".join(show(score(gold(actions=[task]), {}).errors, {"quay/may.docx": source}))
    assert "HARROWMERE MUSEUMS TRUST" in text and "Board of Trustees" in text and "  > " not in text


def test_of_a_long_block_the_part_around_the_words_is_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(
        "It rained. " * 100 + "The Clerk will write to the owner of the hedge. " + "It rained. " * 100
    )
    document.save(str(tmp_path / "may.docx"))
    one = score(gold(actions=[TASK]), {})
    text = "".join(show(one.errors, {"quay/may.docx": tmp_path / "may.docx"}))
    assert "paragraph 1: ... " in text and "owner of the" in text.split("paragraph 1")[1] and len(text) < 1000
