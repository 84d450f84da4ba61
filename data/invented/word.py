"""Writes a Word file: automatic numbers, tables, tracked changes, headers, the same bytes on each run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from invented.marks import Truth, pieces

_STAMP = dt.datetime(2024, 1, 1, 9, 0)


class Word:
    """A Word file that is being written from top to bottom."""

    def __init__(self, truth: Truth, *, font: str = "Calibri", points: float = 11, title: str = "") -> None:
        self.truth = truth
        self.document = docx.Document()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(points)
        normal.paragraph_format.space_after = Pt(6)
        core = self.document.core_properties
        core.title, core.author, core.comments, core.last_modified_by = title, "", "", ""
        core.created = core.modified = _STAMP
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        self._change = 100

    def numbering(self, levels: Sequence[tuple[str, str, int]]) -> int:
        """Define a list and return its number; a level is (format, text, start), such as ("decimal", "%1.", 1)."""
        part = self.document.part.numbering_part.element
        number = 50 + len(part.findall(qn("w:abstractNum")))
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{851 * (i + 1)}" w:hanging="851"/></w:pPr></w:lvl>'
            for i, (form, text, start) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{xml}'
            "</w:abstractNum>"
        )
        part.insert(len(part.findall(qn("w:abstractNum"))), abstract)
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        return number

    def para(
        self,
        text: str,
        *,
        into: Any = None,
        style: str | None = None,
        number: tuple[int, int] | None = None,
        align: str = "left",
        points: float | None = None,
        feed: bool = True,
    ) -> Any:
        """Add a paragraph at the end, or to the cell (or header) ``into``; ``number`` is (list, level)."""
        if feed:
            self.truth.feed(text)
        if into is None:
            p = self.document.add_paragraph(style=style)
        elif (
            len(into.paragraphs) == 1 and not into.paragraphs[0].runs and not into.paragraphs[0]._p.findall(qn("w:ins"))
        ):
            p = into.paragraphs[0]
            if style:
                p.style = self.document.styles[style]
        else:
            p = into.add_paragraph(style=style)
        p.alignment = {"left": None, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[align]
        if number:
            p._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
                )
            )
        for piece in pieces(text):
            if not piece.text:
                continue
            run = p.add_run(piece.text)
            run.bold = "bold" in piece.styles or None
            run.italic = "italic" in piece.styles or None
            run.underline = "underline" in piece.styles or None
            run.font.superscript = "raised" in piece.styles or None
            if points:
                run.font.size = Pt(points)
            if "inserted" in piece.styles or "deleted" in piece.styles:
                self._track(run, "w:ins" if "inserted" in piece.styles else "w:del")
        return p

    def _track(self, run: Any, kind: str) -> None:
        self._change += 1
        wrap = OxmlElement(kind)
        wrap.set(qn("w:id"), str(self._change))
        wrap.set(qn("w:author"), "Clerk")
        wrap.set(qn("w:date"), _STAMP.isoformat() + "Z")
        run._r.addprevious(wrap)
        wrap.append(run._r)
        if kind == "w:del":
            for t in run._r.findall(qn("w:t")):
                t.tag = qn("w:delText")
                t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def widths(self, table: Any, centimetres: Sequence[float]) -> None:
        """Set the widths of a table's columns."""
        table.autofit = False
        for column, width in zip(table.columns, centimetres, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        header: int = 0,
        points: float | None = None,
        centimetres: Sequence[float] = (),
    ) -> Any:
        """Add a ruled table; a line break in a cell parts paragraphs."""
        table = self.document.add_table(rows=len(rows), cols=max(len(r) for r in rows), style="Table Grid")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                for line in cell.split("\n"):
                    self.para(line, into=table.cell(r, c), points=points)
            if r < header:
                table.rows[r]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if centimetres:
            self.widths(table, centimetres)
        return table

    def save(self, path: Path) -> None:
        """Write the file with fixed dates inside, so that its bytes do not change from run to run."""
        held = io.BytesIO()
        self.document.save(held)
        with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3
                new.writestr(info, old.read(name))
