"""Finds the labels of lists of people ("Present:", "Apologies", "In attendance")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.detect.attendance.parts import STATUS, Context
from minutebook.people import parse_person, split_people
from minutebook.rulepack import Rule, Rules

_LABEL_START = re.compile(r"(?:\A|[.;\n\t:–—|)/-])(?P<at>[ *#•\"“(]*)")
"""Where a label may start: at the start of the text or behind a sentence, a colon, a gap or a dash."""

_COUNT = re.compile(r"\s*(?:\((?:\d+|[^()]{0,60})\))?\s*(?:(?:[-–—=]\s*)?\d{1,2}\b(?=\s*[-–—:]))?\s*")
"""What may stand between a label and its colon: a number of people, a remark in brackets."""
_REMARK = re.compile(r"\s*(?:\(?\d*\)?|\([^()]{0,60}\)?)")
"""What may stand behind a label that is a text by itself."""
_OPENING = re.compile(r"\W*([A-Za-z][A-Za-z /&.-]{3,40}?)\s*(?:[:\t]|\s[–—-]|$)")
"""What may be a label at the start of a text, up to its sign or gap."""
_SECOND = re.compile(r"[/|]\s*[^\W\d][\w' ’-]{2,40}?\s*(?=[:\t\n]|$)")
"""The label in a second language: "Present / I láthair"."""
_TONGUE = 8
"""A label in a second language before its own ("I láthair / Present") has fewer words than this, the sign included."""
_COLON = re.compile(r"[\s:–—|;=-]*(?:\d{1,2}\s*[-–—:]\s*)?")


class Labels:
    """The labels of one document.

    ``count`` numbers those that open a list; ``leading`` says that a bare word ("Trustees:") may open the first one.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.count = 0
        self.leading = False
        self._sure: dict[str, bool] = {}

    def piece(self, text: str, running: bool, early: bool) -> Context | None:
        """Read a text that is a label and nothing else; None if it is none."""
        if not (running or early):
            return None
        bare = text.strip(" \t:.*")
        tongue, _, own = bare.rpartition("|")
        bare = own.strip() if tongue and len(tongue.split()) < _TONGUE else bare
        for rule in self.rules.likely("attendance.label", bare):
            m = rule.regex.match(bare)
            if m and (m.end() == len(bare) or _REMARK.fullmatch(bare, m.end())):
                weak = self.rules.fullmatch("attendance.weak", bare[: m.end()]) is not None
                if not weak or text.rstrip().endswith(":"):
                    return Context(STATUS[rule.value], rule.id)
        return None

    def is_sure(self, text: str) -> bool:
        """Tell a text that opens with a label which is one by itself ("Apologies:", but not "Staff:")."""
        known = self._sure.get(text)
        if known is None:
            m = _OPENING.match(text)
            known = self._sure[text] = (
                m is not None
                and self.rules.fullmatch("attendance.weak", m[1]) is None
                and self.rules.fullmatch("attendance.label", m[1]) is not None
            )
        return known

    def find(self, text: str, context: Context | None, early: bool) -> list[tuple[int, int, str, Rule]]:
        """Return the labels in a passage as (start, end, status, rule), in order, none inside another."""
        found: list[tuple[int, int, str, Rule]] = []
        unsure: list[tuple[int, int, str, Rule]] = []
        if not early and context is None:
            return found
        starts = [at for m in _LABEL_START.finditer(text) for at in range(m.start("at"), m.end() + 1)]
        for rule in self.rules.likely("attendance.label", text):
            last = next((at for at in reversed(starts) if rule.regex.match(text, at)), None)
            for m in _matches(rule, text, last) if last is not None else ():
                start, end = m.span()
                if end == start or any(a < end and start < b for a, b, *_ in (*found, *unsure)):
                    continue
                before = text[:start].rstrip(' *#•"“(')
                second = before.endswith(("/", "|")) and len(before.split()) <= _TONGUE
                if second:
                    before = ""  # the label in a second language stands first
                if before and before[-1] not in ".;\n\t:–—-|)" and not text[:start].endswith("\t"):
                    continue
                if before.endswith(("-", "–", "—")) and not text[:start].endswith((" ", "\t")):
                    continue
                stop = self._label_end(text, start, end)
                if stop is None or (stop >= len(text) and before and _is_one(before)):
                    continue  # the answer to a roll call ("Ann Hill - Present")
                weak = self.rules.fullmatch("attendance.weak", text[start:end].strip()) is not None
                if not weak:
                    found.append((start, stop, rule.value, rule))
                elif context is not None and not context.heading and _is_office(context, rule, text[end:stop]):
                    continue  # "Member<gap>Ann Hill" in the list of those absent
                elif self._set_off(text, 0 if second else start, stop):
                    unsure.append((start, stop, rule.value, rule))
        if found or context is not None or self.count > 0 or self.leading:
            found += unsure
        return sorted(found, key=lambda f: f[0])

    def _set_off(self, text: str, start: int, stop: int) -> bool:
        """Say whether a word such as "Staff" is set off as a label: at the start of a line or sentence."""
        if start > 0 and text[start - 1] not in "\n\t" and not re.search(r"[.;]\s+$", text[:start]):
            return False
        if not re.search(r"[:–—\t-]\s*$", text[start:stop]) and text[stop:].strip():
            return False
        return start == 0 or text[start:stop].rstrip().endswith(":")

    def _label_end(self, text: str, start: int, end: int) -> int | None:
        """Return where the list begins behind a label's words, None if what follows shows that it is no label."""
        m = _COUNT.match(text, end)
        at = m.end() if m else end
        if not text[at:].strip(" ."):
            return len(text)
        weak = self.rules.search("attendance.weak", text[start:end].strip()) is not None
        if not weak and (other := _SECOND.match(text, at)):
            at = other.end()
            if at >= len(text):
                return at
        if text[at] in ":–—\n\t|;" or (text[at] == "-" and text[at + 1 : at + 2] in (" ", "-", "–", "\t")):
            tail = _COLON.match(text, at)
            return tail.end() if tail else at
        if "\t" in text[end:at] or "\n" in text[end:at]:
            return at
        if text[end - 1 : end] == ":" or text[:end].endswith((" were", " the following")):
            return at
        if text[:end].endswith(" was") and text[at].isupper():
            return at
        label = text[start:end]
        if weak:
            return None
        if (
            (label.isupper() or self._bold_label(text, start, end))
            and text[at].isupper()
            and (parse_person(re.split(r"[,;\n\t]", text[at:])[0]) is not None)
        ):
            return at
        return None

    def _bold_label(self, text: str, start: int, end: int) -> bool:
        return bool(re.match(r"[A-Z]", text[start : start + 1])) and start == 0 and len(text[start:end].split()) <= 4


def _is_one(text: str) -> bool:
    """Tell one person, be it by office and surname alone ("Director Hill")."""
    return parse_person(text) is not None or len(split_people(text.rstrip(" :–—-"), single=True)) == 1


def _is_office(context: Context, rule: Rule, behind: str) -> bool:
    """Tell the office of one of those not present from a list of members: no colon sets it off."""
    return rule.value == "present" and context.status != "present" and ":" not in behind


def _matches(rule: Rule, text: str, last: int) -> Iterator[re.Match[str]]:
    """Yield the matches of a rule, none behind the one that reaches ``last``, where the last label may start."""
    for m in rule.regex.finditer(text):
        yield m
        if m.end() > last:
            return
