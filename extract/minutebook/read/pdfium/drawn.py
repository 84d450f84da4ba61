"""The rulings, fills and pictures of a page from pdfium's page objects."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat

from pypdfium2 import raw

from minutebook.read.marks import MAX_PATHS, Color, PageMarks, TooLargeError
from minutebook.read.paths import THIN, WHITE, add_path, ruling
from minutebook.read.pdfium.calls import (
    Scratch,
    View,
    bounds,
    columns,
    count_inner,
    count_segments,
    draw_mode,
    inner_at,
    object_fill,
    object_matrix,
    object_stroke,
    object_type,
    rows_of,
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


def read_drawn(handles: list[int], view: View, scratch: Scratch, marks: PageMarks) -> None:
    """Add the rulings, fills, curves and the area of the pictures of a page to its marks. Raises TooLargeError.

    ``handles`` are the page's objects.
    """
    paths = 0
    waiting = [(handles, view, 0)]
    for objects, around, depth in waiting:  # grows while it is walked
        found: list[int] = []
        for handle, kind in zip(objects, map(object_type, objects), strict=True):
            if kind == _PATH:
                found.append(handle)
            elif kind == _IMAGE:
                bounds(handle, *scratch.floats_at[:4])
                x0, top, x1, bottom = around.box(*scratch.floats[:4])
                marks.image_area += (x1 - x0) * (bottom - top)
            elif kind == _FORM and depth < _MAX_DEPTH:
                inside = list(map(inner_at, repeat(handle), range(max(0, count_inner(handle)))))
                waiting.append((inside, _within(handle, around, scratch), depth + 1))
        paths += len(found)
        if paths > MAX_PATHS:
            raise TooLargeError(f"more than {MAX_PATHS} drawn paths on page {marks.number}")
        if found:
            _paths(found, around, scratch, marks)


def _paths(handles: list[int], view: View, scratch: Scratch, marks: PageMarks) -> None:
    """Sort path objects into rulings and fills; most are thin filled rectangles, of which the box says all."""
    count = len(handles)
    modes, boxes, inks = (
        (ctypes.c_uint * (2 * count))(),
        (ctypes.c_float * (4 * count))(),
        (ctypes.c_uint * (4 * count))(),
    )
    spend(map(draw_mode, handles, *columns(modes, 2)))
    spend(map(bounds, handles, *columns(boxes, 4)))
    inked = map(object_fill, handles, *columns(inks, 4))
    rows = zip(
        handles,
        rows_of(modes, 2),
        rows_of(boxes, 4),
        inked,
        rows_of(inks, 4),
        map(count_segments, handles),
        strict=True,
    )
    for handle, (fills, strokes), corners, known, ink, segments in rows:
        if not fills and not strokes:
            continue
        fill = (ink[0] / 255, ink[1] / 255, ink[2] / 255) if fills and known else None
        if not strokes and segments <= _RECTANGLE:
            x0, top, x1, bottom = view.box(*corners)
            if min(x1 - x0, bottom - top) <= THIN:
                if fill is None or min(fill) <= WHITE:
                    ruling(marks.rulings, x0, top, x1, bottom)
                continue
        line = _ink(handle, scratch) if strokes else None
        _path(handle, segments, _within(handle, view, scratch), (line, fill), (strokes != 0, fills != 0), marks)


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


def _ink(handle: int, scratch: Scratch) -> Color:
    """Return the colour of a path's line."""
    if not object_stroke(handle, *scratch.ints_at):
        return None
    red, green, blue, _alpha = scratch.ints
    return (red / 255, green / 255, blue / 255)


def _path(
    handle: int, count: int, view: View, inks: tuple[Color, Color], drawn: tuple[bool, bool], marks: PageMarks
) -> None:
    """Sort one path object, part by part; ``inks`` and ``drawn`` are of its line and its filling."""
    segments = list(map(segment_at, repeat(handle), range(count)))
    kinds = list(map(segment_type, segments))
    starts = [k for k in range(count) if kinds[k] == _MOVE or k == 0]
    for start, end in pairwise([*starts, count]):
        curved = _CURVE in kinds[start:end]  # what has a curve in it is looked at no further
        marks.curves += add_path(
            [] if curved else _points(segments[start:end], view),
            curved=curved,
            line=inks[0],
            fill=inks[1],
            stroked=drawn[0],
            filled=drawn[1],
            rulings=marks.rulings,
            fills=marks.fills,
        )


def _points(segments: list[int], view: View) -> list[tuple[float, float]]:
    """Return the corners of a part of a path, the first one again at the end if it is closed."""
    numbers = (ctypes.c_float * (2 * len(segments)))()
    spend(map(segment_point, segments, *columns(numbers, 2)))
    points = list(map(view.at, numbers[::2], numbers[1::2]))
    return [*points, points[0]] if any(map(segment_closes, segments)) else points
