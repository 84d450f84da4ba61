"""minutebook reads published minutes (PDF, Word) into tables of what was asked, decided and promised.

``minutebook.extract(path)`` returns the ``Minutes`` of one file; ``MinutebookError`` says why a file has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from minutebook.errors import MinutebookError
    from minutebook.pipeline import extract
    from minutebook.records import Minutes

__all__ = ["MinutebookError", "Minutes", "__version__", "extract"]

_HOMES = {"extract": "minutebook.pipeline", "Minutes": "minutebook.records", "MinutebookError": "minutebook.errors"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import what is asked for when it is asked for, so that ``minutebook --help`` is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - as the rest

    return getattr(import_module(_HOMES[name]), name)
