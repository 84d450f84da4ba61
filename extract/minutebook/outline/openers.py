"""Finds the titles in plain type that open the paragraphs of a section: "Boats: none", "Boats. The clerk ..."."""

from __future__ import annotations

import re
from itertools import pairwise

from minutebook.document import Block, Document, Span
from minutebook.outline.ends import capitals_before, plain_run_in, rest_of
from minutebook.outline.marks import Look, Mark, left_edge
from minutebook.outline.persons import is_person
from minutebook.outline.wording import is_known, is_label, like_title
from minutebook.rulepack import Rules

_OPENER = re.compile(r"([A-Z][^.:;?!,\n\t]{1,48})([.:]|(?=\t))\s+(?=\S)")
_WORD = re.compile(r"\S+")
_ACRONYM = 4
"""A word in capitals that is no longer is set so for what it is."""
_TITLE = 6
"""A title that no sign parts from its sentence has no more words."""
_NEAR = 6
"""Paragraphs of one indent stand so near to one another from the left, in points."""
_INDENTED = 40
"""A paragraph of the section may stand so much further in, in points."""
_TOPIC = 160
"""A line with a title behind a label is no longer."""
_FEWEST = 3
"""Fewer such paragraphs in a document are no habit of it."""

_BULLETS = "•●○▪◦‣"
_LONG = 60
"""What is longer than this is a sentence, whatever its verb."""


def with_openers(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Add the titles that open paragraphs under "Committee reports" and other sections to the headings, in order.

    The section must open with such a paragraph, and all its titles end in the same sign.
    """
    marks = _with_topics(document, marks, rules)
    marks = _with_openers_alone(document, marks, rules)
    if not marks:
        return marks
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


def _with_topics(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Add the titles behind a label that opens a line, "Topic: Boats", where several lines have it."""
    labelled: dict[str, list[Mark]] = {}
    for i, block in enumerate(document.blocks):
        if block.kind != "body" or block.cell is not None or block.label or len(block.text) > _TOPIC:
            continue
        if (hit := rules.match("outline.topic", block.text)) is None:
            continue
        end = hit.match.end()
        title = block.text[end:].rstrip(" :")
        look = Look("block", -1, "", block.bold, False, False, False, 0.0, block.heading)
        spans = (Span(i, end, end + len(title)),)
        mark = Mark(spans, title, None, look, left_edge(block), is_known(title, rules), "outline-topic")
        labelled.setdefault(hit.match[0].lower(), []).append(mark)
    found = {m.spans[0].block: m for alike in labelled.values() if len(alike) > 1 for m in alike}
    others = [m for m in marks if m.spans[0].block not in found]
    return sorted([*others, *found.values()], key=lambda m: m.spans[0].block) if found else marks


def _with_openers_alone(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Return the titles that open paragraphs, if there are such and no heading stands out: only a name of the body."""
    standing = [m for m in marks if _stands_out(m)]
    if len(standing) > 1 or any(m.known or m.number is not None for m in standing):
        return marks
    found = _whole(document, rules) or _unparted(document, rules)
    if not found or any(m.spans[0].block > found[0].spans[0].block for m in standing):
        return marks
    taken = {m.spans[0].block for m in (*found, *standing)}
    return sorted([*found, *(m for m in marks if m.spans[0].block not in taken)], key=lambda m: m.spans[0].block)


def _stands_out(mark: Mark) -> bool:
    """True for a number, a row, or words set apart: more than "AOB", which is in capitals for what it is."""
    set_apart = mark.look.styled and not (mark.title.isupper() and len(mark.title) <= _ACRONYM)
    return mark.number is not None or mark.look.form == "row" or set_apart


def _with_siblings(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Add titles before a dash that stand among others in plain type: "Ford – Closed", after "Boats – One was sold".

    They stand between two such titles, or between the heading of a section of reports and the first of them; or they
    open most of the other entries of the list that such a title opens the last known entry of.
    """
    named = " ".join(b.text for b in document.blocks[: marks[0].spans[0].block])
    taken = {s.block for m in marks for s in m.spans}
    found: list[Mark] = []
    for first, last in pairwise([*marks, None]):
        assert first is not None
        if last is None or not _dashed(document, last):
            found += _rest_of_list(document, first, last, named, rules)
            continue
        opens = first.after is None and rules.match("outline.container", first.title) is not None
        if not (opens or (_dashed(document, first) and first.look == last.look)):
            continue
        for i in range(first.spans[-1].block + 1, last.spans[0].block):
            if i not in taken and (mark := _sibling(document, i, last, named, rules)) is not None:
                found.append(mark)
    return sorted([*marks, *found], key=lambda m: m.spans[0].block)


def _rest_of_list(document: Document, mark: Mark, following: Mark | None, named: str, rules: Rules) -> list[Mark]:
    """Return the titles before a dash that open the entries behind ``mark``, itself one, up to the next heading.

    Only if most of the entries beside it have one.
    """
    i = mark.spans[-1].block
    label = document.blocks[i].label
    if not label or not _dashed(document, mark):
        return []
    end = following.spans[0].block if following is not None else len(document.blocks)
    beside = [
        k
        for k in range(i + 1, end)
        if document.blocks[k].label == label and abs(left_edge(document.blocks[k]) - mark.x) <= _NEAR
    ]
    found = [m for k in beside if (m := _sibling(document, k, mark, named, rules)) is not None]
    return found if 2 * len(found) > len(beside) else []


def _sibling(document: Document, i: int, beside: Mark, named: str, rules: Rules) -> Mark | None:
    """Return the title before a dash in block ``i`` that stands like ``beside``; None if there is none, or a name."""
    block = document.blocks[i]
    alike = block.kind == "body" and block.label == document.blocks[beside.spans[0].block].label
    if not alike or abs(left_edge(block) - beside.x) > _NEAR:
        return None
    end = plain_run_in(block, 0, False, document, rules, among=True)
    title = block.text[:end] if end else ""
    if not end or title in named or not like_title(block, title, rules) or rules.fullmatch("outline.speaker", title):
        return None
    if is_label(title, rules):
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
    known = [(i, m) for i, m in opening if _opens(blocks[i], m, "", document, rules)]
    if not known:
        return []
    start = known[0][0]
    found = _section(document, range(start, len(blocks)), "", 0.0, rules)
    below = [i for i in body if i >= start and len(blocks[i].text) > _LONG]
    usual = 3 * len(found) >= 2 * len(below) or 3 * sum(m.known for m in found) >= len(found) > _FEWEST
    if len(found) > _FEWEST and usual:
        return found
    beside = {(m[2], blocks[i].label) for i, m in known}
    return [_mark(blocks[i], i, m, 0.0, rules) for i, m in known] if len(known) > 1 and len(beside) == 1 else []


def _unparted(document: Document, rules: Rules) -> list[Mark]:
    """Return the titles that open paragraphs without a sign behind them: "Treasurer's report Hilda said ...".

    They are well known, or in capitals before a sentence that is not, and open most paragraphs from the first on.
    """
    found: list[Mark] = []
    passed = 0  # paragraphs that nothing opens, between the first title and the last
    waiting = 0
    for i, block in enumerate(document.blocks):
        if block.kind != "body" or block.cell is not None or block.label:
            continue
        end = capitals_before(block.text, document, rules) or _known_words(block.text, rules)
        if not end:
            waiting += bool(found)
            continue
        passed, waiting = passed + waiting, 0
        title = block.text[:end].rstrip()
        look = Look("run-in", -1, "", False, False, False, False, 0.0, 0)
        rest = rest_of(block.text, end, block)
        spans = (Span(i, 0, len(title)),)
        found.append(Mark(spans, title, None, look, left_edge(block), is_known(title, rules), "outline-run-in", rest))
    known = sum(m.known for m in found)
    return found if len(found) >= _FEWEST and 2 * known >= len(found) and passed <= 2 * len(found) else []


def _known_words(text: str, rules: Rules) -> int:
    """End of the well-known title that opens the paragraph before a sentence; 0 if none does."""
    if not text[:1].isupper():
        return 0
    ends = [m.end() for m in _WORD.finditer(text[:80])][:_TITLE]
    for end in reversed(ends[1:]):
        sentence = text[end:].lstrip()
        if not sentence[:1].isupper() or rules.fullmatch("outline.item", text[:end]) is None:
            continue
        if not is_known(text[:end], rules) or rules.match("outline.label", f"{text[:end]}:"):
            continue
        return end if rules.search("outline.sentence", sentence) else 0
    return 0


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
        fits = m is not None and block.label == label and _opens(block, m, named, document, rules)
        if not found and not fits:
            return []
        if m is None or not fits or (found and m[2] != sign):
            continue
        if found and not -_NEAR < left_edge(block) - found[0].x < _INDENTED:
            continue
        sign = m[2]
        found.append(_mark(block, i, m, size, rules))
    titles = {mark.title for mark in found}
    usual = not label or (len(found) >= _FEWEST and 3 * len(found) >= 2 * entries)
    return found if usual and 2 * len(titles) > len(found) else []


def _mark(block: Block, i: int, m: re.Match[str], size: float, rules: Rules) -> Mark:
    """Make a mark of the title that opens block ``i``; ``size`` is that of the section's heading, as looks have it."""
    column = block.cell.column if block.cell is not None else -1
    look = Look("run-in", column, "", False, False, False, False, size, 0)
    rest = Span(-1, m.end(), len(block.text))
    return Mark(
        (Span(i, 0, m.end(1)),), m[1], None, look, left_edge(block), is_known(m[1], rules), "outline-run-in", rest
    )


def _opens(block: Block, m: re.Match[str], named: str, document: Document, rules: Rules) -> bool:
    """True if the words before the sign are a title, and after a stop a sentence follows."""
    title, rest = m[1], block.text[m.end() :]
    words = title.split()
    if len(words) > 6 or words[-1] in rules.words["abbreviation"]:
        return False
    if m[2] == ":" and title.lower() in rules.words["action_role"]:
        return False
    if m[2] == ":" and title in named and (block.label or is_person(title, document, rules)):
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
    titled = is_known(title, rules) or all(w[0].isupper() or len(w) < 4 for w in words)
    return titled and (rules.search("outline.sentence", rest) is not None or len(rest) > _LONG)
