"""Records that are less sure than asked for are left out, and no link leads to them."""

from __future__ import annotations

from minutebook.records import (
    Action,
    AgendaItem,
    Check,
    DocumentRecord,
    Evidence,
    Finding,
    Meeting,
    Minutes,
    Person,
    Question,
)
from minutebook.sift import sift


def sure(confidence: float) -> Evidence:
    return Evidence(rule="r", confidence=confidence)


WHOLE = Minutes(
    document=DocumentRecord(id="d"),
    meeting=Meeting(id="m", evidence=sure(0.1)),
    attendance=(Person(id="p1", evidence=sure(0.9)), Person(id="p2", evidence=sure(0.3))),
    agenda_items=(AgendaItem(id="i1", evidence=sure(0.3)), AgendaItem(id="i2", parent="i1", evidence=sure(0.9))),
    questions=(Question(id="q1", item="i2", evidence=sure(0.3)), Question(id="q2", item="i1", evidence=sure(0.9))),
    findings=(Finding(id="f1", item="i2", question="q1", evidence=sure(0.9)),),
    actions=(Action(id="a1", item="i1", question="q2", owner_people=("p1", "p2"), evidence=sure(0.9)),),
    checks=(Check(record="q1"), Check(record="N15")),
)


def test_links_to_what_is_left_out_are_empty_and_the_others_stay() -> None:
    less, count = sift(WHOLE, 0.5)
    assert count == 3
    assert [p.id for p in less.attendance] == ["p1"]
    assert [(i.id, i.parent) for i in less.agenda_items] == [("i2", None)]
    assert [(q.id, q.item) for q in less.questions] == [("q2", None)]
    assert [(f.item, f.question) for f in less.findings] == [("i2", None)]
    assert [(a.item, a.question, a.owner_people) for a in less.actions] == [(None, "q2", ("p1",))]
    assert [c.record for c in less.checks] == ["N15"]
    assert less.meeting == WHOLE.meeting


def test_a_notice_says_how_many_of_each_kind() -> None:
    (only,) = sift(WHOLE, 0.5)[0].notices
    assert only.code == "N14"
    assert only.message.endswith("Below 0.5 were attendance: 1, agenda items: 1, questions: 1.")


def test_nothing_is_left_out_unless_asked_for() -> None:
    assert sift(WHOLE, 0.0) == (WHOLE, 0)
