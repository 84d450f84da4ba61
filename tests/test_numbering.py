import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.numbering import letters, parse, roman


@pytest.mark.parametrize(
    ("label", "kind", "parts", "value"),
    [
        ("7.", "decimal", ("7",), 7),
        ("(12)", "decimal", ("12",), 12),
        ("2.1", "dotted", ("2", "1"), 1),
        ("2.a", "dotted", ("2", "a"), 1),
        ("4A.", "suffixed", ("4", "a"), 1),
        ("b)", "letter", ("b",), 2),
        ("iv.", "roman", ("iv",), 4),
        ("LW 30/2021", "reference", ("LW 30/2021",), 2021),
        ("FGB20/1920", "reference", ("FGB20/1920",), 1920),
        ("04.26.07", "reference", ("04.26.07",), 7),
        ("(15-321)", "reference", ("15-321",), 321),
        ("39/20", "reference", ("39/20",), 20),
    ],
)
def test_kinds(label: str, kind: str, parts: tuple[str, ...], value: int) -> None:
    number = parse(label)
    assert number is not None
    assert (number.kind, number.parts, number.value) == (kind, parts, value)


@pytest.mark.parametrize("label", ["•", "-", "o", "", "Notes", "a.m.", "1,324", "2031-04-05-06-07-08"])
def test_what_is_no_number(label: str) -> None:
    assert parse(label) is None


def test_a_lone_letter_is_read_from_its_neighbour() -> None:
    h, i = parse("h)"), parse("i)")
    assert i is not None and i.kind == "roman"
    after_h = parse("i)", previous=h)
    assert after_h is not None and (after_h.kind, after_h.value) == ("letter", 9)
    assert parse("ii.", previous=i).kind == "roman"  # type: ignore[union-attr]


@pytest.mark.parametrize(("above", "below"), [("2", "2.1"), ("4", "4A"), ("2.1", "2.1.a")])
def test_extends(above: str, below: str) -> None:
    assert parse(below).extends(parse(above))  # type: ignore[union-attr, arg-type]
    assert not parse(above).extends(parse(below))  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize(
    ("one", "two"), [("LW 30/2021", "LW 31/2021"), ("04.26.09", "04.26.10"), ("2.9", "2.10"), ("c", "d")]
)
def test_follows(one: str, two: str) -> None:
    assert parse(two).follows(parse(one))  # type: ignore[union-attr, arg-type]
    assert not parse(one).follows(parse(two))  # type: ignore[union-attr, arg-type]


def test_does_not_follow_over_a_gap() -> None:
    assert not parse("9").follows(parse("7"))  # type: ignore[union-attr, arg-type]


_PAIRS = [(90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


@given(st.integers(1, 99))
def test_roman_numerals_read_back(n: int) -> None:
    text, left = "", n
    for value, sign in _PAIRS:
        while left >= value:
            text, left = text + sign, left - value
    assert roman(text) == n


@given(st.text(max_size=30))
def test_parse_never_raises(text: str) -> None:
    number = parse(text)
    assert number is None or number.text


def test_letters_go_on_after_z() -> None:
    assert (letters("z"), letters("aa"), letters("ab")) == (26, 27, None)
