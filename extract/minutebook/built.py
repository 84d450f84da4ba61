"""Finds what a compiler made of the package's C files when minutebook was installed, if there was one."""

from __future__ import annotations

import contextlib
from importlib import import_module
from pathlib import Path
from types import ModuleType


def built(name: str) -> ModuleType | None:
    """Return a compiled module; None if it was not built, or from another source than that of this package."""
    try:
        module = import_module(name)
    except ImportError:
        return None
    library = Path(str(module.__file__))
    if Path(__file__).parent not in library.parents:  # of another copy, which an editable install leads to
        return None
    source = library.with_name(name.rpartition(".")[2] + ".c")
    with contextlib.suppress(OSError):  # an installed package has no source of it
        if source.stat().st_mtime > library.stat().st_mtime:
            return None
    return module
