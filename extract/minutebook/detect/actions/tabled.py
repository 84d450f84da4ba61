"""Reads tables and logs of actions: one task a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.origin import Origins, Told, dates_of
from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.wording import gives_order, is_done, oneline, pull_of, strip_label, unwrap
from minutebook.detect.log import Grid, merged_rows
from minutebook.detect.owners import People, is_owner, split_owners
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.named import owners_and_due, task_owners
from minutebook.document import Block, Document, Span
from minutebook.rulepack import Rules

_DID = re.compile(
    r"(?:(?:all|now|since)\s+)?(?:sent|circulated|e-?mailed|arrived|installed|paid|written|ordered|published|submitted|delivered|"
    r"repaired|replaced|issued|uploaded|posted|shared|erected|executed|signed|provided|removed|fixed|held|appointed|adopted)\b",
    re.IGNORECASE,
)
_STILL_TO = re.compile(r"(?:^|[.;]\s+)(?:to\s+(?:be\s+)?\w+|reports?|reporting|bring|update)\b", re.IGNORECASE)
_DUE_BEHIND = re.compile(r"\(due:?\s+(?P<due>[^()]{3,30})\)", re.IGNORECASE)


def read_tables(work: Work) -> None:
    """Add the rows of the tables that list actions."""
    for grid in work.grids:
        if grid.kind == "log":
            for action in _rows(work, grid):
                work.add(action)


def _rows(work: Work, grid: Grid) -> Iterator[ActionPromised]:
    document, rules = work.document, work.rules
    section = ""
    header = _cell_header(document, grid)
    origins: Origins | None = None
    for rows in merged_rows(grid, document):
        if heading := _heading_in(work, grid, rows):
            section = heading
            continue
        blocks = [i for r in rows for i in grid.blocks(r, "action")]
        text = " ".join(document.blocks[i].text.strip() for i in blocks)
        if not text or rules.fullmatch("actions.column", text) or rules.fullmatch("actions.no_owner", text):
            continue
        cell = {
            role: "\n".join(t for r in rows if (t := grid.text(document, r, role))).strip()
            for role in ("reference", "date", "owner", "status", "update", "completed")
        }
        if label := rules.fullmatch("actions.row_label", cell["reference"]):
            cell["reference"] = (
                re.sub(r"^\D*?(?=[A-Z]{0,3}\d)|[\s:–-]+$", "", label.match[0])
                if re.search(r"\d", label.match[0])
                else ""
            )
        passage = work.passages.get(blocks[0])
        item = passage.item if passage is not None and passage.zone != "actions" else None
        if origins is None:
            context = f"{grid.caption}\n{work.item_title(item)}\n{work.above(item)}\n{header}"
            origins = Origins(work, grid, context, blocks[0])
        due = _due_cell(document, grid, rows)
        state = "\n".join(t for t in (cell["status"], cell["update"]) if t)
        done = (
            is_done(state, rules)
            or _just_done(state, rules)
            or bool(dates_of(cell["completed"]))
            or (not state and bool(re.search(r"complet|closed", f"{header} {section}", re.IGNORECASE)))
        )
        named = re.search(r"[A-Za-z]{3}", cell["reference"]) is not None and bool(dates_of(cell["reference"]))
        dated = cell["date"] or (cell["reference"] if named else "") or None
        earlier = origins.earlier(Told(dated, cell["reference"], due, state, section))
        since = re.search(r"\b(?:from|of|arising)\b(?P<when>.*\d.*)", f"{header}\n{section}")
        if earlier and not dated and since and dates_of(since["when"]):
            dated = since["when"].strip(" )")
        if not due and not grid.columns("due"):
            due = _due_told(state, rules) if not done else ""
            due = due or (m["due"] if (m := _DUE_BEHIND.search(state)) else "")
        late = re.search(
            r"(?:^|\bdone\s+|\bcompleted?\s+)(?:due|by|target)\b:?\s*(?P<due>.{3,40})$", cell["status"], re.I
        )
        if late and not due and rules.fullmatch("actions.due_words", late["due"].strip()):
            due = late["due"]
        for spans, owners, by in _tasks_of_row(work, grid, rows, blocks):
            own = "\n".join(document.text(s) for s in spans)
            yield ActionPromised(
                spans=spans,
                item=item,
                marked=True,
                owners=owners or task_owners(own, work.people, rules),
                due_text=oneline(due) or by or (None if grid.columns("due") else due_text(own, rules)),
                dated=oneline(dated),
                reference=oneline(cell["reference"]),
                origin="earlier" if earlier else "this",
                status="done" if done else "open",
                update=oneline(cell["update"] or (cell["status"] if len(cell["status"].split()) > 2 else "")),
                rule="actions.table",
                confidence=0.95,
            )


def _due_told(state: str, rules: Rules) -> str:
    """Return by when a status says that the task is to be done ("To be sent by 31 August"), "" if it does not."""
    ahead = _STILL_TO.search(state)
    due = due_text(state[ahead.start() :] if ahead else state, rules) or ""
    return due if ahead or re.match(r"(?:by|before|no\s+later)\b", due, re.IGNORECASE) else ""


def _just_done(state: str, rules: Rules) -> bool:
    """True if a short status begins with what was done ("Sent 20 July") and leaves nothing open."""
    told = any(len(line.split()) <= 9 and _DID.match(line) for line in state.split("\n")[:2])
    return told and not rules.search("actions.still_open", state)


def _heading_in(work: Work, grid: Grid, rows: tuple[int, ...]) -> str:
    """Return the text of a row that heads those below it ("Carried forward from May"), "" if it is none."""
    filled = {c: v for r in rows for (row, c), v in grid.cells.items() if row == r}
    if len(filled) != 1 or len(grid.roles) < 2:
        return ""
    (column, blocks), document = next(iter(filled.items())), work.document
    text = " ".join(document.blocks[i].text.strip() for i in blocks)
    if len(text) >= 90 or grid.roles.get(column) == "update":
        return ""
    if grid.roles.get(column) != "action" or any((c := document.blocks[i].cell) and c.colspan > 1 for i in blocks):
        return text
    says = any(work.rules.search(f"actions.{slot}", text) for slot in ("this", "earlier", "list_heading"))
    task = gives_order(work, text) or pull_of(work, text) >= 1.0
    return text if len(text) < 70 and (says or not task) else ""


def _due_cell(document: Document, grid: Grid, rows: tuple[int, ...]) -> str:
    """Return the due date of a row; the last that is filled where there are several ("Original", "Revised")."""
    due = ""
    for column in grid.columns("due"):
        texts = [document.blocks[i].text.strip() for r in rows for i in grid.cells.get((r, column), ())]
        due = "\n".join(t for t in texts if t).strip() or due
    return due


def _cell_header(document: Document, grid: Grid) -> str:
    return " ".join(
        document.blocks[i].text
        for (row, c), blocks in grid.cells.items()
        if row < grid.header and grid.roles.get(c) == "action"
        for i in blocks
    )


def _tasks_of_row(
    work: Work, grid: Grid, rows: tuple[int, ...], blocks: list[int]
) -> Iterator[tuple[tuple[Span, ...], tuple[str, ...], str | None]]:
    """Yield the tasks of a row, their owners and when the owner cell says that they are due.

    There is one, or as many as the row has paragraphs if its owner cell has as many owners.
    """
    document = work.document
    spans = [_whole(document, i) for i in blocks]
    holders = [i for r in rows for i in grid.blocks(r, "owner")]
    lists = [split_owners(document.blocks[i].text, work.rules) for i in holders]
    owner = "\n".join(_lines(document.blocks[i], work.people) for i in holders)
    if len(blocks) > 1 and len(lists) == len(blocks) and all(lists):
        for span, owners in zip(spans, lists, strict=True):
            yield (strip_label(work, span),), owners, None
        return
    named, by = owners_and_due(unwrap(owner), work.people, work.rules)
    whole = tuple(strip_label(work, s) if n == 0 else s for n, s in enumerate(spans))
    yield whole, named if by else split_owners(unwrap(owner), work.rules), by


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
