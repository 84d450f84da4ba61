"""Parts a narrow column or margin into notes, and reads the owners that a note holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.wording import unwrap
from minutebook.detect.beside import Note, Place, places_of
from minutebook.detect.owners import is_owner, owners_only
from minutebook.detect.promise.named import owners_and_due
from minutebook.document import Block, Document, Span
from minutebook.rulepack import Rules

_PARAGRAPH = re.compile(r"paragraph (\d+)$")


def without_labels(work: Work, groups: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Leave out notes that are nothing but a label ("ACTION 4:"): what they label is the note after them."""
    kept = []
    for group in groups:
        text = note_text(work, group).strip()
        hit = work.rules.match("actions.label", text)
        if hit is None or hit.match.end() < len(text):
            kept.append(group)
    return kept


def rest_due(work: Work, groups: Sequence[tuple[Span, ...]], first: int) -> bool:
    """True if all notes of a cell but the first are dates."""
    return first == 0 and all(work.rules.fullmatch("actions.due_words", note_text(work, g).strip()) for g in groups[1:])


def owners_in_note(work: Work, text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the owners, and the date, if a note holds nothing else, with or without "Action:" before them."""
    hit = work.rules.match("actions.label", text) or work.rules.match("actions.label_bare", text)
    bare = text[hit.match.end() :] if hit and hit.match.end() < len(text) else text
    return owners_and_due(unwrap(bare), work.people, work.rules)


def is_header(block: Block, rules: Rules) -> bool:
    """True if a block says no more than what its column holds."""
    hit = rules.fullmatch("actions.column", block.text.strip())
    return hit is not None and hit.rule.value in ("action", "owner", "owner_or_due", "due", "status")


def notes_in(work: Work, blocks: Sequence[int]) -> list[tuple[Span, ...]]:
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


def note_text(work: Work, group: tuple[Span, ...]) -> str:
    """Return the text of a note, its lines parted by a line break unless a name wraps there."""
    text = ""
    for s in group:
        piece = work.document.text(s).strip()
        text = f"{text} {piece}" if text and _name_wraps(work, text, piece) else f"{text}\n{piece}".strip("\n")
    return text


def _all_known(work: Work, text: str) -> bool:
    """True if a text holds nothing but owners that the document knows."""
    owners = owners_only(text, work.people, work.rules)
    return bool(owners) and all(is_owner(o, work.people) for o in owners)


def _name_wraps(work: Work, before: str, text: str) -> bool:
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


def note_of(document: Document, group: tuple[Span, ...], owners: tuple[str, ...], ordinal: int) -> Note:
    """Return a note of owners with where it stands: on the page, or by its paragraph where nothing is laid out."""
    places: tuple[Place, ...] = ()
    for s in group:
        places += places_of(document.blocks[s.block], s.start, s.end)
    if not places:
        m = _PARAGRAPH.search(document.blocks[group[0].block].place)
        n = float(m[1]) if m else float(ordinal)
        places = (Place(0, n, n + 0.9),)
    return Note(group[0], places, frozenset(o.lower() for o in owners))
