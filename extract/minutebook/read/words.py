"""Characters to words: what is drawn twice counts once, ligatures come apart."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.read.marks import Char, Word

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "ft",
        "ﬆ": "st",
        "\u00ad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\ufffe": "-",
        "\u0002": "-",
        "\u200b": "",
        "\ufeff": "",
        "\u2060": "",
        "\u200c": "",
        "\u200d": "",
    }
)
_SPACES = (
    " \u00a0\t\n\r\f\v\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
)


TIGHT = 0.16
"""Ems: letters of one style that are no further apart belong to one word."""
_BAND = 16.0
"""Points: words are sought again only in bands of this height."""


def make_words(chars: Sequence[Char], height: float) -> list[Word]:
    """Join characters, in the order in which they were drawn, to words; the same letter drawn twice counts once."""
    words: list[Word] = []
    word: Word | None = None
    last: Char | None = None
    clean: dict[str, str] = {}
    matrix = (1.0, 0.0, 0.0, 1.0)
    turn = 0.0
    for char in chars:
        text = clean.get(char.text)
        if text is None:
            text = clean[char.text] = cleaned(char.text)
        if text == " ":
            if word is not None:
                word.space = True
                word = None
            continue
        if not text:
            continue
        if char.matrix != matrix:
            matrix = char.matrix
            turn = turn_of(matrix[0], matrix[1])
        base = char.ox if turn in (90.0, 270.0) else height - char.oy
        if word is not None and last is not None and turn == word.turn:
            along, across = _offset(char, last, turn)
            size = char.size or 1.0
            if (
                last.text == char.text
                and abs(along) < 0.2 * size
                and abs(across) < 0.1 * size
                and _wide(last, turn) > abs(along) * 2
            ):
                word.bold = word.bold or abs(along) > 0.01
                continue
            gap = along - _wide(last, turn)
            if (
                -0.4 * size < gap < TIGHT * size
                and abs(across) < 0.08 * size
                and last.bold == char.bold
                and last.italic == char.italic
                and last.color == char.color
                and abs(word.size - size) < 0.12 * size
            ):
                word.text += text
                word.x0 = min(word.x0, char.x0)
                word.x1 = max(word.x1, char.x1)
                word.top = min(word.top, height - char.y1)
                word.bottom = max(word.bottom, height - char.y0)
                last = char
                continue
        word = Word(
            text,
            char.x0,
            height - char.y1,
            char.x1,
            height - char.y0,
            base,
            round(char.size, 2),
            char.bold,
            char.italic,
            char.color,
            turn,
        )
        words.append(word)
        last = char
    return once(words)


def cleaned(text: str) -> str:
    """Return what a character's text counts as: " " for white space, "" for nothing, letters for a ligature."""
    if not text.strip(_SPACES):
        return " "
    text = "".join(c for c in text.translate(_LIGATURES) if c >= " ")
    return "•" if len(text) == 1 and "\ue000" <= text <= "\uf8ff" else text


def turn_of(a: float, b: float) -> float:
    """Return the direction of writing in degrees, counted against the clock: 0, 90, 180, 270 or an odd angle as 45."""
    if abs(b) <= 0.02 * abs(a):
        return 0.0 if a > 0 else 180.0
    if abs(a) <= 0.02 * abs(b):
        return 90.0 if b > 0 else 270.0
    return 45.0


def _offset(char: Char, last: Char, turn: float) -> tuple[float, float]:
    """Return how far a character's origin is from the last one's, along and across the direction of writing."""
    dx, dy = char.ox - last.ox, char.oy - last.oy
    if turn == 0.0:
        return dx, dy
    if turn == 90.0:
        return dy, dx
    if turn == 270.0:
        return -dy, dx
    if turn == 180.0:
        return -dx, dy
    a, b, _c, _d = char.matrix
    norm = (a * a + b * b) ** 0.5 or 1.0
    return (dx * a + dy * b) / norm, (dy * a - dx * b) / norm


def _wide(char: Char, turn: float) -> float:
    """Return a character's advance along the direction of writing."""
    if turn in (0.0, 180.0):
        return char.x1 - char.x0
    if turn in (90.0, 270.0):
        return char.y1 - char.y0
    return 0.6 * char.size


def once(words: list[Word]) -> list[Word]:
    """Drop words drawn a second time in the same place (shadow, fake bold)."""
    seen: dict[tuple[str, int], list[Word]] = {}
    result: list[Word] = []
    for word in words:
        text, base, near = word.text, word.base, 0.15 * word.size
        low, high = int((base - near) // _BAND), int((base + near) // _BAND)
        twin = None
        for band in (low,) if low == high else (low, high):
            for other in seen.get((text, band), ()):
                if abs(other.x0 - word.x0) < near and abs(other.base - base) < near:
                    twin = other
        if twin is not None:
            if abs(twin.x0 - word.x0) > 0.05:
                twin.bold = True
            twin.space = twin.space or word.space
            continue
        seen.setdefault((text, int(base // _BAND)), []).append(word)
        result.append(word)
    return result
