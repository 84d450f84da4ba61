"""Tells whether a document must be read anew: the fingerprint of all that decides what is read from its bytes."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_WITHOUT = frozenset({"archive", "evaluate", "workers", "cli.py", "__main__.py", "run.py", "show.py", "sources.py"})
"""Parts of minutebook that read nothing: a change of theirs leaves the records as they are."""

_LIBRARIES = ("pypdfium2", "pdfminer.six", "lxml", "nameparser", "rapidfuzz")
"""Whose versions may change what is read."""


@functools.cache
def engine(reader: str) -> str:
    """Return 64 hexadecimal digits: equal for two installations that read the same records with this ``reader``."""
    digest = hashlib.sha256(reader.encode())
    for package in ("minutebook", "minutebook.rules", "minutebook.models"):
        for name, data in sorted(_contents(files(package), "")):
            digest.update(f"\0{package}/{name}\0".encode())
            digest.update(data)
    for library in _LIBRARIES:
        digest.update(f"\0{library} {_version(library)}".encode())
    return digest.hexdigest()


def _contents(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = above + entry.name
        if entry.name in _WITHOUT or entry.name.startswith((".", "__pycache__")) or name in {"rules", "models"}:
            continue
        if entry.is_dir():
            found += _contents(entry, name + "/")
        elif not entry.name.endswith((".md", ".pyc")):
            found.append((name, entry.read_bytes()))
    return found


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
