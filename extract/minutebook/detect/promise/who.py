"""Tells whom the words about a promise mean: pronouns, speakers, agents behind "by"."""

from __future__ import annotations

import re

from minutebook.dates import find_dates
from minutebook.detect.owners import People, is_owner, is_person, is_pronoun, split_owners, subject, without_office
from minutebook.detect.promise.parts import OPENING, single
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_TOPIC = re.compile(r"[^:.;?]{1,40}:\s+")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_OTHER_GENDER = {"he": "promise.woman", "she": "promise.man"}
"""The slots of titles that tell whom a pronoun does not mean."""
_SAYS = re.compile(r"(?:^|(?<=[.!?]\s))(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}):\s")
_NAMED = re.compile(
    r"(?:(?:The|Our)\s+)?(?P<who>@?[A-Z][\w’'./&-]*(?:\s[A-Z][\w’'&/-]*){0,3}"
    r"(?:(?:,\s|\s(?:and|&)\s|/)@?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})?)\s*"
)
"""What looks like a name, or two, in front of a verb."""


def pronoun(lead: str, before: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return whom "he", "she" or "they" before a promise means: the last subject in the text before; () if unknown."""
    tail = lead[max((h.match.end() for h in rules.finditer("promise.clause_sign", lead)), default=0) :]
    whole = lead.strip()
    word = tail.strip() if is_pronoun(tail) else whole if is_pronoun(whole) else ""
    if not word:
        return ()
    last = word.split()[-1].lower()
    if last == "i" and (told := rules.search("promise.direct_speech", before)):
        speaker = next((before[a:b] for a, b in sentences(before) if a <= told.match.start() < b), "")
        return first_person(speaker, people, rules) or (word,)
    if last == "i" and (speaker_is := _speaker(lead, people) or _speaker(before, people)):
        return speaker_is
    if last in ("we", "i", "all"):
        return (word,)
    if last == "they" and rules.search("promise.they_said", lead):
        return ()
    asker: tuple[str, ...] = ()
    for text in (lead[: len(lead) - len(tail)], before):
        for a, b in reversed(sentences(text)[-2:] if last == "they" else sentences(text)):
            found = first_person(text[a:b], people, rules)
            if last == "they":
                if found and not is_person(found[0], people):
                    return found
                continue
            if found and not single(found[0], people, rules) and (topic := _TOPIC.match(text, a, b)):
                found = first_person(text[topic.end() : b], people, rules)
            if not found or rules.match(_OTHER_GENDER[last], found[0]) or not single(found[0], people, rules):
                continue
            behind = text.find(found[0], a) + len(found[0])
            asked = rules.match("promise.asked", text[behind:])
            if asked is None:
                return found
            if other := first_person(text[behind + asked.match.end() : b], people, rules):
                return other
            asker = asker or found  # who asks seldom promises: the answer does
    return asker


def unlisted(lead: str, people: People, *, person: bool = False) -> tuple[str, ...]:
    """Return the initials that are all of a subject, in a document that calls people so, though no list names them.

    ``person``: those that are often a council's are left out ("PC", "KCC").
    """
    initials = lead.strip(" .")
    if not people.initials or not _INITIALS.fullmatch(initials) or (person and initials.endswith("C")):
        return ()
    return (initials,)


def stranger(lead: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners that nobody knows in front of what only people do ("Kite Mill will email the vet")."""
    named = _NAMED.fullmatch(lead)
    owners = split_owners(named["who"], rules) if named else ()
    words = people.words
    if any(o.lower() in words.not_surnames or o.split()[0].lower() in words.not_names for o in owners):
        return ()
    return owners


def _speaker(text: str, people: People) -> tuple[str, ...]:
    """Return who spoke last in a text that prints each speaker before a colon ("Ann: I will ring the vet")."""
    said = list(_SAYS.finditer(text))
    return (said[-1]["who"],) if said and is_person(said[-1]["who"], people) else ()


def agent_after(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners with which a text begins ("Works Officer and Clerk by ..."), in the longest reading."""
    head = re.split(r"[.;:()]|,\s+(?:and|which|who|to)\b|\s+(?:to|on|in|at|before|by|with)\s", text)[0]
    words = head.split()
    for size in range(min(10, len(words)), 0, -1):
        owners = split_owners(" ".join(words[:size]), rules)
        if owners and all(is_owner(o, people) and not find_dates(f"{o} 2000") for o in owners):
            return owners
    return ()


def first_person(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the person or office with which a sentence begins, () if it begins with none."""
    if (opened := rules.match("promise.reply", text)) and (
        told := rules.search("promise.tells", text, opened.match.end())
    ):
        owners = subject(told.match["who"], people, whole=True)
        if owners:
            return owners
    words = OPENING.sub("", text).split()
    for size in range(min(6, len(words)), 0, -1):
        attempt = " ".join(words[:size]).strip(" ,.;:")
        bare = without_office(re.sub(r"^(?:The|the)\s+", "", attempt), people)
        if is_owner(bare, people):
            return (bare,)
    return ()
