"""The words of a page from pdfium's text page.

pdfium tells where the characters of a page stand, one by one; asking that of each costs more than reading the page.
So its text is cut at white space, and only the first and the last character of a word are asked for their place, only
the first of a text object for its look.

Where there are compiled loops they stand for ``_read_words``, for ``_cut_word`` where a word is written from left to
right, and for ``_pieces``; all other methods serve both. Whatever is changed in one is changed in the other: both give
the same words, to the last bit.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise, repeat
from sys import intern
from typing import NamedTuple

from pypdfium2 import raw

from minutebook.read.fonts import look_of, private, sign
from minutebook.read.marks import Color, Word
from minutebook.read.pdfium.calls import (
    Scratch,
    View,
    char_box,
    char_matrix,
    char_origin,
    char_size,
    columns,
    content_of,
    fill_color,
    font_angle,
    font_descent,
    font_flags,
    font_name,
    font_of,
    get_text,
    get_unicode,
    glyph_width,
    is_generated,
    is_unmapped,
    loose_box,
    object_text,
    object_type,
    render_mode,
    rows_of,
    spend,
    stroke_color,
    text_object,
)
from minutebook.read.pdfium.loops import loops
from minutebook.read.words import TIGHT, cleaned, turn_of

_SOLID = re.compile(r"\S+")
_HIDDEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = raw.FPDF_TEXTRENDERMODE_STROKE
_FILL_STROKE = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_NEAR = 4
"""Text objects between two parts of a word are looked at if there are fewer."""
_LIGATURES = frozenset(("ff", "fi", "fl", "ft", "st"))
_TAILS = frozenset("filt")
_LEAN = 0.0995
"""The cosine between up and along beyond which letters lean: a slope of one in ten."""
_CLOSE = 4.0
"""Points within which the origins of two text objects lie if one is the other's shadow."""
_OVERHANG = 0.35
"""Ems by which a shape may reach beyond its advance."""
_DESCENT = -0.21
"""Ems, where a font does not say how far its letters reach below the base line."""

Box = tuple[float, float, float, float]


class Face(NamedTuple):
    """What a font says of its characters; ``descent`` in ems, negative.

    ``widths``: for each stretch of its letters the advances met so far, in ems.
    """

    bold: bool
    italic: bool
    signs: bool
    descent: float
    widths: dict[float, dict[str, float]]


class Faces:
    """The fonts of a document, by name and flags: their handles hold for one page only."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._known: dict[tuple[bytes, int], Face] = {}

    def of(self, font: int) -> Face:
        """Return what a font says of its characters."""
        s = self._scratch
        length = font_name(font, s.name, len(s.name)) if font else 0
        name = s.name.value if 0 < length <= len(s.name) else b""
        flags = font_flags(font) if font else 0
        known = self._known.get((name, flags))
        if known is None:
            s.floats[0] = s.ints[0] = 0
            angle = ctypes.c_int(s.ints[0]).value if font_angle(font, s.ints_at[0]) else 0
            descent = s.floats[0] / 1000 if font_descent(font, 1000.0, s.floats_at[0]) else _DESCENT
            if not -0.6 < descent <= 0:
                descent = _DESCENT
            bold, italic, signs = look_of(name.decode("latin-1"), max(flags, 0), angle)
            known = Face(bold, italic, signs, descent, {})
            if name:  # those without a name need not be the same
                self._known[name, flags] = known
        return known


class _Style(NamedTuple):
    """How characters look. ``size`` in points, ``turn`` in degrees, ``fall``: how far they reach below the base line.

    ``stretch``: how much wider than high they are set. ``widths``: the advances of the font's characters so far, in
    ems, as stretched.
    """

    size: float
    bold: bool
    italic: bool
    color: Color
    turn: float
    fall: float
    hidden: bool
    signs: bool
    stretch: float
    widths: dict[str, float]


class _Run(NamedTuple):
    """The text of one text object: its style, the origin of its line on the page as shown.

    ``unmapped``: the file does not say what letters its characters are. ``level`` of the heading it belongs to, or 0.
    """

    style: _Style
    x: float
    y: float
    unmapped: bool
    level: int


class TextReading:
    """The reading of one page's text. ``hidden`` holds the ids of invisible words, ``unmapped`` counts characters.

    ``levels`` may be set before: the level of a heading by the id of its marked content.
    """

    def __init__(
        self, objects: list[int], text: int, view: View, sides: tuple[float, float], scratch: Scratch, faces: Faces
    ) -> None:
        self.hidden: set[int] = set()
        self.unmapped = 0
        self.levels: dict[int, int] = {}
        self._objects = objects
        self._handle = text
        self._view = view
        self._upright = view.a == 1.0
        self._width, self._height = sides
        self._s = scratch
        self._faces = faces
        self._fonts: dict[int, Face] = {}
        self._styles: dict[tuple[object, ...], _Style] = {}
        self._runs: dict[int, _Run] = {}
        self._order: dict[int, int] = {}
        self._known: dict[str, str] = {}
        self._words: list[Word] = []
        self._text = ""
        self._before: Word | None = None
        self._after = 0

    def read(self, count: int) -> list[Word]:
        """Return the words within the page; ``count`` is the number of its characters."""
        if count <= 0:
            return []
        self._text = self._characters(count)
        if loops.compiled is None:
            self._read_words()
        else:
            sides = (self._width, self._height)
            loops.compiled.read_words(self, self._handle, self._view, self._text, sides, TIGHT, Word, _Run)
        return self._words

    def _read_words(self) -> None:
        """Add the words of the page's text; ``_loops.c`` does the same, compiled."""
        page = self._handle
        spans = [match.span() for match in _SOLID.finditer(self._text)]
        starts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
        objects = [handle or 0 for handle in map(text_object, repeat(page), lasts)]
        begins, ends = self._origins(starts), self._origins(lasts)
        self._look_at(objects, lasts)
        at, before = 0, -1
        while at < len(spans):
            here = objects[at]
            # an object's characters follow each other: if the last word ended in this one, all of this word is in it
            if here != before and starts[at] != lasts[at] and (text_object(page, starts[at]) or 0) != here:
                self._cut_word(starts[at], lasts[at])
                at, before = at + 1, here
                continue
            stop = at + 1
            while stop < len(spans) and objects[stop] == here:
                stop += 1
            run = self._runs[here]
            if self._upright and run.style.turn == 0.0 and not run.style.signs and not run.unmapped:
                self._plain_words(zip(spans[at:stop], begins[at:stop], ends[at:stop], strict=True), here, run)
            else:
                for k in range(at, stop):
                    self._cut_word(starts[k], lasts[k])
            at, before = stop, here

    def _origins(self, indices: list[int]) -> list[float]:
        """Return the x of the origins of characters, in the page's own coordinates."""
        count = len(indices)
        xs, y = (ctypes.c_double * count)(), ctypes.c_double()
        to = ctypes.addressof(xs)
        spend(
            map(char_origin, repeat(self._handle), indices, range(to, to + 8 * count, 8), repeat(ctypes.addressof(y)))
        )
        return xs[:]

    def doubled(self) -> bool:
        """Tell whether two text objects begin so close together that one may be drawn over the other."""
        for shift in (0.0, _CLOSE / 2):
            bands: dict[float, list[float]] = {}
            for run in self._runs.values():
                bands.setdefault((run.x + shift) // _CLOSE, []).append(run.y)
            for heights in bands.values():
                heights.sort()
                if any(b - a < _CLOSE for a, b in pairwise(heights)):
                    return True
        return False

    def _characters(self, count: int) -> str:
        """Return the page's text, one character for each of pdfium's."""
        to = self._s.room(2 * (count + 1))
        got = get_text(self._handle, 0, count, to)
        text = ctypes.string_at(to, 2 * max(0, got - 1)).decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (get_unicode(self._handle, k) for k in range(count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\x00" for c in codes)

    # ------------------------------------------------------------ words of one text object, written from left to right

    def _plain_words(self, places: Iterable[tuple[tuple[int, int], float, float]], handle: int, run: _Run) -> None:
        """Add words of one text object that are written from left to right on an upright page.

        ``places``: of each the span of its characters and the x of the origins of the first and the last of them.
        """
        size, bold, italic, color, turn, fall, hidden, _signs, _stretch, widths = run.style
        base = run.y
        top, bottom = base + fall - size, base + fall
        if not 0 <= top + bottom <= 2 * self._height:
            return
        page, text, words = self._handle, self._text, self._words
        shift, limit, near = self._view.e, 2 * self._width, TIGHT * size
        self._settle(base, size)
        before, after = self._before, self._after
        for (start, end), first, origin in places:
            said = text[start:end]
            x0 = first + shift
            last = said[-1]
            if last in _TAILS and said[-2:] in _LIGATURES:
                x1 = self._ligature(end - 1, origin, handle, run.style) + shift
            else:
                ems = widths.get(last)
                if ems is None:
                    ems = self._advance(end - 1, last, handle, run.style)
                x1 = origin + shift + ems * size
            if not said.isascii():
                said = self._said(said, False)
                if not said:
                    continue
            if before is not None and -size < x0 - before.x1 < near and is_generated(page, after):
                before.space = False
            if not 0 <= x0 + x1 <= limit:
                before = None
                continue
            before = Word(intern(said), x0, top, x1, bottom, base, size, bold, italic, color, turn, True)
            after = end
            words.append(before)
            if run.level:
                before.heading = run.level
            if hidden:
                self.hidden.add(id(before))
        self._before, self._after = before, after

    def _settle(self, base: float, size: float) -> None:
        """Forget the last word if it is not on the line on which the next one stands.

        Until then every word has a space after it; one that pdfium only infers is taken back where the next is close.
        """
        if self._before is not None and abs(base - self._before.base) >= 0.7 * size:
            self._before = None

    def _advance(self, index: int, char: str, handle: int, style: _Style) -> float:
        """Return how far a character moves the pen, in ems: its width as the font states it.

        The loose box of a character reaches to the end of its advance or of the drawn shape, whichever is farther, so
        that it is used only where the font's word is not to be believed.
        """
        known = style.widths.get(char)
        if known is not None:
            return known
        s, page = self._s, self._handle
        stated = 0.0
        font = font_of(handle) if handle else 0
        if font and glyph_width(font, ord(char), 1.0, s.floats_at[0]):
            stated = s.floats[0] * style.stretch
        if style.turn != 0.0 or not self._upright:
            ems = stated or 0.5
        else:
            loose_box(page, index, s.floats_at[0])
            char_origin(page, index, s.doubles_at[0], s.doubles_at[1])
            boxed = abs(max(s.floats[0], s.floats[2]) - s.doubles[0]) / style.size
            ems = stated if 0 < stated < boxed + 0.02 and boxed - stated < _OVERHANG else boxed
        style.widths[char] = ems
        return ems

    def _ligature(self, index: int, origin: float, handle: int, style: _Style) -> float:
        """Return where a letter ends that may be the last of a ligature, whose letters all have the same origin."""
        s = self._s
        char_origin(self._handle, index - 1, *s.doubles_at[:2])
        if s.doubles[0] != origin:
            return origin + self._advance(index, self._text[index], handle, style) * style.size
        loose_box(self._handle, index, s.floats_at[0])
        return float(s.floats[2])

    # ------------------------------------------------------------ all other words

    def _cut_word(self, start: int, last: int) -> None:
        """Add a word, or several, of characters that may lie in several text objects or be written in any direction."""
        joined: Word | None = None
        shown = 0
        pieces = self._pieces if loops.compiled is None else partial(loops.compiled.pieces, self._handle)
        for a, b, handle in pieces(start, last):
            if handle not in self._runs:
                if loops.compiled is None:
                    self._look_at([handle], [a])
                else:
                    loops.compiled.look_at(self, self._handle, self._view, _Run, handle, a)
            run = self._runs[handle]
            style = run.style
            said = self._text[a : b + 1]
            if run.unmapped:
                said = self._mapped(said, a, style.signs)
            if not said.isascii() or style.signs:
                said = self._said(said, style.signs)
                if not said:
                    continue
            box, base = self._box(a, b, handle, run)
            if joined is None:
                if style.turn == 0.0:
                    self._settle(base, style.size)
                    if (
                        self._before is not None
                        and -style.size < box[0] - self._before.x1 < TIGHT * style.size
                        and is_generated(self._handle, self._after)
                    ):
                        self._before.space = False
                elif self._words and style.turn in _GAPS:  # pdfium parts such lines anywhere
                    joined = self._words[-1]
                self._before = None
            if not (0 <= box[0] + box[2] <= 2 * self._width and 0 <= box[1] + box[3] <= 2 * self._height):
                continue
            if joined is not None and self._blank_between(shown, handle):
                joined.space = True
            elif joined is not None and _joins(joined, style, box, base):
                joined.text += said
                joined.x0, joined.x1 = min(joined.x0, box[0]), max(joined.x1, box[2])
                joined.top, joined.bottom = min(joined.top, box[1]), max(joined.bottom, box[3])
                shown = handle
                continue
            shown = handle
            joined = Word(said, *box, base, style.size, style.bold, style.italic, style.color, style.turn)
            joined.heading = run.level
            self._words.append(joined)
            if style.hidden:
                self.hidden.add(id(joined))
        if joined is not None:
            joined.space = True
            self._before, self._after = joined, last + 1

    def _pieces(self, start: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield (first, last, text object) of the parts of a run of characters that lie in one text object each."""
        begin, handle = start, text_object(self._handle, start) or 0
        for k in range(start + 1, last + 1):
            here = text_object(self._handle, k) or 0
            if here != handle:
                yield begin, k - 1, handle
                begin, handle = k, here
        yield begin, last, handle

    def _blank_between(self, first: int, second: int) -> bool:
        """Tell whether nothing but white space is drawn between two text objects; pdfium leaves it out of the text."""
        if first in {0, second}:
            return False
        if not self._order:
            self._order = {handle: k for k, handle in enumerate(self._objects)}
        a, b = self._order.get(first, 0), self._order.get(second, 0)
        if not 1 < b - a <= _NEAR:
            return False
        buffer = ctypes.create_string_buffer(16)
        for handle in self._objects[a + 1 : b]:
            if object_type(handle) != raw.FPDF_PAGEOBJ_TEXT:
                return False
            if object_text(handle, self._handle, buffer, len(buffer)) > len(buffer):
                return False
            if buffer.raw.decode("utf-16-le", "replace").split("\x00", 1)[0].strip():
                return False
        return True

    def _box(self, a: int, b: int, handle: int, run: _Run) -> tuple[Box, float]:
        """Return the box and the base line of the characters from ``a`` to ``b`` of a text object."""
        s, page, style = self._s, self._handle, run.style
        to_x, to_y, *_ = s.doubles_at
        char_origin(page, a, to_x, to_y)
        ax, ay = bx, by = self._view.at(*s.doubles[:2])
        if b > a:
            char_origin(page, b, to_x, to_y)
            bx, by = self._view.at(*s.doubles[:2])
        last = self._text[b]
        if b > a and self._text[b - 1 : b + 1] in _LIGATURES and style.turn == 0.0 and self._upright:
            advance = self._ligature(b, bx - self._view.e, handle, style) + self._view.e - bx
        else:
            advance = self._advance(b, last, handle, style) * style.size
        fall, rise = style.fall, style.size - style.fall
        if style.turn == 0.0:
            return (ax, run.y - rise, bx + advance, run.y + fall), run.y
        if style.turn == 180.0:
            return (bx - advance, ay - fall, ax, ay + rise), ay
        if style.turn == 90.0:
            return (ax - rise, by - advance, ax + fall, ay), ax
        if style.turn == 270.0:
            return (ax - fall, ay, ax + rise, by + advance), ax
        boxes = []
        for k in (a, b):
            if char_box(page, k, *s.doubles_at):
                left, right, low, high = s.doubles
                boxes.append(self._view.box(left, low, right, high))
        if not boxes:
            return (ax, ay - rise, ax, ay + fall), ay
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms)), ay

    # ------------------------------------------------------------ what a text object shows

    def _look_at(self, objects: list[int], indices: list[int]) -> None:
        """Note what the characters of text objects share; ``indices`` names one character of each object."""
        first: dict[int, int] = {}
        for handle, index in zip(objects, indices, strict=True):
            first.setdefault(handle, index)
        page, places, known, styles = repeat(self._handle), first.values(), self._runs, self._styles
        matrices, inks = (ctypes.c_float * (6 * len(first)))(), (ctypes.c_uint * (4 * len(first)))()
        spend(map(char_matrix, page, places, columns(matrices, 6)[0]))
        rows = zip(
            first.items(),
            map(render_mode, first),
            map(font_of, first),
            map(char_size, page, places),
            map(is_unmapped, page, places),
            rows_of(matrices, 6),
            map(fill_color, page, places, *columns(inks, 4)),
            strict=True,
        )
        for k, ((handle, index), mode, font, points, unmapped, (a, b, c, d, e, f), inked) in enumerate(rows):
            ink = inks[4 * k : 4 * k + 3] if inked else None
            if mode == _STROKED:
                ink = self._s.ints[:3] if stroke_color(self._handle, index, *self._s.ints_at) else None
            key = (font, mode, points, a, b, c, d, *(ink or ()))
            style = styles.get(key)
            if style is None:
                style = styles[key] = self._style(font or 0, mode, points, (a, b, c, d), ink)
            level = self.levels.get(content_of(handle), 0) if self.levels and handle else 0
            known[handle] = _Run(style, *self._view.at(e, f), unmapped != 0, level)

    def _style(
        self,
        font: int,
        mode: int,
        points: float,
        matrix: tuple[float, float, float, float],
        ink: list[int] | None,
    ) -> _Style:
        face = self._fonts.get(font)
        if face is None:
            face = self._fonts[font] = self._faces.of(font)
        a, b, c, d = matrix
        v = self._view
        up, along = (c * c + d * d) ** 0.5, (a * a + b * b) ** 0.5
        size = max(abs(points) * up, 1e-6)
        stretch = round(along / up, 3) if up else 1.0
        leans = up > 0 and along > 0 and abs(a * c + b * d) > _LEAN * up * along
        return _Style(
            max(round(size, 2), 0.01),
            face.bold or mode == _FILL_STROKE,
            face.italic or leans,
            None if ink is None else (ink[0] / 255, ink[1] / 255, ink[2] / 255),
            turn_of(v.a * a + v.c * b, -(v.b * a + v.d * b)),
            -face.descent * size,
            mode in _HIDDEN,
            face.signs,
            stretch,
            face.widths.setdefault(stretch, {}),
        )

    def _said(self, text: str, signs: bool) -> str:
        """Return what characters count as: signs told by their font, ligatures apart, what shows nothing left out."""
        parts = []
        for c in text:
            key = c + "\x00" if signs else c
            said = self._known.get(key)
            if said is None:
                said = self._known[key] = cleaned(sign(c) if signs else private(c))
            parts.append(said)
        return "".join(parts).strip()

    def _mapped(self, text: str, start: int, signs: bool) -> str:
        """Return characters less those of which the file does not say what letters they are, and count these."""
        parts = []
        for k, c in enumerate(text, start):
            unknown = is_unmapped(self._handle, k)
            self.unmapped += bool(unknown)
            parts.append(c if not unknown else "•" if signs else "\ufffd")
        return "".join(parts)


_GAPS: dict[float, Callable[[Word, Box], float]] = {
    0.0: lambda word, box: box[0] - word.x1,
    90.0: lambda word, box: word.top - box[3],
    180.0: lambda word, box: word.x0 - box[2],
    270.0: lambda word, box: box[1] - word.bottom,
}
"""How far a box lies behind the end of a word, for each direction of writing."""


def _joins(word: Word, style: _Style, box: Box, base: float) -> bool:
    """Tell whether characters of another text object go on with a word: close behind it and of the same look."""
    if (
        word.turn != style.turn
        or word.bold != style.bold
        or word.italic != style.italic
        or word.color != style.color
        or abs(word.size - style.size) >= 0.12 * style.size
    ):
        return False
    gap = _GAPS.get(style.turn)
    if gap is None:
        return True  # a slanting line: pdfium sees no space between them
    return abs(word.base - base) < 0.08 * style.size and -0.4 * style.size < gap(word, box) < TIGHT * style.size
