"""The words of the command line: each command's options, what they mean, and what they may be."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from minutebook import __version__
from minutebook.cli.telling import put

ABOUT = (
    "Reads published minutes (PDF or Word) into tables: who was there, what was asked, answered, decided and promised, "
    "and by when."
)
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


class _Version(argparse.Action):
    """Prints the version, and whether the pages of PDFs are read by the compiled loops."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from minutebook.read.pdfium.loops import loops  # noqa: PLC0415 - heavy

        how = "by compiled code" if loops.compiled else "in Python"
        put(f"minutebook {__version__} (pages of PDFs are read {how})\n")
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


PARSERS = {
    "extract": _extract_words,
    "show": _show_words,
    "ingest": _ingest_words,
    "export": _export_words,
    "report": _report_words,
    "status": _status_words,
    "verify": _verify_words,
    "changes": _changes_words,
    "evaluate": _evaluate_words,
}
"""What makes the parser of each command, by the command's name."""


def whole() -> argparse.ArgumentParser:
    """Return the parser of the command line without a known command: it lists them."""
    parser = argparse.ArgumentParser(
        prog="minutebook",
        description=ABOUT,
        epilog="'minutebook COMMAND --help' names the options of a command.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, made in PARSERS.items():
        listed.add_parser(name, help=str(made().description).partition("\n\n")[0])
    return parser
