"""The marks of one page sorted: set upright, underlines, tables, footnotes, the rows of the flow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from operator import attrgetter

from minutebook.document import BBox
from minutebook.read.bare import take_bare_tables
from minutebook.read.grids import Grid, find_grids, find_single_row, painted_borders
from minutebook.read.marks import SNAP, Color, Fill, PageMarks, Ruling, Word
from minutebook.read.paragraphs import Para
from minutebook.read.rows import Row, finish_rows, gather_rows, letters_by_size, row_text

_base = attrgetter("base")
_color = attrgetter("color")
_size = attrgetter("size")
_turn = attrgetter("turn")
_top = attrgetter("top")


@dataclass(slots=True)
class Sheet:
    """A page half laid out: its grids with their words, the rows outside them, and what stands apart."""

    page: PageMarks
    back: Callable[[BBox], BBox] | None
    grids: list[Grid]
    inside: list[dict[int, list[Word]]]
    rows: list[Row]
    notes: list[Row]
    turned: list[Word]
    lines: list[Ruling]
    margin: tuple[float, float] | None = None
    beside: list[Para] = field(default_factory=list)
    leading: float = 1.2


def sort_marks(page: PageMarks, before: list[Grid]) -> Sheet:
    """Sort the marks of a page: set a page upright that was written sideways, find underlines, grids and rows.

    ``before`` holds the last grid of the page before, if it has one.
    """
    page, back = _upright(page)
    colors = {color for color, _ in groupby(map(_color, page.words))}
    words = _visible(page) if any(_white(c) for c in colors) else page.words
    usual = _usual_size(words)
    flow, turned = _upright_words(words, {c for c in colors if c is not None and min(c) > 0.6}, 2.5 * usual)
    rulings = _underlines(flow, page.rulings)
    grids = find_grids(rulings + painted_borders(page))
    grids = sorted(grids + find_single_row(page, rulings, grids, before, flow), key=lambda g: (g.ys[0], g.xs[0]))
    outside, inside = _by_cell(flow, grids)
    upright = [((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2) for w in turned if w.turn in (90.0, 270.0)]
    kept = [k for k, cells in enumerate(inside) if cells or any(grids[k].find(x, y) is not None for x, y in upright)]
    grids, inside = [grids[k] for k in kept], [inside[k] for k in kept]
    rows = finish_rows(gather_rows(outside), page.number)
    heights = _Heights(grids)
    lines = [r for r in rulings if r.top == r.bottom and not any(_within(r, g) for g in heights.at(r.top))]
    lines.sort(key=_top)
    rows, notes = _footnotes(rows, lines, usual, page)
    rows, open_tables = take_bare_tables(rows, page)
    for grid, cells in open_tables:
        at = sum(1 for g in grids if g.ys[0] <= grid.ys[0])
        grids.insert(at, grid)
        inside.insert(at, cells)
    return Sheet(page, back, grids, inside, rows, notes, turned, lines)


class _Heights:
    """Grids by the height at which they stand, so that few need be tried for one mark."""

    def __init__(self, grids: list[Grid]) -> None:
        self._grids = grids
        self._bands: dict[float, list[Grid]] = {}

    def at(self, y: float) -> list[Grid]:
        """Return the grids, in their order, that may stand at a height or touch it."""
        band = y // 24
        found = self._bands.get(band)
        if found is None:
            top, bottom = 24 * band - 2 * SNAP, 24 * (band + 1) + 2 * SNAP
            found = self._bands[band] = [g for g in self._grids if g.ys[0] <= bottom and g.ys[-1] >= top]
        return found


def _by_cell(words: list[Word], grids: list[Grid]) -> tuple[list[Word], list[dict[int, list[Word]]]]:
    """Part the words outside all grids from those inside, given by grid and cell; the smallest grid has them."""
    inside: list[dict[int, list[Word]]] = [{} for _ in grids]
    if not grids:
        return words, inside
    outside: list[Word] = []
    places = {id(g): cells for g, cells in zip(grids, inside, strict=True)}
    heights = _Heights(sorted(grids, key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0])))
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        for grid in heights.at(y):
            index = grid.find(x, y)
            if index is not None:
                cells = places[id(grid)]
                if index in cells:
                    cells[index].append(word)
                else:
                    cells[index] = [word]
                break
        else:
            outside.append(word)
    return outside, inside


def _upright_words(words: list[Word], pale: set[Color], large: float) -> tuple[list[Word], list[Word]]:
    """Part the words of the flow from those that are turned, or large and pale as a watermark."""
    if not pale and not any(map(_turn, words)):
        return words, []
    flow: list[Word] = []
    turned: list[Word] = []
    for word in words:
        if word.turn != 0.0 or (word.size > large and word.color in pale):
            turned.append(word)
        else:
            flow.append(word)
    return flow, turned


def _within(ruling: Ruling, grid: Grid) -> bool:
    """Tell whether a ruling belongs to a grid."""
    return (
        grid.xs[0] - SNAP <= ruling.x0
        and ruling.x1 <= grid.xs[-1] + SNAP
        and grid.ys[0] - SNAP <= ruling.top <= grid.ys[-1] + SNAP
    )


def _usual_size(words: Iterable[Word]) -> float:
    """Return the size in points in which most letters are set."""
    sizes: Counter[float] = Counter()
    for size, n in letters_by_size(words).items():
        sizes[round(size * 2) / 2] += n
    return max(1.0, min(sizes, key=lambda s: (-sizes[s], s))) if sizes else 10.0


def _upright(page: PageMarks) -> tuple[PageMarks, Callable[[BBox], BBox] | None]:
    """Turn a page whose text runs up or down; return it with the way back for boxes."""
    if not any(map(_turn, page.words)):
        return page, None
    counts: Counter[float] = Counter()
    for word in page.words:
        counts[word.turn] += len(word.text)
    turn, share = counts.most_common(1)[0]
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


def _white(color: Color) -> bool:
    return color is not None and min(color) > 0.97


def _visible(page: PageMarks) -> list[Word]:
    """Return the words less those in white on white."""
    if page.image_area:
        return page.words
    dark = [f for f in page.fills if f.color is None or min(f.color) < 0.9]
    result = []
    for word in page.words:
        if _white(word.color):
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            if not any(f.x0 <= x <= f.x1 and f.top <= y <= f.bottom for f in dark):
                continue
        result.append(word)
    return result


def _underlines(words: list[Word], rulings: list[Ruling]) -> list[Ruling]:
    """Mark the words that are underlined or struck out; return the rulings that do neither."""
    if not words or not any(r.top == r.bottom for r in rulings):
        return rulings
    ordered = sorted(words, key=_base)
    bases = [w.base for w in ordered]
    largest = min(40.0, max(map(_size, words)))
    level: list[Ruling] = []
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
            if before < -0.45 * size:
                level = level or sorted((r for r in rulings if r.top == r.bottom), key=_top)
                if not _follows(ruling, level):
                    continue
            for word in found:
                setattr(word, what, True)
            break
        else:
            rest.append(ruling)
    return rest


def _follows(ruling: Ruling, level: list[Ruling]) -> bool:
    """Tell whether a ruling goes on where another of the level ones ends (a line drawn in pieces)."""
    near = level[bisect_left(level, ruling.top - 1.1, key=_top) : bisect_left(level, ruling.top + 1.1, key=_top)]
    return any(abs(r.top - ruling.top) < 1 and abs(r.x1 - ruling.x0) < 1.5 and r is not ruling for r in near)


def _footnotes(rows: list[Row], lines: list[Ruling], usual: float, page: PageMarks) -> tuple[list[Row], list[Row]]:
    """Part the small type at a page's foot, under a short rule or led by a raised number, from the other rows."""
    low = [r for r in rows if r.base > 0.5 * page.height]
    if not low or not any(r.size < 0.93 * usual for r in low):
        return rows, []
    edge = min(r.x0 for r in rows)
    start: float | None = None
    for line in lines:
        if 40 < line.x1 - line.x0 < 0.45 * page.width and line.x0 < edge + 15 and line.top > 0.4 * page.height:
            at = bisect_right(low, line.top, key=_base)
            if at < len(low) and low[at].size < 0.93 * usual and low[at].base - line.top < 3 * usual:
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
            row.text = row_text(row)
    return [r for r in rows if id(r) not in chosen], notes


def page_side(sheet: Sheet) -> tuple[int, int]:
    """Return a page's size, rounded."""
    return round(sheet.page.width), round(sheet.page.height)
