"""Word's styles: what a paragraph or run looks like once defaults, styles and direct formatting are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from minutebook.document import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
Props = dict[str, object]
"""Properties that are stated, by Word's name: bool for toggles, float in points for lengths, str for the rest."""

TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
MAX_CHAIN = 50
"""Most styles of which each is based on the next; Word itself allows fewer."""
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_HEX = re.compile("[0-9a-f]{6}")
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*([a-z]{2})?\s*")
_DEFAULT_SIZE = 10.0  # Word's own where the file states none
_AUTO_SPACE = 14.0  # what Word sets above and below a paragraph whose spacing is "auto", as a browser would
_NAMES = {
    W + name: name
    for name in (
        *TOGGLES, "specVanish", "u", "sz", "color", "rStyle", "rFonts", "ind", "jc", "spacing", "contextualSpacing",
        "outlineLvl", "framePr", "numPr", "numId", "ilvl", "pStyle",
    )
}  # fmt: skip
_LEFT, _START, _NUM_ID, _ILVL = W + "left", W + "start", W + "numId", W + "ilvl"
_DROP_CAP = W + "dropCap"
_ASCII, _H_ANSI, _ASCII_THEME = W + "ascii", W + "hAnsi", W + "asciiTheme"
_SPACING = tuple((name, W + name, W + name + "Autospacing") for name in ("before", "after"))


def on(el: etree._Element) -> bool:
    """Return what a switch element such as ``<w:b/>`` says."""
    return el.get(_VAL, "1") not in ("0", "false", "off")


@lru_cache(maxsize=1024)
def points(text: str | None, divisor: float = 20.0) -> float | None:
    """Return a length in points from Word's number (twips, or ``divisor`` parts of a point) or "1.5cm"."""
    m = _LENGTH.fullmatch(text or "")
    if not m:
        return None
    value = float(m[1][:12])
    scale = _UNITS.get(m[2], 0.0) if m[2] else 1 / divisor
    return value * scale if abs(value * scale) < 1e5 else None


def run_props(rpr: etree._Element | None) -> Props:
    """Return what a ``w:rPr`` states."""
    props: Props = {}
    if rpr is None:
        return props
    for el in rpr:
        tag = _NAMES.get(el.tag)
        if tag is None:
            continue
        if tag in TOGGLES or tag == "specVanish":
            props[tag] = on(el)
        elif tag == "u":
            props["u"] = el.get(_VAL, "single") != "none"
        elif tag == "sz":
            size = points(el.get(_VAL), 2)
            if size:
                props["sz"] = size
        elif tag == "color":
            value = str(el.get(_VAL, "auto")).lower()
            props["color"] = value if _HEX.fullmatch(value) else ""
        elif tag == "rStyle":
            props["rStyle"] = str(el.get(_VAL, ""))
        elif tag == "rFonts":
            font = el.get(_ASCII) or el.get(_H_ANSI)
            if font:
                props["font"] = str(font)
            elif el.get(_ASCII_THEME):
                props["font"] = ""
    return props


def paragraph_props(ppr: etree._Element | None) -> Props:
    """Return what a ``w:pPr`` states: left, jc, before, after, contextual, outline, numId, ilvl, dropCap, pStyle."""
    props: Props = {}
    if ppr is None:
        return props
    for el in ppr:
        tag = _NAMES.get(el.tag)
        if tag is None:
            continue
        if tag == "ind":
            left = points(el.get(_LEFT) or el.get(_START))
            if left is not None:
                props["left"] = left
        elif tag == "jc":
            props["jc"] = str(el.get(_VAL, "left"))
        elif tag == "spacing":
            for name, length, auto in _SPACING:
                space = points(el.get(length))
                if el.get(auto) in ("1", "true", "on"):
                    space = _AUTO_SPACE
                if space is not None:
                    props[name] = space
        elif tag == "contextualSpacing":
            props["contextual"] = on(el)
        elif tag == "outlineLvl":
            level = str(el.get(_VAL, ""))
            props["outline"] = int(level) if re.fullmatch("[0-8]", level) else 9
        elif tag == "numPr":
            for child in el:
                if child.tag in (_NUM_ID, _ILVL):
                    props[_NAMES[child.tag]] = str(child.get(_VAL, ""))
        elif tag == "framePr":
            props["dropCap"] = el.get(_DROP_CAP) in ("drop", "margin")
        elif tag == "pStyle":
            props["pStyle"] = str(el.get(_VAL, ""))
    return props


class WordStyle:
    """One style as defined; its properties are read when first asked for, as most styles of a file are never used."""

    __slots__ = ("_el", "based_on", "kind", "name")

    def __init__(self, el: etree._Element) -> None:
        self._el = el
        self.kind = str(el.get(W + "type", "paragraph"))
        name, based = el.find(W + "name"), el.find(W + "basedOn")
        self.name = _shown_name(str(el.get(W + "styleId", "") if name is None else name.get(_VAL, "")))
        self.based_on = "" if based is None else str(based.get(_VAL, ""))

    def paragraph(self) -> Props:
        """Return the paragraph properties that it states itself."""
        return paragraph_props(self._el.find(W + "pPr"))

    def run(self) -> Props:
        """Return the run properties that it states itself."""
        return run_props(self._el.find(W + "rPr"))

    def condition(self, name: str) -> Props:
        """Return the run properties that a table style states for a part of the table ("firstRow")."""
        for el in self._el.iterchildren(W + "tblStylePr"):
            if el.get(W + "type") == name:
                return run_props(el.find(W + "rPr"))
        return {}


class Styles:
    """The styles of one document. ``root`` is the root of the styles part, None if there is none."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles: dict[str, WordStyle] = {}
        self.default_run: Props = {}
        self.default_paragraph: Props = {}
        self.normal = self.normal_table = ""
        self._runs: dict[str, Props] = {}
        self._paragraphs: dict[str, Props] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._headings: dict[str, int] = {}
        self._conditions: dict[tuple[str, tuple[str, ...]], Props] = {}
        self._resolvers: dict[tuple[object, ...], Callable[[Props], tuple[Style, Props]]] = {}
        if root is None:
            return
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self.default_run = run_props(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self.default_paragraph = paragraph_props(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for el in root.iterchildren(W + "style"):
            key = str(el.get(W + "styleId", ""))
            style = self.styles[key] = WordStyle(el)
            if el.get(W + "default") in ("1", "true", "on"):
                if style.kind == "paragraph":
                    self.normal = key
                elif style.kind == "table":
                    self.normal_table = key
        if not self.normal and "Normal" in self.styles:
            self.normal = "Normal"

    def chain(self, key: str) -> tuple[str, ...]:
        """Return the ids of a style and of those it is based on, nearest first; circles are cut."""
        if key not in self._chains:
            out: list[str] = []
            at = key
            while at in self.styles and at not in out and len(out) < MAX_CHAIN:
                out.append(at)
                at = self.styles[at].based_on
            self._chains[key] = tuple(out)
        return self._chains[key]

    def run(self, key: str) -> Props:
        """Return the run properties of a style, inherited ones too."""
        if key not in self._runs:
            props: Props = {}
            for at in reversed(self.chain(key)):
                props |= self.styles[at].run()
            self._runs[key] = props
        return self._runs[key]

    def paragraph(self, key: str) -> Props:
        """Return the paragraph properties of a style, inherited ones too (document defaults are not in)."""
        if key not in self._paragraphs:
            props: Props = {}
            for at in reversed(self.chain(key)):
                props |= self.styles[at].paragraph()
            self._paragraphs[key] = props
        return self._paragraphs[key]

    def condition(self, key: str, names: tuple[str, ...]) -> Props:
        """Return the run properties that a table style gives to cells under these conditions, later ones winning."""
        if (key, names) not in self._conditions:
            props: Props = dict(self.run(key))
            for name in names:
                for at in reversed(self.chain(key)):
                    props |= self.styles[at].condition(name)
            self._conditions[key, names] = props
        return self._conditions[key, names]

    def numbering_style(self, key: str) -> str | None:
        """Return the numId that a numbering style names, None if none."""
        value = self.paragraph(key).get("numId")
        return str(value) if value is not None else None

    def stated_levels(self, key: str) -> tuple[tuple[str, int | None], ...]:
        """Return a style and those it is based on, nearest first, each with the list level (from 0) it states."""
        out = []
        for at in self.chain(key):
            level = self.styles[at].paragraph().get("ilvl")
            out.append((at, int(str(level)) if re.fullmatch(r"\d", str(level)) else None))
        return tuple(out)

    def heading(self, key: str, direct: object = None) -> int:
        """Return the heading level from 1 (0: none) of a paragraph by its own outline level or by its style's."""
        if direct is None and key in self._headings:
            return self._headings[key]
        found = self._heading(key, direct)
        if direct is None:
            self._headings[key] = found
        return found

    def _heading(self, key: str, direct: object) -> int:
        outline = direct if direct is not None else self.paragraph(key).get("outline")
        if isinstance(outline, int):
            return outline + 1 if 0 <= outline < 9 else 0
        for at in self.chain(key):
            if m := re.fullmatch(r"heading ([1-9])", self.styles[at].name, re.I):
                return int(m[1])
        return 0

    def resolver(self, paragraph: str, table: Props) -> Callable[[Props], tuple[Style, Props]]:
        """Return the function that gives the look of a run from its direct properties, within one paragraph style.

        The second value of its answer are the resolved properties (caps, vanish, font).
        """
        key = (paragraph, *table.items())
        if key not in self._resolvers:
            self._resolvers[key] = self._resolver(paragraph, table)
        return self._resolvers[key]

    def _resolver(self, paragraph: str, table: Props) -> Callable[[Props], tuple[Style, Props]]:
        base = self.run(paragraph)
        plain = {"sz": _DEFAULT_SIZE} | self.default_run | {k: v for k, v in table.items() if k not in TOGGLES}
        known: dict[tuple[object, ...], tuple[Style, Props]] = {}

        def resolve(direct: Props) -> tuple[Style, Props]:
            key = tuple(direct.items())
            if key not in known:
                known[key] = compute(direct)
            return known[key]

        def compute(direct: Props) -> tuple[Style, Props]:
            char = self.run(str(direct["rStyle"])) if "rStyle" in direct else {}
            props = plain | base | char | direct
            for name in TOGGLES:
                if name in direct:
                    continue
                if self.default_run.get(name):
                    props[name] = True
                else:
                    props[name] = bool(table.get(name)) ^ bool(base.get(name)) ^ bool(char.get(name))
            size = props["sz"]
            style = Style(
                bold=bool(props["b"]),
                italic=bool(props["i"]),
                underline=bool(props.get("u")),
                strike=bool(props["strike"] or props["dstrike"]),
                size=size if isinstance(size, float) else None,
                color=str(props["color"]) if props.get("color") else None,
            )
            return style, props

        return resolve


def _shown_name(name: str) -> str:
    """Return a built-in style's name as Word shows it: "heading 1" -> "Heading 1"."""
    return re.sub(r"^(heading|toc|header|footer|caption|footnote|endnote)\b", lambda m: m[0].capitalize(), name)
