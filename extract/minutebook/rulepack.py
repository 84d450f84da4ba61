"""The rules of ``rules/``, ready to be asked of texts; ``packs.py`` reads and proves them.

A pack that is new or was changed proves its examples when it is loaded; that it did is kept, with all that was worked
out, in the package's ``__pycache__`` under a name made of the packs' own text, so that the next start need not do it.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ahocorasick import Automaton

from minutebook.built import built
from minutebook.compiled import BUILD, compile_kept
from minutebook.errors import MinutebookError
from minutebook.literals import EDGE, alternation, folded, is_letter
from minutebook.packcache import recall, remember
from minutebook.values import hastened

__all__ = ["Hit", "Rule", "Rules", "alternation", "load", "parse"]

_ALWAYS: tuple[str, ...] = ()
"""The list of literals of a rule that needs none: every text holds it."""
_REMEMBERED = 65536
"""So many of the last texts are not looked through again: those of a document of a thousand pages."""
_KEPT = 4096
"""So many of them are kept from one document to the next."""
_EVERYWHERE = frozenset(
    {"and", "as", "at", "be", "ed", "en", "for", "he", "in", "is", "it", "no", "of", "on", "that", "the", "to"}
)
"""Literals that stand in nearly every text, as words or within them."""


@dataclass(frozen=True)
class Rule:
    """One rule; its expression is made ready when it is first asked, as no document asks all of them."""

    id: str
    slot: str
    source: str
    case: bool = False
    value: str = ""
    confidence: float = 0.9
    needs: tuple[tuple[str, ...], ...] = ()
    """Lists of literals in lower case, as ``literals.required`` has them; a text with none of a list's cannot match."""
    code: Any = field(default=None, repr=False, compare=False)
    """What is kept of the compiled expression."""

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return compile_kept(self.source, re.NOFLAG if self.case else re.IGNORECASE, self.code)


@hastened
@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, and its match."""

    rule: Rule
    match: re.Match[str]


def _hits(rules: Iterable[Rule], text: str) -> Iterator[Hit]:
    """Yield every match of every rule, rule by rule."""
    return (Hit(rule, m) for rule in rules for m in rule.regex.finditer(text))


class Rules:
    """All packs together: rules by slot in the order of file and line, and the word lists.

    Slots are asked of the same text hundreds of times a page and nearly always in vain. So a text is looked through
    once for the literals of all rules; what it holds is a number with one bit a list of literals, and most slots are
    ruled out by it at once.

    Where there is a compiled ``_ask.c``, it answers for the methods that ask (``_ASKING``); those here do the same.
    """

    def __init__(self, slots: Mapping[str, tuple[Rule, ...]], words: Mapping[str, tuple[str, ...]]) -> None:
        self.slots = slots
        self.words = words
        lists = {_ALWAYS: 0}
        numbered: dict[str, tuple[tuple[tuple[int, ...], Rule], ...]] = {}
        for slot, rules in slots.items():
            needs = ([lists.setdefault(those, len(lists)) for those in _telling(r.needs) or (_ALWAYS,)] for r in rules)
            numbered[slot] = tuple(zip(map(tuple, needs), rules, strict=True))
        bits: dict[str, list[int]] = {}
        for literals, bit in lists.items():
            for literal in literals:
                bits.setdefault(literal, []).append(bit)
        module = built("minutebook._ask")
        if module is not None:
            words_of = [(literal.strip(EDGE), tuple(those), *_edges(literal)) for literal, those in bits.items()]
            asked = module.Asked(words_of, numbered, len(lists), Hit, folded, _hits, _REMEMBERED, _KEPT)
            for name in _ASKING:
                setattr(self, name, getattr(asked, name))
            return
        self._tried = {slot: tuple((_mask(n), rule) for n, rule in those) for slot, those in numbered.items()}
        """For each slot its rules with the bits of all their lists of literals."""
        self._first = {slot: _mask(n[0] for n, _ in those) for slot, those in numbered.items()}
        """For each slot the bits of its rules' first lists of literals: without any of them none matches."""
        self._literals = Automaton()
        for literal, those in bits.items():
            alike = self._literals.get(literal.strip(EDGE), ())
            self._literals.add_word(
                literal.strip(EDGE), (*alike, (_mask(those), len(literal.strip(EDGE)), *_edges(literal)))
            )
        self._literals.make_automaton()
        self._held = functools.lru_cache(maxsize=_REMEMBERED)(self._scan if bits else lambda _text: 1)

    def _scan(self, text: str) -> int:
        """Return the bits of the lists of which ``text`` holds a literal."""
        held, letters = 1, folded(text)
        for last, those in self._literals.iter(letters):
            for bits, size, opens, ends in those:
                if not (opens and is_letter(letters[last - size])) and not (ends and is_letter(letters[last + 1])):
                    held |= bits
        return held

    def forget(self) -> None:
        """Let the texts of a long document go; those of a short one may come again in the next."""
        if self.remembered() > _KEPT:
            self._held.cache_clear()

    def remembered(self) -> int:
        """Return how many texts need not be looked through again."""
        return self._held.cache_info().currsize

    def of(self, slot: str) -> tuple[Rule, ...]:
        """Return the rules of a slot; an unknown slot is a mistake in the code and raises KeyError."""
        return self.slots[slot]

    def may_match(self, slot: str, text: str) -> bool:
        """Return False if no rule of the slot can match ``text`` or a part of it, as far as its words tell."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, _ in self._tried[slot]:
                if held & needs == needs:
                    return True
        return False

    def likely(self, slot: str, text: str) -> Iterator[Rule]:
        """Yield the rules of a slot without those that cannot match anywhere in ``text``, in their order."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs:
                    yield rule

    def possible(self, slots: Iterable[str], text: str) -> bool:
        """Return False if no rule of the slots can match anywhere in ``text``, so that none of them need be asked."""
        held = self._held(text)
        for slot in slots:
            if held & self._first[slot]:
                for needs, _ in self._tried[slot]:
                    if held & needs == needs:
                        return True
        return False

    def search(self, slot: str, text: str, start: int = 0) -> Hit | None:
        """Return the first rule of the slot that matches anywhere in ``text``, from ``start`` on."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs and (m := rule.regex.search(text, start)):
                    return Hit(rule, m)
        return None

    def match(self, slot: str, text: str) -> Hit | None:
        """Return the first rule of the slot that matches at the start of ``text``."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs and (m := rule.regex.match(text)):
                    return Hit(rule, m)
        return None

    def fullmatch(self, slot: str, text: str) -> Hit | None:
        """Return the first rule of the slot that matches the whole of ``text``."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs and (m := rule.regex.fullmatch(text)):
                    return Hit(rule, m)
        return None

    def finditer(self, slot: str, text: str) -> Iterator[Hit]:
        """Return every match of every rule of the slot, rule by rule."""
        if not self._held(text) & self._first[slot]:
            return iter(())
        return _hits(self.likely(slot, text), text)


_ASKING = (
    *("search", "match", "fullmatch", "finditer", "likely", "may_match", "possible"),
    *("forget", "remembered"),
)
"""What ``_ask.c`` does as well."""


def _edges(literal: str) -> tuple[bool, bool]:
    """Tell whether a literal must begin where a word does, and end where one does."""
    return literal.startswith(EDGE), literal.endswith(EDGE)


def _mask(bits: Iterable[int]) -> int:
    """Return a number with these bits."""
    return functools.reduce(operator.or_, (1 << bit for bit in bits), 0)


def _telling(needs: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return a rule's first list of literals, and of the others those that rule out enough to be worth a look."""
    others = (those for those in needs[1:] if not any(word.strip(EDGE).strip() in _EVERYWHERE for word in those))
    return (*needs[:1], *others)


def parse(packs: Mapping[str, str]) -> Rules:
    """Return the rules of packs (file name to TOML text), every rule checked against its own examples.

    Raises MinutebookError E301 that names the file and the rule.
    """
    from minutebook.packs import prove  # noqa: PLC0415 - heavy; only when packs are new or changed

    return _rules(prove(packs))


def _rules(proven: Mapping[str, Any]) -> Rules:
    slots: dict[str, list[Rule]] = {}
    for entry in proven["rules"]:
        rule = Rule(**{**entry, "needs": tuple(map(tuple, entry["needs"]))})
        slots.setdefault(rule.slot, []).append(rule)
    return Rules(
        {slot: tuple(rules) for slot, rules in slots.items()},
        {key: tuple(values) for key, values in proven["words"].items()},
    )


@functools.cache
def load() -> Rules:
    """Load the packs that ship with minutebook (once a process). Raises MinutebookError E301 if one is wrong."""
    folder = importlib.resources.files("minutebook.rules")
    names = sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml"))
    return ready({name: folder.joinpath(name).read_bytes() for name in names})


def ready(packs: Mapping[str, bytes]) -> Rules:
    """Return the rules of packs (file name to content); they prove their examples unless these very packs did before.

    Raises MinutebookError E301 that names the file and the rule.
    """
    key = _key(packs)
    proven = recall("rules", key)
    if proven is None:
        from minutebook.packs import prove  # noqa: PLC0415 - heavy; only when packs are new or changed

        proven = prove({name: _text(name, content) for name, content in packs.items()})
        remember("rules", key, proven)
    return _rules(proven)


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")  # some editors put a mark in front
    except UnicodeDecodeError as error:
        raise MinutebookError("E301", f"{name}: it is not UTF-8 ({error})") from error


def _key(packs: Mapping[str, bytes]) -> str:
    """Return a name for all that the proven rules depend on: the packs, the code that reads them, Python's own."""
    digest = hashlib.sha256(BUILD.encode())
    code = importlib.resources.files("minutebook")
    parts = {**packs, **{name: code.joinpath(name).read_bytes() for name in ("compiled.py", "literals.py", "packs.py")}}
    for name, content in parts.items():
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()[:32]
