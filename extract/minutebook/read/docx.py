"""Reads a Word file (DOCX): one walk over its parts, in body order, as Word would print it.

Insertions are in, deletions, hidden text and comments are out. After the body come, in this order, the text of
footnotes and endnotes (kind ``footnote``), then headers, watermarks and footers, each distinct text once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from lxml import etree

from minutebook.document import Block, BlockKind, Cell, Document, Notice, Run, Style, Table
from minutebook.errors import MinutebookError
from minutebook.read.enumerator import split_label
from minutebook.read.numbering import Numbering, roman, symbol
from minutebook.read.package import Package, children
from minutebook.read.styles import Cascade, Look, Looks, Props, Styles, on, paragraph_and_mark, paragraph_props
from minutebook.values import hastened

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PARAGRAPHS = 200_000
"""Most paragraphs (some 5,000 pages); bounds the time of the walk."""
EMPTY_LINE = 12.0
"""What an empty paragraph adds to the gap above the next one, in points."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_VAL = W + "val"
_KNOWN = {
    "wps",
    "wpg",
    "wpc",
    "wpi",
    "wp14",
    "w14",
    "w15",
    "w16",
    "w16se",
    "w16cid",
    "a14",
    "m",
    "wp",
    "cx",
    "v",
    "aink",
}
_TEXTBOX, _TEXT_PATH = W + "txbxContent", V + "textpath"
_P, _TBL, _TR, _TC, _R, _T, _PPR, _RPR = (W + n for n in ("p", "tbl", "tr", "tc", "r", "t", "pPr", "rPr"))
_GONE = {W + n for n in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rt")}
_INLINE = {W + n for n in (
    "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "ruby",
    "rubyBase",
)}  # fmt: skip
_DEL, _MOVE_FROM, _ALTERNATE, _ALT_CHUNK = W + "del", W + "moveFrom", MC + "AlternateContent", W + "altChunk"
_SECTION = W + "sectPr"
_MARK = {_DEL, _MOVE_FROM, *(W + n for n in ("vanish", "specVanish", "rStyle"))}
_FLD_CHAR, _FLD_CHAR_TYPE = W + "fldChar", W + "fldCharType"
_RUN = {_ALTERNATE: "AlternateContent"} | {W + n: n for n in (
    "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "fldChar", "footnoteReference", "endnoteReference",
    "drawing", "pict", "object", "ruby",
)}  # fmt: skip
_BLOCK = {W + n for n in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")}
_TR_PR, _TC_PR, _TBL_PR = W + "trPr", W + "tcPr", W + "tblPr"
_MERGE = _GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_DEL = tuple(W + n for n in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_UNMERGED = (1, False, False, False)
_ALIGN: dict[str, Literal["left", "center", "right"]] = {"center": "center", "right": "right", "end": "right"}
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\n\r\t", " ")
    | dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069")
)
_EDGE = " \t\r\n"
_WIDE_GAP = re.compile(r"(?<=\S) {4,}(?=\S)")
_PUA = re.compile("[\ue000-\uf8ff]")
_CODE = re.compile("[0-9A-Fa-f]{1,8}")
_FEW_DIGITS = re.compile(r"\d{1,6}")


def read_docx(data: bytes) -> Document:
    """Read the bytes of a DOCX (Transitional or Strict) into a Document.

    Raises MinutebookError: E101 empty, E104 no Word file, E105 encrypted, E106 damaged, E107 too large, E108 without
    words, E109 old Word format. Nothing outside the file is fetched.
    """
    try:
        reader = _Reader(Package(data))
        document = reader.document()
    except MinutebookError:
        raise
    except MemoryError:
        raise
    except RecursionError as e:
        raise MinutebookError("E107", "the document is nested too deeply") from e
    except Exception as e:  # whatever a broken file does to the walk, the caller gets one kind of error
        raise MinutebookError("E106", f"{type(e).__name__}: {e}"[:300]) from e
    if not any(c.isalnum() for b in document.blocks if b.kind in ("body", "footnote") for c in b.text):
        raise MinutebookError("E108", "it holds nothing but pictures" if reader.pictures else "")
    return document


@hastened
@dataclass(slots=True)
class _Paragraph:
    """A paragraph while its runs come in; a deleted paragraph mark lets it run on into the next ``w:p``."""

    pieces: list[tuple[str, Style]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    open: bool = False
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Format:
    """How a paragraph is set, by its properties and its style: what all paragraphs that state the same share."""

    style: str
    name: str
    heading: int
    indent: float
    before: float
    after: float
    contextual: bool
    align: Literal["left", "center", "right"]
    num: str
    level: int


@hastened
@dataclass(slots=True)
class _Place:
    """Where the walk stands: the path for people, the cell, and what was counted and seen there so far."""

    cascade: Cascade
    path: str = ""
    cell: Cell | None = None
    kind: BlockKind = "body"
    label: str = ""
    paragraphs: int = 0
    tables: int = 0
    empty: int = 0
    after: float | None = None
    style: str = ""
    contextual: bool = False
    pending: _Paragraph | None = None


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.notices: list[Notice] = []
        self.notes: list[tuple[str, str]] = []
        self.fields: list[bool] = []
        self.balanced = True
        self.sections: list[etree._Element] = []
        self.marked: set[etree._Element | None] = set()  # what holds a deletion or says that text is hidden
        self.merged: set[etree._Element | None] = set()  # cells that span, continue others or are deleted
        self.preserve = False
        self.pictures = False
        self.count = 0
        self.formats: dict[tuple[object, ...], _Format] = {}
        self.styles = Styles(self.part("styles"))
        self.cascade = Cascade(self.styles, {})

    def part(self, kind: str) -> etree._Element | None:
        name = self.package.related(kind)
        return None if name is None else self.package.xml(name)

    @cached_property
    def numbering(self) -> Numbering:
        """The lists of the document; its part is read when the first paragraph of a list comes."""
        return Numbering(self.part("numbering"), self.styles.numbering_style)

    @cached_property
    def even(self) -> bool:
        """Whether even pages have headers of their own; the settings are read when a section names one."""
        settings = self.part("settings")
        return settings is not None and any(on(e) for e in settings.iterchildren(W + "evenAndOddHeaders"))

    def notice(self, message: str) -> None:
        if not any(n.message == message for n in self.notices):
            self.notices.append(Notice("N13", message))

    def document(self) -> Document:
        root = self.package.document()
        place = _Place(self.cascade)
        if root.find(W + "body") is None:
            raise MinutebookError("E106", "the main part has no body")
        for body in root.iterchildren(W + "body"):
            self.story(body, place)
        sections = tuple(self.sections)
        self.footnotes()
        self.headers(sections)
        return Document(
            tuple(self.blocks), tuple(self.tables), media_type=MEDIA_TYPE, reader="docx",
            properties=self.properties(), notices=tuple(self.notices),
        )  # fmt: skip

    def properties(self) -> dict[str, str]:
        for rel in self.package.relations("").values():
            if rel.kind == "core-properties" and not rel.external and self.package.has(rel.target):
                try:
                    root = self.package.xml(rel.target)
                except MinutebookError as e:
                    self.notice(f"The file's own properties cannot be read: {e.detail}")
                    return {}
                found: dict[str, str] = {}
                for el in root:
                    if el.text and el.text.strip():
                        name = etree.QName(el).localname
                        found[{"creator": "author"}.get(name, name)] = el.text.strip()
                return dict(sorted(found.items()))
        return {}

    # --- stories: body, notes, headers ---

    def story(self, el: etree._Element, place: _Place) -> None:
        begins = ends = 0
        self.marked, self.merged = set(), set()
        for found in el.iter(_FLD_CHAR, _SECTION, *_MARK, *_MERGE):
            tag = found.tag
            if tag == _FLD_CHAR:
                kind = found.get(_FLD_CHAR_TYPE)
                begins += kind == "begin"
                ends += kind == "end"
                continue
            if tag == _SECTION:
                self.sections.append(found)
                continue
            parent = found.getparent()
            if tag in _MARK:
                self.marked.add(parent)
            elif parent is not None:
                self.merged.add(parent.getparent())
        self.fields, self.balanced = [], begins == ends
        self.preserve = el.getroottree().getroot().get(_SPACE) == "preserve"
        self.container(el, place)
        self.finish(place)

    def footnotes(self) -> None:
        parts: dict[str, dict[str, etree._Element]] = {}
        seen: dict[str, int] = {"footnote": 0, "endnote": 0}
        for kind, key in self.notes:
            if kind not in parts:
                root = self.part(kind + "s")
                parts[kind] = {} if root is None else {str(e.get(W + "id")): e for e in root.iterchildren(W + kind)}
            note = parts[kind].pop(key, None)
            if note is None or note.get(W + "type", "normal") != "normal":
                continue
            seen[kind] += 1
            label = str(seen[kind]) if kind == "footnote" else roman(seen[kind])
            self.story(note, _Place(self.cascade, f"{kind} {seen[kind]}, ", kind="footnote", label=label))

    def headers(self, sections: tuple[etree._Element, ...]) -> None:
        relations = self.package.relations(self.package.main)
        done: set[tuple[str, str, str]] = set()
        read: set[str] = set()
        for kind in ("header", "footer"):
            count = 0
            for section in sections:
                title = any(on(e) for e in section.iterchildren(W + "titlePg"))
                for ref in section.iterchildren(W + kind + "Reference"):
                    which = ref.get(W + "type", "default")
                    if (which == "first" and not title) or (which == "even" and not self.even):
                        continue
                    rel = relations.get(str(ref.get(R + "id")))
                    if rel is None or rel.external or not self.package.has(rel.target):
                        self.notice(f"A {kind} is missing from the file.")
                        continue
                    if rel.target in read:
                        continue
                    read.add(rel.target)
                    count += 1
                    self.furniture(rel.target, "header" if kind == "header" else "footer", count, done)

    def furniture(self, part: str, kind: BlockKind, count: int, done: set[tuple[str, str, str]]) -> None:
        el = self.package.xml(part)
        start = len(self.blocks)
        self.story(el, _Place(self.cascade, f"{kind} {count}, ", kind=kind))
        fresh = []
        for block in self.blocks[start:]:
            key = (block.kind, block.label, block.text)
            if key not in done:
                done.add(key)
                fresh.append(block)
        self.blocks[start:] = fresh

    # --- blocks ---

    def container(self, parent: etree._Element, place: _Place) -> None:
        for el in children(parent):
            tag = el.tag
            if tag == _P:
                self.paragraph(el, place)
            elif tag == _TBL:
                self.table(el, place)
            elif tag in _BLOCK:
                self.container(el, place)
            elif tag == _ALTERNATE:
                chosen = _choice(el)
                if chosen is not None:
                    self.container(chosen, place)
            elif tag == _ALT_CHUNK:
                self.notice("A part in another format is embedded in the document (altChunk) and was not read.")

    def paragraph(self, el: etree._Element, place: _Place) -> None:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise MinutebookError("E107", f"more than {MAX_PARAGRAPHS} paragraphs")
        inside = children(el)
        direct, mark = paragraph_and_mark(_first(inside, _PPR))
        current = place.pending or _Paragraph()
        style = str(direct.get("pStyle", ""))
        if style not in self.styles.paragraph_styles:
            style = self.styles.normal
        direct["pStyle"] = style
        looks = place.cascade.looks(style)
        before = len(current.pieces)
        self.inline(inside, current, looks)
        joined = hidden_mark = False
        if mark is not None:
            hidden_mark = looks.plain.hidden_mark
            if mark in self.marked:
                stated = {child.tag for child in children(mark)}
                joined = _DEL in stated or _MOVE_FROM in stated
                hidden_mark = looks.of(mark).hidden_mark
        joined |= bool(direct.get("dropCap"))
        if hidden_mark and len(current.pieces) == before:
            place.pending = current if current.pieces or current.boxes else None
            return  # all of it is hidden, its mark too: it is not there
        if not current.open:
            current.props = direct
        if joined or hidden_mark:
            current.open = hidden_mark and not joined  # a run-in heading keeps its own look
            if current.open:
                current.props = direct
            place.pending = current
            return
        place.pending = None
        self.emit(current, place)

    def finish(self, place: _Place) -> None:
        if place.pending is not None:
            current, place.pending = place.pending, None
            if current.pieces or current.boxes:
                self.emit(current, place)

    def emit(self, current: _Paragraph, place: _Place) -> None:
        place.paragraphs += 1
        look = self.format(current.props)
        label = self.numbering.label(look.num, look.level) if look.num != "0" else ""
        alike = look.style == place.style
        text, runs, tabs = _trim(current.pieces)
        if text:
            above = 0.0 if alike and place.contextual else place.after
            before = 0.0 if alike and look.contextual else look.before
            gap = None if above is None else round(max(above, before) + EMPTY_LINE * place.empty, 2)
            if not label and not place.label:
                label, rest = split_label(text)
                if label:
                    runs = _shift(runs, len(text) - len(rest), len(text))
                    text = rest
            self.blocks.append(
                Block(
                    text, kind=place.kind, label=label or place.label, depth=look.level, runs=runs, cell=place.cell,
                    indent=round(look.indent + 36.0 * tabs, 2), gap=gap, align=look.align, heading=look.heading,
                    style_name=look.name, place=f"{place.path}paragraph {place.paragraphs}",
                )
            )  # fmt: skip
            place.label, place.empty = "", 0
            place.after, place.style, place.contextual = look.after, look.style, look.contextual
        else:
            place.empty += 1
            place.after = place.after if place.after is not None else 0.0
        for i, box in enumerate(current.boxes, 1):
            self.box(box, f"{place.path}paragraph {place.paragraphs}, text box {i}", place)

    def box(self, box: etree._Element, name: str, place: _Place) -> None:
        """Read a text box or a text set as a picture (WordArt), which in a header or footer is a watermark."""
        furniture = place.kind in ("header", "footer")
        if box.tag == _TEXTBOX:
            kind: BlockKind = "watermark" if furniture and _is_art(box) else place.kind
            fields, self.fields = self.fields, []
            inner = _Place(self.cascade, f"{name}, ", cell=place.cell, kind=kind)
            self.container(box, inner)
            self.finish(inner)
            self.fields = fields
            return
        text = " ".join(str(box.get("string", "")).translate(_SPACES).split())
        if text:
            kind = "watermark" if furniture else place.kind
            runs = (Run(0, len(text), Style()),)
            self.blocks.append(Block(text, kind=kind, cell=place.cell, runs=runs, place=f"{name}, paragraph 1"))

    def format(self, direct: Props) -> _Format:
        """Return how a paragraph is set by what it states itself and its style (``pStyle``)."""
        key = tuple(direct.items())
        found = self.formats.get(key)
        if found is None:
            found = self.formats[key] = self.composed(direct)
        return found

    def composed(self, direct: Props) -> _Format:
        """Put a paragraph's own properties together with those of its style and of its list's level."""
        style = str(direct.get("pStyle", ""))
        inherited = self.styles.paragraph(style)
        num = str(direct.get("numId", inherited.get("numId", "0")))
        level = 0
        listed: Props = {}
        if num != "0":
            if "ilvl" in direct:
                level = _digits(direct["ilvl"])
            else:
                level = self.numbering.style_level(num, self.styles.stated_levels(style))
            defined = self.numbering.level(num, level)
            listed = paragraph_props(defined.ppr) if defined is not None else {}
        if "numId" in direct:
            props = self.styles.default_paragraph | inherited | listed | direct
        else:
            props = self.styles.default_paragraph | listed | inherited | direct
        return _Format(
            style=style,
            name=self.styles.styles[style].name if style in self.styles.styles else "",
            heading=self.styles.heading(style, direct.get("outline")),
            indent=_length(props.get("left")),
            before=_length(props.get("before")),
            after=_length(props.get("after")),
            contextual=bool(props.get("contextual")),
            align=_ALIGN.get(str(props.get("jc")), "left"),
            num=num,
            level=level,
        )

    # --- runs ---

    def inline(self, elements: list[etree._Element], out: _Paragraph, looks: Looks) -> None:
        """Add the runs among elements and below them to a paragraph."""
        for el in elements:
            tag = el.tag
            if tag == _R:
                inside = children(el)
                self.run_content(inside, out, looks.of(_first(inside, _RPR)), looks)
            elif tag in _GONE or tag == _PPR:
                continue
            elif tag in _INLINE:
                self.inline(children(el), out, looks)
            elif tag == _ALTERNATE:
                chosen = _choice(el)
                if chosen is not None:
                    self.inline(children(chosen), out, looks)
            elif isinstance(tag, str) and tag.startswith(M):
                text = "".join(t.text or "" for t in el.iter(M + "t")).translate(_SPACES)
                if text:
                    out.pieces.append((text, looks.plain.style))

    def run_content(self, elements: list[etree._Element], out: _Paragraph, look: Look, looks: Looks) -> None:
        """Add what the elements of one run hold to a paragraph."""
        for el in elements:
            tag = el.tag
            if tag == _T:
                text = "" if look.hidden or not self.showing() else self.characters(el, look)
            elif tag in _RUN:
                text = self.special(_RUN[tag], el, out, look, looks)
            else:
                continue
            if text:
                out.pieces.append((text, look.style))

    def special(self, tag: str, el: etree._Element, out: _Paragraph, look: Look, looks: Looks) -> str:
        """Return the characters that an element of a run other than ``w:t`` stands for, or add what it holds."""
        text = ""
        if tag == "fldChar":
            text = self.field(el)
            return "" if look.hidden else text
        if tag == "AlternateContent":
            chosen = _choice(el)
            if chosen is not None:
                self.run_content(children(chosen), out, look, looks)
        elif tag in ("footnoteReference", "endnoteReference"):
            if not look.hidden:
                self.notes.append((tag[:-9], str(el.get(W + "id"))))
        elif tag in ("drawing", "pict", "object"):
            self.pictures = True
            if not look.hidden and self.showing():
                out.boxes.extend(_boxes(el))
        elif tag == "ruby":
            self.inline(children(el), out, looks)
        elif tag in ("tab", "ptab"):
            text = "\t"
        elif tag in ("br", "cr"):
            text = "\n"
        elif tag == "noBreakHyphen":
            text = "-"
        elif tag == "sym":
            code = str(el.get(W + "char", ""))
            if len(code) <= 6 and _CODE.fullmatch(code):
                text = symbol(int(code, 16), str(el.get(W + "font", "")))
        return "" if look.hidden or not self.showing() else text

    def characters(self, el: etree._Element, look: Look) -> str:
        """Return the characters of a ``w:t`` as its run's look shows them."""
        text = el.text or ""
        if not text:
            return ""
        if (text[0] in _EDGE or text[-1] in _EDGE) and not self.preserve and el.get(_SPACE) != "preserve":
            text = text.strip(_EDGE)
        plain = text.isascii()
        if not (plain and text.isprintable()):
            text = text.translate(_SPACES)
        if look.symbols:
            text = "".join(c if c.isspace() else symbol(ord(c), look.font) for c in text)
        elif not plain and _PUA.search(text):
            text = _PUA.sub(lambda m: symbol(ord(m[0]), look.font), text)
        return text.upper() if look.caps else text

    def showing(self) -> bool:
        """Say whether the walk is outside all field instructions."""
        return not self.fields or not self.balanced or all(self.fields)

    def field(self, el: etree._Element) -> str:
        """Follow the begin, middle or end of a field; return what a form field shows that has no result."""
        kind = el.get(_FLD_CHAR_TYPE)
        if kind == "begin":
            shown = self.showing()
            self.fields.append(False)
            data = el.find(W + "ffData")
            if data is not None and shown:
                return _form(data)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
        return ""

    # --- tables ---

    def table(self, el: etree._Element, place: _Place) -> None:
        self.finish(place)
        place.tables += 1
        index = len(self.tables)
        self.tables.append(Table(0, 0))
        path = f"{place.path}table {place.tables}, "
        cascade = self.table_style(el)
        grid: list[list[tuple[int, int, etree._Element, bool]]] = []
        header_rows = 0
        for row in _parts(children(el), _TR):
            inside = children(row)
            trpr = _first(inside, _TR_PR)
            if trpr is not None and trpr.find(W + "del") is not None:
                continue
            column = 0
            if trpr is not None:
                before = trpr.find(W + "gridBefore")
                column = min(_digits(before.get(_VAL)), 500) if before is not None else 0
                if header_rows == len(grid) and any(on(e) for e in trpr.iterchildren(W + "tblHeader")):
                    header_rows += 1
            cells: list[tuple[int, int, etree._Element, bool]] = []
            for cell in _parts(inside, _TC):
                span, down, across, deleted = _merges(cell) if cell in self.merged else _UNMERGED
                if across and cells:
                    at, width, first, cont = cells[-1]
                    cells[-1] = (at, width + span, first, cont)
                elif not deleted:
                    cells.append((column, span, cell, down))
                column += span
            grid.append(cells)
        if not grid:  # all its rows are deleted
            self.tables.pop()
            place.tables -= 1
            return
        columns = max((at + span for cells in grid for at, span, _, _ in cells), default=0)
        tops: dict[int, tuple[int, int]] = {}
        spans: dict[tuple[int, int], int] = {}
        for r, cells in enumerate(grid):
            now: dict[int, tuple[int, int]] = {}
            for at, _, _, down in cells:
                top = tops.get(at, (r, at)) if down else (r, at)
                now[at] = top
                spans[top] = r - top[0] + 1
            tops = now
        self.tables[index] = Table(len(grid), columns, parent=place.cell, header_rows=header_rows)
        for r, cells in enumerate(grid):
            for at, span, cell, _ in cells:
                if (r, at) not in spans:
                    continue
                inner = _Place(
                    cascade(r, len(grid), at, columns), f"{path}row {r + 1}, column {at + 1}, ",
                    Cell(index, r, at, spans[r, at], span), place.kind,
                )  # fmt: skip
                self.container(cell, inner)
                self.finish(inner)
        place.after, place.empty, place.style = 0.0, 0, ""

    def table_style(self, el: etree._Element) -> Callable[[int, int, int, int], Cascade]:
        """Return the function (row, rows, column, columns) -> the looks that the table's style gives runs in a cell."""
        tblpr = el.find(_TBL_PR)
        named = tblpr.find(W + "tblStyle") if tblpr is not None else None
        key = str(named.get(_VAL, "")) if named is not None else self.styles.normal_table
        if key not in self.styles.styles:
            return lambda r, rows, c, columns: self.cascade
        look = tblpr.find(W + "tblLook") if tblpr is not None else None
        flags = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
        code = str(look.get(_VAL, "0")) if look is not None else "0"
        bits = int(code, 16) if _CODE.fullmatch(code) else 0
        active = {
            n: (look is not None and look.get(W + n) in ("1", "true", "on")) if look is not None and look.get(W + n)
            else bool(bits & bit) for n, bit in flags.items()
        }  # fmt: skip

        def cascade(r: int, rows: int, c: int, columns: int) -> Cascade:
            names = ["wholeTable"]
            if active["firstColumn"] and c == 0:
                names.append("firstCol")
            if active["lastColumn"] and c == columns - 1:
                names.append("lastCol")
            if active["lastRow"] and r == rows - 1 and rows > 1:
                names.append("lastRow")
            if active["firstRow"] and r == 0:
                names.append("firstRow")
            return self.styles.cascade(key, tuple(names))

        return cascade


def _first(elements: list[etree._Element], tag: str) -> etree._Element | None:
    """Return the first of the elements with a tag, None if there is none."""
    for el in elements:
        if el.tag == tag:
            return el
    return None


def _length(value: object) -> float:
    return value if isinstance(value, float) else 0.0


def _digits(value: object) -> int:
    text = str(value)
    return int(text) if _FEW_DIGITS.fullmatch(text) else 0


def _choice(el: etree._Element) -> etree._Element | None:
    """Return the branch of an mc:AlternateContent that Word would take."""
    for choice in el.iterchildren(MC + "Choice"):
        if set(str(choice.get("Requires", "")).split()) <= _KNOWN:
            return choice
    return el.find(MC + "Fallback")


def _boxes(el: etree._Element) -> Iterable[etree._Element]:
    """Return the outermost text boxes and WordArt texts below a drawing, each alternative once."""
    found: list[etree._Element] = []
    stack = [el] if next(el.iter(_TEXTBOX, _TEXT_PATH), None) is not None else []
    while stack:
        at = stack.pop()
        if at.tag in (_TEXTBOX, _TEXT_PATH):
            found.append(at)
        elif at.tag == MC + "AlternateContent":
            chosen = _choice(at)
            if chosen is not None:
                stack.append(chosen)
        else:
            stack.extend(reversed(at))
    return found


def _is_art(box: etree._Element) -> bool:
    """Say whether a text box is drawn as WordArt, as Word draws its watermarks."""
    shape = box.getparent()
    while shape is not None and shape.tag != WPS + "wsp":
        shape = shape.getparent()
    if shape is None:
        return False
    return any(el.get("prst") not in (None, "textNoShape") for el in shape.iter(A + "prstTxWarp"))


def _parts(elements: list[etree._Element], tag: str) -> list[etree._Element]:
    """Return the rows of a table, or the cells of a row, those in content controls and the like too."""
    found: list[etree._Element] = []
    for el in elements:
        if el.tag == tag:
            found.append(el)
        elif el.tag in _BLOCK:
            found.extend(_parts(children(el), tag))
    return found


def _merges(cell: etree._Element) -> tuple[int, bool, bool, bool]:
    """Return how many columns a cell spans, whether it continues the cell above, or the one before, or is deleted."""
    tcpr = cell[0] if len(cell) and cell[0].tag == _TC_PR else cell.find(_TC_PR)
    if tcpr is None:
        return 1, False, False, False
    stated = {el.tag: el for el in reversed(children(tcpr))}
    span, down, across = stated.get(_GRID_SPAN), stated.get(_V_MERGE), stated.get(_H_MERGE)
    return (
        max(1, min(_digits(span.get(_VAL)), 500)) if span is not None else 1,
        down is not None and down.get(_VAL, "continue") == "continue",
        across is not None and across.get(_VAL, "continue") == "continue",
        _CELL_DEL in stated,
    )


def _form(data: etree._Element) -> str:
    """Return what a legacy check box or drop-down list shows."""
    box = data.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        if state is None:
            state = box.find(W + "default")
        return "☒" if state is not None and on(state) else "☐"
    entries = data.find(W + "ddList")
    if entries is not None:
        chosen = entries.find(W + "result")
        if chosen is None:
            chosen = entries.find(W + "default")
        names = [str(e.get(_VAL, "")) for e in entries.iterchildren(W + "listEntry")]
        at = _digits(chosen.get(_VAL)) if chosen is not None else 0
        return names[at] if at < len(names) else ""
    return ""


def _trim(pieces: list[tuple[str, Style]]) -> tuple[str, tuple[Run, ...], int]:
    """Return the text without white space at its ends, its runs, and the number of tabs it began with.

    A gap of many spaces, which some set in place of a tab, becomes a tab.
    """
    if not pieces:
        return "", (), 0
    text = "".join([piece for piece, _ in pieces]) if len(pieces) > 1 else pieces[0][0]
    if "    " in text and (wide := [m.span() for m in _WIDE_GAP.finditer(text)]):
        pieces = _narrow(pieces, wide)
        text = "".join([piece for piece, _ in pieces])
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if tail <= head:
        return "", (), 0
    if len(pieces) == 1:
        return text[head:tail], (Run(0, tail - head, pieces[0][1]),), text.count("\t", 0, head)
    runs: list[Run] = []
    at = start = head  # the run that is growing
    look = None
    end = 0
    for piece, style in pieces:
        end += len(piece)
        if end <= head:
            continue
        if look is not None and style is not look:  # equal looks of one document are one object
            runs.append(Run(start - head, at - head, look))
            start = at
        look, at = style, min(end, tail)
        if end >= tail:
            break
    if look is not None:
        runs.append(Run(start - head, at - head, look))
    return text[head:tail], tuple(runs), text.count("\t", 0, head)


def _narrow(pieces: list[tuple[str, Style]], gaps: list[tuple[int, int]]) -> list[tuple[str, Style]]:
    """Return the pieces with a tab in place of each gap (start, end in their joined text)."""
    out: list[tuple[str, Style]] = []
    at = nearest = 0
    for piece, style in pieces:
        end, start = at + len(piece), at
        kept: list[str] = []
        while nearest < len(gaps) and gaps[nearest][0] < end:
            first, last = gaps[nearest]
            if first >= at:
                kept += (piece[start - at : first - at], "\t")
            start = min(last, end)
            if last > end:
                break
            nearest += 1
        kept.append(piece[start - at :])
        if any(kept):
            out.append(("".join(kept), style))
        at = end
    return out


def _shift(runs: tuple[Run, ...], by: int, length: int) -> tuple[Run, ...]:
    """Return the runs of ``text[by:]``."""
    if not by:
        return runs
    return tuple(Run(max(r.start - by, 0), min(r.end, length) - by, r.style) for r in runs if r.end > by)
