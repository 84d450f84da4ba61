"""Reads documents on a Dask cluster: each of its tasks is a batch of documents, read by a supervisor of its own there.

Every machine of the cluster needs minutebook, in the same version, and the documents under the same paths. What comes
back are bytes, which nothing but ``frames`` reads. A batch whose Dask worker died is handed in again.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutebook import __version__
from minutebook.errors import MinutebookError
from minutebook.workers import frames, supervisor
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Engine, Job, Outcome, Task
from minutebook.write.packed import dump, restore

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 40
"""Documents in a task: enough that starting a worker for them does not count."""
AHEAD = 2
"""Batches that are handed in for each thread of the cluster."""
TRIES = 5
"""So often a batch is handed in whose Dask worker died."""
PATIENCE = 60.0
"""Seconds that the scheduler may take to answer, and to have a worker."""

Batch = Sequence[tuple[str, str]]
"""Paths and names in the records."""


def cluster(scheduler: str) -> Engine:
    """Return what does as ``supervisor.supervise`` on the cluster whose scheduler has this address.

    How many documents are read at the same time is for the cluster to say: ``workers`` does not count. It raises
    MinutebookError E301, E309, E314 if the scheduler or its workers are not to be had, and E315 without Dask.
    """

    def supervise(tasks: Iterable[Task], *, job: Job, workers: int, limits: Limits) -> Iterator[Outcome]:
        del workers
        client = _connect(scheduler)
        try:
            yield from _Run(client, job, limits).work(iter(tasks))
        finally:
            with contextlib.suppress(Exception):  # whatever became of the cluster
                client.close()

    return supervise


class _Run:
    """The batches of one run that are in the cluster's hands."""

    def __init__(self, client: Client, job: Job, limits: Limits) -> None:
        self._client = client
        self._job = job
        self._limits = limits
        self._given: dict[Future, tuple[list[Task], int]] = {}

    def work(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yield the outcomes, a batch at a time."""
        from distributed import as_completed  # noqa: PLC0415 - heavy, and an extra

        coming = as_completed(loop=self._client.loop)
        try:
            while True:
                while len(self._given) < AHEAD * max(1, sum(self._client.nthreads().values())):
                    batch = list(islice(tasks, BATCH))
                    if not batch:
                        break
                    coming.add(self._hand_in(batch, 1))
                if not self._given:
                    return
                future = next(coming)
                batch, tries = self._given.pop(future)
                answer = self._answer(future, tries)
                if answer is None:
                    coming.add(self._hand_in(batch, tries + 1))
                else:
                    yield from _outcomes(batch, answer)
        finally:
            with contextlib.suppress(Exception):
                self._client.cancel(list(self._given))

    def _hand_in(self, batch: list[Task], tries: int) -> Future:
        named = [(str(Path(t.path).absolute()), t.source) for t in batch]
        how = (asdict(self._job), asdict(self._limits), __version__)
        future = self._client.submit(read_batch, named, *how, pure=False)
        self._given[future] = (batch, tries)
        return future

    def _answer(self, future: Future, tries: int) -> bytes | None:
        """Return what a batch came to, None if it is to be handed in again."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415

        try:
            answer: bytes = future.result()
        except MinutebookError as error:
            if error.code != "E309" or tries >= TRIES:
                raise
        except (KilledWorker, CancelledError) as error:
            if tries >= TRIES:
                raise MinutebookError("E314", f"its workers died {tries} times") from error
        else:
            return answer
        return None


def read_batch(batch: Batch, job: dict[str, Any], limits: dict[str, Any], version: str) -> bytes:
    """Read some documents, one after the other, in a process under limits; this runs on the cluster.

    Raises MinutebookError E314 if another version of minutebook than ``version`` is installed there.
    """
    if version != __version__:
        raise MinutebookError("E314", f"minutebook {__version__} is installed there, {version} here")
    tasks = [Task(Path(path), source, number) for number, (path, source) in enumerate(batch)]
    answer = io.BytesIO()
    for outcome in supervisor.supervise(tasks, job=Job(**job), workers=1, limits=Limits(**limits)):
        header: frames.Header = {"task": outcome.key, "seconds": outcome.seconds}
        payload = b""
        if outcome.failure is not None:
            header |= {"failed": outcome.failure.code, "detail": outcome.failure.detail}
        elif outcome.packed is not None:
            said, payload = dump(outcome.packed)
            header |= said
        frames.write(answer, header, payload)
    return answer.getvalue()


def _outcomes(batch: Sequence[Task], answer: bytes) -> Iterator[Outcome]:
    file = io.BytesIO(answer)
    while frame := frames.read(file, len(answer)):
        said, payload = frame
        failure = MinutebookError(said["failed"], said["detail"]) if "failed" in said else None
        packed = None if failure else restore(said, payload)
        yield Outcome(batch[said["task"]].key, packed, failure, said["seconds"])


def _connect(scheduler: str) -> Client:
    """Return a client of the scheduler as soon as it has a worker. Raises MinutebookError E314 or E315."""
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise MinutebookError("E315") from error
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise MinutebookError("E314", scheduler) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise MinutebookError("E314", f"{scheduler} has no workers") from error
    return client
