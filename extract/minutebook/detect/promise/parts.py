"""What the readers of promises share: what a promise is, who may make one, what makes it vague."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from minutebook.detect.owners import People, is_person, subject
from minutebook.rulepack import Hit, Rules

PASSIVE = re.compile(r"\bto\s+be\s+(?!actively|involved|available|ready|present)", re.IGNORECASE)
BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?(?=[A-Z])")
OPENING = re.compile(
    r"^(?:In|On|At|After|Before|Following|During|For|As|With|From|By|When|While|Since)\b[^,]{1,60},\s*"
)
_OF = re.compile(r"\s+(?:of|for|on|to|at|from)\s+")
_SEMICOLON = re.compile(r";\s+(?:and\s+|but\s+)?")
_QUOTE = re.compile('[“"]')


@dataclass(frozen=True, slots=True)
class Promise:
    """What a sentence promises: the owners as printed and the rule that saw it.

    ``start`` is where in the sentence the task begins, where another matter stands before it. ``moved``: it is part of
    a motion, and holds only if that was carried.
    """

    owners: tuple[str, ...]
    rule: str
    confidence: float
    start: int = 0
    moved: bool = False


@functools.lru_cache(maxsize=16)
def opens(text: str, rules: Rules) -> Hit | None:
    """Return how a sentence opens with who is to do what; it is asked for its parts and for the whole of it."""
    return rules.match("actions.to_verb", text)


def bears(owner: str, slot: str, rules: Rules) -> bool:
    """True if an owner is of a kind of body: "Board of Trustees" is a board, the "Board Secretary" none."""
    head = _OF.split(owner, maxsplit=1)[0]
    return rules.fullmatch(slot, head.split()[-1]) is not None if head.split() else False


def is_one(owner: str, people: People, rules: Rules) -> bool:
    """True for a person or the holder of an office, False for a body or a group."""
    return is_person(owner, people) or not (bears(owner, "promise.body", rules) or people.groups.fullmatch(owner))


def single(owner: str, people: People, rules: Rules) -> bool:
    """True for a person or the holder of an office, False for whatever bears the name of several."""
    return is_person(owner, people) or not (bears(owner, "promise.body", rules) or rules.search("promise.group", owner))


def conditional(text: str, end: int, rules: Rules) -> bool:
    """True if a promise that ends at ``end`` holds only on a condition; what is to be found out behind it is none."""
    return bool(rules.search("promise.condition", text[:end]) or rules.search("promise.proviso", text, end))


def vague(text: str, start: int, end: int, rules: Rules) -> bool:
    """True if what is promised is only wished, possible or habitual."""
    near = [h.match.start() for h in rules.finditer("actions.vague", text) if start - 60 <= h.match.start() <= end + 60]
    return any(at < end or not rules.search("promise.finds", text[end:at]) for at in near)


def part_start(text: str, end: int, people: People, rules: Rules) -> int:
    """Return where the part of a sentence starts whose subject ends at ``end``: behind a semicolon or "and that"."""
    starts = [m.end() for m in _SEMICOLON.finditer(text, 0, end)]
    if rules.match("promise.moves", text):
        parts = [h.match for h in rules.finditer("actions.resolved_that", text[:end])]
        starts += [m.end() for n, m in enumerate(parts) if n or _QUOTE.search(m[0])]
    last = max(starts, default=0)
    return last if last and subject(text[last:end], people, whole=True) else 0
