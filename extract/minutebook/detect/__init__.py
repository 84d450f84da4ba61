"""Detectors: each finds one kind of record in an outline, knowing what the detectors before it found."""

from __future__ import annotations

from collections.abc import Callable

from minutebook.candidate import Candidate
from minutebook.detect import actions, attendance, decisions, findings, meeting, questions, updates
from minutebook.outline import Outline
from minutebook.rulepack import Rules

Detector = Callable[[Outline, Rules, tuple[Candidate, ...]], tuple[Candidate, ...]]

DETECTORS: dict[str, Detector] = {
    "meeting": meeting.find,
    "attendance": attendance.find,
    "questions": questions.find,
    "findings": findings.find,
    "decisions": decisions.find,
    "actions": actions.find,
    "updates": updates.find,
}


def detect(outline: Outline, rules: Rules) -> tuple[Candidate, ...]:
    """Run every detector in order and return all candidates."""
    found: tuple[Candidate, ...] = ()
    for find in DETECTORS.values():
        found += find(outline, rules, found)
    return found
