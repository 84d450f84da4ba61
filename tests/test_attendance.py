"""Who was present: labels, lists, grids, roll calls and sentences."""

import pytest

from documents import block, doc, table
from minutebook.candidate import Attendee, MeetingDetail
from minutebook.detect import attendance, meeting
from minutebook.document import Document
from minutebook.outline import outline
from minutebook.rulepack import load


def people(document: Document) -> list[tuple[str, str]]:
    rules = load()
    found = attendance.find(outline(document, rules), rules, ())
    return [(c.status, c.name) for c in found if isinstance(c, Attendee)]


def rows(document: Document) -> dict[str, Attendee]:
    rules = load()
    found = attendance.find(outline(document, rules), rules, ())
    return {c.name: c for c in found if isinstance(c, Attendee)}


TITLE = "**OAKFORD PIER BOARD – MINUTES**"
BUSINESS = ("**1. Minutes**", "The minutes were agreed.", "**2. Roads**", "The surveyor will report in May.")


def test_labels_and_lists() -> None:
    d = doc(
        "**MINUTES OF OAKFORD PARISH COUNCIL**",
        "Present: Cllr A Hill (Chair), Cllr B Low and Mrs C Moor",
        "In attendance: Dora Vale (Clerk)",
        "Apologies: Eric Dale",
        "Absent: None",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Cllr A Hill"),
        ("present", "Cllr B Low"),
        ("present", "Mrs C Moor"),
        ("in_attendance", "Dora Vale"),
        ("apologies", "Eric Dale"),
    ]
    assert rows(d)["Cllr A Hill"].role == "Chair"


def test_a_name_a_line_with_initials_and_roles() -> None:
    d = doc(
        "**Oakford Assurance Meeting Notes**",
        "**Present:**",
        "Ann Hill (AH) – Commissioner",
        "Ben Low (BL) – Chief Executive",
        "**Apologies:**",
        "Cara Moor, Deputy Chief Officer, Oakford Trust",
        *BUSINESS,
    )
    found = rows(d)
    assert found["Ann Hill"].abbreviation == "AH"
    assert found["Ann Hill"].role == "Commissioner"
    assert found["Cara Moor"].status == "apologies"
    assert found["Cara Moor"].organisation == "Oakford Trust"


def test_the_clerk_under_present_attends() -> None:
    d = doc("**Minutes**", "Present: Ann Hill (Chair), Ben Low (Clerk)", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("in_attendance", "Ben Low")]


def test_city_roll_call_with_count_and_surnames() -> None:
    d = doc(
        "**MINUTES OF THE OAKFORD CITY COUNCIL MEETING**",
        "**ROLL CALL** - Present: Councilmembers Hill, Low, van Dale and Mayor Moor – 4.",
        "Absent: Councilmember Vale – 1.",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Hill"),
        ("present", "Low"),
        ("present", "van Dale"),
        ("present", "Mayor Moor"),
        ("absent", "Councilmember Vale"),
    ]


def test_count_before_the_names() -> None:
    d = doc("**MINUTES**", "PRESENT: 3 - Hill, Low, Moor", "ABSENT: 1 - Vale", *BUSINESS)
    assert people(d) == [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("absent", "Vale")]


def test_roll_call_with_an_answer_each() -> None:
    d = doc("**MINUTES**", "**Roll Call:**", "Ann Hill – Present", "Ben Low – Absent", "Cara Moor – Excused", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("absent", "Ben Low"), ("apologies", "Cara Moor")]


def test_sentences_of_an_item_of_apologies() -> None:
    d = doc(
        "**MINUTES OF THE BOARD**",
        "Present: Ann Hill, Ben Low",
        "**1. Apologies for absence**",
        "Apologies were received from Cara Moor and Dora Vale, who was unwell.",
        "**2. Roads**",
        "Ben Low thanked Erin Dale for the report.",
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("apologies", "Cara Moor"),
        ("apologies", "Dora Vale"),
    ]


def test_apologies_outweigh_a_list_of_members() -> None:
    d = doc(
        "**MINUTES OF THE BOARD**",
        "Attendees: Ann Hill (Chair), Ben Low, Cara Moor",
        "**1. Apologies**",
        "Cara Moor",
        "**2. Roads**",
        "A report was read.",
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cara Moor")]


def test_grid_with_row_labels_that_go_on_below() -> None:
    d = doc(
        "**Oakford Monthly Meeting – Notes**",
        table(
            [
                ["", "Name:", "Capacity:"],
                ["Attendance:", "Ann Hill", "Commissioner (PCC)"],
                ["", "Ben Low", "Staff Officer, OPCC (BL)"],
                ["Apologies:", "Cara Moor", "Chief Constable (CC)"],
                ["", "Dora Vale", "Chief Executive (CEX)"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("apologies", "Cara Moor"),
        ("apologies", "Dora Vale"),
    ]
    assert rows(d)["Ben Low"].abbreviation == "BL"


def test_grid_with_marks() -> None:
    d = doc(
        "**MINUTES OF THE COMMITTEE**",
        table(
            [
                ["Name", "Organisation", "Present", "Apologies"],
                ["Ann Hill", "Oak Trust", "✓", ""],
                ["Ben Low", "Elm Trust", "", "✓"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("apologies", "Ben Low")]
    assert rows(d)["Ann Hill"].organisation == "Oak Trust"


def test_grid_of_several_meetings_uses_this_one() -> None:
    d = doc(
        "**MINUTES OF THE GOVERNORS**",
        "Date: 8 March 2021",
        table(
            [
                ["Governor", "18/01/2021", "08/03/2021", "10/05/2021"],
                ["Ann Hill", "P", "A", ""],
                ["Ben Low", "A", "P", ""],
            ]
        ),
        "P – Present\tA – Apologies",
        *BUSINESS,
    )
    rules = load()
    date = MeetingDetail(spans=(), field="date", value="8 March 2021")
    found = attendance.find(outline(d, rules), rules, (date,))
    assert [(c.status, c.name) for c in found if isinstance(c, Attendee)] == [
        ("apologies", "Ann Hill"),
        ("present", "Ben Low"),
    ]


def test_name_title_organisation_table() -> None:
    d = doc(
        "**MINUTES OF THE BOARD OF OAKFORD TRUST**",
        "**Present**",
        table([["Ann Hill", "Chair", "Oakford Trust"], ["Ben Low", "Chief Nurse", "Elm Trust"]]),
        *BUSINESS,
    )
    assert [n for _, n in people(d)] == ["Ann Hill", "Ben Low"]


def test_lists_side_by_side() -> None:
    d = doc(
        "**MINUTES OF OAKFORD PARISH COUNCIL**",
        "Present:\tApologies:",
        "Ann Hill\tCara Moor",
        "Ben Low\tDora Vale",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("apologies", "Cara Moor"),
        ("present", "Ben Low"),
        ("apologies", "Dora Vale"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Present: T/DCC Hill (in the Chair), ACC Low and Ch Supt Moor",
        "PRESENT: Cr A Hill (Mayor), Cr B Low, Cr C Moor",
        "Members Present: President Ann Hill, Ben Low, and Cara Moor",
        "Present were Ann Hill, Ben Low and Cara Moor.",
        "Board members present were Chair Ann Hill, Vice Chair Ben Low and Treasurer Cara Moor.",
    ],
)
def test_forms_of_a_list_of_three(line: str) -> None:
    found = people(doc("**MINUTES OF THE OAKFORD BOARD**", line, *BUSINESS))
    assert [s for s, _ in found] == ["present"] * 3


def test_no_names_from_prose_groups_or_pupils() -> None:
    d = doc(
        "**MINUTES OF THE GOVERNORS**",
        "Present: Ann Hill, Ben Low",
        "3 members of the public",
        "**1. Minutes**",
        "Agreed.",
        "**2. Budget**",
        "The Finance Officer reported.",
        "**3. Staffing**",
        "None.",
        "**4. Premises**",
        "Staff Room Repairs",
        "**5. Attendance**",
        "Attendance Officer Visits (weekly)",
        "Spring Term, Summer Term",
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_the_span_points_at_the_name() -> None:
    d = doc("**MINUTES**", "Present: Ann Hill (Chair), Ben Low", *BUSINESS)
    for name, row in rows(d).items():
        assert d.text(row.spans[0]) == name


def test_the_chair_is_told_from_the_list() -> None:
    d = doc("**MINUTES**", "Present: Ann Hill (Vice Chair), Ben Low (Chair)", *BUSINESS)
    rules = load()
    found = attendance.find(outline(d, rules), rules, ())
    assert [(c.field, c.value) for c in found if isinstance(c, MeetingDetail)] == [("chair", "Ben Low")]


def test_a_bare_word_opens_the_first_list_before_a_surer_label() -> None:
    d = doc(
        "**MINUTES OF OAKFORD TRUST BOARD MEETING**",
        "Trustees: Ann Hill (AH, Chair), Ben Low (BL)",
        "In attendance: Cara Moor (CM, Director)",
        "Apologies: Dora Vale",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Cara Moor"),
        ("apologies", "Dora Vale"),
    ]


def test_label_in_two_languages() -> None:
    d = doc(
        "**MINUTES OF OAKFORD BOARD MEETING**",
        table([["Present / I láthair", "Ann Hill (Chair)\nBen Low"], ["In attendance", "Cara Moor (Planner)"]]),
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cara Moor")]


def test_label_that_two_lines_share() -> None:
    d = doc(
        "**MINUTES OF OAKFORD BOARD MEETING**",
        "Present:\tAnn Hill (AH), Chair",
        "Ben Low (BL), Member",
        "In\tCara Moor (CM), Planner",
        "attendance:\tDora Vale (DV), Engineer",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
    ]


def test_sub_headings_do_not_end_a_list() -> None:
    d = doc(
        "**MINUTES OF OAKFORD BOARD MEETING**",
        "Present:",
        "Office of the Commissioner",
        "Ann Hill, Commissioner",
        "Ben Low, Planner",
        "Oakford Forest Service",
        "Cara Moor, Head of Forestry",
        "Apologies: Dora Vale",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("present", "Cara Moor"),
        ("apologies", "Dora Vale"),
    ]


def test_a_column_that_says_it_in_words_outweighs_the_role() -> None:
    d = doc(
        "**Minutes of the Oakford Governing Board**",
        table(
            [
                ["Name", "Category", "Attendance"],
                ["Ann Hill", "Parent", "Present"],
                ["Ben Low", "Staff", "Present"],
                ["Cara Moor", "Business Manager", "In attendance"],
                ["Dora Vale", "Parent", "Apologies"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Cara Moor"),
        ("apologies", "Dora Vale"),
    ]


def test_apologies_with_tiers_under_a_numbered_item() -> None:
    d = doc(
        "**Minutes of Oakford Parish Council**",
        "Present: Cllr A Hill, Cllr B Low",
        "**1. Apologies for Absence**",
        "Apologies were received from Cllr Cara Moor and County Cllr Dora Vale.",
        "**2. Minutes**",
        "The minutes were agreed.",
    )
    assert people(d)[2:] == [("apologies", "Cllr Cara Moor"), ("apologies", "County Cllr Dora Vale")]


def test_the_chair_by_office() -> None:
    d = doc(
        "**MINUTES OF OAKFORD SHIRE COUNCIL**",
        "Members: Cr A Hill (Shire President), Cr B Low (Deputy Shire President), Cr C Moor",
        "Apologies: Cr D Vale",
        "**1. Opening**",
        "The Shire President declared the meeting open at 4.00pm.",
        "**2. Minutes**",
        "The minutes were agreed.",
    )
    rules = load()
    found = attendance.find(outline(d, rules), rules, ())
    assert [c.value for c in found if isinstance(c, MeetingDetail) and c.field == "chair"] == ["Cr A Hill"]


def test_short_labels_and_what_is_said_behind_the_name() -> None:
    d = doc(
        "**Minutes of the Oakford Board**",
        "Present: Ann Hill (Chair), Ben Low by phone",
        "In attend.: Dora Vale (DV) – notes",
        "Not here: Cara Moor apologies; Eric Dale did not attend",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Dora Vale"),
        ("apologies", "Cara Moor"),
        ("absent", "Eric Dale"),
    ]


def test_members_and_officers_without_the_word_present() -> None:
    d = doc(
        "**MINUTES OF OAKFORD PARISH COUNCIL**",
        "Held on 3 June 2019 at 7pm in the Old School",
        "Members: Ann Hill (Chair), Ben Low, Cara Moor",
        "Officers: Dora Vale (Director), Eric Dale",
        *BUSINESS,
    )
    assert [s for s, _ in people(d)] == ["present"] * 3 + ["in_attendance"] * 2


def test_apologies_from_members_and_from_another() -> None:
    d = doc(
        "**Minutes of Oakford Council**",
        "Present: Cllr A Hill, Dist. Cllr. Low (till 8.15)",
        "Apologies for absence were received from Councillors R Dale and K Moor and from Mr N Vale (Auditor).",
        *BUSINESS,
    )
    assert [n for s, n in people(d) if s == "apologies"] == ["R Dale", "K Moor", "Mr N Vale"]
    assert "Dist. Cllr. Low" in [n for _, n in people(d)]


def test_as_above_ends_the_list_of_apologies() -> None:
    d = doc(
        "**Minutes of the Oakford Board**",
        "Present: Ann Hill, Ben Low",
        "**1. Apologies**",
        "As above. Ben L – resident at Mill Lane.",
        "**2. Roads**",
        "The surveyor will report in May.",
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_a_column_of_labels_beside_the_names() -> None:
    d = doc(
        "**Minutes of Oakford Town Council**",
        table(
            [
                ["PRESENT:", "Cllr. A. Hill", "Chairman"],
                ["", "Cllr. B. Low", ""],
                ["Staff", "Dora Vale", "Clerk"],
                ["Apologies", "Cllr. C. Moor", ""],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Cllr. A. Hill"),
        ("present", "Cllr. B. Low"),
        ("in_attendance", "Dora Vale"),
        ("apologies", "Cllr. C. Moor"),
    ]
    assert (rows(d)["Cllr. A. Hill"].role, rows(d)["Dora Vale"].role) == ("Chairman", "Clerk")


def test_labels_over_the_names_and_initials_in_a_column_of_their_own() -> None:
    d = doc(
        "**Minutes of the Board**",
        table(
            [
                ["**Present:**", "", ""],
                ["Prof. Ann Hill", "(AH)", "Chair"],
                ["Ben Low", "(BL)", "Medical Director"],
                ["**In attendance:**", "", ""],
                ["Dora Vale", "(DV)", "Company Secretary (minutes)"],
            ]
        ),
        *BUSINESS,
    )
    found = rows(d)
    assert [(r.status, r.role, r.abbreviation) for r in found.values()] == [
        ("present", "Chair", "AH"),
        ("present", "Medical Director", "BL"),
        ("in_attendance", "Company Secretary (minutes)", "DV"),
    ]


def test_offices_before_the_names_and_remarks_behind_them() -> None:
    d = doc(
        "**Minutes of Oakford Local Board**",
        "**I láthair | PRESENT**",
        table(
            [
                ["Chairperson", "Ann Hill", ""],
                ["Members", "Ben Low", "Via electronic link"],
                ["", "Cara Moor", "Until 7.35pm"],
            ]
        ),
        "**As láthair | ABSENT**",
        table([["Member", "Eric Dale", ""]]),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("present", "Cara Moor"),
        ("absent", "Eric Dale"),
    ]
    assert (rows(d)["Ann Hill"].role, rows(d)["Ben Low"].role) == ("Chairperson", None)


def test_lists_side_by_side_are_no_column_of_labels() -> None:
    d = doc(
        "**Minutes**",
        table(
            [
                ["Members present", "Officers present"],
                ["Cllr Hill", "Ms D. Vale, Clerk"],
                ["Cllr Low", "Mr F. Dunn, Planner"],
            ]
        ),
        *BUSINESS,
    )
    assert [s for s, _ in people(d)].count("in_attendance") == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["The Mayor, Cllr. H. Hill, in the Chair.", "The other members present were:-", "Cllrs. B. Low, C. Moor"],
            [("present", "Cllr. H. Hill"), ("present", "B. Low"), ("present", "C. Moor")],
        ),
        (
            ["Present: Hill, Low and Moor. Absent: Dale and Vale. Also present: Clerk Fay Dunn."],
            [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("absent", "Dale"), ("absent", "Vale")],
        ),
        (
            ["IN ATTENDANCE", "The Chief Officer (Mr G Hill), the Treasurer (Mr I Low) and the Clerk (Ms K Moor)."],
            [("present", "Mr G Hill"), ("present", "Mr I Low"), ("in_attendance", "Ms K Moor")],
        ),
        (
            ["Present: Councillors Hill (Chairman), Low, Mrs Moor and Dale."],
            [("present", "Hill"), ("present", "Low"), ("present", "Mrs Moor"), ("present", "Dale")],
        ),
        (
            ["Councillors A Hill (Chairman), B Low, C Moor and D Dale", "Parish Clerk F Vale"],
            [("present", "A Hill"), ("present", "B Low"), ("present", "C Moor"), ("present", "D Dale")],
        ),
        (
            ["Here: Chair Hill, Commissioners Low, Moor. Commissioner Dale arrived at 7.", "Absent: Commissioner Vale"],
            [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("present", "Dale"), ("absent", "Vale")],
        ),
        (
            ["Chair: Ann Hill", "Present: Ben Low, Cara Moor", "Apologies: Cllr I. Dale"],
            [("present", "Ben Low"), ("present", "Cara Moor"), ("apologies", "Cllr I. Dale")],
        ),
        (
            ["Present: Ann Hill, East Oakford District Council, Ben Low", "Attending: Cara Moor (for Eric Dale)"],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cara Moor")],
        ),
        (
            ["Present: Cllr A Hill", "Absent: Cllr B Low", "**1. Apologies**", "Apologies received from Cllr Low."],
            [("present", "Cllr A Hill"), ("apologies", "Cllr B Low")],
        ),
        (
            ["Present: Ann Hill", "Apologies were received from Cllr B Low. Ward Cllr C Moor."],
            [("present", "Ann Hill"), ("apologies", "Cllr B Low"), ("apologies", "Ward Cllr C Moor")],
        ),
        (
            ["The following members were present:", "Ann Hill, Dale Oakley County", "Ben Low, At-Large",
             "The following member was absent: Cara Moor, City of Oakford."],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("absent", "Cara Moor")],
        ),
        (
            ["Board members present:", "Ann Hill, Chairman", "Ben Low, Treasurer - Absent", "Cara Moor, Member"],
            [("present", "Ann Hill"), ("absent", "Ben Low"), ("present", "Cara Moor")],
        ),
        (
            ["In attendance:", "Ann Hill (AH), Oak Mills", "Ben Low (BL), Red Brick"],
            [("present", "Ann Hill"), ("present", "Ben Low")],
        ),
        (
            ["Attendees: annhill, blow, RoadFan"],
            [("present", "annhill"), ("present", "blow"), ("present", "RoadFan")],
        ),
        (
            ["Present were board members Ann Hill, Cara Moor, and Ben Low, and Chief Dale."],
            [("present", "Ann Hill"), ("present", "Cara Moor"), ("present", "Ben Low"),
             ("in_attendance", "Chief Dale")],
        ),
        (
            ["Present: V Reeve (Chair), J Oak, K Reeve and P Low",
             "Also present: Borough Councillor C Dale 1 member of "
             "the public"],
            [("present", "V Reeve"), ("present", "J Oak"), ("present", "K Reeve"), ("present", "P Low"),
             ("in_attendance", "Borough Councillor C Dale")],
        ),
        (
            ["**1. Receipt of apologies**", "Cr Ben Low."],
            [("apologies", "Cr Ben Low")],
        ),
        (
            ["**1. Calling of the Roll and Apologies**", "Mr A Hill, Mrs B Low, Ms C Moor", "Apologies: Mr D Dale."],
            [("present", "Mr A Hill"), ("present", "Mrs B Low"), ("present", "Ms C Moor"), ("apologies", "Mr D Dale")],
        ),
        (
            ["**1. Attendance and apologies:** Cllrs Hill, Low & Moor; D/Cllr Dale. Apologies: Cllr Vale."],
            [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("in_attendance", "D/Cllr Dale")],
        ),
        (
            ["The City Council convened at 6 pm with the following members present, to-wit:", "Ann Hill\tMayor",
             "Ben Low\tCouncilmember", "Absent:", "Cara Moor\tCouncilmember", "and the following City Staff:",
             "Ed Dale\tCity Manager"],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("absent", "Cara Moor"), ("in_attendance", "Ed Dale")],
        ),
        (
            ["The Council met at noon. Council members answering roll call: Hill, Low, Moor. Absent: Dale. "
             "Staff present: City Clerk Vale."],
            [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("absent", "Dale"),
             ("in_attendance", "City Clerk Vale")],
        ),
        (
            ["Those attending: Ann Hill, Ben Low. Cara Moor and Ed Dale sent their apologies."],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cara Moor"), ("apologies", "Ed Dale")],
        ),
        (
            ["Present: Ann Hill, Ben Low", "Apologies: Cara Moor", "Minutes: Ed Dale"],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cara Moor"), ("in_attendance", "Ed Dale")],
        ),
        (
            ["Members present: Ann Hill, Ben Low", "Members absent: None", "Student Representative: Cara Moor"],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cara Moor")],
        ),
        (
            ["Present: Cllr A Hill, Cllr B Low", "County Cllr C Moor and PC Dale were in attendance for part of it."],
            [("present", "Cllr A Hill"), ("present", "Cllr B Low"), ("in_attendance", "County Cllr C Moor"),
             ("in_attendance", "PC Dale")],
        ),
        (
            ["The meeting was called to order by Chair Ann Hill. Selectmen present included Ben Low and Cara Moor. "
             "Town Administrator Ed Dale also attended."],
            [("present", "Ben Low"), ("present", "Cara Moor"), ("in_attendance", "Ed Dale")],
        ),
        (
            ["The Board met in the Hall with Chair Ann Hill, Commissioner Ben Low and County Clerk Cara Moor present."],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cara Moor")],
        ),
        (
            ["**1. Roll Call**", "President Hill: Present", "Director Low: Present (online)", "Director Moor: Absent"],
            [("present", "Hill"), ("present", "Low"), ("absent", "Moor")],
        ),
        (
            ["Mill Ward - Mr A Hill (Chairman), Mrs B Low", "Wye - Mr C Moor", "In attendance - Cllr D Dale",
             "Apologies - Ms E Vale"],
            [("present", "Mr A Hill"), ("present", "Mrs B Low"), ("present", "Mr C Moor"),
             ("in_attendance", "Cllr D Dale"),
             ("apologies", "Ms E Vale")],
        ),
        (
            ["Present: Ann Hill, Ben Low", "**Public Forum**", "Cara Moor, 4 Mill Road, spoke of Oak Park."],
            [("present", "Ann Hill"), ("present", "Ben Low")],
        ),
    ],
)  # fmt: skip
def test_forms_of_lists(lines: list[str], expected: list[tuple[str, str]]) -> None:
    d = doc("**MINUTES OF A MEETING OF OAKFORD COUNCIL**", *lines, *BUSINESS)
    assert people(d)[: len(expected)] == expected


def test_names_in_two_columns_under_one_label() -> None:
    d = doc(
        "**Minutes of the Authority**",
        table(
            [["**Present:**", ""], ["A Hill (Chair)", ""], ["**Councillors**", ""], ["B Low", "C Moor"], ["D Dale", ""]]
        ),
        *BUSINESS,
    )
    assert [name for _, name in people(d)] == ["A Hill", "B Low", "C Moor", "D Dale"]


def test_the_list_of_members_stands_in_a_table() -> None:
    d = doc(
        "**Oakford Community Council Minutes**",
        "**Members**",
        table([["Mr A Hill", "Mrs B Low"], ["Mr C Moor", "Miss D Dale"]]),
        "**In Attendance**",
        "Mrs E Vale, Clerk",
        *BUSINESS,
    )
    assert people(d) == [
        *(("present", x) for x in ("Mr A Hill", "Mrs B Low", "Mr C Moor", "Miss D Dale")),
        ("in_attendance", "Mrs E Vale"),
    ]


def test_members_and_staff_in_a_column_of_labels() -> None:
    d = doc(
        "**Shire of Oakford Minutes**",
        "**1. Opening**",
        "The meeting opened at 4 pm.",
        "**2. Record of Attendance**",
        table(
            [
                ["Members", "Cr Ann Hill", "Shire President"],
                ["", "Cr Ben Low", ""],
                ["Staff", "Ms Cara Moor", "Chief Executive Officer"],
                ["", "Mr Ed Dale", "Works Manager"],
                ["Gallery", "Nil", ""],
            ]
        ),
        "**3. Minutes**",
        "The minutes were agreed.",
    )
    assert people(d) == [
        ("present", "Cr Ann Hill"),
        ("present", "Cr Ben Low"),
        ("in_attendance", "Ms Cara Moor"),
        ("in_attendance", "Mr Ed Dale"),
    ]


def test_under_the_heading_of_an_office() -> None:
    d = doc(
        "**Ordinary Council Meeting Minutes**",
        "**1 OPENING**",
        "The Mayor declared the meeting open at 6.30pm.",
        "**2 PRESENT**",
        "**Mayor**",
        "Cr Ann Hill",
        "**Councillors**",
        "Cr Ben Low (Deputy Mayor)",
        "**Staff**",
        "Cara Moor – General Manager",
        "**3 MINUTES**",
        "The minutes were agreed.",
    )
    assert people(d) == [("present", "Cr Ann Hill"), ("present", "Cr Ben Low"), ("in_attendance", "Cara Moor")]


def test_who_opens_the_meeting_in_the_paragraph_of_the_roll_is_present() -> None:
    told = "Ann Hill, Ph.D., Chair, called the meeting to order. Other members present were Ben Low and Ed Dale."
    tree, rules = outline(doc("**Minutes of the Board**", told, *BUSINESS), load()), load()
    found = attendance.find(tree, rules, meeting.find(tree, rules, ()))
    assert ("present", "Ann Hill, Ph.D.") in [(c.status, c.name) for c in found if isinstance(c, Attendee)]


def test_who_opens_the_meeting_by_office_and_surname_is_present() -> None:
    told = "President Hill called the meeting to order at 7 p.m. Commissioners Low and Vander Moor were present."
    tree, rules = outline(doc("**Minutes of the Board**", told, *BUSINESS), load()), load()
    found = attendance.find(tree, rules, meeting.find(tree, rules, ()))
    rows_found = [(c.name, c.role) for c in found if isinstance(c, Attendee)]
    assert sorted(rows_found) == [("Hill", "President"), ("Low", "Commissioner"), ("Vander Moor", "Commissioner")]


def test_who_was_also_present_beside_the_chair_alone_is_a_member_if_so_called() -> None:
    told = "Commissioner Hill called the meeting to order. Also present were Commissioner Low and Chief Ed Dale."
    tree, rules = outline(doc("**Minutes of the Board**", told, *BUSINESS), load()), load()
    found = attendance.find(tree, rules, meeting.find(tree, rules, ()))
    assert sorted((c.name, c.status) for c in found if isinstance(c, Attendee)) == [
        ("Chief Ed Dale", "in_attendance"),
        ("Commissioner Low", "present"),
        ("Hill", "present"),
    ]


def test_first_names_one_below_the_other() -> None:
    names = [block(x, label="•") for x in ("Ann", "Ben", "Cara")]
    d = doc("**Oakford Chess Minutes**", "**Attendees**", *names, "**Regrets**", block("Ed", label="•"), *BUSINESS)
    assert people(d) == [("present", "Ann"), ("present", "Ben"), ("present", "Cara"), ("apologies", "Ed")]


def test_the_chair_of_a_label_is_present() -> None:
    d = doc("**Oakford Council Minutes**", "Chair: Cllr A Hill", "Present: Cllrs Low, Moor and Dale", *BUSINESS)
    tree, rules = outline(d, load()), load()
    found = attendance.find(tree, rules, meeting.find(tree, rules, ()))
    assert [(c.status, c.name) for c in found if isinstance(c, Attendee)][-1] == ("present", "Cllr A Hill")


def test_labels_and_their_lists_in_pairs_of_columns() -> None:
    d = doc(
        "**Minutes of the Board of Trustees**",
        table(
            [
                [
                    "Present:",
                    "Sir Alan Hill (Chair)\nBen Low",
                    "In attendance:",
                    "Cara Moor, Chief Executive\nDora Vale",
                ],
                ["Apologies:", "Eric Dale", "", ""],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Sir Alan Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
        ("apologies", "Eric Dale"),
    ]


def test_a_sederunt() -> None:
    d = doc(
        "**Minute of Meeting of the Roads Committee**",
        "**Sederunt:** Councillors Ann Hill (Convener) and Ben Low",
        "**Apologies for absence** were intimated on behalf of Councillor Cara Moor.",
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Councillor Cara Moor")]


def test_who_was_there_for_portions_of_the_meeting() -> None:
    d = doc(
        "**MINUTES OF THE ELM BOARD**",
        "Present were Board members Ann Hill and Ben Low. Also present for portions of the meeting were: Cara Moor, "
        "Liaison; and, Ed Dale, Paths Committee Chair. All were greeted at 6:10 PM.",
        *BUSINESS,
    )
    assert people(d)[2:] == [("in_attendance", "Cara Moor"), ("in_attendance", "Ed Dale")]


def test_members_lose_their_title_beside_an_office_that_lost_its_own() -> None:
    d = doc("**MINUTES OF THE ELM BOARD**", "Present: Chair Hill, Vice Chair Low, Commissioner Moor", *BUSINESS)
    assert people(d) == [("present", "Hill"), ("present", "Low"), ("present", "Moor")]
    assert rows(d)["Moor"].role == "Commissioner"


def test_a_roll_call_table_of_seats() -> None:
    d = doc(
        "**MINUTES OF THE OAKFORD CITY COUNCIL**",
        table(
            [
                ["Councilmember", "Present", "Absent", "Excused"],
                ["Position 1 – Ann Hill", "X", "", ""],
                ["Position 2 – Ben Low (Mayor Pro Tem)", "X (7:10)", "", ""],
                ["Position 3 – Cara Moor", "", "", "X"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cara Moor")]
    assert rows(d)["Ann Hill"].role == "Position 1"


def test_a_column_of_labels_is_no_column_of_marks() -> None:
    d = doc(
        "**Minutes**",
        table(
            [
                ["Trustees present", "Ann Hill (AH) – Chair\nBen Low (BL) – Trustee"],
                ["In attendance", "Dora Vale (DV) – Clerk\nFay Marsh (FM) – Head of Finance"],
                ["Apologies", "Cara Moor – Trustee"],
                ["Absent", "Eric Dale – Trustee"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Dora Vale"),
        ("in_attendance", "Fay Marsh"),
        ("apologies", "Cara Moor"),
        ("absent", "Eric Dale"),
    ]


def test_the_first_day_of_a_meeting_counts_and_who_has_no_vote_attends() -> None:
    d = doc(
        "**Minutes of Technical Committee 4**",
        "Roll was called. (V = voting, NV = guest; P = in person, T = teleconference, – = not present)",
        table(
            [
                ["Name", "Organisation", "V/NV", "Day 1", "Day 2"],
                ["Ann Hill (Chair)", "Port of Oakford", "V", "P", "P"],
                ["Ben Low", "Elm Systems", "V", "T", "–"],
                ["Cara Moor", "Dale Pilots", "V", "–", "P"],
                ["Dora Vale", "Secretariat", "NV", "T", "T"],
            ]
        ),
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("absent", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
    ]


def test_people_in_two_columns_are_two_lists_and_not_roles() -> None:
    d = doc(
        "**Disposition of items**",
        table(
            [
                ["MEMBERS PRESENT", "PUBLIC SERVICE"],
                ["His Worship Mayor Hill", "Mr. B. Low, City Clerk"],
                ["Councillor Moor", "Ms. D. Vale, Deputy City Clerk"],
                *([f"Councillor {name}", ""] for name in ("Dale", "Marsh", "Reed", "Tarn", "Wick", "Yarrow", "Beck")),
            ]
        ),
        *BUSINESS,
    )
    found = rows(d)
    assert (found["Mr. B. Low"].status, found["Mr. B. Low"].role) == ("in_attendance", "City Clerk")
    assert (found["Councillor Moor"].status, found["Councillor Moor"].role) == ("present", None)
    assert len(found) == 11


@pytest.mark.parametrize("heading", ["**CHAIRMAN'S ANNOUNCEMENTS**", "**A FORMAL BUSINESS**", "**BEACON HILL**"])
def test_a_heading_in_capitals_behind_a_list_is_nobody(heading: str) -> None:
    d = doc("**Minutes**", "Present: Ann Hill, Ben Low", "Apologies: Cara Moor, Eric Dale", heading, *BUSINESS)
    assert [name for _, name in people(d)] == ["Ann Hill", "Ben Low", "Cara Moor", "Eric Dale"]


def test_the_name_of_a_district_in_capitals_is_nobody() -> None:
    d = doc(
        "**BOARD OF DIRECTORS**", "BEACON HILL COMMUNITY SERVICES DISTRICT", "Present: Ann Hill, Ben Low", *BUSINESS
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_others_police_and_firms() -> None:
    d = doc(
        "**Minutes**",
        "Commissioners Present: Ann Hill (Chair), Ben Low",
        "Commissioners Absent: Cara Moor",
        "Police Department: Chief Dora Vale; Deputy Chief Eric Dale; Lt. Fay Marsh, Internal Affairs",
        "Others: Gus Reed of Reed & Tarn, CPAs; four others who did not sign in",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("absent", "Cara Moor"),
        ("in_attendance", "Chief Dora Vale"),
        ("in_attendance", "Deputy Chief Eric Dale"),
        ("in_attendance", "Lt. Fay Marsh"),
        ("in_attendance", "Gus Reed"),
    ]
    assert rows(d)["Gus Reed"].organisation == "Reed & Tarn"
    assert rows(d)["Deputy Chief Eric Dale"].role == "Deputy Chief"


def test_a_roll_call_table_with_short_heads() -> None:
    d = doc(
        "**PLANNING COMMISSION ACTION MINUTES**",
        table(
            [
                ["Commissioner", "Pres.", "Exc.", "Unexc."],
                ["Ann Hill, Chair", "X", "", ""],
                ["Ben Low", "X (7:20)", "", ""],
                ["Cara Moor", "", "X", ""],
                ["Dora Vale", "", "", "X"],
            ]
        ),
        "Staff present: Eric Dale, City Atty.; Fay Marsh, Road Supt.",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("apologies", "Cara Moor"),
        ("absent", "Dora Vale"),
        ("in_attendance", "Eric Dale"),
        ("in_attendance", "Fay Marsh"),
    ]


def test_officers_by_office_and_surname() -> None:
    d = doc(
        "**Regular Council Meeting**",
        "COUNCIL PRESENT: Mayor Hill, Councilmembers Low, Moor, and Vale.",
        "STAFF PRESENT: City Manager Dale, Public Works Director Marsh, Police Chief Reed, and City Clerk Tarn.",
        "**Forum**",
        "Yew Brook Park was spoken of.",
        *BUSINESS,
    )
    assert people(d)[4:] == [
        ("in_attendance", "City Manager Dale"),
        ("in_attendance", "Public Works Director Marsh"),
        ("in_attendance", "Police Chief Reed"),
        ("in_attendance", "City Clerk Tarn"),
    ]
    assert rows(d)["City Clerk Tarn"].role == "City Clerk"


def test_lists_behind_there_were_present() -> None:
    d = doc(
        "Minutes of a meeting of the HARBOUR COMMITTEE held in the Hall at 9.30 am when there were present:",
        "Councillors",
        "Mrs A Hill (Chairman)\tB Low (Vice-Chairman)",
        "C Moor\tMiss D Vale",
        "Officers",
        "Mr E Dale - Head of Harbours",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Mrs A Hill"),
        ("present", "B Low"),
        ("present", "C Moor"),
        ("present", "Miss D Vale"),
        ("in_attendance", "Mr E Dale"),
    ]


def test_the_ward_behind_a_name_is_what_the_member_sits_for() -> None:
    d = doc(
        "**MINUTES**",
        "**PRESENT**",
        "COUNCILLORS:\tCr Ann Hill\tLake Ward",
        "Cr Ben Low\tMill Ward",
        "OFFICERS:\tDora Vale\tClerk",
        *BUSINESS,
    )
    assert [name for _, name in people(d)] == ["Cr Ann Hill", "Cr Ben Low", "Dora Vale"]
    assert rows(d)["Cr Ann Hill"].role == "Lake Ward"


def test_professors_after_their_title_in_the_plural() -> None:
    d = doc(
        "**Senate**", "Present: Professor Hill, Professors Low, Dale and Finn, Dr A Orr", "**1. Ferries**", "They sail."
    )
    assert [name for _, name in people(d)] == ["Professor Hill", "Low", "Dale", "Finn", "Dr A Orr"]


def test_cells_with_lists_under_a_heading_that_opens_the_roll_call() -> None:
    lists = table(
        [
            ["Present:", "Commissioner Ann Hill (Chair)\nCommissioner Ben Low\nCommissioner Cara Moor"],
            ["Absent:", "Commissioner Ed Dale"],
            ["ORC Staff:", "Fay Vale, Officer"],
        ]
    )
    d = doc("**OAKFORD ROADS COMMISSION**", "**1. Call to order and roll call**", lists, "**2. Roads**", "None.")
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("present", "Cara Moor"),
        ("absent", "Ed Dale"),
        ("in_attendance", "Fay Vale"),
    ]


def test_bare_labels_in_a_table_before_a_sentence_on_those_absent() -> None:
    d = doc(
        "**OAKFORD ROADS COMMISSION**",
        table(
            [
                ["BOARD MEMBERS:", "Ann Hill, Ben Low, Cara Moor"],
                ["STAFF MEMBERS:", "Ed Dale, City Engineer; Fay Vale, Recording Secretary"],
            ]
        ),
        "**I. PLEDGE OF ALLEGIANCE – ROLL CALL**",
        "Chair Hill called the meeting to order at 7 p.m. Absent: Low and Moor.",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("absent", "Ben Low"),
        ("absent", "Cara Moor"),
        ("in_attendance", "Ed Dale"),
        ("in_attendance", "Fay Vale"),
    ]


def test_a_list_behind_the_business_counts_where_no_other_stands_before_it() -> None:
    attendees = ("**Attendees**", table([["Name", "Lots"], ["Ann Hill", "56, 58"], ["Ben Low", "63"]]))
    assert people(doc("**Oakford Annual Meeting**", *BUSINESS, *attendees)) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
    ]
    d = doc("**Oakford Annual Meeting**", "Present: Cara Moor", *BUSINESS, *attendees[1:])
    assert people(d) == [("present", "Cara Moor")]


def test_a_table_of_petitioners_is_no_list_of_those_present() -> None:
    petitions = table([["Ref No", "Name", "Title"], ["P1", "Ann Hill", "Mend the weir"], ["P2", "Ben Low", "Oak path"]])
    d = doc("**Oakford Council**", "Present: Cara Moor, Ed Dale", *BUSINESS, "**3. Petitions**", petitions)
    assert people(d) == [("present", "Cara Moor"), ("present", "Ed Dale")]


def test_handles_stand_for_names_or_beside_them() -> None:
    alone = doc("**Weir Group**", "**Participants**", "• @annhill", "• @b-low", "**1. Ferries**", "They sail.")
    assert people(alone) == [("present", "@annhill"), ("present", "@b-low")]
    beside = doc("**Weir Group**", "**Present**", "• Ann Hill @annhill (Mill)", "• Ben Low (@blow)", *BUSINESS)
    assert people(beside) == [("present", "Ann Hill"), ("present", "Ben Low")]
    assert rows(beside)["Ann Hill"].role == "Mill"


def test_a_table_of_names_behind_the_business() -> None:
    d = doc(
        "**Weir Group Meeting**",
        *BUSINESS,
        "**Attendees**",
        table([["Ann Hill, Oxa", "Ben Low - Reed Works"], ["Cy Orr (Ash Yard)", "Dee Moor"]]),
    )
    assert [name for _, name in people(d)] == ["Ann Hill", "Ben Low", "Cy Orr", "Dee Moor"]


def test_firms_behind_names_are_no_people() -> None:
    d = doc(
        "**Weir Group**",
        "**Present**",
        *("• Ann Hill, Reedco", "• Ben Low, Marsh Orr", "• Cy Dale, Ashtec", "• Dee Moor, 40 Gates", "• Eve Reed, Oxa"),
        *BUSINESS,
    )
    assert [name for _, name in people(d)] == ["Ann Hill", "Ben Low", "Cy Dale", "Dee Moor", "Eve Reed"]
    assert rows(d)["Ben Low"].role == "Marsh Orr"


def test_groups_of_those_present_under_labels_of_several_words() -> None:
    d = doc(
        "**Weir Group**",
        "**Attendees**",
        "**Attendees present**",
        "The following new trustees were present:",
        "• Ann Hill",
        "Other trustees and officers present:",
        "• Ben Low",
        "For the Mill Trust:",
        "• Cy Orr",
        "Did not attend: Dee Moor",
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("present", "Cy Orr"), ("absent", "Dee Moor")]


def test_groups_over_tables_of_names_in_front_of_the_business() -> None:
    d = doc(
        "**OAKFORD WATER DISTRICT**",
        "**Board Meeting Minutes**",
        "**BOARD OF DIRECTORS**",
        table([["Ann Hill", "President"], ["Ben Low", "Director"]]),
        "**OAKFORD WATER DISTRICT MANAGEMENT AND STAFF**",
        table([["Cara Moor", "General Manager"], ["Dora Vale", "Legal Counsel"]]),
        "**OTHER ATTENDEES**",
        table([["Eric Dale", "Oakford Nets Ltd"], ["Finn Reed", "Customer"]]),
        "**AGENDA ITEMS**",
        "**I. ROLL CALL**",
        "The roll was called.",
        "**II. OLD BUSINESS**",
        "The well was dug.",
    )
    assert people(d) == [
        ("present", "Ann Hill"),
        ("present", "Ben Low"),
        ("in_attendance", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
        ("in_attendance", "Eric Dale"),
        ("in_attendance", "Finn Reed"),
    ]


def test_a_table_of_names_under_a_heading_of_the_business_is_no_list_of_those_present() -> None:
    lots = table([["Gina Hale", "Lot 4"], ["Hugo Lane", "Lot 9"]])
    d = doc("Present: Ann Hill, Ben Low", *BUSINESS, "**3. New members**", lots)
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_who_was_there_over_a_wire() -> None:
    d = doc("Present: Ann Hill", "Other staff present via video call were Cara Moor, Clerk; and Dora Vale.", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("in_attendance", "Cara Moor"), ("in_attendance", "Dora Vale")]


def test_marks_before_names_in_a_table_whose_lines_were_not_drawn() -> None:
    lines = ("Present\tDirector\tSeat", "Yes\tAnn Hill\tHarbour users", "No\tBen Low\tFishers", "Yes\tCara Moor\tTown")
    d = doc("**Oakford Pier Board Minutes**", "4 May 2021", "Those present at the meeting were:", *lines, *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("absent", "Ben Low"), ("present", "Cara Moor")]
    assert rows(d)["Ann Hill"].role == "Harbour users"


def test_staff_are_beside_the_members_though_no_list_names_these() -> None:
    d = doc(
        "**1. Roll call**",
        "The roll was called, and a quorum was there.",
        "Staff Present: Eva Dale, Finn Reed",
        "Others Present: Hugo Lane",
        "**2. Roads**",
        "The surveyor will report in May.",
    )
    assert people(d) == [
        ("in_attendance", "Eva Dale"),
        ("in_attendance", "Finn Reed"),
        ("in_attendance", "Hugo Lane"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Present: Rolf, Matt, Brian M, Brian R and Kevin Apologies: Cris"],
            "p:Rolf p:Matt p:Brian M p:Brian R p:Kevin e:Cris",
        ),
        (["Attendance: Ann Hill, Ben Low Unavailable: Eric Holt"], "p:Ann Hill p:Ben Low a:Eric Holt"),
        (["**Attendees**", "Ann Hill", "Flaki", "Ben Low"], "p:Ann Hill p:Flaki p:Ben Low"),
        (["Members present:", "Paul (2030 Vice President)", "Cy Low (Treasurer)"], "p:Paul p:Cy Low"),
        (["**Attendees:**", "Ann", "Ben", "Cy"], "p:Ann p:Ben p:Cy"),
        (["Present: Ann Hill", "Senators excused: Cy Orr", "No-shows: Dee Dale"], "p:Ann Hill e:Cy Orr a:Dee Dale"),
        (["Attendees: Ann A., Ben B.", "Additional: Jo Met"], "p:Ann A. p:Ben B. i:Jo Met"),
        (
            ["PRESENT:\tAnn Hill", "Ben Low", "STAFF\tJo Dale, Administrator", "PRESENT:\tKim Orr, Clerk"],
            "p:Ann Hill p:Ben Low i:Jo Dale i:Kim Orr",
        ),
        (
            ["**Roll call**", "The following Pier Committee members were present: PA Rein, Dr. Beth."],
            "p:PA Rein p:Dr. Beth",
        ),
        (
            ["Present: Ann Hill", "Present at the invitation of the Board was Mike Mill, Director."],
            "p:Ann Hill i:Mike Mill",
        ),
        (
            ["Present: Ann Hill", "Officials in attendance:", "Clerk (Ms. C. Orr), Roads Engineer, (Mr. D. Dale)."],
            "p:Ann Hill i:Ms. C. Orr i:Mr. D. Dale",
        ),
        (
            ["**Members Present**", "Ann Hill, Oak Glass", "Feng Cao, Oracle", "Jo Day, FireOak"],
            "p:Ann Hill p:Feng Cao p:Jo Day",
        ),
        (["All Board members were present: Ann Hill, Ben Low"], "p:Ann Hill p:Ben Low"),
        (["The Board met at home. Attendees included: Ann Hill, Ben Low"], "p:Ann Hill p:Ben Low"),
        (["We met. Present were board members:", "President - Ann Hill, Treasurer – Ben Low"], "p:Ann Hill p:Ben Low"),
        (["Present: Cy Orr", "Board Members: Ann Hill and Ben Low in attendance."], "p:Cy Orr p:Ann Hill p:Ben Low"),
        (["Present: Mayor Ann Hill, Councilor Ben Low, Councilor Cy Orr"], "p:Ann Hill p:Ben Low p:Cy Orr"),
        (["Present: Mayor Ann Hill, Councillor Ben Low"], "p:Mayor Ann Hill p:Councillor Ben Low"),
        (
            ["Present: Ann Hill", "**1. Welcome and apologies**", "Ben Low shared housekeeping information."],
            "p:Ann Hill",
        ),
    ],
)  # fmt: skip
def test_forms_of_clubs_senates_and_working_groups(lines: list[str], expected: str) -> None:
    short = {"present": "p", "in_attendance": "i", "apologies": "e", "absent": "a"}
    found = people(doc("**Pier Club Meeting Minutes**", *lines, "**2. Minutes**", "The minutes were agreed."))
    assert " ".join(f"{short[status]}:{name}" for status, name in found) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["**Attendees**", "[x] Ann Hill (Oak)", "[ ] Ben Low (Elm)", "[x] Cy Orr (Ash)"],
        ["**Members**", "✓ Ann Hill", "✗ Ben Low", "✓ Cy Orr"],
        ["**Roll call**", "Ann Hill – P", "Ben Low – A", "Cy Orr – P"],
        ["**Attendance**", "Ann Hill (P), Ben Low (A), Cy Orr (P)"],
        ["**Voting members**", "Oak Ltd - Ann Hill+ / Ben Low", "Elm - Cy Orr+", '"+" indicates attending'],
    ],
)
def test_marks_beside_names(lines: list[str]) -> None:
    found = people(doc("**Pier Club Meeting Minutes**", *lines, "**2. Minutes**", "The minutes were agreed."))
    assert found == [("present", "Ann Hill"), ("absent", "Ben Low"), ("present", "Cy Orr")]


@pytest.mark.parametrize(
    "listed",
    [
        "Ann Hill / Cy Orr",
        "Ann Hill + Cy Orr",
        "Ann Hill | Cy Orr",
        "Ann Hill <ann@oak.example>, Cy Orr <cy@oak.example>",
    ],
)
def test_signs_between_names(listed: str) -> None:
    found = people(
        doc("**Pier Club Meeting Minutes**", f"Attendees: {listed}", "Late: Jo Dale", "Guest speaker: Di Moss")
    )
    assert found == [
        ("present", "Ann Hill"), ("present", "Cy Orr"), ("present", "Jo Dale"), ("in_attendance", "Di Moss"),
    ]  # fmt: skip


def test_the_secretary_of_a_club_is_a_member() -> None:
    d = doc("**Pier Club Minutes**", "**Present**", "President: Ann Hill", "Treasurer: Cy Orr", "Secretary: Jo Dale")
    assert people(d) == [("present", "Ann Hill"), ("present", "Cy Orr"), ("present", "Jo Dale")]


def test_signs_beside_names() -> None:
    members = doc(
        "**Attendees Present**", "*Ann Hill\tMayor, Oakford", "*Cat Moss\tClerk, Ashford", "Dee Orr\tOak Trust",
        "*indicates Voting Member",
    )  # fmt: skip
    assert people(members) == [("present", "Ann Hill"), ("present", "Cat Moss"), ("in_attendance", "Dee Orr")]
    there = doc("**Attendance**", "Members: Ann Hill*, Ben Low", "Apologies: Cy Orr", "* denotes present")
    assert people(there) == [("present", "Ann Hill"), ("absent", "Ben Low"), ("apologies", "Cy Orr")]


def test_one_entry_that_cannot_be_read_loses_none_of_the_others() -> None:
    names = ["Ann Hill", "Ben Low", "Cy Orr", "Dee Dale"]
    lines = doc(TITLE, "Present:", *names[:2], "???", "(2 vacancies)", *names[2:], *BUSINESS)
    assert [name for _, name in people(lines)] == names
    told = doc(
        TITLE, "Present:", names[0], "Ben Low – joined at 7.20 pm, when the ferry had come in", *names[2:], *BUSINESS
    )
    assert [name for _, name in people(told)] == names
    bullets = doc(
        TITLE, "Attendees:", "• Ann Hill", "• xx-39 laboratory who will come", "• Ben Low", "• Cy Orr", *BUSINESS
    )
    assert [name for _, name in people(bullets)] == names[:3]
    running = doc(
        TITLE, "Present: Ann Hill, Ben Low, the team from the mill who are mending the roof, Cy Orr", *BUSINESS
    )
    assert [name for _, name in people(running)] == names[:3]


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting began at 7 pm with the following people in the room:",
        "We met in the library. Participating in the call were:",
        "The following friends of the pier were present.",
        "Committee members who attended:",
        "The meeting was attended by:",
        "There were present the following:",
        "Who attended?",
    ],
)
def test_a_sentence_announces_those_in_the_lines_below(sentence: str) -> None:
    d = doc(TITLE, sentence, "• Ann Hill, Treasurer", "• Ben Low", "• Cy Orr", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("present", "Cy Orr")]


def test_announced_lists_of_others_and_those_who_stayed_away() -> None:
    d = doc(
        TITLE, "The following members answered the roll call:", "Ann Hill", "Ben Low",
        "Town staff who attended the meeting were:", "Cy Orr, Surveyor",
        "Members absent were:", "Dee Dale", *BUSINESS,
    )  # fmt: skip
    assert people(d) == [
        ("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cy Orr"), ("absent", "Dee Dale"),
    ]  # fmt: skip


def test_a_line_that_announces_people_is_none_in_the_business_or_without_them() -> None:
    d = doc(TITLE, "Staff will be on the call and can attend by video.", "Video link:", "Present: Ann Hill", *BUSINESS)
    assert people(d) == [("present", "Ann Hill")]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["Present: Ann Hill, Ben Low. Cy Orr absent."], "absent"),
        (["Members present: Ann Hill, Ben Low", "Cy Orr absent."], "absent"),
        (["Present: Ann Hill, Ben Low; Cy Orr sent apologies"], "apologies"),
        (["Present: Ann Hill, Ben Low", "Cy Orr could not attend."], "apologies"),
        (["In attendance: Ann Hill, Ben Low  Apologies: Cy Orr"], "apologies"),
        (["Attended: Ann Hill, Ben Low", "Apologies: Cy Orr"], "apologies"),
    ],
)
def test_who_stayed_away_behind_a_list(lines: list[str], status: str) -> None:
    assert people(doc(TITLE, *lines, *BUSINESS)) == [
        ("present", "Ann Hill"), ("present", "Ben Low"), (status, "Cy Orr"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Opening", "The meeting opened at 7 pm and noted apologies for Cy Orr."),
        ("Opening", "It was resolved to accept the apologies of Cy Orr (holiday)."),
        ("Apologies for absence", "Received and accepted from Cy Orr (work)."),
        ("Apologies for absence", "There was one, from Cy Orr."),
        ("Welcome", "The Chair welcomed all. Apologies had been received from Cy Orr."),
    ],
)
def test_apologies_in_prose(heading: str, sentence: str) -> None:
    d = doc(TITLE, "Present: Ann Hill, Ben Low", f"**1. {heading}**", sentence, "**2. Roads**", "The way is mended.")
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cy Orr")]


def test_an_apology_for_lateness_is_none_for_absence() -> None:
    d = doc(
        TITLE,
        "Present: Ann Hill, Ben Low",
        "**1. Apologies**",
        "One for lateness was received from Ben Low.",
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_names_turned_round() -> None:
    listed = doc(TITLE, "Present: HILL, Ann; LOW, Ben (Chair)", *BUSINESS)
    assert people(listed) == [("present", "HILL, Ann"), ("present", "LOW, Ben")]
    lines = doc(TITLE, "Present:", "Hill, Ann", "Low, Ben", "Orr, Cy", *BUSINESS)
    assert [name for _, name in people(lines)] == ["Hill, Ann", "Low, Ben", "Orr, Cy"]
    assert [name for _, name in people(doc(TITLE, "Present: Ann, Ben", *BUSINESS))] == ["Ann", "Ben"]


def test_a_table_with_first_names_and_surnames_in_columns_of_their_own() -> None:
    header = ["First name", "Last name", "Company", "Attended"]
    rows_ = [["Ann", "Hill", "Oak Ltd", "Y"], ["Ben", "Low", "Mill Ltd", "Y"], ["Cy", "Orr", "Pier Ltd", "Apologies"]]
    d = doc(TITLE, table([header, *rows_]), *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cy Orr")]


def test_offices_over_names_in_the_cells_of_a_table() -> None:
    d = doc(TITLE, "Present", table([["President\nAnn Hill", "Treasurer\nBen Low"]]), *BUSINESS)
    assert [name for _, name in people(d)] == ["Ann Hill", "Ben Low"]


def test_boxes_that_are_not_ticked() -> None:
    d = doc(TITLE, table([["Ann Hill", "☒"], ["Ben Low", "☒"], ["Cy Orr", "☐"]]), *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("absent", "Cy Orr")]


def test_people_in_full_right_under_the_title_need_no_label() -> None:
    d = doc(
        "**Minutes of the Meeting of the Pier Board**", "3 May 2031",
        "Ann Hill (AH), Ben Low (BL), Cy Orr (CO), Dee Dale (DD)", "Eve Moor (EM) Clerk", *BUSINESS,
    )  # fmt: skip
    assert [status for status, _ in people(d)] == ["present"] * 4 + ["in_attendance"]


def test_members_and_staff_named_where_the_meeting_was_called_to_order() -> None:
    d = doc(
        TITLE,
        "The Board was called to order at 7 p.m. by Ann Hill with members Ben Low, and Cy Orr, and planning staff"
        " Dee Dale and Eve Moor were present. Fay Gill was absent.",
        *BUSINESS,
    )
    assert people(d) == [
        ("present", "Ben Low"), ("present", "Cy Orr"), ("in_attendance", "Dee Dale"), ("in_attendance", "Eve Moor"),
        ("absent", "Fay Gill"),
    ]  # fmt: skip


def test_a_list_beside_the_lines_of_the_title() -> None:
    d = doc(
        "**Minutes**",
        "Pier Board\tPresent:\tAnn Hill",
        "May 21, 2031\tBen Low",
        "Town Hall\tCy Orr, Town Clerk",
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low"), ("in_attendance", "Cy Orr")]


def test_a_heading_of_apologies_that_was_taken_for_text() -> None:
    d = doc(
        TITLE, "Present: Ann Hill", "**AGENDA PART 1**", "APOLOGIES FOR ABSENCE.",
        "Cllr L Watson and Cllr J Foster (family commitment) and Cllr A Hart (leave). The meeting accepted these.",
        *BUSINESS,
    )  # fmt: skip
    assert [name for status, name in people(d) if status == "apologies"] == [
        "Cllr L Watson", "Cllr J Foster", "Cllr A Hart",
    ]  # fmt: skip


def test_members_of_the_public_who_spoke() -> None:
    d = doc(
        TITLE,
        "Members present: Ann Hill",
        "Members of the public appearing before the board: Cy Orr, 83 Mill Road",
        *BUSINESS,
    )
    assert people(d) == [("present", "Ann Hill"), ("in_attendance", "Cy Orr")]
    staff = doc(TITLE, "Present: Ann Hill", "The following staff members were present: Nan Gill, Duke Low.", *BUSINESS)
    assert people(staff) == [("present", "Ann Hill"), ("in_attendance", "Nan Gill"), ("in_attendance", "Duke Low")]


def test_whom_people_are_from_behind_a_wide_gap_is_nobody() -> None:
    lines = [
        "Ann Hill\tMayor, North Oakford",
        "Ben Low\tUDPT",
        "Cy Orr\tSalt Harbour",
        "Dee Dale\tOak Mills, Inc.",
        "Eve Moor\tPier Trust",
    ]
    assert [name for _, name in people(doc(TITLE, "Attendees:", *lines, *BUSINESS))] == [
        "Ann Hill", "Ben Low", "Cy Orr", "Dee Dale", "Eve Moor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label", ["Attendee list", "Attended this call", "Who attended", "Present members", "Mill Trust participants:"]
)
def test_any_few_words_about_being_there_label_a_list(label: str) -> None:
    people_below = ["Ann Hill - Oak Mills", "Ben Low - Ferry Co", "Cy Orr (Boat House)"]
    assert people(doc(TITLE, label, *people_below, *BUSINESS)) == [
        ("present", "Ann Hill"), ("present", "Ben Low"), ("present", "Cy Orr"),
    ]  # fmt: skip
    assert people(doc(TITLE, "Present: Ann Hill", f"No {label.lower()}", *BUSINESS)) == [("present", "Ann Hill")]


def test_who_stands_in_for_whom_is_no_list_of_those_there() -> None:
    d = doc(TITLE, "**Attendees:**", "Ann Hill, Ben Low", "Proxies: Cy Orr, Di Poe", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("present", "Ben Low")]


def test_labels_in_the_line_above_a_table_head_its_columns() -> None:
    rows = [["Ann Hill (Chair)", "Ben Low", "Cy Orr"], ["Di Poe", "", "Ed Roe"]]
    d = doc(TITLE, "Present:\tMembers of the public:\tApologies:", table(rows), *BUSINESS)
    assert people(d) == [
        ("present", "Ann Hill"), ("in_attendance", "Ben Low"), ("apologies", "Cy Orr"), ("present", "Di Poe"),
        ("apologies", "Ed Roe"),
    ]  # fmt: skip


def test_first_list_under_a_name_that_is_no_label() -> None:
    d = doc(TITLE, "**Dialled in:** Ann Hill, Ben Low, Cara Moor", "Apologies: Eric Dale", *BUSINESS)
    said = [("present", "Ann Hill"), ("present", "Ben Low"), ("present", "Cara Moor")]
    assert people(d) == [*said, ("apologies", "Eric Dale")]
    d = doc(TITLE, "**Mill representatives**", "Ann Hill", "Ben Low", "Cara Moor", *BUSINESS)
    assert people(d) == said
    d = doc(TITLE, "**Staff**", "Ann Hill", "Ben Low", "**Apologies**", "Eric Dale", *BUSINESS)
    assert people(d) == [("in_attendance", "Ann Hill"), ("in_attendance", "Ben Low"), ("apologies", "Eric Dale")]


def test_names_in_front_that_are_no_attendance() -> None:
    assert people(doc(TITLE, "Copies to: Ann Hill, Ben Low, Cara Moor", *BUSINESS)) == []
    assert people(doc(TITLE, "Officers: Ann Hill, President, Ben Low, Treasurer, Cara Moor", *BUSINESS)) == []
    d = doc(TITLE, "Mill partners: Ann Hill, Ben Low, Cara Moor", "Present: Dora Vale", *BUSINESS)
    assert people(d) == [("present", "Dora Vale")]


def test_words_of_a_group_inside_a_list() -> None:
    d = doc(
        TITLE,
        "Present: Ann Hill, Ben Low",
        "Guests of the Board: Cara Moor, Dora Vale",
        "Away with a proxy, absent: Eric Dale",
        "Mill delegates: Fay Brook",
        *BUSINESS,
    )
    assert people(d)[2:] == [
        ("in_attendance", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
        ("absent", "Eric Dale"),
        ("present", "Fay Brook"),
    ]
    d = doc(TITLE, "**Present:**", "Ann Hill", "Ben Low", "Absent with notice:", "Eric Dale", "Fay Brook", *BUSINESS)
    assert [status for status, _ in people(d)] == ["present", "present", "absent", "absent"]


def test_bold_names_of_groups_under_one_label() -> None:
    d = doc(
        TITLE,
        "**Roll Call**",
        "**Members absent with a proxy:**",
        "Eric Dale, Fay Brook",
        "**Harbour officers and staff present:**",
        "Cara Moor, Surveyor; Dora Vale, Clerk",
        "**Guests of the Board:**",
        "Gus Heath, Hal Wood",
        *BUSINESS,
    )
    assert people(d) == [
        ("absent", "Eric Dale"),
        ("absent", "Fay Brook"),
        ("in_attendance", "Cara Moor"),
        ("in_attendance", "Dora Vale"),
        ("in_attendance", "Gus Heath"),
        ("in_attendance", "Hal Wood"),
    ]
    d = doc(TITLE, "Present: Ann Hill", "**Mill visitors:** Ben Low (Oak Mills)", "**Parsons:** Cara Moor", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("in_attendance", "Ben Low"), ("present", "Cara Moor")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Ann Hill and Ben Low attended; Cara Moor sent apologies."],
            [("present", "Ann Hill"), ("present", "Ben Low"), ("apologies", "Cara Moor")],
        ),
        (
            ["**1. ROLL CALL:** Chair Hill and Commissioners Low, Moor, and Dale, answered the roll."],
            [("present", "Hill"), ("present", "Low"), ("present", "Moor"), ("present", "Dale")],
        ),
        (["**1. ROLL CALL**", "Absent were representatives from Mining, Physics, and Finance."], []),
        (
            ["Present: Ann Hill", "**2. RECOGNITION OF VISITORS**", "Visitors included Fay Brook (Mining), Gus Heath."],
            [("present", "Ann Hill"), ("in_attendance", "Fay Brook"), ("in_attendance", "Gus Heath")],
        ),
        (["Those who took part: Ann Hill, Ben Low"], [("present", "Ann Hill"), ("present", "Ben Low")]),
    ],
)
def test_sentences_in_running_text(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert people(doc(TITLE, *lines, *BUSINESS)) == expected


def test_a_letter_behind_each_name() -> None:
    d = doc(TITLE, "Ann Hill – P", "Ben Low – A", "Cara Moor – P", *BUSINESS)
    assert people(d) == [("present", "Ann Hill"), ("absent", "Ben Low"), ("present", "Cara Moor")]
