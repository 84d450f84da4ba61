"""Leaves out the records that are less sure than somebody asked for, and every link to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from minutebook.confidence import KINDS
from minutebook.doubts import notice
from minutebook.records import Minutes

_LINKS = ("parent", "item", "question")


def sift(minutes: Minutes, least: float) -> tuple[Minutes, int]:
    """Return the minutes without the records whose confidence is below ``least``, and how many those are.

    A link to a record that is left out comes out empty, and the list of checks does not name it; a notice (N14) says
    how many there were of each kind. The meeting itself stays.
    """
    gone: dict[str, set[str]] = {kind: {r.id for r in getattr(minutes, kind) if _below(r, least)} for kind in KINDS}
    count = sum(map(len, gone.values()))
    if not count:
        return minutes, 0
    lost = set().union(*gone.values())
    kept: dict[str, Any] = {k: tuple(_freed(r, lost) for r in getattr(minutes, k) if r.id not in lost) for k in KINDS}
    said = ", ".join(f"{kind.replace('_', ' ')}: {len(ids)}" for kind, ids in gone.items() if ids)
    return replace(
        minutes,
        **kept,
        notices=(*minutes.notices, notice("N14", f"Below {least:g} were {said}.")),
        checks=tuple(c for c in minutes.checks if c.record not in lost),
    ), count


def _below(record: Any, least: float) -> bool:  # noqa: ANN401 - any record
    return record.evidence is not None and record.evidence.confidence < least


def _freed(record: Any, lost: set[str]) -> Any:  # noqa: ANN401 - any record
    """Return a record without its links to records that are left out."""
    changed: dict[str, Any] = {name: None for name in _LINKS if getattr(record, name, None) in lost}
    if lost & set(getattr(record, "owner_people", ())):
        changed["owner_people"] = tuple(p for p in record.owner_people if p not in lost)
    return replace(record, **changed) if changed else record
