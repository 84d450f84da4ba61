"""Looks up by their rarer words what may speak of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import islice

from minutebook.follow.likeness import Print, Weights

KEYS = 10
"""By so many of its rarest words a mention is looked up among the tasks."""
POSTED = 20
"""So many of the latest tasks that hold a word are looked at."""
_HELD = 4
"""So many tasks, those that share most with a mention, are held beside it."""
_WORTH = 0.25
"""Those that share less than this part of what the first of them shares are left out."""


class Index:
    """Finds by their rarer words what was added, the latest first."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._posted: dict[str, dict[int, None]] = defaultdict(dict)

    def add(self, number: int, known: Print) -> None:
        """Add what is known of one; if it was added before, it is now the latest."""
        for word in known.words | known.title:
            posted = self._posted[word]
            posted.pop(number, None)
            posted[number] = None

    def near(self, known: Print, words: int = KEYS, but: Container[int] = ()) -> Sequence[int]:
        """Return the numbers of those that share most of some rarest words, at most ``_HELD``.

        Those ``but`` which are left out.
        """
        shared: dict[int, float] = {}
        about = known.words | known.title if known.earlier else known.words
        keys = self._weights.rarest(about)[:words]
        for word, weight in keys:
            if weight < _WORTH * keys[0][1]:
                break
            posted = self._posted.get(word)
            if posted:
                for number in islice(reversed(posted), POSTED):
                    if number not in but:
                        shared[number] = shared.get(number, 0.0) + weight
        if len(shared) <= _HELD:
            return list(shared)
        least = max(shared.values()) * _WORTH
        worth = [(weight, number) for number, weight in shared.items() if weight >= least]
        worth.sort(reverse=True)
        return [number for _, number in worth[:_HELD]]
