"""A police commissioner's monthly meeting: one table of three columns over many pages, as PDF and as Word file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from invented.marks import Truth
from invented.sheet import Sheet
from invented.word import Word

NAMES = ("wyrdale-commissioner-2021-03.pdf", "wyrdale-commissioner-2021-03.docx")
TITLE = "Wyrdale Accountability Board – Record of Meeting, March 2021"
MEETING: dict[str, Any] = {
    "body": "Wyrdale Accountability Board",
    "title": TITLE,
    "date": "2021-03-17",
    "start_time": "14:00",
    "end_time": None,
    "venue": "Conference Room 2, Ashcombe House",
    "chair": "Rosalind Thackray",
    "minute_taker": "Imogen Sallow",
    "next_meeting": {"date": "2021-04-21", "time": "14:00", "venue": "Conference Room 2, Ashcombe House"},
}
ATTENDANCE: list[tuple[str, ...]] = [
    ("Rosalind Thackray", "present", "Police and Crime Commissioner", "PCC"),
    ("Desmond Okorie", "present", "Chief Constable", "CC"),
    ("Fenella Marsh", "present", "Deputy Chief Constable", "DCC"),
    ("Tobias Wrenfield", "present", "Head of Contact Management", "HCM"),
    ("Arun Delacourt", "present", "Policy Adviser, OPCC", "AD"),
    ("Gareth Pollitt", "apologies", "Assistant Chief Constable", "ACC"),
    ("Lucinda Frayne", "apologies", "Chief Executive, Office of the Police and Crime Commissioner", "CEO"),
]
DETAILS = [
    "Date: Wednesday 17 March 2021 at 14:00",
    "Chair: Rosalind Thackray",
    "Notes: Imogen Sallow, Governance Officer, OPCC",
    "Venue: Conference Room 2, Ashcombe House",
]
RECORDS: dict[str, dict[str, Any]] = {
    "i1": {"number": "1"},
    "i2": {"number": "2"},
    "i3": {"number": "2.1", "level": 2},
    "i4": {"number": "a", "level": 3},
    "i5": {"number": "b", "level": 3},
    "i6": {"number": "c", "level": 3},
    "i7": {"number": "2.2", "level": 2},
    "i8": {"number": "3"},
    "i9": {"number": "4"},
    "i10": {"number": "5"},
    "q1": {"number": "1", "put_to": "CC"},
    "q2": {"number": "2"},
    "q3": {"kind": "reported", "asked_by": "PCC"},
    "q4": {"number": "3", "put_to": "DCC"},
    "q5": {"kind": "reported", "asked_by": "PCC"},
    "q6": {"number": "4", "put_to": "CC"},
    "q7": {"kind": "reported", "asked_by": "PCC", "put_to": "DCC"},
    "q8": {"number": "5"},
    "q9": {"kind": "reported", "asked_by": "PCC"},
    "f1": {"question": "q1"},
    "f2": {"question": "q2"},
    "f3": {"question": "q3"},
    "f4": {"question": "q4"},
    "f5": {"question": "q5"},
    "f6": {"question": "q6"},
    "f7": {"question": "q7"},
    "f8": {"question": "q8"},
    "f9": {"question": "q9"},
    "a1": {"owners": ["DCC"], "origin": "earlier", "status": "done"},
    "a2": {"owners": ["Director of Finance"], "origin": "earlier"},
    "a3": {"owners": ["DCC"], "due_text": "May 2021 meeting", "due_date": "2021-05"},
    "a4": {"owners": ["ACC"], "due_text": "by the end of April", "due_date": "2021-04-30"},
    "a5": {"owners": ["CC"], "due_text": "June 2021", "due_date": "2021-06"},
    "a6": {"owners": ["DCC"], "marked": False},
    "a7": {"owners": ["DCC"], "due_text": "by 16 April 2021", "due_date": "2021-04-16"},
    "a8": {"owners": []},
    "a9": {"owners": ["HCM"], "due_text": "next meeting", "due_date": "2021-04-21"},
    "a10": {"owners": ["AD"], "marked": False, "due_text": "before Easter"},
    "d1": {"kind": "approved"},
}
# (number, [(form, text)]): heading, part, context, question, label, text, bullet, strong (a bold bullet)
ROWS: list[tuple[str, list[tuple[str, str]]]] = [
    ("1", [
        ("heading", "[i1>MATTERS CARRIED FORWARD<i1]"),
        ("text", "Actions of the February 2021 meeting:"),
        ("label", "Item 2.1b: Enforcement on the moor roads"),
        ("text", "[a1>The DCC was to confirm the number of enforcement sites that can be used in winter.<a1]"),
        ("label", "Update:"),
        ("bullet", "Complete. Eleven of the fourteen sites can be used all year round and the list was sent to the "
                   "Commissioner’s office on 2 March."),
        ("label", "Item 2.2: Response vehicles"),
        ("text", "[a2>The Director of Finance was to provide a revised replacement profile for response vehicles.<a2]"),
        ("label", "Update:"),
        ("bullet", "Outstanding. Prices are awaited from two suppliers."),
    ]),
    ("2", [("heading", "[i2>SCRUTINY OF PERFORMANCE<i2]")]),
    ("2.1", [
        ("heading", "[i3>Delivery of the Safer Wyrdale Plan<i3]:"),
        ("part", "a. __[i4>Emergency Response<i4]__"),
        ("context", "Grade one incidents attended within the target of fifteen minutes fell from 88% in November to "
                    "81% in February. The fall was largest in the two rural districts."),
        ("question", "1. [q1>Is the CC satisfied that the fall in attendance times has not left callers at greater "
                     "risk?<q1]"),
        ("label", "Findings:"),
        ("text", "[f1>The CC is satisfied that callers at the highest risk are still reached in good time. Incidents "
                 "that carry a marker for violence or for a vulnerable caller were attended within target on 93% of "
                 "occasions, which is in line with the year before."),
        ("text", "The fall is explained in part by snow on eleven days of the quarter, when both passes over Carrow "
                 "Moor were shut, and in part by sickness among the response teams at Ebbsworth. A review of every "
                 "late attendance in January has been made by the duty superintendents. Of 214 late attendances, six "
                 "were judged to have had an effect on the outcome for the caller."),
        ("text", "Each of the six has been the subject of a conversation with the caller, and three letters of "
                 "apology were sent.<f1]"),
        ("question", "2. [q2>What has been done to restore the strength of the response teams, and when will the "
                     "teams in the north of the county be back at their agreed number?<q2]"),
        ("label", "Findings:"),
        ("text", "[f2>The response teams stand at 312 officers against an agreed number of 330. The measures taken "
                 "since the autumn are:"),
        ("bullet", "Nineteen officers who finish their training at Lowmoor in April are posted to response."),
        ("bullet", "Officers on attachment to the Safer Streets project return to their home teams at the end of the "
                   "financial year."),
        ("bullet", "Overtime for the Ebbsworth and Pennard teams is authorised a month ahead rather than week by week."),
        ("text", "[q3>The PCC queried why the northern teams had been allowed to fall so far below strength before "
                 "overtime was authorised.<q3] [f3>The DCC explained that the shortfall had been masked by officers who "
                 "were counted on the strength while on long-term sick leave, and that the monthly return has been "
                 "changed so that it shows officers fit for duty.<f3]"),
        ("text", "The teams in the north are expected to be at their agreed number by the middle of the summer, "
                 "provided that the April intake is not diverted to other work. The force accepts that this is later "
                 "than was promised in the autumn, and that the communities around Pennard have noticed the "
                 "difference.<f2]"),
        ("label", "Action Arising:"),
        ("strong", "[a3>The DCC will report the strength of each response team, by officers fit for duty, to the May "
                   "2021 meeting.<a3]"),
        ("strong", "[a4>The ACC to share the review of late attendances with the Commissioner’s office by the end of "
                   "April.<a4]"),
        ("part", "b. __[i5>Roads Policing<i5]__"),
        ("context", "There were nine deaths on the roads of Wyrdale in the last quarter, five of them motorcyclists. "
                    "The average for the quarter over the past five years is six."),
        ("question", "3. [q4>Can the DCC explain how enforcement is directed to the roads and the times at which "
                     "people are being killed and badly hurt?<q4]"),
        ("label", "Findings:"),
        ("text", "[f4>Enforcement is directed by a panel that meets every fortnight, on which the county council’s "
                 "highway engineers and the ambulance trust both sit. The panel looks at collisions, at complaints and "
                 "at the speeds recorded by the counters in the carriageway."),
        ("text", "The DCC acknowledged that motorcyclists had not been given enough weight. The season now begins in "
                 "February, whereas the deployment plan still assumes that it begins at Easter. The plan is being "
                 "rewritten."),
        ("text", "[q5>The PCC asked whether the new average speed cameras on the Harrow Bank road had made any "
                 "difference.<q5] [f5>It was reported that mean speeds there are down by seven miles an hour and that no "
                 "collision with injury has been recorded since they were switched on in October.<f5]"),
        ("text", "Work with riders continues. Two weekends of free training at the Sallowby circuit were taken up in "
                 "full, and a third is to be offered. The force is also in touch with the clubs that cross the county "
                 "line on a Sunday morning, most of whose members live outside Wyrdale.<f4]"),
        ("label", "Action Arising:"),
        ("bullet", "[a5>The CC is to bring the rewritten deployment plan for motorcycle enforcement to the Board in "
                   "June 2021.<a5]"),
        ("part", "c. __[i6>Domestic Abuse<i6]__"),
        ("context", "The number of recorded offences rose by 14% in the year to February. The share of offences in "
                    "which the victim did not support a prosecution rose from 47% to 55%."),
        ("question", "4. [q6>Is the CC confident that victims who do not support a prosecution are being kept "
                     "safe?<q6]"),
        ("label", "Findings:"),
        ("text", "[f6>The CC is confident that immediate safeguarding is sound. He is less confident of what happens "
                 "after the first fortnight, when the case has been closed by the investigating officer and the "
                 "family may no longer be in touch with any service."),
        ("text", "A sample of sixty closed cases was read by the public protection unit in January. Forty-one showed "
                 "a safeguarding plan that had been reviewed at least once; in the other nineteen the plan was made "
                 "on the night and not looked at again. Officers have been reminded of the requirement and "
                 "supervisors now check for a review before a case can be filed."),
        ("text", "[q7>The PCC asked the DCC if the specialist courts would sit in the spring as had been hoped.<q7] "
                 "[f7>The DCC replied that the court service has offered one sitting day a fortnight at Ebbsworth from "
                 "May.<f7]"),
        ("text", "The pilot in which an independent adviser rides with the night response car at weekends has been "
                 "extended to the autumn. Early figures suggest that victims who met the adviser on the night were "
                 "half as likely again to support a prosecution. [a6>The DCC will ask the university to evaluate the "
                 "pilot.<a6]<f6]"),
        ("label", "Action Arising:"),
        ("strong", "[a7>DCC to provide the findings of the sample of sixty closed cases in writing by 16 April "
                   "2021.<a7]"),
        ("strong", "[a8>A briefing on the specialist courts to be arranged for the Commissioner.<a8]"),
    ]),
    ("2.2", [
        ("heading", "[i7>Contact Management (101 and 999)<i7]"),
        ("context", "Calls to 101 were answered in four minutes and ten seconds on average in February, against two "
                    "minutes and forty seconds a year ago. One caller in six hung up before being answered."),
        ("question", "5. [q8>How will the force bring down the number of callers who give up waiting?<q8]"),
        ("label", "Findings:"),
        ("text", "[f8>The HCM set out the plan for the next two quarters. Fourteen call handlers join in April and the "
                 "shift pattern changes in May so that it follows the demand, which peaks on weekday evenings rather "
                 "than on Saturday nights as it once did."),
        ("text", "A call-back service has been tried in one of the two contact rooms. Of those who were offered a call "
                 "back, seven in ten took it, and nearly all were reached at the first attempt. Emergency calls have "
                 "not been affected: 999 calls are answered in six seconds on average."),
        ("text", "[q9>The PCC wished to know what a caller hears while waiting, and whether callers are told of other "
                 "ways to make a report.<q9] [f9>The HCM advised that the recorded message was shortened last week and "
                 "that it points callers to the online form.<f9]"),
        ("text", "The HCM accepted that the message used to be so long that it was itself a reason to give up.<f8]"),
        ("label", "Action Arising:"),
        ("bullet", "[a9>The HCM will present the results of the call-back trial at the next meeting.<a9]"),
    ]),
    ("3", [
        ("heading", "[i8>RISKS AND OPPORTUNITIES<i8]"),
        ("text", "The CC briefed the Board on the replacement of the radio network, which has been put back by the "
                 "supplier for a second time. The cost to Wyrdale of keeping the present handsets going for another "
                 "year is put at £410,000. [d1>The PCC approved the use of the technology reserve to meet the cost of "
                 "the present handsets in 2021/22.<d1]"),
        ("text", "The sale of the former police house at Little Pennard has completed."),
    ]),
    ("4", [
        ("heading", "[i9>ANY OTHER BUSINESS<i9]"),
        ("text", "The PCC thanked the officers and staff who had worked through the snow. [a10>AD will circulate the "
                 "dates of the summer public meetings before Easter.<a10]"),
    ]),
    ("5", [
        ("heading", "[i10>DATE, TIME AND PLACE OF NEXT MEETING<i10]"),
        ("text", "Wednesday 21 April 2021, 14:00, Conference Room 2, Ashcombe House"),
    ]),
]  # fmt: skip


def people() -> list[list[str]]:
    """Return the rows of the attendance table."""
    rows, last = [["", "Name:", "Capacity:"]], ""
    for name, status, role, short in ATTENDANCE:
        label = "**Present:**" if status == "present" else "**Apologies:**"
        rows.append([label if label != last else "", name, f"{role} ({short})"])
        last = label
    return rows


def _furniture(canvas: Canvas, number: int, size: tuple[float, float]) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(size[0] / 2, 34, str(number))


def pdf(folder: Path) -> tuple[Truth, int]:
    """Write the PDF."""
    truth = Truth(RECORDS)
    sheet = Sheet(folder / NAMES[0], truth, margins=(54, 56, 54, 60), points=10.5, furniture=_furniture, title=TITLE)
    sheet.para(f"**{TITLE}**", align="centre", after=10)
    for line in DETAILS:
        sheet.para(line, after=4)
    sheet.gap(4)
    sheet.grid([54, 140, 270, 541], people(), points=10)
    sheet.gap(16)
    edges = (54, 96, 480, 541)
    for r, (number, parts) in enumerate(ROWS):
        if sheet.y > sheet.bottom - 60:
            sheet.turn()
        sheet.open_row(edges)
        for i, (form, text) in enumerate(parts):
            more: dict[str, Any] = {"x0": 102.0, "x1": 474.0, "after": 6}
            if i == 0:
                more |= {"x0": 102.0, "label": number, "label_x": 60.0, "after": 4, "keep": True}
                if r == 0:
                    more["beside_first"] = (484, "**ACTION**")
            if form in ("bullet", "strong"):
                more |= {"x0": 128.0, "label": "•", "label_x": 112.0, "after": 3}
            wrap = {"heading": "**", "label": "**", "strong": "**", "context": "*", "question": "*"}.get(form, "")
            sheet.para(wrap + text + wrap, **more)
        sheet.gap(3)
        sheet.close_row()
    return truth, sheet.save()


def word(folder: Path) -> Truth:
    """Write the Word file of the same words."""
    truth = Truth(RECORDS)
    paper = Word(truth, points=10.5, title=TITLE)
    paper.para(f"**{TITLE}**", align="centre")
    for line in DETAILS:
        paper.para(line)
    paper.table(people(), centimetres=(2.8, 4.6, 9.2))
    paper.para("")
    table = paper.document.add_table(rows=0, cols=3, style="Table Grid")
    for r, (number, parts) in enumerate(ROWS):
        cells = table.add_row().cells
        paper.para(number, into=cells[0])
        for form, text in parts:
            wrap = {"heading": "**", "label": "**", "strong": "**", "context": "*", "question": "*"}.get(form, "")
            paper.para(wrap + text + wrap, into=cells[1], style="List Bullet" if form in ("bullet", "strong") else None)
        if r == 0:
            paper.para("**ACTION**", into=cells[2])
    paper.widths(table, (1.5, 13, 2.1))
    paper.save(folder / NAMES[1])
    return truth
