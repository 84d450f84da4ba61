"""Tying a note in a narrow column to the text beside it."""

from __future__ import annotations

from dataclasses import replace

from minutebook.detect.beside import Note, Piece, Place, places_of, tie
from minutebook.document import BBox, Block, Line, Span


def piece(
    top: float, *, pull: float = 0.0, lines: int = 1, page: int = 1, share: float = 1.0, names: str = ""
) -> Piece:
    places = tuple(Place(page, top + 14 * n, top + 14 * n + 12, share) for n in range(lines))
    return Piece(Span(0, 0, 1), places, pull, frozenset(names.split()))


def note(top: float, *, lines: int = 1, page: int = 1, names: str = "") -> Note:
    places = tuple(Place(page, top + 14 * n, top + 14 * n + 12) for n in range(lines))
    return Note(Span(9, 0, 1), places, frozenset(names.split()))


def test_a_note_means_the_sentence_on_its_line() -> None:
    pieces = [piece(100, pull=1.0), piece(128, pull=1.0), piece(156, pull=1.0)]
    assert tie([note(128)], pieces) == (1,)


def test_a_note_beside_the_last_line_of_a_long_sentence_means_it() -> None:
    pieces = [piece(100, pull=1.0, lines=3), piece(170, pull=1.0)]
    assert tie([note(128)], pieces) == (0,)


def test_a_task_one_line_off_beats_a_report_on_the_line() -> None:
    pieces = [piece(100, pull=0.0), piece(114, pull=1.0)]
    assert tie([note(100)], pieces) == (1,)


def test_a_task_four_lines_off_does_not() -> None:
    pieces = [piece(100, pull=0.0), piece(170, pull=1.0)]
    assert tie([note(100)], pieces) == (0,)


def test_two_notes_do_not_take_the_same_sentence_if_another_is_near() -> None:
    pieces = [piece(100, pull=1.0), piece(114, pull=1.0)]
    assert tie([note(100), note(110)], pieces) == (0, 1)


def test_notes_keep_the_order_of_the_text_whatever_order_they_come_in() -> None:
    pieces = [piece(100, pull=1.0), piece(200, pull=1.0)]
    assert tie([note(200), note(100)], pieces) == (1, 0)


def test_a_sentence_that_names_the_owner_is_preferred() -> None:
    pieces = [piece(100, pull=1.0, share=0.5), piece(100, pull=1.0, share=0.5, names="rj")]
    assert tie([note(100, names="rj")], pieces) == (1,)


def test_notes_of_many_pages_each_mean_the_text_beside_them() -> None:
    pieces = [piece(top, page=page, pull=1.0) for page in range(1, 41) for top in (100, 200, 300)]
    notes = [note(200, page=page) for page in range(1, 41)]
    assert tie(notes, pieces) == tuple(3 * n + 1 for n in range(40))


def test_a_sentence_that_ends_on_the_next_page_is_meant_by_a_note_there() -> None:
    over = Piece(Span(0, 0, 1), (Place(1, 700, 712), Place(2, 72, 84)), 1.0, frozenset())
    pieces = [piece(600, pull=1.0), over, piece(300, page=2, pull=1.0)]
    assert tie([note(600), note(72, page=2), note(300, page=2)], pieces) == (0, 1, 2)


def test_a_note_with_nothing_near_stays_alone() -> None:
    assert tie([note(100)], [piece(400, pull=1.0), piece(100, pull=1.0, page=2)]) == (None,)


def test_no_notes_and_no_text() -> None:
    assert tie([], [piece(100)]) == ()
    assert tie([note(100)], []) == (None,)


def test_places_of_part_of_a_block_are_the_lines_it_stands_on() -> None:
    block = Block(
        text="One two three four five six",
        page=1,
        bbox=BBox(72, 100, 300, 126),
        lines=(
            Line(0, 13, 1, BBox(72, 100, 300, 112), "One two three"),
            Line(14, 27, 2, BBox(72, 72, 300, 84), "four five six"),
        ),
    )
    assert [(p.page, p.top) for p in places_of(block, 8, 18)] == [(1, 100), (2, 72)]
    assert places_of(block, 8, 13)[0].share < 0.5
    assert places_of(Block(text="no layout"), 0, 4) == ()


def test_a_note_at_the_head_of_a_paragraph_may_mean_its_last_sentence() -> None:
    head = (Place(1, 100, 112),)
    pieces = [replace(piece(100, lines=3), head=head), replace(piece(142, pull=1.0, lines=2), head=head)]
    assert tie([note(100)], pieces) == (1,)
