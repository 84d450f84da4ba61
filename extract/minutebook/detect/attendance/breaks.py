"""Sets line breaks in the texts of lists where a printed line opens with a label or an entry."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutebook.detect.attendance.labels import Labels
from minutebook.detect.attendance.parts import Unit
from minutebook.document import Document, Line

_SPACED = re.compile(r"[A-Z][a-z]{1,3}(?: [a-z]{1,4}){1,4}")
"""One word that wide setting parted: "Apol ogie s"."""
_WIDE = re.compile(r" {3,}")
"""Spaces that stand for a tab."""
_LABELS = 2
"""A text with a label inside has so many colons."""
_RUN_ON_LABEL = re.compile(r"(?P<words>[^\W\d][\w.’'-]*(?: {1,2}[A-Za-z’'-]+){1,3}):(?=\s)")
"""Words before a colon, of which the last may be a label."""
_INNER_LABEL = re.compile(r"[A-Z][A-Za-z .]{2,30}:")


class Breaks:
    """Sets breaks in the texts of one document."""

    def __init__(self, document: Document, labels: Labels) -> None:
        self.document = document
        self.labels = labels
        self.margins: dict[int, float] = {}

    def broken(self, unit: Unit) -> Unit:
        """Put a line break for the space before a printed line that opens with a label or was begun on purpose.

        Many spaces in a row become tabs, the parts of one word that wide setting parted become one.
        """
        block = self.document.blocks[unit.span.block]
        unit = self._parted(unit)
        text = _WIDE.sub(lambda m: "\t" * len(m[0]), unit.text) if "   " in unit.text else unit.text
        if _SPACED.fullmatch(text.strip(" :")):
            text = text.replace(" ", "").ljust(len(text))
        if len(block.lines) < 2 or ":" not in text:
            return unit if text == unit.text else replace(unit, text=text)
        early = unit.zone in ("title", "attendance") and block.cell is None
        for above, line in itertools.pairwise(block.lines):
            at = line.start - unit.span.start
            if not 0 < at < len(text) or text[at - 1] != " ":
                continue
            head = _INNER_LABEL.match(text, at)
            begun = early and _begun(above, line, self._right(line.page))
            if begun or (head and self.labels.is_sure(head[0])):
                text = f"{text[: at - 1]}\n{text[at:]}"
        return unit if text == unit.text else replace(unit, text=text)

    def _parted(self, unit: Unit) -> Unit:
        """Put a line break before a label that follows the last name of a list: "Present: Ann Hill Apologies: ..."."""
        text = unit.text
        if text.count(":") < _LABELS or unit.zone not in ("title", "attendance") or not self.labels.is_sure(text):
            return unit
        for m in _RUN_ON_LABEL.finditer(text):
            words = m["words"].split()
            k = next((k for k in range(1, len(words) + 1) if self.labels.is_sure(" ".join(words[-k:]) + ":")), None)
            if k is not None and len(words) > k:
                at = m.end("words") - len(" ".join(words[-k:]))
                if words[-k][0].isupper() and text[at - 1] == " ":
                    text = f"{text[: at - 1]}\n{text[at:]}"
        return unit if text == unit.text else replace(unit, text=text)

    def _right(self, page: int) -> float:
        """Return how far to the right the text of a page goes, in points."""
        if page not in self.margins:
            flow = (b for b in self.document.blocks if b.kind == "body" and b.cell is None and b.page == page)
            self.margins[page] = max((x.bbox.x1 for b in flow for x in b.lines if x.page == page), default=0.0)
        return self.margins[page]


def _begun(above: Line, line: Line, right: float) -> bool:
    """Tell a printed line that was begun on purpose: its first word would have stood on the line above it."""
    word = line.raw.split(" ", 1)[0]
    letter = line.bbox.width / max(1, len(line.raw))
    if above.raw[-1:].isalpha() and word.endswith((",", ";")):
        return False  # "Jim" above "Hill, Treasurer"
    return word[:1].isupper() and above.bbox.x1 + (len(word) + 2) * letter < right
