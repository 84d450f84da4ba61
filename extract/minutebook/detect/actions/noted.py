"""Reads what stands beside the text: action columns, and notes of owners in a column or margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import ActionPromised, Attendee
from minutebook.detect.actions.cells import (
    is_header,
    note_of,
    note_text,
    notes_in,
    owners_in_note,
    rest_due,
    without_labels,
)
from minutebook.detect.actions.parts import Text, Work, bulleted
from minutebook.detect.actions.wording import due_of, gives_order, oneline, pull_of, stretch, strip_label, unwrap
from minutebook.detect.beside import Note, Piece, Place, places_of, tie
from minutebook.detect.log import Grid
from minutebook.detect.owners import split_owners, subject
from minutebook.detect.promise.named import owners_and_due, task_owners
from minutebook.document import Span
from minutebook.sentences import sentences

_ORDER = 0.8
"""How much an order reads like a task, in [0, 1]."""
_RELATIVE = re.compile(r"\s(?:which|who|that)\s+(?:will|would|shall)\b.*", re.DOTALL)
"""What a relative clause says of the future: it gives nobody anything to do."""
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_MATTER = 70
"""How many words a matter that ends with a verdict may hold and be one."""
_LINE = 90
"""Characters of text that a line of a Word file's text column is taken to hold, where nothing is laid out."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A note of owners and what else it says: ``due`` by when."""

    note: Note
    owners: tuple[str, ...]
    due: str | None = None


def read_notes(work: Work) -> None:
    """Add the tasks of action columns and those that notes beside the text mark."""
    for grid in work.grids:
        if grid.kind == "beside":
            _column(work, grid)
    _margins(work)


def _column(work: Work, grid: Grid) -> None:
    document, rules = work.document, work.rules
    role = "action" if grid.columns("action") else "owner"
    by_row: dict[int, list[Text]] = {}
    for t in work.texts:
        cell = t.block.cell
        if cell is not None and cell.table == grid.index:
            for r in range(cell.row, cell.row + cell.rowspan):
                by_row.setdefault(r, []).append(t)
    pending: list[tuple[_Held, int]] = []
    for row in range(grid.header, grid.table.rows):
        blocks = [i for i in grid.blocks(row, role) if not is_header(document.blocks[i], rules)]
        if not blocks:
            continue
        holders = grid.blocks(row, "owner") if role == "action" else ()
        due = grid.text(document, row, "due") or None
        beside = by_row.get(row, [])
        groups = _heads_apart(work, without_labels(work, notes_in(work, blocks)))
        for ordinal, group in enumerate(groups):
            text = note_text(work, group)
            if rules.fullmatch("actions.no_owner", text.strip()):
                continue
            owners, by = owners_in_note(work, text)
            if not owners and pending and pending[-1][1] == row and rules.fullmatch("actions.due_words", text):
                pending[-1] = (replace(pending[-1][0], due=oneline(text)), row)
                continue
            if owners:
                note = replace(note_of(document, group, owners, len(pending)), forms=_forms(work, owners))
                note = replace(note, alone=len(groups) == 1 or bool(rest_due(work, groups, ordinal)))
                pending.append((_Held(note, owners, by or oneline(due)), row))
                continue
            if ordinal and pending and pending[-1][0].note.span == groups[ordinal - 1][0] and gives_order(work, text):
                held, _ = pending.pop()  # "KJ, May" over "ring the bank": the note is of what stands under it
                _headed_task(work, group, held, beside)
                continue
            _cell_tasks(work, group, beside, holders, due, ordinal=ordinal, count=len(groups))
    rows: dict[int, list[_Held]] = {}
    for held, row in pending:
        rows.setdefault(row, []).append(held)
    headed = {document.blocks[s.block].cell for h in work.outline.items for s in h.spans}
    opening = {cell.row for cell in headed if cell is not None and cell.table == grid.index}
    for row, here in rows.items():
        if row in opening and not by_row.get(row):
            continue  # who reports on the item that the row opens
        texts = by_row.get(row) or by_row.get(row - 1, [])
        _tie_notes(work, here, texts)


def _heads_apart(work: Work, groups: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Part a note of owners from the task that stands under it ("KJ, May" over "ring the bank")."""
    parted: list[tuple[Span, ...]] = []
    for group in groups:
        rest = note_text(work, group[1:]) if len(group) > 1 else ""
        if rest and gives_order(work, rest) and owners_in_note(work, note_text(work, group[:1]))[0]:
            parted += [group[:1], group[1:]]
        else:
            parted.append(group)
    return parted


def _headed_task(work: Work, group: tuple[Span, ...], held: _Held, beside: list[Text]) -> None:
    """Add the task of a cell over which its owners stand, with or without a date."""
    text = "\n".join(work.document.text(s) for s in group)
    work.add(
        ActionPromised(
            spans=group,
            item=_item_beside(work, beside, group),
            marked=True,
            owners=held.owners,
            due_text=held.due or due_of(work, text),
            rule="actions.column.task",
            confidence=0.85,
        )
    )


def _cell_tasks(
    work: Work,
    group: tuple[Span, ...],
    beside: list[Text],
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
    owners_beside = paired or split_owners(unwrap("\n".join(document.blocks[i].text for i in holders)), rules)
    for whole in _each_task(work, group):
        spans = (strip_label(work, whole[0]), *whole[1:])
        text = "\n".join(document.text(s) for s in spans)
        if rules.fullmatch("actions.no_owner", text.strip()) or len(text.split()) < 2:
            continue
        work.add(
            ActionPromised(
                spans=spans,
                item=item,
                marked=True,
                owners=owners_beside or task_owners(text, work.people, rules),
                due_text=oneline(due) or due_of(work, text),
                rule="actions.column.task",
                confidence=0.9,
            )
        )


def _each_task(work: Work, group: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
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


def _item_beside(work: Work, beside: list[Text], group: tuple[Span, ...]) -> int | None:
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


def _tie_notes(work: Work, notes: Sequence[_Held], texts: Sequence[Text]) -> None:
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
        span = stretch(work, t, pieces[at].span)
        text = work.document.text(span)
        work.add(
            ActionPromised(
                spans=(span,),
                item=t.item,
                marked=True,
                owners=tuple(owners_of),
                due_text=dues.get(at) or due_of(work, text),
                rule="actions.column.owner",
                confidence=0.85,
            )
        )


def _pieces(work: Work, texts: Sequence[Text], *, laid_out: bool) -> tuple[list[Piece], list[Text]]:
    pieces: list[Piece] = []
    home: list[Text] = []
    line = 1.0
    opened: set[int] = set()
    roles = _roles(work)
    for t in texts:
        above: tuple[Place, ...] = ()
        if laid_out and t.item is not None and t.item not in opened:
            opened.add(t.item)
            for s in work.outline.items[t.item].spans:  # a note beside a heading means the text that it opens
                above += places_of(work.document.blocks[s.block], s.start, s.end)
        whole = places_of(t.block, t.span.start, t.span.end)[:1] if laid_out else ()
        for a, b in _units(work, t.text):
            span = _with_heading(work, t, t.at(a, b))
            text = t.text[a:b]
            if not any(c.isalpha() for c in text) or _leads_list(work, t, text):
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
            names |= frozenset(m[0].lower() for m in roles.finditer(text))
            pull = pull_of(work, _RELATIVE.sub("", text))
            named = work.rules.match("actions.to_verb", text) or work.rules.match("actions.to_any", text)
            if named and subject(named.match["subject"], work.people, whole=True):
                pull = 1.0
            elif pull >= 1.0:
                pull = 0.97
            if pull < _ORDER and gives_order(work, text):
                pull = _ORDER
            pieces.append(Piece(span, places, pull, names, whole))
            home.append(t)
        line += len(t.text) // _LINE + 1
    return pieces, home


def _leads_list(work: Work, t: Text, text: str) -> bool:
    """True for a sentence that only leads over to a list ("The following were agreed:")."""
    after = work.texts[t.index + 1] if t.index + 1 < len(work.texts) else None
    return text.rstrip().endswith(":") and after is not None and after.item == t.item and bulleted(after)


def _roles(work: Work) -> re.Pattern[str]:
    """Return what finds the roles of the attendance list in a text."""
    roles = {p.role.strip() for p in work.found if isinstance(p, Attendee) and p.role and len(p.role) > 3}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(roles, key=len, reverse=True))) or '(?!)'})\b", re.I)


def _forms(work: Work, owners: tuple[str, ...]) -> frozenset[str]:
    """Return the owners in lower case, with what else the attendance list calls them: surname, forename, role."""
    forms = {o.lower() for o in owners}
    for person in work.found:
        if isinstance(person, Attendee) and (
            words := re.findall(r"[\w’'-]+", work.people.words.titles.sub("", person.name))
        ):
            short = "".join(w[0] for w in words if w[0].isupper())
            calls = {(person.abbreviation or "").strip("() "), short, words[-1], person.name}
            if forms & {c.lower() for c in calls if len(c) > 1}:
                office = _BRACKETED.sub("", person.role or "").strip()
                forms |= {w.lower() for w in (words[0], words[-1], office, *office.split()[-1:]) if len(w) > 2}
    return frozenset(forms)


def _units(work: Work, text: str) -> list[tuple[int, int]]:
    """Return the sentences of a passage; "Agreed." and the like are one with the matter before them.

    Of a long passage that is the sentence before, of a short one all that stands before.
    """
    found: list[tuple[int, int]] = []
    open_from = 0
    for a, b in sentences(text):
        if len(found) == open_from or not work.rules.match("actions.verdict", text[a:b].strip()):
            found.append((a, b))
            continue
        start = found[open_from][0]
        if len(text[start:b].split()) > _MATTER:
            start = found[-1][0]
        found = [*(f for f in found if f[0] < start), (start, b)]
        open_from = len(found)
    return found


def _with_heading(work: Work, t: Text, span: Span) -> Span:
    """Take in the heading before a verdict in one paragraph ("To mend the ford. Agreed."): it is what was agreed."""
    if t.item is None or span.start > t.span.start + 1 or span.end - span.start > 12 * _MATTER:
        return span
    last = sentences(work.document.text(span))[-1:]
    if not last or not work.rules.match("actions.verdict", work.document.text(span)[last[0][0] :].strip()):
        return span
    heading = work.outline.items[t.item].spans[-1]
    if heading.block != span.block or heading.end > span.start:
        return span
    return Span(span.block, heading.start, span.end)


def _margins(work: Work) -> None:
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
    for group in notes_in(work, blocks):
        text = note_text(work, group).strip()
        if rules.fullmatch("actions.no_owner", text) or rules.fullmatch("actions.column", text):
            continue
        owners, by = owners_in_note(work, text)
        if owners:
            note = replace(note_of(document, group, owners, len(notes)), forms=_forms(work, owners))
            notes.append(_Held(note, owners, by))
        elif rules.match("actions.to_verb", text) or rules.match("actions.label", text):
            place = places_of(document.blocks[group[0].block], group[0].start, group[0].end)
            _cell_tasks(work, group, [t for t, pages in flow if place and place[0].page in pages], (), None)
    if notes:
        noted = {p.page for held in notes for p in held.note.places}
        _tie_notes(work, notes, [t for t, pages in flow if pages & noted])
