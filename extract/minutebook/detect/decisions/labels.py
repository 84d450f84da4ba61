"""Resolutions with their recitals, and what labels such as "Decision:" open."""

from __future__ import annotations

from dataclasses import replace

from minutebook.candidate import DecisionKind
from minutebook.detect.decisions.drafts import Drafts, Form
from minutebook.detect.decisions.extent import Extent
from minutebook.detect.decisions.headed import points_of
from minutebook.detect.decisions.headers import Headers, Names
from minutebook.detect.decisions.text import FAR
from minutebook.detect.prose import listed
from minutebook.detect.votes import counts

_RESULT = 3
"""Words behind a label "Result:" that tell how the vote before went are no more than these: "Motion passed"."""


class Labels(Form):
    """Reads the sentences of a stream that open with "RESOLVED", "WHEREAS" or a label."""

    def __init__(self, drafts: Drafts, headers: Headers, extent: Extent) -> None:
        super().__init__(drafts, extent)
        self.headers = headers

    def resolved(self, n: int) -> int:
        """Read a resolution: its word opens the sentence, stands in it, or is a label above."""
        sentence = self.sentences[n]
        hit = self.rules.search("decision.resolved", sentence.text)
        if hit is None or (not sentence.text.isupper() and self.text.denies(sentence.text) and hit.match.start() > 0):
            whereas = self.rules.match("decision.whereas", sentence.text)
            return self._whereas(n) if whereas else 0
        if self.rules.match("decision.label.alone", sentence.text):
            return self._under_label(n, "resolved", hit.rule.id)
        if self.rules.match("decision.pair", sentence.text) and self.text.is_worded(n + 1):
            return self._paired(n)
        draft = self.drafts.draft(n, n, "resolved", hit.rule.id, 0.95 if hit.rule.id.endswith("capital") else 0.9)
        label = self.rules.match("decision.label", sentence.text)
        if label and label.match.end() <= hit.match.start():
            draft.spans = (replace(draft.spans[0], start=sentence.span.start + label.match.end()),)
        stop = self.extent.extend(draft, n)
        self.drafts.absorb(draft, n)
        return self.extent.chain(draft, stop)

    def _paired(self, n: int) -> int:
        """Read the motion under a line that holds nothing but its mover and seconder: "(Dale/Finn)"."""
        return self.headers.forward(n, n + 1, Names([self.sentences[n].text], {}, "", 0, "decision.header.pair"))

    def _whereas(self, n: int) -> int:
        """Read a run of recitals and the resolution that they lead to are one record."""
        at = n
        while at < len(self.sentences) and at - n < FAR:
            text = self.sentences[at].text
            if self.rules.search("decision.resolved", text) or (at > n and self.rules.match("decision.that", text)):
                draft = self.drafts.draft(n, at, "resolved", "decision.whereas", 0.9)
                return self.extent.chain(draft, self.extent.extend(draft, at))
            if at > n and self.rules.match("decision.header", text):
                return 0
            at += 1
        return 0

    def labelled(self, n: int) -> int:
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
        draft = self.drafts.draft(n, last, "agreed", hit.rule.id, 0.9)
        draft.spans = (replace(draft.spans[0], start=sentence.span.start + hit.match.end()), *draft.spans[1:])
        return self.extent.chain(draft, self.extent.extend(draft, last))

    def _told_again(self, n: int, rest: str) -> bool:
        """Let the motion before know of a label's text that only tells how its vote went: "Result: Motion passed"."""
        before = self.drafts.all[-1] if self.drafts.all else None
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
                self.drafts.draft(n, n, kind, rule, 0.9).spans = tuple(p.span for p in point)
            return self.text.beyond(n, points)
        if points:
            draft = self.drafts.draft(n, n, kind, rule, 0.9)
            kept = kind == "resolved" and (said.endswith(":") or counts(said, self.rules) != (None, None, None))
            draft.spans = (*draft.spans, *points) if kept else points
            stop = self.text.beyond(n, points)
        else:
            if n + 1 >= len(self.sentences):
                return 0
            last = self.text.paragraph_end(n + 1)
            draft = self.drafts.draft(n + 1, last, kind, rule, 0.9)
            stop = self.extent.extend(draft, last)
        if counts(self.sentences[n].text, self.rules) != (None, None, None):
            draft.votes.append(self.sentences[n].text)
        self.drafts.absorb(draft, n, labelled=True)
        return self.extent.chain(draft, stop)
