"""What each sentence of a stream says: whether it opens a motion, tells a vote, is a stamp, a label or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.detect.prose import Paragraph, Sentence
from minutebook.document import Span
from minutebook.rulepack import Hit, Rules

FAR = 60
"""A resolution whose closing "Carried." stands more sentences away than this is read as its first paragraph only."""
SHORT = 12
"""A line without bullet or enumerator belongs to a list of matters agreed only if it has no more words than this."""
FRAGMENT = 8
"""A sentence at the end of a heading that tells what was decided has no more words than this."""
PROPOSED = re.compile(r"\b(?:propos|mov|recommend|suggest|nominat)\w*|\bmotion\b", re.IGNORECASE)
"""The words of what somebody proposes."""
_STAMP = re.compile(r"(?:CARRIED|DEFEATED|LOST|PASSED|FAILED|NOT CARRIED)\b[^a-z]*$")
"""What is stamped under a motion."""


class Text:
    """The sentences of one stream (an item's text in one column), and what each of them says."""

    def __init__(self, flow: Sequence[Paragraph], sentences: Sequence[Sentence], rules: Rules) -> None:
        self.flow = flow
        self.sentences = sentences
        self.rules = rules
        self._blocks = {p.span.block: p.block for p in (flow[s.paragraph] for s in sentences)}

    def words(self, span: Span) -> str:
        """Return the words of a span, "" if it stands in another stream."""
        block = self._blocks.get(span.block)
        return block.text[span.start : span.end] if block else ""

    def item(self, n: int) -> int | None:
        """Return the item under which sentence ``n`` stands."""
        return self.flow[self.sentences[n].paragraph].item

    def opens(self, text: str) -> bool:
        """Return True if the sentence opens a motion of its own."""
        label = self.rules.match("decision.motion.label", text)
        hit = self.rules.search("decision.moved", text)
        if hit is None or hit.match.start() == (label.match.end() if label else 0):
            return hit is not None
        told = hit.match[0].lower()
        own = hit.rule.id in ("decision.moved.active", "decision.moved.seconded")
        own = own or " a motion" in told or " an amendment" in told
        return own or self.rules.match("decision.opening", text) is not None

    def tells_vote(self, text: str, start: int) -> bool:
        """Return whether a text says from ``start`` on how a vote went."""
        rest = text[start:]
        return bool(self.rules.search("decision.vote", rest) or self.rules.search("decision.outcome", rest))

    def decides(self, text: str) -> bool:
        """Return whether a text says by itself what the body did: "The Board approved the fee (Dale/Finn)."."""
        hit = self.rules.search("decision.verb", text)
        return hit is not None and hit.rule.id.startswith("decision.body.")

    def is_vote(self, n: int) -> bool:
        """Return whether a sentence tells a vote, by a verdict or by name."""
        text = self.sentences[n].text
        return bool(self.rules.search("decision.vote", text) or self.rules.match("decision.rollcall", text))

    def is_stamp(self, n: int, *, bare: bool = False) -> bool:
        """Return True for a vote that is printed by itself, below the words that it was about.

        If only a ``bare`` one is asked for, it names no motion: "CARRIED 6/0".
        """
        sentence = self.sentences[n]
        if bare and not _STAMP.match(sentence.text):
            return False
        alone = sentence.place == 0 and sentence.text[0] not in "(["
        return alone and (sentence.text.isupper() or not ended(sentence.text) or len(sentence.text.split()) > 1)

    def is_call(self, n: int) -> bool:
        """Return True for a line of a roll call by name, or of the counts of a vote."""
        return self.sentences[n].place == 0 and (self.is_vote(n) or self.is_name_line(n))

    def is_name_line(self, n: int) -> bool:
        """Return True for a line that holds nothing but a mover or seconder."""
        text = self.sentences[n].text
        if len(text.split()) > 12 or self.rules.match("decision.follows", text):
            return False
        return bool(self.rules.match("decision.header", text) or self.rules.match("decision.seconded", text))

    def is_worded(self, n: int) -> bool:
        """Return True for the words of a motion: "That the plan be adopted"."""
        return n < len(self.sentences) and self.rules.match("decision.that", self.sentences[n].text) is not None

    def is_label(self, n: int) -> bool:
        """Return True for a label such as "RESOLVED" or "Motion" that has its line to itself."""
        text = self.sentences[n].text
        return any(self.rules.match(slot, text) for slot in ("decision.label.alone", "decision.motion.alone"))

    def motion_label(self, n: int) -> Hit | None:
        """Return the label "Motion:" with which sentence ``n`` opens, None if it has none or says no more."""
        label = self.rules.match("decision.motion.label", self.sentences[n].text) if n >= 0 else None
        return label if label and label.match.end() < len(self.sentences[n].text) else None

    def denies(self, text: str, end: int | None = None) -> bool:
        """Return True if a sentence decides nothing: it tells what others said (before ``end``), or of another time."""
        told = self.rules.search("decision.told", text)
        return self.rules.search("decision.not", text) is not None or (
            told is not None and (end is None or told.match.end() <= end)
        )

    def names_mover(self, text: str) -> bool:
        """Return whether the words of a motion tell themselves who moved or seconded it, or how the vote went."""
        slots = ("decision.mover", "decision.mover.active", "decision.seconder", "decision.vote", "decision.names")
        return any(self.rules.search(slot, text) for slot in slots) or "motion" in text.lower()

    def paragraph_end(self, n: int) -> int:
        """Return the last sentence of the paragraph in which sentence ``n`` stands."""
        while n + 1 < len(self.sentences) and self.sentences[n + 1].paragraph == self.sentences[n].paragraph:
            n += 1
        return n

    def closing(self, n: int) -> int | None:
        """Return the sentence that closes a resolution which opened at ``n``: "Carried." and the like."""
        for at in range(n, min(n + FAR, len(self.sentences))):
            if at > n and self.rules.match("decision.header", self.sentences[at].text):
                return None
            if self.rules.search("decision.vote", self.sentences[at].text):
                return at
        return None

    def beyond(self, n: int, spans: Sequence[Span]) -> int:
        """Return the index of the first sentence after sentence ``n`` that lies in none of the spans."""
        blocks = {s.block for s in spans}
        n += 1
        while n < len(self.sentences) and self.sentences[n].span.block in blocks:
            n += 1
        return n

    def denies_list(self, text: str) -> bool:
        """Return True for a line that opens a record of its own, such as a resolution or a deferral."""
        return any(
            self.rules.match(slot, text) for slot in ("decision.resolved", "decision.header", "decision.label")
        ) or bool((hit := self.rules.search("decision.verb", text)) and hit.rule.value == "deferred")


def ended(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip("\"'”’)] ").endswith((".", "!", "?"))
