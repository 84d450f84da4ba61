"""Gathers what the report tells from the catalogue: its tables, what was read and what not, and where things stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from minutebook.archive.catalogue import Catalogue
from minutebook.archive.history import Kept, tally
from minutebook.archive.remote import is_remote
from minutebook.archive.scan import by_name, path_of, places_of
from minutebook.errors import ERRORS
from minutebook.follow.past import Row
from minutebook.write.links import links
from minutebook.write.registers import REGISTERS, Spool
from minutebook.write.schema import columns

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST = 200_000
"""So many rows of a table are taken at most: a browser holds no more with ease. The page says what was left out."""

STATES = ("overdue", "open", "dropped", "done")
"""The states of tasks, in the order in which somebody wants to see them."""
COUNTED = ("actions", "decisions", "questions", "findings", "agenda_items", "attendance")
"""The tables whose records are counted for each meeting."""

ACTIONS = (
    "state", "text", "owners", "owner_names", "due_text", "due_date", "arose_date", "last_mention_date", "done_date",
    "as_of_date", "days_open", "mentions", "update", "changes", "reference", "item_path", "item_title",
    "question_text", "marked", "confidence", "body", "source", "page", "quote",
)  # fmt: skip
MENTIONS = ("task", "meeting_date", "kind", "status", "text", "owners", "due_text", "update", "link", "sure", "source",
            "page", "quote")  # fmt: skip
DECISIONS = (
    "kind", "text", "mover", "seconder", "outcome", "votes_for", "votes_against", "abstentions", "meeting_date",
    "item_path", "item_title", "confidence", "body", "source", "page", "quote",
)  # fmt: skip
QUESTIONS = (
    "text", "asked_by", "put_to", "answered", "finding", "actions", "open_actions", "meeting_date", "item_path",
    "item_title", "number", "confidence", "body", "source", "page",
)  # fmt: skip
PEOPLE = (
    "name", "names", "roles", "organisation", "first_date", "last_date", "meetings", "present", "in_attendance",
    "apologies", "absent", "rate", "body",
)  # fmt: skip
SIGHTINGS = ("person", "date", "status", "role", "source", "page")
ALIKE = ("name", "other", "why", "body")
CHECKS = ("doubt", "kind", "text", "why", "look", "meeting_date", "body", "source", "page")
MEETINGS = (
    "date", "title", "status", "approved_date", "versions", "others", "differences", "days_since", *COUNTED, "body",
    "source",
)  # fmt: skip
FAILURES = ("status", "message", "source")


class Spot(NamedTuple):
    """A record by its document, its table and its id there; of a notice: its code, page and words."""

    document: str
    table: str
    record: str


class Place(NamedTuple):
    """Where the words of a record stand: the file, its page, and the box on it, in points from the top left corner."""

    source: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Original:
    """A file on this machine, as it was when it was read."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the report: rows of bare values in the order of the columns, and the spot of each row, if it has one.

    ``left_out`` counts the rows beyond ``MOST``.
    """

    columns: tuple[str, ...]
    rows: list[list[Any]]
    spots: list[Spot] = field(default_factory=list)
    left_out: int = 0

    def column(self, name: str) -> list[Any]:
        """Return the values of a column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Report:
    """What the report tells.

    ``parts`` are its tables by name; ``statuses`` and ``records`` count documents and records; ``links`` lead from the
    page to the files, by source; ``originals`` are the PDF files of which pictures can be taken; ``run`` is when the
    last run over the archive ended (None: none did), ``version`` which minutebook did it.
    """

    parts: Mapping[str, Part]
    statuses: Mapping[str, int]
    records: Mapping[str, int]
    links: Mapping[str, str]
    originals: Mapping[str, Original]
    run: str | None
    version: str


def gather(catalogue: Catalogue, folder: Path) -> Report:
    """Return what a catalogue holds for a report that will lie in a folder."""
    statuses, records = catalogue.counts()
    last = next((r for r in catalogue.runs(1_000) if r["finished"]), None)
    present = dict(by_name(catalogue.files().values()))
    with catalogue.look() as connection:
        documents = list(catalogue.rows_of(connection, "documents"))
        originals = {}
        for d in documents:
            file = present.get(d["source"])
            if (
                d["media_type"] == "application/pdf"
                and file
                and file.sha256 == d["sha256"]
                and not is_remote(file.root)
            ):
                originals[d["source"]] = Original(path_of(file), d["sha256"])
        return Report(
            parts=_parts(catalogue, connection, documents),
            statuses=statuses,
            records=records,
            links=links(places_of(present.items()), folder),
            originals=originals,
            run=last["finished"] if last else None,
            version=last["version"] if last else "",
        )


def _parts(catalogue: Catalogue, connection: Connection, documents: Sequence[Row]) -> dict[str, Part]:
    spool = Spool(Kept(catalogue, connection))
    registers = {t.name: _Register(spool, t.name) for t in REGISTERS}
    held = list(registers["meetings_register"])
    body_of = {o["source"]: o["body"] for o in held}
    body_of |= {other: o["body"] for o in held for other in (o["others"] or "").split("; ") if other not in body_of}
    counting = {o["document_id"] for o in held}
    tasks = _sorted_tasks(registers["actions_register"])
    people = list(registers["people_register"])
    sightings = _sightings(people, held, catalogue.rows_of(connection, "attendance"))
    decisions = (
        {
            **d,
            "body": body_of.get(d["source"], d["body"]),
            "confidence": d["evidence_confidence"],
            "quote": d["evidence_quote"],
        }
        for d in catalogue.rows_of(connection, "decisions")
        if d["document_id"] in counting
    )
    checks = ({**c, "body": body_of.get(c["source"], c["body"])} for c in catalogue.rows_of(connection, "checks"))
    mentions = _later(registers["actions_mentions"], tasks)
    counts = {t: tally(connection, t) for t in COUNTED}
    meetings = ({**o, **{t: counts[t].get(o["document_id"], 0) for t in COUNTED}} for o in held)
    notices = catalogue.rows_of(connection, "notices")
    return {
        "actions": _part(ACTIONS, tasks, lambda r: Spot(r["document_id"], "actions", r["action_id"])),
        "mentions": _part(MENTIONS, mentions),
        "decisions": _part(
            DECISIONS,
            _newest(decisions),
            lambda r: Spot(r["document_id"], "decisions", r["decision_id"]),
        ),
        "questions": _part(
            QUESTIONS,
            _newest(registers["questions_register"]),
            lambda r: Spot(r["document_id"], "questions", r["question_id"]),
        ),
        "people": _part(PEOPLE, people),
        "sightings": _part(SIGHTINGS, sightings),
        "alike": _part(ALIKE, registers["people_alike"]),
        "checks": _part(CHECKS, sorted(checks, key=lambda c: -c["doubt"]), _spot_of_check),
        "meetings": _part(MEETINGS, sorted(meetings, key=lambda o: o["date"] or "", reverse=True)),
        "failures": _part(FAILURES, _failures(documents, notices)),
    }


class _Register:
    """The rows of a table over time, by column name."""

    def __init__(self, spool: Spool, name: str) -> None:
        self._spool = spool
        self._name = name
        (table,) = (t for t in REGISTERS if t.name == name)
        self._columns = [c.name for c in columns(table)]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self._columns, row, strict=True)) for row in self._spool.rows(self._name))


def _part(names: tuple[str, ...], rows: Iterable[Row], spot: Any = None) -> Part:  # noqa: ANN401 - a function or None
    found: list[list[Any]] = []
    spots: list[Spot] = []
    left_out = 0
    for row in rows:
        if len(found) >= MOST:
            left_out += 1
            continue
        found.append([row[n] for n in names])
        if spot is not None:
            spots.append(spot(row))
    return Part(names, found, spots, left_out)


def _sorted_tasks(tasks: Iterable[Row]) -> list[Row]:
    """Return the tasks: what is overdue, what is open by its due date, the rest, the newest first.

    Of those overdue the ones that fell due last come first: in an archive of many years the oldest are history.
    """
    tasks = _newest(tasks, "arose_date")
    overdue, undone, *rest = ([t for t in tasks if t["state"] == state] for state in STATES)
    return [*_newest(overdue, "due_date"), *sorted(undone, key=lambda t: t["due_date"] or "~"), *chain(*rest)]


def _newest(rows: Iterable[Row], name: str = "meeting_date") -> list[Row]:
    """Return rows by a date, the newest first; those of one date stay in their order, those without come last."""
    return sorted(rows, key=lambda r: r[name] or "", reverse=True)


def _later(mentions: Iterable[Row], tasks: Sequence[Row]) -> Iterator[Row]:
    """Yield the mentions of tasks after the first, which is the task's own row; ``task`` is its place in the tasks."""
    at = {t["task_id"]: k for k, t in enumerate(tasks[:MOST])}
    return ({**m, "task": at[m["task_id"]]} for m in mentions if m["number"] > 1 and m["task_id"] in at)


def _sightings(people: Sequence[Row], held: Iterable[Row], attendance: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of attendance lists of the people; ``person`` is their place among them.

    A name that two people of a body have in common is left out: it does not say whose row it is.
    """
    bodies = {o["document_id"]: o["body"] for o in held}
    at: dict[tuple[str | None, str], int | None] = {}
    for k, person in enumerate(people[:MOST]):
        for name in {person["name"], *(person["names"] or "").split("; ")}:
            at[person["body"], name] = None if (person["body"], name) in at else k
    for row in attendance:
        found = at.get((bodies.get(row["document_id"]), row["name"])) if row["document_id"] in bodies else None
        if found is not None:
            yield {**row, "person": found, "date": row["meeting_date"]}


def _failures(documents: Iterable[Row], notices: Iterable[Row]) -> Iterator[Row]:
    """Yield the files that gave no records, and why."""
    why = {n["source"]: n["message"] for n in notices if n["code"] in ERRORS}
    for d in documents:
        if d["status"] not in {"ok", "duplicate"}:
            yield {**d, "message": why.get(d["source"], "")}


def _spot_of_check(check: Row) -> Spot:
    record = check["record"]
    if check["kind"] == "notices":
        record = _notice(record, check["page"], check["text"])
    return Spot(check["document_id"], check["kind"], record)


def _notice(code: str, page: int | None, words: str | None) -> str:
    return f"{code} {page} {words}"


_OWN = {"actions": "action_id", "decisions": "decision_id", "questions": "question_id", "findings": "finding_id",
        "agenda_items": "item_id", "attendance": "person_id"}  # fmt: skip


def wanted(report: Report) -> Iterator[Spot]:
    """Yield the spots of PDF files in the order in which their pictures are wanted, each once.

    First the tasks that are overdue or open, then what needs checking, then everything else, the newest first.
    """
    pictured = {
        spot
        for part in report.parts.values()
        if part.spots
        for spot, (source, page) in zip(part.spots, _where(part), strict=True)
        if page is not None and source in report.originals
    }
    actions = report.parts["actions"]
    pressing = (spot for spot, state in zip(actions.spots, actions.column("state"), strict=True) if state in STATES[:2])
    dated = (
        (date or "", spot)
        for name, column in (("actions", "arose_date"), ("decisions", "meeting_date"), ("questions", "meeting_date"))
        for date, spot in zip(report.parts[name].column(column), report.parts[name].spots, strict=True)
    )
    newest = (spot for _, spot in sorted(dated, key=lambda found: found[0], reverse=True))
    yield from (s for s in dict.fromkeys(chain(pressing, report.parts["checks"].spots, newest)) if s in pictured)


def _where(part: Part) -> list[tuple[str, int | None]]:
    return list(zip(part.column("source"), part.column("page"), strict=True))


def places(catalogue: Catalogue, spots: Collection[Spot]) -> dict[Spot, Place]:
    """Return where the words of records stand, of those that have a box on a page."""
    found = {}
    with catalogue.look() as connection:
        for table in sorted({s.table for s in spots}):
            chosen = {s for s in spots if s.table == table}
            documents = sorted({s.document for s in chosen})
            for row in catalogue.rows_of(connection, table, documents):
                if table == "notices":
                    record = _notice(row["code"], row["page"], row["evidence_quote"])
                else:
                    record = row[_OWN[table]]
                spot = Spot(row["document_id"], table, record)
                if spot in chosen and row["evidence_page"] and row["evidence_bbox"]:
                    x0, top, x1, bottom = map(float, row["evidence_bbox"].split("; "))
                    found[spot] = Place(row["source"], row["evidence_page"], (x0, top, x1, bottom))
    return found
