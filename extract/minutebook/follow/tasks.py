"""Follows tasks from meeting to meeting: where each arose, what later minutes say of it, its owners, dates and state.

The minutes are read in the order of the meetings. What one document prints of a task in several places is one mention.
Each mention is held beside the tasks of earlier minutes that share its rarer words or its reference, and the pairs are
weighed (``likeness.py``); the surest are taken first, and each task and each mention but once. A pair that is not sure
enough is left apart: the mention is then a task of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from minutebook.follow.likeness import Weights, letters_of
from minutebook.follow.meetings import days_between
from minutebook.follow.past import Past
from minutebook.follow.printed import LIST, Noted, merged, order_date, printed, settled
from minutebook.follow.registers import Mention, Task
from minutebook.follow.trail import Followed, Trail, usual

_NEVER = (None, None)


def tasks(past: Past, counting: Sequence[str]) -> tuple[tuple[Task, ...], tuple[Mention, ...]]:
    """Return the tasks of a body in the order in which they arose, and all mentions of them, task by task.

    ``counting`` are the ids of the documents that count, by date.
    """
    documents = _in_order(past, counting)
    noted, news, items = printed(past, documents)
    weights = Weights(
        (
            *(n.known.words | n.known.title for those in noted for n in those),
            *(n.known.title for those in (*items, *news) for n in those if n.known.title),
        )
    )
    trail = Trail(weights, usual(noted))
    for those, told, headed_so in zip(noted, news, items, strict=True):
        trail.follow([settled(n) for n in merged(those, weights)])
        trail.tell([*told, *headed_so])
    end = _End(past, documents)
    followed = sorted(trail.tasks, key=lambda t: t.mentions[0].at)
    made = [(t, _task(past, t, end), t.mentions) for t in followed]
    return tuple(task for _, task, _ in made), tuple(
        _mention(past, task.task_id, i, noted) for _, task, mentions in made for i, noted in enumerate(mentions, 1)
    )


def _in_order(past: Past, counting: Sequence[str]) -> list[str]:
    """Return the documents by date; of those of one day, those in which tasks arise before lists of earlier ones."""
    dates = {m["document_id"]: order_date(m) for m in past.meetings}

    def key(entry: tuple[int, str]) -> tuple[bool, str, float, int]:
        place, document = entry
        rows = past.of("actions", document)
        earlier = sum(r["origin"] == "earlier" for r in rows) / len(rows) if rows else 0.0
        return dates[document] is None, dates[document] or "", earlier, place

    return [document for _, document in sorted(enumerate(counting), key=key)]


class _End:
    """How far the minutes go: the dates of the last meeting of a body and of the one before."""

    def __init__(self, past: Past, documents: Sequence[str]) -> None:
        dates = {m["document_id"]: m["date"] for m in past.meetings}
        known = sorted({d for document in documents if (d := dates[document])})
        self.as_of = known[-1] if known else None
        self.recent = set(known[-2:]) | {None}


def _task(past: Past, task: Followed, end: _End) -> Task:
    first = task.mentions[0]
    row = first.rows[0]
    dated = [n for n in task.mentions if n.meeting["date"]] or task.mentions  # nobody knows what came after what else
    last = dated[-1]
    done_from = _done_from(dated)
    owners: tuple[str, ...] = next((n.owners for n in reversed(dated) if n.owners), ())
    due = next((n.due for n in reversed(dated) if n.due != _NEVER), _NEVER)
    question = row["question_id"]
    questions = {q["question_id"]: q["text"] for q in past.of("questions", row["document_id"])} if question else {}
    done_date = done_from.meeting["date"] if done_from else None
    first_place = f"{row['document_id']} {row['action_id']}"
    return Task(
        body=past.body,
        state=_state(last, done_from, due[1], end),
        text=row["text"] or "",
        owners=owners,
        due_text=due[0],
        due_date=due[1],
        arose_date=first.meeting["date"],
        last_mention_date=last.meeting["date"],
        done_date=done_date,
        as_of_date=end.as_of,
        days_open=days_between(first.meeting["date"], done_date if done_from else end.as_of),
        mentions=len(task.mentions),
        update=next((u for noted in reversed(dated) if (u := _update(noted))), None),
        changes=tuple(_changes(dated)),
        reference=next((r["reference"] for n in task.mentions for r in n.rows if r["reference"]), None),
        item_path=row["item_path"],
        item_title=row["item_title"],
        question_text=questions.get(question),
        marked=any(r["marked"] for r in first.rows),
        least_sure=min((n.sure for n in task.mentions[1:]), default=1.0),
        confidence=max(float(r["evidence_confidence"] or 0.0) for r in first.rows),
        source=row["source"],
        page=row["page"],
        quote=row["evidence_quote"] or "",
        last_source=last.meeting["source"],
        last_page=last.rows[0]["page"],
        task_id=f"t-{hashlib.sha256(first_place.encode()).hexdigest()[:10]}",
        document_id=row["document_id"],
        action_id=row["action_id"],
        question_id=question,
    )


def _state(last: Noted, done_from: Noted | None, due: str | None, end: _End) -> str:
    if done_from:
        return "done"
    if due and end.as_of and due < end.as_of[: len(due)]:
        return "overdue"
    return "open" if last.meeting["date"] in end.recent else "dropped"


def _done_from(mentions: Sequence[Noted]) -> Noted | None:
    """Return the mention from which on the minutes say that a task is done; None if the last of them do not."""
    found = None
    for noted in reversed(mentions):
        if not any(r["status"] == "done" for r in noted.rows):
            break
        found = noted
    return found


def _update(noted: Noted) -> str | None:
    """Return what a mention says of a task's progress."""
    told = dict.fromkeys(r["update"] for r in noted.rows if r["update"])
    return LIST.join(told) or None


def _changes(mentions: Sequence[Noted]) -> Iterator[str]:
    """Yield the changes of owner and due date: the meeting, what it was, what it became."""
    owners, forms = mentions[0].owners, mentions[0].known.owners
    due = mentions[0].due
    for noted in mentions[1:]:
        when = noted.meeting["date"] or noted.meeting["source"]
        if noted.owners:
            if forms & noted.known.owners:
                forms |= noted.known.owners
            else:
                if owners and set(map(letters_of, owners)) != set(map(letters_of, noted.owners)):
                    yield f"{when}: owner {', '.join(owners)} became {', '.join(noted.owners)}"
                forms = noted.known.owners
            owners = noted.owners
        if noted.due != _NEVER:
            if due != _NEVER and _when(noted.due) != _when(due):
                yield f"{when}: due {due[1] or due[0]} became {noted.due[1] or noted.due[0]}"
            due = noted.due


def _when(due: tuple[str | None, str | None]) -> str:
    """Return a due date as it is compared."""
    return due[1] or letters_of(due[0] or "")


def _mention(past: Past, task_id: str, number: int, noted: Noted) -> Mention:
    row = noted.rows[0]
    return Mention(
        body=past.body,
        meeting_date=noted.meeting["date"],
        number=number,
        kind="arose" if number == 1 else "again" if row["action_id"] else "update",
        text=row["text"] or "",
        owners=noted.owners,
        due_text=noted.due[0],
        due_date=noted.due[1],
        status="done" if any(r["status"] == "done" for r in noted.rows) else "open",
        update=_update(noted),
        link=noted.link,
        sure=noted.sure,
        source=row["source"],
        page=row["page"],
        quote=row["evidence_quote"] or "",
        task_id=task_id,
        document_id=row["document_id"],
        action_id=row["action_id"],
        update_id=row.get("update_id") or "",
        other_action_ids=tuple(r["action_id"] for r in noted.rows[1:]),
    )
