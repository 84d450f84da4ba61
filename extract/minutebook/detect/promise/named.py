"""Finds the owners that a marked task names in its own words, or that stand alone beside it."""

from __future__ import annotations

import re

from minutebook.dates import find_dates
from minutebook.detect.owners import People, is_owner, is_person, owners_only, subject
from minutebook.detect.promise.parts import BY, PASSIVE
from minutebook.detect.promise.sentence import promise
from minutebook.detect.promise.who import agent_after
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_TRAILING_PAREN = re.compile(r"[(\[](?P<who>[^()\[\]]{2,80})[)\]]\s*\.?\s*$")
_INNER_PAREN = re.compile(r"\((?P<who>[^()]{2,40})\)")
_TRAILING_DASH = re.compile(r"(?:\s[–—-]+|—|–)\s*(?P<who>[A-Z][\w’'./&, -]{1,40})\.?\s*$")
_DASH_LIST = re.compile(r"(?:\s[–—-]+\s|[—–])\s*(?P<who>[A-Z][^.:;—–()]{3,160}?)(?:\.\s|\.?$)")
_PREFIX = re.compile(r"^(?P<who>[A-Z][\w’'./&,+ -]{0,50}?)\s*(?::|\s[–—-])\s*(?=\S)")
_CALLED = re.compile(r"(?P<who>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?),\s+[a-z]")
"""Who is called upon: "Ann, ring the vet"."""
_ORDERED = re.compile(r"(?P<who>[A-Z][\w’']*(?:\s?[/&,+]\s?[A-Z][\w’']*)*)\s+(?P<verb>[a-z]+)\b")
"""Who is to do what, in the fewest words ("AB ring the vet")."""
_LINKS = frozenset({"of", "for", "and", "the", "&", "on", "in", "from", "to", "at"})
_GROUP_WORDS = frozenset(
    {"project", "working", "group", "team", "board", "committee", "data", "policy", "steering", "staff"}
)
_ON = re.compile(r"on\s+(?=[A-Z])")
_LISTED_LAST = re.compile(r",\s+(?P<who>[A-Z][\w’'&/ ]{1,30})\.?$")
"""Who stands last behind a comma: "Sweep the hall, AB"."""
_HANDLES = re.compile(r"\s\(?(?P<who>@[\w-]+(?:(?:\s*[,&/+]\s*|\s+and\s+|\s+)@[\w-]+)*)\)?\.?$")
_ANY_TO = re.compile(r"^(?P<subject>[A-Z][^.:;?!]{0,80}?)\s+to\s+(?!the\b|a\b|an\b|be\b)[a-z]+")
_ANY_WILL = re.compile(
    r"^(?P<subject>[A-Z][^.:;?!]{0,60}?)\s+(?:will|shall|is\s+going\s+to|(?:has\s+)?agreed\s+to)\s+(?!be\b|have\b|remain\b|stay\b)[a-z]+"
)


def owners_and_due(text: str, people: People, rules: Rules) -> tuple[tuple[str, ...], str | None]:
    """Return the owners and the date that a text holds and nothing else ("AB by 3 May", "Clerk – next meeting").

    The owners are () if it holds anything else, the date is None if there is none.
    """
    text = text.strip()
    owners = owners_only(text, people, rules)
    named = owners and (is_person(owners[-1], people) or not _is_due(text.split()[-1], rules))
    if owners and named and not any(_is_due(o, rules) for o in owners):
        return owners, None
    if len(text) > 90 or rules.match("actions.to_verb", text):
        return (), None
    for m in re.finditer(r"[\s,;:(–—-]+", text):
        rest = text[m.end() :].rstrip(" ).;")
        who = text[: m.start()].strip(" ,;:–—-\n")
        timed = rest and rules.fullmatch("actions.due_words", rest) and not rules.fullmatch("promise.due.no_time", rest)
        if who and timed and (owners := owners_only(who, people, rules)):
            return owners, " ".join(rest.split())
    return (), None


def _is_due(text: str, rules: Rules) -> bool:
    """True if a text that could be a name says by when ("ASAP", "May")."""
    if not rules.fullmatch("actions.due_words", text):
        return False
    return bool(find_dates(f"{text} 2000")) or rules.fullmatch("actions.due", text) is not None


def task_owners(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners that a marked task names in its own words, none if it names nobody."""
    text = _ON.sub("", text, count=1) if _ON.match(text) else text  # "Action: on AB to write"
    if (m := _TRAILING_PAREN.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    if m := _HANDLES.search(text):
        return tuple(re.findall(r"@[\w-]+", m["who"]))
    if (m := _PREFIX.match(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    if (m := _TRAILING_DASH.search(text)) and (owners := _strict(m["who"], people, rules, loose=True)):
        return owners
    if (m := _CALLED.match(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    pieces = [text[a:b] for a, b in sentences(text)] or [text]
    before = ""
    collected: list[str] = []
    for piece in pieces:
        for part in _clauses(piece):
            if hit := rules.match("actions.to_verb", part):
                if PASSIVE.search(hit.match[0]):
                    continue
                who = re.split(r"\s+with\s+", hit.match["subject"])[0].strip()
                owners = subject(who, people, whole=True) or (_loose_subject(who, rules) if part == piece else ())
                if owners:
                    _extend(collected, owners)
                    break
        else:
            found = promise(piece, before, people, rules)
            if found:
                _extend(collected, found.owners)
            elif not collected:
                subjects = (m["subject"] for m in (_ANY_TO.match(piece), _ANY_WILL.match(piece)) if m)
                _extend(collected, next(filter(None, (_loose_subject(s, rules) for s in subjects)), ()))
        before = piece
    if collected:
        return tuple(collected)
    if (
        (m := _ORDERED.match(text))
        and (
            m["verb"] in rules.words["action_verb"] or text.startswith(("come up with ", "come back "), m.start("verb"))
        )
        and (owners := _strict(m["who"], people, rules))
    ):
        return owners
    if (m := _LISTED_LAST.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    for m in _INNER_PAREN.finditer(text):
        if owners := _strict(m["who"], people, rules, loose=True):
            return owners
    if (m := _DASH_LIST.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    for m in BY.finditer(text):
        if owners := agent_after(text[m.end() :], people, rules):
            return owners
    return ()


def _extend(collected: list[str], owners: tuple[str, ...]) -> None:
    for owner in owners:
        if owner not in collected:
            collected.append(owner)


def _clauses(text: str) -> list[str]:
    parts = [text]
    parts.extend(text[m.end() :] for m in re.finditer(r"\s[–—-]+\s|:\s|[—–]", text))
    return parts


def _strict(text: str, people: People, rules: Rules, *, loose: bool = False) -> tuple[str, ...]:
    """Return the owners if the text holds nothing else and at least half of them are known."""
    owners = owners_only(text, people, rules)
    initials = re.compile(r"[A-Z]{2,3}")
    known = sum(1 for o in owners if is_owner(o, people) or (loose and initials.fullmatch(o)))
    return owners if known and known * 2 >= len(owners) else ()


def _loose_subject(who: str, rules: Rules) -> tuple[str, ...]:
    """Read "Department for Transport", "Home Office team" or "AB/CD" before "to work" as owners."""
    who = re.sub(r"^(?:The|the|A|An)\s+", "", who.strip())
    words = who.split()
    if not words or len(words) > 9 or not words[0][:1].isupper():
        return ()
    if re.search(r"\b(?:is|are|was|were|has|have|had|need|needs|that|which|this|these|it|there)\b", who, re.IGNORECASE):
        return ()
    if len(words) == 1 and (words[0].lower() in rules.words["action_not_name"] or words[0].endswith("ed")):
        return ()
    small = [w for w in words[1:-1] if not w[:1].isupper()]
    if any(w.lower() not in _LINKS and w.lower() not in _GROUP_WORDS for w in small):
        return ()
    if not words[-1][:1].isupper() and words[-1].lower() not in rules.words["action_role"]:
        return ()
    if words[0].lower() in rules.words["action_verb"] and words[-1].lower() not in rules.words["action_role"]:
        return ()
    parts = [o for o in re.split(r"\s*(?:/|,|&|\band\b)\s*", who) if o]
    return tuple(parts) if all(p[:1].isupper() and len(p.split()) <= 3 for p in parts) else (who,)
