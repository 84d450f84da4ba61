"""Finds the titles in plain type that open the paragraphs of a section: "Boats: none", "Boats. The clerk ..."."""

from __future__ import annotations

import re
from itertools import pairwise

from minutebook.document import Block, Document, Span
from minutebook.outline.marks import Look, Mark, is_known, left_edge, like_title, plain_run_in, rest_of
from minutebook.rulepack import Rules

_OPENER = re.compile(r"([A-Z][^.:;?!,\n\t]{1,48})([.:])\s+(?=\S)")
_NEAR = 6
"""Paragraphs of one indent stand so near to one another from the left, in points."""
_INDENTED = 40
"""A paragraph of the section may stand so much further in, in points."""
_FEWEST = 3
"""Fewer such paragraphs in a document are no habit of it."""

_BULLETS = "•●○▪◦‣"
_LONG = 60
"""What is longer than this is a sentence, whatever its verb."""


def with_openers(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Add the titles that open paragraphs under "Committee reports" and other sections to the headings, in order.

    The section must open with such a paragraph, and all its titles end in the same sign.
    """
    if not marks:
        return _whole(document, rules)
    marks = _with_siblings(document, marks, rules)
    first = marks[0].spans[0].block
    named = " ".join(b.text for b in document.blocks[:first])
    found: list[Mark] = []
    for k, mark in enumerate(marks):
        if mark.after is not None or not rules.match("outline.container", mark.title):
            continue
        if rules.fullmatch("outline.actions", mark.title):
            continue  # a list of who is to do what
        start = mark.spans[-1].block + 1
        end = min((*marks[k + 1].heads, marks[k + 1].spans[0].block)) if k + 1 < len(marks) else len(document.blocks)
        found += _section(document, range(start, end), named, mark.look.size, rules)
    if len(found) < _FEWEST:
        return marks
    return sorted([*marks, *found], key=lambda m: m.spans[0].block)


def _with_siblings(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Add titles before a dash that stand among others in plain type: "Ford – Closed", after "Boats – One was sold".

    They stand between two such titles, or between the heading of a section of reports and the first of them.
    """
    named = " ".join(b.text for b in document.blocks[: marks[0].spans[0].block])
    taken = {s.block for m in marks for s in m.spans}
    found: list[Mark] = []
    for first, last in pairwise(marks):
        opens = first.after is None and rules.match("outline.container", first.title) is not None
        if not _dashed(document, last) or not (opens or (_dashed(document, first) and first.look == last.look)):
            continue
        for i in range(first.spans[-1].block + 1, last.spans[0].block):
            if i not in taken and (mark := _sibling(document, i, last, named, rules)) is not None:
                found.append(mark)
    return sorted([*marks, *found], key=lambda m: m.spans[0].block)


def _sibling(document: Document, i: int, beside: Mark, named: str, rules: Rules) -> Mark | None:
    """Return the title before a dash in block ``i`` that stands like ``beside``; None if there is none, or a name."""
    block = document.blocks[i]
    alike = block.kind == "body" and block.label == document.blocks[beside.spans[0].block].label
    if not alike or abs(left_edge(block) - beside.x) > _NEAR:
        return None
    end = plain_run_in(block, 0, False, rules, among=True)
    title = block.text[:end] if end else ""
    if not end or title in named or not like_title(block, title, rules) or rules.fullmatch("outline.speaker", title):
        return None
    known = is_known(title, rules)
    rest = rest_of(block.text, end, block)
    return Mark((Span(i, 0, end),), title, None, beside.look, beside.x, known, beside.rule, rest)


def _dashed(document: Document, mark: Mark) -> bool:
    """True for a title in plain type before a dash."""
    if mark.number is not None or mark.after is None or mark.look.styled or mark.look.form != "run-in":
        return False
    text = document.blocks[mark.spans[-1].block].text
    return any(sign in text[mark.spans[-1].end : mark.after.start] for sign in "-–—")


def _whole(document: Document, rules: Rules) -> list[Mark]:
    """Return the titles that open the paragraphs of minutes without any other heading.

    Most of the paragraphs must have one, or many of the titles be well known.
    """
    blocks = document.blocks
    body = [i for i, b in enumerate(blocks) if b.kind == "body" and b.cell is None]
    opening = ((i, m) for i in body if (m := _OPENER.match(blocks[i].text)) and is_known(m[1], rules))
    start = next((i for i, m in opening if _opens(blocks[i], m, "", rules)), None)
    if start is None:
        return []
    found = _section(document, range(start, len(blocks)), "", 0.0, rules)
    below = [i for i in body if i >= start and len(blocks[i].text) > _LONG]
    usual = 3 * len(found) >= 2 * len(below) or 3 * sum(m.known for m in found) >= len(found) > _FEWEST
    return found if len(found) > _FEWEST and usual else []


def _section(document: Document, blocks: range, named: str, size: float, rules: Rules) -> list[Mark]:
    """Return the titles that open the paragraphs of a section, or most of the entries of the list that it opens with.

    ``named`` is the text before the items, with its people; ``size`` that of the section's heading, as looks have it.
    """
    found: list[Mark] = []
    sign = ""
    label: str | None = None  # the bullet of the list, none for paragraphs
    entries = 0
    for i in blocks:
        block = document.blocks[i]
        if block.kind != "body":
            continue
        if label is None:
            label = block.label if block.label in _BULLETS else ""
        entries += bool(label) and block.label == label
        m = _OPENER.match(block.text)
        fits = m is not None and block.label == label and _opens(block, m, named, rules)
        if not found and not fits:
            return []
        if m is None or not fits or (found and m[2] != sign):
            continue
        x = left_edge(block)
        if found and not -_NEAR < x - found[0].x < _INDENTED:
            continue
        sign = m[2]
        column = block.cell.column if block.cell is not None else -1
        look = Look("run-in", column, "", False, False, False, False, size, 0)
        spans = (Span(i, 0, m.end(1)),)
        rest = Span(-1, m.end(), len(block.text))
        found.append(Mark(spans, m[1], None, look, x, is_known(m[1], rules), "outline-run-in", rest))
    titles = {mark.title for mark in found}
    usual = not label or (len(found) >= _FEWEST and 3 * len(found) >= 2 * entries)
    return found if usual and 2 * len(titles) > len(found) else []


def _opens(block: Block, m: re.Match[str], named: str, rules: Rules) -> bool:
    """True if the words before the sign are a title, and after a stop a sentence follows."""
    title, rest = m[1], block.text[m.end() :]
    words = title.split()
    if len(words) > 6 or words[-1] in rules.words["abbreviation"]:
        return False
    if m[2] == ":" and title.lower() in rules.words["action_role"]:
        return False
    if m[2] == ":" and title in named and (block.label or rules.fullmatch("outline.person", title)):
        return False  # what one of those present said
    if not like_title(block, title, rules) or rules.search("outline.sentence", title):
        return False
    if rules.match("outline.label", f"{title}:") or rules.fullmatch("outline.verdict", title):
        return False
    if rules.fullmatch("outline.speaker", title) or rules.fullmatch("outline.label_unnumbered", f"{title}: {rest}"):
        return False
    if m[2] == ":":
        return True
    if block.label:
        return True
    titled = all(w[0].isupper() or len(w) < 4 for w in words)
    return titled and (rules.search("outline.sentence", rest) is not None or len(rest) > _LONG)
