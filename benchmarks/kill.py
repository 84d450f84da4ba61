"""Kills minutebook while it reads, again and again, and looks whether anything is lost, half written or still alive.

    python benchmarks/kill.py [--documents 150] [--kills 300] [--workers 3] [--seed 1]

Documents are made, and read once undisturbed. Then the same command runs over and over; at random moments one of its
processes, now a worker, now the command itself, gets SIGKILL. A run whose command was not killed must write, byte for
byte, what the undisturbed one wrote; of one whose command was, no process may be alive a second later, and no file may
be other than whole. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from material import archive, raw
from measure import FAILED, OK, USAGE, at_least_one, say

TAG = "MINUTEBOOK_KILL"
"""A variable that all processes of one run have in their environment."""
ALLOWED = {0, 3}
"""Exit codes of a run that came to its end."""
COMMAND_SHARE = 0.5
"""In so many of the runs the command itself is killed in the end."""


def written(folder: Path) -> dict[str, bytes]:
    """Return the files of an output folder by name; temporary ones, which nobody sees, are left out."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def processes(tag: str) -> list[int]:
    """Return the processes of a run that are alive."""
    mark = f"{TAG}={tag}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


class Trial:
    """Runs of the command over the same documents, with what was seen."""

    def __init__(self, documents: Path, out: Path, workers: int) -> None:
        self.documents, self.out, self.workers = documents, out, workers
        self.pace = 1.0
        """Seconds between two kills, at most: a few in each run, however slow the machine is."""
        self.kills = {"command": 0, "worker": 0}
        self.whole = self.runs = 0
        self.faults: list[str] = []

    def start(self, tag: str, workers: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "minutebook", "extract", str(self.documents), "--out", str(self.out)]
        return subprocess.Popen(
            [*command, "--workers", str(workers)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, TAG: tag},
        )

    def undisturbed(self) -> dict[str, bytes]:
        """Return what one run writes that nobody disturbs, and take its time. Raises RuntimeError if it fails."""
        start = time.monotonic()
        if self.start("0", 1).wait() not in ALLOWED:
            raise RuntimeError("the undisturbed run failed")
        self.pace = (time.monotonic() - start) / 3
        return written(self.out)

    def disturbed(self, wanted: dict[str, bytes], chance: random.Random, most: int) -> None:
        """Run once, kill at random, and note what is not as it should be."""
        self.runs += 1
        tag = f"{os.getpid()}-{self.runs}"
        run = self.start(tag, self.workers)
        spared = chance.random() >= COMMAND_SHARE
        doomed = float("inf") if spared else time.monotonic() + chance.uniform(0.1, 2 * self.pace)
        killed = False
        while run.poll() is None and not killed and sum(self.kills.values()) < most:
            time.sleep(chance.uniform(0.1, self.pace))
            workers = [pid for pid in processes(tag) if pid != run.pid]
            killed = time.monotonic() >= doomed
            if killed or workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(run.pid if killed else chance.choice(workers), signal.SIGKILL)
                    self.kills["command" if killed else "worker"] += 1
        code = run.wait()
        killed = code == -signal.SIGKILL
        if killed:
            time.sleep(1.0)
            if alive := processes(tag):
                self.faults.append(f"run {self.runs}: {len(alive)} alive a second after the command was killed")
            now = written(self.out)
            self.faults += [f"run {self.runs}: {name} is not whole" for name in now if now[name] != wanted.get(name)]
        elif code not in ALLOWED:
            self.faults.append(f"run {self.runs}: ended with {code}")
        elif (now := written(self.out)) != wanted:
            other = [name for name in {*now, *wanted} if now.get(name) != wanted.get(name)]
            self.faults.append(f"run {self.runs}: other than it should be: {', '.join(sorted(other))}")
        else:
            self.whole += 1


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=str(__doc__),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit codes: 0 nothing was lost; 1 something was (it says what); 2 the command line is wrong",
    )
    parser.add_argument("--documents", type=at_least_one, default=150, help="how many documents are read (150)")
    parser.add_argument("--kills", type=at_least_one, default=300, help="how often something is killed (300)")
    parser.add_argument("--workers", type=at_least_one, default=3, help="workers of the runs (3)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (1)")
    return parser.parse_args()


def main() -> int:
    given = options()
    if not Path("/proc/self/environ").exists():
        say("kill.py: this system does not show its processes in /proc")
        return USAGE
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        say(f"making {given.documents} documents")
        (scratch / "in").mkdir()
        archive(scratch / "in", given.documents, raw(scratch))
        trial = Trial(scratch / "in", scratch / "out", given.workers)
        wanted = trial.undisturbed()
        while sum(trial.kills.values()) < given.kills:
            trial.disturbed(wanted, chance, given.kills)
            say(f"run {trial.runs}: {sum(trial.kills.values())} kills, {len(trial.faults)} faults {trial.faults[-1:]}")
    print(
        f"{trial.runs} runs over {given.documents} documents; SIGKILL to {trial.kills['worker']} workers and "
        f"{trial.kills['command']} commands.\n{trial.whole} runs came to their end, all with the same bytes written; "
        f"{len(trial.faults)} faults."
    )
    for fault in trial.faults:
        print(f"  {fault}")
    return FAILED if trial.faults else OK


if __name__ == "__main__":
    sys.exit(main())
