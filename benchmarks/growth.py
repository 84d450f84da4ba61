"""Measures how minutebook's cost grows: with the pages of a document, the documents of an archive, and the workers.

    python benchmarks/growth.py [--pages 1,10,100,1000] [--documents 10,100,1000,10000] [--workers 1,2] [--write]

The documents are made for it: one endless invented meeting of which the first pages are read, and an archive in which
every document has other names and words. Rounds are run in turn and the figures are their medians, but for the archive,
which is read once from the first document to the last by one worker.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import measure
import pictures
from material import archive, count_pages, first_pages, long_minutes, raw
from measure import GoneError, machine, many, middle, number, once, put, say, table

PAGES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
DOCUMENTS = (10, 100, 1000, 10_000)
WORKERS = (1, 2)
SHARED = 1000
"""Documents that the workers share, unless the archive is smaller."""
DAY = 24 * 3600.0
BASE = 10
"""Pages of the document with which the others are compared."""


def by_pages(sizes: Sequence[int], rounds: int, warm: Path, scratch: Path) -> tuple[str, list[tuple[int, float]]]:
    """Read the same meeting cut after more and more pages, each time in a new process."""
    say(f"making a document of {many(max(sizes), 'page')}")
    long_minutes(scratch / "long.pdf", max(sizes))
    paths = {size: scratch / f"{size}.pdf" for size in sizes}
    for size, path in paths.items():
        first_pages(scratch / "long.pdf", path, size)
    answers: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for k in range(rounds):
        for size in sizes:
            say(f"round {k + 1} of {rounds}: {many(size, 'page')}")
            answers[size].append(once("minutebook", warm, scratch / "out", paths=[paths[size]]))
    base = BASE if BASE in sizes else min(sizes)
    cost = {size: middle(1000 * a["parts"]["read"] / size for a in answers[size]) for size in sizes}

    def ratio(size: int) -> float:
        pairs = zip(answers[size], answers[base], strict=True)
        return middle(a["parts"]["read"] / size / (b["parts"]["read"] / base) for a, b in pairs)

    rows = [
        [
            f"{size:,}",
            number(cost[size]),
            number(middle(1000 * a["parts"]["read_cpu"] / size for a in answers[size])),
            number(ratio(size)),
            f"{max(a['peak'] for a in answers[size]):.0f}",
        ]
        for size in sizes
    ]
    text = (
        "### Pages in a document\n\nFrom the PDF to its records; writing is left out, most of it being of the run.\n\n"
    )
    text += table(["pages", "ms/page", "CPU ms/page", f"times {many(base, 'page')}", "peak MB"], rows, left=0)
    return text, list(cost.items())


def by_documents(
    sizes: Sequence[int], files: Sequence[Path], warm: Path, scratch: Path
) -> tuple[str, list[tuple[int, float, float]]]:
    """Let one worker read the archive and note its time and memory along the way."""
    pages = [count_pages(p) if p.suffix == ".pdf" else 0 for p in files]
    at = sorted({n for size in sizes for n in (size * 3 // 10, size) if n})
    say(f"one worker reads {many(len(files), 'document')}")
    marks = once("minutebook_archive", warm, scratch / "out", patience=DAY, paths=files, at=at)["marks"]
    rows = []
    last, wall = 0, 0.0
    for mark in marks:
        count = mark["documents"]
        stretch = mark["wall"] - wall
        rows.append(
            [
                f"{count:,}",
                f"{sum(pages[:count]):,}",
                number(1000 * stretch / (count - last)),
                f"{mark['memory']:.0f}",
                f"{mark['peak']:.0f}",
            ]
        )
        last, wall = count, mark["wall"]
    text = "### Documents in an archive\n\nOne worker; time since the line before, memory at that point.\n\n"
    text += table(["documents", "pages of PDF", "ms/document", "memory MB", "peak MB"], rows, left=0)
    return text, [(m["documents"], m["memory"], m["peak"]) for m in marks]


def by_workers(counts: Sequence[int], files: Sequence[Path], rounds: int, scratch: Path) -> str:
    """Read the same documents with one worker and with more, from the start of the workers to the last file written."""
    answers: dict[int, list[dict[str, Any]]] = {count: [] for count in counts}
    for k in range(rounds):
        for count in counts:
            say(f"round {k + 1} of {rounds}: {many(count, 'worker')}")
            answers[count].append(once("minutebook", None, scratch / "out", pinned=False, paths=files, workers=count))
    base = min(counts)

    def gain(count: int, what: str) -> str:
        pairs = zip(answers[base], answers[count], strict=True)
        return number(middle(b["parts"][what] / a["parts"][what] for b, a in pairs))

    rows = [
        [
            str(count),
            number(middle(a["parts"]["read"] for a in answers[count])),
            number(middle(a["parts"]["write"] for a in answers[count])),
            gain(count, "read"),
            number(middle(b["wall"] / a["wall"] for b, a in zip(answers[base], answers[count], strict=True))),
            f"{max(a['peak'] for a in answers[count]):.0f}",
        ]
        for count in counts
    ]
    text = (
        f"### Workers\n\n{many(len(files), 'document')}. The process that hands them out collects the records and "
        "writes them; the time to start the workers is counted as reading.\n\n"
    )
    head = ["workers", "reading, s", "writing, s", "reading, times one", "all, times one", "peak MB of that process"]
    return text + table(head, rows, left=0)


def options() -> argparse.Namespace:
    parser = measure.parser(str(__doc__))
    numbers = measure.some_numbers
    parser.add_argument("--pages", type=numbers, default=PAGES, help="pages in a document (1 to 2,000 in eleven steps)")
    parser.add_argument("--documents", type=numbers, default=DOCUMENTS, help="documents in an archive (10 to 10,000)")
    parser.add_argument("--workers", type=numbers, default=WORKERS, help="workers to compare (1,2)")
    parser.add_argument("--shared", type=measure.at_least_one, default=SHARED, help=f"documents they share ({SHARED})")
    parser.add_argument(
        "--rounds", type=measure.at_least_one, default=5, help="how often (5; the archive is read once)"
    )
    return parser.parse_args()


def main() -> int:
    given = options()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "archive").mkdir()
        say(f"making {many(max(given.documents), 'document')}")
        originals = raw(scratch)
        files = archive(scratch / "archive", max(given.documents), originals)
        warm = min(originals.glob("*.pdf"))
        try:
            first, pages = by_pages(given.pages, given.rounds, warm, scratch)
            second, marks = by_documents(given.documents, files, warm, scratch)
            third = by_workers(given.workers, files[: given.shared], given.rounds, scratch)
        except GoneError as error:
            say(f"growth.py: {error}")
            return measure.FAILED
    text = f"{machine()} Medians of {many(given.rounds, 'round')}.\n\n{first}\n{second}\n{third}"
    print(text)
    if given.write:
        put("growth", text)
        pictures.growth(pages, marks)
    return measure.OK


if __name__ == "__main__":
    sys.exit(main())
