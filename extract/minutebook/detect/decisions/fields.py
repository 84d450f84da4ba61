"""Motions printed as a form: "Motion:", "Moved by:", "Second:", "Vote:" on lines or in cells of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import DecisionKind, DecisionTaken, Outcome
from minutebook.detect.prose import Paragraph, Sentence
from minutebook.detect.votes import as_outcome, counts, is_answer, printed_name
from minutebook.document import Span
from minutebook.rulepack import Hit, Rules

_NAME = 8
"""What stands behind a label such as "Second:" and has more words than this is no name."""
_MOVES = re.compile(r"(?:[A-Z][\w.’'-]*\s*){1,4},\s+(?:to|that)\b")
"""Who moves something, in front of it: "A. Dale, to adjourn"."""
_SECONDS = re.compile(r"\s+(?:so\s+)?(?:moved|seconded|seconds)\b.*", re.DOTALL)
"""The verb behind a name on a form: "Second: B. Finn seconded"."""
_STAMP = 12
"""A verdict without a label ("Motion carried.") has no more words than this."""
_LINES = 2
"""A form has so many labels at least, and its motion so many words."""
_REACH = 60
"""A label and the sign behind it stand in so many characters."""
_SIGN = re.compile(r"[:\t]|\s[–—-]\s")
_TOLD = ("mover", "seconder", "vote", "result")
"""The labels of which a form has one at least beside the words of its motion."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A label with what stands behind it or in the next line or cell; ``meaning`` is the value of the label's rule."""

    meaning: str
    label: str
    span: Span
    text: str
    paragraph: int


def read_forms(
    flow: Sequence[Paragraph], stream: Sequence[Sentence], rules: Rules
) -> tuple[list[DecisionTaken], list[list[Sentence]]]:
    """Return the motions that are printed as forms, and the runs of sentences between them."""
    if sum(s.place == 0 and rules.possible(("decision.field",), s.text) for s in stream) < _LINES:
        return [], [list(stream)]
    lines = sorted({s.paragraph for s in stream})
    taken: list[DecisionTaken] = []
    used: set[int] = set()
    form: list[_Field] = []
    at = 0
    while at <= len(lines):
        field, after = _field(flow, lines, at, rules) if at < len(lines) else (None, at + 1)
        if field is None or any(f.meaning == field.meaning for f in form if field.meaning in ("text", *_TOLD[:2])):
            if decision := _decision(flow, form, rules):
                taken.append(decision)
                used.update(range(form[0].paragraph, lines[at - 1] + 1))
            form = []
        if field is not None:
            form.append(field)
        at = after
    runs: list[list[Sentence]] = [[]]
    for sentence in stream:
        if sentence.paragraph not in used:
            runs[-1].append(sentence)
        elif runs[-1]:
            runs.append([])
    return taken, [run for run in runs if run]


def is_form(cells: Sequence[str], rules: Rules) -> bool:
    """Return whether the first cells of a table's rows are the labels of a form: "Motion", "Moved", "Result"."""
    hits = [hit for cell in cells if (hit := rules.fullmatch("decision.field", cell))]
    meanings = {hit.rule.value for hit in hits}
    return "text" in meanings and not meanings.isdisjoint(_TOLD) and 2 * len(hits) > len(cells)


def _field(flow: Sequence[Paragraph], lines: Sequence[int], at: int, rules: Rules) -> tuple[_Field | None, int]:
    """Read the label with which a line opens and what is said to it; return the index of the line behind them, too."""
    paragraph = flow[lines[at]]
    hit = _label(paragraph.text, rules)
    if hit is None:
        stamped = len(paragraph.text.split()) <= _STAMP and rules.search("decision.vote", paragraph.text)
        if is_answer(paragraph.text):
            return _Field("vote", "", paragraph.span, paragraph.text, lines[at]), at + 1
        return (_Field("result", "", paragraph.span, paragraph.text, lines[at]) if stamped else None), at + 1
    end = hit.match.end()
    label = hit.match[0].strip(" \t:–—-")
    if end < len(paragraph.text):
        span = replace(paragraph.span, start=paragraph.span.start + end)
        return _Field(hit.rule.value, label, span, paragraph.text[end:], lines[at]), at + 1
    if at + 1 < len(lines) and not _label(flow[lines[at + 1]].text, rules):
        value = flow[lines[at + 1]]
        return _Field(hit.rule.value, label, value.span, value.text, lines[at]), at + 2
    return _Field(hit.rule.value, label, paragraph.span, "", lines[at]), at + 1


def _label(text: str, rules: Rules) -> Hit | None:
    """Return the label with which a text opens, None if it has none."""
    signed = len(text) <= _REACH or _SIGN.search(text, 0, _REACH)
    return rules.match("decision.field", text) if signed else None


def _decision(flow: Sequence[Paragraph], form: Sequence[_Field], rules: Rules) -> DecisionTaken | None:
    """Make one decision of a form, None if it lacks the words of a motion, or tells nothing of what became of it."""
    said = {f.meaning: f for f in reversed(form)}
    words = said.get("text")
    if words is None or len(words.text.split()) < _LINES or not set(said) & set(_TOLD):
        return None
    told = ("decision.mover.active", "decision.seconder", "decision.moved", "decision.vote")
    if _MOVES.match(words.text) or any(rules.search(slot, words.text) for slot in told):
        return None
    both = rules.match("decision.header", f"Moved by: {said['mover'].text}") if "mover" in said else None
    names = {m: _SECONDS.sub("", said[m].text) for m in ("mover", "seconder") if m in said}
    if both is not None and "seconder" not in names and both.match.groupdict().get("seconder"):
        names = {m: both.match[m] for m in ("mover", "seconder")}
    if any(len(name.split()) > _NAME or not name[:1].isupper() for name in names.values()):
        return None
    votes = "; ".join(f"{f.label}: {f.text}" if f.label else f.text for f in form if f.meaning in _TOLD)
    outcome = _outcome(votes, [f.text for f in form if f.meaning in ("vote", "result")], rules)
    if len(names) < _LINES and outcome is None:
        return None
    yes, no, abstain = counts(votes, rules)
    return DecisionTaken(
        spans=(words.span,),
        item=flow[words.paragraph].item,
        rule="decision.field",
        confidence=0.9,
        kind=_kind(words.text, outcome, rules),
        mover=printed_name(names.get("mover")),
        seconder=printed_name(names.get("seconder")),
        outcome=outcome,
        votes_for=yes,
        votes_against=no,
        abstentions=abstain,
    )


def _kind(words: str, outcome: Outcome | None, rules: Rules) -> DecisionKind:
    if outcome in ("lost", "withdrawn"):
        return "motion"
    if rules.search("decision.defers", words):
        return "deferred"
    return "approved" if "approv" in words.lower() else "motion"


def _outcome(votes: str, values: Sequence[str], rules: Rules) -> Outcome | None:
    """Return how the vote went: in words, or by its counts."""
    for text in (*reversed(values), votes):
        if hit := rules.search("decision.outcome", text):
            return as_outcome(hit.rule.value)
    yes, no, _ = counts(votes, rules)
    if yes is None or no == yes:
        return None
    return "carried" if yes > (no or 0) else "lost"
