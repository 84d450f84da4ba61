"""Reads what somebody is asked, authorised or ordered to do ("the Clerk was asked to write")."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.detect.owners import People, subject
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.parts import Promise, bears, part_start
from minutebook.detect.promise.who import agent_after, stranger
from minutebook.rulepack import Rules

_PART_BEFORE = re.compile(r"[;:,.]\s+(?:and\s+)?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+$")
"""The label of a part of a list within a sentence."""


def authorised(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what somebody is authorised to do, if it is said by when."""
    hit = rules.search("actions.authorised", text)
    if hit is None or not due_text(text[hit.match.end() :], rules):
        return None
    owners = subject(hit.match["who"], people, whole=True)
    part = _PART_BEFORE.search(text, 0, hit.match.start())
    return Promise(owners, hit.rule.id, 0.6, hit.match.start() if part else 0) if owners else None


def resolved(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what a part of a motion gives somebody to do ("that the Clerk reply"), or to bring back to a meeting."""
    if not rules.may_match("actions.resolved_that", text) or not rules.match("promise.moves", text):
        return None
    for part in rules.finditer("actions.resolved_that", text):
        if made := ordered(text[part.match.end() :], people, rules):
            return replace(made, start=part.match.end())
    return None


def ordered(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what a part of a motion orders, its "that" left out: "the Clerk reply", "a letter be sent"."""
    if told := rules.match("actions.subjunctive", text):
        owners = subject(told.match["who"], people, whole=True)
        if owners and not any(bears(o, "promise.members", rules) for o in owners):
            return Promise(owners, told.rule.id, 0.75, moved=True)
    if hit := rules.match("promise.be_done_by", text):
        owners = agent_after(text[hit.match.end() :], people, rules)
        if owners and not any(bears(o, "promise.members", rules) for o in owners):
            return Promise(owners, "actions.resolved_by", 0.65, moved=True)
    if back := rules.match("actions.returns", text):
        return Promise((), back.rule.id, 0.6, moved=True)
    would = rules.search("actions.would", text[:120])
    owners = subject(text[: would.match.start()], people, whole=True) if would else ()
    if owners and not any(bears(o, "promise.members", rules) for o in owners):
        return Promise(owners, "actions.resolved_would", 0.65, moved=True)
    return None


def asked_of(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what somebody is asked to do, None if nobody is."""
    for hit in rules.finditer("actions.asked", text):
        who = (hit.match["who"] or hit.match.groupdict().get("whom") or "").strip()
        verb = text[hit.match.start("verb") :] if hit.match["verb"] else ""
        if rules.match("actions.to_decide", verb) and bears(who, "promise.members", rules):
            continue
        if rules.match("actions.at_once", verb) and not due_text(text, rules):
            continue
        if who.lower().startswith(("and ", "or ", "but ")) or re.search(r"\bfor\s+[a-z]+$", who):
            continue
        owners = subject(who, people, whole=True)
        if (
            owners
            and all(rules.fullmatch("promise.all_of_them", o) for o in owners)
            and not rules.search("promise.presiding", text[: hit.match.start()])
            and not due_text(text, rules)
        ):
            continue  # what somebody asks of the whole body is for it to decide
        if owners and not re.search(r"\bthought\b", text[hit.match.end() : hit.match.end() + 20]):
            ordered_so = hit.match[0].startswith("to ") and rules.match("promise.motion", text)
            return Promise(owners, hit.rule.id, 0.65, hit.match.start() if ordered_so else 0, moved=bool(ordered_so))
    for hit in rules.finditer("actions.asked_passive", text):
        asked = re.search(r"\b(?:asked|requested)\b", hit.match[0], re.IGNORECASE)
        if asked and hit.match["verb"] and rules.match("actions.to_decide", text[hit.match.start("verb") :]):
            continue
        if (hit.match["verb"] or "").lower() == "think":
            continue
        lead = re.sub(r"\s+(?:will|would|shall|should|to)$", "", text[: hit.match.start()].rstrip())
        start = part_start(text, len(lead), people, rules)
        owners = subject(lead[start:], people) or (stranger(lead[start:], people, rules) if asked else ())
        if owners:
            return Promise(owners, hit.rule.id, 0.65, start)
    return presiding(text, rules)


def presiding(text: str, rules: Rules) -> Promise | None:
    """Return a promise if who presides asks that something be done, by nobody in particular."""
    asked = "asked" in text or "requested" in text or "directed" in text
    hit = rules.search("promise.be_done", text) if asked else None
    presides = hit and rules.search("promise.presiding", text[: hit.match.start()][-40:])
    if hit and presides and not rules.search("promise.struck", hit.match[0]):
        return Promise((), "actions.asked.presiding", 0.5)
    return None
