"""Finds decisions: resolutions, motions with their votes, plain statements of agreement, tables of dispositions."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from minutebook.candidate import Attendee, Candidate, DecisionKind, DecisionTaken, Outcome
from minutebook.detect.dispositions import kept_logs, read_tables
from minutebook.detect.prose import Paragraph, Sentence, following, join, listed, paragraphs
from minutebook.detect.votes import as_kind, as_outcome, counts, pair, printed_name
from minutebook.document import Block, Span
from minutebook.outline import Heading, Outline, Zone
from minutebook.rulepack import Hit, Rules

_MOVERS = ("decision.mover", "decision.mover.active")
_FORMS = (
    *("decision.header", "decision.resolved", "decision.whereas", "decision.label", "decision.label.alone"),
    *("decision.label.numbered", "decision.moved", "decision.seconded", "decision.vote", "decision.rollcall"),
    *("decision.division", "decision.echo", "decision.verb", "decision.view", "decision.body"),
)
"""The slots of the sentences with which a decision can open, or that tell more of the last one."""
_ALONE = ("decision.label.alone", "decision.bare")
"""The slots of the labels that stand beside or above what they label."""
_FAR = 60
"""A resolution whose closing "Carried." stands more sentences away than this is read as its first paragraph only."""
_QUOTES = {"“": "”", '"': '"', "‘": "’"}
_SHORT = 12
"""A line without bullet or enumerator belongs to a list of matters agreed only if it has no more words than this."""
_NAME = 8
"""A line of more words than this is not the name that a label "Moved by:" asks for."""
_OPENING = 30
"""So many words of a decision tell whether it defers something."""
_NUMBERED = re.compile(
    r"(?:resolution|motion|decision)\s*(?:no\.?|number|#)?\s*:?\s*[A-Z]{0,4}[\d./-]*\d$", re.IGNORECASE
)
"""A label and the bare number that stands in the next cell or line."""
_ZONES: tuple[Zone, ...] = ("attendance", "body", "next_meeting", "closing")
_FRAGMENT = 8
"""A sentence at the end of a heading that tells what was decided has no more words than this."""
_TYPED = re.compile(
    r"#?(?:[A-Z]{1,6}[ /.-]?)?\d{1,4}(?:[/.-]\d{1,4}){1,3}[.:)]?"
    r"(?:\t\s*|\s+(?=(?i:(?:it\s+was\s+)?moved|motion|that|(?:be\s+it\s+)?resolved)\b))"
)
"""The number that is typed in front of a paragraph of the minutes, or of a motion: "31/04", "#71-31"."""
_STAMP = re.compile(r"(?:CARRIED|DEFEATED|LOST|PASSED|FAILED|NOT CARRIED)\b[^a-z]*$")
"""What is stamped under a motion."""
_DECIDES = "approved|agreed|noted|endorsed|confirmed|authorised|authorized|ratified|adopted|signed off"
"""The verbs by which the minutes tell what somebody who decides alone has decided."""
_LONE = ("decision.vote.motion", "decision.vote.call", "decision.vote.withdrew")
"""The rules of votes that tell what became of a motion even where the motion itself was not read."""
_AMENDS = re.compile(r"\b(?:second(?:ed)?|amend\w*|motion|mover)\b", re.IGNORECASE)
"""The words of what is said about a motion between it and its vote."""
_PROPOSED = re.compile(r"\b(?:propos|mov|recommend|suggest|nominat)\w*", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A decision in the making: its spans, and the sentences that tell who moved it and how the vote went."""

    spans: tuple[Span, ...]
    item: int | None
    kind: DecisionKind
    rule: str
    confidence: float
    last: int
    said: list[str] = field(default_factory=list)
    votes: list[str] = field(default_factory=list)
    mover: str | None = None
    seconder: str | None = None
    outcome: Outcome | None = None
    passed: bool = False
    """Whether it is printed as a resolution, which it is only if it was carried, unless its votes say otherwise."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the decisions in document order."""
    tabled, used = read_tables(outline, rules)
    used |= kept_logs(outline, rules)
    flow = _with_headings(outline, paragraphs(outline, _ZONES, _boxes(outline, rules)), rules)
    headed = {h.spans[-1].block for h in outline.items}
    office = _office(found, rules)
    taken = list(tabled)
    stream: list[Sentence] = []
    for paragraph in flow:
        if not paragraph.follows and stream:
            taken.extend(_read(flow, stream, headed, rules))
            stream = []
        if paragraph.span.block not in used:
            stream.extend(_in_office(s, office) for s in _unlabelled(paragraph, rules))
    if stream:
        taken.extend(_read(flow, stream, headed, rules))
    taken.sort(key=lambda d: (d.spans[0].block, d.spans[0].start))
    return tuple(_with_titles(outline, _without_consented(outline, taken, rules), rules))


def _with_titles(outline: Outline, taken: Sequence[DecisionTaken], rules: Rules) -> list[DecisionTaken]:
    """Join a verdict behind the title of an item ("Net policy - agreed") with what it is about.

    Under a line that decides on all of them ("The following were approved:") the items with their verdicts are the end
    of that one decision, elsewhere, and where one of them is put off, each is a decision that begins with its title.
    Between a title that asks for a decision ("To approve the plan") and its verdict a few words may stand.
    """
    document = outline.document
    titles = {h.spans[-1].block: h.spans[-1] for h in outline.items}
    level = {h.spans[-1].block: h.level for h in outline.items}

    def title_before(decision: DecisionTaken) -> Span | None:
        span = decision.spans[0]
        title = titles.get(span.block, span)
        between = document.blocks[span.block].text[title.end : span.start]
        if len(decision.spans) > 1 or title.end > span.start:
            return None
        asked = rules.match("decision.paper", document.text(title)) and len(between.split()) <= _OPENING
        if any(c.isalnum() for c in between) and not asked:
            return None
        if not rules.fullmatch("outline.verdict", document.text(span).strip(" .")):
            return None
        return Span(span.block, title.start, span.end)

    whole = {k: span for k, d in enumerate(taken) if (span := title_before(d))}
    below = {span.block: k for k, span in whole.items()}
    joined: set[int] = set()
    result: list[DecisionTaken] = []
    for k, decision in enumerate(taken):
        if k in joined:
            continue
        if k in whole:
            result.append(replace(decision, spans=(whole[k],)))
            continue
        spans = decision.spans
        if document.text(spans[-1]).rstrip().endswith(":"):
            items: list[int] = []
            at = spans[-1].block + 1
            while at in level and level[at] == level[items[0] if items else at]:
                items.append(at)
                at += 1
            parts = {at for at in items if at in below and taken[below[at]].kind != "deferred"}
            while items and items[-1] not in parts:
                items.pop()
            if not items and any(b in below for b in range(spans[-1].block + 1, at)):
                continue
            put_off = {at for at in items if at in below and at not in parts}
            spans += tuple(whole[below[at]] if at in parts else titles[at] for at in items if at not in put_off)
            joined |= {below[at] for at in parts}
        result.append(replace(decision, spans=spans))
    return result


def _without_consented(outline: Outline, taken: Sequence[DecisionTaken], rules: Rules) -> list[DecisionTaken]:
    """Leave out the "Accepted." beside each line of a consent agenda if one motion adopts them all."""
    items = {d.item for d in taken if d.mover is not None and d.item is not None}
    items |= {n for item in items if (n := outline.items[item].parent) is not None}
    moved = {n for n in items if rules.search("decision.consent", outline.items[n].title)}
    lines = {n for n, item in enumerate(outline.items) if n in moved or item.parent in moved}
    return [d for d in taken if d.item not in lines or d.mover is not None or d.rule != "decision.fragment"]


def _read(flow: Sequence[Paragraph], stream: Sequence[Sentence], headed: Set[int], rules: Rules) -> list[DecisionTaken]:
    """Return the decisions of a stream; "Adopted." at the end of its heading only tells how a motion below it went."""
    taken = _Stream(flow, _beside(stream, rules), rules).read()
    repeats = len(taken) > 1 and taken[0].rule == "decision.fragment" and taken[0].spans[0].block in headed
    return taken[1:] if repeats else taken


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
    sentence = text.endswith(".") and len(text.split()) > _FRAGMENT // 2
    if len(heading.spans) > 1 or not (sentence or rules.match("decision.paper", text) or _ends_in_verb(text, rules)):
        return None
    return None if rules.search("decision.consent", f"{parent} {text}") else span


def _ends_in_verb(text: str, rules: Rules) -> bool:
    """Return whether a dash or colon parts a heading from what was decided ("Fees - approved")."""
    short = rules.search("decision.verb", text)
    return short is not None and short.rule.id in ("decision.dash", "decision.colon")


def _office(found: Sequence[Candidate], rules: Rules) -> re.Pattern[str] | None:
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


def _in_office(sentence: Sentence, office: re.Pattern[str] | None) -> Sentence:
    """Name the office in place of the person who holds it, where the sentence tells what that person decided."""
    if office is None or not (hit := office.match(sentence.text)):
        return sentence
    return replace(sentence, text=f"The Commissioner{sentence.text[hit.end() :]}")


def _unlabelled(paragraph: Paragraph, rules: Rules) -> tuple[Sentence, ...]:
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
        )
        if len(columns[number]) == 1 or (named and len(columns[number]) <= 3 and len(rows) <= _SHORT):
            framed.add(number)
    return frozenset(framed)


def _beside(stream: Sequence[Sentence], rules: Rules) -> list[Sentence]:
    """Join a label such as "Moved by:" with the name that stands in the next cell or line."""
    joined: list[Sentence] = []
    for sentence in stream:
        before = joined[-1] if joined else None
        if before is None or before.paragraph == sentence.paragraph or not rules.possible(_ALONE, before.text):
            joined.append(sentence)
        elif rules.match("decision.label.alone", before.text) and _NUMBERED.match(f"{before.text} {sentence.text}"):
            joined[-1] = replace(before, text=f"{before.text} {sentence.text}", paragraph=sentence.paragraph)
        elif (
            rules.match("decision.bare", before.text)
            and len(sentence.text.split()) <= _NAME
            and sentence.text[0].isupper()
            and not rules.match("decision.that", sentence.text)
        ):
            colon = "" if before.text.endswith(":") or before.text.lower().endswith("by") else ":"
            joined[-1] = replace(before, text=f"{before.text}{colon} {sentence.text}", paragraph=sentence.paragraph)
        else:
            joined.append(sentence)
    return joined


@dataclass(frozen=True, slots=True)
class _Names:
    """What a line that names mover and seconder says: the line(s), the names, and what is left of the line."""

    said: list[str]
    groups: dict[str, str | None]
    rest: str
    end: int
    rule: str


class _Stream:
    """One stream of sentences (an item's text in one column), read from the first to the last."""

    def __init__(self, flow: Sequence[Paragraph], sentences: Sequence[Sentence], rules: Rules) -> None:
        self.flow = flow
        self.sentences = sentences
        self.rules = rules
        self.drafts: list[_Draft] = []
        self.open: list[_Draft] = []
        """Those drafts whose outcome may not have been read yet, as far as that was asked."""
        self.blocks = {p.span.block: p.block for p in (flow[s.paragraph] for s in sentences)}

    def read(self) -> list[DecisionTaken]:
        """Return the decisions of the stream."""
        n = 0
        while n < len(self.sentences):
            if not self.rules.possible(_FORMS, self.sentences[n].text):
                n += 1
                continue
            n = (
                self._division(n)
                or self._header(n)
                or self._resolved(n)
                or self._labelled(n)
                or self._moved(n)
                or self._vote(n)
                or self._stated(n)
                or n + 1
            )
        return [_made(d, self._wording(d), self.rules) for d in self.drafts if not self._is_bare(d)]

    def _wording(self, draft: _Draft) -> str:
        """Return the words with which the decision opens, about a line or two of them."""
        pieces = [self.blocks[s.block].text[s.start : s.end] for s in draft.spans[:2] if s.block in self.blocks]
        return " ".join(" ".join(pieces).split()[:_OPENING])

    # ------------------------------------------------------------ the forms; each returns where to go on, 0 if none

    def _division(self, n: int) -> int:
        """Read a vote between a motion and the amendment to it, the motion's mover and seconder with it."""
        if not self.rules.search("decision.division", self.sentences[n].text):
            return 0
        item = self._item(n)
        waiting = [d for d in self.drafts if d.item == item and self._waits(d)]
        draft = self._draft(n, n, "motion", "decision.division", 0.85)
        draft.votes.append(self.sentences[n].text)
        if waiting:
            draft.said = [*waiting[0].said, *draft.said]
            draft.mover, draft.seconder = waiting[0].mover, waiting[0].seconder
        for d in waiting:
            self._drop(d)
        return self._chain(draft, n + 1)

    def _header(self, n: int) -> int:
        """Read a line that names mover and seconder: the motion follows it, or stands right before it."""
        sentence = self.sentences[n]
        hit = self.rules.match("decision.header", sentence.text)
        adjacent = bool(self.drafts) and self.drafts[-1].last == n - 1
        if hit is None or (sentence.place and not adjacent and not hit.match.groupdict().get("seconder")):
            return 0
        groups = hit.match.groupdict()
        said = [sentence.text]
        rest = sentence.text[hit.match.end() :].strip(" ,.;:–—-")
        at = n + 1
        while at < len(self.sentences) and not rest and self._is_name_line(at):
            said.append(self.sentences[at].text)
            at += 1
        worded = rest and (" that " in rest or not self.rules.match("decision.vote", rest))
        if hit.rule.id != "decision.header.names" and worded:
            draft = self._draft(n, n, "motion", hit.rule.id, hit.rule.confidence)
            draft.spans += self._points(n) or self._worded(n)
            draft.passed = self.rules.search("decision.resolved", sentence.text) is not None
            if self._tells_vote(rest, 0):
                draft.votes.append(rest)
            self._named(draft, groups, said)
            return self._chain(draft, self._after(draft, n))
        after = rest or (self.sentences[at].text if at < len(self.sentences) else "")
        if (
            not rest
            and self.rules.match("decision.follows", after)
            and not self.rules.match("decision.label.alone", after)
        ):
            return self._joined(n, at, _Names(said, groups, "", 0, hit.rule.id))
        forward = hit.rule.id == "decision.header.names" or any(
            self.rules.match(slot, after)
            for slot in (
                *("decision.that", "decision.whereas", "decision.resolved"),
                *("decision.label.alone", "decision.motion.alone"),
            )
        )
        if after[:1] in _QUOTES and not rest and hit.rule.id == "decision.header.ms":
            return self._quotation(at, _Names(said, groups, "", 0, hit.rule.id))
        if forward and (rest or at < len(self.sentences)):
            return self._forward(n, at, _Names(said, groups, rest, hit.match.end(), hit.rule.id))
        return self._backward(n, at, _Names(said, groups, rest, hit.match.end(), hit.rule.id))

    def _joined(self, n: int, at: int, names: _Names) -> int:
        """Read the outcome that goes on from the names above it: "Seconded by Bo Finn" over "and RESOLVED that ..."."""
        resolved = self.rules.search("decision.resolved", self.sentences[at].text)
        draft = self._draft(n, at, "resolved" if resolved else "agreed", names.rule, 0.9)
        draft.passed = True
        self._named(draft, names.groups, ())
        return self._chain(draft, self._extend(draft, at))

    def _forward(self, n: int, at: int, names: _Names) -> int:
        """Read the motion that follows the names, up to its "Carried." or to the end of its paragraph and list."""
        first = n if names.rest else at
        labelled = first + 1 < len(self.sentences) and self._is_label(first)
        first += labelled
        close = self._closing(first)
        last = close if close is not None else self._paragraph_end(first)
        stamped = close is not None and close > first and self._is_stamp(close)
        end = last if stamped else last + 1
        while stamped and end > first + 1 and self._is_call(end - 1):
            end -= 1
        spans = list(join(self.sentences[first:end]))
        if names.rest:
            spans[0] = replace(spans[0], start=self.sentences[n].span.start + names.end)
            spans[0] = _stripped(self.flow[self.sentences[n].paragraph].block, spans[0])
        draft = _Draft(tuple(spans), self._item(n), "resolved", names.rule, 0.9, last, list(names.said))
        if names.rule == "decision.header.pair" and names.said[0].endswith(":"):
            draft.spans = _merged(join(self.sentences[n : n + 1]), draft.spans)
        told = (*names.said, self.sentences[first].text)
        draft.passed = labelled or any(self.rules.search("decision.resolved", t) for t in told)
        if close is not None:
            called = (s.text for s in self.sentences[first:close])
            draft.votes.extend(t for t in called if self.rules.match("decision.rollcall", t))
            draft.votes.append(self.sentences[close].text)
            last = self._until_closed(draft, close)
        elif points := self._points(last):
            draft.spans += points
            last = self._beyond(last, points) - 1
        self._named(draft, names.groups, ())
        self._keep(draft)
        return last + 1

    def _quotation(self, at: int, names: _Names) -> int:
        """Read the motion that stands between quotation marks under the line that names its mover and seconder."""
        quoted = self._quoted(self.flow[self.sentences[at].paragraph])
        draft = self._draft(at, at, "motion", names.rule, 0.9)
        draft.spans = tuple(p.span for p in quoted)
        self._named(draft, names.groups, names.said)
        draft.outcome = "carried" if self._tells_vote(names.said[0], 0) else None
        return self._chain(draft, self._beyond(at, draft.spans))

    def _is_worded(self, n: int) -> bool:
        """Return True for the words of a motion: "That the plan be adopted"."""
        return n < len(self.sentences) and self.rules.match("decision.that", self.sentences[n].text) is not None

    def _is_label(self, n: int) -> bool:
        """Return True for a label such as "RESOLVED" or "Motion" that has its line to itself."""
        text = self.sentences[n].text
        return any(self.rules.match(slot, text) for slot in ("decision.label.alone", "decision.motion.alone"))

    def _until_closed(self, draft: _Draft, n: int) -> int:
        """Take along the sentences up to the end of a bracket that sentence ``n`` opens; return the last one."""
        text, at = self.sentences[n].text, n
        while text.count("(") > text.count(")") and at < self._paragraph_end(n):
            at += 1
            text += " " + self.sentences[at].text
        if at > n:
            draft.spans = _merged(draft.spans, join(self.sentences[n + 1 : at + 1]))
            draft.votes = [*draft.votes[:-1], text]
            draft.last = at
        return at

    def _backward(self, n: int, at: int, names: _Names) -> int:
        """Read lines that name mover and seconder of what was said right before them."""
        votes = []
        stop = at
        while stop < len(self.sentences) and self._is_vote(stop):
            votes.append(self.sentences[stop].text)
            stop += 1
        before = self.drafts[-1] if self.drafts and self.drafts[-1].last == n - 1 else None
        own = self._tells_vote(self.sentences[n].text, 0)
        if before is None:
            if n == 0:
                before = self._draft(0, stop - 1, "motion", names.rule, 0.8)
                before.votes.extend([*votes, *([self.sentences[0].text] if own else [])])
                self._named(before, names.groups, names.said)
                return stop
            start = n - 1
            if self.sentences[n].place == 0:
                while start and self.sentences[start].place:
                    start -= 1
            before = self._draft(start, n - 1, "motion", names.rule, 0.8)
            before.votes.extend([self.sentences[n].text] if own and not votes else [])
        beside = names.rule == "decision.header.ms" or (self.sentences[n].place == 0 and self._is_formal(before))
        if not beside and (votes or own or not _ended(self.sentences[n - 1].text)):
            before.spans = _merged(before.spans, join(self.sentences[n:stop]))
        before.votes.extend(votes)
        before.last = stop - 1
        self._named(before, names.groups, names.said)
        return stop

    def _resolved(self, n: int) -> int:
        sentence = self.sentences[n]
        hit = self.rules.search("decision.resolved", sentence.text)
        if hit is None or (not sentence.text.isupper() and self._denied(sentence.text) and hit.match.start() > 0):
            whereas = self.rules.match("decision.whereas", sentence.text)
            return self._whereas(n) if whereas else 0
        if self.rules.match("decision.label.alone", sentence.text):
            return self._under_label(n, "resolved", hit.rule.id)
        if self.rules.match("decision.pair", sentence.text) and self._is_worded(n + 1):
            return self._paired(n)
        draft = self._draft(n, n, "resolved", hit.rule.id, 0.95 if hit.rule.id.endswith("capital") else 0.9)
        label = self.rules.match("decision.label", sentence.text)
        if label and label.match.end() <= hit.match.start():
            draft.spans = (replace(draft.spans[0], start=sentence.span.start + label.match.end()),)
        stop = self._extend(draft, n)
        self._absorb(draft, n)
        return self._chain(draft, stop)

    def _paired(self, n: int) -> int:
        """Read the motion under a line that holds nothing but its mover and seconder: "(Dale/Finn)"."""
        return self._forward(n, n + 1, _Names([self.sentences[n].text], {}, "", 0, "decision.header.pair"))

    def _whereas(self, n: int) -> int:
        """Read a run of recitals and the resolution that they lead to are one record."""
        at = n
        while at < len(self.sentences) and at - n < _FAR:
            text = self.sentences[at].text
            if self.rules.search("decision.resolved", text) or (at > n and self.rules.match("decision.that", text)):
                draft = self._draft(n, at, "resolved", "decision.whereas", 0.9)
                return self._chain(draft, self._extend(draft, at))
            if at > n and self.rules.match("decision.header", text):
                return 0
            at += 1
        return 0

    def _labelled(self, n: int) -> int:
        """Read a paragraph that opens with "Decision:" or the like."""
        sentence = self.sentences[n]
        if sentence.place:
            numbered = self.rules.match("decision.label.numbered", sentence.text)
            if numbered is None:
                return 0
        if self.rules.match("decision.label.alone", sentence.text) and self._opens_text(n):
            kind: DecisionKind = "recommended" if sentence.text.lower().startswith("recommended") else "agreed"
            return self._under_label(n, kind, "decision.label")
        hit = self.rules.match("decision.label", sentence.text)
        if hit is None or hit.match.end() >= len(sentence.text):
            return 0
        rest = sentence.text[hit.match.end() :]
        if not any(map(str.isalpha, rest)):
            return 0  # a number
        told = self._tells_vote(rest, 0) or any(self.rules.search(f"decision.{slot}", rest) for slot in ("verb", "act"))
        if not told and self.rules.match("decision.label.outcome", sentence.text):
            return 0
        last = n
        while last < self._paragraph_end(n) and not self._turns(self.sentences[last + 1].text):
            last += 1
        draft = self._draft(n, last, "agreed", hit.rule.id, 0.9)
        draft.spans = (replace(draft.spans[0], start=sentence.span.start + hit.match.end()), *draft.spans[1:])
        return self._chain(draft, self._extend(draft, last))

    def _turns(self, text: str) -> bool:
        """Return whether a sentence after a labelled decision is another one, or a task."""
        slots = ("decision.label.numbered", "answer.promise")
        return self._denies_list(text) or any(self.rules.match(slot, text) for slot in slots)

    def _opens_text(self, n: int) -> bool:
        """Return whether a label stands over the decision: a list, a "that" or "to", or the label says "Decision"."""
        sentence = self.sentences[n]
        if sentence.text.lower() == "agreed.":
            return False
        if listed(self.flow, sentence.paragraph) or not sentence.text.lower().startswith(("agreed", "ordered")):
            return True
        after = self.sentences[n + 1].text if n + 1 < len(self.sentences) else ""
        return bool(self.rules.match("decision.that", after)) or after.lower().startswith("to ")

    def _under_label(self, n: int, kind: DecisionKind, rule: str) -> int:
        """Read what stands under a label that has a line to itself: a list, or the next paragraph."""
        after = self.sentences[n + 1].text if n + 1 < len(self.sentences) else ""
        if self.rules.match("decision.header", after) or (" that " not in f" {after} " and self._opens(after)):
            return n + 1
        if n + 2 < len(self.sentences) and self.rules.match("decision.pair", self.sentences[n + 1].text):
            return self._paired(n + 1)
        paragraph = self.sentences[n].paragraph
        points = tuple(p.span for p in listed(self.flow, paragraph))
        if points:
            draft = self._draft(n, n, kind, rule, 0.9)
            said = self.sentences[n].text
            kept = kind == "resolved" and (said.endswith(":") or counts(said, self.rules) != (None, None, None))
            draft.spans = (*draft.spans, *points) if kept else points
            stop = self._beyond(n, points)
        else:
            if n + 1 >= len(self.sentences):
                return 0
            last = self._paragraph_end(n + 1)
            draft = self._draft(n + 1, last, kind, rule, 0.9)
            stop = self._extend(draft, last)
        if counts(self.sentences[n].text, self.rules) != (None, None, None):
            draft.votes.append(self.sentences[n].text)
        self._absorb(draft, n, labelled=True)
        return self._chain(draft, stop)

    def _moved(self, n: int) -> int:
        sentence = self.sentences[n]
        hit = self.rules.search("decision.moved", sentence.text)
        if hit is None or sentence.text.endswith("?") or self._refers_back(n):
            return 0
        if self.rules.search("decision.past", sentence.text):
            return 0
        if hit.rule.id == "decision.voted" and hit.match.start() and self._denied(sentence.text):
            return 0
        first = self._asked_for(n)
        worded = " ".join(s.text for s in self.sentences[first : n + 1])
        kind: DecisionKind = "approved" if "approv" in worded.lower() else "motion"
        draft = self._draft(first, n, kind, hit.rule.id, 0.85)
        draft.rule = hit.rule.id if hit.rule.id.startswith("decision.moved") else f"decision.moved.{hit.rule.id[9:]}"
        if sentence.place == 0 and (label := self.rules.match("decision.motion.label", sentence.text)):
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label.match.end()),)
        self._named(draft, hit.match.groupdict(), ())
        more = self._points(n) or self._worded(n) or self._broken_off(n)
        draft.spans += more
        said = self.rules.search("decision.outcome", sentence.text) if hit.rule.id == "decision.proposed.both" else None
        passed = (
            said
            or hit.rule.id in ("decision.voted", "decision.proposed.short")
            or self.rules.match("decision.outcome", sentence.text)
        )
        if (
            passed
            or counts(sentence.text, self.rules)[0] is not None
            or self._tells_vote(sentence.text, hit.match.end())
        ):
            draft.votes.append(sentence.text)
        return self._chain(draft, self._beyond(n, more) if more else self._listed_inside(draft, n + 1))

    def _listed_inside(self, draft: _Draft, n: int) -> int:
        """Take along the points that a motion lists in its own paragraph ("to approve: a. the plan; b. the fee.")."""
        at = n
        while at < len(self.sentences) and self.sentences[at].paragraph == self.sentences[n - 1].paragraph:
            text, before = self.sentences[at].text, self.sentences[at - 1].text
            worded = before.endswith(":") and text[0] in _QUOTES
            point = self.rules.match("decision.point", text) or self.rules.search("decision.point.end", before)
            if not worded and not point:
                break
            draft.spans = _merged(draft.spans, join(self.sentences[at : at + 1]))
            at += 1
        return at

    def _asked_for(self, n: int) -> int:
        """Return where a motion opens: "The Chair asked for a motion to rise." for "Ms Dale so moved."."""
        told = bool(self.drafts) and self.drafts[-1].last >= n - 1
        if n == 0 or told or not self.rules.search("decision.so", self.sentences[n].text):
            return n
        return n - 1 if self.rules.search("decision.asked", self.sentences[n - 1].text) else n

    def _vote(self, n: int) -> int:
        """Read a vote or a second that stands by itself belongs to the last motion that still lacks one."""
        text = self.sentences[n].text
        seconded = self.rules.match("decision.seconded", text)
        if not seconded and not self._is_vote(n):
            return 0
        waiting = self._waiting()
        if waiting is None and seconded and n and _PROPOSED.search(self.sentences[n - 1].text):
            at = n + 1
            while at < len(self.sentences) and self.rules.match("decision.follows", self.sentences[at].text):
                at += 1
            draft = self._draft(n - 1, at - 1, "motion", "decision.moved.proposed", 0.85)
            draft.passed = at > n + 1
            draft.last = at - 1
            if draft.passed:
                return self._chain(draft, self._listed_inside(draft, self._extend(draft, at - 1)))
            if self._tells_vote(text, 0):
                draft.votes.append(text)
            return self._chain(draft, n + 1)
        if waiting is None and self.rules.match("decision.another", text):
            draft = self._draft(n, n, "motion", "decision.moved.another", 0.8)
            draft.votes.append(text)
            return self._chain(draft, n + 1)
        if waiting is None:
            return self._on_text_before(n) if not self.rules.match("decision.rollcall", text) else n + 1
        waiting.said.append(text)
        if self._is_vote(n) or self._tells_vote(text, 0):
            stop = n
            while stop < len(self.sentences) and self._is_vote(stop):
                waiting.votes.append(self.sentences[stop].text)
                stop += 1
            if not waiting.votes:
                waiting.votes.append(text)
            return max(stop, n + 1)
        return n + 1

    def _on_text_before(self, n: int) -> int:
        """Read a short vote ("All in favour.", "Carried.") right after a sentence that nothing else has claimed."""
        text = self.sentences[n].text
        told_before = bool(self.drafts) and bool(self.drafts[-1].votes) and len(text.split()) > _SHORT
        if n and self.drafts and self.drafts[-1].last == n - 1 and not told_before:
            draft = self.drafts[-1]
            if not self._is_stamp(n, bare=not self._is_formal(draft)):
                draft.spans = _merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(text)
            draft.last = n
            return n + 1
        if self.rules.match("decision.that", text) and self.rules.search("decision.outcome", text):
            self._draft(n, n, "motion", "decision.that", 0.8).votes.append(text)
            return n + 1
        if n == 0 or not self.rules.match("decision.that", self.sentences[n - 1].text):
            told = self.rules.search("decision.vote", text)
            known = told is not None and told.rule.id in _LONE
            another = told_before and counts(text, self.rules)[0] is not None
            if (
                not known
                or (self.drafts and not another)
                or not self.rules.search("decision.outcome", text)
                or self._denied(text)
            ):
                return 0
            self._draft(n, n, "motion", "decision.vote.motion", 0.7).votes.append(text)
            return n + 1
        draft = self._draft(n - 1, n - self._is_stamp(n), "motion", "decision.that", 0.8)
        draft.votes.append(text)
        draft.last = n
        return n + 1

    def _stated(self, n: int) -> int:
        """Read a plain sentence by which the body agrees, approves, notes, recommends or defers."""
        sentence = self.sentences[n]
        echo = self.rules.match("decision.echo", sentence.text)
        if (
            echo
            and sentence.place
            and not self._denied(sentence.text)
            and not (self.drafts and self.drafts[-1].last == n - 1)
        ):
            draft = self._draft(n - 1, n, "agreed", echo.rule.id, 0.85)
            return self._chain(draft, n + 1)
        if self.rules.match("decision.body", sentence.text):
            return self._acts(n)
        hit = self.rules.search("decision.verb", sentence.text) or self._view(sentence)
        if hit is None or self._denied(sentence.text, hit.match.end()):
            return 0
        if self.drafts and self.drafts[-1].last == n - 1 and self._restates(sentence.text, self.drafts[-1]):
            draft = self.drafts[-1]
            draft.spans = _merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(sentence.text)
            draft.last = n
            return n + 1
        if hit.rule.id == "decision.elected" and self._proposed(n):
            draft = self.drafts[-1]
            draft.spans = _merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(sentence.text)
            draft.last = n
            return n + 1
        kind = as_kind(hit.rule.value)
        if kind == "approved" and "agree" in hit.match[0].lower():
            kind = "agreed"
        first = self._paper(n)
        draft = self._draft(first, n, kind, hit.rule.id, hit.rule.confidence)
        if first == n and self._decides_motion(n):
            self._absorb(draft, n)
        point = self.rules.match("decision.point", sentence.text) if first == n else None
        if point and (label := sentence.text.find(" ") + 1):
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label),)
            draft.last = n
            return self._chain(draft, n + 1)
        return self._chain(draft, self._extend(draft, n))

    def _proposed(self, n: int) -> bool:
        """Return whether the sentence before tells who proposed somebody: "Ann Dale proposed Bo Finn."."""
        before = self.drafts[-1] if self.drafts and self.drafts[-1].last == n - 1 else None
        return before is not None and before.rule.startswith("decision.moved") and not before.votes

    def _paper(self, n: int) -> int:
        """Return where a decision opens that the end of its paper's title tells: "To approve the plan. Agreed."."""
        sentence = self.sentences[n]
        first = n - sentence.place
        if not sentence.place and n and self.sentences[n - 1].span.block == sentence.span.block:
            first = n - 1 - self.sentences[n - 1].place
        ends = n == self._paragraph_end(n) and len(sentence.text.split()) <= _FRAGMENT
        return first if ends and self.rules.match("decision.paper", self.sentences[first].text) else n

    def _acts(self, n: int) -> int:
        """Read the list under "The Board:" that tells what the board did: "noted ...", "approved ..."."""
        points = listed(self.flow, self.sentences[n].paragraph)
        acts = [self.rules.match("decision.act", p.text) for p in points]
        if not points or acts[0] is None or 2 * acts.count(None) > len(acts):
            return 0
        draft = self._draft(n, n, as_kind(acts[0].rule.value), acts[0].rule.id, 0.9)
        draft.spans = tuple(p.span for p in points)
        draft.said = [points[0].text]
        return self._chain(draft, self._beyond(n, draft.spans))

    def _view(self, sentence: Sentence) -> Hit | None:
        """Return the view of a planning application that ends the line which the application's number opens."""
        hit = self.rules.match("decision.view", sentence.text) if sentence.place else None
        if hit and self.rules.match("decision.application", self.flow[sentence.paragraph].text):
            return hit
        return None

    # ------------------------------------------------------------ what the forms share

    def _is_bare(self, draft: _Draft) -> bool:
        """Return True for a "Motion to ..." that nobody is said to have moved, seconded or voted on: an agenda's.

        So is a draft without a word.
        """
        if not any(map(str.isalpha, self._wording(draft))):
            return True  # a number
        if draft.rule != "decision.moved.by" or draft.votes or self._ends_sentence(draft):
            return False
        said = " ".join(draft.said)
        if self.rules.search("decision.outcome", said):
            return False
        return not (self.rules.search("decision.mover", said) or self.rules.search("decision.seconder", said))

    def _ends_sentence(self, draft: _Draft) -> bool:
        return any(_ended(s) and len(s.split()) > 12 for s in draft.said)

    def _draft(self, first: int, last: int, kind: DecisionKind, rule: str, confidence: float) -> _Draft:
        sentences = self.sentences[first : last + 1]
        draft = _Draft(join(sentences), self._item(first), kind, rule, confidence, last, [s.text for s in sentences])
        self._keep(draft)
        return draft

    def _keep(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        self.open.append(draft)

    def _item(self, n: int) -> int | None:
        return self.flow[self.sentences[n].paragraph].item

    def _denied(self, text: str, end: int | None = None) -> bool:
        """Return True if a sentence decides nothing: it tells what others said (before ``end``), or of another time."""
        told = self.rules.search("decision.told", text)
        return self.rules.search("decision.not", text) is not None or (
            told is not None and (end is None or told.match.end() <= end)
        )

    def _waiting(self) -> _Draft | None:
        """Return the last motion whose outcome has not been read yet.

        Only the last draft, and a motion that waits, is told more: any other that waits for nothing is let go, so that
        no sentence has to look through all drafts of a long document.
        """
        last = self.open.pop() if self.open and self.open[-1] is self.drafts[-1] else None
        waiting = last if last is not None and self._waits(last) else None
        while waiting is None and self.open and not self._waits(self.open[-1]):
            self.open.pop()
        waiting = waiting or (self.open[-1] if self.open else None)
        if last is not None:
            self.open.append(last)
        return waiting

    def _waits(self, draft: _Draft) -> bool:
        """Return True for a motion whose outcome has not been read yet."""
        return draft.rule.startswith("decision.moved") and _outcome(draft, self.rules) is None

    def _is_vote(self, n: int) -> bool:
        text = self.sentences[n].text
        return bool(self.rules.search("decision.vote", text) or self.rules.match("decision.rollcall", text))

    def _is_stamp(self, n: int, *, bare: bool = False) -> bool:
        """Return True for a vote that is printed by itself, below the words that it was about.

        If only a ``bare`` one is asked for, it names no motion: "CARRIED 6/0".
        """
        sentence = self.sentences[n]
        if bare and not _STAMP.match(sentence.text):
            return False
        alone = sentence.place == 0 and sentence.text[0] not in "(["
        return alone and (sentence.text.isupper() or not _ended(sentence.text) or len(sentence.text.split()) > 1)

    def _is_call(self, n: int) -> bool:
        """Return True for a line of a roll call by name, or of the counts of a vote."""
        return self.sentences[n].place == 0 and (self._is_vote(n) or self._is_name_line(n))

    def _is_formal(self, draft: _Draft) -> bool:
        """Return True for a motion in its own words, "That the plan be adopted.", or a resolution."""
        that = bool(draft.said) and self.rules.match("decision.that", draft.said[0])
        return draft.kind == "resolved" or bool(that)

    def _is_name_line(self, n: int) -> bool:
        """Return True for a line that holds nothing but a mover or seconder."""
        text = self.sentences[n].text
        if len(text.split()) > 12 or self.rules.match("decision.follows", text):
            return False
        return bool(self.rules.match("decision.header", text) or self.rules.match("decision.seconded", text))

    def _refers_back(self, n: int) -> bool:
        """Return True for a sentence that speaks of the motion before the meeting and opens no other."""
        text = self.sentences[n].text
        own = self.rules.search("decision.mover", text) or self.rules.match("decision.opening", text)
        second = self.rules.match("decision.seconded", text) and not own and not self._opens(text)
        return bool(self._is_vote(n) or second) and self._waiting() is not None

    def _restates(self, text: str, draft: _Draft) -> bool:
        """Return True if a short sentence only tells how the vote on the decision before it went."""
        moved = draft.rule.startswith(("decision.moved", "decision.header"))
        return (
            moved
            and len(text.split()) <= 6
            and not draft.votes
            and self.rules.search("decision.outcome", text) is not None
        )

    def _tells_vote(self, text: str, start: int) -> bool:
        rest = text[start:]
        return bool(self.rules.search("decision.vote", rest) or self.rules.search("decision.outcome", rest))

    def _after(self, draft: _Draft, n: int) -> int:
        """Return the index after the sentence and the list items that the draft has taken."""
        return self._beyond(n, draft.spans[1:]) if len(draft.spans) > 1 else n + 1

    def _beyond(self, n: int, spans: Sequence[Span]) -> int:
        """Return the index of the first sentence after sentence ``n`` that lies in none of the spans."""
        blocks = {s.block for s in spans}
        n += 1
        while n < len(self.sentences) and self.sentences[n].span.block in blocks:
            n += 1
        return n

    def _paragraph_end(self, n: int) -> int:
        while n + 1 < len(self.sentences) and self.sentences[n + 1].paragraph == self.sentences[n].paragraph:
            n += 1
        return n

    def _closing(self, n: int) -> int | None:
        """Return the sentence that closes a resolution which opened at ``n``: "Carried." and the like."""
        for at in range(n, min(n + _FAR, len(self.sentences))):
            if at > n and self.rules.match("decision.header", self.sentences[at].text):
                return None
            if self.rules.search("decision.vote", self.sentences[at].text):
                return at
        return None

    def _points(self, n: int) -> tuple[Span, ...]:
        """Return the list that a sentence opens: it ends its paragraph with a colon, or with "that" or "to"."""
        sentence = self.sentences[n]
        if n != self._paragraph_end(n):
            return ()
        text = sentence.text.rstrip()
        if self.rules.search("decision.following", text):
            return tuple(p.span for p in self._short_lines(sentence.paragraph))
        points = listed(self.flow, sentence.paragraph)
        opens = text.endswith((":", ";", "-", "–", "—")) or text.lower().endswith((" that", " to", "resolved"))
        voted = text.endswith(")") and bool(points) and points[0].text.lower().startswith(("that ", "to "))
        if not (opens or voted):
            return ()
        if not points and (after := following(self.flow, sentence.paragraph)) and after.text[0] in _QUOTES:
            points = self._quoted(after)
        return tuple(p.span for p in points)

    def _worded(self, n: int) -> tuple[Span, ...]:
        """Return the paragraph after a sentence that names the mover of a motion and breaks off before its words."""
        sentence = self.sentences[n]
        after = following(self.flow, sentence.paragraph)
        if after is None or n != self._paragraph_end(n):
            return ()
        if after.sentences[0].text and self.rules.search("decision.vote", after.sentences[0].text):
            return ()
        opens = sentence.text.endswith((":", " that"))
        short = len(sentence.text.split()) <= _SHORT and self.rules.match("decision.that", after.text)
        return (after.span,) if opens or short else ()

    def _unlisted(self, n: int) -> tuple[Span, ...]:
        """Return the plain paragraphs that follow "RESOLVED that:", as far as they read as its parts."""
        sentence = self.sentences[n]
        index = sentence.paragraph
        if n != self._paragraph_end(n) or not _introduces(sentence.text):
            return ()
        run: list[Paragraph] = []
        while after := following(self.flow, index):
            part = not run or run[-1].text.endswith((";", ",", " and")) or _first(after.text) == _first(run[0].text)
            if after.label or not part:
                break
            run.append(after)
            index = after.index
            if after.text.endswith(":"):
                run.extend(listed(self.flow, index))
                break
        return tuple(p.span for p in run)

    def _quoted(self, first: Paragraph) -> list[Paragraph]:
        """Return the paragraphs of a motion that is printed between quotation marks, up to the closing one."""
        closing = _QUOTES[first.text[0]]
        run = [first]
        while closing not in run[-1].text[1:] and len(run) < _SHORT:
            after = following(self.flow, run[-1].index)
            if after is None:
                break
            run.append(after)
        return run

    def _short_lines(self, index: int) -> list[Paragraph]:
        """Return the run of list items and short lines after a paragraph, up to prose or a table row."""
        run: list[Paragraph] = []
        while after := following(self.flow, index):
            prose = not after.label and (len(after.text.split()) > _SHORT or _ended(after.text))
            if prose or "\t" in after.text or (run and self._denies_list(after.text)):
                break
            run.append(after)
            index = after.index
        return run

    def _denies_list(self, text: str) -> bool:
        """Return True for a line that opens a record of its own, such as a resolution or a deferral."""
        return any(
            self.rules.match(slot, text) for slot in ("decision.resolved", "decision.header", "decision.label")
        ) or bool((hit := self.rules.search("decision.verb", text)) and hit.rule.value == "deferred")

    def _broken_off(self, n: int) -> tuple[Span, ...]:
        """Return the paragraphs after one that breaks off in a list of names or things: "Ann Dale;", "and Bo Finn."."""
        index = self.sentences[n].paragraph
        run: list[Paragraph] = []
        while self.flow[index].text.endswith((";", ",", "; and", ", and", "; or")) and len(run) < _SHORT:
            after = following(self.flow, index)
            if n != self._paragraph_end(n) or after is None or after.label or self._denies_list(after.text):
                break
            run.append(after)
            index = after.index
        return tuple(p.span for p in run)

    def _extend(self, draft: _Draft, n: int) -> int:
        """Take along the parts of a decision: its list, points in the same paragraph, "AND THAT ..." paragraphs."""
        points = self._points(n) or (self._unlisted(n) if draft.kind == "resolved" else ())
        if points:
            draft.spans += points
            n = self._beyond(n, points) - 1
        at = n + 1
        while at < len(self.sentences):
            text = self.sentences[at].text
            same = self.sentences[at].paragraph == self.sentences[at - 1].paragraph
            before = self.sentences[at - 1].text
            point = same and (
                self.rules.match("decision.point", text) or self.rules.search("decision.point.end", before)
            )
            further = draft.kind == "resolved" and self.rules.match("decision.further", text)
            goes_on = same and before.endswith((",", " and")) and self.rules.match("decision.that", text)
            if not point and not further and not goes_on and not self._linked(draft, at):
                break
            draft.spans = _merged(draft.spans, join(self.sentences[at : at + 1]))
            if more := self._points(at):
                draft.spans += more
                at = self._beyond(at, more) - 1
            at += 1
        draft.last = at - 1
        return at

    def _linked(self, draft: _Draft, n: int) -> bool:
        """Return True for the next of the bullets "NOTED ...; and", "APPROVED ...", which are one decision."""
        here, before = self.flow[self.sentences[n].paragraph], self.flow[self.sentences[n - 1].paragraph]
        opened = draft.said[0].split(maxsplit=1)[0].isupper() and before.text.endswith(("; and", ", and", ";"))
        bullets = bool(here.label and before.label) and here.index == before.index + 1 and here.follows
        return opened and bullets and here.text.split(maxsplit=1)[0].isupper()

    def _chain(self, draft: _Draft, n: int) -> int:
        """Read the seconds and votes that follow without a break; they belong to the text if the vote is among them.

        A roll call by name tells the vote but is no part of the text.
        """
        at, kept, calling = n, n, False
        done, formal = bool(draft.votes), self._is_formal(draft)
        while at < len(self.sentences) and self.sentences[at].place and self._goes_on(at):
            at = kept = at + 1
        while at < len(self.sentences):
            text, before = self.sentences[at].text, self.sentences[at - 1].text
            paragraph = self.sentences[at].paragraph
            if self.rules.search("decision.division", text):
                break
            if paragraph > self.sentences[n - 1].paragraph and self.rules.search("decision.resolved", text):
                break
            same = paragraph == self.sentences[n - 1].paragraph
            if self.rules.match("decision.rollcall", text):
                draft.votes.append(text)
                if same and not calling and kept == at and counts(text, self.rules) != (None, None, None):
                    kept = at + 1
                else:
                    calling = True
            elif self.rules.match("decision.names.line", text):
                draft.said.append(text)
                if self._tells_vote(text, 0) or counts(text, self.rules)[0] is not None:
                    draft.votes.append(text)
                    done = True
                if done or text[0] in "([":
                    kept = at + 1
            elif self.rules.search("decision.vote", text) and not self._opens(text):
                if (done and self.rules.match("decision.another", text)) or text.endswith((" it was", " and")):
                    break
                draft.votes.append(text)
                done = True
                if same or (not calling and (not self._is_stamp(at, bare=not formal) or n < at == kept)):
                    kept = at + 1
            elif same and not done and (voted := self._talked_over(at, draft)):
                at = kept = voted
                done = True
                continue
            elif self.rules.match("decision.seconded", text) and not self._opens(text):
                draft.said.append(text)
                if self._tells_vote(text, 0) and self.rules.search("decision.outcome", text):
                    draft.votes.append(text)
                    done = True
                moved = same and (draft.rule.startswith("decision.moved") or self.rules.match("decision.by", text))
                whole = self.sentences[at].span.end - self.sentences[at].span.start == len(text)
                if whole and (done or (kept == at and (moved or not _ended(before)))):
                    kept = at + 1
            else:
                break
            at += 1
        if kept > n:
            draft.spans = _merged(draft.spans, join(self.sentences[n:kept]))
        draft.last = at - 1
        return at

    def _talked_over(self, n: int, draft: _Draft) -> int:
        """Read what is said on second and amendments between a motion and its vote in one paragraph, else return 0."""
        if not draft.rule.startswith("decision.moved"):
            return 0
        at = n
        while at < len(self.sentences) and self.sentences[at].paragraph == self.sentences[n].paragraph:
            text = self.sentences[at].text
            if self.rules.search("decision.vote", text):
                between = [s.text for s in self.sentences[n:at]]
                draft.said.extend(t for t in between if self.rules.search("decision.seconder", t) and "amend" not in t)
                draft.votes.append(text)
                return at + 1
            if self._opens(text) or not _AMENDS.search(text):
                return 0
            at += 1
        return 0

    def _goes_on(self, n: int) -> bool:
        """Return True for a sentence that adds to the motion before it: "Also to write to the county."."""
        return self.rules.match("decision.further", self.sentences[n].text) is not None

    def _opens(self, text: str) -> bool:
        """Return True if the sentence opens a motion of its own."""
        hit = self.rules.search("decision.moved", text)
        if hit is None or hit.match.start() == 0:
            return hit is not None
        own = hit.rule.id in ("decision.moved.active", "decision.moved.seconded") or " a motion" in hit.match[0].lower()
        return own or self.rules.match("decision.opening", text) is not None

    def _absorb(self, draft: _Draft, n: int, *, labelled: bool = False) -> None:
        """Let a resolution that states the outcome of the motion before it take over its mover and votes.

        The resolution, or its label (``labelled``), opens with sentence ``n``. It takes over the text as well where the
        motion breaks off before it ("... seconded by Bo Finn and"), or both stand in one paragraph.
        """
        at = len(self.drafts) - 2
        while at > 0 and self.drafts[at].item == draft.item and self._is_lost_amendment(self.drafts[at]):
            at -= 1
        before = self.drafts[at] if at >= 0 else None
        if before is None or not before.rule.startswith("decision.moved"):
            return
        outcome = _outcome(before, self.rules)
        if outcome in ("lost", "withdrawn") or (outcome and self._opens(self.sentences[n].text)):
            return
        if at < len(self.drafts) - 2 and (before.item != draft.item or not self._waits(before)):
            return
        own = next((p for t in draft.said if (p := pair(t, self.rules))[1]), (None, None))
        draft.mover, draft.seconder = draft.mover or own[0], draft.seconder or own[1]
        draft.said = [*before.said, *draft.said]
        draft.votes = [*before.votes, *draft.votes]
        draft.mover = draft.mover or before.mover or _first_name(before.said, _MOVERS, self.rules)
        draft.seconder = draft.seconder or before.seconder
        label = join(self.sentences[n : n + 1]) if labelled else ()
        if self._leads_to(before, n):
            draft.spans = _merged(before.spans, _merged(label, draft.spans))
            draft.item = before.item
        self._drop(before)

    def _decides_motion(self, n: int) -> bool:
        """Return True for a sentence by which a motion that still waits is agreed: "Members agreed to the motion."."""
        before = self.drafts[-2] if len(self.drafts) > 1 else None
        if before is None or before.item != self.drafts[-1].item or not self._waits(before):
            return False
        adjacent = before.last == n - 1 and self.rules.match("decision.follows", self.sentences[n].text)
        return bool(adjacent or self.rules.search("decision.of.motion", self.sentences[n].text))

    def _is_lost_amendment(self, draft: _Draft) -> bool:
        """Return True for an amendment that was lost: the motion that it would have changed is still to be decided."""
        return _outcome(draft, self.rules) == "lost" and "amendment" in " ".join(draft.said).lower()

    def _leads_to(self, motion: _Draft, n: int) -> bool:
        """Return True if a motion and the outcome that opens with sentence ``n`` are printed as one text."""
        last = motion.spans[-1]
        mover = motion.mover or _first_name(motion.said, _MOVERS, self.rules)
        here, before = self.sentences[n].span.block, self.sentences[n - 1].span.end if n else -1
        if mover and (last.block, last.end) == (here, before):
            return True
        words = self.blocks[last.block].text[last.start : last.end].rstrip() if last.block in self.blocks else ""
        unfinished = words.endswith((" and", ",", " and it was", " it was"))
        return unfinished or (
            words[-1:].isalpha() and self.rules.match("decision.follows", self.sentences[n].text) is not None
        )

    def _drop(self, draft: _Draft) -> None:
        """Forget a draft that another one has taken over."""
        self.drafts = [d for d in self.drafts if d is not draft]
        self.open = [d for d in self.open if d is not draft]

    def _named(self, draft: _Draft, groups: dict[str, str | None], said: Sequence[str]) -> None:
        mover = printed_name(groups.get("mover"))
        if mover and mover.count("/") == 1 and not groups.get("seconder"):
            first, second = mover.split("/")
            mover, draft.seconder = printed_name(first), printed_name(second)
        draft.mover = mover if mover not in (None, "He", "She", "I") else draft.mover
        draft.seconder = printed_name(groups.get("seconder")) or draft.seconder
        draft.said.extend(said)


def _made(draft: _Draft, wording: str, rules: Rules) -> DecisionTaken:
    """Make the candidate: names, outcome and counts are read from the sentences that state them."""
    said = [*draft.said, *draft.votes]
    votes = " ".join(draft.votes) or " ".join(draft.said)
    moved = draft.rule.startswith(("decision.moved", "decision.header")) or draft.seconder is not None
    later = _first_name(said, ("decision.mover.later",), rules)
    both = next((p for t in said if (p := pair(t, rules))[1]), (None, None))
    mover = draft.mover or later or both[0] or _first_name(said, _MOVERS if moved else _MOVERS[:1], rules)
    seconder = draft.seconder or both[1] or _first_name(said, ("decision.seconder",), rules)
    yes, no, abstain = counts(votes, rules)
    outcome = _outcome(draft, rules)
    if outcome == "carried" and yes is not None and no is not None and no >= yes:
        outcome = None
    if mover is not None and both[0] is None and draft.kind not in ("motion", "approved", "resolved", "agreed"):
        mover = seconder = None
    return DecisionTaken(
        spans=draft.spans,
        item=draft.item,
        rule=draft.rule,
        confidence=draft.confidence,
        kind=_kind(draft, outcome, wording, rules),
        mover=mover,
        seconder=seconder,
        outcome=outcome,
        votes_for=yes,
        votes_against=no,
        abstentions=abstain,
    )


def _kind(draft: _Draft, outcome: Outcome | None, wording: str, rules: Rules) -> DecisionKind:
    """A motion that was lost or withdrawn resolves nothing; one that puts something off is a deferral."""
    if outcome in ("lost", "withdrawn"):
        return "motion"
    if draft.kind in ("motion", "resolved", "agreed") and rules.search("decision.defers", wording):
        return "deferred"
    return draft.kind


def _first_name(said: Sequence[str], slots: Sequence[str], rules: Rules) -> str | None:
    """The first name that a sentence states for one of the slots, in the order of the slots."""
    for slot in slots:
        for text in said:
            if hit := rules.search(slot, text):
                return printed_name(hit.match["who"])
    return None


def _outcome(draft: _Draft, rules: Rules) -> Outcome | None:
    if draft.outcome is not None:
        return draft.outcome
    for text in reversed(draft.votes):
        if hit := rules.search("decision.outcome", text):
            return as_outcome(hit.rule.value)
    if any(rules.search("decision.tail", text) for text in draft.said[:1]):
        return "lost"
    yes, no, _ = counts(" ".join(draft.votes), rules)
    if yes is not None and no is not None and yes != no:
        return "carried" if yes > no else "lost"
    if no is not None and yes is None and draft.votes:
        return "lost" if no > 1 else "carried"
    if any(rules.search("decision.unopposed", t) for t in draft.votes):
        return "carried"
    if draft.rule == "decision.moved.voted" and not any("against" in t.lower() for t in draft.votes):
        return "carried"
    if draft.passed and not draft.votes:
        return "carried"
    if draft.kind in ("deferred", "noted") or draft.rule == "decision.fragment.noted":
        return None
    if draft.rule.startswith(("decision.moved", "decision.header")):
        return None
    hit = rules.match("decision.outcome", draft.said[0]) if draft.said else None
    return "lost" if hit and hit.rule.value == "lost" else "carried"


def _first(text: str) -> str:
    return text.split(maxsplit=1)[0].lower()


def _ended(text: str) -> bool:
    return text.rstrip("\"'”’)] ").endswith((".", "!", "?"))


def _introduces(text: str) -> bool:
    """Return True for words that break off before what was decided: "RESOLVED that:", "agreed:-"."""
    return text.rstrip(" -–—").endswith(":") or text.endswith(" that")


def _merged(spans: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Append spans; the first one joins the last if both are of one block and nothing but space parts them."""
    if spans and more and spans[-1].block == more[0].block and spans[-1].end <= more[0].start <= spans[-1].end + 3:
        return (*spans[:-1], Span(spans[-1].block, spans[-1].start, more[0].end), *more[1:])
    return spans + more


def _stripped(block: Block, span: Span) -> Span:
    start = span.start
    while start < span.end and (block.text[start].isspace() or block.text[start] in ",;:.–—-"):
        start += 1
    return replace(span, start=start)
