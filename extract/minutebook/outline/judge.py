"""Judges which marks are headings in this document, and where the items end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from minutebook.dates import find_dates
from minutebook.document import Block, Document
from minutebook.numbering import Number, parse
from minutebook.outline.agenda import lists_only, names_agenda, names_business, title_key
from minutebook.outline.marks import (
    Look,
    Mark,
    body_after,
    left_edge,
    next_body,
    nothing_between,
    opens_prose,
)
from minutebook.outline.persons import is_person, names_people
from minutebook.outline.wording import like_title
from minutebook.rulepack import Rules

_DATED = 100
"""The date under a title stands in a line of fewer characters."""
_ACRONYM = 4
"""A title in capitals that comes again and again and is no longer is somebody's initials."""
_FEWEST = 3
"""Fewer lines that look alike show nothing."""
_BESIDE = 8
"""Entries of a list stand so near to one another from the left, in points."""


def judge(document: Document, marks: list[Mark], listed: AbstractSet[str], rules: Rules) -> list[Mark]:
    """Keep the marks whose look is that of headings in this document.

    ``listed`` are the words of the entries of the agenda in front, which open the business even in plain type.
    """
    groups: dict[tuple[object, ...], list[Mark]] = defaultdict(list)
    for m in marks:
        groups[_group(m)].append(m)
    numbers = {m.number.parts for m in marks if m.number is not None}
    headed = any(m.look.styled and m.number is None for m in marks)
    opening = {m.spans[0].block for m in marks}
    titles = {id(m) for m in marks if m.known or like_title(document.blocks[m.spans[0].block], m.title, rules)}
    kept: set[int] = set()
    plain: dict[str, list[Mark]] = defaultdict(list)
    for members in groups.values():
        look = members[0].look
        good = [m for m in members if id(m) in titles]
        if look.shape:
            number = members[0].number
            assert number is not None
            strong = number.kind in ("reference", "dotted", "suffixed") or look.form == "row"
            if look.italic and not look.bold and not look.underline and len(good) < 0.6 * len(members):
                continue  # numbered italics are questions
            if number.kind == "reference" and look.form != "row" and not _in_series(members, marks):
                continue
            if number.kind in ("reference", "dotted") and look.form != "row" and not look.styled and headed:
                sentences = sum(_is_sentence(document, m, rules) for m in members)
                holding = sum(not _meets_mark(document, m, opening) and _text_below(document, m) for m in members)
                if 2 * sentences > len(members) and 3 * holding < len(members):
                    continue  # each paragraph has a number, and the headings over them have none
            if look.styled or strong:
                if len(good) >= 0.4 * len(members) or strong:
                    whole = strong or len(good) >= 0.6 * len(members)
                    fits = members if whole else good
                    kept.update(id(m) for m in fits if not _numbered_prose(document, m, numbers, rules))
            else:
                plain[number.kind].extend(members)
        elif look.form == "run-in" and not look.styled:
            kept.update(id(m) for m in _neighbours(good))
        elif not look.styled and look.italic and look.form == "block" and _heads_text(document, good, marks, rules):
            kept.update(id(m) for m in good)
        elif look.form == "row" and not headed and 2 * len(good) > len(members):
            kept.update(id(m) for m in good)  # a column of titles
        elif not look.styled:
            known = [m for m in good if m.known]
            kept.update(id(m) for m in (good if len(known) >= 2 and 2 * len(known) >= len(good) - 1 else known))
        elif len(good) >= 0.5 * len(members) or not headed:
            stopped = {id(m) for m in good if m.after is None and m.title.endswith(".")}
            few = len(good) >= 3 and len(stopped) <= 0.4 * len(good)  # sentences among headings
            kept.update(id(m) for m in good if not (few and id(m) in stopped and not m.known))
        else:
            kept.update(id(m) for m in good if m.known)
    for members in plain.values():
        kept.update(_plain_lists(document, marks, members, titles, rules))
    again = [m for m in marks if m.number is None and m.look.form == "block" and title_key(m.title) in listed]
    if len(again) > 1:
        kept.update(map(id, again))
    kept = _whole_series(document, marks, kept, titles) | _between(marks, kept)
    counted = Counter(m.title.lower() for m in marks if id(m) in kept and m.number is None)
    alike = Counter(look for look, _ in {(m.look, m.title) for m in marks if id(m) in kept and m.number is None})
    found: list[Mark] = []
    earlier = False
    leaf: Mark | None = None
    container = not any(id(m) in kept and not m.rule.endswith("-bullet") for m in marks)
    topics = _topics(document, marks, kept, rules)
    kept -= _labels(document, [m for m in marks if id(m) in kept])
    over_lists = _over_lists(document, marks, rules)
    for m in marks:
        if id(m) not in kept or rules.fullmatch("outline.front_matter", m.title):
            continue
        if m.number is None and (_lists_agenda(document, m, rules) or _next_minutes(document, m, rules)):
            continue
        if m.number is None and m.title.isupper() and len(m.title) <= _ACRONYM and counted[m.title.lower()] >= _FEWEST:
            continue  # the initials of somebody
        if leaf is not None and not _beside(m, leaf) and (m.number is None or not _text_below(document, m)):
            continue  # a list of matters for the next agenda
        if m.rule.endswith("-bullet"):
            alone = m.known and m.look.form == "block"
            entry = not container or (_opens_entry(m) and not alone and id(m) not in topics)
            if entry and id(m) not in over_lists:
                continue
        else:
            container = rules.match("outline.container", m.title) is not None
        if leaf is None or _beside(m, leaf):
            leaf = m if rules.match("outline.leaf", m.title) else None
        if m.number is None and any(f.number is not None for f in found[-8:]) and _aside(m, counted, alike, rules):
            continue
        if m.rule.endswith("-prefixed") and earlier:
            continue  # "Agenda item 3: ..." under matters arising points to the earlier minutes
        if not m.rule.endswith("-prefixed") and (m.number is not None or m.look.styled):
            earlier = rules.search("outline.earlier", m.title) is not None
        found.append(m)
    return _before_close(document, found, rules)


def _heads_text(document: Document, members: list[Mark], marks: list[Mark], rules: Rules) -> bool:
    """True if lines in italics, three at least, stand over text that is not.

    So they are headings, and no names, asides, or other words for the heading above them.
    """
    if len(members) < _FEWEST:
        return False
    opening = {m.spans[0].block for m in members}
    if sum(next_body(document, m.spans[-1].block) in opening for m in members) > 0.5 * len(members):
        return False  # a list
    over = 0
    for m in members:
        below = next_body(document, m.spans[-1].block)
        upright = below is not None and (below in opening or document.blocks[below].share("italic") < 0.5)
        over += upright and not m.title.startswith("(")
    people = sum(is_person(m.title, document, rules) for m in members)
    under = sum(_heads(a) and b in members and nothing_between(document, a, b) for a, b in pairwise(marks))
    return over >= 0.8 * len(members) and people < 0.7 * len(members) and under < 0.7 * len(members)


def _lists_agenda(document: Document, mark: Mark, rules: Rules) -> bool:
    """True for "Agenda" without a number, and without a word on it."""
    return lists_only(mark.title, rules) and mark.after is None and not opens_prose(document, mark, rules)


def _next_minutes(document: Document, mark: Mark, rules: Rules) -> bool:
    """True for the title of the next of several minutes in a document: a date stands under it."""
    named = rules.match("outline.document_title", mark.title) is not None and " " in mark.title
    if not named or rules.match("outline.business_title", mark.title):
        return False
    below = body_after(document, mark.spans[-1].block)
    return below is not None and len(below.text) < _DATED and bool(find_dates(below.text))


def _between(marks: list[Mark], kept: AbstractSet[int]) -> set[int]:
    """Marks (ids) that stand out and count on from headings to headings, or from 1: "**9. The books were closed.**"."""
    counted: dict[str, list[tuple[Mark, Number]]] = defaultdict(list)
    for m in marks:
        if m.number is not None and m.look.form != "row" and not m.title[0].islower():
            counted[m.number.shape].append((m, m.number))
    found: set[int] = set()
    for run in counted.values():
        for k, ((b, second), (c, third)) in enumerate(pairwise(run)):
            if not b.look.styled or id(c) not in kept or not third.follows(second) or abs(c.x - b.x) >= _BESIDE:
                continue
            if second.value == 1 and (k == 0 or not second.follows(run[k - 1][1])):
                found.add(id(b))
            elif k > 0:
                a, first = run[k - 1]
                if id(a) in kept and second.follows(first) and abs(a.x - b.x) < _BESIDE:
                    found.add(id(b))
    return found


def _topics(document: Document, marks: list[Mark], kept: AbstractSet[int], rules: Rules) -> set[int]:
    """Marks (ids) of the bold words that open the entries of a list, or are one, if most of its entries are so.

    "• **Boats**: two were sold", under a heading "Discussion points"; not "• **Hilda Marsh**: ring the harbour".
    """
    lists: dict[int, list[Mark]] = defaultdict(list)
    under = -1
    for k, m in enumerate(marks):
        if _opens_entry(m):
            lists[under].append(m)
        elif id(m) in kept and not m.rule.endswith("-bullet"):
            under = k
    found: set[int] = set()
    for over, members in lists.items():
        if len(members) < _FEWEST or (over >= 0 and rules.fullmatch("outline.actions", marks[over].title)):
            continue
        section = document.blocks[members[0].spans[0].block : members[-1].spans[0].block + 1]
        beside = sum(b.kind == "body" and bool(b.label) and abs(left_edge(b) - members[0].x) < _BESIDE for b in section)
        people = sum(is_person(m.title, document, rules) for m in members)
        if 2 * len(members) > beside and 4 * people < len(members):
            found.update(id(m) for m in members)
    return found


def _over_lists(document: Document, marks: list[Mark], rules: Rules) -> set[int]:
    """Marks (ids) of the entries of lists that are bold and stand over a list of their own, if there are such.

    "• **Garden party**", over "◦ It rained."; not if most are names of people, with what each is to do.
    """
    found: list[Mark] = []
    for m in marks:
        if not m.rule.endswith("-bullet") or m.look.form != "block" or not m.look.bold or m.after is not None:
            continue
        below = body_after(document, m.spans[-1].block)
        if below is not None and below.label and not below.bold and left_edge(below) > m.x + _BESIDE:
            found.append(m)
    people = sum(is_person(m.title, document, rules) or _is_sentence(document, m, rules) for m in found)
    return {id(m) for m in found} if len(found) >= _FEWEST and 4 * people < len(found) else set()


def _labels(document: Document, found: list[Mark]) -> set[int]:
    """Marks (ids) of the labels that part the text of items: "Minutes:", over what was said, below each of three items.

    The items have numbers, and each time the label, on a line of its own, is the first heading below another of them.
    """
    alike: dict[str, list[tuple[Mark, Mark | None]]] = defaultdict(list)
    for before, m in pairwise([None, *found]):
        if m is not None and m.number is None and m.look.form == "block" and m.after is None and not m.title.isupper():
            alike[m.title.lower()].append((m, before))
    labels: set[int] = set()
    for again in alike.values():
        lines = [document.blocks[m.spans[-1].block].text.rstrip() for m, _ in again]
        if len(again) < _FEWEST or not all(line.endswith(":") for line in lines):
            continue
        if all(before is not None and before.number is not None for _, before in again):
            labels.update(id(m) for m, _ in again)
    return labels


def _opens_entry(mark: Mark) -> bool:
    """True for words set off from the rest of the entry of a list that they open, or all of one in bold."""
    whole = mark.rule == "outline-block-bullet" and mark.look.bold
    return whole or (mark.rule == "outline-run-in-bullet" and mark.look.styled)


def _aside(mark: Mark, counted: Counter[str], alike: Counter[Look], rules: Rules) -> bool:
    """True for a heading that only parts the talk on a numbered item, "Public comment", "Speakers".

    It stands there more than once (``counted``: titles in small letters), or opens a paragraph, and few other titles
    look like it (``alike``: how many titles have a look).
    """
    again = counted[mark.title.lower()]
    if rules.fullmatch("outline.aside", mark.title) is None or alike[mark.look] > 3:
        return False
    return again > 1 or mark.after is not None or mark.look.form == "run-in"


def _before_close(document: Document, found: list[Mark], rules: Rules) -> list[Mark]:
    """Leave out headings without a number that are not well known and stand after the meeting was closed and signed."""
    last = max((m.spans[0].block for m in found if m.known or m.number is not None), default=-1)
    after = [m for m in found if m.spans[0].block > last]
    if last < 0 or not after or len(after) > 0.2 * len(found):
        return found
    closed = False
    for i in range(last + 1, after[0].spans[0].block):
        block = document.blocks[i]
        closed = closed or (block.kind == "body" and rules.match("outline.closing", block.text) is not None)
    return found[: len(found) - len(after)] if closed else found


def _plain_lists(
    document: Document, marks: list[Mark], members: list[Mark], good: AbstractSet[int], rules: Rules
) -> set[int]:
    """Which numbered lines in plain type are headings (ids of marks), list by list.

    A list whose lines read as titles is one of headings, and then all its lines are, so that the numbers stay whole;
    a list of sentences, of people, or one that hangs under a line ending in a colon, is not. ``members`` are the marks
    of one kind of number (decimal, letter, roman) in the document, ``good`` those marks (ids) that read as titles.
    """
    share = sum(id(m) in good for m in members) / len(members)
    lists: dict[tuple[int, int, int], list[Mark]] = defaultdict(list)
    inside = {id(m) for m in members}
    under = -1
    begun = 0  # how many lists of numbers have begun before the first heading that stands out
    for k, m in enumerate(marks):
        if id(m) in inside:
            begun += under < 0 and m.number is not None and m.number.kind == "decimal" and m.number.value == 1
            lists[under, round(m.x / 8), begun].append(m)
        elif _heads(m):
            under = k
    stated = sum(m.look.heading > 0 and m.number is None for m in marks)
    kept: set[int] = set()
    for (under_run, _, _), run in lists.items():
        titles = [m for m in run if id(m) in good]
        people = sum(m.after is None and is_person(m.title, document, rules) for m in run)
        bare = sum(nothing_between(document, a, b) for a, b in pairwise(run))
        sentences = {id(m) for m in run if _is_sentence(document, m, rules)}
        prose = sum(id(m) in sentences or _is_long(m, good, rules) for m in run)
        until = next((m.spans[0].block for m in marks[under_run + 1 :] if _heads(m)), len(document.blocks))
        unmarked = _unmarked(document, run, until, {m.spans[0].block for m in marks})
        if people > 0.5 * len(run) and bare >= len(run) - 1 and len(run) > 1:
            continue
        told = {id(m) for m in run if _tells(document, m, rules) or _text_below(document, m)}
        before = _before_list(document, run[0])
        lead = before.text.rstrip(" -–—") if before is not None else ""
        if before is not None and lead.endswith(":") and rules.match("outline.label", before.text):
            continue  # "Actions:", "The Board agreed:"
        if before is not None and before.cell is None and rules.fullmatch("outline.actions", before.text.strip()):
            continue
        if sum(_judged(document, m, rules) for m in titles) >= 0.5 * len(run):
            kept.update(id(m) for m in titles)
            continue  # "a. Mooring policy - agreed"
        bare = sum(m.after is None and id(m) not in told for m in run)
        if bare > 0.7 * len(run) and len(run) > 1 and marks[under_run].look.form == "row" and under_run >= 0:
            continue  # a list in the text of a row
        if bare > 0.7 * len(run) and under_run >= 0 and stated >= _FEWEST and _section(marks[under_run], rules):
            continue  # the notes of a section
        alone = len(members) == 1 and (members[0].known or opens_prose(document, members[0], rules))
        alike = share >= 0.7 and (len(members) > 1 or alone)
        mostly = share >= 0.3 and len(run) > 1 and len(titles) >= 0.6 * len(run)
        sections = len(run) > 1 and sum(id(m) in told for m in titles) >= 0.6 * len(run)
        if (prose <= 0.3 * len(run) and (alike or mostly)) or (
            sections and prose + unmarked <= 0.4 * (len(run) + unmarked)
        ):
            fits = [m for m in run if id(m) in good or not (m.title[:1].islower() or id(m) in sentences)]
            inline = before is not None and not before.bold and lead.endswith((":", ",", ";"))
            counted = under_run >= 0 and run[0].number is not None and run[0].number.kind == "decimal"
            if counted and rules.match("outline.consent", marks[under_run].title):
                inline = False  # "The items of the consent agenda were acted upon as follows:"
            whole = sections or sum(_tells(document, m, rules) for m in run) >= 0.5 * len(run)
            kept.update(id(m) for m in fits if whole or m.known or not inline)
        else:
            led = before is not None and not before.bold and lead.endswith(":")
            kept.update(id(m) for m in titles if m.known and not led)
    return kept


@dataclass(slots=True)
class _Series:
    """Numbered paragraphs in plain type that count on from one another: marks, None for one too long for a title."""

    last: Number
    members: list[Mark | None]


def _whole_series(document: Document, marks: list[Mark], kept: AbstractSet[int], good: AbstractSet[int]) -> set[int]:
    """Judge lines in plain type whose numbers count on together.

    If most are headings, all that read as titles are; if few are, or only late ones, none is. ``kept`` are marks
    (ids) judged to be headings one by one, ``good`` those that read as titles; return the headings after this.
    """
    opening = {m.spans[0].block: m for m in marks if m.number is not None}
    if all(_heads(m) for m in opening.values()):
        return set(kept)
    series: list[_Series] = []
    running: dict[tuple[int, int | None], list[_Series]] = defaultdict(list)
    for i, block in enumerate(document.blocks):
        mark = opening.get(i)
        if block.kind != "body" or not block.label:
            continue
        beside = running[round(left_edge(block) / 10), block.cell.table if block.cell is not None else None]
        for one in reversed(beside[-3:]):
            number = parse(block.label, previous=one.last)
            if number is not None and number.follows(one.last):
                one.last = number
                one.members.append(mark)
                break
        else:
            if (number := parse(block.label)) is not None and number.kind in ("decimal", "letter", "roman"):
                series.append(_Series(number, [mark]))
                beside.append(series[-1])
    judged = set(kept)
    for one in series:
        are = [m is not None and id(m) in kept for m in one.members]
        headings = sum(are)
        plain = [m for m in one.members if m is not None and not _heads(m)]
        if len(one.members) >= 3 and headings >= 0.6 * len(one.members):
            judged.update(id(m) for m in plain if id(m) in good)
        elif len(one.members) >= 3 and headings <= (0.5 if not any(are[:2]) else 0.3) * len(one.members):
            judged.difference_update(id(m) for m in plain if not m.known)
    return judged


def _section(mark: Mark, rules: Rules) -> bool:
    """True for a stated heading without a number that does not hold items as "Reports" or "Agenda" do."""
    if mark.look.heading == 0 or mark.number is not None:
        return False
    over_all = names_business(mark.title, rules) or names_agenda(mark.title, rules)
    return not (over_all or rules.fullmatch("outline.container", mark.title))


def _heads(mark: Mark) -> bool:
    """True for a mark that stands out: lists in plain type end at it."""
    return mark.look.styled or mark.look.form == "row"


def _unmarked(document: Document, run: list[Mark], until: int, marked: AbstractSet[int]) -> int:
    """Count the paragraphs of a numbered list that are too long for a title: those of its indent that have no mark."""
    first = run[0]
    here = document.blocks[first.spans[0].block]
    kind = first.number.kind if first.number is not None else ""
    found = 0
    for i in range(first.spans[0].block, until):
        b = document.blocks[i]
        if i in marked or b.kind != "body" or not b.label or b.cell != here.cell or abs(left_edge(b) - first.x) > 8:
            continue
        found += (number := parse(b.label)) is not None and number.kind == kind
    return found


def _text_below(document: Document, mark: Mark) -> bool:
    """True if a paragraph without a label stands under the mark."""
    block = document.blocks[mark.spans[-1].block]
    below = body_after(document, mark.spans[-1].block)
    return below is not None and below.cell == block.cell and not below.label and len(below.text) > 40


def _meets_mark(document: Document, mark: Mark, opening: AbstractSet[int]) -> bool:
    """True if the next block of the running text after the mark is that of another one (``opening``)."""
    return next_body(document, mark.spans[-1].block) in opening


def _in_series(members: list[Mark], marks: list[Mark]) -> bool:
    """True if the numbers follow, or are followed by, others of their shape in the document."""
    every = {_counts(m.number) for m in marks if m.number is not None and m.number.kind == "reference"}
    for shape, counts in (_counts(m.number) for m in members if m.number is not None):
        for at, count in enumerate(counts):
            for near in (count - 1, count + 1):
                if (shape, (*counts[:at], near, *counts[at + 1 :])) in every:
                    return True
    return False


def _counts(number: Number) -> tuple[str, tuple[int, ...]]:
    """Return the shape of a reference and all its counts."""
    return number.shape, tuple(int(x) for x in re.findall(r"\d+", number.text))


def _numbered_prose(document: Document, mark: Mark, numbers: AbstractSet[tuple[str, ...]], rules: Rules) -> bool:
    """True for a paragraph with a number of its own under a numbered heading: "6.1 The clerk said ...", under "6.".

    ``numbers`` are the numbers of all marks by their parts.
    """
    number = mark.number
    if mark.title[:1].islower() and not (mark.look.styled and number is not None and number.kind == "reference"):
        return True
    if (
        mark.look.styled
        and mark.look.form != "row"
        and number is not None
        and number.kind in ("decimal", "letter", "roman")
    ):
        return _is_sentence(document, mark, rules)
    if number is None or number.kind not in ("dotted", "suffixed") or mark.look.styled or mark.look.form == "row":
        return False
    text = document.text(mark.spans[0])
    if names_people(text, rules):
        return True
    stopped = text.rstrip().endswith(".") and not text.rstrip().endswith((" a.m.", " p.m."))
    short = len(text.split()) <= 14 and not stopped and not rules.search("outline.sentence", text)
    if short and mark.after is None:
        return False
    return any(number.parts[:n] in numbers for n in range(len(number.parts)))


def _is_sentence(document: Document, mark: Mark, rules: Rules) -> bool:
    text = document.text(mark.spans[0]).rstrip()
    return (
        mark.after is None
        and text.endswith((".", ";"))
        and rules.search("outline.sentence", text) is not None
        and len(text.split()) > 4
    )


def _is_long(mark: Mark, good: AbstractSet[int], rules: Rules) -> bool:
    """True if the mark is a long clause that neither reads as a title (``good``, ids of marks) nor opens with one."""
    if mark.after is not None or id(mark) in good or len(mark.title.split()) <= 14:
        return False
    return rules.search("outline.sentence", mark.title) is not None


def _neighbours(members: list[Mark]) -> list[Mark]:
    """Return the marks of one look that have another of them, with another title, near them at the same indent."""
    ordered = sorted(members, key=lambda m: m.spans[0].block)
    places = [m.spans[0].block for m in ordered]
    near = []
    for m in members:
        i = m.spans[0].block
        around = ordered[bisect_left(places, i - 4) : bisect_right(places, i + 4)]
        if any(o.title != m.title and abs(o.x - m.x) < 6 for o in around):
            near.append(m)
    return near


def _beside(mark: Mark, other: Mark) -> bool:
    """True if the mark may stand at the level of the other: a row, the next number of the series, the same look."""
    if mark.look.form == "row" or (mark.known and mark.look.styled and other.look.form != "row"):
        return True
    if other.number is not None:
        if mark.number is not None and mark.number.kind == "decimal" and other.number.kind in ("suffixed", "dotted"):
            return mark.number.value == int(other.number.parts[0]) + 1  # "7." after "6.1"
        return mark.number is not None and mark.number.shape == other.number.shape and abs(mark.x - other.x) < 12
    return mark.look == other.look or (mark.number is not None and mark.look.weight >= other.look.weight)


def _group(mark: Mark) -> tuple[object, ...]:
    look = mark.look
    if look.shape:
        kind = mark.number.kind if mark.number else ""
        return (
            kind,
            look.form == "row",
            look.bold or look.underline,
            look.caps,
            look.italic,
            look.column,
            look.form == "run-in",
        )
    return (
        _opens_entry(mark),
        look.form,
        look.bold,
        look.underline,
        look.caps,
        look.italic,
        look.size,
        look.heading,
        look.column,
    )


def _tells(document: Document, mark: Mark, rules: Rules) -> bool:
    """True if text follows the title in its paragraph, and more than what became of it: "agreed"."""
    return mark.after is not None and not _judged(document, mark, rules)


def _judged(document: Document, mark: Mark, rules: Rules) -> bool:
    """True if what became of the item, and no more, follows the title in its paragraph."""
    if mark.after is None:
        return False
    text = document.blocks[mark.spans[-1].block].text[mark.after.start : mark.after.end]
    return rules.fullmatch("outline.verdict", text.strip()) is not None


def _before_list(document: Document, mark: Mark) -> Block | None:
    """Return the block before the first member of the list to which a numbered line belongs, in the same cell."""
    i = mark.spans[0].block
    block = document.blocks[i]
    for j in range(i - 1, max(-1, i - 40), -1):
        b = document.blocks[j]
        if b.kind != "body" or b.cell != block.cell:
            continue
        if b.label and parse(b.label) and abs(left_edge(b) - left_edge(block)) < 12:
            continue
        if b.label and left_edge(b) > left_edge(block) + 4:
            continue
        return b
    return None


def appendix_start(document: Document, marks: list[Mark], rules: Rules) -> int:
    """Index of the block at which appended reports begin; the number of blocks if there are none."""
    ends = {m.spans[0].block for m in marks if rules.match("outline.end", m.title)}
    seen = 0
    ended = False
    for i, b in enumerate(document.blocks):
        if b.kind != "body" or b.cell is not None or b.label or not rules.fullmatch("outline.appendix", b.text.strip()):
            continue
        while not ended and seen <= i:
            block = document.blocks[seen]
            ended = block.kind == "body" and (seen in ends or rules.match("outline.closing", block.text) is not None)
            seen += 1
        if ended:
            return i
    return len(document.blocks)
