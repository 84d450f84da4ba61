"""The commands: each takes what the options say, does it, prints what came of it, and returns the exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.cli.options import ALL
from minutebook.cli.telling import counted, progress, put, put_report, put_summary, say
from minutebook.errors import EXIT, MinutebookError

if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from minutebook.archive.catalogue import Catalogue
    from minutebook.workers.supervisor import Engine


def _extract(options: argparse.Namespace) -> int:
    """Read many documents, write their records, and say what came of it."""
    from minutebook.workers.launch import ahead  # noqa: PLC0415 - not for --help

    with ahead() if options.engine == "local" else contextlib.nullcontext():
        return _read_all(options)


def _read_all(options: argparse.Namespace) -> int:
    from minutebook.run import run, summarize  # noqa: PLC0415 - heavy; --help does without
    from minutebook.sources import find_sources  # noqa: PLC0415
    from minutebook.workers.limits import Limits  # noqa: PLC0415
    from minutebook.write import write  # noqa: PLC0415

    sources = find_sources(options.source)
    _check_folder(options.out)
    limits = Limits(seconds=options.timeout, memory=options.memory << 20)
    engine = _engine(options)
    with progress(len(sources)) as done:
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
    put_summary(summary, options.out, len(written))
    if summary.left_out:
        count = counted(summary.left_out, "record")
        say(f"Left out: {count} less sure than {options.min_confidence:g} (notices.csv says how many of which kind).")
    return EXIT["some_failed"] if summary.failures else EXIT["ok"]


def _show(options: argparse.Namespace) -> int:
    """Print one document's records."""
    from minutebook.pipeline import extract as read_one  # noqa: PLC0415 - heavy; --help does without
    from minutebook.quiet import hush  # noqa: PLC0415
    from minutebook.show import show as outline  # noqa: PLC0415

    hush()
    text = outline(read_one(Path(options.file), reader=options.reader))
    put(text)
    return EXIT["ok"]


def _ingest(options: argparse.Namespace) -> int:
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
        put_report(report, options.out)
    return EXIT["some_failed"] if report["failures"] else EXIT["ok"]


def _export(options: argparse.Namespace) -> int:
    """Write all tables anew from the catalogue."""
    from minutebook.archive.export import export as write_all  # noqa: PLC0415 - heavy; --help does without

    with _held(options, made=True) as catalogue:
        written = write_all(catalogue, options.out, formats=options.format, anew=True)
    put(f"{counted(written, 'file')} written to {options.out}\n")
    return EXIT["ok"]


def _report(options: argparse.Namespace) -> int:
    """Write the report on an archive."""
    from minutebook.report.whole import write_report  # noqa: PLC0415 - heavy; --help does without

    file = options.file or options.out / "report.html"
    with _catalogue(options, made=True) as catalogue:
        write_report(catalogue, file, most=options.pictures)
    put(f"{file} written ({file.stat().st_size / 1e6:,.1f} MB). Open it in a browser.\n")
    return EXIT["ok"]


def _status(options: argparse.Namespace) -> int:
    """Show how the catalogue stands."""
    from minutebook.archive.overview import overview  # noqa: PLC0415 - heavy; --help does without

    with _catalogue(options, made=True) as catalogue:
        put(overview(catalogue, options.runs))
    return EXIT["ok"]


def _verify(options: argparse.Namespace) -> int:
    """Compare the catalogue with what was exported and with the sources."""
    from minutebook.archive.export import check  # noqa: PLC0415 - heavy; --help does without
    from minutebook.archive.scan import changed  # noqa: PLC0415

    wrong = 0
    with _held(options, made=True) as catalogue:
        for name in check(catalogue, options.out):
            wrong += 1
            put(f"{options.out / name}: not what the catalogue holds. 'minutebook export' writes it anew.\n")
        for file, why in changed(catalogue.files().values()):
            wrong += 1
            put(f"{file.address}: {why} 'minutebook ingest' takes that in.\n")
    if not wrong:
        put("All files and all sources are as the catalogue has them.\n")
    return EXIT["some_failed"] if wrong else EXIT["ok"]


def _changes(options: argparse.Namespace) -> int:
    """List the records that another version read otherwise."""
    from minutebook.archive.overview import changes_table  # noqa: PLC0415 - heavy; --help does without

    with _catalogue(options, made=True) as catalogue:
        for line in changes_table(catalogue, options.since_version):
            put(line)
    return EXIT["ok"]


def _evaluate(options: argparse.Namespace) -> int:
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
        with progress(len(sources)) as done:
            records = read_sources(sources, workers=options.workers, reader=options.reader, done=done)
    scores = [score(g, records.get(g.file, {})) for g in golds]
    without = absent(golds, records)
    for name, part in groups(scores, options.by).items() if options.by else ():
        put(table(f"== {name}", total(part)) + "\n")
    put(table(f"== all: {counted(len(scores), 'document')}", total(scores)) + sure_table(scores))
    if options.json is not None:
        write(to_json(scores, fingerprint=fingerprint(options.gold), without=without), options.json)
    if options.errors is not None:
        for text in show_errors([e for s in scores for e in s.errors if options.errors in {ALL, e.kind}], sources):
            put(text)
    if without:
        put("\nWithout records:\n" + "".join(f"  {file}: {why}\n" for file, why in without.items()))
    return EXIT["some_failed"] if without else EXIT["ok"]


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


def _engine(options: argparse.Namespace) -> Engine | None:
    """Return what hands out the documents, None for this machine. Raises MinutebookError E314 or E315."""
    if options.engine == "local":
        return None
    from minutebook.workers.dask import cluster  # noqa: PLC0415 - an extra

    if not options.scheduler:
        raise MinutebookError("E314", "no --scheduler is named")
    return cluster(options.scheduler)


def _check_folder(out: Path) -> None:
    """Fail before the work and not after it if the results cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MinutebookError("E304", f"{out}: {error.strerror}") from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise MinutebookError("E304", str(out))


COMMANDS = {
    "extract": _extract,
    "show": _show,
    "ingest": _ingest,
    "export": _export,
    "report": _report,
    "status": _status,
    "verify": _verify,
    "changes": _changes,
    "evaluate": _evaluate,
}
"""What does the work of each command, by the command's name."""
