"""Reads many files, each in a worker under limits: every file ends in one result, whatever it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minutebook.errors import ERRORS, MinutebookError
from minutebook.refusal import duplicate, failed
from minutebook.sources import Source
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import READ, Engine, Job, Task, supervise
from minutebook.write import FORMATS, KINDS, Packed, pack


def run(
    sources: Sequence[Source],
    *,
    workers: int = 1,
    reader: str = "auto",
    formats: Sequence[str] = FORMATS,
    limits: Limits | None = None,
    least: float = 0.0,
    engine: Engine | None = None,
    done: Callable[[Packed], None] = lambda _packed: None,
    read: str = READ,
) -> tuple[Packed, ...]:
    """Read every source and return one result each, in the order of the sources, ready to be written in ``formats``.

    Each is read by one of ``workers`` processes under ``limits`` (those of ``Limits()`` if none are given); ``done`` is
    told of each result as it comes. Records less sure than ``least`` are left out. The same bytes are read once: a
    later copy gets the status "duplicate" and notice N12. A document that takes more than it may, or kills the process
    that reads it, costs nothing but itself.
    ``reader`` reads the PDFs, as in ``pipeline.extract``; ``read`` names the function that workers use in place of that
    (see ``Job``). ``engine`` hands out the documents: to processes of this machine if none is given; that of
    ``workers.dask.cluster`` to a cluster. Raises MinutebookError E301 if a rule pack is wrong, E309 if no worker can be
    started, and what the engine raises.
    """
    first = _first_copies(sources)
    originals = sorted((k for k in range(len(sources)) if first[k] == k), key=lambda k: (-_size(sources[k]), k))
    tasks = (Task(sources[k].path, sources[k].name, k) for k in originals)
    job = Job(reader, formats, read, least)
    results: dict[int, Packed] = {}
    # the largest come first, so that no worker is left with a long one at the end
    for outcome in (engine or supervise)(tasks, job=job, workers=workers, limits=limits or Limits()):
        packed = outcome.packed
        if packed is None:
            source, failure = sources[outcome.key], outcome.failure or MinutebookError("E900")
            packed = pack(failed(source.path, source.name, failure), formats)
        results[outcome.key] = packed
        done(packed)
    for k in range(len(sources)):
        if first[k] != k:
            results[k] = pack(duplicate(results[first[k]].document, sources[k].name), formats)
            done(results[k])
    return tuple(results[k] for k in range(len(sources)))


def _first_copies(sources: Sequence[Source]) -> list[int]:
    """Return for each source the index of the first source with the same bytes (its own if it is the first).

    Only files of one size are compared, by their SHA-256; one that cannot be opened is like no other.
    """
    sizes: dict[int, list[int]] = {}
    for k, source in enumerate(sources):
        if source.path.is_file():
            sizes.setdefault(source.path.stat().st_size, []).append(k)
    first = list(range(len(sources)))
    if all(len(group) == 1 for group in sizes.values()):
        return first
    from hashlib import file_digest  # noqa: PLC0415 - slow to load, and seldom needed

    for group in sizes.values():
        seen: dict[str, int] = {}
        for k in group if len(group) > 1 else ():
            try:
                with sources[k].path.open("rb") as file:
                    digest = file_digest(file, "sha256").hexdigest()
            except OSError:
                continue
            first[k] = seen.setdefault(digest, k)
    return first


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Failures:
    """The documents that ended with one error: its code, what it means, what to do, and the files."""

    code: str
    cause: str
    advice: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: documents by status, records by kind, notices by code, failures by error.

    ``doubted`` records are listed to be checked, ``left_out`` ones were less sure than was asked for.
    """

    documents: int
    read: int
    duplicates: int
    records: dict[str, int]
    notices: dict[str, int]
    doubted: int
    left_out: int
    failures: tuple[Failures, ...]


def summarize(results: Sequence[Packed]) -> Summary:
    """Count what a run came to; all in the order of kinds, codes and files."""
    failed: dict[str, list[str]] = {}
    notices: Counter[str] = Counter()
    for packed in results:
        for n in packed.notices:
            if n.code in ERRORS:
                failed.setdefault(n.code, []).append(packed.document.source)
            else:
                notices[n.code] += 1
    return Summary(
        documents=len(results),
        read=sum(1 for p in results if p.document.status == "ok"),
        duplicates=sum(1 for p in results if p.document.status == "duplicate"),
        records={kind: sum(p.records[kind] for p in results) for kind in KINDS},
        notices=dict(sorted(notices.items())),
        doubted=sum(p.doubted for p in results),
        left_out=sum(p.left_out for p in results),
        failures=tuple(
            Failures(code, ERRORS[code].cause, ERRORS[code].advice, tuple(files))
            for code, files in sorted(failed.items())
        ),
    )
