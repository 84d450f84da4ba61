"""The running text of the business as paragraphs and sentences, each with its way back to the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutebook.document import Block, Span
from minutebook.outline import Outline, Passage, Zone
from minutebook.sentences import sentences
from minutebook.values import hastened


@hastened
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``span`` in the document, its ``text``, the index of its paragraph and its place in it."""

    span: Span
    text: str
    paragraph: int
    place: int


@hastened
@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage: what is left of its block under any run-in heading.

    ``index`` is its place in the sequence it was made for; ``follows`` says that it continues the same stream of text
    (same item, same column) as the paragraph before it in that sequence.
    """

    index: int
    block: Block
    span: Span
    text: str
    item: int | None
    zone: Zone
    follows: bool
    _sentences: tuple[Sentence, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, worked out when they are first asked for: not all that read paragraphs need them."""
        if self._sentences is None:
            block, start = self.span.block, self.span.start
            found = tuple(
                Sentence(Span(block, start + a, start + b), self.text[a:b], self.index, place)
                for place, (a, b) in enumerate(sentences(self.text))
            )
            object.__setattr__(self, "_sentences", found)
            return found
        return self._sentences

    @property
    def label(self) -> str:
        """The bullet or enumerator of its block, "" if none or if the passage starts after a run-in heading."""
        return self.block.label if self.span.start == 0 else ""


def paragraphs(outline: Outline, zones: tuple[Zone, ...], boxes: frozenset[int] = frozenset()) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the zones, stream by stream: the columns of a table row do not mix.

    Within an item the text of one column stays together (a narrow column of initials would cut it otherwise); the
    streams of an item follow one another in the order in which they begin. The tables ``boxes`` are but frames around
    the running text, which is read on through them row by row. They are made once for all that ask for the same.
    """
    asked = ("paragraphs", zones, boxes)
    if asked not in outline.kept:
        outline.kept[asked] = _paragraphs(outline, zones, boxes)
    found: tuple[Paragraph, ...] = outline.kept[asked]
    return found


def _paragraphs(outline: Outline, zones: tuple[Zone, ...], boxes: frozenset[int]) -> tuple[Paragraph, ...]:
    document = outline.document
    streams: dict[tuple[object, ...], list[tuple[Span, str, Passage]]] = {}
    for passage in outline.passages:
        if passage.zone not in zones:
            continue
        span = passage.span
        block = document.blocks[span.block]
        if block.kind != "body":
            continue
        whole = block.text[span.start : span.end]
        text = whole.strip()
        if not text:
            continue
        if len(text) < len(whole):
            start = span.start + len(whole) - len(whole.lstrip())
            span = Span(span.block, start, start + len(text))
        cell = block.cell
        column = (cell.table, cell.column) if cell and cell.table not in boxes else None
        streams.setdefault((passage.item, column), []).append((span, text, passage))
    found: list[Paragraph] = []
    for stream in streams.values():
        for n, (span, text, passage) in enumerate(stream):
            block = document.blocks[span.block]
            found.append(Paragraph(len(found), block, span, text, passage.item, passage.zone, n > 0))
    return tuple(found)


def following(flow: Sequence[Paragraph], index: int) -> Paragraph | None:
    """Return the paragraph that continues the stream after paragraph ``index``, None if the stream ends there."""
    if index + 1 < len(flow) and flow[index + 1].follows:
        return flow[index + 1]
    return None


def listed(flow: Sequence[Paragraph], index: int) -> list[Paragraph]:
    """Return the run of list items (paragraphs with a bullet or enumerator) that follows paragraph ``index``.

    Unlabelled paragraphs between two list items belong to the run only if they are set in at least as far.
    """
    lead = flow[index]
    run: list[Paragraph] = []
    while after := following(flow, index):
        index = after.index
        if not after.label:
            break
        if lead.label and _same_level(lead, after):
            break
        run.append(after)
    return run


def deeper(a: Block, b: Block) -> bool:
    """True if a list item stands under another one, by its level or its indent."""
    return a.depth > b.depth or (a.depth == b.depth and a.indent > b.indent + 9)


def _same_level(lead: Paragraph, other: Paragraph) -> bool:
    """Return whether both are items of one list, so that the second is a sibling of the first and not under it."""
    if lead.block.depth != other.block.depth:
        return other.block.depth < lead.block.depth
    return _shape(lead.label) == _shape(other.label)


def _shape(label: str) -> str:
    """Return what kind of enumerator it is: "1", "1.1", "a", "i" or the bullet itself, with its punctuation."""
    out = []
    for c in label:
        out.append("1" if c.isdigit() else "a" if c.isalpha() else c)
    shape = "".join(out)
    while "11" in shape or "aa" in shape:
        shape = shape.replace("11", "1").replace("aa", "a")
    return shape


def join(sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """Return the spans of consecutive sentences, those of one block in one span."""
    spans: list[Span] = []
    for sentence in sentences:
        if spans and spans[-1].block == sentence.span.block and spans[-1].end <= sentence.span.start:
            spans[-1] = Span(spans[-1].block, spans[-1].start, sentence.span.end)
        else:
            spans.append(sentence.span)
    return tuple(spans)
