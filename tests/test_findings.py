"""Findings: labelled answers, and the sentences or paragraphs that answer a question."""

from __future__ import annotations

import pytest

from business import found, only, texts
from documents import block, table
from minutebook.candidate import Answer, QuestionAsked


def test_a_label_holds_up_to_the_next_question_or_action_label() -> None:
    parts = (
        "1. Is the pier sound?",
        "Findings:",
        "The pier was tested in May.",
        "• The piles are new.",
        "2. Who pays for it?",
        "Findings:",
        "The harbour does.",
        "Action Arising:",
        "• The Clerk will write.",
    )
    assert texts(Answer, *parts) == ["The pier was tested in May.\nThe piles are new.", "The harbour does."]
    assert [a.question for a in found(*parts)[1] if isinstance(a, Answer)] == [0, 1]


def test_a_reported_question_inside_a_labelled_finding_has_an_answer_of_its_own() -> None:
    parts = (
        "1. Is the pier sound?",
        "Findings:",
        "The Engineer showed a plan. The HM asked whether it was enough. The Engineer was confident that it was.",
        "A drawing is to follow.",
    )
    assert texts(Answer, *parts) == [
        "The Engineer showed a plan. The HM asked whether it was enough. The Engineer was confident that it was.\n"
        "A drawing is to follow.",
        "The Engineer was confident that it was.",
    ]
    assert [a.question for a in found(*parts)[1] if isinstance(a, Answer)] == [0, 1]


def test_a_labelled_block_without_a_question_answers_none() -> None:
    assert only(Answer, "Response: The wall is sound.").question is None


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Ms Orr inquired whether it was free, to which the Clerk responded it was.", "the Clerk responded it was."),
        ("In response to a question on tide gauges, readings took place at noon.", "readings took place at noon."),
        ("In response to Mr Orr’s inquiry, the Planner stated it was.", "the Planner stated it was."),
        ("Ann Rowe asked how it was done and Peter Lane explained the rota.", "Peter Lane explained the rota."),
        ("The Mayor asked for clarity on the fee; confirmed as due in May.", "confirmed as due in May."),
        ("Mr Dean asked when it would open and was told that it was May.", "was told that it was May."),
        ("Asked whether it was insured, the Clerk said that it was.", "the Clerk said that it was."),
        ("Mr Dean queried the bill – the Clerk explained that it was paid.", "the Clerk explained that it was paid."),
        ("Mr Dean asked Ann Rowe about the raft who said that it was sold.", "who said that it was sold."),
        ("To a question from Mr Dean, the Clerk replied that it was so.", "the Clerk replied that it was so."),
        ("Mr Dean asked who paid; Ann Rowe acknowledged that nobody had.", "Ann Rowe acknowledged that nobody had."),
        ("Mr Dean asked if it could be shared, but Ann thinks that it could not.", "Ann thinks that it could not."),
    ],
)
def test_an_answer_in_the_question_s_own_sentence(sentence: str, answer: str) -> None:
    assert texts(Answer, sentence) == [answer]


def test_an_answer_ends_at_another_speaker_s_turn() -> None:
    text = "A Member asked why. The Clerk said that it rained. She added that it was cold. Mr Poe thanked the Clerk."
    assert texts(Answer, text) == ["The Clerk said that it rained. She added that it was cold."]


def test_the_next_paragraph_answers_only_if_it_reads_as_an_answer() -> None:
    assert texts(Answer, "A Member asked if it was safe.", "The Surveyor explained that it was.", "It was late.") == [
        "The Surveyor explained that it was."
    ]
    assert texts(Answer, "A Member asked if it was safe.", "RESOLVED that it be shut.") == []
    assert texts(Answer, "A Member asked if it was safe.", "Kerbs are to be cut in May.") == []


def test_an_answer_that_ends_with_a_colon_takes_its_list_along() -> None:
    parts = (
        "Mr Ash asked what was planned.",
        "The Planner noted the options:",
        "• a tram",
        "• a barge",
        "It was late.",
    )
    assert texts(Answer, *parts) == ["The Planner noted the options:\na tram\na barge"]


def test_what_the_asker_goes_on_to_say_is_no_answer() -> None:
    assert texts(Answer, "Mr Ash questioned the price. He said that it was high.") == []


def test_plain_paragraphs_under_a_question_in_italics() -> None:
    parts = ("*Why is the pool shut?*", "It leaks.", "The pump is old.", "*Who pays?*", "The town.")
    assert texts(Answer, *parts) == ["It leaks.\nThe pump is old.", "The town."]


def test_a_speaker_s_name_is_no_part_of_the_answer() -> None:
    assert texts(Answer, "Question: Will it open?", "Provost: It will.", "Motion made: to rise.") == ["It will."]


def test_an_answer_inside_a_labelled_finding_goes_on_until_somebody_s_turn() -> None:
    parts = (
        "1. Is the pier sound?",
        "Findings:",
        "The piles are new.",
        "The HM asked the Engineer how long they would last.",
        "The Engineer was confident that they would last a century.",
        "More tests are under way.",
        "The HM confirmed that she would like to see them.",
    )
    assert "The Engineer was confident that they would last a century.\nMore tests are under way." in texts(
        Answer, *parts
    )


@pytest.mark.parametrize(
    "after", ["The Clerk will write to the owner.", "He would send the plan.", "HC to ask the nurses."]
)
def test_an_answer_ends_before_a_promise(after: str) -> None:
    text = f"Cllr Moss asked when the hedge would be cut. The Clerk said that it would be May. {after}"
    assert texts(Answer, text) == ["The Clerk said that it would be May."]


def test_a_line_that_names_the_next_asker_is_no_part_of_the_answer() -> None:
    parts = ("Q: Why is the pier shut?", "Response: It leaks.", "Ms Ann Dale, Pier Friends", "Q: When will it open?")
    assert texts(Answer, *parts, "Response: In May.") == ["It leaks.", "In May."]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It was queried whether help had been sought — no. Agreed to write.", "no."),
        ("AB queried whether the rope was new; it is not, but sound.", "it is not, but sound."),
        ("Mr Ash queried the cost of the rope: £90, two years fixed.", "£90, two years fixed."),
        ("Miss Ash asked if the lane would be done. He did not know, would ask.", "He did not know, would ask."),
    ],
)
def test_short_answers_in_the_question_s_sentence_or_after_it(text: str, answer: str) -> None:
    assert texts(Answer, text) == [answer]


def test_a_decision_ends_an_answer() -> None:
    text = "Mr Ash asked when the pool would open. The Clerk said in May. Agreed to write to the owner."
    assert texts(Answer, text) == ["The Clerk said in May."]


def test_what_follows_a_question_under_its_lead_in_answers_it() -> None:
    parts = ("A resident asked the following:", "“Why is the pier shut?”", "Due to the storm a survey was due.")
    assert texts(Answer, *parts) == ["Due to the storm a survey was due."]


def test_the_label_of_an_answer_may_say_who_gives_it() -> None:
    parts = ("“What is the cost?”", "Reply by the Leader", "The cost is £4.")
    assert texts(Answer, *parts) == ["The cost is £4."]
    assert texts(Answer, "Q1 Will it be mended?", "A1 The pier is listed for June.") == ["The pier is listed for June."]


def test_an_answer_beside_its_label_ends_before_the_next_question() -> None:
    parts = ("Q: How many came?", "A: Twelve did.", "Governors asked how it was paid. The Head said by grant.")
    assert texts(Answer, *parts) == ["Twelve did.", "The Head said by grant."]


def test_the_asker_s_thanks_in_the_same_sentence_are_no_part_of_the_answer() -> None:
    text = "Cllr Orr asked about the drains; the Clerk replied that they were clear; Cllr Orr thanked the Clerk."
    assert texts(Answer, text) == ["the Clerk replied that they were clear"]


def test_what_the_asker_adds_is_passed_over_for_the_next_paragraph_s_answer() -> None:
    parts = ("Ms Orr asked if the pier was sound. She thought that it leaked.", "Mr Low said that it was dry.")
    assert texts(Answer, *parts) == ["Mr Low said that it was dry."]


def test_a_label_inside_a_paragraph_after_a_statement() -> None:
    text = "Ms Orr: Had letters from the public about the pier. Answer: The pier is open. Mr Low: The slip is shut."
    assert texts(Answer, text) == ["The pier is open."]
    assert only(Answer, text).question is None


def test_a_plain_yes_makes_a_question_of_what_was_clarified() -> None:
    text = "Ms Orr clarified that the pier would be lit. Mr Low stated yes. Ms Orr clarified that it was free."
    assert texts(Answer, text) == ["Mr Low stated yes."]


@pytest.mark.parametrize(
    "tail",
    [
        "He would look at the rail in May.",
        "The Director of Works will seek tenders.",
        "She undertook to send the figures.",
        "AB to oil the hinge.",
        "A short paper setting out the costs would be prepared by the Clerk.",
        "Letter of thanks to go to the crew.",
        "Trustee Moon was not satisfied with this.",
        "Dr. Orr thought it dear.",
        "Cr Poe asked the Board to think of the tide.",
        "It was hoped that the new rope would do.",
        "There was some disquiet at the smell.",
        "The rope policy was approved on that basis.",
        "ACTION: BF to test it.",
        "Mr Hale asked a supplementary question.",
    ],
)
def test_an_answer_ends_before_tasks_moods_and_decisions(tail: str) -> None:
    asked = "Trustee Moon asked whether the pier was sound."
    assert texts(Answer, f"{asked} Mr Low advised that it was. {tail}") == ["Mr Low advised that it was."]


def test_a_leading_clause_is_followed_by_nobody_elses_turn() -> None:
    text = "In response to an inquiry by Mr Dale, Mr Low indicated that it passed. Mr Orr recalled the last one."
    assert texts(Answer, text) == ["Mr Low indicated that it passed."]


def test_an_answer_in_its_questions_sentence_goes_on_after_it() -> None:
    text = "Ms Dale asked about tolls, and Mr Low said that they stay. Additionally, rope is free. Ms Dale left."
    assert texts(Answer, text) == ["Mr Low said that they stay. Additionally, rope is free."]


def test_who_replied_is_no_part_of_the_reply() -> None:
    question = "Ms Dale asked the following question:"
    put = "“Why was the pier shut?”"
    assert texts(Answer, question, put, "The Leader replied: The rail had rusted.") == ["The rail had rusted."]
    assert texts(Answer, question, put, "The Leader replied as follows:", "“The rail had rusted.”") == [
        "“The rail had rusted.”"
    ]


def test_the_last_of_labelled_answers_ends_where_the_others_do() -> None:
    parts = ("Q: Why?", "A: It leaks.", "Q: Who pays?", "A: We do.", "Q: When?", "A: In May.", "A map was passed on.")
    assert texts(Answer, *parts) == ["It leaks.", "We do.", "In May."]


def test_others_may_add_to_an_answer_but_not_the_colleagues_of_the_asker() -> None:
    parts = (
        "Commissioner Dale asked if the map was public.",
        "Staff Low responded that it was.",
        "Staff Orr added that it would be sent.",
        "Commissioner Poe replied that it was late.",
    )
    assert texts(Answer, *parts) == ["Staff Low responded that it was.\nStaff Orr added that it would be sent."]


def test_he_has_not_is_an_answer_and_no_reply_is_none() -> None:
    assert texts(Answer, "Ms Dale asked Mr Low if he had met them. He had not, as it rained.") == [
        "He had not, as it rained."
    ]
    assert not texts(Answer, "Ms Dale asked who paid. No reply was given by the owner.")


def test_the_answer_is_looked_for_behind_what_the_asker_adds() -> None:
    parts = ("Ms Orr asked if the raft was paid for. So it would be odd to sell it. The Clerk said that it was not.",)
    assert texts(Answer, *parts) == ["The Clerk said that it was not."]


def test_the_next_paragraph_answers_if_it_says_so() -> None:
    parts = (
        "Mr Dale asked if a fence was planned. Last summer the path was widened and people walked in.",
        "Ms Orr and Mr Finn responded that it could be moved up by a year.",
    )
    assert texts(Answer, *parts) == ["Ms Orr and Mr Finn responded that it could be moved up by a year."]


def test_a_task_right_after_a_question_is_no_answer() -> None:
    assert texts(Answer, "AO asked when the raft would sail. BD to ring the ferry.") == []
    assert texts(Answer, "AO asked when it would sail; BD expects it in May.") == ["BD expects it in May."]


def test_an_answer_in_italics_under_a_plain_question() -> None:
    parts = (
        "1. Will the pier be seen?",
        "*The pier is behind the mill.*",
        "2. Who pays?",
        "*The mill does.*",
        "We left.",
    )
    assert texts(Answer, *parts) == ["The pier is behind the mill.", "The mill does."]


def test_an_answer_behind_no_more_than_a_comma() -> None:
    text = "Cllr Dean asked if the list had come, the Clerk advised she was waiting for it."
    assert texts(Answer, text) == ["the Clerk advised she was waiting for it."]


def test_the_list_items_under_one_that_asks_answer_it() -> None:
    under = [block(text, depth=1) for text in ("– By six lamps.", "– They burn oil.")]
    parts = ("• How is the pier lit?", *under, "• Who pays for the oil?", "• The oil is dear.")
    assert texts(Answer, *parts) == ["By six lamps.\nThey burn oil."]


def test_an_answer_goes_on_where_the_same_person_is_named_otherwise_and_ends_with_another_s_opinion() -> None:
    said = "Ann Low, Harbour Engineer, said that it floats. Ms Low stated that it was tried."
    other = "Mr Finn believed that it was late."
    assert texts(Answer, "Mr Dale asked whether the raft floats.", f"{said} {other}") == [said]


def test_what_tells_of_a_motion_or_of_nobody_s_knowing_is_no_answer() -> None:
    assert texts(Answer, "Mr Dale asked who owns the raft. Nobody present could say.") == []
    assert texts(Answer, "Mr Dale asked who owns the raft. Ms Orr motioned to close the hearing.") == []


def test_a_table_sets_each_answer_beside_its_question() -> None:
    rows = [
        ["No", "Raised by", "Question", "Response"],
        ["1", "Ann Low", "When will the raft sail?", "In May, if it is dry."],
        ["2", "Bo Day", "The cost of the rope", "£9."],
    ]
    _, candidates = found(table(rows))
    questions = [c for c in candidates if isinstance(c, QuestionAsked)]
    assert [q.asked_by for q in questions] == ["Ann Low", "Bo Day"]
    assert texts(Answer, table(rows)) == ["In May, if it is dry.", "£9."]
    assert [c.question for c in candidates if isinstance(c, Answer)] == [0, 1]
    assert texts(Answer, table([r[2:] for r in rows[1:]])) == []
    assert texts(Answer, table([["Who rows?", "Pupils."], ["Who pays?", "The club."]])) == ["Pupils.", "The club."]


def test_an_answer_opens_where_somebody_replies_not_where_the_question_is_explained() -> None:
    told = "In the past people slept there. Of late vans have parked. "
    asked = "A question was asked on behalf of Ann Low about the quay. "
    assert texts(Answer, asked + told + "The Harbour Master replied that he knew of it.") == [
        "The Harbour Master replied that he knew of it."
    ]
    said = "Mr Dale asked whether they had been told. He said that it had been safe. "
    assert texts(Answer, said + "Ms Orr replied that they had.") == ["Ms Orr replied that they had."]


def test_a_question_of_notice_is_answered_under_it() -> None:
    parts = ("“To ask the Manager how many boats are let.”", "The following reply issued:", "There are nine.")
    assert texts(QuestionAsked, *parts) == ["“To ask the Manager how many boats are let.”"]
    assert texts(Answer, *parts) == ["There are nine."]


def test_an_arrow_or_a_dash_before_an_answer_is_left_out() -> None:
    assert texts(Answer, "Can we sell the raft? -> yes, in May") == ["yes, in May"]
    assert texts(Answer, "Can we sell the raft? – Yes.") == ["Yes."]


def test_an_answer_set_further_in_ends_where_the_text_stands_further_out() -> None:
    parts = (
        block("Is the pier sound?", indent=60.0, page=1),
        block("Reply: It was tested in May.", indent=90.0, page=1),
        block("The Board agreed in June to mend it.", indent=90.0, page=1),
        block("It was requested that a report be made.", indent=60.0, page=1),
    )
    assert texts(Answer, *parts) == ["It was tested in May.\nThe Board agreed in June to mend it."]


_DIALOGUE = (
    "Ann: Do we have a date for the fair?",
    "• a list is on the wall",
    "Jane: Not yet. The hall has to confirm. We will know in May.",
    "Ann: We should tell people soon.",
    "Tom: Who prints the bills? I did so last year.",
    "Tom: It was dear.",
    "Jane: Is the raft dry?",
    "Ann: It is, since May.",
    "Tom: Good.",
)


def test_in_a_dialogue_the_next_who_speaks_answers_and_the_names_stay() -> None:
    assert texts(QuestionAsked, *_DIALOGUE) == [
        "Ann: Do we have a date for the fair?",
        "Tom: Who prints the bills?",
        "Jane: Is the raft dry?",
    ]
    assert texts(Answer, *_DIALOGUE) == [
        "Jane: Not yet. The hall has to confirm. We will know in May.",
        "Ann: It is, since May.",
    ]
    asked = [c.asked_by for c in found(*_DIALOGUE)[1] if isinstance(c, QuestionAsked)]
    assert asked == ["Ann", "Tom", "Jane"]
    assert texts(Answer, "Ann: Is the raft dry?", "Bo: It is.") == ["It is."]


def test_a_he_is_not_the_lady_who_asked() -> None:
    assert texts(Answer, "Ms Low asked what became of the key. He had lost it in May.") == ["He had lost it in May."]
    assert texts(Answer, "Mr Low asked what became of the key. He thought it a pity.") == []
    assert texts(Answer, "Mr Low asked about the key. Discussion ensued about locks.") == []


@pytest.mark.parametrize(
    "answer",
    [
        "The Clerk conceded that it had rusted.",
        "Ms Low went on to explain that it had rusted.",
        "The applicant argues that it had rusted.",
        "TH could confirm that it had rusted.",
        "The Harbour Engineer took the view that it had rusted.",
        "Bo Dale, of Quay Lane, maintained that it had rusted.",
        "Superintendent Hale reminded members that it had rusted.",
        "It transpired that it had rusted.",
        "It was understood that it had rusted.",
        "Confirmation was given that it had rusted.",
        "The Clerk’s view was that it had rusted.",
        "The Clerk outlines how it has rusted.",
        "Mr Dale disagrees and calls it sound.",
        "Ms Low, who had joined the meeting late, replied that it had rusted.",
        "Ms Low thanked the crew; replied that it had rusted.",
    ],
)
def test_whatever_the_verb_somebody_who_says_something_in_the_next_paragraph_answers(answer: str) -> None:
    assert texts(Answer, "Mrs Orr asked what had become of the crane.", answer) == [answer]


@pytest.mark.parametrize(
    "other",
    [
        "Mr Finn argued that all cranes rust.",
        "A resident contended that all cranes rust.",
        "Councillor P. Ure made it clear that all cranes rust.",
        "Mr Finn expresses concern at the rust.",
        "Mr Finn worries about the other crane.",
    ],
)
def test_an_answer_ends_where_another_says_something_whatever_the_verb(other: str) -> None:
    answer = "The Engineer conceded that it had rusted."
    assert texts(Answer, f"Mrs Orr asked about the crane. {answer} {other}") == [answer]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Crane Act requires that cranes be painted.",
        "The Chair moved that it be painted.",
        "The Board was disappointed that it had rusted.",
        "It was agreed that it be painted.",
    ],
)
def test_a_sentence_with_that_in_which_nobody_speaks_is_no_answer(sentence: str) -> None:
    assert texts(Answer, "Mrs Orr asked what had become of the crane.", sentence) == []


@pytest.mark.parametrize(
    "answer",
    [
        "It was confirmed that it was sound.",
        "It transpired that it was sound.",
        "He was told that it was sound.",
        "The Board was informed that it was sound.",
        "Confirmation was given that it was sound.",
    ],
)
def test_what_the_asker_goes_on_to_say_ends_where_a_reply_is_told_of(answer: str) -> None:
    question = "Mr Dale asked if the crane had been tested. He had seen rust on it."
    assert texts(Answer, f"{question} {answer}") == [answer]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bo Finn also indicated that the quay is dry.",
        "The Harbour Master added that the quay is dry.",
        "Mr Finn said he did not like cranes of any kind.",
        "Mr Finn requested that the quay be swept.",
    ],
)
def test_who_goes_on_with_something_else_in_the_next_paragraph_answers_nothing(sentence: str) -> None:
    assert texts(Answer, "Mrs Orr asked what had become of the crane.", sentence) == []


def test_the_body_that_asked_does_not_answer_itself() -> None:
    assert texts(Answer, "The Board asked for an update on the crane.", "The Board noted the new rates.") == []


def test_that_the_answer_was_so_is_the_clause_that_answers() -> None:
    assert texts(Answer, "Mrs Orr asked if the crane was sound and the answer was yes. The Chair moved on.") == [
        "the answer was yes."
    ]


def test_a_date_in_brackets_answers_nothing() -> None:
    assert texts(Answer, "Hearing: Is the crane sound? (06/17/2031)") == []


def test_several_may_answer_each_of_the_questions_in_a_list() -> None:
    parts = (
        "1. Why was the crane sold?",
        "The Treasurer explained that it had rusted. The Reeve said that the price was fair. "
        "There was a general discussion about cranes.",
        "2. Will there be another?",
        "The Reeve said that there would be one in May.",
    )
    assert texts(Answer, *parts) == [
        "The Treasurer explained that it had rusted. The Reeve said that the price was fair.",
        "The Reeve said that there would be one in May.",
    ]
    assert texts(Answer, *parts[:2]) == ["The Treasurer explained that it had rusted."]


def test_what_is_getting_moved_is_no_motion() -> None:
    answer = "The Clerk advised that it may be getting moved to the pier."
    assert texts(Answer, "Mrs Orr asked where the crane was.", answer) == [answer]


def test_under_a_line_that_names_who_speaks_stands_the_answer() -> None:
    parts = (
        "Mr Dale had given notice of the following question to the Member for Piers",
        "“When will the pier open?”",
        "Councillor Ann Orr:",
        "“It is open. We row there.”",
    )
    assert texts(Answer, *parts, "Mr Finn left the room.") == ["“It is open. We row there.”"]


def test_a_clause_between_commas_is_no_answer() -> None:
    line = "In response to a question on whether to, in May, row to the pier. The Clerk confirmed that it is planned."
    assert texts(Answer, line) == ["The Clerk confirmed that it is planned."]


def test_a_promise_behind_its_reason_ends_an_answer() -> None:
    answer = "The Reeve confirmed that it was sold."
    more = "As the buyer has it, the Clerk agreed to ask them for the rope."
    assert texts(Answer, f"Mrs Orr asked if the crane was here. {answer} {more}") == [answer]


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        (("• What did it cost?", "• When will it be sold?"), ("The Clerk responded:", "• It cost £4.", "• In May.")),
        (("1. What did it cost?", "2. When will it be sold?"), ("Answers:", "1. It cost £4.", "2. In May.")),
        (("Q1. What did it cost?", "Q2. When will it be sold?"), ("A1. It cost £4.", "A2. In May.")),
        (
            ("• Asked what it cost", "• Queried the sale"),
            ("Officers responded with this:", "• It cost £4.", "• In May."),
        ),
    ],
)
def test_a_list_of_answers_below_a_list_of_questions(questions: tuple[str, ...], answers: tuple[str, ...]) -> None:
    told = [a for a in found(*questions, *answers)[1] if isinstance(a, Answer)]
    assert [a.question for a in told] == [0, 1]
    assert texts(Answer, *questions, *answers) == ["It cost £4.", "In May."]


def test_a_list_of_more_answers_than_questions_is_not_dealt_out() -> None:
    parts = (
        "• What did it cost?",
        "• When will it be sold?",
        "The Clerk responded:",
        "• £4.",
        "• In May.",
        "• It is red.",
    )
    assert [a.question for a in found(*parts)[1] if isinstance(a, Answer)] == [1]


def test_whom_the_chair_only_calls_answers_in_the_next_turn() -> None:
    parts = ("Question 1 – Mr. Dale: Who sweeps the quay?", "Mayor: Councillor Orr.", "Councillor Orr: The crew does.")
    assert texts(Answer, *parts, "Mr. Dale: Thank you.") == ["The crew does."]


def test_concerns_that_were_expressed_end_an_answer() -> None:
    answer = "Details were given of the rust."
    assert texts(Answer, f"Officers were asked about the crane. {answer} Concerns were expressed at the cost.") == [
        answer
    ]


@pytest.mark.parametrize(
    "next_step",
    [
        "A vote was taken.",
        "Members were invited to comment.",
        "The Chair invited comments.",
        "The draft budget was recommended for approval.",
        "She thanked him for it.",
    ],
)
def test_an_answer_ends_where_the_meeting_goes_on(next_step: str) -> None:
    answer = "The Treasurer confirmed that it was sound."
    assert texts(Answer, f"Mrs Orr asked if the crane was sound. {answer} {next_step}") == [answer]
