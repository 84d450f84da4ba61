"""Says under which item, and in which zone, each passage of text stands."""

from __future__ import annotations

from minutebook.document import Document, Span
from minutebook.outline.marks import Mark
from minutebook.outline.parts import Heading, Passage, Zone
from minutebook.rulepack import Rules
from minutebook.tables import TableView


def part(
    document: Document,
    tables: tuple[TableView, ...],
    marks: list[Mark],
    items: tuple[Heading, ...],
    front: int,
    agenda: set[int],
    appendix: int,
    business: int,
    rules: Rules,
) -> tuple[Passage, ...]:
    """Return a passage for every block that is no heading (and for what follows a run-in heading).

    ``front``, ``appendix`` and ``business`` are indexes of blocks: where the items begin, where appended reports do,
    and where business without a heading does, if there is any.
    """
    found: list[Passage] = []
    opens: dict[int, int] = {}
    whole: set[int] = set()
    rests: dict[int, Span] = {}
    for k, mark in enumerate(marks):
        opens[min((*mark.heads, *(s.block for s in mark.spans)))] = k
        whole.update(mark.heads)
        whole.update(s.block for s in mark.spans)
        if mark.after is not None:
            b = mark.spans[-1].block
            rests[b] = Span(b, mark.after.start, mark.after.end)
    item: int | None = None
    zone: Zone = "title"
    listed = False  # under a heading "Action log" that is no item
    for i, block in enumerate(document.blocks):
        if block.kind in ("header", "footer", "watermark"):
            found.append(Passage(Span(i, 0, len(block.text)), None, "furniture"))
            continue
        if i in opens:
            item = opens[i]
            listed = False
            zone = "next_meeting" if rules.search("outline.next_meeting", items[item].title) else "body"
        if item is None and i == business:
            zone = "body"
        if i in whole:
            if i in rests:
                found.append(Passage(rests[i], item, zone))
            continue
        if i >= appendix:
            found.append(Passage(Span(i, 0, len(block.text)), None, "appendix"))
            continue
        here, under = zone, item
        if i in agenda:
            here, under = "agenda", None
        elif (
            block.cell is not None
            and tables[block.cell.table].kind == "actions"
            and (item is None or _apart(items, item, rules))
        ):
            here, under = "actions", None
        elif item is None:
            if block.cell is not None and tables[block.cell.table].kind == "attendance":
                here = "attendance"
            elif rules.match("outline.attendance", block.text):
                zone = here = "attendance"
            elif rules.fullmatch("outline.actions", block.text.strip()):
                listed = True
            if listed:
                here = "actions"
        elif block.cell is None and i > front and rules.match("outline.closing", block.text):
            zone = here = "closing"
        elif zone == "closing" and rules.fullmatch("outline.actions", block.text.strip()):
            zone, item = here, under = "actions", None  # a list of the actions after the signature
        found.append(Passage(Span(i, 0, len(block.text)), under, here))
    return tuple(found)


def _apart(items: tuple[Heading, ...], item: int, rules: Rules) -> bool:
    """True if a table of actions after this item stands by itself: the items are over."""
    title = items[item].title
    return rules.match("outline.top", title) is not None and item == len(items) - 1
