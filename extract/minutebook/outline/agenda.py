"""Finds a list of the agenda in front of the business, which is no list of items."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from minutebook.document import Block, Document
from minutebook.outline.marks import Mark, body_after, nothing_between
from minutebook.rulepack import Rules
from minutebook.tables import TableView

_ENTRY = 200
"""An entry of an agenda has no more characters."""
_FRONT = 60
"""Those present are listed within so many blocks."""
_GROUP = 4
"""The heading over a list of those present has no more words."""
_BARE = 2
"""A short list has so many entries at least."""
_FEWEST = 3
"""A list of the agenda has so many entries at least."""


def names_agenda(title: str, rules: Rules) -> bool:
    """True for the heading of a list of the agenda: "Agenda", "Order of business", "Agenda items"."""
    return rules.fullmatch("outline.agenda", title.strip()) is not None


def names_business(title: str, rules: Rules) -> bool:
    """True for a heading that may stand over all the business, and is no item then: "Minutes", "Agenda items"."""
    return rules.fullmatch("outline.whole", title) is not None


def lists_only(title: str, rules: Rules) -> bool:
    """True for the heading of a list of the agenda that stands over no business: "Agenda", not "Agenda items"."""
    return names_agenda(title, rules) and not names_business(title, rules)


def business_start(document: Document, marks: list[Mark], agenda: AbstractSet[int], rules: Rules) -> int:
    """Index of the block behind the heading over all the business, "Minutes"; 0 if there is none.

    A list of the agenda (``agenda``, its blocks) or of those present stands before it, and no item of business does.
    """
    if not any(m.number is None and names_business(m.title, rules) for m in marks):
        return 0
    found = 0
    attended = [
        i
        for i, b in enumerate(document.blocks[:_FRONT])
        if b.kind == "body" and (rules.match("outline.attendance", b.text) or _over_people(b, rules))
    ]
    first = min((*agenda, *attended), default=len(document.blocks))
    for mark in marks:
        i = mark.spans[0].block
        if i <= first or i in agenda or rules.search("outline.people", mark.title):
            continue
        if not _over_all(document, mark, rules):
            break
        found = i + 1
    return found


def _over_all(document: Document, mark: Mark, rules: Rules) -> bool:
    """True for "Minutes" on a line of its own without a number, and nothing on the minutes below it."""
    if mark.number is not None or mark.look.form != "block" or mark.after is not None:
        return False
    over = names_business(mark.title, rules) and not names_agenda(mark.title, rules)
    return over and not on_minutes(document, mark, rules)


def on_minutes(document: Document, mark: Mark, rules: Rules) -> bool:
    """True if a sentence on the minutes stands below the mark: "Minutes" over "The minutes were approved"."""
    below = body_after(document, mark.spans[-1].block)
    if below is None or "minutes" not in below.text.lower():
        return False
    return rules.search("outline.sentence", below.text) is not None


def agenda_list(document: Document, marks: list[Mark], tables: tuple[TableView, ...], rules: Rules) -> set[int]:
    """Blocks of a list of the agenda at the front: its titles or numbers come again with business under them."""
    blocks = document.blocks
    start = next((i for i, b in enumerate(blocks) if b.kind == "body" and names_agenda(b.text, rules)), None)
    if start is None:
        keys = [title_key(m.title) for m in marks]
        bare = [m.after is None and nothing_between(document, m, n) for m, n in pairwise(marks)]
        over = ["" if empty else key for key, empty in zip(keys, [*bare, False], strict=False)]
        return _summons(document, marks, keys, over) or _listed_again(document, marks, keys, over)
    if (stop := _before_minutes(document, marks, start, rules)) is not None:
        return set(range(start, stop))
    by_block = {m.spans[0].block: m for m in marks}
    if start in by_block and (number := by_block[start].number) is not None:
        following = next((m for m in marks if m.spans[0].block > start and m.number and m.number.follows(number)), None)
        if following is not None:
            return _section_of_agenda(document, start, min((*following.heads, following.spans[0].block)), rules)
    if (again_at := _numbers_again(document, marks, start)) is not None:
        return set(range(start, again_at))
    listed: list[int] = []
    for i in range(start + 1, len(blocks)):
        if blocks[i].kind != "body":
            continue
        cell, first = blocks[i].cell, blocks[start].cell
        if cell is not None and (first is None or first.table != cell.table) and tables[cell.table].kind == "minutes":
            return _before_table(document, start, listed, rules)
        if (
            blocks[i].cell is not None
            and (not listed or blocks[i].cell != blocks[start].cell)
            and i not in by_block
            and len(blocks[i].text) > 160
        ):
            break
        if len(blocks[i].text) > _ENTRY:
            break
        listed.append(i)
    opening: dict[str, int] = {}
    for i in listed[:5]:
        opening.setdefault(title_key(blocks[i].text), i)
    for i in listed:
        key = title_key(blocks[i].text)
        if key and opening.get(key, i) < i:  # the list ends where an entry of its beginning comes again
            again = [j for j in listed if j < i]
            told = len(again) >= _BARE and all(blocks[j].label for j in again) and not blocks[i].label
            return {start, *again} if len(again) >= _FEWEST or told else set()
    later = {title_key(m.title) for m in marks if m.spans[0].block > (listed[-1] if listed else start)}
    again = [i for i in listed if title_key(blocks[i].text) in later]
    if len(again) >= max(3, len(listed) // 2):
        return {start, *range(start, again[-1] + 1)}
    return _bare_list(document, marks, start)


def _bare_list(document: Document, marks: list[Mark], start: int) -> set[int]:
    """Return a short list under "Agenda" that headings follow, set alike and unlike its entries."""
    blocks = document.blocks
    end = start + 1
    while end < len(blocks) and (blocks[end].label or blocks[end].kind != "body") and len(blocks[end].text) <= _ENTRY:
        end += 1
    inside = [m for m in marks if start < m.spans[0].block < end]
    after = next((m for m in marks if m.spans[0].block >= end), None)
    if after is None or after.spans[0].block > end or after.number is not None or not after.look.styled:
        return set()
    alike = sum(m.look == after.look for m in marks)
    plain = not any(m.look.styled or m.after is not None for m in inside)
    return set(range(start, end)) if end - start > _BARE and alike >= _FEWEST and plain else set()


def _over_people(block: Block, rules: Rules) -> bool:
    """True for a heading like "Participants", not for an entry of a list."""
    if block.label or len(block.text.split()) > _GROUP:
        return False
    return rules.search("outline.people", block.text) is not None


def _before_minutes(document: Document, marks: list[Mark], start: int, rules: Rules) -> int | None:
    """Block at which the agenda from block ``start`` on ends, if "Minutes" over what was said comes behind it.

    Those present may be listed between them. None if there is no such heading, or text stands before it.
    """
    following = (m for m in marks if m.spans[0].block > start)
    over = next((m for m in following if _over_all(document, m, rules)), None)
    if over is None:
        return None
    end = over.spans[0].block
    stop = end
    for i in range(end - 1, start, -1):
        block = document.blocks[i]
        if block.kind != "body":
            continue
        if any(len(line) > _ENTRY for line in block.text.split("\n")):
            return None
        if rules.match("outline.attendance", block.text) or _over_people(block, rules):
            stop = i
    return stop


def _summons(document: Document, marks: list[Mark], keys: list[str], over: list[str]) -> set[int]:
    """Return the lines from the first item of an agenda without a heading to its last: its titles come again.

    It is a list of short lines before the minutes, as in a notice that calls the meeting. ``keys`` are the words of the
    marks' titles (``title_key``), ``over`` those of titles with business under them, which come again: the parts of a
    motion do as a list, in the resolution.
    """
    again = next((k for k in range(_FEWEST, len(keys)) if len(keys[k]) > _FEWEST and keys[k] in keys[:_FEWEST]), None)
    if again is None:
        return set()
    first = keys.index(keys[again])
    listed = [k for k in range(first, again) if keys[k] and keys[k] in over[again:]]
    if not listed:
        return set()
    end = listed[-1]
    while end + 1 < again and nothing_between(document, marks[end], marks[end + 1]):
        end += 1
    start, last = marks[first].spans[0].block, marks[end].spans[-1].block
    if any(len(document.blocks[i].text) > _ENTRY // 2 for i in range(start, last + 1)):
        return set()
    return set(range(start, last + 1)) if len(listed) >= max(_FEWEST, (again - first) // 2) else set()


def _listed_again(document: Document, marks: list[Mark], keys: list[str], over: list[str]) -> set[int]:
    """Return the lines of a numbered list, nothing between them, of which most come again later as titles of their own.

    So a list of the agenda stands under "Review of the agenda". The later title may leave words out at its end.
    ``keys`` are the words of the marks' titles, ``over`` those of titles with business under them.
    """
    listed: set[int] = set()
    start = 0  # of the run
    for k, mark in enumerate(marks):
        after = marks[k + 1] if k + 1 < len(marks) else None
        follows = after is not None and after.number and mark.number and after.number.follows(mark.number)
        if follows and nothing_between(document, mark, after):
            continue
        entries = keys[start : k + 1]
        if len(entries) > _FEWEST and marks[start].number is not None:
            again = sum(any(_same_title(entry, title) for title in over[k + 1 :]) for entry in entries)
            if again >= max(_FEWEST, len(entries) // 2):
                listed.update(range(marks[start].spans[0].block, mark.spans[-1].block + 1))
        start = k + 1
    return listed


def _same_title(entry: str, title: str) -> bool:
    """Tell the title of an entry, of two words at least or the whole."""
    return entry == title != "" or (len(title.split()) > 1 and entry.startswith(title))


def listed_titles(document: Document, agenda: AbstractSet[int]) -> frozenset[str]:
    """Return the words of the entries of a list of the agenda (``agenda``, its blocks): see ``title_key``."""
    return frozenset(title_key(document.blocks[i].text) for i in agenda) - {""}


def agenda_end(document: Document, agenda: AbstractSet[int]) -> int:
    """Index of the block behind an agenda that is a numbered section; 0 if it is none.

    The sections before it ("1. Purpose", "2. List of attendees") are no business, and what follows it is.
    """
    return max(agenda) + 1 if agenda and document.blocks[min(agenda)].label else 0


def behind_agenda(marks: list[Mark], agenda: AbstractSet[int]) -> list[Mark]:
    """Leave out what stands before the agenda in front of the minutes, "Registration", "Dialling in", but known items.

    ``agenda`` are the blocks of that list.
    """
    start = min(agenda, default=0)
    return [m for m in marks if m.spans[0].block >= start or m.number is not None or m.known]


def _section_of_agenda(document: Document, start: int, stop: int, rules: Rules) -> set[int]:
    """Return the lines of the agenda in a numbered section "4. Agenda", which goes on to ``stop`` at most.

    They end at the entry for the close of the meeting, at a table behind them, and at the first paragraph of text; what
    is left of the section is business. A section of text lists no agenda ("3. Agenda. It was approved ...").
    """
    blocks = document.blocks
    table = cell.table if (cell := blocks[start].cell) is not None else None
    listed = [start]
    for i in range(start + 1, stop):
        block = blocks[i]
        if block.kind != "body":
            continue
        if block.cell is not None and block.cell.table != table and len(listed) > 1:
            break
        if len(block.text) > _ENTRY or (
            block.text.rstrip().endswith(".") and rules.search("outline.sentence", block.text)
        ):
            break
        listed.append(i)
        table = block.cell.table if block.cell is not None else None
        if len(listed) > _FEWEST and rules.fullmatch("outline.agenda_end", block.text.strip()):
            break
    return set(listed) if len(listed) > _FEWEST else set()


def _before_table(document: Document, start: int, listed: list[int], rules: Rules) -> set[int]:
    """Return the short lines after a heading "Agenda" that stand before the table of the minutes."""
    blocks = document.blocks
    stop = next(
        (i for i in listed if blocks[i].cell or rules.fullmatch("outline.actions", blocks[i].text.strip())), None
    )
    lines = [i for i in listed if stop is None or i < stop]
    return {start, *lines} if len(lines) >= 3 else set()


def _numbers_again(document: Document, marks: list[Mark], start: int) -> int | None:
    """Block at which the numbers of a list after ``start`` come again, no long text before it; None if they do not."""
    seen: dict[str, int] = {}
    last = start
    for mark in marks:
        first = min((*mark.heads, mark.spans[0].block))
        if first <= start or mark.number is None:
            continue
        if any(len(line) > _ENTRY for i in range(last, first) for line in document.blocks[i].text.split("\n")):
            return None
        last = max(last, first)
        if mark.number.text in seen:
            entries = sum(document.blocks[i].text.count("\n") for i in seen.values()) + len(seen)
            return first if entries >= _FEWEST and mark.number.text == next(iter(seen)) else None
        seen[mark.number.text] = first
    return None


def title_key(text: str) -> str:
    """Return the words of an entry or title without its number, in small letters; "" for the address of a page."""
    if text.startswith("http"):
        return ""
    return re.sub(r"[^a-z]+", " ", re.sub(r"^\W*[A-Za-z]{0,4}\s?[\d/.:-]+", "", text).lower()).strip()
