"""What a reader of pages takes from a page: characters, words, rulings, fills; knows no PDF library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from minutebook.values import hastened

Color = tuple[float, float, float] | None
SNAP = 3.0
"""Points within which rulings count as one, or as touching."""
TAB = 1.7
"""Ems: a gap inside a line wider than this becomes a tab."""
MAX_CHARS = 40_000
"""Characters on one page."""
MAX_PATHS = 20_000
"""Drawn paths on one page."""
MAX_SIDE = 20_000.0
"""Points along one side of a page."""


class TooLargeError(Exception):
    """A page holds more than the limits allow."""


class Char(NamedTuple):
    """One character as drawn, y upwards from the page's bottom edge. ``ox, oy`` is its origin on the base line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    ox: float
    oy: float
    matrix: tuple[float, float, float, float]
    size: float
    bold: bool
    italic: bool
    color: Color
    mode: int


@hastened
@dataclass(slots=True)
class Word:
    """Letters that stand together in one style, y downwards. ``base`` is the base line; ``turn`` in degrees.

    ``space``: the file has a space after it. ``heading``: the level, from 1, of the heading to which it belongs as a
    tagged PDF itself says, or 0.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    color: Color = (0.0, 0.0, 0.0)
    turn: float = 0.0
    space: bool = False
    underline: bool = False
    strike: bool = False
    heading: int = 0


@hastened
@dataclass(slots=True)
class Ruling:
    """An upright drawn line: the middle line of what is drawn, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    weight: float = 0.5


@dataclass(slots=True)
class Fill:
    """A filled rectangle, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: Color = None


@dataclass(slots=True)
class PageMarks:
    """All that a reader takes from a page. ``image_area`` in square points; the counts serve the reader's checks."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    image_area: float = 0.0
    curves: int = 0
    chars: int = 0
    unmapped: int = 0
