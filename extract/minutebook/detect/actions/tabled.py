"""Reads tables and logs of actions: one task a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.origin import (
    dates_of,
    has_later_rows,
    is_earlier,
    month_of_reference,
    raised_here,
    tells_progress,
)
from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.wording import is_done, oneline, strip_label, unwrap
from minutebook.detect.log import Grid, merged_rows
from minutebook.detect.owners import People, is_owner, split_owners
from minutebook.detect.promise import due_text, task_owners
from minutebook.document import Block, Document, Span


def read_tables(work: Work) -> None:
    """Add the rows of the tables that list actions."""
    for grid in work.grids:
        if grid.kind == "log":
            for action in _rows(work, grid):
                work.add(action)


def _rows(work: Work, grid: Grid) -> Iterator[ActionPromised]:
    document, rules = work.document, work.rules
    section = ""
    doubt = has_later_rows(work, grid)
    reports = tells_progress(work, grid)
    months = {month_of_reference(grid.text(document, r, "reference")) for r in range(grid.header, grid.table.rows)}
    for rows in merged_rows(grid, document):
        blocks = [i for r in rows for i in grid.blocks(r, "action")]
        text = " ".join(document.blocks[i].text.strip() for i in blocks)
        if not text or rules.fullmatch("actions.column", text) or rules.fullmatch("actions.no_owner", text):
            continue
        others = any(grid.blocks(r, role) for r in rows for role in set(grid.roles.values()) - {"action"})
        if not others and len(grid.roles) > 1 and len(text) < 70:
            section = text
            continue
        cell = {
            role: "\n".join(t for r in rows if (t := grid.text(document, r, role))).strip()
            for role in ("reference", "date", "owner", "due", "status", "update")
        }
        passage = work.passages.get(blocks[0])
        item = passage.item if passage is not None and passage.zone != "actions" else None
        state = "\n".join(t for t in (cell["status"], cell["update"]) if t)
        header = _cell_header(document, grid)
        done = is_done(state, rules) or (
            not state and bool(re.search(r"complet|closed", f"{header} {section}", re.IGNORECASE))
        )
        named = re.search(r"[A-Za-z]{3}", cell["reference"]) is not None and bool(dates_of(cell["reference"]))
        dated = cell["date"] or (cell["reference"] if named else "") or None
        raised = raised_here(work, months, cell["reference"])
        context = f"{grid.caption}\n{work.item_title(item)}\n{work.above(item)}"
        origin = is_earlier(work, dated, f"{context}\n{header}", state, blocks[0], doubt=doubt, reports=reports)
        if raised is not None and not dated:
            origin = not raised
        since = re.search(r"\b(?:from|of|arising)\b(?P<when>.*\d.*)", header)
        if origin and not dated and since and dates_of(since["when"]):
            dated = since["when"].strip(" )")
        late = re.match(r"(?:due|by|target)\b:?\s*(?P<due>.{3,40})$", cell["status"].strip(), re.IGNORECASE)
        if late and not cell["due"] and rules.fullmatch("actions.due_words", late["due"].strip()):
            cell["due"] = late["due"]
        for spans, owners in _tasks_of_row(work, grid, rows, blocks):
            own = "\n".join(document.text(s) for s in spans)
            yield ActionPromised(
                spans=spans,
                item=item,
                marked=True,
                owners=owners or task_owners(own, work.people, rules),
                due_text=oneline(cell["due"]) or (None if grid.columns("due") else due_text(own, rules)),
                dated=oneline(dated),
                reference=oneline(cell["reference"]),
                origin="earlier" if origin else "this",
                status="done" if done else "open",
                update=oneline(cell["update"] or (cell["status"] if len(cell["status"].split()) > 2 else "")),
                rule="actions.table",
                confidence=0.95,
            )


def _cell_header(document: Document, grid: Grid) -> str:
    return " ".join(
        document.blocks[i].text
        for (row, c), blocks in grid.cells.items()
        if row < grid.header and grid.roles.get(c) == "action"
        for i in blocks
    )


def _tasks_of_row(
    work: Work, grid: Grid, rows: tuple[int, ...], blocks: list[int]
) -> Iterator[tuple[tuple[Span, ...], tuple[str, ...]]]:
    """Yield the tasks of a row: one, or as many as it has paragraphs if its owner cell has as many owners."""
    document = work.document
    spans = [_whole(document, i) for i in blocks]
    holders = [i for r in rows for i in grid.blocks(r, "owner")]
    lists = [split_owners(document.blocks[i].text, work.rules) for i in holders]
    owner = "\n".join(_lines(document.blocks[i], work.people) for i in holders)
    if len(blocks) > 1 and len(lists) == len(blocks) and all(lists):
        for span, owners in zip(spans, lists, strict=True):
            yield (strip_label(work, span),), owners
        return
    yield (
        tuple(strip_label(work, s) if n == 0 else s for n, s in enumerate(spans)),
        split_owners(unwrap(owner), work.rules),
    )


def _lines(block: Block, people: People) -> str:
    """Return a cell's text with its line breaks kept if each line names somebody by itself."""
    lines = [block.text[line.start : line.end].strip() for line in block.lines]
    if len(lines) > 1 and all(len(x.split()) > 1 and is_owner(x.strip(" ,;/&"), people, loose=True) for x in lines):
        return "\n".join(lines)
    return block.text


def _whole(document: Document, index: int) -> Span:
    text = document.blocks[index].text
    start = len(text) - len(text.lstrip())
    return Span(index, start, len(text.rstrip()))
