"""Parts a text into sentences: one look at each stop, and the abbreviations after which it ends none."""

from __future__ import annotations

import functools
import re

from minutebook.rulepack import load

_MARK = re.compile(r"[.!?…\n](?:(?<=\n)\s*|(?<!\n)(?P<closers>[\"'”’)\]»]*)(?=\s|\Z))")
"""Where a sentence may end: a stop before white space, with the closing quotes and brackets after it; a line break."""
_WORD = re.compile(
    r"(?:(?<![\w.)\]&'’:;,=<>/+*~\-–—])|(?<=\s['’\-–—])|(?<=[^\W_][\-–—,:=<>/]))"
    r"(?:(?:1[0-2]|[1-9])(?=[ap]\.?m\Z))?(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*)\Z"
)
"""The word before a stop ("Cllr", "p.m", the "pm" of "7pm"), from where it opens; none inside a number."""
_LONGEST = 16
"""No abbreviation is longer than this."""
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){1,2}")
"""The first names in "H.J. Hill"; what is written so and may end a sentence is an abbreviation of its own."""
_WHOLE = re.compile(
    r"(?:(?:^|[–—;:]|\b(?:said|replied|answered|responded|stated|voted)(?:\s+that)?)\s*no"
    r"|\b(?:appendix|annex|annexe|option|schedule|paper|table|part|plan)\s+[A-Z])\.$",
    re.IGNORECASE,
)
"""A "no" that answers and a letter that names an appendix: no abbreviations if a word with a capital follows."""
_HOUR = re.compile(
    r"(?:at|by|from)\s+(?:about\s+|around\s+|approximately\s+)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.m\.", re.IGNORECASE
)
"""An hour that opens a sentence and does not end it ("At 9:30 p.m. Ann Hill left the hall.")."""
_REACH = 24
"""So many characters before a stop tell which of the two it is."""


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(w.lower() for w in load().words["abbreviation"])


@functools.cache
def _closing() -> frozenset[str]:
    return frozenset(w.lower() for w in load().words["closing_abbreviation"])


@functools.lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the sentences of ``text``, outer white space left out.

    A sentence ends at ``.``, ``!``, ``?`` or an ellipsis (with any closing quotes or brackets after it) if white space
    and something that can open a sentence follow: not a lower-case word, and not after an abbreviation of
    ``rules/language.toml`` or a single initial ("J. Smith"). A line break inside the text ends one as well if what
    follows opens with a capital, a digit or a bullet.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    found: list[tuple[int, int]] = []
    for m in _MARK.finditer(text, start, end):
        stop = m.end()
        if m["closers"] is None:
            ends = not (text[stop].islower() or text[stop] in ",;)")
            close = start + len(text[start : m.start()].rstrip())
        else:
            ends = stop == end or _ends(text, start, m.start(), stop)
            close = stop
        if ends:
            if start < close:
                found.append((start, close))
            start = stop
            while start < end and text[start].isspace():
                start += 1
    if start < end:
        found.append((start, end))
    return tuple(found)


def _ends(text: str, start: int, at: int, stop: int) -> bool:
    """Tell whether the stop at ``at``, with closing marks up to ``stop``, ends the sentence that opens at ``start``."""
    follows = text[stop : stop + 24].lstrip() or text[stop:].lstrip()
    if follows[0].islower():
        return False
    if text[at] != "." or text[at - 1 : at] == ".":
        return text[max(0, at - 1) : at + 1] != "……"  # dots to write on
    if _may_be_whole(text, at) and _WHOLE.search(text[max(start, at + 1 - _REACH) : at + 1]):
        return follows[0].isupper() and follows[1:2].isalpha()
    word = _word_before(text, at)
    if word.lower() in _closing():
        return follows[0].isupper() and not (word in ("a.m", "p.m") and _HOUR.fullmatch(text, start, at + 1))
    return not _abbreviated(word)


def _may_be_whole(text: str, at: int) -> bool:
    """False where the stop at ``at`` can stand neither behind "no" nor behind a letter by itself: nearly everywhere."""
    return text[at - 1 : at] in ("o", "O") or text[at - 2 : at - 1].isspace()


def _word_before(text: str, at: int) -> str:
    blank = text.rfind(" ", max(0, at - _LONGEST), at)
    if blank >= 0 and (word := text[blank + 1 : at]).isalpha():
        return word
    m = _WORD.search(text, max(0, at - _LONGEST), at)
    return m["word"] if m else ""


def _abbreviated(word: str) -> bool:
    """True for "Cllr", "p.m", "J" and the like: a stop after them need not end a sentence."""
    last = word.rpartition(".")[2]
    return (
        word.lower() in _abbreviations()
        or last.lower() in _abbreviations()
        or (len(word) == 1 and word.isupper() and word != "I")
        or _INITIALS.fullmatch(word) is not None
    )
