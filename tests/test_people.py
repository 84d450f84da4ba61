"""Names, titles, initials, roles and lists of people."""

import pytest

from minutebook.people import (
    bare_name,
    initials,
    initials_fit,
    is_name,
    parse_person,
    same_person,
    split_people,
    split_title,
)


@pytest.mark.parametrize(
    ("text", "name", "role", "abbreviation"),
    [
        ("Ann Hill (AH) – Clerk", "Ann Hill", "Clerk", "AH"),
        ("Police Commissioner – Ann Hill (PCC)", "Ann Hill", "Police Commissioner", "PCC"),
        ("Operations Manager Dan MacLow", "Dan MacLow", "Operations Manager", None),
        ("Ann Hill Board Member", "Ann Hill", "Board Member", None),
        ("A Hill Chair AH", "A Hill", "Chair", "AH"),
        ("AH Ann Hill (Chair)", "Ann Hill", "Chair", "AH"),
        ("Chair: Ann Hill", "Ann Hill", "Chair", None),
        ("President Ann Hill", "Ann Hill", "President", None),
        ("Mayor Ann Hill", "Mayor Ann Hill", "Mayor", None),
        ("Deputy Speaker Councillor Hill", "Councillor Hill", "Deputy Speaker", None),
        ("Mr R Low OBE", "Mr R Low OBE", None, None),
        ("Robert (Bob) Hill – Clerk", "Robert (Bob) Hill", "Clerk", None),
        ("Ludo van der Berg", "Ludo van der Berg", None, None),
        ("Ann Hill (arrived at 7:50)", "Ann Hill", None, None),
        ("Mr & Mrs D Low", "Mr & Mrs D Low", None, None),
    ],
)
def test_parse_person(text: str, name: str, role: str | None, abbreviation: str | None) -> None:
    person = parse_person(text)
    assert person is not None
    assert (person.name, person.role, person.abbreviation) == (name, role, abbreviation)
    assert text[person.start : person.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the meeting",
        "3 members of the public",
        "The Board",
        "None",
        "Democratic Services Officer",
        "Finance Director",
    ],
)
def test_no_person(text: str) -> None:
    assert parse_person(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Mayor Ann Hill and Councillors Ben Low, Cara Moor, and Ed Dale.",
            ["Mayor Ann Hill", "Ben Low", "Cara Moor", "Ed Dale"],
        ),
        ("Councilmembers Low, van Dale, Moor and Mayor Hill – 4.", ["Low", "van Dale", "Moor", "Mayor Hill"]),
        ("Ann Hill, President; Ben Low, Vice President, Cara Moor, Treasurer;", ["Ann Hill", "Ben Low", "Cara Moor"]),
        ("Ann Hill, Director of Finance and Resources, Ben Low", ["Ann Hill", "Ben Low"]),
        ("Ann Hill (AH) Ben Low (BL)", ["Ann Hill", "Ben Low"]),
        ("Treasurer, Interim Deputy Clerk Ann Hill and Clerk Ben Low", ["Ann Hill", "Ben Low"]),
        ("None", []),
        ("Trustee Hill Trustee Low and Trustee Moor", ["Trustee Hill", "Trustee Low", "Trustee Moor"]),
        ("President Ann Hill, Vice President-Ben Low, Clerk – Cara Moor", ["Ann Hill", "Ben Low", "Cara Moor"]),
        ("Mary Low-Hill, Ben Dale", ["Mary Low-Hill", "Ben Dale"]),
        ("Ann Hill Jr., M.D., Chair, Ben Low, JD, LLM", ["Ann Hill Jr., M.D.", "Ben Low, JD, LLM"]),
        ("Dee Orr, DO, Clerk", ["Dee Orr"]),
        ("Cllrs Hill, B.Low, C.Low and Dale", ["Hill", "B.Low", "C.Low", "Dale"]),
        ("Mill Ward – Mr B Low (Chair)\nWyeside - Mrs C Moor", ["Mr B Low", "Mrs C Moor"]),
        ("Elspeth “Betty Jo” Hill, Member", ["Elspeth “Betty Jo” Hill"]),
        ("Appendix A", []),
    ],
)
def test_split_people(text: str, names: list[str]) -> None:
    assert [p.name for p in split_people(text)] == names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Ann Hill, Town Manager; Ben Low, Road Foreman",
            [("Ann Hill", "Town Manager"), ("Ben Low", "Road Foreman")],
        ),
        (
            "Ann Hill, Ben Low, Cara Moor (online); Ed Dale, Director",
            [("Ann Hill", None), ("Ben Low", None), ("Cara Moor", None), ("Ed Dale", "Director")],
        ),
        ("Cathaoirleach Councillor Ann Hill", [("Councillor Ann Hill", "Cathaoirleach")]),
        ("Mayor Ann Hill", [("Mayor Ann Hill", "Mayor")]),
        ("Ann Hill, M.D., Public Member", [("Ann Hill, M.D.", "Public Member")]),
        ("Ben Low\tMayor Pro Tem", [("Ben Low", "Mayor Pro Tem")]),
    ],
)
def test_roles_in_lists(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.role) for p in split_people(text)] == people


def test_the_subjects_of_an_office_are_no_surname() -> None:
    text = "City Manager Hill, Parks and Recreation Director Low, Parks and City Clerk Moor"
    assert [p.name for p in split_people(text, single=True)] == [
        "City Manager Hill",
        "Parks and Recreation Director Low",
        "Parks and City Clerk Moor",
    ]


def test_degrees_are_no_part_of_the_bare_name() -> None:
    assert bare_name("Ann Hill, Jr., M.D.") == "Ann Hill"
    assert bare_name("B.Low") == "B. Low"


def test_two_offices_with_a_hyphen_are_one_role() -> None:
    assert [(p.name, p.role) for p in split_people("Clerk-Treasurer Ann Hill, Ben Low")] == [
        ("Ann Hill", "Clerk-Treasurer"),
        ("Ben Low", None),
    ]


def test_a_surname_shared_by_two() -> None:
    assert [p.name for p in split_people("Jo and Ed Hill")] == ["Jo Hill", "Ed Hill"]
    assert [p.name for p in split_people("Trustees Moor, Low and Vander Hill")] == ["Moor", "Low", "Vander Hill"]
    assert [p.name for p in split_people("Cllr Low and County Councillor Ann Hill")] == [
        "Cllr Low",
        "County Councillor Ann Hill",
    ]


def test_titles_and_initials() -> None:
    assert split_title("Cllr Dr A Hill") == ("Cllr Dr", "A Hill")
    assert bare_name("Mrs Ann Hill MBE") == "Ann Hill"
    assert initials("Dr Ann-Marie O'Brien") == "AO"


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("AH", "Ann Hill", True),
        ("BMc", "B McLow", True),
        ("LB-W", "Lee Brown-West", True),
        ("AH", "Ben Low", False),
        ("XY", "Ann Hill", False),
    ],
)
def test_initials_fit(short: str, name: str, fits: bool) -> None:
    assert initials_fit(short, name) is fits


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Mr A Hill", "Ann Hill", True),
        ("Cllr Hill", "Ann Hill", True),
        ("Ann Hill", "Ben Hill", False),
        ("Ann Hill", "Ann Low", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same


def test_is_name() -> None:
    assert is_name("Cllr A Hill")
    assert not is_name("Town Hall meeting")
    assert not is_name("Hill")
    assert is_name("Hill", single=True)


def test_initials_and_role_in_one_bracket() -> None:
    people = split_people("Clara Oakes (CO, Director), Max Fox (MF, Head of Finance), N Oakley (Chair – NO)")
    assert [(p.name, p.role, p.abbreviation) for p in people] == [
        ("Clara Oakes", "Director", "CO"),
        ("Max Fox", "Head of Finance", "MF"),
        ("N Oakley", "Chair", "NO"),
    ]


def test_the_tier_of_a_councillor_belongs_to_the_name() -> None:
    people = split_people("Councillor Ann Hill, District Cllr Ben Low and County Cllr Cara Moor")
    assert [(p.name, p.role) for p in people] == [
        ("Councillor Ann Hill", None),
        ("District Cllr Ben Low", None),
        ("County Cllr Cara Moor", None),
    ]


def test_reasons_firms_and_unnamed_people() -> None:
    people = split_people("Cllr A Hill (illness), Ben Low, Moor & Beck LLP, and 12 members of the public")
    assert [(p.name, p.role, p.remark) for p in people] == [
        ("Cllr A Hill", None, "illness"),
        ("Ben Low", "Moor & Beck LLP", None),
    ]


def test_short_form_of_the_role() -> None:
    (person,) = split_people("Ann Hill, Assistant Chief Constable (Local Policing) (ACC)")
    assert (person.role, person.abbreviation) == ("Assistant Chief Constable (Local Policing)", "ACC")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dr. Oak-Hill-Chair, Ben Low-Moor", [("Dr. Oak-Hill", "Chair"), ("Ben Low-Moor", None)]),
        (
            "Ann Hill-Business Manager and Ed Dale- Principal",
            [("Ann Hill", "Business Manager"), ("Ed Dale", "Principal")],
        ),
        ("Paths Officer-Ann Hill; Parish Clerk Ben Low", [("Ann Hill", "Paths Officer"), ("Ben Low", "Parish Clerk")]),
        ("Roads Co-Chair- Ann Hill, Lake Cmte: Ed Dale", [("Ann Hill", "Roads Co-Chair"), ("Ed Dale", "Lake Cmte")]),
        ("A Hill, B Low, C Moor D Dale", [("A Hill", None), ("B Low", None), ("C Moor", None), ("D Dale", None)]),
        ("Ann Hill, Oakford Area Engineer", [("Ann Hill", "Oakford Area Engineer")]),
        ("Ann Hill, Base Programs and Community Manager", [("Ann Hill", "Base Programs and Community Manager")]),
        ("Ann Hill, V. Pres., Cara Moor", [("Ann Hill", "V. Pres"), ("Cara Moor", None)]),
        ("Commissioner Ann Hill, Commissioner Low", [("Ann Hill", "Commissioner"), ("Commissioner Low", None)]),
        ("Ann Hill as well as Jo and Ed Dale", [("Ann Hill", None), ("Jo Dale", None), ("Ed Dale", None)]),
    ],
)
def test_roles_and_names_that_stand_close(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.role) for p in split_people(text)] == people


def test_call_signs_of_radio_amateurs() -> None:
    people = split_people("Ann Hill K0ABC, Ben Low (G4XYZ), Cy Moor - M0DEF, Jo W1ABC")
    assert [(p.name, p.abbreviation) for p in people] == [
        ("Ann Hill", "K0ABC"),
        ("Ben Low", "G4XYZ"),
        ("Cy Moor", "M0DEF"),
        ("Jo W1ABC", None),
    ]


def test_a_firm_with_its_legal_form_is_nobody() -> None:
    people = split_people("Ann Hill, Clerk, and Ben Low, Swift Writers, Inc.")
    assert [(p.name, p.role) for p in people] == [("Ann Hill", "Clerk"), ("Ben Low", "Swift Writers, Inc")]
