"""Reads files for a benchmark in a process of its own: one contestant, one task at a time, told over a pipe.

    python benchmarks/worker.py CONTESTANT [--core N]

Started by ``measure.Worker``, not by hand. A task comes as one line of JSON and so does its answer. It imports only the
standard library and what its contestant needs, because each peer runs in an environment that holds nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.metadata
import json
import logging
import os
import pkgutil
import platform
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

Task = dict[str, Any]
Answer = dict[str, Any]
Work = Callable[[Task], Answer]
MB = 1e6


def each(read: Callable[[str], object]) -> Work:
    """Make the work of a contestant that reads file by file; one that it cannot read is counted and costs its time."""

    def work(task: Task) -> Answer:
        failed, reason = 0, ""
        for path in task["paths"]:
            try:
                read(path)
            except Exception as error:  # whatever a reader raises is its way of not reading the file
                failed, reason = failed + 1, f"{type(error).__name__}: {error}"
        return {"failed": failed, "reason": reason}

    return work


def pdfium() -> Work:
    """Bare text, page by page: the least that any reader of a PDF must do."""
    import pypdfium2  # noqa: PLC0415

    def read(path: str) -> None:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                text = page.get_textpage()
                text.get_text_range()
                text.close()
                page.close()

    return each(read)


def pdfplumber() -> Work:
    """Words and tables of each page, with its default settings."""
    import pdfplumber as library  # noqa: PLC0415

    def read(path: str) -> None:
        with library.open(path) as document:
            for page in document.pages:
                page.extract_words()
                page.extract_tables()
                page.close()

    return each(read)


def python_docx() -> Work:
    """The text, bold and italic of every run, in paragraphs and in the cells of tables."""
    import docx  # noqa: PLC0415

    def walk(holder: Any) -> None:
        for block in holder.iter_inner_content():
            if hasattr(block, "rows"):
                for row in block.rows:
                    for cell in row.cells:
                        walk(cell)
            else:
                for run in block.runs:
                    _ = run.text, run.bold, run.italic

    return each(lambda path: walk(docx.Document(path)))


def pymupdf4llm() -> Work:
    """Markdown, with its default settings."""
    return each(importlib.import_module("pymupdf4llm").to_markdown)


def markitdown() -> Work:
    """Markdown, with its default settings."""
    converter = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)
    return each(converter.convert)


def unstructured() -> Work:
    """Elements, by the strategy that it calls fast."""
    pdf = importlib.import_module("unstructured.partition.pdf").partition_pdf
    word = importlib.import_module("unstructured.partition.docx").partition_docx
    return each(lambda path: pdf(path, strategy="fast") if path.lower().endswith(".pdf") else word(path))


def kreuzberg() -> Work:
    """Text, with its default settings but for the cache: a second round must not be served from the first."""
    library = importlib.import_module("kreuzberg")
    config = library.ExtractionConfig(use_cache=False)
    return each(lambda path: library.extract_file_sync(path, config=config))


def minutebook() -> Work:
    """Files to JSON and CSV written: all in this process, or with ``workers`` in the task as the command does it."""
    from minutebook.pipeline import attempt  # noqa: PLC0415
    from minutebook.quiet import hush  # noqa: PLC0415
    from minutebook.run import run  # noqa: PLC0415
    from minutebook.sources import Source  # noqa: PLC0415
    from minutebook.workers.worker import settle  # noqa: PLC0415
    from minutebook.write import pack, write  # noqa: PLC0415

    hush()
    settle()

    def work(task: Task) -> Answer:
        sources = [Source(Path(p), Path(p).name) for p in task["paths"]]
        start, cpu = time.perf_counter(), time.process_time()
        if "workers" in task:
            results = run(sources, workers=task["workers"])
        else:
            results = tuple(pack(attempt(s.path, source=s.name)) for s in sources)
        read, cpu = time.perf_counter() - start, time.process_time() - cpu
        write(results, Path(task["out"]))
        return {
            "failed": sum(1 for m in results if any(n.code.startswith(("E1", "E9")) for n in m.notices)),
            "without": sum(1 for m in results if m.document.status != "ok"),
            "parts": {"read": read, "read_cpu": cpu, "write": time.perf_counter() - start - read},
        }

    return work


def minutebook_stages() -> Work:
    """The same files through the stages one by one; the answer's parts are CPU seconds of each."""
    from minutebook import read  # noqa: PLC0415
    from minutebook.classify import classify  # noqa: PLC0415
    from minutebook.clean import clean  # noqa: PLC0415
    from minutebook.detect import DETECTORS  # noqa: PLC0415
    from minutebook.errors import MinutebookError  # noqa: PLC0415
    from minutebook.outline import outline  # noqa: PLC0415
    from minutebook.quiet import hush  # noqa: PLC0415
    from minutebook.read import layout  # noqa: PLC0415
    from minutebook.records import DocumentRecord, Minutes  # noqa: PLC0415
    from minutebook.refusal import refuse  # noqa: PLC0415
    from minutebook.resolve import describe, resolve  # noqa: PLC0415
    from minutebook.rulepack import load  # noqa: PLC0415
    from minutebook.workers.worker import settle  # noqa: PLC0415
    from minutebook.write import write  # noqa: PLC0415

    hush()
    rules = load()
    settle()
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            start = time.process_time()
            try:
                return call(*args, **more)
            finally:
                spent[stage] += time.process_time() - start

        return run

    lay_out = layout.lay_out
    for found in pkgutil.iter_modules(read.__path__, read.__name__ + "."):
        module = importlib.import_module(found.name)
        if getattr(module, "lay_out", None) is lay_out:
            module.lay_out = timed("layout", lay_out)  # type: ignore[attr-defined]

    def understand(path: Path) -> Minutes:
        record = DocumentRecord(id=path.name, source=path.name)
        try:
            document = timed("marks", read.read_bytes)(timed("marks", read.load)(path), source=path.name)
            record = describe(document)
            cleaned = timed("clean", clean)(document, rules)
            timed("classify", classify)(cleaned, rules)
            tree = timed("outline", outline)(cleaned, rules)
            candidates: tuple[Any, ...] = ()
            for name, find in DETECTORS.items():
                candidates += timed(name, find)(tree, rules, candidates)
            result: Minutes = timed("resolve", resolve)(tree, candidates, rules)
        except MinutebookError as error:
            return refuse(error, record)
        return result

    def work(task: Task) -> Answer:
        spent.clear()
        results = [understand(Path(p)) for p in task["paths"]]
        timed("write", write)(results, Path(task["out"]))
        spent["marks"] -= spent["layout"]  # a reader calls it before it returns
        return {"failed": 0, "parts": dict(spent)}

    return work


def minutebook_archive() -> Work:
    """One document after the other as a worker of ``minutebook extract`` reads them, each result dropped.

    The answer's ``marks`` tell, after each number of documents in the task's ``at``, the time and memory so far.
    """
    from minutebook.pipeline import attempt  # noqa: PLC0415
    from minutebook.quiet import hush  # noqa: PLC0415
    from minutebook.workers.worker import settle  # noqa: PLC0415

    hush()
    settle()

    def work(task: Task) -> Answer:
        marks = []
        wall, cpu = time.perf_counter(), time.process_time()
        for count, path in enumerate(task["paths"], start=1):
            attempt(Path(path), source=Path(path).name)
            if count in task.get("at", ()):
                marks.append(
                    {
                        "documents": count,
                        "wall": time.perf_counter() - wall,
                        "cpu": time.process_time() - cpu,
                        "memory": memory("VmRSS"),
                        "peak": memory("VmHWM"),
                    }
                )
        return {"failed": 0, "marks": marks}

    return work


CONTESTANTS: dict[str, tuple[Callable[[], Work], str]] = {
    "minutebook": (minutebook, ""),
    "minutebook_stages": (minutebook_stages, ""),
    "minutebook_archive": (minutebook_archive, ""),
    "pdfium": (pdfium, "pypdfium2"),
    "pdfplumber": (pdfplumber, "pdfplumber"),
    "python-docx": (python_docx, "python-docx"),
    "pymupdf4llm": (pymupdf4llm, "pymupdf4llm"),
    "markitdown": (markitdown, "markitdown"),
    "unstructured": (unstructured, "unstructured"),
    "kreuzberg": (kreuzberg, "kreuzberg"),
}
"""What can be started, and the package whose version it tells (none: minutebook's own)."""


def memory(what: str) -> float:
    """Return this process's memory in MB: ``VmRSS`` now, ``VmHWM`` at its peak; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith(what + ":"):
                return int(line.split()[1]) * 1024 / MB
    if what == "VmHWM" and os.name == "posix":
        import resource  # noqa: PLC0415

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / MB if sys.platform == "darwin" else peak * 1024 / MB
    return 0.0


def version(package: str) -> str:
    if not package:
        return str(importlib.import_module("minutebook").__version__)
    return importlib.metadata.version(package)


def cpu_seconds() -> float:
    """CPU time of this process, its threads and the processes that it has ended."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def pin(core: int | None) -> None:
    """Keep to one core, so that a reader with many threads is compared with one that has one."""
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def main() -> int:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the libraries print is no answer
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")

    def tell(answer: Answer) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    make, package = CONTESTANTS[sys.argv[1]]
    pin(int(sys.argv[sys.argv.index("--core") + 1]) if "--core" in sys.argv else None)
    try:
        work = make()
    except Exception as error:  # a peer that is not whole may fail in any way
        tell({"error": f"{type(error).__name__}: {error}"})
        return 4
    tell({"version": version(package), "python": platform.python_version()})
    for line in sys.stdin:
        task = json.loads(line)
        gc.collect()
        wall, cpu = time.perf_counter(), cpu_seconds()
        answer = work(task)
        tell({"wall": time.perf_counter() - wall, "cpu": cpu_seconds() - cpu, "peak": memory("VmHWM"), **answer})
    return 0


if __name__ == "__main__":
    sys.exit(main())
