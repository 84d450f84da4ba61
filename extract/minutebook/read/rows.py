"""Words to printed lines: which words share a base line, what parts them, which label stands in front."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import Literal

from minutebook.read.enumerator import split_label
from minutebook.read.marks import TAB, Word
from minutebook.values import hastened

GAP = 1.4
"""Ems: a gap inside a line wider than this parts what stands in two columns."""
SPACE = 0.12
"""Ems: a gap wider than this parts two words, whether or not the file has a space there."""
_down_and_right = attrgetter("base", "x0")
_left_edge = attrgetter("x0")
_base = attrgetter("base")
_size = attrgetter("size")


@hastened
@dataclass(slots=True)
class Row:
    """A printed line or a part of one: words from left to right.

    ``tab_x`` is where the text after the last tab begins, ``widest`` the widest gap between two words (or 0).
    """

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
    widest: float = 0.0
    tag: list[Word] = field(default_factory=list)
    align: Literal["left", "center", "right"] = "left"

    def measure(self) -> None:
        """Set its edges from its words."""
        first = self.words[0]
        left, right, top, bottom = first.x0, first.x1, first.top, first.bottom
        for word in self.words:  # one loop is faster than min and max of four lists
            left = word.x0 if word.x0 < left else left
            right = word.x1 if word.x1 > right else right
            top = word.top if word.top < top else top
            bottom = word.bottom if word.bottom > bottom else bottom
        self.x0, self.x1, self.top, self.bottom = left, right, top, bottom


def gather_rows(words: Sequence[Word]) -> list[Row]:
    """Gather words to rows by base line; small raised or lowered words join the row beside which they stand."""
    if not words:
        return []
    if (
        len(sizes := {w.size for w in words}) < 2
    ):  # in what order such words stand on one base line does not matter here
        ordered = sorted(words, key=_base)
        little = 0.8 * (round(sizes.pop()) or 1.0)
    else:
        ordered = sorted(words, key=_down_and_right)
        little = 0.8 * _most_letters(ordered)
    rows: list[Row] = []
    row: list[Word] = []
    home, largest = -1e9, 0.0
    small: list[Word] = []
    for w in ordered:
        size, base = w.size, w.base
        if size < little and len(w.text) <= 4:
            small.append(w)
        elif base - home <= 0.3 * (size if size < largest else largest):
            row.append(w)
            if size > largest:
                rows[-1].size = largest = size
        else:
            row = [w]
            home, largest = base, size
            rows.append(Row(row, base, size))
    if small:
        _place_small(small, rows)
    for line in rows:
        line.words.sort(key=_left_edge)
        line.measure()
    rows.sort(key=_down_and_right)
    return rows


def letters_by_size(words: Iterable[Word]) -> dict[float, int]:
    """Return how many letters are set in each size, the sizes in the order in which they come."""
    letters: dict[float, int] = {}
    for size, alike in groupby(words, _size):
        letters[size] = letters.get(size, 0) + sum([len(w.text) for w in alike])
    return letters


def _most_letters(words: list[Word]) -> float:
    """Return the whole size in points in which most letters are set, at least 1."""
    sizes: Counter[float] = Counter()
    for size, n in letters_by_size(words).items():
        sizes[round(size)] += n
    return sizes.most_common(1)[0][0] or 1.0


def _place_small(small: list[Word], rows: list[Row]) -> None:
    """Put small words into the rows, which are in order, beside whose words they stand, and into new ones."""
    left: list[Word] = []
    largest = max((row.size for row in rows), default=0.0)
    for w in small:
        x0, x1, base, size = w.x0, w.x1, w.base, w.size
        for i in range(bisect_left(rows, base - 0.36 * largest, key=_base), len(rows)):
            row = rows[i]
            if row.base - 0.76 * largest > base:
                left.append(w)
                break
            near = 0.5 * row.size
            if (
                row.base - 0.75 * row.size <= base <= row.base + 0.35 * row.size
                and size < 0.85 * row.size
                and any(abs(x0 - o.x1) < near or abs(o.x0 - x1) < near for o in row.words)
            ):
                row.words.append(w)
                break
        else:
            left.append(w)
    parts = (rows, [])  # type: tuple[list[Row], list[Row]]
    for w in left:
        reach = 0.3 * w.size
        for part in parts:
            i = bisect_left(part, w.base - 1.1 * reach, key=_base)
            while i < len(part) and w.base - part[i].base > reach:
                i += 1
            if i < len(part) and part[i].base - w.base <= reach:
                part[i].words.append(w)
                break
        else:
            parts[1].append(Row([w], w.base, w.size))
    rows.extend(parts[1])


def _compose(row: Row) -> None:
    """Join the letters of letter-spaced words, take the label off, and set the row's text."""
    words = row.words
    for k in range(3, len(words), 4):  # where four letters follow each other, one of them stands at such a place
        if len(words[k].text) == 1:
            words = row.words = _close_up(words)
            break
    text = row.text = row_text(row)
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
            row.clear = gap > 0.5 * row.size and _outdoes(gap, 1.5, row.words)
            row.x0 = min([w.x0 for w in row.words])
            row.text = row_text(row)


def _apart(row: Row) -> bool:
    """Tell whether a gap clearly wider than the others on the row follows its first word."""
    words = row.words
    if len(words) < 2:
        return False
    gap = words[1].x0 - words[0].x1
    return gap > 0.75 * row.size and _outdoes(gap, 1.6, words[1:])


def _outdoes(gap: float, times: float, words: list[Word]) -> bool:
    """Tell whether a gap is wider, by a factor, than the usual one between words, or there is none between them."""
    others = sorted([b.x0 - a.x1 for a, b in pairwise(words)])
    return not others or gap > times * others[len(others) // 2]


def unlabel(row: Row) -> None:
    """Put a label back into its row's text."""
    row.words = row.tag + row.words
    row.label, row.tag, row.clear = "", [], False
    row.x0 = min(w.x0 for w in row.words)
    row.text = row_text(row)


_ORDINALS = {"st", "nd", "rd", "th"}


def row_text(row: Row) -> str:
    """Return a row's words as one text; note its widest gap and where the text after its last tab begins."""
    return "".join(row_parts(row))


def row_parts(row: Row) -> list[str]:
    """Return the texts of a row's words and, between any two, what parts them: nothing, a space or a tab.

    Notes the row's widest gap and where the text after its last tab begins.
    """
    words = row.words
    a = words[0]
    parts = [a.text]
    end, size = a.x1, a.size
    widest = 0.0
    tab_x: float | None = None
    tab = TAB * row.size
    turned = a.turn != 0.0
    for b in islice(words, 1, None):
        x0, other = b.x0, b.size
        gap = x0 - end
        widest = gap if gap > widest else widest
        if turned:
            parts.append(" ")
        elif other != size and _raised(a, b, gap):
            parts.append("")
        elif gap > tab:
            parts.append("\t")
            tab_x = x0
        elif gap > SPACE * (size if size > other else other) or (a.space and gap > -0.3 * size):
            parts.append(" ")
        else:
            parts.append("")
        parts.append(b.text)
        a, end, size = b, b.x1, other
    row.tab_x, row.widest = tab_x, widest
    return parts


def _raised(a: Word, b: Word, gap: float) -> bool:
    """Tell whether the second of two words is the small ending of an ordinal number ("1st")."""
    return b.size < 0.82 * a.size and gap < 0.4 * a.size and a.text[-1:].isdigit() and b.text[:2] in _ORDINALS


def _close_up(words: list[Word]) -> list[Word]:
    """Join letters that were set apart ("M I N U T E S") to words."""
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
    return result


def cut_at_gaps(row: Row) -> list[list[Word]]:
    """Cut a row at its wide gaps."""
    wide = GAP * row.size
    if row.widest <= wide:
        return [row.words]
    parts = [[row.words[0]]]
    for a, b in pairwise(row.words):
        if b.x0 - a.x1 > wide:
            parts.append([b])
        else:
            parts[-1].append(b)
    return parts


def turned_rows(words: list[Word], page: int) -> list[Row]:
    """Gather turned words, as drawn, to one row for each direction and line."""
    rows: list[Row] = []
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
            rows.append(Row([word], word.base, word.size, page=page))
    for row in rows:
        row.measure()
        row.text = row_text(row)
    return rows


def finish_rows(rows: list[Row], page: int) -> list[Row]:
    """Set page, label and text of rows that are just gathered; return the same rows."""
    for row in rows:
        row.page = page
        _compose(row)
    return rows


def usual_leading(rows: list[Row], common: float) -> float:
    """Return the usual distance between base lines in ems: the document's where it is seen here too."""
    steps = sorted(
        (b.base - a.base) / b.size
        for a, b in pairwise(rows)
        if abs(a.size - b.size) < 0.1 * b.size and 0.8 < (b.base - a.base) / b.size < 2.6
    )
    if len(steps) < 4 or sum(1 for s in steps if abs(s - common) < 0.06) >= 2:
        return common
    return max(0.95, steps[len(steps) // 5])
