"""Finds what the body resolved, agreed, approved, noted or voted on."""

from __future__ import annotations

from minutebook.candidate import Candidate
from minutebook.outline import Outline
from minutebook.rulepack import Rules


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find them."""
    return ()
