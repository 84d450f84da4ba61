"""Finds what the minutes say of the next meeting."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.dates import DateFound, TimeFound, find_dates, find_times, has_digit
from minutebook.detect.meeting.lines import Line, label_cut
from minutebook.detect.meeting.phrases import bare_time, place_in
from minutebook.detect.meeting.reading import Reading
from minutebook.sentences import sentences

_FEW = 6
"""So many lines behind the date of the next meeting may tell its time and place."""
_SEVERAL = 3
"""Next meetings under so many headings below others are those of committees."""
_PLACE = 12
"""A cell beside the date that tells a place has no more words than this."""
_CLAUSE = re.compile(r"[;\n]|\.\s+(?=[A-Z])")
"""What parts the clauses in which dates are told."""
_TOLD = re.compile(r"\b(?:was|were|would|will|that)\b")
"""What no place holds: the clause goes on."""
_ZONE = re.compile(
    r"(?<=§)\s*\(?(?:[ECMP][SD]?T|A[CEW]?[SD]T|NZ[SD]T|GMT|BST|UTC|IST|(?:[Ll]ocal|Eastern|Central|Pacific)\s+[Tt]ime)\b\)?"
)
"""A zone of time behind "§", which stands for a time."""


def find_next(reading: Reading) -> None:
    """Read what the minutes say of the next meeting: under its heading, behind its label, in a sentence."""
    groups: list[tuple[float, list[Line]]] = []
    behind: dict[int, list[tuple[str, Line]]] = {}
    body = [x for x in reading.lines if x.zone not in ("agenda", "furniture", "appendix", "actions")]
    for k, line in enumerate(body):
        late = k > len(body) * 0.5
        label = _next_label(reading, line)
        if label is not None:
            rest = line.text[label:].strip(" \t:–—-.")
            at = line.text.find(rest, label)
            group = [line.cut(at, at + len(rest))] if rest else []
            if not _has_date(reading, group):
                for more in body[k + 1 : k + 7]:
                    close = reading.rules.search("meeting.close", more.text)
                    other = more.heading and (line.item is None or more.item != line.item)
                    if (other or not _beside(reading, line, more)) or (
                        close and not _has_date(reading, [replace(more, text=more.text[: close.match.start()])])
                    ):
                        break
                    group.append(more)
            if group and _has_date(reading, group):
                after = k + 1 + (0 if rest else len(group))
                behind[group[0].block] = _labelled(reading, body[after : after + _FEW])
            groups.append((0.9 if late else 0.55, group))
        elif line.heading and reading.rules.search("meeting.next", line.text + ":"):
            groups.append((0.9 if late else 0.6, [line, *_under(body, k)]))
    for k, line in enumerate(body):
        if not has_digit(line.text) or not reading.rules.may_match("meeting.next", line.text):
            continue
        for a, b in sentences(line.text):
            sentence = line.text[a:b]
            if reading.rules.search("meeting.next", sentence) and find_dates(sentence, dayfirst=reading.dayfirst):
                groups.append((0.8 if k > len(body) * 0.5 else 0.5, [line.cut(a, b)]))
    if not groups:
        agenda = [x for x in reading.lines if x.zone == "agenda" and has_digit(x.text)]
        groups = [(0.5, [x]) for x in agenda if reading.rules.match("meeting.next", x.text)]
    groups = _without_others(reading, groups)
    zone = [x for x in body if x.zone == "next_meeting"]
    if zone:
        groups.append((0.85, zone))
    for whole in (True, False):  # a day is surer than "in May"
        for confidence, group in sorted(groups, key=lambda g: -g[0]):
            if _next(reading, group, confidence, behind.get(group[0].block, []) if group else [], whole=whole):
                return


def _without_others(reading: Reading, groups: list[tuple[float, list[Line]]]) -> list[tuple[float, list[Line]]]:
    """Leave out the next meetings of several committees, each told under the heading of its report."""
    below = {
        x.item
        for _, group in groups
        for x in group[:1]
        if x.item is not None and reading.items[x.item].level > 1 and x.zone != "next_meeting"
    }
    return groups if len(below) < _SEVERAL else [(c, g) for c, g in groups if not g or g[0].item not in below]


def _labelled(reading: Reading, lines: list[Line]) -> list[tuple[str, Line]]:
    """Return the time and the place told under their own labels right behind the date, each with what it is."""
    out: list[tuple[str, Line]] = []
    field = ""
    for line in lines:
        if field:
            out.append((field, line))
            field = ""
            continue
        cut = label_cut(line.text, None, None)
        hit = reading.rules.fullmatch("meeting.label", line.text[: cut[0]]) if cut else None
        if cut is None or hit is None or hit.rule.value not in ("time", "start_time", "venue"):
            break
        if line.text[cut[1] :].strip():
            out.append((hit.rule.value, line.cut(cut[1], len(line.text))))
        else:
            field = hit.rule.value
    return out


def _beside(reading: Reading, label: Line, more: Line) -> bool:
    """False for what stands in another row of a table than a label: the row below speaks of something else."""
    cell, other = (reading.document.blocks[x.block].cell for x in (label, more))
    return cell is None or (other is not None and (other.table, other.row) == (cell.table, cell.row))


def _under(body: list[Line], k: int) -> list[Line]:
    out = []
    for more in body[k + 1 : k + 7]:
        if more.heading and more.item != body[k].item:
            break  # the heading of another item
        out.append(more)
    return out


def _next_label(reading: Reading, line: Line) -> int | None:
    """Return where the text behind "Date of next meeting" begins, None if the line does not open with that."""
    if not reading.rules.may_match("meeting.label", line.text):
        return None
    if "next" not in [rule.value for rule in reading.rules.likely("meeting.label", line.text)]:
        return None
    for m in re.finditer(r"[:\t]|\s[–—-]|[–—]|$", line.text):
        name = line.text[: m.start()].strip(" .*•")
        name = re.sub(r"^[\d.]+\s+", "", name)
        if len(name.split()) > 12:
            return None
        hit = reading.rules.fullmatch("meeting.label", name) if name else None
        if hit is not None and hit.rule.value == "next":
            return m.end()
    return None


def _has_date(reading: Reading, group: list[Line]) -> bool:
    return any(find_dates(x.text, dayfirst=reading.dayfirst) for x in group)


def _next(
    reading: Reading, group: list[Line], confidence: float, labelled: list[tuple[str, Line]], *, whole: bool
) -> bool:
    """Read date, time and place off a group of lines; ``whole``: only a date with its day."""
    held = _held_on(reading)
    best: tuple[int, int, Line, DateFound] | None = None
    for at, line in enumerate(group):
        for f in find_dates(line.text, dayfirst=reading.dayfirst):
            if f.ambiguous or f.date.month is None or (whole and f.date.day is None):
                continue
            if f.start == 0 and line.text[f.end : f.end + 1] == "\t":
                continue  # the number of a minute: "31/6/20<gap>9.00am on Tuesday 28 July"
            past = held is not None and f.date.year is not None and (f.date.iso() or "") <= held
            clause = _CLAUSE.split(line.text[: f.start])[-1] + _CLAUSE.split(line.text[f.end :])[0]
            off = bool(re.search(r"\bcancel+ed\b|\bpostponed\s+(?:to|until)\s*$", clause, re.I))
            other = bool(
                re.search(r"\b(?:minutes|away\s+day|induction|training|deadline|workshop|agenda)\b", clause, re.I)
            )
            rank = (2 if past or off else 0) + (1 if other else 0)
            if best is None or rank < best[0]:
                best = (rank, at, line, f)
    if best is None:
        return False
    rank, k, stated, f = best
    line = stated
    if rank >= 2:
        return False
    text = line.text
    reading.add("next_date", text[f.start : f.end], (line.span(f.start, f.end),), "meeting-next", confidence, line.item)
    reading.add("next_text", text, (line.span(),), "meeting-next", confidence, line.item)
    near = text[f.end :]
    before = "" if re.search(r"\b(?:adjourn|clos)", text[: f.start], re.IGNORECASE) else text[: f.start]
    times = find_times(near) or find_times(before)  # the hour at which this meeting ended is none
    where = line
    if not times:
        for more in [*(x for field, x in labelled if field != "venue"), *group[k + 1 : k + 3]]:
            if more.zone == "closing" or reading.rules.search("meeting.close", more.text):
                break
            if not find_dates(more.text, dayfirst=reading.dayfirst) and (times := find_times(more.text)):
                near, where = more.text, more
                break
    moment = None
    if times:
        moment = _like_start(reading, times[0])
    elif bare := bare_time(near):
        moment = bare
    if moment:
        reading.add("next_time", moment, (where.span(),), "meeting-next", confidence, line.item)
    place = _next_place(reading, text, f)
    if place is None:
        for more in (x for field, x in labelled if field == "venue"):
            place, line = place_in(more.text, reading.dayfirst), more
            break
    cell = reading.document.blocks[stated.block].cell
    if place is None and cell is not None:
        row = [x for x in group[k + 1 : k + 4] if _beside(reading, stated, x)]
        for more in row:
            if reading.rules.search("meeting.place", more.text) and len(more.text.split()) <= _PLACE:
                place, line = place_in(more.text, reading.dayfirst), more
                break
    if place is None:
        for more in group[k + 1 : k + 4]:
            m = re.match(r"\W*(?:venue|location|place|where)\s*[:\t–-]\s*(?P<place>[^\n]{3,100})", more.text, re.I)
            if m is not None:
                place, line = place_in(m["place"], reading.dayfirst), more
                break
    if place:
        reading.add("next_venue", place, (line.span(),), "meeting-next", confidence, line.item)
    return True


def _next_place(reading: Reading, text: str, f: DateFound) -> str | None:
    for side in (text[f.end :], text[: f.start]):
        part = re.sub(r"^\W*(?:at|from|commencing\s+at|starting\s+at)\s+(?=\d)", " ", side)
        for t in reversed(find_times(part)):
            if not t.sure and not re.search(r"(?:\bat|\bfrom|@|[,(–-]|^)\s*$", part[: t.start]):
                continue
            part = part[: t.start] + " § " + part[t.end :]
        part = re.sub(r"\((?:not|nb|please|note)\b[^()]*\)", "", part)
        part = re.sub(r"(?:\bat\s+|^\s*)(?:[01]\d|2[0-3])[0-5]\d\b", " § ", part)
        part = _ZONE.sub("", part)
        m = re.search(
            r"(?i:\bat|\bin|@|\bhosted\s+by|\bvia|\bvenue:?|\blocation:?|§\s*[,–-]|^[\s.]*[,–-]|§)\s*(?i:the\s+)?(?P<v>(?:[A-ZÀ-ÞĀ-Ž]|(?:home|residence|house|offices?)\s+of\s+(?:the\s+)?[A-Z])(?:[^.;§\n]|\.(?=\d))*)",
            part,
        )
        if m is None:
            if plain := _plain_place(reading, part):
                return plain
            continue
        place = re.split(
            r",\s+(?=[a-z])|\s*\((?:not|nb|please|note)\b|,?\s+(?:at(?!\s+(?:the\s+)?(?:\d+\s+)?[A-Z])|on|commencing|starting|from|to|when|and\s+will|which|for|but)\b|\s[–—-]\s|\s+ON(?=\s+[A-Z]+DAY\b|\s*$|\s+\d)",
            m["v"],
        )[0]
        place = place_in(place, reading.dayfirst)
        marked = re.match(r"(?:at|in|@|hosted|via|venue|location)", m[0].strip(), re.IGNORECASE)
        if place and (reading.rules.search("meeting.no_place", place) or _TOLD.search(place)):
            continue
        if place and (reading.rules.search("meeting.place", place) or marked):
            return None if re.fullmatch(r"(?:TBC|TBA|TBD)\W*", place) else place
    if (hit := reading.rules.search("meeting.online", text[f.end :])) is not None:
        return hit.match["venue"]
    online = re.search(
        r"\bbe\s+(?:held\s+)?(?:(?:an?|another|as\s+an?)\s+)?"
        r"(?P<v>(?:zoom|webex|teams|virtual|online|remote)(?:\s+(?:meeting|call))?)\b",
        text,
        re.IGNORECASE,
    )
    return online["v"] if online else None


def _plain_place(reading: Reading, part: str) -> str | None:
    """Return a place told by a common name: "in the school library"."""
    m = re.search(r"\b(?:in|at)\s+the\s+(?P<v>[a-z][\w'’-]*(?:\s+(?!at\b|on\b|and\b)[a-z][\w'’-]*){0,3})", part)
    if m is None or not reading.rules.search("meeting.place", m["v"].split()[-1]):
        return None
    return m["v"]


def _held_on(reading: Reading) -> str | None:
    value = reading.best("date")
    found = find_dates(value, dayfirst=reading.dayfirst) if value else ()
    return found[0].date.iso() if found else None


def _like_start(reading: Reading, t: TimeFound) -> str:
    """Read "6.30" as the half of the day in which this meeting started."""
    start = reading.best("start_time")
    if t.sure or start is None or int(t.time[:2]) >= 12:
        return t.time
    hour = int(t.time[:2])
    if start >= "12:00" and hour + 12 < 22 and abs(hour + 12 - int(start[:2])) <= 3:
        return f"{hour + 12:02d}{t.time[2:]}"
    return t.time
