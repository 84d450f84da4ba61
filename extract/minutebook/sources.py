"""Finds the files that a user means: files, folders and globs to paths, each with its name in the records."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterator, Sequence
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
        for path in expand(text):
            for source in below(path):
                found.setdefault(Path(os.path.realpath(source.path)), source)
    if not found:
        raise MinutebookError("E303", ", ".join(given))
    sources = list(found.values())
    names = apart([s.name for s in sources], lambda k: _folders(sources[k]))
    return tuple(sorted(map(Source, (s.path for s in sources), names), key=lambda s: s.name))


def expand(text: str) -> list[Path]:
    """Return the files and folders that a path or a glob means. Raises MinutebookError E302 if there is none."""
    path = Path(text).expanduser()
    if os.path.lexists(path):
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(text) else []  # noqa: PTH207 - absolute patterns
    if not matches:
        raise MinutebookError("E302", text)
    return [Path(m) for m in matches]


def below(path: Path, *, trouble: Callable[[OSError], None] | None = None) -> Iterator[Source]:
    """Yield a file, or the documents in a folder and all folders below it; ``trouble`` hears of those shut."""
    if not path.is_dir():
        yield Source(path, _printable(path.name))
        return
    for folder, folders, names in os.walk(path, onerror=trouble):
        folders.sort()
        inside = Path(folder).relative_to(path).as_posix() + "/"
        for name in sorted(names):
            wanted = os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a name, not yet a path
            if wanted and not name.startswith(("~$", "._")) and not _is_device(os.path.join(folder, name)):  # noqa: PTH118
                yield Source(Path(folder, name), _printable(inside.removeprefix("./") + name))


def _is_device(file: str) -> bool:
    """True for a pipe, a socket and the like, which might never end; what is not there is found out on reading."""
    try:
        return not stat.S_ISREG(os.stat(file).st_mode)  # noqa: PTH116 - once for every file of an archive
    except OSError:
        return False


def _printable(name: str) -> str:
    """Return a name that can be written as UTF-8, whatever bytes the file system holds."""
    return os.fsencode(name).decode("utf-8", "replace")


def apart(names: Sequence[str], above: Callable[[int], list[str]]) -> list[str]:
    """Return the names with folders put in front where two files would have the same name in the records.

    ``above`` tells for the place of one the folders above what its name holds, outermost first.
    """
    result = list(names)
    left: dict[int, list[str]] = {}
    while True:
        places: dict[str, list[int]] = {}
        for k, name in enumerate(result):
            places.setdefault(name, []).append(k)
        alike = [k for group in places.values() if len(group) > 1 for k in group]
        left |= {k: above(k) for k in alike if k not in left}
        twice = [k for k in alike if left[k]]
        if not twice:
            return result
        for k in twice:
            result[k] = f"{left[k].pop()}/{result[k]}"


def _folders(source: Source) -> list[str]:
    """Return the folders above the part of the path that its name holds, outermost first."""
    full = Path(os.path.abspath(source.path))  # noqa: PTH100 - Path.resolve would follow links
    return [_printable(p) for p in full.parts[1 : len(full.parts) - len(Path(source.name).parts)]]
