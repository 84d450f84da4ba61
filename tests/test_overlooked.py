"""Notices on what no stage took: text outside items, action columns, notes in the margin, lists without names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import block, doc, page, table
from minutebook.candidate import ActionPromised, Attendee
from minutebook.document import Document, Span
from minutebook.outline import outline
from minutebook.overlooked import LONG, behind, of_outline
from minutebook.records import NoticeRecord
from minutebook.rulepack import load

RULES = load()
WORDS = "The quay wall was looked at by two engineers from the harbour office. "


def found(document: Document, *candidates: ActionPromised | Attendee) -> list[NoticeRecord]:
    somebody = Attendee(spans=(), name="Ann Quill", status="present")
    return list(of_outline(outline(document, RULES), candidates or (somebody,), RULES))


def minutes(*parts: str | table) -> Document:
    return doc("Harbour Board", "Minutes of the meeting held on 4 May 2021", *parts)


def test_a_long_text_before_the_first_item_is_noticed_with_its_place() -> None:
    text = WORDS * (LONG // 12 + 1)
    (only,) = found(doc(page(2), text, "1. Cranes", "The crane is old.", "2. Quay", "The quay is long."))
    assert (only.code, only.page) == ("N15", 2)
    assert only.evidence is not None and only.evidence.quote.startswith("The quay wall was looked at")


def test_a_short_text_and_one_under_an_item_are_not_noticed() -> None:
    long = WORDS * (LONG // 12 + 1)
    assert found(minutes(WORDS, "1. Cranes", long, "2. Quay", "The quay is long.")) == []


def test_a_long_text_after_the_close_is_noticed() -> None:
    text = WORDS * (LONG // 12 + 1)
    end = ["2. Quay", "The meeting closed at 9 pm.", "Dear Ann,", text]
    (only,) = found(minutes("1. Cranes", "The crane is old.", *end))
    assert only.code == "N15"
    assert only.evidence is not None and only.evidence.quote.startswith("The meeting closed")


def test_an_agenda_that_is_most_of_the_document_is_noticed() -> None:
    entries = [f"• {word} of the harbour and of all the boats that lie in it" for word in ("Care", "Cost", "Trade") * 4]
    (only,) = found(minutes("1. Agenda", *entries, "2. Cranes", "The crane is old.", "3. Quay", "The quay is long."))
    assert only.code == "N15" and "list of the agenda" in only.message


def log(*rows: list[str]) -> Document:
    head = ["Item", "Minute", "Action"]
    business = ["1", "Cranes. " + WORDS, "AQ"], ["2", "Quay. " + WORDS, "None"]
    return minutes(table([head, *business, *rows], header_rows=1))


def test_an_action_cell_without_an_action_is_noticed_and_one_that_says_none_is_not() -> None:
    (only,) = found(log())
    assert only.code == "N05" and only.message.endswith("It says: AQ")
    assert only.evidence is not None and only.evidence.quote == "AQ"


def test_many_such_cells_of_a_table_are_one_notice() -> None:
    (only,) = found(log(["3", "Ropes. " + WORDS, "BR"], ["4", "Nets. " + WORDS, "CS"]))
    assert only.message.endswith("It says: AQ and 2 more rows")


def test_a_row_that_gave_an_action_is_not_noticed() -> None:
    d = log()
    at = next(k for k, b in enumerate(d.blocks) if b.cell and (b.cell.row, b.cell.column) == (1, 1))
    task = ActionPromised(spans=(Span(at, 0, 5),), marked=True, owners=("AQ",))
    assert [n.code for n in found(d, task, Attendee(spans=(), name="Ann Quill", status="present"))] == []


def test_a_note_in_the_margin_that_names_the_owner_of_no_action_is_noticed() -> None:
    d = minutes("1. Cranes", "Mend the crane.", "2. Quay", "Paint the quay.")
    notes = (replace(block("AQ"), kind="margin", page=1), replace(block("Action"), kind="margin", page=1))
    d = replace(d, blocks=(*d.blocks, *notes))
    somebody = Attendee(spans=(), name="Ann Quill", status="present")
    (only,) = found(d, somebody)
    assert (only.code, only.page) == ("N05", 1) and only.message.endswith("It says: AQ")
    task = ActionPromised(spans=(Span(3, 0, 5),), marked=True, owners=("AQ",))
    assert found(d, somebody, task) == []


def test_a_list_of_those_present_without_names_is_noticed_and_minutes_without_one_are_not() -> None:
    nobody = ActionPromised(spans=(), marked=True)
    (only,) = found(minutes("Present:", "see the signed sheet", "1. Cranes", "Old.", "2. Quay", "Long."), nobody)
    assert only.code == "N06" and only.evidence is not None and only.evidence.quote == "Present:"
    (only,) = found(minutes("1. Roll call", "As signed.", "2. Quay", "Long."), nobody)
    assert only.code == "N06" and only.evidence is not None and only.evidence.quote == "Roll call"
    assert found(minutes("1. Cranes", "Old.", "2. Quay", "Long."), nobody) == []


def test_the_text_behind_a_question_is_the_rest_of_its_block_and_the_next() -> None:
    d = doc("Is it safe? It is not.", "The Clerk responded.")
    assert behind(d, (Span(0, 0, 11),)) == "It is not. The Clerk responded."
    assert behind(d, (Span(1, 0, 20),)) == ""


SECOND = ("Minutes of the meeting held on 1 June 2021", "Present: Ann Quill, Bo Reed", "1. Oars", "Oars are long.")


def days_noticed(*parts: str, held: str | None = "2021-05-04") -> list[str]:
    somebody = Attendee(spans=(), name="Ann Quill", status="present")
    tree = outline(minutes("1. Cranes", "The crane is old.", "The meeting closed at 9 pm.", *parts), RULES)
    return [n.message.split(": ")[-1] for n in of_outline(tree, (somebody,), RULES, held=held) if n.code == "N16"]


def test_minutes_of_other_days_in_the_same_file_are_noticed_once_with_the_days() -> None:
    third = ("Harbour Board Minutes", "6 July 2021", "Apologies were received from Bo Reed.", "1. Nets", "None.")
    assert days_noticed(*SECOND) == ["2021-06-01."]
    assert days_noticed(*SECOND, *third) == ["2021-06-01, 2021-07-06."]


@pytest.mark.parametrize(
    "parts",
    [
        ("2. Approval of minutes", "Minutes of the meeting held on 6 April 2021", "Present: Ann Quill, Bo Reed"),
        ("2. Minutes of the meeting held on 6 April 2021", "Present were Ann Quill and Bo Reed."),
        ("Minutes of the meeting held on 6 April 2021", "They were read out."),
        ("Minutes of the meeting held on 4 May 2021", "Present: Ann Quill, Bo Reed"),
    ],
)
def test_what_is_said_of_the_minutes_of_other_days_is_not_noticed(parts: tuple[str, ...]) -> None:
    assert days_noticed(*parts) == []


def test_nothing_is_said_of_other_days_where_the_meetings_own_is_not_known() -> None:
    assert days_noticed(*SECOND, held="2021") == days_noticed(*SECOND, held=None) == []
