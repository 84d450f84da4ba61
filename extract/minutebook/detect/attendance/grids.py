"""Reads tables with a person in each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Candidate, MeetingDetail, Status
from minutebook.dates import PartialDate, dayfirst_of, find_dates
from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.parts import STATUS, Context, Row, Unit
from minutebook.detect.attendance.phrases import outside_brackets
from minutebook.document import Document
from minutebook.people import Person, initials_fit, is_name, is_role, one_of, parse_person, split_people

_LONGEST_MARK = 40
"""A mark of presence in a grid ("P", "absent (excused)") has no more characters than this."""


_DAY = re.compile(r"\W*(?:day|session)\s*\d|\W*(?:mon|tues|wednes|thurs|fri)day\b", re.IGNORECASE)
"""The head of one of the columns for the days of one meeting."""
_NO_VOTE = re.compile(r"\W*(?:nv|non[- ]?voting\b.*|n|no|observer|liaison|guest)\W*", re.IGNORECASE)


class Grid:
    """A table with a name in each row: columns for roles, marks of presence, or dates of several meetings.

    ``held`` are the indices of its blocks, ``units`` what is read of them.
    """

    def __init__(  # what the walk through the document knows at this table
        self,
        document: Document,
        labels: Labels,
        found: Sequence[Candidate],
        held: Sequence[int],
        units: Sequence[Unit],
        context: Context | None,
    ) -> None:
        self.document = document
        self.labels = labels
        self.rules = labels.rules
        self.found = found
        self.held = held
        self.context = context
        self.cells: dict[tuple[int, int], list[Unit]] = {}
        for unit in units:
            if (cell := self.document.blocks[unit.span.block].cell) is not None:
                self.cells.setdefault((cell.row, cell.column), []).append(unit)
        self.height = max((r for r, _ in self.cells), default=-1) + 1
        self.width = max((c for _, c in self.cells), default=-1) + 1
        self.texts = {k: "\n".join(u.text for u in v).strip() for k, v in self.cells.items()}
        self.labelled = False
        """True if it has neither header nor marks but a column of labels ("Present:", "Apologies") beside the names."""
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

    def read(self) -> list[Row] | None:
        """Return its rows, None if it is no grid of people."""
        listed = self.context is not None and not self.context.heading
        if self.width < 2 or self.height < (1 if listed else 2):
            return None
        roles, top = self._header()
        if "surname" in roles and "name" in roles:
            self._join_names(roles, top)
        for key in ("apologies", "absent"):
            if key in roles and any(self._person(r, roles[key]) for r in range(top, self.height)):
                return None  # lists side by side
        if "name" in roles and not any(self._person(r, roles["name"]) for r in range(top, self.height)):
            roles, top = {}, 0  # "Members" at the top of a column of labels
        marks = self._marks(top, roles.get("voting"))
        if len(roles) < 2 and not marks and self._is_labelled():
            self.labelled, roles, top = True, {}, 0
        if roles.get("name") is None:
            if not marks and self.context is None and not self.labelled:
                return None
            names, rows = [c for c in range(self.width) if c not in marks], range(self.height)
            counts = {c: sum(self._person(r, c) is not None for r in rows) for c in names}
            best = max(counts, key=lambda c: counts[c], default=None)
            bare = sum(self.labelled and self._label(self.text(r, 0)) is not None and not self.text(r, 1) for r in rows)
            if best is not None and any(self._several(r, best) for r in rows):
                return None  # lists in cells
            if best is None or counts[best] < max(min(2, self.height), (0.5 if marks else 0.7) * (self.height - bare)):
                return None
            filled = {c: sum(1 for r in rows if self.text(r, c)) for c in names}
            if not marks and any(
                n > 0.25 * self.height or 1 < n >= filled[c] - 1 for c, n in counts.items() if c != best
            ):
                return None  # lists side by side
            roles["name"] = best
        elif len(roles) < 2 and not marks and not listed:
            return None
        people = sum(self._person(r, roles["name"]) is not None for r in range(top, self.height))
        if people < max(1, 0.4 * (self.height - top)):
            return None
        return self._rows(roles, top, marks)

    def _join_names(self, roles: dict[str, int], top: int) -> None:
        """Set the surnames of a column of their own behind the first names; no column of surnames is left."""
        column = roles.pop("surname")
        for row in range(top, self.height):
            if whole := f"{self.text(row, roles['name'])} {self.text(row, column)}".strip():
                self.texts[row, roles["name"]] = whole
            self.texts.pop((row, column), None)

    def _is_labelled(self) -> bool:
        """Tell a table of one person a row whose first column holds labels, and else offices ("Members") or names."""
        heads = [(r, t) for r in range(self.height) if (t := self.text(r, 0))]
        bare = self.context is not None and len(heads) > 1  # under "Record of attendance": "Members", "Staff"
        if not any(self.labels.piece(f"{t}:" if bare else t, True, True) for _, t in heads):
            return False
        if any(c > 0 and self.labels.piece(t, True, True) for (_, c), t in self.texts.items()):
            return False  # lists side by side
        labels = [self.labels.piece(f"{t}:", True, True) is not None for _, t in heads]
        here = sum(self._person(r, 0) is not None for r in range(self.height))
        if here > 1 and any(self._person(r, c) for r in range(self.height) for c in range(1, self.width)):
            return False  # names below the labels, side by side
        if any("\n" in t or len(split_people(t)) > 1 for t in self.texts.values()):
            return False
        lines = (self.document.blocks[u.span.block].lines for held in self.cells.values() for u in held)
        if any(len(x) > 1 and all(parse_person(line.raw) for line in x) for x in lines):
            return False
        return all(
            label
            or (is_role(t) and len(t.split()) <= 4)
            or self._person(r, 0) is not None
            or not any(self._person(r, c) for c in range(1, self.width))
            for label, (r, t) in zip(labels, heads, strict=True)
        )

    def _label(self, text: str) -> Context | None:
        """Read a cell that is a label and nothing else; in a column of labels a bare word ("Staff") is one too."""
        found = self.labels.piece(text, True, True)
        return self.labels.piece(f"{text}:", True, True) if found is None and self.labelled else found

    def _person(self, row: int, column: int) -> Person | None:
        text = self.text(row, column)
        if not text or len(text) > 120 or self.rules.search("attendance.prose", outside_brackets(text)):
            return None
        person = parse_person(text.replace("\n", " "))
        m = re.fullmatch(r"\s*([^\W\d_][\w'’-]+),\s+([^\W\d_][\w.'’ -]*)", text)
        if person is None and m is not None and is_name(f"{m[2]} {m[1]}"):
            return Person(m.start(1), m.end(2), f"{m[1]}, {m[2]}")
        return person

    def _several(self, row: int, column: int) -> bool:
        """Tell a cell with a person in each of several lines."""
        lines = self.text(row, column).split("\n")
        return len(lines) > 1 and sum(parse_person(line) is not None for line in lines) > 1

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

    def _marks(self, top: int, voting: int | None = None) -> list[int]:
        """Return the columns that hold marks of presence and little else."""
        out = []
        legend = self._legend()
        for column in range(self.width):
            if column == voting:
                continue
            texts = [t for r in range(top, self.height) if (t := self.text(r, column))]
            marked = [t for t in texts if self._mark(t, legend) is not None]
            labels = column == 0 and len(set(texts)) == len(texts) > 1 and all(map(self._label, texts))
            if texts and len(marked) >= 0.7 * len(texts) and not labels:
                out.append(column)
        return out

    def _mark(self, text: str, legend: dict[str, Status]) -> Status | None:
        key = text.strip(" .()*").lower()
        if key in legend:
            return legend[key]
        hit = self.rules.search("attendance.mark", text.strip(" .()*")) if len(text) <= _LONGEST_MARK else None
        return STATUS[hit.rule.value] if hit else None

    def _legend(self) -> dict[str, Status]:
        out: dict[str, Status] = {}
        near = self.document.blocks[max(0, self.held[0] - 6) : self.held[-1] + 10]
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
        date = _meeting_date(self.document, self.found)
        if date is not None:
            dayfirst = dayfirst_of(b.text for b in self.document.blocks[:80])
            for column in marks:
                head = " ".join([self._above(column), *(self.text(r, column) for r in range(max(1, top)))])
                if any(
                    f.date.day == date.day and f.date.month == date.month for f in find_dates(head, dayfirst=dayfirst)
                ):
                    return [column]
        heads = [" ".join(self.text(r, c) for r in range(max(1, top))) for c in marks]
        return [marks[0] if all(_DAY.match(h) for h in heads) else marks[-1]]

    def _rows(self, roles: dict[str, int], top: int, marks: list[int]) -> list[Row]:
        legend = self._legend()
        shown = self._of_this_meeting(marks, top, roles)
        several = len(marks) > len(shown)
        section = self.context
        if section is None or section.heading:
            self.labels.count += 1
            section = Context("present", "attendance-grid", label=self.labels.count)
        name = roles["name"]
        stated = [roles[k] for k in ("apologies", "absent") if k in roles]
        if "present" in roles and roles["present"] != name:
            stated.append(roles["present"])
        out: list[Row] = []
        office: str | None = None
        for row in range(top, self.height):
            for column in range(self.width):
                text = self.text(row, column)
                may = text and column not in marks and (column == 0 or not self.labelled)
                found = self._label(text) if may else None
                if found is not None and (column < name or self._person(row, name) is None):
                    self.labels.count += 1
                    beside = bool(out) and self.rules.search("attendance.beside", text) is not None
                    meant: Status = "in_attendance" if beside and found.status == "present" else found.status
                    section = replace(found, label=self.labels.count, status=meant)
                    office = None
            if name > 0 and (head := self.text(row, name - 1)):
                office = head.strip(" :") if self._label(head) is None and is_role(head) else None
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
            if status == "present" and _NO_VOTE.fullmatch(self.text(row, roles["voting"]) if "voting" in roles else ""):
                status, worded = "in_attendance", True
            extra = {
                k: self.text(row, c)
                for k in ("role", "organisation", "abbreviation")
                if (c := roles.get(k)) is not None
            }
            if "role" not in extra and person.role is None:
                free = [
                    c
                    for c in range(name + 1, self.width)
                    if c not in marks and c not in roles.values() and re.search(r"[^\W\d_]", self.text(row, c))
                ]
                short = [c for c in free if initials_fit(self.text(row, c).strip(" ()[]"), person.name)]
                if short:
                    extra.setdefault("abbreviation", self.text(row, short[0]).strip(" ()[]"))
                free = [c for c in free if c not in short and not self.rules.match("people.remark", self.text(row, c))]
                if office is not None:
                    extra["role"] = one_of(office) or ""
                if free and not extra.get("role"):
                    extra["role"] = self.text(row, free.pop(0))
                if free and "organisation" not in extra:
                    extra["organisation"] = self.text(row, free[0])
            person = self._with(person, extra)
            unit = self.cells[row, name][0]
            person = replace(person, start=min(person.start, len(unit.text)), end=min(person.end, len(unit.text)))
            out.append(
                Row(
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
        if role and short and sum(c.isupper() for c in short[1]) > 1:
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
                    return STATUS[key]
            if said is not None:
                return said
            hit = self.rules.search("attendance.label", text)
            if hit is not None:
                return STATUS[hit.rule.value]
        if several:
            return None
        return "absent" if len(columns) == 1 and roles.get("apologies") is None else None


def _meeting_date(document: Document, found: Sequence[Candidate]) -> PartialDate | None:
    dayfirst = dayfirst_of(b.text for b in document.blocks[:60])
    stated = (c for c in found if isinstance(c, MeetingDetail) and c.field == "date")
    for c in sorted(stated, key=lambda c: -c.confidence):
        if dates := find_dates(c.value, dayfirst=dayfirst):
            return dates[0].date
    return None
