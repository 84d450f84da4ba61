"""Whether confidence means what it says: of the records that are sure to nine tenths, nine of ten are to be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

BINS = 10


class Judged(NamedTuple):
    """A record that was read: the confidence that it came with, and whether it is truly there (found in the gold)."""

    sure: float
    right: bool


class Bin(NamedTuple):
    """Records of like confidence: how many, their mean confidence, and the share of them that are right."""

    size: int
    sure: float
    right: float


def by_width(judged: Iterable[Judged]) -> list[Bin]:
    """Return the records in ten bins of equal width (0 to 0.1, 0.1 to 0.2 ...); a bin without records is left out."""
    ordered = sorted(judged)
    bins = groupby(ordered, key=lambda j: min(int(j.sure * BINS), BINS - 1))
    return [_bin(list(these)) for _, these in bins]


def by_mass(judged: Iterable[Judged]) -> list[Bin]:
    """Return the records in ten bins that hold equally many; records of one confidence stay together."""
    ordered = sorted(judged)
    bins: list[Bin] = []
    these: list[Judged] = []
    done = 0
    for _, alike in groupby(ordered, key=lambda j: j.sure):
        these += alike
        if (done + len(these)) * BINS >= (len(bins) + 1) * len(ordered):
            done += len(these)
            bins.append(_bin(these))
            these = []
    return [*bins, _bin(these)] if these else bins


def _bin(judged: Sequence[Judged]) -> Bin:
    count = len(judged)
    return Bin(count, sum(j.sure for j in judged) / count, sum(j.right for j in judged) / count)


def error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error: how far confidence and share lie apart, on the mean; None without bins."""
    count = sum(b.size for b in bins)
    return sum(b.size * abs(b.sure - b.right) for b in bins) / count if count else None


def ranking(judged: Sequence[Judged]) -> float | None:
    """Return how often a right record is surer than a wrong one (a tie counts half); None if there are not both."""
    wrong = [j.sure for j in judged if not j.right]
    right = [j.sure for j in judged if j.right]
    if not wrong or not right:
        return None
    won = sum((r > w) + (r == w) / 2 for w in wrong for r in right)
    return won / (len(wrong) * len(right))


def figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return, of some records, their mean confidence, the share that is right, both errors, and the ranking."""
    whole = _bin(judged) if judged else None
    return {
        "confidence": whole.sure if whole else None,
        "precision": whole.right if whole else None,
        "error": error(by_width(judged)),
        "error_equal_mass": error(by_mass(judged)),
        "ranking": ranking(judged),
    }


def together(parts: Iterable[Mapping[str, Sequence[Judged]]]) -> dict[str, list[Judged]]:
    """Return the records of many documents by kind."""
    sums: dict[str, list[Judged]] = {}
    for part in parts:
        for kind, judged in part.items():
            sums.setdefault(kind, []).extend(judged)
    return sums
