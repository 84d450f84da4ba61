"""A school's governing board: a table of item, notes and action in Word, governors' questions with their answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invented.marks import Truth
from invented.word import Word

NAMES = ("larkfield-school-governors-2022-03-draft.docx",)
MEETING: dict[str, Any] = {
    "body": "Larkfield Vale Primary School Full Governing Board",
    "title": "Larkfield Vale Primary School\nMinutes of the Full Governing Board",
    "date": "2022-03-22",
    "start_time": "18:00",
    "end_time": "19:50",
    "venue": "School library",
    "chair": "Yolanda Prewitt",
    "minute_taker": "Celia Rushworth",
    "next_meeting": {"date": "2022-05-24", "time": "18:00", "venue": None},
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Yolanda Prewitt", "present", "Chair, co-opted", "YP"),
    ("Samuel Adu-Boahen", "present", "Headteacher", "SAB"),
    ("Kirsty Mulvaney", "present", "Parent", "KM"),
    ("Derek Ostrander", "present", "Local authority", "DO"),
    ("Bethan Rosser", "present", "Staff", "BR"),
    ("Father Luke Ambrose", "apologies", "Co-opted", "LA"),
    ("Nadia Shirazi", "absent", "Parent", "NS"),
    ("Joanna Peel", "in_attendance", "School Business Manager", "JP"),
    ("Celia Rushworth", "in_attendance", "Clerk", "CR"),
]
RECORDS: dict[str, dict[str, Any]] = {
    "i1": {"number": "FGB 21/2122"},
    "i2": {"number": "FGB 22/2122"},
    "i3": {"number": "FGB 23/2122"},
    "i4": {"number": "FGB 24/2122"},
    "i5": {"number": "FGB 25/2122"},
    "i6": {"number": "FGB 26/2122"},
    "i7": {"number": "a", "level": 2},
    "i8": {"number": "b", "level": 2},
    "i9": {"number": "c", "level": 2},
    "i10": {"number": "FGB 27/2122"},
    "i11": {"number": "FGB 28/2122"},
    "i12": {"number": "FGB 29/2122"},
    "d1": {"kind": "agreed"},
    "a1": {"owners": ["Clerk"]},
    "a2": {"owners": ["JP"], "origin": "earlier", "status": "done"},
    "a3": {"owners": ["YP"], "origin": "earlier"},
    "q1": {},
    "f1": {"question": "q1"},
    "q2": {},
    "f2": {"question": "q2"},
    "a4": {"owners": ["SAB"], "due_text": "24 May", "due_date": "2022-05-24"},
    "q3": {},
    "f3": {"question": "q3"},
    "d2": {"kind": "approved", "mover": "DO", "seconder": "KM"},
    "a5": {"item": "i6", "owners": ["JP"], "due_text": "by 29 April", "due_date": "2022-04-29"},
    "q4": {"kind": "reported", "asked_by": "A governor"},
    "f4": {"question": "q4"},
    "a6": {"owners": ["KM", "BR"]},
    "d3": {"kind": "approved"},
    "d4": {"kind": "deferred", "outcome": None},
    "a7": {"owners": ["Clerk"]},
    "a8": {"owners": ["Chair"], "marked": False},
}
# (number, title, notes, action); notes and actions: one paragraph each
ROWS: list[tuple[str, str, list[str], list[str]]] = [
    ("FGB 21/2122", "[i1>Welcome and apologies<i1]", [
        "The Chair opened the meeting at 6.00 pm and welcomed Joanna Peel.",
        "Apologies were received and accepted from Father Luke Ambrose. Nadia Shirazi was absent without apology.",
    ], []),
    ("FGB 22/2122", "[i2>Declarations of interest<i2]", ["None."], []),
    ("FGB 23/2122", "[i3>Minutes of 25 January 2022<i3]", [
        "[d1>The minutes were agreed as a correct record and signed by the Chair.<d1]",
    ], ["[a1>Clerk to place the signed minutes on the website<a1]"]),
    ("FGB 24/2122", "[i4>Matters arising<i4]", [
        "Action FGB 14: [a2>JP to obtain a third quotation for the boiler<a2]. Completed, see below.",
        "Action FGB 17: [a3>YP to arrange a visit to the nursery<a3]. Ongoing; the nursery has been closed to visitors.",
    ], []),
    ("FGB 25/2122", "[i5>Headteacher’s report<i5]", [
        "The report had been circulated a week before. There are 203 children on roll, with eleven joining from the new "
        "houses at Brick Kiln Field since Christmas. Attendance for the spring term is 93.8%, which is above the county "
        "figure and below that of the school in an ordinary year.",
        "**Governor question:** [q1>How many of the absences in the spring were due to holidays taken in term?<q1]",
        "**Response:** [f1>Twenty-two sessions, all of them in the week before half term. Two families have been sent a "
        "notice by the local authority.<f1]",
        "Reading in Year 2 has been the subject of much work. The new phonics scheme has been in place since September "
        "and the first check suggests that it is reaching the children who had fallen behind in the months at home.",
        "**Governor question:** [q2>What is being done for the older children who missed phonics and are now in Year 4?<q2]",
        "**Response:** [f2>Nine children read with a trained assistant four mornings a week. They are tested every "
        "half term, and six of the nine have made more than the expected progress.",
        "The scheme will be widened if the money from the recovery grant allows.<f2]",
    ], ["[a4>SAB to bring the Year 4 reading results to governors by 24 May<a4]"]),
    ("FGB 26/2122", "[i6>Finance and premises<i6]", [
        "a) **[i7>Budget<i7]**",
        "JP took governors through the budget for 2022/23, which shows a carry forward of £18,204. Energy is the chief "
        "risk: the contract ends in August.",
        "**Governor question:** [q3>Does the budget allow for the pay award that has been talked of in the press?<q3]",
        "**Response:** [f3>It allows for three per cent for teachers. Each further one per cent costs the school "
        "about £6,900.<f3]",
        "[d2>The budget for 2022/23 was approved.<d2] Proposed by DO, seconded by KM.",
        "b) **[i8>Boiler<i8]**",
        "Three quotations have now been received, of which the lowest is that of Hartwell Heating at £23,150. The "
        "diocese will meet nine tenths of the cost if the application is in by the end of April.",
        "c) **[i9>Fencing<i9]**",
        "A governor had walked the boundary with the caretaker. [q4>A governor asked whether the gap behind the shed "
        "could be used by a child to leave the site.<q4] [f4>The Headteacher said that it was closed with mesh on the "
        "day that it was found.<f4]",
    ], ["[a5>JP to submit the boiler application to the diocese by 29 April<a5]"]),
    ("FGB 27/2122", "[i10>Safeguarding<i10]", [
        "BR reported that all staff have completed the yearly training. The single central record was checked by the "
        "Chair on 3 March and found to be in order. No child has been excluded.",
    ], ["[a6>KM and BR to review the record of visitors<a6]"]),
    ("FGB 28/2122", "[i11>Policies<i11]", [
        "[d3>The following policies were approved: Behaviour; Charging and Remissions; Online Safety.<d3]",
        "[d4>The Complaints policy was held over, as the model from the county had changed in February.<d4]",
    ], ["[a7>Clerk to upload the approved policies<a7]"]),
    ("FGB 29/2122", "[i12>Any other business and next meeting<i12]", [
        "The governors thanked the kitchen staff, who had fed the whole school from one oven for a fortnight. "
        "[a8>The Chair will write to them on behalf of the board.<a8]",
        "Next meeting: Tuesday 24 May 2022 at 6.00 pm.",
        "The meeting closed at 7.50 pm.",
    ], []),
]  # fmt: skip


def word(folder: Path) -> Truth:
    """Write the Word file."""
    truth = Truth(RECORDS)
    paper = Word(truth, font="Arial", points=10.5, title="Governing Board")
    section = paper.document.sections[0]
    paper.para("DRAFT until agreed by the board", into=section.header, feed=False, align="right", points=9)
    paper.para("**Larkfield Vale Primary School**", align="centre", points=14)
    paper.para("**Minutes of the Full Governing Board**", align="centre", points=12)
    paper.para("Tuesday 22 March 2022, 6.00 pm, School library", align="centre")
    words = {"present": "Present", "apologies": "Apologies", "absent": "Absent", "in_attendance": "In attendance"}
    paper.table(
        [["**Name**", "**Initials**", "**Category**", "**Attendance**"]]
        + [[name, short, role, words[status]] for name, status, role, short in ATTENDANCE],
        header=1,
        centimetres=(5.2, 2, 5.6, 3.8),
    )
    paper.para("")
    paper.para("Governors’ questions are shown in the notes. The minutes were taken by Celia Rushworth (Clerk).")
    table = paper.document.add_table(rows=1, cols=4, style="Table Grid")
    for i, text in enumerate(("**Minute**", "**Item**", "**Notes**", "**Action**")):
        paper.para(text, into=table.cell(0, i))
    for number, title, notes, actions in ROWS:
        cells = table.add_row().cells
        paper.para(number, into=cells[0])
        paper.para(f"**{title}**", into=cells[1])
        for note in notes:
            paper.para(note, into=cells[2])
        for action in actions:
            paper.para(action, into=cells[3])
    paper.widths(table, (2.3, 3.2, 8, 3.1))
    paper.para("")
    paper.para("Signed (Chair): …………………………………    Date: ……………………")
    paper.save(folder / NAMES[0])
    return truth
