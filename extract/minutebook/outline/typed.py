"""Reads the numbers that stand typed in front of a title, where the reader saw no list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from minutebook.document import Block, Document
from minutebook.numbering import Number, parse, reference, roman

TypedSeries = Mapping[int, tuple[Number, int]]
"""By index of a block the number in front of its words, and where the words start."""

_REFERENCED = re.compile(
    r"\(?\*?([A-Z]{1,8}[ ./-]?\d{1,5}(?:[./:-]\d{1,4}){0,3}|[A-Z][a-z]{1,6}/\d{1,4}(?:[/-]\d{1,4}){1,3}"
    r"|\d{2}\.\d{2} \d{2}|\d{1,4}(?:[./-]\d{1,4}){1,4})"
    r"[a-z]?\)?[.:]?\s+"
)
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_LETTERED = re.compile(r"(\d{1,3}\s?[A-Za-z])[.)]\s+|\*([A-Z])[.)]\s+")
_COUNTED = re.compile(
    r"(\d{1,3})(?: ?[.:)]|(?=\t))(\t\s*|\s+|(?=[A-Z]{3}))|([1-5]?\d) (?=[A-Z])"
    r"(?!(?i:minute(?!s (?:of|from|and|for)\b|s?[ .:]*$)|hour|day|month|year)s?\b)"
    r"(?!(?i:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?(?:,?\s(?:19|20)\d\d|\s*[-–—&]\s*\d))"
)
_CODED = re.compile(r"(\d{1,2}-?[A-Z])\s+\d{2,4}-\d{2,5}(?:\s*\*.*)?")
_IN_SERIES = re.compile(
    r"(?:(?P<letter>[A-Z])(?:[.)]|(?=\s+[A-Z]{3}))|(?P<mixed>\d{1,2}-?[A-Z])[.)]?|(?P<code>[A-Z]{1,5})\.\s?(?P<count>\d{1,3})[.)]?)\s+(?=[A-Z])"
    r"|(?P<head>[A-Z]{2,5})\.\s+(?=[A-Z]{2})|(?P<dated>\d{1,2}/\d{1,2}/\d{1,3})[.:]?\s+(?=[A-Z])"
    r"|(?P<plain>[6-9]\d|[1-9]\d{2}|(?!19|20)\d{4})\s+(?=[A-Z])"
)
_FIRST_WORD = re.compile(r"\S{4,}")
_LETTER = re.compile(r"[A-Z][.)]")
_ROMAN = re.compile(r"([IVX]{1,5})[.)]\s+(?=[A-Z])")
_SET_OFF = 0.8
"""Share of bold type from which on a letter without a stop may number a heading."""
_COUNT_LABEL = re.compile(r"(?:[IVX]{1,5}|\d{1,2})[.)]")
_TITLE_WORDS = re.compile(r"[A-Z][\w’'-]+ [A-Z]")
"""Two words with capitals: no initial of a name stands before these."""
_PLAIN_COUNT = re.compile(r"(?:\*|[A-Z]-)?(?P<count>\d{1,3})\s+(?=[A-Z][a-z]+ |[A-Z]{4})")
_CODE = re.compile(r"(?P<series>(?=[^\s\d]{0,8}\d)[A-Za-z0-9][\w()/.-]{0,15}[)/.-])(?P<count>\d{1,4})[.:]?\s+(?=[A-Z])")
"""A number of any make whose last digits count: "04(2).31.07 "."""
_LONG = 5
"""So many numbers that count on by one are no figures that open sentences."""
_NEAR = 14
"""Numbers of one series stand so near to one another from the left, in points."""


def typed_number(block: Block) -> tuple[Number, int] | None:
    """Return a number at the start of the text that the reader left there, and where the words after it start.

    "LW 30/2021 To record", "5 Updates" in bold.
    """
    text = block.text
    if text[:1].isalpha() and text[1:2].islower() and "/" not in text[:8]:
        return None  # it opens with a word
    m = _REFERENCED.match(text)
    if m and (number := parse(m[1])):
        if number.kind == "reference" and _DATE.fullmatch(number.text):
            return None  # a date
        if number.kind == "reference" and not (block.share("bold", 0, m.end()) > 0.5 or "/" in m[1] or text[0] == "("):
            return None
        return number, m.end()
    m = _LETTERED.match(text)
    if m and (
        m[2] or block.share("bold", 0, m.end() + 8) > 0.8 or block.share("underline", m.end(), m.end() + 8) > 0.8
    ):
        number = parse(m[1] or m[2])
        return (number, m.end()) if number else None
    m = _COUNTED.match(text)
    if m and m[3]:
        word = _FIRST_WORD.match(text, m.end())
        bold = max(block.share("bold", 0, m.end() + 12), block.share("bold", 0, word.end()) if word else 0.0)
        return (Number(m[3], "decimal", (m[3],), int(m[3]), False, "#"), m.end()) if bold > _SET_OFF else None
    if m and (block.share("bold", 0, m.end() + 12) > 0.8 or "\t" in m[2]):
        number = parse(m[1])
        return (number, m.end()) if number else None
    return None


def typed_series(document: Document) -> TypedSeries:
    """Return the typed numbers that only the next of their series tells from words, or from dates.

    "3A Ponds" by "3B Boats", "31/05/09 Ponds" by "31/05/10 Boats".
    """
    found: list[tuple[int, Number, int, float]] = []
    for i, block in enumerate(document.blocks):
        if block.label and block.kind == "body" and _LETTER.fullmatch(block.label):
            found.append((i, _letter(block.label[0]), -1, _left(block)))
        if block.label or block.kind != "body" or block.text[1:2].islower():
            continue  # most blocks open with a word
        if not (m := _IN_SERIES.match(block.text)):
            continue
        if (m["plain"] or (m["letter"] and m[0][1:2].isspace())) and block.share("bold", 0, m.end() + 8) < _SET_OFF:
            continue  # "A NEW DAY" is no "A" over "NEW DAY", "90 Ponds" counts ponds
        lone_word = len(block.text[m.end() :].split()) == 1 and block.share("bold") < 0.5
        number = _number(m)
        if number is not None and not (m["letter"] and lone_word):  # the initial of a name
            found.append((i, number, m.end(), _left(block)))
    series = {**_long_count(document), **_romans(document), **_coded_count(document)}
    for at, (i, number, end, x) in enumerate(found):
        for j, other, further, beside in found[at + 1 :]:
            if (other.follows(number) and abs(x - beside) < _NEAR) or other.extends(number):
                series.update({k: (n, e) for k, n, e in ((i, number, end), (j, other, further)) if e > 0})
                break
    looks = {_looks(document.blocks[i]) for i, (number, _) in series.items() if number.kind == "letter"}
    for i, number, end, _ in found:  # an "A" that no "B" follows, set like the others
        if i not in series and end > 0 and number.text == "A" and _looks(document.blocks[i]) in looks:
            series[i] = (number, end)
    lone = [(i, number, end) for i, number, end, _ in found if i not in series and end > 0 and number.text == "A"]
    under = [f for f in lone if _under_number(document, f[0]) and _TITLE_WORDS.match(document.blocks[f[0]].text, f[2])]
    if len({document.blocks[i].text for i, _, _ in under}) > 1:
        series.update({i: (number, end) for i, number, end in under})  # the only entries under their headings
    return series


def _under_number(document: Document, i: int) -> bool:
    """True if the block in front of block ``i`` opens with a number or numeral, typed or not."""
    before = next((b for b in reversed(document.blocks[max(0, i - 3) : i]) if b.kind == "body"), None)
    if before is None:
        return False
    return bool(_COUNT_LABEL.fullmatch(before.label)) if before.label else _COUNT_LABEL.match(before.text) is not None


def _romans(document: Document) -> dict[int, tuple[Number, int]]:
    """Return typed roman numerals beside which another of their count stands, typed or not: "I. Ponds", over "II."."""
    counted: list[tuple[int, Number, int]] = []
    for i, block in enumerate(document.blocks):
        typed = None if block.label or block.kind != "body" else _ROMAN.match(block.text)
        text = typed[1] if typed else block.label.rstrip(".)")
        value = roman(text) if text.isupper() else None
        if value is not None:
            counted.append((i, Number(text, "roman", (text.lower(),), value, True, "I"), typed.end() if typed else -1))
    return {
        i: (number, end)
        for (i, number, end), other in [*pairwise(counted), *((b, a) for a, b in pairwise(counted))]
        for beside in (other[1],)
        if end > 0 and abs(number.value - beside.value) == 1 and (number.value < beside.value) == (i < other[0])
    }


def _long_count(document: Document) -> dict[int, tuple[Number, int]]:
    """Return numbers in plain type, without a stop, that many blocks at one margin count on: "*42 Accept a grant"."""
    chains: dict[int, list[tuple[int, int, int]]] = {}  # by its last number: the blocks, numbers and ends of a chain
    whole: list[list[tuple[int, int, int]]] = []
    for i, block in enumerate(document.blocks):
        if block.label or block.kind != "body" or not (m := _PLAIN_COUNT.match(block.text)):
            continue
        value = int(m["count"])
        chain = chains.pop(value - 1, [])
        if chain and abs(_left(document.blocks[chain[-1][0]]) - _left(block)) > _NEAR:
            chain = []
        chain.append((i, value, m.end()))
        chains[value] = chain
        if len(chain) == _LONG:
            whole.append(chain)
    return {
        i: (Number(str(value), "decimal", (str(value),), value, False, "#"), end)
        for chain in whole
        for i, value, end in chain
    }


def _coded_count(document: Document) -> dict[int, tuple[Number, int]]:
    """Return numbers of a make of this document's own that many blocks count on: "04(2).31.07", "04(2).31.08"."""
    chains: dict[str, list[tuple[int, int, re.Match[str]]]] = defaultdict(list)
    for i, block in enumerate(document.blocks):
        if block.label or block.kind != "body" or not (m := _CODE.match(block.text)):
            continue
        chain, value = chains[m["series"]], int(m["count"])
        if not chain or value == chain[-1][1] + 1:
            chain.append((i, value, m))
    return {
        i: (reference(m["series"] + m["count"]), m.end())
        for chain in chains.values()
        if len(chain) >= _LONG and parse(chain[0][2]["series"] + chain[0][2]["count"]) is None
        for i, _, m in chain
    }


def _left(block: Block) -> float:
    return block.bbox.x0 if block.bbox is not None else block.indent


def _looks(block: Block) -> tuple[bool, ...]:
    return (block.share("bold") > _SET_OFF, block.share("italic") > _SET_OFF, block.share("underline") > _SET_OFF)


def _number(m: re.Match[str]) -> Number | None:
    """Read the number of a match: "B", "3A", "AV.2", and "AV" over "AV.1"."""
    if m["head"]:
        return Number(m["head"], "letter", (m["head"].lower(),), 0, True, "A")
    if m["code"]:
        text = f"{m['code']}.{m['count']}"
        return Number(text, "dotted", (m["code"].lower(), str(int(m["count"]))), int(m["count"]), True, "A.#")
    return _letter(m["letter"]) if m["letter"] else parse(m["mixed"] or m["dated"] or m["plain"])


def _letter(text: str) -> Number:
    """Read a capital as the letter of a series, never as a roman numeral."""
    return Number(text, "letter", (text.lower(),), ord(text) - 64, True, "A")


def code_line(block: Block) -> Number | None:
    """Return the number on a line that holds just it and the number of a file; the title stands on the next line."""
    if not block.text[:1].isdigit():
        return None
    m = _CODED.fullmatch(block.text.strip())
    return parse(m[1]) if m else None
