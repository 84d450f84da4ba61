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

from commands import command
from minutebook.errors import EXIT, MinutebookError
from minutebook.workers.dask import cluster
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Task
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


def written(folder: Path) -> dict[str, bytes]:
    """Return the tables and JSON files of an output folder."""
    files = [p for p in folder.rglob("*") if p.suffix in {".csv", ".json"}]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.mark.parametrize("name", ["extract", "ingest"])
def test_the_output_is_that_of_one_machine(
    name: str, local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutebook.workers.dask.BATCH", 2)
    source = ROOT / "data" / "raw"
    assert command(monkeypatch, name, source, "--out", tmp_path / "here", "--workers", 2) == 0
    there = ("--engine", "dask", "--scheduler", local.scheduler_address)
    assert command(monkeypatch, name, source, "--out", tmp_path / "there", *there) == 0
    assert written(tmp_path / "here") == written(tmp_path / "there")
    assert len(written(tmp_path / "here")) > len(list(source.iterdir()))


def test_a_document_that_harms_its_process_costs_itself_alone(
    local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = made(tmp_path, 12, "segfault", "exit")
    monkeypatch.setattr("minutebook.workers.dask.BATCH", 5)
    engine = cluster(local.scheduler_address)
    told = {o.key: o for o in engine(tasks, job=Job(read="poison:read"), workers=1, limits=LIMITS)}
    assert set(told) == {t.key for t in tasks}
    failed = {key: o.failure.status for key, o in told.items() if o.failure is not None}
    assert failed == {"segfault": "crashed", "exit": "crashed"}
    assert all(o.packed is not None and o.packed.document.source == key for key, o in told.items() if key not in failed)


def test_a_dask_worker_that_is_killed_loses_no_result(
    local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [*made(tmp_path, 40), *made(tmp_path, 0, *(f"nap{k}" for k in range(12)))]
    nannies = list(local.workers.values())
    timers = [threading.Timer(1.5 + 1.5 * k, os.kill, (n.pid, signal.SIGKILL)) for k, n in enumerate(nannies)]
    for timer in timers:
        timer.start()
    monkeypatch.setattr("minutebook.workers.dask.BATCH", 4)
    engine = cluster(local.scheduler_address)
    told = [o.key for o in engine(tasks, job=Job(read="poison:read"), workers=1, limits=LIMITS) if o.packed]
    for timer in timers:
        timer.join()
    assert sorted(told) == sorted(t.key for t in tasks)


def test_what_ends_a_run_here_ends_it_there(local: Any, tmp_path: Path) -> None:
    engine = cluster(local.scheduler_address)
    with pytest.raises(MinutebookError, match="E301"):
        list(engine(made(tmp_path, 3, "wrong"), job=Job(read="poison:read"), workers=1, limits=LIMITS))


def test_another_version_on_the_cluster_is_refused(local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.workers.dask.__version__", "0.0.1")
    with pytest.raises(MinutebookError, match=r"E314.*0\.0\.1 here"):
        list(cluster(local.scheduler_address)(made(tmp_path, 1), job=Job(), workers=1, limits=LIMITS))


def test_without_a_scheduler_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert command(monkeypatch, "extract", tmp_path, "--out", tmp_path / "out", "--engine", "dask") == EXIT["io"]
    assert "E314" in capsys.readouterr().err


def test_without_dask_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MinutebookError, match="E315"):
        list(cluster("tcp://127.0.0.1:1")([], job=Job(), workers=1, limits=Limits()))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("minutebook.workers.dask.PATIENCE", 1.0)
    with pytest.raises(MinutebookError, match=r"E314.*127\.0\.0\.1:1"):
        list(cluster("tcp://127.0.0.1:1")([], job=Job(), workers=1, limits=Limits()))
