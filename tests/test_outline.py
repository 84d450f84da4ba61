from typing import Any

import pytest

from documents import block, doc, page, table
from minutebook.clean import clean
from minutebook.document import Block, Run, Style
from minutebook.outline import outline
from minutebook.rulepack import load

Part = str | Block | table | page


def tree(*parts: Part, laid_out: bool = True) -> list[tuple[int, str | None, str]]:
    rules = load()
    found = outline(clean(doc(*parts, laid_out=laid_out), rules), rules)
    return [(h.level, h.number, h.title) for h in found.items]


def passages(*parts: Part) -> list[tuple[str, int | None, str]]:
    rules = load()
    found = outline(clean(doc(*parts), rules), rules)
    return [(p.zone, p.item, found.document.text(p.span)) for p in found.passages]


def test_numbered_headings_and_their_subheadings() -> None:
    assert tree(
        "**1. Apologies**",
        "None.",
        "**2. Finance**",
        "**2.1 Budget**",
        "It was set.",
        "**2.2 Fees**",
        "They were held.",
        "**3. Close**",
    ) == [
        (1, "1", "Apologies"),
        (1, "2", "Finance"),
        (2, "2.1", "Budget"),
        (2, "2.2", "Fees"),
        (1, "3", "Close"),
    ]


def test_letters_and_roman_numerals_hang_under_their_number() -> None:
    assert tree(
        "**4. Moorings**",
        "**a) North quay**",
        "Full.",
        "**b) South quay**",
        "Empty.",
        "**5. Boats**",
        "**i. Survey**",
        "Done.",
        "**ii. Repair**",
        "Begun.",
    ) == [
        (1, "4", "Moorings"),
        (2, "a", "North quay"),
        (2, "b", "South quay"),
        (1, "5", "Boats"),
        (2, "i", "Survey"),
        (2, "ii", "Repair"),
    ]


def test_the_initial_of_a_presenter_ends_no_title() -> None:
    assert tree(
        "A) Adoption of the minutes",
        "They were adopted by all who were there, with one word changed on the second page.",
        "B) Keeper's report – P. Dunmore",
        "The keeper told of the otters and of the new fence along the lower meadow.",
        "C) Treasurer's report – T. Wren",
        "The treasurer told of the sale of the hay and of what the fence had cost so far.",
    ) == [
        (1, "A", "Adoption of the minutes"),
        (1, "B", "Keeper's report – P. Dunmore"),
        (1, "C", "Treasurer's report – T. Wren"),
    ]


def nested(*lines: tuple[int, str]) -> list[Part]:
    """Return entries of a list, each with its indent in points."""
    return [block(text, indent=float(x)) for x, text in lines]


def test_outermost_entries_of_minutes_that_are_one_list_are_the_items() -> None:
    boats = ((0, "• Boats (Hilda, 5 minutes)"), (18, "• Two were sold last week."), (36, "• Hilda: who bought them?"))
    dues = ((0, "• dues"), (18, "• They were held."), (0, "• Nets"), (18, "• None came."), (0, "• Close"))
    assert tree("Present: Hilda Marsh, Amos Reed", *nested(*boats, *dues), laid_out=False) == [
        (1, None, "Boats (Hilda, 5 minutes)"),
        (1, None, "dues"),
        (1, None, "Nets"),
        (1, None, "Close"),
    ]


def test_numbered_entries_further_in_are_no_items_where_few_of_them_could_be() -> None:
    boats = ((0, "1. boats:"), (29, "1. Amos to paint the old one"), (29, "2. Completed"), (29, "3. it was sold."))
    dues = ((0, "2. dues"), (29, "1. they were held as before."), (29, "2. the miller will pay."))
    nets = ((0, "3. Nets"), (29, "• none came."), (0, "4. Next meeting"))
    assert [t[1:] for t in tree("Harbour minutes", *nested(*boats, *dues, *nets), laid_out=False)] == [
        ("1", "boats"),
        ("2", "dues"),
        ("3", "Nets"),
        ("4", "Next meeting"),
    ]


def test_numbered_titles_under_one_entry_of_a_list_stay_items() -> None:
    reports = ((0, "1. Reports"), (29, "1. Boat sheds"), (29, "2. Cranes of the quay"), (29, "3. Nets"))
    rest = ((0, "2. Dues"), (29, "• they were held."), (0, "3. Letters"), (29, "• none came."), (0, "4. Close"))
    assert [t[2] for t in tree("Harbour minutes", *nested(*reports, *rest), laid_out=False)] == [
        "Reports",
        "Boat sheds",
        "Cranes of the quay",
        "Nets",
        "Dues",
        "Letters",
        "Close",
    ]


def test_entries_of_a_list_under_headings_are_no_items() -> None:
    entries = nested((0, "• Boats"), (18, "• Sold."), (0, "• Dues"), (18, "• Held."), (0, "• Nets"), (18, "• None."))
    parts = ("Present: Hilda Marsh", "**Reports**", *entries, "**Letters**", "None came.", *entries)
    assert [t[2] for t in tree(*parts, laid_out=False)] == ["Reports", "Letters"]


def test_what_stands_before_the_agenda_in_front_is_no_item() -> None:
    before = ("**Dialling in**", "It is held by telephone.", "**Signing up**", "It is open to all.")
    agenda = ("**Agenda**", "Boats", "Dues and fees", "Nets")
    business = ("**Boats**", "Two were sold.", "**Dues and fees**", "They were held.", "**Nets**", "None came.")
    assert [t[2] for t in tree(*before, *agenda, *business)] == ["Boats", "Dues and fees", "Nets"]


def test_labels_right_over_headings_name_a_section() -> None:
    updates, talks = (block(f"**{title}**", heading=1) for title in ("Updates", "Discussions"))
    first, second = (block(f"**Update #2031-05/{n}**", heading=2) for n in (1, 2))
    boats = (updates, first, "Two were sold.", second, "None came.")
    dues = (talks, block("**Discussion #2031-05/1**", heading=2), "Dues were held.")
    assert tree("Present: Hilda Marsh", *boats, *dues) == [
        (1, None, "Updates"),
        (2, None, "Update #2031-05/1"),
        (2, None, "Update #2031-05/2"),
        (1, None, "Discussions"),
        (2, None, "Discussion #2031-05/1"),
    ]
    labels = ("**Boats**", "**Updates**", "Two were sold.", "**Dues**", "**Updates**", "They were held.")
    assert [t[2] for t in tree("Present: Hilda Marsh", *labels)] == ["Boats", "Dues"]


def test_references_that_hold_a_month_are_top_items() -> None:
    assert tree("**04.31.01\tApologies**", "None.", "**04.31.02\tPonds**", "Full.") == [
        (1, "04.31.01", "Apologies"),
        (1, "04.31.02", "Ponds"),
    ]


def test_rows_of_a_table_open_items_and_the_action_header_shares_a_row() -> None:
    found = tree(
        "**Date:** 4 March 2031",
        table(
            [
                ["1.1", "**OUTSTANDING MATTERS**\nNone were outstanding at the meeting of the board.", "**ACTION**"],
                ["2", "**HOLDING TO ACCOUNT**", ""],
                [
                    "2.1",
                    "**Performance**\na. _Repeat callers_\n*1. Is it sure?*\n**Findings:**\nThe board is.",
                    "",
                ],
                ["3", "**RISKS**\nNone were raised by anybody at this meeting.", ""],
            ]
        ),
    )
    assert found == [
        (1, "1.1", "OUTSTANDING MATTERS"),
        (1, "2", "HOLDING TO ACCOUNT"),
        (2, "2.1", "Performance"),
        (3, "a", "Repeat callers"),
        (1, "3", "RISKS"),
    ]


def test_a_column_of_titles_is_the_item_and_the_notes_are_not() -> None:
    found = tree(
        table(
            [
                ["", "Item", "Notes", "Action"],
                [
                    "FG 12/31",
                    "Declarations of\ninterest",
                    "None were declared by the governors who were in the room.",
                    "",
                ],
                [
                    "FG 13/31",
                    "To agree the minutes of the last meeting",
                    "Agreed and signed by the chair of governors.",
                    "Clerk to file",
                ],
            ]
        )
    )
    assert found == [
        (1, "FG 12/31", "Declarations of interest"),
        (1, "FG 13/31", "To agree the minutes of the last meeting"),
    ]


def test_run_in_headings_under_a_heading_of_their_own() -> None:
    assert tree(
        "**Call to Order –** The president opened the meeting.",
        "**Committee Reports**",
        "**Docks –** Two docks were mended in May.",
        "**Roads –** No report was made.",
        "**New Business**",
        "The gate was discussed at length.",
    ) == [
        (1, None, "Call to Order"),
        (1, None, "Committee Reports"),
        (2, None, "Docks"),
        (2, None, "Roads"),
        (1, None, "New Business"),
    ]


def test_numbered_paragraphs_and_questions_are_no_items() -> None:
    assert tree(
        "**Harbour dues**",
        "(Item 4)",
        "1. The clerk reported that the dues had been paid by all but two of the boats.",
        "2. Members thanked the clerk for the work that had been done on the list.",
        "**Slipway**",
        "(Item 5)",
        "*1. Is the slipway safe for the boats that use it in winter?*",
        "1. The engineer said that it was, and that it would be looked at again in May.",
    ) == [(1, "4", "Harbour dues"), (1, "5", "Slipway")]


def test_labels_are_no_items() -> None:
    titles = [
        t
        for _, _, t in tree(
            "**1. Quay**",
            "**Findings:**",
            "The wall is sound.",
            "**Action Arising:**",
            "• AB to write.",
            "**RESOLVED**",
            "**Present:**",
            "**Proposed: H. Marsh**",
            "**2. Boats**",
            "None.",
        )
    ]
    assert titles == ["Quay", "Boats"]


def test_the_agenda_at_the_front_is_not_the_items() -> None:
    parts: list[Part] = ["**MINUTES OF THE BOARD**", "Agenda", "1. Apologies", "2. Ponds", "3. Close of meeting"]
    parts += [
        "**1. Apologies**",
        "None came.",
        "**2. Ponds**",
        "Two were full.",
        "**3. Close of meeting**",
        "It closed at nine.",
    ]
    assert [n for _, n, _ in tree(*parts)] == ["1", "2", "3"]
    assert [z for z, _, t in passages(*parts) if t == "Ponds"] == ["agenda"]


def test_an_agenda_in_a_numbered_section_ends_before_the_business_below_it() -> None:
    entries = ["Call to order", "Reports", "Budget", "Questions/Adjourn"]
    listed = ["4. **Agenda**", *(f"• {entry}" for entry in entries)]
    front = ["Harbour Board minutes", "1. **Purpose of the call: to plan the year**", "3. **Attendees**", "Ann Hill"]
    motions = table([["Motion", "Vote"], ["That the crane be sold", "Approved"]], header_rows=1)
    parts: list[Any] = [
        *front,
        *listed,
        "Motions",
        motions,
        "5. **Discussion**",
        "The crane was talked over at length.",
    ]
    found = passages(*parts)
    assert [t for z, _, t in found if z == "agenda"] == ["Agenda", *entries]
    assert [t for z, _, t in found if z == "body"][:2] == ["Motions", "Motion"]
    assert tree(*parts) == [(1, "5", "Discussion")]


def test_a_section_named_agenda_that_holds_text_is_an_item() -> None:
    assert tree(
        "**1. Welcome**",
        "The chair welcomed all.",
        "**2. Agenda**",
        "It was moved that the agenda be approved.",
        "One item was added to it.",
        "**3. Reports**",
        "The clerk reported.",
    ) == [(1, "1", "Welcome"), (1, "2", "Agenda"), (1, "3", "Reports")]


def test_names_before_the_items_are_no_items() -> None:
    found = tree(
        "**MINUTES OF THE MARSH END COUNCIL**",
        "**Present:**",
        "**Hilda Marsh (Chair)**",
        "**Peter Arden**",
        "**Quentin Holt**",
        "**1. Apologies**",
        "None.",
        "**2. Ponds**",
        "Full.",
        "**3. Close**",
        "At nine.",
    )
    assert [t for _, _, t in found] == ["Apologies", "Ponds", "Close"]


def test_a_pause_or_a_closed_session_is_no_close() -> None:
    found = passages("**1. Roads**", "The meeting was adjourned to a closed session.", "**2. Close**", "Signed: A Moss")
    assert [z for z, _, _ in found] == ["body", "closing"]


def test_appendices_after_the_end_are_left_out() -> None:
    parts: list[Part] = [
        "**1. Ponds**",
        "Full.",
        "**2. Adjournment**",
        "At nine.",
        page(2),
        "Appendix A",
        "**Report of the warden**",
        "Long.",
    ]
    assert [t for _, _, t in tree(*parts)] == ["Ponds", "Adjournment"]
    assert [z for z, _, t in passages(*parts) if t == "Long."] == ["appendix"]


def test_passages_know_their_item_and_zone() -> None:
    found = passages(
        "**1. Ponds**",
        "They are full.",
        "**2. Boats –** Two were sold.",
        "**3. Date of next meeting**",
        "4 May 2031",
        "The meeting closed at 9 p.m.",
    )
    assert found == [
        ("body", 0, "They are full."),
        ("body", 1, "Two were sold."),
        ("next_meeting", 2, "4 May 2031"),
        ("closing", 2, "The meeting closed at 9 p.m."),
    ]


def test_numbers_that_word_makes_nest_by_their_series() -> None:
    found = tree(
        "I. Reports of the year", "a. Fees and dues", "b. Wages and costs", "II. Elections of the year", laid_out=False
    )
    assert found == [
        (1, "I", "Reports of the year"),
        (2, "a", "Fees and dues"),
        (2, "b", "Wages and costs"),
        (1, "II", "Elections of the year"),
    ]


def test_every_block_is_a_heading_or_a_passage() -> None:
    rules = load()
    document = clean(
        doc("**Title**", "**1. A ponds**", "Text.", table([["Name", "Role"], ["Hilda", "Clerk"]]), "Signed ......"),
        rules,
    )
    found = outline(document, rules)
    seen = {s.block for h in found.items for s in h.spans} | {p.span.block for p in found.passages}
    assert seen == set(range(len(document.blocks)))


def test_a_list_under_what_the_board_agreed_holds_no_headings() -> None:
    parts = ("**6. Plan**", "The Committee agreed: -", "(1) to note the report;", "(2) to approve it.", "**7. Board**")
    assert tree(*parts, "It met.") == [(1, "6", "Plan"), (1, "7", "Board")]


def test_lettered_paragraphs_that_open_with_a_title_are_items() -> None:
    rows = [
        ["No", "Item", "Notes", "Action"],
        ["LB 7/31", "Boats", "a. To agree the date of the regatta (now 4 May). It will be on 9 May as the tide is high."
         "\nb. Confirm the fees for 2031. They were left as they are for another year."
         "\nc. The rota was read out and is to be kept by the boatman.", "PQ"],
        ["LB 8/31", "Huts", "The following huts were let:\na. The red hut\nb. The long hut\nc. The old hut", ""],
        ["LB 9/31", "Matters for the next agenda", "Money:\na. To look at the paint\nb. To look at the nets", ""],
        ["LB 10/31", "Date of next meeting", "3 June 2031", ""],
    ]  # fmt: skip
    assert tree(table(rows, header_rows=1)) == [
        (1, "LB 7/31", "Boats"),
        (2, "a", "To agree the date of the regatta (now 4 May)"),
        (2, "b", "Confirm the fees for 2031"),
        (1, "LB 8/31", "Huts"),
        (1, "LB 9/31", "Matters for the next agenda"),
        (1, "LB 10/31", "Date of next meeting"),
    ]


def test_parts_of_a_resolution_that_go_on_under_headings_are_no_items() -> None:
    found = tree(
        "**1. Budget**",
        "It was resolved to agree:",
        "_Ponds_",
        "(a) The works of £40 as they were set out in the table of ponds and are to be done by the clerk;",
        "(b) The price of nets as it was set out in the table of nets and has been since;",
        "_Boats_",
        "(c) Note the boats and oars",
        "(d) Agree to the uplift",
        "**2. Close**",
    )
    assert [t for _, n, t in found if n in ("c", "d")] == []


def test_a_title_may_hold_a_month_or_a_participle() -> None:
    parts = (
        "**PONDS CLOSED (SECOND READING)**",
        "They are shut.",
        "**Report of the panel dated May 4, 2031**",
        "Read.",
    )
    assert [t for _, _, t in tree("**Welcome**", "The chair spoke.", *parts)] == [
        "Welcome",
        "PONDS CLOSED (SECOND READING)",
        "Report of the panel dated May 4, 2031",
    ]


def test_a_roll_call_without_a_number_lists_those_present() -> None:
    body = ("Present: A. Marsh, B. Penn", "**PONDS**", "They are full.", "**BOATS**", "Two were sold.")
    assert [t for _, _, t in tree("**MINUTES**", "**ROLL CALL**", *body)] == ["PONDS", "BOATS"]
    numbered = tree("**1. ROLL CALL**", "Present: A. Marsh", "**2. PONDS**", "Full.", "**3. CLOSE**")
    assert [n for _, n, _ in numbered] == ["1", "2", "3"]


def test_the_agenda_before_a_table_of_minutes_is_not_the_items() -> None:
    rows = [["No", "Item", "Notes"], ["4/31", "To hear who is away", "Nobody."], ["531", "Ponds", "They are full now."],
            ["6/31", "Boats", "Two were sold."]]  # fmt: skip
    found = tree("**Agenda:**", "AB 4/31 Who is away", "AB 5/31 The ponds", "AB 6/31 The boats", table(rows, 1))
    assert [(n, t) for _, n, t in found] == [("4/31", "To hear who is away"), ("531", "Ponds"), ("6/31", "Boats")]


def test_a_tiny_document_has_items_too() -> None:
    said = ("The crane is worn and will be mended.", "Action: AM to write to the maker.")
    title = ("**Wharf Board**", "**Minutes**", "Present: A. Marsh, B. Penn")
    assert tree("Minutes of the Wharf Board", "1. Crane", *said) == [(1, "1", "Crane")]
    assert tree(*title, "**1. Crane**", *said) == [(1, "1", "Crane")]
    assert tree(*title, "**Crane**", *said) == [(1, None, "Crane")]
    assert tree(*title, *said) == []


def test_typed_numbers_that_go_on_from_one_another_are_numbers() -> None:
    ponds = ("3A Ponds of the North Field", "3B Ponds of the South Field")
    boats = (Block(text="A. Red boats and oars"), "Sold.", Block(text="B. Long boats"), "Kept.")
    found = tree("**3. PONDS**", *ponds, "**4. BOATS**", *boats)
    assert found == [
        (1, "3", "PONDS"),
        (2, "3A", "Ponds of the North Field"),
        (2, "3B", "Ponds of the South Field"),
        (1, "4", "BOATS"),
        (2, "A", "Red boats and oars"),
        (2, "B", "Long boats"),
    ]
    initials = (Block(text="A. Marsh"), Block(text="B. Penn"))
    assert tree("**3. PONDS**", *initials, "**4. BOATS**", "Two.") == [(1, "3", "PONDS"), (1, "4", "BOATS")]


def test_sections_by_letters_hold_their_counts() -> None:
    codes = (
        "**QX. NEW PONDS**",
        "QX.1 NORTH FIELD: POND 7",
        "QX.2 SOUTH FIELD: POND 8",
        "**QX. OLD PONDS**",
        "QX.1 MOOR",
    )
    assert tree("**4. Ponds**", *codes, "**5. Close**") == [
        (1, "4", "Ponds"),
        (2, "QX", "NEW PONDS"),
        (3, "QX.1", "NORTH FIELD: POND 7"),
        (3, "QX.2", "SOUTH FIELD: POND 8"),
        (2, "QX", "OLD PONDS"),
        (3, "QX.1", "MOOR"),
        (1, "5", "Close"),
    ]


def test_a_number_may_stand_above_its_title() -> None:
    parts = ("**5. NEW BUSINESS**", "**5A 2031-417**", "Approve the plan of the North Field (Action)", "It was read.")
    assert tree(*parts, "**6. CLOSE**") == [
        (1, "5", "NEW BUSINESS"),
        (2, "5A", "Approve the plan of the North Field (Action)"),
        (1, "6", "CLOSE"),
    ]


def test_a_count_through_the_document_is_the_top_level() -> None:
    counted = ("1. Call to order", "2. Ponds", "Full.", "3. Boats", "Sold.", "4. Huts", "5. Adjournment")
    assert [h[0] for h in tree("Present: A. Marsh", "**WELCOME**", "The chair spoke.", *counted)] == [1] * 6
    sections = ("**PONDS**", "1. North pond", "2. South pond", "**BOATS**", "3. Red boat", "4. Long boat", "5. Punt")
    assert [h[0] for h in tree("Present: A. Marsh", *sections)] == [1, 2, 2, 1, 2, 2, 2]


def test_front_matter_and_pauses_are_no_items_even_with_a_number() -> None:
    parts = ("**1. Ponds!**", "Full.", "**2. List of attendees:**", "A. Marsh", "**5 Minute Break**", "**3. Boats**")
    assert tree(*parts, "Sold.", "**4. Attachments:**", "A map") == [(1, "1", "Ponds!"), (1, "3", "Boats")]


def test_a_sentence_in_the_look_of_headings_is_none() -> None:
    parts = ("**North pond**", "It is full.", "**Nobody came on behalf of the pond.**", "**South pond**", "It was dug.")
    assert [t for _, _, t in tree("**Welcome**", "The chair spoke.", *parts)] == ["Welcome", "North pond", "South pond"]


def test_a_leader_to_a_name_leaves_the_title_a_line_of_its_own() -> None:
    parts = ("**Ponds** -------------- A. Marsh", "Full.", "**Boats ------------- B. Penn**", "Sold.")
    assert tree("Present: A. Marsh", "**Reports:**", *parts, "**Huts** ........... C. Low", "Let.")[1:] == [
        (2, None, "Ponds"),
        (2, None, "Boats"),
        (2, None, "Huts"),
    ]


def test_what_is_printed_after_the_close_is_no_item() -> None:
    parts = ("**1. Ponds**", "Full.", "**2. Boats**", "Sold.", "**3. Huts**", "Let.", "**4. Next meeting**", "3 May")
    close = ("The meeting closed at 9 p.m.", "Signed ........", "**Schools of the valley**", "The schools are these.")
    assert [n for _, n, _ in tree(*parts, *close)] == ["1", "2", "3", "4"]


def test_a_plain_line_over_a_sentence_is_a_heading_where_others_are() -> None:
    finance = ("Finance", "The bank was told of the new names and it agreed to them.")
    rules = ("Governance", "The rules were read out to all and they were left as they are now.")
    nets = ("Nets and oars", "What was said of these was said at the end and was short.")
    found = tree("**1. Updates**", *finance, *rules, *nets, "**2. Close**")
    assert [t for _, _, t in found] == ["Updates", "Finance", "Governance", "Nets and oars", "Close"]


def test_light_headings_that_lead_straight_on_stand_over_heavier_ones() -> None:
    parts = ("_Committee work_", "**Ponds**", "Full.", "**Boats**", "Sold.", "_Valley work_", "**Huts**", "Let.")
    local = ("**Local reports**", "**North**", "It was cold.", "**South**", "It was wet.")
    found = tree("Present: A. Marsh", "**Treasurer’s report**", "It was read.", *parts, *local)
    assert [level for level, _, _ in found] == [1, 1, 2, 2, 1, 2, 2, 3, 3]


def test_a_sub_item_taken_out_of_turn_stands_beside_the_others() -> None:
    parts = ("**5. Welcome**", "The chair spoke.", "**6B. Boats**", "Sold.", "**6A. Ponds**", "Full.", "**6C. Huts**")
    assert [level for level, _, _ in tree(*parts, "Let.")] == [1, 2, 2, 2]


def test_a_star_for_the_consent_agenda_is_no_part_of_the_title() -> None:
    parts = ("A. *Report on ponds for May. Accepted.", "B. *Draft minutes of 8 June. Approved.")
    assert tree("_CONSENT CALENDAR_", *parts, "_NEW BUSINESS_", "A. Boats", "They were sold at last.")[1:3] == [
        (2, "A", "Report on ponds for May"),
        (2, "B", "Draft minutes of 8 June"),
    ]


def test_words_in_brackets_leave_a_heading_in_capitals() -> None:
    found = tree("_OLD BUSINESS_", "It was read.", "POND AND BOATS (Public words)", "Nobody came to speak of it.")
    assert [level for level, _, _ in found] == [1, 1]


def test_the_approval_of_minutes_in_capitals_is_no_document_title() -> None:
    parts = ("**APPROVAL OF MINUTES**", "They were read.", "**POND REPORTS**", "It is full.", "**BOATS**", "Sold.")
    assert tree("**MINUTES OF THE POND BOARD**", "**ROLL CALL**", "Present: A. Marsh", *parts)[0][2] == parts[0][2:-2]


def test_a_cell_may_hold_the_numbers_of_its_paragraphs() -> None:
    ponds = ["**4.**", "**Ponds**\nThe pond was dug out by the council’s men in May and is now full again."]
    boats = ["**5.**\n5.1\n5.2\n5.3 5.4 5.5 5.6 5.7 5.8", "**Boats**\nThe boats were sold in June."]
    assert [n for _, n, _ in tree(table([ponds, boats, ["**6.**", "**Huts**"]]))] == ["4", "5", "6"]


def test_a_list_of_titles_with_what_became_of_them_holds_items_in_a_row_too() -> None:
    ponds = ["PB 4/31", "Ponds", "The pond was dug out by the council’s men in May and is now full again."]
    policies = (
        "These were considered, with the result shown:\na. Mooring policy - agreed\nb. Net policy – deferred to May"
    )
    rows = [["", "Item", "Notes", "Action"], [*ponds, ""], ["PB 5/31", "Policies", policies, ""]]
    assert tree(table(rows))[2:] == [(2, "a", "Mooring policy"), (2, "b", "Net policy")]


def test_titles_in_plain_type_open_the_paragraphs_of_a_section() -> None:
    reports = ("Boat Shed: no report", "North Pond: The pond was dug.", "It is full.", "Hilda Marsh: She was thanked.")
    colons = ("Present: Hilda Marsh", "Committee reports:", *reports, "Old business:", "Nets: They were mended.")
    assert tree(*colons) == [
        (1, None, "Committee reports"),
        (2, None, "Boat Shed"),
        (2, None, "North Pond"),
        (1, None, "Old business"),
        (2, None, "Nets"),
    ]
    paths = ("Path Warden. Mr. Penn reported on the paths.", "Boat Shed. The roof was mended.", "It was dry in May.")
    stops = ("1. Approval of minutes.", "They were read.", "2. Committee Reports.", *paths, "3. New Business.")
    assert tree("Present: Hilda Marsh", *stops, "Oars. The board agreed to buy two.", "4. Adjournment.") == [
        (1, "1", "Approval of minutes."),
        (1, "2", "Committee Reports."),
        (2, None, "Path Warden"),
        (2, None, "Boat Shed"),
        (1, "3", "New Business."),
        (2, None, "Oars"),
        (1, "4", "Adjournment."),
    ]
    prose = ("**Committee reports**", "The clerk spoke.", "Nets: none", "Oars: two", "Boats: three", "**Close**")
    assert [t for _, _, t in tree(*prose)] == ["Committee reports", "Close"]


def test_an_hour_at_the_end_of_a_title_makes_it_no_sentence() -> None:
    parts = ("**3. Announcements**", "3A Pond walk: Monday, 9 April at 7:00 p.m.", "3B Boat fair: 12 May at 8 p.m.")
    assert [n for _, n, _ in tree("**2. Minutes**", "Read.", *parts, "**4. Close**")] == ["2", "3", "3A", "3B", "4"]


def test_numbers_stamped_with_the_year_under_sections_by_letters_without_a_stop() -> None:
    assert tree(
        "**A FORMAL BUSINESS**",
        block("**Minute of the last meeting**", label="2031.14"),
        "It was approved.",
        block("**Matters arising**", label="2031.15"),
        "There were none.",
        "**B ITEMS FOR DECISION**",
        block("**Budget**", label="2031.16"),
        "It was set.",
    ) == [
        (1, "A", "FORMAL BUSINESS"),
        (2, "2031.14", "Minute of the last meeting"),
        (2, "2031.15", "Matters arising"),
        (1, "B", "ITEMS FOR DECISION"),
        (2, "2031.16", "Budget"),
    ]


def test_a_number_put_in_stands_beside_the_others() -> None:
    parts = [(n, t) for n, t in (("50/31", "PONDS"), ("50A/31", "URGENT ITEM"), ("51/31", "BOATS"))]
    found = tree(*(x for n, t in parts for x in (block(f"**{t}**", label=n), "It was talked over.")))
    assert found == [(1, n, t) for n, t in parts]


def test_lines_of_a_consent_agenda_are_items_amounts_and_all() -> None:
    assert tree(
        "**CALL TO ORDER**",
        "It was approved.",
        "**CONSENT AGENDA**",
        "1) Warrant List No. 31-20 in the amount of $318,664.19.",
        "2) Payroll of the second week in the amount of $147,209.55.",
        "Trustee Moss moved to approve the list.",
        "**ROADS AND BRIDGES – Trustee Hill, Chair**",
        "The bridge was talked over.",
        "**ADJOURNMENT**",
        "The meeting adjourned at 9 pm.",
    ) == [
        (1, None, "CALL TO ORDER"),
        (1, None, "CONSENT AGENDA"),
        (2, "1", "Warrant List No. 31-20 in the amount of $318,664.19."),
        (2, "2", "Payroll of the second week in the amount of $147,209.55."),
        (1, None, "ROADS AND BRIDGES – Trustee Hill, Chair"),
        (1, None, "ADJOURNMENT"),
    ]


def test_headings_without_a_number_may_stand_before_and_after_a_count() -> None:
    found = tree(
        *(x for t in ("APPROVAL OF AGENDA", "PROCLAMATION") for x in (f"**{t}**", "It was read.")),
        *(x for n in range(8, 12) for x in (f"**{n}. SUBJECT**", "It was talked over.")),
        "**ADJOURNMENT**",
        "The meeting adjourned at 9 pm.",
    )
    assert {level for level, _, _ in found} == {1}


def test_standing_parts_of_reports_and_notes_for_staff_are_no_items() -> None:
    parts = ["**Officer Comment**", "**FINANCIAL IMPLICATIONS**", "**OFFICER RECOMMENDATION / COUNCIL RESOLUTION**"]
    parts += [
        "**DIRECTION TO STAFF:** clerk to write to the owner.",
        "ACTION F2-1: Send the list.",
        "**Force response:**",
    ]
    parts += ["**The Board NOTED the report.**", "Assurance level: PARTIAL"]
    body = [x for p in parts for x in (p, "The fuel contract ends in June and three firms wrote to us.")]
    assert tree("**1. Fuel**", *body, "**2. Boats**", "One leaks.") == [(1, "1", "Fuel"), (1, "2", "Boats")]


def test_parts_of_a_motion_hold_no_items() -> None:
    motion = ["That the Harbour Board:", "a) receive the report.", "b) mend the crane in May."]
    assert tree("**1. Crane**", *motion, "**2. Boats**", "One leaks.") == [(1, "1", "Crane"), (1, "2", "Boats")]


def test_a_heading_in_capitals_that_the_count_left_out_stands_among_the_others() -> None:
    heads = [("90/31", "CEMETERY"), ("", "HIGHWAYS"), ("92/31", "PLAYING FIELDS"), ("93/31", "FINANCE")]
    found = tree(*(x for n, t in heads for x in (block(f"**{t}**", label=n), "It was talked over.")))
    assert found == [(1, n or None, t) for n, t in heads]


@pytest.mark.parametrize(
    "numbers",
    [
        ("F03:04/31", "F04:04/31", "F05:04/31"),
        ("Har/85/30-31", "Har/86/30-31", "Har/87/30-31"),
        ("31/05/09", "31/05/10", "31/05/11"),
    ],
)
def test_numbers_of_minutes_that_hold_a_series_and_a_date(numbers: tuple[str, ...]) -> None:
    parts = [x for n in numbers for x in (f"**{n} Ponds**", "They were talked over at length by the members.")]
    assert tree("Harbour Board", *parts) == [(1, n, "Ponds") for n in numbers]


def test_sub_items_count_within_the_last_count_of_a_reference_or_under_a_nought() -> None:
    said = "It was talked over at length by the members."
    slashed = ("**31/05/03 Ponds**", said, "**31/05/04 Boats**", "**4.1 Rafts**", said, "**4.2 Oars**", said)
    assert [level for level, _, _ in tree("Harbour Board", *slashed)] == [1, 1, 2, 2]
    noughts = ("**3.0 PONDS**", "**3.1 Rafts**", said, "**3.2 Oars**", said, "**4.0 BOATS**", "**4.1 Nets**", said)
    assert [(level, n) for level, n, _ in tree("Harbour Board", *noughts)] == [
        (1, "3.0"), (2, "3.1"), (2, "3.2"), (1, "4.0"), (2, "4.1")
    ]  # fmt: skip


@pytest.mark.parametrize("dotted", [False, True])
def test_numbered_paragraphs_under_headings_without_numbers_are_no_items(dotted: bool) -> None:
    parts: list[Part] = []
    for n, title in enumerate(("Ponds", "Boats", "Fees", "Close")):
        parts.append(f"**{title}**")
        for k, verb in ((1, "read"), (2, "noted")):
            label = f"{965 + n}.{k}" if dotted else f"31/4/{2 * n + k}"
            parts.append(block(f"The clerk {verb} the papers.", label=label))
    assert tree("Present: Ann Dale, Bo Finn", *parts) == [(1, None, t) for t in ("Ponds", "Boats", "Fees", "Close")]


def test_letters_in_front_of_titles_that_end_in_small_type() -> None:
    heads = (
        "D. AGENDA (for possible action)",
        "E. REPORTS",
        "H. BILLS (for possible action)",
        "I. BOATS (for possible action)",
    )
    found = tree("Harbour Board", *(x for h in heads for x in (f"**{h}**", "It was talked over by the members.")))
    assert [(level, n) for level, n, _ in found] == [(1, "D"), (1, "E"), (1, "H"), (1, "I")]


@pytest.mark.parametrize(
    "line",
    [
        "MOTION PREVAILED",
        "Ayes: 6",
        "Nays: 2 (Dale, Finn)",
        "AND APPROVED",
        "For the Amendment: Dale, Finn",
        "MINUTE ENDS",
    ],
)
def test_what_became_of_a_motion_is_no_heading(line: str) -> None:
    said = "Mr Dale moved that the crane be mended before the winter."
    found = tree("Harbour Board", "**PONDS**", said, f"**{line}**", "**BOATS**", said, f"**{line}**", "**FEES**", said)
    assert [t for _, _, t in found] == ["PONDS", "BOATS", "FEES"]


def test_public_comment_within_numbered_items_is_no_item_and_by_itself_is_one() -> None:
    said = "Ann Dale of Mere Street spoke against the toll."
    parts = ("**1. Ponds**", said, "**Public comment**", said, "**2. Boats**", said, "**Public comment**", said)
    assert [t for _, _, t in tree(*parts)] == ["Ponds", "Boats"]
    assert "Public comment" in [
        t for _, _, t in tree("**1. Ponds**", said, "**2. Boats**", said, "**Public comment**", said)
    ]


def test_apologies_over_a_resolution_are_the_first_item() -> None:
    said = "The Mayor spoke of the crane and of the winter."
    apologies = "Apologies were received on behalf of Councillor Dale and it was resolved to accept them."
    heads = [x for t in ("WEBCAST", "MINUTES", "CRANE") for x in (f"**{t}**", said)]
    assert tree("PRESENT: Cr Finn, Cr Orr", "**APOLOGIES**", apologies, *heads)[0] == (1, None, "APOLOGIES")


def test_numbers_of_planning_applications_and_pointers_number_no_item() -> None:
    rows = table([["Number", "Details", "Observations"], ["31/0018/FUL", "Porch at Mere Cottage", "No objection"]])
    said = "The clerk noted the letter and the members talked it over."
    pointer = "Page 4, HB.94.31 – Mr Dale asked if the pothole had been mended since the last meeting."
    found = tree("**1. Planning**", said, rows, "**2. Matters arising**", pointer, "**3. Boats**", said)
    assert [t for _, _, t in found] == ["Planning", "Matters arising", "Boats"]


def test_a_reference_that_counts_on_stands_beside_the_last_whatever_it_looks_like() -> None:
    said = "The board noted the paper and talked it over."
    long = "The pond was dug out by the board’s men in May and is now full again, as everybody could see."
    heads = [[f"HB/2031/{n}", title, long, ""] for n, title in ((11, "Ponds"), (12, "Boats"))]
    rows = table([["", "Item", "Notes", "Action"], *heads])
    found = tree("Harbour Board", rows, block("**Report of the Chair**", label="HB/2031/13"), said)
    assert [(level, n) for level, n, _ in found] == [(1, "HB/2031/11"), (1, "HB/2031/12"), (1, "HB/2031/13")]


def test_roman_numerals_go_on_after_letters_below_them() -> None:
    said = "The senate noted the paper and talked it over."
    parts = (
        "**IV. Committees**",
        "**A. Standards**",
        said,
        "**B. Welfare**",
        said,
        "**V. New Business**",
        "**A. Library**",
        said,
    )
    assert [(level, n) for level, n, _ in tree("Senate", *parts)] == [(1, "IV"), (2, "A"), (2, "B"), (1, "V"), (2, "A")]


def test_titles_over_titles_and_of_notice_given_are_headings() -> None:
    said = "The Mayor noted that it was late."
    parts = (
        "**NATIONAL ANTHEM**",
        "**OPENING PRAYER**",
        said,
        "**QUESTIONS OF WHICH NOTICE HAS BEEN GIVEN**",
        "Nil",
        "**CLOSE**",
        said,
    )
    assert [t for _, _, t in tree("Present: Cr Dale, Cr Finn", *parts)] == [
        p.strip("*") for p in parts if p.startswith("**")
    ]


def test_minutes_of_nothing_but_paragraphs_with_titles_have_items() -> None:
    said = "The clerk reported that the crane had been mended and that the raft would be painted in May."
    titles = ("Minutes", "Road and Bridge", "Noxious Weed", "Vouchers", "Courthouse Roof")
    assert tree("Harbour Board met at nine.", *(f"{t}. {said}" for t in titles)) == [(1, None, t) for t in titles]
    assert tree("Harbour Board met at nine.", f"Minutes. {said}", said, said, said) == []


def test_a_long_count_in_front_of_bold_titles() -> None:
    said = "It was talked over at length by the members."
    found = tree(
        "Present: Ann Dale", "**334 APOLOGIES**", said, "**335 PONDS**", said, "335.1 The pond was dug in May."
    )
    assert found == [(1, "334", "APOLOGIES"), (1, "335", "PONDS")]
    named = tree("Present: Ann Dale", "2) Apologies for absence: Cllr O Marsh.", "3) Ponds: The pond was dug in May.")
    assert named[0] == (1, "2", "Apologies for absence")


def test_the_number_of_a_resolution_is_no_end_of_a_title() -> None:
    parts = ("**1. CONSENT**", "a) ADOPT RESOLUTION NO. 4130 ON THE PURCHASE OF BOATS", "They were talked over by all.")
    assert not any(title.endswith("NO") for _, _, title in tree("Harbour Board", *parts))


def test_motions_and_who_moved_them_are_no_headings() -> None:
    parts: list[str] = []
    for title in ("Ponds", "Boats", "Fees"):
        parts += [f"**{title}**", "**Motion to approve the plan**", "**Moved/Seconded (Dale/Finn) Motion Carried**"]
        parts.append("They were talked over at length by the members.")
    assert [title for _, _, title in tree("Harbour Board", *parts)] == ["Ponds", "Boats", "Fees"]


def test_talk_before_the_first_heading_is_business() -> None:
    talk = "Ann Dale asked how many rafts would be mended before the summer and said that the old ones leaked badly. "
    parts = (
        "**Harbour Board**",
        "**Minutes**",
        "Attendance: Ann Dale, Bo Finn",
        *(talk * 3,) * 4,
        "**New business**",
        talk,
    )
    document = doc(*parts)
    zones = [p.zone for p in outline(document, load()).passages]
    assert zones[3:7] == ["body"] * 4 and "body" not in zones[:3]
    short = doc(*parts[:3], talk, *parts[-2:])
    assert "body" not in [p.zone for p in outline(short, load()).passages][:4]


def test_an_agenda_in_front_without_a_heading_is_not_the_items() -> None:
    assert tree(
        "**Members are called to a meeting in the Net Loft**",
        "**1. Minutes of the last meeting**",
        "**2. Harbour dues**",
        "**3. Report of the Warden**",
        "**4. Any other business**",
        "Present: Hilda Marsh, P. Orr",
        "**1. Minutes of the last meeting**",
        "They were agreed.",
        "**2. Harbour dues**",
        "They were held.",
        "**3. Report of the Warden**",
        "The Warden reported a quiet year.",
    ) == [(1, "1", "Minutes of the last meeting"), (1, "2", "Harbour dues"), (1, "3", "Report of the Warden")]


def test_a_list_that_begins_anew_is_judged_by_itself() -> None:
    assert [t[2] for t in tree(
        "Attendees: Hilda, Piet",
        "Agenda:",
        "1) Choose a chair",
        "2) Choose a minute taker",
        "1) Ferry timetable",
        "The ferry has run late on most days of the month of May.",
        "2) Crane",
        "The crane has been mended, and it will be tested in the week before the regatta.",
        "3) Slipway lights",
        "Two of the lights are out again, and nobody knows who has the spare bulbs for them.",
        "4) Next meeting",
        "In June.",
    )][-4:] == ["Ferry timetable", "Crane", "Slipway lights", "Next meeting"]  # fmt: skip


def test_titles_in_plain_type_open_some_of_the_paragraphs() -> None:
    assert tree(
        "The Harbour Board met at noon with Hilda Marsh and P. Orr present.",
        "Public Comment: None",
        "Old Business: The fence along the quay was mended, and the bill for it has been paid.",
        "New Business: Hilda reported that the lamp at the pier head is broken, and that a new one is dear.",
        "The Board went through the plan for the floods and adopted it. P. Orr made the motion.",
        "The members talked about the roads that are to be mended, and will look at them together in May.",
        "The bill of the joiner was looked at, and was found to be higher than what had been asked for at first.",
        "Lost Valley Park: Two of the swings have been painted, and the third will be when it has dried.",
        "Bills were paid, and the statements of the bank were looked at and found to be in good order.",
    ) == [(1, None, t) for t in ("Public Comment", "Old Business", "New Business", "Lost Valley Park")]


def test_bold_words_that_open_the_entries_of_a_list_of_topics_are_items() -> None:
    topics = ("• **Boats**: Two were sold.", "• **GPS**: It was lost.", "• **Ferry stop**: It was moved to the quay.")
    assert tree("**1. Discussion points**", *topics, "**2. Decisions**", "• None.") == [
        (1, "1", "Discussion points"),
        (2, None, "Boats"),
        (2, None, "GPS"),
        (2, None, "Ferry stop"),
        (1, "2", "Decisions"),
    ]
    owed = ("• **Hilda Marsh**: ring the harbour.", "• **Piet Orr**: sell the boats.", "• **Ana Dale**: mend the ford.")
    assert tree("**1. Action items**", *owed, "**2. Boats**", "None.") == [(1, "1", "Action items"), (1, "2", "Boats")]


def test_headings_with_a_colon_stand_under_one_without_that_has_no_text() -> None:
    assert tree(
        "**Opening**",
        "The Chair opened the meeting at noon.",
        "**Receive the reports of officers**",
        "**Treasurer:**",
        "The books have been closed.",
        "**Warden:**",
        "The nets have been mended.",
        "**Elect a secretary**",
        "Hilda Marsh was elected.",
    ) == [
        (1, None, "Opening"),
        (1, None, "Receive the reports of officers"),
        (2, None, "Treasurer"),
        (2, None, "Warden"),
        (1, None, "Elect a secretary"),
    ]


def test_numbers_behind_a_bullet_or_the_word_agenda() -> None:
    assert tree(
        "• **041/31 Ferry dues**", "They were held.", "• **042/31 e-mail lists**", "They were merged.",
        "• **043/31 Crane**", "• 21.40 was paid for it.",
    ) == [(1, "041/31", "Ferry dues"), (1, "042/31", "e-mail lists"), (1, "043/31", "Crane")]  # fmt: skip
    assert tree(
        "Agenda 1. Report of the Boat Committee.", "The boats are well.", "Agenda 2. Old Business.", "It was mended.",
        "Agenda 3. New Business.", "There was none.",
    ) == [(1, "1", "Report of the Boat Committee."), (1, "2", "Old Business."), (1, "3", "New Business.")]  # fmt: skip


def test_years_make_no_title_of_figures_and_who_wrote_twice_is_no_title() -> None:
    assert [t[2] for t in tree(
        "Present: Hilda Marsh", "**Boats:**", "Two were sold.", "**Dues 2031/2032:**", "They were held.",
        "**Letters:**", "Nets guild - plans of the new quay are asked for.", "Rates are sent for the year.",
        "Nets guild - a letter on the boats was read.", "**12 May 2031**",
    )] == ["Boats", "Dues 2031/2032", "Letters"]  # fmt: skip


def test_headings_below_that_of_those_present_are_no_items() -> None:
    stated = [("Present", 2), ("Committee", 3), ("Guests", 3), ("Boats", 2), ("Ferry", 3), ("Crane", 3), ("Dues", 2)]
    parts: list[Part] = []
    for text, depth in stated:
        parts += [
            block(f"**{text}**", heading=depth),
            "• Hilda Marsh" if depth == 3 and text in ("Committee", "Guests") else "It was held.",
        ]
    assert [t[:3:2] for t in tree(*parts)] == [(1, "Boats"), (2, "Ferry"), (2, "Crane"), (1, "Dues")]


def test_a_sub_number_without_its_number_stands_beside_that_before_it() -> None:
    assert [t[:2] for t in tree(
        "**5. Talks**", "None.", "**6A. Ferry**", "Late.", "**7A. Crane**", "Mended.", "**8. Notes**", "None.",
    )] == [(1, "5"), (2, "6A"), (2, "7A"), (1, "8")]  # fmt: skip


def test_titles_in_plain_type_open_the_entries_of_a_list() -> None:
    matters = ("• Boats on the slip. Two were sold.", "• Grit bins. See above.", "• Ford lights. Hilda has one.")
    assert tree("**1. Matters arising**", *matters, "**2. Dues**", "They were held.") == [
        (1, "1", "Matters arising"),
        (2, None, "Boats on the slip"),
        (2, None, "Grit bins"),
        (2, None, "Ford lights"),
        (1, "2", "Dues"),
    ]
    asked = ("• Board: who mends it?", "• Board: when will it be done?", "• Board: what does it cost?")
    assert tree("**1. Matters arising**", *asked, "**2. Dues**", "Held.") == [
        (1, "1", "Matters arising"),
        (1, "2", "Dues"),
    ]


def test_a_bold_sentence_that_the_count_of_headings_holds_is_one() -> None:
    said = "It was talked over at length by the members."
    parts = ("**1. Boats**", said, "**2. The books were closed and signed.**", "**3. Dues**", said, "**4. Nets**", said)
    assert [t[1] for t in tree("Present: Hilda Marsh", *parts)] == ["1", "2", "3", "4"]


def test_titles_before_a_dash_in_plain_type_that_stand_among_others_are_headings() -> None:
    assert [t[2] for t in tree(
        "Present: Hilda Marsh, Piet Orr",
        "**Committee reports**",
        "Harbour Board – Two new lamps since the spring.",
        "Ponds – This committee has no report for this month.",
        "Quay Works – New planks on order.",
        "Piet Orr – two boats sold at the fair.",
        "Ferries – The ferry was late on most of the days in May.",
        "ACTION – HM agenda item for the meeting in June.",
        "**Close**",
        "The meeting closed at noon.",
    )] == ["Committee reports", "Harbour Board", "Ponds", "Quay Works", "Ferries", "Close"]  # fmt: skip


def test_titles_before_a_dash_that_open_the_rest_of_a_list_are_headings() -> None:
    parts = (
        "Committee reports:",
        "• Pond Life – No report",
        "• Harbour Works – The wardens reported that two lamps were broken in May.",
        "• Quay Planks – The planks were ordered, and will be here before the summer.",
        "• Horses – No new business",
        "• Ferries – no report",
    )
    titles = [t[2] for t in tree("Present: Hilda Marsh", "**Roads**", "They were swept.", *parts, "**Close**", "Noon.")]
    assert titles[1:-1] == ["Committee reports", "Pond Life", "Harbour Works", "Quay Planks", "Horses", "Ferries"]
    talk = ("• It was said that it rained.", "• The pump was heard.", "• Nobody minded – it was dry by June.")
    told = [t[2] for t in tree("Present: Hilda Marsh", "**Roads**", "They were swept.", *parts[:4], *talk, "**Close**")]
    assert told[1:] == ["Committee reports", "Pond Life", "Harbour Works", "Quay Planks", "Close"]


def test_the_vote_behind_a_title_is_no_part_of_it() -> None:
    said = "It was talked over at length by the members."
    parts = (
        "**1. Ponds**",
        "a) 9 Quay Lane, application for new windows – Resolution passed by a roll call vote of 21 in favor, 2 opposed",
        "b) Ford Street lamps - Motion carried 5-0.",
        "c) Lamp oil –Report",
        "**Paths: adopted unanimously**",
        said,
        "**All of the following taken together: Resolution passed by a vote of 21 in favor**",
        said,
    )
    assert [t[2] for t in tree("Present: Hilda Marsh", *parts)][:5] == [
        "Ponds",
        "9 Quay Lane, application for new windows",
        "Ford Street lamps",
        "Lamp oil –Report",
        "Paths",
    ]


def test_numbered_tasks_under_next_steps_are_no_items() -> None:
    said = "It was talked over at length by the members."
    tasks = (
        "1. Send the letter to the mill with a picture on Monday",
        "2. Mail the report - Ann and Bo will have it typed by Friday.",
        "3. Agree on the plan for the ponds – Ann to draft it",
    )
    parts = ("**Call to order**", said, "**Letters**", said, "**Next steps – after the regatta**", *tasks)
    assert [t[2] for t in tree("Present: Ann Hill, Bo Low", *parts)] == [
        "Call to order",
        "Letters",
        "Next steps – after the regatta",
    ]


def test_a_letter_a_under_a_number_may_have_no_b() -> None:
    def typed(text: str) -> Block:
        return Block(text=text, runs=(Run(0, len(text), Style(bold=True)),))

    said = "It was talked over at length by the members."
    parts = (
        "**III. APPROVAL OF MINUTES**",
        typed("A. Meeting Minutes of January 4"),
        said,
        "**IV. PUBLIC HEARINGS**",
        typed("A. Harbour Ordinance Amendment"),
        said,
        "**V. REPORTS**",
        typed("A. Dale reported on the boats"),
    )
    assert [t for t in tree("Present: Ann Hill, Ada Dale", *parts) if t[0] == 2] == [
        (2, "A", "Meeting Minutes of January 4"),
        (2, "A", "Harbour Ordinance Amendment"),
    ]


def test_the_first_of_a_count_that_stands_out_is_one_of_the_headings() -> None:
    said = "It was talked over at length by the members."
    long = "APPROVE THE MINUTES OF THE SPECIAL MEETING OF THE HARBOUR BOARD ON THE FORD OF 17 MAY, AND OF THE REGULAR"
    parts = (f"I. {long} MEETING OF 20 FEBRUARY, AND OF 10 MARCH", said, "II. FINANCIAL REPORTS – Ann Hill.", said)
    assert [t[1] for t in tree("Present: Ann Hill, Ada Dale", *parts)] == ["I", "II"]


def test_a_label_that_opens_several_lines_is_no_part_of_their_titles() -> None:
    said = "It was talked over at length by the members."
    parts = ("Topic: Nets of the spring fleet", said, "Topic: Dues", said, "Topic: Lamp oil", said)
    assert [t[2] for t in tree("Present: Ann Hill", *parts)] == ["Nets of the spring fleet", "Dues", "Lamp oil"]
    assert [t[2] for t in tree("Present: Ann Hill", "**1. Nets**", "Topic: oars", said)] == ["Nets"]


def test_a_hyphen_may_stand_for_the_dash_behind_a_title() -> None:
    parts = (
        "**VII. Committee reports**",
        "A. Landscaping- Hilda will mend the sprinkler and cut the hedge in May.",
        "B. Lamps- Two lamps were broken in the spring.",
        "C. Nets and well-kept boats were seen at the quay.",
    )
    assert [t[1:] for t in tree("Present: Hilda Marsh", "**VI. Letters**", "None came.", *parts)] == [
        ("VI", "Letters"),
        ("VII", "Committee reports"),
        ("A", "Landscaping"),
        ("B", "Lamps"),
    ]


def test_a_hearing_or_request_to_do_something_is_a_title() -> None:
    said = "It was talked over at length by the members."
    hearing = "Public Hearing to consider the dues of $40 for all boats in the old and the new harbour"
    parts = (f"(31-014) {hearing}", "(31-015) Request to close the ford", "(31-016) Pail and brushes $12")
    found = tree("Present: Hilda Marsh", "**BUSINESS**", parts[0], said, parts[1], said, parts[2])
    assert [t[1:] for t in found] == [
        (None, "BUSINESS"),
        ("31-014", hearing),
        ("31-015", "Request to close the ford"),
    ]


def test_the_title_of_the_next_minutes_and_the_word_agenda_are_no_items() -> None:
    said = "The members talked it over at length."
    one = ("**BOATS**", said, "**DUES**", said, "**ADJOURNMENT**", said)
    two = (
        "**MINUTES OF THE SPECIAL HARBOUR BOARD MEETING**",
        "Tuesday, 4 March 2031",
        "**AGENDA**",
        "Nets and other matters",
        "**NETS**",
        said,
    )
    assert [t[2] for t in tree("Present: Hilda Marsh", *one, *two)] == ["BOATS", "DUES", "ADJOURNMENT", "NETS"]


def test_a_heading_over_the_whole_of_the_business_is_no_item() -> None:
    business = ("**I. ROLL CALL**", "All were there.", "**II. OLD BUSINESS**", "1. The well", "It was dug.")
    found = tree("**Oakford Water District**", "**4 May 2021**", "**AGENDA ITEMS**", *business)
    assert found[:2] == [(1, "I", "ROLL CALL"), (1, "II", "OLD BUSINESS")]
    found = tree("**Oakford Water District**", "**4 May 2021**", "**CHAPTER REPORTS**", *business)
    assert found[0] == (1, None, "CHAPTER REPORTS")


def test_an_agenda_in_one_paragraph_is_not_the_items() -> None:
    listed = "I. Roll Call\nII. Old Business\nIII. New Business"
    business = ("**I. ROLL CALL**", "All were there.", "**II. OLD BUSINESS**", "The well was dug.")
    found = tree("**Oakford Water District**", "**4 May 2021**", "**AGENDA**", listed, *business)
    assert found == [(1, "I", "ROLL CALL"), (1, "II", "OLD BUSINESS")]


def test_a_title_in_two_paragraphs_of_its_cell_is_whole() -> None:
    assert tree(
        "Present: Hilda Marsh",
        table(
            [
                ["No", "Subject of the report", "Result"],
                ["1", "Grant to the guild of net makers for the mending of\nthe old loft", "ADOPTED"],
                ["2", "Sale of two boats", "ADOPTED"],
                ["3", "Lamps on the quay", "LOST"],
                ["4", "Dues for the year", "ADOPTED"],
            ],
            header_rows=1,
        ),
    ) == [
        (1, "1", "Grant to the guild of net makers for the mending of the old loft"),
        (1, "2", "Sale of two boats"),
        (1, "3", "Lamps on the quay"),
        (1, "4", "Dues for the year"),
    ]


def test_parts_of_a_resolution_have_no_titles_and_minutes_may_be_an_item() -> None:
    said = "The members talked it over at length."
    heads = [block(f"**{title}**", label=f"HB{27 + k}") for k, title in enumerate(("MINUTES", "DUES", "BOATS"))]
    parts = ("RESOLVED –", "1. That the plan be approved.", "2. That the Warden report on it by June.")
    assert tree(
        "**Harbour Board**", "Present: Hilda Marsh", heads[0], said, heads[1], said, *parts, heads[2], said
    ) == [
        (1, "HB27", "MINUTES"),
        (1, "HB28", "DUES"),
        (1, "HB29", "BOATS"),
    ]


def test_a_heading_that_holds_all_of_the_business_is_no_item() -> None:
    parts = ("Present: Hilda Marsh", "**Minutes**", "**Boats**", "Two were sold.", "**Dues**", "They were held.")
    assert [t[2] for t in tree(*parts)] == ["Boats", "Dues"]
    said = ("**Boats**", "Two were sold.", "**Minutes**", "They were approved.", "**Dues**", "They were held.")
    assert [t[2] for t in tree("Present: Hilda Marsh", *said)] == ["Boats", "Minutes", "Dues"]


def test_groups_of_those_present_are_no_items() -> None:
    there = ("**Attendance**", "**Weir Members**", "• Hilda Marsh", "• Amos Reed", "• Eve Dale", "• Cy Moor")
    people = (*there, "**Not attending**", "• Ann Orr")
    business = ("**Boats**", "Two were sold.", "**Dues**", "They were held.", "**Letters**", "None came.")
    assert [t[2] for t in tree(*people, *business)] == ["Boats", "Dues", "Letters"]


def test_headings_with_the_number_of_a_paper() -> None:
    parts = [p for n in (1, 2, 3) for p in (f"**Update #2031-05-04/{n}**", "Text: the boat was sold.")]
    assert [t[2] for t in tree("Present: Hilda Marsh", *parts)] == [f"Update #2031-05-04/{n}" for n in (1, 2, 3)]


def test_stated_headings_whatever_they_say_and_numbered_notes_under_them() -> None:
    asked = ("What was done?", "reedworks/mill", "Notes of the miller")
    notes = ("1. Mended the gate", "2. Painted the boat")
    parts = [p for text in asked for p in (block(f"**{text}**", heading=1), *notes)]
    assert [t[2] for t in tree("Present: Hilda Marsh", *parts)] == list(asked)


def test_headings_in_italics() -> None:
    talk = "The treasurer reported on it."
    parts = ("**Old business**", "*Winter supper*", talk, "*Boats*", talk, "**New business**", "*Dues and fees*", talk)
    assert tree("Present: Hilda Marsh", *parts) == [
        (1, None, "Old business"),
        (2, None, "Winter supper"),
        (2, None, "Boats"),
        (1, None, "New business"),
        (2, None, "Dues and fees"),
    ]
    again = [p for t in ("Boats", "Dues", "Nets") for p in (f"**{t}**", f"*Y {t.lower()} hyn*", talk)]
    assert [t[2] for t in tree("Present: Hilda Marsh", *again)] == ["Boats", "Dues", "Nets"]


def test_a_numbered_list_of_tasks_under_its_heading_holds_no_items() -> None:
    parts = ("**Boats**", "Two were sold.", "**Dues**", "They were held.", "**Actions**")
    tasks = ("1. Hilda Marsh: Write to the miller", "2. Amos Reed: Mend the gate", "3. Amos Reed: Paint the boat")
    assert [t[2] for t in tree("Present: Hilda Marsh", *parts, *tasks)] == ["Boats", "Dues"]


def test_addresses_of_pages_do_not_end_the_agenda() -> None:
    page = "https://mill.example/matters/"
    parts = ("**Agenda**", "**Old crane**", page + "3", "• It creaks.", "**Weir gate**", page + "4", "• It leaks.")
    assert [t[2] for t in tree("Present: Hilda Marsh", *parts)] == ["Old crane", "Weir gate"]


def test_bold_entries_of_a_list_are_items_where_they_have_text_under_them() -> None:
    said = "The Chair told the Board what the committee had done."
    assert tree(
        "**1. Update from committees**", "• **Finance**", said, "• **Staffing**", said, "• **Nets**", said,
        "• Boats", "• Ropes", "**2 . Dues**", "They were held.",
    ) == [
        (1, "1", "Update from committees"), (2, None, "Finance"), (2, None, "Staffing"), (2, None, "Nets"),
        (1, "2", "Dues"),
    ]  # fmt: skip


def test_bold_words_that_open_the_entries_of_a_list_are_items_where_there_is_no_other_heading() -> None:
    topics = ("• **Boats:** Two were sold.", "• **Ferry stop:** It was moved.", "• **Dues:** They were held.")
    assert [t[2] for t in tree("Present: Hilda Marsh, Piet Orr", *topics)] == ["Boats", "Ferry stop", "Dues"]
    assert tree("Present: Hilda Marsh, Piet Orr", "**1. Fairs**", *topics) == [(1, "1", "Fairs")]


def test_an_agenda_ends_at_the_heading_of_the_minutes() -> None:
    front = ("**Oakford Boat Club**", "**Agenda**", "• Reports", "• Boats", "• Nets", "**Minutes**")
    assert tree(*front, "**Letters**", "None came.", "**Boats**", "Two are new.", "**Nets**", "All are torn.") == [
        (1, None, "Letters"),
        (1, None, "Boats"),
        (1, None, "Nets"),
    ]


def test_the_list_under_the_review_of_the_agenda_is_no_list_of_items() -> None:
    listed = ("1. Roll call", "2. Review of the agenda", "3. Report of the quay group", "4. Boats", "5. Nets")
    spoken = ("**Report of the quay group:** It met.", "**Boats:** Two are new.", "**Nets:** All are torn.")
    front = ("**Minutes of the Oakford Forum**", "Present: Ann Hill, Ben Low", "**Review of the agenda:** Nothing new.")
    found = [title for _, _, title in tree(*front, *listed, *spoken)]
    assert found[-3:] == ["Report of the quay group", "Boats", "Nets"]
    assert "Roll call" not in found


def test_who_moved_and_seconded_is_no_title() -> None:
    business = (
        "**1. Boats**",
        "Motion by: Ann Hill",
        "2nd by: Ben Low",
        "**2. Nets**",
        "Motion by: Ben Low",
        "Carried.",
    )
    assert [title for _, _, title in tree("**Oakford Boat Club**", *business)] == ["Boats", "Nets"]


@pytest.mark.parametrize("heads", [("Cranes", "Berths", "AOB"), ("CRANES", "BERTHS", "AOB")])
def test_an_acronym_is_a_heading_like_the_others(heads: tuple[str, ...]) -> None:
    front = (
        block("**Harbour group meeting minutes**", heading=1),
        "12 May 2031",
        "Participants: Ann Hill (chair), Bo Reed",
    )
    parts = [p for h in heads for p in (block(f"**{h}**", heading=2), "It went well, and nobody had more to say.")]
    assert [i.title for i in outline(doc(*front, *parts), load()).items] == list(heads)


def test_names_below_a_list_of_those_present_are_no_headings() -> None:
    front = ("Minutes of the Oakford Council", "COUNCIL MEMBERS PRESENT:", "ANN HILL", "BEN LOW", "CARA ROE, CLERK")
    parts = ("**Reports**", "Nothing new was told.", "**Boats**", "Two are new.", "**Nets**", "All are torn.")
    assert [title for _, _, title in tree(*front, *parts)] == ["Reports", "Boats", "Nets"]


def test_headings_in_the_middle_of_the_line_stand_over_those_at_its_left() -> None:
    def middle(text: str) -> Block:
        return block(f"**{text}**", align="center")

    assert tree(
        "Minutes of the Oakford Council",
        "Present: Ann Hill, Ben Low",
        middle("Work session"),
        "**Boats**",
        "Two are new.",
        middle("Regular meeting"),
        "**Nets**",
        "All are torn.",
        "**Cranes**",
        "None is left.",
    ) == [
        (1, None, "Work session"),
        (2, None, "Boats"),
        (1, None, "Regular meeting"),
        (2, None, "Nets"),
        (2, None, "Cranes"),
    ]


@pytest.mark.parametrize("sign", [":\t", "\t", ": "])
def test_titles_beside_their_text_open_it_where_nothing_else_stands_out(sign: str) -> None:
    told = {
        "Minutes": "The minutes of the last meeting were read.",
        "Bookings": "The clerk said that the hall is let on four evenings.",
        "Repairs": "The roof leaks, and Ann Hill will get a quote.",
        "Finance": "The treasurer reported a good balance.",
    }
    lines = [f"{title}{sign}{text}" for title, text in told.items()]
    front = ("Minutes of the Oakford Hall Committee", "Present:\tAnn Hill, Ben Low")
    assert [title for _, _, title in tree(*front, *lines, "AOB:\tNone.")][:4] == list(told)


def test_well_known_titles_run_into_their_sentence_without_a_sign() -> None:
    assert tree(
        "Oakford Boat Club",
        "Minutes of the general meeting, 12 May 2031",
        "Secretary's report Ben Low read the minutes of the last meeting.",
        "Treasurer's report Ann Hill said that the balance is good.",
        "New business It was moved to buy a shed.",
    ) == [(1, None, "Secretary's report"), (1, None, "Treasurer's report"), (1, None, "New business")]


def test_titles_in_capitals_run_into_their_sentence_without_a_sign() -> None:
    assert tree(
        "OAKFORD WATER BOARD",
        "CALL TO ORDER Chairman Hill called the meeting to order.",
        "TREASURER'S REPORT Balance of $1,203.",
        "PUMP AT THE NORTH WELL The board agreed to mend it.",
        "NEW BUSINESS None was brought.",
        "ANN HILL She was thanked.",
    ) == [
        (1, None, "CALL TO ORDER"),
        (1, None, "TREASURER'S REPORT"),
        (1, None, "PUMP AT THE NORTH WELL"),
        (1, None, "NEW BUSINESS"),
    ]


def test_well_known_titles_open_entries_of_minutes_that_are_one_list() -> None:
    said = (
        "told the committee at length of what had been done at the north quay since the last meeting, and was thanked."
    )
    lines = [f"• Mr {name} {said}" for name in ("Hill", "Low", "Roe", "Moss", "Penn", "Dale", "Finn", "Gale")]
    found = passages("Oakford Boat Club minutes", *lines, "• Treasurer's report: It was read.", "• Pier updates: None.")
    assert found[1] == ("body", None, lines[0].removeprefix("• "))
    assert found[-2:] == [("body", 0, "It was read."), ("body", 1, "None.")]


def test_a_column_of_titles_holds_the_items_of_minutes_without_other_headings() -> None:
    rows = [
        ["Topic", "Discussion", "Action"],
        ["Budget", "The budget was gone through line by line, and it was agreed to send it to the trustees.", "BL"],
        ["Posts", "Two posts are to be filled.", ""],
        ["Web pages", "The new pages were shown.", "AH"],
    ]
    assert [title for _, _, title in tree("Notes of the panel", table(rows))] == ["Budget", "Posts", "Web pages"]


@pytest.mark.parametrize("ending", ["none", "No letters received", "Nothing to report."])
def test_that_there_was_nothing_is_no_part_of_the_title(ending: str) -> None:
    parts = (f"**2. Letters from the harbour – {ending}**", "**3. Reports**", "One was read.")
    assert tree("**1. Welcome**", "All were welcomed.", *parts)[1] == (1, "2", "Letters from the harbour")


def test_the_day_of_the_next_meeting_is_no_part_of_its_title() -> None:
    assert tree("**1. Boats**", "Two are new.", "**2. Next meeting: Tuesday 12 May 2031**")[1] == (
        1,
        "2",
        "Next meeting",
    )


def test_minutes_behind_agenda_and_those_present_are_no_item() -> None:
    agenda = ("**Agenda**", "• Boats", "• Nets, and who is to mend them")
    present = ("**Participants**", "Ann Hill, Ben Low")
    told = ("**Minutes**", "**1. Boats**", "Two are new.", "**2. Nets**", "All are torn.")
    found = passages("Notes of the quay group", *agenda, *present, *told)
    assert [text for zone, _, text in found if zone == "agenda"] == ["Agenda", "Boats", "Nets, and who is to mend them"]
    assert tree("Notes of the quay group", *agenda, *present, *told) == [(1, "1", "Boats"), (1, "2", "Nets")]


def test_minutes_over_what_was_said_of_the_last_ones_are_an_item() -> None:
    told = ("**Minutes**", "The minutes of the last meeting were approved.", "**Boats**", "Two are new.")
    found = [title for _, _, title in tree("Notes of the quay group", "Present: Ann Hill", *told, "**Nets**", "Torn.")]
    assert found == ["Minutes", "Boats", "Nets"]


def test_details_of_the_meeting_are_no_items() -> None:
    front = (
        block("**Quay group**", heading=1),
        block("**Present**", heading=2),
        "• Ann Hill",
        block("**Location and time**", heading=2),
        "It met in the boat house at noon.",
    )
    items = (block("**Business**", heading=1), block("**Boats**", heading=2), "Two are new.")
    more = (block("**Nets**", heading=2), "All are torn.", block("**Cranes**", heading=2), "None is left.")
    assert tree(*front, *items, *more) == [
        (1, None, "Business"),
        (2, None, "Boats"),
        (2, None, "Nets"),
        (2, None, "Cranes"),
    ]


def test_two_words_in_capitals_over_a_sentence_are_no_name() -> None:
    present = ("Oakford area meeting", "Present: Councillors Hill and Low", "Eight members of the public came.")
    told = (
        "**HARBOUR ISSUES**",
        "The harbour master said that two boats were sunk.",
        "**LOCAL ISSUES**",
        "None was told.",
    )
    assert [title for _, _, title in tree(*present, *told)] == ["HARBOUR ISSUES", "LOCAL ISSUES"]


def test_titles_before_the_sentence_of_a_numbered_row() -> None:
    rows = [
        ["1.0", "**Matters arising**", ""],
        ["1.1", "Poplar trees – the report has not yet been filed. The clerk is to press for it.", "CR"],
        ["1.2", "Harbour wall. The clerk reported that the case has been opened again.", "CR"],
        ["1.3", "The bins have been emptied.", ""],
        ["2.0", "**Letters**", ""],
        ["2.1", "Two letters were read, and it was agreed to answer both by the end of the month.", "CR"],
    ]
    found = tree("Minutes of the Oakford Council", "Present: Ann Hill", table(rows))
    assert [title for _, _, title in found] == ["Matters arising", "Poplar trees", "Harbour wall", "Letters"]


def test_a_table_under_actions_holds_no_items() -> None:
    rows = [
        ["Item", "Description", "Assigned"],
        ["81.0", "Report the leak to the yard", "Ann"],
        ["81.1", "Circulate the answer of the harbour office to all members of the group, with the map", "Ben"],
    ]
    assert tree("Notes of the quay group", "**Boats**", "Two are new.", "**Actions**", table(rows)) == [
        (1, None, "Boats")
    ]


@pytest.mark.parametrize(
    "line", ["NO OBJECTIONS", "MOVED: Ann Hill SECONDED: Ben Low", "DO PASS, BILL 15, 10-0-2", "AH"]
)
def test_what_became_of_an_item_and_who_spoke_is_no_heading(line: str) -> None:
    parts = [
        p for head in ("Boats", "Nets", "Cranes") for p in (f"**{head}**", "It was told at length.", f"**{line}**")
    ]
    assert [title for _, _, title in tree("Notes of the quay group", *parts)] == ["Boats", "Nets", "Cranes"]


def test_an_underlined_heading_with_nothing_but_another_under_it_holds_that() -> None:
    front = ("Oakford area meeting", "Present: Councillors Hill and Low")
    assert tree(
        *front,
        "_HARBOUR ISSUES_",
        "The harbour master said that two boats were sunk.",
        "_LOCAL ISSUES_",
        "PARKING ON THE QUAY",
        "A resident asked for signs.",
        "LIGHTS ON THE PIER",
        "None was told.",
    ) == [
        (1, None, "HARBOUR ISSUES"),
        (1, None, "LOCAL ISSUES"),
        (2, None, "PARKING ON THE QUAY"),
        (2, None, "LIGHTS ON THE PIER"),
    ]


def test_old_business_set_like_the_headings_of_a_section_stands_in_it() -> None:
    assert tree(
        "**CONSENT AGENDA**",
        "**Secretary's report**",
        "It was approved.",
        "**REGULAR AGENDA**",
        "**Report of the divers**",
        "None was told.",
        "**Old business**",
        "The shed is still leaking, and nobody wants to mend it.",
    )[-3:] == [(1, None, "REGULAR AGENDA"), (2, None, "Report of the divers"), (2, None, "Old business")]


def test_a_heading_stated_to_stand_below_another_does() -> None:
    parts = [
        (block("**Announcements**", heading=1), "Two were told."),
        (block("**Quay group**", heading=1), block("**Old business**", heading=2), "The shed leaks."),
        (block("**New business**", heading=2), "A shed is to be bought."),
    ]
    assert [level for level, _, _ in tree(*(p for these in parts for p in these))] == [1, 1, 2, 2]


def test_a_bare_list_under_agenda_before_the_headings_is_no_business() -> None:
    listed = ("**Agenda**", "1. Show the boats to the owner", "2. Ask what he thinks of them")
    heads = ("What is done", "What is to be done", "Reminders")
    told = [p for head in heads for p in (block(f"**{head}**", heading=1), f"• {head} was told of the mast")]
    assert [title for _, _, title in tree("Notes of the client meeting", *listed, *told)] == list(heads)


def test_many_plain_numbers_without_a_stop_that_count_on_number_the_items() -> None:
    titles = (
        "Pay the claim of Ann Hill",
        "Accept a grant for the pier",
        "Sell two boats",
        "Lease the quay",
        "Buy nets",
    )
    lines = [p for n, t in enumerate(titles, 38) for p in (f"{n} {t} (Ordinance)", "(Y-5)")]
    assert tree("Minutes of the Oakford Council", "Present: Ann Hill, Ben Low", *lines) == [
        (1, str(n), f"{t} (Ordinance)") for n, t in enumerate(titles, 38)
    ]


def test_a_few_underlined_words_before_a_sentence_are_its_title() -> None:
    lines = (
        "_Minutes_ They were agreed.",
        "_Treasurer_ Ann Hill said the balance is good.",
        "_Dock_ It needs new boards.",
    )
    front = ("Minutes of the Oakford Boat Club, 4 March 2031", "Present: Ann Hill, Ben Low")
    assert [title for _, _, title in tree(*front, *lines)] == ["Minutes", "Treasurer", "Dock"]


def test_short_plain_lines_over_short_sentences_among_well_known_titles() -> None:
    front = ("Minutes of the Oakford Boat Club, 4 March 2031", "Present: Ann Hill, Ben Low")
    known = ("Minutes of last meeting", "These were agreed.", "Matters arising", "None.", "AOB", "None.")
    found = tree(*front, *known[:4], "Treasurer", "Ann said the balance is good.", "Dock", "It leaks.", *known[4:])
    assert [title for _, _, title in found] == [
        "Minutes of last meeting",
        "Matters arising",
        "Treasurer",
        "Dock",
        "AOB",
    ]


def test_entries_of_the_agenda_that_come_again_in_plain_type_are_headings() -> None:
    front = ("**Meeting minutes – week 5**", "Attendees: Hilda, Paul", "Agenda:", "1. Progress", "2. Next sprint")
    told = ("Progress", "• Hilda ended the login page", "Next sprint", "• Paul to write the report", "• Hilda to test")
    assert [title for _, _, title in tree(*front, *told)] == ["Progress", "Next sprint"]


def test_an_office_and_who_is_to_hold_it_is_no_title() -> None:
    heads = ("**Reports**", "Two were read.", "**Election of officers**", "There was one nominee for each post.")
    posts = ("**President:** Ann Hill - elected", "**Treasurer:** Ben Low - elected")
    found = tree("Minutes of the Oakford Boat Club", *heads, *posts, "**Close**", "It closed at nine.")
    assert [title for _, _, title in found] == ["Reports", "Election of officers", "Close"]


def test_an_hour_or_an_amount_behind_a_well_known_title_is_no_part_of_it() -> None:
    lines = ("I. Call to order – 7:00 pm", "II. Treasurer's report – Balance of $1,203", "III. Old business – None")
    found = tree("Minutes of the Oakford Boat Club", "Present: Ann Hill", *lines, "IV. Boats", "Two were sold.")
    assert [title for _, _, title in found] == ["Call to order", "Treasurer's report", "Old business", "Boats"]


def test_the_number_of_a_motion_opens_no_item() -> None:
    items = tree(
        "**Tarrow County Council**",
        "**1. Call to order**",
        "Reeve Orr called the meeting to order.",
        "**2. Adoption of the minutes**",
        "C-283/31\tMOVED BY COUNCILLOR H. MARSH that the minutes be adopted.",
        "MOTION CARRIED",
        "**3. Adoption of the agenda**",
        "C-284/31\tMOVED BY COUNCILLOR T. ORR that the agenda be adopted.",
        "MOTION CARRIED",
    )
    assert [number for _, number, _ in items] == ["1", "2", "3"]


def test_the_words_of_a_motion_in_bold_and_who_took_the_chair_are_no_items() -> None:
    items = tree(
        "**Tarrow Harbour Board**",
        "Present: Hilda Marsh, Tom Orr",
        "**Mrs H Marsh in the Chair**",
        "**1. Fees**",
        "The Clerk spoke to the report.",
        "**That the Board hold the fees at the present rate.**",
        "**2. Boats**",
        "Two boats were sold.",
    )
    assert [title for _, _, title in items] == ["Fees", "Boats"]


def test_minutes_may_be_counted_by_a_number_without_a_stop() -> None:
    items = tree(
        "**2 Welcome**",
        "The Chair welcomed all.",
        "**3 Minutes of the last meeting**",
        "They were approved.",
        "**4 Minutes**",
        "There were more.",
        "**5 Minutes Silence**",
        "It was kept.",
    )
    assert [title for _, number, title in items if number] == ["Welcome", "Minutes of the last meeting", "Minutes"]


def test_a_count_goes_on_from_lines_into_the_rows_of_a_table() -> None:
    items = tree(
        "**4. Confirmation of minutes**",
        "There were none to confirm.",
        "**5. Leave of absence**",
        "There was none.",
        table(
            [
                ["**11**", "**Report of the rowing trust**"],
                ["", "Hilda Marsh was there to speak to the report, and the board thanked the trust for its work."],
                ["**12**", "**Plan for the quay**"],
                ["", "Tom Orr was there to speak to the plan."],
            ]
        ),
    )
    assert [(level, number) for level, number, _ in items] == [(1, "4"), (1, "5"), (1, "11"), (1, "12")]


def test_people_behind_the_title_of_an_item_are_no_part_of_it() -> None:
    items = tree(
        "1) Apologies for absence Bo Finn, Una Dale",
        "2) Present - Hilda Marsh (Chair), Tom Orr",
        "3) Minutes of the last meeting – accepted as correct",
        "4) Boats – the Chair said that two boats were sold.",
    )
    assert [title for _, _, title in items[:3]] == [
        "Apologies for absence",
        "Present",
        "Minutes of the last meeting",
    ]
    names = tree("**1. Apologies**", "1.1 Councillors Una Dale (holiday), Sam Lake (work)", "**2. Boats**", "None.")
    assert [number for _, number, _ in names] == ["1", "2"]


def test_who_took_the_minutes_opens_no_item() -> None:
    items = tree(
        "**Present:** Hilda Marsh (Chair), Tom Orr",
        "**Minutes:** Una Dale.",
        "**Apologies:** Sam Lake",
        "**Chair's report:**",
        "It was a good year for the boats.",
        "**Treasurer's report:**",
        "The accounts show a balance of £1,204.",
    )
    assert [title for _, _, title in items] == ["Chair's report", "Treasurer's report"]


def test_a_title_in_capitals_may_have_parts_in_small_letters() -> None:
    found = tree(
        "**MINUTES.** Motion made and seconded to approve the minutes of May 3. All in favor.",
        "**LICENSING. One day. Boat Club.** Motion made and seconded to approve it. All in favor.",
        "**WHARF. Vacancy.** Two letters of interest were received.",
        "**THANKS.** A letter was received from the school.",
    )
    assert found == [
        (1, None, "MINUTES"), (1, None, "LICENSING. One day. Boat Club"), (1, None, "WHARF. Vacancy"),
        (1, None, "THANKS"),
    ]  # fmt: skip


def test_titles_in_capitals_run_into_their_sentence_among_other_headings_too() -> None:
    found = tree(
        "CALL TO ORDER Chair Ann Moss opened the meeting at 7 pm.",
        "FERRY FARES  none",
        "**OLD BUSINESS**",
        "Bo Finn said that the second crane will be sold.",
        "**NEW BUSINESS**",
        "The plan for the weir was shown to the board by Ann Moss.",
        "ADJOURNMENT A motion to rise was made and carried.",
    )
    assert [title for _, _, title in found] == [
        "CALL TO ORDER", "FERRY FARES", "OLD BUSINESS", "NEW BUSINESS", "ADJOURNMENT",
    ]  # fmt: skip


def test_titles_of_two_capital_words_are_told_from_names_by_the_words_of_the_document() -> None:
    found = tree(
        "**Matters arising**",
        "Summer Supper",
        "All who cooked for the supper were thanked, and the sum that was raised is to go to the new roof.",
        "Clerk's Desk",
        "The old one was sold to the school for a small sum, and a new one was bought at the price agreed.",
        "Treasurer's report",
        "The sum in the bank was told to the meeting, and what is owed to the club by those who use the slip.",
        "Correspondence",
        "A letter on the state of the path along the weir was read out, and it was sent on to those who own it.",
        "Ottoline Verrick",
        "She told the meeting of the works at the weir, of what they have cost so far and of when they will end.",
        "**Close**",
        "The meeting ended at nine.",
    )
    assert [title for _, _, title in found] == [
        "Matters arising", "Summer Supper", "Clerk's Desk", "Treasurer's report", "Correspondence", "Close",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Hilda Moss", "Mrs Weir", "May Tranter", "Mayor Verrick"])
def test_names_with_a_word_of_the_document_in_them_stay_names(name: str) -> None:
    found = tree(
        "**Matters arising**",
        name,
        "Told the meeting that the moss on the weir may be cleared, as the mayor had been asked to see to it by then.",
        "**Close**",
        "The meeting ended at nine.",
    )
    assert [title for _, _, title in found] == ["Matters arising", "Close"]


def test_the_number_of_an_item_may_stand_behind_the_reference_of_its_minute() -> None:
    found = tree(
        "**HB48/31 1. TOLLS.**", "They were held.", "**HB49/31 2. BOATS.**", "Two were sold.", "**HB50/31 3. CLOSE.**",
    )  # fmt: skip
    assert found == [(1, "1", "TOLLS."), (1, "2", "BOATS."), (1, "3", "CLOSE.")]


def test_numbered_titles_in_capitals_run_into_their_sentence_even_as_a_single_word() -> None:
    found = tree(
        "37. PRESENT Councillors: P Arden, B Cole and Mrs G Finn",
        "38. APOLOGIES Apologies for absence were received from Mr Orr.",
        "39. FERRIES The clerk said that two ferries were sold.",
        "40. TO RECEIVE A TALK ON THE WEIR Councillor Finn welcomed the warden.",
    )
    assert found == [
        (1, "37", "PRESENT"), (1, "38", "APOLOGIES"), (1, "39", "FERRIES"), (1, "40", "TO RECEIVE A TALK ON THE WEIR"),
    ]  # fmt: skip


def test_a_typed_roman_numeral_counts_beside_those_of_a_list() -> None:
    found = tree(
        block("**I. Tolls**"), block("They were held."), block("**Boats**", label="II."), block("Two were sold."),
        block("**V. Ferries**"), block("None."),
    )  # fmt: skip
    assert [(number, title) for _, number, title in found][:2] == [("I", "Tolls"), ("II", "Boats")]


def test_capitals_of_one_look_are_at_one_level_with_their_text_behind_or_below_them() -> None:
    found = tree(
        "Present: Ann Moss, Bo Finn",
        "**APPROVAL OF MINUTES**",
        "They were approved.",
        "FERRY FARES (a talk)",
        "The fares are to be looked at.",
        "**SLIP REPORT:** The slip was mended.",
        "**TOLLS**",
        "They were held.",
    )
    assert [(level, title) for level, _, title in found if title.isupper()] == [
        (1, "APPROVAL OF MINUTES"), (1, "SLIP REPORT"), (1, "TOLLS"),
    ]  # fmt: skip


def test_a_list_of_matters_for_later_meetings_is_no_list_of_items() -> None:
    found = tree(
        "**6. Communications**",
        "**6.1 Potential Future Meeting Agenda Items**",
        "1. Ferry plan",
        "2. Weir plan",
        "**7. Comments**",
        "None were made.",
    )
    assert [number for _, number, _ in found] == ["6", "6.1", "7"]


def test_a_list_of_items_may_begin_behind_the_tab_after_a_title_at_the_side() -> None:
    found = tree(
        "Present: Ann Moss, Bo Finn",
        "**Old Business**\ta) North quay",
        "The quay was mended.",
        "b) South quay",
        "It is to be looked at.",
        "**New Business**\ta) Weir",
        "The weir was cleared of its weed.",
        "b) Ferry",
        "The ferry was painted in the spring.",
    )
    assert found == [
        (1, None, "Old Business"), (2, "a", "North quay"), (2, "b", "South quay"),
        (1, None, "New Business"), (2, "a", "Weir"), (2, "b", "Ferry"),
    ]  # fmt: skip


def test_a_sentence_may_lead_to_the_items_of_a_consent_agenda() -> None:
    found = tree(
        "**I. Opening**",
        "Ann Moss took the chair.",
        "**II. Consent calendar**",
        "The items below were acted upon as follows:",
        "1. Bills for March",
        "2. Slip rents",
        "3. Accept the list of moorings",
        "Bo Finn moved to approve them.",
        "**III. Close**",
        "The meeting ended.",
    )
    assert [number for _, number, _ in found] == ["I", "II", "1", "2", "3", "III"]


def test_the_number_of_an_item_may_stand_behind_what_is_to_be_done_with_it() -> None:
    found = tree(
        "**1. Opening**",
        "Ann Moss took the chair.",
        "**2. New business**",
        "**Action: A. Tolls for the year**",
        "They were held.",
        "**Information: B. Report on the weir**",
        "It was heard.",
        "Action: C. Moss to ring the warden",
    )
    assert found == [
        (1, "1", "Opening"), (1, "2", "New business"), (2, "A", "Tolls for the year"), (2, "B", "Report on the weir"),
    ]  # fmt: skip


def test_lines_in_italics_may_follow_one_another_over_one_text() -> None:
    found = tree(
        "**Reports**",
        "*Ferry company*",
        "The clerk said that nothing was to be told of it.",
        "*Weir board*",
        "*Harbour panel*",
        "Ann Moss said that both are to meet in the autumn.",
        "*Boat club*",
        "The club is to hold its supper on the quay.",
    )
    assert [title for _, _, title in found] == [
        "Reports", "Ferry company", "Weir board", "Harbour panel", "Boat club",
    ]  # fmt: skip


def listed(text: str, depth: int) -> Block:
    return block(text, label="•", depth=depth, indent=18.0 * depth)


def test_bold_entries_over_lists_of_their_own_open_items() -> None:
    parts: list[Part] = ["**1. Chair's report**"]
    for title in ("Garden party", "Quay supper", "Boat race"):
        parts += [listed(f"**{title}**", 1), listed("It rained, and all went in.", 2)]
    found = tree(*parts, "**2. Close**", "The meeting ended.", laid_out=False)
    assert found == [
        (1, "1", "Chair's report"), (2, None, "Garden party"), (2, None, "Quay supper"), (2, None, "Boat race"),
        (1, "2", "Close"),
    ]  # fmt: skip


def test_bold_names_over_lists_of_tasks_open_no_items() -> None:
    parts: list[Part] = ["**1. Chair's report**"]
    for name in ("Hilda Moss", "Tom Finn", "Ann Orr"):
        parts += [listed(f"**{name}**", 1), listed("Ring the warden of the quay.", 2)]
    found = tree(*parts, "**2. Close**", "The meeting ended.", laid_out=False)
    assert found == [(1, "1", "Chair's report"), (1, "2", "Close")]


def test_a_title_that_cannot_end_where_it_does_goes_on_in_the_next_block() -> None:
    found = tree(
        "**1. Quay and**", "**Ferries Committees**", "The roof leaks.", "**2. Naming of two rinks at\tthe Mill**",
        "Agreed.", "**3. Fares\tAnn Orr**", "They rose.",
    )  # fmt: skip
    assert found == [
        (1, "1", "Quay and Ferries Committees"), (1, "2", "Naming of two rinks at the Mill"), (1, "3", "Fares"),
    ]  # fmt: skip


def test_bold_names_of_groups_before_people_are_no_items() -> None:
    assert tree(
        "**Present:**",
        "Ann Hill, Ben Low",
        "**Mill delegates:** Cara Moor (Surveyor), Dora Vale",
        "**Parish partners:** Eric Dale",
        "**Crane:**",
        "It was mended.",
        "**Lights:**",
        "They were bought.",
    ) == [(1, None, "Crane"), (1, None, "Lights")]


def test_parts_of_a_motion_that_come_again_in_the_resolution_are_no_agenda() -> None:
    parts = ("(a) Harbour strategy as printed", "(b) Mooring policy as printed", "(c) Ferry fares", "(d) Reserves plan")
    found = tree(
        "**21. Apologies**",
        "None were received by the clerk before the meeting began.",
        "**22. Budget**",
        "Hilda Marsh moved, and Ben Reed seconded, the following motion:",
        *parts,
        "The chair put the motion to the vote and it was carried without a voice against it.",
        "RESOLVED that the council agrees:",
        *parts,
        "**23. Close**",
        "The meeting ended at nine in the evening.",
    )
    assert [t for t in found if t[0] == 1] == [(1, "21", "Apologies"), (1, "22", "Budget"), (1, "23", "Close")]


def test_a_numbered_list_that_comes_again_with_business_under_it_is_an_agenda() -> None:
    assert tree(
        "1. Harbour walls",
        "2. Mooring fees",
        "3. Ferry times",
        "4. Winter supper",
        "**Harbour walls**",
        "Hilda Marsh said that the north wall had cracked in the frost.",
        "**Mooring fees**",
        "Ben Reed said that the fees should stay as they were for a year.",
        "**Ferry times**",
        "Cora Lumley said that the last boat left too early for the crew.",
        "**Winter supper**",
        "Ann Quill said that the supper would be held in the net loft.",
    ) == [(1, None, "Harbour walls"), (1, None, "Mooring fees"), (1, None, "Ferry times"), (1, None, "Winter supper")]


def test_numbers_without_a_stop_count_titles_in_capitals() -> None:
    said = "The clerk told members what had been done since the spring."
    titles = ("APOLOGIES", "DECLARATIONS OF INTEREST", "HARBOUR WALLS", "FERRY TIMES", "MOORING FEES")
    found = tree(*(x for n, title in enumerate(titles, 331) for x in (f"{n} {title}", said)))
    assert found == [(1, str(n), title) for n, title in enumerate(titles, 331)]


def test_codes_of_a_make_of_their_own_number_items_where_they_count_on() -> None:
    said = "The clerk told members what had been done since the spring."
    titles = ("Apologies", "Interests", "Harbour walls", "Ferry times", "Mooring fees")
    found = tree(*(x for n, title in enumerate(titles, 1) for x in (f"07(2).31.0{n}\t{title}", said)))
    assert found == [(1, f"07(2).31.0{n}", title) for n, title in enumerate(titles, 1)]


def test_codes_that_do_not_count_on_number_no_items() -> None:
    said = "The clerk told members what had been done since the spring."
    codes = ("07(2).31.01", "07(2).31.05", "07(3).31.02", "08(1).31.09", "09(1).30.04")
    found = tree("**1. Plans**", *(x for code in codes for x in (f"{code} Harbour wall", said)), "**2. Close**")
    assert [number for _, number, _ in found if number in codes] == []


def test_years_with_a_dash_between_them_end_no_title() -> None:
    assert tree(
        "1) Welcome – The chair greeted the members and told them of the supper.",
        "2) Election of officers 2031–2032 – The treasurer proposed the same names, and all were elected.",
        "3) Accounts – They were read by the treasurer and agreed by all.",
        "4) Mooring fees – The clerk said that they would stay as they were.",
    ) == [
        (1, "1", "Welcome"),
        (1, "2", "Election of officers 2031–2032"),
        (1, "3", "Accounts"),
        (1, "4", "Mooring fees"),
    ]


def test_apologies_with_a_stop_behind_them_may_be_numbered() -> None:
    assert tree(
        "H048/31\t1.\tAPOLOGIES FOR ABSENCE.",
        "Hilda Marsh and Ben Reed (at sea) had sent word, and Ann Quill (on leave). The meeting accepted this.",
        "H049/31\t2.\tPUBLIC QUESTIONS.",
        "No questions had been received by the clerk.",
        "H050/31\t3.\tMOORING FEES.",
        "The clerk said that they would stay as they were.",
    )[0] == (1, "1", "APOLOGIES FOR ABSENCE.")


def test_a_label_over_what_was_said_on_each_item_is_no_item() -> None:
    said = "The clerk told members what had been done since the spring."
    titles = ("Interests", "Harbour walls", "Ferry times")
    found = tree(*(x for n, t in enumerate(titles, 51) for x in (f"**{n}. {t}**", said, "**Minutes:**", said)))
    assert found == [(1, str(n), t) for n, t in enumerate(titles, 51)]


def test_headings_that_come_again_below_others_without_a_number_are_items() -> None:
    said = "The clerk told members what had been done since the spring."
    parts = ("**Ferries**", "**Old business:**", said)
    found = tree(*parts, *parts, *parts)
    assert [t for _, _, t in found].count("Old business") == 3


def test_a_number_in_brackets_behind_a_title_is_its_number() -> None:
    said = "The clerk told members what had been done since the spring."
    found = tree(
        "**Apologies and substitutes**", "**(Item 1)**", said,
        "**Harbour walls update (Item 2)**", said,
        "**Mooring fees**", "**(Item 3)**", said,
        "**Matters arising** (Item 4)", said,
    )  # fmt: skip
    assert found == [
        (1, "1", "Apologies and substitutes"),
        (1, "2", "Harbour walls update"),
        (1, "3", "Mooring fees"),
        (1, "4", "Matters arising"),
    ]


def test_a_consent_agenda_in_plain_type_may_name_amounts_of_money() -> None:
    found = tree(
        "5. Public comments",
        "Hilda Marsh said that the last boat left too early.",
        "6. Consent agenda",
        "a. Approve the minutes of the spring meeting",
        "b. Approve payment of invoices in the amount of $4,310.20 for May",
        "c. Receive and file the report on tolls",
        "7. New business",
        "a. Approve the ferry timetable",
        "a. $300.00 for ropes",
        "The clerk told members what had been done since the spring.",
        "8. Adjournment",
        "The meeting ended at nine.",
    )
    assert (2, "b", "Approve payment of invoices in the amount of $4,310.20 for May") in found
    assert not any("ropes" in title for _, _, title in found)
