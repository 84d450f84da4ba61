"""The process that draws places on pages (``python -m minutebook.report.drawing``): see ``pictures``."""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.read.pdfium import PdfiumPages
from minutebook.workers import frames
from minutebook.workers.limits import Limits, confine, die_with_parent, first_to_go

Box = tuple[float, float, float, float]

BESIDE, ABOVE = 24.0, 16.0
"""Points of the page that are shown to the sides of the words, and above and below them."""
TALLEST = 300.0
"""Points: of words that take more, the first part is shown."""
SCALE, WIDEST = 1.6, 840
"""Pixels a point, and the most that a picture is wide."""

Drawn = tuple[bytes, Box]


def main() -> None:
    """Answer one file after the other until whoever asks, whose process number is the one argument, is gone."""
    die_with_parent()
    if os.name == "posix" and os.getppid() != int(sys.argv[1]):
        return  # it was gone before that
    first_to_go()
    incoming, outgoing = frames.channel()
    confine(Limits())
    while frame := frames.read(incoming, 0):
        header, _ = frame
        found = draw(Path(header["path"]), header["sha256"], header["places"])
        drawn = [d and (len(d[0]), d[1]) for d in found]
        frames.write(outgoing, {"drawn": drawn}, b"".join(d[0] for d in found if d))


def draw(path: Path, sha256: str, places: Sequence[tuple[int, Box]]) -> list[Drawn | None]:
    """Return the picture (PNG) of each place (page, box), with where in it the words are, in percent.

    A place that cannot be drawn is None: all of them where the file is not there, or holds other bytes by now.
    """
    none: list[Drawn | None] = [None] * len(places)
    try:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return none
        pages = PdfiumPages(data)
    except (OSError, MinutebookError):
        return none
    try:
        return [_one(pages, page, box) for page, box in places]
    finally:
        pages.close()


def _one(pages: PdfiumPages, number: int, box: Box) -> Drawn | None:
    width, height = pages.size(number) if number <= len(pages) else (0.0, 0.0)
    x0, top, x1, bottom = box
    left, above, right = max(x0 - BESIDE, 0.0), max(top - ABOVE, 0.0), min(x1 + BESIDE, width)
    below = min(bottom + ABOVE, height, above + TALLEST)
    if right - left < 1 or below - above < 1:
        return None
    drawn = pages.crop(number, (left, above, right, below), min(SCALE, WIDEST / (right - left)))
    if drawn is None:
        return None
    across, down = 100 / (right - left), 100 / (below - above)
    spot = (x0 - left) * across, (top - above) * down, (x1 - x0) * across, (min(bottom, below) - top) * down
    return png(*drawn), tuple(round(v, 2) for v in spot)  # type: ignore[return-value]


def png(width: int, height: int, shades: bytes) -> bytes:
    """Return shades of grey (0 to 255, row by row) as a PNG of sixteen shades, two pixels a byte.

    https://www.w3.org/TR/png-3/: colour type 0, bit depth 4, no filter.
    """
    wide = (width + 1) // 2
    lines = []
    for k in range(height):
        line = shades[k * width : (k + 1) * width] + b"\xff" * (width % 2)
        high, low = line[::2].translate(_HIGH), line[1::2].translate(_LOW)
        packed = int.from_bytes(high) | int.from_bytes(low)
        lines.append(b"\0" + packed.to_bytes(wide))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


_SHADES = [round(v / 17) for v in range(256)]
_LOW = bytes(_SHADES)
_HIGH = bytes(s << 4 for s in _SHADES)


if __name__ == "__main__":
    main()
