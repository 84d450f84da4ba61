"""Marks on pages to blocks and tables, on pages set by hand."""

from __future__ import annotations

import itertools

import pytest

from minutebook.document import Block
from minutebook.read.layout import lay_out
from minutebook.read.marks import Char, Fill, PageMarks, Ruling, Word
from minutebook.read.words import make_words

SIZE = 10.0
WIDE = 5.0


def line(
    x: float,
    y: float,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = SIZE,
    turn: float = 0.0,
    color: tuple[float, float, float] = (0.0, 0.0, 0.0),
    space: float | None = None,
) -> list[Word]:
    """Set a line: each letter half an em wide; "|" in the text is a gap of four ems; ``y`` is the base line."""
    words: list[Word] = []
    for n, part in enumerate(text.split("|")):
        if n:
            x += 4 * size
        for piece in part.split(" "):
            if not piece:
                continue
            width = len(piece) * size / 2
            words.append(Word(piece, x, y - 0.8 * size, x + width, y + 0.2 * size, y, size, bold, italic, color, turn))
            words[-1].space = True
            x += width + (size / 2 if space is None else space)
        x -= size / 2 if space is None else space
    return words


def page(
    *lines: list[Word], rulings: tuple[Ruling, ...] = (), fills: tuple[Fill, ...] = (), number: int = 1
) -> PageMarks:
    words = [word for words in lines for word in words]
    return PageMarks(number, 600.0, 800.0, words=words, rulings=list(rulings), fills=list(fills))


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[Ruling, ...]:
    return (Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1))


def grid(xs: list[float], ys: list[float]) -> tuple[Ruling, ...]:
    level = tuple(Ruling(xs[0], y, xs[-1], y) for y in ys)
    return level + tuple(Ruling(x, ys[0], x, ys[-1]) for x in xs)


def blocks(*pages: PageMarks) -> tuple[Block, ...]:
    return lay_out(pages)[0]


def texts(*pages: PageMarks) -> list[str]:
    return [block.text for block in blocks(*pages)]


FULL = "word " * 19 + "lasts"  # 100 letters: 500 points, from 50 to 550


def test_lines_of_a_paragraph_join() -> None:
    (block,) = blocks(page(line(50, 100, FULL), line(50, 112, "and so on.")))
    assert block.text == FULL + " and so on."
    assert [one.raw for one in block.lines] == [FULL, "and so on."]
    assert all(block.text[one.start : one.end] == one.raw for one in block.lines)


def test_a_gap_parts_paragraphs() -> None:
    assert len(texts(page(line(50, 100, FULL), line(50, 112, FULL), line(50, 136, FULL)))) == 2


def test_a_short_line_ends_a_paragraph() -> None:
    assert texts(page(line(50, 100, FULL), line(50, 112, "short."), line(50, 124, FULL))) == [FULL + " short.", FULL]


def test_a_line_that_breaks_off_goes_on_however_short_it_is() -> None:
    first = line(50, 88, FULL)
    assert len(texts(page(first, line(50, 100, "mended in the week of"), line(50, 112, "March. So it was.")))) == 1
    assert len(texts(page(first, line(50, 100, "mended, said Ann Ash"), line(50, 112, "March came and went.")))) == 2


def test_a_list_that_ends_with_and_is_over_where_a_sentence_begins() -> None:
    parts = texts(
        page(line(50, 88, FULL), line(50, 100, "mend the gate; and"), line(50, 112, "The motion was carried"))
    )
    assert parts == [FULL + " mend the gate; and", "The motion was carried"]


def test_a_bracket_holds_two_lines_together() -> None:
    first = line(50, 82, FULL + ".")
    assert len(texts(page(first, line(50, 100, "Ann Ash, Clerk (Parks"), line(50, 112, "Verges) since May")))) == 2
    assert len(texts(page(first, line(50, 100, "Ann Ash, Clerk (Parks)"), line(50, 112, "Bo Elm, Clerk (Trees)")))) == 3


def test_a_number_that_a_sentence_cites_is_no_label() -> None:
    (block,) = blocks(page(line(50, 100, FULL[:90] + " Order No."), line(50, 112, "1187. It was carried.")))
    assert block.text.endswith("Order No. 1187. It was carried.")


def test_text_that_ends_left_of_the_page_edge_keeps_its_sentences() -> None:
    wide = [line(50, 30, FULL)]
    narrow = [line(80, 60 + 12 * n, "word " * 12 + "twelve words of it" + "." * (n % 3 == 2)) for n in range(12)]
    cut = [line(80, 240, "word " * 12 + "went to Much"), line(80, 252, "Wenlow. It was so.")]
    assert texts(page(*wide, *narrow, *cut))[-1].endswith("went to Much Wenlow. It was so.")


def test_indented_lines_of_a_ragged_paragraph_are_not_centred() -> None:
    other = [line(50, 20, FULL), line(50, 60, FULL)]
    text = [line(100, 100, "word " * 14 + "while"), line(100, 112, "word " * 15 + "lasts."), line(300, 160, "End")]
    assert "left" in {b.align for b in blocks(page(*other, *text)) if b.text.startswith("word")}
    assert len(blocks(page(*other, *text))) == 4


def test_a_bold_line_is_a_block_and_a_bold_start_is_not() -> None:
    found = texts(
        page(line(50, 100, FULL, bold=True), line(50, 112, FULL)),
    )
    assert found == [FULL, FULL]
    (block,) = blocks(
        page(line(50, 100, "Gate:", bold=True) + line(80, 100, "word " * 18 + "last"), line(50, 112, "end."))
    )
    assert block.text.startswith("Gate: word")
    assert [run.style.bold for run in block.runs] == [True, False]
    assert block.text[block.runs[0].start : block.runs[0].end].strip() == "Gate:"


def test_a_sign_without_a_map_is_a_bullet() -> None:
    two = blocks(page(line(50, 100, "\ufffd The gate"), line(50, 112, "\ufffd The wall")))
    assert [(b.label, b.text) for b in two] == [("•", "The gate"), ("•", "The wall")]


def test_labels_and_depth() -> None:
    found = blocks(
        page(
            line(50, 100, "1.") + line(70, 100, "The hall"),
            line(70, 112, "(a)") + line(90, 112, "its roof"),
            line(70, 124, "(b)") + line(90, 124, "its door"),
            line(50, 136, "2.") + line(70, 136, "The pond"),
        )
    )
    assert [(b.label, b.text, b.depth) for b in found] == [
        ("1.", "The hall", 0),
        ("(a)", "its roof", 1),
        ("(b)", "its door", 1),
        ("2.", "The pond", 0),
    ]
    assert found[0].indent == 70


def test_a_number_set_apart_on_the_left_is_a_label() -> None:
    found = blocks(page(line(50, 100, "7") + line(90, 100, "Minutes of the previous meeting", bold=True)))
    assert [(b.label, b.text) for b in found] == [("7", "Minutes of the previous meeting")]


def test_a_hanging_item_keeps_its_lines() -> None:
    full = "word " * 15 + "lasts"
    found = blocks(
        page(
            line(50, 100, "•") + line(70, 100, full),
            line(70, 112, "to the end"),
            line(50, 124, "•") + line(70, 124, "next"),
        )
    )
    assert [(b.label, b.text) for b in found] == [("•", full + " to the end"), ("•", "next")]


def test_a_dash_that_begins_a_wrapped_line_is_no_bullet() -> None:
    found = blocks(page(line(50, 100, FULL), line(50, 112, "– which was long –"), line(50, 136, FULL)))
    assert found[0].text == FULL + " – which was long –"
    assert found[0].label == ""


def test_words_cut_at_a_line_end_are_whole() -> None:
    start = "word " * 18
    (block,) = blocks(page(line(50, 100, start + "govern-"), line(50, 112, "ment sat.")))
    assert block.text == start + "government sat."
    assert block.lines[0].raw.endswith("govern-")
    assert block.text[block.lines[1].start : block.lines[1].end] == "ment sat."


def test_a_compound_keeps_its_hyphen() -> None:
    start = "word " * 18
    seen = line(50, 60, "a cross-border road")
    assert texts(page(seen, line(50, 100, start + "cross-"), line(50, 112, "border trade.")))[1].endswith(
        "cross-border trade."
    )


def test_a_wide_gap_is_a_tab() -> None:
    (block,) = blocks(page(line(50, 100, "Chair:|Ms Doe")))
    assert block.text == "Chair:\tMs Doe"


def test_a_value_that_wraps_stays_with_its_key() -> None:
    found = texts(
        page(line(50, 100, "Present:|" + "word " * 16 + "last"), line(130, 112, "and Mr Roe."), line(50, 136, FULL))
    )
    assert found[0].endswith("last and Mr Roe.")


def test_lists_side_by_side_are_read_one_after_the_other() -> None:
    found = texts(
        page(
            line(50, 100, "Present:", bold=True) + line(300, 100, "Apologies:", bold=True),
            line(50, 112, "Ann Doe") + line(300, 112, "Cal Poe"),
            line(50, 124, "Bob Roe"),
            line(50, 148, FULL),
        )
    )
    assert found == ["Present:", "Ann Doe", "Bob Roe", "Apologies:", "Cal Poe", FULL]


def test_initials_beside_the_text_are_margin_notes() -> None:
    text = "word " * 15 + "last"  # ends at 445
    found = blocks(
        page(
            line(50, 200, text),
            line(50, 212, "AB to mend the gate.") + line(500, 212, "AB"),
            line(50, 236, text),
            line(50, 248, text),
            line(50, 260, "CD to write.") + line(500, 260, "CD"),
            line(50, 284, text),
        )
    )
    assert [(b.kind, b.text[-6:]) for b in found] == [
        ("body", " gate."),
        ("margin", "AB"),
        ("body", "write."),
        ("margin", "CD"),
        ("body", "d last"),
    ]
    assert found[1].page == 1
    assert found[1].bbox is not None
    assert found[1].bbox.x0 == 500


def test_a_page_number_is_no_margin_note() -> None:
    text = "word " * 15 + "last"
    rows = [line(50, 100 + 12 * n, text) for n in range(6)]
    assert [b.kind for b in blocks(page(*rows, line(500, 172, "7")))] == ["body", "body"]


def test_a_table_without_rules() -> None:
    head = line(50, 100, "Ref", bold=True) + line(120, 100, "Task", bold=True) + line(400, 100, "Who", bold=True)
    found, tables = lay_out(
        [
            page(
                head,
                line(50, 116, "1") + line(120, 116, "Write to the county about the long") + line(400, 116, "AB"),
                line(120, 128, "drain by the pond"),
                line(50, 144, "2") + line(120, 144, "Mend the gate") + line(400, 144, "CD"),
                line(50, 190, FULL),
            )
        ]
    )
    assert (tables[0].rows, tables[0].columns) == (3, 3)
    assert [(b.text, b.cell.row, b.cell.column) for b in found if b.cell and b.cell.row == 1] == [
        ("1", 1, 0),
        ("Write to the county about the long drain by the pond", 1, 1),
        ("AB", 1, 2),
    ]
    assert found[-1].cell is None


def test_lists_of_names_are_no_table() -> None:
    head = (
        line(50, 100, "Present", bold=True) + line(200, 100, "Guests", bold=True) + line(400, 100, "Absent", bold=True)
    )
    names = [line(50, 112 + 12 * n, "Ann Doe") + line(200, 112 + 12 * n, "Bob Roe") for n in range(3)]
    _, tables = lay_out([page(head, *names, line(50, 180, FULL))])
    assert not tables


def test_table_with_merged_cell() -> None:
    rulings = (
        *grid([50, 150, 400], [100, 130]),
        *grid([50, 150, 400], [130, 160]),
        *box(50, 160, 400, 190),
    )
    found, tables = lay_out(
        [
            page(
                line(60, 120, "No"),
                line(160, 120, "Task"),
                line(60, 150, "1"),
                line(160, 150, "Gate"),
                line(60, 180, "All done"),
                rulings=rulings,
            )
        ]
    )
    cells = [(b.text, b.cell.row, b.cell.column, b.cell.colspan) for b in found if b.cell]
    assert cells == [("No", 0, 0, 1), ("Task", 0, 1, 1), ("1", 1, 0, 1), ("Gate", 1, 1, 1), ("All done", 2, 0, 2)]
    assert (tables[0].rows, tables[0].columns, tables[0].edges) == (3, 2, (50.0, 150.0, 400.0))
    assert not tables[0].open_top
    assert found[3].place == "page 1, table 1, row 2, column 2, paragraph 1"


def test_table_open_at_the_top() -> None:
    rulings = (
        *(Ruling(x, 50, x, 200) for x in (50.0, 150.0, 400.0)),
        Ruling(50, 120, 400, 120),
        Ruling(50, 200, 400, 200),
    )
    _, tables = lay_out([page(line(160, 80, "went on"), line(160, 150, "next"), rulings=rulings)])
    assert tables[0].open_top
    assert not tables[0].open_bottom
    assert tables[0].rows == 2


def test_a_page_inside_one_row_of_a_table() -> None:
    xs = [50.0, 100.0, 450.0, 550.0]
    first = page(line(60, 600, "1"), line(110, 600, "Gates"), line(460, 600, "AB"), rulings=grid(xs, [580, 620, 780]))
    upright = tuple(Ruling(x, 40, x, 780) for x in xs)
    middle = page(line(110, 60, "The gates are open"), line(110, 400, "by day"), rulings=upright, number=2)
    found, tables = lay_out([first, middle])
    assert [(t.rows, t.columns, t.open_top, t.open_bottom) for t in tables] == [
        (2, 3, False, False),
        (1, 3, True, True),
    ]
    assert [(b.cell.row, b.cell.column) for b in found if b.cell is not None and b.page == 2] == [(0, 1), (0, 1)]
    inner = page(line(110, 60, "The gates"), line(460, 400, "CD"), rulings=upright[1:3], number=2)
    assert lay_out([first, inner])[1][1].columns == 3
    assert len(lay_out([inner])[1]) == 0
    crossed = page(line(60, 60, "wordsthatrunacross the line"), rulings=upright, number=1)
    assert len(lay_out([crossed])[1]) == 0


def test_a_box_round_paragraphs_is_no_table() -> None:
    found, tables = lay_out([page(line(60, 120, "Action: AB to mend the gate"), rulings=box(50, 100, 400, 140))])
    assert not tables
    assert found[0].cell is None


def test_tables_with_other_columns_that_touch_are_two() -> None:
    rulings = (*grid([50, 150, 500], [100, 130, 160]), *grid([50, 80, 450, 500], [160, 190, 220]))
    words = [line(60, y, "x") for y in (120, 150, 180, 210)] + [line(200, y, "y") for y in (120, 150, 180, 210)]
    _, tables = lay_out([page(*words, rulings=rulings)])
    assert [(t.rows, t.columns) for t in tables] == [(2, 2), (2, 3)]


def test_a_table_painted_as_filled_cells() -> None:
    fills = tuple(
        Fill(x0, y, x1, y + 19, (0.9, 0.9, 0.9)) for y in (100.0, 120.0) for x0, x1 in ((50.0, 149.0), (150.0, 400.0))
    )
    found, tables = lay_out(
        [page(line(60, 114, "No"), line(160, 114, "Task"), line(60, 134, "1"), line(160, 134, "Gate"), fills=fills)]
    )
    assert len(tables) == 1
    assert [(b.cell.row, b.cell.column) for b in found if b.cell] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_underline_is_a_style_and_no_ruling() -> None:
    words = line(50, 100, "Roll call") + line(110, 100, "was taken")
    (block,) = blocks(page(words, rulings=(Ruling(50, 101.5, 95, 101.5),)))
    assert block.share("underline", 0, 9) == 1
    assert block.share("underline", 10) == 0


def test_borders_of_narrow_cells_drawn_in_pieces_are_no_underlines() -> None:
    xs, ys = [50.0, 150.0, 175.0, 200.0], [88.0, 102.0, 116.0]
    pieces = tuple(Ruling(a, y, b, y) for y in ys for a, b in itertools.pairwise(xs))
    sides = tuple(Ruling(x, ys[0], x, ys[-1]) for x in xs)
    words = [line(x, y, text) for y in (100, 114) for x, text in ((55, "Ann Doe"), (160, "P"), (185, "A"))]
    found, tables = lay_out([page(*words, rulings=pieces + sides)])
    assert (tables[0].rows, tables[0].columns) == (2, 3)
    assert not any(b.underline for b in found)
    assert [b.text for b in found] == ["Ann Doe", "P", "A", "Ann Doe", "P", "A"]


def test_superscript_stays_in_the_flow() -> None:
    raised = Word("th", 95, 91, 101, 97, 96, 6)
    (block,) = blocks(page(line(50, 100, "On the 28"), [raised], line(106, 100, "of May")))
    assert block.text == "On the 28th of May"


def test_footnote() -> None:
    mark = Word("1", 50, 693, 53, 698, 697, 5)
    found = blocks(
        page(
            line(50, 100, FULL),
            line(50, 112, FULL),
            [mark],
            line(56, 700, "See the plan of the hall.", size=8),
            rulings=(Ruling(50, 685, 190, 685),),
        )
    )
    assert (found[-1].kind, found[-1].label, found[-1].text) == ("footnote", "1", "See the plan of the hall.")


def test_watermark_is_kept_apart() -> None:
    mark = Word("DRAFT", 100, 100, 500, 500, 300, 120, turn=45.0, color=(0.8, 0.8, 0.8))
    found = blocks(page(line(50, 290, FULL), [mark], line(50, 302, "goes on.")))
    assert [(b.kind, b.text) for b in found] == [("body", FULL + " goes on."), ("watermark", "DRAFT")]


def test_pale_giant_letters_are_a_watermark() -> None:
    found = blocks(
        page(line(50, 290, FULL), line(50, 302, FULL), line(100, 300, "DRAFT", size=90, color=(0.85, 0.85, 0.85)))
    )
    assert found[-1].kind == "watermark"


def test_white_on_white_is_not_there_but_white_on_dark_is() -> None:
    white = (1.0, 1.0, 1.0)
    assert texts(page(line(50, 100, "seen"), line(50, 130, "hidden", color=white))) == ["seen"]
    dark = Fill(40, 115, 200, 135, (0.1, 0.1, 0.4))
    assert texts(page(line(50, 100, "seen"), line(50, 130, "shown", color=white), fills=(dark,))) == ["seen", "shown"]


def test_letter_spaced_heading() -> None:
    assert texts(
        page(line(50, 100, "M I N U T E S   O F   M A Y".replace("   ", " | ").replace(" | ", "|"), space=3))
    ) == ["MINUTES OF MAY"] or texts(page(line(50, 100, "M I N U T E S", space=3))) == ["MINUTES"]


def test_a_page_written_sideways() -> None:
    words = []
    for word in line(100, 50, "Ann spoke of it"):
        words.append(
            Word(word.text, word.base - 8, 800 - word.x1, word.base + 2, 800 - word.x0, word.base, 10, turn=90.0)
        )
        words[-1].space = True
    (block,) = blocks(PageMarks(1, 600, 800, words=words))
    assert block.text == "Ann spoke of it"
    assert block.bbox is not None
    assert block.bbox.height > block.bbox.width
    assert (block.bbox.x0, block.bbox.bottom) == (42, 700)


def chars(text: str, x: float = 50.0, y: float = 700.0, *, step: float = 5.0, bold: bool = False) -> list[Char]:
    return [
        Char(
            c,
            x + i * step,
            y - 2,
            x + i * step + 5,
            y + 8,
            x + i * step,
            y,
            (10, 0, 0, 10),
            10.0,
            bold,
            False,
            (0, 0, 0),
            0,
        )
        for i, c in enumerate(text)
    ]


def test_letters_to_words() -> None:
    assert [w.text for w in make_words(chars("The ﬁsh pond"), 800)] == ["The", "fish", "pond"]


def test_letters_drawn_twice_count_once_and_are_bold() -> None:
    twice = [c for pair in zip(chars("Gate"), chars("Gate", 50.3), strict=True) for c in pair]
    (word,) = make_words(twice, 800)
    assert (word.text, word.bold) == ("Gate", True)
    (word,) = make_words(chars("Gate") + chars("Gate", 50.3), 800)
    assert (word.text, word.bold) == ("Gate", True)


@pytest.mark.parametrize("sign", ["\u00ad", "\ufffe", "\u0002", "\u2010"])
def test_signs_for_a_hyphen(sign: str) -> None:
    assert [w.text for w in make_words(chars(f"co{sign}op"), 800)] == ["co-op"]


def test_no_pages_no_blocks() -> None:
    assert lay_out([]) == ((), ())
    assert lay_out([PageMarks(1, 600, 800)]) == ((), ())


PROSE = "words of the minutes run from the left margin of the page as far as to the right one"


def numbered(number: int, lines: int, first: int = 1, step: int = 1) -> PageMarks:
    """A page of prose with a number beside each line, or each so manieth."""
    rows = []
    for k in range(lines):
        y = 80 + 26 * k
        if (first + k) % step == 0:
            label = str(first + k)
            rows.append(line(60 - 5 * len(label), y, label))
        rows.append(line(72, y, f"{PROSE} {'x' * (k % 3)}".strip()))
    return page(*rows, number=number)


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_beside_the_lines_are_taken_off(step: int) -> None:
    found = texts(numbered(1, 26, step=step), numbered(2, 26, 27, step=step))
    assert "".join(found).replace(" ", "").isalpha()


def test_a_last_page_with_a_few_lines_has_its_numbers_taken_off_too() -> None:
    assert "".join(texts(numbered(1, 26), numbered(2, 4))).replace(" ", "").isalpha()


def test_a_numbered_list_keeps_its_numbers() -> None:
    names = [line(50, 80 + 26 * k, str(k + 1)) + line(72, 80 + 26 * k, f"Ann Hill {'x' * k}") for k in range(20)]
    found = blocks(page(*names, line(72, 700, FULL)))
    assert sum(any(c.isdigit() for c in f"{b.label} {b.text}") for b in found) >= 19


def test_items_with_a_number_each_keep_them() -> None:
    rows = []
    for k in range(20):
        rows.append(line(50, 60 + 36 * k, str(k + 1)) + line(72, 60 + 36 * k, PROSE))
        rows.append(line(72, 72 + 36 * k, PROSE))
    found = blocks(page(*rows))
    assert sum(any(c.isdigit() for c in f"{b.label} {b.text}") for b in found) >= 19


def test_a_numbered_title_wraps_to_the_margin_of_its_number() -> None:
    long = "HB48/31 2.|" + "TOLLS AND " * 8 + "THE"
    found = texts(page(line(50, 100, long), line(50, 112, "FERRY DUES"), line(50, 136, FULL)))
    assert found[0].endswith("THE FERRY DUES")


def test_a_label_in_capitals_begins_a_line_of_its_own() -> None:
    vote = "MILL VOTE: 9 in favour and 2 against"
    assert texts(page(line(50, 100, FULL), line(50, 112, vote))) == [FULL, vote]
    assert texts(page(line(50, 100, FULL), line(50, 112, vote.lower()))) == [f"{FULL} {vote.lower()}"]
