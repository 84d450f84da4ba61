"""The Dask engine: the same results as on one machine, and none lost when a Dask worker is killed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutebook import cli
from minutebook.errors import EXIT, MinutebookError
from minutebook.run import run
from minutebook.sources import find_sources
from minutebook.workers.dask import cluster
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Task
from minutebook.write import write
from regenerate import ROOT

LIMITS = Limits(seconds=20.0, memory=512 << 20)


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """A cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as running:
        yield running


def made(folder: Path, count: int, *others: str) -> list[Task]:
    names = [*(f"{k}-good" for k in range(count)), *others]
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [Task(folder / name, name, name) for name in names]


def test_the_output_is_that_of_one_machine(local: Any, tmp_path: Path) -> None:
    sources = find_sources([str(ROOT / "data" / "raw")])
    written = {}
    for name, engine in (("here", None), ("there", cluster(local.scheduler_address, batch=2))):
        write(run(sources, workers=2, engine=engine), tmp_path / name)
        files = sorted(p for p in (tmp_path / name).rglob("*") if p.is_file())
        written[name] = {p.relative_to(tmp_path / name): p.read_bytes() for p in files}
    assert written["here"] == written["there"] and len(written["here"]) > len(sources)


def test_a_document_that_harms_its_process_costs_itself_alone(local: Any, tmp_path: Path) -> None:
    tasks = made(tmp_path, 12, "segfault", "exit")
    engine = cluster(local.scheduler_address, batch=5)
    told = {o.key: o for o in engine(tasks, job=Job(read="poison:read"), workers=1, limits=LIMITS)}
    assert set(told) == {t.key for t in tasks}
    failed = {key: o.failure.status for key, o in told.items() if o.failure is not None}
    assert failed == {"segfault": "crashed", "exit": "crashed"}
    assert all(o.packed is not None and o.packed.document.source == key for key, o in told.items() if key not in failed)


def test_a_dask_worker_that_is_killed_loses_no_result(local: Any, tmp_path: Path) -> None:
    tasks = [*made(tmp_path, 40), *made(tmp_path, 0, *(f"nap{k}" for k in range(12)))]
    nannies = list(local.workers.values())
    timers = [threading.Timer(1.5 + 1.5 * k, os.kill, (n.pid, signal.SIGKILL)) for k, n in enumerate(nannies)]
    for timer in timers:
        timer.start()
    engine = cluster(local.scheduler_address, batch=4)
    told = [o.key for o in engine(tasks, job=Job(read="poison:read"), workers=1, limits=LIMITS) if o.packed]
    for timer in timers:
        timer.join()
    assert sorted(told) == sorted(t.key for t in tasks)


def test_what_ends_a_run_here_ends_it_there(local: Any, tmp_path: Path) -> None:
    engine = cluster(local.scheduler_address)
    with pytest.raises(MinutebookError, match="E301"):
        list(engine(made(tmp_path, 3, "wrong"), job=Job(read="poison:read"), workers=1, limits=LIMITS))


def test_without_a_scheduler_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    monkeypatch.setattr(sys, "argv", ["minutebook", "extract", str(tmp_path), "--engine", "dask"])
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    signal.signal(signal.SIGTERM, before)
    assert caught.value.code == EXIT["io"] and "E314" in capsys.readouterr().err


def test_without_dask_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MinutebookError, match="E315"):
        list(cluster("tcp://127.0.0.1:1")([], job=Job(), workers=1, limits=Limits()))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("minutebook.workers.dask.PATIENCE", 1.0)
    with pytest.raises(MinutebookError, match=r"E314.*127\.0\.0\.1:1"):
        list(cluster("tcp://127.0.0.1:1")([], job=Job(), workers=1, limits=Limits()))
