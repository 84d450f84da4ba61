from dataclasses import replace

from documents import block, doc, page, table
from minutebook.clean import clean, join
from minutebook.document import BBox, Block, Document, Line
from minutebook.rulepack import load


def at(text: str, number: int, top: float, x0: float = 72.0, x1: float = 500.0) -> Block:
    """A block at a height of a page."""
    box = BBox(x0, top, x1, top + 12)
    plain = block(text)
    return replace(plain, page=number, bbox=box, lines=(Line(0, len(plain.text), number, box, plain.text),), indent=x0)


def texts(document: Document, kind: str = "body") -> list[str]:
    return [b.text for b in document.blocks if b.kind == kind]


def cleaned(*parts: str | Block | table | page) -> Document:
    return clean(doc(*parts), load())


def test_running_headers_footers_and_page_numbers_are_marked() -> None:
    parts: list[str | Block | table | page] = []
    for n in (1, 2, 3):
        parts += [page(n), at("Marsh End Harbour Board", n, 30), at(f"Business of page {n} goes here.", n, 300)]
        parts += [at(f"Minutes of 4 March 2031, page {n}", n, 800)]
    document = cleaned(*parts)
    assert texts(document) == [f"Business of page {n} goes here." for n in (1, 2, 3)]
    assert texts(document, "header") == ["Marsh End Harbour Board"] * 3
    assert len(texts(document, "footer")) == 3


def test_a_number_in_the_text_is_no_page_number() -> None:
    document = cleaned(at("Dredging", 1, 300), at("7", 1, 400), at("7", 1, 810))
    assert texts(document) == ["Dredging", "7"]
    assert texts(document, "footer") == ["7"]


def test_different_lines_at_the_same_edge_stay() -> None:
    document = cleaned(at("Present: Hilda Marsh", 1, 40), page(2), at("Dredging was discussed.", 2, 40))
    assert len(texts(document)) == 2


def test_a_label_at_the_top_of_two_pages_stays_if_it_stands_in_the_midst_of_pages_too() -> None:
    parts: list[str | Block | table | page] = []
    for n in (1, 2, 3):
        parts += (
            [page(n), at("Decision", n, 40), at(("Ferry sails.", "Net torn.")[n - 2], n, 60)] if n > 1 else [page(n)]
        )
        parts += [at("Decision", n, 400), at(f"Raft {n} stays.", n, 420)]
    document = cleaned(*parts)
    assert texts(document).count("Decision") == 5
    assert not texts(document, "header")


def test_the_number_of_an_item_in_a_small_table_at_the_edge_stays() -> None:
    document = cleaned(
        table([["1.", "Dredging of the quay"]]),
        at("It was discussed.", 1, 300),
        page(2),
        table([["2.", "Lamps of the harbour"]]),
        at("They were mended.", 2, 300),
    )
    assert {"1.", "2."} <= {f"{b.label}{b.text}" for b in document.blocks if b.kind == "body"}


def test_the_number_before_a_title_at_the_edge_is_no_page_number() -> None:
    document = cleaned(at("4.", 1, 60, 72, 80), at("Dredging of the quay", 1, 60, 108, 300), at("It was late.", 1, 300))
    assert texts(document) == ["4.", "Dredging of the quay", "It was late."]


def test_a_running_header_in_a_small_table_goes() -> None:
    rows = [["Marsh End Harbour Board", "Page {n}"]]
    parts: list[str | Block | table | page] = []
    for n in (1, 2, 3):
        parts += [page(n), table([[c.format(n=n) for c in row] for row in rows]), at(f"Business {n}.", n, 300)]
    assert texts(cleaned(*parts)) == ["Business 1.", "Business 2.", "Business 3."]


def test_a_paragraph_cut_by_the_page_is_joined() -> None:
    document = cleaned(
        at("The clerk will write to the", 1, 760), page(2), at("owner of the quay.", 2, 60), at("Next.", 2, 90)
    )
    assert texts(document) == ["The clerk will write to the owner of the quay.", "Next."]
    joined = document.blocks[0]
    assert [line.page for line in joined.lines] == [1, 2]
    assert [joined.text[n.start : n.end] for n in joined.lines] == ["The clerk will write to the", "owner of the quay."]
    assert (joined.page, joined.end_page) == (1, 2)


def test_a_word_cut_by_the_page_is_whole() -> None:
    document = cleaned(at("The dredg-", 1, 760), page(2), at("ing is done.", 2, 60))
    assert texts(document) == ["The dredging is done."]
    assert document.blocks[0].lines[0].raw == "The dredg-"


def test_what_ends_or_starts_anew_is_not_joined() -> None:
    for before, after in (
        ("It was agreed.", "The clerk left."),
        ("He listed", "• boats"),
        ("It was noted that", "**Finance**"),
    ):
        document = cleaned(at(before, 1, 760), page(2), at(after, 2, 60))
        assert len(texts(document)) == 2


def two_tables(last_row: list[str], first_row: list[str]) -> Document:
    rows = [["No", "Minute", "Action"], ["1", "**Apologies**\nNone.", ""], last_row]
    second = [["No", "Minute", "Action"], first_row, ["3", "**Close**\nAt nine.", ""]]
    return cleaned(table(rows), page(2), table(second))


def test_a_table_over_two_pages_is_one_and_its_repeated_header_goes() -> None:
    document = two_tables(["2", "**Quay**\nThe quay was inspected.", ""], ["2a", "**Crane**\nSold.", "AB"])
    assert len(document.tables) == 1
    assert document.tables[0].rows == 5
    rows = {b.text: b.cell.row for b in document.blocks if b.cell is not None}
    assert (rows["2"], rows["2a"], rows["3"], rows["AB"]) == (2, 3, 4, 3)
    assert texts(document, "header") == ["No", "Minute", "Action"]


def test_the_row_that_the_page_cut_is_one_row_and_its_paragraph_whole() -> None:
    document = two_tables(
        ["2", "**Quay**\nThe quay was inspected by", ""], ["", "the harbour master.\nHe was content.", "AB"]
    )
    quay = [b for b in document.blocks if b.cell is not None and b.cell.row == 2 and b.cell.column == 1]
    assert [b.text for b in quay] == ["Quay", "The quay was inspected by the harbour master.", "He was content."]
    assert {b.cell.row for b in document.blocks if b.text == "AB" and b.cell is not None} == {2}


def test_a_table_over_three_pages_is_one() -> None:
    document = cleaned(
        "Minutes of the Harbour Board",
        table([["1", "**Quay**\nIt was swept.", ""], ["2", "**Hut**\nIt was let.", "CD"]]),
        page(2),
        table([["3", "**Crane**\nIt was sold to", ""]]),
        page(3),
        table([["", "a farmer.", "AB"], ["4", "**Close**\nAt nine.", ""]]),
    )
    assert [t.rows for t in document.tables] == [4]
    rows = {b.text: b.cell.row for b in document.blocks if b.cell is not None}
    assert rows["It was sold to a farmer."] == rows["AB"] == 2
    assert rows["At nine."] == 3


def test_tables_of_other_columns_stay_apart() -> None:
    document = cleaned(table([["1", "Text", "AB"]]), page(2), table([["Name", "Role"], ["Hilda", "Clerk"]]))
    assert len(document.tables) == 2


def test_a_docx_passes_through() -> None:
    document = doc("1", "Text", laid_out=False)
    assert clean(document, load()) is document


def test_join_shifts_runs() -> None:
    both = join(block("A **bold** end"), block("and *more*"))
    assert both.text == "A bold end and more"
    styled = {both.text[r.start : r.end]: (r.style.bold, r.style.italic) for r in both.runs}
    assert styled["bold"] == (True, False) and styled["more"] == (False, True)
    assert both.runs[-1].end == len(both.text)


def test_join_keeps_every_visible_character() -> None:
    both = join(Block("ends with a -"), Block("dash"))
    assert both.text == "ends with a - dash"
