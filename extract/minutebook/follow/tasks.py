"""Follows each action from the meeting where it arose through every later mention."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.follow.past import Past
from minutebook.follow.registers import Mention, Task


def tasks(past: Past, counting: Sequence[str]) -> tuple[tuple[Task, ...], tuple[Mention, ...]]:
    """Return the tasks of a body in the order in which they arose, and their mentions in the order of the tasks.

    ``counting`` are the ids of the documents that count, by date.
    """
    return (), ()
