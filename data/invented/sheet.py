"""Lays out a PDF page by page: paragraphs that break over pages, ruled and unruled tables, page furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from invented.marks import Truth, bare, pieces

A4, LETTER = (595.28, 841.89), (612.0, 792.0)
_ALIGN = {"left": 0, "centre": 1, "right": 2, "full": 4}
_SYLLABLE = re.compile(
    r"(?<=[a-z][aeiou][a-z])(?=[bcdfglmnprstv][aeiou][a-z])|(?<=[a-z][aeiou])(?=[bcdfglmnprstv][aeiou][a-z]{2})"
)
_TAGS = {"bold": "b", "italic": "i", "underline": "u", "raised": "super"}


def vera() -> str:
    """Register the free typeface that comes with reportlab and return its name."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera"), ("Vera-Bold", "VeraBd"), ("Vera-Italic", "VeraIt"), ("Vera-BI", "VeraBI")):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-BI")
    return "Vera"


def markup(marked: str, points: float) -> str:
    """Return a paragraph in reportlab's own markup; a record's marks become calls that tell the page."""
    out = []
    for piece in pieces(marked):
        if piece.mark:
            out.append(f'<onDraw name="tell" label="{piece.mark}"/>')
            continue
        if "deleted" in piece.styles:
            continue
        tags = [_TAGS[s] for s in sorted(piece.styles) if s in _TAGS]
        text = escape(piece.text).replace("\n", "<br/>")
        opening = "".join(f"<{t}>" for t in tags)
        opening = opening.replace("<super>", f'<super rise="{0.36 * points:.2f}" size="{0.66 * points:.2f}">')
        out.append(opening + text + "".join(f"</{t}>" for t in reversed(tags)))
    return "".join(out)


class Sheet:
    """A PDF that is being written from top to bottom. Lengths are points, from the top left corner of the page."""

    def __init__(
        self,
        path: Path,
        truth: Truth,
        *,
        size: tuple[float, float] = A4,
        margins: tuple[float, float, float, float] = (64, 64, 64, 64),
        font: str = "Helvetica",
        points: float = 10.5,
        furniture: Callable[[Canvas, int, tuple[float, float]], None] | None = None,
        title: str = "",
        cuts_words: bool = False,
    ) -> None:
        self.truth, self.size, self.margins, self.font, self.points = truth, size, margins, font, points
        self.canvas = Canvas(str(path), pagesize=size, invariant=1)
        self.canvas.setNamedCB("tell", self._tell)
        self.canvas.setTitle(title)
        self.furniture = furniture
        self.cuts_words = cuts_words
        self.number = 1
        self.edges: tuple[float, ...] = ()
        self.row_top = 0.0
        self.notes: list[tuple[str, float]] = []
        self._begin()

    def _begin(self) -> None:
        self.left, self.top, right, below = self.margins
        self.right = self.size[0] - right
        self.bottom = self.size[1] - below
        self.y = self.top
        if self.furniture:
            self.canvas.saveState()
            self.furniture(self.canvas, self.number, self.size)
            self.canvas.restoreState()

    def _tell(self, canvas: Canvas, _kind: str, label: str) -> None:
        page = canvas.getPageNumber()
        if label.startswith("/"):
            self.truth.pages[label] = page
        else:
            self.truth.pages.setdefault(label, page)

    def _up(self, y: float) -> float:
        return self.size[1] - y

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin rule."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, self._up(y0), x1, self._up(y1))

    def turn(self, size: tuple[float, float] | None = None) -> None:
        """Begin a new page; ``size`` changes the paper from here on."""
        self._finish()
        if size:
            self.size = size
            self.canvas.setPageSize(size)
        self.number += 1
        self._begin()
        self.row_top = self.y

    def _finish(self) -> None:
        self._sides(self.bottom)
        if self.notes:
            self.line(self.left, self.bottom + 4, self.left + 120, self.bottom + 4)
            y = self.bottom + 6
            for text, height in self.notes:
                p = Paragraph(markup(text, 7.5), self._style(7.5, "left"))
                p.wrap(self.right - self.left, 1000)
                p.drawOn(self.canvas, self.left, self._up(y + height))
                y += height
            self.notes = []
        self.canvas.showPage()

    def _sides(self, y: float) -> None:
        for x in self.edges:
            self.line(x, self.row_top, x, y)

    def _style(self, points: float, align: str, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            "p", fontName=self.font, fontSize=points, leading=points * 1.22, alignment=_ALIGN[align], **more
        )

    def para(
        self,
        text: str,
        *,
        x0: float | None = None,
        x1: float | None = None,
        label: str = "",
        label_x: float | None = None,
        points: float | None = None,
        align: str = "left",
        after: float = 5,
        keep: bool = False,
        beside: tuple[float, str] | None = None,
        beside_first: tuple[float, str] | None = None,
        note: str = "",
    ) -> None:
        """Write a paragraph between ``x0`` and ``x1``; ``label`` hangs at ``label_x``.

        ``beside`` is (x, text): words on the level of the last line (``beside_first``: of the first). ``keep``: whole
        on one page. ``note``: a footnote for the page.
        """
        self.truth.feed(text)
        x0 = self.left if x0 is None else x0
        x1 = self.right if x1 is None else x1
        start = x0 if label_x is None else label_x
        style = self._style(points or self.points, align, leftIndent=x0 - start, bulletIndent=0,
                            bulletFontName=self.font, bulletFontSize=points or self.points)  # fmt: skip
        if self.cuts_words and align == "full":
            text = self._cut(text, x1 - x0 - 4, style.fontSize)
        p = Paragraph(markup(text, style.fontSize), style, bulletText=label or None)
        if note:
            n = Paragraph(markup(note, 7.5), self._style(7.5, "left"))
            height = n.wrap(self.right - self.left, 1000)[1] + (6 if not self.notes else 0)
            if self.y + p.wrap(x1 - start, 10_000)[1] > self.bottom - height:
                self.turn()
            self.bottom -= height
            self.notes.append((note, height))
        first = True
        while True:
            height = p.wrap(x1 - start, 10_000)[1]
            room = self.bottom - self.y
            if height <= room + 0.01:
                break
            parts = [] if keep else p.split(x1 - start, room)
            if len(parts) == 2 and parts[0].wrap(x1 - start, 10_000)[1] <= room + 0.01:
                self._draw(parts[0], start, x1)
                if first and beside_first:
                    raise ValueError("a paragraph with words beside its first line must stay whole")
                p, first = parts[1], False
            elif self.y <= self.top:
                raise ValueError(f"does not fit a page: {text[:60]!r}")
            self.turn()
        top = self.y
        self._draw(p, start, x1)
        for spot, y in ((beside_first, top), (beside, self.y - style.leading)):
            if spot:
                self.truth.feed(spot[1])
                b = Paragraph(markup(spot[1], style.fontSize), style.clone("b", leftIndent=0, alignment=0))
                b.wrap(70, 1000)
                b.drawOn(self.canvas, spot[0], self._up(y + b.height))
        self.y += after

    def _cut(self, marked: str, width: float, points: float) -> str:
        """Break a paragraph into lines as a typist would who cuts long words at the line's end."""

        def wide(text: str) -> float:
            return float(pdfmetrics.stringWidth(bare(text), self.font, points))

        lines = [""]
        for word in marked.split(" "):
            rest = word
            while rest:
                line = f"{lines[-1]} {rest}" if lines[-1] else rest
                if wide(line) <= width:
                    lines[-1] = line
                    break
                for cut in sorted((m.start() for m in _SYLLABLE.finditer(rest)), reverse=True):
                    head = f"{lines[-1]} {rest[:cut]}-"
                    if wide(head) <= width:
                        lines[-1], rest = head, rest[cut:]
                        break
                lines.append("")
        return "\n".join(lines)

    def _draw(self, p: Any, x0: float, x1: float) -> None:
        height = p.wrap(x1 - x0, 10_000)[1]
        p.drawOn(self.canvas, x0, self._up(self.y + height))
        self.y += height

    def gap(self, height: float) -> None:
        """Leave some space."""
        self.y += height

    def open_row(self, edges: Sequence[float], *, rule: bool = True) -> None:
        """Begin a table row whose cell may run over pages: its sides go on there, without a rule on top."""
        self.edges, self.row_top = tuple(edges), self.y
        if rule:
            self.line(edges[0], self.y, edges[-1], self.y)
        self.y += 2

    def close_row(self) -> None:
        """End the row with a rule."""
        self._sides(self.y)
        self.line(self.edges[0], self.y, self.edges[-1], self.y)
        self.edges = ()

    def grid(
        self,
        edges: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        header: int = 0,
        points: float | None = None,
        shade: bool = False,
        rules: bool = True,
    ) -> None:
        """Write a table whose rows stay whole; its ``header`` rows are printed again on each page."""
        points = points or self.points - 1
        for r, row in enumerate(rows):
            for text in row:
                self.truth.feed(text)
            cells, height = self._cells(edges, row, points)
            if self.y + height > self.bottom:
                self.turn()
                for again in rows[:header]:
                    self._row(edges, *self._cells(edges, again, points), shade=shade, rules=rules)
            self._row(edges, cells, height, shade=shade and r < header, rules=rules)

    def _cells(self, edges: Sequence[float], row: Sequence[str], points: float) -> tuple[list[Any], float]:
        cells = [Paragraph(markup(text, points), self._style(points, "left")) for text in row]
        heights = [p.wrap(edges[i + 1] - edges[i] - 8, 10_000)[1] for i, p in enumerate(cells)]
        return cells, max(heights) + 6

    def _row(self, edges: Sequence[float], cells: list[Any], height: float, *, shade: bool, rules: bool) -> None:
        if shade:
            self.canvas.setFillGray(0.88)
            self.canvas.rect(edges[0], self._up(self.y + height), edges[-1] - edges[0], height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        for i, p in enumerate(cells):
            p.drawOn(self.canvas, edges[i] + 4, self._up(self.y + 2 + p.height))
        if rules:
            for y in (self.y, self.y + height):
                self.line(edges[0], y, edges[-1], y)
            for x in edges:
                self.line(x, self.y, x, self.y + height)
        self.y += height

    def save(self) -> int:
        """Finish the file and return its number of pages."""
        self._finish()
        self.canvas.save()
        return self.number
