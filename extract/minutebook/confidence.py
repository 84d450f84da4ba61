"""How likely each record is one: from how it was found and what stands around it, with numbers that were fitted.

A record's confidence is the probability that there truly is such a record in the minutes. The rules' own confidence
only ranks what they find; here each record gets its *traits*, what a careful reader would doubt it for, and the
numbers of ``models/calibration.json`` turn rule and traits into a probability. ``models/calibrate.py`` fits them.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

from minutebook.records import Action, AgendaItem, Decision, Finding, Minutes, Person, Question, renewed

if TYPE_CHECKING:
    from minutebook.rulepack import Rules

KINDS = ("attendance", "agenda_items", "questions", "findings", "decisions", "actions")
NUMBERS = "calibration.json"
CHECK = 0.9
"""A record less sure than this is listed in ``checks.csv``; ``models/calibration.md`` says how many are, and how many
of the wrong ones are among them."""
WEAK = 0.8
"""A rule that gives itself less is a weak one."""
_FEW = 4
"""So many headings of one make are a habit of the document; fewer may be a chance."""
_SHORT = {"question": 5, "action": 4}
"""Fewer words than this seldom say all."""


class Trait(NamedTuple):
    """A reason to doubt a record: what is odd about it, and what a person should look at."""

    why: str
    look: str


TRAITS: dict[str, Trait] = {
    "weak": Trait("the phrase that found it often means something else", "whether the sentence says so"),
    "short": Trait("it has very few words", "whether it is whole and says what it is about"),
    # attendance
    "group": Trait("the name has words of a body or a remark", "whether it is the name of a person"),
    "one word": Trait("the name is a single word", "whether it is the whole name of a person"),
    # headings
    "rare": Trait("few headings of the document are set like it", "whether it opens an item of business"),
    "only": Trait("it is the only item on its level", "whether it is an item of its own"),
    "under": Trait("it stands under another item", "whether it is an item of its own or part of the text"),
    "bare": Trait("it has no number", "whether it is a heading"),
    "idle": Trait("nothing is recorded under it", "whether it is a heading or a line of the text"),
    "sentence": Trait("it reads like a sentence", "whether it is a heading or a line of the text"),
    # questions
    "no mark": Trait("it stands in a question's place and has no question mark", "whether it asks for something"),
    # findings
    "astray": Trait("no question belongs to it", "which question it answers"),
    "doubted": Trait("its question is doubtful itself", "whether there is a question, and this is the answer"),
    "torn": Trait("it begins in the middle of a sentence", "where the answer begins"),
    "no reply": Trait("no word of it says that somebody answers", "whether it answers the question"),
    # actions
    "plain": Trait("it is a promise in a plain sentence", "whether somebody is to do it after the meeting"),
    "nobody": Trait("nobody is named who is to do it", "whether it is a task, and whose"),
    "stranger": Trait("its owner is not in the list of those present", "who is to do it"),
    "told": Trait("it tells what happened", "whether it is a task or a report"),
}
"""Every trait, by its name; none makes a record more likely. The numbers may not use all of them."""


Traits = dict[str, list[tuple[str, ...]]]
"""For each kind of record the traits of each record, in their order."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of one kind of record: they add up to the logarithm of its odds.

    ``base`` is that of a record without any trait whose rule is not in ``rules``.
    """

    base: float
    traits: Mapping[str, float]
    rules: Mapping[str, float]

    def probability(self, rule: str, traits: Iterable[str]) -> float:
        """Return how likely a record is one that this rule found and that has these traits."""
        odds = self.base + self.rules.get(rule, 0.0) + sum(self.traits.get(t, 0.0) for t in traits)
        return 1 / (1 + exp(-odds))


@functools.cache
def load() -> Mapping[str, Scale]:
    """Return the numbers that ship with minutebook, by kind of record."""
    text = importlib.resources.files("minutebook.models").joinpath(NUMBERS).read_text(encoding="utf-8")
    return {kind: Scale(**numbers) for kind, numbers in json.loads(text)["kinds"].items()}


def weigh(minutes: Minutes, scales: Mapping[str, Scale], found: Traits) -> Minutes:
    """Return the records, each with the probability that it is one in place of its rule's own confidence."""
    weighed: dict[str, Any] = {"meeting": _sure(minutes.meeting, scales["meeting"], ())}
    for kind in KINDS:
        these = zip(getattr(minutes, kind), found[kind], strict=True)
        weighed[kind] = tuple([_sure(record, scales[kind], its) for record, its in these])
    return replace(minutes, **weighed)


def _sure(record: Any, scale: Scale, its: Iterable[str]) -> Any:  # noqa: ANN401 - any record
    if record.evidence is None:
        return record
    sure = round(scale.probability(record.evidence.rule, its), 3)
    return renewed(record, evidence=renewed(record.evidence, confidence=sure))


def traits(minutes: Minutes, rules: Rules) -> Traits:
    """Return the traits of each record of each kind, in their order, as resolved (before ``weigh``)."""
    weak = {r.id for r in minutes.questions if _weak(r)}
    found: Traits = {"agenda_items": _of_headings(minutes)}
    judges: dict[str, Callable[[Any], Iterator[str]]] = {
        "attendance": lambda r: _of_person(r, rules),
        "questions": _of_question,
        "findings": lambda r: _of_finding(r, weak, rules),
        "decisions": _of_decision,
        "actions": lambda r: _of_action(r, rules),
    }
    for kind, judge in judges.items():
        found[kind] = [tuple(judge(r)) for r in getattr(minutes, kind)]
    return found


def _weak(record: Any) -> bool:  # noqa: ANN401 - any record
    return bool(record.evidence.confidence < WEAK)


def _of_person(person: Person, rules: Rules) -> Iterator[str]:
    if rules.search("confidence.group", person.name):
        yield "group"
    if len(person.name.split()) < 2:
        yield "one word"


def _of_headings(minutes: Minutes) -> list[tuple[str, ...]]:
    """Return the traits of the headings, which are doubted for what sets each apart from the others."""
    items = minutes.agenda_items
    makes = Counter(_make(i) for i in items)
    beside = Counter((i.parent, i.level) for i in items)
    holds = {i.parent for i in items}
    for kind in ("questions", "findings", "decisions", "actions"):
        holds.update(r.item for r in getattr(minutes, kind))
    return [tuple(_of_heading(i, makes, beside, holds)) for i in items]


def _make(item: AgendaItem) -> str:
    return item.evidence.rule if item.evidence else ""


def _of_heading(
    item: AgendaItem,
    makes: Mapping[str, int],
    beside: Mapping[tuple[str | None, int], int],
    holds: set[str | None],
) -> Iterator[str]:
    if makes[_make(item)] < _FEW:
        yield "rare"
    if beside[item.parent, item.level] == 1:
        yield "only"
    if item.level > 1:
        yield "under"
    if item.number is None:
        yield "bare"
    if item.id not in holds:
        yield "idle"
    if item.title.endswith((".", ";", ",")) or item.title[:1].islower():
        yield "sentence"


def _of_question(question: Question) -> Iterator[str]:
    if _weak(question):
        yield "weak"
    if _short(question.text, "question"):
        yield "short"
    if question.kind == "put" and not question.text.endswith("?"):
        yield "no mark"


def _of_finding(finding: Finding, weak: set[str], rules: Rules) -> Iterator[str]:
    if finding.question is None:
        yield "astray"
    if finding.question in weak:
        yield "doubted"
    if not finding.text[:1].isalnum() or finding.text[:1].islower():
        yield "torn"
    if not rules.search("confidence.replies", finding.text):
        yield "no reply"


def _short(text: str, kind: str) -> bool:
    return len(text.split()) < _SHORT[kind]


def _of_decision(decision: Decision) -> Iterator[str]:
    if _weak(decision):
        yield "weak"


def _of_action(action: Action, rules: Rules) -> Iterator[str]:
    if _weak(action):
        yield "weak"
    if _short(action.text, "action"):
        yield "short"
    if not action.marked:
        yield "plain"
    if not action.owners:
        yield "nobody"
    elif not action.owner_people:
        yield "stranger"
    if rules.search("confidence.told", action.text) and not rules.search("confidence.ahead", action.text):
        yield "told"
