"""The forms in which decisions are printed, in the order in which a stream of sentences is asked for them."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.candidate import DecisionTaken
from minutebook.detect.decisions.drafts import Drafts
from minutebook.detect.decisions.extent import Extent
from minutebook.detect.decisions.headers import Headers
from minutebook.detect.decisions.labels import Labels
from minutebook.detect.decisions.motions import Motions
from minutebook.detect.decisions.stated import Statements
from minutebook.detect.decisions.text import Text
from minutebook.detect.prose import Paragraph, Sentence
from minutebook.rulepack import Rules

_FORMS = (
    *("decision.header", "decision.resolved", "decision.whereas", "decision.label", "decision.label.alone"),
    *("decision.label.numbered", "decision.moved", "decision.seconded", "decision.vote", "decision.rollcall"),
    *("decision.division", "decision.echo", "decision.verb", "decision.view", "decision.body"),
)
"""The slots of the sentences with which a decision can open, or that tell more of the last one."""


class Stream:
    """One stream of sentences (an item's text in one column), read from the first to the last."""

    def __init__(self, flow: Sequence[Paragraph], sentences: Sequence[Sentence], rules: Rules) -> None:
        text = Text(flow, sentences, rules)
        extent = Extent(text)
        self.sentences = sentences
        self.rules = rules
        self.drafts = Drafts(text)
        self.headers = Headers(self.drafts, extent)
        self.labels = Labels(self.drafts, self.headers, extent)
        self.motions = Motions(self.drafts, extent)
        self.statements = Statements(self.drafts, extent)

    def read(self) -> list[DecisionTaken]:
        """Return the decisions of the stream."""
        n = 0
        while n < len(self.sentences):
            if not self.rules.possible(_FORMS, self.sentences[n].text):
                n += 1
                continue
            n = (
                self.motions.division(n)
                or self.headers.read(n)
                or self.labels.resolved(n)
                or self.labels.labelled(n)
                or self.motions.moved(n)
                or self.motions.vote(n)
                or self.statements.read(n)
                or n + 1
            )
        return self.drafts.decided()
