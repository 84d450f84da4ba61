"""Finds the answers to questions: labelled blocks, and the sentences or paragraphs right after a question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import Answer, Candidate, QuestionAsked
from minutebook.detect.dialogue import speakers
from minutebook.detect.paired import Pairs, pairs
from minutebook.detect.prose import Paragraph, Sentence, deeper, following, join, listed, paragraphs
from minutebook.detect.questions import is_question, is_reported
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.people import same_person
from minutebook.rulepack import Rules

_TITLE = re.compile(r"\b(?:(?P<he>Mr|Sir)|Mrs|Ms|Miss|Lady)\b")
"""A title that tells whether a "he" or "she" can be the person."""
_NAME = 10
"""A line of more words than this does not just name who puts the next question."""


_PRONOUNS = ("He", "She", "They", "It", "This")
_NEAR = 2
"""Between a question and its answer in a dialogue stand at most so many paragraphs that nobody speaks."""
_INSET = 9.0
"""An answer that stands so many points further in than its question ends where the text stands further out again."""
_OPENERS = ("finding.label", "question.speaker", "answer.arrow")
"""What may stand before the words of an answer behind its question: "A:", "Mr Orr:", an arrow or a dash."""
_OTHERS = 2
"""No more paragraphs than these are added to an answer by others."""
_REGULAR = 2
"""So many labelled answers of one paragraph each tell how long the last one is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its index among the questions and where its last sentence stands in the flow."""

    index: int
    question: QuestionAsked
    paragraph: int
    start: int
    end: int


class _Questions:
    """The questions in the order of the flow, and where they stand in it."""

    def __init__(self, flow: Sequence[Paragraph], questions: Sequence[QuestionAsked]) -> None:
        self.of_block: dict[int, list[Paragraph]] = {}
        """The paragraphs of each block."""
        for paragraph in flow:
            self.of_block.setdefault(paragraph.span.block, []).append(paragraph)
        located = []
        for index, question in enumerate(questions):
            last = question.spans[-1]
            for paragraph in self.of_block.get(last.block, ()):
                if paragraph.span.start <= last.start < paragraph.span.end:
                    located.append(_Asked(index, question, paragraph.index, last.start, last.end))
        self.all = sorted(located, key=lambda a: (a.paragraph, a.start))
        self.paragraphs = [a.paragraph for a in self.all]
        """The paragraph of each question."""
        self.put = {a.paragraph for a in self.all if a.question.kind == "put"}
        """The paragraphs in which a question is put."""
        self.starts: dict[int, set[int]] = {}
        """For each paragraph with questions where they start."""
        for entry in self.all:
            self.starts.setdefault(entry.paragraph, set()).add(entry.start)

    def starts_in(self, paragraph: int) -> set[int]:
        """Return where the questions of a paragraph start."""
        return self.starts.get(paragraph, set())


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the answers in document order; ``Answer.question`` counts the questions in ``found``."""
    flow = paragraphs(outline, ("body", "closing"))
    asked = _Questions(flow, [c for c in found if isinstance(c, QuestionAsked)])
    tabled, turns = pairs(flow, rules), speakers(flow, rules, found)
    answers: list[Answer] = []
    for paragraph in flow:
        if paragraph.index not in tabled.taken and rules.match("finding.label", paragraph.text):
            answers.extend(_labelled(flow, paragraph, asked, rules))
    answers = _regular(answers, asked) + _tabled(tabled, asked)
    answered = {a.question for a in answers}
    labelled = {s.block for a in answers for s in a.spans}
    for entry in asked.all:
        if entry.paragraph in tabled.taken:
            continue
        if entry.index in answered:
            continue
        told = entry.paragraph in turns and entry.question.kind == "put"
        if answer := _turn(flow, entry, turns, asked, rules) if told else _plain(flow, entry, asked, rules):
            nested = flow[entry.paragraph].span.block in labelled and answer.rule == "answer.next"
            answers.append(_continued(flow, entry, answer, asked, rules) if nested else answer)
    answers = [_worded(flow, a, asked, rules) for a in answers]
    answers.extend(_unasked(flow, answers, asked, rules))
    return tuple(sorted((a for a in answers if a.spans), key=lambda a: (a.spans[0].block, a.spans[0].start)))


def _turn(
    flow: Sequence[Paragraph], entry: _Asked, turns: Mapping[int, str], asked: _Questions, rules: Rules
) -> Answer | None:
    """Return the turn of a dialogue with which another than the asker answers, the name before it included."""
    paragraph = flow[entry.paragraph]
    rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
    if rest and rules.match("answer.speaker", rest[0].text):
        run = _run(rest, asked.starts_in(paragraph.index), rules)
        if not run:
            return None
        label = rules.match("finding.label", run[0].text)
        return _without(_made(entry, join(run), "answer.speaker"), label.match.end() if label else 0)
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
    return _made(entry, join(kept), "answer.speaker")


def _tabled(tabled: Pairs, asked: _Questions) -> list[Answer]:
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


def _regular(answers: Sequence[Answer], asked: _Questions) -> list[Answer]:
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


def _worded(flow: Sequence[Paragraph], answer: Answer, asked: _Questions, rules: Rules) -> Answer:
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
        return _without(answer, hit.match.end())
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


def _unasked(flow: Sequence[Paragraph], answers: Sequence[Answer], asked: _Questions, rules: Rules) -> list[Answer]:
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
            if run := _run(paragraph.sentences[n:], asked.starts_in(paragraph.index), rules):
                span = Span(sentence.span.block, start, run[-1].span.end)
                found.append(Answer(spans=(span,), item=paragraph.item, rule=hit.rule.id, confidence=0.8))
    return found


def _labelled(flow: Sequence[Paragraph], paragraph: Paragraph, asked: _Questions, rules: Rules) -> list[Answer]:
    """Return everything under a label up to the next question that was put, the next label or the end of the item."""
    hit = rules.match("finding.label", paragraph.text)
    assert hit is not None
    spans: list[Span] = []
    inline = hit.match.end() < len(paragraph.text)
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


def _resolves(text: str, rules: Rules) -> bool:
    """Return whether a sentence after an answer states a decision."""
    return rules.search("decision.verb", text) is not None and not any(
        rules.search(slot, text) for slot in ("decision.not", "decision.told")
    )


def _introduces(flow: Sequence[Paragraph], line: Paragraph, put: set[int]) -> bool:
    """Return whether a short line without a stop only names who puts the question right after it."""
    after = following(flow, line.index)
    named = len(line.text.split()) <= _NAME and not line.text.rstrip().endswith((".", "!", "?", ":", ";"))
    return named and after is not None and after.index in put


def _before(flow: Sequence[Paragraph], label: Paragraph, asked: _Questions, rules: Rules) -> int | None:
    """Return the last question before the label in its stream, unless another labelled answer stands between."""
    first = label.index
    while flow[first].follows:
        first -= 1
        if rules.match("finding.label", flow[first].text):
            break
    at = bisect_left(asked.paragraphs, label.index) - 1
    return asked.all[at].index if at >= 0 and asked.paragraphs[at] >= first else None


def _plain(flow: Sequence[Paragraph], entry: _Asked, asked: _Questions, rules: Rules) -> Answer | None:
    """Return the answer that shares the question's sentence, or stands right after it without a label."""
    paragraph = flow[entry.paragraph]
    reported = entry.question.kind == "reported"
    if reported and (shared := _shared(paragraph, entry, asked, rules)):
        return shared
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
        run = _run(rest, asked.starts_in(entry.paragraph), rules)
        if not run:
            return None
        answer = _answer(flow, entry, run, "answer.rest")
        label = next((hit for slot in _OPENERS if (hit := rules.match(slot, run[0].text))), None)
        return _without(answer, label.match.end()) if label and label.match.end() < len(run[0].text) else answer
    after = following(flow, entry.paragraph)
    if after is None or after.span.start in asked.starts_in(after.index):
        return None
    if rules.match("answer.not", after.text) or rules.match("finding.label", after.text):
        return None
    if reported and _same_speaker(paragraph, entry, after.text, rules):
        return None
    speaker = None if reported else rules.match("answer.speaker", after.text)
    if not reported and not speaker and not rest and (points := _nested(flow, paragraph, asked)):
        return _made(entry, tuple(p.span for p in points), "answer.list")
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
        return _made(entry, tuple(p.span for p in points), "answer.list") if points else None
    if plain:
        return _under(flow, entry, asked, rules)
    run = _run(list(after.sentences), asked.starts_in(after.index), rules)
    if not run:
        return None
    answer = _with_others(flow, entry, _answer(flow, entry, run, "answer.next"), after, asked, rules)
    if told and (numbered := rules.match("answer.numbered", after.text)):
        return _without(answer, numbered.match.end())
    return replace(_without(answer, speaker.match.end()), rule="answer.speaker") if speaker else answer


def _nested(flow: Sequence[Paragraph], paragraph: Paragraph, asked: _Questions) -> list[Paragraph]:
    """Return the list items under the one that puts a question, [] if one puts another, or the first is no sentence."""
    points: list[Paragraph] = []
    after = following(flow, paragraph.index)
    while paragraph.label and after is not None and after.label and deeper(after.block, paragraph.block):
        if asked.starts_in(after.index):
            return []
        points.append(after)
        after = following(flow, after.index)
    return points if points and points[0].text.rstrip().endswith((".", ":")) else []


def _answered_below(flow: Sequence[Paragraph], entry: _Asked, rest: Sequence[Sentence], rules: Rules) -> bool:
    """Return whether the next paragraph says that it answers, while nobody answers in the rest of the question's."""
    after = following(flow, entry.paragraph)
    if not rest or after is None or not rules.match("answer.responds", after.text):
        return False
    return not any(rules.match("answer.open", s.text) or _others_turn(s.text, rules) for s in rest)


def _only_adds(rest: Sequence[Sentence], starts: set[int], rules: Rules) -> bool:
    """Return whether what follows a question in its paragraph is all the asker's, so that the next one may answer."""
    return not any(s.span.start in starts or _others_turn(s.text, rules) for s in rest)


def _past_asker(
    paragraph: Paragraph, entry: _Asked, rest: Sequence[Sentence], asked: _Questions, rules: Rules
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


def _continued(flow: Sequence[Paragraph], entry: _Asked, answer: Answer, asked: _Questions, rules: Rules) -> Answer:
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


def _with_others(
    flow: Sequence[Paragraph], entry: _Asked, answer: Answer, last: Paragraph, asked: _Questions, rules: Rules
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


def _under(flow: Sequence[Paragraph], entry: _Asked, asked: _Questions, rules: Rules) -> Answer:
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
    return _made(entry, tuple(spans), "answer.under")


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
        again = turn is not None and (turn.rule.id == "answer.turn.request" or bool(who and asker and _one(who, asker)))
        other = (kept or not first) and (again or rules.match("answer.promise", sentence.text))
        if other or rules.match("finding.stop", sentence.text) or rules.match("answer.not", sentence.text):
            break
        kept.append(sentence)
    return kept


def _without(answer: Answer, length: int) -> Answer:
    """Return the answer without a label of ``length`` characters at its beginning."""
    first = answer.spans[0]
    return replace(answer, spans=(Span(first.block, first.start + length, first.end), *answer.spans[1:]))


def _shared(paragraph: Paragraph, entry: _Asked, asked: _Questions, rules: Rules) -> Answer | None:
    """Return the clause of the question's sentence that answers it; after "In response to ..." also what follows it."""
    base = paragraph.span.start
    text = paragraph.text[entry.start - base : entry.end - base]
    if lead := rules.match("answer.lead", text):
        if text.endswith(":"):
            return None
        start = entry.start + lead.match.start("answer")
        rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
        more = _run(rest, asked.starts_in(entry.paragraph), rules, text[lead.match.start("answer") :])
        end = more[-1].span.end if more else entry.end
        return _made(entry, (Span(paragraph.span.block, start, end),), lead.rule.id)
    verb = rules.search("question.reported", text) or rules.search("question.request", text)
    after = verb.match.end() if verb else 0
    for rule in rules.likely("answer.clause", text):
        if m := next((m for m in rule.regex.finditer(text) if m.start("answer") >= after), None):
            end = entry.start + _before_asker(text, m.start("answer"), entry.question.asked_by, rules)
            if end == entry.end:
                end = _goes_on(paragraph, entry, asked, rules)
            return _made(entry, (Span(paragraph.span.block, entry.start + m.start("answer"), end),), rule.id)
    return None


def _goes_on(paragraph: Paragraph, entry: _Asked, asked: _Questions, rules: Rules) -> int:
    """Return where an answer in its question's sentence ends: behind the sentences that go on with it ("It also")."""
    end = entry.end
    rest = [s for s in paragraph.sentences if s.span.start >= entry.end]
    told = paragraph.text[entry.start - paragraph.span.start : entry.end - paragraph.span.start]
    for sentence in _run(rest, asked.starts_in(entry.paragraph), rules, told):
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
        if who and _one(who, asker):
            return at - 1
    return len(text)


def _same_speaker(paragraph: Paragraph, entry: _Asked, text: str, rules: Rules) -> bool:
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
    if who and asker and _one(who, asker):
        return True
    return bool(who and verb and who in question[: verb.match.start()])


def _one(a: str, b: str) -> bool:
    """Return whether two names as printed are those of one person or office: one in the other, or equal surnames."""
    return a in b or b in a or same_person(a, b)


def _run(sentences: Sequence[Sentence], starts: set[int], rules: Rules, told: str = "") -> list[Sentence]:
    """Return the sentences that answer, up to the next question, a decision, a task or another speaker's turn.

    ``told`` is what was said of the answer before them: they only go on with it.
    """
    run: list[Sentence] = []
    speaker = told
    for sentence in sentences:
        text = sentence.text
        if sentence.span.start in starts or is_question(text) or is_reported(text, rules):
            break
        if rules.match("answer.not", text) or rules.search("answer.not", text) or rules.match("answer.task", text):
            break
        turn = rules.match("answer.turn", text)
        who = turn.match.groupdict().get("who") if turn else None
        if run or told:
            if rules.match("answer.promise", text) or _resolves(text, rules):
                break
            if rules.match("question.speaker", text) or rules.match("finding.stop", text):
                break
            if turn and not (who and speaker and (_one(who, speaker) or who.split()[-1] in speaker.split())):
                break
        if not speaker:
            opened = rules.match("answer.turn", text)
            speaker = (opened.match.groupdict().get("who") if opened else None) or text.split(" responded")[0][:40]
        run.append(sentence)
    return run


def _answer(flow: Sequence[Paragraph], entry: _Asked, run: Sequence[Sentence], rule: str) -> Answer:
    """Make an answer of sentences; one that ends with a colon takes its list along."""
    spans = join(run)
    last = flow[run[-1].paragraph]
    if run[-1].text.endswith(":") and run[-1].place == len(last.sentences) - 1:
        spans += tuple(p.span for p in listed(flow, last.index))
    return _made(entry, spans, rule)


def _made(entry: _Asked, spans: tuple[Span, ...], rule: str) -> Answer:
    sure = 0.85 if rule in ("answer.rest", "answer.next") else 0.9
    return Answer(spans=spans, item=entry.question.item, rule=rule, confidence=sure, question=entry.index)
