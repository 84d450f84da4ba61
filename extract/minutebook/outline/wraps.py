"""Joins titles that run over into the next block: "Landmarks and" over "Seaport Committees"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minutebook.document import Block, Document, Span
from minutebook.outline.ends import goes_on, tidy
from minutebook.outline.marks import Mark, next_body

_MOST = 15
"""The second line of a title has no more words."""


def joined(document: Document, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks, in reading order, each with the block below it where its title cannot end where it does."""
    by_block = {m.spans[0].block: m for m in marks}
    gone: set[int] = set()
    found: list[Mark] = []
    for mark in marks:
        at = mark.spans[-1].block
        below = next_body(document, at) if mark.after is None and goes_on(mark.title) else None
        if mark.spans[0].block in gone:
            continue
        if below is not None and _goes_on_in(document.blocks[at], document.blocks[below], by_block.get(below)):
            gone.add(below)
            text = document.blocks[below].text
            rest = Span(below, 0, len(text))
            found.append(replace(mark, spans=(*mark.spans, rest), title=f"{mark.title} {tidy(text)}"))
        else:
            found.append(mark)
    return found


def _goes_on_in(block: Block, below: Block, mark: Mark | None) -> bool:
    """Return whether the title in ``block`` goes on in the block below it, which may look like a heading itself."""
    if below.label or below.cell != block.cell or len(below.text.split()) > _MOST:
        return False
    if mark is not None and (mark.number is not None or mark.after is not None):
        return False
    return (below.bold, below.italic, below.size) == (block.bold, block.italic, block.size)
