"""Makes the page of the report: one HTML file that holds all it shows and asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from minutebook.report.gather import STATES, Part, Report
from minutebook.report.pictures import Picture
from minutebook.write.atomic import replace_file
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES, columns

SCRIPTS = ("data.js", "elements.js", "tables.js", "plots.js", "views.js")
"""The parts of the page's script, in the order in which they need each other."""

_MEANINGS = {
    "actions": "actions_register",
    "decisions": "decisions",
    "questions": "questions_register",
    "people": "people_register",
    "meetings": "meetings_register",
    "checks": "checks",
}
"""The tables whose descriptions of columns are told for parts of the report."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of text about: what they would make of a line is not what the minutes say."""
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What could end a script, open a comment in it, or break a line of it, as JSON writes any sign."""


def write_page(path: Path, report: Report, pictures: Mapping[str, Mapping[int, Picture]]) -> Path:
    """Write the report and put it in its place; ``pictures`` are by part, then by row.

    Raises MinutebookError E304 if it cannot be written.
    """
    return replace_file(path, page_pieces(report, pictures))


def page_pieces(report: Report, pictures: Mapping[str, Mapping[int, Picture]]) -> Iterator[bytes]:
    """Yield the page piece by piece; the same report gives the same bytes."""
    style = _kept("page.css")
    script = f'"use strict";\n(() => {{\n{"".join(map(_kept, SCRIPTS))}}})();\n'
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    pieces: dict[str, Iterable[bytes]] = {
        "policy": [html.escape(policy).encode()],
        "style": [style.encode()],
        "script": [script.encode()],
        "data": _blocks(report, pictures),
    }
    for k, piece in enumerate(re.split(r"\{\{(\w+)\}\}", _kept("page.html"))):
        if k % 2:
            yield from pieces[piece]
        else:
            yield piece.encode()


def _kept(name: str) -> str:
    return (files("minutebook.report") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _blocks(report: Report, pictures: Mapping[str, Mapping[int, Picture]]) -> Iterator[bytes]:
    """Yield the blocks of data: the overview, then the parts, each read when it is first shown, then the pictures."""
    found: dict[Picture, int] = {}
    at = {name: {str(row): found.setdefault(p, len(found)) for row, p in by.items()} for name, by in pictures.items()}
    yield block("overview", _overview(report, len(found)))
    for name, part in report.parts.items():
        yield block(f"part-{name}", columnar(part))
    yield block("pictures", {"at": at, "pictures": [_picture(p) for p in found]})


def block(name: str, value: object) -> bytes:
    """Return a block of JSON that a page can hold, whatever texts are in it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_ESCAPES)
    safe = _TURNS.sub("\ufffd", text)
    return f'<script type="application/json" id="data-{name}">{safe}</script>\n'.encode("utf-8", "replace")


def columnar(part: Part) -> dict[str, Any]:
    """Return a part column by column: values, or the numbers of values where many rows share one.

    A quote that is the row's text letter by letter is just True.
    """
    held = {name: [row[k] for row in part.rows] for k, name in enumerate(part.columns)}
    if "quote" in held:
        held["quote"] = [True if q == t and q else q for q, t in zip(held["quote"], held["text"], strict=True)]
    return {"n": len(part.rows), "left": part.left_out, "columns": {n: _column(values) for n, values in held.items()}}


def _column(values: Sequence[Any]) -> dict[str, Any]:
    numbers: dict[Any, int] = {}
    coded = [numbers.setdefault((type(v), v), len(numbers)) for v in values]
    if len(numbers) * 2 > len(values):
        return {"v": values}
    return {"t": [v for _, v in numbers], "v": coded}


def _picture(picture: Picture) -> list[Any]:
    return [base64.b64encode(picture.png).decode(), *picture.spot]


def _overview(report: Report, pictures: int) -> dict[str, Any]:
    parts = report.parts
    tasks = parts["actions"].column("state")
    bodies = sorted(set(parts["meetings"].column("body")), key=lambda b: (b is None, b or ""))
    dates = sorted(d for d in parts["meetings"].column("date") if d)
    told = {t.name: {c.name: c.doc for c in columns(t)} for t in (*TABLES, *REGISTERS)}
    shown = {n: {c: told[t][c] for c in parts[n].columns if c in told[t]} for n, t in _MEANINGS.items()}
    span = f", {dates[0][:4]} to {dates[-1][:4]}" if dates else ""
    named = sum(b is not None for b in bodies)
    meetings = len(parts["meetings"].rows) + parts["meetings"].left_out
    run = (
        f"Archive as of {report.run[:16].replace('T', ' ')} UTC (its last run)"
        if report.run
        else "No run has ended yet"
    )
    return {
        "told": f"{_count(meetings, 'meeting', 'meetings')} of {_count(named, 'body', 'bodies')}{span}. {run}.",
        "summary": "What became of every task, question and decision in the minutes, each with the place where it "
        "stands. A number leads to its rows.",
        "counts": {name: len(part.rows) + part.left_out for name, part in parts.items()},
        "states": {state: tasks.count(state) for state in STATES},
        "unanswered": parts["questions"].column("answered").count(False),
        "statuses": report.statuses,
        "records": report.records,
        "bodies": bodies,
        "links": report.links,
        "pictured": sorted(report.originals),
        "pictures": pictures,
        "meanings": shown,
        "version": report.version,
    }


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
