"""Blocks to the tree of agenda items: which blocks are headings, and what stands under each.

Layout decides before words do. Every block that could open an item becomes a ``_Mark`` with its number and its look;
marks of one look are judged together (a list of sentences is no list of headings, a list of titles is), and the tree
grows from numbers that extend one another, then from looks that repeat, then from how heavy a look is.
"""

from __future__ import annotations

from minutebook.document import Document
from minutebook.outline.agenda import agenda_end, agenda_list, behind_agenda, business_start, listed_titles
from minutebook.outline.entries import with_entries
from minutebook.outline.front import details_end, front_end, talk_start
from minutebook.outline.judge import appendix_start, judge
from minutebook.outline.marks import find_marks
from minutebook.outline.openers import with_openers
from minutebook.outline.parts import Heading, Outline, Passage, Zone
from minutebook.outline.passages import part
from minutebook.outline.tree import grow
from minutebook.outline.wraps import joined
from minutebook.rulepack import Rules
from minutebook.tables import views

__all__ = ["Heading", "Outline", "Passage", "Zone", "outline"]


def outline(document: Document, rules: Rules) -> Outline:
    """Find the agenda items of a cleaned document and say what stands under each."""
    tables = views(document, rules)
    marks = find_marks(document, tables, rules)
    agenda = agenda_list(document, marks, tables, rules)
    behind = max(agenda_end(document, agenda), business_start(document, marks, agenda, rules))
    front = max(front_end(document, marks, rules), behind)
    marks = [m for m in marks if m.spans[0].block >= front and m.spans[0].block not in agenda]
    marks = behind_agenda(marks, agenda)
    marks = with_entries(document, judge(document, marks, listed_titles(document, agenda), rules), agenda, rules)
    marks = joined(document, with_openers(document, marks, rules))
    front = min((front, *(m.spans[0].block for m in marks)))
    appendix = appendix_start(document, marks, rules)
    marks = [m for m in marks if m.spans[0].block < appendix]
    items = grow(document, marks, rules)
    first = min((*marks[0].heads, marks[0].spans[0].block)) if marks else 0
    business = behind or (talk_start(document, first, rules) if items else details_end(document, rules))
    passages = part(document, tables, marks, items, front, agenda, appendix, business, rules)
    return Outline(document, items, passages, tables)
