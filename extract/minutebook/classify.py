"""Is this minutes, and in English? Refuses an agenda, a transcript, another language and what is no minutes at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.document import Block, Document
from minutebook.errors import MinutebookError
from minutebook.rulepack import Rules

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

FEW_WORDS = 40
"""A document of fewer words is not judged by its language."""
FRONT = 20
"""How many blocks from the start may hold the title."""


def classify(document: Document, rules: Rules) -> None:
    """Return if the document may be minutes; refuse it only if it surely is none.

    Raises MinutebookError E203 (not in English), E202 (a transcript), E201 (an agenda) or E204 (something else).
    """
    flow = [b for b in document.blocks if b.kind in {"body", "margin"}]
    language = read_language(flow, rules)
    if language.foreign:
        raise MinutebookError("E203", f"{language.share:.0%} of its words")
    signs = read_signs(document.blocks, rules)
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
        return self.words >= FEW_WORDS and self.share >= 0.8


def read_language(blocks: Sequence[Block], rules: Rules) -> Language:
    """Tell how much of a text is not English, passage by passage, by its commonest words.

    A passage with hardly any common words (a list of names, a table of figures) is judged with those before it. So a
    bilingual document is partly foreign, and an English one with names of any kind is not.
    """
    english = frozenset(rules.words["english_function"])
    foreign = frozenset(rules.words["foreign_function"]) - english
    total = outside = 0
    waiting = ours = theirs = 0
    for block in blocks:
        words = _WORD.findall(block.text)
        if not words:
            continue
        waiting += len(words)
        small = [w.lower() for w in words if w.islower() or block.caps]
        if len(small) <= 0.55 * len(words):  # names
            small = []
        ours += sum(1 for w in small if w in english)
        theirs += sum(1 for w in small if w in foreign) + sum(1 for w in words if _is_other_script(w))
        if ours + theirs >= 8:
            total += waiting
            outside += waiting if theirs > 2 * ours else 0
            waiting = ours = theirs = 0
    if theirs > 2 * ours:
        outside += waiting
    total += waiting
    return Language(total, outside / total if total else 0.0)


def _is_other_script(word: str) -> bool:
    """True if a word's letters are not Latin."""
    return word[0] > "\u024f" and not "\u1e00" <= word[0] <= "\u1eff" and not "\ufb00" <= word[0] <= "\ufb06"


@dataclass(frozen=True, slots=True)
class Signs:
    """How often a document shows what minutes, agendas and transcripts show (each counted in blocks)."""

    blocks: int
    called_minutes: bool
    called_agenda: bool
    called_transcript: bool
    tasks: int
    reported: int
    decided: int
    present: int
    opening: int
    acted: int
    meets: int
    meeting: int
    turns: int
    stamped: int
    spoken: int

    @property
    def told(self) -> int:
        """How many blocks tell of what was done."""
        return self.reported + self.decided

    @property
    def transcript(self) -> bool:
        """True if most of it is speech in the speakers' own words."""
        if self.stamped >= 20 and min(self.stamped, self.spoken) >= 0.3 * self.blocks:
            return True
        if self.called_transcript and not self.called_minutes:
            return self.turns >= 8 and self.spoken >= 8
        return self.turns >= 40 and self.turns >= 0.3 * self.blocks and self.spoken >= 0.3 * self.turns

    @property
    def agenda(self) -> bool:
        """True if it says what is to be done at a meeting and nothing of what was done."""
        if self.called_minutes and not self.called_agenda:
            return False
        return (self.called_agenda or self.tasks >= 4) and not self.present and self.told <= 1 + self.blocks // 25

    @property
    def other(self) -> bool:
        """True if hardly anything of it is what minutes show."""
        if not self.called_minutes and self.blocks > 150 and self.meets + self.decided < 0.03 * self.blocks:
            return True  # a long paper in which a meeting is hardly spoken of

        def often(count: int, much: int) -> bool:
            return count >= max(1, min(much, self.blocks // 4))

        kinds = sum(
            (
                self.called_minutes,
                self.present + self.opening >= 1,
                often(self.reported, 3),
                often(self.decided, 2),
                often(self.acted, 2),
                often(self.meets, 3),
            )
        )
        return kinds < 2 or (not self.called_minutes and not self.present + self.opening and self.meeting < 2)


def read_signs(blocks: Sequence[Block], rules: Rules) -> Signs:
    """Count the signs of minutes, agenda and transcript."""
    flow = [b for b in blocks if b.kind in {"body", "margin"}]
    front = flow[:FRONT] + [b for b in blocks if b.kind == "header"]

    def count(slot: str) -> int:
        return sum(1 for b in flow if rules.search(slot, b.text))

    def called(slot: str) -> int | None:
        """Return which block of the front says so first; None if none does."""
        return next((k for k, b in enumerate(front) if rules.search(slot, b.text)), None)

    minutes, agenda = called("classify.minutes_title"), called("classify.agenda_title")
    return Signs(
        blocks=len(flow),
        called_minutes=minutes is not None,
        called_agenda=agenda is not None and (minutes is None or agenda < minutes),
        called_transcript=called("classify.transcript_title") is not None,
        tasks=count("classify.agenda"),
        reported=count("classify.reported"),
        decided=count("classify.decided"),
        present=count("classify.present"),
        opening=count("classify.opening"),
        acted=count("classify.acted"),
        meets=count("classify.meets"),
        meeting=count("classify.meeting"),
        turns=count("classify.speaker"),
        stamped=count("classify.stamp"),
        spoken=count("classify.first_person"),
    )
