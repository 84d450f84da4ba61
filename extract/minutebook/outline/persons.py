"""Tells the names of people from titles."""

from __future__ import annotations

import functools
import re

from minutebook.document import Block, Document
from minutebook.rulepack import Rules

_SET_OFF = 0.8
"""Share of bold type from which on words are set off from those that are not."""
_OVER_PEOPLE = re.compile(
    r"(?i:(?:(?:members|those|also)\s+)?(?:present|in attendance|attendees|apologies(?:\s+for\s+absence)?|regrets"
    r"|absent))\s+(?=[A-Z])"
)
_NAMED = r"[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|d[aeiu]l?|l[ae]|van|von|der)){0,4}(?:\s*\([^()]{1,60}\))?"
_PEOPLE = re.compile(rf"{_NAMED}(?:\s*(?:[,;&]|,?\s+and)\s+{_NAMED})*\s*\.?")
_BETWEEN = re.compile(r"[,;&]|\sand\s")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w.@/’'-])[a-z]{3,}(?![\w@/-])")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_POSSESSIVE = ("’s", "'s", "s’", "s'")
_NAME_ENDS = re.compile(r"[,;(\n\t]|\s[–—-]\s")


def names_holder(title: str, rest: str, document: Document, rules: Rules) -> bool:
    """True for an office and who holds it, or is to: "Treasurer: Ann Hill - elected"."""
    if title.lower() not in rules.words["action_role"]:
        return False
    return is_person(_NAME_ENDS.split(rest, maxsplit=1)[0], document, rules)


def names_people(text: str, rules: Rules) -> bool:
    """True for a list of names and no more, or for one name with a common first name."""
    if not _PEOPLE.fullmatch(text.strip()):
        return False
    return _BETWEEN.search(text) is not None or text.split(maxsplit=1)[0].lower() in rules.words["forename"]


def is_person(text: str, document: Document, rules: Rules) -> bool:
    """True for a person's name and no more: capital words of which none is known to name a thing."""
    text = text.strip(" .\n")
    return rules.fullmatch("outline.person", text) is not None and not _names_thing(text, document, rules)


def names_person(title: str, document: Document, rules: Rules) -> bool:
    """True for a person's name: in capitals, where any two words look like one, with a common first name."""
    if not is_person(title, document, rules):
        return False
    return not title.isupper() or title.split(maxsplit=1)[0].lower() in rules.words["forename"]


def _names_thing(text: str, document: Document, rules: Rules) -> bool:
    """True if the words of what is set like a name are a title: "Summer Supper", "Clerk's Desk".

    A title ("Mrs"), an initial or a common first name speak for a person; a word that names no person, or that the
    document prints in small letters elsewhere, speaks against one.
    """
    words = [w.lower() for w in _WORD.findall(_IN_BRACKETS.sub("", text))]
    first, *others = words
    if any(w.endswith(_POSSESSIVE) for w in words):
        return True
    forenames, titles, offices, things, places = _known(rules)
    if first in titles or any(len(w) == 1 for w in words):
        return False
    if first in forenames:
        return others[-1] in places
    told = others if first in offices or first in rules.words["forename_too"] else words
    small = _small_words(document)
    return any(w in things or w in small or f"{w}s" in small or w.removesuffix("s") in small for w in told)


@functools.lru_cache(maxsize=4)
def _known(rules: Rules) -> tuple[frozenset[str], ...]:
    """Return the words that are first names, titles, offices, no part of a name, and places when behind a name."""
    words = rules.words
    places = frozenset((*words["org_word"], *words["not_surname"]))
    things = places.union(words["action_not_name"], words["not_name"], words["role_word"], words["action_verb"])
    offices = frozenset((*words["action_role"], *words["role_word"]))
    return frozenset(words["forename"]), frozenset(t.lower() for t in words["title"]), offices, things, places


def _small_words(document: Document) -> frozenset[str]:
    """Return the words that the document prints in small letters."""
    if "small words" not in document.kept:
        texts = (b.text for b in document.blocks if b.kind == "body")
        document.kept["small words"] = frozenset(w for text in texts for w in _SMALL.findall(text))
    small: frozenset[str] = document.kept["small words"]
    return small


def over_people(block: Block, start: int, rules: Rules) -> int | None:
    """End of a title with people right behind it: "Apologies for absence Hilda Marsh, Tom Orr"; None if it is none."""
    m = _OVER_PEOPLE.match(block.text, start)
    if m is None:
        return None
    end = start + len(m[0].rstrip())
    parted = block.share("bold", start, end) > _SET_OFF and block.share("bold", m.end()) < 1 - _SET_OFF
    people = _PEOPLE.fullmatch(block.text[m.end() :].strip()) if parted else names_people(block.text[m.end() :], rules)
    return end if people else None
