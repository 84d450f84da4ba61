"""Ties owners as printed (initials, names, roles, short forms) to rows of the attendance list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.people import bare_name, initials, initials_fit, same_person
from minutebook.records import Person
from minutebook.values import hastened

_INITIALS = re.compile(r"(?:[A-Z][a-z]?[.\-–]?\s?){1,4}[A-Z]?[a-z]?\.?")
_PARTS = re.compile(r"\s*(?:[/&;,+]|\band\b)\s*")
_OFFICES = re.compile(r"\s*(?:[-–—/&;,]|\band\b)\s*")
_TITLES = re.compile(
    r"^(?:the\s+)?(?:(?:vice|deputy)[\s-]+)?(?:chair(?:man|woman|person)?|clerk|president|mayor)\s+(?=\w)",
    re.IGNORECASE,
)
_CHAIRS = re.compile(r"\bchair(?:man|woman|person|lady)?\b")
_SIGNS = re.compile(r"[\W_]+")
_NO_WORD = re.compile(r"[^\w\s&]")
_LESSER = frozenset({"deputy", "vice", "assistant", "acting", "former", "substitute"})


@dataclass(frozen=True, slots=True)
class Tie:
    """The people that an owner stands for, as indices; ``torn`` if its initials fit more than one."""

    people: tuple[int, ...]
    torn: bool = False


@hastened
@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms under which an owner can name one person, each as it is compared."""

    name: str
    letters: str
    words: tuple[str, ...]
    shorts: frozenset[str]
    role: str
    roles: frozenset[str]
    initials: str


class Roll:
    """The people of a meeting, and which of them an owner names. ``chair`` is who chaired, as printed."""

    def __init__(self, people: Sequence[Person], *, chair: str | None = None) -> None:
        self._people = [_forms(p) for p in people]
        self._chair = chair
        self._told: dict[str, Tie] = {}

    def tie(self, owner: str) -> Tie:
        """Return the rows that ``owner`` names: the whole of it if that fits one, else each of its parts that does.

        A short form or a name counts before a role, a role before initials. What fits several people ties to none of
        them.
        """
        whole = self._one(owner)
        parts = [p for p in _PARTS.split(owner) if p]
        if whole.people or len(parts) < 2:
            return whole
        ties = [self._one(p) for p in parts]
        return Tie(tuple(dict.fromkeys(k for t in ties for k in t.people)), any(t.torn for t in ties))

    def _one(self, owner: str) -> Tie:
        if owner not in self._told:
            self._told[owner] = self._read(owner)
        return self._told[owner]

    def _read(self, owner: str) -> Tie:
        short = _letters(owner)
        if not short:
            return Tie(())
        people = self._people
        if printed := [k for k, p in enumerate(people) if short in p.shorts]:
            return _tied(printed)
        bare = bare_name(owner)
        letters = _letters(bare)
        if named := [k for k, p in enumerate(people) if p.letters == letters]:
            return _tied(named, torn=False)
        role = _role(owner)
        offices = [k for k, p in enumerate(people) if role in p.roles]
        offices = offices or [k for k, p in enumerate(people) if _holds(p.role, role)]
        if not offices and role == "chair" and self._chair:
            offices = [k for k, p in enumerate(people) if same_person(p.name, self._chair)]
        if offices:
            return _tied(offices, torn=False)
        if _INITIALS.fullmatch(owner.strip()) and len(short) <= 5:
            unsaid = [k for k, p in enumerate(people) if not p.shorts] or list(range(len(people)))
            exact = [k for k in unsaid if people[k].initials == short]
            return _tied(exact or [k for k in unsaid if initials_fit(owner, people[k].name)])
        surname = tuple(_TITLES.sub("", bare).casefold().split())
        ending = [k for k, p in enumerate(people) if surname and p.words[-len(surname) :] == surname]
        return _tied(ending or [k for k, p in enumerate(people) if same_person(p.name, owner)], torn=False)


def _forms(person: Person) -> _Forms:
    bare = bare_name(person.name)
    role = _role(person.role or "")
    return _Forms(
        name=person.name,
        letters=_letters(bare),
        words=tuple(bare.casefold().split()),
        shorts=frozenset(_letters(a) for a in _PARTS.split(person.abbreviation))
        if person.abbreviation
        else frozenset(),
        role=role,
        roles=frozenset((*(_role(r) for r in _OFFICES.split(person.role) if r), role)) if person.role else frozenset(),
        initials=initials(person.name).casefold(),
    )


def _tied(found: list[int], *, torn: bool = True) -> Tie:
    return Tie((found[0],)) if len(found) == 1 else Tie((), torn and len(found) > 1)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


def _role(text: str) -> str:
    """Return a role in lower case, without its article; every chairman is a chair."""
    words = _NO_WORD.sub(" ", text.casefold()).split()
    while words and words[0] in {"the", "our"}:
        words = words[1:]
    return _CHAIRS.sub("chair", " ".join(words))


def _holds(role: str, wanted: str) -> bool:
    """Return whether a fuller role holds the one wanted: "Parish Clerk" is the clerk, "Deputy Clerk" is not."""
    have, words = role.split(), wanted.split()
    if not have or not words or any(w in _LESSER and w not in words for w in have):
        return False
    n = len(words)
    return have[-n:] == words or have[:n] == words
