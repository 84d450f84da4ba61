"""What all steps share: the lines of one document, the details found so far, and what a line may be."""

from __future__ import annotations

import re

from minutebook.candidate import MeetingDetail, MeetingField
from minutebook.dates import MONTH_NAMES, dayfirst_in, find_dates, find_times
from minutebook.detect.meeting.lines import Line, front_of, is_sentence, is_set_off, label_cut, lines_of
from minutebook.detect.meeting.phrases import sealed, unsealed
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.rulepack import Rules

_FEW = 4
"""So many lines of a title at most may be taken for headings of items."""
_HELD = re.compile(r"\b(?:was\s+held|met|held\s+(?:its|their)|took\s+place)\b", re.IGNORECASE)
_MET = re.compile(r"\b(?:met|convened)\s+(?:in|on|at|for|via)\b|\bheld\s+(?:its|their)\b", re.IGNORECASE)
"""The verb of a sentence that says when a body met."""
_ROOM = re.compile(r"\bmeeting\s+(?:rooms?|house|place|hall|centre|center|suite)\b", re.IGNORECASE)
"""Where "meeting" names no meeting."""
_PLACE = 16
"""A line that is a place has no more words than this."""
_COMMON = frozenset(
    ["city", "town", "parish", "village", "county", "borough", "district", "of", "the", "and", "for", "full", "annual"]
)
"""Words of a body's name that name none."""
_AROUND = re.compile(
    rf"^\W*(?:{MONTH_NAMES})\s+(?=\w)|\s(?:19|20)\d\d\s+(?:{MONTH_NAMES})\W*$"
    r"|\s+(?:annual|special|regular|ordinary|extraordinary|virtual|remote|online|hybrid|zoom)\W*$",
    re.IGNORECASE,
)
"""What is left of a meeting around a body's name: "January Oak Board", "Oak Board 2031 May", "Oak Board Special"."""
_NUMBER = re.compile(r"\d+")
"""A body's name holds one number at most: "Community Board 9"; a vote or an address holds more."""
_POSSESSIVE = re.compile(
    r"\b(board\s+of\s+(?:director|trustee|governor|supervisor|commissioner))['’]s\b(?=\s+(?:\w+\s+)?meeting\b)",
    re.IGNORECASE,
)
"""How many print the name of a board before "meeting": "Board of Director's Meeting"."""
_COUNTED = re.compile(
    r"(\bmeeting)\s*(?:#|no\.?|number)?\s*\d{1,3}\b(?!\s*[:.]\d)|,?\s*\bQ[1-4]\b(?:\s+(?:19|20)\d\d)?", re.IGNORECASE
)
"""The number of a meeting, the quarter in which it was."""
_EARLIER = re.compile(r"\bminutes\s+(?:of|from)\s+(?:the\s+|our\s+)?(?:last|previous|prior)\b", re.IGNORECASE)
"""Whose minutes these are not."""
_MOVED = re.compile(r"\b(?:moved|seconded|voted)\b", re.IGNORECASE)
"""What is told of business, and never in a title."""
_SCHOOLS = "board of education"
_NAMING = frozenset(["planning", "budget"])
"""Words beside "meeting" that name a committee."""


class Reading:
    """One document while the details of its meeting are found: its lines, what was found so far, what a line may be."""

    def __init__(self, outline: Outline, rules: Rules) -> None:
        self.document = outline.document
        self.rules = rules
        self.lines = lines_of(outline)
        self.items = outline.items
        self.dayfirst = dayfirst_in(self.document)
        self.details: list[MeetingDetail] = []
        self.adjectives = frozenset(rules.words["meeting_adjective"]) - _NAMING
        self._bodies: dict[str, str | None] = {}
        self._openings: dict[str, bool] = {}
        self.titles = self._titles(outline)
        self.front = front_of(self.lines, self.document, self.titles)
        self.fronts = frozenset(self.front)

    def _titles(self, outline: Outline) -> int:
        """Return how many of the first headings are lines of the title that look like items (set as the items are)."""
        count = 0
        for item in outline.items[:_FEW]:
            text = item.title
            if item.number is not None or self.rules.search("meeting.other_date", text):
                break
            if not (self.is_titled(text) or self.is_only_details(text) or self.is_place(text) or self.is_head(text)):
                break
            count += 1
        return count

    def add(  # the parts of a candidate, in its order
        self,
        field: MeetingField,
        value: str,
        spans: tuple[Span, ...],
        rule: str,
        confidence: float,
        item: int | None = None,
    ) -> None:
        """Keep one statement of a detail."""
        self.details.append(
            MeetingDetail(spans=spans, item=item, rule=rule, confidence=confidence, field=field, value=value)
        )

    def best(self, field: str) -> str | None:
        """Return the surest value of a field so far."""
        known = [d for d in self.details if d.field == field]
        return max(known, key=lambda d: d.confidence).value if known else None

    def is_item(self, line: Line) -> bool:
        """Tell the heading of an item of business from a line of the title that looks like one."""
        return line.heading and (line.item or 0) >= self.titles

    def is_label(self, text: str) -> bool:
        """Tell "Date:" and "Venue"."""
        return self.rules.fullmatch("meeting.label", text.strip().rstrip(":")) is not None

    def opens_list(self, text: str) -> bool:
        """Tell a line that opens a list of attendance."""
        if text not in self._openings:
            self._openings[text] = self._is_opening(text)
        return self._openings[text]

    def _is_opening(self, text: str) -> bool:
        hit = self.rules.match("attendance.label", text.strip())
        if hit is None or self.rules.search("attendance.weak", hit.match[0]):
            return False
        return bool(re.match(r"\s*(?:[:–\t-]|$|\()", text.strip()[hit.match.end() :]))

    def is_titled(self, text: str) -> bool:
        """Tell a line that names the minutes or the meeting and is neither a sentence nor a label."""
        text = _ROOM.sub("", text)
        if len(text.split()) > 45 or not self.rules.search("meeting.title", text) or self.is_notice(text):
            return False
        if self.rules.search("meeting.open", text) or is_sentence(text) or self.tells(text) or _EARLIER.search(text):
            return False
        if self.rules.search("meeting.taken_by", text) or _MOVED.search(text):
            return False
        if re.search(r"\bminutes\b|\bminute\s+of\b|\bmeeting\b", text.split(":", maxsplit=1)[0], re.I):
            return True
        if is_set_off(text) or self.is_place(text):
            return False
        return label_cut(text, None, None) is None or self.rules.search("meeting.log", text) is not None

    def tells(self, text: str) -> bool:
        """Tell what says when a body met: "THE PIER BOARD MET ON MONDAY, 3 JUNE 2031, AT THE HOUR OF 6 P.M."."""
        return _MET.search(text) is not None

    def look(self, line: Line) -> tuple[bool, bool, int]:
        """Return what lines of one title share: bold, capitals, size."""
        b = self.document.blocks[line.block]
        return (b.bold, b.caps, round(b.size or 0))

    def is_only_details(self, text: str) -> bool:
        """Tell a line that states date, time or place and nothing else."""
        rest = text
        for f in reversed(find_dates(text, dayfirst=self.dayfirst)):
            rest = rest[: f.start] + rest[f.end :]
        rest = re.sub(
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:held|on|at|the|from|to|until|and|hrs|hours|commencing)\b",
            "",
            rest,
            flags=re.I,
        )
        if len(re.sub(r"[\W\d]|[ap]m", "", rest)) < 4:
            return True
        return bool(re.match(r"\W*(?:held|at|in|on|via)\b", text, re.IGNORECASE)) and not self.rules.search(
            "meeting.body", text
        )

    def is_notice(self, text: str) -> bool:
        """Tell a line that says what the document is worth: "Please note these are draft minutes"."""
        return self.rules.search("meeting.notice", text) is not None

    def is_noise(self, text: str) -> bool:
        """Tell what a letterhead holds beside the name: addresses, telephone numbers, notices, mere digits."""
        return (
            self.rules.search("meeting.letterhead", text) is not None
            or not re.search(r"[A-Za-z]{3}", text)
            or self.is_notice(text)
        )

    def is_place(self, text: str) -> bool:
        """Tell a line that is nothing but a place: "Council Chamber, Oakford", "Boardroom and by video"."""
        return (
            len(text.split()) <= _PLACE
            and not self.is_label(text)
            and self.rules.search("meeting.venue", text) is not None
            and not re.search(r"\b(?:minutes|meeting|committee(?!\s+room))\b", _ROOM.sub("", text), re.IGNORECASE)
        )

    def is_head(self, text: str) -> bool:
        """Tell the name of a body or of an institution that stands alone in a line."""
        named = self.body_in(text) is not None or self.rules.search("meeting.institution", text) is not None
        return named and len(text.split()) <= 8 and not re.search(r"[:.;?]", text) and not self.opens_list(text)

    def opens(self, text: str) -> bool:
        """Tell the sentence with which the minutes open."""
        return self.rules.search("meeting.open", text) is not None or bool(_HELD.search(text))

    def is_generic(self, body: str) -> bool:
        """Tell "City Council" and "The Board": words of any body and no name."""
        for hit in self.rules.finditer("meeting.body", body):
            body = body.replace(hit.match[0], " ")
        words = re.findall(r"[A-Za-z]+", body.lower())
        return all(x in _COMMON or x in self.adjectives for x in words)

    def is_nameless(self, body: str) -> bool:
        """Tell the name of any body, or of that of any school district, which does not say of which it is."""
        return self.is_generic(body) or body.lower() == _SCHOOLS

    def body_in(self, text: str) -> str | None:
        """Take the words of a meeting off a text and return the body's name that is left, None if none is."""
        if text not in self._bodies:
            self._bodies[text] = self._read_body(text)
        return self._bodies[text]

    def _read_body(self, text: str) -> str | None:
        text = text.strip()
        if self.is_place(text):
            return None
        text = self.without_meeting(text)
        if not self.rules.search("meeting.body", text) or len(text.split()) > 16 or len(_NUMBER.findall(text)) > 1:
            return None
        short = self.rules.search("meeting.body_short", text) is not None  # "oakmap WG"
        return text if text[:1].isupper() or short else None

    def without_meeting(self, text: str) -> str:
        """Take date, time and the words of any meeting off: "Minutes of the Pier Board, 3 May" is "Pier Board"."""
        text = _POSSESSIVE.sub(r"\1s", text)
        whole = sealed(text)
        for rule in self.rules.likely("meeting.body_of", whole):
            m = rule.regex.search(whole)
            if m and self.rules.search("meeting.body", m["body"]):
                text = unsealed(m["body"])
                break
        for f in reversed(find_dates(text, dayfirst=self.dayfirst)):
            text = text[: f.start] + " " + text[f.end :]
        for t in reversed(find_times(text)):
            text = text[: t.start] + " " + text[t.end :]
        text = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", " ", text, flags=re.IGNORECASE)
        text = _COUNTED.sub(r"\1 ", text)
        text = re.sub(r"\s+(?:held|on|at)\b\s.*$", "", text, flags=re.IGNORECASE)
        text = re.sub(
            r"\b(?:(?:open|draft|unconfirmed|unapproved|confirmed|approved|final|official|summary|public|provisional|action|synopsis)\s+)*(?:minutes?|notes|proceedings)\b(?:\s+(?:and|&)\s+(?:actions?|decisions)\b)?(?:\s+(?:of|for)\b)?(?:\s+the\b)?|"
            r"\b(?:regular|special|monthly|annual)\s+(?=(?:board|council|commission)\s+(?:of\s+\w+\s+)?meeting\b)|\bagenda\W*$|"
            r"\b(?:(?:regular|special|annual|ordinary|extraordinary|general|monthly|weekly|fortnightly|open|public|emergency|joint|full|virtual|quarterly|scheduled|regularly|\d+(?:st|nd|rd|th))\s+)*"
            r"(?:meetings?|session)\b(?:\s+(?:of|for)\b)?(?:\s+the\b)?|^\s*(?:(?:regular|special|annual|ordinary|extraordinary|monthly|emergency)\s+)+(?=[A-Za-z]+)|\bdisposition\s+of\s+items\b|\baction\s+log\b",
            " ",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(r"\(?\b(?:draft|unconfirmed)\b\)?|\(\s*\)|\s(?:19|20)\d\d\W*$", " ", text, flags=re.IGNORECASE)
        text = _AROUND.sub(" ", text)
        text = re.sub(
            r"(?<=\w\s)(?:directors|trustees|governors|members)['’]\s*$", " ", text.strip(), flags=re.IGNORECASE
        )
        text = re.sub(r"\s+", " ", text).strip(" ,;:–—-.#|/")
        if (
            len(pieces := [x for x in re.split(r"\s*[–—|]\s*[–—|]\s*", text) if x]) > 1
        ):  # words of the meeting stood between
            text = next(
                (x for x in pieces if self.rules.search("meeting.body", x) and not self.is_generic(x)), pieces[0]
            )
        text = re.sub(
            r"^(?:from\s+)?(?:(?:of|for|the|a|an|held|on|at)|\d+(?:st|nd|rd|th))\s+", "", text, flags=re.IGNORECASE
        )
        return re.sub(r"\s+(?:of|for|the|held|on|at|and|in|as)$", "", text, flags=re.IGNORECASE).strip(" ,;:–—-.#|")
