"""The decisions of a stream in the making: which is told more, which takes over another, which are kept."""

from __future__ import annotations

from minutebook.candidate import DecisionKind, DecisionTaken
from minutebook.detect.decisions.draft import MOVERS, OPENING, Draft, first_name, made, outcome_of
from minutebook.detect.decisions.extent import Extent, merged
from minutebook.detect.decisions.text import Text, ended
from minutebook.detect.prose import join
from minutebook.detect.votes import pair


class Drafts:
    """The drafts of one stream, in the order in which they open."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.sentences = text.sentences
        self.rules = text.rules
        self.all: list[Draft] = []
        self.open: list[Draft] = []
        """Those whose outcome may not have been read yet, as far as that was asked."""

    def decided(self) -> list[DecisionTaken]:
        """Return the decisions that the drafts have become."""
        kept = (d for d in self.all if not self._is_bare(d) and not self._nominates(d))
        return [made(d, self._wording(d), self.rules) for d in kept]

    def draft(self, first: int, last: int, kind: DecisionKind, rule: str, confidence: float) -> Draft:
        """Open a decision that holds the sentences from ``first`` to ``last``."""
        sentences = self.sentences[first : last + 1]
        draft = Draft(join(sentences), self.text.item(first), kind, rule, confidence, last, [s.text for s in sentences])
        self.keep(draft)
        return draft

    def keep(self, draft: Draft) -> None:
        """Count a draft among those of the stream."""
        self.all.append(draft)
        self.open.append(draft)

    def drop(self, draft: Draft) -> None:
        """Forget a draft that another one has taken over."""
        self.all = [d for d in self.all if d is not draft]
        self.open = [d for d in self.open if d is not draft]

    def waiting(self) -> Draft | None:
        """Return the last motion whose outcome has not been read yet.

        Only the last draft, and a motion that waits, is told more: any other that waits for nothing is let go, so that
        no sentence has to look through all drafts of a long document.
        """
        last = self.open.pop() if self.open and self.open[-1] is self.all[-1] else None
        waiting = last if last is not None and self.waits(last) else None
        while waiting is None and self.open and not self.waits(self.open[-1]):
            self.open.pop()
        waiting = waiting or (self.open[-1] if self.open else None)
        if last is not None:
            self.open.append(last)
        return waiting

    def waits(self, draft: Draft) -> bool:
        """Return True for a motion whose outcome has not been read yet."""
        return draft.rule.startswith(("decision.moved", "decision.header")) and outcome_of(draft, self.rules) is None

    def absorb(self, draft: Draft, n: int, *, labelled: bool = False) -> None:
        """Let a resolution that states the outcome of the motion before it take over its mover and votes.

        The resolution, or its label (``labelled``), opens with sentence ``n``. It takes over the text as well where the
        motion breaks off before it ("... seconded by Bo Finn and"), or both stand in one paragraph.
        """
        at = len(self.all) - 2
        while at > 0 and self.all[at].item == draft.item and self._is_lost_amendment(self.all[at]):
            at -= 1
        before = self.all[at] if at >= 0 else None
        if before is None or not before.rule.startswith("decision.moved"):
            return
        outcome = outcome_of(before, self.rules)
        if outcome in ("lost", "withdrawn") or (outcome and self.text.opens(self.sentences[n].text)):
            return
        if at < len(self.all) - 2 and (before.item != draft.item or not self.waits(before)):
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
        self.drop(before)

    def decides_motion(self, n: int) -> bool:
        """Return True for a sentence by which a motion that still waits is agreed: "Members agreed to the motion."."""
        before = self.all[-2] if len(self.all) > 1 else None
        if before is None or before.item != self.all[-1].item or not self.waits(before):
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

    def _wording(self, draft: Draft) -> str:
        """Return the words with which the decision opens, about a line or two of them."""
        pieces = [self.text.words(s) for s in draft.spans[:2]]
        return " ".join(" ".join(pieces).split()[:OPENING])

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
        drafts = [d for d in self.all if d.item == draft.item]
        put_up = [d for d in drafts if not d.votes and d.said and self.rules.search("decision.nominates", d.said[0])]
        if draft not in put_up or len(put_up) == 1:
            return False
        return any(d.rule.startswith("decision.elected") for d in drafts[drafts.index(draft) + 1 :])

    def _ends_sentence(self, draft: Draft) -> bool:
        return any(ended(s) and len(s.split()) > 12 for s in draft.said)


class Form:
    """Reads one form of decision in a stream: what the readers of all forms have at hand."""

    def __init__(self, drafts: Drafts, extent: Extent) -> None:
        self.drafts = drafts
        self.extent = extent
        self.text = drafts.text
        self.flow = self.text.flow
        self.sentences = self.text.sentences
        self.rules = self.text.rules
