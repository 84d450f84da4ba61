"""Plain sentences by which the body agrees, approves, notes, elects, recommends or defers."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.detect.decisions.draft import Draft
from minutebook.detect.decisions.drafts import Form
from minutebook.detect.decisions.extent import merged
from minutebook.detect.decisions.text import FRAGMENT, PROPOSED, SHORT, ended
from minutebook.detect.prose import join, listed
from minutebook.detect.votes import as_kind, counts
from minutebook.rulepack import Hit

_WORD = 3
"""An answer of more words than this says by itself what is agreed."""
_VERDICT = 2
"""A view on an application of no more words ("No objection.") stands for itself."""
_ELECTED = re.compile(r"(?:[A-Z][\w.’'-]* ){1,4}[A-Z][\w’'-]*")
"""The name of somebody with which a sentence opens."""


class Statements(Form):
    """Reads the sentences of a stream that say what the body did."""

    def read(self, n: int) -> int:
        """Read a plain sentence by which the body agrees, approves, notes, recommends or defers."""
        sentence = self.sentences[n]
        echo = self.rules.match("decision.echo", sentence.text)
        if (
            echo
            and sentence.place
            and not self.text.denies(sentence.text)
            and not (self.drafts.all and self.drafts.all[-1].last == n - 1)
        ):
            draft = self.drafts.draft(n - 1, n, "agreed", echo.rule.id, 0.85)
            return self.extent.chain(draft, n + 1)
        if self.rules.match("decision.body", sentence.text):
            return self._acts(n)
        hit = self.rules.search("decision.verb", sentence.text) or self._view(n)
        if hit is None or self.text.denies(sentence.text, hit.match.end()):
            return 0
        if self.drafts.all and self.drafts.all[-1].last == n - 1 and self._restates(sentence.text, self.drafts.all[-1]):
            draft = self.drafts.all[-1]
            draft.spans = merged(draft.spans, join(self.sentences[n : n + 1]))
            draft.votes.append(sentence.text)
            draft.last = n
            return n + 1
        if hit.rule.id == "decision.elected" and self._proposed(n):
            draft = self.drafts.all[-1]
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
        draft = self.drafts.draft(first, n, kind, hit.rule.id, hit.rule.confidence)
        if first == n and (counted := self._counted(n)):
            draft.votes = [*counted, sentence.text]
        elif first < n and self.rules.search("decision.ballot.held", self.sentences[first].text):
            draft.votes = [s.text for s in self.sentences[first : n + 1]]
        if first == n and self.drafts.decides_motion(n):
            self.drafts.absorb(draft, n)
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
        waiting = [d for d in self.drafts.all[-2:] if d.rule.startswith("decision.moved") and not d.votes]
        if not waiting or any(d.item == waiting[-1].item for d in waiting[:-1]):
            return False
        before = waiting[-1]
        name = _ELECTED.match(self.sentences[n].text)
        again = name is not None and before.item == self.text.item(n) and name[0] in before.said[0]
        return before.last == n - 1 or (again and before is self.drafts.all[-1] and n - before.last <= SHORT)

    def _agreed_so(self, n: int, hit: Hit) -> bool:
        """Return whether a word ("Agreed.") is all that is said to what the sentence before it proposes."""
        sentence = self.sentences[n]
        if not sentence.place or hit.rule.id != "decision.fragment" or len(sentence.text.split()) > _WORD:
            return False
        told = bool(self.drafts.all) and self.drafts.all[-1].last == n - 1
        told = told or self.flow[sentence.paragraph].span.start > 0  # the title in front of it says what was agreed
        return not told and PROPOSED.search(self.sentences[n - 1].text) is not None

    def _application(self, n: int) -> int:
        """Return where the planning application opens on which "No objections raised." is the view.

        It may stand in short lines above the view: its number, what is to be built, where, for whom.
        """
        first = n - self.sentences[n].place
        whole = len(self.sentences[n].text.split()) > _VERDICT or first == n
        while first < n and self.rules.match("decision.application", self.sentences[first + 1].text):
            first += 1
        told = self.drafts.all[-1].last if self.drafts.all else -1
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
        told = self.drafts.all[-1].last if self.drafts.all else -1
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
        first, after = n, self.drafts.all[-2].last if len(self.drafts.all) > 1 else -1
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
        draft = self.drafts.draft(n, n, as_kind(acts[0].rule.value), acts[0].rule.id, 0.9)
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

    def _restates(self, text: str, draft: Draft) -> bool:
        """Return True if a short sentence only tells how the vote on the decision before it went."""
        moved = draft.rule.startswith(("decision.moved", "decision.header"))
        return (
            moved
            and len(text.split()) <= 6
            and not draft.votes
            and self.rules.search("decision.outcome", text) is not None
        )
