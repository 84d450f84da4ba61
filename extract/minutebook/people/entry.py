"""Reads one entry of a list of people: the name, its role, whom it is from, its short form, what is said of it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from minutebook.people.names import (
    CACHED,
    CALL_SIGN,
    NICK,
    SEAL,
    TEXTS,
    TOKEN,
    UPPER,
    bare_name,
    initials_fit,
    is_closed,
    is_name,
    is_role,
    name_at,
    split_title,
    vocabulary,
)
from minutebook.rulepack import load
from minutebook.values import hastened

_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}a-z&/\-]{{1,6}}")
_PAREN = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]")
PAREN_WHOLE = re.compile(r"\([^()]*\)")
_WORD_BEHIND = re.compile(rf"\s+[{UPPER}][a-z]")
_SHORT_BEFORE = re.compile(rf"([{UPPER}]{{2,4}})\s+(?=[{UPPER}][a-z])")
_SHORT_BEHIND = re.compile(rf"\s([{UPPER}][{UPPER}a-z]{{1,3}})$")
_SHORT_IN_PAREN = re.compile(r"\s*\(([A-Z][A-Za-z]{1,5})\)$")
_DEGREE = re.compile(
    r"(?P<name>[A-Z][^\s,]*\s+[^\s,]+),(?P<gap>\s?)(?P<degree>[A-Z][A-Za-z.]{1,7}(?:-[A-Z])?)(?=[\s,;:)(\u201a]|$)"
)
FIGURE = re.compile(r"\d+\.?")
_INNER_CUT = re.compile(r"\s*[,;/]\s*|\s+[\-–—]\s+")
_BODY_END = re.compile(
    r"\b(?:council|police|trust|authority|university|school|association|committee|board|county|city|district|township"
    r"|village|borough|area|region|programme?|office|society|college|union)$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—]\s+|\s*:\s*")
AND = re.compile(r"\s*(?:and|&)\s*")
_IN_PLACE_OF = re.compile(
    r"(?:(?:as\s+)?(?:a\s+)?(?:sub(?:stitut(?:e|ing))?|deputi[sz]ing|deputy|alternate|proxy|standing\s+in|nominee)\s+)?"
    r"(?:for|in place of|on behalf of)\s+(?=[A-Z])",
    re.IGNORECASE,
)
THE = re.compile(r"^the\s+", re.IGNORECASE)


@hastened
@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed at ``text[start:end]`` (the name alone); parts that are not printed are None."""

    start: int
    end: int
    name: str
    role: str | None = None
    organisation: str | None = None
    abbreviation: str | None = None
    remark: str | None = None
    full: bool = True
    """False if it is a surname or a first name by itself."""


CHIEF = re.compile(r"(?:(?:deputy|assistant)\s+)?chief", re.IGNORECASE)
_FROM = re.compile(
    r"(?:of|from|representing|on behalf of)\s+((?:the\s+)?[A-Z](?![a-z]+\s+(?:was|were|had|has)\b).{1,60})"
)
"""Whom somebody came from: "of Low & Dale LLP"."""


def sealed(text: str) -> str:
    """Seal the commas before degrees and the like; initials in capitals behind a name are none ("Dee Orr, DO")."""
    if "," not in text:
        return text
    at = 0
    while m := _DEGREE.search(text, at):
        at = m.start("degree")
        short = m["degree"].replace(".", "")
        mine = "".join(word[0] for word in m["name"].split())
        if short in vocabulary().degree and (short != mine or "." in m["degree"]):
            text = f"{text[: m.end('name')]}{SEAL}{text[m.end('name') + 1 :]}"
            at = m.start("name")
    return text


def unsealed(person: Person) -> Person:
    """Return the person with the commas that ``sealed`` hid."""
    said = (person.name, person.role, person.organisation, person.remark)
    if not any(x and SEAL in x for x in said):
        return person
    name, role, organisation, remark = (x.replace(SEAL, ",") if x else x for x in said)
    return replace(person, name=name or "", role=role, organisation=organisation, remark=remark)


def parse_person(text: str, offset: int = 0, *, single: bool = False, lower: bool = False) -> Person | None:
    """Read one entry of a list of people: "Ann Hill (AH) – Clerk", "Clerk: Ann Hill", "Ann Hill, Clerk, Town Council".

    ``offset`` is added to the positions. None if no name stands in it where a name is to be expected.
    """
    person = _parse_person(sealed(text), single, lower)
    if person is None:
        return None
    person = unsealed(person)
    return replace(person, start=person.start + offset, end=person.end + offset) if offset else person


@functools.lru_cache(maxsize=TEXTS)
def _parse_person(text: str, single: bool, lower: bool) -> Person | None:
    pieces = _pieces(text)
    if not pieces:
        return None
    for pick in (_place_then_name, _name_first, _role_then_name):
        if person := pick(text, pieces, single, lower):
            return person
    return None


@hastened
@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str
    paren: bool


_CUT = re.compile(r"\s*(?:\t+|\s[\-–—]+\s|[–—]+|\s[\-–—]+|[\-–—]\s|,|:|;|\s\|\s|\n|\.{3,}|…|_{2,}|=)\s*")


def _pieces(text: str) -> list[_Piece]:
    out: list[_Piece] = []

    def plain(a: int, b: int) -> None:
        at = a
        for m in [*_CUT.finditer(text, a, b), None]:
            s, e = at, (m.start() if m else b)
            while s < e and text[s] in " \t\n*•.·‡†#,;:–—-":
                s += 1
            while e > s and text[e - 1] in " \t\n*‡†#,;:–—-":
                e -= 1
            if e > s:
                out.append(_Piece(s, e, text[s:e], False))
            if m:
                at = m.end()

    at = 0
    for m in _PAREN.finditer(text):
        inner = (m[1] if m[1] is not None else m[2]) or ""
        if NICK.fullmatch(m[0]) and is_name(text[at : m.start()].strip(), single=True) and _is_nick(text, m):
            continue
        plain(at, m.start())
        a = m.start() + 1 + len(inner) - len(inner.lstrip())
        if inner.strip():
            out.append(_Piece(a, a + len(inner.strip()), inner.strip(), True))
        at = m.end()
    plain(at, len(text))
    return out


def _is_nick(text: str, m: re.Match[str]) -> bool:
    """Tell "Robert (Bob) Hill", where the name goes on behind the bracket."""
    rest = text[m.end() :]
    return bool(_WORD_BEHIND.match(rest)) and name_at(rest.lstrip(), single=True) is not None and not is_role(m[0])


def _name_first(text: str, pieces: list[_Piece], single: bool, lower: bool) -> Person | None:
    first = pieces[0]
    abbreviation = None
    if first.paren:
        return None
    lead = _SHORT_BEFORE.match(first.text)
    if lead and (rest := name_at(first.text, lead.end())) and initials_fit(lead[1], first.text[rest[0] : rest[1]]):
        abbreviation = lead[1]
        first = replace(first, start=first.start + lead.end(), text=first.text[lead.end() :])
    found = name_at(first.text, single=single, lower=lower)
    if not found:
        return None
    name = first.text[found[0] : found[1]]
    tail = first.text[found[1] :].strip(" .")
    if tail and not split_title(name)[0] and all(t.lower().rstrip(".,") in vocabulary().firm for t in tail.split()):
        return None
    if tail and not split_title(name)[0] and is_body(tail):
        return None  # "East Oakford District Council"
    tail = "" if tail and is_nobody(tail) else tail
    instead = tail if tail and (m := _IN_PLACE_OF.match(tail)) and name_at(tail, m.end()) else None
    tail = "" if instead else tail
    organisation = None
    if tail and (m := _FROM.match(tail)) and not split_title(name)[0].lower().endswith("s"):
        organisation, tail = m[1].strip(), ""
    if tail.isupper() and name.isupper() and not any(t.lower() in vocabulary().role for t in tail.split()):
        return None  # "SALTHAVEN POINT COMMUNITY SERVICES"
    if tail and not (is_role(tail.split()[0]) or (is_role(tail) and len(tail.split()) <= 6) or _acronym(tail)):
        return None
    if tail and _trailing_name(first.text) and not split_title(name)[0]:
        return None
    if " " not in name and (joint := AND.match(tail)) and are_subjects(name, tail[joint.end() :]):
        return None
    start, title = first.start + found[0], ""
    role = tail if tail and not _acronym(tail) else None
    if tail and _acronym(tail):
        abbreviation = abbreviation or tail
    elif tail and (m := _SHORT_BEHIND.search(tail)) and initials_fit(m[1], name):
        abbreviation, role = m[1], tail[: m.start()].strip()
    title, rest_name = split_title(name)
    office = _office_before(title)
    if office and len(rest_name.split()) > 1:
        start += len(office) + len(name[len(office) :]) - len(name[len(office) :].lstrip())
        name = name[len(office) :].lstrip()
        role = " ".join(filter(None, [office, role]))
    elif title and role is None and title.lower().split(".")[0] in vocabulary().office:
        role = title
    full = len(bare_name(name).split()) > 1
    person = Person(start, start + len(name), name, role, organisation, abbreviation, instead, full)
    return _details(person, pieces[1:], role if title and role == title else None)


def without_title(person: Person) -> Person:
    """Return the person with the title as role and the name without it ("Chair Hill" is Hill, Chair)."""
    title, bare = split_title(person.name)
    role = person.role if person.role and person.role.lower() != title.lower() else title
    return replace(person, start=person.end - len(bare), name=bare, role=role)


@functools.lru_cache(maxsize=CACHED)
def _office_before(title: str) -> str:
    """Return the office that opens a title and is a role where the whole name follows: "Chair" in "Chair Cllr"."""
    words = title.split()
    known = {t.lower() for t in load().words["title"]}
    if title.lower() in vocabulary().removable:
        return title
    if len(words) < 2 or title.lower().rstrip(".") in known:
        return ""
    heads = (" ".join(words[:k]) for k in range(len(words) - 1, 0, -1))
    offices = vocabulary().removable | vocabulary().office
    return next((h for h in heads if h.lower() in offices), "")


def _details(person: Person, pieces: list[_Piece], weak_role: str | None = None) -> Person:
    """Add what stands beside the name; ``weak_role`` (its title) gives way to a role that is printed."""
    role, organisation, abbreviation, remark = person.role, person.organisation, person.abbreviation, person.remark
    if weak_role:
        role = None
    short: list[str] = []
    for piece in (part for whole in pieces for part in _bracket_parts(whole, person.name)):
        text = piece.text
        if is_remark(text):
            remark = remark or text
        elif _acronym(text) and abbreviation is None and (piece.paren or is_short_for(text, person.name)):
            short.append(text)
        elif text.lower().rstrip(".") in vocabulary().post or FIGURE.fullmatch(text):
            continue
        elif text[0].islower() and len(text.split()) > 3 and not is_role(text):
            remark = remark or (text if piece.paren else "")
        elif role is None:
            role = text
        elif piece.paren and organisation is None and is_body(role) and is_role(text) and not is_body(text):
            role, organisation = text, role
        elif piece.paren and organisation is None and is_role(role) and not _office_of(text):
            role = f"{role} ({text})"
        elif organisation is None and not piece.paren and _goes_on(role, text):
            role = f"{role}, {text}"
        elif organisation is None:
            organisation = text
    for text in short:
        if abbreviation is None and (is_short_for(text, person.name) or role is not None):
            abbreviation = text
        elif role is None:
            role = text
    return replace(person, role=role or weak_role, organisation=organisation, abbreviation=abbreviation, remark=remark)


def is_short_for(text: str, name: str) -> bool:
    """Tell a person's initials or call sign."""
    return initials_fit(text, name) or CALL_SIGN.fullmatch(text) is not None


def _goes_on(role: str, text: str) -> bool:
    """Tell "Police" before "Fire and Crime Commissioner": the first words of one role that is a list of subjects."""
    words = vocabulary()
    bare = all(t.lower() in words.org and t.lower() not in words.role for t in role.split())
    return bare and len(role.split()) == 1 and " and " in text and text.rsplit(maxsplit=1)[-1].lower() in words.role


def _bracket_parts(piece: _Piece, name: str) -> list[_Piece]:
    """Cut "(AH, Clerk)" and "(Chair – AH)" in two where one part is the person's initials."""
    if not piece.paren:
        return [piece]
    parts = [p for p in _INNER_CUT.split(piece.text) if p]
    if len(parts) == 2 and any(_acronym(p) and initials_fit(p, name) for p in parts):
        return [replace(piece, text=p) for p in parts]
    return [piece]


def is_body(text: str) -> bool:
    """Tell words of a body's name that say no office ("District Council")."""
    words = vocabulary()
    return _BODY_END.search(text) is not None and not any(t.lower() in words.role for t in text.split())


def _office_of(text: str) -> bool:
    """Tell the name of a body in brackets behind a role ("(OPCC)", "(Oakford Council)")."""
    return text.isupper() or _BODY_END.search(text) is not None


def short_of_role(person: Person) -> Person:
    """Take the short form in brackets at the end of a role off it: "Chief Constable (CC)"."""
    m = _SHORT_IN_PAREN.search(person.role or "")
    if m is None or person.role is None or not _acronym(m[1]):
        return person
    rest = PAREN_WHOLE.sub("", person.role[: m.start()])
    letters = "".join(t[0].upper() for t in TOKEN.findall(rest) if t[0].isupper())
    if person.abbreviation is None and (
        initials_fit(m[1], person.name) or m[1].upper() in (letters, letters + "O") or letters.endswith(m[1].upper())
    ):
        return replace(person, role=person.role[: m.start()].strip() or None, abbreviation=m[1])
    return person


def _acronym(text: str) -> bool:
    if CALL_SIGN.fullmatch(text):
        return True
    return bool(_ACRONYM.fullmatch(text)) and sum(c.isupper() for c in text) >= 2 and len(text) <= 6


def is_remark(text: str) -> bool:
    """Tell what is said of somebody's coming and going ("arrived 7.05pm", "via Zoom", "items 1-4")."""
    return load().match("people.remark", text) is not None


def _trailing_name(text: str) -> tuple[int, int] | None:
    """Return where the name at the end of "Operations Manager Ann Hill" stands, behind the last word of a role."""
    last = None
    for m in TOKEN.finditer(text):
        if last is not None and (found := _titled_name(text, m.start())):
            return found
        key = m[0].lower().rstrip(".")
        if (
            key in vocabulary().role
            or (is_closed(m[0]) and is_role(m[0]))
            or text[max(0, m.start() - 3) : m.end()].lower() == "at large"
        ):
            last = m
    if last is None:
        return None
    rest = len(text) - len(text[last.end() :].lstrip(" .:-–"))
    found = name_at(text, rest)
    if found is None:
        return None
    return found if not text[found[1] :].strip(" .,") else None


def _titled_name(text: str, start: int) -> tuple[int, int] | None:
    """Return the name with a title that begins here and goes on to the end ("Councillor Hill"), less a mere role."""
    m = vocabulary().title.match(text, start)
    found = name_at(text, start) if m else None
    if m is None or found is None or text[found[1] :].strip(" .,"):
        return None
    if m[0].strip().lower() in vocabulary().removable:
        return (m.end(), found[1]) if len(text[m.end() : found[1]].split()) > 1 else found
    return found


def _place_then_name(text: str, pieces: list[_Piece], single: bool, lower: bool) -> Person | None:
    """Read "Mill Ward – Mr B Low (Chair)": what a person with a title comes from, before a dash or a colon."""
    if len(pieces) < 2 or pieces[0].paren or pieces[1].paren or is_role(pieces[0].text):
        return None
    head, piece = pieces[0].text, pieces[1]
    if not _DASH.fullmatch(text, pieces[0].end, piece.start) or len(head.split()) > 4 or split_title(head)[0]:
        return None
    if not split_title(piece.text)[0] or not is_name(piece.text) or head[:1].islower():
        return None
    start = piece.start
    person = Person(start, piece.end, piece.text, None, head, None, None, len(bare_name(piece.text).split()) > 1)
    return _details(person, pieces[2:])


def _role_then_name(text: str, pieces: list[_Piece], single: bool, lower: bool) -> Person | None:
    head = pieces[0]
    if head.paren:
        return None
    if len(pieces) == 2 and pieces[1].paren and is_role(head.text) and is_name(pieces[1].text):
        return Person(pieces[1].start, pieces[1].end, pieces[1].text, THE.sub("", head.text))
    if found := _trailing_name(head.text):
        name = head.text[found[0] : found[1]]
        role = head.text[: found[0]].strip(" .:-–")
        title = split_title(role + " " + name)[0]
        start = head.start + found[0]
        if CHIEF.fullmatch(role) and len(name.split()) > 1:  # a rank, as printed: "Deputy Chief Ann Hill"
            return _details(Person(head.start, start + len(name), f"{role} {name}", role), pieces[1:], role)
        if title.lower() == role.lower() and title.lower() not in vocabulary().removable:
            return _details(Person(head.start, head.end, head.text, role), pieces[1:], role)
        return _details(Person(start, start + len(name), name, role or None), pieces[1:])
    for i, piece in enumerate(pieces[1:4], 1):
        if piece.paren or not all(is_role(p.text) or p.paren or _acronym(p.text) for p in pieces[:i]):
            continue
        if found := name_at(piece.text, single=single and text[pieces[i - 1].end :].lstrip()[:1] == ":", lower=lower):
            name = piece.text[found[0] : found[1]]
            tail = piece.text[found[1] :].strip(" .")
            if tail and not is_role(tail):
                continue
            role = text[pieces[0].start : pieces[i - 1].end].rstrip(" :")
            start = piece.start + found[0]
            return _details(
                Person(start, start + len(name), name, role, None, None, None, len(bare_name(name).split()) > 1),
                pieces[i + 1 :],
            )
        if (found := _trailing_name(piece.text)) is not None:
            start = piece.start + found[0]
            name = piece.text[found[0] : found[1]]
            return _details(
                Person(start, start + len(name), name, text[pieces[0].start : start].strip(" ,:-–")), pieces[i + 1 :]
            )
    return None


def is_nobody(text: str) -> bool:
    """Tell people without names: "9 members of the public", "two residents"."""
    return load().match("people.nobody", text) is not None


def are_subjects(left: str, rest: str) -> bool:
    """Tell "Parks" and "Recreation Director Hill": the subjects of one office, though the first could be a surname."""
    words, behind = left.rsplit(maxsplit=1), TOKEN.match(rest)
    return bool(words) and words[-1].lower() in vocabulary().subject and behind is not None and is_closed(behind[0])
