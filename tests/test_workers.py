"""Workers under limits: whatever a document does to its process, it alone is lost, and nothing is left behind."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook import read
from minutebook.errors import MinutebookError
from minutebook.records import DocumentRecord, NoticeRecord
from minutebook.workers import frames
from minutebook.workers.launch import ahead
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Outcome, Task, supervise
from minutebook.write import pack
from minutebook.write.packed import Packed, dump, restore
from minutebook.write.schema import TABLES
from poison import read as poison

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what only Linux has")
TIGHT = Limits(seconds=20.0, memory=256 << 20, output=1 << 20)
HURRY = Limits(seconds=1.5, memory=256 << 20, output=1 << 20)
"""For documents of which one takes for ever and the others no time."""
ROOMY = Limits(seconds=60.0, memory=1536 << 20, output=1 << 20)
"""More than the process has that runs the tests: a worker is told to have had that much, too."""
JOB = Job(read=f"{poison.__module__}:{poison.__name__}")


Started = list[subprocess.Popen[bytes]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The processes that the test starts, in their order."""
    processes: Started = []
    real = subprocess.Popen

    def popen(*args: Any, **more: Any) -> subprocess.Popen[bytes]:
        processes.append(real(*args, **more))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    return processes


def tasks(folder: Path, names: Iterable[str]) -> list[Task]:
    made = []
    for name in names:
        (folder / name).write_bytes(name.encode())
        made.append(Task(folder / name, name, name))
    return made


def outcomes(folder: Path, names: Sequence[str], *, workers: int = 2, limits: Limits = TIGHT) -> dict[str, Outcome]:
    told = list(supervise(tasks(folder, names), job=JOB, workers=workers, limits=limits))
    assert sorted(o.key for o in told) == sorted(names)  # each once
    assert all((o.packed is None) != (o.failure is None) for o in told)
    return {o.key: o for o in told}


def status(outcome: Outcome) -> str:
    return outcome.failure.status if outcome.failure else outcome.packed.document.status if outcome.packed else ""


def among(name: str, count: int = 8) -> list[str]:
    """Return names of harmless documents with one other among them."""
    return [*(f"{k}-good" for k in range(count // 2)), name, *(f"{k}-good" for k in range(count // 2, count))]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("name", "ends", "why"),
    [
        ("segfault", "crashed", "SIGSEGV"),
        ("kill", "crashed", "SIGKILL"),
        ("exit", "crashed", "exit code 9"),
        ("stop", "crashed", "exit code"),
        ("hang", "timeout", "1.5 s"),
        pytest.param("bomb", "memory", "", marks=LINUX),
        pytest.param("malloc", "memory", "", marks=LINUX),
        ("large", "too_much_output", "1,048,576"),
        pytest.param("forge", "crashed", "no answer", marks=LINUX),
        ("close", "crashed", "closed"),
        ("fault", "internal", "KeyError"),
    ],
)
def test_a_document_that_harms_its_process_costs_itself_alone(
    name: str, ends: str, why: str, workers: int, tmp_path: Path
) -> None:
    limits = {"timeout": HURRY, "memory": ROOMY}.get(ends, TIGHT)
    told = outcomes(tmp_path, among(name), workers=workers, limits=limits)
    failure = told[name].failure
    assert {status(o) for key, o in told.items() if key != name} == {"ok"}
    assert failure is not None and failure.status == ends and why in failure.detail


def test_many_at_once_lose_no_innocent(tmp_path: Path) -> None:
    bad = ["segfault", "exit", "kill", "hang", "bomb", "close", "forge"] if sys.platform == "linux" else ["exit"]
    names = [name for k, harm in enumerate(bad) for name in (f"{harm}{k}", *(f"{k}{c}-good" for c in "abcdef"))]
    told = outcomes(tmp_path, names, workers=3, limits=Limits(5.0, 256 << 20))
    assert [n for n in names if status(told[n]) == "ok"] == [n for n in names if n.endswith("good")]


def test_what_a_library_prints_is_no_answer(tmp_path: Path) -> None:
    assert status(outcomes(tmp_path, ["shout"])["shout"]) == "ok"


def test_a_kill_from_outside_is_not_the_documents_fault(tmp_path: Path) -> None:
    assert {status(o) for o in outcomes(tmp_path, among("once")).values()} == {"ok"}


def test_harm_left_by_an_earlier_document_is_not_the_next_ones_fault(tmp_path: Path) -> None:
    names = [f"later{k}" for k in range(4)]
    assert {status(o) for o in outcomes(tmp_path, names, workers=1).values()} == {"ok"}


@LINUX
def test_what_a_worker_started_dies_with_it(tmp_path: Path) -> None:
    assert status(outcomes(tmp_path, ["child.x"])["child.x"]) == "crashed"
    assert wait_for(lambda: not alive(int((tmp_path / "child.pid").read_text(encoding="ascii"))))


@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE")
def test_no_worker_fills_the_disk(tmp_path: Path) -> None:
    told = outcomes(tmp_path, ["file.x"])["file.x"]
    assert status(told) == "internal" and (tmp_path / "file.big").stat().st_size <= TIGHT.output


def test_the_time_of_a_document_counts_from_its_own_beginning(tmp_path: Path) -> None:
    names = [f"nap{k}" for k in range(8)]  # together far longer than one may take
    assert {status(o) for o in outcomes(tmp_path, names, workers=1, limits=HURRY).values()} == {"ok"}


def test_whoever_takes_the_outcomes_may_take_his_time(tmp_path: Path) -> None:
    told = []
    for outcome in supervise(tasks(tmp_path, among("nap", 4)), job=JOB, workers=1, limits=Limits(seconds=0.8)):
        time.sleep(1.0)
        told.append(status(outcome))
    assert told == ["ok"] * 5


def test_tasks_are_taken_as_there_is_room(tmp_path: Path) -> None:
    taken = 0

    def endless() -> Iterable[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield tasks(tmp_path, [f"{taken}-good"])[0]

    stream = supervise(endless(), job=JOB, workers=2, limits=TIGHT)
    for _ in range(10):
        next(stream)
    assert taken <= 10 + 2 * 2 + 1
    stream.close()  # type: ignore[attr-defined]


def test_a_worker_started_ahead_is_the_first_to_be_used(tmp_path: Path, started: Started) -> None:
    with ahead():
        (early,) = started
        assert outcomes(tmp_path, ["good"], workers=2)["good"].packed is not None
        assert started == [early]
    assert not alive(early.pid)


def test_a_worker_started_ahead_in_vain_ends(tmp_path: Path, started: Started) -> None:
    with pytest.raises(KeyError), ahead():
        raise KeyError
    assert len(started) == 1 and not alive(started[0].pid)
    assert outcomes(tmp_path, ["good"])["good"].packed is not None
    assert len(started) == 2


def test_no_tasks_need_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(supervise([], job=JOB, workers=2, limits=TIGHT)) == []


@pytest.mark.parametrize("end", ["close", "error"])
def test_when_the_taker_stops_all_workers_go(end: str, tmp_path: Path, started: Started) -> None:
    stream = supervise(tasks(tmp_path, ["a", "sleep1", "sleep2"]), job=JOB, workers=3, limits=Limits())
    next(stream)
    if end == "close":
        stream.close()  # type: ignore[attr-defined]
    else:
        with pytest.raises(KeyboardInterrupt):
            stream.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert len(started) == 3 and not any(alive(p.pid) for p in started)


def test_a_wrong_rule_pack_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(MinutebookError, match="E301"):
        outcomes(tmp_path, among("wrong"))


@pytest.mark.parametrize("name", ["no_such_module:read", "poison:nothing"])
def test_a_worker_that_cannot_start_ends_the_run(name: str, tmp_path: Path) -> None:
    with pytest.raises(MinutebookError, match="E309"):
        list(supervise(tasks(tmp_path, ["a", "b"]), job=Job(read=name), workers=2, limits=TIGHT))


def test_a_python_that_is_not_there_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(MinutebookError, match="E309"):
        list(supervise(tasks(tmp_path, ["a"]), job=JOB, workers=2, limits=TIGHT))


def test_with_fewer_processes_than_asked_for_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = subprocess.Popen, 0

    def popen(*args: Any, **more: Any) -> subprocess.Popen[bytes]:
        nonlocal count
        count += 1
        if count > 1:
            raise BlockingIOError("no more processes")
        return real(*args, **more)

    monkeypatch.setattr(subprocess, "Popen", popen)
    assert {status(o) for o in outcomes(tmp_path, among("nap"), workers=3).values()} == {"ok"}
    assert count > 2


def test_workers_killed_at_random_lose_nothing(tmp_path: Path, started: Started) -> None:
    names = [f"nap{k}" if k % 20 == 0 else f"{k}-good" for k in range(200)]
    chance = random.Random(5)
    told = []
    for outcome in supervise(tasks(tmp_path, names), job=JOB, workers=3, limits=Limits()):
        told.append((outcome.key, status(outcome)))
        if chance.random() < 0.1:
            chance.choice(started[-3:]).send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
    assert sorted(told) == sorted((name, "ok") for name in names) and len(started) > 6


SUPERVISOR = """
import sys
from pathlib import Path
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Task, supervise
names = sys.argv[1:]
for outcome in supervise((Task(Path(n), n, n) for n in names), job=Job(read="poison:read"), workers=3, limits=Limits()):
    print(outcome.key, flush=True)
"""


@LINUX
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_supervisor(kind: signal.Signals, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", SUPERVISOR, "good", "hang1", "hang2", "sleep"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert run.stdout is not None and run.stdout.readline() == b"good\n"
    assert wait_for(lambda: len(children(run.pid)) == 3)
    workers = children(run.pid)
    time.sleep(0.5)
    run.send_signal(kind)
    run.wait()
    run.stdout.close()
    assert wait_for(lambda: not any(alive(pid) for pid in workers), seconds=1.0)


def test_a_worker_that_the_system_does_not_bind_follows_its_pipe(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", "from minutebook.workers.worker import work; work(bound=False)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdin is not None and run.stdout is not None
    frames.write(run.stdin, {"job": asdict(JOB), "limits": asdict(TIGHT)})
    for number, name in enumerate(["good", "sleep"]):
        frames.write(run.stdin, {"task": number, "path": str(tmp_path / name), "source": name})
    said = [frames.read(run.stdout, 1000), frames.read(run.stdout, 1000)]
    assert [frame is not None and (frame[0].get("ready"), frame[0].get("task")) for frame in said] == [
        (True, None),
        (None, 0),
    ]
    run.stdin.close()
    assert run.wait(20) == 1
    run.stdout.close()


def wait_for(true: object, seconds: float = 20.0) -> bool:
    assert callable(true)
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return bool(true())


def alive(pid: int) -> bool:
    """True if there is such a process that is not dead and waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text(encoding="ascii").rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return found


def test_limits_say_what_the_readers_keep() -> None:
    assert Limits().pages == read.MAX_PAGES


# frames

HEADERS = st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.text()))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(HEADERS, st.binary(max_size=200))), st.integers(0, 50))
def test_frames_come_through_whole_or_not_at_all(sent: list[tuple[frames.Header, bytes]], missing: int) -> None:
    pipe = io.BytesIO()
    for header, payload in sent:
        frames.write(pipe, header, payload)
    data = pipe.getvalue()
    cut = io.BytesIO(data[: max(0, len(data) - missing)])
    got = []
    while frame := frames.read(cut, 200):
        got.append(frame)
    assert got == (sent if not missing else sent[: len(got)])


@settings(deadline=None)
@given(st.binary(min_size=12))
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    try:
        frames.read(io.BytesIO(data), 1000)
    except frames.BrokenFrameError:
        return
    assert data.startswith(b"MBF1")


def test_a_frame_says_its_length_and_may_not_be_too_long() -> None:
    pipe = io.BytesIO()
    frames.write(pipe, {"a": 1}, bytes(101))
    pipe.seek(0)
    with pytest.raises(frames.LongFrameError):
        frames.read(pipe, 100)


@pytest.mark.parametrize("said", [b"[1]", b"{", b"\xff\xfe", b"[" * 50_000])
def test_a_header_that_is_none_is_refused(said: bytes) -> None:
    with pytest.raises(frames.BrokenFrameError):
        frames.read(io.BytesIO(b"MBF1" + len(said).to_bytes(4, "big") + bytes(4) + said), 100)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=30), min_size=2, max_size=5), st.text(max_size=20))
def test_what_is_packed_goes_over_a_pipe_unchanged(parts: list[bytes], text: str) -> None:
    document = DocumentRecord(id="0" * 16, source=text, pages=3)
    packed = Packed(
        document, (NoticeRecord(code="N04", message=text),), {"actions": 2}, {"csv": tuple(parts), "json": ()}
    )
    pipe = io.BytesIO()
    frames.write(pipe, *dump(packed))
    pipe.seek(0)
    frame = frames.read(pipe, 1000)
    assert frame is not None and restore(*frame) == packed


def test_packing_stops_where_there_is_too_much() -> None:
    minutes = poison(Path("a"), source="a", reader="auto", pages=1)
    whole = sum(len(pack(minutes).part(*place)) for place in [("json", 0), *(("csv", k) for k in range(len(TABLES)))])
    assert pack(minutes, most=whole) == pack(minutes)
    with pytest.raises(MinutebookError, match="E113"):
        pack(minutes, most=whole - 1)
