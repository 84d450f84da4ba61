"""The outline of one document's records."""

from __future__ import annotations

from minutebook.records import (
    Action,
    AgendaItem,
    Decision,
    DocumentRecord,
    Finding,
    Meeting,
    Minutes,
    NextMeeting,
    NoticeRecord,
    Person,
    Question,
    Update,
)
from minutebook.show import show


def test_records_stand_under_their_items() -> None:
    text = show(
        Minutes(
            document=DocumentRecord(id="1" * 16, source="may.pdf"),
            meeting=Meeting(
                id="m-1", body="Harbour Board", date="2021-05-04", start_time="19:00", end_time="21:00",
                next_meeting=NextMeeting(date="2021-06-01"),
            ),
            attendance=(Person(id="p-1", name="Ann Quill", role="Chair", abbreviation="AQ", status="present"),),
            agenda_items=(
                AgendaItem(id="i-1", number="2", title="Cranes", level=1, page=1),
                AgendaItem(id="i-2", number="2.1", title="The old crane", level=2, page=2),
            ),
            questions=(Question(id="q-1", item="i-2", number="1", text="Is it safe?", put_to="BR", page=2),),
            findings=(
                Finding(id="f-1", item="i-2", question="q-1", text="It is.\nMostly.", page=2),
                Finding(id="f-2", item="i-1", text="All is well.", page=1),
            ),
            decisions=(Decision(id="d-1", item="i-2", text="To mend it.", mover="AQ", votes_for=3, outcome="carried"),),
            actions=(
                Action(id="a-1", item="i-2", text="Mend it", owners=("BR",), due_date="2021-06-03", page=2),
                Action(id="a-2", text="Call the smith", due_text="asap", status="done", origin="earlier", marked=False),
            ),
            updates=(Update(id="u-1", item="i-1", text="The smith has been paid.", status="done", page=1),),
            notices=(NoticeRecord(code="N07", message="A question has no finding.", page=1),),
        )
    )  # fmt: skip
    assert (
        text
        == """\
Harbour Board

Date:         2021-05-04 19:00-21:00
Next meeting: 2021-06-01
File:         may.pdf

Present
  Ann Quill (AQ), Chair

Under no item
  Action: Call the smith [due asap; done; from an earlier meeting; promised in the text]

2  Cranes (p. 1)
  Finding: All is well. (p. 1)
  Update (done): The smith has been paid. (p. 1)

  2.1  The old crane (p. 2)
    Question 1 (to BR): Is it safe? (p. 2)
      Finding: It is.
        Mostly. (p. 2)
    Decision (resolved): To mend it. [moved by AQ; carried; 3 for]
    Action: Mend it [BR; due 2021-06-03] (p. 2)

Please check
  N07 A question has no finding. (p. 1)
"""
    )
