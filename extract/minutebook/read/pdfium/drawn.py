"""The rulings, fills and pictures of a page from pdfium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import pairwise, repeat

from pypdfium2 import raw

from minutebook.read.marks import MAX_PATHS, Color, PageMarks, TooLargeError
from minutebook.read.paths import THIN, add_path, ruling
from minutebook.read.pdfium.calls import (
    Scratch,
    View,
    bounds,
    count_inner,
    count_objects,
    count_segments,
    draw_mode,
    inner_at,
    object_at,
    object_fill,
    object_matrix,
    object_stroke,
    object_type,
    segment_at,
    segment_closes,
    segment_point,
    segment_type,
    spend,
)

_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
_MOVE, _CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO
_MAX_DEPTH = 12
"""Forms within forms."""
_RECTANGLE = 5
"""So many points has a rectangle at most."""


def read_drawn(page: int, view: View, scratch: Scratch, marks: PageMarks) -> None:
    """Add the rulings, fills, curves and the area of the pictures of a page to its marks. Raises TooLargeError."""
    paths = 0
    handles = list(map(object_at, repeat(page), range(count_objects(page))))
    kinds = map(object_type, handles)
    waiting = [(handle, kind, view, 0) for handle, kind in zip(handles, kinds, strict=True) if kind != _TEXT]
    for handle, kind, around, depth in waiting:  # grows while it is walked
        if kind == _PATH:
            paths += 1
            if paths > MAX_PATHS:
                raise TooLargeError(f"more than {MAX_PATHS} drawn paths on page {marks.number}")
            _path(handle, around, scratch, marks)
        elif kind == _IMAGE:
            x0, top, x1, bottom = _bounds(handle, around, scratch)
            marks.image_area += (x1 - x0) * (bottom - top)
        elif kind == _FORM and depth < _MAX_DEPTH:
            inner = _within(handle, around, scratch)
            for k in range(max(0, count_inner(handle))):
                child = inner_at(handle, k)
                waiting.append((child, object_type(child), inner, depth + 1))


def _within(handle: int, view: View, scratch: Scratch) -> View:
    """Return the view of what lies inside an object with a matrix of its own."""
    if not object_matrix(handle, scratch.floats_at[0]):
        return view
    a, b, c, d, e, f = scratch.floats
    if (a, b, c, d, e, f) == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return view
    return View(
        view.a * a + view.c * b,
        view.b * a + view.d * b,
        view.a * c + view.c * d,
        view.b * c + view.d * d,
        *view.at(e, f),
    )


def _bounds(handle: int, view: View, scratch: Scratch) -> tuple[float, float, float, float]:
    bounds(handle, *scratch.floats_at[:4])
    return view.box(*scratch.floats[:4])


def _color(ask: Callable[..., int], handle: int, scratch: Scratch) -> Color:
    if not ask(handle, *scratch.ints_at):
        return None
    red, green, blue, _alpha = scratch.ints
    return (red / 255, green / 255, blue / 255)


def _path(handle: int, view: View, scratch: Scratch, marks: PageMarks) -> None:
    """Sort one path object, taking its parts one by one."""
    draw_mode(handle, *scratch.ints_at[:2])
    filled, stroked = scratch.ints[0] != 0, scratch.ints[1] != 0
    if not filled and not stroked:
        return
    line = _color(object_stroke, handle, scratch) if stroked else None
    fill = _color(object_fill, handle, scratch) if filled else None
    count = count_segments(handle)
    if count <= _RECTANGLE and not stroked:
        x0, top, x1, bottom = _bounds(handle, view, scratch)
        if min(x1 - x0, bottom - top) <= THIN:
            if fill is None or min(fill) <= 0.97:
                ruling(marks.rulings, x0, top, x1, bottom)
            return
    segments = list(map(segment_at, repeat(handle), range(count)))
    kinds = list(map(segment_type, segments))
    closes = list(map(segment_closes, segments))
    numbers = (ctypes.c_float * (2 * count))()
    to = ctypes.addressof(numbers)
    spend(map(segment_point, segments, range(to, to + 8 * count, 8), range(to + 4, to + 4 + 8 * count, 8)))
    inner = _within(handle, view, scratch)
    corners = list(map(inner.at, numbers[::2], numbers[1::2]))
    starts = [k for k in range(count) if kinds[k] == _MOVE or k == 0]
    for start, end in pairwise([*starts, count]):
        points = corners[start:end]
        if any(closes[start:end]):
            points.append(points[0])
        marks.curves += add_path(
            points,
            curved=_CURVE in kinds[start:end],
            line=line,
            fill=fill,
            stroked=stroked,
            filled=filled,
            rulings=marks.rulings,
            fills=marks.fills,
        )
