"""Grows the tree of agenda items from numbers that extend one another, looks that repeat, and how heavy a look is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import pairwise

from minutebook.document import Document
from minutebook.numbering import Number, letters, parse
from minutebook.outline.marks import Look, Mark, nothing_between
from minutebook.outline.parts import Heading
from minutebook.rulepack import Rules
from minutebook.values import hastened

_COUNT = re.compile(r"\d+")
_LETTER_INSIDE = re.compile(r"(?<=\d)[A-Z](?=/)")
"""The letter of an inserted number: 50A/31."""


@hastened
@dataclass(slots=True)
class _Open:
    index: int
    mark: Mark
    level: int
    parent: int | None
    empty: bool = True
    container: bool = False


@dataclass(slots=True)
class _Tops:
    """The top items so far: the last one with a number, and the looks and places of those without."""

    numbered: Mark | None = None
    plain: dict[tuple[Look, float], Mark] = field(default_factory=dict)
    alike: Counter[Look] = field(default_factory=Counter)
    """How many of those without a number have a look."""

    def add(self, mark: Mark) -> None:
        """Take in a top item."""
        if mark.number is not None:
            self.numbered = mark
        else:
            self.plain.setdefault((mark.look, mark.x), mark)
            self.alike[mark.look] += 1


def grow(document: Document, marks: list[Mark], rules: Rules) -> tuple[Heading, ...]:
    """Return the items in order, each with its level and parent."""
    items: list[Heading] = []
    stack: list[_Open] = []
    tops = _Tops()
    running = _running(marks, rules)
    over = _sections(document, marks)
    for k, mark in enumerate(marks):
        number = mark.number
        if number is not None and number.kind in ("letter", "roman"):
            number = _read(document.blocks[mark.spans[0].block].label or number.text, stack) or number
            number = _as_letter(number, mark, stack) or number
            mark.number = number
            if mark.look.shape != number.shape:
                mark.look = replace(mark.look, shape=number.shape)
        parent = _place(document, mark, stack, tops, running, over, rules)
        level = 1 if parent is None else items[parent].level + 1
        title = mark.title
        items.append(Heading(mark.spans, title, number.text if number else None, level, parent, mark.rule))
        while stack and stack[-1].level >= level:
            stack.pop()
        empty = mark.after is None and nothing_between(document, mark, marks[k + 1] if k + 1 < len(marks) else None)
        container = rules.match("outline.container", title) is not None
        stack.append(_Open(len(items) - 1, mark, level, parent, empty, container))
        if level == 1:
            tops.add(mark)
    return tuple(items)


def _read(text: str, stack: list[_Open]) -> Number | None:
    """Read a letter or roman numeral as the next of one of the open items, the innermost first, else after that one."""
    before = [o.mark.number for o in reversed(stack) if o.mark.number and o.mark.number.kind in ("letter", "roman")]
    for other in before:
        number = parse(text, previous=other)
        if number is not None and number.follows(other):
            return number
    return parse(text, previous=before[0] if before else None)


def _as_letter(number: Number, mark: Mark, stack: list[_Open]) -> Number | None:
    """Read a capital "I" soon after "G" as a letter, too, if it is set like it; None if nothing speaks for that."""
    place = letters(number.text) if number.kind == "roman" and number.upper else None
    for o in stack:
        other = o.mark.number
        if place is None or other is None or other.kind != "letter" or other.upper != number.upper:
            continue
        if other.value < place <= other.value + 3 and replace(o.mark.look, shape="") == replace(mark.look, shape=""):
            return Number(number.text, "letter", number.parts, place, number.upper, other.shape)
    return None


def _running(marks: list[Mark], rules: Rules) -> set[int]:
    """Return the marks (ids) of the one count that runs through the document, if there is one: 1, 2, 3 ... 12.

    A count that begins anew is none, nor one that headings without a number part into sections.
    """
    counted = [m for m in marks if m.number is not None and m.number.kind == "decimal" and m.look.form != "row"]
    first = next((m for m in counted), None)
    if first is None:
        return set()
    count = [m for m in counted if _same_place(m, first) and m.look.styled == first.look.styled]
    values = [m.number.value for m in count if m.number is not None]
    grows = len(values) >= 4 and all(b > a for a, b in pairwise(values)) and values[-1] - values[0] < 2 * len(values)
    before = [m for m in marks if m.number is None and m.spans[0].block < first.spans[0].block]
    within = [m for m in marks if m.number is None and m.spans[0].block > first.spans[0].block]
    last = count[-1].spans[0].block
    while within and within[-1].spans[0].block > last and rules.match("outline.top", within[-1].title):
        within.pop()  # the close, without a number
    parted = any(_alike(m, before[-1]) for m in within) if before else False
    return {id(m) for m in count} if grows and not parted else set()


def _sections(document: Document, marks: list[Mark]) -> dict[Look, Look]:
    """Return the looks of headings without a number that stand over those of another look, however light they are.

    Each heading of the look, two at least, leads straight on to one of the other look, which have text under them.
    """
    below: dict[Look, set[Look | None]] = defaultdict(set)
    empty: dict[Look, list[bool]] = defaultdict(list)
    for k, mark in enumerate(marks):
        following = marks[k + 1] if k + 1 < len(marks) else None
        leads = mark.after is None and nothing_between(document, mark, following)
        empty[mark.look].append(leads)
        below[mark.look].add(following.look if leads and following is not None else None)
    found: dict[Look, Look] = {}
    for look, looks in below.items():
        other = next(iter(looks))
        if look.shape or len(looks) > 1 or other is None or other.shape or other == look or len(empty[look]) < 2:
            continue
        if look.styled and look.column == other.column and sum(empty[other]) < 0.3 * len(empty[other]):
            found[look] = other
    return found


def _place(
    document: Document,
    mark: Mark,
    stack: list[_Open],
    tops: _Tops,
    running: AbstractSet[int],
    over: Mapping[Look, Look],
    rules: Rules,
) -> int | None:
    """Return the index of the parent item, None for a top item.

    ``tops`` are the top items before this mark, ``running`` the marks (ids) of a count through the document, ``over``
    the looks of sections with the look of the headings in them.
    """
    if not stack:
        return None
    number = mark.number
    top = rules.match("outline.top", mark.title) is not None
    if number is not None and _is_code(number):
        beside = next((o for o in stack if o.mark.number is not None and _is_code(o.mark.number)), None)
        return stack[-1].index if beside is None else beside.parent
    if number is not None:
        if stack[0].mark.number is None and tops.numbered is not None:
            if _counts_on(mark, tops.numbered):
                return None  # the count of the top items goes on under "Part B"
            if _stands_among(stack[0].mark, tops.numbered) and _same_series(number, tops.numbered.number):
                return None
        for o in reversed(stack):
            if o.mark.number is not None and _inserted(number, o.mark.number):
                return o.parent
            if number.kind == "reference" and o.mark.number is not None and number.follows(o.mark.number):
                return o.parent  # whatever it looks like: a row on one page, a line on the next
            if o.mark.number is not None and _counts_within(number, o.mark.number):
                return o.index
            if o.mark.number is not None and number.extends(o.mark.number):
                inserted = number.kind == "suffixed" and int(number.parts[0]) >= 100  # 1038A stands beside 1038
                return o.parent if inserted else o.index
            if _after_sub(mark, o.mark):
                return o.parent if number.value >= 100 else _above(stack, o)
            if _without_base(mark, o.mark):
                return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is None or o.mark.look.column != mark.look.column or not number.follows(other):
                continue
            loose = document.pages is None or (abs(mark.x - o.mark.x) < 40 and mark.look.styled == o.mark.look.styled)
            if loose and (mark.look.form == "row") == (o.mark.look.form == "row"):
                return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is None or not _same_place(mark, o.mark):
                continue
            if other.shape == number.shape and (number.value > other.value or number.kind == "reference"):
                return o.parent
            if len(number.parts) > 1 and other.shape == number.shape and other.parts[:-1] == number.parts[:-1]:
                return o.parent  # 6A taken after 6B
        if document.pages is None and number.value > 1:
            for o in reversed(stack):
                other = o.mark.number
                if (
                    other is not None
                    and other.shape == number.shape
                    and number.value > other.value
                    and o.mark.look.column == mark.look.column
                ):
                    return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is None or not _same_place(mark, o.mark):
                continue
            if other.kind != "letter" and number.kind in ("decimal", "dotted", "reference") and mark.look.form == "row":
                return o.parent
            if (
                other.shape == number.shape
                and number.value <= other.value
                and o is not stack[-1]
                and number.kind != "decimal"
            ):
                return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is not None and other.shape == number.shape and _same_place(mark, o.mark) and number.value != 1:
                return o.parent
        for o in reversed(stack):
            if _in_row_or_line(mark, o.mark):
                return o.parent
        last = stack[-1]
        if last.mark.number is None:
            if id(mark) in running and all(o.mark.number is None for o in stack):
                return None
            for o in reversed(stack):
                if o.mark.number is None and o.mark.look.weight >= mark.look.weight:
                    equal = not o.empty and o.mark.look.weight == mark.look.weight
                    return o.parent if equal and mark.rule.endswith("-prefixed") else o.index
            return stack[0].parent if mark.look.weight > stack[0].mark.look.weight else stack[-1].index
        heavier = [o for o in stack if o.mark.look.weight > mark.look.weight or o.mark.number is not None]
        if (
            number.kind == "decimal"
            and number.value == 1
            and last.mark.number is not None
            and last.mark.number.kind == "decimal"
        ):
            if _same_place(mark, last.mark) and last.mark.look.styled == mark.look.styled:
                return last.parent  # numbering that restarts
            return last.index
        return heavier[-1].index if heavier else None
    # unnumbered
    top = top and not any(0 < o.mark.look.heading < mark.look.heading for o in stack)  # stated to stand below another
    top = top and not _within_section(mark, stack, tops)
    if top and mark.look.column < 0:
        base = stack[0]
        if base.mark.number is None or mark.x <= base.mark.x + 40 or mark.look.styled == base.mark.look.styled:
            return None
    last = stack[-1]
    if mark.look in over:
        section = next((o for o in stack if o.mark.look in (mark.look, over[mark.look])), None)
        if section is not None:
            return section.parent
    elif over.get(last.mark.look) == mark.look:
        return last.index
    alike_before = [o for o in reversed(stack) if o.mark.number is None and _alike(o.mark, mark)]
    same = next((o for o in alike_before if o.mark.look.form == mark.look.form), next(iter(alike_before), None))
    elsewhere = not top and not any(o.mark.look.form == mark.look.form for o in alike_before)
    unnumbered = mark.look.caps and stack[0].mark.number is None
    if elsewhere and unnumbered and any(_alike(t, mark) for t in tops.plain.values()):
        return None  # set like an earlier top item, whatever stands between
    if same is not None:
        within = mark.look in over.values() and rules.match("outline.group", same.mark.title) is not None
        if same is last and (same.container or within) and same.empty and not top:
            return same.index
        if same is last and same.empty and same.mark.look.underline and not mark.look.underline:
            return same.index  # underlined, and nothing but this one under it
        colons = _colons(document, same.mark, mark)
        if same is last and same.empty and same.mark.look == mark.look and colons == (False, True):
            return same.index  # "Reports" over "Roads:"
        section = next((o for o in stack if o.index == same.parent and not o.container), None)
        alike = section is not None and section.mark.look == same.mark.look == mark.look
        if section is not None and alike and (*_colons(document, section.mark), *colons) == (False, True, False):
            return section.parent
        if top or (
            same.mark.look == mark.look and rules.match("outline.container", mark.title) and _in_container(same, stack)
        ):
            return stack[0].parent if stack[0].mark.number is None else same.parent
        return same.parent
    if tops.numbered is not None and _stands_among(mark, tops.numbered):
        return None  # an item in capitals that the count left out
    if last.mark.number is not None and last.level > 1 and any(_alike(t, mark) for t in tops.plain.values()):
        return None  # back from numbered sub-items to a heading of the top's look
    for o in reversed(stack):
        if o.mark.look.form == "row" and mark.look.form != "row":
            return o.index
        if o.mark.number is not None and mark.look.form == "row" and mark.look.styled and not o.mark.look.styled:
            continue
        if o.mark.number is not None:
            if (
                mark.look.form == "block"
                and mark.x < o.mark.x - 12
                and mark.look.column == o.mark.look.column
                and o.level == 1
            ):
                return o.parent
            return o.index
        if o.mark.look.weight > mark.look.weight:
            return o.index
    return None


def _within_section(mark: Mark, stack: list[_Open], tops: _Tops) -> bool:
    """True for "Old business" set like the headings of the section before it, if two sections at least look alike."""
    section = stack[0]
    if len(stack) < 2 or stack[1].mark.look != mark.look or section.mark.look == mark.look:
        return False
    return section.mark.number is None and tops.alike[section.mark.look] > 1


def _is_code(number: Number) -> bool:
    """True for letters that stand for a section, "AV" over "AV.1", and count nothing."""
    return number.kind == "letter" and number.value == 0


def _counts_on(mark: Mark, before: Mark) -> bool:
    """True if the mark has the next number in the place and look of ``before``."""
    if mark.number is None or before.number is None or not mark.number.follows(before.number):
        return False
    return _same_place(mark, before) and mark.look.styled == before.look.styled


def _after_sub(mark: Mark, before: Mark) -> bool:
    """True for 5 after 4A: the number after that of which the one before is a sub-number."""
    number, other = mark.number, before.number
    if number is None or other is None or other.kind != "suffixed" or number.kind != "decimal":
        return False
    return int(other.parts[0]) in (number.value, number.value - 1) and _same_place(mark, before)


def _inserted(number: Number, other: Number) -> bool:
    """True where one of two references is the other with a letter, or follows it so: 2031/37, 2031/37A, 2031/38."""
    if number.kind != "reference" or other.kind != "reference":
        return False
    if other.text in (number.text[:-1], _LETTER_INSIDE.sub("", number.text)):
        return True
    if _LETTER_INSIDE.search(other.text):
        base = parse(_LETTER_INSIDE.sub("", other.text))
        return base is not None and number.follows(base)
    base = parse(other.text[:-1]) if other.text[-1:].isalpha() else None
    return base is not None and number.follows(base)


def _counts_within(number: Number, other: Number) -> bool:
    """True for 4.1 under a reference that ends in its first count: 31/05/04."""
    if number.kind != "dotted" or other.kind != "reference" or len(number.parts) != 2:
        return False
    return number.parts[0] == str(other.value)


def _without_base(mark: Mark, before: Mark) -> bool:
    """True for 6A after 5B: a sub-number of the next number, which has no heading of its own."""
    number, other = mark.number, before.number
    if number is None or other is None or not number.kind == other.kind == "suffixed":
        return False
    return int(number.parts[0]) == int(other.parts[0]) + 1 and _same_place(mark, before)


def _in_row_or_line(mark: Mark, before: Mark) -> bool:
    """True where a count in bold goes on from lines into the rows of a table, or back: "5. Ponds", "11 | Boats"."""
    number, other = mark.number, before.number
    if number is None or other is None or not number.kind == other.kind == "decimal" or number.value <= other.value:
        return False
    parted = (mark.look.form == "row") != (before.look.form == "row")
    return parted and mark.look.styled and before.look.styled and abs(mark.x - before.x) < 14


def _above(stack: list[_Open], open_: _Open) -> int | None:
    """The parent of what ``open_`` is a sub-item of: 5 comes after 4A at the level of 4."""
    return next((o.parent for o in stack if o.index == open_.parent), open_.parent)


def _in_container(open_: _Open, stack: list[_Open]) -> bool:
    return any(o.index == open_.parent and o.container for o in stack)


def _same_place(a: Mark, b: Mark) -> bool:
    if a.look.column != b.look.column:
        return False
    if a.look.column >= 0 and a.look.form != b.look.form and "row" in (a.look.form, b.look.form):
        return False
    return abs(a.x - b.x) < 14


def _same_series(number: Number, before: Number | None) -> bool:
    """True for a later number of the series: 92/31 after 90/31."""
    if before is None or number.shape != before.shape:
        return False
    pairs = list(zip(_COUNT.findall(before.text), _COUNT.findall(number.text), strict=False))
    return all(int(b) >= int(a) for a, b in pairs) and any(int(b) > int(a) for a, b in pairs)


def _stands_among(mark: Mark, numbered: Mark) -> bool:
    """True if a heading in capitals without a number looks like the numbered items and stands where they do."""
    a, b = mark.look, numbered.look
    if not (a.form == b.form == "block" and a.caps and b.caps) or not _same_place(mark, numbered):
        return False
    return (a.bold, a.underline, a.heading) == (b.bold, b.underline, b.heading) and abs(a.size - b.size) < 1


def _colons(document: Document, *marks: Mark) -> tuple[bool, ...]:
    """Say of each mark whether a colon ends its block."""
    return tuple(document.blocks[m.spans[-1].block].text.rstrip().endswith(":") for m in marks)


def _capitals(mark: Mark) -> bool:
    """True if the title is in capitals, or what stands before the dash: "ROADS AND BRIDGES – Trustee Hill"."""
    head = mark.title.partition(" – ")[0]
    return mark.look.caps or (mark.look.styled and len(head.split()) > 1 and head.isupper())


def _alike(a: Mark, b: Mark) -> bool:
    p, q = a.look, b.look
    if p.column != q.column or p.heading != q.heading:
        return False
    if p.heading:
        return True
    if p.centered != q.centered:
        return False
    if (p.form == "run-in") != (q.form == "run-in"):  # in capitals, with its text behind it or below
        set_alike = p.caps and q.caps and (p.bold, p.underline) == (q.bold, q.underline)
        return set_alike and abs(p.size - q.size) < 1 and abs(a.x - b.x) < 6
    near = abs(p.size - q.size) < 1 and abs(a.x - b.x) < 6
    if near and _capitals(a) and _capitals(b) and p.form == q.form == "block":
        return True  # a clerk who underlines some of the capitals
    return (
        (p.bold, p.underline, p.caps) == (q.bold, q.underline, q.caps)
        and abs(p.size - q.size) < 1
        and abs(a.x - b.x) < 24
    )
