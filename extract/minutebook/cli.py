"""The command line: the only file that prints or exits."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from minutebook import __version__
from minutebook.errors import EXIT, MinutebookError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TextIO

    from minutebook.archive.catalogue import Catalogue
    from minutebook.run import Failures, Summary
    from minutebook.workers.supervisor import Engine
    from minutebook.write import Packed

ABOUT = (
    "Reads published minutes (PDF or Word) into tables: who was there, what was asked, answered, decided and promised, "
    "and by when."
)

INTERRUPTED, TERMINATED = 130, 143
FORMATS = ("csv", "json", "registers", "xlsx", "parquet")
USUAL_FORMATS = ("csv", "json")
KEPT_FORMATS = ("csv", "json", "registers", "xlsx")
"""What is written, if nobody says otherwise, of what was just read, and of an archive that is kept."""
ENGINES = ("local", "dask")
READERS = ("auto", "pdfium", "pdfplumber")
ALL = "all"
KINDS = ("meeting", "attendance", "agenda_items", "questions", "findings", "decisions", "actions")
TIMEOUT, MEMORY = 60, 2048
"""Seconds and MB that reading one document may take, if nothing else is asked for."""
PICTURES = 500
"""Pictures of places that a report holds, if nothing else is asked for."""
NAMED = 10
"""How many files of one failure are named in the summary."""
PLAIN_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


class _TerminatedError(BaseException):
    """The run was asked to end (SIGTERM)."""


def main() -> NoReturn:
    """Run the command and exit with the code that says how it went."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run(sys.argv[1:])
    except MinutebookError as error:
        _say(f"minutebook: {error}")
        code = _exit_code(error)
    except KeyboardInterrupt:
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
        what = f"{type(error).__name__}: {error}"
        _say(f"minutebook: E900 minutebook failed ({what}). Please report it with the command.")
        if os.environ.get("MINUTEBOOK_DEBUG"):
            raise
        code = EXIT["internal"]
    sys.exit(code)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise _TerminatedError


def _exit_code(error: MinutebookError) -> int:
    if error.code in {"E302", "E303", "E306", "E307", "E308"}:
        return EXIT["usage"]
    if error.code in {"E304", "E310", "E312", "E314"}:
        return EXIT["io"]
    if error.code == "E311":
        return EXIT["locked"]
    if error.code in {"E313", "E315", "E316"}:
        return EXIT["dependency"]
    if error.code in {"E301", "E309", "E900"}:
        return EXIT["internal"]
    return EXIT["some_failed"]


def _print(text: str) -> None:
    letters = sys.stdout.encoding or "utf-8"  # a terminal that lacks a letter shows "?"
    print(text.encode(letters, "replace").decode(letters), end="")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _run(words: Sequence[str]) -> int:
    """Do what the command line says and return the exit code; a mistake in it ends with how it must look."""
    commands = {
        "extract": (_extract_words, extract),
        "show": (_show_words, show),
        "ingest": (_ingest_words, ingest),
        "export": (_export_words, export),
        "report": (_report_words, report),
        "status": (_status_words, status),
        "verify": (_verify_words, verify),
        "changes": (_changes_words, changes),
        "evaluate": (_evaluate_words, evaluate),
    }
    if words and words[0] in commands:
        options, do = commands[words[0]]
        parser = options()
        # options may stand between files, but not where "--" says that all that follows are files
        return do((parser.parse_args if "--" in words else parser.parse_intermixed_args)(words[1:]))
    parser = argparse.ArgumentParser(
        prog="minutebook",
        description=ABOUT,
        epilog="'minutebook COMMAND --help' names the options of a command.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (command, _) in commands.items():
        listed.add_parser(name, help=str(command().description).partition("\n\n")[0])
    if words:
        parser.parse_args(words)
    parser.print_help(sys.stderr)
    return EXIT["usage"]


class _Version(argparse.Action):
    """Prints the version, and whether the pages of PDFs are read by the compiled loops."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from minutebook.read.pdfium.loops import loops  # noqa: PLC0415 - heavy

        how = "by compiled code" if loops.compiled else "in Python"
        _print(f"minutebook {__version__} (pages of PDFs are read {how})\n")
        parser.exit()


def _command(name: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"minutebook {name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_reader(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reader",
        choices=READERS,
        default=READERS[0],
        metavar="NAME",
        help="what reads a PDF: pdfium (quick), pdfplumber (slow), or auto (pdfium, and pdfplumber where that fails; "
        "the default)",
    )


def _add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        type=_at_least_one,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many documents to read at the same time (default: one for each processor)",
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--timeout",
        type=_positive,
        default=TIMEOUT,
        metavar="SECONDS",
        help=f"how long reading one document may take before it is given up (default: {TIMEOUT})",
    )
    parser.add_argument(
        "--memory",
        type=_at_least_one,
        default=MEMORY,
        metavar="MB",
        help=f"how much memory reading one document may take before it is given up (default: {MEMORY}; kept on Linux "
        "only)",
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        metavar="NAME",
        help="where documents are read: local (on this machine, the default) or dask (on a cluster of machines, all of "
        "which see the documents under the same paths)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="with --engine dask: the address of the cluster's scheduler, such as tcp://machine:8786",
    )


def _extract_words() -> argparse.ArgumentParser:
    parser = _command(
        "extract",
        "Read minutes and write tables (CSV, for Excel) and one JSON file for each\n"
        "document.\n\n"
        "At the end it says what was found, and which files could not be read and why.",
    )
    parser.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="what to read: a file, a folder (with everything below it), or several; patterns such as 'minutes/*.pdf' "
        "work too",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("data/out"),
        metavar="FOLDER",
        help="the folder for the results (default: data/out); it is made if it is not there, and results of an "
        "earlier run in it are replaced",
    )
    _add_workers(parser)
    _add_limits(parser)
    _add_engine(parser)
    _add_formats(parser, USUAL_FORMATS)
    parser.add_argument(
        "--min-confidence",
        type=_share,
        default=0.0,
        metavar="X",
        help="leave out records whose confidence (evidence_confidence, 0 to 1) is below X (default: 0, none); links to "
        "them come out empty",
    )
    _add_reader(parser)
    return parser


def _add_catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("data/out"),
        metavar="FOLDER",
        help="the output folder, with the tables and the catalogue (default: data/out)",
    )
    parser.add_argument(
        "--catalogue",
        metavar="ADDRESS",
        help="where the catalogue is kept, if not in the output folder: postgresql://user@host/database",
    )


def _add_formats(parser: argparse.ArgumentParser, usual: tuple[str, ...]) -> None:
    parser.add_argument(
        "--format",
        type=_formats,
        default=usual,
        metavar="NAMES",
        help="what to write: csv (tables), json, registers (tables of what became of tasks, people and questions over "
        "all meetings), xlsx (all tables as one Excel workbook), parquet (all tables, for programs) or several "
        f"(default: {','.join(usual)})",
    )


def _ingest_words() -> argparse.ArgumentParser:
    parser = _command(
        "ingest",
        "Take in what is new or changed in an archive, and bring the tables up to it.\n\n"
        "A catalogue in the output folder remembers every file: what did not change is\n"
        "not read again. Safe to run every night, and to be broken off at any moment.",
    )
    parser.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="what belongs to the archive: folders, files, patterns, or addresses such as s3://bucket/minutes",
    )
    _add_catalogue(parser)
    _add_formats(parser, KEPT_FORMATS)
    _add_workers(parser)
    _add_reader(parser)
    _add_limits(parser)
    _add_engine(parser)
    parser.add_argument(
        "--allow-empty",
        action="store_true",
        help="let a folder that held documents be empty now: they are taken out of the tables",
    )
    parser.add_argument(
        "--log-format",
        choices=("text", "json"),
        default="text",
        metavar="text|json",
        help="how to tell what is going on: text (little, for people; the default) or json (a line for each event and "
        "document)",
    )
    parser.add_argument("--log-file", type=Path, metavar="FILE", help="add the log to this file, not to stderr")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what the run came to as JSON")
    parser.add_argument(
        "--metrics", type=Path, metavar="FILE", help="write the run's figures for Prometheus (textfile)"
    )
    return parser


def _export_words() -> argparse.ArgumentParser:
    parser = _command("export", "Write all tables and JSON files anew, from the catalogue; nothing is read.")
    _add_catalogue(parser)
    _add_formats(parser, KEPT_FORMATS)
    return parser


def _report_words() -> argparse.ArgumentParser:
    parser = _command(
        "report",
        "Write one HTML page about the archive, to open in a browser: actions, decisions,\n"
        "questions, attendance, plots, what to check, and where each stands.\n\n"
        "It is made from the catalogue of 'minutebook ingest'; nothing is read anew.",
    )
    _add_catalogue(parser)
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="the page to write (default: report.html in the output folder)"
    )
    parser.add_argument(
        "--pictures",
        type=_none_or_more,
        default=PICTURES,
        metavar="N",
        help="how many pictures of places on pages to put in: of actions that are overdue or open first, then of what "
        f"to check, then of the newest records (default: {PICTURES}; 0: none)",
    )
    return parser


def _status_words() -> argparse.ArgumentParser:
    parser = _command("status", "Show the last runs, the documents that failed, and what waits for a person.")
    _add_catalogue(parser)
    parser.add_argument(
        "--runs", type=_at_least_one, default=5, metavar="N", help="how many of the last runs to show (default: 5)"
    )
    return parser


def _verify_words() -> argparse.ArgumentParser:
    parser = _command(
        "verify",
        "Check that the files in the output folder are what the catalogue holds, and that\n"
        "every source still has the bytes that were read.",
    )
    _add_catalogue(parser)
    return parser


def _changes_words() -> argparse.ArgumentParser:
    parser = _command(
        "changes",
        "List the records that reading documents anew with a newer version changed.\n\nThe list is printed as CSV.",
    )
    _add_catalogue(parser)
    parser.add_argument(
        "--since-version", required=True, metavar="VERSION", help="the version that read them before, such as 0.2.0"
    )
    return parser


def _evaluate_words() -> argparse.ArgumentParser:
    parser = _command(
        "evaluate",
        "Measure how right the records are, on documents that somebody has labelled.\n\n"
        "The table says for each kind of record how many there are (gold), were read,\n"
        "were found, and are exact. docs/labelling.md says what to label, and how.",
    )
    parser.add_argument("gold", type=Path, metavar="GOLD", help="the folder of the gold files (JSON)")
    parser.add_argument(
        "--source",
        type=Path,
        metavar="FOLDER",
        help="the folder of the documents that were labelled; they are read now",
    )
    parser.add_argument(
        "--records",
        type=Path,
        metavar="FOLDER",
        help="a folder of JSON files that extract wrote: they are measured, and nothing is read (with --source, the "
        "documents serve to show errors)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON, too")
    parser.add_argument(
        "--errors",
        nargs="?",
        choices=(ALL, *KINDS),
        const=ALL,
        metavar="KIND",
        help=f"show every error beside the text of its page, of one kind of record ({', '.join(KINDS)}) or of all; "
        "if no kind follows, put it last",
    )
    parser.add_argument(
        "--by",
        choices=("publisher", "file"),
        metavar="publisher|file",
        help="figures for each publisher (the first folder of the documents' paths) or each file, too",
    )
    _add_workers(parser)
    _add_reader(parser)
    return parser


def _show_words() -> argparse.ArgumentParser:
    parser = _command("show", "Read one document and print its records as an outline.")
    parser.add_argument("file", metavar="FILE", help="the minutes to show: a PDF or Word file")
    _add_reader(parser)
    return parser


def extract(options: argparse.Namespace) -> int:
    """Read many documents, write their records, and say what came of it."""
    from minutebook.workers.launch import ahead  # noqa: PLC0415 - not for --help

    with ahead() if options.engine == "local" else contextlib.nullcontext():
        return _extract(options)


def _extract(options: argparse.Namespace) -> int:
    from minutebook.run import run, summarize  # noqa: PLC0415 - heavy; --help does without
    from minutebook.sources import find_sources  # noqa: PLC0415
    from minutebook.workers.limits import Limits  # noqa: PLC0415
    from minutebook.write import write  # noqa: PLC0415

    sources = find_sources(options.source)
    _check_folder(options.out)
    limits = Limits(seconds=options.timeout, memory=options.memory << 20)
    engine = _engine(options)
    with _progress(len(sources)) as done:
        results = run(
            sources,
            workers=options.workers,
            reader=options.reader,
            formats=options.format,
            limits=limits,
            least=options.min_confidence,
            engine=engine,
            done=done,
        )
    places = {s.name: str(s.path.absolute()) for s in sources}
    written = write(results, options.out, formats=options.format, places=places)
    summary = summarize(results)
    _print_summary(summary, options.out, len(written))
    if summary.left_out:
        count = _count(summary.left_out, "record")
        _say(f"Left out: {count} less sure than {options.min_confidence:g} (notices.csv says how many of which kind).")
    return EXIT["some_failed"] if summary.failures else EXIT["ok"]


def show(options: argparse.Namespace) -> int:
    """Print one document's records."""
    from minutebook.pipeline import extract as read_one  # noqa: PLC0415 - heavy; --help does without
    from minutebook.quiet import hush  # noqa: PLC0415
    from minutebook.show import show as outline  # noqa: PLC0415

    hush()
    text = outline(read_one(Path(options.file), reader=options.reader))
    _print(text)
    return EXIT["ok"]


def ingest(options: argparse.Namespace) -> int:
    """Take in what is new in an archive, and say what came of it, if anything did."""
    from minutebook.archive.ingest import Plan  # noqa: PLC0415 - heavy; --help does without
    from minutebook.archive.ingest import ingest as take_in  # noqa: PLC0415
    from minutebook.archive.journal import Journal, write_metrics, write_report  # noqa: PLC0415
    from minutebook.workers.limits import Limits  # noqa: PLC0415
    from minutebook.workers.supervisor import supervise  # noqa: PLC0415

    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(_log(options.log_file)) if options.log_file else sys.stderr
        tell = Journal(stream, options.log_format)
        catalogue = stack.enter_context(_held(options))
        limits = Limits(seconds=options.timeout, memory=options.memory << 20)
        engine = _engine(options) or supervise
        plan = Plan(workers=options.workers, reader=options.reader, limits=limits, engine=engine)
        report = take_in(
            options.source,
            catalogue,
            options.out,
            plan=plan,
            formats=options.format,
            tell=tell,
            allow_empty=options.allow_empty,
        ).to_dict()
        tell("finished", **report)
    if options.report:
        write_report(report, options.report)
    if options.metrics:
        write_metrics(report, options.metrics)
    if options.log_format == "text" and (report["read"] or report["events"] or report["written"]):
        _print_report(report, options.out)
    return EXIT["some_failed"] if report["failures"] else EXIT["ok"]


def export(options: argparse.Namespace) -> int:
    """Write all tables anew from the catalogue."""
    from minutebook.archive.export import export as write_all  # noqa: PLC0415 - heavy; --help does without

    with _held(options, made=True) as catalogue:
        written = write_all(catalogue, options.out, formats=options.format, anew=True)
    _print(f"{_count(written, 'file')} written to {options.out}\n")
    return EXIT["ok"]


def report(options: argparse.Namespace) -> int:
    """Write the report on an archive."""
    from minutebook.report.whole import write_report  # noqa: PLC0415 - heavy; --help does without

    file = options.file or options.out / "report.html"
    with _catalogue(options, made=True) as catalogue:
        write_report(catalogue, file, most=options.pictures)
    _print(f"{file} written ({file.stat().st_size / 1e6:,.1f} MB). Open it in a browser.\n")
    return EXIT["ok"]


def status(options: argparse.Namespace) -> int:
    """Show how the catalogue stands."""
    from minutebook.archive.overview import overview  # noqa: PLC0415 - heavy; --help does without

    with _catalogue(options, made=True) as catalogue:
        _print(overview(catalogue, options.runs))
    return EXIT["ok"]


def verify(options: argparse.Namespace) -> int:
    """Compare the catalogue with what was exported and with the sources."""
    from minutebook.archive.export import check  # noqa: PLC0415 - heavy; --help does without
    from minutebook.archive.scan import changed  # noqa: PLC0415

    wrong = 0
    with _held(options, made=True) as catalogue:
        for name in check(catalogue, options.out):
            wrong += 1
            _print(f"{options.out / name}: not what the catalogue holds. 'minutebook export' writes it anew.\n")
        for file, why in changed(catalogue.files().values()):
            wrong += 1
            _print(f"{file.address}: {why} 'minutebook ingest' takes that in.\n")
    if not wrong:
        _print("All files and all sources are as the catalogue has them.\n")
    return EXIT["some_failed"] if wrong else EXIT["ok"]


def changes(options: argparse.Namespace) -> int:
    """List the records that another version read otherwise."""
    from minutebook.archive.overview import changes_table  # noqa: PLC0415 - heavy; --help does without

    with _catalogue(options, made=True) as catalogue:
        for line in changes_table(catalogue, options.since_version):
            _print(line)
    return EXIT["ok"]


def _catalogue(options: argparse.Namespace, *, made: bool = False) -> Catalogue:
    """Open the catalogue that the options name; ``made``: it must be there already."""
    from minutebook.archive.catalogue import NAME, Catalogue  # noqa: PLC0415 - heavy

    if options.catalogue:
        return Catalogue(options.catalogue)
    if made and not (options.out / NAME).is_file():
        raise MinutebookError("E310", f"there is none in {options.out}; 'minutebook ingest' makes one")
    return Catalogue.in_folder(options.out)


@contextmanager
def _held(options: argparse.Namespace, *, made: bool = False) -> Iterator[Catalogue]:
    """Open the catalogue with the output folder locked for this run."""
    from minutebook.archive.lock import locked  # noqa: PLC0415 - with the rest

    with locked(options.out), _catalogue(options, made=made) as catalogue, catalogue.alone():
        yield catalogue


def _log(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise MinutebookError("E304", f"{path}: {error.strerror}") from error


def _print_report(report: Mapping[str, Any], out: Path) -> None:
    failures = report["failures"]
    lines = [f"{_count(report['read'], 'document')} read, {len(failures):,} of them without records."]
    lines += [f"  {f['source']}: {f['message']}" for f in failures[:NAMED]]
    if len(failures) > NAMED:
        lines.append(f"  and {len(failures) - NAMED:,} more ('minutebook status' lists them)")
    if report["changed_records"]:
        lines.append(f"{_count(report['changed_records'], 'record')} changed since another version read them.")
    lines += [f"Could not be looked at: {place}" for place in report["unseen"]]
    lines.append(f"{_count(report['written'], 'file')} written to {out}")
    _print("\n".join(lines) + "\n")


def evaluate(options: argparse.Namespace) -> int:
    """Measure records against gold, and print the figures and, if asked, the errors."""
    from minutebook.evaluate.context import show as show_errors  # noqa: PLC0415 - heavy; --help does without
    from minutebook.evaluate.counting import score, total  # noqa: PLC0415
    from minutebook.evaluate.gold import fingerprint, read_golds  # noqa: PLC0415
    from minutebook.evaluate.material import absent, check_folders, read_records, read_sources, sources_of  # noqa: PLC0415
    from minutebook.evaluate.report import groups, sure_table, table, to_json, write  # noqa: PLC0415
    from minutebook.quiet import hush  # noqa: PLC0415

    if options.source is None and options.records is None:
        raise MinutebookError("E308")
    hush()
    check_folders(f for f in (options.gold, options.source, options.records) if f is not None)
    golds = read_golds(options.gold)
    sources = sources_of(golds, options.source) if options.source is not None else {}
    if options.records is not None:
        records = read_records(golds, options.records)
    else:
        with _progress(len(sources)) as done:
            records = read_sources(sources, workers=options.workers, reader=options.reader, done=done)
    scores = [score(g, records.get(g.file, {})) for g in golds]
    without = absent(golds, records)
    for name, part in groups(scores, options.by).items() if options.by else ():
        _print(table(f"== {name}", total(part)) + "\n")
    _print(table(f"== all: {_count(len(scores), 'document')}", total(scores)) + sure_table(scores))
    if options.json is not None:
        write(to_json(scores, fingerprint=fingerprint(options.gold), without=without), options.json)
    if options.errors is not None:
        for text in show_errors([e for s in scores for e in s.errors if options.errors in {ALL, e.kind}], sources):
            _print(text)
    if without:
        _print("\nWithout records:\n" + "".join(f"  {file}: {why}\n" for file, why in without.items()))
    return EXIT["some_failed"] if without else EXIT["ok"]


def _engine(options: argparse.Namespace) -> Engine | None:
    """Return what hands out the documents, None for this machine. Raises MinutebookError E314 or E315."""
    if options.engine == "local":
        return None
    from minutebook.workers.dask import cluster  # noqa: PLC0415 - an extra

    if not options.scheduler:
        raise MinutebookError("E314", "no --scheduler is named")
    return cluster(options.scheduler)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 or more.")
    return int(text)


def _none_or_more(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not 0 or more.")
    return int(text)


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds.")
    return value


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1.")
    return share


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(n.strip().lower() for n in text.split(",") if n.strip()))
    unknown = [n for n in names if n not in FORMATS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"{text!r} is none of {', '.join(FORMATS)} or several of them, such as csv,xlsx."
        )
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
def _progress(total: int) -> Iterator[Callable[[Packed], None]]:
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
    _say(f"Reading {_count(total, 'document')}.")

    def done(_packed: Packed) -> None:
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
    lines.append(f"{_count(files, 'file')} written to {out}")
    _print("\n".join(lines) + "\n")


def _failure(failure: Failures) -> Iterator[str]:
    yield f"  {len(failure.files):>6,}  {failure.code} {failure.cause} {failure.advice}"
    for name in failure.files[:NAMED]:
        yield f"          {name}"
    if len(failure.files) > NAMED:
        yield f"          and {len(failure.files) - NAMED:,} more (documents.csv lists them)"


if __name__ == "__main__":
    main()
