"""The process that reads documents, one after the other, as its supervisor hands them over: see ``supervisor``."""

from __future__ import annotations

import gc
import importlib
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from minutebook.errors import MinutebookError
from minutebook.patterns import KeptPatterns
from minutebook.quiet import hush
from minutebook.records import Minutes
from minutebook.rulepack import load
from minutebook.sift import sift
from minutebook.workers import frames
from minutebook.workers.limits import Limits, confine, first_to_go, held, peaks
from minutebook.write import pack
from minutebook.write.packed import dump

USUAL = ("minutebook.pipeline", "minutebook.read.pdf", "minutebook.read.pdfium")
"""What reads documents, unless a job names another function, and what most of them need."""

_YOUNG = 20_000
"""So many new objects are let be before the collector looks at them; Python's own 700 cost a twentieth of the time."""

Frame = tuple[frames.Header, bytes]


def work(*, bound: bool, patterns: KeptPatterns | None = None) -> None:
    """Say "ready", then answer one document after the other until the supervisor is gone.

    ``bound``: the system ends this process when the supervisor's ends. ``patterns``: those kept at an earlier start.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends us
    first_to_go()
    incoming, outgoing = frames.channel()
    hush()
    try:
        for name in USUAL:  # takes most of the start, and may be done before anybody says what for
            importlib.import_module(name)
        load()
        if patterns is not None:
            patterns.renew()
        hello = frames.read(incoming, 0)
        if hello is None:
            return
        job, limits = hello[0]["job"], Limits(**hello[0]["limits"])
        read = _function(job["read"])
    except MinutebookError as error:
        frames.write(outgoing, {"failed": error.code, "detail": error.detail})
        return
    settle()
    confine(limits)
    frames.write(outgoing, {"ready": True, "held": held(), "peaks": peaks()})
    for header, _ in _frames(incoming) if bound else _followed(_frames(incoming)):
        frames.write(outgoing, *_answer(header, read, job, limits))


def settle() -> None:
    """Let Python's collector look seldom for circles of objects, of which a document leaves few.

    And not through what is loaded by now, which stays.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)
    gc.enable()


def _function(name: str) -> Callable[..., Minutes]:
    module, _, function = name.partition(":")
    found: Callable[..., Minutes] = getattr(importlib.import_module(module), function)
    return found


def _answer(task: frames.Header, read: Callable[..., Minutes], job: dict[str, Any], limits: Limits) -> Frame:
    """Read one document and return what the supervisor is to know; a failure here is none of the document's own."""
    start = time.monotonic()
    header: frames.Header
    payload = b""
    try:
        minutes = read(Path(task["path"]), source=task["source"], reader=job["reader"], pages=limits.pages)
        minutes, left_out = sift(minutes, job["least"])
        header, payload = dump(pack(minutes, job["formats"], most=limits.output, left_out=left_out))
        del minutes
    except MinutebookError as error:
        header = {"failed": error.code, "detail": error.detail}
    except MemoryError:
        header = {"failed": "E111", "detail": ""}
    except Exception as error:
        header = {"failed": "E900", "detail": type(error).__name__}
    return {**header, "task": task["task"], "seconds": time.monotonic() - start, "held": held()}, payload


def _frames(incoming: IO[bytes]) -> Iterator[Frame]:
    while frame := frames.read(incoming, 0):
        yield frame


def _followed(coming: Iterator[Frame]) -> Iterator[Frame]:
    """Yield the frames as they come, and end this process as soon as there can be no more: the supervisor is gone."""
    waiting: queue.SimpleQueue[Frame] = queue.SimpleQueue()

    def follow() -> None:
        for frame in coming:
            waiting.put(frame)
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
    while True:
        yield waiting.get()
