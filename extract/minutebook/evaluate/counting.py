"""Counts, for one document or many: records that are there, read, found and exact, right fields, and every error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from minutebook.evaluate.alike import fold, same_name, same_owners, same_title
from minutebook.evaluate.calibration import Judged
from minutebook.evaluate.gold import Gold, GoldMeeting
from minutebook.evaluate.matching import EXACT, Json, item, pair, passage, person

PASSAGES = ("questions", "findings", "decisions", "actions")
KINDS = ("meeting", "attendance", "agenda_items", *PASSAGES)
MARKED = "marked_actions"
"""The actions that are set out as such. Only their recall means something: any action read may stand for one."""
DETAILS = ("body", "title", "date", "start_time", "end_time", "venue", "chair", "minute_taker")
NEXT = ("date", "time", "venue")
Fault = Literal["missed", "extra", "extent", "field"]
"""``missed``: not read; ``extra``: read and not there; ``extent``: found, but it begins or ends elsewhere; ``field``:
found, but a field of it is wrong."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records there are, were read, were found, are exact; of each field, how many are right and of how many.

    ``found`` is a record that is known again, ``exact`` one that begins and ends where it should (a heading: number and
    level too; a person: status too). A figure is None where there was nothing to be right or wrong.
    """

    gold: int = 0
    read: int = 0
    found: int = 0
    exact: int = 0
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        names = dict.fromkeys((*self.fields, *other.fields))
        none = (0, 0)
        return Tally(
            self.gold + other.gold,
            self.read + other.read,
            self.found + other.found,
            self.exact + other.exact,
            {n: _both(self.fields.get(n, none), other.fields.get(n, none)) for n in names},
        )

    def figures(self) -> dict[str, float | None]:
        """Return the shares and their harmonic means, by name."""
        both = self.gold + self.read
        return {
            "precision": _share(self.found, self.read),
            "recall": _share(self.found, self.gold),
            "found_f1": _share(2 * self.found, both),
            "exact_f1": _share(2 * self.exact, both),
        }


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is not as it should be: the record of the gold, the record read, or both.

    ``name`` is the field that is wrong, ``wanted`` and ``got`` are what it should be and what was read.
    """

    file: str
    kind: str
    fault: Fault
    gold: Json = field(default_factory=dict)
    read: Json = field(default_factory=dict)
    name: str = ""
    wanted: Any = None
    got: Any = None


@dataclass(frozen=True, slots=True)
class Score:
    """What one document came to."""

    file: str
    publisher: str
    tallies: Mapping[str, Tally]
    errors: tuple[Error, ...]
    judged: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    """The records of each list that were read, in their order: how sure each is, and whether it was found."""


def score(gold: Gold, read: Json) -> Score:
    """Compare what was read from a document (``{}`` for nothing) with its gold; only kinds that were labelled count."""
    tallies: dict[str, Tally] = {}
    errors: list[Error] = []
    if gold.meeting is not None:
        tallies["meeting"] = _meeting(gold.file, gold.meeting, read.get("meeting") or {}, errors)
    links = _Links(gold, read)
    judged: dict[str, tuple[Judged, ...]] = {}
    for kind, fit in _FITS.items():
        if getattr(gold, kind) is not None:
            tallies[kind], judged[kind] = _records(gold, read, kind, fit, links, errors)
    if gold.actions is not None:
        marked = [a for a in gold.actions if a.marked]
        pairs = pair(marked, read.get("actions") or [], passage)
        tallies[MARKED] = Tally(len(marked), len(pairs), len(pairs), sum(p.score == EXACT for p in pairs))
    return Score(gold.file, gold.publisher, tallies, tuple(errors), judged)


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """Return the counts of many documents together, by kind."""
    sums: dict[str, Tally] = {}
    for one in scores:
        for kind, tally in one.tallies.items():
            sums[kind] = sums.get(kind, Tally()) + tally
    return {k: sums[k] for k in (*KINDS, MARKED) if k in sums}


def figures(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float | None]]:
    """Return the figures of each kind; of marked actions the recall, and the share of those that are exact."""
    shares = {kind: tally.figures() for kind, tally in tallies.items()}
    if MARKED in tallies:
        marked = tallies[MARKED]
        shares[MARKED] = {
            "recall": _share(marked.found, marked.gold),
            "exact_recall": _share(marked.exact, marked.gold),
        }
    return shares


_FITS: dict[str, Callable[[Any, Json], float]] = {
    "attendance": person,
    "agenda_items": item,
    **dict.fromkeys(PASSAGES, passage),
}
"""How well a record read fits one of the gold, for each list, in the order in which they are counted."""


def _records(
    gold: Gold, read: Json, kind: str, fit: Callable[[Any, Json], float], links: _Links, errors: list[Error]
) -> tuple[Tally, tuple[Judged, ...]]:
    """Count one list of records, and judge each that was read."""
    golds, reads = getattr(gold, kind), read.get(kind) or []
    pairs = pair(golds, reads, fit)
    found, taken = {p.gold for p in pairs}, {p.read for p in pairs}
    errors += [Error(gold.file, kind, "missed", _plain(g)) for i, g in enumerate(golds) if i not in found]
    errors += [Error(gold.file, kind, "extra", read=r) for j, r in enumerate(reads) if j not in taken]
    tally = Tally(len(golds), len(reads), len(pairs))
    for i, j, fitness in pairs:
        true, ours = golds[i], reads[j]
        links.learn(kind, true, ours)
        exact = kind not in PASSAGES or fitness == EXACT
        if not exact:
            errors.append(Error(gold.file, kind, "extent", _plain(true), ours))
        for name, right, wanted, got in _fields(kind, true, ours, links):
            tally += Tally(fields={name: (int(right), 1)})
            exact = exact and (right or kind in PASSAGES)
            if not right:
                errors.append(Error(gold.file, kind, "field", _plain(true), ours, name, wanted, got))
        tally += Tally(exact=int(exact))
    judged = (Judged((r.get("evidence") or {}).get("confidence", 0.0), j in taken) for j, r in enumerate(reads))
    return tally, tuple(judged)


def _plain(record: BaseModel) -> Json:
    return record.model_dump()


class _Links:
    """Which record read stands for which item and question of the gold, as far as those have been paired."""

    def __init__(self, gold: Gold, read: Json) -> None:
        self._ids: dict[str, dict[str, str | None]] = {"item": {}, "question": {}}
        self._gold: dict[str, str] = {}
        self._read: dict[str | None, str | None] = {}
        for kind, words, text in (("agenda_items", "title", "title"), ("questions", "start", "text")):
            self._gold |= {r.id: getattr(r, words) for r in getattr(gold, kind) or ()}
            self._read |= {r.get("id"): r.get(text) for r in read.get(kind) or ()}

    def learn(self, kind: str, true: Any, ours: Json) -> None:  # noqa: ANN401 - a gold record of that kind
        """Remember a pair of items or questions."""
        if kind in {"agenda_items", "questions"}:
            self._ids["item" if kind == "agenda_items" else "question"][true.id] = ours.get("id")

    def check(self, name: str, true: str, ours: str | None) -> Check:
        """Judge a link; one to a question that was not found is wrong."""
        known = self._ids[name]
        right = true in known and ours == known[true]
        return Check(name, right, self._gold.get(true), self._read.get(ours))

    def has_item(self, true: str | None) -> bool:
        """Return whether an item of the gold was found."""
        return true in self._ids["item"]


class Check(NamedTuple):
    """A field of a record that was found: whether it is right, what it should be and what was read."""

    name: str
    right: bool
    wanted: Any
    got: Any


def _fields(kind: str, true: Any, ours: Json, links: _Links) -> Iterator[Check]:  # noqa: ANN401 - a record of that kind
    """Judge the fields of a pair, those that the kind of record has."""
    if kind in PASSAGES and links.has_item(true.item):
        yield links.check("item", true.item, ours.get("item"))
    if kind == "attendance":
        yield _equal("status", true, ours)
    elif kind == "agenda_items":
        yield Check("number", fold(true.number) == fold(ours.get("number")), true.number, ours.get("number"))
        yield _equal("level", true, ours)
    elif kind == "questions":
        yield _equal("kind", true, ours)
    elif kind == "findings" and true.question:
        yield links.check("question", true.question, ours.get("question"))
    elif kind == "decisions":
        for name in ("mover", "seconder", "outcome", "votes_for", "votes_against"):
            wanted, got = getattr(true, name), ours.get(name)
            if isinstance(wanted, str):
                yield Check(name, same_name(wanted, got, 90), wanted, got)
            elif wanted is not None:
                yield _equal(name, true, ours)
    elif kind == "actions":
        yield Check("owners", same_owners(true.owners, ours.get("owners")), true.owners, ours.get("owners"))
        if true.due_date or ours.get("due_date"):
            yield _equal("due_date", true, ours)
        yield _equal("origin", true, ours)
        yield _equal("status", true, ours)


def _equal(name: str, true: BaseModel, ours: Json) -> Check:
    wanted, got = getattr(true, name), ours.get(name)
    return Check(name, wanted == got, wanted, got)


def _meeting(file: str, gold: GoldMeeting, read: Json, errors: list[Error]) -> Tally:
    """Count each detail of the meeting as a record of its own."""
    true, tally = _plain(gold), Tally()
    for name, (wanted, got) in _details(true, read).items():
        if wanted is None and got is None:
            continue
        same = wanted is not None and got is not None and _same_detail(name, wanted, got)
        tally += Tally(int(wanted is not None), int(got is not None), int(same), int(same), {name: (int(same), 1)})
        if not same:
            fault: Fault = "missed" if got is None else "extra" if wanted is None else "field"
            errors.append(Error(file, "meeting", fault, true, read, name, wanted, got))
    return tally


def _details(true: Json, read: Json) -> dict[str, tuple[str | None, str | None]]:
    coming, ours = true.get("next_meeting") or {}, read.get("next_meeting") or {}
    details = {n: (true.get(n), read.get(n)) for n in DETAILS}
    return details | {f"next_{n}": (coming.get(n), ours.get(n)) for n in NEXT}


def _same_detail(name: str, wanted: str, got: str) -> bool:
    if name.endswith(("date", "time")):
        return wanted == got
    return same_title(wanted, got) if name in {"title", "venue"} else same_name(wanted, got, 88)
