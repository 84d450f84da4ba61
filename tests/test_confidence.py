"""Confidence: traits of records, the numbers that weigh them, and the recipe that fits the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from minutebook.confidence import KINDS, TRAITS, Scale, load, traits, weigh
from minutebook.records import (
    Action,
    AgendaItem,
    Decision,
    DocumentRecord,
    Evidence,
    Finding,
    Meeting,
    Minutes,
    Person,
    Question,
)
from minutebook.rulepack import load as load_rules
from recipes import recipe

RULES = load_rules()


def found(rule: str = "r", confidence: float = 0.9) -> Evidence:
    return Evidence(rule=rule, confidence=confidence)


def minutes(**records: Any) -> Minutes:
    return Minutes(document=DocumentRecord(id="d"), meeting=Meeting(id="m", evidence=found()), **records)


def item(number: str | None, title: str, rule: str = "block", level: int = 1, parent: str | None = None) -> AgendaItem:
    return AgendaItem(id=f"i-{title}", number=number, title=title, level=level, parent=parent, evidence=found(rule))


def test_a_heading_set_like_no_other_is_doubted() -> None:
    titles = ["Apologies", "Finance", "Works", "Quay"]
    items = (
        *(item(str(k), t) for k, t in enumerate(titles, 1)),
        item(None, "the roof leaks.", "run-in", 2, "i-Quay"),
    )
    task = Action(id="a", item="i-Finance", text="Mend it", evidence=found())
    its = traits(minutes(agenda_items=items, actions=(task,)), RULES)["agenda_items"]
    assert its[1] == ()
    assert its[0] == ("idle",)
    assert its[3] == ()  # it holds another item
    assert its[4] == ("rare", "only", "under", "bare", "idle", "sentence")


def test_traits_of_people_questions_findings_and_decisions() -> None:
    asked = (
        Question(id="q1", text="Is the crane safe to use today?", evidence=found()),
        Question(id="q2", text="Why?", evidence=found(confidence=0.7)),
        Question(id="q3", text="An update on the crane by Friday please.", evidence=found()),
    )
    answers = (
        Finding(id="f1", question="q1", text="The clerk said that it is.", evidence=found()),
        Finding(id="f2", question="q2", text="and the quay is closed", evidence=found()),
        Finding(id="f3", text="Yes.", evidence=found()),
    )
    people = (
        Person(id="p1", name="Ann Quill", evidence=found()),
        Person(id="p2", name="Harbour Constabulary", evidence=found()),
        Person(id="p3", name="Quill", evidence=found()),
    )
    taken = (
        Decision(id="d1", text="Agreed.", evidence=found(confidence=0.7)),
        Decision(id="d2", text="It was agreed that the crane be sold.", evidence=found()),
    )
    its = traits(minutes(questions=asked, findings=answers, attendance=people, decisions=taken), RULES)
    assert its["questions"] == [(), ("weak", "short"), ("no mark",)]
    assert its["findings"] == [(), ("doubted", "torn", "no reply"), ("astray",)]
    assert its["attendance"] == [(), ("group",), ("one word",)]
    assert its["decisions"] == [("weak",), ()]


def test_traits_of_actions() -> None:
    tasks = (
        Action(id="a1", text="Write to the owner", owners=("AQ",), owner_people=("p",), evidence=found()),
        Action(id="a2", text="AQ updated them.", owners=("AQ",), evidence=found()),
        Action(id="a3", text="It was agreed that a letter be sent.", marked=False, evidence=found(confidence=0.6)),
    )
    assert traits(minutes(actions=tasks), RULES)["actions"] == [
        (),
        ("short", "stranger", "told"),
        ("weak", "plain", "nobody"),
    ]


def test_every_trait_that_is_given_is_explained_and_the_numbers_name_no_other() -> None:
    scales = load()
    assert set(scales) == {*KINDS, "meeting"}
    for scale in scales.values():
        assert set(scale.traits) <= set(TRAITS)
        assert all(n < 0 for n in scale.traits.values()), "a trait is a reason for doubt"


def test_confidence_is_the_sum_of_its_numbers_as_a_probability() -> None:
    scale = Scale(2.0, {"plain": -1.0, "nobody": -3.0}, {"known": 0.5})
    assert scale.probability("other", ()) == pytest.approx(0.881, abs=0.001)
    assert scale.probability("known", ()) == pytest.approx(0.924, abs=0.001)
    assert scale.probability("other", ("plain", "told")) == pytest.approx(0.731, abs=0.001)
    assert scale.probability("known", ("plain", "nobody")) == pytest.approx(0.182, abs=0.001)


def test_weighing_changes_nothing_but_confidence() -> None:
    before = minutes(
        actions=(Action(id="a", text="Mend it", owners=("AQ",), evidence=found(confidence=0.5)),),
        attendance=(Person(id="p", name="Ann Quill"),),
    )
    even = {kind: Scale(0.0, {}, {}) for kind in (*KINDS, "meeting")}
    found_traits = traits(before, RULES)
    after = weigh(before, even, found_traits)
    assert after.actions[0].evidence == found(confidence=0.5)
    assert after.meeting.evidence == found(confidence=0.5)
    assert after.attendance == before.attendance  # made by hand, without evidence
    sure = weigh(before, {**even, "actions": Scale(0.0, {"weak": -2.0}, {})}, found_traits)
    assert sure.actions[0].evidence is not None and sure.actions[0].evidence.confidence == 0.119


def test_the_recipe_learns_which_traits_and_rules_to_doubt() -> None:
    calibrate = recipe()
    seen = [
        calibrate.Seen(f"p{k % 5}", "actions", "good" if k % 2 else "bad", ("plain",) * (k % 3 == 0), k % 9 != 0)
        for k in range(180)
    ]
    scale = calibrate.fit(seen)["actions"]
    assert scale.traits["plain"] < -1
    assert set(scale.rules) == {"good", "bad"}
    mean = sum(scale.probability(s.rule, s.traits) for s in seen) / len(seen)
    assert mean == pytest.approx(sum(s.right for s in seen) / len(seen), abs=0.02)


def test_the_recipe_takes_no_trait_for_a_merit() -> None:
    calibrate = recipe()
    seen = [calibrate.Seen("p", "actions", "r", ("plain",) * (k % 2), bool(k % 2)) for k in range(40)]
    assert calibrate.fit(seen)["actions"].traits == {}


def test_a_publisher_is_judged_by_numbers_of_the_others_only() -> None:
    calibrate = recipe()
    seen = [calibrate.Seen("known", "actions", "r", (), True) for _ in range(200)]
    seen += [calibrate.Seen("other", "actions", "r", (), False) for _ in range(200)]
    judged = calibrate.left_out(seen, seen)["actions"]
    assert all(j.sure > 0.9 for j in judged if not j.right)
    assert all(j.sure < 0.1 for j in judged if j.right)


def test_the_picture_has_a_panel_for_all_and_for_each_kind() -> None:
    calibrate = recipe()
    seen = [calibrate.Seen(f"p{k % 2}", "actions", "r", (), k % 4 != 0) for k in range(40)]
    drawn = calibrate.picture(calibrate.left_out(seen, seen))
    assert drawn.count("n = 40") == 2 and drawn.count("n = 0") == len(KINDS) - 1
    assert drawn == calibrate.picture(calibrate.left_out(seen, seen))


def test_judgements_of_a_first_reading_are_kept_without_names_and_added_to(tmp_path: Path, monkeypatch: Any) -> None:
    calibrate = recipe()
    monkeypatch.setattr(calibrate, "FIRST_READS", tmp_path / "first_reads.json")
    assert calibrate.kept() == []
    calibrate.keep(
        [calibrate.Seen("oakford", "actions", "r", ("plain",), True), calibrate.Seen("low", "items", "", (), False)]
    )
    calibrate.keep([calibrate.Seen("oakford", "actions", "r", (), False)])
    kept = calibrate.kept()
    assert [(s.publisher, s.kind, s.traits, s.right) for s in kept] == [
        ("publisher 2", "actions", ("plain",), True),
        ("publisher 1", "items", (), False),
        ("publisher 3", "actions", (), False),
    ]
    assert {s.weight for s in kept} == {calibrate.UNSEEN}
    assert "oakford" not in (tmp_path / "first_reads.json").read_text()
