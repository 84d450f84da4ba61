"""Motions told in sentences, and the votes and seconds that tell what became of them."""

from __future__ import annotations

from dataclasses import replace

from minutebook.candidate import DecisionKind
from minutebook.detect.decisions.draft import MOVERS, first_name, is_formal, named
from minutebook.detect.decisions.drafts import Form
from minutebook.detect.decisions.extent import merged
from minutebook.detect.decisions.text import PROPOSED, SHORT
from minutebook.detect.prose import join
from minutebook.detect.votes import counts

_LONE = ("decision.vote.motion", "decision.vote.call", "decision.vote.withdrew")
"""The rules of votes that tell what became of a motion even where the motion itself was not read."""


class Motions(Form):
    """Reads the sentences of a stream that move something or tell a vote."""

    def division(self, n: int) -> int:
        """Read a vote between a motion and the amendment to it, the motion's mover and seconder with it."""
        if not self.rules.search("decision.division", self.sentences[n].text):
            return 0
        item = self.text.item(n)
        waiting = [d for d in self.drafts.all if d.item == item and self.drafts.waits(d)]
        draft = self.drafts.draft(n, n, "motion", "decision.division", 0.85)
        draft.votes.append(self.sentences[n].text)
        if waiting:
            draft.said = [*waiting[0].said, *draft.said]
            draft.mover, draft.seconder = waiting[0].mover, waiting[0].seconder
        for d in waiting:
            self.drafts.drop(d)
        return self.extent.chain(draft, n + 1)

    def moved(self, n: int) -> int:
        """Read a sentence that tells what somebody moved or proposed."""
        sentence = self.sentences[n]
        hit = self.rules.search("decision.moved", sentence.text)
        if hit is None or sentence.text.endswith("?") or self._refers_back(n):
            return 0
        if self.rules.search("decision.past", sentence.text):
            return 0
        if self._moved_so(n) or (hit.rule.id == "decision.proposed.short" and self._names_of_before(n)):
            return self.extent.chain(self.drafts.all[-1], n + 1)
        told = hit.rule.id in ("decision.voted", "decision.motion.by")
        if told and hit.match.start() and self.text.denies(sentence.text):
            return 0
        first = self._asked_for(n)
        worded = " ".join(s.text for s in self.sentences[first : n + 1])
        kind: DecisionKind = "approved" if "approv" in worded.lower() else "motion"
        draft = self.drafts.draft(first, n, kind, hit.rule.id, 0.85)
        draft.rule = hit.rule.id if hit.rule.id.startswith("decision.moved") else f"decision.moved.{hit.rule.id[9:]}"
        if sentence.place == 0 and (label := self.rules.match("decision.motion.label", sentence.text)):
            draft.spans = (replace(draft.spans[0], start=draft.spans[0].start + label.match.end()),)
            below = n + 1 < len(self.sentences) and self.text.is_name_line(n + 1)
            draft.labelled = below and not self.text.names_mover(sentence.text[label.match.end() :])
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
        before = self.drafts.all[-1] if self.drafts.all and self.drafts.all[-1].last == n - 1 else None
        if not sentence.place or (before is not None and before.mover):
            return False
        if before is None:
            before = self.drafts.draft(n - 1, n, "agreed", "decision.proposed.short", 0.8)
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
        before = self.drafts.all[-1] if self.drafts.all and self.drafts.all[-1].last == n - 1 else None
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
        told = bool(self.drafts.all) and self.drafts.all[-1].last >= n - 1
        if n and not told and self.rules.match("decision.notice.moved", self.sentences[n].text):
            return self._noticed(n)
        if n == 0 or told or not self.rules.search("decision.so", self.sentences[n].text):
            return n
        return n - 1 if self.rules.search("decision.asked", self.sentences[n - 1].text) else n

    def _noticed(self, n: int) -> int:
        """Return where the words open of the motion that sentence ``n`` says who moved: "I will move that ..."."""
        told = self.drafts.all[-1].last if self.drafts.all else -1
        for at in range(n - 1, max(told, n - SHORT), -1):
            if self.text.item(at) != self.text.item(n):
                break
            if self.sentences[at].place == 0 and self.rules.match("decision.notice", self.sentences[at].text):
                return at
        return n

    def vote(self, n: int) -> int:
        """Read a vote or a second that stands by itself belongs to the last motion that still lacks one."""
        text = self.sentences[n].text
        seconded = self.rules.match("decision.seconded", text)
        if not self.text.is_vote(n) and (not seconded or self.text.decides(text)):
            return 0
        waiting = self.drafts.waiting()
        told = bool(self.drafts.all) and self.drafts.all[-1].last == n - 1
        if waiting is None and seconded and n and not told and PROPOSED.search(self.sentences[n - 1].text):
            at = n + 1
            while at < len(self.sentences) and self.rules.match("decision.follows", self.sentences[at].text):
                at += 1
            draft = self.drafts.draft(n - 1, at - 1, "motion", "decision.moved.proposed", 0.85)
            draft.passed = at > n + 1
            draft.last = at - 1
            if draft.passed:
                return self.extent.chain(draft, self.extent.listed_inside(draft, self.extent.extend(draft, at - 1)))
            if self.text.tells_vote(text, 0):
                draft.votes.append(text)
            return self.extent.chain(draft, n + 1)
        if waiting is None and self.rules.match("decision.another", text):
            draft = self.drafts.draft(n, n, "motion", "decision.moved.another", 0.8)
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
        told_before = bool(self.drafts.all) and bool(self.drafts.all[-1].votes) and len(text.split()) > SHORT
        if n and self.drafts.all and self.drafts.all[-1].last == n - 1 and not told_before:
            draft = self.drafts.all[-1]
            if not self.text.is_stamp(n, bare=not is_formal(draft, self.rules)):
                draft.spans = merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(text)
            draft.last = n
            return n + 1
        if self.rules.match("decision.that", text) and self.rules.search("decision.outcome", text):
            self.drafts.draft(n, n, "motion", "decision.that", 0.8).votes.append(text)
            return n + 1
        if label := self.text.motion_label(n - 1):
            draft = self.drafts.draft(n - 1, n - self.text.is_stamp(n), "motion", "decision.motion.label", 0.85)
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
                or (self.drafts.all and not another)
                or not self.rules.search("decision.outcome", text)
                or self.text.denies(text)
            ):
                return 0
            self.drafts.draft(n, n, "motion", "decision.vote.motion", 0.7).votes.append(text)
            return n + 1
        draft = self.drafts.draft(n - 1, n - self.text.is_stamp(n), "motion", "decision.that", 0.8)
        draft.votes.append(text)
        draft.last = n
        return n + 1

    def _refers_back(self, n: int) -> bool:
        """Return True for a sentence that speaks of the motion before the meeting and opens no other."""
        text = self.sentences[n].text
        own = self.rules.search("decision.mover", text) or self.rules.match("decision.opening", text)
        second = self.rules.match("decision.seconded", text) and not own and not self.text.opens(text)
        return bool(self.text.is_vote(n) or second) and self.drafts.waiting() is not None
