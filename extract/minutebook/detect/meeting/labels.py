"""Reads labels and their values at the front: "Date: ...", "Venue ...", tables of such pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from minutebook.dates import DateFound, TimeFound, find_dates, find_times
from minutebook.detect.meeting.lines import Line, is_set_off, label_cut, parts
from minutebook.detect.meeting.phrases import bare_time, is_range, place_in
from minutebook.detect.meeting.reading import Reading
from minutebook.document import Span
from minutebook.people import is_name, parse_person, split_people

_OWN_MEETING = re.compile(r"\s+[–—-]\s+(?:a\.?g\.?m\.?|e\.?g\.?m\.?|(?:\w+\s+){0,3}meeting)\W*$", re.IGNORECASE)
_INNER = re.compile(r"(?<=\s)[A-Z][A-Za-z/&]*(?:\s+(?:of|&|and|[Mm]eeting|[Tt]ime|by|at)){0,2}(?=\s*:\s)")
"""What may be a label inside a line."""
_PRESIDED = re.compile(r",?\s+(?:presid(?:ed|ing)|(?:was\s+)?in\s+the\s+chair|took\s+the\s+chair)\W*$", re.IGNORECASE)
"""What is said of the chair behind the name."""
_HOURS = re.compile(
    r"([01]\d|2[0-3])([0-5]\d)\s*(?:hrs|hours|h)?(?:\s*(?:-|–|—|to|until)\s*([01]\d|2[0-3])([0-5]\d)\s*(?:hrs|hours|h)?)?\.?"
)
_GROUP = 8
"""The name of a group behind its label has no more words."""
_BESIDE_NAME = re.compile(r"[,(;]|\s[–—-]\s")
"""What parts a name from an office."""
_OFFICE = re.compile(r"\b(?:chair|facilitat|moderat|scribe|record)|\btak(?:er|ing)", re.IGNORECASE)
_JOINED = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
_EVENT = re.compile(r"\W*(?:when|where)\b", re.IGNORECASE)
"""Labels that behind the list of those present tell of an event that is planned."""
_SHORT = re.compile(r"[A-Z]{2,3}|@[\w-]+")
"""Initials or a handle."""
_PLACE = 16
"""A place that stands where a date is looked for has no more words than this."""
_BESIDE = 8
"""Details of a meeting that stand in one list are no more blocks apart than this."""
_CENTRED = 8
"""Twice the middles of centred lines differ by no more points than this."""


def read_labels(reading: Reading) -> set[int]:
    """Read "Date: ...", "Venue ..." and tables of such pairs at the front; return the blocks they take up."""
    used: set[int] = set()
    listed = min((x.block for x in reading.front if x.zone == "attendance"), default=None)
    for label, field, rule, value in _pairs(reading):
        if listed is not None and label.block > listed and _EVENT.match(label.text):
            continue
        text = value.text.strip(" \t:–-")
        if not text or (field == "minute_taker" and re.match(r"(?:of|for|and)\b", text)):
            continue
        at = value.text.find(text)
        whole = value.span(at, at + len(text))
        times = find_times(text)
        dates = find_dates(text, dayfirst=reading.dayfirst)
        taken = True
        if field in ("when", "date"):
            if dates:
                reading.add("date", text[dates[0].start : dates[0].end], (whole,), rule, 0.95)
                _times(reading, text, value, times, rule, 0.9)
                if field == "when" or times:
                    _place_rest(reading, text, dates, times, value, at, rule)
            elif reading.rules.search("meeting.place", text) and len(text.split()) <= _PLACE:
                reading.add("venue", place_in(text, reading.dayfirst), (whole,), rule, 0.85)  # "Held on: Teams"
            else:
                taken = False
        elif field == "time":
            _times(reading, text, value, times, rule, 0.9)
            taken = bool(times) or _from_to(reading, text, whole, rule)
        elif field in ("start_time", "end_time"):
            moment = times[0].time if times else bare_time(text)
            if field == "start_time" and (opener := text[: times[0].start] if times else text).strip():
                _person(reading, "chair", re.sub(r"\s+at\W*$", "", opener).strip(" ,–—-"), whole, rule, 0.8)
            taken = moment is not None
            reading.add("start_time" if field == "start_time" else "end_time", moment or "", (whole,), rule, 0.93)
        elif field == "venue":
            place = place_in(text, reading.dayfirst) or ("" if times else text)  # the number of a room, too
            taken = reading.rules.search("meeting.no_place", place or text) is None
            if taken:
                reading.add("venue", place, (whole,), rule, 0.95)
        elif field == "mode":
            taken = reading.rules.search("meeting.place", text) is not None
            if taken:
                reading.add("venue", place_in(text, reading.dayfirst), (whole,), rule, 0.8)
        elif field == "chair":
            taken = _person(reading, "chair", text, whole, rule, 0.93)
        elif field == "minute_taker":
            titled = reading.body_in(text) is not None and not _BESIDE_NAME.search(text)  # "Minutes: Oakford Pier WG"
            taken = not titled and _person(reading, "minute_taker", text, whole, rule, 0.93)
        elif field == "secretary":
            among = _among_details(reading, label, used)
            taken = among and _person(reading, "minute_taker", text, whole, rule, 0.6)
        elif field in ("body", "group"):
            taken = _body_label(reading, text, whole, rule)
            if not taken and field == "group" and text[:1].isupper() and len(text.split()) <= _GROUP and not dates:
                reading.add("body", text, (whole,), rule, 0.55)
                taken = True
        else:
            taken = False
        if taken:
            used |= {label.block, value.block}
    return used


def _among_details(reading: Reading, label: Line, used: set[int]) -> bool:
    """Tell "Secretary: ..." beside date, place and chair of the meeting from an officer in a list."""
    block = reading.document.blocks[label.block]
    colon = block.text[label.start + len(label.text) :].lstrip().startswith(":") or block.cell is not None
    near = any(0 <= label.block - k <= _BESIDE for k in used)
    return colon and near and label.zone != "attendance"


def _times(reading: Reading, text: str, line: Line, times: tuple[TimeFound, ...], rule: str, confidence: float) -> None:
    at = line.text.find(text)
    if times:
        reading.add("start_time", times[0].time, (line.span(at + times[0].start, at + times[0].end),), rule, confidence)
    if len(times) > 1 and is_range(text, times):
        reading.add("end_time", times[1].time, (line.span(at + times[1].start, at + times[1].end),), rule, 0.6)


def _from_to(reading: Reading, text: str, span: Span, rule: str) -> bool:
    """Read "1800 - 1930", the hours in four digits; return whether the text is nothing else."""
    m = _HOURS.fullmatch(text)
    if m is None:
        return False
    reading.add("start_time", f"{m[1]}:{m[2]}", (span,), rule, 0.9)
    if m[3]:
        reading.add("end_time", f"{m[3]}:{m[4]}", (span,), rule, 0.6)
    return True


def _place_rest(  # what was read of one line
    reading: Reading,
    text: str,
    dates: tuple[DateFound, ...],
    times: tuple[TimeFound, ...],
    line: Line,
    at: int,
    rule: str,
) -> None:
    end = max([d.end for d in dates] + [t.end for t in times])
    rest = text[end:].strip(" ,;-–@.")
    rest = re.sub(r"^(?:(?:at|in)\s+(?:the\s+)?|via\s+)", "", rest)
    if rest and reading.rules.search("meeting.place", rest):
        start = at + text.rfind(rest)
        reading.add("venue", rest, (line.span(start, start + len(rest)),), rule, 0.85)


def _person(
    reading: Reading, field: Literal["chair", "minute_taker"], text: str, span: Span, rule: str, confidence: float
) -> bool:
    if reading.rules.search("attendance.prose", _PRESIDED.sub("", text)):
        return False  # "Minutes:", the heading of what was said of the last ones
    names = []
    for piece in _PRESIDED.sub("", text).split("\n"):
        people = split_people(re.sub(r"\([^()]*@[^()]*\)|\S+@\S+", "", piece))
        if not people and (person := parse_person(piece, single=False)):
            people = (person,)
        names += [p.name for p in people]
    names = names or _by_first_name(reading, text)
    if not names:
        return False
    reading.add(field, "; ".join(names) if field == "minute_taker" else names[0], (span,), rule, confidence)
    return True


def _by_first_name(reading: Reading, text: str) -> list[str]:
    """Return whom a label names by first name, initials or handle alone, if the lists of those present do so, too."""
    words = [x.strip(" .") for x in _JOINED.split(text.strip())]
    if not all(is_name(x, single=True) or _SHORT.fullmatch(x) for x in words):
        return []
    there = {w for x in reading.lines if x.zone == "attendance" for w in re.findall(r"@?\w[\w-]*", x.text)}
    return words if all(x in there for x in words) else []


def _body_label(reading: Reading, text: str, span: Span, rule: str) -> bool:
    body = reading.body_in(text)
    if body is None and (m := _OWN_MEETING.search(text)) and reading.rules.search("meeting.institution", text):
        body = text[: m.start()].strip()  # "Oakford Leisure Ltd - AGM"
    if body is None or len(text.split()) > 14:
        return False
    reading.add("body", body, (span,), rule, 0.9)
    return True


def _pairs(reading: Reading) -> Iterator[tuple[Line, str, str, Line]]:
    """Yield label and value: in one line, in a table's row, under one another, or in columns of a line."""
    front = reading.front
    for k, line in enumerate(front):
        block = reading.document.blocks[line.block]
        for part in _label_lines(reading, line):
            cut = label_cut(part.text, block, part)
            if cut is None or reading.rules.fullmatch("meeting.label", part.text[: cut[0]].strip()) is None:
                cut = _word_label(reading, part.text)
            if cut is None:
                continue
            name, rest = part.text[: cut[0]], part.cut(cut[1], len(part.text))
            hit = reading.rules.fullmatch("meeting.label", name.strip())
            if hit is None:
                continue
            head = part.cut(0, cut[0])
            if rest.text.strip(" \t:–-"):
                yield head, hit.rule.value, hit.rule.id, _continued(reading, k, rest, hit.rule.value)
                continue
            if (value := _value_of(reading, k, line, part)) is not None:
                value = _continued(reading, k, value, hit.rule.value) if value.block == line.block else value
                yield head, hit.rule.value, hit.rule.id, value


def _label_lines(reading: Reading, line: Line) -> Iterator[Line]:
    """Yield the pieces of a line; a printed line inside a paragraph that opens with a label is one of its own."""
    block = reading.document.blocks[line.block]
    for part in parts(line):
        cuts = [x.start - part.start for x in block.lines if part.start < x.start < part.start + len(part.text)]
        at = 0
        for cut in cuts:
            rest = part.text[cut:]
            name = re.match(r"[^:\n]{3,40}?(?=\s*:)", rest)
            if (name and reading.is_label(name[0])) or _word_label(reading, rest):
                yield from _side_by_side(reading, part.cut(at, cut))
                at = cut
        yield from _side_by_side(reading, part.cut(at, len(part.text)))


def _side_by_side(reading: Reading, part: Line) -> Iterator[Line]:
    """Yield the labels of one line with their values: "Date: 3 June  Time: 7 pm  Place: Hall"."""
    at = 0
    for m in _INNER.finditer(part.text) if part.text.count(":") > 1 else ():
        if reading.is_label(m[0]) and reading.is_label(part.text[at:].split(":", maxsplit=1)[0]):
            yield part.cut(at, m.start())
            at = m.start()
    yield part.cut(at, len(part.text))


def _word_label(reading: Reading, text: str) -> tuple[int, int] | None:
    """Return where a label without a colon ends ("Venue Town Hall"), if its value is of the right kind."""
    m = re.match(r"(?!Room\b)([A-Za-z]+)\s+(?=[A-Z\d])", text)  # "Room 12, Town Hall" is a place and no label
    hit = reading.rules.fullmatch("meeting.label", m[1]) if m and len(text.split()) <= 14 else None
    if m is None or hit is None:
        return None
    rest = text[m.end() :]
    fits = {
        "date": bool(find_dates(rest, dayfirst=reading.dayfirst)),
        "time": bool(find_times(rest)),
        "venue": reading.rules.search("meeting.place", rest) is not None,
        "chair": is_name(rest),
    }
    return (m.end(1), m.end()) if fits.get(hit.rule.value) else None


def _fits(reading: Reading, label: str, text: str) -> bool:
    """Tell a line under a label without a colon that is what the label asks for: "Venue" over "Town Hall"."""
    hit = reading.rules.fullmatch("meeting.label", label.strip())
    if hit is None or len(text.split()) > _PLACE:
        return False
    if hit.rule.value in ("date", "when"):
        return bool(find_dates(text, dayfirst=reading.dayfirst)) and reading.is_only_details(text)
    if hit.rule.value == "time":
        return bool(find_times(text)) and reading.is_only_details(text)
    if hit.rule.value in ("chair", "minute_taker") and _OFFICE.search(label):
        return bool(_by_first_name(reading, text))
    return hit.rule.value == "venue" and reading.rules.search("meeting.place", text) is not None


def _continued(reading: Reading, k: int, value: Line, field: str) -> Line:
    """Add the lines that a value of several lines goes on with: set further in than its label."""
    if field not in ("venue", "minute_taker") or "\n" in value.text:
        first = value.text.split("\n")[0]
        return replace(value, text=first) if field != "minute_taker" else value
    box = reading.document.blocks[value.block].bbox
    if box is None or reading.document.blocks[value.block].cell is not None:
        return value
    text = value.text
    for line in reading.front[k + 1 : k + 4]:
        block = reading.document.blocks[line.block]
        if block.bbox is None or block.cell is not None or line.heading:
            break
        centred = abs(block.bbox.x0 + block.bbox.x1 - box.x0 - box.x1) < _CENTRED and re.search(r"\d", line.text)
        goes_on = centred and reading.rules.search("meeting.place", line.text)
        if block.bbox.x0 < box.x0 + 30 and not goes_on:
            break
        if (
            is_set_off(line.text)
            or re.search(r"\b(?:is|are|will)\b", line.text)
            or reading.rules.match("outline.agenda", line.text.strip())
            or block.page != reading.document.blocks[value.block].page
        ):
            break
        text += ", " + line.text if field == "venue" else "\n" + line.text
    return replace(value, text=text)


def _value_of(reading: Reading, k: int, line: Line, part: Line) -> Line | None:
    block = reading.document.blocks[line.block]
    if block.cell is not None:
        cell = block.cell
        row = [
            x
            for x in reading.front
            if (c := reading.document.blocks[x.block].cell) is not None
            and (c.table, c.row) == (cell.table, cell.row)
            and c.column > cell.column
        ]
        if row and not reading.is_label(row[0].text):
            first = reading.document.blocks[row[0].block].cell
            same = [x for x in row if reading.document.blocks[x.block].cell == first]
            return replace(row[0], text=row[0].text if len(same) == 1 else "\n".join(x.text for x in same))
        below = [
            x
            for x in reading.front
            if (c := reading.document.blocks[x.block].cell) is not None
            and (c.table, c.column) == (cell.table, cell.column)
            and c.row == cell.row + 1
        ]
        return below[0] if below and not reading.is_label(below[0].text) else None
    mine = list(parts(line))
    at = next((i for i, p in enumerate(mine) if p.start == part.start), None)
    if at is not None and at + 1 < len(mine) and not reading.is_label(mine[at + 1].text):
        return mine[at + 1]
    after = reading.front[k + 1] if k + 1 < len(reading.front) else None
    if at is None or after is None or reading.document.blocks[after.block].cell is not None:
        return None
    if len(mine) > 1:
        theirs = list(parts(after))
        return theirs[at] if len(theirs) == len(mine) else None
    if reading.is_label(after.text) or is_set_off(after.text):
        return None
    if not part.text.rstrip().endswith(":") and (is_name(after.text) or _fits(reading, part.text, after.text)):
        return after
    if part.text.rstrip().endswith(":"):
        lines = [after.text]
        for more in reading.front[k + 2 : k + 5]:
            if not parse_person(more.text.split("(")[0]) or ":" in more.text.split("@")[0]:
                break
            lines.append(more.text)
        people = all(parse_person(x.split("(")[0].strip(" ,")) for x in lines)
        return replace(after, text="\n".join(lines) if people else after.text)
    return None
