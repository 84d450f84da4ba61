"""Candidates to records: texts, quotes, ids, links, dates, owners, notices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import doc, page, table
from minutebook.candidate import ActionPromised, Answer, Attendee, DecisionTaken, MeetingDetail, QuestionAsked
from minutebook.document import BBox, Block, Document, Line, Span
from minutebook.evidence import evidence, text_of
from minutebook.link import Roll
from minutebook.outline import Heading, Outline
from minutebook.records import Minutes, Person
from minutebook.resolve import resolve
from minutebook.rulepack import load

RULES = load()


def outline(document: Document, *headings: Heading) -> Outline:
    return Outline(document, headings, (), ())


def span(document: Document, text: str, start: int = 0) -> Span:
    for k, b in enumerate(document.blocks):
        if (at := b.text.find(text, start)) >= 0:
            return Span(k, at, at + len(text))
    raise AssertionError(text)


def detail(document: Document, field: str, value: str, confidence: float = 0.9) -> MeetingDetail:
    return MeetingDetail(spans=(span(document, value),), field=field, value=value, confidence=confidence)  # type: ignore[arg-type]


def person(name: str, role: str | None = None, abbreviation: str | None = None) -> Person:
    return Person(id=f"p-{name}", name=name, role=role, abbreviation=abbreviation)


def two_lines() -> Document:
    """One paragraph over two lines, a word cut at the line's end."""
    text = "The crane is to be mended before the season."
    cut = text.index("fore")
    lines = (
        Line(0, cut, 1, BBox(72, 100, 300, 112), "The crane is to be mended be-"),
        Line(cut, len(text), 1, BBox(72, 114, 250, 126), "fore  the season."),
    )
    block = Block(text=text, lines=lines, page=1, bbox=BBox(72, 100, 300, 126), place="page 1, paragraph 1")
    return Document((block,), pages=1)


def test_a_quote_is_as_printed_with_its_hyphen() -> None:
    d = two_lines()
    e = evidence(d, (span(d, "to be mended before the season"),), "r", 0.5)
    assert e.quote == "to be mended be- fore  the season"
    assert e.bbox == (72, 100, 300, 126)
    assert e.page == 1 and e.blocks == ("page 1, paragraph 1",)


def test_a_quote_of_part_of_a_line_has_that_lines_box_only() -> None:
    d = two_lines()
    assert evidence(d, (span(d, "mended before"),), "r", 1).quote == "mended be- fore"
    first = evidence(d, (span(d, "crane is"),), "r", 1)
    assert (first.quote, first.bbox) == ("crane is", (72, 100, 300, 112))
    second = evidence(d, (span(d, "the season."),), "r", 1)
    assert (second.quote, second.bbox) == ("the season.", (72, 114, 250, 126))


def test_a_quote_ends_with_the_first_page() -> None:
    text = "The quay is closed until the wall is made safe."
    cut = text.index("until")
    lines = (
        Line(0, cut - 1, 1, BBox(72, 700, 300, 712), text[: cut - 1]),
        Line(cut, len(text), 2, BBox(72, 72, 300, 84), text[cut:]),
    )
    d = Document((Block(text=text, lines=lines, page=1, bbox=BBox(72, 700, 300, 712)),), pages=2)
    e = evidence(d, (Span(0, 0, len(text)),), "r", 1)
    assert e.quote == "The quay is closed" and e.page == 1 and e.bbox == (72, 700, 300, 712)
    m = resolve(outline(d), (Answer(spans=(Span(0, 0, len(text)),)),), RULES)
    assert (m.findings[0].page, m.findings[0].end_page) == (1, 2)
    tail = evidence(d, (span(d, "until the wall"),), "r", 1)
    assert (tail.page, tail.quote) == (2, "until the wall")


def test_a_docx_quote_is_the_paragraphs_own_text() -> None:
    d = doc("The crane\tis old.", "It is to go.", laid_out=False)
    e = evidence(d, (Span(0, 0, 17), Span(1, 0, 12)), "r", 1)
    assert e.page is None and e.bbox is None
    assert e.quote == "The crane\tis old.\nIt is to go."
    assert e.blocks == ("paragraph 1", "paragraph 2")


def test_text_joins_paragraphs_by_a_line_break_and_folds_space() -> None:
    d = doc("The  crane\tis old. ", "Second.", laid_out=False)
    assert text_of(d, (Span(0, 0, len(d.blocks[0].text)), Span(1, 0, 7))) == "The crane is old.\nSecond."


def head(document: Document, title: str, number: str | None, level: int, parent: int | None = None) -> Heading:
    return Heading((span(document, title),), title, number, level, parent, "r")


def test_numbers_and_paths() -> None:
    d = doc("Finance", "Audit", "Fees", "Works", "Cranes", "Quay", "Rope")
    m = resolve(
        outline(
            d,
            head(d, "Finance", "2.", 1),
            head(d, "Audit", "2.1", 2, 0),
            head(d, "Fees", "(a)", 3, 1),
            head(d, "Works", None, 1),
            head(d, "Cranes", "5.1", 2, 3),
            head(d, "Quay", "IV.", 1),
            head(d, "Rope", "b)", 2, 5),
        ),
        (),
        RULES,
    )
    assert [i.number for i in m.agenda_items] == ["2", "2.1", "a", None, "5.1", "IV", "b"]
    assert [i.path for i in m.agenda_items] == ["2", "2.1", "2.1.a", None, "5.1", "IV", "IV.b"]
    assert m.agenda_items[2].parent == m.agenda_items[1].id


def harbour(*, laid_out: bool = True, first: bool = True) -> Minutes:
    lines = [
        "Harbour Board",
        "4 May 2021",
        "1. Cranes",
        "Is the crane safe?",
        "It is.",
        "AQ to mend the crane by 3 June.",
    ]
    d = replace(doc(*lines, laid_out=laid_out), sha256="ab" * 32)
    q = QuestionAsked(spans=(span(d, "Is the crane safe?"),), kind="put", item=0)
    found = (
        detail(d, "body", "Harbour Board"),
        detail(d, "date", "4 May 2021"),
        *((q,) if first else ()),
        Answer(spans=(span(d, "It is."),), item=0, question=0 if first else None),
        ActionPromised(
            spans=(span(d, "mend the crane"),), marked=True, item=0, owners=("AQ",), due_text="by 3 June", question=None
        ),
    )
    return resolve(outline(d, head(d, "Cranes", "1", 1)), found, RULES)


def test_a_docx_copy_gets_the_same_ids_and_so_do_records_after_a_lost_one() -> None:
    pdf, docx, less = harbour(), harbour(laid_out=False), harbour(first=False)
    assert pdf.meeting.id == docx.meeting.id
    for kind in ("agenda_items", "questions", "findings", "actions"):
        assert [r.id for r in getattr(pdf, kind)] == [r.id for r in getattr(docx, kind)]
    assert less.findings[0].id == pdf.findings[0].id and less.actions[0].id == pdf.actions[0].id
    assert pdf.findings[0].question == pdf.questions[0].id
    assert pdf.findings[0].item == pdf.agenda_items[0].id
    assert pdf.document.id == "ab" * 8


def test_the_same_words_twice_have_two_ids() -> None:
    d = doc("To be done.", "To be done.")
    actions = tuple(ActionPromised(spans=(Span(k, 0, 11),), marked=True) for k in (0, 1))
    ids = [a.id for a in resolve(outline(d), actions, RULES).actions]
    assert ids[1] == ids[0] + "-2"


def test_records_stand_in_document_order_and_keep_their_links() -> None:
    d = doc("First?", "Yes.", "Second?", "No.")
    found = (
        QuestionAsked(spans=(Span(2, 0, 7),), kind="put"),
        QuestionAsked(spans=(Span(0, 0, 6),), kind="put"),
        Answer(spans=(Span(3, 0, 3),), question=0),
        Answer(spans=(Span(1, 0, 4),), question=1),
    )
    m = resolve(outline(d), found, RULES)
    assert [q.text for q in m.questions] == ["First?", "Second?"]
    assert [f.text for f in m.findings] == ["Yes.", "No."]
    assert [f.question for f in m.findings] == [q.id for q in m.questions]


def test_the_surest_detail_wins() -> None:
    d = doc("Pier Board", "Harbour Board", "Hall", "7.30pm", "7th June 2021")
    m = resolve(
        outline(d),
        (
            detail(d, "body", "Pier Board", 0.6),
            detail(d, "body", "Harbour Board", 0.8),
            detail(d, "start_time", "7.30pm"),
            detail(d, "date", "7th June 2021"),
        ),
        RULES,
    ).meeting
    assert (m.body, m.start_time, m.date) == ("Harbour Board", "19:30", "2021-06-07")


def test_a_date_without_a_year_takes_it_from_elsewhere_or_is_doubted() -> None:
    d = doc("Minutes 2021", "Monday 7 June", "4 June 2021")
    stated = detail(d, "date", "Monday 7 June")
    titled = resolve(outline(d), (stated, detail(d, "title", "Minutes 2021")), RULES)
    assert titled.meeting.date == "2021-06-07"
    assert "N01" not in codes(titled)
    bare = resolve(outline(d), (stated,), RULES)
    assert bare.meeting.date is None and "N01" in codes(bare)


@pytest.mark.parametrize(
    ("day", "upcoming", "date"),
    [
        ("Thursday 7 August", "4 September 2031", "2031-08-07"),
        ("Monday 8 December", "Monday, January 12, 2032", "2031-12-08"),
        ("7 August", "4 September", None),
        ("29 February", "4 April 2031", None),
        ("7 August", "4 June 2031", None),  # ten months on
    ],
)
def test_the_next_meeting_tells_the_year_that_nothing_else_does(day: str, upcoming: str, date: str | None) -> None:
    d = doc(day, upcoming)
    assert resolve(outline(d), (detail(d, "date", day), detail(d, "next_date", upcoming)), RULES).meeting.date == date


def test_the_same_day_elsewhere_in_the_text_tells_the_year() -> None:
    said = ("Thursday 20 February", "Attendance on February 20, 2031", "The pump of 20 February 2029 was sold.")
    for text, date in ((said[:2], "2031-02-20"), (said, None)):
        d = doc(*text)
        assert resolve(outline(d), (detail(d, "date", said[0]),), RULES).meeting.date == date


def test_the_next_meeting_is_not_before_this_one() -> None:
    d = doc("4 May 2021", "20 October 2019", "1 June", "soon", "7pm")
    found = (
        detail(d, "date", "4 May 2021"),
        detail(d, "next_date", "20 October 2019", 0.9),
        detail(d, "next_date", "1 June", 0.5),
        detail(d, "next_time", "soon", 0.9),
        detail(d, "next_time", "7pm", 0.5),
    )
    coming = resolve(outline(d), found, RULES).meeting.next_meeting
    assert (coming.date, coming.time) == ("2021-06-01", "19:00")


def test_the_next_meeting_of_another_body_has_no_date_here() -> None:
    d = doc("4 May 2021", "1 June", "The Pond Committee will look at it", "The Clerk will look at it", "Mill Board")
    found = (
        detail(d, "date", "4 May 2021"),
        detail(d, "next_date", "1 June"),
        detail(d, "body", "Mill Board"),
        ActionPromised(spans=(Span(2, 0, 34),), marked=True, owners=("AB",), due_text="next meeting"),
        ActionPromised(spans=(Span(3, 0, 25),), marked=True, owners=("AB",), due_text="next meeting"),
    )
    assert [a.due_date for a in resolve(outline(d), found, RULES).actions] == [None, "2021-06-01"]


def codes(minutes: Minutes) -> list[str]:
    return [n.code for n in minutes.notices]


def test_due_dates_count_from_the_meeting_or_the_rows_own_date() -> None:
    m = harbour()
    assert m.actions[0].due_date == "2021-06-03"
    d = doc("4 May 2021", "mend it", "clean it", "soon")
    found = (
        detail(d, "date", "4 May 2021"),
        ActionPromised(spans=(Span(1, 0, 7),), marked=True, due_text="end of June", dated="12 March 2019"),
        ActionPromised(spans=(Span(2, 0, 8),), marked=True, due_text="asap"),
    )
    m = resolve(outline(d), found, RULES)
    assert [a.due_date for a in m.actions] == ["2019-06-30", None]


def test_attendance_has_one_row_a_person() -> None:
    d = doc("Cllr Ann Quill (Chair)", "Ann Quill AQ", "Ben Reed")
    found = (
        Attendee(spans=(Span(0, 0, 14),), name="Cllr Ann Quill", status="present", role="Chair"),
        Attendee(spans=(Span(1, 0, 9),), name="Ann Quill", status="absent", abbreviation="AQ"),
        Attendee(spans=(Span(2, 0, 8),), name="Ben Reed", status="apologies"),
    )
    people = resolve(outline(d), found, RULES).attendance
    assert [(p.name, p.status, p.role, p.abbreviation) for p in people] == [
        ("Cllr Ann Quill", "present", "Chair", "AQ"),
        ("Ben Reed", "apologies", None, None),
    ]


PEOPLE = (
    person("Ann Quill", abbreviation="AQ", role="Chair"),
    person("Ben Reed", role="Parish Clerk"),
    person("Bea Rudd", role="Deputy Clerk"),
    person("Mr Carl Marsh", role="Deputy Chief Constable", abbreviation="DCC"),
    person("Dora Vane"),
)


def test_owners_are_tied_by_short_form_name_role_and_initials() -> None:
    assert Roll(PEOPLE).tie("AQ").people == (0,)
    assert Roll(PEOPLE).tie("DCC").people == (3,)
    assert Roll(PEOPLE).tie("The Clerk").people == (1,)
    assert Roll(PEOPLE).tie("Chairman").people == (0,)
    assert Roll(PEOPLE).tie("DV").people == (4,)
    assert Roll(PEOPLE).tie("C Marsh").people == (3,)
    assert Roll(PEOPLE).tie("Dora").people == (4,)
    assert Roll(PEOPLE).tie("AQ/DV").people == (0, 4)
    assert Roll(PEOPLE).tie("Chair Quill").people == (0,)
    others = Roll((person("Eve Low", role="Deputy Clerk"), person("Fay Dunn", role="Manager-Clerk")))
    assert others.tie("Clerk").people == (1,)
    assert Roll(PEOPLE).tie("Treasurer").people == ()


def test_initials_of_two_people_are_doubted_and_tied_to_nobody() -> None:
    assert Roll(PEOPLE).tie("BR").people == () and Roll(PEOPLE).tie("BR").torn
    d = doc("Ben Reed", "Bea Rudd", "BR to call.")
    found = (
        Attendee(spans=(Span(0, 0, 8),), name="Ben Reed", status="present"),
        Attendee(spans=(Span(1, 0, 8),), name="Bea Rudd", status="present"),
        ActionPromised(spans=(Span(2, 0, 11),), marked=True, owners=("BR",)),
    )
    m = resolve(outline(d), found, RULES)
    assert m.actions[0].owners == ("BR",) and m.actions[0].owner_people == ()
    assert "N11" in codes(m)


def test_an_owner_is_linked_by_the_persons_id() -> None:
    d = doc("Ben Reed", "BR to call.")
    found = (
        Attendee(spans=(Span(0, 0, 8),), name="Ben Reed", status="present"),
        ActionPromised(spans=(Span(1, 0, 11),), marked=True, owners=("BR",)),
    )
    m = resolve(outline(d), found, RULES)
    assert m.actions[0].owner_people == (m.attendance[0].id,)


def test_gaps_in_numbers_are_noticed() -> None:
    d = doc("A", "B", "C", "One?", "Three?", "Restart?")
    found = tuple(
        QuestionAsked(spans=(Span(k, 0, len(d.blocks[k].text)),), kind="put", number=n)
        for k, n in ((3, "1"), (4, "3"), (5, "1"))
    )
    m = resolve(outline(d, head(d, "A", "1", 1), head(d, "B", "2", 1), head(d, "C", "4", 1)), found, RULES)
    assert codes(m).count("N03") == 1 and codes(m).count("N02") == 1
    whole = resolve(outline(d, head(d, "A", "1", 1), head(d, "B", "2", 1)), found[:1], RULES)
    assert "N02" not in codes(whole) and "N03" not in codes(whole)


def test_what_is_missing_altogether_is_noticed() -> None:
    assert codes(resolve(outline(doc("Nothing.")), (), RULES)) == ["N01", "N09"]


def test_a_decision_keeps_what_the_detector_read() -> None:
    d = doc("Moved by A. Quill that the crane be sold. Carried 3-1.")
    c = DecisionTaken(
        spans=(Span(0, 0, 40),), kind="motion", mover="A. Quill", outcome="carried", votes_for=3, votes_against=1
    )
    decision = resolve(outline(d), (c,), RULES).decisions[0]
    assert (decision.mover, decision.outcome, decision.votes_for, decision.votes_against) == (
        "A. Quill",
        "carried",
        3,
        1,
    )


def test_a_record_in_a_cell_has_the_cells_box() -> None:
    d = doc("Log", page(2), table([["Task", "Who"], ["Mend the crane", "AQ"]]))
    e = evidence(d, (span(d, "Mend the crane"),), "r", 1)
    assert e.page == 2 and e.quote == "Mend the crane" and e.bbox is not None and e.bbox[2] < 300
