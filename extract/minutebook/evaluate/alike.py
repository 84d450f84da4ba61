"""When two texts, names or lists of owners count as the same: what is printed a little differently does."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

_TITLES = re.compile(r"\b(councillor|cllrs?|mr|mrs|ms|miss|dr|prof|professor|rev|sir|dame|lord|lady|hon|the)\b")
_MARKS = re.compile(r"[^a-z0-9£$%]+")
LIKE = 85
"""How alike (of 100) two titles, or two beginnings of a passage, are at least."""


@functools.lru_cache(maxsize=8192)
def fold(text: str | None) -> str:
    """Return a text's letters, digits and signs of money and share: small, one space between words."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace("\u00ad", "")
    return _MARKS.sub(" ", plain).strip()


def name_of(text: str | None) -> str:
    """Return a name without titles such as Cllr or Dr."""
    return " ".join(_TITLES.sub(" ", fold(text)).split())


def extent(text: str | None, start: str, end: str) -> tuple[bool, bool]:
    """Return whether a text begins with ``start`` and whether it ends with ``end``, give or take a word."""
    words, first, last = fold(text).split(), fold(start).split(), fold(end).split()
    begins = any(_near(words[:n], first) for n in _about(first))
    ends = any(_near(words[-n:], last) for n in _about(last))
    return begins, ends


def _about(words: Sequence[str]) -> list[int]:
    return [n for n in (len(words), len(words) - 1, len(words) + 1) if n > 0]


def _near(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and bool(other) and fuzz.ratio(" ".join(one), " ".join(other)) >= LIKE


def holds(text: str | None, start: str, end: str) -> bool:
    """Return whether both ``start`` and ``end`` stand somewhere in a text."""
    whole = fold(text)
    return all(fuzz.partial_ratio(fold(part), whole) >= 92 for part in (start, end))


def title_likeness(one: str | None, other: str | None) -> float:
    """Return how alike two titles are, from 0 to 100."""
    return fuzz.ratio(fold(one), fold(other))


def same_title(one: str, other: str) -> bool:
    """Return whether two texts have nearly the same words in any order."""
    return fuzz.token_sort_ratio(fold(one), fold(other)) >= 80


def same_person(one: str | None, other: str | None) -> bool:
    """Return whether two names have the same words, in any order."""
    a, b = name_of(one), name_of(other)
    return bool(a) and bool(b) and fuzz.token_sort_ratio(a, b) >= 90


def same_name(one: str | None, other: str | None, bar: int) -> bool:
    """Return whether the words of one name are among those of the other, ``bar`` of 100 alike."""
    return fuzz.token_set_ratio(name_of(one), name_of(other)) >= bar


def same_owners(one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
    """Return whether two lists name the same owners, as many and in any order."""
    a, b = {name_of(n) for n in one or ()}, {name_of(n) for n in other or ()}
    if a == b:
        return True
    return len(a) == len(b) and all(any(fuzz.token_set_ratio(x, y) >= 92 for y in b) for x in a)
