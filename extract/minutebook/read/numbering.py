"""Word's list numbers: which label a numbered paragraph shows, counted as Word counts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from minutebook.read.package import children
from minutebook.values import hastened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
MAX_TEXT = 200
"""Most characters of a level's text; Word itself allows fewer."""
_VAL = W + "val"
_NUM_FMT, _LVL_RESTART, _IS_LGL, _LVL_TEXT, _START, _P_STYLE, _PICTURE, _PPR, _RPR = (W + n for n in (
    "numFmt", "lvlRestart", "isLgl", "lvlText", "start", "pStyle", "lvlPicBulletId", "pPr", "rPr",
))  # fmt: skip
_FONTS = f"{W}rPr/{W}rFonts"
_PLACEHOLDER = re.compile("%([1-9])")
"""Where the number of a level stands in the text of a label."""
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

# Symbol and Wingdings put their signs at code points of their own; these are the ones that lists and forms use.
_SYMBOL = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xDE: "⇒", 0xE0: "◊", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0xA0: "€", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD7: "⋅", 0xE5: "∑",
    **{0x61 + i: c for i, c in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **{0x41 + i: c for i, c in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")},
}  # fmt: skip
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▶", 0x75: "▶", 0x84: "▶", 0xC6: "▶"}
_WEBDINGS = {0x34: "▶", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●"}
_SYMBOL_FONTS = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Say whether a font draws signs in place of letters."""
    return font.strip().lower() in _SYMBOL_FONTS


def symbol(code: int, font: str) -> str:
    """Return the Unicode character of a code point of the font Symbol or Wingdings (a bullet where none is known).

    ``code`` may lie in the private use area (0xF0xx), as Word stores it. In other fonts it is itself.
    """
    private = 0xF000 <= code <= 0xF0FF
    low = code & 0xFF if private else code
    table = _SYMBOL_FONTS.get(font.strip().lower())
    found = None
    if table is not None:
        found = table.get(low) or (chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else None)
        readable = low > 0xFF
    elif private and low >= 0x80:
        found, readable = _WINGDINGS.get(low) or _SYMBOL.get(low), False
    else:
        readable = True
    if found is None and readable and 0 < low < 0x110000 and unicodedata.category(chr(low)) not in ("Co", "Cs", "Cc"):
        found = chr(low)
    return found or "•"


def letters(n: int) -> str:
    """Return n as Word's letters: a ... z, aa, bb ... zz, aaa ("" below 1)."""
    return "" if n < 1 else chr(97 + (n - 1) % 26) * ((n - 1) // 26 % 60 + 1)


def roman(n: int) -> str:
    """Return n as lower-case roman numerals ("" below 1; thousands beyond 32 are not drawn out)."""
    if not 0 < n < 32768:
        return "" if n < 1 else str(n)
    out = []
    for value, sign in _ROMAN:
        out.append(sign * (n // value))
        n %= value
    return "".join(out)


def ordinal(n: int) -> str:
    """Return n with its English ending: 1st, 2nd, 11th."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def cardinal_text(n: int) -> str:
    """Return n in English words with a capital ("Twenty-one"); digits from a thousand up and below 1."""
    if not 0 < n < 1000:
        return str(n)
    words = []
    if n >= 100:
        words.append(_ONES[n // 100] + " hundred")
    rest = n % 100
    if 0 < rest < 20:
        words.append(_ONES[rest])
    elif rest:
        words.append(_TENS[rest // 10] + ("-" + _ONES[rest % 10] if rest % 10 else ""))
    return " ".join(words).capitalize()


def ordinal_text(n: int) -> str:
    """Return n as an English ordinal in words with a capital ("Twenty-first")."""
    if not 0 < n < 1000:
        return ordinal(n)
    head, last = re.fullmatch(r"(.*?)(\w+)", cardinal_text(n).lower()).groups()  # type: ignore[union-attr]
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last = last + "th"
    text: str = head + last
    return text[0].upper() + text[1:]


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "ordinal": ordinal,
    "cardinalText": cardinal_text,
    "ordinalText": ordinal_text,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    "hex": lambda n: f"{n:X}",
    "none": lambda n: "",
    "bullet": lambda n: "",
}
"""Word's number formats; one that is not here is shown as decimal."""


def written(n: int, fmt: str) -> str:
    """Return n in one of Word's number formats, or with leading zeros ("zeros:3")."""
    if fmt.startswith("zeros:"):
        return f"{n:0{fmt[6:]}d}"
    return FORMATS.get(fmt, str)(n)


@hastened
@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, text ("%1.%2"), start, and what restarts it.

    ``restart`` is the level (from 1) from which upwards a paragraph restarts it, None: every higher level, 0: none.
    ``style`` is the id of the paragraph style tied to it, ``ppr`` its ``w:pPr``, ``font`` the font of its label.
    """

    fmt: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    style: str = ""
    font: str = ""
    picture: bool = False
    ppr: etree._Element | None = None


@dataclass(slots=True)
class _Num:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def _int(text: str | None, default: int = 0) -> int:
    try:
        return max(-(10**6), min(10**6, int(float(text)))) if text else default
    except (ValueError, OverflowError):
        return default


def _val(el: etree._Element | None) -> str | None:
    return None if el is None else el.get(_VAL)


def _level(el: etree._Element) -> Level:
    stated = {child.tag: child for child in reversed(children(el))}
    fmt_el = stated.get(_NUM_FMT)
    if fmt_el is None:  # Word writes formats of its own as an alternative beside a plain one
        fmt_el = next(el.iter(_NUM_FMT), None)
    fmt = "decimal" if fmt_el is None else fmt_el.get(_VAL, "decimal")
    if fmt == "custom" and fmt_el is not None:
        zeros = re.match(r"0+1(?!\d)", fmt_el.get(W + "format", ""))  # "001, 002, 003, ..."
        fmt = f"zeros:{min(len(zeros[0]), 9)}" if zeros else "decimal"
    restart, legal = _val(stated.get(_LVL_RESTART)), stated.get(_IS_LGL)
    fonts = el.find(_FONTS) if _RPR in stated else None
    font = "" if fonts is None else (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")
    return Level(
        fmt=fmt,
        text=(_val(stated.get(_LVL_TEXT)) or "")[:MAX_TEXT],
        start=_int(_val(stated.get(_START))),
        restart=None if restart is None else _int(restart),
        legal=legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off"),
        style=_val(stated.get(_P_STYLE)) or "",
        font=font,
        picture=_PICTURE in stated,
        ppr=stated.get(_PPR),
    )


class Numbering:
    """The lists of one document and how far each has counted. Ask ``label`` once a paragraph, in body order.

    ``root`` is the root element of the numbering part (None: the document has no lists), ``style_num`` gives the
    numId that a numbering style names (by style id, None if it names none).
    """

    def __init__(self, root: etree._Element | None, style_num: Callable[[str], str | None]) -> None:
        self._style_num = style_num
        self._abstract: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._link: dict[str, str] = {}
        self._nums: dict[str, _Num | None] = {}
        self._raw: dict[str, etree._Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for el in root.iterchildren(W + "abstractNum"):
            key = el.get(W + "abstractNumId", "")
            self._abstract[key] = el
            if link := _val(el.find(W + "numStyleLink")):
                self._link[key] = link
        for el in root.iterchildren(W + "num"):
            self._raw.setdefault(el.get(W + "numId", ""), el)

    def _defined(self, abstract: str) -> dict[int, Level] | None:
        if abstract not in self._abstract:
            return None
        if abstract not in self._levels:
            levels = self._abstract[abstract].iterchildren(W + "lvl")
            self._levels[abstract] = {_int(el.get(W + "ilvl")): _level(el) for el in levels}
        return self._levels[abstract]

    def _num(self, num_id: str, seen: frozenset[str] = frozenset()) -> _Num | None:
        if num_id in self._nums:
            return self._nums[num_id]
        el = self._raw.get(num_id)
        num = None
        if el is not None and num_id not in seen:
            abstract = _val(el.find(W + "abstractNumId")) or ""
            levels = self._defined(abstract)
            if link := self._link.get(abstract):
                target = self._num(self._style_num(link) or "", seen | {num_id})
                if target is not None:
                    abstract, levels = target.abstract, target.levels
            if levels is not None:
                num = _Num(abstract, dict(levels))
                for over in el.iterchildren(W + "lvlOverride"):
                    ilvl = _int(over.get(W + "ilvl"))
                    lvl = over.find(W + "lvl")
                    if lvl is not None:
                        num.levels[ilvl] = _level(lvl)
                    start = _val(over.find(W + "startOverride"))
                    if start is not None:
                        num.starts[ilvl] = _int(start)
                        num.levels[ilvl] = replace(num.levels.get(ilvl, Level()), start=num.starts[ilvl])
        self._nums[num_id] = num
        return num

    def level(self, num_id: str, ilvl: int) -> Level | None:
        """Return the definition of a level (from 0) of a list, None if there is none."""
        num = self._num(num_id)
        return None if num is None else num.levels.get(ilvl)

    def style_level(self, num_id: str, styles: tuple[tuple[str, int | None], ...]) -> int:
        """Return the level (from 0) that a paragraph has through its style in a list.

        ``styles`` are the style and those it is based on, nearest first, each with the level that it states. The
        first one counts that the list ties to a level, or that states one.
        """
        num = self._num(num_id)
        tied = {} if num is None else {level.style: i for i, level in sorted(num.levels.items(), reverse=True)}
        for style, stated in styles:
            if style in tied:
                return tied[style]
            if stated is not None:
                return stated
        return 0

    def label(self, num_id: str, ilvl: int) -> str:
        """Count one more paragraph at a level (from 0) of a list; return its label as Word shows it ("" if none)."""
        num = self._num(num_id)
        if num is None or ilvl not in num.levels or not 0 <= ilvl < LEVELS:
            return ""
        counts = self._counts.setdefault(num.abstract, [None] * LEVELS)
        if ilvl in num.starts and (num_id, ilvl) not in self._started:
            self._started.add((num_id, ilvl))
            counts[ilvl] = None
        level = num.levels[ilvl]
        now = counts[ilvl]
        counts[ilvl] = level.start if now is None else now + 1
        for i in range(ilvl + 1, LEVELS):
            restart = num.levels[i].restart if i in num.levels else None
            if restart is None or ilvl + 1 <= restart:
                counts[i] = None
        if level.fmt == "bullet" or level.picture:
            return self._bullet(level)
        return self._numbers(num, level, counts)

    @staticmethod
    def _bullet(level: Level) -> str:
        if level.picture:
            return "•"
        text = level.text.strip()
        special = is_symbol_font(level.font)
        return "".join(symbol(ord(c), level.font) if special or "\ue000" <= c <= "\uf8ff" else c for c in text)

    @staticmethod
    def _numbers(num: _Num, level: Level, counts: list[int | None]) -> str:
        def shown(m: re.Match[str]) -> str:
            i = int(m[1]) - 1
            other = num.levels.get(i, Level())
            value = counts[i]
            value = other.start if value is None else value
            if level.legal and other.fmt not in ("none", "bullet"):
                return written(value, other.fmt if other.fmt.startswith(("zeros:", "decimalZero")) else "decimal")
            return written(value, other.fmt)

        return _PLACEHOLDER.sub(shown, level.text).strip()
