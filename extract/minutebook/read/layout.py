"""Marks on pages (words, rulings, fills) to blocks and tables in reading order; knows no PDF library."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from minutebook.document import BBox, Block, BlockKind, Cell, Line, Run, Style, Table
from minutebook.read.enumerator import lettered, split_label

Color = tuple[float, float, float] | None

SNAP = 3.0
"""Points within which rulings count as one, or as touching."""
TAB = 1.7
"""Ems: a gap inside a line wider than this becomes a tab."""


class Char(NamedTuple):
    """One character as drawn, y upwards from the page's bottom edge. ``ox, oy`` is its origin on the base line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    ox: float
    oy: float
    matrix: tuple[float, float, float, float]
    size: float
    bold: bool
    italic: bool
    color: Color
    mode: int


@dataclass(slots=True)
class Word:
    """Letters that stand together in one style, y downwards. ``base`` is the base line; ``turn`` in degrees.

    ``space``: the file has a space after it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    color: Color = (0.0, 0.0, 0.0)
    turn: float = 0.0
    space: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(slots=True)
class Ruling:
    """An upright drawn line: the middle line of what is drawn, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    weight: float = 0.5


@dataclass(slots=True)
class Fill:
    """A filled rectangle, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: Color = None


@dataclass(slots=True)
class PageMarks:
    """All that a reader takes from a page. ``image_area`` in square points; the counts serve the reader's checks."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    image_area: float = 0.0
    curves: int = 0
    chars: int = 0
    unmapped: int = 0


# ---------------------------------------------------------------------------------------------------------- words

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "ft",
        "ﬆ": "st",
        "\u00ad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\ufffe": "-",
        "\u0002": "-",
        "\u200b": "",
        "\ufeff": "",
        "\u2060": "",
        "\u200c": "",
        "\u200d": "",
    }
)
_SPACES = (
    " \u00a0\t\n\r\f\v\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
)


def make_words(chars: Sequence[Char], height: float) -> list[Word]:
    """Join characters, in the order in which they were drawn, to words; the same letter drawn twice counts once."""
    words: list[Word] = []
    word: Word | None = None
    last: Char | None = None
    clean: dict[str, str] = {}
    matrix = (1.0, 0.0, 0.0, 1.0)
    turn = 0.0
    for char in chars:
        text = clean.get(char.text)
        if text is None:
            text = clean[char.text] = _cleaned(char.text)
        if text == " ":
            if word is not None:
                word.space = True
                word = None
            continue
        if not text:
            continue
        if char.matrix != matrix:
            matrix = char.matrix
            turn = _turn(matrix[0], matrix[1])
        base = char.ox if turn in (90.0, 270.0) else height - char.oy
        if word is not None and last is not None and turn == word.turn:
            along, across = _offset(char, last, turn)
            size = char.size or 1.0
            if (
                last.text == char.text
                and abs(along) < 0.2 * size
                and abs(across) < 0.1 * size
                and _wide(last, turn) > abs(along) * 2
            ):
                word.bold = word.bold or abs(along) > 0.01
                continue
            gap = along - _wide(last, turn)
            if (
                -0.4 * size < gap < 0.16 * size
                and abs(across) < 0.08 * size
                and last.bold == char.bold
                and last.italic == char.italic
                and last.color == char.color
                and abs(word.size - size) < 0.12 * size
            ):
                word.text += text
                word.x0 = min(word.x0, char.x0)
                word.x1 = max(word.x1, char.x1)
                word.top = min(word.top, height - char.y1)
                word.bottom = max(word.bottom, height - char.y0)
                last = char
                continue
        word = Word(
            text,
            char.x0,
            height - char.y1,
            char.x1,
            height - char.y0,
            base,
            round(char.size, 2),
            char.bold,
            char.italic,
            char.color,
            turn,
        )
        words.append(word)
        last = char
    return _once(words)


def _cleaned(text: str) -> str:
    """Return what a character's text counts as: " " for white space, "" for nothing, letters for a ligature."""
    if not text.strip(_SPACES):
        return " "
    text = "".join(c for c in text.translate(_LIGATURES) if c >= " ")
    return "•" if len(text) == 1 and "\ue000" <= text <= "\uf8ff" else text


def _turn(a: float, b: float) -> float:
    """Return the direction of writing in degrees, counted against the clock: 0, 90, 180, 270 or an odd angle as 45."""
    if abs(b) <= 0.02 * abs(a):
        return 0.0 if a > 0 else 180.0
    if abs(a) <= 0.02 * abs(b):
        return 90.0 if b > 0 else 270.0
    return 45.0


def _offset(char: Char, last: Char, turn: float) -> tuple[float, float]:
    """Return how far a character's origin is from the last one's, along and across the direction of writing."""
    dx, dy = char.ox - last.ox, char.oy - last.oy
    if turn == 0.0:
        return dx, dy
    if turn == 90.0:
        return dy, dx
    if turn == 270.0:
        return -dy, dx
    if turn == 180.0:
        return -dx, dy
    a, b, _c, _d = char.matrix
    norm = (a * a + b * b) ** 0.5 or 1.0
    return (dx * a + dy * b) / norm, (dy * a - dx * b) / norm


def _wide(char: Char, turn: float) -> float:
    """Return a character's advance along the direction of writing."""
    if turn in (0.0, 180.0):
        return char.x1 - char.x0
    if turn in (90.0, 270.0):
        return char.y1 - char.y0
    return 0.6 * char.size


def _once(words: list[Word]) -> list[Word]:
    """Drop words drawn a second time in the same place (shadow, fake bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    result: list[Word] = []
    for word in words:
        gx, gy = int(word.x0 // 4), int(word.base // 4)
        twin = None
        for kx in (gx - 1, gx, gx + 1):
            for ky in (gy - 1, gy, gy + 1):
                other = seen.get((word.text, kx, ky))
                if (
                    other is not None
                    and abs(other.x0 - word.x0) < 0.15 * word.size
                    and abs(other.base - word.base) < 0.15 * word.size
                ):
                    twin = other
        if twin is not None:
            if abs(twin.x0 - word.x0) > 0.05:
                twin.bold = True
            twin.space = twin.space or word.space
            continue
        seen[(word.text, gx, gy)] = word
        result.append(word)
    return result


# ---------------------------------------------------------------------------------------------------------- lines


@dataclass(slots=True)
class _Row:
    """A printed line or a part of one: words from left to right."""

    words: list[Word]
    base: float
    size: float
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    label: str = ""
    label_x: float = 0.0
    clear: bool = False
    text: str = ""
    page: int = 0
    tab_x: float | None = None
    tag: list[Word] = field(default_factory=list)
    align: Literal["left", "center", "right"] = "left"

    def measure(self) -> None:
        self.x0 = min(w.x0 for w in self.words)
        self.x1 = max(w.x1 for w in self.words)
        self.top = min(w.top for w in self.words)
        self.bottom = max(w.bottom for w in self.words)


def _rows(words: Iterable[Word]) -> list[_Row]:
    """Gather words to rows by base line; small raised or lowered words join the row beside which they stand."""
    ordered = sorted(words, key=lambda w: (w.base, w.x0))
    if not ordered:
        return []
    sizes = Counter()  # type: Counter[float]
    for w in ordered:
        sizes[round(w.size)] += len(w.text)
    usual = sizes.most_common(1)[0][0] or 1.0
    rows: list[_Row] = []
    small: list[Word] = []
    for w in ordered:
        if w.size < 0.8 * usual and len(w.text) <= 4:
            small.append(w)
            continue
        row = rows[-1] if rows else None
        if row is not None and w.base - row.base <= 0.3 * min(w.size, row.size):
            row.words.append(w)
            row.size = max(row.size, w.size)
        else:
            rows.append(_Row([w], w.base, w.size))
    left: list[Word] = []
    for w in small:
        home = None
        for row in rows:
            if row.base - 0.75 * row.size <= w.base <= row.base + 0.35 * row.size and w.size < 0.85 * row.size:
                near = min((min(abs(w.x0 - o.x1), abs(o.x0 - w.x1)) for o in row.words), default=1e9)
                if near < 0.5 * row.size:
                    home = row
                    break
        if home is not None:
            home.words.append(w)
        else:
            left.append(w)
    for w in sorted(left, key=lambda w: (w.base, w.x0)):
        for row in rows:
            if abs(w.base - row.base) <= 0.3 * w.size:
                row.words.append(w)
                break
        else:
            rows.append(_Row([w], w.base, w.size))
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
        row.measure()
    rows.sort(key=lambda r: (r.base, r.x0))
    return rows


def _compose(row: _Row) -> None:
    """Join the letters of letter-spaced words, take the label off, and set the row's text."""
    _close_up(row)
    words = row.words
    text = _text(row)
    label, rest = split_label(text)
    if not label and _apart(row):
        text = words[0].text + "\t" + text[len(words[0].text) :].lstrip()
        label, rest = split_label(text)
    if label and rest:
        used, n = "", 0
        while n < len(words) and len(used) < len(label):
            used += words[n].text
            n += 1
        if used.startswith(label):
            row.label, row.label_x = label.replace("\ufffd", "•"), words[0].x0
            row.tag, row.words = words[:n], words[n:]
            if len(used) > len(label):
                word = words[n - 1]
                cut = len(word.text) - (len(used) - len(label))
                middle = word.x0 + (word.x1 - word.x0) * cut / len(word.text)
                row.tag[-1] = replace(word, text=word.text[:cut], x1=middle, space=False)
                row.words.insert(0, replace(word, text=word.text[cut:], x0=middle))
            gap = row.words[0].x0 - row.tag[-1].x1
            others = sorted(b.x0 - a.x1 for a, b in pairwise(row.words))
            row.clear = gap > 0.5 * row.size and (not others or gap > 1.5 * others[len(others) // 2])
            row.x0 = min(w.x0 for w in row.words)
    row.text = _text(row)


def _apart(row: _Row) -> bool:
    """Tell whether a gap clearly wider than the others on the row follows its first word."""
    words = row.words
    if len(words) < 2:
        return False
    gap = words[1].x0 - words[0].x1
    others = sorted(b.x0 - a.x1 for a, b in pairwise(words[1:]))
    return gap > 0.75 * row.size and (not others or gap > 1.6 * others[len(others) // 2])


def _unlabel(row: _Row) -> None:
    """Put a label back into its row's text."""
    row.words = row.tag + row.words
    row.label, row.tag, row.clear = "", [], False
    row.x0 = min(w.x0 for w in row.words)
    row.text = _text(row)


def _text(row: _Row) -> str:
    """Return a row's words as one text; note where the text after its last tab begins."""
    words = row.words
    parts = [words[0].text]
    row.tab_x = None
    for a, b in pairwise(words):
        between = _between(a, b, row)
        if between == "\t":
            row.tab_x = b.x0
        parts.append(between)
        parts.append(b.text)
    return "".join(parts)


_ORDINALS = {"st", "nd", "rd", "th"}


def _between(a: Word, b: Word, row: _Row) -> str:
    """Return what parts two neighbours on a row: nothing, a space or a tab."""
    if b.turn != 0.0:
        return " "
    gap = b.x0 - a.x1
    if b.size < 0.82 * a.size and gap < 0.4 * a.size and a.text[-1:].isdigit() and b.text[:2] in _ORDINALS:
        return ""
    if gap > TAB * row.size:
        return "\t"
    if gap > 0.12 * max(a.size, b.size) or (a.space and gap > -0.3 * a.size):
        return " "
    return ""


def _close_up(row: _Row) -> None:
    """Join letters that were set apart ("M I N U T E S") to words."""
    words = row.words
    i = 0
    result: list[Word] = []
    while i < len(words):
        j = i
        while j < len(words) and len(words[j].text) == 1 and words[j].text.isalnum() and words[j].size == words[i].size:
            j += 1
        if j - i >= 4:
            gaps = sorted(words[k + 1].x0 - words[k].x1 for k in range(i, j - 1))
            usual = gaps[len(gaps) // 4]
            group = words[i]
            for k in range(i + 1, j):
                gap = words[k].x0 - words[k - 1].x1
                if gap > usual + 0.25 * group.size:
                    result.append(group)
                    group = words[k]
                else:
                    group.text += words[k].text
                    group.x1 = words[k].x1
                    group.top = min(group.top, words[k].top)
                    group.bottom = max(group.bottom, words[k].bottom)
                    group.space = words[k].space
            result.append(group)
            i = j
        else:
            result.append(words[i])
            i += 1
    row.words = result


# ---------------------------------------------------------------------------------------------------------- grids


@dataclass(slots=True)
class _Grid:
    """A ruled table on one page: column and row borders, and the cell of each field of the grid."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int]]
    owner: list[list[int]]
    open_top: bool
    open_bottom: bool

    @property
    def box(self) -> BBox:
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def find(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds a point."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = max(0, min(len(self.xs) - 2, _place(self.xs, x)))
        row = max(0, min(len(self.ys) - 2, _place(self.ys, y)))
        return self.owner[row][column]


def _place(borders: list[float], value: float) -> int:
    """Return the index of the interval between borders in which a value lies."""
    i = 0
    while i < len(borders) - 2 and value >= borders[i + 1]:
        i += 1
    return i


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


def _grids(rulings: list[Ruling]) -> list[_Grid]:
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

    for i, (y, x0, x1) in enumerate(hs):
        for j, (x, top, bottom) in enumerate(vs):
            if x0 - SNAP <= x <= x1 + SNAP and top - SNAP <= y <= bottom + SNAP:
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


def _one_row(
    page: PageMarks, rulings: list[Ruling], grids: list[_Grid], before: list[_Grid], words: list[Word]
) -> list[_Grid]:
    """Find the row of a table of which a page shows nothing but the upright borders, as it begins and ends elsewhere.

    Three tall borders of the same extent tell it, or one where the last table of the page before has such a column.
    """
    upright = _snap([(r.x0, r.top, r.bottom) for r in rulings if r.x0 == r.x1 and r.bottom - r.top > 24])
    free = [
        v for v in upright if not any(g.xs[0] - SNAP <= v[0] <= g.xs[-1] + SNAP and _beside_grid(v, g) for g in grids)
    ]
    result: list[_Grid] = []
    while free:
        lead = max(free, key=lambda v: v[2] - v[1])
        group = [v for v in free if abs(v[1] - lead[1]) < 2 * SNAP and abs(v[2] - lead[2]) < 2 * SNAP]
        free = [v for v in free if v not in group]
        xs = sorted(v[0] for v in group)
        known = lead[2] - lead[1] > 0.4 * page.height
        for grid in before:
            if all(any(abs(x - e) <= SNAP for e in grid.xs) for x in xs) and any(
                grid.xs[0] + SNAP < x < grid.xs[-1] - SNAP for x in xs
            ):
                xs, known = list(grid.xs), True
        inside = [w for w in words if lead[1] <= w.base <= lead[2] and xs[0] <= (w.x0 + w.x1) / 2 <= xs[-1]]
        crossed = any(w.x0 + 1 < x < w.x1 - 1 for w in inside for x in xs)
        if known and len(xs) > 2 and inside and not crossed:
            n = len(xs) - 1
            result.append(_Grid(xs, [lead[1], lead[2]], [(0, c, 1, 1) for c in range(n)], [list(range(n))], True, True))
    return result


def _beside_grid(line: tuple[float, float, float], grid: _Grid) -> bool:
    """Tell whether an upright line lies at the height of a grid."""
    return line[1] < grid.ys[-1] + SNAP and line[2] > grid.ys[0] - SNAP


def _borders(values: Iterable[float], apart: float) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > apart:
            result.append(value)
    return result


def _covered(lines: list[tuple[float, float, float]], at: float, start: float, end: float) -> bool:
    """Tell whether lines at a position cover most of an interval."""
    length = 0.0
    for position, a, b in lines:
        if abs(position - at) <= SNAP * 1.4:
            length = max(length, min(b, end) - max(a, start))
    return length >= 0.6 * (end - start)


def _stacked(hs: list[tuple[float, float, float]], vs: list[tuple[float, float, float]]) -> list[_Grid]:
    """Return the grids of connected rulings: several where tables with other columns touch one another."""
    whole = _grid(hs, vs)
    if whole is None:
        return []
    inner: list[set[int]] = []
    for r in range(len(whole.ys) - 1):
        row = whole.owner[r]
        inner.append({c for c in range(1, len(row)) if row[c] != row[c - 1]})
    cuts: list[int] = []
    seen: set[int] = set()
    start = 0
    for r in range(1, len(inner)):
        seen |= inner[r - 1]
        # a title row without inner borders goes with what follows
        rest: set[int] = set().union(*inner[r:])
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


def _grid(hs: list[tuple[float, float, float]], vs: list[tuple[float, float, float]]) -> _Grid | None:
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

    for r in range(ny):
        for c in range(nx):
            if c + 1 < nx and not _covered(vs, xs[c + 1], ys[r], ys[r + 1]):
                parent[root(r * nx + c + 1)] = root(r * nx + c)
            if r + 1 < ny and not _covered(hs, ys[r + 1], xs[c], xs[c + 1]):
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
    top = _covered(hs, ys[0], xs[0], xs[-1])
    bottom = _covered(hs, ys[-1], xs[0], xs[-1])
    return _Grid(xs, ys, cells, owner, not top, not bottom)


# ----------------------------------------------------------------------------------------------------- paragraphs


@dataclass(slots=True)
class _Para:
    """Rows that make one block, before the block is built."""

    rows: list[_Row]
    kind: BlockKind = "body"
    gap: float | None = None
    cell: Cell | None = None
    align: Literal["left", "center", "right"] = "left"
    depth: int = 0


class _Frame(NamedTuple):
    """What bounds a stream of rows: left and right edge in points, the usual distance of base lines in ems, rulings.

    No paragraph runs across one of the rulings, which are level. ``ends`` is the right edge of the text that begins at
    an x, rounded, where that is known and other than ``right``.
    """

    left: float
    right: float
    leading: float
    lines: list[Ruling]
    ends: dict[int, float]


_CITES = re.compile(
    r"\b(?:No|Nos|Section|Sec|Rule|Bill|Resolution|Ordinance|Minute|Clause|Schedule|Appendix|Part|Article)\.?$"
)
"""How a line ends in which a number follows."""
_END = re.compile(r"[.:;?!][\"'”’)\]]*$")
_OPEN = re.compile(
    r"(?:[,(&–—-]|\b(?:and|or|nor|but|of|to|the|a|an|in|on|at|by|for|from|with|within|into|onto|upon|between|about|as|than|that|"
    r"which|who|whose|because|if|be|been|is|are|was|were|will|would|should|has|have|had|its|their|his|her|our|this|these))$"
)
"""How a line ends whose sentence goes on in the next: with a word that never stands last."""


def _paragraphs(rows: list[_Row], frame: _Frame) -> list[_Para]:
    """Group the rows of one stream (a page's flow, a column, a cell) to paragraphs."""
    result: list[_Para] = []
    starts = Counter(round(row.x0) for row in rows)
    for i, row in enumerate(rows):
        near = starts[round(row.x0) - 1] + starts[round(row.x0)] + starts[round(row.x0) + 1]
        flush = near > 2 or any(_flush(other, row) for other in rows[max(0, i - 1) : i + 2] if other is not row)
        row.align = "left" if flush else _align(row, frame)
        last = result[-1].rows[-1] if result else None
        if last is not None and row.label and _runs_on(result[-1], last, row, frame):
            _unlabel(row)
        if last is None or _begins(result[-1], last, row, frame) or _parted(last, row, frame.lines):
            gap = None if last is None else max(0.0, row.top - last.bottom)
            result.append(_Para([row], gap=gap, align=row.align))
        else:
            result[-1].rows.append(row)
    return result


def _bracketed(a: str, b: str) -> bool:
    """Tell whether a bracket that opens in one line closes in the next."""
    return a.rfind("(") > a.rfind(")") and 0 <= b.find(")") < (b.find("(") if "(" in b else len(b))


def _flush(a: _Row, b: _Row) -> bool:
    """Tell whether two rows begin at the same x and end apart, so that they are not centred."""
    return abs(a.x0 - b.x0) < 1.0 and abs(a.x1 - b.x1) > 4.0


def _parted(a: _Row, b: _Row, lines: list[Ruling]) -> bool:
    """Tell whether a ruling lies between two rows."""
    x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
    return any(
        a.base + 0.05 * a.size < r.top < b.base - 0.6 * b.size and min(r.x1, x1) - max(r.x0, x0) > 0.5 * (x1 - x0)
        for r in lines
    )


def _runs_on(para: _Para, a: _Row, b: _Row, frame: _Frame) -> bool:
    """Tell whether what looks like a label at the start of row ``b`` is just a word of the sentence."""
    first = para.rows[0]
    step = b.base - a.base
    if (
        _CITES.search(a.text)
        and b.label.strip(".:").isdigit()
        and b.label.strip(".:") != "1"
        and step <= 1.2 * frame.leading * max(a.size, b.size)
    ):
        return not b.clear
    if b.clear or b.base - a.base > 1.2 * frame.leading * max(a.size, b.size) or _END.search(a.text) or "\t" in a.text:
        return False
    if (
        len(a.text) < 25
        or a.text.endswith((" and", " or", ","))
        or abs(b.label_x - (para.rows[1].x0 if len(para.rows) > 1 else a.x0)) > 0.6 * b.size
    ):
        return False
    if first.label and (first.label == b.label or _kin(first.label, b.label)):
        return False
    return a.x1 + b.tag[-1].x1 - b.tag[0].x0 > frame.right - 1.5 * b.size


def _kin(a: str, b: str) -> bool:
    """Tell whether two labels are of one kind: as "3." and "4.", "(a)" and "(b)"."""

    def shape(label: str) -> str:
        return re.sub(r"\d+", "9", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", label)))

    return shape(a) == shape(b)


def _align(row: _Row, frame: _Frame) -> Literal["left", "center", "right"]:
    left, right = frame.left, frame.right
    if row.label:
        return "left"
    before, after = row.x0 - left, right - row.x1
    if before > 2 * row.size and abs(before - after) < max(6.0, 0.6 * row.size):
        return "center"
    if before > 0.3 * (right - left) and after < 4:
        return "right"
    return "left"


def _begins(para: _Para, a: _Row, b: _Row, frame: _Frame) -> bool:
    """Tell whether row ``b`` begins a new paragraph after row ``a``, the last of ``para``."""
    left, right, leading = frame.left, frame.right, frame.leading
    size = max(a.size, b.size)
    if b.label:
        return True
    step = (b.base - a.base) / (leading * size)
    ended = bool(_END.search(a.text))
    lower = b.text[:1].islower() and not ended
    if step > (1.4 if lower else 1.2) + 0.5 / size or step <= 0:
        return True
    if abs(a.size - b.size) > 0.13 * size:
        return True
    if b.tab_x is not None:
        return True
    if a.tab_x is not None and not (abs(b.x0 - a.tab_x) < 0.6 * size and len(para.rows) == 1):
        return True
    a_bold, b_bold = all(w.bold for w in a.words), all(w.bold for w in b.words)
    if a_bold and not any(w.bold for w in b.words[:3]):
        return True
    if b_bold and not any(w.bold for w in a.words[-2:]):
        return True
    a_under, b_under = all(w.underline for w in a.words), all(w.underline for w in b.words)
    if a_under != b_under and a.words[-1].underline != b.words[0].underline:
        return True
    middle = abs(a.x0 - left - right + a.x1) < max(6.0, 0.6 * size)
    if middle and not a.label and b.align == "center":
        return (right - left) - (a.x1 - a.x0) - (b.words[0].x1 - b.words[0].x0) > 0.6 * size
    body = para.rows[1].x0 if len(para.rows) > 1 else None
    if a.tab_x is not None:
        pass
    elif body is not None:
        if abs(b.x0 - body) > 0.8 * size and not lower:
            return True
    elif not para.rows[0].label:
        if b.x0 - a.x0 > 1.2 * size and not lower:
            return True
        if a.x0 - b.x0 > 4.5 * size:
            return True
    elif b.x0 < para.rows[0].label_x - 0.8 * size or b.x0 > a.x0 + 1.5 * size:
        return True
    weak = a.text[-1] in ",–—-" and (a.x1 - left < 0.5 * (right - left) or b.text[0] in '"“‘')
    if (_OPEN.search(a.text) and not weak) or _bracketed(a.text, b.text):
        return False
    first = b.words[0].x1 - b.words[0].x0
    if not ended:
        right = min(right, frame.ends.get(round(a.x0), right))
    room = right - a.x1 - first - 0.3 * size
    return room > (0.3 * (right - left) if lower else 0.35 * size)


# ---------------------------------------------------------------------------------------------------------- pages


@dataclass(slots=True)
class _Part:
    """Something that has its place in the reading order of a page: a stretch of flow, or a table."""

    top: float
    paras: list[_Para]


@dataclass(slots=True)
class _Sheet:
    """A page half laid out: its grids with their words, the rows outside them, and what stands apart."""

    page: PageMarks
    back: Callable[[BBox], BBox] | None
    grids: list[_Grid]
    inside: list[dict[int, list[Word]]]
    rows: list[_Row]
    notes: list[_Row]
    turned: list[Word]
    lines: list[Ruling]
    margin: tuple[float, float] | None = None
    beside: list[_Para] = field(default_factory=list)
    leading: float = 1.2


def lay_out(pages: Sequence[PageMarks]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Turn the marks of all pages into blocks in reading order, and the tables to whose cells they point."""
    sheets: list[_Sheet] = []
    for page in pages:
        sheets.append(_sheet(page, sheets[-1].grids[-1:] if sheets else []))
    leading = _common_leading(sheets)
    _margins(sheets)
    for sheet in sheets:
        sheet.beside = _margin_paras(_split_margin(sheet))
    right = _right_edges(sheets)
    ends = _indent_edges(sheets)
    tables: list[Table] = []
    paras: list[_Para] = []
    backs: dict[int, Callable[[BBox], BBox]] = {}
    for sheet in sheets:
        if sheet.back is not None:
            backs[sheet.page.number] = sheet.back
        paras.extend(_page(sheet, tables, leading, right, ends))
    _letter(paras)
    _depths(paras)
    vocabulary = _vocabulary(paras)
    blocks: list[Block] = []
    counts: Counter[tuple[int, ...]] = Counter()
    for para in paras:
        block = _block(para, vocabulary)
        back = backs.get(block.page or 0)
        if back is not None and block.bbox is not None:
            lines = tuple(replace(line, bbox=_round(back(line.bbox))) for line in block.lines)
            block = replace(block, bbox=_round(back(block.bbox)), lines=lines)
        cell = block.cell
        page_number = block.page or 0
        key = (page_number,) if cell is None else (page_number, cell.table, cell.row, cell.column)
        counts[key] += 1
        where = f"page {page_number}"
        if cell is not None:
            where += f", table {cell.table + 1}, row {cell.row + 1}, column {cell.column + 1}"
        blocks.append(replace(block, place=f"{where}, paragraph {counts[key]}"))
    return tuple(blocks), tuple(tables)


def _sheet(page: PageMarks, before: list[_Grid]) -> _Sheet:
    """Sort the marks of a page: set a page upright that was written sideways, find underlines, grids and rows.

    ``before`` holds the last grid of the page before, if it has one.
    """
    page, back = _upright(page)
    words = _visible(page)
    flow: list[Word] = []
    turned: list[Word] = []
    usual = _usual_size(words)
    for word in words:
        pale = word.color is not None and min(word.color) > 0.6
        if word.turn != 0.0 or (pale and word.size > 2.5 * usual):
            turned.append(word)
        else:
            flow.append(word)
    rulings = _underlines(flow, page.rulings)
    grids = _grids(rulings + _painted(page))
    grids = sorted(grids + _one_row(page, rulings, grids, before, flow), key=lambda g: (g.ys[0], g.xs[0]))
    boxes = sorted(((g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]), k) for k, g in enumerate(grids))
    inside: list[dict[int, list[Word]]] = [{} for _ in grids]
    outside: list[Word] = []
    for word in flow:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        for _, k in boxes:
            index = grids[k].find(x, y)
            if index is not None:
                inside[k].setdefault(index, []).append(word)
                break
        else:
            outside.append(word)
    upright = [((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2) for w in turned if w.turn in (90.0, 270.0)]
    kept = [k for k, cells in enumerate(inside) if cells or any(grids[k].find(x, y) is not None for x, y in upright)]
    grids, inside = [grids[k] for k in kept], [inside[k] for k in kept]
    rows = _finish(_rows(outside), page.number)
    lines = [r for r in rulings if r.top == r.bottom and not any(_within(r, g) for g in grids)]
    rows, notes = _footnotes(rows, lines, usual, page)
    rows, open_tables = _unruled(rows, page)
    for grid, cells in open_tables:
        at = sum(1 for g in grids if g.ys[0] <= grid.ys[0])
        grids.insert(at, grid)
        inside.insert(at, cells)
    return _Sheet(page, back, grids, inside, rows, notes, turned, lines)


def _within(ruling: Ruling, grid: _Grid) -> bool:
    """Tell whether a ruling belongs to a grid."""
    return (
        grid.xs[0] - SNAP <= ruling.x0
        and ruling.x1 <= grid.xs[-1] + SNAP
        and grid.ys[0] - SNAP <= ruling.top <= grid.ys[-1] + SNAP
    )


def _usual_size(words: Iterable[Word]) -> float:
    """Return the size in points in which most letters are set."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return max(1.0, min(sizes, key=lambda s: (-sizes[s], s))) if sizes else 10.0


def _upright(page: PageMarks) -> tuple[PageMarks, Callable[[BBox], BBox] | None]:
    """Turn a page whose text runs up or down; return it with the way back for boxes."""
    counts: Counter[float] = Counter()
    for word in page.words:
        counts[word.turn] += len(word.text)
    turn, share = counts.most_common(1)[0] if counts else (0.0, 0)
    if turn not in (90.0, 180.0, 270.0) or share < 0.6 * sum(counts.values()):
        return page, None
    width, height = page.width, page.height

    def there(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if turn == 90.0:
            return height - bottom, x0, height - top, x1
        if turn == 270.0:
            return top, width - x1, bottom, width - x0
        return width - x1, height - bottom, width - x0, height - top

    def back(box: BBox) -> BBox:
        if turn == 90.0:
            return BBox(box.top, height - box.x1, box.bottom, height - box.x0)
        if turn == 270.0:
            return BBox(width - box.bottom, box.x0, width - box.top, box.x1)
        return BBox(width - box.x1, height - box.bottom, width - box.x0, height - box.top)

    words = []
    for word in page.words:
        x0, top, x1, bottom = there(word.x0, word.top, word.x1, word.bottom)
        now = (word.turn - turn) % 360 if word.turn != 45.0 else 45.0
        base = {90.0: word.base, 270.0: width - word.base, 180.0: height - word.base}[turn] if now == 0.0 else x0
        words.append(replace(word, x0=x0, top=top, x1=x1, bottom=bottom, base=base, turn=now))
    rulings = [Ruling(*there(r.x0, r.top, r.x1, r.bottom), r.weight) for r in page.rulings]
    fills = [Fill(*there(f.x0, f.top, f.x1, f.bottom), f.color) for f in page.fills]
    sides = (width, height) if turn == 180.0 else (height, width)
    return replace(page, width=sides[0], height=sides[1], words=words, rulings=rulings, fills=fills), back


def _visible(page: PageMarks) -> list[Word]:
    """Return the words less those in white on white."""
    if page.image_area or not any(w.color is not None and min(w.color) > 0.97 for w in page.words):
        return page.words
    dark = [f for f in page.fills if f.color is None or min(f.color) < 0.9]
    result = []
    for word in page.words:
        if word.color is not None and min(word.color) > 0.97:
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            if not any(f.x0 <= x <= f.x1 and f.top <= y <= f.bottom for f in dark):
                continue
        result.append(word)
    return result


def _underlines(words: list[Word], rulings: list[Ruling]) -> list[Ruling]:
    """Mark the words that are underlined or struck out; return the rulings that do neither."""
    if not rulings or not words:
        return rulings
    ordered = sorted(words, key=lambda w: w.base)
    bases = [w.base for w in ordered]
    largest = min(40.0, max(w.size for w in words))
    rest: list[Ruling] = []
    for ruling in rulings:
        if ruling.top != ruling.bottom:
            rest.append(ruling)
            continue
        y = ruling.top
        lo, hi = bisect_left(bases, y - 0.35 * largest), bisect_left(bases, y + 0.45 * largest)
        under: list[Word] = []
        struck: list[Word] = []
        for word in ordered[lo:hi]:
            overlap = min(word.x1, ruling.x1) - max(word.x0, ruling.x0)
            if overlap < 0.6 * (word.x1 - word.x0) or overlap <= 0:
                continue
            drop = (y - word.base) / word.size
            if -0.03 <= drop <= 0.3:
                under.append(word)
            elif -0.42 <= drop <= -0.15:
                struck.append(word)
        for found, what in ((under, "underline"), (struck, "strike")):
            if not found:
                continue
            size = max(w.size for w in found)
            before = min(w.x0 for w in found) - ruling.x0
            after = ruling.x1 - max(w.x1 for w in found)
            if before > 0.45 * size or after > 0.8 * size:  # reaches beyond the words: a border or a rule
                continue
            if before < -0.45 * size and not _follows(ruling, rulings):
                continue
            for word in found:
                setattr(word, what, True)
            break
        else:
            rest.append(ruling)
    return rest


def _follows(ruling: Ruling, rulings: list[Ruling]) -> bool:
    """Tell whether a ruling goes on where another ends (a line drawn in pieces)."""
    return any(
        abs(r.top - ruling.top) < 1 and abs(r.x1 - ruling.x0) < 1.5
        for r in rulings
        if r is not ruling and r.top == r.bottom
    )


def _painted(page: PageMarks) -> list[Ruling]:
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


def _footnotes(rows: list[_Row], lines: list[Ruling], usual: float, page: PageMarks) -> tuple[list[_Row], list[_Row]]:
    """Part the small type at a page's foot, under a short rule or led by a raised number, from the other rows."""
    low = [r for r in rows if r.base > 0.5 * page.height]
    if not low or not any(r.size < 0.93 * usual for r in low):
        return rows, []
    edge = min(r.x0 for r in rows)
    start: float | None = None
    for line in lines:
        if 40 < line.x1 - line.x0 < 0.45 * page.width and line.x0 < edge + 15 and line.top > 0.4 * page.height:
            below = [r for r in low if r.base > line.top]
            if below and below[0].size < 0.93 * usual and below[0].base - line.top < 3 * usual:
                start = line.top if start is None else max(start, line.top)
    if start is None:
        for row in low:
            first = row.tag[0] if row.tag else row.words[0]
            if (
                row.size < 0.93 * usual
                and first.size < 0.8 * row.size
                and first.text.isdigit()
                and first.base < row.base
            ):
                start = row.top - 1
                break
    if start is None:
        return rows, []
    notes = [r for r in low if r.base > start and r.size < 0.93 * usual]
    lead = (notes[0].tag + notes[0].words)[0].text if notes else ""
    if not (lead[:1].isdigit() and len(lead.strip(".)")) <= 3) and lead[:1] not in "*†‡§":
        return rows, []
    if notes:
        # what stands a good way below the notes is the page's footer
        end = len(notes)
        for i, (a, b) in enumerate(pairwise(notes)):
            if b.base - a.base > 2.2 * a.size and not b.label and b.words[0].size > 0.8 * b.size:
                end = i + 1
                break
        notes = notes[:end]
    chosen = {id(r) for r in notes}
    for row in notes:
        first = row.words[0]
        if not row.label and len(row.words) > 1 and first.size < 0.8 * row.size and first.text.isdigit():
            row.label, row.label_x = first.text, first.x0
            row.tag, row.words = [first], row.words[1:]
            row.x0 = min(w.x0 for w in row.words)
            row.text = _text(row)
    return [r for r in rows if id(r) not in chosen], notes


def _common_leading(sheets: list[_Sheet]) -> float:
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


def _right_edges(sheets: list[_Sheet]) -> dict[tuple[int, int], float]:
    """Return for each page size the right edge that the flow's lines share."""
    ends: dict[tuple[int, int], list[float]] = {}
    for sheet in sheets:
        if sheet.rows:
            ends.setdefault(_side(sheet), []).extend(r.x1 for r in sheet.rows)
    result = {key: _shared_edge(found) for key, found in ends.items() if found}
    for key, found in ends.items():
        if len(found) < 10 and not any(
            s.margin for s in sheets
        ):  # too few lines to tell: as wide a margin as on the left
            left = min(r.label_x if r.label else r.x0 for s in sheets for r in s.rows if _side(s) == key)
            result[key] = max(result[key], min(key[0] - left, key[0] - 36.0))
    return result


def _indent_edges(sheets: list[_Sheet]) -> dict[tuple[int, int], dict[int, float]]:
    """Return for each page size the right edge of the text at each indent where many long lines share one."""
    found: dict[tuple[int, int], dict[int, list[float]]] = {}
    for sheet in sheets:
        at = found.setdefault(_side(sheet), {})
        for row in sheet.rows:
            at.setdefault(round(row.x0), []).append(row.x1)
    result: dict[tuple[int, int], dict[int, float]] = {}
    for side, at in found.items():
        result[side] = {}
        for x0 in at:
            x1s = [x1 for x in (x0 - 1, x0, x0 + 1) for x1 in at.get(x, ())]
            edge = _shared_edge(x1s)
            near = sum(1 for x1 in x1s if abs(x1 - edge) < 0.08 * (edge - x0))
            if edge - x0 > 0.45 * side[0] and near >= max(8, 0.3 * len(x1s)):
                result[side][x0] = edge
    return result


def _side(sheet: _Sheet) -> tuple[int, int]:
    """Return a page's size, rounded."""
    return round(sheet.page.width), round(sheet.page.height)


def _shared_edge(ends: list[float]) -> float:
    """Return an x that is reached by several lines and passed by few."""
    ordered = sorted(ends, reverse=True)
    spare = min(len(ordered) - 1, max(1, len(ordered) // 40)) if len(ordered) > 5 else 0
    return ordered[spare]


# ------------------------------------------------------------------------------------------- tables without rules


def _unruled(rows: list[_Row], page: PageMarks) -> tuple[list[_Row], list[tuple[_Grid, dict[int, list[Word]]]]]:
    """Take tables without rules off the rows: three or more headings over columns that begin below them."""
    kept: list[_Row] = []
    found: list[tuple[_Grid, dict[int, list[Word]]]] = []
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


def _open_table(rows: list[_Row], i: int, page: PageMarks) -> tuple[int, _Grid, dict[int, list[Word]]] | None:
    """Read a table without rules whose headings are row ``i``; return the index of the row after it."""
    head = rows[i]
    if head.tab_x is None or head.label:
        return None
    heads = _parts(head)
    alike = (
        all(w.bold for w in head.words)
        or all(w.underline for w in head.words)
        or all(not any(c.islower() for c in w.text) for w in head.words)
    )
    if not alike or not 3 <= len(heads) <= 8 or any(len(part) > 4 or part[-1].text.endswith(":") for part in heads):
        return None
    lefts = [part[0].x0 for part in heads]
    body: list[tuple[_Row, dict[int, list[Word]]]] = []
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
        table_row = 1 + sum(1 for start in starts[1:] if start <= n)
        for k, words in filled.items():
            cells.setdefault(table_row * n_columns + k, []).extend(words)
    owner = [[r * n_columns + c for c in range(n_columns)] for r in range(len(ys) - 1)]
    where = [(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(n_columns)]
    return i + 1 + len(body), _Grid(xs, ys, where, owner, False, False), cells


def _filled(row: _Row, lefts: list[float]) -> dict[int, list[Word]] | None:
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


# -------------------------------------------------------------------------------------------------- margin column


def _tail(row: _Row) -> tuple[int, float] | None:
    """Return where the last part of a row begins that a wide gap sets apart: index of its first word, and the gap."""
    for i in range(len(row.words) - 1, 0, -1):
        gap = row.words[i].x0 - row.words[i - 1].x1
        if gap > 0.9 * row.size:
            return i, gap
    return None


def _margins(sheets: list[_Sheet]) -> None:
    """Take the notes off that stand right of the flow in a narrow column without rules (owner initials)."""
    found: list[tuple[float, float]] = []
    weak: list[tuple[_Sheet, float, float]] = []
    for sheet in sheets:
        page = sheet.page
        first, last = 0.06 * page.height, 0.94 * page.height
        starts: list[tuple[float, float, float]] = []
        for row in sheet.rows:
            if not first < row.base < last or row.x1 < 0.6 * page.width:
                continue
            tail = _tail(row)
            x0 = row.words[tail[0]].x0 if tail is not None else row.x0
            alone = tail is None
            n = len(row.words) - (tail[0] if tail is not None else 0)
            if (alone and row.label) or "".join(w.text for w in row.words[-n:]).isdigit():
                continue
            if tail is not None and tail[0] > 1:
                words = row.words[: tail[0]]
                if any(b.x0 - a.x1 > 1.7 * row.size for a, b in pairwise(words)):
                    continue
            if x0 > 0.6 * page.width and row.x1 - x0 < 0.22 * page.width and n <= 5:
                starts.append((x0, row.x1, row.base))
        if not starts:
            continue
        best: tuple[int, float, float, list[float]] | None = None
        for x0, _x1, _ in starts:
            near = [s for s in starts if abs(s[0] - x0) < 0.05 * page.width]
            bases = [s[2] for s in near]
            if best is None or len(near) > best[0]:
                best = (len(near), min(s[0] for s in near), max(s[1] for s in near), bases)
        if best is None:
            continue
        _count, left, right, bases = best
        crossing, reaching = _around(sheet, left, min(bases) - 80, max(bases) + 80)
        if crossing <= 0.12 * (crossing + reaching) and reaching >= 3:
            found.append((left, right))
            sheet.margin = (left, right)
        elif crossing == 0 and reaching >= 1:
            weak.append((sheet, left, right))
    for sheet, left, right in weak:
        if any(abs(left - other) < 25 for other, _ in found):
            sheet.margin = (left, right)


def _around(sheet: _Sheet, x: float, top: float, bottom: float) -> tuple[int, int]:
    """Count the lines between two heights that run across an x, and those that run up to it."""
    crossing = reaching = 0
    width = sheet.page.width
    for row in sheet.rows:
        if not top <= row.base <= bottom:
            continue
        tail = _tail(row)
        end = row.words[tail[0] - 1].x1 if tail is not None and row.words[tail[0]].x0 >= x - 2 else row.x1
        if row.x0 >= x - 2:
            continue
        if end > x + 1:
            crossing += 1
        elif end > x - 0.2 * width and end - row.x0 > 0.35 * width and row.tab_x is None:
            reaching += 1
    return crossing, reaching


def _split_margin(sheet: _Sheet) -> list[_Row]:
    """Take the words of the margin column off the page's rows and return them as rows of their own."""
    if sheet.margin is None:
        return []
    left = sheet.margin[0] - 2
    notes: list[_Row] = []
    kept: list[_Row] = []
    for row in sheet.rows:
        at = next((i for i, w in enumerate(row.words) if w.x0 >= left), None)
        narrow = at is not None and len(row.words) - at <= 6 and not any(w.x1 > left + 2 for w in row.words[:at])
        apart = at is not None and (at == 0 or row.words[at].x0 - row.words[at - 1].x1 > 0.4 * row.size)
        edge = not 0.06 * sheet.page.height < row.base < 0.94 * sheet.page.height
        if at is not None and len(row.words) - at == 1 and row.words[at].text.isdigit():
            edge = True
        if at is None or not narrow or not apart or edge or (at == 0 and row.label):
            kept.append(row)
            continue
        note = _Row(row.words[at:], row.base, max(w.size for w in row.words[at:]), page=row.page)
        note.measure()
        note.text = _text(note)
        notes.append(note)
        if at:
            row.words = row.words[:at]
            row.measure()
            row.text = _text(row)
            kept.append(row)
    sheet.rows = kept
    return notes


def _margin_paras(notes: list[_Row]) -> list[_Para]:
    """Join the lines of one note in the margin ("AB /", "CD"); each other line is a note of its own."""
    result: list[_Para] = []
    for row in notes:
        last = result[-1].rows[-1] if result else None
        if (
            last is not None
            and row.base - last.base < 1.5 * row.size
            and (
                last.text.endswith(("/", ",", "&", "+", " and", "-"))
                or row.text[:1] in "/&,+"
                or row.text[:1].islower()
            )
        ):
            result[-1].rows.append(row)
        else:
            result.append(_Para([row], kind="margin"))
    return result


# --------------------------------------------------------------------------------------------------- side by side


class _Columns(NamedTuple):
    """Columns to be read one after the other: index of the row after them, their rows, their left and right edges."""

    end: int
    columns: list[list[_Row]]
    spans: list[tuple[float, float]]


def _parts(row: _Row) -> list[list[Word]]:
    """Cut a row at its wide gaps."""
    parts = [[row.words[0]]]
    for a, b in pairwise(row.words):
        if b.x0 - a.x1 > 1.4 * row.size:
            parts.append([b])
        else:
            parts[-1].append(b)
    return parts


def _is_head(words: list[Word]) -> bool:
    return len(words) <= 8 and (
        words[-1].text.endswith(":")
        or all(w.bold or w.underline for w in words)
        or all(w.text.isupper() for w in words)
    )


def _side_by_side(rows: list[_Row], i: int, page: PageMarks, leading: float) -> _Columns | None:
    """Find a stretch of rows from ``i`` on that stands in columns which are to be read one after the other."""
    heads = _parts(rows[i])
    if len(heads) < 2 or rows[i].label:
        return None
    if len(heads) <= 4 and all(_is_head(part) for part in heads):
        return _lists(rows, i, heads, page, leading)
    return _columns_of_text(rows, i, heads, page, leading) if len(heads) == 2 else None


def _lists(rows: list[_Row], i: int, heads: list[list[Word]], page: PageMarks, leading: float) -> _Columns | None:
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
        for part in _parts(row):
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
        [_finish(_rows(c), page.number) for c in columns],
        [(min(w.x0 for w in columns[k]), max(edges[k + 1], *(w.x1 for w in columns[k]))) for k in range(n)],
    )


def _columns_of_text(
    rows: list[_Row], i: int, heads: list[list[Word]], page: PageMarks, leading: float
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
        cut = next((k for k, w in enumerate(every) if w.x0 >= gutter - 4), len(every))
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
    return _Columns(j, [_finish(_rows(c), page.number) for c in columns], spans)


def _stream(rows: list[_Row], frame: _Frame, page: PageMarks) -> list[_Para]:
    """Group a stretch of flow to paragraphs, reading columns that stand side by side one after the other."""
    result: list[_Para] = []
    run: list[_Row] = []
    i = 0
    while i < len(rows):
        found = _side_by_side(rows, i, page, frame.leading)
        if found is None:
            run.append(rows[i])
            i += 1
            continue
        if run:
            result.extend(_paragraphs(run, frame))
            run = []
        i = found.end
        for column, (x0, x1) in zip(found.columns, found.spans, strict=True):
            result.extend(_paragraphs(column, frame._replace(left=x0, right=x1, ends={})))
    if run:
        result.extend(_paragraphs(run, frame))
    return result


def _page(
    sheet: _Sheet,
    tables: list[Table],
    common: float,
    edges: dict[tuple[int, int], float],
    ends: dict[tuple[int, int], dict[int, float]],
) -> list[_Para]:
    """Lay out one page."""
    page = sheet.page
    notes = sheet.beside
    rows = sheet.rows
    leading = sheet.leading = _leading(rows, common)
    upright: list[Word] = []
    odd: list[_Para] = []
    for row in _odd_rows(sheet.turned, page.number):
        turn = row.words[0].turn
        if turn in (0.0, 45.0):
            odd.append(_Para([row], kind="watermark"))
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
    for row in _odd_rows(loose, page.number):
        parts.append(_Part(row.top, [_Para([row])]))
    for k in range(len(sheet.grids)):
        parts.append(_table(sheet, k, turned[k], tables))
    if rows:
        left = min(r.label_x if r.label else r.x0 for r in rows)
        right = _shared_edge([r.x1 for r in rows])
        shared = edges.get(_side(sheet), right)
        if sum(1 for r in rows if r.x1 > shared - 0.08 * page.width) < 5:
            right = shared
        if sheet.margin is not None:
            right = min(right, sheet.margin[0] - 4)
        frame = _Frame(left, right, leading, sheet.lines, ends.get(_side(sheet), {}))
        boxes = [g.box for g in sheet.grids]
        stream: list[_Row] = []
        for row in rows:
            if stream and any(stream[-1].base < b.top + 2 and row.base > b.bottom - 2 for b in boxes):
                parts.append(_Part(stream[0].top, _stream(stream, frame, page)))
                stream = []
            stream.append(row)
        parts.append(_Part(stream[0].top, _stream(stream, frame, page)))
    parts.sort(key=lambda part: part.top)
    result = [para for part in parts for para in part.paras]
    if notes:
        result = _beside(result, notes)
    if sheet.notes:
        left, right = min(r.x0 for r in sheet.notes), max(r.x1 for r in sheet.notes)
        for para in _paragraphs(sheet.notes, _Frame(left, right, leading, [], {})):
            para.kind = "footnote"
            result.append(para)
    return result + odd


def _beside(paras: list[_Para], notes: list[_Para]) -> list[_Para]:
    """Put each note of the margin right after the paragraph beside which it stands."""
    after: dict[int, list[_Para]] = {}
    for note in notes:
        base = note.rows[0].base
        best, home = 1e9, 0
        for i, para in enumerate(paras):
            top, bottom = para.rows[0].top, para.rows[-1].bottom
            middle = base - 0.3 * note.rows[0].size
            away = max(0.0, top - middle, middle - bottom)
            if away < best:
                best, home = away, i
        after.setdefault(home, []).append(note)
    result: list[_Para] = []
    for i, para in enumerate(paras):
        result.append(para)
        result.extend(after.get(i, ()))
    return result or notes


def _table(sheet: _Sheet, k: int, turned: dict[int, list[Word]], tables: list[Table]) -> _Part:
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
            bbox=_round(box),
            edges=tuple(round(x, 2) for x in grid.xs),
            open_top=grid.open_top,
            open_bottom=grid.open_bottom,
        )
    )
    result: list[_Para] = []
    for index, (r, c, rs, cs) in sorted(enumerate(grid.cells), key=lambda pair: (pair[1][0], pair[1][1])):
        words = inside.get(index, [])
        paras: list[_Para] = []
        if words:
            rows = _finish(_rows(words), page)
            x0, x1 = grid.xs[c], grid.xs[c + cs]
            pad = min(max(1.0, min(w.x0 for w in words) - x0), 6.0)
            right = max(x1 - pad, *(row.x1 for row in rows))
            frame = _Frame(x0 + pad, right, _leading(rows, sheet.leading), sheet.lines, {})
            paras = _stream(rows, frame, sheet.page)
        if index in turned:
            paras.extend(_Para([row]) for row in _odd_rows(turned[index], page))
        for para in paras:
            para.cell = Cell(number, r, c, rs, cs)
        result.extend(paras)
    return _Part(grid.ys[0], result)


def _odd_rows(words: list[Word], page: int) -> list[_Row]:
    """Gather turned words, as drawn, to one row for each direction and line."""
    rows: list[_Row] = []
    for word in words:
        row = rows[-1] if rows else None
        last = row.words[-1] if row is not None else None
        if (
            row is not None
            and last is not None
            and last.turn == word.turn
            and abs(row.size - word.size) < 0.2 * word.size
            and (word.turn == 45.0 or abs(last.base - word.base) < 0.5 * word.size)
            and max(word.x0 - last.x1, last.x0 - word.x1, word.top - last.bottom, last.top - word.bottom)
            < 3 * word.size
        ):
            row.words.append(word)
        else:
            rows.append(_Row([word], word.base, word.size, page=page))
    for row in rows:
        row.measure()
        row.text = _text(row)
    return rows


def _finish(rows: list[_Row], page: int) -> list[_Row]:
    for row in rows:
        row.page = page
        _compose(row)
    return rows


def _leading(rows: list[_Row], common: float) -> float:
    """Return the usual distance between base lines in ems: the document's where it is seen here too."""
    steps = sorted(
        (b.base - a.base) / b.size
        for a, b in pairwise(rows)
        if abs(a.size - b.size) < 0.1 * b.size and 0.8 < (b.base - a.base) / b.size < 2.6
    )
    if len(steps) < 4 or sum(1 for s in steps if abs(s - common) < 0.06) >= 2:
        return common
    return max(0.95, steps[len(steps) // 5])


def _letter(paras: list[_Para]) -> None:
    """Take single capital letters off as labels where they count: "A. ...", "B. ..." at the same indent."""
    columns: dict[tuple[int, int, int], list[_Para]] = {}
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
                row.text = _text(row)


def _depths(paras: list[_Para]) -> None:
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


# --------------------------------------------------------------------------------------------------------- blocks


def _vocabulary(paras: list[_Para]) -> set[str]:
    """Return the words, in lower case, that stand inside lines."""
    words: set[str] = set()
    for para in paras:
        for row in para.rows:
            parts = row.text.split()
            for part in parts[:-1]:
                words.add(part.strip(".,;:()'\"“”‘’?!").lower())
    return words


def _joined(before: str, after: str, vocabulary: set[str]) -> str | None:
    """Return how two lines join where the first ends with a hyphen: "" (word whole), "-" (compound), None (a dash)."""
    head = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    tail = after.split(maxsplit=1)[0] if after.strip() else ""
    if not head.endswith("-") or len(head) < 2 or not head[-2].isalnum() or not tail[:1].isalnum():
        return None
    stem = head[:-1].strip(".,;:()'\"“”‘’").lower()
    rest = tail.strip(".,;:()'\"“”‘’?!").lower()
    if not tail[0].islower() or not head[-2].islower() or "-" in stem:
        return "-"
    if stem + rest in vocabulary:
        return ""
    if f"{stem}-{rest}" in vocabulary:
        return "-"
    return ""


def _block(para: _Para, vocabulary: set[str]) -> Block:
    """Build the block of a paragraph: text, runs, lines."""
    text = ""
    runs: list[Run] = []
    lines: list[Line] = []
    for n, row in enumerate(para.rows):
        if n:
            joint = _joined(para.rows[n - 1].text, row.text, vocabulary)
            if joint is None:
                text += " "
            elif joint == "":
                text = text[:-1]
                _trim(runs, len(text))
                last = lines[-1]
                lines[-1] = Line(last.start, len(text), last.page, last.bbox, last.raw)
        start = len(text)
        raw = row.text
        at = start
        _run(runs, at, at + len(row.words[0].text), row.words[0])
        for a, b in pairwise(row.words):
            at += len(a.text) + len(_between(a, b, row))
            _run(runs, at, at + len(b.text), b)
        text += raw
        box = BBox(row.x0, row.top, row.x1, row.bottom)
        lines.append(Line(start, len(text), row.page, _round(box), raw))
    first = para.rows[0]
    bbox = lines[0].bbox
    for line in lines[1:]:
        bbox = bbox.union(line.bbox)
    if first.label:
        bbox = BBox(min(bbox.x0, round(first.label_x, 2)), bbox.top, bbox.x1, bbox.bottom)
    runs = _fill(runs, len(text))
    return Block(
        text=text,
        kind=para.kind,
        label=first.label,
        depth=para.depth,
        runs=tuple(runs),
        lines=tuple(lines),
        page=first.page,
        bbox=bbox,
        cell=para.cell,
        indent=round(first.x0, 2),
        gap=None if para.gap is None else round(para.gap, 2),
        align=para.align,
    )


def _round(box: BBox) -> BBox:
    return BBox(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def _style(word: Word) -> Style:
    color = None
    if word.color is not None and max(word.color) > 0.02:
        color = "".join(f"{round(255 * c):02x}" for c in word.color)
    return Style(word.bold, word.italic, word.underline, word.strike, round(word.size * 2) / 2, color)


def _run(runs: list[Run], start: int, end: int, word: Word) -> None:
    style = _style(word)
    if runs and runs[-1].style == style:
        runs[-1] = Run(runs[-1].start, end, style)
    else:
        runs.append(Run(start, end, style))


def _trim(runs: list[Run], end: int) -> None:
    if runs and runs[-1].end > end:
        runs[-1] = Run(runs[-1].start, end, runs[-1].style)


def _fill(runs: list[Run], length: int) -> list[Run]:
    """Let each run reach to the next, so that spaces belong to what stands before them."""
    result = []
    for i, run in enumerate(runs):
        end = runs[i + 1].start if i + 1 < len(runs) else length
        result.append(Run(run.start, end, run.style))
    return [r for r in result if r.end > r.start]
