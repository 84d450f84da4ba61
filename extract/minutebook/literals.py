"""Says which words a text must hold for a regular expression to match: a cheap test before a dear one."""

from __future__ import annotations

import re._constants as constants  # type: ignore[import-not-found]  # the standard library's, without stubs
import re._parser as parser  # type: ignore[import-not-found]  # the same
from collections.abc import Iterable
from typing import Any

_MOST = 60
"""More words than this are not looked for: the expression itself is as quick."""
_SHORTEST = 2


def required(source: str) -> tuple[str, ...]:
    """Return lower-case literals of which every text that ``source`` matches holds at least one; () if none is known.

    The literals are for ``literal in text.lower()``; only ASCII ones are used, so that folding of case is plain.
    """
    found = _of(parser.parse(source))
    if not found or len(found) > _MOST:
        return ()
    return tuple(sorted(w for w in found if not any(o != w and o in w for o in found)))


def _of(items: Iterable[tuple[object, Any]]) -> frozenset[str]:
    """Return the best set of alternatives that a sequence of parsed elements demands, empty if it demands none."""
    choices: list[frozenset[str]] = []
    run: list[str] = []
    for op, value in items:
        if op is constants.LITERAL and value < 128:
            run.append(chr(value).lower())
            continue
        if len(run) >= _SHORTEST:
            choices.append(frozenset(("".join(run),)))
        run = []
        choices.append(_element((op, value)))
    if len(run) >= _SHORTEST:
        choices.append(frozenset(("".join(run),)))
    return max(choices, key=_worth, default=frozenset())


def _element(node: tuple[object, Any]) -> frozenset[str]:
    op, value = node
    if op is constants.SUBPATTERN:
        return _of(value[-1])
    if op is constants.BRANCH:
        branches = [_of(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT) and value[0] > 0:
        return _of(value[2])
    if op is constants.ASSERT and value[0] > 0:
        return _of(value[1])
    return frozenset()


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Rate a set of alternatives: few and long ones rule out most."""
    if not words:
        return (-1000, 0)
    return (10 * min(map(len, words)) - len(words), -len(words))
