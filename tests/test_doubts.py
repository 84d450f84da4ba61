"""Notices on finished records: numbers left out, questions without answers, dates, and whose initials."""

from __future__ import annotations

from minutebook.doubts import of_actions, of_items, of_meeting, of_questions
from minutebook.records import Action, AgendaItem, Finding, Meeting, Question
from minutebook.rulepack import load

RULES = load()


def items(*numbers: str | None, level: int = 1, parent: str | None = None) -> list[AgendaItem]:
    return [
        AgendaItem(id=f"{parent}-{k}", number=n, title=f"Item {n}", level=level, parent=parent, page=k)
        for k, n in enumerate(numbers, 1)
    ]


def said(*numbers: str | None) -> list[str]:
    return [n.message for n in of_items(items(*numbers))]


def test_numbers_that_are_left_out_are_named_once_for_a_row() -> None:
    (only,) = of_items(items("1", "2", "4", "6", "7"))
    assert only.code == "N02" and only.page == 3
    assert only.message.endswith("There is no 3, 5 (after 2 Item 2).")
    assert said("5.1", "5.2", "5.4")[0].endswith("There is no 5.3 (after 5.2 Item 5.2).")
    assert said("21-007", "21-008", "21-010")[0].endswith("There is no 21-009 (after 21-008 Item 21-008).")


def test_numbers_repeated_out_of_order_or_begun_again_are_no_gap() -> None:
    assert said("1", "2", "2", "3") == []
    assert said("1", "4", "2", "3") == []
    assert said("1", "2", "1", "2", "3") == []
    assert said("a", "b", None, "d") == []


def test_a_long_list_of_which_little_is_printed_has_no_gaps() -> None:
    assert said("3", "75") == []


def test_each_item_counts_its_own_sub_items_but_numbers_of_the_year_count_everywhere() -> None:
    two = [*items("1", "2", level=2, parent="a"), *items("1", "3", level=2, parent="b")]
    assert [n.message[-30:] for n in of_items(two)] == ["There is no 2 (after 1 Item 1)."[-30:]]
    year = [*items("21-304", "21-306"), *items("21-305", level=2, parent="x")]
    assert list(of_items(year)) == []


def test_minutes_without_items_are_doubted() -> None:
    assert [n.code for n in of_items([])] == ["N09"]


def put(number: int, *, kind: str = "put") -> Question:
    return Question(id=f"q{number}", kind=kind, text="Is it safe?")


def unanswered(questions: list[Question], answered: set[int], behind: dict[str, str]) -> list[str]:
    findings = [Finding(id=f"f{k}", question=f"q{k}") for k in answered]
    return [n.code for n in of_questions(questions, findings, behind, RULES)]


def test_a_question_without_an_answer_is_doubted_where_others_have_one() -> None:
    three = [put(1), put(2), put(3)]
    assert unanswered(three, {1, 2}, {}) == ["N07"]
    assert unanswered(three, set(), {}) == []


def test_a_question_with_what_sounds_like_an_answer_behind_it_is_doubted() -> None:
    told = [put(1, kind="reported"), put(2, kind="reported")]
    behind = {"q1": "The Clerk responded that it was.", "q2": "Mr Low moved the report."}
    assert unanswered(told, set(), behind) == ["N07"]


def test_question_numbers_that_do_not_run_on_are_doubted() -> None:
    def codes(*numbers: str) -> list[str]:
        asked = [Question(id=f"q{k}", number=n, text="Why?") for k, n in enumerate(numbers)]
        return [n.code for n in of_questions(asked, [], {}, RULES)]

    assert codes("1", "2", "1", "2") == []
    assert codes("1", "3") == ["N03"]
    assert codes("2") == ["N03"]


def test_a_due_date_is_doubted_only_if_a_calendar_could_hold_it() -> None:
    def codes(due: str, date: str | None = None) -> list[str]:
        return [n.code for n in of_actions([Action(id="a", text="Mend it", due_text=due, due_date=date)], [], RULES)]

    assert codes("before Easter") == codes("next week") == codes("June") == ["N10"]
    assert codes("as soon as possible") == codes("ongoing") == codes("next meeting") == []
    assert codes("3 June", "2021-06-03") == []


def test_an_owner_of_two_names_is_doubted() -> None:
    task = Action(id="a", text="BR to call", owners=("BR",), page=4)
    (only,) = of_actions([task], [(task, "BR")], RULES)
    assert (only.code, only.page) == ("N11", 4) and only.message.endswith("It says: BR")


def test_a_meeting_without_its_day_is_doubted() -> None:
    assert [n.code for n in of_meeting(Meeting(id="m", date="2021-05"))] == ["N01"]
    assert list(of_meeting(Meeting(id="m", date="2021-05-04"))) == []
