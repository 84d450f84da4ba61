"""Looks for what the stages may have overlooked: text in no record, action cells and attendance lists left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from minutebook.candidate import ActionPromised, Attendee, Candidate
from minutebook.dates import dayfirst_in, find_dates, in_full
from minutebook.document import Block, Document, Span
from minutebook.doubts import notice
from minutebook.evidence import evidence, page_of
from minutebook.outline import Outline, Passage
from minutebook.records import NoticeRecord
from minutebook.rulepack import Rules
from minutebook.tables import TableView

LONG = 60
"""So many words in a row that belong to no item and no record are worth a look."""
_READ = frozenset({"title", "attendance", "body"})
"""The zones in which all text is expected to end in a record or under an item."""
_MUCH = 0.4
"""A list of the agenda that holds so large a share of the document's words, and at least ``_LISTED``, may be more."""
_LISTED = 100
_TITLE = 20
"""A line of a title has no more words."""
_BESIDE = 2
"""The day stands so many lines at most before or behind the title."""
_OPENING = 12
"""Who was there stands so many lines at most below the title."""
_NAMED = 5
"""So many further meetings are named."""
_BEHIND = 25
"""So many words behind a question are looked at for an answer."""


def of_outline(
    outline: Outline, candidates: Sequence[Candidate], rules: Rules, *, held: str | None = None
) -> Iterator[NoticeRecord]:
    """Yield N06, N05 and N15 where the outline holds something that no detector took; N16 for further meetings.

    ``held`` is the date of the meeting (ISO), as far as it is known.
    """
    if not any(isinstance(c, Attendee) for c in candidates):
        yield from _nameless(outline, rules)
    yield from _idle_cells(outline, candidates, rules)
    yield from _idle_notes(outline.document, candidates, rules)
    if outline.items:
        yield from _unread(outline, candidates)
    if in_full(held) and (further := _further(outline, held, rules)):
        days = ", ".join(day for _, day in further[:_NAMED]) + (" …" if len(further) > _NAMED else "")
        yield _at("N16", f"After {held}: {days}.", outline.document, (further[0][0],))


def _further(outline: Outline, held: str, rules: Rules) -> list[tuple[Span, str]]:
    """Return where the minutes of other days begin in the same file, and the days (ISO).

    They begin with a title ("Minutes of ..."), the day on it or beside it, and below them who was there.
    """
    document = outline.document
    start = outline.items[0].spans[0].block if outline.items else 0
    flow = [k for k, b in enumerate(document.blocks) if k > start and _flows(b) and b.cell is None]
    dayfirst = dayfirst_in(document)
    found: dict[str, Span] = {}
    for n, k in enumerate(flow):
        block = document.blocks[k]
        if block.label or not _is_line(block.text) or not rules.match("doubts.title", block.text):
            continue
        beside = [document.blocks[x].text for x in flow[max(0, n - _BESIDE) : n + _BESIDE + 1]]
        dates = [d.date.iso() for text in beside if _is_line(text) for d in find_dates(text, dayfirst=dayfirst)]
        days = [d for d in dates if in_full(d)]
        opens = any(rules.search("classify.present", document.blocks[x].text) for x in flow[n + 1 : n + _OPENING])
        earlier = any(rules.search("meeting.other_date", text) for text in beside)
        if opens and days and held not in days and not earlier:
            found.setdefault(days[0], _whole(document, k))
    return [(span, day) for day, span in found.items()]


def _is_line(text: str) -> bool:
    return len(text.split()) <= _TITLE


def _at(code: str, detail: str, document: Document, spans: Sequence[Span]) -> NoticeRecord:
    """Return a notice with its place."""
    found = evidence(document, spans, "", 0.0)
    return notice(code, detail, page=found.page, evidence=found)


def _whole(document: Document, block: int) -> Span:
    return Span(block, 0, len(document.blocks[block].text))


def _nameless(outline: Outline, rules: Rules) -> Iterator[NoticeRecord]:
    """Yield N06 at the attendance list, or at the heading under which it should stand; minutes may have neither."""
    listed = [p.span for p in outline.passages if p.zone == "attendance"][:1]
    headed = [h.spans[0] for h in outline.items if rules.search("doubts.attendance", h.title)][:1]
    for span in listed or headed:
        yield _at("N06", "", outline.document, (span,))


# --- actions


def _idle_cells(outline: Outline, candidates: Sequence[Candidate], rules: Rules) -> Iterator[NoticeRecord]:
    """Yield N05 for each table in whose action column stands something, in rows that gave no action."""
    document = outline.document
    taken: set[tuple[int, int]] = set()
    for c in candidates:
        if isinstance(c, ActionPromised):
            cells = (document.blocks[s.block].cell for s in c.spans)
            taken.update((cell.table, cell.row) for cell in cells if cell is not None)
    for number, table in enumerate(outline.tables):
        column = _action_column(table)
        if column is None:
            continue
        idle = [
            held
            for row in range(table.header_rows, table.rows)
            if (number, row) not in taken and (held := table.cells.get((row, column)))
        ]
        idle = [held for held in idle if _says_something(document, held, rules)]
        if idle:
            more = f" and {len(idle) - 1} more rows" if len(idle) > 1 else ""
            first = " ".join(document.blocks[b].text for b in idle[0])
            yield _at("N05", f"It says: {_short(first)}{more}", document, [_whole(document, b) for b in idle[0]])


def _action_column(table: TableView) -> int | None:
    if table.kind not in {"actions", "minutes"}:
        return None
    column = table.column("action")
    return table.column("owner") if column is None and table.kind == "minutes" else column


def _says_something(document: Document, held: Sequence[int], rules: Rules) -> bool:
    text = " ".join(document.blocks[b].text for b in held).strip()
    return bool(text) and not rules.match("doubts.none", text) and not rules.match("table.column", text)


def _idle_notes(document: Document, candidates: Sequence[Candidate], rules: Rules) -> Iterator[NoticeRecord]:
    """Yield N05 for notes beside the text that name an owner to whom no action on that page belongs, once a page."""
    notes = [k for k, b in enumerate(document.blocks) if b.kind == "margin" and _says_something(document, [k], rules)]
    if not notes:
        return
    owners: dict[int | None, set[str]] = {}
    for c in candidates:
        if isinstance(c, ActionPromised):
            owners.setdefault(page_of(document, c.spans), set()).update(w for o in c.owners for w in _letters(o))
    for page, these in groupby(notes, key=lambda k: document.blocks[k].page):
        idle = [k for k in these if not set(_letters(document.blocks[k].text)) <= owners.get(page, set())]
        if idle:
            names = ", ".join(document.blocks[k].text for k in idle)
            yield _at("N05", f"It says: {_short(names)}", document, [_whole(document, idle[0])])


def _letters(text: str) -> list[str]:
    """Return the words of a text in small letters, without what stands around them."""
    words = ("".join(c for c in word if c.isalnum()) for word in text.replace("/", " ").casefold().split())
    return [w for w in words if w]


# --- text


def _unread(outline: Outline, candidates: Sequence[Candidate]) -> Iterator[NoticeRecord]:
    """Yield N15 for each long run of text that stands under no item, or after the close, and was taken by no detector.

    So it does for a list of the agenda that is most of the document.
    """
    document = outline.document
    taken = {s.block for c in candidates for s in c.spans}

    def loose(passage: Passage) -> bool:
        here = (passage.item is None and passage.zone in _READ) or passage.zone == "closing"
        return here and passage.span.block not in taken

    flow = [p for p in outline.passages if p.zone != "furniture"]
    for is_loose, passages in groupby(flow, key=loose):
        if not is_loose:
            continue
        run = list(passages)
        words = sum(len(document.text(p.span).split()) for p in run)
        if words >= LONG:
            yield _at("N15", f"It has {words} words.", document, (run[0].span,))
    listed = [p.span for p in flow if p.zone == "agenda"]
    words = sum(len(document.text(s).split()) for s in listed)
    if words >= _LISTED and words >= _MUCH * sum(len(document.text(p.span).split()) for p in flow):
        yield _at("N15", f"It has {words} words and was taken for a list of the agenda.", document, listed[:1])


def behind(document: Document, spans: Sequence[Span]) -> str:
    """Return the first words behind some spans: the rest of their block, and of the next one if that is short."""
    last = spans[-1]
    words = document.blocks[last.block].text[last.end :].split()
    k = last.block + 1
    while len(words) < _BEHIND and k < min(len(document.blocks), last.block + 4):
        if _flows(document.blocks[k]):
            words += document.blocks[k].text.split()
        k += 1
    return " ".join(words[:_BEHIND])


def _flows(block: Block) -> bool:
    return block.kind == "body"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:15]) + (" …" if len(words) > 15 else "")
