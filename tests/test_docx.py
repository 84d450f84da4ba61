"""The DOCX reader: each rule of Word's that it follows, and what it does with files that are none."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutebook.document import Block, Document
from minutebook.errors import MinutebookError
from minutebook.read import package
from minutebook.read.docx import MEDIA_TYPE, read_docx
from word import NS, REL, TYPES, built, p, relations, style, t, tbl, tc, tr, zipped


def read(*body: str, **parts: str) -> Document:
    return read_docx(built("".join(body), **parts))


def texts(document: Document, kind: str = "body") -> list[str]:
    return [b.text for b in document.blocks if b.kind == kind]


def one(*runs: str, props: str = "", **parts: str) -> Block:
    (block,) = read(p(*runs, props=props), **parts).blocks
    return block


# --- text ---


def test_body_order_and_places() -> None:
    d = read(p("Before"), p(), tbl(tr(tc(p("A"), p("B")), tc(p("C")))), p("After"))
    assert [(b.text, b.place) for b in d.blocks] == [
        ("Before", "paragraph 1"),
        ("A", "table 1, row 1, column 1, paragraph 1"),
        ("B", "table 1, row 1, column 1, paragraph 2"),
        ("C", "table 1, row 1, column 2, paragraph 1"),
        ("After", "paragraph 3"),
    ]
    assert (d.media_type, d.reader, d.pages, d.page_sizes) == (MEDIA_TYPE, "docx", None, ())


def test_breaks_tabs_and_hyphens() -> None:
    run = (
        "<w:r><w:t>Present</w:t><w:tab/><w:t>A Ash</w:t><w:br/><w:t>B Birch</w:t><w:cr/><w:t>co</w:t>"
        "<w:noBreakHyphen/><w:t>opted</w:t><w:softHyphen/><w:t>s</w:t></w:r>"
    )
    assert one(run).text == "Present\tA Ash\nB Birch\nco-opteds"


def test_space_is_kept_only_where_preserved() -> None:
    assert one("<w:r><w:t> The </w:t></w:r>", t(" clerk ")).text == "The clerk"


def test_a_gap_of_many_spaces_is_a_tab_and_runs_follow() -> None:
    block = one(t("Ash  ", "<w:b/>"), t("      Chair "), t("x", "<w:i/>"))
    assert block.text == "Ash\tChair x"
    assert [(block.text[r.start : r.end], r.style.bold, r.style.italic) for r in block.runs] == [
        ("Ash\t", True, False),
        ("Chair ", False, False),
        ("x", False, True),
    ]


def test_insertions_in_deletions_out_moves_once() -> None:
    block = one(
        "Rent ", "<w:ins>" + t("rose") + "</w:ins>", "<w:del><w:r><w:delText>fell</w:delText></w:r></w:del>",
        "<w:moveFrom>" + t("old") + "</w:moveFrom>", "<w:moveTo>" + t(" fast") + "</w:moveTo>",
        "<w:ins><w:del>" + t("neither") + "</w:del></w:ins>",
    )  # fmt: skip
    assert block.text == "Rent rose fast"


def test_a_deleted_paragraph_mark_joins_and_takes_the_look_of_the_next() -> None:
    d = read(
        p("One", props='<w:jc w:val="center"/><w:rPr><w:del w:id="1"/></w:rPr>'), p(" two"), p("Three"),
    )  # fmt: skip
    assert [(b.text, b.align, b.place) for b in d.blocks] == [
        ("One two", "left", "paragraph 1"),
        ("Three", "left", "paragraph 2"),
    ]


def test_a_drop_cap_is_the_first_letter_of_the_next_paragraph() -> None:
    assert texts(read(p("T", props='<w:framePr w:dropCap="drop" w:lines="2"/>'), p("he mill."))) == ["The mill."]


def test_a_table_whose_rows_are_all_deleted_is_gone() -> None:
    d = read(tbl(tr(tc(p("gone")), props="<w:del/>")), tbl(tr(tc(p("kept")))))
    assert (len(d.tables), [b.place for b in d.blocks]) == (1, ["table 1, row 1, column 1, paragraph 1"])


def test_a_deleted_row_is_gone() -> None:
    d = read(tbl(tr(tc(p("kept"))), tr(tc(p("gone")), props="<w:del/>"), tr(tc(p("last")))))
    assert [(b.text, b.cell and b.cell.row) for b in d.blocks] == [("kept", 0), ("last", 1)]
    assert d.tables[0].rows == 2


def test_hidden_text_is_out_and_a_hidden_mark_runs_on() -> None:
    d = read(
        p(t("secret", "<w:vanish/>"), props="<w:rPr><w:vanish/></w:rPr>"),
        p("Open", props="<w:outlineLvl w:val='1'/><w:rPr><w:vanish/><w:specVanish/></w:rPr>"),
        p(" text."),
    )
    assert [(b.text, b.heading, b.place) for b in d.blocks] == [("Open text.", 2, "paragraph 1")]


def test_hidden_by_a_style_and_shown_again() -> None:
    styles = style("H", "<w:rPr><w:vanish/></w:rPr>", "character")
    block = one(t("a", '<w:rStyle w:val="H"/>'), t("b", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'), styles=styles)
    assert block.text == "b"


def test_a_mark_hidden_by_a_style_runs_on() -> None:
    styles = style("H", "<w:rPr><w:vanish/></w:rPr>", "character") + style("S", "<w:rPr><w:vanish/></w:rPr>")
    d = read(
        p("One", props='<w:rPr><w:rStyle w:val="H"/></w:rPr>'), p(" two"),
        p(t("Three", '<w:vanish w:val="0"/>'), props='<w:pStyle w:val="S"/><w:rPr><w:b/></w:rPr>'), p(" four"),
        p("Five", props="<w:rPr><w:b/></w:rPr>"), p("six"), styles=styles,
    )  # fmt: skip
    assert texts(d) == ["One two", "Three four", "Five", "six"]


def test_containers_inside_a_paragraph() -> None:
    block = one(
        "<w:hyperlink>" + t("a") + "</w:hyperlink>", "<w:smartTag><w:smartTag>" + t("b") + "</w:smartTag></w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + t("c") + "</w:sdtContent></w:sdt>",
        "<w:fldSimple>" + t("d") + "</w:fldSimple>",
        "<w:r><w:ruby><w:rt>" + t("up") + "</w:rt><w:rubyBase>" + t("e") + "</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>f</m:t></m:r></m:oMath>", "<w:bdo>" + t("g") + "</w:bdo>",
    )  # fmt: skip
    assert block.text == "abcdefg"


def test_content_controls_around_blocks_rows_and_cells() -> None:
    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='no text'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    d = read(sdt(p("1st")), tbl(sdt(tr(tc(p("a")), sdt(tc(p("b"))))), tr(tc(sdt(p("c"))))))
    assert texts(d) == ["1st", "a", "b", "c"]
    assert [b.cell and (b.cell.row, b.cell.column) for b in d.blocks] == [None, (0, 0), (0, 1), (1, 0)]


def char(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def test_fields_show_their_result_only() -> None:
    instruction = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    nested = char("begin") + t("IF ") + char("begin") + instruction + char("separate") + t("hidden") + char("end")
    block = one("See ", nested + char("separate") + t("item 4") + char("end"), ".")
    assert block.text == "See item 4."


def test_a_field_over_two_paragraphs_and_one_without_end() -> None:
    d = read(p(char("begin"), t("TOC"), char("separate"), t("One")), p(t("Two"), char("end")))
    assert texts(d) == ["One", "Two"]
    assert texts(read(p(char("begin"), t("kept")), p("and this"))) == ["kept", "and this"]


def test_form_fields() -> None:
    box = "<w:ffData><w:checkBox><w:checked{}/></w:checkBox></w:ffData>"
    entries = '<w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
    drop = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    block = one(
        char("begin", box.format("")) + char("end"), char("begin", box.format(' w:val="0"')) + char("end"),
        char("begin", drop) + char("end"),
        char("begin", "<w:ffData><w:textInput/></w:ffData>") + char("separate") + t(" typed") + char("end"),
    )  # fmt: skip
    assert block.text == "☒☐yes typed"


def test_symbols_and_private_characters() -> None:
    sym = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    block = one(
        "x",
        sym.format("Wingdings", "F0FC"),
        sym.format("Symbol", "F0B3"),
        t("\uf0e0", '<w:rFonts w:ascii="Wingdings"/>'),
    )
    assert block.text == "x✓≥→"


def test_invisible_characters_are_dropped_and_spaces_plain() -> None:
    assert one("3\u00a0May\u200b\u00ad 2031").text == "3 May 2031"


def test_capitals_are_as_printed_and_small_capitals_as_stored() -> None:
    assert one(t("motion", "<w:caps/>"), t(" Carried", "<w:smallCaps/>")).text == "MOTION Carried"


def test_alternate_content_is_read_once() -> None:
    def alternate(requires: str, choice: str, fallback: str) -> str:
        return (
            f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        )

    content = f"<w:txbxContent>{p('Boxed')}{p('twice')}</w:txbxContent>"
    box = f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('Old')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    d = read(
        p("Anchor", f"<w:r>{alternate('wps', box, old)}</w:r>"), p("Next", f"<w:r>{alternate('w99', box, old)}</w:r>")
    )
    assert [(b.text, b.place) for b in d.blocks] == [
        ("Anchor", "paragraph 1"),
        ("Boxed", "paragraph 1, text box 1, paragraph 1"),
        ("twice", "paragraph 1, text box 1, paragraph 2"),
        ("Next", "paragraph 2"),
        ("Old", "paragraph 2, text box 1, paragraph 1"),
    ]


# --- tables ---


def test_merged_cells_come_once_with_their_spans() -> None:
    d = read(
        tbl(
            tr(tc(p("wide"), props='<w:gridSpan w:val="2"/>'), tc(p("tall"), props='<w:vMerge w:val="restart"/>')),
            tr(tc(p("a")), tc(p("b")), tc(p("ghost"), props="<w:vMerge/>")),
            tr(tc(p("c")), props='<w:gridBefore w:val="2"/>'),
        )
    )
    cells = {b.text: b.cell for b in d.blocks}
    assert list(cells) == ["wide", "tall", "a", "b", "c"]
    wide, tall, c = cells["wide"], cells["tall"], cells["c"]
    assert wide and (wide.row, wide.column, wide.rowspan, wide.colspan) == (0, 0, 1, 2)
    assert tall and (tall.row, tall.column, tall.rowspan, tall.colspan) == (0, 2, 2, 1)
    assert c and (c.row, c.column, c.rowspan) == (2, 2, 1)
    assert (d.tables[0].rows, d.tables[0].columns) == (3, 3)


def test_old_horizontal_merge() -> None:
    d = read(tbl(tr(tc(p("ab"), props='<w:hMerge w:val="restart"/>'), tc(p(""), props="<w:hMerge/>"), tc(p("c")))))
    assert [(b.text, b.cell and (b.cell.column, b.cell.colspan)) for b in d.blocks] == [("ab", (0, 2)), ("c", (2, 1))]


def test_nested_tables_know_their_cell() -> None:
    inner = tbl(tr(tc(p("deep"))))
    d = read(p("x"), tbl(tr(tc(p("left")), tc(p("right"), inner, p("below")))))
    assert [(b.text, b.cell and b.cell.table) for b in d.blocks[1:]] == [
        ("left", 0), ("right", 0), ("deep", 1), ("below", 0),
    ]  # fmt: skip
    assert d.blocks[3].place == "table 1, row 1, column 2, table 1, row 1, column 1, paragraph 1"
    parent = d.tables[1].parent
    assert parent and (parent.table, parent.row, parent.column) == (0, 0, 1)


def test_header_rows_are_counted_from_the_top() -> None:
    header = "<w:tblHeader/>"
    d = read(tbl(tr(tc(p("h")), props=header), tr(tc(p("a"))), tr(tc(p("b")), props=header)))
    assert d.tables[0].header_rows == 1


def test_a_table_style_sets_its_first_row_bold() -> None:
    styles = style("T", '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>', "table")
    look = '<w:tblStyle w:val="T"/><w:tblLook w:val="0020"/>'
    d = read(p("Above"), tbl(tr(tc(p("Owner"))), tr(tc(p("AB"))), props=look), p("Below"), styles=styles)
    assert [b.bold for b in d.blocks] == [False, True, False, False]


# --- looks ---


def test_looks_come_from_defaults_styles_and_the_run() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Base", '<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>')
        + style("Child", "<w:rPr><w:i/></w:rPr>", based="Base")
        + style("Strong", '<w:rPr><w:b/><w:u w:val="single"/></w:rPr>', "character")
    )
    block = one(
        "a", t("b", '<w:rStyle w:val="Strong"/>'),
        t("c", '<w:b w:val="0"/><w:strike/><w:sz w:val="30"/><w:color w:val="auto"/>'),
        props='<w:pStyle w:val="Child"/>', styles=styles,
    )  # fmt: skip
    a, b, c = (r.style for r in block.runs)
    assert (a.bold, a.italic, a.size, a.color) == (True, True, 11.0, "ff0000")
    assert (b.bold, b.underline, b.strike) == (False, True, False)  # bold in both styles: the two cancel out
    assert (c.bold, c.italic, c.strike, c.size, c.color) == (False, True, True, 15.0, None)
    assert block.style_name == "Child"


def test_properties_count_wherever_they_stand() -> None:
    (block,) = read(
        '<w:p><w:bookmarkStart/><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>a</w:t><w:rPr><w:b/></w:rPr></w:r></w:p>'
    ).blocks
    assert (block.align, block.bold) == ("center", True)


def test_styles_in_a_circle_end() -> None:
    styles = style("A", "<w:rPr><w:b/></w:rPr>", based="B") + style("B", "", based="A")
    assert one("x", props='<w:pStyle w:val="A"/>', styles=styles).bold


def test_headings_by_name_by_level_and_by_inheritance() -> None:
    styles = (
        style("Std", "", name="Normal")
        + style("H2", "", name="heading 2")
        + style("Mine", "", based="H2")
        + style("Lvl", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    )
    d = read(
        p("a", props='<w:pStyle w:val="H2"/>'), p("b", props='<w:pStyle w:val="Mine"/>'),
        p("c", props='<w:pStyle w:val="Lvl"/>'), p("d", props='<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>'),
        p("e"),
        styles=styles,
    )  # fmt: skip
    assert [(b.heading, b.style_name) for b in d.blocks] == [
        (2, "Heading 2"), (2, "Mine"), (1, "Lvl"), (0, "Heading 2"), (0, "Normal"),
    ]  # fmt: skip


def test_indent_align_and_gap() -> None:
    styles = style("Ind", '<w:pPr><w:ind w:left="720"/><w:spacing w:before="120" w:after="240"/></w:pPr>')
    d = read(
        p("a", props='<w:pStyle w:val="Ind"/>'), p("b", props='<w:jc w:val="end"/><w:ind w:start="1cm"/>'), p(),
        p("c", props='<w:spacing w:before="40"/><w:jc w:val="center"/>'),
        p("<w:r><w:tab/><w:t>d</w:t></w:r>"), styles=styles,
    )  # fmt: skip
    assert [(b.indent, b.align, b.gap) for b in d.blocks] == [
        (36.0, "left", None), (28.35, "right", 12.0), (0.0, "center", 14.0), (36.0, "left", 0.0),
    ]  # fmt: skip


def test_contextual_spacing_closes_the_gap_between_alike() -> None:
    styles = style("L", '<w:pPr><w:spacing w:before="200" w:after="200"/><w:contextualSpacing/></w:pPr>')
    l = '<w:pStyle w:val="L"/>'  # noqa: E741
    d = read(p("a", props=l), p("b", props=l), p("c"), styles=styles)
    assert [b.gap for b in d.blocks] == [None, 0.0, 10.0]


def test_a_typed_enumerator_is_the_label_and_the_runs_move() -> None:
    block = one(t("3.", "<w:b/>"), "<w:r><w:tab/></w:r>", t("Rents", "<w:i/>"))
    assert (block.label, block.text) == ("3.", "Rents")
    assert [(r.start, r.end, r.style.italic) for r in block.runs] == [(0, 5, True)]


# --- beside the body ---


def test_footnotes_follow_the_body_without_marks() -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("no")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " Second.")}</w:footnote>'
        f'<w:footnote w:id="3">{p("Never cited.")}</w:footnote>'
    )
    d = read(p("Sum", '<w:r><w:footnoteReference w:id="2"/></w:r>', " paid."), p("End"), footnotes=notes)
    assert texts(d) == ["Sum paid.", "End"]
    (note,) = (b for b in d.blocks if b.kind == "footnote")
    assert (note.text, note.label, note.place) == ("Second.", "1", "footnote 1, paragraph 1")


def test_headers_and_footers_once_each() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="r0"/><w:headerReference w:type="first" r:id="r1"/>'
        '<w:headerReference w:type="even" r:id="r2"/><w:footerReference w:type="default" r:id="r3"/>{}</w:sectPr>'
    )
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    parts = {
        "header1": p("Fen Council", mark), "header2": p("First page"), "header3": p("Even page"),
        "footer1": p("Page 1"),
    }  # fmt: skip
    d = read(p("Body", props=section.format("")), p("More"), section.format(""), **parts)
    assert [(b.text, b.kind) for b in d.blocks] == [
        ("Body", "body"), ("More", "body"), ("Fen Council", "header"), ("DRAFT", "watermark"), ("Page 1", "footer"),
    ]  # fmt: skip
    d = read(p("Body"), section.format("<w:titlePg/>"), **parts, settings="<w:evenAndOddHeaders/>")
    assert texts(d, "header") == ["Fen Council", "First page", "Even page"]


def test_comments_are_out_and_embedded_formats_noticed() -> None:
    d = read(p("a", '<w:r><w:commentReference w:id="1"/></w:r>'), '<w:altChunk r:id="r9"/>', comments=p("remark"))
    assert texts(d) == ["a"]
    assert [n.code for n in d.notices] == ["N13"]


def test_the_main_part_may_lie_elsewhere() -> None:
    assert texts(read_docx(built(p("x"), main="office/main2.xml"))) == ["x"]


def test_strict_names_and_lengths() -> None:
    data = built(p("3.\u00a0x", props='<w:ind w:start="12pt"/>'), styles=style("N", "", name="Normal"))
    swap = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }
    files: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        for name in z.namelist():
            part = z.read(name)
            for old, new in swap.items():
                part = part.replace(old, new)
            files[name] = part
    (block,) = read_docx(zipped(files)).blocks
    assert (block.label, block.text, block.indent, block.style_name) == ("3.", "x", 12.0, "Normal")


def test_a_file_of_python_docx() -> None:
    made = python_docx.Document()
    made.core_properties.title = "Minutes of a mill"
    made.core_properties.author = "A Miller"
    made.add_heading("Wheels", 2)
    made.add_paragraph("Greased.", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "AM"
    out = io.BytesIO()
    made.save(out)
    d = read_docx(out.getvalue())
    assert [(b.text, b.heading, b.label) for b in d.blocks] == [("Wheels", 2, ""), ("Greased.", 0, "•"), ("AM", 0, "")]
    assert (d.properties["title"], d.properties["author"]) == ("Minutes of a mill", "A Miller")


# --- files that are none ---

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
GOOD = built(p("Words") * 3, styles=style("N", "", name="Normal"), numbering="")


def whole(document: str | bytes, **more: str | bytes) -> bytes:
    base: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
    }
    return zipped(base | more)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("E101", b""),
        ("E104", b"Dear all, the minutes follow."),
        ("E104", b"{\\rtf1 minutes}"),
        ("E104", OLE),
        ("E105", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("E109", OLE + "WordDocument".encode("utf-16-le")),
        ("E106", GOOD[: len(GOOD) // 2]),
        ("E104", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})),
        ("E104", zipped({"a.txt": "hello"})),
        ("E104", whole("<worksheet/>")),
        ("E106", zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"})),
        ("E106", zipped({"[Content_Types].xml": TYPES, "_rels/.rels": relations(("officeDocument", "word/gone.xml"))})),
        ("E106", whole(f"<w:document {NS}><w:body><w:p>")),
        ("E106", whole(f"<w:document {NS}/>")),
        ("E106", whole(f"<!DOCTYPE w [<!ENTITY a 'b'>]><w:document {NS}><w:body>&a;</w:body></w:document>")),
        ("E106", whole(f"<!DOCTYPE w><w:document {NS}><w:body/></w:document>".encode("utf-16"))),
        ("E106", built(p("x"), styles="<w:style>")),
        ("E107", built("<w:sdt><w:sdtContent>" * 200 + p("deep") + "</w:sdtContent></w:sdt>" * 200)),
        ("E108", built(p("   ") + p("—"))),
        ("E108", built("")),
    ],
)
def test_bad_files_end_with_their_code(code: str, data: bytes) -> None:
    with pytest.raises(MinutebookError) as caught:
        read_docx(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("limit", "value"),
    [("MAX_PART", 500), ("MAX_TOTAL", 900), ("MAX_TAGS", 20), ("MAX_ATTRIBUTES", 20), ("MAX_ENTRIES", 3)],
)
def test_limits_end_with_too_large(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, limit, value)
    with pytest.raises(MinutebookError) as caught:
        read_docx(built(p("x") * 40, styles="", numbering=""))
    assert caught.value.code == "E107"


def test_too_many_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.read.docx.MAX_PARAGRAPHS", 30)
    with pytest.raises(MinutebookError) as caught:
        read(p("x") * 31)
    assert caught.value.code == "E107"


def test_an_external_part_is_never_followed() -> None:
    outside = f'<Relationship Id="e" Type="{REL}styles" Target="http://localhost:1/styles.xml" TargetMode="External"/>'
    data = whole(
        f"<w:document {NS}><w:body>{p('x')}</w:body></w:document>",
        **{"word/_rels/document.xml.rels": relations(external=outside)},
    )
    assert texts(read_docx(data)) == ["x"]


def test_broken_properties_are_noticed_and_the_text_is_read() -> None:
    both = relations(("officeDocument", "word/document.xml"), ("core-properties", "core.xml"))
    document = f"<w:document {NS}><w:body>{p('x')}</w:body></w:document>"
    d = read_docx(whole(document, **{"_rels/.rels": both, "core.xml": "<a><b>"}))
    assert (texts(d), d.properties, [n.code for n in d.notices]) == (["x"], {}, ["N13"])


def test_an_odd_compression_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as z:
        z.writestr("[Content_Types].xml", TYPES)
        z.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
    with pytest.raises(MinutebookError) as caught:
        read_docx(out.getvalue())
    assert caught.value.code == "E106"


def test_a_missing_header_is_noticed() -> None:
    d = read(p("x"), '<w:sectPr><w:headerReference w:type="default" r:id="nowhere"/></w:sectPr>')
    assert [n.code for n in d.notices] == ["N13"]


WORST = "".join(
    [
        p(
            "One",
            char("begin"),
            t("x"),
            char("end"),
            props='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        ),
        tbl(
            tr(
                tc(p("a"), props='<w:gridSpan w:val="2"/>'),
                tc(p("b"), props="<w:vMerge/>"),
                props='<w:gridBefore w:val="1"/>',
            )
        ),
        p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', props='<w:spacing w:before="12"/><w:ind w:left="9"/>'),
    ]
)
LEVELS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
)
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_but_our_error_comes_of_broken_bytes(data: st.DataObject) -> None:
    def broken(good: bytes) -> bytes:
        out = bytearray(good)
        for _ in range(data.draw(st.integers(1, 4))):
            out[data.draw(st.integers(0, len(out) - 1))] = data.draw(st.integers(0, 255))
        return bytes(
            out[data.draw(st.sampled_from([0, 0, 0, 7])) : data.draw(st.integers(len(out) // 2, len(out) * 3))]
        )

    good = built(WORST, numbering=LEVELS + NUM, styles=style("N", "", name="Normal"))
    document = f"<w:document {NS}><w:body>{WORST}</w:body></w:document>".encode()
    for attempt in (broken(good), whole(broken(document)), whole(document, **{"_rels/.rels": broken(TYPES.encode())})):
        with contextlib.suppress(MinutebookError):
            read_docx(attempt)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_but_our_error_comes_of_odd_values(data: st.DataObject) -> None:
    odd = st.sampled_from(["", "-1", "x", "99999999999", "0", "%1", "½", "on", "1e9", "F0B7", "none", "restart"])

    def swapped(xml: str) -> str:
        pieces = xml.split('w:val="')
        return pieces[0] + "".join(
            'w:val="' + (data.draw(odd) + piece[piece.index('"') :] if data.draw(st.booleans()) else piece)
            for piece in pieces[1:]
        )

    try:
        read_docx(built(swapped(WORST), numbering=swapped(LEVELS + NUM)))
    except MinutebookError as e:
        assert e.code != "E106", e
