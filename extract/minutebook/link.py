"""Ties owners as printed (initials, names, roles, short forms) to rows of the attendance list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minutebook.people import bare_name, initials, initials_fit, same_person
from minutebook.records import Person

_INITIALS = re.compile(r"(?:[A-Z][a-z]?[.\-–]?\s?){1,4}[A-Z]?[a-z]?\.?")
_PARTS = re.compile(r"\s*(?:[/&;,+]|\band\b)\s*")
_OFFICES = re.compile(r"\s*(?:[-–—/&;,]|\band\b)\s*")
_TITLES = re.compile(
    r"^(?:the\s+)?(?:(?:vice|deputy)[\s-]+)?(?:chair(?:man|woman|person)?|clerk|president|mayor)\s+(?=\w)",
    re.IGNORECASE,
)
_CHAIRS = re.compile(r"\bchair(?:man|woman|person|lady)?\b")
_LESSER = frozenset({"deputy", "vice", "assistant", "acting", "former", "substitute"})


@dataclass(frozen=True, slots=True)
class Tie:
    """The people that an owner stands for, as indices; ``torn`` if its initials fit more than one."""

    people: tuple[int, ...]
    torn: bool = False


def tie(owner: str, people: Sequence[Person], *, chair: str | None = None) -> Tie:
    """Return the rows that ``owner`` names: the whole of it if that fits one, else each of its parts that does.

    A short form or a name counts before a role, a role before initials. ``chair`` is who chaired, as printed. What
    fits several people ties to none of them.
    """
    whole = _one(owner, people, chair)
    parts = [p for p in _PARTS.split(owner) if p]
    if whole.people or len(parts) < 2:
        return whole
    ties = [_one(p, people, chair) for p in parts]
    return Tie(tuple(dict.fromkeys(k for t in ties for k in t.people)), any(t.torn for t in ties))


def _one(owner: str, people: Sequence[Person], chair: str | None) -> Tie:
    short = _letters(owner)
    role = _role(owner)
    if not short:
        return Tie(())

    def fitting(fits: Callable[[Person], bool]) -> list[int]:
        return [k for k, p in enumerate(people) if fits(p)]

    printed = fitting(
        lambda p: bool(p.abbreviation) and short in {_letters(a) for a in _PARTS.split(p.abbreviation or "")}
    )
    if printed:
        return _tied(printed)
    named = fitting(lambda p: _letters(bare_name(p.name)) == _letters(bare_name(owner)))
    if named:
        return _tied(named, torn=False)
    offices = fitting(
        lambda p: bool(p.role) and role in {_role(r) for r in _OFFICES.split(p.role or "") if r} | {_role(p.role or "")}
    )
    offices = offices or fitting(lambda p: _holds(p.role, role))
    if not offices and role == "chair" and chair:
        offices = fitting(lambda p: same_person(p.name, chair))
    if offices:
        return _tied(offices, torn=False)
    if _INITIALS.fullmatch(owner.strip()) and len(short) <= 5:
        unsaid = [k for k in range(len(people)) if not people[k].abbreviation] or list(range(len(people)))
        exact = [k for k in unsaid if initials(people[k].name).casefold() == short]
        return _tied(exact or [k for k in unsaid if initials_fit(owner, people[k].name)])
    surname = _TITLES.sub("", bare_name(owner)).casefold().split()
    ending = fitting(lambda p: bool(surname) and bare_name(p.name).casefold().split()[-len(surname) :] == surname)
    return _tied(ending or fitting(lambda p: same_person(p.name, owner)), torn=False)


def _tied(found: list[int], *, torn: bool = True) -> Tie:
    return Tie((found[0],)) if len(found) == 1 else Tie((), torn and len(found) > 1)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _role(text: str) -> str:
    """Return a role in lower case, without its article; every chairman is a chair."""
    words = re.sub(r"[^\w\s&]", " ", text.casefold()).split()
    while words and words[0] in {"the", "our"}:
        words = words[1:]
    return _CHAIRS.sub("chair", " ".join(words))


def _holds(role: str | None, wanted: str) -> bool:
    """Return whether a fuller role holds the one wanted: "Parish Clerk" is the clerk, "Deputy Clerk" is not."""
    have, words = _role(role or "").split(), wanted.split()
    if not have or not words or any(w in _LESSER and w not in words for w in have):
        return False
    n = len(words)
    return have[-n:] == words or have[:n] == words
