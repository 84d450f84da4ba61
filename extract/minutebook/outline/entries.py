"""Finds the items of minutes that are one list: its outermost entries open the business, those below tell of it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import pairwise

from minutebook.document import Document, Span
from minutebook.numbering import Number, parse
from minutebook.outline.marks import Look, Mark, left_edge
from minutebook.outline.persons import is_person
from minutebook.outline.wording import is_known
from minutebook.rulepack import Rules

_FEWEST = 4
"""Fewer entries open no business."""
_DEEPER = 6
"""An entry stands so much further in than another that it stands below it, in points."""
_TITLE = 30
"""The title of an entry has no more words."""
_MOST = 0.6
"""So large a part of them speaks for all."""
_SOME = 0.5
_FEW = 0.3


def with_entries(document: Document, marks: list[Mark], agenda: AbstractSet[int], rules: Rules) -> list[Mark]:
    """Return the outermost entries as headings if the minutes are one list with lists under its entries.

    Only where no other heading stands out. ``marks`` are the headings that were found, those of numbered entries among
    them; ``agenda`` are the blocks of a list of the agenda in front. Numbered entries further in stay headings where
    most of those under one entry are.
    """
    if any(not document.blocks[m.spans[0].block].label for m in marks):
        return marks
    section = _section(document, agenda, rules)
    if not section:
        return marks
    x = min(left_edge(document.blocks[i]) for i in section)
    outer = [i for i in section if left_edge(document.blocks[i]) < x + _DEEPER]
    top = _alike(document, outer)
    if not _opens_business(document, top, section, rules):
        return marks
    found = {m.spans[0].block: m for m in marks}
    kept: list[Mark] = []
    for entry, following in pairwise([*outer, len(document.blocks)]):
        inner = [i for i in section if entry < i < following]
        deep = [found[i] for i in inner if i in found and not is_person(found[i].title, document, rules)]
        kept += deep if len(deep) > _MOST * len(inner) else []
    return sorted([*(found.get(i) or _mark(document, i, rules) for i in top), *kept], key=lambda m: m.spans[0].block)


def _section(document: Document, agenda: AbstractSet[int], rules: Rules) -> list[int]:
    """Return the entries of the list that is the business: from the first list with another below it to the end.

    Tasks and what stands behind the close are left out. Empty if too much of the text stands in no list.
    """
    body = [i for i, b in enumerate(document.blocks) if b.kind == "body" and b.cell is None and i not in agenda]
    begin = next((k for k, (i, j) in enumerate(pairwise(body)) if _below(document, i, j)), None)
    if begin is None:
        return []
    while begin > 0 and document.blocks[body[begin - 1]].label:
        begin -= 1
    entries: list[int] = []
    loose = 0
    for i in body[begin:]:
        block = document.blocks[i]
        if block.label:
            entries.append(i)
        elif rules.fullmatch("outline.actions", block.text.strip()) or rules.match("outline.closing", block.text):
            break
        else:
            loose += 1
    return entries if loose <= _FEW * len(entries) else []


def _below(document: Document, i: int, j: int) -> bool:
    """True if block ``j`` is an entry of a list under the entry that is block ``i``."""
    a, b = document.blocks[i], document.blocks[j]
    return bool(a.label) and bool(b.label) and left_edge(b) > left_edge(a) + _DEEPER


def _alike(document: Document, outer: list[int]) -> list[int]:
    """Return the outermost entries: all with a bullet, or those whose numbers count on from 1; else none."""
    numbers = [parse(document.blocks[i].label) for i in outer]
    if not any(numbers):
        return outer
    counted: list[int] = []
    last: Number | None = None
    for i, number in zip(outer, numbers, strict=True):
        if number is not None and number.kind == "decimal" and number.value == (last.value if last else 0) + 1:
            counted.append(i)
            last = number
    return counted if len(counted) > _MOST * len(outer) else []


def _opens_business(document: Document, top: list[int], section: list[int], rules: Rules) -> bool:
    """True if entries read as titles, and half of them have others below them."""
    if len(top) < _FEWEST:
        return False
    texts = [document.blocks[i].text.strip() for i in top]
    after = dict(pairwise(section))
    parents = sum(i in after and _below(document, i, after[i]) for i in top)
    prose = sum(t.endswith(".") or rules.search("outline.sentence", t) is not None for t in texts)
    people = sum(is_person(t, document, rules) for t in texts)
    long = any(len(t.split()) > _TITLE for t in texts)
    return parents >= _SOME * len(top) and prose <= _FEW * len(top) and people <= _FEW * len(top) and not long


def _mark(document: Document, i: int, rules: Rules) -> Mark:
    block = document.blocks[i]
    number = parse(block.label)
    title = " ".join(block.text.split()).rstrip(" :;–—-")
    look = Look("block", -1, number.shape if number else "", False, False, False, False, 0.0, 0)
    spans = (Span(i, 0, len(block.text)),)
    return Mark(spans, title, number, look, left_edge(block), is_known(title, rules), "outline-entry")
