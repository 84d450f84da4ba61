"""Tables without rules: rows under a line of headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from minutebook.read.grids import Grid
from minutebook.read.marks import PageMarks, Word
from minutebook.read.rows import Row, cut_at_gaps


def take_bare_tables(rows: list[Row], page: PageMarks) -> tuple[list[Row], list[tuple[Grid, dict[int, list[Word]]]]]:
    """Take tables without rules off the rows: three or more headings over columns that begin below them."""
    kept: list[Row] = []
    found: list[tuple[Grid, dict[int, list[Word]]]] = []
    i = 0
    while i < len(rows):
        table = _open_table(rows, i, page)
        if table is None:
            kept.append(rows[i])
            i += 1
        else:
            i, grid, cells = table
            found.append((grid, cells))
    return kept, found


def _open_table(rows: list[Row], i: int, page: PageMarks) -> tuple[int, Grid, dict[int, list[Word]]] | None:
    """Read a table without rules whose headings are row ``i``; return the index of the row after it."""
    head = rows[i]
    if head.tab_x is None or head.label:
        return None
    heads = cut_at_gaps(head)
    if not 3 <= len(heads) <= 8:
        return None
    alike = (
        all(w.bold for w in head.words)
        or all(w.underline for w in head.words)
        or not any(c.islower() for w in head.words for c in w.text)
    )
    if not alike or any(len(part) > 4 or part[-1].text.endswith(":") for part in heads):
        return None
    lefts = [part[0].x0 for part in heads]
    body: list[tuple[Row, dict[int, list[Word]]]] = []
    step = 4.0 * head.size
    for row in rows[i + 1 :]:
        last = body[-1][0] if body else head
        filled = _filled(row, lefts)
        if filled is None or row.base - last.base > 4 * head.size:
            break
        lone = len(filled) == 1 and 0 in filled and row.base - last.base > 1.4 * step
        if lone and body and (row.label or all(w.bold for w in row.words)):
            break
        step = min(step, row.base - last.base)
        body.append((row, filled))
    sums = [sum(sum(len(w.text) + 1 for w in f.get(k, ())) for _, f in body) for k in range(len(lefts))]
    lines = [sum(1 for _, f in body if k in f) for k in range(len(lefts))]
    if not body or max(a / max(1, b) for a, b in zip(sums, lines, strict=True)) < 14:
        return None
    anchor = min(body[0][1], key=lambda k: (sums[k] / lines[k], k))
    starts: list[int] = []
    for n, (row, filled) in enumerate(body):
        above = body[n - 1][0] if n else head
        if n == 0 or anchor in filled or (len(filled) > 1 and row.base - above.base > 1.3 * step):
            starts.append(n)
    if len(starts) < 2 or sum(1 for n in starts if len(body[n][1]) > 1) < 0.7 * len(starts):
        return None
    xs = [left - 4 for left in lefts] + [max(w.x1 for row, _ in body for w in row.words) + 4]
    xs[-1] = max(xs[-1], head.x1 + 4)
    ys = [head.top - 1, *(body[n][0].top - 1 for n in starts), max(row.bottom for row, _ in body) + 1]
    cells: dict[int, list[Word]] = {}
    n_columns = len(lefts)
    for k, part in enumerate(heads):
        cells[k] = list(part)
    for n, (_, filled) in enumerate(body):
        table_row = bisect_right(starts, n)
        for k, words in filled.items():
            cells.setdefault(table_row * n_columns + k, []).extend(words)
    owner = [[r * n_columns + c for c in range(n_columns)] for r in range(len(ys) - 1)]
    where = [(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(n_columns)]
    return i + 1 + len(body), Grid(xs, ys, where, owner, False, False), cells


def _filled(row: Row, lefts: list[float]) -> dict[int, list[Word]] | None:
    """Return a row's words by the column below whose heading they begin, None if they do not keep to the columns."""
    result: dict[int, list[Word]] = {}
    before: Word | None = None
    for word in row.tag + row.words:
        k = bisect_left(lefts, word.x0 + 6) - 1
        if k < 0 or (k + 1 < len(lefts) and word.x1 > lefts[k + 1] + 2):
            return None
        if k not in result:
            if abs(word.x0 - lefts[k]) > 8 or (before is not None and word.x0 - before.x1 < 0.5 * row.size):
                return None
            result[k] = []
        elif before is not None and word.x0 - before.x1 > 3 * row.size:
            return None
        result[k].append(word)
        before = word
    return result
