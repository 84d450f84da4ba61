"""Tells minutes that are told as a dialogue ("Ann: Is it dry?", "Bo: Not yet.") and who speaks in each paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from minutebook.candidate import Attendee, Candidate
from minutebook.detect.prose import Paragraph
from minutebook.people import is_name
from minutebook.rulepack import Rules

_SPEAKER = re.compile(r"(?P<who>(?:@\w|[A-Z])[\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})(?:\s*\([^():]{2,40}\))?\s*:\s+(?=\S)")
_INITIALS = re.compile(r"[A-Z]{2,3}|@\w+")
_LONGEST = 100
"""Who speaks is named in no more characters than this."""
_TURNS = 8
"""A dialogue has at least so many paragraphs that open with who speaks ..."""
_SHARE = 0.2
"""... which are at least this share of all ..."""
_SPEAKERS = 3
"""... and at least so many people speak more than once."""


def speakers(flow: Sequence[Paragraph], rules: Rules, found: Sequence[Candidate]) -> Mapping[int, str]:
    """Return who speaks in the paragraphs that open with it, by their index; none if the minutes are no dialogue.

    The names of those ``found`` to attend stand for them by themselves ("Bo: Not yet.").
    """
    turns: dict[int, str] = {}
    names = {part.lower() for c in found if isinstance(c, Attendee) for part in c.name.split()}
    for paragraph in flow:
        if paragraph.text.find(":", 0, _LONGEST) < 0:
            continue
        m = _SPEAKER.match(paragraph.text)
        if m and (m["who"].lower() in names or _is_person(m["who"], rules)):
            turns[paragraph.index] = m["who"]
    often = [who for who, count in Counter(turns.values()).items() if count > 1]
    if len(turns) < max(_TURNS, _SHARE * len(flow)) or len(often) < _SPEAKERS:
        return {}
    return turns


def _is_person(who: str, rules: Rules) -> bool:
    """Tell a name, a first name, initials or a handle from the label of a field ("Motion", "Passed")."""
    return _INITIALS.fullmatch(who) is not None or who.lower() in rules.words["forename"] or is_name(who)
