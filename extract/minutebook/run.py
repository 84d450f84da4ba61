"""Reads many files, on several processes if asked: every file ends in one result, whatever it holds."""

from __future__ import annotations

import functools
import gc
import hashlib
import logging
import multiprocessing
import os
import signal
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.connection import wait as wait_for

from minutebook.doubts import notice
from minutebook.errors import ERRORS, MinutebookError
from minutebook.pipeline import attempt, refuse
from minutebook.records import Minutes
from minutebook.rulepack import load
from minutebook.sources import Source
from minutebook.write import FORMATS, KINDS, Packed, pack


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each source: it is read, and what is to be written of it is made ready."""

    read: Callable[[Source], Minutes]
    formats: Sequence[str]

    def __call__(self, source: Source) -> Packed:
        """Return a document ready to be written."""
        return pack(self.read(source), self.formats)


def _read(source: Source, reader: str = "auto") -> Minutes:
    return attempt(source.path, source=source.name, reader=reader)


def run(
    sources: Sequence[Source],
    *,
    workers: int = 1,
    reader: str = "auto",
    formats: Sequence[str] = FORMATS,
    done: Callable[[Packed], None] = lambda _packed: None,
    read: Callable[[Source], Minutes] | None = None,
) -> tuple[Packed, ...]:
    """Read every source and return one result each, in the order of the sources, ready to be written in ``formats``.

    With one worker all is read in this process, with more each document in one of as many processes; ``done`` is told
    of each result as it comes. The same bytes are read once: a later copy gets the status "duplicate" and notice N12.
    A process that dies costs only the document that killed it. ``reader`` reads the PDFs, as in ``pipeline.extract``;
    ``read`` is done with each source in place of that. Raises MinutebookError E301 if a rule pack is wrong.
    """
    work = Work(read or functools.partial(_read, reader=reader), formats)
    load()
    first = _first_copies(sources)
    originals = [k for k in range(len(sources)) if first[k] == k]
    results: dict[int, Packed] = {}
    wanted = [sources[k] for k in originals]
    for at, packed in _each(wanted, workers, work):
        results[originals[at]] = packed
        done(packed)
    for k in range(len(sources)):
        if first[k] != k:
            results[k] = pack(_copy(sources[k], results[first[k]]), formats)
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
    for group in sizes.values():
        seen: dict[str, int] = {}
        for k in group if len(group) > 1 else ():
            try:
                with sources[k].path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                continue
            first[k] = seen.setdefault(digest, k)
    return first


def _copy(source: Source, original: Packed) -> Minutes:
    """Return the result of a second file with the same bytes: no records, and a notice that names the first."""
    document = replace(original.document, source=source.name, status="duplicate")
    name = original.document.source
    empty = refuse(None, document)
    return replace(empty, notices=(notice("N12", f"Its records stand under {name}."),))


def _each(sources: Sequence[Source], workers: int, work: Work) -> Iterator[tuple[int, Packed]]:
    if workers > 1 and len(sources) > 1:
        yield from _together(sources, workers, work)
        return
    hush()
    for k, source in enumerate(sources):
        yield k, work(source)


def _together(sources: Sequence[Source], workers: int, work: Work) -> Iterator[tuple[int, Packed]]:
    """Keep ``workers`` processes busy. When one dies, what was in flight is read again, each in a process alone.

    The largest files come first, so that no process is left with a long one at the end; each has the next one waiting.
    """
    waiting = sorted(range(len(sources)), key=lambda k: (_size(sources[k]), -k))
    suspects: list[int] = []
    while waiting or suspects:
        while suspects:
            k = suspects.pop()
            yield k, _isolated(sources[k], work)
        pool = _pool(min(workers, max(1, len(waiting))))
        flying: dict[Future[Packed], int] = {}
        try:
            while waiting or flying:
                while waiting and len(flying) < 2 * workers:
                    k = waiting.pop()
                    try:
                        flying[pool.submit(work, sources[k])] = k
                    except BrokenProcessPool:
                        waiting.append(k)
                        raise
                finished, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in sorted(finished, key=flying.__getitem__):
                    packed = future.result()
                    yield flying.pop(future), packed
        except BrokenProcessPool:
            for future, k in flying.items():
                if future.done() and not future.exception():
                    yield k, future.result()
                else:
                    suspects.append(k)
        finally:
            _close(pool)


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _isolated(source: Source, work: Work) -> Packed:
    pool = _pool(1)
    try:
        return pool.submit(work, source).result()
    except BrokenProcessPool:
        return Work(_died, work.formats)(source)
    finally:
        _close(pool)


def _died(source: Source) -> Minutes:
    return attempt(source.path, source=source.name, error=MinutebookError("E900", "the process that read it died"))


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _close(pool: ProcessPoolExecutor) -> None:
    """End a pool at once: nothing is waited for, and its processes go (they hold nothing that is worth keeping)."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _begin() -> None:
    """Set up a worker: quiet, deaf to Ctrl-C (the parent ends it), and gone when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hush()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    load()
    gc.freeze()  # what is loaded by now stays: the collector need not look through it again and again


def _follow(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def hush() -> None:
    """Keep the libraries' log lines and warnings off the terminal; what matters becomes a notice or a status."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


@dataclass(frozen=True, slots=True)
class Failures:
    """The documents that ended with one error: its code, what it means, what to do, and the files."""

    code: str
    cause: str
    advice: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: documents by status, records by kind, notices by code, failures by error."""

    documents: int
    read: int
    duplicates: int
    records: dict[str, int]
    notices: dict[str, int]
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
        failures=tuple(
            Failures(code, ERRORS[code].cause, ERRORS[code].advice, tuple(files))
            for code, files in sorted(failed.items())
        ),
    )
