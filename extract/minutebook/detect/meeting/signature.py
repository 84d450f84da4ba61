"""Finds who took the minutes, and whether they are a draft or approved."""

from __future__ import annotations

import re

from minutebook.dates import find_dates
from minutebook.detect.meeting.lines import Line, parts
from minutebook.detect.meeting.reading import Reading
from minutebook.document import Span
from minutebook.people import Person, is_name, parse_person, split_people
from minutebook.sentences import sentences

_OFFICE = 8
"""The office under a name has no more words: "Director and Secretary to the Board of Trustees"."""
_NAME_AND_OFFICE = 2
"""The lines of a signature in one paragraph."""
_SIGNED_BY = re.compile(r"^\W*(?:signed(?:\s+by)?|s/|by|(?:yours|sincerely)\b[^,]{0,30},)\W*(?=[A-Z])", re.IGNORECASE)
"""What stands before the name of who signs."""
_SIGNED = 8
"""A signature is one of so many lines at the end."""


def find_signature(reading: Reading) -> None:
    """Read who submitted the minutes at the end."""
    body = [x for x in reading.lines if x.zone not in ("appendix", "agenda", "furniture")]
    tail = body[-max(12, len(body) // 8) :]
    _find_heading(reading)
    talk = [x for x in body if x.zone != "actions"]
    _find_signed_off(reading, talk[len(talk) // 2 :])
    for k, line in enumerate(tail):
        hit = reading.rules.search("meeting.submitted", line.text)
        if hit is None:
            continue
        rest = re.sub(r"^by\b[\s:]*", "", line.text[hit.match.end() :].strip(" _.,:\t"))
        texts = [(line, rest)] if rest else []
        texts += [(x, x.text) for x in tail[k + 1 : k + 4]]
        for place, text in texts:
            person = _signer(reading, text)
            if person is not None:
                reading.add("minute_taker", person.name, (place.span(),), hit.rule.id, 0.6, place.item)
                break
        break
    tail = [x for x in tail if not x.heading and x.zone not in ("title", "attendance")]
    for one, two in zip(tail, [*tail[1:], None], strict=False):
        if not any(x and reading.rules.may_match("meeting.role_minutes", x.text) for x in (one, two)):
            continue
        text = _SIGNED_BY.sub("", one.text.strip(" _"))
        if two is not None and is_name(text) and len(two.text.split()) <= 5:
            text = f"{text}, {two.text.strip()}"
        told = len(text.split()) > 10 or reading.rules.search("attendance.prose", text)
        person = None if told else parse_person(text)
        if person and person.role and reading.rules.search("meeting.role_minutes", person.role):
            reading.add("minute_taker", person.name, (one.span(),), "meeting-signature", 0.5, one.item)
    _find_attested(reading, tail[-_SIGNED:])
    for line in reading.lines:
        if line.zone in ("appendix", "agenda", "furniture"):
            continue
        for a, b in sentences(line.text) if reading.rules.may_match("meeting.taken_by", line.text) else ():
            hit = reading.rules.search("meeting.taken_by", line.text[a:b])
            if hit is None or re.search(r"\b(?:previous|last)\b", line.text[a:b], re.IGNORECASE):
                continue
            said = re.split(r"\s+(?:in|at|for|on|from|who|as|via|using|with)\s", hit.match["names"])[0].strip(" .,")
            people = split_people(said) or tuple(filter(None, [parse_person(said)]))
            if people:
                reading.add("minute_taker", people[0].name, (line.span(a, b),), hit.rule.id, 0.9, line.item)


def _find_heading(reading: Reading) -> None:
    """Read "Submitted by Ann Hill" in the lines of the title."""
    for line in (x for x in reading.front[:_SIGNED] if x.zone == "title"):
        hit = reading.rules.search("meeting.submitted", line.text)
        if hit is None or not re.search(r"\bby\W*$", hit.match[0], re.IGNORECASE):
            continue
        person = _signer(reading, line.text[hit.match.end() :])
        if person is not None:
            reading.add("minute_taker", person.name, (line.span(),), hit.rule.id, 0.6)


def _find_signed_off(reading: Reading, later: list[Line]) -> None:
    """Read who stands under the last "Respectfully submitted", whatever lists follow the signature."""
    for k in reversed(range(len(later))):
        hit = reading.rules.search("meeting.signed_off", later[k].text)
        if hit is None:
            continue
        rest = later[k].text[hit.match.end() :]
        for line, text in [(later[k], rest), *((x, x.text) for x in later[k + 1 : k + 3])]:
            if (person := _signer(reading, text)) is not None:
                reading.add("minute_taker", person.name, (line.span(),), hit.rule.id, 0.6, line.item)
                return


def _signer(reading: Reading, text: str) -> Person | None:
    """Return who stands in a signature, the day on which was signed left out ("Ann Hill, Secretary, 3 June 2031")."""
    text = re.sub(r"^\W*s/\s*", "", text.split("\t", maxsplit=1)[0])
    found = find_dates(text, dayfirst=reading.dayfirst)
    return parse_person((text[: found[0].start] if found else text).strip(" _.,:;"))


def _find_attested(reading: Reading, tail: list[Line]) -> None:
    """Read the clerk who signs at the end ("Ann Hill, Town Clerk").

    Where the chair signs by name as well, only a clerk who attests or signs before has written the minutes.
    """
    signed: list[tuple[Line, Person]] = []
    for one, two in zip(tail, [*tail[1:], None], strict=False):
        pieces = [
            re.sub(r"^\W*(?:attest\s*:\s*)?(?:by\s+)?(?:s/\s*)?", "", p.text, flags=re.I).strip(" _.")
            for p in parts(one)
        ]
        if len(pieces) == _NAME_AND_OFFICE and is_name(pieces[0]) and "\n" in one.text:
            pieces = [", ".join(pieces)]
        if two is not None and len(pieces) == 1 and is_name(pieces[0]) and len(two.text.split()) <= _OFFICE:
            pieces = [f"{pieces[0]}, {two.text.strip()}"]
        for text in pieces:
            person = parse_person(text) if len(text.split()) <= 12 and ":" not in text else None
            if person is not None and person.role and person.full:
                signed.append((one, person))
    clerks = [(x, p) for x, p in signed if reading.rules.search("meeting.role_attests", p.role or "")]
    others = [x for x, p in signed if p.role and reading.rules.search("meeting.role_signs", p.role)]
    if len(clerks) == 1:
        line, person = clerks[0]
        attests = any(re.search(r"\battest\b", x.text, re.IGNORECASE) for x in tail)
        if not others or attests or line.block < others[0].block:
            sure = 0.4 if others else 0.45
            reading.add("minute_taker", person.name, (line.span(),), "meeting-attested", sure, line.item)


def find_status(reading: Reading) -> None:
    """Read whether the document calls itself a draft or approved."""
    at_front = {x.block for x in reading.front[:20]}
    for i, block in enumerate(reading.document.blocks):
        front = i in at_front
        if block.kind == "body" and not front:
            continue
        if len(block.text.split()) > 25:
            continue
        hit = reading.rules.search("meeting.status", block.text)
        if hit is not None:
            sure = 0.9 if block.kind == "watermark" or front else 0.7
            reading.add("status", hit.rule.value, (Span(i, 0, len(block.text)),), hit.rule.id, sure)
