"""What the command line prints: texts, how far a run is, what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from minutebook.run import Failures, Summary
    from minutebook.write import Packed

NAMED = 10
"""How many files of one failure are named in the summary."""
PLAIN_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


def put(text: str) -> None:
    """Print a text to stdout."""
    letters = sys.stdout.encoding or "utf-8"  # a terminal that lacks a letter shows "?"
    print(text.encode(letters, "replace").decode(letters), end="")


def say(text: str) -> None:
    """Print a line to stderr."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def progress(total: int) -> Iterator[Callable[[Packed], None]]:
    """Show how far the run is: a bar on a terminal, a line now and then elsewhere, on stderr."""
    if not sys.stderr.isatty() or total == 1:
        yield _plain_progress(total)
        return
    from rich.console import Console  # noqa: PLC0415 - heavy; only where there is a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("read", total=total, rate="")
        start = time.monotonic()
        count = 0

        def done(_packed: Packed) -> None:
            nonlocal count
            count += 1
            bar.update(task, advance=1, rate=_rate(count, time.monotonic() - start))

        yield done


def _plain_progress(total: int) -> Callable[[Packed], None]:
    start = last = time.monotonic()
    count = 0
    say(f"Reading {counted(total, 'document')}.")

    def done(_packed: Packed) -> None:
        nonlocal count, last
        count += 1
        now = time.monotonic()
        if now - last >= PLAIN_EVERY and count < total:
            last = now
            left = (total - count) * (now - start) / count
            say(f"{count} of {total}, {_rate(count, now - start)}, about {_span(left)} left")

    return done


def _rate(count: int, seconds: float) -> str:
    rate = count / seconds if seconds else 0.0
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def counted(number: int, noun: str) -> str:
    """Return "1 file" or "2,000 files"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def put_summary(summary: Summary, out: Path, files: int) -> None:
    """Print what a run of ``extract`` came to."""
    from minutebook.confidence import CHECK  # noqa: PLC0415 - with the rest
    from minutebook.errors import NOTICES  # noqa: PLC0415

    failed = sum(len(f.files) for f in summary.failures)
    documents = {"documents": summary.documents, "  read": summary.read}
    if summary.duplicates:
        documents["  same bytes as another"] = summary.duplicates
    documents["  without records"] = failed
    lines = [f"  {name:<23}{number:>9,}" for name, number in documents.items()]
    lines.append("")
    lines += [f"  {kind.replace('_', ' '):<23}{number:>9,}" for kind, number in summary.records.items()]
    lines.append("")
    to_check = {f"{code} {NOTICES[code].cause}": n for code, n in summary.notices.items() if NOTICES[code].share}
    if summary.doubted:
        to_check[f"records that are less sure than {CHECK:g}"] = summary.doubted
    if to_check:
        lines.append("To check (checks.csv says where and why, the worst first):")
        lines += [f"  {number:>6,}  {what}" for what, number in to_check.items()]
    if summary.failures:
        lines.append("Without records:")
        for failure in summary.failures:
            lines += _failure(failure)
    lines.append(f"{counted(files, 'file')} written to {out}")
    put("\n".join(lines) + "\n")


def _failure(failure: Failures) -> Iterator[str]:
    yield f"  {len(failure.files):>6,}  {failure.code} {failure.cause} {failure.advice}"
    for name in failure.files[:NAMED]:
        yield f"          {name}"
    if len(failure.files) > NAMED:
        yield f"          and {len(failure.files) - NAMED:,} more (documents.csv lists them)"


def put_report(report: Mapping[str, Any], out: Path) -> None:
    """Print what a run of ``ingest`` came to."""
    failures = report["failures"]
    lines = [f"{counted(report['read'], 'document')} read, {len(failures):,} of them without records."]
    lines += [f"  {f['source']}: {f['message']}" for f in failures[:NAMED]]
    if len(failures) > NAMED:
        lines.append(f"  and {len(failures) - NAMED:,} more ('minutebook status' lists them)")
    if report["changed_records"]:
        lines.append(f"{counted(report['changed_records'], 'record')} changed since another version read them.")
    lines += [f"Could not be looked at: {place}" for place in report["unseen"]]
    lines.append(f"{counted(report['written'], 'file')} written to {out}")
    put("\n".join(lines) + "\n")
