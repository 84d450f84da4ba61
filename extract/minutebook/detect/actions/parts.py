"""What the readers of actions share: the passages that may hold them, who can be an owner, what is taken already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from minutebook.candidate import ActionPromised, Candidate, DecisionTaken, MeetingDetail, QuestionAsked
from minutebook.dates import PartialDate, dayfirst_told, find_dates
from minutebook.detect.log import Frame, Grid, frames_of, grids
from minutebook.detect.owners import People, is_owner, people_of, split_owners
from minutebook.document import Block, Document, Span
from minutebook.outline import Outline, Passage
from minutebook.rulepack import Rules
from minutebook.values import hastened

_ZONES = frozenset({"body", "actions", "closing", "next_meeting"})
BULLET = re.compile(r"[^\w\s\"'“‘(£$€#]\s+")
"""A bullet that the reader left in the text because its sign is not known."""
_MOTION = re.compile(r"(?:M\s?[/&-]\s?S(?:\s?[/&-]\s?C)?|MSC|MOTION|Motion|Moved)\b(?=[^.]*(?:[A-Z]|\bto\b))")
"""What opens a motion, which is no task however it goes on ("M/S Orr/Day to approve ...")."""


_FRONT = 12
"""The title of a document stands among so many blocks."""
_MEETING_NUMBER = re.compile(
    r"\b(?:meeting|mtg|telecon|call)\s*(?:no\.?|number|nr\.?|#)?\s*(?P<n>\d{1,4})(?![\w/.:-]|\s+(?:[A-Z][a-z]{2}|20\d\d))|"
    r"\b(?P<nth>\d{1,4})(?:st|nd|rd|th)\s+(?:[A-Za-z-]+\s+){0,5}meeting\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[A-Za-z]{1,6}[\s.-]?)?(?P<meeting>\d{1,4})[./-]\d{1,3}[.):]?")
"""The number of a task that begins with that of its meeting."""


@hastened
@dataclass(slots=True)
class Text:
    """A passage that may hold actions: its span, its text and where it stands."""

    index: int
    span: Span
    text: str
    block: Block
    item: int | None
    zone: str

    def at(self, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``, outer white space left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self.span.block, self.span.start + start, self.span.start + end)


@dataclass(slots=True)
class Work:
    """What the steps share: the document, who can be an owner, what is taken already, the actions so far."""

    outline: Outline
    rules: Rules
    found: tuple[Candidate, ...]
    document: Document = field(init=False)
    people: People = field(init=False)
    texts: list[Text] = field(init=False)
    grids: tuple[Grid, ...] = field(init=False)
    aside: set[int] = field(init=False)
    taken: dict[int, list[Span]] = field(default_factory=dict)
    out: list[ActionPromised] = field(default_factory=list)
    questions: list[QuestionAsked] = field(init=False)
    decisions: list[DecisionTaken] = field(init=False)
    put: dict[int | None, list[tuple[int, tuple[int, int]]]] = field(init=False)
    """The questions put under each item, each with the place where it starts."""
    put_at: set[tuple[int, int]] = field(init=False)
    passages: dict[int, Passage] = field(init=False)
    meeting: PartialDate | None = field(init=False)
    dayfirst: bool | None = field(init=False)
    number: int | None = field(init=False)
    """The number of the meeting, if tasks bear it ("81.2" is the second of meeting 81)."""

    def __post_init__(self) -> None:
        outline, rules = self.outline, self.rules
        self.document = document = outline.document
        frames = frames_of(document, rules, _captions(outline))
        named = _named_in_tables(document, frames, rules)
        self.people = people_of(self.found, (b.text for b in document.blocks), named, rules)
        self.questions = [c for c in self.found if isinstance(c, QuestionAsked)]
        self.decisions = [c for c in self.found if isinstance(c, DecisionTaken)]
        self.put = {}
        for i, q in enumerate(self.questions):
            if q.kind == "put":
                self.put.setdefault(q.item, []).append((i, (q.spans[0].block, q.spans[0].start)))
        self.put_at = {place for those in self.put.values() for _, place in those}
        self.passages = {p.span.block: p for p in outline.passages}
        self.dayfirst = dayfirst_told(document)
        self.meeting = _meeting_date(self.found, self.dayfirst)
        self.number = _meeting_number(document)
        headings = frozenset(
            s.block for h in outline.items for s in h.spans if document.blocks[s.block].cell is not None
        )
        self.grids = grids(document, rules, frames, headings, self._owners)
        self.aside = aside = {
            i
            for g in self.grids
            for (row, c), blocks in g.cells.items()
            if g.kind == "log" or (g.kind == "beside" and g.roles.get(c) in ("action", "owner", "due", "status"))
            for i in blocks
        }
        self.texts = []
        for passage in outline.passages:
            block = document.blocks[passage.span.block]
            if passage.zone in _ZONES and block.kind == "body" and passage.span.block not in aside:
                text = block.text[passage.span.start : passage.span.end]
                if text.strip():
                    self.texts.append(Text(len(self.texts), passage.span, text, block, passage.item, passage.zone))

    def _owners(self, text: str) -> bool:
        """True if a text names nothing but people and offices that the document knows."""
        parts = split_owners(text, self.rules)
        return bool(parts) and all(is_owner(p, self.people) for p in parts)

    def free(self, span: Span) -> bool:
        """True if no action has taken any of the span yet."""
        return not any(t.start < span.end and span.start < t.end for t in self.taken.get(span.block, ()))

    def carried(self, span: Span) -> bool:
        """True if a span is part of a decision that was carried."""
        return any(d.outcome == "carried" and any(overlap(s, span) for s in d.spans) for d in self.decisions)

    def before(self, reference: str) -> bool | None:
        """True if a task's number is one of an earlier meeting, None if numbers do not tell."""
        m = _NUMBERED.fullmatch(reference.strip())
        if m is None or self.number is None or int(m["meeting"]) > self.number:
            return None
        return int(m["meeting"]) < self.number

    def item_title(self, item: int | None) -> str:
        """Return the title of an item, "" if None."""
        return self.outline.items[item].title if item is not None else ""

    def above(self, item: int | None) -> str:
        """Return the title of the item that an item stands under, "" if it stands under none."""
        parent = self.outline.items[item].parent if item is not None else None
        return self.item_title(parent)

    def add(self, action: ActionPromised) -> None:
        """Keep an action; its spans are taken."""
        spans = tuple(s for s in action.spans if s.start < s.end)
        if not spans or _MOTION.match(self.document.text(spans[0])):
            return
        for s in spans:
            self.taken.setdefault(s.block, []).append(s)
        if action.question is None:
            action = replace(action, question=self._question(action))
        self.out.append(replace(action, spans=spans))

    def _question(self, action: ActionPromised) -> int | None:
        """Return the question put last before a marked action in the same item, if the item has any."""
        if not action.marked or action.item is None or action.origin == "earlier":
            return None
        at = (action.spans[0].block, action.spans[0].start)
        return next((i for i, place in reversed(self.put.get(action.item, ())) if place < at), None)


def _named_in_tables(document: Document, frames: Sequence[Frame], rules: Rules) -> tuple[str, ...]:
    """Return the names in the owner columns of lists of actions: who is named there can be named elsewhere."""
    found: list[str] = []
    for grid in grids(document, rules, frames, frozenset()):
        if grid.kind == "log":
            for row in range(grid.header, grid.table.rows):
                found.extend(split_owners(grid.text(document, row, "owner"), rules))
    return tuple(found)


def _meeting_date(found: Iterable[Candidate], dayfirst: bool | None) -> PartialDate | None:
    for c in found:
        if isinstance(c, MeetingDetail) and c.field == "date":
            dates = find_dates(c.value, dayfirst=dayfirst)
            if dates:
                return dates[0].date
    return None


def _meeting_number(document: Document) -> int | None:
    """Return the number of the meeting if the title states it and at least one task bears it, else None."""
    front = [b.text for b in document.blocks[:_FRONT] if b.kind == "body" and len(b.text) <= 120]
    stated = next((m for text in front for m in _MEETING_NUMBER.finditer(text)), None)
    if stated is None:
        return None
    number = int(stated["n"] or stated["nth"])
    bears = re.compile(rf"(?:(?:actions?|AP|AI|A)\s?)?{number}[./-]\d{{1,3}}(?:[.:)]?\s|[.:)]?$)", re.IGNORECASE)
    told = any(bears.match(b.text) and (b.cell is not None or b.text[:1].isalpha()) for b in document.blocks)
    return number if told else None


def _captions(outline: Outline) -> dict[int, str]:
    """Return the text above each table: the two blocks before it that are not in a table."""
    captions: dict[int, str] = {}
    last: list[str] = []
    for block in outline.document.blocks:
        if block.kind != "body":
            continue
        if block.cell is None:
            if block.text.strip():
                last = [*last[-1:], block.text.strip()[:200]]
        elif block.cell.table not in captions:
            captions[block.cell.table] = "\n".join(t for t in last if len(t) <= 120)
    return captions


def bulleted(t: Text) -> bool:
    """True if a passage is a list item."""
    return bool(t.block.label) or BULLET.match(t.text) is not None


def question_starts(work: Work, t: Text, like: str = "") -> bool:
    """True if a put question starts at a passage, unless its label is of the kind of the list being read."""
    if like and t.block.label and _kind_of(like) == _kind_of(t.block.label):
        return False
    return (t.span.block, t.span.start) in work.put_at


def _kind_of(label: str) -> str:
    return "digit" if label[:1].isdigit() else "letter" if label.strip("().")[:1].isalpha() else "bullet"


def overlap(a: Span, b: Span) -> bool:
    """True if two spans share a part of one block."""
    return a.block == b.block and a.start < b.end and b.start < a.end
