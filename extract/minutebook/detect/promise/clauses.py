"""Parts a sentence in note form into the tasks that it gives ("Ann to ring the vet, Clerk to tell the bank")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.detect.owners import People, subject
from minutebook.detect.promise.parts import OPENING, PASSIVE, is_one, opens
from minutebook.detect.promise.sentence import promise
from minutebook.rulepack import Rules

_CLAUSE_BEGINS = re.compile(r"\W*")
_CLAUSE_GOES_ON = re.compile(
    r"\s*(?:-{1,2}>|=+>|[→➔➜⇒►])\s*(?=[A-Z])|[;:,–—\s](?:(?<!\s)\s*(?:and\s+|then\s+|also\s+)*|(?<=\s)[–—-]\s*(?:and\s+|then\s+|also\s+)*|(?<=\s)and\s+)(?=[A-Z])"
)
"""Where a sentence in note form may go on with another owner's task."""
_WILL = re.compile(
    r"(?P<subject>[A-Z][^.:;?!–—]{0,60}?)\s+(?:will|would|shall|(?:has\s+)?(?:agreed|offered|undertook|undertaken)\s+to)\s+\w"
)
_WILLS = re.compile(r" (?:will|shall) ")
_JOINT = re.compile(r"(?:[\s,;–—-]|\band\b|\bthen\b|\balso\b)+$")
_PROMISING = re.compile(r" (?:to|will|would|shall) ")
"""Words without which no part of a sentence gives a task."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, ``text[start:end]``, that gives its own owners a task ("Clerk to tell the vet")."""

    start: int
    end: int
    owners: tuple[str, ...]


def clauses(text: str, people: People, rules: Rules) -> tuple[Clause, ...]:
    """Return the parts of a sentence in note form of which each gives somebody a task, in order.

    "Ann to ring the vet, Clerk to tell the bank" has two. What stands before the first is another matter.
    """
    starts: list[tuple[int, tuple[str, ...]]] = []
    if not _PROMISING.search(text):
        return ()
    several = len(_WILLS.findall(text)) > 1
    begins = _CLAUSE_BEGINS.match(text)
    assert begins is not None
    for m in (begins, *_CLAUSE_GOES_ON.finditer(text, begins.end())):
        if not _PROMISING.search(text, m.end(), m.end() + 100):
            continue
        part = text[m.end() :]
        found_in = opens(part, rules) or rules.match("actions.to_any", part)
        hit = found_in.match if found_in else None
        parts = several and (m is begins or _goes_on(text, m, bool(starts), rules))
        if hit is None and (parts or _parts_matters(text, m, rules)) and not _names_before(text, m, people):
            will = _WILL.match(part)
            hit = will if will and promise(part, "", people, rules) else None
        if hit is None or len(hit["subject"]) > 60 or PASSIVE.search(hit[0]):
            continue
        owners = subject(hit["subject"], people, whole=True)
        if not owners or not all(is_one(o, people, rules) for o in owners) or _CLAUSE_GOES_ON.search(hit["subject"], 1):
            continue
        joined = m[0].strip().startswith((",", "and"))
        if joined and not starts and (m[0].strip() == "and" or rules.search("promise.asks", text[: m.start()])):
            continue  # "asked the vet, Mary Field and the Clerk to attend" is one clause
        if not rules.search("actions.bare", part):
            starts.append((m.end(), owners))
    found = []
    for n, (a, owners) in enumerate(starts):
        b = starts[n + 1][0] if n + 1 < len(starts) else len(text)
        end = a + len(_JOINT.sub("", text[a:b])) if b < len(text) else b
        found.append(Clause(a, end, owners))
    return tuple(found)


def _goes_on(text: str, sign: re.Match[str], begun: bool, rules: Rules) -> bool:
    """True for the "and" between two who each will do a task ("Ann will ring the vet and Bo will tell the bank")."""
    lead = text[: sign.start()]
    within = rules.search("promise.clause_within", lead) or rules.search("promise.condition", lead)
    return begun and sign[0].strip().endswith("and") and not within


def _names_before(text: str, sign: re.Match[str], people: People) -> bool:
    """True if nothing but owners stand before a comma ("Ann Lee, Works Officer, will ...")."""
    return sign[0].strip()[:1] == "," and bool(subject(text[: sign.start()], people, whole=True))


def _parts_matters(text: str, sign: re.Match[str], rules: Rules) -> bool:
    """True if a sign parts two matters: a dash, a semicolon, or the comma of "No reply, AB will write again"."""
    if sign.start() == 0:
        return False
    if sign[0].strip()[:1] in ";–—-=→➔➜⇒►":
        return True
    lead = text[: sign.start()]
    few = len(lead.split()) <= 3 and not OPENING.match(text) and not rules.search("promise.condition", lead)
    return sign[0].strip() == "," and few
