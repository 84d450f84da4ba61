"""Reads a list of answers below a list of questions: as many as there are questions, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import Answer
from minutebook.detect.findings.parts import Asked, Questions, made
from minutebook.detect.prose import Paragraph, following
from minutebook.rulepack import Rules


@dataclass(frozen=True, slots=True)
class Series:
    """The answers of such lists, and the indexes in the flow of the paragraphs that hold nothing else."""

    answers: tuple[Answer, ...]
    taken: frozenset[int]


def series(flow: Sequence[Paragraph], asked: Questions, rules: Rules) -> Series:
    """Return the answers of all lists that answer a list of questions one by one."""
    alone = {e.paragraph: e for e in asked.all if e.index in asked.alone and _item(flow[e.paragraph], e)}
    answers: list[Answer] = []
    taken: set[int] = set()
    done = -1
    for index in sorted(alone):
        if index <= done:
            continue
        run = [alone[index]]
        after = following(flow, index)
        while after is not None and after.index in alone:
            run.append(alone[after.index])
            after = following(flow, after.index)
        done = run[-1].paragraph
        if len(run) > 1 and after is not None and (replies := _replies(flow, after, len(run), asked, rules)):
            taken.update(range(after.index, replies[-1].index + 1))
            answers.extend(_answer(e, reply, rules) for e, reply in zip(run, replies, strict=True))
    return Series(tuple(answers), frozenset(taken))


def _item(paragraph: Paragraph, entry: Asked) -> bool:
    """Return whether a question is an item of a list, by its enumerator or by a label ("Q2.")."""
    return bool(paragraph.label) or entry.question.rule.startswith("question.label")


def _replies(
    flow: Sequence[Paragraph], first: Paragraph, count: int, asked: Questions, rules: Rules
) -> list[Paragraph]:
    """Return the ``count`` items from ``first`` on that answer: a line opens them, or each tells so; else none."""
    led = not first.label and first.text.rstrip(" –—-").endswith(":") and _tells(first, rules)
    after = following(flow, first.index) if led else first
    replies: list[Paragraph] = []
    while after is not None and after.index not in asked.starts:
        label = rules.match("finding.label", after.text)
        labelled = label is not None and label.match.end() < len(after.text)
        if not (labelled or (after.label and (led or rules.match("answer.responds", after.text)))):
            break
        replies.append(after)
        after = following(flow, after.index)
    return replies if len(replies) == count else []


def _tells(line: Paragraph, rules: Rules) -> bool:
    """Return whether a line opens answers: a label ("Answers:"), or somebody who "responded"."""
    return any(rules.match(slot, line.text) for slot in ("finding.label", "answer.responds", "answer.replied"))


def _answer(entry: Asked, reply: Paragraph, rules: Rules) -> Answer:
    """Make the answer to one question of the list, without its label."""
    label = rules.match("finding.label", reply.text)
    start = reply.span.start + (label.match.end() if label else 0)
    return made(entry, (replace(reply.span, start=start),), "answer.series")
