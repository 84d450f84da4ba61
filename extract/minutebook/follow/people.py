"""Follows people over the meetings of a body: their names, roles and attendance."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import attrgetter

from rapidfuzz import fuzz, process

from minutebook.follow.past import Past, Row
from minutebook.follow.registers import Individual, Likeness, Term
from minutebook.people import bare_name, split_title

_MARKS = re.compile(r"[^\w\s]|_")
_STATUSES = ("present", "in_attendance", "apologies", "absent")
"""What counts for a person whom one meeting lists twice: the first of these."""
_MISPRINT = 90.0
"""Likeness (0 to 100) of two names from which on they may be one name, misprinted."""
_CHAIR = re.compile(r"\bchair(?:man|woman|person|lady)\b")
_ARTICLE = re.compile(r"^(?:the|our)\s+")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A person in the attendance list of one meeting, which is the ``at``-th that counts."""

    at: int
    date: str | None
    document: str
    person: str
    name: str
    status: str
    role: str | None
    organisation: str | None


@dataclass(slots=True)
class _Somebody:
    """What is known of one person: the words of the name (folded), and every sighting."""

    words: tuple[str, ...]
    seen: list[_Sighting] = field(default_factory=list)

    @property
    def meetings(self) -> set[int]:
        return {s.at for s in self.seen}

    @property
    def titles(self) -> set[str]:
        return {t for s in self.seen if (t := _title(s.name)) in _SEXES}


@dataclass(frozen=True, slots=True)
class People:
    """The people of a body, the roles that they held, and names that may be one person's."""

    individuals: tuple[Individual, ...]
    terms: tuple[Term, ...]
    likenesses: tuple[Likeness, ...]
    listed: Mapping[tuple[str, str], str]
    """The person's name by document id and id of the row in the attendance list."""

    def holders(self, role: str, date: str | None) -> tuple[str, ...]:
        """Return who held a role on a date, if one person alone did: "DCC" is who held it then; else nobody."""
        wanted = _role(role)
        if not wanted or not date:
            return ()
        names = {
            t.name
            for t in self.terms
            if _role(t.role) == wanted and t.first_date and t.last_date and t.first_date <= date <= t.last_date
        }
        return tuple(names) if len(names) == 1 else ()


def people(past: Past, counting: Sequence[str]) -> People:
    """Return the people of a body by name, the roles that they held, and names that may be one person's.

    ``counting`` are the ids of the documents that count, by date. A name in a shorter form ("J Hill", "Cllr Hill") is
    taken for the one person whose name it can be, if there is but one and no meeting lists both; names that are less
    sure to be one person's are left apart, and listed.
    """
    sightings = list(_sightings(past, counting))
    everybody = [_Somebody(words, list(seen)) for words, seen in _by_words(sightings)]
    everybody, doubts = _joined(everybody)
    listed = {s.at for s in sightings}
    individuals: list[Individual] = []
    terms: list[Term] = []
    ids, names = {}, {}
    for somebody in sorted(everybody, key=lambda p: (p.words[-1:], p.words)):
        one, held = _individual(past.body, somebody, listed)
        individuals.append(one)
        terms += held
        ids[somebody.words] = one
        names.update({(s.document, s.person): one.name for s in somebody.seen})
    return People(
        individuals=tuple(individuals),
        terms=tuple(terms),
        likenesses=tuple(
            Likeness(
                body=past.body,
                name=ids[a.words].name,
                other=ids[b.words].name,
                why=why,
                individual_id=ids[a.words].individual_id,
                other_id=ids[b.words].individual_id,
            )
            for a, b, why in doubts
        ),
        listed=names,
    )


def _sightings(past: Past, counting: Sequence[str]) -> Iterable[_Sighting]:
    for at, document in enumerate(counting):
        date = past.of("meetings", document)[0]["date"]
        for row in past.of("attendance", document):
            if row["name"]:
                yield _sighting(at, date, document, row)


def _sighting(at: int, date: str | None, document: str, row: Row) -> _Sighting:
    return _Sighting(at, date, document, row["person_id"], row["name"], row["status"], row["role"], row["organisation"])


@functools.lru_cache(maxsize=4096)  # names stand in the lists of many meetings
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name without titles, accents and marks, in lower case; "J.P." is two words."""
    plain = unicodedata.normalize("NFKD", bare_name(name)).replace("’", "'").replace("'", "")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_MARKS.sub(" ", bare).casefold().split())


_SEXES = {"mr": "he", "sir": "he", "mrs": "she", "miss": "she", "ms": "she", "dame": "she", "lady": "she"}


def _title(name: str) -> str:
    words = split_title(name)[0].casefold().replace(".", "").split()
    return next((w for w in words if w in _SEXES), "")


def _by_words(sightings: Iterable[_Sighting]) -> Iterable[tuple[tuple[str, ...], list[_Sighting]]]:
    groups: dict[tuple[str, ...], list[_Sighting]] = defaultdict(list)
    for s in sightings:
        groups[_words(s.name) or (s.name.casefold(),)].append(s)
    return sorted(groups.items())


def _joined(everybody: list[_Somebody]) -> tuple[list[_Somebody], list[tuple[_Somebody, _Somebody, str]]]:
    """Join shorter forms of a name to the one person whose name they can be; return the rest, and the doubts."""
    surnames: dict[str, list[_Somebody]] = defaultdict(list)
    for somebody in everybody:
        surnames[somebody.words[-1]].append(somebody)
    into: dict[int, _Somebody] = {}
    doubts: list[tuple[_Somebody, _Somebody, str]] = []
    for group in surnames.values():
        # the shortest forms come last: "J Hill" joins "John Hill" before "Hill" looks who is left
        for short in sorted(group, key=lambda p: (-_fullness(p.words), p.words)):
            longer = [
                p
                for p in group
                if id(p) not in into and _fullness(p.words) > _fullness(short.words) and _shortens(short.words, p.words)
            ]
            free = [p for p in longer if not p.meetings & short.meetings and _one_sex(p, short)]
            if len(longer) == 1 and free:
                into[id(short)] = longer[0]
                longer[0].seen += short.seen
                continue
            why = "a shorter form of the name, which fits several people"
            if len(longer) == 1:
                both = longer[0].meetings & short.meetings
                why = "a shorter form of the name, but " + (
                    "a meeting lists both" if both else "the titles are not one person's"
                )
            doubts += [(short, p, why) for p in (free or longer) if len(longer) > 1 or not free]
    kept = [p for p in everybody if id(p) not in into]
    return kept, [(a, b, why) for a, b, why in doubts if id(b) not in into] + _alike(kept)


def _fullness(words: tuple[str, ...]) -> int:
    """Return how much a name tells: letters of all its words, with first names before initials before none."""
    first = words[0] if len(words) > 1 else ""
    return (len(first) > 1) * 1000 + (len(first) == 1) * 500 + len(words)


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether a name can be a shorter form of another of the same surname: fewer words, or initials for them."""
    if len(short) == 1:
        return True
    first, rest = short[:-1], long[:-1]
    if len(first) > len(rest):  # "J P Hill" and "John Hill"
        first = first[: len(rest)]
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(first, rest, strict=False))


def _one_sex(a: _Somebody, b: _Somebody) -> bool:
    sexes = {_SEXES[t] for t in a.titles | b.titles}
    return len(sexes) < 2


def _alike(everybody: Sequence[_Somebody]) -> list[tuple[_Somebody, _Somebody, str]]:
    """Return pairs of full names that may be one, in a misprint or a short form, and that no meeting lists together."""
    full = [p for p in everybody if len(p.words) > 1 and len(p.words[0]) > 1]
    names = [" ".join(p.words) for p in full]
    found = []
    for k, name in enumerate(names):
        near = process.extract(name, names[k + 1 :], scorer=fuzz.ratio, score_cutoff=_MISPRINT, limit=None)
        for _, _, j in near:
            a, b = full[k], full[k + 1 + j]
            if not a.meetings & b.meetings:
                found.append((a, b, "the names differ in a letter or two, and no meeting lists both"))
    rest: dict[tuple[str, ...], list[_Somebody]] = defaultdict(list)
    for somebody in full:
        rest[somebody.words[1:]].append(somebody)
    for a, b in (pair for group in rest.values() for pair in combinations(group, 2)):
        first, second = sorted((a.words[0], b.words[0]), key=len)
        if len(first) > 2 and second.startswith(first) and not a.meetings & b.meetings:
            found.append((a, b, "one first name may be short for the other, and no meeting lists both"))
    return list({(id(a), id(b)): (a, b, why) for a, b, why in found}.values())


def _individual(body: str | None, somebody: _Somebody, listed: set[int]) -> tuple[Individual, list[Term]]:
    """Return what is told of a person, and the roles that the person held."""
    seen = sorted(somebody.seen, key=lambda s: (s.at, _STATUSES.index(s.status)))
    forms = Counter(s.name for s in seen)
    names = sorted(forms, key=lambda n: (-forms[n], n))
    name = max(names, key=lambda n: (_fullness(_words(n)), forms[n], len(n), n))
    counts = Counter(next(group).status for _, group in groupby(seen, key=attrgetter("at")))
    span = {at for at in listed if seen[0].at <= at <= seen[-1].at}
    expected = counts["present"] + counts["apologies"] + counts["absent"]
    dates = [s.date for s in seen if s.date]
    organisations = [s.organisation for s in seen if s.organisation]
    key = hashlib.sha256("\0".join((body or "", " ".join(somebody.words))).encode()).hexdigest()[:16]
    terms = _runs(seen, body, name, key)
    one = Individual(
        body=body,
        name=name,
        names=tuple(names),
        roles=tuple(f"{t.role} ({_period(t)})" for t in terms),
        organisation=organisations[-1] if organisations else None,
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        meetings=len(span),
        present=counts["present"],
        in_attendance=counts["in_attendance"],
        apologies=counts["apologies"],
        absent=counts["absent"],
        rate=round(counts["present"] / expected, 3) if counts["present"] + counts["apologies"] and expected else None,
        individual_id=key,
    )
    return one, terms


def _period(term: Term) -> str:
    if not term.first_date:
        return "no date"
    return term.first_date if term.first_date == term.last_date else f"{term.first_date} to {term.last_date}"


def _runs(seen: Sequence[_Sighting], body: str | None, name: str, key: str) -> list[Term]:
    """Return the roles of a person: each lasts until another is printed; meetings that print none do not end it."""
    told = [s for s in seen if s.role and _role(s.role)]
    terms = []
    for _, group in groupby(told, key=lambda s: _role(s.role or "")):
        held = list(group)
        forms = Counter(s.role or "" for s in held)
        dates = [s.date for s in held if s.date]
        terms.append(
            Term(
                body=body,
                name=name,
                role=min(forms, key=lambda r: (-forms[r], r)),
                first_date=min(dates, default=None),
                last_date=max(dates, default=None),
                meetings=len({s.at for s in held}),
                individual_id=key,
            )
        )
    return terms


def _role(role: str) -> str:
    """Return a role as it is compared: lower case, no article, every chairman a chair."""
    return _ARTICLE.sub(
        "", _CHAIR.sub("chair", " ".join(_MARKS.sub(" ", role.casefold().replace("&", " and ")).split()))
    )
