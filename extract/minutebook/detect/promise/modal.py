"""Reads promises in plain verbs ("Ann will write", "Clerk to regrout the wall", "we need to send it by Friday")."""

from __future__ import annotations

import re

from minutebook.detect.owners import People, is_name, is_person, subject
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.parts import Promise, bears, is_one, part_start, vague
from minutebook.detect.promise.who import pronoun, stranger, unlisted
from minutebook.rulepack import Rules

_AFTER_BREAK = re.compile(r"(?:[–—;,-]|\bfor|^(?:Resolved|RESOLVED|Agreed|AGREED):)\s+(?:[\w’'./&]+\s+){1,4}$")
_CLAUSE_ENDS = re.compile(r"[;:–—]\s|\s-\s|,\s")
_APPOSED = re.compile(
    r",\s+(?:as|in\s+(?:his|her|their)\s+(?:role|capacity)\s+as|(?:acting\s+)?on\s+behalf\s+of)\s+[^,;:.]{2,60},\s*$"
)
"""As what somebody does a task, between the name and the verb: "Ann Lee, as chair, will write"."""
_EXPLAINED = re.compile(r"(?P<name>[A-Z][^,]{1,30}),\s+[^,]{2,40},\s*")
"""A name with what says more of it: "Dale, of the boat club, will write"."""
_ADVERB_BEHIND = re.compile(
    r"\s+(?:also|then|therefore|subsequently|kindly|both|further|now|again|duly)\s+$", re.IGNORECASE
)
_CLAUSE_AFTER = re.compile(r";|,\s+and\s+")


def any_verb(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what one person or office is to do, whatever the verb ("Clerk to regrout the wall")."""
    for slot in ("actions.to_any", "actions.asked_note"):
        if hit := rules.match(slot, text):
            owners = subject(hit.match["subject"], people, whole=True)
            if owners and all(is_one(o, people, rules) for o in owners):
                return Promise(owners, hit.rule.id, 0.75)
    for slot, whole, confidence in (("actions.modal_any", False, 0.65), ("actions.progressive", True, 0.6)):
        for hit in rules.finditer(slot, text):
            if rules.search("promise.condition", text):
                return None
            lead = text[: hit.match.start()]
            owners = subject(lead, people, whole=whole)
            if not owners and not whole and lead.strip().lower() in ("he", "she"):
                owners = pronoun(lead, before, people, rules)
            if not owners and not whole:
                owners = unlisted(lead, people, person=True)
            if owners and all(is_one(o, people, rules) for o in owners) and not vague(text, *hit.match.span(), rules):
                return Promise(owners, hit.rule.id, confidence)
    return None


def need(text: str, people: People, rules: Rules) -> Promise | None:
    """Return a need ("We need to send it by Friday") as a promise if it says by when, or what somebody still owes."""
    for hit in rules.finditer("actions.need", text):
        lead = text[: hit.match.start()]
        owners = subject(lead, people) or pronoun(lead, "", people, rules)
        owes = bool(hit.match["still"])
        if not owes and rules.search("promise.asked_if", lead):
            continue  # "Ann suggested that we need to paint it by May"
        timed = owes or due_text(_CLAUSE_AFTER.split(text[hit.match.end() :])[0], rules)
        if owners and timed and not vague(text, *hit.match.span(), rules):
            return Promise(owners, hit.rule.id, 0.55)
    return None


def by_modal(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what a subject before "will", "agreed to", "is to" and the like is to do, None if it is not known who."""
    for hit in rules.finditer("actions.modal", text):
        m = hit.match
        bare = m[0][:3].lower() == "to "
        lead = _APPOSED.sub("", _ADVERB_BEHIND.sub(" ", text[: m.start()]))
        if bare and not _AFTER_BREAK.search(_last_words(lead, 5)):
            continue
        clause = _CLAUSE_ENDS.split(lead)[-1] if bare else lead
        owners = subject(clause if bare else clause.rstrip(" :–—-"), people)
        if not owners and (named := _EXPLAINED.fullmatch(lead)) and is_person(named["name"], people):
            owners = (named["name"],)
        if bare and owners and not all(is_person(o, people) or _offered(lead) for o in owners):
            continue
        if not owners and not bare:
            owners = pronoun(lead, before, people, rules)
        if not owners and not bare:
            owners = unlisted(lead, people)
        if not owners and rules.match("promise.offered", m[0]):
            named = re.search(r"(?:^|[\s(])((?:[A-Z][\w’'-]+\s+){1,2}[A-Z][\w’'-]+)\s*$", lead)
            owners = (named[1],) if named and is_name(named[1], people) else ()
        if not owners and not bare and rules.match("promise.acts", m[0]):
            owners = stranger(lead, people, rules)
        if (
            not owners
            or vague(text, m.start(), m.end(), rules)
            or rules.match("promise.on_condition", text[: m.start()])
        ):
            continue
        if _decides(m[0], owners, rules) and not due_text(text[m.start() :], rules):
            continue
        whoever = owners[-1].lower().split()[-1]
        definite = whoever == "we" and rules.match("promise.we_act", m[0])
        if whoever in ("we", "all") and not definite and not due_text(text[m.start() :], rules):
            continue
        return Promise(owners, hit.rule.id, 0.75, part_start(text, len(lead), people, rules))
    return None


def _decides(agreed: str, owners: tuple[str, ...], rules: Rules) -> bool:
    """True if a body agrees to what is no task: "The Board agreed to pay" is its decision."""
    if not rules.match("promise.body_agrees", agreed) or rules.search("promise.body_does", agreed):
        return False
    return any(bears(o, "promise.members", rules) for o in owners)


def _last_words(text: str, count: int) -> str:
    """Return the last words of a text with the white space about them."""
    words = text.rsplit(maxsplit=count)
    return text[len(words[0]) :] if len(words) > count else text


def _offered(lead: str) -> bool:
    """True if a dash or semicolon parts the owner of "... – Clerk to write" from what stands before, or "Resolved:"."""
    return bool(re.search(r"(?:[–—;]|\s-|\bfor|^(?:resolved|agreed):)\s+(?:[\w’'./&]+\s+){1,4}$", lead, re.IGNORECASE))
