"""What is told of matters that an earlier meeting took up."""

from __future__ import annotations

import pytest

from documents import block, doc, table
from minutebook.candidate import NewsTold
from minutebook.detect import detect
from minutebook.outline import outline as outline_of
from minutebook.rulepack import load

Told = tuple[str, str | None, str | None]
HEAD = (
    "**Minutes of the Harbour Board, 3 May 2031**",
    "**Present:** Ann Hill (Chair), Bo Reed, Cy Lake",
    "**1. Apologies**",
    "None.",
)
TAIL = ("**4. Berths**", "The board has sold two berths.")


def told_in(*parts: object) -> list[tuple[str, NewsTold]]:
    """Each passage that is told: its text, pieces parted by a stroke, and what was read of it."""
    outline = outline_of(doc(*HEAD, *parts, *TAIL), load())  # type: ignore[arg-type]
    found = detect(outline, load())
    return [(" | ".join(map(outline.document.text, c.spans)), c) for c in found if isinstance(c, NewsTold)]


def news(*parts: object) -> list[Told]:
    """Each passage that is told, with its status and the number that it names."""
    return [(text, c.status, c.reference) for text, c in told_in(*parts)]


ARISING = "**3. Matters arising**"


@pytest.mark.parametrize(
    ("line", "left_out", "status", "reference"),
    [
        ("a) Slipway – the Clerk is still awaiting a third estimate.", "a) ", "open", None),
        ("b) Notice board: the new board has been put up.", "b) ", "done", None),
        ("3.1 (5.2) Small works grant – Action complete.", "3.1 ", "done", "5.2"),
        ("Minute 4.2 - the Clerk reported that the letter had been sent.", "", "done", "4.2"),
        ("Item 6.IV, trip to the weir: it is in hand.", "", "open", "6.IV"),
        ("The rope has been cut and members would like to thank Mr Orr.", "", "done", None),
        ("Mr Orr has spoken to the yard.", "", None, None),
        ("No reply has come from the yard.", "", "open", None),
        ("The lamp was mended but not painted.", "", "open", None),
        ("The letter has been sent and a copy will be kept.", "", "done", None),
        ("A letter was sent and the yard will be asked.", "", "open", None),
        ("The rope will be cut when the lamp has been mended.", "", "open", None),
        ("HB/31/07 – a plan to be sent out; it was, and the action was closed.", "", "done", "HB/31/07"),
        ("It was resolved that the price of the yard be taken.", "", None, None),
    ],
)
def test_under_matters_arising_every_passage_is_news(
    line: str, left_out: str, status: str | None, reference: str | None
) -> None:
    assert news(ARISING, line) == [(line.removeprefix(left_out), status, reference)]


@pytest.mark.parametrize(
    "line",
    [
        "There were no matters arising.",
        "None",
        "The minutes of 3 April were agreed as a true record.",
        "Item 4 should read: the gate was painted.",
        "Covered under item 9.",
        "The meeting closed at 9 pm.",
        "Who is to pay for the crane?",
        "Bo Reed to ask the yard again.",
    ],
)
def test_what_tells_nothing_is_no_news(line: str) -> None:
    assert news(ARISING, line) == []


@pytest.mark.parametrize(
    "heading",
    [
        "**3. Actions from the previous meeting**",
        "**3. Clerk’s report on progress since the last meeting**",
        "**3. Matters outstanding**",
        "**3. Business arising from the minutes**",
    ],
)
def test_the_headings_under_which_news_stand(heading: str) -> None:
    assert news(heading, "The tap has been mended.") == [("The tap has been mended.", "done", None)]


@pytest.mark.parametrize(
    "heading",
    [
        "**3. Crane**",
        "**3. Urgent business brought forward by the chair**",
        "**3. Reports**",
        "**3. Old business**",
        "**3. Progress against the action plan**",
    ],
)
def test_under_other_headings_only_what_names_the_earlier_meeting_is_news(heading: str) -> None:
    assert news(heading, "The tap has been mended.") == []
    told = "As agreed at the last meeting, the tap has been mended."
    assert news(heading, f"{told} It is of brass. The crane is next.") == [(f"{told} It is of brass.", "done", None)]


def test_a_page_of_the_earlier_minutes_makes_it_news() -> None:
    told = "Choice of a diver (page 2) – The Chair said that both had declined."
    assert [n[0] for n in news("**3. Minutes**", "The minutes of 4 April were approved.", told)] == [told]


def test_sentences_on_several_matters_are_apart_and_those_on_one_are_not() -> None:
    apart = news(ARISING, "The letter has been sent. It went by post. The yard will be asked again.")
    assert apart == [
        ("The letter has been sent. It went by post.", "done", None),
        ("The yard will be asked again.", "open", None),
    ]
    one = "Crane – the crane has been tested. A report is awaited."
    assert [(n[0], n[1]) for n in news(ARISING, one)] == [(one, "open")]


def test_a_lead_line_says_how_the_lines_under_it_stand() -> None:
    lines = ("Completed:", "• Tide tables", "• Fire extinguishers", "Outstanding:", "• Ladder for the quay")
    assert news(ARISING, *lines) == [
        ("Tide tables", "done", None),
        ("Fire extinguishers", "done", None),
        ("Ladder for the quay", "open", None),
    ]


def test_the_rows_of_a_table_of_news_have_their_number_and_name() -> None:
    rows = [
        ["Minute", "Subject", "Progress"],
        ["4.1", "Crane", "The inspection took place in April."],
        ["4.2", "Ladder", "No word yet from the yard."],
    ]
    found = told_in(ARISING, table(rows))
    assert [(text, c.reference, c.status) for text, c in found] == [
        ("Crane | The inspection took place in April.", "4.1", "done"),
        ("Ladder | No word yet from the yard.", "4.2", "open"),
    ]


def test_a_task_of_an_earlier_meeting_with_what_became_of_it_is_a_task_and_no_news() -> None:
    log = [
        ["Action", "Owner", "Status"],
        ["Mend the ladder", "Bo Reed", "Done"],
        ["Price the crane", "Cy Lake", "Open"],
    ]
    assert news("**3. Actions from the previous meeting**", table(log)) == []


def test_a_list_of_new_tasks_behind_old_ones_is_no_news() -> None:
    new = ("New action items:", block("Bo Reed: chase up the yard once more.", label="•"))
    assert [t for t, *_ in news("**3. Old action items**", "The yard has sent no answer.", *new)] == [
        "The yard has sent no answer."
    ]
