"""Ties a note in a narrow column (owner initials, say) to the text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Span
from minutebook.values import hastened

_REACH = 4.0
"""How far from a note, in lines, its text may stand."""

_PARAGRAPH = 0.9
"""How far, in lines, a sentence counts as standing from a note beside the first line of its paragraph."""


@hastened
@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a page, ``top`` to ``bottom`` in points; ``share`` in [0, 1] is how much of its line is meant."""

    page: int
    top: float
    bottom: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or list item that a note may mean. ``pull`` in [0, 1]: how much it reads like a task.

    ``names`` are the owners that it names itself, in lower case; ``head`` is the first line of its paragraph.
    """

    span: Span
    places: tuple[Place, ...]
    pull: float
    names: frozenset[str] = frozenset()
    head: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin or in a narrow column, with where it stands and the owners that it names (lower case).

    ``alone``: it is the only one beside its text, in a table row of its own, so that its height says little. ``forms``
    are other names of the owners: they tell where a sentence reads like a task, as minutes name people all the time.
    """

    span: Span
    places: tuple[Place, ...]
    names: frozenset[str] = frozenset()
    alone: bool = False
    forms: frozenset[str] = frozenset()


def places_of(block: Block, start: int, end: int) -> tuple[Place, ...]:
    """Return the lines, or parts of lines, on which ``block.text[start:end]`` stands; none where there is no layout."""
    found = []
    for line in block.lines:
        a, b = max(line.start, start), min(line.end, end)
        if a < b:
            share = (b - a) / max(1, line.end - line.start)
            found.append(Place(line.page, line.bbox.top, line.bbox.bottom, share))
    if not found and not block.lines and block.page is not None and block.bbox is not None:
        found.append(Place(block.page, block.bbox.top, block.bbox.bottom))
    return tuple(found)


def tie(notes: Sequence[Note], pieces: Sequence[Piece]) -> tuple[int | None, ...]:
    """Return for each note the index of the piece that it means, None if none is near.

    The notes keep the order of the pieces. A note prefers what stands on its own line, what reads like a task, what
    names its owner, and what no other note has taken; the best assignment of all notes together is taken.
    """
    order = sorted(range(len(notes)), key=lambda n: _position(notes[n].places))
    ranked = sorted(range(len(pieces)), key=lambda p: _position(pieces[p].places))
    on_page: dict[int, list[int]] = {}
    for rank, p in enumerate(ranked):
        for page in {place.page for place in (*pieces[p].places, *pieces[p].head)}:
            on_page.setdefault(page, []).append(rank)
    near_to: list[list[tuple[int, float]]] = []
    for n in order:
        pages = {place.page for place in notes[n].places}
        ranks = range(len(ranked)) if notes[n].alone else sorted({r for page in pages for r in on_page.get(page, ())})
        costs = ((rank, _cost(notes[n], pieces[ranked[rank]])) for rank in ranks)
        near_to.append([(rank, cost) for rank, cost in costs if cost is not None])
    lowest = [len(ranked)] * (len(order) + 1)  # of the ranks that a note or any after it can take
    for k in range(len(order) - 1, -1, -1):
        lowest[k] = min(lowest[k + 1], near_to[k][0][0]) if near_to[k] else lowest[k + 1]
    # states: the rank of the last piece taken -> (cost, choices); a note may also stay alone
    states: dict[int, tuple[float, tuple[int | None, ...]]] = {-1: (0.0, ())}
    for near, floor in zip(near_to, lowest, strict=False):
        states = _settled(states, floor)
        new: dict[int, tuple[float, tuple[int | None, ...]]] = {}
        for last, (cost, chosen) in states.items():
            for rank, extra in near:
                if rank < last:
                    continue
                total = cost + extra + (1.2 if rank == last else 0.0)
                if rank not in new or total < new[rank][0]:
                    new[rank] = (total, (*chosen, rank))
            alone = cost + 6.0
            if last not in new or alone < new[last][0]:
                new[last] = (alone, (*chosen, None))
        states = new
    _, chosen = min(states.values(), key=lambda s: s[0])
    answer: list[int | None] = [None] * len(notes)
    for n, taken in zip(order, chosen, strict=True):
        answer[n] = None if taken is None else ranked[taken]
    return tuple(answer)


def _settled(
    states: dict[int, tuple[float, tuple[int | None, ...]]], floor: int
) -> dict[int, tuple[float, tuple[int | None, ...]]]:
    """Keep only the best of the states that end below every rank that can still be taken: the rest cannot win."""
    below = [last for last in states if last < floor]
    if len(below) < 2:
        return states
    best = min(below, key=lambda last: states[last][0])
    return {last: state for last, state in states.items() if last >= floor or last == best}


def _position(places: tuple[Place, ...]) -> tuple[int, float]:
    return (places[0].page, places[0].top) if places else (0, 0.0)


def _cost(note: Note, piece: Piece) -> float | None:
    distance = min((d for a in note.places for b in piece.places if (d := _apart(a, b)) is not None), default=None)
    heads = [d for a in note.places[:1] for b in piece.head if (d := _apart(a, b)) is not None and d < 1.0]
    if heads and distance is not None:
        distance = min(distance, _PARAGRAPH)  # a note at the head of a paragraph may mean any of it
    if note.alone:
        distance = 1.0 if distance is None else min(0.2 * distance, 1.0)
    if distance is None or distance > _REACH:
        return None
    meant = note.names | note.forms if piece.pull >= 0.95 else note.names
    return distance + 1.2 * (1.0 - piece.pull) - (0.8 if meant & piece.names else 0.0)


def _apart(note: Place, text: Place) -> float | None:
    """Return how many lines lie between a line of a note and a line of text, None if they are on other pages."""
    height = max(4.0, min(note.bottom - note.top, text.bottom - text.top))
    if note.page != text.page:
        return None
    gap = max(note.top - text.bottom, text.top - note.bottom, 0.0)
    overlap = min(note.bottom, text.bottom) - max(note.top, text.top)
    if overlap >= 0.4 * height:
        return 0.6 * (1.0 - text.share)
    return 1.0 + gap / (1.3 * height)
