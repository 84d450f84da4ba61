"""Tells whether a document must be read anew: the fingerprint of all that decides what is read from its bytes."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

WITHOUT = frozenset(
    {"archive", "cli", "evaluate", "report", "workers", "__main__.py", "run.py", "show.py", "sources.py"}
)
"""Parts of minutebook that read nothing: a change of theirs leaves the records as they are."""

_LIBRARIES = ("pypdfium2", "pdfminer.six", "lxml", "nameparser", "rapidfuzz")
"""Whose versions may change what is read."""


@functools.cache
def engine(reader: str) -> str:
    """Return 64 hexadecimal digits: equal for two installations that read the same records with this ``reader``."""
    digest = hashlib.sha256(reader.encode())
    for package in ("minutebook", "minutebook.rules", "minutebook.models"):
        for name, data in sorted(contents(files(package), "")):
            digest.update(f"\0{package}/{name}\0".encode())
            digest.update(data)
    for library in _LIBRARIES:
        digest.update(f"\0{library} {_version(library)}".encode())
    return digest.hexdigest()


def contents(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each file below a folder that decides what is read."""
    found = []
    for entry in folder.iterdir():
        name = above + entry.name
        if entry.name in WITHOUT or entry.name.startswith((".", "__pycache__")) or name in {"rules", "models"}:
            continue
        if entry.is_dir():
            found += contents(entry, name + "/")
        elif not entry.name.endswith((".md", ".pyc")):
            found.append((name, entry.read_bytes()))
    return found


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
