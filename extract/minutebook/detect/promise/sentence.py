"""Tells whether a sentence commits somebody to a task, who that is and by when."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.detect.owners import People, as_printed, split_owners, subject, upright
from minutebook.detect.promise.asked import asked_of, authorised, presiding, resolved
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.modal import any_verb, by_modal, need
from minutebook.detect.promise.parts import BY, PASSIVE, Promise, opens, vague
from minutebook.detect.promise.told import agreed_that, second_verb, would_do
from minutebook.detect.promise.who import agent_after
from minutebook.rulepack import Rules

_INITIALS_TO = re.compile(
    r"^(?:[A-Z]{2,3}|[A-Z][a-z]{0,2}[A-Z][a-z]{0,2})(?:\s*(?:/|&|,|and)\s*(?:[A-Z]{2,3}|[A-Z][a-z]{0,2}[A-Z][a-z]{0,2}))*$"
)
_PROMISES = (
    *(
        "actions.to_verb",
        "actions.modal",
        "actions.would_do",
        "actions.to_be_done_by",
        "actions.agreed",
        "actions.said",
    ),
    *("actions.asked", "actions.asked_passive", "actions.need", "actions.answer", "actions.forward"),
    *("actions.would_he", "actions.would_also", "actions.second", "actions.asked_for", "actions.agreed_to"),
    *("actions.authorised", "actions.asked_that"),
    *("actions.to_any", "actions.asked_note", "actions.modal_any", "actions.progressive", "actions.resolved_that"),
)
"""The slots of the ways in which a sentence can promise a task."""


def promise(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return the promise of one sentence of running text, None if it makes none. ``before`` is the text before."""
    if not people.handles:
        return _promise(text, before, people, rules)
    made = _promise(upright(text, people), upright(before, people), people, rules)
    return replace(made, owners=as_printed(made.owners, people)) if made else None


def _promise(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    if text.rstrip().endswith("?") or len(text) > 900 or len(text.split(maxsplit=2)) < 3:
        return None
    if not rules.possible(_PROMISES, text):
        return presiding(text, rules)
    if rules.search("actions.no_task", text):
        return None
    if hit := opens(text, rules):
        who = hit.match["subject"]
        if not PASSIVE.search(hit.match[0]):
            last = re.split(r"\s[–—-]+\s|:\s", who)[-1]
            owners = subject(last, people, whole=True) if len(who) < 80 else ()
            if last != who and last[:1].islower() and hit.match["verb"].lower() == "attend":
                owners = ()  # "Plan – surveyors to attend in May" tells who comes
            if not owners and _INITIALS_TO.match(who.strip()):
                owners = split_owners(who, rules)
            if owners:
                return Promise(owners, hit.rule.id, 0.85)
    if found := by_modal(text, before, people, rules):
        return found
    if found := any_verb(text, before, people, rules):
        return found
    if found := would_do(text, before, people, rules):
        return found
    if found := second_verb(text, before, people, rules):
        return found
    if hit := rules.search("actions.to_be_done_by", text):
        owners = agent_after(text[hit.match.end() :], people, rules)
        if owners and not vague(text, 0, len(text), rules):
            return Promise(owners, hit.rule.id, 0.75)
    if found := agreed_that(text, before, people, rules):
        return found
    if found := asked_of(text, people, rules) or resolved(text, people, rules):
        return found
    if hit := rules.search("actions.agreed_to", text):
        return Promise((), hit.rule.id, 0.6)
    if found := need(text, people, rules):
        return found
    if found := authorised(text, people, rules):
        return found
    if hit := rules.search("actions.asked_that", text):
        return Promise((), hit.rule.id, 0.55)
    if (hit := rules.search("actions.asked_for", text)) and due_text(text, rules):
        return Promise((), hit.rule.id, 0.55)
    if hit := rules.search("actions.answer", text):
        agent = BY.search(text, hit.match.end())
        return Promise(agent_after(text[agent.end() :], people, rules) if agent else (), hit.rule.id, 0.55)
    if hit := rules.search("actions.forward", text):
        lead = text[: hit.match.start()]
        if (
            len(lead.split()) <= 12
            and not vague(text, 0, len(text), rules)
            and not re.search(r"\b(?:which|who|noted|that|reported)\b", lead)
        ):
            return Promise((), hit.rule.id, 0.55)
    return None
