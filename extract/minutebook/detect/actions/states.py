"""Reads lists of earlier tasks of which most say at their end how they stand ("Ring the vet. Done (AB)")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.labels import labels_in
from minutebook.detect.actions.parts import BULLET, Text, Work, bulleted, question_starts
from minutebook.detect.actions.wording import due_of, gives_order, is_done, oneline
from minutebook.detect.owners import is_owner, owners_only
from minutebook.detect.promise.named import task_owners

_FRONT = re.compile(r"(?P<who>[A-Z@][^–—:;.()]{0,50}?)(?:\s*:\s+|\s+[–—-]{1,2}\s+|\s*[–—]\s*)(?=\S)")
"""Who is to do it, in front of the task: "AB – ring the vet"."""
_BEHIND = re.compile(r"\s*(?:[–—-]\s*)?[(\[](?P<held>[^()\[\]]{1,60})[)\]]\s*\.?\s*$")
_INITIALS = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One item of such a list: where its task stands, whose it is, and how it stands ("" if it does not say)."""

    text: Text
    start: int
    end: int
    owners: tuple[str, ...]
    told: str


def read_states(work: Work, n: int) -> int:
    """Read a list of tasks of an earlier meeting that say how they stand; return the passage after it, ``n`` if none.

    Half of its items have to say so, and of those half have to name who did it, or to give an order.
    """
    lines: list[_Line] = []
    k = n
    while k < len(work.texts) and work.texts[k].item == work.texts[n].item and bulleted(work.texts[k]):
        t = work.texts[k]
        if labels_in(work, t) or question_starts(work, t):
            break
        lines.append(_line(work, t))
        k += 1
    told = [x for x in lines if x.told]
    tasks = [x for x in told if x.owners or gives_order(work, x.text.text[x.start : x.end])]
    if len(lines) < 2 or 2 * len(told) < len(lines) or 2 * len(tasks) < len(told) or len(tasks) < 2:
        return n
    for x in lines:
        _add(work, x)
    return k


def _line(work: Work, t: Text) -> _Line:
    bullet = BULLET.match(t.text)
    start = bullet.end() if bullet else 0
    owners: tuple[str, ...] = ()
    if front := _FRONT.match(t.text, start):
        owners = _owners(work, front["who"])
        start = front.end() if owners else start
    end = len(t.text)
    if (held := _BEHIND.search(t.text, start)) and (named := _owners(work, held["held"])):
        owners, end = owners or named, held.start()
    hit = work.rules.search("actions.state_behind", t.text[start:end])
    if hit is None or len(t.text[start : start + hit.match.start()].split()) < 2:
        return _Line(t, start, end, owners, "")
    return _Line(t, start, start + hit.match.start(), owners, hit.match["told"])


def _owners(work: Work, text: str) -> tuple[str, ...]:
    """Return those whom a text names and nothing else; initials may be of somebody whom no list names ("AS")."""
    text = text.strip()
    if _INITIALS.fullmatch(text):
        return (text,)
    owners = owners_only(text, work.people, work.rules)
    return owners if all(is_owner(o, work.people) or _INITIALS.fullmatch(o) for o in owners) else ()


def _add(work: Work, line: _Line) -> None:
    span = line.text.at(line.start, line.end)
    text = work.document.text(span)
    if not text or not work.free(span):
        return
    tail = line.told or text.rsplit(maxsplit=1)[-1]
    work.add(
        ActionPromised(
            spans=(span,),
            item=line.text.item,
            marked=True,
            owners=line.owners or task_owners(text, work.people, work.rules),
            due_text=due_of(work, text),
            origin="earlier",
            status="done" if is_done(tail, work.rules) else "open",
            update=oneline(line.told),
            rule="actions.reported.state",
            confidence=0.85,
        )
    )
