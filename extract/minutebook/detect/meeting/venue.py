"""Finds where the meeting was held."""

from __future__ import annotations

import itertools
import re

from minutebook.dates import find_dates, find_times
from minutebook.detect.meeting.lines import Line, is_sentence, is_set_off, parts
from minutebook.detect.meeting.phrases import place_in, sealed, unsealed, without_stops
from minutebook.detect.meeting.reading import Reading
from minutebook.people import is_name

_BESIDE = re.compile(
    r"\s*(?:[,;|@•·–—-]|\bat\b|\bin\b)\s*(?:at\s+|in\s+)?(?P<place>(?:the\s+)?[A-ZÀ-ÖØ-Þ][^;:\n]{3,80})$"
)
"""What stands behind day and hour on their line."""
_TOOK_PLACE = re.compile(r"\b(?:held|took\s+place)\b", re.IGNORECASE)
_HELD_THERE = re.compile(r"\b(?:held|took\s+place|met|conducted|convened)\b", re.IGNORECASE)
_ROOM_NUMBER = re.compile(r"\b(?:room|suite|floor|rm)\.?\s*#?\d+", re.IGNORECASE)
_ROOM = re.compile(r"[\d,]|\b(?:halls?|rooms?|chambers?|buildings?|campus|cent(?:re|er)|offices?)\b", re.IGNORECASE)
"""What a place has that is more than an institution's name."""
_TOWN = re.compile(
    r"[A-Z][\w. ’'-]{2,40},\s+(?:[A-Z][\w. ]{1,20}\s+)?"
    r"(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2})"
)
"""The line with the postal code that ends an address."""
_OFFICE_FIRST = re.compile(r"(?:(?:Acting|Vice)[ -])?(?:Chair(?:man|person|woman)?|President|Mayor|Reeve),?\s+[A-Z]")
"""Somebody who holds an office, and no place."""
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before who opened the meeting, or before the way in which it was held ("by video")."""
_DID = re.compile(
    r"\b(?!(?:held|hosted|conducted|located|situated|(?:live[\s-]?)?streamed|broadcast(?:ed)?|combined|shared|listed|based"
    r"|walled|red|shed|bed|need)\b)[a-z]{2,}ed\b|\b(?:read|gave|took|led|spoke|said|told)\b"
)
"""What somebody did: a line that tells of it is no place."""
_NEAR = 8
"""How many lines at the front may say that the meeting was online."""


def find_venue(reading: Reading, title: list[Line], used: set[int]) -> None:
    """Find the place: in the title or opening sentence, or a line of its own at the front."""
    text = " ".join(x.text for x in title)
    lines = [Line(title[0].block, title[0].start, text)] if title else []
    after = [x for x in reading.front if x not in title]
    joined = [(x, 0.88 if x in lines else 0.84) for x in lines + after]
    for line, confidence in joined:
        if (
            line not in lines
            and len(line.text.split()) > 6
            and not reading.opens(line.text)
            and not re.search(r"\b(?:held|occurred|took\s+place|conducted|met)\b", line.text, re.I)
        ):
            continue
        unstopped = sealed(without_stops(line.text))
        for slot in ("meeting.held", "meeting.held_online"):
            hit = next(reading.rules.finditer(slot, unstopped), None)
            if hit is None:
                continue
            whole = hit.rule.value == "whole"
            said = unsealed(hit.match["venue"])
            place = said if whole else place_in(said, reading.dayfirst)
            online = slot == "meeting.held_online"
            known = online or whole or reading.rules.search("meeting.place", place) is not None
            by_whom = not known and is_name(place) and _BY.search(unstopped, 0, hit.match.start("venue")) is not None
            if (
                _OFFICE_FIRST.match(place)
                or by_whom
                or (not known and (hit.rule.value == "known" or reading.rules.search("meeting.no_place", place)))
            ):
                continue
            if place and (known or not reading.rules.search("meeting.body", place)):
                span = tuple(x.span() for x in title) if line in lines else (line.span(),)
                reading.add("venue", place, span, hit.rule.id, confidence - (0 if known else 0.15) - 0.05 * online)
                break
    _find_town(reading, title, used)
    for line in title:
        found = find_dates(line.text, dayfirst=reading.dayfirst)
        behind = place_in(line.text[found[-1].end :], reading.dayfirst) if found else ""
        if behind and (reading.is_place(behind) or _is_house(reading, behind)):
            reading.add("venue", behind, (line.span(),), "meeting-place-line", 0.65)
    _find_between(reading, [*title, *(x for x in reading.front[:_NEAR] if x not in title and x.block not in used)])
    for line in (x for x in reading.front[:_NEAR] if x.zone == "title" or x in title):
        if (hit := reading.rules.search("meeting.online", line.text)) is not None:
            reading.add("venue", hit.match["venue"], (line.span(),), hit.rule.id, 0.7)
            break
    for line in (x for x in reading.front[:_NEAR] if x.zone == "title" and x not in title and x.block not in used):
        if (beside := _beside_date(reading, line)) is not None:
            sure = reading.rules.search("meeting.place", beside) is not None
            reading.add("venue", beside, (line.span(),), "meeting-place-beside-date", 0.8 if sure else 0.6)
            break
    for line in reading.lines:
        if line.item is None or line.item > 1 or line in reading.fronts:
            continue
        if reading.opens(line.text) and (hit := reading.rules.search("meeting.held", sealed(without_stops(line.text)))):
            place = place_in(unsealed(hit.match["venue"]), reading.dayfirst)
            if hit.rule.value == "known" and place and reading.rules.search("meeting.place", place):
                reading.add("venue", place, (line.span(),), hit.rule.id, 0.58, line.item)
        if reading.rules.may_match("meeting.held_online", line.text) and len(line.text.split()) < 60:
            hit = reading.rules.search("meeting.held_online", line.text)
            if hit is not None and re.search(r"\bmeeting\b", line.text, re.IGNORECASE):
                reading.add("venue", hit.match["venue"], (line.span(),), hit.rule.id, 0.55, line.item)
    last = title[-1].block if title else -1
    below = [x for x in after if x.block > last]
    dated = list(
        itertools.islice((x for x in below if find_dates(x.text, dayfirst=reading.dayfirst) or find_times(x.text)), 3)
    )
    looked = [(after.index(x), p) for x in dated if "\t" in x.text or " | " in x.text for p in parts(x)]
    end: int | None = None  # where the lists begin; what stands above the title is looked at all the same
    for k, line in [*looked, *((after.index(x), x) for x in (*dated, *below[:12], *after[:12]))]:
        if end is not None and line.block >= end:
            continue
        placed = reading.is_place(line.text)
        heading = line.heading and not placed
        if line.block in used or heading or len(line.text.split()) > 22 or is_sentence(line.text):
            continue
        if reading.best("venue") and _TOOK_PLACE.search(line.text) and line.text.rstrip().endswith("."):
            continue  # a sentence, read above
        if _DID.search(line.text) and not _HELD_THERE.search(line.text):
            continue
        if not placed and line.item is not None and line.text.rstrip().endswith(".") and line not in dated:
            continue  # what somebody says of a place
        if reading.opens_list(line.text):
            end = line.block
            continue
        noise = reading.rules.search("meeting.contact", line.text) if placed else reading.is_noise(line.text)
        if not reading.rules.search("meeting.place", line.text) or (noise and "zoom" not in line.text.lower()):
            continue
        if reading.rules.search("meeting.body", line.text) and not placed and not re.search(r"\d|,", line.text):
            continue
        if not placed and re.search(r"\bdistrict\b", line.text, re.IGNORECASE) and not re.search(r",", line.text):
            continue  # "Oakford School District No. 12"
        if (
            (is_name(line.text) and not placed)
            or is_set_off(line.text)
            or reading.is_label(line.text)
            or re.fullmatch(r"\W*(?:https?:|www\.)\S+\W*", line.text)
        ):
            continue
        house = reading.rules.search("meeting.institution", line.text)
        if line.block < last and house and not _ROOM.search(line.text):
            continue  # whose minutes these are: "Oakford University" over the title
        text = line.text
        more = after[k + 1] if k + 1 < len(after) else None
        cut = more is not None and re.search(r"\b(?:and|via|at|of|the|,)\s*$", text)
        if more is not None and (cut or _wraps(reading, line, more)):
            text += " " + more.text
        elif more is not None and placed and _is_address(reading, line, more):
            text += ", " + more.text
            town = after[k + 2] if k + 2 < len(after) else None
            if town is not None and _TOWN.fullmatch(town.text.strip()) and reading.look(town) == reading.look(line):
                text += ", " + town.text.strip()
        place = place_in(text, reading.dayfirst)
        if place and reading.rules.search("meeting.place", place):
            sure = k < 12 and (placed or line.block in {x.block for x in dated})
            reading.add("venue", place, (line.span(),), "meeting-place-line", 0.82 if sure else 0.6)
            break


def _is_house(reading: Reading, text: str) -> bool:
    """Tell a place by its kind behind the date of a title: "The Old School, Oakford"."""
    known = (
        reading.rules.search("meeting.place", text) is not None and reading.rules.search("meeting.body", text) is None
    )
    return known and text[:1].isupper() and len(text.split()) <= _NEAR and not reading.is_titled(text)


def _find_between(reading: Reading, lines: list[Line]) -> None:
    """Read a hall in a line of its own between those of one paragraph: "Pier Board / Town Hall / 3 May 2031"."""
    for line in lines:
        pieces = [line] if line.zone != "title" else list(parts(line))
        for piece in pieces if len(pieces) > 1 else ():
            text = piece.text.strip()
            if not reading.is_place(text) or reading.is_noise(text) or not _ROOM.search(text) or is_set_off(text):
                continue
            if find_dates(text, dayfirst=reading.dayfirst):
                continue
            reading.add("venue", place_in(text, reading.dayfirst), (piece.span(),), "meeting-place-line", 0.63)
            return


def _find_town(reading: Reading, title: list[Line], used: set[int]) -> None:
    """Read "Oakford, Colorado" over or under the date in one paragraph: where a board of no one place met."""
    pieces = [p for x in reading.front[:_NEAR] if x not in title and x.block not in used for p in parts(x)]
    for piece in pieces:
        if piece.zone != "title" or not reading.rules.fullmatch("meeting.town", piece.text.strip()):
            continue
        beside = [x.text for x in pieces if x.block == piece.block and x.start != piece.start]
        if any(find_dates(x, dayfirst=reading.dayfirst) for x in beside):
            reading.add("venue", piece.text.strip(), (piece.span(),), "meeting-town", 0.5)
            return


def _set_alike(reading: Reading, line: Line, below: Line) -> bool:
    """Tell lines of one weight and size; one may be in capitals."""
    (bold, _, size), (other, _, points) = reading.look(line), reading.look(below)
    return bold == other and size == points


def _is_address(reading: Reading, line: Line, below: Line) -> bool:
    """Tell the address under a room or hall: "Council Chamber" over "12 High Street, Oakford"."""
    text = below.text
    if (
        re.search(r"\d", _ROOM_NUMBER.sub("", line.text))
        or len(text.split()) > _NEAR
        or not _set_alike(reading, line, below)
    ):
        return False
    if find_dates(text, dayfirst=reading.dayfirst) or find_times(text) or is_set_off(text):
        return False
    numbered = re.match(r"\W*(?:level\s+)?\d", text, re.IGNORECASE) is not None
    return numbered and reading.rules.search("meeting.place", text) is not None


def _beside_date(reading: Reading, line: Line) -> str | None:
    """Return the place that a short line states beside day and hour: "4 March 2031, 7 pm, The Swan"; None if none."""
    text = line.text
    dates, times = find_dates(text, dayfirst=reading.dayfirst), find_times(text)
    if not dates or not times or len(text.split()) > 2 * _NEAR or is_sentence(text):
        return None
    before = text[: min([d.start for d in dates] + [t.start for t in times])].strip(" ,;:–—-")
    if re.match(r"\d+\s+[A-Za-z]", before) and reading.is_place(before):
        return before
    end = max([d.end for d in dates] + [t.end for t in times])
    m = _BESIDE.match(text, end)
    if m is None or is_name(m["place"]) or reading.body_in(m["place"]) or reading.is_titled(m["place"]):
        return None
    return place_in(m["place"], reading.dayfirst)


def _wraps(reading: Reading, line: Line, below: Line) -> bool:
    """Tell the rest of an address that a line break cut: "corner of High and Low" over "Street, Oakford"."""
    one, two = (reading.document.blocks[x.block] for x in (line, below))
    if one.bbox is None or two.bbox is None or abs(one.bbox.x0 - two.bbox.x0) > 2:
        return False
    if reading.look(line) != reading.look(below):
        return False
    return re.match(r"(?:street|road|avenue|lane|drive|boulevard|floor|st|rd|ave)\b", below.text, re.I) is not None
