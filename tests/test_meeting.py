"""Details of the meeting: labels, titles, sentences, next meeting."""

from datetime import date

import pytest

from documents import block, doc, table
from minutebook.candidate import MeetingDetail
from minutebook.detect import attendance, meeting
from minutebook.document import BBox, Block, Document, Line
from minutebook.outline import outline
from minutebook.rulepack import load

_ROLES = table([["Members", "Role"], ["Ann Hill (Chair)", "Director"], ["Ben Low", "Director"]], header_rows=1)
BUSINESS = ("**1. Minutes**", "The minutes were agreed.", "**2. Roads**", "The surveyor will report in May.")


def best(document: Document) -> dict[str, str]:
    rules = load()
    tree = outline(document, rules)
    details = meeting.find(tree, rules, ())
    found = (*details, *attendance.find(tree, rules, details))
    out: dict[str, MeetingDetail] = {}
    for d in found:
        if isinstance(d, MeetingDetail) and (d.field not in out or d.confidence > out[d.field].confidence):
            out[d.field] = d
    return {k: d.value for k, d in out.items()}


def test_labelled_lines() -> None:
    d = doc(
        "**Monthly Assurance Meeting August 2018 – Meeting Notes**",
        "Date: Tuesday 28 August @ 10:30",
        "Chair: Ann Hill",
        "Minutes: Ben Low, Policy Officer",
        "Venue Meeting Room 1.38 – Oakford House",
        *BUSINESS,
    )
    m = best(d)
    assert m["title"] == "Monthly Assurance Meeting August 2018 – Meeting Notes"
    assert (m["date"], m["start_time"]) == ("28 August", "10:30")
    assert (m["chair"], m["minute_taker"]) == ("Ann Hill", "Ben Low")
    assert m["venue"] == "Meeting Room 1.38 – Oakford House"
    assert "body" not in m


def test_a_task_due_by_the_next_meeting_states_no_date_of_it() -> None:
    m = best(
        doc(
            "**Pier Board**",
            "Minutes of the meeting held on 6 April 2031",
            "1. Publicity",
            "It was talked over.",
            table(
                [
                    ["Task", "Who", "Due"],
                    ["Ask for two prices", "Ann", "Next Board Meeting"],
                    ["Send the letter", "Bo", "30 April 2031"],
                ]
            ),
            "The next board meeting is on 29 June 2031.",
        )
    )
    assert m["next_date"] == "29 June 2031"


def test_key_value_table() -> None:
    d = doc(
        "**BOARD MEETING MINUTES**",
        table(
            [
                ["Title of Meeting", "Oakford Trust - Board Meeting"],
                ["Date", "24 January 2013"],
                ["Place", "Elm Hall, Oakford"],
                ["Time", "9.30am – 12.30pm"],
            ]
        ),
        *BUSINESS,
    )
    m = best(d)
    assert m["date"] == "24 January 2013"
    assert m["venue"] == "Elm Hall, Oakford"
    assert (m["start_time"], m["end_time"]) == ("09:30", "12:30")
    assert m["body"].startswith("Oakford Trust")


def test_parish_title_lines() -> None:
    d = doc(
        "**MINUTES OF THE OAKFORD PARISH COUNCIL MEETING**",
        "**HELD IN THE VILLAGE HALL**",
        "**ON 28th JUNE 2012**",
        "Present: Ann Hill (Chair), Ben Low",
        *BUSINESS,
        "The meeting ended at 21:30",
    )
    m = best(d)
    assert m["title"] == "MINUTES OF THE OAKFORD PARISH COUNCIL MEETING"
    assert m["body"] == "OAKFORD PARISH COUNCIL"
    assert (m["venue"], m["date"]) == ("VILLAGE HALL", "28th JUNE 2012")
    assert (m["chair"], m["end_time"]) == ("Ann Hill", "21:30")


def test_call_to_order_and_adjournment() -> None:
    d = doc(
        "**TRANSPORT COMMISSION MINUTES**",
        "**February 23, 2005**",
        "The meeting was called to order at 7:10PM by President Ann Hill.",
        *BUSINESS,
        "**Adjournment**",
        "There being no further business, the meeting was adjourned at 9:15 p.m.",
        "Respectfully submitted,",
        "Ben Low",
        "Secretary",
    )
    m = best(d)
    assert (m["start_time"], m["end_time"]) == ("19:10", "21:15")
    assert (m["chair"], m["minute_taker"]) == ("Ann Hill", "Ben Low")
    assert (m["body"], m["date"]) == ("TRANSPORT COMMISSION", "February 23, 2005")


@pytest.mark.parametrize(
    ("lines", "day", "time", "venue"),
    [
        (["Date of next meeting: Monday 18 May 2020 at 7.30pm"], "18 May 2020", "19:30", None),
        (["**3. Date of next meeting**", "30th January 2014 at Elm Centre"], "30th January 2014", None, "Elm Centre"),
        (["The next Board meeting is on July 24, 2023, at 7pm via ZOOM."], "July 24, 2023", "19:00", "ZOOM"),
        (["**3. Next meeting**", "25 September at 10:00 am, Room 1.38, talk."], "25 September", "10:00", "Room 1.38"),
        (["The meeting closed at 9pm. Next meeting 18 May 2020."], "18 May 2020", None, None),
        (["DONM: 18 May 2020"], "18 May 2020", None, None),
        (["The meeting was adjourned at 8pm to Monday, May 18, 2020, at 7:30 pm."], "May 18, 2020", "19:30", None),
        (["It was agreed that the next meeting be held on 18 May 2020."], "18 May 2020", None, None),
        (["Next meeting date\t18 May 2020"], "18 May 2020", None, None),
        (["**CALENDAR**", "May 18, 2020 – Next Regular Meeting"], "May 18, 2020", None, None),
        (["The next Committee will be held on 18 May 2020."], "18 May 2020", None, None),
        (["MOTION to adjourn at 9:42 p.m. to the regular meeting of May 18, 2020."], "May 18, 2020", None, None),
        (
            ["**3. Next meeting**", "18 May 2020 at 6.30pm (note the time), Elm Room, Oakford."],
            "18 May 2020", "18:30", "Elm Room, Oakford",
        ),
        (["**3. Next meeting**", "18 May 2020, hosted by Elm Ltd, Oakford."], "18 May 2020", None, "Elm Ltd, Oakford"),
    ],
)  # fmt: skip
def test_next_meeting(lines: list[str], day: str, time: str | None, venue: str | None) -> None:
    m = best(doc("**MINUTES OF OAKFORD PARISH COUNCIL**", "Date: 3 January 2012", *BUSINESS, *lines))
    assert m["next_date"] == day
    assert m.get("next_time") == time
    assert m.get("next_venue") == venue


def test_a_report_to_the_next_meeting_is_no_next_meeting() -> None:
    m = best(doc("**MINUTES OF OAKFORD PARISH COUNCIL**", *BUSINESS, "She will report on 3 June to the next meeting."))
    assert "next_date" not in m


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("DRAFT", "draft"),
        ("UNCONFIRMED MINUTES", "draft"),
        ("Approved", "approved"),
        ("Minutes approved on 3 June 2019", "approved"),
    ],
)
def test_status(line: str, status: str) -> None:
    assert best(doc(line, "**MINUTES OF OAKFORD PARISH COUNCIL**", *BUSINESS))["status"] == status


def test_approval_in_the_business_is_no_status() -> None:
    assert "status" not in best(doc("**MINUTES OF OAKFORD PARISH COUNCIL**", *BUSINESS, "The minutes were approved."))


def test_the_span_holds_the_value() -> None:
    d = doc("**MINUTES OF OAKFORD PARISH COUNCIL**", f"Date: {date(2012, 6, 28):%d %B %Y}", *BUSINESS)
    rules = load()
    for c in meeting.find(outline(d, rules), rules, ()):
        assert isinstance(c, MeetingDetail)
        if c.field == "date":
            assert c.value in d.text(c.spans[0])


def test_place_behind_date_and_time_and_none_from_a_prayer() -> None:
    d = doc(
        "**Oakford Primary School**",
        "**Minutes of the Governing Board**",
        "Tuesday 5 March 2024, 6.00 pm, School hall",
        "**1. Call to order**",
        "Chair Hill called the meeting to order at 6.02 pm and led those present in the Oath of Oakford.",
        *BUSINESS,
    )
    assert best(d)["venue"] == "School hall"


def test_minutes_were_taken_by() -> None:
    d = doc(
        "**Minutes of the Oakford Board**",
        "Present: Ann Hill (Chair), Ben Low",
        *BUSINESS,
        "The minutes were taken by Cara Moor (Clerk).",
    )
    assert best(d)["minute_taker"] == "Cara Moor"


def test_next_meeting_with_its_place_on_a_line() -> None:
    d = doc(
        "**Minutes of the Oakford Board**",
        *BUSINESS,
        "**3. Next meeting**",
        "Date: 14 May 2024",
        "Time: 1.30pm",
        "Venue: Elm House",
    )
    m = best(d)
    assert (m["next_date"], m["next_time"], m["next_venue"]) == ("14 May 2024", "13:30", "Elm House")


def test_notes_in_short_forms() -> None:
    d = doc(
        "**Lower Sedgeley Homes Ltd**",
        "**BOARD MEETING**",
        "Held Thursday 7th June 2018 at 5.30pm, Mill House",
        "Members: Ann Hill (Chair), Ben Low by phone, Cara Moor (tenant)",
        "Officers: Dora Vale (DV) CEO; Eric Dale (ED) Dir Finance (notes)",
        *BUSINESS,
        "**3. AOB, next mtg**",
        "Thanks to the repairs team. Next: Thurs 20 September, 5.30 at Mill House. Ended 7.55.",
    )
    m = best(d)
    assert m["title"] == "Lower Sedgeley Homes Ltd BOARD MEETING"
    assert (m["start_time"], m["end_time"]) == ("17:30", "19:55")
    assert (m["chair"], m["minute_taker"]) == ("Ann Hill", "Eric Dale")
    assert (m["next_date"], m["next_time"], m["next_venue"]) == ("20 September", "17:30", "Mill House")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Closed 8.12pm.", "20:12"),
        ("Mtg closed 20.50.", "20:50"),
        ("Closed: 21:40", "21:40"),
        ("(The meeting, which started at 7.30 pm, ended at 9.10 pm.)", "21:10"),
        ("This concluded the business of the meeting at 9.05 p.m.", "21:05"),
    ],
)
def test_closing_in_few_words(line: str, end: str) -> None:
    d = doc("**Minutes of Oakford Parish Council, 3 June 2019 at 7.30pm**", *BUSINESS, line)
    assert best(d)["end_time"] == end


def test_a_start_without_half_of_the_day_is_in_the_evening() -> None:
    d = doc(
        "Minutes of the meeting of Oakford Parish Council held in the Old School on Tues. 2nd June 2009 at 7.30",
        *BUSINESS,
    )
    m = best(d)
    assert (m["start_time"], m["venue"]) == ("19:30", "Old School")


def test_who_is_elected_takes_the_chair_from_the_retiring_one() -> None:
    d = doc(
        "**MINUTES OF THE OAKFORD FIRE AUTHORITY, 12 June 2014**",
        "**1. ELECTION OF CHAIRMAN**",
        "Councillor B Low, retiring Chairman, in the chair.",
        "RESOLVED that Councillor D Hill be elected Chairman for the ensuing year.",
        "**2. Roads**",
        "The surveyor will report in May.",
    )
    assert best(d)["chair"] == "Councillor D Hill"


def test_who_opened_stands_at_most_a_line_before_the_verb() -> None:
    rules = load()
    near = rules.search("meeting.opened_by", "After a walk; Mayor Hill convened the meeting.")
    far = rules.search("meeting.opened_by", f"{'x' * 60} in the hall of Oakford, Mayor Hill convened the meeting.")
    assert near is not None and near.match["names"] == " Mayor Hill"
    assert far is not None and len(far.match["names"]) == 80 and far.match["names"].endswith(", Mayor Hill")


def test_the_end_is_read_late_in_the_minutes_with_the_hour_behind_its_sentence() -> None:
    d = doc(
        "**Oakford Parish Council minutes**",
        "Date: 3 June 2019",
        "**1. Welcome**",
        "The committee closed its session at 6.10pm last week.",
        *(x for n in range(2, 6) for x in (f"**{n}. Roads**", "The surveyor will report in May.")),
        "That this meeting be adjourned. Time: 8:04 p.m.",
    )
    assert best(d)["end_time"] == "20:04"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["**OAKFORD SCHOOL DISTRICT**", "**BOARD OF EDUCATION**", "Regular Meeting", "Monday, March 11, 2019",
             "District Office Board Room", "**MINUTES**"],
            {"title": "BOARD OF EDUCATION Regular Meeting MINUTES", "venue": "District Office Board Room"},
        ),
        (
            ["**MINUTES OF THE REGULAR MEETING OF THE BOARD OF TRUSTEES**", "**OF THE**", "**OAKFORD LIBRARY**"],
            {"title": "MINUTES OF THE REGULAR MEETING OF THE BOARD OF TRUSTEES OF THE OAKFORD LIBRARY"},
        ),
        (
            ["**Minutes of a Meeting of Oakford Health Board held in Open Session at 10.00am on 5 October 2017**",
             "Elm House, 12 Mill Road, Oakford"],
            {"start_time": "10:00", "venue": "Elm House, 12 Mill Road, Oakford", "body": "Oakford Health Board"},
        ),
        (
            ["**OAKFORD PARISH COUNCIL**", "Minutes of the Annual Meeting held on 10th July 2019",
             "at 7.30 p.m. in Oakford Memorial Hall"],
            {"start_time": "19:30", "venue": "Oakford Memorial Hall"},
        ),
        (
            ["**Oakford Forum**", "Minutes of meeting held on 4th June 2015, 10.30am–12.45pm, at Elm Hall, Oakford"],
            {"start_time": "10:30", "end_time": "12:45", "venue": "Elm Hall, Oakford"},
        ),
        (
            ["**Town of Oakford**", "**Minutes of the Regular Meeting of Council**", "Town Hall – Council Chambers"],
            {"venue": "Town Hall – Council Chambers", "body": "Council"},
        ),
        (
            ["Minutes of February Ordinary Meeting of Oakford County Council held on 4th February, 2013 at 11 am"],
            {"body": "Oakford County Council", "start_time": "11:00"},
        ),
        (["Minutes of the 44th meeting – 16 November 2020 (video conference)"], {"venue": "video conference"}),
        (["**Minutes**", "The Mayor, Cllr. A. Hill, was in the Chair."], {"chair": "Cllr. A. Hill"}),
        (["**Minutes**", "Call to Order: 6:35 PM by Ann Hill"], {"chair": "Ann Hill", "start_time": "18:35"}),
        (["**Minutes**", "**Present:**", "In the chair", "Ann Hill", "Members", "Ben Low"], {"chair": "Ann Hill"}),
        (["**DISPOSITION OF ITEMS**", "**COUNCIL MEETING**"], {"title": "DISPOSITION OF ITEMS COUNCIL MEETING"}),
        (["**Oakford Parish Council – 3rd September 2019**"], {"body": "Oakford Parish Council"}),
        (
            ["Minutes of the Senate for Thursday, May 8, 2031 in 2C-114 from 2:00 to 3:15 pm"],
            {"venue": "2C-114", "start_time": "14:00"},
        ),
        (
            ["**SPECIAL BOARD MEETING**", "A meeting of the Elm Board occurred on May 8, 2031 via ZOOM meeting."],
            {"venue": "ZOOM meeting"},
        ),
        (["**Board Minutes**", "Place: Room 12, Town Hall, High Street"], {"venue": "Room 12, Town Hall, High Street"}),
        (["**Board Minutes**", "Location: Pursuant to Section 12 members join by telephone"], {"venue": None}),
        (["Minutes of the Oakford Annual Parish Meeting held in the Hall"], {"body": "Oakford Annual Parish Meeting"}),
        (["Minutes for May 8, 2031 Board Meeting of OAKNET"], {"body": "OAKNET Board"}),
        (["OB4 MONTHLY MEETING MINUTES", "JUNE 2031"], {"title": "OB4 MONTHLY MEETING MINUTES JUNE 2031"}),
        (
            ["MINUTES", "Elm Ridge Association, Inc.", "Board of Directors Meeting", "May 8, 2031"],
            {"title": "MINUTES Elm Ridge Association, Inc. Board of Directors Meeting"},
        ),
        (["**Minutes of the Elm Board**", "Submitted by Ann Hill, Board Member."], {"minute_taker": "Ann Hill"}),
        (
            ["Minutes of a meeting of the Council of the R.M. of Oakford No. 45 held in the R.M. Office, Oakford"],
            {"body": "Council of the R.M. of Oakford No. 45", "venue": "R.M. Office, Oakford"},
        ),
        (
            ["MINUTES OF THE MEETING OF OAKFORD SHIRE COUNCIL HELD IN THE SHIRE HALL AT 1.30PM ON 5 MARCH 2031"],
            {"start_time": "13:30", "venue": "SHIRE HALL"},
        ),
        (
            ["**Oakford Council**", "Minutes of a meeting of the Planning Committee held in Áras Oakford"],
            {"body": "Planning Committee", "venue": "Áras Oakford"},
        ),
        (["**OAKFORD COUNCIL CABINET**", "**5 MARCH 2031**"], {"date": "5 MARCH 2031"}),
        (["**Oakford Local Board**", "**OPEN MINUTES**"], {"body": "Oakford Local Board"}),
        (["**Oakford Garden Friends**", "**Meeting Minutes**"], {"body": "Oakford Garden Friends"}),
        (
            ["**Oakford Garden Friends**", "**Meeting Minutes**", "**May 2031 – Committee Meeting (25/05/2031)**"],
            {"body": "Oakford Garden Friends Committee", "date": "25/05/2031"},
        ),
        (["**Minutes from 29th OakMap TSC meeting, May 8th, 2031**"], {"body": "OakMap TSC"}),
        (["**Oakford Ramblers Meeting Minutes**", "**1. Paths Commission letter**"], {"body": "Oakford Ramblers"}),
        (["TOWN HIGHWAYS DEPARTMENT", "**COUNCIL MINUTES**"], {"body": "COUNCIL"}),
        (
            ["**UNIVERSITY OF OAKFORD**", "**SENATUS ACADEMICUS**", "Minutes of the meeting on Wednesday4th May 2031"],
            {"body": "UNIVERSITY OF OAKFORD SENATUS ACADEMICUS", "venue": None, "date": "4th May 2031"},
        ),
        (
            ["**Present**", "Ann Hill, Ben Low", "**Minutes Oakford Council meeting May 8th, 2031**"],
            {"body": "Oakford Council", "title": "Minutes Oakford Council meeting May 8th, 2031"},
        ),
        (["**Minutes for 2031-05-08**", "Venue: 207.11"], {"venue": "207.11"}),
        (["**Oakford Meeting Minutes**", "7 MILL RD MAY 8, 2031 6PM"], {"venue": "7 MILL RD", "start_time": "18:00"}),
        (
            ["**Oakford Board Minutes**", "Method/Location: Microsoft Teams (link sent)", "Secretary was Ben Low"],
            {"venue": "Microsoft Teams", "minute_taker": "Ben Low"},
        ),
        (
            ["**Oakford Board**", "**Minutes**", "**Minutes:**", "Cllr Low proposed that the minutes be accepted."],
            {"minute_taker": None},
        ),
        (["**CITY COUNCIL MINUTES**", "Council Chambers, 1 Elm Street, Oakford, CA 95000"],
         {"venue": "Council Chambers, 1 Elm Street, Oakford, CA 95000"}),
        (["**Elm Board Minutes**", "4 May 2031, 10:00 – 12:00, Meeting Room 3"], {"venue": "Meeting Room 3"}),
        (["**Elm Board Minutes**", "May 4, 2031 – 7:00 PM – Elm Town Hall"], {"venue": "Elm Town Hall"}),
        (["**Elm Board Minutes**", "May 4, 2031 @ 7:00 PM @ the Elm Hall"], {"venue": "Elm Hall"}),
        (["**Elm Board Minutes**", "4 May 2031 at 7pm at The Swan, Elm Green"], {"venue": "Swan, Elm Green"}),
        (["**Elm Board Minutes**", "Date: 4 May 2031 Time: 7pm Venue: Elm Hall"], {"venue": "Elm Hall"}),
        (["**Elm Board Minutes**", "Hybrid meeting: Elm House / MS Teams"], {"venue": "Elm House / MS Teams"}),
        (["Minutes of the Elm Forum held on 4 May 2031, Room A, Town Hall, 10.00am"], {"venue": "Room A, Town Hall"}),
        (
            ["**Elm Council Minutes**", "Council Chamber", "Level 2, 12 Elm Street, Oakford"],
            {"venue": "Council Chamber, Level 2, 12 Elm Street, Oakford"},
        ),
        (["**Elm Council**", "For approval 26 August 2031", "**Minutes of 4 May 2031**"], {"date": "4 May 2031"}),
        (
            ["**UNIVERSITY OF OAKFORD**", "**UNIVERSITY COURT**", "Minute of Meeting held in the Elm Room"],
            {"title": "UNIVERSITY OF OAKFORD UNIVERSITY COURT Minute of Meeting", "venue": "Elm Room"},
        ),
        (
            ["**Oakford Trust**", "**Minutes of the Meeting of the Trustees**", "held on 8 May 2031 in Elm Hall"],
            {"title": "Oakford Trust Minutes of the Meeting of the Trustees", "venue": "Elm Hall"},
        ),
        (
            ["MINUTES OF THE REGULAR MEETING", "BOARD OF DIRECTORS", "ELM WATER DISTRICT", "MAY 8, 2031"],
            {"title": "MINUTES OF THE REGULAR MEETING BOARD OF DIRECTORS ELM WATER DISTRICT"},
        ),
        (
            ["**Elm Commission**", "Meeting Minutes", "May 8, 2031, 5:30 PM | Hearing Room 2, Hall of Records"],
            {"title": "Elm Commission Meeting Minutes", "venue": "Hearing Room 2, Hall of Records"},
        ),
        (
            ["The Board of Supervisors met in regular session on May 8, 2031, with Chairman Ann Hill presiding."],
            {"body": "Board of Supervisors", "chair": "Ann Hill"},
        ),
        (
            ["**Council Minutes**", "The Presiding Member, Cr A Hill, declared the meeting open at 4.02pm."],
            {"chair": "Cr A Hill", "start_time": "16:02"},
        ),
        (
            ["**Council Minutes**", "Present: Mayor Cr Ann Hill, Cr Ben Low", "The Mayor opened the meeting at 6pm."],
            {"chair": "Cr Ann Hill"},
        ),
        (
            ["**OAKFORD TOWN COUNCIL**", "**PLEASE NOTE THESE ARE DRAFT MINUTES TO BE CONFIRMED ON 2ND MAY**",
             "Minutes of the meeting of Oakford Town Council held in the Hall on Monday, 4th April 2031 at 7.10pm"],
            {"date": "4th April 2031", "start_time": "19:10",
             "title": "Minutes of the meeting of Oakford Town Council held in the Hall on Monday, 4th April 2031 "
                      "at 7.10pm"},
        ),
        (
            ["**15 MAY 2031**", "Minutes of a meeting of the ROADS COMMITTEE held in the Council Offices, Mill Road, "
             "Oakford at 9.30 am when there were present:"],
            {"date": "15 MAY 2031", "start_time": "09:30"},
        ),
        (
            ["**OHC MINUTES 19:00 17th July 2031**", "Venue: Community Office"],
            {"date": "17th July 2031", "start_time": "19:00"},
        ),
        (
            ["**Library Board Minutes**", "Presiding was President Ann Hill.", "4 March 2031"],
            {"chair": "Ann Hill"},
        ),
        (
            ["**Panel Minutes**", "**4 March 2031**", "Present: Ann Hill", "**Town Hall - 10.30 am - 1.05 pm**"],
            {"start_time": "10:30", "end_time": "13:05"},
        ),
        (
            ["**Town of Oakford**", "**Monthly Meeting**", "**October 19, 2031**",
             "Chair Ann Hill called the meeting to order at 6:30 pm via teleconference."],
            {"body": "Town of Oakford", "venue": "teleconference"},
        ),
        (
            ["**VILLAGE OF OAKFORD**", "**VILLAGE BOARD MEETING**", "**VILLAGE HALL, 12 MILL STREET**", "**MINUTES**"],
            {"title": "VILLAGE OF OAKFORD VILLAGE BOARD MEETING MINUTES"},
        ),
        (
            ["**Council Minutes**", "The Chair Person, the Shire President, Cr Hill, declared the meeting opened."],
            {"chair": "Cr Hill"},
        ),
        (
            ["**Minutes**", "Present: Cr A Hill (Mayor), Cr B Low (Deputy Mayor)", "The Mayor opened the meeting."],
            {"chair": "Cr A Hill"},
        ),
        (
            ["**City of Oakford Minutes**", "The City Council met in regular session at the City Hall on "
             "Monday, March 3, 2031 at 5:30 p.m. with Mayor Ann Hill presiding."],
            {"venue": "City Hall", "chair": "Mayor Ann Hill"},
        ),
        (
            ["**Board Minutes**", "Ann Hill, Jr., M.D., Chair, called the meeting to order at 9 a.m. on 4 March "
             "2031, at the Oak Inn, 7 Mill Circle."],
            {"chair": "Ann Hill, Jr., M.D.", "venue": "Oak Inn, 7 Mill Circle"},
        ),
        (
            ["**Board Minutes**", _ROLES],
            {"chair": "Ann Hill"},
        ),
    ],
)  # fmt: skip
def test_forms_of_openings(lines: list[str | table], expected: dict[str, str]) -> None:
    found = best(doc(*lines, *BUSINESS))
    assert {k: found.get(k) for k in expected} == expected


@pytest.mark.parametrize(
    ("end", "taker"),
    [
        (["____________", "Ann Hill, City Clerk"], "Ann Hill"),
        (["Signed ..........", "Ann Hill, Clerk to the Council, 16 May 2031"], "Ann Hill"),
        (["Cathaoirleach\tAnn Hill, Meetings Administrator"], "Ann Hill"),
        (["Ben Low, Mayor", "Ann Hill, Clerk"], None),
        (["Ben Low, Mayor\tAnn Hill, Clerk"], None),
        (["Ann Hill, Village Clerk", "APPROVED this day", "Ben Low, Village President"], "Ann Hill"),
        (["Ann Hill, Accountant"], None),
        (["By Ann Hill", "Clerk of the Council"], "Ann Hill"),
        (["Ann Hill", "Treasurer and Secretary to the Board of Trustees"], "Ann Hill"),
    ],
)
def test_a_clerk_who_signs_alone_took_the_minutes(end: list[str], taker: str | None) -> None:
    d = doc("**MINUTES OF OAKFORD COUNCIL**", "Present: Cllrs Moor and Dale", *BUSINESS, "The meeting closed.", *end)
    assert best(d).get("minute_taker") == taker


def test_the_clerk_of_a_list_is_not_taken_for_the_minute_taker() -> None:
    d = doc("**MINUTES OF OAKFORD COUNCIL**", "Present: Cllr A Hill", "In attendance: Dora Vale (Clerk)", *BUSINESS)
    assert "minute_taker" not in best(d)


def test_a_name_before_a_heading_about_minutes_is_no_minute_taker() -> None:
    d = doc("**Oakford Council Meeting**", "**Apologies**", "Cllr A Hill", "**Minutes of the last meeting**", "Agreed.")
    assert "minute_taker" not in best(d)


def test_a_line_that_leads_to_other_minutes_is_no_title() -> None:
    d = doc(
        block("Oakford Weir Group 2031-05-04", style_name="Title"),
        "• Minutes from last meeting: https://weir.example/2031-04",
        "Present: Ann Hill, Ben Low",
        *BUSINESS,
    )
    assert best(d)["title"] == "Oakford Weir Group 2031-05-04"


def test_lines_of_the_title_that_look_like_items() -> None:
    d = doc(
        "**Minutes of the Trust Board Meeting held in Public**",
        "**Thursday 28 July 2022, 09:30 – 12:15**",
        "**Boardroom, Elm House, and by video**",
        "Present: Ann Hill (Chair), Ben Low",
        "**Welcome**",
        "All were welcomed.",
        "**Minutes of the last meeting**",
        "The minutes were agreed.",
    )
    m = best(d)
    assert (m["body"], m["date"]) == ("Trust Board", "28 July 2022")
    assert m["venue"] == "Boardroom, Elm House, and by video"


@pytest.mark.parametrize(
    ("said", "chair"),
    [
        (["Vice President Hill called for a motion to rise. Member Low moved it."], "Hill"),
        (["Ann Hill (Chair) and Ben Low (Manager) introduced the report."], "Ann Hill"),
        (["Chair Hill asked for a motion.", "Chair Low adjourned the meeting."], None),
        (["The Roads Committee's Chairman Hill called for a motion."], None),
        (["Chair Hill noted that the path was wet."], None),
    ],
)
def test_who_acts_as_the_chair_does_is_in_the_chair(said: list[str], chair: str | None) -> None:
    found = best(doc("**Minutes of the Elm Board**", *BUSINESS, *said)).get("chair")
    assert (found is None) if chair is None else (found or "").endswith(chair)


@pytest.mark.parametrize(
    "signed",
    [
        ["Respectively submitted,", "Ann Hill", "Secretary"],
        ["Respectfully", "submitted,", "Ann Hill"],
        [
            "Respectfully submitted,",
            "Ann Hill, Secretary, May 12, 2031",
            "**Summary of Action Items**",
            *["Ben Low:"] * 12,
        ],
    ],
)
def test_who_signs_under_submitted_took_the_minutes(signed: list[str]) -> None:
    assert (
        best(doc("**Minutes of the Elm Board**", *BUSINESS, *["All agreed."] * 9, *signed)).get("minute_taker")
        == "Ann Hill"
    )


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        (
            "The next meeting will be on May 8, 2031 at 1:00 p.m. at the home of Ann Hill.",
            "home of Ann Hill",
        ),
        ("The next meeting is on 8 May 2031 at 1830 Online but the link comes later.", "Online"),
        ("The next meeting will be at 8:15 a.m. on May 8, 2031 and will be another ZOOM meeting.", "ZOOM meeting"),
    ],
)
def test_where_the_next_meeting_is_to_be(line: str, venue: str) -> None:
    assert best(doc("**Minutes of the Elm Board**", *BUSINESS, line)).get("next_venue") == venue


_FRONT = (
    "**Oakford Parish Council**",
    "**Minutes of the meeting held on Tuesday 4 February 2031 at 7.30pm in the Village Hall**",
)
_NEXT = ("next_date", "next_time", "next_venue")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["Motion to adjourn at 9:42 p.m. to the regular meeting of March 4, 2031 at 7:00 p.m."],
            ("March 4, 2031", "19:00", None),
        ),
        (["The meeting adjourned at 8:45 p.m. until March 4, 2031 at 7:00 p.m."], ("March 4, 2031", "19:00", None)),
        (["We will meet again on March 4 at noon in the library."], ("March 4", "12:00", "library")),
        (["March 4, 2031 was set as the date of the next meeting."], ("March 4, 2031", None, None)),
        (["Next meeting: Tuesday 4 March 2031, 10:00, Board Room"], ("4 March 2031", "10:00", "Board Room")),
        (["Next meeting: 4 March 2031 (online)"], ("4 March 2031", None, "online")),
        (["Next meeting: March 4, 2031 from 1:00 PM to 2:30 PM ET (Zoom)"], ("March 4, 2031", "13:00", "Zoom")),
        (
            ["The next meeting is Tuesday, March 4, 2031 at 6:30 PM in the Board Room at 12 Elm Street."],
            ("March 4, 2031", "18:30", "Board Room at 12 Elm Street"),
        ),
        (
            ["Next meeting: there is no meeting in March; next one 1 April 2031 at 7pm."],
            ("1 April 2031", "19:00", None),
        ),
        (["The next meeting scheduled for 4 March 2031 has been cancelled."], (None, None, None)),
        (
            ["The next Annual General Meeting will be held in March 2032. Next committee meeting 5 March 2031 7pm."],
            ("5 March 2031", "19:00", None),
        ),
        (["Next call: March 5, 2031 at 11am"], ("March 5, 2031", "11:00", None)),
        (["The meeting closed at 8.50pm until Wednesday 5 March 2031 at 7pm."], ("5 March 2031", "19:00", None)),
        (
            ["**5. Future meetings**", table([["Date", "Time", "Venue"], ["4 March 2031", "7.30pm", "Village Hall"]])],
            ("4 March 2031", "19:30", "Village Hall"),
        ),
        (
            ["Date of next meeting: 4 March 2031", "Time: 10.00am", "Venue: Board Room, Elm House"],
            ("4 March 2031", "10:00", "Board Room, Elm House"),
        ),
        (
            [table([["Date of next meeting:", "4 March 2031"], ["Time:", "10.00am"], ["Venue:", "Elm House"]])],
            ("4 March 2031", "10:00", "Elm House"),
        ),
    ],
)
def test_forms_of_the_next_meeting(lines: list[str | table], told: tuple[str | None, ...]) -> None:
    m = best(doc(*_FRONT, *BUSINESS, *lines))
    assert tuple(m.get(k) for k in _NEXT) == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            ["**Oakford Town Board**", "**Minutes**", "March 4, 2031 | 7:00 PM | Town Hall, 12 Elm Street"],
            {"venue": "Town Hall, 12 Elm Street", "start_time": "19:00"},
        ),
        (
            [
                "**Town Board Minutes**",
                "Date: Tuesday, March 4, 2031  Time: 7:00 p.m.  Place: Town Hall, 12 Elm Street",
            ],
            {"venue": "Town Hall, 12 Elm Street", "start_time": "19:00"},
        ),
        (["**Health Board Minutes**", "Held by: Microsoft Teams"], {"venue": "Microsoft Teams"}),
        (["**Health Board Minutes**", "Held on: Teams"], {"venue": "Teams"}),
        (
            ["**Health Board Minutes**", "Meeting held: 4 March 2031 at 10am via Microsoft Teams"],
            {"venue": "Microsoft Teams", "start_time": "10:00"},
        ),
        (
            ["**Location**", "Elm House, Oakford", "**Date**", "4 March 2031", "**Time**", "10am", "**Forum Minutes**"],
            {"venue": "Elm House, Oakford", "date": "4 March 2031", "start_time": "10:00"},
        ),
        (
            [
                "**Town Board Minutes**",
                "The Board met in regular session on March 4, 2031 at 7:02 p.m. at the Town Hall.",
            ],
            {"venue": "Town Hall", "start_time": "19:02"},
        ),
        (
            ["**Town Board Minutes**", "The board met in the Council Chambers at City Hall at 7:02 PM."],
            {"venue": "Council Chambers at City Hall", "start_time": "19:02"},
        ),
        (
            [
                "**Board Minutes**",
                "The meeting was called to order at 5:30 p.m. in the Civic Hall, Mayor Hill presiding.",
            ],
            {"venue": "Civic Hall"},
        ),
        (["**Town Board Minutes**", "Town Hall Auditorium, 7:02 PM"], {"start_time": "19:02"}),
        (["**Plan Steering Group**", "Meeting 14, 4 March 2031, Village Hall, 7.30pm"], {"venue": "Village Hall"}),
        (
            [
                "**Access Forum Minutes**",
                table([["Date:", "4 March 2031"], ["Chair:", "Ann Hill"], ["Secretary:", "Bo Low"]]),
            ],
            {"chair": "Ann Hill", "minute_taker": "Bo Low"},
        ),
    ],
)
def test_forms_of_day_and_place_at_the_front(front: list[str | table], told: dict[str, str]) -> None:
    m = best(doc(*front, "Members present: Di Nash, Ed Oak", *BUSINESS))
    assert {k: m.get(k) for k in told} == told


def test_the_secretary_in_a_list_of_officers_took_no_minutes_for_all_we_know() -> None:
    d = doc(
        "**Oakford Network Board Meeting**", "4 March 2031", "Treasurer - Ann Hill", "Secretary - Bo Low", *BUSINESS
    )
    assert "minute_taker" not in best(d)


def test_a_date_of_the_paper_is_none_of_the_meeting() -> None:
    d = doc(
        "**Oakford Harbour Committee Minutes**",
        "Document no.: TC 38 Status: final Date: 2031-03-21",
        table([["Date:", "March 11, 2031"], ["Chair:", "Ann Hill"]]),
        *BUSINESS,
    )
    assert best(d)["date"] == "March 11, 2031"


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (
            ["MINUTES OF THE REGULAR MEETING", "BOARD OF DIRECTORS", "OAKFORD WATER DISTRICT", "MARCH 4, 2031"],
            "MINUTES OF THE REGULAR MEETING BOARD OF DIRECTORS OAKFORD WATER DISTRICT",
        ),
        (
            [
                "**OAKFORD COUNCIL**",
                "**HARBOUR COMMITTEE**",
                "At a meeting of the Committee held in the Hall on 4 March 2031",
            ],
            "OAKFORD COUNCIL HARBOUR COMMITTEE",
        ),
        (
            ["**Oakford Primary School**", "**Full Governing Body Meeting**", "**Tuesday 4th March 2031 at 6.00pm**"],
            "Oakford Primary School Full Governing Body Meeting",
        ),
    ],
)
def test_titles_in_several_lines(front: list[str], title: str) -> None:
    m = best(doc(*front, "Present: Ann Hill, Bo Low", *BUSINESS))
    assert (m["title"], "date" in m) == (title, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Cllr Low closed the meeting at 9:10pm.", "21:10"),
        ("Motion to adjourn by Low, second by Moor. Carried. 9:10 PM.", "21:10"),
        ("The meeting finished at 9.10pm and the next meeting is on 4 March 2031 at 7.00pm.", "21:10"),
        ("End of meeting: 9.10pm", "21:10"),
        ("The meeting was wound up at 9.10pm", "21:10"),
    ],
)
def test_forms_of_the_close(line: str, told: str) -> None:
    assert best(doc(*_FRONT, *BUSINESS, line))["end_time"] == told


def test_a_clerk_who_attests_beside_the_mayor_wrote_the_minutes() -> None:
    signed = table([["______\nBo Low, Mayor", "ATTEST:\n______\nAnn Hill, City Clerk"]])
    assert best(doc(*_FRONT, *BUSINESS, signed))["minute_taker"] == "Ann Hill"


def test_a_meeting_of_a_month_that_is_scheduled_is_the_next() -> None:
    found = best(
        doc(
            "**OAKFORD NETWORK BOARD**",
            "**Minutes of the meeting of 13 February 2031**",
            "Present: Ann Hill, Ben Low",
            "**1. Roads**",
            "The surveyor will report.",
            "The April Board meeting is scheduled for 2:00 to 4:00 p..m. on April 2, 2031 in the Hall.",
        )
    )
    assert (found["next_date"], found["next_time"]) == ("April 2, 2031", "14:00")


def test_a_meeting_called_to_order() -> None:
    m = best(
        doc(
            "**Adopted Minutes**",
            "**Regular Council Meeting**",
            "Mayor Hill called a Regular Meeting of the Oakford City Council to order at 7:00 p.m. in the Hall.",
            *BUSINESS,
        )
    )
    assert (m["body"], m["start_time"]) == ("Oakford City Council", "19:00")


def test_the_end_of_another_meeting_in_the_same_minutes_is_not_that_of_this_one() -> None:
    d = doc(
        "**MINUTES OF THE REGULAR MEETING OF THE OAKFORD CITY COUNCIL**",
        "June 3, 2031",
        "Mayor Hill convened the meeting at 7:14 p.m.",
        "**1. FERRIES**",
        "They were talked over.",
        "There being no further business, Mayor Hill adjourned the meeting at 10:30 p.m.",
        "**MINUTES OF THE SPECIAL MEETING**",
        "Mayor Hill convened the meeting at 6:05 p.m.",
        "There being no further business, Mayor Hill adjourned the meeting at 7:14 p.m.",
    )
    assert (best(d)["start_time"], best(d)["end_time"]) == ("19:14", "22:30")


def test_when_the_next_meeting_begins_is_not_when_this_one_ended() -> None:
    d = doc("**Board Meeting**", "June 3, 2031", "**1. Ferries**", "They were talked over.", "**Adjournment**")
    later = doc(
        "**Board Meeting**", "June 3, 2031", "**1. Ferries**", "They were talked over.", "**Adjournment**",
        "The next Board meeting date will be October 24, 2031 at 4:30 PM.",
    )  # fmt: skip
    assert "end_time" not in best(d) and "end_time" not in best(later)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "THE NEXT MEETING WILL BE HELD IN THE COUNCIL CHAMBER, 27 MILL STREET, OAKFORD ON WEDNESDAY, 13 MAY 2031.",
            {"next_date": "13 MAY 2031", "next_venue": "COUNCIL CHAMBER, 27 MILL STREET, OAKFORD"},
        ),
        (
            "Next Meeting Committee – Thursday 17 April 2031 at 7.30pm",
            {"next_date": "17 April 2031", "next_time": "19:30"},
        ),
        ("Date of next meeting: 31/6/20\t9.00am on Tuesday 28 July 2031", {"next_date": "28 July 2031"}),
    ],
)
def test_further_forms_of_the_next_meeting(line: str, expected: dict[str, str]) -> None:
    found = best(doc("**Oakford Council Minutes**", "4 March 2031", *BUSINESS, line))
    assert {k: found.get(k) for k in expected} == expected


def test_the_hour_of_the_close_beside_the_paragraph() -> None:
    closed = block("The Chairperson thanked all and declared the meeting closed.", label="11.46am")
    assert best(doc("**Board Minutes**", "4 March 2031", *BUSINESS, closed))["end_time"] == "11:46"


@pytest.mark.parametrize(
    ("lines", "venue"),
    [
        (
            [
                "**TOWNSHIP OF OAKFORD**",
                "COUNCIL CHAMBERS",
                "12 Mill Road",
                "**Minutes of the Meeting**",
                "Present: Ann Hill",
            ],
            "COUNCIL CHAMBERS, 12 Mill Road",
        ),
        (
            [
                "**Water Board Minutes**",
                "**1. Call to order**",
                "Ann Hill called the meeting to order at the Oak Office at 6 pm.",
            ],
            "Oak Office",
        ),
    ],
)
def test_places_above_the_title_and_in_the_opening(lines: list[str], venue: str) -> None:
    assert best(doc(*lines, *BUSINESS))["venue"] == venue


def test_the_stamp_of_a_printed_web_page_is_no_date_of_the_meeting() -> None:
    stamp = block("11/29/31, 1:32 PM\tOakford Boards", kind="header")
    d = doc(stamp, "**Oakford School Board**", "**Minutes**", "Tuesday, October 19, 2031", *BUSINESS)
    assert best(d)["date"] == "October 19, 2031"


def test_hours_in_four_digits_behind_their_label() -> None:
    told = best(doc("**Minutes of OKCF AGM held 9th March 2031**", "Time: 1800 - 1930", *BUSINESS))
    assert (told["start_time"], told["end_time"], told["body"]) == ("18:00", "19:30", "OKCF")


def test_what_somebody_says_of_a_school_is_no_place_of_the_meeting() -> None:
    said = "Ann Hill suggests we can safely spend more on the Summer School."
    assert "venue" not in best(doc("**Board Minutes**", "4 March 2031", "**1. Money**", said, *BUSINESS))


def test_the_next_meetings_of_several_committees_are_not_that_of_the_board() -> None:
    reports = [
        part
        for n, name in enumerate(("Tides", "Tolls", "Rafts"))
        for part in (f"**2.{n + 1} {name} Committee**", "All went well.", f"Next meeting: April {n + 5}, 2031")
    ]
    d = doc("**Board Minutes**", "4 March 2031", "**1. Opening**", "All rose.", "**2. Committees**", *reports)
    assert "next_date" not in best(d)


def test_an_hour_in_front_of_the_close() -> None:
    d = doc("**Board Minutes**", "4 March 2031 at 9 a.m.", *BUSINESS, "At 10:31 a.m. Council adjourned.")
    assert best(d)["end_time"] == "10:31"


@pytest.mark.parametrize(
    ("front", "body"),
    [
        (["Oakford Unified School District", "12 Mill Road", "**Board of Education Minutes**"],
         "Oakford Unified School District Board of Education"),
        (["**OAKFORD WATER DISTRICT**", "**Board of Director’s Meeting Minutes**"],
         "OAKFORD WATER DISTRICT Board of Directors"),
        ([block("OAK-NZ Steering Committee", kind="header"), "**Minutes of Steering Committee Meeting No.4**"],
         "OAK-NZ Steering Committee"),
    ],
)  # fmt: skip
def test_a_body_named_in_full_above_the_title(front: list[str], body: str) -> None:
    assert best(doc(*front, "**4 March 2031**", *BUSINESS))["body"] == body


def test_when_the_minutes_were_approved_is_not_when_the_meeting_was() -> None:
    lines = ("**MEETING SUMMARY**", "**OAKFORD PLANNING COMMISSION MEETING**", "Tuesday, May 25, 2021 5:30 p.m.")
    found = best(doc(*lines, "Meeting minutes approved August 26, 2021", *BUSINESS))
    assert found["date"] == "May 25, 2021"


def test_a_place_in_the_recording_is_no_hour_of_the_meeting() -> None:
    called = ("**1. Call to order**", "[04:29]", "Mayor Hill called the meeting to order.")
    found = best(doc("**Minutes of Oakford Town Council**", "May 25, 2021, 4:30 PM", *called, *BUSINESS))
    assert found["start_time"] == "16:30"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("**Minutes: Oak Repositories WG**", "Oak Repositories WG"),
        ("**oakmap CC meeting notes**", "oakmap CC"),
        ("**SIG-Docs weekly meeting notes**", "SIG-Docs"),
        ("**Oak Framework (OAF) TC Meeting #16 4 March 2031**", "Oak Framework (OAF) TC"),
        ("**Minutes of the 3rd meeting of the Oak Center, Q1 2031**", "Oak Center"),
        ("**Oakford Scouts – Minutes**", "Oakford Scouts"),
        ("**Minutes of Oakford Allotments AGM**", "Oakford Allotments"),
        (
            "**Minutes of a meeting of the Oakford Friends of the Park held on 4 March 2031**",
            "Oakford Friends of the Park",
        ),
        ("**Week 9 Client Meeting Minutes**", None),
        ("**Sprint 4 planning meeting**", None),
        ("**Monthly Assurance Meeting Minutes**", None),
    ],
)
def test_names_of_bodies_without_a_word_of_a_body(title: str, body: str | None) -> None:
    assert best(doc(title, "4 March 2031", "Present: Ann Hill, Ben Low", *BUSINESS)).get("body") == body


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Project Name: P22 - Oak calcs", "body", "P22 - Oak calcs"),
        ("Ann Hill led the meeting.", "chair", "Ann Hill"),
        ("Led by Ann Hill", "chair", "Ann Hill"),
        ("Facilitator - Ann", "chair", "Ann"),
        ("Meeting opened: Ann Hill at 7pm", "chair", "Ann Hill"),
        ("Ann Hill acted as chair.", "chair", "Ann Hill"),
        ("Facilitator - Cat", "chair", None),
        ("Scribes: Ann, Ben", "minute_taker", "Ann; Ben"),
        ("Notes: Attached", "minute_taker", None),
        ("Minutes compiled by Ben Low", "minute_taker", "Ben Low"),
        ("Ben Low volunteered to take minutes.", "minute_taker", "Ben Low"),
    ],
)
def test_details_of_clubs_and_projects(line: str, field: str, value: str | None) -> None:
    d = doc("**Meeting Minutes**", "4 March 2031", line, "Present: Ann, Ben", *BUSINESS)
    assert best(d).get(field) == value


def test_a_signature_in_two_lines_of_one_paragraph() -> None:
    d = doc("**Pier Club Minutes**", *BUSINESS, "The meeting closed at 9 pm.", "Ben Low M0ABC\nHon. Secretary")
    assert best(d)["minute_taker"] == "Ben Low"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Boulder, Colorado\n4 March 2031", "venue", "Boulder, Colorado"),
        ("Took place at the education center on March 4th 2031 at 2 PM.", "venue", "education center"),
        ("The meeting took place virtually, via OakConference, at 6pm (Oakford time).", "venue", "OakConference"),
        ("Meeting held at City Hall, Oakford during OakCon 2031", "venue", "City Hall, Oakford"),
        ("Meeting held at Oakspace.com at 45 Mill Street, Oakford", "venue", "Oakspace.com at 45 Mill Street, Oakford"),
        ("Mode: Zoom", "venue", "Zoom"),
        ("Mode: Formal", "venue", None),
        ("June 8th, 2031. 1700 Pacific Time", "start_time", "17:00"),
        ("Ann Hill opened the call at 7:04 am.", "start_time", "07:04"),
        ("Ann Hill opened the call at 7:04 am.", "chair", "Ann Hill"),
        ("PRESENT IN THE CHAIR: Councillor Ann Hill", "chair", "Councillor Ann Hill"),
    ],
)
def test_places_and_times_of_clubs_and_projects(line: str, field: str, value: str | None) -> None:
    assert best(doc("**Pier Club Minutes**", line, "Present: Ann Hill, Ben Low", *BUSINESS)).get(field) == value


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Next committee 8 April", "8 April"),
        ("Next Meeting #17 will be on Wednesday, April 8, 2031", "April 8, 2031"),
        ("Next Face-to-Face: April 8 in Oakford", "April 8"),
        ("The club will meet again on 8 April.", "8 April"),
        ("Next WG call on April 8", "April 8"),
        ("Next cleanup: 8 April", None),
    ],
)
def test_next_meetings_of_clubs_and_projects(line: str, day: str | None) -> None:
    m = best(doc("**Pier Club Minutes**", "4 March 2031", "Present: Ann Hill, Ben Low", *BUSINESS, line))
    assert m.get("next_date") == day


def test_both_ends_in_one_sentence() -> None:
    m = best(doc("**Pier Board Minutes**", *BUSINESS, "The meeting, which started at 7.30pm, ended at 8.49pm."))
    assert (m["start_time"], m["end_time"]) == ("19:30", "20:49")


def test_a_board_in_capitals_that_met_at_the_hour() -> None:
    m = best(
        doc("THE PIER METRO COUNCIL, STATE OF OAKLAND, MET ON MONDAY, MAY 5, 2031, AT THE HOUR OF 6:30 P.M. AT THE OAK"
            " HALL, 5 MILL ST., OAKFORD.", "Present: Ann Hill, Ben Low", *BUSINESS)
    )  # fmt: skip
    assert "title" not in m
    assert (m["body"], m["venue"]) == ("PIER METRO COUNCIL", "OAK HALL, 5 MILL ST., OAKFORD")


def test_the_secretary_whose_name_ends_the_minutes() -> None:
    lines = ["**Pier Club Minutes**", "Present: Ann Hill (Chair), Ben Low (Secretary)", *BUSINESS]
    assert best(doc(*lines, "The meeting closed at 9 pm.", "Ben Low"))["minute_taker"] == "Ben Low"
    assert "minute_taker" not in best(doc(*lines, "The meeting closed at 9 pm.", "Ann Hill"))


def test_a_clause_is_no_place_of_the_next_meeting() -> None:
    said = "Meetings are at 10.00 a.m. It was noted that the next Meeting would take place on Monday, 8 April 2031."
    m = best(doc("**Pier Board Minutes**", "4 March 2031", *BUSINESS, said))
    assert m["next_date"] == "8 April 2031"
    assert "next_venue" not in m


def test_who_submitted_a_question_wrote_no_minutes() -> None:
    lines = ["**Pier Board Minutes**", *BUSINESS, "The meeting closed at 9 pm."]
    assert "minute_taker" not in best(doc(*lines, "Question submitted by Councillor Ben Low:"))
    assert best(doc(*lines, "Respectfully amended and submitted by Ben Low"))["minute_taker"] == "Ben Low"


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Meeting dismissed at 9:15pm", "21:15"),
        ("The meeting broke up at 9:15 pm.", "21:15"),
        ("The meeting wrapped up at 9:15pm", "21:15"),
        ("9:15 pm", "21:15"),
    ],
)
def test_ends_in_other_words(line: str, time: str) -> None:
    assert best(doc("**PIER BOARD – MINUTES**", "The meeting opened at 7 pm.", *BUSINESS, line))["end_time"] == time


def test_an_end_without_a_start_is_in_the_afternoon() -> None:
    assert best(doc("**PIER BOARD – MINUTES**", *BUSINESS, "The meeting was adjourned at 5:41."))["end_time"] == "17:41"


def test_the_end_under_a_heading() -> None:
    d = doc("**PIER BOARD – MINUTES**", "The meeting opened at 7 pm.", *BUSINESS, "**3. Close**", "Time: 9:15pm")
    assert best(d)["end_time"] == "21:15"


@pytest.mark.parametrize("label", ["Scribing", "Minuting", "Minute keeper", "Secretary for the meeting"])
def test_labels_of_the_minute_taker(label: str) -> None:
    d = doc("**PIER BOARD – MINUTES**", "Present: Ann Hill", f"{label}: Dee Dale", *BUSINESS)
    assert best(d)["minute_taker"] == "Dee Dale"


def test_places_in_the_title_and_beside_the_call_to_order() -> None:
    block_ = doc("Board of Selectmen\nTown Hall\nMarch 16, 2031\nMinutes", "The meeting began at 7 pm.", *BUSINESS)
    assert best(block_)["venue"] == "Town Hall"
    house = doc("Minutes of the Pier Board\nThursday 22nd May 2031, The Old School, Oakford", *BUSINESS)
    assert best(house)["venue"] == "Old School, Oakford"
    called = doc("**PIER BOARD – MINUTES**", "Call to order: 4:15 pm, 111 Oak Hall.", *BUSINESS)
    assert best(called)["venue"] == "111 Oak Hall"
    beside = doc("**PIER BOARD – MINUTES**", "3 May 2031", "In person at the Oakford Library", *BUSINESS)
    assert best(beside)["venue"] == "Oakford Library"


def test_neither_those_who_met_nor_a_label_are_a_place() -> None:
    met = "A meeting of the Pier Board, held in was called to order at 7 p.m. by Chair, Ann Hill with members of staff."
    assert "venue" not in best(doc("**PIER BOARD – MINUTES**", met, *BUSINESS))
    label = doc("**PIER BOARD – MINUTES**", "**Place and Date**", "The Board met on 3 May 2031.", *BUSINESS)
    assert best(label).get("venue") != "Place and Date"


def test_an_officer_who_opens_is_not_the_chair_of_the_list() -> None:
    opened = "The meeting was called to order by Staff Liaison Dee Dale at 6 p.m."
    d = doc(
        "**PIER BOARD – MINUTES**", "Present: Ann Hill, Chairman, and Ben Low", "Staff: Dee Dale", opened, *BUSINESS
    )
    assert best(d)["chair"] == "Ann Hill"


def test_business_is_no_title() -> None:
    d = doc(
        "The Board signed the bills.", "Ms. Low moved to accept the Minutes of August 18, 2030, seconded by Ms. Hill."
    )
    assert "moved" not in best(d).get("title", "")


def test_listed_dates_of_meetings() -> None:
    d = doc("**PIER BOARD – MINUTES**", "3 May 2031", *BUSINESS, "Meeting dates: 7 June 2031; 5 July 2031")
    assert best(d)["next_date"] == "7 June 2031"


@pytest.mark.parametrize(
    "title",
    [
        "January Pier Mill Board Minutes",
        "Pier Mill Board Minutes 2031 May",
        "Pier Mill Board Special Minutes",
        "Pier Mill Board Zoom Minutes",
    ],
)
def test_the_body_is_named_without_the_words_of_one_meeting(title: str) -> None:
    assert best(doc(title, "4 March 2031", "Present: Ann Hill, Ben Low", *BUSINESS))["body"] == "Pier Mill Board"


def test_what_future_meetings_will_talk_about_names_no_next_meeting() -> None:
    told = "Ms Hill noted that the fares would be brought forth in January or February 2032."
    d = doc("**PIER BOARD – MINUTES**", "3 May 2031", *BUSINESS, "**2. Future meeting agenda items**", told)
    assert "next_date" not in best(d)


def test_a_name_of_a_body_that_runs_over_two_lines_at_the_head_of_pages() -> None:
    head = [block(text, kind="header") for text in ("Oakford Network for Mills and", "Ferries")]
    found = best(doc(*head, "**BOARD MEETING MINUTES**", "3 May 2031", *BUSINESS))
    assert found["body"] == "Oakford Network for Mills and Ferries BOARD"


def test_the_agenda_under_a_place_is_no_part_of_it() -> None:
    def inside(text: str, top: float) -> Block:
        box = BBox(144, top, 300, top + 12)
        return block(text, page=1, bbox=box, lines=(Line(0, len(text), 1, box, text),), indent=144.0)

    further = [inside("12 Mill Street", 120), inside("AGENDA", 134)]
    d = doc("**PIER BOARD – MINUTES**", "Date:\t3 May 2031", "Place:\tOak Hall", *further, *BUSINESS)
    assert best(d)["venue"] == "Oak Hall, 12 Mill Street"


def test_when_and_where_behind_the_list_of_those_present_tell_of_an_event() -> None:
    event = ("The picnic is planned for summer.", "When: Thursday 17 July, 6 - 8 pm", "Where: Oak Hall")
    found = best(doc("**Oakford PTA**", "Meeting Minutes, Monday 2 June 2031", "Present: Ann Hill, Ben Low", *event))
    assert found["date"] == "2 June 2031"
    assert "venue" not in found


def test_the_day_a_meeting_occurred_on_outweighs_a_day_without_year() -> None:
    m = best(
        doc(
            "**Elm Board**",
            "**Minutes, Wednesday 5 March**",
            "A meeting of the Elm Board occurred on Tuesday 4 March 2031, at the Oak Inn, with all members there.",
            *BUSINESS,
        )
    )
    assert m["date"] == "4 March 2031"


@pytest.mark.parametrize(
    ("opening", "chair"),
    [
        (
            "The Senate was called to order on May 5, 2031, at 3:00 PM, in the Harbour Center by President Ann Hill.",
            "Ann Hill",
        ),
        ("The meeting was called to order (nobody used those words) at 4:03 pm BST by Ann Hill.", "Ann Hill"),
        ("President Ann Hill called Oakford Senate Meeting 40 to order at 5:38 p.m. on 5 May 2031.", "Ann Hill"),
        ("Hill, Senate President, called the meeting to order and welcomed the guests.", "Hill"),
        ("Ann chaired the meeting.", "Ann"),
        ("Everything was ready. It was called to order and the notes of May were read by Ann Hill.", None),
    ],
)
def test_who_opened_the_meeting(opening: str, chair: str | None) -> None:
    d = doc("**OAKFORD SENATE**", "**Minutes of 5 May 2031**", opening, "**1. Roads**", "The roads were mended.")
    assert best(d).get("chair") == chair


def test_lines_that_tell_what_was_done_name_no_venue() -> None:
    front = ("**OAKFORD PIER BOARD**", "**Minutes of 5 May 2031**")
    items = ("**1. Roads**", "The roads were mended.")
    for line in (
        "Electronically approved",
        "Meeting convened at 1:05 p.m. by Ann Hill.",
        "Oaths of Office – Ann led them, and all signed",
    ):
        assert "venue" not in best(doc(*front, line, *items))
    d = doc("**Minutes of the Pier Board held via Zoom on Monday 5 May 2031 commencing at 19:00.**", *items)
    assert best(d)["venue"] == "Zoom"


@pytest.mark.parametrize(
    ("title", "body"),
    [("QUAY BOARD MEETING MINUTES (DRAFT)", "QUAY BOARD"), ("Quay Board Action Log as 9 July 2031", "Quay Board")],
)
def test_nothing_is_left_behind_the_name_of_a_body(title: str, body: str) -> None:
    assert best(doc(f"**{title}**", "4 March 2031", "Present: Ann Hill, Ben Low", *BUSINESS))["body"] == body
