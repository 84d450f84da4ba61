"""Lines that name mover and seconder: the motion follows them, or stands right before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from minutebook.detect.decisions.draft import Draft, is_formal, named
from minutebook.detect.decisions.drafts import Form
from minutebook.detect.decisions.extent import QUOTES, merged
from minutebook.detect.decisions.text import ended
from minutebook.detect.prose import join
from minutebook.document import Block, Span


@dataclass(frozen=True, slots=True)
class Names:
    """What a line that names mover and seconder says: the line(s), the names, and what is left of the line."""

    said: list[str]
    groups: dict[str, str | None]
    rest: str
    end: int
    rule: str


class Headers(Form):
    """Reads the lines of a stream that name mover and seconder."""

    def read(self, n: int) -> int:
        """Read a line that names mover and seconder: the motion follows it, or stands right before it."""
        sentence = self.sentences[n]
        hit = self.rules.match("decision.header", sentence.text)
        adjacent = bool(self.drafts.all) and self.drafts.all[-1].last == n - 1
        if sentence.place and (self.text.is_worded(n - 1) or self.text.motion_label(n - 1)):
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
            draft = self.drafts.draft(n, n, "motion", hit.rule.id, hit.rule.confidence)
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
            return self._joined(n, at, Names(said, groups, "", 0, hit.rule.id))
        titled = hit.rule.id == "decision.header.names" or self.rules.match("decision.header.resolution", sentence.text)
        forward = bool(titled and not self.rules.match("decision.vote", after)) or any(
            self.rules.match(slot, after)
            for slot in (
                *("decision.that", "decision.whereas", "decision.resolved"),
                *("decision.label.alone", "decision.motion.alone"),
            )
        )
        if after[:1] in QUOTES and not rest and hit.rule.id == "decision.header.ms":
            return self._quotation(at, Names(said, groups, "", 0, hit.rule.id))
        if forward and (rest or at < len(self.sentences)):
            return self.forward(n, at, Names(said, groups, rest, hit.match.end(), hit.rule.id))
        return self._backward(n, at, Names(said, groups, rest, hit.match.end(), hit.rule.id))

    def _joined(self, n: int, at: int, names: Names) -> int:
        """Read the outcome that goes on from the names above it: "Seconded by Bo Finn" over "and RESOLVED that ..."."""
        resolved = self.rules.search("decision.resolved", self.sentences[at].text)
        draft = self.drafts.draft(n, at, "resolved" if resolved else "agreed", names.rule, 0.9)
        draft.passed = True
        named(draft, names.groups, ())
        return self.extent.chain(draft, self.extent.extend(draft, at))

    def forward(self, n: int, at: int, names: Names) -> int:
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
        self.drafts.keep(draft)
        return last + 1

    def _is_resolution(self, text: str) -> bool:
        """Return whether a line says of what it is about that it was resolved."""
        numbered = self.rules.match("decision.header.resolution", text)
        return bool(numbered or self.rules.search("decision.resolved", text))

    def _quotation(self, at: int, names: Names) -> int:
        """Read the motion that stands between quotation marks under the line that names its mover and seconder."""
        quoted = self.extent.quoted(self.flow[self.sentences[at].paragraph])
        draft = self.drafts.draft(at, at, "motion", names.rule, 0.9)
        draft.spans = tuple(p.span for p in quoted)
        named(draft, names.groups, names.said)
        draft.outcome = "carried" if self.text.tells_vote(names.said[0], 0) else None
        return self.extent.chain(draft, self.text.beyond(at, draft.spans))

    def _backward(self, n: int, at: int, names: Names) -> int:
        """Read lines that name mover and seconder of what was said right before them."""
        votes = []
        stop = at
        while stop < len(self.sentences) and self.text.is_vote(stop):
            votes.append(self.sentences[stop].text)
            stop += 1
        before = self.drafts.all[-1] if self.drafts.all and self.drafts.all[-1].last == n - 1 else None
        labelled = False
        own = self.text.tells_vote(self.sentences[n].text, 0)
        if before is None:
            if n == 0:
                before = self.drafts.draft(0, stop - 1, "motion", names.rule, 0.8)
                before.votes.extend([*votes, *([self.sentences[0].text] if own else [])])
                named(before, names.groups, names.said)
                return stop
            start = n - 1
            if self.sentences[n].place == 0:
                while start and self.sentences[start].place:
                    start -= 1
            before = self.drafts.draft(start, n - 1, "motion", names.rule, 0.8)
            label = self.text.motion_label(start)
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


def _stripped(block: Block, span: Span) -> Span:
    start = span.start
    while start < span.end and (block.text[start].isspace() or block.text[start] in ",;:.–—-"):
        start += 1
    return replace(span, start=start)
