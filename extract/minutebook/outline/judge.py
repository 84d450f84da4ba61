"""Judges which marks are headings in this document, and where the items begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Set as AbstractSet
from itertools import pairwise

from minutebook.document import Block, Document
from minutebook.numbering import Number, parse
from minutebook.outline.marks import Look, Mark, left_edge, like_title, nothing_between
from minutebook.rulepack import Rules


def front_end(document: Document, marks: list[Mark], rules: Rules) -> int:
    """Index of the block at which the items begin: before it stand title, details and attendance."""
    looks: dict[Look, int] = defaultdict(int)
    for m in marks:
        looks[m.look] += 1
    attending = listed = False
    last = 0
    strong = [m for m in marks if m.number is not None and (m.look.styled or m.look.form == "row")]
    numbered_at = strong[0].spans[0].block if len(strong) >= 3 else -1
    for m in marks:
        i = m.spans[0].block
        for b in range(last, i):
            block = document.blocks[b]
            if not attending and block.kind == "body" and rules.match("outline.attendance", block.text):
                attending = True
            listed = listed or rules.fullmatch("outline.agenda", block.text.strip()) is not None
        last = i
        block = document.blocks[i]
        if (m.number is None or m.number.kind == "reference") and _document_title(block, rules):
            continue
        if (
            rules.match("outline.attendance", m.title)
            and m.number is None
            and not (m.known and m.look.form == "run-in")
        ):
            attending = True
            if not m.known:
                continue
        if m.number is not None:
            plain_words = "," not in m.title and any(w.islower() and len(w) > 1 for w in m.title.split())
            if m.look.styled or m.known or not attending or m.look.form == "row" or plain_words:
                return i
            continue
        first = i < 8 and m.look.form == "block" and m.number is None and not rules.fullmatch("outline.item", m.title)
        if (i < numbered_at or first) and rules.search("outline.title", block.text):
            continue
        if m.known and not rules.match("outline.attendance", m.title):
            return i
        if m.known and m.look.form == "run-in":
            return i
        if attending and i < numbered_at:
            listing = any(o.look == m.look and o.spans[0].block in (i - 1, i - 2) for o in marks)
            if (
                listing
                or rules.fullmatch("outline.person", m.title)
                or looks[m.look] < 2
                or not _leads_to(document, m, marks)
            ):
                continue
        if listed:
            return i
        if looks[m.look] >= 3 and block.align != "center" and (attending or i > 12):
            return i
    return next(
        (m.spans[0].block for m in marks if document.blocks[m.spans[0].block].align != "center"), len(document.blocks)
    )


def _leads_to(document: Document, mark: Mark, marks: list[Mark]) -> bool:
    """True if the next mark follows with nothing between: a heading over headings."""
    following = next((m for m in marks if m.spans[0].block > mark.spans[-1].block), None)
    return following is not None and following.number is not None and nothing_between(document, mark, following)


def _document_title(block: Block, rules: Rules) -> bool:
    return rules.search("outline.title", block.text) is not None and (
        block.align == "center" or block.caps or rules.match("outline.document_title", block.text) is not None
    )


def agenda_list(document: Document, marks: list[Mark], rules: Rules) -> set[int]:
    """Blocks of a list of the agenda at the front: its titles or numbers come again with business under them."""
    blocks = document.blocks
    start = next(
        (i for i, b in enumerate(blocks) if b.kind == "body" and rules.fullmatch("outline.agenda", b.text.strip())),
        None,
    )
    if start is None:
        return set()
    by_block = {m.spans[0].block: m for m in marks}
    if start in by_block and (number := by_block[start].number) is not None:
        following = next((m for m in marks if m.spans[0].block > start and m.number and m.number.follows(number)), None)
        if following is not None:
            return set(range(start, min((*following.heads, following.spans[0].block))))
    if (again_at := _numbers_again(document, marks, start)) is not None:
        return set(range(start, again_at))
    listed: list[int] = []
    for i in range(start + 1, len(blocks)):
        if blocks[i].kind != "body":
            continue
        if (
            blocks[i].cell is not None
            and (not listed or blocks[i].cell != blocks[start].cell)
            and i not in by_block
            and len(blocks[i].text) > 160
        ):
            break
        if len(blocks[i].text) > 200:
            break
        listed.append(i)
    opening: dict[str, int] = {}
    for i in listed[:5]:
        opening.setdefault(_key(blocks[i].text), i)
    for i in listed:
        key = _key(blocks[i].text)
        if key and opening.get(key, i) < i:  # the list ends where an entry of its beginning comes again
            again = [j for j in listed if j < i]
            return {start, *again} if len(again) >= 3 else set()
    later = {_key(m.title) for m in marks if m.spans[0].block > (listed[-1] if listed else start)}
    again = [i for i in listed if _key(blocks[i].text) in later]
    if len(again) >= max(3, len(listed) // 2):
        return {start, *range(start, again[-1] + 1)}
    return set()


def _numbers_again(document: Document, marks: list[Mark], start: int) -> int | None:
    """Block at which the numbers of a list after ``start`` come again, no long text before it; None if they do not."""
    seen: dict[str, int] = {}
    last = start
    for mark in marks:
        first = min((*mark.heads, mark.spans[0].block))
        if first <= start or mark.number is None:
            continue
        if any(len(document.blocks[i].text) > 200 for i in range(last, first)):
            return None
        last = max(last, first)
        if mark.number.text in seen:
            return first if len(seen) >= 3 and mark.number.text == next(iter(seen)) else None
        seen[mark.number.text] = first
    return None


def _key(text: str) -> str:
    return re.sub(r"[^a-z]+", " ", re.sub(r"^\W*[A-Za-z]{0,4}\s?[\d/.:-]+", "", text).lower()).strip()


def judge(document: Document, marks: list[Mark], rules: Rules) -> list[Mark]:
    """Keep the marks whose look is that of headings in this document."""
    groups: dict[tuple[object, ...], list[Mark]] = defaultdict(list)
    for m in marks:
        groups[_group(m)].append(m)
    numbers = {m.number.parts for m in marks if m.number is not None}
    headed = any(m.look.styled and m.number is None for m in marks)
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
            if look.styled or strong:
                if len(good) >= 0.4 * len(members) or strong:
                    whole = strong or len(good) >= 0.6 * len(members)
                    fits = members if whole else good
                    kept.update(id(m) for m in fits if not _numbered_prose(document, m, numbers, rules))
            else:
                plain[number.kind].extend(members)
        elif look.form == "run-in" and not look.styled:
            kept.update(id(m) for m in _neighbours(good))
        elif not look.styled:
            known = [m for m in good if m.known]
            kept.update(id(m) for m in (good if len(known) >= 2 and 2 * len(known) >= len(good) - 1 else known))
        elif len(good) >= 0.5 * len(members) or not headed:
            kept.update(id(m) for m in good)
        else:
            kept.update(id(m) for m in good if m.known)
    for members in plain.values():
        kept.update(_plain_lists(document, marks, members, titles, rules))
    found: list[Mark] = []
    earlier = False
    container = False
    leaf: Mark | None = None
    for m, following in zip(marks, [*marks[1:], None], strict=False):
        if id(m) not in kept:
            continue
        if leaf is not None and not _beside(m, leaf) and (following is None or nothing_between(document, m, following)):
            continue  # a list of matters for the next agenda
        if m.rule.endswith("-bullet"):
            if not container:
                continue
        else:
            container = rules.match("outline.container", m.title) is not None
        if leaf is None or _beside(m, leaf):
            leaf = m if rules.match("outline.leaf", m.title) else None
        if m.rule.endswith("-prefixed") and earlier:
            continue  # "Agenda item 3: ..." under matters arising points to the earlier minutes
        if not m.rule.endswith("-prefixed") and (m.number is not None or m.look.styled):
            earlier = rules.search("outline.earlier", m.title) is not None
        found.append(m)
    return found


def _plain_lists(
    document: Document, marks: list[Mark], members: list[Mark], good: AbstractSet[int], rules: Rules
) -> set[int]:
    """Which numbered lines in plain type are headings (ids of marks), list by list.

    A list whose lines read as titles is one of headings, and then all its lines are, so that the numbers stay whole;
    a list of sentences, of people, or one that hangs under a line ending in a colon, is not. ``members`` are the marks
    of one kind of number (decimal, letter, roman) in the document, ``good`` those marks (ids) that read as titles.
    """
    share = sum(id(m) in good for m in members) / len(members)
    lists: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    inside = {id(m) for m in members}
    under = -1
    for k, m in enumerate(marks):
        if id(m) in inside:
            lists[under, round(m.x / 8)].append(m)
        elif m.look.styled or m.look.form == "row":
            under = k
    kept: set[int] = set()
    for run in lists.values():
        titles = [m for m in run if id(m) in good]
        people = sum(rules.fullmatch("outline.person", m.title) is not None for m in run)
        bare = sum(nothing_between(document, a, b) for a, b in pairwise(run))
        prose = sum(_is_sentence(document, m, rules) for m in run)
        if people > 0.5 * len(run) and bare >= len(run) - 1 and len(run) > 1:
            continue
        alike = share >= 0.7 and (len(members) > 1 or members[0].known)
        if prose <= 0.3 * len(run) and (alike or (share >= 0.3 and len(run) > 1 and len(titles) >= 0.6 * len(run))):
            fits = [m for m in run if id(m) in good or not m.title[:1].islower()]
            told = sum(m.after is not None for m in run) >= 0.5 * len(run)
            fits = [m for m in fits if told or m.known or _lead(document, m) is None]
        else:
            fits = [m for m in titles if m.known]
        kept.update(id(m) for m in fits if not _decided(document, m, rules))
    return kept


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
    if mark.title[:1].islower():
        return True
    number = mark.number
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
    short = len(text.split()) <= 14 and not text.rstrip().endswith(".") and not rules.search("outline.sentence", text)
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


def _neighbours(members: list[Mark]) -> list[Mark]:
    """Return the marks of one look that have another of them within a few blocks at the same indent."""
    ordered = sorted(members, key=lambda m: m.spans[0].block)
    places = [m.spans[0].block for m in ordered]
    near = []
    for m in members:
        i = m.spans[0].block
        around = ordered[bisect_left(places, i - 4) : bisect_right(places, i + 4)]
        if any(o is not m and abs(o.x - m.x) < 6 for o in around):
            near.append(m)
    return near


def _beside(mark: Mark, other: Mark) -> bool:
    """True if the mark may stand at the level of the other: a row, the next number of the series, the same look."""
    if mark.look.form == "row" or (mark.known and mark.look.styled and other.look.form != "row"):
        return True
    if other.number is not None:
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
    return (look.form, look.bold, look.underline, look.caps, look.italic, look.size, look.heading, look.column)


def _decided(document: Document, mark: Mark, rules: Rules) -> bool:
    """True if the list hangs under a label such as "The Board agreed:": its lines are what was agreed."""
    lead = _lead(document, mark)
    return lead is not None and rules.match("outline.label", lead.text) is not None


def _lead(document: Document, mark: Mark) -> Block | None:
    """Return the line, ending in a colon or the like, that leads up to the list of which the numbered line is a member.

    None if there is none: the numbered line stands by itself or in a list of headings.
    """
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
        return b if b.text.rstrip(" -–—").endswith((":", ",", ";")) and not b.bold else None
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
