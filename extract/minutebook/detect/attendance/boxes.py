"""Reads lines with a mark beside a name, a table whose lines were not drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Status
from minutebook.detect.attendance.parts import STATUS, Unit
from minutebook.people import Person, parse_person
from minutebook.rulepack import Rules

_MARKED_WIDTH = 2
"""A line of a table whose lines were not drawn has so many cells at least: a mark and a name."""
_BOX = re.compile(r"\s*(?:(?P<tick>\[\s*[xX✓✔]\s*\]|[☑✓✔])|\[\s*\]|[☐✗✘])\s*(?=[A-Z])")
"""A box that is ticked or is not, or a mark that stands for one."""
_DASHED = re.compile(r"(?P<name>[A-Z][^\t,;:–—]{2,40}?)\s*(?:\s[–—-]|:)\s*(?P<mark>[PAEYNpx✓✔√]|AP|EX)\s*")
"""A name and a letter or tick that says whether somebody was there: "Ann Hill – P"."""
_MARKED = 3
"""So many such lines at least stand together."""


def marked(units: Sequence[Unit], rules: Rules) -> dict[int, tuple[Unit, int, Person, Status, str, int]]:
    """Return what ``_add`` wants, by unit, of lines with a mark beside a name.

    "Yes<gap>Ann Hill", "[x] Ann Hill", "Ann Hill – P". Such lines are a table whose lines were not
    drawn; one or two by themselves show nothing.
    """
    found: dict[int, tuple[Unit, int, Person, Status, str, int]] = {}
    for i, unit in enumerate(units):
        box = _BOX.match(unit.text) if not unit.heading else None
        ticked = parse_person(unit.text[box.end() :]) if box is not None else None
        if box is not None and ticked is not None:
            status: Status = "present" if box["tick"] else "absent"
            found[i] = (unit, box.end(), ticked, status, "attendance-box", 0)
            continue
        cells = unit.text.split("\t") if unit.zone in ("title", "attendance") and not unit.heading else []
        if len(cells) == 1 and (dashed := _DASHED.fullmatch(unit.text)):
            cells = [dashed["name"], dashed["mark"]]
        if len(cells) < _MARKED_WIDTH:
            continue
        for mark, name, start in ((cells[0], cells[1], len(cells[0]) + 1), (cells[-1], cells[0], 0)):
            hit = rules.fullmatch("attendance.mark", mark.strip())
            person = parse_person(name) if hit else None
            if hit is not None and person is not None:
                beside = cells[2].strip() if start and len(cells) > _MARKED_WIDTH else None
                person = replace(person, role=person.role or beside or None)
                found[i] = (unit, start, person, STATUS[hit.rule.value], hit.rule.id, 0)
                break
    return {i: row for i, row in found.items() if sum(k in found for k in range(i - 2, i + 3)) >= _MARKED}
