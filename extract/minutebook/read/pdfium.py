"""PDF pages to marks with pdfium, in bulk: words from its text page, rulings and fills from its path objects.

pypdfium2's own classes cost more than pdfium; the functions are called here with bare handles, and only for the first
and the last character of a word and once for a text object. Coordinates are turned to the page as shown: origin at the
top left corner of the crop box, y downwards, after the page's rotation.
"""

# ruff: noqa: ANN401 - pypdfium2 has no types
from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from minutebook.errors import MinutebookError
from minutebook.read.fonts import look_of, private, sign
from minutebook.read.marks import MAX_CHARS, MAX_PATHS, MAX_SIDE, Color, PageMarks, TooLargeError, Word
from minutebook.read.paths import THIN, add_path, ruling
from minutebook.read.words import cleaned, once, turn_of

MAX_DEPTH = 12
"""Forms within forms."""

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def _call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes bare handles; unlike pypdfium2's it does not let go of the interpreter."""
    address = ctypes.cast(getattr(raw, name), _POINTER).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_count_chars = _call("FPDFText_CountChars", _INT, _POINTER)
_get_text = _call("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
_get_unicode = _call("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
_is_generated = _call("FPDFText_IsGenerated", _INT, _POINTER, _INT)
_is_unmapped = _call("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
_text_object = _call("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
_loose_box = _call("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_char_box = _call("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
_char_origin = _call("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_char_matrix = _call("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
_char_size = _call("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
_fill_color = _call("FPDFText_GetFillColor", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
_stroke_color = _call("FPDFText_GetStrokeColor", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
_render_mode = _call("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
_object_text = _call("FPDFTextObj_GetText", ctypes.c_ulong, _POINTER, _POINTER, _POINTER, ctypes.c_ulong)
_font_of = _call("FPDFTextObj_GetFont", _POINTER, _POINTER)
_font_name = _call("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
_font_flags = _call("FPDFFont_GetFlags", _INT, _POINTER)
_font_angle = _call("FPDFFont_GetItalicAngle", _INT, _POINTER, _POINTER)
_font_descent = _call("FPDFFont_GetDescent", _INT, _POINTER, ctypes.c_float, _POINTER)
_glyph_width = _call("FPDFFont_GetGlyphWidth", _INT, _POINTER, ctypes.c_uint32, ctypes.c_float, _POINTER)
_count_objects = _call("FPDFPage_CountObjects", _INT, _POINTER)
_object_at = _call("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
_object_type = _call("FPDFPageObj_GetType", _INT, _POINTER)
_bounds = _call("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_object_matrix = _call("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
_object_fill = _call("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_object_stroke = _call("FPDFPageObj_GetStrokeColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_draw_mode = _call("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
_count_segments = _call("FPDFPath_CountSegments", _INT, _POINTER)
_segment_at = _call("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
_segment_point = _call("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
_segment_type = _call("FPDFPathSegment_GetType", _INT, _POINTER)
_segment_closes = _call("FPDFPathSegment_GetClose", _INT, _POINTER)
_count_inner = _call("FPDFFormObj_CountObjects", _INT, _POINTER)
_inner_at = _call("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)

_OTHER = re.compile(r"\S+")
_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
_HIDDEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_STROKED_ONLY = raw.FPDF_TEXTRENDERMODE_STROKE
_FILL_STROKE = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_NEAR = 4
"""Text objects between two parts of a word are looked at if there are fewer."""
_LIGATURES = frozenset(("ff", "fi", "fl", "ft", "st"))
_LEAN = 0.0995
"""The cosine between up and along beyond which letters lean: a slope of one in ten."""
_TIGHT = 0.16
"""Ems: letters of one style that are no further apart belong to one word."""
_OVERHANG = 0.35
"""Ems by which a shape may reach beyond its advance."""


class _Face(NamedTuple):
    """What a font says of its characters; ``descent`` in ems, negative."""

    bold: bool
    italic: bool
    signs: bool
    descent: float


class _Look(NamedTuple):
    """What the characters of a text object share. ``base``: its base line as ``Word.base``; ``turn`` in degrees.

    ``fall``: how deep they reach below it. ``unmapped``: the file does
    not say what letters they are. ``stretch``: how much wider than high they are set.
    ``widths``: the advances of the font's characters so far, in ems, as stretched.
    """

    size: float
    bold: bool
    italic: bool
    color: Color
    turn: float
    base: float
    top: float
    bottom: float
    fall: float
    hidden: bool
    signs: bool
    unmapped: bool
    stretch: float
    widths: dict[str, float]


_NO_LOOK = _Look(1.0, False, False, None, 0.0, 0.0, 0.0, 0.0, 0.0, False, False, False, 1.0, {})


class _View(NamedTuple):
    """How a page's own coordinates become those of the page as shown: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as shown."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the upright box (left, top, right, bottom) of a box's corners."""
        p, q = self.at(x0, y0), self.at(x1, y1)
        return min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])


class Scratch:
    """The places into which pdfium writes what it is asked for, made once."""

    def __init__(self) -> None:
        self.rect = raw.FS_RECTF()
        self.rect_at = ctypes.byref(self.rect)
        self.matrix = raw.FS_MATRIX()
        self.matrix_at = ctypes.byref(self.matrix)
        self.bytes = [ctypes.c_uint() for _ in range(4)]
        self.bytes_at = [ctypes.byref(b) for b in self.bytes]
        self.floats = [ctypes.c_float() for _ in range(4)]
        self.floats_at = [ctypes.byref(f) for f in self.floats]
        self.doubles = [ctypes.c_double() for _ in range(4)]
        self.doubles_at = [ctypes.byref(d) for d in self.doubles]
        self.ints = [ctypes.c_int() for _ in range(2)]
        self.ints_at = [ctypes.byref(i) for i in self.ints]
        self.name = ctypes.create_string_buffer(256)


class PdfiumPages:
    """The pages of one PDF. Raises MinutebookError E105 or E106 if pdfium cannot open it."""

    reader = "pdfium"

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
            raise MinutebookError("E105" if locked else "E106", str(error)) from error
        self._scratch = Scratch()
        self._faces: dict[tuple[bytes, int], _Face] = {}

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        """Free what pdfium holds."""
        self._pdf.close()

    def properties(self) -> dict[str, object]:
        """Return the file's own metadata as they are."""
        return {key: value for key in _KEYS if (value := self._pdf.get_metadata_value(key))}

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points, 0 if it does not say."""
        try:
            width, height = self._pdf.get_page_size(number - 1)
        except pypdfium2.PdfiumError:
            return 0.0, 0.0
        return width, height

    def marks(self, number: int) -> PageMarks:
        """Return the marks of a page, counted from 1.

        Raises TooLargeError beyond the limits and pypdfium2.PdfiumError if the page cannot be loaded.
        """
        page = self._pdf[number - 1]
        try:
            text_page = page.get_textpage()
            try:
                return _Reading(self, number, page, text_page).marks()
            finally:
                text_page.close()
        finally:
            page.close()

    def face(self, font: int) -> _Face:
        """Return what a font of the document says of its characters."""
        s = self._scratch
        length = _font_name(font, s.name, len(s.name))
        name = s.name.value if length <= len(s.name) else b""
        flags = _font_flags(font)
        known = self._faces.get((name, flags))
        if known is None:
            angle = s.ints[0].value if _font_angle(font, s.ints_at[0]) else 0
            descent = s.floats[0].value / 1000 if _font_descent(font, 1000.0, s.floats_at[0]) else -0.21
            if not -0.6 < descent <= 0:
                descent = -0.21
            bold, italic, signs = look_of(name.decode("latin-1"), max(flags, 0), angle)
            known = self._faces[name, flags] = _Face(bold, italic, signs, descent)
        return known


class _Reading:
    """The reading of one page."""

    def __init__(self, pages: PdfiumPages, number: int, page: Any, text_page: Any) -> None:
        self.pages = pages
        self.s = pages._scratch
        self.number = number
        self.page: int = ctypes.cast(page.raw, _POINTER).value or 0
        self.text: int = ctypes.cast(text_page.raw, _POINTER).value or 0
        self.width, self.height = page.get_size()
        if max(self.width, self.height) > MAX_SIDE:
            raise TooLargeError(f"page {number} measures {self.width:.0f} by {self.height:.0f} points")
        self.view = self._view(page)
        self.upright = self.view.a == 1.0
        self.fonts: dict[int, _Face] = {}
        self.widths: dict[tuple[int, float], dict[str, float]] = {}
        self.unmapped = 0
        self.order: dict[int, int] = {}

    def _view(self, page: Any) -> _View:
        """Ask pdfium where three corners of the page as shown lie in the page's own coordinates."""
        w, h = self.width, self.height
        x, y = self.s.doubles[:2]
        corners: list[tuple[float, float]] = []
        for at in ((0, 0), (1, 0), (0, 1)):
            raw.FPDF_DeviceToPage(page.raw, 0, 0, 1, 1, 0, *at, ctypes.byref(x), ctypes.byref(y))
            corners.append((x.value, y.value))
        (ox, oy), (rx, ry), (dx, dy) = corners
        # the two unit vectors are upright and of length 1, so that turning back is their transpose
        ux, uy, vx, vy = (float(round(v)) for v in ((rx - ox) / w, (ry - oy) / w, (dx - ox) / h, (dy - oy) / h))
        return _View(ux, vx, uy, vy, -(ux * ox + uy * oy), -(vx * ox + vy * oy))

    def marks(self) -> PageMarks:
        """Read the page."""
        count = _count_chars(self.text)
        if count > MAX_CHARS:
            raise TooLargeError(f"more than {MAX_CHARS} characters on page {self.number}")
        marks = PageMarks(self.number, self.width, self.height, chars=max(0, count))
        self._objects(marks)
        words, hidden, visible = self._words(count)
        if hidden and (marks.image_area < 0.3 * self.width * self.height or len(hidden) < visible):
            words = [w for w in words if id(w) not in hidden]  # no text layer under a scan: hidden on purpose
        marks.words = once(words)
        marks.unmapped = self.unmapped
        return marks

    # ------------------------------------------------------------ words

    def _characters(self, count: int) -> str:
        """Return the page's text, one character for each of pdfium's."""
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        got = _get_text(self.text, 0, count, buffer)
        text = buffer.raw[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (_get_unicode(self.text, i) for i in range(count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\x00" for c in codes)

    def _words(self, count: int) -> tuple[list[Word], set[int], int]:
        """Return the words within the page, the ids of those that are hidden, and how many are not."""
        words: list[Word] = []
        hidden: set[int] = set()
        visible = 0
        if count <= 0:
            return words, hidden, visible
        text = self._characters(count)
        page = self.text
        x, (x_at, y_at) = self.s.doubles[0], self.s.doubles_at[:2]
        shift = self.view.e
        upright = self.upright
        width, height = 2 * self.width, 2 * self.height
        looks: dict[int, _Look] = {}
        known: dict[str, str] = {}
        handle, look = -1, _NO_LOOK
        before, after, before_handle = None, 0, 0
        for match in _OTHER.finditer(text):
            start, last = match.span()
            last -= 1
            end_handle = _text_object(page, last) or 0
            # the characters of an object follow each other: if the last word ended in this one, this word is in it
            pieces: tuple[tuple[int, int, int], ...] = ((start, last, end_handle),)
            if end_handle != handle and start < last and (_text_object(page, start) or 0) != end_handle:
                pieces = tuple(self._pieces(start, last))
            joined: Word | None = None
            for a, b, here in pieces:
                if here != handle:
                    found = looks.get(here)
                    if found is None:
                        found = looks[here] = self._look(here, a)
                    handle, look = here, found
                said = text[a : b + 1]
                if look.unmapped:
                    said = self._mapped(said, a, look.signs)
                if not said.isascii() or look.signs:
                    said = self._said(said, look.signs, known)
                    if not said:
                        continue
                if upright and look.turn == 0.0:
                    _char_origin(page, a, x_at, y_at)
                    x0 = x.value + shift
                    if b > a:
                        _char_origin(page, b, x_at, y_at)
                    if text[b - 1 : b + 1] in _LIGATURES:
                        x1 = self._ligature(b, x.value, text[b], look) + shift
                    else:
                        ems = look.widths.get(text[b])
                        x1 = x.value + shift + (self._advance(b, text[b], look) if ems is None else ems * look.size)
                    top, bottom, base = look.top, look.bottom, look.base
                    if (
                        before is not None
                        and abs(base - before.base) < 0.7 * look.size
                        and -look.size < x0 - before.x1 < _TIGHT * look.size
                    ):
                        before.space = not _is_generated(page, after)
                else:
                    x0, top, x1, bottom, base = self._turned(a, b, text[b], look)
                    if joined is None and words and look.turn in _ENDS:  # pdfium parts such lines anywhere
                        joined = words[-1]
                before = None
                if not (0 <= x0 + x1 <= width and 0 <= top + bottom <= height):
                    continue  # outside what is shown of the page
                if joined is not None and self._blank_between(before_handle, here):
                    joined.space = True
                elif joined is not None and _joins(joined, look, (x0, top, x1, bottom), base):
                    joined.text += said
                    joined.x0, joined.x1 = min(joined.x0, x0), max(joined.x1, x1)
                    joined.top, joined.bottom = min(joined.top, top), max(joined.bottom, bottom)
                    before_handle = here
                    continue
                before_handle = here
                joined = Word(said, x0, top, x1, bottom, base, look.size, look.bold, look.italic, look.color, look.turn)
                words.append(joined)
                if look.hidden:
                    hidden.add(id(joined))
                else:
                    visible += 1
            before, after = joined, last + 1
            if joined is not None and after < count:
                joined.space = True  # a space that pdfium infers is taken back where the next word is close
        return words, hidden, visible

    def _pieces(self, start: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield (first, last, text object) of the parts of a run of characters that lie in one text object each."""
        begin, handle = start, _text_object(self.text, start) or 0
        for k in range(start + 1, last + 1):
            here = _text_object(self.text, k) or 0
            if here != handle:
                yield begin, k - 1, handle
                begin, handle = k, here
        yield begin, last, handle

    def _blank_between(self, first: int, second: int) -> bool:
        """Tell whether nothing but white space is drawn between two text objects; pdfium leaves it out of the text."""
        if first == second:
            return False
        if not self.order:
            for k in range(_count_objects(self.page)):
                self.order[_object_at(self.page, k)] = k
        a, b = self.order.get(first, 0), self.order.get(second, 0)
        if not 1 < b - a <= _NEAR:
            return False
        buffer = ctypes.create_string_buffer(16)
        for k in range(a + 1, b):
            handle = _object_at(self.page, k)
            if _object_type(handle) != _TEXT or _object_text(handle, self.text, buffer, len(buffer)) > len(buffer):
                return False
            if buffer.raw.decode("utf-16-le", "replace").split("\x00", 1)[0].strip():
                return False
        return True

    def _look(self, handle: int, index: int) -> _Look:
        """Return what the characters of a text object share; ``index`` is its first character met."""
        s, page = self.s, self.text
        face, font = _Face(False, False, False, -0.21), 0
        mode = 0
        if handle:
            mode = _render_mode(handle)
            font = _font_of(handle) or 0
            if font:
                known = self.fonts.get(font)
                if known is None:
                    known = self.fonts[font] = self.pages.face(font)
                face = known
        matrix = s.matrix
        if not _char_matrix(page, index, s.matrix_at):
            matrix = raw.FS_MATRIX(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        x, y = self.view.at(matrix.e, matrix.f)
        up = (c * c + d * d) ** 0.5
        along = (a * a + b * b) ** 0.5
        size = abs(_char_size(page, index)) * up
        stretch = round(along / up, 3) if up else 1.0
        widths = self.widths.setdefault((font, stretch), {})
        leans = up > 0 and along > 0 and abs(a * c + b * d) > _LEAN * up * along
        v = self.view
        turn = turn_of(v.a * a + v.c * b, -(v.b * a + v.d * b))
        ask = _stroke_color if mode == _STROKED_ONLY else _fill_color
        color: Color = None
        if ask(page, index, *s.bytes_at):
            color = (s.bytes[0].value / 255, s.bytes[1].value / 255, s.bytes[2].value / 255)
        fall = -face.descent * size
        return _Look(
            round(max(size, 1e-6), 2),
            face.bold or mode == _FILL_STROKE,
            face.italic or leans,
            color,
            turn,
            x if turn in (90.0, 270.0) else y,
            y + fall - size,
            y + fall,
            fall,
            mode in _HIDDEN,
            face.signs,
            bool(_is_unmapped(page, index)),
            stretch,
            widths,
        )

    def _advance(self, index: int, char: str, look: _Look) -> float:
        """Return how far a character moves the pen, in points: its width as the font states it.

        The loose box of a character reaches to the end of its advance or of the drawn shape, whichever is farther, so
        that it is used only where the font's word is not to be believed.
        """
        known = look.widths.get(char)
        if known is not None:
            return known * look.size
        s, page = self.s, self.text
        _loose_box(page, index, s.rect_at)
        _char_origin(page, index, s.doubles_at[0], s.doubles_at[1])
        boxed = abs(max(s.rect.right, s.rect.left) - s.doubles[0].value) / look.size
        stated = 0.0
        font = _font_of(_text_object(page, index) or 0)
        if font and _glyph_width(font, ord(char), 1.0, s.floats_at[0]):
            stated = s.floats[0].value * look.stretch
        if look.turn != 0.0 or not self.upright:
            ems = stated or 0.5
        else:
            ems = stated if 0 < stated < boxed + 0.02 and boxed - stated < _OVERHANG else boxed
        look.widths[char] = ems
        return ems * look.size

    def _ligature(self, index: int, origin: float, char: str, look: _Look) -> float:
        """Return where a letter ends that may be the last of a ligature, whose letters all have the same origin."""
        s = self.s
        _char_origin(self.text, index - 1, s.doubles_at[0], s.doubles_at[1])
        if s.doubles[0].value != origin:
            return origin + self._advance(index, char, look)
        _loose_box(self.text, index, s.rect_at)
        return float(s.rect.right)

    def _turned(self, a: int, b: int, last: str, look: _Look) -> tuple[float, float, float, float, float]:
        """Return the box and the base line of characters on a turned page or in a turned line; ``last`` ends them."""
        s, page = self.s, self.text
        x, y = s.doubles[:2]
        ends: list[tuple[float, float]] = []
        for k in (a, b):
            _char_origin(page, k, *s.doubles_at[:2])
            ends.append(self.view.at(x.value, y.value))
        (ax, ay), (bx, by) = ends
        advance, fall = self._advance(b, last, look), look.fall
        rise = look.size - fall
        if look.turn == 0.0:
            return ax, ay - rise, bx + advance, ay + fall, ay
        if look.turn == 180.0:
            return bx - advance, ay - fall, ax, ay + rise, ay
        if look.turn == 90.0:
            return ax - rise, by - advance, ax + fall, ay, ax
        if look.turn == 270.0:
            return ax - fall, ay, ax + rise, by + advance, ax
        boxes = []
        for k in (a, b):
            left, right, low, high = s.doubles
            if _char_box(page, k, *s.doubles_at):
                boxes.append(self.view.box(left.value, low.value, right.value, high.value))
        if not boxes:
            return ax, ay - rise, ax, ay + fall, ay
        return (
            min(r[0] for r in boxes),
            min(r[1] for r in boxes),
            max(r[2] for r in boxes),
            max(r[3] for r in boxes),
            ay,
        )

    def _said(self, text: str, signs: bool, known: dict[str, str]) -> str:
        """Return what characters count as: signs told by their font, ligatures apart, what shows nothing left out."""
        parts = []
        for c in text:
            key = c + "\x00" if signs else c
            said = known.get(key)
            if said is None:
                said = known[key] = cleaned(sign(c) if signs else private(c))
            parts.append(said)
        return "".join(parts).strip()

    def _mapped(self, text: str, start: int, signs: bool) -> str:
        """Return characters less those of which the file does not say what letters they are, and count these."""
        parts = []
        for k, c in enumerate(text, start):
            unknown = _is_unmapped(self.text, k)
            self.unmapped += bool(unknown)
            parts.append(c if not unknown else "•" if signs else "\ufffd")
        return "".join(parts)

    # ------------------------------------------------------------ paths and pictures

    def _objects(self, marks: PageMarks) -> None:
        """Read the drawn paths and the area of the pictures of a page."""
        paths = 0
        stack: list[tuple[int, _View, int]] = []
        for k in range(_count_objects(self.page)):
            handle = _object_at(self.page, k)
            kind = _object_type(handle)
            if kind != _TEXT:
                stack.append((handle, self.view, 0))
        at = 0
        while at < len(stack):
            handle, view, depth = stack[at]
            at += 1
            kind = _object_type(handle)
            if kind == _PATH:
                paths += 1
                if paths > MAX_PATHS:
                    raise TooLargeError(f"more than {MAX_PATHS} drawn paths on page {self.number}")
                self._path(handle, view, marks)
            elif kind == _IMAGE:
                x0, top, x1, bottom = self._bounds(handle, view)
                marks.image_area += (x1 - x0) * (bottom - top)
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = self._within(handle, view)
                stack.extend((_inner_at(handle, k), inner, depth + 1) for k in range(max(0, _count_inner(handle))))

    def _within(self, handle: int, view: _View) -> _View:
        """Return the view of what lies inside an object with a matrix of its own."""
        if not _object_matrix(handle, self.s.matrix_at):
            return view
        m = self.s.matrix
        x, y = view.at(m.e, m.f)
        return _View(
            view.a * m.a + view.c * m.b,
            view.b * m.a + view.d * m.b,
            view.a * m.c + view.c * m.d,
            view.b * m.c + view.d * m.d,
            x,
            y,
        )

    def _bounds(self, handle: int, view: _View) -> tuple[float, float, float, float]:
        s = self.s
        _bounds(handle, *s.floats_at)
        return view.box(*(f.value for f in s.floats))

    def _path(self, handle: int, view: _View, marks: PageMarks) -> None:
        """Sort one path object, taking its parts one by one."""
        s = self.s
        _draw_mode(handle, *s.ints_at)
        filled, stroked = s.ints[0].value != 0, s.ints[1].value != 0
        if not filled and not stroked:
            return
        line = self._color(_object_stroke, handle) if stroked else None
        fill = self._color(_object_fill, handle) if filled else None
        count = _count_segments(handle)
        if count <= 5 and not stroked:
            x0, top, x1, bottom = self._bounds(handle, view)
            if min(x1 - x0, bottom - top) <= THIN:
                if fill is None or min(fill) <= 0.97:
                    ruling(marks.rulings, x0, top, x1, bottom)
                return
        inner = self._within(handle, view)
        points: list[tuple[float, float]] = []
        curved = False
        x, y = s.floats[0], s.floats[1]
        for k in range(count + 1):
            segment = _segment_at(handle, k) if k < count else 0
            kind = _segment_type(segment) if segment else raw.FPDF_SEGMENT_MOVETO
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                marks.curves += add_path(
                    points,
                    curved=curved,
                    line=line,
                    fill=fill,
                    stroked=stroked,
                    filled=filled,
                    rulings=marks.rulings,
                    fills=marks.fills,
                )
                points, curved = [], False
            if not segment:
                continue
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            _segment_point(segment, *s.floats_at[:2])
            points.append(inner.at(x.value, y.value))
            if _segment_closes(segment):
                points.append(points[0])

    def _color(self, ask: Callable[..., Any], handle: int) -> Color:
        s = self.s
        if not ask(handle, *s.bytes_at):
            return None
        return (s.bytes[0].value / 255, s.bytes[1].value / 255, s.bytes[2].value / 255)


_ENDS: dict[float, Callable[[Word, tuple[float, float, float, float]], float]] = {
    0.0: lambda word, box: box[0] - word.x1,
    90.0: lambda word, box: word.top - box[3],
    180.0: lambda word, box: word.x0 - box[2],
    270.0: lambda word, box: box[1] - word.bottom,
}
"""How far a box lies behind the end of a word, for each direction of writing."""


def _joins(word: Word, look: _Look, box: tuple[float, float, float, float], base: float) -> bool:
    """Tell whether characters of another text object go on with a word: close behind it and of the same look."""
    if (
        word.turn != look.turn
        or word.bold != look.bold
        or word.italic != look.italic
        or word.color != look.color
        or abs(word.size - look.size) >= 0.12 * look.size
    ):
        return False
    gap = _ENDS.get(look.turn)
    if gap is None:
        return True  # a slanting line: pdfium sees no space between them
    return abs(word.base - base) < 0.08 * look.size and -0.4 * look.size < gap(word, box) < _TIGHT * look.size
