"""Questions: put and reported, and what only looks like one."""

from __future__ import annotations

import pytest

from business import found, only, texts
from minutebook.candidate import Answer, QuestionAsked


def test_the_paragraph_right_before_findings_is_put() -> None:
    question = only(
        QuestionAsked,
        "Calls rose by a tenth in the spring.",
        "1. *Is the Harbour Master content that the lights work?*",
        "Findings:",
        "The lights were tested in May.",
    )
    assert (question.kind, question.number, question.put_to) == ("put", "1", "Harbour Master")


def test_an_information_request_in_the_place_of_a_question_is_put() -> None:
    request = "The HM to provide an update on the state of the pier."
    assert texts(QuestionAsked, "Last year the pier was shut.", request, "Findings:", "It is open.") == [request]
    assert only(QuestionAsked, request, "Findings:", "It is open.").put_to == "HM"


def test_labels_and_speakers_are_no_part_of_the_question() -> None:
    assert texts(QuestionAsked, "Q1. Why did the fee rise?", "A1. Costs rose.", "Question: Who pays?") == [
        "Why did the fee rise?",
        "Who pays?",
    ]
    spoken = only(QuestionAsked, "Mrs Marsh: Could the swing be mended?", "Response: Yes.")
    assert spoken.asked_by == "Mrs Marsh"


def test_list_items_under_a_lead_in_are_asked_by_the_one_it_names() -> None:
    parts = (
        "Ursula Finch asked:",
        "• Many were unaware of the rule. How will they hear of it? By letter.",
        "• Is it fair? Yes.",
    )
    assert texts(QuestionAsked, *parts) == [
        "Many were unaware of the rule. How will they hear of it?",
        "Is it fair?",
    ]
    assert {q.asked_by for q in found(*parts)[1] if isinstance(q, QuestionAsked)} == {"Ursula Finch"}


def test_question_sentences_in_a_row_are_one() -> None:
    assert texts(QuestionAsked, "What is next? Who leads it? The Clerk will write.") == ["What is next? Who leads it?"]


@pytest.mark.parametrize(
    ("sentence", "asker"),
    [
        ("A Member questioned the need for two vans.", "A Member"),
        ("Councillor Quill asked the Clerk how many plots were free.", "Councillor Quill"),
        ("During the debate, Mayor Lund inquired whether the ford was safe.", "Mayor Lund"),
        ("In response to Mayor Lund’s inquiry, the Planner stated that it was.", "Mayor Lund"),
        ("In reply to a question from Cllr Reed, officers confirmed it.", "Cllr Reed"),
        ("The Engineer responded to Commissioner Ito's question about the bridge.", "Commissioner Ito"),
        ("The Commissioner sought assurance that calls were answered.", "Commissioner"),
        ("A resident asked for information on the well.", "A resident"),
        ("A second question was raised as to whether pupils knew of it.", None),
        ("The reason for the delay was also questioned.", None),
    ],
)
def test_reported_questions(sentence: str, asker: str | None) -> None:
    question = only(QuestionAsked, f"The pool opened in May. {sentence}")
    assert (question.kind, question.asked_by) == ("reported", asker)
    assert texts(QuestionAsked, f"The pool opened in May. {sentence}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Members were asked to note the report.",
        "Mr Vale asked that the file be kept.",
        "The Chair asked for a motion to adjourn.",
        "The Librarian gave a talk and responded to questions.",
        "In response to the comments and questions of those there it was said:",
        "There were no questions raised on the ferry.",
        "The Chair asked if there were any declarations of interest.",
        "The Treasurer has sought clarity on the lease.",
        "Upon the call for the question, the ferry motion carried.",
        "A new quay wall?",
        "Budget update ???",
        "Ann: Any objections?",
        "Anything else to add to the agenda?",
    ],
)
def test_what_only_looks_like_a_question(sentence: str) -> None:
    assert texts(QuestionAsked, sentence) == []


def test_whom_a_pronoun_means_is_looked_up_in_the_paragraph() -> None:
    question = only(QuestionAsked, "Commissioner Ash noted that the path was narrow. He asked about a second one.")
    assert question.asked_by == "Commissioner Ash"


@pytest.mark.parametrize(
    ("sentence", "asker"),
    [
        (
            "Commissioner Ash noted with regret that two ferries ran, he wondered whether a third could.",
            "Commissioner Ash",
        ),
        ("Mr. Ash stated that he was uneasy about the toll; inquired who would be paid.", "Mr. Ash"),
        ("Commissioner Ash wanted to know what the toll would be.", "Commissioner Ash"),
        ("He was glad of the ferry, but he wondered whether it paid.", None),
    ],
)
def test_who_speaks_first_in_a_sentence_is_who_asks_later_in_it(sentence: str, asker: str | None) -> None:
    assert only(QuestionAsked, sentence).asked_by == asker


def test_who_is_asked_in_the_passive_is_not_the_asker() -> None:
    question = only(QuestionAsked, "The Surveyor was asked whether the wall was sound.")
    assert (question.asked_by, question.put_to) == (None, "Surveyor")


def test_a_motion_before_its_reply_is_no_question() -> None:
    assert texts(QuestionAsked, "“That the town calls on the ferry to sail.”", "Reply: It is for the ferry.") == []


def test_a_challenge_is_labelled_like_a_question() -> None:
    assert texts(QuestionAsked, "Governor challenge: Who pays for the boat?") == ["Who pays for the boat?"]


def test_a_quotation_under_its_lead_in_is_a_question_from_its_first_word() -> None:
    parts = (
        "A member of the public asked the following question:-",
        "“I was told that the pier is safe. Why then is it shut?”",
        "Due to the storm a survey was due.",
    )
    question = only(QuestionAsked, *parts)
    assert texts(QuestionAsked, *parts) == [parts[1]]
    assert question.asked_by == "A member of the public"


def test_a_heading_of_a_question_names_who_asks_whom() -> None:
    parts = (
        "Question 1 from Cllr Orr to the Leader of the Council",
        "“What is the cost?”",
        "Reply by the Leader",
        "£4.",
    )
    question = only(QuestionAsked, *parts)
    assert (question.number, question.asked_by, question.put_to) == ("1", "Cllr Orr", "Leader of the Council")


def test_a_sentence_that_reports_a_question_before_its_answer_s_label_stays_reported() -> None:
    question = only(QuestionAsked, "Cllr Orr asked when the pier would open.", "Response:", "In May.")
    assert (question.kind, question.asked_by) == ("reported", "Cllr Orr")


@pytest.mark.parametrize("line", ["[Q] Is it dry?", "Q2 Why has it leaked?"])
def test_labels_of_questions_without_a_stop(line: str) -> None:
    assert texts(QuestionAsked, line)[0] in ("Is it dry?", "Why has it leaked?")


def test_who_asks_ends_where_the_matter_begins() -> None:
    text = "In respect of item 2, Ms Orr asked why. The Clerk said so."
    assert only(QuestionAsked, text).asked_by == "Ms Orr"
    text = "In response to a query by Cllr Poe in relation to tolls, the Clerk said that they would rise."
    assert only(QuestionAsked, text).asked_by == "Cllr Poe"


def test_the_words_of_somebody_who_asked_are_put() -> None:
    parts = ("Ann Moss of the Pier Friends asked “Where is the gift shown?”", "The Treasurer said on page 4.")
    question = only(QuestionAsked, *parts)
    assert texts(QuestionAsked, *parts) == ["“Where is the gift shown?”"]
    assert (question.kind, question.asked_by) == ("put", "Ann Moss of the Pier Friends")


@pytest.mark.parametrize(
    "text",
    [
        "The Clerk was asked if the Friends could be given a key.",
        "Ms Orr asked if the item could be deferred.",
        "Ms Orr clarified that the pier was free.",
    ],
)
def test_requests_and_statements_are_no_questions(text: str) -> None:
    assert texts(QuestionAsked, text, "The tide was low.") == []


def test_requests_to_clarify_that_are_answered() -> None:
    text = "Ms Orr asked staff to clarify who mends the lamps. Mr Low said that the county does."
    assert texts(QuestionAsked, text) == ["Ms Orr asked staff to clarify who mends the lamps."]


@pytest.mark.parametrize(
    ("text", "question", "asker"),
    [
        ("Q (Trustee Dale): How many came?", "How many came?", "Trustee Dale"),
        ("Question 2 (Ann Orr): Who pays?", "Who pays?", "Ann Orr"),
        ("Mr J Poe (by email): When will it open?", "When will it open?", "Mr J Poe"),
        ("A public governor: Why is it shut?", "Why is it shut?", "A public governor"),
        ("“Does it float?” asked Trustee Dale.", "“Does it float?”", "Trustee Dale"),
        ("She ended by asking: “Who speaks for us?”", "“Who speaks for us?”", None),
    ],
)
def test_who_put_a_question_is_no_part_of_it(text: str, question: str, asker: str | None) -> None:
    assert texts(QuestionAsked, text) == [question]
    assert only(QuestionAsked, text).asked_by == asker


def test_who_asks_may_stand_in_brackets_behind() -> None:
    parts = ("Please give the number of lamps. (Trustee Dale)", "Response: 141.")
    assert texts(QuestionAsked, *parts) == ["Please give the number of lamps."]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Orr asked was the raft paid for.",
        "In reply to Trustee Dale, Mr Low estimated $90 for each.",
        "In answer to Cllr Dale, who asked who held the key, the Director explained it.",
        "Ms Orr asked the Clerk to say who had the key.",
        "The Chair wished to be told who had it.",
        "Mrs Orr sought the advice of the Solicitor on the lease.",
        "Ms Orr questioned why the lamp was not the one that was asked for.",
    ],
)
def test_further_ways_to_report_a_question(text: str) -> None:
    assert texts(QuestionAsked, text) == [text]


def test_the_words_that_tell_who_asked_are_no_question_of_their_own() -> None:
    parts = ("“Does the raft float?” Trustee Dale asked. Mr. Orr said that it did.",)
    question = only(QuestionAsked, *parts)
    assert (question.asked_by, question.kind) == ("Trustee Dale", "put")
    assert texts(QuestionAsked, *parts) == ["“Does the raft float?”"]
    assert texts(Answer, *parts) == ["Mr. Orr said that it did."]


@pytest.mark.parametrize(
    "before",
    [
        "Action: The Clerk to write to the ferry company.",
        "The raft was launched in May. It floated for a day. It then sank. Nobody was on board.",
    ],
)
def test_what_tells_or_tasks_before_findings_is_no_question(before: str) -> None:
    assert texts(QuestionAsked, before, "Findings:", "The raft is gone.") == []


def test_a_label_before_what_is_reported_is_no_question_of_its_own() -> None:
    parts = ("Question 2 – Ms Orr asked who had the key. The Clerk replied that she had.",)
    question = only(QuestionAsked, *parts)
    assert (question.kind, question.asked_by) == ("reported", "Ms Orr")
    assert texts(Answer, *parts) == ["The Clerk replied that she had."]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was a question about whether the raft floats.",
        "The question arose as to why the raft sank.",
        "Mr Dale asked will the raft be allowed to dock.",
        "Ms Orr would like information on when the raft sails.",
        "They also posed questions about how to row.",
    ],
)
def test_a_question_is_reported_in_many_words(sentence: str) -> None:
    assert only(QuestionAsked, sentence).kind == "reported"


@pytest.mark.parametrize(
    "sentence",
    [
        "Members should be asked if they would like to row.",
        "The Mayor asked if there were any proponents, opponents or neutral comments.",
        "It was Ms Orr who had asked about the raft.",
        "What about May?",
    ],
)
def test_no_question_is_made_of_plans_formalities_and_corrections(sentence: str) -> None:
    assert texts(QuestionAsked, sentence) == []


def test_a_sentence_that_leads_in_questions_is_none_itself() -> None:
    parts = ("Mrs Cole asked two things, which were put in writing:", "1. When does it sail?", "2. Who rows?")
    assert texts(QuestionAsked, *parts) == ["When does it sail?", "Who rows?"]


def test_plain_text_with_a_mark_asks_only_where_a_clause_opens_as_a_question_does() -> None:
    assert texts(QuestionAsked, "A raft for all, are we ready?") == ["A raft for all, are we ready?"]
    assert texts(QuestionAsked, "One idea is bring in a rower?") == []
    assert texts(QuestionAsked, "The raft is for ten at most? Yes.") == ["The raft is for ten at most?"]
    assert texts(QuestionAsked, "*The raft is for ten at most?*") == ["The raft is for ten at most?"]


@pytest.mark.parametrize(
    "line",
    [
        "Mr Dale raised a concern about whether the crane was safe.",
        "Mr Dale pressed the Clerk on when the crane would return.",
        "Mr Dale asked Ms Low to speak to the state of the crane.",
        "Mr Dale asked that the Clerk explain why the crane was idle.",
    ],
)
def test_a_doubt_or_a_request_to_explain_is_a_question_where_somebody_answers(line: str) -> None:
    assert texts(QuestionAsked, line, "The Clerk said that it was sound.") == [line]
    assert texts(QuestionAsked, line, "The pier was shut in May.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Mr Dale asked, on behalf of a neighbour, whether the crane was insured.",
        "Mr Dale was curious about the crane.",
        "Asks distance from the crane to the gate.",
        "Mr Dale sought an update on the crane.",
    ],
)
def test_a_question_in_other_words_is_reported(line: str) -> None:
    assert texts(QuestionAsked, line) == [line]


def test_a_word_before_the_label_tells_of_what_kind_a_question_is() -> None:
    assert texts(QuestionAsked, "PLC question: Should the crane be sold?") == ["Should the crane be sold?"]


def test_an_answer_that_speaks_of_the_question_is_none() -> None:
    parts = ("Mr Dale asked what the crane weighs.", "Ms Low answered that the question is what it lifts.")
    assert texts(QuestionAsked, *parts) == [parts[0]]


def test_a_lead_in_names_whom_and_may_lack_its_colon() -> None:
    parts = ("May Low of Quay Lane asked the following question of Mr Orr, Member for Piers", "Who sweeps the quay?")
    asked = only(QuestionAsked, *parts)
    assert (asked.kind, asked.asked_by) == ("put", "May Low of Quay Lane")


@pytest.mark.parametrize(
    "line",
    [
        "Members questioned the Reeve on a wide range of matters, including:",
        "Mr Dale sent in the questions asked at the meeting in May, which had been put off.",
        "The minutes should have read “Mrs Orr asked the Reeve why the quay was shut.”",
    ],
)
def test_what_only_speaks_of_asking_is_no_question(line: str) -> None:
    assert texts(QuestionAsked, line) == []


def test_a_question_may_end_with_mark_and_stop() -> None:
    assert texts(QuestionAsked, "Who sweeps the quay and with what broom’?.") == [
        "Who sweeps the quay and with what broom’?."
    ]
    assert texts(QuestionAsked, "The leaflet is called “Who sweeps the quay?”.") == []


def test_labels_of_whose_question_it_is_and_with_a_semicolon() -> None:
    asked = found("PQ2 – Brooms are dear. Who pays for them?", "Q; Is the quay dry?", "A; Not yet.")[1]
    assert [q.number for q in asked if isinstance(q, QuestionAsked)] == ["PQ2", None]
    assert texts(QuestionAsked, "PQ2 – Brooms are dear. Who pays for them?") == ["Brooms are dear. Who pays for them?"]
    assert texts(Answer, "Q; Is the quay dry?", "A; Not yet.") == ["Not yet."]


@pytest.mark.parametrize(
    ("sentence", "asker", "to"),
    [
        ("Ms Orr asked the Member for Piers and Quays what it cost.", "Ms Orr", "Member for Piers and Quays"),
        ("Ms Low advised that it was shut and asked if it was sold.", "Ms Low", None),
        ("A resident requested if it was free of charge.", "A resident", None),
    ],
)
def test_who_asks_whom_in_many_words(sentence: str, asker: str, to: str | None) -> None:
    asked = only(QuestionAsked, sentence)
    assert (asked.asked_by, asked.put_to) == (asker, to)


def test_a_line_that_opens_the_list_of_answers_asks_nothing() -> None:
    assert texts(QuestionAsked, "Officers replied to residents' questions with the following:") == []


def test_beside_the_labels_of_question_and_response_stands_whose_they_are() -> None:
    parts = (
        "Question: Mrs M. Low, 4 Quay Lane",
        "To Councillor Orr, Reeve:-",
        "Could you tell me who sweeps the quay?",
        "Response: Councillor Ann Orr",
        "Thank you for your question. The crew does.",
    )
    asked = only(QuestionAsked, *parts)
    assert asked.asked_by == "Mrs M. Low, 4 Quay Lane"
    assert texts(QuestionAsked, *parts) == ["Could you tell me who sweeps the quay?"]
    assert texts(Answer, *parts) == ["Thank you for your question. The crew does."]


def test_whom_somebody_asks_may_be_named_twice() -> None:
    line = "He asked Mr B. Dale, the Member for Piers and Quays, why, if it was sold, it is there."
    assert texts(QuestionAsked, line) == [line]
    line = "Ms Low asked Mr Dale, Member for Piers, for an update on the crane."
    assert texts(QuestionAsked, line) == [line]


def test_what_somebody_asks_as_a_quotation_is_put_without_a_mark() -> None:
    parts = (
        "Mr Dale asked:",
        "“Our group holds that the plan is thin. It has no tables.",
        "We ask for them this week.”",
    )
    asked = only(QuestionAsked, *parts, "Ms Orr responded that it was printed.")
    assert (asked.kind, asked.asked_by, len(asked.spans)) == ("put", "Mr Dale", 2)
    assert texts(Answer, *parts, "Ms Orr responded that it was printed.") == ["Ms Orr responded that it was printed."]
    assert texts(QuestionAsked, "Mr Dale raised the following:", "“The plan is thin.”") == []


def test_a_lead_in_in_the_passive_names_who_asks() -> None:
    lead = "The following question was asked by Councillor Orr under section 4.2 of the Rules:"
    asked = only(
        QuestionAsked, lead, "“The toll has risen. Who pays it?”", "Response provided by Mr Dale:", "Guests do."
    )
    assert (asked.kind, asked.asked_by) == ("put", "Councillor Orr")
    assert texts(QuestionAsked, lead, "“The toll has risen. Who pays it?”") == ["“The toll has risen. Who pays it?”"]


def test_an_enquiry_that_was_made_is_a_question_and_a_call_for_a_vote_none() -> None:
    assert texts(QuestionAsked, "Enquiry was made whether the quay was free.") != []
    assert texts(QuestionAsked, "The Chair asked if the committee agreed and called for a vote.") == []


def test_behind_its_label_a_question_may_open_with_who_speaks() -> None:
    asked = only(QuestionAsked, "Question 1 – Mr. Dale: My Lord Mayor. Who sweeps the quay?")
    assert (asked.number, asked.asked_by) == ("1", "Mr. Dale")
    assert texts(QuestionAsked, "Question 1 – Mr. Dale: My Lord Mayor. Who sweeps the quay?") == [
        "My Lord Mayor. Who sweeps the quay?"
    ]


def test_a_question_asks_nothing_itself() -> None:
    assert only(QuestionAsked, "The question sought an update on the crane.").asked_by is None
