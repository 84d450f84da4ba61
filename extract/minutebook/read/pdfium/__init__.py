"""PDF pages to marks with pdfium: ``text`` makes words of its text page, ``drawn`` rulings and fills of its objects.

Coordinates are turned to the page as shown: origin at the top left corner of the crop box, y downwards, after the
page's rotation. ``calls`` holds pdfium's functions.
"""

# ruff: noqa: ANN401 - pypdfium2 has no types
from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
from pypdfium2 import raw

from minutebook.errors import MinutebookError
from minutebook.read.marks import MAX_CHARS, MAX_SIDE, PageMarks, TooLargeError
from minutebook.read.pdfium.calls import Scratch, View, count_chars, is_tagged
from minutebook.read.pdfium.drawn import objects_of, read_drawn
from minutebook.read.pdfium.tags import heading_levels
from minutebook.read.pdfium.text import Faces, TextReading
from minutebook.read.words import once

_FRONT = 1
"""A tagged file that calls nothing a heading on so many pages is not asked further: tags take half as long as words."""
_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")


class PdfiumPages:
    """The pages of one PDF. Raises MinutebookError E105 or E106 if pdfium cannot open it."""

    reader = "pdfium"

    def __init__(self, data: bytes) -> None:
        raw.FPDF_LoadMemDocument64(b"", 0, None)  # or a file without pages has the last error of the file before it
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
            raise MinutebookError("E105" if locked else "E106", str(error)) from error
        self._scratch = Scratch()
        self._faces = Faces(self._scratch)
        self._tagged = bool(is_tagged(_address(self._pdf)))
        self._headed = False

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
            text = page.get_textpage()
            try:
                return self._read(number, page, text)
            finally:
                text.close()
        finally:
            page.close()

    def crop(self, number: int, box: tuple[float, float, float, float], scale: float) -> tuple[int, int, bytes] | None:
        """Return a part of a page (left, top, right, bottom in points, within the page) as drawn on white paper.

        Shape: width and height in pixels (``scale`` of them a point), and their shades row by row, 0 black to 255
        white. None if the page cannot be drawn.
        """
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            width, height = page.get_size()
            left, top, right, bottom = box
            drawn = page.render(scale=scale, crop=(left, height - bottom, width - right, top), grayscale=True)
        except pypdfium2.PdfiumError:
            return None
        else:
            rows, stride = bytes(drawn.buffer), drawn.stride
            lines = (rows[k * stride : k * stride + drawn.width] for k in range(drawn.height))
            shades = b"".join(lines)
            drawn.close()
            return drawn.width, drawn.height, shades
        finally:
            page.close()

    def _read(self, number: int, page: Any, text: Any) -> PageMarks:
        width, height = page.get_size()
        if max(width, height) > MAX_SIDE:
            raise TooLargeError(f"page {number} measures {width:.0f} by {height:.0f} points")
        text_handle, page_handle = _address(text), _address(page)
        count = max(0, count_chars(text_handle))
        if count > MAX_CHARS:
            raise TooLargeError(f"more than {MAX_CHARS} characters on page {number}")
        view = _view(page, width, height)
        marks = PageMarks(number, width, height, chars=count)
        objects = objects_of(page_handle)
        read_drawn(objects, view, self._scratch, marks)
        reading = TextReading(objects, text_handle, view, (width, height), self._scratch, self._faces)
        if self._tagged and (number <= _FRONT or self._headed):
            reading.levels = heading_levels(page_handle)
            self._headed = self._headed or bool(reading.levels)
        words = reading.read(count)
        hidden = reading.hidden
        if hidden and (marks.image_area < 0.3 * width * height or len(hidden) < len(words) - len(hidden)):
            words = [w for w in words if id(w) not in hidden]  # no text layer under a scan: hidden on purpose
        marks.words = once(words) if reading.doubled() else words
        marks.unmapped = reading.unmapped
        return marks


def _address(holder: Any) -> int:
    return ctypes.cast(holder.raw, ctypes.c_void_p).value or 0


def _view(page: Any, width: float, height: float) -> View:
    """Ask pdfium where three corners of the page as shown lie in the page's own coordinates."""
    x, y = ctypes.c_double(), ctypes.c_double()
    corners: list[tuple[float, float]] = []
    for at in ((0, 0), (1, 0), (0, 1)):
        raw.FPDF_DeviceToPage(page.raw, 0, 0, 1, 1, 0, *at, ctypes.byref(x), ctypes.byref(y))
        corners.append((x.value, y.value))
    (ox, oy), (rx, ry), (dx, dy) = corners
    # the two unit vectors are upright and of length 1, so that turning back is their transpose
    sides = ((rx - ox) / width, (ry - oy) / width, (dx - ox) / height, (dy - oy) / height)
    ux, uy, vx, vy = (float(round(v)) for v in sides)
    return View(ux, vx, uy, vy, -(ux * ox + uy * oy), -(vx * ox + vy * oy))
