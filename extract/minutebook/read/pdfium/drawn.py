"""The rulings, fills and pictures of a page from pdfium's page objects.

Where there are compiled loops they stand for ``facts_of``, ``parts_of`` and what ``objects_of`` does.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
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
    count_objects,
    count_segments,
    draw_mode,
    inner_at,
    object_at,
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
from minutebook.read.pdfium.loops import loops

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

Facts = tuple[int, bool, bool, tuple[float, float, float, float], tuple[int, int, int] | None, int]
"""Of a path: its handle, whether it is filled and stroked, its box, the colour that fills it, its segments' number."""
Part = tuple[list[tuple[float, float]], bool] | None
"""The points of an unbroken part of a path, and whether it ends where it began; None if there is a curve in it."""


def objects_of(page: int) -> list[int]:
    """Return the objects of a page in the order in which they are drawn."""
    if loops.compiled is not None:
        found: list[int] = loops.compiled.objects_of(page)
        return found
    return list(map(object_at, repeat(page), range(count_objects(page))))


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
    facts = facts_of(handles) if loops.compiled is None else loops.compiled.paths(handles)
    for handle, fills, strokes, corners, ink, segments in facts:
        fill = None if ink is None else (ink[0] / 255, ink[1] / 255, ink[2] / 255)
        if not strokes and segments <= _RECTANGLE:
            x0, top, x1, bottom = view.box(*corners)
            if min(x1 - x0, bottom - top) <= THIN:
                if fill is None or min(fill) <= WHITE:
                    ruling(marks.rulings, x0, top, x1, bottom)
                continue
        line = _ink(handle, scratch) if strokes else None
        _path(handle, segments, _within(handle, view, scratch), (line, fill), (strokes, fills), marks)


def facts_of(handles: list[int]) -> Iterable[Facts]:
    """Return what pdfium knows of paths, of those that are drawn at all."""
    count = len(handles)
    modes, boxes, inks = (
        (ctypes.c_uint * (2 * count))(),
        (ctypes.c_float * (4 * count))(),
        (ctypes.c_uint * (4 * count))(),
    )
    spend(map(draw_mode, handles, *columns(modes, 2)))
    spend(map(bounds, handles, *columns(boxes, 4)))
    inked = list(map(object_fill, handles, *columns(inks, 4)))  # before the colours are looked at
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
        if fills or strokes:
            color = ink[:3] if fills and known else None
            yield handle, fills != 0, strokes != 0, corners, color, segments


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
    parts = parts_of(handle, count) if loops.compiled is None else loops.compiled.parts(handle, count)
    for part in parts:
        points: list[tuple[float, float]] = []
        if part is not None:
            corners, closed = part
            points = [view.at(x, y) for x, y in corners]
            if closed:
                points.append(points[0])
        marks.curves += add_path(
            points,
            curved=part is None,
            line=inks[0],
            fill=inks[1],
            stroked=drawn[0],
            filled=drawn[1],
            rulings=marks.rulings,
            fills=marks.fills,
        )


def parts_of(handle: int, count: int) -> Iterable[Part]:
    """Return the unbroken parts of a path of so many segments."""
    segments = list(map(segment_at, repeat(handle), range(count)))
    kinds = list(map(segment_type, segments))
    starts = [k for k in range(count) if kinds[k] == _MOVE or k == 0]
    for start, end in pairwise([*starts, count]):
        if _CURVE in kinds[start:end]:  # what has a curve in it is looked at no further
            yield None
            continue
        numbers = (ctypes.c_float * (2 * (end - start)))()
        spend(map(segment_point, segments[start:end], *columns(numbers, 2)))
        corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield corners, any(map(segment_closes, segments[start:end]))
