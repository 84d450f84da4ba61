"""Finds the compiled loops (``_loops.c``): they are there if a compiler was when minutebook was installed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from minutebook.read.pdfium.calls import address_of


def find() -> ModuleType | None:
    """Return the compiled loops, ready for use; None if they were not built, or from another source than lies here."""
    try:
        loops = import_module("minutebook.read.pdfium._loops")
    except ImportError:
        return None
    built = Path(str(loops.__file__))
    with contextlib.suppress(OSError):  # an installed package has no source of it
        if built.with_name("_loops.c").stat().st_mtime > built.stat().st_mtime:
            return None
    loops.bind(tuple(map(address_of, loops.NAMES)))
    return loops


@dataclass(slots=True)
class Loops:
    """What reads pages: ``compiled`` loops, or None where Python does what they would do."""

    compiled: ModuleType | None


loops = Loops(find())
