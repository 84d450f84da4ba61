"""Reads the names of groups that are no known label ("Dialled in:", "Mill representatives"): whom they stand over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Status
from minutebook.detect.attendance.entries import Entries
from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.parts import STATUS, Context, Row, Unit
from minutebook.detect.attendance.phrases import covers
from minutebook.document import Document
from minutebook.people import Person, is_name, is_office, parse_person

_FRONT = 40
"""A list without a known label is judged by the labels in so many units behind its beginning."""
_HEAD = re.compile(r"[\s*•]*(?P<head>[A-ZÀ-Þ][A-Za-zÀ-ÿ’'&/() -]{3,40}?)\s*(?::\s*|$)")
"""What may be the name of a group: few words in a line by themselves, or before a colon."""
_WORDS = 5
"""The name of a group has no more words."""
_MANY_WORDS = 8
"""What says in a line of its own who was there or not has no more."""
_NO_GROUP = re.compile(
    r"(?:prox(?:y|ies)|vacan|copy|copies|cc\b|circulation|distribution|note\b)|.*\b(?:by|to|from|of|re)$",
    re.IGNORECASE,
)
"""Lists that say nothing of who was there: to whom the minutes go, who wrote them."""
_ALONE = 3
"""A list with no known label behind it names so many people."""


class Groups:
    """The groups of people in one document."""

    def __init__(self, document: Document, labels: Labels, entries: Entries) -> None:
        self.document = document
        self.rules = labels.rules
        self.labels = labels
        self.entries = entries

    def meant(self, head: str, status: Status, *, apart: bool = False) -> Status:
        """Say what the words of a group's name make of those in it, where the list around it has ``status``.

        Inside a list of those away "Mill staff" are away, too; a name that is set ``apart`` opens a list of its own.
        """
        words = re.sub(r"\([^()]*\)", "", head).split()
        hit = self.rules.search("attendance.group", head.strip(" \t:")) if len(words) <= _MANY_WORDS else None
        if hit is None or (hit.rule.value in ("in_attendance", "present") and status != "present" and not apart):
            return status
        return STATUS[hit.rule.value]

    def is_head(self, unit: Unit, context: Context) -> bool:
        """Tell a line of a list that is the name of a group, whose words say whether they were there, and a colon."""
        if context.heading or not unit.text.rstrip().endswith(":") or len(unit.text.split()) > _MANY_WORDS:
            return False
        if self.rules.search("attendance.group", unit.text.strip(" \t:")) is None:
            return False
        return not (self.rules.search("attendance.follows", unit.text) or self.labels.find(unit.text, context, True))

    def under(self, unit: Unit, context: Context, rows: Sequence[Row]) -> Context:
        """Return the list that goes on below the name of a group, a line inside the list ``context``."""
        bold = self.document.blocks[unit.span.block].bold
        apart = bold and bool(rows) and not self.document.blocks[rows[-1].block].bold
        meant = self.meant(unit.text, context.status, apart=apart)
        if meant == context.status:
            return context
        self.labels.count += 1
        return replace(context, status=meant, label=self.labels.count)

    def opens(self, units: Sequence[Unit], i: int) -> Context | None:
        """Return the first list of a document that an unknown name of a group opens; None if none begins here.

        Behind the name, or in the lines below, stand people in full and nothing else. The label that follows, if one
        does, opens the list of others.
        """
        unit = units[i]
        if unit.zone not in ("title", "attendance") or unit.heading or self.labels.count:
            return None
        if self.document.blocks[unit.span.block].cell is not None:
            return None
        m = _HEAD.match(unit.text)
        if m is None or self.labels.is_sure(unit.text) or not self._names_group(m["head"]):
            return None
        front = [u for u in units[i : i + _FRONT] if u.zone in ("title", "attendance") and not u.heading]
        listed = self._listed(unit.text[m.end() :]) if m.end() < len(unit.text) else self._below(front[1:])
        known = [self.labels.find(u.text, None, True) for u in front[1:] if self.labels.is_sure(u.text)]
        if any(label[0][2] == "present" for label in known if label) or listed < (2 if known else _ALONE):
            return None
        label = self.labels.piece(f"{m['head']}:", True, True)
        if label is not None and not known:
            return None  # "Officers: ..." may be those of the letterhead
        self.labels.count += 1
        status = label.status if label is not None else self.meant(m["head"], "present")
        return Context(status, "attendance-unknown-group", label=self.labels.count)

    def _names_group(self, head: str) -> bool:
        """Tell what may be the name of a group from a detail of the meeting, an office, a person."""
        if len(head.split()) > _WORDS or _NO_GROUP.match(head) or is_name(head) or is_office(head):
            return False
        return not self.rules.fullmatch("meeting.label", head) and not self.rules.search("outline.title", head)

    def _listed(self, text: str) -> int:
        """Count the people in a list of people in full; 0 if it holds anything else."""
        people = self.entries.people(text)
        return len(people) if all(p.full for p in people) and covers(text, people, bar=0.7) else 0

    def _below(self, units: Sequence[Unit]) -> int:
        """Count the lines with one person in full that follow each other."""
        count = 0
        for unit in units:
            person: Person | None = parse_person(unit.text)
            if person is None or not person.full or person.start > 2 or not self.entries.people(unit.text):
                break
            count += 1
        return count
