"""Reads what signs and letters beside names say, once all names are found."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.candidate import Status
from minutebook.detect.attendance.parts import STATUS, Row
from minutebook.document import Document
from minutebook.people import name_at, parse_person
from minutebook.rulepack import Rules

_FRONT = 40
"""Where no list was found, the meaning of a sign is looked for in so many blocks at the start."""
_LETTER = re.compile(r"[A-Z]{1,2}")
_MARKED = 3
"""So many people at least bear such marks."""
_BEHIND = 4
"""What the signs beside names mean is told no more blocks behind the last of them."""
_ENTRY_OF_ROSTER = re.compile(r"[^/,;]+")
_ROSTER_WORDS = 16
"""A line of a roster has no more words."""
_SIGN_WORDS = 12
"""A line that says what a sign means has no more words."""


def read_letters(rows: list[Row], rules: Rules) -> None:
    """Read "P", "A" and "E" where they stand behind several names as if they were roles: "Ann Hill (P)"."""
    lettered = {k: r for k, r in enumerate(rows) if r.person.role and _LETTER.fullmatch(r.person.role)}
    marks = {k: rules.fullmatch("attendance.mark", r.person.role or "") for k, r in lettered.items()}
    if sum(m is not None for m in marks.values()) < _MARKED or "P" not in [r.person.role for r in lettered.values()]:
        return
    for k, mark in marks.items():
        if mark is not None:
            row = rows[k]
            person = replace(row.person, role=None)
            rows[k] = replace(row, person=person, status=STATUS[mark.rule.value], stated=True)


def read_signs(rows: list[Row], document: Document, rules: Rules) -> None:
    """Read what a sign beside some names means where a line says it: "* indicates voting member"."""
    for at, block in enumerate(document.blocks[: max((r.block for r in rows), default=_FRONT) + _BEHIND]):
        hit = rules.search("attendance.sign", block.text) if len(block.text.split()) <= _SIGN_WORDS else None
        if hit is None:
            continue
        signed = [_bears(document, row, hit.match["sign"]) for row in rows]
        if hit.rule.value == "present" and not any(signed):
            rows[:0] = _roster(document, at, hit.match["sign"], hit.rule.id)
            continue
        lists = {r.label for r, sign in zip(rows, signed, strict=True) if sign}
        for k, (row, sign) in enumerate(zip(rows, signed, strict=True)):
            if row.label not in lists or row.status not in ("present", "in_attendance"):
                continue
            if hit.rule.value in ("member", "present"):
                other: Status = "in_attendance" if hit.rule.value == "member" else "absent"
                rows[k] = replace(row, status="present" if sign else other, stated=True)
            elif sign:
                rows[k] = replace(row, status=STATUS[hit.rule.value], stated=True)


def _roster(document: Document, at: int, sign: str, rule: str) -> list[Row]:
    """Read the lines above the one that says that a sign marks who was there: "Oak Ltd - Ann Hill+ / Ben Low"."""
    rows: list[Row] = []
    for k in range(at - 1, -1, -1):
        text = document.blocks[k].text
        head, dash, rest = text.partition(" - ")
        behind = dash and (name_at(head) is None or (sign in rest and sign not in head))  # whom they are from
        start = len(head) + len(dash) if behind else 0
        entries = [(m.start(), m[0]) for m in _ENTRY_OF_ROSTER.finditer(text, start)]
        people = [(offset, parse_person(entry.replace(sign, " ")), sign in entry) for offset, entry in entries]
        if len(text.split()) > _ROSTER_WORDS or not people or any(p is None for _, p, _ in people):
            break
        rows[:0] = [
            Row(p, k, offset, "present" if there else "absent", rule, None, -1, stated=True)
            for offset, p, there in people
            if p is not None
        ]
    there = sum(r.status == "present" for r in rows)
    return rows if len(rows) >= _MARKED and there else []


def _bears(document: Document, row: Row, sign: str) -> bool:
    """Tell a name with a sign right before or behind it."""
    text = document.blocks[row.block].text
    start, end = row.offset + row.person.start, row.offset + row.person.end
    return text[:start].rstrip()[-1:] == sign or text[end:].lstrip()[:1] == sign
