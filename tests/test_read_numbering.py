"""Word's list numbers: formats, levels, restarts, overrides, links and styles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from minutebook.read.docx import read_docx
from minutebook.read.numbering import (
    FORMATS,
    Numbering,
    cardinal_text,
    is_symbol_font,
    letters,
    ordinal,
    ordinal_text,
    roman,
    symbol,
)
from word import NS, built, p, style


def lvl(ilvl: int, text: str, fmt: str = "decimal", extra: str = "", start: int = 1) -> str:
    stated = f'<w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{stated}</w:lvl>'


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def override(ilvl: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{ilvl}">{inner}</w:lvlOverride>'


def start(n: int) -> str:
    return f'<w:startOverride w:val="{n}"/>'


def numbering(*definitions: str, styles: dict[str, str] | None = None) -> Numbering:
    return Numbering(etree.fromstring(f"<w:numbering {NS}>{''.join(definitions)}</w:numbering>"), (styles or {}).get)


def labels(lists: Numbering, *items: str) -> list[str]:
    """Labels of paragraphs given as "numId:level"."""
    return [lists.label(item.split(":")[0], int(item.split(":")[1])) for item in items]


LEGAL = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "(%3)", "lowerLetter"), lvl(3, "%4)", "lowerRoman"))


def test_levels_count_and_restart_below_a_higher_one() -> None:
    got = labels(
        numbering(LEGAL, num(1, 0)), *["1:0", "1:1", "1:1", "1:2", "1:2", "1:1", "1:2", "1:3", "1:0", "1:1", "1:2"]
    )
    assert got == ["1.", "1.1", "1.2", "(a)", "(b)", "1.3", "(a)", "i)", "2.", "2.1", "(a)"]


def test_a_level_that_was_skipped_shows_its_start() -> None:
    assert labels(numbering(LEGAL, num(1, 0)), *["1:1", "1:1", "1:0", "1:1"]) == ["1.1", "1.2", "1.", "1.1"]


def test_two_lists_of_one_definition_count_on_and_two_definitions_do_not() -> None:
    lists = numbering(LEGAL, abstract(5, lvl(0, "%1)")), num(1, 0), num(2, 0), num(3, 5))
    assert labels(lists, *["1:0", "2:0", "3:0", "1:0", "3:0"]) == ["1.", "2.", "1)", "3.", "2)"]


def test_a_start_override_restarts_once() -> None:
    lists = numbering(LEGAL, num(1, 0), num(2, 0, override(0, start(1))), num(3, 0, override(1, start(7))))
    assert labels(lists, *["1:0", "1:0", "2:0", "2:0", "1:0"]) == ["1.", "2.", "1.", "2.", "3."]
    assert labels(lists, *["3:1", "3:1", "3:0", "3:1"]) == ["3.7", "3.8", "4.", "4.7"]


def test_a_level_override_changes_the_look_but_counts_on() -> None:
    lists = numbering(LEGAL, num(1, 0), num(2, 0, override(0, lvl(0, "Item %1:", "upperRoman"))))
    assert labels(lists, *["1:0", "2:0", "1:0"]) == ["1.", "Item II:", "3."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("", ["1", "a", "A", "b", "A", "2", "a", "A"]), ("0", ["1", "a", "A", "b", "B", "2", "a", "C"]),
     ("1", ["1", "a", "A", "b", "B", "2", "a", "A"])],
)  # fmt: skip
def test_what_restarts_a_level(restart: str, expected: list[str]) -> None:
    extra = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    levels = lvl(0, "%1"), lvl(1, "%2", "lowerLetter"), lvl(2, "%3", "upperLetter", extra)
    assert (
        labels(numbering(abstract(0, *levels), num(1, 0)), *["1:0", "1:1", "1:2", "1:1", "1:2", "1:0", "1:1", "1:2"])
        == expected
    )


def test_legal_numbers_are_decimal() -> None:
    levels = lvl(0, "Part %1", "upperRoman"), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3", extra="<w:isLgl/>")
    assert labels(numbering(abstract(0, *levels), num(1, 0)), "1:0", "1:1", "1:2") == ["Part I", "I.1", "1.1.1"]


def test_a_bullet_or_silent_level_lends_no_number() -> None:
    levels = lvl(0, "%1."), lvl(1, "•", "bullet"), lvl(2, "%1.%2%3"), lvl(3, "", "none")
    assert labels(numbering(abstract(0, *levels), num(1, 0)), *["1:0", "1:1", "1:2", "1:3"]) == ["1.", "•", "1.1", ""]


@pytest.mark.parametrize(
    ("font", "char", "label"),
    [("Symbol", "\uf0b7", "•"), ("Wingdings", "\uf0a7", "▪"), ("Wingdings", "§", "▪"), ("Courier New", "o", "o"),
     ("", "\uf0b7", "•"), ("Wingdings", "\uf0d8", "➢"), ("Wingdings", "\uf0ff", "•"), ("Calibri", "-", "-")],
)  # fmt: skip
def test_bullets_of_symbol_fonts(font: str, char: str, label: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    assert labels(numbering(abstract(0, lvl(0, char, "bullet", fonts)), num(1, 0)), "1:0") == [label]


def test_a_picture_bullet_is_a_bullet() -> None:
    assert labels(numbering(abstract(0, lvl(0, "", "bullet", '<w:lvlPicBulletId w:val="0"/>')), num(1, 0)), "1:0") == [
        "•"
    ]


def test_a_custom_format_with_zeros() -> None:
    level = lvl(0, "%1").replace('w:val="decimal"', 'w:val="custom" w:format="001, 002, 003, ..."')
    assert labels(numbering(abstract(0, level), num(1, 0)), "1:0", "1:0") == ["001", "002"]


def test_links_through_a_numbering_style() -> None:
    link = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
    lists = numbering(LEGAL, link, num(1, 0), num(2, 9), styles={"Ours": "1"})
    assert labels(lists, "2:0", "2:1", "1:0") == ["1.", "1.1", "2."]


def test_a_link_in_a_circle_and_missing_lists_show_nothing() -> None:
    link = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
    lists = numbering(link, num(2, 9), num(3, 77), styles={"Ours": "2"})
    assert labels(lists, "2:0", "3:0", "4:0") == ["", "", ""]
    assert Numbering(None, lambda _: None).label("1", 0) == ""


# --- in a document ---


def numbered(n: int, ilvl: int | None = None) -> str:
    level = "" if ilvl is None else f'<w:ilvl w:val="{ilvl}"/>'
    return f'<w:numPr>{level}<w:numId w:val="{n}"/></w:numPr>'


def shown(*paragraphs: str, definitions: str, styles: str = "") -> list[tuple[str, int, str]]:
    blocks = read_docx(built("".join(paragraphs), numbering=definitions, styles=styles)).blocks
    return [(b.label, b.depth, b.text) for b in blocks]


def test_empty_paragraphs_count_and_deleted_and_hidden_ones_do_not() -> None:
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    got = shown(
        p("a", props=numbered(1)), p(deleted, props=numbered(1) + '<w:rPr><w:del w:id="1"/></w:rPr>'),
        p("b", props=numbered(1, 0)), p(props=numbered(1) + "<w:rPr><w:vanish/></w:rPr>"), p(props=numbered(1)),
        p("c", props=numbered(1)), p("d", props=numbered(1, 1)), definitions=LEGAL + num(1, 0),
    )  # fmt: skip
    assert got == [("1.", 0, "a"), ("2.", 0, "b"), ("4.", 0, "c"), ("4.1", 1, "d")]


def test_numbers_through_styles() -> None:
    tie = '<w:pStyle w:val="{}"/>'
    levels = lvl(0, "%1", extra=tie.format("H1")), lvl(1, "%1.%2", extra=tie.format("H2")), lvl(2, "%3.")
    styles = (
        style("H1", f"<w:pPr>{numbered(4)}</w:pPr>")
        + style("H2", f"<w:pPr>{numbered(4)}</w:pPr>")
        + style("Kid", "", based="H2")
        + style("Deep", '<w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr>', based="H1")
        + style("Off", f"<w:pPr>{numbered(0)}</w:pPr>", based="H1")
    )
    use = '<w:pStyle w:val="{}"/>'
    got = shown(
        p("a", props=use.format("H1")), p("b", props=use.format("H2")), p("c", props=use.format("Kid")),
        p("d", props=use.format("Deep")), p("e", props=use.format("Off")), p("f", props=use.format("H1") + numbered(0)),
        p("g", props=use.format("H1")), p("h", props=use.format("H1") + '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
        definitions=abstract(0, *levels) + num(4, 0), styles=styles,
    )  # fmt: skip
    assert [g[:2] for g in got] == [
        ("1", 0), ("1.1", 1), ("1.2", 1), ("1.", 2), ("", 0), ("", 0), ("2", 0), ("2.1", 1),
    ]  # fmt: skip


def test_a_list_named_by_the_paragraph_keeps_the_level_of_its_style() -> None:
    styles = style("Sub", '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    got = shown(
        p("a", props='<w:pStyle w:val="Sub"/>' + numbered(2)), p("b", props=numbered(2)),
        definitions=LEGAL + num(1, 0) + num(2, 0), styles=styles,
    )  # fmt: skip
    assert got == [("(a)", 2, "a"), ("1.", 0, "b")]


def test_the_indent_is_the_levels_unless_the_style_or_paragraph_says_otherwise() -> None:
    ind = '<w:pPr><w:ind w:left="{}"/></w:pPr>'
    level = lvl(0, "%1.", extra="").replace("</w:lvl>", ind.format(1440) + "</w:lvl>")
    styles = style("S", ind.format(200)) + style("N", f'<w:pPr>{numbered(1)}<w:ind w:left="400"/></w:pPr>')
    document = read_docx(
        built(
            p("a", props='<w:pStyle w:val="S"/>' + numbered(1))
            + p("b", props='<w:pStyle w:val="N"/>')
            + p("c", props=numbered(1) + '<w:ind w:left="20"/>'),
            numbering=abstract(0, level) + num(1, 0),
            styles=styles,
        )
    )
    assert [b.indent for b in document.blocks] == [72.0, 20.0, 1.0]


# --- formats ---


def test_letters() -> None:
    assert [letters(n) for n in (1, 26, 27, 28, 53, 0)] == ["a", "z", "aa", "bb", "aaa", ""]


@given(st.integers(1, 500))
def test_letters_round_trip(n: int) -> None:
    text = letters(n)
    assert len(set(text)) == 1
    assert (len(text) - 1) * 26 + ord(text[0]) - 96 == n


@given(st.integers(1, 4999))
def test_roman_round_trip(n: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[c] for c in roman(n)]
    total = sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
    assert total == n
    assert not re.search(r"([ixc])\1{3}|([vld])\2", roman(n))


@given(st.integers(-5, 2000), st.sampled_from(sorted(FORMATS)))
def test_formats_take_any_number(n: int, fmt: str) -> None:
    assert isinstance(FORMATS[fmt](n), str)


def test_ordinals_and_words() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert [cardinal_text(n) for n in (1, 21, 40, 115)] == ["One", "Twenty-one", "Forty", "One hundred fifteen"]
    assert [ordinal_text(n) for n in (1, 2, 12, 21, 40, 100)] == [
        "First", "Second", "Twelfth", "Twenty-first", "Fortieth", "One hundredth",
    ]  # fmt: skip


@given(st.integers(-1, 0x11FFFF), st.sampled_from(["", "Symbol", "wingdings", "Wingdings 2", "Arial"]))
def test_symbols_are_printable_text(code: int, font: str) -> None:
    out = symbol(code, font)
    assert len(out) == 1
    out.encode("utf-8")
    assert not "\ue000" <= out <= "\uf8ff"
    assert is_symbol_font(font) == (font not in ("", "Arial"))
