"""Builds reports by hand: every part is there, its rows as a test gives them by column name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from minutebook.report import gather
from minutebook.report.gather import Original, Part, Report, Spot
from minutebook.report.page import write_page
from minutebook.report.pictures import Picture

COLUMNS = {
    "actions": gather.ACTIONS,
    "mentions": gather.MENTIONS,
    "decisions": gather.DECISIONS,
    "questions": gather.QUESTIONS,
    "people": gather.PEOPLE,
    "sightings": gather.SIGHTINGS,
    "alike": gather.ALIKE,
    "checks": gather.CHECKS,
    "meetings": gather.MEETINGS,
    "failures": gather.FAILURES,
}
USUAL: Mapping[str, Mapping[str, Any]] = {
    "actions": {"state": "open", "text": "", "mentions": 1, "marked": True, "confidence": 0.9, "source": "a.pdf"},
    "mentions": {"kind": "again", "status": "open", "text": "", "sure": 1.0, "source": "a.pdf"},
    "decisions": {"kind": "agreed", "text": "", "confidence": 0.9, "source": "a.pdf"},
    "questions": {"text": "", "answered": False, "open_actions": 0, "confidence": 0.9, "source": "a.pdf"},
    "people": {"name": "", "meetings": 1, "present": 1, "in_attendance": 0, "apologies": 0, "absent": 0},
    "sightings": {"status": "present", "source": "a.pdf"},
    "checks": {"doubt": 0.8, "kind": "actions", "text": "", "why": "", "look": "", "source": "a.pdf"},
    "meetings": {"versions": 1, "differences": 0, "source": "a.pdf", **dict.fromkeys(gather.COUNTED, 0)},
    "failures": {"status": "damaged", "message": "", "source": "b.pdf"},
}
"""What stands in columns of which a test says nothing, where it is not None."""


def part(name: str, rows: Sequence[Mapping[str, Any]]) -> Part:
    """A part with these rows; each has a spot of its own."""
    columns = COLUMNS[name]
    for row in rows:
        assert not set(row) - set(columns), f"no columns of {name}: {set(row) - set(columns)}"
    full = [[{**USUAL.get(name, {}), **row}.get(c) for c in columns] for row in rows]
    return Part(columns, full, [Spot("d1", name, str(k)) for k in range(len(rows))])


def report(
    links: Mapping[str, str] | None = None, originals: Mapping[str, Original] | None = None, **rows: Any
) -> Report:
    """A report with rows (dicts) in its parts, by their names, as of a run on 2024-05-06."""
    parts = {name: part(name, rows.get(name, ())) for name in COLUMNS}
    return Report(
        parts=parts,
        statuses={"ok": len(rows.get("meetings", ())), "damaged": len(rows.get("failures", ()))},
        records={"actions": len(rows.get("actions", ()))},
        links=links if links is not None else {"a.pdf": "../minutes/a.pdf"},
        originals=originals or {},
        run="2024-05-06T07:08:09+00:00",
        version="9",
    )


def page(folder: Path, shown: Report, pictures: Mapping[str, Mapping[int, Picture]] | None = None) -> Path:
    """Write the page of a report into a folder and return its path."""
    return write_page(folder / "report.html", shown, pictures or {})
