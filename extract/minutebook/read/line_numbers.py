"""Takes off the numbers that some clerks print beside every line of a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

from minutebook.read.marks import PageMarks, Word

_MANY = 15
"""So many numbers one below the other are needed for the first page."""
_FEW = 3
"""So many will do on a page behind one that has them at the same place."""
_NEAR = 3.0
"""Points by which the right ends of the numbers may differ."""


class LineNumbers:
    """The line numbers of one document; pages come in order."""

    def __init__(self) -> None:
        self._x1: float | None = None

    def off(self, page: PageMarks) -> PageMarks:
        """Return the page without its line numbers: 1, 2, 3 ... or 5, 10, 15 ... at equal steps left of all text.

        A numbered list looks alike, but its lines do not run to the right edge of the page, or are not all numbered.
        """
        digits = [w for w in page.words if w.text.isdigit() and len(w.text) < 5 and w.turn == 0.0]
        if len(digits) < _FEW:
            return page
        column = self._column(digits, page.width)
        if len(column) < _FEW or not _counts(column):
            return page
        held = {id(w) for w in column}
        rest = [w for w in page.words if id(w) not in held]
        edge = max(w.x1 for w in column)
        if sum(w.x0 < edge for w in rest) > 0.02 * len(rest):
            return page
        if self._x1 is None and not _fills(column, rest, page):
            return page
        self._x1 = edge
        return replace(page, words=rest)

    def _column(self, digits: list[Word], width: float) -> list[Word]:
        """Return the numbers that end at one x in the left margin, from the top down."""
        if self._x1 is None:
            ends = Counter(round(w.x1 / _NEAR) for w in digits if w.x1 < 0.2 * width)
            home = max(ends, key=lambda k: ends[k - 1] + ends[k] + ends[k + 1], default=0) * _NEAR
        else:
            home = self._x1
        return sorted((w for w in digits if abs(w.x1 - home) < 1.5 * _NEAR), key=lambda w: w.base)


def _counts(column: list[Word]) -> bool:
    """Tell whether numbers count on by one, or by five, at heights that are equally far apart."""
    steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(column))
    step, n = steps.most_common(1)[0]
    gaps = [b.base - a.base for a, b in pairwise(column)]
    usual = median(gaps)
    even = sum(abs(g - usual) < 0.15 * usual for g in gaps)
    return step in (1, 5, 10) and n >= 0.9 * len(gaps) and even >= 0.5 * len(gaps)


def _fills(column: list[Word], rest: list[Word], page: PageMarks) -> bool:
    """Tell whether numbers stand beside a page of running text: many, far down the page, beside lines that fill it."""
    steps = int(column[1].text) - int(column[0].text)
    if len(column) * steps < _MANY or column[-1].base - column[0].base < 0.4 * page.height:
        return False
    right = max((w.x1 for w in rest), default=0.0)
    ends: dict[int, float] = {}
    for w in rest:
        line = round(w.base)
        ends[line] = max(ends.get(line, 0.0), w.x1)
    full = sum(x1 > 0.85 * right for x1 in ends.values())
    return full >= 0.35 * len(ends) and len(column) * steps >= 0.8 * len(ends)
