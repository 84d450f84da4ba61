"""The list of what a person should check first: the records that are little sure, and the notices, the worst on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from minutebook.confidence import CHECK, KINDS, TRAITS, Scale, Traits
from minutebook.errors import ERRORS, NOTICES
from minutebook.records import Check, Evidence, Minutes, NoticeRecord

_BY_RULE = "the rule that found it is often wrong"
_LOOK_AT_ALL = "Look whether it is such a record at all."


def listed(minutes: Minutes, scales: Mapping[str, Scale] | None = None, found: Traits | None = None) -> Minutes:
    """Return the minutes with their list of checks, from their notices and, given their traits, weighed records."""
    checks = [*_of_notices(minutes), *(_of_records(minutes, scales, found) if scales and found else ())]
    return replace(minutes, checks=tuple(sorted(checks, key=lambda c: -c.doubt)))


def _of_records(minutes: Minutes, scales: Mapping[str, Scale], found: Traits) -> Iterator[Check]:
    for kind in KINDS:
        for record, its in zip(getattr(minutes, kind), found[kind], strict=True):
            if record.evidence is not None and record.evidence.confidence < CHECK:
                yield _of_record(kind, record, scales[kind], its)


def _of_record(kind: str, record: Any, scale: Scale, its: tuple[str, ...]) -> Check:  # noqa: ANN401 - of that kind
    """Return the check of one record; why, is said of all its traits that count, the weightiest first."""
    weighty = sorted((t for t in its if scale.traits.get(t)), key=lambda t: scale.traits[t])
    why = "; ".join(TRAITS[t].why for t in weighty) or _BY_RULE
    return Check(
        doubt=round(1 - record.evidence.confidence, 3),
        kind=kind,
        record=record.id,
        page=record.page,
        blocks=record.evidence.blocks,
        text=getattr(record, _WORDS.get(kind, "text")),
        why=f"{why[0].upper()}{why[1:]}.",
        look=f"Look {TRAITS[weighty[0]].look}." if weighty else _LOOK_AT_ALL,
    )


_WORDS = {"attendance": "name", "agenda_items": "title"}
"""The field that holds the words of a record, where it is not ``text``."""


def _of_notices(minutes: Minutes) -> Iterator[Check]:
    for n in minutes.notices:
        if check := _of_notice(n):
            yield check


def _of_notice(notice: NoticeRecord) -> Check | None:
    """Return the check of a notice; None if there is nothing to look at."""
    if notice.code in ERRORS:
        share, look = 1.0, ERRORS[notice.code].advice
    else:
        _, look, share = NOTICES[notice.code]
    if not share:
        return None
    place = notice.evidence or Evidence()
    return Check(
        doubt=share,
        record=notice.code,
        page=notice.page,
        blocks=place.blocks,
        text=place.quote,
        why=notice.message,
        look=look,
    )
