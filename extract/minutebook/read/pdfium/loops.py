"""Finds the compiled loops (``_loops.c``): they are there if a compiler was when minutebook was installed."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from minutebook.built import built
from minutebook.read.pdfium.calls import address_of


def find() -> ModuleType | None:
    """Return the compiled loops, ready for use; None if they were not built, or from another source than lies here."""
    loops = built("minutebook.read.pdfium._loops")
    if loops is not None:
        loops.bind(tuple(map(address_of, loops.NAMES)))
    return loops


@dataclass(slots=True)
class Loops:
    """What reads pages: ``compiled`` loops, or None where Python does what they would do."""

    compiled: ModuleType | None


loops = Loops(find())
