"""The forms in which decisions are printed, and how a stream of sentences is read for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import DecisionKind, DecisionTaken
from minutebook.detect.decisions.draft import MOVERS, OPENING, Draft, first_name, is_formal, made, named, outcome_of
from minutebook.detect.decisions.extent import QUOTES, Extent, merged
from minutebook.detect.decisions.headed import points_of
from minutebook.detect.decisions.text import FAR, FRAGMENT, SHORT, Text, ended
from minutebook.detect.prose import Paragraph, Sentence, join, listed
from minutebook.detect.votes import as_kind, counts, pair
from minutebook.document import Block, Span
from minutebook.rulepack import Hit, Rules

_FORMS = (
    *("decision.header", "decision.resolved", "decision.whereas", "decision.label", "decision.label.alone"),
    *("decision.label.numbered", "decision.moved", "decision.seconded", "decision.vote", "decision.rollcall"),
    *("decision.division", "decision.echo", "decision.verb", "decision.view", "decision.body"),
)
"""The slots of the sentences with which a decision can open, or that tell more of the last one."""
_LONE = ("decision.vote.motion", "decision.vote.call", "decision.vote.withdrew")
"""The rules of votes that tell what became of a motion even where the motion itself was not read."""
_WORD = 3
"""An answer of more words than this says by itself what is agreed."""
_VERDICT = 2
"""A view on an application of no more words ("No objection.") stands for itself."""
_ELECTED = re.compile(r"(?:[A-Z][\w.’'-]* ){1,4}[A-Z][\w’'-]*")
"""The name of somebody with which a sentence opens."""
_RESULT = 3
"""Words behind a label "Result:" that tell how the vote before went are no more than these: "Motion passed"."""
_PROPOSED = re.compile(r"\b(?:propos|mov|recommend|suggest|nominat)\w*|\bmotion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a line that names mover and seconder says: the line(s), the names, and what is left of the line."""

    said: list[str]
    groups: dict[str, str | None]
    rest: str
    end: int
    rule: str


class Stream:
    """One stream of sentences (an item's text in one column), read from the first to the last."""

    def __init__(self, flow: Sequence[Paragraph], sentences: Sequence[Sentence], rules: Rules) -> None:
        self.flow = flow
        self.sentences = sentences
        self.rules = rules
        self.text = Text(flow, sentences, rules)
        self.extent = Extent(self.text)
        self.drafts: list[Draft] = []
        self.open: list[Draft] = []
        """Those drafts whose outcome may not have been read yet, as far as that was asked."""

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
        kept = (d for d in self.drafts if not self._is_bare(d) and not self._nominates(d))
        return [made(d, self._wording(d), self.rules) for d in kept]

    def _wording(self, draft: Draft) -> str:
        """Return the words with which the decision opens, about a line or two of them."""
        pieces = [self.text.words(s) for s in draft.spans[:2]]
        return " ".join(" ".join(pieces).split()[:OPENING])

    def _division(self, n: int) -> int:
        """Read a vote between a motion and the amendment to it, the motion's mover and seconder with it."""
        if not self.rules.search("decision.division", self.sentences[n].text):
            return 0
        item = self.text.item(n)
        waiting = [d for d in self.drafts if d.item == item and self._waits(d)]
        draft = self._draft(n, n, "motion", "decision.division", 0.85)
        draft.votes.append(self.sentences[n].text)
        if waiting:
            draft.said = [*waiting[0].said, *draft.said]
            draft.mover, draft.seconder = waiting[0].mover, waiting[0].seconder
        for d in waiting:
            self._drop(d)
        return self.extent.chain(draft, n + 1)

    def _header(self, n: int) -> int:
        """Read a line that names mover and seconder: the motion follows it, or stands right before it."""
        sentence = self.sentences[n]
        hit = self.rules.match("decision.header", sentence.text)
        adjacent = bool(self.drafts) and self.drafts[-1].last == n - 1
        if sentence.place and (self.text.is_worded(n - 1) or self._motion_label(n - 1)):
            adjacent = True
        if hit is None or (sentence.place and not adjacent and not hit.match.groupdict().get("seconder")):
            return 0
        groups = hit.match.groupdict()
        said = [sentence.text]
        rest = sentence.text[hit.match.end() :].strip(" ,.;:–—-")
        at = n + 1
        while at < len(self.sentences) and not rest and self.text.is_name_line(at):
            said.append(self.sentences[at].text)
            at += 1
        worded = rest and (" that " in rest or not self.rules.match("decision.vote", rest))
        if hit.rule.id != "decision.header.names" and worded:
            draft = self._draft(n, n, "motion", hit.rule.id, hit.rule.confidence)
            draft.spans += self.extent.points(n) or self.extent.worded(n)
            draft.passed = self._is_resolution(sentence.text)
            if self.text.tells_vote(rest, 0):
                draft.votes.append(rest)
            named(draft, groups, said)
            return self.extent.chain(draft, self.extent.after(draft, n))
        after = rest or (self.sentences[at].text if at < len(self.sentences) else "")
        if (
            not rest
            and self.rules.match("decision.follows", after)
            and not self.rules.match("decision.label.alone", after)
        ):
            return self._joined(n, at, _Names(said, groups, "", 0, hit.rule.id))
        titled = hit.rule.id == "decision.header.names" or self.rules.match("decision.header.resolution", sentence.text)
        forward = bool(titled and not self.rules.match("decision.vote", after)) or any(
            self.rules.match(slot, after)
            for slot in (
                *("decision.that", "decision.whereas", "decision.resolved"),
                *("decision.label.alone", "decision.motion.alone"),
            )
        )
        if after[:1] in QUOTES and not rest and hit.rule.id == "decision.header.ms":
            return self._quotation(at, _Names(said, groups, "", 0, hit.rule.id))
        if forward and (rest or at < len(self.sentences)):
            return self._forward(n, at, _Names(said, groups, rest, hit.match.end(), hit.rule.id))
        return self._backward(n, at, _Names(said, groups, rest, hit.match.end(), hit.rule.id))

    def _joined(self, n: int, at: int, names: _Names) -> int:
        """Read the outcome that goes on from the names above it: "Seconded by Bo Finn" over "and RESOLVED that ..."."""
        resolved = self.rules.search("decision.resolved", self.sentences[at].text)
        draft = self._draft(n, at, "resolved" if resolved else "agreed", names.rule, 0.9)
        draft.passed = True
        named(draft, names.groups, ())
        return self.extent.chain(draft, self.extent.extend(draft, at))

    def _forward(self, n: int, at: int, names: _Names) -> int:
        """Read the motion that follows the names, up to its "Carried." or to the end of its paragraph and list."""
        first = n if names.rest else at
        labelled = first + 1 < len(self.sentences) and self.text.is_label(first)
        first += labelled
        close = self.text.closing(first)
        last = close if close is not None else self.text.paragraph_end(first)
        stamped = close is not None and close > first and self.text.is_stamp(close)
        end = last if stamped else last + 1
        while stamped and end > first + 1 and self.text.is_call(end - 1):
            end -= 1
        spans = list(join(self.sentences[first:end]))
        if names.rest:
            spans[0] = replace(spans[0], start=self.sentences[n].span.start + names.end)
            spans[0] = _stripped(self.flow[self.sentences[n].paragraph].block, spans[0])
        draft = Draft(tuple(spans), self.text.item(n), "resolved", names.rule, 0.9, last, list(names.said))
        if names.rule == "decision.header.pair" and names.said[0].endswith(":"):
            draft.spans = merged(join(self.sentences[n : n + 1]), draft.spans)
        told = (*names.said, self.sentences[first].text)
        draft.passed = labelled or any(self._is_resolution(t) for t in told)
        if close is not None:
            called = (s.text for s in self.sentences[first:close])
            draft.votes.extend(t for t in called if self.rules.match("decision.rollcall", t))
            draft.votes.append(self.sentences[close].text)
            last = self.extent.until_closed(draft, close)
        elif points := self.extent.points(last) or self.extent.unclosed(last):
            draft.spans += points
            last = self.text.beyond(last, points) - 1
        named(draft, names.groups, ())
        self._keep(draft)
        return last + 1

    def _is_resolution(self, text: str) -> bool:
        """Return whether a line says of what it is about that it was resolved."""
        numbered = self.rules.match("decision.header.resolution", text)
        return bool(numbered or self.rules.search("decision.resolved", text))

    def _quotation(self, at: int, names: _Names) -> int:
        """Read the motion that stands between quotation marks under the line that names its mover and seconder."""
        quoted = self.extent.quoted(self.flow[self.sentences[at].paragraph])
        draft = self._draft(at, at, "motion", names.rule, 0.9)
        draft.spans = tuple(p.span for p in quoted)
        named(draft, names.groups, names.said)
        draft.outcome = "carried" if self.text.tells_vote(names.said[0], 0) else None
        return self.extent.chain(draft, self.text.beyond(at, draft.spans))

    def _backward(self, n: int, at: int, names: _Names) -> int:
        """Read lines that name mover and seconder of what was said right before them."""
        votes = []
        stop = at
        while stop < len(self.sentences) and self.text.is_vote(stop):
            votes.append(self.sentences[stop].text)
            stop += 1
        before = self.drafts[-1] if self.drafts and self.drafts[-1].last == n - 1 else None
        labelled = False
        own = self.text.tells_vote(self.sentences[n].text, 0)
        if before is None:
            if n == 0:
                before = self._draft(0, stop - 1, "motion", names.rule, 0.8)
                before.votes.extend([*votes, *([self.sentences[0].text] if own else [])])
                named(before, names.groups, names.said)
                return stop
            start = n - 1
            if self.sentences[n].place == 0:
                while start and self.sentences[start].place:
                    start -= 1
            before = self._draft(start, n - 1, "motion", names.rule, 0.8)
            label = self._motion_label(start)
            labelled = label is not None
            if label:
                first = replace(before.spans[0], start=before.spans[0].start + label.match.end())
                before.spans = (first, *before.spans[1:])
            before.votes.extend([self.sentences[n].text] if own and not votes else [])
        apart = self.sentences[n].place == 0 and (labelled or is_formal(before, self.rules))
        beside = names.rule == "decision.header.ms" or apart
        if not beside and (votes or own or not ended(self.sentences[n - 1].text)):
            before.spans = merged(before.spans, join(self.sentences[n:stop]))
        before.votes.extend(votes)
        before.last = stop - 1
        named(before, names.groups, names.said)
        return stop

    def _motion_label(self, n: int) -> Hit | None:
        """Return the label "Motion:" with which sentence ``n`` opens, None if it has none or says no more."""
        label = self.rules.match("decision.motion.label", self.sentences[n].text) if n >= 0 else None
        return label if label and label.match.end() < len(self.sentences[n].text) else None

    def _resolved(self, n: int) -> int:
        sentence = self.sentences[n]
        hit = self.rules.search("decision.resolved", sentence.text)
        if hit is None or (not sentence.text.isupper() and self._denied(sentence.text) and hit.match.start() > 0):
            whereas = self.rules.match("decision.whereas", sentence.text)
            return self._whereas(n) if whereas else 0
        if self.rules.match("decision.label.alone", sentence.text):
            return self._under_label(n, "resolved", hit.rule.id)
        if self.rules.match("decision.pair", sentence.text) and self.text.is_worded(n + 1):
            return self._paired(n)
        draft = self._draft(n, n, "resolved", hit.rule.id, 0.95 if hit.rule.id.endswith("capital") else 0.9)
        label = self.rules.match("decision.label", sentence.text)
        if label and label.match.end() <= hit.match.start():
            draft.spans = (replace(draft.spans[0], start=sentence.span.start + label.match.end()),)
        stop = self.extent.extend(draft, n)
        self._absorb(draft, n)
        return self.extent.chain(draft, stop)

    def _paired(self, n: int) -> int:
        """Read the motion under a line that holds nothing but its mover and seconder: "(Dale/Finn)"."""
        return self._forward(n, n + 1, _Names([self.sentences[n].text], {}, "", 0, "decision.header.pair"))

    def _whereas(self, n: int) -> int:
        """Read a run of recitals and the resolution that they lead to are one record."""
        at = n
        while at < len(self.sentences) and at - n < FAR:
            text = self.sentences[at].text
            if self.rules.search("decision.resolved", text) or (at > n and self.rules.match("decision.that", text)):
                draft = self._draft(n, at, "resolved", "decision.whereas", 0.9)
                return self.extent.chain(draft, self.extent.extend(draft, at))
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
        decides = any(self.rules.search(f"decision.{slot}", rest) for slot in ("verb", "act"))
        told = decides or self.text.tells_vote(rest, 0)
        if self._told_again(n, rest):
            return n + 1
        if not told and self.rules.match("decision.label.outcome", sentence.text):
            return 0
        last = n
        while last < self.text.paragraph_end(n) and not self._turns(self.sentences[last + 1].text):
            last += 1
        draft = self._draft(n, last, "agreed", hit.rule.id, 0.9)
        draft.spans = (replace(draft.spans[0], start=sentence.span.start + hit.match.end()), *draft.spans[1:])
        return self.extent.chain(draft, self.extent.extend(draft, last))

    def _told_again(self, n: int, rest: str) -> bool:
        """Let the motion before know of a label's text that only tells how its vote went: "Result: Motion passed"."""
        before = self.drafts[-1] if self.drafts else None
        if before is None or before.item != self.text.item(n) or not before.rule.startswith("decision.moved"):
            return False
        if len(rest.split()) > _RESULT or not self.rules.search("decision.vote", rest):
            return False
        before.votes.append(rest)
        return True

    def _turns(self, text: str) -> bool:
        """Return whether a sentence after a labelled decision is another one, or a task."""
        slots = ("decision.label.numbered", "answer.promise")
        return self.text.denies_list(text) or any(self.rules.match(slot, text) for slot in slots)

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
        if self.rules.match("decision.header", after) or (" that " not in f" {after} " and self.text.opens(after)):
            return n + 1
        if self.rules.match("decision.whereas", after):
            return n + 1
        if n + 2 < len(self.sentences) and self.rules.match("decision.pair", self.sentences[n + 1].text):
            return self._paired(n + 1)
        paragraph = self.sentences[n].paragraph
        lines = listed(self.flow, paragraph)
        points = tuple(p.span for p in lines)
        said = self.sentences[n].text
        if points and self.rules.fullmatch("decision.heading", said):
            for point in points_of(lines):
                self._draft(n, n, kind, rule, 0.9).spans = tuple(p.span for p in point)
            return self.text.beyond(n, points)
        if points:
            draft = self._draft(n, n, kind, rule, 0.9)
            kept = kind == "resolved" and (said.endswith(":") or counts(said, self.rules) != (None, None, None))
            draft.spans = (*draft.spans, *points) if kept else points
            stop = self.text.beyond(n, points)
        else:
            if n + 1 >= len(self.sentences):
                return 0
            last = self.text.paragraph_end(n + 1)
            draft = self._draft(n + 1, last, kind, rule, 0.9)
            stop = self.extent.extend(draft, last)
        if counts(self.sentences[n].text, self.rules) != (None, None, None):
            draft.votes.append(self.sentences[n].text)
        self._absorb(draft, n, labelled=True)
        return self.extent.chain(draft, stop)

    def _moved(self, n: int) -> int:
        sentence = self.sentences[n]
        hit = self.rules.search("decision.moved", sentence.text)
        if hit is None or sentence.text.endswith("?") or self._refers_back(n):
            return 0
        if self.rules.search("decision.past", sentence.text):
            return 0
        if self._moved_so(n) or (hit.rule.id == "decision.proposed.short" and self._names_of_before(n)):
            return self.extent.chain(self.drafts[-1], n + 1)
        told = hit.rule.id in ("decision.voted", "decision.motion.by")
        if told and hit.match.start() and self._denied(sentence.text):
            return 0
        first = self._asked_for(n)
        worded = " ".join(s.text for s in self.sentences[first : n + 1])
        kind: DecisionKind = "approved" if "approv" in worded.lower() else "motion"
        draft = self._draft(first, n, kind, hit.rule.id, 0.85)
        draft.rule = hit.rule.id if hit.rule.id.startswith("decision.moved") else f"decision.moved.{hit.rule.id[9:]}"
        if sentence.place == 0 and (label := self.rules.match("decision.motion.label", sentence.text)):
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label.match.end()),)
        named(draft, hit.match.groupdict(), ())
        extent = self.extent
        more = extent.points(n) or extent.unclosed(n) or extent.worded(n) or extent.broken_off(n)
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
            or self.text.tells_vote(sentence.text, hit.match.end())
        ):
            draft.votes.append(sentence.text)
        return self.extent.chain(draft, self.text.beyond(n, more) if more else self.extent.listed_inside(draft, n + 1))

    def _names_of_before(self, n: int) -> bool:
        """Let what stands before in the paragraph be moved by those whom "Prop. AB, 2nd CD, all agreed." names."""
        sentence = self.sentences[n]
        before = self.drafts[-1] if self.drafts and self.drafts[-1].last == n - 1 else None
        if not sentence.place or (before is not None and before.mover):
            return False
        if before is None:
            before = self._draft(n - 1, n, "agreed", "decision.proposed.short", 0.8)
        else:
            before.spans = merged(before.spans, join(self.sentences[n : n + 1]))
            before.said.append(sentence.text)
            before.last = n
        hit = self.rules.search("decision.moved", sentence.text)
        named(before, hit.match.groupdict() if hit else {}, ())
        before.votes.append(sentence.text)
        return True

    def _moved_so(self, n: int) -> bool:
        """Let a decision know who moved it, where the sentence behind it tells that: "Ann Dale made the motion."."""
        sentence = self.sentences[n]
        before = self.drafts[-1] if self.drafts and self.drafts[-1].last == n - 1 else None
        if before is None or not sentence.place or before.mover or before.votes:
            return False
        if before.rule.startswith(("decision.moved", "decision.header")) or not self.rules.search(
            "decision.moved.so", sentence.text
        ):
            return False
        before.spans = merged(before.spans, join(self.sentences[n : n + 1]))
        before.said.append(sentence.text)
        before.mover = first_name([sentence.text], MOVERS, self.rules)
        before.seconder = first_name([sentence.text], ("decision.seconder",), self.rules)
        if self.text.tells_vote(sentence.text, 0):
            before.votes.append(sentence.text)
        before.last = n
        return True

    def _asked_for(self, n: int) -> int:
        """Return where a motion opens: "The Chair asked for a motion to rise." for "Ms Dale so moved."."""
        told = bool(self.drafts) and self.drafts[-1].last >= n - 1
        if n and not told and self.rules.match("decision.notice.moved", self.sentences[n].text):
            return self._noticed(n)
        if n == 0 or told or not self.rules.search("decision.so", self.sentences[n].text):
            return n
        return n - 1 if self.rules.search("decision.asked", self.sentences[n - 1].text) else n

    def _noticed(self, n: int) -> int:
        """Return where the words open of the motion that sentence ``n`` says who moved: "I will move that ..."."""
        told = self.drafts[-1].last if self.drafts else -1
        for at in range(n - 1, max(told, n - SHORT), -1):
            if self.text.item(at) != self.text.item(n):
                break
            if self.sentences[at].place == 0 and self.rules.match("decision.notice", self.sentences[at].text):
                return at
        return n

    def _vote(self, n: int) -> int:
        """Read a vote or a second that stands by itself belongs to the last motion that still lacks one."""
        text = self.sentences[n].text
        seconded = self.rules.match("decision.seconded", text)
        if not self.text.is_vote(n) and (not seconded or self.text.decides(text)):
            return 0
        waiting = self._waiting()
        told = bool(self.drafts) and self.drafts[-1].last == n - 1
        if waiting is None and seconded and n and not told and _PROPOSED.search(self.sentences[n - 1].text):
            at = n + 1
            while at < len(self.sentences) and self.rules.match("decision.follows", self.sentences[at].text):
                at += 1
            draft = self._draft(n - 1, at - 1, "motion", "decision.moved.proposed", 0.85)
            draft.passed = at > n + 1
            draft.last = at - 1
            if draft.passed:
                return self.extent.chain(draft, self.extent.listed_inside(draft, self.extent.extend(draft, at - 1)))
            if self.text.tells_vote(text, 0):
                draft.votes.append(text)
            return self.extent.chain(draft, n + 1)
        if waiting is None and self.rules.match("decision.another", text):
            draft = self._draft(n, n, "motion", "decision.moved.another", 0.8)
            draft.votes.append(text)
            return self.extent.chain(draft, n + 1)
        if waiting is None:
            return self._on_text_before(n) if not self.rules.match("decision.rollcall", text) else n + 1
        waiting.said.append(text)
        if self.text.is_vote(n) or self.text.tells_vote(text, 0):
            stop = n
            while stop < len(self.sentences) and self.text.is_vote(stop):
                waiting.votes.append(self.sentences[stop].text)
                stop += 1
            if not waiting.votes:
                waiting.votes.append(text)
            return max(stop, n + 1)
        return n + 1

    def _on_text_before(self, n: int) -> int:
        """Read a short vote ("All in favour.", "Carried.") right after a sentence that nothing else has claimed."""
        text = self.sentences[n].text
        told_before = bool(self.drafts) and bool(self.drafts[-1].votes) and len(text.split()) > SHORT
        if n and self.drafts and self.drafts[-1].last == n - 1 and not told_before:
            draft = self.drafts[-1]
            if not self.text.is_stamp(n, bare=not is_formal(draft, self.rules)):
                draft.spans = merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(text)
            draft.last = n
            return n + 1
        if self.rules.match("decision.that", text) and self.rules.search("decision.outcome", text):
            self._draft(n, n, "motion", "decision.that", 0.8).votes.append(text)
            return n + 1
        if label := self._motion_label(n - 1):
            draft = self._draft(n - 1, n - self.text.is_stamp(n), "motion", "decision.motion.label", 0.85)
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label.match.end()), *draft.spans[1:])
            draft.votes.append(text)
            draft.last = n
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
        draft = self._draft(n - 1, n - self.text.is_stamp(n), "motion", "decision.that", 0.8)
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
            return self.extent.chain(draft, n + 1)
        if self.rules.match("decision.body", sentence.text):
            return self._acts(n)
        hit = self.rules.search("decision.verb", sentence.text) or self._view(n)
        if hit is None or self._denied(sentence.text, hit.match.end()):
            return 0
        if self.drafts and self.drafts[-1].last == n - 1 and self._restates(sentence.text, self.drafts[-1]):
            draft = self.drafts[-1]
            draft.spans = merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(sentence.text)
            draft.last = n
            return n + 1
        if hit.rule.id == "decision.elected" and self._proposed(n):
            draft = self.drafts[-1]
            draft.spans = merged(draft.spans, join(self.sentences[draft.last + 1 : n + 1]))
            draft.votes.append(sentence.text)
            draft.last = n
            return n + 1
        kind = as_kind(hit.rule.value)
        if kind == "approved" and "agree" in hit.match[0].lower():
            kind = "agreed"
        first = self._paper(n)
        if first == n and self._agreed_so(n, hit):
            first = n - 1
        elif first == n and kind in ("approved", "agreed", "recommended"):
            viewed = hit.rule.id == "decision.noobjection" or (hit.rule.slot == "decision.view" and not sentence.place)
            first = self._application(n) if viewed else self._balloted(n)
        draft = self._draft(first, n, kind, hit.rule.id, hit.rule.confidence)
        if first == n and (counted := self._counted(n)):
            draft.votes = [*counted, sentence.text]
        elif first < n and self.rules.search("decision.ballot.held", self.sentences[first].text):
            draft.votes = [s.text for s in self.sentences[first : n + 1]]
        if first == n and self._decides_motion(n):
            self._absorb(draft, n)
        point = self.rules.match("decision.point", sentence.text) if first == n else None
        if point and (label := sentence.text.find(" ") + 1):
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label),)
            draft.last = n
            return self.extent.chain(draft, n + 1)
        return self.extent.chain(draft, self.extent.extend(draft, n))

    def _proposed(self, n: int) -> bool:
        """Return whether the sentence before tells who proposed somebody, alone: "Ann Dale proposed Bo Finn.".

        How the ballot went may stand between, if who was elected is named in the same words.
        """
        waiting = [d for d in self.drafts[-2:] if d.rule.startswith("decision.moved") and not d.votes]
        if not waiting or any(d.item == waiting[-1].item for d in waiting[:-1]):
            return False
        before = waiting[-1]
        name = _ELECTED.match(self.sentences[n].text)
        again = name is not None and before.item == self.text.item(n) and name[0] in before.said[0]
        return before.last == n - 1 or (again and before is self.drafts[-1] and n - before.last <= SHORT)

    def _agreed_so(self, n: int, hit: Hit) -> bool:
        """Return whether a word ("Agreed.") is all that is said to what the sentence before it proposes."""
        sentence = self.sentences[n]
        if not sentence.place or hit.rule.id != "decision.fragment" or len(sentence.text.split()) > _WORD:
            return False
        told = bool(self.drafts) and self.drafts[-1].last == n - 1
        told = told or self.flow[sentence.paragraph].span.start > 0  # the title in front of it says what was agreed
        return not told and _PROPOSED.search(self.sentences[n - 1].text) is not None

    def _application(self, n: int) -> int:
        """Return where the planning application opens on which "No objections raised." is the view.

        It may stand in short lines above the view: its number, what is to be built, where, for whom.
        """
        first = n - self.sentences[n].place
        whole = len(self.sentences[n].text.split()) > _VERDICT or first == n
        while first < n and self.rules.match("decision.application", self.sentences[first + 1].text):
            first += 1
        told = self.drafts[-1].last if self.drafts else -1
        while n - SHORT < first and first - 1 > told and first > 0 and self._is_line(first - 1):
            if self.rules.match("decision.application", self.sentences[first].text):
                break
            first -= 1
        return first if whole and self.rules.match("decision.application", self.sentences[first].text) else n

    def _is_line(self, n: int) -> bool:
        """Return whether a sentence has a line to itself and ends as no sentence does."""
        text = self.sentences[n].text
        return self.sentences[n].place == 0 and len(text.split()) <= SHORT and not ended(text)

    def _balloted(self, n: int) -> int:
        """Return where the ballot is told whose result sentence ``n`` states: "A vote was held. For: 9. Against: 2"."""
        told = self.drafts[-1].last if self.drafts else -1
        first = n - 1
        while first > max(told, n - SHORT) and self._tells_count(first):
            first -= 1
        held = first > told and self.text.item(first) == self.text.item(n)
        return first if held and self.rules.search("decision.ballot.held", self.sentences[first].text) else n

    def _tells_count(self, n: int) -> bool:
        text = self.sentences[n].text
        return self.rules.match("decision.rollcall", text) is not None or counts(text, self.rules)[0] is not None

    def _counted(self, n: int) -> list[str]:
        """Return the lines right before sentence ``n`` that tell the counts of its vote: "For: 20", "Against: 2"."""
        first, after = n, self.drafts[-2].last if len(self.drafts) > 1 else -1
        while first - 1 > after and self.rules.match("decision.rollcall", self.sentences[first - 1].text):
            first -= 1
        lines = [s.text for s in self.sentences[first:n]]
        return lines if counts(" ".join(lines), self.rules)[0] is not None else []

    def _paper(self, n: int) -> int:
        """Return where a decision opens that the end of its paper's title tells: "To approve the plan. Agreed."."""
        sentence = self.sentences[n]
        first = n - sentence.place
        if not sentence.place and n and self.sentences[n - 1].span.block == sentence.span.block:
            first = n - 1 - self.sentences[n - 1].place
        ends = n == self.text.paragraph_end(n) and len(sentence.text.split()) <= FRAGMENT
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
        return self.extent.chain(draft, self.text.beyond(n, draft.spans))

    def _view(self, n: int) -> Hit | None:
        """Return the view of a planning application that ends the lines which the application's number opens."""
        hit = self.rules.match("decision.view", self.sentences[n].text)
        if hit and self.sentences[n].place:
            paragraph = self.flow[self.sentences[n].paragraph]
            return hit if self.rules.match("decision.application", paragraph.text) else None
        return hit if hit and self._application(n) < n else None

    def _is_bare(self, draft: Draft) -> bool:
        """Return True for a "Motion to ..." that nobody is said to have moved, seconded or voted on: an agenda's.

        So is a draft without a word.
        """
        if not any(map(str.isalpha, self._wording(draft))):
            return True  # a number
        if draft.rule != "decision.moved.by" or draft.votes or self._ends_sentence(draft):
            return False
        said = " ".join(draft.said)
        if self.rules.search("decision.outcome", said) or self.rules.search("decision.put.off", said):
            return False
        return not (self.rules.search("decision.mover", said) or self.rules.search("decision.seconder", said))

    def _nominates(self, draft: Draft) -> bool:
        """Return True for one of several put up for an office, if a later decision of the item tells the election."""
        drafts = [d for d in self.drafts if d.item == draft.item]
        put_up = [d for d in drafts if not d.votes and d.said and self.rules.search("decision.nominates", d.said[0])]
        if draft not in put_up or len(put_up) == 1:
            return False
        return any(d.rule.startswith("decision.elected") for d in drafts[drafts.index(draft) + 1 :])

    def _ends_sentence(self, draft: Draft) -> bool:
        return any(ended(s) and len(s.split()) > 12 for s in draft.said)

    def _draft(self, first: int, last: int, kind: DecisionKind, rule: str, confidence: float) -> Draft:
        sentences = self.sentences[first : last + 1]
        draft = Draft(join(sentences), self.text.item(first), kind, rule, confidence, last, [s.text for s in sentences])
        self._keep(draft)
        return draft

    def _keep(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.open.append(draft)

    def _denied(self, text: str, end: int | None = None) -> bool:
        """Return True if a sentence decides nothing: it tells what others said (before ``end``), or of another time."""
        told = self.rules.search("decision.told", text)
        return self.rules.search("decision.not", text) is not None or (
            told is not None and (end is None or told.match.end() <= end)
        )

    def _waiting(self) -> Draft | None:
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

    def _waits(self, draft: Draft) -> bool:
        """Return True for a motion whose outcome has not been read yet."""
        return draft.rule.startswith(("decision.moved", "decision.header")) and outcome_of(draft, self.rules) is None

    def _refers_back(self, n: int) -> bool:
        """Return True for a sentence that speaks of the motion before the meeting and opens no other."""
        text = self.sentences[n].text
        own = self.rules.search("decision.mover", text) or self.rules.match("decision.opening", text)
        second = self.rules.match("decision.seconded", text) and not own and not self.text.opens(text)
        return bool(self.text.is_vote(n) or second) and self._waiting() is not None

    def _restates(self, text: str, draft: Draft) -> bool:
        """Return True if a short sentence only tells how the vote on the decision before it went."""
        moved = draft.rule.startswith(("decision.moved", "decision.header"))
        return (
            moved
            and len(text.split()) <= 6
            and not draft.votes
            and self.rules.search("decision.outcome", text) is not None
        )

    def _absorb(self, draft: Draft, n: int, *, labelled: bool = False) -> None:
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
        outcome = outcome_of(before, self.rules)
        if outcome in ("lost", "withdrawn") or (outcome and self.text.opens(self.sentences[n].text)):
            return
        if at < len(self.drafts) - 2 and (before.item != draft.item or not self._waits(before)):
            return
        own = next((p for t in draft.said if (p := pair(t, self.rules))[1]), (None, None))
        draft.mover, draft.seconder = draft.mover or own[0], draft.seconder or own[1]
        draft.said = [*before.said, *draft.said]
        draft.votes = [*before.votes, *draft.votes]
        draft.mover = draft.mover or before.mover or first_name(before.said, MOVERS, self.rules)
        draft.seconder = draft.seconder or before.seconder
        label = join(self.sentences[n : n + 1]) if labelled else ()
        if self._leads_to(before, n):
            draft.spans = merged(before.spans, merged(label, draft.spans))
            draft.item = before.item
        self._drop(before)

    def _decides_motion(self, n: int) -> bool:
        """Return True for a sentence by which a motion that still waits is agreed: "Members agreed to the motion."."""
        before = self.drafts[-2] if len(self.drafts) > 1 else None
        if before is None or before.item != self.drafts[-1].item or not self._waits(before):
            return False
        adjacent = before.last == n - 1 and self.rules.match("decision.follows", self.sentences[n].text)
        return bool(adjacent or self.rules.search("decision.of.motion", self.sentences[n].text))

    def _is_lost_amendment(self, draft: Draft) -> bool:
        """Return True for an amendment that was lost: the motion that it would have changed is still to be decided."""
        return outcome_of(draft, self.rules) == "lost" and "amendment" in " ".join(draft.said).lower()

    def _leads_to(self, motion: Draft, n: int) -> bool:
        """Return True if a motion and the outcome that opens with sentence ``n`` are printed as one text."""
        last = motion.spans[-1]
        mover = motion.mover or first_name(motion.said, MOVERS, self.rules)
        here, before = self.sentences[n].span.block, self.sentences[n - 1].span.end if n else -1
        if mover and (last.block, last.end) == (here, before):
            return True
        words = self.text.words(last).rstrip()
        unfinished = words.endswith((" and", ",", " and it was", " it was"))
        return unfinished or (
            words[-1:].isalpha() and self.rules.match("decision.follows", self.sentences[n].text) is not None
        )

    def _drop(self, draft: Draft) -> None:
        """Forget a draft that another one has taken over."""
        self.drafts = [d for d in self.drafts if d is not draft]
        self.open = [d for d in self.open if d is not draft]


def _stripped(block: Block, span: Span) -> Span:
    start = span.start
    while start < span.end and (block.text[start].isspace() or block.text[start] in ",;:.–—-"):
        start += 1
    return replace(span, start=start)
