"""The PDF reader on small PDFs made here."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from minutebook.document import Document
from minutebook.errors import MinutebookError
from minutebook.read import pdf, pdfium, plumber
from minutebook.read.fonts import look_of
from minutebook.read.marks import PageMarks
from minutebook.read.pdfium.loops import loops

READER = "auto"
COMPILED = loops.compiled


@pytest.fixture(autouse=True, params=["pdfium, compiled", "pdfium", "pdfplumber"])
def each_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test hold for both readers, and for pdfium's with and without the compiled loops."""
    reader, _, compiled = request.param.partition(", ")
    if compiled and COMPILED is None:
        pytest.skip("the compiled loops were not built")
    monkeypatch.setattr(sys.modules[__name__], "READER", reader)
    monkeypatch.setattr(loops, "compiled", COMPILED if compiled else None)


def read_pdf(data: bytes) -> Document:
    return pdf.read_pdf(data, READER)


def make(*pages: Callable[[Canvas], Any], **options: Any) -> bytes:
    """Return a PDF; each function draws one page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def simple(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72, 760, "1. Apologies")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 740, "Ann Doe sent hers.")


def picture(canvas: Canvas) -> None:
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), (200, 220, 200))), 0, 0, *A4)


def test_text_style_and_place() -> None:
    document = read_pdf(make(simple))
    head, body = document.blocks
    assert (head.label, head.text, head.bold, head.size) == ("1.", "Apologies", True, 11.0)
    assert (body.text, body.bold, body.page, body.place) == ("Ann Doe sent hers.", False, 1, "page 1, paragraph 2")
    assert body.bbox is not None
    assert 90 < body.bbox.top < 841.89 - 740 < body.bbox.bottom < 106
    assert (document.pages, document.media_type, document.reader) == (1, "application/pdf", READER)
    assert document.page_sizes == ((595.28, 841.89),)


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [
        ("Times-BoldItalic", True, True),
        ("Times-Italic", False, True),
        ("Helvetica-Oblique", False, True),
        ("Courier", False, False),
    ],
)
def test_weight_and_slant(font: str, bold: bool, italic: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 11)
        canvas.drawString(72, 700, "The gate is mended")

    (block,) = read_pdf(make(draw)).blocks
    assert (block.bold, block.italic) == (bold, italic)


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("ABCDEF+Calibri,Bold", (True, False)),
        ("Arial-BoldMT", (True, False)),
        ("ABCDEF+Arial-Black", (True, False)),
        ("SegoeUI-Semibold", (True, False)),
        ("HelveticaNeueLTStd-Bd", (True, False)),
        ("HelveticaNeueLTStd-It", (False, True)),
        ("TimesNewRomanPS-BoldItalicMT", (True, True)),
        ("SegoeUI-Semilight", (False, False)),
        ("Calibri", (False, False)),
        ("ABCDEF+Garamond", (False, False)),
        ("Italiana-Regular", (False, False)),
    ],
)
def test_font_names(name: str, look: tuple[bool, bool]) -> None:
    assert look_of(name, 0, 0)[:2] == look


def test_fake_bold_and_faked_slant() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(2)
        text.textLine("stroked")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.transform(1, 0, 0.3, 1, 72, 600)
        canvas.drawString(0, 0, "leaning")

    stroked, leaning = read_pdf(make(draw)).blocks
    assert (stroked.text, stroked.bold, stroked.italic) == ("stroked", True, False)
    assert (leaning.text, leaning.bold, leaning.italic) == ("leaning", False, True)


def test_ruled_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 200, 400], [700, 720, 740])
        canvas.drawString(75, 725, "Task")
        canvas.drawString(205, 725, "Owner")
        canvas.drawString(75, 705, "Mend the gate")
        canvas.drawString(205, 705, "AB")

    document = read_pdf(make(draw))
    assert [(b.text, b.cell.row, b.cell.column) for b in document.blocks if b.cell] == [
        ("Task", 0, 0),
        ("Owner", 0, 1),
        ("Mend the gate", 1, 0),
        ("AB", 1, 1),
    ]
    assert document.tables[0].page == 1


def test_table_of_thin_filled_bars() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 720, 740):
            canvas.rect(72, y, 328, 0.6, stroke=0, fill=1)
        for x in (72, 200, 400):
            canvas.rect(x, 700, 0.6, 40, stroke=0, fill=1)
        canvas.drawString(75, 725, "Task")
        canvas.drawString(205, 705, "AB")

    assert (read_pdf(make(draw)).tables[0].rows, read_pdf(make(draw)).tables[0].columns) == (2, 2)


def test_underline_drawn_as_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Reports")
        canvas.line(72, 698.5, 72 + canvas.stringWidth("Reports", "Helvetica", 11), 698.5)

    document = read_pdf(make(draw))
    assert document.blocks[0].underline
    assert not document.tables


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_page(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.saveState()
        if turn == 90:  # reportlab swaps the sides of the page, so that it is shown upright
            canvas.translate(A4[1], 0)
        elif turn == 180:
            canvas.translate(*A4)
        else:
            canvas.translate(0, A4[0])
        canvas.rotate(turn)
        simple(canvas)
        canvas.restoreState()

    document = read_pdf(make(draw))
    assert [b.text for b in document.blocks][-1] == "Ann Doe sent hers."
    assert document.page_sizes == ((595.28, 841.89),)
    box = document.blocks[-1].bbox
    assert box is not None
    assert box.x0 == pytest.approx(72, abs=0.1)
    assert 90 < box.top < 841.89 - 740 < box.bottom < 106


def test_landscape_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(landscape(A4))
        canvas.drawString(700, 500, "Far right")

    document = read_pdf(make(draw))
    assert document.page_sizes == ((841.89, 595.28),)
    assert document.blocks[0].text == "Far right"


def test_diagonal_draft_is_a_watermark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.translate(150, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        for n in range(20):
            canvas.drawString(
                72, 700 - 13 * n, "The council spoke of the pond and of its banks and of the willow near it, at length."
            )

    document = read_pdf(make(draw))
    assert [b.text for b in document.blocks if b.kind == "watermark"] == ["DRAFT"]
    assert all("DRAFT" not in b.text for b in document.blocks if b.kind == "body")


def test_a_code_that_winansi_leaves_free_is_a_bullet() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "@ The gate is open.")

    data = make(draw, pageCompression=0)
    assert data.count(b"(@ The gate") == 1
    (block,) = read_pdf(data.replace(b"(@ The gate", b"(\x7f The gate")).blocks
    assert (block.label, block.text) == ("•", "The gate is open.")


def test_invisible_text_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Seen by all")
        text = canvas.beginText(72, 650)
        text.setTextRenderMode(3)
        text.textLine("hidden")
        canvas.drawText(text)

    assert [b.text for b in read_pdf(make(draw)).blocks] == ["Seen by all"]


def test_text_layer_under_a_scan_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(72, 650)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textLine("Read by a machine")
        canvas.drawText(text)

    assert [b.text for b in read_pdf(make(draw)).blocks] == ["Read by a machine"]


def test_crop_box_is_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 500, 800))
        canvas.drawString(72, 700, "Inside")
        canvas.drawString(72, 20, "Outside")

    document = read_pdf(make(draw))
    assert [b.text for b in document.blocks] == ["Inside"]
    assert document.page_sizes == ((450.0, 700.0),)
    box = document.blocks[0].bbox
    assert box is not None
    assert box.x0 == pytest.approx(22, abs=0.1)
    assert 85 < box.top < 100 < box.bottom < 106


def tagged(level: str) -> bytes:
    """Return a PDF of one page with a heading and a paragraph, tagged as such."""
    content = (
        f"/{level} <</MCID 0>> BDC BT /F1 14 Tf 72 760 Td (Apologies) Tj ET EMC "
        "/P <</MCID 1>> BDC BT /F1 11 Tf 72 730 Td (Ann Doe sent hers.) Tj ET EMC"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>/StructParents 0>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/StructTreeRoot/K 7 0 R/ParentTree 10 0 R>>",
        "<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R 9 0 R]>>",
        f"<</Type/StructElem/S/{level}/P 7 0 R/Pg 3 0 R/K 0>>",
        "<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K 1>>",
        "<</Nums[0[8 0 R 9 0 R]]>>",
    ]
    body = "%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    )
    return (body + end).encode("ascii")


@pytest.mark.parametrize(("tag", "level"), [("H1", 1), ("H3", 3), ("P", 0)])
def test_headings_that_the_file_tags(tag: str, level: int) -> None:
    document = pdf.read_pdf(tagged(tag))
    assert [(b.text, b.heading) for b in document.blocks] == [("Apologies", level), ("Ann Doe sent hers.", 0)]


def test_properties() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Minutes of May")
        simple(canvas)

    assert read_pdf(make(draw)).properties["Title"] == "Minutes of May"


def fails(data: bytes) -> str:
    with pytest.raises(MinutebookError) as caught:
        read_pdf(data)
    return caught.value.code


def test_scan() -> None:
    assert fails(make(picture)) == "E102"


def test_one_page_without_text_is_a_notice() -> None:
    document = read_pdf(make(simple, picture))
    assert [(n.code, n.page) for n in document.notices] == [("N04", 2)]


def test_outlines() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(300):
            x, y = 72 + 20 * (n % 20), 700 - 20 * (n // 20)
            path = canvas.beginPath()
            path.moveTo(x, y)
            path.curveTo(x + 3, y + 9, x + 6, y + 9, x + 9, y)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    assert fails(make(draw)) == "E103"


def test_blank() -> None:
    assert fails(make(lambda canvas: canvas.line(72, 72, 200, 72))) == "E108"


def test_password() -> None:
    assert fails(make(simple, encrypt=StandardEncryption("secret", ownerPassword="owner"))) == "E105"


def test_empty_user_password_opens() -> None:
    document = read_pdf(make(simple, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0)))
    assert document.blocks[0].text == "Apologies"


def test_damaged() -> None:
    data = make(simple)
    assert fails(data[:200]) == "E106"
    assert fails(b"%PDF-1.4 and nothing more") == "E106"


def test_a_file_without_pages_is_damaged_whatever_was_read_before() -> None:
    empty = b"%PDF-1.7\n"
    places = []
    for k, said in enumerate(("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), start=1):
        places.append(len(empty))
        empty += f"{k} 0 obj\n{said}\nendobj\n".encode("ascii")
    table = "0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 3\n{table}trailer << /Root 1 0 R /Size 3 >>\nstartxref\n{len(empty)}\n%%EOF\n"
    empty += end.encode("ascii")
    locked = make(simple, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    assert [fails(data) for data in (empty, locked, empty)] == ["E106", "E105", "E106"]


def test_cut_off_never_raises_anything_else() -> None:
    data = make(simple, simple)
    for end in range(20, len(data), 150):
        try:
            read_pdf(data[:end])
        except MinutebookError as error:
            assert error.code in {"E106", "E108"}


def test_each_filling_has_its_own_colour() -> None:
    def squares(canvas: Canvas) -> None:
        simple(canvas)
        for n, grey in enumerate((0.2, 0.6, 0.8)):
            canvas.setFillGray(grey)
            canvas.rect(72, 100 * n + 100, 60, 60, stroke=0, fill=1)

    pages = pdfium.PdfiumPages(make(squares)) if READER == "pdfium" else plumber.PlumberPages(make(squares))
    shades = sorted(round(fill.color[0], 1) for fill in pages.marks(1).fills if fill.color is not None)
    pages.close()
    assert shades == [0.2, 0.6, 0.8]


def test_too_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdfium, plumber):
        monkeypatch.setattr(module, "MAX_CHARS", 10)
    assert fails(make(simple)) == "E107"


def test_a_page_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdfium.drawn, plumber):
        monkeypatch.setattr(module, "MAX_PATHS", 5)

    def plan(canvas: Canvas) -> None:
        for n in range(10):
            canvas.line(72, 72 + n, 200, 72 + n)

    document = read_pdf(make(simple, plan))
    assert [(n.code, n.page) for n in document.notices] == [("N13", 2)]


def test_page_that_fails_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    for source in (pdfium.PdfiumPages, plumber.PlumberPages):
        whole = source.marks

        def broken(self: Any, number: int, whole: Callable[[Any, int], PageMarks] = whole) -> PageMarks:
            if number == 2:
                raise KeyError("Font")
            return whole(self, number)

        monkeypatch.setattr(source, "marks", broken)
    document = read_pdf(make(simple, simple))
    assert [(n.code, n.page) for n in document.notices] == [("N13", 2)]
    assert document.pages == 2


def test_pdfplumber_is_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdfium.PdfiumPages.marks

    def broken(self: pdfium.PdfiumPages, number: int) -> PageMarks:
        if number == 2:
            raise KeyError("Font")
        return whole(self, number)

    data = make(simple, simple)
    monkeypatch.setattr(pdfium.PdfiumPages, "marks", broken)
    document = pdf.read_pdf(data)
    assert [b.text for b in document.blocks] == ["Apologies", "Ann Doe sent hers."] * 2
    assert (document.reader, document.notices) == ("pdfium, pdfplumber", ())


def test_both_readers_let_go_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    for source in (pdfium.PdfiumPages, plumber.PlumberPages):
        monkeypatch.setattr(source, "close", lambda self: closed.append(self.reader))
    whole = pdfium.PdfiumPages.marks
    monkeypatch.setattr(pdfium.PdfiumPages, "marks", lambda self, number: replace(whole(self, number), unmapped=20))
    pdf.read_pdf(make(simple))
    assert closed == ["pdfium", "pdfplumber"]


def test_the_better_of_two_readings_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdfium.PdfiumPages.marks
    monkeypatch.setattr(pdfium.PdfiumPages, "marks", lambda self, number: replace(whole(self, number), unmapped=20))
    assert pdf.read_pdf(make(simple)).reader == "pdfium, pdfplumber"
    monkeypatch.setattr(pdfium.PdfiumPages, "marks", lambda self, number: replace(whole(self, number), unmapped=3))
    assert pdf.read_pdf(make(simple)).reader == "pdfium"


def test_both_readers_say_the_same() -> None:
    for path in sorted((Path(__file__).parent.parent / "data" / "raw").glob("*.pdf")):
        fast, slow = (pdf.read_pdf(path.read_bytes(), reader) for reader in ("pdfium", "pdfplumber"))
        assert [(b.label, b.text, b.cell, b.bold, b.italic) for b in fast.blocks] == [
            (b.label, b.text, b.cell, b.bold, b.italic) for b in slow.blocks
        ]


def test_same_bytes_same_document() -> None:
    data = make(simple, simple)
    assert read_pdf(data) == read_pdf(data)
