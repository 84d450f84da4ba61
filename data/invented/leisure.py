"""A leisure board over half a year: a log of actions carried from meeting to meeting, a draft beside what was approved.

Four meetings in six files: that of March as a draft (Word) and as approved (PDF), that of May as PDF and as Word file of
the same words. What became of each task is told in ``FATES``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from invented.marks import Truth
from invented.sheet import Sheet
from invented.word import Word

BODY = "Tarrow Vale Leisure Board"
LOG_HEAD = ("**Ref**", "**Action**", "**Owner**", "**Due**", "**Progress**", "**Status**")
FATES = {
    "22/11": "done",  # the turnstile
    "22/14": "done",  # the bus shelter
    "23/01": "done",  # winter hours
    "23/02": "overdue",  # quotations for the roof: JS
    "23/03": "done",  # the swimming club
    "23/04": "done",  # the visit: BO, then DP
    "23/05": "overdue",  # the timetable: GT, then LH; the date was moved once
    "23/06": "done",  # the lettings policy
    "23/07": "overdue",  # the lights: JS
    "23/08": "overdue",  # the rowing club's accounts: CT; not in the draft
    "23/09": "overdue",  # the lease: GT and DP, then LH and DP
    "23/10": "done",  # dates of meetings
    "23/11": "done",  # markings
    "23/12": "overdue",  # the fence: JS
}
"""What had become of each task of the log at the meeting of July, by its reference. Two tasks that never came to the log
(a grant, and parking by the school) were dropped; those that arose in July are open."""

CHAIR = ("Honor Castellane", "present", "Chair", "HC")
MEMBERS: tuple[tuple[str, ...], ...] = (
    ("Bettina Okonjo", "present", "", "BO"),
    ("Callum Thirlby", "present", "", "CT"),
    ("Nasreen Averill", "present", "", "NA"),
    ("Desmond Pryce", "present", "", "DP"),
)
MANAGER = ("Gwen Tarrant", "in_attendance", "Partnership Manager", "GT")
OFFICERS: tuple[tuple[str, ...], ...] = (
    ("Jonah Siddall", "in_attendance", "Facilities Officer", "JS"),
    ("Mabel Ryecroft", "in_attendance", "Clerk", "MR"),
)

# a line: (form, number, text). head: an item; text; action; log: the rows follow as its text
Line = tuple[str, str, Any]


@dataclass(frozen=True)
class Sitting:
    """One meeting in one or two files of the same words, as ``make_raw`` asks for a recipe."""

    NAMES: tuple[str, ...]
    MEETING: dict[str, Any]
    ATTENDANCE: Sequence[tuple[str, ...]]
    records: dict[str, dict[str, Any]]
    lines: Sequence[Line]
    state: str = ""
    """Printed below the title."""

    def _lists(self) -> list[tuple[str, str]]:
        found = []
        for label, kind in (("Present:", "present"), ("In attendance:", "in_attendance"), ("Apologies:", "apologies")):
            names = [
                f"{name} ({', '.join(x for x in (short, role) if x)})"
                for name, status, role, short in self.ATTENDANCE
                if status == kind
            ]
            if names:
                found.append((label, ", ".join(names)))
        return found

    def pdf(self, folder: Path) -> tuple[Truth, int]:
        """Write the PDF."""
        truth = Truth(self.records)
        name = next(n for n in self.NAMES if n.endswith(".pdf"))
        sheet = Sheet(
            folder / name, truth, margins=(60, 62, 60, 66), points=10.5, furniture=_furniture, title="Minutes"
        )
        sheet.para(f"**{BODY}**", points=15, after=4)
        sheet.para(f"**{_second(self.MEETING)}**", after=8)
        if self.state:
            sheet.para(f"*{self.state}*", after=8)
        for label, names in self._lists():
            sheet.para(names, label=label, label_x=60, x0=150, after=4)
        sheet.gap(6)
        for form, number, text in self.lines:
            if form == "head":
                if sheet.y > sheet.bottom - 60:
                    sheet.turn()
                sheet.gap(5)
                sheet.para(f"**{text}**", label=number, label_x=60, x0=88, after=4, keep=True)
            elif form == "log":
                sheet.grid([60, 98, 268, 312, 378, 484, 535], [LOG_HEAD, *text], header=1, points=9, shade=True)
                sheet.gap(6)
            elif form == "action":
                sheet.para(f"**Action:** {text}", x0=88, after=5)
            else:
                sheet.para(text, x0=88, after=6)
        sheet.gap(26)
        sheet.para("Signed (Chair) ………………………………………   Date ……………………")
        return truth, sheet.save()

    def word(self, folder: Path) -> Truth:
        """Write the Word file."""
        truth = Truth(self.records)
        paper = Word(truth, points=10.5, title="Minutes")
        paper.para(f"**{BODY}**", points=15)
        paper.para(f"**{_second(self.MEETING)}**")
        if self.state:
            paper.para(f"*{self.state}*")
        for label, names in self._lists():
            paper.para(f"**{label}** {names}")
        numbered = paper.numbering([("decimal", "%1.", 1)])
        for form, _, text in self.lines:
            if form == "head":
                paper.para(f"**{text}**", number=(numbered, 0))
            elif form == "log":
                paper.table([LOG_HEAD, *text], header=1, points=9, centimetres=(1.4, 5.8, 1.6, 2.4, 3.6, 1.8))
                paper.para("")
            elif form == "action":
                paper.para(f"**Action:** {text}")
            else:
                paper.para(text)
        paper.para("Signed (Chair) ………………………………………   Date ……………………")
        paper.save(folder / next(n for n in self.NAMES if n.endswith(".docx")))
        return truth


def _second(meeting: dict[str, Any]) -> str:
    """Return the second line of the title."""
    return str(meeting["title"]).split("\n")[1]


def _furniture(canvas: Canvas, number: int, size: tuple[float, float]) -> None:
    canvas.setFont("Helvetica", 8.5)
    canvas.drawCentredString(size[0] / 2, 34, f"Page {number}")


def _opening(when: str, venue: str) -> str:
    """Return the line below the name of the body."""
    return f"Minutes of the meeting held on {when} in the {venue}"


def _meeting(date: str, when: str, end: str, chair: str, venue: str, following: tuple[str, str]) -> dict[str, Any]:
    day, place = following
    return {
        "body": BODY,
        "title": f"{BODY}\n{_opening(when, venue)}",
        "date": date,
        "start_time": "18:30",
        "end_time": end,
        "venue": venue,
        "chair": chair,
        "minute_taker": None,
        "next_meeting": {"date": day, "time": "18:30", "venue": place},
    }


def _numbers(count: int) -> dict[str, dict[str, Any]]:
    return {f"i{k}": {"number": str(k)} for k in range(1, count + 1)}


def _row(owner: str, due: str | None = None, date: str | None = None, *, done: bool = False) -> dict[str, Any]:
    """Return what is true of a row of the log."""
    held: dict[str, Any] = {"owners": owner.split(" / "), "origin": "earlier", "status": "done" if done else "open"}
    return held | ({"due_text": due} if due else {}) | ({"due_date": date} if date else {})


JANUARY = Sitting(
    NAMES=("tarrow-vale-leisure-board-2023-01-12.pdf",),
    MEETING=_meeting("2023-01-12", "Thursday 12 January 2023 at 6.30 pm", "20:05", "Honor Castellane", "Committee Room, Weirside Pool",
                     ("2023-03-09", "Committee Room, Weirside Pool")),
    ATTENDANCE=(CHAIR, *MEMBERS, MANAGER, *OFFICERS),
    records=_numbers(7) | {
        "d1": {"kind": "approved"},
        "a1": _row("JS", "31 January 2023", "2023-01-31"),
        "a2": _row("MR", "December 2022", "2022-12", done=True),
        "a3": {"owners": ["GT"], "due_text": "next meeting", "due_date": "2023-03-09"},
        "q1": {"kind": "reported", "asked_by": "NA"},
        "f1": {"question": "q1"},
        "a4": {"owners": ["JS"], "due_text": "by 28 February 2023", "due_date": "2023-02-28"},
        "d2": {"kind": "agreed"},
        "a5": {"owners": ["CT"], "due_text": "by 31 January 2023", "due_date": "2023-01-31"},
        "a6": {"owners": ["NA"]},
        "a7": {"owners": ["BO"]},
    },
    lines=[
        ("head", "1.", "[i1>Welcome<i1]"),
        ("text", "", "The Chair welcomed everybody to the first meeting of the year. There were no apologies."),
        ("head", "2.", "[i2>Minutes of the last meeting<i2]"),
        ("text", "", "[d1>The minutes of the meeting held on 10 November 2022 were approved as a true record.<d1]"),
        ("head", "3.", "[i3>Action log<i3]"),
        ("log", "", [
            ("22/11", "[a1>Replace the broken turnstile at the Weirside pool<a1]", "JS", "31 January 2023",
             "The part is on order from the maker.", "Open"),
            ("22/14", "[a2>Write to the county about the bus shelter outside the hall<a2]", "MR", "December 2022",
             "The letter was sent on 2 December.", "Complete"),
        ]),
        ("head", "4.", "[i4>Weirside pool<i4]"),
        ("text", "", "GT reported that the pool had been used by 1,940 swimmers in December, against 2,310 a year before. "
         "Early mornings were well used; between two and four in the afternoon there were seldom more than three people "
         "in the water."),
        ("action", "", "[a3>GT to bring a plan for the winter opening hours of the pool to the next meeting.<a3]"),
        ("text", "", "The swimming club had not paid for the hire of lanes since October. [d2>It was agreed that no lanes "
         "would be kept for the club after Easter unless the debt was paid.<d2]"),
        ("action", "", "[a5>CT to draft a letter to the swimming club about the hire of lanes by 31 January 2023.<a5]"),
        ("head", "5.", "[i5>Tarrow hall<i5]"),
        ("text", "", "Rain had come through the roof of the hall on two evenings in December. [q1>NA asked whether the hall "
         "was still safe for the badminton players.<q1] [f1>JS replied that the floor was dry by the morning and that the "
         "electrician had found nothing wrong.<f1]"),
        ("action", "", "[a4>JS to obtain three quotations for the repair of the hall roof by 28 February 2023.<a4]"),
        ("head", "6.", "[i6>Stonecrop gym<i6]"),
        ("text", "", "The lease of the gym ends in 2024. Members were not of one mind on whether to take it up again, and felt "
         "that they should know the place better before they decided."),
        ("action", "", "[a7>BO to visit the Stonecrop gym and report to the Board on its condition.<a7]"),
        ("action", "", "[a6>NA to find out what grant could be had for the changing rooms.<a6]"),
        ("head", "7.", "[i7>Next meeting<i7]"),
        ("text", "", "Thursday 9 March 2023 at 6.30 pm in the Committee Room, Weirside Pool. The meeting closed at 8.05 pm."),
    ],
)  # fmt: skip


def _march(*, draft: bool) -> Sitting:
    """Return the meeting of March as the clerk drafted it, or as the Board approved it in May.

    The Board put in a task that the draft had left out, and mended the day by which another was due, the wording of a
    decision and where a member was.
    """
    records = _numbers(7) | {
        "d1": {"kind": "approved"},
        "a1": _row("JS", "31 January 2023", "2023-01-31", done=True),
        "a2": _row("GT", "9 March 2023", "2023-03-09", done=True),
        "a3": _row("JS", "28 February 2023", "2023-02-28"),
        "a4": _row("CT", "31 January 2023", "2023-01-31"),
        "a5": _row("BO"),
        "d2": {"kind": "approved"},
        "a6": {"owners": ["GT"], "due_text": "by 30 April 2023", "due_date": "2023-04-30"},
        "a7": {"owners": ["MR"], "due_text": "by 31 March 2023", "due_date": "2023-03-31"},
        "q1": {"kind": "reported", "asked_by": "BO"},
        "f1": {"question": "q1"},
        "a8": {"owners": ["JS"], "due_text": "by 19 May 2023", "due_date": "2023-05-19"},
        "a9": {"owners": ["CT"], "due_text": "by 31 May 2023", "due_date": "2023-05-31"},
        "a10": {"owners": ["NA"], "marked": False},
        "d3": {"kind": "agreed"},
    }
    cost = "£3,400" if draft else "£3,400 from reserves"
    if draft:
        records["a7"] |= {"due_text": "by 7 April 2023", "due_date": "2023-04-07"}
        del records["a9"]
    lines: list[Line] = [
        ("head", "1.", "[i1>Welcome and apologies<i1]"),
        ("text", "", "The Chair welcomed members."),
        ("head", "2.", "[i2>Minutes of the last meeting<i2]"),
        ("text", "", "[d1>The minutes of the meeting held on 12 January 2023 were approved as a true record.<d1]"),
        ("head", "3.", "[i3>Action log<i3]"),
        ("log", "", [
            ("22/11", "[a1>Replace the broken turnstile at the Weirside pool<a1]", "JS", "31 January 2023",
             "Fitted on 3 February.", "Complete"),
            ("23/01", "[a2>Bring a plan for the winter opening hours of the pool<a2]", "GT", "9 March 2023",
             "See item 4.", "Complete"),
            ("23/02", "[a3>Obtain three quotations for the repair of the hall roof<a3]", "JS", "28 February 2023",
             "Two have come in.", "Open"),
            ("23/03", "[a4>Draft a letter to the swimming club about the hire of lanes<a4]", "CT", "31 January 2023",
             "The club’s treasurer has changed.", "Open"),
            ("23/04", "[a5>Visit the Stonecrop gym and report on its condition<a5]", "BO", "",
             "Put off because of snow.", "Open"),
        ]),
        ("head", "4.", "[i4>Weirside pool<i4]"),
        ("text", "", "GT presented the plan for the winter. The pool would shut from two to four on weekdays and open at six "
         "in the morning on Saturdays. [d2>The Board approved the plan, to take effect on 30 October 2023.<d2]"),
        ("action", "", "[a6>GT to publish the summer timetable by 30 April 2023.<a6]"),
        ("head", "5.", "[i5>Tarrow hall<i5]"),
        ("text", "", f"[d3>It was agreed that the floor of the hall be sanded and sealed at a cost of {cost}.<d3] "
         "[q1>BO queried why three of the eight lights had been out since the autumn.<q1] [f1>JS explained that the lamps are no "
         "longer made and that the fittings must be changed as well.<f1]"),
        ("action", "", "[a8>JS to have the lights of the sports hall inspected by 19 May 2023.<a8]"),
        ("text", "", "Neighbours had complained of cars on the verge on Saturdays. [a10>NA will ask the school whether its car "
         "park could be used at weekends.<a10]"),
        ("head", "6.", "[i6>Lettings<i6]"),
        ("text", "", "The revised policy gives residents a discount of a tenth and asks for a deposit from clubs."),
        ("action", "", f"[a7>MR to circulate the revised lettings policy {records['a7']['due_text']}.<a7]"),
        *([] if draft else [("action", "", "[a9>CT to ask the rowing club for its accounts by 31 May 2023.<a9]")]),
        ("head", "7.", "[i7>Next meeting<i7]"),
        ("text", "", "Thursday 11 May 2023 at 6.30 pm in the Tarrow Hall. The meeting closed at 7.55 pm."),
    ]  # fmt: skip
    where = "present" if draft else "apologies"
    return Sitting(
        NAMES=(f"tarrow-vale-leisure-board-2023-03-09{'-draft.docx' if draft else '.pdf'}",),
        MEETING=_meeting(
            "2023-03-09",
            "Thursday 9 March 2023 at 6.30 pm",
            "19:55",
            "Honor Castellane",
            "Committee Room, Weirside Pool",
            ("2023-05-11", "Tarrow Hall"),
        ),
        ATTENDANCE=(CHAIR, *MEMBERS[:3], ("Desmond Pryce", where, "", "DP"), MANAGER, *OFFICERS),
        records=records,
        lines=lines,
        state="DRAFT – to be approved at the next meeting" if draft else "Approved by the Board on 11 May 2023",
    )


MAY = Sitting(
    NAMES=("tarrow-vale-leisure-board-2023-05-11.pdf", "tarrow-vale-leisure-board-2023-05-11.docx"),
    MEETING=_meeting("2023-05-11", "Thursday 11 May 2023 at 6.30 pm", "20:20", "Desmond Pryce", "Tarrow Hall",
                     ("2023-07-13", "Committee Room, Weirside Pool")),
    ATTENDANCE=(
        ("Desmond Pryce", "present", "Chair", "DP"),
        *MEMBERS[:3],
        ("Honor Castellane", "present", "", "HC"),
        MANAGER,
        *OFFICERS,
    ),
    records=_numbers(8) | {
        "d1": {"kind": "agreed"},
        "d2": {"kind": "approved"},
        "a1": _row("JS", "28 February 2023", "2023-02-28"),
        "a2": _row("CT", "31 January 2023", "2023-01-31", done=True),
        "a3": _row("DP", "30 June 2023", "2023-06-30"),
        "a4": _row("GT", "31 May 2023", "2023-05-31"),
        "a5": _row("MR", "31 March 2023", "2023-03-31", done=True),
        "a6": _row("JS", "19 May 2023", "2023-05-19"),
        "a7": _row("CT", "31 May 2023", "2023-05-31"),
        "a8": {"owners": ["GT", "DP"], "due_text": "by 30 June 2023", "due_date": "2023-06-30"},
        "a9": {"owners": ["JS"], "due_text": "before the gala"},
        "q1": {"kind": "reported", "asked_by": "NA"},
        "f1": {"question": "q1"},
        "a10": {"owners": ["JS"], "due_text": "by 23 June 2023", "due_date": "2023-06-23"},
        "a11": {"owners": ["MR"], "due_text": "by 9 June 2023", "due_date": "2023-06-09"},
        "d3": {"kind": "approved"},
    },
    lines=[
        ("head", "1.", "[i1>Election of Chair<i1]"),
        ("text", "", "[d1>It was agreed that Desmond Pryce be Chair until May 2024.<d1] He thanked Honor Castellane for her "
         "three years in the chair."),
        ("head", "2.", "[i2>Minutes of the last meeting<i2]"),
        ("text", "", "[d2>The minutes of the meeting held on 9 March 2023 were approved with four corrections.<d2]"),
        ("head", "3.", "[i3>Action log<i3]"),
        ("log", "", [
            ("23/02", "[a1>Obtain three quotations for the repair of the hall roof<a1]", "JS", "28 February 2023",
             "The third firm withdrew. Another has been asked.", "Open"),
            ("23/03", "[a2>Draft a letter to the swimming club about the hire of lanes<a2]", "CT", "31 January 2023",
             "Sent on 2 May. The debt is paid.", "Complete"),
            ("23/04", "[a3>Visit the Stonecrop gym and report on its condition<a3]", "DP", "30 June 2023",
             "DP takes this over from BO.", "Open"),
            ("23/05", "[a4>Publish the summer timetable<a4]", "GT", "31 May 2023",
             "Held up by the new booking system.", "Open"),
            ("23/06", "[a5>Circulate the revised lettings policy<a5]", "MR", "31 March 2023", "Sent to members.", "Complete"),
            ("23/07", "[a6>Have the lights of the sports hall inspected<a6]", "JS", "19 May 2023", "Booked for next week.",
             "Open"),
            ("23/08", "[a7>Ask the rowing club for its accounts<a7]", "CT", "31 May 2023", "", "Open"),
        ]),
        ("head", "4.", "[i4>Café at the pool<i4]"),
        ("text", "", "The tenant would like a lease of five years in place of one. [d3>The Board approved a lease of three "
         "years, with a break after the first.<d3]"),
        ("action", "", "[a8>GT and DP to agree the terms of the café lease with the tenant by 30 June 2023.<a8]"),
        ("head", "5.", "[i5>Weirside pool<i5]"),
        ("text", "", "The gala takes place on Saturday 1 July. [q1>NA asked how many lifeguards would be on duty at the "
         "gala.<q1] [f1>GT replied that there would be six, two more than last year.<f1]"),
        ("action", "", "[a9>JS to repaint the markings at the poolside before the gala.<a9]"),
        ("head", "6.", "[i6>Grounds<i6]"),
        ("text", "", "Children get on to the railway bank through a gap in the fence behind the tennis courts."),
        ("action", "", "[a10>JS to mend the fence behind the tennis courts by 23 June 2023.<a10]"),
        ("head", "7.", "[i7>Dates of meetings<i7]"),
        ("text", "", "Members would like to know the dates of the coming year before the summer."),
        ("action", "", "[a11>MR to send members the dates of the meetings of 2023/24 by 9 June 2023.<a11]"),
        ("head", "8.", "[i8>Next meeting<i8]"),
        ("text", "", "Thursday 13 July 2023 at 6.30 pm in the Committee Room, Weirside Pool. The meeting closed at 8.20 pm."),
    ],
)  # fmt: skip

JULY = Sitting(
    NAMES=("tarrow-vale-leisure-board-2023-07-13.pdf",),
    MEETING=_meeting("2023-07-13", "Thursday 13 July 2023 at 6.30 pm", "20:10", "Desmond Pryce", "Committee Room, Weirside Pool",
                     ("2023-09-14", "Tarrow Hall")),
    ATTENDANCE=(
        ("Desmond Pryce", "present", "Chair", "DP"),
        *MEMBERS[:2],
        ("Leander Hobbs", "in_attendance", "Partnership Manager", "LH"),
        *OFFICERS,
        ("Nasreen Averill", "apologies", "", "NA"),
        ("Honor Castellane", "apologies", "", "HC"),
    ),
    records=_numbers(7) | {
        "d1": {"kind": "approved"},
        "a1": _row("JS", "28 February 2023", "2023-02-28"),
        "a2": _row("DP", "30 June 2023", "2023-06-30", done=True),
        "a3": _row("LH", "31 May 2023", "2023-05-31"),
        "a4": _row("JS", "19 May 2023", "2023-05-19"),
        "a5": _row("CT", "31 May 2023", "2023-05-31"),
        "a6": _row("LH / DP", "30 June 2023", "2023-06-30"),
        "a7": _row("MR", "9 June 2023", "2023-06-09", done=True),
        "a8": _row("JS", done=True),
        "a9": _row("JS", "23 June 2023", "2023-06-23"),
        "a10": {"owners": ["LH"], "due_text": "next meeting", "due_date": "2023-09-14"},
        "q1": {"kind": "reported", "asked_by": "CT"},
        "f1": {"question": "q1"},
        "q2": {"kind": "reported", "asked_by": "BO"},
        "a11": {"owners": ["BO"]},
        "d2": {"kind": "agreed"},
        "a12": {"owners": ["MR"], "due_text": "by 31 July 2023", "due_date": "2023-07-31"},
    },
    lines=[
        ("head", "1.", "[i1>Welcome and apologies<i1]"),
        ("text", "", "The Chair welcomed Leander Hobbs, who has followed Gwen Tarrant as Partnership Manager."),
        ("head", "2.", "[i2>Minutes of the last meeting<i2]"),
        ("text", "", "[d1>The minutes of the meeting held on 11 May 2023 were approved as a true record.<d1]"),
        ("head", "3.", "[i3>Action log<i3]"),
        ("log", "", [
            ("23/02", "[a1>Obtain three quotations for the repair of the hall roof<a1]", "JS", "28 February 2023",
             "The third is promised for August.", "Open"),
            ("23/04", "[a2>Visit the Stonecrop gym and report on its condition<a2]", "DP", "30 June 2023",
             "See item 6.", "Complete"),
            ("23/05", "[a3>Publish the summer timetable<a3]", "LH", "31 May 2023",
             "LH takes this over from GT.", "Open"),
            ("23/07", "[a4>Have the lights of the sports hall inspected<a4]", "JS", "19 May 2023",
             "The inspector was ill.", "Open"),
            ("23/08", "[a5>Ask the rowing club for its accounts<a5]", "CT", "31 May 2023", "No answer yet.", "Open"),
            ("23/09", "[a6>Agree the terms of the café lease with the tenant<a6]", "LH / DP", "30 June 2023",
             "The tenant’s solicitor has the draft.", "Open"),
            ("23/10", "[a7>Send members the dates of the meetings of 2023/24<a7]", "MR", "9 June 2023", "Sent on 6 June.",
             "Complete"),
            ("23/11", "[a8>Repaint the markings at the poolside<a8]", "JS", "", "Done two days before the gala.",
             "Complete"),
            ("23/12", "[a9>Mend the fence behind the tennis courts<a9]", "JS", "23 June 2023",
             "Posts are here, wire is not.", "Open"),
        ]),
        ("head", "4.", "[i4>Booking system<i4]"),
        ("text", "", "[q1>CT asked when members of the public would be able to book a court without ringing the office.<q1] [f1>LH "
         "replied that this should be possible from the middle of August.<f1] [q2>BO asked what the system had cost so "
         "far.<q2]"),
        ("action", "", "[a10>LH to report on the new booking system to the next meeting.<a10]"),
        ("head", "5.", "[i5>The gala<i5]"),
        ("text", "", "Four hundred people had come, and nobody had been hurt."),
        ("action", "", "[a11>BO to thank the volunteers of the gala on behalf of the Board.<a11]"),
        ("head", "6.", "[i6>Stonecrop gym<i6]"),
        ("text", "", "DP had found the building sound and the machines worn out. [d2>It was agreed that the lease should not be "
         "taken up again.<d2] The post of instructor at the hall had been empty since June."),
        ("action", "", "[a12>MR to advertise the post of instructor by 31 July 2023.<a12]"),
        ("head", "7.", "[i7>Next meeting<i7]"),
        ("text", "", "Thursday 14 September 2023 at 6.30 pm in the Tarrow Hall. The meeting closed at 8.10 pm."),
    ],
)  # fmt: skip

SITTINGS = (JANUARY, _march(draft=True), _march(draft=False), MAY, JULY)
