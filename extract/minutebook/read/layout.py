"""Marks on pages to blocks and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from minutebook.document import BBox, Block, Cell, Style, Table
from minutebook.read.blocks import Look, make_block, round_box, vocabulary_of
from minutebook.read.columns import group_columns
from minutebook.read.edges import common_leading, indent_edges, right_edges, shared_edge
from minutebook.read.enumerator import lettered
from minutebook.read.line_numbers import LineNumbers
from minutebook.read.margins import find_margins, margin_paras, put_beside, split_margin
from minutebook.read.marks import PageMarks, Word
from minutebook.read.paragraphs import Frame, Para, group_rows
from minutebook.read.rows import Row, finish_rows, gather_rows, row_text, turned_rows, usual_leading
from minutebook.read.sheets import Sheet, page_side, sort_marks


@dataclass(slots=True)
class _Part:
    """Something that has its place in the reading order of a page: a stretch of flow, or a table."""

    top: float
    paras: list[Para]


def lay_out(pages: Iterable[PageMarks]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Turn the marks of all pages into blocks in reading order, and the tables to whose cells they point.

    What was made of a page is let go as soon as the next step has taken from it what it needs: a thousand pages hold
    half a million words.
    """
    sheets: list[Sheet] = []
    numbers = LineNumbers()
    for page in pages:
        sheets.append(sort_marks(numbers.off(page), sheets[-1].grids[-1:] if sheets else []))
    leading = common_leading(sheets)
    find_margins(sheets)
    for sheet in sheets:
        sheet.beside = margin_paras(split_margin(sheet))
    right = right_edges(sheets)
    ends = indent_edges(sheets)
    tables: list[Table] = []
    paras: list[Para] = []
    backs: dict[int, Callable[[BBox], BBox]] = {}
    sheets.reverse()
    while sheets:
        sheet = sheets.pop()
        if sheet.back is not None:
            backs[sheet.page.number] = sheet.back
        paras.extend(_page(sheet, tables, leading, right, ends))
    _letter(paras)
    _depths(paras)
    vocabulary = vocabulary_of(paras)
    styles: dict[Look, Style] = {}
    blocks: list[Block] = []
    counts: dict[tuple[int, ...], int] = {}
    paras.reverse()
    while paras:
        para = paras.pop()
        number, cell = para.rows[0].page, para.cell
        key = (number,) if cell is None else (number, cell.table, cell.row, cell.column)
        count = counts[key] = counts.get(key, 0) + 1
        where = f"page {number}"
        if cell is not None:
            where += f", table {cell.table + 1}, row {cell.row + 1}, column {cell.column + 1}"
        block = make_block(para, vocabulary, styles, f"{where}, paragraph {count}")
        if number in backs:
            block = _turned_back(block, backs[number])
        blocks.append(block)
    return tuple(blocks), tuple(tables)


def _turned_back(block: Block, back: Callable[[BBox], BBox]) -> Block:
    """Return a block with its boxes as on the page before that was turned."""
    lines = tuple(replace(line, bbox=round_box(back(line.bbox))) for line in block.lines)
    return replace(block, bbox=None if block.bbox is None else round_box(back(block.bbox)), lines=lines)


def _page(
    sheet: Sheet,
    tables: list[Table],
    common: float,
    edges: dict[tuple[int, int], float],
    ends: dict[tuple[int, int], dict[int, float]],
) -> list[Para]:
    """Lay out one page."""
    page = sheet.page
    notes = sheet.beside
    rows = sheet.rows
    leading = sheet.leading = usual_leading(rows, common)
    upright: list[Word] = []
    odd: list[Para] = []
    for row in turned_rows(sheet.turned, page.number):
        turn = row.words[0].turn
        if turn in (0.0, 45.0):
            odd.append(Para([row], kind="watermark"))
        else:
            upright.extend(row.words)
    parts: list[_Part] = []
    turned: list[dict[int, list[Word]]] = [{} for _ in sheet.grids]
    loose: list[Word] = []
    for word in upright:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for k, grid in enumerate(sheet.grids):
            index = grid.find(x, y)
            if index is not None:
                turned[k].setdefault(index, []).append(word)
                break
        else:
            loose.append(word)
    for row in turned_rows(loose, page.number):
        parts.append(_Part(row.top, [Para([row])]))
    for k in range(len(sheet.grids)):
        parts.append(_table(sheet, k, turned[k], tables))
    if rows:
        left = min(r.label_x if r.label else r.x0 for r in rows)
        right = shared_edge([r.x1 for r in rows])
        shared = edges.get(page_side(sheet), right)
        if sum(1 for r in rows if r.x1 > shared - 0.08 * page.width) < 5:
            right = shared
        if sheet.margin is not None:
            right = min(right, sheet.margin[0] - 4)
        frame = Frame(left, right, leading, sheet.lines, ends.get(page_side(sheet), {}))
        boxes = [g.box for g in sheet.grids]
        stream: list[Row] = []
        for row in rows:
            if stream and any(stream[-1].base < b.top + 2 and row.base > b.bottom - 2 for b in boxes):
                parts.append(_Part(stream[0].top, group_columns(stream, frame, page)))
                stream = []
            stream.append(row)
        parts.append(_Part(stream[0].top, group_columns(stream, frame, page)))
    parts.sort(key=lambda part: part.top)
    result = [para for part in parts for para in part.paras]
    if notes:
        result = put_beside(result, notes)
    if sheet.notes:
        left, right = min(r.x0 for r in sheet.notes), max(r.x1 for r in sheet.notes)
        for para in group_rows(sheet.notes, Frame(left, right, leading, [], {})):
            para.kind = "footnote"
            result.append(para)
    return result + odd


def _table(sheet: Sheet, k: int, turned: dict[int, list[Word]], tables: list[Table]) -> _Part:
    """Lay out the cells of a grid, row by row, and add its table to ``tables``."""
    grid, inside = sheet.grids[k], sheet.inside[k]
    number = len(tables)
    page = sheet.page.number
    box = grid.box if sheet.back is None else sheet.back(grid.box)
    tables.append(
        Table(
            rows=len(grid.ys) - 1,
            columns=len(grid.xs) - 1,
            page=page,
            bbox=round_box(box),
            edges=tuple(round(x, 2) for x in grid.xs),
            open_top=grid.open_top,
            open_bottom=grid.open_bottom,
        )
    )
    result: list[Para] = []
    for index, (r, c, rs, cs) in sorted(enumerate(grid.cells), key=lambda pair: (pair[1][0], pair[1][1])):
        words = inside.get(index, [])
        paras: list[Para] = []
        if words:
            rows = finish_rows(gather_rows(words), page)
            x0, x1 = grid.xs[c], grid.xs[c + cs]
            pad = min(max(1.0, min(w.x0 for w in words) - x0), 6.0)
            right = max(x1 - pad, *(row.x1 for row in rows))
            frame = Frame(x0 + pad, right, usual_leading(rows, sheet.leading), sheet.lines, {})
            paras = group_columns(rows, frame, sheet.page)
        if index in turned:
            paras.extend(Para([row]) for row in turned_rows(turned[index], page))
        for para in paras:
            para.cell = Cell(number, r, c, rs, cs)
        result.extend(paras)
    return _Part(grid.ys[0], result)


def _letter(paras: list[Para]) -> None:
    """Take single capital letters off as labels where they count: "A. ...", "B. ..." at the same indent."""
    columns: dict[tuple[int, int, int], list[Para]] = {}
    for para in paras:
        if para.kind == "body" and para.cell is None:
            row = para.rows[0]
            x = row.label_x if row.label else row.x0
            columns.setdefault((0, 0, round(x / 6)), []).append(para)
        elif para.kind == "body" and para.cell is not None:
            columns.setdefault((1, para.cell.table, para.cell.column), []).append(para)
    for column in columns.values():
        for i in lettered([(para.rows[0].label, para.rows[0].text) for para in column]):
            row = column[i].rows[0]
            if len(row.words) > 1 and len(row.words[0].text) == 2:
                row.label, row.label_x = row.words[0].text, row.x0
                row.tag, row.words = row.words[:1], row.words[1:]
                row.x0 = min(w.x0 for w in row.words)
                row.text = row_text(row)


def _depths(paras: list[Para]) -> None:
    """Set the nesting level of list items from where their labels stand in the same column."""
    levels: list[float] = []
    place: tuple[int, int] | None = None
    for para in paras:
        if para.kind != "body":
            continue
        here = None if para.cell is None else (para.cell.table, para.cell.column)
        if here != place:
            levels, place = [], here
        row = para.rows[0]
        x = row.label_x if row.label else row.x0
        while levels and levels[-1] > x + 3:
            levels.pop()
        if not row.label:
            continue
        if not levels or levels[-1] < x - 3:
            levels.append(x)
        para.depth = len(levels) - 1
