"""Word's styles: what a paragraph or run looks like once defaults, styles and direct formatting are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from minutebook.document import Style
from minutebook.read.numbering import is_symbol_font
from minutebook.read.package import children
from minutebook.values import hastened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
Props = dict[str, object]
"""Properties that are stated, by Word's name: bool for toggles, float in points for lengths, str for the rest."""

TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
MAX_CHAIN = 50
"""Most styles of which each is based on the next; Word itself allows fewer."""
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_HEX = re.compile("[0-9a-f]{6}")
_BUILT_IN = re.compile(r"^(?:heading|toc|header|footer|caption|footnote|endnote)\b")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*([a-z]{2})?\s*")
_DEFAULT_SIZE = 10.0  # Word's own where the file states none
_AUTO_SPACE = 14.0  # what Word sets above and below a paragraph whose spacing is "auto", as a browser would
_SWITCHES = frozenset((*TOGGLES, "specVanish"))
_RUN = {W + name: name for name in (*_SWITCHES, "u", "sz", "color", "rStyle", "rFonts")}
_PARAGRAPH = {
    W + name: name
    for name in ("ind", "jc", "spacing", "contextualSpacing", "outlineLvl", "framePr", "numPr", "pStyle", "rPr")
}
_LEFT, _START, _NUM_ID, _ILVL = W + "left", W + "start", W + "numId", W + "ilvl"
_LIST = {_NUM_ID: "numId", _ILVL: "ilvl"}
_TYPE, _STYLE_ID, _DEFAULT = W + "type", W + "styleId", W + "default"
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
    for el in children(rpr):
        tag = _RUN.get(el.tag)
        if tag is None:
            continue
        if tag == "rFonts":
            font = el.get(_ASCII) or el.get(_H_ANSI)
            if font:
                props["font"] = str(font)
            elif el.get(_ASCII_THEME):
                props["font"] = ""
        elif tag == "sz":
            size = points(el.get(_VAL), 2)
            if size:
                props["sz"] = size
        elif tag in _SWITCHES:
            props[tag] = on(el)
        elif tag == "u":
            props["u"] = el.get(_VAL, "single") != "none"
        elif tag == "color":
            value = str(el.get(_VAL, "auto")).lower()
            props["color"] = value if _HEX.fullmatch(value) else ""
        elif tag == "rStyle":
            props["rStyle"] = str(el.get(_VAL, ""))
    return props


def paragraph_props(ppr: etree._Element | None) -> Props:
    """Return what a ``w:pPr`` states: left, jc, before, after, contextual, outline, numId, ilvl, dropCap, pStyle."""
    return paragraph_and_mark(ppr)[0]


def paragraph_and_mark(ppr: etree._Element | None) -> tuple[Props, etree._Element | None]:
    """Return what a ``w:pPr`` states, and the ``w:rPr`` of the paragraph's mark."""
    props: Props = {}
    mark: etree._Element | None = None
    if ppr is None:
        return props, mark
    for el in children(ppr):
        tag = _PARAGRAPH.get(el.tag)
        if tag is None:
            continue
        if tag == "rPr":
            mark = el if mark is None else mark
        elif tag == "ind":
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
                if child.tag in _LIST:
                    props[_LIST[child.tag]] = str(child.get(_VAL, ""))
        elif tag == "framePr":
            props["dropCap"] = el.get(_DROP_CAP) in ("drop", "margin")
        elif tag == "pStyle":
            props["pStyle"] = str(el.get(_VAL, ""))
    return props, mark


class WordStyle:
    """One style as defined; what it states is read when asked for, as most styles of a file are never used."""

    __slots__ = ("_el", "kind")

    def __init__(self, el: etree._Element) -> None:
        self._el = el
        self.kind = str(el.get(_TYPE, "paragraph"))

    @property
    def name(self) -> str:
        """Its name as Word shows it, its id if it has none."""
        name = self._el.find(W + "name")
        return _shown_name(str(self._el.get(_STYLE_ID, "") if name is None else name.get(_VAL, "")))

    @property
    def based_on(self) -> str:
        """The id of the style that it is based on, "" if none."""
        based = self._el.find(W + "basedOn")
        return "" if based is None else str(based.get(_VAL, ""))

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
        self.paragraph_styles: set[str] = set()
        self.default_run: Props = {}
        self.default_paragraph: Props = {}
        self.normal = self.normal_table = ""
        self._runs: dict[str, Props] = {}
        self._paragraphs: dict[str, Props] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._headings: dict[str, int] = {}
        self._cascades: dict[tuple[str, tuple[str, ...]], Cascade] = {}
        self._shared: dict[Style, Style] = {}
        if root is None:
            return
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self.default_run = run_props(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self.default_paragraph = paragraph_props(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for el in root.iterchildren(W + "style"):
            key = str(el.get(_STYLE_ID, ""))
            style = self.styles[key] = WordStyle(el)
            if el.get(_DEFAULT) in ("1", "true", "on"):
                if style.kind == "paragraph":
                    self.normal = key
                elif style.kind == "table":
                    self.normal_table = key
        self.paragraph_styles = {key for key, style in self.styles.items() if style.kind == "paragraph"}
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
        props: Props = dict(self.run(key))
        for name in names:
            for at in reversed(self.chain(key)):
                props |= self.styles[at].condition(name)
        return props

    def shared(self, style: Style) -> Style:
        """Return the one object that stands for all equal looks of this document."""
        return self._shared.setdefault(style, style)

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
            if m := _HEADING.fullmatch(self.styles[at].name):
                return int(m[1])
        return 0

    def cascade(self, key: str, names: tuple[str, ...]) -> Cascade:
        """Return the looks of runs in cells of a table of this style, under these conditions ("firstRow")."""
        if (key, names) not in self._cascades:
            self._cascades[key, names] = Cascade(self, self.condition(key, names))
        return self._cascades[key, names]


@hastened
@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks once all is put together. ``symbols``: its font draws signs in place of letters."""

    style: Style
    hidden: bool
    hidden_mark: bool
    caps: bool
    font: str
    symbols: bool


class Cascade:
    """The looks of runs under the run properties of a table's style ({} outside of tables), by paragraph style."""

    def __init__(self, styles: Styles, table: Props) -> None:
        self._styles = styles
        self._table = table
        self._looks: dict[str, Looks] = {}

    def looks(self, paragraph: str) -> Looks:
        """Return the looks of runs in paragraphs of a style."""
        found = self._looks.get(paragraph)
        if found is None:
            found = self._looks[paragraph] = Looks(self._styles, self._table, paragraph)
        return found


class Looks:
    """The looks of runs in paragraphs of one style. ``plain`` is that of a run that states nothing itself."""

    def __init__(self, styles: Styles, table: Props, paragraph: str) -> None:
        self._styles = styles
        self._table = table
        self._base = styles.run(paragraph)
        self._inherited = {"sz": _DEFAULT_SIZE} | styles.default_run
        self._inherited |= {k: v for k, v in table.items() if k not in TOGGLES}
        self._inherited |= self._base
        self._unnamed = self._inherited | self._toggles({})
        self._known: dict[tuple[object, ...], Look] = {}
        self.plain = self._look({})

    def of(self, rpr: etree._Element | None) -> Look:
        """Return the look of a run by its own ``w:rPr``."""
        if rpr is None:
            return self.plain
        direct = run_props(rpr)
        key = tuple(direct.items())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(direct)
        return found

    def _toggles(self, char: Props) -> Props:
        """Return the toggles of a run that states none itself; ``char`` is what its own style states."""
        default, table, base = self._styles.default_run, self._table, self._base
        return {
            name: True if default.get(name) else bool(table.get(name)) ^ bool(base.get(name)) ^ bool(char.get(name))
            for name in TOGGLES
        }

    def _look(self, direct: Props) -> Look:
        if "rStyle" in direct:
            char = self._styles.run(str(direct["rStyle"]))
            props = self._inherited | char | self._toggles(char) | direct
        else:
            props = self._unnamed | direct
        size = props["sz"]
        style = Style(
            bold=bool(props["b"]),
            italic=bool(props["i"]),
            underline=bool(props.get("u")),
            strike=bool(props["strike"] or props["dstrike"]),
            size=size if isinstance(size, float) else None,
            color=str(props["color"]) if props.get("color") else None,
        )
        hidden = bool(props["vanish"])
        font = str(props.get("font", ""))
        return Look(
            style=self._styles.shared(style),
            hidden=hidden,
            hidden_mark=hidden or bool(props.get("specVanish")),
            caps=bool(props["caps"]),
            font=font,
            symbols=is_symbol_font(font),
        )


def _shown_name(name: str) -> str:
    """Return a built-in style's name as Word shows it: "heading 1" -> "Heading 1"."""
    return _BUILT_IN.sub(lambda m: m[0].capitalize(), name)
