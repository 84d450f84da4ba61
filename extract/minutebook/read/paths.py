"""Drawn paths to rulings and fills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minutebook.read.marks import Color, Fill, Ruling

THIN = 3.0
"""Points: a filled rectangle no thicker than this is a ruling."""
WHITE = 0.97
"""From here on each of red, green and blue is white to the eye."""

Point = tuple[float, float]


def add_path(
    points: Sequence[Point],
    *,
    curved: bool,
    line: Color,
    fill: Color,
    stroked: bool,
    filled: bool,
    rulings: list[Ruling],
    fills: list[Fill],
) -> int:
    """Sort one unbroken path (points in order, y downwards) into rulings and fills; return 1 if it is of neither kind.

    The points of a ``curved`` one are not looked at.

    ``line`` and ``fill`` are the colours with which it is ``stroked`` and ``filled``.
    """
    if not (stroked or filled):
        return 0
    white = line is not None and min(line) > WHITE
    if stroked and white and not filled:
        return 0
    if curved:
        return 1
    if not points:
        return 0
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
    if len(set(points)) <= 2:
        ruling(rulings, x0, top, x1, bottom)
        return 0
    if min(x1 - x0, bottom - top) <= THIN:
        if stroked or fill is None or min(fill) <= WHITE:
            ruling(rulings, x0, top, x1, bottom)
        return 0
    if len({round(x, 1) for x in xs}) > 2 or len({round(y, 1) for y in ys}) > 2:
        return _polyline(points, rulings) if stroked else 1
    if stroked:
        for box in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            ruling(rulings, *box)
    if filled:
        fills.append(Fill(x0, top, x1, bottom, fill))
    return 0


def _polyline(points: Sequence[Point], rulings: list[Ruling]) -> int:
    """Take a path of level and upright lines apart; return 1 if it is of another kind."""
    pairs = list(pairwise(points))
    if any(abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1 for a, b in pairs):
        return 1
    for a, b in pairs:
        ruling(rulings, min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    return 0


def ruling(rulings: list[Ruling], x0: float, top: float, x1: float, bottom: float) -> None:
    """Add an upright line, as the middle line of its box; what is too thick or leans is left out."""
    if x1 - x0 >= bottom - top:
        if bottom - top <= THIN:
            y = (top + bottom) / 2
            rulings.append(Ruling(x0, y, x1, y, bottom - top))
    elif x1 - x0 <= THIN:
        x = (x0 + x1) / 2
        rulings.append(Ruling(x, top, x, bottom, x1 - x0))
