"""Decisions that the heading above them tells.

"Decisions made" over a list of them, "Grants approved" over what was, or the matter itself over the count of a vote.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import groupby

from minutebook.candidate import DecisionKind, DecisionTaken
from minutebook.detect.decisions.draft import Draft, made
from minutebook.detect.decisions.text import SHORT, ended
from minutebook.detect.prose import Paragraph
from minutebook.detect.votes import counts
from minutebook.outline import Outline
from minutebook.rulepack import Rules

_LONG = 60
"""A point of more words than this is talk about a decision, not the decision."""
_BARE = 16
"""A line of more words than this says more than how a vote went."""


def read_headed(
    outline: Outline, flow: Sequence[Paragraph], taken: Sequence[DecisionTaken], used: Set[int], rules: Rules
) -> list[DecisionTaken]:
    """Return the decisions that only the heading above them tells; those ``taken`` and ``used`` blocks are read."""
    done = used | {span.block for decision in taken for span in decision.spans}
    done |= {heading.spans[-1].block for heading in outline.items}
    decided = {decision.item for decision in taken}
    found: list[DecisionTaken] = []
    for item, lines in groupby(flow, key=lambda p: p.item):
        title, above = _titles(outline, item)
        free = [run for run in points_of(list(lines)) if not done & {p.span.block for p in run}]
        if rules.fullmatch("decision.heading", title) and not rules.search("decision.heading.other", above):
            found.extend(_made(run, "agreed", "decision.heading") for run in free if _decides(run, rules))
        elif free and rules.fullmatch("decision.heading.told", title):
            listed = [p for run in free for p in run]
            if all(len(p.text.split()) <= SHORT and not ended(p.text) for p in listed):
                found.append(_made(listed, "approved", "decision.heading.told"))
        elif item is not None and item not in decided:
            found.extend(_voted(p, title, rules) for run in free for p in run if _counts_votes(p.text, rules))
    return found


def _titles(outline: Outline, item: int | None) -> tuple[str, str]:
    """Return the title of an item and that of the one above it, each "" if there is none."""
    if item is None:
        return "", ""
    heading = outline.items[item]
    return heading.title, outline.items[heading.parent].title if heading.parent is not None else ""


def points_of(lines: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Part lines into the points of a list: what is set in further than a point belongs to it."""
    points: list[list[Paragraph]] = []
    for line in lines:
        if points and line.label and line.block.depth > points[-1][0].block.depth:
            points[-1].append(line)
        else:
            points.append([line])
    return points


def _decides(point: Sequence[Paragraph], rules: Rules) -> bool:
    """Return whether a point under "Decisions" is one: no "None", no label of another kind, no long talk."""
    words = sum(len(p.text.split()) for p in point)
    other = point[0].text.endswith((":", "?")) or rules.match("actions.label", point[0].text)
    return 2 < words <= _LONG and not other


def _counts_votes(text: str, rules: Rules) -> bool:
    """Return whether a line is nothing but the count of a vote: "Board vote: 33 in favour, 2 opposed"."""
    worded = any(c.isalpha() for c in text)
    if not worded or len(text.split()) > _BARE or not rules.search("decision.vote", text):
        return False
    return None not in counts(text, rules)[:2]


def _voted(line: Paragraph, title: str, rules: Rules) -> DecisionTaken:
    """Return the vote on the matter that a heading names."""
    kind: DecisionKind = "resolved" if "resolution" in title.lower() else "motion"
    draft = Draft((line.span,), line.item, kind, "decision.heading.voted", 0.8, line.index, votes=[line.text])
    return made(draft, title, rules)


def _made(lines: Sequence[Paragraph], kind: DecisionKind, rule: str) -> DecisionTaken:
    spans = tuple(p.span for p in lines)
    return DecisionTaken(spans=spans, item=lines[0].item, rule=rule, confidence=0.8, kind=kind, outcome="carried")
