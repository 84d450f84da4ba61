"""Finds what is told of things that an earlier meeting took up: matters arising, news of the actions of last time.

Under a heading of earlier matters every passage that is no question or word on the minutes themselves tells of such a
thing; elsewhere a sentence does that names the earlier meeting. A passage is a paragraph or, of another, a
sentence with those behind it that go on about the same ("It", "This"): a short paragraph is one where a heading, a
catchword or a number names its matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from minutebook.candidate import ActionPromised, Candidate, NewsTold, QuestionAsked
from minutebook.detect.prose import Paragraph, Sentence, listed, paragraphs
from minutebook.document import Document, Span
from minutebook.outline import Outline
from minutebook.rulepack import Rules

_WHOLE = 90
"""A paragraph of no more words, if it is named, tells of one thing."""
_LEAST = 2
"""Fewer words tell nothing."""
_CELL = 4
"""The same for the cell of a table."""
_NAME = 8
"""More words than these are no name of a matter."""
_LEAD = 10
"""A line of more words says more than how the lines under it stand."""
_OWNER = 4
"""Who is to do a task, in so many words at most ("The Clerk to write to the owner")."""
_NUMBER = re.compile(r"[(]?(?=[\w./-]*\d)[\w./-]{1,12}[).]?")
_ABOVE = 5
"""So many headings above a passage are looked at."""
_GOES_ON = re.compile(r"(?:It|Its|This|These|They|Their|He|She|His|Her|That|Those|Both|There|The\s+(?:latter|same))\b")
_CATCHWORD = re.compile(r"[^.:;?!–—]{3,60}?\s*(?::\s|[–—]|\s-\s)")
_PERFECT = re.compile(r"(?:has|have|had)\b", re.IGNORECASE)
_Status = Literal["open", "done"] | None


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the passages that tell of earlier matters, in the order of the document.

    ``found`` are the candidates so far: what is a question is no news, and a log of actions is read already.
    """
    headed = _Headed(outline, rules)
    taken = _Taken(outline, found)
    rows = _Rows(outline.document, rules)
    news = []
    flow = paragraphs(outline, ("body", "closing"))
    lead: dict[int, _Status] = {}
    for paragraph in flow:
        earlier = headed.earlier(paragraph.item)
        if paragraph.zone != "body" or (not earlier and not rules.may_match("updates.refers", paragraph.text)):
            continue
        if earlier and paragraph.text.endswith(":") and len(paragraph.text.split()) <= _LEAD:
            lead |= dict.fromkeys((p.index for p in listed(flow, paragraph.index)), _status(paragraph.text, rules))
        for part in _passages(paragraph, rules, whole=earlier and headed.named(paragraph, rules)):
            span = Span(part[0].span.block, part[0].span.start, part[-1].span.end)
            text = outline.document.text(span)
            least = _CELL if paragraph.block.cell and not paragraph.label else _LEAST
            if taken.holds(span) or len(text.split()) < least:
                continue
            if text.rstrip().endswith(("?", ":")) or rules.search("updates.none", text):
                continue
            task = rules.match("actions.to_verb", text)
            if task and len(task.match["subject"].split()) <= _OWNER:
                continue  # it is but a task
            if not earlier and not rules.search("updates.refers", text):
                continue
            status = _status(text, rules) or lead.get(paragraph.index)
            if status is None and len(text.split()) <= _NAME and not text.rstrip().endswith((".", "!", ")")):
                continue  # it names a matter and tells nothing of it
            name, number = rows.beside(span)
            news.append(
                NewsTold(
                    spans=(*name, span),
                    item=paragraph.item,
                    reference=number or _reference(text, rules),
                    status=status or headed.status(paragraph.item),
                    rule="updates.under" if earlier else "updates.refers",
                    confidence=0.9 if earlier else 0.8,
                )
            )
    return tuple(sorted(news, key=lambda n: (n.spans[0].block, n.spans[0].start)))


class _Headed:
    """Which items stand under a heading of earlier matters."""

    def __init__(self, outline: Outline, rules: Rules) -> None:
        self._outline = outline
        self._rules = rules
        self._earlier: dict[int, bool] = {}

    def earlier(self, item: int | None) -> bool:
        """Return True if an item's heading, or one of those above it, is of earlier matters."""
        for _ in range(_ABOVE):
            if item is None:
                return False
            if self._is_earlier(item):
                return True
            item = self._outline.items[item].parent
        return False

    def named(self, paragraph: Paragraph, rules: Rules) -> bool:
        """Return True if a heading, a catchword or a number in front names the one matter that a paragraph tells of."""
        headed = paragraph.item is not None and not self._is_earlier(paragraph.item)
        return headed or bool(_CATCHWORD.match(paragraph.text) or rules.match("updates.reference", paragraph.text))

    def status(self, item: int | None) -> _Status:
        """Return "done" if an item's heading says so of all that stands under it: "Actions completed"."""
        told = _status(self._outline.items[item].title, self._rules) if item is not None else None
        return told if told == "done" else None

    def _is_earlier(self, item: int) -> bool:
        if item not in self._earlier:
            title = self._outline.items[item].title
            told, other = (
                any(self._rules.search(slot, title) for slot in slots)
                for slots in (("actions.earlier", "updates.head"), ("actions.this", "updates.head_not"))
            )
            self._earlier[item] = told and not other
        return self._earlier[item]


class _Taken:
    """What is read already: tables and lists of tasks, and the places of questions and of tasks of an earlier meeting.

    A task that arises where an earlier matter is told of ("He has no reply and will ask again") leaves the news news.
    """

    def __init__(self, outline: Outline, found: Sequence[Candidate]) -> None:
        self._blocks = outline.document.blocks
        self._tables: set[int] = set()
        self._spans: dict[int, list[Span]] = {}
        for candidate in found:
            if not isinstance(candidate, ActionPromised | QuestionAsked):
                continue
            arises = isinstance(candidate, ActionPromised) and candidate.origin == "this"
            arises = arises and candidate.rule != "actions.list"
            for span in candidate.spans:
                cell = self._blocks[span.block].cell
                if cell is not None and candidate.rule.startswith("actions.table"):
                    self._tables.add(cell.table)
                if not arises:
                    self._spans.setdefault(span.block, []).append(span)

    def holds(self, span: Span) -> bool:
        """Return True if some of a span is read already."""
        cell = self._blocks[span.block].cell
        if cell is not None and cell.table in self._tables:
            return True
        return any(s.start < span.end and span.start < s.end for s in self._spans.get(span.block, ()))


class _Rows:
    """The rows of tables: what stands beside a cell that tells of an earlier matter."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self._document = document
        self._rows: dict[tuple[int, int], list[int]] = {}
        self._news: set[tuple[int, int]] = set()
        """The columns (table, column) over which stands that they tell how matters stand."""
        for i, block in enumerate(document.blocks):
            cell = block.cell
            if cell is not None and block.text.strip():
                self._rows.setdefault((cell.table, cell.row), []).append(i)
                if cell.row == 0 and rules.match("updates.column", block.text.strip()):
                    self._news.add((cell.table, cell.column))

    def beside(self, span: Span) -> tuple[tuple[Span, ...], str | None]:
        """Return the name of the matter and the number of the earlier item, in the cells to the left, if any."""
        cell = self._document.blocks[span.block].cell
        name: tuple[Span, ...] = ()
        number = None
        told = cell is not None and cell.row > 0 and (cell.table, cell.column) in self._news
        for i in self._rows[cell.table, cell.row] if cell is not None and told else ():
            block = self._document.blocks[i]
            if cell is None or block.cell is None or block.cell.column >= cell.column:
                break
            text = block.text.strip()
            if _NUMBER.fullmatch(text):
                number = number or text.strip("().")
            elif not name and len(text.split()) <= _NAME:
                name = (Span(i, 0, len(block.text)),)
        return name, number


def _passages(paragraph: Paragraph, rules: Rules, *, whole: bool) -> Iterator[Sequence[Sentence]]:
    """Yield the passages of a paragraph; ``whole``: it is one if it is short and names no other earlier item."""
    parts = paragraph.sentences
    whole = whole and len(paragraph.text.split()) <= _WHOLE
    first = 0
    for n in range(1, len(parts) + 1):
        goes_on = n < len(parts) and (whole or _GOES_ON.match(parts[n].text) is not None)
        if not goes_on or rules.match("updates.reference", parts[n].text):
            yield parts[first:n]
            first = n


def _reference(text: str, rules: Rules) -> str | None:
    """Return the number of the earlier item that a passage names in front."""
    hit = rules.match("updates.reference", text)
    return next(filter(None, hit.match.groupdict().values()), None) if hit else None


def _status(text: str, rules: Rules) -> _Status:
    """Return whether a passage says that a matter is done, or that it is not; None if it says neither."""
    if rules.search("updates.closed", text):
        return "done"
    done = rules.search("updates.done", text)
    if rules.search("updates.open", text):
        return (
            "done" if done and _PERFECT.match(done.match[0]) and _only_later(text, done.match.end(), rules) else "open"
        )
    return "done" if done else None


def _only_later(text: str, done: int, rules: Rules) -> bool:
    """Return True if all that is open in a passage is what comes after the thing that was done, told up to there."""
    at = 0
    while hit := rules.search("updates.open", text, at):
        at = hit.match.end()
        if hit.match.start() < done or not rules.match("updates.later", hit.match[0]):
            return False
    return True
