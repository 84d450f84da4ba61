"""What a font's name and flags say of its characters: bold, italic, signs in place of letters."""

from __future__ import annotations

import re

_BOLD = re.compile(
    r"bold|black|heavy|(?:semi|demi)(?!light)|[-,_ ]bd|[a-z]Bd|[-,]b(?:$|i)|^cmbx|^cmssbx|extra", re.IGNORECASE
)
_ITALIC = re.compile(r"italic|oblique|kursiv|slanted|[-,_ ]it(?:$|[^a-z])|[-,]bi$|[-,]i$|^cmti", re.IGNORECASE)
_SIGN_FONT = re.compile(r"^(?:wingdings|webdings|zapfdingbats|opensymbol|dingbats)", re.IGNORECASE)
_PRIVATE = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0xA7: "▪", 0xA8: "□",
    0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x9F: "•", 0xD7: "•",
    0x2D: "-", 0x20: " ",
}  # fmt: skip
"""What the commonest signs of Wingdings and Symbol show, by their code in the private area less F000."""
_SIGNS = {chr(code): sign for code, sign in _PRIVATE.items()} | {chr(0xF000 + c): s for c, s in _PRIVATE.items()}
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 64


def look_of(name: str, flags: int, angle: float, weight: int | None = None) -> tuple[bool, bool, bool]:
    """Return whether a font is bold, italic, and one of signs, not letters.

    ``name`` as in the file (a subset's prefix may lead it), ``flags`` and ``angle`` (degrees) of its descriptor,
    ``weight`` (400: regular) if that states one.
    """
    plain = name.split("+", 1)[-1]
    bold = bool(_BOLD.search(plain)) or bool(flags & _FORCE_BOLD) or (weight is not None and weight >= 600)
    italic = bool(_ITALIC.search(plain)) or bool(flags & _ITALIC_FLAG and angle)
    return bold, italic, _SIGN_FONT.search(plain) is not None


def sign(text: str) -> str:
    """Return what a character of a font of signs shows, a plain bullet if that is not known."""
    return _SIGNS.get(text, text if text.isspace() or text in "\u2022\u00b7" else "•")


def private(text: str) -> str:
    """Return what a character of the private area that Symbol and Wingdings use shows; others as they are."""
    if "\uf000" <= text[:1] <= "\uf0ff":
        code = ord(text[0]) - 0xF000
        return _PRIVATE.get(code) or (chr(code) if 0x20 <= code < 0x7F else "•")
    return text
