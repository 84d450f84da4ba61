"""Checks that every quote of an output folder stands in its source, at its page and box (DOCX: at its place).

    python benchmarks/check_quotes.py SOURCE_FOLDER OUT_FOLDER

PDF: the words that pdfium finds inside the box (another reader than the one that made the record) must hold the
quote's words. DOCX: the quote's lines must stand in the paragraphs at the places that the record names.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from minutebook.read import read

KINDS = ("agenda_items", "attendance", "questions", "findings", "decisions", "actions", "notices")
SLACK = 1.5
"""Points by which a letter may stand out of its box (the readers measure letters in different ways)."""


def bare(text: str) -> str:
    """Letters and digits only, ligatures and accents unfolded."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


def evidences(record: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if record["meeting"]["evidence"]:
        yield "meeting", record["meeting"]["id"], record["meeting"]["evidence"]
    for kind in KINDS:
        for r in record[kind]:
            if r["evidence"]:
                yield kind, r.get("id", r.get("code")), r["evidence"]


def in_box(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, box: list[float]) -> str:
    """The text inside a box that is given in points from the page's top left corner as shown."""
    x0, top, x1, bottom = box
    turn = page.get_rotation()
    width, height = page.get_size() if turn in {0, 180} else page.get_size()[::-1]
    left, low, right, high = page.get_mediabox()
    if abs(right - left - width) > 1 or abs(high - low - height) > 1:  # pdfium does not see a box that is inherited
        left, low, right, high = 0.0, 0.0, width, height
    if turn == 90:
        x0, top, x1, bottom = top, height - x1, bottom, height - x0
    elif turn == 180:
        x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
    elif turn == 270:
        x0, top, x1, bottom = width - bottom, x0, width - top, x1
    shown = left + x0 - SLACK, high - bottom - SLACK, left + x1 + SLACK, high - top + SLACK
    return str(textpage.get_text_bounded(*shown))


def verdict(quote: str, there: str) -> str:
    """``whole``: the quote stands there in one piece; ``parts``: all of its words do; ``missing``: they do not."""
    if bare(quote) in bare(there):
        return "whole"
    have = Counter(bare(there))
    have.subtract(bare(quote))
    words = [bare(w) for w in quote.split()]
    inside = bare(there)
    return "parts" if all(w in inside for w in words) and min(have.values(), default=0) >= 0 else "missing"


def check_pdf(path: Path, record: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    pages: dict[int, Any] = {}
    document = pypdfium2.PdfDocument(path)
    for kind, name, e in evidences(record):
        if e["page"] is None or e["bbox"] is None:
            yield "no box", kind, name, e
            continue
        if e["page"] not in pages:
            page = document[e["page"] - 1]
            pages[e["page"]] = page, page.get_textpage()
        page, textpage = pages[e["page"]]
        yield verdict(e["quote"], in_box(page, textpage, e["bbox"])), kind, name, e


def check_docx(path: Path, record: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    text: dict[str, str] = {}
    for block in read(path).blocks:
        text[block.place] = text.get(block.place, "") + "\n" + block.text
    for kind, name, e in evidences(record):
        there = "\n".join(text.get(p, "") for p in e["blocks"])
        ok = all(line in there for line in e["quote"].split("\n"))
        yield ("whole" if ok and e["blocks"] else "missing"), kind, name, e


def main() -> int:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    count: Counter[str] = Counter()
    for file in sorted((out / "json").glob("*.json")):
        record = json.loads(file.read_bytes())
        if record["document"]["status"] != "ok":
            continue
        path = source / record["document"]["source"]
        check = check_pdf if record["document"]["pages"] is not None else check_docx
        for what, kind, name, e in check(path, record):
            count[what] += 1
            if what in {"missing", "no box"} or not e["quote"]:
                place = f"page {e['page']} {e['bbox']}"
                print(f"{what}: {record['document']['source']} {kind} {name} {place} {e['quote'][:100]!r}")
    print(dict(sorted(count.items())))
    return 1 if count["missing"] or count["no box"] else 0


if __name__ == "__main__":
    sys.exit(main())
