"""Tells words that read as a title from labels, figures and sentences."""

from __future__ import annotations

import functools
import re

from minutebook.dates import find_dates
from minutebook.document import Block
from minutebook.rulepack import Rules

_MOST_WORDS = 32
"""The title of a piece of business ("To agree ...") has no more words."""
_REFERENCE = re.compile(r"(?<=[a-z])\s?#[\d/.-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAPITAL_PARTS = re.compile(r"[A-Z][A-Z0-9’'&/,() -]{3,80}\.(?:\s+[A-Z0-9][^.]{2,60}\.?){1,3}")
"""A title in capitals with its parts in small letters: "LICENSING. One day. Boat Club."."""
_STOPPED = re.compile(r"(?<!\b[A-Z])[.?]\s+[A-Z]")
_STOPPED_SHORT = re.compile(r"\b(?:No|St|Dr|Mr|Mrs|Ms|vs|Ltd|Inc)\.\s")


def is_label(title: str, rules: Rules) -> bool:
    """True for words that name a part of an item, a detail of the meeting or what came of a vote, and open no item."""
    return rules.match("outline.label", title) is not None


def is_known(title: str, rules: Rules) -> bool:
    """True for the well-known title of an item ("Apologies for absence"), not for a sentence that begins like one."""
    if rules.match("outline.item", title) is None or (title[:1].islower() and title[:3] != "to "):
        return False
    return title[:3].lower() == "to " or rules.search("outline.sentence", title) is None or len(title.split()) <= 3


def mostly_digits(title: str) -> bool:
    """True for a date, or a line of figures: "12,400 9,310 kg"; not for "Budget 2031/2032", "Motion #2031-05-04/1"."""
    title = _REFERENCE.sub("", title)
    letters = sum(map(str.isalpha, title))
    if sum(map(str.isdigit, title)) <= letters:
        return False
    return sum(map(str.isdigit, _YEAR.sub("", title))) > letters or bool(find_dates(title))


def like_title(block: Block, title: str, rules: Rules) -> bool:
    """True if the words read as a title: short, no sentence, no finite verb in the middle of it."""
    words = title.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if len(words) > 24 and not rules.match("outline.business", title):
        return False
    stated = block.heading > 0  # whatever it says
    if (title[:1].islower() and not stated) or not any(map(str.isalpha, title)):
        return False
    if _STOPPED.search(title) and not (stated or _STOPPED_SHORT.search(title) or _CAPITAL_PARTS.fullmatch(title)):
        return False
    if title.endswith((",", ";") if stated else ("?", ",", ";")):
        return False
    opener = words[0].lower().rstrip(":")
    if opener == "to":
        return True
    if len(words) <= 3 or block.heading or not rules.may_match("outline.sentence", title):
        return True
    return not _says_more(" ".join(words[1:]), rules) or rules.match("outline.business", title) is not None


@functools.lru_cache(maxsize=1024)
def _says_more(words: str, rules: Rules) -> bool:
    """True if the words behind the first of a title are a sentence; several steps ask that of the same titles."""
    return rules.search("outline.sentence", words) is not None
