"""Lists and texts that stand side by side, read one after the other."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from minutebook.read.marks import PageMarks, Word
from minutebook.read.paragraphs import Frame, Para, group_rows
from minutebook.read.rows import GAP, Row, cut_at_gaps, finish_rows, gather_rows

_left_edge = attrgetter("x0")


class _Columns(NamedTuple):
    """Columns to be read one after the other: index of the row after them, their rows, their left and right edges."""

    end: int
    columns: list[list[Row]]
    spans: list[tuple[float, float]]


def _is_head(words: list[Word]) -> bool:
    return len(words) <= 8 and (
        words[-1].text.endswith(":")
        or all(w.bold or w.underline for w in words)
        or all(w.text.isupper() for w in words)
    )


def _side_by_side(rows: list[Row], i: int, page: PageMarks, leading: float) -> _Columns | None:
    """Find a stretch of rows from ``i`` on, where one has a wide gap, that stands in columns to be read in turn."""
    heads = cut_at_gaps(rows[i])
    if len(heads) <= 4 and all(_is_head(part) for part in heads):
        return _lists(rows, i, heads, page, leading)
    return _columns_of_text(rows, i, heads, page, leading) if len(heads) == 2 else None


def _lists(rows: list[Row], i: int, heads: list[list[Word]], page: PageMarks, leading: float) -> _Columns | None:
    """Find lists that stand side by side, each under a heading ("Present:", "Apologies:")."""
    n = len(heads)
    lefts = [part[0].x0 for part in heads]
    rights = [part[-1].x1 for part in heads]
    bounds = [(rights[k] + lefts[k + 1]) / 2 for k in range(n - 1)]
    columns: list[list[Word]] = [list(part) for part in heads]
    full = uneven = 0
    j = i + 1
    while j < len(rows):
        row = rows[j]
        if row.base - rows[j - 1].base > (2.6 if j == i + 1 else 1.9) * leading * row.size or row.label:
            break
        placed: list[tuple[int, list[Word]]] = []
        for part in cut_at_gaps(row):
            x0, x1 = part[0].x0, part[-1].x1
            k = next((k for k in range(n) if abs(x0 - lefts[k]) < 6), None)
            if k is None:
                k = bisect_left(bounds, (x0 + x1) / 2)
            if (k + 1 < n and x1 > lefts[k + 1] + 4) or (k and x0 < (rights[k - 1] + lefts[k - 1]) / 2):
                placed = []
                break
            placed.append((k, part))
        if not placed or len({k for k, _ in placed}) < len(placed):
            break
        if len(placed) == 1 and placed[0][0] == 0 and rows[j].x1 - rows[j].x0 > 0.6 * (lefts[1] - lefts[0]) * 1.6:
            break
        full += len(placed) == n
        uneven += len(placed) < n
        for k, part in placed:
            columns[k].extend(part)
        j += 1
    colons = all(part[-1].text.endswith(":") for part in heads)
    if j - i < 2 or not (colons or (uneven and full)):
        return None
    edges = [min(w.x0 for w in columns[0]), *bounds, page.width]
    return _Columns(
        j,
        [finish_rows(gather_rows(c), page.number) for c in columns],
        [(min(w.x0 for w in columns[k]), max(edges[k + 1], *(w.x1 for w in columns[k]))) for k in range(n)],
    )


def _columns_of_text(
    rows: list[Row], i: int, heads: list[list[Word]], page: PageMarks, leading: float
) -> _Columns | None:
    """Find text set in two columns as in a newspaper."""
    gutter, start = heads[1][0].x0, heads[0][0].x0
    columns: list[list[Word]] = [[], []]
    both = wide = 0
    j = i
    while j < len(rows):
        row = rows[j]
        if j > i and row.base - rows[j - 1].base > 2.4 * leading * row.size:
            break
        every = row.tag + row.words
        cut = bisect_left(every, gutter - 4, key=_left_edge)
        before, after = every[:cut], every[cut:]
        if before and (before[-1].x1 > gutter - 0.4 * row.size or before[0].x0 - start > 0.2 * page.width):
            break
        if after and after[0].x0 - gutter > 0.15 * page.width:
            break
        if before and after:
            both += 1
            if before[-1].x1 - before[0].x0 > 0.25 * page.width and after[-1].x1 - after[0].x0 > 0.25 * page.width:
                wide += 1
        columns[0].extend(before)
        columns[1].extend(after)
        j += 1
    if not (both >= 5 and wide >= 0.6 * (j - i)):
        return None
    spans = [(min(w.x0 for w in c), max(w.x1 for w in c)) for c in columns]
    return _Columns(j, [finish_rows(gather_rows(c), page.number) for c in columns], spans)


def group_columns(rows: list[Row], frame: Frame, page: PageMarks) -> list[Para]:
    """Group a stretch of flow to paragraphs, reading columns that stand side by side one after the other."""
    result: list[Para] = []
    run: list[Row] = []
    i = 0
    while i < len(rows):
        row = rows[i]
        gapped = row.widest > GAP * row.size and not row.label
        found = _side_by_side(rows, i, page, frame.leading) if gapped else None
        if found is None:
            run.append(row)
            i += 1
            continue
        if run:
            result.extend(group_rows(run, frame))
            run = []
        i = found.end
        for column, (x0, x1) in zip(found.columns, found.spans, strict=True):
            result.extend(group_rows(column, frame._replace(left=x0, right=x1, ends={})))
    if run:
        result.extend(group_rows(run, frame))
    return result
