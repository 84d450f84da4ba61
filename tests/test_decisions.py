"""Decisions: resolutions, motions and votes, statements, tables; and narrative that is none."""

from __future__ import annotations

import pytest

from business import business, found, only, texts
from documents import doc, table
from minutebook.candidate import Attendee, DecisionTaken
from minutebook.detect import decisions, detect
from minutebook.document import Span
from minutebook.outline import Heading, Outline, Passage, outline
from minutebook.rulepack import load


def test_a_resolution_with_its_lettered_parts_is_one_record() -> None:
    parts = ("RESOLVED that:", "(a) the plan be noted;", "(b) the fee be raised.", "The meeting closed.")
    assert texts(DecisionTaken, *parts) == ["RESOLVED that:\nthe plan be noted;\nthe fee be raised."]


def test_resolved_alone_is_a_label() -> None:
    assert texts(DecisionTaken, "RESOLVED", "That the wall be mended.", "Tea was served.") == [
        "That the wall be mended."
    ]


def test_what_was_done_may_stand_in_a_cell_beside_its_words() -> None:
    rows = table([["REPORTED", "That the boats had come in late."], ["RESOLVED", "That the fees be held."]])
    assert texts(DecisionTaken, rows) == ["That the fees be held."]


def test_recitals_belong_to_their_resolution() -> None:
    parts = ("WHEREAS the pier is old;", "NOW THEREFORE BE IT RESOLVED that it be shut;", "AND THAT a sign be put up.")
    assert len(texts(DecisionTaken, *parts, "Mr Poe left.")) == 1
    assert texts(DecisionTaken, *parts, "Mr Poe left.")[0].endswith("a sign be put up.")


def test_a_motion_spread_over_sentences() -> None:
    text = "Trustee Hall moved to buy the van. Trustee Moon seconded the motion. The motion passed 5-2."
    motion = only(DecisionTaken, text)
    assert texts(DecisionTaken, text) == [text]
    assert (motion.mover, motion.seconder, motion.outcome) == ("Trustee Hall", "Trustee Moon", "carried")
    assert (motion.votes_for, motion.votes_against, motion.abstentions) == (5, 2, None)


def test_a_vote_after_discussion_tells_the_outcome_but_is_no_part_of_the_text() -> None:
    parts = (
        "Councilmember Ito moved approval of the plan.",
        "Councilmember Ray seconded the motion.",
        "Mayor Lund inquired whether it was dear.",
        "On the call for the question, the motion carried by the following vote: Ayes: Ito, Ray and Lund – 3. "
        "Noes: Poe – 1.",
    )
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == [parts[0]]
    assert (motion.mover, motion.seconder) == ("Councilmember Ito", "Councilmember Ray")
    assert (motion.outcome, motion.votes_for, motion.votes_against) == ("carried", 3, 1)


def test_a_roll_call_that_leads_to_the_outcome_belongs_to_the_motion() -> None:
    parts = ("Trustee Hall moved to buy the van.", "Second: Trustee Moon.", "Ayes: Hall, Moon", "Nays: Poe")
    assert texts(DecisionTaken, *parts, "Motion carried.") == ["\n".join((*parts, "Motion carried."))]
    assert texts(DecisionTaken, *parts, "Tea was served.") == ["\n".join(parts)]


def test_a_roll_call_under_counts_that_are_told_is_no_part_of_the_text() -> None:
    told = "M/S Hall/Moon to buy items 2 and 3. Motion carried 2-1 by the following roll call vote:"
    assert texts(DecisionTaken, told, "AYES: Hall, Moon", "NOES: Poe", "Tea was served.") == [told]


def test_a_label_that_names_mover_and_seconder_is_no_part_of_the_text() -> None:
    parts = ("R2031-7 A. Moss, B. Hale:", "THAT the minutes be adopted.", "Carried.", "Council received a report.")
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == ["THAT the minutes be adopted.\nCarried."]
    assert (motion.mover, motion.seconder, motion.outcome) == ("A. Moss", "B. Hale", "carried")


@pytest.mark.parametrize(
    "parts",
    [
        ("Moved: Cr Moss", "Seconded: Cr Hale", "That the fee be paid.", "CARRIED 8/1"),
        ("COUNCIL RESOLUTION 4/2031", "Moved Cr Moss, seconded Cr Hale", "That the fee be paid.", "CARRIED 8/1"),
        ("That the fee be paid.", "Moved Cr Moss / Seconded Cr Hale", "CARRIED 8/1"),
        ("Moved Cr Moss, seconded Cr Hale that the fee be paid. CARRIED 8/1",),
    ],
)
def test_movers_before_or_after_the_motion(parts: tuple[str, ...]) -> None:
    motion = only(DecisionTaken, *parts)
    assert (motion.mover, motion.seconder, motion.outcome) == ("Cr Moss", "Cr Hale", "carried")
    assert (motion.votes_for, motion.votes_against) == (8, 1)
    assert "the fee be paid." in texts(DecisionTaken, *parts)[0]


@pytest.mark.parametrize(
    ("text", "outcome", "votes"),
    [
        ("Vote was passed by 31 in favor, 3 opposed, 2 abstained", "carried", (31, 3, 2)),
        ("Motion by Moss, second by Hale, to rise; carried 5-0.", "carried", (5, 0, None)),
        ("Trustee Hall moved to buy it. The motion failed 2-3.", "lost", (2, 3, None)),
        ("Ann Moss moved to buy it. After debate, Ann Moss withdrew her motion.", "withdrawn", (None, None, None)),
        ("Trustee Hall moved to rise. Motion carried by unanimous voice vote – 4.", "carried", (4, None, None)),
        ("The plan was approved with one negative vote.", "carried", (None, 1, None)),
        ("Vote was passed by 12 in favor, 29 opposed", None, (12, 29, None)),
    ],
)
def test_outcomes_and_counts(text: str, outcome: str | None, votes: tuple[int | None, ...]) -> None:
    motion = only(DecisionTaken, text)
    assert motion.outcome == outcome
    assert (motion.votes_for, motion.votes_against, motion.abstentions) == votes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was unanimously agreed that the Clerk would write.", "agreed"),
        ("The minutes were agreed as a true record.", "agreed"),
        ("The warden's report was unanimously accepted at dusk.", "approved"),
        ("The Board noted the report.", "noted"),
        ("This item was deferred to the next meeting.", "deferred"),
        ("There were no objections to this ferry.", "agreed"),
        ("The PCC supported the plan not to move it.", "agreed"),
        ("Resolved: To accept the quote.", "resolved"),
        ("Moved, seconded, and passed unanimously at dusk.", "motion"),
    ],
)
def test_plain_statements(text: str, kind: str) -> None:
    assert only(DecisionTaken, text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "It was noted that prices had risen.",
        "Council received a report on the pier.",
        "Members agreed with Mr Dale.",
        "The Council had approved the plan in May.",
        "The plan was approved by the ministry.",
        "The policy was agreed at the Finance meeting in May.",
        "The Clerk reported that the grant was approved.",
        "The office moved to High Street.",
        "The Chair asked the Board to approve the plan.",
        "Once the plan was agreed, work began.",
        "Deferred maintenance is costly.",
        "Motion to approve the plan",
    ],
)
def test_narrative_is_no_decision(text: str) -> None:
    assert texts(DecisionTaken, text) == []


def test_a_resolution_takes_over_who_moved_it() -> None:
    decision = only(
        DecisionTaken,
        "Mr Oak proposed, and Mrs Elm seconded the motion that",
        "“Council is asked to back the plan.”",
        "Following the debate, the Chairman put the motion and it was agreed unanimously.",
        "RESOLVED that Council backs the plan.",
    )
    assert (decision.kind, decision.mover, decision.seconder) == ("resolved", "Mr Oak", "Mrs Elm")


def test_the_list_of_matters_agreed_belongs_to_the_decision() -> None:
    parts = ("The following matters were agreed for the Lent agenda:", "Learning:", "a) Reading", "b) Sums")
    assert texts(DecisionTaken, *parts) == ["\n".join(["The following matters were agreed for the Lent agenda:",
                                                       "Learning:", "Reading", "Sums"])]  # fmt: skip


def test_a_column_of_dispositions() -> None:
    rows = table([["Motion", "Mover & Seconder", "Subject", "Disposition"],
                  ["1", "Moss / Hale", "That the fee be paid.", "CARRIED"],
                  ["2", "Hale / Moss", "That the pier be shut.", "LOST"]], header_rows=1)  # fmt: skip
    assert texts(DecisionTaken, rows) == ["That the fee be paid.", "That the pier be shut."]
    plain = table([["1", "Loan", "ADOPTED"], ["2", "Sale of land", "Laid over"]])
    assert texts(DecisionTaken, plain) == ["ADOPTED", "Laid over"]


@pytest.mark.parametrize(
    ("parts", "mover", "seconder", "votes"),
    [
        (["RESOLVED: That the hedge be cut. (Cllr Moss/Cllr Hale)"], "Cllr Moss", "Cllr Hale", (None, None)),
        (["RESOLVED to cut the hedge. (prop Cllr Moss, sec Cllr Hale)"], "Cllr Moss", "Cllr Hale", (None, None)),
        (["On the proposal of Cllr. A. Moss, seconded by Cllr. B. Hale, it was agreed to cut the hedge."],
         "Cllr. A. Moss", "Cllr. B. Hale", (None, None)),
        (["Motion by Moss, second by Hale, to cut the hedge. Motion carried 7-0."], "Moss", "Hale", (7, 0)),
        (["Moved by Moss, supported by Hale, to cut the hedge. Vote: 5 yes, 1 no. Passed."], "Moss", "Hale", (5, 1)),
        (["M/S: Moss/Hale to cut the hedge. Carried 4-1."], "Moss", "Hale", (4, 1)),
        (["Motion (Moss/Hale) to cut the hedge. Carried 5-2."], "Moss", "Hale", (5, 2)),
        (["Cut the hedge. (moved: Moss, seconded: Hale; +4 / -1 / 2 abstained) Passed."], "Moss", "Hale", (4, 1)),
        (["Moved (Member Moss/Member Hale): That the hedge be cut.", "CARRIED"], "Member Moss", "Member Hale",
         (None, None)),
        ([table([["Moved by:", "Councillor Moss"], ["Seconded by:", "Councillor Hale"]]), "THAT it be cut.", "CARRIED"],
         "Councillor Moss", "Councillor Hale", (None, None)),
    ],
)  # fmt: skip
def test_who_moved_and_seconded(parts: list[object], mover: str, seconder: str, votes: tuple[int, int]) -> None:
    label = ["Resolution 2031-07: "] if str(parts[0]).startswith("Cut") else [""]
    motion = only(DecisionTaken, *([label[0] + parts[0]] if isinstance(parts[0], str) else parts[:1]), *parts[1:])
    assert (motion.mover, motion.seconder) == (mover, seconder)
    assert (motion.votes_for, motion.votes_against) == votes
    assert motion.outcome == "carried"


def test_a_mover_line_that_ends_with_a_colon_opens_the_motion_and_a_plain_one_does_not() -> None:
    motion, vote = "That the hedge be cut.", "CARRIED"
    assert texts(DecisionTaken, "Moved (Moss/Hale):", motion, vote) == [f"Moved (Moss/Hale):\n{motion}"]
    assert texts(DecisionTaken, "Moved Cr Moss, seconded Cr Hale", motion, vote) == [motion]


@pytest.mark.parametrize(
    "parts",
    [
        ("Moved: Cr Dale\tSeconded: Cr Finn", "That the gate be shut.", "CARRIED 4/1\t\tRes. No: 31"),
        ("MOTION:", "That the gate be shut.", "MOVED:\tCR DALE", "SECONDED: CR FINN", "CARRIED 4/1. (R31/2031)"),
        ("Motion: 31-2031 Moved by Cr Dale Seconded by Cr Finn", "That the gate be shut.", "Disposition\tCarried 4-1"),
        ("Motion-31-31-Cr Dale/Cr Finn", "That the gate be shut.", "In favour: Crs Dale, Finn, B. Orr and C. Poe",
         "Opposed: Cr Ray", "Motion Carried."),
        ("Moved by Cr Dale, seconded by Cr Finn:", "That the gate be shut.",
         "The motion was declared CARRIED by 4 votes to 1."),
    ],
)  # fmt: skip
def test_names_and_votes_in_lines_of_their_own_are_no_part_of_a_motions_words(parts: tuple[str, ...]) -> None:
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == ["That the gate be shut."]
    assert (str(motion.mover).upper(), str(motion.seconder).upper()) == ("CR DALE", "CR FINN")
    assert (motion.outcome, motion.votes_for, motion.votes_against) == ("carried", 4, 1)


def test_the_movers_of_a_motion_are_those_of_its_resolution() -> None:
    moved = "Cr Dale moved the motion in his name, seconded by Cr Finn: “That the pier be mended.”"
    amended = (
        "An amendment to shut it was moved by Cr Orr and seconded by Cr Poe. The amendment was lost by 2 votes to 6."
    )
    for end in ("RESOLVED that the pier be mended.", "The members agreed to the motion."):
        assert texts(DecisionTaken, moved, "Mr Ray read a report.", end) == [end]
        motion = only(DecisionTaken, moved, "Mr Ray read a report.", end)
        assert (motion.mover, motion.seconder) == ("Cr Dale", "Cr Finn")
    parts = (moved, amended, "RESOLVED that the pier be mended.")
    _, resolved = (c for c in found(*parts)[1] if isinstance(c, DecisionTaken))
    assert (resolved.mover, resolved.seconder) == ("Cr Dale", "Cr Finn")


def test_a_motion_that_two_members_moved_together() -> None:
    motion = only(DecisionTaken, "RESOLVED on the motion of Councillors Dale and Finn that the gate be shut.")
    assert (motion.mover, motion.seconder) == ("Dale", "Finn")


def test_a_motion_that_breaks_off_goes_on_with_what_was_agreed() -> None:
    parts = ("On the PROPOSAL of Cllr Dale\nSECONDED by Cllr Finn", "It was AGREED to write to the county.")
    assert texts(DecisionTaken, *parts) == ["\n".join(parts)]
    voted = (
        "It was proposed by Cllr Dale, seconded by Cllr Finn and",
        "RESOLVED by 7 votes to 3",
        "That it be mended.",
    )
    assert texts(DecisionTaken, *voted) == ["\n".join(voted)]
    motion = only(DecisionTaken, *voted)
    assert (motion.mover, motion.votes_for, motion.votes_against) == ("Cllr Dale", 7, 3)


def test_a_lost_amendment_keeps_its_mover_and_its_votes_as_they_fell() -> None:
    text = "An amendment to spare the hedge was moved by Cllr Moss and seconded by Cllr Hale. On being put to the vote "
    motion = only(DecisionTaken, text + "the amendment was LOST by 2 votes to 6.")
    assert (motion.kind, motion.mover, motion.seconder, motion.outcome) == ("motion", "Cllr Moss", "Cllr Hale", "lost")
    assert (motion.votes_for, motion.votes_against) == (2, 6)


def test_what_a_council_thinks_of_planning_applications() -> None:
    rows = [
        ["Ref", "Details", "Recommendation"],
        ["31/1", "New porch", "No objection"],
        ["31/2", "Tower", "OBJECT – tall"],
    ]
    assert texts(DecisionTaken, table(rows)) == ["No objection", "OBJECT – tall"]


def test_the_state_of_an_old_action_is_no_decision() -> None:
    rows = [["Action", "Owner", "Update"], ["Mend the pump", "AB", "Deferred to May."]]
    assert texts(DecisionTaken, table(rows)) == []


def test_a_plain_note_has_no_outcome() -> None:
    assert only(DecisionTaken, "The Board noted the report.").outcome is None
    assert only(DecisionTaken, "RESOLVED to note the report.").outcome == "carried"


@pytest.mark.parametrize(
    ("text", "kind", "outcome"),
    [
        ("Resolved no objection to the slipway.", "resolved", "carried"),
        ("Paper deferred to the October Board as the tide table had not come.", "deferred", None),
        ("As few were left, adoption was put over to 8 May.", "deferred", None),
        ("The board deferred naming of the boat until May.", "deferred", None),
        ("Gift to the lifeboat of £9 agreed nem. con.", "agreed", "carried"),
        ("Notes agreed subject to one change.", "agreed", "carried"),
        ("Minor change to the tide table – approved.", "approved", "carried"),
        ("Tide survey summary noted.", "noted", None),
        ("Offer of £9 for the raft declined.", "agreed", "carried"),
        ("Apologies AD (ill) – accepted.", "approved", "carried"),
        ("Trustees content to proceed.", "agreed", "carried"),
        ("Ann Dale re-elected Chair.", "approved", "carried"),
        ("31/0045 Boathouse at Low Quay, slip: objected, too steep.", "agreed", "carried"),
    ],
)
def test_the_short_forms_of_hurried_minutes(text: str, kind: str, outcome: str | None) -> None:
    decision = only(DecisionTaken, f"The rain was heavy. {text} The tide was low.")
    assert (decision.kind, decision.outcome) == (kind, outcome)


def test_a_resolution_s_number_in_a_cell_is_no_decision() -> None:
    frame = [["Resolution No.", "2031-004"], ["Moved By:", "Cr Moss"], ["Seconded By:", "Cr Hale"]]
    motion = only(DecisionTaken, table(frame), "THAT the hedge be cut.", "CARRIED")
    assert (motion.mover, motion.seconder) == ("Cr Moss", "Cr Hale")


def test_an_action_label_before_a_motion_and_a_roll_call_within_its_paragraph() -> None:
    assert texts(DecisionTaken, "ACTION: M/S Moss/Hale to cut the hedge. Motion carried 5-0.") == [
        "M/S Moss/Hale to cut the hedge. Motion carried 5-0."
    ]
    called = "Motion by Moss, second by Hale, to cut it. Roll call vote: Moss, aye; Hale, aye. Motion carried 2-0."
    assert texts(DecisionTaken, called) == [called]


def test_the_day_on_which_minutes_were_approved_is_no_decision() -> None:
    assert texts(DecisionTaken, "APPROVED: July 18, 2031") == []


def test_the_view_of_an_application_may_end_its_line() -> None:
    line = "31/00461/FUL Raft, Pier Lane. New slip. No comment"
    assert texts(DecisionTaken, line) == ["No comment"]
    assert texts(DecisionTaken, "31/00461/FUL Raft, Pier Lane – Approved") == []


def test_bullets_that_each_open_in_capitals_are_one_decision() -> None:
    parts = ("The Board:", "• NOTED the tide report; and", "• TOOK ASSURANCE from the pump report.")
    assert texts(DecisionTaken, *parts) == ["NOTED the tide report; and\nTOOK ASSURANCE from the pump report."]


def test_names_and_votes_in_short_forms() -> None:
    cheques = only(DecisionTaken, "Cheques and invoices approved prop. AD sec. BF")
    assert (cheques.mover, cheques.seconder) == ("AD", "BF")
    released = only(DecisionTaken, "RESOLVED (6-0) to release the boat.")
    assert (released.votes_for, released.votes_against) == (6, 0)


def test_the_list_under_the_name_of_the_body_is_one_decision() -> None:
    parts = ("**4. Tides**", "The Board:", "• noted the report; and", "• approved the plan.", "Tea was served.")
    assert texts(DecisionTaken, *parts) == ["noted the report; and\napproved the plan."]
    assert texts(DecisionTaken, "**4. Tides**", "Members:", "• Ann Moss", "• Bo Hale") == []


@pytest.mark.parametrize("label", ["And Resolved:", "RESOLVED:-", "AND AGREED"])
def test_a_label_between_the_names_and_the_motion_is_no_part_of_it(label: str) -> None:
    motion = ("Proposed by Cllr A. Moss", "Seconded by Cllr B. Hale", label, "“That the pier be mended.”")
    assert texts(DecisionTaken, *motion) == ["“That the pier be mended.”"]
    assert only(DecisionTaken, *motion).outcome == "carried"


def test_what_follows_the_colon_and_dash_of_a_resolution_belongs_to_it() -> None:
    assert texts(DecisionTaken, "The Committee resolved:-", "to approve the minute.") == [
        "The Committee resolved:-\nto approve the minute."
    ]
    parts = ("**6. Plan**", "The Committee agreed: -", "(1) to note the report;", "(2) to approve the plan.")
    assert texts(DecisionTaken, *parts) == ["The Committee agreed: -\nto note the report;\nto approve the plan."]


def test_the_substantive_motion_is_another_one_than_the_amendment() -> None:
    amendment = "An amendment was moved by Cllr Moss, seconded by Cllr Hale, to wait. It was LOST, 2 for and 5 against."
    motion = "The substantive motion was put and declared CARRIED."
    lost, carried = (d for d in found(amendment, motion)[1] if isinstance(d, DecisionTaken))
    assert (lost.outcome, lost.votes_for, lost.votes_against) == ("lost", 2, 5)
    assert carried.outcome == "carried"


def test_two_motions_before_one_vote_have_movers_of_their_own() -> None:
    parts = "It was moved by Moss, seconded by Hale, to buy it. It was moved by Orr, seconded by Poe, to wait."
    assert [d.mover for d in found(parts)[1] if isinstance(d, DecisionTaken)] == ["Moss", "Orr"]


@pytest.mark.parametrize(
    ("parts", "votes"),
    [
        (("Motion: Moss", "Second: Hale", "Ayes: 5 Nays: 0", "Motion carried."), (5, 0)),
        (("Motion by Moss, second by Hale, to rise.", "VOTE: Unanimous. 5-0."), (5, 0)),
        (
            ("Moved by Moss", "Seconded by Hale", "THAT it be so.", "YEAS: Moss, Hale (2)", "NAYS: Orr (1)", "CARRIED"),
            (2, 1),
        ),
        (("Moss moved, Hale seconded, to adopt it.", "Ayes: Moss; Hale; and Orr.", "Nays: None."), (3, 0)),
    ],
)
def test_votes_that_follow_a_motion_in_lines_of_their_own(
    parts: tuple[str, ...], votes: tuple[int | None, int | None]
) -> None:
    motion = only(DecisionTaken, *parts)
    assert (motion.mover, motion.seconder, motion.outcome) == ("Moss", "Hale", "carried")
    assert (motion.votes_for, motion.votes_against) == votes


def test_what_a_clerk_sets_in_capitals_inside_a_sentence_is_decided() -> None:
    assert only(DecisionTaken, "No remarks and AGREED to go with the officer.").kind == "agreed"
    assert only(DecisionTaken, "The band wished to play at the fair and this was agreed.").kind == "agreed"
    assert only(DecisionTaken, "The minutes were confirmed on the proposal of Ann Moss.").mover == "Ann Moss"


@pytest.mark.parametrize(
    "text",
    [
        "Precept of £9 agreed.",
        "New raft purchase approved at £9.",
        "The Board gave its approval to the plan.",
        "There was consensus to move the fair to June.",
        "A decision was made to close the pool.",
        "Ordinance 31-12 passed first reading, 5-0.",
        "Members voted by a majority to buy the raft.",
        "VOTED: To buy the raft. (4-1)",
        "Resolved, by 4 votes to 1, to buy the raft.",
        "GRANT planning permission subject to terms.",
        "Moved Moss Seconded Hale that the raft be bought. Carried",
        "That the raft be bought (Moss/Hale) CARRIED",
    ],
)
def test_more_of_the_short_forms(text: str) -> None:
    assert texts(DecisionTaken, "The rain was heavy.", text, "The tide was low.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk agreed to it.",
        "Ann Moss agreed.",
        "The plan agreed last May was shown.",
        "APPLICATION REJECTED",
        "31/00461/F Rowan House approved",
        "Outcome: Moss to comment.",
        "The last line should read: the Board agreed to wait.",
        "She moved the list to Access.",
    ],
)
def test_what_only_looks_like_a_short_form(text: str) -> None:
    assert texts(DecisionTaken, "The rain was heavy.", text, "The tide was low.") == []


def under(heading: str, *parts: str) -> list[str]:
    """Return the texts of the decisions of one item, its heading and what stands under it."""
    document = doc(heading, *parts)
    spans = [Span(i, 0, len(b.text)) for i, b in enumerate(document.blocks)]
    item = Heading((spans[0],), document.blocks[0].text, "1", 1, None, "outline-block")
    tree = Outline(document, (item,), tuple(Passage(s, 0, "body") for s in spans[1:]), ())
    return ["\n".join(document.text(s) for s in d.spans) for d in decisions.find(tree, load(), ())]


def test_a_heading_that_reads_as_a_sentence_may_tell_a_decision() -> None:
    heading = "Report of the Librarian on the roof of the annexe. Accepted."
    assert under(heading) == ["Accepted."]
    assert under(heading, "Moss moved approval. Hale seconded.") == ["Moss moved approval. Hale seconded."]
    assert under("Moss moved approval of going on past noon.", "Hale seconded the motion.")
    assert under("Approved suppliers", "None.") == []
    adopted = "Adoption of the minutes of May 2031 were adopted unanimously as presented"
    assert under(adopted, "The lamps were lit.") == [adopted]


def test_one_motion_adopts_all_of_a_consent_agenda() -> None:
    motion = "Moss moved approval of the consent agenda. Hale seconded."
    assert under("CONSENT AGENDA", motion, "Roof report. Accepted.") == [motion]


def test_a_verdict_behind_the_title_of_an_item_is_one_with_it() -> None:
    d = doc(
        "**Oak School Governors**",
        "Minutes of the meeting held on 6 April 2031",
        "**1. Papers**",
        "The following papers were approved:",
        "a. Kite policy - agreed",
        "b. Pond policy - agreed subject to one change",
        "c. Wall policy - deferred to the next meeting",
        "**2. Dates**",
        "a. Review the dates of the spring term – deferred to the next meeting",
        "b. Review the hours of the office – agreed",
        "**3. Close**",
        "The meeting closed at 9 pm.",
    )
    rules = load()
    tree = outline(d, rules)
    found = [c for c in detect(tree, rules) if isinstance(c, DecisionTaken)]
    said = [[d.text(s) for s in c.spans] for c in found]
    assert [
        "The following papers were approved:",
        "Kite policy - agreed",
        "Pond policy - agreed subject to one change",
    ] in said
    assert ["Wall policy - deferred to the next meeting"] in said
    assert ["Review the hours of the office – agreed"] in said
    assert not [s for s in said if s[0].startswith("agreed")]


def test_a_line_of_names_over_a_quoted_motion() -> None:
    parts = ("Moss liked it.", "M/S/C MOSS/HALE (approved)", "“Mend the annexe.”", "Approved (4): Moss, Hale, Orr, Poe")
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == ["“Mend the annexe.”"]
    assert (motion.mover, motion.seconder, motion.outcome, motion.votes_for) == ("MOSS", "HALE", "carried", 4)


def test_a_line_of_names_under_a_motion_is_no_part_of_it() -> None:
    parts = ("Moss made a motion to mend the annexe.", "M/S Moss / Hale", "All present in favor with a 4-0 vote.")
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == [parts[0]]
    assert (motion.seconder, motion.outcome, motion.votes_for) == ("Hale", "carried", 4)


def test_what_ends_the_paragraph_of_a_paper_is_told_of_all_of_it() -> None:
    paper = "To approve the works on the roof. Reasons were given for them. Agreed."
    assert texts(DecisionTaken, "The rain was heavy.", paper) == [paper]


def test_one_who_decides_alone_is_named_by_initials() -> None:
    rules, parts = load(), ("AMo approved the works.", "BH approved of it.")
    chair = Attendee(
        spans=(), name="Ann Moss", status="present", role="Police and Crime Commissioner", abbreviation="AMo"
    )
    taken = decisions.find(business(*parts), rules, (chair,))
    assert [s.block for d in taken for s in d.spans] == [0]


def test_so_moved_takes_its_motion_from_the_request_for_it() -> None:
    parts = ("The Chair asked for a motion to approve the toll.", "Ms Dale so moved; Mr Finn seconded. Carried 4-1.")
    motion = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == ["\n".join(parts)]
    assert (motion.kind, motion.mover, motion.seconder, motion.votes_for) == ("approved", "Ms Dale", "Mr Finn", 4)


def test_an_amendment_is_a_motion_of_its_own() -> None:
    parts = (
        "It was proposed by Cllr Dale, seconded by Cllr Finn that the toll be raised.",
        "An amendment was proposed by Cllr Orr, seconded by Cllr Poe that the toll be halved.",
        "The amendment was put to the vote and was lost (2 for, 5 against).",
        "The substantive motion was carried (5 for, 2 against).",
    )
    motions = [c for c in found(*parts)[1] if isinstance(c, DecisionTaken)]
    assert [(m.mover, m.outcome, m.votes_for) for m in motions] == [
        ("Cllr Dale", "carried", 5),
        ("Cllr Orr", "lost", 2),
    ]


def test_a_motion_talked_over_in_its_paragraph_runs_up_to_its_vote() -> None:
    text = (
        "Ms Dale made a motion to approve the raft. Mr Finn said he would second the motion if it had oars. "
        "Ms Dale took the amendment in. The motion passed 6-0."
    )
    motion = only(DecisionTaken, text)
    assert texts(DecisionTaken, text) == [text]
    assert (motion.mover, motion.seconder, motion.votes_for) == ("Ms Dale", "Mr Finn", 6)


def test_a_decision_that_breaks_off_goes_on_in_the_next_paragraph() -> None:
    parts = ("By motion duly made, the Board authorized these members to sign: Ann Dale;", "Cy Orr; and Bo Finn.")
    assert texts(DecisionTaken, *parts, "Tea was served.") == ["\n".join(parts)]


def test_the_number_of_an_ordinance_is_no_vote() -> None:
    motion = only(DecisionTaken, "The Council unanimously approved Ordinance 31-12 on second reading.")
    assert (motion.votes_for, motion.votes_against) == (None, None)


def test_names_in_a_form_above_the_motion() -> None:
    rows = [["Moved by", "Ann Dale"], ["Seconded by", "Bo Finn"], ["Motion", "To mend the pier"]]
    motion = only(DecisionTaken, table(rows))
    assert texts(DecisionTaken, table(rows)) == ["To mend the pier"]
    assert (motion.mover, motion.seconder) == ("Ann Dale", "Bo Finn")


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("MOVED Dale/Finn THAT the minutes be adopted. CARRIED.", "Dale", "Finn"),
        ("Dale/Finn to approve the budget. All ayes.", "Dale", "Finn"),
        ("On the proposal of Cllr Dale, seconded by Cllr Finn It was resolved to wait.", "Cllr Dale", "Cllr Finn"),
        ("The plan was approved. Proposer: Cllr Dale Seconder: Cllr Finn", "Cllr Dale", "Cllr Finn"),
        (
            "It was proposed by Cllr. Ó Dálaigh, seconded by Cllr. Éire and agreed to wait.",
            "Cllr. Ó Dálaigh",
            "Cllr. Éire",
        ),
        ("Ann Orr was nominated by Cllr Dale, seconded by Cllr Finn and elected.", "Cllr Dale", "Cllr Finn"),
    ],
)
def test_names_beside_the_motion(text: str, mover: str, seconder: str) -> None:
    motion = only(DecisionTaken, text)
    assert (motion.mover, motion.seconder, motion.outcome) == (mover, seconder, "carried")


@pytest.mark.parametrize(
    ("text", "outcome", "votes"),
    [
        ("Moved Ann Dale, seconded Bo Finn, that the raft be sold. For 7, against 0, abstain 1.", "carried", (7, 0)),
        ("M/S Dale/Finn to close the pier. 5 Ayes, 0 Noes, 2 Absent. Motion carried.", "carried", (5, 0)),
        ("M/S Dale/Finn to close the pier. 3-4. Motion failed.", "lost", (3, 4)),
        ("Ms Dale moved to adjourn, Mr Finn seconded. Without objection.", "carried", (None, None)),
        ("Ms Dale moved to adjourn. All were in favor.", "carried", (None, None)),
    ],
)
def test_a_vote_in_a_few_words_ends_the_text(text: str, outcome: str, votes: tuple[int, int]) -> None:
    motion = only(DecisionTaken, text)
    assert texts(DecisionTaken, text) == [text]
    assert (motion.outcome, (motion.votes_for, motion.votes_against)) == (outcome, votes)


def test_an_amendment_moved_and_seconded_in_one_clause() -> None:
    parts = (
        "Councillor Dale, seconded by Councillor Finn, moved that the toll be frozen.",
        "As an amendment Councillor Orr, seconded by Councillor Poe, moved that it be raised.",
    )
    motions = [c for c in found(*parts)[1] if isinstance(c, DecisionTaken)]
    assert [(m.mover, m.seconder) for m in motions] == [
        ("Councillor Dale", "Councillor Finn"),
        ("Councillor Orr", "Councillor Poe"),
    ]


def test_a_labelled_decision_ends_before_what_was_put_off_and_before_tasks() -> None:
    text = (
        "Decision: The following were approved: Tides; Tolls. The rope policy was held over. Ann Dale to ask the owner."
    )
    assert texts(DecisionTaken, text) == [
        "The following were approved: Tides; Tolls.",
        "The rope policy was held over.",
    ]


def test_a_motion_with_its_points_in_one_paragraph() -> None:
    text = "Motion by Dale, second by Finn, to approve the following items:\n1. The toll.\n2. The raft."
    vote = "Roll Call: 8 Yes, 0 No. Motion carried."
    assert texts(DecisionTaken, text, vote) == [f"{text}\n{vote}"]


def test_who_moved_may_open_the_sentence_that_resolved_ends() -> None:
    parts = ("It was moved by Ann Dale, seconded by Bo Finn, and", "RESOLVED: That the pier be mended.")
    assert texts(DecisionTaken, *parts) == ["\n".join(parts)]
    below = (parts[0], "RESOLVED", "That the pier be mended.")
    assert texts(DecisionTaken, *below) == ["\n".join(below)]


def test_a_motion_of_an_earlier_meeting_is_none() -> None:
    assert not texts(DecisionTaken, "The motion, which had been moved by Cllr Orr in May, stood over to this evening.")


def test_a_long_sentence_after_a_vote_is_no_vote() -> None:
    parts = ("Moved: Cr Dale Seconded: Cr Finn", "That the gate be shut.", "CARRIED 6/0")
    after = "The windows were opened again and a member spoke of the long resolution passed by the county."
    assert texts(DecisionTaken, *parts, after) == ["That the gate be shut."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#71-31\tMOVED by Councillor Dale that the agenda be adopted.",
         "MOVED by Councillor Dale that the agenda be adopted."),
        ("31/6/11\tThe report was NOTED.", "The report was NOTED."),
        ("COUNCIL ACTION: Upon motion by Dale, seconded by Finn, the Council voted 5-0 to sail.",
         "Upon motion by Dale, seconded by Finn, the Council voted 5-0 to sail."),
        ("RESOLVED: Dates agreed as listed. This was proposed by Cllr Dale, 6 for and 2 against.",
         "RESOLVED: Dates agreed as listed. This was proposed by Cllr Dale, 6 for and 2 against."),
        ("RESOLVED ON THE MOTION OF CR DALE, seconded by CR FINN,\nTHAT the pier be shut.",
         "RESOLVED ON THE MOTION OF CR DALE, seconded by CR FINN,\nTHAT the pier be shut."),
        ("The Board directed staff to mend the crane.", "The Board directed staff to mend the crane."),
        ("12 July was agreed by 16 votes to 5.", "12 July was agreed by 16 votes to 5."),
    ],
)  # fmt: skip
def test_where_the_words_of_a_decision_begin_and_end(text: str, expected: str) -> None:
    assert texts(DecisionTaken, text) == [expected]


def test_a_roll_call_in_lines_belongs_to_the_motion_above_it() -> None:
    parts = (
        "MOTION by Dale, seconded by Finn, to mend it.",
        "A roll call vote was taken: Yeas: Dale, Finn, Orr",
        "Nays: None",
    )
    motion = only(DecisionTaken, *parts, "MOTION PREVAILED")
    assert (motion.mover, motion.seconder, motion.outcome) == ("Dale", "Finn", "carried")
    assert (motion.votes_for, motion.votes_against) == (3, 0)


def test_names_with_particles_and_initials_are_counted() -> None:
    motion = only(
        DecisionTaken, "RESOLVED that it be shut.", "FOR:\tCouncillors Azzi, del Gallo, B. Finn and Orr\nAGAINST:\tNil"
    )
    assert (motion.votes_for, motion.votes_against) == (4, 0)


@pytest.mark.parametrize(
    ("parts", "outcome", "votes"),
    [
        (
            (
                "MOTION by Dale, seconded by Finn, to accept the order.",
                "A roll call vote was taken: Yeas: Dale, Finn, Orr Nays: None",
                "MOTION PREVAILED",
            ),
            "carried",
            (3, 0, None),
        ),
        (
            ("Dale moved to sell it.", "Roll Call: Aye: Dale. Nay: Finn, Orr. Abstain: -0-", "Motion failed."),
            "lost",
            (1, 2, 0),
        ),
        (
            ("Motion by Dale to waive it. Roll call: Dale-yes, Finn-yes, Orr-no. Motion passed.",),
            "carried",
            (2, 1, None),
        ),
        (("Dale moved to sell it. Motion passed.", "Yes: Dale, Finn", "No: Orr", "Abstain: Ito"), "carried", (2, 1, 1)),
    ],
)
def test_votes_by_name_below_a_motion(
    parts: tuple[str, ...], outcome: str, votes: tuple[int | None, int | None, int | None]
) -> None:
    decision = only(DecisionTaken, *parts)
    assert (decision.outcome, (decision.votes_for, decision.votes_against, decision.abstentions)) == (outcome, votes)


def test_a_line_of_mover_and_seconder_belongs_to_the_motion_above_it() -> None:
    parts = ("A motion was made to amend the budget.", "Motion by Ann Dale, second by Bo Finn.", "Motion fails.")
    decision = only(DecisionTaken, *parts)
    assert (decision.mover, decision.seconder, decision.outcome) == ("Ann Dale", "Bo Finn", "lost")


@pytest.mark.parametrize("number", ["#71-31\t", "71-31 ", "2031-101\t", ""])
def test_the_number_of_a_motion_is_no_part_of_it(number: str) -> None:
    parts = (f"{number}MOVED by Councillor Orr that the raft be sold.", "CARRIED")
    assert texts(DecisionTaken, *parts)[0].startswith("MOVED by Councillor Orr")
    assert only(DecisionTaken, *parts).mover == "Councillor Orr"


@pytest.mark.parametrize(
    ("text", "seconder"),
    [
        (
            "John Dale made the motion to pay the bills. Alan Finn made the second. All in favor. Motion carried.",
            "Alan Finn",
        ),
        ("Dale moved to pay the bills. Finn supported. All Ayes. Motion carried.", "Finn"),
        ("Minutes of May were motioned for approval by Dale, seconded by Finn. Motion carried with 5 yes.", "Finn"),
    ],
)
def test_other_words_for_a_second(text: str, seconder: str) -> None:
    motion = only(DecisionTaken, text)
    assert (motion.seconder, motion.outcome) == (seconder, "carried")
    assert texts(DecisionTaken, text) == [text]


def test_the_vote_under_a_motion_that_ends_in_a_colon_is_no_part_of_its_list() -> None:
    motion = only(
        DecisionTaken, "Ms Dale moved and Mr Finn seconded to adopt the agenda with these items:", "Motion passed."
    )
    assert motion.outcome == "carried"


@pytest.mark.parametrize(
    "text",
    [
        "A document was tabled.",
        "Members were minded to agree but wished to see the lease first.",
        "Minutes approved by the Board on April 2, 2031.",
        "The policy had its first reading; no vote was taken.",
        "No changes were noted.",
    ],
)
def test_what_decides_nothing(text: str) -> None:
    assert texts(DecisionTaken, text) == []


def test_a_stamp_under_a_motion_of_one_mover_is_no_part_of_it() -> None:
    parts = ("MOVED by Councillor Dale that the agenda be adopted.", "CARRIED UNANIMOUSLY")
    assert texts(DecisionTaken, *parts) == [parts[0]]
    assert only(DecisionTaken, *parts).outcome == "carried"


def test_the_counts_of_a_division_come_with_the_mover_of_the_motion() -> None:
    decision = only(
        DecisionTaken,
        "Mr Rose, seconded by Dr Orr, MOVED that the budget be held at £10,000 a ward.",
        "As an AMENDMENT, Mr Bell, seconded by Mrs Poe, moved that it be cut to £7,500.",
        "On a vote being taken, the MOTION received 5 votes and the AMENDMENT received 3 votes, with one abstention, "
        "and the motion was therefore CARRIED, the votes having been cast as follows:-",
        "For the Motion: Camm, J; Dale, J; Finn, G; Ross, H; Rose, G",
        "For the Amendment: Bell, A; Poe, B; Reid, M",
        "Abstention: Lea, A",
    )
    assert (decision.mover, decision.seconder, decision.outcome) == ("Mr Rose", "Dr Orr", "carried")
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (5, 3, 1)


def test_a_resolution_broken_off_behind_its_seconder_is_one_text() -> None:
    parts = ("Proposed by Alderman Dale", "Seconded by Councillor Finn", "and RESOLVED that the minutes be approved.")
    decision = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == ["\n".join(parts)]
    assert (decision.mover, decision.seconder, decision.outcome) == ("Alderman Dale", "Councillor Finn", "carried")


def test_a_motion_without_by_behind_another_decision_is_its_own() -> None:
    parts = (
        "It was RESOLVED to sell the raft.",
        "It was proposed Cllr Dale, seconded Cllr Finn and unanimously agreed to pay the invoices.",
    )
    assert texts(DecisionTaken, *parts) == list(parts)


def test_no_in_plain_talk_is_no_vote_of_a_roll_call() -> None:
    talk = "Dale moved to sell it. Motion passed: some said no, others thought no, and a few wrote no."
    assert only(DecisionTaken, talk).votes_against is None


def test_who_moved_a_decision_may_stand_behind_it() -> None:
    text = "The Board adopted the tide plan. The motion was made by Ann Dale. Bo Finn second, with Cy Orr agreeing."
    motion = only(DecisionTaken, text)
    assert texts(DecisionTaken, text) == [text]
    assert (motion.mover, motion.seconder, motion.kind) == ("Ann Dale", "Bo Finn", "approved")


def test_a_roll_call_in_the_paragraph_of_its_motion_belongs_to_the_text() -> None:
    text = "It was moved by Dale, seconded by Finn, to sail. Carried 2-0. Ayes: Dale, Finn. Nayes: None. Absent: Orr."
    assert texts(DecisionTaken, text, "The meeting closed.") == [text]


def test_a_date_is_no_count() -> None:
    motion = only(DecisionTaken, "A motion to approve the minutes of 8/31/31 was seconded and unanimously approved.")
    assert (motion.outcome, motion.votes_for, motion.votes_against) == ("carried", None, None)


def under_headings(*parts: str) -> list[str]:
    """Return the texts of the decisions of a document with items."""
    read = outline(doc("**Low Quay Council**", "**Minutes of the meeting**", *parts), load())
    found = decisions.find(read, load(), ())
    return ["\n".join(read.document.text(s) for s in d.spans) for d in found]


def test_each_point_under_a_heading_of_decisions_is_one() -> None:
    points = ("• Publish the draft plan.", "• The pier stays shut.")
    assert under_headings("**1. Decisions made**", *points, "**2. Other matters**", "• Tea came.") == [
        "Publish the draft plan.",
        "The pier stays shut.",
    ]
    assert len(under_headings("**1. Plan**", "Decisions:", *points)) == 2


def test_what_another_authority_decided_is_no_decision() -> None:
    parts = (
        "**1. Planning**",
        "**1.1 Decisions**",
        "• Low Quay Cottage: new porch for the barn",
        "**2. Close**",
        "Ended.",
    )
    assert not under_headings(*parts)


def test_a_heading_may_tell_that_what_it_lists_was_approved() -> None:
    parts = ("**1. Grants approved**", "• Raft fair: £500", "• Pier day: £90", "**2. Close**", "It ended.")
    assert under_headings(*parts) == ["Raft fair: £500\nPier day: £90"]


def test_recitals_under_the_number_of_their_resolution() -> None:
    parts = ("RESOLUTION 2031-14", "WHEREAS the pier is old; and", "NOW BE IT RESOLVED, that it be shut.")
    resolution = only(DecisionTaken, *parts, "Offered by: Ann Dale", "Seconded by: Bo Finn", "Carried 2-1.")
    assert (resolution.mover, resolution.seconder, resolution.votes_for) == ("Ann Dale", "Bo Finn", 2)
    assert texts(DecisionTaken, *parts)[0].startswith("WHEREAS the pier")


def test_a_label_of_the_motion_above_its_vote() -> None:
    motion = only(
        DecisionTaken, "**Talks**", "Motion text: The club talks to the raft club", "Votes: 6 for, motion approved"
    )
    assert (motion.outcome, motion.votes_for) == ("carried", 6)


def test_who_was_only_put_up_is_not_decided_on() -> None:
    parts = (
        "Cllr Dale proposed Cllr Finn, seconded by Cllr Orr.",
        "Cllr Hall proposed Cllr Poe, seconded by Cllr Tay.",
        "After a show of papers Cllr Finn was elected as Vice-Chair.",
    )
    assert texts(DecisionTaken, *parts) == [parts[2]]
    assert len(texts(DecisionTaken, *parts[:2])) == 2


def test_a_word_agrees_to_what_was_proposed_before_it() -> None:
    text = "It was proposed that this be referred to the pier group. Agreed."
    assert texts(DecisionTaken, text) == [text]


def test_the_text_of_a_numbered_resolution_stands_under_its_names() -> None:
    parts = ("Resolution 9/2031 Moved: Cr Dale Seconded: Cr Finn", "Council adjourn for the open forum.")
    resolution = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == [parts[1]]
    assert (resolution.mover, resolution.seconder, resolution.outcome) == ("Cr Dale", "Cr Finn", "carried")


def test_a_docket_whose_last_column_tells_the_disposition() -> None:
    rows = table([["", "Disposition:"],
                  ["REQUESTS", ""],
                  ["38 Request of Ann Dale to speak on the pier", "PLACED ON FILE"],
                  ["*39 Accept a gift of £90 for the pier (Y-5)", "310461"],
                  ["40 Mend the raft", "PASSED TO SECOND READING MAY 9"]])  # fmt: skip
    filed, gift, raft = (c for c in found(rows)[1] if isinstance(c, DecisionTaken))
    assert (filed.kind, filed.outcome, filed.votes_for) == ("noted", None, None)
    assert (gift.kind, gift.outcome, gift.votes_for) == ("approved", "carried", 5)
    assert (raft.kind, raft.outcome) == ("deferred", None)
    assert texts(DecisionTaken, rows) == [
        "PLACED ON FILE", "Accept a gift of £90 for the pier (Y-5)\n310461", "PASSED TO SECOND READING MAY 9",
    ]  # fmt: skip


def test_an_election_runs_from_the_nomination_to_the_result() -> None:
    lines = ("Ann Dale, proposed by Bo Finn, seconded by Cy Orr.", "A vote was held by show of hands.",
             "Ann Dale was therefore elected to the post of Chair.")  # fmt: skip
    held = only(DecisionTaken, lines[0], "Hands were counted.", lines[2])
    assert (held.mover, held.seconder, held.outcome) == ("Bo Finn", "Cy Orr", "carried")
    assert texts(DecisionTaken, lines[0], "Hands were counted.", lines[2]) == [
        "\n".join([lines[0], "Hands were counted.", lines[2]])
    ]
    other = "Di Poe was therefore elected to the post of Chair."
    assert len(texts(DecisionTaken, lines[0], "Hands were counted.", other)) == 2


def test_counts_right_before_what_came_of_them() -> None:
    lost = only(DecisionTaken, "For: 5", "Against: 12", "Abstain: 8", "Amendment 6 was therefore rejected.")
    assert (lost.outcome, lost.votes_for, lost.votes_against, lost.abstentions) == ("lost", 5, 12, 8)


def test_a_label_that_only_tells_how_the_vote_on_the_motion_went_is_no_decision() -> None:
    motion = "A motion has been raised to mend the raft."
    lines = (motion, "Ann Dale spoke for it.", "Vote: 5 in favor, 1 opposed", "Resolution: Vote passed")
    told = only(DecisionTaken, *lines)
    assert (told.outcome, told.votes_for, told.votes_against) == ("carried", 5, 1)
    assert texts(DecisionTaken, *lines) == [motion]


def test_what_the_body_approved_is_no_second_of_what_stands_above_it() -> None:
    parts = ("Plan Y - deferred to the next meeting", "Governors ratified the pay plan (proposed AB, seconded CD).")
    assert texts(DecisionTaken, *parts) == list(parts)


def test_a_motion_that_was_read_and_its_second() -> None:
    text = (
        'The motion in the name of Cllr Dale was read: "That the pier be mended." The motion was seconded by Cllr Orr.'
    )
    assert texts(DecisionTaken, text) == [text]


def test_the_roll_call_under_the_terms_of_a_motion_belongs_to_its_text() -> None:
    parts = ("A motion was made by Trustee Dale, seconded by Trustee that it be let on the following terms:",
             "1. It ends in May.", "Roll Call Vote:", "Aye: Dale, Finn, Orr", "No: None",
             "Motion carried; 3:0")  # fmt: skip
    motion = only(DecisionTaken, *parts)
    terms = f"{parts[0]}\nIt ends in May."
    assert texts(DecisionTaken, *parts) == ["\n".join((terms, *parts[2:]))]
    assert (motion.mover, motion.seconder, motion.outcome) == ("Trustee Dale", None, "carried")
    assert (motion.votes_for, motion.votes_against) == (3, 0)


def test_a_motion_that_was_made_and_withdrawn() -> None:
    assert only(DecisionTaken, "A motion was made and later withdrawn to sell the raft.").outcome == "withdrawn"


def test_a_motion_its_sponsor_and_the_votes_of_each_above_the_result() -> None:
    lines = ("Motion: Add the pier to the agenda", "Sponsor: Ann Dale Second: Bo Finn", "Vote:")
    said = ("• Ann Dale - yes", "• Bo Finn - abstain", "Passed: 6-1")
    told = only(DecisionTaken, *lines, *said)
    assert (told.mover, told.seconder, told.outcome) == ("Ann Dale", "Bo Finn", "carried")
    assert (told.votes_for, told.votes_against) == (6, 1)
    assert texts(DecisionTaken, *lines, *said) == ["Add the pier to the agenda"]


def test_what_is_received_in_capitals_needs_no_mover() -> None:
    text = "That the report of May 3 BE RECEIVED."
    told = only(DecisionTaken, text)
    assert (told.kind, told.mover, told.outcome) == ("resolved", None, "carried")
    listed = ("That, on the recommendation of the Clerk, the following actions be taken with respect to the pier:",
              "a) it BE MENDED; and,", "b) the plan BE RECEIVED.")  # fmt: skip
    assert len(texts(DecisionTaken, *listed)) == 1
    by = only(DecisionTaken, "Moved by A. Dale", "Seconded by B. Finn", "That, on the advice of the Clerk, it be let.")
    assert (by.mover, by.seconder) == ("A. Dale", "B. Finn")


def test_a_motion_between_quotation_marks_goes_on_until_they_close() -> None:
    parts = ("Motion 31/2031 Moved by Mayor Dale, “THAT the raft be sold: AND", "the pier be kept.”", "Carried")
    assert texts(DecisionTaken, *parts, "Tea was served.") == [
        "\n".join(("Moved by Mayor Dale, “THAT the raft be sold: AND", *parts[1:]))
    ]


def test_a_ballot_is_told_with_its_result() -> None:
    text = "Election held by secret ballot. Results: 4 votes for, 1 against. Ann Dale is elected Warden of the Ferry."
    election = only(DecisionTaken, "Ann Dale stood.", text)
    assert texts(DecisionTaken, "Ann Dale stood.", text) == [text]
    assert (election.votes_for, election.votes_against, election.outcome) == (4, 1, "carried")


def test_a_motion_to_adjourn_is_carried_where_the_meeting_adjourned() -> None:
    parts = ("Motion to adjourn by Ann Dale", "Seconded by Bo Finn", "Meeting adjourned at 8:10 p.m.")
    assert texts(DecisionTaken, *parts) == ["\n".join(parts)]
    assert only(DecisionTaken, *parts).outcome == "carried"


def test_names_behind_a_sentence_tell_who_moved_it() -> None:
    text = "The minutes were accepted as a true record. Prop. QV 2nd ZT All agreed."
    decision = only(DecisionTaken, f"An error was mended. {text}")
    assert texts(DecisionTaken, f"An error was mended. {text}") == [text]
    assert (decision.mover, decision.seconder, decision.outcome) == ("QV", "ZT", "carried")


def test_a_view_is_told_with_the_line_of_its_application() -> None:
    text = "31/0045/F Boathouse at Low Quay. Comments by 3 May. No objections raised."
    assert texts(DecisionTaken, f"{text} Clerk to reply.") == [text]


def test_short_talk_between_a_motion_and_its_vote_belongs_to_the_text() -> None:
    text = "Ann Dale moved to buy a raft. Bo Finn hoped for oars. Cy Orr seconded. It passed 5-0."
    assert texts(DecisionTaken, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Everybody agreed to keep the fee at £9.",
        "The society resolved to join the league.",
        "Working group consensus was that it be shut.",
        "It was concluded to leave the rota as it is.",
        "All were in favour of the new crest.",
        "The precept was set at £9,000.",
    ],
)
def test_spoken_forms_of_agreement(text: str) -> None:
    assert texts(DecisionTaken, text) == [text]


def test_a_labelled_motion_and_its_names_in_one_line() -> None:
    motion = only(DecisionTaken, "Motion: Buy a raft. Moved: A. Dale. Seconded: B. Finn. Carried.")
    assert (motion.mover, motion.seconder, motion.outcome) == ("A. Dale", "B. Finn", "carried")


def test_a_view_stands_below_the_lines_of_its_application() -> None:
    lines = ("E/31045", "New slip", "Low Quay", "A Dale", "NO OBJECTIONS")
    assert texts(DecisionTaken, "Applications were looked at.", *lines) == ["\n".join(lines)]


def test_a_list_of_payments_is_no_part_of_their_approval() -> None:
    text = "The following payments were approved:"
    assert texts(DecisionTaken, text, "i) Quill Ltd, rope £90.00", "ii) A Dale, paint £9.00") == [text]


def test_names_in_sentences_of_their_own_are_those_of_the_motion_before() -> None:
    text = "That the minutes be confirmed. Moved: Dale. Seconded: Finn. Carried."
    assert texts(DecisionTaken, text) == [text]


def test_a_label_over_the_number_of_a_resolution_holds_no_decision() -> None:
    parts = ("COUNCIL DECISION", "Resolution No: 113/31", "Moved: Cr Dale Seconded: Cr Finn", "That it be received.")
    motion = only(DecisionTaken, *parts, "CARRIED 5/0")
    assert (motion.mover, motion.seconder, motion.votes_for, motion.votes_against) == ("Cr Dale", "Cr Finn", 5, 0)
    numbered = ("Resolution: PW139", "Moved by: Councillor Dale", "That the agenda be approved.", "CARRIED UNANIMOUSLY")
    assert only(DecisionTaken, *numbered).mover == "Councillor Dale"


def test_a_division_by_name_under_an_amendment_tells_its_votes() -> None:
    parts = (
        "Councillor Dale proposed an amendment that it sail at 4.00 p.m. This was seconded by Councillor Finn.",
        "As some were not in agreement, a vote was taken at 4.30 p.m. which resulted as follows:",
        "For the Amendment",
        "Councillors Dale, Finn and Orr (3)",
        "Against the Amendment",
        "Councillors Poe, Tay, Quill, Moss and Hale (5)",
        "The Mayor declared the amendment lost.",
    )
    amendment = only(DecisionTaken, *parts)
    assert texts(DecisionTaken, *parts) == [parts[0]]
    assert (amendment.outcome, amendment.votes_for, amendment.votes_against) == ("lost", 3, 5)


def test_a_motion_of_which_notice_was_given_stands_above_its_mover() -> None:
    parts = ("I will move at the next meeting that the pier be lit.", "The Motion was proposed by Ann Dale.")
    assert texts(DecisionTaken, "Ann Dale came.", *parts) == ["\n".join(parts)]


_FORMS = (
    ("Motion: To adopt the fees.", "Moved by: Ann Dale", "Seconded by: Bo Finn", "Vote: 5-0", "Result: Passed"),
    ("Moved by: Ann Dale", "Second: Bo Finn", "Motion: To adopt the fees.", "Ayes: 5", "Nays: 0"),
    ("Proposal: To adopt the fees.", "Proposer: Ann Dale", "Seconder: Bo Finn", "Votes: 5 for, 0 against"),
    ("Motion 3: To adopt the fees.", "Moved by: Ann Dale | Seconded by: Bo Finn", "VOTE: In favor: 5 | Opposed: 0"),
    ("Wording:\tTo adopt the fees.", "Made by:\tAnn Dale", "2nd:\tBo Finn", "For:\t5", "Against:\t0"),
    ("Motion:", "To adopt the fees.", "Mover:", "Ann Dale", "Seconder:", "Bo Finn", "Vote:", "5-0"),
    ("Motion: To adopt the fees.", "First: Ann Dale", "Second: Bo Finn", "Vote:", "Ann Dale - yes", "Bo Finn - yes",
     "Cy Orr - yes", "Di Poe - yes", "Ed Ray - yes", "Motion carried."),
    (table([["Motion", "To adopt the fees."], ["Moved", "Ann Dale"], ["Seconded", "Bo Finn"], ["Vote", "5-0"]]),),
)  # fmt: skip


@pytest.mark.parametrize("parts", _FORMS)
def test_a_motion_printed_as_a_form_is_its_words_whatever_the_labels_and_their_order(parts: tuple[str, ...]) -> None:
    motion = only(DecisionTaken, *parts, "Tea was served.")
    assert texts(DecisionTaken, *parts, "Tea was served.") == ["To adopt the fees."]
    assert (motion.mover, motion.seconder, motion.outcome) == ("Ann Dale", "Bo Finn", "carried")
    assert (motion.votes_for, motion.votes_against) == (5, 0)


@pytest.mark.parametrize(
    "parts",
    [
        ("Motion: To adopt the fees.", "Tea was served."),
        ("Second: Bo Finn", "Vote: soon"),
        ("Text: Tea.", "Status: cold"),
    ],
)
def test_labels_that_tell_no_motion_and_vote_are_no_form(parts: tuple[str, ...]) -> None:
    assert not [c for c in found(*parts)[1] if isinstance(c, DecisionTaken) and c.rule == "decision.field"]


def test_of_two_forms_each_has_its_own_names() -> None:
    first = ("Motion: To adopt the fees.", "Moved: Ann Dale", "Seconded: Bo Finn", "Carried")
    second = ("Motion: To sell the raft.", "Moved: Cy Orr", "Seconded: Di Poe", "Lost 1-4")
    told = [c for c in found(*first, *second)[1] if isinstance(c, DecisionTaken)]
    assert [(d.mover, d.outcome, d.votes_against) for d in told] == [
        ("Ann Dale", "carried", None),
        ("Cy Orr", "lost", 4),
    ]


@pytest.mark.parametrize(
    ("vote", "counted"),
    [
        ("Vote: A. Dale – Aye, B.Finn -Aye, C. Orr -abstained, passed.", (2, 0, 1)),
        ("The motion passed (Dale – yes, Finn – no).", (1, 1, None)),
        ("Carried by roll call (Dale, Finn, Orr – yea).", (3, 0, None)),
        ("All in favor; Ms. Dale, in favor; Mr. Finn, in favor; Mr. Orr, opposed.", (2, 1, None)),
        ("Motion carried 4-0-1 [Ayes: Dale, Finn, Orr, Poe; Absent: Ray].", (4, 0, None)),
        ("The motion passed 4-0 with Ann Dale abstaining.", (4, 0, 1)),
    ],
)
def test_votes_told_name_by_name_are_counted(vote: str, counted: tuple[int | None, ...]) -> None:
    motion = only(DecisionTaken, f"Mr Poe moved to buy the van. Mr Ray seconded the motion. {vote}")
    assert (motion.votes_for, motion.votes_against, motion.abstentions) == counted


@pytest.mark.parametrize(
    "told",
    [
        "The Harbour Committee voted to sell the raft.",
        "The county council decided to close the road.",
        "The Board of Health approved a new pool.",
        "The Parks and Leisure Commission had agreed to plant a tree.",
    ],
)
def test_what_another_body_decided_is_no_decision_of_this_one(told: str) -> None:
    front = ("Minutes of Rowan Parish Council", "Held in the hall")
    outlined = outline(doc(*front, "**1. Business**", told, "The Parish Council agreed to buy a boat."), load())
    taken = decisions.find(outlined, load(), ())
    assert [outlined.document.text(d.spans[0]) for d in taken] == ["The Parish Council agreed to buy a boat."]


@pytest.mark.parametrize(
    "said",
    [
        "The Committee was content with the proposed fee.",
        "The Board was happy for the fair to go ahead.",
        "Members were content that the fair be held in May.",
        "All were happy to hold the fair in May.",
        "The group opted to sell the boat.",
        "The Board awarded the roof to Dale Ltd, the contract to run a year.",
        "The contract was awarded to Dale Ltd.",
        "We hold the fair in May (all agreed).",
        "Agreement was reached to move the fair.",
        "Thumbs up from everyone to adopt the new rules.",
        "The Board voted by email to approve the new rules.",
        "Bo Orr was voted in as Warden.",
    ],
)
def test_what_is_decided_without_a_formula_is_a_decision(said: str) -> None:
    assert texts(DecisionTaken, "Mr Poe told of the fair.", said, "Tea was served.") == [said]


@pytest.mark.parametrize(
    "said",
    ["Members were happy to hear it.", "The Board was content with its lunch.", "The group chose well, said Mr Poe."],
)
def test_that_people_are_content_is_no_decision(said: str) -> None:
    assert not texts(DecisionTaken, "Mr Poe told of the fair.", said)


def test_a_vote_of_a_senate_on_a_bill() -> None:
    bill = only(DecisionTaken, "DO PASS, SB #12, 10-0-2")
    assert (bill.outcome, bill.votes_for, bill.votes_against, bill.abstentions) == ("carried", 10, 0, 2)


def test_so_voted_is_the_outcome_of_its_motion() -> None:
    motion = only(
        DecisionTaken, "MOTION: Upon a motion made by Member Dale and a second by Member Finn to rise, so voted."
    )
    assert (motion.mover, motion.outcome) == ("Member Dale", "carried")


@pytest.mark.parametrize(
    ("said", "mover", "seconder"),
    [
        ("Ann Dale moves to approve the report, Bo, Cy, and Di second.", "Ann Dale", "Bo, Cy, and Di"),
        ("There was a motion to adjourn by Ann Dale, seconded by Bo Finn, all in favor.", "Ann Dale", "Bo Finn"),
        ("Motion to adjourn by Ann Dale, second Bo Finn; passed unanimously.", "Ann Dale", "Bo Finn"),
        ("Ann Dale presented the following amendment: ‘I move to rise.’ Bo Finn seconded.", "Ann Dale", "Bo Finn"),
    ],
)  # fmt: skip
def test_who_moved_and_who_seconded(said: str, mover: str, seconder: str) -> None:
    motion = only(DecisionTaken, said)
    assert (motion.mover, motion.seconder) == (mover, seconder)


def test_the_results_of_an_election_behind_their_label_are_one_decision() -> None:
    line = "Election results: Ann Dale, Warden; Bo Finn, Clerk."
    assert texts(DecisionTaken, line) == [line]


def test_a_label_in_front_is_no_part_of_the_name_of_the_body_that_decided() -> None:
    front = ("Minutes of the Quay Mills Board", "Held in the hall")
    told = ("MILL-AB The Board approved the fare.", "The Ferry Board approved its timetable.")
    outlined = outline(doc(*front, "**1. Business**", *told), load())
    taken = decisions.find(outlined, load(), ())
    assert [outlined.document.text(d.spans[0]) for d in taken] == [told[0]]


def test_the_count_of_a_vote_below_its_matter_is_a_decision_where_nothing_else_decides_on_it() -> None:
    vote = "BOARD VOTE: 33 In Favor 2 Opposed 0 Abstained"
    outlined = outline(doc("**1. Canopy of the Quay Mill - Resolution**", vote, "**2. Fares**", "10/20/31"), load())
    (taken,) = decisions.find(outlined, load(), ())
    assert outlined.document.text(taken.spans[0]) == vote
    assert isinstance(taken, DecisionTaken)
    assert (taken.kind, taken.outcome, taken.votes_for, taken.votes_against) == ("resolved", "carried", 33, 2)
    moved = "Ann Dale moved to build a canopy."
    assert under("1. Canopy of the Quay Mill", moved, "Vote: 2-7") == [f"{moved}\nVote: 2-7"]


def test_a_motion_before_the_first_heading_is_business() -> None:
    moved = "Ann Dale motioned to approve the June minutes. Bo Finn seconded. Accepted unanimously."
    front = ("**Quay Mills Board**", "**Minutes**", "3 May 2031", "The meeting was called to order at 6:05 p.m.")
    outlined = outline(doc(*front, moved, "**Old Business**", "It rained.", "**New Business**", "It was dry."), load())
    (taken,) = decisions.find(outlined, load(), ())
    assert "".join(outlined.document.text(s) for s in taken.spans).startswith("Ann Dale motioned")


def test_movers_named_before_that_and_a_motion_behind_a_dash() -> None:
    said = (
        "Motion to adopt the agenda by Bo Reed, seconded by Ann Quill. Motion carried.",
        "Minutes for 7/8/2031 – Motion to approve by Ann, seconded by Bo, all aye.",
        "Motion: moved Steve, second Rob: That the weir be mended. Carried.",
    )
    document = doc("**1. Business**", *said)
    spans = [Span(i, 0, len(b.text)) for i, b in enumerate(document.blocks)]
    item = Heading((spans[0],), "Business", "1", 1, None, "test")
    tree = Outline(document, (item,), tuple(Passage(s, 0, "body") for s in spans[1:]), ())
    taken = [d for d in decisions.find(tree, load(), ()) if isinstance(d, DecisionTaken)]
    assert [(d.mover, d.seconder) for d in taken] == [("Bo Reed", "Ann Quill"), ("Ann", "Bo"), ("Steve", "Rob")]
