"""Reads what is set plain under a question in bold or italics."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.candidate import Answer
from minutebook.detect.findings.parts import Asked, Questions, made, same_one
from minutebook.detect.prose import Paragraph, Sentence, following, join
from minutebook.document import Span
from minutebook.rulepack import Rules


def under(flow: Sequence[Paragraph], entry: Asked, asked: Questions, rules: Rules) -> Answer:
    """Return what is set plain under a question in bold or italics, up to the next question, label or styled line."""
    spans: list[Span] = []
    index = entry.paragraph
    told = ""
    asker = entry.question.asked_by
    while after := following(flow, index):
        index = after.index
        styled = after.block.share("italic") + after.block.share("bold") > 0.8
        if styled or rules.match("finding.stop", after.text) or rules.match("answer.not", after.text):
            break
        if spans and _another(after.text, told, rules):
            break
        kept = _answering(after, not spans, asked.starts_in(index), asker, rules)
        told = f"{told} {after.text}"
        spans.extend(join(kept))
        if len(kept) < len(after.sentences):
            break
    return made(entry, tuple(spans), "answer.under")


def _another(text: str, told: str, rules: Rules) -> bool:
    """Return whether a paragraph is the turn of somebody who is not named in what was ``told`` before it."""
    turn = rules.match("answer.turn", text)
    who = turn.match.groupdict().get("who") if turn else None
    return who is not None and who not in ("He", "She", "They") and who not in told


def _answering(paragraph: Paragraph, first: bool, starts: set[int], asker: str | None, rules: Rules) -> list[Sentence]:
    """Return the sentences of a paragraph that go on answering, up to a question, a promise or the asker's turn."""
    kept: list[Sentence] = []
    for sentence in paragraph.sentences:
        if sentence.span.start in starts:
            break
        turn = rules.match("answer.turn", sentence.text)
        who = turn.match.groupdict().get("who") if turn else None
        again = turn is not None and (
            turn.rule.id == "answer.turn.request" or bool(who and asker and same_one(who, asker))
        )
        other = (kept or not first) and (again or rules.match("answer.promise", sentence.text))
        if other or rules.match("finding.stop", sentence.text) or rules.match("answer.not", sentence.text):
            break
        kept.append(sentence)
    return kept
