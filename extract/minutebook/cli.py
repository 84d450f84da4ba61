"""The command line: the only file that prints or exits."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from minutebook import __version__
from minutebook.errors import EXIT, MinutebookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from minutebook.records import Minutes
    from minutebook.run import Failures, Summary

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads published minutes (PDF or Word) into tables: who was there, what was asked, answered, decided and "
    "promised, and by when.",
)

INTERRUPTED, TERMINATED = 130, 143
FORMATS = ("csv", "json")
READERS = ("auto", "pdfium", "pdfplumber")
NAMED = 10
"""How many files of one failure are named in the summary."""
PLAIN_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


_READER = typer.Option(
    help="What reads a PDF: pdfium (quick), pdfplumber (slow), or auto (pdfium, and pdfplumber where that fails)."
)


class _TerminatedError(BaseException):
    """The run was asked to end (SIGTERM)."""


def main() -> NoReturn:
    """Run the command and exit with the code that says how it went."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = app(standalone_mode=False) or EXIT["ok"]
        if code == INTERRUPTED:  # typer tells of Ctrl-C by this code
            raise KeyboardInterrupt
    except MinutebookError as error:
        _say(f"minutebook: {error}")
        code = _exit_code(error)
    except (KeyboardInterrupt, typer.Abort):
        _say("minutebook: stopped. Run the same command again to start over.")
        code = INTERRUPTED
    except _TerminatedError:
        _say("minutebook: stopped from outside. Run the same command again to start over.")
        code = TERMINATED
    except ImportError as error:
        _say(f"minutebook: a part is missing ({error.name or error}). Install minutebook again: pip install minutebook")
        code = EXIT["dependency"]
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read our output is gone; nothing is left to flush
        code = EXIT["ok"]
    except OSError as error:
        _say(f"minutebook: {error.strerror or error}: {error.filename or ''}. Check permissions and the space left.")
        code = EXIT["io"]
    except Exception as error:
        code = _usage(error)
    sys.exit(code)


def _usage(error: Exception) -> int:
    """Say what is wrong with the command line, or that minutebook itself failed."""
    show = getattr(error, "show", None)
    if callable(show) and hasattr(error, "exit_code"):  # an error of the command line, which knows how to show itself
        show()
        return EXIT["usage"]
    _say(f"minutebook: E900 minutebook failed ({type(error).__name__}: {error}). Please report it with the command.")
    if os.environ.get("MINUTEBOOK_DEBUG"):
        raise error
    return EXIT["internal"]


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise _TerminatedError


def _exit_code(error: MinutebookError) -> int:
    if error.code in {"E302", "E303"}:
        return EXIT["usage"]
    if error.code == "E304":
        return EXIT["io"]
    if error.code in {"E301", "E900"}:
        return EXIT["internal"]
    return EXIT["some_failed"]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"minutebook {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    source: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="What to read: a file, a folder (with everything below it), or several; patterns such as "
            "'minutes/*.pdf' work too.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            help="The folder for the results. It is made if it is not there; results of an earlier run in it "
            "are replaced."
        ),
    ] = Path("data/out"),
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="How many documents to read at the same time.", show_default="one for each processor"),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="What to write: csv (tables for Excel), json, or both.")
    ] = ",".join(FORMATS),
    reader: Annotated[str, _READER] = READERS[0],
) -> int:
    """Read minutes and write tables (CSV, for Excel) and one JSON file for each document.

    At the end it says what was found, and which files could not be read and why.
    """
    wanted = _formats(formats)
    _check_reader(reader)
    from minutebook.run import run, summarize  # noqa: PLC0415 - heavy; --help does without
    from minutebook.sources import find_sources  # noqa: PLC0415
    from minutebook.write import write  # noqa: PLC0415

    sources = find_sources(source)
    _check_folder(out)
    with _progress(len(sources)) as done:
        results = run(sources, workers=workers or os.cpu_count() or 1, reader=reader, done=done)
    written = write(results, out, formats=wanted)
    summary = summarize(results)
    _print_summary(summary, out, len(written))
    return EXIT["some_failed"] if summary.failures else EXIT["ok"]


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The minutes to show: a PDF or Word file.")],
    reader: Annotated[str, _READER] = READERS[0],
) -> None:
    """Read one document and print its records as an outline."""
    _check_reader(reader)
    from minutebook.pipeline import extract as read_one  # noqa: PLC0415 - heavy; --help does without
    from minutebook.run import hush  # noqa: PLC0415
    from minutebook.show import show as outline  # noqa: PLC0415

    hush()
    text = outline(read_one(Path(file), reader=reader))
    letters = sys.stdout.encoding or "utf-8"  # a terminal that lacks a letter shows "?"
    print(text.encode(letters, "replace").decode(letters), end="")


def _check_reader(reader: str) -> None:
    if reader not in READERS:
        raise typer.BadParameter(
            f"{reader!r} is not {', '.join(READERS[:-1])} or {READERS[-1]}.", param_hint="--reader"
        )


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(n.strip().lower() for n in text.split(",") if n.strip()))
    unknown = [n for n in names if n not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"{text!r} is not csv, json or csv,json.", param_hint="--format")
    return tuple(sorted(names))


def _check_folder(out: Path) -> None:
    """Fail before the work and not after it if the results cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MinutebookError("E304", f"{out}: {error.strerror}") from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise MinutebookError("E304", str(out))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Minutes], None]]:
    """Show how far the run is: a bar on a terminal, a line now and then elsewhere; both on stderr."""
    if not sys.stderr.isatty():
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

        def done(_minutes: Minutes) -> None:
            nonlocal count
            count += 1
            bar.update(task, advance=1, rate=_rate(count, time.monotonic() - start))

        yield done


def _plain_progress(total: int) -> Callable[[Minutes], None]:
    start = last = time.monotonic()
    count = 0
    _say(f"Reading {_count(total, 'document')}.")

    def done(_minutes: Minutes) -> None:
        nonlocal count, last
        count += 1
        now = time.monotonic()
        if now - last >= PLAIN_EVERY and count < total:
            last = now
            left = (total - count) * (now - start) / count
            _say(f"{count} of {total}, {_rate(count, now - start)}, about {_span(left)} left")

    return done


def _rate(count: int, seconds: float) -> str:
    rate = count / seconds if seconds else 0.0
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _print_summary(summary: Summary, out: Path, files: int) -> None:
    from rich import box  # noqa: PLC0415 - heavy; --help does without
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from minutebook.errors import NOTICES  # noqa: PLC0415

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 110, highlight=False, markup=False)
    failed = sum(len(f.files) for f in summary.failures)
    table = Table(box=box.SIMPLE_HEAD if terminal else box.ASCII2, show_header=False)
    table.add_column("what")
    table.add_column("number", justify="right")
    table.add_row("documents", f"{summary.documents:,}")
    table.add_row("  read", f"{summary.read:,}")
    if summary.duplicates:
        table.add_row("  same bytes as another", f"{summary.duplicates:,}")
    table.add_row("  without records", f"{failed:,}", end_section=True)
    for kind, number in summary.records.items():
        table.add_row(kind.replace("_", " "), f"{number:,}")
    console.print(table)
    if summary.notices:
        console.print("To check (notices.csv says where):")
        for code, number in summary.notices.items():
            console.print(f"  {number:>6,}  {code} {NOTICES[code]}")
    if summary.failures:
        console.print("Without records:")
        for failure in summary.failures:
            for line in _failure(failure):
                console.print(line, soft_wrap=True)
    console.print(f"{_count(files, 'file')} written to {out}", soft_wrap=True)


def _failure(failure: Failures) -> Iterator[str]:
    yield f"  {len(failure.files):>6,}  {failure.code} {failure.cause} {failure.advice}"
    for name in failure.files[:NAMED]:
        yield f"          {name}"
    if len(failure.files) > NAMED:
        yield f"          and {len(failure.files) - NAMED:,} more (documents.csv lists them)"


if __name__ == "__main__":
    main()
