"""Tasks followed from meeting to meeting."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.follow.past import Past
from minutebook.follow.registers import Mention, Task
from minutebook.follow.tasks import tasks
from pasts import past

TABLE, LABEL, PROSE = "actions.table", "actions.label.colon", "actions.modal"


def action(text: str, owners: str | None = None, **more: Any) -> dict[str, Any]:
    """The columns of a task that was printed as an action."""
    found = {"origin": "this", "status": "open", "marked": True, "evidence_rule": TABLE, "evidence_confidence": 0.9}
    return {**found, "text": text, "owners": owners, "evidence_quote": text, **more}


def again(text: str, owners: str | None = None, **more: Any) -> dict[str, Any]:
    """The columns of a task that was printed as an earlier meeting's."""
    return action(text, owners, **{"origin": "earlier", **more})


def followed(found: Past) -> tuple[tuple[Task, ...], tuple[Mention, ...]]:
    return tasks(found, [m["document_id"] for m in found.meetings])


def chains(found: Past) -> list[list[str]]:
    """The texts of each task's mentions."""
    held, mentions = followed(found)
    return [[m.text for m in mentions if m.task_id == t.task_id] for t in held]


def meetings(*actions: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Past:
    """Minutes of meetings a month apart, each with these tasks; other tables are of the last."""
    last = len(actions)
    return past(
        *((f"2031-{n:02}-10", {"actions": a, **(tables if n == last else {})}) for n, a in enumerate(actions, start=1))
    )


FENDER = "Bo Reed to price two new fenders for the slipway"


def test_a_task_of_a_log_is_followed() -> None:
    found = meetings(
        [action(FENDER, "BR", due_text="10 February", due_date="2031-02-10", item_title="Slipway", item_path="4")],
        [again(FENDER, "BR", update="One quote so far", due_text="10 March", due_date="2031-03-10")],
        [again(FENDER, "CL", status="done", update="Ordered", page=3)],
        [],
    )
    (task,), (first, second, third) = followed(found)
    assert (task.state, task.arose_date, task.done_date, task.as_of_date) == (
        "done",
        "2031-01-10",
        "2031-03-10",
        "2031-04-10",
    )
    assert (task.days_open, task.mentions, task.update) == (59, 3, "Ordered")
    assert (task.owners, task.due_date) == (("CL",), "2031-03-10")
    assert task.changes == (
        "2031-02-10: due 2031-02-10 became 2031-03-10",
        "2031-03-10: owner BR became CL",
    )
    assert (task.source, task.last_source, task.last_page, task.item_path) == ("d1.pdf", "d3.pdf", 3, "4")
    assert [(m.kind, m.number, m.status) for m in (first, second, third)] == [
        ("arose", 1, "open"),
        ("again", 2, "open"),
        ("again", 3, "done"),
    ]
    assert (first.link, first.sure) == ("", 1.0)
    assert second.link == "same words; printed as an earlier meeting's; same owner"
    assert task.least_sure == min(second.sure, third.sure) > 0.9


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "Ann Hill to write to the ferry company about the timetable",
            "AH to write to ferry company re timetable - chase",
        ),
        ("Clerk to order a bench for the east quay", "MODIFIED: Clerk to order two benches for the east quay"),
        ("Contact the diving club", "Contact the diving club. New date: ask for a survey of the wreck by the summer"),
    ],
)
def test_a_reworded_task_is_the_same(earlier: str, later: str) -> None:
    other = "Cy Lake to renew the insurance of the dredger"
    assert chains(meetings([action(earlier), action(other)], [again(later), again(other)])) == [
        [earlier, later],
        [other, other],
    ]


def test_a_correction_of_the_earlier_minutes_is_no_news() -> None:
    words = "Bo Reed will ask two yards to price new fenders for the slipway"
    assert [len(c) for c in chains(meetings([action(words)], [action(f"Item 6 should read; {words}")]))] == [1, 1]


def test_a_reference_tells_two_tasks_of_one_item_apart() -> None:
    first = [
        action("NO to draft a reply", "NO", reference="May31.02"),
        action("NO to ring the mill", "NO", reference="May31.02"),
    ]
    later = [
        again("NO to ring the mill", "NO", reference="May 31.02"),
        again("NO to draft a reply and post it", "NO", reference="May 31.02"),
        again("NO to ring the mill", "NO", reference="June31.07"),
    ]
    held, mentions = followed(meetings(first, later))
    assert [t.mentions for t in held] == [2, 2, 1]
    assert mentions[1].link.startswith("same reference May 31.02")


def test_another_reference_is_another_task_though_the_words_are_alike() -> None:
    first = [action("Clerk to answer the planning application", "Clerk", reference="2031/15")]
    later = [again("Clerk to answer a planning application", "Clerk", reference="2031/18")]
    assert len(chains(meetings(first, later))) == 2


def test_numbers_that_count_rows_tell_nothing() -> None:
    first = [action("Buy paint for the hut", reference="1"), action("Mend the winch of the slip", reference="2")]
    later = [again("Mend the winch of the slip", reference="1"), again("Sweep the quay", reference="2")]
    assert chains(meetings(first, later)) == [
        ["Buy paint for the hut"],
        ["Mend the winch of the slip"] * 2,
        ["Sweep the quay"],
    ]


def test_a_routine_that_arises_at_every_meeting_is_a_new_task_each_time() -> None:
    routine = action("Clerk to place the minutes on the website", "Clerk")
    assert len(chains(meetings(*([routine] for _ in range(5))))) == 5


def test_a_list_that_is_printed_again_is_no_routine() -> None:
    texts = ["Sign up for the regatta", "Post the tide tables", "Name a candidate for the lifeboat crew"]
    again_and_again = [[action(t) for t in texts] for _ in range(4)]
    assert [len(c) for c in chains(meetings(*again_and_again))] == [4, 4, 4]


def test_alike_tasks_of_two_people_stay_two() -> None:
    each = [action("Review the new berth rules sent by the Harbour Master", o) for o in ("Ann Hill", "Bo Reed")]
    later = [again("Review the new berth rules sent by the Harbour Master", o) for o in ("Bo Reed", "Ann Hill")]
    held, _ = followed(meetings(each, later))
    assert [t.owners for t in held] == [("Ann Hill",), ("Bo Reed",)]
    assert all(t.mentions == 2 and not t.changes for t in held)


def test_the_same_words_for_many_people_are_a_task_for_each_of_them() -> None:
    people = ("Ann Hill", "Bo Reed", "Cy Lake", "Di Moor", "Ed Ford", "Flo Gill")
    words = "Read the new berth rules sent by the Harbour Master"
    lists = [[action(words, p) for p in people[:5]], [again(words, p) for p in people[1:]]]
    held, _ = followed(meetings(*lists, [again(words, "Bo Reed")]))
    assert [(t.owners[0], t.mentions, t.changes) for t in held] == [
        (p, n, ()) for p, n in zip(people, (1, 3, 2, 2, 2, 1), strict=True)
    ]


def test_everybody_again_is_no_change_of_owner() -> None:
    (task,), _ = followed(meetings([action(FENDER, "Council")], [again(FENDER, "Council")]))
    assert task.changes == ()


def test_initials_and_a_full_name_are_no_change_of_owner() -> None:
    (task,), _ = followed(meetings([action(FENDER, "Bo Reed")], [again(FENDER, "BR")], [again(FENDER, "Bo")]))
    assert task.changes == ()


def test_what_a_document_prints_twice_is_one_mention() -> None:
    first = [
        action(
            "Bo Reed will ask two yards to price new fenders for the slipway.",
            "Bo Reed",
            evidence_rule=PROSE,
            item_path="31/7",
        ),
        action("Cy Lake will sweep the quay.", "Cy Lake", evidence_rule=PROSE),
        action("Ask two yards to price fenders", "BR", reference="31/7", due_text="June"),
    ]
    held, mentions = followed(meetings(first))
    assert len(held) == 2
    assert (mentions[0].action_id, mentions[0].other_action_ids, mentions[0].due_text) == ("a3", ("a1",), "June")


@pytest.mark.parametrize(
    ("text", "owner", "people", "row", "initials", "same"),
    [
        ("Clerk to write to the yard", "Clerk", "p1", "Clerk to write to the yard about the rust", "BR", True),
        ("Clerk to write to the yard", "Clerk", "p2", "Clerk to write to the yard about the rust", "BR", False),
        (
            "Clerk to claim the tax on the fenders of May",
            "Clerk",
            None,
            "Claim the tax on the fenders of May",
            "BR",
            True,
        ),
        (
            "Bo Reed to speak to the diver on the weed in the dock",
            "BR",
            None,
            "Ask the diver to clear the dock of weed",
            "BR",
            True,
        ),
        ("Bo Reed to speak to the diver on the weed in the dock", "BR", None, "Pay the diver", "BR", False),
    ],
)
def test_a_task_of_the_text_and_of_the_log_behind_it_is_one(
    text: str, owner: str, people: str | None, row: str, initials: str, *, same: bool
) -> None:
    rows = [
        action(text, owner, owner_people=people, evidence_rule=PROSE),
        action(row, initials, owner_people="p1" if people else None),
        action("Sweep the quay", "CL"),
    ]
    assert len(followed(meetings(rows))[0]) == (2 if same else 3)


def test_rows_of_one_table_are_tasks_of_their_own() -> None:
    rows = [action(f"Clerk to book the hall for the {m} meeting of the board") for m in ("May", "June")]
    assert len(chains(meetings(rows))) == 2


ITEMS: list[dict[str, Any]] = [
    {"title": "Matters arising", "item_id": "i1", "path": "3"},
    {"title": "Fenders", "item_id": "i2", "parent_id": "i1", "path": "3.1", "page": 2, "evidence_quote": "Fenders"},
    {"title": "Library", "item_id": "i3", "path": "4"},
]


def test_an_item_of_matters_arising_tells_of_a_task() -> None:
    found = meetings(
        [action("The yard will be asked again to price them.", "BR", item_title="Fenders"), action("Sweep the quay")],
        [],
        agenda_items=ITEMS,
        decisions=[{"text": "The quotation was noted.", "item_id": "i2"}],
    )
    (task, quay), mentions = followed(found)
    assert (task.mentions, task.state, task.update, quay.mentions) == (2, "open", "The quotation was noted.", 1)
    told = mentions[1]
    assert (told.kind, told.action_id, told.text, told.page) == ("update", "", "Fenders", 2)
    assert 0.7 <= told.sure < 1


def test_the_same_heading_two_years_on_tells_nothing() -> None:
    empty: list[list[dict[str, Any]]] = [[] for _ in range(4)]
    found = meetings(
        [action("The yard will be asked to price them.", item_title="Fenders")], *empty, agenda_items=ITEMS
    )
    assert [t.mentions for t in followed(found)[0]] == [1]


@pytest.mark.parametrize(
    ("due", "months", "state"),
    [
        (None, 1, "open"),
        (None, 2, "open"),
        (None, 3, "dropped"),
        ("2031-02-09", 2, "overdue"),
        ("2031-02-10", 2, "open"),
        ("2031-02", 2, "open"),
        ("2031-02", 3, "overdue"),
        ("2031-01", 3, "overdue"),
        ("2032", 3, "dropped"),
    ],
)
def test_the_state_of_a_task_that_is_not_done(due: str | None, months: int, state: str) -> None:
    found = meetings([action(FENDER, due_date=due)], *([action("Sweep the quay")] for _ in range(months - 1)))
    held, _ = followed(found)
    assert held[0].state == state


def test_a_task_that_is_taken_up_again_is_not_done() -> None:
    (task,), _ = followed(meetings([action(FENDER)], [again(FENDER, status="done")], [again(FENDER)]))
    assert (task.state, task.done_date) == ("open", None)


def test_minutes_without_a_date_are_put_in_order_by_the_name_of_their_file() -> None:
    found = past((None, {"actions": [action(FENDER)]}), ("2031-05-06", {"actions": [again(FENDER)]}))
    undated = {**found.meetings[0], "source": "20310402-minutes.pdf"}
    found.rows["meetings"]["d1"] = [undated]  # type: ignore[index]
    (task,), mentions = followed(Past(found.body, (undated, found.meetings[1]), found.rows))
    assert [m.meeting_date for m in mentions] == [None, "2031-05-06"]
    assert (task.arose_date, task.days_open, task.last_mention_date) == (None, None, "2031-05-06")


def test_a_list_without_a_date_says_nothing_of_how_things_stand_now() -> None:
    found = past(
        ("2031-05-06", {"actions": [action(FENDER, "BR")]}),
        ("2031-06-03", {"actions": [again(FENDER, "BR", status="done")]}),
        (None, {"actions": [again(FENDER, "CL", update="In hand")]}),
    )
    (task,), _ = followed(found)
    assert (task.mentions, task.state, task.done_date, task.owners, task.changes) == (
        3,
        "done",
        "2031-06-03",
        ("BR",),
        (),
    )


def test_only_documents_that_count_are_followed() -> None:
    found = meetings([action(FENDER)], [again(FENDER)], [again(FENDER)])
    held, mentions = tasks(found, ["d1", "d3"])
    assert [m.document_id for m in mentions] == ["d1", "d3"]
    assert held[0].mentions == 2


def test_a_task_knows_the_question_from_which_it_arose() -> None:
    found = meetings(
        [action(FENDER, question_id="q1")], questions=[{"question_id": "q1", "text": "Are the fenders worn?"}]
    )
    assert followed(found)[0][0].question_text == "Are the fenders worn?"


TEXTS = st.sampled_from([FENDER, "Sweep the quay", "Sweep the quay and the slip", "", "…", "Clerk to write", "BR"])
ROWS = st.builds(
    action,
    TEXTS,
    st.sampled_from([None, "BR", "Bo Reed", "; ", "Clerk; BR"]),
    reference=st.sampled_from([None, "1", "31/7", "May31.02"]),
    origin=st.sampled_from(["this", "earlier"]),
    status=st.sampled_from(["open", "done"]),
    due_text=st.sampled_from([None, "June"]),
    due_date=st.sampled_from([None, "2031", "2031-06", "2031-06-01"]),
    update=st.sampled_from([None, "In hand"]),
    evidence_rule=st.sampled_from([TABLE, LABEL, PROSE, None]),
    item_title=st.sampled_from([None, "Matters arising", "Quay"]),
    item_path=st.sampled_from([None, "4.1"]),
)
HELD = st.tuples(st.sampled_from([None, "2031", "2031-05", "2031-05-06", "2031-06-03"]), st.lists(ROWS, max_size=5))


@settings(max_examples=60, deadline=None)
@given(st.lists(HELD, max_size=5))
def test_every_record_is_in_one_mention_of_one_task(found: list[tuple[str | None, list[dict[str, Any]]]]) -> None:
    ordered = sorted(found, key=lambda f: (f[0] is None, f[0] or ""))
    whole = past(*((date, {"actions": rows, "agenda_items": [{"title": "Quay"}]}) for date, rows in ordered))
    held, mentions = followed(whole)
    told = sorted((m.document_id, a) for m in mentions for a in (m.action_id, *m.other_action_ids) if a)
    assert told == sorted((d, r["action_id"]) for d, rows in whole.rows.get("actions", {}).items() for r in rows)
    assert [m.task_id for m in mentions] == [t.task_id for t in held for _ in range(t.mentions)]
    assert len({t.task_id for t in held}) == len(held)
    for task in held:
        own = [m for m in mentions if m.task_id == task.task_id]
        assert [m.number for m in own] == list(range(1, len(own) + 1))
        assert len({m.document_id for m in own}) == len(own), "one mention a document"
        assert (task.document_id, task.action_id) == (own[0].document_id, own[0].action_id)
        assert task.least_sure == min((m.sure for m in own[1:]), default=1.0)
        assert task.state in {"done", "open", "overdue", "dropped"}


# --- passages that tell what became of a task


def update(text: str, **more: Any) -> dict[str, Any]:
    """The columns of a passage that tells of an earlier matter."""
    return {"text": text, "evidence_quote": text, "page": 2, **more}


LADDER = action("Bo Reed will ask the yard to mend the ladder of the east quay.", "Bo Reed", item_path="4")


def told(*updates: dict[str, Any], tasks_before: list[dict[str, Any]] | None = None, **tables: Any) -> list[Any]:
    """What each task of a meeting became by the updates of the next: its state, and its last mention's words."""
    found = meetings(tasks_before or [LADDER], [], updates=list(updates), **tables)
    held, mentions = followed(found)
    last = {m.task_id: m for m in mentions}
    return [(t.state, last[t.task_id].text if last[t.task_id].number > 1 else None) for t in held]


def test_a_passage_that_tells_what_became_of_a_task_is_a_mention_with_its_place() -> None:
    text = "The ladder of the east quay has been mended by the yard."
    found = meetings([LADDER], [], updates=[update(text, status="done")])
    (task,), (_, mention) = followed(found)
    assert (task.state, task.done_date, task.update) == ("done", "2031-02-10", text)
    assert (mention.kind, mention.text, mention.page, mention.quote) == ("update", text, 2, text)
    assert (mention.action_id, mention.update_id, mention.document_id) == ("", "u1", "d2")
    assert 0.85 <= mention.sure < 1


@pytest.mark.parametrize("status", [None, "open"])
def test_a_passage_that_does_not_say_so_closes_nothing(status: str | None) -> None:
    text = "Bo Reed has spoken to the yard about the ladder of the east quay."
    assert told(update(text, status=status)) == [("open", text)]


def test_a_passage_about_something_else_is_no_mention() -> None:
    assert told(update("The yard has been paid for the slipway.", status="done")) == [("open", None)]


def test_the_heading_alone_closes_no_task() -> None:
    crane = action("Cy Lake will look for a firm.", "Cy Lake", item_title="Crane and hoist")
    said = update("Tests took place and all is well.", item_title="Crane and hoist", item_id="i2", status="done")
    (state, _), *_ = told(said, tasks_before=[crane], agenda_items=ITEMS)
    assert state == "open"


@pytest.mark.parametrize(("others", "mentioned"), [(0, True), (3, False)])
def test_the_heading_alone_tells_of_its_only_task(others: int, *, mentioned: bool) -> None:
    crane = action("Cy Lake will look for a firm.", "Cy Lake", item_title="Crane and hoist")
    more = [action(f"Clerk to buy {n}.", "Clerk", item_title="Crane and hoist") for n in ("oil", "rope", "nuts")]
    said = update("Two answers have come.", item_title="Crane and hoist", item_id="i2")
    found = told(said, tasks_before=[crane, *more[:others]], agenda_items=ITEMS)
    assert any(m for _, m in found) == mentioned


def test_the_number_of_the_earlier_item_tells_which_task_is_meant() -> None:
    first = action("Ask the yard for a price.", "BR", item_path="4.2")
    second = action("Ask the yard for a date.", "BR", item_path="5.1")
    said = update("Minute 5.1: the yard has sent an answer for the date.", reference="5.1")
    assert [m for _, m in told(said, tasks_before=[first, second])] == [None, said["text"]]


def test_of_two_tasks_that_a_passage_fits_alike_neither_is_told_of() -> None:
    twins = [action(f"Mend the ladder of the east quay ({n})", f"Owner {n}") for n in ("first", "second")]
    assert [m for _, m in told(update("The ladder of the east quay is mended."), tasks_before=twins)] == [None, None]


def test_a_task_that_is_printed_again_needs_no_passage() -> None:
    found = meetings([LADDER], [again(LADDER["text"], "Bo Reed")], updates=[update("The ladder of the east quay ...")])
    assert [m.kind for m in followed(found)[1]] == ["arose", "again"]


def test_all_actions_of_the_last_meeting_may_be_said_to_be_done() -> None:
    done = update("All actions from the last meeting were complete.", status="done")
    plain = action("The yard will think about paint.", marked=False, evidence_rule=PROSE)
    assert [s for s, _ in told(done, tasks_before=[LADDER, plain])] == ["done", "open"]
    late = past(("2031-01-10", {"actions": [LADDER]}), ("2031-09-10", {"updates": [done]}))
    assert [t.mentions for t in followed(late)[0]] == [1]


def test_everybody_is_no_other_owner() -> None:
    words = "Record the tide tables of the east quay"
    assert (
        len(chains(meetings([action(words, "Everyone")], [again("Tide tables of the quay recorded", "The team")]))) == 1
    )


OUTER = "Dredging plan for the outer basin"


@pytest.mark.parametrize(
    ("asked", "title", "decision", "state"),
    [
        (
            "Dredging plan for the outer basin - deferred to the next meeting",
            OUTER,
            ("approved", "The plan was approved."),
            "done",
        ),
        (
            "Dredging plan for the outer basin - deferred to the next meeting",
            OUTER,
            ("deferred", "Deferred to June"),
            "open",
        ),
        ("Dredging plan for the outer basin - deferred to the next meeting", OUTER, None, "open"),
        ("Dredging plan for the outer basin to be added to the next agenda", OUTER, None, "done"),
        ("Dredging plan for the outer basin to be added to the next agenda", f"{OUTER} - deferred", None, "open"),
        (
            "Clerk to finish the dredging plan for the outer basin by the next meeting",
            OUTER,
            ("approved", "It was approved."),
            "open",
        ),
    ],
)
def test_a_matter_that_was_put_off_is_settled_where_it_is_taken_up(
    asked: str, title: str, decision: tuple[str, str] | None, state: str
) -> None:
    found = meetings(
        [action(asked, "Clerk", item_title=OUTER)],
        [],
        agenda_items=[{"title": title, "item_id": "i1", "path": "4"}],
        decisions=[{"kind": decision[0], "text": decision[1], "item_id": "i1"}] if decision else [],
    )
    assert [t.state for t in followed(found)[0]] == [state]
