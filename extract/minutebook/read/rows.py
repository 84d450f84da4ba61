"""Words to printed lines: which words share a base line, what parts them, which label stands in front."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from minutebook.read.enumerator import split_label
from minutebook.read.marks import TAB, Word


@dataclass(slots=True)
class Row:
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
        """Set its edges from its words."""
        self.x0 = min(w.x0 for w in self.words)
        self.x1 = max(w.x1 for w in self.words)
        self.top = min(w.top for w in self.words)
        self.bottom = max(w.bottom for w in self.words)


def gather_rows(words: Iterable[Word]) -> list[Row]:
    """Gather words to rows by base line; small raised or lowered words join the row beside which they stand."""
    ordered = sorted(words, key=lambda w: (w.base, w.x0))
    if not ordered:
        return []
    sizes = Counter()  # type: Counter[float]
    for w in ordered:
        sizes[round(w.size)] += len(w.text)
    usual = sizes.most_common(1)[0][0] or 1.0
    rows: list[Row] = []
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
            rows.append(Row([w], w.base, w.size))
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
            rows.append(Row([w], w.base, w.size))
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
        row.measure()
    rows.sort(key=lambda r: (r.base, r.x0))
    return rows


def _compose(row: Row) -> None:
    """Join the letters of letter-spaced words, take the label off, and set the row's text."""
    _close_up(row)
    words = row.words
    text = row_text(row)
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
    row.text = row_text(row)


def _apart(row: Row) -> bool:
    """Tell whether a gap clearly wider than the others on the row follows its first word."""
    words = row.words
    if len(words) < 2:
        return False
    gap = words[1].x0 - words[0].x1
    others = sorted(b.x0 - a.x1 for a, b in pairwise(words[1:]))
    return gap > 0.75 * row.size and (not others or gap > 1.6 * others[len(others) // 2])


def unlabel(row: Row) -> None:
    """Put a label back into its row's text."""
    row.words = row.tag + row.words
    row.label, row.tag, row.clear = "", [], False
    row.x0 = min(w.x0 for w in row.words)
    row.text = row_text(row)


def row_text(row: Row) -> str:
    """Return a row's words as one text; note where the text after its last tab begins."""
    words = row.words
    parts = [words[0].text]
    row.tab_x = None
    for a, b in pairwise(words):
        between = space_between(a, b, row)
        if between == "\t":
            row.tab_x = b.x0
        parts.append(between)
        parts.append(b.text)
    return "".join(parts)


_ORDINALS = {"st", "nd", "rd", "th"}


def space_between(a: Word, b: Word, row: Row) -> str:
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


def _close_up(row: Row) -> None:
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


def cut_at_gaps(row: Row) -> list[list[Word]]:
    """Cut a row at its wide gaps."""
    parts = [[row.words[0]]]
    for a, b in pairwise(row.words):
        if b.x0 - a.x1 > 1.4 * row.size:
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
