"""Says which words a text must hold for a regular expression to match: a cheap test before a dear one."""

from __future__ import annotations

import re
import re._constants as constants  # type: ignore[import-not-found]  # the standard library's, without stubs
import re._parser as parser  # type: ignore[import-not-found]  # the same
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_MOST = 1000
"""More words than this are not looked for."""
_SPELLED = 40
"""So many ways to spell a part are kept: "actions?" has two."""
_COMMON = frozenset(".,-'")
"""Marks that nearly every text holds: to look for one alone rules nothing out."""
EDGE = "\b"
"""Before or behind a required word: no letter, digit or "_" stands there. Within a part: as in an expression."""
_OPENS, _ENDS = "\x02", "\x03"
"""In what a part spells: no letter, digit or "_" stands before this place, or none behind it."""
_PLACES = EDGE + _OPENS + _ENDS

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of an expression."""

    exact: Words | None
    """All that it matches, in lower case, if that is a short list."""
    needs: tuple[Words, ...]
    """Sets of words; what it matches holds a word of each set."""


_NOTHING = _Part(frozenset({""}), ())
_SPACE = _Part(frozenset({" "}), ())
_ANYTHING = _Part(None, ())


def required(source: str) -> tuple[tuple[str, ...], ...]:
    """Return lists of lower-case words; a text that ``source`` matches holds at least one word of each list.

    The list that rules out most stands first; () if nothing is known. The words are for ``word in folded(text)``, with
    EDGE where they must begin or end; of letters only ASCII ones are used, so that folding of case is plain.
    """
    parsed = parser.parse(source)
    if parsed.state.flags & re.ASCII:  # it has another notion of a letter
        return ()
    part = _sequence(parsed)
    needs = sorted(set(_all_needs(part)), key=lambda words: (_worth(words), sorted(words)), reverse=True)
    return tuple(tuple(sorted(_shortest(words))) for words in needs if len(words) <= _MOST)


def folded(text: str) -> str:
    """Return a text as required words are sought in it: lower case, white space as one blank, a blank at each end."""
    if not text.isascii():  # letters that an expression which ignores case takes for "s" and "i"
        text = text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")
    return f" {' '.join(text.lower().split())} "


def _all_needs(part: _Part) -> tuple[Words, ...]:
    """Return what a part needs, with the words that it spells if all of them tell something."""
    if part.exact and all(map(_tells, part.exact)):
        return (*part.needs, frozenset(map(_with_edges, part.exact)))
    return part.needs


def _tells(word: str) -> bool:
    """True if it is worth looking for a word."""
    bare = word.strip(_PLACES).strip()
    return len(bare) > 1 or (bare != "" and not bare.isalnum() and bare not in _COMMON)


def _with_edges(word: str) -> str:
    """Return a word that a part spells, with EDGE at its ends where the part says so, but for those with a blank."""
    bare = word.strip(_PLACES)
    before, after = word[: word.index(bare)], word[word.index(bare) + len(bare) :]
    opens = _OPENS in before or (EDGE in before and is_letter(bare[0]))
    ends = _ENDS in after or (EDGE in after and is_letter(bare[-1]))
    return (EDGE if opens and bare[0] != " " else "") + bare + (EDGE if ends and bare[-1] != " " else "")


def is_letter(character: str) -> bool:
    """True for a letter, a digit or "_": what counts as part of a word in an expression."""
    return character.isalnum() or character == "_"


def _joined(first: str, second: str) -> str:
    """Return two spelled parts as one; what is said of the place between them counts no more."""
    if first.strip(_PLACES) and second.strip(_PLACES):
        first, second = first.rstrip(_PLACES), second.lstrip(_PLACES)
    return (first + second).replace("  ", " ")


def _shortest(words: Words) -> Iterable[str]:
    """Leave out words that hold another one."""
    return (w for w in words if not any(o != w and o in w for o in words))


def _sequence(items: Iterable[tuple[object, Any]]) -> _Part:
    """Return what is known of parsed elements that follow each other."""
    needs: list[Words] = []
    spelled: Words = frozenset({""})
    whole = True
    for item in items:
        part = _element(item)
        needs += part.needs
        if part.exact is not None and _few(len(spelled), len(part.exact)):
            spelled = frozenset(_joined(a, b) for a in spelled for b in part.exact)
            continue
        needs += _all_needs(_Part(spelled, ()))
        spelled = part.exact if part.exact is not None else frozenset({""})
        whole = False
    if whole:
        return _Part(spelled, tuple(needs))
    return _Part(None, (*needs, *_all_needs(_Part(spelled, ()))))


def _few(first: int, second: int) -> bool:
    """True if so many ways to spell two parts that follow each other are worth being kept together."""
    return first * second <= (_MOST if 1 in (first, second) else _SPELLED)


def _element(node: tuple[object, Any]) -> _Part:
    op, value = node
    if op is constants.LITERAL:
        return _letter(value)
    if op is constants.CATEGORY and value is constants.CATEGORY_SPACE:
        return _SPACE
    if op is constants.IN:
        return _either([_element(one) for one in value])
    if op is constants.SUBPATTERN:
        return _sequence(value[-1]) if not value[1] & re.ASCII else _ANYTHING
    if op is constants.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        low, high, repeated = value
        part = _sequence(repeated)
        if (low, high) == (0, 1) or part == _SPACE:
            return _Part(part.exact | {""} if part.exact is not None and low == 0 else part.exact, ())
        return _Part(None, _all_needs(part) if low > 0 else ())
    if op is constants.AT:
        return _Part(frozenset({_AT.get(value, "")}), ())
    if op is constants.ASSERT_NOT:
        direction, looked_for = value
        if len(looked_for) == 1 and _is_any_letter(looked_for[0]):
            return _Part(frozenset({_OPENS if direction < 0 else _ENDS}), ())
        return _NOTHING
    if op is constants.ASSERT:
        direction, looked_for = value
        return _Part(_NOTHING.exact, _all_needs(_sequence(looked_for)) if direction > 0 else ())
    return _ANYTHING


_AT = {
    constants.AT_BOUNDARY: EDGE,
    constants.AT_BEGINNING: _OPENS,
    constants.AT_BEGINNING_STRING: _OPENS,
    constants.AT_END: _ENDS,
    constants.AT_END_STRING: _ENDS,
}


def _is_any_letter(node: tuple[object, Any]) -> bool:
    """True for what matches any part of a word, alone or in a set of more."""
    op, value = node
    return (
        op is constants.IN
        and (constants.CATEGORY, constants.CATEGORY_WORD) in value
        and value[0][0] is not constants.NEGATE
    )


def _letter(code: int) -> _Part:
    """Return one character, unless it has cases that do not fold plainly."""
    letter = chr(code)
    if letter.isspace():
        return _SPACE
    if code < 128 or letter.lower() == letter.upper() == letter.casefold():
        return _Part(frozenset({letter.lower()}), ())
    return _ANYTHING


def _either(parts: list[_Part]) -> _Part:
    """Return what is known if one of the parts is there: the best that each of them needs."""
    exact: Words | None = frozenset()
    for part in parts:
        exact = exact | part.exact if exact is not None and part.exact is not None else None
    if exact is not None and len(exact) <= _MOST:
        return _Part(exact, ())
    best = [max(_all_needs(part), key=_worth, default=frozenset[str]()) for part in parts]
    return _Part(None, (frozenset[str]().union(*best),) if all(best) else ())


def _worth(words: Words) -> tuple[int, int]:
    """Rate a set of alternatives: few and long ones rule out most."""
    if not words:
        return (-1000, 0)
    return (10 * min(len(word.strip(EDGE)) for word in words) - len(words), -len(words))


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, longest first; white space in them matches any."""
    parts = sorted({re.sub(r"(?:\\ |\s)+", r"\\s+", re.escape(w)) for w in words}, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(parts) + ")"


def tree(words: list[str] | tuple[str, ...]) -> str:
    """Return what ``alternation`` does, with words of the same beginning set together.

    A matcher gives it up at the first letter that none of the words has there, instead of trying them one by one. The
    words are in lower case; those of one text at one place begin with each other, and the longest is tried first here
    too, so that both expressions match the same.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in re.sub(r"\s+", " ", word):
            node = node.setdefault(r"\s+" if letter.isspace() else re.escape(letter), {})
        node[""] = {}
    return f"(?:{_branches(root)})"


def _branches(node: dict[str, Any]) -> str:
    """Return an expression for all that follows in a tree of words."""
    parts = [letter + _branches(after) for letter, after in sorted(node.items()) if letter]
    if not parts:
        return ""
    ends = "" in node
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"
