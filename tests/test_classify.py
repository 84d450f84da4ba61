"""What is refused as no minutes, and what must not be."""

from __future__ import annotations

import pytest

from documents import doc, table
from minutebook.classify import classify, read_language
from minutebook.document import Document
from minutebook.errors import MinutebookError
from minutebook.rulepack import load

MINUTES = (
    "Minutes of the Harbour Board held on 4 May 2021",
    "Present: A. Quill (chair), B. Reed",
    "1. Crane",
    "Mr Reed reported that the crane was old. It was agreed to mend it.",
)
AGENDA = (
    "HARBOUR BOARD",
    "AGENDA",
    "You are hereby summoned to attend a meeting of the Board on 4 May 2021 at 7pm.",
    "1. To receive apologies for absence",
    "2. To approve the minutes of the meeting held on 6 April 2021",
    "3. To consider the state of the crane",
    "4. To note the date of the next meeting",
)
DUTCH = (
    "Verslag van de havencommissie",
    "De voorzitter opent de vergadering en heet iedereen welkom. Het verslag van de vorige keer wordt vastgesteld.",
    "De kraan is oud en moet worden vervangen. De commissie besluit om een nieuwe kraan te kopen voor het seizoen.",
    "De kosten zijn niet bekend. Het bestuur zal in de volgende vergadering een voorstel doen aan de leden.",
)
TALK = (
    "MS. QUILL: Thank you, I think we should look at the crane again before we go on with it.",
    "MR. REED: I agree. I was there on Monday and I'm sure it isn't safe.",
)


def refusal(document: Document) -> str | None:
    try:
        classify(document, load())
    except MinutebookError as error:
        return error.code
    return None


def test_minutes_are_read() -> None:
    assert refusal(doc(*MINUTES)) is None


@pytest.mark.parametrize("title", ["Agenda", "Agenda for the meeting of 4 May"])
def test_minutes_that_are_called_an_agenda_are_read(title: str) -> None:
    assert refusal(doc(title, *MINUTES[1:])) is None


def test_an_agenda_is_refused() -> None:
    assert refusal(doc(*AGENDA)) == "E201"


def test_minutes_that_quote_the_agenda_are_read() -> None:
    assert refusal(doc(MINUTES[0], *AGENDA[3:], *MINUTES[1:])) is None


def test_a_short_special_meeting_is_read() -> None:
    posted = "The agenda for this meeting was posted on the door of the hall."
    assert (
        refusal(doc("MINUTES OF THE SPECIAL MEETING", "A special meeting was called to visit the crane.", posted))
        is None
    )


def test_an_action_log_alone_is_read() -> None:
    log = table([["Action", "Owner", "Due"], ["Mend the crane", "AQ", "June"], ["Paint the hut", "BR", "Ongoing"]])
    assert refusal(doc("Status of actions from the last meeting", "For the next meeting of the Board", log)) is None


def test_a_transcript_is_refused_but_not_minutes_that_quote_somebody() -> None:
    assert refusal(doc("Transcript of the hearing", *(TALK * 6))) == "E202"
    assert refusal(doc("Harbour hearing", *(TALK * 25))) == "E202"
    stamped = [f"[00:0{k % 6}:10] Quill: I think that we should go on with it." for k in range(30)]
    assert refusal(doc("Kick-off", *stamped)) == "E202"
    assert refusal(doc(*MINUTES, *TALK)) is None


def test_notes_of_a_discussion_under_its_agenda_are_read() -> None:
    said = ["AQ: I think that the crane is old.", "BR: I'd mend it first.", "AQ: My view, too."]
    agenda = [
        "Agenda for the meeting of 4 May",
        "The harbour committee will meet at noon.",
        "Next meeting: 4 June",
        "Agenda items",
        "• The crane",
        "• The weir",
        "Registration",
        "None required.",
    ]
    assert refusal(doc(*agenda, "Present", "• A. Quill", "**The crane**", *(said * 4))) is None
    assert refusal(doc(*MINUTES, *(said * 20))) is None


def test_another_language_is_refused() -> None:
    assert refusal(doc(*DUTCH)) == "E203"
    russian = "Протокол заседания портовой комиссии. Председатель открыл заседание и доложил о состоянии крана."
    assert refusal(doc(*[russian] * 5)) == "E203"


def test_a_bilingual_document_is_read() -> None:
    assert refusal(doc(*DUTCH[:2], *MINUTES, *MINUTES[2:], *MINUTES[2:])) is None


def test_names_of_any_kind_do_not_make_a_document_foreign() -> None:
    names = ["Jan van de Velde", "Marie de la Tour", "Pieter van den Berg", "José Ortega y Gasset"] * 5
    document = doc(MINUTES[0], "Present:", *names, *MINUTES[2:])
    assert not read_language(document.blocks, load()).foreign
    assert refusal(document) is None


def test_what_is_no_minutes_is_refused() -> None:
    assert refusal(doc("Rainfall in the harbour", "Figure 1 shows the rain of each month.", "It is wet.")) == "E204"


def test_a_long_paper_that_mentions_a_meeting_is_refused() -> None:
    facts = ["Those present in the sample were counted.", "The engine was updated and the action was reported."] * 120
    assert refusal(doc("Rain", "It was shown at a meeting.", "A second meeting was held.", *facts)) == "E204"


def test_lists_of_those_there_and_away_make_minutes() -> None:
    notes = ("HARBOUR SENATE", "26 April 2031", "Present: A. Quill, B. Reed, C. Marsh")
    body = ("I. Crane", "a. It is old.", "II. Lights", "a. There are none on the quay.")
    assert refusal(doc(*notes, "Absent: D. Vale, E. Dale", *body)) is None
    assert refusal(doc(*notes, *body)) == "E204"
