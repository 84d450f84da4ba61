"""Reads the lists and sentences that name people, from the first unit to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutebook.candidate import Candidate, Status
from minutebook.detect.attendance.boxes import marked
from minutebook.detect.attendance.breaks import Breaks
from minutebook.detect.attendance.entries import ANSWERED, Entries
from minutebook.detect.attendance.grids import Grid
from minutebook.detect.attendance.groups import Groups
from minutebook.detect.attendance.inside import Inside
from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.openings import Openings
from minutebook.detect.attendance.parts import CLOSE, EARLY, STATUS, Context, Row, Unit, units_of
from minutebook.detect.attendance.phrases import (
    covers,
    names_part,
    parted,
    pieces_of,
    sentences_or_list,
    starts_with_name,
)
from minutebook.detect.attendance.signs import read_letters, read_signs
from minutebook.document import Block, Cell, Span
from minutebook.outline import Outline
from minutebook.people import (
    Person,
    is_name,
    is_office,
    is_role,
    split_people,
    split_title,
    without_title,
)
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_OFFICE = 3
"""A heading that names an office or those who hold it ("Deputy Mayor") has no more words."""
_LABEL = 4
"""A label that stands alone has no more words."""
_NUMBER = re.compile(r"(?:minute\s+)?[A-Za-z]{0,6}\.?[/-]?\d[\w./:-]*[.)]?\s+", re.IGNORECASE)
"""The number of a minute that stands in its heading."""
_GROUP = re.compile(r"\s*(?P<head>[A-ZÀ-Þ][^:\n\t;,]{4,45}?)\s*:\s+(?=\S)")
"""The name of a group before those of it."""
_NO_GROUP = re.compile(r"prox(?:y|ies)|vacan|copy|copies|cc\b|circulation|distribution|note\b", re.IGNORECASE)
_OTHER_LIST = re.compile(rf"\s*(?:{_NO_GROUP.pattern})\w*\s*:\s+\S", re.IGNORECASE)
"""The line of a list whose names say nothing of who was there."""
_LATE = re.compile(r"for\s+(?:late|early|departure|leaving|part)", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:^|[\n\t])\W*(?:minutes?|notes?|scribe|recorder|recording\s+secretary)\b[^:\n\t]{0,20}:\s*$", re.IGNORECASE
)
"""The label of who takes the minutes, right before a name."""
_APOLOGIES = re.compile(r"\b[Aa]polog(?:y|ies)\b[^.;]{0,60}?\s(?:from|behalf\s+of|of|for|by)\s+(?:the\s+)?(?=[A-Z])")
_STAFF = re.compile(
    r"\s(?:and|with)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}(?:staff|officers|officials|guests?|visitors?)\s+(?=[A-Z])"
)
"""What stands before those in attendance in a sentence that names the members first."""
_FROM_WHOM = re.compile(r"[^.;:]{0,60}?\b(?:from|on\s+behalf\s+of)\s*:?\s+(?:the\s+)?(?=[A-Z])")
"""What stands before the names under a heading that announces apologies: "Received and accepted from Ann Hill"."""
_ATTENDED = re.compile(r"\b(?:was|were)\s+(?:also\s+)?in\s+attendance\b", re.IGNORECASE)
_SEAT = re.compile(r"(?:[A-Z][\w'’-]+\s+){1,4}(?:Ward|Division|Riding|Electorate|Constituency)")
"""What a member sits for, which a list may print behind the name."""
_SHORT = 3
"""So few letters behind a role may be initials."""
_HEADED = 6
"""A line that is nothing but a label and its number has no more words."""
_SALVAGED = 3
"""So many entries at least must be read where others of the same list cannot be."""


class Reader:
    """Walks through the document once and keeps the list it is in."""

    def __init__(self, outline: Outline, rules: Rules, found: Sequence[Candidate]) -> None:
        self.outline = outline
        self.document = outline.document
        self.rules = rules
        self.found = found
        self.labels = Labels(rules)
        self.rows: list[Row] = []
        self.tables: dict[int, list[int]] = {}
        for i, block in enumerate(self.document.blocks):
            if block.cell is not None:
                self.tables.setdefault(block.cell.table, []).append(i)
        self.grids: set[int] = set()
        self.beside: dict[float, Context] = {}
        self.hanging: str | None = None
        self.entries = Entries(self.document, rules, self.rows)
        self.breaks = Breaks(self.document, self.labels)
        self.openings = Openings(self.document, self.labels, self.entries, self.rows)
        self.inside = Inside(self.document, self.labels, self.entries, self.rows)
        self.groups = Groups(self.document, self.labels, self.entries)
        self.late = False
        """True if what stands behind the business is read."""

    def read(self) -> list[Row]:
        """Return a row for each name found, in order; one person may have several."""
        units = [self.breaks.broken(u) for u in units_of(self.outline)]
        self._walk(units)
        if not self.rows and (behind := self._behind(units)) is not None:
            self.late = True
            self._walk(units[behind:])
        read_signs(self.rows, self.document, self.rules)
        read_letters(self.rows, self.rules)
        return self.rows

    def _behind(self, units: Sequence[Unit]) -> int | None:
        """Return where the list of those present begins that stands behind the business ("Attendees"); None if none."""
        for k in range(len(units) - 1, len(units) // 4, -1):
            if len(units[k].text.split()) <= _LABEL and self.labels.is_sure(units[k].text):
                found = self.labels.piece(units[k].text, True, True)
                if found is not None and found.status == "present":
                    return k
        return None

    def _walk(self, units: Sequence[Unit]) -> None:
        """Read units in order."""
        opens = next((i for i, u in enumerate(units) if u.heading and not self._attends(u.text)), len(units))
        context: Context | None = None
        columns: dict[int, Context] = {}
        row_context: Context | None = None
        place: tuple[int, int] | None = None
        over: Context | None = None  # the list whose entries stand in a table
        done: set[int] = set()
        tables = self._by_table(units)
        boxes = marked(units, self.rules)
        wrapped: int | None = None
        empty = 0
        for i, unit in enumerate(units):
            block = self.document.blocks[unit.span.block]
            cell = block.cell
            if cell is not None and cell.table not in done and cell.row == 0:
                done.add(cell.table)
                early = i < opens + 1 or unit.zone in ("title", "attendance") or not self.rows
                if (early or context is not None) and (
                    rows := self._grid(cell.table, tables[cell.table], context)
                ) is not None:
                    self.rows += rows
                    self.grids.add(cell.table)
                    context = None
            if cell is not None and cell.table in self.grids:
                continue
            if i in boxes:
                self._add(*boxes[i])
                context = None
                continue
            if unit.heading and not self._listed(unit, context):
                columns.clear()
                self.beside.clear()
                row_context = place = None
                context = self._section(unit, context) or self._heading(unit)
                if context is None:
                    self._apologised(unit)
                empty = 0
                continue
            self.labels.leading = self.openings.leads(units, i)
            if (group := self.openings.group(units, i)) is not None:
                context = group
                continue
            if context is None and self.openings.opens_unlabelled(units, i):
                self.labels.count += 1
                context = Context("present", "attendance-unlabelled", label=self.labels.count)
            elif context is None and not self.rows and (unknown := self.groups.opens(units, i)) is not None:
                context, empty = unknown, 0
                if not unit.text.partition(":")[2].strip():
                    continue
            early = i < opens + 1 or unit.zone in ("title", "attendance") or (i < 50 and not self.rows)
            if context is not None and self.inside.first_names(units, i, context):
                self.entries.singles = True  # first names, one below the other
            if cell is None:
                if place is not None:
                    columns.clear()
                    row_context = place = None
                if self._beside(unit, context, early):
                    empty = 0
                    continue
                if (joined := self.openings.broken_label(units, i, early)) is not None:
                    context, wrapped = joined, unit.span.block
                    self._list(unit, unit.text.index("\t"), len(unit.text), context)
                    continue
                if context is not None and wrapped is not None and units[i - 1].span.block == wrapped:
                    wrapped = None
                    if "\t" in unit.text:
                        self._list(unit, unit.text.index("\t"), len(unit.text), context)
                    continue
                if (announced := self.openings.announced(units, i, context, early)) is not None:
                    context, empty = announced, 0
                    continue
                before = context
                if context is not None and self.groups.is_head(unit, context):
                    context, empty = self.groups.under(unit, context, self.rows), 0
                    continue
                context, used = self._passage(unit, context, early)
                if not used and context is None and before is not None and self.inside.within(units, i):
                    context, used = before, True
                    if (person := self.inside.called(unit)) is not None:
                        self._add(unit, 0, person, before.status, before.rule, before.label)
                    else:
                        context = self.groups.under(unit, before, self.rows)
                empty = 0 if used else empty + 1
                if context is not None and not context.heading and empty > 1:
                    context = None
                continue
            here = (cell.table, cell.row)
            if place is None or place[0] != cell.table:
                columns = self._under_labels(cell.table) if place is None else {}
                row_context = None
                listed = self.late or unit.zone in ("title", "attendance")
                over = context if listed and self._holds_people(tables.get(cell.table, [unit])) else None
            elif here != place and not self._continues(unit, cell.column):
                row_context = None
            place = here
            if context is not None and not context.heading:
                context = None
            left = max((c for c in columns if c <= cell.column), default=-1)
            current = row_context or columns.get(left) or (context if context and context.heading else None)
            current = current or (over if not columns else None)
            after, used = self._passage(unit, current, early)
            labelled = ":" in unit.text or self.labels.is_sure(unit.text)
            opened = labelled and after is not None and current is not None and after.label != current.label
            if after is not current and after is not None and (opened or not after.heading):
                after = replace(after, heading=False)
                below = any(c != cell.column for c in columns) and self._only_label(unit)
                row_context = None if below and not self._answered(cell) else after
                columns[cell.column] = after
            elif (
                not used
                and columns
                and row_context is not None
                and block.text.isupper()
                and self._header_row(cell.table, cell.row)
            ):
                self.labels.count += 1
                columns[cell.column] = Context("in_attendance", "attendance-other-column", label=self.labels.count)
                row_context = None
            elif (
                current is not None
                and current is columns.get(left)
                and left == cell.column
                and not used
                and (len(unit.text) > 40 or self.rules.fullmatch("meeting.label", unit.text.strip(" :")))
            ):
                columns.pop(left)
                row_context = None

    def _listed(self, unit: Unit, context: Context | None) -> bool:
        running = (context is not None and not context.heading) or bool(self.beside)
        return not self._attends(unit.text) and self.inside.listed(unit, running=running)

    def _holds_people(self, units: Sequence[Unit]) -> bool:
        """Say whether a table opens with somebody, be it below the name of the office."""
        first = next((u for u in units if not is_role(u.text) or self.entries.people(u.text)), None)
        return first is not None and bool(self.entries.people(first.text))

    def _grid(self, table: int, units: Sequence[Unit], context: Context | None) -> list[Row] | None:
        return Grid(self.document, self.labels, self.found, self.tables[table], units, context).read()

    def _by_table(self, units: Sequence[Unit]) -> dict[int, list[Unit]]:
        """Return the units of each table, from the first one in its top row on."""
        tables: dict[int, list[Unit]] = {}
        for unit in units:
            cell = self.document.blocks[unit.span.block].cell
            if cell is not None and (cell.row == 0 or cell.table in tables):
                tables.setdefault(cell.table, []).append(unit)
        return tables

    def _only_label(self, unit: Unit) -> bool:
        labels = self.labels.find(unit.text, None, True)
        return len(labels) == 1 and not unit.text[labels[0][1] :].strip(" :.-–")

    def _answered(self, cell: Cell) -> bool:
        """Say whether people stand right beside a label, or an office and its holder: it is that of its row."""
        held = (self.document.blocks[i] for i in self.tables.get(cell.table, ()))
        row = {b.cell.column - cell.column: b.text for b in held if b.cell and b.cell.row == cell.row}
        beside = row.get(1, "").strip()
        if not beside or self.labels.find(beside, None, True):
            return False
        return bool(self.entries.people(beside)) or (is_role(beside) and bool(self.entries.people(row.get(2, ""))))

    def _header_row(self, table: int, row: int) -> bool:
        blocks = [self.document.blocks[i] for i in self.tables.get(table, ())]
        texts = [b.text for b in blocks if b.cell is not None and b.cell.row == row]
        return bool(texts) and not any(self.entries.people(t) for t in texts)

    def _beside(self, unit: Unit, context: Context | None, early: bool) -> bool:
        """Read lists that stand side by side without a table: "Present:<gap>Apologies:" and the lines below."""
        if not self.beside and ("\t" not in unit.text or (context is None and not early)):
            return False
        block = self.document.blocks[unit.span.block]
        pieces = pieces_of(unit.text)
        label = [self.labels.piece(t, context is not None or bool(self.beside), early) for _, t in pieces]
        if not self.beside:
            heads = sum(x is not None for x in label)
            aside = heads and label[0] is None and (context is not None or self._lists_aside(unit, pieces, label))
            if len(pieces) < 2 or not (heads > 1 or aside):
                return False
            if context is not None and not context.heading:
                self.beside[block.bbox.x0 if block.bbox else 0.0] = context
        elif not any(label) and not any(self.entries.people(t) for _, t in pieces):
            if not all(self.rules.search("attendance.none", t) for _, t in pieces):
                self.beside.clear()
                return False
            return True
        for (at, text), found, x in zip(pieces, label, self._piece_x(block, pieces), strict=True):
            near = min(self.beside, key=lambda c: abs(c - x), default=None)
            if found is not None:
                self.labels.count += 1
                key = near if near is not None and abs(near - x) < 40 else x
                self.beside[key] = Context(found.status, found.rule, label=self.labels.count)
            elif near is not None:
                whole = replace(unit, text=text, span=Span(unit.span.block, unit.span.start + at, unit.span.end))
                self._list(whole, 0, len(text), self.beside[near])
        return True

    def _under_labels(self, table: int) -> dict[int, Context]:
        """Return the lists of the columns of a table whose labels stand in the line above it, {} if none do."""
        labels = dict(sorted(self.beside.items()))
        self.beside.clear()
        left: dict[int, float] = {}
        for i in self.tables[table]:
            block = self.document.blocks[i]
            if block.cell is not None:
                x = block.bbox.x0 if block.bbox else 0.0
                left[block.cell.column] = min(x, left.get(block.cell.column, x))
        if len(labels) == len(left):
            return dict(zip(sorted(left), labels.values(), strict=True))
        return {c: labels[min(labels, key=lambda k: abs(k - x))] for c, x in left.items()} if labels else {}

    def _lists_aside(self, unit: Unit, pieces: Sequence[tuple[int, str]], label: Sequence[Context | None]) -> bool:
        """Say whether a list stands beside the lines of the title: "Pier Board<gap>Present:<gap>Ann Hill"."""
        if unit.zone not in ("title", "attendance") or self.entries.people(pieces[0][1]):
            return False
        first = next((k for k, x in enumerate(label) if x is not None), len(pieces))
        behind = [text for _, text in pieces[first + 1 :]]
        return bool(behind) and all(self.entries.people(text) for text in behind)

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
        return self.rules.search("attendance.heading", _NUMBER.sub("", title, count=1)) is not None

    def _heading(self, unit: Unit) -> Context | None:
        """Say what list an item's heading opens; a heading may hold the list itself ("Apologies: Ann Hill").

        Late in the business only apologies count ("Attendance" may then be that of pupils), but for a heading close
        behind a list.
        """
        number = _NUMBER.match(unit.text)
        hit = self.rules.search("attendance.heading", unit.text[number.end() if number else 0 :])
        close = bool(self.rows) and unit.span.block - self.rows[-1].block <= CLOSE
        late = unit.item is not None and unit.item > 3 and not close and not self.late
        if late and (hit is None or hit.rule.value != "apologies"):
            return None
        if hit is None and self.rows and not close:
            return None  # "Speakers", the heading of an item
        if hit is None:
            labels = self.labels.find(unit.text, None, early=True)
            if not labels or (labels[0][0] > 3 and unit.text[: labels[0][0]].rstrip()[-1:] not in ("/", "|")):
                return None
        context, _ = self._passage(unit, None, True)
        if context is not None:
            return replace(context, heading=True)
        if hit is None:
            return None
        sure = hit.rule.value == "apologies" or bool(self.labels.piece(unit.text, True, True))
        sure = sure or re.search(r"\b(?:roll|sederunt|attend(?:ance|ees))\b", unit.text, re.IGNORECASE) is not None
        return Context(STATUS[hit.rule.value], hit.rule.id, heading=True, sure=sure, label=self.labels.count)

    def _section(self, unit: Unit, context: Context | None) -> Context | None:
        """Return what goes on under "Mayor" or "Councillors", a heading inside the section of those present."""
        if context is None or not context.heading or context.status == "apologies" or len(unit.text.split()) > _OFFICE:
            return None
        found = self.labels.piece(f"{unit.text.strip(' :')}:", True, True)
        if found is not None and self.rules.search("attendance.heading", unit.text) is None:
            self.labels.count += 1
            return replace(found, heading=True, label=self.labels.count)
        return context if split_title(f"{unit.text.strip(' :')} Hill")[0] else None

    def _continues(self, unit: Unit, column: int) -> bool:
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

    def _passage(self, unit: Unit, context: Context | None, early: bool) -> tuple[Context | None, bool]:
        """Read one passage in the list ``context``; return the list that goes on after it and whether it was used."""
        text = unit.text
        if not text.strip():
            return context, True
        if context is None and not early:
            if (opened := self._apologies_opened(unit)) is not None:
                return opened, True
            return None, self._apologised(unit)
        if (opens := self.rules.search("attendance.follows", text)) is not None and early:
            self.labels.count += 1
            return Context(STATUS[opens.rule.value], opens.rule.id, label=self.labels.count), True
        labels = self.labels.find(text, context, early)
        if context is not None and context.heading and not labels:
            return context, self._sentences(unit, 0, len(text), context)
        if context is not None and not labels and _OTHER_LIST.match(text):
            return None, True
        used = False
        head = labels[0][0] if labels else len(text)
        if context is not None and not context.heading and not labels and self._grouped(unit, context):
            return context, True
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
        for k, (start, end, status, rule) in enumerate(labels):
            stop = labels[k + 1][0] if k + 1 < len(labels) else len(text)
            self.labels.count += 1
            heading = context is not None and context.heading
            meant = self._meant(STATUS[status], text[start:end])
            after = Context(meant, rule.id, heading=heading, label=self.labels.count)
            rest = text[end:stop].strip(" \t\n:–—-.")
            if not rest:
                context, used = after, True
                continue
            if self.rules.search("attendance.none", rest) and not heading:
                context, used = None, True
            elif self._list(unit, end, stop, after):
                context, used = after, True
            elif self._sentences(unit, end, stop, after):
                used = True
                context = after if context is not None and context.heading else None
            elif self._salvaged(unit, end, stop, after) or self.rules.search("attendance.none", rest):
                context, used = after, True
            else:
                context = context if context is not None and context.heading else None
        if not used and context is not None and context.heading:
            used = self._sentences(unit, 0, len(text), context)
        return context, used

    def _grouped(self, unit: Unit, context: Context) -> bool:
        """Read "Community Representatives: Ann Hill, Ben Low", a group of those in the list that is being read."""
        m = _GROUP.match(unit.text)
        if m is None or unit.zone not in ("title", "attendance") or is_name(m["head"]) or is_office(m["head"]):
            return False
        if (
            _NO_GROUP.match(m["head"])
            or self.rules.fullmatch("meeting.label", m["head"])
            or self.rules.search("outline.label", unit.text[: m.end()])
        ):
            return False
        people = self.entries.people(unit.text[m.end() :])
        if not people or not any(p.full for p in people):
            return False
        status = self.groups.meant(m["head"], context.status)
        for p in people:
            self._add(unit, m.end(), p, status, context.rule, context.label)
        return True

    def _meant(self, status: Status, label: str) -> Status:
        """Say what list a label opens: behind those present "Attending" are those beside them."""
        if status == "present" and self.rules.search("attendance.beside", label):
            return "in_attendance" if any(r.status == "present" for r in self.rows) else status
        club = self.rules.fullmatch("attendance.secretary", label.strip(" :")) is not None and any(
            r.status == "present" and self.rules.search("attendance.club", r.person.role or "") for r in self.rows
        )
        return "present" if club else status  # "Secretary: ..." beside "Treasurer: ..."

    def _list(self, unit: Unit, start: int, end: int, context: Context) -> bool:
        """Read ``text[start:end]`` as a list of people; True if it is one (or says that there is nobody)."""
        text = self.entries.by_line(unit)
        used = False
        for a, b in sentences_or_list(text, start, end):
            piece = text[start + a : start + b]
            if self.rules.search("attendance.none", piece):
                used = True
                continue
            people = self.entries.people(piece, hanging=self.hanging)
            self.hanging = None
            if not people:
                lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", piece)]
                if len(lines) > 1 and self._lines(replace(unit, text=text), start + a, lines, context):
                    return True
                if self._sentence(unit, start + a, start + b, context):
                    said = self.rows[-1]  # "Apologies were received from Ann Hill. Ben Low."
                    context = replace(context, status=said.status, rule=said.rule, label=said.label)
                    used = True
                    continue
                return used
            used = True
            people = self.entries.without_firm(unit, piece, people)
            for p in people:
                self._add(unit, start + a, p, context.status, context.rule, context.label)
            if piece.rstrip().endswith((",", " and", "&")) and not people[-1].full:
                self.hanging = people[-1].role or ""
        return used

    def _salvaged(self, unit: Unit, start: int, end: int, context: Context) -> bool:
        """Read the entries of a list of which some cannot be read; True if most can, the first among them."""
        entries = parted(unit.text, start, end)
        read = [(at, self.entries.people(entry)) for at, entry in entries]
        if not read or not read[0][1] or sum(bool(people) for _, people in read) < max(_SALVAGED, 0.6 * len(read)):
            return False
        for at, people in read:
            for p in people:
                self._add(unit, at, p, context.status, context.rule, context.label)
        return True

    def _lines(self, unit: Unit, start: int, lines: Sequence[tuple[int, int]], context: Context) -> bool:
        """Read lines of one piece, from its first to the last that is a list; True if any is.

        A line between them that cannot be read is passed over.
        """
        read: list[bool] = []
        for a, b in lines:
            if read and not read[-1] and sum(read) <= read.count(False):
                break
            read.append(self._list(unit, start + a, start + b, context))
            if not read[0]:
                break
        return bool(read) and read[0]

    def _sentences(self, unit: Unit, start: int, end: int, context: Context | None) -> bool:
        """Read what sentences say of attendance; under a heading that opens a list a bare list counts as well."""
        used = False
        text = unit.text
        for a, b in self._clauses(text[start:end]):
            if self.rules.search("attendance.none", text[start + a : start + b]):
                context = None  # "As above.": what follows is no list
            if self._sentence(unit, start + a, start + b, context):
                used = True
            elif context is not None and context.heading and context.sure:
                entry = text[start + a : start + b]
                people = self.entries.without_firm(unit, entry, self.entries.people(entry))
                if (
                    not people
                    and context.status == "apologies"
                    and (said := _FROM_WHOM.match(entry))
                    and not _LATE.search(said[0])
                ):
                    blank = " " * said.end()
                    people = split_people(blank + names_part(entry[said.end() :]))
                for p in people:
                    self._add(unit, start + a, p, context.status, context.rule, context.label)
                used = used or bool(people)
        return used

    def _clauses(self, text: str) -> Iterator[tuple[int, int]]:
        """Cut at sentences, and at semicolons where each part says by itself who was there or not."""
        for a, b in sentences(text):
            ends = [(m.start() + a, m.end() + a) for m in re.finditer(r";\s+", text[a:b])]
            spans = list(zip([a, *(end for _, end in ends)], [*(start for start, _ in ends), b], strict=True))
            each = all(self.rules.search("attendance.sentence", text[i:j]) for i, j in spans)
            yield from spans if len(spans) > 1 and each else [(a, b)]

    def _apologies_opened(self, unit: Unit) -> Context | None:
        """Read a line early in the business that is nothing but "3. APOLOGIES FOR ABSENCE" and was taken for text."""
        if unit.item is None or unit.item > EARLY or len(unit.text.split()) > _HEADED:
            return None
        label = self.labels.piece(_NUMBER.sub("", unit.text, count=1), True, True)
        if label is None or label.status != "apologies":
            return None
        self.labels.count += 1
        return replace(label, heading=True, label=self.labels.count)

    def _apologised(self, unit: Unit) -> bool:
        """Read "Apologies were received from ..." early in the business, under whatever heading it stands."""
        if unit.item is None or unit.item > EARLY or not self.rules.may_match("attendance.sentence", unit.text):
            return False
        used = False
        for a, b in sentences(unit.text):
            if _APOLOGIES.search(unit.text, a, b):
                used = self._sentence(unit, a, b, None) or used
        return used

    def _sentence(self, unit: Unit, start: int, end: int, context: Context | None) -> bool:
        sentence = unit.text[start:end]
        answered = ANSWERED.fullmatch(sentence)
        if context is not None and answered and self.rules.search("attendance.answer", answered["said"]):
            return False  # one line of a roll call
        for rule in self.rules.likely("attendance.sentence", sentence):
            m = rule.regex.search(sentence)
            if m is None:
                continue
            at, names = m.start("names"), names_part(m["names"])
            names = re.sub(r"(?<=\sand)\s+(?:from|for|by)(?=\s)", lambda x: " " * len(x[0]), names)
            names = self.entries.remarked(names)
            people = split_people(names) or self.entries.surnames(names)
            if not people or not (covers(names, people, bar=0.55) or starts_with_name(people)):
                continue
            status = STATUS[rule.value]
            if (
                rule.id == "attendance-sentence-were-present"
                and context is not None
                and context.status == "in_attendance"
            ):
                status = "in_attendance"
            if status == "present" and _ATTENDED.search(m[0]) and any(r.status == "present" for r in self.rows):
                status = "in_attendance"
            others = _STAFF.search(names) if status == "present" else None
            for p in people:
                beside = others is not None and p.start >= others.end()
                self._add(unit, start + at, p, "in_attendance" if beside else status, rule.id, -self.labels.count - 1)
            return True
        return False

    def _add(  # the parts of a row, in its order
        self, unit: Unit, offset: int, person: Person, status: Status, rule: str, label: int
    ) -> None:
        last = self.rows[-1] if self.rows else None
        if last and last.block == unit.span.block and "\t" in unit.text and _SEAT.fullmatch(person.name):
            self.rows[-1] = replace(last, person=replace(last.person, role=last.person.role or person.name))
            return
        if status == "apologies" and _LATE.search(person.remark or ""):
            return  # came late or left early
        if status in ("apologies", "absent") and _MINUTES.search(unit.text[: offset + person.start]):
            status = "in_attendance"
        office, dash, answer = (person.role or "").rpartition(" - ")
        if dash and len(answer) > _SHORT and self.rules.search("attendance.answer", answer):
            person = replace(person, role=office, remark=answer)  # "Ben Low, Treasurer - Absent"
        for words in (person.role, person.remark):
            said = self.rules.search("attendance.answer", words) if words else None
            if said is not None:  # "Hill – absent, excused": the last word counts
                status = STATUS[said.rule.value]
                person = replace(person, role=None if person.role == words else person.role)
        person = _without_office(person)
        self.rows.append(Row(person, unit.span.block, unit.span.start + offset, status, rule, unit.item, label))


def _without_office(person: Person) -> Person:
    """Take an office off a surname ("Vice Chair Hill" is Hill, Vice Chair); "Mayor Hill", "Deputy Chief Hill" stay."""
    title, _ = split_title(person.name)
    rank = (person.role or "").startswith(f"{title} ") and person.name.startswith(person.role or "")
    return without_title(person) if title and is_office(title) and not rank else person


def _is_label_like(text: str) -> bool:
    """Tell "ROLL CALL –" before the first label, and the label in a second language ("I láthair |")."""
    return len(text.split()) <= 5 or text.rstrip().endswith(("|", "/"))
