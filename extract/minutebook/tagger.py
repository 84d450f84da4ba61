"""The only door to spaCy: tokens, sentences and phrase matching (a trained pipeline comes later; see models/)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from minutebook.rulepack import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CLOSERS = frozenset("\"'”’)]»")
_ENDERS = frozenset([".", "!", "?", "…", "..."])
_WHOLE = re.compile(
    r"(?:(?:^|[–—;:])\s*no|\b(?:appendix|annex|annexe|option|schedule|paper|table|part|plan)\s+[A-Z])\.$", re.IGNORECASE
)
"""A "no" that answers and a letter that names an appendix: no abbreviations if a word with a capital follows."""
_REACH = 24
"""So many characters before a stop tell which of the two it is."""


@functools.cache
def _pipeline() -> Language:
    import spacy  # noqa: PLC0415 - heavy; only when a sentence is first asked for

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    return nlp


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(w.lower() for w in load().words["abbreviation"])


@functools.cache
def _closing() -> frozenset[str]:
    return frozenset(w.lower() for w in load().words["closing_abbreviation"])


def _tokenize(text: str) -> Doc:
    return _pipeline().make_doc(text)


def tokens(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the tokens of ``text``, white space left out (spaCy's English tokenizer)."""
    return tuple((t.idx, t.idx + len(t)) for t in _tokenize(text) if not t.is_space)


@functools.lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the sentences of ``text``, outer white space left out.

    A sentence ends at ``.``, ``!``, ``?`` or an ellipsis (with any closing quotes or brackets after it) if white space
    and something that can open a sentence follow: not a lower-case word, and not after an abbreviation of
    ``rules/language.toml`` or a single initial ("J. Smith"). A line break inside the text ends one as well if what
    follows opens with a capital, a digit or a bullet.
    """
    found: list[tuple[int, int]] = []
    doc = _tokenize(text)
    count = len(doc)
    start = 0

    def close(end: int) -> None:
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            found.append((a, b))

    i = 0
    while i < count:
        token = doc[i]
        word = token.text
        end = token.idx + len(word)
        if "\n" in word and i + 1 < count:
            after = doc[i + 1].text
            if not after[:1].islower() and after[:1] not in ",;)":
                close(token.idx)
                start = end
            i += 1
            continue
        closing = word.endswith(".") and word.rstrip(".").lower() in _closing()
        whole = word[-1] == "." and _WHOLE.search(text[max(start, end - _REACH) : end]) is not None
        last = word in _ENDERS or (len(word) > 1 and word[-1] in ".!?" and (closing or whole or not _abbreviated(word)))
        if last:
            j = i + 1
            while j < count and doc[j].text in _CLOSERS and not doc[j - 1].whitespace_:
                end = doc[j].idx + len(doc[j])
                j += 1
            spaced = j >= count or text[end : end + 1].isspace()
            follows = doc[j].text.lstrip() if j < count else ""
            if j < count and doc[j].is_space and j + 1 < count:
                follows = doc[j + 1].text
            stop = not (word == "." and i > 0 and not doc[i - 1].whitespace_ and _abbreviated(doc[i - 1].text + "."))
            if word == "." and i > 0 and doc[i - 1].text.lower() in _closing():
                closing = stop = True
            if whole:
                stop = follows[:1].isupper() and follows[1:2].isalpha()
            if closing and j < count and not follows[:1].isupper():
                stop = False
            if spaced and stop and not follows[:1].islower():
                close(end)
                start = end
            i = j
            continue
        i += 1
    close(len(text))
    return tuple(found)


def _abbreviated(word: str) -> bool:
    """True for "Cllr.", "p.m.", "J." and the like: a stop after them need not end a sentence."""
    stem = word.rstrip(".")
    if word.endswith(("!", "?")):
        return False
    return stem.lower() in _abbreviations() or (len(stem) == 1 and stem.isalpha() and stem.isupper() and stem != "I")
