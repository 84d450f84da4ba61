"""People over the meetings of a body: whose name is whose, roles and their periods, who owes a task."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.follow.owners import named
from minutebook.follow.past import Past
from minutebook.follow.people import People, people
from minutebook.follow.registers import Mention, Task
from pasts import past

DATES = ("2021-01-12", "2021-02-09", "2021-03-09", "2021-04-13")


Entry = str | tuple[str, str, str | None]


def lists(*meetings: Sequence[Entry]) -> Past:
    """Attendance lists of monthly meetings; each entry is a name or a name, a status and a role."""
    dated = []
    for date, entries in zip(DATES, meetings, strict=False):
        rows = []
        for entry in entries:
            name, status, role = (entry, "present", None) if isinstance(entry, str) else entry
            rows.append({"name": name, "status": status, "role": role})
        dated.append((date, {"attendance": rows}))
    return past(*dated)


def read(held: Past) -> People:
    return people(held, [m["document_id"] for m in held.meetings])


def names(known: People) -> list[str]:
    return [i.name for i in known.individuals]


@pytest.mark.parametrize("short", ["A Quill", "A. Quill", "Cllr Quill", "Mrs Quill", "ANN QUILL", "Ann J Quill"])
def test_a_shorter_form_is_the_one_person_whose_name_it_can_be(short: str) -> None:
    known = read(lists(["Ann Quill", "Bob Reed"], [short, "Bob Reed"]))
    assert len(known.individuals) == 2 and known.likenesses == ()
    one = next(i for i in known.individuals if "uill" in i.name.lower())
    assert set(one.names) == {"Ann Quill", short} and one.present == 2


def test_a_short_form_that_fits_two_people_is_left_apart_and_listed() -> None:
    known = read(lists(["Ann Quill", "Alan Quill"], ["A Quill"]))
    assert len(known.individuals) == 3
    assert {(d.name, d.other) for d in known.likenesses} == {("A Quill", "Ann Quill"), ("A Quill", "Alan Quill")}


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Quill", "A Quill"), ("Ann Quill", "Anna Quill"), ("Ann Quill", "Ann Quilt")]
)
def test_names_that_stand_in_one_list_are_two_people(one: str, other: str) -> None:
    known = read(lists([one, other], [other]))
    assert len(known.individuals) == 2


def test_titles_of_a_man_and_a_woman_are_not_one_person() -> None:
    known = read(lists(["Mrs Ann Quill"], ["Mr A Quill"]))
    assert len(known.individuals) == 2 and "titles" in known.likenesses[0].why


@pytest.mark.parametrize("other", ["Ann Quil", "Anne Quill", "Annabel Quill"])
def test_a_misprint_or_a_short_first_name_is_listed_and_not_merged(other: str) -> None:
    known = read(lists(["Ann Quill"], [other]))
    assert len(known.individuals) == 2
    assert {known.likenesses[0].name, known.likenesses[0].other} == {"Ann Quill", other}


def test_attendance_is_counted_from_the_first_to_the_last_meeting() -> None:
    known = read(
        lists(
            ["Bob Reed"],
            ["Ann Quill", "Bob Reed"],
            [("Ann Quill", "apologies", None), "Bob Reed"],
            ["Ann Quill", ("Bob Reed", "absent", None), ("Cy Tarn", "in_attendance", "Clerk")],
        )
    )
    ann, bob, cy = (next(i for i in known.individuals if i.name == n) for n in ("Ann Quill", "Bob Reed", "Cy Tarn"))
    assert (ann.first_date, ann.last_date, ann.meetings) == ("2021-02-09", "2021-04-13", 3)
    assert (ann.present, ann.apologies, ann.rate) == (2, 1, 0.667)
    assert (bob.present, bob.absent, bob.rate) == (3, 1, 0.75)
    assert (cy.in_attendance, cy.rate) == (1, None)


def test_a_meeting_counts_once_for_a_person_whom_it_lists_twice() -> None:
    known = read(lists([("Ann Quill", "in_attendance", "Clerk"), "Ann Quill"]))
    assert (known.individuals[0].present, known.individuals[0].in_attendance) == (1, 0)


def test_a_role_lasts_until_another_is_printed() -> None:
    known = read(
        lists(
            [("Ann Quill", "present", "Deputy Chair")],
            ["Ann Quill"],
            [("Ann Quill", "present", "The Chairman")],
            [("Ann Quill", "present", "Chair")],
        )
    )
    assert [(t.role, t.first_date, t.last_date, t.meetings) for t in known.terms] == [
        ("Deputy Chair", "2021-01-12", "2021-01-12", 1),
        ("Chair", "2021-03-09", "2021-04-13", 2),
    ]
    assert known.individuals[0].roles == ("Deputy Chair (2021-01-12)", "Chair (2021-03-09 to 2021-04-13)")


def test_who_held_a_role_on_a_date() -> None:
    ann, bob = ("Ann Quill", "present", "DCC"), ("Bob Reed", "present", "DCC")
    known = read(lists([ann], [ann], [bob], [bob]))
    assert known.holders("DCC", "2021-02-09") == ("Ann Quill",)
    assert known.holders("the DCC", "2021-03-20") == ("Bob Reed",)
    assert known.holders("DCC", "2021-02-20") == known.holders("ACC", "2021-02-09") == known.holders("DCC", None) == ()
    both = read(lists([ann, bob], [ann, bob]))
    assert both.holders("DCC", "2021-01-12") == ()


def test_a_task_names_its_owner() -> None:
    held = past(
        (
            "2021-01-12",
            {
                "attendance": [
                    {"name": "Ann Quill", "status": "present"},
                    {"name": "Bob Reed", "role": "DCC", "status": "present"},
                ],
                "actions": [{"text": "Call", "owners": "AQ", "owner_people": "a1"}, {"text": "Write", "owners": "DCC"}],
            },
        )
    )
    tasks = (Task(task_id="t1"), Task(task_id="t2"), Task(task_id="t3"))
    mentions = tuple(
        Mention(task_id=f"t{k}", action_id=f"a{k}", owners=owners, document_id="d1", meeting_date="2021-01-12")
        for k, owners in enumerate([("AQ",), ("DCC",), ()], start=1)
    )
    known = people(held, ["d1"])
    assert [t.owner_names for t in named(held, tasks, mentions, known)] == [("Ann Quill",), ("Bob Reed",), ()]


NAMES = st.lists(
    st.text(alphabet=st.sampled_from("ABab .'-éÅ0\n"), min_size=1, max_size=12).filter(str.strip),
    max_size=5,
    unique=True,
)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_nobody_is_lost_and_nobody_is_counted_twice(meetings: list[list[str]]) -> None:
    held = lists(*meetings)
    known = read(held)
    assert len({i.individual_id for i in known.individuals}) == len(known.individuals)
    printed = {n for entries in meetings for n in entries}
    assert sorted(n for i in known.individuals for n in i.names) == sorted(printed)
    for one in known.individuals:
        assert 1 <= one.present <= one.meetings <= len(meetings)
    assert set(known.listed) == {
        (f"d{m}", f"a{k}") for m, entries in enumerate(meetings, 1) for k in range(1, len(entries) + 1)
    }


def test_the_order_of_the_lists_does_not_matter() -> None:
    one = read(lists(["Ann Quill", "A Quill", "Bob Reed"], ["B Reed", "Quill"]))
    other = read(lists(["Bob Reed", "A Quill", "Ann Quill"], ["Quill", "B Reed"]))
    assert (one.individuals, one.likenesses) == (other.individuals, other.likenesses)
    assert sorted(names(one)) == ["A Quill", "Ann Quill", "Bob Reed", "Quill"]
