"""An outline in which every block of a hand-built document is business of no item, for the tests of the detectors."""

from __future__ import annotations

from typing import Any

from documents import doc
from minutebook.candidate import Candidate
from minutebook.detect import decisions, findings, questions
from minutebook.document import Span
from minutebook.outline import Outline, Passage
from minutebook.rulepack import load


def business(*parts: Any) -> Outline:
    """Return the outline of the parts of a document: no items, all of it business."""
    document = doc(*parts)
    passages = tuple(Passage(Span(i, 0, len(b.text)), None, "body") for i, b in enumerate(document.blocks))
    return Outline(document, (), passages, ())


def found(*parts: Any) -> tuple[Outline, tuple[Candidate, ...]]:
    """Run the detectors of questions, findings and decisions over the parts."""
    outline, rules = business(*parts), load()
    candidates: tuple[Candidate, ...] = ()
    for detector in (questions, findings, decisions):
        candidates += detector.find(outline, rules, candidates)
    return outline, candidates


def texts(kind: type[Candidate], *parts: Any) -> list[str]:
    """Return the texts of the candidates of one kind, paragraphs parted by a line break."""
    outline, candidates = found(*parts)
    return ["\n".join(outline.document.text(s) for s in c.spans) for c in candidates if isinstance(c, kind)]


def only(kind: type[Candidate], *parts: Any) -> Any:
    """Return the one candidate of the kind; fail if there are more or none."""
    chosen = [c for c in found(*parts)[1] if isinstance(c, kind)]
    assert len(chosen) == 1, chosen
    return chosen[0]
