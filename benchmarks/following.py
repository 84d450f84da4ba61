"""Measures how long minutebook takes to follow tasks over the meetings of bodies, on invented rows of tables.

    python benchmarks/following.py [--actions 100000] [--bodies 20,1] [--rounds 3] [--write]

Every meeting prints the open tasks of those before it again, some reworded, some done, and new ones beside them. The
figures are medians.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import measure
from measure import machine, many, middle, number, put, say, table
from minutebook.follow.past import Row
from minutebook.follow.whole import registers
from minutebook.write.schema import TABLES, columns

CARRIED = 20
"""Tasks that minutes print again, on average."""
NEW = 8
"""Tasks that arise at a meeting."""
VERBS = ["write to", "order", "mend", "chase", "ask", "thank", "invite", "price", "survey", "paint", "replace", "clear"]
THINGS = [
    "bench",
    "gate",
    "ditch",
    "bus shelter",
    "notice board",
    "swing",
    "footpath sign",
    "pond",
    "war memorial",
    "lamp",
]
THINGS += ["hedge", "grit bin", "allotment tap", "hall roof", "car park", "cricket pavilion", "flood gauge", "archive"]
PLACES = [
    f"{a}{b}"
    for a in ("Ash", "Beck", "Cold", "Dun", "Elm", "Fen", "Gos", "Hay")
    for b in ("ford", "ley", "wick", "ton", "by", "ham")
]
OWNERS = ["Ann Hill", "Bo Reed", "Cy Lake", "Di Moor", "Ed Ford", "Clerk", "Chair"]


class Invented:
    """The rows of invented minutes: a ``History``."""

    def __init__(self, bodies: int, actions: int) -> None:
        chance = random.Random(f"{bodies} {actions}")
        self._meetings: list[dict[str, Any]] = []
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self.actions = 0
        for b in range(bodies):
            self._body(chance, f"{PLACES[b % len(PLACES)]} {b} Parish Council", actions // bodies)

    def _body(self, chance: random.Random, body: str, actions: int) -> None:
        day, live, made, serial = dt.date(1950, 1, 3), list[dict[str, Any]](), 0, 0
        while made < actions:
            document = f"{len(self._meetings):016x}"
            source = f"{body.replace(' ', '-').lower()}/{day.isoformat()}.pdf"
            whole = {"body": body, "source": source, "document_id": document, "meeting_id": f"m-{document}"}
            self._meetings.append({**_blank("meetings"), **whole, "date": day.isoformat(), "title": "Minutes"})
            rows = []
            kept = []
            for task in live:
                done = chance.random() < NEW / CARRIED
                rows.append(_printed(whole, day, task, serial, chance, "done" if done else "open"))
                serial += 1
                if not done:
                    kept.append(task)
            for _ in range(NEW):
                task = {
                    "text": f"{chance.choice(OWNERS)} to {chance.choice(VERBS)} the {chance.choice(THINGS)} in "
                    f"{chance.choice(PLACES)} Lane by house {chance.randrange(1, 400)}",
                    "owners": chance.choice(OWNERS),
                    "reference": f"{day:%y%m}/{serial}" if chance.random() < 0.5 else None,
                }
                kept.append(task)
                rows.append({**_printed(whole, day, task, serial, chance, "open"), "origin": "this", "update": None})
                serial += 1
            live = kept
            made += len(rows)
            self._rows[document] = rows
            day += dt.timedelta(days=14)
        self.actions += made

    def meetings(self) -> Iterable[Row]:
        """Return the rows of the meetings."""
        return self._meetings

    def rows(self, documents: Collection[str]) -> Iterator[tuple[str, Row]]:
        """Yield the rows of some documents: their meetings and tasks."""
        wanted = set(documents)
        yield from (("meetings", row) for row in self._meetings if row["document_id"] in wanted)
        for document in documents:
            yield from (("actions", row) for row in self._rows[document])


def _blank(kind: str) -> dict[str, Any]:
    """Return a row of a table in which nothing is stated."""
    return dict.fromkeys(c.name for t in TABLES if t.name == kind for c in columns(t))


def _printed(
    whole: dict[str, Any], day: dt.date, task: dict[str, Any], serial: int, chance: random.Random, status: str
) -> dict[str, Any]:
    """Return the row of a task as minutes print it again: one in ten is reworded."""
    text = task["text"] if chance.random() < 0.9 else task["text"].replace(" to ", " will soon ", 1)
    return {
        **_BLANK_ACTION,
        **whole,
        **task,
        "text": text,
        "meeting_date": day.isoformat(),
        "origin": "earlier",
        "status": status,
        "update": "In hand",
        "marked": True,
        "page": 2,
        "action_id": f"a-{serial}",
        "evidence_quote": text,
        "evidence_rule": "actions.table",
        "evidence_confidence": 0.9,
    }


_BLANK_ACTION = _blank("actions")


def options() -> argparse.Namespace:
    parser = measure.parser(str(__doc__))
    parser.add_argument("--actions", type=measure.at_least_one, default=100_000, help="rows of tasks (100000)")
    parser.add_argument("--bodies", type=measure.some_numbers, default=(1, 20), help="over so many bodies (1,20)")
    parser.add_argument("--rounds", type=measure.at_least_one, default=3, help="how often each is measured (3)")
    return parser.parse_args()


def main() -> int:
    given = options()
    lines = []
    for bodies in given.bodies:
        say(f"{many(bodies, 'body') if bodies == 1 else f'{bodies} bodies'}: making the rows")
        history = Invented(bodies, given.actions)
        took: list[tuple[float, float]] = []
        tasks = mentions = 0
        for _ in range(given.rounds):
            tasks = mentions = 0
            wall, cpu = time.perf_counter(), time.process_time()
            for register in registers(history):
                tasks += len(register.tasks)
                mentions += len(register.mentions)
            took.append((time.perf_counter() - wall, time.process_time() - cpu))
        times = [number(middle(t[k] for t in took)) for k in (0, 1)]
        lines.append([f"{bodies:,}", f"{history.actions:,}", f"{tasks:,}", f"{mentions:,}", *times])
    text = table(["bodies", "rows of tasks", "tasks", "mentions", "seconds", "CPU seconds"], lines, left=0)
    text = f"{machine()} Medians of {many(given.rounds, 'round')}.\n\n{text}"
    print(text)
    if given.write:
        put("following", text)
    return measure.OK


if __name__ == "__main__":
    raise SystemExit(main())
