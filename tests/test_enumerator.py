"""The grammar of list labels."""

from __future__ import annotations

import pytest

from minutebook.read.enumerator import is_bullet, lettered, split_label


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1. Apologies", "1.", "Apologies"),
        ("12) Hall roof", "12)", "Hall roof"),
        ("(a) the gate", "(a)", "the gate"),
        ("a) the gate", "a)", "the gate"),
        ("d.) the gate", "d.)", "the gate"),
        ("\ufffd the gate", "\ufffd", "the gate"),
        ("Ø the gate", "Ø", "the gate"),
        ("b. Fence posts", "b.", "Fence posts"),
        ("(iv) drains", "(iv)", "drains"),
        ("xi. Any other business", "xi.", "Any other business"),
        ("IV. Reports", "IV.", "Reports"),
        ("2.1 Rents", "2.1", "Rents"),
        ("2.2 Minutes of the last meeting", "2.2", "Minutes of the last meeting"),
        ("2.3\tMinute 4 of May", "2.3", "Minute 4 of May"),
        ("2.1.3. Rents", "2.1.3.", "Rents"),
        ("2.a Rents", "2.a", "Rents"),
        ("04.26.07 Trustees", "04.26.07", "Trustees"),
        ("045/24 Apologies", "045/24", "Apologies"),
        ("295. Public session", "295.", "Public session"),
        ("6A. Schedule", "6A.", "Schedule"),
        ("1.ROLL CALL", "1.", "ROLL CALL"),
        ("*A. Bills", "*A.", "Bills"),
        ("(15-322) Bids for the pier", "(15-322)", "Bids for the pier"),
        ("1\tMinutes of the last meeting", "1", "Minutes of the last meeting"),
        ("A\tMinutes of the last meeting", "A", "Minutes of the last meeting"),
        ("FGB20/1920\tWelcome", "FGB20/1920", "Welcome"),
        ("A.\tRoll call", "A.", "Roll call"),
        ("xi) the gate", "xi)", "the gate"),
        ("ab) the gate", "ab)", "the gate"),
        ("vi\tthe gate", "vi", "the gate"),
        ("AB12\tthe gate", "AB12", "the gate"),
        ("A. ROLL CALL", "A.", "ROLL CALL"),
        ("• the gate", "•", "the gate"),
        ("•The gate", "•", "The gate"),
        ("\uf0b7 the gate", "\uf0b7", "the gate"),
        ("– the gate", "–", "the gate"),
        ("- the gate", "-", "the gate"),
        ("o the gate", "o", "the gate"),
        ("* the gate", "*", "the gate"),
    ],
)
def test_label(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "The gate is broken",
        "3 members of the public attended",
        "A. Hartnell proposed the motion",
        "I agreed",
        "a gate",
        "10.30 am start",
        "10.00 – 12.30",
        "2.5 million pounds",
        "12.03.2024 was the date",
        "2023/24 Budget",
        "2018/2019 Accounts",
        "-5 degrees",
        "V. Patel moved the motion",
        "2023. Carried.",
        "6-3-03\t6-11-03",
        "only one",
        "vi of them",
        "civil. matters",
        "",
        "1.",
        "•",
        "£5. Paid",
        "2031.03.07 Board Minutes",
        "25.1.31 Minutes",
    ],
)
def test_no_label(text: str) -> None:
    assert split_label(text)[0] == ""


def test_bullets_do_not_count() -> None:
    assert is_bullet("•")
    assert is_bullet("o")
    assert not is_bullet("1.")
    assert not is_bullet("(a)")
    assert not is_bullet("")


def test_capital_letters_in_sequence_are_labels() -> None:
    assert lettered([("", "A. Approval of the minutes"), ("", "Agreed."), ("", "B. Report of the clerk")]) == {0, 2}
    assert lettered([("", "I. Call to order"), ("II.", "Roll call")]) == {0}
    assert lettered([("IV.", "Rents"), ("", "V. Report of the clerk"), ("VI.", "Roads")]) == {1}


def test_initials_of_people_are_no_labels() -> None:
    assert lettered([("", "A. Doe"), ("", "B. Roe"), ("", "C. Poe (Chair)")]) == set()
    assert lettered([("", "V. Patel moved the motion"), ("", "A. Doe seconded it")]) == set()
    assert lettered([]) == set()


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (["I. Welcome", "II. Minutes", "IV. Bills", "V. Adjournment"], [0, 3]),
        (
            [
                "I. Holt",
                "V. Moss",
                "I. Welcome",
                "II. Minutes",
                "IV. Bills",
                "V. Moss spoke",
                "V. Old business",
                "VI. End",
            ],
            [2, 6],
        ),
        (["V. Moss", "I. Holt (Clerk)", "X. Amory, chair of the panel"], []),
        (["A. Moss (treasurer)", "B. Holt, clerk to the board", "C. Ash – for part of the meeting"], []),
    ],
)
def test_initials_are_no_roman_numerals(texts: list[str], counted: list[int]) -> None:
    assert sorted(lettered([split_label(text) for text in texts])) == counted


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("xi. Rents", "xi."),
        ("viii) Rents", "viii)"),
        ("ab) Rents", "ab)"),
        ("ab, Rents", ""),
        ("CR12\tRents", "CR12"),
        ("CR12 Rents", ""),
        ("iv\tRents", "iv"),
        ("iv Rents", ""),
    ],
)
def test_what_follows_the_first_letters_tells_a_label_from_a_word(text: str, label: str) -> None:
    assert split_label(text)[0] == label


def test_single_letter_counts_only_nearest_to_its_roman_neighbour() -> None:
    items = [("", "V. Green spoke."), ("IV.", "Rents"), ("", "V. Repairs to the roof"), ("VI.", "Drains")]
    assert lettered(items) == {2}
