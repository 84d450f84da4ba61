"""Is this minutes, and in English? Refuses an agenda, a transcript, another language and what is no minutes at all."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.rulepack import Rules


def classify(document: Document, rules: Rules) -> None:
    """Return if the document may be minutes; raise MinutebookError E201, E202, E203 or E204 if it surely is none."""
