"""Is this minutes, and in English? Refuses an agenda, a transcript, another language and what is no minutes at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document
from minutebook.errors import MinutebookError
from minutebook.rulepack import Rules

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

FEW_WORDS = 40
"""A document of fewer words is not judged by its language."""
FOREIGN = 0.8
"""A document is in another language if so much of it is."""
FRONT = 20
"""How many blocks from the start may hold the title."""
SPOKEN = 8
"""So many turns of speech, and passages in the first person, no agenda holds."""
EVIDENCE = (("classify.reported", 3), ("classify.decided", 2), ("classify.acted", 2), ("classify.meets", 3))
"""What minutes tell of, and in how many blocks it is often told of."""


def classify(document: Document, rules: Rules) -> None:
    """Return if the document may be minutes; refuse it only if it surely is none.

    Raises MinutebookError E203 (not in English), E202 (a transcript), E201 (an agenda) or E204 (something else).
    """
    flow = [b for b in document.blocks if b.kind in {"body", "margin"}]
    language = read_language(flow, rules)
    if language.foreign:
        raise MinutebookError("E203", f"{language.share:.0%} of its words")
    signs = Signs(document.blocks, rules)
    if signs.transcript:
        raise MinutebookError("E202", f"{max(signs.turns, signs.stamped)} turns of speech")
    if signs.agenda:
        raise MinutebookError("E201", f"{signs.tasks} lines say what is to be done, none what was done")
    if signs.other:
        raise MinutebookError("E204")


@dataclass(frozen=True, slots=True)
class Language:
    """``share`` of the words [0, 1] that stand in passages which are not English, and ``words``, how many there are."""

    words: int
    share: float

    @property
    def foreign(self) -> bool:
        """True if nearly all of the document is in another language."""
        return self.words >= FEW_WORDS and self.share >= FOREIGN


def read_language(blocks: Sequence[Block], rules: Rules) -> Language:
    """Tell how much of a text is not English, passage by passage, by its commonest words.

    A passage with hardly any common words (a list of names, a table of figures) is judged with those before it. So a
    bilingual document is partly foreign, and an English one with names of any kind is not. Reading ends where so much
    is English that the rest cannot make the whole foreign.
    """
    english = frozenset(rules.words["english_function"])
    foreign = frozenset(rules.words["foreign_function"]) - english
    total = outside = 0
    waiting = ours = theirs = 0
    ahead = sum(_most_words(b.text) for b in blocks)
    for block in blocks:
        text = block.text
        ahead -= _most_words(text)
        words = _WORD.findall(text)
        if not words:
            continue
        waiting += len(words)
        small = [w.lower() for w in words] if block.caps else [w for w in words if w.islower()]
        if len(small) <= 0.55 * len(words):  # names
            small = []
        ours += sum(map(english.__contains__, small))
        theirs += sum(map(foreign.__contains__, small))
        if not text.isascii():
            theirs += sum(_is_other_script(w) for w in words)
        if ours + theirs >= 8:
            total += waiting
            outside += waiting if theirs > 2 * ours else 0
            waiting = ours = theirs = 0
            if total - outside > (1 - FOREIGN) * (total + ahead):
                break
    if theirs > 2 * ours:
        outside += waiting
    total += waiting
    return Language(total, outside / total if total else 0.0)


def _most_words(text: str) -> int:
    """Return how many words a text holds at the most: of one letter each, parted by one character."""
    return (len(text) + 1) // 2


def _is_other_script(word: str) -> bool:
    """True if a word's letters are not Latin."""
    return word[0] > "\u024f" and not "\u1e00" <= word[0] <= "\u1eff" and not "\ufb00" <= word[0] <= "\ufb06"


class Signs:
    """What a document shows of minutes, agendas and transcripts; a sign is counted (in blocks) when it is asked for."""

    def __init__(self, blocks: Sequence[Block], rules: Rules) -> None:
        self._rules = rules
        self._flow = [b.text for b in blocks if b.kind in {"body", "margin"}]
        headers = [b.text for b in blocks if b.kind == "header"]
        self._front = list(dict.fromkeys(self._flow[:FRONT] + headers))
        self._counts: dict[str, int] = {}
        self.blocks = len(self._flow)
        minutes, agenda = self._called("classify.minutes_title"), self._called("classify.agenda_title")
        self.called_minutes = minutes is not None
        self.called_agenda = agenda is not None and (minutes is None or agenda < minutes)

    def _called(self, slot: str) -> int | None:
        """Return which text of the front says so first; None if none does."""
        return next((k for k, text in enumerate(self._front) if self._rules.search(slot, text)), None)

    def count(self, slot: str) -> int:
        """Return in how many blocks a rule of the slot matches."""
        if slot not in self._counts:
            self._counts[slot] = sum(1 for text in self._flow if self._rules.search(slot, text))
        return self._counts[slot]

    def often(self, slot: str, much: int) -> bool:
        """Tell whether it does in ``much`` blocks, or in a quarter of a document that has few; in one at the least."""
        enough = max(1, min(much, self.blocks // 4))
        if slot in self._counts:
            return self._counts[slot] >= enough
        hits = (text for text in self._flow if self._rules.search(slot, text))
        return next(itertools.islice(hits, enough - 1, None), None) is not None

    @property
    def tasks(self) -> int:
        """How many blocks say what is to be done at a meeting."""
        return self.count("classify.agenda")

    @property
    def turns(self) -> int:
        """How many blocks open with who speaks."""
        return self.count("classify.speaker")

    @property
    def stamped(self) -> int:
        """How many blocks hold the time of what is said."""
        return self.count("classify.stamp")

    @property
    def spoken(self) -> int:
        """How many blocks speak in the first person."""
        return self.count("classify.first_person")

    @property
    def told(self) -> int:
        """How many blocks tell of what was done."""
        return self.count("classify.reported") + self.count("classify.decided")

    @property
    def gathered(self) -> bool:
        """True if it says who was present, or that a meeting was opened."""
        return self.often("classify.present", 1) or self.often("classify.opening", 1)

    @property
    def attended(self) -> bool:
        """True if it lists who was there and, in a list of its own, who was not."""
        return self.often("classify.there", 1) and self.often("classify.away", 1)

    @property
    def transcript(self) -> bool:
        """True if most of it is speech in the speakers' own words."""
        if self.stamped >= 20 and min(self.stamped, self.spoken) >= 0.3 * self.blocks:
            return True
        if not self.called_minutes and self._called("classify.transcript_title") is not None:
            return self.turns >= SPOKEN and self.spoken >= SPOKEN
        if self.gathered and self.count("classify.scribed") > 0.5 * self.turns:
            return False  # a scribe's notes on who said what
        return self.turns >= 40 and self.turns >= 0.3 * self.blocks and self.spoken >= 0.3 * self.turns

    @property
    def agenda(self) -> bool:
        """True if it says what is to be done at a meeting and nothing of what was done."""
        if self.called_minutes and not self.called_agenda:
            return False
        if not self.called_agenda and self.tasks < 4:
            return False
        if self.turns >= SPOKEN and self.spoken >= SPOKEN:
            return False  # the notes of what was said stand under the agenda
        return not self.often("classify.present", 1) and self.told <= 1 + self.blocks // 25

    @property
    def other(self) -> bool:
        """True if hardly anything of it is what minutes show."""
        if not self.called_minutes:
            hardly = 0.03 * self.blocks
            if self.blocks > 150 and self.count("classify.meets") + self.count("classify.decided") < hardly:
                return True  # a long paper in which a meeting is hardly spoken of
            if not self.gathered and self.count("classify.meeting") < 2:
                return True
        kinds = self.called_minutes + self.gathered + self.attended
        for slot, much in EVIDENCE:
            if kinds < 2:
                kinds += self.often(slot, much)
        return kinds < 2
