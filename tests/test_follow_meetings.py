"""Which minutes are of one meeting, which of them count, what changed, and when they were approved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.follow.meetings import days_between, occasions
from minutebook.follow.past import Past
from pasts import past

ITEMS = ["Apologies", "Declarations of interest", "Slipway repairs", "Moorings", "Dredging of the east basin"]
PEOPLE = ["Ann Hill", "Bo Reed", "Cy Lake"]


def held(*titles: str, people: list[str] = PEOPLE, **tables: Any) -> dict[str, Any]:
    """The rows of minutes with these items and people, and other tables."""
    attendance = [{"name": n, "status": "present"} for n in people]
    return {"agenda_items": [{"title": t} for t in titles or ITEMS], "attendance": attendance, **tables}


def with_heads(found: Past, *heads: dict[str, Any]) -> Past:
    """The same minutes with other columns of their meetings."""
    meetings = tuple({**m, **h} for m, h in zip(found.meetings, heads, strict=True))
    rows = {t: {d: [dict(r) for r in rs] for d, rs in by.items()} for t, by in found.rows.items()}
    for m in meetings:
        rows["meetings"][m["document_id"]] = [m]
        for by in rows.values():
            for r in by.get(m["document_id"], ()):
                r["source"] = m["source"]
    return Past(found.body, meetings, rows)


def test_a_draft_and_the_approved_minutes_are_one_meeting() -> None:
    draft = held(decisions=[{"text": "RESOLVED to dredge the basin", "outcome": None}])
    final = held(decisions=[{"text": "RESOLVED to dredge the basin", "outcome": "carried"}])
    found = with_heads(past(("2031-05-06", draft), ("2031-05-06", final)), {"status": "draft"}, {"status": "approved"})
    (meeting,), changes = occasions(found)
    assert (meeting.document_id, meeting.versions, meeting.others, meeting.status) == ("d2", 2, ("d1.pdf",), "approved")
    assert [(c.table, c.kind, c.fields, c.before, c.after) for c in changes] == [
        ("meetings", "changed", ("status",), "status: draft", "status: approved"),
        (
            "decisions",
            "changed",
            ("outcome",),
            "RESOLVED to dredge the basin; outcome: none",
            "RESOLVED to dredge the basin; outcome: carried",
        ),
    ]
    assert meeting.differences == 2


def test_what_was_added_removed_and_reworded() -> None:
    old = held(*ITEMS, people=["Ann Hill", "Bo Reed"], actions=[{"text": "Bo Reed to price two new fenders"}])
    new = held(
        *ITEMS[:-1], people=["Cllr Ann Hill", "Cy Lake"], actions=[{"text": "Bo Reed to price three new fenders"}]
    )
    found = with_heads(
        past(("2031-05-06", new), ("2031-05-06", old)), {"source": "signed.pdf"}, {"source": "draft.pdf"}
    )
    (meeting,), changes = occasions(found)
    assert meeting.source == "signed.pdf", "the name of the file tells, where the minutes do not"
    assert [(c.table, c.kind, c.before, c.after) for c in changes] == [
        ("attendance", "changed", "Ann Hill", "Cllr Ann Hill"),
        ("attendance", "added", None, "Cy Lake"),
        ("attendance", "removed", "Bo Reed", None),
        ("agenda_items", "removed", "Dredging of the east basin", None),
        ("actions", "changed", "Bo Reed to price two new fenders", "Bo Reed to price three new fenders"),
    ]


@pytest.mark.parametrize(
    ("heads", "counts"),
    [
        ([{"source": "a.docx"}, {"source": "a.pdf"}], "a.pdf"),
        ([{"source": "final.docx"}, {"source": "a.pdf"}], "final.docx"),
        ([{"source": "a draft.pdf"}, {"source": "a.docx"}], "a.docx"),
        ([{"source": "a.docx", "status": "approved"}, {"source": "final.pdf"}], "a.docx"),
        ([{"source": "a.pdf", "status": "draft"}, {"source": "b.docx"}], "b.docx"),
    ],
)
def test_which_minutes_count(heads: list[dict[str, Any]], counts: str) -> None:
    (meeting,), _ = occasions(with_heads(past(("2031-05-06", held()), ("2031-05-06", held())), *heads))
    assert meeting.source == counts


def test_the_fullest_minutes_count() -> None:
    found = with_heads(
        past(("2031-05-06", held(*ITEMS[:4])), ("2031-05-06", held())), {"source": "a.pdf"}, {"source": "b.docx"}
    )
    (meeting,), changes = occasions(found)
    assert meeting.source == "b.docx"
    assert [c.kind for c in changes] == ["added"]


def test_two_meetings_of_one_day_stay_two() -> None:
    annual = held("Apologies", "Election of the chair", "Appointment of trustees", "Annual accounts")
    (_, other), changes = occasions(past(("2031-05-06", held()), ("2031-05-06", annual)))
    assert (other.versions, other.days_since, changes) == (1, 0, ())


def test_other_hours_make_other_meetings_of_half_the_same_business() -> None:
    some = held("Apologies", "Declarations of interest", "Slipway repairs", "Closed session")
    found = past(("2031-05-06", held()), ("2031-05-06", some))
    assert len(occasions(with_heads(found, {"start_time": "18:00"}, {"start_time": "18:05"}))[0]) == 1
    assert len(occasions(with_heads(found, {"start_time": "18:00"}, {"start_time": "20:00"}))[0]) == 2


def test_copies_are_one_meeting_though_one_has_no_date() -> None:
    (meeting,), _ = occasions(past(("2031-05-06", held()), (None, held())))
    assert (meeting.date, meeting.versions) == ("2031-05-06", 2)


def test_other_days_are_other_meetings_however_alike() -> None:
    first, second = occasions(past(("2031-05-06", held()), ("2031-06-03", held())))[0]
    assert (first.days_since, second.days_since) == (None, 28)


@pytest.mark.parametrize(
    ("item", "text", "approved"),
    [
        (None, "The minutes of the meeting of 6 May 2031 were agreed as a true record.", True),
        (None, "Motion to approve the minutes of May 6 was carried.", True),
        ("Minutes of 6th May 2031", "These were signed as a true and accurate record.", True),
        ("Minutes of 6th May 2031", "It was agreed to buy a fender.", False),
        (None, "Approval of the minutes of 6 May 2031 was deferred.", False),
        (None, "The minutes of 8 April 2031 were approved.", False),
        (None, "The minutes of the last meeting were approved.", False),
    ],
)
def test_later_minutes_say_that_minutes_were_approved(item: str | None, text: str, approved: bool) -> None:
    later = held(decisions=[{"text": text, "item_title": item}])
    first, _ = occasions(past(("2031-05-06", held()), ("2031-06-03", later)))[0]
    assert (first.approved_date, first.status) == (("2031-06-03", "approved") if approved else (None, None))


def test_the_last_minutes_are_those_that_named_the_day() -> None:
    later = held(decisions=[{"text": "The minutes of the last meeting were approved."}])
    found = past(("2031-05-06", held()), ("2031-06-03", later))
    first, _ = occasions(with_heads(found, {"next_meeting_date": "2031-06-03"}, {}))[0]
    assert first.approved_date == "2031-06-03"


def test_days_are_counted_where_both_are_known_to_the_day() -> None:
    assert days_between("2031-05-06", "2031-06-03") == 28
    assert days_between("2031-05", "2031-06-03") is None
    assert days_between(None, "2031-06-03") is None


DATES = st.sampled_from([None, "2031", "2031-05", "2031-05-06", "2031-05-07"])


@settings(deadline=None)
@given(st.lists(st.tuples(DATES, st.lists(st.sampled_from([*ITEMS, ""]), max_size=5)), max_size=8))
def test_every_document_is_of_one_meeting(found: list[tuple[str | None, list[str]]]) -> None:
    ordered = sorted(found, key=lambda f: (f[0] is None, f[0] or ""))
    whole = past(*((date, {"agenda_items": [{"title": t} for t in titles]}) for date, titles in ordered))
    meetings, changes = occasions(whole)
    sources = [s for m in meetings for s in (m.source, *m.others)]
    assert sorted(sources) == sorted(m["source"] for m in whole.meetings)
    assert sum(m.differences for m in meetings) == len(changes)
    assert all(m.versions == 1 + len(m.others) for m in meetings)
