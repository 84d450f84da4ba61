"""Makes training material: labelled sentences of gold documents beside what the rules found, and invented sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from features import features
from rapidfuzz import fuzz

from minutebook.candidate import ActionPromised, Answer, Candidate, DecisionTaken, QuestionAsked
from minutebook.clean import clean
from minutebook.detect import detect
from minutebook.detect.prose import Paragraph, Sentence, paragraphs
from minutebook.document import Document
from minutebook.evaluate.alike import LIKE, fold
from minutebook.evaluate.gold import Gold, GoldAction, GoldPassage, read_golds
from minutebook.evaluate.material import sources_of
from minutebook.outline import outline
from minutebook.read import read
from minutebook.rulepack import load

LABELS = ("question", "answer", "commitment", "decision")
"""A sentence with none of them is narrative. Marked actions are left to the rules, which find them by their marks."""
_OF = {QuestionAsked: "question", Answer: "answer", DecisionTaken: "decision", ActionPromised: "commitment"}
_LONGEST = 700
"""No passage has more words than this."""
Reach = dict[int, tuple[int, int]]
"""The characters that a record takes of each block."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence: its features, its labels, those that the rules gave it, and who published it ("" if invented)."""

    features: tuple[str, ...]
    labels: frozenset[str]
    rules: frozenset[str]
    publisher: str


def gold_samples(golds: Path, sources: Path) -> Iterator[Sample]:
    """Yield every sentence of the business of the gold documents, sentences of marked actions left out."""
    labelled = read_golds(golds)
    places = sources_of(labelled, sources)
    for gold in labelled:
        if gold.file in places:
            yield from _of_document(gold, read(places[gold.file], source=gold.file))


def _of_document(gold: Gold, source: Document) -> Iterator[Sample]:
    rules = load()
    tree = outline(clean(source, rules), rules)
    found = detect(tree, rules)
    marked: list[Reach] = []
    true: list[tuple[str, Reach]] = []
    tokens = _tokens(tree.document)
    kinds: Mapping[str, Iterable[GoldPassage] | None] = {
        "question": gold.questions,
        "answer": gold.findings,
        "commitment": gold.actions,
        "decision": gold.decisions,
    }
    for label, records in kinds.items():
        for record in records or ():
            if reach := _locate(tokens, tree.document, record):
                if isinstance(record, GoldAction) and record.marked:
                    marked.append(reach)
                else:
                    true.append((label, reach))
    read_off = [(_OF[type(c)], _reach(c)) for c in found if type(c) in _OF]
    marked += [_reach(c) for c in found if isinstance(c, ActionPromised) and c.marked]
    for paragraph in paragraphs(tree, ("body", "closing", "next_meeting", "actions")):
        for sentence in paragraph.sentences:
            if any(_share(sentence, reach) > 0.3 for reach in marked):
                continue
            yield Sample(
                tuple(_features(paragraph, sentence)),
                frozenset(label for label, reach in true if _share(sentence, reach) > 0.5),
                frozenset(label for label, reach in read_off if _share(sentence, reach) > 0.3),
                gold.publisher,
            )
    rules.forget()


def _features(paragraph: Paragraph, sentence: Sentence) -> list[str]:
    every, block, n = paragraph.sentences, paragraph.block, sentence.place
    place = [paragraph.zone, f"sentence {min(n, 3)}"]
    place += [
        name
        for name, is_so in (
            ("last", n + 1 == len(every)),
            ("listed", bool(paragraph.label)),
            ("bold", block.bold),
            ("italic", block.italic),
            ("cell", block.cell is not None),
        )
        if is_so
    ]
    before = every[n - 1].text if n else ""
    after = every[n + 1].text if n + 1 < len(every) else ""
    return features(sentence.text, before, after, place)


def _reach(candidate: Candidate) -> Reach:
    reach: Reach = {}
    for span in candidate.spans:
        a, b = reach.get(span.block, (span.start, span.end))
        reach[span.block] = (min(a, span.start), max(b, span.end))
    return reach


def _share(sentence: Sentence, reach: Reach) -> float:
    """Return the share of a sentence, in [0, 1], that a record takes."""
    span = sentence.span
    if span.block not in reach:
        return 0.0
    a, b = reach[span.block]
    return max(0, min(b, span.end) - max(a, span.start)) / max(1, span.end - span.start)


def _tokens(document: Document) -> list[tuple[str, int, int, int]]:
    """Return the folded words of the flow, each with its block and where it stands there."""
    return [
        (word, i, m.start(), m.end())
        for i, block in enumerate(document.blocks)
        if block.kind not in ("header", "footer", "watermark")
        for m in re.finditer(r"\S+", block.text)
        for word in fold(m[0]).split()
    ]


def _locate(tokens: list[tuple[str, int, int, int]], document: Document, record: GoldPassage) -> Reach | None:
    """Return where a gold record stands: its first words nearest to its page, then its last words; None if nowhere."""
    first, last = fold(record.start).split(), fold(record.end).split()
    if not first or not last:
        return None
    stated = [t[0] for t in tokens]
    starts = [n - k for n, w in enumerate(stated) for k in (0, 1) if w in first[k : k + 1] and n >= k]
    near = [n for n in starts if fuzz.ratio(" ".join(stated[n : n + len(first)]), " ".join(first)) >= LIKE]

    def away(n: int) -> int:
        page = document.blocks[tokens[n][1]].page
        return abs(page - record.page) if page and record.page else 0

    for n in sorted(near, key=away):
        for m in range(n + min(len(first), len(last)) - 1, min(len(stated), n + _LONGEST)):
            if fuzz.ratio(" ".join(stated[max(n, m + 1 - len(last)) : m + 1]), " ".join(last)) >= LIKE:
                reach: Reach = {}
                for _, block, a, b in tokens[n : m + 1]:
                    reach[block] = (min(a, reach.get(block, (a, b))[0]), b)
                return reach
    return None


def invented_samples(each: int, seed: int) -> Iterator[Sample]:
    """Yield the sentences of invented.txt, those with slots filled ``each`` times."""
    chance = random.Random(seed)
    lines: list[tuple[str, str]] = []
    slots: dict[str, list[str]] = {}
    section = ""
    for line in Path(__file__).with_name("invented.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "slots":
            name, _, values = line.partition(":")
            slots[name] = [v.strip() for v in values.split(" | ")]
        else:
            lines.append((section, line))

    def fill(text: str) -> str:
        def chosen(m: re.Match[str]) -> str:
            name = m[1] if m[1] in slots else m[1].lower()
            value = fill(chance.choice(slots[name]))
            return value[:1].upper() + value[1:] if m[1][0].isupper() else value

        return re.sub(r"\{(\w+)\}", chosen, text)

    for label, line in lines:
        labels = frozenset({label} & set(LABELS))
        for text in {fill(line) for _ in range(each if "{" in line else 1)}:
            yield Sample(tuple(features(text[:1].upper() + text[1:])), labels, frozenset(), "")
