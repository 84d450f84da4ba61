"""Reads tables that tell what became of each item or motion: columns of dispositions, recorded votes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import DecisionTaken, Outcome
from minutebook.detect.votes import as_kind, as_outcome, counts, printed_name
from minutebook.document import Block, Span
from minutebook.outline import Outline
from minutebook.rulepack import Rules

_MIXED = 0.6
"""A table column is one of dispositions if at least this share of its cells reads as one."""

_MATTER = re.compile(r"(?:\*|[A-Z]-)?\d{1,5}\s+(?=\S)")
_LAST = 4
"""The vote stands among so many last words of a matter: "(Y-5)"."""

Row = dict[int, list[int]]
"""The indexes of a row's blocks by column."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table: its blocks, which of them are passages of which item, and which column holds what."""

    blocks: Sequence[Block]
    items: Mapping[int, int | None]
    columns: Mapping[str, int]
    rules: Rules

    def cell(self, row: Row, column: str) -> list[int]:
        """Return the blocks of the row in the column of that meaning."""
        return row.get(self.columns.get(column, -1), [])

    def text(self, indexes: Sequence[int]) -> str:
        """Return the text of the blocks on one line."""
        return " ".join(self.blocks[i].text for i in indexes).strip()


def read_tables(outline: Outline, rules: Rules) -> tuple[list[DecisionTaken], set[int]]:
    """Return one decision for each row that states a disposition, and the indexes of the blocks of those rows."""
    blocks = outline.document.blocks
    items = {p.span.block: p.item for p in outline.passages if p.zone in ("body", "closing") and p.span.start == 0}
    tables: dict[int, dict[int, Row]] = {}
    for index, block in enumerate(blocks):
        if block.cell and block.kind == "body" and block.text.strip():
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).append(index)
    taken: list[DecisionTaken] = []
    used: set[int] = set()
    for rows in tables.values():
        columns, first = _columns(blocks, rows, rules)
        if "outcome" not in columns:
            continue
        sheet = _Sheet(blocks, items, columns, rules)
        for number, row in sorted(rows.items()):
            if number < first or len(row) < 2:
                continue
            if "disposed" in columns:
                if disposed := _disposed(sheet, row):
                    taken.append(disposed)
                    used.update(span.block for span in disposed.spans)
                continue
            if "yeas" in columns and "nays" in columns:
                taken = _with_ballot(sheet, row, taken)
            elif decision := _decision(sheet, row):
                taken.append(decision)
            else:
                continue
            used.update(i for indexes in row.values() for i in indexes)
    return taken, used


def kept_logs(outline: Outline, rules: Rules) -> set[int]:
    """Return the indexes of the blocks that tell in a log of actions how each stands: what they say is no decision."""
    tables: dict[int, dict[int, Row]] = {}
    blocks = outline.document.blocks
    for index, block in enumerate(blocks):
        if block.cell:
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).append(index)
    told: set[int] = set()
    for rows in tables.values():
        header = rows[min(rows)]
        named = {
            column: hit.rule.value
            for column, indexes in header.items()
            if (hit := rules.match("actions.column", " ".join(blocks[i].text for i in indexes).strip()))
        }
        action = next((column for column, value in sorted(named.items()) if value == "action"), None)
        if action is None:
            continue
        after = {column for column, value in named.items() if value in ("update", "status") and column > action}
        told.update(i for row in rows.values() for column in after for i in row.get(column, []))
    return told


def _columns(blocks: Sequence[Block], rows: Mapping[int, Row], rules: Rules) -> tuple[dict[str, int], int]:
    """Say which column holds what, by the header row or by what most of its cells read; and where the rows begin."""

    def text(indexes: Sequence[int]) -> str:
        return " ".join(blocks[i].text for i in indexes).strip()

    for number in sorted(rows)[:3]:
        named = {
            hit.rule.value: column
            for column, indexes in sorted(rows[number].items())
            if (hit := rules.match("decision.column", text(indexes)))
        }
        if "outcome" in named and len(rows[number]) > 1:
            return named, number + 1
    if view := _views(rows, text, rules):
        return view
    last = max(max(row) for row in rows.values())
    top = min(rows)
    if last and set(rows[top]) == {last} and rules.match("decision.column.disposition", text(rows[top][last])):
        return {"outcome": last, "disposed": last}, top + 1
    filled = [text(row[last]) for row in rows.values() if last in row and len(row) > 1]
    reads = [t for t in filled if rules.match("decision.disposition", t)]
    enough = len(reads) >= 2 or (len(reads) == 1 and reads[0].isupper())
    if last and enough and len(reads) >= _MIXED * len(filled):
        return {"outcome": last}, 0
    return {}, 0


def _views(
    rows: Mapping[int, Row], text: Callable[[Sequence[int]], str], rules: Rules
) -> tuple[dict[str, int], int] | None:
    """Find the column of a table of planning applications in which a council says what it thinks of each."""
    for number in sorted(rows)[:2]:
        for column, indexes in sorted(rows[number].items()):
            if not column or not rules.match("decision.column.view", text(indexes)):
                continue
            filled = [t for n, row in rows.items() if n > number and (t := text(row.get(column, [])))]
            if filled and sum(bool(rules.match("decision.view", t)) for t in filled) >= _MIXED * len(filled):
                return {"outcome": column, "view": column}, number + 1
    return None


def _decision(sheet: _Sheet, row: Row) -> DecisionTaken | None:
    """Read one row: the motion's words if the table has a column for them, else the disposition itself."""
    outcome = sheet.cell(row, "outcome")
    printed = sheet.text(outcome)
    hit = sheet.rules.match("decision.view" if "view" in sheet.columns else "decision.disposition", printed)
    ended = sheet.rules.search("decision.outcome", printed)
    if not printed or (hit is None and ended is None):
        return None
    motion = [i for i in sheet.cell(row, "text") if i in sheet.items]
    if not motion and "view" not in sheet.columns:
        motion = [i for cell in row.values() for i in cell if i in sheet.items and _opens_motion(sheet, i)][:1]
    worded = motion and ("mover" in sheet.columns or _is_motion(sheet.blocks[motion[0]].text, sheet.rules))
    chosen = motion if worded else [i for i in outcome if i in sheet.items]
    if not chosen:
        return None
    mover, seconder = _movers(sheet, row)
    told = sheet.text(chosen)
    if mover is None and (named := sheet.rules.search("decision.mover", told)):
        mover = printed_name(named.match["who"])
    if seconder is None and mover is not None and (named := sheet.rules.search("decision.seconder", told)):
        seconder = printed_name(named.match["who"])
    kind = as_kind(hit.rule.value) if hit else "approved"
    yes, no, abstain = counts(printed, sheet.rules)
    if yes is None and no is None and worded:
        others = [i for cell in row.values() for i in cell if i not in chosen and i not in outcome]
        yes, no, abstain = counts(sheet.text(others), sheet.rules)
    result: Outcome | None = "carried"
    if hit and hit.rule.id.endswith("lost"):
        result = "withdrawn" if ended and ended.rule.value == "withdrawn" else "lost"
    elif ended:
        result = as_outcome(ended.rule.value)
    elif kind == "deferred" and "mover" in sheet.columns:
        result = None
    return DecisionTaken(
        spans=tuple(Span(i, 0, len(sheet.blocks[i].text)) for i in chosen),
        item=sheet.items[chosen[0]],
        rule=hit.rule.id if hit else "decision.disposition",
        confidence=0.9,
        kind="motion" if "mover" in sheet.columns and kind == "approved" else kind,
        mover=mover,
        seconder=seconder,
        outcome=result,
        votes_for=yes,
        votes_against=no,
        abstentions=abstain,
    )


def _disposed(sheet: _Sheet, row: Row) -> DecisionTaken | None:
    """Read one row of a docket, where "Disposition" heads the last column and nothing the others.

    An ordinance that was adopted has its number there: then the whole row is the decision, elsewhere what the column
    says. Motions in the row are left to those who read the running text.
    """
    outcome = sheet.cell(row, "outcome")
    printed = sheet.text(outcome)
    number = sheet.rules.match("decision.disposition.number", printed)
    hit = number or sheet.rules.match("decision.disposition", printed)
    if hit is None:
        return None
    matter = [i for column in sorted(row) for i in row[column] if i not in outcome]
    kind = as_kind(hit.rule.value)
    yes, no, abstain = counts(" ".join(sheet.text(matter).split()[-_LAST:]), sheet.rules)
    result: Outcome | None = "carried" if kind == "approved" else "lost" if kind == "motion" else None
    if "withdrawn" in printed.lower():
        result = "withdrawn"
    return DecisionTaken(
        spans=tuple(_unnumbered(sheet.blocks, i) for i in ([*matter, *outcome] if number else outcome)),
        item=sheet.items.get(outcome[0]),
        rule=hit.rule.id,
        confidence=0.9,
        kind=kind,
        outcome=result,
        votes_for=yes,
        votes_against=no,
        abstentions=abstain,
    )


def _unnumbered(blocks: Sequence[Block], index: int) -> Span:
    """Return a block of a docket without the number of its matter in front: "*42 Accept a grant"."""
    text = blocks[index].text
    number = _MATTER.match(text)
    return Span(index, number.end() if number else 0, len(text))


def _opens_motion(sheet: _Sheet, index: int) -> bool:
    """Return True for a cell that opens with the words of a motion."""
    hit = sheet.rules.match("decision.moved", sheet.blocks[index].text)
    return hit is not None and hit.rule.id == "decision.moved.by"


def _is_motion(text: str, rules: Rules) -> bool:
    return bool(rules.match("decision.that", text) or rules.search("decision.moved", text))


def _with_ballot(sheet: _Sheet, row: Row, taken: list[DecisionTaken]) -> list[DecisionTaken]:
    """Read one row of recorded votes: it tells the votes on a numbered motion, or is a motion of its own."""
    yes, no = (
        sum(len(sheet.blocks[i].text.split("\n")) for i in sheet.cell(row, column)) for column in ("yeas", "nays")
    )
    first = row[min(row)]
    hit = sheet.rules.search("decision.outcome", sheet.text(sheet.cell(row, "outcome")))
    result = as_outcome(hit.rule.value) if hit else None
    for index in first:
        if index in sheet.items and sheet.rules.match("decision.ballot", sheet.blocks[index].text):
            own = DecisionTaken(
                spans=(Span(index, 0, len(sheet.blocks[index].text)),),
                item=sheet.items[index],
                rule="decision.ballot",
                kind="motion",
                outcome=result,
                votes_for=yes,
                votes_against=no,
            )
            return [*taken, own]
    numbers = [
        int(m.match["number"])
        for i in first
        if (m := sheet.rules.match("decision.ballot.number", sheet.blocks[i].text))
    ]
    moved = [n for n, d in enumerate(taken) if d.mover is not None]
    if len(numbers) != 1 or not 0 < numbers[0] <= len(moved):
        return taken
    at = moved[numbers[0] - 1]
    if (taken[at].mover or "") not in sheet.text(first):
        return taken
    told = replace(taken[at], votes_for=yes, votes_against=no, outcome=taken[at].outcome or result)
    return [*taken[:at], told, *taken[at + 1 :]]


def _movers(sheet: _Sheet, row: Row) -> tuple[str | None, str | None]:
    """Return the names in the columns of mover and seconder; one column may hold both, parted by a slash or a line."""

    def names(column: str) -> list[str]:
        lines = [line for i in sheet.cell(row, column) for line in sheet.blocks[i].text.split("\n")]
        return [n for line in lines for part in line.split("/") if (n := printed_name(part))]

    first, second = names("mover"), names("seconder")
    seconder = second[0] if second else first[1] if len(first) > 1 else None
    return (first[0] if first else None, seconder)
