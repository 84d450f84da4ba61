"""Follows people over the meetings of a body: their names, roles and attendance."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.follow.past import Past
from minutebook.follow.registers import Individual, Likeness, Term


def people(
    past: Past, counting: Sequence[str]
) -> tuple[tuple[Individual, ...], tuple[Term, ...], tuple[Likeness, ...]]:
    """Return the people of a body by name, the roles that they held, and names that may be one person's.

    ``counting`` are the ids of the documents that count, by date.
    """
    return (), (), ()
