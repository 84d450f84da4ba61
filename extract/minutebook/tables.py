"""Says what each table of a document is, and what its columns hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from minutebook.document import Document
from minutebook.numbering import parse
from minutebook.rulepack import Rules

TableKind = Literal["minutes", "actions", "attendance", "details", "other"]
"""``minutes``: its rows hold the business of the meeting. ``actions``: a table or log of actions, one a row.
``attendance``: who was there. ``details``: label and value (date, place). ``other``: figures, payments and the like."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its kind and the role of each column.

    ``roles`` has one word a column: number, title, text, action, owner, due, status, date, decision, name, role, or ""
    (unknown). ``header_rows`` rows hold headers only. ``cells`` maps (row, column) to the indexes of its blocks.
    """

    kind: TableKind
    roles: tuple[str, ...]
    header_rows: int
    cells: dict[tuple[int, int], tuple[int, ...]]
    rows: int

    def column(self, role: str) -> int | None:
        """Return the first column with the role, None if there is none."""
        return self.roles.index(role) if role in self.roles else None


def views(document: Document, rules: Rules) -> tuple[TableView, ...]:
    """Return a view of each table of the document, in its order."""
    cells: list[dict[tuple[int, int], list[int]]] = [{} for _ in document.tables]
    for i, block in enumerate(document.blocks):
        if block.cell is not None and block.kind == "body":
            cells[block.cell.table].setdefault((block.cell.row, block.cell.column), []).append(i)
    found = [
        _view(
            document,
            rules,
            {k: tuple(v) for k, v in held.items()},
            (table.rows, table.columns, table.header_rows),
            _printed_above(document, held, table.columns, rules),
            _of_actions(document, held, rules),
        )
        for table, held in zip(document.tables, cells, strict=True)
    ]
    of_minutes = {v.roles for v in found if v.kind == "minutes" and "number" in v.roles}
    return tuple(replace(v, kind="minutes") if v.kind == "other" and v.roles in of_minutes else v for v in found)


def _of_actions(document: Document, held: dict[tuple[int, int], list[int]], rules: Rules) -> bool:
    """True if the line above the table is a heading like "Action list"."""
    if not held:
        return False
    first = min(min(v) for v in held.values())
    above = next((b for b in (document.blocks[k] for k in range(first - 1, -1, -1)) if b.kind == "body"), None)
    return above is not None and rules.fullmatch("outline.actions", above.text.strip()) is not None


def _printed_above(document: Document, held: dict[tuple[int, int], list[int]], columns: int, rules: Rules) -> list[str]:
    """Roles from a line of headers that stands just above the frame of the table: "ITEM  BY WHOM  BY WHEN"."""
    if not held:
        return []
    first = min(min(v) for v in held.values())
    above = next((b for b in (document.blocks[k] for k in range(first - 1, -1, -1)) if b.kind == "body"), None)
    if above is None or above.cell is not None or "\t" not in above.text:
        return []
    parts = [p.strip() for p in above.text.split("\t") if p.strip()]
    hits = [rules.match("table.column", p) for p in parts]
    if len(parts) < 2 or len(parts) > columns or any(h is None for h in hits):
        return []
    roles = [h.rule.value for h in hits if h is not None]
    if len(roles) < columns:
        roles = [roles[0], *[""] * (columns - len(roles)), *roles[1:]]
    return roles


def cell_text(document: Document, held: tuple[int, ...]) -> str:
    """Return the text of a cell's blocks with their labels, joined by one space."""
    return " ".join(f"{b.label} {b.text}".strip() for b in (document.blocks[i] for i in held)).strip()


def _view(
    document: Document,
    rules: Rules,
    cells: dict[tuple[int, int], tuple[int, ...]],
    size: tuple[int, int, int],
    above: list[str],
    of_actions: bool,
) -> TableView:
    rows, columns, marked = size
    text = {at: " ".join(cell_text(document, held).split()) for at, held in cells.items()}
    roles = list(above) or [""] * columns
    header_rows = 0
    for row in range(0 if above else min(rows, 3)):
        here = {c: text[row, c] for c in range(columns) if text.get((row, c))}
        if len(here) == 1 and columns > 1 and _spans(document, cells, row, columns):
            continue  # a title over the whole table
        named = {c: hit.rule.value for c, t in here.items() if len(t) <= 48 and (hit := rules.match("table.column", t))}
        if named and (len(named) == len(here) or (len(named) >= 2 and len(named) * 2 >= len(here)) or row < marked):
            if len(here) > 1 or len(named) == len(here):
                for c, role in named.items():
                    roles[c] = roles[c] or role
                header_rows = row + 1
                if len(here) > 1:
                    break
        elif named.get(columns - 1) == "action" and columns > 1:
            roles[-1] = "action"  # "1 | Welcome | ACTION": the header shares its row with the first item
            break
        else:
            break
    body = [at for at in cells if at[0] >= header_rows]
    length = Counter[int]()
    filled = Counter[int]()
    numbers = Counter[int]()
    longest = Counter[int]()
    for at in body:
        first = document.blocks[cells[at][0]]
        if not text.get(at) or (first.cell is not None and first.cell.colspan >= columns > 1):
            continue
        c = at[1]
        filled[c] += 1
        length[c] += len(text[at])
        counts = all(parse(word) for word in text[at].split())  # "5. 5.1 5.2": numbers beside several paragraphs
        longest[c] = max(longest[c], *map(len, text[at].split())) if counts else max(longest[c], len(text[at]))
        if parse(first.label or first.text.split("\t")[0]) or parse(f"{first.label} {first.text}".strip()):
            numbers[c] += 1
    for c in range(columns):
        if roles[c] == "number" and filled[c] and numbers[c] < 0.4 * filled[c] and longest[c] > 24:
            roles[c] = "title"
        if roles[c] == "title" and "text" not in roles and filled[c] and length[c] > 90 * filled[c]:
            roles[c] = "text"
        if (
            roles[c] in ("", "title", "text")
            and c < 2
            and filled[c]
            and numbers[c] >= 0.6 * filled[c]
            and longest[c] <= 24
            and columns > 1
        ):
            roles[c] = "number"
    main = max(range(columns), key=lambda c: (length[c], -c), default=0)
    if columns and not roles[main] and length[main]:
        roles[main] = "text"
    if "owner" in roles and (of_actions or {"due", "status", "date"} & set(roles)) and "action" not in roles:
        open_ = [c for c in range(columns) if roles[c] in ("text", "") and length[c]]
        if open_:
            roles[max(open_, key=lambda c: (length[c], -c))] = "action"
    kind = _kind(roles, length, filled, longest, rows - header_rows, columns)
    if kind == "other" and header_rows and {"text", "title"} <= set(roles):
        kind = "minutes"
    return TableView(kind, tuple(roles), header_rows, cells, rows)


def _spans(document: Document, cells: dict[tuple[int, int], tuple[int, ...]], row: int, columns: int) -> bool:
    cell = document.blocks[cells[row, 0][0]].cell if (row, 0) in cells else None
    return cell is not None and cell.colspan >= columns


def _kind(
    roles: list[str],
    length: Counter[int],
    filled: Counter[int],
    longest: Counter[int],
    rows: int,
    columns: int,
) -> TableKind:
    have = set(roles)
    prose = max(longest.values(), default=0)
    if "action" in have and have & {"owner", "due", "status"} and not have & {"text"}:
        return "actions"
    if "action" in have and have & {"owner", "due", "status"} and "title" not in have:
        at = roles.index("action")
        if length[at] >= 0.4 * sum(length.values()):
            return "actions"
    if "name" in have and "text" not in have - {"name"} and prose < 200:
        return "attendance"
    if columns >= 2 and "number" in have and prose >= 60:
        return "minutes"
    if have & {"action", "decision"} and have & {"title", "text", "number"} and prose >= 60:
        return "minutes"
    if columns >= 2 and have & {"title"} and prose >= 60:
        return "minutes"
    if columns == 2 and rows <= 14 and prose < 400 and filled[0] and length[0] / filled[0] <= 30:
        return "details"
    if prose >= 300:
        return "minutes"
    if "name" in have or "role" in have:
        return "attendance"
    return "other"
