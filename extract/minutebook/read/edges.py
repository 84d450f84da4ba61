"""What the pages of a document share: distance of lines, right edges."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from minutebook.read.sheets import Sheet, page_side


def common_leading(sheets: list[Sheet]) -> float:
    """Return the smallest common distance of base lines in ems over all pages."""
    steps: Counter[int] = Counter()
    for sheet in sheets:
        for a, b in pairwise(sheet.rows):
            if abs(a.size - b.size) < 0.1 * b.size and 0.85 < (b.base - a.base) / b.size < 2.6:
                steps[round(50 * (b.base - a.base) / b.size)] += 1
    total = sum(steps.values())
    if total < 4:
        return 1.2
    for step in sorted(steps):
        if steps[step - 1] + steps[step] + steps[step + 1] >= 0.12 * total:
            return max(0.95, step / 50)
    return 1.2


def right_edges(sheets: list[Sheet]) -> dict[tuple[int, int], float]:
    """Return for each page size the right edge that the flow's lines share."""
    ends: dict[tuple[int, int], list[float]] = {}
    lefts: dict[tuple[int, int], float] = {}
    for sheet in sheets:
        if sheet.rows:
            side = page_side(sheet)
            ends.setdefault(side, []).extend([r.x1 for r in sheet.rows])
            left = min([r.label_x if r.label else r.x0 for r in sheet.rows])
            lefts[side] = min(left, lefts.get(side, left))
    result = {side: shared_edge(found) for side, found in ends.items()}
    if not any(sheet.margin for sheet in sheets):
        for side, found in ends.items():
            if len(found) < 10:  # too few lines to tell: as wide a margin as on the left
                result[side] = max(result[side], min(side[0] - lefts[side], side[0] - 36.0))
    return result


def indent_edges(sheets: list[Sheet]) -> dict[tuple[int, int], dict[int, float]]:
    """Return for each page size the right edge of the text at each indent where many long lines share one."""
    found: dict[tuple[int, int], dict[int, list[float]]] = {}
    for sheet in sheets:
        at = found.setdefault(page_side(sheet), {})
        for row in sheet.rows:
            at.setdefault(round(row.x0), []).append(row.x1)
    result: dict[tuple[int, int], dict[int, float]] = {}
    for side, at in found.items():
        result[side] = {}
        for x0 in at:
            x1s = [x1 for x in (x0 - 1, x0, x0 + 1) for x1 in at.get(x, ())]
            edge = shared_edge(x1s)
            near = sum(1 for x1 in x1s if abs(x1 - edge) < 0.08 * (edge - x0))
            if edge - x0 > 0.45 * side[0] and near >= max(8, 0.3 * len(x1s)):
                result[side][x0] = edge
    return result


def shared_edge(ends: list[float]) -> float:
    """Return an x that is reached by several lines and passed by few."""
    ordered = sorted(ends, reverse=True)
    spare = min(len(ordered) - 1, max(1, len(ordered) // 40)) if len(ordered) > 5 else 0
    return ordered[spare]
