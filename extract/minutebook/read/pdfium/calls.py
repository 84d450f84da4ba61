"""pdfium's functions with bare handles, and where they write what they are asked for.

pypdfium2's checked pointers cost more than what pdfium does behind them. A handle is an address; what pdfium hands
back, it writes into the arrays of a ``Scratch``. The names are those of pdfium's own functions, shortened.
"""

# ruff: noqa: ANN401 - pypdfium2 has no types
from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def address_of(name: str) -> int:
    """Return where a function of pdfium lies."""
    address = ctypes.cast(getattr(raw, name), _POINTER).value
    assert address is not None
    return address


def _bare(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes bare handles; unlike pypdfium2's it does not let go of the interpreter."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(name))


count_chars = _bare("FPDFText_CountChars", _INT, _POINTER)
get_text = _bare("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
get_unicode = _bare("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
is_generated = _bare("FPDFText_IsGenerated", _INT, _POINTER, _INT)
is_unmapped = _bare("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
text_object = _bare("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
loose_box = _bare("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
char_box = _bare("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
char_origin = _bare("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
char_matrix = _bare("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
char_size = _bare("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
fill_color = _bare("FPDFText_GetFillColor", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
stroke_color = _bare("FPDFText_GetStrokeColor", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
render_mode = _bare("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
object_text = _bare("FPDFTextObj_GetText", ctypes.c_ulong, _POINTER, _POINTER, _POINTER, ctypes.c_ulong)
font_of = _bare("FPDFTextObj_GetFont", _POINTER, _POINTER)
font_name = _bare("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
font_flags = _bare("FPDFFont_GetFlags", _INT, _POINTER)
font_angle = _bare("FPDFFont_GetItalicAngle", _INT, _POINTER, _POINTER)
font_descent = _bare("FPDFFont_GetDescent", _INT, _POINTER, ctypes.c_float, _POINTER)
glyph_width = _bare("FPDFFont_GetGlyphWidth", _INT, _POINTER, ctypes.c_uint32, ctypes.c_float, _POINTER)
count_objects = _bare("FPDFPage_CountObjects", _INT, _POINTER)
object_at = _bare("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
object_type = _bare("FPDFPageObj_GetType", _INT, _POINTER)
bounds = _bare("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_matrix = _bare("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
object_fill = _bare("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_stroke = _bare("FPDFPageObj_GetStrokeColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
draw_mode = _bare("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
count_segments = _bare("FPDFPath_CountSegments", _INT, _POINTER)
segment_at = _bare("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_point = _bare("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_type = _bare("FPDFPathSegment_GetType", _INT, _POINTER)
segment_closes = _bare("FPDFPathSegment_GetClose", _INT, _POINTER)
count_inner = _bare("FPDFFormObj_CountObjects", _INT, _POINTER)
inner_at = _bare("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
_ULONG = ctypes.c_ulong
is_tagged = _bare("FPDFCatalog_IsTagged", _INT, _POINTER)
content_of = _bare("FPDFPageObj_GetMarkedContentID", _INT, _POINTER)
open_tree = _bare("FPDF_StructTree_GetForPage", _POINTER, _POINTER)
close_tree = _bare("FPDF_StructTree_Close", None, _POINTER)
count_roots = _bare("FPDF_StructTree_CountChildren", _INT, _POINTER)
root_at = _bare("FPDF_StructTree_GetChildAtIndex", _POINTER, _POINTER, _INT)
element_type = _bare("FPDF_StructElement_GetType", _ULONG, _POINTER, _POINTER, _ULONG)
count_content = _bare("FPDF_StructElement_GetMarkedContentIdCount", _INT, _POINTER)
content_at = _bare("FPDF_StructElement_GetMarkedContentIdAtIndex", _INT, _POINTER, _INT)
count_children = _bare("FPDF_StructElement_CountChildren", _INT, _POINTER)
child_at = _bare("FPDF_StructElement_GetChildAtIndex", _POINTER, _POINTER, _INT)
child_content = _bare("FPDF_StructElement_GetChildMarkedContentID", _INT, _POINTER, _INT)


def columns(array: ctypes.Array[Any], width: int) -> list[range]:
    """Return the addresses of the fields of an array of rows of 4-byte numbers, column by column."""
    to, end = ctypes.addressof(array), ctypes.addressof(array) + ctypes.sizeof(array)
    return [range(to + 4 * k, end, 4 * width) for k in range(width)]


def rows_of(array: ctypes.Array[Any], width: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of an array, ``width`` numbers each."""
    values = iter(array[:])
    return zip(*[values] * width, strict=True)


def spend(answers: Iterable[object]) -> None:
    """Ask for all answers and keep none: what pdfium wrote is wanted, not what it returned."""
    deque(answers, maxlen=0)


class View(NamedTuple):
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
    """Arrays into which pdfium writes what it is asked for, made once, and the addresses of their fields."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.doubles = (ctypes.c_double * 4)()
        self.ints = (ctypes.c_uint * 4)()
        self.floats_at = tuple(ctypes.addressof(self.floats) + 4 * k for k in range(6))
        self.doubles_at = tuple(ctypes.addressof(self.doubles) + 8 * k for k in range(4))
        self.ints_at = tuple(ctypes.addressof(self.ints) + 4 * k for k in range(4))
        self.name = ctypes.create_string_buffer(256)
        self._room = ctypes.create_string_buffer(1 << 14)

    def room(self, size: int) -> int:
        """Return the address of a stretch of at least ``size`` bytes, which holds until the next is asked for."""
        if size > len(self._room):
            self._room = ctypes.create_string_buffer(1 << size.bit_length())
        return ctypes.addressof(self._room)
