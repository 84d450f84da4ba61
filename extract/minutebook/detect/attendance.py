"""Finds who was present, in attendance, absent or sent apologies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from minutebook.candidate import Attendee, Candidate, MeetingDetail, Status
from minutebook.dates import PartialDate, dayfirst_of, find_dates
from minutebook.document import Block, Document, Span
from minutebook.outline import Outline
from minutebook.people import Person, bare_name, is_name, parse_person, same_person, split_people, split_title
from minutebook.rulepack import Rule, Rules
from minutebook.sentences import sentences

_STATUS: dict[str, Status] = {
    "present": "present",
    "in_attendance": "in_attendance",
    "apologies": "apologies",
    "absent": "absent",
}
_LABEL_START = re.compile(r"(?:\A|[.;\n\t:–—|)/-])(?P<at>[ *#•\"“(]*)")
"""Where a label may start: at the start of the text or behind a sentence, a colon, a gap or a dash."""
_LONGEST_MARK = 40
"""A mark of presence in a grid ("P", "absent (excused)") has no more characters than this."""
_INNER_LABEL = re.compile(r"[A-Z][A-Za-z .]{2,30}:")
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
    label: int = 0


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
    stated: bool = False
    """A grid says the status in words; the role does not change it."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find one candidate for each named person in the lists, grids, roll calls and sentences of attendance."""
    rows = _Reader(outline, rules, found).read()
    rows = _officers(rows, rules)
    rows = _one_row_each(rows)
    return (*(_candidate(row) for row in rows), *_details(rows, rules), *_chair(outline, rows, rules, found))


def _details(rows: Sequence[_Row], rules: Rules) -> Iterator[MeetingDetail]:
    """Yield the chair and the minute taker that the roles in the lists name."""
    for row in rows:
        role = row.person.role or ""
        if not role or row.status in ("apologies", "absent"):
            continue
        span = Span(row.block, row.offset + row.person.start, row.offset + row.person.end)
        field: Literal["chair", "minute_taker"] | None = None
        confidence = 0.0
        presides = (
            rules.search("meeting.role_presides", f"{role}, {row.person.organisation or ''}".rstrip(", ")) is not None
        )
        if (presides or rules.search("meeting.role_vice", role) is None) and row.status == "present":
            if presides:
                field, confidence = "chair", 0.91
            elif rules.search("meeting.role_chair", role):
                field, confidence = "chair", 0.8
            elif rules.search("meeting.role_president", role):
                field, confidence = "chair", 0.6
        if field is None and rules.search("meeting.role_minutes", role):
            field, confidence = "minute_taker", 0.85
        if field is not None:
            name = " ".join(row.person.name.split())
            yield MeetingDetail(
                spans=(span,), item=row.item, rule=row.rule, confidence=confidence, field=field, value=name
            )


def _chair(outline: Outline, rows: Sequence[_Row], rules: Rules, found: Sequence[Candidate]) -> Iterator[MeetingDetail]:
    """Yield the chair whom the opening names by office ("The Mayor opened the meeting") or by surname alone."""
    there = [r for r in rows if r.status == "present"]

    def detail(row: _Row, confidence: float, rule: str) -> MeetingDetail:
        span = Span(row.block, row.offset + row.person.start, row.offset + row.person.end)
        name = " ".join(row.person.name.split())
        return MeetingDetail(spans=(span,), item=row.item, rule=rule, confidence=confidence, field="chair", value=name)

    for candidate in found:
        if isinstance(candidate, MeetingDetail) and candidate.field == "chair":
            bare = bare_name(candidate.value)
            full = [r for r in there if r.person.full and bare_name(r.person.name).lower().endswith(f" {bare.lower()}")]
            if len(full) == 1:
                yield detail(full[0], min(1.0, candidate.confidence + 0.01), candidate.rule)
    for passage in [p for p in outline.passages if p.item in (None, 0, 1)]:
        for a, b in sentences(outline.document.text(passage.span)):
            hit = rules.search("meeting.opened_by_office", outline.document.text(passage.span)[a:b])
            if hit is None:
                continue
            office = hit.match["office"].lower()
            named = [r for r in there if (r.person.role or "").lower() == office]
            named = named or [r for r in there if re.search(rf"\b{re.escape(office)}\b", (r.person.role or "").lower())]
            if len(named) == 1:
                yield detail(named[0], 0.87, hit.rule.id)
                return


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
    stated = (c for c in found if isinstance(c, MeetingDetail) and c.field == "date")
    for c in sorted(stated, key=lambda c: -c.confidence):
        if dates := find_dates(c.value, dayfirst=dayfirst):
            return dates[0].date
    return None


# ---------------------------------------------------------------- reading


class _Reader:
    """Walks through the document once and keeps the list it is in."""

    def __init__(self, outline: Outline, rules: Rules, found: Sequence[Candidate]) -> None:
        self.outline = outline
        self.document = outline.document
        self.rules = rules
        self.found = found
        self.rows: list[_Row] = []
        self.labels = 0
        self.grids: set[int] = set()
        self.beside: dict[float, _Context] = {}
        self.hanging: str | None = None
        self.singles = False
        self.leading = False

    @functools.cached_property
    def date(self) -> PartialDate | None:
        """The meeting's date as found so far; only a grid of several meetings asks for it."""
        return _meeting_date(self.document, self.found)

    def read(self) -> list[_Row]:
        """Return a row for each name found, in order; one person may have several."""
        units = [self._broken(u) for u in _units(self.outline)]
        opens = next((i for i, u in enumerate(units) if u.heading and not self._attends(u.text)), len(units))
        context: _Context | None = None
        columns: dict[int, _Context] = {}
        row_context: _Context | None = None
        place: tuple[int, int] | None = None
        done: set[int] = set()
        tables = self._by_table(units)
        wrapped: int | None = None
        empty = 0
        for i, unit in enumerate(units):
            block = self.document.blocks[unit.span.block]
            cell = block.cell
            if cell is not None and cell.table not in done and cell.row == 0:
                done.add(cell.table)
                if (rows := _Grid(self, cell.table, tables[cell.table], context).read()) is not None:
                    self.rows += rows
                    self.grids.add(cell.table)
                    context = None
            if cell is not None and cell.table in self.grids:
                continue
            if unit.heading and not self._listed(unit, context):
                columns.clear()
                self.beside.clear()
                row_context = place = None
                context = self._heading(unit)
                empty = 0
                continue
            self.leading = self._leads(units, i)
            early = i < opens + 1 or unit.zone in ("title", "attendance") or (i < 50 and not self.rows)
            if cell is None:
                if place is not None:
                    columns.clear()
                    row_context = place = None
                if self._beside(unit, context, early):
                    empty = 0
                    continue
                if (joined := self._broken_label(units, i, early)) is not None:
                    context, wrapped = joined, unit.span.block
                    self._list(unit, unit.text.index("\t"), len(unit.text), context)
                    continue
                if context is not None and wrapped is not None and units[i - 1].span.block == wrapped:
                    wrapped = None
                    if "\t" in unit.text:
                        self._list(unit, unit.text.index("\t"), len(unit.text), context)
                    continue
                before = context
                context, used = self._passage(unit, context, early)
                if not used and context is None and before is not None and self._within(units, i):
                    context, used = before, True
                empty = 0 if used else empty + 1
                if context is not None and not context.heading and empty > 1:
                    context = None
                continue
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
            after, used = self._passage(unit, current, early)
            if after is not current and after is not None and not after.heading:
                row_context = None if any(c != cell.column for c in columns) and self._only_label(unit) else after
                columns[cell.column] = after
            elif (
                not used
                and columns
                and row_context is not None
                and block.text.isupper()
                and self._header_row(cell.table, cell.row)
            ):
                self.labels += 1
                columns[cell.column] = _Context("in_attendance", "attendance-other-column", label=self.labels)
                row_context = None
            elif current is not None and current is columns.get(cell.column) and not used and len(unit.text) > 40:
                columns.pop(cell.column)
                row_context = None
        return self.rows

    def _by_table(self, units: Sequence[_Unit]) -> dict[int, list[_Unit]]:
        """Return the units of each table, from the first one in its top row on."""
        tables: dict[int, list[_Unit]] = {}
        for unit in units:
            cell = self.document.blocks[unit.span.block].cell
            if cell is not None and (cell.row == 0 or cell.table in tables):
                tables.setdefault(cell.table, []).append(unit)
        return tables

    def _broken(self, unit: _Unit) -> _Unit:
        """Put a line break for the space before a printed line that opens with a label ("Apologies: ...")."""
        block = self.document.blocks[unit.span.block]
        text = unit.text
        for line in block.lines:
            at = line.start - unit.span.start
            if not 0 < at < len(text) or text[at - 1] != " ":
                continue
            head = _INNER_LABEL.match(text, at)
            if head and self._sure_label(head[0]):
                text = f"{text[: at - 1]}\n{text[at:]}"
        return unit if text == unit.text else replace(unit, text=text)

    def _broken_label(self, units: Sequence[_Unit], i: int, early: bool) -> _Context | None:
        """Read a label that two lines share: "In<gap>Ann Hill" and below "attendance:<gap>Ben Low"."""
        head, gap, _ = units[i].text.partition("\t")
        if not gap or not early or len(head.split()) > 3 or i + 1 >= len(units):
            return None
        tail = re.match(r"[a-z][\w ]{2,20}:?(?=\t|$)", units[i + 1].text)
        if tail is None or self._piece_label(head, True, True) is not None:
            return None
        found = self._piece_label(f"{head} {tail[0]}", True, True)
        if found is None:
            return None
        self.labels += 1
        return replace(found, label=self.labels)

    def _leads(self, units: Sequence[_Unit], i: int) -> bool:
        """Say whether a bare word ("Trustees:") can open the first list: a surer label follows close behind."""
        if self.labels or units[i].zone not in ("title", "attendance"):
            return False
        m = re.match(r"\W*([A-Za-z][A-Za-z /&-]{3,30}?)\s*(?:[:\t]|$)", units[i].text)
        label = self._piece_label(m[1] + ":", True, True) if m else None
        if label is None or label.status != "present":
            return False
        after = [u for u in units[i + 1 : i + 16] if not u.heading]
        if any(self._sure_label(u.text) for u in after):
            return True
        listed = len(self._people(units[i].text.partition(":")[2]))
        return listed > 2 and any(self._weak_list(u) for u in after[:2])

    def _weak_list(self, unit: _Unit) -> bool:
        """Tell "Officers: Ann Hill, Ben Low": a bare word with a list of people behind it."""
        m = re.match(r"\W*([A-Za-z][A-Za-z /&-]{3,30}?)\s*:", unit.text)
        return (
            m is not None
            and self._piece_label(m[1] + ":", True, True) is not None
            and bool(self._people(unit.text.partition(":")[2]))
        )

    def _sure_label(self, text: str) -> bool:
        m = re.match(r"\W*([A-Za-z][A-Za-z /&.-]{3,40}?)\s*(?:[:\t]|$)", text)
        if m is None or self.rules.fullmatch("attendance.weak", m[1]):
            return False
        return any(rule.regex.fullmatch(m[1]) for rule in self.rules.of("attendance.label"))

    def _within(self, units: Sequence[_Unit], i: int) -> bool:
        """Say whether a short line inside a list is a sub-heading or the rest of an entry: people go on behind it."""
        unit = units[i]
        if unit.zone not in ("title", "attendance") or unit.heading or len(unit.text.split()) > 9:
            return False
        if unit.text.rstrip().endswith((".", "?")) or self.rules.search("attendance.prose", unit.text):
            return False
        after = next((u for u in units[i + 1 : i + 3] if u.text.strip()), None)
        return (
            after is not None
            and not after.heading
            and after.zone == unit.zone
            and not self._labels(after.text, None, True)
            and bool(self._people(after.text))
        )

    def _listed(self, unit: _Unit, context: _Context | None) -> bool:
        """Say whether what looks like a heading is an entry of the list that is being read."""
        running = (context is not None and not context.heading) or bool(self.beside)
        return running and bool(self._people(unit.text)) and not self._attends(unit.text)

    def _only_label(self, unit: _Unit) -> bool:
        labels = self._labels(unit.text, None, True)
        return len(labels) == 1 and not unit.text[labels[0][1] :].strip(" :.-–")

    def _header_row(self, table: int, row: int) -> bool:
        texts = [
            b.text for b in self.document.blocks if b.cell is not None and (b.cell.table, b.cell.row) == (table, row)
        ]
        return bool(texts) and not any(self._people(t) for t in texts)

    # ------------------------------------------------------------ lists side by side

    def _beside(self, unit: _Unit, context: _Context | None, early: bool) -> bool:
        """Read lists that stand side by side without a table: "Present:<gap>Apologies:" and the lines below."""
        if not self.beside and ("\t" not in unit.text or (context is None and not early)):
            return False
        block = self.document.blocks[unit.span.block]
        pieces = _pieces(unit.text)
        label = [self._piece_label(t, context is not None or bool(self.beside), early) for _, t in pieces]
        if not self.beside:
            heads = sum(x is not None for x in label)
            if len(pieces) < 2 or not (heads > 1 or (heads and label[0] is None and context is not None)):
                return False
            if context is not None and not context.heading:
                self.beside[block.bbox.x0 if block.bbox else 0.0] = context
        elif not any(label) and not any(self._people(t) for _, t in pieces):
            if not all(self.rules.search("attendance.none", t) for _, t in pieces):
                self.beside.clear()
                return False
            return True
        for (at, text), found, x in zip(pieces, label, self._piece_x(block, pieces), strict=True):
            near = min(self.beside, key=lambda c: abs(c - x), default=None)
            if found is not None:
                self.labels += 1
                key = near if near is not None and abs(near - x) < 40 else x
                self.beside[key] = _Context(found.status, found.rule, label=self.labels)
            elif near is not None:
                whole = replace(unit, text=text, span=Span(unit.span.block, unit.span.start + at, unit.span.end))
                self._list(whole, 0, len(text), self.beside[near])
        return True

    def _piece_label(self, text: str, running: bool, early: bool) -> _Context | None:
        if not (running or early):
            return None
        bare = text.strip(" \t:.*")
        for rule in self.rules.of("attendance.label"):
            m = rule.regex.match(bare)
            if m and (m.end() == len(bare) or re.fullmatch(r"\s*\(?\d*\)?", bare[m.end() :])):
                weak = self.rules.fullmatch("attendance.weak", bare) is not None
                if not weak or text.rstrip().endswith(":"):
                    return _Context(_STATUS[rule.value], rule.id)
        return None

    def _piece_x(self, block: Block, pieces: Sequence[tuple[int, str]]) -> list[float]:
        """Guess where the pieces of a line begin, in points: the first and the last are known from its box."""
        if block.bbox is None:
            first = len(block.text) - len(block.text.lstrip("\t"))
            return [100.0 * (k + first) for k in range(len(pieces))]
        width = self._letter_width(block)
        taken = sum(len(t) for _, t in pieces) * width
        gap = max(0.0, block.bbox.width - taken) / max(1, len(pieces) - 1)
        out, x = [], block.bbox.x0
        for k, (_, text) in enumerate(pieces):
            last = k == len(pieces) - 1 and k > 0
            out.append(block.bbox.x1 - len(text) * width if last else x)
            x += len(text) * width + gap
        return out

    def _letter_width(self, block: Block) -> float:
        same = [
            b.bbox.width / len(b.text)
            for b in self.document.blocks[:80]
            if b.bbox and len(b.lines) == 1 and "\t" not in b.text and len(b.text) > 8 and b.size == block.size
        ]
        return sorted(same)[len(same) // 2] if same else (block.size or 11) * 0.5

    def _attends(self, title: str) -> bool:
        return self.rules.search("attendance.heading", title) is not None

    def _heading(self, unit: _Unit) -> _Context | None:
        """Say what list an item's heading opens; a heading may hold the list itself ("Apologies: Ann Hill").

        Late in the business only apologies count ("Attendance" may then be that of pupils).
        """
        hit = self.rules.search("attendance.heading", unit.text)
        late = unit.item is not None and unit.item > 3
        if late and (hit is None or hit.rule.value != "apologies"):
            return None
        if hit is None:
            labels = self._labels(unit.text, None, early=True)
            if not labels or labels[0][0] > 3:
                return None
        context, _ = self._passage(unit, None, True)
        if context is not None:
            return replace(context, heading=True)
        if hit is None:
            return None
        sure = hit.rule.value == "apologies" or bool(self._piece_label(unit.text, True, True))
        return _Context(_STATUS[hit.rule.value], hit.rule.id, heading=True, sure=sure, label=self.labels)

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

    def _passage(self, unit: _Unit, context: _Context | None, early: bool) -> tuple[_Context | None, bool]:
        """Read one passage in the list ``context``; return the list that goes on after it and whether it was used."""
        text = unit.text
        if not text.strip():
            return context, True
        if context is None and not early:
            return None, False
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
            heading = context is not None and context.heading
            after = _Context(_STATUS[status], rule.id, heading=heading, label=self.labels)
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
        if not used and context is not None and context.heading:
            used = self._sentences(unit, 0, len(text), context)
        return context, used

    def _labels(self, text: str, context: _Context | None, early: bool) -> list[tuple[int, int, str, Rule]]:
        """Return the labels in a passage as (start, end, status, rule), in order, none inside another."""
        found: list[tuple[int, int, str, Rule]] = []
        unsure: list[tuple[int, int, str, Rule]] = []
        if not early and context is None:
            return found
        starts = [at for m in _LABEL_START.finditer(text) for at in range(m.start("at"), m.end() + 1)]
        for rule in self.rules.likely("attendance.label", text):
            if not any(rule.regex.match(text, at) for at in starts):
                continue
            for m in rule.regex.finditer(text):
                start, end = m.span()
                if end == start or any(a < end and start < b for a, b, *_ in (*found, *unsure)):
                    continue
                before = text[:start].rstrip(' *#•"“(')
                if before.endswith("/") and len(before.split()) <= 5:
                    before = ""  # the label in a second language stands first
                if before and before[-1] not in ".;\n\t:–—-|)" and not text[:start].endswith("\t"):
                    continue
                if before.endswith(("-", "–", "—")) and not text[:start].endswith((" ", "\t")):
                    continue
                stop = self._label_end(text, start, end)
                if stop is None or (stop >= len(text) and before and parse_person(before) is not None):
                    continue  # the answer to a roll call ("Ann Hill - Present")
                weak = self.rules.fullmatch("attendance.weak", text[start:end].strip()) is not None
                if not weak:
                    found.append((start, stop, rule.value, rule))
                elif self._set_off(text, start, stop):
                    unsure.append((start, stop, rule.value, rule))
        if found or context is not None or self.labels > 0 or self.leading:
            found += unsure
        return sorted(found, key=lambda f: f[0])

    def _set_off(self, text: str, start: int, stop: int) -> bool:
        """Say whether a word such as "Staff" is set off as a label: at the start of a line or sentence."""
        if start > 0 and text[start - 1] not in "\n\t" and not re.search(r"[.;]\s+$", text[:start]):
            return False
        if not re.search(r"[:–—\t-]\s*$", text[start:stop]) and text[stop:].strip():
            return False
        return start == 0 or text[start:stop].rstrip().endswith(":")

    def _label_end(self, text: str, start: int, end: int) -> int | None:
        """Return where the list begins behind a label's words, None if what follows shows that it is no label."""
        m = re.compile(r"\s*(?:\((?:\d+|[^()]{0,60})\))?\s*(?:(?:[-–—=]\s*)?\d{1,2}\b(?=\s*[-–—:]))?\s*").match(
            text, end
        )
        at = m.end() if m else end
        if at >= len(text):
            return at
        if other := re.compile(r"[/|]\s*[^\W\d][\w' ’-]{2,40}?\s*(?=[:\t\n]|$)").match(text, at):
            at = other.end()  # the label in a second language: "Present / I láthair"
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
        if self.rules.search("attendance.weak", label):
            return None
        if (
            (label.isupper() or self._bold_label(text, start, end))
            and text[at].isupper()
            and (parse_person(re.split(r"[,;\n\t]", text[at:])[0]) is not None)
        ):
            return at
        return None

    def _bold_label(self, text: str, start: int, end: int) -> bool:
        return bool(re.match(r"[A-Z]", text[start : start + 1])) and start == 0 and len(text[start:end].split()) <= 4

    # ------------------------------------------------------------ lists and sentences

    def _list(self, unit: _Unit, start: int, end: int, context: _Context) -> bool:
        """Read ``text[start:end]`` as a list of people; True if it is one (or says that there is nobody)."""
        text = self._by_line(unit)
        used = False
        for a, b in _sentences(text, start, end):
            piece = text[start + a : start + b]
            if self.rules.search("attendance.none", piece):
                used = True
                continue
            people = self._people(piece, hanging=self.hanging)
            self.hanging = None
            if not people:
                if self._sentence(unit, start + a, start + b, context):
                    used = True
                    continue
                return used
            used = True
            for p in people:
                self._add(unit, start + a, p, context.status, context.rule, context.label)
            if piece.rstrip().endswith((",", " and", "&")) and not people[-1].full:
                self.hanging = people[-1].role or ""
        return used

    def _by_line(self, unit: _Unit) -> str:
        """Return a unit's text with a line break for the space where each printed line opens with a name."""
        block = self.document.blocks[unit.span.block]
        cuts = [x.start - unit.span.start for x in block.lines if unit.span.start < x.start < unit.span.end]
        text = unit.text
        cuts = [c for c in cuts if 0 < c <= len(text) and text[c - 1 : c] == " "]
        if not cuts:
            return text
        lines = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        if any(x.endswith((",", " and", "&", "-", "–")) for x in lines[:-1]):
            return text
        people = [split_people(x) for x in lines]
        if not all(len(p) == 1 and _covers(x, p, bar=0.7) for x, p in zip(lines, people, strict=True)):
            return text
        for c in cuts:
            text = text[: c - 1] + "\n" + text[c:]
        return text

    def _people(self, text: str, hanging: str | None = None) -> tuple[Person, ...]:
        """Read a list of people; empty if it holds something else (a sentence, a place, a subject).

        ``hanging``: the line before ended with a comma in a list of surnames, with this role.
        """
        if hanging is not None:
            people = split_people(text, single=True)
            if _covers(text, people, bar=0.5):
                first = people[0]
                return (replace(first, role=first.role or hanging or None), *people[1:])
        if self.rules.search("attendance.prose", _outside_brackets(text)):
            return ()
        for said in self.rules.finditer("attendance.bare_remark", text):
            at = said.match.start("gap")
            text = f"{text[:at]}\t{text[at + 1 :]}"
        rest = re.search(r",?\s+(?:and|plus|&)\s+(?P<who>[^,;\n]{3,60})$", text.rstrip(" ."))
        if rest is not None and self.rules.search("people.nobody", rest["who"]):
            text = text[: rest.start()]
        people = split_people(text)
        if len(people) >= 8 and sum(p.role is not None for p in people) < 0.3 * len(people):
            lower = split_people(text, lower=True)
            people = lower if len(lower) > len(people) else people
        if _covers(text, people):
            return people
        singles = split_people(text, single=True)
        if (len(singles) > 1 or self.singles) and len(text.split()) < 40 and _covers(text, singles, bar=0.8):
            self.singles = not any(p.full for p in singles)
            return singles
        return ()

    def _sentences(self, unit: _Unit, start: int, end: int, context: _Context | None) -> bool:
        """Read what sentences say of attendance; under a heading that opens a list a bare list counts as well."""
        used = False
        text = unit.text
        for a, b in sentences(text[start:end]):
            if self.rules.search("attendance.none", text[start + a : start + b]):
                context = None  # "As above.": what follows is no list
            if self._sentence(unit, start + a, start + b, context):
                used = True
            elif context is not None and context.heading and context.sure:
                people = self._people(text[start + a : start + b])
                for p in people:
                    self._add(unit, start + a, p, context.status, context.rule, context.label)
                used = used or bool(people)
        return used

    def _sentence(self, unit: _Unit, start: int, end: int, context: _Context | None) -> bool:
        sentence = unit.text[start:end]
        for rule in self.rules.of("attendance.sentence"):
            m = rule.regex.search(sentence)
            if m is None:
                continue
            at, names = m.start("names"), _names_part(m["names"])
            names = re.sub(r"(?<=\sand)\s+(?:from|for|by)(?=\s)", lambda x: " " * len(x[0]), names)
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
                self._add(unit, start + at, p, status, rule.id, -self.labels - 1)
            return True
        return False

    def _add(  # the parts of a row, in its order
        self, unit: _Unit, offset: int, person: Person, status: Status, rule: str, label: int
    ) -> None:
        words = person.remark or person.role or ""
        said = self.rules.search("attendance.answer", words) if words else None
        if said is not None:
            status = _STATUS[said.rule.value]
            person = replace(person, role=None if person.role == words else person.role)
        self.rows.append(_Row(person, unit.span.block, unit.span.start + offset, status, rule, unit.item, label))


# ---------------------------------------------------------------- grids


class _Grid:
    """A table with a name in each row: columns for roles, marks of presence, or dates of several meetings."""

    def __init__(self, reader: _Reader, table: int, units: Sequence[_Unit], context: _Context | None) -> None:
        self.reader = reader
        self.rules = reader.rules
        self.document = reader.document
        self.table = table
        self.context = context
        self.cells: dict[tuple[int, int], list[_Unit]] = {}
        for unit in units:
            if (cell := self.document.blocks[unit.span.block].cell) is not None:
                self.cells.setdefault((cell.row, cell.column), []).append(unit)
        self.height = max((r for r, _ in self.cells), default=-1) + 1
        self.width = max((c for _, c in self.cells), default=-1) + 1
        self.texts = {k: "\n".join(u.text for u in v).strip() for k, v in self.cells.items()}
        self._split_rows()

    def text(self, row: int, column: int) -> str:
        """Return a cell's text, its paragraphs joined by a line break."""
        return self.texts.get((row, column), "")

    def _split_rows(self) -> None:
        """Give each row its mark where marks of several rows stand in one cell, by their height on the page."""
        tops: dict[int, tuple[int | None, float]] = {}
        for (row, column), held in self.cells.items():
            block = self.document.blocks[held[0].span.block]
            if column == 0 and block.bbox is not None:
                tops[row] = (block.page, block.bbox.top)
        for (row, column), held in list(self.cells.items()):
            block = self.document.blocks[held[0].span.block]
            lines = [x for u in held for x in self.document.blocks[u.span.block].lines]
            if column == 0 or len(lines) < 2 or not all(self._mark(x.raw, {}) for x in lines):
                continue
            for line in lines:
                near = [r for r, (page, top) in tops.items() if page == line.page and abs(top - line.bbox.top) < 8]
                if near and near[0] != row:
                    self.texts[near[0], column] = line.raw.strip()
            own = [x for x in lines if row in tops and abs(tops[row][1] - x.bbox.top) < 8]
            self.texts[row, column] = own[0].raw.strip() if own else ""

    def _above(self, column: int) -> str:
        """Return what stands over a column outside the table (the readers leave turned text there)."""
        boxes = [
            b.bbox
            for (_, c), held in self.cells.items()
            if c == column and (b := self.document.blocks[held[0].span.block]).bbox
        ]
        first = min((u.span.block for held in self.cells.values() for u in held), default=0)
        out = []
        for block in self.document.blocks[max(0, first - 14) : first]:
            box = block.bbox
            if (
                box is not None
                and boxes
                and box.x0 - 4 <= (boxes[0].x0 + boxes[0].x1) / 2 <= box.x1 + 4
                and box.width < 80
            ):
                out.append(block.text)
        return " ".join(out)

    def read(self) -> list[_Row] | None:
        """Return its rows, None if it is no grid of people."""
        if self.width < 2 or self.height < 2:
            return None
        roles, top = self._header()
        marks = self._marks(top)
        if roles.get("name") is None:
            if not marks and self.context is None:
                return None
            names = [c for c in range(self.width) if c not in marks]
            counts = {c: sum(self._person(r, c) is not None for r in range(self.height)) for c in names}
            best = max(counts, key=lambda c: counts[c], default=None)
            if best is None or counts[best] < max(2, (0.5 if marks else 0.7) * self.height):
                return None
            if not marks and any(n > 0.25 * self.height for c, n in counts.items() if c != best):
                return None
            roles["name"] = best
        elif len(roles) < 2 and not marks:
            return None
        people = sum(self._person(r, roles["name"]) is not None for r in range(top, self.height))
        if people < max(1, 0.4 * (self.height - top)):
            return None
        return self._rows(roles, top, marks)

    def _person(self, row: int, column: int) -> Person | None:
        text = self.text(row, column)
        if not text or len(text) > 120 or self.rules.search("attendance.prose", _outside_brackets(text)):
            return None
        person = parse_person(text.replace("\n", " "))
        m = re.fullmatch(r"\s*([^\W\d_][\w'’-]+),\s+([^\W\d_][\w.'’ -]*)", text)
        if person is None and m is not None and is_name(f"{m[2]} {m[1]}"):
            return Person(m.start(1), m.end(2), f"{m[1]}, {m[2]}")
        return person

    def _header(self) -> tuple[dict[str, int], int]:
        for row in range(min(3, self.height)):
            roles: dict[str, int] = {}
            for column in range(self.width):
                text = self.text(row, column).strip(" :*")
                hit = self.rules.search("attendance.column", text) if text else None
                if hit is None:
                    continue
                value = hit.rule.value
                if value == "name" and value in roles:
                    second = [h for h in self.rules.of("attendance.column") if h.regex.search(text)]
                    value = second[1].value if len(second) > 1 else "role"
                roles.setdefault(value, column)
            if (
                "name" in roles
                and (len(roles) > 1 or row + 1 < self.height)
                and self._person(row, roles["name"]) is None
            ):
                return roles, row + 1
        return {}, 0

    def _marks(self, top: int) -> list[int]:
        """Return the columns that hold marks of presence and little else."""
        out = []
        for column in range(self.width):
            texts = [t for r in range(top, self.height) if (t := self.text(r, column))]
            marked = [t for t in texts if self._mark(t, {}) is not None]
            if texts and len(marked) >= 0.7 * len(texts) and len(marked) >= 1:
                out.append(column)
        return out

    def _mark(self, text: str, legend: dict[str, Status]) -> Status | None:
        key = text.strip(" .()*").lower()
        if key in legend:
            return legend[key]
        hit = self.rules.search("attendance.mark", text.strip(" .()*")) if len(text) <= _LONGEST_MARK else None
        return _STATUS[hit.rule.value] if hit else None

    def _legend(self) -> dict[str, Status]:
        out: dict[str, Status] = {}
        held = [i for i, b in enumerate(self.document.blocks) if b.cell is not None and b.cell.table == self.table]
        near = self.document.blocks[max(0, held[0] - 6) : held[-1] + 10] if held else ()
        for block in near:
            for hit in self.rules.finditer("attendance.legend", block.text):
                meaning = hit.match["meaning"].lower()
                status: Status = "present"
                if re.match(r"apol|excus|sanction|leave", meaning):
                    status = "apologies"
                elif re.match(r"absent|not", meaning):
                    status = "absent"
                out[hit.match["mark"].lower()] = status
        marks = {t.strip(" .()*").lower() for t in self.texts.values() if len(t) <= 3}
        if (
            "a" in marks
            and "a" not in out
            and marks & {"–", "-", "—", "n", "0", "ab"}
            and not marks & {"ap", "e", "s", "x"}
        ):
            out["a"] = "apologies"  # another mark stands for those who stayed away without a word
        return out

    def _of_this_meeting(self, marks: list[int], top: int, roles: dict[str, int]) -> list[int]:
        """Of several columns of marks, return that of this meeting: by the date above, else the last one filled."""
        named = [c for c in marks if c in (roles.get("present"), roles.get("apologies"), roles.get("absent"))]
        if named or len(marks) < 2:
            return named or marks
        date = self.reader.date
        if date is not None:
            dayfirst = dayfirst_of(b.text for b in self.document.blocks[:80])
            for column in marks:
                head = " ".join([self._above(column), *(self.text(r, column) for r in range(max(1, top)))])
                if any(
                    f.date.day == date.day and f.date.month == date.month for f in find_dates(head, dayfirst=dayfirst)
                ):
                    return [column]
        return [marks[-1]]

    def _rows(self, roles: dict[str, int], top: int, marks: list[int]) -> list[_Row]:
        legend = self._legend()
        shown = self._of_this_meeting(marks, top, roles)
        several = len(marks) > len(shown)
        section = self.context
        if section is None or section.heading:
            self.reader.labels += 1
            section = _Context("present", "attendance-grid", label=self.reader.labels)
        name = roles["name"]
        stated = [roles[k] for k in ("apologies", "absent") if k in roles]
        if "present" in roles and roles["present"] != name:
            stated.append(roles["present"])
        out: list[_Row] = []
        for row in range(top, self.height):
            for column in range(self.width):
                text = self.text(row, column)
                found = self.reader._piece_label(text, True, True) if text and column not in marks else None
                if found is not None and (column < name or self._person(row, name) is None):
                    self.reader.labels += 1
                    section = replace(found, label=self.reader.labels)
            person = self._person(row, name)
            if person is None:
                continue
            status: Status | None = section.status
            worded = False
            if shown or stated:
                status = self._status(row, roles, shown or stated, legend, several)
                worded = any(len(self.text(row, c)) > 3 for c in (shown or stated))
            if status is None:
                continue
            extra = {
                k: self.text(row, c)
                for k in ("role", "organisation", "abbreviation")
                if (c := roles.get(k)) is not None
            }
            if "role" not in extra and person.role is None:
                free = [
                    c
                    for c in range(name + 1, self.width)
                    if c not in marks and c not in roles.values() and self.text(row, c)
                ]
                if free:
                    extra["role"] = self.text(row, free[0])
                if len(free) > 1 and "organisation" not in extra:
                    extra["organisation"] = self.text(row, free[1])
            person = self._with(person, extra)
            unit = self.cells[row, name][0]
            out.append(
                _Row(
                    person,
                    unit.span.block,
                    unit.span.start,
                    status,
                    section.rule,
                    unit.item,
                    section.label,
                    0.9,
                    worded,
                )
            )
        return out

    @staticmethod
    def _with(person: Person, extra: dict[str, str]) -> Person:
        role = " ".join(extra.get("role", "").split()) or None
        short = re.search(r"\(([A-Z][A-Za-z&/-]{1,5})\)\s*$", role or "")
        abbreviation = extra.get("abbreviation") or person.abbreviation or None
        if role and short:
            role, abbreviation = role[: short.start()].strip(), abbreviation or short[1]
        organisation = extra.get("organisation") or person.organisation or (person.role if role else None) or None
        return replace(person, role=role or person.role, organisation=organisation, abbreviation=abbreviation)

    def _status(
        self, row: int, roles: dict[str, int], columns: list[int], legend: dict[str, Status], several: bool
    ) -> Status | None:
        for column in columns:
            text = self.text(row, column)
            if not text:
                continue
            if re.fullmatch(
                r"\W*(?:in attendance|attending|observer|observing|guest|by invitation)\W*", text, re.IGNORECASE
            ):
                return "in_attendance"
            said = self._mark(text, legend)
            for key in ("apologies", "absent"):
                if roles.get(key) == column and said == "present":
                    return _STATUS[key]
            if said is not None:
                return said
            hit = self.rules.search("attendance.label", text)
            if hit is not None:
                return _STATUS[hit.rule.value]
        if several:
            return None
        return "absent" if len(columns) == 1 and roles.get("apologies") is None else None


def _units(outline: Outline) -> list[_Unit]:
    document = outline.document
    units = [_Unit(s, document.text(s), k, "body", True) for k, item in enumerate(outline.items) for s in item.spans]
    units += [
        _Unit(p.span, document.text(p.span), p.item, p.zone, False)
        for p in outline.passages
        if p.zone not in _SKIPPED and document.blocks[p.span.block].kind == "body"
    ]
    return sorted(units, key=lambda u: (u.span.block, u.span.start))


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at sentences, but keep a list of lines whole."""
    if "\n" in text[start:end]:
        return [(0, end - start)]
    out: list[tuple[int, int]] = []
    for a, b in sentences(text[start:end]):
        if out and re.search(r"\b(?:Dist|Co|Boro|Dep|Asst|Sgt|P\.C)\.\s*$", text[start : start + out[-1][1]]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a line that wide gaps part, each with its offset."""
    return [(m.start(), m[0]) for m in re.finditer(r"[^\t]+", text) if m[0].strip()]


def _is_label_like(text: str) -> bool:
    """Tell "ROLL CALL –" before the first label."""
    return len(text.split()) <= 5


def _outside_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


_NAMES_END = re.compile(
    r"\s+(?:who|which|whom|whose|as (?:he|she|they)|due to|because|having|owing to|"
    r"for (?:the|this|their|his|her|health|personal|work)|"
    r"and (?:these|the|were|was|it|that|this|apologies|an?)\b|with (?:an?|the)|were|was|had|has|have|are|is|on behalf|"
    r"in (?:relation|respect)|at (?:the|this)|until|if|noting|subject|prior|during|to (?:the|act|be)|but|regarding)\b|"
    r"\.\s*$|\s+[-–—]\s+(?=[a-z])"
)


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
    members: dict[int, list[bool]] = {}
    for row in rows:
        if row.status == "present" and row.person.role:
            members.setdefault(row.label, []).append("member" in row.person.role.lower())
    mixed = {k for k, v in members.items() if len(v) > 3 and sum(v) >= 0.4 * len(v)}
    visits = [r.status == "present" and _visits(r, rules) for r in rows]
    few = {
        row.label
        for row, visit in zip(rows, visits, strict=True)
        if visit
        and 0.4 * sum(r.label == row.label and r.status == "present" for r in rows)
        > sum(v and r.label == row.label for r, v in zip(rows, visits, strict=True))
    }
    out = []
    for row, visit in zip(rows, visits, strict=True):
        role = row.person.role or ""
        officer = (visit and row.label in few) or (
            bool(role)
            and not row.stated
            and (
                rules.search("attendance.officer", role) is not None
                or (not club and rules.search("attendance.secretary", role) is not None)
                or (row.label in mixed and rules.search("attendance.belongs", role) is None)
            )
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


def _visits(row: _Row, rules: Rules) -> bool:
    """Tell the ward councillor or constable who calls on a body that is not theirs, by role or title."""
    words = (row.person.role or "", split_title(row.person.name)[0])
    return any(w and rules.search("attendance.visitor", w) for w in words)


_RANK = {"apologies": 3, "absent": 2, "present": 1, "in_attendance": 0}


def _one_row_each(rows: list[_Row]) -> list[_Row]:
    """Give each person one row: apologies and absence outweigh a list of those who belong to the body."""
    kept: list[_Row] = []
    names: list[_Name] = []
    for row in rows:
        name = _name(row.person)
        k = next((k for k, known in enumerate(names) if _same(row, name, kept[k], known)), None)
        if k is None:
            kept.append(row)
            names.append(name)
            continue
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
    return kept


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name taken apart, in lower case. ``short``: it opens with an initial."""

    title: str
    bare: str
    short: bool


def _name(person: Person) -> _Name:
    bare = bare_name(person.name).lower()
    return _Name(split_title(person.name)[0].lower(), bare, len(bare.split(" ", 1)[0]) <= 2)


def _same(a: _Row, name: _Name, b: _Row, other: _Name) -> bool:
    """Say whether two rows, with their names taken apart, mean one person."""
    if name.bare == other.bare:
        return name.title in (other.title, "") or a.person.full
    if a.label == b.label or not (a.person.full and b.person.full):
        return False
    if fuzz.ratio(name.bare, other.bare, score_cutoff=94):
        return True
    return (name.short or other.short) and same_person(a.person.name, b.person.name)
