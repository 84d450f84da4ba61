"""Measures how long it takes to follow and to write many actions: registers, CSV, workbook and Parquet.

    python benchmarks/tables.py [--actions 100000] [--write]

The records are invented: bodies that meet twenty-five times, with tasks that go from log to log. Nothing is read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import measure
from measure import at_least_one, machine, number, put, say, table
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
from minutebook.write import WRITERS, Whole, pack
from minutebook.write.registers import Fresh, Sorted, Spool

MEETINGS = 25
"""Meetings of each body."""
EACH = 20
"""Actions in the minutes of each meeting: some are new, the others stand in its log."""
NEW = 9
PEOPLE = ("Avery Marsh", "Blake Onslow", "Casey Thorne", "Devon Umber", "Ellis Yarrow", "Frankie Zeal")
VERBS = ("write to", "meet", "ask", "report on", "obtain prices for", "mend", "inspect", "survey", "paint", "remind")
THINGS = (
    "the drainage board", "the north fence", "the boiler", "the car park", "the footbridge", "the school",
    "the pavilion", "the bus company", "the hedges by the canal", "the insurer", "the lights", "the auditor",
)  # fmt: skip
FORMATS = ("registers", "csv", "xlsx", "parquet")
GOAL = "60"


def minutes(actions: int) -> Iterator[Minutes]:
    """Yield the minutes of as many meetings as have so many actions; the same on each run."""
    chance = random.Random(6)
    for document in range(-(-actions // EACH)):
        place, meeting = divmod(document, MEETINGS)
        if meeting == 0:
            log: list[tuple[str, str, str, dt.date]] = []
        yield _one(document, place, meeting, log, chance)


def _one(
    document: int, place: int, meeting: int, log: list[tuple[str, str, str, dt.date]], chance: random.Random
) -> Minutes:
    """Return the minutes of one meeting; ``log`` holds its body's open tasks and takes in the new ones."""
    day = dt.date(2015, 1, 5) + dt.timedelta(weeks=6 * meeting)
    proof = Evidence(page=2, blocks=("b1",), quote="The words of the minutes.", rule="invented", confidence=0.95)
    found: list[Action] = []
    for ref, text, who, due in log[: EACH - NEW]:
        status = "done" if chance.random() < 0.4 else "open"
        found.append(
            Action(
                id=f"a{len(found)}", item="i1", reference=ref, text=text, owners=(who,), due_text=f"{due:%d %B %Y}",
                due_date=f"{due}", origin="earlier", status=status, update="In hand.", page=1, evidence=proof,
            )
        )  # fmt: skip
    closed = {a.reference for a in found if a.status == "done"}
    log[:] = [row for row in log if row[0] not in closed]
    while len(found) < EACH:
        ref = f"{day:%y}/{meeting:02}{len(found):02}"
        text = f"{chance.choice(VERBS)} {chance.choice(THINGS)} and {chance.choice(VERBS)} {chance.choice(THINGS)}"
        who, due = chance.choice(PEOPLE), day + dt.timedelta(days=chance.randrange(10, 200))
        log.append((ref, text, who, due))
        found.append(
            Action(
                id=f"a{len(found)}", item=f"i{chance.randrange(2, 9)}", reference=ref, text=f"{who} to {text}.",
                owners=(who,), due_text=f"by {due:%d %B %Y}", due_date=f"{due}", page=3, evidence=proof,
            )
        )  # fmt: skip
    name = f"body-{place:04}-{day}.pdf"
    return Minutes(
        document=DocumentRecord(id=f"{document:016x}", source=name, sha256=f"{document:064x}", pages=4),
        meeting=Meeting(id="m", body=f"{place} Street Residents Board", date=f"{day}", evidence=proof),
        attendance=tuple(Person(id=f"p{k}", name=n, role="Member", evidence=proof) for k, n in enumerate(PEOPLE)),
        agenda_items=tuple(
            AgendaItem(id=f"i{k}", number=f"{k}", path=f"{k}", title=f"Business {k}", evidence=proof)
            for k in range(1, 9)
        ),
        questions=(Question(id="q1", item="i2", text="Is the roof sound?", asked_by=PEOPLE[0], evidence=proof),),
        findings=(Finding(id="f1", item="i2", question="q1", text="It is. " * 40, evidence=proof),),
        decisions=tuple(
            Decision(id=f"d{k}", item=f"i{k}", text="That the report be noted. " * 4, evidence=proof) for k in (3, 4)
        ),
        actions=tuple(found),
    )


def _followed(whole: Whole) -> tuple[Path, ...]:
    """Make the rows of the tables over time, which all writers share."""
    whole.spool()
    return ()


def options() -> argparse.Namespace:
    parser = measure.parser(str(__doc__))
    parser.add_argument("--actions", type=at_least_one, default=100_000, help="how many rows of actions (100000)")
    return parser.parse_args()


def main() -> int:
    given = options()
    packed = [pack(m, FORMATS) for m in minutes(given.actions)]
    whole = Whole(packed, functools.cache(lambda: Spool(Fresh(packed))), functools.cache(lambda: Sorted(packed)), {})
    rows: list[list[str]] = []
    spent = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        for step in ("following", *FORMATS):
            folder = Path(name) / step
            begun = time.perf_counter(), time.process_time()
            written = WRITERS[step].write(whole, folder) if step in WRITERS else _followed(whole)
            taken = time.perf_counter() - begun[0], time.process_time() - begun[1]
            spent = [a + b for a, b in zip(spent, taken, strict=True)]
            size = number(sum(p.stat().st_size for p in written) / 1e6) if written else ""
            rows.append([step, *map(number, taken), size, ""])
            say(f"{step}: {taken[0]:.1f} s, {taken[1]:.1f} s of CPU time")
    rows.append(["all of it", *map(number, spent), "", GOAL])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    records = sum(sum(p.records.values()) for p in packed)
    text = f"{machine()} {given.actions:,} actions of {len(packed):,} documents, {records:,} records in all, on "
    text += f"one core; at most {peak:,.0f} MB of memory.\n\n"
    text += table(["step", "seconds", "CPU seconds", "MB on disk", "goal"], rows)
    print(text)
    if given.write:
        put("tables", text)
    return measure.OK


if __name__ == "__main__":
    sys.exit(main())
