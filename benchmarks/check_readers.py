"""Compares the two PDF readers word by word and table row by table row.

    python benchmarks/check_readers.py FOLDER [--every N] [--show N]

A word counts as the same if it stands on the same page in both, a table row if all of its cells hold the same text on
the same page. Files that neither reader can read are left out; where one can and the other cannot, all words of the one
count as different. `--show N` prints the N files that differ most, with examples.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from minutebook.document import Document
from minutebook.errors import MinutebookError
from minutebook.quiet import hush
from minutebook.read.pdf import read_pdf

Marked = tuple[int, str]


def words(document: Document) -> Counter[Marked]:
    """Count the words of a document by page."""
    found: Counter[Marked] = Counter()
    for block in document.blocks:
        lines = [(line.page, line.raw) for line in block.lines] or [(block.page or 0, block.text)]
        if block.label:
            lines.append((lines[0][0], block.label))
        found.update((page, word) for page, text in lines for word in text.split())
    return found


def rows(document: Document) -> Counter[Marked]:
    """Count the rows of all tables by page; a row is the text of its cells."""
    cells: dict[tuple[int, int, int], dict[int, str]] = {}
    for block in document.blocks:
        if block.cell is not None:
            cell = block.cell
            row = cells.setdefault((block.page or 0, cell.table, cell.row), {})
            row[cell.column] = f"{row.get(cell.column, '')}\n{block.label}{block.text}"
    return Counter((page, repr(sorted(row.items()))) for (page, _, _), row in cells.items())


def read(path: Path, reader: str) -> Document | None:
    try:
        return read_pdf(path.read_bytes(), reader)
    except MinutebookError:
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the two PDF readers.")
    parser.add_argument("folder", type=Path, help="where the PDFs are")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th file only")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="show the N files that differ most")
    options = parser.parse_args()
    hush()
    totals: Counter[str] = Counter()
    worst: list[tuple[int, str, list[str]]] = []
    for path in sorted(options.folder.rglob("*.pdf"))[:: options.every]:
        fast, slow = read(path, "pdfium"), read(path, "pdfplumber")
        if fast is None and slow is None:
            continue
        totals["files"] += 1
        off: list[str] = []
        for kind, count in (("words", words), ("rows", rows)):
            a = Counter[Marked]() if fast is None else count(fast)
            b = Counter[Marked]() if slow is None else count(slow)
            totals[kind] += b.total()
            totals[f"same {kind}"] += (a & b).total()
            off += [f"pdfplumber, page {page}: {text}" for page, text in (b - a).elements()]
            off += [f"pdfium, page {page}: {text}" for page, text in (a - b).elements()]
        if off:
            worst.append((len(off), path.name, off))
    if not totals["words"]:
        sys.stdout.write("No PDF there that can be read.\n")
        return 1
    for number, name, off in sorted(worst, reverse=True)[: options.show]:
        sys.stdout.write(f"{name}: {number} differ\n" + "".join(f"    {line[:160]}\n" for line in off[:6]))
    for kind in ("words", "rows"):
        same, all_of = totals[f"same {kind}"], totals[kind]
        sys.stdout.write(f"{kind}: {same:,} of {all_of:,} the same ({same / max(1, all_of):.3%})\n")
    sys.stdout.write(f"{totals['files']:,} files, {len(worst):,} of them with a difference\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
