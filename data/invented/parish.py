"""A parish council: automatic numbers, resolutions with initials, tracked changes, a table of actions at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invented.marks import Truth
from invented.word import Word

NAMES = ("nether-tolling-parish-council-2023-09.docx",)
MEETING: dict[str, Any] = {
    "body": "Nether Tolling Parish Council",
    "title": "NETHER TOLLING PARISH COUNCIL\nMinutes of the Ordinary Meeting of the Council",
    "date": "2023-09-14",
    "start_time": "19:30",
    "end_time": "21:12",
    "venue": "Reading Room, Church Street, Nether Tolling",
    "chair": "Cllr Hester Quillfeather",
    "minute_taker": None,
    "next_meeting": {
        "date": "2023-10-12",
        "time": "19:30",
        "venue": "Reading Room",
    },
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Cllr Hester Quillfeather", "present", "Chairman", "HQ"),
    ("Cllr Tom Vennable", "present", "Vice-Chairman", "TV"),
    ("Cllr Maud Bracewell-Shaw", "present", "", "MBS"),
    ("Cllr Idris Penhallow", "present", "", "IP"),
    ("Cllr Joan Sturmey", "present", "", "JS"),
    ("Mrs Petra Lindqvist", "in_attendance", "Clerk and Responsible Financial Officer", ""),
    ("District Cllr Rowan Ashgrove", "in_attendance", "", ""),
    ("Cllr Nigel Fothergate", "apologies", "", ""),
    ("County Cllr Bridget Omondi", "apologies", "", ""),
]
RECORDS: dict[str, dict[str, Any]] = {
    "i1": {"number": "87/23"},
    "i2": {"number": "88/23"},
    "i3": {"number": "89/23"},
    "i4": {"number": "90/23"},
    "i5": {"number": "91/23"},
    "i6": {"number": "92/23"},
    "i7": {"number": "a", "level": 2},
    "i8": {"number": "b", "level": 2},
    "i9": {"number": "c", "level": 2},
    "i10": {"number": "93/23"},
    "i11": {"number": "a", "level": 2},
    "i12": {"number": "b", "level": 2},
    "i13": {"number": "94/23"},
    "i14": {"number": "95/23"},
    "i15": {"number": "96/23"},
    "q1": {"kind": "reported", "asked_by": "Mr Dunmore"},
    "f1": {"question": "q1"},
    "q2": {"kind": "reported", "asked_by": "Cllr Sturmey"},
    "f2": {"question": "q2"},
    "d1": {"mover": "TV", "seconder": "IP"},
    "d2": {"mover": "MBS", "seconder": "JS"},
    "d3": {"mover": "HQ", "seconder": "TV"},
    "d4": {"mover": "JS", "seconder": "MBS"},
    "d5": {"mover": "IP", "seconder": "HQ", "votes_for": 4, "votes_against": 1},
    "d6": {"mover": "TV", "seconder": "JS"},
    "d7": {"kind": "agreed"},
    "a1": {"owners": ["Clerk"], "marked": False},
    "a2": {"owners": ["Cllr Penhallow"], "marked": False, "due_text": "before the October meeting",
           "due_date": "2023-10-12"},
    "a3": {"owners": ["Cllr Bracewell-Shaw"], "marked": False},
    "a4": {"owners": ["Clerk"], "marked": False, "due_text": "by 29 September", "due_date": "2023-09-29"},
    "a10": {"owners": ["Cllr Vennable", "Cllr Sturmey"], "marked": False},
    "a5": {"item": None, "owners": ["Clerk"], "due_text": "22/09/2023", "due_date": "2023-09-22"},
    "a6": {"item": None, "owners": ["IP"], "due_text": "12/10/2023", "due_date": "2023-10-12"},
    "a7": {"item": None, "owners": ["MBS"], "due_text": "Next meeting", "due_date": "2023-10-12"},
    "a8": {"item": None, "owners": ["Clerk"], "due_text": "29/09/2023", "due_date": "2023-09-29"},
    "a9": {"item": None, "owners": ["TV", "JS"], "due_text": "End of November", "due_date": "2023-11-30"},
}  # fmt: skip
# (level of the automatic number or None, text); "table" stands for the payments
BODY: list[tuple[int | None, str]] = [
    (0, "**[i1>Apologies for Absence<i1]**"),
    (None, "Apologies were received from Cllr Nigel Fothergate and County Cllr Bridget Omondi."),
    (0, "**[i2>Declarations of Interest<i2]**"),
    (None, "Cllr Penhallow declared a personal interest in the allotment rents, as the tenant of a plot."),
    (0, "**[i3>Minutes of the Last Meeting<i3]**"),
    (None, "[d1>It was RESOLVED that the minutes of the meeting of 13 July 2023 be signed as a true "
           "record{- of that meeting-}.<d1] Proposed TV, seconded IP."),
    (0, "**[i4>Public Participation<i4]**"),
    (None, "Eleven residents of Mill Lane were there. [q1>Mr Dunmore asked whether the Council knew of the lorries "
           "that now use the lane before six in the morning.<q1] [f1>The Chairman replied that it did, and that the "
           "haulier at Tolling Cross had been written to twice without an answer.<f1] [a1>The Clerk will write to the "
           "Traffic Commissioner with the registration numbers that residents have collected.<a1]"),
    (None, "Mrs Orme praised the volunteers who had cleared the churchyard wall."),
    (0, "**[i5>Reports from the District and County Councils<i5]**"),
    (None, "District Cllr Ashgrove reported on the new waste contract, which begins in April, and on the grants that "
           "village halls may claim for solar panels. [q2>Cllr Sturmey enquired if brown bins would still be emptied "
           "over the winter.<q2] [f2>District Cllr Ashgrove said that they would be emptied once a month from November "
           "to February.<f2]"),
    (None, "No report had been received from the County Council."),
    (0, "**[i6>Highways, Paths and Open Spaces<i6]**"),
    (1, "**[i7>Speed indicator<i7].** The device was moved to the school in July. Its record shows that one driver "
        "in five passes at more than thirty-five miles an hour. [a2>Cllr Penhallow will send the figures to the police "
        "before the October meeting.<a2]"),
    (1, "**[i8>Footpath 11<i8].** The stile at Coldwell Farm is broken again. [d2>It was RESOLVED to buy a metal kissing "
        "gate at a cost of {-£380-}{+£415+}.<d2] Proposed MBS, seconded JS."),
    (1, "**[i9>Recreation ground<i9].** The yearly inspection found two matters of medium risk: the chains of the "
        "toddler swings and a loose board in the shelter. [a3>Cllr Bracewell-Shaw to obtain prices for the "
        "chains.<a3] {+The shelter has since been mended by a resident.+}"),
    (0, "**[i10>Planning<i10]**"),
    (1, "**[i11>23/01877/HOU: 4 Tannery Row<i11].** Porch and dormer. [d3>RESOLVED to make no objection.<d3] Proposed HQ, "
        "seconded TV."),
    (1, "**[i12>23/01902/FUL: Land behind the Plough<i12].** Five houses with garages. There was a long discussion of the "
        "access, which lies on the inside of a bend, and of the drains, which overflowed in the storms of last "
        "winter. [d4>RESOLVED to object on the grounds of access and of drainage.<d4] Proposed JS, seconded MBS. [a4>The "
        "Clerk will send the objection to the District Council by 29 September.<a4]"),
    (0, "**[i13>Finance<i13]**"),
    (None, "The bank balances at 31 August were £18,442.07 (current) and £9,310.55 (reserve)."),
    (None, "table"),
    (None, "[d5>It was RESOLVED to pay the accounts listed above.<d5] Proposed IP, seconded HQ; four in favour, one "
           "against."),
    (None, "[d6>RESOLVED that allotment rents rise to £32 a plot from April.<d6] Proposed TV, seconded JS. "
           "Cllr Penhallow took no part in the vote."),
    (0, "**[i14>Remembrance Sunday<i14]**"),
    (None, "[d7>It was agreed that the Council would lay one wreath, as in other years.<d7] The road will be closed "
           "from a quarter past ten until noon. [a10>Cllr Vennable and Cllr Sturmey have offered to find "
           "four more marshals.<a10]"),
    (0, "**[i15>Date of Next Meeting<i15]**"),
    (None, "Thursday 12 October 2023 at 7.30 pm in the Reading Room."),
]  # fmt: skip
PAYMENTS = [
    ["**Payee**", "**For**", "**Amount**"],
    ["Greenways Ltd", "Grass cutting, July and August", "£412.00"],
    ["P. Lindqvist", "Salary and office allowance", "£688.14"],
    ["Tolling Water", "Allotment supply", "£57.90"],
]
ACTIONS = [
    ["**Minute**", "**Action**", "**Owner**", "**By**"],
    ["90/23", "[a5>Write to the Traffic Commissioner about early lorries in Mill Lane<a5]", "Clerk", "22/09/2023"],
    ["92/23 (a)", "[a6>Send the speed figures to the police<a6]", "IP", "12/10/2023"],
    ["92/23 (c)", "[a7>Obtain prices for the chains of the toddler swings<a7]", "MBS", "Next meeting"],
    ["93/23 (b)", "[a8>Lodge the objection to 23/01902/FUL<a8]", "Clerk", "29/09/2023"],
    ["95/23", "[a9>Find four marshals for the road closure and brief them<a9]", "TV / JS", "End of November"],
]


def word(folder: Path) -> Truth:
    """Write the Word file."""
    truth = Truth(RECORDS)
    paper = Word(truth, font="Cambria", points=11, title="Minutes")
    section = paper.document.sections[0]
    paper.para("Nether Tolling Parish Council – Minutes, September 2023", into=section.header, feed=False, points=9)
    paper.para("Signed as a true record ……………………  Date ……………", into=section.footer, feed=False, points=9)
    paper.para("**NETHER TOLLING PARISH COUNCIL**", align="centre", points=15)
    paper.para("**Minutes of the Ordinary Meeting of the Council**", align="centre")
    paper.para("held in the Reading Room, Church Street, Nether Tolling, on Thursday 14^th^ September 2023 at 7.30 pm",
               align="centre")  # fmt: skip
    paper.para("**Present:** Cllr Hester Quillfeather (HQ) (Chairman), Cllr Tom Vennable (TV) (Vice-Chairman), "
               "Cllr Maud Bracewell-Shaw (MBS), Cllr Idris Penhallow (IP), Cllr Joan Sturmey (JS)")  # fmt: skip
    paper.para("**In attendance:** Mrs Petra Lindqvist (Clerk and Responsible Financial Officer), District Cllr Rowan "
               "Ashgrove and 12 members of the public")  # fmt: skip
    numbers = paper.numbering([("decimal", "%1/23.", 87), ("lowerLetter", "(%2)", 1)])
    for level, text in BODY:
        if text == "table":
            paper.table(PAYMENTS, header=1, points=10, centimetres=(5, 8.4, 3.2))
            paper.para("")
        else:
            paper.para(text, number=None if level is None else (numbers, level))
    paper.para("The Chairman closed the meeting at 9.12 pm.")
    paper.para("**ACTIONS**")
    paper.table(ACTIONS, header=1, points=10, centimetres=(2.4, 8.2, 2.6, 3.4))
    paper.save(folder / NAMES[0])
    return truth
