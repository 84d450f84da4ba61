"""Takes page furniture off and joins again what a page break cut: tables, rows, cells, paragraphs.

A document without laid-out pages (DOCX) passes through unchanged: Word keeps its furniture apart and cuts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from minutebook.document import Block, BlockKind, Cell, Document, Run, Table
from minutebook.numbering import parse
from minutebook.rulepack import Rules

EDGE = 0.14
"""Share of the page's height, at the top and at the bottom, in which running headers and footers are looked for."""
WIDE_EDGE = 0.22
"""The same for what recurs at the same height on three pages or more (a letterhead)."""
_LABEL = 60
"""A text of more characters is no label that may stand anywhere on a page."""
SAME_LINE = 3.0
"""Blocks whose tops differ by less than this (points) stand on one printed line."""
SAME_EDGE = 8.0
"""Column borders that differ by less than this (points) are the same border on two pages."""

_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_SHORT_TITLE = re.compile(r"\b(?:Cllr|Mr|Mrs|Ms|Dr|No|St|Insp|Supt)\.$")
_CUT_WORD = re.compile(r"[a-z][-\u00ad\u2010]$")
_DIGITS = re.compile(r"\d+")


def clean(document: Document, rules: Rules) -> Document:
    """Return the document with running headers, footers and page numbers marked, and cut tables and paragraphs joined.

    Furniture stays in the document with kind ``header`` or ``footer``; a joined block has the lines of all its pages.
    """
    if not document.pages:
        return document
    document = _furniture(document, rules)
    document = _tables(document)
    return _paragraphs(document)


# ---------------------------------------------------------------- furniture


def _furniture(document: Document, rules: Rules) -> Document:
    """Mark what recurs at the same edge of the pages, and page numbers alone."""
    at_edge: list[tuple[int, BlockKind]] = []
    order: dict[int, list[int]] = defaultdict(list)
    near: dict[int, bool] = {}
    for i, b in enumerate(document.blocks):
        if b.kind in ("body", "margin") and b.page and b.bbox:
            order[b.page].append(i)
    for page, indexes in order.items():
        height = document.page_sizes[page - 1][1] if page <= len(document.page_sizes) else 842.0
        for i in indexes:
            box = document.blocks[i].bbox
            assert box is not None
            if box.bottom <= height * WIDE_EDGE:
                at_edge.append((i, "header"))
                near[i] = box.bottom <= height * EDGE
            elif box.top >= height * (1 - WIDE_EDGE):
                at_edge.append((i, "footer"))
                near[i] = box.top >= height * (1 - EDGE)
    alike: dict[tuple[object, ...], set[int]] = defaultdict(set)
    keys = {i: _keys(document.blocks[i], kind) for i, kind in at_edge}
    for i, of_block in keys.items():
        for key in of_block:
            alike[key].add(document.blocks[i].page or 0)
    sizes = Counter(len(v) for v in order.values())
    pages = sum(sizes.values())
    blocks = list(document.blocks)
    outermost = _outermost(document, at_edge)
    inner = Counter(
        _whole(b) for k, b in enumerate(blocks) if k not in keys and b.kind == "body" and len(b.text) < _LABEL
    )

    def seen_again(i: int) -> bool:
        same, placed, below = keys[i]
        seen = max(len(alike[placed]), len(alike[below]), len(alike[same]) if near[i] else 0)
        if 0 < seen <= inner[_whole(blocks[i])]:
            return False  # "RESOLVED" at the top of two pages and in the midst of others
        return seen >= 3 or (seen == 2 and pages <= 4 and near[i])

    recurring = {i for i, _ in at_edge if seen_again(i)}
    alone = _told_alone(document, recurring)
    for i, kind in at_edge:
        block = blocks[i]
        recurs = i in recurring
        if recurs and block.cell is not None:
            counted = parse(block.label) is not None and not _page_number(block, rules)
            recurs = not counted and block.cell.table not in alone and _at_table_edge(document, block, kind)
        alone_there = near[i] and i in outermost and _page_number(block, rules)
        if recurs or (alone_there and not _opens_line(document, i, recurring)):
            blocks[i] = replace(block, kind=kind)
    return replace(document, blocks=tuple(blocks))


def _opens_line(document: Document, i: int, recurring: set[int]) -> bool:
    """True for "4." before words of this page alone on the same printed line: an item's number."""
    block = document.blocks[i]
    if i in recurring or not _whole(block).rstrip().endswith("."):
        return False
    after = document.blocks[i + 1] if i + 1 < len(document.blocks) else None
    if after is None or i + 1 in recurring or after.page != block.page or after.kind != "body":
        return False
    return abs(_top(after) - _top(block)) < SAME_LINE and after.indent > block.indent


def _told_alone(document: Document, recurring: set[int]) -> set[int]:
    """Return the tables of which only numbers recur: their words are of one page, so they are no running lines.

    Only those are looked at of which something recurs.
    """
    asked = {cell.table for i in recurring if (cell := document.blocks[i].cell) is not None}
    words: dict[int, list[bool]] = defaultdict(list)
    for i, block in enumerate(document.blocks if asked else ()):
        if block.cell is not None and block.cell.table in asked and any(map(str.isalpha, _whole(block))):
            words[block.cell.table].append(i in recurring)
    return {table for table, again in words.items() if not any(again)}


def _page_number(block: Block, rules: Rules) -> bool:
    return rules.fullmatch("clean.page_number", _whole(block)) is not None


def _at_table_edge(document: Document, block: Block, kind: BlockKind) -> bool:
    """True for a cell in a small table that is itself a running header or footer (three rows at most)."""
    assert block.cell is not None
    table = document.tables[block.cell.table]
    height = document.page_sizes[(table.page or 1) - 1][1]
    if table.rows > 3 or table.bbox is None:
        return False
    return table.bbox.bottom <= height * EDGE if kind == "header" else table.bbox.top >= height * (1 - EDGE)


def _outermost(document: Document, at_edge: list[tuple[int, BlockKind]]) -> set[int]:
    """Blocks beyond which, to the page's edge, there is no other text than what is at the edge itself."""
    found: set[int] = set()
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    edge = {i for i, _ in at_edge}
    for i, b in enumerate(document.blocks):
        if i in edge or b.page is None or b.bbox is None or b.kind not in ("body", "margin"):
            continue
        for line in b.lines:
            page, box = line.page, line.bbox
            if box.top < first.get(page, 1e9):
                first[page] = box.top
            if box.bottom > last.get(page, 0.0):
                last[page] = box.bottom
    for i, kind in at_edge:
        b = document.blocks[i]
        if b.cell is not None or b.bbox is None or b.page is None:
            continue
        if kind == "header" and b.bbox.bottom <= first.get(b.page, 1e9) + 2:
            found.add(i)
        if kind == "footer" and b.bbox.top >= last.get(b.page, 0.0) - 2:
            found.add(i)
    return found


def _keys(block: Block, kind: BlockKind) -> tuple[tuple[object, ...], ...]:
    """What recurs: the same words at any height, or the same words but for their digits at the same height."""
    fold = _fold(block)
    height = round(_top(block) / 6)
    return (
        (kind, _whole(block)),
        (kind, fold, height),
        (kind, fold, height + 1 if _top(block) / 6 > height else height - 1),
    )


def _top(block: Block) -> float:
    return block.bbox.top if block.bbox is not None else 0.0


def _whole(block: Block) -> str:
    return f"{block.label} {block.text}".strip()


def _fold(block: Block) -> str:
    """Fold a running line: digits and roman page numbers alike, white space and case folded."""
    return " ".join(_DIGITS.sub("#", _whole(block)).split()).lower()


# ---------------------------------------------------------------- tables


@dataclass(slots=True)
class _Rows:
    """The blocks of a table (indexes, in reading order) by their rows."""

    first: int | None = None
    of: dict[int, list[int]] = field(default_factory=dict)
    keyed: set[int] = field(default_factory=set)
    """The rows with text in the first column."""
    last_page: int = 0

    def add(self, i: int, block: Block, cell: Cell) -> None:
        """Take in block ``i``, which stands in ``cell``."""
        self.of.setdefault(cell.row, []).append(i)
        if self.first is None:
            self.first = i
        if cell.column == 0:
            self.keyed.add(cell.row)
        self.last_page = max(self.last_page, block.end_page or 0)

    def from_row(self, row: int) -> list[int]:
        """Return the blocks of a row and of those below it."""
        return [i for r, held in self.of.items() if r >= row for i in held]


def _tables(document: Document) -> Document:
    """Join tables that go on over a page break; drop repeated header rows; join the row that the break cut."""
    blocks = document.blocks
    tables = list(document.tables)
    cells = {i: b.cell for i, b in enumerate(blocks) if b.cell is not None}
    held: dict[int, _Rows] = defaultdict(_Rows)
    for i, cell in cells.items():
        if blocks[i].kind == "body":
            held[cell.table].add(i, blocks[i], cell)
    flow = [i for i, b in enumerate(blocks) if b.kind == "body"]
    into: dict[int, int] = {}
    dropped: set[int] = set()
    for t in range(1, len(tables)):
        first = held[t].first
        if first is None or not (place := bisect_left(flow, first)):
            continue
        prior = cells.get(flow[place - 1])
        if prior is None or prior.table == t or tables[t].parent or tables[prior.table].parent:
            continue
        next_page = held[prior.table].last_page + 1
        if (tables[t].page or 0) != next_page or not _same_columns(tables[prior.table], tables[t]):
            continue
        _append(blocks, cells, tables, held, prior.table, t, dropped)
        into[t] = prior.table
    if not into and not dropped:
        return document
    keep = [t for t in range(len(tables)) if t not in into]
    index = {t: n for n, t in enumerate(keep)}
    joined = list(blocks)
    for i, cell in cells.items():
        if i in dropped:
            joined[i] = replace(blocks[i], kind="header", cell=None)
        elif cell.table not in index:
            joined[i] = replace(blocks[i], cell=None)
        elif (place := index[cell.table]) != cell.table or cell is not blocks[i].cell:
            joined[i] = replace(blocks[i], cell=Cell(place, cell.row, cell.column, cell.rowspan, cell.colspan))
    shown = tuple(
        replace(tables[t], parent=replace(p, table=index[p.table]) if (p := tables[t].parent) else None) for t in keep
    )
    return replace(document, blocks=tuple(joined), tables=shown)


def _same_columns(a: Table, b: Table) -> bool:
    """True if the column borders are the same, or those of one are among those of the other (a row all spanned)."""
    if not a.edges or not b.edges:
        return a.columns == b.columns
    if abs(a.edges[0] - b.edges[0]) > SAME_EDGE or abs(a.edges[-1] - b.edges[-1]) > SAME_EDGE:
        return False
    few, many = sorted((a.edges, b.edges), key=len)
    return len(few) > 2 and all(any(abs(x - y) <= SAME_EDGE for y in many) for x in few)


def _append(
    blocks: tuple[Block, ...],
    cells: dict[int, Cell],
    tables: list[Table],
    held: dict[int, _Rows],
    into: int,
    t: int,
    dropped: set[int],
) -> None:
    """Move the rows of table ``t`` to the end of table ``into``."""
    a, b = tables[into], tables[t]
    edges = a.edges if len(a.edges) >= len(b.edges) else b.edges

    def column_map(table: Table) -> list[int]:
        if not table.edges or len(table.edges) == len(edges):
            return list(range(table.columns + 1))
        return [min(range(len(edges)), key=lambda k: abs(edges[k] - x)) for x in table.edges]

    for table, index in ((a, into), (b, t)):
        columns = column_map(table)
        if columns != list(range(len(columns))):
            moved = held[index].from_row(0)
            held[index] = _Rows()
            for i in sorted(moved):
                c = cells[i]
                end = columns[min(c.column + c.colspan, len(columns) - 1)]
                start = columns[c.column]
                cells[i] = replace(c, column=start, colspan=max(1, end - start))
                held[index].add(i, blocks[i], cells[i])
    repeated = _repeated_header(blocks, cells, held[into], held[t])
    rows_of_t = held[t].from_row(repeated)
    dropped.update(i for row in range(repeated) for i in held[t].of.get(row, ()))
    goes_on = bool(rows_of_t) and _row_goes_on(blocks, cells, held[into], held[t], a, b, repeated)
    base = a.rows - (1 if goes_on else 0) - repeated
    for i in rows_of_t:
        c = cells[i]
        cells[i] = Cell(into, base + c.row, c.column, c.rowspan, c.colspan)
        held[into].add(i, blocks[i], cells[i])
    tables[into] = replace(
        a,
        rows=base + b.rows,
        columns=max(1, len(edges) - 1) if edges else a.columns,
        edges=edges,
        open_bottom=b.open_bottom,
    )
    held[t] = _Rows()


def _row_text(blocks: tuple[Block, ...], cells: dict[int, Cell], table: _Rows, row: int) -> dict[int, str]:
    found: dict[int, str] = defaultdict(str)
    for i in table.of.get(row, ()):
        found[cells[i].column] += _fold(blocks[i]) + " "
    return dict(found)


def _repeated_header(blocks: tuple[Block, ...], cells: dict[int, Cell], before: _Rows, after: _Rows) -> int:
    """How many rows at the top of the later table repeat the rows at the top of the earlier one."""
    count = 0
    for row in range(3):
        x, y = _row_text(blocks, cells, before, row), _row_text(blocks, cells, after, row)
        later = any(r > row for r in after.of)
        if not x or x != y or not later or sum(len(v) for v in x.values()) > 200:
            break
        if row == 0 and all(parse(v.strip()) for v in x.values()):
            break
        count = row + 1
    return count


def _row_goes_on(
    blocks: tuple[Block, ...], cells: dict[int, Cell], before: _Rows, after: _Rows, a: Table, b: Table, skipped: int
) -> bool:
    """True if the first row after the break is the rest of the last row before it."""
    last = a.rows - 1
    head = _row_text(blocks, cells, after, skipped)
    tail = _row_text(blocks, cells, before, last)
    if not head or not tail:
        return False

    def reads_on(column: int) -> bool:
        x = [i for i in before.of[last] if cells[i].column == column]
        y = [i for i in after.of[skipped] if cells[i].column == column]
        return bool(x and y) and _reads_on(blocks[x[-1]], blocks[y[0]])

    keyed = len(before.keyed) * 2 >= a.rows
    if 0 in head:
        return parse(head[0].strip()) is None and not keyed and reads_on(0)
    return keyed or reads_on(min(head)) or a.open_bottom or (b.open_top and skipped == 0)


# ---------------------------------------------------------------- paragraphs


def _paragraphs(document: Document) -> Document:
    """Join the paragraph, list item or cell text that a page break cut."""
    blocks: list[Block | None] = list(document.blocks)
    last_of: dict[tuple[int, int, int] | None, int] = {}
    for i, block in enumerate(document.blocks):
        if block.kind != "body" or block.page is None:
            continue
        key = None if block.cell is None else (block.cell.table, block.cell.row, block.cell.column)
        j = last_of.get(key)
        if j is not None and key is None and _flow_between(document.blocks, j, i):
            j = None
        if j is not None:
            before = blocks[j]
            assert before is not None
            if (before.end_page or 0) + 1 == block.page and _reads_on(before, block):
                blocks[j] = join(before, block)
                blocks[i] = None
                last_of[key] = j
                continue
        last_of[key] = i
    gone = [i for i, b in enumerate(blocks) if b is None]
    if not gone:
        return document
    notices = []
    for n in document.notices:
        span = n.span
        if span is not None:
            span = replace(span, block=span.block - bisect_right(gone, span.block))
        notices.append(replace(n, span=span))
    return replace(document, blocks=tuple(b for b in blocks if b is not None), notices=tuple(notices))


def _flow_between(blocks: tuple[Block, ...], j: int, i: int) -> bool:
    """True if text of a table stands between two paragraphs of the flow."""
    return any(b.kind == "body" and b.cell is not None for b in blocks[j + 1 : i])


def _reads_on(before: Block, after: Block) -> bool:
    """True if the text before a page break goes on after it."""
    x, y = before.text.rstrip(), after.text.lstrip()
    if not x or not y or after.label or after.heading:
        return False
    if _TERMINAL.search(x) and not _SHORT_TITLE.search(x):
        return x.endswith((",", ";")) and y[0].islower()
    a, b = before.size, after.size
    if a is not None and b is not None and abs(a - b) > 1.1:
        return False
    if y[0].islower() or y[0] in "(,)&£$" or x.endswith((",", "-", "–", "/", "(")):
        return True
    if before.bold != after.bold or before.caps != after.caps or before.align != after.align:
        return False
    return _full_last_line(before)


def _full_last_line(block: Block) -> bool:
    """True if its last line reaches nearly as far to the right as its widest line (one line alone does not count)."""
    if len(block.lines) < 2:
        return False
    widest = max(line.bbox.x1 for line in block.lines)
    return block.lines[-1].bbox.x1 >= widest - 0.15 * (widest - block.lines[0].bbox.x0)


def join(before: Block, after: Block) -> Block:
    """Return one block of two: a hyphen that a line's end forced is dropped, lines and runs are shifted."""
    x = before.text.rstrip()
    runs = tuple(r for r in before.runs if r.start < len(x))
    hyphen = _CUT_WORD.search(x) is not None and after.text[:1].islower()
    glue = "" if hyphen else " "
    if hyphen:
        x = x[:-1]
    shift = len(x) + len(glue)
    cut = tuple(replace(r, end=min(r.end, len(x))) for r in runs if r.start < len(x))
    if cut and glue:
        cut = (*cut[:-1], replace(cut[-1], end=shift))
    later = tuple(Run(r.start + shift, r.end + shift, r.style) for r in after.runs)
    lines = tuple(replace(n, end=min(n.end, len(x))) for n in before.lines)
    lines += tuple(replace(n, start=n.start + shift, end=n.end + shift) for n in after.lines)
    return replace(before, text=x + glue + after.text, runs=cut + later, lines=lines)
