"""Printed lines to paragraphs: where one begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple

from minutebook.document import BlockKind, Cell
from minutebook.read.marks import Ruling
from minutebook.read.rows import Row, unlabel
from minutebook.values import hastened

_top = attrgetter("top")


@hastened
@dataclass(slots=True)
class Para:
    """Rows that make one block, before the block is built."""

    rows: list[Row]
    kind: BlockKind = "body"
    gap: float | None = None
    cell: Cell | None = None
    align: Literal["left", "center", "right"] = "left"
    depth: int = 0


class Frame(NamedTuple):
    """What bounds a stream of rows: left and right edge in points, the usual distance of base lines in ems, rulings.

    No paragraph runs across one of the rulings, which are level and go from top to bottom. ``ends`` is the right edge
    of the text that begins at an x, rounded, where that is known and other than ``right``.
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
_OPEN = re.compile(
    r"(?:[,(&–—-]|\b(?:and|or|nor|but|of|to|the|a|an|in|on|at|by|for|from|with|within|into|onto|upon|between|about|as|than|that|"
    r"which|who|whose|because|if|be|been|is|are|was|were|will|would|should|has|have|had|its|their|his|her|our|this|these))$"
)
"""How a line ends whose sentence goes on in the next: with a word that never stands last."""
_TAIL = 8
"""As many characters as decide whether ``_OPEN`` matches."""
_COUNTED = re.compile(r"(?:\S{3,10} )?\(?(?:\d{1,3}|[A-Z])[.)]\t[^\t]*")
"""A line in which a tab stands behind a number, and nowhere else: the lines below it may begin at its margin."""
_LABELLED = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,2}:(?=\s)")
"""How a line opens that is labelled in capitals, as votes and tasks are: it goes on with nothing in small letters."""
_FRESH = re.compile(r"(?:The|An?|It|There|This|That|He|She|They|We|In|On)\b")
"""How a sentence begins that does not go on with a list."""


def group_rows(rows: list[Row], frame: Frame) -> list[Para]:
    """Group the rows of one stream (a page's flow, a column, a cell) to paragraphs."""
    result: list[Para] = []
    starts: dict[int, int] = {}
    for row in rows:
        x0 = round(row.x0)
        starts[x0] = starts.get(x0, 0) + 1
    for i, row in enumerate(rows):
        x0 = round(row.x0)
        near = starts.get(x0 - 1, 0) + starts.get(x0, 0) + starts.get(x0 + 1, 0)
        flush = near > 2 or (i > 0 and _flush(rows[i - 1], row)) or (i + 1 < len(rows) and _flush(rows[i + 1], row))
        row.align = "left" if flush else _align(row, frame)
        last = result[-1].rows[-1] if result else None
        if last is not None and row.label and _runs_on(result[-1], last, row, frame):
            unlabel(row)
        if last is None or _begins(result[-1], last, row, frame) or _parted(last, row, frame.lines):
            gap = None if last is None else max(0.0, row.top - last.bottom)
            result.append(Para([row], gap=gap, align=row.align))
        else:
            result[-1].rows.append(row)
    return result


def _ends(text: str) -> bool:
    """Tell whether a line ends with a stop, behind which quotes and brackets may close."""
    return text.rstrip("\"'”’)]").endswith((".", ":", ";", "?", "!"))


def _bracketed(a: str, b: str) -> bool:
    """Tell whether a bracket that opens in one line closes in the next."""
    return "(" in a and a.rfind("(") > a.rfind(")") and 0 <= b.find(")") < (b.find("(") if "(" in b else len(b))


def _flush(a: Row, b: Row) -> bool:
    """Tell whether two rows begin at the same x and end apart, so that they are not centred."""
    return abs(a.x0 - b.x0) < 1.0 and abs(a.x1 - b.x1) > 4.0


def _parted(a: Row, b: Row, lines: list[Ruling]) -> bool:
    """Tell whether a ruling lies between two rows; ``lines`` go from top to bottom."""
    if not lines:
        return False
    top, bottom = a.base + 0.05 * a.size, b.base - 0.6 * b.size
    x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
    for i in range(bisect_right(lines, top, key=_top), len(lines)):
        line = lines[i]
        if line.top >= bottom:
            return False
        if min(line.x1, x1) - max(line.x0, x0) > 0.5 * (x1 - x0):
            return True
    return False


def _runs_on(para: Para, a: Row, b: Row, frame: Frame) -> bool:
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
    if b.clear or b.base - a.base > 1.2 * frame.leading * max(a.size, b.size) or _ends(a.text) or "\t" in a.text:
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


def _align(row: Row, frame: Frame) -> Literal["left", "center", "right"]:
    left, right = frame.left, frame.right
    if row.label:
        return "left"
    before, after = row.x0 - left, right - row.x1
    if before > 2 * row.size and abs(before - after) < max(6.0, 0.6 * row.size):
        return "center"
    if before > 0.3 * (right - left) and after < 4:
        return "right"
    return "left"


def _begins(para: Para, a: Row, b: Row, frame: Frame) -> bool:
    """Tell whether row ``b`` begins a new paragraph after row ``a``, the last of ``para``."""
    left, right, leading = frame.left, frame.right, frame.leading
    size = max(a.size, b.size)
    if b.label:
        return True
    step = (b.base - a.base) / (leading * size)
    ended = _ends(a.text)
    lower = b.text[:1].islower() and not ended
    if step > (1.4 if lower else 1.2) + 0.5 / size or step <= 0:
        return True
    if abs(a.size - b.size) > 0.13 * size:
        return True
    if b.tab_x is not None:
        return True
    at_tab = a.tab_x is not None and abs(b.x0 - a.tab_x) < 0.6 * size and len(para.rows) == 1
    if a.tab_x is not None and not at_tab and not _COUNTED.fullmatch(a.text):
        return True
    if a.words[0].bold and all(w.bold for w in a.words) and not any(w.bold for w in b.words[:3]):
        return True
    if b.words[0].bold and all(w.bold for w in b.words) and not any(w.bold for w in a.words[-2:]):
        return True
    if a.words[-1].underline != b.words[0].underline and (
        all(w.underline for w in a.words) or all(w.underline for w in b.words)
    ):
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
    if a.text.endswith((", and", "; and", ", or", "; or")) and _FRESH.match(b.text):
        weak = True
    if (_OPEN.search(a.text, max(0, len(a.text) - _TAIL)) and not weak) or _bracketed(a.text, b.text):
        return False
    if _LABELLED.match(b.text) and not a.text.isupper():
        return True
    first = b.words[0].x1 - b.words[0].x0
    if not ended:
        right = min(right, frame.ends.get(round(a.x0), right))
    room = right - a.x1 - first - 0.3 * size
    return room > (0.3 * (right - left) if lower else 0.35 * size)
