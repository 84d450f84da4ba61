"""Which record that was read is which record of the gold: one to one, the best pairs first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from minutebook.evaluate.alike import LIKE, extent, fold, holds, same_person, title_likeness
from minutebook.evaluate.gold import GoldItem, GoldPassage, GoldPerson

Json = dict[str, Any]
G = TypeVar("G")
EXACT = 3
"""The score of a passage that begins and ends where it should."""
LONGEST = 400
"""A text of more words is not taken for a passage that merely lies inside it."""


class Pair(NamedTuple):
    """The index of a gold record, that of the record read, and how well they fit."""

    gold: int
    read: int
    score: float


def pair(golds: Sequence[G], reads: Sequence[Json], score: Callable[[G, Json], float]) -> list[Pair]:
    """Pair records one to one, best first; a score of 0 says that two are not the same record."""
    scored = ((score(g, r), i, j) for i, g in enumerate(golds) for j, r in enumerate(reads))
    pairs: list[Pair] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for s, i, j in sorted((x for x in scored if x[0] > 0), reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append(Pair(i, j, s))
    return pairs


def passage(gold: GoldPassage, read: Json) -> int:
    """Return 3 for the same passage, 2 if one end of it is right, 1 if the text read goes beyond both, else 0."""
    text = read.get("text")
    begins, ends = extent(text, gold.start, gold.end)
    if begins and ends:
        return EXACT
    if begins or ends:
        return 2
    return int(len(fold(text).split()) < LONGEST and holds(text, gold.start, gold.end))


def item(gold: GoldItem, read: Json) -> float:
    """Return more than 0 for headings of one title at most a page apart, the more if number and level are the same."""
    likeness = title_likeness(gold.title, read.get("title"))
    page = read.get("page")
    if likeness < LIKE or (gold.page and page and abs(gold.page - page) > 1):
        return 0
    return (
        1 + likeness / 100 + (fold(gold.number) == fold(read.get("number"))) + (gold.level == read.get("level")) * 0.5
    )


def person(gold: GoldPerson, read: Json) -> int:
    """Return 2 for one person with one status, 1 with another status, 0 for two people."""
    return 1 + (gold.status == read.get("status")) if same_person(gold.name, read.get("name")) else 0
