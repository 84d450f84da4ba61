"""What the benchmarks share: workers that do one thing at a time, the machine in words, tables in the docs."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "benchmarks.md"
OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: all measured; something could not be measured; the command line is wrong (argparse uses 2 too)."""
PATIENCE = 1800.0
"""Seconds that one answer may take, if nothing else is said, before its worker is ended."""


class GoneError(Exception):
    """A worker could not start, died, or took too long; the text says which."""


class Worker:
    """A process that reads files as one contestant."""

    def __init__(
        self,
        contestant: str,
        *,
        python: str | Path = sys.executable,
        pinned: bool = True,
        patience: float = PATIENCE,
    ) -> None:
        """Start it; ``pinned``: on one core. Raises GoneError if it cannot work here."""
        self.patience = patience
        command = [str(python), str(Path(__file__).with_name("worker.py")), contestant]
        core = _last_core() if pinned else None
        if core is not None:
            command += ["--core", str(core)]
        own = str(python) == sys.executable
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={k: v for k, v in os.environ.items() if own or not k.startswith("PYTHON")},
        )
        self.hello = self._hear()

    def do(self, **task: Any) -> dict[str, Any]:
        """Give it a task and wait for the answer. Raises GoneError."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(task, default=str) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise GoneError("its process died") from error
        return self._hear()

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        timer = threading.Timer(self.patience, self.process.kill)
        timer.start()
        try:
            line = self.process.stdout.readline()
        finally:
            late = not timer.is_alive()
            timer.cancel()
        answer: dict[str, Any] = json.loads(line) if line else {}
        if not line or "error" in answer:
            self.close()
            raise GoneError(answer.get("error") or ("it took too long" if late else "its process died"))
        return answer


def once(contestant: str, warm: Path | None, out: Path, **more: Any) -> dict[str, Any]:
    """Start a worker, let it read one file to get warm, give it the task and end it; return the answer and its version.

    ``more`` is how to start it (``python``, ``pinned``, ``patience``) and what the task holds. Raises GoneError.
    """
    start = {k: more.pop(k) for k in ("python", "pinned", "patience") if k in more}
    worker = Worker(contestant, **start)
    try:
        if warm is not None:
            worker.do(paths=[warm], out=out)
        return worker.do(out=out, **more) | worker.hello
    finally:
        worker.close()


def _last_core() -> int | None:
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def middle(values: Iterable[float]) -> float:
    """Return the median."""
    return statistics.median(list(values))


def machine() -> str:
    """Say in one sentence when and on what this was measured."""
    system = f"{platform.system()}, Python {platform.python_version()}"
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        gib = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        memory = f", {gib:.0f} GB of memory"
    cores = many(os.cpu_count() or 1, "core")
    return f"Measured on {dt.date.today()}: {_processor()}, {cores}{memory}, {system}."


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def number(value: float) -> str:
    """Write a figure with about three digits that tell something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def many(value: int, noun: str) -> str:
    """Write a number of things: 1 page, 2 pages."""
    return f"{value:,} {noun}{'s' * (value != 1)}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Return a Markdown table; the first ``left`` columns stand at the left, the others at the right."""
    rule = ["---" if i < left else "---:" for i in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows)) + "\n"


def put(name: str, text: str, docs: Path = DOCS) -> None:
    """Write ``text`` into the docs between the markers of the script ``name``."""
    begin, end = f"<!-- {name}: written by benchmarks/{name}.py -->", f"<!-- end of {name} -->"
    page = docs.read_text(encoding="utf-8")
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{docs.name} lacks the markers of {name}")
    docs.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", encoding="utf-8")


def say(text: str) -> None:
    """Tell on stderr what is going on."""
    print(text, file=sys.stderr, flush=True)


def parser(about: str) -> argparse.ArgumentParser:
    """Return a parser of the command line with the option that all scripts share."""
    result = argparse.ArgumentParser(
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit codes: 0 measured; 1 something could not be measured (it says what); 2 the command line is wrong",
    )
    result.add_argument("--write", action="store_true", help="write the tables and the picture into docs/, too")
    return result


def at_least_one(text: str) -> int:
    """Read a number of the command line that must be 1 or more."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


def some_numbers(text: str) -> tuple[int, ...]:
    """Read numbers of the command line that are parted by commas; sorted, none twice."""
    return tuple(sorted({at_least_one(t) for t in text.split(",")}))
