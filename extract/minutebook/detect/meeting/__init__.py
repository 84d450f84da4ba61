"""Finds details of the meeting: body, title, status, date, times, venue, chair, minute taker, next meeting."""

from __future__ import annotations

from dataclasses import replace

from minutebook.candidate import Candidate
from minutebook.detect.meeting.course import find_closing, find_date, find_elected, find_opening, find_presiding
from minutebook.detect.meeting.labels import read_labels
from minutebook.detect.meeting.reading import Reading
from minutebook.detect.meeting.signature import find_signature, find_status
from minutebook.detect.meeting.title import find_body, find_title
from minutebook.detect.meeting.upcoming import find_next
from minutebook.detect.meeting.venue import find_venue
from minutebook.outline import Outline
from minutebook.rulepack import Rules


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find every statement of a detail of the meeting; the surest of each field counts.

    Later steps use what the earlier ones found (the title, the date, the starting time).
    """
    reading = Reading(outline, rules)
    used = read_labels(reading)
    title = find_title(reading, used)
    find_date(reading, title, used)
    find_opening(reading, title)
    find_elected(reading)
    find_presiding(reading)
    find_closing(reading)
    find_venue(reading, title, used)
    find_body(reading, title)
    find_signature(reading)
    find_status(reading)
    find_next(reading)
    return tuple(replace(d, value=" ".join(d.value.split())) for d in reading.details if d.value.strip())
