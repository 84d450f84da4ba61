"""An American district board: run-in headings, motions with roll-call votes, header, footer, DRAFT across each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from invented.marks import Truth
from invented.sheet import LETTER, Sheet

NAMES = ("cottonwood-bend-district-2024-06-11-draft.pdf",)
MEETING: dict[str, Any] = {
    "body": "Cottonwood Bend Recreation and Irrigation District Board of Directors",
    "title": "COTTONWOOD BEND RECREATION AND IRRIGATION DISTRICT\nBOARD OF DIRECTORS\nMINUTES OF THE REGULAR MEETING",
    "date": "2024-06-11",
    "start_time": "18:04",
    "end_time": "20:37",
    "venue": "District Office, 410 Canal Street, Cottonwood Bend",
    "chair": "Marisol Etcheverry",
    "minute_taker": "Wendell Pruitt",
    "next_meeting": {"date": "2024-07-09", "time": "18:00", "venue": "District Office"},
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Marisol Etcheverry", "present", "President", ""),
    ("Calvin Oyelowo-Reed", "present", "Vice President", ""),
    ("Judith Vansickle", "present", "Treasurer", ""),
    ("Hollis Tran", "present", "", ""),
    ("Brock Delahunt", "present", "", ""),
    ("Priscilla Nakagama", "absent", "", ""),
    ("Dana Whitlow", "in_attendance", "General Manager", ""),
    ("Omar Castellane", "in_attendance", "District Engineer", ""),
    ("Wendell Pruitt", "in_attendance", "Recording Secretary", ""),
]
RECORDS: dict[str, dict[str, Any]] = {
    "d1": {"kind": "approved", "mover": "Director Vansickle", "seconder": "Director Tran"},
    "d2": {"kind": "approved", "mover": "Director Delahunt", "seconder": "Director Vansickle", "votes_for": 5,
           "votes_against": 0},
    "q1": {"kind": "reported", "asked_by": "Director Tran"},
    "f1": {"question": "q1"},
    "q2": {"kind": "reported", "asked_by": "Director Delahunt"},
    "f2": {"question": "q2"},
    "d3": {"kind": "motion", "mover": "Director Oyelowo-Reed", "seconder": "Director Tran", "votes_for": 4,
           "votes_against": 1},
    "a1": {"owners": ["Ms. Whitlow"], "marked": False, "due_text": "by July 1", "due_date": "2024-07-01"},
    "q3": {"kind": "reported", "asked_by": "President Etcheverry"},
    "f3": {"question": "q3"},
    "d4": {"kind": "motion", "mover": "Director Delahunt", "seconder": "Director Oyelowo-Reed", "outcome": "lost",
           "votes_for": 2, "votes_against": 3},
    "d5": {"kind": "motion", "mover": "Director Vansickle", "seconder": "Director Tran", "votes_for": 3,
           "votes_against": 1, "abstentions": 1},
    "a2": {"owners": ["Mr. Castellane"], "due_text": "July 9", "due_date": "2024-07-09"},
    "a3": {"owners": ["Staff"], "marked": False, "due_text": "before the August meeting", "due_date": "2024-08"},
    "d6": {"kind": "deferred", "outcome": None},
    "a4": {"owners": ["General Manager"], "due_text": "June 28, 2024", "due_date": "2024-06-28"},
    "q4": {"kind": "reported", "asked_by": "Vice President Oyelowo-Reed"},
    "f4": {"question": "q4"},
    "d8": {"kind": "motion", "mover": "Director Tran", "seconder": "Director Delahunt", "votes_for": 5,
           "votes_against": 0},
    "a5": {"owners": ["Ms. Nakagama"], "marked": False},
    "d7": {"kind": "motion", "mover": "Director Tran", "seconder": "Director Vansickle"},
}  # fmt: skip
# Each paragraph opens with its run-in heading, if it has one.
BODY = [
    "**[i1>Call to Order<i1].** President Marisol Etcheverry called the meeting to order at 6:04 p.m. and led those "
    "present in the Pledge of Allegiance.",
    "**[i2>Roll Call<i2].** Directors present: President Marisol Etcheverry, Vice President Calvin Oyelowo-Reed, Treasurer "
    "Judith Vansickle, Hollis Tran and Brock Delahunt. Absent: Priscilla Nakagama. Staff present: General Manager Dana "
    "Whitlow, District Engineer Omar Castellane and Recording Secretary Wendell Pruitt.",
    "**[i3>Approval of the Agenda<i3].** [d1>Director Vansickle moved to approve the agenda as posted, and Director Tran "
    "seconded. The motion carried unanimously.<d1]",
    "**[i4>Public Comment<i4].** Lorna Beck, of Tamarack Court, thanked the crew that had cleared the culvert below the "
    "ball fields before the May storm. Ed Sandoval, of County Road 9, spoke against the proposed boat fee, which he "
    "said would fall on families who bring a canoe twice in a summer. No one else wished to speak, and the President "
    "closed public comment at 6:19 p.m.",
    "**[i5>Consent Calendar<i5].** The consent calendar held the minutes of the May 14, 2024 regular meeting, the warrants "
    "numbered 20817 through 20866 in the sum of $148,302.19, and the quarterly investment report. [d2>Director Delahunt "
    "moved to approve the consent calendar; Director Vansickle seconded. Ayes: Etcheverry, Oyelowo-Reed, Vansickle, "
    "Tran, Delahunt. Noes: none. Motion carried 5-0.<d2]",
    "**[i6>Headgate Replacement<i6].** Mr. Castellane presented the bids for the replacement of the headgate at the upper "
    "canal. Three were received. The lowest, from Redrock Hydraulic of Pell City, is $612,450, some nine percent above "
    "the estimate made last fall. The steel is the greater part of the difference. The old gate was built in 1951 and "
    "its stem was straightened twice in the past two seasons.",
    "[q1>Director Tran asked how long the canal would be out of service during the work.<q1] [f1>Mr. Castellane answered "
    "that it would be dry for five weeks beginning October 7, after the last delivery of the season, and that the "
    "hatchery has agreed to take well water during that time.<f1]",
    "[q2>Director Delahunt asked if the district had looked at repairing the gate instead of replacing it.<q2] [f2>Ms. "
    "Whitlow said that a repair had been priced at $240,000 and would carry a warranty of two years.<f2]",
    "[d3>Director Oyelowo-Reed moved to award the contract for the headgate to Redrock Hydraulic in an amount not to "
    "exceed $612,450, and Director Tran seconded the motion. Ayes: Etcheverry, Oyelowo-Reed, Vansickle, Tran. Noes: "
    "Delahunt. Motion carried 4-1.<d3] [a1>Ms. Whitlow will notify the shareholders of the October closure by July "
    "1.<a1]",
    "**[i7>Boat Launch Fee<i7].** Ms. Whitlow reviewed the cost of keeping the launch at Willow Reservoir open. The dock "
    "sections must be replaced within two years, and the inspection of boats for mussels, which the state pays for in "
    "part, has doubled in cost since 2021. The Recreation Committee recommends a fee of $8 a day or $60 a season for "
    "trailered boats, with canoes, kayaks and rafts exempt.",
    "[q3>President Etcheverry asked whether residents of the district would pay the same as visitors.<q3] [f3>Ms. Whitlow "
    "replied that state law does not allow two rates at a launch that was built with state money.<f3]",
    "[d4>Director Delahunt moved to table the matter until the fall. Director Oyelowo-Reed seconded. Ayes: "
    "Oyelowo-Reed, Delahunt. Noes: Etcheverry, Vansickle, Tran. Motion failed 2-3.<d4]",
    "[d5>Director Vansickle moved to adopt Resolution 2024-08, setting the fee as the committee recommends with effect "
    "from August 1, and Director Tran seconded. Ayes: Etcheverry, Vansickle, Tran. Noes: Delahunt. Abstain: "
    "Oyelowo-Reed. Motion carried 3-1-1.<d5]",
    "**[i8>Engineer’s Report<i8].** Mr. Castellane reported that the survey of the lower canal is three-quarters done and "
    "that the liner at Station 40 is holding. Two of the rodent traps at the dam were found sprung and empty; the "
    "toe drain is clear. The county has asked for a joint inspection of the Pine Street bridge, whose east footing "
    "stands in the district’s easement.",
    "**Action:** [a2>Mr. Castellane to meet the county bridge inspector and report back at the July 9 meeting.<a2]",
    "**[i9>General Manager’s Report<i9].** Ms. Whitlow reported that the swim season opened on June 1 with 214 season "
    "passes sold, up from 180. Four lifeguards are still to be hired. The audit fieldwork was finished in three "
    "days. [a3>Staff will bring a draft policy on drones over the ball fields to the Board before the August "
    "meeting.<a3] The phone system failed twice in May, once for most of a day, and the vendor has credited the "
    "district for the month.",
    "**[i10>Water Storage Study<i10].** [d6>Consideration of the scope of the water storage study was deferred to the next "
    "regular meeting, at the request of the engineer.<d6]",
    "**Action:** [a4>General Manager to post the draft scope on the website by June 28, 2024.<a4]",
    "**[i14>Ditch Crossings<i14].** The Board took up the draft rules for private crossings of the lateral ditches, which had "
    "been put over from April. There are some seventy crossings, of which the district has papers for nineteen. Several "
    "were washed out in 2019 and rebuilt by their owners without notice, and two of those now hold back water. The "
    "draft would ask each owner to register a crossing within a year, and would charge nothing for one that was "
    "built before 1990. Counsel has read the draft and has no objection to it.",
    "[q4>Vice President Oyelowo-Reed asked who would pay to remove a crossing whose owner cannot be found.<q4] [f4>Ms. "
    "Whitlow responded that the district would bear the cost and file a lien on the parcel.<f4] [d8>Director Tran moved "
    "to adopt the rules for ditch crossings as drafted, seconded by Director Delahunt. Ayes: Etcheverry, Oyelowo-Reed, "
    "Vansickle, Tran, Delahunt. Noes: none. Motion carried 5-0.<d8]",
    "**[i15>Correspondence<i15].** The Secretary read a letter from the Tamarack Court Homeowners, who ask that mowing along "
    "the canal road not begin before eight o’clock, and one from the high school, whose rowing club would like to keep "
    "two shells in the boathouse over the winter. The General Manager has answered the first. [a5>Ms. Nakagama will be "
    "asked to speak with the rowing coach, whom she knows.<a5]",
    "**[i16>Closed Session<i16].** The Board went into closed session at 7:58 p.m. to confer with counsel on the claim of "
    "Dry Fork Orchards. It came back into open session at 8:26 p.m. No action was taken.",
    "**[i11>Directors’ Comments<i11].** Director Tran spoke of the fishing derby, at which ninety children had caught "
    "something. Director Vansickle noted the passing of Abel Trujano, ditch rider for thirty-one years, and the Board "
    "stood for a moment of silence.",
    "**[i12>Next Meeting<i12].** The next regular meeting will be held on Tuesday, July 9, 2024, at 6:00 p.m. at the "
    "District Office.",
    "**[i13>Adjournment<i13].** [d7>Director Tran moved to adjourn, seconded by Director Vansickle. The motion carried "
    "unanimously and the meeting was adjourned at 8:37 p.m.<d7]",
]  # fmt: skip


def _furniture(canvas: Canvas, number: int, size: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(52)
    canvas.setFillGray(0.86)
    canvas.setFont("Helvetica-Bold", 130)
    canvas.drawCentredString(0, -40, "DRAFT")
    canvas.restoreState()
    canvas.setFont("Helvetica", 8.5)
    if number > 1:
        canvas.drawString(72, size[1] - 42, "Cottonwood Bend Recreation and Irrigation District")
        canvas.drawRightString(size[0] - 72, size[1] - 42, "Regular Meeting of June 11, 2024")
        canvas.line(72, size[1] - 47, size[0] - 72, size[1] - 47)
    canvas.drawString(72, 40, "Draft – not approved by the Board")
    canvas.drawRightString(size[0] - 72, 40, f"Page {number} of 3")


def pdf(folder: Path) -> tuple[Truth, int]:
    """Write the PDF."""
    truth = Truth(RECORDS)
    sheet = Sheet(folder / NAMES[0], truth, size=LETTER, margins=(72, 68, 72, 72), points=12, furniture=_furniture,
                  title="Minutes of the Regular Meeting")  # fmt: skip
    for line in MEETING["title"].split("\n"):
        sheet.para(f"**{line}**", align="centre", points=12.5, after=2)
    sheet.para("Tuesday, June 11, 2024, 6:00 p.m.", align="centre", after=2)
    sheet.para("District Office, 410 Canal Street, Cottonwood Bend", align="centre", after=18)
    for text in BODY:
        sheet.para(text, align="full", after=9)
    sheet.gap(18)
    sheet.para("Respectfully submitted,", after=26)
    sheet.para("…..................................................", after=2)
    sheet.para("Wendell Pruitt, Recording Secretary")
    pages = sheet.save()
    if pages != 3:
        raise ValueError(f"the footer says 3 pages, there are {pages}")
    return truth, pages
