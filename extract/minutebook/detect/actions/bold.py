"""Reads tasks that are set in bold within the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.parts import Text, Work
from minutebook.detect.actions.wording import due_of, stretch
from minutebook.detect.owners import is_owner, owners_only
from minutebook.detect.promise.sentence import promise
from minutebook.document import Span
from minutebook.sentences import sentences


def read_bold(work: Work) -> None:
    """Add the tasks set in bold that begin with who is to do them."""
    for t in work.texts:
        for start, b in _bold_runs(t):
            a = next((i for i in range(start, b) if t.text[i].isalnum()), start)
            run = t.at(a, b)
            text = work.document.text(run)
            if not 2 <= len(text.split()) <= 60 or not work.free(run):
                continue
            hit = work.rules.match("actions.to_verb", text) or work.rules.search("actions.bare", text)
            made = promise(text, "", work.people, work.rules)
            named = hit.match.groupdict().get("subject") if hit else None
            who = named or re.split(r"\s(?:to|will|would)\s", text)[0]
            owners = owners_only(who.strip(), work.people, work.rules) if hit else ()
            owners = tuple(o for o in owners if is_owner(o, work.people) or re.fullmatch(r"[A-Z]{2,3}", o))
            if not owners and made is not None and a > 0:
                owners = made.owners
            if not owners or text.endswith(":"):
                continue
            span = stretch(work, t, _to_end(t, run))
            work.add(
                ActionPromised(
                    spans=(span,),
                    item=t.item,
                    marked=True,
                    owners=owners,
                    due_text=due_of(work, work.document.text(span)),
                    rule="actions.bold",
                    confidence=0.85,
                )
            )


def _to_end(t: Text, run: Span) -> Span:
    """Take in the rest of a sentence of which only the beginning is bold."""
    for a, b in sentences(t.text):
        s = t.at(a, b)
        if s.start <= run.start < s.end and abs(s.start - run.start) <= 2:
            return Span(run.block, run.start, max(run.end, s.end))
    return run


def _bold_runs(t: Text) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a passage set in bold (or in colour, where most of it is not)."""
    start: int | None = None
    end = 0
    for run in t.block.runs:
        a, b = max(run.start, t.span.start) - t.span.start, min(run.end, t.span.end) - t.span.start
        if a >= b:
            continue
        if run.style.bold:
            start = a if start is None else start
            end = b
        elif t.text[a:b].strip():
            if start is not None:
                yield start, end
            start = None
    if start is not None:
        yield start, end
