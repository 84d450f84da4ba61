"""Reads the packs of ``rules/`` and makes each rule prove its own examples.

A pack is a TOML file. A rule has an ``id``, a ``slot`` (what the code asks for), either ``pattern`` (a regular
expression, case is ignored unless ``case = true``) or ``phrases`` (words as printed, matched whole), and the examples
``matches`` and ``ignores``. ``{name}`` in a pattern stands for the word list ``name`` (``[words]`` of any pack), or for
the expression of that name, which several patterns share (``[parts]``). A ``value`` is what a match means
(``value = "carried"``). The slots are written in ``rules/README.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from minutebook.compiled import compile_to_keep
from minutebook.errors import MinutebookError
from minutebook.literals import alternation, required, tree


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
    parts: dict[str, str] = {}
    rule: list[_RuleModel] = []


def prove(packs: Mapping[str, str]) -> dict[str, Any]:
    """Return what packs (file name to TOML text) hold, as plain values: word lists, and for each rule its fields.

    Every rule is checked against its own examples. Raises MinutebookError E301 that names the file and the rule.
    """
    models: dict[str, _PackModel] = {}
    for name, text in packs.items():
        try:
            models[name] = _PackModel.model_validate(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise MinutebookError("E301", f"{name}: {error}") from error
    words: dict[str, list[str]] = {}
    parts: dict[str, str] = {}
    for name, model in models.items():
        for key in (*model.words, *model.parts):
            if key in words or key in parts or (key in model.words and key in model.parts):
                raise MinutebookError("E301", f"{name}: the word list {key} is defined twice")
        words.update(model.words)
        parts.update(model.parts)
    rules: list[dict[str, Any]] = []
    seen: set[str] = set()
    for name, model in models.items():
        for rule in model.rule:
            where = f"{name}: rule {rule.id}"
            if rule.id in seen:
                raise MinutebookError("E301", f"{where}: the id is used twice")
            seen.add(rule.id)
            source = _expression(rule, words, parts, where, _set_in(rule))
            code = _prove(rule, source, where)
            rules.append(
                {
                    "id": rule.id,
                    "slot": rule.slot,
                    "source": source,
                    "case": rule.case,
                    "value": rule.value,
                    "confidence": rule.confidence,
                    "needs": required(_expression(rule, words, parts, where, alternation)),
                    "code": code,
                }
            )
    return {"words": words, "rules": rules}


_CAPITALS = "A-ZÀ-ÖØ-ÞĀĒĪŌŪŁŚŠŴŶŽ"
_SMALL = "a-zß-öø-ÿāēīōūłńśšŵŷž"
"""What ``A-Z`` and ``a-z`` stand for in a pattern: names are Irish, Māori, Welsh, French and Polish, too."""


def _set_in(rule: _RuleModel) -> Callable[[list[str]], str]:
    """Return what makes an expression of a word list: a tree of lower-case words, unless the rule minds their case."""
    if rule.case or "(?-i:" in (rule.pattern or ""):
        return alternation
    return lambda words: tree([word.lower() for word in words])


def _expression(
    rule: _RuleModel,
    words: Mapping[str, list[str]],
    parts: Mapping[str, str],
    where: str,
    set_in: Callable[[list[str]], str],
) -> str:
    """Return the regular expression of a rule, with its parts, phrases and word lists made expressions and set in."""
    if (rule.pattern is None) == (not rule.phrases):
        raise MinutebookError("E301", f"{where}: give either a pattern or phrases")
    if rule.pattern is None:
        return r"(?<!\w)" + set_in(rule.phrases) + r"(?!\w)"
    source = rule.pattern
    for key in re.findall(r"\{([a-z_]+)\}", source):
        source = source.replace("{" + key + "}", parts.get(key, "{" + key + "}"))
    source = source.replace("A-Z", _CAPITALS).replace("a-z", _SMALL)
    for key in re.findall(r"\{([a-z_]+)\}", source):
        if key not in words:
            raise MinutebookError("E301", f"{where}: there is no word list {key}")
        source = source.replace("{" + key + "}", set_in(words[key]))
    return source


def _prove(rule: _RuleModel, source: str, where: str) -> Any:  # noqa: ANN401 - plain values
    """Check a rule against its examples and return what is kept of its compiled expression."""
    try:
        regex, code = compile_to_keep(source, re.NOFLAG if rule.case else re.IGNORECASE)
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
    return code
