"""What the readers of answers share: where the questions stand, and how far sentences go on answering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import Answer, QuestionAsked
from minutebook.detect.prose import Paragraph, Sentence
from minutebook.detect.questions import is_question, is_reported
from minutebook.document import Span
from minutebook.people import same_person
from minutebook.rulepack import Rules


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its index among the questions and where its last sentence stands in the flow."""

    index: int
    question: QuestionAsked
    paragraph: int
    start: int
    end: int


class Questions:
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
                    located.append(Asked(index, question, paragraph.index, last.start, last.end))
        self.all = sorted(located, key=lambda a: (a.paragraph, a.start))
        self.paragraphs = [a.paragraph for a in self.all]
        """The paragraph of each question."""
        self.put = {a.paragraph for a in self.all if a.question.kind == "put"}
        """The paragraphs in which a question is put."""
        alone = [a for a in self.all if self._alone(a)]
        self.alone = {a.index for a in alone}
        """The questions with nothing else in their paragraphs but their labels."""
        put = [a for a in alone if a.question.kind == "put"]
        counts = Counter(a.question.item for a in put)
        self.listed = {a.index for a in put if counts[a.question.item] > 1}
        """The questions that are put in a list of them, each a paragraph of its own, as those of the public are."""
        self.starts: dict[int, set[int]] = {}
        """For each paragraph with questions where they start."""
        for entry in self.all:
            self.starts.setdefault(entry.paragraph, set()).add(entry.start)

    def _alone(self, entry: Asked) -> bool:
        """Return whether a question stands by itself, with nothing else in its paragraph but its label."""
        first, last = entry.question.spans[0], entry.question.spans[-1]
        paragraph = next(p for p in self.of_block[last.block] if p.index == entry.paragraph)
        whole = first.start <= paragraph.span.start or entry.question.rule.startswith("question.label")
        return whole and last.end == paragraph.span.end

    def starts_in(self, paragraph: int) -> set[int]:
        """Return where the questions of a paragraph start."""
        return self.starts.get(paragraph, set())


def made(entry: Asked, spans: tuple[Span, ...], rule: str) -> Answer:
    """Make the answer to a question; what only stands behind it is a little less sure."""
    sure = 0.85 if rule in ("answer.rest", "answer.next") else 0.9
    return Answer(spans=spans, item=entry.question.item, rule=rule, confidence=sure, question=entry.index)


def without(answer: Answer, length: int) -> Answer:
    """Return the answer without a label of ``length`` characters at its beginning."""
    first = answer.spans[0]
    return replace(answer, spans=(Span(first.block, first.start + length, first.end), *answer.spans[1:]))


def same_one(a: str, b: str) -> bool:
    """Return whether two names as printed are those of one person or office: one in the other, or equal surnames."""
    return a in b or b in a or same_person(a, b)


def run_on(
    sentences: Sequence[Sentence], starts: set[int], rules: Rules, told: str = "", *, together: bool = False
) -> list[Sentence]:
    """Return the sentences that answer, up to the next question, a decision, a task or another speaker's turn.

    ``told`` is what was said of the answer before them: they only go on with it. Where several answer ``together``,
    the turn of another goes on with it, too, if it tells anything.
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
            if rules.match("answer.promise", text) or resolves(text, rules):
                break
            if rules.match("question.speaker", text) or rules.match("finding.stop", text):
                break
            joins = together and who is not None and rules.match("answer.open", text) is not None
            if turn and not joins and not (who and speaker and _goes_on(who, speaker)):
                break
        if not speaker:
            opened = rules.match("answer.turn", text)
            speaker = (opened.match.groupdict().get("who") if opened else None) or text.split(" responded")[0][:40]
        run.append(sentence)
    return run


def _goes_on(who: str, speaker: str) -> bool:
    """Return whether one name may be that of the speaker, or of one of those who speak."""
    return same_one(who, speaker) or who.rsplit(maxsplit=1)[-1] in speaker.split()


def resolves(text: str, rules: Rules) -> bool:
    """Return whether a sentence after an answer states a decision."""
    return rules.search("decision.verb", text) is not None and not any(
        rules.search(slot, text) for slot in ("decision.not", "decision.told")
    )
