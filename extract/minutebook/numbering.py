"""Reads item numbers as printed: which kind of number it is, and what it counts."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

NumberKind = Literal["decimal", "dotted", "suffixed", "letter", "roman", "reference"]
"""``decimal`` 7; ``dotted`` 2.1 or 2.a; ``suffixed`` 4A; ``letter`` b; ``roman`` iv; ``reference`` FGB20/1920,
04.26.07, 15-321: a number that carries a series, a year or a month beside its count."""

_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[A-Z][A-Za-z&]{0,9}[ ./-]{0,2}\d{1,5}(?:\s?[./:-]\s?\d{1,4}){0,3}[A-Za-z]?"  # LW 30/2021, FGB20/1920, F03:04/31
    r"|\d{1,4}\s?[/-]\s?\d{1,4}(?:\s?[/-]\s?(?:[A-Z]{1,5}|\d{1,4})){0,3}[A-Za-z]?"  # 39/20, 15-321, 03/21/06/2023
    r"|\d{2}\.\d{2}[. ]\d{2,3}"  # 04.26.07
    r"|(?:19|20)\d\d\.\d{1,3}(?:\.\d{1,3})?"  # 2031.14
    r"|\d{1,4}[A-Z]/\d{2,4}"  # 50A/31, put in after 50/31
)
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s")
_LOOSE_SLASH = re.compile(r"(?<=[A-Za-z0-9])\s*/\s+(?=\d)")
_DECIMAL = re.compile(r"\d{1,4}")
_SUFFIXED = re.compile(r"(\d{1,4})[\s-]?([A-Za-z])")
_MONTHLY = re.compile(r"\d{2}\.\d{2}[. ]\d{2,3}")
_LETTER_COUNT = re.compile(r"([A-Z])\.(\d{1,2})")
_WHOLE = re.compile(r"(\d{1,3})\.0")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}")
_LETTERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)( ]{1,2}([A-Za-z]{1,4})|(\d{1,3}(?:\.\d{1,3})+)([a-z])")
_COUNT_AND_LETTERS = re.compile(r"([\d.]+?)[.)( ]*([A-Za-z]+)")
_LONGEST = 24
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Number:
    """An item number, read.

    ``text`` as printed without brackets and closing stop; ``parts`` from the outside in; ``value`` the last part's
    count; ``upper`` for capital letters; ``shape`` is alike for numbers of one series (digits as ``#``).
    """

    text: str
    kind: NumberKind
    parts: tuple[str, ...]
    value: int
    upper: bool
    shape: str

    def extends(self, other: Number) -> bool:
        """True if this is a sub-number of ``other``: 2.1 of 2, 4A of 4, 2.1.a of 2.1."""
        n = len(other.parts)
        return len(self.parts) > n and self.parts[:n] == other.parts

    def follows(self, other: Number) -> bool:
        """True if this is the next number after ``other`` in the same series."""
        if self.shape != other.shape:
            return False
        if self.kind == "reference":
            a = [int(x) for x in _DIGITS.findall(other.text)]
            b = [int(x) for x in _DIGITS.findall(self.text)]
            steps = [y - x for x, y in zip(a, b, strict=True)]
            return sorted(steps) == [0] * (len(steps) - 1) + [1]
        return self.parts[:-1] == other.parts[:-1] and self.value == other.value + 1


def roman(text: str) -> int | None:
    """Return the value of a roman numeral up to 99, None if it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total, last = 0, 0
    for c in reversed(text.lower()):
        v = _VALUES[c]
        total += v if v >= last else -v
        last = max(last, v)
    return total


def letters(text: str) -> int | None:
    """Return the place of a letter enumerator: a 1, z 26, aa 27, bb 28; None if it is none."""
    if not text.isalpha() or not text.isascii() or len(set(text.lower())) != 1 or len(text) > 2:
        return None
    return ord(text[0].lower()) - 96 + 26 * (len(text) - 1)


def parse(label: str, *, previous: Number | None = None) -> Number | None:
    """Read an enumerator as printed ("1.", "(a)", "2.1", "iv)", "LW 30/2021"); None if it is none.

    ``previous`` (the number before it in the same list) decides what ``i``, ``v`` and ``c`` are: a letter where it
    follows a letter, else a roman numeral if it can be one.
    """
    text = label.strip().strip("()[]*").rstrip(".:)]").strip()
    if "/" in text:
        text = _LOOSE_SLASH.sub("/", text)
    if not text or len(text) > _LONGEST:
        return None
    return _parse(text, previous if text.isalpha() else None)


@functools.lru_cache(maxsize=4096)
def _parse(text: str, previous: Number | None) -> Number | None:
    if _DECIMAL.fullmatch(text):
        return Number(text, "decimal", (str(int(text)),), int(text), False, "#")
    if m := _SUFFIXED.fullmatch(text):
        return Number(text, "suffixed", (str(int(m[1])), m[2].lower()), ord(m[2].lower()) - 96, m[2].isupper(), "#a")
    if _MONTHLY.fullmatch(text):
        return reference(text)
    if m := _LETTER_COUNT.fullmatch(text):
        return Number(text, "dotted", (m[1].lower(), str(int(m[2]))), int(m[2]), True, "A.#")
    if m := _WHOLE.fullmatch(text):
        return Number(text, "dotted", (str(int(m[1])),), int(m[1]), False, "#.0")  # 3.0, over 3.1
    if _DOTTED.fullmatch(text):
        parts = tuple(str(int(p)) for p in text.split("."))
        return Number(text, "dotted", parts, int(parts[-1]), False, ".".join("#" * len(parts)))
    if _LETTERED.fullmatch(text):
        m = _COUNT_AND_LETTERS.fullmatch(text)
        assert m is not None
        tail = letters(m[2]) or roman(m[2])
        if tail is not None:
            parts = (*(str(int(p)) for p in m[1].split(".")), m[2].lower())
            return Number(text, "dotted", parts, tail, m[2].isupper(), ".".join("#" * (len(parts) - 1)) + ".a")
    if text.lower() == "o" and (previous is None or previous.value != 14):
        return None  # a bullet
    if text.isalpha():
        as_letter, as_roman = letters(text), roman(text)
        if previous is not None and previous.upper != text.isupper():
            previous = None
        if as_letter is not None and previous is not None and previous.kind == "letter":
            if previous.value + 1 == as_letter or (len(text) == 1 and as_roman != 1):
                as_roman = None
        elif as_roman is not None and text.lower() in ("c", "l"):
            as_roman = None  # a lone c or l is a letter
        elif text.lower() in ("v", "x") and not (previous is not None and previous.kind == "roman"):
            as_roman = None
        if as_roman is not None:
            return Number(text, "roman", (text.lower(),), as_roman, text.isupper(), "I" if text.isupper() else "i")
        if as_letter is not None:
            return Number(text, "letter", (text.lower(),), as_letter, text.isupper(), "A" if text.isupper() else "a")
        return None
    if _REFERENCE.fullmatch(text):
        return reference(text)
    return None


def reference(text: str) -> Number:
    """Return the number whose digits carry a series, a year or a month beside its count."""
    counts = [int(x) for x in _DIGITS.findall(text)]
    shape = _DIGITS.sub("#", _SPACE.sub("", text)).replace(".", "/")
    return Number(text, "reference", (text,), counts[-1], True, shape)
