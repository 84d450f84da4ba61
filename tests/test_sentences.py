from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from minutebook.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


def test_sentences_end_at_stops_but_not_after_abbreviations() -> None:
    text = "Cllr. Marsh (no. 5) and J. Holt agreed, e.g. on fees. Was it paid? Yes."
    assert split(text) == ["Cllr. Marsh (no. 5) and J. Holt agreed, e.g. on fees.", "Was it paid?", "Yes."]


def test_two_initials_end_no_sentence_but_a_country_and_a_degree_may() -> None:
    assert split("Mayor H.J. Low spoke. All rose.") == ["Mayor H.J. Low spoke.", "All rose."]
    assert split("It is sold in the U.S. The price fell.") == ["It is sold in the U.S.", "The price fell."]
    assert split("Thanks went to Ann Hill, M.D. She retires.") == ["Thanks went to Ann Hill, M.D.", "She retires."]


def test_a_no_that_answers_and_the_letter_of_an_appendix_end_a_sentence() -> None:
    assert split("Was it paid? No. The board paid No. 5 only.") == ["Was it paid?", "No.", "The board paid No. 5 only."]
    assert split("Mr Orr said no. Ms Lean asked for No. Five.") == ["Mr Orr said no.", "Ms Lean asked for No. Five."]
    assert split("It is in Appendix C. Mr C. Brown left.") == ["It is in Appendix C.", "Mr C. Brown left."]
    assert split("He said: NO. It stays.") == ["He said: NO.", "It stays."]


def test_a_short_month_ends_a_sentence_before_a_capital_only() -> None:
    text = "Ready by Dec. The Oct. meeting was put off to Nov. 5 by all."
    assert split(text) == ["Ready by Dec.", "The Oct. meeting was put off to Nov. 5 by all."]


def test_closing_quotes_belong_to_the_sentence() -> None:
    assert split("“Is it safe?” The clerk said so.") == ["“Is it safe?”", "The clerk said so."]


def test_a_time_can_end_a_sentence() -> None:
    assert split("The meeting closed at 9 p.m. The next is in May.") == [
        "The meeting closed at 9 p.m.",
        "The next is in May.",
    ]


def test_an_hour_that_opens_a_sentence_does_not_end_it() -> None:
    assert split("At 9:30 p.m. Ann Hill left.") == ["At 9:30 p.m. Ann Hill left."]


def test_a_line_break_parts_items_but_not_a_running_line() -> None:
    assert split("Fees agreed\nDrains noted\nand cleared") == ["Fees agreed", "Drains noted\nand cleared"]


def test_figures_are_whole() -> None:
    assert split("It cost £3.50 for 2.1 km.") == ["It cost £3.50 for 2.1 km."]


def test_a_stop_behind_a_reference_or_a_time_is_told_from_that_of_an_abbreviation() -> None:
    assert split("Room 1A. Mr Holt spoke.") == ["Room 1A.", "Mr Holt spoke."]
    assert split("We met at 7pm. The clerk left at 8 p.m. on Wed. 6 May.") == [
        "We met at 7pm.",
        "The clerk left at 8 p.m. on Wed. 6 May.",
    ]
    assert split("The chair/Cllr. Marsh spoke (cf. Dr. Holt).") == ["The chair/Cllr. Marsh spoke (cf. Dr. Holt)."]


def test_dots_to_write_on_end_no_sentence() -> None:
    assert split("Signed ………… Chair") == ["Signed ………… Chair"]
    assert split("So it went on… The chair stood up.") == ["So it went on…", "The chair stood up."]


@given(st.text(max_size=200))
def test_sentences_cover_all_that_is_visible_and_do_not_overlap(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(p[1] <= q[0] for p, q in pairwise(spans))
    covered: set[int] = set()
    for a, b in spans:
        covered.update(range(a, b))
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
