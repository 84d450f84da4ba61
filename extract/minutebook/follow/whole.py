"""Makes the registers: everything that is followed over the meetings of a body, a body at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from minutebook.follow.bodies import bodies
from minutebook.follow.meetings import occasions
from minutebook.follow.owners import named
from minutebook.follow.past import TABLES, History, Past, Row
from minutebook.follow.people import people
from minutebook.follow.questions import enquiries
from minutebook.follow.registers import Registers
from minutebook.follow.tasks import tasks


def registers(history: History) -> Iterator[Registers]:
    """Yield the registers of each body, by its name; only one body's rows are held at a time."""
    for body, meetings in bodies(history.meetings()):
        documents = tuple(m["document_id"] for m in meetings)
        rows: dict[str, dict[str, list[Row]]] = {table: {} for table in TABLES}
        for table, row in history.rows(documents):
            rows[table].setdefault(row["document_id"], []).append(row)
        with _uncollected():
            made = follow(Past(body, tuple(meetings), rows))
        yield made


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: what is made here refers to nothing in a circle, and looking takes a third."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def follow(past: Past) -> Registers:
    """Return all registers of one body. Only the minutes that count for a meeting are followed (see ``occasions``)."""
    held, differing = occasions(past)
    counting = tuple(o.document_id for o in held)
    followed, mentions = tasks(past, counting)
    known = people(past, counting)
    followed = named(past, followed, mentions, known)
    return Registers(
        tasks=followed,
        mentions=mentions,
        individuals=known.individuals,
        terms=known.terms,
        likenesses=known.likenesses,
        enquiries=enquiries(past, counting, followed, mentions),
        occasions=held,
        differences=differing,
    )
