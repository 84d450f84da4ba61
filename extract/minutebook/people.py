"""Reads people as minutes print them: names and their titles, initials, roles, organisations, and lists of them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from minutebook.rulepack import alternation, load
from minutebook.values import hastened

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽ"
_TOKEN = re.compile(
    rf"[{_LETTER}0-9][{_LETTER}0-9.'’`´\-–/&]*|[&+]|[\"“”‘’(][{_UPPER}][a-zà-ž]+(?:\s[{_UPPER}][a-zà-ž]+)?[\"“”‘’)]"
)
_WORD = re.compile(rf"[{_UPPER}][{_LETTER}]*(?:['’`´\-–]+[{_LETTER}]+)*\.?")
_INITIAL = re.compile(rf"(?:[{_UPPER}]\.?[\-–]?){{1,3}}")
_NICK = re.compile(rf"[\"“‘’(][{_UPPER}][a-zà-ž]+(?:\s[{_UPPER}][a-zà-ž]+)?[\"”’)]")
_ACRONYM = re.compile(rf"[{_UPPER}][{_UPPER}a-z&/\-]{{1,6}}")
_CALL_SIGN = re.compile(r"(?:[A-Z]{1,2}|\d[A-Z])\d[A-Z]{1,4}")
"""What stands behind the names of radio amateurs: "Ann Hill K0ABC"; behind a first name it is part of the name."""
_CALL_BEHIND = re.compile(rf"\s(?:{_CALL_SIGN.pattern})\b")
_PAREN = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]")
_PAREN_WHOLE = re.compile(r"\([^()]*\)")
_PART = re.compile(r"[\-–/]")
_SECOND_TITLE = re.compile(r"(?:&|and|/)\s*(?:Mrs|Ms|Miss|Mr|Dr)\.?\s+", re.IGNORECASE)
_NAME_BEHIND = re.compile(rf"\s+(?:[{_LETTER}]{{1,4}}\s+)?[{_UPPER}]")
_GAP = re.compile(r"[ \u00a0\n]{1,3}")
_DOTTED_END = re.compile(r"\b(?:Jr|Sr|Esq|[A-Z])\.$")
_NOT_LATIN = re.compile(r"[^A-Za-zÀ-ž]")
_NOT_ASCII = re.compile(r"[^A-Za-z]")
_NOT_OF_NAME = re.compile(rf"[^{_LETTER}\s\-]")
_GLUED = re.compile(rf"(?:[{_UPPER}]\.)+(?=[{_UPPER}][{_LETTER}])")
"""Initials that no gap parts from the surname: "J.Hill"."""
_PREFIXED = re.compile(rf"[{_LETTER}]{{1,3}}['’`][{_UPPER}][{_LETTER}\-]+|[a-z]{{1,2}}[{_UPPER}][{_LETTER}\-]+")
"""O'Brien, McHill, deVries."""
_LOWER_WORD = re.compile(r"[a-zà-ž]{3,}(?:[\-'][a-z]+)*")
_SPACE_OR_HYPHEN = re.compile(r"[\s\-]+")
_WORD_BEHIND = re.compile(rf"\s+[{_UPPER}][a-z]")
_SHORT_BEFORE = re.compile(rf"([{_UPPER}]{{2,4}})\s+(?=[{_UPPER}][a-z])")
_SHORT_BEHIND = re.compile(rf"\s([{_UPPER}][{_UPPER}a-z]{{1,3}})$")
_SHORT_IN_PAREN = re.compile(r"\s*\(([A-Z][A-Za-z]{1,5})\)$")
_SEAL = "\u201a"
"""Stands for the comma before a degree, which parts nothing: "Ann Hill, M.D., Chair"."""
_DEGREE = re.compile(
    r"(?P<name>[A-Z][^\s,]*\s+[^\s,]+),(?P<gap>\s?)(?P<degree>[A-Z][A-Za-z.]{1,7}(?:-[A-Z])?)(?=[\s,;:)(\u201a]|$)"
)
_SEALED = re.compile(r"\u201a\s?(?P<degree>[A-Za-z.]+(?:-[A-Z])?)")
_FIGURE = re.compile(r"\d+\.?")
_INNER_CUT = re.compile(r"\s*[,;/]\s*|\s+[\-–—]\s+")
_BODY_END = re.compile(
    r"\b(?:council|police|trust|authority|university|school|association|committee|board|county|city|district|township"
    r"|village|borough|area|region|programme?|office|society|college|union)$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—]\s+|\s*:\s*")
_AND = re.compile(r"\s*(?:and|&)\s*")
_AND_BEFORE = re.compile(r"\s*(?:and|&)\s+")
_AND_FIRST = re.compile(r"^(?:and|&)\s+")
_AND_LAST = re.compile(r"\s+(?:and|&)$")
_JOINT = re.compile(r"and|&|plus|together with|with|along with|as well as", re.IGNORECASE)
_OF = re.compile(r"(?:of|for)\b")
_OFFICE_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_BRACKETED = re.compile(r"\([A-Z][A-Za-z&-]{1,4}\)")
_IN_PLACE_OF = re.compile(
    r"(?:(?:as\s+)?(?:a\s+)?(?:sub(?:stitut(?:e|ing))?|deputi[sz]ing|deputy|alternate|proxy|standing\s+in|nominee)\s+)?"
    r"(?:for|in place of|on behalf of)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LONE_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr)\.?", re.IGNORECASE)
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_MEN = re.compile(r"men$")
_CACHED = 4096
"""So many names and words are remembered."""
_TEXTS = 512
"""So many texts in which names stand: they can be long, and only those of one document come again."""


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


@dataclass(frozen=True, slots=True)
class _Words:
    title: re.Pattern[str]
    plural: re.Pattern[str]
    office: frozenset[str]
    detachable: frozenset[str]
    member: frozenset[str]
    full_only: frozenset[str]
    removable: frozenset[str]
    role: frozenset[str]
    org: frozenset[str]
    stop: frozenset[str]
    particle: frozenset[str]
    post: frozenset[str]
    firm: frozenset[str]
    subject: frozenset[str]
    degree: frozenset[str]
    surname_too: frozenset[str]
    capitals: frozenset[str]


@functools.cache
def _words() -> _Words:
    w = load().words

    def low(key: str) -> frozenset[str]:
        return frozenset(x.lower() for x in w[key])

    title = alternation(tuple(w["title"])).replace(r"\s+", r"[\s\-]+")
    return _Words(
        re.compile(rf"(?:(?:the\s+)?{title}(?:\.\s*|\s+(?:\d{{2,5}}\s+)?|(?=[&/])))+", re.IGNORECASE),
        re.compile(rf"(?:the\s+)?(?:\w+\s+)?{alternation(tuple(w['plural_title']))}\b[:.]?\s*", re.IGNORECASE),
        low("office"),
        low("detachable"),
        low("member_title"),
        low("full_only"),
        low("detachable") | low("member_title") | low("full_only"),
        low("role_word"),
        low("org_word"),
        low("not_name"),
        low("particle"),
        low("post_nominal"),
        low("firm_word"),
        low("subject_word"),
        frozenset(w["degree"]),
        low("surname_too"),
        low("capitals_only"),
    )


@functools.lru_cache(maxsize=_CACHED)
def is_role(text: str) -> bool:
    """Return whether ``text`` holds a word of a role or a body ("Deputy Clerk", "Finance") or is a seat ("Ward 2")."""
    w = _words()
    return _SEAT.fullmatch(text.strip()) is not None or any(
        part in w.role or part in w.org or part.rstrip("s") in w.role
        for token in _TOKEN.findall(text)
        if not (token.istitle() and token.lower() in w.capitals)
        for part in [token.lower().rstrip("."), *_PART.split(token.lower())]
    )


_SEAT = re.compile(
    r"(?:position|seat|place|ward|district|division|zone|precinct|riding)\s+(?:no\.?\s*)?"
    r"(?:\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
"""What a member sits for, where a number names it."""
_CHIEF = re.compile(r"(?:(?:deputy|assistant)\s+)?chief", re.IGNORECASE)
_FROM = re.compile(
    r"(?:of|from|representing|on behalf of)\s+((?:the\s+)?[A-Z](?![a-z]+\s+(?:was|were|had|has)\b).{1,60})"
)
"""Whom somebody came from: "of Low & Dale LLP"."""
_POSSESSIVE = re.compile(r"[^\W\d_]{2,}['’]s", re.IGNORECASE)


@functools.lru_cache(maxsize=_CACHED)
def _closed(token: str) -> bool:
    """Tell a word that no name holds."""
    w = _words()
    key = token.lower().rstrip(".,")
    if key in w.capitals and token.istitle():
        return False
    if key in w.stop or key in w.role or key in w.org or _POSSESSIVE.fullmatch(key):
        return True
    parts = _PART.split(key)
    return len(parts) > 1 and any(p in w.role for p in parts)


@functools.lru_cache(maxsize=_TEXTS)
def name_at(text: str, start: int = 0, *, single: bool = False, lower: bool = False) -> tuple[int, int] | None:
    """Return where the name that begins at ``start`` begins and ends, its titles included; None if there is none.

    A name is a title and a surname, or at least two names or initials of which one has more than one letter;
    ``single`` lets a surname or first name by itself pass, ``lower`` names without capitals ("ann hill").
    """
    w = _words()
    at = start
    titled = False
    if m := w.title.match(text, at):
        at, titled = m.end(), True
        if pair := _SECOND_TITLE.match(text, at):
            at = pair.end()
    tokens: list[tuple[int, int, str]] = []
    end = at
    while len(tokens) < 6 and (m := _TOKEN.match(text, end)):
        token = m[0]
        kind = _kind(token, bool(tokens), lower)
        if kind is None and len(tokens) == 1 and tokens[0][2] == "initial":
            kind = "word" if _is_surname_too(token, text[m.end() :], text[tokens[0][0] : tokens[0][1]]) else None
        if kind == "post" and tokens:
            end = m.end()
            break
        if kind is None or (kind == "particle" and not lower and not _NAME_BEHIND.match(text, m.end())):
            break
        stop = m.end()
        while kind == "word" and token.endswith(("-", "–", "/", "'", "’", "`", "&")):
            token, stop = token[:-1], stop - 1
        tokens.append((m.start(), stop, kind))
        end = stop
        gap = _GAP.match(text, end)
        if stop != m.end() or not gap or token.endswith("/"):
            break
        end = gap.end()
    if not tokens:
        return None
    stop = max(tokens[-1][1], end if text[tokens[-1][1] : end].strip() else 0)
    words = sum(kind == "word" for *_, kind in tokens)
    if not words:
        return None
    if (
        tokens[-1][2] == "initial"
        and len(tokens) > 2
        and tokens[-2][2] == "word"
        and text[tokens[-1][0] : stop].isupper()
    ):
        tokens.pop()  # "John Smith JS": initials behind the name are an abbreviation
        stop = tokens[-1][1]
    if len(tokens) == 1 and (call := _CALL_BEHIND.match(text, stop)):
        return start, call.end()
    if not titled and not single and len(tokens) < 2 and not _GLUED.match(text, tokens[0][0]):
        return None
    if behind := _SEALED.match(text, stop):
        while more := _SEALED.match(text, behind.end()):
            behind = more
        dotted = behind["degree"].count(".") > 1 or behind["degree"] in ("Jr.", "Sr.", "Esq.")
        return start, behind.end() - (behind["degree"].endswith(".") and not dotted)
    while stop > start and text[stop - 1] in " .," and not _DOTTED_END.search(text[start:stop]):
        stop -= 1
    return start, stop


def _is_surname_too(token: str, behind: str, initial: str) -> bool:
    """Tell "Reeve" in "V Reeve", a surname though it is an office; "A Reeve" is one where the entry ends."""
    name = token.rstrip(".")
    if name.lower() not in _words().surname_too or not name.istitle() or _OF.match(behind.lstrip()):
        return False
    return initial != "A" or _ENTRY_BEHIND.match(behind) is not None


@functools.lru_cache(maxsize=_CACHED)
def _kind(token: str, begun: bool, lower: bool) -> str | None:
    w = _words()
    bare = token.rstrip(".")
    key = bare.lower()
    if begun and (token.lower() in w.post or key in w.post) and bare[:1].isupper():
        return "post"
    if key in w.particle and (token.islower() or (begun and len(key) > 1)):
        return "particle"
    if _NICK.fullmatch(token):
        return "nick" if begun else None
    if len(bare) == 1 and bare.isupper():
        return "initial"
    if _closed(token) or any(c.isdigit() for c in token):
        return None
    if _INITIAL.fullmatch(token) and len(_NOT_LATIN.sub("", token)) <= 2:
        return "initial"
    trimmed = token.rstrip("-–/'’`&")
    if glued := _GLUED.match(trimmed):
        trimmed = trimmed[glued.end() :]
    if _WORD.fullmatch(trimmed) and len(trimmed) > 1:
        return "word"
    if _PREFIXED.fullmatch(trimmed):
        return "word"
    if lower and _LOWER_WORD.fullmatch(trimmed):
        return "word"
    return None


@functools.lru_cache(maxsize=_CACHED)
def is_name(text: str, *, single: bool = False, lower: bool = False) -> bool:
    """Return whether the whole of ``text`` is one person's name, titles included."""
    text = text.strip().rstrip(",;")
    found = name_at(text, single=single, lower=lower)
    if found is None:
        return False
    rest = text[found[1] :].strip(" .,*")
    return not rest or _CALL_SIGN.fullmatch(rest) is not None


@functools.lru_cache(maxsize=_CACHED)
def split_title(name: str) -> tuple[str, str]:
    """Return a name's titles and the rest ("Cllr Dr A Hill" -> "Cllr Dr", "A Hill"); an empty title if none."""
    name = name.strip()
    m = _words().title.match(name)
    if not m or m.end() >= len(name):
        return "", name
    return m[0].strip(), name[m.end() :].strip()


def _sealed(text: str) -> str:
    """Seal the commas before degrees and the like; initials in capitals behind a name are none ("Dee Orr, DO")."""
    if "," not in text:
        return text
    at = 0
    while m := _DEGREE.search(text, at):
        at = m.start("degree")
        short = m["degree"].replace(".", "")
        mine = "".join(word[0] for word in m["name"].split())
        if short in _words().degree and (short != mine or "." in m["degree"]):
            text = f"{text[: m.end('name')]}{_SEAL}{text[m.end('name') + 1 :]}"
            at = m.start("name")
    return text


def _unsealed(person: Person) -> Person:
    said = (person.name, person.role, person.organisation, person.remark)
    if not any(x and _SEAL in x for x in said):
        return person
    name, role, organisation, remark = (x.replace(_SEAL, ",") if x else x for x in said)
    return replace(person, name=name or "", role=role, organisation=organisation, remark=remark)


@functools.lru_cache(maxsize=_CACHED)
def bare_name(name: str) -> str:
    """Return the name without titles and post-nominals, a gap between initials and surname."""
    rest = _GLUED.sub(lambda m: f"{m[0]} ", split_title(name)[1])
    tokens = rest.replace(",", " ").replace(_SEAL, " ").split()
    while len(tokens) > 1 and (tokens[-1].lower() in _words().post or tokens[-1].replace(".", "") in _words().degree):
        tokens.pop()
    return " ".join(tokens)


def initials(name: str) -> str:
    """Return a name's initials in capitals ("Dr Ann-Marie O'Brien" -> "AO"); titles and post-nominals left out."""
    tokens = [t for t in bare_name(name).split() if t.lower() not in _words().particle]
    return "".join(
        t.lstrip("\"“'‘(")[:1].upper() for t in tokens if (not _NICK.fullmatch(t) and t[:1].isalpha()) or t[:1] in '"'
    )


@functools.lru_cache(maxsize=_CACHED)
def initials_fit(short: str, name: str) -> bool:
    """Return whether ``short`` ("JS", "LB-W", "RCp", "BMc") can stand for ``name``: its letters, in order."""
    letters = _NOT_ASCII.sub("", short)
    tokens = [_NOT_ASCII.sub("", t) for t in _SPACE_OR_HYPHEN.split(bare_name(name)) if t]
    tokens = [t for t in tokens if t]
    if not 2 <= len(letters) <= 5 or not tokens:
        return False
    if letters[0].lower() != tokens[0][0].lower():
        return False
    flat = tokens[0].lower() + "".join(t.lower() for t in tokens[1:])
    at = 0
    for c in letters.lower():
        at = flat.find(c, at) + 1
        if not at:
            return False
    capitals = [c for c in letters if c.isupper()]
    last = tokens[-1][0].upper()
    return len(tokens) == 1 or last in capitals[1:] or (not capitals and last.lower() in letters[1:])


@functools.lru_cache(maxsize=_CACHED)
def same_person(a: str, b: str) -> bool:
    """Return whether two names as printed can be one person: equal surnames, and first names or initials that agree.

    A surname by itself agrees with any first name ("Mr Hill" and "Ann Hill").
    """
    first, second = _parts(a), _parts(b)
    if not first or not second:
        return False
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        short, long = (first, second) if len(first) <= len(second) else (second, first)
        return short[0] == long[-1] or (short[0] == long[0] and not split_title(a)[0] and not split_title(b)[0])
    if first[-1] != second[-1] and first[-1].replace("-", "") != second[-1].replace("-", ""):
        return False
    x, y = first[0], second[0]
    return x == y or (min(len(x), len(y)) <= 2 and x[0] == y[0]) or x.startswith(y) or y.startswith(x)


@functools.lru_cache(maxsize=_CACHED)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_NOT_OF_NAME.sub("", bare_name(name)).lower().split())


def parse_person(text: str, offset: int = 0, *, single: bool = False, lower: bool = False) -> Person | None:
    """Read one entry of a list of people: "Ann Hill (AH) – Clerk", "Clerk: Ann Hill", "Ann Hill, Clerk, Town Council".

    ``offset`` is added to the positions. None if no name stands in it where a name is to be expected.
    """
    person = _parse_person(_sealed(text), single, lower)
    if person is None:
        return None
    person = _unsealed(person)
    return replace(person, start=person.start + offset, end=person.end + offset) if offset else person


@functools.lru_cache(maxsize=_TEXTS)
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
        if _NICK.fullmatch(m[0]) and is_name(text[at : m.start()].strip(), single=True) and _is_nick(text, m):
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
    if tail and not split_title(name)[0] and all(t.lower().rstrip(".,") in _words().firm for t in tail.split()):
        return None
    if tail and not split_title(name)[0] and _is_body(tail):
        return None  # "East Oakford District Council"
    tail = "" if tail and _nobody(tail) else tail
    instead = tail if tail and (m := _IN_PLACE_OF.match(tail)) and name_at(tail, m.end()) else None
    tail = "" if instead else tail
    organisation = None
    if tail and (m := _FROM.match(tail)) and not split_title(name)[0].lower().endswith("s"):
        organisation, tail = m[1].strip(), ""
    if tail.isupper() and name.isupper() and not any(t.lower() in _words().role for t in tail.split()):
        return None  # "SALTHAVEN POINT COMMUNITY SERVICES"
    if tail and not (is_role(tail.split()[0]) or (is_role(tail) and len(tail.split()) <= 6) or _acronym(tail)):
        return None
    if tail and _trailing_name(first.text) and not split_title(name)[0]:
        return None
    if " " not in name and (joint := _AND.match(tail)) and _subjects(name, tail[joint.end() :]):
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
    elif title and role is None and title.lower().split(".")[0] in _words().office:
        role = title
    full = len(bare_name(name).split()) > 1
    person = Person(start, start + len(name), name, role, organisation, abbreviation, instead, full)
    return _details(person, pieces[1:], role if title and role == title else None)


def is_office(title: str) -> bool:
    """Tell an office that stands before a name without being a part of it: "Chair", "President"."""
    return title.lower() in _words().detachable


def is_membership(title: str) -> bool:
    """Tell a title that any member of a body has: "Commissioner"."""
    return title.lower() in _words().member


def without_title(person: Person) -> Person:
    """Return the person with the title as role and the name without it ("Chair Hill" is Hill, Chair)."""
    title, bare = split_title(person.name)
    role = person.role if person.role and person.role.lower() != title.lower() else title
    return replace(person, start=person.end - len(bare), name=bare, role=role)


def is_full_only(title: str) -> bool:
    """Tell a title of members that is a part of a surname by itself, but not of a whole name: "Councilmember"."""
    return title.lower() in _words().full_only


@functools.lru_cache(maxsize=_CACHED)
def _office_before(title: str) -> str:
    """Return the office that opens a title and is a role where the whole name follows: "Chair" in "Chair Cllr"."""
    words = title.split()
    known = {t.lower() for t in load().words["title"]}
    if title.lower() in _words().removable:
        return title
    if len(words) < 2 or title.lower().rstrip(".") in known:
        return ""
    heads = (" ".join(words[:k]) for k in range(len(words) - 1, 0, -1))
    offices = _words().removable | _words().office
    return next((h for h in heads if h.lower() in offices), "")


def _details(person: Person, pieces: list[_Piece], weak_role: str | None = None) -> Person:
    """Add what stands beside the name; ``weak_role`` (its title) gives way to a role that is printed."""
    role, organisation, abbreviation, remark = person.role, person.organisation, person.abbreviation, person.remark
    if weak_role:
        role = None
    short: list[str] = []
    for piece in (part for whole in pieces for part in _bracket_parts(whole, person.name)):
        text = piece.text
        if _remark(text):
            remark = remark or text
        elif _acronym(text) and abbreviation is None and (piece.paren or _is_short_for(text, person.name)):
            short.append(text)
        elif text.lower().rstrip(".") in _words().post or _FIGURE.fullmatch(text):
            continue
        elif text[0].islower() and len(text.split()) > 3 and not is_role(text):
            remark = remark or ""
        elif role is None:
            role = text
        elif piece.paren and organisation is None and _is_body(role) and is_role(text) and not _is_body(text):
            role, organisation = text, role
        elif piece.paren and organisation is None and is_role(role) and not _office_of(text):
            role = f"{role} ({text})"
        elif organisation is None and not piece.paren and _goes_on(role, text):
            role = f"{role}, {text}"
        elif organisation is None:
            organisation = text
    for text in short:
        if abbreviation is None and (_is_short_for(text, person.name) or role is not None):
            abbreviation = text
        elif role is None:
            role = text
    return replace(person, role=role or weak_role, organisation=organisation, abbreviation=abbreviation, remark=remark)


def _is_short_for(text: str, name: str) -> bool:
    """Tell a person's initials or call sign."""
    return initials_fit(text, name) or _CALL_SIGN.fullmatch(text) is not None


def _goes_on(role: str, text: str) -> bool:
    """Tell "Police" before "Fire and Crime Commissioner": the first words of one role that is a list of subjects."""
    words = _words()
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


def _is_body(text: str) -> bool:
    """Tell words of a body's name that say no office ("District Council")."""
    words = _words()
    return _BODY_END.search(text) is not None and not any(t.lower() in words.role for t in text.split())


def _office_of(text: str) -> bool:
    """Tell the name of a body in brackets behind a role ("(OPCC)", "(Oakford Council)")."""
    return text.isupper() or _BODY_END.search(text) is not None


def _short_of_role(person: Person) -> Person:
    """Take the short form in brackets at the end of a role off it: "Chief Constable (CC)"."""
    m = _SHORT_IN_PAREN.search(person.role or "")
    if m is None or person.role is None or not _acronym(m[1]):
        return person
    rest = _PAREN_WHOLE.sub("", person.role[: m.start()])
    letters = "".join(t[0].upper() for t in _TOKEN.findall(rest) if t[0].isupper())
    if person.abbreviation is None and (
        initials_fit(m[1], person.name) or m[1].upper() in (letters, letters + "O") or letters.endswith(m[1].upper())
    ):
        return replace(person, role=person.role[: m.start()].strip() or None, abbreviation=m[1])
    return person


def _acronym(text: str) -> bool:
    if _CALL_SIGN.fullmatch(text):
        return True
    return bool(_ACRONYM.fullmatch(text)) and sum(c.isupper() for c in text) >= 2 and len(text) <= 6


def _remark(text: str) -> bool:
    """Tell what is said of somebody's coming and going ("arrived 7.05pm", "via Zoom", "items 1-4")."""
    return load().match("people.remark", text) is not None


def _trailing_name(text: str) -> tuple[int, int] | None:
    """Return where the name at the end of "Operations Manager Ann Hill" stands, behind the last word of a role."""
    last = None
    for m in _TOKEN.finditer(text):
        if last is not None and (found := _titled_name(text, m.start())):
            return found
        key = m[0].lower().rstrip(".")
        if (
            key in _words().role
            or (_closed(m[0]) and is_role(m[0]))
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
    m = _words().title.match(text, start)
    found = name_at(text, start) if m else None
    if m is None or found is None or text[found[1] :].strip(" .,"):
        return None
    if m[0].strip().lower() in _words().removable:
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
        return Person(pieces[1].start, pieces[1].end, pieces[1].text, _THE.sub("", head.text))
    if found := _trailing_name(head.text):
        name = head.text[found[0] : found[1]]
        role = head.text[: found[0]].strip(" .:-–")
        title = split_title(role + " " + name)[0]
        start = head.start + found[0]
        if _CHIEF.fullmatch(role) and len(name.split()) > 1:  # a rank, as printed: "Deputy Chief Ann Hill"
            return _details(Person(head.start, start + len(name), f"{role} {name}", role), pieces[1:], role)
        if title.lower() == role.lower() and title.lower() not in _words().removable:
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


@functools.lru_cache(maxsize=_TEXTS)
def split_people(text: str, *, single: bool = False, lower: bool = False) -> tuple[Person, ...]:
    """Read a list of people: "Ann Hill (Chair), Ben Low, Clerk; Cllrs Dale, Moor and Beck". Nothing that is no name.

    ``single`` lets surnames by themselves pass; after a title in the plural they pass in any case.
    """
    text = _entries(_sealed(_mended(text)))
    people: list[Person] = []
    shared: str | None = None
    pending: tuple[int, int] | None = None
    rolefirst = False
    for start, end, sep in _chunks(text):
        chunk_start = start
        if _nobody(text[start:end]):
            continue
        own = False
        if (m := _words().plural.match(text, start, end)) and not _OF.match(text, m.end()):
            if m.end() >= end:
                shared, pending = m[0].strip(" :."), None
                continue
            shared, chunk_start = m[0].strip(" :."), m.end()
        elif shared and _words().title.match(text, start, end):
            own = True  # "Councillors Hill, Mrs Low and Dale": hers alone has a title of its own
            shared = shared if sep in (",", "and") else None
        body = text[chunk_start:end]
        person = parse_person(body, chunk_start, single=single or (shared is not None and not own), lower=lower)
        if person is None and (single or (people and _CHIEF.match(body.strip(" .")))):
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
            if (_BRACKETED.fullmatch(extra) or _CALL_SIGN.fullmatch(short)) and _is_short_for(short, last.name):
                people[-1] = replace(last, abbreviation=last.abbreviation or short)
                continue
            if _FIGURE.fullmatch(extra) or extra.lower().rstrip(".") in _words().post:
                continue
            if _remark(extra) and last.remark is None:
                people[-1] = replace(last, remark=extra)
                continue
            stated = last.role != (one_of(shared) if shared else None) and last.role != (_title_of(last) or None)
            body_and_office = _OFFICE_BEHIND.fullmatch(extra)
            if (last.role is None or not stated) and body_and_office and _is_body(body_and_office[1]):
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
    return tuple(_unsealed(_short_of_role(p)) for p in kept)


_OFFICE_AND_SURNAME = re.compile(
    r"(?P<office>(?:[A-Z][\w&.'’/-]*\s+|(?:and|of|the|&)\s+){1,7})(?P<surname>[A-Z][\w'’-]{2,})"
)


def _office_and_surname(text: str, offset: int) -> Person | None:
    """Read "City Manager Hill", which stays whole: nothing else tells who of the Hills is meant."""
    m = _OFFICE_AND_SURNAME.fullmatch(text.strip(" ."))
    if m is None or _closed(m["surname"]) or m["office"].split()[-1].lower().rstrip(".") not in _words().role:
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
        if is_name(name) and is_role(role) and _closed(_PART.split(role.split()[0])[0]):  # and not "Ann Low-Hill"
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
    bare = _PAREN_WHOLE.sub(lambda m: " " * len(m[0]), text)
    for entry in bare.split(";"):
        first, comma, second = entry.partition(",")
        second, third = ([x.strip(" .") for x in second.split(",")] + [""])[:2]
        if comma and is_name(first) and second and not is_name(third) and not _words().plural.match(first):
            if is_name(second) and not split_title(second)[0]:
                doubtful.append(at + len(first))
            elif is_role(second):
                stated += 1
        elif (office := _PAREN_WHOLE.search(text, at, at + len(entry))) and is_role(office[0].strip("()")):
            stated += 1
        at += len(entry) + 1
    if not doubtful or len(doubtful) > stated:
        return text
    for k in doubtful:
        text = f"{text[:k]}:{text[k + 1 :]}"
    return text


def _nobody(text: str) -> bool:
    """Tell people without names: "9 members of the public", "two residents"."""
    return load().match("people.nobody", text) is not None


def one_of(plural: str) -> str | None:
    """Return the office of one of several ("the Councillors" -> "Councillor"); None where the words say none."""
    key = _THE.sub("", plural)
    if key.lower() in ("messrs", "drs", "mesdames", "members"):
        return None
    key = _MEN.sub("man", key)
    return key[:-1] if key.endswith("s") else key


def _pair(text: str, first: Person, second: Person) -> bool:
    """Tell "Jo and Ed Hill": two people with one surname."""
    return not split_title(first.name)[0] and _AND.fullmatch(text, first.end, second.start) is not None


def _all_surnames(people: list[Person], person: Person) -> bool:
    """Tell "Low, Hill and Vander Moor" behind one title: surnames, of which the last has two words."""
    lone = len(people) > 1 and not people[-2].full
    return lone or person.name.split()[0].lower() in _words().particle


def _before_pair(text: str, end: int) -> bool:
    """Tell "Jo" in "Jo and Ed Hill"."""
    joint = _AND_BEFORE.match(text, end)
    return joint is not None and name_at(text, joint.end()) is not None


_ENTRY_BEHIND = re.compile(r"\s*(?:$|[,;(])")
_SEPARATOR = re.compile(
    r"(?<=[)\]])\s+(?=[A-ZÀ-Þ][a-z'’-]*\.?\s+[A-ZÀ-Þ])|"
    r"\s*(?:[;,](?:\s*(?:and|&)(?=\s))?|\n|\t+|[•▪●·]|,?\s(?:and|&|plus|together with|with|along with|as well as)\s)\s*"
)


def _firm(text: str) -> bool:
    """Tell "Moor LLP", the second half of a firm's name."""
    words = re.split(r"[,;\n(]", text, maxsplit=1)[0].split()
    return any(w.lower().rstrip(".") in _words().firm for w in words[1:4])


def _subjects(left: str, rest: str) -> bool:
    """Tell "Parks" and "Recreation Director Hill": the subjects of one office, though the first could be a surname."""
    words, behind = left.rsplit(maxsplit=1), _TOKEN.match(rest)
    return bool(words) and words[-1].lower() in _words().subject and behind is not None and _closed(behind[0])


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
                or _words().plural.match(rest) is not None
                or parse_person(re.split(r"[,;\n]", rest, maxsplit=1)[0]) is not None
                or (
                    name_at(rest, single=True) is not None
                    and (is_name(left, single=True) or _words().plural.match(left))
                )
            )
            if ok and word in ("&", "and") and (_firm(rest) or _subjects(left, rest)):
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
