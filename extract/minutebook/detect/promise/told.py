"""Reads promises in reported speech ("Ann said that she would write", "it was agreed that Bo would ring")."""

from __future__ import annotations

import re

from minutebook.detect.owners import People, is_person, is_pronoun, subject
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.parts import BY, Promise, bears, conditional, single, vague
from minutebook.detect.promise.who import agent_after, first_person, pronoun, unlisted
from minutebook.rulepack import Rules

_WOULD = re.compile(r"would|will|[’'](?:d|ll) ", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w’'&/-]*(?:\s[A-Z][\w’'-]*){0,2})\s+$")
"""A name in front of "and", with which it is one subject ("Ann and Bo would write")."""
_HE = re.compile(r"S?[Hh]e\b")


def would_do(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return a promise in reported speech ("The Clerk would circulate it."): one person or office, no condition."""
    hit = rules.match("actions.would_do", text)
    if hit is None:
        return _would_he(text, before, people, rules)
    if conditional(text, hit.match.end(), rules) or vague(text, *hit.match.span(), rules):
        return None
    who = hit.match["subject"]
    owners = subject(who, people, whole=True)
    if not owners and is_pronoun(who) and len(who.split()) == 1 and who.lower() not in ("we", "i", "they"):
        owners = pronoun(who, before, people, rules)
    if not owners:
        return _would_he(text, before, people, rules)
    return None if any(bears(o, "promise.body", rules) for o in owners) else Promise(owners, hit.rule.id, 0.65)


def _would_he(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what reported speech promises in a later clause ("... and that he would look into it")."""
    also = rules.search("actions.would_also", text)
    if (
        also
        and not conditional(text, also.match.end(), rules)
        and not rules.search("promise.asked_if", text[: also.match.start()])
    ):
        beside = _NAME_BEFORE.search(text, 0, also.match.start()) if also.match[0].startswith("and") else None
        both: tuple[str, ...] = ()
        if beside and subject(beside["name"], people, whole=True):
            both = subject(text[beside.start("name") : also.match.end("subject")], people, whole=True)
        owners = both or subject(also.match["subject"], people, whole=True)
        if (
            owners
            and not any(bears(o, "promise.body", rules) for o in owners)
            and not vague(text, *also.match.span(), rules)
        ):
            return Promise(owners, also.rule.id, 0.6)
    hit = rules.search("actions.would_he", text)
    if hit is None or conditional(text, hit.match.end(), rules) or vague(text, *hit.match.span(), rules):
        return None
    owners = first_person(text[: hit.match.start()], people, rules) or first_person(before, people, rules)
    if not owners or not all(is_person(o, people) or not bears(o, "promise.body", rules) for o in owners):
        return None
    return Promise(owners, hit.rule.id, 0.6)


def second_verb(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what the second verb of a sentence promises of its subject ("Ann thanked them and will write")."""
    for hit in rules.finditer("actions.second", text):
        lead = text[: hit.match.start()]
        for said in reversed(list(rules.finditer("promise.said_he", lead))):
            lead = lead[: said.match.start()] + lead[said.match.end() :]
        other = rules.search("promise.clause_within", lead)
        if (other and not hit.match["offered"]) or conditional(text, hit.match.end(), rules):
            continue
        he = _HE.match(text)
        owners = pronoun(he[0], before, people, rules) if he else first_person(text, people, rules)
        begin, end = hit.match.span()
        if owners and all(single(o, people, rules) for o in owners) and not vague(text[begin:], 0, end - begin, rules):
            return Promise(owners, hit.rule.id, 0.6)
    return None


def agreed_that(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what was agreed or said that somebody would do, None if nobody would."""
    for hit in rules.finditer("actions.agreed", text):
        rest = text[hit.match.end() :]
        for would in rules.finditer("actions.would", rest):
            owners = subject(rest[: would.match.start()], people) or unlisted(rest[: would.match.start()], people)
            if owners and not vague(rest, would.match.start(), would.match.end(), rules):
                return Promise(owners, "actions.agreed", 0.75)
        if told := rules.match("actions.subjunctive", rest):
            owners = subject(told.match["who"], people, whole=True)
            decides = rules.match("actions.to_decide", rest[told.match.start("verb") :])
            if owners and not decides and not any(bears(o, "promise.body", rules) for o in owners):
                return Promise(owners, told.rule.id, 0.75)
        formal = "resolv" in hit.match[0].lower()  # a motion that commits nobody is a decision and no more
        if not formal and (done := rules.match("actions.agreed_done", rest)):
            agent = BY.match(rest, done.match.end() + 1)
            owners = agent_after(rest[agent.end() :], people, rules) if agent else ()
            return Promise(owners, done.rule.id, 0.6)
    said_so = rules.finditer("actions.said", text) if _WOULD.search(text) else ()
    for hit in said_so:
        begin = hit.match.end()
        said = rules.search("actions.would", text, begin)
        if said is None or said.match.start() > begin + 60 or said.match[0].lower().startswith(("should", "to ")):
            continue
        if vague(text[begin:], said.match.start() - begin, said.match.end() - begin, rules):
            continue
        lead = text[begin : said.match.start()]
        firm = re.match(r"(?:confirmed|agreed|promised|assured|undertook)", hit.match[0], re.IGNORECASE)
        works = lead.split()[-1:] in (["staff"], ["officers"]) and said.match["verb"].lower() != "attend"
        strict = firm or (works and due_text(text[begin:], rules))
        owners = subject(lead, people, whole=True) if strict else ()
        many = lead.split()[-1:] == ["they"]
        if (
            not owners
            and is_pronoun(lead)
            and (not many or rules.match("promise.finds_out", text[said.match.start() :]))
        ):
            who = text[: hit.match.start()]
            owners = subject(who, people) or first_person(text, people, rules) or pronoun(who, before, people, rules)
        if owners:
            return Promise(owners, "actions.said", 0.7)
    return None
