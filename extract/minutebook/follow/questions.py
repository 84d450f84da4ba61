"""Follows questions: their answers, and what became of the tasks that arose from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from minutebook.follow.past import Past
from minutebook.follow.registers import Enquiry, Mention, Task


def enquiries(
    past: Past, counting: Sequence[str], tasks: Sequence[Task], mentions: Sequence[Mention]
) -> tuple[Enquiry, ...]:
    """Return the questions of a body in the order of the documents that count (``counting``: their ids, by date)."""
    by_id = {t.task_id: t for t in tasks}
    followed = {(m.document_id, a): by_id[m.task_id] for m in mentions for a in (m.action_id, *m.other_action_ids)}
    result = []
    for document in counting:
        date = past.of("meetings", document)[0]["date"]
        answers: dict[str, list[str]] = defaultdict(list)
        for row in past.of("findings", document):
            answers[row["question_id"]].append(row["text"])
        arisen: dict[str, list[Task]] = defaultdict(list)
        for row in past.of("actions", document):
            if task := followed.get((document, row["action_id"])):
                arisen[row["question_id"]].append(task)
        for row in past.of("questions", document):
            key = row["question_id"]
            result.append(
                Enquiry(
                    body=past.body,
                    meeting_date=date,
                    item_path=row["item_path"],
                    item_title=row["item_title"],
                    number=row["number"],
                    text=row["text"],
                    asked_by=row["asked_by"],
                    put_to=row["put_to"],
                    answered=key in answers,
                    finding="\n".join(answers[key]) if key in answers else None,
                    actions=tuple(f"{t.text} ({t.state})" for t in arisen.get(key, ())),
                    open_actions=sum(t.state != "done" for t in arisen.get(key, ())),
                    confidence=row["evidence_confidence"],
                    source=row["source"],
                    page=row["page"],
                    document_id=document,
                    question_id=key,
                    task_ids=tuple(t.task_id for t in arisen.get(key, ())),
                )
            )
    return tuple(result)
