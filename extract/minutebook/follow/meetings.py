"""Which minutes are of one meeting, which of them count, and what changed between them.

Two files are minutes of one meeting if they are of one day and alike in what they hold: its items and the texts of its
records. What stands in few minutes of the body weighs more than what stands in all ("Apologies"). Drafts and copies in
another format share nearly all of it, two meetings on one day little.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from minutebook.dates import find_dates, in_full
from minutebook.follow.past import TABLES, Past, Row
from minutebook.follow.registers import Difference, Occasion
from minutebook.people import same_person
from minutebook.rulepack import load

_MARKS = re.compile(r"[\W_]+")
_BEGINNING = 60
"""So many letters of a record's text tell it from others."""
_COMMON = 20
"""What stands in more minutes of a body than these does not lead from one to another."""
_ALIKE = 0.35
"""The share of their weight that minutes of one day have in common if they are of one meeting. Measured: copies and
drafts 0.41 and more, other papers of the same day 0.27 and less."""
_SURELY_ALIKE = 0.7
"""The same where the day is not known (0.45 for two meetings), or where other hours are stated."""
_APART = 15
"""Minutes between two starts that are not one."""
_SAME_TEXT = 70.0
"""Of 100: from here on a record is taken for a changed one, else for two, one gone and one new."""
_APPROVED_NAME = re.compile(r"(?<![a-z])(?:approved|final|signed|adopted)(?![a-z])", re.IGNORECASE)
_DRAFT_NAME = re.compile(r"(?<![a-z])draft(?![a-z])|unapproved", re.IGNORECASE)

_COMPARED: dict[str, tuple[str, ...]] = {
    "meetings": ("title", "status", "start_time", "end_time", "venue", "chair", "minute_taker", "next_meeting_date"),
    "attendance": ("name", "status", "role", "organisation"),
    "agenda_items": ("title", "number"),
    "questions": ("text", "number", "kind", "asked_by", "put_to"),
    "findings": ("text",),
    "decisions": ("text", "kind", "mover", "seconder", "outcome", "votes_for", "votes_against", "abstentions"),
    "actions": ("text", "reference", "owners", "due_text", "due_date", "status", "update"),
}
"""The columns of which the minutes of one meeting are compared; the first is what the record is known by."""


def occasions(past: Past) -> tuple[tuple[Occasion, ...], tuple[Difference, ...]]:
    """Return the meetings of a body by date, and the differences between the versions of their minutes."""
    approved = _approvals(past)
    held: list[Occasion] = []
    differing: list[Difference] = []
    before: str | None = None
    for versions in _meetings(past):
        first, *others = sorted(versions, key=lambda m: _standing(past, m))
        differences = [d for other in others for d in _differences(past, first, other)]
        differing += differences
        date = first["date"] or next((m["date"] for m in others if m["date"]), None)
        approved_on = approved.get(date) if date else None
        status = first["status"]
        if approved_on or any(m["status"] == "approved" for m in others):
            status = "approved"
        held.append(
            Occasion(
                body=past.body,
                date=date,
                title=first["title"],
                status=status,
                approved_date=approved_on,
                source=first["source"],
                versions=len(versions),
                others=tuple(m["source"] for m in others),
                differences=len(differences),
                days_since=days_between(before, date),
                document_id=first["document_id"],
                meeting_id=first["meeting_id"],
            )
        )
        before = date or before
    return tuple(held), tuple(differing)


def days_between(first: str | None, last: str | None) -> int | None:
    """Return the days from one ISO date to another; None where one of them is not known to the day."""
    day = _day(first), _day(last)
    return (day[1] - day[0]).days if day[0] and day[1] else None


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date or "")
    except ValueError:  # a month or a year alone
        return None


def _standing(past: Past, meeting: Row) -> tuple[int, bool, int, bool, str]:
    """Return what puts the minutes that count before the others of a meeting.

    Approved minutes come first, then those that are no draft, then the fullest, then a PDF. What the minutes do not say
    of their state, the name of their file may. Minutes of which nothing was read but their head come last.
    """
    status, name = meeting["status"], meeting["source"].rsplit("/", 1)[-1]
    held = sum(len(past.of(table, meeting["document_id"])) for table in TABLES[1:])
    approved = 0 if status == "approved" else 1 if status is None and _APPROVED_NAME.search(name) else 2
    draft = status == "draft" or (status is None and bool(_DRAFT_NAME.search(name)))
    return approved if held else 3, draft, -held, not name.lower().endswith(".pdf"), meeting["source"]


# Which minutes are of one meeting


def _meetings(past: Past) -> list[list[Row]]:
    """Return the minutes of each meeting, in the order of the meetings."""
    traits = {m["document_id"]: _traits(past, m["document_id"]) for m in past.meetings}
    seen = Counter(trait for held in traits.values() for trait in held)
    weight = {trait: math.log(1 + len(traits) / n) for trait, n in seen.items()}
    whole = {document: sum(weight[t] for t in held) for document, held in traits.items()}
    by_trait: dict[str, list[int]] = defaultdict(list)
    for i, meeting in enumerate(past.meetings):
        for trait in traits[meeting["document_id"]]:
            if seen[trait] <= _COMMON:
                by_trait[trait].append(i)
    root = list(range(len(past.meetings)))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = i = root[root[i]]
        return i

    for i, j in sorted({pair for those in by_trait.values() for pair in combinations(those, 2)}):
        a, b = past.meetings[i], past.meetings[j]
        if top(i) == top(j) or (a["date"] and b["date"] and a["date"] != b["date"]):
            continue
        one, other = a["document_id"], b["document_id"]
        common = sum(weight[t] for t in traits[one] & traits[other]) / max(whole[one], whole[other])
        if common >= _needed(a, b):
            root[max(top(i), top(j))] = min(top(i), top(j))
    held: dict[int, list[Row]] = defaultdict(list)
    for i, meeting in enumerate(past.meetings):
        held[top(i)].append(meeting)
    return [held[i] for i in sorted(held)]


def _traits(past: Past, document: str) -> set[str]:
    """Return what minutes are known by: their items and texts, or, where they have none, their people.

    Two meetings of one day may well have the same people.
    """
    business = {
        f"{table} {_MARKS.sub('', (row[known_by] or '').casefold())[:_BEGINNING]}"
        for table, (known_by, *_) in _COMPARED.items()
        if table not in {"meetings", "attendance"}
        for row in past.of(table, document)
    }
    return business or {f"attendance {_plain(row['name'])}" for row in past.of("attendance", document)}


def _needed(a: Row, b: Row) -> float:
    """Return how alike two minutes must be to be of one meeting."""
    known = in_full(a["date"]) and in_full(b["date"])
    starts = [_clock(m["start_time"]) for m in (a, b) if m["start_time"]]
    hours_apart = len(starts) == 2 and abs(starts[0] - starts[1]) > _APART
    return _ALIKE if known and not hours_apart else _SURELY_ALIKE


def _clock(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


# What changed between versions


def _differences(past: Past, first: Row, other: Row) -> Iterator[Difference]:
    """Yield the records in which two minutes of one meeting differ, table by table; ``first`` are those that count."""
    for table, columns in _COMPARED.items():
        ours = [first] if table == "meetings" else list(past.of(table, first["document_id"]))
        theirs = [other] if table == "meetings" else list(past.of(table, other["document_id"]))
        for old, new in _paired(table, columns[0], theirs, ours):
            changed = tuple(c for c in columns if old and new and _plain(old[c]) != _plain(new[c]))
            if old and new and not changed:
                continue
            yield Difference(
                body=past.body,
                meeting_date=first["date"] or other["date"],
                table=table,
                kind="changed" if old and new else "removed" if old else "added",
                before=_told(old, columns[0], changed) if old else None,
                after=_told(new, columns[0], changed) if new else None,
                fields=changed,
                source=first["source"],
                page=new["page"] if new else None,
                other_source=other["source"],
                other_page=old["page"] if old else None,
                document_id=first["document_id"],
                other_document_id=other["document_id"],
            )


def _plain(value: object) -> str:
    """Return a value as it is compared: words and figures, no marks, no capitals."""
    return "" if value is None else _MARKS.sub(" ", str(value).casefold()).strip()


def _told(row: Row, known_by: str, changed: Sequence[str]) -> str:
    """Return a record as a difference shows it: what it is known by, and the other columns that changed."""
    others = [f"{column}: {'none' if row[column] is None else row[column]}" for column in changed if column != known_by]
    return "; ".join([*([row[known_by]] if row[known_by] else []), *others])


def _paired(
    table: str, known_by: str, old: Sequence[Row], new: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the records of two minutes in pairs, in the new ones' order; one without its like is with None."""
    if table == "meetings":
        yield old[0], new[0]
        return
    left = list(old)
    partner: dict[int, Row] = {}
    for exact in (True, False):
        for i, row in enumerate(new):
            if i not in partner and left and (at := _like(table, known_by, row, left, exact)) is not None:
                partner[i] = left.pop(at)
    for i, row in enumerate(new):
        yield partner.get(i), row
    for row in left:
        yield row, None


def _like(table: str, known_by: str, row: Row, among: Sequence[Row], exact: bool) -> int | None:
    """Return which of some records is the same one as ``row``; None if none is."""
    wanted, texts = _plain(row[known_by]), [_plain(r[known_by]) for r in among]
    if exact:
        return texts.index(wanted) if wanted in texts else None
    if table == "attendance":
        return next((i for i, r in enumerate(among) if same_person(row["name"] or "", r["name"] or "")), None)
    best = process.extractOne(wanted, texts, scorer=fuzz.ratio, score_cutoff=_SAME_TEXT)
    return best[2] if best else None


# When minutes were approved


def _approvals(past: Past) -> Mapping[str, str]:
    """Return, by the dates of meetings, the date of the first later one whose minutes say that theirs were approved.

    Which minutes are meant is told by their date, or, where they are "the last", by the next meeting that they state.
    """
    dates = sorted({m["date"] for m in past.meetings if _day(m["date"])})
    follows = {m["next_meeting_date"]: m["date"] for m in past.meetings if m["next_meeting_date"] and _day(m["date"])}
    approved: dict[str, str] = {}
    for meeting in past.meetings:
        on = meeting["date"]
        if _day(on) is None:
            continue
        for row in past.of("decisions", meeting["document_id"]):
            for date in _approved(f"{row['item_title'] or ''}: {row['text'] or ''}", row["text"] or "", on, dates):
                approved.setdefault(date, on)
            if on in follows and follows[on] < on and _of_last(row):
                approved.setdefault(follows[on], on)
    return approved


def _approved(whole: str, text: str, on: str, dates: Sequence[str]) -> Iterator[str]:
    """Yield the dates of the earlier meetings whose minutes a decision approves."""
    if not _approves(whole, text):
        return
    for found in find_dates(whole):
        stated = found.date
        if stated.day and stated.month:
            earlier = [
                d for d in dates if d < on and d[5:] == f"{stated.month:02}-{stated.day:02}"
                and stated.year in {None, int(d[:4])}
            ]  # fmt: skip
            yield from earlier[-1:]


def _approves(whole: str, text: str) -> bool:
    """Return True if a decision, with the title of its item, approves minutes of an earlier meeting."""
    rules = load()
    says = rules.search("follow.approved", text) or (
        rules.search("follow.approved", whole) and rules.search("follow.true_record", text)
    )
    return bool(says) and not rules.search("follow.not_approved", text)


def _of_last(row: Row) -> bool:
    """Return True if a decision approves the minutes of the meeting before."""
    whole = f"{row['item_title'] or ''}: {row['text'] or ''}"
    return (
        bool(load().search("follow.of_last", whole)) and not find_dates(whole) and _approves(whole, row["text"] or "")
    )
