"""Follows questions: their answers, and what became of the tasks that arose from them."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.follow.past import Past
from minutebook.follow.registers import Enquiry, Mention, Task


def enquiries(
    past: Past, counting: Sequence[str], tasks: Sequence[Task], mentions: Sequence[Mention]
) -> tuple[Enquiry, ...]:
    """Return the questions of a body in the order of the documents that count (``counting``: their ids, by date)."""
    return ()
