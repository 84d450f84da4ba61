"""Reads the clause that answers a question in its own sentence ("Ann asked why, and Bo explained that ...")."""

from __future__ import annotations

from minutebook.candidate import Answer
from minutebook.detect.findings.parts import Asked, Questions, made, run_on, same_one
from minutebook.detect.prose import Paragraph
from minutebook.document import Span
from minutebook.rulepack import Rules


def shared(paragraph: Paragraph, entry: Asked, asked: Questions, rules: Rules) -> Answer | None:
    """Return the clause of the question's sentence that answers it; after "In response to ..." also what follows it."""
    base = paragraph.span.start
    text = paragraph.text[entry.start - base : entry.end - base]
    if lead := rules.match("answer.lead", text):
        if text.endswith(":"):
            return None
        start = entry.start + lead.match.start("answer")
        rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
        more = run_on(rest, asked.starts_in(entry.paragraph), rules, text[lead.match.start("answer") :])
        end = more[-1].span.end if more else entry.end
        return made(entry, (Span(paragraph.span.block, start, end),), lead.rule.id)
    verb = rules.search("question.reported", text) or rules.search("question.request", text)
    after = verb.match.end() if verb else 0
    for rule in rules.likely("answer.clause", text):
        if m := next((m for m in rule.regex.finditer(text) if m.start("answer") >= after), None):
            end = entry.start + _before_asker(text, m.start("answer"), entry.question.asked_by, rules)
            if end == entry.end:
                end = _goes_on(paragraph, entry, asked, rules)
            return made(entry, (Span(paragraph.span.block, entry.start + m.start("answer"), end),), rule.id)
    return None


def _goes_on(paragraph: Paragraph, entry: Asked, asked: Questions, rules: Rules) -> int:
    """Return where an answer in its question's sentence ends: behind the sentences that go on with it ("It also")."""
    end = entry.end
    rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
    told = paragraph.text[entry.start - paragraph.span.start : entry.end - paragraph.span.start]
    for sentence in run_on(rest, asked.starts_in(entry.paragraph), rules, told):
        if not rules.match("answer.same", sentence.text):
            break
        end = sentence.span.end
    return end


def _before_asker(text: str, start: int, asker: str | None, rules: Rules) -> int:
    """Return where an answer inside its question's sentence ends: before the asker's next words after a semicolon."""
    at = start
    while asker and (at := text.find("; ", at) + 1) > 0:
        turn = rules.match("answer.turn", text[at:].lstrip())
        who = turn.match.groupdict().get("who") if turn else None
        if who and same_one(who, asker):
            return at - 1
    return len(text)
