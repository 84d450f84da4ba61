"""Reads the answers without a label: the sentences behind a question in its paragraph, or the paragraph after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Answer
from minutebook.detect.findings.parts import Asked, Questions, made, run_on, same_one, without
from minutebook.detect.findings.under import under
from minutebook.detect.findings.within import shared
from minutebook.detect.prose import Paragraph, Sentence, deeper, following, join, listed
from minutebook.detect.questions import is_person, quotation
from minutebook.rulepack import Rules

_TITLE = re.compile(r"\b(?:(?P<he>Mr|Sir)|Mrs|Ms|Miss|Lady)\b")
"""A title that tells whether a "he" or "she" can be the person."""
_WORDS = re.compile(r"[^\W\d_]{2}")
"""What tells anything has words: "(06/17/2031)" does not."""
_PRONOUNS = ("He", "She", "They", "It", "This")
_OPENERS = ("finding.label", "question.speaker", "answer.arrow")
"""What may stand before the words of an answer behind its question: "A:", "Mr Orr:", an arrow or a dash."""
_OTHERS = 2
"""No more paragraphs than these are added to an answer by others."""


def plain(flow: Sequence[Paragraph], entry: Asked, asked: Questions, rules: Rules) -> Answer | None:
    """Return the answer that shares the question's sentence, or stands right after it without a label."""
    paragraph = flow[entry.paragraph]
    reported = entry.question.kind == "reported"
    if reported and (clause := shared(paragraph, entry, asked, rules)):
        return clause
    rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
    if len(rest) == 1 and rules.fullmatch("question.bracket", rest[0].text):
        rest = []
    if rest and rules.match("question.attribution", rest[0].text):
        rest = rest[1:]
    adds = bool(rest) and reported and _same_speaker(paragraph, entry, rest[0].text, rules)
    adds = adds or _answered_below(flow, entry, rest, rules)
    if adds and not _only_adds(rest, asked.starts_in(entry.paragraph), rules):
        rest, adds = _past_asker(paragraph, entry, rest, asked, rules), False
        if not rest:
            return None
    if reported and not adds:
        rest = _from_reply(rest, asked.starts_in(entry.paragraph), rules)
    if rest and not adds:
        run = run_on(rest, asked.starts_in(entry.paragraph), rules)
        if not run or not _WORDS.search(run[0].text):
            return None
        answer = _answer(flow, entry, run, "answer.rest")
        label = next((hit for slot in _OPENERS if (hit := rules.match(slot, run[0].text))), None)
        return without(answer, label.match.end()) if label and label.match.end() < len(run[0].text) else answer
    after = following(flow, entry.paragraph)
    if after is None or after.span.start in asked.starts_in(after.index):
        return None
    if after.index in asked.starts and rules.match("question.label", after.text):
        return None
    if rules.match("answer.not", after.text) or rules.match("finding.label", after.text):
        return None
    if not reported and (called := _called(flow, after, asked, rules)):
        after = called
    if not (reported or rest) and (words := _said_by(flow, after, asked)):
        return made(entry, tuple(p.span for p in words), "answer.speaker")
    if reported and (_same_speaker(paragraph, entry, after.text, rules) or rules.match("answer.aside", after.text)):
        return None
    speaker = None if reported else rules.match("answer.speaker", after.text)
    if not reported and not speaker and not rest and (points := _nested(flow, paragraph, asked)):
        return made(entry, tuple(p.span for p in points), "answer.list")
    known = rules.match("answer.open", after.sentences[0].text) is not None
    styled = not reported and paragraph.block.share("italic") + paragraph.block.share("bold") > 0.8
    plain = styled and after.block.share("italic") + after.block.share("bold") < 0.5
    slanted = not reported and after.block.share("italic") > 0.8 and paragraph.block.share("italic") < 0.2
    named = not reported and entry.question.asked_by is not None and not (paragraph.label and after.label)
    told = named or entry.question.rule.startswith(("question.label", "question.notice"))
    opens = told and entry.question.spans[-1].end == paragraph.span.end
    if adds and (not known or (after.label and not rules.match("answer.responds", after.text))):
        return None
    slanted = slanted and not after.label and entry.question.spans[-1].end == paragraph.span.end
    if not (known or speaker or plain or slanted or opens or (paragraph.text.endswith(":") and after.label)):
        return None
    if paragraph.text.endswith(":") and after.label:
        points = listed(flow, paragraph.index)
        return made(entry, tuple(p.span for p in points), "answer.list") if points else None
    if plain:
        return under(flow, entry, asked, rules)
    asker = entry.question.asked_by
    together = entry.index in asked.listed and not (asker and asker in after.text)
    run = run_on(list(after.sentences), asked.starts_in(after.index), rules, together=together)
    if not run:
        return None
    answer = _with_others(flow, entry, _answer(flow, entry, run, "answer.next"), after, asked, rules)
    if told and (numbered := rules.match("answer.numbered", after.text)):
        return without(answer, numbered.match.end())
    return replace(without(answer, speaker.match.end()), rule="answer.speaker") if speaker else answer


def _called(flow: Sequence[Paragraph], line: Paragraph, asked: Questions, rules: Rules) -> Paragraph | None:
    """Return the turn after one in which the chair only calls who speaks in it ("Mayor: Councillor Orr.")."""
    speaker = rules.match("answer.speaker", line.text)
    if speaker is None or not is_person(line.text[speaker.match.end() :].rstrip(". ")):
        return None
    after = following(flow, line.index)
    called = line.text[speaker.match.end() :].rstrip(". ")
    return after if after is not None and after.text.startswith(called) and after.index not in asked.starts else None


def _said_by(flow: Sequence[Paragraph], line: Paragraph, asked: Questions) -> list[Paragraph]:
    """Return what is said under a line that only tells who does ("Councillor Orr:"): a quotation, or a paragraph."""
    who = line.text.rstrip(" –—-")
    after = following(flow, line.index)
    if after is None or not who.endswith(":") or not is_person(who[:-1]) or asked.starts_in(after.index):
        return []
    return quotation(flow, after) or [after]


def _nested(flow: Sequence[Paragraph], paragraph: Paragraph, asked: Questions) -> list[Paragraph]:
    """Return the list items under the one that puts a question, [] if one puts another, or the first is no sentence."""
    points: list[Paragraph] = []
    after = following(flow, paragraph.index)
    while paragraph.label and after is not None and after.label and deeper(after.block, paragraph.block):
        if asked.starts_in(after.index):
            return []
        points.append(after)
        after = following(flow, after.index)
    return points if points and points[0].text.rstrip().endswith((".", ":")) else []


def _answered_below(flow: Sequence[Paragraph], entry: Asked, rest: Sequence[Sentence], rules: Rules) -> bool:
    """Return whether the next paragraph says that it answers, while nobody answers in the rest of the question's."""
    after = following(flow, entry.paragraph)
    if not rest or after is None or not rules.match("answer.responds", after.text):
        return False
    return not any(rules.match("answer.open", s.text) or _others_turn(s.text, rules) for s in rest)


def _only_adds(rest: Sequence[Sentence], starts: set[int], rules: Rules) -> bool:
    """Return whether what follows a question in its paragraph is all the asker's, so that the next one may answer."""
    return not any(s.span.start in starts or _others_turn(s.text, rules) for s in rest)


def _past_asker(
    paragraph: Paragraph, entry: Asked, rest: Sequence[Sentence], asked: Questions, rules: Rules
) -> list[Sentence]:
    """Return what follows a question from the first sentence on that tells of another; none if a question is before."""
    for n, sentence in enumerate(rest):
        if sentence.span.start in asked.starts_in(entry.paragraph):
            break
        if _others_turn(sentence.text, rules) and not _same_speaker(paragraph, entry, sentence.text, rules):
            return list(rest[n:])
    return []


def _from_reply(rest: Sequence[Sentence], starts: set[int], rules: Rules) -> list[Sentence]:
    """Return what follows a question from where somebody "replied": what nobody says before only explains it."""
    for n, sentence in enumerate(rest):
        if sentence.span.start in starts:
            break
        if rules.match("answer.responds", sentence.text):
            return list(rest[n:])
        if any(rules.match(slot, sentence.text) for slot in ("answer.open", "answer.turn", "answer.not")):
            break
    return list(rest)


def _others_turn(text: str, rules: Rules) -> bool:
    """Return whether a sentence tells of somebody by name, and not of "he" or "she" who spoke before; or of a reply."""
    if rules.match("answer.told", text):
        return True
    turn = rules.match("answer.turn", text)
    if turn is not None:
        return turn.match.groupdict().get("who") not in ("He", "She", "They")
    opens = rules.match("answer.open", text)
    if opens is None or text.split(maxsplit=1)[0] in _PRONOUNS:
        return False
    return opens.match[0].split()[-2:-1] not in (["was"], ["were"], ["been"])


def _same_speaker(paragraph: Paragraph, entry: Asked, text: str, rules: Rules) -> bool:
    """Return whether the words after a question are still those of the person who asked it."""
    asker = entry.question.asked_by
    title = _TITLE.search(asker) if asker else None
    if title and text.startswith("She " if title["he"] else "He "):
        return False
    if rules.match("answer.not.first", text):
        if entry.question.put_to and entry.question.rule == "question.asked.tell":
            return False
        return rules.match("question.to.passive", paragraph.text[entry.start - paragraph.span.start :]) is None
    base = paragraph.span.start
    question = paragraph.text[entry.start - base : entry.end - base]
    verb = rules.search("question.reported", question) or rules.search("question.request", question)
    turn = rules.match("answer.turn", text)
    who = turn.match.groupdict().get("who") if turn else None
    if who and asker and same_one(who, asker):
        return True
    if turn and not who and asker and text.removeprefix("The ").startswith(f"{asker} "):
        return True
    return bool(who and verb and who in question[: verb.match.start()])


def _answer(flow: Sequence[Paragraph], entry: Asked, run: Sequence[Sentence], rule: str) -> Answer:
    """Make an answer of sentences; one that ends with a colon takes its list along."""
    spans = join(run)
    last = flow[run[-1].paragraph]
    if run[-1].text.endswith(":") and run[-1].place == len(last.sentences) - 1:
        spans += tuple(p.span for p in listed(flow, last.index))
    return made(entry, spans, rule)


def _with_others(
    flow: Sequence[Paragraph], entry: Asked, answer: Answer, last: Paragraph, asked: Questions, rules: Rules
) -> Answer:
    """Add the paragraphs right after an answer with which others add to it ("The Clerk added that ...").

    Whoever bears the title of the one who asked ("Commissioner") takes a turn of their own.
    """
    spans = list(answer.spans)
    title = (entry.question.asked_by or "").split(maxsplit=1)
    while spans[-1].end == last.span.end and (after := following(flow, last.index)) and len(spans) <= _OTHERS:
        adds = rules.match("answer.adds", after.text)
        if adds is None or after.index in asked.starts or not title or title[0] == adds.match["who"].split()[0]:
            break
        spans.append(after.span)
        last = after
    return replace(answer, spans=tuple(spans))


def continued(flow: Sequence[Paragraph], entry: Asked, answer: Answer, asked: Questions, rules: Rules) -> Answer:
    """Add the paragraphs that go on with an answer inside a labelled finding, up to somebody's turn or a question."""
    last = asked.of_block[answer.spans[-1].block][0]
    spans = list(answer.spans)
    while spans[-1].end == last.span.end and (after := following(flow, last.index)):
        asker = entry.question.asked_by
        turn = rules.match("answer.turn", after.text) or (asker and asker in " ".join(after.text.split()[:5]))
        stop = rules.match("finding.stop", after.text) or rules.match("finding.label", after.text)
        if turn or stop or after.index in asked.starts or after.label or rules.match("answer.not", after.text):
            break
        spans.append(after.span)
        last = after
    return replace(answer, spans=tuple(spans))
