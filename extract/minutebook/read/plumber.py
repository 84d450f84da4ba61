"""PDF pages to marks with pdfplumber and the pdfminer under it: the way out where pdfium is in trouble.

The characters and paths are taken from pdfminer as it interprets the page: pdfplumber's dictionaries of them cost as
much again, and its tables are not needed.
"""

# ruff: noqa: ANN401 - what pdfminer hands over has no types
from __future__ import annotations

import io
import logging
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTCurve, LTFigure, LTImage
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt

from minutebook.errors import MinutebookError
from minutebook.read.fonts import look_of, private, sign
from minutebook.read.marks import MAX_CHARS, MAX_PATHS, MAX_SIDE, Char, Fill, PageMarks, Ruling, TooLargeError
from minutebook.read.paths import add_path
from minutebook.read.words import make_words

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it says of broken files becomes a notice or an error

_UNUSED = frozenset((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""The codes that WinAnsiEncoding leaves free: the PDF standard lets them all show a bullet."""


def _is_ansi(font: Any) -> bool:
    """Tell whether a simple font's codes are those of WinAnsiEncoding, by codes that only it has."""
    codes = getattr(font, "cid2unicode", None) or {}
    return codes.get(0x80) == "€" and codes.get(0x93) == "“"


class _Face:
    """What the characters of one font share: look, signs, descent, and each code's text and width as they turn up."""

    def __init__(self, font: Any) -> None:
        name = font.fontname
        if isinstance(name, bytes):
            name = name.decode("latin-1")
        descriptor = getattr(font, "descriptor", None) or {}
        weight = descriptor.get("FontWeight") if hasattr(descriptor, "get") else None
        flags, angle = getattr(font, "flags", 0), getattr(font, "italic_angle", 0)
        self.font = font
        self.bold, self.italic, self.signs = look_of(
            str(name),
            flags if isinstance(flags, int) else 0,
            angle if isinstance(angle, (int, float)) else 0,
            weight if isinstance(weight, int) else None,
        )
        self.descent = font.get_descent()
        self.glyphs: dict[int, tuple[str, float]] = {}

    def glyph(self, cid: int) -> tuple[str, float]:
        """Return the text of a code, "" if it has none, and its width in text space."""
        known = self.glyphs.get(cid)
        if known is None:
            known = self.glyphs[cid] = (self._text(cid), float(self.font.char_width(cid)))
        return known

    def _text(self, cid: int) -> str:
        try:
            text = str(self.font.to_unichr(cid))
        except Exception:  # pdfminer raises PDFUnicodeNotDefined, KeyError, TypeError ... from broken fonts
            text = ""
        if text.startswith("(cid:"):
            text = ""
        if not text and cid in _UNUSED and _is_ansi(self.font):
            text = "•"
        return sign(text) if self.signs and text else private(text)


class _Device(PDFPageAggregator):
    """Collects the characters of a page as plain marks while pdfminer interprets it."""

    def __init__(self, rsrcmgr: Any, pageno: int) -> None:
        super().__init__(rsrcmgr, pageno=pageno, laparams=None)
        self.chars: list[Char] = []
        self.unmapped = 0
        self.paths = 0
        self.faces: dict[int, _Face] = {}
        self.inks: dict[Any, tuple[float, float, float] | None] = {}
        self.mode = 0

    def _ink(self, color: Any) -> tuple[float, float, float] | None:
        """Return a colour as red, green and blue, from memory where it was seen before."""
        if not isinstance(color, (tuple, int, float)):
            return _rgb(color)
        try:
            return self.inks[color]
        except KeyError:
            return self.inks.setdefault(color, _rgb(color))
        except TypeError:  # a pattern's parts may not be hashable
            return _rgb(color)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self.paths += 1
        if self.paths > MAX_PATHS:
            raise TooLargeError(f"more than {MAX_PATHS} drawn paths on page {self.pageno}")
        super().paint_path(*args, **kwargs)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Note one character: its text, origin on the base line, box and look."""
        if len(self.chars) >= MAX_CHARS:
            raise TooLargeError(f"more than {MAX_CHARS} characters on page {self.pageno}")
        face = self.faces.get(id(font))
        if face is None:
            face = self.faces[id(font)] = _Face(font)
        text, width = face.glyph(cid)
        if not text:
            self.unmapped += 1
            text = "•" if face.signs else "\ufffd"
        advance = width * fontsize * scaling
        a, b, c, d, e, f = matrix
        low = face.descent * fontsize + rise
        high = low + fontsize
        if b == 0 and c == 0:
            x0, x1, y0, y1 = e, a * advance + e, d * low + f, d * high + f
            if x0 > x1:
                x0, x1 = x1, x0
            if y0 > y1:
                y0, y1 = y1, y0
            size, leans = abs(fontsize * d), False
        else:
            corners = [apply_matrix_pt(matrix, p) for p in ((0, low), (advance, low), (0, high), (advance, high))]
            x0, x1 = min(p[0] for p in corners), max(p[0] for p in corners)
            y0, y1 = min(p[1] for p in corners), max(p[1] for p in corners)
            size, leans = abs(fontsize) * (c * c + d * d) ** 0.5, b == 0 and d != 0 and abs(c / d) > 0.1
        self.chars.append(
            Char(
                text,
                x0,
                y0,
                x1,
                y1,
                c * rise + e,
                d * rise + f,
                (a, b, c, d),
                max(size, 1e-6 * abs(fontsize)),
                face.bold or self.mode == 2,
                face.italic or leans,
                self._ink(graphicstate.scolor if self.mode == 1 else graphicstate.ncolor),
                self.mode,
            )
        )
        return advance


def _rgb(color: Any) -> tuple[float, float, float] | None:
    """Return red, green and blue from 0 to 1 of a pdfminer colour (grey, RGB or CMYK), None for a pattern."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    try:
        values = [min(1.0, max(0.0, float(v))) for v in parts]
    except (TypeError, ValueError):
        return None
    if len(values) == 1:
        return (values[0], values[0], values[0])
    if len(values) == 3:
        return (values[0], values[1], values[2])
    if len(values) == 4:
        k = 1 - values[3]
        return ((1 - values[0]) * k, (1 - values[1]) * k, (1 - values[2]) * k)
    return None


class PlumberPages:
    """The pages of one PDF. Raises MinutebookError E105, E106 or E107 if it cannot be opened."""

    reader = "pdfplumber"

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data))
            self._pages = self._pdf.pages
        except MemoryError:
            raise
        except Exception as error:  # pdfminer raises undeclared errors of many kinds
            raise _opening_error(error) from error

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Let go of what was read."""
        self._pdf.close()

    def properties(self) -> dict[str, object]:
        """Return the file's own metadata as they are."""
        return {str(key): value for key, value in (self._pdf.metadata or {}).items()}

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points, 0 if it does not say."""
        return _size(self._pages[number - 1])

    def marks(self, number: int) -> PageMarks:
        """Return the marks of a page, counted from 1. Raises TooLargeError, and whatever pdfminer raises."""
        return _page_marks(self._pages[number - 1])


def _opening_error(error: BaseException) -> MinutebookError:
    """Map what a PDF library raised while opening to an error with a code."""
    seen: BaseException | None = error
    while seen is not None:
        inner = [a for a in seen.args if isinstance(a, BaseException)]
        if isinstance(seen, (PDFPasswordIncorrect, PDFEncryptionError)):
            return MinutebookError("E105")
        seen = inner[0] if inner else seen.__cause__
    return MinutebookError("E106", type(error).__name__)


def _size(page: Any) -> tuple[float, float]:
    try:
        return float(page.width), float(page.height)
    except Exception:
        return 0.0, 0.0


def _page_marks(page: Any) -> PageMarks:
    """Interpret one page and return its marks, y from the top edge."""
    width, height = _size(page)
    if max(width, height) > MAX_SIDE:
        raise TooLargeError(f"page {page.page_number} measures {width:.0f} by {height:.0f} points")
    device = _Device(page.pdf.rsrcmgr, page.page_number)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    rulings: list[Ruling] = []
    fills: list[Fill] = []
    images = 0.0
    curves = 0
    stack = list(device.get_result())
    while stack:
        item = stack.pop()
        if isinstance(item, LTFigure):
            stack.extend(item)
        elif isinstance(item, LTImage):
            images += max(0.0, item.width) * max(0.0, item.height)
        elif isinstance(item, LTCurve):
            curves += _path(item, height, rulings, fills)
    chars = device.chars
    hidden = sum(1 for c in chars if c.mode in (3, 7))
    if hidden and (images < 0.3 * width * height or hidden < 0.5 * len(chars)):
        chars = [c for c in chars if c.mode not in (3, 7)]  # no text layer under a scan: hidden on purpose
    marks = PageMarks(
        page.page_number,
        width,
        height,
        words=make_words(chars, height),
        rulings=rulings,
        fills=fills,
        image_area=images,
        curves=curves,
        chars=len(device.chars),
        unmapped=device.unmapped,
    )
    return _cropped(marks, page)


def _cropped(marks: PageMarks, page: Any) -> PageMarks:
    """Cut a page to what is shown of it, its crop box; the origin is that box's top left corner."""
    try:
        left, top, right, bottom = (float(v) - o for v, o in zip(page.cropbox, (*page.mediabox[:2],) * 2, strict=True))
    except (AttributeError, TypeError, ValueError):
        return marks
    left, top = max(left, 0.0), max(top, 0.0)
    right, bottom = min(right, marks.width), min(bottom, marks.height)
    if right - left < 50 or bottom - top < 50:
        return marks
    words = [w for w in marks.words if left <= (w.x0 + w.x1) / 2 <= right and top <= (w.top + w.bottom) / 2 <= bottom]
    if left < 1 and top < 1 and right > marks.width - 1 and bottom > marks.height - 1:
        return replace(marks, words=words)
    move = (left, top, left, top)

    def moved(box: Any) -> tuple[float, float, float, float]:
        return (box.x0 - move[0], box.top - move[1], box.x1 - move[2], box.bottom - move[3])

    shifted = []
    for word in words:
        x0, y0, x1, y1 = moved(word)
        base = word.base - (left if word.turn in (90.0, 270.0) else top)
        shifted.append(replace(word, x0=x0, top=y0, x1=x1, bottom=y1, base=base))
    return replace(
        marks,
        width=right - left,
        height=bottom - top,
        words=shifted,
        rulings=[Ruling(*moved(r), r.weight) for r in marks.rulings],
        fills=[Fill(*moved(f), f.color) for f in marks.fills],
    )


def _path(item: Any, height: float, rulings: list[Ruling], fills: list[Fill]) -> int:
    """Sort a drawn path into rulings and fills; return 1 if it is of neither kind."""
    return add_path(
        [(x, height - y) for x, y in item.pts],
        curved=any(part[0] in "cvy" for part in item.original_path or ()),
        line=_rgb(item.stroking_color) if item.stroke else None,
        fill=_rgb(item.non_stroking_color) if item.fill else None,
        stroked=bool(item.stroke),
        filled=bool(item.fill),
        rulings=rulings,
        fills=fills,
    )
