"""Reads the answers that a label opens ("Findings:", "A:", "Response:"), with their question before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Answer
from minutebook.detect.findings.parts import Questions, run_on, without
from minutebook.detect.prose import Paragraph, following
from minutebook.detect.questions import is_person
from minutebook.document import Span
from minutebook.rulepack import Rules

_NAME = 10
"""A line of more words than this does not just name who puts the next question."""
_INSET = 9.0
"""An answer that stands so many points further in than its question ends where the text stands further out again."""
_REGULAR = 2
"""So many labelled answers of one paragraph each tell how long the last one is."""


def labelled(flow: Sequence[Paragraph], paragraph: Paragraph, asked: Questions, rules: Rules) -> list[Answer]:
    """Return everything under a label up to the next question that was put, the next label or the end of the item."""
    hit = rules.match("finding.label", paragraph.text)
    assert hit is not None
    spans: list[Span] = []
    inline = hit.match.end() < len(paragraph.text) and not is_person(paragraph.text[hit.match.end() :])
    if inline:
        end = _before_tasks(paragraph, hit.match.end(), rules)
        spans.append(Span(paragraph.span.block, paragraph.span.start + hit.match.end(), end))
    index = paragraph.index
    inset = paragraph.follows and paragraph.block.indent > flow[index - 1].block.indent + _INSET
    while after := following(flow, index):
        if inset and not after.label and after.block.indent < paragraph.block.indent - _INSET:
            break
        if inline and not inset and not after.label and _no_answer(after, rules):
            break
        if inline and after.span.start in asked.starts_in(after.index):
            break
        index = after.index
        if (
            index in asked.put
            or _introduces(flow, after, asked.put)
            or rules.match("finding.stop", after.text)
            or rules.match("finding.label", after.text)
        ):
            break
        spans.append(after.span)
    if not spans:
        return []
    question = _before(flow, paragraph, asked, rules)
    return [
        Answer(
            spans=tuple(spans), item=paragraph.item, rule=hit.rule.id, confidence=hit.rule.confidence, question=question
        )
    ]


def _before_tasks(paragraph: Paragraph, start: int, rules: Rules) -> int:
    """Return where an answer that opens at ``start`` of its paragraph ends: before the tasks that close it, if any."""
    kept = [s for s in paragraph.sentences if s.span.end - paragraph.span.start > start]
    while len(kept) > 1 and rules.match("answer.promise", kept[-1].text):
        kept.pop()
    return kept[-1].span.end if kept else paragraph.span.end


def _no_answer(paragraph: Paragraph, rules: Rules) -> bool:
    """Return whether a paragraph after an answer with its label is none of it: a decision, a motion, a task."""
    return (
        _decides(paragraph, rules)
        or rules.match("answer.promise", paragraph.text) is not None
        or rules.search("decision.moved", paragraph.sentences[0].text) is not None
        or rules.match("answer.not", paragraph.text) is not None
    )


def _decides(paragraph: Paragraph, rules: Rules) -> bool:
    """Return whether a paragraph after an answer states a decision, which is no part of it."""
    opening = paragraph.sentences[0].text
    return rules.search("decision.verb", opening) is not None and rules.search("decision.not", opening) is None


def _introduces(flow: Sequence[Paragraph], line: Paragraph, put: set[int]) -> bool:
    """Return whether a short line without a stop only names who puts the question right after it."""
    after = following(flow, line.index)
    named = len(line.text.split()) <= _NAME and not line.text.rstrip().endswith((".", "!", "?", ":", ";"))
    return named and after is not None and after.index in put


def _before(flow: Sequence[Paragraph], label: Paragraph, asked: Questions, rules: Rules) -> int | None:
    """Return the last question before the label in its stream, unless another labelled answer stands between."""
    first = label.index
    while flow[first].follows:
        first -= 1
        if rules.match("finding.label", flow[first].text):
            break
    at = bisect_left(asked.paragraphs, label.index) - 1
    return asked.all[at].index if at >= 0 and asked.paragraphs[at] >= first else None


def regular(answers: Sequence[Answer], asked: Questions) -> list[Answer]:
    """Cut the one labelled answer that runs on where at least two others are one paragraph each, as the last may."""
    long = [a for a in answers if len(a.spans) > 1]
    if len(long) != 1 or len(answers) <= _REGULAR:
        return list(answers)
    first, *others = long[0].spans
    kept = [first]
    for span in others:
        if not asked.of_block[span.block][0].label:
            break
        kept.append(span)
    return [replace(a, spans=tuple(kept)) if a is long[0] else a for a in answers]


def worded(flow: Sequence[Paragraph], answer: Answer, asked: Questions, rules: Rules) -> Answer:
    """Return the answer without the words "The Leader replied:"; where these stand alone, what follows them."""
    if not answer.spans:
        return answer
    first = answer.spans[0]
    paragraph = next((p for p in asked.of_block.get(first.block, ()) if p.span.start <= first.start < p.span.end), None)
    if paragraph is None:
        return answer
    text = paragraph.text[first.start - paragraph.span.start : first.end - paragraph.span.start]
    hit = rules.match("answer.replied", text)
    if hit is None:
        return answer
    if hit.match.end() < len(text):
        return without(answer, hit.match.end())
    if len(answer.spans) > 1:
        return replace(answer, spans=answer.spans[1:])
    spans: list[Span] = []
    index = paragraph.index
    while after := following(flow, index):
        index = after.index
        other = any(rules.match(slot, after.text) for slot in ("answer.turn", "answer.not", "finding.stop"))
        if index in asked.starts or rules.match("finding.label", after.text) or (spans and other):
            break
        spans.append(after.span)
        if after.text.rstrip().endswith(("”", '"')):
            break
    return replace(answer, spans=tuple(spans) or answer.spans)


def unasked(flow: Sequence[Paragraph], answers: Sequence[Answer], asked: Questions, rules: Rules) -> list[Answer]:
    """Return what a label "Answer:" inside a paragraph opens after a statement, where no question was read."""
    taken: dict[int, list[Span]] = {}
    for span in (s for a in answers for s in a.spans):
        taken.setdefault(span.block, []).append(span)
    found = []
    for paragraph in flow:
        if not rules.may_match("finding.label", paragraph.text):
            continue
        for n, sentence in enumerate(paragraph.sentences[1:], 1):
            hit = rules.match("finding.label", sentence.text)
            if hit is None or hit.match[0].rstrip().lower() != "answer:" or hit.match.end() >= len(sentence.text):
                continue
            start = sentence.span.start + hit.match.end()
            if any(s.start <= start < s.end for s in taken.get(sentence.span.block, ())):
                continue
            if run := run_on(paragraph.sentences[n:], asked.starts_in(paragraph.index), rules):
                span = Span(sentence.span.block, start, run[-1].span.end)
                found.append(Answer(spans=(span,), item=paragraph.item, rule=hit.rule.id, confidence=0.8))
    return found
