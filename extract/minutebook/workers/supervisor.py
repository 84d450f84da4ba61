"""Hands documents to workers, takes their answers, and sees to it that none of them can take another one with it.

A worker is a process (``worker``) with a pipe to it and a pipe from it; nothing is shared. It has the next document
waiting in its pipe while it reads one, so that it never waits for its supervisor; the time of a document counts from
the answer before. A worker that dies, takes too long or says what is no answer is ended with all that it started; that
costs the document that it was reading, and what waited behind it goes to another worker.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from minutebook.errors import ERRORS, MinutebookError
from minutebook.workers import frames
from minutebook.workers.launch import launch
from minutebook.workers.limits import Limits
from minutebook.write import FORMATS, Packed
from minutebook.write.packed import restore

READ = "minutebook.pipeline:attempt"
"""The function that reads a document, as a worker finds it."""
TRIES = 8
"""So often a document is read whose worker was killed from outside, which is no fault of the document's by itself."""
STARTS, STARTS_KILLED = 3, 50
"""So many workers may end before they are ready, one after the other: by themselves, or killed from outside."""
START = 180.0
"""Seconds that a worker may take to be ready."""
DEATH = 5.0
"""Seconds that a process which has let go of its pipe may take to be dead; on a busy machine dying takes its time."""
GRACE = 1.0
"""Seconds that a thread or this process itself may be late."""
TICK, GLANCE = 0.5, 0.05
"""Seconds after which the supervisor looks round if nothing comes, at most and at least."""
GROWTH = 64 << 20
"""Bytes by which a worker may grow in any case before it is replaced."""

_OUTSIDE = {-getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)}

Said = tuple[frames.Header, bytes] | frames.BrokenFrameError | None
"""What came from a worker: a frame, what was none, or None at its end."""


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: a local file, its name in the records, and whatever its sender knows it by."""

    path: Path
    source: str
    key: Any


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each document: which reader reads a PDF, and what is made ready to be written.

    ``read`` is the function (``module:name``) that a worker imports and calls as ``pipeline.attempt`` is called.
    Records less sure than ``least`` are left out.
    """

    reader: str = "auto"
    formats: Sequence[str] = FORMATS
    read: str = READ
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: its document ready to be written, or why a worker was lost over it; never both."""

    key: Any
    packed: Packed | None
    failure: MinutebookError | None
    seconds: float


class Engine(Protocol):
    """What hands out documents to be read, and yields one outcome for each."""

    def __call__(self, tasks: Iterable[Task], *, job: Job, workers: int, limits: Limits) -> Iterator[Outcome]:
        """Do as ``supervise`` does."""


def supervise(tasks: Iterable[Task], *, job: Job, workers: int, limits: Limits) -> Iterator[Outcome]:
    """Yield one outcome for each task as they come; ``workers`` processes work at most, and end with the generator.

    Tasks are taken from the iterable as there is a worker for them. Raises MinutebookError E301 if a rule pack is
    wrong, E309 if no worker can be started. A worker lives no longer than the thread in which it was started.
    """
    crew = _Crew(job, workers, limits)
    try:
        yield from crew.work(iter(tasks))
    finally:
        crew.end()


@dataclass(slots=True)
class _Try:
    """A task, and how often a worker died over it; ``alone``: it needs a worker that has read nothing yet."""

    number: int
    task: Task
    deaths: int = 0
    alone: bool = False

    def again(self) -> _Try:
        """Return what is to be tried once more, after a worker died over it."""
        return _Try(self.number, self.task, self.deaths + 1, alone=True)


@dataclass(eq=False, slots=True)
class _Worker:
    """A process; ``given`` are the documents in its hands, of which it is reading the first since ``since``."""

    process: subprocess.Popen[bytes]
    since: float
    ready: bool = False
    late: bool = False
    answers: int = 0
    held: int = 0
    peaks: tuple[int, int] = (0, 0)
    given: deque[_Try] = field(default_factory=deque)
    listener: threading.Thread | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    worker: _Worker
    said: Said
    at: float


class _Crew:
    """The workers of one run, and the tasks that are in their hands or came back."""

    def __init__(self, job: Job, workers: int, limits: Limits) -> None:
        self._job = job
        self._size = max(1, workers)
        self._limits = limits
        self._workers: list[_Worker] = []
        self._waiting: deque[_Try] = deque()
        self._events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._taken = 0
        self._false_starts = 0

    def work(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yield the outcomes."""
        while True:
            self._hand_out(tasks)
            if not self._waiting and not any(w.given for w in self._workers):
                return
            heard, now = self._listen()
            for event in heard:
                yield from self._hear(event)
            yield from self._look_round(now)

    def end(self) -> None:
        """End all workers, and what they started, at once."""
        for worker in self._workers:
            _kill(worker.process)
        while self._workers:
            _bury(self._workers.pop())

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        """Give tasks to those who have the least to do; a worker is started only if there is one for it."""
        while True:
            if not self._waiting:
                task = next(tasks, None)
                if task is None:
                    return
                self._taken += 1
                self._waiting.append(_Try(self._taken, task))
            worker = self._place(self._waiting[0])
            if worker is None:
                return
            attempt = self._waiting.popleft()
            if worker.ready and not worker.given:
                worker.since = time.monotonic()
            worker.given.append(attempt)
            path = os.path.abspath(attempt.task.path)  # noqa: PTH100 - Path.resolve would follow links
            _tell(worker, {"task": attempt.number, "path": path, "source": attempt.task.source})

    def _place(self, attempt: _Try) -> _Worker | None:
        """Return the worker that is to have a task next, None if all have enough."""
        idle = [w for w in self._workers if not w.given]
        if attempt.alone:
            if idle and len(self._workers) == self._size:
                self._dismiss(idle[0])
            return self._start() if len(self._workers) < self._size else None
        if not idle and len(self._workers) < self._size:
            return self._start()
        busy = [w for w in self._workers if len(w.given) == 1 and not w.given[0].alone]
        return next(iter(idle or busy), None)

    def _start(self) -> _Worker | None:
        """Start a worker; None if that is not possible now, and others are at work. Raises MinutebookError E309."""
        try:
            process = launch()
        except OSError as error:
            if self._workers:
                return None
            raise MinutebookError("E309", error.strerror or type(error).__name__) from error
        worker = _Worker(process, since=time.monotonic())
        self._workers.append(worker)
        listening = (worker, self._events, self._limits.output)
        worker.listener = threading.Thread(target=_overhear, args=listening, daemon=True)
        worker.listener.start()
        _tell(worker, {"job": asdict(self._job), "limits": asdict(self._limits)})
        return worker

    def _listen(self) -> tuple[list[_Event], float]:
        """Wait until something comes, or a document's time may be up; return all that came, and when that was."""
        start = time.monotonic()
        until = min((self._deadline(w) for w in self._workers), default=start)
        patience = max(GLANCE, min(TICK, until - start))
        heard: list[_Event] = []
        with contextlib.suppress(queue.Empty):
            heard.append(self._events.get(timeout=patience))
        now = time.monotonic()
        lost = now - start - patience
        if lost > GRACE:  # it was us who did nothing: stopped, or the machine asleep
            for worker in self._workers:
                worker.since += lost
        heard += [self._events.get_nowait() for _ in range(self._events.qsize())]
        return heard, now

    def _deadline(self, worker: _Worker) -> float:
        if not worker.ready:
            return worker.since + START
        return worker.since + self._limits.seconds if worker.given else float("inf")

    def _hear(self, event: _Event) -> Iterator[Outcome]:
        worker, said = event.worker, event.said
        if worker not in self._workers:  # it was ended before this was heard
            return
        if said is None:
            yield from self._lose(worker, None)
        elif isinstance(said, frames.LongFrameError):
            yield from self._lose(worker, MinutebookError("E113", f"more than {self._limits.output:,} bytes"))
        elif isinstance(said, frames.BrokenFrameError):
            yield from self._lose(worker, MinutebookError("E112", "what it answered is no answer"))
        elif not worker.ready:
            self._welcome(worker, said[0], event.at)
        else:
            yield from self._take(worker, *said, event.at)

    def _welcome(self, worker: _Worker, said: frames.Header, at: float) -> None:
        """Note that a worker is ready. Raises the error for which it cannot be."""
        if "failed" in said:
            raise MinutebookError(said["failed"], said["detail"])
        worker.ready, worker.held, worker.since = True, said["held"], at
        worker.peaks = tuple(said["peaks"])
        self._false_starts = 0

    def _take(self, worker: _Worker, said: frames.Header, payload: bytes, at: float) -> Iterator[Outcome]:
        """Yield the outcome of an answer; a worker that has grown too much, or ran out of memory, goes."""
        try:
            attempt = worker.given[0]
            if said["task"] != attempt.number:
                raise ValueError
            failure = MinutebookError(said["failed"], said["detail"]) if "failed" in said else None
            packed = None if failure else restore(said, payload)
            status = failure.status if failure else packed.document.status if packed else ""
            held, seconds = int(said["held"]), float(said["seconds"])
        except (KeyError, TypeError, ValueError, IndexError):
            yield from self._lose(worker, MinutebookError("E112", "what it answered is no answer"))
            return
        if failure is not None and failure.code == "E301":  # no fault of the document's
            raise failure
        worker.given.popleft()
        worker.answers += 1
        worker.since = at
        short = status == ERRORS["E111"].status
        if short or held > worker.held + max(GROWTH, self._limits.memory // 4):
            self._dismiss(worker)
        if short and worker.answers > 1:  # what it read before may have left too little
            self._waiting.appendleft(attempt.again())
        else:
            yield Outcome(attempt.task.key, packed, failure, seconds)

    def _dismiss(self, worker: _Worker) -> None:
        """End a worker that did nothing wrong; what waits in its pipe goes back."""
        self._workers.remove(worker)
        _kill(worker.process)
        _bury(worker)
        self._waiting.extendleft(reversed(worker.given))

    def _look_round(self, now: float) -> Iterator[Outcome]:
        """End those whose time is up; seen twice, as the answer may lie in the pipe."""
        for worker in self._workers.copy():
            if now < self._deadline(worker):
                worker.late = False
            elif not worker.late:
                worker.late = True
            else:
                yield from self._lose(worker, MinutebookError("E110", f"{self._limits.seconds:g} s"))

    def _lose(self, worker: _Worker, verdict: MinutebookError | None) -> Iterator[Outcome]:
        """End a worker that is no use any more and yield what that costs; without a ``verdict`` it ended by itself.

        Raises MinutebookError E309 if workers cannot be started.
        """
        spent = time.monotonic() - worker.since
        self._workers.remove(worker)
        if verdict is None and not _gone(worker.process):
            verdict = MinutebookError("E112", "it closed its pipe")
        _kill(worker.process)
        code, peak = _bury(worker)
        if not worker.ready:
            self._waiting.extendleft(reversed(worker.given))
            self._false_starts += 1
            if self._false_starts >= (STARTS_KILLED if code in _OUTSIDE else STARTS):
                raise MinutebookError("E309", _how(code))
            return
        attempt = worker.given.popleft() if worker.given else None
        self._waiting.extendleft(reversed(worker.given))
        if attempt is None:
            return
        if verdict is None:
            told, own = worker.peaks
            large = peak > told and peak - own > self._limits.memory // 2
            outside = code in _OUTSIDE
            if attempt.deaths + 1 < (TRIES if outside and not large else 2) and (outside or worker.answers):
                self._waiting.appendleft(attempt.again())
                return
            verdict = MinutebookError("E111" if large else "E112", _how(code))
        yield Outcome(attempt.task.key, None, verdict, spent)


def _tell(worker: _Worker, header: frames.Header) -> None:
    assert worker.process.stdin is not None
    with contextlib.suppress(OSError):  # if it is gone, its listener says so
        frames.write(worker.process.stdin, header)


def _overhear(worker: _Worker, events: queue.SimpleQueue[_Event], most: int) -> None:
    """Pass on what a worker says, until it ends or says what is no frame."""
    assert worker.process.stdout is not None
    said: Said
    while True:
        try:
            said = frames.read(worker.process.stdout, most)
        except frames.BrokenFrameError as error:
            said = error
        except (OSError, ValueError, MemoryError):
            said = None
        events.put(_Event(worker, said, time.monotonic()))
        if not isinstance(said, tuple):
            return


def _gone(process: subprocess.Popen[bytes]) -> bool:
    """Wait a moment for a process that has let go of its pipe to be dead, and leave it to be buried."""
    if not hasattr(os, "waitid"):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(DEATH)
        return process.returncode is not None
    until = time.monotonic() + DEATH
    while time.monotonic() < until:
        try:
            if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
        except ChildProcessError:  # somebody else waits for all our children
            return True
        time.sleep(0.001)
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker and all that it started; it is not buried yet, so that nobody else can have its number."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _bury(worker: _Worker) -> tuple[int, int]:
    """Wait for the end of a worker that was killed; return its exit code and the most memory that it had, in bytes."""
    process, peak = worker.process, 0
    if process.returncode is None and hasattr(os, "wait4"):
        try:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        except ChildProcessError:
            process.returncode = -signal.SIGKILL
    code = process.wait()
    assert worker.listener is not None
    worker.listener.join(GRACE)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and not worker.listener.is_alive():
            with contextlib.suppress(OSError):
                pipe.close()
    return code, peak


def _how(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
