"""How likely it is that two places in minutes speak of one task.

What is weighed: the reference, the words (a rare word weighs more than one that stands in many tasks), whether the
later place says that it is of an earlier meeting, the owners, the heading, and how many meetings lie between.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import mul

from minutebook.people import initials
from minutebook.rulepack import load

LEAST = 0.64
"""A pair that is less sure than this is left apart."""
LEAST_TOLD = 0.65
"""The same for a task and an item or passage that may tell of it."""
LEAST_DONE = 0.85
"""The same for a passage that says that it is done, which must share some of the task's own words as well."""
_OWN = 0.2
"""So much of a task's words at least."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?(?![^\W_])")
_MARKS = re.compile(r"[\W_]+")
_PART = re.compile(r"\d+|[^\W\d_]+")
_COUNTED = re.compile(r"[\W_]*\d{1,2}[\W_]*[a-z]?[\W_]*(?:\d{1,2})?[\W_]*[a-z]?[\W_]*", re.IGNORECASE)
"""A reference that only counts the rows of a list, or an item's number: 3, (1), 2.1, 4b."""
_MONTH = re.compile("january|february|march|april|june|july|august|sept(?:ember)?|october|november|december", re.I)
_COMMON_SHARE = 0.4
_TELLS = 10.0
"""What words must weigh to tell a task from all others."""
_SMOOTH = 4.0
_LEAST_WEIGHT = 2.0
"""What shared words must weigh to count half, where a text is short."""
_FEWEST = 20
"""A word of a small body's tasks weighs as if the commonest of them stood in so many."""
_FEW = 3
_BEGINNING = 25
"""So many letters of a text at least are its own."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a task is known by in one place.

    ``earlier``: 2 if the record says that it is of an earlier meeting, 1 if its heading does, else 0. ``listed``: it is
    a row of a table or list. ``awaits``: it is to come before a later meeting. ``people`` are the owners' ids, good
    within one document.
    """

    words: frozenset[str]
    letters: str
    reference: str = ""
    path: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    earlier: int = 0
    done: bool = False
    listed: bool = False
    awaits: bool = False
    people: frozenset[str] = frozenset()


class Weighed:
    """What is weighed, each by its name, and what it weighs."""

    def __init__(self, *named: tuple[str, float]) -> None:
        self.names = tuple(name for name, _ in named)
        self.numbers = tuple(number for _, number in named)


class Weights:
    """What the words of a body's tasks weigh: the rarer, the more."""

    def __init__(self, tasks: Iterable[frozenset[str]]) -> None:
        seen = Counter(word for words in tasks for word in words)
        most = max(_FEWEST, *seen.values()) if seen else _FEWEST
        common = _common()
        self._of = defaultdict[str, float](float)
        for word, n in seen.items():
            self._of[word] = math.log(1 + 2 * most / n) * (_COMMON_SHARE if word in common else 1.0)
        self._sums = functools.lru_cache(maxsize=262144)(self._sum)
        self._sorted = functools.lru_cache(maxsize=65536)(self._sort)

    def of(self, words: frozenset[str]) -> float:
        """Return what some words weigh together."""
        return self._sums(words)

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return what the words weigh that two texts have in common."""
        return sum(map(self._of.__getitem__, a & b))

    def rarest(self, words: frozenset[str]) -> list[tuple[str, float]]:
        """Return the words with their weights, those that weigh most first."""
        return self._sorted(words)

    def _sort(self, words: frozenset[str]) -> list[tuple[str, float]]:
        return sorted(((w, self._of[w]) for w in words), key=lambda e: (-e[1], e[0]))

    def _sum(self, words: frozenset[str]) -> float:
        return sum(map(self._of.__getitem__, words))


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(map(_stem, load().words["task_common"]))


@functools.cache
def _everybody() -> frozenset[str]:
    return frozenset(load().words["everybody"])


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(load().words["task_empty"])


@functools.lru_cache(maxsize=262144)
def _stem(word: str) -> str:
    """Return a word without the endings of number and tense, so that "provided" is "provides"."""
    if len(word) <= 4 or not word.isalpha():
        return word
    for ending, least in (("ies", 6), ("ing", 6), ("ed", 5), ("es", 6), ("s", 5)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word.removesuffix("e") if len(word) > 4 else word


@functools.lru_cache(maxsize=65536)
def words_of(text: str) -> frozenset[str]:
    """Return what a text is about: its words without endings, and without those that tell nothing."""
    found = _WORD.findall(_POSSESSIVE.sub("", text.casefold()))
    return frozenset(_stem(w) for w in found if w not in _empty() and (len(w) > 1 or w.isdigit()))


@functools.lru_cache(maxsize=65536)
def letters_of(text: str) -> str:
    """Return a text's letters and figures alone, in small letters."""
    return _MARKS.sub("", text.casefold())


@functools.lru_cache(maxsize=16384)
def parts_of(number: str) -> frozenset[str]:
    """Return the figures and the words of a number or reference: "41b/2122" has 41, b and 2122.

    What stands in it a second time is another part than the first: "3.3" is not "3".
    """
    parts = [p.lstrip("0") or p for p in _PART.findall(number.casefold())]
    return frozenset(p + "'" * parts[:n].count(p) for n, p in enumerate(parts))


@functools.lru_cache(maxsize=16384)
def telling(reference: str | None) -> str:
    """Return a reference as it is compared; empty if it only counts rows."""
    if not reference or _COUNTED.fullmatch(reference):
        return ""
    return letters_of(_MONTH.sub(lambda m: m[0][:3], reference))


@functools.lru_cache(maxsize=65536)
def owner_forms(owner: str) -> frozenset[str]:
    """Return the forms under which an owner may be printed elsewhere: the name, its initials, each part of it.

    Everybody has none: no other owner stands against it.
    """
    words = [w for w in _WORD.findall(owner.casefold()) if w not in _empty()]
    if _everybody().issuperset(words):
        return frozenset()
    forms = {letters_of(owner), *(w for w in words if len(w) > 1 and w not in {"cllr", "team", "board"})}
    if 1 < len(words) < 5:
        forms.add(initials(owner).casefold())
    return frozenset(f for f in forms if f)


def twins(a: Print, b: Print, weights: Weights) -> bool:
    """Return True if two places of one document print the same task: in the text and again in its table of actions."""
    shared_owner = not (a.owners.isdisjoint(b.owners) and a.people.isdisjoint(b.people))
    other_owner = bool(a.owners and b.owners) and not shared_owner
    if other_owner and a.listed == b.listed:
        return False
    if a.listed and b.listed and a.reference and b.reference and a.reference != b.reference:
        return False
    if a.letters == b.letters and not other_owner:
        return len(a.words) >= _FEW or a.title == b.title
    common = weights.shared(a.words, b.words)
    if not common:
        return False
    least, most = sorted((weights.of(a.words), weights.of(b.words)))
    if a.listed == b.listed:  # rows of one list are tasks of their own, and so are sentences
        same = a.listed and a.reference and a.reference == b.reference and a.earlier != b.earlier
        return common / most >= (0.6 if same else 0.85)
    if other_owner:  # "Clerk" in the text and initials in the log
        return common / most >= 0.75
    if _names(a.reference, b.path) or _names(b.reference, a.path):
        return common / least >= 0.35
    if shared_owner and common / least >= 0.55 and common / most >= 0.38:
        return True
    return common / least >= 0.7 and common / most >= 0.3


def _names(reference: str, path: frozenset[str]) -> bool:
    """Return True if a reference is the number of an item."""
    parts = parts_of(reference)
    return len(parts) > 1 and parts <= path


def likeness(
    first: Print, last: Print, later: Print, weights: Weights, *, gap: int, routine: bool, reprinted: bool
) -> tuple[float, ...]:
    """Return what is weighed, for a task as it was first and last printed and a later place; see ``WEIGHED``.

    ``gap``: meetings from the last mention to this one. ``routine``: the same words arise anew at many meetings.
    ``reprinted``: it stands in a list of which the later document prints half again in the same words.
    """
    shared, share, of_all = 0.0, 0.0, 0.0
    whole = weights.of(later.words)
    for one in (last, first) if first.words != last.words else (last,):
        common = weights.shared(one.words, later.words)
        if common:
            less, more = sorted((weights.of(one.words), whole))
            if common / more >= of_all:
                shared, share, of_all = common, common / (less + _SMOOTH), common / more
    same = _begins(last.letters, later.letters) or _begins(first.letters, later.letters)
    told, tells = last.reference or first.reference, later.reference
    before, owners = last.owners or first.owners, later.owners
    both = bool(before and owners)
    common_owner = both and not before.isdisjoint(owners)
    return (
        1.0,
        1.0 if told and told == tells else 0.0,
        1.0 if told and tells and told != tells else 0.0,
        1.0 if told and tells and told != tells and later.earlier == 2 else 0.0,
        min(whole / _TELLS, 1.0) if same else 0.0,
        of_all,
        share,
        min(shared, 20.0) / 20.0,
        _heading(first, last, later, weights) if later.title else 0.0,
        1.0 if later.earlier == 2 else 0.0,
        1.0 if later.earlier == 1 else 0.0,
        1.0 if common_owner else 0.0,
        1.0 if both and not common_owner else 0.0,
        min(gap - 1, 5) / 5.0 if gap > 1 else 0.0,
        1.0 if gap > 1 and not later.earlier and not (told and told == tells) else 0.0,
        1.0 if last.done and not later.done else 0.0,
        1.0 if last.done and later.done else 0.0,
        max(1.0 - whole / (2 * _TELLS), 0.0) if routine else 0.0,
        1.0 if same and reprinted and not later.earlier else 0.0,
    )


def _begins(a: str, b: str) -> bool:
    """Return True if two texts are the same, or if one goes on where the other ends."""
    if a == b:
        return True
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return len(short) >= _BEGINNING and long.startswith(short)


WEIGHED = Weighed(
    ("bias", -5.4),
    ("same reference", 3.8),
    ("other reference", -1.2),
    ("other reference, of an earlier meeting", -4.0),
    ("same words", 1.0),
    ("share of all words", 4.5),
    ("share of the fewer words", 4.5),
    ("weight of the shared words", 1.5),
    ("heading", 3.3),
    ("said to be of an earlier meeting", 2.0),
    ("under a heading of earlier matters", 1.0),
    ("same owner", 0.0),
    ("other owner", -1.6),
    ("meetings between", -3.5),
    ("meetings between, not said to be of an earlier one", -2.5),
    ("was done", -2.0),
    ("was done and is", -1.0),
    ("routine", -6.0),
    ("list printed again", 2.0),
)


def telling_of(first: Print, last: Print, told: Print, weights: Weights, *, gap: int, rivals: int) -> tuple[float, ...]:
    """Return what is weighed, for a task and a passage or item of later minutes that may tell of it; see ``TOLD``.

    The ``title`` of what is told names the matter (if it has none, all its words do), its ``path`` is the number of an
    earlier item that it names. ``rivals``: other tasks of the task's minutes that stood under the same heading.
    """
    named, words = told.title or told.words, told.words | told.title
    whole = max(weights.of(named), _LEAST_WEIGHT)
    name, shared, share = 0.0, 0.0, 0.0
    for one in (last, first):
        common = weights.shared(one.words, words)
        if common >= shared:
            shared, share = common, common / (weights.of(one.words) + _SMOOTH)
        name = max(name, weights.shared(named, one.words | one.title) / whole)
    earlier = float(told.earlier > 0)
    heading = headed(first, last, told.title, weights) / (1 + rivals)
    return (
        1.0,
        earlier,
        name,
        earlier * heading,
        share,
        min(shared, 20.0) / 20.0,
        name * share if (last.awaits or first.awaits) and gap == 1 else 0.0,
        float(bool(told.path) and told.path in {first.path, last.path}),
        min(max(gap - 1, 0), 5) / 5.0,
        float(last.done),
    )


def headed(first: Print, last: Print, words: frozenset[str], weights: Weights) -> float:
    """Return how far the heading under which a task stood is made of the words of another, from 0 to 1."""
    whole = max(weights.of(words), _LEAST_WEIGHT)
    return max(weights.shared(words, one.title) / max(whole, weights.of(one.title)) for one in (first, last))


TOLD = Weighed(
    ("bias", -5.8),
    ("under a heading of earlier matters", 1.8),
    ("share of the words that name the matter", 2.6),
    ("heading of earlier matters, its only task", 2.6),
    ("share of the task's words", 6.0),
    ("weight of the shared words", 1.5),
    ("was to come before a later meeting, and does", 6.0),
    ("number of the earlier item", 3.0),
    ("meetings between", -5.0),
    ("was done", -3.0),
)


def closes(traits: tuple[float, ...], sure: float) -> bool:
    """Return True if a passage that says that a matter is done may be taken to speak of a task, of what was weighed."""
    return sure >= LEAST_DONE and traits[4] >= _OWN


def _heading(first: Print, last: Print, later: Print, weights: Weights) -> float:
    """Return how far the heading of a matter arising is that of the task, or names what it is about."""
    whole = weights.of(later.title)
    if not whole:
        return 0.0
    near = max(weights.shared(later.title, one.title | one.words) / whole for one in (first, last))
    return near if later.earlier else near / 2


def chance(traits: tuple[float, ...], weighed: Weighed) -> float:
    """Return how likely it is that a pair is one task, of what was weighed of it (``WEIGHED``, ``TOLD`` ...)."""
    z = sum(map(mul, traits, weighed.numbers))
    return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))


def reasons(traits: tuple[float, ...], reference: str | None, gap: int) -> str:
    """Return in words why two places are taken for one task, of what ``likeness`` weighed."""
    _, referred, _, _, same, of_all, _, _, heading, earlier, under, owner, *_ = traits
    why = []
    if referred:
        why.append(f"same reference {reference}")
    if same:
        why.append("same words")
    elif of_all:
        why.append(f"{round(100 * of_all)}% of the words the same")
    if heading >= 0.5:
        why.append("same heading")
    if earlier:
        why.append("printed as an earlier meeting's")
    elif under:
        why.append("under a heading of earlier matters")
    if owner:
        why.append("same owner")
    if gap > 1:
        why.append(f"{gap} meetings on")
    return "; ".join(why)


def tellings(traits: tuple[float, ...], gap: int) -> str:
    """Return in words why a passage or item is taken to tell of a task, of what ``telling_of`` weighed."""
    _, earlier, name, _, share, _, awaited, numbered, *_ = traits
    why = ["told under a heading of earlier matters" if earlier else "told under another heading"]
    if name >= 0.6:
        why.append("under its name")
    why.append(f"{round(100 * share)}% of its words")
    if awaited:
        why.append("was to come before a later meeting")
    if numbered:
        why.append("names the number of its item")
    if gap > 1:
        why.append(f"{gap} meetings on")
    return "; ".join(why)
