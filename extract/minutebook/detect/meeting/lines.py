"""The text of a document in pieces with their places: lines, what stands before the business, labels at their start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.document import Block, Document, Span
from minutebook.outline import Outline
from minutebook.values import hastened

_FRONT = 40
"""So many blocks at most are looked at for the title and the labels before the business."""
_MARK = re.compile(r"\s*[\[(]\d{1,2}(?::\d\d){1,2}[\])]\s*$")
"""A place in the recording: "[04:29]"."""
_GAP = re.compile(r"\t+|\n| {3,}|\s\|\s")
_GAP_OR_LABEL = re.compile(
    _GAP.pattern + r"|(?<!Start)(?<!End)(?<!Meeting)(?<!and)(?<![&/,])\s+(?=(?:Time|Venue|Location|Place)\s*:\s)"
)
"""The gap before a label inside a line parts it as well; a line without a colon holds none."""
_SET_OFF = re.compile(r"(?:[^:\t\n]|(?<=\d):(?=\d\d)){2,60}?\s*(?:(?<!\d):(?!//)|:(?!//|\d\d)|\t)")
"""A colon that no hour holds, or a wide gap, after a few words."""


@hastened
@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text with its place: a slice of one block."""

    block: int
    start: int
    text: str
    item: int | None = None
    zone: str = "title"
    heading: bool = False

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the place of ``text[start:end]`` in the document."""
        stop = len(self.text) if end is None else end
        return Span(self.block, self.start + start, self.start + stop)

    def cut(self, start: int, end: int) -> Line:
        """Return the piece ``text[start:end]`` as a line."""
        if start == 0 and end >= len(self.text):
            return self
        return Line(self.block, self.start + start, self.text[start:end], self.item, self.zone, self.heading)


def lines_of(outline: Outline) -> list[Line]:
    """Return the headings and passages of a document in order, furniture left out."""
    document = outline.document
    lines = [
        Line(s.block, s.start, document.text(s), k, "body", True)
        for k, item in enumerate(outline.items)
        for s in item.spans
    ]
    lines += [
        Line(p.span.block, p.span.start, text, p.item, p.zone)
        for p in outline.passages
        if p.zone != "furniture" and (text := document.text(p.span)) and not text.isspace() and not _MARK.match(text)
    ]
    return sorted(lines, key=lambda x: (x.block, x.start))


def front_of(lines: list[Line], document: Document, titles: int = 0) -> list[Line]:
    """Return the lines before the business, with the running lines above the title of the first page.

    The first ``titles`` headings are lines of the title.
    """
    first = next((i for i, x in enumerate(lines) if x.item is not None and x.item > 1 + titles), len(lines))
    front: list[Line] = []
    for i, x in enumerate(lines[:first]):
        if i < _FRONT or (x.zone in ("title", "attendance") and i < 4 * _FRONT):
            front.append(x)
        if x.heading and i > 6 and (x.item or 0) >= titles:
            break
    front = [x for x in front if x.zone != "agenda"]
    top = min((x.block for x in front), default=0)
    above = [
        Line(i, 0, b.text)
        for i, b in enumerate(document.blocks[:top])
        if b.kind == "header" and b.text.strip() and (b.page in (None, 1))
    ]
    return above + front


def parts(line: Line) -> Iterator[Line]:
    """Yield the pieces of a line that wide gaps and line breaks part."""
    at = 0
    gap = _GAP_OR_LABEL if ":" in line.text else _GAP
    for m in [*gap.finditer(line.text), None]:
        end = m.start() if m else len(line.text)
        if line.text[at:end].strip():
            yield line.cut(at, end)
        if m:
            at = m.end()


def label_cut(text: str, block: Block | None, line: Line | None) -> tuple[int, int] | None:
    """Return where a label at the start of a line ends and its value begins; None if it has none."""
    if m := re.match(r"[^:\t\n]{2,60}?\s*[:\t]\s*", text):
        return len(m[0].rstrip(" :\t")), m.end()
    if m := re.match(r"[^:\t\n–—]{2,40}?\s+[–—-]+\s+", text):
        return len(m[0].rstrip(" –—-")), m.end()
    if block is not None and line is not None and block.runs:
        first = block.runs[0]
        if first.style.bold and 3 <= first.end < len(block.text) and line.start == 0 and first.end <= 30:
            return first.end, first.end
    if len(text.split()) <= 7 and "," not in text:
        return len(text), len(text)
    return None


def is_set_off(text: str) -> bool:
    """Tell "Date: 3 June" and "Venue<gap>Town Hall": something that a colon or a wide gap sets off at the start."""
    return _SET_OFF.match(text) is not None


def is_sentence(text: str) -> bool:
    """Tell a sentence from a title or a detail: it has a verb and ends with a full stop."""
    return bool(re.search(r"\b(?:was|were|is|are|will|be|has|have|had)\b", text)) and text.rstrip().endswith(".")
