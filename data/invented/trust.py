"""A museums' board: initials of owners at the right without rules, numbers of three levels, footnotes, cut words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from invented.marks import Truth
from invented.sheet import Sheet

NAMES = ("harrowmere-museums-trust-2022-11.pdf",)
MEETING: dict[str, Any] = {
    "body": "Harrowmere Museums Trust Board of Trustees",
    "title": "HARROWMERE MUSEUMS TRUST\nMinutes of the meeting of the Board of Trustees",
    "date": "2022-11-28",
    "start_time": "10:00",
    "end_time": "12:45",
    "venue": "Tanyard Gallery, Harrowmere",
    "chair": "Dame Araminta Holdsworth",
    "minute_taker": "Leo Carrick",
    "next_meeting": {"date": "2023-01-30", "time": "10:00", "venue": "Maltings, Stoke Harrow"},
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Dame Araminta Holdsworth", "present", "Chair", "AH"),
    ("Festus Adeyinka", "present", "", "FA"),
    ("Prof Guinevere Stanhope", "present", "", "GS"),
    ("Ruaridh McAllum", "present", "", "RM"),
    ("Sunita Bhalerao", "present", "", "SB"),
    ("Clementine Oakes", "in_attendance", "Director", "CO"),
    ("Marcus Ffoulkes", "in_attendance", "Head of Finance", "MF"),
    ("Leo Carrick", "in_attendance", "minutes", "LC"),
    ("Hilary Dunstable", "apologies", "", ""),
    ("Piotr Zawisza", "apologies", "", ""),
]
RECORDS: dict[str, dict[str, Any]] = {
    "i1": {"number": "1"},
    "i2": {"number": "2"},
    "i3": {"number": "3"},
    "i4": {"number": "4"},
    "i5": {"number": "4.1", "level": 2},
    "i6": {"number": "4.2", "level": 2},
    "i7": {"number": "4.2.1", "level": 3},
    "i8": {"number": "4.2.2", "level": 3},
    "i9": {"number": "5"},
    "i10": {"number": "5.1", "level": 2},
    "i11": {"number": "5.2", "level": 2},
    "i15": {"number": "6"},
    "i16": {"number": "6.1", "level": 2},
    "i17": {"number": "6.2", "level": 2},
    "i12": {"number": "7"},
    "i13": {"number": "8"},
    "i14": {"number": "9"},
    "q4": {"kind": "reported", "asked_by": "RM"},
    "f4": {"question": "q4"},
    "d4": {"kind": "approved"},
    "a9": {"owners": ["CO"], "due_text": "by the end of the year", "due_date": "2022-12-31"},
    "d1": {"kind": "agreed"},
    "a1": {"owners": ["MF"]},
    "a2": {"owners": ["CO"], "due_text": "by 16th December", "due_date": "2022-12-16"},
    "q1": {"kind": "reported", "asked_by": "SB"},
    "f1": {"question": "q1"},
    "a3": {"owners": ["CO", "RM"]},
    "q2": {"kind": "reported", "asked_by": "GS"},
    "f2": {"question": "q2"},
    "a4": {"owners": ["LC"]},
    "d2": {"kind": "approved"},
    "a5": {"owners": ["MF"], "due_text": "January meeting", "due_date": "2023-01-30"},
    "q3": {"kind": "reported", "asked_by": "FA"},
    "f3": {"question": "q3"},
    "d3": {"kind": "agreed"},
    "a6": {"owners": ["AH"]},
    "a7": {"owners": ["All"]},
    "a8": {"owners": ["SB"], "marked": False},
}
# (form, number, text, initials beside its last line, footnote)
BODY: list[tuple[str, str, str, str, str]] = [
    ("head", "1", "[i1>Welcome and apologies<i1]", "", ""),
    ("text", "", "The Chair welcomed trustees to the Tanyard Gallery, which had opened on the 5^th^ of November. "
     "Apologies had been received from Hilary Dunstable and Piotr Zawisza.", "", ""),
    ("head", "2", "[i2>Minutes of the meeting of 26^th^ September 2022<i2]", "", ""),
    ("text", "", "[d1>The minutes were agreed as an accurate record.<d1]", "", ""),
    ("head", "3", "[i3>Matters arising<i3]", "", ""),
    ("text", "", "The loan of the Corvedale hoard had been confirmed by the lender and the case would be installed over "
     "the first weekend of February. [a1>The insurance schedule to be amended before the hoard "
     "arrives.<a1]", "MF", ""),
    ("text", "", "Trustees had been sent the revised code of conduct. [a2>Signed copies to be collected by 16^th^ "
     "December.<a2]", "CO", ""),
    ("head", "4", "[i4>Director’s report<i4]", "", ""),
    ("sub", "4.1", "[i5>Visitors and opening<i5]", "", ""),
    ("text", "", "The three sites had received 41,806 visitors between July and September, which was 11% above the same "
     "quarter in 2019.^1^ The Maltings had done less well than the others, and the Director put this down to the closure "
     "of the river path, which would not be reopened until the spring.", "",
     "^1^ The quarter is compared with 2019 because the sites were shut for part of the two years between."),
    ("text", "", "[q1>SB asked whether the winter closure on Mondays saved enough to be worth the disappointment that it "
     "caused.<q1] [f1>The Director replied that it saved £1,900 a month in heating and front-of-house hours, and that "
     "fewer than thirty people had been turned away on a Monday since October.<f1]", "", ""),
    ("sub", "4.2", "[i6>Buildings<i6]", "", ""),
    ("subsub", "4.2.1", "[i7>Roof of the Corn Hall<i7]", "", ""),
    ("text", "", "Water had come in above the textile store on three occasions. No object had been harmed. The surveyor’s "
     "report put the cost of a full repair at £284,000 and that of a patch, good for perhaps five years, at £37,500. "
     "[a3>An application to the Fairlight Foundation would be drafted for the full repair and shown to RM before it "
     "was sent.<a3]", "CO/RM", ""),
    ("subsub", "4.2.2", "[i8>Energy<i8]", "", ""),
    ("text", "", "The fixed price for electricity would end in March. [q2>GS enquired what the new price was likely to "
     "be.<q2] [f2>MF said that the broker’s latest estimate was two and a half times the present rate, which would add "
     "£62,000 to the budget in a full year.<f2] The Board discussed whether the stores at Stoke Harrow could be held at "
     "a lower temperature without risk to the paper collections. [a4>The conservator’s advice on the stores to be "
     "circulated with these minutes.<a4]", "LC", ""),
    ("head", "5", "[i9>Finance<i9]", "", ""),
    ("sub", "5.1", "[i10>Management accounts to October<i10]", "", ""),
    ("text", "", "Income from admissions was £14,300 ahead of the budget and the shops were level with it. Salaries were "
     "over by £8,750, of which the greater part was the cost of agency cover at the Maltings. Reserves stood at £512,000, "
     "against a policy of six months’ spending, which is £488,000.^2^", "",
     "^2^ The policy was set in March 2020 and is due for review by the Finance Committee."),
    ("text", "", "[q3>FA asked if the overspend on salaries would continue.<q3] [f3>MF explained that the vacant post had "
     "now been filled and that the agency’s last invoice was that for October.<f3]", "", ""),
    ("sub", "5.2", "[i11>Budget for 2023/24<i11]", "", ""),
    ("text", "", "MF presented the first draft, which showed a deficit of £71,000 before any change to charges. Trustees "
     "were not minded to use the reserves for running costs. [a5>A second draft, in balance, to be brought to the January "
     "meeting.<a5]", "MF", ""),
    ("text", "", "[d2>The Board approved the increase of the adult admission charge to £9.50 with effect from 1^st^ April "
     "2023.<d2]", "", ""),
    ("head", "6", "[i15>Collections<i15]", "", ""),
    ("sub", "6.1", "[i16>Disposals<i16]", "", ""),
    ("text", "", "GS spoke to the paper from the Collections Panel. The survey of the agricultural store had been finished "
     "in August, after two years. Of 1,204 objects, 316 were duplicates in poor condition and had no known connection "
     "with the district. The Panel proposed that 290 of them be offered to other museums before any was sold. Trustees "
     "were mindful that many had been given by families who still live near by, and that those families ought to hear of "
     "it from the Trust first.", "", ""),
    ("text", "", "[q4>RM queried how the donors would be traced, given that the registers for the years before 1974 had "
     "been lost.<q4] [f4>The Director advised that the day books had been kept and that a volunteer had already matched "
     "two thirds of the objects to a name.<f4]", "", ""),
    ("text", "", "[d4>The Board approved the disposal of the objects listed in Annex B of the paper, in the order of pref"
     "erence set out there.<d4] [a9>A letter to donors and their families to be written and cleared with the Chair by the "
     "end of the year.<a9]", "CO", ""),
    ("sub", "6.2", "[i17>Documentation backlog<i17]", "", ""),
    ("text", "", "The backlog stood at 9,480 records, down from 11,200 a year before. At this rate it would be cleared in "
     "five and a half years, which the accreditation panel had said was too long.^3^ Two work placements had been "
     "agreed with the university and would begin after Easter.", "",
     "^3^ The panel’s letter of 4 August was circulated with the September papers."),
    ("head", "7", "[i12>Trustees<i12]", "", ""),
    ("text", "", "Two trustees would reach the end of their second term in June. [d3>It was agreed that the vacancies should "
     "be advertised and that experience of fundraising should be sought.<d3] [a6>The wording of the advertisement to be "
     "agreed with the Director.<a6]", "AH", ""),
    ("head", "8", "[i13>Any other business<i13]", "", ""),
    ("text", "", "The volunteers’ supper would take place on 9^th^ December at the Corn Hall. [a7>Trustees to let LC know if "
     "they can come.<a7]", "All", ""),
    ("text", "", "The Chair thanked Festus Adeyinka for judging the schools’ prize. [a8>SB will write to the two schools "
     "that could not take part.<a8]", "", ""),
    ("head", "9", "[i14>Next meeting<i14]", "", ""),
    ("text", "", "Monday 30^th^ January 2023 at 10.00 a.m. at the Maltings, Stoke Harrow. The meeting closed at 12.45 p.m.",
     "", ""),
]  # fmt: skip


def _furniture(canvas: Canvas, number: int, size: tuple[float, float]) -> None:
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(64, 36, "Harrowmere Museums Trust, registered charity")
    canvas.drawRightString(size[0] - 64, 36, str(number))


def pdf(folder: Path) -> tuple[Truth, int]:
    """Write the PDF."""
    truth = Truth(RECORDS)
    sheet = Sheet(folder / NAMES[0], truth, margins=(64, 60, 64, 72), font="Times-Roman", points=12,
                  furniture=_furniture, title="Minutes", cuts_words=True)  # fmt: skip
    sheet.para("**HARROWMERE MUSEUMS TRUST**", points=15, after=3)
    sheet.para("**Minutes of the meeting of the Board of Trustees**", after=3)
    sheet.para("held at the Tanyard Gallery, Harrowmere, on Monday 28^th^ November 2022 at 10.00 a.m.", after=12)
    wide = {"x0": 150.0, "label_x": 64.0}
    for label, kind in (("Trustees:", "present"), ("In attendance:", "in_attendance"), ("Apologies:", "apologies")):
        names = [
            name + (f" ({', '.join(x for x in (short, role) if x)})" if short or role else "")
            for name, status, role, short in ATTENDANCE
            if status == kind
        ]
        sheet.para(", ".join(names), label=label, after=5, **wide)
    sheet.gap(8)
    sheet.para("**Action**", x0=478, after=0)
    sheet.gap(-12)
    for form, number, text, initials, note in BODY:
        bold = {"head": "**", "sub": "", "subsub": "", "text": ""}[form]
        line = {"head": "", "sub": "__", "subsub": "*", "text": ""}[form]
        more: dict[str, Any] = {"label": number, "label_x": 64.0} if number else {}
        if form != "text" and sheet.y > sheet.bottom - 50:
            sheet.turn()
        sheet.gap(5 if form == "head" else 0)
        sheet.para(bold + line + text + line + bold, x0=104, x1=424, align="full" if form == "text" else "left",
                   after=7 if form == "text" else 3, note=note,
                   beside=(478, f"**{initials}**") if initials else None, **more)  # fmt: skip
    sheet.gap(30)
    sheet.para("Signed (Chair) ………………………………………   Date ……………………")
    return truth, sheet.save()
