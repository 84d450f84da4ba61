"""Reads tables that set questions beside their answers: a column for each, or a question and a reply in every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.detect.prose import Paragraph
from minutebook.rulepack import Rules

_HEADERS = 2
"""The headings of the columns stand in one of so many first rows."""
_ROWS = 2
"""A table without headings sets questions beside answers if it has at least so many rows, and all of them do."""

_Row = Mapping[int, Sequence[Paragraph]]
"""The paragraphs of a table's row by column."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: the paragraphs of the question, those of its answer (none if the cell is empty), who asked."""

    question: tuple[Paragraph, ...]
    answer: tuple[Paragraph, ...]
    asker: str | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of all such tables, and the indexes in the flow of all paragraphs of these tables."""

    rows: tuple[Pair, ...]
    taken: frozenset[int]


def pairs(flow: Sequence[Paragraph], rules: Rules) -> Pairs:
    """Return the questions and answers of the tables in the flow that hold nothing else, in its order."""
    tables: dict[int, dict[int, dict[int, list[Paragraph]]]] = {}
    for paragraph in flow:
        if (cell := paragraph.block.cell) is not None:
            row = tables.setdefault(cell.table, {}).setdefault(cell.row, {})
            row.setdefault(cell.column, []).append(paragraph)
    found: list[Pair] = []
    taken: set[int] = set()
    for table in tables.values():
        rows = [table[n] for n in sorted(table)]
        read = list(_headed(rows, rules)) or list(_bare(rows))
        if read:
            found.extend(read)
            taken.update(p.index for row in rows for cell in row.values() for p in cell)
    return Pairs(tuple(found), frozenset(taken))


def _headed(rows: Sequence[_Row], rules: Rules) -> Iterator[Pair]:
    """Yield the rows under the headings "Question" and "Answer"."""
    for n, header in enumerate(rows[:_HEADERS]):
        roles: dict[str, int] = {}
        for column, cell in header.items():
            if hit := rules.fullmatch("question.column", _text(cell)):
                roles.setdefault(hit.rule.value, column)
        if "question" in roles and "answer" in roles:
            for row in rows[n + 1 :]:
                if asked := row.get(roles["question"]):
                    asker = _text(row.get(roles.get("asker", -1), ()))
                    yield Pair(tuple(asked), tuple(row.get(roles["answer"], ())), asker or None)
            return


def _bare(rows: Sequence[_Row]) -> Iterator[Pair]:
    """Yield the rows of a table without headings: a question at the left, no question at the right, in all of them."""
    if len(rows) < _ROWS or not all(len(row) == 2 for row in rows):
        return
    cells = [tuple(row[column] for column in sorted(row)) for row in rows]
    if all(_text(left).endswith("?") and not _text(right).endswith("?") for left, right in cells):
        for left, right in cells:
            yield Pair(tuple(left), tuple(right), None)


def _text(cell: Sequence[Paragraph]) -> str:
    return " ".join(p.text for p in cell).strip()
