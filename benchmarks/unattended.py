"""Shows that an archive survives what befalls it: poisoned documents, runs killed at any moment, nights without news.

    python benchmarks/unattended.py poison [--documents 10000]
    python benchmarks/unattended.py kill [--kills 300] [--documents 40]
    python benchmarks/unattended.py unchanged [--documents 10000]

Each makes its own archive from data/raw, says what it measured, and ends with 1 if a promise was broken.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from material import archive, raw
from measure import FAILED, OK, ROOT, many, say
from minutebook.archive.catalogue import Catalogue
from minutebook.archive.export import check
from minutebook.archive.ingest import Plan, Report, ingest
from minutebook.workers.limits import Limits
from poisoned import POISONS

EXPECTED = {"segfault": "crashed", "hang": "timeout", "memory": "memory", "error": "internal"}
MARK = "MINUTEBOOK_BENCHMARK"
"""An environment variable by which the processes of a run are told from all others."""


def run(sources: Path, out: Path, plan: Plan) -> Report:
    """Run once in this process."""
    out.mkdir(exist_ok=True)
    with Catalogue.in_folder(out) as catalogue:
        return ingest([str(sources)], catalogue, out, plan=plan)


def exported(out: Path) -> dict[str, str]:
    """Return every exported file with the SHA-256 of its bytes."""
    return {
        p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.rglob("*"))
        if p.is_file() and not any(part.startswith((".", "catalogue.")) for part in p.relative_to(out).parts)
    }


def poison(options: argparse.Namespace, scratch: Path) -> Iterator[str]:
    """Read an archive in which one document in a hundred kills its reader; yield what is not as it should be."""
    sources = scratch / "minutes"
    sources.mkdir()
    paths = archive(sources, options.documents, raw(scratch))
    poisoned = {}
    for k, path in enumerate(paths[50::100]):
        kind = POISONS[k % len(POISONS)]
        with path.open("ab") as file:
            file.write(b"\n% poison " + kind.encode())
        poisoned[path.name] = EXPECTED[kind]
    plan = Plan(workers=options.workers, limits=Limits(seconds=options.timeout, memory=1 << 30), read="poisoned:read")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    start = time.monotonic()
    report = run(sources, scratch / "out", plan)
    say(f"{many(report.read, 'document')} read in {time.monotonic() - start:.0f} s: {report.statuses}")
    with (scratch / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [(row["source"], row["status"]) for row in csv.DictReader(file)]
    if len(found) != len(paths) or len({s for s, _ in found}) != len(paths):
        yield f"{len(found)} rows of {len(paths)} documents"
    wrong = Counter((poisoned.get(s, "ok"), status) for s, status in found if poisoned.get(s, "ok") != status)
    yield from (f"{n} documents should be {should} and are {status}" for (should, status), n in wrong.items())
    again = run(sources, scratch / "out", plan)
    if again.read:
        yield f"{again.read} documents read again though nothing changed"


def kill(options: argparse.Namespace, scratch: Path) -> Iterator[str]:
    """Kill supervisors and workers at random moments of many runs; yield what was lost, half done or left alive."""
    sources = scratch / "minutes"
    sources.mkdir()
    archive(sources, options.documents, raw(scratch))
    run(sources, scratch / "undisturbed", Plan(workers=2))
    expected = exported(scratch / "undisturbed")
    dice = random.Random(options.seed)
    kills = of_runs = runs = finished = 0
    out = scratch / "out"
    while kills < options.kills:
        runs += 1
        mark = f"{os.getpid()}-{runs}"
        process = _start(sources, out, mark)
        while process.poll() is None and kills < options.kills:
            time.sleep(dice.uniform(0.05, options.span))
            workers = [pid for pid in _marked(mark) if pid != process.pid]
            if process.poll() is None:
                whole = not workers or dice.random() < 0.4
                os.kill(process.pid if whole else dice.choice(workers), signal.SIGKILL)
                kills += 1
                of_runs += whole
                if whole:
                    process.wait()
                    time.sleep(1)
                    if left := _marked(mark):
                        yield f"{many(len(left), 'process')} alive a second after the run was killed"
                    break
        finished += process.wait() in {0, 3}
        yield from (f"{name} is half written" for name in _half(out))
        if exported(out) == expected:
            shutil.rmtree(out)  # from the start again: a run that has nothing left to do proves nothing
    if process.wait() < 0 or exported(out) != expected:
        _start(sources, out, "last").wait()
    say(f"{kills} kills, {of_runs} of them of whole runs; {finished} of {many(runs, 'run')} came to their end")
    if exported(out) != expected:
        yield "the output is not that of an undisturbed run"
    with Catalogue.in_folder(out) as catalogue:
        yield from (f"{name} is not what the catalogue holds" for name in check(catalogue, out))


def _start(sources: Path, out: Path, mark: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "minutebook", "ingest", str(sources), "--out", str(out), "--workers", "2"]
    env = {**os.environ, MARK: mark}
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _marked(mark: str) -> list[int]:
    """Return the processes of a run that are alive."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _half(out: Path) -> Iterator[str]:
    """Yield the exported files that do not end as whole ones do."""
    for path in (*out.glob("*.csv"), *out.glob("*.json"), *out.glob("json/*.json")):
        data = path.read_bytes()
        if not data.endswith(b"\r\n" if path.suffix == ".csv" else b"\n}\n"):
            yield path.name


def unchanged(options: argparse.Namespace, scratch: Path) -> Iterator[str]:
    """Run again over an archive in which nothing changed; yield if anything is read, or too slowly looked at."""
    sources = scratch / "minutes"
    sources.mkdir()
    for k in range(options.documents):
        (sources / f"{k:06}.pdf").write_bytes(b"%%PDF- no minutes, number %d" % k)
        os.utime(sources / f"{k:06}.pdf", (1_500_000_000, 1_500_000_000))
    plan = Plan(workers=options.workers)
    run(sources, scratch / "out", plan)
    start = time.monotonic()
    report = run(sources, scratch / "out", plan)
    seconds = time.monotonic() - start
    say(f"{many(report.files, 'file')} looked at in {seconds:.2f} s: {report.files / seconds:,.0f} a second")
    if report.read or report.hashed or report.written:
        yield f"{report.read} documents read, {report.hashed} files opened, {report.written} files written"
    if report.files / seconds < 2000:
        yield "fewer than 2,000 files a second"


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n")[0],
        epilog="exit codes: 0 every promise was kept; 1 one was broken (it says which); 2 the command line is wrong",
    )
    parser.add_argument("what", choices=("poison", "kill", "unchanged"), help="what befalls the archive")
    parser.add_argument("--documents", type=int, help="how many (default: 10,000; kill: 40)")
    parser.add_argument("--kills", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default: 2)")
    parser.add_argument("--timeout", type=float, default=15.0, help="seconds for a document (default: 15)")
    parser.add_argument("--span", type=float, default=3.0, help="most seconds between two kills (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and processes that are drawn (default: 1)")
    options = parser.parse_args()
    measures: dict[str, Callable[[argparse.Namespace, Path], Iterator[str]]] = {
        "poison": poison, "kill": kill, "unchanged": unchanged,
    }  # fmt: skip
    options.documents = options.documents or (40 if options.what == "kill" else 10_000)
    with tempfile.TemporaryDirectory() as scratch:
        wrong = list(measures[options.what](options, Path(scratch)))
    for line in wrong:
        say(f"BROKEN: {line}")
    return FAILED if wrong else OK


if __name__ == "__main__":
    sys.exit(main())
