"""Rulings to ruled tables: borders, merged cells, a row that fills a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from minutebook.document import BBox
from minutebook.read.marks import SNAP, Fill, PageMarks, Ruling, Word

_start = itemgetter(1)


@dataclass(slots=True)
class Grid:
    """A ruled table on one page: column and row borders, and the cell of each field of the grid."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int]]
    owner: list[list[int]]
    open_top: bool
    open_bottom: bool

    @property
    def box(self) -> BBox:
        """Its outer borders, in points."""
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def find(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds a point."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        return self.owner[row][column]


def _snap(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join lines ``(position, start, end)`` that lie on one another or follow each other."""
    result: list[tuple[float, float, float]] = []
    group: list[tuple[float, float, float]] = []
    for line in [*sorted(lines), (1e9, 0.0, 0.0)]:
        if group and line[0] - group[-1][0] > SNAP * 0.7:
            mean = sum(g[0] for g in group) / len(group)
            spans = sorted((g[1], g[2]) for g in group)
            start, end = spans[0]
            for a, b in spans[1:]:
                if a <= end + SNAP:
                    end = max(end, b)
                else:
                    result.append((mean, start, end))
                    start, end = a, b
            result.append((mean, start, end))
            group = []
        group.append(line)
    return result


def find_grids(rulings: list[Ruling]) -> list[Grid]:
    """Find the ruled tables of a page from its rulings."""
    hs = _snap([(r.top, r.x0, r.x1) for r in rulings if r.top == r.bottom])
    vs = _snap([(r.x0, r.top, r.bottom) for r in rulings if r.x0 == r.x1 and r.top != r.bottom])
    hs = [h for h in hs if h[2] - h[1] > 4]
    vs = [v for v in vs if v[2] - v[1] > 4]
    if not hs or not vs or len(hs) * len(vs) > 400_000:
        return []
    parent = list(range(len(hs) + len(vs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    at = [v[0] for v in vs]
    for i, (y, x0, x1) in enumerate(hs):
        for j in range(bisect_left(at, x0 - SNAP), bisect_right(at, x1 + SNAP)):
            if vs[j][1] - SNAP <= y <= vs[j][2] + SNAP:
                parent[root(i)] = root(len(hs) + j)
    groups: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {}
    for i, h in enumerate(hs):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vs):
        groups.setdefault(root(len(hs) + j), ([], []))[1].append(v)
    grids = []
    for gh, gv in groups.values():
        grids.extend(_stacked(gh, gv))
    grids.sort(key=lambda g: (g.ys[0], g.xs[0]))
    return grids


def find_single_row(
    page: PageMarks, rulings: list[Ruling], grids: list[Grid], before: list[Grid], words: list[Word]
) -> list[Grid]:
    """Find the row of a table of which a page shows nothing but the upright borders, as it begins and ends elsewhere.

    Three tall borders of the same extent tell it, or one where the last table of the page before has such a column.
    """
    upright = _snap([(r.x0, r.top, r.bottom) for r in rulings if r.x0 == r.x1 and r.bottom - r.top > 24])
    free = [
        v for v in upright if not any(g.xs[0] - SNAP <= v[0] <= g.xs[-1] + SNAP and _beside_grid(v, g) for g in grids)
    ]
    free.sort(key=lambda v: v[1] - v[2])
    tops = sorted(free, key=lambda v: v[1])
    result: list[Grid] = []
    used: set[tuple[float, float, float]] = set()
    for lead in free:
        if lead in used:
            continue
        if not before and lead[2] - lead[1] <= 0.4 * page.height:
            break
        near = tops[
            bisect_left(tops, lead[1] - 3 * SNAP, key=_start) : bisect_left(tops, lead[1] + 3 * SNAP, key=_start)
        ]
        group = [v for v in near if abs(v[1] - lead[1]) < 2 * SNAP and abs(v[2] - lead[2]) < 2 * SNAP and v not in used]
        used.update(group)
        xs = sorted(v[0] for v in group)
        known = lead[2] - lead[1] > 0.4 * page.height
        for grid in before:
            if all(any(abs(x - e) <= SNAP for e in grid.xs) for x in xs) and any(
                grid.xs[0] + SNAP < x < grid.xs[-1] - SNAP for x in xs
            ):
                xs, known = list(grid.xs), True
        if not known or len(xs) < 3:
            continue
        inside = [w for w in words if lead[1] <= w.base <= lead[2] and xs[0] <= (w.x0 + w.x1) / 2 <= xs[-1]]
        crossed = any(w.x0 + 1 < x < w.x1 - 1 for w in inside for x in xs)
        if inside and not crossed:
            n = len(xs) - 1
            result.append(Grid(xs, [lead[1], lead[2]], [(0, c, 1, 1) for c in range(n)], [list(range(n))], True, True))
    return result


def _beside_grid(line: tuple[float, float, float], grid: Grid) -> bool:
    """Tell whether an upright line lies at the height of a grid."""
    return line[1] < grid.ys[-1] + SNAP and line[2] > grid.ys[0] - SNAP


def _borders(values: Iterable[float], apart: float) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > apart:
            result.append(value)
    return result


def _covered(lines: list[tuple[float, float, float]], borders: list[float], ends: list[float]) -> list[list[bool]]:
    """Tell for each border, and each interval between two of ``ends``, whether a line there covers most of it.

    ``lines`` and ``ends`` are in order.
    """
    at = [line[0] for line in lines]
    result: list[list[bool]] = []
    for border in borders:
        found = [False] * (len(ends) - 1)
        for position, start, end in lines[bisect_left(at, border - 2 * SNAP) : bisect_right(at, border + 2 * SNAP)]:
            if abs(position - border) > SNAP * 1.4:
                continue
            for i in range(max(0, bisect_right(ends, start) - 1), min(len(found), bisect_left(ends, end))):
                if min(end, ends[i + 1]) - max(start, ends[i]) >= 0.6 * (ends[i + 1] - ends[i]):
                    found[i] = True
        result.append(found)
    return result


def _stacked(hs: list[tuple[float, float, float]], vs: list[tuple[float, float, float]]) -> list[Grid]:
    """Return the grids of connected rulings: several where tables with other columns touch one another."""
    whole = _grid(hs, vs)
    if whole is None:
        return []
    inner: list[set[int]] = []
    for r in range(len(whole.ys) - 1):
        row = whole.owner[r]
        inner.append({c for c in range(1, len(row)) if row[c] != row[c - 1]})
    below: list[set[int]] = [set()]
    for borders in reversed(inner):
        below.append(below[-1] | borders)
    below.reverse()
    cuts: list[int] = []
    seen: set[int] = set()
    start = 0
    for r in range(1, len(inner)):
        seen |= inner[r - 1]
        # a title row without inner borders goes with what follows
        rest = below[r]
        clean = all(whole.owner[r][c] != whole.owner[r - 1][c] for c in range(len(whole.owner[r])))
        if clean and seen and rest and not seen & rest and r - start > 1 and len(inner) - r > 1:
            cuts.append(r)
            seen, start = set(), r
    if not cuts:
        return [whole]
    result = []
    for a, b in pairwise([0, *cuts, len(whole.ys) - 1]):
        top, bottom = whole.ys[a], whole.ys[b]
        part = _grid(
            [h for h in hs if top - SNAP <= h[0] <= bottom + SNAP],
            [(v[0], max(v[1], top), min(v[2], bottom)) for v in vs if min(v[2], bottom) - max(v[1], top) > SNAP],
        )
        if part is not None:
            result.append(part)
    return result


def _grid(hs: list[tuple[float, float, float]], vs: list[tuple[float, float, float]]) -> Grid | None:
    if not hs or not vs:
        return None
    xs = _borders([v[0] for v in vs] + [min(h[1] for h in hs), max(h[2] for h in hs)], SNAP * 1.4)
    ys = _borders([h[0] for h in hs] + [min(v[1] for v in vs), max(v[2] for v in vs)], SNAP * 1.4)
    nx, ny = len(xs) - 1, len(ys) - 1
    if nx < 1 or ny < 1 or nx * ny < 2 or nx * ny > 20_000:
        return None
    parent = list(range(nx * ny))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    upright, level = _covered(vs, xs, ys), _covered(hs, ys, xs)
    for r in range(ny):
        for c in range(nx):
            if c + 1 < nx and not upright[c + 1][r]:
                parent[root(r * nx + c + 1)] = root(r * nx + c)
            if r + 1 < ny and not level[r + 1][c]:
                parent[root((r + 1) * nx + c)] = root(r * nx + c)
    members: dict[int, list[tuple[int, int]]] = {}
    for r in range(ny):
        for c in range(nx):
            members.setdefault(root(r * nx + c), []).append((r, c))
    cells: list[tuple[int, int, int, int]] = []
    owner = [[0] * nx for _ in range(ny)]
    for fields in sorted(members.values()):
        r0, c0 = min(f[0] for f in fields), min(f[1] for f in fields)
        r1, c1 = max(f[0] for f in fields), max(f[1] for f in fields)
        for r, c in fields:
            owner[r][c] = len(cells)
        cells.append((r0, c0, r1 - r0 + 1, c1 - c0 + 1))
    if len(cells) < 2 or nx < 2:
        return None
    [top], [bottom] = _covered(hs, [ys[0], ys[-1]], [xs[0], xs[-1]])
    return Grid(xs, ys, cells, owner, not top, not bottom)


def painted_borders(page: PageMarks) -> list[Ruling]:
    """Return the borders of cells that are drawn as filled rectangles side by side in several rows."""
    fills = [
        f
        for f in page.fills
        if f.x1 - f.x0 > 12 and 8 < f.bottom - f.top < 0.7 * page.height and f.x1 - f.x0 < 0.9 * page.width
    ]
    if not 4 <= len(fills) <= 2000:
        return []
    rows: dict[tuple[int, int], list[Fill]] = {}
    for f in fills:
        rows.setdefault((round(f.top), round(f.bottom)), []).append(f)
    shared: Counter[int] = Counter()
    for row in rows.values():
        row.sort(key=lambda f: f.x0)
        for a, b in pairwise(row):
            if -1.0 <= b.x0 - a.x1 <= SNAP:
                shared[round((a.x1 + b.x0) / 8)] += 1
    result: list[Ruling] = []
    for row in rows.values():
        good = any(-1.0 <= b.x0 - a.x1 <= SNAP and shared[round((a.x1 + b.x0) / 8)] > 1 for a, b in pairwise(row))
        if good:
            for f in row:
                result.append(Ruling(f.x0, f.top, f.x1, f.top))
                result.append(Ruling(f.x0, f.bottom, f.x1, f.bottom))
                result.append(Ruling(f.x0, f.top, f.x0, f.bottom))
                result.append(Ruling(f.x1, f.top, f.x1, f.bottom))
    return result
