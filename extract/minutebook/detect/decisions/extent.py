"""Where a decision ends: its list, its quotation, the paragraphs that go on, the second and the vote behind it."""

from __future__ import annotations

import re

from minutebook.detect.decisions.draft import Draft, is_formal
from minutebook.detect.decisions.text import SHORT, Text, ended
from minutebook.detect.prose import Paragraph, following, join, listed
from minutebook.detect.votes import counts
from minutebook.document import Span

QUOTES = {"“": "”", '"': '"', "‘": "’"}
_SUM = re.compile(r"[£$€]\s?\d|\d\.\d\d$")
"""A sum of money: a list of payments is no part of the decision to make them."""
_AMENDS = re.compile(r"\b(?:second(?:ed)?|amend\w*|motion|mover)\b", re.IGNORECASE)
"""The words of what is said about a motion between it and its vote."""
_TALK = 3
"""If more sentences of other words stand between a motion and its vote, the vote is no part of its text."""


class Extent:
    """How far a decision of a stream goes; drafts take along what belongs to them."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.flow = text.flow
        self.sentences = text.sentences
        self.rules = text.rules

    def points(self, n: int) -> tuple[Span, ...]:
        """Return the list that a sentence opens: it ends its paragraph with a colon, or with "that" or "to"."""
        sentence = self.sentences[n]
        if n != self.text.paragraph_end(n):
            return ()
        text = sentence.text.rstrip()
        if self.rules.search("decision.following", text):
            lines = self._short_lines(sentence.paragraph)
            paid = sum(_SUM.search(p.text) is not None for p in lines)
            return () if 2 * paid > len(lines) else tuple(p.span for p in lines)
        points = listed(self.flow, sentence.paragraph)
        opens = text.endswith((":", ";", "-", "–", "—")) or text.lower().endswith((" that", " to", "resolved"))
        voted = text.endswith(")") and bool(points) and points[0].text.lower().startswith(("that ", "to "))
        if not (opens or voted):
            return ()
        if not points and (after := following(self.flow, sentence.paragraph)) and after.text[0] in QUOTES:
            points = self.quoted(after)
        return tuple(p.span for p in points)

    def worded(self, n: int) -> tuple[Span, ...]:
        """Return the paragraph after a sentence that names the mover of a motion and breaks off before its words."""
        sentence = self.sentences[n]
        after = following(self.flow, sentence.paragraph)
        if after is None or n != self.text.paragraph_end(n):
            return ()
        if after.sentences[0].text and self.rules.search("decision.vote", after.sentences[0].text):
            return ()
        opens = sentence.text.endswith((":", " that"))
        short = len(sentence.text.split()) <= SHORT and self.rules.match("decision.that", after.text)
        return (after.span,) if opens or short else ()

    def _unlisted(self, n: int) -> tuple[Span, ...]:
        """Return the plain paragraphs that follow "RESOLVED that:", as far as they read as its parts."""
        sentence = self.sentences[n]
        index = sentence.paragraph
        if n != self.text.paragraph_end(n) or not _introduces(sentence.text):
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

    def quoted(self, first: Paragraph) -> list[Paragraph]:
        """Return the paragraphs of a motion that is printed between quotation marks, up to the closing one."""
        closing = QUOTES[first.text[0]]
        run = [first]
        while closing not in run[-1].text[1:] and len(run) < SHORT:
            after = following(self.flow, run[-1].index)
            if after is None:
                break
            run.append(after)
        return run

    def _short_lines(self, index: int) -> list[Paragraph]:
        """Return the run of list items and short lines after a paragraph, up to prose or a table row."""
        run: list[Paragraph] = []
        while after := following(self.flow, index):
            prose = not after.label and (len(after.text.split()) > SHORT or ended(after.text))
            if prose or "\t" in after.text or (run and self.text.denies_list(after.text)):
                break
            if self.rules.match("decision.rollcall", after.text) or self.rules.search("decision.vote", after.text):
                break  # how the vote on it went
            run.append(after)
            index = after.index
        return run

    def broken_off(self, n: int) -> tuple[Span, ...]:
        """Return the paragraphs after one that breaks off in a list of names or things: "Ann Dale;", "and Bo Finn."."""
        index = self.sentences[n].paragraph
        run: list[Paragraph] = []
        while self.flow[index].text.endswith((";", ",", "; and", ", and", "; or")) and len(run) < SHORT:
            after = following(self.flow, index)
            if n != self.text.paragraph_end(n) or after is None or after.label or self.text.denies_list(after.text):
                break
            run.append(after)
            index = after.index
        return tuple(p.span for p in run)

    def unclosed(self, n: int) -> tuple[Span, ...]:
        """Return the paragraphs after one that opens a quotation, up to the one that closes it."""
        sentence = self.sentences[n]
        opening = max(sentence.text.rfind(q) for q in '“"')
        if n != self.text.paragraph_end(n) or opening < 0 or any(q in sentence.text[opening + 1 :] for q in '”"'):
            return ()
        if sentence.text[opening] == '"' and sentence.text.count('"') % 2 == 0:
            return ()
        run: list[Paragraph] = []
        index = sentence.paragraph
        while len(run) < SHORT and (after := following(self.flow, index)):
            if self.text.opens(after.text) or self.text.denies_list(after.text):
                break
            run.append(after)
            index = after.index
            if any(q in after.text for q in '”"'):
                return tuple(p.span for p in run)
        return ()

    def extend(self, draft: Draft, n: int) -> int:
        """Take along the parts of a decision: its list, points in the same paragraph, "AND THAT ..." paragraphs."""
        points = self.points(n) or (self._unlisted(n) if draft.kind == "resolved" else ())
        if points:
            draft.spans += points
            n = self.text.beyond(n, points) - 1
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
            draft.spans = merged(draft.spans, join(self.sentences[at : at + 1]))
            if more := self.points(at):
                draft.spans += more
                at = self.text.beyond(at, more) - 1
            at += 1
        draft.last = at - 1
        return at

    def _linked(self, draft: Draft, n: int) -> bool:
        """Return True for the next of the bullets "NOTED ...; and", "APPROVED ...", which are one decision."""
        here, before = self.flow[self.sentences[n].paragraph], self.flow[self.sentences[n - 1].paragraph]
        opened = draft.said[0].split(maxsplit=1)[0].isupper() and before.text.endswith(("; and", ", and", ";"))
        bullets = bool(here.label and before.label) and here.index == before.index + 1 and here.follows
        return opened and bullets and here.text.split(maxsplit=1)[0].isupper()

    def chain(self, draft: Draft, n: int) -> int:
        """Read the seconds and votes that follow without a break; they belong to the text if the vote is among them.

        A roll call by name belongs to it only if it leads to the outcome, or tells the counts.
        """
        at, kept, calling = n, n, False
        done, formal = bool(draft.votes), is_formal(draft, self.rules)
        rises = draft.rule.startswith("decision.moved") and "adjourn" in draft.said[0].lower()
        while at < len(self.sentences) and self.sentences[at].place and self._goes_on(at):
            at = kept = at + 1
        while at < len(self.sentences):
            text, before = self.sentences[at].text, self.sentences[at - 1].text
            paragraph = self.sentences[at].paragraph
            if self.rules.search("decision.division", text):
                break
            if paragraph > self.sentences[n - 1].paragraph and self.rules.search("decision.resolved", text):
                break
            same = paragraph in (self.sentences[n - 1].paragraph, self.sentences[max(kept, n) - 1].paragraph)
            if self.rules.match("decision.rollcall", text):
                told = kept > n or counts(text, self.rules) != (None, None, None)
                leads = not formal and self._calls(draft, at)
                draft.votes.append(text)
                if not calling and ((leads and not (done and kept < at)) or (same and kept == at and told)):
                    kept = at + 1
                else:
                    calling = True
            elif self.rules.match("decision.names.line", text):
                draft.said.append(text)
                if self.text.tells_vote(text, 0) or counts(text, self.rules)[0] is not None:
                    draft.votes.append(text)
                    done = True
                if done or text[0] in "([":
                    kept = at + 1
            elif self.rules.search("decision.vote", text) and not self.text.opens(text):
                if (done and self.rules.match("decision.another", text)) or text.endswith((" it was", " and")):
                    break
                draft.votes.append(text)
                done = True
                calling = calling or (not same and text.endswith(" as follows:"))
                if same or (not calling and (not self.text.is_stamp(at, bare=not formal) or n < at == kept)):
                    kept = at + 1
            elif same and not done and (voted := self._talked_over(at, draft)):
                at = kept = voted
                done = True
                continue
            elif self.rules.match("decision.seconded", text) and not self.text.opens(text):
                if not same and self.text.decides(text):
                    break
                draft.said.append(text)
                if self.text.tells_vote(text, 0) and self.rules.search("decision.outcome", text):
                    draft.votes.append(text)
                    done = True
                named = bool(draft.mover) or draft.rule.startswith("decision.moved")
                moved = same and (named or self.rules.match("decision.by", text))
                whole = self.sentences[at].span.end - self.sentences[at].span.start == len(text)
                if whole and (done or (kept == at and (moved or not ended(before)))):
                    kept = at + 1
            elif rises and not done and not text.isupper() and self.rules.match("decision.adjourned", text):
                draft.votes.append(text)
                done = True
                kept = at + 1
            else:
                break
            at += 1
        if kept > n:
            draft.spans = merged(draft.spans, join(self.sentences[n:kept]))
        draft.last = at - 1
        return at

    def _calls(self, draft: Draft, n: int) -> bool:
        """Return True for a roll call that belongs to a motion's text: it leads to the outcome, or tells the counts."""
        if not draft.rule.startswith("decision.moved"):
            return False
        at = n
        while at < len(self.sentences) and self.rules.match("decision.rollcall", self.sentences[at].text):
            at += 1
        after = self.sentences[at].text if at < len(self.sentences) else ""
        if self.rules.search("decision.vote", after) and not self.text.opens(after):
            return True
        votes = [v for v in draft.votes if not self.rules.match("decision.rollcall", v)]
        return counts(" ".join(votes), self.rules)[0] is None

    def _talked_over(self, n: int, draft: Draft) -> int:
        """Read what is said between a motion and its vote in one paragraph, if it is brief, else return 0."""
        if not draft.rule.startswith("decision.moved"):
            return 0
        at, talk = n, 0
        while at < len(self.sentences) and self.sentences[at].paragraph == self.sentences[n].paragraph:
            text = self.sentences[at].text
            if vote := self.rules.search("decision.vote", text):
                if talk and vote.rule.id == "decision.vote.withdrew":
                    return 0
                between = [s.text for s in self.sentences[n:at] if "amend" not in s.text]
                names = ("decision.seconder", "decision.mover")
                draft.said.extend(t for t in between if any(self.rules.search(slot, t) for slot in names))
                draft.votes.append(text)
                return at + 1
            talk += not _AMENDS.search(text)
            if self.text.opens(text) or talk > _TALK:
                return 0
            at += 1
        return 0

    def _goes_on(self, n: int) -> bool:
        """Return True for a sentence that adds to the motion before it: "Also to write to the county."."""
        return self.rules.match("decision.further", self.sentences[n].text) is not None

    def listed_inside(self, draft: Draft, n: int) -> int:
        """Take along the points that a motion lists in its own paragraph ("to approve: a. the plan; b. the fee.")."""
        at = n
        while at < len(self.sentences) and self.sentences[at].paragraph == self.sentences[n - 1].paragraph:
            text, before = self.sentences[at].text, self.sentences[at - 1].text
            worded = before.endswith(":") and text[0] in QUOTES
            point = self.rules.match("decision.point", text) or self.rules.search("decision.point.end", before)
            if (not worded and not point) or self.rules.match("decision.vote", text):
                break
            draft.spans = merged(draft.spans, join(self.sentences[at : at + 1]))
            at += 1
        return at

    def until_closed(self, draft: Draft, n: int) -> int:
        """Take along the sentences up to the end of a bracket that sentence ``n`` opens; return the last one."""
        text, at = self.sentences[n].text, n
        while text.count("(") > text.count(")") and at < self.text.paragraph_end(n):
            at += 1
            text += " " + self.sentences[at].text
        if at > n:
            draft.spans = merged(draft.spans, join(self.sentences[n + 1 : at + 1]))
            draft.votes = [*draft.votes[:-1], text]
            draft.last = at
        return at

    def after(self, draft: Draft, n: int) -> int:
        """Return the index after the sentence and the list items that the draft has taken."""
        return self.text.beyond(n, draft.spans[1:]) if len(draft.spans) > 1 else n + 1


def _first(text: str) -> str:
    return text.split(maxsplit=1)[0].lower()


def _introduces(text: str) -> bool:
    """Return True for words that break off before what was decided: "RESOLVED that:", "agreed:-"."""
    return text.rstrip(" -–—").endswith(":") or text.endswith(" that")


def merged(spans: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Append spans; the first one joins the last if both are of one block and nothing but space parts them."""
    if spans and more and spans[-1].block == more[0].block and spans[-1].end <= more[0].start <= spans[-1].end + 3:
        return (*spans[:-1], Span(spans[-1].block, spans[-1].start, more[0].end), *more[1:])
    return spans + more
