"""What a page holds: blocks of text with page, box, style, table cell and list label.

A ``Document`` is what a reader returns and what ``clean`` returns; nothing in it knows about meetings.
Lengths are in points (1/72 inch), y grows downwards from the page's top edge, pages count from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from minutebook.values import hastened

BlockKind = Literal["body", "header", "footer", "watermark", "footnote", "margin"]
"""``body`` is the flow of the text. ``margin`` is a short note set beside the flow in a column of its own
that has no rules (owner initials, "Action"). The others are page furniture, kept apart from the flow."""
_LOWER = re.compile("[a-z]")


@hastened
@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle on a page in points: left, top, right, bottom, from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def union(self, other: BBox) -> BBox:
        """Return the smallest box that holds both boxes."""
        return BBox(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@hastened
@dataclass(frozen=True, slots=True)
class Style:
    """How characters look. ``size`` in points (None: not stated), ``color`` as ``rrggbb`` (None: automatic)."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    size: float | None = None
    color: str | None = None


@hastened
@dataclass(frozen=True, slots=True)
class Run:
    """Characters ``[start, end)`` of a block's text that share one style."""

    start: int
    end: int
    style: Style


@hastened
@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a block.

    ``start`` and ``end`` are offsets into the block's text; ``raw`` is the line as printed (it keeps the hyphen that
    the block's text drops where a word was cut at the line's end; it does not hold the list label).
    """

    start: int
    end: int
    page: int
    bbox: BBox
    raw: str


@hastened
@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table: index into ``Document.tables``, row and column from 0, and what it spans."""

    table: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The frame of a table; its text is in the blocks whose ``cell`` points here.

    ``edges`` are the x positions of the column borders, ``columns`` + 1 of them, in points (empty in a DOCX).
    ``parent`` is the cell that holds a nested table. ``header_rows`` counts rows marked as repeated headers (DOCX)
    or set as such. ``open_top`` / ``open_bottom``: the border is missing there, so a page break may have cut a row.
    """

    rows: int
    columns: int
    page: int | None = None
    bbox: BBox | None = None
    edges: tuple[float, ...] = ()
    parent: Cell | None = None
    header_rows: int = 0
    open_top: bool = False
    open_bottom: bool = False


class _Look(NamedTuple):
    """What the styles of a block's runs come to: the shares of visible characters, the size of most of them."""

    bold: float
    italic: float
    underline: float
    size: float | None


@hastened
@dataclass(frozen=True, slots=True)
class Block:
    r"""A paragraph, list item, heading or line of its own: the unit that all later stages speak about.

    ``text`` has no list label; lines of a PDF paragraph are joined by one space, a soft line break of a DOCX is
    ``\n``, a tab or a wide gap inside a line is ``\t``. ``label`` is the bullet or enumerator as printed or as Word
    renders it ("•", "1.", "2.1", "a)"), "" if none; ``depth`` is its nesting level from 0. ``indent`` is the left edge
    of the text in points (DOCX: the paragraph's left indent). ``gap`` is the white space above in points (None: first
    in its page or column, or unknown). ``heading`` is the heading level that the file itself states (Word's style,
    a PDF's tag), 0 if none. ``place`` is the position in body order, for people:
    ``"page 2, table 1, row 3, column 2, paragraph 1"`` or ``"paragraph 14"``.
    """

    text: str
    kind: BlockKind = "body"
    label: str = ""
    depth: int = 0
    runs: tuple[Run, ...] = ()
    lines: tuple[Line, ...] = ()
    page: int | None = None
    bbox: BBox | None = None
    cell: Cell | None = None
    indent: float = 0.0
    gap: float | None = None
    align: Literal["left", "center", "right"] = "left"
    heading: int = 0
    style_name: str = ""
    place: str = ""
    _look: _Look | None = field(default=None, init=False, repr=False, compare=False)
    """Worked out when it is first asked for, from ``text`` and ``runs``, which never change."""

    def share(self, what: Literal["bold", "italic", "underline"], start: int = 0, end: int | None = None) -> float:
        """Return the share [0, 1] of visible characters in ``text[start:end]`` that are bold, italic or underlined."""
        value: float = getattr(self._look or self._looks(), what)
        if value == 0.0 or (start <= 0 and (end is None or end >= len(self.text))):
            return value
        stop = len(self.text) if end is None else end
        total = hit = 0
        for run in self.runs:
            a, b = max(run.start, start), min(run.end, stop)
            if a >= b:
                continue
            n = _visible(self.text[a:b])
            total += n
            if getattr(run.style, what):
                hit += n
        return hit / total if total else 0.0

    def _looks(self) -> _Look:
        """Work out the look, and remember it."""
        look = _look_of(self.text, self.runs)
        object.__setattr__(self, "_look", look)
        return look

    @property
    def bold(self) -> bool:
        """True if nearly all visible characters are bold."""
        return (self._look or self._looks()).bold >= 0.9

    @property
    def italic(self) -> bool:
        """True if nearly all visible characters are italic."""
        return (self._look or self._looks()).italic >= 0.9

    @property
    def underline(self) -> bool:
        """True if nearly all visible characters are underlined."""
        return (self._look or self._looks()).underline >= 0.9

    @property
    def size(self) -> float | None:
        """The size in points of most of its characters, None if not known."""
        return (self._look or self._looks()).size

    @property
    def caps(self) -> bool:
        """True if it has at least two letters and all of its letters are capitals."""
        if _LOWER.search(self.text):
            return False
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and not any(c.islower() for c in letters)

    @property
    def end_page(self) -> int | None:
        """The page on which it ends (a block joined over a page break ends later than it starts)."""
        return self.lines[-1].page if self.lines else self.page


def _visible(text: str) -> int:
    """Count the characters that are no white space."""
    return sum(map(len, text.split()))


def _look_of(text: str, runs: tuple[Run, ...]) -> _Look:
    if len(runs) == 1:
        style = runs[0].style
        if not (style.bold or style.italic or style.underline) or not _visible(text[runs[0].start : runs[0].end]):
            return _Look(0.0, 0.0, 0.0, style.size)
        return _Look(float(style.bold), float(style.italic), float(style.underline), style.size)
    weight: dict[float, int] = {}
    plain = True
    for run in runs:
        style = run.style
        if style.size is not None:
            weight[style.size] = weight.get(style.size, 0) + run.end - run.start
        plain = plain and not (style.bold or style.italic or style.underline)
    size = next(iter(weight)) if len(weight) == 1 else max(weight, key=lambda s: (weight[s], s)) if weight else None
    if plain:
        return _Look(0.0, 0.0, 0.0, size)
    total = bold = italic = underline = 0
    for run in runs:
        n = _visible(text[run.start : run.end])
        total += n
        bold += n * run.style.bold
        italic += n * run.style.italic
        underline += n * run.style.underline
    total = total or 1
    return _Look(bold / total, italic / total, underline / total, size)


@hastened
@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of ``document.blocks[block].text``."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a document: a doubt, a gap, a thing left out. ``span`` is its place."""

    code: str
    message: str
    page: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: blocks in reading order, tables, and what the file says of itself.

    ``pages`` is the number of pages (None in a DOCX), ``page_sizes`` their (width, height) in points. ``properties``
    holds the file's own metadata (title, author ...), which may be wrong. ``sha256`` is that of the file's bytes.
    """

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    source: str = ""
    sha256: str = ""
    media_type: str = ""
    reader: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of the whole document and is asked for by more than one step."""

    def text(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.blocks[span.block].text[span.start : span.end]
