"""Says who owes each task by name, from the attendance lists and from the roles that people held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minutebook.follow.past import Past
from minutebook.follow.people import People
from minutebook.follow.registers import Mention, Task


def named(past: Past, tasks: Sequence[Task], mentions: Sequence[Mention], people: People) -> tuple[Task, ...]:
    """Return the tasks with the names of their owners, as far as they can be told from the last mention that has any.

    An owner that the attendance list of that meeting does not tell ("DCC") is whoever alone held that role then.
    """
    rows = {(d, r["action_id"]): r for d, held in past.rows.get("actions", {}).items() for r in held}
    last: dict[str, Mention] = {m.task_id: m for m in mentions if m.owners}
    result = []
    for task in tasks:
        mention = last.get(task.task_id)
        if mention is None:
            result.append(task)
            continue
        held = [rows.get((mention.document_id, a)) for a in (mention.action_id, *mention.other_action_ids)]
        row = next((r for r in held if r and r["owners"]), None)
        listed = (row["owner_people"] or "").split("; ") if row else []
        names = [n for p in listed if (n := people.listed.get((mention.document_id, p)))]
        if not names:
            names = [n for o in mention.owners for n in people.holders(o, mention.meeting_date)]
        result.append(replace(task, owner_names=tuple(dict.fromkeys(names))))
    return tuple(result)
