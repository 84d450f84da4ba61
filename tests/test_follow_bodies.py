"""Which minutes are of one body."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.follow.bodies import bodies
from minutebook.follow.past import Row
from pasts import row


def meetings(*named: tuple[str, str | None] | dict[str, Any]) -> list[Row]:
    """Rows of meetings: each a file and the body's name, or the columns by name."""
    rows = []
    for number, entry in enumerate(named):
        values = entry if isinstance(entry, dict) else {"source": entry[0], "body": entry[1]}
        rows.append(row("meetings", document_id=f"d{number}", **{"date": f"2031-01-{number + 1:02}", **values}))
    return rows


def groups(rows: list[Row]) -> list[list[str]]:
    """The files of each body."""
    return sorted(sorted(r["source"] for r in held) for _, held in bodies(rows))


@pytest.mark.parametrize(
    "names",
    [
        ("Fenby Parish Council", "FENBY PARISH COUNCIL", "The Parish Council of Fenby", "Parish Council"),
        ("Fenby Parish Council", "Fenby Parish Council Annual", "Extraordinary Meeting of Fenby Parish Council"),
        ("Fenby Parish Council", "Fenby Parish Council (Draft)", "Fenby Parish Council Planning"),
        ("Board of Directors, Fenby Mill Association, Inc.", "Fenby Mill Board", "Fenby Mill Board Transition"),
        ("Fenby School Board of Governors", "Full Governing Body", "The Governing Body"),
        ("Fenby Town Council Finance & Staffing Committee", "Finance and Staffing Committee"),
        ("Fenby Waterways Management Board", "Fenby Waterways Management Board (FWMB)", "FWMB"),
    ],
)
def test_names_of_one_body(names: tuple[str, ...]) -> None:
    found = list(bodies(meetings(*((f"fenby/{k}.pdf", name) for k, name in enumerate(names)))))
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Planning Committee", "Finance Committee"),
        ("Fenby Parish Council", "Planning Committee"),
        ("Fenby Parish Council", "Fenby Annual Parish Meeting"),
        ("Fenby Parish Council", "Gosby Parish Council"),
        ("Board", "Health and Wellbeing Board"),
        ("Fenby County Council Cabinet", "Fenby County Council"),
        ("Audit Committee", "Audit Sub-Committee"),
        ("Community Board 1", "Community Board 2"),
        ("Audit Committee of the Board of Trustees", "Board of Trustees"),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert len(list(bodies(meetings(("fenby/a.pdf", one), ("fenby/b.pdf", other))))) == 2


def test_every_council_has_a_planning_committee() -> None:
    rows = meetings(
        *(
            (f"{place}/{year}/{k}.pdf", "Planning Committee")
            for place in ("fenby", "gosby")
            for year in (2030, 2031)
            for k in (1, 2)
        )
    )
    assert [len(held) for held in groups(rows)] == [4, 4]


def test_folders_of_years_and_kinds_of_files_are_nobody() -> None:
    files = ("2030/may.pdf", "2031/june.pdf", "minutes/drafts/july.docx", "august.pdf")
    assert len(groups(meetings(*((f, "The Council") for f in files)))) == 1


def test_a_folder_that_holds_all_is_nobody_either() -> None:
    rows = meetings(
        *((f"councils/{place}/{k}.pdf", "Planning Committee") for place in ("fenby", "gosby") for k in (1, 2))
    )
    assert [len(held) for held in groups(rows)] == [2, 2]


def test_one_chair_makes_one_body_of_two_folders() -> None:
    held = [{"source": f"{f}/a.pdf", "body": "Fenby Parish Council", "chair": "Cllr Ann Hill"} for f in ("one", "two")]
    assert len(groups(meetings(*held))) == 1
    assert len(groups(meetings(held[0], {**held[1], "chair": "Cllr Bo Reed"}))) == 2


def test_a_misread_name_is_known_by_its_officers() -> None:
    right = {"body": "Fenbourne Parish Council", "minute_taker": "Cy Lake"}
    wrong = {"body": "Fenboume Parish Council", "minute_taker": "Cy Lake"}
    assert len(groups(meetings({"source": "a.pdf", **right}, {"source": "b.pdf", **wrong}))) == 1
    stranger = {**wrong, "minute_taker": "Di Moor"}
    assert len(groups(meetings({"source": "a.pdf", **right}, {"source": "b.pdf", **stranger}))) == 2


def test_minutes_without_a_name() -> None:
    alone = meetings(("fenby/a.pdf", "Fenby Parish Council"), ("fenby/b.pdf", None))
    assert len(groups(alone)) == 1, "of the only body of the folder"
    two = meetings(("fenby/a.pdf", "Parish Council"), ("fenby/b.pdf", "Audit Committee"), ("fenby/c.pdf", None))
    assert len(groups(two)) == 3, "nobody knows of which"
    copies = meetings(("fenby/a.pdf", None), ("fenby/a.docx", None))
    assert len(groups(copies)) == 1, "the folder is all that tells"
    loose = meetings(("a.pdf", None), ("b.pdf", None))
    assert len(groups(loose)) == 2


def test_minutes_of_the_organisation_are_its_boards() -> None:
    rows = meetings(
        {"source": "mill/a.pdf", "body": "Fenby Mill Trust Ltd", "title": "Minutes of the Board of Trustees"},
        {"source": "mill/b.pdf", "body": "Fenby Mill Trust Board"},
        {"source": "mill/c.pdf", "body": "Fenby Mill Trust"},
        {"source": "mill/d.pdf", "body": "Fenby Mill Trust", "title": "Annual General Meeting"},
    )
    assert groups(rows) == [["mill/a.pdf", "mill/b.pdf", "mill/c.pdf"], ["mill/d.pdf"]]


def test_a_body_has_the_name_that_is_printed_most() -> None:
    rows = meetings(
        ("f/a.pdf", "FENBY PARISH COUNCIL"), ("f/b.pdf", "Fenby Parish Council"), ("f/c.pdf", "Fenby Parish Council")
    )
    ((name, held),) = bodies(rows)
    assert name == "Fenby Parish Council"
    assert [r["date"] for r in held] == ["2031-01-01", "2031-01-02", "2031-01-03"]


WORDS = st.sampled_from(
    ["Fenby", "Parish", "Council", "Planning", "Committee", "Board", "of", "the", "1", "–", "Trust", "FPC", "Ltd."]
)
NAMES = st.none() | st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "a/", "a/b/", "2031/"]), NAMES, NAMES), max_size=12))
def test_every_document_is_of_one_body_whatever_its_name(found: list[tuple[str, str | None, str | None]]) -> None:
    rows = meetings(*({"source": f"{f}{k}.pdf", "body": b, "chair": c} for k, (f, b, c) in enumerate(found)))
    held = [r["document_id"] for _, members in bodies(rows) for r in members]
    assert sorted(held) == sorted(r["document_id"] for r in rows)
    assert groups(rows) == groups(rows[::-1]), "whatever their order"
