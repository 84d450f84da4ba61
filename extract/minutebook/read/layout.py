"""Marks on pages (words, rulings, fills) to blocks and tables in reading order; knows no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from minutebook.document import BBox, Block, BlockKind, Cell, Line, Run, Style, Table
from minutebook.read.enumerator import is_bullet, split_label

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
_SPACES = " \u00a0\t\n\r\f\v\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def make_words(chars: Sequence[Char], height: float) -> list[Word]:
    """Join characters, in the order in which they were drawn, to words; the same letter drawn twice counts once."""
    words: list[Word] = []
    word: Word | None = None
    last: Char | None = None
    for char in chars:
        text = char.text
        if text in _SPACES or not text.strip(_SPACES):
            if word is not None:
                word.space = True
                word = None
            continue
        text = text.translate(_LIGATURES)
        text = "".join(c for c in text if c >= " ")
        if not text:
            continue
        a, b, _c, _d = char.matrix
        turn = _turn(a, b)
        base = height - char.oy
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
                and word.bold == char.bold
                and word.italic == char.italic
                and word.color == char.color
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
    band: int = 0

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
                if near < 0.35 * row.size:
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
    text = words[0].text
    for i in range(1, len(words)):
        text += _between(words[i - 1], words[i], row) + words[i].text
    probe = text
    label, rest = split_label(probe)
    if not label and len(words) > 1:
        gap = words[1].x0 - words[0].x1
        if gap > 0.75 * row.size and "\t" not in text[: len(words[0].text) + 1]:
            probe = words[0].text + "\t" + text[len(words[0].text) :].lstrip()
            label, rest = split_label(probe)
    if label and rest:
        used, n = "", 0
        while n < len(words) and len(used) < len(label):
            used += words[n].text
            n += 1
        if used == label and n < len(words):
            row.clear = words[n].x0 - words[n - 1].x1 > 0.5 * row.size
            row.label, row.label_x = label, words[0].x0
            row.words = words[n:]
            row.x0 = min(w.x0 for w in row.words)
            row.top = min(w.top for w in words)
            row.text = rest
            return
        if used.startswith(label) and n <= len(words):
            word = words[n - 1]
            keep = used[len(label) :]
            share = len(keep) / max(1, len(word.text))
            row.label, row.label_x = label, words[0].x0
            cut = Word(**{k: getattr(word, k) for k in Word.__dataclass_fields__})
            cut.text = keep
            cut.x0 = word.x1 - (word.x1 - word.x0) * share
            row.words = [cut, *words[n:]]
            row.x0 = cut.x0
            row.text = rest
            return
    row.text = text


def _between(a: Word, b: Word, row: _Row) -> str:
    """Return what parts two neighbours on a row: nothing, a space or a tab."""
    gap = b.x0 - a.x1
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


def _grids(rulings: list[Ruling], width: float, height: float) -> list[_Grid]:
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
        grid = _grid(gh, gv)
        if grid is not None:
            grids.append(grid)
    grids.sort(key=lambda g: (g.ys[0], g.xs[0]))
    return grids


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
    if len(cells) < 2:
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
    right: float = 0.0
    left: float = 0.0


_END = re.compile(r"[.:;?!][\"'”’)\]]*$")


def _paragraphs(rows: list[_Row], left: float, right: float, leading: float) -> list[_Para]:
    """Group the rows of one stream (a page's flow, a column, a cell) to paragraphs.

    ``left`` and ``right`` bound the stream in points, ``leading`` is the usual distance of base lines in ems.
    """
    result: list[_Para] = []
    for row in rows:
        last = result[-1].rows[-1] if result else None
        if last is None or _begins(result[-1], last, row, left, right, leading):
            gap = None if last is None else max(0.0, row.top - last.bottom)
            result.append(_Para([row], gap=gap, align=_align(row, left, right), left=left, right=right))
        else:
            result[-1].rows.append(row)
    return result


def _align(row: _Row, left: float, right: float) -> Literal["left", "center", "right"]:
    if row.label:
        return "left"
    before, after = row.x0 - left, right - row.x1
    if before > 2 * row.size and abs(before - after) < max(6.0, 0.6 * row.size):
        return "center"
    if before > 0.3 * (right - left) and after < 4:
        return "right"
    return "left"


def _begins(para: _Para, a: _Row, b: _Row, left: float, right: float, leading: float) -> bool:
    """Tell whether row ``b`` begins a new paragraph after row ``a``, the last of ``para``."""
    size = max(a.size, b.size)
    if b.label:
        return True
    if b.base - a.base > 1.25 * leading * size + 0.5 or b.base < a.base:
        return True
    if abs(a.size - b.size) > 0.13 * size:
        return True
    if "\t" in b.text or "\t" in a.text:
        return True
    ended = bool(_END.search(a.text))
    a_bold, b_bold = all(w.bold for w in a.words), all(w.bold for w in b.words)
    if a_bold and not any(w.bold for w in b.words[:3]):
        return True
    if b_bold and not any(w.bold for w in a.words[-2:]):
        return True
    a_under, b_under = all(w.underline for w in a.words), all(w.underline for w in b.words)
    if a_under != b_under and a.words[-1].underline != b.words[0].underline:
        return True
    centred = para.align == "center" and _align(b, left, right) == "center"
    if centred:
        return a.x1 - a.x0 < 0.75 * (right - left)
    body = para.rows[1].x0 if len(para.rows) > 1 else None
    lower = b.text[:1].islower() and not ended
    if body is not None:
        if abs(b.x0 - body) > 0.8 * size and not lower:
            return True
    elif not para.rows[0].label:
        if b.x0 - a.x0 > 1.2 * size and not lower:
            return True
        if a.x0 - b.x0 > 4.5 * size:
            return True
    elif b.x0 < para.rows[0].label_x - 0.8 * size or b.x0 > a.x0 + 1.5 * size:
        return True
    first = b.words[0].x1 - b.words[0].x0
    room = right - a.x1 - first - 0.3 * size
    if room > (0.3 * (right - left) if lower else 0.35 * size):
        return True
    return False


# ---------------------------------------------------------------------------------------------------------- pages


def lay_out(pages: Sequence[PageMarks]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Turn the marks of all pages into blocks in reading order, and the tables to whose cells they point."""
    tables: list[Table] = []
    paras: list[_Para] = []
    for page in pages:
        paras.extend(_page(page, tables))
    vocabulary = _vocabulary(paras)
    blocks: list[Block] = []
    counts: Counter[tuple[int, ...]] = Counter()
    for para in paras:
        block = _block(para, vocabulary)
        cell = block.cell
        page_number = block.page or 0
        key = (page_number,) if cell is None else (page_number, cell.table, cell.row, cell.column)
        counts[key] += 1
        where = f"page {page_number}"
        if cell is not None:
            where += f", table {cell.table + 1}, row {cell.row + 1}, column {cell.column + 1}"
        blocks.append(_placed(block, f"{where}, paragraph {counts[key]}"))
    return tuple(blocks), tuple(tables)


def _placed(block: Block, place: str) -> Block:
    return Block(**{**{k: getattr(block, k) for k in Block.__dataclass_fields__}, "place": place})


def _page(page: PageMarks, tables: list[Table]) -> list[_Para]:
    """Lay out one page."""
    flow: list[Word] = []
    odd: list[Word] = []
    for word in page.words:
        (flow if word.turn == 0.0 else odd).append(word)
    grids = _grids(page.rulings, page.width, page.height)
    inside: list[dict[int, list[Word]]] = [{} for _ in grids]
    outside: list[Word] = []
    for word in flow:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        for k, grid in enumerate(grids):
            index = grid.find(x, y)
            if index is not None:
                inside[k].setdefault(index, []).append(word)
                break
        else:
            outside.append(word)
    items: list[tuple[float, float, list[_Para]]] = []
    rows = _finish(_rows(outside), page.number)
    leading = _leading(rows)
    for k, grid in enumerate(grids):
        if not inside[k]:
            continue
        if len(inside[k]) == 1 and len(grid.cells) < 3:
            continue
        number = len(tables)
        tables.append(
            Table(
                rows=len(grid.ys) - 1,
                columns=len(grid.xs) - 1,
                page=page.number,
                bbox=_round(grid.box),
                edges=tuple(round(x, 2) for x in grid.xs),
                open_top=grid.open_top,
                open_bottom=grid.open_bottom,
            )
        )
        for index, (r, c, rs, cs) in sorted(enumerate(grid.cells), key=lambda p: (p[1][0], p[1][1])):
            words = inside[k].get(index)
            if not words:
                continue
            cell_rows = _finish(_rows(words), page.number)
            x0, x1 = grid.xs[c], grid.xs[c + cs]
            pad = min(max(2.0, min(w.x0 for w in words) - x0), 8.0)
            paras = _paragraphs(cell_rows, x0 + pad, x1 - pad, _leading(cell_rows, leading))
            for para in paras:
                para.cell = Cell(number, r, c, rs, cs)
            items.append((grid.ys[0], grid.ys[0] + (r * 1000 + c) * 1e-6, paras))
    if rows:
        left = min(r.label_x if r.label else r.x0 for r in rows)
        right = max(r.x1 for r in rows)
        stream: list[_Row] = []
        boxes = [g.box for g in grids]
        for i, row in enumerate(rows):
            if stream and any(stream[-1].base < b.top + 1 and row.base > b.bottom - 1 for b in boxes):
                items.append((stream[0].top, 0.0, _paragraphs(stream, left, right, leading)))
                stream = []
            stream.append(row)
        if stream:
            items.append((stream[0].top, 0.0, _paragraphs(stream, left, right, leading)))
    items.sort(key=lambda item: (item[0], item[1]))
    result = [para for _, _, paras in items for para in paras]
    if odd:
        for row in _odd_rows(odd, page.number):
            kind: BlockKind = "watermark" if row.words[0].turn == 45.0 else "body"
            result.append(_Para([row], kind=kind))
    return result


def _odd_rows(words: list[Word], page: int) -> list[_Row]:
    """Gather turned words, as drawn, to one row for each direction and line."""
    rows: list[_Row] = []
    for word in words:
        row = rows[-1] if rows else None
        if row is not None and row.words[-1].turn == word.turn and abs(row.size - word.size) < 0.2 * word.size:
            row.words.append(word)
        else:
            rows.append(_Row([word], word.base, word.size, page=page))
    for row in rows:
        row.measure()
        row.text = " ".join(w.text for w in row.words)
    return rows


def _finish(rows: list[_Row], page: int) -> list[_Row]:
    for row in rows:
        row.page = page
        _compose(row)
    return rows


def _leading(rows: list[_Row], default: float = 1.2) -> float:
    """Return the usual distance between base lines in ems: the lower quarter of what is seen."""
    steps = sorted(
        (b.base - a.base) / b.size
        for a, b in zip(rows, rows[1:], strict=False)
        if abs(a.size - b.size) < 0.1 * b.size and 0.8 < (b.base - a.base) / b.size < 2.6
    )
    if len(steps) < 4:
        return default
    return max(1.0, steps[len(steps) // 4])


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
    head = before.split()[-1] if before.split() else ""
    tail = after.split()[0] if after.split() else ""
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
            joint = _joined(text, row.text, vocabulary)
            if joint is None:
                text += " "
            elif joint == "":
                text = text[:-1]
                _trim(runs, len(text))
                last = lines[-1]
                lines[-1] = Line(last.start, len(text), last.page, last.bbox, last.raw)
        start = len(text)
        raw = row.words[0].text
        _run(runs, start, start + len(raw), row.words[0])
        for a, b in zip(row.words, row.words[1:], strict=False):
            between = _between(a, b, row)
            begin = start + len(raw) + len(between)
            raw += between + b.text
            _run(runs, begin, begin + len(b.text), b)
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
