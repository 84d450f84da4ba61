"""Ties what minutes print of tasks to the tasks of the minutes before, the surest pairs first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from minutebook.follow.likeness import (
    LEAST,
    LEAST_DONE,
    LEAST_TOLD,
    TOLD,
    WEIGHED,
    Print,
    Weights,
    chance,
    closes,
    likeness,
    reasons,
    telling_of,
    tellings,
)
from minutebook.follow.meetings import days_between
from minutebook.follow.nearby import POSTED, Index
from minutebook.follow.printed import USUAL, Noted
from minutebook.rulepack import load

_WINDOW = 8
"""After so many meetings that do not speak of it, a task is looked for by its reference alone."""
_CERTAIN = 0.98
"""Where a pair with the same owners is so sure, no other task is held beside the mention."""
_SOON = 2
"""An item tells of a task that was spoken of one or two meetings before."""
_LATELY = 100
"""Days after which a meeting is not surely the last one: minutes may be missing between."""
_ALL = 0.9
"""How sure it is that a task is meant where all actions of the last meeting are said to be done."""
_CLEAR = 1.15
"""What fits two tasks tells of the one of which the odds are so many times those of the other, else of neither."""


@dataclass(slots=True)
class Followed:
    """A task and its mentions so far."""

    mentions: list[Noted] = field(default_factory=list)

    @property
    def last(self) -> Noted:
        """The latest mention."""
        return self.mentions[-1]


def usual(noted: Sequence[Sequence[Noted]]) -> frozenset[str]:
    """Return the letters of the texts that arise anew in many documents."""
    seen: Counter[str] = Counter()
    for those in noted:
        seen.update({n.known.letters for n in those if not n.known.earlier})
    return frozenset(letters for letters, n in seen.items() if n >= USUAL)


class Trail:
    """The tasks of a body so far."""

    def __init__(self, weights: Weights, usual: frozenset[str]) -> None:
        self.tasks: list[Followed] = []
        self._weights = weights
        self._usual = usual
        self._index = Index(weights)
        self._here: set[int] = set()
        """The tasks that the last document prints as tasks."""
        self._by_meeting: dict[int, set[int]] = defaultdict(set)
        """The tasks that each meeting's minutes print as tasks."""
        self._under: Counter[tuple[int, frozenset[str]]] = Counter()
        """How many tasks the minutes of a meeting print under a heading, by its words."""
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        """The tasks of the same words, in the order in which minutes last printed them so."""
        self._by_reference: dict[str, list[int]] = defaultdict(list)

    def follow(self, those: Sequence[Noted]) -> None:
        """Tie the mentions of one document to the tasks before it, the surest pairs first; the others are new tasks."""
        reprinted = self._reprinted(those)
        printed = Counter(n.known.letters for n in those)
        pairs = sorted(
            (-sure, i, -number, traits)
            for i, noted in enumerate(those)
            for sure, number, traits in self._pairs(noted, reprinted, each_his=printed[noted.known.letters] > 1)
        )
        tied: dict[int, int] = {}
        taken: set[int] = set()
        for sure, i, number, traits in pairs:
            if i not in tied and -number not in taken:
                tied[i] = -number
                taken.add(-number)
                noted, gap = those[i], those[i].at - self.tasks[-number].last.at
                noted.sure, noted.link = round(-sure, 3), reasons(traits, noted.rows[0]["reference"], gap)
        self._here = set()
        for i, noted in enumerate(those):
            if i not in tied:
                tied[i] = len(self.tasks)
                self.tasks.append(Followed())
            task = self.tasks[tied[i]]
            self._here.add(tied[i])
            self._by_meeting[noted.at].add(tied[i])
            self._under[noted.at, noted.known.title] += 1
            if not task.mentions or task.last.known.words != noted.known.words:
                self._index.add(tied[i], noted.known)
            task.mentions.append(noted)
            self._by_letters[noted.known.letters].append(tied[i])
            if noted.known.reference:
                self._by_reference[noted.known.reference].append(tied[i])

    def _reprinted(self, those: Sequence[Noted]) -> set[str]:
        """Return the documents whose list a document prints again: half of it at least in the same words."""
        listed = [n for n in those if n.known.listed]
        same = (self._by_letters[n.known.letters][-1] for n in listed if n.known.letters in self._by_letters)
        seen = Counter(self.tasks[number].last.meeting["document_id"] for number in same)
        return {document for document, n in seen.items() if n >= USUAL and 2 * n >= len(listed)}

    def _pairs(
        self, noted: Noted, reprinted: set[str], *, each_his: bool
    ) -> Iterator[tuple[float, int, tuple[float, ...]]]:
        """Yield the tasks that a mention may be of, each with how sure that is and what was weighed.

        ``each_his``: its document prints the same words for several people, each of whom has a task of his own.
        """
        known = noted.known
        for number in self._candidates(noted):
            first, last = self._ends(number)
            if each_his and known.owners and last.owners and known.owners.isdisjoint(last.owners):
                continue
            before = self.tasks[number].last
            reprint = known.listed and before.meeting["document_id"] in reprinted
            traits = likeness(
                first,
                last,
                known,
                self._weights,
                gap=noted.at - before.at,
                routine=not reprint and known.letters in self._usual,
                reprinted=reprint,
            )
            sure = chance(traits, WEIGHED)
            if sure >= LEAST:
                yield sure, number, traits
            if sure >= _CERTAIN and known.owners == last.owners:
                break

    def _candidates(self, noted: Noted) -> Iterable[int]:
        """Return the numbers of the tasks that a mention is held beside.

        Where it says that it is of an earlier meeting and one of the last meetings printed the very same, that is all.
        """
        known = noted.known
        same = self._by_letters.get(known.letters, ()) if known.earlier == 2 else ()
        for number in same[: -POSTED - 1 : -1]:
            last = self.tasks[number].last
            alike = last.known.owners == known.owners and last.known.reference == known.reference
            if alike and noted.at - last.at <= _WINDOW:
                return (number,)
        referred = self._by_reference.get(known.reference, ()) if known.reference else ()
        near = (n for n in self._index.near(known) if noted.at - self.tasks[n].last.at <= _WINDOW)
        return dict.fromkeys((*reversed(referred), *near))

    def _soon(self, noted: Noted, number: int) -> bool:
        """Return True if a task was last spoken of so shortly before a mention that an item may tell of it."""
        return 0 < noted.at - self.tasks[number].last.at <= _SOON

    def _ends(self, number: int) -> tuple[Print, Print]:
        """Return what a task was known by when it was first and last spoken of; a mere item adds nothing to that."""
        mentions = self.tasks[number].mentions
        last = next((n for n in reversed(mentions) if n.rows[0]["action_id"] or n.rows[0]["update_id"]), mentions[0])
        return mentions[0].known, last.known

    def tell(self, told: Sequence[Noted]) -> None:
        """Tie passages and items that tell of a task which their minutes do not print as a task, the surest first."""
        pairs = []
        for i, one in enumerate(told):
            named = replace(one.known, words=one.known.title)
            near = {n: None for known in (named, one.known) for n in self._index.near(known, but=self._here)}
            soon = [(n, self.tasks[n].last.at) for n in near if self._soon(one, n)]
            weighed = []
            for number, at in soon:
                first, last = self._ends(number)
                rivals = self._under[at, last.title] - 1 if last.title else 0
                traits = telling_of(first, last, one.known, self._weights, gap=one.at - at, rivals=max(rivals, 0))
                weighed.append((chance(traits, TOLD), number, traits, one.at - at))
            for sure, number, traits, gap in weighed:
                rival = max((s for s, n, *_ in weighed if n != number), default=0.0)
                if sure >= LEAST_TOLD and sure * (1 - rival) > _CLEAR * rival * (1 - sure):
                    pairs.append((-sure, i, number, traits, gap))
        for sure, i, number, traits, gap in sorted(pairs):
            task, one = self.tasks[number], told[i]
            if one.at == task.last.at:
                continue
            found = replace(one, sure=round(-sure, 3), link=tellings(traits, gap))
            if one.known.done and not closes(traits, -sure):
                found.rows = [{**found.rows[0], "status": "open"}]
                found.known = replace(found.known, done=False)
            if not found.rows[0]["update_id"] and -sure >= LEAST_DONE and _settles(found, task.last):
                found.rows = [{**found.rows[0], "status": "done"}]
                found.known = replace(found.known, done=True)
            task.mentions.append(found)
        for one in told:
            if one.known.done and load().search("updates.all", one.rows[0]["text"]):
                self._close(one)

    def _close(self, told: Noted) -> None:
        """Tie a passage that says that all actions of the last meeting are done to each of them."""
        for number in sorted(self._by_meeting.get(told.at - 1, ())):
            task = self.tasks[number]
            last = task.last
            days = days_between(last.meeting["date"], told.meeting["date"])
            if last.at != told.at - 1 or last.known.done or days is None or days > _LATELY:
                continue
            if any(r["marked"] for r in last.rows):
                why = "all actions of the last meeting are said to be done"
                task.mentions.append(replace(told, sure=_ALL, link=why))


def _settles(item: Noted, last: Noted) -> bool:
    """Return True if an item does what a task asked for, that it be taken up at this meeting.

    A matter that was put off must be decided; one that was to be on the agenda is.
    """
    rules, told = load(), item.rows[0]["update"] or ""
    asked = " ".join(r["text"] or "" for r in last.rows)
    if item.at - last.at != 1 or rules.search("follow.put_off", f"{item.rows[0]['text']} {told}"):
        return False
    if rules.search("follow.put_off", asked):
        return bool(item.rows[0]["decided"])
    return rules.search("follow.for_agenda", asked) is not None
