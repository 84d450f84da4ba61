"""Notes in a narrow column right of the flow (owner initials)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from minutebook.read.paragraphs import Para
from minutebook.read.rows import Row, row_text
from minutebook.read.sheets import Sheet


def _tail(row: Row) -> tuple[int, float] | None:
    """Return where the last part of a row begins that a wide gap sets apart: index of its first word, and the gap."""
    if row.widest <= 0.9 * row.size:
        return None
    for i in range(len(row.words) - 1, 0, -1):
        gap = row.words[i].x0 - row.words[i - 1].x1
        if gap > 0.9 * row.size:
            return i, gap
    return None


def find_margins(sheets: list[Sheet]) -> None:
    """Take the notes off that stand right of the flow in a narrow column without rules (owner initials)."""
    found: list[float] = []
    weak: list[tuple[Sheet, float, float]] = []
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
            if not (x0 > 0.6 * page.width and row.x1 - x0 < 0.22 * page.width and n <= 5):
                continue
            if (alone and row.label) or "".join(w.text for w in row.words[-n:]).isdigit():
                continue
            if tail is not None and tail[0] > 1:
                words = row.words[: tail[0]]
                if any(b.x0 - a.x1 > 1.7 * row.size for a, b in pairwise(words)):
                    continue
            starts.append((x0, row.x1, row.base))
        if not starts:
            continue
        near = _nearest(starts, 0.05 * page.width)
        left, right, bases = min(s[0] for s in near), max(s[1] for s in near), [s[2] for s in near]
        crossing, reaching = _around(sheet, left, min(bases) - 80, max(bases) + 80)
        if crossing <= 0.12 * (crossing + reaching) and reaching >= 3:
            found.append(left)
            sheet.margin = (left, right)
        elif crossing == 0 and reaching >= 1:
            weak.append((sheet, left, right))
    found.sort()
    for sheet, left, right in weak:
        at = bisect_left(found, left)
        if any(abs(left - other) < 25 for other in found[max(0, at - 1) : at + 1]):
            sheet.margin = (left, right)


def _nearest(starts: list[tuple[float, float, float]], far: float) -> list[tuple[float, float, float]]:
    """Return the parts of rows that begin less than so far from one of them, from the first that has most of them."""
    xs = sorted(start[0] for start in starts)
    most, home = 0, 0.0
    for x0 in dict.fromkeys(start[0] for start in starts):
        n = bisect_left(xs, far, key=lambda x: x - x0) - bisect_right(xs, -far, key=lambda x: x - x0)
        if n > most:
            most, home = n, x0
    return [start for start in starts if abs(start[0] - home) < far]


def _around(sheet: Sheet, x: float, top: float, bottom: float) -> tuple[int, int]:
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


def split_margin(sheet: Sheet) -> list[Row]:
    """Take the words of the margin column off the page's rows and return them as rows of their own."""
    if sheet.margin is None:
        return []
    left = sheet.margin[0] - 2
    notes: list[Row] = []
    kept: list[Row] = []
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
        note = Row(row.words[at:], row.base, max(w.size for w in row.words[at:]), page=row.page)
        note.measure()
        note.text = row_text(note)
        notes.append(note)
        if at:
            row.words = row.words[:at]
            row.measure()
            row.text = row_text(row)
            kept.append(row)
    sheet.rows = kept
    return notes


def margin_paras(notes: list[Row]) -> list[Para]:
    """Join the lines of one note in the margin ("AB /", "CD"); each other line is a note of its own."""
    result: list[Para] = []
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
            result.append(Para([row], kind="margin"))
    return result


def put_beside(paras: list[Para], notes: list[Para]) -> list[Para]:
    """Put each note of the margin right after the paragraph beside which it stands."""
    after: dict[int, list[Para]] = {}
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
    result: list[Para] = []
    for i, para in enumerate(paras):
        result.append(para)
        result.extend(after.get(i, ()))
    return result or notes
