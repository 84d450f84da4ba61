"""Finding tasks, their owners and due dates, in all the forms that minutes print them in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from documents import block, doc, page, table
from minutebook.candidate import ActionPromised, Attendee, Candidate, DecisionTaken, MeetingDetail, QuestionAsked
from minutebook.detect import actions
from minutebook.detect.promise.due import due_text
from minutebook.document import BBox, Document, Line, Span
from minutebook.outline import Heading, Outline, Passage
from minutebook.rulepack import load
from minutebook.tables import views

PEOPLE = (
    ("Mary Field", "Chair", None),
    ("Robert Jones", "Treasurer", "RJ"),
    ("Ann Page", "Clerk", "AP"),
    ("Oliver Moss", None, None),
)


def attendees() -> tuple[Candidate, ...]:
    return tuple(
        Attendee(spans=(Span(0, 0, 0),), name=name, status="present", role=role, abbreviation=short)
        for name, role, short in PEOPLE
    )


def outlined(document: Document, *headings: int, zone: str = "body") -> Outline:
    """Treat the blocks whose indexes are given as headings of items and all others as passages of the business."""
    items, passages = [], []
    for i, b in enumerate(document.blocks):
        if i in headings:
            items.append(Heading((Span(i, 0, len(b.text)),), b.text, b.label.strip(".") or None, 1, None, "test"))
        elif b.kind == "body":
            passages.append(Passage(Span(i, 0, len(b.text)), len(items) - 1 if items else None, zone))  # type: ignore[arg-type]
    return Outline(document, tuple(items), tuple(passages), views(document, load()))


def found(document: Document, *headings: int, extra: tuple[Candidate, ...] = ()) -> list[tuple[str, ActionPromised]]:
    actions_found = actions.find(outlined(document, *headings), load(), attendees() + extra)
    result = []
    for a in actions_found:
        assert isinstance(a, ActionPromised)
        result.append(("\n".join(document.text(s) for s in a.spans), a))
    return result


def brief(document: Document, *headings: int) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(text, a.owners, a.due_text) for text, a in found(document, *headings)]


# --- labels


@pytest.mark.parametrize(
    ("line", "text", "owners"),
    [
        ("Action: Clerk to order the salt.", "Clerk to order the salt.", ("Clerk",)),
        ("ACTION – RJ to mend the gate", "RJ to mend the gate", ("RJ",)),
        ("ACTION: RJ/AP to look at the drains", "RJ/AP to look at the drains", ("RJ", "AP")),
        ("Action Item: Mary Field to call the surveyor.", "Mary Field to call the surveyor.", ("Mary Field",)),
        ("AP3: buy grit bins", "buy grit bins", ()),
        ("Action for the Clerk: ring the vet by Friday.", "ring the vet by Friday.", ("Clerk",)),
        (
            "ACTION: Mend the gate, in parts. Mary Field, Di Poe",
            "Mend the gate, in parts. Mary Field, Di Poe",
            ("Mary Field", "Di Poe"),
        ),
        ("Decision/Action: Oliver to ring the vet", "Oliver to ring the vet", ("Oliver",)),
        ("Action RJ send the form", "RJ send the form", ("RJ",)),
    ],
)
def test_what_follows_a_label_is_the_task(line: str, text: str, owners: tuple[str, ...]) -> None:
    ((got, action),) = found(doc("1. Roads", line), 0)
    assert (got, action.marked, action.item) == (text, True, 0)
    assert action.owners == owners or line.startswith("Action RJ")


def test_brackets_before_a_task_say_how_it_stands() -> None:
    lines = ("• [TODO] (Mary Field) mend the gate", "• [In-Progress] paint the boat", "• [DONE] ring the miller")
    assert [(text, a.owners, a.origin, a.status, a.marked) for text, a in found(doc(*lines))] == [
        ("(Mary Field) mend the gate", ("Mary Field",), "this", "open", True),
        ("paint the boat", (), "earlier", "open", True),
        ("ring the miller", (), "earlier", "done", True),
    ]


def test_initials_in_the_label() -> None:
    lines = ("AI[RJ]: talk to the miller", "action QX: mend the gate")
    assert [b[:2] for b in brief(doc(*lines))] == [("talk to the miller", ("RJ",)), ("mend the gate", ("QX",))]


def test_a_label_inside_a_paragraph_ends_the_narrative_before_it() -> None:
    ((text, action),) = found(doc("The gate is broken. Action: Clerk to order a new gate."))
    assert (text, action.owners) == ("Clerk to order a new gate.", ("Clerk",))


def test_two_labels_in_a_line_are_task_and_owner() -> None:
    ((text, action),) = found(doc("Action: write to the county about the ford. Action: RJ/AP"))
    assert (text, action.owners) == ("write to the county about the ford.", ("RJ", "AP"))


def test_a_label_that_names_only_an_owner_points_back() -> None:
    document = doc("The verge by the pond should be cut. It is now very long.", "Action: Clerk")
    ((text, action),) = found(document)
    assert text.startswith("The verge by the pond should be cut.")
    assert action.owners == ("Clerk",)


def test_an_owner_in_brackets_at_the_end_of_a_sentence() -> None:
    ((text, action),) = found(
        doc("It rained. The leak will be raised with the vicar (Action: Mary Field/Robert Jones).")
    )
    assert (text, action.owners) == ("The leak will be raised with the vicar", ("Mary Field", "Robert Jones"))


def test_bullets_under_a_label_are_one_task_each_and_stop_at_the_next_paragraph() -> None:
    document = doc(
        "1. Roads",
        "**Actions arising:**",
        "• The Clerk will send the plan by the end of May.",
        "• A full review will take place.",
        "The road was then discussed.",
    )
    assert brief(document, 0) == [
        ("The Clerk will send the plan by the end of May.", ("Clerk",), "by the end of May"),
        ("A full review will take place.", (), None),
    ]


def test_fields_after_the_task_are_its_owner_and_due_date() -> None:
    document = doc("ACTION ITEM: Price new chairs. Responsible: Mary Field Due: 3 May 2031")
    assert brief(document) == [("Price new chairs.", ("Mary Field",), "3 May 2031")]


def test_fields_on_the_lines_after_the_task() -> None:
    document = doc("Action: Works Team to price new chairs", "Due: May 2031", "The chairs are old.")
    assert brief(document) == [("Works Team to price new chairs", ("Works Team",), "May 2031")]


@pytest.mark.parametrize("line", ["Action: None", "Action was taken at once.", "Reactions: mixed", "No action."])
def test_what_only_looks_like_a_label(line: str) -> None:
    assert found(doc(line)) == []


def test_items_for_action_that_are_voted_on_are_no_tasks() -> None:
    document = doc("5. Action Items", "• Motion by Field, seconded by Jones, to pay the bills. Carried.")
    assert found(document, 0) == []


# --- columns and margins


def test_initials_in_an_action_column_make_the_sentence_beside_them_a_task() -> None:
    rows = table(
        [
            ["No", "Discussion", "Action"],
            ["1", "The pond was full.\nIt was agreed that the weir would be cleared.\nAll were glad.", "\nRJ\n"],
        ]
    )
    assert brief(doc(rows)) == [("It was agreed that the weir would be cleared.", ("RJ",), None)]


def test_initials_in_a_word_table_without_layout() -> None:
    rows = table([["Item", "Discussion", "Action"], ["Pond", "It was full. The weir will be cleared.", "RJ & AP"]])
    assert brief(doc(rows, laid_out=False)) == [("The weir will be cleared.", ("RJ", "AP"), None)]


def test_a_whole_task_in_an_action_column_is_the_task() -> None:
    rows = table([["Item", "Notes", "Action"], ["Minutes", "Agreed and signed.", "Clerk to put them on the website"]])
    assert brief(doc(rows)) == [("Clerk to put them on the website", ("Clerk",), None)]


@pytest.mark.parametrize("cell", ["None", "Noted", "-", "n/a", "Agreed"])
def test_an_action_column_may_say_that_there_is_none(cell: str) -> None:
    assert found(doc(table([["Item", "Notes", "Action"], ["Pond", "The weir will be cleared.", cell]]))) == []


def test_agenda_beside_initials_is_no_owner() -> None:
    rows = table(
        [["Item", "Notes", "Action"], ["Pond", "The weir will be reviewed at the next meeting.", "RJ/\nAgenda"]]
    )
    assert brief(doc(rows)) == [("The weir will be reviewed at the next meeting.", ("RJ",), "the next meeting")]


def margin(text: str, top: float, number: int = 1) -> object:
    box = BBox(540, top, 560, top + 12)
    line = Line(0, len(text), number, box, text)
    return replace(block(text), kind="margin", page=number, bbox=box, lines=(line,))


def test_initials_in_the_margin_make_the_line_beside_them_a_task() -> None:
    document = doc("The pond was full.", "The weir will be cleared.", "The road was dry.", margin("RJ", 86))  # type: ignore[arg-type]
    assert brief(document) == [("The weir will be cleared.", ("RJ",), None)]


def test_a_note_beside_a_bare_mark_takes_in_the_task_before_it() -> None:
    document = doc("The bin should be emptied. A second bin to be bought. RJ to action", margin("RJ", 72))  # type: ignore[arg-type]
    assert brief(document) == [("The bin should be emptied. A second bin to be bought. RJ to action", ("RJ",), None)]


def test_a_margin_heading_is_no_note() -> None:
    assert found(doc("The pond was full.", margin("Action", 72))) == []  # type: ignore[arg-type]


def test_two_lists_of_names_that_wrap_in_a_narrow_cell() -> None:
    cell = "Mary\nField/Clerk\nMary\nField"
    rows = table(
        [["Item", "Notes", "Action"], ["Pond", "Ducks will be counted.\nIt rained.\nEggs will be sold.", cell]]
    )
    assert [a.owners for _, a in found(doc(rows))] == [("Mary Field", "Clerk"), ("Mary Field",)]


def test_each_task_of_a_cell_has_the_owner_beside_it() -> None:
    rows = table(
        [
            ["Item", "Discussion", "Action", "Lead", "Date"],
            ["Beds", "Beds are short.", "Count beds\nBook a room", "RJ\nAP", "May"],
        ]
    )
    assert brief(doc(rows)) == [("Count beds", ("RJ",), "May"), ("Book a room", ("AP",), "May")]


def test_a_table_of_minutes_and_actions_is_no_log() -> None:
    minutes = "The roof leaks. " * 12 + "It was agreed that a builder would be asked for a price."
    rows = table([["Minute", "Action"], [minutes, "Clerk"], ["The bins are full and will be emptied.", "Action: RJ"]])
    assert brief(doc(rows)) == [
        ("It was agreed that a builder would be asked for a price.", ("Clerk",), None),
        ("The bins are full and will be emptied.", ("RJ",), None),
    ]


# --- tables and logs


LOG = [
    ["Ref", "Action", "Owner", "Due", "Status"],
    ["1", "Mend the gate", "RJ/AP", "3 May", "Open"],
    ["2", "Paint the hall", "Mary Field and Oliver Moss", "June", "Completed"],
]


def test_a_table_of_actions_gives_one_a_row() -> None:
    (first, second) = found(doc("ACTION LIST", table(LOG)))
    assert first[0] == "Mend the gate"
    assert (first[1].reference, first[1].owners, first[1].due_text, first[1].status) == (
        "1",
        ("RJ", "AP"),
        "3 May",
        "open",
    )
    assert second[1].owners == ("Mary Field", "Oliver Moss")
    assert second[1].status == "done"


def test_a_column_of_dates_beside_the_minutes_says_by_when() -> None:
    rows = table(
        [
            ["No", "Item", "Action by", "Action date"],
            ["1.", "Weir", "", ""],
            ["", "The weir leaks badly and the Clerk will ask three builders for their prices.", "AP", "11/8/31"],
        ]
    )
    ((_, action),) = found(doc(rows), 5)
    assert (action.owners, action.due_text) == (("AP",), "11/8/31")


def test_a_date_of_completion_says_that_a_task_is_done() -> None:
    rows = table([["Action", "Who", "Date completed"], ["Mend the gate", "RJ", "3 May 2031"], ["Paint it", "AP", ""]])
    assert [a.status for _, a in found(doc(rows))] == ["done", "open"]


@pytest.mark.parametrize(
    ("task", "due"),
    [
        ("Next FPG meeting (1 June) – plan the fair of next year", "Next FPG meeting (1 June)"),
        ("RJ to finish the plan by 3 May so that it can be sent by 5 May", "by 3 May"),
        ("RJ to submit the minutes later that day", "later that day"),
        ("RJ to ring the miller [3 May]", "3 May"),
        ("RJ to ring the miller by 5:00 p.m. on Friday, May 3", "by 5:00 p.m. on Friday, May 3"),
        ("RJ to ring the miller next Monday", "next Monday"),
        ("RJ to ring the miller - May 3", "May 3"),
        ("RJ to ring him before the next call", "before the next call"),
        ("RJ to teach it by 3rd grade", None),
    ],
)
def test_words_that_say_by_when(task: str, due: str | None) -> None:
    assert due_text(task, load()) == due


def test_to_be_completed_by_can_hold_a_person() -> None:
    rows = table([["Action No", "Page", "Action", "To be completed by"], ["1", "4", "Mend the gate", "Clerk"]])
    ((text, action),) = found(doc(rows))
    assert (text, action.owners, action.due_text) == ("Mend the gate", ("Clerk",), None)


def test_to_be_completed_by_can_hold_a_date() -> None:
    rows = table([["Action", "Lead", "To be completed by"], ["Mend the gate", "Clerk", "3 May 2031"]])
    ((_, action),) = found(doc(rows))
    assert (action.owners, action.due_text) == (("Clerk",), "3 May 2031")


def test_a_header_may_leave_the_action_column_blank() -> None:
    rows = table([["No", "", "Owner", "Update"], ["1", "RJ to mend the garden gate", "RJ", "In hand"]])
    ((text, action),) = found(doc("Actions from the last meeting", rows))
    assert (text, action.owners, action.origin, action.status) == (
        "RJ to mend the garden gate",
        ("RJ",),
        "earlier",
        "open",
    )


def test_an_owner_is_read_from_the_task_if_the_table_has_no_owner_column() -> None:
    rows = table([["Meeting date", "Action", "Deadline"], ["3/5/2031", "Works Team to mend the gate", "June"]])
    ((_, action),) = found(doc("Action log", rows))
    assert (action.owners, action.dated, action.due_text) == (("Works Team",), "3/5/2031", "June")


def test_rows_older_than_the_meeting_are_of_an_earlier_one() -> None:
    rows = table(
        [
            ["Date", "Action", "Responsible"],
            ["1 May 2031", "Mend the gate", "RJ"],
            ["12 June 2031", "Paint the hall", "AP"],
        ]
    )
    met = MeetingDetail(spans=(Span(0, 0, 0),), field="date", value="12 June 2031")
    assert [a.origin for _, a in found(doc("Action items", rows), extra=(met,))] == ["earlier", "this"]


@pytest.mark.parametrize(
    ("status", "done"),
    [
        ("Closed", True),
        ("Will be added in May. Completed.", True),
        ("Not yet completed", False),
        ("Partially complete", False),
    ],
)
def test_what_counts_as_done(status: str, done: bool) -> None:
    rows = table([["Action", "Owner", "Status"], ["Mend the gate", "RJ", status]])
    ((_, action),) = found(doc(rows))
    assert action.status == ("done" if done else "open")


def test_a_log_goes_on_over_the_page_without_a_header() -> None:
    rest = table([["3", "Cut the hedge", "AP", "July", "Open"]])
    assert [t for t, _ in found(doc("Action log", table(LOG), page(2), rest))] == [
        "Mend the gate",
        "Paint the hall",
        "Cut the hedge",
    ]


def test_a_table_of_payments_is_no_log() -> None:
    rows = table(
        [["Payee", "Detail", "Total", "Status"], ["Holt Ltd", "Owner's manual for the mower", "12.00", "Paid"]]
    )
    assert found(doc("Payments", rows)) == []


# --- earlier meetings


def test_an_action_of_an_earlier_meeting_with_its_update() -> None:
    document = doc(
        "1. OUTSTANDING MATTERS",
        "Action arising from the March 2031 meeting:",
        "A tree fell on the wall. A survey of the wall was to be carried out by the Clerk.",
        "Update:",
        "• The Clerk told the Chair of the result of the survey.",
    )
    ((text, action),) = found(document, 0)
    assert text == "A survey of the wall was to be carried out by the Clerk."
    assert (action.origin, action.status, action.owners) == ("earlier", "done", ("Clerk",))
    assert action.update == "The Clerk told the Chair of the result of the survey."


def test_an_update_in_the_same_line() -> None:
    document = doc(
        "2. Matters arising",
        "Clerk to write to the bank. Update: letter sent on 3 May. Complete.",
        "RJ to buy paint – ongoing.",
        "The bench has been mended.",
    )
    assert [(t, a.origin, a.status, a.update) for t, a in found(document, 0)] == [
        ("Clerk to write to the bank.", "earlier", "done", "Update: letter sent on 3 May. Complete."),
        ("RJ to buy paint", "earlier", "open", "ongoing"),
    ]


def test_matters_arising_without_an_update_are_not_all_actions() -> None:
    assert found(doc("2. Matters arising", "The hedge has been cut.", "The wall was mended."), 0) == []


# --- bold and prose


def test_a_bold_run_that_gives_somebody_a_task_is_marked() -> None:
    ((text, action),) = found(doc("The hedge is tall. **RJ to cut the hedge.** The wall is low."))
    assert (text, action.marked, action.owners) == ("RJ to cut the hedge.", True, ("RJ",))


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("The Clerk will write to the owner of the field.", ("Clerk",)),
        ("The Clerk, on behalf of the Board, will write to the owner of the field.", ("Clerk",)),
        ("RJ to check the lamp.", ("RJ",)),
        ("It was agreed that the Chair would draft a reply.", ("Chair",)),
        ("Mary Field offered to follow this up with the bank.", ("Mary Field",)),
        ("The Chief Executive and Head of Parks will meet the union.", ("Chief Executive", "Head of Parks")),
        ("The Treasurer said that he would find out the price.", ("Treasurer",)),
        ("The Mayor requested that staff prepare a plan of the park.", ("staff",)),
        ("Mrs Dale undertook to circulate the notes.", ("Mrs Dale",)),
        ("The form is to be signed by the Clerk.", ("Clerk",)),
        ("Staff was directed to mend the fence.", ("Staff",)),
        ("The plan will be taken to the next board in September.", ()),
    ],
)
def test_a_sentence_that_commits_somebody(sentence: str, owners: tuple[str, ...]) -> None:
    ((text, action),) = found(doc(f"It was a fine day. {sentence}"))
    assert (text, action.marked, action.owners) == (sentence, False, owners)


@pytest.mark.parametrize(
    "sentence",
    [
        "Work on the wall is ongoing.",
        "The Board hopes to open the hall in May.",
        "The meeting will be held in the old hall.",
        "The Clerk wrote to the owner of the field.",
        "The Clerk could write to the owner.",
        "Members were asked to note the report.",
        "The hall will be open on Monday.",
        "She asked whether the Clerk would write to the owner?",
        "This will enable the team to answer calls.",
        "The Chair invited members to visit the gardens.",
        "Oliver Moss has agreed to take over as Chair.",
        "The Chair asked the Board to review and adopt the plan.",
        "The committee planned to raise the fee.",
        "Mary Field stated the committee would look at a long horizon.",
    ],
)
def test_a_sentence_that_commits_nobody(sentence: str) -> None:
    assert found(doc(sentence)) == []


def test_he_is_the_person_named_before() -> None:
    ((_, action),) = found(doc("Robert Jones spoke about the roof. He will get three quotes."))
    assert action.owners == ("Robert Jones",)


def test_a_promise_that_a_label_marks_is_not_found_twice() -> None:
    assert len(found(doc("Action: The Clerk will write to the owner of the field."))) == 1


def test_a_task_is_found_where_it_arises_and_again_in_the_table() -> None:
    rows = table([["Action", "Owner"], ["RJ to cut the hedge", "RJ"]])
    assert len(found(doc("Action: RJ to cut the hedge", "ACTION LIST SUMMARY", rows))) == 2


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("RJ to report by the end of September.", "by the end of September"),
        ("RJ to report at the November 2031 scrutiny meeting.", "November 2031 scrutiny meeting"),
        ("RJ to report before the next board meeting.", "before the next board meeting"),
        ("RJ to report to the next ABC and to the county in September.", "September"),
        ("RJ to report within two weeks.", "within two weeks"),
        ("RJ to report asap.", "asap"),
        ("RJ to report on the state of the wall.", None),
    ],
)
def test_by_when(text: str, due: str | None) -> None:
    ((_, action),) = found(doc(f"Action: {text}"))
    assert action.due_text == due


def test_an_action_arises_from_the_question_put_last_in_its_item() -> None:
    document = doc("1. Roads", "Are the roads safe?", "They are.", "Action: RJ to check the ford.")
    asked = QuestionAsked(spans=(Span(1, 0, 19),), item=0, kind="put")
    ((_, action),) = found(document, 0, extra=(asked,))
    assert action.question == 0


def test_actions_come_in_the_order_of_the_document() -> None:
    document = doc("The Clerk will write to the bank.", "Action: RJ to cut the hedge.", "AP to order salt.")
    assert [a.spans[0].block for _, a in found(document)] == [0, 1, 2]


# --- what other publishers print


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("Action: Clerk – June 2031", ("Clerk",), "June 2031"),
        ("Action: RJ by 1st May 2031", ("RJ",), "by 1st May 2031"),
        ("Action by: RJ/AP (16.12.31)", ("RJ", "AP"), "16.12.31"),
        ("Action: All members", ("All members",), None),
    ],
)
def test_a_label_that_holds_an_owner_and_a_date(line: str, owners: tuple[str, ...], due: str | None) -> None:
    document = doc(block("Weirs", label="1."), block("The sluice to be greased again."), block(line))
    assert brief(document, 0) == [("The sluice to be greased again.", owners, due)]


@pytest.mark.parametrize("heading", ["ACTION ITEMS", "Action items:"])
def test_a_list_at_the_end_with_names_before_a_colon(heading: str) -> None:
    document = doc(
        block("Weirs", label="1."),
        block(heading),
        block("Mary: ring the diver", label="-"),
        block("Robert/Oliver: sign the lease (carried over from March)", label="-"),
    )
    rows = found(document, 0)
    assert [(text, a.owners, a.origin) for text, a in rows] == [
        ("ring the diver", ("Mary",), "this"),
        ("sign the lease (carried over from March)", ("Robert", "Oliver"), "earlier"),
    ]


def test_boxes_before_tasks_are_ticked_or_open() -> None:
    document = doc(
        block("Weirs", label="1."),
        block("ACTION ITEMS"),
        block("[ ] Mary – ring the diver – due 2031-03-15", label="•"),
        block("[x] Oliver – mend the oar – done", label="•"),
    )
    rows = found(document, 0)
    assert [(text, a.owners, a.due_text, a.status) for text, a in rows] == [
        ("Mary – ring the diver – due 2031-03-15", ("Mary",), "2031-03-15", "open"),
        ("Oliver – mend the oar – done", ("Oliver",), None, "done"),
    ]


@pytest.mark.parametrize(
    ("line", "text", "owners"),
    [
        ("The Clerk would circulate the tide table.", "The Clerk would circulate the tide table.", ("Clerk",)),
        ("RESOLVED: That the Clerk obtain two prices.", "the Clerk obtain two prices.", ("Clerk",)),
        ("Weir boom – the Clerk will ring the diver.", "the Clerk will ring the diver.", ("Clerk",)),
        ("Mary Field will be asked to ring AP.", "Mary Field will be asked to ring AP.", ("Mary Field",)),
    ],
)
def test_promises_in_reported_speech(line: str, text: str, owners: tuple[str, ...]) -> None:
    rows = found(doc(block("Weirs", label="1."), block(line)), 0)
    assert [(t, tuple(re.sub(r"^[Tt]he ", "", o) for o in a.owners)) for t, a in rows] == [(text, owners)]


def test_what_a_line_of_matters_arising_tells_of_a_task() -> None:
    document = doc(
        block("Matters arising", label="1."),
        block("Bench by the lock – RJ to paint it. Done in May.", label="•"),
        block("Fence – AP to write to the owner. No reply as yet.", label="•"),
    )
    rows = found(document, 0)
    assert [(text, a.origin, a.status) for text, a in rows] == [
        ("RJ to paint it.", "earlier", "done"),
        ("AP to write to the owner.", "earlier", "open"),
    ]


def test_a_label_under_matters_arising_tells_what_became_of_its_task() -> None:
    document = doc(block("Matters arising", label="1."), block("Action WGB 14: RJ to ring the vet. Completed in May."))
    ((text, action),) = found(document, 0)
    assert (text, action.origin, action.status) == ("RJ to ring the vet.", "earlier", "done")


def test_references_with_a_month_tell_which_rows_are_new() -> None:
    rows = table(
        [
            ["Ref", "Action", "Owner", "Status"],
            ["04/31/02", "Mend the gate", "RJ", "Done"],
            ["06/31/01", "Paint the hall", "AP", "On track"],
        ]
    )
    met = MeetingDetail(spans=(Span(0, 0, 0),), field="date", value="12 June 2031")
    assert [a.origin for _, a in found(doc("Action log", rows), extra=(met,))] == ["earlier", "this"]


def test_dates_after_the_names_are_when_tasks_are_due() -> None:
    rows = table([["Item", "Responsible", "Date"], ["Mend the gate", "RJ", "3/7/31"], ["Paint the hall", "AP", "asap"]])
    assert [(a.due_text, a.origin) for _, a in found(doc("Follow-up", rows))] == [("3/7/31", "this"), ("asap", "this")]


def test_the_header_says_when_the_tasks_of_a_list_arose() -> None:
    rows = table([["Action (from 24 May 2031)", "Who", "Due", "Update"], ["Mend the gate", "RJ", "15 June", "Late"]])
    ((_, action),) = found(doc(block("Matters arising", label="1."), rows), 0)
    assert (action.origin, action.dated) == ("earlier", "24 May 2031")


def test_a_motion_in_short_form_is_no_task() -> None:
    document = doc(block("Action items", label="1."), "M/S Field/Moss to buy the mower.", "RJ to ring the vet.")
    assert [text for text, _ in found(document, 0)] == ["RJ to ring the vet."]


@pytest.mark.parametrize(
    ("line", "text", "status"),
    [
        ("Minute 4.3 – RJ to share the plan. Completed.", "RJ to share the plan.", "done"),
        ("Minute 12 (Weir) – RJ to share the plan : this has been done in May.", "RJ to share the plan", "done"),
        ("RJ to share the plan. Not yet, the mast is awaited, carry fwd.", "RJ to share the plan.", "open"),
        ("Bench, Low Lane: RJ to share the plan. Sent 3/5.", "RJ to share the plan.", "done"),
        ("RJ to share the plan (outstanding since July)", "RJ to share the plan", "open"),
    ],
)
def test_what_became_of_a_task_after_its_reference(line: str, text: str, status: str) -> None:
    rows = found(doc(block("Notes of 3 May and actions b/fwd", label="2."), block(line)), 0)
    assert [(t, a.origin, a.status, a.owners) for t, a in rows] == [(text, "earlier", status, ("RJ",))]


def test_brackets_give_the_owner_and_the_date() -> None:
    ((text, action),) = found(doc("A plan of the weir was wanted (Action 1/7: RJ, June). It rained."))
    assert (text, action.owners, action.due_text) == ("A plan of the weir was wanted", ("RJ",), "June")


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("The weir needs paint (Action 5/2: RJ, Sept).", ("RJ",), "Sept"),
        ("RJ to ring the vet before Xmas.", ("RJ",), "before Xmas"),
        ("RJ to bring a quote to the next mtg.", ("RJ",), "next mtg"),
        ("RJ to post the letter by close of play Friday.", ("RJ",), "by close of play Friday"),
    ],
)
def test_short_forms_of_due_dates(line: str, owners: tuple[str, ...], due: str) -> None:
    ((_, action),) = found(doc(line))
    assert (action.owners, action.due_text) == (owners, due)


def test_a_log_at_the_end_without_news_is_of_this_meeting() -> None:
    rows = table([["Action", "Owner"], ["Mend the gate", "RJ"], ["Paint the hall", "AP"]])
    document = doc("It rained.", "The gate is old.", "The hall is damp.", "Nobody spoke.", "Action log", rows)
    assert [a.origin for _, a in found(document)] == ["this", "this"]


def test_what_will_be_done_by_somebody() -> None:
    ((_, action),) = found(doc("A list of the pumps would be sent to her by the Clerk."))
    assert (action.owners, action.marked) == (("Clerk",), False)


TOWN = ("Quay Town Council", "Minutes of the meeting of 11 March 2031", "24/31 Slipway", "The slipway is slippery.")


def origins(document: Document, *headings: int) -> list[tuple[str, str]]:
    date = (MeetingDetail(spans=(Span(1, 0, 0),), field="date", value="11 March 2031"),)
    return [(text, a.origin) for text, a in found(document, *headings, extra=date)]


def test_a_row_that_heads_others_tells_of_which_meeting_they_are() -> None:
    rows = [
        ["Action", "By whom", "By when"],
        ["Carried forward from January", "", ""],
        ["Paint the gate", "AP", "ASAP"],
        ["New actions", "", ""],
        ["Check the lifebelts", "RJ", "April"],
        ["Order paint", "", ""],
    ]
    assert origins(doc(*TOWN, "Actions", table(rows)), 2, 4) == [
        ("Paint the gate", "earlier"),
        ("Check the lifebelts", "this"),
        ("Order paint", "this"),
    ]


def test_a_reference_to_an_item_of_this_meeting_tells_which_rows_are_new() -> None:
    rows = [["Minute", "Action", "Who"], ["11/31", "Paint the gate", "AP"], ["24/31", "Check the lifebelts", "RJ"]]
    document = doc(*TOWN, "25/31 Lifebelts", "They are old.", "Action list", table(rows))
    items = outlined(document, 2, 4, 6)
    numbered = replace(
        items, items=tuple(replace(h, number=n) for h, n in zip(items.items, ("24/31", "25/31", None), strict=True))
    )
    kept = actions.find(numbered, load(), attendees())
    assert [a.origin for a in kept if isinstance(a, ActionPromised)] == ["earlier", "this"]


def test_what_was_due_before_the_meeting_arose_before_it() -> None:
    rows = [["Action", "Who", "Due"], ["Paint the gate", "AP", "28/02/2031"], ["Ring the vet", "RJ", "30/04/2031"]]
    document = doc(*TOWN, "Tasks", table(rows))
    assert origins(document, 2, 4) == [("Paint the gate", "earlier"), ("Ring the vet", "this")]


def test_of_two_due_dates_the_later_column_holds() -> None:
    rows = [
        ["Action", "Who", "Original date", "Revised date"],
        ["Paint", "AP", "May", "June"],
        ["Dig", "RJ", "May", ""],
    ]
    assert brief(doc("Tasks", table(rows)), 0) == [("Paint", ("AP",), "June"), ("Dig", ("RJ",), "May")]


def test_an_owner_cell_may_hold_the_due_date() -> None:
    rows = [["Action", "Owner"], ["Paint the gate", "AP asap"], ["Ring the vet", "RJ by 3 May"]]
    assert brief(doc("Actions", table(rows)), 0) == [
        ("Paint the gate", ("AP",), "asap"),
        ("Ring the vet", ("RJ",), "by 3 May"),
    ]


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("Clerk to regrout the font.", ("Clerk",)),
        ("Mary Field will whitewash the porch.", ("Mary Field",)),
        ("Clerk asked to write to the owner.", ("Clerk",)),
        ("Robert Jones has been asked to judge the marrows.", ("Robert Jones",)),
        ("Oliver Moss is chasing the builder for a date.", ("Oliver Moss",)),
    ],
)
def test_one_person_or_office_may_be_given_any_task(sentence: str, owners: tuple[str, ...]) -> None:
    ((_, action),) = found(doc(sentence))
    assert (action.owners, action.marked) == (owners, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Assistant to the Clerk.",
        "Mary Field will retire in June.",
        "Mary Field asked to see the plan.",
        "If it rains, Oliver Moss will whitewash the porch.",
        "Promotion of Ann Page from Clerk to Chief Officer.",
        "Clerk to record, without note or comment, all decisions.",
        "Mary Field will run for the board.",
    ],
)
def test_what_only_looks_like_any_task(sentence: str) -> None:
    assert found(doc(sentence)) == []


def test_a_sentence_in_note_form_is_parted_where_another_owner_is_named() -> None:
    document = doc("The fair is on 3 May; Mary Field to book the tent, Clerk to tell the vicar and RJ to lubricate it.")
    assert brief(document) == [
        ("Mary Field to book the tent", ("Mary Field",), None),
        ("Clerk to tell the vicar", ("Clerk",), None),
        ("RJ to lubricate it.", ("RJ",), None),
    ]


@pytest.mark.parametrize(("outcome", "count"), [("carried", 1), ("lost", 0), (None, 0)])
def test_what_a_motion_gives_somebody_to_do_holds_if_it_was_carried(outcome: str | None, count: int) -> None:
    line = "THAT the fee be waived; AND THAT the Clerk report back to the May meeting on the cost."
    taken = DecisionTaken(spans=(Span(0, 0, len(line)),), kind="motion", outcome=outcome)  # type: ignore[arg-type]
    told = found(doc(line), extra=(taken,))
    assert [(text, a.owners) for text, a in told] == [
        ("the Clerk report back to the May meeting on the cost.", ("Clerk",))
    ] * count


@pytest.mark.parametrize("lead", ["The Board directed staff to:", "Direction to staff:", "Staff will:"])
def test_a_list_of_what_one_owner_is_to_do(lead: str) -> None:
    document = doc(
        "1. Roads", f"The road was discussed. {lead}", "• Mend the ford.", "• Ask Ann Page for a map by May.", "Then"
    )
    assert brief(document, 0) == [
        ("Mend the ford.", ("staff",) if "to" in lead else ("Staff",), None),
        ("Ask Ann Page for a map by May.", ("staff",) if "to" in lead else ("Staff",), "by May"),
    ]


def test_a_label_may_hold_owner_and_date_in_brackets() -> None:
    assert brief(doc("Action (RJ, by end of May): check the lifebelts")) == [
        ("check the lifebelts", ("RJ",), "by end of May")
    ]


def test_a_label_may_mark_the_tasks_of_several() -> None:
    assert brief(doc("Action: Clerk to send the form by 3 May, Mary Field to ring the vicar")) == [
        ("Clerk to send the form by 3 May", ("Clerk",), "by 3 May"),
        ("Mary Field to ring the vicar", ("Mary Field",), None),
    ]


@pytest.mark.parametrize(
    ("line", "text", "status"),
    [
        ("RJ to write to the vet (Action 6/1).", "RJ to write to the vet", "open"),
        ("RJ to write to the vet – done 3 July.", "RJ to write to the vet", "done"),
        ("No reply, RJ will write again.", "RJ will write again.", "open"),
        ("The ford is deep; RJ to measure it.", "RJ to measure it.", "open"),
    ],
)
def test_what_stands_about_a_task_is_no_part_of_it(line: str, text: str, status: str) -> None:
    ((got, action),) = found(doc(line))
    assert (got, action.status) == (text, status)


def test_a_list_without_a_header_is_read_by_what_its_columns_hold() -> None:
    rows = [["1", "Write to the harbour board", "Clerk", "20 March"], ["2", "Price new benches", "RJ", "May"]]
    assert brief(doc("**Action points**", table(rows)), 0) == [
        ("Write to the harbour board", ("Clerk",), "20 March"),
        ("Price new benches", ("RJ",), "May"),
    ]


# --- lists in groups


def test_a_list_by_person_names_the_owners_above_the_tasks() -> None:
    document = doc(
        block("Summary of action items by person:"),
        block("Hilda Ward:"),
        block("Previous tasks still pending:"),
        block("mend the weir (status: working on)", label="1)"),
        block("Robert Jones / Oliver Moss:"),
        block("ring the miller", label="1)"),
        block("tell Mary where the key hangs", label="2)"),
        block("Completed:"),
        block("count the sheep", label="1)"),
    )
    assert [(text, a.owners, a.origin, a.status) for text, a in found(document)] == [
        ("mend the weir (status: working on)", ("Hilda Ward",), "earlier", "open"),
        ("ring the miller", ("Robert Jones", "Oliver Moss"), "this", "open"),
        ("tell Mary where the key hangs", ("Robert Jones", "Oliver Moss"), "this", "open"),
        ("count the sheep", ("Robert Jones", "Oliver Moss"), "earlier", "done"),
    ]


@pytest.mark.parametrize("name", ["Mary", "Clerk", "RJ"])
def test_names_over_tasks_may_be_list_items_bold_lines_or_items(name: str) -> None:
    tasks = (block("ring the miller", label="•"), block("mend the weir", label="•"))
    expected = [("ring the miller", (name,), None), ("mend the weir", (name,), None)]
    assert brief(doc(block("Action items:"), f"**{name}**", *tasks)) == expected
    assert brief(doc(block("Action items:"), block(f"Actions for {name}:"), *tasks)) == expected
    deeper = tuple(replace(t, depth=1) for t in tasks)
    assert brief(doc(block("Action items:"), block(name, label="•"), *deeper)) == expected


@pytest.mark.parametrize(
    ("heading", "told", "origin", "status", "update"),
    [
        ("Old action items", ("Done", "He sends his regards"), "earlier", "done", "Done He sends his regards"),
        ("Old action items", ("No answer so far",), "earlier", "open", "No answer so far"),
        ("Old action items", ("Nothing done yet",), "earlier", "open", "Nothing done yet"),
        ("Action items", ("Done",), "earlier", "done", "Done"),
        ("Action items", ("His number is in the book",), "this", "open", None),
        ("New action items", ("His number is in the book",), "this", "open", None),
    ],
)
def test_what_stands_under_a_task_tells_what_became_of_it(
    heading: str, told: tuple[str, ...], origin: str, status: str, update: str | None
) -> None:
    tasks = (block("Hilda Ward: ring the miller", label="•"), *(block(t, label="•", depth=1) for t in told))
    last = block("Robert Jones: mend the weir", label="•")
    first, second = found(doc(block(f"{heading}:"), *tasks, last))
    assert (first[0], first[1].origin, first[1].status, first[1].update) == ("ring the miller", origin, status, update)
    assert (second[0], second[1].update) == ("mend the weir", None)


def test_boxes_under_a_task_are_tasks_and_a_number_in_front_is_none_of_it() -> None:
    document = doc(
        block("Action items:"),
        block("[ ] Hilda Ward: ring the miller", label="•"),
        block("[ ] Robert Jones: find his number", label="•", depth=1),
        block("2.4: Mary Moss: mend the weir", label="•"),
    )
    assert [(text, a.owners) for text, a in found(document)] == [
        ("ring the miller", ("Hilda Ward",)),
        ("find his number", ("Robert Jones",)),
        ("mend the weir", ("Mary Moss",)),
    ]


def test_a_topic_over_tasks_is_no_owner() -> None:
    document = doc(
        block("Action items:"),
        block("Mary to ring the miller", label="•"),
        block("Tennis Courts:"),
        block("mend the net", label="•"),
    )
    assert brief(document) == [("Mary to ring the miller", ("Mary",), None)]


def test_what_became_of_earlier_tasks_behind_them() -> None:
    document = doc(
        "2. Matters arising",
        "**Action 1:** RJ to write to the harbour board. Completed.",
        "Benches: Mary Field to obtain prices. Carried forward.",
    )
    rows = [(text, a.owners, a.origin, a.status) for text, a in found(document, 0)]
    assert rows == [
        ("RJ to write to the harbour board.", ("RJ",), "earlier", "done"),
        ("Mary Field to obtain prices.", ("Mary Field",), "earlier", "open"),
    ]


def test_the_last_fields_of_a_listed_task_are_owner_and_date() -> None:
    document = doc("Actions:", "• Write to the vet – RJ – 28 March", "• Price chairs (RJ, by May)", "• Oil it: RJ/AP")
    assert [(a.owners, a.due_text) for _, a in found(document)] == [
        (("RJ",), "28 March"),
        (("RJ",), "by May"),
        (("RJ", "AP"), None),
    ]


def test_an_office_may_name_its_field_behind_it() -> None:
    ((_, action),) = found(doc("Group Manager Water and Waste to write to the owner."))
    assert action.owners == ("Group Manager Water and Waste",)


def test_a_list_that_tells_progress_is_of_an_earlier_meeting() -> None:
    rows = [["Task", "Progress", "Who"], ["Write to the vet", "Letter sent", "RJ"], ["Price chairs", "None yet", "AP"]]
    assert [a.origin for _, a in found(doc("Report", table(rows)), 0)] == ["earlier", "earlier"]


def test_a_short_name_in_brackets_is_no_label() -> None:
    assert found(doc("The bill of Aldford Power & Telegraph (AP&T) was paid.")) == []


# --- notes beside the text


def test_a_verdict_is_one_with_the_matter_before_it() -> None:
    rows = [["Item", "Notes", "Action"], ["Mill", "To hire the hall for the fair. Costs were read out. Agreed.", "RJ"]]
    assert [text for text, _, _ in brief(doc(table(rows)))] == [
        "To hire the hall for the fair. Costs were read out. Agreed."
    ]


def test_initials_mean_the_task_of_the_office_that_their_holder_has() -> None:
    rows = [
        ["Item", "Notes", "Action"],
        ["Mill", "The Chair to grease the lock. The pond is full. The Treasurer to ring the miller.", "RJ"],
    ]
    marked = [text for text, a in found(doc(table(rows), laid_out=False)) if a.marked]
    assert marked == ["The Treasurer to ring the miller."]


def test_an_action_column_without_a_header_is_known_by_its_notes() -> None:
    long = "The pond was dredged in the spring and the cost was shared by the mill and the farm as in other years. " * 2
    rows = [
        ["1", "Pond", f"{long}RJ will ring the miller.", "RJ"],
        ["2", "Ford", "There was nothing to report.", "None"],
        ["3", "Weir", "The weir leaks.", "Clerk to ring the smith"],
    ]
    document = doc(table(rows))
    headings = [i for i, b in enumerate(document.blocks) if b.cell is not None and b.cell.column == 1]
    assert [(text, a.owners) for text, a in found(document, *headings) if a.marked] == [
        ("RJ will ring the miller.", ("RJ",)),
        ("Clerk to ring the smith", ("Clerk",)),
    ]


def test_a_column_of_those_who_report_is_no_action_column() -> None:
    long = "The pond was dredged in the spring and the cost was shared by the mill and the farm as in other years. " * 2
    rows = [["1", "Pond", long, "RJ"], ["2", "Ford", "It is dry.", "AP"], ["3", "Weir", "It leaks.", "RJ"]]
    document = doc(table(rows))
    headings = [i for i, b in enumerate(document.blocks) if b.cell is not None and b.cell.column == 1]
    assert brief(document, *headings) == []


def test_actions_of_an_earlier_meeting_without_news_are_listed_all_the_same() -> None:
    document = doc(
        "The following were actions from the last meeting that are not on this agenda:",
        "• Buy the paint - Robert Jones",
        "• Ring the miller",
    )
    assert [(text, a.owners, a.origin) for text, a in found(document)] == [
        ("Buy the paint - Robert Jones", ("Robert Jones",), "earlier"),
        ("Ring the miller", (), "earlier"),
    ]


def test_a_labelled_task_may_end_with_those_who_are_to_do_it() -> None:
    assert brief(doc("Action Item: Mend the weir. Mary and Oliver")) == [
        ("Mend the weir. Mary and Oliver", ("Mary", "Oliver"), None)
    ]


# --- who is to do it, where the attendance list does not say


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Wendy will ring the miller.", ("Wendy",)),
        ("Susan Orchard agreed to ring the miller.", ("Susan Orchard",)),
        ("Legal Services to conclude the lease.", ("Legal Services",)),
        ("AP and QX will ring the miller.", ("AP", "QX")),
        ("Mary Field, Works Officer, will ring the miller.", ("Mary Field",)),
        ("Mary Field also agreed to ring the miller.", ("Mary Field",)),
        ("Mary Field thanked the band and will ring the miller.", ("Mary Field",)),
        ("Oliver Moss reported that the gate was shut and offered to ring the miller.", ("Oliver Moss",)),
        ("Oliver Moss said that he did not know and that he would look into it.", ("Oliver Moss",)),
        ("The Clerk would find out whether the gate could be moved.", ("Clerk",)),
        ("Mary Field will have the pump put back.", ("Mary Field",)),
        ("Oliver Moss committed to having the map ready for the fair.", ("Oliver Moss",)),
        ("Mary Field promised that the list would be sent again.", ("Mary Field",)),
        ("A written reply would be circulated to members by the Clerk.", ("Clerk",)),
        ("It was agreed that a summary would be posted on the notice board.", ()),
        ("Mary Field asked for a report at the next meeting on the weir.", ()),
    ],
)
def test_plain_sentences_that_give_a_task(text: str, owners: tuple[str, ...]) -> None:
    assert [(t, a.owners, a.marked) for t, a in found(doc(text))] == [(text, owners, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Victoria Park will bring more people.",
        "Mary Field stated the mill is old and will bring rats.",
        "Mary Field felt that the fee would rise and would bring harm.",
        "It was agreed that the letter should not be sent.",
        "It was RESOLVED that a copy be sent to the miller.",
        "A resident asked the Council to mend the ford.",
        "The Clerk would write if the miller agreed.",
    ],
)
def test_plain_sentences_that_give_none(text: str) -> None:
    assert brief(doc(text)) == []


@pytest.mark.parametrize(
    ("before", "owner"),
    [
        ("Mary Field spoke about the pond. It was full.", "Mary Field"),
        ("Mary Field spoke about the pond. Oliver Moss asked when it was dug.", "Mary Field"),
        ("Oliver Moss asked Mary Field when the pond was dug.", "Mary Field"),
        ("In reply to a question from Oliver Moss on the age of the pond, Mary Field said it was old.", "Mary Field"),
        ("Mrs Lee spoke about the pond. Mr Orr had dug it.", "Mrs Lee"),
        ("Pond Committee: Mary Field said that it was full.", "Mary Field"),
    ],
)
def test_a_pronoun_means_who_answered_last(before: str, owner: str) -> None:
    assert [a.owners for _, a in found(doc(f"{before} She will ring the miller."))][-1:] == [(owner,)]


def test_an_initial_before_a_surname_is_a_name() -> None:
    assert brief(doc("The plots are full. K. Orchard to divide up the list.")) == [
        ("K. Orchard to divide up the list.", ("K. Orchard",), None)
    ]


def test_who_speaks_in_the_text_is_a_person() -> None:
    assert brief(doc("Tibby Hale said that the pond was dry.", "Tibby will ring the miller.")) == [
        ("Tibby will ring the miller.", ("Tibby",), None)
    ]


def test_a_part_of_a_resolution_that_asks_somebody_is_a_task_if_it_was_carried() -> None:
    document = doc(
        "RESOLVED (by 7 votes to 4):", "(a) that the report be noted;", "(b) that the Clerk write to the mill."
    )
    assert [(text, a.owners) for text, a in found(document)] == [("the Clerk write to the mill.", ("Clerk",))]
    lost = DecisionTaken(spans=(Span(2, 0, 30),), kind="motion", outcome="lost")
    assert found(document, extra=(lost,)) == []


# --- marks of tasks


def test_an_owner_behind_a_task_is_no_part_of_it() -> None:
    document = doc(
        "ACTION – Ring the miller [Ann Page]",
        "ACTION: Mend the weir by May. (AP)",
        "ACTION: Plan of the pond (Ann Page)",
    )
    assert [(text, a.owners) for text, a in found(document)] == [
        ("Ring the miller", ("Ann Page",)),
        ("Mend the weir by May.", ("AP",)),
        ("Plan of the pond (Ann Page)", ("Ann Page",)),
    ]


def test_a_label_within_a_paragraph_labels_a_sentence() -> None:
    text = "The mill is old and it leaks. ACTION: AP to ring the miller. The pond was full. Mary Field came late."
    assert brief(doc(text)) == [("AP to ring the miller.", ("AP",), None)]


def test_owners_in_brackets_mark_tasks_where_a_document_does_so_throughout() -> None:
    lines = [
        "The bin is full. Order a bin. (Clerk)",
        "Gate to be adjusted (RJ) before May.",
        "Letter to go to the mill. (AP)",
    ]
    assert [(text, a.owners, a.marked) for text, a in found(doc(*lines))] == [
        ("Order a bin.", ("Clerk",), True),
        ("Gate to be adjusted (RJ) before May.", ("RJ",), True),
        ("Letter to go to the mill.", ("AP",), True),
    ]
    assert brief(doc(lines[0])) == []


def test_a_box_of_tasks_may_name_their_owners_before_a_dash() -> None:
    document = doc("**Actions**", "RJ – estimate of the cost of the weir", "RJ/MF – scope a new path by mid-May")
    assert brief(document) == [
        ("RJ – estimate of the cost of the weir", ("RJ",), None),
        ("RJ/MF – scope a new path by mid-May", ("RJ", "MF"), "by mid-May"),
    ]


def test_a_table_of_one_row_may_be_a_task() -> None:
    rows = [["**ACTION 31/07**", "Repeat the count of the ducks and show it beside last year's", "RJ", "28 Feb"]]
    (text, action), *rest = found(doc("The ducks were counted.", table(rows)))
    assert not rest
    assert (text, action.owners, action.due_text, action.reference) == (rows[0][1], ("RJ",), "28 Feb", "31/07")


def test_owners_over_a_task_in_one_cell() -> None:
    rows = [["Item", "Notes", "Action"], ["Mill", "The mill was discussed at length.", "RJ / AP Jan\nmeet the miller"]]
    assert brief(doc(table(rows), laid_out=False)) == [("meet the miller", ("RJ", "AP"), "Jan")]


def test_a_status_tells_what_is_done_and_by_when_the_rest_is_due() -> None:
    rows = [
        ["AI #", "Action", "Owner", "Disposition May 2031"],
        ["1", "Write to the mill", "AP", "Sent 2 May"],
        ["2", "Mend the weir", "RJ", "To be done by 9 June"],
        ["3", "Paint the gate", "RJ", "Paint bought for the fair in July"],
    ]
    assert [(text, a.status, a.due_text) for text, a in found(doc(table(rows)))] == [
        ("Write to the mill", "done", None),
        ("Mend the weir", "open", "by 9 June"),
        ("Paint the gate", "open", None),
    ]


def test_what_tells_of_a_list_is_no_task() -> None:
    assert brief(doc("**Action log**", "The action log was reviewed and it was agreed to close two actions."), 0) == []


# --- more marks


TASKS = ("Three quotes will be sought.", "The gate will be painted.", "A letter to go to the mill.")


@pytest.mark.parametrize("behind", [" **{}**", "\t{}", "\n**{}**"], ids=["bold", "tab", "line"])
def test_initials_behind_a_task_mark_it_where_a_document_does_so_throughout(behind: str) -> None:
    lines = [f"{task}{behind.format(who)}" for task, who in zip(TASKS, ("RJ", "MF", "AP"), strict=True)]
    assert [(text, a.owners, a.marked) for text, a in found(doc(*"\n".join(lines).split("\n")))] == [
        (TASKS[0], ("RJ",), True),
        (TASKS[1], ("MF",), True),
        (TASKS[2], ("AP",), True),
    ]
    assert not any(a.marked for _, a in found(doc(*lines[0].split("\n"))))


def test_a_plain_line_heads_a_list_whose_tasks_name_their_owners() -> None:
    document = doc("Action list", "1. Ring the miller – RJ", "2. Paint the gate – MF – by 3 May")
    assert [(text, a.owners, a.due_text, a.origin) for text, a in found(document)] == [
        ("Ring the miller – RJ", ("RJ",), None, "this"),
        ("Paint the gate – MF – by 3 May", ("MF",), "by 3 May", "this"),
    ]


def test_a_column_called_description_holds_the_tasks_under_a_heading_of_actions() -> None:
    rows = table([["Item", "Description", "Assigned"], ["81.0", "Report the leak to the mill", "RJ"]])
    assert brief(doc("**Actions**", rows)) == [("Report the leak to the mill", ("RJ",), None)]


def test_a_note_beside_the_text_is_of_what_the_office_of_its_owner_is_to_do() -> None:
    people = tuple(
        Attendee(spans=(Span(0, 0, 0),), name=name, status="present", role=role, abbreviation=short)
        for name, role, short in (("Nora Cope", "Parish Clerk (Minutes)", "NC"), ("Jo Brand", "Chair", "JB"))
    )
    rows = table(
        [
            ["", "", "Action"],
            ["1", "It was agreed that two bins would be wanted by the pond. Clerk to maintain pressure on this.", "NC"],
            ["2", "The pond is full.", ""],
        ]
    )
    document = doc(rows, laid_out=False)
    tasks = actions.find(outlined(document), load(), people)
    assert [document.text(s) for a in tasks for s in a.spans] == ["Clerk to maintain pressure on this."]


def test_a_task_that_bears_the_number_of_an_earlier_meeting_is_of_that() -> None:
    document = doc(
        "Weir Group Meeting 81 - 3 May 2031",
        "• Action 80.1: Robert has set up a list of millers.",
        "• Action 80.2: Mary plans to host the regatta.",
        "**Actions**",
        table([["Item", "Description", "Assigned"], ["81.0", "Report the leak", "RJ"], ["74.3", "Mend the oar", "AP"]]),
    )
    tasks = [(text, a.owners, a.origin, a.status) for text, a in found(document)]
    assert tasks == [
        ("Robert has set up a list of millers.", ("Robert",), "earlier", "done"),
        ("Mary plans to host the regatta.", ("Mary",), "earlier", "open"),
        ("Report the leak", ("RJ",), "this", "open"),
        ("Mend the oar", ("AP",), "earlier", "open"),
    ]


def test_titled_names_in_italics_behind_their_tasks() -> None:
    told = [f"The weir in field {n} was still leaking. *Cllr. O. Moss*" for n in range(3)]
    asked = [f"The weir in field {n} will be mended. *Cllr. O. Moss*" for n in range(3)]
    assert [a.owners for _, a in found(doc(*told, *asked))] == [("Cllr. O. Moss",)] * 6
    assert len(found(doc(*asked, *told[:2]))) == 3


def test_a_notice_of_motion_in_its_own_words_is_no_task() -> None:
    assert found(doc("“I will ask at the next meeting that the weir be mended.”")) == []


def test_the_list_under_actions_from_the_last_meeting_tells_what_became_of_them() -> None:
    document = doc(
        "Action points from the last meeting",
        "• Robert to move the map: DONE",
        "• [Mary] Confirm the list — IN PROGRESS",
        "• OVERDUE: Ann — Review the draft (due Feb 22)",
    )
    assert [(t, a.owners, a.due_text, a.origin, a.status) for t, a in found(document, 0)] == [
        ("Robert to move the map", ("Robert",), None, "earlier", "done"),
        ("Confirm the list", ("Mary",), None, "earlier", "open"),
        ("Ann — Review the draft (due Feb 22)", ("Ann",), "Feb 22", "earlier", "open"),
    ]


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("• Action: on RJ to mend the weir", ("RJ",), None),
        ("• Action: Robert+Ann come up with a plan", ("Robert", "Ann"), None),
        ("• Action: Sweep the hall, RJ", ("RJ",), None),
        ("• Action: Ring the smith @kite7", ("@kite7",), None),
        ("• Action: Ring the miller. Assigned to Mary", ("Mary",), None),
        ("• Action: Ring the miller. Responsible: RJ, deadline 4 June", ("RJ",), "deadline 4 June"),
        ("• Ring the miller again - action Robert", ("Robert",), None),
        ("• action RJ to ring the miller", ("RJ",), None),
    ],
)
def test_owners_and_dates_behind_or_before_a_marked_task(line: str, owners: tuple[str, ...], due: str | None) -> None:
    assert [(a.owners, a.due_text, a.marked) for _, a in found(doc(line))] == [(owners, due, True)]


def test_what_somebody_will_provide_stands_in_the_list_below() -> None:
    assert brief(doc("The Clerk will provide:", "• A map of the weir.", "• Make a list of the oars.")) == [
        ("A map of the weir.", ("Clerk",), None),
        ("Make a list of the oars.", ("Clerk",), None),
    ]


def test_a_list_that_carries_a_task_forward_holds_no_motions() -> None:
    document = doc(
        "Action items", "• RJ to mend the mast - carried forward", "• AP to ring the smith ✓", "• Done: AP to paint it"
    )
    assert [(t, a.origin, a.status) for t, a in found(document, 0)] == [
        ("RJ to mend the mast", "earlier", "open"),
        ("AP to ring the smith", "earlier", "done"),
        ("AP to paint it", "earlier", "done"),
    ]


@pytest.mark.parametrize("heading", ["Homework", "Task allocation", "To do before the next meeting", "Follow-ups"])
def test_more_headings_of_tasks(heading: str) -> None:
    assert [(t, a.owners, a.marked) for t, a in found(doc(heading, "• RJ: ring the miller"), 0)] == [
        ("ring the miller", ("RJ",), True)
    ]


def test_who_is_to_report_a_list_stands_in_brackets_over_it() -> None:
    assert brief(doc("Items for the rangers (Clerk to report):", "• The path by the weir needs to be cleared.")) == [
        ("The path by the weir needs to be cleared.", ("Clerk",), None)
    ]


def test_what_was_requested_to_be_done_of_nobody_in_particular() -> None:
    for text in (
        "It was requested that the mill be written to again and that, if there is no reply, the Minister be told.",
        "It was agreed that the matter would be raised with the mill.",
    ):
        assert brief(doc(text)) == [(text, (), None)]


def test_an_arrow_parts_a_matter_from_the_task() -> None:
    assert brief(doc("• The oar broke -> Robert to mend it", "• The weir leaks → RJ will ring the miller")) == [
        ("Robert to mend it", ("Robert",), None),
        ("RJ will ring the miller", ("RJ",), None),
    ]


def test_a_title_that_ends_with_action_log_is_no_task() -> None:
    assert found(doc("WEIR BOARD (PUBLIC) - ACTION LOG")) == []


def test_see_somebody_is_a_task_and_see_above_is_none() -> None:
    assert [t for t, *_ in brief(doc("**Action items**", "• RJ: See Bo at the mill", "• AP: see item 4"))] == [
        "See Bo at the mill"
    ]


def test_a_column_called_description_holds_the_tasks_where_others_hold_owners_and_dates() -> None:
    rows = [
        ["AI #", "Description", "Owner", "Due", "Disposition May 2031"],
        ["3-1", "Write to the mill", "AP", "2 May", "Closed (N 4)"],
        ["3-2", "Paint the gate", "RJ", "9 May", "Open"],
    ]
    assert [(text, a.owners, a.due_text, a.status) for text, a in found(doc(table(rows)))] == [
        ("Write to the mill", ("AP",), "2 May", "done"),
        ("Paint the gate", ("RJ",), "9 May", "open"),
    ]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("RJ as pond warden will ring the miller.", ("RJ",)),
        ("That the Committee Clerk write to the mill.", ("Committee Clerk",)),
        ("That the Director, Works report to the mill.", ("Director, Works",)),
        ("Mary Field said she would have the list sent to all.", ("Mary Field",)),
    ],
)
def test_offices_and_speakers(text: str, owners: tuple[str, ...]) -> None:
    carried = DecisionTaken(spans=(Span(0, 0, len(text)),), kind="resolved", outcome="carried")
    assert [a.owners for _, a in found(doc(text), extra=(carried,))] == [owners]


def test_what_somebody_is_glad_to_see_is_no_task() -> None:
    assert (
        brief(doc("Mary Field said she is happy to see the pond full.", "Oliver Moss said they will try harder.")) == []
    )


# --- promises and what only looks like one


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("It was agreed the Clerk would write to the miller.", ("Clerk",)),
        ("It was the consensus of the Board that the Treasurer obtain three prices.", ("Treasurer",)),
        ("It was suggested that the Clerk write to the miller and this was agreed.", ("Clerk",)),
        ("It was agreed that the Secretary would send a letter of thanks.", ("Secretary",)),
        ("It was agreed to write to the miller.", ()),
        ("The regatta would be on Monday and the Pond Officer would write to the miller.", ("Pond Officer",)),
        ("The Director stated staff would inspect the weir this week.", ("staff",)),
        ("Mary Field was tasked with finding a boat.", ("Mary Field",)),
        ("The Chairman will have a word with the miller.", ("Chairman",)),
        ("The weir to be placed on the agenda for the next meeting.", ()),
        ("Trustees should send their views to the Clerk by 3 May.", ("Trustees",)),
        ("Mary Field will be responsible for mending the weir.", ("Mary Field",)),
        ("Decision: Agreed to write down the rules of the pond.", ()),
        ("Mary Field to regrout", ("Mary Field",)),
        ("Mary Field is planning on sending the map to the miller.", ("Mary Field",)),
        ("Mary Field will in addition report it to the miller.", ("Mary Field",)),
        ("It was left with Mary Field to ring the miller.", ("Mary Field",)),
        ("The action is on Mary Field to ring the miller.", ("Mary Field",)),
        ("Mary Field showed the map and took an action to look at it again.", ("Mary Field",)),
        ("Mary Field was assigned to ring the miller.", ("Mary Field",)),
        ("Aleks and Mary will mend the weir.", ("Aleks", "Mary")),
        ("Robert: I will ring the miller.", ("Robert",)),
    ],
)
def test_more_ways_to_commit_somebody(text: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc(text))] == [owners]


@pytest.mark.parametrize(
    "text",
    [
        "The Chair said she would find it hard to vote for the weir.",
        "Mary Field said that she would have a concern about the weir.",
        "The Chair was assured that the Board will meet its target by May.",
        "Mary Field will continue to keep the Board informed.",
        "Mary Field asked whether staff would look into the weir.",
        "The Mayor asked the Clerk to call the roll.",
        "Mary Field asked the Treasurer to explain the figures.",
        "It was agreed that the minutes would be signed by the Chair.",
        "If the miller pays, the Clerk will order a boat.",
        "The Boats Committee will meet on 3 May.",
        "It was suggested that the Clerk write to the miller.",
        "Cllr Moss agreed to this.",
        "@kite7 will be away in May.",
        "Mary Field will say more during the Weir report.",
        "The Clerk was asked to show the map at this point.",
        "The Chair shall write to those who shall be chosen.",
        "I have to go now, but I’ll try to return.",
        "We should get the miller involved, and the list is nearly ready (it is tried next week).",
    ],
)
def test_wishes_courtesies_and_conditions_commit_nobody(text: str) -> None:
    assert brief(doc(text)) == []


@pytest.mark.parametrize("text", ["That a letter be sent to the miller.", "That a site visit be arranged at the weir."])
def test_a_carried_motion_may_order_a_letter_of_nobody_in_particular(text: str) -> None:
    carried = DecisionTaken(spans=(Span(0, 0, len(text)),), kind="resolved", outcome="carried")
    assert [a.owners for _, a in found(doc(text), extra=(carried,))] == [()]
    assert found(doc(text)) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("RJ to update the list sent out in May 2031.", None),
        ("RJ to write to the mill, which opened in June 2031.", None),
        ("RJ to have the survey finished in June 2031.", "June 2031"),
        ("RJ to ring the miller today.", "today"),
        ("RJ to find out who owned the mill and report back to the March meeting.", "March meeting"),
    ],
)
def test_a_date_at_which_something_was_done_is_no_due_date(text: str, due: str | None) -> None:
    assert [a.due_text for _, a in found(doc(text))] == [due]


def test_no_new_task_is_due_before_the_meeting() -> None:
    text = "RJ to compare it with the report for March 2030."
    met = MeetingDetail(spans=(), field="date", value="5 April 2031")
    assert [a.due_text for _, a in found(doc(text), extra=(met,))] == [None]


def test_parts_of_a_resolution_give_tasks_without_that() -> None:
    lines = ("RESOLVED that:", "(a) the report be noted;", "(b) the Treasurer write to the miller by May; and")
    document = doc(*lines, "(c) the Mill Committee meet in June.")
    assert brief(document) == [("the Treasurer write to the miller by May; and", ("Treasurer",), "by May")]
    assert brief(doc("Matters raised:", *lines[1:])) == []


def test_parts_of_a_resolution_within_one_paragraph() -> None:
    text = "That\n(1)\tthe position be noted; and\n(2)\tthe Treasurer bring three prices to the May meeting."
    carried = DecisionTaken(spans=(Span(0, 0, len(text)),), kind="resolved", outcome="carried")
    ((told, action),) = found(doc(text), extra=(carried,))
    assert (told, action.due_text) == ("the Treasurer bring three prices to the May meeting.", "May meeting")


def test_an_undertaking_belongs_to_the_subject_over_its_list() -> None:
    document = doc(
        "In reply, the Pond Officer:-", "• said that the pond was full;", "• undertook to mend the weir; and"
    )
    assert brief(document) == [("undertook to mend the weir; and", ("Pond Officer",), None)]


@pytest.mark.parametrize(
    "line",
    [
        "Action: Upon motion by Mary Field, the report was accepted. (7-0-0)",
        "Action: Resolution 31-4 was adopted, naming the weir.",
        "Action: Member Field made a motion to defer the lease.",
        "Action: Approved 5-0.",
        "Action: No action taken.",
    ],
)
def test_a_label_may_tell_of_what_the_body_did(line: str) -> None:
    assert brief(doc(line)) == []


def test_who_moved_and_who_spoke_can_be_owners() -> None:
    moved = DecisionTaken(spans=(Span(0, 0, 20),), kind="motion", mover="Tarn", seconder="Wold")
    document = doc("On a motion by Tarn, seconded by Wold.", "Brock presented the plan.", "Tarn will paint a boat.")
    assert brief(document) == []  # nobody is known yet
    assert [a.owners for _, a in found(document, extra=(moved,))] == [("Tarn",)]
    assert [a.owners for _, a in found(doc("Brock presented the plan.", "Brock will order a boat."))] == [("Brock",)]


def test_an_office_with_an_ampersand_is_one_owner_where_the_attendance_list_says_so() -> None:
    clerk = Attendee(spans=(Span(0, 0, 0),), name="Ivo Brandt", status="present", role="Secretary & Registrar")
    document = doc("The Secretary & Registrar was asked to write to the mill.")
    assert [a.owners for _, a in found(document, extra=(clerk,))] == [("Secretary & Registrar",)]
    assert [a.owners for _, a in found(document)] == [("Secretary", "Registrar")]


def test_what_a_carried_motion_says_somebody_would_do() -> None:
    text = "It was agreed in principle to mend the weir, and that Mary Field would let the Board have prices by May."
    carried = DecisionTaken(spans=(Span(0, 0, len(text)),), kind="agreed", outcome="carried")
    ((told, action),) = found(doc(text), extra=(carried,))
    assert (told, action.owners) == ("Mary Field would let the Board have prices by May.", ("Mary Field",))


@pytest.mark.parametrize(
    ("before", "task", "owners"),
    [
        ("RESOLVED: (a) that it be noted. (b) ", "The Clerk hold a fair in May.", ("Clerk",)),
        ("The Board i) noted it; and ii) ", "authorised the Clerk to publish it by 3 May.", ("Clerk",)),
        ("", "Mr Tarn – will bring a price to the next meeting.", ("Mr Tarn",)),
        ("", "Members asked that a copy of the plan be sent to them.", ()),
        ("", "I'll be sending the Board three prices.", ("I",)),
    ],
)
def test_tasks_within_what_the_body_did(before: str, task: str, owners: tuple[str, ...]) -> None:
    assert [(text, a.owners) for text, a in found(doc(before + task))] == [(task, owners)]


@pytest.mark.parametrize(
    "text", ["Bo asked that the sluice be opened.", "The Board authorised the Clerk to publish it."]
)
def test_what_is_only_allowed_or_asked_for_is_no_task(text: str) -> None:
    assert brief(doc(text)) == []


def test_the_list_under_a_paragraph_that_ends_with_matters_arising() -> None:
    document = doc("The minutes were signed. Matters arising:", "• Item 6 – RJ to mend the oar. Completed 3/10.")
    assert [(text, a.origin, a.status) for text, a in found(document)] == [("RJ to mend the oar.", "earlier", "done")]


def test_an_action_column_may_say_that_the_matter_is_tabled() -> None:
    rows = [["Item", "Discussion", "Action"], ["Weir", "Bo wants more time.", "Tabled to May"]]
    rows += [["Mill", "It is dry.", "RJ to ring the miller"], ["Lock", "It is wet.", "AP to ring the diver"]]
    assert [text for text, _ in found(doc(table(rows)))] == ["RJ to ring the miller", "AP to ring the diver"]


def test_initials_behind_the_first_line_of_a_task_that_goes_on() -> None:
    lines = (
        "24/1\tA list of the oars to be brought to the\tRJ",
        "boat club.",
        "24/2\tThe weir to be painted by the\tMF",
    )
    document = doc(*lines, "end of May.", "24/3\tThe mill is dry. AnP to ring the\tAnP", "miller.")
    assert brief(document) == [
        ("A list of the oars to be brought to the\nboat club.", ("RJ",), None),
        ("The weir to be painted by the\nend of May.", ("MF",), "by the end of May"),
        ("AnP to ring the\nmiller.", ("AnP",), None),
    ]


def test_an_office_of_one_person_may_hold_a_slash() -> None:
    clerk = Attendee(spans=(Span(0, 0, 0),), name="Ivo Brandt", status="present", role="Town Clerk/Manager")
    document = doc("The Chair and the Clerk/Manager will write to the mill.")
    assert [a.owners for _, a in found(document, extra=(clerk,))] == [("Chair", "Clerk/Manager")]


def test_a_motion_is_carried_if_the_line_below_says_so() -> None:
    motion = "MOVED by Councillor Field that the CAO bring back a report before May 31."
    assert brief(doc(motion, "CARRIED")) == [
        ("the CAO bring back a report before May 31.", ("CAO",), "before May 31"),
    ]
    assert brief(doc(motion, "DEFEATED")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Actions: 1) AP to ring the mill 2) RJ to mend the oar",
        "Actions: (a) AP to ring the mill (b) RJ to mend the oar",
        "Action: AP to ring the mill. RJ to mend the oar",
    ],
)
def test_several_tasks_behind_one_label(line: str) -> None:
    rows = [(text.rstrip("."), owners) for text, owners, _ in brief(doc(line))]
    assert rows == [("AP to ring the mill", ("AP",)), ("RJ to mend the oar", ("RJ",))]


def test_initials_that_look_like_a_label_are_none_where_somebody_has_them() -> None:
    assert [a.owners for _, a in found(doc("ACTION – AP – ring the mill"))] == [("AP",)]


def test_owners_behind_a_colon_mark_tasks_where_a_list_does_so_throughout() -> None:
    lines = ("• Mend the oar: Mary", "• Ring the mill: Robert and Oliver", "• Order salt: Ann Page")
    assert brief(doc("We parted the work:", *lines)) == [
        ("Mend the oar: Mary", ("Mary",), None),
        ("Ring the mill: Robert and Oliver", ("Robert", "Oliver"), None),
        ("Order salt: Ann Page", ("Ann Page",), None),
    ]
    assert brief(doc("We parted the work:", *lines[:2])) == []


def test_what_is_said_behind_a_promise_tells_that_it_is_of_an_earlier_meeting() -> None:
    rows = found(doc("Boom – RJ to price a second one. Still in hand.", "AP to ring the mill. This has been done."))
    assert [(text, a.origin, a.status) for text, a in rows] == [
        ("RJ to price a second one.", "earlier", "open"),
        ("AP to ring the mill.", "earlier", "done"),
    ]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Ann Page (Clerk) will write to the mill.", ("Ann Page",)),
        ("The Clerk, in consultation with the Chair, will write to the mill.", ("Clerk",)),
        ("The Clerk, in conjunction with the Treasurer, to write to the mill.", ("Clerk", "Treasurer")),
        ("Mary Field will have a draft for the next meeting.", ("Mary Field",)),
        ("Oliver Moss would pick this up with the mill.", ("Oliver Moss",)),
        ("Oliver, of the boat club, will look into a new mast.", ("Oliver",)),
        ("This would be circulated after the meeting by the Treasurer.", ("Treasurer",)),
    ],
)
def test_who_promises_with_more_beside_the_name(text: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc(text))] == [owners]


def test_a_task_begins_behind_what_a_resolution_says_before_it() -> None:
    text = "RESOLVED: That the report be noted and that the Treasurer be requested to bring three prices."
    assert [told for told, _ in found(doc(text))] == ["the Treasurer be requested to bring three prices."]
    text = "Mary Field spoke of the weir; the Clerk will write to the mill."
    assert [told for told, _ in found(doc(text))] == ["the Clerk will write to the mill."]


def test_what_a_council_voted_on_motion_is_no_task_however_it_goes_on() -> None:
    line = "ACTION: Upon motion by Tarn and seconded by Wold, the Council voted 3-2 to introduce the ordinance."
    assert brief(doc(line)) == []


@pytest.mark.parametrize(
    "who",
    [
        "A/Director of Services",
        "Attorney Jane Wold",
        "Dr. van der Wold",
        "Mrs A B Wold",
        "K Wold",
        "Siobhán Ní Wold",
        "Cathaoirleach",
        "Harbour Master",
    ],
)
def test_titles_offices_and_names_of_many_places(who: str) -> None:
    assert [a.owners for _, a in found(doc(f"It rained. {who} will write to the mill."))] == [(who,)]


def test_initials_of_two_cases_give_a_task() -> None:
    assert [a.owners for _, a in found(doc("JWo to write to the mill."))] == [("JWo",)]


def test_what_a_body_resolves_to_write_stands_under_its_name() -> None:
    lines = ("That Council:", "1. Notes the report;", "2. Writes to the miller to thank him.", "SEND visit: 5 April")
    carried = DecisionTaken(spans=tuple(Span(n, 0, 60) for n in range(3)), kind="resolved", outcome="carried")
    rows = [(text, a.owners) for text, a in found(doc(*lines), extra=(carried,))]
    assert rows == [("Writes to the miller to thank him.", ("Council",))]
    assert brief(doc(*lines)) == []


def test_what_all_are_asked_to_do_by_a_date() -> None:
    assert [a.owners for _, a in found(doc("He asked the members to send him their views by 3 May."))] == [("members",)]
    assert brief(doc("He asked the members to send him their views.")) == []


def test_a_speaker_before_a_colon_promises() -> None:
    assert [a.owners for _, a in found(doc("Robert Jones: Will look into the weir."))] == [("Robert Jones",)]


def test_what_is_told_under_the_heading_of_a_list_is_no_task() -> None:
    document = doc(
        "**1. Minutes and action log**",
        "The minutes of the meeting of 3 May were agreed. The action log had been sent out with the papers.",
        "RJ commented that the log had become long. It was agreed that two actions should be moved to the mill’s.",
    )
    assert brief(document, 0) == []


@pytest.mark.parametrize(
    "text",
    ["The Board agreed to hand the plan over to the mill.", "The Board agreed to pay the miller."],
)
def test_what_a_body_agrees_to_is_its_decision(text: str) -> None:
    assert brief(doc(text)) == []
    assert [a.owners for _, a in found(doc(f"{text[:-1]} by 3 May."))] == [("Board",)]
    assert [a.owners for _, a in found(doc("The Board agreed to write to the miller."))] == [("Board",)]


def test_what_somebody_said_he_would_do_in_short() -> None:
    assert [a.owners for _, a in found(doc("Oliver Moss said he’d let the miller know."))] == [("Oliver Moss",)]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("The Council gave direction to staff to bring back three prices.", ("staff",)),
        ("Direction was given to staff to bring back three prices.", ("staff",)),
        ("The consensus of the Council was to have staff bring back three prices.", ("staff",)),
        ("The Council resolved to write to the miller.", ()),
        ("The Chair requested an update in six months.", ()),
        ("Mary Field to f/u with the mill.", ("Mary Field",)),
        ("Action item for the Treasurer: ring the mill.", ("Treasurer",)),
    ],
)
def test_directions_of_a_body(text: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc(text))] == [owners]


def test_what_a_motion_directs_holds_if_it_is_carried() -> None:
    text = "Motion by Tarn, second by Wold, to direct the Clerk to write to the mill."
    carried = DecisionTaken(spans=(Span(0, 0, len(text)),), kind="motion", outcome="carried")
    assert [told for told, _ in found(doc(text), extra=(carried,))] == ["to direct the Clerk to write to the mill."]
    assert brief(doc(text)) == []


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("• Mary contacting the vet", ("Mary",)),
        ("• Mary and Oliver booking the hall", ("Mary", "Oliver")),
        ("• Oliver talk to the vet about it", ("Oliver",)),
        ("• Oliver please send the list", ("Oliver",)),
        ("• @kite7 to mend the boat", ("@kite7",)),
    ],
)
def test_notes_of_who_does_what(text: str, owners: tuple[str, ...]) -> None:
    document = doc(text)
    assert brief(document) == [(document.blocks[0].text, owners, None)]


@pytest.mark.parametrize(
    "text", ["• Mary asking about fees was not heard", "• Mary and Oliver collect the fees", "• Mary’s talk was long"]
)
def test_what_people_did_or_do_is_no_note_of_a_task(text: str) -> None:
    assert not found(doc(text))


def test_names_printed_small() -> None:
    document = doc(
        "Attendees: kite7, rudder",
        "Then kite7 will mend the boat.",
        "The mast broke. rudder will investigate.",
        "**Action items**",
        "• rudder: Mend it.",
    )
    assert [(text, a.owners) for text, a in found(document)] == [
        ("Then kite7 will mend the boat.", ("kite7",)),
        ("rudder will investigate.", ("rudder",)),
        ("Mend it.", ("rudder",)),
    ]


@pytest.mark.parametrize("label", ["AI Mary: ", "TODO(Mary): ", "Action Mary: ", "ACTION ITEM Mary - "])
def test_labels_with_a_name_inside(label: str) -> None:
    assert brief(doc(f"{label}mend the boat")) == [("mend the boat", ("Mary",), None)]


def test_a_box_to_be_ticked_marks_a_task() -> None:
    tasks = [
        (text, a.marked, a.status) for text, a in found(doc("[ ] Mary to mend the boat", "[x] Oliver: ring the vet"))
    ]
    assert tasks == [("Mary to mend the boat", True, "open"), ("ring the vet", True, "done")]
    assert not found(doc("[x] Present [ ] Absent with leave"))


def test_who_reports_on_an_item_is_not_to_do_it() -> None:
    rows = [["Item", "Action by"], ["1. Fen", "RJ"], ["It was dry.", ""], ["Mend the gate.", "AP"], ["2. Pier", "RJ"]]
    document = doc(table(rows, header_rows=1))
    heads = [i for i, b in enumerate(document.blocks) if b.text in ("Fen", "Pier")]
    assert [a.owners for _, a in found(document, *heads)] == [("AP",)]


def test_a_line_in_bold_stands_over_the_tasks_under_it() -> None:
    parts = (
        "**Action items**",
        "• Mary: ring the vet.",
        "• **Not yet given out**",
        "– Mend the old boat.",
        "– Book a hall.",
    )
    document = doc(*parts)
    deeper = [replace(b, depth=1) if b.label == "–" else b for b in document.blocks]
    tasks = brief(replace(document, blocks=tuple(deeper)))
    assert [t for t, *_ in tasks] == ["ring the vet.", "Mend the old boat.", "Book a hall."]


@pytest.mark.parametrize(
    "text",
    [
        "A letter will be sent to the bank.",
        "Two more quotes will be obtained.",
        "The tenant will be contacted.",
        "The mill is shut and the miller will be asked whether it will open again.",
        "An appointment is also to be made with the vet.",
    ],
)
def test_letters_to_be_sent_and_people_to_be_contacted(text: str) -> None:
    assert brief(doc(text)) == [(text, (), None)]


@pytest.mark.parametrize(
    "text",
    [
        "The notes were approved and copies will be sent.",
        "The Harbour Master asked for it to be noted that the crew worked hard.",
        "It was resolved that the Chair sign these as a correct record.",
    ],
)
def test_what_every_meeting_does_with_its_minutes_is_no_task(text: str) -> None:
    assert not found(doc(text))


def test_to_action_behind_a_task_of_the_same_owner_adds_none() -> None:
    assert [t for t, _ in found(doc("Clerk to report back in May. Clerk to action"))] == [
        "Clerk to report back in May."
    ]


def test_a_task_of_a_list_ends_where_it_is_told_how_it_stands() -> None:
    parts = (
        "ACTION ITEMS RESULTING",
        "• 09/28-02. Mary to ring the vet. In progress. The vet is away.",
        "• Mend the boat.",
    )
    first, second = (a for _, a in found(doc(*parts), 0))
    assert [t for t, _ in found(doc(*parts), 0)] == ["Mary to ring the vet.", "Mend the boat."]
    assert (first.reference, first.origin, first.status) == ("09/28-02", "earlier", "open")
    assert first.update == "In progress. The vet is away."
    assert (second.reference, second.origin) == (None, "this")


def test_a_label_with_a_title_over_its_motion_marks_no_task() -> None:
    parts = ("**ACTION: Annual accounts**", "Robert Jones moved to accept the accounts.")
    moved = DecisionTaken(spans=(Span(1, 0, len(parts[1])),), kind="motion", mover="Robert Jones")
    assert not found(doc(*parts), extra=(moved,))
    assert [t for t, _ in found(doc(*parts))] == ["Annual accounts"]


def test_what_one_person_still_needs_to_do_is_a_task() -> None:
    assert brief(doc("Mary Field still needs to send a poll.")) == [
        ("Mary Field still needs to send a poll.", ("Mary Field",), None)
    ]
    assert not found(doc("Mary Field needs to send more."))


def test_a_table_of_one_column_headed_as_tasks_lists_them() -> None:
    rows = table([["Action item"], ["Order the signs for the quay"], ["List of tides for the web page"]])
    assert [text for text, _ in found(doc("Action items", rows))] == [
        "Order the signs for the quay", "List of tides for the web page",
    ]  # fmt: skip
    assert found(doc(table([["Notice"], ["Order the signs for the quay"]]))) == []


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Kite Mill will email the board about the quay.", ("Kite Mill",)),
        ("Zoltan will check with the foundry.", ("Zoltan",)),
        ("The Quay Trust will send a letter to the owner.", ("Quay Trust",)),
        ("Zoltan and Marta will draft the poster.", ("Zoltan", "Marta")),
        ("Parking will remain free.", ()),
        ("They will email the board.", ()),
    ],
)
def test_what_only_people_do_is_a_task_of_somebody_whom_no_list_names(line: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc("1. Quay", line), 0)] == ([owners] if owners else [])


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("• Oliver: print the poster", "print the poster"),
        ("• Mary Field – ring the vet and the smith", "ring the vet and the smith"),
        ("• RJ: talk to the smith about the gate", "talk to the smith about the gate"),
        ("• Mary: come back with three prices", "come back with three prices"),
        ("• Mary: Plan for the fair to be drawn up", "Plan for the fair to be drawn up"),
        ("• Mary: Draft budget is ready", None),
        ("• Weir: mend before May", None),
    ],
)
def test_an_order_behind_the_name_of_a_person_is_a_task_of_theirs(line: str, task: str | None) -> None:
    assert [text for text, _ in found(doc("1. Quay", line), 0)] == ([task] if task else [])


def test_what_holds_on_a_condition_is_no_task() -> None:
    assert not found(doc("1. Weir", "If the vote does not pass then the Clerk will write to the owner."), 0)


LISTED = ("• Mary to ring the vet", "• Order the paint (RJ)", "• Mend the oar - Oliver", "• AP: write to the smith")
TOLD = ("• The fair was held in May", "• The quay is shut", "• Mary spoke of the weir", "• The boat is new")


@pytest.mark.parametrize(
    ("heading", "sure"),
    [
        *((h, True) for h in ("To do", "Things to do", "Work items", "Who does what", "Next steps and owners")),
        *((h, True) for h in ("Follow-up actions", "What needs doing", "Tasks for the coming week")),
        *((h, False) for h in ("Commitments", "Deliverables", "Outstanding work", "For next meeting", "Way forward")),
    ],
)
def test_a_heading_that_may_head_tasks_does_if_its_list_reads_so(heading: str, *, sure: bool) -> None:
    for line in (f"**{heading}**", f"{heading}:"):
        tasks = found(doc("1. Roads", "Text was read.", line, *LISTED), 0)
        assert [a.owners for _, a in tasks] == [("Mary",), ("RJ",), ("Oliver",), ("AP",)]
        assert all(a.marked for _, a in tasks)
    assert len(found(doc(heading, *LISTED), 0)) == len(LISTED)
    assert sure or not found(doc(heading, *TOLD), 0)


@pytest.mark.parametrize(
    ("state", "done"),
    [
        *(
            (s, True)
            for s in ("Withdrawn", "Given up", "No longer needed.", "Cancelled by the board", "100%", "In place")
        ),
        *((s, False) for s in ("To be withdrawn", "50%", "The fair was cancelled", "Not started")),
    ],
)
def test_a_task_that_was_given_up_is_closed(state: str, *, done: bool) -> None:
    rows = table([["Task", "Lead/owner", "Finish", "Status"], ["Mend the oar", "Mary Field", "3 May", state]])
    ((_, action),) = found(doc("**Action items**", rows))
    assert (action.owners, action.due_text) == (("Mary Field",), "3 May")
    assert action.status == ("done" if done else "open")


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Oliver stated the Finance Commission will review the rent.", ("Finance Commission",)),
        ("Mary Field or Robert Jones will ring the vet.", ("Mary Field", "Robert Jones")),
        ("Mary confirmed she would be sharing a draft.", ("Mary",)),
        ("Mary Field will be delivering the figures in May.", ("Mary Field",)),
        ("Oliver said he’ll ring the vet.", ("Oliver",)),
        ("Staff still need to send the form to the bank.", ("Staff",)),
    ],
)
def test_who_is_told_to_do_a_task_later(line: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc("1. Quay", line), 0)] == [owners]


@pytest.mark.parametrize("heading", ["2. Matters arising", "2. Actions from the last meeting"])
def test_a_list_of_earlier_tasks_says_of_each_how_it_stands(heading: str) -> None:
    lines = [
        "– Ring the vet about the goose. Done (RJ)",
        "– Mary Field – oil the sluice (done)",
        "– ZQ – list of boats (completed in May)",
        "– Order new rope. Ongoing (RJ, AP)",
        "– Oliver – Paint the oars (see below)",
    ]
    tasks = found(doc("1. Opening", "Text was read.", heading, *lines), 0, 2)
    assert [(text, a.owners, a.status) for text, a in tasks] == [
        ("Ring the vet about the goose.", ("RJ",), "done"),
        ("oil the sluice", ("Mary Field",), "done"),
        ("list of boats", ("ZQ",), "done"),
        ("Order new rope.", ("RJ", "AP"), "open"),
        ("Paint the oars (see below)", ("Oliver",), "open"),
    ]
    assert all(a.marked and a.origin == "earlier" for _, a in tasks)


def test_news_of_earlier_matters_is_no_list_of_tasks() -> None:
    told = ["– The sluice leaked in May.", "– Weir works – completed", "– The goose was seen. Ongoing"]
    assert not found(doc("1. Matters arising", *told), 0)


def test_paragraphs_under_a_heading_of_tasks_name_their_owners_at_the_end() -> None:
    lines = ["Oil the sluice - Mary", "Stock the shed with oars for the fair - Robert", "New rope - Mary and Robert"]
    tasks = found(doc("1. Quay", "Text was read.", "**Actions**", *lines), 0, 2)
    assert [a.owners for _, a in tasks] == [("Mary",), ("Robert",), ("Mary", "Robert")]


@pytest.mark.parametrize(
    ("line", "tasks"),
    [
        (
            "Mary will oil the sluice and Robert will paint the oars by May.",
            [("Mary will oil the sluice", ("Mary",)), ("Robert will paint the oars by May.", ("Robert",))],
        ),
        ("Mary will ask how the oars are painted and Robert will be told.", None),
        ("It was decided that RJ and AP would liaise with the miller.", [(None, ("RJ", "AP"))]),
        ("ZQ will lubricate the sluice.", [(None, ("ZQ",))]),
        ("It was agreed that ZQ would ring the miller.", [(None, ("ZQ",))]),
        ("RESOLVED Oliver Moss to purchase a rope.", [(None, ("Oliver Moss",))]),
        ("Oliver suggested that we need to paint the oars by May.", []),
    ],
)
def test_who_shares_a_sentence(line: str, tasks: list[tuple[str | None, tuple[str, ...]]] | None) -> None:
    got = found(doc("1. Quay", line), 0)
    if tasks is None:
        assert len(got) == 1
    else:
        assert [(text or None, owners) for text, owners in tasks] == [
            (text if want else None, a.owners) for (text, a), (want, _) in zip(got, tasks, strict=True)
        ]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Three prices to be sought for the sluice.", [()]),
        ("Letter to be sent to the miller", [()]),
        ("Oars to be ordered for the fair. RJ to action", [("RJ",)]),
        ("The miller wanted the notes to be sent.", []),
        ("The Board reviewed a list to be circulated.", []),
        ("The fair to be held in May.", []),
    ],
)
def test_a_note_says_what_is_to_be_done_and_names_nobody(text: str, owners: list[tuple[str, ...]]) -> None:
    assert [a.owners for _, a in found(doc("1. Quay", text), 0)] == owners


@pytest.mark.parametrize(
    "text",
    [
        "Will work with the directors to collect addresses.",
        "Coordinating with the mill to improve the quay.",
        "Proposed a fee to improve the quay.",
    ],
)
def test_a_verb_in_front_names_nobody_who_is_to_do_it(text: str) -> None:
    assert found(doc("1. Quay", text), 0) == []


def test_a_list_of_tasks_may_hold_news_that_gives_nobody_a_task() -> None:
    lines = [
        "• Mary to oil the sluice",
        "• Ford – the oars have been painted and the shed was swept.",
        "• Thanks to Robert for the boats that he mended",
        "• Pond – general care of the reeds continues.",
        "• Ring the vet about the goose that is ill",
    ]
    tasks = found(doc("1. Quay", "Text was read.", "**Action plan**", *lines), 0, 2)
    assert [text for text, _ in tasks] == ["Mary to oil the sluice", "Ring the vet about the goose that is ill"]


def test_an_order_among_the_tasks_of_a_list_is_one_of_them() -> None:
    lines = ["• Ask the miller for oars", "• Oliver to draw up a list of boats", "• All to collect jars for the stall"]
    tasks = found(doc("1. Fair", *lines), 0)
    assert [(text, a.owners, a.marked) for text, a in tasks] == [
        ("Ask the miller for oars", (), False),
        ("Oliver to draw up a list of boats", ("Oliver",), False),
        ("All to collect jars for the stall", ("All",), False),
    ]
    assert not found(doc("1. Fair", lines[0], "• The stall was full.", "• The boats were late."), 0)


def test_the_header_of_a_table_beside_other_business_is_no_task() -> None:
    rows = table([["No.", "Detail", "Resp."], ["2", "Oil the sluice in the north wall", "RJ"], ["3", "Paint", "AP"]])
    tasks = found(doc("1. Opening", "Text was read.", "2. New actions", rows), 0, 2)
    assert all("No." not in text for text, _ in tasks)


def test_initials_before_the_word_action_say_whose_the_sentence_is() -> None:
    text = "The sluice was seen to leak. The miller will be told. RJ Action."
    assert [(got, a.owners, a.marked) for got, a in found(doc("1. Quay", text), 0)] == [
        ("The miller will be told.", ("RJ",), True)
    ]
    assert not found(doc("1. Quay", "The Board took no ACTION"), 0)


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("We will ring the miller about the sluice.", [("We",)]),
        ("We will work on the sluice.", []),
        ("We plan to print the list.", []),
        ("The group had not met but RJ would set up a meeting.", [("RJ",)]),
        ("Mary Field would take forward the repair of the sluice.", [("Mary Field",)]),
        ("QC will lubricate the sluice.", []),
    ],
)
def test_what_somebody_will_do_though_nobody_says_by_when(line: str, owners: list[tuple[str, ...]]) -> None:
    assert [a.owners for _, a in found(doc("1. Quay", line), 0)] == owners


def test_a_column_whose_head_says_nothing_known_holds_the_tasks_if_it_holds_the_text() -> None:
    head = ["Issue", "What comes then", "Lead", "When"]
    rows = table([head, ["Sluice", "Ask the miller for a plan", "RJ", "June"], ["Pond", "Clear the weed", "AP", "May"]])
    tasks = found(doc("1. Quay", "Text was read.", rows), 0)
    assert [(text, a.owners, a.due_text) for text, a in tasks] == [
        ("Ask the miller for a plan", ("RJ",), "June"),
        ("Clear the weed", ("AP",), "May"),
    ]


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Mary Field would look at the price of oars.", ("Mary Field",)),
        ("The Clerk will press the miller for a date.", ("Clerk",)),
        ("It will be raised with the district council by the Clerk.", ("Clerk",)),
        ("Prices for the sluice to be sought before the June meeting.", ()),
    ],
)
def test_still_more_ways_to_commit_somebody(line: str, owners: tuple[str, ...]) -> None:
    assert [a.owners for _, a in found(doc("1. Quay", line), 0)] == [owners]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Next month, the Harbour Board will meet the wardens.", ("Harbour Board",)),
        ("Once that survey is done, the Harbour Board will report on the slip in May.", ("Harbour Board",)),
        ("Simultaneously, the Boats Committee will write to the owners.", ("Boats Committee",)),
        ("That within 30 days the Harbour Board shall report to the Council.", ("Harbour Board",)),
        ("Closing the slip at the Works Committee would pick up all the boats.", None),
        ("He hopes the Works Committee will look at the following boats.", None),
    ],
)
def test_what_leads_up_to_an_owner_is_no_part_of_it(text: str, owners: tuple[str, ...] | None) -> None:
    assert [a[1] for a in brief(doc(text))] == ([owners] if owners else [])


def test_a_firm_that_nobody_knows_may_be_asked_to_do_something() -> None:
    assert [a[1] for a in brief(doc("Kite Lawns were asked to cut the hedge."))] == [("Kite Lawns",)]
    assert brief(doc("Lawns were cut and Kite Lawns were thanked.")) == []


def test_a_body_that_is_to_do_what_was_resolved_owns_the_task() -> None:
    text = "Resolved: the Weir Working Group to prepare the plan for the next meeting."
    assert [a[1] for a in brief(doc(text))] == [("Weir Working Group",)]
    assert brief(doc("The Weir Working Group to the left of the mill was seen.")) == []
