"""Says where a list begins: lists without a label, announced by a sentence, under a bare word or a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.detect.attendance.entries import Entries
from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.parts import STATUS, Context, Row, Unit
from minutebook.detect.attendance.phrases import covers
from minutebook.document import Document
from minutebook.people import parse_person, split_title

_FRONT = 40
"""A list without a label has none of the usual labels in so many units behind its beginning."""
_THERE_WERE = re.compile(r"\bpresent\W*$", re.IGNORECASE)
"""The end of "... when there were present": a list follows."""
_UNLABELLED = 4
"""So many people in full make a list without a label."""
_ANNOUNCING = 45
"""A sentence that announces a list has no more words."""
_ENTRY_START = 40
"""The name in an entry begins before this character: an office may stand in front."""


class Openings:
    """The openings of lists in one document; ``rows`` are the people found so far."""

    def __init__(self, document: Document, labels: Labels, entries: Entries, rows: list[Row]) -> None:
        self.document = document
        self.rules = labels.rules
        self.labels = labels
        self.entries = entries
        self.rows = rows

    def broken_label(self, units: Sequence[Unit], i: int, early: bool) -> Context | None:
        """Read a label that two lines share: "In<gap>Ann Hill" and below "attendance:<gap>Ben Low"."""
        head, gap, _ = units[i].text.partition("\t")
        if not gap or not early or len(head.split()) > 3 or i + 1 >= len(units):
            return None
        tail = re.match(r"[a-z][\w ]{2,20}:?(?=\t|$)", units[i + 1].text)
        if tail is None and head.isupper():
            tail = re.match(
                r"[A-Z]{4,12}:?(?=\t)", units[i + 1].text
            )  # "STAFF<gap>Ann Hill" over "PRESENT:<gap>Ben Low"
        if tail is None or self.labels.piece(head, True, True) is not None:
            return None
        found = self.labels.piece(f"{head} {tail[0]}", True, True)
        if found is None:
            return None
        self.labels.count += 1
        return replace(found, label=self.labels.count)

    def leads(self, units: Sequence[Unit], i: int) -> bool:
        """Say whether a bare word ("Trustees:") can open the first list: a surer label follows close behind."""
        if self.labels.count or units[i].zone not in ("title", "attendance"):
            return False
        m = re.match(r"\W*([A-Za-z][A-Za-z /&-]{3,30}?)\s*(?:[:\t]|$)", units[i].text)
        label = self.labels.piece(m[1] + ":", True, True) if m else None
        if label is None or label.status != "present":
            return False
        if i and _THERE_WERE.search(units[i - 1].text):
            return True
        after = [u for u in units[i + 1 : i + 16] if not u.heading]
        if any(self.labels.is_sure(u.text) for u in after):
            return True
        listed = units[i].text.partition(":")[2]
        named = self.entries.people(listed)
        if (
            len(named) > 1
            and all(p.full for p in named)
            and units[i].text.partition(":")[0].lower().startswith("attend")
        ):
            return True
        if not listed.strip() and len(after) > 2 and self.document.blocks[units[i].span.block].cell is not None:
            second = self.labels.piece(after[1].text, True, True) is not None  # each list in the cell beside its label
            return second and len(self.entries.people(after[0].text)) > 2 and bool(self.entries.people(after[2].text))
        return len(named) > 2 and any(self._weak_list(u) for u in after[:2])

    def group(self, units: Sequence[Unit], i: int) -> Context | None:
        """Return the list that a line in front of the business opens which names a group, over a table of people.

        The words at its end say which: "Harbour Board management and staff" are in attendance.
        """
        unit = units[i]
        after = units[i + 1] if i + 1 < len(units) else None
        cell = self.document.blocks[after.span.block].cell if after is not None else None
        if after is None or cell is None or (cell.row, cell.column) != (0, 0):
            return None
        if unit.zone not in ("title", "attendance") or self.document.blocks[unit.span.block].cell is not None:
            return None
        if not self.rules.search("outline.people", unit.text) or parse_person(after.text) is None:
            return None
        words = unit.text.strip(" :").split()
        tails = (" ".join(words[k:]) for k in range(len(words)))
        label = next((found for tail in tails if (found := self.labels.piece(f"{tail}:", True, True))), None)
        if label is None:
            return None
        self.labels.count += 1
        return replace(label, label=self.labels.count)

    def opens_unlabelled(self, units: Sequence[Unit], i: int) -> bool:
        """Say whether a list without a label begins: councillors by name under the title, and no label behind them.

        Three of them, in one line ("Councillors Hill, Low and Dale") or in lines of their own.
        """
        unit = units[i]
        if unit.zone not in ("title", "attendance") or unit.heading or self.rows or self.labels.count:
            return False
        if self.document.blocks[unit.span.block].cell is not None:
            return False
        front = [u for u in units[i : i + _FRONT] if u.zone in ("title", "attendance") and not u.heading]
        if not self.rules.search("attendance.elected", unit.text):
            return self._before_others(front) or self._all_people(front)
        if any(self.labels.is_sure(u.text) for u in front):
            return False
        if len(self.entries.people(unit.text)) > 2:
            return True
        return all(self.rules.search("attendance.elected", u.text) and self.entries.people(u.text) for u in front[:3])

    def _all_people(self, front: Sequence[Unit]) -> bool:
        """Say whether a line names several people in full, with what is beside their names, and no label follows."""
        if len(front[0].text.split()) < 2 * _UNLABELLED or any(self.labels.is_sure(u.text) for u in front):
            return False
        people = self.entries.people(front[0].text)
        if len(people) < _UNLABELLED or not all(p.full for p in people):
            return False
        return covers(front[0].text, people, bar=0.8)

    def _before_others(self, front: Sequence[Unit]) -> bool:
        """Say whether nothing but people stand between here and "In attendance" or "Apologies", the first label."""
        k = next((k for k, u in enumerate(front) if self.labels.is_sure(u.text)), None)
        if not k or not self.rules.search("attendance.others", front[k].text):
            return False
        if any(self.labels.is_sure(u.text) and not self.rules.search("attendance.others", u.text) for u in front[k:]):
            return False
        lists = [self.entries.people(u.text) for u in front[:k]]
        titled = [p for people in lists for p in people if split_title(p.name)[0]]
        return all(lists) and len(titled) > 2

    def announced(self, units: Sequence[Unit], i: int, context: Context | None, early: bool) -> Context | None:
        """Return the list that a sentence announces which names nobody, where people stand in lines of their own below.

        "The meeting began at 7 with the following in the room:", "The following members attended."
        """
        text = units[i].text
        if not (early or (context is not None and context.heading)) or len(text.split()) > _ANNOUNCING:
            return None
        hit = self.rules.search("attendance.announces", text)
        if hit is None or self.labels.find(text, context, early) or self.entries.people(text):
            return None
        below = [
            u for u in units[i + 1 : i + 3] if not u.heading and u.zone == units[i].zone and u.item == units[i].item
        ]
        entries = [self._is_entry(u) for u in below]
        if not entries or not entries[0] or (STATUS[hit.rule.value] == "present" and not all(entries)):
            return None
        self.labels.count += 1
        return Context(STATUS[hit.rule.value], hit.rule.id, label=self.labels.count)

    def _is_entry(self, unit: Unit) -> bool:
        """Tell one person in a line, with what is said beside the name."""
        person = parse_person(unit.text) if not unit.text.rstrip().endswith(":") else None
        return person is not None and person.start < _ENTRY_START and bool(self.entries.people(unit.text))

    def _weak_list(self, unit: Unit) -> bool:
        """Tell "Officers: Ann Hill, Ben Low": a bare word with a list of people behind it."""
        m = re.match(r"\W*([A-Za-z][A-Za-z /&-]{3,30}?)\s*:", unit.text)
        return (
            m is not None
            and self.labels.piece(m[1] + ":", True, True) is not None
            and bool(self.entries.people(unit.text.partition(":")[2]))
        )
