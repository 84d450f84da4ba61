"""Says whether an odd line belongs to the list that is being read: an entry with a long remark, one name, its rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.detect.attendance.entries import Entries
from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.parts import CLOSE, EARLY, Context, Row, Unit
from minutebook.document import Document
from minutebook.people import Person, is_name, name_at, parse_person

_SHORT_LINE = 9
"""A sub-heading or the rest of an entry inside a list has no more words."""
_CALLED = re.compile(r"(?P<name>[A-Z][\w’'-]{1,20})(?:\s+\([^()]{2,50}\))?")
"""An entry that is one name, with what is said of it in brackets."""
_IN_A_ROW = 3
"""So many names by themselves in lines of their own are a list."""
_ROUND = 60
"""An entry with a long remark has no more words."""
_SET_OFF = re.compile(r"\s*(?:[(\[,;–—]|-\s|\s-)")
"""What parts a name from what is said of it."""


class Inside:
    """The lines inside the lists of one document; ``rows`` are the people found so far."""

    def __init__(self, document: Document, labels: Labels, entries: Entries, rows: list[Row]) -> None:
        self.document = document
        self.rules = labels.rules
        self.labels = labels
        self.entries = entries
        self.rows = rows

    def within(self, units: Sequence[Unit], i: int) -> bool:
        """Say whether a line inside a list is a sub-heading, an entry or the rest of one: people go on behind it."""
        unit = units[i]
        early = unit.zone in ("title", "attendance") or (unit.item is not None and unit.item <= EARLY)
        if not early or unit.heading or not self._may_stand_within(unit):
            return False
        for after in (u for u in units[i + 1 : i + 3] if u.text.strip()):
            if after.heading or after.zone != unit.zone or self.labels.find(after.text, None, True):
                return False
            if self.entries.people(after.text):
                return True
            if not self._may_stand_within(after):
                return False
        return False

    def _may_stand_within(self, unit: Unit) -> bool:
        """Tell a short line that is no sentence, or one that is set as an entry is."""
        words = len(unit.text.split())
        worded = re.search(r"[^\W\d_]", unit.text) is not None
        short = words <= _SHORT_LINE and not (worded and unit.text.rstrip().endswith((".", "?")))
        if short and not self.rules.search("attendance.prose", unit.text):
            return True
        return words <= _ROUND and self._set_as_entry(unit)

    def _set_as_entry(self, unit: Unit) -> bool:
        """Tell a line that is set as the last entry was, with the same bullet, or that sets a name off at its start."""
        block = self.document.blocks[unit.span.block]
        last = self.document.blocks[self.rows[-1].block] if self.rows else None
        if last is not None and block.label and not block.label[:1].isalnum() and block.label == last.label:
            return True
        return self._name_set_off(unit) is not None

    def _name_set_off(self, unit: Unit) -> Person | None:
        """Read the name that opens an entry with a long remark: "Ann Hill (late, as the ferry was)"."""
        found = name_at(unit.text)
        if found is None or not _SET_OFF.match(unit.text, found[1]):
            return None
        name = unit.text[found[0] : found[1]]
        return Person(found[0], found[1], name, remark=unit.text[found[1] :].strip(" ,;–—-"))

    def listed(self, unit: Unit, *, running: bool) -> bool:
        """Say whether what looks like a heading is an entry of the list that is being read."""
        if self.rows and unit.span.block - self.rows[-1].block > CLOSE:
            return False  # an agenda stands between
        if not running or self.rules.match("outline.item", unit.text):
            return False
        if self.labels.find(unit.text, None, True):
            return False
        block = self.document.blocks[unit.span.block]
        last = self.document.blocks[self.rows[-1].block] if self.rows else block
        if (block.bold or block.underline) and not (last.bold or last.underline):
            return False
        return bool(self.entries.people(unit.text))

    def _one_word(self, unit: Unit) -> bool:
        """Tell an entry of a list that is one name by itself ("Ann")."""
        block = self.document.blocks[unit.span.block]
        return (
            bool(block.label or block.depth)
            and not unit.heading
            and is_name(unit.text, single=True)
            and (" " not in unit.text.strip())
        )

    def first_names(self, units: Sequence[Unit], i: int, context: Context) -> bool:
        """Say whether entries of one name each begin: two of a list that is set as one, three lines by themselves."""
        if self._one_word(units[i]):
            return any(map(self._one_word, units[i + 1 : i + 2]))
        lines = units[i : i + _IN_A_ROW]
        plain = all(not u.heading and u.zone in ("title", "attendance") for u in lines) and not context.heading
        return plain and len(lines) == _IN_A_ROW and all(
            _CALLED.fullmatch(u.text.strip()) and is_name(u.text, single=True) for u in lines
        )  # fmt: skip

    def called(self, unit: Unit) -> Person | None:
        """Read whom a line inside a list calls by one name ("Paul (Vice President)") or names with a long remark."""
        m = _CALLED.fullmatch(unit.text.strip())
        block = self.document.blocks[unit.span.block]
        last = self.document.blocks[self.rows[-1].block] if self.rows else block
        if block.bold and not last.bold:
            return None
        person = self._name_set_off(unit)
        if m is not None and is_name(m["name"], single=True):
            person = parse_person(unit.text, single=True)
        return person
