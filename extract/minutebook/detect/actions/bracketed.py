"""Reads tasks that an owner in brackets marks ("Order a bin. (Clerk)"), where a document marks its tasks so."""

from __future__ import annotations

import re

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.parts import Text, Work
from minutebook.detect.actions.wording import due_of, gives_order, pull_of
from minutebook.detect.owners import is_office, owners_only, split_owners
from minutebook.document import Span
from minutebook.sentences import sentences

_BEHIND = re.compile(r"\s\((?P<who>[A-Z][^()]{1,40})\)\s*[.;]?\s*")
_TO_BE = re.compile(r"\bto\s+(?:be|go|have)\s+\w+")
_FEWEST = 3
"""How often a document must print an owner behind a task, before it is taken for its way to mark tasks."""


def read_bracketed(work: Work) -> None:
    """Add the tasks behind which their owners stand in brackets, at the end of the sentence or behind its full stop."""
    found = [(t, span, owners) for t in work.texts if "(" in t.text for span, owners in _marked(work, t)]
    if len(found) < _FEWEST:
        return
    for t, span, owners in found:
        if work.free(span):
            work.add(
                ActionPromised(
                    spans=(span,),
                    item=t.item,
                    marked=True,
                    owners=owners,
                    due_text=due_of(work, work.document.text(span)),
                    rule="actions.bracketed",
                    confidence=0.8,
                )
            )


def _marked(work: Work, t: Text) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the sentences of a passage that give a task and name its owner in brackets."""
    found = []
    for m in _BEHIND.finditer(t.text):
        owners = split_owners(m["who"], work.rules)
        known = all(o in work.people.initials or is_office(o, work.people) for o in owners)
        if not owners or not known or not owners_only(m["who"], work.people, work.rules):
            continue
        before = sentences(t.text[: m.start()])
        if not before:
            continue
        a = before[-1][0]
        text = t.text[a : m.start()]
        closed = text.rstrip().endswith((".", "!"))
        b = m.start() if closed else next((e for _, e in sentences(t.text) if e >= m.end() - 1), len(t.text))
        if gives_order(work, text) or pull_of(work, text) >= 1.0 or _TO_BE.search(text):
            found.append((t.at(a, b), owners))
    return found
