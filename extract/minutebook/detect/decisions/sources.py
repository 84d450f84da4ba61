"""The sentences that decisions are read from: headings that tell one, labels taken off, names beside theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Attendee, Candidate
from minutebook.detect.decisions.fields import is_form
from minutebook.detect.decisions.text import FRAGMENT, SHORT
from minutebook.detect.prose import Paragraph, Sentence, paragraphs
from minutebook.document import Span
from minutebook.outline import Heading, Outline, Zone
from minutebook.rulepack import Rules

_ALONE = ("decision.label.alone", "decision.bare")
"""The slots of the labels that stand beside or above what they label."""
_BESIDE = 4
"""A table with what was done in a column of its own ("RESOLVED", "Noted") has no more columns."""
_ACT = re.compile(
    r"(?:agreed|approved|considered|discussed|noted|received|recommended|reported|resolved|action)\s*[:.–-]*",
    re.IGNORECASE,
)
_NAME = 8
"""A line of more words than this is not the name that a label "Moved by:" asks for."""
_ROLL = re.compile(r"^(?:Councill?ors|Cllrs|Members|Trustees|Directors)\b.*\(\d{1,3}\)\.?$|,.*,.*\(\d{1,3}\)\.?$")
"""Those who voted one way, with their number: what stands below a label "For the motion"."""
_NUMBERED = re.compile(
    r"(?:resolution|motion|decision)\s*(?:no\.?|number|#)?\s*:?\s*[A-Z]{0,4}[\d./-]*\d$", re.IGNORECASE
)
"""A label and the bare number that stands in the next cell or line."""
_ZONES: tuple[Zone, ...] = ("attendance", "body", "next_meeting", "closing")
_TYPED = re.compile(
    r"(?:(?i:motion|resolution)\s+(?=[\d/]+\s+(?i:moved)\b))?#?(?:[A-Z]{1,6}[ /.-]?)?\d{1,4}(?:[/.-]\d{1,4}){1,3}[.:)]?"
    r"(?:\t\s*|\s+(?=(?i:(?:it\s+was\s+)?moved|motion|that|(?:be\s+it\s+)?resolved)\b))"
)
"""The number that is typed in front of a paragraph of the minutes, or of a motion: "31/04", "#71-31"."""
_DECIDES = "approved|agreed|noted|endorsed|confirmed|authorised|authorized|ratified|adopted|signed off"
"""The verbs by which the minutes tell what somebody who decides alone has decided."""


_CLOSES = re.compile(
    r"\b(?:was|were)\s+(?:\w{2,12}ly\s+)?(?:adopted|approved|passed|carried|accepted)(?:\s+\w{2,12}ly)?"
    r"(?:\s+as\s+(?:presented|submitted|read|circulated|amended|written|printed|distributed))?$",
    re.IGNORECASE,
)
"""How a heading ends that says in a sentence without a stop what was decided."""


def running_text(outline: Outline, rules: Rules) -> tuple[Paragraph, ...]:
    """Return the paragraphs that can hold a decision, with the headings that tell one in their place."""
    return _with_headings(outline, paragraphs(outline, _ZONES, _boxes(outline, rules)), rules)


def _with_headings(outline: Outline, flow: tuple[Paragraph, ...], rules: Rules) -> tuple[Paragraph, ...]:
    """Put the headings that tell a decision ("Report of the Clerk. Noted.") before the text of their items."""
    told = {n: span for n, item in enumerate(outline.items) if (span := _told(outline, item, rules))}
    if not told:
        return flow
    found: list[Paragraph] = []

    def head(item: int) -> None:
        span = told.pop(item)
        block = outline.document.blocks[span.block]
        found.append(Paragraph(len(found), block, span, outline.document.text(span), item, "body", False))

    for paragraph in flow:
        headed = paragraph.item in told and not paragraph.follows
        if headed and paragraph.item is not None:
            head(paragraph.item)
        found.append(replace(paragraph, index=len(found), follows=paragraph.follows or headed))
    for item in sorted(told):
        head(item)
    return tuple(found)


def _told(outline: Outline, heading: Heading, rules: Rules) -> Span | None:
    """Return a heading that may tell a decision: it reads as a sentence, or ends with a short one, "Noted."."""
    span = heading.spans[-1]
    text = outline.document.text(span)
    parent = outline.items[heading.parent].title if heading.parent is not None else ""
    closes = text.endswith(".") or _CLOSES.search(text) is not None
    sentence = closes and len(text.split()) > FRAGMENT // 2
    if len(heading.spans) > 1 or not (sentence or rules.match("decision.paper", text) or _ends_in_verb(text, rules)):
        return None
    return None if rules.search("decision.consent", f"{parent} {text}") else span


def _ends_in_verb(text: str, rules: Rules) -> bool:
    """Return whether a dash or colon parts a heading from what was decided ("Fees - approved")."""
    short = rules.search("decision.verb", text)
    return short is not None and short.rule.id in ("decision.dash", "decision.colon")


def offices(found: Sequence[Candidate], rules: Rules) -> re.Pattern[str] | None:
    """Return how a sentence opens in which somebody who decides alone, such as a commissioner, is said to do so."""
    names = {
        name
        for a in found
        if isinstance(a, Attendee) and a.status == "present"
        if any(rules.match("decision.decider", role) for role in (a.role or "", f"{a.role}, {a.organisation}"))
        for name in (a.name, a.abbreviation)
        if name
    }
    if not names:
        return None
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(names)))})(?= (?:also |then )?(?:{_DECIDES})\b)")


def in_office(sentence: Sentence, office: re.Pattern[str] | None) -> Sentence:
    """Name the office in place of the person who holds it, where the sentence tells what that person decided."""
    if office is None or not (hit := office.match(sentence.text)):
        return sentence
    return replace(sentence, text=f"The Commissioner{sentence.text[hit.end() :]}")


def unlabelled(paragraph: Paragraph, rules: Rules) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, the first without its number or a label such as "Response:"."""
    number = _TYPED.match(paragraph.text) if not rules.match("decision.header", paragraph.text) else None
    label = rules.match("finding.label", paragraph.text) or rules.match("decision.prefix", paragraph.text)
    first, *others = paragraph.sentences
    end = number.end() if number else label.match.end() if label else 0
    if not 0 < end < len(first.text):
        return paragraph.sentences
    span = replace(first.span, start=first.span.start + end)
    return (replace(first, span=span, text=first.text[end:]), *others)


def _boxes(outline: Outline, rules: Rules) -> frozenset[int]:
    """Return the tables that only frame a motion: one column, or rows that read "Moved by" and a name."""
    tables: dict[int, dict[int, list[str]]] = {}
    columns: dict[int, set[int]] = {}
    for block in outline.document.blocks:
        if block.cell and block.kind == "body" and block.text.strip():
            tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, []).append(block.text.strip())
            columns.setdefault(block.cell.table, set()).add(block.cell.column)
    framed = set()
    for number, rows in tables.items():
        named = any(
            rules.match("decision.bare.mover", row[0])
            or (len(row) == 2 and rules.match("decision.header", row[0]) and rules.match("decision.seconded", row[1]))
            for row in rows.values()
        ) or is_form([row[0] for row in rows.values()], rules)
        acts = len(columns[number]) <= _BESIDE and all(_tells_act(row) for row in rows.values())
        if acts or len(columns[number]) == 1 or (named and len(columns[number]) <= 3 and len(rows) <= SHORT):
            framed.add(number)
    return frozenset(framed)


def _tells_act(row: Sequence[str]) -> bool:
    """Tell a row with what was done in a cell before its words: "RESOLVED | That the fees be held"."""
    act = any(_ACT.fullmatch(text) for text in row[:2])
    return act and len(row) > 1 and any(map(str.isalpha, row[-1]))


def beside(stream: Sequence[Sentence], rules: Rules) -> list[Sentence]:
    """Join a label such as "Moved by:" with the name that stands in the next cell or line."""
    joined: list[Sentence] = []
    for sentence in stream:
        before = joined[-1] if joined else None
        if before is None or before.paragraph == sentence.paragraph or not rules.possible(_ALONE, before.text):
            joined.append(sentence)
        elif rules.match("decision.label.alone", before.text) and _NUMBERED.fullmatch(sentence.text.rstrip(" .:")):
            joined[-1] = sentence  # "COUNCIL DECISION" over "Resolution No: 31/04"
        elif rules.match("decision.label.alone", before.text) and _NUMBERED.match(f"{before.text} {sentence.text}"):
            joined[-1] = replace(before, text=f"{before.text} {sentence.text}", paragraph=sentence.paragraph)
        elif (
            rules.match("decision.bare", before.text)
            and (len(sentence.text.split()) <= _NAME or _ROLL.search(sentence.text))
            and sentence.text[0].isupper()
            and not rules.match("decision.that", sentence.text)
        ):
            colon = "" if before.text.endswith(":") or before.text.lower().endswith("by") else ":"
            joined[-1] = replace(before, text=f"{before.text}{colon} {sentence.text}", paragraph=sentence.paragraph)
        else:
            joined.append(sentence)
    return joined
