"""A council committee: resolutions in lettered parts, names in two columns, a log of earlier actions on wide pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from invented.marks import Truth
from invented.sheet import A4, Sheet, vera

NAMES = ("saltmarsh-environment-committee-2019-11.pdf",)
MEETING: dict[str, Any] = {
    "body": "Saltmarsh District Council Environment and Highways Committee",
    "title": "MINUTES of the meeting of the Committee held in the Council Chamber, Quay House, Marshwick on Tuesday 5 "
    "November 2019 at 6.30pm",
    "date": "2019-11-05",
    "start_time": "18:30",
    "end_time": "20:22",
    "venue": "Council Chamber, Quay House, Marshwick",
    "chair": "Councillor Verity Cobbold",
    "minute_taker": None,
    "next_meeting": {"date": "2020-01-14", "time": "18:30", "venue": None},
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Councillor Verity Cobbold", "present", "Chair", ""),
    ("Councillor Amos Tregarthen", "present", "Vice-Chair", ""),
    ("Councillor Shireen Habib", "present", "", ""),
    ("Councillor Owen Larwood", "present", "", ""),
    ("Councillor Pauline Gedge", "present", "", ""),
    ("Councillor Rafe Windlesham", "present", "", ""),
    ("Councillor Esther Kalu", "present", "", ""),
    ("Councillor Barnaby Stroud", "present", "", ""),
    ("Miriam Fosdyke", "in_attendance", "Head of Street Services", ""),
    ("Ivan Petherbridge", "in_attendance", "Drainage Engineer", ""),
    ("Lois Hartnoll", "in_attendance", "Democratic Services Officer", ""),
    ("Councillor Duncan Oyster", "apologies", "", ""),
    ("Councillor Freya Lund", "apologies", "", ""),
]
RECORDS: dict[str, dict[str, Any]] = {
    "i1": {"number": "32"},
    "i2": {"number": "33"},
    "i3": {"number": "34"},
    "i4": {"number": "35"},
    "i5": {"number": "36"},
    "i6": {"number": "37"},
    "i7": {"number": "38"},
    "i8": {"number": "39"},
    "i9": {"number": "40"},
    "i10": {"number": "41"},
    "d1": {},
    "d2": {},
    "d3": {"mover": "Councillor Tregarthen", "seconder": "Councillor Habib"},
    "d4": {"mover": "Councillor Gedge", "seconder": "Councillor Kalu", "votes_for": 5,
           "votes_against": 2, "abstentions": 1},
    "d5": {"kind": "noted", "outcome": None},
    "d6": {"kind": "recommended"},
    "q1": {"kind": "reported", "asked_by": "Councillor Larwood"},
    "f1": {"question": "q1"},
    "q2": {"kind": "reported", "asked_by": "Councillor Kalu"},
    "f2": {"question": "q2"},
    "q3": {"kind": "reported", "asked_by": "Councillor Windlesham"},
    "f3": {"question": "q3"},
    "a1": {"owners": ["Head of Street Services"], "marked": False, "due_text": "by the end of January",
           "due_date": "2020-01-31"},
    "a2": {"owners": ["Drainage Engineer"], "marked": False},
    "a3": {"owners": ["Democratic Services Officer"], "marked": False},
    "a11": {"item": None, "owners": ["M Fosdyke"], "origin": "earlier", "status": "done", "due_text": "30/09/2019",
            "due_date": "2019-09-30"},
    "a12": {"item": None, "owners": ["I Petherbridge"], "origin": "earlier", "due_text": "31/12/2019",
            "due_date": "2019-12-31"},
    "a13": {"item": None, "owners": ["L Hartnoll"], "origin": "earlier", "status": "done", "due_text": "Oct 2019",
            "due_date": "2019-10"},
    "a14": {"item": None, "owners": ["M Fosdyke"], "origin": "earlier", "due_text": "March 2020",
            "due_date": "2020-03"},
    "a15": {"item": None, "owners": ["Cllr Cobbold"], "origin": "earlier", "due_text": "Ongoing"},
    "a16": {"item": None, "owners": ["I Petherbridge", "M Fosdyke"], "origin": "earlier", "due_text": "14/01/2020",
            "due_date": "2020-01-14"},
}  # fmt: skip
# (form, number, text): head, text, resolved (bold word, then lettered parts)
BODY: list[tuple[str, str, str]] = [
    ("head", "32.", "[i1>APOLOGIES FOR ABSENCE<i1]"),
    ("text", "", "Apologies for absence were received from Councillor Duncan Oyster and Councillor Freya Lund."),
    ("head", "33.", "[i2>DECLARATIONS OF INTEREST<i2]"),
    ("text", "", "Councillor Stroud declared a non-pecuniary interest in item 37, as a member of the Marshwick Angling "
     "Club, and remained in the room."),
    ("head", "34.", "[i3>MINUTES<i3]"),
    ("text", "", "[d1>**RESOLVED:** That the minutes of 3 September 2019 be confirmed as a correct record "
     "and signed by the Chair.<d1]"),
    ("head", "35.", "[i4>ACTIONS FROM PREVIOUS MEETINGS<i4]"),
    ("text", "", "The Committee considered the log of actions set out at the end of these minutes. Members welcomed the "
     "completion of the work to the slipway."),
    ("text", "", "[d2>**RESOLVED:** That the log be received.<d2]"),
    ("head", "36.", "[i5>STREET CLEANSING: PERFORMANCE IN THE FIRST HALF OF THE YEAR<i5]"),
    ("text", "", "The Head of Street Services introduced the report. The share of streets found to be below the standard for "
     "litter had fallen from 9.4% to 6.1%, while the share found to be below the standard for weeds had risen from 11% "
     "to 17% in a wet summer. Two of the six mechanical sweepers had been off the road for longer than a month, "
     "waiting for parts that are no longer kept in this country."),
    ("text", "", "[q1>In reply to a question from Councillor Larwood as to whether the back lanes of the old town were on the "
     "programme at all, [f1>the Head of Street Services advised that they were swept by hand once a fortnight and that "
     "the barrow round had been restored in August.<f1]<q1]"),
    ("text", "", "Members spoke of bins that overflow at the harbour on Sunday afternoons. [a1>The Head of Street Services "
     "undertook to bring a plan for weekend collections to Members by the end of January.<a1]"),
    ("text", "", "[d3>It was proposed by Councillor Tregarthen, seconded by Councillor Habib and **RESOLVED:** That"),
    ("part", "(a)", "the performance of the service in the first half of the year be noted;"),
    ("part", "(b)", "the hire of one sweeper until 31 March 2020 be approved, at a cost of not more than £21,600; and"),
    ("part", "(c)", "a further report on the treatment of weeds, without the use of glyphosate, be made to the meeting in "
     "March.<d3]"),
    ("head", "37.", "[i6>THE CUT AND ITS SLUICES<i6]"),
    ("text", "", "The Drainage Engineer gave a presentation with photographs. The lower sluice on the Cut was built in 1936 "
     "and its gates are lifted by hand. In the surge of January 2017 it had been closed with forty minutes in hand. The "
     "Environment Agency would meet sixty per cent of the cost of powered gates if the Council were to bear the rest, "
     "which is put at £148,000, and if the order were placed in this financial year."),
    ("text", "", "[q2>Councillor Kalu asked what would happen if the power were to fail in a storm.<q2] [f2>The Drainage "
     "Engineer replied that the gates would still be able to be wound down by hand, in about a quarter of an hour, and "
     "that the pumping station has a generator from which a cable could be run.<f2] [q3>Councillor Windlesham questioned "
     "whether the anglers would keep their access along the north bank while the work was being done.<q3] [f3>It was "
     "confirmed that they would, save for a fortnight in June.<f3] [a2>The Drainage Engineer will meet the club to agree "
     "the dates.<a2]"),
    ("text", "", "Councillor Stroud thought that the Agency ought to bear the whole. Several Members, while they had sympathy "
     "with that view, felt that the offer might not be made again."),
    ("text", "", "[d4>It was moved by Councillor Gedge, seconded by Councillor Kalu and, with 5 votes for, 2 against and 1 "
     "abstention, **RESOLVED:** That"),
    ("part", "(a)", "the scheme for powered gates at the lower sluice be supported;"),
    ("part", "(b)", "£148,000 be set aside for it in the capital programme for 2019/20; and"),
    ("part", "(c)", "the Drainage Engineer be authorised to accept the Agency’s offer in writing.<d4]"),
    ("head", "38.", "[i7>GRASS VERGES AND WILD FLOWERS<i7]"),
    ("text", "", "The Committee received a petition of 412 signatures, which asked that the verges of the Marshwick bypass be "
     "left uncut until August. The lead petitioner, Mrs Tamsin Oakapple, spoke for three minutes."),
    ("text", "", "[d6>**RECOMMENDED** to the Council: That the first cut of the verges listed in Appendix 2 be put back to the "
     "second week of August, for a trial of two years.<d6]"),
    ("head", "39.", "[i8>AIR QUALITY<i8]"),
    ("text", "", "The annual statement showed that the limit for nitrogen dioxide was not exceeded at any of the fourteen "
     "sites. The reading at Ferry Road, at 38.6, remains close to it."),
    ("text", "", "[d5>The Committee noted the report.<d5]"),
    ("head", "40.", "[i9>WORK PROGRAMME<i9]"),
    ("text", "", "Members asked that the winter gritting routes be added to the programme for January. [a3>The Democratic "
     "Services Officer would circulate the amended programme.<a3]"),
    ("head", "41.", "[i10>DATE OF NEXT MEETING<i10]"),
    ("text", "", "The next meeting will be held on Tuesday 14 January 2020 at 6.30pm."),
]  # fmt: skip
LOG = [
    ["**Ref**", "**Action**", "**Owner**", "**Due**", "**Update**", "**Status**"],
    ["EH/07", "[a11>Repair the lower slipway at Marshwick quay before the regatta<a11]", "M Fosdyke", "30/09/2019",
     "The concrete was laid in August and the slipway opened again on 12 September.", "Complete"],
    ["EH/09", "[a12>Survey the culverts under Ferry Road and report on any that are blocked<a12]", "I Petherbridge",
     "31/12/2019", "Four of nine culverts have been seen. The others need low tides in daylight.", "In progress"],
    ["EH/10", "[a13>Write to the bus company about engines left running at the harbour<a13]", "L Hartnoll", "Oct 2019",
     "A reply was sent to all Members on 8 October.", "Closed"],
    ["EH/12", "[a14>Bring back options for charging points in the three long-stay car parks<a14]", "M Fosdyke",
     "March 2020", "Awaiting prices from the network operator.", "Open"],
    ["EH/13", "[a15>Represent the Committee on the coastal path forum<a15]", "Cllr Cobbold", "Ongoing",
     "The forum has not met since July.", "Ongoing"],
    ["EH/14", "[a16>Prepare a joint note for parish councils on what to do in a surge<a16]", "I Petherbridge / M Fosdyke",
     "14/01/2020", "", "Not started"],
]  # fmt: skip


def _furniture(canvas: Canvas, number: int, size: tuple[float, float]) -> None:
    canvas.setFont("Vera", 8)
    canvas.drawString(60, size[1] - 36, "Environment and Highways Committee")
    canvas.drawRightString(size[0] - 60, size[1] - 36, "5 November 2019")
    canvas.drawCentredString(size[0] / 2, 34, f"– {number + 17} –")


def pdf(folder: Path) -> tuple[Truth, int]:
    """Write the PDF."""
    truth = Truth(RECORDS)
    sheet = Sheet(folder / NAMES[0], truth, margins=(60, 62, 60, 66), font=vera(), points=10, furniture=_furniture,
                  title="Minutes")  # fmt: skip
    sheet.para("**SALTMARSH DISTRICT COUNCIL**", align="centre", points=13, after=4)
    sheet.para("**ENVIRONMENT AND HIGHWAYS COMMITTEE**", align="centre", after=10)
    sheet.para("MINUTES of the meeting of the Committee held in the Council Chamber, Quay House, Marshwick on Tuesday 5 "
               "November 2019 at 6.30pm", after=10)  # fmt: skip
    sheet.para("**PRESENT:**", after=4)
    members = [name + (f" ({role})" if role else "") for name, status, role, _ in ATTENDANCE if status == "present"]
    half = (len(members) + 1) // 2
    sheet.grid([60, 300, 535], [*zip(members[:half], members[half:], strict=True)], points=10, rules=False)
    sheet.gap(6)
    sheet.para("**ALSO PRESENT:**", after=4)
    for name, status, role, _ in ATTENDANCE:
        if status == "in_attendance":
            sheet.para(f"{name}, {role}", x0=64, after=2)
    sheet.gap(8)
    for form, number, text in BODY:
        if form == "head":
            if sheet.y > sheet.bottom - 50:
                sheet.turn()
            sheet.gap(5)
            sheet.para(f"**{text}**", label=number, label_x=60, x0=96, after=5, keep=True)
        elif form == "part":
            sheet.para(text, label=number, label_x=112, x0=138, after=4)
        else:
            sheet.para(text, x0=96, after=7)
    sheet.gap(6)
    sheet.para("The meeting closed at 8.22pm.", x0=96, after=22)
    sheet.para("Chair ……………………………………", x0=320)
    sheet.turn((A4[1], A4[0]))
    sheet.para("**LOG OF ACTIONS**", after=6)
    sheet.grid([60, 104, 320, 420, 492, 700, 782], LOG, header=1, points=9, shade=True)
    return truth, sheet.save()
