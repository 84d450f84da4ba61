"""One run over an archive: looks what is there, reads what is new, and brings tables and files up to it.

What ought to be in the tables is worked out anew in every run from what was seen and what was read, and only the
differences are done, each document's in one transaction. So a run that is broken off at any moment leaves nothing half
done, and the next one does the rest.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from minutebook import __version__
from minutebook.archive.catalogue import Catalogue, File, Known, Version, read_rows, unreadable_key
from minutebook.archive.export import FORMATS, export, recover
from minutebook.archive.fingerprint import engine
from minutebook.archive.remote import is_remote
from minutebook.archive.scan import Scan, by_name, compare, open_source, path_of, scan
from minutebook.errors import MinutebookError
from minutebook.refusal import failed, named
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import READ, Job, Outcome, Task, supervise
from minutebook.write import ROWS, Packed, pack

FETCHED = ".fetched"
"""The folder, in the output folder, for files from elsewhere while they are read."""

Tell = Callable[..., None]
"""Is told what happens: the name of an event, and keyword values that a JSON line can hold."""

Engine = Callable[..., Iterator[Outcome]]
"""Reads tasks, as ``workers.supervisor.supervise`` does."""

_LIMITED = frozenset({"timeout", "memory", "crashed", "too_much_output", "too_many_pages", "too_large"})
"""Statuses of documents that failed at a limit: they are read again when the limits change."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How documents are read: by which reader, on how many processes, within which limits, by which engine."""

    workers: int = 1
    reader: str = "auto"
    limits: Limits = field(default_factory=Limits)
    engine: Engine = supervise
    read: str | None = None


@dataclass(slots=True)
class Report:
    """What a run came to. Times are UTC, ISO; seconds are wall-clock time."""

    version: str = __version__
    run: int = 0
    started: str = ""
    finished: str = ""
    seconds: float = 0.0
    files: int = 0
    hashed: int = 0
    events: dict[str, int] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    read: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    failures: tuple[dict[str, str], ...] = ()
    changed_records: int = 0
    documents: dict[str, int] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    written: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def ingest(
    given: Sequence[str],
    catalogue: Catalogue,
    out: Path,
    *,
    plan: Plan,
    formats: Sequence[str] = FORMATS,
    tell: Tell = lambda _event, **_values: None,
    allow_empty: bool = False,
) -> Report:
    """Take in what is new or changed below ``given`` and export every table that changes.

    The caller holds the lock of ``out``. Raises MinutebookError E302, E303 or E312 if the sources are not as they
    should be, and E304 if something cannot be written: then what was exported before is as it was.
    """
    report = Report(started=_now())
    clock = time.monotonic()
    recover(out)
    by = engine(plan.reader)
    before = catalogue.files()
    scanned = scan(given, before, allow_empty=allow_empty)
    if not scanned.files and not before:
        raise MinutebookError("E303", ", ".join(given))
    report.run = catalogue.start_run(version=__version__, engine=by, started=report.started)
    try:
        _take_in(catalogue, out, scanned, before, plan, by, tell, report)
        report.written = export(catalogue, out, formats=formats)
        report.documents, report.records = catalogue.counts()
    except BaseException as error:
        report.finished, report.seconds = _now(), round(time.monotonic() - clock, 3)
        with contextlib.suppress(MinutebookError):
            catalogue.end_run(report.run, state="failed", finished=report.finished, report=report.to_dict())
        tell("failed", run=report.run, error=str(error) or type(error).__name__)
        raise
    report.finished, report.seconds = _now(), round(time.monotonic() - clock, 3)
    catalogue.end_run(report.run, state="finished", finished=report.finished, report=report.to_dict())
    return report


def _take_in(
    catalogue: Catalogue,
    out: Path,
    scanned: Scan,
    before: Mapping[str, File],
    plan: Plan,
    by: str,
    tell: Tell,
    report: Report,
) -> None:
    entries, events = compare(before, scanned)
    if entries or events:
        catalogue.note_files(report.run, entries, events)
    report.files, report.hashed, report.unseen = len(scanned.files), scanned.hashed, scanned.unseen
    report.events = dict(sorted(Counter(kind for kind, *_ in events).items()))
    files = {**before, **{f.address: f for f in entries}}
    tell("scanned", run=report.run, files=report.files, hashed=report.hashed, **report.events)
    wanted, first = _wanted(files)
    held, known = catalogue.published(), catalogue.known()
    limits = _told(plan.limits)
    todo = [key for key in wanted if _must_read(known.get(key), by, limits)]
    tell("reading", run=report.run, documents=len(todo))
    counts: Counter[str] = Counter()
    failures: list[dict[str, str]] = []
    for key, source, packed, seconds in _read([(key, wanted[key][0], first[key]) for key in todo], out, plan):
        version = _version(packed, by, limits)
        if version.sha256 != key:  # it changed, went or came since it was looked at: the next run looks at it anew
            catalogue.note_files(report.run, [replace(first[key], stamp="", problem="E305")], [])
            names = wanted.pop(key)
            if version.status == "unreadable":
                wanted[version.sha256] = names
        names = wanted.get(version.sha256, ())
        report.changed_records += catalogue.keep(report.run, version, names)
        known[version.sha256] = Known(version.status, version.engine, version.limits)
        held[version.sha256] = names
        counts[version.status] += 1
        report.read += 1
        told = {"source": source, "status": version.status}
        if version.status != "ok":
            failures.append({**told, "message": "; ".join(n.message for n in packed.notices)})
        tell("read", run=report.run, document=version.document_id, seconds=round(seconds, 3), **told)
    report.statuses = dict(sorted(counts.items()))
    report.failures = tuple(sorted(failures, key=lambda f: f["source"]))
    current = {key for key, what in known.items() if what.engine == by}
    _publish(catalogue, wanted, held, current)


def _publish(
    catalogue: Catalogue,
    wanted: Mapping[str, Sequence[str]],
    held: Mapping[str, Sequence[str]],
    current: Container[str],
) -> None:
    """Make the tables, which hold ``held``, hold the contents that are wanted, under their names, and no others.

    ``current`` are those that this engine read: the others wait for a run in which they can be read.
    """
    for key in sorted(k for k, names in held.items() if names and k not in wanted):
        catalogue.publish(key, ())
    for key, names in wanted.items():
        if key in current and tuple(held.get(key, ())) != tuple(names):
            catalogue.publish(key, names)


def _wanted(files: Mapping[str, File]) -> tuple[dict[str, tuple[str, ...]], dict[str, File]]:
    """Return for each content that is there the names of its files (sorted), and its first file.

    A file that cannot be read stands for itself, under a key of its own.
    """
    wanted: dict[str, list[str]] = {}
    first: dict[str, File] = {}
    for name, file in by_name(files.values()):
        key = file.sha256 or unreadable_key(named(name).id)
        wanted.setdefault(key, []).append(name)
        first.setdefault(key, file)
    return {key: tuple(found) for key, found in wanted.items()}, first


def _must_read(known: Known | None, by: str, limits: str) -> bool:
    if known is None or known.engine != by or known.status == "unreadable":
        return True
    return known.limits is not None and known.limits != limits


def _told(limits: Limits) -> str:
    return f"{limits.seconds:g} s, {limits.memory} B, {limits.output} B, {limits.pages} pages"


def _version(packed: Packed, by: str, limits: str) -> Version:
    document = packed.document
    return Version(
        sha256=document.sha256 or unreadable_key(document.id),
        status=document.status,
        version=document.version,
        engine=by,
        limits=limits if document.status in _LIMITED else None,
        json=packed.part("json"),
        rows=read_rows(packed.part(ROWS)),
    )


def _read(todo: Iterable[tuple[str, str, File]], out: Path, plan: Plan) -> Iterator[tuple[str, str, Packed, float]]:
    """Yield key, name, result and seconds of each document, as they come; every one gives exactly one result."""
    fetched = out / FETCHED
    held: dict[str, tuple[str, Path]] = {}

    def tasks() -> Iterator[Task]:
        for key, source, file in todo:
            path = _fetch(file, fetched) if is_remote(file.root) else path_of(file)
            held[key] = (source, path)
            yield Task(path, source, key)

    job = Job(reader=plan.reader, formats=_PARTS, read=plan.read or READ)
    try:
        for outcome in plan.engine(tasks(), job=job, workers=plan.workers, limits=plan.limits):
            source, path = held.pop(outcome.key)
            packed = outcome.packed
            if packed is None:
                assert outcome.failure is not None
                packed = pack(failed(path, source, outcome.failure), _PARTS)
            if path.parent == fetched:
                path.unlink(missing_ok=True)
            yield outcome.key, source, packed, outcome.seconds
    finally:
        shutil.rmtree(fetched, ignore_errors=True)


_PARTS = ("json", ROWS)


def _fetch(file: File, folder: Path) -> Path:
    """Copy a file from elsewhere into the output folder, as a stream; one that fails is left empty-handed there."""
    folder.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with open(handle, "wb") as copy, open_source(file) as stream:  # noqa: PTH123 - a handle
            shutil.copyfileobj(stream, copy)
    except OSError:
        path.unlink(missing_ok=True)  # the reader says of it that it cannot be opened
    return path


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
