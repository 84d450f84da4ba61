"""Finds tasks: labels, action columns and initials beside the text, tables and logs, bold run-ins, plain promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from minutebook.candidate import ActionPromised, Candidate, MeetingDetail, QuestionAsked
from minutebook.dates import PartialDate, dayfirst_told, find_dates
from minutebook.detect.beside import Note, Piece, Place, places_of, tie
from minutebook.detect.log import Frame, Grid, frames_of, grids, merged_rows
from minutebook.detect.owners import People, is_owner, is_person, owners_only, people_of, split_owners, subject
from minutebook.detect.promise import Promise, due_text, owners_and_due, promise, task_owners
from minutebook.document import Block, Document, Span
from minutebook.outline import Outline, Passage
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_ZONES = frozenset({"body", "actions", "closing", "next_meeting"})
_ITEM_PREFIX = re.compile(r"(?:item|action|no\.?|#)\s*\d+[a-z]?\s*[:.)–-]\s+", re.IGNORECASE)
_BULLET = re.compile(r"[^\w\s\"'“‘(£$€#]\s+")
"""A bullet that the reader left in the text because its sign is not known."""
_LABELS = (
    *("actions.paren", "actions.label_for", "actions.label", "actions.label_bare"),
    *("actions.reported_heading", "actions.list_heading"),
)
"""The slots of what marks a passage as a task, or as the heading of tasks."""
_TOPIC = re.compile(r"^[^–:;.]{1,40}(?:\s[–-]\s|:\s+)")
_SUBJECT_DASH = re.compile(r"(?P<topic>[^–—:;.?!]{2,60}?)\s*(?:\s[–—-]{1,2}\s|—)\s*(?=\S)")
"""What a task is about, before a dash."""
_BOX = re.compile(r"[\[(](?P<tick>[ xX✓✔]?)[\])]\s+|(?P<open>[☐□])\s*|[☑☒✓✔]\s*")
_NAMED = re.compile(r"(?P<who>[A-Z][^:.;]{1,60}?)\s*:\s+(?=\S)")
_CARRIED = re.compile(
    r"\b(?:carried\s+(?:over|forward)|brought\s+forward|rolled\s+over|held\s+over|c/f|b/f|from\s+(?:the\s+)?(?:last|previous)"
    r"\s+meeting|outstanding\s+from)\b",
    re.IGNORECASE,
)
_LAST_FIELD = re.compile(r"(?:\s[–—-]\s|[;|(]\s*)(?P<field>[^–—;|()]{2,40}?)\)?(?:\s*\([^()]{1,40}\))?\.?$")
"""The last field of a task set in one line ("Ann – ring the bank – 3 May")."""
_TASK_REFERENCE = re.compile(r"(?P<ref>(?=[^\s]*\d)[A-Za-z]{0,6}[\d/_.-][\w./-]{0,16})\s*(?:[–—:-]\s+|\s[–—-]\s)")
_REPORT_LEAD = re.compile(
    r"(?:matters?|business)\s+arising\b[^.:]{0,60}:\s*|"
    r"(?:minute|min\.?|item|para(?:graph)?\.?|no\.?)\s*\d[\w./-]*\s*(?:\([^()]{1,60}\)\s*)?[:–—-]\s*",
    re.IGNORECASE,
)
_REPORT_DASH = re.compile(
    r"(?:\s[–—-]{1,2}\s|(?<!\s)[—–](?!\s)|\s?[:;]\s(?=(?:this|it|now|has|have|had|done|sent|complet\w+|closed)\b))(?!(?:the\s+)?(?:[A-Z]{2,3}|[A-Z]\w+(?:\s[A-Z]\w+)?)\s+to\b)(?=[^–—]+$)"
)
_ARISING = re.compile(r"(?:matters?|business)\s+arising\b[^.:]{0,60}:", re.IGNORECASE)
_MONTH_REFERENCE = re.compile(r"(?P<month>\d\d?)[/.-](?P<year>(?:20)?\d\d)[/.-]\d{1,3}")
_STANDING = re.compile(
    r"\A(?!.*\b(?:previous|last|earlier|outstanding|brought|carried|arising|old|b/f)).*\bactions?\b", re.I | re.S
)
"""A list that is named after what it holds ("Action log") and not after an earlier meeting."""
_MOTION = re.compile(r"(?:M\s?[/&-]\s?S(?:\s?[/&-]\s?C)?|MSC|MOTION|Motion|Moved)\b(?=[^.]*(?:[A-Z]|\bto\b))")
"""What opens a motion, which is no task however it goes on ("M/S Orr/Day to approve ...")."""
_REPORT_BRACKET = re.compile(
    r"\s[(\[](?=(?:outstanding|still|not|done|completed?|closed|on-?going|in\s+hand|awaiting)\b)", re.I
)
_TOPIC_COLON = re.compile(r"[^:.;?]{1,40}:\s+")
_NO_NEWS = re.compile(r"(?:no|nothing|not|still|waiting|await|chas)\w*\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"paragraph (\d+)$")
_ORDER = 0.8
"""How much an order reads like a task, in [0, 1]."""
_LINE = 90
"""Characters of text that a line of a Word file's text column is taken to hold, where nothing is laid out."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the actions of a document in its order.

    ``found`` are the candidates so far: the attendance list says who can be an owner, the questions what an action
    arises from, the meeting's date which rows of a log are of an earlier meeting.
    """
    work = _Work(outline, rules, found)
    _tables(work)
    _notes(work)
    _labels(work)
    _bold(work)
    _prose(work)
    order = sorted(range(len(work.out)), key=lambda n: (work.out[n].spans[0].block, work.out[n].spans[0].start, n))
    return tuple(work.out[n] for n in order)


@dataclass(slots=True)
class _Text:
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
class _Work:
    """What the steps share: the document, who can be an owner, what is taken already, the actions so far."""

    outline: Outline
    rules: Rules
    found: tuple[Candidate, ...]
    document: Document = field(init=False)
    people: People = field(init=False)
    texts: list[_Text] = field(init=False)
    grids: tuple[Grid, ...] = field(init=False)
    aside: set[int] = field(init=False)
    taken: dict[int, list[Span]] = field(default_factory=dict)
    out: list[ActionPromised] = field(default_factory=list)
    questions: list[QuestionAsked] = field(init=False)
    put: dict[int | None, list[tuple[int, tuple[int, int]]]] = field(init=False)
    """The questions put under each item, each with the place where it starts."""
    put_at: set[tuple[int, int]] = field(init=False)
    passages: dict[int, Passage] = field(init=False)
    meeting: PartialDate | None = field(init=False)
    dayfirst: bool | None = field(init=False)

    def __post_init__(self) -> None:
        outline, rules = self.outline, self.rules
        self.document = document = outline.document
        frames = frames_of(document, rules, _captions(outline))
        named = _named_in_tables(document, frames, rules)
        self.people = people_of(self.found, (b.text for b in document.blocks), named, rules)
        self.questions = [c for c in self.found if isinstance(c, QuestionAsked)]
        self.put = {}
        for i, q in enumerate(self.questions):
            if q.kind == "put":
                self.put.setdefault(q.item, []).append((i, (q.spans[0].block, q.spans[0].start)))
        self.put_at = {place for those in self.put.values() for _, place in those}
        self.passages = {p.span.block: p for p in outline.passages}
        self.dayfirst = dayfirst_told(document)
        self.meeting = _meeting_date(self.found, self.dayfirst)
        headings = frozenset(
            s.block for h in outline.items for s in h.spans if document.blocks[s.block].cell is not None
        )
        self.grids = grids(document, rules, frames, headings)
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
                    self.texts.append(_Text(len(self.texts), passage.span, text, block, passage.item, passage.zone))

    def free(self, span: Span) -> bool:
        """True if no action has taken any of the span yet."""
        return not any(t.start < span.end and span.start < t.end for t in self.taken.get(span.block, ()))

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


def _named_in_tables(document: Document, frames: Iterable[Frame], rules: Rules) -> tuple[str, ...]:
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


# --- tables and logs


def _tables(work: _Work) -> None:
    for grid in work.grids:
        if grid.kind == "log":
            for action in _rows(work, grid):
                work.add(action)


def _rows(work: _Work, grid: Grid) -> Iterator[ActionPromised]:
    document, rules = work.document, work.rules
    section = ""
    doubt = _later_rows(work, grid)
    reports = _reports(work, grid)
    months = {_month(grid.text(document, r, "reference")) for r in range(grid.header, grid.table.rows)}
    for rows in merged_rows(grid, document):
        blocks = [i for r in rows for i in grid.blocks(r, "action")]
        text = " ".join(document.blocks[i].text.strip() for i in blocks)
        if not text or rules.fullmatch("actions.column", text) or rules.fullmatch("actions.no_owner", text):
            continue
        others = any(grid.blocks(r, role) for r in rows for role in set(grid.roles.values()) - {"action"})
        if not others and len(grid.roles) > 1 and len(text) < 70:
            section = text
            continue
        cell = {
            role: "\n".join(t for r in rows if (t := grid.text(document, r, role))).strip()
            for role in ("reference", "date", "owner", "due", "status", "update")
        }
        passage = work.passages.get(blocks[0])
        item = passage.item if passage is not None and passage.zone != "actions" else None
        state = "\n".join(t for t in (cell["status"], cell["update"]) if t)
        header = _cell_header(document, grid)
        done = _is_done(state, rules) or (
            not state and bool(re.search(r"complet|closed", f"{header} {section}", re.IGNORECASE))
        )
        named = re.search(r"[A-Za-z]{3}", cell["reference"]) is not None and bool(_dates_of(cell["reference"]))
        dated = cell["date"] or (cell["reference"] if named else "") or None
        raised = _raised(work, months, cell["reference"])
        context = f"{grid.caption}\n{work.item_title(item)}\n{work.above(item)}"
        origin = _origin(work, dated, f"{context}\n{header}", state, blocks[0], doubt=doubt, reports=reports)
        if raised is not None and not dated:
            origin = not raised
        since = re.search(r"\b(?:from|of|arising)\b(?P<when>.*\d.*)", header)
        if origin and not dated and since and _dates_of(since["when"]):
            dated = since["when"].strip(" )")
        late = re.match(r"(?:due|by|target)\b:?\s*(?P<due>.{3,40})$", cell["status"].strip(), re.IGNORECASE)
        if late and not cell["due"] and rules.fullmatch("actions.due_words", late["due"].strip()):
            cell["due"] = late["due"]
        for spans, owners in _tasks_of_row(work, grid, rows, blocks):
            own = "\n".join(document.text(s) for s in spans)
            yield ActionPromised(
                spans=spans,
                item=item,
                marked=True,
                owners=owners or task_owners(own, work.people, rules),
                due_text=_oneline(cell["due"]) or (None if grid.columns("due") else due_text(own, rules)),
                dated=_oneline(dated),
                reference=_oneline(cell["reference"]),
                origin="earlier" if origin else "this",
                status="done" if done else "open",
                update=_oneline(cell["update"] or (cell["status"] if len(cell["status"].split()) > 2 else "")),
                rule="actions.table",
                confidence=0.95,
            )


def _cell_header(document: Document, grid: Grid) -> str:
    return " ".join(
        document.blocks[i].text
        for (row, c), blocks in grid.cells.items()
        if row < grid.header and grid.roles.get(c) == "action"
        for i in blocks
    )


def _oneline(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _tasks_of_row(
    work: _Work, grid: Grid, rows: tuple[int, ...], blocks: list[int]
) -> Iterator[tuple[tuple[Span, ...], tuple[str, ...]]]:
    """Yield the tasks of a row: one, or as many as it has paragraphs if its owner cell has as many owners."""
    document = work.document
    spans = [_whole(document, i) for i in blocks]
    holders = [i for r in rows for i in grid.blocks(r, "owner")]
    lists = [split_owners(document.blocks[i].text, work.rules) for i in holders]
    owner = "\n".join(_lines(document.blocks[i], work.people) for i in holders)
    if len(blocks) > 1 and len(lists) == len(blocks) and all(lists):
        for span, owners in zip(spans, lists, strict=True):
            yield (_strip_label(work, span),), owners
        return
    yield (
        tuple(_strip_label(work, s) if n == 0 else s for n, s in enumerate(spans)),
        split_owners(_unwrap(owner), work.rules),
    )


def _lines(block: Block, people: People) -> str:
    """Return a cell's text with its line breaks kept if each line names somebody by itself."""
    lines = [block.text[line.start : line.end].strip() for line in block.lines]
    if len(lines) > 1 and all(len(x.split()) > 1 and is_owner(x.strip(" ,;/&"), people, loose=True) for x in lines):
        return "\n".join(lines)
    return block.text


def _unwrap(text: str) -> str:
    """Join what a narrow cell wraps after a slash or comma; a line break before a new name stays."""
    return re.sub(r"(?<=[/&,])\s*\n\s*", " ", text)


def _whole(document: Document, index: int) -> Span:
    text = document.blocks[index].text
    start = len(text) - len(text.lstrip())
    return Span(index, start, len(text.rstrip()))


def _strip_label(work: _Work, span: Span) -> Span:
    text = work.document.text(span)
    hit = work.rules.match("actions.label", text)
    return Span(span.block, span.start + hit.match.end(), span.end) if hit and hit.match.end() < len(text) else span


def _is_done(state: str, rules: Rules) -> bool:
    """True if a status or the last word of an update says that the task is done."""
    if not state:
        return False
    done = [h.match for h in rules.finditer("actions.done", state)]
    if not done:
        return False
    last = max(m.start() for m in done)
    return not any(
        h.match.start() <= last < h.match.end() or h.match.start() > last
        for h in rules.finditer("actions.not_done", state)
    )


def _dates_of(text: str) -> tuple[PartialDate, ...]:
    text = re.sub(r"(?<=[A-Za-z])(?=\d\d\b)", " '", re.sub(r"(?<=[A-Za-z])\s*(?=\d\d\.\d)", "", text))
    return tuple(f.date for f in find_dates(text) if f.date.year is not None)


def _raised(work: _Work, months: AbstractSet[tuple[int, int] | None], reference: str) -> bool | None:
    """Return whether a row's reference ("05/31/02": the second of May 2031) is of this meeting's month.

    None unless one reference of the list is, and this one has a month too. ``months`` are those of all its references.
    """
    own = _month(reference)
    if own is None or work.meeting is None or work.meeting.year is None or work.meeting.month is None:
        return None
    this = (work.meeting.year % 100, work.meeting.month)
    return own == this if this in months and None not in months else None


def _month(reference: str) -> tuple[int, int] | None:
    """Return year and month of a reference that holds them."""
    m = _MONTH_REFERENCE.fullmatch(reference.strip())
    return (int(m["year"]) % 100, int(m["month"])) if m and 1 <= int(m["month"]) <= 12 else None


def _later_rows(work: _Work, grid: Grid) -> bool:
    """True if a list holds rows dated after the meeting: then the date taken for the meeting's is not to be trusted."""
    if work.meeting is None:
        return True
    for row in range(grid.header, grid.table.rows):
        dates = [f.date for f in find_dates(grid.text(work.document, row, "date"), dayfirst=work.dayfirst)]
        if any(d.year and _not_before(d, work.meeting) and not d.matches(work.meeting) for d in dates):
            return True
    return False


def _reports(work: _Work, grid: Grid) -> bool:
    """True if a list says of at least one task that it is done and tells of others how they stand: none is new then."""
    if not grid.columns("status") and not grid.columns("update"):
        return False
    states = []
    for rows in merged_rows(grid, work.document):
        cells = (grid.text(work.document, r, role) for role in ("status", "update") for r in rows)
        states.append("\n".join(t for t in cells if t))
    told = [t for t in states if t]
    return any(_is_done(t, work.rules) for t in told) and len(told) * 2 > len(states)


def _origin(
    work: _Work, dated: str | None, context: str, state: str, block: int, *, doubt: bool, reports: bool
) -> bool:
    """True if a row of a list of actions is of an earlier meeting."""
    rules = work.rules
    if dated:
        stated = tuple(f.date for f in find_dates(dated, dayfirst=work.dayfirst)) or _dates_of(dated)
        if stated:
            return doubt or work.meeting is None or not any(_not_before(d, work.meeting) for d in stated)
    if rules.search("actions.this", context):
        return False
    first_half = block < len(work.document.blocks) / 2
    if rules.search("actions.earlier", context):
        return first_half or reports or bool(state) or not _STANDING.search(context)
    if (
        first_half
        and state
        and re.search(r"\b(?:minutes|notes)\s+(?:of|from)\b|\blast\s+meeting", context, re.IGNORECASE)
    ):
        return True
    return reports or (bool(state) and first_half and _is_done(state, rules))


def _not_before(date: PartialDate, meeting: PartialDate) -> bool:
    """True if a date, at the precision stated, is the meeting's or later."""
    pairs = [(date.year, meeting.year), (date.month, meeting.month), (date.day, meeting.day)]
    for a, b in pairs:
        if a is None or b is None:
            continue
        if a != b:
            return a > b
    return True


# --- columns and margins


def _notes(work: _Work) -> None:
    for grid in work.grids:
        if grid.kind == "beside":
            _column(work, grid)
    _margins(work)


def _column(work: _Work, grid: Grid) -> None:
    document, rules = work.document, work.rules
    role = "action" if grid.columns("action") else "owner"
    by_row: dict[int, list[_Text]] = {}
    for t in work.texts:
        cell = t.block.cell
        if cell is not None and cell.table == grid.index:
            for r in range(cell.row, cell.row + cell.rowspan):
                by_row.setdefault(r, []).append(t)
    pending: list[tuple[_Held, int]] = []
    for row in range(grid.table.rows):
        blocks = [i for i in grid.blocks(row, role) if not _is_header(document.blocks[i], rules)]
        if not blocks:
            continue
        holders = grid.blocks(row, "owner") if role == "action" else ()
        due = grid.text(document, row, "due") or None
        beside = by_row.get(row, [])
        groups = _with_labels(work, _grouped(work, blocks))
        for ordinal, group in enumerate(groups):
            text = _note_text(work, group)
            if rules.fullmatch("actions.no_owner", text.strip()):
                continue
            owners, by = _owners_in_note(work, text)
            if not owners and pending and pending[-1][1] == row and rules.fullmatch("actions.due_words", text):
                pending[-1] = (replace(pending[-1][0], due=_oneline(text)), row)
                continue
            if owners:
                note = _note(document, group, owners, len(pending))
                note = replace(note, alone=len(groups) == 1 or bool(_rest_due(work, groups, ordinal)))
                pending.append((_Held(note, owners, by or _oneline(due)), row))
                continue
            _cell_tasks(work, group, beside, holders, due, ordinal=ordinal, count=len(groups))
    rows: dict[int, list[_Held]] = {}
    for held, row in pending:
        rows.setdefault(row, []).append(held)
    for row, here in rows.items():
        texts = by_row.get(row) or by_row.get(row - 1, [])
        _tie_notes(work, here, texts)


def _with_labels(work: _Work, groups: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Leave out notes that are nothing but a label ("ACTION 4:"): what they label is the note after them."""
    kept = []
    for group in groups:
        text = _note_text(work, group).strip()
        hit = work.rules.match("actions.label", text)
        if hit is None or hit.match.end() < len(text):
            kept.append(group)
    return kept


def _rest_due(work: _Work, groups: Sequence[tuple[Span, ...]], first: int) -> bool:
    """True if all notes of a cell but the first are dates."""
    return first == 0 and all(
        work.rules.fullmatch("actions.due_words", _note_text(work, g).strip()) for g in groups[1:]
    )


def _owners_in_note(work: _Work, text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the owners, and the date, if a note holds nothing else, with or without "Action:" before them."""
    hit = work.rules.match("actions.label", text) or work.rules.match("actions.label_bare", text)
    bare = text[hit.match.end() :] if hit and hit.match.end() < len(text) else text
    return owners_and_due(_unwrap(bare), work.people, work.rules)


def _is_header(block: Block, rules: Rules) -> bool:
    hit = rules.fullmatch("actions.column", block.text.strip())
    return hit is not None and hit.rule.value in ("action", "owner", "owner_or_due", "due", "status")


def _grouped(work: _Work, blocks: Sequence[int]) -> list[tuple[Span, ...]]:
    """Part a cell into notes: lines far apart are different notes; "IB/" and "Agenda", "AM" and "(DB)" are one.

    Where a name wraps ("Mary", "Field/Clerk") or one list of owners follows another without a gap, the names decide.
    """
    document = work.document
    groups: list[list[Span]] = []
    last: Place | None = None
    for i in blocks:
        block = document.blocks[i]
        pieces = [(line.start, line.end) for line in block.lines] or [(0, len(block.text))]
        for start, end in pieces:
            text = block.text[start:end].strip()
            if not text:
                continue
            span = Span(i, start, start + len(block.text[start:end].rstrip()))
            places = places_of(block, start, end)
            place = places[0] if places else None
            joined = False
            if groups:
                near = (
                    place is None
                    or last is None
                    or (place.page == last.page and place.top - last.bottom < 0.9 * (place.bottom - place.top))
                    or (place.page != last.page and groups[-1][-1].block == i)
                )
                before = document.text(groups[-1][-1]).rstrip()
                same = groups[-1][-1].block == i
                open_end = before.endswith(("/", "&", ",", " and", "-")) or text.startswith(("(", "/", "&"))
                joined = (near and (same or open_end)) or (open_end and place is None)
                if not same and not open_end and near and _wraps(before, text):
                    joined = True
                whole = " ".join(document.text(s).strip() for s in groups[-1])
                if joined and not open_end and _all_known(work, whole) and not _all_known(work, f"{whole} {text}"):
                    joined = not _all_known(work, text.split("/")[0])
                elif not joined and _name_wraps(work, whole, text):
                    joined = True
            if joined:
                groups[-1].append(span)
            else:
                groups.append([span])
            last = place
    return [tuple(_merge(g)) for g in groups]


def _note_text(work: _Work, group: tuple[Span, ...]) -> str:
    """Return the text of a note, its lines parted by a line break unless a name wraps there."""
    text = ""
    for s in group:
        piece = work.document.text(s).strip()
        text = f"{text} {piece}" if text and _name_wraps(work, text, piece) else f"{text}\n{piece}".strip("\n")
    return text


def _all_known(work: _Work, text: str) -> bool:
    """True if a text holds nothing but owners that the document knows."""
    owners = owners_only(text, work.people, work.rules)
    return bool(owners) and all(is_owner(o, work.people) for o in owners)


def _name_wraps(work: _Work, before: str, text: str) -> bool:
    """True if the last word before a line break and the first after it are one person's name."""
    first, last = before.split()[-1:], text.replace("/", " ").split()[:1]
    return bool(first) and bool(last) and f"{first[0]} {last[0]}".lower().strip(".,") in work.people.full


def _wraps(before: str, text: str) -> bool:
    return text[:1].islower() and not before.endswith((".", ";", ":"))


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for s in spans:
        if merged and merged[-1].block == s.block:
            merged[-1] = Span(s.block, merged[-1].start, s.end)
        else:
            merged.append(s)
    return merged


def _note(document: Document, group: tuple[Span, ...], owners: tuple[str, ...], ordinal: int) -> Note:
    places: tuple[Place, ...] = ()
    for s in group:
        places += places_of(document.blocks[s.block], s.start, s.end)
    if not places:
        m = _PARAGRAPH.search(document.blocks[group[0].block].place)
        n = float(m[1]) if m else float(ordinal)
        places = (Place(0, n, n + 0.9),)
    return Note(group[0], places, frozenset(o.lower() for o in owners))


def _cell_tasks(
    work: _Work,
    group: tuple[Span, ...],
    beside: list[_Text],
    holders: Sequence[int],
    due: str | None,
    *,
    ordinal: int = 0,
    count: int = 1,
) -> None:
    """Take the text of an action cell as a task or several; it is paragraph ``ordinal`` of ``count`` in its cell."""
    document, rules = work.document, work.rules
    item = _item_beside(work, beside, group)
    lists = [split_owners(document.blocks[i].text, rules) for i in holders]
    paired = lists[ordinal] if len(lists) == count and count > 1 else ()
    held, by = owners_and_due(" ".join(document.blocks[i].text for i in holders), work.people, rules)
    if by:
        paired, due = paired or held, due or by
    owners_beside = paired or split_owners(_unwrap("\n".join(document.blocks[i].text for i in holders)), rules)
    for whole in _each_task(work, group):
        spans = (_strip_label(work, whole[0]), *whole[1:])
        text = "\n".join(document.text(s) for s in spans)
        if rules.fullmatch("actions.no_owner", text.strip()) or len(text.split()) < 2:
            continue
        work.add(
            ActionPromised(
                spans=spans,
                item=item,
                marked=True,
                owners=owners_beside or task_owners(text, work.people, rules),
                due_text=_oneline(due) or _due(work, text),
                rule="actions.column.task",
                confidence=0.9,
            )
        )


def _each_task(work: _Work, group: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Part a cell of tasks where each sentence names its own owner; else it is one task."""
    document = work.document
    for span in group:
        text = document.text(span)
        parts = sentences(text)
        if len(parts) > 1 and all(work.rules.match("actions.to_verb", text[a:b]) for a, b in parts):
            for a, b in parts:
                yield (Span(span.block, span.start + a, span.start + b),)
        elif len(group) == 1 or len(parts) > 0:
            yield (span,)


def _item_beside(work: _Work, beside: list[_Text], group: tuple[Span, ...]) -> int | None:
    """Return the item of the text that ends last at or above the top of a cell's note, else that of the row."""
    place = places_of(work.document.blocks[group[0].block], group[0].start, group[0].end)
    if not beside:
        passage = work.passages.get(group[0].block)
        return passage.item if passage is not None else None
    best = beside[0].item
    if not place:
        return beside[-1].item if len({t.item for t in beside}) == 1 else best
    for t in beside:
        places = places_of(t.block, t.span.start, t.span.end)
        if places and (places[0].page, places[0].top) <= (place[0].page, place[0].top + 3):
            best = t.item
    return best


@dataclass(frozen=True, slots=True)
class _Held:
    """A note of owners and what else it says: ``due`` by when."""

    note: Note
    owners: tuple[str, ...]
    due: str | None = None


def _tie_notes(work: _Work, notes: Sequence[_Held], texts: Sequence[_Text]) -> None:
    """Tie notes of owners to the sentences beside them."""
    laid_out = any(p.page for held in notes for p in held.note.places)
    pieces, home = _pieces(work, texts, laid_out=laid_out)
    chosen = tie([held.note for held in notes], pieces)
    taken: dict[int, list[str]] = {}
    dues: dict[int, str] = {}
    for held, near in zip(notes, chosen, strict=True):
        at = near
        if at is None and not laid_out and pieces:
            at = max(range(len(pieces)), key=lambda n: (pieces[n].pull, n))
        if at is not None:
            taken.setdefault(at, []).extend(o for o in held.owners if o not in taken.get(at, []))
            if held.due:
                dues[at] = held.due
    for at, owners_of in sorted(taken.items()):
        t = home[at]
        span = _stretch(work, t, pieces[at].span)
        text = work.document.text(span)
        work.add(
            ActionPromised(
                spans=(span,),
                item=t.item,
                marked=True,
                owners=tuple(owners_of),
                due_text=dues.get(at) or _due(work, text),
                rule="actions.column.owner",
                confidence=0.85,
            )
        )


def _pieces(work: _Work, texts: Sequence[_Text], *, laid_out: bool) -> tuple[list[Piece], list[_Text]]:
    pieces: list[Piece] = []
    home: list[_Text] = []
    line = 1.0
    opened: set[int] = set()
    for t in texts:
        above: tuple[Place, ...] = ()
        if laid_out and t.item is not None and t.item not in opened:
            opened.add(t.item)
            for s in work.outline.items[t.item].spans:  # a note beside a heading means the text that it opens
                above += places_of(work.document.blocks[s.block], s.start, s.end)
        whole = places_of(t.block, t.span.start, t.span.end)[:1] if laid_out else ()
        for a, b in sentences(t.text):
            span = t.at(a, b)
            text = t.text[a:b]
            if not any(c.isalpha() for c in text):
                continue
            if laid_out:
                places = places_of(t.block, span.start, span.end) + above
                above = ()
            else:
                first = line + a // _LINE
                places = tuple(Place(0, n, n + 0.9) for n in range(int(first), int(line + b // _LINE) + 1))
            names = frozenset(
                w.lower() for w in re.findall(r"[\w’'-]+", text) if w in work.people.initials or w[:1].isupper()
            )
            pull = _pull(work, text)
            if pull < _ORDER and _orders(work, text):
                pull = _ORDER
            pieces.append(Piece(span, places, pull, names, whole))
            home.append(t)
        line += len(t.text) // _LINE + 1
    return pieces, home


def _pull(work: _Work, text: str) -> float:
    """Return how much a sentence reads like a task, in [0, 1]."""
    if text.rstrip().endswith("?"):
        return 0.0
    hits = (work.rules.search("actions.commitment", part) for part in (text, _TOPIC.sub("", text)))
    return max((float(hit.rule.value) for hit in hits if hit), default=0.0)


def _orders(work: _Work, text: str) -> bool:
    """True if a sentence begins with what is to be done ("Mend the gate by May")."""
    words = _TOPIC.sub("", text).split()
    if len(words) < 2 or words[0].lower() not in work.rules.words["action_verb"]:
        return False
    return re.match(r"\w+(?:ed|ing)\b|(?:is|was|has|had|of|from|on|by|and|were|are|to)\b", words[1]) is None


def _stretch(work: _Work, t: _Text, span: Span) -> Span:
    """Take in what comes before a sentence that states no task of its own ("AB to action")."""
    if not work.rules.search("actions.bare", work.document.text(span)):
        return span
    before = [t.at(a, b) for a, b in sentences(t.text) if t.span.start + b <= span.start]
    start = span.start
    for n, s in enumerate(reversed(before)):
        text = work.document.text(s)
        if n == 0 or _pull(work, text) > 0:
            start = s.start
            if _pull(work, text) == 0:
                break
        else:
            break
    return Span(span.block, start, span.end)


def _margins(work: _Work) -> None:
    document, rules = work.document, work.rules
    blocks = [i for i, b in enumerate(document.blocks) if b.kind == "margin"]
    notes: list[_Held] = []
    if not blocks:
        return
    flow = [
        (t, {p.page for p in places_of(t.block, t.span.start, t.span.end)})
        for t in work.texts
        if t.zone in ("body", "next_meeting", "closing")
    ]
    for group in _grouped(work, blocks):
        text = _note_text(work, group).strip()
        if rules.fullmatch("actions.no_owner", text) or rules.fullmatch("actions.column", text):
            continue
        owners, by = _owners_in_note(work, text)
        if owners:
            notes.append(_Held(_note(document, group, owners, len(notes)), owners, by))
        elif rules.match("actions.to_verb", text) or rules.match("actions.label", text):
            place = places_of(document.blocks[group[0].block], group[0].start, group[0].end)
            _cell_tasks(work, group, [t for t, pages in flow if place and place[0].page in pages], (), None)
    if notes:
        noted = {p.page for held in notes for p in held.note.places}
        _tie_notes(work, notes, [t for t, pages in flow if pages & noted])


def _due(work: _Work, text: str) -> str | None:
    if hit := work.rules.search("actions.due_field", text):
        return _oneline(hit.match["value"])
    return due_text(text, work.rules)


# --- labels


@dataclass(frozen=True, slots=True)
class _Label:
    """A label ("Action:") at ``text[start:end]`` of a passage; ``earlier`` if it speaks of an earlier meeting."""

    start: int
    end: int
    rule: str
    words: str


def _labels(work: _Work) -> None:
    texts = work.texts
    n = 0
    seen_items: set[int] = set()
    while n < len(texts):
        t = texts[n]
        if t.item is not None and t.item not in seen_items:
            seen_items.add(t.item)
            title = work.item_title(t.item)
            after = n
            if work.rules.search("actions.list_heading", title) and not _votes(work, n):
                after = _list(work, n, title) if _list_here(work, n) else n
            elif work.rules.search("actions.earlier", title):
                after = _reported(work, n)
                if after == n:
                    _answered_under(work, n)
            elif work.rules.search("actions.earlier", work.above(t.item)):
                _answered_under(work, n)
            if after > n:
                n = after
                continue
        if not work.rules.possible(_LABELS, t.text) and not _ARISING.match(t.text.strip()):
            n += 1
            continue
        for span, owners, due in _brackets(work, t):
            _owned(work, t, span, owners, "actions.label.paren", due)
        labels = [k for k in _labels_in(work, t) if not _in_bracket(work, t, k)]
        line = t.text.strip()
        if _ARISING.match(line):
            _answered(work, t)
        if (
            work.rules.search("actions.reported_heading", line)
            and len(line.split()) <= 14
            and not work.rules.search("actions.this", line)
        ):
            n = max(n + 1, _reported(work, n + 1))
            continue
        if not labels:
            heads = work.rules.search("actions.list_heading", line) and len(line.split()) <= 10
            if heads and (line.endswith(":") or _heads_list(work, n)):
                n = max(n + 1, _list(work, n + 1, line))
                continue
            n += 1
            continue
        after = n + 1
        for k, label in enumerate(labels):
            end = labels[k + 1].start if k + 1 < len(labels) else len(t.text)
            after = max(after, _labelled(work, n, label, end))
        n = after


def _heads_list(work: _Work, n: int) -> bool:
    """True if a line of a few words, set as a heading and no item, stands over a list of tasks."""
    t = work.texts[n]
    if len(t.text.split()) > 6 or n + 1 >= len(work.texts) or not _bulleted(work.texts[n + 1]):
        return False
    return bool(t.block.heading) or t.block.bold or t.block.caps or t.block.underline or t.zone != "body"


def _votes(work: _Work, n: int) -> bool:
    """True if what stands under "Action items" is motions (items for action, as North American boards say)."""
    item = work.texts[n].item
    here = [t for t in work.texts[n : n + 40] if t.item == item]
    return any(
        re.search(r"\b(?:mo(?:tion|ved)|second(?:ed)?|carried|ayes?|vote[ds]?)\b", t.text, re.IGNORECASE) for t in here
    )


def _list_here(work: _Work, n: int) -> bool:
    return not _labels_in(work, work.texts[n])


def _labels_in(work: _Work, t: _Text) -> list[_Label]:
    rules, text = work.rules, t.text
    found: list[_Label] = []
    for slot in ("actions.label_for", "actions.label", "actions.label_bare"):
        for hit in rules.finditer(slot, text):
            m = hit.match
            lead = text[: m.start()].rstrip()
            opened = not lead or lead[-1] in '.!?:;)”"’\t' or "\n" in text[len(lead) : m.start()]
            capital = m[0][:1].isupper()
            strong = t.block.share("bold", t.span.start + m.start(), t.span.start + m.end()) >= 0.9 and not t.block.bold
            if not capital or not (opened or strong or (m[0][:6].isupper() and slot == "actions.label")):
                continue
            if slot == "actions.label_bare" and not _bare_label(work, text[m.end() :]):
                continue
            if slot == "actions.label_for" and not owners_only(m["owners"], work.people, rules):
                continue
            if any(f.start <= m.start() < f.end or m.start() <= f.start < m.end() for f in found):
                continue
            found.append(_Label(m.start(), m.end(), hit.rule.id, m[0]))
    return sorted(found, key=lambda f: f.start)


def _bare_label(work: _Work, rest: str) -> bool:
    """True if what follows "Action" without a colon is owners alone, or an owner and a task."""
    rest = rest.strip()
    first = rest.split("\n")[0]
    if owners := owners_only(first.rstrip("."), work.people, work.rules):
        return all(is_owner(o, work.people) or re.fullmatch(r"[A-Z]{2,3}", o) for o in owners)
    if hit := work.rules.match("actions.to_verb", rest):
        return bool(owners_only(hit.match["subject"], work.people, work.rules))
    words = rest.split()
    verbs = set(work.rules.words["action_verb"])
    return len(words) > 2 and words[1].lower() in verbs and bool(re.fullmatch(r"[A-Z]{2,3}", words[0]))


def _brackets(work: _Work, t: _Text) -> Iterator[tuple[Span, tuple[str, ...], str | None]]:
    """Yield the sentence before each "(Action: AB, June)" with its owners and due date."""
    for hit in work.rules.finditer("actions.paren", t.text):
        owners, due = owners_and_due(hit.match["owners"], work.people, work.rules)
        if not owners:
            continue
        before = [(a, b) for a, b in sentences(t.text[: hit.match.start()])]
        if before:
            a, b = before[-1]
            yield t.at(a, b), owners, due
        elif t.index and work.texts[t.index - 1].item == t.item:
            earlier = work.texts[t.index - 1]
            last = sentences(earlier.text)[-1]
            yield earlier.at(*last), owners, due


def _in_bracket(work: _Work, t: _Text, label: _Label) -> bool:
    """True if a label stands in brackets that have been read ("... to all (Action 3: AB)")."""
    return any(
        hit.match.start() <= label.start < hit.match.end()
        and owners_and_due(hit.match["owners"], work.people, work.rules)[0]
        for hit in work.rules.finditer("actions.paren", t.text)
    )


def _owned(work: _Work, t: _Text, span: Span, owners: tuple[str, ...], rule: str, due: str | None = None) -> None:
    due = due or _due(work, work.document.text(span))
    work.add(
        ActionPromised(spans=(span,), item=t.item, marked=True, owners=owners, due_text=due, rule=rule, confidence=0.9)
    )


def _from_topic(work: _Work, span: Span) -> Span:
    """Leave out the few words and the dash before a task that name what it is about ("Bench – AB to mend it")."""
    text = work.document.text(span)
    m = _SUBJECT_DASH.match(text)
    if m is None or _pull(work, m[0]) > 0 or is_owner(m["topic"].strip(), work.people):
        return span
    rest = text[m.end() :]
    if not work.rules.search("actions.commitment", rest) or _pull(work, rest) < 1.0:
        return span
    return Span(span.block, span.start + m.end(), span.end)


def _labelled(work: _Work, n: int, label: _Label, end: int) -> int:
    """Read what a label labels; return the index of the passage after it."""
    rules, t = work.rules, work.texts[n]
    content = t.text[label.end : end].strip()
    if not content:
        if end < len(t.text):
            return n + 1
        return _list(work, n + 1, label.words.strip())
    if rules.fullmatch("actions.no_owner", content):
        return n + 1
    owners, by = owners_and_due(re.sub(r"^by\s+", "", content.rstrip(".")), work.people, rules)
    if owners:
        _owner_label(work, n, label, owners, by)
        return n + 1
    span = t.at(label.end, end)
    return _task(work, n, span, label, last=end >= len(t.text))


def _owner_label(work: _Work, n: int, label: _Label, owners: tuple[str, ...], due: str | None) -> None:
    """Take what stands before a label that names owners only: the sentence, list item or paragraph."""
    t = work.texts[n]
    if work.out and (last := work.out[-1]).spans[-1].block == t.span.block and last.marked:
        gap = t.block.text[last.spans[-1].end : t.span.start + label.start]
        if not gap.strip():
            work.out[-1] = replace(last, owners=owners, due_text=due or last.due_text)
            return
    lead = t.text[: label.start].rstrip()
    if lead:
        _owned(work, t, _from_topic(work, _task_before(work, t, len(lead))), owners, label.rule, due)
        return
    for back in range(n - 1, max(-1, n - 3), -1):
        earlier = work.texts[back]
        if earlier.item != t.item:
            break
        if len(earlier.text.split()) >= 3:
            span = _task_before(work, earlier, len(earlier.text))
            if work.free(span):
                _owned(work, earlier, span, owners, label.rule, due)
            return


def _task_before(work: _Work, t: _Text, end: int) -> Span:
    """Return the task that ends at ``end``: the whole if it is short, else from the last sentence that commits."""
    parts = [(a, b) for a, b in sentences(t.text[:end])]
    if len(parts) <= 1:
        return t.at(0, end)
    for a, _ in reversed(parts):
        if _pull(work, t.text[a:end]) >= 0.5:
            return t.at(a, end)
    return t.at(parts[-1][0], end)


def _task(work: _Work, n: int, span: Span, label: _Label, *, last: bool) -> int:
    """Add the task that follows a label, with the owner and due date in the fields and lines after it."""
    rules, t = work.rules, work.texts[n]
    text = work.document.text(span)
    owners: tuple[str, ...] = ()
    if named := rules.match("actions.label_for", label.words):
        owners = split_owners(named.match["owners"], rules)
    due: str | None = None
    status = ""
    cut = len(text)
    for slot in ("actions.owner_field", "actions.due_field", "actions.status_field"):
        if (hit := rules.search(slot, text)) and hit.match.start() > 0:
            cut = min(cut, hit.match.start())
            if slot == "actions.owner_field":
                owners = split_owners(hit.match["value"], rules)
            elif slot == "actions.due_field":
                due = _oneline(hit.match["value"])
            else:
                status = hit.match["value"]
    span = _shorten(work, span, cut)
    after = n + 1
    while last and after < len(work.texts) and work.texts[after].item == t.item:
        line = work.texts[after].text.strip()
        hits = {s: rules.match(s, line) for s in ("actions.owner_field", "actions.due_field", "actions.status_field")}
        if not any(hits.values()):
            break
        for slot in hits:
            if found := rules.search(slot, line):
                if slot == "actions.owner_field":
                    owners = owners or split_owners(found.match["value"], rules)
                elif slot == "actions.due_field":
                    due = due or _oneline(found.match["value"])
                else:
                    status = status or found.match["value"]
        after += 1
    text = work.document.text(span)
    earlier = bool(rules.search("actions.earlier", label.words)) or _earlier_item(work, t.item)
    parts = sentences(text)
    if earlier and not status and len(parts) > 1:
        told = text[parts[1][0] :]  # "Action 14: AB to ask the vet. Done in May."
        if _is_done(told, rules) or rules.search("actions.still_open", told) or rules.search("actions.past", told):
            status = told
            span = Span(span.block, span.start, span.start + parts[0][1])
            text = work.document.text(span)
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=True,
            owners=owners or task_owners(text, work.people, rules),
            due_text=due or _due(work, text),
            reference=_reference(label.words),
            origin="earlier" if earlier and bool(status) else "this",
            status="done" if _is_done(status, rules) else "open",
            rule=label.rule,
            confidence=0.95,
        )
    )
    return after


def _reference(words: str) -> str | None:
    m = re.search(r"(?:AP|[Aa]ction\D*?)\s*#?(\d[\w./-]*)", words)
    return m[1].rstrip(".-") if m else None


def _shorten(work: _Work, span: Span, cut: int) -> Span:
    text = work.document.text(span)[:cut].rstrip(" \t\n;|–—-(")
    return Span(span.block, span.start, span.start + len(text))


def _earlier_item(work: _Work, item: int | None) -> bool:
    return bool(work.rules.search("actions.earlier", work.item_title(item)))


def _list(work: _Work, n: int, heading: str) -> int:
    """Read the list, or the paragraph, under a label or heading; return the index of the passage after it."""
    rules, texts = work.rules, work.texts
    if n >= len(texts) or (texts[n].zone == "next_meeting" and not _bulleted(texts[n])):
        return n
    first = texts[n]
    above = texts[n - 1].span.block if n else 0
    if any(i in work.aside for i in range(above + 1, first.span.block)):
        return n  # the list is a table, which is read as such
    if n and texts[n - 1].item != first.item and not rules.search("actions.list_heading", work.item_title(first.item)):
        return n
    if rules.search("actions.earlier", heading) and not rules.search("actions.this", heading):
        after = _reported(work, n)
        if after > n:
            return after
    heading_due = due_text(heading, rules)
    if not _bulleted(first) and not _introduces(first):
        taken = 0
        while n < len(texts) and texts[n].item == first.item and not _bulleted(texts[n]):
            t = texts[n]
            if (
                _labels_in(work, t)
                or (taken and not rules.match("actions.to_verb", t.text))
                or _question_starts(work, t)
            ):
                break
            _list_task(work, t, heading_due, heading)
            taken += 1
            n += 1
        return n
    if _introduces(first):
        heading = f"{heading}\n{first.text}"
        n += 1
        if n >= len(texts) or texts[n].item != first.item:
            return n
        first = texts[n]
    depth, indent = first.block.depth, first.block.indent
    while n < len(texts) and texts[n].item == first.item and _bulleted(texts[n]) and not _labels_in(work, texts[n]):
        t = texts[n]
        deeper = t.block.depth > depth or (t.block.depth == depth and t.block.indent > indent + 9)
        if _question_starts(work, t, first.block.label):
            break
        if not deeper:
            _list_task(work, t, heading_due, heading)
        n += 1
    return n


def _bulleted(t: _Text) -> bool:
    """True if a passage is a list item."""
    return bool(t.block.label) or _BULLET.match(t.text) is not None


def _introduces(t: _Text) -> bool:
    return not _bulleted(t) and t.text.rstrip().endswith(":")


def _question_starts(work: _Work, t: _Text, like: str = "") -> bool:
    """True if a put question starts at a passage, unless its label is of the kind of the list being read."""
    if like and t.block.label and _kind_of(like) == _kind_of(t.block.label):
        return False
    return (t.span.block, t.span.start) in work.put_at


def _kind_of(label: str) -> str:
    return "digit" if label[:1].isdigit() else "letter" if label.strip("().")[:1].isalpha() else "bullet"


def _list_task(work: _Work, t: _Text, due: str | None, heading: str) -> None:
    rules = work.rules
    box = _BOX.match(t.text)
    start = m.end() if not box and (m := _BULLET.match(t.text)) else 0
    status = ""
    if box := box or _BOX.match(t.text, start):
        start = box.end()
        status = "done" if (box["tick"] or "").strip() or box[0][0] in "☑☒✓✔" else ""
    start = m.end() if (m := _ITEM_PREFIX.match(t.text, start)) else start
    named: tuple[str, ...] = ()
    if m := _NAMED.match(t.text[start:]):
        named = owners_only(m["who"], work.people, rules)
        if named:
            start += m.end()
    span = t.at(start, len(t.text))
    text = work.document.text(span)
    if hit := rules.search("actions.status_field", text):
        status = hit.match["value"]
        span = _shorten(work, span, hit.match.start())
    owners = named
    for slot in ("actions.owner_field", "actions.due_field"):
        if (hit := rules.search(slot, work.document.text(span))) and hit.match.start() > 0:
            if slot == "actions.owner_field":
                owners = split_owners(hit.match["value"], rules)
            else:
                due = _oneline(hit.match["value"])
            span = _shorten(work, span, hit.match.start())
    text = work.document.text(span)
    if not text or rules.fullmatch("actions.no_owner", text.strip()) or not work.free(span):
        return
    if (text.endswith(":") and len(text.split()) <= 3) or rules.search("actions.list_heading", text):
        return
    own = owners or _dashed_owner(work, text) or task_owners(text, work.people, rules)
    own = own or (_doer(work, text) if status else ())
    earlier = (
        rules.search("actions.earlier", f"{heading}\n{work.item_title(t.item)}")
        and not rules.search("actions.this", heading)
    ) or _CARRIED.search(text)
    last = _LAST_FIELD.search(text)
    if last and rules.fullmatch("actions.due_words", last["field"].strip()):
        due = due or re.sub(r"^due:?\s+", "", last["field"].strip(), flags=re.IGNORECASE)
    if not status and last and _is_done(last["field"], rules):
        status = "done"
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item if t.zone == "body" else None,
            marked=True,
            owners=own,
            due_text=due or _due(work, text),
            origin="earlier" if earlier or status == "done" else "this",
            status="done" if _is_done(status, rules) else "open",
            rule="actions.list",
            confidence=0.9,
        )
    )


def _dashed_owner(work: _Work, text: str) -> tuple[str, ...]:
    """Return the owners of a row set as "Ann – ring the bank – 3 May"."""
    m = re.match(r"(?P<who>[^–—:]{2,60}?)\s*(?:\s[–-]\s|—)\s*\S", text)
    owners = owners_only(m["who"], work.people, work.rules) if m else ()
    return owners if all(is_person(o, work.people) or is_owner(o, work.people) for o in owners) else ()


def _doer(work: _Work, text: str) -> tuple[str, ...]:
    """Return who did what a line reports: the longest run of words at its start that names an owner."""
    words = text.split()
    for size in range(min(5, len(words)), 0, -1):
        who = " ".join(words[:size])
        if is_owner(re.sub(r"^The\s+", "", who), work.people) or who.lower() == "we":
            return (who,)
    return ()


def _reported(work: _Work, n: int) -> int:
    """Read actions of an earlier meeting that are reported on, each with its update; return the passage after them."""
    rules, texts = work.rules, work.texts
    if n >= len(texts):
        return n
    item = texts[n].item
    end = n
    while end < len(texts) and texts[end].item == item and not (end > n and _labels_in(work, texts[end])):
        if _question_starts(work, texts[end]):
            break
        end += 1
    task: _Text | None = None
    sought = list(range(n, end))
    updates: list[str] = []
    reports: list[tuple[_Text, str | None, bool]] = []
    found = False

    def close() -> None:
        nonlocal task, updates
        if task is not None:
            update = " ".join(" ".join(u.split()) for u in updates)
            done = _is_done(update, rules) or (
                bool(rules.search("actions.past", update)) and not rules.search("actions.still_open", update)
            )
            reports.append((task, update or None, done))
        task, updates = None, []

    in_update = False
    for k in sought:
        t = texts[k]
        inline = rules.search("actions.inline_update", t.text)
        if inline and _pull(work, t.text[: inline.match.start()]) >= 0.5:
            close()
            in_update, found, task = False, True, replace(t, text=t.text[: inline.match.start()])
            updates = [inline.match["update"]]
            close()
            continue
        if hit := rules.match("actions.update", t.text):
            in_update = True
            found = True
            rest = t.text[hit.match.end() :].strip()
            if rest:
                updates.append(rest)
            continue
        if in_update and (t.block.label or not _reads_as_task(work, t)):
            updates.append(t.text.strip())
            continue
        if _reads_as_task(work, t):
            close()
            in_update = False
            task = t
    close()
    if not found:
        return n
    for task_text, update, done in reports:
        _report(work, task_text, update, done=done)
    return end


def _reads_as_task(work: _Work, t: _Text) -> bool:
    return not t.text.rstrip().endswith(":") and _pull(work, t.text) >= 0.5


def _report(work: _Work, t: _Text, update: str | None, *, done: bool) -> None:
    """Add an action of an earlier meeting: the sentences of its paragraph that state the task."""
    parts = [(a, b) for a, b in sentences(t.text)]
    task = [(a, b) for a, b in parts if _pull(work, t.text[a:b]) >= 1.0] or parts
    span = t.at(task[0][0], task[-1][1])
    reference = None
    if m := _TASK_REFERENCE.match(work.document.text(span)):
        reference = m["ref"]
        span = Span(span.block, span.start + m.end(), span.end)
    text = work.document.text(span)
    before = [k for k, a in enumerate(work.out) if a.marked and any(_overlap(s, span) for s in a.spans)]
    noted = work.out.pop(before[0]).owners if before else ()
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=True,
            owners=task_owners(text, work.people, work.rules) or noted,
            due_text=due_text(text, work.rules),
            reference=reference,
            origin="earlier",
            status="done" if done else "open",
            update=update,
            rule="actions.reported",
            confidence=0.85,
        )
    )


def _overlap(a: Span, b: Span) -> bool:
    return a.block == b.block and a.start < b.end and b.start < a.end


def _answered_under(work: _Work, n: int) -> None:
    """Read the tasks that the passages of an item state, from passage ``n`` on, each with what became of it."""
    for k in range(n, len(work.texts)):
        if work.texts[k].item != work.texts[n].item:
            break
        _answered(work, work.texts[k])


def _answered(work: _Work, t: _Text) -> None:
    """Read tasks of an earlier meeting that a paragraph states, each with what became of it.

    "Bench – AB to mend it. Done in May. Fence: Clerk to ask the owner – no reply as yet."
    """
    parts = sentences(t.text)
    for n, (a, b) in enumerate(parts):
        text = t.text[a:b]
        lead = _REPORT_LEAD.match(text)
        start = lead.end() if lead else 0
        topic = _TOPIC_COLON.match(text, start)
        if (
            topic
            and not work.rules.search("actions.to_verb", topic[0])
            and not work.rules.search("actions.label", topic[0])
        ):
            start = topic.end()
        dash = _REPORT_DASH.search(text, start) or _REPORT_BRACKET.search(text, start)
        stated = text[start : dash.start() if dash else len(text)]
        hit = work.rules.match("actions.to_verb", stated)
        after = text[dash.end() :] if dash else t.text[parts[n + 1][0] : parts[n + 1][1]] if n + 1 < len(parts) else ""
        if hit is None or not after or work.rules.match("actions.to_verb", after):
            continue
        owners = subject(re.split(r"\s[–—-]+\s|:\s", hit.match["subject"])[-1], work.people, whole=True)
        done = _is_done(after, work.rules)
        open_ = bool(work.rules.search("actions.still_open", after)) or bool(_NO_NEWS.match(after.strip()))
        past = bool(work.rules.search("actions.past", after))
        span = _from_topic(work, t.at(a + start, a + start + len(stated)))
        if not owners or not (done or open_ or past):
            continue
        before = [k for k, o in enumerate(work.out) if any(_overlap(s, span) for s in o.spans)]
        if before and any(work.out[k].rule != "actions.column.owner" for k in before):
            continue
        for k in reversed(before):  # a note beside it says who, the sentence says it better
            del work.out[k]
        work.add(
            ActionPromised(
                spans=(span,),
                item=t.item,
                marked=True,
                owners=owners,
                due_text=due_text(work.document.text(span), work.rules),
                origin="earlier",
                status="done" if done or (past and not open_) else "open",
                update=_oneline(after),
                rule="actions.reported.inline",
                confidence=0.75,
            )
        )


# --- bold run-ins and plain promises


def _bold(work: _Work) -> None:
    for t in work.texts:
        for start, b in _bold_runs(t):
            a = next((i for i in range(start, b) if t.text[i].isalnum()), start)
            run = t.at(a, b)
            text = work.document.text(run)
            if not 2 <= len(text.split()) <= 60 or not work.free(run):
                continue
            hit = work.rules.match("actions.to_verb", text) or work.rules.search("actions.bare", text)
            made = promise(text, "", work.people, work.rules)
            named = hit.match.groupdict().get("subject") if hit else None
            who = named or re.split(r"\s(?:to|will|would)\s", text)[0]
            owners = owners_only(who.strip(), work.people, work.rules) if hit else ()
            owners = tuple(o for o in owners if is_owner(o, work.people) or re.fullmatch(r"[A-Z]{2,3}", o))
            if not owners and made is not None and a > 0:
                owners = made.owners
            if not owners or text.endswith(":"):
                continue
            span = _stretch(work, t, _to_end(t, run))
            work.add(
                ActionPromised(
                    spans=(span,),
                    item=t.item,
                    marked=True,
                    owners=owners,
                    due_text=_due(work, work.document.text(span)),
                    rule="actions.bold",
                    confidence=0.85,
                )
            )


def _to_end(t: _Text, run: Span) -> Span:
    """Take in the rest of a sentence of which only the beginning is bold."""
    for a, b in sentences(t.text):
        s = t.at(a, b)
        if s.start <= run.start < s.end and abs(s.start - run.start) <= 2:
            return Span(run.block, run.start, max(run.end, s.end))
    return run


def _bold_runs(t: _Text) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a passage set in bold (or in colour, where most of it is not)."""
    start: int | None = None
    end = 0
    for run in t.block.runs:
        a, b = max(run.start, t.span.start) - t.span.start, min(run.end, t.span.end) - t.span.start
        if a >= b:
            continue
        if run.style.bold:
            start = a if start is None else start
            end = b
        elif t.text[a:b].strip():
            if start is not None:
                yield start, end
            start = None
    if start is not None:
        yield start, end


def _prose(work: _Work) -> None:
    asked: dict[int, list[Span]] = {}
    for s in (s for q in work.questions for s in q.spans):
        asked.setdefault(s.block, []).append(s)
    previous: _Text | None = None
    for t in work.texts:
        if t.zone not in ("body", "closing", "next_meeting"):
            continue
        before = previous.text if previous is not None and previous.item == t.item else ""
        for a, b in sentences(t.text):
            text = t.text[a:b]
            claimed = (*work.taken.get(t.span.block, ()), *asked.get(t.span.block, ()))
            if claimed and any(_overlap(s, t.at(a, b)) for s in claimed):
                before = text
                continue
            made = promise(text, before or t.text[:a], work.people, work.rules)
            if made is not None:
                whole = _from_topic(work, _stretch(work, t, t.at(a, b)))
                _add_promise(work, t, _from_name(work, whole, made), made)
            before = f"{before} {text}"[-600:]
        previous = t


def _from_name(work: _Work, span: Span, made: Promise) -> Span:
    """Leave out what comes before a task: "RESOLVED that", or another matter before somebody offers to do a task."""
    text = work.document.text(span)
    if made.rule == "actions.subjunctive" and (
        m := re.search(
            r"\b(?:RESOLVED|resolved|RECOMMENDED|Requests|requests|Directs|directs)\s*[:,–-]*\s+[Tt]hat\s+", text
        )
    ):
        return Span(span.block, span.start + m.end(), span.end)
    m = re.search(
        r"(?:,|;|\band|\bbut)\s+(?P<who>[A-Z][^,;]{1,60}?)\s+(?:offered|undertook|volunteered|promised)\s+to\b", text
    )
    if m and made.owners and m["who"].endswith(made.owners[-1]) and len(text[: m.start()].split()) >= 4:
        return Span(span.block, span.start + m.start("who"), span.end)
    return span


def _add_promise(work: _Work, t: _Text, span: Span, made: Promise) -> None:
    text = work.document.text(span)
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=False,
            owners=made.owners,
            due_text=_due(work, text),
            rule=made.rule,
            confidence=made.confidence,
        )
    )
