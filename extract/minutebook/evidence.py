"""Where a record stands: its page and box, the words as printed there, and its text as a person would copy it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutebook.document import BBox, Block, Document, Line, Span
from minutebook.records import Evidence


def text_of(document: Document, spans: Iterable[Span]) -> str:
    """Return the text of the spans: one a line, white space inside each folded to single spaces."""
    pieces = (" ".join(document.text(s).split()) for s in spans)
    return "\n".join(p for p in pieces if p)


def evidence(document: Document, spans: Sequence[Span], rule: str, confidence: float) -> Evidence:
    """Return where the spans stand: page and box of what stands on their first page, and the words as printed there."""
    page = page_of(document, spans)
    boxes: list[BBox] = []
    quote: list[str] = []
    places: list[str] = []
    for span in spans:
        block = document.blocks[span.block]
        start, end = span.start, span.end
        if block.place and block.place not in places:
            places.append(block.place)
        if not block.lines:
            if block.page == page:
                if piece := block.text[start:end].strip():
                    quote.append(piece)
                if block.bbox:
                    boxes.append(block.bbox)
            continue
        for line in block.lines:
            if line.start >= end or line.end <= start or line.page != page:
                continue
            if piece := printed(block, line, span).strip():
                quote.append(piece)
                boxes.append(line.bbox)
    box = None
    if boxes:
        box = (
            round(min([b.x0 for b in boxes]), 2),
            round(min([b.top for b in boxes]), 2),
            round(max([b.x1 for b in boxes]), 2),
            round(max([b.bottom for b in boxes]), 2),
        )
    joint = "\n" if page is None else " "
    return Evidence(
        page=page,
        bbox=box,
        blocks=tuple(places),
        quote=joint.join(quote),
        rule=rule,
        confidence=round(confidence, 4),
    )


def printed(block: Block, line: Line, span: Span) -> str:
    """Return the characters of ``span`` that stand on ``line``, as printed (with the hyphen at the line's end)."""
    if span.start <= line.start and span.end >= line.end:
        return line.raw.lstrip()
    own = block.text[line.start : line.end]
    before, behind = max(0, span.start - line.start), span.end - line.start
    if line.raw.strip() == own.strip() and own[:behind].strip():
        return own[before:behind]
    first = _visible(own[:before])
    last = _visible(own[:behind])
    whole = last == _visible(own)
    seen = 0
    start, end = len(line.raw), len(line.raw)
    for at, c in enumerate(line.raw):
        if c.isspace():
            continue
        if seen == first:
            start = min(start, at)
        seen += 1
        if seen == last and not whole:
            end = at + 1
            break
    return line.raw[start:end]


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def page_of(document: Document, spans: Sequence[Span]) -> int | None:
    """Return the page on which the first visible character of the spans stands (None where there are no pages)."""
    for span in spans:
        block = document.blocks[span.block]
        for line in block.lines:
            if line.start < span.end and line.end > span.start:
                return line.page
        if block.page is not None:
            return block.page
    return None


def end_page_of(document: Document, spans: Sequence[Span]) -> int | None:
    """Return the page on which the spans end (None where there are no pages)."""
    for span in reversed(spans):
        block = document.blocks[span.block]
        for line in reversed(block.lines):
            if line.start < span.end and line.end > span.start:
                return line.page
        if block.page is not None:
            return block.end_page
    return None
