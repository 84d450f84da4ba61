"""Questions over time: their answers, and what became of the tasks that arose from them."""

from __future__ import annotations

from minutebook.follow.questions import enquiries
from minutebook.follow.registers import Mention, Task
from pasts import past


def test_a_question_has_its_answer_and_its_tasks() -> None:
    held = past(
        (
            "2021-01-12",
            {
                "questions": [
                    {"number": "1", "text": "Is it safe?", "put_to": "Harbour Master", "evidence_confidence": 0.9},
                    {"number": "2", "text": "Who pays?", "evidence_confidence": 0.8},
                ],
                "findings": [{"text": "It is.", "question_id": "q1"}, {"text": "Mostly.", "question_id": "q1"}],
                "actions": [
                    {"text": "Mend the rail", "question_id": "q1"},
                    {"text": "Paint it", "question_id": "q1"},
                    {"text": "Write"},
                ],
            },
        )
    )
    tasks = (Task(task_id="t1", text="Mend the rail", state="done"), Task(task_id="t2", text="Paint it", state="open"))
    mentions = tuple(Mention(task_id=f"t{k}", action_id=f"a{k}", document_id="d1") for k in (1, 2))
    safe, pays = enquiries(held, ["d1"], tasks, mentions)
    assert (safe.meeting_date, safe.number, safe.put_to) == ("2021-01-12", "1", "Harbour Master")
    assert (safe.answered, safe.finding) == (True, "It is.\nMostly.")
    assert (safe.actions, safe.open_actions) == (("Mend the rail (done)", "Paint it (open)"), 1)
    assert (safe.task_ids, safe.confidence) == (("t1", "t2"), 0.9)
    assert (pays.answered, pays.finding, pays.actions, pays.task_ids) == (False, None, (), ())


def test_minutes_that_do_not_count_have_no_questions() -> None:
    held = past(
        ("2021-01-12", {"questions": [{"text": "Is it safe?", "evidence_confidence": 0.9}]}), ("2021-02-09", {})
    )
    assert enquiries(held, ["d2"], (), ()) == ()
