"""A decision in the making, and what its sentences tell of its kind, mover, seconder, votes and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutebook.candidate import DecisionKind, DecisionTaken, Outcome
from minutebook.detect.votes import as_outcome, counts, pair, printed_name
from minutebook.document import Span
from minutebook.rulepack import Rules

MOVERS = ("decision.mover", "decision.mover.active")
"""The slots of the sentences that name a mover."""
OPENING = 30
"""So many words of a decision tell whether it defers something."""


@dataclass(slots=True)
class Draft:
    """A decision in the making: its spans, and the sentences that tell who moved it and how the vote went."""

    spans: tuple[Span, ...]
    item: int | None
    kind: DecisionKind
    rule: str
    confidence: float
    last: int
    said: list[str] = field(default_factory=list)
    votes: list[str] = field(default_factory=list)
    mover: str | None = None
    seconder: str | None = None
    outcome: Outcome | None = None
    passed: bool = False
    """Whether it is printed as a resolution, which it is only if it was carried, unless its votes say otherwise."""
    labelled: bool = False
    """Whether its words stand alone behind a label "Motion:"; names and votes then have lines of their own."""


def is_formal(draft: Draft, rules: Rules) -> bool:
    """Return True for a motion in its own words, "That the plan be adopted." or "Motion: adopt it", or a resolution."""
    that = bool(draft.said) and (draft.said[0].startswith("To ") or rules.match("decision.that", draft.said[0]))
    return draft.kind == "resolved" or draft.labelled or bool(that)


def named(draft: Draft, groups: dict[str, str | None], said: Sequence[str]) -> None:
    """Let the draft know who moved and seconded it, of the groups of a rule, and the sentences that say so."""
    mover = printed_name(groups.get("mover"))
    if mover and mover.count("/") == 1 and not groups.get("seconder"):
        first, second = mover.split("/")
        mover, draft.seconder = printed_name(first), printed_name(second)
    draft.mover = mover if mover not in (None, "He", "She", "I") else draft.mover
    draft.seconder = printed_name(groups.get("seconder")) or draft.seconder
    draft.said.extend(said)


def made(draft: Draft, wording: str, rules: Rules) -> DecisionTaken:
    """Make the candidate: names, outcome and counts are read from the sentences that state them."""
    said = [*draft.said, *draft.votes]
    votes = " ".join(draft.votes) or " ".join(draft.said)
    moved = draft.rule.startswith(("decision.moved", "decision.header")) or draft.seconder is not None
    later = first_name(said, ("decision.mover.later",), rules)
    both = next((p for t in said if (p := pair(t, rules))[1]), (None, None))
    mover = draft.mover or later or both[0] or first_name(said, MOVERS if moved else MOVERS[:1], rules)
    seconder = draft.seconder or both[1] or first_name(said, ("decision.seconder",), rules)
    yes, no, abstain = counts(votes, rules)
    if abstain is None and (draft.votes or yes is not None):
        abstain = next((silent for text in said if (silent := counts(text, rules)[2]) is not None), None)
    outcome = outcome_of(draft, rules)
    if outcome == "carried" and yes is not None and no is not None and no >= yes:
        outcome = None
    if mover is not None and both[0] is None and draft.kind not in ("motion", "approved", "resolved", "agreed"):
        mover = seconder = None
    return DecisionTaken(
        spans=draft.spans,
        item=draft.item,
        rule=draft.rule,
        confidence=draft.confidence,
        kind=_kind(draft, outcome, wording, rules),
        mover=mover,
        seconder=seconder,
        outcome=outcome,
        votes_for=yes,
        votes_against=no,
        abstentions=abstain,
    )


def _kind(draft: Draft, outcome: Outcome | None, wording: str, rules: Rules) -> DecisionKind:
    """A motion that was lost or withdrawn resolves nothing; one that puts something off is a deferral."""
    if outcome in ("lost", "withdrawn"):
        return "motion"
    if draft.kind in ("motion", "resolved", "agreed") and rules.search("decision.defers", wording):
        return "deferred"
    return draft.kind


def first_name(said: Sequence[str], slots: Sequence[str], rules: Rules) -> str | None:
    """The first name that a sentence states for one of the slots, in the order of the slots."""
    for slot in slots:
        for text in said:
            if hit := rules.search(slot, text):
                return printed_name(hit.match["who"])
    return None


def outcome_of(draft: Draft, rules: Rules) -> Outcome | None:
    """Return how the vote went as far as the draft's sentences tell, None if they do not."""
    if draft.outcome is not None:
        return draft.outcome
    for text in reversed(draft.votes):
        if hit := rules.search("decision.outcome", text):
            return as_outcome(hit.rule.value)
    if any(rules.search("decision.tail", text) for text in draft.said[:1]):
        return "lost"
    yes, no, _ = counts(" ".join(draft.votes), rules)
    if yes is not None and no is not None and yes != no:
        return "carried" if yes > no else "lost"
    if no is not None and yes is None and draft.votes:
        return "lost" if no > 1 else "carried"
    if any(rules.search("decision.unopposed", t) or rules.match("decision.adjourned", t) for t in draft.votes):
        return "carried"
    if draft.rule == "decision.moved.voted" and not any("against" in t.lower() for t in draft.votes):
        return "carried"
    if draft.passed and not draft.votes:
        return "carried"
    if draft.kind in ("deferred", "noted") or draft.rule == "decision.fragment.noted":
        return None
    if draft.rule.startswith(("decision.moved", "decision.header")):
        return None
    hit = rules.match("decision.outcome", draft.said[0]) if draft.said else None
    return "lost" if hit and hit.rule.value == "lost" else "carried"
