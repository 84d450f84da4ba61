"""Finds the files that a user means: files, folders and globs to paths, each with its name in the records."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutebook.errors import MinutebookError

SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot"})
"""What is taken from a folder; a file that is named is always taken. What a file is, its content says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and its name in the records: its path below the folder that was given, or its file name."""

    path: Path
    name: str


def find_sources(given: Sequence[str]) -> tuple[Source, ...]:
    """Return the files meant by paths, folders (with all below them) and globs, sorted by name, none twice.

    Raises MinutebookError E302 if one is not there, E303 if there is nothing to read.
    """
    found: dict[Path, Source] = {}
    for text in given:
        for path in _expand(text):
            for source in _below(path):
                found.setdefault(Path(os.path.realpath(source.path)), source)
    if not found:
        raise MinutebookError("E303", ", ".join(given))
    return tuple(sorted(_apart(list(found.values())), key=lambda s: s.name))


def _expand(text: str) -> list[Path]:
    path = Path(text).expanduser()
    if os.path.lexists(path):
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(text) else []  # noqa: PTH207 - absolute patterns
    if not matches:
        raise MinutebookError("E302", text)
    return [Path(m) for m in matches]


def _below(path: Path) -> Iterator[Source]:
    if not path.is_dir():
        yield Source(path, _printable(path.name))
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if file.suffix.lower() in SUFFIXES and not name.startswith(("~$", "._")) and not _is_device(file):
                yield Source(file, _printable(file.relative_to(path).as_posix()))


def _is_device(file: Path) -> bool:
    """True for a pipe, a socket and the like, which might never end; what is not there is found out on reading."""
    return file.exists() and not file.is_file()


def _printable(name: str) -> str:
    """Return a name that can be written as UTF-8, whatever bytes the file system holds."""
    return os.fsencode(name).decode("utf-8", "replace")


def _apart(sources: list[Source]) -> list[Source]:
    """Put the names of folders in front where two files would have the same name in the records."""
    names = [s.name for s in sources]
    above = [_folders(s) for s in sources]
    while True:
        places: dict[str, list[int]] = {}
        for k, name in enumerate(names):
            places.setdefault(name, []).append(k)
        twice = [k for group in places.values() if len(group) > 1 for k in group if above[k]]
        if not twice:
            return [Source(s.path, n) for s, n in zip(sources, names, strict=True)]
        for k in twice:
            names[k] = f"{above[k].pop()}/{names[k]}"


def _folders(source: Source) -> list[str]:
    """Return the folders above the part of the path that its name holds, outermost first."""
    full = Path(os.path.abspath(source.path))  # noqa: PTH100 - Path.resolve would follow links
    return [_printable(p) for p in full.parts[1 : len(full.parts) - len(Path(source.name).parts)]]
