"""Reads lists of people, cut into their entries."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from minutebook.people.entry import (
    AND,
    CHIEF,
    FIGURE,
    PAREN_WHOLE,
    THE,
    Person,
    are_subjects,
    is_body,
    is_nobody,
    is_remark,
    is_short_for,
    parse_person,
    sealed,
    short_of_role,
    unsealed,
)
from minutebook.people.names import (
    CALL_SIGN,
    OF,
    PART,
    TEXTS,
    bare_name,
    is_closed,
    is_name,
    is_role,
    name_at,
    split_title,
    vocabulary,
)

_AND_BEFORE = re.compile(r"\s*(?:and|&)\s+")
_AND_FIRST = re.compile(r"^(?:and|&)\s+")
_AND_LAST = re.compile(r"\s+(?:and|&)$")
_JOINT = re.compile(r"and|&|plus|together with|with|along with|as well as", re.IGNORECASE)
_OFFICE_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_BRACKETED = re.compile(r"\([A-Z][A-Za-z&-]{1,4}\)")
_LONE_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr)\.?", re.IGNORECASE)
_MEN = re.compile(r"men$")
_TIGHT = re.compile(
    r"\b(President|Chair(?:man|person|woman)?|Secretary|Treasurer|Clerk|Mayor|Officer|Manager|Director|Superintendent"
    r"|Principal|Administrator|Supervisor|Attorney|Engineer)"
    r"-(?=([A-Z][a-z’]+(?: [A-Z][\w’.-]*)+)\s*(?:[,;]|$))"
)
_ROLE_BEHIND = re.compile(r"(?<=[^\W\d_])-(?=[A-Z])")
"""The hyphen that may part a name from a role: "Ann Hill-Clerk"."""
_PREFIX = re.compile(r"\b(?:co|vice|non|ex|sub|pro)$", re.IGNORECASE)
_LOOSE_CO = re.compile(r"\bCo- (?=Chair)")
_ENTRY_END = re.compile(r"[,;:\n\t()]|\s(?:and|&)\s")
_INITIAL_AND_SURNAME = re.compile(r"[A-Z]{1,3}\.? [A-Z][\w’'-]+")
_RUN_ON = re.compile(r"\b([A-Z]{1,2}\.? [A-Z][a-z][\w’'-]*) (?=[A-Z]{1,2}\.? [A-Z][a-z][\w’'-]*(?:[,;\n]|$))")
"""Two such names that no comma parts: "A Hill B Low"."""
_UNPARTED = re.compile(
    r"\b(Commissioner|Trustee|Supervisor|Councillor|Councilmember|Cllr)( [A-Z][\w’'-]+) (?=\1 [A-Z])"
)


@functools.lru_cache(maxsize=TEXTS)
def split_people(text: str, *, single: bool = False, lower: bool = False) -> tuple[Person, ...]:
    """Read a list of people: "Ann Hill (Chair), Ben Low, Clerk; Cllrs Dale, Moor and Beck". Nothing that is no name.

    ``single`` lets surnames by themselves pass; after a title in the plural they pass in any case.
    """
    text = _entries(sealed(_mended(text)))
    people: list[Person] = []
    shared: str | None = None
    pending: tuple[int, int] | None = None
    rolefirst = False
    for start, end, sep in _chunks(text):
        chunk_start = start
        if is_nobody(text[start:end]):
            continue
        own = False
        if (m := vocabulary().plural.match(text, start, end)) and not OF.match(text, m.end()):
            if m.end() >= end:
                shared, pending = m[0].strip(" :."), None
                continue
            shared, chunk_start = m[0].strip(" :."), m.end()
        elif shared and vocabulary().title.match(text, start, end):
            own = True  # "Councillors Hill, Mrs Low and Dale": hers alone has a title of its own
            shared = shared if sep in (",", "and") else None
        body = text[chunk_start:end]
        person = parse_person(body, chunk_start, single=single or (shared is not None and not own), lower=lower)
        if person is None and (single or (people and CHIEF.match(body.strip(" .")))):
            person = _office_and_surname(body, chunk_start)
        if person and person.role and pending and person.start > chunk_start:
            person = replace(person, role=text[pending[0] : person.start].strip(" ,:-–"))
        elif person and pending and sep in (",", "\t") and (not person.role or person.role == _title_of(person)):
            person = replace(person, role=text[pending[0] : pending[1]].strip(" ,:-–"))
        if person and person.role:
            person = replace(person, role=_AND_FIRST.sub("", person.role))
        if person:
            rolefirst = rolefirst or (person.start > chunk_start and person.role is not None)
            alone = sep == "and" and people and not people[-1].full and person.full
            if alone and _pair(text, people[-1], person) and not (shared and _all_surnames(people, person)):
                surname = bare_name(person.name).split()[-1]
                people[-1] = replace(people[-1], name=f"{people[-1].name} {surname}", full=True)
            if shared and not own and person.role is None and _title_of(person) == "":
                person = replace(person, role=one_of(shared))
            people.append(person)
            pending = None
            continue
        one = name_at(text[:end], chunk_start, single=True)
        if one and one[1] >= end - 1 and _before_pair(text, end):
            people.append(Person(one[0], one[1], text[one[0] : one[1]], full=False))
            continue
        if people and sep in (",", "\t", "-", "and") and body.strip() and not rolefirst:
            last = people[-1]
            extra = body.strip(" .")
            short = extra.strip("()")
            if (_BRACKETED.fullmatch(extra) or CALL_SIGN.fullmatch(short)) and is_short_for(short, last.name):
                people[-1] = replace(last, abbreviation=last.abbreviation or short)
                continue
            bare = sep == "," and not text[last.end : chunk_start].strip(" ,") and not split_title(last.name)[0]
            if bare and extra.lower() in vocabulary().legal_form:
                people.pop()  # "Oak Mill Typing, Inc." is no person but whom the one before it is from
                if people and people[-1].role is None:
                    people[-1] = replace(people[-1], role=f"{last.name}, {extra}")
                continue
            if FIGURE.fullmatch(extra) or extra.lower().rstrip(".") in vocabulary().post:
                continue
            if is_remark(extra) and last.remark is None:
                people[-1] = replace(last, remark=extra)
                continue
            stated = last.role != (one_of(shared) if shared else None) and last.role != (_title_of(last) or None)
            body_and_office = _OFFICE_BEHIND.fullmatch(extra)
            if (last.role is None or not stated) and body_and_office and is_body(body_and_office[1]):
                people[-1] = replace(last, role=body_and_office[2], organisation=body_and_office[1])
            elif last.role is None or not stated:
                people[-1] = replace(last, role=extra)
            elif sep == "and":
                people[-1] = replace(last, role=f"{last.role} and {extra}")
            elif last.organisation is None:
                people[-1] = replace(last, organisation=extra)
        elif is_role(body):
            pending = (chunk_start, end)
    kept = (p for p in people if p.full or single or p.role or shared or split_title(p.name)[0])
    return tuple(unsealed(short_of_role(p)) for p in kept)


_OFFICE_AND_SURNAME = re.compile(
    r"(?P<office>(?:[A-Z][\w&.'’/-]*\s+|(?:and|of|the|&)\s+){1,7})(?P<surname>[A-Z][\w'’-]{2,})"
)


def _office_and_surname(text: str, offset: int) -> Person | None:
    """Read "City Manager Hill", which stays whole: nothing else tells who of the Hills is meant."""
    m = _OFFICE_AND_SURNAME.fullmatch(text.strip(" ."))
    if m is None or is_closed(m["surname"]) or m["office"].split()[-1].lower().rstrip(".") not in vocabulary().role:
        return None
    start = offset + text.index(m[0])
    return Person(start, start + len(m[0]), m[0], m["office"].strip(), full=False)


def _title_of(person: Person) -> str:
    return split_title(person.name)[0]


def _mended(text: str) -> str:
    """Set the mark that a list lost, length for length: "Secretary-Ann Hill", "Ann Hill-Clerk", "A Hill B Low"."""
    text = _LOOSE_CO.sub(" Co-", text)
    for m in _TIGHT.finditer(text) if "-" in text else ():
        if not any(is_role(word) for word in m[2].split()):  # and not "Clerk-Treasurer Ann Hill"
            text = f"{text[: m.end(1)]}:{text[m.end() :]}"
    for m in _ROLE_BEHIND.finditer(text) if "-" in text else ():
        if _PREFIX.search(text, 0, m.start()):
            continue
        name, role = (_ENTRY_END.split(text[: m.start()])[-1], _ENTRY_END.split(text[m.end() :], maxsplit=1)[0])
        if is_name(name) and is_role(role) and is_closed(PART.split(role.split()[0])[0]):  # and not "Ann Low-Hill"
            text = f"{text[: m.start()]}:{text[m.end() :]}"
    if _RUN_ON.search(text) and sum(_INITIAL_AND_SURNAME.fullmatch(x.strip()) is not None for x in text.split(",")) > 1:
        text = _RUN_ON.sub(r"\1,", text)
    return _UNPARTED.sub(r"\1\2,", text)


def _entries(text: str) -> str:
    """Set a colon for the comma behind a name where semicolons part the entries: "Ann Hill, Clerk; Ben Low, Road Man".

    What stands there reads like a second name; roles in as many of the other entries tell that it is none.
    """
    if ";" not in text:
        return text
    doubtful: list[int] = []
    stated = 0
    at = 0
    bare = PAREN_WHOLE.sub(lambda m: " " * len(m[0]), text)
    for entry in bare.split(";"):
        first, comma, second = entry.partition(",")
        second, third = ([x.strip(" .") for x in second.split(",")] + [""])[:2]
        if comma and is_name(first) and second and not is_name(third) and not vocabulary().plural.match(first):
            if is_name(second) and not split_title(second)[0]:
                doubtful.append(at + len(first))
            elif is_role(second):
                stated += 1
        elif (office := PAREN_WHOLE.search(text, at, at + len(entry))) and is_role(office[0].strip("()")):
            stated += 1
        at += len(entry) + 1
    if not doubtful or len(doubtful) > stated:
        return text
    for k in doubtful:
        text = f"{text[:k]}:{text[k + 1 :]}"
    return text


def one_of(plural: str) -> str | None:
    """Return the office of one of several ("the Councillors" -> "Councillor"); None where the words say none."""
    key = THE.sub("", plural)
    if key.lower() in ("messrs", "drs", "mesdames", "members"):
        return None
    key = _MEN.sub("man", key)
    return key[:-1] if key.endswith("s") else key


def _pair(text: str, first: Person, second: Person) -> bool:
    """Tell "Jo and Ed Hill": two people with one surname."""
    return not split_title(first.name)[0] and AND.fullmatch(text, first.end, second.start) is not None


def _all_surnames(people: list[Person], person: Person) -> bool:
    """Tell "Low, Hill and Vander Moor" behind one title: surnames, of which the last has two words."""
    lone = len(people) > 1 and not people[-2].full
    return lone or person.name.split()[0].lower() in vocabulary().particle


def _before_pair(text: str, end: int) -> bool:
    """Tell "Jo" in "Jo and Ed Hill"."""
    joint = _AND_BEFORE.match(text, end)
    return joint is not None and name_at(text, joint.end()) is not None


_SEPARATOR = re.compile(
    r"(?<=[)\]])\s+(?=[A-ZÀ-Þ][a-z'’-]*\.?\s+[A-ZÀ-Þ])|"
    r"\s*(?:[;,](?:\s*(?:and|&)(?=\s))?|\n|\t+|[•▪●·]|,?\s(?:and|&|plus|together with|with|along with|as well as)\s)\s*"
)


def _firm(text: str) -> bool:
    """Tell "Moor LLP", the second half of a firm's name."""
    words = re.split(r"[,;\n(]", text, maxsplit=1)[0].split()
    return any(w.lower().rstrip(".") in vocabulary().firm for w in words[1:4])


def _chunks(text: str) -> list[tuple[int, int, str]]:
    """Cut a list at separators outside brackets; "and" cuts only where a name or title follows it."""
    out: list[tuple[int, int, str]] = []
    depth = 0
    brackets = [0] * (len(text) + 1)
    for i, c in enumerate(text):
        if c in "([":
            depth += 1
        brackets[i] = depth
        if c in ")]" and depth:
            depth -= 1
    at, sep = 0, ""
    for m in _SEPARATOR.finditer(text):
        if brackets[m.start()] and brackets[min(m.end(), len(text) - 1)]:
            continue
        word = m[0].strip()
        if m.start() < at:
            continue
        if not word and text[m.start() - 1 : m.start()] in (")", "]") and "\n" not in m[0] and "\t" not in m[0]:
            if not is_name(re.split(r"[,;\n\t([]", text[m.end() :], maxsplit=1)[0]):
                continue  # "Ann Hill (AH) Wood Green Academy"
            kind = ","
        elif _JOINT.fullmatch(word):
            rest = text[m.end() :]
            left = text[at : m.start()].strip()
            ok = (
                name_at(rest) is not None
                or vocabulary().plural.match(rest) is not None
                or parse_person(re.split(r"[,;\n]", rest, maxsplit=1)[0]) is not None
                or (
                    name_at(rest, single=True) is not None
                    and (is_name(left, single=True) or vocabulary().plural.match(left))
                )
            )
            if ok and word in ("&", "and") and (_firm(rest) or are_subjects(left, rest)):
                continue
            if not ok or _LONE_TITLE.fullmatch(left):
                continue
            kind = "and"
        else:
            kind = word[:1] if word else ("\t" if "\t" in m[0] else "\n")
        a, b = at, m.start()
        while a < b and text[a] in " .\n\t":
            a += 1
        if b > a:
            out.append((a, b, sep))
        at, sep = m.end(), kind
    a, b = at, len(text)
    while a < b and text[a] in " .\n\t":
        a += 1
    while b > a and text[b - 1] in " \n\t":
        b -= 1
    if b > a and (joint := _AND_LAST.search(text[a:b])):
        b = a + joint.start()
    if b > a:
        out.append((a, b, sep))
    return out
