"""Finds the answers to questions: labelled blocks, and the sentences or paragraphs right after a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minutebook.candidate import Answer, Candidate, QuestionAsked
from minutebook.detect.dialogue import speakers
from minutebook.detect.findings.labelled import labelled, regular, unasked, worded
from minutebook.detect.findings.parts import Asked, Questions, made, run_on, without
from minutebook.detect.findings.plain import continued, plain
from minutebook.detect.findings.series import series
from minutebook.detect.paired import Pairs, pairs
from minutebook.detect.prose import Paragraph, following, join, paragraphs
from minutebook.outline import Outline
from minutebook.rulepack import Rules

_NEAR = 2
"""Between a question and its answer in a dialogue stand at most so many paragraphs that nobody speaks."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the answers in document order; ``Answer.question`` counts the questions in ``found``."""
    flow = paragraphs(outline, ("body", "closing"))
    asked = Questions(flow, [c for c in found if isinstance(c, QuestionAsked)])
    tabled, turns = pairs(flow, rules), speakers(flow, rules, found)
    answers: list[Answer] = []
    below = series(flow, asked, rules)
    taken = tabled.taken | below.taken
    for paragraph in flow:
        if paragraph.index not in taken and rules.match("finding.label", paragraph.text):
            answers.extend(labelled(flow, paragraph, asked, rules))
    answers = regular(answers, asked) + _tabled(tabled, asked) + list(below.answers)
    answered = {a.question for a in answers}
    blocks = {s.block for a in answers for s in a.spans}
    for entry in asked.all:
        if entry.paragraph in tabled.taken:
            continue
        if entry.index in answered:
            continue
        told = entry.paragraph in turns and entry.question.kind == "put"
        if answer := _turn(flow, entry, turns, asked, rules) if told else plain(flow, entry, asked, rules):
            nested = flow[entry.paragraph].span.block in blocks and answer.rule == "answer.next"
            answers.append(continued(flow, entry, answer, asked, rules) if nested else answer)
    answers = [worded(flow, a, asked, rules) for a in answers]
    answers.extend(unasked(flow, answers, asked, rules))
    return tuple(sorted((a for a in answers if a.spans), key=lambda a: (a.spans[0].block, a.spans[0].start)))


def _turn(
    flow: Sequence[Paragraph], entry: Asked, turns: Mapping[int, str], asked: Questions, rules: Rules
) -> Answer | None:
    """Return the turn of a dialogue with which another than the asker answers, the name before it included."""
    paragraph = flow[entry.paragraph]
    rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
    if rest and rules.match("answer.speaker", rest[0].text):
        run = run_on(rest, asked.starts_in(paragraph.index), rules)
        if not run:
            return None
        label = rules.match("finding.label", run[0].text)
        return without(made(entry, join(run), "answer.speaker"), label.match.end() if label else 0)
    index = paragraph.index
    for _ in range(_NEAR):
        after = following(flow, index)
        if after is None or after.index in turns or after.index in asked.starts:
            break
        index = after.index
    after = following(flow, index)
    if after is None or after.index not in turns or turns[after.index] == turns[paragraph.index]:
        return None
    if after.span.start in asked.starts_in(after.index) or rules.match("answer.not", after.text):
        return None
    end = min((s for s in asked.starts_in(after.index)), default=after.span.end)
    kept = [s for s in after.sentences if s.span.start < end]
    return made(entry, join(kept), "answer.speaker")


def _tabled(tabled: Pairs, asked: Questions) -> list[Answer]:
    """Return the answers that have a cell of their own beside their question."""
    at = {entry.question.spans[0]: entry.index for entry in asked.all}
    return [
        Answer(
            spans=tuple(p.span for p in pair.answer),
            item=pair.question[0].item,
            rule="answer.tabled",
            confidence=0.95,
            question=at.get(pair.question[0].span),
        )
        for pair in tabled.rows
        if pair.answer
    ]
