"""Loads the rule packs of ``rules/`` and makes each rule prove its own examples.

A pack is a TOML file. A rule has an ``id``, a ``slot`` (what the code asks for), either ``pattern`` (a regular
expression, case is ignored unless ``case = true``) or ``phrases`` (words as printed, matched whole), and the examples
``matches`` and ``ignores``. ``{name}`` in a pattern stands for the word list ``name`` (``[words]`` of any pack).
A ``value`` is what a match means (``value = "carried"``). The slots are written in ``rules/README.md``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ahocorasick import Automaton
from pydantic import BaseModel, ConfigDict, ValidationError

from minutebook.errors import MinutebookError
from minutebook.literals import required

_ALWAYS: tuple[str, ...] = ()
"""The list of literals of a rule that needs none: every text holds it."""
_REMEMBERED = 4096
"""So many of the last texts are not looked through again."""


class _RuleModel(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    slot: str
    pattern: str | None = None
    phrases: list[str] = []
    case: bool = False
    value: str = ""
    confidence: float = 0.9
    matches: list[str]
    ignores: list[str] = []
    note: str = ""


class _PackModel(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str
    words: dict[str, list[str]] = {}
    rule: list[_RuleModel] = []


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, compiled."""

    id: str
    slot: str
    regex: re.Pattern[str]
    value: str
    confidence: float
    needs: tuple[tuple[str, ...], ...] = ()
    """Lists of literals in lower case; a text that holds none of a list's cannot match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, and its match."""

    rule: Rule
    match: re.Match[str]


class Rules:
    """All packs together: rules by slot in the order of file and line, and the word lists.

    Slots are asked of the same text hundreds of times a page and nearly always in vain. So a text is looked through
    once for the literals of all rules; what it holds is a number with one bit a list of literals, and most slots are
    ruled out by it at once.
    """

    def __init__(self, slots: Mapping[str, tuple[Rule, ...]], words: Mapping[str, tuple[str, ...]]) -> None:
        self.slots = slots
        self.words = words
        self._first: dict[str, int] = {}
        """For each slot the bits of its rules' first lists of literals: without any of them none matches."""
        self._tried: dict[str, tuple[tuple[int, Rule], ...]] = {}
        """For each slot its rules with the bits of all their lists of literals."""
        bits: dict[str, int] = {}
        lists = {_ALWAYS: 1}
        for slot, rules in slots.items():
            for rule in rules:
                needs = 0
                for literals in rule.needs or (_ALWAYS,):
                    bit = lists.setdefault(literals, 1 << len(lists))
                    self._first[slot] = self._first.get(slot, 0) | (0 if needs else bit)
                    needs |= bit
                    for literal in literals:
                        bits[literal] = bits.get(literal, 0) | bit
                self._tried[slot] = (*self._tried.get(slot, ()), (needs, rule))
        self._literals = Automaton()
        for literal, those in bits.items():
            self._literals.add_word(literal, those)
        self._literals.make_automaton()
        self._held = functools.lru_cache(maxsize=_REMEMBERED)(self._scan if bits else lambda _text: 1)

    def _scan(self, text: str) -> int:
        """Return the bits of the lists of which ``text`` holds a literal."""
        held = 1
        lower = text.lower()
        if not lower.isascii():  # letters that an expression which ignores case takes for "s" and "i"
            lower = lower.replace("ſ", "s").replace("ı", "i").replace("i\u0307", "i")
        for _, bits in self._literals.iter(lower):
            held |= bits
        return held

    def of(self, slot: str) -> tuple[Rule, ...]:
        """Return the rules of a slot; an unknown slot is a mistake in the code and raises KeyError."""
        return self.slots[slot]

    def likely(self, slot: str, text: str) -> Iterator[Rule]:
        """Yield the rules of a slot without those that cannot match anywhere in ``text``, in their order."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs:
                    yield rule

    def search(self, slot: str, text: str) -> Hit | None:
        """Return the first rule of the slot that matches anywhere in ``text``."""
        held = self._held(text)
        if held & self._first[slot]:
            for needs, rule in self._tried[slot]:
                if held & needs == needs and (m := rule.regex.search(text)):
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
        """Yield every match of every rule of the slot, rule by rule."""
        for rule in self.likely(slot, text):
            for m in rule.regex.finditer(text):
                yield Hit(rule, m)


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, longest first; white space in them matches any."""
    parts = sorted({re.sub(r"(?:\\ |\s)+", r"\\s+", re.escape(w)) for w in words}, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(parts) + ")"


def parse(packs: Mapping[str, str]) -> Rules:
    """Compile packs (file name to TOML text) and check every rule against its own examples.

    Raises MinutebookError E301 that names the file and the rule.
    """
    models: dict[str, _PackModel] = {}
    for name, text in packs.items():
        try:
            models[name] = _PackModel.model_validate(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise MinutebookError("E301", f"{name}: {error}") from error
    words: dict[str, list[str]] = {}
    for name, model in models.items():
        for key, values in model.words.items():
            if key in words:
                raise MinutebookError("E301", f"{name}: the word list {key} is defined twice")
            words[key] = values
    slots: dict[str, list[Rule]] = {}
    seen: set[str] = set()
    for name, model in models.items():
        for rule in model.rule:
            where = f"{name}: rule {rule.id}"
            if rule.id in seen:
                raise MinutebookError("E301", f"{where}: the id is used twice")
            seen.add(rule.id)
            slots.setdefault(rule.slot, []).append(_compile(rule, words, where))
    return Rules(
        {slot: tuple(rules) for slot, rules in slots.items()},
        {key: tuple(values) for key, values in words.items()},
    )


def _compile(rule: _RuleModel, words: Mapping[str, list[str]], where: str) -> Rule:
    if (rule.pattern is None) == (not rule.phrases):
        raise MinutebookError("E301", f"{where}: give either a pattern or phrases")
    if rule.pattern is None:
        source = r"(?<!\w)" + alternation(rule.phrases) + r"(?!\w)"
    else:
        source = rule.pattern
        for key in re.findall(r"\{([a-z_]+)\}", source):
            if key not in words:
                raise MinutebookError("E301", f"{where}: there is no word list {key}")
            source = source.replace("{" + key + "}", alternation(words[key]))
    try:
        regex = re.compile(source, re.NOFLAG if rule.case else re.IGNORECASE)
    except re.error as error:
        raise MinutebookError("E301", f"{where}: {error}") from error
    for example in rule.matches:
        if not regex.search(example):
            raise MinutebookError("E301", f"{where}: does not match its example {example!r}")
    for example in rule.ignores:
        if regex.search(example):
            raise MinutebookError("E301", f"{where}: matches {example!r}, which it must ignore")
    if not rule.matches:
        raise MinutebookError("E301", f"{where}: has no example")
    return Rule(rule.id, rule.slot, regex, rule.value, rule.confidence, required(source))


@functools.cache
def load() -> Rules:
    """Load the packs that ship with minutebook (once a process)."""
    folder = importlib.resources.files("minutebook.rules")
    names = sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml"))
    return parse({n: folder.joinpath(n).read_text(encoding="utf-8") for n in names})
