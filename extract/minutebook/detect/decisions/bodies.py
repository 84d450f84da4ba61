"""Tells the body that meets from others: what another body decided is no decision of this meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.candidate import Candidate, MeetingDetail
from minutebook.outline import Outline

_FRONT = 40
"""The blocks that may print whose minutes these are."""
_STEM = 5
"""So many letters tell words of one root: "Select" and "Selectmen"."""
_NOUN = r"(?:Board|Council|Committee|Commission|Sub-?[Cc]ommittee|Panel|Cabinet|Senate|Authority|Assembly|Task\s+Force)"
_DONE = (
    r"(?:(?:has|had|have|also|then|recently|unanimously)\s+)*(?:voted|approved|agreed|decided|adopted|resolved|accepted"
    r"|endorsed|rejected|declined|ratified|recommended)\b"
)
_OTHER = re.compile(
    rf"(?:The\s+|the\s+)?(?P<of>(?:(?!The\b)[A-Z][\w&’'-]+\s+(?:(?:and|&|of|for)\s+(?:the\s+)?)?){{1,5}}?|county\s+|district\s+"
    rf"|state\s+|borough\s+|city\s+){_NOUN.replace('(?:B', '(?:(?i:board|council|commission)|B')}"
    rf"(?P<over>\s+of\s+[A-Z][\w’'-]+)?\s+{_DONE}"
    rf"|(?:The\s+|the\s+){_NOUN}(?P<of2>\s+(?:of|for|on)\s+(?:[A-Z][\w’'-]+\s+(?:and\s+)?){{1,4}}?){_DONE}"
)
_SMALL = frozenset(("the", "and", "for", "of", "on", "in", "a"))


def _roots(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z’']+", text.lower()) if word not in _SMALL)


_PLACES = _roots("county district state borough city town village parish township shire regional")
"""What tells councils of one place from each other."""
_COMMON = _roots(
    "full whole executive governing general management select joint new directors trustees governors selectmen "
    "supervisors commissioners aldermen managers members education school library faculty local advisory steering "
    "technical this our"
)
"""Words of a body's name that the body itself may go by, whatever its title says."""


def own_words(outline: Outline, found: Sequence[Candidate]) -> frozenset[str]:
    """Return the words with which the front of the minutes names the body that meets, cut to their roots."""
    first = min((item.spans[0].block for item in outline.items), default=_FRONT)
    front = [b.text for b in outline.document.blocks[: min(first, _FRONT)]]
    front += [c.value for c in found if isinstance(c, MeetingDetail) and c.field in ("body", "title")]
    return _roots(" ".join(front))


def decided_elsewhere(text: str, own: frozenset[str]) -> bool:
    """Return whether a sentence tells what a body decided that is not the one of these minutes."""
    hit = _OTHER.match(text)
    if hit is None or not own:
        return False
    named = _roots(" ".join(g for g in hit.group("of", "over", "of2") if g))
    strange = named - own - _COMMON
    if not own & _PLACES:
        strange -= _PLACES
    return bool(strange) and not (named & own - _PLACES)
