"""Reads names as minutes print them: where one stands, its titles, its initials, and whether two mean one person."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from minutebook.rulepack import alternation, load

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽ"
TOKEN = re.compile(
    rf"[{_LETTER}0-9][{_LETTER}0-9.'’`´\-–/&]*|[&+]|[\"“”‘’(][{UPPER}][a-zà-ž]+(?:\s[{UPPER}][a-zà-ž]+)?[\"“”‘’)]"
)
_WORD = re.compile(rf"[{UPPER}][{_LETTER}]*(?:['’`´\-–]+[{_LETTER}]+)*\.?")
_INITIAL = re.compile(rf"(?:[{UPPER}]\.?[\-–]?){{1,3}}")
NICK = re.compile(rf"[\"“‘’(][{UPPER}][a-zà-ž]+(?:\s[{UPPER}][a-zà-ž]+)?[\"”’)]")
CALL_SIGN = re.compile(r"(?:[A-Z]{1,2}|\d[A-Z])\d[A-Z]{1,4}")
"""What stands behind the names of radio amateurs: "Ann Hill K0ABC"; behind a first name it is part of the name."""
_CALL_BEHIND = re.compile(rf"\s(?:{CALL_SIGN.pattern})\b")
PART = re.compile(r"[\-–/]")
_SECOND_TITLE = re.compile(r"(?:&|and|/)\s*(?:Mrs|Ms|Miss|Mr|Dr)\.?\s+", re.IGNORECASE)
_NAME_BEHIND = re.compile(rf"\s+(?:[{_LETTER}]{{1,4}}\s+)?[{UPPER}]")
_GAP = re.compile(r"[ \u00a0\n]{1,3}")
_DOTTED_END = re.compile(r"\b(?:Jr|Sr|Esq|[A-Z])\.$")
_NOT_LATIN = re.compile(r"[^A-Za-zÀ-ž]")
_NOT_ASCII = re.compile(r"[^A-Za-z]")
_NOT_OF_NAME = re.compile(rf"[^{_LETTER}\s\-]")
_GLUED = re.compile(rf"(?:[{UPPER}]\.)+(?=[{UPPER}][{_LETTER}])")
"""Initials that no gap parts from the surname: "J.Hill"."""
_PREFIXED = re.compile(rf"[{_LETTER}]{{1,3}}['’`][{UPPER}][{_LETTER}\-]+|[a-z]{{1,2}}[{UPPER}][{_LETTER}\-]+")
"""O'Brien, McHill, deVries."""
_LOWER_WORD = re.compile(r"[a-zà-ž]{3,}(?:[\-'][a-z]+)*")
_SPACE_OR_HYPHEN = re.compile(r"[\s\-]+")
SEAL = "\u201a"
"""Stands for the comma before a degree, which parts nothing: "Ann Hill, M.D., Chair"."""
_SEALED = re.compile(r"\u201a\s?(?P<degree>[A-Za-z.]+(?:-[A-Z])?)")
OF = re.compile(r"(?:of|for)\b")
CACHED = 4096
"""So many names and words are remembered."""
TEXTS = 512
"""So many texts in which names stand: they can be long, and only those of one document come again."""


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
    legal_form: frozenset[str]
    subject: frozenset[str]
    degree: frozenset[str]
    surname_too: frozenset[str]
    capitals: frozenset[str]


@functools.cache
def vocabulary() -> _Words:
    """Return the words of the packs by which a name is told from a role, in small letters."""
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
        low("legal_form"),
        low("subject_word"),
        frozenset(w["degree"]),
        low("surname_too"),
        low("capitals_only"),
    )


@functools.lru_cache(maxsize=CACHED)
def is_role(text: str) -> bool:
    """Return whether ``text`` holds a word of a role or a body ("Deputy Clerk", "Finance") or is a seat ("Ward 2")."""
    w = vocabulary()
    return _SEAT.fullmatch(text.strip()) is not None or any(
        part in w.role or part in w.org or part.rstrip("s") in w.role
        for token in TOKEN.findall(text)
        if not (token.istitle() and token.lower() in w.capitals)
        for part in [token.lower().rstrip("."), *PART.split(token.lower())]
    )


_SEAT = re.compile(
    r"(?:position|seat|place|ward|district|division|zone|precinct|riding)\s+(?:no\.?\s*)?"
    r"(?:\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
"""What a member sits for, where a number names it."""
_POSSESSIVE = re.compile(r"[^\W\d_]{2,}['’]s", re.IGNORECASE)


@functools.lru_cache(maxsize=CACHED)
def is_closed(token: str) -> bool:
    """Tell a word that no name holds."""
    w = vocabulary()
    key = token.lower().rstrip(".,")
    if key in w.capitals and token.istitle():
        return False
    if key in w.stop or key in w.role or key in w.org or _POSSESSIVE.fullmatch(key):
        return True
    parts = PART.split(key)
    return len(parts) > 1 and any(p in w.role for p in parts)


@functools.lru_cache(maxsize=TEXTS)
def name_at(text: str, start: int = 0, *, single: bool = False, lower: bool = False) -> tuple[int, int] | None:
    """Return where the name that begins at ``start`` begins and ends, its titles included; None if there is none.

    A name is a title and a surname, or at least two names or initials of which one has more than one letter;
    ``single`` lets a surname or first name by itself pass, ``lower`` names without capitals ("ann hill").
    """
    w = vocabulary()
    at = start
    titled = False
    if m := w.title.match(text, at):
        at, titled = m.end(), True
        if pair := _SECOND_TITLE.match(text, at):
            at = pair.end()
    tokens: list[tuple[int, int, str]] = []
    end = at
    while len(tokens) < 6 and (m := TOKEN.match(text, end)):
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
    if name.lower() not in vocabulary().surname_too or not name.istitle() or OF.match(behind.lstrip()):
        return False
    return initial != "A" or _ENTRY_BEHIND.match(behind) is not None


@functools.lru_cache(maxsize=CACHED)
def _kind(token: str, begun: bool, lower: bool) -> str | None:
    w = vocabulary()
    bare = token.rstrip(".")
    key = bare.lower()
    if begun and (token.lower() in w.post or key in w.post) and bare[:1].isupper():
        return "post"
    if key in w.particle and (token.islower() or (begun and len(key) > 1)):
        return "particle"
    if NICK.fullmatch(token):
        return "nick" if begun else None
    if len(bare) == 1 and bare.isupper():
        return "initial"
    if is_closed(token) or any(c.isdigit() for c in token):
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


@functools.lru_cache(maxsize=CACHED)
def is_name(text: str, *, single: bool = False, lower: bool = False) -> bool:
    """Return whether the whole of ``text`` is one person's name, titles included."""
    text = text.strip().rstrip(",;")
    found = name_at(text, single=single, lower=lower)
    if found is None:
        return False
    rest = text[found[1] :].strip(" .,*")
    return not rest or CALL_SIGN.fullmatch(rest) is not None


@functools.lru_cache(maxsize=CACHED)
def split_title(name: str) -> tuple[str, str]:
    """Return a name's titles and the rest ("Cllr Dr A Hill" -> "Cllr Dr", "A Hill"); an empty title if none."""
    name = name.strip()
    m = vocabulary().title.match(name)
    if not m or m.end() >= len(name):
        return "", name
    return m[0].strip(), name[m.end() :].strip()


@functools.lru_cache(maxsize=CACHED)
def bare_name(name: str) -> str:
    """Return the name without titles and post-nominals, a gap between initials and surname."""
    rest = _GLUED.sub(lambda m: f"{m[0]} ", split_title(name)[1])
    tokens = rest.replace(",", " ").replace(SEAL, " ").split()
    while len(tokens) > 1 and (
        tokens[-1].lower() in vocabulary().post or tokens[-1].replace(".", "") in vocabulary().degree
    ):
        tokens.pop()
    return " ".join(tokens)


def initials(name: str) -> str:
    """Return a name's initials in capitals ("Dr Ann-Marie O'Brien" -> "AO"); titles and post-nominals left out."""
    tokens = [t for t in bare_name(name).split() if t.lower() not in vocabulary().particle]
    return "".join(
        t.lstrip("\"“'‘(")[:1].upper() for t in tokens if (not NICK.fullmatch(t) and t[:1].isalpha()) or t[:1] in '"'
    )


@functools.lru_cache(maxsize=CACHED)
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


@functools.lru_cache(maxsize=CACHED)
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


@functools.lru_cache(maxsize=CACHED)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_NOT_OF_NAME.sub("", bare_name(name)).lower().split())


def is_office(title: str) -> bool:
    """Tell an office that stands before a name without being a part of it: "Chair", "President"."""
    return title.lower() in vocabulary().detachable


def is_membership(title: str) -> bool:
    """Tell a title that any member of a body has: "Commissioner"."""
    return title.lower() in vocabulary().member


def is_full_only(title: str) -> bool:
    """Tell a title of members that is a part of a surname by itself, but not of a whole name: "Councilmember"."""
    return title.lower() in vocabulary().full_only


_ENTRY_BEHIND = re.compile(r"\s*(?:$|[,;(])")
