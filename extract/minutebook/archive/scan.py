"""Looks through the sources of an archive: which files are there now, and which contents they hold."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedIOBase
from pathlib import Path, PurePosixPath

from minutebook.archive.catalogue import File
from minutebook.archive.remote import is_remote, list_remote, open_remote
from minutebook.errors import MinutebookError
from minutebook.sources import apart, below, expand

_RACY = 2.0
"""Seconds: a file changed so shortly before it was looked at may change again without a trace in its times."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is there now: files by address, the sources that were looked through, and what could not be looked at.

    ``hashed`` counts the files whose bytes were read; ``unseen`` are folders that could not be opened: what was below
    them counts neither as there nor as gone.
    """

    files: Mapping[str, File]
    roots: tuple[str, ...]
    unseen: tuple[str, ...]
    hashed: int = field(default=0)


def scan(given: Sequence[str], before: Mapping[str, File], *, allow_empty: bool = False) -> Scan:
    """Look through paths, folders, globs and addresses; only files that may have changed since ``before`` are read.

    Raises MinutebookError E302 if a source is not there, E312 if one that held files is not there any more or is empty
    (unless ``allow_empty``).
    """
    seen: dict[str, File] = {}
    roots: list[str] = []
    unseen: list[str] = []
    real: set[str] = set()
    for text in given:
        for root, files in _listed(text, unseen, before):
            roots.append(root)
            listed = {f.address: f for f in files}
            if not listed and not allow_empty and any(f.present and f.root == root for f in before.values()):
                raise MinutebookError("E312", root)
            for address, file in listed.items():
                at = address if is_remote(root) else _real(file)
                if at not in real:
                    real.add(at)
                    seen[address] = file
    hashed = 0
    now = time.time()
    for address, file in seen.items():
        old = before.get(address)
        if old is not None and file.stamp and (old.size, old.stamp, old.problem) == (file.size, file.stamp, None):
            seen[address] = replace(file, sha256=old.sha256)
            continue
        seen[address] = _hashed(file, now)
        hashed += 1
    return Scan(seen, tuple(dict.fromkeys(roots)), tuple(unseen), hashed)


def _real(file: File) -> str:
    """Return where a file truly lies; the folders below its root are no links, or they would not have been entered."""
    inside = file.address.removeprefix(file.root)
    return os.path.realpath(path_of(file)) if os.path.islink(file.address) else _real_root(file.root) + inside  # noqa: PTH114


_real_root = functools.lru_cache(maxsize=64)(os.path.realpath)


def _listed(text: str, unseen: list[str], before: Mapping[str, File]) -> Iterator[tuple[str, list[File]]]:
    if is_remote(text):
        root = text.rstrip("/")
        with _vanishing(root, before):
            yield root, list(list_remote(text))
        return
    with _vanishing(os.path.abspath(Path(text).expanduser()), before):  # noqa: PTH100 - Path.resolve would follow links
        paths = expand(text)
    for path in paths:
        root = os.path.abspath(path)  # noqa: PTH100
        yield root, list(_local(path, root, unseen))


@contextlib.contextmanager
def _vanishing(root: str, before: Mapping[str, File]) -> Iterator[None]:
    """Let a source that is not there be one that vanished, if files were seen below it before."""
    try:
        yield
    except MinutebookError as error:
        if error.code == "E302" and any(f.root == root for f in before.values()):
            raise MinutebookError("E312", f"{root}: {error.detail}") from error
        raise


def _local(path: Path, root: str, unseen: list[str]) -> Iterator[File]:
    def trouble(error: OSError) -> None:
        unseen.append(os.path.abspath(os.fsdecode(error.filename or root)))  # noqa: PTH100

    for source in below(path, trouble=trouble):
        address = _printable(os.path.abspath(source.path))  # noqa: PTH100
        try:
            status = os.stat(source.path)  # noqa: PTH116 - once for every file of an archive
        except OSError:
            yield File(address, root, source.name, 0, "", problem="E305")
            continue
        stamp = f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"
        yield File(address, root, source.name, status.st_size, stamp)


_TO_LETTERS = {0xDC80 + k: 0xF780 + k for k in range(128)}
_TO_BYTES = {letter: byte for byte, letter in _TO_LETTERS.items()}
"""Bytes of a path that are no UTF-8, as Python holds them, and the private letters as which a database can."""


def _printable(path: str) -> str:
    return path.translate(_TO_LETTERS)


def _hashed(file: File, now: float) -> File:
    try:
        with open_source(file) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return replace(file, sha256=None, problem="E305", stamp="")
    changed = int(file.stamp.partition(":")[0]) / 1e9 if file.stamp and not is_remote(file.root) else 0.0
    return replace(file, sha256=digest, stamp="" if now - changed < _RACY else file.stamp, problem=None)


def by_name(files: Iterable[File]) -> list[tuple[str, File]]:
    """Return the files that are there, each with its name in the records, which is its alone; sorted by that."""
    present = sorted((f for f in files if f.present), key=lambda f: f.address)
    names = apart([f.name for f in present], lambda k: _above(present[k]))
    return sorted(zip(names, present, strict=True), key=lambda pair: pair[0])


def places_of(named: Iterable[tuple[str, File]]) -> dict[str, str]:
    """Return by its name the path on this machine, or the address elsewhere, of each file."""
    return {name: file.address if is_remote(file.root) else str(path_of(file)) for name, file in named}


def _above(file: File) -> list[str]:
    parts = [p for p in PurePosixPath(file.address.partition("://")[2] or file.address).parts if p != "/"]
    return parts[: len(parts) - len(PurePosixPath(file.name).parts)]


def path_of(file: File) -> Path:
    """Return the path of a file that lies on this machine."""
    return Path(file.address.translate(_TO_BYTES))


def open_source(file: File) -> BufferedIOBase:
    """Open a file wherever it is. Raises OSError."""
    return open_remote(file.address) if is_remote(file.root) else path_of(file).open("rb")


Event = tuple[str, str, str | None, str | None]
"""Kind, address, SHA-256, before."""


def compare(before: Mapping[str, File], scanned: Scan) -> tuple[tuple[File, ...], tuple[Event, ...]]:
    """Return the files whose entry changes, and what happened to each: new, changed, moved, copied, deleted, returned.

    Files of sources that were not looked through now stay as they were; so does a file that cannot be read now but
    could be before.
    """
    now = scanned.files
    gone = {a: f for a, f in before.items() if f.present and a not in now and _looked_at(f, scanned)}
    left = _by_content(gone.values())
    stayed = _by_content(f for a, f in before.items() if f.present and a in now and now[a].sha256 == f.sha256)
    entries: list[File] = []
    events: list[Event] = []
    moved: set[str] = set()
    for address, file in sorted(now.items()):
        old = before.get(address)
        if old is not None and old.present and file.sha256 is None and old.sha256 is not None:
            continue
        if old != file:
            entries.append(file)
        if old is not None and old.present:
            if old.sha256 != file.sha256:
                events.append(("changed", address, file.sha256, old.sha256))
        elif file.sha256 and left.get(file.sha256):
            came_from = left[file.sha256].pop(0)
            moved.add(came_from)
            events.append(("moved", address, file.sha256, came_from))
        elif old is not None:
            events.append(("returned", address, file.sha256, old.sha256))
        elif file.sha256 and stayed.get(file.sha256):
            events.append(("copied", address, file.sha256, stayed[file.sha256][0]))
        else:
            events.append(("new", address, file.sha256, None))
    for address, file in sorted(gone.items()):
        entries.append(replace(file, present=False))
        if address not in moved:
            events.append(("deleted", address, file.sha256, None))
    return tuple(entries), tuple(events)


def _by_content(files: Iterable[File]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted(files, key=lambda f: f.address):
        if file.sha256:
            found.setdefault(file.sha256, []).append(file.address)
    return found


def _looked_at(file: File, scanned: Scan) -> bool:
    """True if the place of a file was looked at to the end, so that it is gone if it was not seen."""

    def inside(folder: str) -> bool:
        return file.address == folder or file.address.startswith(folder.rstrip("/") + "/")

    return any(inside(r) for r in scanned.roots) and not any(inside(u) for u in scanned.unseen)


def changed(files: Iterable[File]) -> Iterator[tuple[File, str]]:
    """Yield each file that is there, as the catalogue has it, but does not hold the bytes that were read, and why."""
    for file in sorted(files, key=lambda f: f.address):
        if not file.present or file.sha256 is None:
            continue
        now = _hashed(file, 0.0).sha256
        if now is None:
            yield file, "It is not there any more, or cannot be opened."
        elif now != file.sha256:
            yield file, "Its bytes have changed since it was read."
