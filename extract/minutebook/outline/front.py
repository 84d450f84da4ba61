"""Tells where the items begin: behind the title, the details of the meeting and the lists of people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from minutebook.document import Block, Document
from minutebook.outline.agenda import names_agenda, names_business, on_minutes
from minutebook.outline.marks import Look, Mark, body_after, nothing_between, opens_prose
from minutebook.outline.persons import is_person
from minutebook.people import split_people
from minutebook.rulepack import Rules

_FEWEST = 3
"""More headings than this of one look are set so as a rule."""
_TOLD = 10
"""A paragraph of talk has so many words."""
_TALK = 150
"""So many words before the first heading are business."""
_PART = re.compile(r"[\t\n,:(]|\s[–—-]\s")
"""What parts a name from the role behind it."""
_NAMES = 6
"""So many lines below a heading tell whether it stands over a list of people."""
_ENTRIES = re.compile(r"[,;\n&]|\sand\s")
"""What parts the entries of a list of people."""
_BRACKETS = re.compile(r"\([^()]*\)")
_MOST = 0.8
"""So much of a list of people are people."""
_FIRST_NAME = 25
"""A list of people has a name that begins before this character."""
_TOP = 30
"""The document's title and its lists of people stand within so many blocks."""


def front_end(document: Document, marks: list[Mark], rules: Rules) -> int:
    """Index of the block at which the items begin: before it stand title, details and attendance.

    A heading in the middle of the line right over the first item is one, too, if a later one looks like it; and so is a
    stated one, of the level of another before it: it is not the document's title.
    """
    start = _first_item(document, marks, rules)
    k = next((k for k, m in enumerate(marks) if m.spans[0].block >= start), 0)
    if k == 0:
        return start
    over, first = marks[k - 1], marks[k]
    if not nothing_between(document, over, first):
        return start
    alike = [n for n, m in enumerate(marks) if m.look == over.look]
    middle = over.look.centered and not first.look.centered and alike[0] == k - 1 and len(alike) > 1
    at = over.spans[0].block
    stated = 0 < over.look.heading < first.look.heading
    stated = stated and any(b.heading == over.look.heading for b in document.blocks[:at])
    return at if middle or (stated and not names_business(over.title, rules)) else start


def _first_item(document: Document, marks: list[Mark], rules: Rules) -> int:
    """Index of the block of the first mark that opens an item; the number of blocks if none does."""
    looks: dict[Look, int] = defaultdict(int)
    for m in marks:
        looks[m.look] += 1
    attending = listed = False
    under = 0  # how deep the stated heading over the list of those present is
    attending_as: dict[Look, bool] = {}
    last = 0
    usual = Counter(m.look for m in marks if m.known and m.number is None and m.look.styled)
    strong = [m for m in marks if m.number is not None and (m.look.styled or m.look.form == "row")]
    numbered_at = strong[0].spans[0].block if len(strong) >= 3 else -1
    for m in marks:
        i = m.spans[0].block
        for b in range(last, i):
            block = document.blocks[b]
            if not attending and block.kind == "body" and rules.match("outline.attendance", block.text):
                attending, under = True, block.heading
            listed = listed or names_agenda(block.text, rules)
        last = i
        block = document.blocks[i]
        if 0 < under < block.heading and not _over_text(document, i):
            continue
        over_prose = opens_prose(document, m, rules)
        business = m.known and rules.match("outline.business_title", m.title) is not None
        if m.title.lower() == "minutes":
            business = m.number is not None or (attending and on_minutes(document, m, rules))
        if (m.number is None or m.number.kind == "reference") and not business and _document_title(block, rules):
            continue
        if m.number is None and rules.fullmatch("outline.roll_call", m.title):
            attending = True
            continue
        lone = m.number is None and looks[m.look] == 1
        if lone and names_business(m.title, rules) and _led_to(document, m, marks):
            continue
        if m.number is None and rules.search("outline.people", m.title) and _names_below(document, i, rules):
            attending = True
            continue
        if attending and m.number is None and not m.known and _among_names(document, i, rules):
            continue
        if attending and m.number is None and not m.known and _over_list(document, m, rules):
            continue
        if (
            rules.match("outline.attendance", m.title)
            and m.number is None
            and not (m.known and m.look.form == "run-in")
        ):
            stands = m.known and looks[m.look] >= 3 and not attending_as.get(m.look) and over_prose
            attending = attending_as[m.look] = True
            if stands and m.look.styled and block.align != "center":
                return i
            if not m.known:
                continue
        if m.number is not None:
            plain_words = "," not in m.title and any(w.islower() and len(w) > 1 for w in m.title.split())
            if m.look.styled or m.known or not attending or m.look.form == "row" or plain_words:
                return i
            continue
        first = i < 8 and m.look.form == "block" and (i == 0 or not rules.fullmatch("outline.item", m.title))
        if (i < numbered_at or first) and rules.search("outline.title", block.text):
            continue
        if m.known and not rules.match("outline.attendance", m.title):
            return i
        if m.known and m.look.form == "run-in":
            return i
        led_to = _led_to(document, m, marks)
        over_number = led_to is not None and led_to.number is not None
        if attending and i < numbered_at:
            listing = any(o.look == m.look and o.spans[0].block in (i - 1, i - 2) for o in marks)
            if (
                listing
                or is_person(m.title, document, rules)
                or looks[m.look] < 2
                or not (over_number or (over_prose and (usual[m.look] > 2 or looks[m.look] > _FEWEST)))
            ):
                continue
        if listed:
            return i
        if looks[m.look] >= 3 and block.align != "center" and (attending or i > 12):
            return i
        alike = led_to is not None and led_to.look == m.look and opens_prose(document, led_to, rules)
        opens = over_prose or over_number or alike  # "ANTHEM" over "PRAYER"
        alone = i > 0 and not attending and over_prose and not _lists_people(document, i, rules)
        if alone and looks[m.look] >= 3 and m.look.styled and block.align != "center":
            return i
        if attending and m.look.styled and (block.align != "center" or looks[m.look] > 1) and opens:
            return i
    details = details_end(document, rules)
    for m in marks:
        i = m.spans[0].block
        if document.blocks[i].align != "center" and (m.number is not None or i >= details):
            return i
    return len(document.blocks)


def _over_text(document: Document, start: int) -> bool:
    """True if a text of more words than a name or label has stands below block ``start``, outside any table."""
    below = body_after(document, start)
    return below is not None and below.cell is None and len(below.text.split()) > _TOLD


def _names_below(document: Document, start: int, rules: Rules) -> bool:
    """True if the lines below block ``start``, or the rows of the table below it, each open with a person's name."""
    below = [b for b in document.blocks[start + 1 : start + 1 + 2 * _NAMES] if b.kind == "body"]
    if below and (cell := below[0].cell) is not None:
        below = [b for b in below if b.cell and (b.cell.table, b.cell.column) == (cell.table, cell.column)]
    names = [is_person(_PART.split(b.text)[0].strip(), document, rules) for b in below[:_NAMES]]
    return len(names) > 1 and all(names[:2]) and sum(names) > len(names) // 2


def _over_list(document: Document, mark: Mark, rules: Rules) -> bool:
    """True if what stands right behind a heading, or in the line below it, is a list of people and nothing else.

    "Mill delegates: Ann Hill, Ben Low (Clerk)" is one of the lists of those present.
    """
    if mark.after is not None:
        text = document.blocks[mark.spans[-1].block].text[mark.after.start : mark.after.end]
    else:
        below = body_after(document, mark.spans[-1].block)
        text = below.text if below is not None and below.cell is None and not below.heading else ""
    if not text.strip() or rules.search("outline.sentence", text):
        return False
    people = split_people(text, single=True)
    entries = [x for x in _ENTRIES.split(_BRACKETS.sub("", text)) if x.strip(" .")]
    named = len(people) >= _MOST * len(entries)  # a role behind a name is no entry of its own
    roles = sum(p.role is not None for p in people)
    named = named or len(people) + roles >= _MOST * len(entries)
    return bool(people) and people[0].start < _FIRST_NAME and named and any(p.full for p in people)


def _among_names(document: Document, at: int, rules: Rules) -> bool:
    """True if block ``at`` and those beside it, three in a row and set alike, each open with a person's name."""
    here = document.blocks[at]
    run = 0
    for block in document.blocks[max(0, at - 2) : at + 3]:
        if block.kind == "body":
            alike = bool(block.label) == bool(here.label) and block.bold == here.bold and block.heading == here.heading
            run = run + 1 if alike and is_person(_PART.split(block.text)[0].strip(), document, rules) else 0
            if run > 2:
                return True
    return False


def _lists_people(document: Document, start: int, rules: Rules) -> bool:
    """True if one of the blocks that follow block ``start`` near the top opens a list of those present."""
    below = document.blocks[start + 1 : start + _TOP]
    return any(b.kind == "body" and rules.match("outline.attendance", b.text) for b in below)


def details_end(document: Document, rules: Rules) -> int:
    """Index of the block after the last one near the top that names the document or opens a list of those present.

    What follows so much talk that it is business is not near the top.
    """
    end = words = 0
    for i, block in enumerate(document.blocks[:_TOP]):
        if block.kind != "body":
            continue
        words += _told(block, rules)
        if words >= _TALK or _moved(block, rules):
            break
        names = rules.search("outline.title", block.text) is not None and len(block.text.split()) <= 16
        if (names or rules.match("outline.attendance", block.text)) and not rules.match("outline.item", block.text):
            end = i + 1
    if end and (cell := document.blocks[end - 1].cell) is not None:
        while end < len(document.blocks) and (c := document.blocks[end].cell) is not None and c.table == cell.table:
            end += 1
    return end


def talk_start(document: Document, end: int, rules: Rules) -> int:
    """Index of the first of several paragraphs of talk before block ``end``, behind all that names the meeting.

    Returns ``end`` where there are fewer, as one or two may tell who met, and where. One that tells of a motion is
    enough.
    """
    start = end
    words = 0
    for i in range(end - 1, details_end(document, rules) - 1, -1):
        block = document.blocks[i]
        if block.kind != "body":
            continue
        if block.cell is not None or rules.match("outline.attendance", block.text):
            break
        if told := _told(block, rules):
            start, words = i, words + told
            words += _TALK if _moved(block, rules) else 0
        elif len(block.text.split()) > _TOLD:
            break
    return start if words >= _TALK else end


def _told(block: Block, rules: Rules) -> int:
    """Return the number of words of a paragraph of talk, 0 for anything else."""
    words = len(block.text.split())
    talk = words >= _TOLD and block.text.rstrip().endswith(".") and rules.search("outline.sentence", block.text)
    return words if talk else 0


def _moved(block: Block, rules: Rules) -> bool:
    """Return whether a paragraph tells that somebody moved something: nothing but business does."""
    return bool(rules.search("decision.moved", block.text) and rules.search("decision.seconder", block.text))


def _led_to(document: Document, mark: Mark, marks: list[Mark]) -> Mark | None:
    """Return the next mark if nothing stands between: a heading over headings."""
    following = next((m for m in marks if m.spans[0].block > mark.spans[-1].block), None)
    return following if nothing_between(document, mark, following) else None


def _document_title(block: Block, rules: Rules) -> bool:
    return rules.search("outline.title", block.text) is not None and (
        block.align == "center" or block.caps or rules.match("outline.document_title", block.text) is not None
    )
