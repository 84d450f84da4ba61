"""Finds when the meeting was held, who opened or took the chair, when it began and ended."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutebook.dates import find_dates, find_times, may_hold_time
from minutebook.detect.meeting.lines import Line
from minutebook.detect.meeting.phrases import bare_time, is_range, likely_start, without_abbreviations
from minutebook.detect.meeting.reading import Reading
from minutebook.document import Span
from minutebook.people import bare_name, is_name, name_at, parse_person, split_people, split_title
from minutebook.sentences import sentences

_NOT_ENDED = re.compile(
    r"\b(?:will|clos(?:e|ed)\s+session|next\s+(?:\w+\s+)?meeting|recess|public\s+hearing)\b", re.IGNORECASE
)
"""What says that a time near "closed" or "adjourned" is not when the meeting ended."""
_TO_THE_NEXT = re.compile(
    r"[,;.(–-]*\s+(?:(?:and|with|to|until|till)\s+)*(?:(?:the|our|its|their)\s+)?next\s+(?:\w+\s+){0,2}meeting\b",
    re.IGNORECASE,
)
"""Where a sentence on the close goes over to the next meeting."""
_SMALL = 7
"""No meeting whose start nobody tells ends at so early an hour, or before."""
_SMALL_HOURS = "05:00"
"""A meeting that began in the evening may end before this."""
_DETAILS = 20
"""A line of the title that states day, hour and place has no more words."""
_NEAR = 12
"""A line that states just a time is one of so many at the front."""


_TIME_BEHIND = re.compile(
    r"\s*(?:(?:motion\s+|all\s+)?(?:carried|passed|approved|in\s+favou?r)\b[^.;\n]{0,20}[.;]\s+)?"
    r"(?:(?:time|at)\b|\d{1,2}[:.]\d\d)",
    re.IGNORECASE,
)
"""The time of the close told in a sentence of its own."""
_BEGAN = re.compile(
    r"\b(?:started|commenced|began|opened)\s+at\s+(?=\d)[^;]{3,80}?\b(?:ended|closed|finished|concluded)\b"
)
"""What one sentence says of both ends: "The meeting, which started at 7.30pm, ended at 8.49pm"."""
_HELD_AT = re.compile(r"\bheld\s+(?:in|at|on)\b", re.IGNORECASE)
_TOOK_PLACE = re.compile(r"\b(?:held|summoned\s+to|occurred\s+on)\b", re.IGNORECASE)
"""What says beside a date that a meeting was held then."""
_MET = re.compile(r"\b(?:(?:was|were)\s+(?:held|conducted)|held\s+(?:its|their|a)|met|convened)\b", re.IGNORECASE)


def find_date(reading: Reading, title: list[Line], used: set[int]) -> None:
    """Find the date in the title, near it, in the opening sentence, in running lines."""
    blocks = {x.block for x in title}
    for k, line in enumerate(reading.front):
        titled = line.block in blocks  # the title may leave the day out
        if line.block in used and any(d.field == "date" for d in reading.details):
            continue
        if reading.is_notice(line.text) or (reading.rules.search("meeting.other_date", line.text) and not titled):
            continue
        block = reading.document.blocks[line.block]
        if block.cell is not None and not titled and reading.document.tables[block.cell.table].rows > 12:
            continue
        found = find_dates(line.text, dayfirst=reading.dayfirst)
        dated = [f for f in found if f.date.day is not None and not f.ambiguous]
        if not found:
            _read_time(reading, line, k, titled=titled)
        if not dated and found and titled:
            reading.add("date", line.text[found[0].start : found[0].end], (line.span(),), "meeting-date-title", 0.5)
        if not dated:
            continue
        short = len(line.text.split()) <= (_DETAILS if line.zone == "title" else 16)
        opens = reading.opens(line.text) or bool(_TOOK_PLACE.search(line.text))
        confidence = 0.92 if titled else 0.9 if short and k < 14 else 0.86 if opens else 0.3
        if line.zone == "attendance" and not short:
            confidence = min(confidence, 0.5)
        if dated[0].date.year is None:
            confidence -= 0.07
        f = dated[0]
        reading.add("date", line.text[f.start : f.end], (line.span(f.start, f.end),), "meeting-date-line", confidence)
        told = find_times(line.text)
        times = [t for t in told if t.start >= f.end]
        if not times and (titled or opens or (short and line.zone == "title")):
            before = [t for t in told if t.sure and not line.text[t.end : f.start].strip(" ,–-")] if titled else []
            times = [t for t in told if re.search(r"\bat\s*$|^\W*$", line.text[: t.start], re.IGNORECASE)] or before
            times = times[:1]
        if not told and (titled or (short and line.zone == "title")) and (bare := bare_time(line.text)):
            reading.add("start_time", bare, (line.span(),), "meeting-time-line", 0.7)
        if not times and line in title[:-1] and re.search(r"\bat\s*$", line.text, re.IGNORECASE):
            behind = title[title.index(line) + 1]  # the time stands on the next line
            if late := find_times(behind.text):
                span = behind.span(late[0].start, late[0].end)
                reading.add("start_time", likely_start(late[0]), (span,), "meeting-time-line", 0.8)
        if times and (short or titled or opens) and confidence > 0.5:
            moment, span = likely_start(times[0]), line.span(times[0].start, times[0].end)
            reading.add("start_time", moment, (span,), "meeting-time-line", 0.8)
            if len(times) > 1 and is_range(line.text, times):
                reading.add(
                    "end_time", times[1].time, (line.span(times[1].start, times[1].end),), "meeting-time-line", 0.55
                )
    for i, block in enumerate(reading.document.blocks[:200]):
        if block.kind in ("header", "footer") and not reading.rules.search("meeting.other_date", block.text):
            for f in find_dates(block.text, dayfirst=reading.dayfirst):
                if f.date.day is not None and not f.ambiguous:
                    span = Span(i, f.start, f.end)
                    reading.add("date", block.text[f.start : f.end], (span,), "meeting-date-running-line", 0.4)
                    return


def _read_time(reading: Reading, line: Line, k: int, *, titled: bool) -> None:
    """Read the time in a line without a date, the ``k``-th of the front."""
    title = line.zone == "title" and k < _NEAR
    if title and reading.is_only_details(line.text.replace("\t", " ")):
        _time_alone(reading, line)
    elif (
        k < 2 * _NEAR
        and line.zone in ("title", "body")
        and (_MET.search(line.text) or (titled and _HELD_AT.search(line.text)))
    ):
        _time_met(reading, line)
    elif (title and _timed_place(reading, line.text)) or (
        (line.heading or line.zone in ("title", "attendance")) and _from_to(reading, line.text)
    ):
        _time_alone(reading, line)


def _time_alone(reading: Reading, line: Line) -> None:
    """Read a line that states a time and perhaps a place: "at 7.30 pm in the Hall", "from 10 am to 11.25 am"."""
    times = find_times(line.text)
    if times:
        span = line.span(times[0].start, times[0].end)
        reading.add("start_time", likely_start(times[0]), (span,), "meeting-time-line", 0.78)
    if len(times) > 1 and is_range(line.text, times):
        span = line.span(times[1].start, times[1].end)
        reading.add("end_time", times[1].time, (span,), "meeting-time-line", 0.55)


def _time_met(reading: Reading, line: Line) -> None:
    """Read the time in "The Board met in the Town Hall at 7:00 p.m.", which tells no date."""
    times = [t for t in find_times(line.text) if re.search(r"\bat\s*$", line.text[: t.start], re.IGNORECASE)]
    if times:
        span = line.span(times[0].start, times[0].end)
        reading.add("start_time", likely_start(times[0]), (span,), "meeting-time-line", 0.75)


def _timed_place(reading: Reading, text: str) -> bool:
    """Tell "Town Hall, 7 pm": a place with a time behind it."""
    times = find_times(text)
    if not times or not times[0].sure or len(text.split()) > _NEAR:
        return False
    ends = not re.search(r"[A-Za-z\d]", text[times[-1].end :])
    return ends and reading.is_place(text[: times[0].start].strip(" ,–-@|"))


def _from_to(reading: Reading, text: str) -> bool:
    """Tell "Council Chamber, Oakford – 10.30 am – 1.05 pm": a place and from when to when."""
    times = find_times(text)
    return len(times) == 2 and is_range(text, times) and _timed_place(reading, text)


def find_opening(reading: Reading, title: list[Line]) -> None:
    """Read who called the meeting to order, and when."""
    later = (x for x in reading.lines if x.zone not in ("agenda", "actions", "appendix") and x not in reading.fronts)
    early = [*reading.front, *itertools.islice(later, 30)]
    for k, line in enumerate(early):
        heading = reading.rules.search("meeting.call_heading", line.text) if line.heading else None
        if heading is not None:
            _under_call(reading, line, k, early)
        if line in title:
            continue
        head = line.text.split("\t")[0]
        if not line.heading and "\t" in line.text and reading.rules.search("meeting.call_heading", head):
            _under_call(reading, replace(line, text=head), k, early)
        likely = reading.rules.may_match("meeting.open", line.text) or (
            reading.rules.may_match("meeting.opened_by", line.text)
        )
        for a, b in sentences(line.text) if likely else ():
            sentence = line.text[a:b]
            hit = reading.rules.search("meeting.open", sentence)
            if hit is not None:
                times = find_times(sentence)
                if moment := likely_start(times[0]) if times else bare_time(sentence):
                    reading.add("start_time", moment, (line.span(a, b),), hit.rule.id, 0.95, line.item)
            early_on = line.item is None or line.item <= 2
            former = re.search(r"\b(?:retiring|outgoing)\b", sentence, re.IGNORECASE) is not None
            bare = without_abbreviations(sentence)
            for who in reading.rules.finditer("meeting.opened_by", bare) if early_on else ():
                said = sentence[who.match.start("names") : who.match.end("names")].strip()
                if name := _opener(said, behind=who.rule.value == "behind"):
                    sure = 0.7 if former or _STAFF.match(said) else 0.9
                    reading.add("chair", name, (line.span(a, b),), who.rule.id, sure, line.item)
                    break


_CALLED = re.compile(r"(?P<name>[A-Z][a-z][\w'’-]{1,20})(?P<office>,\s+[A-Z][\w ]{3,40})?")
"""One whom the minutes call by one name: "Hill chaired the meeting", "Hill, Senate President, called it to order"."""
_STAFF = re.compile(
    r"(?:the\s+)?(?:[A-Z]\w+\s+){0,2}(?:staff|liaison|clerk|secretary|administrator|manager|recorder)\b", re.I
)
"""An officer who opens a meeting need not be its chair."""


def _opener(text: str, *, behind: bool) -> str | None:
    """Return the name in "President Ann Hill" or "Ann Hill, Chair," beside the words of opening."""
    text = re.sub(r"^(?:the|meeting|with)\s+", "", text.strip(" ,"), flags=re.IGNORECASE)
    whole = text
    if not behind and re.search(r"\bthe\s+meeting\s+(?:was|is)\b", text, re.IGNORECASE):
        return None
    if behind:
        text = re.split(r"\s+(?:at|on|in|with|who|and)\s", text)[0]
    else:
        text = re.split(r"(?<=[a-z]),\s+(?=[A-Z][a-z]+\s+(?:of|to)\b)|\bmembership,\s+|\bprovided,\s+", text)[-1]
        text = text.rsplit(", ", 1)[-1] if parse_person(text) is None else text
    people = split_people(text) or ((p,) if (p := parse_person(text)) else ())
    if not people and not behind and (one := _CALLED.fullmatch(whole)) and is_name(one["name"], single=True):
        people = (p,) if (p := parse_person(whole, single=True)) and (one["office"] is None or p.role) else ()
    if not people:
        return None
    person = people[0]
    title, rest = split_title(person.name)
    if title.lower() in ("chair", "chairman", "chairperson", "chairwoman", "president", "acting chair"):
        return rest
    return person.name


def _under_call(reading: Reading, line: Line, k: int, lines: list[Line]) -> None:
    """Read the time and the name beside or under a heading "Call to order"."""
    block = reading.document.blocks[line.block]
    rest = block.text[line.start + len(line.text) - 0 :] if line.block >= 0 else ""
    pieces = [p for p in re.split(r"\t+|\s{3,}", rest) if p.strip()]
    for piece in pieces[-1:]:
        at = block.text.rfind(piece)
        if (found := name_at(piece.strip())) and found[1] == len(piece.strip()):
            reading.add(
                "chair",
                piece.strip(),
                (Span(line.block, at, at + len(piece)),),
                "meeting-call-to-order-heading",
                0.7,
            )
    after = lines[k + 1] if k + 1 < len(lines) else None
    if after is not None and not after.heading and len(after.text.split()) <= 6:
        times = find_times(after.text)
        if times:
            reading.add("start_time", times[0].time, (after.span(),), "meeting-call-to-order-heading", 0.94, after.item)
        by = re.search(r"\bby\s+(?P<names>.+)$", after.text)
        if by is not None and (name := _opener(by["names"], behind=True)):
            reading.add("chair", name, (after.span(),), "meeting-call-to-order-heading", 0.85, after.item)


def find_elected(reading: Reading) -> None:
    """Read who was elected to the chair at the start of an annual meeting."""
    for line in reading.lines:
        if line.item is None or line.item > 1 or line.heading:
            continue
        for a, b in sentences(line.text) if reading.rules.may_match("meeting.elected", line.text) else ():
            for hit in reading.rules.finditer("meeting.elected", line.text[a:b]):
                found = name_at(hit.match["names"].strip(), single=True)
                if found is not None and found[0] == 0 and found[1] == len(hit.match["names"].strip()):
                    reading.add("chair", hit.match["names"], (line.span(a, b),), hit.rule.id, 0.75, line.item)


def find_presiding(reading: Reading) -> None:
    """Read who acts as only the chair does, or is called so beside the name, where nothing surer names the chair."""
    if reading.best("chair") is not None:
        return
    said: list[tuple[str, Span, str, int | None]] = []
    for line in reading.lines:
        if line.heading or line.zone in ("agenda", "appendix", "furniture", "actions", "attendance", "title"):
            continue
        for a, b in sentences(line.text) if reading.rules.may_match("meeting.presided", line.text) else ():
            for hit in reading.rules.finditer("meeting.presided", line.text[a:b]):
                if name := _opener(hit.match["names"], behind=True):
                    said.append((name, line.span(a, b), hit.rule.id, line.item))
    if said and len({bare_name(name).split()[-1].lower() for name, *_ in said}) == 1:
        name, span, rule, item = said[0]
        reading.add("chair", name, (span,), rule, 0.55, item)


def find_closing(reading: Reading) -> None:
    """Read when the meeting ended: in the last part of the document, the latest statement counts."""
    body = [x for x in reading.lines if x.zone not in ("agenda", "appendix", "furniture", "actions")]
    if body and not body[-1].heading and (times := find_times(body[-1].text)):
        alone = not re.search(r"\w", body[-1].text[: times[0].start] + body[-1].text[times[0].end :])
        if alone and body[-1].zone == "body":
            _ended(reading, body[-1], 0, len(body[-1].text), body[-1].text, 0, "meeting-closed", 0.0)
    for k, line in enumerate(body):
        if k < len(body) * 0.4 or not reading.rules.may_match("meeting.close", line.text):
            continue
        label = reading.document.blocks[line.block].label if not may_hold_time(line.text) else ""
        if label and find_times(label) and reading.rules.search("meeting.close", line.text):
            _ended(reading, line, 0, len(line.text), label, 0, "meeting-closed", k / len(body))
        for a, b in sentences(line.text) if may_hold_time(line.text) else ():
            sentence = line.text[a:b]
            if not may_hold_time(line.text[a : b + 60]) or not reading.rules.may_match("meeting.close", sentence):
                continue
            sentence = _TO_THE_NEXT.split(sentence)[0]
            hit = reading.rules.search("meeting.close", sentence)
            if hit is None:
                continue
            if _NOT_ENDED.search(sentence):
                continue
            if _BEGAN.search(sentence):
                moment = likely_start(find_times(sentence)[0])
                reading.add("start_time", moment, (line.span(a, b),), hit.rule.id, 0.75, line.item)
            rest = line.text[a : b + 60] if _TIME_BEHIND.match(line.text[b:]) else sentence
            _ended(reading, line, a, b, rest, hit.match.end(), hit.rule.id, k / len(body))
        if line.heading and k + 1 < len(body) and reading.rules.search("meeting.close", line.text):
            after = body[k + 1]
            told = _TO_THE_NEXT.split(after.text)[0]
            if len(after.text.split()) <= 25 and not after.heading and not _NOT_ENDED.search(told):
                _ended(reading, after, 0, len(after.text), told, 0, "meeting-closed", k / len(body))


def _ended(  # what was read of one sentence
    reading: Reading, line: Line, a: int, b: int, text: str, after: int, rule: str, far: float
) -> None:
    times = list(find_times(text))
    behind = [t for t in times if t.start >= after] or times
    moment = behind[0].time if behind else bare_time(text)
    if moment is None:
        return
    moment = _same_half(reading, moment, not behind or behind[0].sure)
    start = reading.best("start_time")
    later = start is None or moment > start or moment < _SMALL_HOURS
    sure = 0.85 + 0.1 * far if later else 0.3  # that of another meeting in the same minutes, if not the start is wrong
    reading.add("end_time", moment, (line.span(a, b),), rule, sure, line.item)


def _same_half(reading: Reading, moment: str, sure: bool) -> str:
    """Put an end time without a.m. or p.m. behind the starting time where only that makes sense."""
    start = reading.best("start_time")
    if start is None and not sure and 1 <= int(moment[:2]) <= _SMALL:
        return f"{int(moment[:2]) + 12:02d}{moment[2:]}"
    if sure or start is None or moment >= start:
        return moment
    hour = int(moment[:2]) + 12
    later = f"{hour:02d}{moment[2:]}"
    return later if hour < 24 and later > start else moment
