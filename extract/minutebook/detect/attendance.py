"""Finds who was present, in attendance, absent or sent apologies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from minutebook.candidate import Attendee, Candidate, MeetingDetail, Status
from minutebook.dates import PartialDate, dayfirst_of, find_dates
from minutebook.document import Document, Span
from minutebook.outline import Outline
from minutebook.people import Person, bare_name, is_name, is_role, parse_person, same_person, split_people, split_title
from minutebook.rulepack import Rule, Rules
from minutebook.tagger import sentences

_STATUS: dict[str, Status] = {
    "present": "present",
    "in_attendance": "in_attendance",
    "apologies": "apologies",
    "absent": "absent",
}
_SKIPPED = frozenset({"agenda", "furniture", "appendix", "actions"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A heading or a passage in reading order. ``text`` is a slice of its block."""

    span: Span
    text: str
    item: int | None
    zone: str
    heading: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """The list that is being read: what status its names have, from which rule, and where its label stands."""

    status: Status
    rule: str
    weak: bool = False
    heading: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Row:
    """A person found, before the lists are compared. ``listed``: from a list, not a sentence."""

    person: Person
    block: int
    offset: int
    status: Status
    rule: str
    item: int | None
    label: int
    confidence: float = 0.9


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find one candidate for each named person in the lists, grids, roll calls and sentences of attendance."""
    reader = _Reader(outline, rules)
    rows = reader.read(_meeting_date(outline.document, found))
    rows = _officers(rows, rules)
    rows = _one_row_each(rows)
    return tuple(_candidate(row) for row in rows)


def _candidate(row: _Row) -> Attendee:
    p = row.person
    return Attendee(
        spans=(Span(row.block, row.offset + p.start, row.offset + p.end),),
        item=row.item,
        rule=row.rule,
        confidence=row.confidence,
        name=" ".join(p.name.split()),
        status=row.status,
        role=p.role,
        organisation=p.organisation,
        abbreviation=p.abbreviation,
    )


def _meeting_date(document: Document, found: Sequence[Candidate]) -> PartialDate | None:
    dayfirst = dayfirst_of(b.text for b in document.blocks[:60])
    dates = [
        f.date
        for c in sorted(
            (c for c in found if isinstance(c, MeetingDetail) and c.field == "date"), key=lambda c: -c.confidence
        )
        for f in find_dates(c.value, dayfirst=dayfirst)
    ]
    return dates[0] if dates else None


# ---------------------------------------------------------------- reading


class _Reader:
    """Walks through the document once and keeps the list it is in."""

    def __init__(self, outline: Outline, rules: Rules) -> None:
        self.outline = outline
        self.document = outline.document
        self.rules = rules
        self.rows: list[_Row] = []
        self.labels = 0

    def read(self, date: PartialDate | None) -> list[_Row]:
        units = _units(self.outline)
        first_item = next((i for i, u in enumerate(units) if u.heading and not self._attends(u.text)), len(units))
        grids = self._grids(date)
        done: set[int] = set()
        context: _Context | None = None
        columns: dict[int, _Context] = {}
        row_context: _Context | None = None
        place: tuple[int, int] | None = None
        empty = 0
        for i, unit in enumerate(units):
            cell = self.document.blocks[unit.span.block].cell
            if cell is not None and cell.table in grids:
                if cell.table not in done:
                    done.add(cell.table)
                    self.rows += grids[cell.table]
                    context = None
                continue
            if unit.heading:
                columns.clear()
                row_context = place = None
                context = self._heading(unit, context)
                if context is None or not context.heading:
                    empty = 0
                continue
            early = i < first_item + 1 or unit.zone in ("title", "attendance")
            if cell is not None:
                here = (cell.table, cell.row)
                if place is None or place[0] != cell.table:
                    columns.clear()
                    row_context = None
                elif here != place and not self._continues(unit, cell.column):
                    row_context = None
                place = here
                if context is not None and not context.heading:
                    context = None
                current = row_context or columns.get(cell.column) or (context if context and context.heading else None)
                after, used = self._passage(unit, current, early, in_cell=True)
                if after is not current and after is not None and not after.heading:
                    row_context = after
                    columns[cell.column] = after
                elif current is columns.get(cell.column) and current is not None and not used:
                    columns.pop(cell.column)
                    row_context = None
                continue
            if place is not None:
                columns.clear()
                row_context = place = None
            after, used = self._passage(unit, context, early)
            empty = 0 if used else empty + 1
            context = after
            if context is not None and not context.heading and empty > 1:
                context = None
        return self.rows

    def _attends(self, title: str) -> bool:
        return self.rules.search("attendance.heading", title) is not None

    def _heading(self, unit: _Unit, before: _Context | None) -> _Context | None:
        """Say what list an item's heading opens; a heading may hold the list itself ("Apologies: Ann Hill")."""
        hit = self.rules.search("attendance.heading", unit.text)
        if hit is None:
            labels = self._labels(unit.text, None, early=True)
            if not labels or labels[0][0] > 3:
                return None
        context, _ = self._passage(unit, None, True)
        if context is not None:
            return replace(context, heading=True)
        if hit is None:
            return None
        sure = hit.rule.value == "apologies"
        return _Context(_STATUS[hit.rule.value], hit.rule.id, heading=True, sure=sure)

    def _continues(self, unit: _Unit, column: int) -> bool:
        """Say whether a row goes on with the label of the row above: its first cell is empty."""
        block = self.document.blocks[unit.span.block]
        assert block.cell is not None
        return column > 0 and not any(
            b.cell is not None
            and b.cell.table == block.cell.table
            and b.cell.row == block.cell.row
            and b.cell.column < column
            and b.text.strip()
            for b in self.document.blocks[max(0, unit.span.block - 12) : unit.span.block]
        )

    # ------------------------------------------------------------ one passage

    def _passage(
        self, unit: _Unit, context: _Context | None, early: bool, in_cell: bool = False
    ) -> tuple[_Context | None, bool]:
        """Read one passage in the list ``context``; return the list that goes on after it and whether it was used."""
        text = unit.text
        if not text.strip():
            return context, True
        labels = self._labels(text, context, early)
        if context is not None and context.heading and not labels:
            return context, self._sentences(unit, 0, len(text), context)
        used = False
        head = labels[0][0] if labels else len(text)
        if text[:head].strip(" \t\n:–-."):
            if labels and _is_label_like(text[:head]):
                pass
            elif context is not None and not context.heading:
                used = self._list(unit, 0, head, context)
                if not used:
                    context = None
            elif context is not None or early:
                used = self._sentences(unit, 0, head, context)
            if not labels:
                if context is None and not used and early and unit.zone in ("attendance", "title"):
                    used = self._sentences(unit, 0, len(text), None)
                return context, used
        for k, (_, end, status, rule) in enumerate(labels):
            stop = labels[k + 1][0] if k + 1 < len(labels) else len(text)
            self.labels += 1
            after = _Context(_STATUS[status], rule.id, heading=context is not None and context.heading)
            rest = text[end:stop].strip(" \t\n:–—-.")
            if not rest:
                context, used = after, True
                continue
            if self._list(unit, end, stop, after):
                context, used = after, True
            elif self._sentences(unit, end, stop, after):
                used = True
                context = after if context is not None and context.heading else None
            elif self.rules.search("attendance.none", rest):
                context, used = after, True
            else:
                context = context if context is not None and context.heading else None
        return context, used

    def _labels(self, text: str, context: _Context | None, early: bool) -> list[tuple[int, int, str, Rule]]:
        """Return the labels in a passage as (start, end, status, rule), in order, none inside another."""
        found: list[tuple[int, int, str, Rule]] = []
        if not early and context is None:
            return found
        for rule in self.rules.of("attendance.label"):
            for m in rule.regex.finditer(text):
                start, end = m.span()
                if end == start or any(a < end and start < b for a, b, *_ in found):
                    continue
                before = text[:start].rstrip(' *#•"“(')
                if before and before[-1] not in ".;\n\t:–—-|)" and not text[:start].endswith("\t"):
                    continue
                if before.endswith(("-", "–", "—")) and not text[:start].endswith((" ", "\t")):
                    continue
                stop = self._label_end(text, start, end)
                if stop is None:
                    continue
                weak = self.rules.fullmatch("attendance.weak", text[start:end].strip()) is not None
                if weak and not self._weak_allowed(text, start, stop, context):
                    continue
                found.append((start, stop, rule.value, rule))
        return sorted(found, key=lambda f: f[0])

    def _weak_allowed(self, text: str, start: int, stop: int, context: _Context | None) -> bool:
        if (
            not text[start:stop].rstrip().endswith((":", "–", "-"))
            and text[stop:].strip()
            and text[stop - 1 : stop] != "\t"
        ):
            return False
        return context is not None or self.labels > 0

    def _label_end(self, text: str, start: int, end: int) -> int | None:
        """Return where the list begins behind a label's words, None if what follows shows that it is no label."""
        m = re.compile(r"\s*(?:\((?:\d+|[^()]{0,60})\))?\s*(?:(?:[-–—=]\s*)?\d{1,2}\b(?=\s*[-–—:]))?\s*").match(
            text, end
        )
        at = m.end() if m else end
        if at >= len(text):
            return at
        if text[at] in ":–—\n\t|;" or (text[at] == "-" and text[at + 1 : at + 2] in (" ", "-", "–", "\t")):
            tail = re.compile(r"[\s:–—|;=-]*(?:\d{1,2}\s*[-–—:]\s*)?").match(text, at)
            return tail.end() if tail else at
        if "\t" in text[end:at] or "\n" in text[end:at]:
            return at
        if text[end - 1 : end] == ":" or text[:end].endswith(" were"):
            return at
        label = text[start:end]
        if (label.isupper() or self._bold_label(text, start, end)) and (
            parse_person(re.split(r"[,;\n\t]", text[at:])[0]) is not None
        ):
            return at
        return None

    def _bold_label(self, text: str, start: int, end: int) -> bool:
        return bool(re.match(r"[A-Z]", text[start : start + 1])) and start == 0 and len(text[start:end].split()) <= 4

    # ------------------------------------------------------------ lists and sentences

    def _list(self, unit: _Unit, start: int, end: int, context: _Context) -> bool:
        """Read ``text[start:end]`` as a list of people; True if it is one (or says that there is nobody)."""
        text = unit.text
        used = False
        for a, b in sentences(text[start:end]):
            piece = text[start + a : start + b]
            if self.rules.search("attendance.none", piece):
                used = True
                continue
            people = self._people(piece)
            if not people:
                if self._sentence(unit, start + a, start + b, context):
                    used = True
                    continue
                return used
            used = True
            for p in people:
                self._add(unit, start + a, p, context.status, context.rule)
        return used

    def _people(self, text: str) -> tuple[Person, ...]:
        """Read a list of people; empty if it holds something else (a sentence, a place, a subject)."""
        if self.rules.search("attendance.prose", _outside_brackets(text)):
            return ()
        people = split_people(text)
        if _covers(text, people):
            return people
        singles = split_people(text, single=True)
        if len(singles) > 1 and _covers(text, singles, bar=0.8):
            return singles
        if len(text.split()) > 2:
            lower = split_people(text, lower=True)
            if len(lower) > 4 and _covers(text, lower):
                return lower
        return ()

    def _sentences(self, unit: _Unit, start: int, end: int, context: _Context | None) -> bool:
        """Read what sentences say of attendance; under a heading that opens a list a bare list counts as well."""
        used = False
        text = unit.text
        for a, b in sentences(text[start:end]):
            if self._sentence(unit, start + a, start + b, context):
                used = True
            elif context is not None and context.heading and context.sure:
                people = self._people(text[start + a : start + b])
                for p in people:
                    self._add(unit, start + a, p, context.status, context.rule)
                used = used or bool(people)
        return used

    def _sentence(self, unit: _Unit, start: int, end: int, context: _Context | None) -> bool:
        sentence = unit.text[start:end]
        for rule in self.rules.of("attendance.sentence"):
            m = rule.regex.search(sentence)
            if m is None:
                continue
            at, names = m.start("names"), _names_part(m["names"])
            people = split_people(names)
            if not people or not (_covers(names, people, bar=0.55) or _starts_with_name(names, people)):
                continue
            status = _STATUS[rule.value]
            if (
                rule.id == "attendance-sentence-were-present"
                and context is not None
                and context.status == "in_attendance"
            ):
                status = "in_attendance"
            for p in people:
                self._add(unit, start + at, p, status, rule.id)
            return True
        return False

    def _add(self, unit: _Unit, offset: int, person: Person, status: Status, rule: str) -> None:
        self.rows.append(_Row(person, unit.span.block, unit.span.start + offset, status, rule, unit.item, self.labels))

    # ------------------------------------------------------------ grids

    def _grids(self, date: PartialDate | None) -> dict[int, list[_Row]]:
        return {}


def _units(outline: Outline) -> list[_Unit]:
    document = outline.document
    units = [_Unit(s, document.text(s), k, "body", True) for k, item in enumerate(outline.items) for s in item.spans]
    units += [
        _Unit(p.span, document.text(p.span), p.item, p.zone, False)
        for p in outline.passages
        if p.zone not in _SKIPPED and document.blocks[p.span.block].kind == "body"
    ]
    return sorted(units, key=lambda u: (u.span.block, u.span.start))


def _is_label_like(text: str) -> bool:
    """Tell "ROLL CALL –" before the first label."""
    return len(text.split()) <= 5


def _outside_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


_NAMES_END = re.compile(
    r"\s+(?:who|which|whom|whose|as (?:he|she|they)|due to|because|having|owing to|for (?:the|this|their|his|her|health|personal|work)|and (?:these|the|were|was|it|that|this|apologies|an?)\b|"
    r"with (?:an?|the)|were|was|had|has|have|are|is|on behalf|in (?:relation|respect)|at (?:the|this)|until|if|noting|subject|prior|during|to (?:the|act|be)|but|regarding)\b|\.\s*$|\s+[-–—]\s+(?=[a-z])"
)  # fmt: skip


def _names_part(text: str) -> str:
    m = _NAMES_END.search(text)
    return text[: m.start()] if m else text


def _starts_with_name(text: str, people: Sequence[Person]) -> bool:
    return people[0].start <= 25


def _covers(text: str, people: Sequence[Person], bar: float = 0.6) -> bool:
    """Say whether the names with their details make up the text."""
    if not people:
        return False
    told = sum(
        len(re.sub(r"\W", "", part))
        for p in people
        for part in (p.name, p.role, p.organisation, p.abbreviation, p.remark)
        if part
    )
    whole = len(re.sub(r"\W", "", text))
    return told >= bar * whole


# ---------------------------------------------------------------- comparing the lists


def _officers(rows: list[_Row], rules: Rules) -> list[_Row]:
    """Set the clerk and the like apart from the members; without any list of members those in attendance are they."""
    club = any(r.person.role and rules.search("attendance.club", r.person.role) for r in rows)
    out = []
    for row in rows:
        role = row.person.role or ""
        officer = bool(role) and (
            rules.search("attendance.officer", role) is not None
            or (not club and rules.search("attendance.secretary", role) is not None)
        )
        out.append(replace(row, status="in_attendance") if officer and row.status == "present" else row)
    if not any(r.status == "present" for r in rows):
        first = next((r for r in out if r.status == "in_attendance"), None)
        if first is not None and first.rule == "attendance-label-in-attendance":
            out = [
                replace(r, status="present")
                if r.label == first.label and not (r.person.role and rules.search("attendance.officer", r.person.role))
                else r
                for r in out
            ]
    return out


_RANK = {"apologies": 3, "absent": 2, "present": 1, "in_attendance": 0}


def _one_row_each(rows: list[_Row]) -> list[_Row]:
    """Give each person one row: apologies and absence outweigh a list of those who belong to the body."""
    kept: list[_Row] = []
    for row in rows:
        for k, other in enumerate(kept):
            if _same(row, other):
                keep = kept[k]
                status = keep.status
                if row.label != keep.label or row.rule != keep.rule:
                    status = max(keep.status, row.status, key=lambda s: _RANK[s])
                person = replace(
                    keep.person,
                    role=keep.person.role or row.person.role,
                    organisation=keep.person.organisation or row.person.organisation,
                    abbreviation=keep.person.abbreviation or row.person.abbreviation,
                )
                kept[k] = replace(keep, status=status, person=person)
                break
        else:
            kept.append(row)
    return kept


def _same(a: _Row, b: _Row) -> bool:
    x, y = bare_name(a.person.name).lower(), bare_name(b.person.name).lower()
    if x == y:
        return split_title(a.person.name)[0].lower() in (split_title(b.person.name)[0].lower(), "") or a.person.full
    if not (a.person.full and b.person.full) or a.label == b.label:
        return False
    return (
        fuzz.ratio(x, y) >= 94
        or (same_person(a.person.name, b.person.name) and len(x.split()[0]) <= 2)
        or (same_person(a.person.name, b.person.name) and len(y.split()[0]) <= 2)
    )
