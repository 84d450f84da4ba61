"""PDF to Document: the only door to the PDF libraries. It takes marks from pages; ``layout`` makes blocks of them."""

# ruff: noqa: ANN401 - what pdfminer hands over has no types
from __future__ import annotations

import io
import logging
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTCurve, LTFigure, LTImage, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt

from minutebook.document import Document, Notice
from minutebook.errors import MinutebookError
from minutebook.read.layout import lay_out
from minutebook.read.marks import Char, Fill, PageMarks, Ruling
from minutebook.read.words import make_words

MAX_PAGES = 3000
MAX_CHARS = 40_000
"""Characters on one page."""
MAX_PATHS = 20_000
"""Drawn paths on one page."""
MAX_LARGE = 3
"""Pages beyond these limits that are left out with a notice before the file counts as too large."""
MAX_SIDE = 20_000.0
"""Points along one side of a page."""
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it says of broken files becomes a notice or an error

THIN = 3.0
"""Points: a filled rectangle no thicker than this is a ruling."""


_BOLD = re.compile(
    r"bold|black|heavy|(?:semi|demi)(?!light)|[-,_ ]bd|[a-z]Bd|[-,]b(?:$|i)|^cmbx|^cmssbx|extra", re.IGNORECASE
)
_ITALIC = re.compile(r"italic|oblique|kursiv|slanted|[-,_ ]it(?:$|[^a-z])|[-,]bi$|[-,]i$|^cmti", re.IGNORECASE)


_SIGN_FONT = re.compile(r"^(?:wingdings|webdings|zapfdingbats|opensymbol|dingbats)", re.IGNORECASE)
_PRIVATE = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0xA7: "▪", 0xA8: "□",
    0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x9F: "•", 0xD7: "•",
    0x2D: "-", 0x20: " ",
}  # fmt: skip
"""What the commonest signs of Wingdings and Symbol show, by their code in the private area less F000."""
_SIGNS = {chr(code): sign for code, sign in _PRIVATE.items()} | {chr(0xF000 + c): s for c, s in _PRIVATE.items()}


_UNUSED = frozenset((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""The codes that WinAnsiEncoding leaves free: the PDF standard lets them all show a bullet."""


def _is_ansi(font: Any) -> bool:
    """Tell whether a simple font's codes are those of WinAnsiEncoding, by codes that only it has."""
    codes = getattr(font, "cid2unicode", None) or {}
    return codes.get(0x80) == "€" and codes.get(0x93) == "“"


class _TooLargeError(Exception):
    """A page holds more than the limits allow."""


class _Face:
    """What the characters of one font share: look, signs, descent, and each code's text and width as they turn up."""

    def __init__(self, font: Any) -> None:
        name = font.fontname
        if isinstance(name, bytes):
            name = name.decode("latin-1")
        self.font = font
        self.bold, self.italic, self.signs = _font_look(str(name), getattr(font, "descriptor", None) or {}, font)
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
        if self.signs is not None and text:
            return self.signs.get(text, text if text.isspace() or text in "\u2022\u00b7" else "•")
        if "\uf000" <= text[:1] <= "\uf0ff":
            code = ord(text[0]) - 0xF000
            return _PRIVATE.get(code) or (chr(code) if 0x20 <= code < 0x7F else "•")
        return text


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
            raise _TooLargeError(f"more than {MAX_PATHS} drawn paths on page {self.pageno}")
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
            raise _TooLargeError(f"more than {MAX_CHARS} characters on page {self.pageno}")
        face = self.faces.get(id(font))
        if face is None:
            face = self.faces[id(font)] = _Face(font)
        text, width = face.glyph(cid)
        if not text:
            self.unmapped += 1
            text = "•" if face.signs is not None else "\ufffd"
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


def _font_look(name: str, descriptor: Any, font: Any) -> tuple[bool, bool, dict[str, str] | None]:
    """Return whether a font is bold and italic, and the map of its signs if it is a font of signs, not letters."""
    plain = name.split("+", 1)[-1]
    flags = getattr(font, "flags", 0)
    flags = flags if isinstance(flags, int) else 0
    weight = descriptor.get("FontWeight") if hasattr(descriptor, "get") else None
    bold = bool(_BOLD.search(plain)) or bool(flags & (1 << 18)) or (isinstance(weight, int) and weight >= 600)
    leans = getattr(font, "italic_angle", 0)
    italic = bool(_ITALIC.search(plain)) or bool(flags & 64 and isinstance(leans, (int, float)) and leans)
    return bold, italic, _SIGNS if _SIGN_FONT.search(plain) else None


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


def read_pdf(data: bytes) -> Document:
    """Read the bytes of a PDF.

    Raises MinutebookError: E102 scan without text, E103 text as outlines, E105 locked, E106 damaged, E107 too large,
    E108 no words. Pages that cannot be read, and pages without text, become notices.
    """
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except Exception as error:
        raise _opening_error(error) from error
    pages: list[PageMarks] = []
    notices: list[Notice] = []
    failed: list[str] = []
    large = 0
    try:
        found = pdf.pages
    except _TooLargeError as error:
        raise MinutebookError("E107", str(error)) from error
    except Exception as error:
        raise _opening_error(error) from error
    if len(found) > MAX_PAGES:
        raise MinutebookError("E107", f"{len(found)} pages")
    for page in found:
        try:
            pages.append(_page_marks(page))
        except _TooLargeError as error:
            large += 1
            if large > MAX_LARGE or large == len(found):
                raise MinutebookError("E107", str(error)) from error
            failed.append("too large")
            notices.append(Notice("N13", f"The page was left out: {error}.", page=page.page_number))
            pages.append(PageMarks(page.page_number, *_size(page)))
        except (Exception, RecursionError) as error:  # pdfminer raises undeclared errors of many kinds
            failed.append(type(error).__name__)
            notices.append(Notice("N13", "The page could not be read.", page=page.page_number))
            pages.append(PageMarks(page.page_number, *_size(page)))
    properties = _properties(pdf.metadata)
    _check(pages, failed, notices)
    blocks, tables = lay_out(pages)
    if not blocks:
        raise MinutebookError("E108")
    return Document(
        blocks=blocks,
        tables=tables,
        pages=len(pages),
        page_sizes=tuple((round(p.width, 2), round(p.height, 2)) for p in pages),
        media_type="application/pdf",
        reader="pdfplumber",
        properties=properties,
        notices=tuple(sorted(notices, key=lambda n: (n.page or 0, n.code))),
    )


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
        raise _TooLargeError(f"page {page.page_number} measures {width:.0f} by {height:.0f} points")
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
    """Sort a drawn path into rulings and fills; return 1 if it is a curve of neither kind."""
    x0, top, x1, bottom = item.x0, height - item.y1, item.x1, height - item.y0
    ink = _rgb(item.stroking_color) if item.stroke else _rgb(item.non_stroking_color)
    if item.stroke and ink is not None and min(ink) > 0.97 and not item.fill:
        return 0
    if isinstance(item, LTLine):
        if item.stroke or item.fill:
            _ruling(rulings, x0, top, x1, bottom)
        return 0
    square = isinstance(item, LTRect) or _is_box(item)
    bent = any(part[0] in "cvy" for part in item.original_path or ())
    thin = not bent and min(x1 - x0, bottom - top) <= THIN
    if not square and not thin:
        return _polyline(item, height, rulings)
    if thin:
        if not (item.fill and not item.stroke and ink is not None and min(ink) > 0.97):
            _ruling(rulings, x0, top, x1, bottom)
        return 0
    if item.stroke:
        for box in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            _ruling(rulings, *box)
    if item.fill:
        fills.append(Fill(x0, top, x1, bottom, _rgb(item.non_stroking_color)))
    return 0


def _polyline(item: Any, height: float, rulings: list[Ruling]) -> int:
    """Take a stroked path of level and upright lines apart; return 1 if it is a curve of another kind."""
    if any(part[0] in "cvy" for part in item.original_path or ()):
        return 1
    pairs = list(pairwise(item.pts))
    if not item.stroke or any(abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1 for a, b in pairs):
        return 1
    for a, b in pairs:
        _ruling(rulings, min(a[0], b[0]), height - max(a[1], b[1]), max(a[0], b[0]), height - min(a[1], b[1]))
    return 0


def _is_box(item: Any) -> bool:
    """Tell whether a path of straight lines is an upright rectangle."""
    if any(part[0] == "c" for part in item.original_path or ()):
        return False
    xs = {round(p[0], 1) for p in item.pts}
    ys = {round(p[1], 1) for p in item.pts}
    return len(xs) <= 2 and len(ys) <= 2


def _ruling(rulings: list[Ruling], x0: float, top: float, x1: float, bottom: float) -> None:
    """Add an upright line, as the middle line of its box."""
    if x1 - x0 >= bottom - top:
        if bottom - top <= THIN:
            y = (top + bottom) / 2
            rulings.append(Ruling(x0, y, x1, y, bottom - top))
    elif x1 - x0 <= THIN:
        x = (x0 + x1) / 2
        rulings.append(Ruling(x, top, x, bottom, x1 - x0))


def _properties(metadata: Any) -> dict[str, str]:
    """Return the file's own metadata as text, sorted, without control characters."""
    result: dict[str, str] = {}
    for key, value in sorted((metadata or {}).items(), key=lambda pair: str(pair[0])):
        said = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if isinstance(said, str):
            clean = "".join(c for c in said if unicodedata.category(c)[0] != "C").strip()
            if clean:
                result[str(key)] = clean[:1000]
    return result


def _check(pages: list[PageMarks], failed: list[str], notices: list[Notice]) -> None:
    """Raise the error that a file without text deserves; add a notice for each page without text."""
    if failed and len(failed) == len(pages):
        raise MinutebookError("E106", failed[0])
    if not pages:
        raise MinutebookError("E106", "no pages")
    if not any(p.words for p in pages):
        if failed:
            raise MinutebookError("E106", failed[0])
        area = sum(p.width * p.height for p in pages)
        if sum(p.image_area for p in pages) > 0.2 * area:
            raise MinutebookError("E102")
        if sum(p.curves for p in pages) > 50 * len(pages):
            raise MinutebookError("E103")
        if any(p.image_area for p in pages):
            raise MinutebookError("E102")
        raise MinutebookError("E108")
    bad = {n.page for n in notices}
    for p in pages:
        if not p.words and p.number not in bad and (p.image_area > 0.05 * p.width * p.height or p.curves > 50):
            notices.append(Notice("N04", "The page holds a picture but no text.", page=p.number))
        if p.unmapped > max(5, 0.02 * p.chars):
            notices.append(Notice("N08", f"{p.unmapped} characters have no map to Unicode.", page=p.number))
